//! Readiness: what to settle first, by whom and by when.

use crate::explain::{Evident, ReadinessWords, evident, items_of, readiness_words, standing_label, weight_label};
use crate::kit::table_box::TableBox;
use crate::kit::words::Answer;
use crate::kit::words::Concerns;
use crate::model::inputs::STANDINGS;
use crate::model::matters::{Heading, Item};
use crate::model::surroundings::{Found, Reach, Standing};
use crate::model::{Change, what_of};
use crate::state::View;
use crate::state::state;
use leptos::prelude::*;
use serde_json::json;

const STATES: [Standing; 5] = [Standing::Unsaid, Standing::Open, Standing::Partly, Standing::Settled, Standing::Absent];

#[component]
pub fn ReadinessPage() -> impl IntoView {
    let page = state();
    let said = Memo::new(move |_| {
        page.result.with(|result| {
            let Some(one) = result.as_ref() else { return Evident::default() };
            page.document.with(|document| evident(document, &one.scenario, &one.outcome))
        })
    });
    let words = Memo::new(move |_| {
        page.result.with(|result| {
            let one = result.as_ref()?;
            said.with(|said| Some(readiness_words(&one.scenario, said)))
        })
    });
    view! {
        {move || {
            words
                .get()
                .map(|words| {
                    view! {
                        <Answer parts=words.sentence.clone() support=words.support.clone() />
                        <Concerns all=words.concerns.clone() />
                        <First words />
                    }
                })
        }}
        {Heading::ALL.into_iter().map(|heading| view! { <Items heading said /> }).collect_view()}
        <p class="hint spaced">
            "The report says, heading by heading, which barriers were real or feared, and whether they are common to all collaboration or specific to policing. How each single barrier is marked is our reading; if you choose otherwise, your choice counts. What partners\u{2019} figures say is filled in."
        </p>
    }
}

/// What to settle first.
#[component]
fn First(words: ReadinessWords) -> impl IntoView {
    let page = state();
    let none = words.first.is_empty();
    view! {
        <section class="card">
            {if none {
                view! {
                    <h2>"Settle these first"</h2>
                    <p>"Nothing is open."</p>
                }
                    .into_any()
            } else {
                view! {
                    <TableBox>
                        <table>
                            <caption>"Settle these first"<span class="hint">"By what blocks the case; the order is no score"</span></caption>
                            <thead>
                                <tr>
                                    <th scope="col">"What"</th>
                                    <th scope="col">"What it does"</th>
                                    <th scope="col">"How it stands"</th>
                                    <th scope="col">"What eased it elsewhere"</th>
                                    <th scope="col">"Owner"</th>
                                    <th scope="col">"By"</th>
                                </tr>
                            </thead>
                            <tbody>
                                {words
                                    .first
                                    .into_iter()
                                    .map(|line| {
                                        view! {
                                            <tr>
                                                <th scope="row">
                                                    <a
                                                        href=format!("#item-{}", line.id)
                                                        on:click=move |event| {
                                                            event.prevent_default();
                                                            crate::state::browser::focus(&format!("item-{}", line.id));
                                                        }
                                                    >
                                                        {line.title}
                                                    </a>
                                                    {line.evident.map(|text| view! { <span class="hint">{text}</span> })}
                                                </th>
                                                <td>{weight_label(line.weight)}</td>
                                                <td>
                                                    {line.standing}{(!line.note.is_empty()).then(|| view! { <span class="hint">{line.note.clone()}</span> })}
                                                </td>
                                                <td class="text">{line.eased}</td>
                                                <td>{if line.owner.trim().is_empty() { "–".to_owned() } else { line.owner }}</td>
                                                <td>{if line.by.is_empty() { "–".to_owned() } else { line.by }}</td>
                                            </tr>
                                        }
                                    })
                                    .collect_view()}
                            </tbody>
                        </table>
                    </TableBox>
                    <p>
                        <button type="button" on:click=move |_| page.show(View::Account)>
                            "Go on to the public account"
                        </button>
                    </p>
                }
                    .into_any()
            }}
        </section>
    }
}

/// The items of one heading.
#[component]
fn Items(heading: Heading, said: Memo<Evident>) -> impl IntoView {
    view! {
        <section class="card readiness">
            <h2>{heading.title()}</h2>
            {items_of(heading).map(|item| view! { <ItemRow item said /> }).collect_view()}
        </section>
    }
}

