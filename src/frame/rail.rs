//! The way through: the steps of the work, each with its state in a few characters, and the tabs within one.

use crate::explain::{evident, fair_words, readiness_words, risk_words, terms};
use crate::state::state;
use crate::state::view::Step;
use crate::words::count;
use leptos::prelude::*;

/// The steps, the one that is shown marked.
#[component]
pub fn Rail(
    /// Whether it is open where there is no room for it beside the page.
    open: RwSignal<bool>,
) -> impl IntoView {
    let page = state();
    let to_settle = Memo::new(move |_| {
        page.result.with(|result| {
            let Some(one) = result.as_ref().filter(|one| one.scenario.readiness.is_some()) else {
                return String::new();
            };
            let said = page.document.with(|document| evident(document, &one.scenario, &one.outcome));
            readiness_words(&one.scenario, &said).rail
        })
    });
    let wrong = Memo::new(move |_| {
        let misread = page.misread.with(std::collections::BTreeMap::len);
        misread + page.faults.with(Vec::len)
    });
    let unsettled = Memo::new(move |_| {
        let all = page.result.with(|result| {
            let one = result.as_ref().filter(|one| one.outcome.shares_anything())?;
            Some(terms(&one.scenario, &one.outcome).into_iter().map(|term| term.id).collect::<Vec<_>>())
        });
        let settled = |id: &str| {
            let place = format!("agreement.terms.{id}");
            page.document.with(|document| document.get(&place).and_then(serde_json::Value::as_bool) == Some(true))
        };
        all.unwrap_or_default().iter().filter(|id| !settled(id)).count()
    });
    let note = move |step: Step| match step {
        Step::Answer => match wrong.get() {
            0 => String::new(),
            n => format!("{n} to check"),
        },
        Step::Who => match page.document.with(|document| document.entries("partners").len()) {
            0 => "empty".to_owned(),
            1 => "one partner".into(),
            n => format!("{} partners", count(n)),
        },
        Step::What => page.result.with(|result| {
            result.as_ref().filter(|one| one.outcome.shares_anything()).map_or_else(
                || "empty".to_owned(),
                |one| format!("{} a year", one.outcome.totals.full_year_saving.short()),
            )
        }),
        Step::Fair => page
            .fair
            .with(|shared| {
                let shared = shared.as_ref()?;
                Some(fair_words(&shared.one.scenario, &shared.one.outcome, &shared.fair).rail)
            })
            .unwrap_or_default(),
        Step::Sure => {
            let one = page.result.get();
            let drawn = one.as_ref().and_then(|one| page.draws.of(one));
            drawn
                .map(|drawn| risk_words(&drawn.one.scenario, &drawn.one.outcome, &drawn.found).rail)
                .unwrap_or_default()
        }
        Step::Ready => to_settle.get(),
        Step::Leaving => match unsettled.get() {
            0 => String::new(),
            n => format!("{n} terms open"),
        },
        Step::Publish | Step::Method | Step::Yours => String::new(),
    };
    let link = move |step: Step| {
        let view = step.first();
        view! {
            <a
                href=format!("#/{}", view.slug())
                aria-current=move || (page.view.get().step() == Some(step)).then_some(if page.view.get() == view { "page" } else { "true" })
                on:click=move |event| {
                    event.prevent_default();
                    open.set(false);
                    page.show(view);
                }
            >
                <span>
                    {step
                        .number()
                        .map(|n| {
                            view! {
                                <span class="step" aria-hidden="true">
                                    {n}
                                    " "
                                </span>
                            }
                        })}{step.label()}
                </span>
                <span class="note">{move || note(step)}</span>
            </a>
        }
    };
    view! {
        <nav class="rail" class:open=move || open.get() aria-label="Steps">
            {Step::RAIL.into_iter().map(link).collect_view()}
            <hr />
            {link(Step::Method)}
            <div class="small-only">{link(Step::Yours)}</div>
        </nav>
    }
}

/// The pages within a step, each with its own address.
#[component]
pub fn Tabs() -> impl IntoView {
    let page = state();
    let step = Memo::new(move |_| page.view.get().step());
    view! {
        {move || {
            step.get()
                .filter(|step| step.pages().count() > 1)
                .map(|step| {
                    view! {
                        <nav class="tabs" aria-label=format!("Within {}", step.label())>
                            {step
                                .pages()
                                .map(|view| {
                                    view! {
                                        <a
                                            href=format!("#/{}", view.slug())
                                            aria-current=move || (page.view.get() == view).then_some("page")
                                            on:click=move |event| {
                                                event.prevent_default();
                                                page.show(view);
                                            }
                                        >
                                            {view.label()}
                                        </a>
                                    }
                                })
                                .collect_view()}
                        </nav>
                    }
                })
        }}
    }
}

/// What comes next in the order of the work.
#[component]
pub fn NextStep() -> impl IntoView {
    let page = state();
    let next = Memo::new(move |_| {
        let now = page.view.get();
        let step = now.step()?;
        // first what is left of this step
        let mut rest = step.pages().skip_while(|view| *view != now).skip(1);
        match rest.next().filter(|_| step.next().is_some()) {
            Some(view) => Some((view, view.label().to_owned())),
            None => step.next().map(|(step, words)| (step.first(), words.to_owned())),
        }
    });
    view! {
        {move || {
            next.get()
                .map(|(view, words)| {
                    view! {
                        <p class="next">
                            <a
                                href=format!("#/{}", view.slug())
                                on:click=move |event| {
                                    event.prevent_default();
                                    page.show(view);
                                }
                            >
                                "Next: "
                                {words}
                                " \u{203a}"
                            </a>
                        </p>
                    }
                })
        }}
    }
}
