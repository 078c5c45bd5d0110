//! Risk: how sure the answer is, what moves it most, and what would have to be true.

mod back_test;
mod break_even;
pub mod optimism;
mod outside;
pub mod ranges;
pub mod reference_classes;
mod tornado_chart;
pub mod two_way;

use self::break_even::BreakEven;
use self::outside::OutsideView;
use self::tornado_chart::Tornado;
use crate::chart::Chart;
use crate::chart::money::cumulative;
use crate::chart::money::running_sum;
use crate::engine::uncertainty::Measure;
use crate::explain::{
    SumOf, chance, donor_sum, drawn_rows, drawn_sum, loss_sum, mean_sum, money_range, named_sum, risk_words, wait_range,
};
use crate::kit::disclosure::Disclosure;
use crate::kit::sum_table::SumTable;
use crate::kit::sum_table::is_figure;
use crate::kit::sum_table::openables;
use crate::kit::tiles::Tile;
use crate::kit::tiles::Tiles;
use crate::kit::words::Answer;
use crate::kit::words::Concerns;
use crate::kit::words::NothingShared;
use crate::model::number;
use crate::pages::risk::two_way::TwoWay;
use crate::state::State;
use crate::state::draws::DrawnOf;
use crate::state::state;
use crate::workbook::Named;
use leptos::prelude::*;
use std::sync::Arc;

/// The draws of the result as it stands, else the last ones.
fn last_drawn(page: State) -> Option<Arc<DrawnOf>> {
    page.draws.found.get()
}

#[component]
pub fn RiskPage() -> impl IntoView {
    let page = state();
    let shares =
        Memo::new(move |_| page.result.with(|result| result.as_ref().is_some_and(|one| one.outcome.shares_anything())));
    view! {
        {move || {
            if shares.get() {
                view! { <Risks /> }.into_any()
            } else {
                view! {
                    <h1>"Nothing is shared yet, so there is nothing to be unsure of."</h1>
                    <NothingShared />
                }
                    .into_any()
            }
        }}
    }
}

#[component]
fn Risks() -> impl IntoView {
    let page = state();
    let words = move || last_drawn(page).map(|drawn| risk_words(&drawn.one.scenario, &drawn.one.outcome, &drawn.found));
    let fan = Signal::derive(move || {
        let Some(drawn) = last_drawn(page) else { return Default::default() };
        let outside = page.draws.outside_of(&drawn.one);
        cumulative(&drawn.one, Some(&drawn.found), outside.as_ref().map(|outside| &outside.found.mixed))
    });
    view! {
        {move || match words() {
            Some(words) => {
                view! {
                    <Answer parts=words.sentence support=words.support />
                    <Concerns all=words.concerns />
                }
                    .into_any()
            }
            None => {
                view! {
                    <h1>"How sure is it?"</h1>
                    <p class="lead">"Drawing…"</p>
                }
                    .into_any()
            }
        }}
        <Progress />
        <Headlines />
        <InFigures />
        <OutsideView />
        <Chart id="risk-fan" chart=fan sum=move |at| running_sum(page, at) />
        <Tornado />
        <BreakEven />
        <TwoWay />
        <Donors />
    }
}

/// How far the draws are where they take longer; what stands below is then of the figures before.
#[component]
fn Progress() -> impl IntoView {
    let page = state();
    view! {
        <div role="status">
            {move || {
                page.draws
                    .progress
                    .get()
                    .map(|done| {
                        view! {
                            <p class="notice">
                                "Drawing: "{crate::model::Rate(done).percent()}". Until then these are the ranges before your last change. "
                                <progress max="1" value=done></progress> <button type="button" on:click=move |_| page.draws.stop()>
                                    "Stop here"
                                </button>
                            </p>
                        }
                    })
            }}
        </div>
    }
}

#[component]
fn Headlines() -> impl IntoView {
    let page = state();
    let tiles = Signal::derive(move || {
        let Some(drawn) = last_drawn(page) else { return Vec::new() };
        let found = &drawn.found;
        let tile = |label, value, note: String, opens| Tile { label, value, note, opens };
        let mean = found.npv.mean.map_or_else(|| "–".into(), |mean| crate::model::Pounds(mean).short());
        // the ends of ranges open one by one in the figures below
        vec![
            tile("Worth today", money_range(&found.npv), format!("mean {mean}, eight chances in ten"), false),
            tile(
                "Full-year saving",
                money_range(&found.full_year_saving),
                "a year, eight chances in ten".to_owned(),
                false,
            ),
            tile(
                "Payback",
                found.payback.as_ref().map_or_else(|| "–".into(), wait_range),
                "eight chances in ten".to_owned(),
                false,
            ),
            tile(
                "Chance of a loss",
                chance(found.chance_of_loss),
                format!("of {} draws, seed {}", number(found.draws as f64, 0), found.seed),
                true,
            ),
        ]
    });
    let sum_at = move |_: usize| {
        let drawn = last_drawn(page)?;
        Some(loss_sum(drawn.found.chance_of_loss, drawn.found.draws))
    };
    view! { <Tiles tiles sum=sum_at texts=true /> }
}

