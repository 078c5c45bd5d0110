//! The outside view against an independent computation of section 12 (`tests/oracle/outside.py`): exactly where the quantile
//! functions are constant, within Monte Carlo error where they are the published ones.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use informed_choice::engine::uncertainty::{ByClass, OutsideCases, Quantiles, Uncertain, outside};
use informed_choice::evidence::{cases_for, outside_cases};
use informed_choice::model::read;
use serde_json::Value;

fn expected() -> Value {
    serde_json::from_str(include_str!("oracle/outside_cases.json")).unwrap()
}

#[test]
fn the_tools_quantiles_are_those_of_the_table() {
    let expected = &expected()["quantiles"];
    let found = outside_cases(Default::default());
    for (name, quantiles, place) in [
        ("owner", &found.owner, &expected["owner"]),
        ("audited", &found.audited, &expected["audited"]),
        ("cost of all", &found.cost.all, &expected["cost"]["all"]),
        ("cost where ICT leads", &found.cost.ict, &expected["cost"]["ict"]),
        ("delay of all", &found.delay.all, &expected["delay"]["all"]),
        ("delay where ICT leads", &found.delay.ict, &expected["delay"]["ict"]),
    ] {
        let points = place.as_array().unwrap();
        assert_eq!(points.len(), quantiles.points().len(), "{name}");
        for (point, (chance, value)) in points.iter().zip(quantiles.points()) {
            assert_eq!(point[0].as_f64(), Some(*chance), "{name}");
            assert!((point[1].as_f64().unwrap() - value).abs() < 1e-12, "{name} {chance}");
        }
    }
}

#[test]
fn constant_quantiles_give_exactly_what_the_independent_computation_does() {
    let expected = expected();
    let cases = expected["cases"].as_array().unwrap();
    assert_eq!(cases.len(), 40);
    let mut wrong = Vec::new();
    for (n, case) in cases.iter().enumerate() {
        let mut value = case["scenario"].clone();
        value["uncertainty"]["draws"] = 20.into();
        let scenario = read(&value).unwrap_or_else(|faults| panic!("{n}: {faults:?}"));
        for one in case["exact"].as_array().unwrap() {
            let number = |field: &str| one[field].as_f64().unwrap();
            let always = |value: f64| Quantiles::new(vec![(0.0, value), (1.0, value)]);
            let class = |value: f64| ByClass { ict: always(value), all: always(value) };
            let found = outside(
                &scenario,
                &OutsideCases {
                    owner: always(number("delivered")),
                    audited: always(number("delivered")),
                    cost: class(number("cost")),
                    delay: class(number("late")),
                },
            );
            let (expected, found) = (number("npv"), found.mixed.npv.p50);
            if (expected - found).abs() > 1e-9 * expected.abs().max(1e6) {
                wrong.push(format!("{n} {one}: {found}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn published_quantiles_agree_within_monte_carlo_error() {
    let expected = expected();
    let mut compared = 0;
    for case in expected["cases"].as_array().unwrap() {
        let Some(drawn) = case.get("drawn") else { continue };
        let scenario = read(&case["scenario"]).unwrap();
        let found = outside(&scenario, &cases_for(&scenario.uncertainty.outside));
        let views: [(&str, &Uncertain); 3] =
            [("owner", &found.owner), ("audited", &found.audited), ("mixed", &found.mixed)];
        for (view, found) in views {
            let number = |field: &str| drawn[view][field].as_f64().unwrap();
            let error = number("error").hypot(found.npv_error.0);
            let mean = found.npv.mean.unwrap();
            assert!((mean - number("mean")).abs() < 4.0 * error, "{view}: {mean} {drawn}");
            let p = (number("loss") + found.chance_of_loss) / 2.0;
            let error = (p * (1.0 - p) * (1.0 / 250.0 + 1.0 / 4000.0)).sqrt().max(0.004);
            assert!(
                (found.chance_of_loss - number("loss")).abs() < 4.0 * error,
                "{view}: {} {drawn}",
                found.chance_of_loss
            );
            compared += 1;
        }
    }
    assert_eq!(compared, 18);
}
