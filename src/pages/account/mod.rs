//! The public account: statements that follow the figures and keep the user's edits.

use crate::exchange::files::file_name;
use crate::explain::{Paragraph, Statement, soc_is_example, statements, with_figure};
use crate::model::{Change, Document};
use crate::state::State;
use crate::state::browser;
use crate::state::state;
use leptos::prelude::*;
use serde_json::{Map, Value, json};

#[component]
pub fn AccountPage() -> impl IntoView {
    let page = state();
    let all = Memo::new(move |_| {
        page.result.with(|result| {
            let Some(one) = result.as_ref() else { return Vec::new() };
            // an example is nothing to publish
            let example = page.document.with(soc_is_example);
            page.soc.with(|soc| statements(&one.scenario, &one.outcome, soc.as_deref().filter(|_| !example)))
        })
    });
    let ids = Memo::new(move |_| all.with(|all| all.iter().map(|one| one.id).collect::<Vec<_>>()));
    let open =
        move || all.with(|all| all.iter().flat_map(|one| &one.paragraphs).map(Paragraph::open_places).sum::<usize>());
    let stale = move || {
        all.with(|all| {
            all.iter().flat_map(|one| &one.paragraphs).filter(|one| !one.stale.is_empty() || one.reworded).count()
        })
    };
    view! {
        <h1>"The account to the public"</h1>
        <p class="lead">
            "Written from the scenario; it follows the figures until you edit a paragraph. What the figures cannot say stands in square brackets."
        </p>
        {move || {
            (stale() > 0)
                .then(|| {
                    view! {
                        <p class="concern" role="status">
                            <span aria-hidden="true">"▲ "</span>
                            <span>
                                <strong>
                                    {match stale() {
                                        1 => "One paragraph that you edited no longer agrees with the figures.".to_owned(),
                                        n => format!("{n} paragraphs that you edited no longer agree with the figures."),
                                    }}
                                </strong>
                            </span>
                        </p>
                    }
                })
        }}
        {move || {
            (open() > 0)
                .then(|| {
                    view! {
                        <p class="hint spaced">
                            {match open() {
                                1 => "One gap is for you to fill.".to_owned(),
                                n => format!("{n} gaps are for you to fill."),
                            }}
                        </p>
                    }
                })
        }}
        <For each=move || ids.get() key=|id| *id let:id>
            <StatementCard id all />
        </For>
    }
}

#[component]
fn StatementCard(id: &'static str, all: Memo<Vec<Statement>>) -> impl IntoView {
    let page = state();
    let said = RwSignal::new(String::new());
    let one = Memo::new(move |_| all.with(|all| all.iter().find(|one| one.id == id).cloned()));
    let paragraphs = Memo::new(move |_| {
        one.with(|one| {
            one.as_ref().map(|one| one.paragraphs.iter().map(|one| one.id).collect::<Vec<_>>()).unwrap_or_default()
        })
    });
    let title = move || one.with(|one| one.as_ref().map_or("", |one| one.title));
    let hint = move || one.with(|one| one.as_ref().map_or("", |one| one.hint));
    let text = move || one.with_untracked(|one| one.as_ref().map_or_else(String::new, Statement::text));
    let box_id = format!("account-text-{id}");
    let copied = box_id.clone();
    view! {
        <section class="card statement">
            <h2>{title}</h2>
            <p class="hint screen-only">{hint}</p>
            <For each=move || paragraphs.get() key=|id| *id let:paragraph>
                <ParagraphBox statement=one id=paragraph />
            </For>
            <p class="chips screen-only">
                <button
                    type="button"
                    on:click=move |_| {
                        said.set(
                            if browser::copy_from(&copied) {
                                "Copied.".into()
                            } else {
                                "This browser does not let the page copy: the text is selected, press Ctrl+C.".into()
                            },
                        );
                    }
                >
                    {move || format!("Copy \u{201c}{}\u{201d}", title())}
                </button>
                <button
                    type="button"
                    on:click=move |_| {
                        let name = page.document.with_untracked(|document| format!("{} {}", document.text("title"), title()));
                        let name = file_name(&name, &browser::now(), "txt");
                        browser::download(&name, "text/plain;charset=utf-8", &text());
                        said.set(format!("Sent to your downloads: {name}."));
                    }
                >
                    "Save as a file (.txt)"
                    <span class="hidden">": "{title}</span>
                </button>
                <button type="button" on:click=move |_| page.print()>
                    "Print"
                    <span class="hidden">": "{title}</span>
                </button>
                <span role="status">{move || said.get()}</span>
            </p>
            <details class="screen-only">
                <summary>"As plain text"</summary>
                <textarea
                    id=box_id
                    class="whole-text"
                    rows="8"
                    readonly
                    aria-label=move || format!("{}, as plain text", title())
                    prop:value=move || one.with(|one| one.as_ref().map_or_else(String::new, Statement::text))
                ></textarea>
            </details>
        </section>
    }
}

