//! Buying together, as a plan: which contracts end together, by which route, and what first.

mod contracts;
mod tables;

use self::contracts::Contracts;
use self::tables::Tables;
use crate::chart::Chart;
use crate::chart::shape::{ChartOf, Drawing};
use crate::engine::waves::{TOGETHER, WavePlan, ends_by_year, wave_plan};
use crate::exchange::from_waves::with_wave;
use crate::explain::{alike_words, ends_table, left_contracts, supplier_rows, wave_rows, wave_words};
use crate::kit::disclosure::Disclosure;
use crate::kit::entry_box::EntryBox;
use crate::kit::rows_table::{FiguresTable, RowsTable};
use crate::kit::table_box::TableBox;
use crate::model::contract::{Contract, TERMS, WaveTerms};
use crate::model::inputs::Unit;
use crate::model::parse::{Reading, written};
use crate::pages::market::lines::change_market;
use crate::state::register::this_month;
use crate::state::{State, View, state};
use leptos::prelude::*;
use std::sync::Arc;

/// The plan with the contracts that it is of.
#[derive(Debug, Clone, PartialEq)]
struct Planned {
    contracts: Vec<Contract>,
    plan: WavePlan,
}

fn planned(page: State) -> Memo<Arc<Planned>> {
    let held = Memo::new(move |_| {
        page.arrangements.register.with(|register| (register.market.contracts.clone(), register.market.terms))
    });
    Memo::new(move |_| {
        let (contracts, terms) = held.get();
        let plan = wave_plan(&contracts, &terms);
        Arc::new(Planned { contracts, plan })
    })
}

#[component]
pub fn WavesPage() -> impl IntoView {
    let page = state();
    let plan = planned(page);
    let words = Memo::new(move |_| plan.with(|plan| wave_words(&plan.plan)));
    view! {
        <h1 class="headline">{move || words.get().0}</h1>
        <p class="lead">
            {format!(
                "Contracts of one category that end within {TOGETHER} months of each other make a wave: forces that wait for the last can let them together. ",
            )} {move || words.get().1}
        </p>
        <h2 class="hidden">"Waves, and when they end"</h2>
        <Waves plan />
        <Alike plan />
        <Timeline plan />
        <Others plan />
        <Terms />
        <Contracts />
        <Tables />
    }
}

#[component]
fn Waves(plan: Memo<Arc<Planned>>) -> impl IntoView {
    let page = state();
    let rows = Memo::new(move |_| plan.with(|plan| wave_rows(&plan.plan, &plan.contracts)));
    let some = Memo::new(move |_| rows.with(|rows| !rows.is_empty()));
    let take = move |n: usize| {
        let plan = plan.get_untracked();
        let document = page.document.get_untracked();
        let one = page.result.get_untracked();
        let (Some(wave), Some(one)) = (plan.plan.waves.get(n), one) else { return };
        page.begin_gesture();
        page.change(with_wave(&document, &one.scenario, wave, &plan.contracts));
        page.show(View::Procurement);
    };
    view! {
        {move || {
            some.get()
                .then(|| {
                    view! {
                        <section class="card">
                            <TableBox>
                                <table>
                                    <caption>
                                        "Waves"
                                        <span class="hint">
                                            "What saves most first. Reached is what is not bought by a shared route already, times the part that buying together can reach; the saving is a year\u{2019}s, after the route\u{2019}s fee. One force can join a route by itself; only what several buy becomes a category"
                                        </span>
                                    </caption>
                                    <thead>
                                        <tr>
                                            <th scope="col">"Category"</th>
                                            <th scope="col">"Ends"</th>
                                            <th scope="col">"Forces"</th>
                                            <th scope="col" class="number">
                                                "Spend a year"
                                            </th>
                                            <th scope="col" class="number">
                                                "Reached"
                                            </th>
                                            <th scope="col">"Route"</th>
                                            <th scope="col" class="number">
                                                "Saves a year"
                                            </th>
                                            <th scope="col" class="do">
                                                "Action"
                                            </th>
                                        </tr>
                                    </thead>
                                    <tbody>
                                        {move || {
                                            rows.get()
                                                .into_iter()
                                                .enumerate()
                                                .map(|(n, row)| {
                                                    let [spend, reached, saving] = row.cells;
                                                    let what = format!("{}, {}", row.category, row.ends);
                                                    view! {
                                                        <tr>
                                                            <th scope="row">{row.category}</th>
                                                            <td>
                                                                {row.ends}
                                                                {(!row.align.is_empty())
                                                                    .then(|| {
                                                                        view! {
                                                                            <Disclosure summary=format!("Align: {what}")>
                                                                                <ul>
                                                                                    {row
                                                                                        .align
                                                                                        .iter()
                                                                                        .map(|one| view! { <li>{one.clone()}</li> })
                                                                                        .collect_view()}
                                                                                </ul>
                                                                            </Disclosure>
                                                                        }
                                                                    })}
                                                            </td>
                                                            <td>{row.forces}</td>
                                                            <td class="number">{spend}</td>
                                                            <td class="number">{reached}</td>
                                                            <td>{row.route}</td>
                                                            <td class="number">{saving}</td>
                                                            <td class="do">
                                                                <button
                                                                    type="button"
                                                                    class="link"
                                                                    hidden=!row.open
                                                                    aria-label=format!("Make this a category: {what}")
                                                                    on:click=move |_| take(n)
                                                                >
                                                                    "Make this a category"
                                                                </button>
                                                            </td>
                                                        </tr>
                                                    }
                                                })
                                                .collect_view()
                                        }}
                                    </tbody>
                                </table>
                            </TableBox>
                        </section>
                    }
                })
        }}
    }
}

