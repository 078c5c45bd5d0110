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
    /// Present value of what each partner gains, in the order of members.
    partners: Flows,
    /// Each partner's place; none where they are the first, one after the other.
    whose: Option<Vec<usize>>,
    bends: Vec<Bend>,
}

/// A year's or a partner's flows, to be multiplied by what is drawn, and apart, where there is any, one-off cost, to be multiplied
/// by its factor besides. Where there is no target to converge to, nothing is multiplied by c, and half the work is saved.
#[derive(Debug, Clone)]
enum Flows {
    /// What multiplies 1 and r.
    Plain(Vec<[f64; 2]>, Once<2>),
    /// What multiplies 1, c, r and c × r.
    Converging(Vec<Four>, Once<4>),
}

/// One-off cost by the place of its year or partner: most years have none.
type Once<const N: usize> = Vec<(usize, [f64; N])>;

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
        let figures: Vec<[Four; 2]> = figures.collect();
        let once = figures.iter().enumerate().filter(|(_, [_, once])| once.iter().any(|one| *one != 0.0));
        if converges {
            let once = once.map(|(n, [_, once])| (n, *once)).collect();
            Flows::Converging(figures.iter().map(|[flow, _]| *flow).collect(), once)
        } else {
            let two = |[one, _, r, _]: Four| [one, r];
            let once = once.map(|(n, [_, once])| (n, two(*once))).collect();
            Flows::Plain(figures.iter().map(|[flow, _]| two(*flow)).collect(), once)
        }
    }

    /// Adds what a draw makes of each to where it is summed up: one after the other, or each at its own place.
    #[inline]
    fn add(&self, by: &Multiplied, sums: &mut [f64], places: Option<&[usize]>) {
        let Multiplied { weight, c, r, cr, one_off } = *by;
        let (once, once_r) = (weight * one_off, r * one_off);
        match self {
            Flows::Plain(flows, spent) => {
                each(flows, sums, places, |[y0, y1]| weight * y0 + r * y1);
                at_places(spent, sums, places, |[o0, o1]| once * o0 + once_r * o1);
            }
            Flows::Converging(flows, spent) => {
                each(flows, sums, places, |[y0, y1, y2, y3]| weight * y0 + c * y1 + r * y2 + cr * y3);
                at_places(spent, sums, places, |[o0, o1, o2, o3]| {
                    once * o0 + once_r * o2 + one_off * (c * o1 + cr * o3)
                });
            }
        }
    }
}

#[inline]
fn each<const N: usize>(
    flows: &[[f64; N]],
    sums: &mut [f64],
    places: Option<&[usize]>,
    worth: impl Fn(&[f64; N]) -> f64,
) {
    match places {
        None => sums.iter_mut().zip(flows).for_each(|(sum, flow)| *sum += worth(flow)),
        Some(places) => {
            for (place, flow) in places.iter().zip(flows) {
                if let Some(sum) = sums.get_mut(*place) {
                    *sum += worth(flow);
                }
            }
        }
    }
}

#[inline]
fn at_places<const N: usize>(
    spent: &Once<N>,
    sums: &mut [f64],
    places: Option<&[usize]>,
    worth: impl Fn(&[f64; N]) -> f64,
) {
    for (n, flow) in spent {
        let place = places.map_or(Some(*n), |places| places.get(*n).copied());
        if let Some(sum) = place.and_then(|place| sums.get_mut(place)) {
            *sum += worth(flow);
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

fn as_coefficients<'b>(a: &Coefficients<'b>, member: &Member<Numbers>) -> Member<Coefficients<'b>> {
    let row = |row: &[f64]| row.iter().map(|one| a.number(*one)).collect::<Vec<Poly>>();
    Member {
        partner: member.partner,
        name: member.name.clone(),
        cost_today: a.number(member.cost_today),
        driver: a.number(member.driver),
        unit_cost: member.unit_cost.map(|one| a.number(one)),
        key: a.number(member.key),
        cost: row(&member.cost),
        non_pay: row(&member.non_pay),
        pay: row(&member.pay),
        posts: row(&member.posts),
    }
}

impl Line {
    fn of_service(case: &ServiceCase, go_live: usize, factors: &[f64]) -> Line {
        let service = case.service;
        let bends = Bends::default();
        let otherwise = vec![Moved::GoLive(go_live as f64).of_service(service)];
        let a = &Coefficients::over(factors.len(), otherwise, &bends);
        // what members have turns on nothing that is drawn
        let members = &case.members.iter().map(|member| as_coefficients(a, member)).collect::<Vec<_>>();
        let units: Vec<Option<Poly>> = members.iter().map(|member| member.unit_cost).collect();
        let target = service::target(a, service, &units);
        let course = service::course(a, service, members);
        let shared: Vec<Shared<Coefficients>> = members
            .iter()
            .map(|member| {
                let x = service::converging(a, service, member, target);
                service::shared(a, service, &course, member, (x, a.r()))
            })
            .collect();
        let both: Vec<(&Member<Coefficients>, &Shared<Coefficients>)> = members.iter().zip(&shared).collect();
        let unit = service::unit(a, &course, &both);
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
                service::gain(a, &course, member, (*shared, stranded), t)
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
            whose: presents
                .iter()
                .enumerate()
                .any(|(n, (partner, _))| n != *partner)
                .then(|| presents.iter().map(|(partner, _)| *partner).collect()),
            bends,
        }
    }

    fn add(&self, by: &Four, one_off: f64, weight: f64, full_year: usize, sums: &mut Sums) {
        let [_, c, r, cr] = *by;
        let (c, r, cr) = (c * weight, r * weight, cr * weight);
        let drawn = Multiplied { weight, c, r, cr, one_off };
        self.flows.add(&drawn, &mut sums.by_year, None);
        if let Some([y0, y1, y2, y3]) = self.recurring.get(full_year) {
            sums.full_year += weight * y0 + c * y1 + r * y2 + cr * y3;
        }
        self.partners.add(&drawn, &mut sums.partners, self.whose.as_deref());
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
