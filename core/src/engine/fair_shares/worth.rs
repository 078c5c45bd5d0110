//! What a service or category is worth to any group, compiled once so that a group costs little.
//!
//! The method read as coefficients gives what multiplies each member's convergence x and the group's saving rate r, in
//! present values; what depends on who is in the group is the method read as numbers. Tests hold the two readings to each
//! other.

use super::super::discounting::present_value;
use super::super::procurement::CategoryCase;
use super::super::shared_service::ServiceCase;
use super::by_mask::{ByMask, Parts, Target as ByUnitCost};
use crate::method::buying::{self, Buyer};
use crate::method::service::{self, Member};
use crate::method::size::{self, Saving, effect, powered};
use crate::method::{Bends, Coefficients, Four, Numbers, Otherwise, Poly, at, dot};
use crate::model::{Category, Mode, Service, Target};

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
    Service(Box<ServiceWorth>),
    Buying(Box<BuyingWorth>),
}

impl Worth {
    pub(crate) fn of_service(case: &ServiceCase, factors: &[f64]) -> Worth {
        Worth {
            members: case.members.iter().map(|member| member.partner).collect(),
            alone: case.alone(factors),
            kind: Kind::Service(Box::new(ServiceWorth::new(case, factors))),
        }
    }

    pub(crate) fn of_category(case: &CategoryCase, factors: &[f64]) -> Worth {
        Worth {
            members: case.buyers.iter().map(|buyer| buyer.partner).collect(),
            alone: vec![0.0; case.buyers.len()],
            kind: Kind::Buying(Box::new(BuyingWorth::new(case, factors))),
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

    /// The same of every group by its mask, where it follows from sums over the members.
    pub(super) fn by_mask(&self) -> Option<ByMask> {
        match &self.kind {
            Kind::Service(service) => service.by_mask(&self.alone),
            Kind::Buying(buying) => buying.by_mask(),
        }
    }

    /// The value of all its members together.
    pub fn grand_value(&self) -> f64 {
        self.value(&(0..self.members.len()).collect::<Vec<_>>())
    }
}

#[derive(Debug, Clone)]
struct MemberWorth {
    member: Member<Numbers>,
    /// Its cost to the power of the elasticity.
    powered: f64,
    /// What it brings before cost that is fixed: what multiplies 1, x, r and x × r.
    gain: Four,
    /// What counts only where it is above nothing, and how much.
    bends: Vec<(f64, Four)>,
    /// x_i where it does not depend on the group.
    converging: f64,
}

#[derive(Debug, Clone)]
struct ServiceWorth {
    service: Service,
    members: Vec<MemberWorth>,
    saving: Saving<f64>,
    measured: f64,
    /// Programme, ICT and what comes with each partner, less the grant: by how many take part.
    fixed: Vec<f64>,
}

impl ServiceWorth {
    fn new(case: &ServiceCase, factors: &[f64]) -> ServiceWorth {
        let service = case.service;
        let bends = Bends::default();
        let a = Coefficients::over(factors.len(), Otherwise::new(), &bends);
        let own = case.members_as(&a);
        let course = service::course(&a, service, &own);
        let numbers = &case.numbers;
        let benchmark = match service.convergence.target {
            Target::Benchmark => service::target(numbers, service, &[]),
            _ => None,
        };
        let mut members = Vec::new();
        for ((member, own), stranded) in case.members.iter().zip(&own).zip(&course.stranded) {
            // x and r are what a group makes of them
            let shared = service::shared(&a, service, &course, own, (a.c(), a.r()));
            let gain: Vec<Poly> =
                (0..factors.len()).map(|t| service::gain(&a, &course, own, (&shared, stranded), t)).collect();
            let gain = a.present(&gain, factors);
            members.push(MemberWorth {
                powered: powered(numbers, member.cost_today, case.saving.elasticity),
                converging: service::converging(numbers, service, member, benchmark),
                bends: as_entered_bends(gain, &bends),
                gain: as_entered(gain),
                member: member.clone(),
            });
        }
        let course = case.course();
        let fixed = |count: usize| {
            let by_year: Vec<f64> = (0..factors.len()).map(|t| service::fixed(numbers, &course, count, t)).collect();
            present_value(&by_year, factors)
        };
        ServiceWorth {
            members,
            saving: case.saving,
            measured: case.measured,
            fixed: (0..=case.members.len()).map(fixed).collect(),
            service: service.clone(),
        }
    }

    fn net(&self, group: &[usize]) -> f64 {
        let a = &Numbers::default();
        let of = || group.iter().filter_map(|place| self.members.get(*place));
        let (mut total, mut powers) = (0.0, 0.0);
        for one in of() {
            total += one.member.cost_today;
            powers += one.powered;
        }
        let effect = effect(a, total, powers, self.saving.elasticity);
        let r = size::rate(a, &self.saving, size::scale(a, &self.saving, effect, self.measured));
        let by_group = matches!(self.service.convergence.target, Target::Lowest | Target::Median);
        let target = by_group.then(|| {
            let units: Vec<Option<f64>> = of().map(|one| one.member.unit_cost).collect();
            service::target(a, &self.service, &units)
        });
        let mut net = -at(&self.fixed, group.len());
        for one in of() {
            let x = match target {
                None => one.converging,
                Some(target) => service::converging(a, &self.service, &one.member, target),
            };
            let by = [1.0, x, r, x * r];
            net += dot(&one.gain, &by);
            net += one.bends.iter().map(|(weight, bend)| weight * f64::max(0.0, dot(bend, &by))).sum::<f64>();
        }
        net
    }
}

impl ServiceWorth {
    /// Not where something counts only above nothing: that is no sum over members.
    fn by_mask(&self, alone: &[f64]) -> Option<ByMask> {
        let target = match self.service.convergence.target {
            Target::Lowest => Some(ByUnitCost::Lowest),
            Target::Median => Some(ByUnitCost::Median),
            Target::None | Target::Benchmark => None,
        };
        let part = |(one, alone): (&MemberWorth, &f64)| {
            let [plain, by_x, by_r, by_both] = one.gain;
            // x_i is a straight line from what it is with a target of nothing down to its own unit cost
            let x = match target {
                None => one.converging,
                Some(_) => service::converging(&Numbers::default(), &self.service, &one.member, Some(0.0)),
            };
            let fixed = if target.is_none() { x } else { 0.0 };
            Parts {
                size: one.member.cost_today,
                powered: one.powered,
                plain: plain + by_x * fixed - alone,
                by_r: by_r + by_both * fixed,
                unit_cost: one.member.unit_cost,
                closing: [by_x * x, by_both * x],
            }
        };
        let parts: Vec<Parts> = self.members.iter().zip(alone).map(part).collect();
        let straight = self.members.iter().all(|one| one.bends.is_empty());
        if straight { ByMask::new(&parts, target, (self.saving, self.measured), self.fixed.clone()) } else { None }
    }
}

/// Coefficients where the factor on one-off cost is one.
fn as_entered(poly: Poly) -> Four {
    let [mut plain, once] = poly.halves();
    plain.iter_mut().zip(once).for_each(|(one, more)| *one += more);
    plain
}

/// The bends of a figure where the factor on one-off cost is one.
fn as_entered_bends(poly: Poly, bends: &Bends) -> Vec<(f64, Four)> {
    let all = bends.all();
    poly.bends().iter().filter_map(|(place, [plain, once])| Some((plain + once, *all.get(*place)?))).collect()
}

#[derive(Debug, Clone)]
struct BuyingWorth {
    category: Category,
    /// With what each spends within reach to the power of the elasticity.
    buyers: Vec<(Buyer<Numbers>, f64)>,
    saving: Saving<f64>,
    measured: f64,
    /// Of the saving on items, what is believed and not kept local.
    believed: f64,
    /// Present values: of a pound saved a year at full effect, and of a pound within reach (its fee).
    saved: f64,
    reached: f64,
    /// One-off cost, by how many take part.
    fixed: Vec<f64>,
}

impl BuyingWorth {
    fn new(case: &CategoryCase, factors: &[f64]) -> BuyingWorth {
        let (a, category) = (&case.numbers, case.category);
        let course = case.course();
        let present =
            |of: &dyn Fn(usize) -> f64| present_value(&(0..factors.len()).map(of).collect::<Vec<_>>(), factors);
        let fixed = |count| present(&|t| buying::set_up(a, category, &course, count, t));
        BuyingWorth {
            buyers: case
                .buyers
                .iter()
                .map(|buyer| (buyer.clone(), powered(a, buyer.reached, case.saving.elasticity)))
                .collect(),
            saving: case.saving,
            measured: case.measured,
            believed: buying::believed(a, category),
            saved: present(&|t| buying::gain(a, category, &course, (1.0, 0.0), t)),
            reached: present(&|t| buying::gain(a, category, &course, (0.0, 1.0), t)),
            fixed: (0..=case.buyers.len()).map(fixed).collect(),
            category: category.clone(),
        }
    }

    fn net(&self, group: &[usize]) -> f64 {
        let a = &Numbers::default();
        let of = || group.iter().filter_map(|place| self.buyers.get(*place));
        let reached: f64 = of().map(|(buyer, _)| buyer.reached).sum();
        let full = match self.category.mode {
            Mode::Rate => {
                let powers: f64 = of().map(|(_, powered)| powered).sum();
                let effect = effect(a, reached, powers, self.saving.elasticity);
                reached * size::rate(a, &self.saving, size::scale(a, &self.saving, effect, self.measured))
            }
            Mode::Items => {
                let buyers: Vec<&Buyer<Numbers>> = of().map(|(buyer, _)| buyer).collect();
                self.believed * buying::saved_by_item(a, &self.category, &buyers).iter().flatten().sum::<f64>()
            }
        };
        full * self.saved + reached * self.reached - at(&self.fixed, group.len())
    }

    /// Not of items, whose best price goes by who is in the group.
    fn by_mask(&self) -> Option<ByMask> {
        let part = |(buyer, powered): &(Buyer<Numbers>, f64)| Parts {
            size: buyer.reached,
            powered: *powered,
            plain: buyer.reached * self.reached,
            by_r: buyer.reached * self.saved,
            unit_cost: None,
            closing: [0.0; 2],
        };
        let parts: Vec<Parts> = self.buyers.iter().map(part).collect();
        let by_rate = self.category.mode == Mode::Rate;
        if by_rate { ByMask::new(&parts, None, (self.saving, self.measured), self.fixed.clone()) } else { None }
    }
}
