//! The cash plan in words: its sentence, what to worry about, and the schedule as medium-term plans have it.

use super::headline::{Concern, Part, plain, strong};
use super::{SumOf, capital, cash_words, count, listed, years};
use crate::engine::Outcome;
use crate::engine::cash::{CashPlan, PartnerCash};
use crate::engine::consultation::PostsGoing;
use crate::engine::rounding::largest_remainder;
use crate::model::cash::{CapitalBy, OneOffBy};
use crate::model::{FinancialYear, Fte, MINUS, Pounds, Rate, Scenario, number};
use crate::words::within;
use crate::workbook::{Format, Name, Named, Working};

/// What the page says first.
#[derive(Debug, Clone, PartialEq)]
pub struct CashWords {
    /// The answer, in pieces.
    pub sentence: Vec<Part>,
    /// What stands below it.
    pub support: String,
    /// What to worry about.
    pub concerns: Vec<Concern>,
    /// What is not entered, and which figures wait for it.
    pub missing: Vec<String>,
}

/// The sentence, its support, warnings, and what is missing.
pub fn cash_plan_words(scenario: &Scenario, outcome: &Outcome, plan: &CashPlan) -> CashWords {
    let effect = plan.all(|one| &one.effect);
    let sum = plan.bridge().sum;
    let worst = effect.iter().enumerate().min_by(|a, b| a.1.0.total_cmp(&b.1.0));
    let mut sentence = vec![plain("In cash, budgets would be ")];
    let better = if sum.0 < 0.0 { "worse off" } else { "better off" };
    sentence.push(strong(format!("{} {better}", sum.abs().short())));
    sentence.push(plain(format!(" over {}", years(scenario.years as f64))));
    match worst {
        Some((t, low)) if low.0 < -0.5 => {
            sentence.push(plain("; the hardest year is "));
            sentence.push(strong(plan.year(t).to_string()));
            sentence.push(plain(format!(", at {} worse.", low.abs().short())));
        }
        _ => sentence.push(plain(", and in no year worse.")),
    }
    let rises = &scenario.cash.inflation.0;
    let inflation = match rises.as_slice() {
        [one] => format!("prices rising by {} a year", Rate(*one)),
        _ => "prices rising as you entered".to_owned(),
    };
    let support = format!(
        "Worth today it is {}, {}. Here every figure is in the cash of its own year, with {inflation}: what goes into a medium-term plan.",
        outcome.totals.npv.short(),
        cash_words(outcome.totals.npv, outcome.totals.npv_cash)
    );
    CashWords { sentence, support, concerns: concerns(scenario, outcome, plan), missing: missing(scenario, plan) }
}

fn concerns(scenario: &Scenario, outcome: &Outcome, plan: &CashPlan) -> Vec<Concern> {
    let mut found = Vec::new();
    for one in &plan.partners {
        if let Some(year) = one.below_nothing.first() {
            found.push(Concern {
                strong: format!("{}: reserves are spent in {year}.", one.name),
                rest: " The case is not affordable as entered: pay less from reserves, or later.".into(),
            });
        } else if let Some(year) = one.below_floor.first() {
            found.push(Concern {
                strong: format!("{}: reserves fall below their floor in {year}.", one.name),
                rest: " The case is not affordable as entered.".into(),
            });
        }
    }
    for (service, shared) in scenario.services.iter().zip(&outcome.services).filter(|(_, found)| found.shared) {
        let most = 1.0 - service.officer_share.0;
        if service.cashable.0 > most + 1e-9 && shared.posts.last().is_some_and(|posts| posts.0 > 0.005) {
            found.push(Concern {
                strong: format!("{}: a saving that is not cash is counted on.", capital(&within(service.shown()))),
                rest: format!(
                    " {} of its posts are officers, who are redeployed and stay in the budget, yet {} of the saving counts as cash: at most about {} can leave it.",
                    service.officer_share,
                    service.cashable,
                    Rate(most)
                ),
            });
        }
    }
    for (one, appraised) in plan.partners.iter().zip(&outcome.partners) {
        let borrowed: f64 = one.capital.iter().map(|one| one.0).sum();
        let borrows = scenario.cash.capital.by == CapitalBy::Borrowing && borrowed > 0.5;
        if borrows && (appraised.npv.0 < -0.5 || one.bridge.sum.0 < -0.5) {
            found.push(Concern {
                strong: format!("{} borrows for the benefit of others:", one.name),
                rest: format!(
                    " {} of capital falls to it, and over the term it {}.",
                    Pounds(borrowed).short(),
                    if appraised.npv.0 < -0.5 { "loses" } else { "pays more in cash than it saves" }
                ),
            });
        }
    }
    let owed: Pounds = plan.partners.iter().filter_map(|one| one.debt.last()).copied().sum();
    if owed.0 > 0.5 {
        let last = plan.year(scenario.years.saturating_sub(1));
        let mrp: Pounds = plan.partners.iter().filter_map(|one| one.mrp.last()).copied().sum();
        let goes_on = if mrp.0 > 0.5 {
            format!(" Repaying it takes {} in that year, and goes on with interest after the term.", mrp.short())
        } else {
            " It is repaid with interest after the term.".to_owned()
        };
        found.push(Concern { strong: format!("{} is still owed after {last}.", owed.short()), rest: goes_on });
    }
    found
}

