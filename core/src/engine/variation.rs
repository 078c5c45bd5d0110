//! How far unit costs of a function differ within a group: the report's first chart, for the user's own group.

use super::outcome::ServiceOutcome;
use crate::method::median;
use crate::model::{Pounds, Scenario, Service};

/// Unit costs of a service today, in the scenario's order: it indicates, and ranks nobody.
#[derive(Debug, Clone, PartialEq)]
pub struct Variation {
    /// One a partner with a cost and a size.
    pub rows: Vec<VariationRow>,
    /// The unit cost in the middle.
    pub median: Pounds,
    /// The lowest.
    pub lowest: Pounds,
    /// The highest.
    pub highest: Pounds,
}

/// One partner.
#[derive(Debug, Clone, PartialEq)]
pub struct VariationRow {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What the service costs it today, a year.
    pub cost: Pounds,
    /// Of the driver: employees, officers, residents, pounds of budget.
    pub quantity: f64,
    /// The same for a unit of the driver.
    pub unit_cost: Pounds,
}

impl VariationRow {
    /// What a year would cost less at another unit cost; nothing for one that is at or below it.
    pub fn above(&self, line: Pounds) -> Pounds {
        Pounds(f64::max(0.0, self.cost.0 - line.0 * self.quantity))
    }
}

impl Variation {
    /// What closing half of the gap to a line is worth a year: half of what those above it spend beyond it.
    pub fn half_gap(&self, line: Pounds) -> Pounds {
        self.rows.iter().map(|row| row.above(line) * 0.5).sum()
    }
}

/// Unit costs of a service's members; none where nobody has both a cost and a quantity.
pub fn variation(scenario: &Scenario, service: &Service, found: &ServiceOutcome) -> Option<Variation> {
    let rows: Vec<VariationRow> = found
        .members
        .iter()
        .filter_map(|member| {
            let quantity = service.driver.of(scenario.partner(&member.id)?);
            (quantity > 0.0 && member.cost_today.0 > 0.0).then(|| VariationRow {
                id: member.id.clone(),
                name: member.name.clone(),
                cost: member.cost_today,
                quantity,
                unit_cost: member.cost_today / quantity,
            })
        })
        .collect();
    let costs = || rows.iter().map(|row| row.unit_cost.0);
    Some(Variation {
        median: Pounds(median(costs().collect())?),
        lowest: Pounds(costs().reduce(f64::min)?),
        highest: Pounds(costs().reduce(f64::max)?),
        rows,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::appraise;
    use crate::model::read;
    use serde_json::json;

    /// Three forces by hand: £600, £800 and £1,000 an employee.
    #[test]
    fn half_of_what_the_dear_spend_beyond_the_line() {
        let partner = |id: &str| json!({ "id": id, "officers_fte": 700, "staff_fte": 300, "budget": 1 });
        let cost = |posts: f64| json!({ "fte": posts, "cost_per_fte": 40_000 });
        let document = json!({
            "schema": 1, "first_year": 2026, "years": 5, "discount_rate": 0.035,
            "partners": [partner("a"), partner("b"), partner("c"), { "id": "d" }],
            "services": [{ "id": "hr", "members": ["a", "b", "c", "d"], "saving": { "low": 0, "likely": 0, "high": 0 },
                "baseline": { "a": cost(20.0), "b": cost(25.0), "c": cost(15.0), "d": cost(1.0) }, "go_live": 0, "ramp_years": 1 }],
            "procurement": [],
        });
        let scenario = read(&document).unwrap();
        let outcome = appraise(&scenario);
        let found = variation(&scenario, &scenario.services[0], &outcome.services[0]).unwrap();
        assert_eq!(found.rows.len(), 3, "who has no employees has no unit cost");
        assert_eq!(found.rows.iter().map(|row| row.unit_cost.0).collect::<Vec<_>>(), [800.0, 1000.0, 600.0]);
        assert_eq!((found.median.0, found.lowest.0, found.highest.0), (800.0, 600.0, 1000.0));
        assert_eq!(found.half_gap(found.median), Pounds(100_000.0), "half of 1,000 × £200");
        assert_eq!(found.half_gap(Pounds(600.0)), Pounds(300_000.0), "half of 1,000 × £200 and of 1,000 × £400");
        assert_eq!(found.half_gap(Pounds(1000.0)), Pounds(0.0));
    }
}
