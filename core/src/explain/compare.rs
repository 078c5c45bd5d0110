//! Scenarios side by side: every headline figure, and its difference from a chosen base.

use super::{Payback, payback, years};
use crate::engine::Outcome;
use crate::engine::map_change::map_change;
use crate::engine::merger::merger_outcome;
use crate::engine::soc::appraise_soc;
use crate::engine::uncertainty::Uncertain;
use crate::model::{Pounds, Scenario, number};
use crate::workbook::Named;

/// One of the scenarios compared.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// What was described.
    pub scenario: &'a Scenario,
    /// What came of it.
    pub outcome: &'a Outcome,
    /// Whether its figures of organised crime are an example only.
    pub soc_is_example: bool,
    /// Its draws, once they are made.
    pub drawn: Option<&'a Uncertain>,
}

/// A figure of every scenario: as it reads, and its difference from the base, empty for the base itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompareRow {
    /// What the figure is called.
    pub figure: &'static str,
    /// The workbook's name of it, where it has one.
    pub name: Option<Named>,
    /// One a scenario: the figure, and its difference from the base.
    pub cells: Vec<(String, String)>,
}

/// A figure's value and how it and its difference are written.
enum Measure {
    Money(f64),
    Count(f64),
    Years(Option<f64>),
    Ratio(Option<f64>),
    Chance(Option<f64>),
    Words(String),
}

/// How a figure is taken from a scenario.
type Of = fn(&Side) -> Measure;

impl Measure {
    fn write(&self) -> String {
        match self {
            Measure::Money(value) => Pounds(*value).short(),
            Measure::Count(value) => number(*value, 0),
            Measure::Years(value) => value.map_or("never".into(), years),
            Measure::Ratio(value) => value.map_or("–".into(), |ratio| number(ratio, 2)),
            Measure::Chance(value) => value.map_or("…".into(), super::chance),
            Measure::Words(text) => text.clone(),
        }
    }

    /// How far it is from the base; the same figure is said to be.
    fn from(&self, base: &Measure) -> String {
        let signed = |difference: f64, written: String| match difference {
            d if d.abs() < 1e-9 => "same".to_owned(),
            d if d > 0.0 => format!("+{written}"),
            _ => written,
        };
        match (self, base) {
            (Measure::Money(a), Measure::Money(b)) if (a - b).abs() < 0.5 => "same".into(),
            (Measure::Money(a), Measure::Money(b)) => signed(a - b, Pounds(a - b).short()),
            (Measure::Count(a), Measure::Count(b)) => signed((a - b).round(), number(a - b, 0)),
            (Measure::Years(Some(a)), Measure::Years(Some(b))) => {
                let rounded = ((a - b) * 10.0).round() / 10.0;
                signed(rounded, years(rounded))
            }
            (Measure::Ratio(Some(a)), Measure::Ratio(Some(b))) => {
                let rounded = ((a - b) * 100.0).round() / 100.0;
                signed(rounded, number(rounded, 2))
            }
            (Measure::Chance(Some(a)), Measure::Chance(Some(b))) => {
                let points = ((a - b) * 100.0).round();
                signed(points, format!("{} in 100", number(points, 0)))
            }
            (Measure::Words(a), Measure::Words(b)) if a == b => "same".into(),
            (Measure::Years(None), Measure::Years(None)) | (Measure::Ratio(None), Measure::Ratio(None)) => {
                "same".into()
            }
            _ => String::new(),
        }
    }
}

