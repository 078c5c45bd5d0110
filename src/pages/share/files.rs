//! Scenarios and results as files and texts, out and in.

use crate::exchange::account::Account;
use crate::exchange::files::Held;
use crate::exchange::register::merge;
use crate::exchange::{files, tables};
use crate::kit::accounts::Accounted;
use crate::kit::file_box::FileBox;
use crate::kit::words::CopyBox;
use crate::pages::share::workbooks::save_workbook;
use crate::state::State;
use crate::state::View;
use crate::state::browser;
use crate::state::state;
use leptos::html::Textarea;
use leptos::prelude::*;

/// What can be saved of the open scenario.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Saved {
    Scenario,
    Results,
    Figures,
}

impl Saved {
    const ALL: [Saved; 3] = [Saved::Scenario, Saved::Results, Saved::Figures];

    const fn label(self) -> &'static str {
        match self {
            Saved::Scenario => "Scenario (.json)",
            Saved::Results => "Results (.csv)",
            Saved::Figures => "Figures entered (.csv)",
        }
    }

    fn text(self, page: State, with_register: RwSignal<bool>) -> Option<String> {
        match self {
            Saved::Scenario => Some(page.document.with(|document| {
                let register = page.arrangements.register.get();
                files::saved(std::slice::from_ref(document), with_register.get().then_some(&*register))
            })),
            Saved::Figures => Some(page.document.with(|document| tables::csv(&tables::figures(document)))),
            Saved::Results => page.result.with(|result| {
                let one = result.as_ref()?;
                Some(tables::csv(&tables::results(&one.scenario.title, &one.outcome)))
            }),
        }
    }

    fn name(self, title: &str) -> String {
        match self {
            Saved::Scenario => files::file_name(title, &browser::now(), "json"),
            Saved::Results => files::file_name(&format!("{title} results"), &browser::now(), "csv"),
            Saved::Figures => files::file_name(&format!("{title} figures"), &browser::now(), "csv"),
        }
    }
}

/// The open scenario as files, and as text where a browser or a frame lets none be saved.
#[component]
pub fn SaveFiles() -> impl IntoView {
    let page = state();
    let shown = RwSignal::new(None::<Saved>);
    let said = RwSignal::new(String::new());
    let with_register = RwSignal::new(true);
    let listed = move || page.arrangements.register.with(|register| register.arrangements.len());
    let save = move |what: Saved| {
        let Some(text) = what.text(page, with_register) else { return };
        let name = what.name(&page.document.with_untracked(|document| document.text("title").to_owned()));
        let kind = if what == Saved::Scenario { "application/json" } else { "text/csv;charset=utf-8" };
        browser::download(&name, kind, &text);
        said.set(browser::sent(&name));
    };
    view! {
        <section class="card">
            <h2>"As a file"</h2>
            <p class="chips">
                {Saved::ALL
                    .into_iter()
                    .map(|what| {
                        view! {
                            <button type="button" on:click=move |_| save(what)>
                                {what.label()}
                            </button>
                        }
                    })
                    .collect_view()}
                {browser::no_workbooks()
                    .is_none()
                    .then(|| {
                        view! {
                            <button type="button" on:click=move |_| save_workbook(page, said)>
                                "Workbook with live formulas (.xlsx)"
                            </button>
                        }
                    })}
            </p>
            {browser::no_workbooks().map(|why| view! { <p class="hint">{why}</p> })}
            {move || {
                (listed() > 0)
                    .then(|| {
                        view! {
                            <label class="tick">
                                <input
                                    type="checkbox"
                                    prop:checked=move || with_register.get()
                                    on:change=move |event| with_register.set(event_target_checked(&event))
                                />
                                {format!("With the register of arrangements ({}) in the scenario\u{2019}s file", listed())}
                            </label>
                        }
                    })
            }}
            <p class="hint" role="status">
                {move || said.get()}
            </p>
            <div class="labelled narrow">
                <label for="as-text">"As text, where nothing can be saved"</label>
                <select
                    id="as-text"
                    on:change=move |event| {
                        let chosen = event_target_value(&event);
                        shown.set(Saved::ALL.into_iter().find(|what| what.label() == chosen));
                    }
                >
                    <option value="">"Choose"</option>
                    {Saved::ALL.into_iter().map(|what| view! { <option value=what.label()>{what.label()}</option> }).collect_view()}
                </select>
            </div>
            {move || {
                shown
                    .get()
                    .map(|what| {
                        view! {
                            <CopyBox
                                id="file-text"
                                label=what.label()
                                what="text"
                                text=Signal::derive(move || what.text(page, with_register).unwrap_or_default())
                                rows="6"
                            />
                        }
                    })
            }}
        </section>
    }
}

