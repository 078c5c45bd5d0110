//! The schedule, years across, and the bridge from worth today to its sum.

use super::PlanOf;
use crate::exchange::cash_table::schedule_csv;
use crate::exchange::files::file_name;
use crate::explain::{CashLine, bridge_rows, bridge_sum, schedule, schedule_sum};
use crate::kit::sum_table::{SumTable, is_figure, openables};
use crate::kit::words::CopyBox;
use crate::model::Pounds;
use crate::state::browser;
use leptos::prelude::*;
use std::sync::Arc;

/// The schedule of whoever is chosen.
#[component]
pub(super) fn ScheduleTable(plan: Memo<Option<Arc<PlanOf>>>, place: Memo<Option<usize>>) -> impl IntoView {
    let as_budgets = RwSignal::new(false);
    let found = Memo::new(move |_| {
        plan.get().map(|plan| schedule(&plan.one.scenario, &plan.plan, place.get(), as_budgets.get()))
    });
    let figures = Signal::derive(move || {
        found.with(|found| {
            let Some(found) = found else { return Vec::new() };
            let names: Vec<String> = found.rows.iter().map(|row| row.label.clone()).collect();
            let heads: Vec<&str> = found.years.iter().map(String::as_str).collect();
            openables(&names, &heads, |row, t| {
                let row = found.rows.get(row);
                row.is_some_and(|row| row.opens() && row.cells.get(t).is_some_and(|cell| is_figure(cell)))
            })
        })
    });
    let sum_at = move |(row, t): (usize, usize)| {
        let (plan, place) = (plan.get()?, place.get());
        found.with(|found| schedule_sum(&plan.plan, place, found.as_ref()?.rows.get(row)?, t))
    };
    let whose = move || {
        plan.with(|plan| {
            let one = plan
                .as_ref()
                .zip(place.get())
                .and_then(|(plan, place)| plan.plan.partners.get(place).map(|one| one.name.clone()));
            one.unwrap_or_else(|| "all partners together".to_owned())
        })
    };
    let (text, said) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let save = move |_| {
        let Some(plan) = plan.get_untracked() else { return };
        let table = schedule_csv(&plan.one.scenario, &plan.plan, as_budgets.get_untracked());
        let name = file_name("cash plan", &browser::now(), "csv");
        browser::download(&name, "text/csv;charset=utf-8", &table);
        text.set(table);
        said.set(browser::sent(&name));
    };
    view! {
        <section class="card">
            <SumTable id="cash-sum" figures sum=sum_at>
                <table class="schedule">
                    <caption>
                        {move || format!("Cash plan of {}", whose())}
                        <span class="hint">
                            {move || {
                                if as_budgets.get() {
                                    "£ in the cash of each year. As budget books have it: a saving is negative, a cost positive"
                                } else {
                                    "£ in the cash of each year. A saving is positive, a cost negative"
                                }
                            }}
                        </span>
                    </caption>
                    <thead>
                        <tr>
                            <th scope="col">"Line"</th>
                            {move || {
                                found
                                    .with(|found| {
                                        found
                                            .iter()
                                            .flat_map(|found| &found.years)
                                            .map(|year| {
                                                view! {
                                                    <th scope="col" class="number">
                                                        {year.clone()}
                                                    </th>
                                                }
                                            })
                                            .collect_view()
                                    })
                            }}
                            <th scope="col" class="number">
                                "Over the term"
                            </th>
                        </tr>
                    </thead>
                    <tbody>
                        {move || {
                            found
                                .get()
                                .into_iter()
                                .flat_map(|found| found.rows)
                                .map(|row| {
                                    let sum = row.line == CashLine::Sum;
                                    let total = row.total.map_or_else(String::new, |total| Pounds(total).whole());
                                    view! {
                                        <tr class:total=sum class:beside=row.line == CashLine::Beside>
                                            <th scope="row">{row.label}</th>
                                            {row.cells.into_iter().map(|cell| view! { <td class="number">{cell}</td> }).collect_view()}
                                            <td class="number">{total}</td>
                                        </tr>
                                    }
                                })
                                .collect_view()
                        }}
                    </tbody>
                </table>
            </SumTable>
            <div class="screen-only">
                <label class="tick">
                    <input type="checkbox" prop:checked=move || as_budgets.get() on:change=move |event| as_budgets.set(event_target_checked(&event)) />
                    "Savings as negative figures, as budget books have them"
                </label>
                <p class="chips">
                    <button type="button" on:click=save>
                        "The cash plan of every partner (.csv)"
                    </button>
                </p>
                <p role="status">{move || said.get()}</p>
                {move || {
                    (!text.with(String::is_empty)).then(|| view! { <CopyBox id="cash-text" label="The same as text" what="text" text=text rows="4" /> })
                }}
            </div>
        </section>
    }
}

/// From worth today to the sum of the plan, step by step.
#[component]
pub(super) fn Bridge(plan: Memo<Option<Arc<PlanOf>>>, place: Memo<Option<usize>>) -> impl IntoView {
    let rows = Memo::new(move |_| plan.get().map(|plan| bridge_rows(&plan.plan, place.get())).unwrap_or_default());
    let figures = Signal::derive(move || {
        rows.with(|rows| {
            let names: Vec<String> = rows.iter().map(|row| row.label.to_owned()).collect();
            openables(&names, &["Pounds"], |_, column| column == 0)
        })
    });
    let sum_at = move |(row, _): (usize, usize)| {
        let (plan, place) = (plan.get()?, place.get());
        rows.with(|rows| rows.get(row).map(|row| bridge_sum(&plan.plan, place, row)))
    };
    view! {
        <section class="card">
            <SumTable id="bridge-sum" figures sum=sum_at>
                <table>
                    <caption>"From worth today to the cash plan"<span class="hint">"£, step by step: it closes to the penny"</span></caption>
                    <thead>
                        <tr>
                            <th scope="col">"Step"</th>
                            <th scope="col" class="number">
                                "Pounds"
                            </th>
                        </tr>
                    </thead>
                    <tbody>
                        {move || {
                            rows.get()
                                .into_iter()
                                .map(|row| {
                                    view! {
                                        <tr class:total=row.is_sum()>
                                            <th scope="row">{row.label}</th>
                                            <td class="number">{Pounds(row.amount as f64).whole()}</td>
                                        </tr>
                                    }
                                })
                                .collect_view()
                        }}
                    </tbody>
                </table>
            </SumTable>
        </section>
    }
}
