//! Workbooks out and in: made and read beside the page, and only when somebody asks.

use crate::exchange::account::Account;
use crate::exchange::files::file_name;
use crate::exchange::grid::Grid;
use crate::exchange::heads::Heads;
use crate::exchange::mapping::{Column, Mapping, Taken, Target, Terms, column_title, guess, take};
use crate::exchange::scaling::Scale;
use crate::kit::accounts::{Accounted, Lines};
use crate::kit::file_box::FileBox;
use crate::kit::table_box::TableBox;
use crate::model::{Change, Document};
use crate::state::State;
use crate::state::View;
use crate::state::browser;
use crate::state::browser::Answered;
use crate::state::state;
use leptos::prelude::*;
use serde::Deserialize;
use serde_json::Value;

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Makes the open scenario's workbook and gives it to the user.
pub fn save_workbook(page: State, said: RwSignal<String>) {
    if page.faults.with_untracked(|faults| !faults.is_empty()) {
        said.set("The scenario has a problem, which stands at the top of the page: put it right first.".into());
        return;
    }
    let (scenario, title) =
        page.document.with_untracked(|document| (document.value().to_string(), document.text("title").to_owned()));
    said.set("Making the workbook…".into());
    browser::make_workbook(&scenario, &browser::now(), move |answer| {
        let text = match answer {
            Ok(Answered::Bytes(bytes)) => {
                let name = file_name(&title, &browser::now(), "xlsx");
                browser::download_bytes(&name, XLSX, &bytes);
                if browser::framed() {
                    format!(
                        "The browser was asked to save {name}; a frame may not be allowed to. Nothing there? Open the full page and save it there."
                    )
                } else {
                    format!("Sent to your downloads: {name}.")
                }
            }
            Ok(Answered::Text(_)) => "The workbook could not be made.".into(),
            Err(reason) => reason,
        };
        let _ = said.try_set(text);
    });
}

/// An input that was changed in a workbook of ours.
#[derive(Debug, Clone, Deserialize)]
struct Edited {
    place: String,
    value: Option<Value>,
}

/// What a workbook holds.
#[derive(Debug, Clone, Deserialize)]
struct Held {
    #[serde(default)]
    document: Option<Value>,
    #[serde(default)]
    edits: Vec<Edited>,
    #[serde(default)]
    understood: Vec<String>,
    #[serde(default)]
    lines: usize,
    #[serde(default)]
    taken: usize,
    #[serde(default)]
    same: usize,
    #[serde(default)]
    left: Vec<String>,
    #[serde(default)]
    remarks: Vec<String>,
    sheets: Vec<Grid>,
}

