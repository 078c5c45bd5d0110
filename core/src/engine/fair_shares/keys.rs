//! What each partner would gain if everything were shared by one key.

use super::super::outcome::Outcome;
use super::work::FairShares;
use crate::method::Numbers;
use crate::method::size::shares;
use crate::model::{Key, Pounds, Scenario, Sharing};

/// Partners' gains under one key.
#[derive(Debug, Clone, PartialEq)]
pub struct KeyColumn {
    /// The key.
    pub key: Key,
    /// NPV by partner in the scenario's order, without balancing payments; the name of a service or
    /// category that cannot be shared by this key, since no member has a weight.
    pub gains: Result<Vec<Pounds>, String>,
}

impl KeyColumn {
    /// Whether nobody loses.
    pub fn nobody_loses(&self) -> bool {
        self.gains.as_ref().is_ok_and(|gains| gains.iter().all(|gain| gain.0 >= -0.5))
    }
}

/// Every key, in the order in which a reader is offered them. Custom stands where any service or
/// category has custom weights, and uses the present key for those that have none.
pub fn gains_by_key(scenario: &Scenario, outcome: &Outcome) -> Vec<KeyColumn> {
    Key::ALL
        .into_iter()
        .filter(|key| *key != Key::Custom || has_custom(scenario))
        .map(|key| KeyColumn { key, gains: gains(scenario, outcome, key) })
        .collect()
}

/// Each partner's recurring gain in the first year at full effect if it had its fair share: its gain before
/// any balancing payment, with the fair one.
pub fn full_year_fair(outcome: &Outcome, fair: &FairShares) -> Vec<f64> {
    let both = outcome.partners.iter().zip(&fair.partners);
    both.map(|(now, fair)| now.full_year_net.0 + now.balancing.0 + fair.balancing_per_year.0).collect()
}

fn has_custom(scenario: &Scenario) -> bool {
    let services = scenario.services.iter().filter(|one| one.members.len() > 1).map(|one| &one.sharing);
    let categories = scenario.procurement.iter().filter(|one| one.members.len() > 1).map(|one| &one.sharing);
    services.chain(categories).any(|sharing| sharing.shares.as_ref().is_some_and(|shares| !shares.is_empty()))
}

fn gains(scenario: &Scenario, outcome: &Outcome, key: Key) -> Result<Vec<Pounds>, String> {
    let mut gains = vec![Pounds(0.0); scenario.partners.len()];
    for (service, found) in scenario.services.iter().zip(&outcome.services).filter(|(_, found)| found.shared) {
        let members: Vec<Line> =
            found.members.iter().map(|one| Line(one.partner, one.cost_today.0, one.key.0, one.npv.0)).collect();
        add(scenario, &mut gains, &members, found.keyed, &service.sharing, key).map_err(|()| found.name.clone())?;
    }
    for (category, found) in scenario.procurement.iter().zip(&outcome.procurement).filter(|(_, found)| found.shared) {
        let buyers: Vec<Line> =
            found.buyers.iter().map(|one| Line(one.partner, one.reached.0, one.key.0, one.npv.0)).collect();
        add(scenario, &mut gains, &buyers, found.keyed, &category.sharing, key).map_err(|()| found.name.clone())?;
    }
    Ok(gains)
}

/// A member: its place, its own cost or spending, its present share and its NPV under that.
struct Line(usize, f64, f64, f64);

/// Adds what members would gain: as now, but with their part of what is keyed moved to another share.
fn add(
    scenario: &Scenario,
    gains: &mut [Pounds],
    members: &[Line],
    keyed: Pounds,
    sharing: &Sharing,
    key: Key,
) -> Result<(), ()> {
    let custom = sharing.shares.as_ref().is_some_and(|shares| !shares.is_empty());
    let other = if key == Key::Custom && !custom { sharing.key } else { key };
    let other = Sharing { key: other, shares: sharing.shares.clone() };
    let weight = |line: &Line| scenario.partners.get(line.0).map_or(0.0, |partner| other.weight(partner, line.1));
    let weights: Vec<f64> = members.iter().map(weight).collect();
    if weights.iter().sum::<f64>() <= 0.0 {
        return Err(());
    }
    for (Line(place, _, now, npv), share) in members.iter().zip(shares(&Numbers::default(), &weights)) {
        if let Some(gain) = gains.get_mut(*place) {
            *gain += Pounds(npv + (share - now) * keyed.0);
        }
    }
    Ok(())
}
