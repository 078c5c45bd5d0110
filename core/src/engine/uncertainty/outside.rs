//! The outside view: as such programmes have turned out. Method, section 12.
//!
//! Two groups of published cases that do not overlap, savings as their owners counted them and as auditors did, give a factor
//! on the likely saving; one-off cost and delay have theirs. Both views are drawn from the same scores.

use super::compiled::{Compiled, Sums};
use super::parameter::{Draw, Each};
use super::scores::Scores;
use super::spent::{Spent, spent};
use super::tally::Tally;
use super::{Uncertain, compile, normal_cdf};
use crate::engine::discounting::discount_factors;
use crate::engine::stream::seeded;
use crate::model::risk::Spread;
use crate::model::{Mode, Pounds, Rate, Scenario, Service, Target};
use rand_pcg::Pcg32;
use rand_pcg::rand_core::Rng;

/// A quantile function: straight lines between points of chance and value.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantiles {
    points: Vec<(f64, f64)>,
    /// By sixty-fourths of chance, the first point from which to look on.
    from: Vec<usize>,
}

const PARTS: f64 = 64.0;

impl Quantiles {
    /// Points from chance 0 to chance 1, which rise, with values that never fall.
    pub fn new(points: Vec<(f64, f64)>) -> Quantiles {
        let first = |n: usize| points.partition_point(|(chance, _)| *chance < n as f64 / PARTS);
        Quantiles { from: (0..=PARTS as usize).map(first).collect(), points }
    }

    /// Its points.
    pub fn points(&self) -> &[(f64, f64)] {
        &self.points
    }

    /// The value at a chance.
    pub fn at(&self, p: f64) -> f64 {
        let from = self.from.get((p * PARTS) as usize).copied().unwrap_or(0);
        let rest = self.points.iter().skip(from);
        let above = from + rest.take_while(|(chance, _)| *chance < p).count();
        match (above.checked_sub(1).and_then(|n| self.points.get(n)), self.points.get(above)) {
            (Some((p0, v0)), Some((p1, v1))) if p1 > p0 => v0 + (v1 - v0) * (p - p0) / (p1 - p0),
            (_, Some((_, value))) | (Some((_, value)), None) => *value,
            (None, None) => 1.0,
        }
    }

    fn most(&self) -> f64 {
        self.points.last().map_or(0.0, |(_, value)| *value)
    }
}

/// A quantile function for programmes that ICT leads, and for all.
#[derive(Debug, Clone, PartialEq)]
pub struct ByClass {
    /// Where at least half of the fixed one-off cost is ICT.
    pub ict: Quantiles,
    /// Of all cases, for every other programme.
    pub all: Quantiles,
}

impl ByClass {
    const fn of(&self, ict: bool) -> &Quantiles {
        if ict { &self.ict } else { &self.all }
    }
}

/// What became of published programmes.
#[derive(Debug, Clone, PartialEq)]
pub struct OutsideCases {
    /// Saving over what was planned, as owners counted it.
    pub owner: Quantiles,
    /// The same as audits, committees and accounts counted it.
    pub audited: Quantiles,
    /// One-off cost over what was planned.
    pub cost: ByClass,
    /// Years late.
    pub delay: ByClass,
}

/// Both views, and the two mixed by how often auditors count.
#[derive(Debug, Clone, PartialEq)]
pub struct Outside {
    /// All draws as owners counted.
    pub owner: Uncertain,
    /// All draws as auditors counted.
    pub audited: Uncertain,
    /// Each draw as one or the other.
    pub mixed: Uncertain,
}

/// A service or category with its three scores.
struct Item {
    compiled: Compiled,
    /// What an abandoned scheme has spent: its fixed one-off cost and nothing else.
    abandoned: Spent,
    /// The likely saving; of items 1.
    likely: f64,
    ict: bool,
    delivery: Scores,
    cost: Scores,
    delay: Scores,
}

