//! How many groups each of the three models would answer: method, section 7.

use super::erlang::erlang_loss;
use crate::model::soc::{Soc, SocModel};
use crate::model::{Pounds, Rate, Scenario};

/// A force with its groups and teams.
#[derive(Debug, Clone, PartialEq)]
pub struct SocForce {
    /// Place in the scenario's list of partners.
    pub partner: usize,
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Organised crime groups a year.
    pub groups: f64,
    /// Teams.
    pub teams: f64,
    /// The part of its groups that cross its border.
    pub cross_border: Rate,
    /// Pounds a year for a team.
    pub cost_per_team: Pounds,
    /// What a group of its own counts against another's.
    pub risk_weight: f64,
    /// Largest share of its teams that it would place under another's command.
    pub control: Rate,
}

/// What a model answers.
#[derive(Debug, Clone, PartialEq)]
pub struct Response {
    /// By force: the part of its groups that gets a full operational response; none for a force without groups.
    pub by_force: Vec<Option<f64>>,
    /// The same over all, by number of groups and weight of risk; none where there are none.
    pub total: Option<f64>,
    /// Groups offered to the taskforce's core, by force, in operations under way.
    pub offered: Vec<f64>,
}

/// The forces that the scenario's `soc` describes, in the scenario's order of partners.
pub fn forces_of(scenario: &Scenario, soc: &Soc) -> Vec<SocForce> {
    let one = |(place, partner): (usize, &crate::model::Partner)| {
        let of = soc.partners.get(&partner.id)?;
        Some(SocForce {
            partner: place,
            id: partner.id.clone(),
            name: partner.shown().to_owned(),
            groups: of.ocgs_per_year,
            teams: of.teams,
            cross_border: of.cross_border,
            cost_per_team: of.cost_per_team,
            risk_weight: of.risk_weight,
            control: soc.control.get(&partner.id).copied().unwrap_or(Rate(1.0)),
        })
    };
    scenario.partners.iter().enumerate().filter_map(one).collect()
}

/// What is asked of the loss systems: how many times the teams there are now, and what becomes of their time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Terms {
    /// Teams as a multiple of those entered.
    pub teams: f64,
    /// Part of the time of teams under their home force that goes to local demand.
    pub drawn_away: f64,
    /// How much longer an operation that spans forces takes when each force works alone.
    pub penalty: f64,
}

impl Terms {
    /// The terms that were entered, ready to reckon with.
    pub fn of(soc: &Soc) -> Terms {
        Terms { teams: 1.0, drawn_away: soc.abstraction.0, penalty: soc.coordination_penalty.0 }
    }
}

/// What a model answers under given terms.
pub fn response(soc: &Soc, forces: &[SocForce], model: SocModel, terms: Terms) -> Response {
    let length = soc.operation_months / 12.0;
    let regional = 1.0 - soc.abstraction_regional.0;
    let (by_force, offered) = match model {
        SocModel::ServiceAgreement => {
            let each = |force: &SocForce| {
                let load = force.groups * length * (1.0 + force.cross_border.0 * terms.penalty);
                1.0 - erlang_loss((1.0 - terms.drawn_away) * force.teams * terms.teams, load)
            };
            (forces.iter().map(each).collect::<Vec<_>>(), vec![0.0; forces.len()])
        }
        SocModel::VirtualTaskforce => taskforce(soc, forces, terms, length, regional),
        SocModel::Dedicated => {
            let teams: f64 = forces.iter().map(|force| force.teams).sum::<f64>() * terms.teams;
            let load: f64 = forces.iter().map(|force| force.groups * length).sum();
            let all = 1.0 - erlang_loss(regional * (1.0 - soc.local_retention.0) * teams, load);
            (vec![all; forces.len()], vec![0.0; forces.len()])
        }
    };
    let weight = |force: &SocForce| force.groups * force.risk_weight;
    let weights: f64 = forces.iter().map(weight).sum();
    let answered: f64 = forces.iter().zip(&by_force).map(|(force, response)| weight(force) * response).sum();
    Response {
        total: (weights > 0.0).then(|| answered / weights),
        by_force: forces
            .iter()
            .zip(by_force)
            .map(|(force, response)| (force.groups > 0.0).then_some(response))
            .collect(),
        offered,
    }
}

/// Home teams answer what stays within the force; what they cannot, and what spans forces, goes to the core. The
/// overflow is burstier than chance (Wilkinson), which the core's loss allows for (Hayward).
fn taskforce(soc: &Soc, forces: &[SocForce], terms: Terms, length: f64, regional: f64) -> (Vec<f64>, Vec<f64>) {
    let teams: f64 = forces.iter().map(|force| force.teams).sum::<f64>() * terms.teams;
    let core = regional * soc.core_share.0 * teams;
    let mut variance = 0.0;
    let offered: Vec<f64> = forces
        .iter()
        .map(|force| {
            let load = force.groups * length;
            let home = (1.0 - terms.drawn_away) * (1.0 - soc.core_share.0) * force.teams * terms.teams;
            let (across, within) = (force.cross_border.0 * load, (1.0 - force.cross_border.0) * load);
            let over = within * erlang_loss(home, within);
            if over > 0.0 {
                variance += over * (1.0 - over + within / (home + 1.0 + over - within));
            }
            variance += across;
            over + across
        })
        .collect();
    let all: f64 = offered.iter().sum();
    let peaked = if all > 0.0 && variance > 0.0 { variance / all } else { 1.0 };
    let loss = erlang_loss(core / peaked, all / peaked);
    let by_force = forces
        .iter()
        .zip(&offered)
        .map(|(force, offered)| {
            let load = force.groups * length;
            if load > 0.0 { 1.0 - offered * loss / load } else { 1.0 }
        })
        .collect();
    (by_force, offered)
}
