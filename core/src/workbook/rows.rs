//! Rows of a service by year, which its own sheet and its members' share.

use super::book::{Format, Series};
use super::builder::Builder;
use super::formula::{At, Formula};

/// A member's rows.
pub(super) struct Rows {
    pub partner: usize,
    pub name: String,
    pub today: At,
    pub driver: At,
    pub unit: At,
    pub key: At,
    pub converging: At,
    pub cost: Series,
    pub non_pay: Series,
    pub posts_before: Series,
    pub own: Series,
    pub released: Series,
    pub redundancy: Series,
    pub stranded: Series,
}

/// What all members of a service have in common.
pub(super) struct Shared {
    pub go_live: Formula,
    pub rho: Series,
    pub kappa: Series,
    pub rate: At,
    pub redundancy_each: At,
    pub bias: Formula,
    pub start: At,
    pub over_convergence: At,
    pub target_word: Formula,
    pub measured: At,
}

pub(super) fn series(
    builder: &mut Builder,
    sheet: usize,
    label: &str,
    unit: &str,
    format: Format,
    formulas: Vec<Formula>,
) -> Series {
    builder.book.series(sheet, label, unit, format, move |t| {
        formulas.get(usize::from(t)).cloned().unwrap_or(Formula::Number(0.0))
    })
}
