//! Every published figure that the product rests on: what it means, what it does not, and where this scenario uses it.

pub mod own_sources;

use crate::evidence::{Evidence, REFERENCE_VERSION, evidence};
use crate::explain::{capital, used_as};
use crate::kit::table_box::TableBox;
use crate::pages::evidence::own_sources::OwnSources;
use crate::state::state;
use leptos::prelude::*;
use std::collections::BTreeMap;

/// The areas of the evidence, each once, in the order of the file.
fn areas() -> Vec<&'static str> {
    let mut all: Vec<&str> = Vec::new();
    for one in evidence() {
        if !all.contains(&one.area.as_str()) {
            all.push(&one.area);
        }
    }
    all
}

/// How an area is called.
fn area_label(area: &str) -> String {
    match area {
        "SOC" => "Organised crime".into(),
        "result" => "What collaborations saved".into(),
        "one-off" => "One-off cost".into(),
        "exit" => "Leaving".into(),
        "style" => "Styles".into(),
        area => capital(area),
    }
}

#[component]
pub fn EvidencePage() -> impl IntoView {
    let page = state();
    let (search, area, only_used) = (RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new(false));
    let used = Memo::new(move |_| {
        page.document.with(|document| {
            let found = evidence().iter().map(|one| (one.id.as_str(), used_as(document, one)));
            found.filter(|(_, used)| !used.is_empty()).collect::<BTreeMap<&str, Vec<String>>>()
        })
    });
    let found = move || {
        let (wanted, area) = (search.get().trim().to_lowercase(), area.get());
        let says = |one: &Evidence| {
            [&one.statement, &one.source, &one.limits].iter().any(|text| text.to_lowercase().contains(&wanted))
        };
        let fits = |one: &&Evidence| {
            (area.is_empty() || one.area == area)
                && (wanted.is_empty() || says(one))
                && (!only_used.get() || used.with(|used| used.contains_key(one.id.as_str())))
        };
        evidence().iter().filter(fits).collect::<Vec<_>>()
    };
    view! {
        <h1>"What the figures rest on"</h1>
        <p class="lead">"Every default comes from a published figure below, or is called our assumption where it stands."</p>
        <OwnSources />
        <section class="card">
            <div class="grid">
                <div class="labelled">
                    <label for="evidence-search">"Find"</label>
                    <input
                        type="text"
                        id="evidence-search"
                        class="words"
                        prop:value=move || search.get()
                        on:input=move |event| search.set(event_target_value(&event))
                    />
                </div>
                <div class="labelled">
                    <label for="evidence-area">"Area"</label>
                    <select id="evidence-area" on:change=move |event| area.set(event_target_value(&event))>
                        <option value="">"All"</option>
                        {areas().into_iter().map(|area| view! { <option value=area>{area_label(area)}</option> }).collect_view()}
                    </select>
                </div>
                <label class="tick">
                    <input type="checkbox" on:change=move |event| only_used.set(event_target_checked(&event)) />
                    "Only what this scenario uses"
                </label>
            </div>
            <TableBox>
                <table>
                    <caption>
                        {move || match found().len() {
                            1 => "1 published figure".to_owned(),
                            n => format!("{n} published figures"),
                        }}
                    </caption>
                    <thead>
                        <tr>
                            <th scope="col">"What it says"</th>
                            <th scope="col" class="number">
                                "Figure"
                            </th>
                            <th scope="col">"What it does not say"</th>
                            <th scope="col">"Used in this scenario as"</th>
                            <th scope="col">"Source"</th>
                        </tr>
                    </thead>
                    <tbody>
                        {move || {
                            found()
                                .into_iter()
                                .map(|one| {
                                    view! {
                                        <tr>
                                            <td>{one.statement.clone()}</td>
                                            <td class="number">{one.figure()}</td>
                                            <td>{one.limits.clone()}</td>
                                            <td>{used.with(|used| used.get(one.id.as_str()).map_or_else(|| "–".to_owned(), |all| in_short(all)))}</td>
                                            <td>
                                                {one.cited()}
                                                {match one.mark.as_str() {
                                                    "V2" => ", as reported by another page",
                                                    "I" => ", computed from its figures",
                                                    _ => "",
                                                }}
                                                {one
                                                    .address
                                                    .clone()
                                                    .map(|address| {
                                                        view! {
                                                            " "
                                                            <a href=address rel="noreferrer noopener" target="_blank">
                                                                "source (opens in a new tab)"
                                                            </a>
                                                        }
                                                    })}
                                            </td>
                                        </tr>
                                    }
                                })
                                .collect_view()
                        }}
                    </tbody>
                </table>
            </TableBox>
        </section>
        <section class="card">
            <h2>"The 43 forces"</h2>
            <p>
                "Reference data of " {REFERENCE_VERSION}
                ": population mid-2024; officers 31 March 2026; staff with PCSOs 30 September 2025 (Greater Manchester: March 2022); budgets are central grant plus council tax precept 2025/26, for the Welsh forces and the City of London as their notes say."
            </p>
            <p>
                "Contains public sector information licensed under the Open Government Licence v3.0. Sources: Home Office; Office for National Statistics; HMICFRS value for money profiles of 2017 (objective analysis, collected by CIPFA); MHCLG council tax levels 2023 to 2024. Contains OS data © Crown copyright and database right 2020."
            </p>
        </section>
    }
}

/// The first uses, and how many more.
fn in_short(all: &[String]) -> String {
    const SHOWN: usize = 4;
    let more = all.len().saturating_sub(SHOWN);
    let first = all.iter().take(SHOWN).cloned().collect::<Vec<_>>().join("; ");
    if more > 0 { format!("{first}; and {more} more") } else { first }
}
