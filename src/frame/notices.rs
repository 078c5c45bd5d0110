//! What the reader should know or decide: notices, another tab's changes, newer public figures.

use crate::evidence::{date_in_words, newer_figures, take_newer};
use crate::kit::table_box::TableBox;
use crate::model::inputs::Unit;
use crate::model::parse;
use crate::state::keeping::Decision;
use crate::state::state;
use leptos::prelude::*;

/// What was just done or refused, and what holds as long as the page is open.
#[component]
pub fn Notices() -> impl IntoView {
    let page = state();
    view! {
        <div role="status" class="notices">
            {move || page.standing.get().map(|text| view! { <p class="notice">{text}</p> })}
            {move || {
                page.notice
                    .get()
                    .map(|text| {
                        view! {
                            <p class="notice">
                                {text} <button type="button" class="link" on:click=move |_| page.notice.set(None)>
                                    "Close"
                                </button>
                            </p>
                        }
                    })
            }}
        </div>
    }
}

/// A part of the page did not come.
#[component]
pub fn Missing(again: impl Fn() + Clone + Send + 'static) -> impl IntoView {
    let page = state();
    view! {
        {move || {
            let again = again.clone();
            page.later
                .missing
                .get()
                .then(move || {
                    view! {
                        <p class="notice" role="alert">
                            "A part of this page could not be loaded: the connection failed, or the page was updated on its server in the meantime. Your work is kept. "
                            <button type="button" class="link" on:click=move |_| again()>
                                "Try again"
                            </button>
                            " If that does not help, open the page anew."
                        </p>
                    }
                })
        }}
    }
}

/// The scenario was made with public figures that newer data have otherwise: they stay until somebody takes the newer ones.
#[component]
pub fn NewerFigures() -> impl IntoView {
    let page = state();
    let newer = Memo::new(move |_| page.document.with(newer_figures));
    let write = |place: &str, value: f64| {
        parse::written(value, crate::model::inputs::input_at(place).map_or(Unit::None, |input| input.unit))
    };
    view! {
        {move || {
            (!newer.with(Vec::is_empty) && !page.newer_left.get() && !page.is_locked())
                .then(|| {
                    let all = newer.get();
                    let (n, shown) = (all.len(), all.clone());
                    view! {
                        <section class="card newer" aria-label="Newer public figures">
                            <h2>{if n == 1 { "One public figure is newer by now".to_owned() } else { format!("{n} public figures are newer by now") }}</h2>
                            <p>"This scenario keeps those that it was made with."</p>
                            <details>
                                <summary>"What differs"</summary>
                                <TableBox>
                                    <table>
                                        <caption class="hidden">"Public figures of this scenario and newer ones"</caption>
                                        <thead>
                                            <tr>
                                                <th scope="col">"Figure"</th>
                                                <th scope="col" class="number">
                                                    "Here"
                                                </th>
                                                <th scope="col" class="number">
                                                    "Newer"
                                                </th>
                                            </tr>
                                        </thead>
                                        <tbody>
                                            {shown
                                                .iter()
                                                .map(|one| {
                                                    view! {
                                                        <tr>
                                                            <th scope="row">{one.what.clone()}</th>
                                                            <td class="number">
                                                                {write(&one.place, one.was)}<span class="hint">{date_in_words(&one.was_date)}</span>
                                                            </td>
                                                            <td class="number">
                                                                {write(&one.place, one.now)}<span class="hint">{date_in_words(&one.now_date)}</span>
                                                            </td>
                                                        </tr>
                                                    }
                                                })
                                                .collect_view()}
                                        </tbody>
                                    </table>
                                </TableBox>
                            </details>
                            <p class="chips">
                                <button
                                    type="button"
                                    class="main"
                                    on:click=move |_| {
                                        page.begin_gesture();
                                        page.change(page.document.with_untracked(|document| take_newer(document, &all)));
                                    }
                                >
                                    "Take the newer figures"
                                </button>
                                <button type="button" on:click=move |_| page.newer_left.set(true)>
                                    "Keep these"
                                </button>
                            </p>
                        </section>
                    }
                })
        }}
    }
}

/// Two tabs changed one scenario.
#[component]
pub fn Conflict() -> impl IntoView {
    let page = state();
    view! {
        {move || {
            page.conflict
                .with(Option::is_some)
                .then(|| {
                    view! {
                        <div class="problems" role="alert">
                            <h2>"This scenario was changed in another tab"</h2>
                            <p>"Nothing is overwritten until you decide."</p>
                            <p class="chips">
                                <button type="button" on:click=move |_| page.decide(Decision::KeepMine)>
                                    "Keep mine"
                                </button>
                                <button type="button" on:click=move |_| page.decide(Decision::TakeTheirs)>
                                    "Use the other tab’s"
                                </button>
                                <button type="button" on:click=move |_| page.decide(Decision::KeepBoth)>
                                    "Keep both"
                                </button>
                            </p>
                        </div>
                    }
                })
        }}
    }
}
