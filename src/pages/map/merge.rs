//! Merging instead: draw a larger force, hold it against collaborating, and see who would pay more council tax.

use crate::chart::Chart;
use crate::chart::money::unit_of;
use crate::chart::shape::{ChartOf, Drawing, Series};
use crate::edits::alternatives::toggle_merging;
use crate::engine::merger::{AreaTax, MergerOutcome, merger_outcome};
use crate::evidence::{MAP_SIZE, TILES, force};
use crate::explain::{area_rows, merging_words, regret_rows, regret_words, scope_words, tax_words};
use crate::kit::field::{Choice, Figure, Labelled};
use crate::kit::table_box::TableBox;
use crate::kit::tiles::{Tile, Tiles};
use crate::model::Pounds;
use crate::state::{Appraised, state};
use leptos::prelude::*;
use std::sync::Arc;

/// A merger's outcome with what it is of.
#[derive(Debug, Clone, PartialEq)]
struct MergerOf {
    one: Arc<Appraised>,
    found: MergerOutcome,
}

#[component]
pub fn MergePage() -> impl IntoView {
    let page = state();
    let merger = Memo::new(move |_| {
        let one = page.result.get()?;
        let found = merger_outcome(&one.scenario, &one.outcome)?;
        Some(Arc::new(MergerOf { one, found }))
    });
    let some = Memo::new(move |_| merger.with(Option::is_some));
    let heading = move || match merger.get() {
        Some(merger) => regret_words(&merger.found),
        None => "What if they merged instead?".to_owned(),
    };
    view! {
        <h1 class="headline">{heading}</h1>
        <p class="lead">
            "Draw a larger force from any set of forces. A merger is a way of its own, and collaboration no step towards it: the table says what each is worth where nobody can say which comes."
        </p>
        <Drawn />
        {move || merger.get().and_then(|merger| scope_words(&merger.found)).map(|words| view! { <p class="concern">"▲ "{words}</p> })}
        {move || {
            some.get()
                .then(|| {
                    view! {
                        <Beside merger />
                        <RegretTable merger />
                        <Terms />
                        <Tax merger />
                    }
                })
        }}
    }
}

/// The forces as tiles to press.
#[component]
fn Drawn() -> impl IntoView {
    let page = state();
    let members = Memo::new(move |_| page.document.with(|document| document.ids("merger.members")));
    let (columns, _) = MAP_SIZE;
    let said = move || page.document.with(merging_words);
    view! {
        <section class="card tile-map">
            <h2>"Who would merge"</h2>
            <div class="tile-grid" role="group" aria-label="Map of the forces" style:--columns=columns.to_string()>
                {TILES
                    .iter()
                    .map(|tile| {
                        let on = move || members.with(|members| members.iter().any(|id| id == tile.id));
                        let full = force(tile.id).map_or(tile.label, |force| force.short.as_str());
                        // what is seen is part of what is said
                        let name = if full == tile.label { full.to_owned() } else { format!("{}, {full}", tile.label) };
                        view! {
                            <button
                                type="button"
                                class="map-tile"
                                class:on=on
                                aria-pressed=move || on().to_string()
                                aria-label=name
                                title=full
                                style:grid-column=(tile.column + 1).to_string()
                                style:grid-row=(tile.row + 1).to_string()
                                on:click=move |_| {
                                    page.begin_gesture();
                                    page.change(toggle_merging(&page.document.get_untracked(), tile.id));
                                }
                            >
                                {tile.label}
                            </button>
                        }
                    })
                    .collect_view()}
            </div>
            <p role="status">{said}</p>
            <p class="hint screen-only">"Press a tile to add or take out a force; who is no partner yet becomes one, and shares nothing by that."</p>
        </section>
    }
}

/// Worth beside the other ways.
#[component]
fn Beside(merger: Memo<Option<Arc<MergerOf>>>) -> impl IntoView {
    let tiles = Signal::derive(move || {
        merger.with(|merger| {
            let Some(merger) = merger else { return Vec::new() };
            let tile = |label, value: Pounds, note: String| Tile { label, value: value.short(), note, opens: false };
            let found = &merger.found;
            let once: Pounds = found.one_off.iter().copied().sum();
            vec![
                tile("Collaborate now", merger.one.outcome.totals.npv, "worth today, if no merger comes".into()),
                tile("Collaborate, then merge", found.then, "from vesting the greater of the two gains".into()),
                tile("Merge", found.npv, format!("of {} in scope, {} once", found.in_scope.short(), once.short())),
                tile("Wait", found.wait, "until the year of vesting, if none comes".into()),
            ]
        })
    });
    view! { <Tiles tiles sum=move |_: usize| None /> }
}

