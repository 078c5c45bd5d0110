//! What would make the difference, as such plans have turned out: the scenario changed and drawn again, not asserted.

use super::risk::chance;
use crate::engine::uncertainty::{Outside, outside};
use crate::evidence::cases_for;
use crate::model::{Pounds, Rate, Scenario};
use crate::words::within;

/// Draws of each change: enough to tell them apart, few enough not to wait for.
const DRAWS: usize = 1_000;
/// Services that are left out in turn, the dearest to set up first.
const MOST_LEFT_OUT: usize = 3;

/// A change and what it would come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DifferenceRow {
    /// What would be otherwise.
    pub what: String,
    /// Chance of a loss as owners and auditors count mixed.
    pub loss: String,
    /// The same as auditors count.
    pub audited: String,
    /// Net present value in the middle of the mixed view.
    pub middle: String,
}

/// The scenario as it stands, then each change: an early count that both sides accept, a smaller scope, no new system or one
/// that comes later. Every change keeps the seed, so that nothing but it differs.
pub fn difference_rows(scenario: &Scenario) -> Vec<DifferenceRow> {
    changes(scenario).into_iter().map(|(what, changed)| row(what, &draw(changed))).collect()
}

fn draw(mut scenario: Scenario) -> Outside {
    scenario.uncertainty.draws = DRAWS;
    outside(&scenario, &cases_for(&scenario.uncertainty.outside))
}

fn row(what: String, found: &Outside) -> DifferenceRow {
    DifferenceRow {
        what,
        loss: chance(found.mixed.chance_of_loss),
        audited: chance(found.audited.chance_of_loss),
        middle: Pounds(found.mixed.npv.p50).short(),
    }
}

fn changes(scenario: &Scenario) -> Vec<(String, Scenario)> {
    let mut all = vec![("As it stands".to_owned(), scenario.clone())];
    let audited = scenario.uncertainty.outside.audited;
    if audited.0 > 0.0 {
        let mut early = scenario.clone();
        early.uncertainty.outside.audited = Rate(audited.0 / 2.0);
        let half = Rate((audited.0 * 500.0).round() / 1000.0).percent();
        all.push((
            format!(
                "Benefits counted early, in a way that all accept: counted as auditors do in {half} of cases, not {}",
                audited.percent()
            ),
            early,
        ));
    }
    let shared = |members: &[String]| members.len() > 1;
    let together = scenario.services.iter().filter(|one| shared(&one.members)).count()
        + scenario.procurement.iter().filter(|one| shared(&one.members)).count();
    let mut dear: Vec<_> = scenario.services.iter().filter(|one| shared(&one.members)).collect();
    let cost = |one: &crate::model::Service| {
        let once = &one.one_off;
        once.programme.0 + once.ict.0 + once.per_partner.0 * one.members.len() as f64
    };
    dear.sort_by(|a, b| cost(b).total_cmp(&cost(a)));
    if together > 1 {
        for service in dear.iter().take(MOST_LEFT_OUT) {
            let mut smaller = scenario.clone();
            smaller.services.retain(|one| one.id != service.id);
            all.push((format!("Without {}", within(service.shown())), smaller));
        }
    }
    if dear.iter().any(|one| one.one_off.ict.0 > 0.0) {
        let mut plain = scenario.clone();
        plain.services.iter_mut().for_each(|one| one.one_off.ict = Pounds(0.0));
        all.push(("On the systems that are there, without new ICT".to_owned(), plain));
        let mut later = scenario.clone();
        for one in later.services.iter_mut().filter(|one| one.one_off.ict.0 > 0.0) {
            one.go_live = (one.go_live + 2).min(scenario.years.saturating_sub(1));
        }
        all.push(("What needs new ICT two years later".to_owned(), later));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::PRESETS;
    use crate::model::read;

    #[test]
    fn an_early_count_makes_a_loss_less_likely_and_nothing_is_asserted() {
        let scenario = read(PRESETS[0].document().value()).unwrap();
        let rows = difference_rows(&scenario);
        assert!(rows[1].what.contains("in 25% of cases, not 50%"), "{}", rows[1].what);
        let changed = changes(&scenario);
        let loss = |n: usize| draw(changed[n].1.clone()).mixed.chance_of_loss;
        assert!(loss(1) < loss(0));
        // the same draws as auditors count: who counts how often is all that differs
        assert_eq!(rows[0].audited, rows[1].audited);
        let whats: Vec<&str> = rows.iter().map(|row| row.what.as_str()).collect();
        assert!(whats.contains(&"Without HR") && whats.contains(&"Without finance"), "{whats:?}");
    }
}
