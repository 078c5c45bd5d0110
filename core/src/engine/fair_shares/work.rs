//! The whole of it, in slices, so that a page can let go between two of them.

use super::super::outcome::Outcome;
use super::super::procurement::CategoryCase;
use super::super::shared_service::ServiceCase;
use super::blocking::{Checked, Group, MARGIN, MOST_ENUMERATED, Table, Worst, telling_groups, value_among};
use super::by_mask::ByMask;
use super::shapley::{Adding, MOST_EXACT, PAIRS, Sampling};
use super::stable::{self, StableWork};
use super::subsets::{SubsetSums, places_of};
use super::worth::Worth;
use crate::method::at;
use crate::model::{Pounds, Scenario};

/// Less than half a penny counts as nothing.
pub const NOTHING: f64 = 0.005;

/// What each partner and each group gains, and the terms that follow.
#[derive(Debug, Clone, PartialEq)]
pub struct FairShares {
    /// In the scenario's order.
    pub partners: Vec<FairPartner>,
    /// Services, then categories, in the scenario's order.
    pub items: Vec<FairItem>,
    /// v of all partners: what sharing brings beyond what each could reach alone.
    pub grand_value: Pounds,
    /// Σ of the discount factors: turns a present value into the same amount every year.
    pub annuity: f64,
    /// What each two would gain together, by places: every pair of those who take part.
    pub pairs: Vec<(usize, usize, Pounds)>,
    /// How far the terms were checked against all groups.
    pub checked: Checked,
    /// Groups who would do better on their own than under the present terms: worst first, at most 50, and
    /// how many there are.
    pub blocking: Vec<Group>,
    /// How many groups would do better by themselves on the terms as entered.
    pub blocking_count: usize,
    /// The same under fair shares.
    pub blocking_fair: Vec<Group>,
    /// How many groups would do better by themselves on fair shares.
    pub blocking_fair_count: usize,
    /// A smaller group that is worth more than all together, by how much.
    pub better_group: Option<Group>,
    /// Where even fair shares are blocked: the terms that hold best, up to ten partners.
    pub stable: Option<StableTerms>,
}

/// One partner's fair share.
#[derive(Debug, Clone, PartialEq)]
pub struct FairPartner {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Whether it takes part in anything that is worth sharing.
    pub takes_part: bool,
    /// NPV over what is worth sharing, before any balancing payment.
    pub npv: Pounds,
    /// NPV of what is not worth sharing.
    pub npv_outside: Pounds,
    /// What it could reach alone in what is worth sharing.
    pub alone: Pounds,
    /// What it adds on average, beyond what all could reach alone.
    pub shapley: Pounds,
    /// Its standard error where it is sampled.
    pub shapley_se: Option<Pounds>,
    /// What it would receive (negative: pay), present value and a year.
    pub balancing_total: Pounds,
    /// What makes its gain its fair share, pounds a year; positive is received.
    pub balancing_per_year: Pounds,
    /// What all gain without it.
    pub value_without: Pounds,
}

/// A service or category as something to share.
#[derive(Debug, Clone, PartialEq)]
pub struct FairItem {
    /// `services.hr`.
    pub place: String,
    /// Its name.
    pub name: String,
    /// Whether two or more take part.
    pub shared: bool,
    /// What it is worth with all of its members, present value.
    pub npv: Pounds,
    /// v of its members: 0 where it is not worth sharing.
    pub value: Pounds,
}

impl FairItem {
    /// Shared, and worth nothing beyond what each could reach alone.
    pub fn is_not_worth_sharing(&self) -> bool {
        self.shared && self.value.0 <= NOTHING
    }
}

/// Terms that hold as long as any can.
#[derive(Debug, Clone, PartialEq)]
pub struct StableTerms {
    /// How much the worst-off group falls short; above nothing where no terms keep every group.
    pub shortfall: Pounds,
    /// What each partner gets beyond alone, present value, in the scenario's order.
    pub terms: Vec<Pounds>,
}

