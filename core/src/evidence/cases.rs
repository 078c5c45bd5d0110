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
    /// What the services in it cost a year before.
    #[serde(default)]
    pub scope_cost: Option<f64>,
    /// Years that planned and counted totals are of.
    #[serde(default)]
    pub period: Option<f64>,
    /// How we read it: functions, style, what it teaches.
    #[serde(skip)]
    pub tags: CaseTags,
}

/// Our reading of a case, for finding it: what it was of, in which style, and what it teaches.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CaseTags {
    /// Kinds of service, `procurement`, `everything` or `other`.
    pub functions: Vec<String>,
    /// The report's style that it is closest to; none for mergers and contracts.
    pub style: String,
    /// The heading of barriers that it belongs under.
    pub heading: String,
    /// The theme of 2020: `purpose`, `benefits`, `governance` or `skills`.
    pub theme: String,
    /// Forces of England and Wales in it, where they are named.
    pub forces: Vec<String>,
    /// What it teaches, in a sentence.
    pub lesson: String,
}

/// All of them.
pub fn published_cases() -> &'static [PublishedCase] {
    static ALL: OnceLock<Vec<PublishedCase>> = OnceLock::new();
    ALL.get_or_init(|| {
        let mut all: Vec<PublishedCase> = serde_json::from_str(include_str!("data/cases.json")).unwrap_or_default();
        for line in include_str!("data/case_tags.csv").lines().skip(1) {
            let mut cells = line.splitn(7, ';');
            let id = cells.next().unwrap_or_default();
            let mut next = || cells.next().unwrap_or_default().to_owned();
            let words = |text: String| text.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect();
            let tags = CaseTags {
                functions: words(next()),
                style: next(),
                heading: next(),
                theme: next(),
                forces: words(next()),
                lesson: next(),
            };
            if let Some(case) = all.iter_mut().find(|case| case.id == id) {
                case.tags = tags;
            }
        }
        all
    })
}

/// Why a case is like a scenario.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alike {
    /// The case's place in [`published_cases`].
    pub place: usize,
    /// What they have in common, the strongest first.
    pub why: Vec<Common>,
}

/// What a case and a scenario have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Common {
    /// A force.
    Force,
    /// A function.
    Function,
    /// A like number of partners: from half to twice as many.
    Number,
    /// A like size of what is shared: from half to twice as much, in the prices of its time.
    Size,
    /// It is police.
    Police,
}

/// Cases that are like a scenario, the likest first: a force in common weighs 4, a function 3, size 2, number and police 1
/// each; from 4 on a case is like. These weights are our assumption. `scope` in pounds a year.
pub fn cases_like(forces: &[&str], functions: &[&str], scope: f64) -> Vec<Alike> {
    let near = |a: f64, b: f64| a > 0.0 && b > 0.0 && (0.5..=2.0).contains(&(a / b));
    let alike = |(place, case): (usize, &PublishedCase)| {
        let has = |function: &&str| case.tags.functions.iter().any(|one| one == *function);
        let found = [
            (Common::Force, 4, case.tags.forces.iter().any(|id| forces.contains(&id.as_str()))),
            (Common::Function, 3, functions.iter().any(has)),
            (Common::Number, 1, near(case.partners.unwrap_or_default(), forces.len() as f64)),
            (Common::Size, 2, near(case.scope_cost.unwrap_or_default() * 1e6, scope)),
            (Common::Police, 1, case.sector == "police"),
        ];
        let common = found.iter().filter(|(_, _, holds)| *holds);
        let weight: u32 = common.clone().map(|(_, weight, _)| weight).sum();
        (weight, Alike { place, why: common.map(|(what, _, _)| *what).collect() })
    };
    let mut all: Vec<(u32, Alike)> = published_cases().iter().enumerate().map(alike).collect();
    all.retain(|(weight, _)| *weight >= 4);
    all.sort_by_key(|(weight, alike)| (std::cmp::Reverse(*weight), alike.place));
    all.into_iter().map(|(_, alike)| alike).collect()
}

impl PublishedCase {
    /// Whether its saving was counted by its owner, by an audit, or by nobody who can be compared.
    pub fn counted_by(&self) -> &'static str {
        use super::Measured::{SavingByAudit, SavingByOwner};
        let of = |measured| outturns().iter().any(|one| one.id == self.id && one.measured == measured);
        match (of(SavingByOwner), of(SavingByAudit)) {
            (true, _) => "its owner",
            (_, true) => "an audit, a committee, accounts or a request for information",
            _ => "nobody whose count can be compared with a plan",
        }
    }

    /// Whether a text occurs in what is told of it.
    pub fn tells_of(&self, wanted: &str) -> bool {
        let wanted = wanted.trim().to_lowercase();
        [&self.name, &self.what, &self.caution, &self.publisher, &self.source, &self.sector, &self.tags.lesson]
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
        for one in published_cases() {
            let tags = &one.tags;
            assert!(!tags.functions.is_empty() && !tags.lesson.is_empty() && !tags.heading.is_empty(), "{}", one.id);
            let known = |word: &String| {
                let words: &[&str] = &["procurement", "everything"];
                words.contains(&word.as_str()) || crate::model::inputs::SERVICE_KINDS.contains(&word.as_str())
            };
            assert!(tags.functions.iter().all(known), "{}", one.id);
            assert!(tags.style.is_empty() || crate::model::inputs::STYLES.contains(&tags.style.as_str()), "{}", one.id);
            assert!(["purpose", "benefits", "governance", "skills"].contains(&tags.theme.as_str()), "{}", one.id);
            assert!(tags.forces.iter().all(|id| crate::evidence::force(id).is_some()), "{}", one.id);
        }
        for one in outturns() {
            let case = published_cases().iter().find(|case| case.id == one.id).expect("it is on the shelf");
            assert_eq!(case.name, one.name);
        }
        let i6 = published_cases().iter().find(|case| case.id == "i6").expect("it is there");
        assert!(i6.counted_by().starts_with("an audit") && i6.tells_of("scotland"));
    }

    #[test]
    fn the_likest_case_comes_first_and_says_why() {
        let found = cases_like(&["west-mercia", "warwickshire"], &["human_resources"], 250e6);
        let first = &found[0];
        assert_eq!(published_cases()[first.place].id, "wmercia-warks");
        assert_eq!(first.why, [Common::Force, Common::Number, Common::Size, Common::Police]);
        assert!(found.iter().any(|one| one.why.contains(&Common::Function)));
        assert!(cases_like(&["kent"], &[], 0.0).len() < 44);
    }
}
