//! The frame: header, rail of pages, the page, and the levers that matter for it.

mod header;
mod notices;
mod problems;
mod rail;

use self::header::{FrameLine, Header};
use self::notices::{Conflict, Missing, NewerFigures, Notices};
use self::problems::Problems;
use self::rail::{NextStep, Rail, Tabs};
use crate::exchange::frame::Part;
use crate::kit::focus;
use crate::pages::start::StartPage;
use crate::pages::summary::SummaryPage;
use crate::parts;
use crate::state::later;
use crate::state::{State, View, browser, state};
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// The whole page.
#[component]
pub fn App() -> impl IntoView {
    let page = State::open();
    provide_context(page);
    page.keep_now();
    let owner = Owner::current();
    let load = move || {
        if let Some(owner) = owner.clone() {
            parts::load(page, owner);
        }
    };
    load();
    Effect::new(move |_| {
        let title = page.document.with(|document| document.text("title").to_owned());
        let wrong = page.misread.with(|all| !all.is_empty()) || page.faults.with(|faults| !faults.is_empty());
        let named = if title.is_empty() { String::new() } else { format!("{title} – ") };
        let named = format!("{} – {named}Informed Choice", page.view.get().label());
        browser::set_title(&format!("{}{named}", if wrong { "Error: " } else { "" }));
    });
    focus::keep();
    let keys = window_event_listener(ev::keydown, move |event| on_key(page, &event));
    let sizes = window_event_listener(ev::resize, move |_| page.redraw.update(|n| *n += 1));
    let hash = window_event_listener(ev::hashchange, move |_| on_hash(page));
    // a change of the last moment is kept before the page goes
    let leaving = window_event_listener_untyped("pagehide", move |_| page.keep_waiting());
    // where the last change could not be kept, the browser asks before it is lost
    let asking = window_event_listener_untyped("beforeunload", move |event| {
        if page.would_lose() {
            event.prevent_default();
        }
    });
    let over = window_event_listener(ev::dragover, |event| over(&event));
    let dropped = window_event_listener(ev::drop, move |event| dropped(page, &event));
    let others = window_event_listener(ev::storage, move |event| {
        if let Some(key) = event.key() {
            page.kept_elsewhere(&key);
        }
    });
    let schemes = ["(prefers-color-scheme: dark)", "(forced-colors: active)", "print"]
        .into_iter()
        .filter_map(|query| web_sys::window()?.match_media(query).ok().flatten());
    for list in schemes {
        let redraw = wasm_bindgen::closure::Closure::<dyn FnMut()>::new(move || {
            let _ = page.redraw.try_update(|n| *n += 1);
        });
        let _ = list.add_event_listener_with_callback("change", redraw.as_ref().unchecked_ref());
        // the lists live as long as the page
        redraw.forget();
    }
    on_cleanup(move || {
        keys.remove();
        sizes.remove();
        hash.remove();
        leaving.remove();
        asking.remove();
        others.remove();
        over.remove();
        dropped.remove();
    });
    browser::on_other_ratio(move || {
        let _ = page.redraw.try_update(|n| *n += 1);
    });
    let whole = NodeRef::<leptos::html::Div>::new();
    let framed = browser::framed();
    if framed {
        // the host page can make the frame as tall as this
        whole.on_load(|element| browser::watch_height(&element, browser::say_height));
    }
    let part = page.part();
    let menu = RwSignal::new(false);
    let header = match part {
        Some(Part::Summary | Part::Page) => view! { <FrameLine /> }.into_any(),
        _ => view! { <Header menu /> }.into_any(),
    };
    let rail = match part {
        Some(Part::Summary | Part::Page) => None,
        _ => Some(view! { <Rail open=menu /> }),
    };
    let alone = rail.is_none();
    let rail_there = rail.is_some();
    view! {
        <div class="tool" class:framed=framed || part.is_some() class:alone=alone node_ref=whole>
            <a
                class="skip"
                href="#page"
                on:click=move |event| {
                    event.prevent_default();
                    browser::focus("page");
                }
            >
                "Skip to the page"
            </a>
            {header}
            <div class="frame" class:bare=move || page.is_fixed() || !page.view.get().has_levers() class:outside=move || page.view.get() == View::Start>
                {rail}
                <main id="page" tabindex="-1" aria-label=move || page.view.get().label()>
                    <Notices />
                    <Missing again=load />
                    <Conflict />
                    <NewerFigures />
                    <Problems />
                    {later(|rest| (rest.pasting)())}
                    {rail_there.then(|| view! { <Tabs /> })}
                    {move || match page.view.get() {
                        View::Start => view! { <StartPage /> }.into_any(),
                        View::Summary => view! { <SummaryPage /> }.into_any(),
                        other => page.later.page(other).unwrap_or_else(|| view! { <Opening view=other /> }.into_any()),
                    }}
                    {rail_there.then(|| view! { <NextStep /> })}
                    <footer>
                        "Informed Choice " {env!("CARGO_PKG_VERSION")} ", reference data of " {crate::evidence::REFERENCE_VERSION}
                        ". It indicates; it does not prescribe, and it does not rank forces. Nothing leaves this browser."
                    </footer>
                </main>
                {later(|rest| (rest.levers)())}
            </div>
        </div>
    }
}

