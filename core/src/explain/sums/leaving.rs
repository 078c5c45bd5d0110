//! The sums behind leaving: what the leaver pays, and what it does to those who stay, by the book without it.

use super::SumOf;
use crate::engine::exit::without;
use crate::model::{Document, Scenario};
use crate::workbook::Named;
use crate::workbook::{Beside, Case, Format, Working};
use serde_json::json;
use std::sync::Arc;

/// A column of the table of one leaver.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeavingFigure {
    /// Own share of one-off cost.
    Own,
    /// Dual running.
    Dual,
    /// Compensation of the others.
    Others,
    /// Cost left behind.
    Stranded,
    /// Gain given up.
    Forgone,
    /// What leaving costs.
    Cost,
    /// What the others lose.
    OthersLose,
    /// What is left to pay of the term.
    Rest,
}

impl LeavingFigure {
    /// In the table's order.
    pub const ALL: [LeavingFigure; 8] = [
        LeavingFigure::Own,
        LeavingFigure::Dual,
        LeavingFigure::Others,
        LeavingFigure::Stranded,
        LeavingFigure::Forgone,
        LeavingFigure::Cost,
        LeavingFigure::OthersLose,
        LeavingFigure::Rest,
    ];
}

/// The scenario without a partner in anything that is shared, as the method has it, beside the open one.
pub fn beside_without(document: &Document, scenario: &Scenario, id: &str) -> Arc<Beside> {
    let rest = without(scenario, id);
    let mut left = document.clone();
    for service in &rest.services {
        let place = format!("services.{}", service.id);
        left.set(&format!("{place}.scale_reference"), service.scale_reference.as_ref().map(|ids| json!(ids)));
        left.set(&format!("{place}.members"), Some(json!(service.members)));
        left.set(&format!("{place}.host"), service.host.as_ref().map(|host| json!(host)));
    }
    for category in &rest.procurement {
        let place = format!("procurement.{}", category.id);
        left.set(&format!("{place}.scale_reference"), category.scale_reference.as_ref().map(|ids| json!(ids)));
        left.set(&format!("{place}.members"), Some(json!(category.members)));
    }
    left.set("balancing", None);
    let title = format!(
        "Without {}, savings still measured against the group that they were entered for",
        scenario.name_of(id)
    );
    Arc::new(Beside { title, document: left, scenario: rest })
}

/// A figure of a partner that leaves at the end of a year.
pub fn leaver_sum(rest: &Arc<Beside>, id: &str, name: &str, year: &str, t: usize, figure: LeavingFigure) -> SumOf {
    let on = u16::try_from(t).unwrap_or(u16::MAX);
    let row = |case: &Case, row: Named| Working::Named(case.clone(), row.of(id), on);
    let own = Case::default();
    let of = |name: Named| row(&own, name);
    let (of, words) = match figure {
        LeavingFigure::Own => (of(Named::LeavingOwn), "Setting up its own services again."),
        LeavingFigure::Dual => (of(Named::LeavingDual), "Paying for the shared unit and its own for some months."),
        LeavingFigure::Others => {
            (of(Named::LeavingOthers), "What the rule makes it pay for the others\u{2019} setting up again.")
        }
        LeavingFigure::Stranded => {
            (of(Named::LeavingStranded), "What the rule makes it pay for the cost that it leaves behind.")
        }
        LeavingFigure::Forgone => (of(Named::LeavingForgone), "What it would have gained in later years."),
        LeavingFigure::Cost => (
            of(Named::LeavingCost),
            "All that it pays when it leaves, and what it would have gained later, in today\u{2019}s money.",
        ),
        LeavingFigure::OthersLose => (
            Working::made(
                format!("The others lose, where {name} leaves at the end of {year}"),
                Format::Pounds,
                vec![
                    of(Named::OthersLater).times(1.0, "What the others gain later with it"),
                    row(&Case::of(rest), Named::OthersLater).times(-1.0, "What they gain later without it"),
                    of(Named::OthersBear).times(1.0, "What they bear themselves when it leaves"),
                ],
            ),
            "What the others gain with it, less what they would gain without it, and what they bear at exit.",
        ),
        LeavingFigure::Rest => (
            row(&Case::of(rest), Named::OthersLater),
            "What going on without it is worth to the others from the next year.",
        ),
    };
    SumOf::of(of, format!("{name} leaves at the end of {year}. {words}"))
}

/// What a leaver pays to the others in all: for their setting up again, and for what it leaves with them.
pub fn paid_to_others_sum(others: SumOf, stranded: SumOf) -> SumOf {
    let terms =
        vec![others.of.times(1.0, "For their setting up again"), stranded.of.times(1.0, "For cost left with them")];
    SumOf::of(
        Working::made("Paid to the others", Format::Pounds, terms),
        "All that the rule makes it pay to the others.",
    )
}
