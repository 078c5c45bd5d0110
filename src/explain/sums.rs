//! The sum behind every headline figure, in words and with the user's own numbers.

use super::terms;
use crate::engine::rounding::largest_remainder;
use crate::engine::{Outcome, ServiceOutcome};
use crate::model::{Fte, Mode, Pounds, Rate, Scenario, Service, number};

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

/// A line of a sum.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    pub label: String,
    pub value: String,
    pub total: bool,
}

/// A sum in words: what is added, and what it comes to.
#[derive(Debug, Clone, PartialEq)]
pub struct SumOf {
    pub title: String,
    pub words: String,
    pub rows: Vec<Row>,
    /// Ids of the evidence that it rests on.
    pub evidence: Vec<&'static str>,
}

fn row(label: impl Into<String>, value: impl Into<String>) -> Row {
    Row { label: label.into(), value: value.into(), total: false }
}

fn total(label: impl Into<String>, value: impl Into<String>) -> Row {
    Row { label: label.into(), value: value.into(), total: true }
}

/// Rows in whole pounds that add up to their shown total.
fn added(parts: &[(String, Pounds)], label: &str) -> Vec<Row> {
    let whole = largest_remainder(&parts.iter().map(|(_, part)| part.0).collect::<Vec<_>>());
    let sum: f64 = whole.iter().sum();
    let mut rows: Vec<Row> =
        parts.iter().zip(&whole).map(|((label, _), whole)| row(label.clone(), Pounds(*whole).whole())).collect();
    rows.push(total(label, Pounds(sum).whole()));
    rows
}

/// The sum of a figure.
pub fn sum(figure: Figure, scenario: &Scenario, outcome: &Outcome) -> SumOf {
    let totals = &outcome.totals;
    let year = outcome.year(totals.full_year.unwrap_or(0));
    let sum_of = |title: &str, words: String, rows: Vec<Row>, evidence: Vec<&'static str>| SumOf {
        title: title.into(),
        words,
        rows,
        evidence,
    };
    let parts_of = |of: fn(&ServiceOutcome) -> Pounds,
                    buying: fn(&crate::engine::CategoryOutcome) -> Pounds|
     -> Vec<(String, Pounds)> {
        let services = outcome.services.iter().filter(|one| one.shared).map(|one| (one.name.clone(), of(one)));
        let categories = outcome
            .procurement
            .iter()
            .filter(|one| one.shared)
            .map(|one| (format!("{}, bought together", one.name), buying(one)));
        services.chain(categories).collect()
    };
    match figure {
        Figure::NetPresentValue => {
            let parts: Vec<(String, Pounds)> = totals
                .net_by_year
                .iter()
                .zip(&outcome.factors)
                .enumerate()
                .map(|(t, (net, factor))| (format!("{}: {} × {factor:.4}", outcome.year(t), net.whole()), *net * *factor))
                .collect();
            sum_of(
                "Net present value",
                format!(
                    "Each year\u{2019}s saving less one-off cost, against going on as now, times what a pound of that year is worth in {}: a year later counts {} less. The first year is not discounted.",
                    outcome.first_year, scenario.discount_rate
                ),
                added(&parts, "Net present value"),
                vec!["discount-rate"],
            )
        }
        Figure::FullYearSaving => sum_of(
            "Full-year saving",
            format!("What is saved in {year}, the first year in which everything shared is at full effect, after the cost of running it."),
            added(&parts_of(|one| one.full_year_saving, |one| one.full_year_saving), "Full-year saving"),
            vec!["shared-service-saving", "procurement-saving"],
        ),
        Figure::Cash => {
            let parts: Vec<(String, Pounds)> = parts_of(|one| one.full_year_cash, |one| one.full_year_saving);
            let mut found = sum_of(
                "Of which cash",
                format!("The part of the {year} saving that can leave the budget: each service\u{2019}s saving times its cashable part. The rest is time that can be used for something else."),
                added(&parts, "Cash a year"),
                vec![],
            );
            let constable = crate::engine::staff_cost::with_on_costs(45_000.0, crate::engine::staff_cost::NI_RATE, crate::engine::staff_cost::NI_THRESHOLD, 0.353);
            if totals.full_year_cash.0 > 0.0 {
                found.rows.push(row(
                    format!("Constables that it could pay for, at {} each (our assumption: £45,000 of pay, with on-costs)", Pounds(constable).whole()),
                    number((totals.full_year_cash.0 / constable + 1e-9).floor(), 0),
                ));
            }
            found
        }
        Figure::OneOffCost => sum_of(
            "One-off cost",
            format!("What it costs to get there, with optimism bias and redundancies, not discounted; a grant of {} is not taken off.", totals.grant.short()),
            added(&parts_of(|one| one.one_off.iter().copied().sum(), |one| one.one_off.iter().copied().sum()), "One-off cost"),
            vec!["transition-ratio", "nao-overrun"],
        ),
        Figure::Posts => {
            let mut rows: Vec<Row> = outcome
                .services
                .iter()
                .filter(|one| one.shared)
                .map(|one| {
                    let freed = one.posts.last().copied().unwrap_or_default();
                    row(format!("{}: of {} today", one.name, one.posts_today), freed.posts())
                })
                .collect();
            rows.push(total("Posts no longer needed", totals.posts.posts()));
            rows.push(row("Of these, officers, who are redeployed", totals.officers.posts()));
            rows.push(row("In whole posts, force by force", Fte(totals.whole_posts).posts()));
            sum_of(
                "Posts no longer needed",
                "Posts today times the part of the cost that is saved, at the end of the term, before those that running the shared unit adds.".into(),
                rows,
                vec![],
            )
        }
        Figure::Payback => {
            let rows = totals.cumulative.iter().enumerate().map(|(t, sum)| row(format!("End of {}", outcome.year(t)), sum.whole())).collect();
            sum_of(
                "Payback",
                format!(
                    "The time from the start of {} after which the running total never falls below nothing again; within a year money is taken to come evenly.",
                    outcome.first_year
                ),
                rows,
                vec![],
            )
        }
        Figure::SocialValue => sum_of(
            "Net present social value",
            "The Green Book leaves out transfers: redundancy pay only moves money to those who leave, and a grant only moves it between public bodies.".into(),
            added(
                &[
                    ("Net present value".to_owned(), totals.npv),
                    ("Redundancy pay, added back".to_owned(), totals.pv_redundancy),
                    ("Grant, taken off".to_owned(), -totals.pv_grant),
                ],
                "Net present social value",
            ),
            vec!["discount-rate"],
        ),
        Figure::BenefitCostRatio => sum_of(
            "Benefit–cost ratio",
            "The present value of the yearly savings divided by that of the one-off cost.".into(),
            vec![
                row("Yearly savings", totals.pv_recurring.whole()),
                row("One-off cost", totals.pv_one_off.whole()),
                total("Benefit–cost ratio", totals.benefit_cost_ratio.map_or("no one-off cost".into(), |ratio| number(ratio, 2))),
            ],
            vec![],
        ),
    }
}

