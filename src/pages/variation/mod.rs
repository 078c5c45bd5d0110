//! Cost variation: unit costs of a service in the user's own group, and where forces stand by published budgets.

pub mod standing;

use crate::chart::Chart;
use crate::chart::shape::ChartOf;
use crate::chart::shape::Drawing;
use crate::edits::entries::{to_publish, use_published};
use crate::engine::variation::{Variation, variation};
use crate::explain::{
    Concern, LineFigure, RowFigure, VariationLine, line_sum, nothing_to_compare, old_money, row_sum, unit_money,
    variation_concern, variation_lines, variation_words,
};
use crate::kit::sum_table::SumTable;
use crate::kit::sum_table::openables;
use crate::kit::words::Answer;
use crate::kit::words::Concerns;
use crate::kit::words::NothingShared;
use crate::model::{Pounds, Service, number};
use crate::pages::variation::standing::WhereForcesStand;
use crate::state::{View, state};
use crate::words::terms::per_driver;
use leptos::prelude::*;

/// A service with its unit costs and the lines that they are held against.
type Shown = (Service, Variation, Vec<VariationLine>);

#[component]
pub fn VariationPage() -> impl IntoView {
    let page = state();
    let services = Memo::new(move |_| {
        page.result.with(|result| {
            let Some(one) = result.as_ref() else { return Vec::new() };
            let all = one.scenario.services.iter().zip(&one.outcome.services);
            let known = all.filter(|(service, found)| variation(&one.scenario, service, found).is_some());
            known.map(|(service, _)| (service.id.clone(), service.shown().to_owned())).collect()
        })
    });
    let chosen = RwSignal::new(String::new());
    let shown = Memo::new(move |_| -> Option<Shown> {
        let first = services.with(|all| all.first().map(|(id, _)| id.clone()))?;
        let wanted = Some(chosen.get()).filter(|id| services.with(|all| all.iter().any(|(there, _)| there == id)));
        let id = wanted.unwrap_or(first);
        page.result.with(|result| {
            let one = result.as_ref()?;
            let (service, found) =
                one.scenario.services.iter().zip(&one.outcome.services).find(|(service, _)| service.id == id)?;
            let found = variation(&one.scenario, service, found)?;
            let lines = variation_lines(service, &found);
            Some((service.clone(), found, lines))
        })
    });
    let concerns = Memo::new(move |_| {
        shown
            .with(|shown| {
                let (service, ..) = shown.as_ref()?;
                page.document.with(|document| {
                    // a cost of 2017/18 over people of today is no unit cost of either
                    let old = old_money(document).map(|rest| Concern { strong: String::new(), rest });
                    variation_concern(document, service).or(old)
                })
            })
            .into_iter()
            .collect::<Vec<_>>()
    });
    let alike = Memo::new(move |_| {
        shown.with(|shown| {
            let found = shown.as_ref();
            page.document
                .with(|document| found.is_some_and(|(service, found, _)| nothing_to_compare(document, service, found)))
        })
    });
    let figures = Signal::derive(move || {
        let name = |shown: &Option<Shown>| -> Vec<String> {
            shown.iter().flat_map(|(.., lines)| lines.iter().map(|line| line.name.clone())).collect()
        };
        openables(&shown.with(name), &["Unit cost", "Partners above it", "Half of the gap, a year"], |_, _| true)
    });
    let line_at = move |(row, column): (usize, usize)| {
        shown.with(|shown| {
            let (service, _, lines) = shown.as_ref()?;
            Some(line_sum(service, lines.get(row)?, LineFigure::at(column)?))
        })
    };
    let row_at = move |(row, column): (usize, usize)| {
        shown.with(|shown| {
            let (service, found, _) = shown.as_ref()?;
            let row = found.rows.get(row)?;
            Some(row_sum(service, &row.id, &row.name, RowFigure::at(column)?))
        })
    };
    view! {
        {move || match shown.with(|shown| shown.as_ref().map(|(service, found, _)| variation_words(service, found))) {
            Some(_) if alike.get() => view! { <AllAlike /> }.into_any(),
            Some((sentence, support)) => {
                view! {
                    <Answer parts=sentence support />
                    <Concerns all=concerns.get() />
                }
                    .into_any()
            }
            None => {
                view! {
                    <h1>"How far do costs differ?"</h1>
                    <p class="lead">"Once a service has costs and its partners a size, unit costs stand here side by side."</p>
                    <NothingShared />
                }
                    .into_any()
            }
        }}
        {move || {
            services
                .with(|all| {
                    (all.len() > 1)
                        .then(|| {
                            view! {
                                <div class="labelled narrow">
                                    <label for="variation-service">"Service"</label>
                                    <select id="variation-service" on:change=move |event| chosen.set(event_target_value(&event))>
                                        {all.iter().map(|(id, name)| view! { <option value=id.clone()>{name.clone()}</option> }).collect_view()}
                                    </select>
                                </div>
                            }
                        })
                })
        }}
        {move || {
            (shown.with(Option::is_some) && !alike.get())
                .then(|| {
                    view! {
                        <h2 class="hidden">"Unit costs side by side"</h2>
                        <Chart id="variation" chart=Signal::derive(move || shown.with(|shown| shown.as_ref().map(chart).unwrap_or_default())) sum=row_at />
                        <section class="card">
                            <SumTable id="variation-lines-sum" figures sum=line_at>
                                <table>
                                    <caption>
                                        "What closing half of the gap is worth"
                                        <span class="hint">"Half of what those above a line spend beyond it, a year, at their present size"</span>
                                    </caption>
                                    <thead>
                                        <tr>
                                            <th scope="col">"Compared with"</th>
                                            <th scope="col" class="number">
                                                "Unit cost"
                                            </th>
                                            <th scope="col" class="number">
                                                "Partners above it"
                                            </th>
                                            <th scope="col" class="number">
                                                "Half of the gap, a year"
                                            </th>
                                            <th scope="col">"From"</th>
                                        </tr>
                                    </thead>
                                    <tbody>
                                        {move || {
                                            shown
                                                .get()
                                                .map(|(.., lines)| {
                                                    lines
                                                        .into_iter()
                                                        .map(|line| {
                                                            view! {
                                                                <tr>
                                                                    <th scope="row">{line.name}</th>
                                                                    <td class="number">{unit_money(line.value)}</td>
                                                                    <td class="number">{line.above}</td>
                                                                    <td class="number">{line.half_gap.short()}</td>
                                                                    <td>{line.source}</td>
                                                                </tr>
                                                            }
                                                        })
                                                        .collect_view()
                                                })
                                        }}
                                    </tbody>
                                </table>
                            </SumTable>
                            <p class="hint">
                                "A benchmark of your own is entered under Shared services, common starting point. National figures stand where they are published for the kind of service; they are in the prices of their year."
                            </p>
                        </section>
                    }
                })
        }}
        <WhereForcesStand />
    }
}

