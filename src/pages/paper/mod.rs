//! The board paper: designed for A4, complete without the page around it.

use crate::chart::Chart;
use crate::chart::money::cumulative;
use crate::chart::money::gains;
use crate::engine::exit::leavers;
use crate::engine::uncertainty::tornado;
use crate::explain::{
    HEALTH_WARNING, PartnerColumn, assumptions, bar_row, chance, exit_words, five_figures, headline, old_money,
    partner_rows, question, recommendation_draft, risk_words, soc_beside, tally, terms, warnings_words,
};
use crate::kit::table_box::TableBox;
use crate::kit::words::Concerns;
use crate::kit::words::NothingShared;
use crate::kit::words::Sentence;
use crate::model::Change;
use crate::pages::share::code;
use crate::pages::summary::Options;
use crate::pages::summary::partner_gains::columns;
use crate::pages::summary::partner_gains::row_words;
use crate::state::browser;
use crate::state::state;
use crate::state::with_result;
use leptos::prelude::*;
use serde_json::json;

#[component]
pub fn PaperPage() -> impl IntoView {
    let page = state();
    let shares =
        Memo::new(move |_| page.result.with(|result| result.as_ref().is_some_and(|one| one.outcome.shares_anything())));
    view! {
        {move || {
            if shares.get() {
                view! { <Paper /> }.into_any()
            } else {
                view! {
                    <h1>"Nothing is shared yet, so there is no paper to write."</h1>
                    <NothingShared />
                }
                    .into_any()
            }
        }}
    }
}

/// What the paper can do without.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Appendix {
    Pictures,
    Terms,
    Assumed,
    Check,
}

impl Appendix {
    const ALL: [Appendix; 4] = [Appendix::Pictures, Appendix::Terms, Appendix::Assumed, Appendix::Check];

    const fn id(self) -> &'static str {
        match self {
            Appendix::Pictures => "pictures",
            Appendix::Terms => "terms",
            Appendix::Assumed => "assumed",
            Appendix::Check => "check",
        }
    }

    const fn label(self) -> &'static str {
        match self {
            Appendix::Pictures => "Pictures",
            Appendix::Terms => "Terms, and what leaving costs",
            Appendix::Assumed => "What was assumed",
            Appendix::Check => "Link and code to check it",
        }
    }
}

#[component]
fn Paper() -> impl IntoView {
    let page = state();
    let title = move || page.document.with(|document| document.text("title").to_owned());
    let shown = RwSignal::new(Appendix::ALL.to_vec());
    let with = move |one: Appendix| shown.with(|all| all.contains(&one));
    view! {
        <p class="screen-only chips">
            <button type="button" class="main" on:click=move |_| page.print()>
                "Print"
            </button>
            <span class="hint">
                {if browser::framed() {
                    "In a frame a browser may print nothing: the paper opens in a page of its own, and prints from there."
                } else {
                    "As a PDF too: choose it as the printer. What is below is what is printed."
                }}
            </span>
        </p>
        <fieldset class="screen-only appendices">
            <legend>"Print with it"</legend>
            {Appendix::ALL
                .into_iter()
                .map(|one| {
                    let id = format!("with-{}", one.id());
                    view! {
                        <span>
                            <input
                                type="checkbox"
                                id=id.clone()
                                prop:checked=move || shown.with(|all| all.contains(&one))
                                on:change=move |event| {
                                    let on = event_target_checked(&event);
                                    shown
                                        .update(|all| {
                                            all.retain(|other| *other != one);
                                            if on {
                                                all.push(one);
                                            }
                                        });
                                }
                            />
                            <label for=id>{one.label()}</label>
                        </span>
                    }
                })
                .collect_view()}
        </fieldset>
        <article class="paper">
            <p class="paper-head">
                <strong>{title}</strong>
                <span>"Paper of "{browser::today()}</span>
            </p>
            <h1>{move || page.result.with(|result| result.as_ref().map(|one| question(&one.scenario)))}</h1>
            <Recommendation />
            {move || {
                page.result
                    .with(|result| {
                        result
                            .as_ref()
                            .map(|one| {
                                let words = headline(&one.scenario, &one.outcome);
                                view! {
                                    <p class="answer">
                                        <Sentence parts=words.sentence />
                                    </p>
                                    <p>{words.support}</p>
                                    <Concerns all=words.concern.into_iter().collect() />
                                }
                            })
                    })
            }}
            <Options />
            <Five />
            {move || with(Appendix::Pictures).then(|| view! { <Pictures /> })}
            <Who />
            <Risks />
            <Soc />
            <Before />
            {move || with(Appendix::Terms).then(|| view! { <Terms /> })}
            {move || with(Appendix::Assumed).then(|| view! { <Assumed /> })}
            {move || with(Appendix::Check).then(|| view! { <Version /> })}
        </article>
    }
}

