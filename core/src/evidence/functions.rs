//! Published budgets by function: what each force planned to spend on a service in 2017/18, and how many people on it.
//!
//! From CIPFA's Police Objective Analysis as the inspectorate published it (HMICFRS value for money profiles, open data);
//! packed by `data/make_functions.py`. Budgets, not outturn, and eight years old: a starting figure that the force
//! recognises, to be replaced with its own.

use crate::method::median;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// The year of the budgets, as marks of figures have it.
pub const FUNCTIONS_YEAR: &str = "2017-18";
/// The evidence that they, and medians over forces, rest on.
pub const FUNCTIONS: &str = "poa-2017-18";
/// The evidence behind a figure that is the median of forces.
pub const FUNCTIONS_MEDIAN: &str = "poa-median";
/// Those whose own people of 2017 are far too few to go by: most of their staff was another's.
pub(super) const FEW_OF_THEIR_OWN: [&str; 3] = ["lincolnshire", "cleveland", "city-of-london"];

/// What is said against a published figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Caution {
    /// Cost and no people: bought in, or hosted by another.
    NoPeople,
    /// Nothing was published, though there is a service.
    Nothing,
    /// Income above cost.
    Negative,
    /// A cost for each post that cannot be.
    TooCheap,
    /// Much of it is paid for by others: its own for a host, and not its own need.
    Host,
}

impl Caution {
    fn of(letter: &str) -> Option<Caution> {
        match letter {
            "p" => Some(Caution::NoPeople),
            "n" => Some(Caution::Nothing),
            "m" => Some(Caution::Negative),
            "c" => Some(Caution::TooCheap),
            "h" => Some(Caution::Host),
            _ => None,
        }
    }

    /// As a sentence goes on after a force's name.
    pub const fn words(self) -> &'static str {
        match self {
            Caution::NoPeople => "published a cost and no people for it: it is bought in or hosted by another force",
            Caution::Nothing => "published nothing for it",
            Caution::Negative => "published more income than cost for it",
            Caution::TooCheap => "published too low a cost for its people",
            Caution::Host => "is paid for much of it by others: it may be a host",
        }
    }
}

/// A force's published budget for a function.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Budgeted {
    /// Posts, full-time equivalents.
    pub posts: f64,
    /// Posts that the pay is divided by: officers and staff.
    paid_posts: f64,
    /// Pay, pounds a year.
    pub pay: f64,
    /// Gross cost, pounds a year.
    pub gross: f64,
    /// Income, pounds a year.
    pub income: f64,
    /// What is said against it, if anything.
    pub caution: Option<Caution>,
}

struct Table {
    /// All people of a force, and its staff of today over those of 2017.
    people: BTreeMap<&'static str, f64>,
    growth: BTreeMap<&'static str, f64>,
    officers: BTreeMap<&'static str, f64>,
    by_kind: BTreeMap<&'static str, BTreeMap<&'static str, Budgeted>>,
}

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = Table {
            people: BTreeMap::new(),
            growth: BTreeMap::new(),
            officers: BTreeMap::new(),
            by_kind: BTreeMap::new(),
        };
        for line in include_str!("data/functions.csv").lines().skip(1) {
            let cells: Vec<&'static str> = line.split(',').collect();
            let [force, kind, posts, paid_posts, pay, gross, income, flag] = cells.as_slice() else { continue };
            let number = |text: &str| text.parse::<f64>().unwrap_or(0.0);
            if *kind == "all" {
                table.people.insert(force, number(posts));
                table.growth.insert(force, number(paid_posts));
                table.officers.insert(force, number(pay));
                continue;
            }
            let budgeted = Budgeted {
                posts: number(posts),
                paid_posts: number(paid_posts),
                pay: number(pay),
                gross: number(gross),
                income: number(income),
                caution: Caution::of(flag),
            };
            table.by_kind.entry(kind).or_default().insert(force, budgeted);
        }
        table
    })
}

/// A force's published budget for a kind of service; none where the kind is not published apart.
pub fn budgeted(force: &str, kind: &str) -> Option<Budgeted> {
    table().by_kind.get(kind)?.get(force).copied()
}

