//! A figure opened to its sum, and each part of that to its own, down to the inputs and their sources.

use crate::evidence;
use crate::explain::{SumOf, evidence_at, source_line};
use crate::kit::table_box::TableBox;
use crate::state::state;
use crate::state::sums::sums;
use crate::workbook::Working;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// A sum in words and numbers, as the workbook has it, with the sources that it rests on.
#[component]
pub fn OpenedSum(#[prop(into)] sum: Signal<Option<SumOf>>) -> impl IntoView {
    let (page, sums) = (state(), sums());
    let sum = Memo::new(move |_| sum.get());
    let top = Memo::new(move |_| sum.with(|sum| sum.as_ref().map(|sum| sum.of.clone())));
    // the way down from the figure; another figure begins anew, and so does one whose cells stand elsewhere now
    let way = RwSignal::new(Vec::<Working>::new());
    let shape = Memo::new(move |_| sums.formulas.with(|book| book.as_ref().map(|book| book.shape())));
    Effect::new(move |_| {
        // read, not only followed: what was never read tells of no change
        top.with(|_| ());
        shape.with(|_| ());
        if !way.with_untracked(Vec::is_empty) {
            way.set(Vec::new());
        }
    });
    let holder = NodeRef::<leptos::html::Div>::new();
    // the button that was pressed goes: what it opened has the focus
    let step = move |change: &dyn Fn(&mut Vec<Working>)| {
        way.update(|way| change(way));
        gloo_timers::callback::Timeout::new(0, move || {
            let head =
                holder.try_get_untracked().flatten().and_then(|holder| holder.query_selector("h3").ok().flatten());
            if let Some(head) = head.and_then(|head| head.dyn_into::<web_sys::HtmlElement>().ok()) {
                let _ = head.focus();
            }
        })
        .forget();
    };
    let beside = move || {
        let all = sum.with(|sum| sum.as_ref().map(|sum| sum.beside.clone()).unwrap_or_default());
        sums.with(|workings| {
            let line = |of: Working| workings.read(&of).map(|read| (of, read.title, read.value));
            all.into_iter().filter_map(line).collect::<Vec<_>>()
        })
        .unwrap_or_default()
    };
    // of the figure itself, not of what it was opened to; each source once
    let evidence = move || {
        let mut all: Vec<&'static evidence::Evidence> = Vec::new();
        if way.with(Vec::is_empty) {
            sum.with(|sum| {
                let Some(sum) = sum else { return };
                let fixed = sum.evidence.iter().filter_map(|id| evidence::find(id));
                let of_inputs = page.document.with(|document| {
                    sum.inputs.iter().filter_map(|place| evidence_at(document, place)).collect::<Vec<_>>()
                });
                for one in fixed.chain(of_inputs) {
                    if !all.iter().any(|there| there.id == one.id) {
                        all.push(one);
                    }
                }
            });
        }
        all
    };
    view! {
        <div class="sum" node_ref=holder>
            {move || {
                top.get()
                    .map(|top| {
                        view! {
                            <Opened top way step words=Signal::derive(move || sum.with(|sum| sum.as_ref().map(|sum| sum.words.clone()).unwrap_or_default())) />
                        }
                    })
            }}
            {move || {
                Some(beside())
                    .filter(|lines| !lines.is_empty())
                    .map(|lines| {
                        view! {
                            <ul class="hint">
                                {lines
                                    .into_iter()
                                    .map(|(of, title, value)| {
                                        view! {
                                            <li>
                                                {title.clone()}": "{value}" "
                                                <button
                                                    type="button"
                                                    class="link"
                                                    aria-label=format!("Show the sum: {title}")
                                                    on:click=move |_| step(&|way| *way = vec![of.clone()])
                                                >
                                                    "Show the sum"
                                                </button>
                                            </li>
                                        }
                                    })
                                    .collect_view()}
                            </ul>
                        }
                    })
            }}
            {move || {
                Some(evidence())
                    .filter(|all| !all.is_empty())
                    .map(|all| {
                        view! {
                            <p class="hint">
                                "Rests on: " {all.into_iter().map(|one| view! { <span>{one.cited()} ": " {one.statement.clone()} ". "</span> }).collect_view()}
                            </p>
                        }
                    })
            }}
        </div>
    }
}

