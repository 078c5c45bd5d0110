//! A key of one's own: weights by typing or dragging. What is typed stays as it is typed; its part of all stands beside it.

use crate::edits::fair::{set_shares, shared_things, use_key};
use crate::engine::fair_shares::as_percent;
use crate::model::inputs::Unit;
use crate::model::{Key, parse};
use crate::state::state;
use leptos::prelude::*;

#[component]
pub fn CustomShares() -> impl IntoView {
    let page = state();
    let things = Memo::new(move |_| page.document.with(shared_things));
    let chosen = RwSignal::new(String::new());
    let places = Memo::new(move |_| {
        let all: Vec<String> = things.get().into_iter().map(|(place, _)| place).collect();
        let one = chosen.get();
        if all.contains(&one) { vec![one] } else { all }
    });
    // everybody who takes part in what is chosen, with its weight as it stands
    let weights = Memo::new(move |_| {
        places.with(|places| {
            page.document.with(|document| {
                let mut ids: Vec<String> = Vec::new();
                for place in places {
                    for id in document.ids(&format!("{place}.members")) {
                        if !ids.contains(&id) {
                            ids.push(id);
                        }
                    }
                }
                let weight = |id: &String| {
                    let given = |place: &String| document.get(&format!("{place}.sharing.shares.{id}"))?.as_f64();
                    places.iter().find_map(given)
                };
                let given: Vec<Option<f64>> = ids.iter().map(weight).collect();
                // as long as nobody says anything, equal parts
                let parts = as_percent(&vec![1.0; ids.len()]);
                let any = given.iter().any(Option::is_some);
                let shown = given.iter().zip(parts).map(|(given, part)| given.unwrap_or(if any { 0.0 } else { part }));
                let shown: Vec<f64> = shown.collect();
                ids.into_iter()
                    .zip(shown)
                    .map(|(id, weight)| (document.text(&format!("partners.{id}.name")).to_owned(), id, weight))
                    .collect::<Vec<_>>()
            })
        })
    });
    let names = Memo::new(move |_| {
        weights.with(|all| all.iter().map(|(name, id, _)| (name.clone(), id.clone())).collect::<Vec<_>>())
    });
    let parts = Memo::new(move |_| {
        weights.with(|all| as_percent(&all.iter().map(|(_, _, weight)| *weight).collect::<Vec<_>>()))
    });
    let nothing =
        Memo::new(move |_| weights.with(|all| !all.is_empty() && all.iter().all(|(_, _, weight)| *weight <= 0.0)));
    let set = move |place: usize, weight: f64, gesture: bool| {
        let document = page.document.get_untracked();
        let now = weights.get_untracked().into_iter().enumerate();
        let by_id: Vec<(String, f64)> =
            now.map(|(n, (_, id, was))| (id, if n == place { weight } else { was })).collect();
        let mut change = set_shares(&document, &places.get_untracked(), &by_id);
        if gesture {
            change = change.within(format!("shares-{}", page.gesture.get_untracked()));
        }
        page.change(change);
    };
    // a key of nothing divides nothing: equal parts stand in its place
    view! {
        <section class="card" id="custom-shares">
            <h2>"Your own shares"</h2>
            <p class="hint">
                "Type or drag a share for each. They need not add up to 100%: what counts is each one\u{2019}s part of all, which stands beside it. The table above shows what it would mean; it counts once you use it."
            </p>
            <div class="grid">
                <div class="labelled">
                    <label for="custom-what">"For"</label>
                    <select id="custom-what" prop:value=move || chosen.get() on:change=move |event| chosen.set(event_target_value(&event))>
                        <option value="">"Everything that is shared"</option>
                        {move || things.get().into_iter().map(|(place, name)| view! { <option value=place>{name}</option> }).collect_view()}
                    </select>
                </div>
            </div>
            {move || {
                names
                    .get()
                    .into_iter()
                    .enumerate()
                    .map(|(place, (name, id))| {
                        let share = Memo::new(move |_| weights.with(|all| all.get(place).map_or(0.0, |(_, _, weight)| *weight)));
                        let part = Memo::new(move |_| parts.with(|all| all.get(place).copied().unwrap_or(0.0)));
                        view! { <Share name id share part on_set=move |value: f64, gesture: bool| set(place, value, gesture) /> }
                    })
                    .collect_view()
            }}
            {move || nothing.get().then(|| view! { <p class="hint">"All shares are zero, so all pay equal parts."</p> })}
            <p class="chips">
                <button
                    type="button"
                    on:click=move |_| {
                        page.begin_gesture();
                        let document = page.document.get_untracked();
                        let part = |weight: f64| if nothing.get_untracked() { 1.0 } else { weight };
                        let now: Vec<(String, f64)> = weights.get_untracked().into_iter().map(|(_, id, weight)| (id, part(weight))).collect();
                        let shares = set_shares(&document, &places.get_untracked(), &now);
                        let gesture = format!("use-shares-{}", page.gesture.get_untracked());
                        page.change(shares.within(gesture.clone()));
                        page.change(use_key(&page.document.get_untracked(), Key::Custom).within(gesture));
                    }
                >
                    "Share costs by these shares"
                </button>
            </p>
        </section>
    }
}

