//! Workbooks out and in: made and read beside the page, and only when somebody asks.

use super::browser::{self, Answered};
use super::file_box::FileBox;
use super::state::{State, View, state};
use super::table_box::TableBox;
use crate::exchange::files::file_name;
use crate::exchange::mapping::{Column, Mapping, Target, guess, head_row, take};
use crate::model::{Change, Document};
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
                format!("Sent to your downloads: {name}.")
            }
            Ok(Answered::Text(_)) => "The workbook could not be made.".into(),
            Err(reason) => reason,
        };
        let _ = said.try_set(text);
    });
}

/// A sheet of a workbook, as texts.
#[derive(Debug, Clone, PartialEq, Deserialize)]
struct Sheet {
    name: String,
    rows: Vec<Vec<String>>,
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
    problems: Vec<String>,
    sheets: Vec<Sheet>,
}

/// Opens a workbook: one of ours as a scenario, any other as tables whose columns are to be named.
#[component]
pub fn WorkbookIn() -> impl IntoView {
    let page = state();
    let said = RwSignal::new(String::new());
    let (understood, problems) = (RwSignal::new(Vec::<String>::new()), RwSignal::new(Vec::<String>::new()));
    let sheets = RwSignal::new(Vec::<Sheet>::new());
    let opened = move |name: &str, text: &str| {
        let Ok(held) = serde_json::from_str::<Held>(text) else {
            said.set(format!("{name} cannot be read."));
            return;
        };
        // somebody may have left the page while the workbook was read: its signals are gone then
        let figures = held.understood.len();
        understood.set(held.understood);
        problems.set(held.problems);
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
                said.set(match figures {
                    0 => format!("{name} is open as a scenario, as it was exported."),
                    1 => format!("{name} is open as a scenario, with one input that was changed in the workbook. Undo takes it back."),
                    n => format!("{name} is open as a scenario, with {n} inputs that were changed in the workbook. Undo takes them back."),
                });
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
        problems.set(Vec::new());
        browser::read_workbook(&file, move |answer| match answer {
            Ok(Answered::Text(text)) => opened(&name, &text),
            Ok(Answered::Bytes(_)) => said.set(format!("{name} cannot be read.")),
            Err(reason) => said.set(format!("{name}: {reason}.")),
        });
    };
    view! {
        <section class="card">
            <h2>"Workbooks"</h2>
            <FileBox id="open-workbook" label="A workbook (.xlsx)" accept=".xlsx"
                hint="One that this tool made, with inputs that were changed in it; or any other with a table of costs today, spending or prices"
                on_chosen=move |files| if let Some(file) = files.item(0) { chosen(file) } />
            <p role="status">{move || said.get()}</p>
            <Lines title="Understood" lines=understood />
            <Lines title="Not taken over" lines=problems />
            {move || (!sheets.with(Vec::is_empty)).then(|| view! { <Tables sheets said problems /> })}
            {move || (!understood.with(Vec::is_empty)).then(|| view! { <p><button type="button" on:click=move |_| page.show(View::Summary)>"See what it comes to"</button></p> })}
        </section>
    }
}

