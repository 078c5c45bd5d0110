//! Places of a scenario as ids of elements.

/// An element's id for a place.
pub fn id_of(place: &str) -> String {
    format!("f-{}", place.replace(['.', '[', ']'], "-"))
}
