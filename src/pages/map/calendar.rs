//! The policy calendar: what is law, what is announced, what is proposed, and when each was last checked.

use crate::edits::alternatives::add_event;
use crate::evidence::{POLICY_CHECKED, PolicyFact, policy_facts, policy_is_old};
use crate::explain::{event_name, facts_that_touch, ids_touched};
use crate::kit::disclosure::Disclosure;
use crate::kit::table_box::TableBox;
use crate::state::{browser, state};
use leptos::prelude::*;

/// What touches this scenario, then everything.
#[component]
pub(super) fn Calendar() -> impl IntoView {
    let page = state();
    let touching = Memo::new(move |_| page.document.with(facts_that_touch));
    let old = policy_is_old(&browser::today());
    view! {
        <section class="card">
            <h2>"What is said to be coming"</h2>
            <p class="hint">{format!("Last checked {POLICY_CHECKED}. What is not law is not certain, and no date was found on which a function moves.")}</p>
            {old
                .then(|| {
                    view! { <p class="concern">"▲ This calendar is more than a year old: check each statement before you rely on it."</p> }
                })}
            {move || {
                let touching = touching.get();
                if touching.is_empty() {
                    view! { <p>"Nothing in the calendar names a function that this scenario shares."</p> }.into_any()
                } else {
                    view! {
                        <ul>
                            {touching
                                .into_iter()
                                .map(|(fact, names)| {
                                    view! {
                                        <li>
                                            <strong>{format!("{}, {}: ", fact.status.words(), fact.date)}</strong>
                                            {fact.statement.clone()}
                                            <span class="hint">{format!(" Touches {}. {}.", crate::explain::listed(&names), fact.source)}</span>
                                            <AsEvent fact />
                                        </li>
                                    }
                                })
                                .collect_view()}
                        </ul>
                    }
                        .into_any()
                }
            }}
            <Disclosure summary=format!("The whole calendar ({})", policy_facts().len())>
                <TableBox>
                    <table>
                        <caption>
                            "Policy calendar"<span class="hint">"In the order of their dates; each in our words, with how much of its source was read"</span>
                        </caption>
                        <thead>
                            <tr>
                                <th scope="col">"Date"</th>
                                <th scope="col">"Status"</th>
                                <th scope="col">"Touches"</th>
                                <th scope="col">"What it says"</th>
                                <th scope="col">"Source"</th>
                            </tr>
                        </thead>
                        <tbody>
                            {policy_facts()
                                .iter()
                                .map(|fact| {
                                    view! {
                                        <tr>
                                            <th scope="row">{if fact.date.is_empty() { "no date" } else { fact.date.as_str() }}</th>
                                            <td>{fact.status.words()}</td>
                                            <td>{fact.affects.clone()}</td>
                                            <td>{fact.statement.clone()}</td>
                                            <td>
                                                {format!("{}, {}", fact.source, fact.publisher)}
                                                <span class="hint">{format!("Read: {}. Confidence {}.", fact.read, fact.confidence)}</span>
                                            </td>
                                        </tr>
                                    }
                                })
                                .collect_view()}
                        </tbody>
                    </table>
                </TableBox>
            </Disclosure>
        </section>
    }
}

/// Makes an event of a statement; its year is the user's to set, since none is known.
#[component]
fn AsEvent(fact: &'static PolicyFact) -> impl IntoView {
    let page = state();
    let add = move |_| {
        let document = page.document.get_untracked();
        let year = document.number("first_year").unwrap_or(2026.0) as u32 + 4;
        // only what the statement names is hit
        if let Some(change) = add_event(&document, &event_name(fact), year, Some(ids_touched(&document, fact))) {
            page.begin_gesture();
            page.change(change);
            browser::focus("map-events");
        }
    };
    view! {
        <button type="button" class="link screen-only" aria-label=format!("Start an event from this: {}", fact.source) on:click=add>
            "Start an event from this"
        </button>
    }
}
