//! A box to choose files by.

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
