//! A shared service for any group of its members: method, section 2.
//!
//! Flows are pounds a year in real terms, indexed by year from the scenario's first.

use crate::model::{Baseline, Borne, OneOff, Scenario, Service, Target};

/// One member's figures, year by year where they change.
#[derive(Debug, Clone)]
pub(crate) struct Member {
    /// Its place in the scenario's list of partners.
    pub partner: usize,
    /// Cost today before any planned saving: what keys, scale and targets use.
    pub cost_today: f64,
    /// What the service would cost without sharing, c_i(t).
    pub cost: Vec<f64>,
    /// The part of it that is not pay, n_i(t).
    pub non_pay: Vec<f64>,
    /// Posts after the force's own planned savings.
    pub posts: Vec<f64>,
    /// The quantity that unit costs are compared by, D_i.
    pub driver: f64,
    /// Share under the sharing key, k_i.
    pub key: f64,
}

/// What may be varied about a service when asking how sure the answer is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Vary {
    /// The likely saving (in items mode: a factor on it), where not as entered.
    pub saving: Option<f64>,
    /// A factor on every one-off cost, not on the grant.
    pub one_off: f64,
    /// The part of the gap to the target that is closed, where not as entered.
    pub convergence: Option<f64>,
    /// The go-live year, where not as entered.
    pub go_live: Option<usize>,
}

impl Default for Vary {
    fn default() -> Vary {
        Vary { saving: None, one_off: 1.0, convergence: None, go_live: None }
    }
}

/// A service ready to be computed for any group.
#[derive(Debug, Clone)]
pub(crate) struct ServiceCase<'a> {
    pub service: &'a Service,
    pub members: Vec<Member>,
    years: usize,
    /// h(F) of the group that the saving was estimated for.
    reference_scale: f64,
}

/// A group's flows before anything is shared out.
#[derive(Debug, Clone)]
pub(crate) struct GroupRun {
    /// Places in the case's members.
    pub group: Vec<usize>,
    /// Saving rate r(S) and the scale factor G(S) within it.
    pub rate: f64,
    pub scale: f64,
    /// The unit cost that members come down to, u*.
    pub target: Option<f64>,
    /// By member of the group: the part of its cost that converging takes away, x_i.
    pub converging: Vec<f64>,
    /// By member and year: own cost after converging, o_i(t).
    pub own: Vec<Vec<f64>>,
    /// By member and year: posts no longer needed, P_i(t).
    pub posts: Vec<Vec<f64>>,
    /// By member and year: redundancy with its bias.
    pub redundancy: Vec<Vec<f64>>,
    /// By member and year: stranded cost.
    pub stranded: Vec<Vec<f64>>,
    /// Cost of the shared unit; none before go-live.
    pub pool: Vec<Option<f64>>,
    /// The fixed part that counts by partner, for one partner, with its bias.
    pub per_partner: Vec<f64>,
    /// Programme, ICT and parallel running, with bias.
    pub common: Vec<f64>,
    pub grant: Vec<f64>,
}

impl GroupRun {
    /// Every one-off cost of a year, with bias and before the grant.
    pub fn one_off(&self, t: usize) -> f64 {
        let redundancy: f64 = self.redundancy.iter().map(|by_year| at(by_year, t)).sum();
        at(&self.common, t) + at(&self.per_partner, t) * self.group.len() as f64 + redundancy
    }
}

/// A year's figure; nothing past the end.
pub(crate) fn at(by_year: &[f64], t: usize) -> f64 {
    by_year.get(t).copied().unwrap_or(0.0)
}

/// 0 before year `from`, then a straight rise that is complete after `over` years.
pub(crate) fn ramp(t: usize, from: usize, over: usize) -> f64 {
    if t < from { 0.0 } else { f64::min(1.0, (t - from + 1) as f64 / over.max(1) as f64) }
}

/// h(S): what part a single service for the whole group would cost less, by size alone.
pub(crate) fn scale_effect(costs: impl Iterator<Item = f64> + Clone, elasticity: f64) -> f64 {
    let total: f64 = costs.clone().sum();
    if total <= 0.0 {
        return 0.0;
    }
    1.0 - libm::pow(total, elasticity)
        / costs.filter(|cost| *cost > 0.0).map(|cost| libm::pow(cost, elasticity)).sum::<f64>()
}

