//! Where a force stands among all 43 by what a function was budgeted to cost for each person that it employs: published
//! figures of 2017/18, to ask questions with. It ranks nobody.

use crate::evidence::{Caution, all_budgeted, force, officers_then, panel};
use crate::model::{Pounds, Scenario, number};

/// What a budget is divided by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Each {
    /// People employed in the year of the budget.
    Employed,
    /// Police officers of that year.
    Officer,
    /// Residents of 2024, the nearest that is published here.
    Resident,
}

impl Each {
    /// All of them.
    pub const ALL: [Each; 3] = [Each::Employed, Each::Officer, Each::Resident];

    /// For a reader: person employed, officer, resident.
    pub const fn words(self) -> &'static str {
        match self {
            Each::Employed => "person employed",
            Each::Officer => "officer",
            Each::Resident => "resident",
        }
    }

    fn of(self, id: &str, people: f64) -> f64 {
        match self {
            Each::Employed => people,
            Each::Officer => officers_then(id).unwrap_or(0.0),
            // hardly anybody lives in the City of London, whose police are there for those who work in it
            Each::Resident if id == "city-of-london" => 0.0,
            Each::Resident => force(id).map_or(0.0, |force| force.population),
        }
    }
}

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
    /// Gross budgets of six years, in the money of each; none where they are not published apart.
    pub years: Option<[f64; 6]>,
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
    /// The dearest against the cheapest of those whose figure can be used.
    pub times: f64,
}

/// A value of sorted ones with a part of them below, in straight lines between two.
fn at_part(sorted: &[f64], part: f64) -> f64 {
    let place = part * sorted.len().saturating_sub(1) as f64;
    let below = place.floor();
    let value = |n: f64| sorted.get(n as usize).copied().unwrap_or(0.0);
    value(below) + (value(below + 1.0).max(value(below)) - value(below)) * (place - below)
}

/// Where forces stand for a kind of service; none where it was not published.
pub fn standing(scenario: &Scenario, kind: &str, each: Each) -> Option<Standing> {
    let units: Vec<_> = all_budgeted(kind)
        .map(|(id, one, people)| {
            let usable = one.is_usable() && one.caution.is_none();
            let size = each.of(id, people);
            (id, one, size, (size > 0.0 && one.gross > 0.0).then(|| one.gross / size), usable)
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
        .map(|(id, one, size, unit, usable)| StandingRow {
            id,
            name: force(id).map_or_else(|| (*id).to_owned(), |force| force.short.clone()),
            unit: unit.map(Pounds),
            caution: one.caution,
            years: panel(id, kind),
            partner: scenario.partners.iter().any(|partner| partner.id == *id),
            half_gap: unit.filter(|unit| *usable && *unit > middle).map(|unit| Pounds((unit - middle) * size / 2.0)),
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
        times: sorted.last().copied().unwrap_or(0.0) / sorted.first().copied().unwrap_or(1.0),
    })
}

/// What the spread is, in a sentence.
pub fn standing_words(found: &Standing, what: &str, each: Each) -> String {
    let pounds = |value: Pounds| if each == Each::Resident { value.pence() } else { value.short() };
    format!(
        "In 2017/18 half of the forces budgeted between {} and {} a year for {what} for each {}, the middle {}. Of those without a caution the dearest is {} times the cheapest; the report of 2009 found more than twice.",
        pounds(found.quarter),
        pounds(found.three_quarters),
        each.words(),
        pounds(found.middle),
        number(found.times, 1)
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
        let found = standing(&scenario, "human_resources", Each::Employed).expect("it is published");
        assert_eq!(found.rows.len(), 43);
        assert!((found.middle.0 - 698.273_865_7).abs() < 1e-6, "{:?}", found.middle);
        let partners: Vec<&str> = found.rows.iter().filter(|row| row.partner).map(|row| row.id).collect();
        assert_eq!(partners, ["norfolk", "suffolk"]);
        // Norfolk by hand: £1,794,000 for 2,694.06 people
        let norfolk = found.rows.iter().find(|row| row.id == "norfolk").and_then(|row| row.unit);
        assert!((norfolk.expect("it is published").0 - 1_794_000.0 / 2694.06).abs() < 1e-6);
        assert_eq!(standing(&scenario, "payroll", Each::Employed), None);
        assert!(
            standing_words(&found, "HR", Each::Employed)
                .starts_with("In 2017/18 half of the forces budgeted between £")
        );
        // by officer: the same £1,794,000 for 1,474.6; by resident, nobody of the City of London
        let by = |each: Each, id: &str| {
            let found = standing(&scenario, "human_resources", each).expect("it is published");
            found.rows.into_iter().find(|row| row.id == id).and_then(|row| row.unit)
        };
        assert!((by(Each::Officer, "norfolk").expect("it is published").0 - 1_794_000.0 / 1474.6).abs() < 1e-6);
        assert_eq!(by(Each::Resident, "city-of-london"), None);
        let norfolk = found.rows.iter().find(|row| row.id == "norfolk").and_then(|row| row.years);
        assert_eq!(norfolk.map(|years| years[5]), Some(1_794_000.0));
    }
}
