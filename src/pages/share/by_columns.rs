//! A table of somebody else's whose columns are to be named.

use crate::exchange::account::Account;
use crate::exchange::grid::Grid;
use crate::exchange::heads::Heads;
use crate::exchange::mapping::{Column, Mapping, Taken, Target, Terms, column_title, guess, take};
use crate::exchange::scaling::Scale;
use crate::kit::accounts::Accounted;
use crate::kit::table_box::TableBox;
use crate::model::Document;
use crate::state::browser;
use crate::state::state;
use leptos::prelude::*;

/// What a table can hold in the open scenario, with what it is called.
pub(super) fn targets(document: &Document) -> Vec<(Target, String)> {
    let named = |list: &str, id: &str| {
        let name = document.text(&format!("{list}.{id}.name"));
        if name.trim().is_empty() { id.to_owned() } else { name.to_owned() }
    };
    let mut all = vec![(Target::Partners, "Budgets, officers, staff and population of partners".to_owned())];
    for id in document.entries("services") {
        let name = named("services", &id);
        all.push((Target::Baselines(id), format!("Cost of {name} today, by partner")));
    }
    for id in document.entries("procurement") {
        let name = named("procurement", &id);
        if document.text(&format!("procurement.{id}.mode")) == "items" {
            all.push((Target::Prices(id), format!("Prices and volumes of {name}")));
        } else {
            all.push((Target::Spends(id), format!("Spending on {name}, by partner")));
        }
    }
    all
}

/// A table that waits for its columns to be named.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Shown {
    grid: Grid,
    heads: Heads,
    target: Target,
}

