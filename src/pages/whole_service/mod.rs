//! The report's third proposal: HR and finance of the whole Service, and any proposal by region and year.

use crate::engine::regions::{RegionOutcome, by_region};
use crate::evidence::{Footing, Towards, all_budgeted, force, whole_service};
use crate::explain::{
    ByYear, footing_words, outside_words, region_rows, region_years, towards_words, whole_service_words,
};
use crate::kit::rows_table::{FiguresTable, RowsTable};
use crate::model::Pounds;
use crate::state::{Appraised, View, state};
use leptos::prelude::*;
use std::sync::Arc;

/// The open scenario by region.
#[derive(Debug, Clone, PartialEq)]
struct Regional {
    one: Arc<Appraised>,
    rows: Vec<RegionOutcome>,
}

const OTHERS: &str = "No region";

#[component]
pub fn WholeServicePage() -> impl IntoView {
    let page = state();
    let found = Memo::new(move |_| {
        let one = page.result.get().filter(|one| one.outcome.shares_anything())?;
        let region = |id: &str| force(id).map(|force| force.region.as_str());
        let rows = by_region(&one.outcome, region, OTHERS);
        Some(Arc::new(Regional { one, rows }))
    });
    let some = Memo::new(move |_| found.with(Option::is_some));
    let heading = move || {
        found.with(|found| match found {
            Some(found) => whole_service_words(&found.one.outcome, &found.rows),
            None => "What would all 43 forces save by sharing HR and finance?".to_owned(),
        })
    };
    view! {
        <h1 class="headline">{heading}</h1>
        <p class="lead">
            "The report of 2009 asked for the size of it: what would have to be invested and could be saved if all forces shared HR and finance, with a path on which higher-cost forces come down to a common starting point."
        </p>
        <Opened />
        {move || {
            some.get()
                .then(|| {
                    view! {
                        <HowSure />
                        <ByRegion found />
                        <Years found />
                    }
                })
        }}
    }
}

/// The whole Service as a scenario.
#[component]
fn Opened() -> impl IntoView {
    let page = state();
    let spent = |kind: &str| Pounds(all_budgeted(kind).map(|(_, one, _)| one.gross).sum()).short();
    let footing = RwSignal::new(Footing::Regions);
    let towards = RwSignal::new(Towards::Median);
    view! {
        <section class="card">
            <h2>"HR and finance of all 43 forces"</h2>
            <p>
                "From the budgets that forces published for 2017/18: "{spent("human_resources")}" for HR and "{spent("finance")}
                " for finance, before income. They are eight years old and some are odd; they show the size of the whole, and no force\u{2019}s cost of today."
            </p>
            <div class="grid">
                <div class="labelled">
                    <label for="whole-footing">"Who shares with whom"</label>
                    <select
                        id="whole-footing"
                        on:change=move |event| {
                            let one = event_target_value(&event) == "one";
                            footing.set(if one { Footing::One } else { Footing::Regions });
                        }
                    >
                        <option value="regions" selected=true>
                            {footing_words(Footing::Regions)}
                        </option>
                        <option value="one">{footing_words(Footing::One)}</option>
                    </select>
                </div>
                <div class="labelled">
                    <label for="whole-towards">"Common starting point"</label>
                    <select
                        id="whole-towards"
                        on:change=move |event| {
                            towards
                                .set(
                                    match event_target_value(&event).as_str() {
                                        "nothing" => Towards::Nothing,
                                        "quartile" => Towards::LowestQuartile,
                                        _ => Towards::Median,
                                    },
                                );
                        }
                    >
                        <option value="nothing">{towards_words(Towards::Nothing)}</option>
                        <option value="median" selected=true>
                            {towards_words(Towards::Median)}
                        </option>
                        <option value="quartile">{towards_words(Towards::LowestQuartile)}</option>
                    </select>
                </div>
            </div>
            <p class="hint">
                "Cost for each person of the force; higher-cost forces come down to it over five years, our assumption. The saving of sharing is that of every shared service here: 15 to 30%, most likely 20%."
            </p>
            <p class="screen-only">
                <button
                    type="button"
                    class="main"
                    on:click=move |_| {
                        page.open_new(whole_service(footing.get_untracked(), towards.get_untracked()));
                        page.show(View::WholeService);
                    }
                >
                    "Open it as a scenario"
                </button>
            </p>
        </section>
    }
}

/// Both views of how sure it is.
#[component]
fn HowSure() -> impl IntoView {
    let page = state();
    let words = Memo::new(move |_| {
        let one = page.result.get()?;
        let (drawn, outside) = (page.draws.of(&one)?, page.draws.outside_of(&one)?);
        Some(outside_words(&one.scenario, &one.outcome, &drawn.found, &outside.found))
    });
    let rows = Signal::derive(move || {
        let rows = words.get().map(|words| words.rows).unwrap_or_default();
        rows.into_iter()
            .map(|row| vec![row.view.to_owned(), row.worth, row.saving, row.payback, row.loss])
            .collect::<Vec<_>>()
    });
    view! {
        <p role="status">{move || words.get().map_or_else(|| "Working out how sure it is…".to_owned(), |words| words.sentence)}</p>
        <RowsTable
            caption="How sure it is"
            hint="Eight chances in ten, on your own ranges and as such plans have turned out. Published cases do not show how likely a result is"
            heads=&[("View", false), ("Worth today", true), ("Saving a year, middle", true), ("Payback", true), ("Chance of a loss", true)]
            rows=rows
            card=true
        />
    }
}

#[component]
fn ByRegion(found: Memo<Option<Arc<Regional>>>) -> impl IntoView {
    let rows = Signal::derive(move || found.get().map(|found| region_rows(&found.rows)).unwrap_or_default());
    view! {
        <RowsTable
            caption="By region"
            hint="By the alphabet. Out of pocket is who is worse off over the term, balancing payments included"
            heads=&[
                ("Region", false),
                ("Partners", true),
                ("Cost today", true),
                ("Invested", true),
                ("Saved in the last year", true),
                ("Worth today", true),
                ("Out of pocket", false),
            ]
            rows=rows
            card=true
        />
    }
}

/// Investment and saving by region and year.
#[component]
fn Years(found: Memo<Option<Arc<Regional>>>) -> impl IntoView {
    let shown = RwSignal::new(ByYear::Net);
    let table = Memo::new(move |_| {
        found.get().map(|found| region_years(&found.one.outcome, &found.rows, shown.get())).unwrap_or_default()
    });
    view! {
        <section class="card">
            <h2>"By region and year"</h2>
            <p class="chips screen-only" role="group" aria-label="What is shown">
                {ByYear::ALL
                    .into_iter()
                    .map(|one| {
                        view! {
                            <button
                                type="button"
                                class="chip"
                                class:on=move || shown.get() == one
                                aria-pressed=move || (shown.get() == one).to_string()
                                on:click=move |_| shown.set(one)
                            >
                                {one.label()}
                            </button>
                        }
                    })
                    .collect_view()}
            </p>
            <FiguresTable
                caption=Signal::derive(move || format!("{} by region and year", shown.get().label()))
                hint="In prices of the first year"
                heads=Signal::derive(move || table.get().0)
                rows=Signal::derive(move || table.get().1)
            />
        </section>
    }
}
