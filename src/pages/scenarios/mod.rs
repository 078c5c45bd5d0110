//! Scenarios kept in this browser, and those to start from.

use crate::evidence::{PRESETS, REPORT, blank, find};
use crate::exchange::files;
use crate::exchange::library::{self, Kept};
use crate::kit::words::CopyBox;
use crate::kit::words::counted;
use crate::model::Change;
use crate::pages::share::files::OpenFiles;
use crate::pages::share::workbooks::WorkbookIn;
use crate::state::Origin;
use crate::state::State;
use crate::state::View;
use crate::state::browser;
use crate::state::browser::Keeps;
use crate::state::state;
use leptos::prelude::*;
use serde_json::json;

/// The examples, each with what it rests on.
#[component]
pub fn Presets() -> impl IntoView {
    let page = state();
    view! {
        <ul class="presets">
            {PRESETS
                .iter()
                .map(|preset| {
                    view! {
                        <li>
                            <button
                                type="button"
                                on:click=move |_| {
                                    page.open_new(preset.document());
                                    page.show(View::Summary);
                                }
                            >
                                {preset.title}
                            </button>
                            <span>{preset.about}</span>
                            <Sources ids=preset.evidence />
                        </li>
                    }
                })
                .collect_view()} <li>
                <button
                    type="button"
                    on:click=move |_| {
                        page.open_new(REPORT.document());
                        page.show(View::Levels);
                    }
                >
                    {REPORT.title}
                </button>
                <span>{REPORT.about}</span>
                <Sources ids=REPORT.evidence />
            </li> <li>
                <button
                    type="button"
                    on:click=move |_| {
                        page.open_new(blank());
                        page.show(View::Partners);
                    }
                >
                    "A blank start"
                </button>
                <span>"Choose partners and enter everything yourself."</span>
            </li>
        </ul>
    }
}

/// What a preset rests on.
#[component]
fn Sources(ids: &'static [&'static str]) -> impl IntoView {
    view! {
        <details>
            <summary>"Sources"</summary>
            <ul>{ids.iter().filter_map(|id| find(id)).map(|one| view! { <li>{one.cited()} ": " {one.statement.clone()}</li> }).collect_view()}</ul>
        </details>
    }
}

/// What was deleted, as it was kept.
#[derive(Debug, Clone)]
struct Deleted {
    title: String,
    records: Vec<(String, String)>,
}

/// Puts back what was deleted, beside whatever was made since; says whether all is there again. What is not stays to be put
/// back once there is room.
fn put_back(page: State, records: &[(String, String)]) -> bool {
    page.keep_waiting();
    let put = page.with_shelf(|shelf| library::put_back(shelf, records));
    page.shelf_changed.update(|n| *n += 1);
    if let Err(error) = put {
        page.notice.set(Some(error.to_string()));
        return false;
    }
    page.take_register();
    if page.document.with_untracked(|document| *document == blank()) {
        // the empty scenario may stand where one came back
        page.start_empty();
    }
    true
}

#[component]
pub fn ScenariosPage() -> impl IntoView {
    let page = state();
    let kept = Memo::new(move |_| {
        page.shelf_changed.track();
        page.with_shelf(|shelf| library::look(shelf).kept)
    });
    let aside = move || {
        page.shelf_changed.track();
        page.with_shelf(library::set_aside)
    };
    let deleted = RwSignal::new(None::<Deleted>);
    let restore = move || {
        if deleted.get_untracked().is_some_and(|gone| put_back(page, &gone.records)) {
            deleted.set(None);
        }
    };
    view! {
        <h1>"Scenarios"</h1>
        <p class="lead">
            {match page.storage {
                Keeps::Refused => "This browser does not let this page keep anything: scenarios last until you close it.",
                _ => "Kept in this browser, on this site; clearing its data deletes them. Copy the link of what matters.",
            }}
        </p>
        {move || {
            deleted
                .get()
                .map(|gone| {
                    view! {
                        <p class="notice" role="status">
                            {format!("Deleted \u{201c}{}\u{201d}.", gone.title)}
                            " "
                            <button type="button" on:click=move |_| restore()>
                                "Undo"
                            </button>
                        </p>
                    }
                })
        }}
        <section class="card">
            <h2>"Yours"</h2>
            <ul class="kept-list">
                <For each=move || kept.get() key=|one| (one.id.clone(), one.title.clone(), one.saved_at.clone()) let:one>
                    <KeptRow one deleted />
                </For>
            </ul>
            {move || kept.with(Vec::is_empty).then_some("None yet: what you start below is kept here.")}
        </section>
        <section class="card">
            <h2>"Start another"</h2>
            <Presets />
        </section>
        <OpenFiles />
        <WorkbookIn />
        {move || {
            let all = aside();
            (!all.is_empty())
                .then(|| {
                    view! {
                        <section class="card">
                            <h2>"Set aside"</h2>
                            <p>"These could not be read. They are as they were."</p>
                            {all
                                .into_iter()
                                .map(|(key, text)| {
                                    let name = format!("{}.txt", key.rsplit('/').next().unwrap_or("set-aside"));
                                    let saved = text.clone();
                                    view! {
                                        <div class="labelled">
                                            <label>{key}<textarea readonly rows="3" prop:value=text></textarea></label>
                                        </div>
                                        <p>
                                            <button type="button" on:click=move |_| browser::download(&name, "text/plain", &saved)>
                                                "Save as it is"
                                            </button>
                                        </p>
                                    }
                                })
                                .collect_view()}
                        </section>
                    }
                })
        }}
        <KeptHere />
    }
}

