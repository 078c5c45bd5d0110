//! A trade becomes a scenario, and what a scenario shares becomes offers and needs.

use super::crossing::take_partner;
use super::register_table::partner_name;
use crate::engine::Outcome;
use crate::evidence::{Figures, blank, force, new_service};
use crate::model::market::{Line, Measure, Side};
use crate::model::{Document, Pounds, Scenario};
use serde_json::{Map, Value, json};

/// What a mark of a figure that came from a market says.
pub const FROM_MARKET: &str = "market";

/// A scenario in which the buyer's work is done by the seller: a lead authority whose cost is the offer's price. What the seller
/// has of its own is not in the market; fair shares then says who pays whom.
pub fn scenario_of_trade(offer: &Line, need: &Line, amount: f64, first: u32) -> Document {
    let mut document = blank();
    let name = crate::words::terms::choice_label("services[].kind", &offer.function);
    let mut marks = Map::new();
    let mut ids = Vec::new();
    for (place, line) in [need, offer].into_iter().enumerate() {
        let known = force(&line.force).map(|force| force.id.as_str());
        ids.push(take_partner(&mut document, place, known, &line.force, &mut marks));
    }
    let [buyer, seller] = ids.as_slice() else { return document };
    let (mut service, _) = new_service(&document, "service", &name, &offer.function, &ids, Figures::Published);
    let start = document.number("first_year").map_or(0, |year| first.saturating_sub(year as u32)).min(29);
    let saved = ((need.price.0 - offer.price.0) / need.price.0).clamp(0.0, 1.0);
    let cost = match offer.measure {
        Measure::Posts => json!({ "fte": amount, "cost_per_fte": need.price.0 }),
        _ => json!({ "fte": 0, "cost_per_fte": 0, "non_pay": amount * need.price.0 }),
    };
    if let Some(map) = service.as_object_mut() {
        map.insert("style".into(), json!("lead_authority"));
        map.insert("host".into(), json!(seller));
        map.insert("baseline".into(), json!({ buyer: cost, seller: { "fte": 0, "cost_per_fte": 0 } }));
        map.insert("saving".into(), json!({ "low": saved, "likely": saved, "high": saved }));
        map.insert("scale_share".into(), json!(0));
        // the price is what the seller would charge, with everything in it
        map.insert("overhead".into(), json!(0));
        map.insert("go_live".into(), json!(start));
        map.insert("ramp_years".into(), json!(1));
        map.insert("one_off".into(), json!({ "programme": offer.set_up.0 }));
        map.insert("sharing".into(), json!({ "key": "baseline" }));
    }
    for field in ["saving.low", "saving.likely", "saving.high", "one_off.programme"] {
        marks.insert(format!("services.service.{field}"), json!(format!("estimate:{FROM_MARKET}")));
    }
    let figures: &[&str] = if offer.measure == Measure::Posts { &["fte", "cost_per_fte"] } else { &["non_pay"] };
    for field in figures {
        marks.insert(format!("services.service.baseline.{buyer}.{field}"), json!(format!("estimate:{FROM_MARKET}")));
    }
    document
        .set("title", Some(json!(format!("{name}: {} for {}", partner_name(&offer.force), partner_name(&need.force)))));
    document.set("services.0", Some(service));
    document.set("provenance", Some(Value::Object(marks)));
    document
}

/// What a scenario's services would be on a market: a need of each member at what a post costs it today, and an offer of the host at
/// what a post costs once shared, whose capacity is the host's to say.
pub fn lines_of(scenario: &Scenario, outcome: &Outcome) -> Vec<Line> {
    let mut lines = Vec::new();
    for (service, found) in scenario.services.iter().zip(&outcome.services) {
        let function = service.kind.clone();
        let posts = |id: &str| service.baseline.get(id).map_or(0.0, |own| own.fte.0);
        let line = |side, force: &str, amount: f64, price: f64| Line {
            side,
            force: force.to_owned(),
            function: function.clone(),
            measure: Measure::Posts,
            amount,
            price: Pounds((price * 100.0).round() / 100.0),
            from: Some(outcome.year(service.go_live).0),
            note: service.shown().to_owned(),
            ..Line::default()
        };
        for member in found.members.iter().filter(|member| posts(&member.id) > 0.0) {
            let own = posts(&member.id);
            lines.push(line(Side::Need, &member.id, own, member.cost_today.0 / own));
        }
        let all: f64 = found.members.iter().map(|member| posts(&member.id)).sum();
        let shared = outcome.totals.full_year.and_then(|year| found.pool.get(year).copied().flatten());
        if let (Some(host), Some(shared), true) = (&service.host, shared, all > 0.0) {
            lines.push(line(Side::Offer, host, 0.0, shared.0 / all));
        }
    }
    lines
}
