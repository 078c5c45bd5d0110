//! Organised crime: which of the three models fits, and what that rests on.

pub mod weight_triangle;

use crate::chart::Chart;
use crate::chart::shape::ChartOf;
use crate::chart::shape::Drawing;
use crate::chart::shape::Series;
use crate::edits::organised_crime::{
    A_THIRD, add_soc_partner, answer, remove_soc, reset_weights, set_one_weight, set_weights, start_soc, starting_words,
};
use crate::engine::soc::{CRITERIA, SocOutcome, weights_of};
use crate::explain::{
    HEALTH_WARNING, QUESTIONS, SocFigure, fewer_words, gain_words, model_line, model_name, model_rows, pays_for_words,
    soc_answer, soc_choice_sum, soc_force_sum, soc_is_example, soc_longest, soc_sum, soc_teams_sum, turn_words,
};
use crate::kit::disclosure::Disclosure;
use crate::kit::field::Figure;
use crate::kit::field::Labelled;
use crate::kit::sum_table::SumTable;
use crate::kit::sum_table::openables;
use crate::kit::sum_view::SumView;
use crate::kit::table_box::TableBox;
use crate::kit::words::Answer;
use crate::kit::words::Concerns;
use crate::model::inputs::Unit;
use crate::model::soc::SocModel;
use crate::model::{Rate, number, parse};
use crate::pages::organised_crime::weight_triangle::WeightTriangle;
use crate::state::State;
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

