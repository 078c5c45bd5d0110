//! Fair shares: who gains and who pays under each key, what settles it, who would do better apart.

pub mod custom_shares;
mod groups;
mod in_cash;
pub mod incentive;
pub mod settle;
pub mod shared;
pub mod work_balance;

use self::groups::Groups;
use self::groups::Pairs;
use self::in_cash::InCash;
use self::incentive::StartUpFunding;
use crate::chart::Chart;
use crate::chart::shape::ChartOf;
use crate::chart::shape::Drawing;
use crate::edits::fair::use_key;
use crate::explain::{
    SumOf, Terms, all_sum, donors_sum, fair_words, key_table, moved_sum, named_sum, terms_sum, yearly_gains,
};
use crate::kit::sum_table::SumTable;
use crate::kit::sum_table::openables;
use crate::kit::tiles::Tile;
use crate::kit::tiles::Tiles;
use crate::kit::words::Answer;
use crate::kit::words::Concerns;
use crate::model::Pounds;
use crate::pages::fair_shares::custom_shares::CustomShares;
use crate::pages::fair_shares::settle::Settle;
use crate::pages::fair_shares::shared::{has_groups, with_shared};
use crate::pages::fair_shares::work_balance::WorkBalance;
use crate::state::Shared;
use crate::state::State;
use crate::state::View;
use crate::state::state;
use crate::workbook::Named;
use leptos::prelude::*;

#[component]
pub fn FairPage() -> impl IntoView {
    let page = state();
    let words = Memo::new(move |_| with_shared(page, |one| fair_words(&one.one.scenario, &one.one.outcome, &one.fair)));
    let shares = Memo::new(move |_| with_shared(page, |one| one.one.outcome.shares_anything()).unwrap_or(false));
    let few = Memo::new(move |_| page.document.with(|document| document.entries("partners").len() < 2));
    view! {
        {move || {
            words
                .get()
                .map(|words| {
                    view! {
                        <Answer parts=words.sentence support=words.support />
                        <Concerns all=words.concerns />
                    }
                })
        }}
        <Progress />
        {move || {
            if shares.get() {
                view! { <Shares /> }.into_any()
            } else {
                view! {
                    <section class="card">
                        <h2>"Next"</h2>
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
                                        <button type="button" class="main" on:click=move |_| page.show(View::Services)>
                                            "Add a shared service"
                                        </button>
                                    }
                                        .into_any()
                                }
                            }} <button type="button" on:click=move |_| page.show(View::Find)>
                                "Find partners"
                            </button>
                        </p>
                    </section>
                }
                    .into_any()
            }
        }}
    }
}

/// How far it is, where it takes longer; what stands below is then of the figures before.
#[component]
fn Progress() -> impl IntoView {
    let page = state();
    view! {
        <div role="status">
            {move || {
                page.fair_progress
                    .get()
                    .map(|done| {
                        view! {
                            <p class="notice">
                                "Working out every group: "{crate::model::Rate((done * 100.0).floor() / 100.0).percent()}
                                ". Until then these are the shares before your last change. "<progress max="1" value=done></progress>
                            </p>
                        }
                    })
            }}
        </div>
    }
}

#[component]
fn Shares() -> impl IntoView {
    let page = state();
    view! {
        <Headlines />
        <h2 class="hidden">"Gain and fair share"</h2>
        <Chart
            id="fair-gains"
            chart=Signal::derive(move || with_shared(page, chart).unwrap_or_default())
            sum=move |(row, column)| { terms_sum_at(page, row, if column == 0 { Terms::Now } else { Terms::Fair }) }
        />
        <Keys />
        <Settle />
        <InCash />
        <StartUpFunding />
        <Groups />
        <Pairs />
        <WorkBalance />
        <CustomShares />
    }
}

