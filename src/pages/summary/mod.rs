//! The summary: the answer in a sentence, what to worry about, the figures, the pictures, the table, the workings.

pub mod partner_gains;

use crate::chart::Chart;
use crate::chart::money::cumulative;
use crate::chart::money::running_sum;
use crate::chart::money::yearly;
use crate::engine::discounting::{InternalRate, equivalent_annual, internal_rate};
use crate::exchange::frame::Part;
use crate::explain::{
    Figure, Payback, ToDo, Way, Whose, YearFigure, chance, headline, loss_sum, named_sum, old_money, payback,
    ranged_sentence, rests_on, soc_beside, sum, to_do, warnings_words, year_sum, years,
};
use crate::kit::disclosure::Disclosure;
use crate::kit::focus;
use crate::kit::sum_table::SumTable;
use crate::kit::sum_table::openables;
use crate::kit::table_box::TableBox;
use crate::kit::tiles::Tile;
use crate::kit::tiles::Tiles;
use crate::kit::words::Answer;
use crate::kit::words::Sentence;
use crate::model::{Fte, Pounds, Rate, changes, difference_value, number};
use crate::pages::scenarios::Presets;
use crate::pages::summary::partner_gains::{PartnerGains, Shown};
use crate::state::Appraised;
use crate::state::State;
use crate::state::View;
use crate::state::state;
use crate::state::with_result;
use crate::workbook::Named;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use std::sync::Arc;

#[component]
pub fn SummaryPage() -> impl IntoView {
    let page = state();
    let result = page.result;
    let shares =
        Memo::new(move |_| result.with(|result| result.as_ref().is_some_and(|one| one.outcome.shares_anything())));
    let sentence = move || {
        let one = result.get()?;
        let drawn = page.draws.of(&one);
        let words = headline(&one.scenario, &one.outcome);
        Some((ranged_sentence(&one.scenario, &one.outcome, drawn.as_deref().map(|drawn| &drawn.found)), words.support))
    };
    let do_first = Memo::new(move |before: Option<&Option<ToDo>>| {
        let one = result.get()?;
        let shared = page.fair.get().filter(|shared| shared.is_of(&one));
        let now = to_do(&one.scenario, &one.outcome, shared.as_deref().map(|shared| &shared.fair));
        // while fair shares are worked out anew what was said of them stays, so that nothing jumps
        let waits = shared.is_none() && now.as_ref().is_none_or(|now| now.way.is_none());
        if waits { before.cloned().flatten().filter(|before| before.way.is_some()).or(now) } else { now }
    });
    let no_partners = Memo::new(move |_| page.document.with(|document| document.entries("partners").is_empty()));
    // the way leads to the very place, once it stands
    view! {
        {move || sentence().map(|(parts, support)| view! { <Answer parts support /> })}
        {move || shares.get().then(|| page.document.with(old_money)).flatten().map(|text| view! { <p class="hint spaced old-money">{text}</p> })}
        {move || do_first.get().map(|todo| view! { <FirstConcern todo /> })}
        {move || {
            if shares.get() {
                view! { <Answers /> }.into_any()
            } else if no_partners.get() {
                view! {
                    <section class="card">
                        <h2>"Start"</h2>
                        <p class="chips">
                            <button type="button" class="main" on:click=move |_| page.show(View::Start)>
                                "Pick forces and services"
                            </button>
                            <button type="button" on:click=move |_| page.show(View::Partners)>
                                "Choose partners"
                            </button>
                        </p>
                        <h3>"Or from an example"</h3>
                        <Presets />
                    </section>
                }
                    .into_any()
            } else {
                view! {
                    <section class="card">
                        <h2>"Next"</h2>
                        <p class="chips">
                            <button type="button" class="main" on:click=move |_| page.show(View::Services)>
                                "Add a shared service"
                            </button>
                            <button type="button" on:click=move |_| page.show(View::Procurement)>
                                "Add something to buy together"
                            </button>
                            <button type="button" on:click=move |_| page.show(View::Partners)>
                                "Choose partners"
                            </button>
                        </p>
                    </section>
                }
                    .into_any()
            }
        }}
    }
}