/// Spellings that may be one supplier.
#[component]
fn Alike(plan: Memo<Arc<Planned>>) -> impl IntoView {
    let page = state();
    let alike = Memo::new(move |_| plan.with(|plan| plan.plan.alike.clone()));
    let one = move |names: &[String], name: &str| {
        change_market(page, format!("One supplier: {name}"), |market| market.one_supplier(names, name));
    };
    view! {
        {move || {
            let all = alike.get();
            (!all.is_empty())
                .then(|| {
                    view! {
                        <section class="card">
                            <h2>"One supplier, or several?"</h2>
                            <ul>
                                {all
                                    .into_iter()
                                    .map(|names| {
                                        let words = alike_words(&names);
                                        let buttons = names
                                            .iter()
                                            .map(|name| {
                                                let (all, name) = (names.clone(), name.clone());
                                                let label = format!("One: {name}");
                                                view! {
                                                    <button type="button" on:click=move |_| one(&all, &name)>
                                                        {label}
                                                    </button>
                                                }
                                            })
                                            .collect_view();
                                        view! { <li>{words} <span class="chips screen-only">{buttons}</span></li> }
                                    })
                                    .collect_view()}
                            </ul>
                            <p class="hint">"Until you confirm it, they are counted separately. Leave them if they are different suppliers."</p>
                        </section>
                    }
                })
        }}
    }
}

/// When the contracts of each wave end.
#[component]
fn Timeline(plan: Memo<Arc<Planned>>) -> impl IntoView {
    let now = f64::from(this_month().count()) / 12.0;
    let drawn = Memo::new(move |_| plan.with(|plan| timeline(plan, now)));
    let some = Memo::new(move |_| drawn.with(Option::is_some));
    let chart = Signal::derive(move || drawn.get().unwrap_or_default());
    view! { {move || some.get().then(|| view! { <Chart id="waves-timeline" chart=chart /> })} }
}