/// What is kept, and where, with a way to take all of it along or to delete it.
#[component]
fn KeptHere() -> impl IntoView {
    let page = state();
    let asked = RwSignal::new(false);
    let gone = RwSignal::new(Vec::<(String, String)>::new());
    let words = move || {
        page.shelf_changed.track();
        let (n, size) = page.with_shelf(|shelf| (library::look(shelf).kept.len(), library::size(shelf)));
        let kilobytes = crate::model::number((size as f64 / 1000.0).ceil(), 0);
        let listed = page.arrangements.register.with(|register| register.arrangements.len());
        let mut what = counted(n, "scenario", "scenarios");
        if listed > 0 {
            what += &format!(" and {} in the register", counted(listed, "arrangement", "arrangements"));
        }
        if page.storage != Keeps::Refused {
            let frame = if browser::framed() {
                " In this frame it is kept apart from what the page on its own keeps."
            } else {
                ""
            };
            format!(
                "{what}, {kilobytes} kB in the storage that this browser has for this site, which holds about 5,000. Nowhere else: it is not on a server, and whoever clears the browser\u{2019}s data deletes it.{frame}"
            )
        } else {
            format!(
                "{what}, {kilobytes} kB in this page\u{2019}s memory, until it is closed. This browser lets it keep nothing."
            )
        }
    };
    let exported = RwSignal::new(String::new());
    let save_all = move |_| {
        let all = page.with_shelf(library::everything);
        let text = files::saved(&all, Some(&page.arrangements.register.get_untracked()));
        browser::download(&files::file_name("all scenarios", &browser::now(), "json"), "application/json", &text);
        exported.set(text);
    };
    let delete = move |_| {
        asked.set(false);
        gone.set(page.with_shelf(library::forget_everything));
        page.drop_register();
        page.start_empty();
    };
    let restore = move |_| {
        if put_back(page, &gone.get_untracked()) {
            gone.set(Vec::new());
        }
    };
    view! {
        <section class="card">
            <h2>"What is kept, and where"</h2>
            <p class="first-capital">{words}</p>
            <p class="chips">
                <button type="button" on:click=save_all>
                    "Save all as one file"
                </button>
                <button type="button" on:click=move |_| asked.set(true)>
                    "Delete everything"
                </button>
            </p>
            {move || {
                (!exported.with(String::is_empty)).then(|| view! { <CopyBox id="all-text" label="The same as text" what="text" text=exported rows="4" /> })
            }}
            {move || {
                asked
                    .get()
                    .then(|| {
                        view! {
                            <div class="chips" role="group" aria-label="Delete everything?">
                                <strong>"All scenarios, the register of arrangements and what was set aside will be deleted from this browser."</strong>
                                <button type="button" on:click=delete>
                                    "Yes, delete everything"
                                </button>
                                <button type="button" on:click=move |_| asked.set(false)>
                                    "No, keep it"
                                </button>
                            </div>
                        }
                    })
            }}
            {move || {
                gone.with(|all| {
                    (!all.is_empty())
                        .then(|| {
                            view! {
                                <p class="notice" role="status">
                                    "Everything was deleted. "
                                    <button type="button" on:click=restore>
                                        "Put it back"
                                    </button>
                                </p>
                            }
                        })
                })
            }}
        </section>
    }
}

/// A title, or what stands for none.
pub fn named(title: &str) -> String {
    if title.trim().is_empty() { "Untitled".into() } else { title.to_owned() }
}

#[component]
fn KeptRow(one: Kept, deleted: RwSignal<Option<Deleted>>) -> impl IntoView {
    let page = state();
    let title = named(&one.title);
    let deleted_title = title.clone();
    let open_id = one.id.clone();
    let is_open = {
        let id = one.id.clone();
        move || page.origin.get() == Origin::Kept(id.clone())
    };
    let (open_now, copy_id, gone) = (is_open.clone(), one.id.clone(), one.id.clone());
    let saved = one.saved_at.replace('T', " ").chars().take(16).collect::<String>();
    // after a deletion there may be room for what could not be kept
    view! {
        <li>
            <span>
                <strong>{title.clone()}</strong>
                <span class="hint">"saved " {saved}{move || is_open().then_some(", open now")}</span>
            </span>
            <span class="chips">
                <button
                    type="button"
                    aria-label=format!("Open {title}")
                    disabled=open_now
                    on:click=move |_| {
                        if let Some(document) = page.with_shelf(|shelf| library::take(shelf, &open_id)) {
                            page.replace(document, Origin::Kept(open_id.clone()));
                            page.show(View::Summary);
                        }
                    }
                >
                    "Open"
                </button>
                <button
                    type="button"
                    aria-label=format!("Duplicate {title}")
                    on:click=move |_| {
                        if let Some(mut document) = page.with_shelf(|shelf| library::take(shelf, &copy_id)) {
                            let copy = format!("Copy of {}", named(document.text("title")));
                            Change::new("Copy").set(&document.clone(), "title", Some(json!(copy))).apply(&mut document);
                            page.open_new(document);
                            page.show(View::Summary);
                        }
                    }
                >
                    "Duplicate"
                </button>
                <button
                    type="button"
                    aria-label=format!("Delete {title}")
                    on:click=move |_| {
                        let records = page.with_shelf(|shelf| library::forget(shelf, &gone));
                        if page.origin.get_untracked() == Origin::Kept(gone.clone()) {
                            page.start_empty();
                        }
                        deleted
                            .set(
                                Some(Deleted {
                                    title: deleted_title.clone(),
                                    records,
                                }),
                            );
                        page.shelf_changed.update(|n| *n += 1);
                        page.keep_waiting();
                    }
                >
                    "Delete"
                </button>
            </span>
        </li>
    }
}