/// A list of lines, the first of many.
#[component]
fn Lines(title: &'static str, lines: RwSignal<Vec<String>>) -> impl IntoView {
    const SHOWN: usize = 30;
    view! {
        {move || lines.with(|all| (!all.is_empty()).then(|| view! {
            <p><strong>{title}": "{all.len()}</strong></p>
            <ul>{all.iter().take(SHOWN).map(|line| view! { <li>{line.clone()}</li> }).collect_view()}
                {(all.len() > SHOWN).then(|| view! { <li>{format!("and {} more", all.len() - SHOWN)}</li> })}</ul>
        }))}
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

/// A table of somebody else's: which sheet, what it holds, and which column is what.
#[component]
fn Tables(sheets: RwSignal<Vec<Sheet>>, said: RwSignal<String>, problems: RwSignal<Vec<String>>) -> impl IntoView {
    let page = state();
    let (sheet, target) = (RwSignal::new(0_usize), RwSignal::new(0_usize));
    let offered = Memo::new(move |_| page.document.with(targets));
    let now = move || -> Option<(Vec<Vec<String>>, usize, Target)> {
        let rows = sheets.with(|sheets| sheets.get(sheet.get()).map(|sheet| sheet.rows.clone()))?;
        let heads = head_row(&rows);
        Some((rows, heads, offered.with(|all| all.get(target.get()).map(|(target, _)| target.clone()))?))
    };
    let mapping = RwSignal::new(Mapping::new());
    Effect::new(move |_| {
        if let Some((rows, heads, target)) = now() {
            mapping.set(rows.get(heads).map(|row| guess(&target, row)).unwrap_or_default());
        }
    });
    let number = |event: &leptos::ev::Event| event_target_value(event).parse().unwrap_or(0);
    let read = move |_| {
        let Some((rows, heads, target)) = now() else { return };
        let found =
            page.document.with_untracked(|document| take(document, &target, &rows, heads, &mapping.get_untracked()));
        page.begin_gesture();
        page.change(found.change);
        said.set(match found.figures {
            0 => "No figure differs from what stands here.".to_owned(),
            1 => "One figure was taken over. Undo takes it back.".to_owned(),
            n => format!("{n} figures were taken over. Undo takes them back."),
        });
        problems.set(found.problems);
    };
    view! {
        <div class="grid">
            <div class="labelled"><label for="workbook-sheet">"Sheet"</label>
                <select id="workbook-sheet" on:change=move |event| sheet.set(number(&event))>
                    {move || sheets.with(|sheets| sheets.iter().enumerate().map(|(n, sheet)| view! { <option value=n.to_string()>{sheet.name.clone()}</option> }).collect_view())}
                </select></div>
            <div class="labelled"><label for="workbook-target">"What its table holds"</label>
                <select id="workbook-target" on:change=move |event| target.set(number(&event))>
                    {move || offered.with(|all| all.iter().enumerate().map(|(n, (_, label))| view! { <option value=n.to_string()>{label.clone()}</option> }).collect_view())}
                </select></div>
        </div>
        {move || now().map(|(rows, heads, target)| {
            let below = rows.len().saturating_sub(heads + 1);
            let columns: Vec<(usize, String, String)> = rows.get(heads).into_iter().flatten().enumerate()
                .filter(|(_, head)| !head.trim().is_empty())
                .map(|(n, head)| {
                    let first = rows.iter().skip(heads + 1).filter_map(|row| row.get(n)).filter(|cell| !cell.is_empty());
                    (n, head.clone(), first.take(3).cloned().collect::<Vec<_>>().join(" · "))
                })
                .collect();
            let offered = target.columns();
            view! {
                <TableBox><table>
                    <caption>{format!("Which column is what? {below} lines below the heads")}</caption>
                    <thead><tr><th scope="col">"Column"</th><th scope="col">"First entries"</th><th scope="col">"Is"</th></tr></thead>
                    <tbody>{columns.into_iter().map(|(n, head, first)| view! {
                        <tr><th scope="row">{head.clone()}</th><td>{first}</td><td>
                            <select aria-label=format!("What the column {head} is") on:change=move |event| {
                                let chosen = event_target_value(&event);
                                let column = offered.iter().find(|(_, label, _)| *label == chosen).map(|(column, ..)| *column);
                                mapping.update(|mapping| set_column(mapping, n, column));
                            }>
                                <option value="" selected=move || mapping.with(|mapping| mapping.get(n).copied().flatten().is_none())>"Left out"</option>
                                {offered.iter().map(|(column, label, _)| view! { <option value=*label selected=move || mapping.with(|mapping| mapping.get(n).copied().flatten() == Some(*column))>{*label}</option> }).collect_view()}
                            </select></td></tr>
                    }).collect_view()}</tbody>
                </table></TableBox>
            }
        })}
        <p class="chips">
            <button type="button" class="main" on:click=read>"Take the figures over"</button>
            <button type="button" on:click=move |_| sheets.set(Vec::new())>"Leave it"</button>
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
