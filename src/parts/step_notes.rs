//! The state of each step of the work, in a few characters beside its name.

use crate::explain::{evident, fair_words, readiness_words, risk_words, terms};
use crate::state::state;
use crate::state::view::Step;
use crate::words::count;
use leptos::prelude::*;

/// What stands beside a step.
pub fn step_note(step: Step) -> AnyView {
    let page = state();
    let wrong = move || page.misread.with(std::collections::BTreeMap::len) + page.faults.with(Vec::len);
    let to_settle = move || {
        page.result.with(|result| {
            let Some(one) = result.as_ref().filter(|one| one.scenario.readiness.is_some()) else {
                return String::new();
            };
            let said = page.document.with(|document| evident(document, &one.scenario, &one.outcome));
            readiness_words(&one.scenario, &said).rail
        })
    };
    let unsettled = move || {
        let all = page.result.with(|result| {
            let one = result.as_ref().filter(|one| one.outcome.shares_anything())?;
            Some(terms(&one.scenario, &one.outcome).into_iter().map(|term| term.id).collect::<Vec<_>>())
        });
        let settled = |id: &str| {
            let place = format!("agreement.terms.{id}");
            page.document.with(|document| document.get(&place).and_then(serde_json::Value::as_bool) == Some(true))
        };
        all.unwrap_or_default().iter().filter(|id| !settled(id)).count()
    };
    let note = Memo::new(move |_| match step {
        Step::Answer => match wrong() {
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
        Step::Ready => to_settle(),
        Step::Leaving => match unsettled() {
            0 => String::new(),
            n => format!("{n} terms open"),
        },
        Step::Publish | Step::Method | Step::Yours => String::new(),
    });
    (move || note.get()).into_any()
}
