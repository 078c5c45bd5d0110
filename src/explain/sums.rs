//! What stands beside the sum of a figure: what it means in words, and the evidence that it rests on. The sum itself is read
//! out from the formula that the workbook recalculates ([`crate::workbook::derivation`]).

use crate::engine::Outcome;
use crate::model::soc::SocModel;
use crate::model::{Mode, Rate, Scenario};
use crate::workbook::leaving_name;

/// A figure that can be opened to its sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Figure {
    NetPresentValue,
    FullYearSaving,
    OneOffCost,
    Posts,
    Payback,
    SocialValue,
    BenefitCostRatio,
    Cash,
}

/// A sum to be shown: the workbook's name of its figure, what it means, and what it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SumOf {
    /// The defined name, such as `ic_npv`.
    pub name: String,
    pub words: String,
    /// Names of figures that are said with it, each with its own sum.
    pub beside: Vec<String>,
    /// Ids of the evidence that it rests on.
    pub evidence: Vec<&'static str>,
}

impl Figure {
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
    pub const fn name(self) -> &'static str {
        match self {
            Figure::NetPresentValue => "ic_npv",
            Figure::FullYearSaving => "ic_full_year_saving",
            Figure::OneOffCost => "ic_one_off_total",
            Figure::Posts => "ic_posts",
            Figure::Payback => "ic_payback_years",
            Figure::SocialValue => "ic_npsv",
            Figure::BenefitCostRatio => "ic_benefit_cost_ratio",
            Figure::Cash => "ic_full_year_cash",
        }
    }
}

