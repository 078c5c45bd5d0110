//! Optimism bias from the Treasury's table, by type of cost and how much of it is managed.

use crate::evidence::COST_TYPES;
use crate::model::inputs::Unit;
use crate::model::{Change, Rate, parse};
use crate::state::state;
use leptos::prelude::*;
use serde_json::json;

#[component]
pub fn Optimism() -> impl IntoView {
    let page = state();
    let kind = RwSignal::new(0usize);
    let managed = RwSignal::new(0.0);
    let wrong = RwSignal::new(None::<String>);
    let bias = move || COST_TYPES.get(kind.get()).map_or(0.0, |one| one.bias(managed.get()));
    let services = Memo::new(move |_| {
        page.document.with(|document| {
            let entries = document.entries("services").into_iter();
            entries
                .map(|id| {
                    let name = document.text(&format!("services.{id}.name")).to_owned();
                    let now = document.number(&format!("services.{id}.one_off.optimism_bias")).unwrap_or(0.0);
                    (id, name, now)
                })
                .collect::<Vec<_>>()
        })
    });
    let put_in = move |ids: Vec<String>| {
        let document = page.document.get_untracked();
        let value = untrack(|| (bias() * 1000.0).round() / 1000.0);
        let evidence = COST_TYPES.get(kind.get_untracked()).map_or("", |one| one.evidence);
        let mut change = Change::new(format!("Optimism bias of {}", Rate(value)));
        for id in ids {
            let place = format!("services.{id}.one_off.optimism_bias");
            change = change.set(&document, &place, Some(json!(value))).mark(
                &document,
                &place,
                &format!("estimate:{evidence}"),
            );
        }
        page.begin_gesture();
        page.change(change);
    };
    view! {
        <section class="card">
            <h2>"Optimism bias"</h2>
            <p class="hint">
                "The Treasury\u{2019}s table for what projects cost beyond their plans. What is managed takes its part off, down to the lower bound; the upper bound is not the highest that a project can reach."
            </p>
            <div class="grid">
                <div class="labelled">
                    <label for="cost-type">"Type of cost"</label>
                    <select id="cost-type" on:change=move |event| kind.set(event_target_value(&event).parse().unwrap_or(0))>
                        {COST_TYPES
                            .iter()
                            .enumerate()
                            .map(|(n, one)| {
                                let (lower, upper) = one.bounds();
                                view! { <option value=n.to_string()>{one.name}" ("{Rate(lower).percent()}" to "{Rate(upper).percent()}")"</option> }
                            })
                            .collect_view()}
                    </select>
                </div>
                <div class="labelled">
                    <label for="managed">"Part of its causes that is managed, %"</label>
                    <input
                        type="text"
                        id="managed"
                        inputmode="decimal"
                        autocomplete="off"
                        prop:value=move || Rate(managed.get()).percent()
                        aria-invalid=move || wrong.with(|wrong| wrong.is_some().then_some("true"))
                        on:change=move |event| match parse::parse(&event_target_value(&event), Unit::Percent) {
                            Ok(part) if (0.0..=1.0).contains(&part) => {
                                wrong.set(None);
                                managed.set(part);
                            }
                            Ok(_) => wrong.set(Some("From 0% to 100%".into())),
                            Err(error) => wrong.set(Some(error.to_string())),
                        }
                    />
                    {move || {
                        wrong
                            .get()
                            .map(|message| {
                                view! {
                                    <span class="error">
                                        <span class="hidden">"Error: "</span>
                                        {message}
                                    </span>
                                }
                            })
                    }}
                </div>
                <p>
                    <strong>"Bias: "{move || Rate((bias() * 1000.0).round() / 1000.0).percent()}</strong>
                </p>
            </div>
            <ul class="kept-list">
                {move || {
                    services
                        .get()
                        .into_iter()
                        .map(|(id, name, now)| {
                            view! {
                                <li>
                                    <span>{name.clone()}": now "{Rate(now).percent()}</span>
                                    <button type="button" aria-label=format!("Use it for {name}") on:click=move |_| put_in(vec![id.clone()])>
                                        "Use it"
                                    </button>
                                </li>
                            }
                        })
                        .collect_view()
                }}
            </ul>
            <p class="chips">
                <button type="button" on:click=move |_| put_in(services.get_untracked().into_iter().map(|(id, ..)| id).collect())>
                    "Use it for every service"
                </button>
            </p>
        </section>
    }
}
