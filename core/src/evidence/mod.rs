//! Published figures with their sources, the reference data of the 43 forces, starting figures
//! estimated from national ratios, and the scenarios to start from.

mod alliance;
mod candidates;
mod cases;
mod council_tax;
mod estimates;
mod forces;
mod functions;
mod optimism;
mod outturns;
mod policy;
mod presets;
mod releases;
mod tiles;
mod whole_service;

pub use alliance::{ALLIANCE, Alliance};
pub use candidates::{SCALED, borders_among, narrowed, widened};
pub use cases::{Alike, CaseTags, Common, PublishedCase, cases_like, published_cases};
pub use council_tax::{Precept, TAX_YEARS, precept};
pub use estimates::{
    CATEGORIES, EMPLOYEES_PER_HR_POST, Estimate, SOC_OVERHEADS, SOC_TEAM_COST, baseline_estimate, soc_estimate,
    spend_estimate,
};
pub use forces::{Force, REFERENCE_VERSION, borders, force, force_named, forces};
pub use functions::{
    Budgeted, Caution, FUNCTIONS, FUNCTIONS_MEDIAN, FUNCTIONS_YEAR, PANEL_YEARS, Start, all_budgeted, brought_forward,
    budgeted, has_break, is_published, left_out, officers_then, panel, panel_kinds, published_start, staff_growth,
    unit_costs,
};
pub use optimism::{COST_TYPES, CostType};
pub use outturns::{
    CHANCES, Measured, Outturn, PortfolioClass, cases_for, outside_cases, outturns, portfolio, quantiles_of,
};
pub use policy::{POLICY_CHECKED, PolicyFact, PolicyStatus, policy_facts, policy_is_old};
#[cfg(test)]
pub(crate) use presets::on_ratios;
pub use presets::{
    Figures, ONE_OFF_FIELDS, ONE_OFF_MARK, PRESETS, Preset, REPORT, blank, new_category, new_partner, new_service,
    one_off_halves,
};
pub use releases::{Newer, date_in_words, is_public, newer_figures, release, take_newer};
pub use tiles::{MAP_SIZE, TILES, Tile};
pub use whole_service::{EVIDENCE as WHOLE_SERVICE_EVIDENCE, Footing, Towards, regions, unit_cost_at, whole_service};

use serde::Deserialize;
use std::sync::OnceLock;

/// A published figure. `low` holds it where there is only one.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Evidence {
    /// Its id, which marks name.
    pub id: String,
    /// What it is about; the page groups by it.
    pub area: String,
    /// The only figure, or the lowest.
    pub low: Option<f64>,
    /// The most likely, where there is a range.
    pub likely: Option<f64>,
    /// The highest, where there is a range.
    pub high: Option<f64>,
    /// What the figure is in: `fraction`, `GBP/year`, `FTE` and so on.
    #[serde(default)]
    pub unit: String,
    /// What it says.
    pub statement: String,
    /// Who published it, and where.
    pub source: String,
    /// The year it was published in.
    pub year: u32,
    /// The page's address, where it has one.
    pub address: Option<String>,
    /// What it does not say.
    pub limits: String,
    /// V: read in the source; V2: read in a page that reports it; I: computed from such figures.
    pub mark: String,
}

/// Every published figure, in the order of the file.
pub fn evidence() -> &'static [Evidence] {
    static ALL: OnceLock<Vec<Evidence>> = OnceLock::new();
    // the tests read the file; a build with a broken one does not pass them
    ALL.get_or_init(|| serde_json::from_str(include_str!("data/evidence.json")).unwrap_or_default())
}

/// A published figure by its id.
pub fn find(id: &str) -> Option<&'static Evidence> {
    evidence().iter().find(|one| one.id == id)
}

