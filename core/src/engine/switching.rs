//! Switching values: how far an input can move before the case is worth nothing (method, section 4).

use super::discounting::{bisect, discount_factors, present_value};
use super::procurement::CategoryCase;
use super::shared_service::ServiceCase;
use crate::method::{Moved, Otherwise};
use crate::model::{Mode, Scenario, Target};

/// An uncertain input and the value of it at which the net present value is nothing.
#[derive(Debug, Clone, PartialEq)]
pub struct Switching {
    /// `services.hr.saving`, `procurement.kit.one_off` and the like.
    pub input: String,
    /// The input as entered: a saving as a fraction, go-live as a year index, a cost as a factor of 1.
    pub now: f64,
    /// Where the net present value is nothing; none where it is not so anywhere within the input's bounds.
    pub value: Option<f64>,
}

/// The bounds within which a factor on a cost or on a saving is sought: an optimism bias is at most
/// 3, so a cost is at most four times what was entered.
const FACTOR: (f64, f64) = (0.0, 4.0);
const RATE: (f64, f64) = (0.0, 1.0);
const LATEST_GO_LIVE: usize = 29;

/// Every uncertain input of whatever two or more share, with where the whole case is worth nothing.
pub fn switching_values(scenario: &Scenario) -> Vec<Switching> {
    switching(scenario, true)
}

/// The same inputs, with where what they belong to would be worth nothing by itself.
pub fn switching_alone(scenario: &Scenario) -> Vec<Switching> {
    switching(scenario, false)
}

fn switching(scenario: &Scenario, whole: bool) -> Vec<Switching> {
    let factors = discount_factors(scenario.discount_rate.0, scenario.years);
    let services: Vec<ServiceCase> = scenario.services.iter().map(|one| ServiceCase::new(scenario, one)).collect();
    let categories: Vec<CategoryCase> =
        scenario.procurement.iter().map(|one| CategoryCase::new(scenario, one)).collect();
    let of_service = |case: &ServiceCase, otherwise| case.net(otherwise).map(|net| present_value(&net, &factors));
    let of_category = |case: &CategoryCase, otherwise| case.net(otherwise).map(|net| present_value(&net, &factors));
    let as_entered = Otherwise::new;
    let total: f64 = services.iter().filter_map(|case| of_service(case, as_entered())).sum::<f64>()
        + categories.iter().filter_map(|case| of_category(case, as_entered())).sum::<f64>();

    let mut all = Vec::new();
    for case in &services {
        let Some(own) = of_service(case, as_entered()) else { continue };
        let (service, rest) = (case.service, if whole { total - own } else { 0.0 });
        let npv = |moved: Moved| rest + of_service(case, vec![moved.of_service(service)]).unwrap_or(0.0);
        let mut seek = Seek { prefix: format!("services.{}", service.id), found: &mut all };
        seek.add("saving", service.saving.likely.0, RATE, |x| npv(Moved::Saving(x)));
        if service.convergence.target != Target::None {
            let now = service.convergence.share.0;
            seek.add("convergence", now, RATE, |x| npv(Moved::Convergence(x)));
        }
        seek.add("one_off", 1.0, FACTOR, |x| npv(Moved::OneOff(x)));
        seek.add_go_live(service.go_live, scenario.years, |year| npv(Moved::GoLive(year as f64)));
    }
    for case in &categories {
        let Some(own) = of_category(case, as_entered()) else { continue };
        let (category, rest) = (case.category, if whole { total - own } else { 0.0 });
        let npv = |moved: Moved| rest + of_category(case, vec![moved.of_category(category)]).unwrap_or(0.0);
        let mut seek = Seek { prefix: format!("procurement.{}", category.id), found: &mut all };
        let (now, bounds) = match category.mode {
            Mode::Rate => (category.saving.likely.0, RATE),
            Mode::Items => (1.0, FACTOR),
        };
        seek.add("saving", now, bounds, |x| npv(Moved::Saving(x)));
        seek.add("one_off", 1.0, FACTOR, |x| npv(Moved::OneOff(x)));
        seek.add_go_live(category.go_live, scenario.years, |year| npv(Moved::GoLive(year as f64)));
    }
    all
}

struct Seek<'a> {
    prefix: String,
    found: &'a mut Vec<Switching>,
}

impl Seek<'_> {
    fn add(&mut self, input: &str, now: f64, (low, high): (f64, f64), npv: impl Fn(f64) -> f64) {
        let (at_low, at_high) = (npv(low), npv(high));
        // an end at which nothing is gained or lost to half a penny has no side
        let apart = at_low.abs() >= 0.005 && at_high.abs() >= 0.005 && (at_low < 0.0) != (at_high < 0.0);
        let value = apart.then(|| bisect(low, high, &npv));
        self.found.push(Switching { input: format!("{}.{input}", self.prefix), now, value });
    }

    /// Go-live is a whole year, and between two years the value is interpolated. After the horizon
    /// nothing is left to gain or lose, and moving it may cross nothing twice: the crossing sought
    /// is the first at a later go-live than entered, else the first at an earlier one.
    fn add_go_live(&mut self, now: usize, horizon: usize, npv: impl Fn(usize) -> f64) {
        let latest = LATEST_GO_LIVE.min(horizon.saturating_sub(1));
        let by_year: Vec<f64> = (0..=latest).map(npv).collect();
        let crossing = |year: &usize| {
            let (here, next) = (by_year.get(*year)?, by_year.get(year + 1)?);
            ((*here < 0.0) != (*next < 0.0)).then(|| *year as f64 + here / (here - next))
        };
        let value =
            (now..latest).find_map(|year| crossing(&year)).or_else(|| (0..now).rev().find_map(|year| crossing(&year)));
        self.found.push(Switching { input: format!("{}.go_live", self.prefix), now: now as f64, value });
    }
}
