//! The public figures of every version that was ever given out, frozen: a link or a file made with one of them keeps its
//! figures for ever, and its reader can see what newer ones say.
//!
//! When reference data change, the new ones are added to `data/releases.json` and none is ever edited; a test holds the
//! newest against the data in use.

use super::forces::{REFERENCE_VERSION, force};
use crate::model::{Change, Document, Month, what_of};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use std::sync::OnceLock;

/// Figures of one force: id, budget, officers, staff, the staff figure's month, population.
type Row = (String, f64, f64, f64, String, f64);

/// The public figures of one version.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Release {
    /// The day on which they were compiled.
    pub version: String,
    budget_date: String,
    officers_date: String,
    population_date: String,
    forces: Vec<Row>,
}

/// Every release, the first first.
pub fn releases() -> &'static [Release] {
    static ALL: OnceLock<Vec<Release>> = OnceLock::new();
    ALL.get_or_init(|| {
        let mut all: Vec<Release> = serde_json::from_str(include_str!("data/releases.json")).unwrap_or_default();
        if cfg!(test) {
            all.extend(invented_earlier(&all));
        }
        all
    })
}

/// An earlier release that never was, for the tests: every figure a tenth lower.
fn invented_earlier(all: &[Release]) -> Option<Release> {
    let mut earlier = all.first()?.clone();
    earlier.version = "2025-01-01".into();
    earlier.budget_date = "2024-25".into();
    for row in &mut earlier.forces {
        (row.1, row.2, row.3, row.5) = (row.1 * 0.9, row.2 * 0.9, row.3 * 0.9, row.5 * 0.9);
    }
    Some(earlier)
}

/// The release of a version.
pub fn release(version: &str) -> Option<&'static Release> {
    releases().iter().find(|one| one.version == version)
}

