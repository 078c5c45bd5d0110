//! What became of published programmes: how much of what was planned they saved, cost and were late, by who counted.
//!
//! `data/outturns.csv` holds every pair of plan and result that can be compared. A target, a forecast and a proposal are none.
//! Cases are known because somebody wrote about them: they are no odds.

use crate::engine::uncertainty::{ByClass, OutsideCases, Quantiles, quantile};
use crate::model::risk::{OutsideTerms, Reference};
use std::sync::OnceLock;

/// What a pair is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measured {
    /// Saving over plan, as its owner or supplier counted it.
    SavingByOwner,
    /// Saving over plan, as an audit, a committee, accounts or a request for information counted it.
    SavingByAudit,
    /// One-off cost as a multiple of the plan.
    Cost,
    /// Months late.
    Months,
}

/// A published pair of plan and result.
#[derive(Debug, Clone, PartialEq)]
pub struct Outturn {
    /// The case's id.
    pub id: &'static str,
    /// The case's name.
    pub name: &'static str,
    /// What the pair is of.
    pub measured: Measured,
    /// The result over the plan, or months.
    pub value: f64,
    /// Whether ICT led it.
    pub ict: bool,
}

/// Every pair that can be compared.
pub fn outturns() -> &'static [Outturn] {
    static ALL: OnceLock<Vec<Outturn>> = OnceLock::new();
    ALL.get_or_init(|| include_str!("data/outturns.csv").lines().skip(1).filter_map(line).collect())
}

fn line(line: &'static str) -> Option<Outturn> {
    // only the name may hold a comma, and it stands between quotes
    let (id, rest) = line.split_once(",\"")?;
    let (name, rest) = rest.split_once("\",")?;
    let cells: Vec<&str> = rest.split(',').collect();
    let [what, value, counted, ict] = cells.as_slice() else { return None };
    let measured = match (*what, *counted) {
        ("saving", "owner") => Measured::SavingByOwner,
        ("saving", _) => Measured::SavingByAudit,
        ("cost", _) => Measured::Cost,
        _ => Measured::Months,
    };
    Some(Outturn { id, name, measured, value: value.parse().ok()?, ict: *ict == "yes" })
}

/// The chances at which a quantile function is given.
pub const CHANCES: [f64; 7] = [0.0, 0.1, 0.25, 0.5, 0.75, 0.9, 1.0];
/// Fewer cases of a class say nothing of their own.
const FEWEST: usize = 8;

/// The quantiles of some pairs, and how many there are; the ends are the lowest and the highest case.
pub fn quantiles_of(measured: Measured, ict_only: bool) -> (Quantiles, usize) {
    let mut values: Vec<f64> = outturns()
        .iter()
        .filter(|one| one.measured == measured && (one.ict || !ict_only))
        .map(|one| if measured == Measured::Months { one.value / 12.0 } else { one.value })
        .collect();
    let n = values.len();
    let points = CHANCES.map(|p| (p, quantile(&mut values, p).unwrap_or(1.0))).to_vec();
    (Quantiles::new(points), n)
}

/// The cases that the outside view draws from; a class of its own where it has eight cases. Savings are of the published
/// cases whichever cost and delay are of.
pub fn outside_cases(reference: Reference) -> &'static OutsideCases {
    static ALL: OnceLock<[OutsideCases; 2]> = OnceLock::new();
    let [published, portfolio] = ALL.get_or_init(|| {
        let by_class = |measured: Measured| {
            let (all, _) = quantiles_of(measured, false);
            let (ict, n) = quantiles_of(measured, true);
            ByClass { ict: if n < FEWEST { all.clone() } else { ict }, all }
        };
        let published = OutsideCases {
            owner: quantiles_of(Measured::SavingByOwner, false).0,
            audited: quantiles_of(Measured::SavingByAudit, false).0,
            cost: by_class(Measured::Cost),
            delay: by_class(Measured::Months),
        };
        let of = |ict: bool, delay: bool| {
            let found = portfolio().iter().find(|one| one.ict == ict && one.delay == delay);
            found.map_or_else(|| Quantiles::new(Vec::new()), |one| one.quantiles.clone())
        };
        let class = |delay: bool| ByClass { ict: of(true, delay), all: of(false, delay) };
        let portfolio = OutsideCases { cost: class(false), delay: class(true), ..published.clone() };
        [published, portfolio]
    });
    match reference {
        Reference::Published => published,
        Reference::Portfolio => portfolio,
    }
}

