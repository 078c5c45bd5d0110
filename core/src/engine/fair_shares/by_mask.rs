//! The worth of every group of members at once: where it follows from sums over the members, a group costs a few looks
//! into a table in place of a walk over its members.
//!
//! What a group gains is Σ a_i + r Σ b_i, less what is fixed, with r from its size. Where dear members come down to the
//! lowest or the middle unit cost of the group, u*, the part x_i of a member's cost that this takes away is a straight line
//! in u*, and nothing for those who are not above it. So the members stand in the order of their unit costs: those above
//! u* are then the upper bits of the mask.

use super::powers::Powers;
use super::subsets::{Renumbered, SubsetSums};
use crate::method::Numbers;
use crate::method::size::{self, Saving, effect_of_power};

/// Where the members of a group come down to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Target {
    Lowest,
    Median,
}

/// What one member brings to any group.
#[derive(Debug, Clone, Copy)]
pub(super) struct Parts {
    /// What its size counts, and that to the power of the elasticity.
    pub size: f64,
    pub powered: f64,
    /// In any group, beyond what it could reach alone; and for each part of the saving rate.
    pub plain: f64,
    pub by_r: f64,
    /// None where it has no size to be compared by.
    pub unit_cost: Option<f64>,
    /// The same two for coming down to a unit cost of nothing.
    pub closing: [f64; 2],
}

/// The worth of any group of a service or category, by mask of its members.
#[derive(Debug, Clone)]
pub(super) struct ByMask {
    saving: Saving<f64>,
    powers: Powers,
    measured: f64,
    fixed: Vec<f64>,
    /// To the order of unit costs; the members without one come last.
    order: Renumbered,
    /// Size, its power, what comes in any group, what comes with the saving rate.
    sums: SubsetSums<4>,
    closing: Option<Closing>,
}

#[derive(Debug, Clone)]
struct Closing {
    target: Target,
    units: Vec<f64>,
    /// Coming down to nothing, and what of that a pound of the target leaves: each plain and with the saving rate.
    sums: SubsetSums<4>,
}

impl ByMask {
    /// Nothing where a figure is too large or too small for its sums to be trusted.
    pub fn new(
        parts: &[Parts],
        target: Option<Target>,
        (saving, measured): (Saving<f64>, f64),
        fixed: Vec<f64>,
    ) -> Option<ByMask> {
        let mut order: Vec<(usize, &Parts)> = parts.iter().enumerate().collect();
        order.sort_by(|(_, a), (_, b)| {
            a.unit_cost.unwrap_or(f64::INFINITY).total_cmp(&b.unit_cost.unwrap_or(f64::INFINITY))
        });
        let by_order = |of: &dyn Fn(&Parts) -> [f64; 4]| order.iter().map(|(_, one)| of(one)).collect::<Vec<_>>();
        let sums = by_order(&|one| [one.size, one.powered, one.plain, one.by_r]);
        let closing = by_order(&|one| {
            let [plain, by_r] = one.closing;
            let per_pound = |of: f64| if of == 0.0 { 0.0 } else { one.unit_cost.map_or(0.0, |unit| of / unit) };
            [plain, by_r, per_pound(plain), per_pound(by_r)]
        });
        if sums.iter().chain(&closing).flatten().any(|one| !one.is_finite()) {
            return None;
        }
        let sizes = || parts.iter().map(|one| one.size).filter(|size| *size > 0.0);
        let (least, all) = (sizes().fold(1.0, f64::min), sizes().sum::<f64>().max(1.0));
        Some(ByMask {
            powers: Powers::new(saving.elasticity, least, all),
            saving,
            measured,
            fixed,
            sums: SubsetSums::new(&sums),
            closing: target.map(|target| Closing {
                target,
                units: order.iter().map_while(|(_, one)| one.unit_cost).collect(),
                sums: SubsetSums::new(&closing),
            }),
            order: Renumbered::from(&order.iter().map(|(place, _)| *place).collect::<Vec<_>>()),
        })
    }

    /// v(S): nothing for fewer than two, and never below nothing.
    pub fn value(&self, mask: usize) -> f64 {
        if mask & mask.wrapping_sub(1) == 0 {
            return 0.0;
        }
        let a = &Numbers::default();
        let group = self.order.of(mask);
        let [total, powers, plain, by_r] = self.sums.of(group);
        // where the size changes nothing, no power is worked out
        let effect = if self.saving.grows() { effect_of_power(a, total, self.powers.of(total), powers) } else { 0.0 };
        let r = size::rate(a, &self.saving, size::scale(a, &self.saving, effect, self.measured));
        let fixed = self.fixed.get(mask.count_ones() as usize).copied().unwrap_or(0.0);
        let [closed, closed_by_r] = self.closing.as_ref().map_or([0.0; 2], |closing| closing.of(group));
        f64::max(0.0, plain + closed + r * (by_r + closed_by_r) - fixed)
    }
}

