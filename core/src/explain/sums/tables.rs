//! The sums behind tables of buyers, of forces against organised crime, and of unit costs.

use super::SumOf;
use super::columns::{BuyerFigure, LineFigure, RowFigure, WorkFigure, YearFigure};
use crate::explain::VariationLine;
use crate::method::Instead;
use crate::model::soc::{Soc, SocModel};
use crate::model::{Scenario, Service};
use crate::workbook::{Case, Format, Working};
use crate::workbook::{Name, Named};

/// What a buyer spends within reach, saves and pays as a fee in a year: by column.
pub fn buyer_sum(category: &str, buyer: &str, name: &str, t: usize, column: BuyerFigure) -> SumOf {
    let (row, t, words) = match column {
        BuyerFigure::Reached => (Named::BuyingReached, 0, "what joint buying can reach of its spending a year."),
        BuyerFigure::Saving => (Named::BuyingSaving, t, "what it saves in this year, before the fee."),
        BuyerFigure::Fee => (Named::BuyingFee, t, "what the framework charges it in this year."),
    };
    SumOf::of(on(row.of_both(category, buyer), t), format!("{name}: {words}"))
}

/// A column of the table of forces against organised crime.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SocFigure {
    /// Groups that are answered.
    Answered,
    /// Teams put in.
    PutsIn,
    /// Teams got.
    Gets,
    /// Got less put in.
    Balance,
}

/// What a model answers for a force, what the force puts in, and what it gets.
pub fn soc_force_sum(model: SocModel, id: &str, name: &str, figure: SocFigure) -> SumOf {
    let (figure, words) = match figure {
        SocFigure::Answered => (Named::SocResponse, "the part of its groups that get a full response."),
        SocFigure::PutsIn => (Named::SocPutsIn, "its teams under joint command."),
        SocFigure::Gets => (Named::SocGets, "its part of what the teams under joint command answer."),
        SocFigure::Balance => (Named::SocBalance, "the teams that it puts in beyond its part of what they answer."),
    };
    SumOf::of(Working::named(figure.of_line(model.word(), id)), format!("{name}: {words}"))
}

/// What a model answers with another number of teams, in the same parts by force.
pub fn soc_teams_sum(soc: &Soc, model: SocModel, multiple: f64) -> SumOf {
    let teams = soc
        .partners
        .iter()
        .map(|(id, one)| (format!("soc.partners.{id}.teams"), Instead::Number(one.teams * multiple)));
    let of = Working::named_in(&Case::with(teams), Named::SocResponse.of(model.word()));
    SumOf::of(of, "The same sum with more or fewer teams, each force in its present proportion.")
}

/// A line that unit costs are held against: its value, how many are above it, and half of the gap to it.
pub fn line_sum(service: &Service, line: &VariationLine, column: LineFigure) -> SumOf {
    let (id, key) = (&service.id, line.key);
    let (name, words) = match (column, key) {
        (LineFigure::UnitCost, "benchmark") => {
            let words = "The benchmark, as entered under Shared services.";
            return SumOf::of(Working::named(Named::UnitCost.of_line("benchmark", id)), words);
        }
        (LineFigure::UnitCost, "middle") => {
            (Named::UnitCost.of_line("middle", id), "As many partners are above it as below.")
        }
        (LineFigure::UnitCost, _) => (Named::UnitCost.of_line(key, id), "As published, in the prices of its year."),
        (LineFigure::Above, _) => (Named::Above.of_line(key, id), "How many partners cost more for each than this."),
        (LineFigure::HalfGap, _) => {
            (Named::HalfGap.of_line(key, id), "Half of what those above it spend beyond it a year.")
        }
    };
    SumOf { evidence: line.evidence.into_iter().collect(), ..SumOf::of(Working::named(name), words) }
}

