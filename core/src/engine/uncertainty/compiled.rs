//! Services and categories compiled so that a draw costs little.
//!
//! For each year in which it may go live, the method read as coefficients gives what multiplies c (the part of the gap to the
//! target that is closed), r (the saving rate) and c × r, and the same of one-off cost times its factor.

use super::super::procurement::CategoryCase;
use super::super::shared_service::ServiceCase;
use super::parameter::Draw;
use crate::method::service::{self, Member, Shared};
use crate::method::size::{Saving, effect_of, rate, scale};
use crate::method::{Algebra, Bends, Coefficients, Four, Moved, Numbers, Poly, buying, dot};
use crate::model::{Mode, Target};

/// Where the figures of a draw are added up.
#[derive(Debug, Clone)]
pub(super) struct Sums {
    pub by_year: Vec<f64>,
    pub partners: Vec<f64>,
    /// Recurring saving of the year at full effect.
    pub full_year: f64,
}

impl Sums {
    pub fn nothing(years: usize, partners: usize) -> Sums {
        Sums { by_year: vec![0.0; years], partners: vec![0.0; partners], full_year: 0.0 }
    }

    pub fn clear(&mut self) {
        self.by_year.fill(0.0);
        self.partners.fill(0.0);
        self.full_year = 0.0;
    }
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
    /// The likely saving drawn, at the scale of all members.
    Saving { scale: f64, saving: Saving<f64> },
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
    /// By year: what all gain.
    flows: Flows,
    /// Present value of what each partner gains, in the order of `whose`.
    partners: Flows,
    whose: Vec<usize>,
    bends: Vec<Bend>,
}

/// A year's or a partner's flows, then those of one-off cost, to be multiplied by its factor. Where there is no target to
/// converge to, nothing is multiplied by c, and half the work is saved.
#[derive(Debug, Clone)]
enum Flows {
    /// What multiplies 1 and r, then the same of one-off cost.
    Plain(Vec<[f64; 4]>),
    /// What multiplies 1, c, r and c × r, then the same of one-off cost.
    Converging(Vec<[f64; 8]>),
}

/// What counts only where it is above nothing, with what multiplies it, without the factor on one-off cost and with it.
#[derive(Debug, Clone)]
struct Bend {
    at: Four,
    by_year: Vec<(usize, [f64; 2])>,
    partners: Vec<(usize, [f64; 2])>,
}

/// What a draw multiplies them by: the same for all years and partners.
struct Multiplied {
    weight: f64,
    c: f64,
    r: f64,
    cr: f64,
    one_off: f64,
}

impl Flows {
    fn of(figures: impl Iterator<Item = [Four; 2]>, converges: bool) -> Flows {
        if converges {
            let eight = |[[a, b, c, d], [e, f, g, h]]: [Four; 2]| [a, b, c, d, e, f, g, h];
            Flows::Converging(figures.map(eight).collect())
        } else {
            let four = |[[one, _, r, _], [once, _, once_r, _]]: [Four; 2]| [one, r, once, once_r];
            Flows::Plain(figures.map(four).collect())
        }
    }

    /// Adds what is multiplied by the factor on one-off cost and by nothing else.
    fn add_once(&self, one_off: f64, sums: &mut [f64], place: impl Fn(usize) -> usize) {
        let mut add = |n: usize, once: f64| {
            if let Some(sum) = sums.get_mut(place(n)) {
                *sum += one_off * once;
            }
        };
        match self {
            Flows::Plain(flows) => flows.iter().enumerate().for_each(|(n, [_, _, once, _])| add(n, *once)),
            Flows::Converging(flows) => flows.iter().enumerate().for_each(|(n, [_, _, _, _, once, ..])| add(n, *once)),
        }
    }

    /// Adds what a draw makes of each to where it is summed up.
    #[inline]
    fn add(&self, by: &Multiplied, sums: &mut [f64], place: impl Fn(usize) -> usize) {
        let Multiplied { weight, c, r, cr, one_off } = *by;
        match self {
            Flows::Plain(flows) => {
                for (n, [y0, y1, o0, o1]) in flows.iter().enumerate() {
                    if let Some(sum) = sums.get_mut(place(n)) {
                        *sum += (weight * y0 + r * y1) + one_off * (weight * o0 + r * o1);
                    }
                }
            }
            Flows::Converging(flows) => {
                for (n, [y0, y1, y2, y3, o0, o1, o2, o3]) in flows.iter().enumerate() {
                    if let Some(sum) = sums.get_mut(place(n)) {
                        *sum += (weight * y0 + c * y1 + r * y2 + cr * y3)
                            + one_off * (weight * o0 + c * o1 + r * o2 + cr * o3);
                    }
                }
            }
        }
    }
}

