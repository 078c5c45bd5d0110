//! The cash plan against an independent computation of section 11 (`tests/oracle/cash.py`), a case worked on paper, and what
//! must hold of any.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use informed_choice::engine::cash::{CashPlan, cash_plan};
use informed_choice::engine::{Outcome, appraise};
use informed_choice::evidence::PRESETS;
use informed_choice::exchange::twin::cash_json;
use informed_choice::model::{Pounds, Scenario, check, read};
use serde_json::{Value, json};

fn worked_out(value: &Value) -> (Scenario, Outcome, CashPlan) {
    let scenario = read(value).unwrap_or_else(|faults| panic!("{faults:?}"));
    let outcome = appraise(&scenario);
    let plan = cash_plan(&scenario, &outcome);
    (scenario, outcome, plan)
}

#[test]
fn every_row_agrees_with_the_independent_computation() {
    let cases: Vec<Value> = serde_json::from_str(include_str!("oracle/cash_cases.json")).unwrap();
    assert_eq!(cases.len(), 80);
    let (mut wrong, mut compared) = (Vec::new(), 0);
    for (n, case) in cases.iter().enumerate() {
        let (.., plan) = worked_out(&case["scenario"]);
        let cash = &cash_json(&plan);
        let expected = &case["expected"];
        // of the largest figure of the case
        let mut all = Vec::new();
        numbers(expected, &mut all);
        let close = 1e-9 * all.iter().fold(1.0, |most: f64, one| most.max(one.abs()));
        let mut hold = |what: String, expected: &Value, found: &Value| {
            compared += 1;
            match (expected.as_f64(), found.as_f64()) {
                (Some(expected), Some(found)) if (expected - found).abs() <= close => {}
                (None, None) if expected.is_null() && found.is_null() => {}
                _ => wrong.push(format!("{n} {what}: {expected} {found}")),
            }
        };
        hold("npv_cash".into(), &expected["npv_cash"], &cash["npv_cash"]);
        assert_eq!(expected["partners"].as_object().unwrap().len(), plan.partners.len());
        for partner in &plan.partners {
            let (id, rows) = (&partner.id, &expected["partners"][&partner.id]);
            let own = &cash["partners"][id];
            for row in [
                "saving_cash",
                "saving_not_cash",
                "one_off_revenue",
                "capital",
                "mrp",
                "interest",
                "grant",
                "balancing",
                "from_reserves",
                "reserves",
                "effect",
                "debt",
                "gap_after",
                "band_d",
            ] {
                match rows[row].as_array() {
                    None => hold(format!("{id} {row}"), &rows[row], &own[row]),
                    Some(list) => {
                        assert_eq!(own[row].as_array().map(Vec::len), Some(list.len()), "{n} {id} {row}");
                        for (t, one) in list.iter().enumerate() {
                            hold(format!("{id} {row} {t}"), one, &own[row][t]);
                        }
                    }
                }
            }
            hold(format!("{id} npv"), &rows["npv"], &json!(partner.bridge.npv.0));
            hold(format!("{id} not cash"), &rows["pv_not_cash"], &json!(partner.bridge.not_cash.0));
            hold(format!("{id} sum"), &rows["sum"], &json!(partner.bridge.sum.0));
        }
    }
    assert!(wrong.is_empty(), "{} differences\n{}", wrong.len(), wrong[..wrong.len().min(40)].join("\n"));
    assert!(compared > 20_000, "{compared}");
}

fn numbers(value: &Value, into: &mut Vec<f64>) {
    match value {
        Value::Number(number) => into.extend(number.as_f64()),
        Value::Array(list) => list.iter().for_each(|one| numbers(one, into)),
        Value::Object(map) => map.values().for_each(|one| numbers(one, into)),
        _ => {}
    }
}

/// The bridge closes to a penny for every partner, and money that one pays another is invented by nobody: the 200 scenarios
/// are those of the independent computations, each with terms of cash of its own.
#[test]
fn the_bridge_closes_to_a_penny() {
    let mut all: Vec<Value> = Vec::new();
    for text in [include_str!("oracle/cash_cases.json"), include_str!("oracle/cases.json")] {
        let cases: Vec<Value> = serde_json::from_str(text).unwrap();
        all.extend(cases.into_iter().map(|case| case["scenario"].clone()));
    }
    let ways = ["borrowing", "reserves", "revenue"];
    let more: Vec<Value> = all[..20].iter().flat_map(|one| ways.map(|by| with_capital(one, by))).collect();
    all.extend(more);
    assert!(all.len() >= 200, "{}", all.len());
    for value in &all {
        let (scenario, outcome, plan) = worked_out(value);
        for (partner, appraised) in plan.partners.iter().zip(&outcome.partners) {
            let bridge = &partner.bridge;
            let name = &scenario.title;
            assert!((bridge.closes_at() - bridge.sum).0.abs() < 0.01, "{name} {}: {bridge:?}", partner.id);
            assert!((bridge.npv - appraised.npv).0.abs() < 0.01, "{name} {}: {bridge:?}", partner.id);
            // what is cash and what is not is all that is saved, and no more is borrowed than is spent
            for t in 0..plan.index.len() {
                assert!(partner.debt[t].0 > -0.01 && partner.mrp[t].0 > -0.01);
            }
        }
        let paid: f64 = plan.partners.iter().map(|one| one.balancing.iter().map(|one| one.0).sum::<f64>()).sum();
        assert!(paid.abs() < 0.5 * plan.index.iter().sum::<f64>(), "{paid}");
    }
}