struct Item {
    place: String,
    name: String,
    shared: bool,
    worth: Worth,
    npv: f64,
    value: f64,
    table: Option<Table>,
    /// Where a group's worth follows from sums over its members.
    by_mask: Option<ByMask>,
    adding: Adding,
    sampling: Option<Sampling>,
    /// By member: Shapley value and its squared standard error.
    found: Vec<(f64, f64)>,
}

#[derive(Clone, Copy)]
enum Phase {
    Worth { item: usize, next: usize },
    Values { item: usize, next: usize },
    Groups { next: usize },
    Settle,
    Stable,
    Done,
}

/// Fair shares being worked out.
pub struct FairWork {
    partners: Vec<FairPartner>,
    items: Vec<Item>,
    annuity: f64,
    /// What each has beyond alone under the present terms, and Shapley values once known.
    has: Vec<f64>,
    phase: Phase,
    telling: Option<Vec<Vec<usize>>>,
    sums: Option<SubsetSums<2>>,
    now: Worst,
    fair: Worst,
    best: Option<(f64, Vec<usize>)>,
    stable: Option<StableWork>,
    /// Places of those who take part in anything worth sharing.
    active: Vec<usize>,
    pairs: Vec<(usize, usize, Pounds)>,
    done: u64,
    total: u64,
}

/// Fair shares, all at once.
///
/// ```
/// use informed_choice::{engine::appraise, engine::fair_shares::fair_shares, evidence::PRESETS, model::read};
///
/// let document = PRESETS.last().expect("there are examples").document();
/// let scenario = read(document.value()).expect("it is sound");
/// let fair = fair_shares(&scenario, &appraise(&scenario));
/// // of what two make together, each has half
/// let halves: Vec<f64> = fair.partners.iter().map(|partner| partner.shapley.0).collect();
/// assert!(halves.iter().all(|half| (half - fair.grand_value.0 / 2.0).abs() < 0.01));
/// ```
pub fn fair_shares(scenario: &Scenario, outcome: &Outcome) -> FairShares {
    let mut work = FairWork::new(scenario, outcome);
    while !work.step(usize::MAX) {}
    work.finish()
}