/// Every headline figure of the scenarios. `base` is the place of the one that the others are measured against.
#[allow(clippy::too_many_lines, reason = "one line a figure that is compared")]
pub fn compare_rows(sides: &[Side], base: usize) -> Vec<CompareRow> {
    let measures: [(&'static str, Option<Named>, Of); 19] = [
        ("Net present value", Some(Named::Npv), |one| Measure::Money(one.outcome.totals.npv.0)),
        ("Of that in cash", Some(Named::NpvCash), |one| Measure::Money(one.outcome.totals.npv_cash.0)),
        ("Net present value, eight chances in ten", None, |one| {
            Measure::Words(one.drawn.map_or("…".into(), |drawn| super::money_range(&drawn.npv)))
        }),
        ("Net present value as expected with its events", None, |one| {
            if one.scenario.map.events.is_empty() {
                return Measure::Words("no event".into());
            }
            Measure::Money(map_change(one.scenario, one.outcome).expected_npv.0)
        }),
        ("Merging instead, net present value", None, |one| {
            merger_outcome(one.scenario, one.outcome)
                .map_or_else(|| Measure::Words("not drawn".into()), |found| Measure::Money(found.npv.0))
        }),
        ("Full-year saving", Some(Named::FullYearSaving), |one| Measure::Money(one.outcome.totals.full_year_saving.0)),
        ("Full-year saving, eight chances in ten", None, |one| {
            Measure::Words(one.drawn.map_or("…".into(), |drawn| super::money_range(&drawn.full_year_saving)))
        }),
        ("of which cash", Some(Named::FullYearCash), |one| Measure::Money(one.outcome.totals.full_year_cash.0)),
        ("One-off cost", Some(Named::OneOffTotal), |one| Measure::Money(one.outcome.totals.one_off.0)),
        ("Grant", Some(Named::Grant), |one| Measure::Money(one.outcome.totals.grant.0)),
        ("Posts no longer needed", Some(Named::Posts), |one| Measure::Count(one.outcome.totals.posts.0)),
        ("Payback", Some(Named::PaybackYears), |one| match payback(one.scenario, one.outcome) {
            Payback::NothingEntered => Measure::Words("not known".into()),
            _ => Measure::Years(one.outcome.totals.payback_years),
        }),
        ("Benefit–cost ratio", Some(Named::BenefitCostRatio), |one| {
            Measure::Ratio(one.outcome.totals.benefit_cost_ratio)
        }),
        ("Social value (NPSV)", Some(Named::Npsv), |one| Measure::Money(one.outcome.totals.npsv.0)),
        ("Chance that it loses money", None, |one| Measure::Chance(one.drawn.map(|drawn| drawn.chance_of_loss))),
        ("Partners", None, |one| Measure::Count(one.outcome.partners.len() as f64)),
        ("Who ends as a net donor", None, |one| {
            let donors: Vec<&str> =
                one.outcome.partners.iter().filter(|one| one.net_donor).map(|one| one.name.as_str()).collect();
            Measure::Words(if donors.is_empty() { "nobody".into() } else { super::listed(&donors) })
        }),
        ("Organised crime: what fits", None, |one| {
            Measure::Words(appraise_soc(one.scenario).map_or("not asked".into(), |found| {
                if one.soc_is_example {
                    return "enter groups and teams first".into();
                }
                found.choice().fit.map_or("none clearly", super::model_name).to_owned()
            }))
        }),
        ("Organised crime: its cost a year, not in the saving", None, |one| {
            let found = appraise_soc(one.scenario).filter(|_| !one.soc_is_example);
            let cost = found.and_then(|found| Some(found.models.of(found.choice().fit?).cost));
            cost.map_or(Measure::Words("–".into()), |cost| Measure::Money(cost.0))
        }),
    ];
    measures
        .iter()
        .map(|(figure, name, of)| {
            let all: Vec<Measure> = sides.iter().map(of).collect();
            let cells = all.iter().enumerate().map(|(n, one)| {
                let difference = all.get(base).filter(|_| n != base).map_or(String::new(), |base| one.from(base));
                (one.write(), difference)
            });
            CompareRow { figure, name: *name, cells: cells.collect() }
        })
        .collect()
}

/// What makes the scenarios hard to compare: they run over other years or count tomorrow's pound differently.
pub fn compare_concern(sides: &[Side]) -> Option<String> {
    let first = sides.first()?.scenario;
    let others = || sides.iter().skip(1).map(|one| one.scenario);
    let mut differ = Vec::new();
    if others().any(|one| one.first_year != first.first_year) {
        differ.push("first years");
    }
    if others().any(|one| one.years != first.years) {
        differ.push("numbers of years");
    }
    if others().any(|one| one.discount_rate != first.discount_rate) {
        differ.push("discount rates");
    }
    (!differ.is_empty()).then(|| {
        format!(
            "They have different {}: worth today and sums over years are not of the same kind.",
            super::listed(&differ)
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::appraise;
    use crate::evidence::PRESETS;
    use crate::model::{Document, read};
    use serde_json::json;

    fn both(base: &Document, other: &Document) -> ([Scenario; 2], [Outcome; 2]) {
        let scenarios = [base, other].map(|one| read(one.value()).unwrap());
        let outcomes = scenarios.each_ref().map(appraise);
        (scenarios, outcomes)
    }

    fn sides<'a>(scenarios: &'a [Scenario], outcomes: &'a [Outcome]) -> Vec<Side<'a>> {
        let side = |(scenario, outcome)| Side { scenario, outcome, soc_is_example: false, drawn: None };
        scenarios.iter().zip(outcomes).map(side).collect()
    }

    fn row<'a>(rows: &'a [CompareRow], figure: &str) -> &'a CompareRow {
        rows.iter().find(|row| row.figure == figure).unwrap()
    }

    #[test]
    fn differences_are_from_the_chosen_base() {
        let base = PRESETS.last().unwrap().document();
        let mut other = base.clone();
        other.set("services.hr.saving.likely", Some(json!(0.25)));
        let (scenarios, outcomes) = both(&base, &other);
        let sides = sides(&scenarios, &outcomes);
        let (forth, back) = (compare_rows(&sides, 0), compare_rows(&sides, 1));
        let [first, second] = [0, 1].map(|n| outcomes[n].totals.npv.0);
        assert_eq!(row(&forth, "Net present value").cells[1].1, format!("+{}", Pounds(second - first).short()));
        assert_eq!(row(&back, "Net present value").cells[0].1, Pounds(first - second).short());
        assert_eq!(row(&forth, "Net present value").cells[0].1, "");
        assert_eq!(row(&forth, "Partners").cells[1].1, "same");
        assert_eq!(compare_concern(&sides), None);
    }

    #[test]
    fn other_years_are_warned_of() {
        let base = PRESETS.last().unwrap().document();
        let mut other = base.clone();
        other.set("years", Some(json!(5)));
        other.set("discount_rate", Some(json!(0.05)));
        let (scenarios, outcomes) = both(&base, &other);
        let sides = sides(&scenarios, &outcomes);
        let concern = compare_concern(&sides).unwrap();
        assert!(concern.contains("numbers of years and discount rates"), "{concern}");
    }
}
