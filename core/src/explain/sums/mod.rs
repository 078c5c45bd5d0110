//! What stands beside the sum of a figure: what it means in words, and the evidence that it rests on. The sum itself is read
//! out from the formula that the workbook recalculates ([`crate::workbook::derivation`]).

use crate::engine::Outcome;
use crate::model::soc::SocModel;
use crate::model::{Mode, Rate, Scenario};
use crate::workbook::Working;
use crate::workbook::{Name, Named};

mod columns;
mod compare;
mod fair;
mod leaving;
mod risk;
mod search;
mod tables;

pub use columns::{BuyerFigure, LineFigure, RowFigure, SettleFigure, StableFigure, WorkFigure, YearFigure};
pub use compare::{curve_sum, side_sum};
pub use fair::{
    Company, Terms, company_sum, donors_sum, fair_year_sum, group_sum, moved_sum, settle_sum, stable_sum, terms_sum,
};
pub use leaving::{LeavingFigure, beside_without, leaver_sum, paid_to_others_sum};
pub use risk::{bar_sums, donor_sum, drawn_sum, grid_sum, loss_sum, mean_sum, turning_sum};
pub use search::{FoundFigure, found_sum};
pub use tables::{
    SocFigure, all_sum, buyer_sum, line_sum, row_sum, running_sum, saved_part_sum, soc_force_sum, soc_teams_sum,
    work_sum, year_sum,
};

/// A figure that can be opened to its sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Figure {
    /// Net present value.
    NetPresentValue,
    /// Saving a year at full effect.
    FullYearSaving,
    /// One-off cost.
    OneOffCost,
    /// Posts.
    Posts,
    /// Years until it pays back.
    Payback,
    /// Net present social value.
    SocialValue,
    /// Gains for each pound of cost.
    BenefitCostRatio,
    /// The part of the saving that can leave budgets.
    Cash,
}

/// A sum to be shown: its figure in the workbook's terms, what it means, and what it rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct SumOf {
    /// Where it stands.
    pub of: Working,
    /// What it means.
    pub words: String,
    /// Figures that are said with it, each with its own sum.
    pub beside: Vec<Working>,
    /// Ids of evidence that it quotes, and places of inputs whose sources it rests on.
    pub evidence: Vec<&'static str>,
    /// The inputs that it rests on, by place.
    pub inputs: Vec<String>,
}

impl Figure {
    /// All of them, in the page's order.
    pub const ALL: [Figure; 8] = [
        Figure::NetPresentValue,
        Figure::FullYearSaving,
        Figure::OneOffCost,
        Figure::Posts,
        Figure::Payback,
        Figure::SocialValue,
        Figure::BenefitCostRatio,
        Figure::Cash,
    ];

    /// The name under which the workbook has it.
    pub const fn name(self) -> Named {
        match self {
            Figure::NetPresentValue => Named::Npv,
            Figure::FullYearSaving => Named::FullYearSaving,
            Figure::OneOffCost => Named::OneOffTotal,
            Figure::Posts => Named::Posts,
            Figure::Payback => Named::PaybackYears,
            Figure::SocialValue => Named::Npsv,
            Figure::BenefitCostRatio => Named::BenefitCostRatio,
            Figure::Cash => Named::FullYearCash,
        }
    }
}

impl SumOf {
    /// A figure with what it means.
    pub fn of(of: Working, words: impl Into<String>) -> SumOf {
        SumOf { of, words: words.into(), beside: Vec::new(), evidence: Vec::new(), inputs: Vec::new() }
    }
}

/// A figure of the open scenario by its defined name.
fn sum_of(name: impl Into<Name>, words: impl Into<String>) -> SumOf {
    SumOf::of(Working::named(name), words)
}

/// Places of some fields of everything that two or more share.
fn of_shared(scenario: &Scenario, services: &[&str], categories: &[&str]) -> Vec<String> {
    let place = |list: &str, id: &str, fields: &[&str]| -> Vec<String> {
        fields.iter().map(|field| format!("{list}.{id}.{field}")).collect()
    };
    let shared = scenario.services.iter().filter(|one| one.members.len() > 1);
    let bought = scenario.procurement.iter().filter(|one| one.members.len() > 1);
    let all = shared.map(|one| place("services", &one.id, services));
    all.chain(bought.map(|one| place("procurement", &one.id, categories))).flatten().collect()
}

fn named(names: impl IntoIterator<Item = Name>) -> Vec<Working> {
    names.into_iter().map(Working::named).collect()
}