impl FairWork {
    /// Ready to run, slice by slice.
    #[allow(clippy::too_many_lines, reason = "everything that later slices need is laid out once, in one order")]
    pub fn new(scenario: &Scenario, outcome: &Outcome) -> FairWork {
        let factors = &outcome.factors;
        let annuity: f64 = factors.iter().sum();
        let item = |place: String, name: &str, npv: Pounds, worth: Worth| {
            let value = worth.grand_value();
            let value = if value > NOTHING { value } else { 0.0 };
            let members = worth.members.len();
            let (exact, worth_it) = (members <= MOST_EXACT, value > 0.0);
            Item {
                sampling: (worth_it && !exact).then(|| Sampling::new(members, &place)),
                table: (worth_it && exact).then(|| Table::new(&worth)),
                by_mask: if worth_it && exact { worth.by_mask() } else { None },
                adding: Adding::new(if exact { members } else { 0 }),
                found: vec![(0.0, 0.0); members],
                name: name.to_owned(),
                shared: members > 1,
                npv: npv.0,
                place,
                worth,
                value,
            }
        };
        let services = scenario.services.iter().zip(&outcome.services).map(|(service, found)| {
            let worth = Worth::of_service(&ServiceCase::new(scenario, service), factors);
            item(format!("services.{}", service.id), service.shown(), found.npv, worth)
        });
        let categories = scenario.procurement.iter().zip(&outcome.procurement).map(|(category, found)| {
            let worth = Worth::of_category(&CategoryCase::new(scenario, category), factors);
            item(format!("procurement.{}", category.id), category.shown(), found.npv, worth)
        });
        let items: Vec<Item> = services.chain(categories).collect();
        let member_npvs = outcome
            .services
            .iter()
            .map(|service| service.members.iter().map(|one| (one.partner, one.npv)).collect::<Vec<_>>());
        let buyer_npvs = outcome
            .procurement
            .iter()
            .map(|category| category.buyers.iter().map(|one| (one.partner, one.npv)).collect::<Vec<_>>());
        let npvs: Vec<Vec<(usize, Pounds)>> = member_npvs.chain(buyer_npvs).collect();
        let partners: Vec<FairPartner> = outcome
            .partners
            .iter()
            .enumerate()
            .map(|(place, partner)| {
                let sum = |worth_it: bool| -> Pounds {
                    let counted = items.iter().zip(&npvs).filter(|(item, _)| (item.value > 0.0) == worth_it);
                    counted.flat_map(|(_, npvs)| npvs).filter(|(one, _)| *one == place).map(|(_, npv)| *npv).sum()
                };
                let in_it = || {
                    items.iter().filter(|item| item.value > 0.0).filter_map(|item| {
                        let member = item.worth.members.iter().position(|one| *one == place)?;
                        Some(at(&item.worth.alone, member))
                    })
                };
                FairPartner {
                    id: partner.id.clone(),
                    name: partner.name.clone(),
                    takes_part: in_it().next().is_some(),
                    npv: sum(true),
                    npv_outside: sum(false),
                    alone: Pounds(in_it().sum()),
                    shapley: Pounds(0.0),
                    shapley_se: None,
                    balancing_total: Pounds(0.0),
                    balancing_per_year: Pounds(0.0),
                    value_without: Pounds(0.0),
                }
            })
            .collect();
        let has: Vec<f64> = partners
            .iter()
            .zip(&outcome.partners)
            .map(|(fair, partner)| fair.npv.0 - fair.alone.0 - partner.balancing.0 * annuity)
            .collect();
        let ids: Vec<&str> = partners.iter().map(|partner| partner.id.as_str()).collect();
        let worths = || items.iter().filter(|item| item.value > 0.0).map(|item| item.worth.clone()).collect::<Vec<_>>();
        let telling = (partners.len() > MOST_ENUMERATED).then(|| telling_groups(partners.len(), worths().as_slice()));
        let groups = telling.as_ref().map_or(1u64 << partners.len().min(MOST_ENUMERATED), |list| list.len() as u64);
        let of_item = |item: &Item| match (&item.table, &item.sampling) {
            (Some(table), _) => table.worth.len() as u64 * (EFFORT as u64 + 1),
            (_, Some(_)) => (PAIRS * item.worth.members.len() * EFFORT) as u64,
            _ => 0,
        };
        FairWork {
            now: Worst::new(&ids),
            fair: Worst::new(&ids),
            total: items.iter().map(of_item).sum::<u64>() + groups,
            partners,
            items,
            annuity,
            has,
            phase: Phase::Worth { item: 0, next: 0 },
            telling,
            sums: None,
            best: None,
            stable: None,
            active: Vec::new(),
            pairs: Vec::new(),
            done: 0,
        }
    }

    /// How far it is, from 0 to 1.
    pub fn progress(&self) -> f64 {
        if self.total == 0 { 1.0 } else { f64::min(1.0, self.done as f64 / self.total as f64) }
    }

    /// Goes on for about `budget` small steps; whether it is done.
    pub fn step(&mut self, budget: usize) -> bool {
        let mut left = budget;
        while left > 0 {
            let spent = match self.phase {
                Phase::Worth { item, next } => self.fill(item, next, left),
                Phase::Values { item, next } => self.values(item, next, left),
                Phase::Groups { next } => self.groups(next, left),
                Phase::Settle => {
                    self.settle();
                    self.phase = Phase::Stable;
                    1
                }
                Phase::Stable => {
                    if self.stable.as_mut().is_none_or(StableWork::step) {
                        self.phase = Phase::Done;
                    }
                    PROGRAMME
                }
                Phase::Done => return true,
            };
            left = left.saturating_sub(spent);
            self.done += spent as u64;
        }
        matches!(self.phase, Phase::Done)
    }

