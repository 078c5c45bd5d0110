//! Examples that end in their result.

use crate::engine::appraise;
use crate::evidence::{PRESETS, Preset};
use crate::explain::headline;
use crate::model::{Pounds, read};
use crate::state::{View, state};
use leptos::prelude::*;

/// The examples that stand first.
const FIRST: [&str; 3] = ["east-midlands", "two-small-forces", "alliance"];

/// Those that stand first, as cards.
#[component]
pub fn ExampleCards() -> impl IntoView {
    let first = FIRST.iter().filter_map(|id| PRESETS.iter().find(|preset| preset.id == *id));
    first.map(|preset| view! { <Example preset /> }).collect_view()
}

/// An example that ends in its result.
#[component]
fn Example(preset: &'static Preset) -> impl IntoView {
    let page = state();
    let document = preset.document();
    let Ok(scenario) = read(document.value()) else { return ().into_any() };
    let outcome = appraise(&scenario);
    let words = headline(&scenario, &outcome);
    let totals = &outcome.totals;
    let bars: Vec<f64> = totals.saving_by_year().iter().map(|saving| saving.0).collect();
    let most = bars.iter().copied().fold(1.0, f64::max);
    let wide = 100.0 / bars.len().max(1) as f64;
    let bars = bars.into_iter().enumerate().map(move |(n, saving)| {
        let high = 30.0 * (saving / most).max(0.0);
        view! { <rect x=n as f64 * wide + 1.0 y=31.0 - high width=wide - 2.0 height=high + 1.0 rx="1"></rect> }
    });
    let loses = outcome.net_donors().next().is_some();
    let about = words
        .concern
        .filter(|_| loses)
        .map_or_else(|| "Nobody loses over the term".to_owned(), |concern| concern.strong);
    view! {
        <a
            class="card example"
            href="#/summary"
            on:click=move |event| {
                event.prevent_default();
                page.open_new(preset.document());
                page.show(View::Summary);
            }
        >
            <h3>{preset.title}</h3>
            <p class="hint">{preset.about}</p>
            <svg viewBox="0 0 100 32" aria-hidden="true" preserveAspectRatio="none">
                {bars.collect_view()}
            </svg>
            <p class="result">
                <strong>{saving_words(totals.full_year_saving)}</strong>
                <span class="hint">{about.trim_end_matches(':').to_owned()}</span>
            </p>
        </a>
    }
    .into_any()
}

fn saving_words(saving: Pounds) -> String {
    format!("{} a year", saving.short())
}
