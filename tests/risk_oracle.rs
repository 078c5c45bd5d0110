//! Ranges and leaving against a second computation in another language (`tests/oracle/risk.py`).

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use informed_choice::engine::exit::leavers;
use informed_choice::engine::uncertainty::{tornado, uncertainty};
use informed_choice::engine::{Outcome, appraise};
use informed_choice::model::{Scenario, read};
use serde_json::Value;

/// Each case with its scenario, its outcome, and the size of its sums.
fn cases(check: impl Fn(&Value, &Scenario, &Outcome, f64)) {
    let all: Vec<Value> = serde_json::from_str(include_str!("oracle/risk_cases.json")).unwrap();
    assert!(all.len() >= 30);
    for case in &all {
        let scenario = read(&case["scenario"]).unwrap_or_else(|faults| panic!("{}: {faults:?}", case["name"]));
        let outcome = appraise(&scenario);
        let size: f64 = outcome.partners.iter().flat_map(|one| &one.net).map(|net| net.0.abs()).sum();
        check(case, &scenario, &outcome, size.max(1.0));
    }
}

#[test]
fn every_bar_of_the_tornado_agrees() {
    cases(|case, scenario, _, size| {
        let bars = tornado(scenario);
        let expected = case["expected"]["tornado"].as_array().unwrap();
        assert_eq!(bars.len(), expected.len(), "{}", case["name"]);
        for one in expected {
            let bar = bars.iter().find(|bar| one["input"] == bar.input).unwrap_or_else(|| panic!("{one}"));
            for (name, found) in [("low", bar.low.0), ("high", bar.high.0)] {
                let wanted = one[name].as_f64().unwrap();
                // the quantile is tabled and exact to 1e-7 of its range
                assert!((found - wanted).abs() < 1e-6 * size, "{} {one} {name}: {found}", case["name"]);
            }
        }
    });
}

#[test]
fn draws_agree_with_draws_of_another_generator() {
    let drawn = std::cell::Cell::new(0);
    cases(|case, scenario, outcome, _| {
        let expected = &case["expected"]["draws"];
        if expected.is_null() {
            return;
        }
        drawn.set(drawn.get() + 1);
        let found = uncertainty(scenario);
        let number = |value: &Value| value.as_f64().unwrap();
        let (mean, error) = (number(&expected["mean"]), number(&expected["standard_error"]));
        let name = &case["name"];
        // both means are of draws: ours of more
        assert!((found.npv.mean.unwrap() - mean).abs() < 4.5 * error, "{name}: {:?} {expected}", found.npv);
        for (quantile, value) in [("p10", found.npv.p10), ("p50", found.npv.p50), ("p90", found.npv.p90)] {
            let [from, to] = [0, 1].map(|end| number(&expected[quantile][end]));
            let slack = 0.2 * (to - from) + 1.0;
            assert!((from - slack..=to + slack).contains(&value), "{name} {quantile}: {value} {expected}");
        }
        let near = |found: f64, expected: f64, n: f64| {
            let error = (expected * (1.0 - expected) / n).sqrt() + 1.0 / n;
            assert!((found - expected).abs() < 4.5 * error, "{name}: {found} {expected}");
        };
        let n = number(&expected["draws"]);
        near(found.chance_of_loss, number(&expected["chance_of_loss"]), n);
        for (partner, chance) in outcome.partners.iter().zip(&found.net_donor) {
            near(*chance, number(&expected["net_donor"][&partner.id]), n);
        }
    });
    assert_eq!(drawn.get(), 8);
}

#[test]
fn leaving_agrees_for_every_partner_and_year() {
    cases(|case, scenario, outcome, size| {
        let expected = case["expected"]["leaving"].as_object().unwrap();
        let found = leavers(scenario, outcome);
        assert_eq!(found.len(), expected.len(), "{}", case["name"]);
        for leaver in found {
            let id = &outcome.partners[leaver.partner].id;
            let one = &expected[id];
            assert_eq!(one["no_way_back"].as_u64(), leaver.no_way_back.map(|y| y as u64), "{} {id}", case["name"]);
            for (y, year) in leaver.years.iter().enumerate() {
                for (name, value) in [
                    ("own_reprovision", year.own_reprovision),
                    ("others_reprovision", year.others_reprovision),
                    ("dual_running", year.dual_running),
                    ("stranded", year.stranded),
                    ("paid", year.paid),
                    ("forgone", year.forgone),
                    ("cost", year.cost),
                    ("rest", year.rest),
                    ("others_lose", year.others_lose),
                ] {
                    let wanted = one["years"][y][name].as_f64().unwrap();
                    let close = (value.0 - wanted).abs() < 1e-9 * size.max(wanted.abs());
                    assert!(close, "{} {id} year {y} {name}: expected {wanted}, found {}", case["name"], value.0);
                }
            }
        }
    });
}
