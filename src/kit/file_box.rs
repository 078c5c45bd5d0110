//! A box to choose files by.

use crate::exchange::files;
use crate::model::Document;
use crate::state::{browser, state};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// A labelled box; the same file can be chosen again.
#[component]
pub fn FileBox(
    id: &'static str,
    label: &'static str,
    hint: &'static str,
    /// Endings and kinds of file.
    accept: &'static str,
    #[prop(optional)] multiple: bool,
    on_chosen: impl Fn(&web_sys::FileList) + 'static,
) -> impl IntoView {
    let described = format!("{id}-hint");
    view! {
        <div class="labelled">
            <label for=id>{label}</label>
            <p class="hint" id=described.clone()>
                {hint}
            </p>
            <input
                id=id
                type="file"
                multiple=multiple
                accept=accept
                aria-describedby=described
                on:change=move |event| {
                    let input = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok());
                    let Some(input) = input else { return };
                    if let Some(chosen) = input.files() {
                        on_chosen(&chosen);
                    }
                    input.set_value("");
                }
            />
        </div>
    }
}

/// Scenarios of files, one or several in each, to be looked at and not kept; what cannot be read is said.
#[component]
pub fn ScenarioFiles(
    id: &'static str,
    label: &'static str,
    on_read: impl Fn(Vec<Document>) + Copy + 'static,
) -> impl IntoView {
    let page = state();
    let took = move |all: Vec<(String, Option<String>)>| {
        let mut documents = Vec::new();
        let mut wrong = Vec::new();
        for (name, text) in all {
            match text.map(|text| files::open(&text)) {
                Some(Ok(held)) => documents.extend(held.documents),
                Some(Err(error)) => wrong.push(format!("{name}: {error}.")),
                None => wrong.push(format!("{name} cannot be read.")),
            }
        }
        if !wrong.is_empty() {
            page.notice.set(Some(wrong.join(" ")));
        }
        on_read(documents);
    };
    view! {
        <FileBox
            id
            label
            multiple=true
            accept=".json,application/json"
            hint="Scenarios as they are saved, one or several in each; they are looked at and not kept"
            on_chosen=move |chosen| browser::read_files(chosen, took)
        />
    }
}
