//! Places of a scenario, such as `services.hr.saving.low`.

/// The steps of a place: dots and brackets both divide.
pub(crate) fn steps(place: &str) -> Vec<&str> {
    place.split(['.', '[', ']']).filter(|step| !step.is_empty()).collect()
}
