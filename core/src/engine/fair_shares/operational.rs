//! Operational net donors: what each puts into a shared service against what it gets out, in the
//! service's own units and in pounds.

use super::super::outcome::Outcome;
use crate::method::Numbers;
use crate::method::size::shares;
use crate::model::{Key, Pounds, Rate, Scenario, Service, Sharing};

/// A service's balance of work.
#[derive(Debug, Clone, PartialEq)]
pub struct Operational {
    /// Place in the scenario's list of services.
    pub service: usize,
    /// The unit of work, as the user calls it.
    pub unit: String,
    /// By how much put in and got may differ, a fraction, where it is agreed.
    pub bound: Option<Rate>,
    /// Work put in by all members, units a year.
    pub put_in: f64,
    /// Work got by all members, units a year.
    pub got: f64,
    /// What one unit of work costs in the first year at full effect; none where nothing is shared or got.
    pub unit_price: Option<Pounds>,
    /// Members, in the service's order.
    pub forces: Vec<OperationalForce>,
    /// Whether what each puts in keeps to the bound; none without a bound or without anything put in.
    pub work_within: Option<bool>,
    /// For each key that can be used, whether sharing the cost by it keeps to the bound.
    pub keys_within: Vec<(Key, bool)>,
    /// Work to put in, more (positive) or less, that keeps to the bound: by place in `forces`.
    pub change: Vec<f64>,
}

/// One member's balance.
#[derive(Debug, Clone, PartialEq)]
pub struct OperationalForce {
    /// Place in the scenario's list of partners.
    pub partner: usize,
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Work that it puts in, units a year.
    pub put_in: f64,
    /// Work that it gets, units a year.
    pub got: f64,
    /// Its part of all work put in; none where nobody puts any in.
    pub share_in: Option<Rate>,
    /// Its part of all work got; none where nobody gets any.
    pub share_got: Option<Rate>,
    /// Units that it puts in beyond its share of what all get (negative: gets more).
    pub balance: f64,
    /// What it gets for each that it puts in, share to share; none where it puts in nothing.
    pub ratio: Option<f64>,
    /// The balance at the unit price: in the year at full effect, and its present value over the term.
    pub balance_a_year: Option<Pounds>,
    /// What its balance of work is worth over the term, present value, where a unit has a cost.
    pub balance_over_term: Option<Pounds>,
    /// Its share of the cost under the key in use, and that beyond its share of what all get, in pounds.
    pub cost_share: Rate,
    /// What it pays beyond its use, a year at full effect, where use is known.
    pub pays_beyond_use: Option<Pounds>,
    /// Puts in more than the bound allows.
    pub over: bool,
}

/// The balance of work of every shared service that has demand figures.
pub fn operational(scenario: &Scenario, outcome: &Outcome) -> Vec<Operational> {
    (0..scenario.services.len()).filter_map(|place| of_service(scenario, outcome, place)).collect()
}

const NEAR: f64 = 1e-9;

