//! Erlang’s loss for any number of servers in functions that every spreadsheet has: the gamma distribution, and where
//! nothing of it is left, a continued fraction.

use super::book::{Format, Series, YEARS};
use super::builder::series;
use super::formula::{Compare, Formula, Function, call, number, when};
use super::soc_rows::Rows;

/// Below this the upper tail is not what is left of 1, which would lose digits: thirty steps of the fraction give it to
/// fourteen digits there for up to some thousand servers.
const TAIL: f64 = 1e-3;

/// The part of some work (in operations under way) that finds all teams busy.
///
/// With c teams and work a, the upper tail Q of the gamma distribution of order c + 1 at a and its density f there,
/// B = f/Q. And Q = f a/F, where F = a − c + 1(c)/(a − c + 2 − …) is Legendre’s fraction: B = F/a.
pub(super) fn loss(rows: &mut Rows, label: &str, teams: Formula, work: Formula) -> Formula {
    let teams = rows.figure(&format!("Teams: {label}"), "teams", Format::Plain, teams);
    let work = rows.figure(&format!("Work: {label}"), "operations", Format::Plain, work);
    let none = call(Function::Or, vec![teams.clone().is(Compare::AtMost, 0.0), work.clone().is(Compare::AtMost, 0.0)]);
    let order = teams.clone() + 1.0;
    let gamma = |function: Function| call(function, vec![work.clone(), order.clone()]);
    let above = when(none.clone(), 1.0, number(1.0) - gamma(Function::GammaBelow));
    let above = rows.figure(&format!("Not all busy, of the gamma distribution: {label}"), "part", Format::Plain, above);
    let far = above.clone().is(Compare::Less, TAIL);
    let next = rows.builder.book.next_row(rows.sheet);
    let fraction = Series::default_of(super::formula::At { sheet: rows.sheet, row: next, column: 0 });
    let steps = (0..YEARS)
        .map(|n| {
            let step = f64::from(n);
            let first = work.clone() - teams.clone() + 2.0 * step;
            let rest = if n + 1 == YEARS {
                first
            } else {
                first - (number(step) - teams.clone()) * (step + 1.0) / fraction.year(n + 1)
            };
            when(far.clone(), rest, 1.0)
        })
        .collect();
    let label_of = format!("Continued fraction of the loss (work far above teams): {label}");
    let fraction = series(rows.builder, rows.sheet, &label_of, "operations", Format::Plain, steps);
    let by_fraction = fraction.year(0) / work.clone();
    let near = gamma(Function::GammaDensity) / above;
    let lost = when(far, by_fraction, near);
    let lost = when(teams.is(Compare::AtMost, 0.0), 1.0, lost);
    let lost = when(work.is(Compare::AtMost, 0.0), 0.0, lost);
    rows.figure(&format!("Part that finds all busy: {label}"), "%", Format::Percent, lost)
}
