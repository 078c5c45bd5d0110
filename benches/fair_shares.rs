//! How long fair shares take natively: exact Shapley values and every group of 16 partners with ten
//! services, and the search over connected groups. Reports; never fails for being slow.

use informed_choice::engine::appraise;
use informed_choice::engine::fair_shares::fair_shares;
use informed_choice::engine::partner_search::{Question, Rank, SearchWork};
use informed_choice::evidence::{Figures, PRESETS, blank, borders_among, forces, new_partner, new_service, widened};
use informed_choice::model::{Document, read};
use serde_json::{Value, json};
use std::hint::black_box;
use std::time::Instant;

/// The first partners of the reference data in so many services, all in all.
fn made(partners: usize, services: usize) -> Document {
    let mut document = blank();
    let ids: Vec<String> = forces().iter().take(partners).map(|force| force.id.clone()).collect();
    let entries: Vec<Value> = ids.iter().map(|id| new_partner(id).0).collect();
    document.set("partners", Some(json!(entries)));
    for n in 0..services {
        let id = format!("service-{n}");
        let (service, _) = new_service(
            &document,
            &id,
            &id,
            if n % 2 == 0 { "human_resources" } else { "finance" },
            &ids,
            Figures::Ratios,
        );
        let mut all = document.get("services").and_then(Value::as_array).cloned().unwrap_or_default();
        all.push(service);
        document.set("services", Some(json!(all)));
    }
    document
}

fn report(what: &str, act: impl FnOnce() -> usize) {
    let start = Instant::now();
    let n = act();
    println!("{what}: {:.1} ms ({n} groups)", start.elapsed().as_secs_f64() * 1000.0);
}

fn main() {
    for (partners, services) in [(5, 10), (10, 10), (16, 10), (20, 10)] {
        let Ok(scenario) = read(made(partners, services).value()) else { return };
        let outcome = appraise(&scenario);
        report(&format!("fair shares of {partners} partners, {services} services"), || {
            black_box(fair_shares(&scenario, &outcome));
            1 << partners
        });
    }
    let document = PRESETS.first().map(|preset| preset.document()).unwrap_or_else(blank);
    let Ok(wide) =
        read(document.value()).map_err(|_| ()).and_then(|one| widened(&document, &one, "derbyshire").map_err(|_| ()))
    else {
        return;
    };
    let Ok(scenario) = read(wide.value()) else { return };
    let borders = borders_among(&wide.entries("partners"));
    for (most, connected) in [(5, true), (7, true), (4, false), (5, false)] {
        let question = Question { most, connected, rank: Rank::OwnGain };
        report(&format!("search up to {most}, {}", if connected { "connected" } else { "any" }), || {
            let mut work = SearchWork::new(&scenario, &borders, question);
            while !work.step(1000) {}
            black_box(work.finish()).looked_at
        });
    }
}
