//! What a register of arrangements shows: how much goes through them, in which styles, what they delivered, and what is
//! missing. Indications, and no ranking.

use crate::model::arrangement::{Arrangement, Stage, Status};
use crate::model::{Month, Pounds, Rate, Register, Style};
use std::collections::{BTreeMap, BTreeSet};

/// Spending that goes through arrangements.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Spending {
    /// Yearly cost of those whose cost is known, and how many that are.
    pub through: Pounds,
    /// How many arrangements say what they cost.
    pub with_cost: usize,
    /// Budgets of the partners whose budget is known, and who they are.
    pub budgets: Pounds,
    /// Areas whose spending is known.
    pub known: Vec<String>,
    /// Partners without a known budget.
    pub unknown: Vec<String>,
    /// Part of the spending that comes from partners' own budgets, over those where that is known.
    pub own: Option<Rate>,
}

impl Spending {
    /// The share of spending that is collaborative; none where no budget is known.
    pub fn share(&self) -> Option<Rate> {
        (self.budgets.0 > 0.0 && self.with_cost > 0).then(|| Rate(self.through.0 / self.budgets.0))
    }
}

/// Adds up what goes through arrangements, against the budgets of all partners in them.
pub fn spending<'a>(
    all: impl IntoIterator<Item = &'a Arrangement> + Clone,
    budget_of: impl Fn(&str) -> Option<Pounds>,
) -> Spending {
    let mut found = Spending::default();
    let partners: BTreeSet<&str> = all.clone().into_iter().flat_map(|one| &one.partners).map(String::as_str).collect();
    for partner in partners {
        match budget_of(partner) {
            Some(budget) => {
                found.budgets += budget;
                found.known.push(partner.to_owned());
            }
            None => found.unknown.push(partner.to_owned()),
        }
    }
    let (mut own, mut split) = (0.0, 0.0);
    for one in all {
        let Some(cost) = one.yearly_cost else { continue };
        found.through += cost;
        found.with_cost += 1;
        if let Some(central) = one.central_share {
            own += cost.0 * (1.0 - central.0);
            split += cost.0;
        }
    }
    found.own = (split > 0.0).then(|| Rate(own / split));
    found
}

/// Whether an arrangement has begun: it runs or has ended, or its start is past. What is only proposed has not, and a
/// start that nobody knows is none.
pub fn has_begun(one: &Arrangement, now: Month) -> bool {
    match one.stage {
        Stage::Running | Stage::Ended => true,
        Stage::Proposed => false,
        Stage::Unsaid | Stage::Agreed => one.start.is_some_and(|start| !now.is_before(start)),
    }
}

/// How many arrangements are of each style, and how many have none stated.
pub fn styles(all: &[Arrangement]) -> ([usize; 5], usize) {
    let mut counts = [0; 5];
    let mut unsaid = 0;
    for one in all {
        let place = match one.style {
            None => {
                unsaid += 1;
                continue;
            }
            Some(Style::Handshake) => 0,
            Some(Style::ServiceLevelAgreement) => 1,
            Some(Style::JointInitiative) => 2,
            Some(Style::LeadAuthority) => 3,
            Some(Style::JointVenture) => 4,
        };
        if let Some(count) = counts.get_mut(place) {
            *count += 1;
        }
    }
    (counts, unsaid)
}

/// Expected against delivered savings.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Delivery {
    /// Arrangements where both are known, with the sums of both.
    pub both: usize,
    /// Savings that were expected, of the arrangements that counted theirs, pounds a year.
    pub expected: Pounds,
    /// Savings that were delivered, of the same arrangements, pounds a year.
    pub delivered: Pounds,
    /// Those that deliver at least what was expected.
    pub reached: usize,
    /// Those that expect a saving of which nobody says whether it came.
    pub uncounted: usize,
    /// Savings that were expected of arrangements that counted nothing, pounds a year.
    pub uncounted_expected: Pounds,
}

