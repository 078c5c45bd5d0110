//! The user's own sources beside the published figures.

use crate::explain::{own_figures, page_address};
use crate::kit::focus;
use crate::kit::place::id_of;
use crate::model::inputs::input_at;
use crate::model::{Change, what_of};
use crate::state::browser;
use crate::state::state;
use leptos::prelude::*;
use serde_json::{Value, json};

/// Sources that travel with the scenario.
#[component]
pub fn OwnSources() -> impl IntoView {
    let page = state();
    let ids = Memo::new(move |_| page.document.with(|document| document.entries("sources")));
    let set = move |what: &str, list: Vec<Value>| {
        let document = page.document.get_untracked();
        page.begin_gesture();
        page.change(Change::new(what).set(&document, "sources", Some(Value::Array(list))));
    };
    let list = move || {
        page.document
            .with_untracked(|document| document.get("sources").and_then(Value::as_array).cloned().unwrap_or_default())
    };
    let add = move |_| {
        let mut all = list();
        let free = (1..).map(|n| format!("source-{n}")).find(|id| ids.with_untracked(|ids| !ids.contains(id)));
        all.push(json!({ "id": free.unwrap_or_default() }));
        set("Add a source", all);
        if let Some(id) = ids.with_untracked(|ids| ids.last().cloned()) {
            focus::soon(id_of(&format!("sources.{id}.statement")));
        }
    };
    let remove = move |id: &str| {
        let mut all = list();
        all.retain(|one| one.get("id").and_then(Value::as_str) != Some(id));
        set("Remove a source", all);
        // the button goes with its source
        browser::focus("own-sources");
    };
    view! {
        <section class="card">
            <h2 id="own-sources" tabindex="-1">
                "Your own sources"
            </h2>
            <p class="hint">"What your own figures rest on. They travel with the scenario, in its file and its link."</p>
            <For each=move || ids.get() key=|id| id.clone() let:id>
                <SourceCard id remove />
            </For>
            <p>
                <button type="button" on:click=add>
                    "Add a source"
                </button>
            </p>
        </section>
    }
}

#[component]
fn SourceCard(id: String, remove: impl Fn(&str) + Copy + Send + Sync + 'static) -> impl IntoView {
    let page = state();
    let place = format!("sources.{id}");
    let fields = ["statement", "figure", "source", "address"].map(|field| format!("{place}.{field}"));
    let address_at = format!("{place}.address");
    let address =
        Memo::new(move |_| page.document.with(|document| page_address(document.text(&address_at)).map(str::to_owned)));
    let supports = format!("{place}.supports");
    let (now_at, set_at) = (supports.clone(), supports.clone());
    let now = Memo::new(move |_| page.document.with(|document| document.text(&now_at).to_owned()));
    let figures = Memo::new(move |_| page.document.with(own_figures));
    let gone = id.clone();
    view! {
        <div class="item" role="group" aria-label=format!("Source {id}")>
            <div class="grid">
                {fields.into_iter().map(|place| view! { <TextAt place /> }).collect_view()} <div class="labelled">
                    <label for=id_of(&supports)>"Figure that it supports"</label>
                    <span class="hint">"Of those that are yours"</span>
                    <select
                        id=id_of(&supports)
                        disabled=move || page.is_locked()
                        on:change=move |event| {
                            let document = page.document.get_untracked();
                            page.begin_gesture();
                            page.change(Change::new(what_of(&document, &set_at)).set(&document, &set_at, Some(json!(event_target_value(&event)))));
                        }
                    >
                        <option value="" selected=move || now.with(String::is_empty)>
                            "None in particular"
                        </option>
                        {move || {
                            figures
                                .get()
                                .into_iter()
                                .map(|(place, words)| {
                                    let mine = place.clone();
                                    view! {
                                        <option value=place selected=move || now.get() == mine>
                                            {words}
                                        </option>
                                    }
                                })
                                .collect_view()
                        }}
                    </select>
                </div>
            </div>
            <p class="chips">
                {move || {
                    address
                        .get()
                        .map(|address| {
                            view! {
                                <a href=address rel="noreferrer noopener" target="_blank">
                                    "Open the page (opens in a new tab)"
                                </a>
                            }
                        })
                }} <button type="button" class="link" on:click=move |_| remove(&gone)>
                    "Remove this source"
                </button>
            </p>
        </div>
    }
}

/// A text of a source, with the label and help of the table of inputs.
#[component]
fn TextAt(place: String) -> impl IntoView {
    let page = state();
    let Some(input) = input_at(&place) else { return ().into_any() };
    let (at, set) = (place.clone(), place.clone());
    let now = Memo::new(move |_| page.document.with(|document| document.text(&at).to_owned()));
    view! {
        <div class="labelled">
            <label for=id_of(&place)>{input.label}</label>
            {(!input.help.is_empty()).then(|| view! { <span class="hint">{input.help}</span> })}
            <input
                type="text"
                id=id_of(&place)
                readonly=move || page.is_locked()
                prop:value=move || now.get()
                on:focus=move |_| page.begin_gesture()
                on:input=move |event| {
                    let document = page.document.get_untracked();
                    let gesture = format!("{set}-{}", page.gesture.get_untracked());
                    page.change(Change::new(what_of(&document, &set)).set(&document, &set, Some(json!(event_target_value(&event)))).within(gesture));
                }
            />
        </div>
    }
    .into_any()
}