impl Closing {
    /// What coming down to the group's target brings, plain and with the saving rate.
    fn of(&self, group: usize) -> [f64; 2] {
        let sized = group & ((1 << self.units.len()) - 1);
        let unit = |place: usize| self.units.get(place).copied().unwrap_or(0.0);
        let count = sized.count_ones();
        if count == 0 {
            return [0.0; 2];
        }
        let (target, above) = match self.target {
            Target::Lowest => (unit(sized.trailing_zeros() as usize), sized.trailing_zeros() + 1),
            Target::Median => {
                let (mut upper, mut below) = (sized, 0);
                for _ in 0..count / 2 {
                    below = upper.trailing_zeros();
                    upper &= upper - 1;
                }
                let middle = upper.trailing_zeros();
                if count % 2 == 1 {
                    (unit(middle as usize), middle + 1)
                } else {
                    ((unit(below as usize) + unit(middle as usize)) / 2.0, middle)
                }
            }
        };
        let [plain, by_r, plain_per_pound, by_r_per_pound] = self.sums.of(group >> above << above);
        [plain - target * plain_per_pound, by_r - target * by_r_per_pound]
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::discounting::discount_factors;
    use super::super::super::procurement::CategoryCase;
    use super::super::super::shared_service::ServiceCase;
    use super::super::subsets::places_of;
    use super::super::worth::Worth;
    use crate::evidence::{Figures, blank, forces, new_category, new_partner, new_service};
    use crate::model::read;
    use serde_json::{Value, json};

    fn compare(worth: &Worth, what: &str) -> usize {
        let Some(by_mask) = worth.by_mask() else { return 0 };
        let members = worth.members.len();
        let largest = f64::max(1.0, worth.grand_value());
        for mask in 0..1usize << members {
            let group: Vec<usize> = places_of(mask, members).collect();
            let (found, expected) = (by_mask.value(mask), worth.value(&group));
            assert!((found - expected).abs() <= 1e-11 * largest, "{what}, group {group:?}: {found}, {expected}");
        }
        1
    }

    /// Looked up by mask, a group is worth what it is when its members are walked over: with every target, with a haircut,
    /// with one that costs nothing, with a saving that its size does not move.
    #[test]
    fn by_mask_or_one_by_one_is_the_same() {
        let mut compared = 0;
        for target in ["none", "lowest", "median", "benchmark"] {
            for odd in [
                "",
                "services.hr.haircut=0.3",
                "services.hr.baseline.essex={\"fte\":0,\"cost_per_fte\":0}",
                "services.hr.scale_share=0",
            ] {
                let mut document = blank();
                let ids: Vec<String> =
                    ["kent", "dorset", "essex", "surrey", "sussex", "norfolk", "suffolk"].map(str::to_owned).into();
                assert!(ids.iter().all(|id| forces().iter().any(|force| force.id == *id)));
                let partners: Vec<Value> = ids.iter().map(|id| new_partner(id).0).collect();
                document.set("partners", Some(json!(partners)));
                let (service, _) = new_service(&document, "hr", "HR", "human_resources", &ids, Figures::Published);
                document.set("services", Some(json!([service])));
                document.set("procurement", Some(json!([new_category(&document, "fuel", "fleet", &ids).0])));
                document.set("services.hr.driver", Some(json!("population")));
                document.set("services.hr.convergence.target", Some(json!(target)));
                document.set("services.hr.convergence.share", Some(json!(0.5)));
                if target == "benchmark" {
                    document.set("services.hr.convergence.benchmark", Some(json!(2.0)));
                }
                if let Some((place, value)) = odd.split_once('=') {
                    document.set(place, serde_json::from_str(value).ok());
                }
                let scenario = read(document.value()).unwrap();
                let factors = discount_factors(scenario.discount_rate.0, scenario.years);
                let what = format!("{target}, {odd}");
                let service = Worth::of_service(&ServiceCase::new(&scenario, &scenario.services[0]), &factors);
                compared += compare(&service, &what);
                let category = Worth::of_category(&CategoryCase::new(&scenario, &scenario.procurement[0]), &factors);
                compared += compare(&category, &what);
            }
        }
        // all but those where something counts only above nothing
        assert!(compared >= 24, "{compared}");
    }
}
