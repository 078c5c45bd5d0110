//! What is entered of forces and of the three models.

use crate::edits::organised_crime::{add_soc_partner, answer, remove_soc};
use crate::explain::{QUESTIONS, model_name};
use crate::kit::field::Figure;
use crate::kit::field::Labelled;
use crate::kit::table_box::TableBox;
use crate::model::number;
use crate::model::soc::SocModel;
use crate::state::state;
use leptos::prelude::*;

/// What an officer knows.
#[component]
pub(super) fn Inputs() -> impl IntoView {
    let page = state();
    let (inside, outside) = {
        let split = move |wanted: bool| {
            page.document.with(|document| {
                let name = |id: &String| document.text(&format!("partners.{id}.name")).to_owned();
                let all = document.entries("partners").into_iter();
                all.filter(|id| document.get(&format!("soc.partners.{id}")).is_some() == wanted)
                    .map(|id| (name(&id), id))
                    .collect::<Vec<_>>()
            })
        };
        (Memo::new(move |_| split(true)), Memo::new(move |_| split(false)))
    };
    let cells = |id: &str, name: &str| {
        [
            ("ocgs_per_year", "Groups a year"),
            ("cross_border", "Part that spans forces"),
            ("teams", "Teams"),
            ("cost_per_team", "Cost of a team"),
            ("risk_weight", "Weight of risk"),
        ]
        .map(|(field, label)| {
            view! {
                <td>
                    <Figure place=format!("soc.partners.{id}.{field}") name=format!("{label} of {name}") />
                </td>
            }
        })
        .into_iter()
        .collect_view()
    };
    let co_located = move || {
        page.document
            .with(|document| document.get("soc.co_location").and_then(serde_json::Value::as_bool).unwrap_or(true))
    };
    view! {
        <section class="card">
            <TableBox>
                <table class="entry">
                    <caption>
                        "What you know of your region"
                        <span class="hint">
                            "Paste a block from a spreadsheet into any box. Command: the largest part of its teams that the chief would place under another\u{2019}s command."
                        </span>
                    </caption>
                    <thead>
                        <tr>
                            <th scope="col">"Force"</th>
                            <th scope="col">"Groups mapped a year"</th>
                            <th scope="col">"Span forces, %"</th>
                            <th scope="col">"Teams"</th>
                            <th scope="col">"Cost of a team, £ a year"</th>
                            <th scope="col">"Weight of risk"</th>
                            <th scope="col">"Command, %"</th>
                        </tr>
                    </thead>
                    <tbody>
                        {move || {
                            inside
                                .get()
                                .into_iter()
                                .map(|(name, id)| {
                                    view! {
                                        <tr>
                                            <th scope="row">{name.clone()}</th>
                                            {cells(&id, &name)}
                                            <td>
                                                <Figure place=format!("soc.control.{id}") name=format!("Command that {name} would place under another") />
                                            </td>
                                        </tr>
                                    }
                                })
                                .collect_view()
                        }}
                    </tbody>
                </table>
            </TableBox>
            <p class="chips">
                {move || {
                    outside
                        .get()
                        .into_iter()
                        .map(|(name, id)| {
                            view! {
                                <button
                                    type="button"
                                    on:click=move |_| {
                                        page.begin_gesture();
                                        page.change(add_soc_partner(&page.document.get_untracked(), &id));
                                    }
                                >
                                    "+ "
                                    {name}
                                </button>
                            }
                        })
                        .collect_view()
                }}
            </p>
            <h3>"Cost of each model and what counts"</h3>
            <div class="grid">
                {SocModel::ALL
                    .into_iter()
                    .flat_map(|model| ["overhead", "one_off"].map(|field| format!("soc.{field}.{}", model.word())))
                    .map(|place| view! { <Labelled place /> })
                    .collect_view()} <Labelled place="soc.cost_ceiling".to_owned() /> <Labelled place="soc.response_floor".to_owned() />
                <Labelled place="soc.response_target".to_owned() /> <Labelled place="soc.abstraction_regional".to_owned() />
            </div>
            <label class="tick">
                <input
                    type="checkbox"
                    prop:checked=co_located
                    on:change=move |event| {
                        let document = page.document.get_untracked();
                        page.begin_gesture();
                        page.change(
                            crate::model::Change::new("Co-location").set(&document, "soc.co_location", Some(serde_json::json!(event_target_checked(&event)))),
                        );
                    }
                />
                "Teams can work from one place"
            </label>
            <p>
                <button
                    type="button"
                    class="link"
                    on:click=move |_| {
                        page.begin_gesture();
                        page.change(remove_soc(&page.document.get_untracked()));
                    }
                >
                    "Take organised crime out of the scenario"
                </button>
            </p>
        </section>
    }
}

/// Functionality by the report's own question, for each model.
#[component]
pub(super) fn Checklist() -> impl IntoView {
    let page = state();
    let rated = move |model: SocModel| {
        page.soc.with(|found| {
            found.as_ref().map_or(0.0, |found| found.models.of(model).values.first().copied().unwrap_or(0.0) * 4.0)
        })
    };
    view! {
        <section class="card">
            <TableBox>
                <table>
                    <caption>
                        "Functionality"
                        <span class="hint">
                            "Would the model identify and assess the region\u{2019}s threats and risks, and act to manage them? Tick what would hold in yours. The ticks that you find are our assumption."
                        </span>
                    </caption>
                    <thead>
                        <tr>
                            <th scope="col">"Would hold under"</th>
                            {SocModel::ALL
                                .map(|model| {
                                    view! {
                                        <th scope="col">
                                            <span class="first-capital">{model_name(model)}</span>
                                        </th>
                                    }
                                })
                                .into_iter()
                                .collect_view()}
                        </tr>
                    </thead>
                    <tbody>
                        {QUESTIONS
                            .into_iter()
                            .map(|(id, text)| {
                                view! {
                                    <tr>
                                        <th scope="row">{text}</th>
                                        {SocModel::ALL
                                            .map(|model| {
                                                let place = format!("soc.checklist.{}.{id}", model.word());
                                                let ticked = move || {
                                                    page.document.with(|document| document.get(&place).and_then(serde_json::Value::as_bool).unwrap_or(false))
                                                };
                                                view! {
                                                    <td>
                                                        <label class="tick">
                                                            <input
                                                                type="checkbox"
                                                                prop:checked=ticked
                                                                aria-label=format!("{text}: {}", model_name(model))
                                                                on:change=move |event| {
                                                                    page.begin_gesture();
                                                                    page.change(
                                                                        answer(&page.document.get_untracked(), model, id, event_target_checked(&event)),
                                                                    );
                                                                }
                                                            />
                                                        </label>
                                                    </td>
                                                }
                                            })
                                            .into_iter()
                                            .collect_view()}
                                    </tr>
                                }
                            })
                            .collect_view()} <tr class="total">
                            <th scope="row">"Functionality, of 4"</th>
                            {SocModel::ALL.map(|model| view! { <td>{move || number(rated(model), 1)}</td> }).into_iter().collect_view()}
                        </tr>
                    </tbody>
                </table>
            </TableBox>
        </section>
    }
}
