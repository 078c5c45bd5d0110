//! Figures that stand out, each with its label and a note; those that have a sum open to it.

use crate::explain::SumOf;
use crate::kit::sum_view::SumView;
use leptos::prelude::*;

/// One of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Tile {
    pub label: &'static str,
    pub value: String,
    pub note: String,
    /// Whether it has a sum.
    pub opens: bool,
}

/// A row of them. `sum` gives the sum of one by its place.
#[component]
pub fn Tiles(
    #[prop(into)] tiles: Signal<Vec<Tile>>,
    #[prop(into)] sum: Callback<usize, Option<SumOf>>,
    /// Whether their values are texts rather than single figures.
    #[prop(optional)]
    texts: bool,
) -> impl IntoView {
    let open = RwSignal::new(None::<usize>);
    // they stay where they are while their figures change, so that the focus stays too
    let shape =
        Memo::new(move |_| tiles.with(|all| all.iter().map(|tile| (tile.label, tile.opens)).collect::<Vec<_>>()));
    // one that no longer opens shows nothing
    let shown =
        Memo::new(move |_| open.get().filter(|n| shape.with(|all| all.get(*n).is_some_and(|(_, opens)| *opens))));
    let value = move |n: usize| tiles.with(|all| all.get(n).map(|tile| tile.value.clone()));
    let note = move |n: usize| tiles.with(|all| all.get(n).map(|tile| tile.note.clone()));
    let inner = move |n: usize, label: &'static str| {
        view! {
            <span class="label">{label}</span>
            <span class="value" class:small=texts>
                {move || value(n)}
            </span>
            <span class="note">{move || note(n)}</span>
        }
    };
    view! {
        <div class="tiles" class:wide=texts>
            {move || {
                shape
                    .get()
                    .into_iter()
                    .enumerate()
                    .map(|(n, (label, opens))| {
                        if opens {
                            view! {
                                <button
                                    type="button"
                                    class="tile"
                                    aria-expanded=move || (open.get() == Some(n)).to_string()
                                    on:click=move |_| {
                                        open.update(|open| *open = if *open == Some(n) { None } else { Some(n) });
                                    }
                                >
                                    {inner(n, label)}
                                </button>
                            }
                                .into_any()
                        } else {
                            view! { <div class="tile card">{inner(n, label)}</div> }.into_any()
                        }
                    })
                    .collect_view()
            }}
        </div>
        {move || {
            shown
                .get()
                .is_some()
                .then(|| {
                    view! {
                        <div class="card">
                            <SumView sum=Signal::derive(move || shown.get().and_then(|n| sum.run(n))) />
                        </div>
                    }
                })
        }}
    }
}