/// Every force with its budget for a kind, and its people of that year.
pub fn all_budgeted(kind: &str) -> impl Iterator<Item = (&'static str, Budgeted, f64)> {
    let of = table().by_kind.get(kind).into_iter().flatten();
    of.map(|(force, one)| (*force, *one, table().people.get(force).copied().unwrap_or(0.0)))
}

/// Officers of a force in the year of the budgets.
pub fn officers_then(force: &str) -> Option<f64> {
    table().officers.get(force).copied()
}

/// The years of the panel of budgets, by the calendar year in which each begins.
pub const PANEL_YEARS: [u16; 6] = [2012, 2013, 2014, 2015, 2016, 2017];

/// The first year of kinds that were laid out otherwise before the next: its figures cannot be held against later ones.
pub const fn has_break(kind: &str) -> bool {
    matches!(kind.as_bytes(), b"human_resources" | b"custody")
}

/// What a force budgeted for a kind of service in each year of the panel, gross, pounds in the prices of each year; none where
/// it was not published apart.
pub fn panel(force: &str, kind: &str) -> Option<[f64; 6]> {
    static ALL: OnceLock<BTreeMap<(&'static str, &'static str), [f64; 6]>> = OnceLock::new();
    let all = ALL.get_or_init(|| {
        let of = |line: &'static str| {
            let cells: Vec<&'static str> = line.split(',').collect();
            let [force, kind, years @ ..] = cells.as_slice() else { return None };
            let years: Vec<f64> =
                years.iter().filter_map(|cell| cell.parse::<f64>().ok()).map(|k| k * 1000.0).collect();
            Some(((*force, *kind), <[f64; 6]>::try_from(years).ok()?))
        };
        include_str!("data/panel.csv").lines().skip(1).filter_map(of).collect()
    });
    all.iter().find(|((of, what), _)| *of == force && *what == kind).map(|(_, years)| *years)
}

/// What forces budgeted for a kind for each of their people of 2017/18, by year of the panel, in the order of the alphabet; of those
/// whose figures can stand for them. Years laid out otherwise than the later ones are left empty.
pub fn unit_costs(kind: &str) -> Vec<(&'static str, f64, [Option<f64>; 6])> {
    let each = all_budgeted(kind)
        .filter(|(force, one, people)| one.is_usable() && *people > 0.0 && !FEW_OF_THEIR_OWN.contains(force));
    each.filter_map(|(force, _, people)| {
        let mut years = panel(force, kind)?.map(|cost| (cost > 0.0).then(|| cost / people));
        if has_break(kind) {
            years.iter_mut().take(1).for_each(|first| *first = None);
        }
        Some((force, people, years))
    })
    .collect()
}

/// Forces whose published budget for a kind cannot stand for them, with what is said against it; nothing is said of those most of
/// whose people of that year were another force's.
pub fn left_out(kind: &str) -> Vec<(&'static str, Option<Caution>)> {
    all_budgeted(kind)
        .filter(|(force, one, _)| !one.is_usable() || FEW_OF_THEIR_OWN.contains(force))
        .map(|(force, one, _)| (force, one.caution.filter(|_| !one.is_usable())))
        .collect()
}

/// Kinds of service of which every year of the panel is published.
pub fn panel_kinds() -> Vec<&'static str> {
    let mut kinds: Vec<&str> = table().by_kind.keys().copied().collect();
    kinds.retain(|kind| all_budgeted(kind).any(|(force, ..)| panel(force, kind).is_some()));
    kinds
}

impl Budgeted {
    /// Whether it can stand as the force's own cost.
    pub fn is_usable(&self) -> bool {
        !matches!(self.caution, Some(Caution::NoPeople | Caution::Nothing | Caution::Negative | Caution::TooCheap))
            && self.posts > 0.0
    }

    /// Pay of a post, where enough people are paid for it to say; whether on-costs are inside is not published.
    fn pay_per_post(&self) -> Option<f64> {
        let each = self.pay / self.paid_posts;
        (self.paid_posts >= 5.0 && (MOST_CHEAP..=MOST_DEAR).contains(&each)).then_some(each)
    }
}

/// Pay of a post beyond these is taken for an error of the source: our assumption.
const MOST_CHEAP: f64 = 20_000.0;
const MOST_DEAR: f64 = 90_000.0;

