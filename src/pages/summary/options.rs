//! The options side by side.

use crate::explain::{Figure, cash_words, named_sum, sum};
use crate::kit::sum_table::SumTable;
use crate::kit::sum_table::openables;
use crate::model::Pounds;
use crate::state::state;
use crate::state::with_result;
use crate::workbook::Named;
use leptos::prelude::*;

/// As now, improve alone, collaborate.
#[component]
pub fn Options() -> impl IntoView {
    let page = state();
    let options = move || {
        with_result(page.result, |one| {
            let totals = &one.outcome.totals;
            vec![
                (
                    "As now",
                    Pounds(0.0).short(),
                    Pounds(0.0).short(),
                    "What everything else is measured against".to_owned(),
                ),
                (
                    "Improve alone",
                    totals.alone.short(),
                    Pounds(0.0).short(),
                    if totals.alone.0 > 0.5 {
                        "What partners could reach by coming down to the benchmark by themselves".into()
                    } else {
                        "No service has an external benchmark that a partner could reach by itself".into()
                    },
                ),
                (
                    "Collaborate",
                    totals.npv.short(),
                    totals.one_off.short(),
                    format!(
                        "{} a year at full effect; worth today {}",
                        totals.full_year_saving.short(),
                        cash_words(totals.npv, totals.npv_cash)
                    ),
                ),
            ]
        })
    };
    // what changes nothing costs and brings nothing: there is no sum
    let figures = Signal::derive(move || {
        let names: Vec<String> = options().into_iter().map(|(name, ..)| name.to_owned()).collect();
        openables(&names, &["Worth today", "One-off cost"], |row, column| row == 2 || (row, column) == (1, 0))
    });
    let option_sum = move |at| {
        page.result.with(|result| {
            let one = result.as_deref()?;
            Some(match at {
                (1, _) => {
                    named_sum(Named::ImprovingAlone, "What each could reach by coming down to the benchmark by itself.")
                }
                (_, 0) => sum(Figure::NetPresentValue, &one.scenario, &one.outcome),
                _ => sum(Figure::OneOffCost, &one.scenario, &one.outcome),
            })
        })
    };
    view! {
        <section class="card">
            <SumTable id="options-sum" figures sum=option_sum>
                <table>
                    <caption>"Three options"</caption>
                    <thead>
                        <tr>
                            <th scope="col">"Option"</th>
                            <th scope="col" class="number">
                                "Worth today"
                            </th>
                            <th scope="col" class="number">
                                "One-off cost"
                            </th>
                            <th scope="col">"What it means"</th>
                        </tr>
                    </thead>
                    <tbody>
                        {move || {
                            options()
                                .into_iter()
                                .map(|(name, worth, once, means)| {
                                    view! {
                                        <tr>
                                            <th scope="row">{name}</th>
                                            <td class="number">{worth}</td>
                                            <td class="number">{once}</td>
                                            <td class="text">{means}</td>
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
