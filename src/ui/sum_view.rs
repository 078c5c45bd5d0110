//! A figure opened to its sum, and each part of that to its own, down to the inputs and their sources.

use super::state::state;
use super::table_box::TableBox;
use crate::evidence;
use crate::explain::{SumOf, source_line};
use crate::workbook::{At, Derivation, Evaluation, defined, derivation};
use leptos::prelude::*;

/// A sum in words and numbers, as the workbook has it, with the sources that it rests on.
#[component]
pub fn SumView(sum: SumOf) -> impl IntoView {
    let page = state();
    let name = defined(&sum.name);
    let top = Memo::new(move |_| page.formulas.with(|book| book.as_ref()?.named(&name)));
    // another figure than the first, where somebody opened one that stands beside it
    let other = RwSignal::new(None::<At>);
    let beside = sum.beside.clone();
    let lines = move || {
        page.formulas.with(|book| {
            let book = book.as_ref()?;
            let mut found = Evaluation::new(book);
            let read = |name: &String| {
                let at = book.named(&defined(name))?;
                derivation(book, &mut found, at).map(|read| (at, read.title, read.value))
            };
            Some(beside.iter().filter_map(read).collect::<Vec<_>>())
        })
    };
    view! {
        <div class="sum">
            {move || other.get().or(top.get()).map(|at| {
                let words = if other.get().is_some() { String::new() } else { sum.words.clone() };
                view! { <Opened at words /> }
            })}
            {move || lines().filter(|lines| !lines.is_empty()).map(|lines| view! {
                <ul class="hint">{lines.into_iter().map(|(at, title, value)| view! {
                    <li>{title.clone()}": "{value}" "<button type="button" class="link" aria-label=format!("Show the sum: {title}") on:click=move |_| other.set(Some(at))>"Show the sum"</button></li>
                }).collect_view()}</ul>
            })}
            {(!sum.evidence.is_empty()).then(|| view! {
                <p class="hint">"Rests on: "
                    {sum.evidence.iter().copied().filter_map(evidence::find).map(|one| view! { <span>{one.cited()} ": " {one.statement.clone()} ". "</span> }).collect_view()}
                </p>
            })}
        </div>
    }
}

/// The sum of a cell, with the way that led there.
#[component]
fn Opened(at: At, words: String) -> impl IntoView {
    let page = state();
    let way = RwSignal::new(vec![at]);
    let read = move |at: At| -> Option<Derivation> {
        page.formulas.with(|book| {
            let book = book.as_ref()?;
            derivation(book, &mut Evaluation::new(book), at)
        })
    };
    let last = Memo::new(move |_| way.with(|way| way.last().copied().and_then(read)));
    let steps = move || {
        let way = way.get();
        let above = way.len().saturating_sub(1);
        way.into_iter().take(above).enumerate().filter_map(|(n, at)| Some((n, read(at)?.title))).collect::<Vec<_>>()
    };
    view! {
        {move || { let steps = steps(); (!steps.is_empty()).then(|| view! {
            <p class="trail"><span class="hidden">"Opened from: "</span>{steps.into_iter().map(|(n, title)| view! {
                <button type="button" class="link" on:click=move |_| way.update(|way| way.truncate(n + 1))>{title}</button>" › "
            }).collect_view()}</p>
        }) }}
        {move || last.get().map(|read| {
            let title = read.title.clone();
            view! {
                <h3>{read.title}" "<strong>{read.value}</strong></h3>
                {(way.with_untracked(Vec::len) == 1 && !words.is_empty()).then(|| view! { <p>{words.clone()}</p> })}
                <Formula words=read.words numbers=read.numbers />
                {(!read.parts.is_empty()).then(|| view! { <TableBox><table>
                    <caption class="hidden">{format!("What {title} is made of")}</caption>
                    <thead><tr><th scope="col">"Part"</th><th scope="col" class="number">"Figure"</th><th scope="col">"Where it comes from"</th></tr></thead>
                    <tbody>{read.parts.into_iter().map(|part| {
                        let at = part.at;
                        let source = part.is_input.then(|| source_of(at)).flatten();
                        view! { <tr><th scope="row">{part.label.clone()}</th><td class="number">{part.value}</td><td>
                            {if part.is_input {
                                view! { <span class="hint">{source.unwrap_or_else(|| "Entered".into())}</span> }.into_any()
                            } else {
                                view! { <button type="button" class="link" aria-label=format!("Open: {}", part.label) on:click=move |_| way.update(|way| way.push(at))>"Open"</button> }.into_any()
                            }}
                        </td></tr> }
                    }).collect_view()}</tbody>
                </table></TableBox> })}
                <p class="hint">"In the workbook: "{read.place}</p>
            }
        })}
    }
}

/// A formula with names and with figures; a long one is folded away.
#[component]
fn Formula(words: String, numbers: String) -> impl IntoView {
    const LONG: usize = 400;
    let long = words.chars().count() > LONG;
    let numbers = (numbers != words).then_some(numbers);
    let lines = view! {
        <p class="formula">"= "{words}</p>
        {numbers.map(|numbers| view! { <p class="formula">"= "{numbers}</p> })}
    };
    if long {
        view! { <details><summary>"The formula"</summary>{lines}</details> }.into_any()
    } else {
        lines.into_any()
    }
}

/// Whose an input is, or its source.
fn source_of(at: At) -> Option<String> {
    let page = state();
    page.formulas.with_untracked(|book| {
        let input = book.as_ref()?.inputs.iter().find(|input| input.at == at)?;
        let line = page.document.with_untracked(|document| source_line(document, &input.place));
        (!line.is_empty()).then_some(line)
    })
}
