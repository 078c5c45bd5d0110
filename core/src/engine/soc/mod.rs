//! Which of the three models of working together on serious and organised crime fits: method, section 7.

pub mod erlang;
mod fit;
mod models;
mod triangle;

pub use erlang::erlang_loss;
pub use fit::{CRITERIA, Choice, Gate, Turn, Values, choose, normalised, score, weights_of, with_weight};
pub use models::{Response, SocForce, Terms, response};
pub use triangle::{Region, from_plane, regions, to_plane};

use crate::model::soc::{Soc, SocModel, Three};
use crate::model::{Pounds, Scenario};

/// Compared with a gate, less than this is nothing.
const MARGIN: f64 = 1e-9;

/// What is found out about a region's three models, but for the weights of the criteria.
#[derive(Debug, Clone, PartialEq)]
pub struct SocOutcome {
    /// What was entered.
    pub soc: Soc,
    /// One a force.
    pub forces: Vec<SocForce>,
    /// One a model.
    pub models: Three<ModelOutcome>,
    /// The most that a model may cost a year.
    pub ceiling: Pounds,
    /// Whether there are any groups to answer.
    pub any_groups: bool,
    /// What the gain over today is made of.
    pub gain: GainSplit,
}

/// One model.
#[derive(Debug, Clone, PartialEq)]
pub struct ModelOutcome {
    /// Which model it is.
    pub model: SocModel,
    /// By force, and over all.
    pub response: Vec<Option<f64>>,
    /// The part of all groups that is answered; none without groups.
    pub response_total: Option<f64>,
    /// Groups answered a year.
    pub answered: f64,
    /// A year, with its one-off cost spread over the term; and for each group answered.
    pub cost: Pounds,
    /// Pounds a year for each group that is answered; none where none is.
    pub cost_per_group: Option<Pounds>,
    /// Share of its teams that each force places under joint command.
    pub takes: f64,
    /// Teams by force; the share that it receives of what the shared teams answer; and the difference in teams (positive:
    /// it puts in more).
    pub contributed: Vec<f64>,
    /// Teams that each force gets; none without groups.
    pub received: Vec<Option<f64>>,
    /// Teams got less teams put in, by force.
    pub balance: Vec<Option<f64>>,
    /// Functionality, performance and cost, from 0 to 1.
    pub values: Values,
    /// What keeps it from being chosen.
    pub gates: Vec<Gate>,
    /// Where in the triangle of weights it wins.
    pub region: Region,
}

/// What the dedicated function's gain in response over a service agreement rests on.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct GainSplit {
    /// Teams that are no longer drawn away, each force on its own.
    pub ring_fencing: f64,
    /// Work across borders that no longer takes longer.
    pub coordination: f64,
    /// One pool instead of several, after the teams that are kept at home.
    pub pooling: f64,
}

impl SocOutcome {
    /// The choice under the scenario's own weights.
    pub fn choice(&self) -> Choice {
        self.choice_under(weights_of(&self.soc))
    }

    /// The choice under other weights.
    pub fn choice_under(&self, weights: [f64; 3]) -> Choice {
        let values = Three::each(|model| self.models.of(model).values);
        let open = Three::each(|model| self.models.of(model).gates.is_empty());
        choose(&values, &open, weights, self.any_groups)
    }

    /// Teams of all forces.
    pub fn teams(&self) -> f64 {
        self.forces.iter().map(|force| force.teams).sum()
    }

    /// Response of each model with other numbers of teams: multiples of those there are.
    pub fn curve(&self, multiples: &[f64]) -> Three<Vec<Option<f64>>> {
        Three::each(|model| {
            let at = |teams: &f64| {
                response(&self.soc, &self.forces, model, Terms { teams: *teams, ..Terms::of(&self.soc) }).total
            };
            multiples.iter().map(at).collect()
        })
    }

    /// How many teams a sum a year would pay for at today's cost of a team, and each model's response with them.
    pub fn with_more(&self, sum: Pounds) -> Option<(f64, Three<Option<f64>>)> {
        let (teams, cost) =
            (self.teams(), self.forces.iter().map(|force| force.cost_per_team * force.teams).sum::<Pounds>());
        if teams <= 0.0 || cost.0 <= 0.0 || sum.0 <= 0.0 {
            return None;
        }
        let more = sum.0 / (cost.0 / teams);
        let at = |model| {
            response(&self.soc, &self.forces, model, Terms { teams: 1.0 + more / teams, ..Terms::of(&self.soc) }).total
        };
        Some((more, Three::each(at)))
    }

    /// How many teams a model needs to answer as much as another does with those there are; none where it never does with
    /// up to as many again.
    pub fn teams_for_the_same(&self, model: SocModel, as_much_as: SocModel) -> Option<f64> {
        let wanted = self.models.of(as_much_as).response_total?;
        let at = |teams: f64| {
            response(&self.soc, &self.forces, model, Terms { teams, ..Terms::of(&self.soc) }).total.unwrap_or(0.0)
        };
        let (mut low, mut high) = (0.0, 2.0);
        if self.teams() <= 0.0 || at(high) < wanted {
            return None;
        }
        for _ in 0..50 {
            let middle = f64::midpoint(low, high);
            if at(middle) < wanted { low = middle } else { high = middle }
        }
        Some(high * self.teams())
    }
}