/// Opening scenarios: from files, dropped or chosen, and from any text with a link in it.
#[component]
pub fn OpenFiles() -> impl IntoView {
    let page = state();
    let text = NodeRef::<Textarea>::new();
    let open_text = move || {
        let Some(text) = text.get_untracked() else { return };
        let found = files::open(&text.value());
        open_all(page, vec![("The text".to_owned(), Some(found))]);
    };
    view! {
        <section class="card">
            <h2>"Open"</h2>
            <FileBox
                id="open-files"
                label="Files"
                multiple=true
                accept=".json,.txt,application/json,text/plain"
                hint="Scenarios saved here, one or several; or drop them anywhere on the page"
                on_chosen=move |chosen| read_and_open(page, chosen)
            />
            <div class="labelled">
                <label for="open-text">"A link, or a text with one in it"</label>
                <p class="hint">"A whole mail will do: the scenario is found in it, also where a mail filter rewrote the link"</p>
                <textarea id="open-text" rows="3" spellcheck="false" node_ref=text></textarea>
            </div>
            <p>
                <button type="button" on:click=move |_| open_text()>
                    "Open this text"
                </button>
            </p>
        </section>
    }
}

/// Figures read back from a table into the open scenario.
#[component]
pub fn ReadFigures() -> impl IntoView {
    let page = state();
    let account = RwSignal::new(None::<Account>);
    let said = RwSignal::new(String::new());
    let read = move |name: &str, text: &str| {
        let back = tables::read_figures(&page.document.get_untracked(), text);
        page.begin_gesture();
        page.change(back.change);
        said.set(format!("{name}: {}", back.account.done()));
        account.set(Some(back.account));
    };
    view! {
        <section class="card">
            <h2>"Figures from a spreadsheet"</h2>
            <FileBox
                id="read-figures"
                label="A table of figures (.csv)"
                accept=".csv,text/csv"
                hint="Save \u{201c}Figures entered\u{201d}, change its values in a spreadsheet, and choose it here; each change is marked as yours"
                on_chosen=move |chosen| browser::read_files(
                    chosen,
                    move |all| {
                        for (name, text) in all {
                            match text {
                                Some(text) => read(&name, &text),
                                None => said.set(format!("{name} cannot be read.")),
                            }
                        }
                    },
                )
            />
            <p role="status">{move || said.get()}</p>
            <Accounted account />
        </section>
    }
}

/// Opens files that were chosen or dropped on the page.
pub fn read_and_open(page: State, chosen: &web_sys::FileList) {
    browser::read_files(chosen, move |all| {
        let found = all.into_iter().map(|(name, text)| (name, text.map(|text| files::open(&text)))).collect();
        open_all(page, found);
    });
}

type Found = Option<Result<Held, files::FileError>>;

/// Adds another register to the one that is kept here, and says what came of it.
pub fn merged(page: State, theirs: crate::model::Register) -> String {
    let found = merge(&page.arrangements.register.get_untracked(), theirs);
    if page.is_fixed() && !found.change.is_empty() {
        return crate::state::FIXED.to_owned();
    }
    let error = page.change_register(found.change);
    let only_market = found.lines > 0 && found.added + found.same + found.counts == 0;
    let mut line = match only_market {
        true => format!("Market: {} added", crate::kit::words::counted(found.lines, "line", "lines")),
        false => format!("Register of arrangements: {} added", found.added),
    };
    if found.lines > 0 && !only_market {
        line += &format!(", {} new on the market", found.lines);
    }
    if found.same > 0 {
        line += &format!(", {} there already", found.same);
    }
    if found.counts > 0 {
        let (counts, were) = if found.counts == 1 { ("count", "was") } else { ("counts", "were") };
        line += &format!(", {} {counts} of benefits {were} put beside what is there", found.counts);
    }
    if found.unread > 0 {
        line += &format!(
            ", {} could not be read and {} listed there",
            found.unread,
            if found.unread == 1 { "is" } else { "are" }
        );
    }
    match error {
        Some(error) => format!("{line}. {error}"),
        None => line + ".",
    }
}

/// Opens what was found, each as a new scenario, and says of each file what became of it.
fn open_all(page: State, found: Vec<(String, Found)>) {
    let (mut opened, mut lines) = (0, Vec::new());
    for (name, what) in found {
        match what {
            None => lines.push(format!("{name} cannot be read or is too large.")),
            Some(Err(error)) => lines.push(format!("{name}: {error}.")),
            Some(Ok(held)) => {
                if let Some(theirs) = held.register {
                    lines.push(merged(page, theirs));
                }
                for document in held.documents {
                    match page.open_foreign(document) {
                        Ok(()) => opened += 1,
                        Err(reason) => lines.push(format!("{name}: {reason}")),
                    }
                }
            }
        }
    }
    if opened > 0 {
        let more = page.notice.get_untracked();
        page.show(View::Summary);
        if opened > 1 {
            lines.insert(0, format!("{opened} scenarios were opened; all are under Scenarios, and this is the last."));
        } else if let Some(more) = more {
            lines.insert(0, more);
        }
    }
    page.notice.set((!lines.is_empty()).then(|| lines.join(" ")));
}
