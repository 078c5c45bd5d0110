//! What a service or category is worth to any group, compiled once so that a group costs little.
//!
//! The flows of [`super::super::shared_service`] are linear in each member's convergence x and in the
//! group's saving rate r, so their present values come down to a few sums a member. Tests hold the
//! two computations to each other.

use super::super::discounting::present_value;
use super::super::procurement::{CategoryCase, harmonised_price, price_at_volume};
use super::super::shared_service::{ServiceCase, Vary, at, median, ramp};
use crate::model::{Harmonise, Mode, Target};

/// The present value of a service or category for any group of its members.
#[derive(Debug, Clone)]
pub struct Worth {
    /// Its members' places in the scenario's list of partners.
    pub members: Vec<usize>,
    /// What each member could reach alone, present value.
    pub alone: Vec<f64>,
    kind: Kind,
}

#[derive(Debug, Clone)]
enum Kind {
    Service(ServiceWorth),
    Buying(BuyingWorth),
}

impl Worth {
    pub(crate) fn of_service(case: &ServiceCase, factors: &[f64]) -> Worth {
        Worth {
            members: case.members.iter().map(|member| member.partner).collect(),
            alone: case.alone(factors),
            kind: Kind::Service(ServiceWorth::new(case, factors)),
        }
    }

    pub(crate) fn of_category(case: &CategoryCase, factors: &[f64]) -> Worth {
        Worth {
            members: case.buyers.iter().map(|buyer| buyer.partner).collect(),
            alone: vec![0.0; case.buyers.len()],
            kind: Kind::Buying(BuyingWorth::new(case, factors)),
        }
    }

    /// Present value of Σ net_i of a group, by places in `members`; nothing for fewer than two.
    pub fn net(&self, group: &[usize]) -> f64 {
        if group.len() < 2 {
            return 0.0;
        }
        match &self.kind {
            Kind::Service(service) => service.net(group),
            Kind::Buying(buying) => buying.net(group),
        }
    }

    /// v(S): what the group gains beyond what its members could each reach alone, never below nothing.
    pub fn value(&self, group: &[usize]) -> f64 {
        if group.len() < 2 {
            return 0.0;
        }
        let alone: f64 = group.iter().map(|place| at(&self.alone, *place)).sum();
        f64::max(0.0, self.net(group) - alone)
    }

    /// The value of all its members together.
    pub fn grand_value(&self) -> f64 {
        self.value(&(0..self.members.len()).collect::<Vec<_>>())
    }
}

/// Present values that are multiplied by x, by r and by both.
#[derive(Debug, Clone, Copy, Default)]
struct Linear {
    x: f64,
    r: f64,
    xr: f64,
}

impl Linear {
    fn at(self, x: f64, r: f64) -> f64 {
        self.x * x + self.r * r + self.xr * x * r
    }
}

#[derive(Debug, Clone)]
struct MemberWorth {
    cost: f64,
    cost_to_elasticity: f64,
    driver: f64,
    /// Overhead, tax and stranded cost: what sharing costs whatever it saves.
    burden: f64,
    /// What converging and sharing save.
    saving: Linear,
    redundancy: Redundancy,
    /// Parallel running.
    parallel: f64,
    /// x_i where it does not depend on the group.
    converging: f64,
}

#[derive(Debug, Clone)]
enum Redundancy {
    /// Posts only ever fall: linear like the saving.
    Steady(Linear),
    /// The force's own plan takes posts away part of the way: year by year.
    Planned(Vec<f64>),
}

#[derive(Debug, Clone)]
struct ServiceWorth {
    members: Vec<MemberWorth>,
    target: Target,
    convergence_share: f64,
    elasticity: f64,
    scale_share: f64,
    reference_scale: f64,
    likely: f64,
    high: f64,
    believed: f64,
    /// Programme and ICT less the grant; and what comes with each further partner.
    fixed: f64,
    per_partner: f64,
    redundancy_each: f64,
    rho: Vec<f64>,
    kappa: Vec<f64>,
    factors: Vec<f64>,
}

