//! What groups of partners could do by themselves.

use crate::explain::{Company, company_sum, group_sum, group_words, pair_table};
use crate::kit::disclosure::Disclosure;
use crate::kit::sum_table::Openable;
use crate::kit::sum_table::SumTable;
use crate::kit::sum_table::Sums;
use crate::kit::sum_table::openables;
use crate::pages::fair_shares::shared::{has_groups, with_shared};
use crate::state::state;
use leptos::prelude::*;

/// Groups that would do better on their own, in words.
#[component]
pub(super) fn Groups() -> impl IntoView {
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
pub(super) fn Pairs() -> impl IntoView {
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