    fn fill(&mut self, place: usize, next: usize, left: usize) -> usize {
        let Some(item) = self.items.get_mut(place) else {
            self.phase = Phase::Values { item: 0, next: 0 };
            return 0;
        };
        let Some(table) = &mut item.table else {
            self.phase = Phase::Worth { item: place + 1, next: 0 };
            return 0;
        };
        let end = table.worth.len().min(next.saturating_add(left / EFFORT + 1));
        let members = item.worth.members.len();
        let mut group = Vec::with_capacity(members);
        for mask in next..end {
            let found = if let Some(by_mask) = &item.by_mask {
                by_mask.value(mask)
            } else {
                group.clear();
                group.extend(places_of(mask, members));
                item.worth.value(&group)
            };
            if let Some(value) = table.worth.get_mut(mask) {
                *value = found;
            }
        }
        let over = end == table.worth.len();
        self.phase =
            if over { Phase::Worth { item: place + 1, next: 0 } } else { Phase::Worth { item: place, next: end } };
        (end - next) * EFFORT
    }

    fn values(&mut self, place: usize, next: usize, left: usize) -> usize {
        let Some(item) = self.items.get_mut(place) else {
            self.share();
            self.phase = Phase::Groups { next: 0 };
            return 0;
        };
        let onward = Phase::Values { item: place + 1, next: 0 };
        if let Some(sampling) = &mut item.sampling {
            sampling.pair(|group| item.worth.value(group));
            if sampling.done() {
                item.found = sampling.found();
                self.phase = onward;
            } else {
                self.phase = Phase::Values { item: place, next: sampling.pairs() };
            }
            return item.worth.members.len() * EFFORT;
        }
        let Some(table) = &item.table else {
            self.phase = onward;
            return 0;
        };
        let end = table.worth.len().min(next.saturating_add(left));
        for (mask, worth) in table.worth.iter().enumerate().take(end).skip(next) {
            item.adding.add(mask, *worth);
        }
        self.phase = if end == table.worth.len() {
            item.found = item.adding.found().into_iter().map(|value| (value, 0.0)).collect();
            onward
        } else {
            Phase::Values { item: place, next: end }
        };
        end - next
    }

