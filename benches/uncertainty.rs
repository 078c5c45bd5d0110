//! How long 10,000 draws take natively, on ten forces, ten services, six categories and 15 years. Reports; never fails
//! for being slow.

use informed_choice::engine::uncertainty::{outside, tornado, uncertainty};
use informed_choice::evidence::{Figures, blank, forces, new_category, new_partner, new_service, outside_cases};
use informed_choice::model::read;
use serde_json::{Value, json};
use std::hint::black_box;
use std::time::Instant;

fn main() {
    let mut document = blank();
    let ids: Vec<String> = forces().iter().take(10).map(|force| force.id.clone()).collect();
    let partners: Vec<Value> = ids.iter().map(|id| new_partner(id).0).collect();
    document.set("partners", Some(json!(partners)));
    document.set("years", Some(json!(15)));
    let services: Vec<Value> = (0..10)
        .map(|n| new_service(&document, &format!("service-{n}"), "Service", "human_resources", &ids, Figures::Ratios).0)
        .collect();
    document.set("services", Some(json!(services)));
    let categories: Vec<Value> =
        (0..6).map(|n| new_category(&document, &format!("category-{n}"), "fleet", &ids).0).collect();
    document.set("procurement", Some(json!(categories)));
    for n in 0..10 {
        document.set(&format!("services.service-{n}.convergence.target"), Some(json!("none")));
        document.set(&format!("services.service-{n}.saving.likely"), Some(json!(0.2 + 0.005 * f64::from(n))));
    }
    let Ok(scenario) = read(document.value()) else { return };
    for _ in 0..3 {
        let start = Instant::now();
        black_box(uncertainty(&scenario));
        println!("10,000 draws: {:.1} ms", start.elapsed().as_secs_f64() * 1000.0);
    }
    for _ in 0..3 {
        let start = Instant::now();
        black_box(outside(&scenario, outside_cases(scenario.uncertainty.outside.reference)));
        println!("as owners, auditors and both counted: {:.1} ms", start.elapsed().as_secs_f64() * 1000.0);
    }
    let mut certain = document.clone();
    certain.set(
        "uncertainty",
        serde_json::from_str(
            r#"{ "one_off": { "low": 1, "likely": 1, "high": 1 }, "delay": { "low": 0, "likely": 0, "high": 0 } }"#,
        )
        .ok(),
    );
    if let Ok(certain) = read(certain.value()) {
        let start = Instant::now();
        black_box(uncertainty(&certain));
        println!("10,000 draws of savings alone: {:.1} ms", start.elapsed().as_secs_f64() * 1000.0);
    }
    let start = Instant::now();
    black_box(tornado(&scenario));
    println!("tornado: {:.1} ms", start.elapsed().as_secs_f64() * 1000.0);
}