/// The draws, made in steps so that the page never waits.
pub struct OutsideWork {
    cases: OutsideCases,
    draws: usize,
    seed: String,
    factors: Vec<f64>,
    items: Vec<Item>,
    common: Scores,
    counted: Pcg32,
    audited_part: f64,
    together: f64,
    apart: f64,
    balancing: Vec<f64>,
    /// Owner, audited, mixed.
    tallies: [Tally; 3],
    sums: [Sums; 2],
    /// By item: chance of delivery, factor on one-off cost, years late.
    scores: Vec<(f64, f64, f64)>,
}

/// The scenario without what the outside view stands in for: haircut, the upper bound of a saving, optimism bias.
fn without_inside(scenario: &Scenario, latest: f64) -> Scenario {
    let mut outside = scenario.clone();
    for service in &mut outside.services {
        service.haircut = Rate(0.0);
        service.saving.high = Rate(1.0);
        service.one_off.optimism_bias = Rate(0.0);
    }
    for category in &mut outside.procurement {
        category.haircut = Rate(0.0);
        category.saving.high = Rate(1.0);
        category.one_off.optimism_bias = Rate(0.0);
    }
    outside.uncertainty.delay = Spread { low: 0.0, likely: 0.0, high: latest };
    outside
}

/// The same with nothing but fixed one-off cost left of each service: no redundancy, no parallel running, no grant.
fn spent_for_nothing(outside: &Scenario) -> Scenario {
    let mut spent = outside.clone();
    for service in &mut spent.services {
        service.convergence.target = Target::None;
        service.one_off.redundancy_share = Rate(0.0);
        service.one_off.pension_strain = Pounds(0.0);
        service.one_off.parallel_months = 0.0;
        service.one_off.grant = Pounds(0.0);
    }
    spent
}

/// Whether at least half of a service's fixed one-off cost is ICT.
fn is_ict_led(service: &Service) -> bool {
    let one_off = &service.one_off;
    let fixed = one_off.programme.0 + one_off.ict.0 + one_off.per_partner.0 * service.members.len() as f64;
    fixed > 0.0 && one_off.ict.0 >= fixed / 2.0
}

impl OutsideWork {
    /// Compiles a valid scenario; nothing is drawn yet.
    pub fn new(scenario: &Scenario, cases: &OutsideCases) -> OutsideWork {
        let unsure = &scenario.uncertainty;
        let factors = discount_factors(scenario.discount_rate.0, scenario.years);
        let latest = f64::max(cases.delay.ict.most(), cases.delay.all.most());
        let outside = without_inside(scenario, latest);
        let stream =
            |compiled: &Compiled, what: &str| Scores::of(&unsure.seed, &format!("{}.outside.{what}", compiled.id()));
        let abandoned = spent(&spent_for_nothing(&outside), &factors, libm::ceil(latest) as usize);
        let items = compile(&outside, &factors).into_iter().zip(abandoned);
        let items = items
            .map(|((compiled, _), abandoned)| {
                let service = scenario.services.iter().find(|one| format!("services.{}", one.id) == compiled.place);
                let category =
                    scenario.procurement.iter().find(|one| format!("procurement.{}", one.id) == compiled.place);
                let likely = match (service, category) {
                    (Some(service), _) => service.saving.likely.0,
                    (None, Some(category)) if category.mode == Mode::Rate => category.saving.likely.0,
                    _ => 1.0,
                };
                Item {
                    delivery: stream(&compiled, "delivery"),
                    cost: stream(&compiled, "cost"),
                    delay: stream(&compiled, "delay"),
                    ict: service.is_some_and(is_ict_led),
                    likely,
                    compiled,
                    abandoned,
                }
            })
            .collect();
        let discounted: f64 = factors.iter().sum();
        let paid = |id: &String| scenario.balancing.get(id).map_or(0.0, |paid| paid.0 * discounted);
        let partners = scenario.partners.len();
        let sums = || Sums::nothing(factors.len(), partners);
        let tally = || Tally::new(factors.len(), partners, unsure.draws);
        OutsideWork {
            cases: cases.clone(),
            draws: unsure.draws,
            seed: unsure.seed.clone(),
            items,
            common: Scores::of(&unsure.seed, "common"),
            counted: seeded(&unsure.seed, "outside.counted"),
            audited_part: unsure.outside.audited.0,
            together: unsure.correlation.0.sqrt(),
            apart: (1.0 - unsure.correlation.0).sqrt(),
            balancing: scenario.partners.iter().map(|partner| paid(&partner.id)).collect(),
            tallies: [tally(), tally(), tally()],
            sums: [sums(), sums()],
            scores: Vec::new(),
            factors,
        }
    }

