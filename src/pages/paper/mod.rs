//! The board paper: designed for A4, complete without the page around it.

mod risks;
mod terms;
mod who;

use self::risks::Risks;
use self::risks::Soc;
use self::terms::Assumed;
use self::terms::Before;
use self::terms::Terms;
use self::terms::Version;
use self::who::{Budgets, Who};
use crate::chart::Chart;
use crate::chart::money::cumulative;
use crate::chart::money::gains;
use crate::explain::{five_figures, headline, question, recommendation_draft};
use crate::kit::table_box::TableBox;
use crate::kit::words::Concerns;
use crate::kit::words::NothingShared;
use crate::kit::words::Sentence;
use crate::model::Change;
use crate::pages::fair_shares::incentive::StartUpFunding;
use crate::pages::options::{OptionsTable, options_of};
use crate::pages::summary::options::Options;
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
    let options = options_of(page);
    // one table of options: the short one until others are entered
    let considered = Memo::new(move |_| {
        page.result.with(|one| {
            one.as_ref().is_some_and(|one| !one.scenario.options.is_empty() || one.scenario.merger.is_some())
        })
    });
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
            {move || {
                if considered.get() {
                    view! {
                        <section class="card">
                            <OptionsTable rows=options />
                        </section>
                    }
                        .into_any()
                } else {
                    view! { <Options /> }.into_any()
                }
            }}
            <Five />
            {move || with(Appendix::Pictures).then(|| view! { <Pictures /> })}
            <Who />
            <Budgets />
            <StartUpFunding />
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
                    with_result(page.result, |one| cumulative(one, drawn.as_deref().map(|drawn| &drawn.found), None))
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
                    <caption>"The figures"<span class="hint">"As entered, and what eight draws of ten stay within"</span></caption>
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
