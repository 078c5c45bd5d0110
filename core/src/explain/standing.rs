//! Where a force stands among all 43 by what a function was budgeted to cost for each person that it employs: published
//! figures of 2017/18, to ask questions with. It ranks nobody.

use crate::evidence::{Caution, all_budgeted, force};
use crate::model::{Pounds, Scenario};

/// One force's line.
#[derive(Debug, Clone, PartialEq)]
pub struct StandingRow {
    /// The force's id.
    pub id: &'static str,
    /// Its name.
    pub name: String,
    /// Gross budget for each person employed; none where nothing was published.
    pub unit: Option<Pounds>,
    /// What speaks against the figure.
    pub caution: Option<Caution>,
    /// Whether it takes part in the scenario.
    pub partner: bool,
    /// What closing half of the gap to the middle would be worth a year, where it is above it.
    pub half_gap: Option<Pounds>,
}

/// All forces, alphabetically, and the spread of those whose figure can be used.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// One a force, alphabetically.
    pub rows: Vec<StandingRow>,
    /// A quarter of forces spend less.
    pub quarter: Pounds,
    /// The middle.
    pub middle: Pounds,
    /// A quarter of forces spend more.
    pub three_quarters: Pounds,
    /// The most that one spends.
    pub most: Pounds,
}

/// A value of sorted ones with a part of them below, in straight lines between two.
fn at_part(sorted: &[f64], part: f64) -> f64 {
    let place = part * sorted.len().saturating_sub(1) as f64;
    let below = place.floor();
    let value = |n: f64| sorted.get(n as usize).copied().unwrap_or(0.0);
    value(below) + (value(below + 1.0).max(value(below)) - value(below)) * (place - below)
}

/// Where forces stand for a kind of service; none where it was not published.
pub fn standing(scenario: &Scenario, kind: &str) -> Option<Standing> {
    let units: Vec<_> = all_budgeted(kind)
        .map(|(id, one, people)| {
            let usable = one.is_usable() && one.caution.is_none();
            (id, one, people, (people > 0.0 && one.gross > 0.0).then(|| one.gross / people), usable)
        })
        .collect();
    let mut sorted: Vec<f64> = units.iter().filter(|(.., usable)| *usable).filter_map(|(.., unit, _)| *unit).collect();
    sorted.sort_by(f64::total_cmp);
    if sorted.is_empty() {
        return None;
    }
    let middle = at_part(&sorted, 0.5);
    let mut rows: Vec<StandingRow> = units
        .iter()
        .map(|(id, one, people, unit, usable)| StandingRow {
            id,
            name: force(id).map_or_else(|| (*id).to_owned(), |force| force.short.clone()),
            unit: unit.map(Pounds),
            caution: one.caution,
            partner: scenario.partners.iter().any(|partner| partner.id == *id),
            half_gap: unit.filter(|unit| *usable && *unit > middle).map(|unit| Pounds((unit - middle) * people / 2.0)),
        })
        .collect();
    rows.sort_by(|a, b| a.name.cmp(&b.name));
    let most = units.iter().filter_map(|(.., unit, _)| *unit).fold(0.0, f64::max);
    Some(Standing {
        rows,
        quarter: Pounds(at_part(&sorted, 0.25)),
        middle: Pounds(middle),
        three_quarters: Pounds(at_part(&sorted, 0.75)),
        most: Pounds(most),
    })
}

/// What the spread is, in a sentence.
pub fn standing_words(found: &Standing, what: &str) -> String {
    format!(
        "In 2017/18 half of the forces budgeted between {} and {} a year for {what} for each person they employ, the middle {}.",
        found.quarter.short(),
        found.three_quarters.short(),
        found.middle.short()
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::PRESETS;
    use crate::model::read;

    /// The middle of HR over the 36 forces without a caution, as another program (Python) finds it in the same file.
    #[test]
    fn the_spread_is_what_was_computed_elsewhere_and_partners_are_marked() {
        let document = PRESETS.iter().find(|preset| preset.id == "norfolk-suffolk").expect("it is there").document();
        let scenario = read(document.value()).expect("it is sound");
        let found = standing(&scenario, "human_resources").expect("it is published");
        assert_eq!(found.rows.len(), 43);
        assert!((found.middle.0 - 698.273_865_7).abs() < 1e-6, "{:?}", found.middle);
        let partners: Vec<&str> = found.rows.iter().filter(|row| row.partner).map(|row| row.id).collect();
        assert_eq!(partners, ["norfolk", "suffolk"]);
        // Norfolk by hand: £1,794,000 for 2,694.06 people
        let norfolk = found.rows.iter().find(|row| row.id == "norfolk").and_then(|row| row.unit);
        assert!((norfolk.expect("it is published").0 - 1_794_000.0 / 2694.06).abs() < 1e-6);
        assert_eq!(standing(&scenario, "payroll"), None);
        assert!(standing_words(&found, "HR").starts_with("In 2017/18 half of the forces budgeted between £"));
    }
}
