//! Levels of support: where each function is best decided, and how hard the centre should push.

pub mod big_picture;

use crate::engine::levels::Facts;
use crate::evidence::REPORT;
use crate::explain::{Area, FIXED_AREAS, area_words, areas, known_words, levels_words, risk_gap};
use crate::kit::field::Labelled;
use crate::kit::field::Words;
use crate::kit::focus;
use crate::kit::table_box::TableBox;
use crate::kit::words::Answer;
use crate::kit::words::Concerns;
use crate::model::{Change, number, what_of};
use crate::pages::levels::big_picture::BigPicture;
use crate::state::state;
use leptos::prelude::*;
use serde_json::{Value, json};

/// Facts that are answered yes or no: the field, and the question.
const QUESTIONS: [(&str, &str); 12] = [
    ("borough", "Could a borough or district do it as well and as cheaply?"),
    ("cheaper", "Is a group of forces cheaper than each alone?"),
    ("less_risky", "Is a group less risky than each alone?"),
    ("nation_cheaper", "Is the nation cheaper than a group?"),
    ("nation_less_risky", "Is the nation less risky than a group?"),
    ("case", "Is its case positive?"),
    ("willing", "Are partners willing?"),
    ("recommended", "Was it recommended before?"),
    ("national", "Does a national arrangement exist?"),
    ("falls_short", "Does take-up or delivery fall short?"),
    ("persists", "Does a gap in risk persist?"),
    ("refused", "Have partners refused?"),
];

/// The areas of the open scenario.
pub fn areas_now() -> Memo<Vec<Area>> {
    let page = state();
    Memo::new(move |_| {
        page.result.with(|result| {
            let Some(one) = result.as_ref() else { return Vec::new() };
            page.soc
                .with(|soc| page.document.with(|document| areas(document, &one.scenario, &one.outcome, soc.as_deref())))
        })
    })
}

#[component]
pub fn LevelsPage() -> impl IntoView {
    let page = state();
    let all = areas_now();
    let ids = Memo::new(move |_| all.with(|all| all.iter().map(|area| area.id.clone()).collect::<Vec<_>>()));
    view! {
        {move || {
            let words = all.with(|all| levels_words(all));
            view! {
                <Answer parts=words.sentence support=words.support />
                <Concerns all=words.concerns />
            }
        }}
        <For each=move || ids.get() key=|id| id.clone() let:id>
            <AreaCard id all />
        </For>
        <AddArea ids />
        {move || {
            ids.with(Vec::is_empty)
                .then(|| {
                    view! {
                        <section class="card">
                            <h2>"Or look at the report\u{2019}s own"</h2>
                            <p>{REPORT.about}</p>
                            <p>
                                <button type="button" on:click=move |_| page.open_new(REPORT.document())>
                                    {REPORT.title}
                                </button>
                            </p>
                        </section>
                    }
                })
        }}
        <BigPicture />
    }
}

/// Areas that can be added.
#[component]
fn AddArea(ids: Memo<Vec<String>>) -> impl IntoView {
    let page = state();
    let add = move |id: &str, fact: Value| {
        let document = page.document.get_untracked();
        page.begin_gesture();
        let place = format!("levels.areas.{id}");
        page.change(Change::new("Add an area").set(&document, &place, Some(fact)));
        focus::soon(format!("area-{id}"));
    };
    view! {
        <p class="chips">
            {FIXED_AREAS
                .into_iter()
                .map(|(id, name)| {
                    view! {
                        {move || {
                            ids.with(|ids| !ids.iter().any(|there| there == id))
                                .then(|| {
                                    view! {
                                        <button type="button" on:click=move |_| add(id, json!({}))>
                                            "+ "
                                            {name}
                                        </button>
                                    }
                                })
                        }}
                    }
                })
                .collect_view()}
            <button
                type="button"
                on:click=move |_| {
                    let free = (1..).map(|n| format!("area-{n}")).find(|id| ids.with_untracked(|ids| !ids.contains(id)));
                    add(&free.unwrap_or_default(), json!({ "name": "New area" }));
                }
            >
                "+ Another area"
            </button>
        </p>
    }
}