/// A table of somebody else's: which sheet, what it holds, which column is what, and what would be taken of it.
#[component]
pub(super) fn Tables(
    sheets: RwSignal<Vec<Grid>>,
    sheet: RwSignal<usize>,
    said: RwSignal<String>,
    account: RwSignal<Option<Account>>,
) -> impl IntoView {
    let page = state();
    let target = RwSignal::new(0_usize);
    let terms = RwSignal::new(Terms::default());
    let offered = Memo::new(move |_| page.document.with(targets));
    let shown = Memo::new(move |_| {
        let grid = sheets.with(|sheets| sheets.get(sheet.get()).cloned())?;
        let target = offered.with(|all| all.get(target.get()).map(|(target, _)| target.clone()))?;
        let heads = page.document.with_untracked(|document| Heads::of(document, &grid));
        Some(Shown { grid, heads, target })
    });
    let mapping = RwSignal::new(Mapping::new());
    Effect::new(move |_| {
        terms.set(Terms::default());
        shown.with(|shown| {
            if let Some(shown) = shown {
                mapping.set(guess(&shown.target, &shown.heads));
            }
        });
    });
    let ahead = Memo::new(move |_| {
        shown.with(|shown| {
            let shown = shown.as_ref()?;
            let of = |document: &Document, mapping: &Mapping| {
                take(document, &shown.target, &shown.grid, &shown.heads, mapping, terms.get())
            };
            Some(page.document.with(|document| mapping.with(|mapping| of(document, mapping))))
        })
    });
    let number = |event: &leptos::ev::Event| event_target_value(event).parse().unwrap_or(0);
    let taken = move |of: fn(&Taken) -> usize| ahead.with(|ahead| ahead.as_ref().map_or(0, of));
    let read = move |_| {
        let Some(found) = ahead.get_untracked() else { return };
        page.begin_gesture();
        page.change(found.change);
        said.set(found.account.done());
        account.set(Some(found.account));
        sheets.set(Vec::new());
        browser::focus("open-workbook");
    };
    view! {
        <div class="grid">
            <div class="labelled">
                <label for="workbook-target">"What its table holds"</label>
                <select id="workbook-target" on:change=move |event| target.set(number(&event))>
                    {move || {
                        offered
                            .with(|all| {
                                all.iter().enumerate().map(|(n, (_, label))| view! { <option value=n.to_string()>{label.clone()}</option> }).collect_view()
                            })
                    }}
                </select>
            </div>
            <div class="labelled">
                <label for="workbook-scale">"Its money is in"</label>
                <select
                    id="workbook-scale"
                    on:change=move |event| {
                        let chosen = event_target_value(&event);
                        let scale = Scale::ALL.into_iter().find(|scale| scale.label() == chosen);
                        terms.update(|terms| terms.scale = scale);
                    }
                >
                    {Scale::ALL
                        .into_iter()
                        .map(|scale| {
                            view! {
                                <option
                                    value=scale.label()
                                    selected=move || {
                                        let said = ahead.with(|ahead| ahead.as_ref().map_or(Scale::Units, |found| found.scale));
                                        terms.get().scale.unwrap_or(said) == scale
                                    }
                                >
                                    {scale.label()}
                                </option>
                            }
                        })
                        .collect_view()}
                </select>
            </div>
        </div>
        {move || {
            shown
                .get()
                .map(|Shown { grid, heads, target }| {
                    let below = grid.rows.iter().filter(|row| row.number > heads.last_line).count();
                    let columns: Vec<(usize, String, String)> = (0..grid.columns())
                        .map(|n| {
                            let first = grid.rows.iter().filter(|row| row.number > heads.last_line).map(|row| row.cell(n));
                            let first = first.filter(|cell| !cell.is_blank()).take(3).map(|cell| cell.shown().chars().take(40).collect::<String>());
                            (n, column_title(&heads, n), first.collect::<Vec<_>>().join(" · "))
                        })
                        .filter(|(n, _, first)| !first.is_empty() || heads.columns.get(*n).is_some_and(|head| !head.lines.is_empty()))
                        .collect();
                    let offered = target.columns();
                    view! {
                        <TableBox>
                            <table>
                                <caption>{format!("Which column is what? {below} lines below the heads")}</caption>
                                <thead>
                                    <tr>
                                        <th scope="col">"Column"</th>
                                        <th scope="col">"First entries"</th>
                                        <th scope="col">"Is"</th>
                                    </tr>
                                </thead>
                                <tbody>
                                    {columns
                                        .into_iter()
                                        .map(|(n, head, first)| {
                                            view! {
                                                <tr>
                                                    <th scope="row">{head.clone()}</th>
                                                    <td>{first}</td>
                                                    <td>
                                                        <select
                                                            aria-label=format!("What the column {head} is")
                                                            on:change=move |event| {
                                                                let chosen = event_target_value(&event);
                                                                let column = offered.iter().find(|(_, label, _)| *label == chosen).map(|(column, ..)| *column);
                                                                mapping.update(|mapping| set_column(mapping, n, column));
                                                            }
                                                        >
                                                            <option
                                                                value=""
                                                                selected=move || mapping.with(|mapping| mapping.get(n).copied().flatten().is_none())
                                                            >
                                                                "Left out"
                                                            </option>
                                                            {offered
                                                                .iter()
                                                                .map(|(column, label, _)| {
                                                                    view! {
                                                                        <option
                                                                            value=*label
                                                                            selected=move || {
                                                                                mapping.with(|mapping| mapping.get(n).copied().flatten() == Some(*column))
                                                                            }
                                                                        >
                                                                            {*label}
                                                                        </option>
                                                                    }
                                                                })
                                                                .collect_view()}
                                                        </select>
                                                    </td>
                                                </tr>
                                            }
                                        })
                                        .collect_view()}
                                </tbody>
                            </table>
                        </TableBox>
                    }
                })
        }}
        {move || {
            ahead
                .with(|ahead| ahead.as_ref().is_some_and(|found| found.repeated))
                .then(|| {
                    view! {
                        <label class="tick">
                            <input
                                type="checkbox"
                                prop:checked=move || terms.get().add_up
                                on:change=move |event| {
                                    let yes = event_target_checked(&event);
                                    terms.update(|terms| terms.add_up = yes);
                                }
                            />
                            "Some partners stand in several lines: add them up"
                        </label>
                    }
                })
        }}
        <p role="status">{move || ahead.with(|ahead| ahead.as_ref().map(|found| found.account.ahead()))}</p>
        <Accounted account=Signal::derive(move || ahead.with(|ahead| ahead.as_ref().map(|found| found.account.clone()))) />
        <p class="chips">
            <button type="button" class="main" aria-disabled=move || (taken(|found| found.account.taken) == 0).to_string() on:click=read>
                "Take the figures over"
            </button>
            <button type="button" on:click=move |_| sheets.set(Vec::new())>
                "Cancel"
            </button>
        </p>
    }
}

/// Names a column; what it is comes from one column only.
pub(super) fn set_column(mapping: &mut Mapping, n: usize, column: Option<Column>) {
    for slot in mapping.iter_mut().filter(|slot| column.is_some() && **slot == column) {
        *slot = None;
    }
    if let Some(slot) = mapping.get_mut(n) {
        *slot = column;
    }
}