fn with_capital(value: &Value, by: &str) -> Value {
    let mut value = value.clone();
    value["cash"] =
        json!({ "capital": { "ict_share": 1, "programme_share": 1, "by": by, "life": 3 }, "one_off_by": "reserves" });
    value
}

/// Two forces over four years, on paper. Each spends 1,000,000 on a service of no posts. They share it from the second year and
/// save 20 % at once, overhead nothing, key in equal parts: 200,000 a year each, of which 80 % is cash: 160,000. ICT costs
/// 300,000 in the first year, 150,000 each, all capital, borrowed over three years at 10 %; a programme of 100,000, 50,000 each,
/// is revenue. Prices rise 10 % a year: 1, 1.1, 1.21, 1.331.
///
///   year                    0          1          2          3
///   cash saving             0    176,000    193,600    212,960
///   not cash                0     44,000     48,400     53,240
///   programme          50,000          0          0          0
///   capital           150,000          0          0          0
///   MRP                     0     50,000     50,000     50,000
///   interest                0     15,000     10,000      5,000     (10 % of 150, 100, 50 thousand)
///   debt              150,000    100,000     50,000          0
///   effect            −50,000    111,000    133,600    157,960     Σ 352,560
///
/// With a gap of 100,000, 120,000 and 90,000 what is left is 150,000, 9,000 and −43,600, and of the fourth year nothing is
/// known. Of a tax base of 100,000 the second year is £1.11 a household; of Band D £200 it is 0.555 % of the precept.
#[test]
fn two_forces_over_four_years_on_paper() {
    let value = json!({
        "schema": 1, "first_year": 2026, "years": 4, "discount_rate": 0.035,
        "partners": [{ "id": "a", "name": "A" }, { "id": "b", "name": "B" }],
        "services": [{
            "id": "s", "members": ["a", "b"], "go_live": 1, "ramp_years": 1, "overhead": 0, "cashable": 0.8,
            "baseline": { "a": { "fte": 0, "cost_per_fte": 0, "non_pay": 1e6 }, "b": { "fte": 0, "cost_per_fte": 0, "non_pay": 1e6 } },
            "saving": { "low": 0.2, "likely": 0.2, "high": 0.2 }, "sharing": { "key": "equal" },
            "one_off": { "ict": 300_000, "programme": 100_000 },
        }],
        "cash": {
            "inflation": 0.1, "capital": { "ict_share": 1, "life": 3, "rate": 0.1 },
            "partners": { "a": { "gap": [100_000, 120_000, 90_000], "tax_base": 100_000, "band_d": 200, "reserves": 40_000 } },
        },
    });
    let (_, outcome, plan) = worked_out(&value);
    let a = &plan.partners[0];
    let close = |what: &str, row: &[Pounds], expected: [f64; 4]| {
        for (found, expected) in row.iter().zip(expected) {
            assert!((found.0 - expected).abs() < 1e-6, "{what}: {row:?}");
        }
    };
    close("cash", &a.saving_cash, [0.0, 176_000.0, 193_600.0, 212_960.0]);
    close("not cash", &a.saving_not_cash, [0.0, 44_000.0, 48_400.0, 53_240.0]);
    close("programme", &a.one_off_revenue, [50_000.0, 0.0, 0.0, 0.0]);
    close("capital", &a.capital, [150_000.0, 0.0, 0.0, 0.0]);
    close("MRP", &a.mrp, [0.0, 50_000.0, 50_000.0, 50_000.0]);
    close("interest", &a.interest, [0.0, 15_000.0, 10_000.0, 5_000.0]);
    close("debt", &a.debt, [150_000.0, 100_000.0, 50_000.0, 0.0]);
    close("effect", &a.effect, [-50_000.0, 111_000.0, 133_600.0, 157_960.0]);
    assert!((a.bridge.sum.0 - 352_560.0).abs() < 1e-6);
    let after: Vec<Option<f64>> =
        a.gap_after.as_ref().unwrap().iter().map(|one| one.map(|one| one.0.round())).collect();
    assert_eq!(after, [Some(150_000.0), Some(9_000.0), Some(-43_600.0), None]);
    assert!((a.household.as_ref().unwrap()[1].0 - 1.11).abs() < 1e-12);
    assert!((a.of_precept.as_ref().unwrap()[1].0 - 0.00555).abs() < 1e-15);
    // nothing is drawn, so reserves stand
    close("reserves", a.reserves.as_ref().unwrap(), [40_000.0; 4]);
    assert_eq!((a.below_floor.len(), a.below_nothing.len()), (0, 0));
    // PV of 40,000 a year that is not cash, twice: 2 × 40,000 × (1/1.035 + 1/1.035² + 1/1.035³)
    let pv: f64 = (1..4).map(|t| 80_000.0 / 1.035_f64.powi(t)).sum();
    assert!((outcome.totals.npv.0 - plan.npv_cash.0 - pv).abs() < 1e-6);
    // from reserves it does not last: 40,000 − 50,000
    let mut drawn = value.clone();
    drawn["cash"]["one_off_by"] = json!("reserves");
    let (_, _, plan) = worked_out(&drawn);
    close("reserves", plan.partners[0].reserves.as_ref().unwrap(), [-10_000.0; 4]);
    assert_eq!(plan.partners[0].below_nothing.len(), 4);
    close("effect", &plan.partners[0].effect, [0.0, 111_000.0, 133_600.0, 157_960.0]);
}

