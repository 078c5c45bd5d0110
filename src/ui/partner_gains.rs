//! Who puts in what and who gains what: a row for each partner, each figure with its sum.

use super::charts::Chart;
use super::state::{State, state};
use super::sum_table::{SumTable, openables};
use super::summary_charts::gains;
use super::summary_page::with_result;
use crate::engine::rounding::largest_remainder;
use crate::explain::{SumOf, all_sum, named_sum, partner_figures, partner_sum};
use crate::model::{Pounds, number};
use leptos::prelude::*;

/// The columns of the table of partners, with the place of each among the figures of a partner; the net gain is a sum of its
/// own.
const PARTNER_COLUMNS: [(&str, Option<usize>); 6] = [
    ("Cost without sharing", Some(0)),
    ("Charge", Some(1)),
    ("Gain from buying", Some(2)),
    ("Net gain", None),
    ("One-off", Some(3)),
    ("Worth today", Some(4)),
];

/// The sum of a figure of the table of partners; the last row is of all of them.
fn partner_sum_at(page: State, row: usize, column: usize) -> Option<SumOf> {
    page.result.with(|result| {
        let one = result.as_deref()?;
        let (head, place) = *PARTNER_COLUMNS.get(column)?;
        let words = match head {
            "Worth today" => "Over the term, with balancing payments.",
            _ => "Over all services and categories that it takes part in.",
        };
        let of = |row: usize| {
            let partner = one.outcome.partners.get(row)?;
            match place {
                None => partner_sum(&one.outcome, row),
                Some(place) => {
                    let name = partner_figures(&partner.id).into_iter().nth(place)?;
                    Some(named_sum(name, words))
                }
            }
        };
        of(row).or_else(|| {
            let each = one.outcome.partners.iter().enumerate();
            let each = each.filter_map(|(row, partner)| Some((partner.name.clone(), of(row)?)));
            Some(all_sum(&format!("{head}: all partners"), each))
        })
    })
}

/// Who gains and who pays; parts are rounded so that they add up to their total.
#[component]
pub fn PartnerGains() -> impl IntoView {
    let page = state();
    let table = move || {
        with_result(page.result, |one| {
            let partners = &one.outcome.partners;
            let column = |of: fn(&crate::engine::PartnerOutcome) -> Pounds| {
                let parts: Vec<f64> = partners.iter().map(|partner| of(partner).0).collect();
                let rounded = largest_remainder(&parts);
                let total: f64 = rounded.iter().sum();
                rounded.into_iter().chain([total]).map(|value| number(value, 0)).collect::<Vec<_>>()
            };
            let columns = [
                column(|p| p.full_year_cost),
                column(|p| p.full_year_charge),
                column(|p| p.full_year_buying),
                column(|p| p.full_year_net),
                column(|p| p.one_off),
                column(|p| p.npv),
            ];
            let names = partners.iter().map(|p| (p.name.clone(), p.net_donor, out_of_pocket(p))).chain([(
                "All partners".to_owned(),
                false,
                String::new(),
            )]);
            names
                .enumerate()
                .map(|(n, (name, donor, years))| {
                    (
                        name,
                        donor,
                        years,
                        columns.iter().map(|column| column.get(n).cloned().unwrap_or_default()).collect::<Vec<_>>(),
                    )
                })
                .collect::<Vec<_>>()
        })
    };
    let last = move || with_result(page.result, |one| one.outcome.partners.len());
    let figures = Signal::derive(move || {
        let names: Vec<String> =
            with_result(page.result, |one| one.outcome.partners.iter().map(|one| one.name.clone()).collect());
        let names: Vec<String> = names.into_iter().chain(["All partners".to_owned()]).collect();
        openables(&names, &PARTNER_COLUMNS.map(|(head, _)| head), |_, _| true)
    });
    let sum_at = move |(row, column)| partner_sum_at(page, row, column);
    view! {
        <section class="card">
            <SumTable id="partner-sum" figures sum=sum_at><table>
                <caption>"What each partner puts in and gains"<span class="hint">"£. Cost, charge, buying and gain a year at full effect; one-off cost in all; worth today over the term."</span></caption>
                <thead><tr><th scope="col">"Partner"</th>{PARTNER_COLUMNS.map(|(head, _)| view! { <th scope="col" class="number">{head}</th> }).into_iter().collect_view()}</tr></thead>
                <tbody>{move || { let last = last(); table().into_iter().enumerate().map(|(n, (name, donor, years, cells))| view! {
                    <tr class:total=n == last>
                        <th scope="row">{name}{donor.then(|| view! { <span class="flag">"▼ net donor"</span> })}{(!years.is_empty()).then(|| view! { <span class="hint">{years}</span> })}</th>
                        {cells.into_iter().map(|cell| view! { <td class="number">{cell}</td> }).collect_view()}
                    </tr>
                }).collect_view() }}</tbody>
            </table></SumTable>
        </section>
        <Chart id="gains" chart=Signal::derive(move || with_result(page.result, |one| {
            page.fair.with(|shared| gains(one, shared.as_deref().filter(|shared| shared.is_of(one)).map(|shared| &shared.fair)))
        })) sum=move |(row, _)| page.result.with(|result| partner_sum(&result.as_deref()?.outcome, row)) />
    }
}

/// The years in which a partner is out of pocket, in words.
fn out_of_pocket(partner: &crate::engine::PartnerOutcome) -> String {
    match partner.out_of_pocket.as_slice() {
        [] => String::new(),
        [one] => format!("out of pocket in {one}"),
        [first, .., last] if last.0 - first.0 + 1 == partner.out_of_pocket.len() as u32 => {
            format!("out of pocket from {first} to {last}")
        }
        years => format!("out of pocket in {}", super::app::counted(years.len(), "year", "years")),
    }
}
