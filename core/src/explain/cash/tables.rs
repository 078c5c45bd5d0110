//! Tables beside the schedule: posts for a consultation, what budgets feel, payments in cash.

use crate::engine::cash::CashPlan;
use crate::engine::consultation::PostsGoing;
use crate::engine::rounding::largest_remainder;
use crate::model::{Fte, Pounds, number};

/// A table with a column a year and one over the term.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct YearTable {
    /// The financial years.
    pub years: Vec<String>,
    /// Row by row.
    pub rows: Vec<YearRow>,
}

/// A row of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YearRow {
    /// Whose it is.
    pub name: String,
    /// One a year.
    pub cells: Vec<String>,
    /// Over the term.
    pub total: String,
}

fn row(name: &str, values: &[f64]) -> YearRow {
    let whole = |value: f64| Pounds(value).whole();
    YearRow {
        name: name.to_owned(),
        cells: values.iter().copied().map(whole).collect(),
        total: whole(values.iter().sum()),
    }
}

fn years(plan: &CashPlan) -> Vec<String> {
    (0..plan.index.len()).map(|t| plan.year(t).to_string()).collect()
}

/// Years that a page of paper holds beside one another.
const ON_A_PAGE: usize = 8;

/// The effect on each partner’s revenue budget by year, then of all together, in thousands that add up in each year; a table
/// for so many years as a page of paper holds, the last with what all years come to.
pub fn effect_tables(plan: &CashPlan) -> Vec<YearTable> {
    let of_year = |t: usize| -> Vec<f64> {
        let each = plan.partners.iter().map(|one| one.effect.get(t).map_or(0.0, |effect| effect.0 / 1000.0));
        largest_remainder(&each.collect::<Vec<f64>>())
    };
    let by_year: Vec<Vec<f64>> = (0..plan.index.len()).map(of_year).collect();
    let own = |place: usize| by_year.iter().filter_map(|year| year.get(place).copied()).collect::<Vec<f64>>();
    let mut all: Vec<(&str, Vec<f64>)> =
        plan.partners.iter().enumerate().map(|(place, one)| (one.name.as_str(), own(place))).collect();
    all.push(("All partners", by_year.iter().map(|year| year.iter().sum()).collect()));
    let years = years(plan);
    // as many on each as on the others
    let pages = years.len().div_ceil(ON_A_PAGE).max(1);
    let (each, last) = (years.len().div_ceil(pages).max(1), pages - 1);
    let table = |(page, years): (usize, &[String])| YearTable {
        years: years.to_vec(),
        rows: all
            .iter()
            .map(|(name, values)| YearRow {
                name: (*name).to_owned(),
                cells: values.iter().skip(page * each).take(years.len()).map(|value| number(*value, 0)).collect(),
                total: if page == last { number(values.iter().sum(), 0) } else { String::new() },
            })
            .collect(),
    };
    years.chunks(each).enumerate().map(table).collect()
}

/// Who pays whom in each year’s prices, and over the term: a row a partner that pays or receives.
pub fn balancing_in_cash(plan: &CashPlan) -> YearTable {
    let pays = plan.partners.iter().filter(|one| one.balancing.iter().any(|paid| paid.0.abs() >= 0.5));
    let values = |row: &[Pounds]| row.iter().map(|paid| paid.0).collect::<Vec<f64>>();
    YearTable { years: years(plan), rows: pays.map(|one| row(&one.name, &values(&one.balancing))).collect() }
}

/// Posts of a partner, line by line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostsTable {
    /// The partner.
    pub name: String,
    /// The financial years.
    pub years: Vec<String>,
    /// What it is, and its figure in each year.
    pub rows: Vec<(&'static str, Vec<String>)>,
}

/// Who loses posts, for a consultation; money in the cash of its year.
pub fn posts_tables(all: &[PostsGoing], plan: &CashPlan) -> Vec<PostsTable> {
    let table = |one: &PostsGoing| {
        let posts = |row: &[Fte]| row.iter().map(|one| number(one.0, 1)).collect::<Vec<_>>();
        let cash = |row: &[Pounds]| {
            row.iter().zip(&plan.index).map(|(one, index)| Pounds(one.0 * index).whole()).collect::<Vec<_>>()
        };
        PostsTable {
            name: one.name.clone(),
            years: years(plan),
            rows: vec![
                ("Posts that go", posts(&one.going)),
                ("of which officers, redeployed", posts(&one.redeployed)),
                ("of which staff, by redundancy", posts(&one.redundant)),
                ("of which staff, as people leave", posts(&one.leaving)),
                ("Whole posts gone by the end of the year", one.whole.iter().map(|one| number(*one, 0)).collect()),
                ("Redundancy, £", cash(&one.redundancy)),
                ("Pension strain, £", cash(&one.strain)),
            ],
        }
    };
    all.iter().map(table).collect()
}
