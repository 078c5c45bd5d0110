//! The outcome as one JSON object: what the command-line twin prints (method, section 10).

use crate::engine::{Outcome, Switching};
use serde_json::{Map, Value, json};

/// The JSON of an outcome. What a later part of the product finds out is not there yet, rather than empty.
pub fn outcome_json(outcome: &Outcome, switching: &[Switching]) -> Value {
    let totals = &outcome.totals;
    let partners: Map<String, Value> = outcome
        .partners
        .iter()
        .map(|partner| {
            let value = json!({
                "npv": partner.npv, "net": partner.net, "alone": partner.alone,
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
                "npv": service.npv, "pool": service.pool, "one_off": service.one_off, "posts": service.posts,
                "unit_cost_now": service.unit_cost_now, "unit_cost_after": service.unit_cost_after,
            });
            (service.id.clone(), value)
        })
        .collect();
    let procurement: Map<String, Value> = outcome
        .procurement
        .iter()
        .map(|category| (category.id.clone(), json!({ "npv": category.npv, "saving": category.saving })))
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
        "warnings": outcome.warnings.iter().map(|warning| warning.text.as_str()).collect::<Vec<_>>(),
        "switching": switching,
    })
}
