//! What is different between them, and the link to all.

use super::letter;
use crate::exchange::comparison;
use crate::kit::table_box::TableBox;
use crate::kit::words::CopyBox;
use crate::model::{Document, difference_value, differences};
use crate::pages::share::how_far;
use crate::state::browser;
use leptos::prelude::*;

/// What was changed between the base and each other, input by input.
#[component]
pub(super) fn Differences(
    documents: Signal<Vec<Document>>,
    base: RwSignal<usize>,
    titles: Memo<Vec<String>>,
) -> impl IntoView {
    let found = move || {
        let all = documents.get();
        let from = base.get();
        let base = all.get(from).cloned().unwrap_or_else(crate::evidence::blank);
        all.iter()
            .enumerate()
            .filter(|(n, _)| *n != from)
            .map(|(n, other)| (n, differences(&base, other)))
            .collect::<Vec<_>>()
    };
    view! {
        {move || {
            found()
                .into_iter()
                .map(|(n, all)| {
                    let from = base.get();
                    let title = titles.get().get(n).cloned().unwrap_or_default();
                    view! {
                        <section class="card">
                            <h2>{format!("How {} differs from {}", letter(n), letter(from))}</h2>
                            {if all.is_empty() {
                                view! { <p>"Nothing: every figure and choice is the same."</p> }.into_any()
                            } else {
                                view! {
                                    <TableBox>
                                        <table>
                                            <caption class="hidden">{format!("What is different in {title}")}</caption>
                                            <thead>
                                                <tr>
                                                    <th scope="col">"Figure"</th>
                                                    <th scope="col" class="number">
                                                        {letter(from)}
                                                    </th>
                                                    <th scope="col" class="number">
                                                        {letter(n)}
                                                    </th>
                                                </tr>
                                            </thead>
                                            <tbody>
                                                {all
                                                    .into_iter()
                                                    .take(MOST_SHOWN)
                                                    .map(|one| {
                                                        view! {
                                                            <tr>
                                                                <th scope="row">{one.what.clone()}</th>
                                                                <td class="number">{difference_value(&one, one.before.as_ref())}</td>
                                                                <td class="number">{difference_value(&one, one.after.as_ref())}</td>
                                                            </tr>
                                                        }
                                                    })
                                                    .collect_view()}
                                            </tbody>
                                        </table>
                                    </TableBox>
                                }
                                    .into_any()
                            }}
                        </section>
                    }
                })
                .collect_view()
        }}
    }
}

/// Scenarios with nothing in common differ in everything: more rows than this help nobody.
pub(super) const MOST_SHOWN: usize = 200;

/// The comparison as a link of its own.
#[component]
pub(super) fn CompareLink(documents: Signal<Vec<Document>>) -> impl IntoView {
    let link =
        Memo::new(move |_| format!("{}?open#c={}", browser::bare_address(), comparison::encode(&documents.get())));
    let length = move || {
        let n = link.with(String::len);
        format!("{} characters: {}.", crate::model::number(n as f64, 0), how_far(n))
    };
    view! {
        <section class="card">
            <h2>"Share the comparison"</h2>
            <CopyBox id="compare-link" label="Link to all of them" what="link" text=link rows="4" hint=Signal::derive(length) />
        </section>
    }
}
