//! Two figures against each other: net present value over the ranges of both.

use crate::engine::uncertainty::{axes, tornado, two_way};
use crate::explain::{grid_sum, grid_words, input_words};
use crate::kit::sum_table::SumTable;
use crate::kit::sum_table::openables;
use crate::state::state;
use leptos::prelude::*;

/// Values along each edge.
const STEPS: usize = 7;

/// What the shades of the cells say.
const SHADES: [(&str, &str); 4] = [
    ("swatch loss far", "loses more than half of the largest figure here"),
    ("swatch loss", "loses"),
    ("swatch gain", "gains"),
    ("swatch gain far", "gains more than half of the largest figure here"),
];

#[component]
pub fn TwoWay() -> impl IntoView {
    let page = state();
    let edges = Memo::new(move |_| {
        page.result.with(|result| result.as_ref().map(|one| axes(&one.scenario)).unwrap_or_default())
    });
    // until somebody chooses, the two figures that move it most
    let most = Memo::new(move |_| {
        let bars = page.result.with(|result| result.as_ref().map(|one| tornado(&one.scenario)).unwrap_or_default());
        edges.with(|edges| {
            let known =
                bars.iter().map(|bar| &bar.input).filter(|input| edges.iter().any(|edge| edge.input == **input));
            let mut two: Vec<String> = known.take(2).cloned().collect();
            two.extend(
                edges
                    .iter()
                    .map(|edge| edge.input.clone())
                    .filter(|input| !two.contains(input))
                    .take(2)
                    .collect::<Vec<_>>(),
            );
            two
        })
    });
    let chosen = RwSignal::new([None::<String>, None]);
    let edge = move |place: usize| {
        let wanted = chosen.with(|chosen| chosen.get(place).cloned().flatten());
        let input = wanted.or_else(|| most.with(|most| most.get(place).cloned()))?;
        // a figure that is gone gives way to the one that moves it most
        edges.with(|edges| edges.iter().find(|edge| edge.input == input).or_else(|| edges.get(place)).cloned())
    };
    let label = move |input: &str| {
        page.result
            .with(|result| result.as_ref().map_or_else(String::new, |one| input_words(&one.scenario, input).label))
    };
    let heading = move |place: usize| edge(place).map(|edge| label(&edge.input)).unwrap_or_default();
    let grid = Memo::new(move |_| {
        let (rows, columns) = (edge(0)?, edge(1)?);
        if rows.input == columns.input {
            return None;
        }
        page.result.with(|result| {
            let scenario = &result.as_ref()?.scenario;
            let grid = two_way(scenario, &rows, &columns, STEPS);
            let words = grid_words(scenario, &rows.input, &columns.input, &grid);
            Some((words, [rows.input, columns.input], grid))
        })
    });
    let figures = Signal::derive(move || {
        grid.with(|grid| {
            let Some((words, ..)) = grid else { return Vec::new() };
            let names: Vec<String> = words.rows.iter().map(|(head, _)| format!("{}: {head}", heading(0))).collect();
            let heads: Vec<String> = words.columns.iter().map(|head| format!("{}: {head}", heading(1))).collect();
            openables(&names, &heads.iter().map(String::as_str).collect::<Vec<_>>(), |_, _| true)
        })
    });
    let sum_at = move |(row, column): (usize, usize)| {
        grid.with(|grid| {
            let (_, [down, along], grid) = grid.as_ref()?;
            let moved = [(down.as_str(), *grid.rows.get(row)?), (along.as_str(), *grid.columns.get(column)?)];
            page.result.with(|result| Some(grid_sum(&result.as_ref()?.scenario, moved)))
        })
    };
    let any = Memo::new(move |_| grid.with(Option::is_some));
    let words = move || grid.with(|grid| grid.as_ref().map(|(words, ..)| words.clone()));
    view! {
        <section class="card">
            <h2>"Two figures against each other"</h2>
            <div class="grid">
                {["Down the side", "Along the top"]
                    .into_iter()
                    .enumerate()
                    .map(|(place, name)| {
                        let id = format!("two-way-{place}");
                        view! {
                            <div class="labelled">
                                <label for=id.clone()>{name}</label>
                                <select
                                    id=id
                                    prop:value=move || edge(place).map(|edge| edge.input).unwrap_or_default()
                                    on:change=move |event| {
                                        chosen
                                            .update(|chosen| {
                                                if let Some(slot) = chosen.get_mut(place) {
                                                    *slot = Some(event_target_value(&event));
                                                }
                                            })
                                    }
                                >
                                    {move || {
                                        edges
                                            .get()
                                            .into_iter()
                                            .map(|one| {
                                                let (input, text) = (one.input.clone(), label(&one.input));
                                                view! {
                                                    <option value=one.input selected=move || edge(place).is_some_and(|edge| edge.input == input)>
                                                        {text}
                                                    </option>
                                                }
                                            })
                                            .collect_view()
                                    }}
                                </select>
                            </div>
                        }
                    })
                    .collect_view()}
            </div>
            {move || {
                if any.get() {
                    view! {
                        <SumTable id="two-way-sum" figures sum=sum_at>
                            <table class="two-way">
                                <caption>
                                    {move || heading(0)}" against "{move || heading(1)}
                                    <span class="hint">
                                        "Net present value at these two values and all else as likely, so without a range. ▼ marks a loss."
                                    </span>
                                </caption>
                                <thead>
                                    <tr>
                                        <th scope="col">{move || heading(0)}" ↓, "{move || heading(1)}" →"</th>
                                        {move || {
                                            words()
                                                .map(|words| {
                                                    words
                                                        .columns
                                                        .into_iter()
                                                        .map(|head| {
                                                            view! {
                                                                <th scope="col" class="number">
                                                                    {head}
                                                                </th>
                                                            }
                                                        })
                                                        .collect_view()
                                                })
                                        }}
                                    </tr>
                                </thead>
                                <tbody>
                                    {move || {
                                        words()
                                            .map(|words| {
                                                words
                                                    .rows
                                                    .into_iter()
                                                    .map(|(head, cells)| {
                                                        view! {
                                                            <tr>
                                                                <th scope="row">{head}</th>
                                                                {cells
                                                                    .into_iter()
                                                                    .map(|cell| {
                                                                        let class = match cell.shade {
                                                                            2 => "number gain far",
                                                                            1 => "number gain",
                                                                            -1 => "number loss",
                                                                            _ => "number loss far",
                                                                        };
                                                                        view! {
                                                                            <td class=class>
                                                                                {(cell.shade < 0)
                                                                                    .then(|| view! { <span>"▼ "<span class="hidden">"loss "</span></span> })}
                                                                                {cell.text}
                                                                            </td>
                                                                        }
                                                                    })
                                                                    .collect_view()}
                                                            </tr>
                                                        }
                                                    })
                                                    .collect_view()
                                            })
                                    }}
                                </tbody>
                            </table>
                        </SumTable>
                        <p class="key" aria-hidden="true">
                            {SHADES
                                .map(|(class, words)| {
                                    view! {
                                        <span>
                                            <span class=class></span>
                                            {words}
                                        </span>
                                    }
                                })
                                .into_iter()
                                .collect_view()}
                        </p>
                    }
                        .into_any()
                } else {
                    view! { <p>"Choose two different figures."</p> }.into_any()
                }
            }}
        </section>
    }
}
