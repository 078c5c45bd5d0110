//! The forces as tiles, with a group marked on them.

use crate::evidence::force;
use crate::explain::listed;
use crate::kit::force_tiles::ForceTiles;
use leptos::prelude::*;

/// The map with a subject and its partners marked; neighbours of the group have an edge.
#[component]
pub fn ForceMap(#[prop(into)] group: Signal<Vec<String>>) -> impl IntoView {
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
    let class = move |id: &'static str| {
        group.with(|group| match group.iter().position(|one| one == id) {
            Some(0) => "tile-box subject",
            Some(_) => "tile-box member",
            None if force(id).is_some_and(|force| force.neighbours().any(|other| group.contains(&other.id))) => {
                "tile-box near"
            }
            None => "tile-box",
        })
    };
    view! { <ForceTiles said=Signal::derive(said) class /> }
}