/// What was expected and what was delivered, over all arrangements that say.
pub fn delivery(all: &[Arrangement]) -> Delivery {
    let mut found = Delivery::default();
    for one in all {
        match (one.expected_saving, one.delivered_saving) {
            (Some(expected), Some(delivered)) => {
                found.both += 1;
                found.expected += expected;
                found.delivered += delivered;
                found.reached += usize::from(delivered.0 >= expected.0);
            }
            (Some(expected), None) => {
                found.uncounted += 1;
                found.uncounted_expected += expected;
            }
            _ => {}
        }
    }
    found
}

/// What an arrangement lacks that the 2020 review looks for first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gaps {
    /// It does not say what it is for.
    pub no_purpose: bool,
    /// Its savings are not tracked.
    pub no_tracking: bool,
    /// It has no date of review, or one that has passed.
    pub no_review: bool,
    /// Its date for review has passed.
    pub overdue: bool,
}

impl Gaps {
    /// Whether anything is lacking.
    pub const fn any(self) -> bool {
        self.no_purpose || self.no_tracking || self.no_review || self.overdue
    }
}

/// What one arrangement lacks in a given month.
pub fn gaps(one: &Arrangement, now: Month) -> Gaps {
    Gaps {
        no_purpose: one.purpose.trim().is_empty() && one.purpose_status != Status::InPlace,
        no_tracking: one.benefits_status != Status::InPlace && one.delivered_saving.is_none(),
        no_review: one.review.is_none(),
        overdue: one.review.is_some_and(|review| review.is_before(now)),
    }
}

/// How many arrangements stand how on each of the four themes: purpose, benefits, governance, skills; in place, partly,
/// missing, not said.
pub fn themes(all: &[Arrangement]) -> [[usize; 4]; 4] {
    let mut counts = [[0; 4]; 4];
    for one in all {
        let stands = [one.purpose_status, one.benefits_status, one.governance_status, one.skills_status];
        for (row, status) in counts.iter_mut().zip(stands) {
            let [in_place, partly, missing, unsaid] = row;
            *match status {
                Status::InPlace => in_place,
                Status::Partly => partly,
                Status::Missing => missing,
                Status::Unsaid => unsaid,
            } += 1;
        }
    }
    counts
}

/// Arrangements that began in each year, and that were to be reviewed in it, from the first year to the last.
pub fn timeline(all: &[Arrangement]) -> Vec<(u16, usize, usize)> {
    let mut years: BTreeMap<u16, (usize, usize)> = BTreeMap::new();
    for one in all {
        if let Some(start) = one.start {
            years.entry(start.year()).or_default().0 += 1;
        }
        if let Some(review) = one.review {
            years.entry(review.year()).or_default().1 += 1;
        }
    }
    let ends = years.keys().next().copied().zip(years.keys().next_back().copied());
    ends.map_or_else(Vec::new, |(first, last)| {
        (first..=last)
            .map(|year| {
                let (began, due) = years.get(&year).copied().unwrap_or_default();
                (year, began, due)
            })
            .collect()
    })
}

/// How many arrangements each pair of partner and function has.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Matrix {
    /// Functions, in the order of the columns.
    pub functions: Vec<String>,
    /// A partner with its count for each function.
    pub rows: Vec<(String, Vec<usize>)>,
}

/// Which partners go with which functions, both by name.
pub fn matrix(all: &[Arrangement]) -> Matrix {
    let plain = |one: &Arrangement| one.function.trim().to_owned();
    let functions: Vec<String> =
        all.iter().map(plain).filter(|name| !name.is_empty()).collect::<BTreeSet<_>>().into_iter().collect();
    let places: BTreeMap<&str, usize> = functions.iter().enumerate().map(|(n, name)| (name.as_str(), n)).collect();
    let mut rows: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for one in all {
        let Some(place) = places.get(one.function.trim()) else { continue };
        for partner in &one.partners {
            let row = rows.entry(partner.clone()).or_insert_with(|| vec![0; functions.len()]);
            if let Some(count) = row.get_mut(*place) {
                *count += 1;
            }
        }
    }
    Matrix { rows: rows.into_iter().collect(), functions }
}