/// The sum of a headline figure.
#[allow(clippy::too_many_lines, reason = "one arm a figure")]
pub fn sum(figure: Figure, scenario: &Scenario, outcome: &Outcome) -> SumOf {
    let totals = &outcome.totals;
    let year = outcome.year(totals.full_year.unwrap_or(0));
    let name = figure.name();
    match figure {
        Figure::NetPresentValue => SumOf {
            inputs: vec!["discount_rate".into()],
            ..sum_of(
                name,
                format!(
                    "Each year\u{2019}s saving less one-off cost, against going on as now, times what a pound of that year is worth in {}: a year later counts {} less. The first year is not discounted.",
                    outcome.first_year, scenario.discount_rate
                ),
            )
        },
        Figure::FullYearSaving => SumOf {
            inputs: of_shared(scenario, &["saving.likely"], &["saving.likely"]),
            ..sum_of(
                name,
                format!(
                    "What is saved in {year}, the first year in which everything shared is at full effect, after the cost of running it."
                ),
            )
        },
        Figure::Cash => SumOf {
            beside: vec![Working::named(Named::Constables)],
            ..sum_of(
                name,
                format!(
                    "The part of the {year} saving that can leave the budget: each service\u{2019}s saving times its cashable part. The rest is time that can be used for something else. A constable costs £45,000 of pay, our assumption, with on-costs."
                ),
            )
        },
        Figure::OneOffCost => SumOf {
            inputs: of_shared(
                scenario,
                &["one_off.programme", "one_off.optimism_bias", "one_off.redundancy_cost"],
                &["one_off.programme", "one_off.optimism_bias"],
            ),
            ..sum_of(name, {
                let grant = if totals.grant.0 > 0.0 {
                    format!("; a grant of {} is not taken off", totals.grant.short())
                } else {
                    String::new()
                };
                format!("What it costs to get there, with optimism bias and redundancies, not discounted{grant}.")
            })
        },
        Figure::Posts => SumOf {
            beside: vec![Working::named(Named::Officers), Working::named(Named::WholePosts)],
            ..sum_of(
                name,
                "Posts today times the part of the cost that is saved, at the end of the term, before those that running the shared unit adds.",
            )
        },
        Figure::Payback => SumOf {
            beside: vec![Working::named(Named::DiscountedPaybackYears)],
            ..sum_of(
                name,
                format!(
                    "The time from the start of {} after which the running total never falls below nothing again; within a year money is taken to come evenly.",
                    outcome.first_year
                ),
            )
        },
        Figure::SocialValue => SumOf {
            inputs: vec!["discount_rate".into()],
            ..sum_of(
                name,
                "The Green Book leaves out transfers: redundancy pay only moves money to those who leave, and a grant only moves it between public bodies.",
            )
        },
        Figure::BenefitCostRatio => {
            sum_of(name, "The present value of the yearly savings divided by that of the one-off cost.")
        }
    }
}

/// What one service saves in the full year.
pub fn service_sum(id: &str) -> SumOf {
    SumOf {
        beside: named(service_figures(id)),
        inputs: vec![format!("services.{id}.saving.likely")],
        ..sum_of(
            Named::Saving.of_line("services", id),
            "What the members spend without sharing, less what they are charged with it.",
        )
    }
}

/// What else is told of a service: its rate, its worth, its unit costs.
pub fn service_figures(id: &str) -> Vec<Name> {
    vec![
        Named::ServiceRate.of(id),
        Named::ServiceNpv.of(id),
        Named::UnitCost.of_line("now", id),
        Named::UnitCost.of_line("after", id),
    ]
}

/// What else is told of a category: its rate, where it has one, and its worth.
pub fn category_figures(id: &str) -> Vec<Name> {
    vec![Named::BuyingRate.of(id), Named::BuyingNpv.of(id)]
}

/// What else is told of a partner: the columns of the table of partners.
pub fn partner_figures(id: &str) -> Vec<Name> {
    use crate::explain::PartnerColumn::{Balancing, Buying, Charge, Cost, OneOff, Worth};
    [Cost, Charge, Buying, Balancing, OneOff, Worth].map(|column| column.name(id)).to_vec()
}

/// What one category saves in the full year.
pub fn category_sum(id: &str) -> SumOf {
    let words = "What joint buying saves, less the framework\u{2019}s fee.";
    SumOf {
        beside: named(category_figures(id)),
        inputs: vec![format!("procurement.{id}.saving.likely")],
        ..sum_of(Named::Saving.of_line("procurement", id), words)
    }
}

/// What one partner gains in the first year at full effect, without one-off cost.
pub fn partner_sum(outcome: &Outcome, place: usize) -> Option<SumOf> {
    let partner = outcome.partners.get(place)?;
    let t = outcome.totals.full_year?;
    Some(SumOf {
        beside: named(partner_figures(&partner.id)),
        ..sum_of(
            Named::FullYearNet.of(&partner.id),
            format!("What {} gains in {}, at full effect and without one-off cost.", partner.name, outcome.year(t)),
        )
    })
}

/// A figure by its defined name, where what it is called says enough.
pub fn named_sum(name: impl Into<Name>, words: &str) -> SumOf {
    sum_of(name, words)
}

/// What one of the three models answers, with what it costs, its score, and the part of all weightings that it wins.
pub fn soc_sum(model: SocModel) -> SumOf {
    let word = model.word();
    let beside = [
        Named::SocAnswered,
        Named::SocCost,
        Named::SocCostEach,
        Named::SocPlaced,
        Named::SocScore,
        Named::SocFunctionality,
        Named::SocPerformance,
        Named::SocThrift,
        Named::SocWeightings,
    ]
    .map(|figure| figure.of(word));
    SumOf {
        beside: named(beside),
        ..sum_of(
            Named::SocResponse.of(word),
            "A group that comes when no team is free gets no full response. Teams are treated like telephone lines, and Erlang\u{2019}s formula gives how often all are busy.",
        )
    }
}

/// By how much the model that fits leads the next, and what the dedicated function's gain rests on.
pub fn soc_choice_sum() -> SumOf {
    SumOf {
        beside: named([Named::SocGainRingFencing, Named::SocGainCoordination, Named::SocGainPooling].map(Name::from)),
        ..sum_of(Named::SocMargin, "The best score among the models that nothing rules out, less the next.")
    }
}

/// How a category's saving comes about, in a sentence.
impl crate::model::Category {
    /// The sum in words.
    pub fn in_words(&self) -> String {
        match self.mode {
            Mode::Rate => format!(
                "Spending × {} that joint buying can reach × {} that is not kept local × the saving",
                self.addressable,
                Rate(1.0 - self.local_exception.0)
            ),
            Mode::Items => "For each item: what each partner buys, times its price less the joint price".into(),
        }
    }
}

#[cfg(test)]
mod tests;
