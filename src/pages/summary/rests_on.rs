//! Whose figures the answer rests on.

use crate::explain::{Whose, not_allowed_for, old_budgets, rests_on};
use crate::kit::focus;
use crate::state::state;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;

/// Milliseconds after which a lever is taken to be at rest.
pub(super) const REST: u32 = 120;

/// Whose figures the answer rests on, each kind a way to them.
#[component]
pub(super) fn RestsOn() -> impl IntoView {
    let page = state();
    // counted once a lever has come to rest
    let kinds = RwSignal::new(page.document.with_untracked(rests_on));
    let waiting = StoredValue::new_local(None::<Timeout>);
    Effect::new(move |before: Option<()>| {
        page.document.track();
        if before.is_some() {
            waiting.set_value(Some(Timeout::new(REST, move || {
                let _ = kinds.try_set(page.document.with_untracked(rests_on));
            })));
        }
    });
    let all = move || kinds.with(|kinds| kinds.iter().map(|rests| rests.count).sum::<usize>());
    let class = |whose: Whose| match whose {
        Whose::Yours => "part yours",
        Whose::Reference => "part published",
        Whose::Estimate => "part estimated",
        Whose::Unsaid => "part",
    };
    view! {
        <div class="rests">
            <span class="strip" aria-hidden="true">
                {move || {
                    kinds.get().into_iter().map(|rests| view! { <span class=class(rests.whose) style:flex-grow=rests.count.to_string()></span> }).collect_view()
                }}
            </span>
            <p>
                "Of "{all}" figures "
                {move || {
                    kinds
                        .get()
                        .into_iter()
                        .enumerate()
                        .map(|(n, rests)| {
                            let place = rests.places.first().cloned().unwrap_or_default();
                            view! {
                                {(n > 0).then_some(" · ")}
                                <button type="button" class="link" on:click=move |_| focus::go(page, &place)>
                                    <strong>{rests.count}</strong>
                                    " "
                                    {rests.words}
                                </button>
                            }
                        })
                        .collect_view()
                }}
            </p>
            {move || page.document.with(not_allowed_for).map(|text| view! { <p class="hint">{text}</p> })}
            {move || page.document.with(old_budgets).map(|text| view! { <p class="hint">{text}</p> })}
        </div>
    }
}
