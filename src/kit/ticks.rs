//! A list of ids as boxes to tick.

use crate::model::Change;
use crate::state::state;
use leptos::prelude::*;
use serde_json::json;

/// A tick box for each of some ids with its name; what is ticked stands at a place. Where nothing stands there and `all_if_none`
/// says so, all of them count.
#[component]
pub fn Ticks(
    place: String,
    #[prop(into)] legend: String,
    #[prop(into)] all: Signal<Vec<(String, String)>>,
    /// Whether none stands for all of them.
    #[prop(optional)]
    all_if_none: bool,
) -> impl IntoView {
    let page = state();
    let place = StoredValue::new(place);
    let what = StoredValue::new(legend.clone());
    let ticked = move |id: &str| {
        page.document.with(|document| {
            let place = place.get_value();
            let nothing = document.get(&place).is_none_or(serde_json::Value::is_null);
            if nothing && all_if_none { true } else { document.ids(&place).iter().any(|one| one == id) }
        })
    };
    let set = move |id: &str, on: bool| {
        let document = page.document.get_untracked();
        let kept: Vec<String> = all.with_untracked(|all| {
            let wanted = |one: &str| if one == id { on } else { untrack(|| ticked(one)) };
            all.iter().map(|(one, _)| one.clone()).filter(|one| wanted(one)).collect()
        });
        let whole = all_if_none && all.with_untracked(|all| all.len() == kept.len());
        page.begin_gesture();
        let value = (!whole).then(|| json!(kept));
        page.change(Change::new(what.get_value()).set(&document, &place.get_value(), value));
    };
    view! {
        <fieldset class="members">
            <legend>{legend}</legend>
            {move || {
                all.get()
                    .into_iter()
                    .map(|(id, name)| {
                        let (own, other) = (id.clone(), id);
                        view! {
                            <label class="tick">
                                <input
                                    type="checkbox"
                                    disabled=move || page.is_fixed()
                                    prop:checked=move || ticked(&own)
                                    on:change=move |event| set(&other, event_target_checked(&event))
                                />
                                {name}
                            </label>
                        }
                    })
                    .collect_view()
            }}
        </fieldset>
    }
}
