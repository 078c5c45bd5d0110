//! Collaborative procurement for any group of a category's members: method, section 3.

use super::shared_service::{Vary, at, key_shares, median, ramp, scale_effect, scale_factor};
use crate::model::{Category, Harmonise, Item, Mode, Scenario};

/// A member of a category.
#[derive(Debug, Clone)]
pub(crate) struct Buyer {
    /// Its place in the scenario's list of partners.
    pub partner: usize,
    pub id: String,
    /// Spending that joint buying can reach, A_i.
    pub reached: f64,
    /// Share under the sharing key, k_i.
    pub key: f64,
}

/// A category ready to be computed for any group.
#[derive(Debug, Clone)]
pub(crate) struct CategoryCase<'a> {
    pub category: &'a Category,
    pub buyers: Vec<Buyer>,
    years: usize,
    reference_scale: f64,
}

/// A group's flows before the one-off cost is shared out.
#[derive(Debug, Clone)]
pub(crate) struct BuyingRun {
    /// Rate mode: the saving rate and the scale factor within it.
    pub rate: f64,
    pub scale: f64,
    /// By buyer and year.
    pub saving: Vec<Vec<f64>>,
    /// By buyer and year.
    pub fee: Vec<Vec<f64>>,
    pub one_off: Vec<f64>,
}

/// The unit price after a volume has grown `multiple` times, where each doubling takes `discount` off.
pub fn price_at_volume(price: f64, discount: f64, multiple: f64) -> f64 {
    price * libm::pow(1.0 - discount, libm::log2(multiple))
}

/// The one price for an item that a group comes to: p* before any discount for volume.
pub fn harmonised_price(harmonise: Harmonise, bought: &[(f64, f64)]) -> Option<f64> {
    let volume: f64 = bought.iter().map(|(_, volume)| volume).sum();
    if volume <= 0.0 {
        return None;
    }
    let prices = bought.iter().filter(|(_, volume)| *volume > 0.0).map(|(price, _)| *price);
    match harmonise {
        Harmonise::Lowest => prices.min_by(f64::total_cmp),
        Harmonise::Median => median(prices.collect()),
        Harmonise::Average => Some(bought.iter().map(|(price, volume)| price * volume).sum::<f64>() / volume),
    }
}

impl Item {
    /// What a partner pays for one and how many it buys a year.
    pub fn bought_by(&self, id: &str) -> (f64, f64) {
        (self.price.get(id).map_or(0.0, |price| price.0), self.volume.get(id).copied().unwrap_or(0.0))
    }
}