/// Letters and digits of a text, small.
fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Pairs that may be one arrangement entered twice: the same name, or the same function, partners and start; but not what
/// was said to be two. In the register's order.
pub fn duplicates(register: &Register) -> Vec<(usize, usize)> {
    let mut alike: BTreeMap<(u8, String), Vec<usize>> = BTreeMap::new();
    for (place, one) in register.arrangements.iter().enumerate() {
        let partners: BTreeSet<String> = one.partners.iter().map(|name| plain(name)).collect();
        let partners = partners.into_iter().collect::<Vec<_>>().join(";");
        let name = plain(&one.name);
        if !name.is_empty() {
            alike.entry((0, name)).or_default().push(place);
        }
        let (function, start) = (plain(&one.function), one.start);
        if let Some(start) = start.filter(|_| !function.is_empty() && !partners.is_empty()) {
            alike.entry((1, format!("{function}|{partners}|{start}"))).or_default().push(place);
        }
    }
    let mut pairs = BTreeSet::new();
    for group in alike.values() {
        // each with the one before it: a row entered ten times is nine pairs, not forty-five
        pairs.extend(group.windows(2).filter_map(|two| Some((*two.first()?, *two.last()?))));
    }
    let told_apart = |(a, b): &(usize, usize)| {
        let ids = register.arrangements.get(*a).zip(register.arrangements.get(*b));
        ids.is_some_and(|(a, b)| register.distinct.contains(&crate::model::register_pair(&a.id, &b.id)))
    };
    pairs.into_iter().filter(|pair| !told_apart(pair)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(name: &str, function: &str, partners: &[&str], cost: f64) -> Arrangement {
        Arrangement {
            name: name.into(),
            function: function.into(),
            partners: partners.iter().map(|id| (*id).to_owned()).collect(),
            yearly_cost: Some(Pounds(cost)),
            ..Arrangement::default()
        }
    }

    fn month(text: &str) -> Option<Month> {
        Some(Month::parse(text).unwrap())
    }

    /// £5m and £4m through two arrangements of forces with £60m and £40m: 9 %. Of the £5m, 40 % is central.
    #[test]
    fn the_share_of_spending_by_hand() {
        let mut all = vec![one("HR", "HR", &["a", "b"], 5e6), one("Dogs", "Dogs", &["a", "council"], 4e6)];
        all[0].central_share = Some(Rate(0.4));
        all.push(Arrangement { partners: vec!["b".into()], ..Arrangement::default() });
        let found = spending(&all, |id| match id {
            "a" => Some(Pounds(60e6)),
            "b" => Some(Pounds(40e6)),
            _ => None,
        });
        assert_eq!(found.share(), Some(Rate(0.09)));
        assert_eq!((found.with_cost, found.unknown.as_slice()), (2, ["council".to_owned()].as_slice()));
        assert_eq!(found.own, Some(Rate(0.6)));
        assert_eq!(spending(&all, |_| None).share(), None);
        assert_eq!(spending(&[], |_| None), Spending::default());
    }

    #[test]
    fn what_begins_later_has_not_begun() {
        let now = Month::parse("November 2026").unwrap();
        for (start, begun) in [("April 2027", false), ("2027", false), ("2026", true), ("November 2026", true)] {
            let one = Arrangement { start: month(start), ..Arrangement::default() };
            assert_eq!(has_begun(&one, now), begun, "{start}");
        }
        // no start is no start, and a proposal has not begun whatever its date
        assert!(!has_begun(&Arrangement::default(), now));
        assert!(has_begun(&Arrangement { stage: Stage::Running, ..Arrangement::default() }, now));
        let proposed = Arrangement { stage: Stage::Proposed, start: month("2020"), ..Arrangement::default() };
        assert!(!has_begun(&proposed, now));
    }

    #[test]
    fn styles_and_savings_are_counted() {
        let mut all = vec![one("A", "HR", &[], 1.0), one("B", "HR", &[], 1.0), one("C", "HR", &[], 1.0)];
        all[0].style = Some(Style::Handshake);
        all[1].style = Some(Style::JointVenture);
        assert_eq!(styles(&all), ([1, 0, 0, 0, 1], 1));
        (all[0].expected_saving, all[0].delivered_saving) = (Some(Pounds(100.0)), Some(Pounds(60.0)));
        (all[1].expected_saving, all[1].delivered_saving) = (Some(Pounds(50.0)), Some(Pounds(50.0)));
        all[2].expected_saving = Some(Pounds(30.0));
        let expected = Delivery {
            both: 2,
            expected: Pounds(150.0),
            delivered: Pounds(110.0),
            reached: 1,
            uncounted: 1,
            uncounted_expected: Pounds(30.0),
        };
        assert_eq!(delivery(&all), expected);
    }

    #[test]
    fn themes_are_counted() {
        let mut all = vec![one("A", "HR", &[], 1.0), one("B", "HR", &[], 1.0)];
        (all[0].purpose_status, all[0].skills_status, all[1].skills_status) =
            (Status::InPlace, Status::Missing, Status::Partly);
        assert_eq!(themes(&all), [[1, 0, 0, 1], [0, 0, 0, 2], [0, 0, 0, 2], [0, 1, 1, 0]]);
    }

    #[test]
    fn what_is_missing_is_found() {
        let now = Month::parse("November 2026").unwrap();
        let mut it = one("A", "HR", &[], 1.0);
        assert_eq!(gaps(&it, now), Gaps { no_purpose: true, no_tracking: true, no_review: true, overdue: false });
        (it.purpose, it.benefits_status, it.review) = ("x".into(), Status::InPlace, month("October 2026"));
        assert_eq!(gaps(&it, now), Gaps { no_purpose: false, no_tracking: false, no_review: false, overdue: true });
        it.review = month("2026");
        assert!(!gaps(&it, now).any(), "the year is not over");
    }

    #[test]
    fn years_without_anything_stand_in_the_timeline() {
        let mut all = vec![one("A", "HR", &[], 1.0), one("B", "HR", &[], 1.0)];
        (all[0].start, all[0].review, all[1].start) = (month("2020"), month("2023"), month("April 2020"));
        assert_eq!(timeline(&all), [(2020, 2, 0), (2021, 0, 0), (2022, 0, 0), (2023, 0, 1)]);
        assert_eq!(timeline(&[]), []);
    }

    #[test]
    fn partners_against_functions() {
        let all = [
            one("A", "HR", &["x", "y"], 1.0),
            one("B", "HR", &["x"], 1.0),
            one("C", "Dogs ", &["y"], 1.0),
            one("D", "", &["z"], 1.0),
        ];
        let found = matrix(&all);
        assert_eq!(found.functions, ["Dogs", "HR"]);
        assert_eq!(found.rows, [("x".to_owned(), vec![0, 2]), ("y".to_owned(), vec![1, 1])]);
    }

    #[test]
    fn what_may_be_one_is_paired_until_it_is_told_apart() {
        let mut all = vec![
            one("Joint HR", "HR", &["x", "y"], 1.0),
            one("joint-hr", "Human resources", &["x"], 1.0),
            one("Other", "HR", &["y", "x"], 1.0),
            one("", "", &[], 1.0),
            one("", "", &[], 1.0),
        ];
        for (n, arrangement) in all.iter_mut().enumerate() {
            arrangement.id = format!("a{n}");
        }
        (all[0].start, all[2].start) = (month("2020"), month("2020"));
        let mut register = Register { arrangements: all, ..Register::default() };
        assert_eq!(duplicates(&register), [(0, 1), (0, 2)]);
        register.distinct.insert(("a0".into(), "a1".into()));
        assert_eq!(duplicates(&register), [(0, 2)]);
    }
}