impl Release {
    /// The fields of a partner that it fills, with the value and the date of each.
    fn figures(&self, id: &str) -> Option<[(&'static str, f64, &str); 4]> {
        let (_, budget, officers, staff, staff_date, population) = self.forces.iter().find(|row| row.0 == id)?;
        Some([
            ("budget", *budget, self.budget_date.as_str()),
            ("officers_fte", *officers, &self.officers_date),
            ("staff_fte", *staff, staff_date),
            ("population", *population, &self.population_date),
        ])
    }

    /// The force at a place of the list, as a partner, with the marks of its figures.
    pub fn partner(&self, place: usize) -> Option<(Value, Vec<(String, String)>)> {
        let id = &self.forces.get(place)?.0;
        let mut partner = Map::new();
        partner.insert("id".into(), json!(id));
        partner.insert("name".into(), json!(force(id).map_or(id.as_str(), |force| force.short.as_str())));
        let mut marks = Vec::new();
        for (field, value, date) in self.figures(id)? {
            partner.insert(field.into(), json!(value));
            marks.push((format!("partners.{id}.{field}"), format!("reference:{date}")));
        }
        Some((Value::Object(partner), marks))
    }
}

/// Whether a figure of a force is, or ever was, the public one of a date.
pub fn is_public(place: &str, value: f64, date: &str) -> bool {
    if let Some((id, field)) = place.strip_prefix("cash.partners.").and_then(|rest| rest.split_once('.')) {
        let all = super::precept(id).into_iter().flat_map(|both| super::TAX_YEARS.into_iter().zip(both));
        return all.into_iter().any(|(year, one)| {
            let figure = if field == "band_d" { one.band_d.0 } else { one.tax_base };
            year.replace('/', "-") == date && figure == value
        });
    }
    let Some((id, field)) = place.strip_prefix("partners.").and_then(|rest| rest.split_once('.')) else { return false };
    let of = |release: &Release| {
        let figures = release.figures(id);
        figures
            .is_some_and(|all| all.iter().any(|(name, figure, of)| *name == field && *figure == value && *of == date))
    };
    releases().iter().any(of)
}

/// A public figure of a scenario that the data in use have otherwise.
#[derive(Debug, Clone, PartialEq)]
pub struct Newer {
    /// Where the figure stands in the scenario.
    pub place: String,
    /// What it is, for the reader.
    pub what: String,
    /// What the scenario has.
    pub was: f64,
    /// Of which day that is.
    pub was_date: String,
    /// What the data in use have.
    pub now: f64,
    /// Of which day that is.
    pub now_date: String,
}

/// The public figures of a scenario that newer data have otherwise: those that were once public, with another value or date.
pub fn newer_figures(document: &Document) -> Vec<Newer> {
    let marks = document.get("provenance").and_then(Value::as_object);
    let mut all = Vec::new();
    for id in document.entries("partners") {
        let Some(force) = force(&id) else { continue };
        for (field, now, now_date) in force.figures() {
            let place = format!("partners.{id}.{field}");
            let mark = marks.and_then(|marks| marks.get(&place)?.as_str()).unwrap_or("");
            let (Some(date), Some(was)) = (mark.strip_prefix("reference:"), document.number(&place)) else { continue };
            if (was, date) != (now, now_date) && is_public(&place, was, date) {
                let what = what_of(document, &place);
                let (was_date, now_date) = (date.to_owned(), now_date.to_owned());
                all.push(Newer { place, what, was, was_date, now, now_date });
            }
        }
    }
    all
}

/// Takes newer public figures in place of older ones, as one change.
pub fn take_newer(document: &Document, all: &[Newer]) -> Change {
    all.iter().fold(Change::new("Take newer public figures"), |change, one| {
        change.set(document, &one.place, Some(json!(one.now))).mark(
            document,
            &one.place,
            &format!("reference:{}", one.now_date),
        )
    })
}

/// The date of a public figure, in words: `March 2026`, `2025/26`.
pub fn date_in_words(date: &str) -> String {
    match (Month::parse(date), date.split_once('-')) {
        (Ok(month), _) => month.to_string(),
        (Err(_), Some((year, next))) => format!("{year}/{next}"),
        (Err(_), None) => REFERENCE_VERSION.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::forces::forces;
    use super::*;
    use crate::evidence::{new_partner, presets::PRESETS};

    /// Reference data that change without being frozen would change the figures of links that were sent.
    #[test]
    fn the_data_in_use_are_frozen() {
        let frozen = release(REFERENCE_VERSION).expect("add the new data to releases.json");
        for (place, force) in forces().iter().enumerate() {
            let (partner, marks) = frozen.partner(place).unwrap();
            assert_eq!((partner, marks), new_partner(&force.id), "{}", force.id);
        }
        let bare: Vec<Release> = serde_json::from_str(include_str!("data/releases.json")).unwrap();
        assert_eq!(bare.last().map(|one| one.version.as_str()), Some(REFERENCE_VERSION));
    }

    #[test]
    fn newer_figures_are_offered_and_not_taken() {
        let mut document = PRESETS[0].document();
        assert_eq!(newer_figures(&document), vec![]);
        let (older, marks) = release("2025-01-01").unwrap().partner(place_of("derbyshire")).unwrap();
        document.set("partners.0", Some(older));
        for (place, mark) in marks {
            let mut all = document.get("provenance").cloned().unwrap();
            all[&place] = json!(mark);
            document.set("provenance", Some(all));
        }
        let all = newer_figures(&document);
        assert_eq!(all.len(), 4, "{all:?}");
        assert_eq!((all[0].what.as_str(), all[0].was_date.as_str()), ("Derbyshire: Yearly budget", "2024-25"));
        take_newer(&document, &all).apply(&mut document);
        assert_eq!(newer_figures(&document), vec![]);
        assert_eq!(document, PRESETS[0].document());
        // a figure of the user's own is nobody's to bring up to date
        let own = Change::figure(&document, &document, "partners.derbyshire.budget", json!(5));
        own.apply(&mut document);
        assert_eq!(newer_figures(&document), vec![]);
    }

    fn place_of(id: &str) -> usize {
        forces().iter().position(|force| force.id == id).unwrap()
    }
}