/// What a service starts from: posts, pay of a post, other cost and income.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Start {
    /// Posts, full-time equivalents.
    pub posts: f64,
    /// Pay of a post, pounds a year.
    pub cost_per_post: f64,
    /// Other cost, pounds a year.
    pub other: f64,
    /// Income, pounds a year.
    pub income: f64,
    /// Whether it is the force's own, or the median of forces in proportion to its people.
    pub own: bool,
    /// What is said against the published figure, if anything.
    pub caution: Option<Caution>,
}

/// Where a force's service of a kind starts: its own published budget where that can be used, else the median of forces for
/// as many people; none where nothing is published of the kind or the force.
pub fn published_start(force: &str, kind: &str) -> Option<Start> {
    let own = budgeted(force, kind)?;
    let people = table().people.get(force).copied()?;
    let middle = |of: &dyn Fn(&Budgeted, f64) -> Option<f64>| {
        median(
            all_budgeted(kind)
                .filter(|(_, one, _)| one.is_usable())
                .filter_map(|(_, one, all)| of(&one, all))
                .collect(),
        )
    };
    let pay = middle(&|one, _| one.pay_per_post())?;
    let round = |value: f64| (value / 1000.0).round() * 1000.0;
    if own.is_usable() && !FEW_OF_THEIR_OWN.contains(&force) {
        let cost_per_post = own.pay_per_post().unwrap_or(pay).round();
        let posts = (own.posts * 10.0).round() / 10.0;
        let other = f64::max(0.0, own.gross - posts * cost_per_post);
        let income = f64::min(own.income, posts * cost_per_post + other);
        return Some(Start { posts, cost_per_post, other: other.round(), income, own: true, caution: own.caution });
    }
    let posts = middle(&|one, all| (all > 0.0).then(|| one.posts / all))? * people;
    let gross = middle(&|one, all| (all > 0.0).then(|| one.gross / all))? * people;
    let cost_per_post = pay.round();
    let posts = (posts * 10.0).round() / 10.0;
    let other = round(f64::max(0.0, gross - posts * cost_per_post));
    Some(Start { posts, cost_per_post, other, income: 0.0, own: false, caution: own.caution })
}

/// The published budget brought forward: posts by the force's own growth in staff, money by an index; none where the figure
/// is not the force's own, or has a caution.
pub fn brought_forward(force: &str, kind: &str, index: f64) -> Option<Start> {
    let start = published_start(force, kind).filter(|start| start.own && start.caution.is_none())?;
    let growth = table().growth.get(force).copied().filter(|growth| *growth > 0.0)?;
    Some(Start {
        posts: (start.posts * growth * 10.0).round() / 10.0,
        cost_per_post: (start.cost_per_post * index).round(),
        other: (start.other * index).round(),
        income: (start.income * index).round(),
        ..start
    })
}

/// A force's staff of today over those of 2017, as its own figures show it.
pub fn staff_growth(force: &str) -> Option<f64> {
    table().growth.get(force).copied()
}

impl Start {
    /// The figure of a field of the file.
    pub fn figure(&self, field: &str) -> Option<f64> {
        match field {
            "fte" => Some(self.posts),
            "cost_per_fte" => Some(self.cost_per_post),
            "non_pay" => Some(self.other),
            "income" => Some(self.income),
            _ => None,
        }
    }

    /// Those fields.
    pub const FIELDS: [&str; 4] = ["fte", "cost_per_fte", "non_pay", "income"];
}

