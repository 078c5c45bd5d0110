//! Budgets of an older year, brought forward.

use crate::edits::entries::{PRICES_SINCE_2017, bring_forward, to_bring_forward};
use crate::edits::on_costs::{PENSION_RATE, on_costs, set_on_costs};
use crate::model::Rate;
use crate::model::inputs::Unit;
use crate::model::number;
use crate::model::parse::parse;
use crate::state::state;
use leptos::prelude::*;

/// Published figures of 2017/18 brought to today: posts by each force's growth in staff, money by an index that can be changed.
#[component]
pub(super) fn BringForward(service: String) -> impl IntoView {
    let page = state();
    let index = RwSignal::new(number(PRICES_SINCE_2017, 2));
    let id = StoredValue::new(service);
    let some = Memo::new(move |_| page.document.with(|document| to_bring_forward(document, &id.get_value()).len()));
    let by = move || index.with(|text| parse(text, Unit::Factor)).ok().filter(|index| (0.5..=3.0).contains(index));
    let box_id = format!("forward-{}", id.get_value());
    // brought forward all at once: money of two years would not add up
    view! {
        {move || {
            (some.get() > 0)
                .then(|| {
                    let box_id = box_id.clone();
                    view! {
                        <div class="forward chips" role="group" aria-label="Bring published figures forward">
                            <label for=box_id.clone()>"Money of 2017/18 times"</label>
                            <input
                                type="text"
                                id=box_id
                                inputmode="decimal"
                                autocomplete="off"
                                prop:value=move || index.get()
                                on:input=move |event| index.set(event_target_value(&event))
                            />
                            <button
                                type="button"
                                disabled=move || by().is_none() || page.is_locked()
                                on:click=move |_| {
                                    if let Some(by) = by() {
                                        page.begin_gesture();
                                        let gesture = format!("forward-{}", page.gesture.get_untracked());
                                        for service in page.document.with_untracked(|document| document.entries("services")) {
                                            let change = page.document.with_untracked(|document| bring_forward(document, &service, by));
                                            page.change(change.within(gesture.clone()));
                                        }
                                    }
                                }
                            >
                                "Bring published figures forward"
                            </button>
                            <span class="hint">
                                "In all services: posts by each force\u{2019}s own growth in staff since 2017, money by this factor, our assumption. Figures with a caution stay as they are."
                            </span>
                            {move || {
                                by()
                                    .is_none()
                                    .then(|| {
                                        view! {
                                            <span class="error" role="alert">
                                                "Enter a factor from 0.5 to 3"
                                            </span>
                                        }
                                    })
                            }}
                        </div>
                    }
                })
        }}
    }
}

/// One switch that adds the employer's National Insurance and pension to published pay: whether they are inside is not
/// published.
#[component]
pub(super) fn OnCosts() -> impl IntoView {
    let page = state();
    let inside = Memo::new(move |_| page.document.with(on_costs));
    let rate = Rate(PENSION_RATE).percent();
    let hint = format!(
        "The published figures do not say whether pay includes them. If added, they are 15% of pay above £5,000 and a pension of {rate}, our assumption; the whole cost of a service stays as published, so other cost is less by as much."
    );
    move || {
        let hint = hint.clone();
        inside.get().map(|now| {
            view! {
                <label class="tick">
                    <input
                        type="checkbox"
                        prop:checked=now
                        disabled=move || page.is_locked()
                        on:change=move |event| {
                            let yes = event_target_checked(&event);
                            page.begin_gesture();
                            let change = page.document.with_untracked(|document| set_on_costs(document, yes));
                            page.change(change);
                        }
                    />
                    "Add the employer\u{2019}s National Insurance and pension to published pay"
                </label>
                <p class="hint">{hint}</p>
            }
        })
    }
}
