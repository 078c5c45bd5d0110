//! Tables taken in: chosen as files, several at once, or pasted.

use crate::kit::file_box::FileBox;
use crate::state::browser;
use leptos::prelude::*;

/// A box for files and one to paste into. `read` takes a name and the text, or nothing where it cannot be read, and says what came
/// of it; further buttons stand beside the one that reads what is pasted.
#[component]
pub fn TakeIn(
    file_id: &'static str,
    paste_id: &'static str,
    label: &'static str,
    #[prop(into)] read: Callback<(String, Option<String>), String>,
    said: RwSignal<String>,
    children: Children,
) -> impl IntoView {
    let pasted = RwSignal::new(String::new());
    view! {
        <FileBox
            id=file_id
            label=label
            accept=".csv,.txt,.json,text/csv,application/json"
            hint="Several at once"
            multiple=true
            on_chosen=move |chosen| {
                browser::read_files(
                    chosen,
                    move |all| {
                        let lines: Vec<String> = all.into_iter().map(|one| read.run(one)).collect();
                        said.set(lines.join(" "));
                    },
                );
            }
        />
        <div class="labelled">
            <label for=paste_id>"Or paste lines with their heads"</label>
            <textarea id=paste_id rows="3" prop:value=move || pasted.get() on:input=move |event| pasted.set(event_target_value(&event))></textarea>
        </div>
        <p role="status">{move || said.get()}</p>
        <p class="chips">
            <button
                type="button"
                on:click=move |_| {
                    said.set(read.run(("What you pasted".to_owned(), Some(pasted.get_untracked()))));
                    pasted.set(String::new());
                }
                disabled=move || pasted.with(|text| text.trim().is_empty())
            >
                "Read what is pasted"
            </button>
            {children()}
        </p>
    }
}
