//! Organised crime: which of the three models fits, and what that rests on.

mod by_force;
mod inputs;
pub mod weight_triangle;
mod weights;

use self::by_force::ByForce;
use self::inputs::Checklist;
use self::inputs::Inputs;
use self::weights::Weights;
use crate::chart::Chart;
use crate::chart::shape::ChartOf;
use crate::chart::shape::Drawing;
use crate::chart::shape::Series;
use crate::edits::organised_crime::{set_weights, start_soc, starting_words};
use crate::engine::soc::{SocOutcome, weights_of};
use crate::explain::{
    HEALTH_WARNING, fewer_words, gain_words, model_line, model_name, model_rows, pays_for_words, soc_answer,
    soc_choice_sum, soc_is_example, soc_longest, soc_sum, soc_teams_sum, turn_words,
};
use crate::kit::disclosure::Disclosure;
use crate::kit::sum_view::SumView;
use crate::kit::words::Answer;
use crate::kit::words::Concerns;
use crate::model::soc::SocModel;
use crate::model::{Rate, number};
use crate::pages::organised_crime::weight_triangle::WeightTriangle;
use crate::state::View;
use crate::state::state;
use leptos::prelude::*;
use std::sync::Arc;

#[component]
pub fn SocPage() -> impl IntoView {
    let page = state();
    let set_up =
        Memo::new(move |_| page.document.with(|document| document.get("soc").is_some_and(|soc| !soc.is_null())));
    view! { {move || if set_up.get() { view! { <Fit /> }.into_any() } else { view! { <Start /> }.into_any() }} }
}

#[component]
fn Start() -> impl IntoView {
    let page = state();
    let few = Memo::new(move |_| page.document.with(|document| document.entries("partners").is_empty()));
    view! {
        <h1>"Which way of working together on organised crime fits?"</h1>
        <p class="lead">"Three models, judged on functionality, performance and cost. " {HEALTH_WARNING}</p>
        <section class="card">
            <ul>
                {SocModel::ALL
                    .into_iter()
                    .map(|model| {
                        view! {
                            <li>
                                <strong class="first-capital">{model_name(model)}</strong>
                                ": "
                                {model_line(model)}
                            </li>
                        }
                    })
                    .collect_view()}
            </ul>
            <p class="hint">{starting_words()}</p>
            <p class="chips">
                {move || {
                    if few.get() {
                        view! {
                            <button type="button" class="main" on:click=move |_| page.show(View::Partners)>
                                "Choose partners"
                            </button>
                        }
                            .into_any()
                    } else {
                        view! {
                            <button
                                type="button"
                                class="main"
                                on:click=move |_| {
                                    page.begin_gesture();
                                    page.change(start_soc(&page.document.get_untracked()));
                                }
                            >
                                "Set it up for these partners"
                            </button>
                        }
                            .into_any()
                    }
                }}
            </p>
        </section>
    }
}

