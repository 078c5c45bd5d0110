//! Other means as they are entered: what each would provide, at what cost, and how it stands against the factors.

use crate::edits::alternatives::{add_option, remove_option};
use crate::kit::field::{Choice, Labelled, Words};
use crate::kit::ticks::Ticks;
use crate::state::state;
use leptos::prelude::*;

/// Kinds that can be added, with the name that one starts with.
const KINDS: [(&str, &str); 4] = [
    ("outsource", "A supplier"),
    ("national", "A national provider"),
    ("lead_force", "One force for the others"),
    ("other", "Other means"),
];

#[component]
pub(super) fn Entered() -> impl IntoView {
    let page = state();
    let ids = Memo::new(move |_| page.document.with(|document| document.entries("options")));
    view! {
        <section class="card">
            <h2>"Other means"</h2>
            <p class="hint">
                "What a supplier, a national provider or a lead force would cost, as a part of what the services cost without sharing. Ask for a quotation; the part that stands here first is our assumption."
            </p>
            <For each=move || ids.get() key=|id| id.clone() let:id>
                <Means id />
            </For>
            <p class="chips screen-only">
                {KINDS
                    .map(|(kind, name)| {
                        view! {
                            <button
                                type="button"
                                on:click=move |_| {
                                    page.begin_gesture();
                                    page.change(add_option(&page.document.get_untracked(), kind, name));
                                }
                            >
                                {format!("Add: {}", crate::words::lower_first(name))}
                            </button>
                        }
                    })
                    .into_iter()
                    .collect_view()}
            </p>
        </section>
    }
}

#[component]
fn Means(id: String) -> impl IntoView {
    let page = state();
    let at = |field: &str| format!("options.{id}.{field}");
    let name = {
        let place = at("name");
        Memo::new(move |_| page.document.with(|document| document.text(&place).to_owned()))
    };
    let services = Memo::new(move |_| {
        page.document.with(|document| {
            let name = |id: &String| document.text(&format!("services.{id}.name")).to_owned();
            document.entries("services").iter().map(|id| (id.clone(), name(id))).collect::<Vec<_>>()
        })
    });
    let gone = id.clone();
    view! {
        <fieldset class="entered">
            <legend>{move || name.get()}</legend>
            <div class="grid">
                <Words place=at("name") label="Name" />
                <Choice place=at("kind") />
                <Labelled place=at("cost_share") />
                <Labelled place=at("one_off") />
                <Labelled place=at("go_live") />
                <Labelled place=at("ramp_years") />
                <Choice place=at("csf.fit") />
                <Choice place=at("csf.capacity") />
                <Choice place=at("csf.achievable") />
            </div>
            <Ticks place=at("services") legend="Services that it would provide" all=services />
            <p class="chips screen-only">
                <button
                    type="button"
                    aria-label=move || format!("Remove {}", name.get())
                    on:click=move |_| {
                        page.begin_gesture();
                        page.change(remove_option(&page.document.get_untracked(), &gone));
                    }
                >
                    "Remove"
                </button>
            </p>
        </fieldset>
    }
}
