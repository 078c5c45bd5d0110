//! Who hosts a service, and what gets better or worse beside the money.

use crate::kit::field::Choice;
use crate::kit::field::Labelled;
use crate::kit::field::Words;
use crate::model::Change;
use crate::state::state;
use leptos::prelude::*;
use serde_json::json;

#[component]
pub(super) fn Host(place: String, members: Memo<Vec<(String, String)>>) -> impl IntoView {
    let page = state();
    let (at, set, id) = (place.clone(), place.clone(), crate::kit::place::id_of(&place));
    let now = Memo::new(move |_| page.document.with(|document| document.text(&at).to_owned()));
    view! {
        <div class="labelled">
            <label for=id.clone()>"Host"</label>
            <span class="hint">"The force that provides the service to the others"</span>
            <select
                id=id
                on:change=move |event| {
                    let document = page.document.get_untracked();
                    let chosen = event_target_value(&event);
                    page.begin_gesture();
                    page.change(Change::new("Host").set(&document, &set, (!chosen.is_empty()).then(|| json!(chosen))));
                }
            >
                <option value="" selected=move || now.get().is_empty()>
                    "None"
                </option>
                {move || {
                    members
                        .get()
                        .into_iter()
                        .map(|(name, id)| {
                            let value = id.clone();
                            view! {
                                <option value=id selected=move || now.get() == value>
                                    {name}
                                </option>
                            }
                        })
                        .collect_view()
                }}
            </select>
        </div>
    }
}

/// Measures that get better or worse beside the money.
#[component]
pub(super) fn Outcomes(id: String) -> impl IntoView {
    let page = state();
    let place = format!("services.{id}.outcomes");
    let (list, add) = (place.clone(), place.clone());
    let count = Memo::new(move |_| {
        page.document.with(|document| document.get(&list).and_then(|list| list.as_array()).map_or(0, Vec::len))
    });
    view! {
        {move || {
            (0..count.get())
                .map(|n| {
                    let at = |field: &str| format!("{place}.{n}.{field}");
                    view! {
                        <div class="grid">
                            <Words place=at("name") label="Outcome" />
                            <Words place=at("unit") label="Unit" />
                            <Labelled place=at("now") />
                            <Labelled place=at("after") />
                            <Choice place=at("better") />
                        </div>
                    }
                })
                .collect_view()
        }}
        <button
            type="button"
            on:click=move |_| {
                let document = page.document.get_untracked();
                let mut all = document.get(&add).and_then(|list| list.as_array()).cloned().unwrap_or_default();
                all.push(json!({ "name": "", "unit": "", "now": 0, "after": 0, "better": "down" }));
                page.begin_gesture();
                page.change(Change::new("Add an outcome").set(&document, &add, Some(json!(all))));
            }
        >
            "Add an outcome"
        </button>
    }
}