impl Evidence {
    /// The figure in words: a range, one number, or nothing.
    pub fn figure(&self) -> String {
        let show = |value: f64| match self.unit.as_str() {
            "fraction" => crate::model::Rate(value).percent(),
            "GBP" | "GBP/year" | "GBP/head" if value.abs() < 100.0 => crate::model::Pounds(value).pence(),
            // as exact as it was published: £10.77m, £22,530
            "GBP" | "GBP/year" | "GBP/head" if value.abs() >= 1e9 => {
                format!("£{}bn", crate::model::number(value / 1e9, 2))
            }
            "GBP" | "GBP/year" | "GBP/head" if value.abs() >= 1e6 => {
                format!("£{}m", crate::model::number(value / 1e6, 2))
            }
            "GBP" | "GBP/year" | "GBP/head" => crate::model::Pounds(value).whole(),
            _ => crate::model::number(value, 2),
        };
        let after = match self.unit.as_str() {
            "GBP/year" => " a year",
            "GBP/head" => " a head",
            "months" => " months",
            "ratio" => " times",
            "FTE" => " posts",
            "FTE/100" => " per 100",
            _ => "",
        };
        let range = match (self.low, self.likely, self.high) {
            (Some(low), Some(likely), Some(high)) => {
                format!("{} to {}, most likely {}", show(low), show(high), show(likely))
            }
            (Some(low), _, Some(high)) => format!("{} to {}", show(low), show(high)),
            (Some(one), _, _) | (None, Some(one), _) | (None, None, Some(one)) => show(one),
            (None, None, None) => return String::new(),
        };
        range + after
    }

    /// The published range without the value inside it, which may be this tool's choice.
    pub fn range(&self) -> String {
        Evidence { likely: if self.low.is_some() { None } else { self.likely }, ..self.clone() }.figure()
    }

    /// Publisher and year, for a narrow place: `HMIC 2009`.
    pub fn short(&self) -> String {
        format!("{} {}", self.source.split([',', ';']).next().unwrap_or(&self.source), self.year)
    }

    /// Source and year in a line.
    pub fn cited(&self) -> String {
        if self.source.contains(&self.year.to_string()) {
            self.source.clone()
        } else {
            format!("{}, {}", self.source, self.year)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::inputs::{Source, inputs};

    #[test]
    fn figures_that_the_engine_uses_are_those_of_the_file() {
        let of = |id: &str| find(id).unwrap();
        let saving = of("shared-service-saving");
        let published = [saving.low, saving.likely, saving.high].map(|rate| rate.unwrap());
        assert_eq!(crate::engine::warnings::PUBLISHED_RATES, published);
        use crate::engine::staff_cost::{NI_RATE, NI_THRESHOLD, WEEKLY_CAP};
        assert_eq!(of("employer-ni").low, Some(NI_RATE));
        assert!(of("employer-ni").statement.contains(&crate::model::Pounds(NI_THRESHOLD).whole()));
        assert!(of("redundancy-cap").statement.contains(&crate::model::Pounds(WEEKLY_CAP).whole()));
    }

    #[test]
    fn every_source_that_the_table_of_inputs_names_is_there() {
        assert_eq!(evidence().len(), 73);
        assert!(evidence().iter().all(|one| one.limits.ends_with('.')), "each says what it does not mean");
        for input in inputs() {
            if let Source::Evidence(id) = input.source {
                assert!(find(id).is_some(), "{}: {id}", input.path);
            }
        }
    }

    #[test]
    fn figures_read_in_their_own_units() {
        assert_eq!(find("shared-service-saving").unwrap().figure(), "15% to 30%, most likely 20%");
        assert_eq!(find("price-boots").unwrap().figure(), "£25.00");
        assert_eq!(find("npas-contribution").unwrap().figure(), "£0.05 to £1.98 a head");
        assert_eq!(find("exit-settlement").unwrap().figure(), "£10.77m");
        assert_eq!(find("redundancy-cap").unwrap().figure(), "£22,530");
        assert_eq!(find("procurement-spend").unwrap().figure(), "£2.5bn a year");
        assert_eq!(find("motorway-group").unwrap().figure(), "");
    }
}