/// The one thing to see to, with the way there beside it.
#[component]
fn FirstConcern(todo: ToDo) -> impl IntoView {
    let page = state();
    let way = todo.way.map(|(way, words)| {
        let view = match way {
            Way::Settle => View::Fair,
            Way::Terms => View::Services,
        };
        view! {
            <button
                type="button"
                on:click=move |_| {
                    page.show(view);
                    if view == View::Fair {
                        Timeout::new(60, || crate::state::browser::focus("who-pays-whom")).forget();
                    }
                }
            >
                {words}
            </button>
        }
    });
    view! {
        <div class="concern todo">
            <span aria-hidden="true">"▲ "</span>
            <p>
                <strong>{todo.concern.strong}</strong>
                {todo.concern.rest}
            </p>
            {way}
        </div>
    }
}

#[component]
fn Answers() -> impl IntoView {
    let page = state();
    let result = page.result;
    view! {
        <Headlines />
        {(page.part() != Some(Part::Summary)).then(|| view! { <RestsOn /> })}
        <h2 class="hidden">"In pictures"</h2>
        <div class="pair">
            <Chart id="yearly" chart=Signal::derive(move || with_result(result, yearly)) sum=move |(t, column)| Some(year_sum(t, YearFigure::at(column)?)) />
            <Chart
                id="cumulative"
                chart=Signal::derive(move || {
                    let drawn = result.get().and_then(|one| page.draws.of(&one));
                    with_result(result, |one| cumulative(one, drawn.as_deref().map(|drawn| &drawn.found)))
                })
                sum=move |at| running_sum(page, at)
            />
        </div>
        {(page.part() != Some(Part::Summary))
            .then(|| {
                view! {
                    <PartnerGains shown=Shown::AYear />
                    <SocBeside />
                    <Disclosure class="rest" summary="Details">
                        <MoreFigures />
                        <PartnerGains shown=Shown::OverTerm />
                        <Options />
                        <Beside />
                        <Warnings />
                        <Changed />
                    </Disclosure>
                }
            })}
    }
}

/// The figures that stand out first, and the further ones.
const FIRST: [Figure; 4] = [Figure::NetPresentValue, Figure::FullYearSaving, Figure::OneOffCost, Figure::Posts];
const FURTHER: [Figure; 4] = [Figure::Payback, Figure::SocialValue, Figure::BenefitCostRatio, Figure::Cash];

fn tile(figure: Figure, one: &Appraised) -> Tile {
    let (outcome, totals) = (&one.outcome, &one.outcome.totals);
    let wait = |wait: Option<f64>| wait.map_or("never".into(), years);
    let (label, value, note) = match figure {
        Figure::NetPresentValue => (
            "Worth today",
            totals.npv.short(),
            format!("{} years at {}", one.scenario.years, one.scenario.discount_rate),
        ),
        Figure::FullYearSaving => (
            "Saving a year",
            totals.full_year_saving.short(),
            format!("from {}", outcome.year(totals.full_year.unwrap_or(0))),
        ),
        Figure::OneOffCost => ("One-off cost", totals.one_off.short(), largest_year(one)),
        Figure::Posts => (
            "Posts no longer needed",
            Fte(totals.posts.0.round()).posts(),
            format!("of {} in scope", Fte(totals.posts_in_scope.0.round())),
        ),
        Figure::Payback => {
            let found = payback(&one.scenario, outcome);
            let note = match found {
                Payback::NothingEntered => "no one-off cost is entered".into(),
                Payback::AtOnce => "never out of pocket".into(),
                _ => format!("{} discounted", wait(totals.discounted_payback_years)),
            };
            ("Payback", found.shown(), note)
        }
        Figure::SocialValue => ("Social value (NPSV)", totals.npsv.short(), "without transfers".into()),
        Figure::BenefitCostRatio => (
            "Benefit–cost ratio",
            totals.benefit_cost_ratio.map_or("–".into(), |ratio| number(ratio, 2)),
            "savings for each £1 once".into(),
        ),
        Figure::Cash => ("Of which cash", totals.full_year_cash.short(), "a year, out of the budget".into()),
    };
    Tile { label, value, note, opens: true }
}

/// The chance of a loss, as soon as it is drawn.
fn chance_tile(page: State, one: &Arc<Appraised>) -> Tile {
    let drawn = page.draws.of(one);
    let value = match drawn.as_deref() {
        Some(drawn) => chance(drawn.found.chance_of_loss),
        None => "…".into(),
    };
    Tile { label: "Chance of a loss", value, note: "on these ranges".into(), opens: true }
}

