//! The outcome as one JSON object: what the command-line twin prints (method, section 10).

use crate::engine::fair_shares::{FairItem, FairShares, fair_shares};
use crate::engine::{Outcome, Switching, appraise, switching_values};
use crate::model::{Pounds, Scenario};
use serde_json::{Map, Value, json};

/// Everything there is to know about a scenario, as JSON.
pub fn appraised_json(scenario: &Scenario) -> Value {
    let outcome = appraise(scenario);
    outcome_json(&outcome, &fair_shares(scenario, &outcome), &switching_values(scenario))
}

/// The JSON of an outcome. What a later part of the product finds out is not there yet, rather than empty.
pub fn outcome_json(outcome: &Outcome, fair: &FairShares, switching: &[Switching]) -> Value {
    let totals = &outcome.totals;
    let value_of = |list: &str, id: &str| -> Pounds {
        let is_it =
            |item: &&FairItem| item.place.strip_prefix(list).and_then(|rest| rest.strip_prefix('.')) == Some(id);
        fair.items.iter().find(is_it).map(|item| item.value).unwrap_or_default()
    };
    let partners: Map<String, Value> = outcome
        .partners
        .iter()
        .zip(&fair.partners)
        .map(|(partner, share)| {
            let value = json!({
                "npv": partner.npv, "net": partner.net, "alone": partner.alone,
                "shapley": share.shapley, "shapley_se": share.shapley_se,
                "balancing_total": share.balancing_total, "balancing_per_year": share.balancing_per_year,
                "posts": partner.posts, "net_donor": partner.net_donor, "worse_than_alone": partner.worse_than_alone,
            });
            (partner.id.clone(), value)
        })
        .collect();
    let services: Map<String, Value> = outcome
        .services
        .iter()
        .map(|service| {
            let value = json!({
                "npv": service.npv, "value": value_of("services", &service.id), "pool": service.pool, "one_off": service.one_off, "posts": service.posts,
                "unit_cost_now": service.unit_cost_now, "unit_cost_after": service.unit_cost_after,
            });
            (service.id.clone(), value)
        })
        .collect();
    let procurement: Map<String, Value> = outcome
        .procurement
        .iter()
        .map(|category| {
            let value = value_of("procurement", &category.id);
            (category.id.clone(), json!({ "npv": category.npv, "value": value, "saving": category.saving }))
        })
        .collect();
    let blocking: Vec<Value> = fair
        .blocking
        .iter()
        .map(|group| {
            let ids: Vec<&str> =
                group.members.iter().filter_map(|place| fair.partners.get(*place)).map(|one| one.id.as_str()).collect();
            json!({ "members": ids, "excess": group.excess })
        })
        .collect();
    let switching: Map<String, Value> = switching.iter().map(|one| (one.input.clone(), json!(one.value))).collect();
    json!({
        "npv": totals.npv, "npsv": totals.npsv,
        // with nothing shared every ramp is complete from the start
        "full_year": outcome.year(totals.full_year.unwrap_or(0)).0,
        "full_year_saving": totals.full_year_saving, "full_year_cash": totals.full_year_cash,
        "one_off_total": totals.one_off, "bcr": totals.benefit_cost_ratio,
        "payback_years": totals.payback_years, "discounted_payback_years": totals.discounted_payback_years,
        "total_net": totals.net_by_year, "total_one_off": totals.one_off_by_year,
        "partners": partners, "services": services, "procurement": procurement,
        "grand_value": fair.grand_value, "blocking": blocking,
        "warnings": outcome.warnings.iter().map(|warning| warning.text.as_str()).collect::<Vec<_>>(),
        "switching": switching,
    })
}
