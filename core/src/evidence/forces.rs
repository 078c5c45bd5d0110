//! The 43 territorial forces of England and Wales: public figures, none of them a force's own.

use serde::Deserialize;
use std::sync::OnceLock;

/// The day on which the reference data were compiled.
pub const REFERENCE_VERSION: &str = "2026-11-25";

/// A force with its public figures.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Force {
    /// The id that data.police.uk uses.
    pub id: String,
    /// Its name in full.
    pub name: String,
    /// A name short enough for a chart.
    pub short: String,
    /// Region in Home Office statistics.
    pub region: String,
    /// Region for serious and organised crime.
    pub soc_region: String,
    /// Residents, mid-2024.
    pub population: f64,
    /// Police officers, FTE, 31 March 2026.
    pub officers: f64,
    /// Police staff, designated officers and PCSOs, FTE.
    pub staff: f64,
    /// The month of the staff figure.
    pub staff_date: String,
    /// Estimated yearly budget, pounds.
    pub budget: f64,
    /// A: grant and precept 2025/26; B: reported; C: derived; D: grant only.
    pub basis: String,
    /// What the budget leaves out.
    pub caveat: Option<String>,
}

/// All forces, by id.
pub fn forces() -> &'static [Force] {
    static ALL: OnceLock<Vec<Force>> = OnceLock::new();
    ALL.get_or_init(|| serde_json::from_str(include_str!("data/forces.json")).unwrap_or_default())
}

/// A force by its id.
pub fn force(id: &str) -> Option<&'static Force> {
    forces().iter().find(|force| force.id == id)
}

/// The force that a name means: with or without what follows it, like Constabulary, and whichever "and" it has.
pub fn force_named(name: &str) -> Option<&'static Force> {
    let wanted = bare(name);
    let by_short = match wanted.as_str() {
        "met" | "mps" | "metropolitanlondon" | "london" => Some("metropolitan"),
        "gmp" => Some("greater-manchester"),
        "colp" => Some("city-of-london"),
        _ => None,
    };
    if wanted.is_empty() {
        return None;
    }
    let named = |force: &&Force| [&force.id, &force.name, &force.short].into_iter().any(|name| bare(name) == wanted);
    forces().iter().find(named).or_else(|| force(by_short?))
}

/// The letters of a name, without what all names of forces share.
fn bare(name: &str) -> String {
    let lower = name.to_lowercase().replace('&', " and ");
    let words = lower
        .split(|c: char| !c.is_alphanumeric() && c != '\'')
        .filter(|word| !matches!(*word, "police" | "constabulary" | "service" | "force" | "the" | "heddlu" | "and"));
    words.collect()
}

/// Pairs of forces that share a land border, each pair once.
pub fn borders() -> &'static [(String, String)] {
    static ALL: OnceLock<Vec<(String, String)>> = OnceLock::new();
    ALL.get_or_init(|| serde_json::from_str(include_str!("data/borders.json")).unwrap_or_default())
}

impl Force {
    /// The fields of a partner that the reference data fill, with the value and the date of each.
    pub fn figures(&self) -> [(&'static str, f64, &str); 4] {
        [
            ("budget", self.budget, "2025-26"),
            ("officers_fte", self.officers, "2026-03"),
            ("staff_fte", self.staff, &self.staff_date),
            ("population", self.population, "2024-06"),
        ]
    }

    /// Forces with a common land border.
    pub fn neighbours(&self) -> impl Iterator<Item = &'static Force> {
        borders().iter().filter_map(move |(a, b)| {
            if *a == self.id {
                force(b)
            } else if *b == self.id {
                force(a)
            } else {
                None
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_forces_add_up_to_the_national_totals() {
        assert_eq!(forces().len(), 43);
        assert_eq!(forces().iter().map(|force| force.population).sum::<f64>(), 61_806_700.0);
        assert_eq!(forces().iter().map(|force| force.officers).sum::<f64>(), 145_886.0);
        assert!(forces().iter().all(|force| force.budget > 0.0 && force.staff > 0.0));
    }

    #[test]
    fn a_force_is_found_under_its_names() {
        for force in forces() {
            for name in [&force.id, &force.name, &force.short, &format!(" {} police ", force.short.to_uppercase())] {
                assert_eq!(force_named(name).map(|found| &found.id), Some(&force.id), "{name}");
            }
        }
        let id = |name| force_named(name).map(|force| force.id.as_str());
        assert_eq!(id("Avon & Somerset Constabulary"), Some("avon-and-somerset"));
        assert_eq!(id("The Met"), Some("metropolitan"));
        assert_eq!((id(""), id("police"), id("A council")), (None, None, None));
    }

    #[test]
    fn borders_are_between_forces() {
        assert_eq!(borders().len(), 99);
        assert!(borders().iter().all(|(a, b)| force(a).is_some() && force(b).is_some()));
        let names: Vec<&str> = force("norfolk").unwrap().neighbours().map(|force| force.id.as_str()).collect();
        assert_eq!(names, ["cambridgeshire", "lincolnshire", "suffolk"]);
    }
}
