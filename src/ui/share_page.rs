//! The link that carries the whole scenario, with how far it will travel.

use super::browser;
use super::state::state;
use crate::exchange::link::{SAFE_EVERYWHERE, SAFE_MOSTLY};
use leptos::prelude::*;

#[component]
pub fn SharePage() -> impl IntoView {
    let page = state();
    let link = Memo::new(move |_| page.link());
    let said = RwSignal::new(String::new());
    let length = move || {
        let n = link.with(String::len);
        let safe = if n <= SAFE_EVERYWHERE {
            "works in every program we know of"
        } else if n <= SAFE_MOSTLY {
            "works in most programs"
        } else {
            "may be cut by mail and chat programs: some open no link of more than 2,048 characters. Paste it whole into the address bar"
        };
        format!("{} characters: {safe}.", crate::model::number(n as f64, 0))
    };
    view! {
        <h1>"Share this scenario"</h1>
        <p class="lead">"The link holds the whole scenario. Who opens it sees the same figures, and nothing of theirs is changed. The part behind the # is never sent to a server."</p>
        <section class="card">
            <div class="labelled">
                <label for="share-link">"Link"</label>
                <textarea id="share-link" readonly rows="5" spellcheck="false" prop:value=move || link.get()></textarea>
            </div>
            <p class="hint">{length}</p>
            <p class="chips">
                <button type="button" class="main" on:click=move |_| {
                    said.set(if browser::copy_from("share-link") { "Copied.".into() } else { "This browser does not let the page copy: the link is selected, press Ctrl+C.".into() });
                }>"Copy link"</button>
                <button type="button" on:click=move |_| browser::print()>"Print"</button>
                <span role="status">{move || said.get()}</span>
            </p>
        </section>
    }
}
