//! What stands at the top: the scenario's title, whether it is kept, undo, and the way out of a frame.

use crate::kit::field::Words;
use crate::state::browser::{self, Keeps};
use crate::state::{Origin, View, state};
use leptos::prelude::*;

/// What stands above a part of the tool in somebody else’s page.
#[component]
pub fn FrameLine() -> impl IntoView {
    let page = state();
    view! {
        <header>
            <span class="brand">
                <span class="mark" aria-hidden="true"></span>
                "Informed Choice"
            </span>
            <span class="title">
                <strong>{move || page.document.with(|document| document.text("title").to_owned())}</strong>
            </span>
            <a href=move || page.later.rest.get().map(|rest| (rest.link)(&page)) target="_blank" rel="noopener">
                "Open the full page"
            </a>
        </header>
    }
}

/// The header of the whole tool.
#[component]
pub fn Header(
    /// Whether the steps are open where there is no room for them beside the page.
    menu: RwSignal<bool>,
) -> impl IntoView {
    let page = state();
    let undo = move || page.history.with(|history| history.next_undo().map(str::to_owned));
    let redo = move || page.history.with(|history| history.next_redo().map(str::to_owned));
    // the buttons are only said to be disabled: a browser gives no more keys to one that goes off under the focus
    let kept = move || match page.origin.get() {
        Origin::Shared => "shared with you, not kept",
        Origin::Kept(_) if page.storage == Keeps::Refused => "not saved: this browser refuses",
        Origin::Kept(_) if page.refused.get() => "not saved: the browser\u{2019}s space is full",
        Origin::Kept(_) => "saved in this browser",
    };
    let within = Memo::new(move |_| page.view.get() != View::Start);
    let to = move |view: View, words: &'static str, class: &'static str| {
        view! {
            <a
                class=class
                href=format!("#/{}", view.slug())
                on:click=move |event| {
                    event.prevent_default();
                    page.show(view);
                }
            >
                {words}
            </a>
        }
    };
    view! {
        <header class:outside=move || {
            !within.get()
        }>
            {move || {
                within
                    .get()
                    .then(|| {
                        view! {
                            <button
                                type="button"
                                class="menu small-only"
                                aria-expanded=move || menu.get().to_string()
                                on:click=move |_| menu.update(|open| *open = !*open)
                            >
                                "Menu"
                            </button>
                        }
                    })
            }}
            <a
                class="brand"
                href="#/start"
                title="Start again: forces, services and examples"
                on:click=move |event| {
                    event.prevent_default();
                    page.show(View::Start);
                }
            >
                <span class="mark" aria-hidden="true"></span>
                <span>"Informed Choice"</span>
            </a>
            {move || {
                if within.get() {
                    view! {
                        <span class="title">
                            <Words place="title".to_owned() label="Scenario\u{2019}s title" bare=true />
                            {to(View::Scenarios, "Scenarios", "quiet")}
                            <span class="kept">{kept}</span>
                            {move || {
                                (page.origin.get() == Origin::Shared)
                                    .then(|| {
                                        view! {
                                            <button type="button" on:click=move |_| page.keep_shared()>
                                                "Keep a copy"
                                            </button>
                                        }
                                    })
                            }}
                        </span>
                        <span class="actions">
                            <button
                                type="button"
                                aria-disabled=move || undo().is_none().to_string()
                                title=move || undo().map_or("Nothing to undo".to_owned(), |what| format!("Undo: {what}"))
                                on:click=move |_| page.undo()
                            >
                                "↶"
                                <span class="hidden">" Undo"</span>
                            </button>
                            <button
                                type="button"
                                aria-disabled=move || redo().is_none().to_string()
                                title=move || redo().map_or("Nothing to redo".to_owned(), |what| format!("Redo: {what}"))
                                on:click=move |_| page.redo()
                            >
                                "↷"
                                <span class="hidden">" Redo"</span>
                            </button>
                            {to(View::Compare, "Compare", "button")}
                            {to(View::Share, "Share", "button main")}
                            {browser::framed()
                                .then(|| {
                                    view! {
                                        <a href=move || page.later.rest.get().map(|rest| (rest.link)(&page)) target="_blank" rel="noopener">
                                            "Open the full page"
                                        </a>
                                    }
                                })}
                        </span>
                    }
                        .into_any()
                } else {
                    view! {
                        <span class="title"></span>
                        <span class="actions">{to(View::Scenarios, "Open a file or a link", "quiet")} {to(View::How, "How it works", "quiet")}</span>
                    }
                        .into_any()
                }
            }}
        </header>
    }
}