#[component]
fn Pictures() -> impl IntoView {
    let page = state();
    view! {
        <h2 class="hidden">"In pictures"</h2>
        <div class="pair">
            <Chart
                id="paper-cumulative"
                chart=Signal::derive(move || {
                    let drawn = page.result.get().and_then(|one| page.draws.of(&one));
                    with_result(page.result, |one| cumulative(one, drawn.as_deref().map(|drawn| &drawn.found)))
                })
            />
            <Chart
                id="paper-gains"
                chart=Signal::derive(move || with_result(
                    page.result,
                    |one| { page.fair.with(|shared| gains(one, shared.as_deref().filter(|shared| shared.is_of(one)).map(|shared| &shared.fair))) },
                ))
            />
        </div>
    }
}

/// What the board is asked to decide: a draft that follows the figures until somebody words it.
#[component]
fn Recommendation() -> impl IntoView {
    let page = state();
    let own = Memo::new(move |_| page.document.with(|document| document.text("recommendation").to_owned()));
    let draft = Memo::new(move |_| with_result(page.result, |one| recommendation_draft(&one.scenario, &one.outcome)));
    let text = move || if own.with(|own| own.trim().is_empty()) { draft.get() } else { own.get() };
    view! {
        <section class="recommendation paragraph">
            <h2>
                <label for="recommendation">"Recommendation"</label>
            </h2>
            <textarea
                id="recommendation"
                rows="3"
                readonly=move || page.is_locked()
                prop:value=text
                on:focus=move |_| page.begin_gesture()
                on:input=move |event| {
                    let document = page.document.get_untracked();
                    let gesture = format!("recommendation-{}", page.gesture.get_untracked());
                    page.change(Change::new("Recommendation").set(&document, "recommendation", Some(json!(event_target_value(&event)))).within(gesture));
                }
            ></textarea>
            <p class="print-only">{text}</p>
            {move || {
                (!own.with(|own| own.trim().is_empty()))
                    .then(|| {
                        view! {
                            <p class="hint screen-only">
                                "In your words; it no longer follows the figures. "
                                <button
                                    type="button"
                                    class="link"
                                    on:click=move |_| {
                                        let document = page.document.get_untracked();
                                        page.begin_gesture();
                                        page.change(Change::new("Recommendation").set(&document, "recommendation", None));
                                    }
                                >
                                    "Go back to the draft"
                                </button>
                            </p>
                        }
                    })
            }}
        </section>
    }
}