/// What is drawn, in the order of the rows of figures.
const MEASURES: [Measure; 3] = [Measure::Npv, Measure::FullYear, Measure::Payback];
/// The columns: a part of the draws and what it is called; none for the mean.
const PARTS: [(&str, Option<(f64, &str)>); 4] = [
    ("One in ten below", Some((0.1, "the value that one draw in ten is below"))),
    ("In the middle", Some((0.5, "the middle"))),
    ("One in ten above", Some((0.9, "the value that one draw in ten is above"))),
    ("Mean", None),
];

/// The sum of a figure that was drawn: once the draws that stand there are found.
fn drawn_at(page: State, row: usize, column: usize) -> Option<SumOf> {
    let drawn = last_drawn(page)?;
    let measure = *MEASURES.get(row)?;
    let Some((part, said)) = PARTS.get(column)?.1 else {
        let of = match measure {
            Measure::Npv => Some(drawn.found.npv),
            Measure::FullYear => Some(drawn.found.full_year_saving),
            _ => drawn.found.payback,
        };
        return Some(mean_sum(measure, of?.mean?, drawn.found.draws));
    };
    let traced = page.draws.trace(&drawn, measure, part)?;
    Some(drawn_sum(&drawn.one.scenario, &drawn.one.outcome, measure, &traced, said))
}

/// The same to the pound.
#[component]
fn InFigures() -> impl IntoView {
    let page = state();
    let rows = move || last_drawn(page).map(|drawn| drawn_rows(&drawn.found)).unwrap_or_default();
    let figures = Signal::derive(move || {
        let rows = rows();
        let names: Vec<String> = rows.iter().filter_map(|row| row.first().cloned()).collect();
        let number = |row: usize, column: usize| {
            let cell = rows.get(row).and_then(|row| row.get(column + 1));
            cell.is_some_and(|cell| is_figure(cell))
        };
        openables(&names, &PARTS.map(|(head, _)| head), number)
    });
    let sum_at = move |(row, column)| drawn_at(page, row, column);
    view! {
        <Disclosure card=true summary="All of it in figures">
            <SumTable id="drawn-sum" figures sum=sum_at>
                <table>
                    <caption class="hidden">"What was drawn, in figures"</caption>
                    <thead>
                        <tr>
                            <th scope="col">"Measure"</th>
                            {PARTS
                                .map(|(head, _)| {
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
                                .into_iter()
                                .map(|row| {
                                    let mut cells = row.into_iter();
                                    view! {
                                        <tr>
                                            <th scope="row">{cells.next()}</th>
                                            {cells.map(|cell| view! { <td class="number">{cell}</td> }).collect_view()}
                                        </tr>
                                    }
                                })
                                .collect_view()
                        }}
                    </tbody>
                </table>
            </SumTable>
        </Disclosure>
    }
}

/// The chance that each partner ends as a net donor.
#[component]
fn Donors() -> impl IntoView {
    let page = state();
    let rows = move || {
        let drawn = last_drawn(page)?;
        let partners = drawn.one.outcome.partners.iter().zip(&drawn.found.net_donor);
        Some(
            partners
                .map(|(partner, part)| (partner.name.clone(), chance(*part), *part, partner.npv.short()))
                .collect::<Vec<_>>(),
        )
    };
    let figures = Signal::derive(move || {
        let names: Vec<String> = rows().unwrap_or_default().into_iter().map(|(name, ..)| name).collect();
        openables(&names, &["Chance", "", "Gains as entered"], |_, column| column != 1)
    });
    let sum_at = move |(row, column): (usize, usize)| {
        let drawn = last_drawn(page)?;
        let partner = drawn.one.outcome.partners.get(row)?;
        Some(match column {
            0 => donor_sum(&partner.name, *drawn.found.net_donor.get(row)?, drawn.found.draws),
            _ => named_sum(Named::Npv.of(&partner.id), "Over the term, with its balancing payments."),
        })
    };
    view! {
        <section class="card">
            <SumTable id="donor-sum" figures sum=sum_at>
                <table>
                    <caption>
                        "Who might lose over the term"
                        <span class="hint">
                            "Chance of a loss over the whole term, on the terms as they stand, with balancing payments where they are adopted. The gain is as entered; its chance of being below nothing is beside it."
                        </span>
                    </caption>
                    <thead>
                        <tr>
                            <th scope="col">"Partner"</th>
                            <th scope="col" class="number">
                                "Chance"
                            </th>
                            <th scope="col">
                                <span class="hidden">"As a bar"</span>
                            </th>
                            <th scope="col" class="number">
                                "Gains as entered"
                            </th>
                        </tr>
                    </thead>
                    <tbody>
                        {move || {
                            rows()
                                .map(|rows| {
                                    rows.into_iter()
                                        .map(|(name, chance, part, npv)| {
                                            view! {
                                                <tr>
                                                    <th scope="row">{name}</th>
                                                    <td class="number">{chance}</td>
                                                    <td class="bar-cell">
                                                        <span class="bar" style:width=format!("{:.1}%", part * 100.0)></span>
                                                    </td>
                                                    <td class="number">{npv}</td>
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
