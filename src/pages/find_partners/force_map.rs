//! The forces as tiles, with a group marked on them.

use crate::evidence::{MAP_SIZE, TILES, force};
use crate::explain::listed;
use leptos::prelude::*;

const WIDE: f64 = 66.0;
const HIGH: f64 = 36.0;

/// The map with a subject and its partners marked; neighbours of the group have an edge.
#[component]
pub fn ForceMap(#[prop(into)] group: Signal<Vec<String>>) -> impl IntoView {
    let (columns, rows) = MAP_SIZE;
    let size = format!("0 0 {} {}", f64::from(columns) * WIDE, f64::from(rows) * HIGH);
    let said = move || {
        group.with(|group| {
            let names: Vec<&str> = group.iter().filter_map(|id| force(id)).map(|force| force.short.as_str()).collect();
            if names.is_empty() {
                "Map of the forces".to_owned()
            } else {
                format!("Map of the forces with {} marked", listed(&names))
            }
        })
    };
    view! {
        <svg class="force-map" viewBox=size role="img" aria-label=said>
            {TILES
                .iter()
                .map(|tile| {
                    let class = move || {
                        group
                            .with(|group| match group.iter().position(|id| id == tile.id) {
                                Some(0) => "tile-box subject",
                                Some(_) => "tile-box member",
                                None if force(tile.id).is_some_and(|force| force.neighbours().any(|other| group.contains(&other.id))) => "tile-box near",
                                None => "tile-box",
                            })
                    };
                    let (x, y) = (f64::from(tile.column) * WIDE, f64::from(tile.row) * HIGH);
                    view! {
                        <g class=class>
                            <rect x=x + 1.5 y=y + 1.5 width=WIDE - 3.0 height=HIGH - 3.0 rx="4"></rect>
                            <text x=x + WIDE / 2.0 y=y + HIGH / 2.0 + 4.0 text-anchor="middle">
                                {tile.label}
                            </text>
                        </g>
                    }
                })
                .collect_view()}
        </svg>
    }
}
