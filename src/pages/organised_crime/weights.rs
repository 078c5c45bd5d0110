//! Weights of the three criteria, entered and turned.

use crate::edits::organised_crime::{A_THIRD, reset_weights, set_one_weight};
use crate::engine::soc::CRITERIA;
use crate::model::inputs::Unit;
use crate::model::parse;
use crate::state::State;
use leptos::prelude::*;

/// The weights as boxes: each stays as it is typed, and beside it stands what it counts for.
#[component]
pub(super) fn Weights(page: State, weights: Signal<[f64; 3]>) -> impl IntoView {
    let entered = Memo::new(move |_| {
        page.document.with(|document| {
            let given = document.get("soc.weights").is_some_and(|weights| !weights.is_null());
            given.then(|| CRITERIA.map(|name| document.number(&format!("soc.weights.{name}")).unwrap_or(A_THIRD)))
        })
    });
    let rounded = |weight: f64| parse::written((weight * 1000.0).round() / 1000.0, Unit::Percent);
    view! {
        <div class="grid weights">
            {CRITERIA
                .into_iter()
                .enumerate()
                .map(|(place, name)| {
                    let written = move || rounded(entered.get().unwrap_or([A_THIRD; 3]).get(place).copied().unwrap_or(0.0));
                    let counts = move || rounded(weights.get().get(place).copied().unwrap_or(0.0));
                    let wrong = RwSignal::new(None::<String>);
                    let id = format!("weight-{name}");
                    let (hint, error) = (format!("{id}-counts"), format!("{id}-error"));
                    let described = (hint.clone(), error.clone());
                    view! {
                        <div class="labelled">
                            <label for=id.clone()>
                                <span class="first-capital">{name}</span>
                            </label>
                            <span class="hint" id=hint>
                                "counts "
                                {counts}
                            </span>
                            <input
                                type="text"
                                id=id
                                inputmode="decimal"
                                autocomplete="off"
                                prop:value=written
                                readonly=move || page.is_locked()
                                aria-invalid=move || wrong.with(|wrong| wrong.is_some().then_some("true"))
                                aria-describedby=move || {
                                    if wrong.with(Option::is_some) { format!("{} {}", described.0, described.1) } else { described.0.clone() }
                                }
                                on:change=move |event| match parse::parse(&event_target_value(&event), Unit::Percent) {
                                    Ok(weight) if weight >= 0.0 => {
                                        wrong.set(None);
                                        page.begin_gesture();
                                        page.change(set_one_weight(&page.document.get_untracked(), name, weight));
                                    }
                                    Ok(_) => wrong.set(Some("A weight cannot be below 0%".into())),
                                    Err(error) => wrong.set(Some(error.to_string())),
                                }
                            />
                            {move || {
                                wrong
                                    .get()
                                    .map(|message| {
                                        view! {
                                            <span class="error" id=error.clone()>
                                                <span class="hidden">"Error: "</span>
                                                {message}
                                            </span>
                                        }
                                    })
                            }}
                        </div>
                    }
                })
                .collect_view()}
        </div>
        <p class="hint">
            {move || match entered.get() {
                None => "A third each, as long as nothing else is entered.".into_any(),
                Some(all) => {
                    let nothing = all.iter().sum::<f64>() <= 0.0;
                    let words = if nothing { "All three are zero, so each counts a third. " } else { "What counts is each one\u{2019}s part of all three. " };
                    view! {
                        {words}
                        <button
                            type="button"
                            class="link"
                            on:click=move |_| {
                                page.begin_gesture();
                                page.change(reset_weights(&page.document.get_untracked()));
                            }
                        >
                            "A third each again"
                        </button>
                    }
                        .into_any()
                }
            }}
        </p>
    }
}
