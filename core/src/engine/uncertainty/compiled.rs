//! Services and categories compiled so that a draw costs little.
//!
//! For each year in which it may go live, a service's flows are linear in c (the part of the gap to the target that
//! is closed), r (the saving rate) and c × r, and those of one-off cost again times a factor. Tests hold this to the
//! computation year by year of [`super::super::shared_service`].

use super::super::discounting::present_value;
use super::super::procurement::CategoryCase;
use super::super::shared_service::{Member, ServiceCase, Vary, at, ramp, scale_effect, scale_factor};
use crate::model::{Mode, Target};

/// What multiplies 1, c, r and c × r.
type Four = [f64; 4];

fn dot(four: &Four, by: &Four) -> f64 {
    four.iter().zip(by).map(|(a, b)| a * b).sum()
}

/// What one draw makes of a service or category.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Draw {
    pub saving: f64,
    pub one_off: f64,
    pub convergence: f64,
    /// Years of delay.
    pub delay: f64,
}

/// Where the figures of a draw are added up.
#[derive(Debug, Clone)]
pub(super) struct Sums {
    pub by_year: Vec<f64>,
    pub partners: Vec<f64>,
    /// Recurring saving of the year at full effect.
    pub full_year: f64,
}

/// A service or category ready to be drawn.
#[derive(Debug, Clone)]
pub(super) struct Compiled {
    /// `services.hr`.
    pub place: String,
    /// By years of delay.
    lines: Vec<Line>,
    rate: Rated,
    /// The convergence share as entered, times the factor never above the whole gap; none without a target.
    pub convergence: Option<f64>,
}

/// From a drawn saving to the rate r.
#[derive(Debug, Clone)]
enum Rated {
    /// The likely saving drawn, times the scale, at most the highest, as far as it is believed.
    Saving { scale: f64, high: f64, believed: f64 },
    /// Items: a factor on what they save.
    Factor,
}

/// One year of go-live.
#[derive(Debug, Clone)]
struct Line {
    /// The first year at full effect.
    settled: usize,
    /// By year: recurring saving.
    recurring: Vec<Four>,
    /// By year: recurring saving with the grant, and one-off cost to be multiplied by its factor.
    flows: Flows,
    /// Present values of what the key shares out: the unit's cost, one-off cost, grant.
    pool: Four,
    keyed: Four,
    grant: f64,
    partners: Vec<PartnerLine>,
    /// Whether what a partner has by itself is multiplied by r: a category.
    by_rate: bool,
    /// Members whose own plans take posts away part of the way: redundancy year by year.
    planned: Vec<Planned>,
}

#[derive(Debug, Clone)]
struct PartnerLine {
    partner: usize,
    key: f64,
    /// Present value of what the member has by itself: apart from anything drawn, and to be multiplied by c (in a
    /// category, by r).
    own: [f64; 2],
    /// One-off cost that it bears by itself, to be multiplied by its factor.
    once: Option<Four>,
}

/// A year's flows. Where there is no target to converge to, nothing is multiplied by c, and half the work is saved.
#[derive(Debug, Clone)]
enum Flows {
    /// What multiplies 1 and r, then the same of one-off cost.
    Plain(Vec<[f64; 4]>),
    /// What multiplies 1, c, r and c × r, then the same of one-off cost.
    Converging(Vec<[f64; 8]>),
}

#[derive(Debug, Clone)]
struct Planned {
    /// Its place among the lines of partners.
    member: usize,
    gap: f64,
    /// What one post costs to end.
    each: f64,
    posts: Vec<f64>,
    kappa: Vec<f64>,
    rho: Vec<f64>,
    borne_by_own: bool,
}

