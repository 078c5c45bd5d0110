//! How long a change of a lever takes natively: checking, reading and appraising a scenario of five
//! forces, eight services, four categories and ten years. Reports; never fails for being slow.

use informed_choice::engine::{appraise, switching_values};
use informed_choice::evidence::{Figures, PRESETS, new_category, new_service};
use informed_choice::model::{Document, read};
use std::hint::black_box;
use std::time::Instant;

fn five_eight_four() -> Option<Document> {
    let mut document = PRESETS.first()?.document();
    let members = document.entries("partners");
    for n in 0..6 {
        let id = format!("extra-{n}");
        let (service, _) = new_service(&document, &id, &id, "ict", &members, Figures::Ratios);
        document.set(&format!("services.{id}"), Some(service));
    }
    for kind in ["fuel", "uniform", "ict"] {
        let (category, _) = new_category(&document, kind, kind, &members);
        document.set(&format!("procurement.{kind}"), Some(category));
    }
    Some(document)
}

fn report(what: &str, times: u32, mut act: impl FnMut()) {
    act();
    let start = Instant::now();
    for _ in 0..times {
        act();
    }
    println!("{what}: {:.3} ms", start.elapsed().as_secs_f64() * 1000.0 / f64::from(times));
}

fn main() {
    let Some(document) = five_eight_four() else { return };
    let Ok(scenario) = read(document.value()) else { return };
    println!("{} services, {} categories", scenario.services.len(), scenario.procurement.len());
    report("check and read", 200, || {
        let _ = black_box(read(document.value()));
    });
    report("appraise", 500, || {
        black_box(appraise(&scenario));
    });
    report("switching values", 10, || {
        black_box(switching_values(&scenario));
    });
}