impl Compiled {
    /// A service shared by two or more, for go-lives up to `latest` years late.
    pub fn of_service(case: &ServiceCase, factors: &[f64], latest: usize) -> Option<Compiled> {
        let service = case.service;
        let a = &case.numbers;
        let costs: Vec<f64> = case.members.iter().map(|member| member.cost_today).collect();
        (case.members.len() > 1).then(|| Compiled {
            place: format!("services.{}", service.id),
            lines: (0..=latest).map(|late| Line::of_service(case, service.go_live + late, factors)).collect(),
            rate: Rated::Saving {
                scale: scale(a, &case.saving, effect_of(a, &costs, case.saving.elasticity), case.measured),
                saving: case.saving,
            },
            convergence: (service.convergence.target != Target::None).then_some(service.convergence.share.0),
        })
    }

    /// A category bought together by two or more.
    pub fn of_category(case: &CategoryCase, factors: &[f64], latest: usize) -> Option<Compiled> {
        let category = case.category;
        let a = &case.numbers;
        let reached: Vec<f64> = case.buyers.iter().map(|buyer| buyer.reached).collect();
        (case.buyers.len() > 1).then(|| Compiled {
            place: format!("procurement.{}", category.id),
            lines: (0..=latest).map(|late| Line::of_category(case, category.go_live + late, factors)).collect(),
            rate: match category.mode {
                Mode::Rate => Rated::Saving {
                    scale: scale(a, &case.saving, effect_of(a, &reached, case.saving.elasticity), case.measured),
                    saving: case.saving,
                },
                Mode::Items => Rated::Factor,
            },
            convergence: None,
        })
    }

    /// The id of what is compiled, without its list: `hr`.
    pub fn id(&self) -> &str {
        self.place.split_once('.').map_or("", |(_, id)| id)
    }

    /// Adds one-off cost alone, times a factor, as where nothing else came of it.
    pub fn add_once(&self, delay: f64, one_off: f64, sums: &mut Sums) {
        let whole = libm::floor(delay);
        let part = delay - whole;
        for (late, weight) in [(whole as usize, 1.0 - part), (whole as usize + 1, part)] {
            if let Some(line) = self.lines.get(late).filter(|_| weight > 0.0) {
                line.flows.add_once(weight * one_off, &mut sums.by_year, |n| n);
                let whose = &line.whose;
                line.partners
                    .add_once(weight * one_off, &mut sums.partners, |n| whose.get(n).copied().unwrap_or(usize::MAX));
            }
        }
    }

    /// The first year at full effect with a delay.
    pub fn settled(&self, delay: f64) -> usize {
        self.lines.get(libm::ceil(delay) as usize).or(self.lines.last()).map_or(0, |line| line.settled)
    }

    /// Adds what a draw makes of it; `full_year` is the year whose recurring saving counts.
    pub fn add(&self, draw: &Draw, full_year: usize, sums: &mut Sums) {
        let r = match self.rate {
            Rated::Saving { scale, saving } => rate(&Numbers::default(), &saving.with_likely(draw.saving), scale),
            Rated::Factor => draw.saving,
        };
        let c = self.convergence.map_or(0.0, |share| f64::min(1.0, share * draw.convergence));
        let by = [1.0, c, r, c * r];
        let whole = libm::floor(draw.delay);
        let part = draw.delay - whole;
        for (late, weight) in [(whole as usize, 1.0 - part), (whole as usize + 1, part)] {
            if let Some(line) = self.lines.get(late).filter(|_| weight > 0.0) {
                line.add(&by, draw.one_off, weight, full_year, sums);
            }
        }
    }
}

/// What a service or category gives to its partners: by partner what it gains by year.
struct Gains<'b> {
    partners: Vec<(usize, Vec<Poly<'b>>)>,
    /// By year, what all save, and what all gain.
    recurring: Vec<Poly<'b>>,
    flows: Vec<Poly<'b>>,
    settled: f64,
    converges: bool,
}

impl Line {
    fn of_service(case: &ServiceCase, go_live: usize, factors: &[f64]) -> Line {
        let service = case.service;
        let bends = Bends::default();
        let otherwise = vec![Moved::GoLive(go_live as f64).of_service(service)];
        let a = &Coefficients::over(factors.len(), otherwise, &bends);
        let members = case.members_as(a);
        let units: Vec<Option<Poly>> = members.iter().map(|member| member.unit_cost).collect();
        let target = service::target(a, service, &units);
        let course = service::course(a, service, &members);
        let shared: Vec<Shared<Coefficients>> = members
            .iter()
            .map(|member| {
                let x = service::converging(a, service, member, target);
                service::shared(a, service, &course, member, (x, a.r()))
            })
            .collect();
        let both: Vec<(&Member<Coefficients>, &Shared<Coefficients>)> = members.iter().zip(&shared).collect();
        let unit = service::unit(a, service, &course, &both);
        let parts = || both.iter().zip(&course.stranded);
        let paid: Vec<_> = parts()
            .map(|((member, shared), stranded)| service::paid(a, service, &course, &unit, member, (shared, stranded)))
            .collect();
        let saves = |t| {
            let each = |((member, shared), stranded): (&(&Member<_>, &Shared<_>), _)| {
                service::saves(a, &course, member, (*shared, stranded), t)
            };
            a.sum(&mut parts().map(each))
        };
        let gains = |t| {
            let each = |((member, shared), stranded): (&(&Member<_>, &Shared<_>), _)| {
                service::gain(a, service, &course, member, (*shared, stranded), t)
            };
            a.sum(&mut parts().map(each)) - service::fixed(a, &course, members.len(), t)
        };
        let gains = Gains {
            recurring: (0..factors.len()).map(saves).collect(),
            flows: (0..factors.len()).map(gains).collect(),
            settled: course.complete.constant(),
            converges: target.is_some(),
            partners: members.iter().zip(&paid).map(|(member, paid)| (member.partner, paid.net.clone())).collect(),
        };
        Line::of(a, &gains, &bends, factors)
    }