impl Compiled {
    /// A service shared by two or more, for go-lives up to `latest` years late.
    pub fn of_service(case: &ServiceCase, factors: &[f64], latest: usize) -> Option<Compiled> {
        let service = case.service;
        (case.members.len() > 1).then(|| Compiled {
            place: format!("services.{}", service.id),
            lines: (0..=latest).map(|late| Line::of_service(case, service.go_live + late, factors)).collect(),
            rate: Rated::Saving {
                scale: scale_factor(
                    service.scale_share.0,
                    scale_effect(case.members.iter().map(|member| member.cost_today), service.scale_elasticity),
                    case.reference_scale(),
                ),
                high: service.saving.high.0,
                believed: 1.0 - service.haircut.0,
            },
            convergence: (service.convergence.target != Target::None).then_some(service.convergence.share.0),
        })
    }

    /// A category bought together by two or more.
    pub fn of_category(case: &CategoryCase, factors: &[f64], latest: usize) -> Option<Compiled> {
        let category = case.category;
        (case.buyers.len() > 1).then(|| Compiled {
            place: format!("procurement.{}", category.id),
            lines: (0..=latest).map(|late| Line::of_category(case, category.go_live + late, factors)).collect(),
            rate: match category.mode {
                Mode::Rate => Rated::Saving {
                    scale: scale_factor(
                        category.scale_share.0,
                        scale_effect(case.buyers.iter().map(|buyer| buyer.reached), category.scale_elasticity),
                        case.reference_scale(),
                    ),
                    high: category.saving.high.0,
                    believed: 1.0 - category.haircut.0,
                },
                Mode::Items => Rated::Factor,
            },
            convergence: None,
        })
    }

    /// The first year at full effect with a delay.
    pub fn settled(&self, delay: f64) -> usize {
        self.lines.get(libm::ceil(delay) as usize).or(self.lines.last()).map_or(0, |line| line.settled)
    }

    /// Adds what a draw makes of it; `full_year` is the year whose recurring saving counts.
    pub fn add(&self, draw: &Draw, full_year: usize, factors: &[f64], sums: &mut Sums) {
        let rate = match self.rate {
            Rated::Saving { scale, high, believed } => believed * f64::min(high, draw.saving * scale),
            Rated::Factor => draw.saving,
        };
        let c = self.convergence.map_or(0.0, |share| f64::min(1.0, share * draw.convergence));
        let by = [1.0, c, rate, c * rate];
        let whole = libm::floor(draw.delay);
        let part = draw.delay - whole;
        for (late, weight) in [(whole as usize, 1.0 - part), (whole as usize + 1, part)] {
            if let Some(line) = self.lines.get(late).filter(|_| weight > 0.0) {
                line.add(&by, draw.one_off, weight, full_year, factors, sums);
            }
        }
    }
}