/// A page that is still on its way, or that did not come.
#[component]
fn Opening(view: View) -> impl IntoView {
    let page = state();
    if page.later.rest.with_untracked(Option::is_some) {
        parts::want(page, view);
    }
    view! {
        <p class="hint spaced" role="status">
            {move || if page.later.missing.get() { "" } else { "Opening…" }}
        </p>
    }
}

/// A file is held over the page.
fn over(event: &web_sys::DragEvent) {
    if event.data_transfer().is_some_and(|data| data.types().includes(&"Files".into(), 0)) {
        event.prevent_default();
    }
}

/// Files were dropped on the page: they are opened as soon as what opens them is there.
fn dropped(page: State, event: &web_sys::DragEvent) {
    if let Some(files) = event.data_transfer().and_then(|data| data.files()).filter(|files| files.length() > 0) {
        event.prevent_default();
        page.later.once(move |rest| (rest.dropped)(page, &files));
    }
}

/// Undo and redo by keyboard, but not while somebody types.
fn on_key(page: State, event: &web_sys::KeyboardEvent) {
    let typing =
        event.target().and_then(|target| target.dyn_into::<web_sys::HtmlElement>().ok()).is_some_and(|element| {
            let text = matches!(element.get_attribute("type").as_deref(), Some("text"));
            (text || element.tag_name() == "TEXTAREA") && !focus::is_untouched(&element)
        });
    if typing || !(event.ctrl_key() || event.meta_key()) {
        return;
    }
    match event.key().to_lowercase().as_str() {
        "z" if event.shift_key() => page.redo(),
        // what was done last on this page
        "z" if matches!(page.view.get_untracked(), View::Arrangements | View::Market | View::Waves)
            && page.arrangements.next_undo().is_some() =>
        {
            if let Some(rest) = page.later.rest.get_untracked() {
                (rest.undo_register)(&page);
            }
        }
        "z" => page.undo(),
        "y" => page.redo(),
        _ => return,
    }
    event.prevent_default();
}

/// Somebody followed a link into this page, or typed another page's name.
fn on_hash(page: State) {
    let address = browser::address();
    if crate::exchange::link::holds_one(&address) || crate::exchange::comparison::decode(&address).is_some() {
        // open it as a fresh page does
        if let Some(window) = web_sys::window() {
            let _ = window.location().reload();
        }
    } else {
        // back to where the tool was opened without a name: what it opens then
        let blank = page.document.with_untracked(|document| document.entries("partners").is_empty());
        let view = if address.contains("#/") {
            View::of(&address)
        } else if blank {
            View::Start
        } else {
            View::Summary
        };
        browser::release_focus();
        if page.view.get_untracked() != view {
            page.notice.set(None);
            page.pasting.set(None);
        }
        page.view.set(view);
    }
}