fn sum_of(name: impl Into<String>, words: impl Into<String>, evidence: &[&'static str]) -> SumOf {
    SumOf { name: name.into(), words: words.into(), beside: Vec::new(), evidence: evidence.to_vec() }
}

/// The sum of a headline figure.
pub fn sum(figure: Figure, scenario: &Scenario, outcome: &Outcome) -> SumOf {
    let totals = &outcome.totals;
    let year = outcome.year(totals.full_year.unwrap_or(0));
    let name = figure.name();
    match figure {
        Figure::NetPresentValue => sum_of(
            name,
            format!(
                "Each year\u{2019}s saving less one-off cost, against going on as now, times what a pound of that year is worth in {}: a year later counts {} less. The first year is not discounted.",
                outcome.first_year, scenario.discount_rate
            ),
            &["discount-rate"],
        ),
        Figure::FullYearSaving => sum_of(
            name,
            format!(
                "What is saved in {year}, the first year in which everything shared is at full effect, after the cost of running it."
            ),
            &["shared-service-saving", "procurement-saving"],
        ),
        Figure::Cash => SumOf {
            beside: vec!["ic_constables".into()],
            ..sum_of(
                name,
                format!(
                    "The part of the {year} saving that can leave the budget: each service\u{2019}s saving times its cashable part. The rest is time that can be used for something else. A constable costs £45,000 of pay, our assumption, with on-costs."
                ),
                &[],
            )
        },
        Figure::OneOffCost => sum_of(
            name,
            format!(
                "What it costs to get there, with optimism bias and redundancies, not discounted; a grant of {} is not taken off.",
                totals.grant.short()
            ),
            &["transition-ratio", "nao-overrun"],
        ),
        Figure::Posts => SumOf {
            beside: vec!["ic_officers".into(), "ic_whole_posts".into()],
            ..sum_of(
                name,
                "Posts today times the part of the cost that is saved, at the end of the term, before those that running the shared unit adds.",
                &[],
            )
        },
        Figure::Payback => SumOf {
            beside: vec!["ic_discounted_payback_years".into()],
            ..sum_of(
                name,
                format!(
                    "The time from the start of {} after which the running total never falls below nothing again; within a year money is taken to come evenly.",
                    outcome.first_year
                ),
                &[],
            )
        },
        Figure::SocialValue => sum_of(
            name,
            "The Green Book leaves out transfers: redundancy pay only moves money to those who leave, and a grant only moves it between public bodies.",
            &["discount-rate"],
        ),
        Figure::BenefitCostRatio => {
            sum_of(name, "The present value of the yearly savings divided by that of the one-off cost.", &[])
        }
    }
}

/// What one service saves in the full year.
pub fn service_sum(id: &str) -> SumOf {
    SumOf {
        beside: service_figures(id),
        ..sum_of(
            format!("ic_saving_services_{id}"),
            "What the members spend without sharing, less what they are charged with it.",
            &["shared-service-saving", "em-saving"],
        )
    }
}

/// What else is told of a service: its rate, its worth, its unit costs.
pub fn service_figures(id: &str) -> Vec<String> {
    ["ic_service_rate", "ic_service_npv", "ic_unit_cost_now", "ic_unit_cost_after"]
        .map(|name| format!("{name}_{id}"))
        .to_vec()
}

/// What else is told of a category: its rate, where it has one, and its worth.
pub fn category_figures(id: &str) -> Vec<String> {
    ["ic_buying_rate", "ic_buying_npv"].map(|name| format!("{name}_{id}")).to_vec()
}

/// What else is told of a partner: the columns of the table of partners.
pub fn partner_figures(id: &str) -> Vec<String> {
    ["ic_full_year_cost", "ic_full_year_charge", "ic_full_year_buying", "ic_one_off", "ic_npv"]
        .map(|name| format!("{name}_{id}"))
        .to_vec()
}

/// What one category saves in the full year.
pub fn category_sum(id: &str) -> SumOf {
    let words = "What joint buying saves, less the framework\u{2019}s fee.";
    SumOf {
        beside: category_figures(id),
        ..sum_of(format!("ic_saving_procurement_{id}"), words, &["procurement-saving"])
    }
}

/// What one partner gains in the first year at full effect, without one-off cost.
pub fn partner_sum(outcome: &Outcome, place: usize) -> Option<SumOf> {
    let partner = outcome.partners.get(place)?;
    let t = outcome.totals.full_year?;
    Some(SumOf {
        beside: partner_figures(&partner.id),
        ..sum_of(
            format!("ic_full_year_net_{}", partner.id),
            format!("What {} gains in {}, at full effect and without one-off cost.", partner.name, outcome.year(t)),
            &[],
        )
    })
}

/// What a partner adds to the groups that it joins, where the groups are few enough for a sheet.
pub fn fair_sum(id: &str, name: &str) -> SumOf {
    sum_of(
        format!("ic_fair_share_{id}"),
        format!(
            "What {name} adds to each group that it joins, averaged over every order in which the partners could come together."
        ),
        &[],
    )
}

/// What leaving at the end of a year of the term costs a partner.
pub fn leaving_sum(id: &str, name: &str, year: &str, place: usize) -> SumOf {
    sum_of(
        leaving_name(id, place),
        format!(
            "All that {name} pays when it leaves at the end of {year}, and what it would have gained later, in today\u{2019}s money."
        ),
        &[],
    )
}

/// What one of the three models answers, with what it costs, its score, and each force's part and balance.
pub fn soc_sum(model: SocModel, forces: &[String]) -> SumOf {
    let word = model.word();
    let mut beside: Vec<String> = ["answered", "cost", "cost_each", "score", "functionality", "performance", "thrift"]
        .map(|figure| format!("ic_soc_{figure}_{word}"))
        .to_vec();
    for id in forces {
        beside.push(format!("ic_soc_response_{word}_{id}"));
        if model != SocModel::ServiceAgreement {
            beside.push(format!("ic_soc_balance_{word}_{id}"));
        }
    }
    SumOf {
        beside,
        ..sum_of(
            format!("ic_soc_response_{word}"),
            "A group that comes when no team is free gets no full response: teams are lines that can be busy, and Erlang\u{2019}s formula gives how often all are.",
            &[],
        )
    }
}

/// By how much the model that fits leads the next, and what the dedicated function's gain rests on.
pub fn soc_choice_sum() -> SumOf {
    SumOf {
        beside: ["gain_ring_fencing", "gain_coordination", "gain_pooling"]
            .map(|figure| format!("ic_soc_{figure}"))
            .to_vec(),
        ..sum_of("ic_soc_margin", "The best score among the models that nothing rules out, less the next.", &[])
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
mod tests {
    use super::*;
    use crate::engine::{appraise, staff_cost};
    use crate::evidence::PRESETS;
    use crate::model::read;
    use crate::workbook::{Book, Evaluation, defined, derivation, formulas};

    fn pounds(text: &str) -> f64 {
        text.replace(['£', ',', '(', ')'], "").replace('−', "-").parse().unwrap()
    }

    /// A figure of the app without a description in the workbook, or with another value there, fails here.
    #[test]
    fn every_figure_that_opens_to_a_sum_is_the_workbooks() {
        let soc: serde_json::Value = serde_json::from_str(include_str!("../../tests/oracle/soc_cases.json")).unwrap();
        let soc = soc.as_array().unwrap().iter();
        let soc = soc.map(|case| (case["name"].to_string(), crate::model::Document::new(case["scenario"].clone())));
        let presets = PRESETS.iter().map(|preset| (preset.id.to_owned(), preset.document()));
        for (whose, document) in presets.chain(soc) {
            let scenario = read(document.value()).unwrap();
            let outcome = appraise(&scenario);
            let book: Book = formulas(&document, &scenario);
            let mut found = Evaluation::new(&book);
            let mut figures: Vec<(SumOf, Option<f64>)> = Vec::new();
            let totals = &outcome.totals;
            for figure in Figure::ALL {
                let value = match figure {
                    Figure::NetPresentValue => Some(totals.npv.0),
                    Figure::FullYearSaving => Some(totals.full_year_saving.0),
                    Figure::OneOffCost => Some(totals.one_off.0),
                    Figure::Posts => Some(totals.posts.0),
                    Figure::Payback => totals.payback_years,
                    Figure::SocialValue => Some(totals.npsv.0),
                    Figure::BenefitCostRatio => totals.benefit_cost_ratio,
                    Figure::Cash => Some(totals.full_year_cash.0),
                };
                figures.push((sum(figure, &scenario, &outcome), value));
            }
            let constables = (totals.full_year_cash.0 / staff_cost::constable() + 1e-9).floor();
            for (name, value) in [
                ("ic_officers", Some(totals.officers.0)),
                ("ic_whole_posts", Some(totals.whole_posts)),
                ("ic_constables", Some(constables)),
                ("ic_discounted_payback_years", totals.discounted_payback_years),
            ] {
                figures.push((sum_of(name, "", &[]), value));
            }
            for (place, partner) in outcome.partners.iter().enumerate() {
                if let Some(sum) = partner_sum(&outcome, place) {
                    figures.push((sum, Some(partner.full_year_net.0)));
                }
                let values = [
                    partner.full_year_cost,
                    partner.full_year_charge,
                    partner.full_year_buying,
                    partner.one_off,
                    partner.npv,
                ];
                for (name, value) in partner_figures(&partner.id).into_iter().zip(values) {
                    figures.push((sum_of(name, "", &[]), Some(value.0)));
                }
            }
            if scenario.partners.len() <= 6 && outcome.shares_anything() {
                let fair = crate::engine::fair_shares::fair_shares(&scenario, &outcome);
                for one in &fair.partners {
                    figures.push((fair_sum(&one.id, &one.name), Some(one.shapley.0)));
                }
            }
            if let Some(soc) = crate::engine::soc::appraise_soc(&scenario) {
                let ids: Vec<String> = soc.forces.iter().map(|force| force.id.clone()).collect();
                let choice = soc.choice();
                figures.push((soc_choice_sum(), choice.margin));
                let gains = [soc.gain.ring_fencing, soc.gain.coordination, soc.gain.pooling];
                for (name, value) in soc_choice_sum().beside.into_iter().zip(gains) {
                    figures.push((sum_of(name, "", &[]), Some(value)));
                }
                for model in SocModel::ALL {
                    let of = soc.models.of(model);
                    let sum = soc_sum(model, &ids);
                    let mut values = vec![
                        Some(of.answered),
                        Some(of.cost.0),
                        of.cost_per_group.map(|cost| cost.0),
                        Some(*choice.scores.of(model)),
                    ];
                    values.extend(of.values.map(Some));
                    for (response, balance) in of.response.iter().zip(&of.balance) {
                        values.push(*response);
                        if model != SocModel::ServiceAgreement {
                            values.push(*balance);
                        }
                    }
                    assert_eq!(sum.beside.len(), values.len());
                    for (name, value) in sum.beside.iter().zip(values) {
                        figures.push((sum_of(name, "", &[]), value));
                    }
                    figures.push((sum, of.response_total));
                }
            }
            for leaver in crate::engine::exit::leavers(&scenario, &outcome) {
                let partner = &outcome.partners[leaver.partner];
                for (t, year) in leaver.years.iter().enumerate() {
                    let sum = leaving_sum(&partner.id, &partner.name, &outcome.year(t).to_string(), t);
                    figures.push((sum, Some(year.cost.0)));
                }
            }
            for one in outcome.services.iter().filter(|one| one.shared) {
                figures.push((service_sum(&one.id), Some(one.full_year_saving.0)));
                let costs = [one.unit_cost_now, one.unit_cost_after].map(|cost| cost.map(|cost| cost.0));
                let values = [Some(one.rate.0), Some(one.npv.0)].into_iter().chain(costs);
                for (name, value) in service_figures(&one.id).into_iter().zip(values) {
                    figures.push((sum_of(name, "", &[]), value));
                }
            }
            for one in outcome.procurement.iter().filter(|one| one.shared) {
                figures.push((category_sum(&one.id), Some(one.full_year_saving.0)));
                // prices of items have no single rate
                let rate = one.items.is_empty().then_some(one.rate.0);
                for (name, value) in category_figures(&one.id).into_iter().zip([rate, Some(one.npv.0)]) {
                    if value.is_some() {
                        figures.push((sum_of(name, "", &[]), value));
                    }
                }
            }
            for (sum, value) in figures {
                let name = &sum.name;
                let at = book.named(&defined(name)).unwrap_or_else(|| panic!("{}: {name} has no description", whose));
                let number = found.cell(at).number();
                match value {
                    Some(value) => {
                        let near = f64::min(0.005, 1e-7 * value.abs().max(1.0));
                        assert!((number.unwrap() - value).abs() < near, "{}: {name}", whose);
                    }
                    None => assert_eq!(number, None, "{}: {name}", whose),
                }
                let read = derivation(&book, &mut found, at).unwrap();
                assert!(!read.words.is_empty() && !read.numbers.is_empty(), "{}: {name}", whose);
                assert!(sum.evidence.iter().all(|id| crate::evidence::find(id).is_some()));
                let items = |name: &str| name.starts_with("ic_buying_rate");
                assert!(
                    sum.beside.iter().all(|name| items(name) || book.named(&defined(name)).is_some()),
                    "{:?}",
                    sum.beside
                );
            }
        }
    }

    #[test]
    fn shown_parts_add_up_to_their_shown_total() {
        for preset in PRESETS {
            let document = preset.document();
            let scenario = read(document.value()).unwrap();
            let book = formulas(&document, &scenario);
            let mut found = Evaluation::new(&book);
            for name in ["ic_npv", "ic_full_year_saving", "ic_one_off_total", "ic_full_year_cash"] {
                let read = derivation(&book, &mut found, book.named(name).unwrap()).unwrap();
                let parts: f64 = read.parts.iter().map(|part| pounds(&part.value)).sum();
                assert_eq!(parts, pounds(&read.value), "{} {name}: {:?}", preset.id, read.parts);
            }
        }
    }
}