#[test]
fn without_terms_of_cash_every_other_figure_is_what_it_was() {
    for preset in PRESETS {
        let mut document = preset.document();
        let before = appraise(&read(document.value()).unwrap());
        document.set("cash", Some(json!({ "inflation": [0.1, 0.2], "capital": { "ict_share": 1 } })));
        assert_eq!(appraise(&read(document.value()).unwrap()), before, "{}", preset.id);
        let (scenario, outcome, plan) = worked_out(preset.document().value());
        // of nothing that is not entered is anything said
        assert!(plan.partners.iter().all(|one| one.reserves.is_none() && one.gap_after.is_none()));
        assert!(plan.partners.iter().all(|one| one.household.is_none() && one.of_precept.is_none()));
        let cash = scenario.services.iter().all(|one| one.cashable.0 == 1.0);
        assert_eq!(cash, (plan.npv_cash.0 - outcome.totals.npv.0).abs() < 1e-6, "{}", preset.id);
    }
}

#[test]
fn faults_are_named_with_their_bounds() {
    let mut value = PRESETS.last().unwrap().document().value().clone();
    for (cash, said) in [
        (json!({ "inflation": 0.5 }), "must be from"),
        (json!({ "inflation": [0.02, "x"] }), "a number, or a list of numbers by year"),
        (json!({ "inflation": [] }), "a number, or a list of numbers by year"),
        (json!({ "capital": { "life": 0 } }), "must be from"),
        (json!({ "capital": { "life": 2.5 } }), "whole"),
        (json!({ "capital": { "rate": 1 } }), "must be from"),
        (json!({ "capital": { "by": "magic" } }), "borrowing"),
        (json!({ "partners": { "eastmoor": { "gap": [1e13] } } }), "must be from"),
    ] {
        value["cash"] = cash.clone();
        let faults = check(&value);
        assert_eq!(faults.len(), 1, "{cash}");
        assert!(faults[0].sentence().contains(said), "{cash}: {}", faults[0].sentence());
    }
}

/// A link, a file of figures and the list of changes carry figures by year whole.
#[test]
fn lists_by_year_travel_and_are_named() {
    use informed_choice::exchange::{link, tables};
    use informed_choice::model::{Document, difference_value, differences, what_of};
    let mut document = PRESETS[0].document();
    let before = document.clone();
    document.set(
        "cash",
        Some(json!({
            "inflation": [0.03, 0.025, 0.02],
            "partners": { "derbyshire": { "gap": [1_000_000, -500_000.25], "reserves": 7_000_000 } },
        })),
    );
    let opened = link::decode(&link::encode(&document)).unwrap();
    assert_eq!(opened.document.get("cash"), document.get("cash"));
    let place = "cash.partners.derbyshire.gap";
    assert_eq!(what_of(&document, place), "Derbyshire: Gap in the plan by year");
    let found = differences(&before, &document);
    let gap = found.iter().find(|one| one.place == place).unwrap();
    assert_eq!(difference_value(gap, gap.after.as_ref()), "1,000,000; \u{2212}500,000.25");
    let text = tables::csv(&tables::figures(&document));
    let mut other = document.clone();
    other.set(place, Some(json!([1])));
    other.set("cash.inflation", Some(json!(0.1)));
    let taken = tables::read_figures(&other, &text);
    taken.change.apply(&mut other);
    let cash = |document: &Document| read(document.value()).unwrap().cash;
    assert_eq!(cash(&other), cash(&document), "{text}");
}
