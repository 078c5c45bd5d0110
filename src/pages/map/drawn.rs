//! The forces as tiles: which would become one, and several such at once.

use crate::edits::alternatives::{add_merger, draw_regions, remove_merger, toggle_merging};
use crate::evidence::{MAP_SIZE, TILES, force};
use crate::explain::{merger_label, merger_places, merging_words};
use crate::kit::field::{Labelled, Words};
use crate::state::state;
use leptos::prelude::*;
use std::collections::BTreeMap;

/// The forces as tiles to press, and which of the new forces is being drawn.
#[component]
pub(super) fn Drawn() -> impl IntoView {
    let page = state();
    let places = Memo::new(move |_| page.document.with(merger_places));
    let chosen = RwSignal::new("merger".to_owned());
    // one that was taken back is drawn no more
    let place = Memo::new(move |_| {
        let chosen = chosen.get();
        places.with(|places| if places.contains(&chosen) { chosen } else { "merger".to_owned() })
    });
    // which merger each force is in, by number
    let numbers = Memo::new(move |_| {
        page.document.with(|document| {
            let places = places.get();
            let all = places.iter().enumerate();
            all.flat_map(|(n, place)| document.ids(&format!("{place}.members")).into_iter().map(move |id| (id, n + 1)))
                .collect::<BTreeMap<String, usize>>()
        })
    });
    let (columns, _) = MAP_SIZE;
    let said = move || page.document.with(|document| merging_words(document, &place.get()));
    let some = Memo::new(move |_| numbers.with(|numbers| !numbers.is_empty()));
    let several = Memo::new(move |_| places.with(|places| places.len() > 1));
    view! {
        <section class="card tile-map">
            <h2>"Who would merge"</h2>
            {move || some.get().then(|| view! { <Forces places chosen place /> })}
            <div class="tile-grid" role="group" aria-label="Map of the forces" style:--columns=columns.to_string()>
                {TILES
                    .iter()
                    .map(|tile| {
                        let number = move || numbers.with(|numbers| numbers.get(tile.id).copied());
                        let here = move || {
                            let place = place.get();
                            let at = places.with(|places| places.iter().position(|one| *one == place));
                            number().is_some() && number() == at.map(|at| at + 1)
                        };
                        let full = force(tile.id).map_or(tile.label, |force| force.short.as_str());
                        // what is seen is part of what is said
                        let name = if full == tile.label { full.to_owned() } else { format!("{}, {full}", tile.label) };
                        let said = move || match number() {
                            Some(n) if several.get() => format!("{name}, merger {n}"),
                            _ => name.clone(),
                        };
                        view! {
                            <button
                                type="button"
                                class="map-tile"
                                class:on=here
                                class:elsewhere=move || number().is_some() && !here()
                                aria-pressed=move || here().to_string()
                                aria-label=said
                                data-merger=move || number().filter(|_| several.get())
                                title=full
                                style:grid-column=(tile.column + 1).to_string()
                                style:grid-row=(tile.row + 1).to_string()
                                on:click=move |_| {
                                    page.begin_gesture();
                                    page.change(
                                        toggle_merging(&page.document.get_untracked(), &place.get_untracked(), tile.id),
                                    );
                                }
                            >
                                {tile.label}
                            </button>
                        }
                    })
                    .collect_view()}
            </div>
            <p role="status">{said}</p>
            <p class="hint screen-only">"Press a tile to add or take out a force; who is no partner yet becomes one, and shares nothing by that. A force that is in another merger moves here."</p>
            <p class="screen-only">
                <button type="button" on:click=move |_| page.change(draw_regions(&page.document.get_untracked()))>
                    "Draw one for each region"
                </button>
            </p>
        </section>
    }
}

/// Which of the new forces is drawn, what it is called, and another.
#[component]
fn Forces(
    /// Where each stands in the scenario.
    places: Memo<Vec<String>>,
    /// Which was chosen.
    chosen: RwSignal<String>,
    /// Which is drawn.
    place: Memo<String>,
) -> impl IntoView {
    let page = state();
    let first = move || place.get() == "merger";
    view! {
        <div class="chips" role="group" aria-label="New forces">
            <For each=move || places.get().into_iter().enumerate() key=|one| one.clone() let((n, one))>
                {
                    let (mine, named) = (one.clone(), one.clone());
                    let on = move || place.get() == mine;
                    let pressed = on.clone();
                    view! {
                        <button type="button" class="chip" class:on=on aria-pressed=move || pressed().to_string() on:click=move |_| chosen.set(one.clone())>
                            {n + 1}
                            ". "
                            {move || page.document.with(|document| merger_label(document, &named))}
                        </button>
                    }
                }
            </For>
            <button
                type="button"
                class="screen-only"
                on:click=move |_| {
                    if let Some((change, place)) = add_merger(&page.document.get_untracked()) {
                        page.change(change);
                        chosen.set(place);
                    }
                }
            >
                "+ Another merger"
            </button>
        </div>
        <div class="grid screen-only">
            {move || view! { <Words place=format!("{}.name", place.get()) label="Name of the new force" /> }}
            {move || {
                (!first())
                    .then(|| {
                        view! {
                            <Labelled place=format!("{}.posts", place.get()) />
                            <Labelled place=format!("{}.one_off", place.get()) />
                        }
                    })
            }}
        </div>
        <p class="screen-only">
            <button type="button" class="link" on:click=move |_| page.change(remove_merger(&page.document.get_untracked(), &place.get_untracked()))>
                {move || {
                    let place = place.get();
                    let name = page.document.with(|document| merger_label(document, &place));
                    format!("Remove the merger of {name}")
                }}
            </button>
        </p>
    }
}
