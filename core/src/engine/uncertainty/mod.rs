//! How sure the answer is: method, section 6.
//!
//! Draws come from PCG-32, one stream for each input, keyed by the input's id: the same draws serve every scenario
//! that has the input. Functions beyond plain arithmetic are `libm`'s, so every machine finds the same digits.

mod compiled;
mod normal;
mod outside;
mod parameter;
mod pert;
mod quantile;
mod scores;
mod spent;
mod tally;
mod tornado;
mod traced;

pub use normal::{normal_cdf, normal_quantile};
pub use outside::{ByClass, Outside, OutsideCases, OutsideWork, Quantiles, outside};
pub use pert::beta_quantile;
pub use quantile::quantile;
pub use tornado::{Axis, Bar, Grid, axes, tornado, two_way};
pub use traced::{Between, DrawnInputs, Measure, OneDraw, TraceWork, Traced, likely, traced};

use super::discounting::discount_factors;
use super::procurement::CategoryCase;
use super::shared_service::ServiceCase;
use crate::model::risk::Spread;
use crate::model::{Mode, Pounds, Range, Scenario};
use compiled::{Compiled, Sums};
use parameter::{Draw, Each, Ranges};
use pert::{Pert, Shapes};
use scores::Scores;
use tally::Tally;

/// Low, middle and high of what was drawn: nine chances in ten that it is above p10, one in ten above p90.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Drawn {
    /// +∞ where that is never reached.
    pub p10: f64,
    /// The one in the middle.
    pub p50: f64,
    /// Nine chances in ten that it is below.
    pub p90: f64,
    /// None where some draw is never reached.
    pub mean: Option<f64>,
}

/// What the draws show.
#[derive(Debug, Clone, PartialEq)]
pub struct Uncertain {
    /// How many draws were made.
    pub draws: usize,
    /// The seed they followed from.
    pub seed: String,
    /// Net present value.
    pub npv: Drawn,
    /// Standard error of the mean of the net present value.
    pub npv_error: Pounds,
    /// Saving a year at full effect.
    pub full_year_saving: Drawn,
    /// In years; none where nothing is shared.
    pub payback: Option<Drawn>,
    /// Part of the draws in which the net present value is below nothing, and in which it never pays back.
    pub chance_of_loss: f64,
    /// Part of the draws that never pay back within the term.
    pub chance_of_never: f64,
    /// Part of the draws in which each partner loses.
    pub net_donor: Vec<f64>,
    /// Running total at the end of each year.
    pub fan: Vec<Drawn>,
}

/// A service or category with the ranges of its inputs.
struct Item {
    compiled: Compiled,
    inputs: Each<Stream>,
}

/// An input's range and its own stream of draws.
struct Stream {
    pert: Pert,
    /// +1 where more is good news, −1 where it is bad.
    sign: f64,
    scores: Scores,
}

/// The draws, made in steps so that the page never waits.
pub struct UncertaintyWork {
    draws: usize,
    seed: String,
    factors: Vec<f64>,
    items: Vec<Item>,
    common: Scores,
    /// Weights of the common score and of each input's own.
    together: f64,
    apart: f64,
    /// What partners pay between them, present value.
    balancing: Vec<f64>,
    tally: Tally,
    /// Of the draws that are made at once: the common score, the first year at full effect and the sums of each, and what was
    /// drawn, by service and then by draw.
    commons: Vec<f64>,
    full_years: Vec<usize>,
    sums: Vec<Sums>,
    drawn: Vec<Draw>,
}

/// Draws that are made at once.
const AT_ONCE: usize = 50;

/// Below this a partner loses, as in the appraisal.
const LOSES: f64 = -0.5;

impl UncertaintyWork {
    /// Compiles a valid scenario; nothing is drawn yet.
    pub fn new(scenario: &Scenario) -> UncertaintyWork {
        let unsure = &scenario.uncertainty;
        let factors = discount_factors(scenario.discount_rate.0, scenario.years);
        let mut shapes = Shapes::default();
        let items = compile(scenario, &factors)
            .into_iter()
            .map(|(compiled, ranges)| {
                let inputs = Each::made(|parameter| Stream {
                    pert: shapes.pert(*ranges.of(parameter)),
                    sign: parameter.sign(),
                    scores: Scores::of(&unsure.seed, &format!("{}.{}", compiled.place, parameter.name())),
                });
                Item { compiled, inputs }
            })
            .collect();
        let discounted: f64 = factors.iter().sum();
        let paid = |id: &String| scenario.balancing.get(id).map_or(0.0, |paid| paid.0 * discounted);
        let draws = unsure.draws;
        UncertaintyWork {
            draws,
            seed: unsure.seed.clone(),
            items,
            common: Scores::of(&unsure.seed, "common"),
            together: unsure.correlation.0.sqrt(),
            apart: (1.0 - unsure.correlation.0).sqrt(),
            balancing: scenario.partners.iter().map(|partner| paid(&partner.id)).collect(),
            tally: Tally::new(factors.len(), scenario.partners.len(), draws),
            commons: Vec::new(),
            full_years: Vec::new(),
            sums: Vec::new(),
            drawn: Vec::new(),
            factors,
        }
    }