fn timeline(plan: &Planned, now: f64) -> Option<ChartOf> {
    let rows = wave_rows(&plan.plan, &plan.contracts);
    let mut all: Vec<_> = plan.plan.waves.iter().zip(&rows).collect();
    all.sort_by_key(|(wave, _)| wave.first.count());
    all.truncate(20);
    let year = |month: crate::model::Month| f64::from(month.count()) / 12.0;
    let label = |wave: &crate::engine::waves::Wave| wave.category.clone();
    (!all.is_empty()).then(|| ChartOf {
        title: "When contracts end".into(),
        caption: "From the end of the first contract of a wave to that of the last, to which all can be aligned; the line is today.".into(),
        labels: all.iter().map(|(wave, _)| label(wave)).collect(),
        readout: all.iter().map(|(_, row)| format!("{}: {}, {}", row.category, row.ends, row.forces)).collect(),
        drawing: Drawing::Tracks {
            ends: all.iter().map(|(wave, _)| (year(wave.first), Some(year(wave.align) + 1.0 / 12.0))).collect(),
            now,
        },
        heads: ["Category", "Ends", "Forces"].map(str::to_owned).to_vec(),
        rows: all.iter().map(|(_, row)| vec![row.category.clone(), row.ends.clone(), row.forces.clone()]).collect(),
    })
}

/// What ends when, suppliers over all forces, and what is in no wave.
#[component]
fn Others(plan: Memo<Arc<Planned>>) -> impl IntoView {
    let ends = Memo::new(move |_| plan.with(|plan| ends_table(&ends_by_year(&plan.contracts))));
    let any = Memo::new(move |_| ends.with(|(_, rows)| !rows.is_empty()));
    let suppliers = Signal::derive(move || plan.with(|plan| supplier_rows(&plan.plan)));
    let left = Signal::derive(move || plan.with(|plan| left_contracts(&plan.plan, &plan.contracts)));
    view! {
        {move || {
            any.get()
                .then(|| {
                    view! {
                        <section class="card">
                            <FiguresTable
                                caption="Spend by the year in which it ends"
                                hint="Pounds a year under contracts that end in each financial year, by category"
                                heads=Signal::derive(move || ends.get().0)
                                rows=Signal::derive(move || ends.get().1)
                            />
                        </section>
                    }
                })
        }}
        <RowsTable
            caption="Suppliers over all forces"
            hint="By what is spent with them a year, at most twenty"
            heads=&[("Supplier", false), ("A year", true), ("Of all", true), ("Forces", true), ("Categories", true)]
            rows=suppliers
            card=true
        />
        <RowsTable caption="In no wave" heads=&[("Whose", false), ("What", false), ("A year", true), ("Why", false)] rows=left card=true />
    }
}

/// What buying together is taken to save.
#[component]
fn Terms() -> impl IntoView {
    let page = state();
    let terms = Memo::new(move |_| page.arrangements.register.with(|register| register.market.terms));
    let boxes = TERMS.iter().enumerate().map(|(n, row)| {
        let value = Memo::new(move |_| {
            terms.with(|terms| terms.all().get(n).map_or_else(String::new, |rate| written(rate.0, Unit::Percent)))
        });
        let set = move |text: String| match terms.get_untracked().with(n, &text, Reading::default()) {
            Ok(next) => {
                change_market(page, format!("Wave plan: {}", row.label), |market| {
                    let mut market = market.clone();
                    market.terms = next;
                    market
                });
                None
            }
            Err(error) => Some(error.to_string()),
        };
        view! { <EntryBox id=format!("wave-{}", row.file.replace('_', "-")) label=row.label help="" choices=Vec::new() value set /> }
    });
    let changed = move || terms.get() != WaveTerms::default();
    view! {
        <section class="card">
            <h2>"What it is taken to save"</h2>
            <p class="hint">
                "Until you say otherwise these are the published figures of a category of joint buying; that a route charges nothing is our assumption."
            </p>
            <div class="grid">{boxes.collect_view()}</div>
            <p class="screen-only">
                <button
                    type="button"
                    hidden=move || !changed()
                    on:click=move |_| {
                        change_market(
                            page,
                            "Wave plan: published figures",
                            |market| {
                                let mut market = market.clone();
                                market.terms = WaveTerms::default();
                                market
                            },
                        );
                    }
                >
                    "Back to the published figures"
                </button>
            </p>
        </section>
    }
}