#[component]
fn ItemRow(item: &'static Item, said: Memo<Evident>) -> impl IntoView {
    let page = state();
    let place = format!("readiness.items.{}", item.id);
    let barrier = item.heading.is_barrier();
    let at = format!("{place}.state");
    let now = Memo::new(move |_| page.document.with(|document| document.text(&at).to_owned()));
    let evident = move || said.with(|said| said.of(item).map(str::to_owned));
    let set = move |field: &str, value: Option<serde_json::Value>| {
        let place = format!("readiness.items.{}.{field}", item.id);
        let document = page.document.get_untracked();
        page.change(
            Change::new(what_of(&document, &place))
                .set(&document, &place, value)
                .within(format!("{place}-{}", page.gesture.get_untracked())),
        );
    };
    let text = |field: &'static str| {
        let place = format!("{place}.{field}");
        Memo::new(move |_| page.document.with(|document| document.text(&place).to_owned()))
    };
    let (owner, by, note) = (text("owner"), text("by"), text("note"));
    let (said_found, said_reach) = (text("found"), text("reach"));
    let id = format!("item-{}", item.id);
    let asked = move || !matches!(now.get().as_str(), "" | "unsaid");
    view! {
        <div class="item" id=id.clone() tabindex="-1" role="group" aria-labelledby=format!("{id}-title")>
            <div class="item-head">
                <div>
                    <strong id=format!("{id}-title")>{item.title}</strong>
                    {move || evident().map(|text| view! { <span class="hint">{text}</span> })}
                    <span class="hint">{item.eased}</span>
                    {item.sort.map(|ours| view! { <span class="hint sort">{move || sort_words(ours, said_found.get(), said_reach.get())}</span> })}
                </div>
                <select
                    aria-label=format!("How it stands: {}", item.title)
                    disabled=move || page.is_locked()
                    prop:value=move || now.get()
                    on:change=move |event| {
                        page.begin_gesture();
                        let chosen = event_target_value(&event);
                        set("state", (chosen != "unsaid").then(|| json!(chosen)));
                    }
                >
                    {STANDINGS
                        .iter()
                        .zip(STATES)
                        .map(|(word, standing)| {
                            view! {
                                <option value=*word selected=move || now.get() == *word>
                                    {standing_label(standing, barrier)}
                                </option>
                            }
                        })
                        .collect_view()}
                </select>
            </div>
            {move || {
                asked()
                    .then(|| {
                        view! {
                            <div class="grid item-more">
                                <div class="labelled">
                                    <label for=format!("owner-{}", item.id)>"Owner"</label>
                                    <input
                                        type="text"
                                        id=format!("owner-{}", item.id)
                                        readonly=move || page.is_locked()
                                        prop:value=move || owner.get()
                                        on:focus=move |_| page.begin_gesture()
                                        on:input=move |event| set("owner", Some(json!(event_target_value(&event))))
                                    />
                                </div>
                                <div class="labelled">
                                    <label for=format!("by-{}", item.id)>"By"</label>
                                    <input
                                        type="date"
                                        id=format!("by-{}", item.id)
                                        readonly=move || page.is_locked()
                                        prop:value=move || by.get()
                                        on:change=move |event| {
                                            page.begin_gesture();
                                            set("by", Some(json!(event_target_value(&event))));
                                        }
                                    />
                                </div>
                                <div class="labelled">
                                    <label for=format!("note-{}", item.id)>"Note"</label>
                                    <input
                                        type="text"
                                        id=format!("note-{}", item.id)
                                        readonly=move || page.is_locked()
                                        prop:value=move || note.get()
                                        on:focus=move |_| page.begin_gesture()
                                        on:input=move |event| set("note", Some(json!(event_target_value(&event))))
                                    />
                                </div>
                                {item.sort.map(|sort| view! { <Sort item sort /> })}
                            </div>
                        }
                    })
            }}
        </div>
    }
}

/// `Actual, generic (our reading)`: what sort of barrier it is.
fn sort_words((found, reach): (Found, Reach), said_found: String, said_reach: String) -> String {
    let ours = said_found.is_empty() && said_reach.is_empty();
    let found = match said_found.as_str() {
        "" if found == Found::Actual => "actual",
        "" => "perceived",
        said => said,
    };
    let reach = match said_reach.as_str() {
        "" if reach == Reach::Generic => "generic",
        "" => "specific to policing",
        "specific" => "specific to policing",
        said => said,
    };
    format!("{}, {reach}{}", crate::explain::capital(found), if ours { " (our reading)" } else { "" })
}

/// What sort of barrier it is: the list's reading, or the user's.
#[component]
fn Sort(item: &'static Item, sort: (Found, Reach)) -> impl IntoView {
    let page = state();
    let found = if sort.0 == Found::Actual { "Actual" } else { "Perceived" };
    let reach = if sort.1 == Reach::Generic { "Generic" } else { "Specific" };
    let choice = |field: &'static str,
                  label: &'static str,
                  ours: &'static str,
                  words: [(&'static str, &'static str); 2]| {
        let place = format!("readiness.items.{}.{field}", item.id);
        let (at, id) = (place.clone(), format!("{field}-{}", item.id));
        let now = Memo::new(move |_| page.document.with(|document| document.text(&at).to_owned()));
        view! {
            <div class="labelled">
                <label for=id.clone()>{label}</label>
                <select
                    id=id
                    disabled=move || page.is_locked()
                    prop:value=move || now.get()
                    on:change=move |event| {
                        let chosen = event_target_value(&event);
                        let document = page.document.get_untracked();
                        page.begin_gesture();
                        page.change(Change::new(what_of(&document, &place)).set(&document, &place, (!chosen.is_empty()).then(|| json!(chosen))));
                    }
                >
                    <option value="" selected=move || now.with(String::is_empty)>
                        {format!("{ours} (our reading)")}
                    </option>
                    {words
                        .into_iter()
                        .map(|(word, label)| {
                            view! {
                                <option value=word selected=move || now.get() == word>
                                    {label}
                                </option>
                            }
                        })
                        .collect_view()}
                </select>
            </div>
        }
    };
    view! {
        {choice("found", "Real or feared", found, [("actual", "Actual: it was met"), ("perceived", "Perceived: it is feared")])}
        {choice("reach", "Of all or of policing", reach, [("generic", "Generic: of any collaboration"), ("specific", "Specific: of police forces")])}
    }
}
