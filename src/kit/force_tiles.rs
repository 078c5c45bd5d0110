//! The forces as tiles of a picture, each marked as its page has it.

use crate::evidence::{MAP_SIZE, TILES};
use leptos::prelude::*;

const WIDE: f64 = 66.0;
const HIGH: f64 = 36.0;

/// The middle of a force's tile; none of a body that has none.
pub fn middle_of(id: &str) -> Option<(f64, f64)> {
    let tile = TILES.iter().find(|tile| tile.id == id)?;
    Some(((f64::from(tile.column) + 0.5) * WIDE, (f64::from(tile.row) + 0.5) * HIGH))
}

/// The tiles with what a screen reader is told of them; what is drawn over them stands inside.
#[component]
pub fn ForceTiles(
    #[prop(into)] said: Signal<String>,
    /// How a force's tile is marked.
    #[prop(into)]
    class: Callback<&'static str, &'static str>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let (columns, rows) = MAP_SIZE;
    let size = format!("0 0 {} {}", f64::from(columns) * WIDE, f64::from(rows) * HIGH);
    view! {
        <svg class="force-map" viewBox=size role="img" aria-label=said>
            {TILES
                .iter()
                .map(|tile| {
                    let (x, y) = (f64::from(tile.column) * WIDE, f64::from(tile.row) * HIGH);
                    view! {
                        <g class=move || class.run(tile.id)>
                            <rect x=x + 1.5 y=y + 1.5 width=WIDE - 3.0 height=HIGH - 3.0 rx="4"></rect>
                            <text x=x + WIDE / 2.0 y=y + HIGH / 2.0 + 4.0 text-anchor="middle">
                                {tile.label}
                            </text>
                        </g>
                    }
                })
                .collect_view()}
            {children.map(|children| children())}
        </svg>
    }
}
