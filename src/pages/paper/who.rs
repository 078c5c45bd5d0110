//! Who gains and who pays, on paper.

use crate::explain::{PartnerColumn, YearRow, YearTable, chance, effect_tables, partner_rows};
use crate::kit::table_box::TableBox;
use crate::pages::money::plan_of;
use crate::pages::summary::partner_gains::columns;
use crate::pages::summary::partner_gains::row_words;
use crate::state::state;
use crate::state::with_result;
use leptos::prelude::*;

/// Who gains and who pays: a year at full effect, and over the term with each one's chance of being a net donor.
#[component]
pub(super) fn Who() -> impl IntoView {
    let page = state();
    let heads = Memo::new(move |_| columns(page));
    // a page of A4 holds what adds up in one table, and what is of the term in another
    let of_term = |one: &PartnerColumn| matches!(one, PartnerColumn::OneOff | PartnerColumn::Worth);
    let rows = move |term: bool| {
        let drawn = page.result.get().and_then(|one| page.draws.of(&one));
        let heads = heads.get();
        with_result(page.result, |one| {
            let all = partner_rows(&one.outcome).into_iter().enumerate();
            all.map(|(n, row)| {
                let cells = row.cells.iter().zip(&heads).filter(|(_, head)| of_term(head) == term);
                let mut cells: Vec<String> = cells.map(|(cell, _)| cell.clone()).collect();
                if term {
                    let donor = |found: &crate::engine::uncertainty::Uncertain| {
                        found.net_donor.get(n).map_or(String::new(), |part| chance(*part))
                    };
                    cells.push(drawn.as_ref().map_or_else(|| "…".into(), |drawn| donor(&drawn.found)));
                }
                (row, cells)
            })
            .collect::<Vec<_>>()
        })
    };
    let heads_of = move |term: bool| {
        let own = heads.get().into_iter().filter(move |head| of_term(head) == term).map(PartnerColumn::head);
        own.chain(term.then_some("Chance of being a net donor")).collect::<Vec<_>>()
    };
    let table = move |term: bool, title: &'static str| {
        view! {
            <section class="card">
                <TableBox>
                    <table>
                        <caption>
                            {title}
                            <span class="hint">
                                {move || {
                                    if term {
                                        "£. One-off cost in all; worth today over the term, with balancing payments where they are adopted."
                                    } else {
                                        heads.with(|all| row_words(all))
                                    }
                                }}
                            </span>
                        </caption>
                        <thead>
                            <tr>
                                <th scope="col">"Partner"</th>
                                {move || {
                                    heads_of(term)
                                        .into_iter()
                                        .map(|head| {
                                            view! {
                                                <th scope="col" class="number">
                                                    {head}
                                                </th>
                                            }
                                        })
                                        .collect_view()
                                }}
                            </tr>
                        </thead>
                        <tbody>
                            {move || {
                                let all = rows(term);
                                let last = all.len().saturating_sub(1);
                                all.into_iter()
                                    .enumerate()
                                    .map(|(n, (row, cells))| {
                                        view! {
                                            <tr class:total=n == last>
                                                <th scope="row">{row.name}{row.donor.then(|| view! { <span class="flag">"▼ net donor"</span> })}</th>
                                                {cells.into_iter().map(|cell| view! { <td class="number">{cell}</td> }).collect_view()}
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
    };
    view! {
        {table(false, "Who gains and who pays a year")}
        {table(true, "Who gains and who pays over the term")}
    }
}

/// What budgets would feel, in the cash of each year.
#[component]
pub(super) fn Budgets() -> impl IntoView {
    let plan = plan_of(state());
    let found = Memo::new(move |_| plan.get().map(|plan| effect_tables(&plan.plan)).unwrap_or_default());
    view! {
        {move || {
            found
                .get()
                .into_iter()
                .map(|YearTable { years, rows }| {
                    let last = rows.len().saturating_sub(1);
                    let whole = rows.iter().any(|row| !row.total.is_empty());
                    view! {
                        <section class="card">
                            <TableBox>
                                <table class="small">
                                    <caption>
                                        "Effect on revenue budgets"
                                        <span class="hint">
                                            "£ thousand in the cash of each year, with what pays for the change as the cash plan has it: a saving is positive"
                                        </span>
                                    </caption>
                                    <thead>
                                        <tr>
                                            <th scope="col">"Partner"</th>
                                            {years
                                                .into_iter()
                                                .map(|year| {
                                                    view! {
                                                        <th scope="col" class="number">
                                                            {year}
                                                        </th>
                                                    }
                                                })
                                                .collect_view()}
                                            {whole
                                                .then(|| {
                                                    view! {
                                                        <th scope="col" class="number">
                                                            "Term"
                                                        </th>
                                                    }
                                                })}
                                        </tr>
                                    </thead>
                                    <tbody>
                                        {rows
                                            .into_iter()
                                            .enumerate()
                                            .map(|(n, YearRow { name, cells, total })| {
                                                view! {
                                                    <tr class:total=n == last>
                                                        <th scope="row">{name}</th>
                                                        {cells.into_iter().map(|cell| view! { <td class="number">{cell}</td> }).collect_view()}
                                                        {whole.then(|| view! { <td class="number">{total}</td> })}
                                                    </tr>
                                                }
                                            })
                                            .collect_view()}
                                    </tbody>
                                </table>
                            </TableBox>
                        </section>
                    }
                })
                .collect_view()
        }}
    }
}
