//! What moves the answer most.

use crate::chart::Chart;
use crate::chart::shape::ChartOf;
use crate::chart::shape::Drawing;
use crate::engine::uncertainty::{Bar, tornado};
use crate::explain::{bar_row, bar_sums, input_words};
use crate::kit::sum_table::SumTable;
use crate::kit::sum_table::openables;
use crate::state::State;
use crate::state::state;
use leptos::prelude::*;

/// Inputs that are worth a bar: those that move anything.
pub(super) fn moving(page: State) -> Vec<Bar> {
    page.result.with(|result| {
        let all = result.as_ref().map(|one| tornado(&one.scenario)).unwrap_or_default();
        all.into_iter().filter(|bar| (bar.high.0 - bar.low.0).abs() >= 0.5).collect()
    })
}

/// The table first, then the same as bars.
#[component]
pub(super) fn Tornado() -> impl IntoView {
    let page = state();
    let bars = Memo::new(move |_| moving(page));
    let rows = move || {
        page.result.with(|result| {
            let scenario = result.as_ref().map(|one| one.scenario.clone());
            let row = |bar: &Bar| scenario.as_ref().map(|scenario| bar_row(scenario, bar));
            bars.with(|bars| bars.iter().filter_map(row).collect::<Vec<_>>())
        })
    };
    let figures = Signal::derive(move || {
        let names: Vec<String> = rows().into_iter().map(|[label, ..]| label).collect();
        openables(&names, &["", "At the low end", "At the high end", "Moves it by"], |_, column| column > 0)
    });
    let sum_at = move |(row, column): (usize, usize)| {
        let bar = bars.with(|bars| bars.get(row).cloned())?;
        let sums = page.result.with(|result| Some(bar_sums(&result.as_ref()?.scenario, &bar)))?;
        sums.into_iter().nth(column.checked_sub(1)?)
    };
    let chart = Signal::derive(move || {
        page.result.with(|result| result.as_ref().map(|one| {
            let bars = bars.get();
            let shown = bars.iter().take(10);
            let rows: Vec<[String; 5]> = shown.clone().map(|bar| bar_row(&one.scenario, bar)).collect();
            ChartOf {
                title: "What moves it most".into(),
                caption: "Net present value with one figure at its low and high end and all others as likely; the ten that move it most.".into(),
                labels: shown.clone().map(|bar| input_words(&one.scenario, &bar.input).label).collect(),
                readout: rows.iter().map(|[label, range, low, high, _]| format!("{label}, {range}: {low} to {high}")).collect(),
                heads: ["Figure", "From low to high", "At the low end", "At the high end", "Moves it by"].map(str::to_owned).to_vec(),
                rows: rows.into_iter().map(|row| row.to_vec()).collect(),
                drawing: Drawing::Spans { ends: shown.map(|bar| (bar.low.0, bar.high.0)).collect(), rule: one.outcome.totals.npv.0 },
            }
        }).unwrap_or_default())
    });
    view! {
        <section class="card">
            <SumTable id="tornado-figures" figures sum=sum_at>
                <table>
                    <caption>
                        "What moves it most"
                        <span class="hint">
                            "Net present value with one figure at its low end (one chance in ten to be below) and its high end (one in ten to be above), all others as likely. What moves nothing is left out."
                        </span>
                    </caption>
                    <thead>
                        <tr>
                            <th scope="col">"Figure"</th>
                            <th scope="col">"From low to high"</th>
                            <th scope="col" class="number">
                                "At the low end"
                            </th>
                            <th scope="col" class="number">
                                "At the high end"
                            </th>
                            <th scope="col" class="number">
                                "Moves it by"
                            </th>
                        </tr>
                    </thead>
                    <tbody>
                        {move || {
                            let rows = rows();
                            if rows.is_empty() {
                                view! {
                                    <tr>
                                        <td colspan="5">"No figure has a range."</td>
                                    </tr>
                                }
                                    .into_any()
                            } else {
                                rows.into_iter()
                                    .map(|[label, range, low, high, swing]| {
                                        view! {
                                            <tr>
                                                <th scope="row">{label}</th>
                                                <td>{range}</td>
                                                <td class="number">{low}</td>
                                                <td class="number">{high}</td>
                                                <td class="number">{swing}</td>
                                            </tr>
                                        }
                                    })
                                    .collect_view()
                                    .into_any()
                            }
                        }}
                    </tbody>
                </table>
            </SumTable>
        </section>
        {move || (!bars.with(Vec::is_empty)).then(|| view! { <Chart id="tornado" chart=chart sum=sum_at /> })}
    }
}