/// Whether a figure of a service is the one that was published for a force.
pub fn is_published(force: &str, kind: &str, field: &str, value: f64) -> bool {
    published_start(force, kind).filter(|start| start.own).and_then(|start| start.figure(field)) == Some(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::forces;

    /// Norfolk's HR, by hand from the published line: 37.5 posts, pay £1,197,000, gross £1,794,000, income £25,000.
    #[test]
    fn a_forces_own_published_budget() {
        let start = published_start("norfolk", "human_resources").expect("it is published");
        assert_eq!((start.posts, start.cost_per_post, start.income, start.own), (37.5, 31_920.0, 25_000.0, true));
        assert!((start.posts * start.cost_per_post + start.other - 1_794_000.0).abs() < 1.0);
        assert!(is_published("norfolk", "human_resources", "fte", 37.5));
        assert!(!is_published("norfolk", "human_resources", "fte", 38.0));
    }

    /// Suffolk's legal service has a cost and no people; Lincolnshire's people of 2017 were mostly another's.
    #[test]
    fn what_cannot_be_used_gives_the_median_and_says_why() {
        let legal = published_start("suffolk", "legal").expect("the median is there");
        assert_eq!((legal.own, legal.caution), (false, Some(Caution::NoPeople)));
        // by the published spread: 2,104 people over a median of 395 for each post
        assert!((legal.posts - 2104.05 / 395.1).abs() < 0.4, "{}", legal.posts);
        assert!(!published_start("lincolnshire", "human_resources").expect("the median is there").own);
        assert_eq!(published_start("norfolk", "payroll"), None);
        assert_eq!(published_start("nowhere", "finance"), None);
    }

    /// The spread over forces as it was computed from the same source by another program: people of the force for each post.
    #[test]
    fn medians_are_those_that_were_computed_elsewhere() {
        for (kind, expected, forces) in [
            ("human_resources", 71.8, 41),
            ("finance", 141.4, 42),
            ("ict", 55.8, 41),
            ("fleet", 155.3, 41),
            ("training", 53.0, 43),
        ] {
            let each: Vec<f64> =
                all_budgeted(kind).filter(|(_, one, _)| one.posts > 0.0).map(|(_, one, all)| all / one.posts).collect();
            assert_eq!(each.len(), forces, "{kind}");
            let found = median(each).expect("there are forces");
            assert!((found - expected).abs() < 0.06, "{kind}: {found}");
        }
    }

    /// By hand: Norfolk's staff grew from 2017 to 2025 by the ratio in the source; £31,920 × 1.3.
    #[test]
    fn brought_forward_by_its_own_growth_and_an_index() {
        let growth = staff_growth("norfolk").expect("it is published");
        let start = brought_forward("norfolk", "human_resources", 1.3).expect("nothing speaks against it");
        assert_eq!((start.posts, start.cost_per_post), ((375.0 * growth).round() / 10.0, 41_496.0));
        assert_eq!(brought_forward("lincolnshire", "human_resources", 1.3), None);
        assert_eq!(brought_forward("suffolk", "finance", 1.3), None, "it may be a host");
    }

    /// Sums over all forces as they stand in the notes on the source: 122,247 officers, 68,764 staff and, in the file itself,
    /// 10,527.2 community support officers; custody £333.5m; and people of all forces for each post in HR, 80.4.
    #[test]
    fn national_sums_are_those_of_the_source() {
        let people: f64 = table().people.values().sum();
        assert!((people - (122_246.5 + 68_763.9 + 10_527.2)).abs() < 0.1, "{people}");
        assert!((table().officers.values().sum::<f64>() - 122_247.0).abs() < 1.0);
        let custody: f64 = all_budgeted("custody").map(|(_, one, _)| one.gross).sum();
        assert!((custody / 1e6 - 333.5).abs() < 0.05, "{custody}");
        let posts: f64 = all_budgeted("human_resources").map(|(_, one, _)| one.posts).sum();
        assert!((people / posts - 80.4).abs() < 0.06, "{}", people / posts);
        // and the panel's last year is the budget of that year: HR £147.9m, finance £67.4m in all
        for (kind, expected) in [("human_resources", 147.9), ("finance", 67.4), ("custody", 333.5)] {
            let all: f64 = forces().iter().filter_map(|force| Some(panel(&force.id, kind)?[5])).sum();
            assert!((all / 1e6 - expected).abs() < 0.06, "{kind}: {all}");
        }
        assert_eq!(panel("norfolk", "roads"), None);
    }

    #[test]
    fn every_force_has_a_line_for_every_kind_and_nothing_is_below_nothing() {
        for force in forces() {
            for kind in table().by_kind.keys() {
                let start = published_start(&force.id, kind).unwrap_or_else(|| panic!("{} {kind}", force.id));
                let all = [start.posts, start.cost_per_post, start.other, start.income];
                assert!(all.iter().all(|one| one.is_finite() && *one >= 0.0), "{} {kind}: {start:?}", force.id);
                assert!(start.posts * start.cost_per_post + start.other - start.income >= -0.5, "{} {kind}", force.id);
            }
        }
    }
}
