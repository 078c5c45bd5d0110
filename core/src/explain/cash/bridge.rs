//! The bridge from net present value to the sum of the cash plan, step by step.

use crate::engine::cash::CashPlan;
use crate::engine::rounding::largest_remainder;
use crate::explain::SumOf;
use crate::workbook::{Format, Named, Working};

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
        ("Less what is not cash, in today\u{2019}s money", -bridge.not_cash.0, Named::BridgeNotCash, true),
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
