//! A box for one field of a line: typed, or chosen from words; what cannot stand there is said below it.

use crate::state::state;
use leptos::prelude::*;

/// A labelled box with what stands in it. `set` puts a text there, or says why it cannot stand.
#[component]
pub fn EntryBox(
    #[prop(into)] id: String,
    label: &'static str,
    help: &'static str,
    /// Words with what they are called; none where it is typed.
    choices: Vec<(String, String)>,
    value: Memo<String>,
    #[prop(into)] set: Callback<String, Option<String>>,
) -> impl IntoView {
    let page = state();
    let wrong = RwSignal::new(None::<String>);
    let enter = move |text: String| wrong.set(set.run(text));
    let error_id = format!("{id}-error");
    let described = error_id.clone();
    let invalid = move || wrong.with(Option::is_some).then_some("true");
    let entry = if choices.is_empty() {
        view! {
            <input
                type="text"
                id=id.clone()
                autocomplete="off"
                readonly=move || page.is_fixed()
                aria-invalid=invalid
                aria-describedby=described
                prop:value=move || value.get()
                on:change=move |event| enter(event_target_value(&event))
            />
        }
        .into_any()
    } else {
        // a body that is no force, as a file may name it, stays to choose
        let other = Memo::new({
            let known: Vec<String> = choices.iter().map(|(id, _)| id.clone()).collect();
            move |_| value.with(|value| (!known.contains(value)).then(|| value.clone()))
        });
        view! {
            <select id=id.clone() disabled=move || page.is_fixed() on:change=move |event| enter(event_target_value(&event))>
                {move || {
                    other
                        .get()
                        .map(|value| {
                            let shown = if value.is_empty() { "Choose".to_owned() } else { value.clone() };
                            view! {
                                <option value=value selected=true>
                                    {shown}
                                </option>
                            }
                        })
                }}
                {choices
                    .into_iter()
                    .map(|(id, label)| {
                        let own = id.clone();
                        view! {
                            <option value=id selected=move || value.with(|value| *value == own)>
                                {label}
                            </option>
                        }
                    })
                    .collect_view()}
            </select>
        }
        .into_any()
    };
    view! {
        <div class="labelled" class:wrong=move || wrong.with(Option::is_some)>
            <label for=id>{label}</label>
            {(!help.is_empty()).then(|| view! { <span class="hint">{help}</span> })}
            {entry}
            <span class="error" id=error_id>
                {move || {
                    wrong
                        .get()
                        .map(|message| {
                            view! {
                                <span class="hidden">"Error: "</span>
                                {message}
                            }
                        })
                }}
            </span>
        </div>
    }
}