#[component]
fn RegretTable(merger: Memo<Option<Arc<MergerOf>>>) -> impl IntoView {
    let found = Memo::new(move |_| {
        merger.get().map(|merger| regret_rows(&merger.one.outcome, &merger.found)).unwrap_or_default()
    });
    view! {
        <section class="card">
            <TableBox>
                <table>
                    <caption>
                        "What would be regretted"
                        <span class="hint">
                            "Worth today of each course, whether a merger comes or not; a merger that comes, comes whatever was done before. Regret is the best of a column less the cell; the course whose worst regret is smallest is marked"
                        </span>
                    </caption>
                    <thead>
                        <tr>
                            <th scope="col">"Course"</th>
                            {move || {
                                found
                                    .with(|(heads, _)| {
                                        heads
                                            .iter()
                                            .map(|head| {
                                                view! {
                                                    <th scope="col" class="number">
                                                        {head.clone()}
                                                    </th>
                                                }
                                            })
                                            .collect_view()
                                    })
                            }}
                            <th scope="col" class="number">
                                "Worst regret"
                            </th>
                        </tr>
                    </thead>
                    <tbody>
                        {move || {
                            found
                                .get()
                                .1
                                .into_iter()
                                .map(|row| {
                                    view! {
                                        <tr>
                                            <th scope="row">{row.name}{row.least.then(|| view! { <span class="hint">"● least to regret"</span> })}</th>
                                            {row.cells.into_iter().map(|cell| view! { <td class="number">{cell}</td> }).collect_view()}
                                            <td class="number">{row.worst}</td>
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
}

#[component]
fn Terms() -> impl IntoView {
    let page = state();
    let members = Memo::new(move |_| {
        page.document.with(|document| {
            let name = |id: &String| document.text(&format!("partners.{id}.name")).to_owned();
            document.ids("merger.members").iter().map(|id| (id.clone(), name(id))).collect::<Vec<_>>()
        })
    });
    view! {
        <section class="card">
            <h2>"What the merger assumes"</h2>
            <div class="grid">
                {["vesting", "saving.low", "saving.likely", "saving.high", "ramp_years", "command.posts", "command.cost_per_post"]
                    .map(|field| view! { <Labelled place=format!("merger.{field}") /> })
                    .into_iter()
                    .collect_view()}
                {["one_off.total", "one_off.spread_years", "disruption.share", "disruption.years", "equalise_years", "sunk"]
                    .map(|field| view! { <Labelled place=format!("merger.{field}") /> })
                    .into_iter()
                    .collect_view()} <Choice place="merger.equalise".to_owned() />
            </div>
            <TableBox>
                <table class="entry">
                    <caption>
                        "Spending in scope"<span class="hint">"£ a year; where none is entered it is what that force\u{2019}s services cost today"</span>
                    </caption>
                    <thead>
                        <tr>
                            <th scope="col">"Force"</th>
                            <th scope="col">"In scope"</th>
                        </tr>
                    </thead>
                    <tbody>
                        <For each=move || members.get() key=|one| one.clone() let((id, name))>
                            <tr>
                                <th scope="row">{name.clone()}</th>
                                <td>
                                    <Figure place=format!("merger.in_scope.{id}") name=format!("Spending in scope of {name}") />
                                </td>
                            </tr>
                        </For>
                    </tbody>
                </table>
            </TableBox>
        </section>
    }
}

/// Who pays more, and income.
#[component]
fn Tax(merger: Memo<Option<Arc<MergerOf>>>) -> impl IntoView {
    let words =
        move || merger.with(|merger| merger.as_ref().map(|merger| tax_words(&merger.one.outcome, &merger.found)));
    let rows = Memo::new(move |_| merger.get().and_then(|merger| area_rows(&merger.one.scenario, &merger.found)));
    let some = Memo::new(move |_| rows.with(Option::is_some));
    let drawn = Memo::new(move |_| merger.get().and_then(|merger| tax_chart(&merger)));
    let moves = Memo::new(move |_| drawn.with(Option::is_some));
    let chart = Signal::derive(move || drawn.get().unwrap_or_default());
    view! {
        <section class="card">
            <h2>"Council tax"</h2>
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
        {move || moves.get().then(|| view! { <Chart id="merger-tax" chart=chart /> })}
    }
}

/// Income against today's by area: what is forgone, and who makes it up.
fn tax_chart(merger: &MergerOf) -> Option<ChartOf> {
    let tax = merger.found.tax.as_ref()?;
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
