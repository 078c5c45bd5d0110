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
            <span class="brand"><span class="mark" aria-hidden="true"></span>"Informed Choice"</span>
            <span class="title"><strong>{move || page.document.with(|document| document.text("title").to_owned())}</strong></span>
            <a href=move || page.link() target="_blank" rel="noopener">"Open the full page"</a>
        </header>
    }
}

/// The header of the whole tool.
#[component]
pub fn Header() -> impl IntoView {
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
    view! {
        <header>
            <span class="brand"><span class="mark" aria-hidden="true"></span>"Informed Choice"</span>
            <span class="title"><Words place="title".to_owned() label="Scenario\u{2019}s title" bare=true /><span class="kept">{kept}</span>
                {move || (page.origin.get() == Origin::Shared).then(|| view! { <button type="button" on:click=move |_| page.keep_shared()>"Keep a copy"</button> })}</span>
            <span class="actions">
                <button type="button" aria-disabled=move || undo().is_none().to_string() title=undo on:click=move |_| page.undo()>"↶ Undo"</button>
                <button type="button" aria-disabled=move || redo().is_none().to_string() title=redo on:click=move |_| page.redo()>"↷ Redo"</button>
                <button type="button" on:click=move |_| page.show(View::Scenarios)>"Scenarios"</button>
                <button type="button" class="main" on:click=move |_| page.show(View::Share)>"Share link"</button>
                {browser::framed().then(|| view! { <a href=move || page.link() target="_blank" rel="noopener">"Open the full page"</a> })}
            </span>
        </header>
    }
}
