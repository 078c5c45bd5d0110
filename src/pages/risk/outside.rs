//! The outside view: as such programmes have turned out, beside the user's own ranges.

use super::back_test::HowGood;
use crate::explain::outside_words;
use crate::kit::field::Labelled;
use crate::kit::table_box::TableBox;
use crate::state::state;
use leptos::prelude::*;

/// What it would come to by who counted, in a table of views.
#[component]
pub(super) fn OutsideView() -> impl IntoView {
    let page = state();
    let words = Memo::new(move |_| {
        let one = page.result.get()?;
        let (inside, outside) = (page.draws.of(&one)?, page.draws.outside_of(&one)?);
        Some(outside_words(&one.outcome, &inside.found, &outside.found))
    });
    view! {
        <section class="card">
            <h2>"As such plans have turned out"</h2>
            {move || match words.get() {
                None => view! { <p class="hint">"Drawn once your own ranges stand."</p> }.into_any(),
                Some(words) => {
                    view! {
                        <p>{words.sentence}</p>
                        <TableBox>
                            <table>
                                <caption>
                                    "The same plan by who counts"
                                    <span class="hint">
                                        "Eight chances in ten, in today\u{2019}s money; haircut and optimism bias are left out of the outside views, which stand in their place"
                                    </span>
                                </caption>
                                <thead>
                                    <tr>
                                        <th scope="col">"View"</th>
                                        <th scope="col" class="number">
                                            "Worth today"
                                        </th>
                                        <th scope="col" class="number">
                                            "Saving a year, middle"
                                        </th>
                                        <th scope="col" class="number">
                                            "Pays back in"
                                        </th>
                                        <th scope="col" class="number">
                                            "Chance of a loss"
                                        </th>
                                        <th scope="col">"Who loses most often"</th>
                                    </tr>
                                </thead>
                                <tbody>
                                    {words
                                        .rows
                                        .into_iter()
                                        .map(|row| {
                                            view! {
                                                <tr>
                                                    <th scope="row">{row.view}</th>
                                                    <td class="number">{row.worth}</td>
                                                    <td class="number">{row.saving}</td>
                                                    <td class="number">{row.payback}</td>
                                                    <td class="number">{row.loss}</td>
                                                    <td>{row.loser}</td>
                                                </tr>
                                            }
                                        })
                                        .collect_view()}
                                </tbody>
                            </table>
                        </TableBox>
                        <p class="hint">{words.why}</p>
                    }
                        .into_any()
                }
            }}
            <HowGood />
            <div class="grid">
                <Labelled place="uncertainty.outside.audited".to_owned() />
            </div>
        </section>
    }
}