/// The weights as boxes: each stays as it is typed, and beside it stands what it counts for.
#[component]
fn Weights(page: State, weights: Signal<[f64; 3]>) -> impl IntoView {
    let entered = Memo::new(move |_| {
        page.document.with(|document| {
            let given = document.get("soc.weights").is_some_and(|weights| !weights.is_null());
            given.then(|| CRITERIA.map(|name| document.number(&format!("soc.weights.{name}")).unwrap_or(A_THIRD)))
        })
    });
    let rounded = |weight: f64| parse::written((weight * 1000.0).round() / 1000.0, Unit::Percent);
    view! {
        <div class="grid weights">
            {CRITERIA
                .into_iter()
                .enumerate()
                .map(|(place, name)| {
                    let written = move || rounded(entered.get().unwrap_or([A_THIRD; 3]).get(place).copied().unwrap_or(0.0));
                    let counts = move || rounded(weights.get().get(place).copied().unwrap_or(0.0));
                    let wrong = RwSignal::new(None::<String>);
                    let id = format!("weight-{name}");
                    let (hint, error) = (format!("{id}-counts"), format!("{id}-error"));
                    let described = (hint.clone(), error.clone());
                    view! {
                        <div class="labelled">
                            <label for=id.clone()>
                                <span class="first-capital">{name}</span>
                            </label>
                            <span class="hint" id=hint>
                                "counts "
                                {counts}
                            </span>
                            <input
                                type="text"
                                id=id
                                inputmode="decimal"
                                autocomplete="off"
                                prop:value=written
                                readonly=move || page.is_locked()
                                aria-invalid=move || wrong.with(|wrong| wrong.is_some().then_some("true"))
                                aria-describedby=move || {
                                    if wrong.with(Option::is_some) { format!("{} {}", described.0, described.1) } else { described.0.clone() }
                                }
                                on:change=move |event| match parse::parse(&event_target_value(&event), Unit::Percent) {
                                    Ok(weight) if weight >= 0.0 => {
                                        wrong.set(None);
                                        page.begin_gesture();
                                        page.change(set_one_weight(&page.document.get_untracked(), name, weight));
                                    }
                                    Ok(_) => wrong.set(Some("A weight cannot be below 0%".into())),
                                    Err(error) => wrong.set(Some(error.to_string())),
                                }
                            />
                            {move || {
                                wrong
                                    .get()
                                    .map(|message| {
                                        view! {
                                            <span class="error" id=error.clone()>
                                                <span class="hidden">"Error: "</span>
                                                {message}
                                            </span>
                                        }
                                    })
                            }}
                        </div>
                    }
                })
                .collect_view()}
        </div>
        <p class="hint">
            {move || match entered.get() {
                None => "A third each, as long as nothing else is entered.".into_any(),
                Some(all) => {
                    let nothing = all.iter().sum::<f64>() <= 0.0;
                    let words = if nothing {
                        "All three are nothing, so each counts a third. "
                    } else {
                        "What counts is each one\u{2019}s part of all three. "
                    };
                    view! {
                        {words}
                        <button
                            type="button"
                            class="link"
                            on:click=move |_| {
                                page.begin_gesture();
                                page.change(reset_weights(&page.document.get_untracked()));
                            }
                        >
                            "A third each again"
                        </button>
                    }
                        .into_any()
                }
            }}
        </p>
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
        name,
        colour,
        values: lines.of(model).iter().map(|share| share.unwrap_or(0.0)).collect(),
    };
    ChartOf {
        title: "What more teams would buy".into(),
        caption: format!(
            "Part of the groups answered in full, by number of teams. The rule stands at today\u{2019}s {}.",
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

/// The columns of the table by force.
const BY_FORCE: [(&str, SocModel, SocFigure); 9] = [
    ("Answered: agreement", SocModel::ServiceAgreement, SocFigure::Answered),
    ("Answered: taskforce", SocModel::VirtualTaskforce, SocFigure::Answered),
    ("Answered: dedicated", SocModel::Dedicated, SocFigure::Answered),
    ("Taskforce: puts in", SocModel::VirtualTaskforce, SocFigure::PutsIn),
    ("Taskforce: gets", SocModel::VirtualTaskforce, SocFigure::Gets),
    ("Taskforce: balance", SocModel::VirtualTaskforce, SocFigure::Balance),
    ("Dedicated: puts in", SocModel::Dedicated, SocFigure::PutsIn),
    ("Dedicated: gets", SocModel::Dedicated, SocFigure::Gets),
    ("Dedicated: balance", SocModel::Dedicated, SocFigure::Balance),
];

/// Response by force, and who puts in and who gets.
#[component]
fn ByForce() -> impl IntoView {
    let page = state();
    let rows = move || {
        page.soc.with(|found| {
            let found = found.as_ref()?;
            let percent = |share: Option<f64>| {
                share.map_or_else(|| "–".to_owned(), |share| Rate((share * 1000.0).round() / 1000.0).percent())
            };
            let rows = found.forces.iter().enumerate().map(|(n, force)| {
                let response =
                    SocModel::ALL.map(|model| percent(found.models.of(model).response.get(n).copied().flatten()));
                let balance = [SocModel::VirtualTaskforce, SocModel::Dedicated].map(|model| {
                    let of = found.models.of(model);
                    let put_in = of.contributed.get(n).copied().unwrap_or(0.0);
                    let balance = of.balance.get(n).copied().flatten();
                    (
                        number(put_in, 1),
                        percent(of.received.get(n).copied().flatten()),
                        balance.map_or_else(|| "–".to_owned(), |teams| number(teams, 1)),
                        balance.is_some_and(|teams| teams > 0.05),
                    )
                });
                (force.name.clone(), response, balance)
            });
            Some(rows.collect::<Vec<_>>())
        })
    };
    let figures = Signal::derive(move || {
        let names: Vec<String> = rows().unwrap_or_default().into_iter().map(|(name, ..)| name).collect();
        openables(&names, &BY_FORCE.map(|(head, ..)| head), |_, _| true)
    });
    let sum_at = move |(row, column): (usize, usize)| {
        let (_, model, figure) = *BY_FORCE.get(column)?;
        page.soc.with(|found| {
            let force = found.as_ref()?.forces.get(row)?;
            Some(soc_force_sum(model, &force.id, &force.name, figure))
        })
    };
    view! {
        <section class="card">
            <SumTable id="by-force-sum" figures sum=sum_at>
                <table>
                    <caption>
                        "By force"
                        <span class="hint">
                            "Part of its groups answered; teams put under joint command, its part of what those answer, and teams that it puts in beyond that part (▼ gives more than it gets)"
                        </span>
                    </caption>
                    <thead>
                        <tr>
                            <th scope="col">"Force"</th>
                            {BY_FORCE
                                .map(|(head, ..)| {
                                    view! {
                                        <th scope="col" class="number">
                                            {head}
                                        </th>
                                    }
                                })
                                .into_iter()
                                .collect_view()}
                        </tr>
                    </thead>
                    <tbody>
                        {move || {
                            rows()
                                .map(|rows| {
                                    rows.into_iter()
                                        .map(|(name, response, balance)| {
                                            view! {
                                                <tr>
                                                    <th scope="row">{name}</th>
                                                    {response.map(|cell| view! { <td class="number">{cell}</td> }).into_iter().collect_view()}
                                                    {balance
                                                        .map(|(put_in, got, teams, gives)| {
                                                            view! {
                                                                <td class="number">{put_in}</td>
                                                                <td class="number">{got}</td>
                                                                <td class="number">
                                                                    {gives
                                                                        .then(|| {
                                                                            view! {
                                                                                <span class="mark-loss">"▼ "<span class="hidden">"gives more: "</span></span>
                                                                            }
                                                                        })}{teams}
                                                                </td>
                                                            }
                                                        })
                                                        .into_iter()
                                                        .collect_view()}
                                                </tr>
                                            }
                                        })
                                        .collect_view()
                                })
                        }}
                    </tbody>
                </table>
            </SumTable>
        </section>
    }
}

/// What an officer knows.
#[component]
fn Inputs() -> impl IntoView {
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
fn Checklist() -> impl IntoView {
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