/// What the tool knows by itself of a figure, as it is read.
type Known = fn(&Facts) -> Option<String>;

/// One area: the answer, the facts, and what would move it.
#[component]
fn AreaCard(id: String, all: Memo<Vec<Area>>) -> impl IntoView {
    let page = state();
    let area = {
        let id = id.clone();
        Memo::new(move |_| all.with(|all| all.iter().find(|area| area.id == id).cloned()))
    };
    let words = Memo::new(move |_| area.with(|area| area.as_ref().map(area_words)));
    let title = format!("area-{id}");
    let titled = title.clone();
    let name = move || area.with(|area| area.as_ref().map_or_else(String::new, |area| area.name.clone()));
    let known = move || area.with(|area| area.as_ref().map(known_words).unwrap_or_default());
    let place = format!("levels.areas.{id}");
    let (gone, own) = (place.clone(), id.starts_with("area-"));
    let service = id.strip_prefix("service-").map(str::to_owned);
    let numbers: [(&str, Known); 3] = [
        ("cost_ratio", |known| known.cost_ratio.map(|ratio| number(ratio, 1))),
        ("risk_ratio", |known| known.risk_ratio.map(risk_gap)),
        ("unrealised", |known| known.unrealised.map(crate::model::Pounds::short)),
    ];
    let numbers = numbers.map(|(field, known)| (format!("{place}.{field}"), known));
    let stated_at = place.clone();
    let stated = Memo::new(move |_| page.document.with(|document| document.get(&stated_at).is_some()));
    let named = format!("{place}.name");
    let questions = QUESTIONS.into_iter().chain([("interest", "Is it in the national interest?")]);
    let asked: Vec<_> = questions
        .map(|(field, question)| {
            // whether a service is less risky is asked under its style too: one fact, one place
            let place = match (&service, field) {
                (Some(service), "less_risky") => format!("services.{service}.style_facts.less_risky"),
                _ => format!("{place}.{field}"),
            };
            (field, question, place)
        })
        .collect();
    view! {
        <section class="card area" aria-labelledby=titled>
            <h2 id=title tabindex="-1">
                {name}
            </h2>
            {move || {
                words
                    .get()
                    .map(|words| {
                        view! {
                            <p class="area-answer">
                                <strong>{words.level}</strong>
                            </p>
                            <p>{words.tier}</p>
                        }
                    })
            }}
            {move || {
                let known = known();
                (!known.is_empty()).then(|| view! { <ul>{known.into_iter().map(|text| view! { <li>{text}</li> }).collect_view()}</ul> })
            }}
            <details>
                <summary>"The facts, and what would move it"</summary>
                {own.then(|| view! { <Words place=named label="Name of the area" /> })}
                <div class="grid facts">
                    {asked.into_iter().map(|(field, question, place)| view! { <Question place field question area /> }).collect_view()}
                    {numbers
                        .into_iter()
                        .map(|(place, known)| {
                            view! {
                                <div>
                                    <Labelled place />
                                    {move || {
                                        area.with(|area| area.as_ref().and_then(|area| known(&area.known)))
                                            .map(|text| view! { <span class="hint">"By the figures: "{text}</span> })
                                    }}
                                </div>
                            }
                        })
                        .collect_view()}
                </div>
                {move || {
                    words
                        .get()
                        .map(|words| {
                            view! {
                                <TableBox>
                                    <table>
                                        <caption>"The scale"</caption>
                                        <thead>
                                            <tr>
                                                <th scope="col">"Level"</th>
                                                <th scope="col">"What the centre does"</th>
                                                <th scope="col">"Facts that it needs"</th>
                                            </tr>
                                        </thead>
                                        <tbody>
                                            {words
                                                .rungs
                                                .into_iter()
                                                .map(|rung| {
                                                    view! {
                                                        <tr>
                                                            <th scope="row">
                                                                {rung.level.number()}". "{rung.name}
                                                                {rung.reached.then(|| view! { <span class="flag keeps">"◂ the facts point here"</span> })}
                                                            </th>
                                                            <td class="text">{rung.meaning}</td>
                                                            <td class="text">
                                                                {if rung.facts.is_empty() {
                                                                    view! { "None: it is where everything starts" }.into_any()
                                                                } else {
                                                                    view! {
                                                                        <ul class="ticks">
                                                                            {rung
                                                                                .facts
                                                                                .into_iter()
                                                                                .map(|(text, holds)| {
                                                                                    let (mark, said) = match holds {
                                                                                        Some(true) => ("✓", "holds: "),
                                                                                        Some(false) => ("✗", "does not hold: "),
                                                                                        None => ("?", "nobody has said: "),
                                                                                    };
                                                                                    view! {
                                                                                        <li>
                                                                                            <span aria-hidden="true">{mark}" "</span>
                                                                                            <span class="hidden">{said}</span>
                                                                                            {text}
                                                                                        </li>
                                                                                    }
                                                                                })
                                                                                .collect_view()}
                                                                        </ul>
                                                                    }
                                                                        .into_any()
                                                                }}
                                                            </td>
                                                        </tr>
                                                    }
                                                })
                                                .collect_view()}
                                        </tbody>
                                    </table>
                                </TableBox>
                                <h3>"What would move it"</h3>
                                <ul>{words.moves.into_iter().map(|text| view! { <li>{text}</li> }).collect_view()}</ul>
                            }
                        })
                }}
                {move || {
                    let gone = gone.clone();
                    stated
                        .get()
                        .then(|| {
                            view! {
                                <p>
                                    <button
                                        type="button"
                                        class="link"
                                        on:click=move |_| {
                                            let document = page.document.get_untracked();
                                            page.begin_gesture();
                                            page.change(Change::new("Remove what was stated of an area").set(&document, &gone, None));
                                        }
                                    >
                                        "Remove what is stated here"
                                    </button>
                                </p>
                            }
                        })
                }}
            </details>
        </section>
    }
}

