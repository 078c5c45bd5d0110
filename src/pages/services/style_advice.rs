//! Which style fits a service: the level first, then five questions that point to one of the report's five styles.

use crate::edits::organised_crime::set_fact;
use crate::explain::style_words;
use crate::kit::table_box::TableBox;
use crate::state::state;
use leptos::prelude::*;
use serde_json::{Value, json};

/// A question with its answers: field, text, and (value, label) of each answer.
type Question = (&'static str, &'static str, [(&'static str, &'static str); 2]);

const QUESTIONS: [Question; 5] = [
    ("less_risky", "Does sharing it one level up lower the risk?", [("yes", "Yes"), ("no", "No")]),
    (
        "control",
        "Would partners cede control of people and assets?",
        [("cede", "Yes"), ("keep", "No, each keeps its own")],
    ),
    ("lasts", "How long is it meant to last?", [("lasting", "For good"), ("short", "For a time")]),
    ("lead", "Has one force the scale or expertise to provide it for all?", [("yes", "Yes"), ("no", "No")]),
    ("threat", "Does one specific threat drive it?", [("yes", "Yes"), ("no", "No")]),
];

#[component]
pub fn StyleAdvice(service: String) -> impl IntoView {
    let page = state();
    let of = service.clone();
    let words = Memo::new(move |_| {
        page.result.with(|result| {
            let one = result.as_ref()?;
            let (service, found) =
                one.scenario.services.iter().zip(&one.outcome.services).find(|(service, _)| service.id == of)?;
            Some(style_words(service, found))
        })
    });
    view! {
        <p>{move || words.get().map(|words| words.level)}</p>
        <div class="grid">
            {QUESTIONS
                .into_iter()
                .map(|(fact, text, answers)| {
                    let (place, id) = (format!("services.{service}.style_facts.{fact}"), format!("style-{service}-{fact}"));
                    let service = service.clone();
                    let now = Memo::new(move |_| {
                        page.document
                            .with(|document| match document.get(&place) {
                                Some(Value::Bool(true)) => "yes".to_owned(),
                                Some(Value::Bool(false)) => "no".to_owned(),
                                Some(Value::String(word)) => word.clone(),
                                _ => String::new(),
                            })
                    });
                    view! {
                        <div class="labelled">
                            <label for=id.clone()>{text}</label>
                            <select
                                id=id
                                prop:value=move || now.get()
                                on:change=move |event| {
                                    let value = match event_target_value(&event).as_str() {
                                        "" => None,
                                        "yes" => Some(json!(true)),
                                        "no" => Some(json!(false)),
                                        word => Some(json!(word)),
                                    };
                                    page.begin_gesture();
                                    page.change(set_fact(&page.document.get_untracked(), &service, fact, value));
                                }
                            >
                                <option value="" selected=move || now.with(String::is_empty)>
                                    "Not said"
                                </option>
                                {answers
                                    .into_iter()
                                    .map(|(value, label)| {
                                        view! {
                                            <option value=value selected=move || now.get() == value>
                                                {label}
                                            </option>
                                        }
                                    })
                                    .collect_view()}
                            </select>
                        </div>
                    }
                })
                .collect_view()}
        </div>
        <p>
            <strong>{move || words.get().map(|words| words.style)}</strong>
        </p>
        <TableBox>
            <table>
                <caption class="hidden">"The five styles and how often each was found"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Style"</th>
                        <th scope="col" class="number">
                            "Of all collaborations, 2009"
                        </th>
                    </tr>
                </thead>
                <tbody>
                    {move || {
                        words
                            .get()
                            .map(|words| {
                                words
                                    .shares
                                    .into_iter()
                                    .map(|(name, share, pointed)| {
                                        view! {
                                            <tr>
                                                <th scope="row">
                                                    {name}{pointed.then(|| view! { <span class="flag keeps">"◂ the facts point here"</span> })}
                                                </th>
                                                <td class="number">{share}</td>
                                            </tr>
                                        }
                                    })
                                    .collect_view()
                            })
                    }}
                </tbody>
            </table>
        </TableBox>
    }
}
