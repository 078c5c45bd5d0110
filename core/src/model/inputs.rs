//! The one table of everything that a scenario can hold.
//!
//! The form, the validation, the link, the help and the tests are derived from it: a field that is
//! not here is kept, but nothing reads it. Paths use `[]` for "each of the list" and `{}` for
//! "each partner of the map". The fields and their defaults are those of the method, section 1.

pub use super::alternatives_table::{MEETS, MOST_EVENTS, MOST_MERGERS};
pub use super::input::{Fallback, Fold, Input, MOST_ENTRIES, MOST_PARTNERS, Rule, Source, Unit};
pub use super::input_table::{DRIVERS, KEYS, SERVICE_KINDS, STANDINGS, STYLES, TARGETS};

/// Every field: the scenario, its services and its buying, then what later sections of the method add.
pub fn inputs() -> impl Iterator<Item = &'static Input> {
    use super::input_table::{AROUND, CORE, RISK, SOC};
    let beside = super::alternatives_table::ALTERNATIVES;
    [CORE, SOC, RISK, super::cash_table::CASH, beside, AROUND].into_iter().flatten()
}

/// The fields below a list that a fold of its form draws, as they follow an entry's place: `saving.low`.
pub fn folded(list: &str, fold: Fold) -> impl Iterator<Item = &'static str> {
    let prefix = format!("{list}[].");
    inputs().filter(move |input| input.fold == Some(fold)).filter_map(move |input| input.path.strip_prefix(&prefix))
}

/// The row for a place such as `services.hr.baseline.derbyshire.fte` or `services[0].saving.low`.
pub fn input_at(place: &str) -> Option<&'static Input> {
    let steps = super::place::steps(place);
    inputs().find(|input| fits(input.path, &steps))
}

fn fits(pattern: &str, steps: &[&str]) -> bool {
    let mut rest = steps.iter();
    for part in pattern.split('.') {
        let (name, each) = part.find(['[', '{']).map_or((part, 0), |at| (&part[..at], (part.len() - at) / 2));
        if rest.next() != Some(&name) || (0..each).any(|_| rest.next().is_none()) {
            return false;
        }
    }
    rest.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_finds_its_row() {
        let path = |place| input_at(place).map(|input| input.path);
        assert_eq!(path("services.hr.saving.low"), Some("services[].saving.low"));
        assert_eq!(path("services[0].baseline.derbyshire.fte"), Some("services[].baseline{}.fte"));
        assert_eq!(path("procurement.kit.items.0.price.kent"), Some("procurement[].items[].price{}"));
        assert_eq!(path("balancing.kent"), Some("balancing{}"));
        assert_eq!(path("services.hr.nonsense"), None);
    }

    #[test]
    fn every_default_keeps_to_its_own_bounds_and_every_path_is_there_once() {
        for (at, input) in inputs().enumerate() {
            if let (Rule::Number { min, max, .. }, Fallback::Number(value)) = (input.rule, input.default) {
                assert!(value >= min && value <= max, "{}", input.path);
            }
            assert!(inputs().take(at).all(|other| other.path != input.path), "{}", input.path);
            if let (Rule::Choice(words), Fallback::Text(word)) = (input.rule, input.default) {
                assert!(words.contains(&word), "{}", input.path);
            }
        }
    }

    #[test]
    fn a_default_above_nothing_has_a_source_or_is_our_assumption() {
        for input in inputs() {
            if matches!(input.default, Fallback::Number(value) if value != 0.0) {
                assert_ne!(input.source, Source::Nothing, "{}", input.path);
            }
        }
    }
}