/// What stands here while every figure comes from one ratio, with the way out.
#[component]
fn AllAlike() -> impl IntoView {
    let page = state();
    let published = Memo::new(move |_| {
        page.document.with(|document| {
            document.entries("services").iter().any(|service| !to_publish(document, service).is_empty())
        })
    });
    view! {
        <h1>"There is nothing to compare yet."</h1>
        <p class="lead">
            "Every cost of this service is an estimate from one national ratio, so all partners look alike. With their own figures you see here how far they differ, and what half of the difference is worth."
        </p>
        <p class="chips">
            {move || {
                published
                    .get()
                    .then(|| {
                        view! {
                            <button
                                type="button"
                                class="main"
                                disabled=move || page.is_locked()
                                on:click=move |_| {
                                    page.begin_gesture();
                                    page.change(use_published(&page.document.get_untracked()));
                                }
                            >
                                "Use each force\u{2019}s published budget"
                            </button>
                        }
                    })
            }} <button type="button" on:click=move |_| page.show(View::Services)>
                "Enter your own"
            </button>
        </p>
    }
}

fn chart((service, found, lines): &Shown) -> ChartOf {
    let per = per_driver(service.driver.noun());
    let half = |cost: Pounds| if cost.0 > 0.5 { cost.whole() } else { "–".into() };
    let rows: Vec<Vec<String>> = found
        .rows
        .iter()
        .map(|row| {
            let worth = half(row.above(found.median) * 0.5);
            vec![row.name.clone(), row.cost.whole(), number(row.quantity, 0), unit_money(row.unit_cost), worth]
        })
        .collect();
    let readout = rows.iter().map(|row| match row.as_slice() {
        [name, cost, quantity, unit, _] => format!("{name}: {unit} {per}, {cost} for {quantity}"),
        _ => String::new(),
    });
    ChartOf {
        title: format!("{}: cost {per}", service.shown()),
        caption: "Pounds a year today, in the order of your partners: it indicates and ranks nobody.".into(),
        labels: found.rows.iter().map(|row| row.name.clone()).collect(),
        readout: readout.collect(),
        heads: ["Partner", "Cost a year", "Size", "Unit cost", "Half of its gap to the middle"]
            .map(str::to_owned)
            .to_vec(),
        rows,
        drawing: Drawing::Bars {
            values: found.rows.iter().map(|row| row.unit_cost.0).collect(),
            rules: lines.iter().map(|line| (line.value.0, line.name.clone())).collect(),
        },
    }
}
