//! Who puts in what and who gains what: a row for each partner, each figure with its sum.

use crate::engine::fair_shares::full_year_fair;
use crate::explain::{
    PartnerColumn, SumOf, all_sum, fair_year_sum, named_sum, partner_columns, partner_rows, partner_sum,
};
use crate::kit::sum_table::SumTable;
use crate::kit::sum_table::openables;
use crate::model::number;
use crate::state::State;
use crate::state::state;
use crate::state::with_result;
use leptos::prelude::*;

/// The columns of the result as it stands.
pub fn columns(page: State) -> Vec<PartnerColumn> {
    with_result(page.result, |one| partner_columns(&one.outcome))
}

/// The sum of a figure of the table of partners; the last row is of all of them.
fn partner_sum_at(page: State, columns: &[PartnerColumn], row: usize, column: usize) -> Option<SumOf> {
    page.result.with(|result| {
        let one = result.as_deref()?;
        let column = *columns.get(column)?;
        let words = match column {
            PartnerColumn::Worth => "Over the term, with balancing payments where they are adopted.",
            PartnerColumn::Balancing => "What it pays to other partners a year; a minus where it receives.",
            _ => "Over all services and categories that it takes part in.",
        };
        let of = |row: usize| {
            let partner = one.outcome.partners.get(row)?;
            match column {
                PartnerColumn::Net => partner_sum(&one.outcome, row),
                column => Some(named_sum(column.name(&partner.id), words)),
            }
        };
        of(row).or_else(|| {
            let each = one.outcome.partners.iter().enumerate();
            let each = each.filter_map(|(row, partner)| Some((partner.name.clone(), of(row)?)));
            Some(all_sum(&format!("{}: all partners", column.head()), each))
        })
    })
}

/// The sum of a partner's fair share in the full year, once it is known.
fn fair_sum_at(page: State, row: usize) -> Option<SumOf> {
    let one = page.result.get()?;
    let shared = page.fair.get().filter(|shared| shared.is_of(&one))?;
    let partner = shared.fair.partners.get(row)?;
    Some(fair_year_sum(&one.scenario, &partner.id, &partner.name, partner.balancing_per_year))
}

/// What a row of the table adds up as.
pub fn row_words(columns: &[PartnerColumn]) -> &'static str {
    if columns.contains(&PartnerColumn::Balancing) {
        "£. A year at full effect: cost without sharing, less charge, and gain from buying, less balancing payment, is net gain."
    } else {
        "£. A year at full effect: cost without sharing, less charge, and gain from buying, is net gain."
    }
}

/// What a table of partners shows of their columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// A year at full effect, beside what would be fair.
    AYear,
    /// One-off cost and worth over the term, and the years in which each is out of pocket.
    OverTerm,
}