fn of_service(scenario: &Scenario, outcome: &Outcome, place: usize) -> Option<Operational> {
    let (service, found) = (scenario.services.get(place)?, outcome.services.get(place)?);
    let demand = &service.demand;
    let of = |map: &crate::model::ByPartner<f64>, id: &str| map.get(id).copied().unwrap_or(0.0);
    let put_in: f64 = found.members.iter().map(|one| of(&demand.put_in, &one.id)).sum();
    let got: f64 = found.members.iter().map(|one| of(&demand.got, &one.id)).sum();
    if !found.shared || got <= 0.0 {
        return None;
    }
    let year = outcome.totals.full_year.unwrap_or(0);
    let pool = |t: usize| found.pool.get(t).copied().flatten().unwrap_or_default();
    let unit_price = (pool(year).0 > 0.0).then(|| Pounds(pool(year).0 / got));
    let pool_over_term: f64 = outcome.factors.iter().enumerate().map(|(t, factor)| factor * pool(t).0).sum();
    let bound = demand.bound.map(|bound| bound.0);
    let forces: Vec<OperationalForce> = found
        .members
        .iter()
        .map(|one| {
            let (gives, gets) = (of(&demand.put_in, &one.id), of(&demand.got, &one.id));
            let share_got = gets / got;
            let balance = if put_in > 0.0 { gives - share_got * put_in } else { 0.0 };
            let share_in = (put_in > 0.0).then(|| gives / put_in);
            OperationalForce {
                partner: one.partner,
                id: one.id.clone(),
                name: one.name.clone(),
                put_in: gives,
                got: gets,
                share_in: share_in.map(Rate),
                share_got: Some(Rate(share_got)),
                balance,
                ratio: share_in.filter(|share| *share > 0.0).map(|share| share_got / share),
                // a unit put in is worth the pool's cost over all the units put in
                balance_a_year: share_in.map(|share| Pounds((share - share_got) * pool(year).0)),
                balance_over_term: share_in.map(|share| Pounds((share - share_got) * pool_over_term)),
                cost_share: one.key,
                pays_beyond_use: unit_price.map(|_| Pounds((one.key.0 - share_got) * pool(year).0)),
                over: bound.zip(share_in).is_some_and(|(bound, share)| share > share_got * (1.0 + bound) + NEAR),
            }
        })
        .collect();
    let work_within = bound.filter(|_| put_in > 0.0).map(|_| forces.iter().all(|force| !force.over));
    let shares_got: Vec<f64> = forces.iter().map(|force| force.got / got).collect();
    Some(Operational {
        keys_within: bound
            .map(|bound| keys_within(scenario, service, &forces, found, &shares_got, bound))
            .unwrap_or_default(),
        change: bound.map(|bound| change(&forces, &shares_got, put_in, bound)).unwrap_or_default(),
        service: place,
        unit: if demand.unit.trim().is_empty() { "units".to_owned() } else { demand.unit.clone() },
        bound: demand.bound,
        put_in,
        got,
        unit_price,
        forces,
        work_within,
    })
}

fn keys_within(
    scenario: &Scenario,
    service: &Service,
    forces: &[OperationalForce],
    found: &super::super::outcome::ServiceOutcome,
    shares_got: &[f64],
    bound: f64,
) -> Vec<(Key, bool)> {
    let within = |key: Key| -> Option<(Key, bool)> {
        let sharing = Sharing { key, shares: service.sharing.shares.clone() };
        let weights: Vec<f64> = forces
            .iter()
            .zip(&found.members)
            .map(|(force, member)| {
                scenario.partners.get(force.partner).map_or(0.0, |partner| sharing.weight(partner, member.cost_today.0))
            })
            .collect();
        (weights.iter().sum::<f64>() > 0.0).then(|| {
            let shares = shares(&Numbers::default(), &weights);
            (key, shares.iter().zip(shares_got).all(|(share, got)| *share <= got * (1.0 + bound) + NEAR))
        })
    };
    Key::ALL.into_iter().filter_map(within).collect()
}

/// Those who put in too much come down to the bound; the others take over in proportion to their room.
fn change(forces: &[OperationalForce], shares_got: &[f64], put_in: f64, bound: f64) -> Vec<f64> {
    let most: Vec<f64> = shares_got.iter().map(|share| share * (1.0 + bound) * put_in).collect();
    let excess: f64 = forces.iter().zip(&most).map(|(force, most)| f64::max(0.0, force.put_in - most)).sum();
    let room: f64 = forces.iter().zip(&most).map(|(force, most)| f64::max(0.0, most - force.put_in)).sum();
    forces
        .iter()
        .zip(&most)
        .map(|(force, most)| match most - force.put_in {
            too_much if too_much < 0.0 => too_much,
            free if room > 0.0 => excess * free / room,
            _ => 0.0,
        })
        .collect()
}