/// The sum of a figure, with the way that led there.
#[component]
fn Opened(
    top: Working,
    way: RwSignal<Vec<Working>>,
    step: impl Fn(&dyn Fn(&mut Vec<Working>)) + Copy + Send + Sync + 'static,
    words: Signal<String>,
) -> impl IntoView {
    let (page, sums) = (state(), sums());
    let read = move |of: &Working| sums.with(|workings| workings.read(of)).flatten();
    let first = top.clone();
    let last = Memo::new(move |_| {
        let of = way.with(|way| way.last().cloned()).unwrap_or_else(|| top.clone());
        read(&of)
    });
    let steps = move || {
        let way = way.get();
        let above = way.len();
        let all = std::iter::once(first.clone()).chain(way).take(above);
        all.enumerate().filter_map(|(n, of)| Some((n, read(&of)?.title))).collect::<Vec<_>>()
    };
    view! {
        {move || {
            let steps = steps();
            (!steps.is_empty())
                .then(|| {
                    view! {
                        <p class="trail">
                            <span class="hidden">"Opened from: "</span>
                            {steps
                                .into_iter()
                                .map(|(n, title)| {
                                    view! {
                                        <button type="button" class="link" on:click=move |_| step(&|way| way.truncate(n))>
                                            {title}
                                        </button>
                                        " › "
                                    }
                                })
                                .collect_view()}
                        </p>
                    }
                })
        }}
        {move || {
            last.get()
                .map(|read| {
                    let title = read.title.clone();
                    let (at_top, otherwise) = (way.with(Vec::is_empty), !read.case.is_empty());
                    view! {
                        <h3 tabindex="-1">{read.title}" "<strong>{read.value}</strong></h3>
                        {(at_top && words.with(|words| !words.is_empty())).then(|| view! { <p>{words.get()}</p> })}
                        {(!read.case.is_empty()).then(|| view! { <p class="hint">"In this case: "{read.case.join("; ")}"."</p> })}
                        <Formula words=read.words numbers=read.numbers />
                        {(!read.parts.is_empty())
                            .then(|| {
                                view! {
                                    <TableBox>
                                        <table>
                                            <caption class="hidden">{format!("What {title} is made of")}</caption>
                                            <thead>
                                                <tr>
                                                    <th scope="col">"Part"</th>
                                                    <th scope="col" class="number">
                                                        "Figure"
                                                    </th>
                                                    <th scope="col">"Where it comes from"</th>
                                                </tr>
                                            </thead>
                                            <tbody>
                                                {read
                                                    .parts
                                                    .into_iter()
                                                    .map(|part| {
                                                        let source = part
                                                            .input
                                                            .as_ref()
                                                            .map(|place| {
                                                                let line = page.document.with_untracked(|document| source_line(document, place));
                                                                if line.is_empty() { "Entered".to_owned() } else { line }
                                                            });
                                                        view! {
                                                            <tr>
                                                                <th scope="row">{part.label.clone()}</th>
                                                                <td class="number">{part.value}</td>
                                                                <td>
                                                                    {match (part.opens, source) {
                                                                        (Some(of), None) => {
                                                                            view! {
                                                                                <button
                                                                                    type="button"
                                                                                    class="link"
                                                                                    aria-label=format!("Open: {}", part.label)
                                                                                    on:click=move |_| step(&|way| way.push(of.clone()))
                                                                                >
                                                                                    "Open"
                                                                                </button>
                                                                            }
                                                                                .into_any()
                                                                        }
                                                                        (_, source) => {
                                                                            view! {
                                                                                <span class="hint">
                                                                                    {source.unwrap_or_else(|| "Counted, not worked out".into())}
                                                                                </span>
                                                                            }
                                                                                .into_any()
                                                                        }
                                                                    }}
                                                                </td>
                                                            </tr>
                                                        }
                                                    })
                                                    .collect_view()}
                                            </tbody>
                                        </table>
                                    </TableBox>
                                }
                            })}
                        {read
                            .rounding
                            .then(|| {
                                view! { <p class="hint">"Each part is shown in whole pounds, so that they can add up to a pound or so more or less."</p> }
                            })}
                        {read
                            .place
                            .map(|place| view! { <p class="hint">"In the workbook: "{place}{otherwise.then_some(", once these figures are typed over")}</p> })}
                    }
                })
        }}
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
        view! {
            <details>
                <summary>"The formula"</summary>
                {lines}
            </details>
        }
        .into_any()
    } else {
        lines.into_any()
    }
}