/// The three models as they stand, with the weights that are being dragged where they are.
#[component]
fn Fit() -> impl IntoView {
    let page = state();
    let found = page.soc;
    let dragged = RwSignal::new(None::<[f64; 3]>);
    let weights = Signal::derive(move || {
        dragged.get().unwrap_or_else(|| {
            found.with(|found| found.as_ref().map_or([1.0 / 3.0; 3], |found| weights_of(&found.soc)))
        })
    });
    let choice = Memo::new(move |_| found.with(|found| found.as_ref().map(|found| found.choice_under(weights.get()))));
    let set = move |weights: [f64; 3]| {
        page.change(
            set_weights(&page.document.get_untracked(), weights)
                .within(format!("weights-{}", page.gesture.get_untracked())),
        );
        dragged.set(None);
    };
    let both = move || Some((found.get()?, choice.get()?));
    let example = Memo::new(move |_| page.document.with(soc_is_example));
    view! {
        {move || {
            both()
                .map(|(found, choice)| {
                    let words = page.document.with(|document| soc_answer(document, &found, &choice));
                    let longest = soc_longest();
                    view! {
                        <div class="steady">
                            <div class="room" aria-hidden="true">
                                <p class="h1">{longest.0}</p>
                                <p class="under">{longest.1}</p>
                            </div>
                            <div>
                                <Answer parts=words.sentence support=words.support />
                            </div>
                        </div>
                        <Concerns all=words.concerns />
                    }
                })
        }}
        {move || example.get().then(|| view! { <h2>"An example, with estimates of ours"</h2> })}
        <div class="models">
            {SocModel::ALL
                .into_iter()
                .map(|model| {
                    view! {
                        <section class="card model">
                            <h2>
                                <span class="first-capital">{model_name(model)}</span>
                            </h2>
                            // a line of its own, also where it is empty, so that nothing below moves while weights are dragged
                            <p class="best">
                                {move || {
                                    if example.get() {
                                        "\u{a0}"
                                    } else if choice.with(|choice| choice.as_ref().is_some_and(|choice| choice.fit == Some(model))) {
                                        "✓ fits best"
                                    } else {
                                        "\u{a0}"
                                    }
                                }}
                            </p>
                            <p class="hint">{model_line(model)}</p>
                            {move || {
                                both()
                                    .map(|(found, choice)| {
                                        let of = found.models.of(model);
                                        view! {
                                            <dl>
                                                {model_rows(&found, of, &choice)
                                                    .into_iter()
                                                    .map(|(label, value)| {
                                                        view! {
                                                            <div>
                                                                <dt>{label}</dt>
                                                                <dd>{value}</dd>
                                                            </div>
                                                        }
                                                    })
                                                    .collect_view()}
                                            </dl>
                                            {(!of.gates.is_empty())
                                                .then(|| {
                                                    view! {
                                                        <p class="flag">
                                                            "▼ ruled out: "{of.gates.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")}
                                                        </p>
                                                    }
                                                })}
                                        }
                                    })
                            }}
                        </section>
                    }
                })
                .collect_view()}
        </div>
        <Disclosure summary="Show the sums" card=true>
            <SumView sum=Some(soc_choice_sum()) />
            {SocModel::ALL.into_iter().map(|model| view! { <SumView sum=Some(soc_sum(model)) /> }).collect_view()}
        </Disclosure>
        <div class="pair">
            <Chart
                id="soc-teams"
                chart=Signal::derive(move || found.with(|found| found.as_ref().map(curve).unwrap_or_default()))
                sum=move |(row, column)| {
                    let models = [SocModel::ServiceAgreement, SocModel::VirtualTaskforce, SocModel::Dedicated];
                    let (multiple, model) = (multiples().nth(row)?, *models.get(column)?);
                    found.with(|found| Some(soc_teams_sum(&found.as_ref()?.soc, model, multiple)))
                }
            />
            <section class="card">
                <h3>"Would other weights change the answer?"</h3>
                <p class="hint">"Each point is one way to weigh the three criteria; the report gives no weights. Drag the point, or move it by arrow keys."</p>
                <WeightTriangle
                    found
                    weights
                    on_move=move |weights| dragged.set(Some(weights))
                    on_set=move |weights| {
                        set(weights);
                    }
                />
                <Weights page weights />
                <ul class="hint">{move || choice.get().map(|choice| turn_words(&choice).into_iter().map(|text| view! { <li>{text}</li> }).collect_view())}</ul>
            </section>
        </div>
        <section class="card">
            <h2>"What the gain rests on"</h2>
            {move || {
                found
                    .get()
                    .map(|found| {
                        view! {
                            <p>{gain_words(&found)}</p>
                            {fewer_words(&found).map(|text| view! { <p>{text}</p> })}
                        }
                    })
            }}
            {move || {
                found
                    .get()
                    .and_then(|found| {
                        let cash = page.result.with(|result| result.as_ref().map(|one| one.outcome.totals.full_year_cash))?;
                        pays_for_words(&found, cash)
                    })
                    .map(|text| view! { <p>{text}</p> })
            }}
        </section>
        <ByForce />
        <Inputs />
        <Checklist />
    }
}

/// From a quarter of the teams there are to twice as many; the present ones at a step of their own.
fn multiples() -> impl Iterator<Item = f64> {
    const STEPS: usize = 25;
    (0..STEPS).map(|n| 0.25 + n as f64 * 0.0625 + if n > 12 { (n - 12) as f64 * 0.020_833_333 } else { 0.0 })
}

/// Response against the number of teams, for the three models.
fn curve(found: &Arc<SocOutcome>) -> ChartOf {
    let multiples: Vec<f64> = multiples().collect();
    let lines = found.curve(&multiples);
    let labels: Vec<String> = multiples
        .iter()
        .map(|multiple| number(multiple * found.teams(), if found.teams() < 12.0 { 1 } else { 0 }))
        .collect();
    let percent = |share: Option<f64>| {
        share.map_or_else(|| "–".to_owned(), |share| Rate((share * 1000.0).round() / 1000.0).percent())
    };
    let rows: Vec<Vec<String>> = labels
        .iter()
        .enumerate()
        .map(|(n, label)| {
            let of = |model: SocModel| percent(lines.of(model).get(n).copied().flatten());
            vec![label.clone(), of(SocModel::ServiceAgreement), of(SocModel::VirtualTaskforce), of(SocModel::Dedicated)]
        })
        .collect();
    let series = |model: SocModel, name: &'static str, colour: usize| Series {
        name: name.into(),
        colour,
        values: lines.of(model).iter().map(|share| share.unwrap_or(0.0)).collect(),
    };
    ChartOf {
        title: "What more teams would buy".into(),
        caption: format!(
            "Part of the groups answered in full, by number of teams. The vertical line marks today\u{2019}s {}.",
            number(found.teams(), 1)
        ),
        labels,
        readout: rows
            .iter()
            .map(|row| match row.as_slice() {
                [teams, alone, taskforce, dedicated] => {
                    format!("{teams} teams: service agreement {alone}, taskforce {taskforce}, dedicated {dedicated}")
                }
                _ => String::new(),
            })
            .collect(),
        heads: ["Teams", "Service agreement", "Virtual taskforce", "Dedicated function"].map(str::to_owned).to_vec(),
        rows,
        drawing: Drawing::Shares {
            series: vec![
                series(SocModel::ServiceAgreement, "Service agreement", 3),
                series(SocModel::VirtualTaskforce, "Taskforce", 1),
                series(SocModel::Dedicated, "Dedicated", 0),
            ],
            at: 12,
        },
    }
}