/// A partner's cost, size, unit cost, and half of its gap to the middle: by column.
pub fn row_sum(service: &Service, id: &str, name: &str, column: RowFigure) -> SumOf {
    let (whole, figure) = (&service.id, |figure: Named| figure.of_both(&service.id, id));
    let (figure, words) = match column {
        RowFigure::Cost => (figure(Named::CostToday), "what the service costs it a year today, income taken off."),
        RowFigure::Size => (figure(Named::Size), "its size, as the service is compared."),
        RowFigure::UnitCost => (figure(Named::UnitCost), "the one divided by the other."),
        _ => (
            Named::HalfGap.of_row("middle", whole, id),
            "half of what it spends a year beyond the middle of the group.",
        ),
    };
    SumOf::of(Working::named(figure), format!("{name}: {words}"))
}

/// The sum over all rows of a column.
pub fn all_sum(title: &str, each: impl Iterator<Item = (String, SumOf)>) -> SumOf {
    let terms = each.map(|(name, sum)| sum.of.times(1.0, name)).collect();
    SumOf::of(Working::made(title, Format::Pounds, terms), "All rows together.")
}

/// A year's saving from services, from joint buying, or its one-off cost: by column.
pub fn year_sum(t: usize, column: YearFigure) -> SumOf {
    let (name, words) = match column {
        YearFigure::Services => (Named::ServicesByYear, "What shared services save in this year."),
        YearFigure::Buying => {
            (Named::BuyingByYear, "What joint buying saves in this year, less the framework\u{2019}s fee.")
        }
        YearFigure::OneOff => (Named::OneOffByYear, "What it costs in this year to get there."),
    };
    SumOf::of(on(name.into(), t), words)
}

/// The running total at the end of a year, as entered.
pub fn running_sum(t: usize) -> SumOf {
    SumOf::of(on(Named::RunningTotal.into(), t), "All savings up to then, less all one-off cost, not discounted.")
}

/// A row by year, so many years after the first.
fn on(name: Name, t: usize) -> Working {
    Working::Named(Case::default(), name, u16::try_from(t).unwrap_or(u16::MAX))
}

/// What shared services save in the full year, as a part of what they cost today.
pub fn saved_part_sum(scenario: &Scenario) -> SumOf {
    let shared = || scenario.services.iter().filter(|one| one.members.len() > 1);
    let saved = shared().map(|one| {
        Working::named(Named::Saving.of_line("services", &one.id)).times(1.0, format!("Saved: {}", one.shown()))
    });
    let cost = shared().flat_map(|one| {
        let of = |id: &String| {
            let label = format!("{}, {}", one.shown(), scenario.name_of(id));
            Working::named(Named::CostToday.of_both(&one.id, id)).times(1.0, label)
        };
        one.members.iter().map(of)
    });
    let cost = Working::made("Cost of shared services today", Format::Pounds, cost.collect());
    let of = Working::made_over("Saved, as a part of the cost in scope", Format::Percent, saved.collect(), cost);
    SumOf::of(of, "Joint buying is left out, as it is with the programmes beside it.")
}

/// What a force puts into a service and gets from it: by column, but for what is entered.
pub fn work_sum(service: &str, id: &str, name: &str, column: WorkFigure) -> Option<SumOf> {
    let (figure, words) = match column {
        WorkFigure::ShareIn => (Named::WorkShareIn, "its part of all the work put in."),
        WorkFigure::ShareGot => (Named::WorkShareGot, "its part of all the work got."),
        WorkFigure::Balance => (Named::WorkBalance, "what it puts in beyond its part of what all get."),
        WorkFigure::AYear => (Named::WorkAYear, "the same, at what the unit costs in the year at full effect."),
        WorkFigure::OverTerm => (Named::WorkOverTerm, "the same over the term, in today\u{2019}s money."),
        WorkFigure::CostShare => (Named::WorkCostShare, "its share under the sharing key."),
        WorkFigure::PaysBeyond => (Named::WorkPaysBeyond, "what it pays beyond its part of the work got."),
        WorkFigure::PutIn | WorkFigure::Got => return None,
    };
    Some(SumOf::of(Working::named(figure.of_both(service, id)), format!("{name}: {words}")))
}
