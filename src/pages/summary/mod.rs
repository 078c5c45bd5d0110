//! The summary: the answer in a sentence, what to worry about, the figures, the pictures, the table, the workings.

pub mod beside;
pub mod details;
pub mod options;
pub mod partner_gains;
mod rests_on;

use self::rests_on::RestsOn;
use crate::chart::Chart;
use crate::chart::money::cumulative;
use crate::chart::money::yearly;
use crate::exchange::frame::Part;
use crate::explain;
use crate::explain::{
    Figure, Payback, ToDo, Way, YearFigure, cash_words, chance, headline, loss_sum, map_line, old_money, payback,
    ranged_sentence, sum, to_do, year_sum, years,
};
use crate::kit::disclosure::Disclosure;
use crate::kit::tiles::Tile;
use crate::kit::tiles::Tiles;
use crate::kit::words::{Answer, Sentence};
use crate::model::{Fte, number};
use crate::pages::map::change_of;
use crate::pages::summary::partner_gains::{PartnerGains, Shown};
use crate::state::Appraised;
use crate::state::State;
use crate::state::View;
use crate::state::later;
use crate::state::state;
use crate::state::with_result;
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
        <MapLine />
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
                        {later(|rest| (rest.examples)())}
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
    let parts = [(todo.concern.strong, true), (todo.concern.rest, false)];
    let parts: Vec<_> = parts.into_iter().map(|(text, strong)| explain::Part { text, strong }).collect();
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
                <Sentence parts />
            </p>
            {way}
        </div>
    }
}

/// That the map may change, where an event or the calendar touches what is shared.
#[component]
fn MapLine() -> impl IntoView {
    let page = state();
    let change = change_of(page);
    let line = Memo::new(move |_| {
        let change = change.get()?;
        page.document.with(|document| map_line(document, &change.one.outcome, &change.found))
    });
    view! {
        {move || {
            line.get()
                .map(|text| {
                    view! {
                        <p class="hint spaced">
                            {text} " "
                            <a
                                href="#/map"
                                on:click=move |event| {
                                    event.prevent_default();
                                    page.show(View::Map);
                                }
                            >
                                "If the map changes"
                            </a>
                        </p>
                    }
                })
        }}
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
                    with_result(result, |one| cumulative(one, drawn.as_deref().map(|drawn| &drawn.found), None))
                })
                sum=move |at| page.later.rest.get().and_then(|rest| (rest.running_sum)(page, at))
            />
        </div>
        {(page.part() != Some(Part::Summary))
            .then(|| {
                view! {
                    <PartnerGains shown=Shown::AYear />
                    {later(|rest| (rest.organised_crime_beside)())}
                    <Disclosure class="rest" summary="Details">
                        {later(|rest| (rest.details)())}
                    </Disclosure>
                }
            })}
    }
}

/// The figures that stand out first, and the further ones.
const FIRST: [Figure; 4] = [Figure::NetPresentValue, Figure::FullYearSaving, Figure::OneOffCost, Figure::Posts];
pub(super) const FURTHER: [Figure; 4] = [Figure::Payback, Figure::SocialValue, Figure::BenefitCostRatio, Figure::Cash];

pub(super) fn tile(figure: Figure, one: &Appraised) -> Tile {
    let (outcome, totals) = (&one.outcome, &one.outcome.totals);
    let wait = |wait: Option<f64>| wait.map_or("never".into(), years);
    let (label, value, note) = match figure {
        Figure::NetPresentValue => (
            "Worth today",
            totals.npv.short(),
            format!(
                "{}; {} years at {}",
                cash_words(totals.npv, totals.npv_cash),
                one.scenario.years,
                one.scenario.discount_rate
            ),
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
    // what was drawn last stands until the next is drawn, so that nothing jumps; where that takes longer it does not
    let last = page.draws.found.get().filter(|last| Arc::ptr_eq(&last.one, one) || page.draws.progress.get().is_none());
    let value = last.map_or_else(|| "…".into(), |drawn| chance(drawn.found.chance_of_loss));
    let note = match page.draws.outside.get() {
        Some(outside) => {
            format!("on your ranges; {} as auditors counted such plans", chance(outside.found.audited.chance_of_loss))
        }
        None => "on your ranges; … as auditors counted such plans".into(),
    };
    Tile { label: "Chance of a loss", value, note, opens: true }
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
    view! {
        <div class="headlines">
            <Tiles tiles sum=sum_of />
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
