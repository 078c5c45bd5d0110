//! Which draws stand where a range has its ends and its middle, and what was drawn in them: so that a figure of a range
//! leads to a sum.

use super::super::discounting::{cumulative, payback};
use super::parameter::Draw;
use super::quantile::rank;
use super::{UncertaintyWork, compile};
use crate::engine::discounting::discount_factors;
use crate::model::Scenario;

/// What is measured in every draw.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// Net present value.
    Npv,
    /// Saving a year at full effect.
    FullYear,
    /// Years until it pays back.
    Payback,
    /// The running total at the end of a year, by its index.
    Running(usize),
}

/// A quantile of type 7 lies between two draws of neighbouring ranks, so far from the lower one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Between {
    /// Ranks by size, from nothing.
    pub below: usize,
    /// Rank of the upper of the two.
    pub above: usize,
    /// How far from the lower one, 0 to 1.
    pub part: f64,
}

/// What one draw made of one service or category.
#[derive(Debug, Clone, PartialEq)]
pub struct DrawnInputs {
    /// `services.hr`.
    pub place: String,
    /// The saving rate that was drawn.
    pub saving: f64,
    /// What one-off cost was multiplied by.
    pub one_off: f64,
    /// A factor on the part of the gap that is closed; none without a target.
    pub convergence: Option<f64>,
    /// Years.
    pub delay: f64,
}

impl DrawnInputs {
    fn of(place: &str, converges: bool, draw: &Draw) -> DrawnInputs {
        DrawnInputs {
            place: place.to_owned(),
            saving: draw.saving,
            one_off: draw.one_off,
            convergence: converges.then_some(draw.convergence),
            delay: draw.delay,
        }
    }

    /// Sets an input by its id; false where it is none of these.
    pub fn set(&mut self, input: &str, value: f64) -> bool {
        match input.strip_prefix(self.place.as_str()).and_then(|rest| rest.strip_prefix('.')) {
            Some("saving") => self.saving = value,
            Some("one_off") => self.one_off = value,
            Some("convergence") => self.convergence = Some(value),
            Some("go_live") => self.delay = value,
            _ => return false,
        }
        true
    }

    /// Each by its id, as in the list of what moves the answer most.
    pub fn values(&self) -> Vec<(String, f64)> {
        let mut all = vec![("saving", self.saving), ("one_off", self.one_off), ("go_live", self.delay)];
        all.extend(self.convergence.map(|factor| ("convergence", factor)));
        all.into_iter().map(|(name, value)| (format!("{}.{name}", self.place), value)).collect()
    }
}

/// A draw.
#[derive(Debug, Clone, PartialEq)]
pub struct OneDraw {
    /// Which it was, from nothing.
    pub number: usize,
    /// One a service or category.
    pub inputs: Vec<DrawnInputs>,
    /// Its first year at full effect, as an index.
    pub full_year: usize,
    /// +∞ where its running total is below nothing to the end.
    pub payback: f64,
    /// The last year at whose end its running total is below nothing.
    pub last_below: Option<usize>,
}

/// Everything as likely, in place of what is drawn.
pub fn likely(scenario: &Scenario) -> Vec<DrawnInputs> {
    let factors = discount_factors(scenario.discount_rate.0, scenario.years);
    let all = compile(scenario, &factors).into_iter().map(|(compiled, ranges)| {
        let draw = ranges.likely();
        DrawnInputs::of(&compiled.place, compiled.convergence.is_some(), &draw)
    });
    all.collect()
}

/// Where a quantile lies among the draws.
#[derive(Debug, Clone, PartialEq)]
pub struct Traced {
    /// Between which two draws it lies.
    pub between: Between,
    /// The draw at the lower rank, and the one at the higher where it counts.
    pub draws: Vec<OneDraw>,
    /// How many were made.
    pub all: usize,
}

