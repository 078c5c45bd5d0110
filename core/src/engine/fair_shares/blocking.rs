//! Groups who would do better on their own than under the terms they are offered.

use super::subsets::Renumbered;
use super::worth::Worth;
use crate::model::Pounds;

/// Less than this is not worth leaving for.
pub const MARGIN: f64 = 0.01;
/// Most groups that are listed.
pub const MOST_LISTED: usize = 50;
/// Most partners for whom every group is looked at.
pub const MOST_ENUMERATED: usize = 20;

/// A group of partners and by how much it would do better.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// Places in the scenario's list of partners.
    pub members: Vec<usize>,
    /// By how much it would do better, present value.
    pub excess: Pounds,
}

/// Which groups were looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Checked {
    /// Every one.
    Every,
    /// Single partners, pairs, all but one, and the memberships of each service.
    Some(usize),
}

/// The worst groups found so far, and how many there are.
#[derive(Debug, Clone)]
pub struct Worst {
    pub count: usize,
    found: Vec<(f64, Vec<usize>)>,
    /// Each partner's place among the ids in alphabetical order, by which equal groups are listed.
    ranks: Vec<usize>,
}

impl Worst {
    pub fn new(ids: &[&str]) -> Worst {
        let ranks = ids.iter().map(|id| ids.iter().filter(|other| *other < id).count()).collect();
        Worst { count: 0, found: Vec::new(), ranks }
    }

    pub fn take(&mut self, excess: f64, members: impl Iterator<Item = usize>) {
        if excess <= MARGIN {
            return;
        }
        self.count += 1;
        // the list is put in order now and then, so a group far too good to stay is not even kept
        if self.found.len() >= 4 * MOST_LISTED {
            self.cut();
        }
        self.found.push((excess, members.collect()));
    }

    fn cut(&mut self) {
        // ties, to a thousandth of a penny, go by members
        let rounded = |excess: f64| (excess * 1e5).round();
        let ranks = std::mem::take(&mut self.ranks);
        let ranked = |members: &[usize]| -> Vec<usize> {
            members.iter().map(|place| ranks.get(*place).copied().unwrap_or(*place)).collect()
        };
        self.found.sort_by(|a, b| rounded(b.0).total_cmp(&rounded(a.0)).then_with(|| ranked(&a.1).cmp(&ranked(&b.1))));
        self.ranks = ranks;
        self.found.truncate(MOST_LISTED);
    }

    /// Worst first.
    pub fn listed(mut self) -> Vec<Group> {
        self.cut();
        self.found.into_iter().map(|(excess, members)| Group { members, excess: Pounds(excess) }).collect()
    }
}

/// The worth of every subset of the members of one service or category, found by the mask of all partners.
#[derive(Debug, Clone)]
pub struct Table {
    pub worth: Vec<f64>,
    members: Renumbered,
}

impl Table {
    /// An empty table for the members of `of`; `worth` is filled in later.
    pub fn new(of: &Worth) -> Table {
        Table { worth: vec![0.0; 1 << of.members.len()], members: Renumbered::from(&of.members) }
    }

    /// v(S ∩ M) for a group by mask of all partners.
    #[inline]
    pub fn of(&self, mask: usize) -> f64 {
        self.worth.get(self.members.of(mask)).copied().unwrap_or(0.0)
    }
}

/// v(S) of one service or category for partners by place.
pub fn value_among(worth: &Worth, partners: &[usize]) -> f64 {
    let group: Vec<usize> = worth
        .members
        .iter()
        .enumerate()
        .filter(|(_, partner)| partners.contains(partner))
        .map(|(place, _)| place)
        .collect();
    worth.value(&group)
}

/// Groups to look at where there are too many to look at all of them.
pub fn telling_groups(partners: usize, items: &[Worth]) -> Vec<Vec<usize>> {
    let single = (0..partners).map(|one| vec![one]);
    let pairs = (0..partners).flat_map(|a| (a + 1..partners).map(move |b| vec![a, b]));
    let all_but_one = (0..partners).map(|left| (0..partners).filter(|place| *place != left).collect());
    let memberships = items.iter().map(|item| {
        let mut members = item.members.clone();
        members.sort_unstable();
        members
    });
    let mut groups: Vec<Vec<usize>> =
        single.chain(pairs).chain(all_but_one).chain(memberships).chain([(0..partners).collect()]).collect();
    groups.sort();
    groups.dedup();
    groups
}