/// What nobody has entered, by what waits for it.
fn missing(scenario: &Scenario, plan: &CashPlan) -> Vec<String> {
    let without = |lacks: &dyn Fn(&PartnerCash) -> bool| -> Vec<&str> {
        plan.partners.iter().filter(|one| lacks(one)).map(|one| one.name.as_str()).collect()
    };
    let all = plan.partners.len();
    let of = |names: &[&str]| match names.len() {
        n if n == all => "any partner".to_owned(),
        n if n > 5 => format!("{} partners", count(n)),
        _ => listed(names),
    };
    let budget = |one: &PartnerCash| scenario.cash.partners.get(&one.id);
    let mut found = Vec::new();
    let mut say = |names: Vec<&str>, what: &str, waits: &str| {
        if !names.is_empty() {
            found.push(format!("{what} not entered for {}: {waits}", of(&names)));
        }
    };
    say(without(&|one| one.reserves.is_none()), "Reserves are", "what is left of them is not shown.");
    say(without(&|one| one.gap.is_none()), "The gap in the plan is", "gaps before and after are not shown.");
    say(without(&|one| one.household.is_none()), "The tax base is", "pounds for a household are not shown.");
    say(
        without(&|one| one.of_precept.is_none() && budget(one).is_none_or(|own| own.band_d.is_none())),
        "Band D is",
        "parts of the precept are not shown.",
    );
    found
}

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
    let sum = |of: &dyn Fn(&PartnerCash) -> &Vec<Pounds>| -> Vec<f64> {
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
    beside(&mut rows, scenario, &partners, &sum, who.is_some());
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

/// What stands beside the effect: what is no cash, capital, debt, reserves, the gap, households.
fn beside(
    rows: &mut Vec<CashRow>,
    scenario: &Scenario,
    partners: &[&PartnerCash],
    sum: &dyn Fn(&dyn Fn(&PartnerCash) -> &Vec<Pounds>) -> Vec<f64>,
    one_only: bool,
) {
    let mut memo = |label: &str, values: Vec<f64>, named: Named, over: bool| {
        if values.iter().any(|value| value.abs() >= 0.5) {
            let mut made = row(label.to_owned(), CashLine::Beside, &values, 1.0, Some((Opens::Row(named), false)));
            made.total = made.total.filter(|_| over);
            rows.push(made);
        }
    };
    memo("Saving that is no cash", sum(&|one| &one.saving_not_cash), Named::CashNot, true);
    if scenario.cash.one_off_by == OneOffBy::Reserves {
        memo("One-off cost, from reserves", sum(&|one| &one.one_off_revenue), Named::CashOneOff, true);
    }
    if scenario.cash.capital.by != CapitalBy::Revenue {
        memo("Capital cost", sum(&|one| &one.capital), Named::CashCapital, true);
    }
    memo("Debt at the end of the year", sum(&|one| &one.debt), Named::CashDebt, false);
    memo("Drawn from reserves", sum(&|one| &one.from_reserves), Named::CashDrawn, true);
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
        .map(|(name, label)| Working::Named(crate::workbook::Case::default(), name, at).times(sign, label))
        .collect();
    let title = format!("{}, {}", row.label, plan.year(t));
    Some(SumOf::of(Working::made(title, format, terms), "In the cash of that year, each partner\u{2019}s own."))
}

/// A step of the bridge from net present value to the sum of the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BridgeRow {
    /// What it does.
    pub label: &'static str,
    /// By how much, with its sign.
    pub amount: i64,
    /// What stands after it.
    pub after: i64,
    /// The workbook's name of it.
    pub named: Named,
    /// Whether the workbook has it with the other sign.
    pub turned: bool,
}