impl ServiceWorth {
    fn new(case: &ServiceCase, factors: &[f64]) -> ServiceWorth {
        let service = case.service;
        let years = factors.len();
        let go_live = service.go_live;
        let rho: Vec<f64> = (0..years).map(|t| ramp(t, go_live, service.ramp_years)).collect();
        let kappa = case.convergence_ramp(go_live);
        let both: Vec<f64> = rho.iter().zip(&kappa).map(|(rho, kappa)| rho * kappa).collect();
        let bias = 1.0 + service.one_off.optimism_bias.0;
        let redundancy_each = service.one_off.redundancy_share.0
            * service.one_off.redundancy_cost.0
            * (1.0 - service.officer_share.0)
            * bias;
        let vat = service.irrecoverable_vat.0;
        let fixed_target = service.convergence.benchmark.filter(|_| service.convergence.target == Target::Benchmark);
        let rises = |ramp: &[f64]| -> f64 {
            let before = std::iter::once(&0.0).chain(ramp);
            ramp.iter().zip(before).zip(factors).map(|((now, before), factor)| (now - before) * factor).sum()
        };
        let (rise_x, rise_r, rise_xr) = (rises(&kappa), rises(&rho), rises(&both));
        let members = case
            .members
            .iter()
            .map(|member| {
                let shared = |t: usize| if t >= go_live { 1.0 } else { 0.0 };
                let sum = |of: &dyn Fn(usize) -> f64| (0..years).map(|t| at(factors, t) * of(t)).sum::<f64>();
                let (cost, non_pay) = (|t: usize| at(&member.cost, t), |t: usize| at(&member.non_pay, t));
                let taxed = |t: usize| cost(t) + vat * non_pay(t);
                let stranded = case.stranded(member, go_live);
                let burden = sum(&|t| shared(t) * (service.overhead.0 * cost(t) + vat * non_pay(t)) + at(&stranded, t));
                let posts = member.posts.first().copied().unwrap_or(0.0);
                let steady = member.posts.iter().all(|now| *now == posts);
                let each = redundancy_each * posts;
                MemberWorth {
                    cost: member.cost_today,
                    cost_to_elasticity: match member.cost_today > 0.0 {
                        true => libm::pow(member.cost_today, service.scale_elasticity),
                        false => 0.0,
                    },
                    driver: member.driver,
                    burden,
                    saving: Linear {
                        x: sum(&|t| at(&kappa, t) * (cost(t) + shared(t) * vat * non_pay(t))),
                        r: sum(&|t| at(&rho, t) * taxed(t)),
                        xr: -sum(&|t| at(&both, t) * taxed(t)),
                    },
                    redundancy: match steady {
                        true => Redundancy::Steady(Linear { x: each * rise_x, r: each * rise_r, xr: -each * rise_xr }),
                        false => Redundancy::Planned(member.posts.clone()),
                    },
                    parallel: service.one_off.parallel_months / 12.0 * cost(go_live) * at(factors, go_live) * bias,
                    converging: case.converging(member, fixed_target.map(|unit| unit.0), &Vary::default()),
                }
            })
            .collect();
        let one = present_value(&case.fixed(1.0, go_live), factors);
        let one_off = &service.one_off;
        ServiceWorth {
            members,
            target: service.convergence.target,
            convergence_share: service.convergence.share.0 * (1.0 - service.haircut.0),
            elasticity: service.scale_elasticity,
            scale_share: service.scale_share.0,
            reference_scale: case.reference_scale(),
            likely: service.saving.likely.0,
            high: service.saving.high.0,
            believed: 1.0 - service.haircut.0,
            fixed: ((one_off.programme + one_off.ict).0 * bias - one_off.grant.0) * one,
            per_partner: one_off.per_partner.0 * bias * one,
            redundancy_each,
            rho,
            kappa,
            factors: factors.to_vec(),
        }
    }

    fn net(&self, group: &[usize]) -> f64 {
        let of = || group.iter().filter_map(|place| self.members.get(*place));
        let (mut total, mut to_elasticity) = (0.0, 0.0);
        for member in of() {
            total += member.cost;
            to_elasticity += member.cost_to_elasticity;
        }
        let effect = if total > 0.0 { 1.0 - libm::pow(total, self.elasticity) / to_elasticity } else { 0.0 };
        let scale = super::super::shared_service::scale_factor(self.scale_share, effect, self.reference_scale);
        let r = self.believed * f64::min(self.high, self.likely * scale);
        let unit_costs = || of().filter(|member| member.driver > 0.0).map(|member| member.cost / member.driver);
        let target = match self.target {
            Target::None | Target::Benchmark => None,
            Target::Lowest => unit_costs().min_by(f64::total_cmp),
            Target::Median => median(unit_costs().collect()),
        };
        let mut net = -self.fixed;
        for member in of() {
            let x = match target {
                None => member.converging,
                Some(_) if member.cost <= 0.0 => 0.0,
                Some(unit) => self.convergence_share * f64::max(0.0, member.cost - unit * member.driver) / member.cost,
            };
            let redundancy = match &member.redundancy {
                Redundancy::Steady(linear) => linear.at(x, r),
                Redundancy::Planned(posts) => self.redundancy(posts, x, r),
            };
            net += member.saving.at(x, r) - member.burden - member.parallel - self.per_partner - redundancy;
        }
        net
    }

