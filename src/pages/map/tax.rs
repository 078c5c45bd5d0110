//! Council tax where forces merge: who pays more, and income.

use super::merger_of::MergerOf;
use crate::chart::Chart;
use crate::chart::money::unit_of;
use crate::chart::shape::{ChartOf, Drawing, Series};
use crate::engine::merger::AreaTax;
use crate::explain::{area_rows, tax_words};
use crate::kit::table_box::TableBox;
use leptos::prelude::*;
use std::sync::Arc;

/// Who pays more, and income: one card a new force.
#[component]
pub(super) fn Tax(merger: Memo<Option<Arc<MergerOf>>>) -> impl IntoView {
    let count = Memo::new(move |_| merger.with(|merger| merger.as_ref().map_or(0, |merger| merger.found.each.len())));
    view! {
        <For each=move || 0..count.get() key=|n| *n let(n)>
            <TaxOf merger n />
        </For>
    }
}

/// Council tax in one of the new forces.
#[component]
fn TaxOf(
    merger: Memo<Option<Arc<MergerOf>>>,
    /// Which of them.
    n: usize,
) -> impl IntoView {
    let words = move || {
        merger.with(|merger| {
            let merger = merger.as_ref()?;
            Some(tax_words(&merger.one.outcome, merger.found.each.get(n)?))
        })
    };
    let rows = Memo::new(move |_| {
        let merger = merger.get()?;
        area_rows(&merger.one.scenario, merger.found.each.get(n)?)
    });
    let title = move || {
        merger.with(|merger| {
            let each = merger.as_ref().map(|merger| merger.found.each.as_slice()).unwrap_or_default();
            match each.get(n) {
                Some(force) if each.len() > 1 => format!("Council tax: {}", force.name),
                _ => "Council tax".to_owned(),
            }
        })
    };
    let some = Memo::new(move |_| rows.with(Option::is_some));
    let drawn = Memo::new(move |_| merger.get().and_then(|merger| tax_chart(&merger, n)));
    let moves = Memo::new(move |_| drawn.with(Option::is_some));
    let chart = Signal::derive(move || drawn.get().unwrap_or_default());
    view! {
        <section class="card">
            <h2>{title}</h2>
            <p>{words}</p>
            {move || {
                some.get()
                    .then(|| {
                        view! {
                            <TableBox>
                                <table>
                                    <caption>"Band D by area"</caption>
                                    <thead>
                                        <tr>
                                            <th scope="col">"Area"</th>
                                            {["Before", "In the year of vesting", "Once levelled", "Change"]
                                                .map(|head| {
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
                                            rows.get()
                                                .unwrap_or_default()
                                                .into_iter()
                                                .map(|row| {
                                                    view! {
                                                        <tr>
                                                            <th scope="row">
                                                                {row.name}{row.pays_more.then(|| view! { <span class="flag">"▲ pays more"</span> })}
                                                            </th>
                                                            {row.cells.map(|cell| view! { <td class="number">{cell}</td> }).into_iter().collect_view()}
                                                            <td class="number">{row.change}</td>
                                                        </tr>
                                                    }
                                                })
                                                .collect_view()
                                        }}
                                    </tbody>
                                </table>
                            </TableBox>
                        }
                    })
            }}
        </section>
        {move || moves.get().then(|| view! { <Chart id=format!("merger-tax-{n}") chart=chart /> })}
    }
}

/// Income against today's by area: what is forgone, and who makes it up.
fn tax_chart(merger: &MergerOf, n: usize) -> Option<ChartOf> {
    let tax = merger.found.each.get(n)?.tax.as_ref()?;
    // where nothing is levelled there is nothing to draw
    let moves = |area: &AreaTax| area.income.iter().any(|income| income.0.abs() >= 0.5);
    if !tax.areas.iter().any(moves) {
        return None;
    }
    let year = |t: usize| merger.one.outcome.year(t);
    let rows: Vec<Vec<String>> = (0..tax.income.len())
        .map(|t| {
            let each = tax.areas.iter().map(|area| area.income.get(t).copied().unwrap_or_default().whole());
            let all = tax.income.get(t).copied().unwrap_or_default().whole();
            std::iter::once(year(t).to_string()).chain(each).chain([all]).collect()
        })
        .collect();
    let mut heads = vec!["Year".to_owned()];
    heads.extend(tax.areas.iter().map(|area| area.name.clone()));
    heads.push("All".into());
    let readout = rows.iter().map(|row| {
        let parts = row.iter().zip(&heads).skip(1).map(|(cell, head)| format!("{head} {cell}"));
        format!("{}: {}", row.first().map_or("", String::as_str), parts.collect::<Vec<_>>().join(", "))
    });
    let series = tax.areas.iter().enumerate().map(|(colour, area)| Series {
        name: area.name.clone().into(),
        colour: colour % 4,
        values: area.income.iter().map(|income| income.0).collect(),
    });
    Some(ChartOf {
        title: "Income against today\u{2019}s, by area".into(),
        caption: format!(
            "{} a year from council tax: below the line an area pays less than now, above it more.",
            unit_of(tax.areas.iter().flat_map(|area| &area.income).map(|income| income.0))
        ),
        labels: (0..rows.len()).map(|t| year(t).short()).collect(),
        readout: readout.collect(),
        drawing: Drawing::Stacked(series.collect()),
        heads,
        rows,
    })
}
