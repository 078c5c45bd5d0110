//! Workbooks out and in: made and read beside the page, and only when somebody asks.

use super::by_columns::Tables;
use super::templates::SentBack;
use crate::exchange::account::Account;
use crate::exchange::files::file_name;
use crate::exchange::grid::Grid;
use crate::exchange::{layouts, template};
use crate::kit::accounts::{Accounted, Lines};
use crate::kit::file_box::FileBox;
use crate::model::{Change, Document};
use crate::pages::share::published::Published;
use crate::state::State;
use crate::state::View;
use crate::state::browser;
use crate::state::browser::Answered;
use crate::state::state;
use leptos::prelude::*;
use serde::Deserialize;
use serde_json::Value;

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
                browser::download_bytes(&name, browser::XLSX, &bytes);
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
                said.set(format!("{name} was not made by this tool: say what its tables hold."));
                sheets.update(|all| all.extend(held.sheets));
            }
        }
    };
    let one = move |file: web_sys::File| {
        let name = file.name();
        said.set(format!("Reading {name}…"));
        if !name.to_lowercase().ends_with(".xlsx") {
            browser::read_file(file, move |read| match read {
                (name, Some(text)) => {
                    said.set(format!("{name} was read: say what it holds."));
                    sheets.update(|all| all.push(Grid { name, ..crate::exchange::tables::grid(&text) }));
                }
                (name, None) => said.set(format!("{name} cannot be read: it is too large, or no text.")),
            });
            return;
        }
        if let Some(why) = browser::no_workbooks() {
            said.set(why.to_owned());
            return;
        }
        browser::read_workbook(&file, move |answer| match answer {
            Ok(Answered::Text(text)) => opened(&name, &text),
            Ok(Answered::Bytes(_)) => said.set(format!("{name} cannot be read.")),
            Err(reason) => said.set(format!("{name}: {reason}.")),
        });
    };
    let chosen = move |files: &web_sys::FileList| {
        sheets.set(Vec::new());
        understood.set(Vec::new());
        account.set(None);
        for file in (0..files.length()).filter_map(|n| files.item(n)) {
            one(file);
        }
    };
    view! {
        <section class="card">
            <h2>"Workbooks"</h2>
            {browser::no_workbooks().map(|why| view! { <p class="hint">{why}</p> })}
            <FileBox
                id="open-workbook"
                label="A workbook or a table (.xlsx, .csv)"
                accept=".xlsx,.csv,.tsv,.txt"
                multiple=true
                hint="A workbook that this tool made, with inputs that were changed in it; or a table of others: costs today, spending, prices, an establishment list, Home Office workforce, objective analysis, payments over £500"
                on_chosen=chosen
            />
            <p role="status">{move || said.get()}</p>
            <Lines title="Understood" lines=understood />
            <Accounted account />
            {move || (!sheets.with(Vec::is_empty)).then(|| view! { <Opened sheets said account /> })}
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

/// Tables of others: which sheet, and either what its layout says, or columns that are to be named.
#[component]
fn Opened(sheets: RwSignal<Vec<Grid>>, said: RwSignal<String>, account: RwSignal<Option<Account>>) -> impl IntoView {
    let page = state();
    // the first sheet that is in a layout that is known, else the first that the workbook shows and that holds anything
    let read = move |grid: &Grid| page.document.with_untracked(|document| layouts::read(document, grid));
    let first = sheets.with_untracked(|all| {
        let known = all.iter().position(|one| !one.hidden && read(one).is_some());
        known.or_else(|| all.iter().position(|one| !one.hidden && !one.rows.is_empty())).unwrap_or(0)
    });
    let (sheet, by_hand) = (RwSignal::new(first), RwSignal::new(false));
    // templates that came back are taken together, whatever else was chosen with them
    let sent = Memo::new(move |_| {
        sheets.with(|all| all.iter().filter(|one| template::is_template(one)).cloned().collect::<Vec<_>>())
    });
    let number = |event: &leptos::ev::Event| event_target_value(event).parse().unwrap_or(0);
    let known = Memo::new(move |_| sheets.with(|sheets| sheets.get(sheet.get()).and_then(read)));
    let leave = move || {
        sheets.set(Vec::new());
        browser::focus("open-workbook");
    };
    let taken = move |found: Account| {
        said.set(found.done());
        account.set(Some(found));
        leave();
    };
    move || {
        let templates = sent.get();
        if !templates.is_empty() {
            return view! { <SentBack grids=templates on_taken=taken on_leave=move |()| leave() /> }.into_any();
        }
        view! {
            <div class="grid">
                <div class="labelled">
                    <label for="workbook-sheet">"Sheet"</label>
                    <select
                        id="workbook-sheet"
                        on:change=move |event| {
                            by_hand.set(false);
                            sheet.set(number(&event));
                        }
                    >
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
            </div>
            {move || match known.get().filter(|_| !by_hand.get()) {
                Some(table) => view! { <Published table on_taken=taken on_leave=move |()| leave() on_columns=move |()| by_hand.set(true) /> }.into_any(),
                None => view! { <Tables sheets sheet said account /> }.into_any(),
            }}
        }.into_any()
    }
}
