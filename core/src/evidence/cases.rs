//! Published cases: what others have tried, what it cost, what came of it, and how much of the source was read.

use super::outturns::outturns;
use serde::Deserialize;
use std::sync::OnceLock;

/// A published case. Money is in millions of pounds, in the cash of its time; what is empty was not found.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct PublishedCase {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it was: `shared_service`, `ict_programme`, `merger`, `alliance` or `procurement`.
    pub kind: String,
    /// Whose: police, fire, local government and so on.
    pub sector: String,
    /// Whether ICT led it: `yes`, `no` or `unclear`.
    pub ict: String,
    /// What became of it.
    pub fate: String,
    /// What happened, in a sentence or two.
    pub what: String,
    /// What its figures do not mean.
    pub caution: String,
    /// The source's title.
    pub source: String,
    /// Who published it.
    pub publisher: String,
    /// When.
    pub year: String,
    /// How much of it was read.
    pub read: String,
    /// How far the figures can be relied on: high, medium or low.
    pub confidence: String,
    /// How many took part.
    #[serde(default)]
    pub partners: Option<f64>,
    /// The year in which it began.
    #[serde(default)]
    pub start: Option<f64>,
    /// Planned one-off cost.
    #[serde(default)]
    pub planned_one_off: Option<f64>,
    /// One-off cost.
    #[serde(default)]
    pub one_off: Option<f64>,
    /// Planned yearly saving.
    #[serde(default)]
    pub planned_yearly: Option<f64>,
    /// Yearly saving.
    #[serde(default)]
    pub yearly: Option<f64>,
    /// Planned saving over its term.
    #[serde(default)]
    pub planned_total: Option<f64>,
    /// Saving over its term.
    #[serde(default)]
    pub total: Option<f64>,
    /// Months late.
    #[serde(default)]
    pub months_late: Option<f64>,
}

/// All of them.
pub fn published_cases() -> &'static [PublishedCase] {
    static ALL: OnceLock<Vec<PublishedCase>> = OnceLock::new();
    ALL.get_or_init(|| serde_json::from_str(include_str!("data/cases.json")).unwrap_or_default())
}

impl PublishedCase {
    /// Whether its saving was counted by its owner, by an audit, or by nobody who can be compared.
    pub fn counted_by(&self) -> &'static str {
        use super::Measured::{SavingByAudit, SavingByOwner};
        let of = |measured| outturns().iter().any(|one| one.id == self.id && one.measured == measured);
        match (of(SavingByOwner), of(SavingByAudit)) {
            (true, _) => "its owner",
            (_, true) => "an audit, a committee, accounts or a request for information",
            _ => "nobody whose count can be held against a plan",
        }
    }

    /// Whether a text occurs in what is told of it.
    pub fn tells_of(&self, wanted: &str) -> bool {
        let wanted = wanted.trim().to_lowercase();
        [&self.name, &self.what, &self.caution, &self.publisher, &self.source, &self.sector]
            .into_iter()
            .any(|text| text.to_lowercase().contains(&wanted))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_on_the_shelf_lacks_a_source_and_every_ratio_has_its_case() {
        assert_eq!(published_cases().len(), 44);
        for one in published_cases() {
            for text in [&one.name, &one.what, &one.source, &one.publisher, &one.year, &one.read, &one.confidence] {
                assert!(!text.trim().is_empty(), "{}", one.id);
            }
        }
        for one in outturns() {
            let case = published_cases().iter().find(|case| case.id == one.id).expect("it is on the shelf");
            assert_eq!(case.name, one.name);
        }
        let i6 = published_cases().iter().find(|case| case.id == "i6").expect("it is there");
        assert!(i6.counted_by().starts_with("an audit") && i6.tells_of("scotland"));
    }
}
