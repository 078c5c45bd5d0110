//! How sure it is, on paper.

use crate::engine::uncertainty::tornado;
use crate::explain::{HEALTH_WARNING, bar_row, outside_words, risk_words, soc_beside};
use crate::kit::table_box::TableBox;
use crate::kit::words::Sentence;
use crate::state::state;
use crate::state::with_result;
use leptos::prelude::*;

#[component]
pub(super) fn Risks() -> impl IntoView {
    let page = state();
    let words = move || {
        let one = page.result.get()?;
        let drawn = page.draws.of(&one)?;
        Some(risk_words(&one.scenario, &one.outcome, &drawn.found))
    };
    let bars = Memo::new(move |_| {
        with_result(page.result, |one| {
            tornado(&one.scenario).iter().take(4).map(|bar| bar_row(&one.scenario, bar)).collect::<Vec<_>>()
        })
    });
    view! {
        <section class="card">
            <h2>"How sure it is"</h2>
            {move || {
                words()
                    .map(|words| {
                        view! {
                            <p>
                                <Sentence parts=words.sentence />
                            </p>
                            {words
                                .concerns
                                .into_iter()
                                .map(|concern| {
                                    view! {
                                        <p>
                                            <strong>{concern.strong}</strong>
                                            {concern.rest}
                                        </p>
                                    }
                                })
                                .collect_view()}
                        }
                    })
            }}
            {move || {
                let one = page.result.get()?;
                let (inside, outside) = (page.draws.of(&one)?, page.draws.outside_of(&one)?);
                let words = outside_words(&one.scenario, &one.outcome, &inside.found, &outside.found);
                Some(
                    view! {
                        <p>{words.sentence}</p>
                        <p class="hint">{words.why}</p>
                    },
                )
            }}
            <TableBox>
                <table>
                    <caption>
                        "What moves it most"
                        <span class="hint">"Worth today with one input at each end of what eight chances in ten hold, the others as entered"</span>
                    </caption>
                    <thead>
                        <tr>
                            <th scope="col">"Input"</th>
                            <th scope="col">"From and to"</th>
                            <th scope="col" class="number">
                                "Worth at the first"
                            </th>
                            <th scope="col" class="number">
                                "At the second"
                            </th>
                        </tr>
                    </thead>
                    <tbody>
                        {move || {
                            bars.get()
                                .into_iter()
                                .map(|[label, range, low, high, _]| {
                                    view! {
                                        <tr>
                                            <th scope="row">{label}</th>
                                            <td>{range}</td>
                                            <td class="number">{low}</td>
                                            <td class="number">{high}</td>
                                        </tr>
                                    }
                                })
                                .collect_view()
                        }}
                    </tbody>
                </table>
            </TableBox>
        </section>
    }
}

/// Organised crime, where the scenario asks about it.
#[component]
pub(super) fn Soc() -> impl IntoView {
    let page = state();
    view! {
        {move || {
            page.soc
                .get()
                .map(|found| {
                    let (words, beside) = page.document.with(|document| soc_beside(document, &found));
                    view! {
                        <section class="card">
                            <h2>"Serious and organised crime"</h2>
                            <p>
                                <Sentence parts=words.sentence />
                            </p>
                            {beside
                                .map(|text| {
                                    view! {
                                        <p>{words.support}</p>
                                        <p>{text}</p>
                                    }
                                })}
                            {words
                                .concerns
                                .into_iter()
                                .map(|concern| {
                                    view! {
                                        <p>
                                            <strong>{concern.strong}</strong>
                                            {concern.rest}
                                        </p>
                                    }
                                })
                                .collect_view()}
                            <p class="hint">{HEALTH_WARNING}</p>
                        </section>
                    }
                })
        }}
    }
}
