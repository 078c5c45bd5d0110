//! Fair shares: who gains and who pays under each key, what settles it, who would do better apart.

pub mod custom_shares;
pub mod settle;
pub mod shared;
pub mod work_balance;

use crate::chart::Chart;
use crate::chart::shape::ChartOf;
use crate::chart::shape::Drawing;
use crate::edits::fair::use_key;
use crate::explain::{
    Company, SumOf, Terms, all_sum, company_sum, donors_sum, fair_words, group_sum, group_words, key_table, moved_sum,
    named_sum, pair_table, terms_sum, yearly_gains,
};
use crate::kit::disclosure::Disclosure;
use crate::kit::sum_table::Openable;
use crate::kit::sum_table::SumTable;
use crate::kit::sum_table::Sums;
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
        <Chart
            id="fair-gains"
            chart=Signal::derive(move || with_shared(page, chart).unwrap_or_default())
            sum=move |(row, column)| { terms_sum_at(page, row, if column == 0 { Terms::Now } else { Terms::Fair }) }
        />
        <Keys />
        <Settle />
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
                                        <tr>
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

/// Groups that would do better on their own, in words.
#[component]
fn Groups() -> impl IntoView {
    let page = state();
    let lists = move || {
        with_shared(page, |one| {
            let say = |groups: &[crate::engine::fair_shares::Group]| {
                groups.iter().map(|group| group_words(&one.fair, group)).collect::<Vec<_>>()
            };
            [
                ("Under the present terms", say(&one.fair.blocking), one.fair.blocking_count),
                ("Under fair shares", say(&one.fair.blocking_fair), one.fair.blocking_fair_count),
            ]
        })
    };
    // both lists, group by group
    let figures = Signal::derive(move || {
        if !has_groups(page) {
            return Vec::new();
        }
        let each = lists().into_iter().flatten().enumerate().flat_map(|(list, (terms, groups, _))| {
            groups
                .into_iter()
                .enumerate()
                .map(move |(n, text)| Openable { label: format!("{terms}: {text}"), at: (list, n) })
        });
        each.collect()
    });
    let sum_at = move |(list, n): (usize, usize)| {
        with_shared(page, |one| {
            let groups = if list == 0 { &one.fair.blocking } else { &one.fair.blocking_fair };
            Some(group_sum(&one.one.scenario, &one.fair, groups.get(n)?, list == 1))
        })
        .flatten()
    };
    view! {
        <section class="card">
            <h2>"Who would do better apart"</h2>
            {move || {
                lists()
                    .map(|lists| {
                        lists
                            .into_iter()
                            .map(|(terms, groups, count)| {
                                let shown = groups.len().min(5);
                                let more: Vec<String> = groups.iter().skip(shown).cloned().collect();
                                let rest = count - shown;
                                view! {
                                    <h3>{terms}</h3>
                                    {if groups.is_empty() {
                                        view! { <p>"No group looked at would do better on its own."</p> }.into_any()
                                    } else {
                                        view! {
                                            <ul>{groups.into_iter().take(shown).map(|text| view! { <li>{text}"."</li> }).collect_view()}</ul>
                                            {(!more.is_empty())
                                                .then(|| {
                                                    view! {
                                                        <Disclosure summary=format!("{rest} more, {} of them listed", more.len())>
                                                            <ul>{more.iter().map(|text| view! { <li>{text.clone()}"."</li> }).collect_view()}</ul>
                                                        </Disclosure>
                                                    }
                                                })}
                                        }
                                            .into_any()
                                    }}
                                }
                            })
                            .collect_view()
                    })
            }}
            <Sums id="groups-sum" figures sum=sum_at />
        </section>
    }
}

/// What each would gain alone, with each other, in the whole.
#[component]
fn Pairs() -> impl IntoView {
    let page = state();
    let table = move || with_shared(page, |one| pair_table(&one.fair));
    let figures = Signal::derive(move || {
        let Some(table) = table().filter(|_| has_groups(page)) else { return Vec::new() };
        let names: Vec<String> = table.rows.iter().map(|(name, _)| name.clone()).collect();
        let with: Vec<String> = table.names.iter().map(|name| format!("With {name}")).collect();
        let heads: Vec<&str> =
            std::iter::once("Alone").chain(with.iter().map(String::as_str)).chain(["In the whole"]).collect();
        openables(&names, &heads, |row, column| {
            table.rows.get(row).and_then(|(_, cells)| cells.get(column)).is_some_and(Option::is_some)
        })
    });
    let sum_at = move |(row, column): (usize, usize)| {
        with_shared(page, |one| {
            let active: Vec<_> = one.fair.partners.iter().enumerate().filter(|(_, one)| one.takes_part).collect();
            let (place, partner) = active.get(row)?;
            let company = match column.checked_sub(1) {
                None => Company::Alone,
                Some(other) => match active.get(other) {
                    Some((other, one)) => Company::With(*place, *other, one.id.clone(), one.name.clone()),
                    None => Company::Whole,
                },
            };
            Some(company_sum(&partner.id, &partner.name, &company))
        })
        .flatten()
    };
    view! {
        <Disclosure card=true summary="What each would gain alone, with one other, and in the whole">
            <SumTable id="pairs-sum" figures sum=sum_at>
                <table>
                    <caption>
                        "Alone, in pairs, in the whole"
                        <span class="hint">
                            "Over the term, in today\u{2019}s money. A pair divides its gain evenly; in the whole each has its fair share."
                        </span>
                    </caption>
                    {move || {
                        table()
                            .map(|table| {
                                view! {
                                    <thead>
                                        <tr>
                                            <th scope="col">"Partner"</th>
                                            <th scope="col" class="number">
                                                "Alone"
                                            </th>
                                            {table
                                                .names
                                                .iter()
                                                .map(|name| {
                                                    view! {
                                                        <th scope="col" class="number">
                                                            "With "
                                                            {name.clone()}
                                                        </th>
                                                    }
                                                })
                                                .collect_view()}
                                            <th scope="col" class="number">
                                                "In the whole"
                                            </th>
                                        </tr>
                                    </thead>
                                    <tbody>
                                        {table
                                            .rows
                                            .into_iter()
                                            .map(|(name, cells)| {
                                                view! {
                                                    <tr>
                                                        <th scope="row">{name}</th>
                                                        {cells
                                                            .into_iter()
                                                            .map(|cell| view! { <td class="number">{cell.unwrap_or_default()}</td> })
                                                            .collect_view()}
                                                    </tr>
                                                }
                                            })
                                            .collect_view()}
                                    </tbody>
                                }
                            })
                    }}
                </table>
            </SumTable>
        </Disclosure>
    }
}
