//! Which partners would be best for one force: every group of a size with its fair gain (method, section 5).
//!
//! It looks at a scenario in which every candidate takes part in everything, the subject first, and works out
//! what each group would gain. Worths of groups are kept, since a group's fair share needs those of all its parts.

use super::discounting::discount_factors;
use super::fair_shares::shapley::weights;
use super::fair_shares::{NOTHING, Worth};
use super::procurement::CategoryCase;
use super::shared_service::ServiceCase;
use crate::model::{Pounds, Scenario};
use std::collections::HashMap;

/// What the groups are put in order by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rank {
    /// The subject's own fair gain.
    OwnGain,
    /// What all gain together.
    Total,
}

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Question {
    /// Most forces in a group, the subject among them.
    pub most: usize,
    /// Only groups that hang together on the map.
    pub connected: bool,
    /// What groups are ordered by.
    pub rank: Rank,
}

/// Most forces in a group that must hang together, and in any group: beyond these there are too many to look at.
pub const MOST_CONNECTED: usize = 7;
/// The largest group that is looked for, the subject included.
pub const MOST_ANY: usize = 5;
/// Groups that are listed.
pub const LISTED: usize = 20;

/// A group that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct FoundGroup {
    /// Places in the widened scenario; the subject, 0, is among them.
    pub members: Vec<usize>,
    /// The subject's fair share of the gain, and the whole, present values.
    pub own: Pounds,
    /// What the whole group gains, present value.
    pub total: Pounds,
    /// The partner who would add most to what the groups are ranked by, with what it adds to the subject's gain
    /// and to the whole; none where nobody is left.
    pub next: Option<(usize, Pounds, Pounds)>,
}

/// What the search found.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// Best first.
    pub groups: Vec<FoundGroup>,
    /// The best group of each size from two on.
    pub by_size: Vec<FoundGroup>,
    /// How many groups were looked at.
    pub looked_at: usize,
}

/// The search under way.
pub struct SearchWork {
    items: Vec<Worth>,
    near: Vec<u64>,
    question: Question,
    groups: Vec<u64>,
    next: usize,
    /// By group: the worth of each item.
    known: HashMap<u64, Vec<f64>>,
    /// Own gain and total of each group looked at.
    found: Vec<(u64, f64, f64)>,
    listed: Vec<FoundGroup>,
    by_size: Vec<FoundGroup>,
    further: usize,
}

impl SearchWork {
    /// A search over a widened scenario; `borders` are the places of each partner's neighbours.
    pub fn new(scenario: &Scenario, borders: &[Vec<usize>], question: Question) -> SearchWork {
        let factors = discount_factors(scenario.discount_rate.0, scenario.years);
        let services =
            scenario.services.iter().map(|one| Worth::of_service(&ServiceCase::new(scenario, one), &factors));
        let categories =
            scenario.procurement.iter().map(|one| Worth::of_category(&CategoryCase::new(scenario, one), &factors));
        let n = scenario.partners.len().min(64);
        let everyone = if n == 64 { u64::MAX } else { (1u64 << n) - 1 };
        let near: Vec<u64> = (0..n)
            .map(|place| match question.connected {
                true => borders
                    .get(place)
                    .map_or(0, |near| near.iter().filter(|one| **one < n).map(|one| 1u64 << one).sum()),
                false => everyone & !(1 << place),
            })
            .collect();
        let most = question.most.min(if question.connected { MOST_CONNECTED } else { MOST_ANY });
        let mut groups = Vec::new();
        let first = near.first().copied().unwrap_or(0);
        if most > 1 {
            grow(&near, 1, first, 1, most - 1, &mut groups);
        }
        SearchWork {
            items: services.chain(categories).collect(),
            near,
            question,
            groups,
            next: 0,
            known: HashMap::new(),
            found: Vec::new(),
            listed: Vec::new(),
            by_size: Vec::new(),
            further: 0,
        }
    }

    /// How far it is, from 0 to 1.
    pub fn progress(&self) -> f64 {
        // what the next partner adds to each listed group takes about as long as some tens of groups
        let further = (self.listed.len() + self.by_size.len()) as f64;
        let total = self.groups.len() as f64 + 40.0 * (LISTED as f64);
        f64::min(1.0, (self.next as f64 + 40.0 * self.further as f64 * LISTED as f64 / further.max(1.0)) / total)
    }

    /// Looks at about `budget` groups more; whether it is done.
    pub fn step(&mut self, budget: usize) -> bool {
        for _ in 0..budget {
            if let Some(group) = self.groups.get(self.next).copied() {
                let (own, total) = self.gain(group);
                self.found.push((group, own, total));
                self.next += 1;
                if self.next == self.groups.len() {
                    self.rank();
                }
                continue;
            }
            let listed = self.listed.len();
            let at = self.further;
            let group = if at < listed { self.listed.get(at) } else { self.by_size.get(at - listed) };
            let Some(members) = group.map(|group| group.members.clone()) else { return true };
            let next = self.next_partner(&members);
            let group = if at < listed { self.listed.get_mut(at) } else { self.by_size.get_mut(at - listed) };
            if let Some(group) = group {
                group.next = next;
            }
            self.further += 1;
        }
        self.next >= self.groups.len() && self.further >= self.listed.len() + self.by_size.len()
    }

