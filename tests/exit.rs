//! What leaving costs, against sums by hand.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use informed_choice::engine::appraise;
use informed_choice::engine::exit::{Leaver, leavers};
use informed_choice::model::{Document, read};
use serde_json::{Value, json};

/// Three partners at 1, 2 and 3 million, sharing a service by equal parts, all at full effect from 2026/27.
fn three(agreement: &Value, service: &Value) -> Document {
    let mut one = json!({
        "id": "ict", "members": ["a", "b", "c"], "saving": { "low": 0.1, "likely": 0.1, "high": 0.1 }, "scale_share": 0,
        "overhead": 0, "go_live": 0, "ramp_years": 1, "sharing": { "key": "equal" },
        "baseline": {
            "a": { "fte": 0, "cost_per_fte": 0, "non_pay": 1_000_000 }, "b": { "fte": 0, "cost_per_fte": 0, "non_pay": 2_000_000 },
            "c": { "fte": 0, "cost_per_fte": 0, "non_pay": 3_000_000 },
        },
    });
    for (name, value) in service.as_object().unwrap() {
        one[name] = value.clone();
    }
    Document::new(json!({
        "schema": 1, "first_year": 2026, "years": 4, "discount_rate": 0,
        "partners": [{ "id": "a" }, { "id": "b" }, { "id": "c" }], "services": [one], "procurement": [],
        "agreement": agreement,
    }))
}

fn found(document: &Document) -> Vec<Leaver> {
    let scenario = read(document.value()).unwrap_or_else(|faults| panic!("{faults:?}"));
    leavers(&scenario, &appraise(&scenario))
}

fn near(a: f64, b: f64) {
    assert!((a - b).abs() < 1e-6 * b.abs().max(1.0), "{a} {b}");
}

#[test]
fn a_host_that_leaves_by_hand() {
    // The unit costs £5.4m, £1.8m each. C pays 1.8 for what costs it 3: a gain of 1.2 a year. C hosts and leaves at the
    // end of year 1: its own 25% × 20% × 3m; the others' 25% × (1m + 2m); three months of half of 1.8m; 5% of 1.8m left.
    let rule = |rule: &str| found(&three(&json!({ "exit_rule": rule }), &json!({ "host": "c" })))[2].years[1];
    let (none, reprovision, stranded) = (rule("none"), rule("reprovision_only"), rule("stranded"));
    for year in [none, reprovision, stranded] {
        near(year.own_reprovision.0, 150_000.0);
        near(year.others_reprovision.0, 750_000.0);
        near(year.dual_running.0, 225_000.0);
        near(year.stranded.0, 90_000.0);
        near(year.forgone.0, 2_400_000.0);
        // a and b go on: 10% of 3m less, shared by halves, 1.35m each, a year from year 2
        near(year.rest.0, 600_000.0);
    }
    near(none.paid.0, 375_000.0);
    near(reprovision.paid.0, 1_125_000.0);
    near(stranded.paid.0, 1_215_000.0);
    near(stranded.cost.0, 1_215_000.0 + 2_400_000.0);
    // With C, a and b together pay 3.6m for what costs 3m: they lose 1.2m over two years, and gain 0.6m without it.
    near(none.others_lose.0, -1_200_000.0 - 600_000.0 + 840_000.0);
    near(reprovision.others_lose.0, -1_200_000.0 - 600_000.0 + 90_000.0);
    near(stranded.others_lose.0, -1_800_000.0);
}

#[test]
fn who_only_pays_can_leave_at_any_time() {
    // A pays 1.8m for what costs it 1m: leaving costs it 250,000 + 225,000 and saves 0.8m a year
    let all = found(&three(&json!({}), &json!({})));
    let costs: Vec<f64> = all[0].years.iter().map(|year| year.cost.0).collect();
    for (cost, years_left) in costs.iter().zip([3.0, 2.0, 1.0, 0.0]) {
        near(*cost, 475_000.0 - 800_000.0 * years_left);
    }
    assert_eq!(all[0].no_way_back, Some(3), "only when nothing is left to save");
    assert_eq!(all[2].no_way_back, Some(0));
}

#[test]
fn with_two_partners_the_service_ends_and_the_one_left_sets_up_again() {
    let pair = |host: Value| {
        let mut document =
            three(&json!({ "exit_rule": "reprovision_only" }), &json!({ "host": host, "members": ["b", "c"] }));
        document.set("partners", Some(json!([{ "id": "b" }, { "id": "c" }])));
        found(&document)[0].years[0]
    };
    near(pair(json!(null)).others_reprovision.0, 750_000.0);
    near(pair(json!("c")).others_reprovision.0, 150_000.0);
    near(pair(json!("b")).others_reprovision.0, 750_000.0);
    assert_eq!(pair(json!(null)).rest.0, 0.0);
}

#[test]
fn before_go_live_leaving_costs_only_the_gain_forgone() {
    let late = found(&three(&json!({ "exit_rule": "stranded" }), &json!({ "go_live": 2 })));
    assert_eq!(late[2].years[1].paid.0, 0.0);
    near(late[2].years[1].cost.0, 2_400_000.0);
    assert!(late[2].years[2].paid.0 > 0.0);
}

#[test]
fn nobody_shares_so_nobody_leaves() {
    assert_eq!(found(&three(&json!({}), &json!({ "members": ["a"] }))), vec![]);
}