#[component]
fn Headlines() -> impl IntoView {
    let page = state();
    let tiles = Signal::derive(move || {
        page.result.with(|result| {
            let Some(one) = result.as_ref() else { return Vec::new() };
            FIRST.iter().map(|figure| tile(*figure, one)).chain([chance_tile(page, one)]).collect::<Vec<_>>()
        })
    });
    let sum_of = move |n: usize| {
        let one = page.result.get()?;
        match FIRST.get(n) {
            Some(figure) => Some(sum(*figure, &one.scenario, &one.outcome)),
            None => page.draws.of(&one).map(|drawn| loss_sum(drawn.found.chance_of_loss, drawn.found.draws)),
        }
    };
    view! { <Tiles tiles sum=sum_of /> }
}

/// Further measures, and the rates.
#[component]
fn MoreFigures() -> impl IntoView {
    let page = state();
    let tiles = Signal::derive(move || {
        with_result(page.result, |one| FURTHER.iter().map(|figure| tile(*figure, one)).collect::<Vec<_>>())
    });
    let sum_of = move |n: usize| {
        let figure = *FURTHER.get(n)?;
        page.result.with(|result| result.as_deref().map(|one| sum(figure, &one.scenario, &one.outcome)))
    };
    view! {
        <section aria-label="Further measures">
            <h2>"Further measures"</h2>
            <Tiles tiles sum=sum_of />
            <p class="hint spaced">{move || with_result(page.result, rates)}</p>
        </section>
    }
}

/// Milliseconds after which a lever is taken to be at rest.
const REST: u32 = 120;

/// Whose figures the answer rests on, each kind a way to them.
#[component]
fn RestsOn() -> impl IntoView {
    let page = state();
    // counted once a lever has come to rest
    let kinds = RwSignal::new(page.document.with_untracked(rests_on));
    let waiting = StoredValue::new_local(None::<Timeout>);
    Effect::new(move |before: Option<()>| {
        page.document.track();
        if before.is_some() {
            waiting.set_value(Some(Timeout::new(REST, move || {
                let _ = kinds.try_set(page.document.with_untracked(rests_on));
            })));
        }
    });
    let all = move || kinds.with(|kinds| kinds.iter().map(|rests| rests.count).sum::<usize>());
    let class = |whose: Whose| match whose {
        Whose::Yours => "part yours",
        Whose::Reference => "part published",
        Whose::Estimate => "part estimated",
        Whose::Unsaid => "part",
    };
    view! {
        <div class="rests">
            <span class="strip" aria-hidden="true">
                {move || {
                    kinds.get().into_iter().map(|rests| view! { <span class=class(rests.whose) style:flex-grow=rests.count.to_string()></span> }).collect_view()
                }}
            </span>
            <p>
                "Of "{all}" figures "
                {move || {
                    kinds
                        .get()
                        .into_iter()
                        .enumerate()
                        .map(|(n, rests)| {
                            let place = rests.places.first().cloned().unwrap_or_default();
                            view! {
                                {(n > 0).then_some(" · ")}
                                <button type="button" class="link" on:click=move |_| focus::go(page, &place)>
                                    <strong>{rests.count}</strong>
                                    " "
                                    {rests.words}
                                </button>
                            }
                        })
                        .collect_view()
                }}
            </p>
        </div>
    }
}

fn largest_year(one: &Appraised) -> String {
    let by_year = &one.outcome.totals.one_off_by_year;
    let most = by_year.iter().enumerate().max_by(|a, b| a.1.0.total_cmp(&b.1.0).then(b.0.cmp(&a.0)));
    match most {
        Some((year, cost)) if cost.0 > 0.0 => format!("most in {}", one.outcome.year(year)),
        _ => "none entered".into(),
    }
}

fn rates(one: &Appraised) -> String {
    let totals = &one.outcome.totals;
    let flows: Vec<f64> = totals.net_by_year.iter().map(|net| net.0).collect();
    let rate = match internal_rate(&flows) {
        InternalRate::One(rate) => {
            format!("The internal rate of return is {}.", Rate((rate * 1000.0).round() / 1000.0))
        }
        InternalRate::Several(rates) => {
            format!("There are {} internal rates of return, so none of them means anything.", rates.len())
        }
        InternalRate::SameSign => "There is no internal rate of return: the yearly flows are all of one sign.".into(),
        InternalRate::NoRoot => "There is no internal rate of return.".into(),
    };
    let level = equivalent_annual(totals.npv.0, one.scenario.discount_rate.0, one.scenario.years)
        .map_or(String::new(), |yearly| {
            format!(" The net present value is the same as {} at the end of each year.", Pounds(yearly).short())
        });
    rate + &level
}

