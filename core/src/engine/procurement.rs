//! A category as its buyers have it: method, section 3, read as numbers.

use crate::method::buying::{
    Bought, Buyer, Course, buyers, course, gain, joint_price, measured, one_off, paid, rate, saved_at_rate,
    saved_on_items, saving, set_up,
};
use crate::method::size::Saving;
use crate::method::{Algebra, Numbers, Otherwise};
use crate::model::{Category, Item, Mode, Scenario};

/// A category ready to be computed.
#[derive(Debug, Clone)]
pub(crate) struct CategoryCase<'a> {
    scenario: &'a Scenario,
    pub category: &'a Category,
    pub buyers: Vec<Buyer<Numbers>>,
    /// h(F) of the group that the saving was estimated for.
    pub measured: f64,
    pub saving: Saving<f64>,
    pub numbers: Numbers,
}

/// Joint buying by all.
#[derive(Debug, Clone)]
pub(crate) struct BuyingRun {
    /// The saving rate and the scale factor within it.
    pub rate: f64,
    pub scale: f64,
    pub course: Course<Numbers>,
    /// By buyer, what it saves a year at full effect.
    pub full: Vec<f64>,
    pub one_off: Vec<f64>,
}

impl<'a> CategoryCase<'a> {
    pub fn new(scenario: &'a Scenario, category: &'a Category) -> CategoryCase<'a> {
        let numbers = Numbers::over(scenario.years);
        let buyers = buyers(&numbers, scenario, category);
        let saving = saving(&numbers, category);
        let measured = measured(&numbers, scenario, category, &buyers, &saving);
        CategoryCase { scenario, category, buyers, measured, saving, numbers }
    }

    /// Its buyers in another reading.
    pub fn buyers_as<A: Algebra>(&self, a: &A) -> Vec<Buyer<A>> {
        buyers(a, self.scenario, self.category)
    }

    /// Its course as entered.
    pub fn course(&self) -> Course<Numbers> {
        course(&self.numbers, self.category)
    }

    /// Joint buying by all, with some inputs set otherwise than entered; none for fewer than two, who change nothing.
    pub fn run(&self, otherwise: Otherwise) -> Option<BuyingRun> {
        let a = &Numbers { otherwise, ..self.numbers };
        let category = self.category;
        let all: Vec<&Buyer<Numbers>> = self.buyers.iter().collect();
        if all.len() < 2 {
            return None;
        }
        let reached: Vec<f64> = all.iter().map(|buyer| buyer.reached).collect();
        let (scale, rate) = rate(a, (&saving(a, category), self.measured), &reached);
        let full = match category.mode {
            Mode::Rate => saved_at_rate(a, &all, rate),
            Mode::Items => saved_on_items(a, category, &all),
        };
        let course = course(a, category);
        let one_off = one_off(a, category, &course, all.len());
        Some(BuyingRun { rate, scale, course, full, one_off })
    }

    /// Σ net_i by year with inputs set otherwise; none where fewer than two take part.
    pub fn net(&self, otherwise: Otherwise) -> Option<Vec<f64>> {
        let run = self.run(otherwise.clone())?;
        let a = &Numbers { otherwise, ..self.numbers };
        let (full, reached) = (run.full.iter().sum(), self.buyers.iter().map(|buyer| buyer.reached).sum());
        let net = |t| {
            gain(a, self.category, &run.course, (full, reached), t)
                - set_up(a, self.category, &run.course, self.buyers.len(), t)
        };
        Some((0..a.years).map(net).collect())
    }

    /// What each buyer saves, pays and gains.
    pub fn paid(&self, run: &BuyingRun) -> Vec<Bought<Numbers>> {
        let each = self.buyers.iter().zip(&run.full);
        each.map(|(buyer, full)| paid(&self.numbers, self.category, &run.course, (buyer, *full), &run.one_off))
            .collect()
    }

    /// The joint price of an item by its place; none where nobody buys any.
    pub fn joint_price(&self, place: usize, item: &Item) -> Option<f64> {
        let bought: Vec<(&str, (f64, f64))> =
            self.buyers.iter().filter_map(|buyer| Some((buyer.name.as_str(), *buyer.items.get(place)?))).collect();
        joint_price(&self.numbers, self.category, item, &bought)
    }
}