/// How one service's saving comes about.
pub fn service_sum(outcome: &Outcome, service: &Service) -> Option<SumOf> {
    let found = outcome.services.iter().find(|one| one.id == service.id)?;
    let t = outcome.totals.full_year?;
    let year = outcome.year(t);
    let mut rows: Vec<Row> = found
        .members
        .iter()
        .map(|member| {
            let base = service.baseline_of(&member.id);
            let other = if base.non_pay.0 == 0.0 { String::new() } else { format!(" + {}", base.non_pay.whole()) };
            let income = if base.income.0 == 0.0 { String::new() } else { format!(" − {}", base.income.whole()) };
            row(
                format!("{}: {} posts × {}{other}{income}", member.name, base.fte, base.cost_per_fte.whole()),
                member.cost_today.whole(),
            )
        })
        .collect();
    rows.push(total("Cost today", found.cost_today.whole()));
    if !found.shared {
        return Some(SumOf {
            title: found.name.clone(),
            words: "One member alone changes nothing: add another.".into(),
            rows,
            evidence: vec![],
        });
    }
    rows.push(row(
        format!(
            "Saving: {} entered × {} for the size of the group × {} believed, at most {}",
            service.saving.likely,
            number(found.scale, 3),
            Rate(1.0 - service.haircut.0),
            service.saving.high
        ),
        found.rate.percent(),
    ));
    if let Some(target) = found.target {
        rows.push(row(
            format!("Unit cost that dear members come down to, {}", terms::per_driver(service.driver.noun())),
            target.pence(),
        ));
    }
    // the year's own figures, so that the rows add up with growth, plans and cost left behind too
    let in_year = |of: fn(&crate::engine::MemberOutcome) -> &[Pounds]| -> Pounds {
        found.members.iter().filter_map(|member| of(member).get(t).copied()).sum()
    };
    let (without, left_behind) = (in_year(|member| &member.cost), in_year(|member| &member.stranded));
    rows.push(row(format!("Cost in {year} without sharing, with growth and savings already planned"), without.whole()));
    rows.push(match found.pool.get(t).copied().flatten() {
        Some(pool) => row(
            format!(
                "Less the shared unit in {year}, {} of it for running it ({} of the members\u{2019} cost)",
                (without * service.overhead.0).whole(),
                service.overhead
            ),
            (-pool).whole(),
        ),
        None => row("Less the members\u{2019} own cost: not live yet", (found.full_year_saving - without).whole()),
    });
    if left_behind.0 != 0.0 {
        rows.push(row("Less cost left behind", (-left_behind).whole()));
    }
    rows.push(total(format!("Saved in {year}"), found.full_year_saving.whole()));
    Some(SumOf {
        title: found.name.clone(),
        words: "What the members spend today, less what the shared unit would cost.".into(),
        rows,
        evidence: vec!["shared-service-saving", "em-saving"],
    })
}

