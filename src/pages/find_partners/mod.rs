//! Which partners would be best for one force: a search over the others, in slices, with what the next one adds.

pub mod force_map;

use crate::chart::Chart;
use crate::chart::shape::ChartOf;
use crate::chart::shape::Drawing;
use crate::chart::shape::Series;
use crate::engine::discounting::discount_factors;
use crate::engine::partner_search::{MOST_ANY, MOST_CONNECTED, Question, Rank, SearchWork};
use crate::evidence::{borders_among, force, narrowed, widened};
use crate::explain::{FoundFigure, SearchWords, count, found_sum, search_words};
use crate::kit::sum_table::SumTable;
use crate::kit::sum_table::openables;
use crate::model::{self, Document, Pounds};
use crate::pages::find_partners::force_map::ForceMap;
use crate::state::State;
use crate::state::View;
use crate::state::slices::in_slices;
use crate::state::state;
use crate::workbook::MOST_SHARED;
use leptos::prelude::*;
use std::sync::Arc;

/// A search that is done.
struct Done {
    /// What it was asked of: once that changes, the results are of before.
    asked: Document,
    wide: Document,
    words: SearchWords,
}

#[derive(Clone, Copy)]
struct Search {
    page: State,
    subject: RwSignal<String>,
    most: RwSignal<usize>,
    connected: RwSignal<bool>,
    rank: RwSignal<Rank>,
    progress: RwSignal<Option<f64>>,
    message: RwSignal<Option<String>>,
    done: RwSignal<Option<Arc<Done>>>,
    run: RwSignal<u32>,
    shown: RwSignal<Vec<String>>,
}

impl Search {
    fn start(self) {
        self.run.update(|run| *run += 1);
        let run = self.run.get_untracked();
        self.message.set(None);
        let asked = self.page.document.get_untracked();
        let subject = self.subject.get_untracked();
        let wide = match model::read(asked.value()) {
            Ok(scenario) => widened(&asked, &scenario, &subject),
            Err(_) => {
                Err("Correct what is listed at the top of the page first: the search needs a complete scenario.".into())
            }
        };
        let ready = wide.and_then(|wide| match model::read(wide.value()) {
            Ok(scenario) => Ok((wide, scenario)),
            Err(faults) => Err(faults.first().map_or_else(String::new, |fault| format!("{}.", fault.sentence()))),
        });
        let (wide, scenario) = match ready {
            Ok(ready) => ready,
            Err(message) => {
                self.message.set(Some(message));
                return;
            }
        };
        let question = Question {
            most: self.most.get_untracked(),
            connected: self.connected.get_untracked(),
            rank: self.rank.get_untracked(),
        };
        let mut work = Some(SearchWork::new(&scenario, &borders_among(&wide.entries("partners")), question));
        self.progress.set(Some(0.0));
        in_slices(move || {
            let Some(running) = work.as_mut().filter(|_| self.run.try_get_untracked() == Some(run)) else {
                return true;
            };
            if !running.step(50) {
                let _ = self.progress.try_set(Some(running.progress()));
                return false;
            }
            if let Some(work) = work.take() {
                let annuity: f64 = discount_factors(scenario.discount_rate.0, scenario.years).iter().sum();
                let words = search_words(&scenario, &work.finish(), annuity, question.rank);
                let first = words.rows.first().map(|row| row.ids.clone()).unwrap_or_default();
                let _ = self.shown.try_set(first);
                let _ = self.done.try_set(Some(Arc::new(Done { asked: asked.clone(), wide: wide.clone(), words })));
            }
            let _ = self.progress.try_set(None);
            true
        });
    }

    fn cancel(self) {
        self.run.update(|run| *run += 1);
        self.progress.set(None);
        self.message.set(Some("Stopped. Earlier results, if any, stay below.".into()));
    }

    fn open(self, ids: &[String], names: &str) {
        let Some(done) = self.done.get_untracked() else { return };
        let own = ids.first().and_then(|id| force(id)).map_or("", |force| force.short.as_str());
        self.page.open_new(narrowed(&done.wide, ids, &format!("{own} with {names}")));
        self.page.show(View::Fair);
    }
}