impl Line {
    fn of_service(case: &ServiceCase, go_live: usize, factors: &[f64]) -> Line {
        let service = case.service;
        let years = factors.len();
        let rho: Vec<f64> = (0..years).map(|t| ramp(t, go_live, service.ramp_years)).collect();
        let kappa = case.convergence_ramp(go_live);
        let both: Vec<f64> = rho.iter().zip(&kappa).map(|(rho, kappa)| rho * kappa).collect();
        let rise = |ramp: &[f64], t: usize| at(ramp, t) - t.checked_sub(1).map_or(0.0, |before| at(ramp, before));
        let bias = 1.0 + service.one_off.optimism_bias.0;
        let each = service.one_off.redundancy_share.0
            * service.one_off.redundancy_cost.0
            * (1.0 - service.officer_share.0)
            * bias;
        let vat = service.irrecoverable_vat.0;
        let everyone: Vec<&Member> = case.members.iter().collect();
        let target = case.target(&everyone);
        let whole_gap = Vary { convergence: Some(1.0), ..Vary::default() };
        let borne_by_own = case.borne_by_own();

        let mut recurring = vec![[0.0; 4]; years];
        let mut once_by_year = vec![[0.0; 4]; years];
        let (mut pool, mut keyed): (Four, Four) = ([0.0; 4], [0.0; 4]);
        let (mut partners, mut planned) = (Vec::new(), Vec::new());
        let common = case.fixed((service.one_off.programme + service.one_off.ict).0 * bias, go_live);
        let each_partner = case.fixed(service.one_off.per_partner.0 * bias, go_live);
        let grant = case.fixed(service.one_off.grant.0, go_live);
        let parallel: f64 = case.members.iter().map(|member| at(&member.cost, go_live)).sum();
        let parallel = parallel * service.one_off.parallel_months / 12.0 * bias;

        for (place, member) in case.members.iter().enumerate() {
            let gap = case.converging(member, target, &whole_gap);
            let stranded = case.stranded(member, go_live);
            let steady = member.posts.iter().all(|now| Some(now) == member.posts.first());
            let (mut own, mut borne) = ([0.0; 2], [0.0; 4]);
            for (t, ((year, once_year), factor)) in recurring.iter_mut().zip(&mut once_by_year).zip(factors).enumerate()
            {
                let (cost, non_pay) = (at(&member.cost, t), at(&member.non_pay, t));
                let (k, p, kp) = (at(&kappa, t), at(&rho, t), at(&both, t));
                let [one, c, r, cr] = year;
                if t >= go_live {
                    let taxed = cost + vat * non_pay;
                    let left = service.overhead.0 * cost + vat * non_pay;
                    let strands = at(&stranded, t);
                    *one -= left + strands;
                    *c += taxed * gap * k;
                    *r += taxed * p;
                    *cr -= taxed * gap * kp;
                    let unit = [cost + left, -taxed * gap * k, -taxed * p, taxed * gap * kp];
                    pool.iter_mut().zip(unit).for_each(|(sum, part)| *sum += part * factor);
                    own[0] += (cost - strands) * factor;
                } else {
                    *c += cost * gap * k;
                    own[1] += cost * gap * k * factor;
                }
                let own_fixed = at(&each_partner, t);
                let ended = if steady { each * at(&member.posts, t) } else { 0.0 };
                let once =
                    [own_fixed, ended * gap * rise(&kappa, t), ended * rise(&rho, t), -ended * gap * rise(&both, t)];
                once_year.iter_mut().zip(once).for_each(|(sum, part)| *sum += part);
                let bearer = if borne_by_own { &mut borne } else { &mut keyed };
                bearer.iter_mut().zip(once).for_each(|(sum, part)| *sum += part * factor);
            }
            if !steady {
                planned.push(Planned {
                    member: place,
                    gap,
                    each,
                    posts: member.posts.clone(),
                    kappa: kappa.clone(),
                    rho: rho.clone(),
                    borne_by_own,
                });
            }
            let once = borne_by_own.then_some(borne);
            partners.push(PartnerLine { partner: member.partner, key: member.key, own, once });
        }
        for (t, (year, factor)) in once_by_year.iter_mut().zip(factors).enumerate() {
            let once = at(&common, t) + if t == go_live { parallel } else { 0.0 };
            year[0] += once;
            keyed[0] += once * factor;
        }
        let flows = recurring.iter().zip(&once_by_year).zip(&grant);
        let flows = flows
            .map(|(([one, c, r, cr], [o, oc, or, ocr]), granted)| [one + granted, *c, *r, *cr, *o, *oc, *or, *ocr]);
        let flows = match target {
            None => Flows::Plain(flows.map(|[one, _, r, _, o, _, or, _]| [one, r, o, or]).collect()),
            Some(_) => Flows::Converging(flows.collect()),
        };
        Line {
            settled: service.settled(go_live),
            recurring,
            flows,
            pool,
            keyed,
            grant: present_value(&grant, factors),
            partners,
            by_rate: false,
            planned,
        }
    }