#[component]
fn Headlines() -> impl IntoView {
    let page = state();
    let tiles = Signal::derive(move || {
        let few = has_groups(page);
        with_shared(page, |one| {
            let (fair, outcome) = (&one.fair, &one.one.outcome);
            let moved: Pounds = fair.partners.iter().map(|one| Pounds(one.balancing_per_year.0.max(0.0))).sum();
            let groups = |n: usize| if n == 0 { "none".to_owned() } else { crate::model::number(n as f64, 0) };
            let tile = |label, value, note: String, opens| Tile { label, value, note, opens };
            let over =
                format!("over {}, in today\u{2019}s money", crate::explain::years(one.one.scenario.years as f64));
            let donors = format!("{} of {}", outcome.net_donors().count(), outcome.partners.len());
            let apart = || "groups that do better apart".to_owned();
            vec![
                tile("Gain to share", fair.grand_value.short(), over, few),
                tile("Lose over the term", donors, "partners, as terms stand".into(), true),
                tile("Balancing payments", moved.short(), "a year, to reach fair shares".into(), few),
                tile("Would leave now", groups(fair.blocking_count), apart(), false),
                tile("Would leave fair shares", groups(fair.blocking_fair_count), apart(), false),
            ]
        })
        .unwrap_or_default()
    });
    let sum_at = move |n: usize| {
        with_shared(page, |one| {
            let outcome = &one.one.outcome;
            Some(match n {
                0 => named_sum(Named::GrandValue, "What sharing brings beyond what each could reach alone."),
                1 => donors_sum(outcome),
                _ => moved_sum(&one.fair),
            })
        })
        .flatten()
    };
    view! { <Tiles tiles sum=sum_at /> }
}

fn chart(one: &Shared) -> ChartOf {
    let (values, marks) = yearly_gains(&one.one.outcome, &one.fair);
    let names: Vec<String> = one.fair.partners.iter().map(|one| one.name.clone()).collect();
    let rows: Vec<Vec<String>> = names
        .iter()
        .zip(values.iter().zip(&marks))
        .map(|(name, (now, fair))| vec![name.clone(), Pounds(*now).whole(), Pounds(*fair).whole()])
        .collect();
    ChartOf {
        title: "Each partner\u{2019}s gain and its fair share".into(),
        caption: "£ a year, one-off cost included: the same amount every year of the term. The mark is the fair share."
            .into(),
        labels: names,
        readout: rows
            .iter()
            .map(|row| match row.as_slice() {
                [name, now, fair] => format!("{name}: {now} a year now, {fair} as its fair share"),
                _ => String::new(),
            })
            .collect(),
        heads: ["Partner", "Now", "Fair share"].map(str::to_owned).to_vec(),
        rows,
        drawing: Drawing::Diverging { values, marks },
    }
}

/// A partner's gain a year under some terms, or of all partners together.
fn terms_sum_at(page: State, row: usize, terms: Terms) -> Option<SumOf> {
    if terms == Terms::Fair && !has_groups(page) {
        return None;
    }
    with_shared(page, |one| {
        let partners = &one.one.outcome.partners;
        let of =
            |partner: &crate::engine::PartnerOutcome| terms_sum(&one.one.scenario, &partner.id, &partner.name, terms);
        match partners.get(row) {
            Some(partner) => of(partner),
            None => all_sum("All, a year", partners.iter().map(|partner| (partner.name.clone(), of(partner)))),
        }
    })
}