#[component]
pub fn FindPage() -> impl IntoView {
    let page = state();
    let forces = Memo::new(move |_| {
        page.document.with(|document| {
            let name = |id: &String| document.text(&format!("partners.{id}.name")).to_owned();
            let all = document.entries("partners").into_iter().filter(|id| force(id).is_some());
            all.map(|id| (name(&id), id)).collect::<Vec<_>>()
        })
    });
    let search = Search {
        page,
        subject: RwSignal::new(forces.with_untracked(|all| all.first().map(|(_, id)| id.clone()).unwrap_or_default())),
        most: RwSignal::new(4),
        connected: RwSignal::new(true),
        rank: RwSignal::new(Rank::OwnGain),
        progress: RwSignal::new(None),
        message: RwSignal::new(None),
        done: RwSignal::new(None),
        run: RwSignal::new(0),
        shown: RwSignal::new(Vec::new()),
    };
    on_cleanup(move || {
        let _ = search.run.try_update(|run| *run += 1);
    });
    let sentence = move || match search.done.get() {
        Some(done) => done.words.sentence.clone(),
        None => "Which partners would be best for us?".to_owned(),
    };
    let map = Signal::derive(move || {
        let shown = search.shown.get();
        if shown.is_empty() { vec![search.subject.get()] } else { shown }
    });
    view! {
        <h1 aria-live="polite">{sentence}</h1>
        <p class="lead">
            "For one force, every group of neighbours up to a size, with what it would gain. Candidates have their own published figures where your service rests on published ones, else only their size tells them apart."
        </p>
        {move || {
            if forces.with(Vec::is_empty) {
                view! {
                    <section class="card">
                        <p>"Choose your force first, and something that it would share."</p>
                        <p class="chips">
                            <button type="button" class="main" on:click=move |_| page.show(View::Partners)>
                                "Choose partners"
                            </button>
                        </p>
                    </section>
                }
                    .into_any()
            } else {
                view! { <Ask search forces /> }.into_any()
            }
        }}
        <div class="find">
            {move || match search.done.get() {
                Some(done) => view! { <Slope done /> }.into_any(),
                None => {
                    view! {
                        <section class="card">
                            <p>"Press Search: what each group would gain stands here."</p>
                        </section>
                    }
                        .into_any()
                }
            }} <section class="card">
                <h2>"On the map"</h2>
                <ForceMap group=map />
                <p class="hint">"Dark: the force. Striped edge: its partners. Thick edge: neighbours of the group. One tile a force, roughly where it lies."</p>
            </section>
        </div>
        {move || search.done.get().map(|done| view! { <Results search done /> })}
    }
}

