//! Where the case would be worth nothing.

use crate::engine::{switching_alone, switching_values};
use crate::explain::{turning_rows, turning_sum};
use crate::kit::sum_table::SumTable;
use crate::kit::sum_table::openables;
use crate::state::state;
use leptos::prelude::*;

/// What would have to be true for it to be worth nothing.
#[component]
pub(super) fn BreakEven() -> impl IntoView {
    let page = state();
    // each input as it makes what it belongs to worth nothing, and as it makes the whole so
    let turning = Memo::new(move |_| {
        page.result.with(|result| {
            let scenario = &result.as_ref()?.scenario;
            Some((switching_alone(scenario), switching_values(scenario)))
        })
    });
    let rows = Memo::new(move |_| {
        turning
            .with(|turning| {
                let (alone, whole) = turning.as_ref()?;
                page.result.with(|result| Some(turning_rows(&result.as_ref()?.scenario, whole, alone)))
            })
            .unwrap_or_default()
    });
    let figures = Signal::derive(move || {
        let names: Vec<String> = rows.with(|rows| rows.iter().map(|row| row.label.clone()).collect());
        let known = |row: usize, column: usize| {
            turning.with(|turning| {
                let Some((alone, whole)) = turning else { return false };
                let all = if column == 1 { alone } else { whole };
                column > 0 && all.get(row).is_some_and(|one| one.value.is_some())
            })
        };
        openables(&names, &["", "Breaks even on its own at", "Whole proposal breaks even at"], known)
    });
    let sum_at = move |(row, column): (usize, usize)| {
        let (alone, whole) = turning.get()?;
        let one = if column == 1 { alone.get(row)? } else { whole.get(row)? };
        page.result.with(|result| turning_sum(&result.as_ref()?.scenario, one, column == 2))
    };
    view! {
        <section class="card">
            <h2>"What would have to be true"</h2>
            <p class="hint">"The value at which the proposal breaks even, with everything else as entered. It is a single value, so it has no range."</p>
            <ul>{move || rows.with(|rows| rows.iter().filter_map(|row| row.sentence.clone()).map(|text| view! { <li>{text}</li> }).collect_view())}</ul>
            <SumTable id="turning-sum" figures sum=sum_at>
                <table>
                    <caption class="hidden">"Break-even values"</caption>
                    <thead>
                        <tr>
                            <th scope="col">"Figure"</th>
                            <th scope="col" class="number">
                                "As entered"
                            </th>
                            <th scope="col" class="number">
                                "Breaks even on its own at"
                            </th>
                            <th scope="col" class="number">
                                "Whole proposal breaks even at"
                            </th>
                        </tr>
                    </thead>
                    <tbody>
                        {move || {
                            rows.get()
                                .into_iter()
                                .map(|row| {
                                    view! {
                                        <tr>
                                            <th scope="row">{row.label}</th>
                                            <td class="number">{row.now}</td>
                                            <td class="number">{row.alone}</td>
                                            <td class="number">{row.whole}</td>
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