/// A paragraph that can be edited, with what no longer agrees.
#[component]
fn ParagraphBox(statement: Memo<Option<Statement>>, id: &'static str) -> impl IntoView {
    let page = state();
    let one = Memo::new(move |_| {
        statement.with(|statement| statement.as_ref()?.paragraphs.iter().find(|one| one.id == id).cloned())
    });
    let text = Memo::new(move |_| one.with(|one| one.as_ref().map_or_else(String::new, |one| one.text.clone())));
    let rows = move || text.with(|text| (text.chars().count() / 90 + 1 + text.matches('\n').count()).clamp(2, 14));
    let edited = move || one.with(|one| one.as_ref().is_some_and(|one| one.edited));
    let reworded = move || one.with(|one| one.as_ref().filter(|one| one.reworded).map(|one| one.generated.clone()));
    let stale = move || one.with(|one| one.as_ref().map(|one| one.stale.clone()).unwrap_or_default());
    let at = format!("f-account-{id}");
    let marks = format!("{at}-marks");
    view! {
        <div class="paragraph" class:edited=edited>
            <textarea
                id=at
                rows=rows
                aria-label=move || statement.with(|statement| said_of(statement.as_ref(), id))
                aria-describedby=marks.clone()
                readonly=move || page.is_locked()
                prop:value=move || text.get()
                on:focus=move |_| page.begin_gesture()
                on:input=move |event| {
                    if let Some(one) = one.get_untracked() {
                        edit(page, &one, &event_target_value(&event), None);
                    }
                }
            ></textarea>
            // what is printed: a box shows no more than its lines
            <p class="print-only">{move || text.get()}</p>
            <div id=marks class="screen-only">
                {move || {
                    edited()
                        .then(|| {
                            view! {
                                <p class="hint">
                                    "Your words. "<button type="button" class="link" on:click=move |_| restore(page, id)>
                                        "Follow the figures again"
                                    </button>
                                </p>
                            }
                        })
                }}
                {move || {
                    stale()
                        .into_iter()
                        .map(|stale| {
                            let mended = stale.clone();
                            view! {
                                <p class="flag">
                                    "▲ Your text says "{stale.was.clone()}"; the "{stale.what.clone()}" is now "{stale.now.clone()}". "
                                    <button
                                        type="button"
                                        class="link"
                                        on:click=move |_| {
                                            if let Some(one) = one.get_untracked() {
                                                page.begin_gesture();
                                                edit(page, &one, &mended.put_into(&one.text), Some(&mended.id));
                                            }
                                        }
                                    >
                                        {format!("Put {} in", stale.now)}
                                    </button>
                                </p>
                            }
                        })
                        .collect_view()
                }}
                {move || {
                    reworded()
                        .map(|now| {
                            view! {
                                <p class="flag">
                                    "▲ By the figures as they are now the tool would write something else here: "<span class="rewritten">{now}</span>" "
                                    <button
                                        type="button"
                                        class="link"
                                        on:click=move |_| {
                                            if let Some(one) = one.get_untracked() {
                                                page.begin_gesture();
                                                edit(page, &one, &one.text, None);
                                            }
                                        }
                                    >
                                        "Keep my wording"
                                    </button>
                                </p>
                            }
                        })
                }}
            </div>
        </div>
    }
}

/// What a paragraph is, by its statement and its place in it.
fn said_of(statement: Option<&Statement>, id: &str) -> String {
    let Some(one) = statement else { return String::new() };
    let place = one.paragraphs.iter().position(|paragraph| paragraph.id == id).map_or(0, |place| place + 1);
    format!("{}, paragraph {place} of {}", one.title, one.paragraphs.len())
}

/// Keeps the user's words, with the figures that they stand beside now. What the tool would write is no edit. `mended` is a
/// figure that was just put in.
fn edit(page: State, one: &Paragraph, text: &str, mended: Option<&str>) {
    if text == one.generated {
        restore(page, one.id);
        return;
    }
    let figures: Map<String, Value> =
        one.figures.iter().map(|figure| (figure.id.clone(), json!(figure.value))).collect();
    let place = format!("account.texts.{}", one.id);
    let document = page.document.get_untracked();
    let figures = kept_figures(&document, one, text, figures, mended);
    let value = json!({ "text": text, "basis": one.basis, "figures": figures });
    page.change(
        Change::new("Public account")
            .set(&document, &place, Some(value))
            .within(format!("{place}-{}", page.gesture.get_untracked())),
    );
}

/// The figures as they stood when the text took them over: one that the text still has as it was stays marked.
fn kept_figures(
    document: &Document,
    one: &Paragraph,
    text: &str,
    mut figures: Map<String, Value>,
    mended: Option<&str>,
) -> Map<String, Value> {
    for stale in one.stale.iter().filter(|stale| Some(stale.id.as_str()) != mended) {
        let still = with_figure(text, &stale.was, "") != text;
        let was = document.get(&format!("account.texts.{}.figures.{}", one.id, stale.id)).cloned();
        if let Some(was) = was.filter(|_| still) {
            figures.insert(stale.id.clone(), was);
        }
    }
    figures
}

fn restore(page: State, id: &str) {
    let document = page.document.get_untracked();
    page.begin_gesture();
    page.change(Change::new("Public account, back to the figures").set(
        &document,
        &format!("account.texts.{id}"),
        None,
    ));
}