#[component]
fn Ask(search: Search, forces: Memo<Vec<(String, String)>>) -> impl IntoView {
    let largest = move || if search.connected.get() { MOST_CONNECTED } else { MOST_ANY };
    view! {
        <section class="card">
            <div class="grid">
                <div class="labelled">
                    <label for="find-for">"For"</label>
                    <select id="find-for" prop:value=move || search.subject.get() on:change=move |event| search.subject.set(event_target_value(&event))>
                        {move || forces.get().into_iter().map(|(name, id)| view! { <option value=id>{name}</option> }).collect_view()}
                    </select>
                </div>
                <div class="labelled">
                    <label for="find-most">"Forces in a group, at most"</label>
                    <select
                        id="find-most"
                        prop:value=move || search.most.get().to_string()
                        on:change=move |event| {
                            if let Ok(most) = event_target_value(&event).parse() {
                                search.most.set(most)
                            }
                        }
                    >
                        {move || {
                            (2..=largest())
                                .map(|n| {
                                    view! {
                                        <option value=n.to_string() selected=move || search.most.get() == n>
                                            {n.to_string()}
                                        </option>
                                    }
                                })
                                .collect_view()
                        }}
                    </select>
                </div>
                <div class="labelled">
                    <label for="find-where">"Where"</label>
                    <select
                        id="find-where"
                        on:change=move |event| {
                            search.connected.set(event_target_value(&event) == "near");
                            search.most.update(|most| *most = (*most).min(if search.connected.get_untracked() { MOST_CONNECTED } else { MOST_ANY }));
                        }
                    >
                        <option value="near">"Neighbours only"</option>
                        <option value="any">"Any group"</option>
                    </select>
                </div>
                <div class="labelled">
                    <label for="find-rank">"Best by"</label>
                    <select
                        id="find-rank"
                        on:change=move |event| search.rank.set(if event_target_value(&event) == "own" { Rank::OwnGain } else { Rank::Total })
                    >
                        <option value="own">"Its own fair gain"</option>
                        <option value="total">"The gain of all"</option>
                    </select>
                </div>
            </div>
            <p class="chips">
                {move || match search.progress.get() {
                    None => {
                        view! {
                            <button type="button" class="main" on:click=move |_| search.start()>
                                "Search"
                            </button>
                        }
                            .into_any()
                    }
                    Some(done) => {
                        view! {
                            <button type="button" on:click=move |_| search.cancel()>
                                "Stop"
                            </button>
                            <progress max="1" value=done aria-label="How far the search is"></progress>
                            <span>{crate::model::Rate((done * 100.0).floor() / 100.0).percent()}</span>
                        }
                            .into_any()
                    }
                }}
            </p>
            <div role="status">{move || search.message.get().map(|text| view! { <p class="notice">{text}</p> })}</div>
        </section>
    }
}

#[component]
fn Results(search: Search, done: Arc<Done>) -> impl IntoView {
    let asked = done.asked.clone();
    let stale = Memo::new(move |_| search.page.document.with(|document| *document != asked));
    let words = done.words.clone();
    let names: Vec<String> = words.rows.iter().map(|row| format!("With {}", row.names)).collect();
    let heads = ["Own fair gain", "Gain of all", "The next partner adds"];
    let cautions = words.cautions.clone();
    // by size alone there are places, and no pounds
    let pounds = words.own_figures;
    // more than so many services and categories have no sheets of groups
    let shared = done.wide.entries("services").len() + done.wide.entries("procurement").len();
    let figures = Signal::stored(openables(&names, &heads, |row, column| {
        let next = words.rows.get(row).is_some_and(|row| row.next_id.is_some());
        pounds && shared <= MOST_SHARED && (column < 2 || next)
    }));
    let wide = done.wide.clone();
    let rows = words.rows.clone();
    let sum_at = move |(row, column): (usize, usize)| {
        let row = rows.get(row)?;
        let figure = match column {
            0 => FoundFigure::Own,
            1 => FoundFigure::Total,
            _ => FoundFigure::NextOwn,
        };
        let mut sum = found_sum(&wide, &row.ids, row.next_id.as_ref(), figure)?;
        if figure == FoundFigure::NextOwn {
            // the cell tells both
            let all = found_sum(&wide, &row.ids, row.next_id.as_ref(), FoundFigure::NextTotal)?;
            sum.beside.push(all.of);
        }
        Some(sum)
    };
    view! {
        {move || stale.get().then(|| view! { <p class="notice">"The scenario has changed since this search. Search again."</p> })}
        <section class="card">
            <SumTable id="found-sum" figures sum=sum_at>
                <table>
                    <caption>
                        "Groups, best first"
                        <span class="hint">
                            {if pounds {
                                "£ a year, one-off cost included and spread over the term. An = means that others are as good within the margin of error. An indication, not a ranking of forces."
                            } else {
                                "By size and neighbourhood alone. An = means that others are as good within the margin of error. An indication, not a ranking of forces."
                            }}
                        </span>
                    </caption>
                    <thead>
                        <tr>
                            <th scope="col">"With"</th>
                            {pounds
                                .then(|| {
                                    view! {
                                        <th scope="col" class="number">
                                            "Own fair gain"
                                        </th>
                                        <th scope="col" class="number">
                                            "Gain of all"
                                        </th>
                                        <th scope="col">"The next partner adds"</th>
                                    }
                                })}
                            <th scope="col">
                                <span class="hidden">"Show and open"</span>
                            </th>
                        </tr>
                    </thead>
                    <tbody>
                        {words
                            .rows
                            .into_iter()
                            .map(|row| {
                                let (show, pressed, open, names) = (row.ids.clone(), row.ids.clone(), row.ids, row.names.clone());
                                let (show_label, open_label) = (format!("Show {names} on the map"), format!("Open {names} as a scenario"));
                                view! {
                                    <tr>
                                        <th scope="row">
                                            <b>{row.place}</b>
                                            " "
                                            <span class="names">{row.names}</span>
                                            {row
                                                .cautioned
                                                .then(|| {
                                                    view! {
                                                        <span class="flag" title="A published figure has a caution: it stands below">
                                                            " ▲"
                                                            <span class="hidden">" with a caution"</span>
                                                        </span>
                                                    }
                                                })}
                                        </th>
                                        {pounds
                                            .then(|| {
                                                view! {
                                                    <td class="number">{row.own}</td>
                                                    <td class="number">{row.total}</td>
                                                    <td class="text">{row.next}</td>
                                                }
                                            })}
                                        <td>
                                            <button
                                                type="button"
                                                class="link"
                                                aria-label=show_label
                                                aria-pressed=move || (search.shown.get() == pressed).to_string()
                                                on:click=move |_| search.shown.set(show.clone())
                                            >
                                                "Show"
                                            </button>
                                            <button type="button" class="link" aria-label=open_label on:click=move |_| search.open(&open, &names)>
                                                "Open"
                                            </button>
                                        </td>
                                    </tr>
                                }
                            })
                            .collect_view()}
                    </tbody>
                </table>
            </SumTable>
            {(!cautions.is_empty())
                .then(|| {
                    view! {
                        <p class="hint">"▲ What speaks against published figures:"</p>
                        <ul class="hint">{cautions.into_iter().map(|text| view! { <li>{text}</li> }).collect_view()}</ul>
                    }
                })}
        </section>
    }
}

