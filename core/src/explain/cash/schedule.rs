//! The schedule as medium-term plans have it: years across, in whole pounds that add up in each year.

use crate::engine::cash::{CashPlan, PartnerCash};
use crate::engine::rounding::largest_remainder;
use crate::explain::SumOf;
use crate::model::cash::{CapitalBy, OneOffBy};
use crate::model::{MINUS, Pounds, Rate, Scenario};
use crate::words::within;
use crate::workbook::{Case, Format, Name, Named, Working};

impl CashRow {
    /// Whether its figures have sums.
    pub fn opens(&self) -> bool {
        self.opens.is_some()
    }
}

/// What a line of the schedule is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CashLine {
    /// Part of the effect on the revenue budget.
    Part,
    /// What parts add up to.
    Sum,
    /// Beside it.
    Beside,
}

/// A line of the schedule.
#[derive(Debug, Clone, PartialEq)]
pub struct CashRow {
    /// What it is.
    pub label: String,
    /// Part, sum or beside.
    pub line: CashLine,
    /// One a year; an empty text where nothing is known.
    pub cells: Vec<String>,
    /// The same as numbers, for tables that are pasted or saved.
    pub values: Vec<Option<f64>>,
    /// Over the term; none where a sum over years means nothing.
    pub total: Option<f64>,
    /// What opens: the row's name for a partner's id, and whether it is shown with the other sign.
    opens: Option<(Opens, bool)>,
}

