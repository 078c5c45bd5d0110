//! Which model fits: values on fixed scales, gates, scores, and how much rests on the weights.

use super::triangle::{Region, regions};
use crate::model::Pounds;
use crate::model::soc::{Soc, SocModel, Three};

/// The criteria, in the order of their weights.
pub const CRITERIA: [&str; 3] = ["functionality", "performance", "cost"];
/// Two scores nearer than this are equal.
const NEAR: f64 = 1e-12;

/// Why a model cannot be chosen.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs, reason = "each variant says what its fields are")]
pub enum Gate {
    /// It costs more than the ceiling.
    /// What it would cost a year, and the most that may be spent.
    Cost { cost: Pounds, ceiling: Pounds },
    /// A force would not place as many of its teams under another's command.
    /// The force, how much of its teams would be under another's command, and how much it takes.
    Control { name: String, would: f64, takes: f64 },
    /// Teams cannot work from one place.
    CoLocation,
}

impl std::fmt::Display for Gate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Gate::Cost { .. } => write!(f, "cost above the ceiling"),
            Gate::Control { name, .. } => write!(f, "control of {name} below what the model takes"),
            Gate::CoLocation => write!(f, "no co-location"),
        }
    }
}

/// Weights of functionality, performance and cost that add up to 1: a third each where none are entered.
pub fn weights_of(soc: &Soc) -> [f64; 3] {
    normalised(soc.weights.and_then(|weights| weights.given()).unwrap_or([1.0; 3]))
}

/// Weights brought to a sum of 1.
pub fn normalised(raw: [f64; 3]) -> [f64; 3] {
    let sum: f64 = raw.iter().sum();
    if sum > 0.0 { raw.map(|weight| weight / sum) } else { [1.0 / 3.0; 3] }
}

/// A model's values on the three criteria, from 0 to 1.
pub type Values = [f64; 3];

/// A weighted score.
pub fn score(values: &Values, weights: &[f64; 3]) -> f64 {
    values.iter().zip(weights).map(|(value, weight)| value * weight).sum()
}

/// The best model under some weights.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// Weights of functionality, performance and cost; they add up to 1.
    pub weights: [f64; 3],
    /// A score for each model, 0 to 1.
    pub scores: Three<f64>,
    /// The best with open gates, and by how much it leads the next.
    pub fit: Option<SocModel>,
    /// By how much the best leads; none where only one can be chosen.
    pub margin: Option<f64>,
    /// The next best, where there is one.
    pub next: Option<SocModel>,
    /// For each criterion, the nearest weight below and above today's at which another model would be best.
    pub turns: [Turn; 3],
}

/// At what weight of one criterion the answer changes, the others keeping their proportions.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Turn {
    /// Below this weight, another model is best.
    pub below: Option<(f64, SocModel)>,
    /// Above this weight, another model is best.
    pub above: Option<(f64, SocModel)>,
}

/// Chooses among the models with open gates; ties go to the service agreement, then to the taskforce.
pub fn choose(values: &Three<Values>, open: &Three<bool>, weights: [f64; 3], anything: bool) -> Choice {
    let scores = Three::each(|model| score(values.of(model), &weights));
    let mut order: Vec<SocModel> = SocModel::ALL.into_iter().filter(|model| anything && *open.of(*model)).collect();
    // a stable sort keeps the order of ties
    order.sort_by(|a, b| {
        let (a, b) = (*scores.of(*a), *scores.of(*b));
        if (a - b).abs() <= NEAR { std::cmp::Ordering::Equal } else { b.total_cmp(&a) }
    });
    let (fit, next) = (order.first().copied(), order.get(1).copied());
    Choice {
        weights,
        margin: fit.zip(next).map(|(fit, next)| scores.of(fit) - scores.of(next)),
        turns: std::array::from_fn(|criterion| {
            fit.map_or(Turn::default(), |fit| turn(values, &order, fit, weights, criterion))
        }),
        scores,
        fit,
        next,
    }
}

/// Weights with one of them set and the others in their proportions; equal where they have none.
pub fn with_weight(weights: [f64; 3], criterion: usize, to: f64) -> [f64; 3] {
    let others: f64 =
        weights.iter().enumerate().filter(|(place, _)| *place != criterion).map(|(_, weight)| weight).sum();
    std::array::from_fn(|place| {
        let weight = weights.get(place).copied().unwrap_or(0.0);
        if place == criterion {
            to
        } else if others > NEAR {
            weight / others * (1.0 - to)
        } else {
            (1.0 - to) / 2.0
        }
    })
}

fn turn(values: &Three<Values>, open: &[SocModel], fit: SocModel, weights: [f64; 3], criterion: usize) -> Turn {
    let now = weights.get(criterion).copied().unwrap_or(0.0);
    let mut found = Turn::default();
    for rival in open.iter().copied().filter(|rival| *rival != fit) {
        // the lead is linear in the weight: it crosses nothing once at most
        let lead = |weight: f64| {
            let weights = with_weight(weights, criterion, weight);
            score(values.of(fit), &weights) - score(values.of(rival), &weights)
        };
        let (at_none, at_all) = (lead(0.0), lead(1.0));
        if at_none.signum() == at_all.signum() || (at_none - at_all).abs() <= NEAR {
            continue;
        }
        let crossing = at_none / (at_none - at_all);
        if crossing < now && found.below.is_none_or(|(other, _)| crossing > other) {
            found.below = Some((crossing, rival));
        }
        if crossing >= now && found.above.is_none_or(|(other, _)| crossing < other) {
            found.above = Some((crossing, rival));
        }
    }
    found
}

/// The part of the weight triangle that each open model wins, with its area.
pub fn triangle(values: &Three<Values>, open: &Three<bool>, anything: bool) -> Three<Region> {
    let models: Vec<(SocModel, Values)> = SocModel::ALL
        .into_iter()
        .filter(|model| anything && *open.of(*model))
        .map(|model| (model, *values.of(model)))
        .collect();
    let found = regions(&models.iter().map(|(_, values)| *values).collect::<Vec<_>>());
    Three::each(|model| {
        let place = models.iter().position(|(other, _)| *other == model);
        place.and_then(|place| found.get(place).cloned()).unwrap_or_default()
    })
}