/// As now, improve alone, collaborate.
#[component]
pub fn Options() -> impl IntoView {
    let page = state();
    let options = move || {
        with_result(page.result, |one| {
            let totals = &one.outcome.totals;
            vec![
                (
                    "As now",
                    Pounds(0.0).short(),
                    Pounds(0.0).short(),
                    "What everything else is measured against".to_owned(),
                ),
                (
                    "Improve alone",
                    totals.alone.short(),
                    Pounds(0.0).short(),
                    if totals.alone.0 > 0.5 {
                        "What partners could reach by coming down to the benchmark by themselves".into()
                    } else {
                        "No service has an external benchmark that a partner could reach by itself".into()
                    },
                ),
                (
                    "Collaborate",
                    totals.npv.short(),
                    totals.one_off.short(),
                    format!("{} a year at full effect", totals.full_year_saving.short()),
                ),
            ]
        })
    };
    // what changes nothing costs and brings nothing: there is no sum
    let figures = Signal::derive(move || {
        let names: Vec<String> = options().into_iter().map(|(name, ..)| name.to_owned()).collect();
        openables(&names, &["Worth today", "One-off cost"], |row, column| row == 2 || (row, column) == (1, 0))
    });
    let option_sum = move |at| {
        page.result.with(|result| {
            let one = result.as_deref()?;
            Some(match at {
                (1, _) => {
                    named_sum(Named::ImprovingAlone, "What each could reach by coming down to the benchmark by itself.")
                }
                (_, 0) => sum(Figure::NetPresentValue, &one.scenario, &one.outcome),
                _ => sum(Figure::OneOffCost, &one.scenario, &one.outcome),
            })
        })
    };
    view! {
        <section class="card">
            <SumTable id="options-sum" figures sum=option_sum>
                <table>
                    <caption>"Three options"</caption>
                    <thead>
                        <tr>
                            <th scope="col">"Option"</th>
                            <th scope="col" class="number">
                                "Worth today"
                            </th>
                            <th scope="col" class="number">
                                "One-off cost"
                            </th>
                            <th scope="col">"What it means"</th>
                        </tr>
                    </thead>
                    <tbody>
                        {move || {
                            options()
                                .into_iter()
                                .map(|(name, worth, once, means)| {
                                    view! {
                                        <tr>
                                            <th scope="row">{name}</th>
                                            <td class="number">{worth}</td>
                                            <td class="number">{once}</td>
                                            <td class="text">{means}</td>
                                        </tr>
                                    }
                                })
                                .collect_view()
                        }}
                    </tbody>
                </table>
            </SumTable>
        </section>
    }
}

/// The verdict on organised crime, where the scenario asks about it: beside the saving, and not in it.
#[component]
fn SocBeside() -> impl IntoView {
    let page = state();
    view! {
        {move || {
            page.soc
                .get()
                .map(|found| {
                    let (words, beside) = page.document.with(|document| soc_beside(document, &found));
                    view! {
                        <section class="card">
                            <h2>"Serious and organised crime"</h2>
                            <p>
                                <Sentence parts=words.sentence />
                            </p>
                            {beside.map(|text| view! { <p>{text}</p> })}
                            <p>
                                <button type="button" class="link" on:click=move |_| page.show(View::Soc)>
                                    "How it is judged"
                                </button>
                            </p>
                        </section>
                    }
                })
        }}
    }
}

