//! Terms, assumptions and checks, on paper.

use crate::engine::exit::leavers;
use crate::explain::{assumptions, exit_words, not_allowed_for, old_money, tally, terms, warnings_words};
use crate::kit::table_box::TableBox;
use crate::pages::share::code;
use crate::state::state;
use crate::state::with_result;
use leptos::prelude::*;

#[component]
pub(super) fn Terms() -> impl IntoView {
    let page = state();
    let exit = Memo::new(move |_| {
        page.result.with(|result| {
            result.as_ref().map(|one| {
                let words = exit_words(&one.scenario, &one.outcome, &leavers(&one.scenario, &one.outcome));
                (words.sentence.into_iter().map(|part| part.text).collect::<String>(), words.support)
            })
        })
    });
    let rows = move || with_result(page.result, |one| terms(&one.scenario, &one.outcome));
    let settled = move |id: &str| {
        let place = format!("agreement.terms.{id}");
        page.document.with(|document| document.get(&place).and_then(serde_json::Value::as_bool) == Some(true))
    };
    view! {
        <section class="card long">
            <h2>"Terms, and what leaving costs"</h2>
            {move || {
                exit.get()
                    .map(|(sentence, support)| {
                        view! {
                            <p>{sentence}</p>
                            <p>{support}</p>
                        }
                    })
            }}
            <TableBox>
                <table>
                    <caption class="hidden">"Terms of the agreement"</caption>
                    <thead>
                        <tr>
                            <th scope="col">"Term"</th>
                            <th scope="col">"As proposed"</th>
                            <th scope="col">"Settled"</th>
                        </tr>
                    </thead>
                    <tbody>
                        {move || {
                            rows()
                                .into_iter()
                                .map(|term| {
                                    view! {
                                        <tr>
                                            <th scope="row">{term.title}</th>
                                            <td>
                                                <span class="first-capital">{term.says}</span>
                                            </td>
                                            <td>{if settled(term.id) { "yes" } else { "not yet" }}</td>
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

#[component]
pub(super) fn Assumed() -> impl IntoView {
    let page = state();
    let rows = Memo::new(move |_| {
        page.document.with(|document| {
            assumptions(document).into_iter().map(|row| (row.what, row.value, row.whose)).collect::<Vec<_>>()
        })
    });
    let count = move || page.document.with(tally);
    view! {
        <section class="card long">
            <TableBox>
                <table>
                    <caption>
                        "What was assumed, and whose figure it is"
                        <span class="hint">
                            {move || {
                                let count = count();
                                format!(
                                    "Of {} figures of forces\u{2019} own size, cost and posts, {} were entered by the forces; the others are public or estimated.",
                                    count.all,
                                    count.yours,
                                )
                            }}
                        </span>
                    </caption>
                    <thead>
                        <tr>
                            <th scope="col">"Figure"</th>
                            <th scope="col" class="number">
                                "Value"
                            </th>
                            <th scope="col">"Whose"</th>
                        </tr>
                    </thead>
                    <tbody>
                        {move || {
                            rows.get()
                                .into_iter()
                                .map(|(what, value, whose)| {
                                    view! {
                                        <tr>
                                            <th scope="row">{what}</th>
                                            <td class="number">{value}</td>
                                            <td>{whose}</td>
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

#[component]
pub(super) fn Before() -> impl IntoView {
    let page = state();
    let warnings = move || with_result(page.result, |one| warnings_words(&one.outcome));
    view! {
        <section class="card">
            <h2>"Before anybody relies on this"</h2>
            <ul>
                {move || warnings().into_iter().map(|warning| view! { <li>{warning}"."</li> }).collect_view()}
                {move || page.document.with(old_money).map(|text| view! { <li>{text}</li> })}
                {move || page.document.with(not_allowed_for).map(|text| view! { <li>{text}</li> })}
                <li>"Money is in real terms; savings and costs are this scenario\u{2019}s, not a forecast."</li>
                <li>"It indicates and does not prescribe, and its figures do not rank forces."</li>
            </ul>
        </section>
    }
}

/// Which version computed it, and the link by which anybody can check.
#[component]
pub(super) fn Version() -> impl IntoView {
    let page = state();
    let link = Memo::new(move |_| page.link());
    view! {
        <section class="card version">
            <h2>"Check it"</h2>
            <p>
                "Computed by Informed Choice "{env!("CARGO_PKG_VERSION")}" with reference data of "{crate::evidence::REFERENCE_VERSION}
                ". The link opens the same figures, with every sum behind them."
            </p>
            {move || {
                link.with(|link| {
                    code(link)
                        .map(|(side, path)| {
                            view! {
                                <svg
                                    class="code"
                                    viewBox=format!("0 0 {side} {side}")
                                    role="img"
                                    aria-label="A code to scan that opens this scenario"
                                    shape-rendering="crispEdges"
                                >
                                    <rect width=side height=side fill="#fff"></rect>
                                    <path d=path fill="#000"></path>
                                </svg>
                            }
                        })
                })
            }}
            <p class="whole-link">{move || link.get()}</p>
        </section>
    }
}
