//! What each service and category brings each partner by year: gain, one-off cost and grant, apart. What follows the appraisal
//! when the map changes is made of these.

use super::outcome::Outcome;
use crate::model::Pounds;

/// A service or category that is shared.
#[derive(Debug, Clone, PartialEq)]
pub struct Flow {
    /// `services` or `procurement`.
    pub list: &'static str,
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// One a member or buyer.
    pub members: Vec<MemberFlow>,
}

/// What a member has of it, real pounds by year.
#[derive(Debug, Clone, PartialEq)]
pub struct MemberFlow {
    /// Its place in the list of partners.
    pub partner: usize,
    /// Its part of what is shared out.
    pub key: f64,
    /// What recurs: cost without sharing less charge, or saving less fee.
    pub gain: Vec<f64>,
    /// One-off cost.
    pub once: Vec<f64>,
    /// Grant.
    pub grant: Vec<f64>,
}

impl MemberFlow {
    /// Gain less one-off cost plus grant, in a year.
    pub fn net(&self, t: usize) -> f64 {
        let at = |row: &[f64]| row.get(t).copied().unwrap_or(0.0);
        at(&self.gain) - at(&self.once) + at(&self.grant)
    }
}

impl Flow {
    /// What recurs of all members, in a year.
    pub fn gain(&self, t: usize) -> f64 {
        self.members.iter().filter_map(|one| one.gain.get(t)).sum()
    }

    /// Net of all members, in a year.
    pub fn net(&self, t: usize) -> f64 {
        self.members.iter().map(|one| one.net(t)).sum()
    }
}

/// Of everything that two or more share, services first.
pub fn flows(outcome: &Outcome) -> Vec<Flow> {
    let numbers = |row: &[Pounds]| row.iter().map(|one| one.0).collect::<Vec<f64>>();
    let less = |a: &[Pounds], b: &[Pounds]| a.iter().zip(b).map(|(a, b)| a.0 - b.0).collect::<Vec<f64>>();
    let services = outcome.services.iter().filter(|one| one.shared).map(|service| Flow {
        list: "services",
        id: service.id.clone(),
        name: service.name.clone(),
        members: service
            .members
            .iter()
            .map(|one| MemberFlow {
                partner: one.partner,
                key: one.key.0,
                gain: less(&one.cost, &one.charge),
                once: numbers(&one.one_off),
                grant: numbers(&one.grant),
            })
            .collect(),
    });
    let categories = outcome.procurement.iter().filter(|one| one.shared).map(|category| Flow {
        list: "procurement",
        id: category.id.clone(),
        name: category.name.clone(),
        members: category
            .buyers
            .iter()
            .map(|one| MemberFlow {
                partner: one.partner,
                key: one.key.0,
                gain: less(&one.saving, &one.fee),
                once: numbers(&one.one_off),
                grant: vec![0.0; one.saving.len()],
            })
            .collect(),
    });
    services.chain(categories).collect()
}
