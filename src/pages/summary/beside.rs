//! What stands under the details of the answer.

use crate::explain::{named_sum, soc_beside, warnings_words};
use crate::kit::disclosure::Disclosure;
use crate::kit::sum_table::SumTable;
use crate::kit::sum_table::openables;
use crate::kit::table_box::TableBox;
use crate::kit::words::Sentence;
use crate::model::{Pounds, changes, difference_value, number};
use crate::state::View;
use crate::state::state;
use crate::state::with_result;
use crate::workbook::Named;
use leptos::prelude::*;

/// The verdict on organised crime, where the scenario asks about it: beside the saving, and not in it.
#[component]
pub fn SocBeside() -> impl IntoView {
    let page = state();
    view! {
        {move || {
            page.soc
                .get()
                .map(|found| {
                    let (words, beside) = page.document.with(|document| soc_beside(document, &found));
                    view! {
                        <section class="card">
                            <h2>"Serious and organised crime"</h2>
                            <p>
                                <Sentence parts=words.sentence />
                            </p>
                            {beside.map(|text| view! { <p>{text}</p> })}
                            <p>
                                <button type="button" class="link" on:click=move |_| page.show(View::Soc)>
                                    "How it is judged"
                                </button>
                            </p>
                        </section>
                    }
                })
        }}
    }
}

/// Unit costs and outcomes beside the money.
#[component]
pub(super) fn Beside() -> impl IntoView {
    let page = state();
    let costs = move || {
        with_result(page.result, |one| {
            one.outcome
                .services
                .iter()
                .zip(&one.scenario.services)
                .filter(|(found, _)| found.shared)
                .map(|(found, service)| {
                    let unit = |cost: Option<Pounds>| {
                        cost.map_or("–".into(), |cost| if cost.0.abs() < 1000.0 { cost.pence() } else { cost.whole() })
                    };
                    (
                        found.id.clone(),
                        found.name.clone(),
                        crate::words::terms::per_driver(service.driver.noun()),
                        unit(found.unit_cost_now),
                        unit(found.unit_cost_after),
                        service.outcomes.clone(),
                    )
                })
                .collect::<Vec<_>>()
        })
    };
    // a row for the unit cost of each service, then one for each of its outcomes
    let rows = move || {
        let mut rows = Vec::new();
        for (id, name, _, now, after, outcomes) in costs() {
            rows.push((format!("{name}, unit cost"), Some((id, [now, after]))));
            rows.extend(outcomes.iter().map(|_| (String::new(), None)));
        }
        rows
    };
    let figures = Signal::derive(move || {
        let rows = rows();
        let names: Vec<String> = rows.iter().map(|(name, _)| name.clone()).collect();
        openables(&names, &["", "Now", "After"], |row, column| {
            let cell = rows.get(row).and_then(|(_, cells)| cells.as_ref()?.1.get(column.checked_sub(1)?));
            cell.is_some_and(|cell| cell != "–")
        })
    });
    let unit_sum = move |(row, column): (usize, usize)| {
        let (id, _) = rows().into_iter().nth(row)?.1?;
        let name = if column == 1 { "now" } else { "after" };
        Some(named_sum(Named::UnitCost.of_line(name, id), "What all members pay for each, together."))
    };
    view! {
        <section class="card">
            <SumTable id="unit-sum" figures sum=unit_sum>
                <table>
                    <caption>
                        "Beside the money"
                        <span class="hint">
                            "Unit cost of each service, allowing for any change in how much is delivered, and the outcomes that you entered"
                        </span>
                    </caption>
                    <thead>
                        <tr>
                            <th scope="col">"Service"</th>
                            <th scope="col">"Measure"</th>
                            <th scope="col" class="number">
                                "Now"
                            </th>
                            <th scope="col" class="number">
                                "After"
                            </th>
                        </tr>
                    </thead>
                    <tbody>
                        {move || {
                            costs()
                                .into_iter()
                                .map(|(_, name, per, now, after, outcomes)| {
                                    let service = name.clone();
                                    view! {
                                        <tr>
                                            <th scope="row">{name}</th>
                                            <td>"Cost " {per}</td>
                                            <td class="number">{now}</td>
                                            <td class="number">{after}</td>
                                        </tr>
                                        {outcomes
                                            .into_iter()
                                            .map(|one| {
                                                let better = (one.after < one.now) == (one.better == crate::model::Direction::Down) || one.after == one.now;
                                                view! {
                                                    <tr>
                                                        <th scope="row">{service.clone()}</th>
                                                        <td>{one.name} ", " {one.unit}{(!better).then_some(" ▼ worse")}</td>
                                                        <td class="number">{number(one.now, 2)}</td>
                                                        <td class="number">{number(one.after, 2)}</td>
                                                    </tr>
                                                }
                                            })
                                            .collect_view()}
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

#[component]
pub(super) fn Warnings() -> impl IntoView {
    let page = state();
    let warnings = move || with_result(page.result, |one| warnings_words(&one.outcome));
    view! {
        {move || {
            let all = warnings();
            (!all.is_empty())
                .then(|| {
                    view! {
                        <section class="card">
                            <h2>"Before you rely on this"</h2>
                            <ul>{all.into_iter().map(|warning| view! { <li>{warning}"."</li> }).collect_view()}</ul>
                        </section>
                    }
                })
        }}
    }
}

/// What was changed since the scenario was opened.
#[component]
pub(super) fn Changed() -> impl IntoView {
    let page = state();
    let all = move || page.document.with(|now| page.base.with(|base| changes(base, now)));
    view! {
        <Disclosure card=true summary=Signal::derive(move || format!("What I changed ({})", all().len()))>
            <TableBox>
                <table>
                    <caption class="hidden">"Changes since this scenario was opened"</caption>
                    <thead>
                        <tr>
                            <th scope="col">"Figure"</th>
                            <th scope="col" class="number">
                                "Before"
                            </th>
                            <th scope="col" class="number">
                                "Now"
                            </th>
                        </tr>
                    </thead>
                    <tbody>
                        {move || {
                            all()
                                .into_iter()
                                .map(|one| {
                                    view! {
                                        <tr>
                                            <th scope="row">{one.what.clone()}</th>
                                            <td class="number">{difference_value(&one, one.before.as_ref())}</td>
                                            <td class="number">{difference_value(&one, one.after.as_ref())}</td>
                                        </tr>
                                    }
                                })
                                .collect_view()
                        }}
                    </tbody>
                </table>
            </TableBox>
        </Disclosure>
    }
}
