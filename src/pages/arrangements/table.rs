//! The register as tables: read in by a mapping of columns, saved, merged; what looks alike, and what could not be read.

use crate::engine::collaborations::duplicates;
use crate::exchange::files::{self, file_name};
use crate::exchange::register_table::{self, Mapping, Table, guess, import, shown, table};
use crate::kit::file_box::FileBox;
use crate::kit::table_box::TableBox;
use crate::kit::words::CopyBox;
use crate::model::arrangement::FIELDS;
use crate::model::{Register, RegisterChange};
use crate::pages::share::files::merged;
use crate::state::State;
use crate::state::browser;
use crate::state::state;
use leptos::prelude::*;

/// A table that waits for its columns to be named.
#[derive(Debug, Clone, PartialEq)]
struct Waiting {
    file: String,
    table: Table,
}

/// Tables in and out.
#[component]
pub fn InAndOut() -> impl IntoView {
    let page = state();
    let waiting = RwSignal::new(None::<Waiting>);
    let mapping = RwSignal::new(Mapping::new());
    let said = RwSignal::new(String::new());
    let read = move |name: String, text: Option<String>| {
        let Some(text) = text else {
            said.set(format!("{name} cannot be read or is too large."));
            return;
        };
        if text.trim_start_matches('\u{feff}').trim_start().starts_with(['{', '[']) {
            // a register as this tool saves it
            said.set(match files::open(&text).map(|held| held.register) {
                Ok(Some(theirs)) => merged(page, theirs),
                Ok(None) => format!("{name} holds a scenario and no register. Open it under Scenarios."),
                Err(error) => format!("{name}: {error}."),
            });
            return;
        }
        match table(&text) {
            Ok(found) => {
                mapping.set(guess(&found.heads));
                said.set(String::new());
                waiting.set(Some(Waiting { file: name, table: found }));
            }
            Err(error) => said.set(format!("{name}: {error}.")),
        }
    };
    // the same as text, where a browser or a frame saves no file
    let exported = RwSignal::new(String::new());
    let save = move |name: &str, ending: &str, kind: &str, text: String| {
        let name = file_name(name, &browser::now(), ending);
        browser::download(&name, kind, &text);
        exported.set(text);
        said.set(browser::sent(&name));
    };
    const CSV: &str = "text/csv;charset=utf-8";
    let some = move || page.arrangements.register.with(|register| !register.is_empty());
    view! {
        <section class="card screen-only">
            <h2>"Tables in and out"</h2>
            <FileBox
                id="register-file"
                label="A table (.csv), or a register saved here (.json)"
                accept=".csv,.txt,.json,text/csv,application/json"
                hint="Of one force or of several, one after another: what is there already, word for word, is not added twice"
                on_chosen=move |chosen| browser::read_files(chosen, move |all| all.into_iter().for_each(|(name, text)| read(name, text)))
            />
            <p role="status">{move || said.get()}</p>
            {move || waiting.get().map(|waits| view! { <Columns waits mapping waiting said /> })}
            <p class="chips">
                <button type="button" on:click=move |_| save("arrangements template", "csv", CSV, register_table::template())>
                    "An empty table to fill in (.csv)"
                </button>
                {move || {
                    some()
                        .then(|| {
                            view! {
                                <button
                                    type="button"
                                    on:click=move |_| save("arrangements", "csv", CSV, register_table::export(&page.arrangements.register.get_untracked()))
                                >
                                    "The register (.csv)"
                                </button>
                                <button
                                    type="button"
                                    on:click=move |_| save(
                                        "arrangements",
                                        "json",
                                        "application/json",
                                        files::saved(&[], Some(&page.arrangements.register.get_untracked())),
                                    )
                                >
                                    "The register, whole (.json)"
                                </button>
                            }
                        })
                }}
            </p>
            {move || {
                (!exported.with(String::is_empty)).then(|| view! { <CopyBox id="register-text" label="The same as text" what="text" text=exported rows="4" /> })
            }}
        </section>
    }
}

