//! What every page says in the same way: the sentence at its top, what to worry about, what to do where nothing is there
//! yet, and a text to copy.

use crate::explain::count;
use crate::explain::{Concern, Part};
use crate::state::View;
use crate::state::browser;
use crate::state::state;
use leptos::prelude::*;

/// A sentence with its strong parts. Where it says something else it is written anew, not changed word by word: so the words
/// behind a figure that got longer do not move along.
#[component]
pub fn Sentence(parts: Vec<Part>) -> impl IntoView {
    let whole: String = parts.iter().map(|part| part.text.as_str()).collect();
    let part = |(_, part): (usize, Part)| {
        if part.strong { view! { <strong>{part.text}</strong> }.into_any() } else { view! { {part.text} }.into_any() }
    };
    view! { <For each=move || parts.clone().into_iter().enumerate() key=move |(n, _)| (whole.clone(), *n) children=part /> }
}

/// The answer at the top of a page. Levers say it again once they rest; a heading that speaks by itself would say every step.
#[component]
pub fn Answer(parts: Vec<Part>, #[prop(into)] support: String) -> impl IntoView {
    view! {
        <h1 class="headline">
            <Sentence parts />
        </h1>
        <p class="lead">{support}</p>
    }
}

/// What to worry about.
#[component]
pub fn Concerns(all: Vec<Concern>) -> impl IntoView {
    all.into_iter()
        .map(|concern| {
            view! {
                <p class="concern">
                    <span aria-hidden="true">"▲ "</span>
                    <span>
                        <strong>{concern.strong}</strong>
                        {concern.rest}
                    </span>
                </p>
            }
        })
        .collect_view()
}

/// A concern in plain words.
pub fn concern(text: impl Into<String>) -> Vec<Concern> {
    vec![Concern { strong: String::new(), rest: text.into() }]
}

/// What to do where nothing is shared yet.
#[component]
pub fn NothingShared() -> impl IntoView {
    let page = state();
    view! {
        <section class="card">
            <h2>"Next"</h2>
            <p class="chips">
                <button type="button" class="main" on:click=move |_| page.show(View::Services)>
                    "Add a shared service"
                </button>
                <button type="button" on:click=move |_| page.show(View::Partners)>
                    "Choose partners"
                </button>
            </p>
        </section>
    }
}

/// A text in a box with a button that copies it; where the browser refuses, the text is selected and that is said.
#[component]
pub fn CopyBox(
    id: &'static str,
    #[prop(into)] label: String,
    /// `link`, `code` or `text`.
    what: &'static str,
    #[prop(into)] text: Signal<String>,
    rows: &'static str,
    /// Said of the text, between box and button.
    #[prop(optional, into)]
    hint: Option<Signal<String>>,
    /// What else can be done with it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let said = RwSignal::new(String::new());
    view! {
        <div class="labelled">
            <label for=id>{label}</label>
            <textarea id=id readonly rows=rows spellcheck="false" prop:value=move || text.get()></textarea>
        </div>
        {hint.map(|hint| view! { <p class="hint">{move || hint.get()}</p> })}
        <p class="chips">
            <button
                type="button"
                class="main"
                on:click=move |_| {
                    said.set(
                        if browser::copy_from(id) {
                            "Copied.".into()
                        } else {
                            format!("This browser does not let the page copy: the {what} is selected, press Ctrl+C.")
                        },
                    );
                }
            >
                {format!("Copy {what}")}
            </button>
            {children.map(|children| children())}
            <span role="status">{move || said.get()}</span>
        </p>
    }
}

/// `Five forces`, for heads of pages.
pub fn counted(n: usize, one: &str, many: &str) -> String {
    format!("{} {}", count(n), if n == 1 { one } else { many })
}
