//! Incentive: the least start-up funding that would make it acceptable to every force.

use crate::engine::incentive::incentive;
use crate::explain::{incentive_rows, incentive_words};
use crate::kit::table_box::TableBox;
use crate::state::{state, with_result};
use leptos::prelude::*;

/// What would be needed, and by whom.
#[component]
pub fn StartUpFunding() -> impl IntoView {
    let page = state();
    let words = move || with_result(page.result, |one| incentive_words(&incentive(&one.outcome)));
    let rows = Memo::new(move |_| with_result(page.result, |one| incentive_rows(&incentive(&one.outcome))));
    let some = Memo::new(move |_| !rows.with(Vec::is_empty));
    view! {
        <section class="card">
            <h2>"Start-up funding"</h2>
            <p>{words}</p>
            {move || {
                some.get()
                    .then(|| {
                        view! {
                            <TableBox>
                                <table>
                                    <caption>
                                        "Start-up funding that would do"
                                        <span class="hint">
                                            "£, paid at the start, on the terms as they stand and beside grants that are entered. Over the term in today\u{2019}s money; in every year undiscounted, so that nobody has ever paid more than it gained"
                                        </span>
                                    </caption>
                                    <thead>
                                        <tr>
                                            <th scope="col">"Partner"</th>
                                            <th scope="col" class="number">
                                                "Over the term"
                                            </th>
                                            <th scope="col" class="number">
                                                "In every year"
                                            </th>
                                        </tr>
                                    </thead>
                                    <tbody>
                                        {move || {
                                            rows.get()
                                                .into_iter()
                                                .map(|(name, term, year)| {
                                                    view! {
                                                        <tr>
                                                            <th scope="row">{name}</th>
                                                            <td class="number">{term}</td>
                                                            <td class="number">{year}</td>
                                                        </tr>
                                                    }
                                                })
                                                .collect_view()
                                        }}
                                    </tbody>
                                </table>
                            </TableBox>
                        }
                    })
            }}
        </section>
    }
}