    fn redundancy(&self, posts: &[f64], x: f64, r: f64) -> f64 {
        let mut before = 0.0;
        let mut sum = 0.0;
        for (((posts, rho), kappa), factor) in posts.iter().zip(&self.rho).zip(&self.kappa).zip(&self.factors) {
            let gone = posts * (1.0 - (1.0 - x * kappa) * (1.0 - r * rho));
            sum += f64::max(0.0, gone - before) * factor;
            before = gone;
        }
        sum * self.redundancy_each
    }
}

#[derive(Debug, Clone)]
struct BuyingWorth {
    /// Spending reached by buyer and the same to the power of the elasticity.
    reached: Vec<(f64, f64)>,
    /// By item and buyer: price and volume; empty where a rate is used.
    items: Vec<Vec<(f64, f64)>>,
    mode: Mode,
    harmonise: Harmonise,
    discount: f64,
    /// Of the saving on items, what is believed and not kept local.
    believed_items: f64,
    elasticity: f64,
    scale_share: f64,
    reference_scale: f64,
    likely: f64,
    high: f64,
    believed: f64,
    fee: f64,
    /// Σ of ramp times discount factor.
    full_years: f64,
    fixed: f64,
    per_partner: f64,
}

impl BuyingWorth {
    fn new(case: &CategoryCase, factors: &[f64]) -> BuyingWorth {
        let category = case.category;
        let bias = 1.0 + category.one_off.optimism_bias.0;
        let paid_in = at(factors, category.go_live.saturating_sub(1));
        let believed = 1.0 - category.haircut.0;
        BuyingWorth {
            reached: case
                .buyers
                .iter()
                .map(|buyer| match buyer.reached > 0.0 {
                    true => (buyer.reached, libm::pow(buyer.reached, category.scale_elasticity)),
                    false => (0.0, 0.0),
                })
                .collect(),
            items: match category.mode {
                Mode::Rate => Vec::new(),
                Mode::Items => category
                    .items
                    .iter()
                    .map(|item| case.buyers.iter().map(|buyer| item.bought_by(&buyer.id)).collect())
                    .collect(),
            },
            mode: category.mode,
            harmonise: category.harmonise_to,
            discount: category.discount_per_doubling.0,
            believed_items: (1.0 - category.local_exception.0) * believed,
            elasticity: category.scale_elasticity,
            scale_share: category.scale_share.0,
            reference_scale: case.reference_scale(),
            likely: category.saving.likely.0,
            high: category.saving.high.0,
            believed,
            fee: category.framework_fee.0,
            full_years: factors
                .iter()
                .enumerate()
                .map(|(t, factor)| factor * ramp(t, category.go_live, category.ramp_years))
                .sum(),
            fixed: category.one_off.programme.0 * bias * paid_in,
            per_partner: category.one_off.per_partner.0 * bias * paid_in,
        }
    }

    fn net(&self, group: &[usize]) -> f64 {
        let of = || group.iter().filter_map(|place| self.reached.get(*place));
        let reached: f64 = of().map(|(reached, _)| reached).sum();
        let saving = match self.mode {
            Mode::Rate => {
                let to_elasticity: f64 = of().map(|(_, powered)| powered).sum();
                let effect =
                    if reached > 0.0 { 1.0 - libm::pow(reached, self.elasticity) / to_elasticity } else { 0.0 };
                let scale = super::super::shared_service::scale_factor(self.scale_share, effect, self.reference_scale);
                reached * self.believed * f64::min(self.high, self.likely * scale)
            }
            Mode::Items => self.believed_items * self.items.iter().map(|item| self.item(item, group)).sum::<f64>(),
        };
        (saving - self.fee * reached) * self.full_years - self.fixed - self.per_partner * group.len() as f64
    }

    fn item(&self, item: &[(f64, f64)], group: &[usize]) -> f64 {
        let bought: Vec<(f64, f64)> = group.iter().filter_map(|place| item.get(*place)).copied().collect();
        let volume: f64 = bought.iter().map(|(_, volume)| volume).sum();
        let largest = bought.iter().map(|(_, volume)| *volume).fold(0.0, f64::max);
        let Some(price) = harmonised_price(self.harmonise, &bought).filter(|_| largest > 0.0) else { return 0.0 };
        let price = price_at_volume(price, self.discount, volume / largest);
        let each = |(paid, volume): &(f64, f64)| match self.harmonise {
            Harmonise::Lowest => volume * f64::max(0.0, paid - price),
            Harmonise::Median | Harmonise::Average => volume * (paid - price),
        };
        bought.iter().map(each).sum()
    }
}