/// One share: a lever and a box.
#[component]
fn Share(
    name: String,
    id: String,
    share: Memo<f64>,
    /// What it counts for, in per cent.
    part: Memo<f64>,
    on_set: impl Fn(f64, bool) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let page = state();
    let wrong = RwSignal::new(None::<String>);
    let pressed = StoredValue::new(false);
    let written = move || parse::written(share.get() / 100.0, Unit::Percent);
    let (box_id, error_id) = (format!("share-{id}"), format!("share-{id}-error"));
    let described = error_id.clone();
    view! {
        <div class="share-row">
            <label for=box_id.clone()>{name.clone()}</label>
            <input
                type="range"
                min="0"
                max=move || share.get().max(100.0)
                step="0.5"
                disabled=move || page.is_locked()
                aria-label=format!("Share of {name}, lever")
                aria-valuetext=written
                prop:value=move || share.get().to_string()
                on:pointerdown=move |_| {
                    pressed.set_value(true);
                    page.begin_gesture()
                }
                on:pointerup=move |_| pressed.set_value(false)
                on:blur=move |_| pressed.set_value(false)
                on:focus=move |_| {
                    if !pressed.get_value() {
                        page.begin_gesture()
                    }
                }
                on:input=move |event| {
                    if let Ok(value) = event_target_value(&event).parse::<f64>() {
                        wrong.set(None);
                        on_set(value, true);
                    }
                }
            />
            <span class="box">
                <input
                    type="text"
                    id=box_id
                    class="figure"
                    inputmode="decimal"
                    autocomplete="off"
                    prop:value=written
                    aria-invalid=move || wrong.with(|wrong| wrong.is_some().then_some("true"))
                    aria-describedby=move || wrong.with(Option::is_some).then(|| described.clone())
                    on:change=move |event| {
                        page.begin_gesture();
                        match parse::parse(&event_target_value(&event), Unit::Percent) {
                            Ok(value) if value >= 0.0 => {
                                wrong.set(None);
                                on_set((value * 1e8).round() / 1e6, false);
                            }
                            Ok(_) => wrong.set(Some("A share cannot be below 0%".into())),
                            Err(error) => wrong.set(Some(error.to_string())),
                        }
                    }
                />
                {move || {
                    wrong
                        .get()
                        .map(|message| {
                            view! {
                                <span class="error" id=error_id.clone()>
                                    <span class="hidden">"Error: "</span>
                                    {message}
                                </span>
                            }
                        })
                }}
            </span>
            <span class="hint">"counts "{move || crate::model::number(part.get(), 2)}"%"</span>
        </div>
    }
}