/// The three models of a scenario; none where it says nothing of organised crime.
pub fn appraise_soc(scenario: &Scenario) -> Option<SocOutcome> {
    let soc = scenario.soc.as_ref()?;
    let forces = models::forces_of(scenario, soc);
    let annuity: f64 = super::discounting::discount_factors(scenario.discount_rate.0, scenario.years).iter().sum();
    let teams_cost: Pounds = forces.iter().map(|force| force.cost_per_team * force.teams).sum();
    let cost = Three::each(|model| teams_cost + *soc.overhead.of(model) + Pounds(soc.one_off.of(model).0 / annuity));
    let cheapest = SocModel::ALL.into_iter().map(|model| cost.of(model).0).fold(f64::INFINITY, f64::min);
    let ceiling = soc.cost_ceiling.unwrap_or(Pounds(1.5 * cheapest));
    let any_groups = forces.iter().any(|force| force.groups * force.risk_weight > 0.0);
    let mut models = Three::each(|model| {
        let answer = response(soc, &forces, model, Terms::of(soc));
        one_model(soc, &forces, model, answer, *cost.of(model), (Pounds(cheapest), ceiling))
    });
    let values = Three::each(|model| models.of(model).values);
    let open = Three::each(|model| models.of(model).gates.is_empty());
    let regions = fit::triangle(&values, &open, any_groups);
    models.service_agreement.region = regions.service_agreement;
    models.virtual_taskforce.region = regions.virtual_taskforce;
    models.dedicated.region = regions.dedicated;
    let gain = gain(soc, &forces, &models);
    Some(SocOutcome { soc: soc.clone(), forces, models, ceiling, any_groups, gain })
}

fn one_model(
    soc: &Soc,
    forces: &[SocForce],
    model: SocModel,
    answer: Response,
    cost: Pounds,
    (cheapest, ceiling): (Pounds, Pounds),
) -> ModelOutcome {
    let takes = match model {
        SocModel::ServiceAgreement => 0.0,
        SocModel::VirtualTaskforce => soc.core_share.0,
        SocModel::Dedicated => 1.0 - soc.local_retention.0,
    };
    let contributed: Vec<f64> = forces.iter().map(|force| takes * force.teams).collect();
    let all: f64 = contributed.iter().sum();
    let part = |of: f64, all: f64| (all > 0.0).then(|| of / all);
    let received: Vec<Option<f64>> = match model {
        SocModel::ServiceAgreement => vec![None; forces.len()],
        // the core loses the same part of what each offers, so the parts answered are those offered
        SocModel::VirtualTaskforce => {
            let offered: f64 = answer.offered.iter().sum();
            answer.offered.iter().map(|one| part(*one, offered)).collect()
        }
        SocModel::Dedicated => {
            let groups: f64 = forces.iter().map(|force| force.groups).sum();
            forces.iter().map(|force| part(force.groups, groups)).collect()
        }
    };
    let answered: f64 = forces.iter().zip(&answer.by_force).map(|(force, of)| force.groups * of.unwrap_or(0.0)).sum();
    let functionality = match soc.checklist.of(model) {
        list if list.is_empty() => *soc.functionality.of(model),
        list => 4.0 * list.values().filter(|answer| **answer).count() as f64 / list.len() as f64,
    };
    let (floor, target) = (soc.response_floor.0, soc.response_target.0);
    let performance = answer.total.map_or(0.0, |total| ((total - floor) / (target - floor)).clamp(0.0, 1.0));
    let thrift = if cost.0 <= cheapest.0 {
        1.0
    } else if ceiling.0 <= cheapest.0 {
        0.0
    } else {
        ((ceiling.0 - cost.0) / (ceiling.0 - cheapest.0)).clamp(0.0, 1.0)
    };
    let mut gates = Vec::new();
    if cost.0 > ceiling.0 + MARGIN {
        gates.push(Gate::Cost { cost, ceiling });
    }
    if let Some(force) = forces.iter().find(|force| force.control.0 < takes - MARGIN) {
        gates.push(Gate::Control { name: force.name.clone(), would: force.control.0, takes });
    }
    if model == SocModel::Dedicated && !soc.co_location {
        gates.push(Gate::CoLocation);
    }
    ModelOutcome {
        model,
        balance: contributed.iter().zip(&received).map(|(put_in, got)| got.map(|got| put_in - got * all)).collect(),
        contributed,
        received,
        response: answer.by_force,
        response_total: answer.total,
        answered,
        cost,
        cost_per_group: (answered > 0.0).then(|| Pounds(cost.0 / answered)),
        takes,
        values: [functionality / 4.0, performance, thrift],
        gates,
        region: Region::default(),
    }
}

/// From each force alone, in three steps, to one regional pool.
fn gain(soc: &Soc, forces: &[SocForce], models: &Three<ModelOutcome>) -> GainSplit {
    let alone = |terms: Terms| response(soc, forces, SocModel::ServiceAgreement, terms).total.unwrap_or(0.0);
    let now = models.service_agreement.response_total.unwrap_or(0.0);
    let fenced = Terms { drawn_away: soc.abstraction_regional.0, ..Terms::of(soc) };
    let (ring_fenced, coordinated) = (alone(fenced), alone(Terms { penalty: 0.0, ..fenced }));
    GainSplit {
        ring_fencing: ring_fenced - now,
        coordination: coordinated - ring_fenced,
        pooling: models.dedicated.response_total.unwrap_or(0.0) - coordinated,
    }
}