#[component]
fn Five() -> impl IntoView {
    let page = state();
    let rows = move || {
        let drawn = page.result.get().and_then(|one| page.draws.of(&one));
        with_result(page.result, |one| {
            five_figures(&one.scenario, &one.outcome, drawn.as_deref().map(|drawn| &drawn.found)).to_vec()
        })
    };
    view! {
        <section class="card">
            <TableBox>
                <table>
                    <caption>"Five figures"<span class="hint">"As entered, and what eight draws of ten stay within"</span></caption>
                    <thead>
                        <tr>
                            <th scope="col">"Figure"</th>
                            <th scope="col" class="number">
                                "As entered"
                            </th>
                            <th scope="col">"Range"</th>
                        </tr>
                    </thead>
                    <tbody>
                        {move || {
                            rows()
                                .into_iter()
                                .map(|row| {
                                    view! {
                                        <tr>
                                            <th scope="row">{row.figure}</th>
                                            <td class="number">
                                                <strong>{row.value}</strong>
                                            </td>
                                            <td>{row.range}</td>
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

/// Who gains and who pays: a year at full effect, and over the term with each one's chance of being a net donor.
#[component]
fn Who() -> impl IntoView {
    let page = state();
    let heads = Memo::new(move |_| columns(page));
    // a page of A4 holds what adds up in one table, and what is of the term in another
    let of_term = |one: &PartnerColumn| matches!(one, PartnerColumn::OneOff | PartnerColumn::Worth);
    let rows = move |term: bool| {
        let drawn = page.result.get().and_then(|one| page.draws.of(&one));
        let heads = heads.get();
        with_result(page.result, |one| {
            let all = partner_rows(&one.outcome).into_iter().enumerate();
            all.map(|(n, row)| {
                let cells = row.cells.iter().zip(&heads).filter(|(_, head)| of_term(head) == term);
                let mut cells: Vec<String> = cells.map(|(cell, _)| cell.clone()).collect();
                if term {
                    let donor = |found: &crate::engine::uncertainty::Uncertain| {
                        found.net_donor.get(n).map_or(String::new(), |part| chance(*part))
                    };
                    cells.push(drawn.as_ref().map_or_else(|| "…".into(), |drawn| donor(&drawn.found)));
                }
                (row, cells)
            })
            .collect::<Vec<_>>()
        })
    };
    let heads_of = move |term: bool| {
        let own = heads.get().into_iter().filter(move |head| of_term(head) == term).map(PartnerColumn::head);
        own.chain(term.then_some("Chance of being a net donor")).collect::<Vec<_>>()
    };
    let table = move |term: bool, title: &'static str| {
        view! {
            <section class="card">
                <TableBox>
                    <table>
                        <caption>
                            {title}
                            <span class="hint">
                                {move || {
                                    if term {
                                        "£. One-off cost in all; worth today over the term, with balancing payments where they are adopted."
                                    } else {
                                        heads.with(|all| row_words(all))
                                    }
                                }}
                            </span>
                        </caption>
                        <thead>
                            <tr>
                                <th scope="col">"Partner"</th>
                                {move || {
                                    heads_of(term)
                                        .into_iter()
                                        .map(|head| {
                                            view! {
                                                <th scope="col" class="number">
                                                    {head}
                                                </th>
                                            }
                                        })
                                        .collect_view()
                                }}
                            </tr>
                        </thead>
                        <tbody>
                            {move || {
                                let all = rows(term);
                                let last = all.len().saturating_sub(1);
                                all.into_iter()
                                    .enumerate()
                                    .map(|(n, (row, cells))| {
                                        view! {
                                            <tr class:total=n == last>
                                                <th scope="row">{row.name}{row.donor.then(|| view! { <span class="flag">"▼ net donor"</span> })}</th>
                                                {cells.into_iter().map(|cell| view! { <td class="number">{cell}</td> }).collect_view()}
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
    };
    view! {
        {table(false, "Who gains and who pays a year")}
        {table(true, "Who gains and who pays over the term")}
    }
}

#[component]
fn Risks() -> impl IntoView {
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
fn Soc() -> impl IntoView {
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

#[component]
fn Terms() -> impl IntoView {
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
fn Assumed() -> impl IntoView {
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
fn Before() -> impl IntoView {
    let page = state();
    let warnings = move || with_result(page.result, |one| warnings_words(&one.outcome));
    view! {
        <section class="card">
            <h2>"Before anybody relies on this"</h2>
            <ul>
                {move || warnings().into_iter().map(|warning| view! { <li>{warning}"."</li> }).collect_view()}
                {move || page.document.with(old_money).map(|text| view! { <li>{text}</li> })}
                <li>"Money is in real terms; savings and costs are this scenario\u{2019}s, not a forecast."</li>
                <li>"It indicates and does not prescribe, and its figures do not rank forces."</li>
            </ul>
        </section>
    }
}

/// Which version computed it, and the link by which anybody can check.
#[component]
fn Version() -> impl IntoView {
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
