//! The sums behind tables of buyers, of forces against organised crime, and of unit costs.

use super::SumOf;
use crate::explain::VariationLine;
use crate::method::Instead;
use crate::model::soc::{Soc, SocModel};
use crate::model::{Scenario, Service};
use crate::workbook::{Case, Format, Working};

/// What a buyer spends within reach, saves and pays as a fee in a year: by column.
pub fn buyer_sum(category: &str, buyer: &str, name: &str, t: usize, column: usize) -> SumOf {
    let (row, t, words) = match column {
        0 => ("reached", 0, "what joint buying can reach of its spending a year."),
        1 => ("saving", t, "what it saves in this year, before the fee."),
        _ => ("fee", t, "what the framework charges it in this year."),
    };
    SumOf::of(on(format!("ic_buying_{row}_{category}__{buyer}"), t), format!("{name}: {words}"))
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
        SocFigure::Answered => ("response", "the part of its groups that get a full response."),
        SocFigure::PutsIn => ("puts_in", "its teams under joint command."),
        SocFigure::Gets => ("gets", "its part of what the teams under joint command answer."),
        SocFigure::Balance => ("balance", "the teams that it puts in beyond its part of what they answer."),
    };
    SumOf::of(Working::named(format!("ic_soc_{figure}_{}_{id}", model.word())), format!("{name}: {words}"))
}

/// What a model answers with another number of teams, in the same parts by force.
pub fn soc_teams_sum(soc: &Soc, model: SocModel, multiple: f64) -> SumOf {
    let teams = soc
        .partners
        .iter()
        .map(|(id, one)| (format!("soc.partners.{id}.teams"), Instead::Number(one.teams * multiple)));
    let of = Working::named_in(&Case::with(teams), format!("ic_soc_response_{}", model.word()));
    SumOf::of(of, "The same sum with more or fewer teams, each force in its present proportion.")
}

/// A line that unit costs are held against: its value, how many are above it, and half of the gap to it.
pub fn line_sum(service: &Service, line: &VariationLine, column: usize) -> SumOf {
    let (id, key) = (&service.id, line.key);
    let (name, words) = match (column, key) {
        (0, "benchmark") => {
            let words = "The benchmark, as entered under Shared services.";
            return SumOf::of(Working::named(format!("ic_unit_cost_benchmark_{id}")), words);
        }
        (0, "middle") => (format!("ic_unit_cost_middle_{id}"), "As many partners are above it as below."),
        (0, _) => (format!("ic_unit_cost_{key}_{id}"), "As published, in the prices of its year."),
        (1, _) => (format!("ic_above_{key}_{id}"), "How many partners cost more for each than this."),
        _ => (format!("ic_half_gap_{key}_{id}"), "Half of what those above it spend beyond it a year."),
    };
    SumOf { evidence: line.evidence.into_iter().collect(), ..SumOf::of(Working::named(name), words) }
}

/// A partner's cost, size, unit cost, and half of its gap to the middle: by column.
pub fn row_sum(service: &Service, id: &str, name: &str, column: usize) -> SumOf {
    let (figure, words) = match column {
        0 => ("ic_cost_today", "what the service costs it a year today, income taken off."),
        1 => ("ic_size", "its size, as the service is compared."),
        2 => ("ic_unit_cost", "the one divided by the other."),
        _ => ("ic_half_gap_middle", "half of what it spends a year beyond the middle of the group."),
    };
    SumOf::of(Working::named(format!("{figure}_{}__{id}", service.id)), format!("{name}: {words}"))
}

/// The sum over all rows of a column.
pub fn all_sum(title: &str, each: impl Iterator<Item = (String, SumOf)>) -> SumOf {
    let terms = each.map(|(name, sum)| sum.of.times(1.0, name)).collect();
    SumOf::of(Working::made(title, Format::Pounds, terms), "All rows together.")
}

/// A year's saving from services, from joint buying, or its one-off cost: by column.
pub fn year_sum(t: usize, column: usize) -> SumOf {
    let (name, words) = match column {
        0 => ("services", "What shared services save in this year."),
        1 => ("buying", "What joint buying saves in this year, less the framework\u{2019}s fee."),
        _ => ("one_off", "What it costs in this year to get there."),
    };
    SumOf::of(on(format!("ic_{name}_by_year"), t), words)
}

/// The running total at the end of a year, as entered.
pub fn running_sum(t: usize) -> SumOf {
    SumOf::of(on("ic_running_total".into(), t), "All savings up to then, less all one-off cost, not discounted.")
}

/// A row by year, so many years after the first.
fn on(name: String, t: usize) -> Working {
    Working::Named(Case::default(), name, u16::try_from(t).unwrap_or(u16::MAX))
}

/// What shared services save in the full year, as a part of what they cost today.
pub fn saved_part_sum(scenario: &Scenario) -> SumOf {
    let shared = || scenario.services.iter().filter(|one| one.members.len() > 1);
    let saved = shared().map(|one| {
        Working::named(format!("ic_saving_services_{}", one.id)).times(1.0, format!("Saved: {}", one.shown()))
    });
    let cost = shared().flat_map(|one| {
        let of = |id: &String| {
            let label = format!("{}, {}", one.shown(), scenario.name_of(id));
            Working::named(format!("ic_cost_today_{}__{id}", one.id)).times(1.0, label)
        };
        one.members.iter().map(of)
    });
    let cost = Working::made("Cost of shared services today", Format::Pounds, cost.collect());
    let of = Working::made_over("Saved, as a part of the cost in scope", Format::Percent, saved.collect(), cost);
    SumOf::of(of, "Joint buying is left out, as it is with the programmes beside it.")
}

/// What a force puts into a service and gets from it: by column, but for what is entered.
pub fn work_sum(service: &str, id: &str, name: &str, column: usize) -> Option<SumOf> {
    let (figure, words) = match column {
        1 => ("share_in", "its part of all the work put in."),
        3 => ("share_got", "its part of all the work got."),
        4 => ("balance", "what it puts in beyond its part of what all get."),
        5 => ("a_year", "the same, at what the unit costs in the year at full effect."),
        6 => ("over_term", "the same over the term, in today\u{2019}s money."),
        7 => ("cost_share", "its share under the sharing key."),
        8 => ("pays_beyond", "what it pays beyond its part of the work got."),
        _ => return None,
    };
    Some(SumOf::of(Working::named(format!("ic_work_{figure}_{service}__{id}")), format!("{name}: {words}")))
}