/// Partners by key: the one that nobody loses under is found at a glance.
#[component]
fn Keys() -> impl IntoView {
    let page = state();
    let table = Memo::new(move |_| with_shared(page, |one| key_table(&one.one.scenario, &one.one.outcome, &one.fair)));
    // the terms of each column: as now, one for each key, the fair ones
    let terms = move || {
        let heads = table.get().map(|table| table.heads).unwrap_or_default();
        let last = heads.len().saturating_sub(1);
        let of = |(n, head): (usize, crate::explain::KeyHead)| {
            let terms = match head.key {
                Some(key) => Terms::By(key),
                None if n == last => Terms::Fair,
                None => Terms::Now,
            };
            (head.label, head.missing.is_none().then_some(terms))
        };
        heads.into_iter().enumerate().map(of).collect::<Vec<_>>()
    };
    let figures = Signal::derive(move || {
        let names = table.get().map(|table| table.rows.into_iter().map(|(name, _)| name).collect::<Vec<_>>());
        let (terms, groups) = (terms(), has_groups(page));
        let heads: Vec<&str> = terms.iter().map(|(label, _)| label.as_str()).collect();
        openables(names.iter().flatten(), &heads, |_, column| {
            terms.get(column).and_then(|(_, terms)| *terms).is_some_and(|terms| groups || terms != Terms::Fair)
        })
    });
    let sum_at = move |(row, column): (usize, usize)| {
        let (_, terms) = terms().into_iter().nth(column)?;
        terms_sum_at(page, row, terms?)
    };
    view! {
        <section class="card">
            <SumTable id="keys-sum" figures sum=sum_at>
                <table class="keys">
                    <caption>
                        "Gain by sharing key"
                        <span class="hint">
                            "£ a year, one-off cost included and spread over the term. ▼ marks who loses over the term; ✓ a key that nobody loses under."
                        </span>
                    </caption>
                    {move || {
                        table
                            .get()
                            .map(|table| {
                                view! {
                                    <thead>
                                        <tr>
                                            <th scope="col">"Partner"</th>
                                            {table
                                                .heads
                                                .iter()
                                                .map(|head| {
                                                    view! {
                                                        <th scope="col" class="number">
                                                            {head.label.clone()}
                                                            {head
                                                                .nobody_loses
                                                                .then(|| {
                                                                    view! { <span class="flag keeps">"✓"<span class="hidden">" nobody loses"</span></span> }
                                                                })}
                                                            {head.missing.clone().map(|why| view! { <span class="hint">{why}</span> })}
                                                        </th>
                                                    }
                                                })
                                                .collect_view()}
                                        </tr>
                                    </thead>
                                    <tbody>
                                        {
                                            let last = table.rows.len().saturating_sub(1);
                                            table
                                                .rows
                                                .iter()
                                                .enumerate()
                                                .map(|(n, (name, cells))| {
                                                    view! {
                                                        <tr class:total=n == last>
                                                            <th scope="row">{name.clone()}</th>
                                                            {cells
                                                                .iter()
                                                                .map(|cell| {
                                                                    view! {
                                                                        <td class="number" class:loses=cell.loses>
                                                                            {cell
                                                                                .loses
                                                                                .then(|| {
                                                                                    view! {
                                                                                        <span class="mark-loss">
                                                                                            "▼ "<span class="hidden">"loses "</span>
                                                                                        </span>
                                                                                    }
                                                                                })}
                                                                            {cell.text.clone()}
                                                                        </td>
                                                                    }
                                                                })
                                                                .collect_view()}
                                                        </tr>
                                                    }
                                                })
                                                .collect_view()
                                        }
                                    </tbody>
                                    <tfoot>
                                        <tr class="do">
                                            <th scope="row">"Use it"</th>
                                            {table
                                                .heads
                                                .iter()
                                                .map(|head| {
                                                    let (label, key, known) = (head.label.clone(), head.key, head.missing.is_none());
                                                    view! {
                                                        <td class="number">
                                                            {key
                                                                .filter(|_| known)
                                                                .map(|key| {
                                                                    view! {
                                                                        <button
                                                                            type="button"
                                                                            class="link"
                                                                            aria-label=format!("Use {label} for everything")
                                                                            on:click=move |_| {
                                                                                page.begin_gesture();
                                                                                page.change(use_key(&page.document.get_untracked(), key));
                                                                            }
                                                                        >
                                                                            "Use"
                                                                        </button>
                                                                    }
                                                                })}
                                                        </td>
                                                    }
                                                })
                                                .collect_view()}
                                        </tr>
                                    </tfoot>
                                }
                            })
                    }}
                </table>
            </SumTable>
        </section>
    }
}
