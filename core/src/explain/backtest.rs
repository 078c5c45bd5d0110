//! How good the odds are: each published case left out in turn, and where its result falls among the others' quantiles.

use super::capital;
use crate::engine::uncertainty::{beta_quantile, quantile};
use crate::evidence::{Evidence, Measured, Outturn, PortfolioClass, find, outturns, portfolio};
use crate::model::number;

/// A case, left out.
#[derive(Debug, Clone, PartialEq)]
pub struct LeftOut {
    /// The case's name.
    pub name: &'static str,
    /// Its result over the plan, or years late, as it reads.
    pub result: String,
    /// The middle eight tenths of the other cases, as they read.
    pub others: String,
    /// Whether it falls among the middle eight tenths of the others, and among their middle half.
    pub within: [bool; 2],
    /// The same of the ranges that the tool starts with.
    pub inside: [bool; 2],
}

/// All cases of one kind.
#[derive(Debug, Clone, PartialEq)]
pub struct BackTest {
    /// What was measured.
    pub what: &'static str,
    /// Case by case.
    pub cases: Vec<LeftOut>,
}

impl BackTest {
    /// How many fall among the middle eight tenths of the others, and among their middle half.
    pub fn within(&self) -> [usize; 2] {
        [0, 1].map(|n| self.cases.iter().filter(|one| one.within.get(n) == Some(&true)).count())
    }

    /// The same of the ranges that the tool starts with.
    pub fn inside(&self) -> [usize; 2] {
        [0, 1].map(|n| self.cases.iter().filter(|one| one.inside.get(n) == Some(&true)).count())
    }
}

/// Chances between which eight tenths, and half, should fall.
const ENDS: [(f64, f64); 2] = [(0.1, 0.9), (0.25, 0.75)];

/// What is measured, how it is called, and the range that the tool starts with: a saving of 15 to 30 % where 20 % is likely, one-off
/// cost, and delay in years.
const KINDS: [(Measured, &str, (f64, f64, f64)); 4] = [
    (Measured::SavingByOwner, "Saving as a multiple of the plan, as owners counted", (0.75, 1.0, 1.5)),
    (Measured::SavingByAudit, "Saving as a multiple of the plan, as auditors counted", (0.75, 1.0, 1.5)),
    (Measured::Cost, "One-off cost as a multiple of the plan", (0.9, 1.0, 1.56)),
    (Measured::Months, "Years late", (0.0, 0.0, 1.0)),
];

/// The quantile of a range as it is drawn: PERT.
fn drawn((low, likely, high): (f64, f64, f64), p: f64) -> f64 {
    let wide = high - low;
    low + wide * beta_quantile(1.0 + 4.0 * (likely - low) / wide, 1.0 + 4.0 * (high - likely) / wide, p)
}

/// The back-test, however it comes out.
pub fn back_tests() -> Vec<BackTest> {
    KINDS
        .iter()
        .map(|(measured, what, range)| {
            let all: Vec<&Outturn> = outturns().iter().filter(|one| one.measured == *measured).collect();
            let value = |one: &Outturn| if *measured == Measured::Months { one.value / 12.0 } else { one.value };
            let case = |(n, one): (usize, &&Outturn)| {
                let mut others: Vec<f64> =
                    all.iter().enumerate().filter(|(other, _)| *other != n).map(|(_, other)| value(other)).collect();
                let mut of_others = |p: f64| quantile(&mut others, p).unwrap_or(0.0);
                let within = ENDS.map(|(low, high)| (of_others(low)..=of_others(high)).contains(&value(one)));
                LeftOut {
                    name: one.name,
                    result: number(value(one), 2),
                    others: format!("{} to {}", number(of_others(0.1), 2), number(of_others(0.9), 2)),
                    within,
                    inside: ENDS.map(|(low, high)| (drawn(*range, low)..=drawn(*range, high)).contains(&value(one))),
                }
            };
            BackTest { what, cases: all.iter().enumerate().map(case).collect() }
        })
        .collect()
}