/// G(S): part of the saving comes to any group and part grows with its size.
pub(crate) fn scale_factor(scale_share: f64, group: f64, reference: f64) -> f64 {
    if reference <= 0.0 { 1.0 } else { 1.0 - scale_share + scale_share * group / reference }
}

/// A weight's part of the sum of all weights.
pub(crate) fn key_shares(weights: &[f64]) -> Vec<f64> {
    let total: f64 = weights.iter().sum();
    weights.iter().map(|weight| if total > 0.0 { weight / total } else { 1.0 / weights.len().max(1) as f64 }).collect()
}

/// Middle value; of an even count the mean of the two in the middle.
pub(crate) fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let half = values.len() / 2;
    let upper = *values.get(half)?;
    if values.len() % 2 == 1 { Some(upper) } else { Some((values.get(half.checked_sub(1)?)? + upper) / 2.0) }
}

impl<'a> ServiceCase<'a> {
    pub fn new(scenario: &Scenario, service: &'a Service) -> ServiceCase<'a> {
        let partners = || {
            service.members.iter().filter_map(|id| {
                let place = scenario.partners.iter().position(|partner| partner.id == *id)?;
                Some((place, scenario.partners.get(place)?))
            })
        };
        let weights: Vec<f64> = partners()
            .map(|(_, partner)| service.sharing.weight(partner, service.baseline_of(&partner.id).cost().0))
            .collect();
        let members = partners()
            .zip(key_shares(&weights))
            .map(|((place, partner), key)| Member::new(service, scenario.years, place, partner, key))
            .collect::<Vec<_>>();
        let reference = service.scale_reference.as_ref().unwrap_or(&service.members);
        let costs = reference.iter().map(|id| service.baseline_of(id).cost().0);
        let reference_scale = scale_effect(costs, service.scale_elasticity);
        ServiceCase { service, members, years: scenario.years, reference_scale }
    }

    /// h(F) of the group that the saving was estimated for.
    pub fn reference_scale(&self) -> f64 {
        self.reference_scale
    }

    /// Places of all members.
    pub fn everyone(&self) -> Vec<usize> {
        (0..self.members.len()).collect()
    }

    /// The service for a group; none for fewer than two, who change nothing.
    pub fn run(&self, group: &[usize], vary: &Vary) -> Option<GroupRun> {
        let of: Vec<&Member> = group.iter().filter_map(|place| self.members.get(*place)).collect();
        if of.len() < 2 {
            return None;
        }
        let service = self.service;
        let go_live = vary.go_live.unwrap_or(service.go_live);
        let years = 0..self.years;
        let rho: Vec<f64> = years.clone().map(|t| ramp(t, go_live, service.ramp_years)).collect();
        let kappa = self.convergence_ramp(go_live);
        let (rate, scale) = self.saving_rate(&of, vary);
        let target = self.target(&of);
        let converging: Vec<f64> = of.iter().map(|member| self.converging(member, target, vary)).collect();

        let mut run = GroupRun {
            group: group.to_vec(),
            rate,
            scale,
            target,
            converging: converging.clone(),
            own: Vec::new(),
            posts: Vec::new(),
            redundancy: Vec::new(),
            stranded: Vec::new(),
            pool: years.clone().map(|t| (t >= go_live).then_some(0.0)).collect(),
            per_partner: self.fixed(service.one_off.per_partner.0 * self.biased(vary), go_live),
            common: self.fixed((service.one_off.programme + service.one_off.ict).0 * self.biased(vary), go_live),
            grant: self.fixed(service.one_off.grant.0, go_live),
        };
        for (member, x) in of.iter().zip(&converging) {
            let left = |t: usize| (1.0 - x * at(&kappa, t)) * (1.0 - rate * at(&rho, t));
            let own: Vec<f64> = years.clone().map(|t| at(&member.cost, t) * (1.0 - x * at(&kappa, t))).collect();
            for (t, pool) in run.pool.iter_mut().enumerate() {
                if let Some(pool) = pool {
                    *pool += at(&own, t) * (1.0 - rate * at(&rho, t))
                        + service.overhead.0 * at(&member.cost, t)
                        + service.irrecoverable_vat.0 * at(&member.non_pay, t) * left(t);
                }
            }
            let posts: Vec<f64> = years.clone().map(|t| at(&member.posts, t) * (1.0 - left(t))).collect();
            run.redundancy.push(self.redundancy(&posts, vary));
            run.posts.push(posts);
            run.stranded.push(self.stranded(member, go_live));
            run.own.push(own);
        }
        let parallel: f64 = of.iter().map(|member| at(&member.cost, go_live)).sum();
        if let Some(common) = run.common.get_mut(go_live) {
            *common += service.one_off.parallel_months / 12.0 * parallel * self.biased(vary);
        }
        Some(run)
    }

    /// κ_t: how much of the convergence has happened.
    pub fn convergence_ramp(&self, go_live: usize) -> Vec<f64> {
        let convergence = &self.service.convergence;
        let (from, over) = (convergence.start.unwrap_or(go_live), convergence.years.unwrap_or(self.service.ramp_years));
        (0..self.years).map(|t| ramp(t, from, over)).collect()
    }

    fn saving_rate(&self, of: &[&Member], vary: &Vary) -> (f64, f64) {
        let service = self.service;
        let group = scale_effect(of.iter().map(|member| member.cost_today), service.scale_elasticity);
        let scale = scale_factor(service.scale_share.0, group, self.reference_scale);
        let likely = vary.saving.unwrap_or(service.saving.likely.0);
        ((1.0 - service.haircut.0) * f64::min(service.saving.high.0, likely * scale), scale)
    }

    /// u*: the unit cost of the group's target.
    pub fn target(&self, of: &[&Member]) -> Option<f64> {
        let unit_costs =
            || of.iter().filter(|member| member.driver > 0.0).map(|member| member.cost_today / member.driver);
        match self.service.convergence.target {
            Target::None => None,
            Target::Lowest => unit_costs().min_by(f64::total_cmp),
            Target::Median => median(unit_costs().collect()),
            Target::Benchmark => self.service.convergence.benchmark.map(|benchmark| benchmark.0),
        }
    }

    /// x_i: the part of a member's cost that coming down to the target takes away.
    pub fn converging(&self, member: &Member, target: Option<f64>, vary: &Vary) -> f64 {
        let Some(target) = target.filter(|_| member.cost_today > 0.0) else { return 0.0 };
        let share = vary.convergence.unwrap_or(self.service.convergence.share.0);
        let gap = f64::max(0.0, member.cost_today - target * member.driver);
        share * (1.0 - self.service.haircut.0) * gap / member.cost_today
    }

    /// One plus the optimism bias, times what is varied.
    fn biased(&self, vary: &Vary) -> f64 {
        (1.0 + self.service.one_off.optimism_bias.0) * vary.one_off
    }

    /// An amount spread over the years that end with the one before go-live; what would fall
    /// before year 0 falls into year 0.
    pub fn fixed(&self, amount: f64, go_live: usize) -> Vec<f64> {
        let spread = self.service.one_off.spread_years.max(1);
        let last = go_live.saturating_sub(1);
        let mut by_year = vec![0.0; self.years];
        for back in 0..spread {
            if let Some(year) = by_year.get_mut(last.saturating_sub(back)) {
                *year += amount / spread as f64;
            }
        }
        by_year
    }

    /// Redundancy on each year's further posts, with bias.
    fn redundancy(&self, posts: &[f64], vary: &Vary) -> Vec<f64> {
        let OneOff { redundancy_share, redundancy_cost, .. } = self.service.one_off;
        let each = redundancy_share.0 * redundancy_cost.0 * (1.0 - self.service.officer_share.0) * self.biased(vary);
        let before = std::iter::once(&0.0).chain(posts);
        posts.iter().zip(before).map(|(now, before)| each * f64::max(0.0, now - before)).collect()
    }

    pub fn stranded(&self, member: &Member, go_live: usize) -> Vec<f64> {
        let stranded = &self.service.stranded;
        let left = |t: usize| match t.checked_sub(go_live) {
            Some(since) => f64::max(0.0, 1.0 - since as f64 / stranded.years.max(1) as f64),
            None => 0.0,
        };
        member.cost.iter().enumerate().map(|(t, cost)| stranded.share.0 * cost * left(t)).collect()
    }

    /// Σ net_i of a group by year, which no key changes.
    pub fn pooled_net(&self, run: &GroupRun) -> Vec<f64> {
        let sum = |of: &[Vec<f64>], t: usize| of.iter().map(|by_year| at(by_year, t)).sum::<f64>();
        (0..self.years)
            .map(|t| {
                let today: f64 =
                    run.group.iter().filter_map(|place| self.members.get(*place)).map(|m| at(&m.cost, t)).sum();
                let charged = match run.pool.get(t).copied().flatten() {
                    Some(pool) => pool + sum(&run.stranded, t),
                    None => sum(&run.own, t),
                };
                today - charged - run.one_off(t) + at(&run.grant, t)
            })
            .collect()
    }

    /// By year, what the key shares out of a group's flows: the grant less the shared unit's cost and the
    /// one-off cost that is not borne by each alone.
    pub fn keyed(&self, run: &GroupRun) -> Vec<f64> {
        let one_off = |t: usize| if self.borne_by_own() { at(&run.common, t) } else { run.one_off(t) };
        (0..self.years)
            .map(|t| at(&run.grant, t) - run.pool.get(t).copied().flatten().unwrap_or(0.0) - one_off(t))
            .collect()
    }

    /// What a partner could reach by itself, where the target is an external benchmark: by member,
    /// the present value, never below nothing.
    pub fn alone(&self, factors: &[f64]) -> Vec<f64> {
        if self.service.convergence.target != Target::Benchmark || self.members.len() < 2 {
            return vec![0.0; self.members.len()];
        }
        let vary = Vary::default();
        let kappa = self.convergence_ramp(self.service.go_live);
        let target = self.target(&[]);
        let one = |member: &Member| {
            let x = self.converging(member, target, &vary);
            let by_year = |of: &[f64]| -> Vec<f64> { of.iter().zip(&kappa).map(|(full, k)| full * x * k).collect() };
            let saved = by_year(&member.cost);
            let redundancy = self.redundancy(&by_year(&member.posts), &vary);
            let net: Vec<f64> = saved.iter().zip(&redundancy).map(|(saved, paid)| saved - paid).collect();
            f64::max(0.0, super::discounting::present_value(&net, factors))
        };
        self.members.iter().map(one).collect()
    }

    /// Whether each partner bears its own redundancy and its own part of the fixed cost.
    pub fn borne_by_own(&self) -> bool {
        self.service.one_off.borne == Borne::Own
    }
}

impl Service {
    /// The first year in which the saving and the convergence are complete and no cost is left behind any more, when it
    /// goes live in a year.
    pub(crate) fn settled(&self, go_live: usize) -> usize {
        let saving = go_live + self.ramp_years - 1;
        let convergence = match self.convergence.target {
            Target::None => 0,
            _ => self.convergence.start.unwrap_or(go_live) + self.convergence.years.unwrap_or(self.ramp_years) - 1,
        };
        let stranded = if self.stranded.share.0 > 0.0 { go_live + self.stranded.years } else { 0 };
        saving.max(convergence).max(stranded)
    }
}

impl Member {
    fn new(service: &Service, years: usize, place: usize, partner: &crate::model::Partner, key: f64) -> Member {
        let base: Baseline = service.baseline_of(&partner.id);
        let planned = service.planned.get(&partner.id).copied().unwrap_or_default();
        let grow = |rate: f64, t: usize| libm::pow(1.0 + rate, t as f64);
        let kept = |t: usize| if t >= planned.from { 1.0 - planned.share.0 } else { 1.0 };
        let (pay, other, income) = (base.fte.0 * base.cost_per_fte.0, base.non_pay.0, base.income.0);
        let non_pay = |t: usize| other * grow(service.real_growth.non_pay.0, t);
        let cost = |t: usize| pay * grow(service.real_growth.pay.0, t) + non_pay(t) - income;
        Member {
            partner: place,
            cost_today: base.cost().0,
            cost: (0..years).map(|t| cost(t) * kept(t)).collect(),
            non_pay: (0..years).map(|t| non_pay(t) * kept(t)).collect(),
            posts: (0..years).map(|t| base.fte.0 * kept(t)).collect(),
            driver: service.driver.of(partner),
            key,
        }
    }
}
