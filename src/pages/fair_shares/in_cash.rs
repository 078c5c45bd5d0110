//! Balancing payments in the cash of each year: what budgets would see.

use crate::explain::{YearRow, YearTable, balancing_in_cash};
use crate::kit::disclosure::Disclosure;
use crate::kit::table_box::TableBox;
use crate::pages::money::plan_of;
use crate::state::state;
use leptos::prelude::*;

/// Who pays whom in each year's prices, where payments are adopted.
#[component]
pub(super) fn InCash() -> impl IntoView {
    let plan = plan_of(state());
    let found = Memo::new(move |_| plan.get().map(|plan| balancing_in_cash(&plan.plan)).unwrap_or_default());
    let some = Memo::new(move |_| found.with(|found| !found.rows.is_empty()));
    view! {
        {move || {
            some.get()
                .then(|| {
                    view! {
                        <Disclosure card=true summary="Payments in cash, year by year">
                            {move || {
                                let YearTable { years, rows } = found.get();
                                view! {
                                    <TableBox>
                                        <table>
                                            <caption>
                                                "Payments in cash"
                                                <span class="hint">
                                                    "The payments that are adopted, in the prices of each year as the cash plan has them; who receives stands below nothing"
                                                </span>
                                            </caption>
                                            <thead>
                                                <tr>
                                                    <th scope="col">"Partner"</th>
                                                    {years
                                                        .into_iter()
                                                        .map(|year| {
                                                            view! {
                                                                <th scope="col" class="number">
                                                                    {year}
                                                                </th>
                                                            }
                                                        })
                                                        .collect_view()}
                                                    <th scope="col" class="number">
                                                        "Over the term"
                                                    </th>
                                                </tr>
                                            </thead>
                                            <tbody>
                                                {rows
                                                    .into_iter()
                                                    .map(|YearRow { name, cells, total }| {
                                                        view! {
                                                            <tr>
                                                                <th scope="row">{name}</th>
                                                                {cells.into_iter().map(|cell| view! { <td class="number">{cell}</td> }).collect_view()}
                                                                <td class="number">{total}</td>
                                                            </tr>
                                                        }
                                                    })
                                                    .collect_view()}
                                            </tbody>
                                        </table>
                                    </TableBox>
                                }
                            }}
                        </Disclosure>
                    }
                })
        }}
    }
}