impl BridgeRow {
    /// Whether it is what the steps come to.
    pub fn is_sum(&self) -> bool {
        self.named == Named::BridgeSum
    }
}

/// The bridge, step by step, of one partner or of all together; in whole pounds that add up.
pub fn bridge_rows(plan: &CashPlan, who: Option<usize>) -> Vec<BridgeRow> {
    let all = plan.bridge();
    let bridge = who.and_then(|who| plan.partners.get(who)).map_or(all, |one| one.bridge);
    let steps = [
        ("Net present value", bridge.npv.0, Named::BridgeNpv, false),
        ("Less what is no cash, in today\u{2019}s money", -bridge.not_cash.0, Named::BridgeNotCash, true),
        ("Discounting, added back", bridge.discounting.0, Named::BridgeDiscounting, false),
        ("Inflation", bridge.inflation.0, Named::BridgeInflation, false),
        ("Borrowed or drawn from reserves, added back", bridge.spared.0, Named::BridgeSpared, false),
        ("Less minimum revenue provision and interest in the term", -bridge.repaid.0, Named::BridgeRepaid, true),
    ];
    let rounded = largest_remainder(&steps.map(|(_, value, ..)| value));
    let mut after = 0;
    let mut rows: Vec<BridgeRow> = steps
        .into_iter()
        .zip(rounded)
        .map(|((label, _, named, turned), value)| {
            after += value as i64;
            BridgeRow { label, amount: value as i64, after, named, turned }
        })
        .collect();
    rows.push(BridgeRow {
        label: "Sum of the cash plan",
        amount: after,
        after,
        named: Named::BridgeSum,
        turned: false,
    });
    rows
}