    fn of_category(case: &CategoryCase, go_live: usize, factors: &[f64]) -> Line {
        let category = case.category;
        let bends = Bends::default();
        let otherwise = vec![Moved::GoLive(go_live as f64).of_category(category)];
        let a = Coefficients::over(factors.len(), otherwise, &bends);
        let a = &if category.mode == Mode::Items { a.by_items() } else { a };
        let buyers = case.buyers_as(a);
        let all: Vec<&buying::Buyer<Coefficients>> = buyers.iter().collect();
        let full = match category.mode {
            Mode::Rate => buying::saved_at_rate(a, &all, a.r()),
            Mode::Items => buying::saved_on_items(a, category, &all),
        };
        let course = buying::course(a, category);
        let one_off = buying::one_off(a, category, &course, buyers.len());
        let each = buyers.iter().zip(&full);
        let bought: Vec<_> =
            each.map(|(buyer, full)| buying::paid(a, category, &course, (buyer, *full), &one_off)).collect();
        let reached = a.sum(&mut buyers.iter().map(|buyer| buyer.reached));
        let full = a.sum(&mut full.iter().copied());
        let saves = |t| buying::gain(a, category, &course, (full, reached), t);
        let gains = Gains {
            recurring: (0..factors.len()).map(saves).collect(),
            flows: (0..factors.len()).map(|t| saves(t) - a.at(&one_off, t)).collect(),
            settled: course.complete.constant(),
            converges: false,
            partners: buyers.iter().zip(&bought).map(|(buyer, bought)| (buyer.partner, bought.net.clone())).collect(),
        };
        Line::of(a, &gains, &bends, factors)
    }

    fn of<'b>(a: &Coefficients<'b>, gains: &Gains<'b>, bends: &Bends, factors: &[f64]) -> Line {
        let flows = &gains.flows;
        let presents: Vec<(usize, Poly)> =
            gains.partners.iter().map(|(partner, net)| (*partner, a.present(net, factors))).collect();
        let weights =
            |of: &Poly, bend: usize| of.bends().iter().find(|(one, _)| *one == bend).map(|(_, weights)| *weights);
        let bend = |(place, at): (usize, Four)| Bend {
            at,
            by_year: flows.iter().enumerate().filter_map(|(t, flow)| Some((t, weights(flow, place)?))).collect(),
            partners: presents
                .iter()
                .filter_map(|(partner, present)| Some((*partner, weights(present, place)?)))
                .collect(),
        };
        let bends = bends.all().into_iter().enumerate().map(bend).collect();
        Line {
            settled: gains.settled as usize,
            recurring: gains.recurring.iter().map(|one| one.halves()[0]).collect(),
            flows: Flows::of(flows.iter().map(Poly::halves), gains.converges),
            partners: Flows::of(presents.iter().map(|(_, present)| present.halves()), gains.converges),
            whose: presents.iter().map(|(partner, _)| *partner).collect(),
            bends,
        }
    }

    fn add(&self, by: &Four, one_off: f64, weight: f64, full_year: usize, sums: &mut Sums) {
        let [_, c, r, cr] = by.map(|part| part * weight);
        let drawn = Multiplied { weight, c, r, cr, one_off };
        self.flows.add(&drawn, &mut sums.by_year, |n| n);
        if let Some([y0, y1, y2, y3]) = self.recurring.get(full_year) {
            sums.full_year += weight * y0 + c * y1 + r * y2 + cr * y3;
        }
        let whose = &self.whose;
        self.partners.add(&drawn, &mut sums.partners, |n| whose.get(n).copied().unwrap_or(usize::MAX));
        for bend in &self.bends {
            let counts = weight * f64::max(0.0, dot(&bend.at, by));
            if counts > 0.0 {
                bend.add(counts, one_off, sums);
            }
        }
    }
}

impl Bend {
    fn add(&self, counts: f64, one_off: f64, sums: &mut Sums) {
        let lists = [(&self.by_year, &mut sums.by_year), (&self.partners, &mut sums.partners)];
        for (weights, sums) in lists {
            for (place, [plain, once]) in weights {
                if let Some(sum) = sums.get_mut(*place) {
                    *sum += counts * (plain + once * one_off);
                }
            }
        }
    }
}