impl<'a> CategoryCase<'a> {
    pub fn new(scenario: &Scenario, category: &'a Category) -> CategoryCase<'a> {
        let partners = || {
            category.members.iter().filter_map(|id| {
                let place = scenario.partners.iter().position(|partner| partner.id == *id)?;
                Some((place, scenario.partners.get(place)?))
            })
        };
        let weights: Vec<f64> = partners()
            .map(|(_, partner)| category.sharing.weight(partner, category.addressed(&partner.id).0))
            .collect();
        let buyers = partners()
            .zip(key_shares(&weights))
            .map(|((place, partner), key)| Buyer {
                partner: place,
                id: partner.id.clone(),
                reached: category.addressed(&partner.id).0,
                key,
            })
            .collect();
        let reference = category.scale_reference.as_ref().unwrap_or(&category.members);
        let reached = reference.iter().map(|id| category.addressed(id).0);
        let reference_scale = scale_effect(reached, category.scale_elasticity);
        CategoryCase { category, buyers, years: scenario.years, reference_scale }
    }

    /// h(F) of the group that the saving was estimated for.
    pub fn reference_scale(&self) -> f64 {
        self.reference_scale
    }

    /// Places of all members.
    pub fn everyone(&self) -> Vec<usize> {
        (0..self.buyers.len()).collect()
    }

    /// Joint buying by a group; none for fewer than two, who change nothing.
    pub fn run(&self, group: &[usize], vary: &Vary) -> Option<BuyingRun> {
        let of: Vec<&Buyer> = group.iter().filter_map(|place| self.buyers.get(*place)).collect();
        if of.len() < 2 {
            return None;
        }
        let category = self.category;
        let go_live = vary.go_live.unwrap_or(category.go_live);
        let rho: Vec<f64> = (0..self.years).map(|t| ramp(t, go_live, category.ramp_years)).collect();
        let effect = scale_effect(of.iter().map(|buyer| buyer.reached), category.scale_elasticity);
        let scale = scale_factor(category.scale_share.0, effect, self.reference_scale);
        let likely = vary.saving.filter(|_| category.mode == Mode::Rate).unwrap_or(category.saving.likely.0);
        let rate = (1.0 - category.haircut.0) * f64::min(category.saving.high.0, likely * scale);
        let full = match category.mode {
            Mode::Rate => of.iter().map(|buyer| buyer.reached * rate).collect(),
            Mode::Items => self.items_saving(&of, vary.saving.unwrap_or(1.0)),
        };
        let over_years = |amount: f64| -> Vec<f64> { rho.iter().map(|rho| amount * rho).collect() };
        let mut one_off = vec![0.0; self.years];
        if let Some(year) = one_off.get_mut(go_live.saturating_sub(1)) {
            let cost = category.one_off.programme.0 + category.one_off.per_partner.0 * of.len() as f64;
            *year = (1.0 + category.one_off.optimism_bias.0) * vary.one_off * cost;
        }
        Some(BuyingRun {
            rate,
            scale,
            saving: full.iter().map(|amount| over_years(*amount)).collect(),
            fee: of.iter().map(|buyer| over_years(category.framework_fee.0 * buyer.reached)).collect(),
            one_off,
        })
    }

    /// What each of all buyers saves a year at full effect: by rate, with a rate of `factor`; by items, times `factor`.
    pub fn full_saving(&self, factor: f64) -> Vec<f64> {
        match self.category.mode {
            Mode::Rate => self.buyers.iter().map(|buyer| buyer.reached * factor).collect(),
            Mode::Items => self.items_saving(&self.buyers.iter().collect::<Vec<_>>(), factor),
        }
    }

    fn items_saving(&self, of: &[&Buyer], factor: f64) -> Vec<f64> {
        let category = self.category;
        let believed = (1.0 - category.local_exception.0) * (1.0 - category.haircut.0) * factor;
        let by_item: Vec<Vec<f64>> = category.items.iter().map(|item| self.item_saving(item, of)).collect();
        let of_buyer = |n: usize| by_item.iter().map(|savings| at(savings, n)).sum::<f64>();
        (0..of.len()).map(|n| believed * of_buyer(n)).collect()
    }

    /// What each buyer of a group saves a year on an item at full effect, before exceptions.
    fn item_saving(&self, item: &Item, of: &[&Buyer]) -> Vec<f64> {
        let bought: Vec<(f64, f64)> = of.iter().map(|buyer| item.bought_by(&buyer.id)).collect();
        let Some(price) = self.joint_price(&bought) else { return vec![0.0; of.len()] };
        let each = |(paid, volume): &(f64, f64)| match self.category.harmonise_to {
            Harmonise::Lowest => volume * f64::max(0.0, paid - price),
            Harmonise::Median | Harmonise::Average => volume * (paid - price),
        };
        bought.iter().map(each).collect()
    }

    /// p**: the joint price of an item after the discount for volume.
    pub fn joint_price(&self, bought: &[(f64, f64)]) -> Option<f64> {
        let price = harmonised_price(self.category.harmonise_to, bought)?;
        let volumes = bought.iter().map(|(_, volume)| *volume);
        let largest = volumes.clone().max_by(f64::total_cmp).filter(|largest| *largest > 0.0)?;
        Some(price_at_volume(price, self.category.discount_per_doubling.0, volumes.sum::<f64>() / largest))
    }

    /// Σ net_i of a group by year, which no key changes.
    pub fn pooled_net(&self, run: &BuyingRun) -> Vec<f64> {
        let sum = |of: &[Vec<f64>], t: usize| of.iter().map(|by_year| at(by_year, t)).sum::<f64>();
        (0..self.years).map(|t| sum(&run.saving, t) - sum(&run.fee, t) - at(&run.one_off, t)).collect()
    }
}

impl Category {
    /// The first year of full effect when it goes live in a year.
    pub(crate) fn settled(&self, go_live: usize) -> usize {
        go_live + self.ramp_years - 1
    }
}