/// The sum behind a step of the bridge.
pub fn bridge_sum(plan: &CashPlan, who: Option<usize>, row: &BridgeRow) -> SumOf {
    let partners = plan.partners.iter().enumerate().filter(|(place, _)| who.is_none_or(|who| who == *place));
    let sign = if row.turned { -1.0 } else { 1.0 };
    let terms = partners.map(|(_, one)| Working::named(row.named.of(&one.id)).times(sign, one.name.clone())).collect();
    SumOf::of(Working::made(row.label, Format::Pounds, terms), "From the appraisal to the cash plan, a step at a time.")
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
            years: (0..plan.index.len()).map(|t| plan.year(t).to_string()).collect(),
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

/// The effect on each partner's revenue budget by year, then of all together, in whole pounds that add up in each year.
pub fn effect_rows(plan: &CashPlan) -> (Vec<String>, Vec<(String, Vec<String>, String)>) {
    let n = plan.index.len();
    let by_year: Vec<Vec<f64>> = (0..n)
        .map(|t| {
            let of_year: Vec<f64> =
                plan.partners.iter().map(|one| one.effect.get(t).map_or(0.0, |effect| effect.0)).collect();
            largest_remainder(&of_year)
        })
        .collect();
    let line = |name: String, values: Vec<f64>| {
        let total = whole(values.iter().sum());
        (name, values.into_iter().map(whole).collect(), total)
    };
    let own = |place: usize| by_year.iter().filter_map(|year| year.get(place).copied()).collect::<Vec<f64>>();
    let mut rows: Vec<_> =
        plan.partners.iter().enumerate().map(|(place, one)| line(one.name.clone(), own(place))).collect();
    rows.push(line("All partners".into(), by_year.iter().map(|year| year.iter().sum()).collect()));
    ((0..n).map(|t| plan.year(t).to_string()).collect(), rows)
}

/// Who pays whom in each year's prices, and over the term: a row a partner that pays or receives.
pub fn balancing_in_cash(plan: &CashPlan) -> (Vec<FinancialYear>, Vec<(String, Vec<String>, String)>) {
    let rows = plan.partners.iter().filter(|one| one.balancing.iter().any(|paid| paid.0.abs() >= 0.5));
    let rows = rows.map(|one| {
        let total: Pounds = one.balancing.iter().copied().sum();
        (one.name.clone(), one.balancing.iter().map(|paid| paid.whole()).collect(), total.whole())
    });
    ((0..plan.index.len()).map(|t| plan.year(t)).collect(), rows.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::appraise;
    use crate::engine::cash::cash_plan;
    use crate::evidence::PRESETS;
    use crate::model::read;
    use serde_json::json;

    fn worked_out(cash: serde_json::Value) -> (Scenario, Outcome, CashPlan) {
        let mut document = PRESETS[0].document();
        document.set("cash", Some(cash));
        let scenario = read(document.value()).unwrap();
        let outcome = appraise(&scenario);
        let plan = cash_plan(&scenario, &outcome);
        (scenario, outcome, plan)
    }

    #[test]
    fn the_schedule_adds_up_in_whole_pounds_whichever_sign_it_has() {
        let (scenario, _, plan) = worked_out(json!({ "capital": { "ict_share": 1 } }));
        for (who, as_budgets) in [(None, false), (Some(1), false), (None, true)] {
            let found = schedule(&scenario, &plan, who, as_budgets);
            let effect = found.rows.iter().find(|row| row.label == "Effect on the revenue budget").unwrap();
            for t in 0..plan.index.len() {
                let parts = found.rows.iter().filter(|row| row.line == CashLine::Part);
                let sum: f64 = parts.filter_map(|row| row.values[t]).sum();
                assert_eq!(Some(sum), effect.values[t]);
            }
            let sign = if as_budgets { -1.0 } else { 1.0 };
            let whole = who.map_or(plan.bridge().sum, |who| plan.partners[who].bridge.sum);
            assert!((effect.total.unwrap() * sign - whole.0).abs() < 10.0, "{:?} {whole:?}", effect.total);
        }
        let bridge = bridge_rows(&plan, None);
        assert_eq!(bridge.len(), 7);
        assert!((bridge[6].after as f64 - plan.bridge().sum.0).abs() < 1.0);
    }

    #[test]
    fn what_is_missing_is_named_and_what_is_dangerous_said() {
        let (scenario, outcome, plan) = worked_out(json!({}));
        let words = cash_plan_words(&scenario, &outcome, &plan);
        assert!(
            words
                .missing
                .contains(&"Reserves are not entered for any partner: what is left of them is not shown.".to_owned())
        );
        assert_eq!(words.missing.len(), 4);
        assert_eq!(words.concerns, []);
        let (scenario, outcome, plan) = worked_out(json!({
            "one_off_by": "reserves", "capital": { "ict_share": 1, "programme_share": 1, "life": 40 },
            "partners": { "derbyshire": { "reserves": 100, "tax_base": 300_000, "band_d": 250, "gap": [1e6] } },
        }));
        let words = cash_plan_words(&scenario, &outcome, &plan);
        let said: Vec<&str> = words.concerns.iter().map(|one| one.strong.as_str()).collect();
        assert!(said[0].starts_with("Derbyshire: reserves are spent in 20"), "{said:?}");
        assert!(said.last().unwrap().contains(" is still owed after "), "{said:?}");
        let found = schedule(&scenario, &plan, Some(0), false);
        let row = |label: &str| found.rows.iter().find(|row| row.label == label).unwrap();
        assert_eq!(row("Gap in the plan, before").cells[..2], ["£1,000,000".to_owned(), String::new()]);
        assert!(row("For each Band D household").cells[9].contains('£'));
        assert!(row("As a part of the precept").cells[9].ends_with('%'));
        // of all together nothing is said that is known of one
        assert!(schedule(&scenario, &plan, None, false).rows.iter().all(|row| !row.label.starts_with("Gap")));
    }
}