/// The workbook's row behind a line.
#[derive(Debug, Clone, PartialEq)]
enum Opens {
    /// Of each partner.
    Row(Named),
    /// Of each partner, of one service or category: its list and its id.
    Part(&'static str, String),
}

/// The schedule of one partner or of all together: years across. With `as_budgets` a saving is negative, as budget books
/// have it.
#[derive(Debug, Clone, PartialEq)]
pub struct Schedule {
    /// The financial years.
    pub years: Vec<String>,
    /// Line by line.
    pub rows: Vec<CashRow>,
}

/// A line before it is rounded.
struct Line {
    label: String,
    values: Vec<f64>,
    opens: Option<(Opens, bool)>,
}

#[allow(clippy::too_many_lines, reason = "the schedule line by line, as a budget has it")]
/// The schedule, rounded so that each year adds up in whole pounds.
pub fn schedule(scenario: &Scenario, plan: &CashPlan, who: Option<usize>, as_budgets: bool) -> Schedule {
    let n = plan.index.len();
    let partners: Vec<&PartnerCash> = plan
        .partners
        .iter()
        .enumerate()
        .filter(|(place, _)| who.is_none_or(|who| who == *place))
        .map(|(_, one)| one)
        .collect();
    let sum = |of: RowOf| -> Vec<f64> {
        (0..n).map(|t| partners.iter().filter_map(|one| of(one).get(t)).map(|one| one.0).sum()).collect()
    };
    let minus = |values: Vec<f64>| values.into_iter().map(|value| -value).collect::<Vec<f64>>();
    let line = |label: &str, values: Vec<f64>, named: Named, turned: bool| Line {
        label: label.to_owned(),
        values,
        opens: Some((Opens::Row(named), turned)),
    };
    let mut savings: Vec<Line> = Vec::new();
    for partner in &partners {
        for own in &partner.savings {
            let values = own.values.iter().map(|one| one.0);
            let opens = Some((Opens::Part(own.list, own.id.clone()), false));
            match savings.iter_mut().find(|one| one.opens == opens) {
                Some(known) => known.values.iter_mut().zip(values).for_each(|(sum, value)| *sum += value),
                None => savings.push(Line {
                    label: format!("Cash saving: {}", within(&own.name)),
                    values: values.collect(),
                    opens,
                }),
            }
        }
    }
    let from_reserves = scenario.cash.one_off_by == OneOffBy::Reserves;
    let mut parts = savings;
    if !from_reserves {
        parts.push(line("One-off cost", minus(sum(&|one| &one.one_off_revenue)), Named::CashOneOff, true));
    }
    if scenario.cash.capital.by == CapitalBy::Revenue {
        parts.push(line("Capital paid from revenue", minus(sum(&|one| &one.capital)), Named::CashCapital, true));
    }
    parts.push(line("Minimum revenue provision", minus(sum(&|one| &one.mrp)), Named::CashMrp, true));
    parts.push(line("Interest", minus(sum(&|one| &one.interest)), Named::CashInterest, true));
    parts.push(line("Grant", sum(&|one| &one.grant), Named::CashGrant, false));
    // between all together payments cancel
    if who.is_some() {
        parts.push(line("Balancing payments", minus(sum(&|one| &one.balancing)), Named::CashBalancing, true));
    }
    let savings = parts.iter().filter(|one| matches!(one.opens, Some((Opens::Part(..), _)))).count();
    parts = parts
        .into_iter()
        .enumerate()
        .filter(|(place, one)| *place < savings || one.values.iter().any(|value| value.abs() >= 0.5))
        .map(|(_, one)| one)
        .collect();
    // whole pounds that add up in each year
    let mut rounded: Vec<Vec<f64>> = vec![Vec::new(); parts.len()];
    for t in 0..n {
        let of_year: Vec<f64> = parts.iter().filter_map(|one| one.values.get(t)).copied().collect();
        for (row, value) in rounded.iter_mut().zip(largest_remainder(&of_year)) {
            row.push(value);
        }
    }
    let added =
        |rows: &[Vec<f64>]| -> Vec<f64> { (0..n).map(|t| rows.iter().filter_map(|row| row.get(t)).sum()).collect() };
    let sign = if as_budgets { -1.0 } else { 1.0 };
    let mut rows = Vec::new();
    let saved = added(rounded.get(..savings).unwrap_or_default());
    for (place, (one, values)) in parts.iter().zip(&rounded).enumerate() {
        rows.push(row(one.label.clone(), CashLine::Part, values, sign, one.opens.clone()));
        if place + 1 == savings && savings > 1 {
            let opens = Some((Opens::Row(Named::CashSaving), false));
            rows.push(row("Cash saving".into(), CashLine::Sum, &saved, sign, opens));
        }
    }
    let effect = added(&rounded);
    let opens = Some((Opens::Row(Named::CashEffect), false));
    rows.push(row("Effect on the revenue budget".into(), CashLine::Sum, &effect, sign, opens));
    memos(&mut rows, scenario, &sum);
    plans(&mut rows, &partners, who.is_some());
    Schedule { years: (0..n).map(|t| plan.year(t).to_string()).collect(), rows }
}

fn whole(value: f64) -> String {
    Pounds(value).whole()
}

fn row(label: String, line: CashLine, values: &[f64], sign: f64, opens: Option<(Opens, bool)>) -> CashRow {
    let turned: Vec<f64> = values.iter().map(|value| if *value == 0.0 { 0.0 } else { value * sign }).collect();
    CashRow {
        label,
        line,
        cells: turned.iter().map(|value| whole(*value)).collect(),
        total: Some(turned.iter().sum()),
        values: turned.into_iter().map(Some).collect(),
        opens: opens.map(|(opens, other)| (opens, other != (sign < 0.0))),
    }
}

/// A row of a partner's plan.
type RowOf<'r> = &'r dyn Fn(&PartnerCash) -> &Vec<Pounds>;

/// What stands beside the effect: what is not cash, capital, debt, what is drawn.
fn memos(rows: &mut Vec<CashRow>, scenario: &Scenario, sum: &dyn Fn(RowOf) -> Vec<f64>) {
    let mut memo = |label: &str, values: Vec<f64>, named: Named, over: bool| {
        if values.iter().any(|value| value.abs() >= 0.5) {
            let mut made = row(label.to_owned(), CashLine::Beside, &values, 1.0, Some((Opens::Row(named), false)));
            made.total = made.total.filter(|_| over);
            rows.push(made);
        }
    };
    memo("Saving that is not cash", sum(&|one| &one.saving_not_cash), Named::CashNot, true);
    if scenario.cash.one_off_by == OneOffBy::Reserves {
        memo("One-off cost, from reserves", sum(&|one| &one.one_off_revenue), Named::CashOneOff, true);
    }
    if scenario.cash.capital.by != CapitalBy::Revenue {
        memo("Capital cost", sum(&|one| &one.capital), Named::CashCapital, true);
    }
    memo("Debt at the end of the year", sum(&|one| &one.debt), Named::CashDebt, false);
    memo("Drawn from reserves", sum(&|one| &one.from_reserves), Named::CashDrawn, true);
}

/// What partners' own plans make of it: reserves, the gap, households; of all together only what is known of each.
fn plans(rows: &mut Vec<CashRow>, partners: &[&PartnerCash], one_only: bool) {
    let some = |of: &dyn Fn(&PartnerCash) -> Option<Vec<Option<f64>>>| -> Option<Vec<Option<f64>>> {
        // of all together only where it is known of each
        let each: Option<Vec<Vec<Option<f64>>>> = partners.iter().map(|one| of(one)).collect();
        let each = each.filter(|each| !each.is_empty())?;
        let n = each.first().map_or(0, Vec::len);
        Some((0..n).map(|t| each.iter().map(|row| row.get(t).copied().flatten()).sum()).collect())
    };
    let known = |row: &[Pounds]| row.iter().map(|one| Some(one.0)).collect::<Vec<_>>();
    let gap = |row: &Option<Vec<Option<Pounds>>>| {
        row.as_ref().map(|row| row.iter().map(|one| one.map(|one| one.0)).collect::<Vec<_>>())
    };
    let mut put =
        |label: &str, values: Option<Vec<Option<f64>>>, named: Option<Named>, write: &dyn Fn(f64) -> String| {
            let Some(values) = values else { return };
            rows.push(CashRow {
                label: label.to_owned(),
                line: CashLine::Beside,
                cells: values.iter().map(|one| one.map_or_else(String::new, write)).collect(),
                values,
                total: None,
                opens: named.map(|named| (Opens::Row(named), false)),
            });
        };
    put(
        "Reserves at the end of the year",
        some(&|one| one.reserves.as_deref().map(known)),
        Some(Named::CashReserves),
        &whole,
    );
    put("Gap in the plan, before", some(&|one| gap(&one.gap)), None, &whole);
    put("Gap in the plan, after", some(&|one| gap(&one.gap_after)), Some(Named::CashGapAfter), &whole);
    if one_only {
        let pence = |value: f64| {
            let sign = if value <= -0.005 { MINUS.to_string() } else { String::new() };
            format!("{sign}£{:.2}", value.abs())
        };
        put(
            "For each Band D household",
            some(&|one| one.household.as_deref().map(known)),
            Some(Named::CashHousehold),
            &pence,
        );
        let part = |row: &[Rate]| row.iter().map(|one| Some(one.0)).collect::<Vec<_>>();
        let percent = |value: f64| Rate((value * 10_000.0).round() / 10_000.0).percent();
        put(
            "As a part of the precept",
            some(&|one| one.of_precept.as_deref().map(part)),
            Some(Named::CashOfPrecept),
            &percent,
        );
    }
}

/// The sum behind a figure of the schedule; none where it has none.
pub fn schedule_sum(plan: &CashPlan, who: Option<usize>, row: &CashRow, t: usize) -> Option<SumOf> {
    let (opens, turned) = row.opens.as_ref()?;
    row.values.get(t).copied().flatten()?;
    let partners = plan.partners.iter().enumerate().filter(|(place, _)| who.is_none_or(|who| who == *place));
    let at = u16::try_from(t).ok()?;
    let sign = if *turned { -1.0 } else { 1.0 };
    let of = |one: &PartnerCash| -> Option<Name> {
        match opens {
            Opens::Row(named) => Some(named.of(&one.id)),
            Opens::Part(list, id) => {
                let takes_part = one.savings.iter().any(|own| own.list == *list && own.id == *id);
                takes_part.then(|| Named::CashSaving.of_row(list, id, &one.id))
            }
        }
    };
    let format = match opens {
        Opens::Row(Named::CashHousehold) => Format::Pence,
        Opens::Row(Named::CashOfPrecept) => Format::Percent,
        _ => Format::Pounds,
    };
    let terms: Vec<_> = partners
        .filter_map(|(_, one)| Some((of(one)?, one.name.clone())))
        .map(|(name, label)| Working::Named(Case::default(), name, at).times(sign, label))
        .collect();
    let title = format!("{}, {}", row.label, plan.year(t));
    Some(SumOf::of(Working::made(title, format, terms), "In the cash of that year, each partner\u{2019}s own."))
}

/// The schedule as lines of texts, years across: for a file or to be pasted into a plan.
pub fn schedule_lines(schedule: &Schedule, who: &str) -> Vec<Vec<ScheduleCell>> {
    let text = |text: &str| ScheduleCell::Text(text.to_owned());
    let mut heads = vec![text("Partner"), text("Line")];
    heads.extend(schedule.years.iter().map(|year| text(year)));
    heads.push(text("Over the term"));
    let mut lines = vec![heads];
    for row in &schedule.rows {
        let mut line = vec![text(who), text(&row.label)];
        line.extend(row.values.iter().map(|value| ScheduleCell::Number(*value)));
        line.push(ScheduleCell::Number(row.total));
        lines.push(line);
    }
    lines
}

/// A cell of the schedule.
#[derive(Debug, Clone, PartialEq)]
pub enum ScheduleCell {
    /// Words.
    Text(String),
    /// A number; none where nothing is known.
    Number(Option<f64>),
}