/// What the back-test shows, in a sentence for both views.
pub fn back_test_words(tests: &[BackTest]) -> String {
    let all: usize = tests.iter().map(|one| one.cases.len()).sum();
    let sum = |of: fn(&BackTest) -> [usize; 2]| tests.iter().map(of).fold([0, 0], |[a, b], [c, d]| [a + c, b + d]);
    let ([eight, half], [inside_eight, inside_half]) = (sum(BackTest::within), sum(BackTest::inside));
    capital(&format!(
        "of {all} published results, {eight} fall within the range that holds 80% of the other cases ({} would be expected), and {half} within the range that holds their middle half ({} would be expected). For the ranges that this tool starts with, the numbers are {inside_eight} and {inside_half}: other plans did not turn out as planned.",
        number(all as f64 * 0.8, 0),
        number(all as f64 * 0.5, 0)
    ))
}

/// A class of the major projects portfolio as a row: one chance in ten below, a quarter, the middle, three quarters, nine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PortfolioRow {
    /// What is measured, of which projects.
    pub what: String,
    /// How many projects.
    pub n: usize,
    /// Values at 0.1, 0.25, 0.5, 0.75 and 0.9.
    pub values: [String; 5],
}

/// The portfolio's percentiles.
pub fn portfolio_rows() -> Vec<PortfolioRow> {
    let row = |one: &PortfolioClass| PortfolioRow {
        what: format!(
            "{}, {}",
            if one.delay { "Years late" } else { "Whole-life cost over the first figure" },
            if one.ict { "ICT projects" } else { "all projects" }
        ),
        n: one.n,
        values: [0.1, 0.25, 0.5, 0.75, 0.9].map(|p| number(one.quantiles.at(p), 2)),
    };
    portfolio().iter().map(row).collect()
}

/// The alliance of 2012 to 2020 held against these odds, and what its sums cannot show.
pub fn alliance_words() -> String {
    let of = |measured: Measured| outturns().iter().find(|one| one.id == ALLIANCE_CASE && one.measured == measured);
    let Some(case) = of(Measured::SavingByOwner) else { return String::new() };
    let below = |measured: Measured| {
        let all: Vec<&Outturn> =
            outturns().iter().filter(|one| one.measured == measured && one.id != ALLIANCE_CASE).collect();
        (all.iter().filter(|one| one.value < case.value).count(), all.len())
    };
    let ((owners, of_owners), (auditors, of_auditors)) =
        (below(Measured::SavingByOwner), below(Measured::SavingByAudit));
    let paid = find("exit-settlement").map_or_else(String::new, Evidence::figure);
    format!(
        "The alliance of West Mercia and Warwickshire, 2012 to 2020, as a test: \u{a3}30m was planned and one side claimed more than \u{a3}35m, {} times the plan. Of {of_owners} other plans counted by their owners, {owners} did worse; of {of_auditors} counted by auditors, {auditors} did worse. On this measure it was a success, but it still ended, and leaving cost {paid}. The figures cannot show three things. The claim covers more years than the plan. The other side says that the savings were reversed or fell mostly on it. Nobody independent counted.",
        number(case.value, 2)
    )
}

/// The case of the alliance.
const ALLIANCE_CASE: &str = "wmercia-warks";

#[cfg(test)]
mod tests {
    use super::*;

    /// As another program counts (`tests/oracle/backtest.py`).
    #[test]
    fn coverage_is_what_was_counted_elsewhere() {
        let found: Vec<(usize, [usize; 2], [usize; 2])> =
            back_tests().iter().map(|one| (one.cases.len(), one.within(), one.inside())).collect();
        assert_eq!(found, [(10, [6, 4], [4, 2]), (9, [8, 3], [0, 0]), (11, [9, 5], [1, 0]), (11, [8, 5], [0, 0])]);
        // 35 of 30 is 1.17; of the nine other owners' counts (1.02 to 1.62) and nine auditors' (0 to 0.36)
        let alliance = alliance_words();
        assert!(alliance.contains("1.17 times the plan"), "{alliance}");
        assert!(alliance.contains("of 9 counted by auditors, 9 did worse"), "{alliance}");
        assert!(
            alliance.contains("leaving cost £10.77m") || alliance.contains("leaving cost £10,770,000"),
            "{alliance}"
        );
        let words = back_test_words(&back_tests());
        assert!(words.starts_with("Of 41 published results, 31 fall within the range that holds 80%"), "{words}");
        assert!(words.contains("the numbers are 5 and 2"), "{words}");
    }
}