/// What one partner gains in the first year at full effect, service by service, without one-off cost.
pub fn partner_sum(outcome: &Outcome, place: usize) -> Option<SumOf> {
    let partner = outcome.partners.get(place)?;
    let t = outcome.totals.full_year?;
    let at = |list: &[Pounds]| list.get(t).copied().unwrap_or_default();
    let services = outcome.services.iter().filter(|one| one.shared).filter_map(|service| {
        let member = service.members.iter().find(|member| member.partner == place)?;
        let (cost, charge) = (at(&member.cost), at(&member.charge));
        let label = format!(
            "{}: {} without sharing − {} charged ({} of the unit)",
            service.name,
            cost.whole(),
            charge.whole(),
            Rate((member.key.0 * 1000.0).round() / 1000.0)
        );
        Some((label, cost - charge))
    });
    let buying = outcome.procurement.iter().filter(|one| one.shared).filter_map(|category| {
        let buyer = category.buyers.iter().find(|buyer| buyer.partner == place)?;
        let (saving, fee) = (at(&buyer.saving), at(&buyer.fee));
        Some((
            format!("{}, bought together: {} saved − {} fee", category.name, saving.whole(), fee.whole()),
            saving - fee,
        ))
    });
    let mut parts: Vec<(String, Pounds)> = services.chain(buying).collect();
    if partner.balancing.0 != 0.0 {
        parts.push(("Balancing payment".to_owned(), -partner.balancing));
    }
    Some(SumOf {
        title: partner.name.clone(),
        words: format!("What {} gains in {}, at full effect and without one-off cost.", partner.name, outcome.year(t)),
        rows: added(&parts, "Net gain"),
        evidence: vec![],
    })
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
    use crate::engine::appraise;
    use crate::evidence::PRESETS;
    use crate::model::read;

    const ALL: [Figure; 8] = [
        Figure::NetPresentValue,
        Figure::FullYearSaving,
        Figure::OneOffCost,
        Figure::Posts,
        Figure::Payback,
        Figure::SocialValue,
        Figure::BenefitCostRatio,
        Figure::Cash,
    ];

    #[test]
    fn the_sum_of_a_service_adds_up_with_growth_plans_and_cost_left_behind() {
        let pounds = |text: &str| -> f64 { text.replace(['£', ','], "").replace('−', "-").parse().unwrap() };
        let mut document = PRESETS.last().unwrap().document();
        document.set("services.hr.stranded", Some(serde_json::json!({ "share": 0.1, "years": 10 })));
        document.set("services.hr.real_growth", Some(serde_json::json!({ "pay": 0.02 })));
        document.set("services.hr.planned", Some(serde_json::json!({ "eastmoor": { "share": 0.1, "from": 1 } })));
        let scenario = read(document.value()).unwrap();
        let found = service_sum(&appraise(&scenario), &scenario.services[0]).unwrap();
        let (parts, last) = found.rows.split_at(found.rows.len() - 1);
        let added: f64 = parts.iter().rev().take(3).map(|row| pounds(&row.value)).sum();
        assert!((added - pounds(&last[0].value)).abs() <= 2.0, "{:?}", found.rows);
    }

    #[test]
    fn shown_parts_add_up_to_their_shown_total() {
        let pounds = |text: &str| -> f64 { text.replace(['£', ','], "").replace('−', "-").parse().unwrap() };
        for preset in PRESETS {
            let scenario = read(preset.document().value()).unwrap();
            let outcome = appraise(&scenario);
            for figure in [Figure::NetPresentValue, Figure::FullYearSaving, Figure::OneOffCost, Figure::SocialValue] {
                let found = sum(figure, &scenario, &outcome);
                let parts: f64 = found.rows.iter().filter(|row| !row.total).map(|row| pounds(&row.value)).sum();
                assert_eq!(parts, pounds(&found.rows.last().unwrap().value), "{figure:?} of {}", preset.id);
            }
            for (place, partner) in outcome.partners.iter().enumerate() {
                let found = partner_sum(&outcome, place).unwrap();
                assert!((pounds(&found.rows.last().unwrap().value) - partner.full_year_net.0).abs() <= 0.5);
            }
            for figure in ALL {
                let found = sum(figure, &scenario, &outcome);
                assert!(!found.rows.is_empty() && found.evidence.iter().all(|id| crate::evidence::find(id).is_some()));
            }
        }
    }
}