    /// Makes up to `most` further draws; true once all are made.
    pub fn step(&mut self, most: usize) -> bool {
        let made = self.made();
        for _ in made..self.draws.min(made + most) {
            self.draw();
        }
        self.made() >= self.draws
    }

    fn made(&self) -> usize {
        let [owner, ..] = &self.tallies;
        owner.npv.len()
    }

    /// How far it is, from 0 to 1.
    pub fn progress(&self) -> f64 {
        self.made() as f64 / self.draws.max(1) as f64
    }

    fn draw(&mut self) {
        let common = self.common.next() * self.together;
        let apart = self.apart;
        let cases = &self.cases;
        self.scores.clear();
        for item in &mut self.items {
            let chance = |scores: &mut Scores, sign: f64| normal_cdf(sign * (common + apart * scores.next()));
            let delivery = chance(&mut item.delivery, 1.0);
            let cost = cases.cost.of(item.ict).at(chance(&mut item.cost, -1.0));
            let delay = cases.delay.of(item.ict).at(chance(&mut item.delay, -1.0));
            self.scores.push((delivery, cost, delay));
        }
        let by_audit = (f64::from(self.counted.next_u32()) + 0.5) / 4_294_967_296.0 < self.audited_part;
        let settled = self.items.iter().zip(&self.scores).map(|(item, (.., delay))| item.compiled.settled(*delay));
        let full_year = settled.max().unwrap_or(0).min(self.factors.len().saturating_sub(1));
        for (sums, delivered) in self.sums.iter_mut().zip([&cases.owner, &cases.audited]) {
            sums.clear();
            for (item, (delivery, cost, delay)) in self.items.iter().zip(&self.scores) {
                let factor = delivered.at(*delivery);
                if factor <= 0.0 {
                    item.abandoned.add(*delay, *cost, sums);
                    continue;
                }
                let draw: Draw = Each { saving: item.likely * factor, one_off: *cost, convergence: 1.0, delay: *delay };
                item.compiled.add(&draw, full_year, sums);
            }
        }
        let [owner, audited] = &self.sums;
        let [by_owner, by_auditor, mixed] = &mut self.tallies;
        by_owner.count(owner, &self.factors, &self.balancing);
        by_auditor.count(audited, &self.factors, &self.balancing);
        mixed.count(if by_audit { audited } else { owner }, &self.factors, &self.balancing);
    }

    /// What the draws so far show.
    pub fn finish(self) -> Outside {
        let shares = !self.items.is_empty();
        let [owner, audited, mixed] = self.tallies.map(|tally| tally.finish(self.seed.clone(), shares));
        Outside { owner, audited, mixed }
    }
}