    /// Makes up to `most` further draws; true once all are made.
    pub fn step(&mut self, most: usize) -> bool {
        let mut left = self.draws.saturating_sub(self.tally.npv.len()).min(most);
        while left > 0 {
            let many = left.min(AT_ONCE);
            self.draw(many);
            left -= many;
        }
        self.tally.npv.len() >= self.draws
    }

    /// How far it is, from 0 to 1.
    pub fn progress(&self) -> f64 {
        self.tally.npv.len() as f64 / self.draws.max(1) as f64
    }

    /// Makes some draws at once, one service after the other: what a service is drawn from stays close at hand.
    fn draw(&mut self, many: usize) {
        let (together, apart) = (self.together, self.apart);
        self.commons.clear();
        self.commons.extend((0..many).map(|_| self.common.next() * together));
        self.drawn.clear();
        self.full_years.clear();
        self.full_years.resize(many, 0);
        for item in &mut self.items {
            for (common, full_year) in self.commons.iter().zip(&mut self.full_years) {
                let draw = Draw::made(|parameter| {
                    let input = item.inputs.of_mut(parameter);
                    if input.pert.is_certain() {
                        return input.pert.at(0.0);
                    }
                    input.pert.at(input.sign * (common + apart * input.scores.next()))
                });
                *full_year = item.compiled.settled(draw.delay).max(*full_year);
                self.drawn.push(draw);
            }
        }
        let last = self.factors.len().saturating_sub(1);
        let partners = self.balancing.len();
        self.sums.resize_with(many, || Sums::nothing(self.factors.len(), partners));
        self.sums.iter_mut().for_each(Sums::clear);
        for (item, draws) in self.items.iter().zip(self.drawn.chunks(many)) {
            for ((draw, full_year), sums) in draws.iter().zip(&self.full_years).zip(&mut self.sums) {
                item.compiled.add(draw, last.min(*full_year), sums);
            }
        }
        for sums in &self.sums {
            self.tally.count(sums, &self.factors, &self.balancing);
        }
    }

    /// What the draws so far show.
    pub fn finish(self) -> Uncertain {
        self.tally.finish(self.seed, !self.items.is_empty())
    }
}

/// Everything at once.
///
/// ```
/// use informed_choice::{engine::uncertainty::uncertainty, evidence::PRESETS, model::read};
///
/// let document = PRESETS.last().expect("there are examples").document();
/// let scenario = read(document.value()).expect("it is sound");
/// let found = uncertainty(&scenario);
/// assert!(found.npv.p10 <= found.npv.p50 && found.npv.p50 <= found.npv.p90);
/// // the same seed gives the same draws
/// assert_eq!(uncertainty(&scenario), found);
/// ```
pub fn uncertainty(scenario: &Scenario) -> Uncertain {
    let mut work = UncertaintyWork::new(scenario);
    work.step(usize::MAX / 2);
    work.finish()
}

impl Drawn {
    fn of(values: &mut [f64]) -> Drawn {
        // in the order of the draws, before they are put in order
        let mean = values.iter().sum::<f64>() / values.len().max(1) as f64;
        let mut at = |p: f64| quantile(values, p).unwrap_or(0.0);
        Drawn { p10: at(0.1), p50: at(0.5), p90: at(0.9), mean: mean.is_finite().then_some(mean) }
    }
}

/// Standard error of a mean of independent draws.
pub fn standard_error(deviation: f64, draws: usize) -> f64 {
    deviation / (draws.max(1) as f64).sqrt()
}

const CERTAIN: Spread = Spread { low: 1.0, likely: 1.0, high: 1.0 };

impl From<Range> for Spread {
    fn from(range: Range) -> Spread {
        Spread { low: range.low.0, likely: range.likely.0, high: range.high.0 }
    }
}

/// Whatever two or more share, compiled, with the ranges of its saving, one-off cost, convergence and delay.
fn compile(scenario: &Scenario, factors: &[f64]) -> Vec<(Compiled, Ranges)> {
    let unsure = &scenario.uncertainty;
    let latest = libm::ceil(unsure.delay.high) as usize;
    let services = scenario.services.iter().filter_map(|service| {
        let compiled = Compiled::of_service(&ServiceCase::new(scenario, service), factors, latest)?;
        let convergence = compiled.convergence.map_or(CERTAIN, |_| unsure.convergence);
        let saving = service.saving.into();
        Some((compiled, Ranges { saving, one_off: unsure.one_off, convergence, delay: unsure.delay }))
    });
    let categories = scenario.procurement.iter().filter_map(|category| {
        let compiled = Compiled::of_category(&CategoryCase::new(scenario, category), factors, latest)?;
        let saving = match category.mode {
            Mode::Rate => category.saving.into(),
            Mode::Items => unsure.items,
        };
        Some((compiled, Ranges { saving, one_off: unsure.one_off, convergence: CERTAIN, delay: unsure.delay }))
    });
    services.chain(categories).collect()
}
