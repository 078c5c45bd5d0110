//! One arrangement, field by field, from the one table of its fields.

use crate::evidence::forces;
use crate::exchange::names::partners;
use crate::exchange::register_table::shown;
use crate::explain::listed;
use crate::model::RegisterChange;
use crate::model::arrangement::{Arrangement, FIELDS, Field, FieldRow};
use crate::model::inputs::SERVICE_KINDS;
use crate::pages::arrangements::benefits::BenefitsForm;
use crate::state::State;
use crate::state::browser;
use crate::state::state;
use leptos::prelude::*;
use std::collections::BTreeSet;

/// The form of the arrangement with an id.
#[component]
pub fn ArrangementForm(id: String, on_close: impl Fn() + Copy + Send + Sync + 'static) -> impl IntoView {
    let page = state();
    let one = {
        let id = id.clone();
        Memo::new(move |_| page.arrangements.register.with(|register| register.get(&id).cloned()))
    };
    let left = RwSignal::new(BTreeSet::<&'static str>::new());
    let said = RwSignal::new(String::new());
    let done = move |_| {
        let wrong: Vec<&str> = left.with_untracked(|left| left.iter().copied().collect());
        if wrong.is_empty() {
            on_close();
            browser::focus("register-list");
        } else {
            said.set(format!("Not saved yet: {}. Correct it, or go back to how it was.", listed(&wrong)));
            wrong.first().map(|label| id_of(label)).iter().for_each(|id| browser::focus(id));
        }
    };
    Effect::new(move |_| {
        if left.with(BTreeSet::is_empty) && said.with_untracked(|said| !said.is_empty()) {
            said.set(String::new());
        }
    });
    let title = move || one.with(|one| one.as_ref().map_or_else(String::new, |one| one.shown().to_owned()));
    view! {
        <section class="card" aria-labelledby="arrangement-title">
            <h2 id="arrangement-title" tabindex="-1">
                {title}
            </h2>
            <div class="grid">{FIELDS.iter().map(|row| view! { <Entry row one left /> }).collect_view()}</div>
            <BenefitsForm one />
            <p class="chips">
                <button type="button" class="main" on:click=done>
                    "Done"
                </button>
                {move || {
                    said.with(|said| !said.is_empty())
                        .then(|| {
                            view! {
                                <button
                                    type="button"
                                    on:click=move |_| {
                                        on_close();
                                        browser::focus("register-list");
                                    }
                                >
                                    "Leave it as it was"
                                </button>
                            }
                        })
                }}
                <AddForce one />
            </p>
            <p role="status">{move || said.get()}</p>
            <datalist id="functions">
                {SERVICE_KINDS
                    .iter()
                    .filter(|kind| **kind != "other")
                    .map(|kind| view! { <option value=crate::words::terms::choice_label("services[].kind", kind)></option> })
                    .collect_view()} <option value="HR"></option><option value="Procurement"></option><option value="Organised crime"></option>
            </datalist>
        </section>
    }
}

/// The id of a field by its label.
fn id_of(label: &str) -> String {
    format!("arrangement-{}", label.to_lowercase().replace(|c: char| !c.is_ascii_alphanumeric(), "-"))
}

/// Puts a text into a field of the arrangement; what cannot stand there is said.
fn enter(
    page: State,
    one: Memo<Option<Arrangement>>,
    row: &'static FieldRow,
    text: &str,
    wrong: RwSignal<Option<String>>,
    left: RwSignal<BTreeSet<&'static str>>,
) {
    let Some(mut now) = one.get_untracked() else { return };
    let text = match row.field {
        Field::Partners => partners(text).join(";"),
        Field::Host => partners(text).into_iter().next().unwrap_or_default(),
        _ => text.to_owned(),
    };
    match now.set(row.field, &text) {
        Ok(()) => {
            wrong.set(None);
            left.update(|left| {
                left.remove(row.label);
            });
            let what = format!("{}: {}", now.shown(), row.label);
            page.change_register(RegisterChange::new(what).put(&page.arrangements.register.get_untracked(), now));
        }
        Err(error) => {
            wrong.set(Some(format!("{error}.")));
            left.update(|left| {
                left.insert(row.label);
            });
        }
    }
}

#[component]
fn Entry(
    row: &'static FieldRow,
    one: Memo<Option<Arrangement>>,
    /// Labels of fields whose text cannot stand there.
    left: RwSignal<BTreeSet<&'static str>>,
) -> impl IntoView {
    let page = state();
    let wrong = RwSignal::new(None::<String>);
    let value = Memo::new(move |_| {
        one.with(|one| {
            one.as_ref()
                .map_or_else(String::new, |one| if row.words.is_empty() { shown(one, row) } else { one.get(row.field) })
        })
    });
    let id = id_of(row.label);
    let error_id = format!("{id}-error");
    let set = move |text: String| enter(page, one, row, &text, wrong, left);
    let described = error_id.clone();
    let invalid = move || wrong.with(|wrong| wrong.is_some().then_some("true"));
    let locked = move || page.is_fixed();
    let entry = if !row.words.is_empty() {
        view! {
            <select id=id.clone() disabled=locked prop:value=move || value.get() on:change=move |event| set(event_target_value(&event))>
                <option value="" selected=move || value.with(String::is_empty)>
                    "Not said"
                </option>
                {row
                    .words
                    .iter()
                    .map(|(file, label)| {
                        view! {
                            <option value=*file selected=move || value.get() == *file>
                                {*label}
                            </option>
                        }
                    })
                    .collect_view()}
            </select>
        }.into_any()
    } else if row.long {
        view! {
            <textarea
                id=id.clone()
                rows="3"
                readonly=locked
                aria-invalid=invalid
                aria-describedby=described
                prop:value=move || value.get()
                on:change=move |event| set(event_target_value(&event))
            ></textarea>
        }
        .into_any()
    } else {
        view! {
            <input
                type="text"
                id=id.clone()
                autocomplete="off"
                readonly=locked
                list=(row.field == Field::Function).then_some("functions")
                aria-invalid=invalid
                aria-describedby=described
                prop:value=move || value.get()
                on:change=move |event| set(event_target_value(&event))
            />
        }
        .into_any()
    };
    view! {
        <div class="labelled" class:wrong=move || wrong.with(Option::is_some)>
            <label for=id>{row.label}</label>
            {(!row.help.is_empty()).then(|| view! { <span class="hint">{row.help}</span> })}
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

/// Forces to choose from, in place of typing their names.
#[component]
fn AddForce(one: Memo<Option<Arrangement>>) -> impl IntoView {
    let page = state();
    let chosen = RwSignal::new(String::new());
    let add = move |_| {
        let (chosen, now) = (chosen.get_untracked(), one.get_untracked());
        let Some(mut now) = now.filter(|now| !chosen.is_empty() && !now.partners.contains(&chosen)) else { return };
        now.partners.push(chosen);
        let what = format!("{}: Partners", now.shown());
        page.change_register(RegisterChange::new(what).put(&page.arrangements.register.get_untracked(), now));
    };
    view! {
        <label for="add-force">"Add a force to the partners"</label>
        // chosen and then added: arrow keys pass one force after another
        <select id="add-force" on:change=move |event| chosen.set(event_target_value(&event))>
            <option value="">"Choose"</option>
            {forces().iter().map(|force| view! { <option value=force.id.clone()>{force.short.clone()}</option> }).collect_view()}
        </select>
        <button type="button" on:click=add>
            "Add it"
        </button>
    }
}
