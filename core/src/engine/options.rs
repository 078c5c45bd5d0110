//! Other means to the same end: what a supplier, a national provider or another way would be worth. Method, section 13.

use super::discounting::present_value;
use super::outcome::Outcome;
use crate::model::alternatives::OtherMeans;
use crate::model::{Pounds, Scenario};

/// What other means are worth.
#[derive(Debug, Clone, PartialEq)]
pub struct MeansOutcome {
    /// Net present value.
    pub npv: Pounds,
    /// The part of it that is cash: what can leave the budget of what is saved, less what is spent.
    pub cash: Pounds,
    /// The net present value by partner, in the scenario's order.
    pub partners: Vec<Pounds>,
    /// One-off cost, undiscounted, as far as it falls within the term.
    pub one_off: Pounds,
    /// What the services in it cost today.
    pub in_scope: Pounds,
}

/// One for each that is entered, in their order.
pub fn other_means(scenario: &Scenario, outcome: &Outcome) -> Vec<MeansOutcome> {
    scenario.options.iter().map(|one| means(scenario, outcome, one)).collect()
}

fn means(scenario: &Scenario, outcome: &Outcome, option: &OtherMeans) -> MeansOutcome {
    let ramp = |t: usize| {
        if t < option.go_live {
            0.0
        } else {
            f64::min(1.0, (t - option.go_live + 1) as f64 / option.ramp_years.max(1) as f64)
        }
    };
    let mut saved = vec![0.0; scenario.partners.len()];
    let mut cost = vec![0.0; scenario.partners.len()];
    let mut not_cash = 0.0;
    for service in outcome.services.iter().filter(|service| option.services.contains(&service.id)) {
        let own = scenario.services.iter().find(|own| own.id == service.id);
        let stays = own.map_or(0.0, |own| 1.0 - own.cashable.0);
        for member in &service.members {
            let row: Vec<f64> = member
                .cost
                .iter()
                .enumerate()
                .map(|(t, cost)| ramp(t) * cost.0 * (1.0 - option.cost_share.0))
                .collect();
            // a loss is always cash
            let gains: Vec<f64> = row.iter().map(|gain| gain.max(0.0)).collect();
            not_cash += stays * present_value(&gains, &outcome.factors);
            if let (Some(saved), Some(cost)) = (saved.get_mut(member.partner), cost.get_mut(member.partner)) {
                *saved += present_value(&row, &outcome.factors);
                *cost += member.cost_today.0;
            }
        }
    }
    let all: f64 = cost.iter().sum();
    let factor = outcome.factors.get(option.go_live.saturating_sub(1)).copied().unwrap_or(0.0);
    let part = |cost: f64| if all > 0.0 { cost / all } else { 0.0 };
    let partners: Vec<Pounds> =
        saved.iter().zip(&cost).map(|(saved, cost)| Pounds(saved - part(*cost) * option.one_off.0 * factor)).collect();
    let npv: Pounds = partners.iter().copied().sum();
    MeansOutcome {
        npv,
        cash: Pounds(npv.0 - not_cash),
        partners,
        one_off: if factor > 0.0 && all > 0.0 { option.one_off } else { Pounds(0.0) },
        in_scope: Pounds(all),
    }
}