/// Unit costs and outcomes beside the money.
#[component]
fn Beside() -> impl IntoView {
    let page = state();
    let costs = move || {
        with_result(page.result, |one| {
            one.outcome
                .services
                .iter()
                .zip(&one.scenario.services)
                .filter(|(found, _)| found.shared)
                .map(|(found, service)| {
                    let unit = |cost: Option<Pounds>| {
                        cost.map_or("–".into(), |cost| if cost.0.abs() < 1000.0 { cost.pence() } else { cost.whole() })
                    };
                    (
                        found.id.clone(),
                        found.name.clone(),
                        crate::words::terms::per_driver(service.driver.noun()),
                        unit(found.unit_cost_now),
                        unit(found.unit_cost_after),
                        service.outcomes.clone(),
                    )
                })
                .collect::<Vec<_>>()
        })
    };
    // a row for the unit cost of each service, then one for each of its outcomes
    let rows = move || {
        let mut rows = Vec::new();
        for (id, name, _, now, after, outcomes) in costs() {
            rows.push((format!("{name}, unit cost"), Some((id, [now, after]))));
            rows.extend(outcomes.iter().map(|_| (String::new(), None)));
        }
        rows
    };
    let figures = Signal::derive(move || {
        let rows = rows();
        let names: Vec<String> = rows.iter().map(|(name, _)| name.clone()).collect();
        openables(&names, &["", "Now", "After"], |row, column| {
            let cell = rows.get(row).and_then(|(_, cells)| cells.as_ref()?.1.get(column.checked_sub(1)?));
            cell.is_some_and(|cell| cell != "–")
        })
    });
    let unit_sum = move |(row, column): (usize, usize)| {
        let (id, _) = rows().into_iter().nth(row)?.1?;
        let name = if column == 1 { "now" } else { "after" };
        Some(named_sum(Named::UnitCost.of_line(name, id), "What all members pay for each, together."))
    };
    view! {
        <section class="card">
            <SumTable id="unit-sum" figures sum=unit_sum>
                <table>
                    <caption>
                        "Beside the money"
                        <span class="hint">
                            "Unit cost of each service, allowing for any change in how much is delivered, and the outcomes that you entered"
                        </span>
                    </caption>
                    <thead>
                        <tr>
                            <th scope="col">"Service"</th>
                            <th scope="col">"Measure"</th>
                            <th scope="col" class="number">
                                "Now"
                            </th>
                            <th scope="col" class="number">
                                "After"
                            </th>
                        </tr>
                    </thead>
                    <tbody>
                        {move || {
                            costs()
                                .into_iter()
                                .map(|(_, name, per, now, after, outcomes)| {
                                    let service = name.clone();
                                    view! {
                                        <tr>
                                            <th scope="row">{name}</th>
                                            <td>"Cost " {per}</td>
                                            <td class="number">{now}</td>
                                            <td class="number">{after}</td>
                                        </tr>
                                        {outcomes
                                            .into_iter()
                                            .map(|one| {
                                                let better = (one.after < one.now) == (one.better == crate::model::Direction::Down) || one.after == one.now;
                                                view! {
                                                    <tr>
                                                        <th scope="row">{service.clone()}</th>
                                                        <td>{one.name} ", " {one.unit}{(!better).then_some(" ▼ worse")}</td>
                                                        <td class="number">{number(one.now, 2)}</td>
                                                        <td class="number">{number(one.after, 2)}</td>
                                                    </tr>
                                                }
                                            })
                                            .collect_view()}
                                    }
                                })
                                .collect_view()
                        }}
                    </tbody>
                </table>
            </SumTable>
        </section>
    }
}

#[component]
fn Warnings() -> impl IntoView {
    let page = state();
    let warnings = move || with_result(page.result, |one| warnings_words(&one.outcome));
    view! {
        {move || {
            let all = warnings();
            (!all.is_empty())
                .then(|| {
                    view! {
                        <section class="card">
                            <h2>"Before you rely on this"</h2>
                            <ul>{all.into_iter().map(|warning| view! { <li>{warning}"."</li> }).collect_view()}</ul>
                        </section>
                    }
                })
        }}
    }
}

/// What was changed since the scenario was opened.
#[component]
fn Changed() -> impl IntoView {
    let page = state();
    let all = move || page.document.with(|now| page.base.with(|base| changes(base, now)));
    view! {
        <Disclosure card=true summary=Signal::derive(move || format!("What I changed ({})", all().len()))>
            <TableBox>
                <table>
                    <caption class="hidden">"Changes since this scenario was opened"</caption>
                    <thead>
                        <tr>
                            <th scope="col">"Figure"</th>
                            <th scope="col" class="number">
                                "Before"
                            </th>
                            <th scope="col" class="number">
                                "Now"
                            </th>
                        </tr>
                    </thead>
                    <tbody>
                        {move || {
                            all()
                                .into_iter()
                                .map(|one| {
                                    view! {
                                        <tr>
                                            <th scope="row">{one.what.clone()}</th>
                                            <td class="number">{difference_value(&one, one.before.as_ref())}</td>
                                            <td class="number">{difference_value(&one, one.after.as_ref())}</td>
                                        </tr>
                                    }
                                })
                                .collect_view()
                        }}
                    </tbody>
                </table>
            </TableBox>
        </Disclosure>
    }
}
