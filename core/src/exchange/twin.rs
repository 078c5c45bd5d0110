//! The outcome as one JSON object: what the command-line twin prints (method, section 10).

use crate::engine::cash::{CashPlan, PartnerCash, cash_plan};
use crate::engine::fair_shares::{FairItem, FairShares, fair_shares};
use crate::engine::map_change::map_change;
use crate::engine::merger::merger_outcome;
use crate::engine::options::other_means;
use crate::engine::soc::{SocOutcome, appraise_soc};
use crate::engine::uncertainty::{Bar, Drawn, Outside, Uncertain, outside, tornado, uncertainty};
use crate::engine::{Outcome, Switching, appraise, switching_values};
use crate::evidence::cases_for;
use crate::model::soc::SocModel;
use crate::model::{Pounds, Scenario};
use serde_json::{Map, Value, json};

/// Everything there is to know about a scenario, as JSON.
pub fn appraised_json(scenario: &Scenario) -> Value {
    let outcome = appraise(scenario);
    let mut json = outcome_json(&outcome, &fair_shares(scenario, &outcome), &switching_values(scenario));
    if let Value::Object(fields) = &mut json {
        fields.insert("soc".into(), appraise_soc(scenario).map_or(Value::Null, |soc| soc_json(&soc)));
        let mut found = uncertainty_json(&outcome, &uncertainty(scenario), &tornado(scenario));
        if let Some(found) = found.as_object_mut() {
            found.insert(
                "outside".into(),
                outside_json(&outcome, &outside(scenario, &cases_for(&scenario.uncertainty.outside))),
            );
        }
        fields.insert("uncertainty".into(), found);
        fields.insert("cash".into(), cash_json(&cash_plan(scenario, &outcome)));
        fields.insert("alternatives".into(), alternatives_json(scenario, &outcome));
    }
    json
}

/// The JSON of other means, events and a merger; null where none is entered.
pub fn alternatives_json(scenario: &Scenario, outcome: &Outcome) -> Value {
    let by_partner = |values: &[Pounds]| -> Map<String, Value> {
        scenario.partners.iter().zip(values).map(|(partner, one)| (partner.id.clone(), json!(one))).collect()
    };
    let means = other_means(scenario, outcome);
    let options: Map<String, Value> = scenario
        .options
        .iter()
        .zip(&means)
        .map(|(option, found)| {
            (
                option.id.clone(),
                json!({ "npv": found.npv, "npv_cash": found.cash, "partners": by_partner(&found.partners) }),
            )
        })
        .collect();
    let map = (!scenario.map.events.is_empty()).then(|| {
        let found = map_change(scenario, outcome);
        json!({ "expected_npv": found.expected_npv, "expected": by_partner(&found.expected) })
    });
    let merger = merger_outcome(scenario, outcome).map(|found| {
        json!({ "npv": found.npv, "then": found.then, "wait": found.wait, "regret": found.regret.npv, "worst_regret": found.regret.worst,
            "forces": found.each.iter().map(|force| json!({ "name": force.name, "members": force.members, "npv": force.npv })).collect::<Vec<_>>() })
    });
    json!({ "options": options, "map": map, "merger": merger })
}

/// The JSON of a cash plan: lists by year, all in the cash of that year; null where something is not entered.
pub fn cash_json(plan: &CashPlan) -> Value {
    let partner = |one: &PartnerCash| {
        let value = json!({
            "saving_cash": one.saving_cash, "saving_not_cash": one.saving_not_cash,
            "one_off_revenue": one.one_off_revenue, "capital": one.capital, "mrp": one.mrp, "interest": one.interest,
            "grant": one.grant, "balancing": one.balancing, "from_reserves": one.from_reserves, "reserves": one.reserves,
            "effect": one.effect, "debt": one.debt, "gap_after": one.gap_after, "band_d": one.household,
        });
        (one.id.clone(), value)
    };
    let partners: Map<String, Value> = plan.partners.iter().map(partner).collect();
    json!({ "npv_cash": plan.npv_cash, "partners": partners })
}

/// The JSON of an outcome. What a later part of the product finds out is not there yet, rather than empty.
#[allow(clippy::too_many_lines, reason = "one object written out whole")]
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
        "warnings": crate::explain::warnings_words(outcome),
        "switching": switching,
    })
}

/// The JSON of the three models.
pub fn soc_json(found: &SocOutcome) -> Value {
    let choice = found.choice();
    let by_force = |values: &[Option<f64>]| -> Value {
        found
            .forces
            .iter()
            .zip(values)
            .map(|(force, value)| (force.id.clone(), json!(value)))
            .collect::<Map<_, _>>()
            .into()
    };
    let one = |model: SocModel| {
        let of = found.models.of(model);
        let [functionality, performance, cost] = of.values;
        let contributed: Vec<Option<f64>> = of.contributed.iter().copied().map(Some).collect();
        let value = json!({
            "response": by_force(&of.response), "response_total": of.response_total, "cost": of.cost,
            "contributed": by_force(&contributed), "received_share": by_force(&of.received), "balance": by_force(&of.balance),
            "values": { "functionality": functionality, "performance": performance, "cost": cost },
            "score": choice.scores.of(model), "gates": of.gates.iter().map(ToString::to_string).collect::<Vec<_>>(),
            "triangle_share": of.region.share,
        });
        (model.word().to_owned(), value)
    };
    let models: Map<String, Value> = SocModel::ALL.into_iter().map(one).collect();
    json!({ "models": models, "fit": choice.fit.map(SocModel::word), "margin": choice.margin })
}

/// The JSON of both outside views, and of the two mixed.
pub fn outside_json(outcome: &Outcome, found: &Outside) -> Value {
    let one = |found: &Uncertain| {
        let mut one = uncertainty_json(outcome, found, &[]);
        if let Some(one) = one.as_object_mut() {
            one.remove("tornado");
        }
        one
    };
    json!({ "owner": one(&found.owner), "audited": one(&found.audited), "mixed": one(&found.mixed) })
}

/// The JSON of the draws. What is never reached is null.
pub fn uncertainty_json(outcome: &Outcome, found: &Uncertain, bars: &[Bar]) -> Value {
    let reached = |value: f64| value.is_finite().then_some(value);
    let three = |drawn: &Drawn| json!({ "p10": reached(drawn.p10), "p50": reached(drawn.p50), "p90": reached(drawn.p90), "mean": drawn.mean });
    let never = json!({ "p10": null, "p50": null, "p90": null, "mean": null });
    let donors: Map<String, Value> =
        outcome.partners.iter().zip(&found.net_donor).map(|(one, chance)| (one.id.clone(), json!(chance))).collect();
    let bars: Vec<Value> =
        bars.iter().map(|bar| json!({ "input": bar.input, "low": bar.low, "high": bar.high })).collect();
    json!({
        "draws": found.draws, "seed": found.seed, "npv": three(&found.npv),
        "full_year_saving": three(&found.full_year_saving),
        "payback_years": found.payback.as_ref().map_or(never, three),
        "chance_of_loss": found.chance_of_loss, "net_donor_chance": donors, "tornado": bars,
    })
}
