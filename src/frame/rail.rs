//! The rail of pages, each with what it comes to.

use crate::explain::{evident, fair_words, levels_words, readiness_words, risk_words, soc_beside};
use crate::model::Pounds;
use crate::pages::levels::areas_now;
use crate::state::view::HEADS;
use crate::state::{View, state};
use leptos::prelude::*;

/// Every page under its head, the one that is shown marked.
#[component]
pub fn Rail() -> impl IntoView {
    let page = state();
    let areas = areas_now();
    let to_settle = Memo::new(move |_| {
        page.result.with(|result| {
            let Some(one) = result.as_ref().filter(|one| one.scenario.readiness.is_some()) else {
                return String::new();
            };
            let said = page.document.with(|document| evident(document, &one.scenario, &one.outcome));
            readiness_words(&one.scenario, &said).rail
        })
    });
    let note = move |view: View| {
        let number = |list: &str| page.document.with(|document| document.entries(list).len());
        let money = |of: fn(&crate::engine::Totals) -> Pounds| {
            page.result.with(|result| {
                result
                    .as_ref()
                    .filter(|one| one.outcome.shares_anything())
                    .map_or(String::new(), |one| of(&one.outcome.totals).short())
            })
        };
        match view {
            View::Partners => number("partners").to_string(),
            View::Services => money(|totals| totals.full_year_services),
            View::Procurement => money(|totals| totals.full_year_procurement),
            View::Soc => page
                .soc
                .with(|found| {
                    found.as_ref().map(|found| page.document.with(|document| soc_beside(document, found).0.rail))
                })
                .unwrap_or_default(),
            View::Fair => page
                .fair
                .with(|shared| {
                    shared
                        .as_ref()
                        .map(|shared| fair_words(&shared.one.scenario, &shared.one.outcome, &shared.fair).rail)
                })
                .unwrap_or_default(),
            View::Arrangements => match page.arrangements.register.with(|register| register.arrangements.len()) {
                0 => String::new(),
                n => n.to_string(),
            },
            View::Readiness => to_settle.get(),
            View::Levels => areas.with(|areas| levels_words(areas).rail),
            View::Risk => {
                let one = page.result.get();
                let drawn = one.as_ref().and_then(|one| page.draws.of(one));
                drawn
                    .map(|drawn| risk_words(&drawn.one.scenario, &drawn.one.outcome, &drawn.found).rail)
                    .unwrap_or_default()
            }
            _ => String::new(),
        }
    };
    let link = move |view: View| {
        view! {
            <a
                href=format!("#/{}", view.slug())
                aria-current=move || (page.view.get() == view).then_some("page")
                on:click=move |event| { event.prevent_default(); page.show(view); }
            >
                <span>{view.label()}</span><span class="note">{move || note(view)}</span>
            </a>
        }
    };
    view! {
        <nav aria-label="Pages">
            {HEADS.into_iter().map(|head| view! {
                {head.map(|text| view! { <h2>{text}</h2> })}
                {View::below(head).map(link).collect_view()}
            }).collect_view()}
        </nav>
    }
}
