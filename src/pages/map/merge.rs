//! Merging instead: draw a larger force, hold it against collaborating, and see who would pay more council tax.

use super::drawn::Drawn;
use super::merger_of::MergerOf;
use super::tax::Tax;
use crate::engine::merger::merger_outcome;
use crate::explain::{force_rows, merger_places, regret_rows, regret_words, scope_words};
use crate::kit::field::{Choice, Figure, Labelled};
use crate::kit::rows_table::RowsTable;
use crate::kit::table_box::TableBox;
use crate::kit::tiles::{Tile, Tiles};
use crate::model::Pounds;
use crate::state::state;
use leptos::prelude::*;
use std::sync::Arc;

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
            "Draw a larger force from any set of forces. A merger is a separate option, and collaboration is not a step towards it. The table shows what each is worth when nobody can say whether a merger will come."
        </p>
        <Drawn />
        {move || merger.get().and_then(|merger| scope_words(&merger.found)).map(|words| view! { <p class="concern">"▲ "{words}</p> })}
        {move || {
            some.get()
                .then(|| {
                    view! {
                        <Beside merger />
                        <WholeMap merger />
                        <RegretTable merger />
                        <Terms />
                        <Tax merger />
                    }
                })
        }}
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
                            "Worth today of each course, with a merger and without one. What partners do before does not change whether a merger comes. Regret is the best figure in a column less the figure in the cell; the course with the smallest worst regret is marked"
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
            let all = merger_places(document).into_iter().flat_map(|place| document.ids(&format!("{place}.members")));
            all.map(|id| (id.clone(), name(&id))).collect::<Vec<_>>()
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

/// What each new force is worth, where there are several.
#[component]
fn WholeMap(merger: Memo<Option<Arc<MergerOf>>>) -> impl IntoView {
    let rows = Memo::new(move |_| {
        merger.get().map(|merger| force_rows(&merger.one.scenario, &merger.found)).unwrap_or_default()
    });
    let cells = Signal::derive(move || {
        rows.get()
            .into_iter()
            .map(|row| {
                let [scope, once, npv] = row.cells;
                vec![row.name, row.members, scope, once, npv, row.tax]
            })
            .collect::<Vec<_>>()
    });
    view! {
        <RowsTable
            caption="The new forces"
            hint="On the same day and the same terms; a name, posts and transition stand with each"
            heads=&[("New force", false), ("Of", false), ("In scope a year", true), ("Once", true), ("Worth today", true), ("Whose council tax rises", false)]
            rows=cells
            card=true
        />
    }
}