    /// Puts the items' values together, by partner.
    fn share(&mut self) {
        let sampled = self.items.iter().any(|item| item.sampling.is_some());
        for (place, partner) in self.partners.iter_mut().enumerate() {
            let found = self.items.iter().filter_map(|item| {
                let member = item.worth.members.iter().position(|one| *one == place)?;
                item.found.get(member).copied()
            });
            let (value, square) = found.fold((0.0, 0.0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
            partner.shapley = Pounds(value);
            partner.shapley_se = (sampled && square > 0.0).then(|| Pounds(square.sqrt()));
            partner.balancing_total = partner.alone + partner.shapley - partner.npv;
            partner.balancing_per_year = Pounds(partner.balancing_total.0 / self.annuity);
        }
        let shapley: Vec<f64> = self.partners.iter().map(|partner| partner.shapley.0).collect();
        if self.telling.is_none() {
            let both: Vec<[f64; 2]> = self.has.iter().zip(shapley).map(|(has, fair)| [*has, fair]).collect();
            self.sums = Some(SubsetSums::new(&both));
        }
    }

    fn groups(&mut self, next: usize, left: usize) -> usize {
        let n = self.partners.len();
        if let Some(list) = self.telling.take() {
            let end = list.len().min(next.saturating_add(left / n.max(1) + 1));
            for group in list.get(next..end).unwrap_or_default() {
                let value = self.value_of(group);
                let sum = |of: &dyn Fn(usize) -> f64| group.iter().map(|place| of(*place)).sum::<f64>();
                let has = sum(&|place| at(&self.has, place));
                let fair = sum(&|place| self.partners.get(place).map_or(0.0, |one| one.shapley.0));
                self.look_at(value, has, fair, group.clone());
            }
            self.phase = if end == list.len() { Phase::Settle } else { Phase::Groups { next: end } };
            self.telling = Some(list);
            return (end - next) * n.max(1);
        }
        let all = 1usize << n.min(MOST_ENUMERATED);
        let end = all.min(next.saturating_add(left));
        let Some(sums) = self.sums.take() else {
            self.phase = Phase::Settle;
            return 0;
        };
        for mask in next.max(1)..end {
            let value: f64 = self.items.iter().filter_map(|item| item.table.as_ref()).map(|table| table.of(mask)).sum();
            let better = self.best.as_ref().is_none_or(|(best, _)| value > best - NOTHING);
            let [has, fair] = sums.of(mask);
            if value - has > MARGIN || value - fair > MARGIN || better {
                self.look_at(value, has, fair, places_of(mask, n).collect());
            }
        }
        self.sums = Some(sums);
        self.phase = if end == all { Phase::Settle } else { Phase::Groups { next: end } };
        end - next
    }

    fn look_at(&mut self, value: f64, has: f64, fair: f64, group: Vec<usize>) {
        self.now.take(value - has, group.iter().copied());
        self.fair.take(value - fair, group.iter().copied());
        let better = self.best.as_ref().is_none_or(|(best, members)| {
            value > best + NOTHING || (value > best - NOTHING && group.len() < members.len())
        });
        if better {
            self.best = Some((value, group));
        }
    }

    /// v over everything that is worth sharing, for partners by place.
    fn value_of(&self, partners: &[usize]) -> f64 {
        self.items.iter().filter(|item| item.value > 0.0).map(|item| value_among(&item.worth, partners)).sum()
    }

    fn settle(&mut self) {
        let n = self.partners.len();
        let everyone: Vec<usize> = (0..n).collect();
        for place in 0..n {
            let rest: Vec<usize> = everyone.iter().copied().filter(|one| *one != place).collect();
            let value = self.value_of(&rest);
            if let Some(partner) = self.partners.get_mut(place) {
                partner.value_without = Pounds(value);
            }
        }
        let active: Vec<usize> = self
            .partners
            .iter()
            .enumerate()
            .filter(|(_, partner)| partner.takes_part)
            .map(|(place, _)| place)
            .collect();
        let two = active.iter().flat_map(|a| active.iter().filter(move |b| a < b).map(move |b| (*a, *b)));
        self.pairs = two.map(|(a, b)| (a, b, Pounds(self.value_of(&[a, b])))).collect();
        if self.fair.count > 0 && active.len() <= stable::MOST {
            let of = |mask: usize| -> Vec<usize> {
                places_of(mask, active.len()).filter_map(|place| active.get(place).copied()).collect()
            };
            let worth: Vec<f64> = (0..1usize << active.len()).map(|mask| self.value_of(&of(mask))).collect();
            self.stable = StableWork::new(active.len(), &worth, true);
            self.active = active;
        }
    }

    /// What was found.
    pub fn finish(self) -> FairShares {
        let grand_value = self.items.iter().map(|item| item.value).sum::<f64>();
        let (active, partners) = (self.active, self.partners.len());
        let stable = self.stable.and_then(StableWork::finish).map(|found| {
            let term = |place: usize| {
                active.iter().position(|one| *one == place).map_or(0.0, |member| at(&found.terms, member))
            };
            StableTerms {
                shortfall: Pounds(found.shortfall),
                terms: (0..partners).map(|place| Pounds(term(place))).collect(),
            }
        });
        let better_group = self.best.filter(|(value, _)| *value > grand_value + MARGIN);
        FairShares {
            items: self
                .items
                .into_iter()
                .map(|item| FairItem {
                    place: item.place,
                    name: item.name,
                    shared: item.shared,
                    npv: Pounds(item.npv),
                    value: Pounds(item.value),
                })
                .collect(),
            partners: self.partners,
            pairs: self.pairs,
            grand_value: Pounds(grand_value),
            annuity: self.annuity,
            checked: self.telling.map_or(Checked::Every, |list| Checked::Some(list.len())),
            blocking_count: self.now.count,
            blocking: self.now.listed(),
            blocking_fair_count: self.fair.count,
            blocking_fair: self.fair.listed(),
            better_group: better_group.map(|(value, members)| Group { members, excess: Pounds(value - grand_value) }),
            stable,
        }
    }
}

/// A group's worth takes about as long as this many looks into a table.
const EFFORT: usize = 16;
/// And a linear programme as long as this many.
const PROGRAMME: usize = 20_000;
