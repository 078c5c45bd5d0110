//! If the map of forces changes: how long it must last, what events leave of it, and what the calendar says.

mod calendar;
mod drawn;
mod events;
mod merge;
mod merger_of;
mod tax;

use self::calendar::Calendar;
use self::events::Events;
pub use self::merge::MergePage;
use crate::engine::map_change::{MapChange, map_change};
use crate::explain::{heat_rows, kept_heads, map_words};
use crate::kit::rows_table::RowsTable;
use crate::kit::table_box::TableBox;
use crate::kit::words::{Answer, Concerns, NothingShared};
use crate::state::{Appraised, State, state};
use leptos::prelude::*;
use std::sync::Arc;

/// What events make of the open scenario.
#[derive(Debug, Clone, PartialEq)]
pub struct ChangeOf {
    pub one: Arc<Appraised>,
    pub found: MapChange,
}

/// Of the open scenario, where anything is shared.
pub fn change_of(page: State) -> Memo<Option<Arc<ChangeOf>>> {
    Memo::new(move |_| {
        let one = page.result.get().filter(|one| one.outcome.shares_anything())?;
        let found = map_change(&one.scenario, &one.outcome);
        Some(Arc::new(ChangeOf { one, found }))
    })
}

#[component]
pub fn MapPage() -> impl IntoView {
    let page = state();
    let change = change_of(page);
    let some = Memo::new(move |_| change.with(Option::is_some));
    let words = Memo::new(move |_| {
        change.get().map(|change| map_words(&change.one.scenario, &change.one.outcome, &change.found))
    });
    view! {
        {move || {
            if some.get() {
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
                    <Events />
                    <Hits change />
                    <Heat change />
                    <Outcomes change />
                    <Calendar />
                }
                    .into_any()
            } else {
                view! {
                    <h1>"Nothing is shared yet, so a change of the map has nothing to end."</h1>
                    <NothingShared />
                    <Calendar />
                }
                    .into_any()
            }
        }}
    }
}

/// What each service and category has paid back before an event hits it.
#[component]
fn Hits(change: Memo<Option<Arc<ChangeOf>>>) -> impl IntoView {
    let rows = Memo::new(move |_| {
        let Some(change) = change.get() else { return Vec::new() };
        let events = &change.one.scenario.map.events;
        let name = |place: usize| events.get(place).map_or_else(String::new, |event| event.name.clone());
        change
            .found
            .hit
            .iter()
            .map(|hit| {
                let pays = if hit.pays_before { "yes" } else { "▼ no" };
                vec![hit.name.clone(), name(hit.event), hit.year.to_string(), pays.to_owned()]
            })
            .collect::<Vec<_>>()
    });
    view! {
        <RowsTable
            card=true
            caption="Does it pay back before?"
            heads=&[("What is shared", false), ("What hits it first", false), ("From", false), ("Paid back by then", false)]
            rows
        />
    }
}

/// Worth by the year of a change of everything, and by what carries on.
#[component]
fn Heat(change: Memo<Option<Arc<ChangeOf>>>) -> impl IntoView {
    let rows = Memo::new(move |_| change.get().map(|change| heat_rows(&change.found.table)).unwrap_or_default());
    view! {
        <section class="card">
            <TableBox>
                <table class="two-way">
                    <caption>
                        "Worth today, by the year in which everything changes"
                        <span class="hint">
                            "From that year on this part of the yearly gain carries on; one-off cost and grants of later years drop out. ▼ marks a loss"
                        </span>
                    </caption>
                    <thead>
                        <tr>
                            <th scope="col">"Changes in"</th>
                            {kept_heads()
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
                                .into_iter()
                                .map(|(name, cells)| {
                                    view! {
                                        <tr>
                                            <th scope="row">{name}</th>
                                            {cells
                                                .map(|cell| {
                                                    let class = match cell.shade {
                                                        2 => "number gain far",
                                                        1 => "number gain",
                                                        -1 => "number loss",
                                                        _ => "number loss far",
                                                    };
                                                    view! {
                                                        <td class=class>
                                                            {(cell.shade < 0).then(|| view! { <span>"▼ "<span class="hidden">"loss "</span></span> })}
                                                            {cell.text}
                                                        </td>
                                                    }
                                                })
                                                .into_iter()
                                                .collect_view()}
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

/// Every outcome of all events, with how likely it is.
#[component]
fn Outcomes(change: Memo<Option<Arc<ChangeOf>>>) -> impl IntoView {
    let rows = Memo::new(move |_| {
        let Some(change) = change.get() else { return Vec::new() };
        let events = &change.one.scenario.map.events;
        let name = |places: &[usize]| {
            let names: Vec<&str> =
                places.iter().filter_map(|place| events.get(*place)).map(|event| event.name.as_str()).collect();
            if names.is_empty() { "Nothing happens".to_owned() } else { names.join(" and ") }
        };
        if events.is_empty() {
            return Vec::new();
        }
        let mut all: Vec<_> = change.found.outcomes.iter().filter(|one| one.probability > 0.0).collect();
        all.sort_by(|a, b| b.probability.total_cmp(&a.probability));
        all.into_iter()
            .map(|one| {
                let chance = crate::model::Rate((one.probability * 1000.0).round() / 1000.0).percent();
                vec![name(&one.happens), chance, one.npv.short()]
            })
            .collect::<Vec<_>>()
    });
    view! {
        <RowsTable
            card=true
            caption="What may happen"
            hint="Events are independent; the likeliest first"
            heads=&[("What happens", false), ("How likely", true), ("Worth today", true)]
            rows
        />
    }
}