/// Which column is which field, with the first lines to check by.
#[component]
fn Columns(
    waits: Waiting,
    mapping: RwSignal<Mapping>,
    waiting: RwSignal<Option<Waiting>>,
    said: RwSignal<String>,
) -> impl IntoView {
    let page = state();
    let heads = waits.table.heads.clone();
    let lines = waits.table.lines.len() + waits.table.broken.len();
    let sample = |column: usize| {
        let cells = waits.table.lines.iter().filter_map(|(_, cells)| cells.get(column)).filter(|cell| !cell.is_empty());
        let short = |text: &String| text.chars().take(40).collect::<String>();
        cells.take(3).map(short).collect::<Vec<_>>().join(" · ")
    };
    let rows: Vec<(usize, String, String)> =
        heads.iter().enumerate().map(|(column, head)| (column, head.clone(), sample(column))).collect();
    let (lost, titles) = (waits.table.lost, waits.table.titles.clone());
    let take = move |_| {
        let found = mapping.with_untracked(|mapping| import(&waits.file, &waits.table, mapping));
        let faulty = found.unread.len();
        let line = merged(page, found);
        said.set(if faulty > 0 {
            format!("{line} The lines that could not be read stand under \u{201c}Not read\u{201d}.")
        } else {
            line
        });
        waiting.set(None);
        browser::focus("register-file");
    };
    // a field comes from one column: to choose it for another takes it from the first
    view! {
        <div role="group" aria-label="Columns of the table">
            {lost
                .then(|| {
                    view! { <p class="concern">"▲ Some characters of this file were lost. Save it as \u{201c}CSV UTF-8\u{201d} and choose it again."</p> }
                })}
            {(!titles.is_empty()).then(|| view! { <p class="hint">{format!("Above the heads, and left out: {}", titles.join(" \u{b7} "))}</p> })}
            <TableBox>
                <table>
                    <caption>{format!("Which column is what? {lines} lines")}</caption>
                    <thead>
                        <tr>
                            <th scope="col">"Column"</th>
                            <th scope="col">"First entries"</th>
                            <th scope="col">"Is"</th>
                        </tr>
                    </thead>
                    <tbody>
                        {rows
                            .into_iter()
                            .map(|(column, head, sample)| {
                                view! {
                                    <tr>
                                        <th scope="row">{head.clone()}</th>
                                        <td>{sample}</td>
                                        <td>
                                            <select
                                                aria-label=format!("What the column {head} is")
                                                on:change=move |event| {
                                                    let chosen = event_target_value(&event);
                                                    let field = FIELDS.iter().find(|row| row.label == chosen).map(|row| row.field);
                                                    mapping
                                                        .update(|mapping| {
                                                            for slot in mapping.iter_mut().filter(|slot| field.is_some() && **slot == field) {
                                                                *slot = None;
                                                            }
                                                            if let Some(slot) = mapping.get_mut(column) {
                                                                *slot = field;
                                                            }
                                                        });
                                                }
                                            >
                                                <option value="" selected=move || mapping.with(|mapping| mapping.get(column).copied().flatten().is_none())>
                                                    "Left out"
                                                </option>
                                                {FIELDS
                                                    .iter()
                                                    .map(|row| {
                                                        view! {
                                                            <option
                                                                value=row.label
                                                                selected=move || {
                                                                    mapping.with(|mapping| mapping.get(column).copied().flatten() == Some(row.field))
                                                                }
                                                            >
                                                                {row.label}
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
            <p class="chips">
                <button type="button" class="main" on:click=take>
                    {format!("Read {lines} lines")}
                </button>
                <button type="button" on:click=move |_| waiting.set(None)>
                    "Cancel"
                </button>
            </p>
        </div>
    }
}

/// Lines that could not be read, as they stood.
#[component]
pub fn Unread() -> impl IntoView {
    let page = state();
    let lines = Memo::new(move |_| page.arrangements.register.with(|register| register.unread.clone()));
    let forget = move |_| {
        let now = page.arrangements.register.get_untracked();
        page.change_register(RegisterChange::new("Remove lines that were not read").set_unread(&now, Vec::new()));
    };
    let exported = RwSignal::new(String::new());
    let save = move |_| {
        let text = lines.with_untracked(|lines| register_table::unread(lines));
        browser::download(&file_name("lines not read", &browser::now(), "csv"), "text/csv;charset=utf-8", &text);
        exported.set(text);
    };
    view! {
        {move || {
            let lines = lines.get();
            let all = lines.len();
            (!lines.is_empty())
                .then(|| {
                    view! {
                        <section class="card">
                            <TableBox>
                                <table>
                                    <caption>
                                        {format!("Not read: {all} {}", if all == 1 { "line" } else { "lines" })}
                                        <span class="hint">"As they were; none is lost. Save them, correct them in a spreadsheet, and read that table"</span>
                                    </caption>
                                    <thead>
                                        <tr>
                                            <th scope="col">"Where"</th>
                                            <th scope="col">"What is wrong"</th>
                                            <th scope="col">"The line"</th>
                                        </tr>
                                    </thead>
                                    <tbody>
                                        {lines
                                            .into_iter()
                                            .take(100)
                                            .map(|line| {
                                                view! {
                                                    <tr>
                                                        <th scope="row">{format!("{}, line {}", line.file, line.line)}</th>
                                                        <td class="text">{line.why.join("; ")}</td>
                                                        <td>{line.cells.join(" | ")}</td>
                                                    </tr>
                                                }
                                            })
                                            .collect_view()}
                                    </tbody>
                                </table>
                            </TableBox>
                            {(all > 100).then(|| view! { <p>{format!("and {} more, which are in the file", all - 100)}</p> })}
                            <p class="chips">
                                <button type="button" on:click=save>
                                    "Save them as a table (.csv)"
                                </button>
                                <button type="button" on:click=forget>
                                    "Remove them from this list"
                                </button>
                            </p>
                            {move || {
                                (!exported.with(String::is_empty))
                                    .then(|| view! { <CopyBox id="unread-text" label="The same as text" what="text" text=exported rows="4" /> })
                            }}
                        </section>
                    }
                })
        }}
    }
}

/// What looks like one arrangement entered twice, side by side.
#[component]
pub fn Duplicates() -> impl IntoView {
    let page = state();
    let pairs = Memo::new(move |_| page.arrangements.register.with(|register| duplicates(register)));
    view! {
        {move || {
            let (all, pair) = pairs.with(|pairs| (pairs.len(), pairs.first().copied()));
            pair.map(|(first, second)| {
                let register = page.arrangements.register.get();
                let both = register.arrangements.get(first).cloned().zip(register.arrangements.get(second).cloned());
                both.map(|(first, second)| {
                    let rows = FIELDS
                        .iter()
                        .filter_map(|row| {
                            let (a, b) = (shown(&first, row), shown(&second, row));
                            (!a.is_empty() || !b.is_empty()).then_some((row.label, a, b))
                        });
                    let rows: Vec<_> = rows.collect();
                    let (one, other) = (first.id.clone(), second.id.clone());
                    let (keep_one, keep_other) = (one.clone(), other.clone());
                    let act = move |what: &str, change: &dyn Fn(&Register, RegisterChange) -> RegisterChange| decide(page, what, change);
                    view! {
                        <section class="card">
                            <TableBox>
                                <table>
                                    <caption>
                                        {if all == 1 {
                                            "Are these one arrangement?".to_owned()
                                        } else {
                                            format!("Are these one arrangement? The first of {all} such pairs")
                                        }}
                                    </caption>
                                    <thead>
                                        <tr>
                                            <th scope="col">"Field"</th>
                                            <th scope="col">"First"</th>
                                            <th scope="col">"Second"</th>
                                        </tr>
                                    </thead>
                                    <tbody>
                                        {rows
                                            .into_iter()
                                            .map(|(label, a, b)| {
                                                let same = a == b;
                                                view! {
                                                    <tr>
                                                        <th scope="row">{label}{(!same).then(|| view! { <span class="flag">"differs"</span> })}</th>
                                                        <td class="text">{a}</td>
                                                        <td class="text">{b}</td>
                                                    </tr>
                                                }
                                            })
                                            .collect_view()}
                                    </tbody>
                                </table>
                            </TableBox>
                            <p class="chips">
                                <button type="button" on:click=move |_| act("Keep the first of two", &|register, change| change.remove(register, &keep_other))>
                                    "Keep the first"
                                </button>
                                <button type="button" on:click=move |_| act("Keep the second of two", &|register, change| change.remove(register, &keep_one))>
                                    "Keep the second"
                                </button>
                                <button type="button" on:click=move |_| act("These are two", &|_, change| change.keep_apart(&one, &other))>
                                    "These are two"
                                </button>
                            </p>
                        </section>
                    }
                })
            })
        }}
    }
}

fn decide(page: State, what: &str, change: &dyn Fn(&Register, RegisterChange) -> RegisterChange) {
    let now = page.arrangements.register.get_untracked();
    page.change_register(change(&now, RegisterChange::new(what)));
}