/// Who gains and who pays; each row and each column adds up.
#[component]
pub fn PartnerGains(shown: Shown) -> impl IntoView {
    let page = state();
    let over_term = |one: &PartnerColumn| matches!(one, PartnerColumn::OneOff | PartnerColumn::Worth);
    let a_year = shown == Shown::AYear;
    // places among all columns, since rows have a cell for each
    let places = Memo::new(move |_| {
        let all = columns(page).into_iter().enumerate();
        all.filter(|(_, one)| over_term(one) != a_year).collect::<Vec<(usize, PartnerColumn)>>()
    });
    let columns = Memo::new(move |_| places.with(|all| all.iter().map(|(_, one)| *one).collect::<Vec<_>>()));
    let table = move || with_result(page.result, |one| partner_rows(&one.outcome));
    let last = move || with_result(page.result, |one| one.outcome.partners.len());
    let figures = Signal::derive(move || {
        let names: Vec<String> =
            with_result(page.result, |one| one.outcome.partners.iter().map(|one| one.name.clone()).collect());
        let names: Vec<String> = names.into_iter().chain(["All partners".to_owned()]).collect();
        let heads: Vec<&str> = columns.with(|all| all.iter().map(|one| one.head()).collect());
        let fair: &[&str] = if a_year { &["", "Fair share a year"] } else { &[] };
        let heads = [heads.as_slice(), fair].concat();
        let (own, all) = (heads.len() - fair.len(), names.len());
        openables(&names, &heads, |row, column| column < own || column > own && row + 1 < all)
    });
    let sum_at = move |(row, column): (usize, usize)| {
        // after the bar stands the fair share
        if a_year && column == columns.with(Vec::len) + 1 {
            return fair_sum_at(page, row);
        }
        columns.with(|columns| partner_sum_at(page, columns, row, column))
    };
    // what each gains beside what would be fair, once that is known: a share of the width between the lowest and the highest
    let beside = move || {
        let Some(one) = page.result.get() else { return Vec::new() };
        let fair = page.fair.get().filter(|shared| shared.is_of(&one));
        let shares = fair.map(|shared| full_year_fair(&one.outcome, &shared.fair)).unwrap_or_default();
        let gains: Vec<f64> = one.outcome.partners.iter().map(|partner| partner.full_year_net.0).collect();
        let ends = || gains.iter().chain(&shares).copied();
        let (low, high) = (ends().fold(0.0, f64::min), ends().fold(1.0, f64::max));
        let part = move |value: f64| 100.0 * (value - low) / (high - low);
        let row = |(n, gain): (usize, &f64)| {
            let (from, to) = (part(gain.min(0.0)), part(gain.max(0.0)));
            let share = shares.get(n).copied();
            (from, to - from, *gain < 0.0, share.map(part), share.map(|share| number(share, 0)))
        };
        gains.iter().enumerate().map(row).collect::<Vec<_>>()
    };
    view! {
        <section class="card">
            <SumTable id=if a_year { "partner-sum" } else { "partner-term-sum" } figures sum=sum_at>
                <table>
                    <caption>
                        {if a_year { "What each partner puts in and gains" } else { "One-off cost and worth, by partner" }}
                        <span class="hint">
                            {move || {
                                if a_year {
                                    format!(
                                        "{} Fair share: the same with the payments that make it fair, before one-off cost.",
                                        columns.with(|all| row_words(all)),
                                    )
                                } else {
                                    "£. One-off cost in all; worth today over the term.".to_owned()
                                }
                            }}
                        </span>
                    </caption>
                    <thead>
                        <tr>
                            <th scope="col">"Partner"</th>
                            {move || {
                                columns
                                    .get()
                                    .into_iter()
                                    .map(|one| {
                                        view! {
                                            <th scope="col" class="number">
                                                {one.head()}
                                            </th>
                                        }
                                    })
                                    .collect_view()
                            }}
                            {a_year
                                .then(|| {
                                    view! {
                                        <th scope="col" class="bars">
                                            <span aria-hidden="true">"Gain and "<span class="fair-key"></span>" fair share"</span>
                                            <span class="hidden">"Gain beside fair share, as a bar"</span>
                                        </th>
                                        <th scope="col" class="number">
                                            "Fair share a year"
                                        </th>
                                    }
                                })}
                        </tr>
                    </thead>
                    <tbody>
                        {move || {
                            let (last, beside) = (last(), beside());
                            table()
                                .into_iter()
                                .enumerate()
                                .map(|(n, row)| {
                                    view! {
                                        <tr class:total=n == last>
                                            <th scope="row">
                                                {row.name}{(a_year && row.donor).then(|| view! { <span class="flag">"▼ net donor"</span> })}
                                                {(!a_year && !row.out_of_pocket.is_empty()).then(|| view! { <span class="hint">{row.out_of_pocket}</span> })}
                                            </th>
                                            {places
                                                .with(|all| {
                                                    all.iter()
                                                        .filter_map(|(place, _)| row.cells.get(*place).cloned())
                                                        .map(|cell| view! { <td class="number">{cell}</td> })
                                                        .collect_view()
                                                })}
                                            {a_year
                                                .then(|| match beside.get(n).cloned() {
                                                    Some((from, wide, loses, mark, share)) => {
                                                        view! {
                                                            <td class="bars">
                                                                <span class="gain-bar" aria-hidden="true">
                                                                    <span
                                                                        class="bar"
                                                                        class:loss=loses
                                                                        style:left=format!("{from:.1}%")
                                                                        style:width=format!("{wide:.1}%")
                                                                    ></span>
                                                                    {mark.map(|at| view! { <span class="fair-mark" style:left=format!("{at:.1}%")></span> })}
                                                                </span>
                                                            </td>
                                                            <td class="number plain">{share}</td>
                                                        }
                                                            .into_any()
                                                    }
                                                    None => {
                                                        view! {
                                                            <td class="bars"></td>
                                                            <td></td>
                                                        }
                                                            .into_any()
                                                    }
                                                })}
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
