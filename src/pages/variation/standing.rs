//! Where a force stands among all 43 by published budgets: a line each, the scenario's partners picked out.

use crate::evidence::{PANEL_YEARS, has_break};
use crate::explain::{Each, Standing, published_need, standing, standing_words, within};
use crate::kit::table_box::TableBox;
use crate::model::inputs::SERVICE_KINDS;
use crate::model::{Pounds, number};
use crate::pages::market::lines::change_market;
use crate::state::{View, state};
use crate::words::terms::choice_label;
use leptos::prelude::*;

#[component]
pub fn WhereForcesStand() -> impl IntoView {
    let page = state();
    let chosen = RwSignal::new(None::<&'static str>);
    // the kind that is asked for, else that of the first service that has published budgets
    let kinds = StoredValue::new(
        SERVICE_KINDS
            .iter()
            .copied()
            .filter(|kind| crate::evidence::all_budgeted(kind).next().is_some())
            .collect::<Vec<_>>(),
    );
    let kind = Memo::new(move |_| {
        let first = page.result.with(|result| {
            let services = &result.as_ref()?.scenario.services;
            services.iter().find_map(|service| kinds.get_value().into_iter().find(|kind| *kind == service.kind))
        });
        chosen.get().or(first).unwrap_or("human_resources")
    });
    let (by_size, each) = (RwSignal::new(false), RwSignal::new(Each::Employed));
    let found = Memo::new(move |_| {
        let mut found = page.result.with(|result| standing(&result.as_ref()?.scenario, kind.get(), each.get()))?;
        if by_size.get() {
            let unit = |row: &crate::explain::StandingRow| row.unit.map_or(0.0, |unit| unit.0);
            found.rows.sort_by(|a, b| unit(b).total_cmp(&unit(a)));
        }
        Some(found)
    });
    let name = move || match kind.get() {
        "human_resources" => "HR".to_owned(),
        kind => within(&choice_label("services[].kind", kind)),
    };
    view! {
        <section class="card">
            <h2>"Where forces stand"</h2>
            <p class="hint">
                "It indicates and does not rank: figures differ because forces host for one another, record and net off differently, and face different demands. Hollow bars have a caution beside them."
            </p>
            <div class="grid">
                <div class="labelled">
                    <label for="standing-kind">"Function"</label>
                    <select
                        id="standing-kind"
                        on:change=move |event| {
                            let value = event_target_value(&event);
                            chosen.set(kinds.get_value().into_iter().find(|kind| *kind == value));
                        }
                    >
                        {kinds
                            .get_value()
                            .into_iter()
                            .map(|one| {
                                view! {
                                    <option value=one selected=move || kind.get() == one>
                                        {choice_label("services[].kind", one)}
                                    </option>
                                }
                            })
                            .collect_view()}
                    </select>
                </div>
                <div class="labelled">
                    <label for="standing-each">"For each"</label>
                    <select
                        id="standing-each"
                        on:change=move |event| {
                            let chosen = event_target_value(&event);
                            each.set(Each::ALL.into_iter().find(|one| one.words() == chosen).unwrap_or(Each::Employed));
                        }
                    >
                        {Each::ALL.into_iter().map(|one| view! { <option value=one.words()>{one.words()}</option> }).collect_view()}
                    </select>
                </div>
                <div class="labelled">
                    <label for="standing-order">"Order"</label>
                    <select id="standing-order" on:change=move |event| by_size.set(event_target_value(&event) == "size")>
                        <option value="name">"By name"</option>
                        <option value="size">"By cost"</option>
                    </select>
                </div>
            </div>
            {move || {
                found
                    .get()
                    .map(|found| {
                        view! {
                            <p>{standing_words(&found, &name(), each.get())}</p>
                            <PutUp kind=kind.get() />
                            <Lines found each=each.get() broken=has_break(kind.get()) />
                        }
                    })
            }}
        </section>
    }
}

/// What the partners do of a function by their published budgets, on the market in one step.
#[component]
fn PutUp(kind: &'static str) -> impl IntoView {
    let page = state();
    let needs = Memo::new(move |_| {
        let partners = page.document.with(|document| document.entries("partners"));
        partners.iter().filter_map(|id| published_need(id, kind)).collect::<Vec<_>>()
    });
    let put_up = move |_| {
        let lines = needs.get_untracked();
        change_market(page, "Put published figures on the market", |market| market.merged(lines.clone()).0);
        page.show(View::Market);
    };
    view! {
        <p class="screen-only">
            <button type="button" hidden=move || needs.with(Vec::is_empty) on:click=put_up>
                "Put up what partners do of it as needs on the market"
            </button>
        </p>
    }
}

/// A line a force.
#[component]
fn Lines(found: Standing, each: Each, broken: bool) -> impl IntoView {
    let most = found.most.0.max(1.0);
    let part = move |value: f64| format!("{:.1}%", 100.0 * value / most);
    let middle = part(found.middle.0);
    view! {
        <TableBox>
            <table class="standing">
                <caption>
                    {format!("Gross budget for each {}, 2017/18", each.words())}
                    <span class="hint">
                        "£ a year; the mark is the middle of forces without a caution. The small lines are gross budgets of 2012/13 to 2017/18 in the prices of each year"
                        {broken.then_some(", with 2012/13 separate since it was published in a different layout")}
                        {(each == Each::Resident).then_some("; residents are of mid-2024")} ". HMICFRS value for money open data, collected by CIPFA"
                    </span>
                </caption>
                <thead>
                    <tr>
                        <th scope="col">"Force"</th>
                        <th scope="col" class="number">
                            {format!("£ for each {}", each.words())}
                        </th>
                        <th scope="col" class="bars">
                            <span class="hidden">"As a bar"</span>
                        </th>
                        <th scope="col" class="number">
                            "Half of the gap to the middle, £ a year"
                        </th>
                        <th scope="col">"Six years"</th>
                        <th scope="col">"Caution"</th>
                    </tr>
                </thead>
                <tbody>
                    {found
                        .rows
                        .into_iter()
                        .map(|row| {
                            let hollow = row.caution.is_some();
                            let wide = row.unit.map_or_else(|| "0%".to_owned(), |unit| part(unit.0));
                            view! {
                                <tr class:open=row.partner>
                                    <th scope="row">{row.name}{row.partner.then(|| view! { <span class="hidden">", a partner"</span> })}</th>
                                    <td class="number">{row.unit.map(|unit| number(unit.0, if each == Each::Resident { 2 } else { 0 }))}</td>
                                    <td class="bars">
                                        <span class="gain-bar" aria-hidden="true">
                                            <span class="bar" class:hollow=hollow style:width=wide></span>
                                            <span class="fair-mark" style:left=middle.clone()></span>
                                        </span>
                                    </td>
                                    <td class="number">{row.half_gap.map(|gap| number(gap.0, 0))}</td>
                                    <td>{row.years.map(|years| view! { <SixYears years broken /> })}</td>
                                    <td class="text">{row.caution.map(|caution| caution.words())}</td>
                                </tr>
                            }
                        })
                        .collect_view()}
                </tbody>
            </table>
        </TableBox>
    }
}

/// Six years as a small line, each force by its own largest; a year before a break stands apart as a dot.
#[component]
fn SixYears(years: [f64; 6], broken: bool) -> impl IntoView {
    const WIDE: f64 = 72.0;
    const HIGH: f64 = 18.0;
    let most = years.iter().copied().fold(1.0, f64::max);
    let step = (WIDE - 4.0) / (PANEL_YEARS.len() - 1) as f64;
    let at = |n: usize, value: f64| (2.0 + step * n as f64, HIGH - 2.0 - (HIGH - 4.0) * (value / most).max(0.0));
    let all: Vec<(f64, f64)> = years.iter().enumerate().map(|(n, value)| at(n, *value)).collect();
    let line =
        all.iter().skip(usize::from(broken)).map(|(x, y)| format!("{x:.1},{y:.1}")).collect::<Vec<_>>().join(" ");
    let dot = all.first().filter(|_| broken).copied();
    let said = match years {
        [first, second, .., last] => {
            let first = if broken { second } else { first };
            format!("from {} to {}", Pounds(first).short(), Pounds(last).short())
        }
    };
    view! {
        <svg class="six-years" width=WIDE height=HIGH viewBox=format!("0 0 {WIDE} {HIGH}") aria-hidden="true">
            <polyline points=line></polyline>
            {dot.map(|(x, y)| view! { <circle cx=x cy=y r="1.5"></circle> })}
        </svg>
        <span class="hidden">{said}</span>
    }
}