/// How much a larger group adds.
#[component]
fn Slope(done: Arc<Done>) -> impl IntoView {
    let words = done.words.clone();
    let slope = words.slope.clone();
    let (sizes, wide) = (words.by_size.clone(), done.wide.clone());
    let pounds = words.own_figures.then(|| {
        view! {
            <Chart
                id="find-slope"
                chart=Signal::derive(move || by_size(&words))
                sum=move |(row, column): (usize, usize)| {
                    let (ids, ..) = sizes.get(row)?;
                    found_sum(&wide, ids, None, if column == 0 { FoundFigure::Own } else { FoundFigure::Total })
                }
            />
            <ul>{slope.into_iter().map(|text| view! { <li>{text}</li> }).collect_view()}</ul>
        }
    });
    view! { <div>{pounds} <p class="hint">{done.words.support.clone()}</p></div> }
}

/// What the next partner adds: the best group of each size.
fn by_size(words: &SearchWords) -> ChartOf {
    let rows: Vec<Vec<String>> = words
        .by_size
        .iter()
        .map(|(ids, own, total)| {
            vec![format!("{} forces", count(ids.len())), Pounds(*own).whole(), Pounds(*total).whole()]
        })
        .collect();
    ChartOf {
        title: "What a larger group adds".into(),
        caption: "The best group of each size: own fair gain a year".into(),
        labels: words.by_size.iter().map(|(ids, ..)| format!("{} forces", ids.len())).collect(),
        readout: rows
            .iter()
            .map(|row| match row.as_slice() {
                [size, own, total] => format!("{size}: {own} a year of {total} in all"),
                _ => String::new(),
            })
            .collect(),
        heads: ["Group", "Own fair gain", "Gain of all"].map(str::to_owned).to_vec(),
        drawing: Drawing::Stacked(vec![Series {
            name: "Own fair gain a year".into(),
            colour: 0,
            values: words.by_size.iter().map(|(_, own, _)| *own).collect(),
        }]),
        rows,
    }
}
