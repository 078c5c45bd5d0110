//! The table's rows of the cash plan: method, section 11.

use super::input::Fallback::{self, Null, Number};
use super::input::Source::Assumption;
use super::input::{
    Input, LARGEST, Rule, Unit, by_partner, by_year, choice, group, number, percent, pounds, row, whole,
};

/// What a cash plan needs beside the appraisal.
#[rustfmt::skip]
pub const CASH: &[Input] = &[
    row("cash", "Cash plan", Rule::Group, Fallback::Empty),
    by_year("cash.inflation", "Inflation a year", (-0.05, 0.25), Number(0.02)).unit(Unit::Percent, 0.005).from(Assumption)
        .help("One figure, or one for each year: the first is the rise from the first year to the second, the last is used for all later years"),
    group("cash.capital", "Capital"),
    percent("cash.capital.ict_share", "Part of ICT that is capital", Number(0.0)).from(Assumption).help("Of one-off ICT, as your accounting policy has it"),
    percent("cash.capital.programme_share", "Part of the programme that is capital", Number(0.0)).from(Assumption),
    choice("cash.capital.by", "Capital is paid from", &["borrowing", "reserves", "revenue"], "borrowing").from(Assumption),
    row("cash.capital.life", "Years to repay", whole(1.0, 50.0), Number(7.0)).unit(Unit::Years, 1.0).from(Assumption)
        .help("In equal parts from the year after: the minimum revenue provision"),
    row("cash.capital.rate", "Interest on borrowing", number(0.0, 0.25), Number(0.045)).unit(Unit::Percent, 0.0025).from(Assumption),
    choice("cash.one_off_by", "Other one-off cost is paid from", &["revenue", "reserves"], "revenue").from(Assumption),
    by_partner("cash.partners", "Budgets of partners"),
    pounds("cash.partners{}.reserves", "Usable reserves", Null).help("At the start of the first year, in cash"),
    pounds("cash.partners{}.reserves_floor", "Reserves must not fall below", Number(0.0)).from(Assumption),
    by_year("cash.partners{}.gap", "Gap in the plan by year", (-LARGEST, LARGEST), Null).unit(Unit::Pounds, 1000.0)
        .help("From the medium-term plan, in cash: a shortfall is positive. Years beyond the list have none"),
    pounds("cash.partners{}.band_d", "Band D precept", Null).unit(Unit::Pence, 1.0).help("Police precept on a Band D household, a year"),
    row("cash.partners{}.tax_base", "Tax base", number(0.0, LARGEST), Null).unit(Unit::Units, 1000.0).help("Band D equivalent households"),
];
