//! The sums behind scenarios side by side: each from its own book.

use super::SumOf;
use crate::workbook::Named;
use crate::workbook::{Case, Format, Term, Working};

/// A figure of one of the scenarios, and how far it is from the base's, where that is another.
pub fn side_sum(name: Named, figure: &str, own: (&str, &Case), base: Option<(&str, &Case)>) -> SumOf {
    let of = |case: &Case| Working::named_in(case, name);
    let term =
        |(letter, case): (&str, &Case), times: f64| -> Term { of(case).times(times, format!("{figure}, {letter}")) };
    let format = if matches!(name, Named::Posts | Named::PaybackYears | Named::BenefitCostRatio) {
        Format::Plain
    } else {
        Format::Pounds
    };
    let apart = base.map(|base| {
        Working::made(format!("{figure}: {} less {}", own.0, base.0), format, vec![term(own, 1.0), term(base, -1.0)])
    });
    SumOf { beside: apart.into_iter().collect(), ..SumOf::of(of(own.1), format!("{figure} of {}.", own.0)) }
}

/// The running total of one of the scenarios at the end of a year of its own, by the year's index.
pub fn curve_sum(letter: &str, case: &Case, t: usize) -> SumOf {
    let of = Working::Named(case.clone(), Named::RunningTotal.into(), u16::try_from(t).unwrap_or(u16::MAX));
    SumOf::of(of, format!("All savings of {letter} up to then, less all one-off cost, not discounted."))
}