/// Everything at once.
pub fn outside(scenario: &Scenario, cases: &OutsideCases) -> Outside {
    let mut work = OutsideWork::new(scenario, cases);
    work.step(usize::MAX / 2);
    work.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::appraise;
    use crate::evidence::PRESETS;
    use crate::model::{Document, read};
    use serde_json::json;

    fn always(value: f64) -> Quantiles {
        Quantiles::new(vec![(0.0, value), (1.0, value)])
    }

    fn cases(delivered: f64, cost: f64, late: f64) -> OutsideCases {
        let both = |value: f64| ByClass { ict: always(value), all: always(value) };
        OutsideCases { owner: always(delivered), audited: always(delivered), cost: both(cost), delay: both(late) }
    }

    fn scenarios() -> impl Iterator<Item = (String, Document, Scenario)> {
        PRESETS.iter().map(|preset| {
            let mut document = preset.document();
            document.set("uncertainty.draws", Some(json!(200)));
            let scenario = read(document.value()).unwrap();
            (preset.id.to_owned(), document, scenario)
        })
    }

    #[test]
    fn straight_lines_between_points() {
        let found = Quantiles::new(vec![(0.0, 0.0), (0.25, 0.0), (0.5, 1.0), (1.0, 3.0)]);
        for (p, value) in [(0.0, 0.0), (0.1, 0.0), (0.25, 0.0), (0.375, 0.5), (0.5, 1.0), (0.75, 2.0), (1.0, 3.0)] {
            assert!((found.at(p) - value).abs() < 1e-15, "{p}");
        }
    }

    /// All ratios 1: what the appraisal comes to without haircut, upper bound and optimism bias, in every draw.
    #[test]
    fn with_all_ratios_one_it_is_the_plan_itself() {
        for (name, _, scenario) in scenarios() {
            let plan = appraise(&without_inside(&scenario, 0.0)).totals.npv.0;
            let found = outside(&scenario, &cases(1.0, 1.0, 0.0));
            for view in [&found.owner, &found.audited, &found.mixed] {
                for value in [view.npv.p10, view.npv.p50, view.npv.p90] {
                    assert!((value - plan).abs() < 1e-6 * plan.abs().max(1.0), "{name}: {value} {plan}");
                }
            }
        }
    }

    /// All ratios 0: fixed one-off cost and nothing else; by hand for the example of two invented forces, which has none,
    /// and with £100,000 and £60,000 spent in the first year, twice over as cost is twice the plan.
    #[test]
    fn with_no_delivery_only_the_cost_is_left() {
        let (_, mut document, _) = scenarios().last().unwrap();
        document.set("services.hr.one_off", Some(json!({ "programme": 100_000, "ict": 60_000, "redundancy_share": 0.5, "redundancy_cost": 30_000, "parallel_months": 3, "grant": 50_000 })));
        document.set("services.hr.go_live", Some(json!(0)));
        let scenario = read(document.value()).unwrap();
        let found = outside(&scenario, &cases(0.0, 2.0, 0.0));
        assert!((found.audited.npv.p50 + 320_000.0).abs() < 1e-6, "{}", found.audited.npv.p50);
        assert_eq!((found.audited.chance_of_loss, found.audited.full_year_saving.p50), (1.0, 0.0));
    }

    /// Late by half a year is half of on time and half of a year late.
    #[test]
    fn a_delay_lies_between_whole_years() {
        let (_, _, scenario) = scenarios().next().unwrap();
        let npv = |late: f64| outside(&scenario, &cases(0.7, 1.5, late)).owner.npv.p50;
        let (none, half, one) = (npv(0.0), npv(0.5), npv(1.0));
        assert!((half - (none + one) / 2.0).abs() < 1e-6, "{none} {half} {one}");
        assert!(one < none);
    }

    /// Where auditors always count, the mixed view is theirs; where never, the owners'.
    #[test]
    fn the_mixed_view_lies_at_either_end() {
        let (_, mut document, _) = scenarios().next().unwrap();
        let published = crate::evidence::outside_cases(Default::default());
        for (part, audited) in [(1.0, true), (0.0, false)] {
            document.set("uncertainty.outside", Some(json!({ "audited": part })));
            let found = outside(&read(document.value()).unwrap(), published);
            assert_eq!(found.mixed, if audited { found.audited.clone() } else { found.owner.clone() });
        }
    }
}