    fn of_category(case: &CategoryCase, go_live: usize, factors: &[f64]) -> Line {
        let category = case.category;
        let rho: Vec<f64> = (0..factors.len()).map(|t| ramp(t, go_live, category.ramp_years)).collect();
        let full_years = present_value(&rho, factors);
        let full = case.full_saving(1.0);
        let cost = category.one_off.programme.0 + category.one_off.per_partner.0 * case.buyers.len() as f64;
        let once = (1.0 + category.one_off.optimism_bias.0) * cost;
        let paid_in = go_live.saturating_sub(1);
        let fee = |reached: f64| category.framework_fee.0 * reached;
        let (saves, fees): (f64, f64) = (full.iter().sum(), case.buyers.iter().map(|buyer| fee(buyer.reached)).sum());
        let once_in = |t: usize| if t == paid_in { once } else { 0.0 };
        Line {
            settled: category.settled(go_live),
            recurring: rho.iter().map(|p| [-fees * p, 0.0, saves * p, 0.0]).collect(),
            flows: Flows::Plain(rho.iter().enumerate().map(|(t, p)| [-fees * p, saves * p, once_in(t), 0.0]).collect()),
            pool: [0.0; 4],
            keyed: [once * at(factors, paid_in), 0.0, 0.0, 0.0],
            grant: 0.0,
            partners: case
                .buyers
                .iter()
                .zip(&full)
                .map(|(buyer, full)| PartnerLine {
                    partner: buyer.partner,
                    key: buyer.key,
                    own: [-fee(buyer.reached) * full_years, full * full_years],
                    once: None,
                })
                .collect(),
            by_rate: true,
            planned: Vec::new(),
        }
    }

    fn add(&self, by: &Four, one_off: f64, weight: f64, full_year: usize, factors: &[f64], sums: &mut Sums) {
        let [_, c, r, cr] = by.map(|part| part * weight);
        let [once, once_c, once_r, once_cr] = [weight, c, r, cr].map(|part| -part * one_off);
        match &self.flows {
            Flows::Plain(flows) => {
                for (sum, [y0, y1, o0, o1]) in sums.by_year.iter_mut().zip(flows) {
                    *sum += weight * y0 + r * y1 + once * o0 + once_r * o1;
                }
            }
            Flows::Converging(flows) => {
                for (sum, [y0, y1, y2, y3, o0, o1, o2, o3]) in sums.by_year.iter_mut().zip(flows) {
                    *sum += (weight * y0 + c * y1 + r * y2 + cr * y3)
                        + (once * o0 + once_c * o1 + once_r * o2 + once_cr * o3);
                }
            }
        }
        if let Some([y0, y1, y2, y3]) = self.recurring.get(full_year) {
            sums.full_year += weight * y0 + c * y1 + r * y2 + cr * y3;
        }
        let mut keyed = dot(&self.keyed, by);
        for planned in &self.planned {
            let mut present = 0.0;
            planned.redundancy(by, |t, cost| {
                present += cost * at(factors, t);
                if let Some(sum) = sums.by_year.get_mut(t) {
                    *sum -= weight * one_off * cost;
                }
            });
            let bearer = self.partners.get(planned.member).filter(|_| planned.borne_by_own);
            match bearer.and_then(|line| sums.partners.get_mut(line.partner)) {
                Some(sum) => *sum -= weight * one_off * present,
                None => keyed += present,
            }
        }
        let moves = if self.by_rate { r } else { c };
        let shared = weight * (dot(&self.pool, by) + one_off * keyed - self.grant);
        for PartnerLine { partner, key, own: [own, moved], once } in &self.partners {
            if let Some(sum) = sums.partners.get_mut(*partner) {
                *sum += weight * own + moves * moved - key * shared;
                if let Some(once) = once {
                    *sum -= weight * one_off * dot(once, by);
                }
            }
        }
    }
}

impl Planned {
    /// Tells each year's cost of redundancy.
    fn redundancy(&self, [_, c, r, _]: &Four, mut tell: impl FnMut(usize, f64)) {
        let x = c * self.gap;
        let mut before = 0.0;
        for (t, ((posts, kappa), rho)) in self.posts.iter().zip(&self.kappa).zip(&self.rho).enumerate() {
            let gone = posts * (1.0 - (1.0 - x * kappa) * (1.0 - r * rho));
            tell(t, self.each * f64::max(0.0, gone - before));
            before = gone;
        }
    }
}
