//! Where a force stands among all 43 by published budgets: a line each, the scenario's partners picked out.

use crate::explain::{Standing, standing, standing_words, within};
use crate::kit::table_box::TableBox;
use crate::model::inputs::SERVICE_KINDS;
use crate::model::number;
use crate::state::state;
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
    let by_size = RwSignal::new(false);
    let found = Memo::new(move |_| {
        let mut found = page.result.with(|result| standing(&result.as_ref()?.scenario, kind.get()))?;
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
                    <label for="standing-order">"Order"</label>
                    <select id="standing-order" on:change=move |event| by_size.set(event_target_value(&event) == "size")>
                        <option value="name">"By name"</option>
                        <option value="size">"By cost for each person"</option>
                    </select>
                </div>
            </div>
            {move || {
                found
                    .get()
                    .map(|found| {
                        view! {
                            <p>{standing_words(&found, &name())}</p>
                            <Lines found />
                        }
                    })
            }}
        </section>
    }
}

/// A line a force.
#[component]
fn Lines(found: Standing) -> impl IntoView {
    let most = found.most.0.max(1.0);
    let part = move |value: f64| format!("{:.1}%", 100.0 * value / most);
    let middle = part(found.middle.0);
    view! {
        <TableBox>
            <table class="standing">
                <caption>
                    "Gross budget for each person employed, 2017/18"
                    <span class="hint">
                        "£ a year; the mark is the middle of forces without a caution. HMICFRS value for money open data, collected by CIPFA"
                    </span>
                </caption>
                <thead>
                    <tr>
                        <th scope="col">"Force"</th>
                        <th scope="col" class="number">
                            "£ for each person"
                        </th>
                        <th scope="col" class="bars">
                            <span class="hidden">"As a bar"</span>
                        </th>
                        <th scope="col" class="number">
                            "Half of the gap to the middle, £ a year"
                        </th>
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
                                    <td class="number">{row.unit.map(|unit| number(unit.0, 0))}</td>
                                    <td class="bars">
                                        <span class="gain-bar" aria-hidden="true">
                                            <span class="bar" class:hollow=hollow style:width=wide></span>
                                            <span class="fair-mark" style:left=middle.clone()></span>
                                        </span>
                                    </td>
                                    <td class="number">{row.half_gap.map(|gap| number(gap.0, 0))}</td>
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