    /// What was found.
    pub fn finish(self) -> Found {
        Found { groups: self.listed, by_size: self.by_size, looked_at: self.groups.len() }
    }

    fn rank(&mut self) {
        let key = |one: &(u64, f64, f64)| match self.question.rank {
            Rank::OwnGain => one.1,
            Rank::Total => one.2,
        };
        // equal gains: the smaller group first, then in the scenario's order
        self.found.sort_by(|a, b| {
            key(b).total_cmp(&key(a)).then(a.0.count_ones().cmp(&b.0.count_ones())).then(places(a.0).cmp(places(b.0)))
        });
        let group = |(mask, own, total): &(u64, f64, f64)| FoundGroup {
            members: places(*mask).collect(),
            own: Pounds(*own),
            total: Pounds(*total),
            next: None,
        };
        self.listed = self.found.iter().take(LISTED).map(group).collect();
        let most = self.found.iter().map(|(mask, ..)| mask.count_ones()).max().unwrap_or(0);
        self.by_size = (2..=most)
            .filter_map(|size| self.found.iter().find(|(mask, ..)| mask.count_ones() == size))
            .map(group)
            .collect();
    }

    /// The partner who adds most to a group.
    fn next_partner(&mut self, members: &[usize]) -> Option<(usize, Pounds, Pounds)> {
        let group: u64 = members.iter().map(|place| 1u64 << place).sum();
        let reach = members.iter().filter_map(|place| self.near.get(*place)).fold(0, |all, near| all | near) & !group;
        let (own, total) = self.gain(group);
        let mut best: Option<(usize, f64, f64)> = None;
        for place in places(reach) {
            let (with_own, with_total) = self.gain(group | 1 << place);
            let adds = (place, with_own - own, with_total - total);
            let more = |one: &(usize, f64, f64)| match self.question.rank {
                Rank::OwnGain => one.1,
                Rank::Total => one.2,
            };
            if best.as_ref().is_none_or(|best| more(&adds) > more(best)) {
                best = Some(adds);
            }
        }
        best.map(|(place, own, total)| (place, Pounds(own), Pounds(total)))
    }

    /// The subject's Shapley value in a group, and the group's value.
    fn gain(&mut self, group: u64) -> (f64, f64) {
        let everyone = self.worths(group);
        let total: f64 = everyone.iter().sum();
        let others: Vec<usize> = places(group & !1).collect();
        let weights = weights(others.len() + 1);
        let mut own = 0.0;
        for part in 0..1u64 << others.len() {
            let mask: u64 =
                others.iter().enumerate().filter(|(bit, _)| part >> bit & 1 == 1).map(|(_, place)| 1u64 << place).sum();
            let weight = weights.get(mask.count_ones() as usize).copied().unwrap_or(0.0);
            let (with, without) = (self.worths(mask | 1), self.worths(mask));
            // what the whole group would not share is not shared by any part of it
            let shared = everyone.iter().zip(with.iter().zip(&without)).filter(|(all, _)| **all > NOTHING);
            own += weight * shared.map(|(_, (with, without))| with - without).sum::<f64>();
        }
        (own, total)
    }

    fn worths(&mut self, group: u64) -> Vec<f64> {
        if let Some(known) = self.known.get(&group) {
            return known.clone();
        }
        let members: Vec<usize> = places(group).collect();
        let worths: Vec<f64> = self.items.iter().map(|item| item.value(&members)).collect();
        self.known.insert(group, worths.clone());
        worths
    }
}

fn places(group: u64) -> impl Iterator<Item = usize> {
    (0..64).filter(move |place| group >> place & 1 == 1)
}

/// Every group that grows from `group` by up to `left` of those at hand, each once.
fn grow(near: &[u64], group: u64, at_hand: u64, passed: u64, left: usize, groups: &mut Vec<u64>) {
    let (mut at_hand, mut passed) = (at_hand, passed);
    while at_hand != 0 {
        let one = at_hand & at_hand.wrapping_neg();
        at_hand &= !one;
        passed |= one;
        let larger = group | one;
        groups.push(larger);
        if left > 1 {
            let further = near.get(one.trailing_zeros() as usize).copied().unwrap_or(0);
            grow(near, larger, (at_hand | further) & !passed & !larger, passed, left - 1, groups);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn connected_groups_are_found_once_each() {
        // a chain 0 – 1 – 2 – 3 with a side road 1 – 4; by hand, from 0 with up to four
        let near = [0b00010, 0b10101, 0b01010, 0b00100, 0b00010];
        let mut groups = Vec::new();
        grow(&near, 1, near[0], 1, 3, &mut groups);
        groups.sort_unstable();
        assert_eq!(groups, [0b00011, 0b00111, 0b01111, 0b10011, 0b10111]);
    }

    #[test]
    fn any_groups_are_all_of_them() {
        let near: Vec<u64> = (0..6).map(|place| 0b11_1111 & !(1 << place)).collect();
        let mut groups = Vec::new();
        grow(&near, 1, near[0], 1, 3, &mut groups);
        // 5 pairs, 10 threes, 10 fours
        assert_eq!(groups.len(), 25);
        groups.dedup();
        assert_eq!(groups.len(), 25);
    }
}