/// A fact: yes, no, or what the tool knows by itself.
#[component]
fn Question(place: String, field: &'static str, question: &'static str, area: Memo<Option<Area>>) -> impl IntoView {
    let page = state();
    let at = place.clone();
    let now = Memo::new(move |_| {
        page.document.with(|document| match document.get(&at).and_then(Value::as_bool) {
            Some(true) => "yes",
            Some(false) => "no",
            None => "",
        })
    });
    let known = Memo::new(move |_| {
        area.with(|area| {
            let known = area.as_ref()?.known;
            match field {
                "case" => known.case,
                "cheaper" => known.cheaper,
                // of a service this is stated, under its style
                "less_risky" if area.as_ref()?.service.is_none() => known.less_risky,
                _ => None,
            }
        })
    });
    let unsaid = move || match known.get() {
        Some(true) => "Yes, by the figures",
        Some(false) => "No, by the figures",
        None => "Not said",
    };
    let id = crate::kit::place::id_of(&place);
    view! {
        <div class="labelled">
            <label for=id.clone()>{question}</label>
            <select
                id=id
                disabled=move || page.is_locked()
                prop:value=move || now.get()
                on:change=move |event| {
                    let value = match event_target_value(&event).as_str() {
                        "yes" => Some(json!(true)),
                        "no" => Some(json!(false)),
                        _ => None,
                    };
                    let document = page.document.get_untracked();
                    page.begin_gesture();
                    page.change(Change::new(what_of(&document, &place)).set(&document, &place, value));
                }
            >
                <option value="" selected=move || now.with(|now| now.is_empty())>
                    {unsaid}
                </option>
                <option value="yes" selected=move || now.get() == "yes">
                    "Yes"
                </option>
                <option value="no" selected=move || now.get() == "no">
                    "No"
                </option>
            </select>
        </div>
    }
}