/// Opens a workbook: one of ours as a scenario, any other as tables whose columns are to be named.
#[component]
pub fn WorkbookIn() -> impl IntoView {
    let page = state();
    let said = RwSignal::new(String::new());
    let (understood, account) = (RwSignal::new(Vec::<String>::new()), RwSignal::new(None::<Account>));
    let sheets = RwSignal::new(Vec::<Grid>::new());
    let opened = move |name: &str, text: &str| {
        let Ok(held) = serde_json::from_str::<Held>(text) else {
            said.set(format!("{name} cannot be read."));
            return;
        };
        // somebody may have left the page while the workbook was read: its signals are gone then
        understood.set(held.understood);
        match held.document {
            Some(document) => {
                let document = Document::new(document);
                let mut change = Change::new(format!("Inputs changed in {name}"));
                for edit in &held.edits {
                    change =
                        change.set(&document, &edit.place, edit.value.clone()).mark(&document, &edit.place, "yours");
                }
                if let Err(reason) = page.open_foreign(document) {
                    said.set(format!("{name}: {reason}"));
                    return;
                }
                page.begin_gesture();
                page.change(change);
                let found = Account {
                    lines: held.lines,
                    taken: held.taken,
                    same: held.same,
                    left: held.left,
                    remarks: held.remarks,
                };
                said.set(match found.taken {
                    0 => format!("{name} is open as a scenario, as it was exported. {}", found.done()),
                    _ => format!("{name} is open as a scenario. {}", found.done()),
                });
                account.set(Some(found));
            }
            None => {
                said.set(format!("{name} is no workbook of this tool: say what its tables hold."));
                sheets.set(held.sheets);
            }
        }
    };
    let chosen = move |file: web_sys::File| {
        let name = file.name();
        said.set(format!("Reading {name}…"));
        sheets.set(Vec::new());
        understood.set(Vec::new());
        account.set(None);
        browser::read_workbook(&file, move |answer| match answer {
            Ok(Answered::Text(text)) => opened(&name, &text),
            Ok(Answered::Bytes(_)) => said.set(format!("{name} cannot be read.")),
            Err(reason) => said.set(format!("{name}: {reason}.")),
        });
    };
    view! {
        <section class="card">
            <h2>"Workbooks"</h2>
            {match browser::no_workbooks() {
                Some(why) => view! { <p class="hint">{why}</p> }.into_any(),
                None => {
                    view! {
                        <FileBox
                            id="open-workbook"
                            label="A workbook (.xlsx)"
                            accept=".xlsx"
                            hint="One that this tool made, with inputs that were changed in it; or any other with a table of costs today, spending or prices"
                            on_chosen=move |files| {
                                if let Some(file) = files.item(0) {
                                    chosen(file)
                                }
                            }
                        />
                    }
                        .into_any()
                }
            }}
            <p role="status">{move || said.get()}</p>
            <Lines title="Understood" lines=understood />
            <Accounted account />
            {move || (!sheets.with(Vec::is_empty)).then(|| view! { <Tables sheets said account /> })}
            {move || {
                (!understood.with(Vec::is_empty))
                    .then(|| {
                        view! {
                            <p>
                                <button type="button" on:click=move |_| page.show(View::Summary)>
                                    "See what it comes to"
                                </button>
                            </p>
                        }
                    })
            }}
        </section>
    }
}

/// What a table can hold in the open scenario, with what it is called.
fn targets(document: &Document) -> Vec<(Target, String)> {
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
struct Shown {
    grid: Grid,
    heads: Heads,
    target: Target,
}

/// A table of somebody else's: which sheet, what it holds, which column is what, and what would be taken of it.
#[component]
fn Tables(sheets: RwSignal<Vec<Grid>>, said: RwSignal<String>, account: RwSignal<Option<Account>>) -> impl IntoView {
    let page = state();
    // the first sheet that the workbook shows and that holds anything
    let first =
        sheets.with_untracked(|all| all.iter().position(|one| !one.hidden && !one.rows.is_empty()).unwrap_or(0));
    let (sheet, target) = (RwSignal::new(first), RwSignal::new(0_usize));
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
                <label for="workbook-sheet">"Sheet"</label>
                <select id="workbook-sheet" on:change=move |event| sheet.set(number(&event))>
                    {move || {
                        sheets
                            .with(|sheets| {
                                sheets
                                    .iter()
                                    .enumerate()
                                    .map(|(n, one)| {
                                        view! {
                                            <option value=n.to_string() selected=move || sheet.get() == n>
                                                {one.name.clone()}
                                                {one.hidden.then_some(" (hidden)")}
                                            </option>
                                        }
                                    })
                                    .collect_view()
                            })
                    }}
                </select>
            </div>
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
                "Leave it"
            </button>
        </p>
    }
}

/// Names a column; what it is comes from one column only.
fn set_column(mapping: &mut Mapping, n: usize, column: Option<Column>) {
    for slot in mapping.iter_mut().filter(|slot| column.is_some() && **slot == column) {
        *slot = None;
    }
    if let Some(slot) = mapping.get_mut(n) {
        *slot = column;
    }
}