/// The cases that a scenario's outside view draws from: its own quantile functions where it has any.
pub fn cases_for(terms: &OutsideTerms) -> OutsideCases {
    let known = outside_cases(terms.reference);
    let own = |points: &Option<Vec<(f64, f64)>>| points.clone().map(Quantiles::new);
    let class = |points: &Option<Vec<(f64, f64)>>, known: &ByClass| {
        own(points).map_or_else(|| known.clone(), |one| ByClass { ict: one.clone(), all: one })
    };
    OutsideCases {
        owner: own(&terms.delivery_owner).unwrap_or_else(|| known.owner.clone()),
        audited: own(&terms.delivery_audited).unwrap_or_else(|| known.audited.clone()),
        cost: class(&terms.cost, &known.cost),
        delay: class(&terms.delay, &known.delay),
    }
}

/// A class of the major projects portfolio: the last report over the first, at least three years before.
#[derive(Debug, Clone, PartialEq)]
pub struct PortfolioClass {
    /// ICT projects; else all.
    pub ict: bool,
    /// Years by which the end slipped; else whole-life cost as a factor.
    pub delay: bool,
    /// How many projects.
    pub n: usize,
    /// At [`CHANCES`].
    pub quantiles: Quantiles,
}

/// The portfolio's classes, as `data/make_portfolio.py` works them out.
pub fn portfolio() -> &'static [PortfolioClass] {
    static ALL: OnceLock<Vec<PortfolioClass>> = OnceLock::new();
    let class = |line: &str| {
        let mut cells = line.split(',');
        let (class, measure, n) = (cells.next()?, cells.next()?, cells.next()?.parse().ok()?);
        let values = cells.filter_map(|cell| cell.parse::<f64>().ok());
        let quantiles = Quantiles::new(CHANCES.into_iter().zip(values).collect());
        Some(PortfolioClass { ict: class == "ict", delay: measure == "delay", n, quantiles })
    };
    ALL.get_or_init(|| include_str!("data/portfolio.csv").lines().skip(1).filter_map(class).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As the notes on the source have them: minimum, quartiles and maximum, two decimals, worked out by another program.
    #[test]
    fn quantiles_are_those_of_the_table() {
        for (measured, ict, n, expected) in [
            (Measured::SavingByAudit, false, 9, [0.0, 0.0, 0.12, 0.28, 0.36]),
            (Measured::SavingByOwner, false, 10, [1.02, 1.17, 1.28, 1.37, 1.62]),
            (Measured::Cost, false, 11, [0.98, 1.47, 1.64, 1.95, 3.91]),
            (Measured::Cost, true, 9, [1.44, 1.50, 1.64, 2.19, 3.91]),
            (Measured::Months, false, 11, [0.0, 15.5 / 12.0, 2.0, 4.0, 7.0]),
            (Measured::Months, true, 10, [1.0, 16.5 / 12.0, 2.0, 4.5, 7.0]),
        ] {
            let (found, count) = quantiles_of(measured, ict);
            assert_eq!(count, n, "{measured:?} {ict}");
            for (p, value) in [0.0, 0.25, 0.5, 0.75, 1.0].into_iter().zip(expected) {
                assert!((found.at(p) - value).abs() < 0.0051, "{measured:?} {ict} {p}: {} {value}", found.at(p));
            }
        }
    }

    /// 116 and 20 projects for cost, as the summary beside the source counts them (its percentiles take the next higher
    /// project, ours lie between two).
    #[test]
    fn the_portfolio_is_its_table() {
        let of = |ict: bool, delay: bool| portfolio().iter().find(|one| one.ict == ict && one.delay == delay).unwrap();
        assert_eq!((portfolio().len(), of(false, false).n, of(true, false).n, of(true, true).n), (4, 116, 20, 24));
        for one in portfolio() {
            assert_eq!(one.quantiles.points().len(), CHANCES.len());
            assert!(one.quantiles.points().windows(2).all(|two| two[0].1 <= two[1].1));
        }
        assert_ne!(outside_cases(Reference::Portfolio).cost, outside_cases(Reference::Published).cost);
        assert_eq!(outside_cases(Reference::Portfolio).owner, outside_cases(Reference::Published).owner);
    }
}
