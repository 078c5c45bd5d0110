//! Events that may change the map, as the user enters them.

use crate::edits::alternatives::{add_event, remove_event};
use crate::kit::field::{Labelled, Words};
use crate::kit::ticks::Ticks;
use crate::model::inputs::MOST_EVENTS;
use crate::state::state;
use leptos::prelude::*;

#[component]
pub(super) fn Events() -> impl IntoView {
    let page = state();
    let ids = Memo::new(move |_| page.document.with(|document| document.entries("map.events")));
    let shared = Memo::new(move |_| {
        page.document.with(|document| {
            let of = |list: &'static str| {
                let name = move |id: &String| document.text(&format!("{list}.{id}.name")).to_owned();
                document.entries(list).into_iter().map(move |id| (id.clone(), name(&id)))
            };
            of("services").chain(of("procurement")).collect::<Vec<_>>()
        })
    });
    let add = move |_| {
        let document = page.document.get_untracked();
        let year = document.number("first_year").unwrap_or(2026.0) as u32 + 4;
        if let Some(change) = add_event(&document, "The map of forces changes", year, None) {
            page.begin_gesture();
            page.change(change);
        }
    };
    view! {
        <section class="card" id="map-events">
            <h2>"Events"</h2>
            <For each=move || ids.get() key=|id| id.clone() let:id>
                <Event id shared />
            </For>
            <p class="chips screen-only">
                <button type="button" class="main" disabled=move || { ids.with(Vec::len) >= MOST_EVENTS } on:click=add>
                    "Add an event"
                </button>
            </p>
        </section>
    }
}

#[component]
fn Event(id: String, shared: Memo<Vec<(String, String)>>) -> impl IntoView {
    let page = state();
    let at = |field: &str| format!("map.events.{id}.{field}");
    let name = {
        let place = at("name");
        Memo::new(move |_| page.document.with(|document| document.text(&place).to_owned()))
    };
    let gone = id.clone();
    view! {
        <fieldset class="entered">
            <legend>{move || name.get()}</legend>
            <div class="grid">
                <Words place=at("name") label="Name" />
                <Labelled place=at("year") />
                <Labelled place=at("probability") />
                <Labelled place=at("keeps") />
                <Labelled place=at("cost") />
            </div>
            <Ticks place=at("services") legend="What it hits" all=shared all_if_none=true />
            <p class="chips screen-only">
                <button
                    type="button"
                    aria-label=move || format!("Remove {}", name.get())
                    on:click=move |_| {
                        page.begin_gesture();
                        page.change(remove_event(&page.document.get_untracked(), &gone));
                    }
                >
                    "Remove"
                </button>
            </p>
        </fieldset>
    }
}