/// Draws everything again and keeps what stood at a quantile, in steps.
pub struct TraceWork {
    work: UncertaintyWork,
    again: Option<(UncertaintyWork, Between, Vec<usize>)>,
    kept: Vec<OneDraw>,
    scenario: Scenario,
    measure: Measure,
    part: f64,
}

impl TraceWork {
    /// Of a measure and a part of so many draws, such as a tenth.
    pub fn new(scenario: &Scenario, draws: usize, measure: Measure, part: f64) -> TraceWork {
        let mut scenario = scenario.clone();
        scenario.uncertainty.draws = draws;
        TraceWork { work: UncertaintyWork::new(&scenario), again: None, kept: Vec::new(), scenario, measure, part }
    }

    /// Makes up to `most` further draws; what was found once it is done.
    pub fn step(&mut self, most: usize) -> Option<Traced> {
        let Some((again, between, wanted)) = &mut self.again else {
            if self.work.step(most) {
                let values = match self.measure {
                    Measure::Npv => &self.work.tally.npv,
                    Measure::FullYear => &self.work.tally.full_year,
                    Measure::Payback => &self.work.tally.payback,
                    Measure::Running(t) => self.work.tally.fan.get(t)?,
                };
                let (between, wanted) = ranked(values, self.part)?;
                self.again = Some((UncertaintyWork::new(&self.scenario), between, wanted));
            }
            return None;
        };
        for _ in 0..most {
            if wanted.iter().all(|number| self.kept.iter().any(|draw| draw.number == *number)) {
                let in_order = wanted.iter().filter_map(|number| self.kept.iter().find(|draw| draw.number == *number));
                return Some(Traced {
                    between: *between,
                    draws: in_order.cloned().collect(),
                    all: self.work.tally.npv.len(),
                });
            }
            let number = again.tally.npv.len();
            again.step(1);
            if again.tally.npv.len() == number {
                return None;
            }
            if wanted.contains(&number) {
                self.kept.push(kept(again, number));
            }
        }
        None
    }
}

fn kept(work: &UncertaintyWork, number: usize) -> OneDraw {
    let inputs: Vec<DrawnInputs> = work
        .items
        .iter()
        .zip(&work.drawn)
        .map(|(item, draw)| DrawnInputs::of(&item.compiled.place, item.compiled.convergence.is_some(), draw))
        .collect();
    let settled = work.items.iter().zip(&work.drawn).map(|(item, draw)| item.compiled.settled(draw.delay)).max();
    let flows: &[f64] = work.sums.first().map(|sums| sums.by_year.as_slice()).unwrap_or_default();
    OneDraw {
        number,
        inputs,
        full_year: settled.unwrap_or(0).min(work.factors.len().saturating_sub(1)),
        payback: payback(flows).unwrap_or(f64::INFINITY),
        last_below: cumulative(flows).iter().rposition(|total| *total < 0.0).filter(|last| last + 1 < flows.len()),
    }
}

/// Where a quantile lies, and the draws at its one or two ranks.
fn ranked(values: &[f64], part: f64) -> Option<(Between, Vec<usize>)> {
    let (below, part) = rank(values.len(), part)?;
    let mut order: Vec<usize> = (0..values.len()).collect();
    let value = |n: usize| values.get(n).copied().unwrap_or(f64::INFINITY);
    order.sort_by(|a, b| value(*a).total_cmp(&value(*b)).then(a.cmp(b)));
    let above = if part > 0.0 { below + 1 } else { below };
    let mut wanted: Vec<usize> = [below, above].into_iter().filter_map(|rank| order.get(rank).copied()).collect();
    wanted.dedup();
    Some((Between { below, above, part }, wanted))
}

/// Everything at once.
pub fn traced(scenario: &Scenario, draws: usize, measure: Measure, part: f64) -> Option<Traced> {
    let mut work = TraceWork::new(scenario, draws, measure, part);
    // two passes over the draws, and a step to hand over
    for _ in 0..4 {
        if let Some(found) = work.step(usize::MAX / 2) {
            return Some(found);
        }
    }
    None
}
