//! Who puts in what and who gains what: a row for each partner, each figure with its sum.

use crate::chart::Chart;
use crate::chart::money::gains;
use crate::explain::{PartnerColumn, SumOf, all_sum, named_sum, partner_columns, partner_rows, partner_sum};
use crate::kit::sum_table::SumTable;
use crate::kit::sum_table::openables;
use crate::state::State;
use crate::state::state;
use crate::state::with_result;
use leptos::prelude::*;

/// The columns of the result as it stands.
pub fn columns(page: State) -> Vec<PartnerColumn> {
    with_result(page.result, |one| partner_columns(&one.outcome))
}

/// The sum of a figure of the table of partners; the last row is of all of them.
fn partner_sum_at(page: State, row: usize, column: usize) -> Option<SumOf> {
    page.result.with(|result| {
        let one = result.as_deref()?;
        let column = *partner_columns(&one.outcome).get(column)?;
        let words = match column {
            PartnerColumn::Worth => "Over the term, with balancing payments.",
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

/// What a row of the table adds up as.
pub fn row_words(columns: &[PartnerColumn]) -> &'static str {
    if columns.contains(&PartnerColumn::Balancing) {
        "£. A year at full effect: cost without sharing, less charge, and gain from buying, less balancing payment, is net gain."
    } else {
        "£. A year at full effect: cost without sharing, less charge, and gain from buying, is net gain."
    }
}

/// Who gains and who pays; each row and each column adds up.
#[component]
pub fn PartnerGains() -> impl IntoView {
    let page = state();
    let table = move || with_result(page.result, |one| partner_rows(&one.outcome));
    let columns = Memo::new(move |_| columns(page));
    let last = move || with_result(page.result, |one| one.outcome.partners.len());
    let figures = Signal::derive(move || {
        let names: Vec<String> =
            with_result(page.result, |one| one.outcome.partners.iter().map(|one| one.name.clone()).collect());
        let names: Vec<String> = names.into_iter().chain(["All partners".to_owned()]).collect();
        let heads: Vec<&str> = columns.with(|all| all.iter().map(|one| one.head()).collect());
        openables(&names, &heads, |_, _| true)
    });
    let sum_at = move |(row, column)| partner_sum_at(page, row, column);
    view! {
        <section class="card">
            <SumTable id="partner-sum" figures sum=sum_at><table>
                <caption>"What each partner puts in and gains"<span class="hint">{move || columns.with(|all| row_words(all))}" One-off cost in all; worth today over the term."</span></caption>
                <thead><tr><th scope="col">"Partner"</th>{move || columns.get().into_iter().map(|one| view! { <th scope="col" class="number">{one.head()}</th> }).collect_view()}</tr></thead>
                <tbody>{move || { let last = last(); table().into_iter().enumerate().map(|(n, row)| view! {
                    <tr class:total=n == last>
                        <th scope="row">{row.name}{row.donor.then(|| view! { <span class="flag">"▼ net donor"</span> })}{(!row.out_of_pocket.is_empty()).then(|| view! { <span class="hint">{row.out_of_pocket}</span> })}</th>
                        {row.cells.into_iter().map(|cell| view! { <td class="number">{cell}</td> }).collect_view()}
                    </tr>
                }).collect_view() }}</tbody>
            </table></SumTable>
        </section>
        <Chart id="gains" chart=Signal::derive(move || with_result(page.result, |one| {
            page.fair.with(|shared| gains(one, shared.as_deref().filter(|shared| shared.is_of(one)).map(|shared| &shared.fair)))
        })) sum=move |(row, _)| page.result.with(|result| partner_sum(&result.as_deref()?.outcome, row)) />
    }
}
