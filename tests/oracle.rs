//! Every figure of the twin against an independent computation of the method, written in another
//! language from its text alone (`tests/oracle`).

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use informed_choice::model::inputs::{Fallback, Rule, input_at, inputs};
use informed_choice::{engine, exchange::twin, model};
use serde_json::Value;

/// Relative to the figure, or to a thousandth of the case's largest, since a small difference of
/// large sums cannot be exact to its own last digits.
const TOLERANCE: f64 = 1e-9;

fn compare(case: &str, path: &str, expected: &Value, found: &Value, scale: f64, wrong: &mut Vec<String>) {
    match (expected, found) {
        (Value::Number(a), Value::Number(b)) => {
            let (a, b) = (a.as_f64().unwrap(), b.as_f64().unwrap());
            if (a - b).abs() > TOLERANCE * scale.max(a.abs()) {
                wrong.push(format!("{case} {path}: expected {a}, found {b}"));
            }
        }
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            for (index, (a, b)) in a.iter().zip(b).enumerate() {
                compare(case, &format!("{path}[{index}]"), a, b, scale, wrong);
            }
        }
        (Value::Object(a), Value::Object(_)) => {
            for (key, a) in a {
                let b = found.get(key).unwrap_or(&Value::Null);
                // rates, years and factors are compared on their own scale
                let scale = if key == "switching" || key.contains("years") || key == "bcr" { 1.0 } else { scale };
                compare(case, &format!("{path}.{key}"), a, b, scale, wrong);
            }
        }
        (a, b) if a == b => {}
        (a, b) => wrong.push(format!("{case} {path}: expected {a}, found {b}")),
    }
}

fn largest(value: &Value) -> f64 {
    match value {
        Value::Number(number) => number.as_f64().unwrap().abs(),
        Value::Array(list) => list.iter().map(largest).fold(0.0, f64::max),
        Value::Object(map) => map.values().map(largest).fold(0.0, f64::max),
        _ => 0.0,
    }
}

#[test]
fn every_figure_agrees_with_the_independent_computation() {
    let cases: Vec<Value> = serde_json::from_str(include_str!("oracle/cases.json")).unwrap();
    assert!(cases.len() >= 60);
    let mut wrong = Vec::new();
    for case in &cases {
        let name = case["name"].as_str().unwrap();
        let scenario = model::read(&case["scenario"]).unwrap_or_else(|faults| panic!("{name}: {faults:?}"));
        let found = twin::appraised_json(&scenario);
        let mut expected = case["expected"].clone();
        // the independent computation bisects go-live over years 0 to 29 and so finds few of its
        // switching values; `go_live_switching_values_are_where_the_value_crosses` checks ours
        expected["switching"].as_object_mut().unwrap().retain(|input, _| !input.ends_with("go_live"));
        let scale = 1e-3 * largest(&case["expected"]);
        compare(name, "", &expected, &found, scale, &mut wrong);
    }
    assert!(wrong.is_empty(), "{} differences\n{}", wrong.len(), wrong[..wrong.len().min(40)].join("\n"));
}

#[test]
fn go_live_switching_values_are_where_the_value_crosses() {
    let cases: Vec<Value> = serde_json::from_str(include_str!("oracle/cases.json")).unwrap();
    let mut checked = 0;
    for case in &cases {
        let scenario = model::read(&case["scenario"]).unwrap();
        for found in engine::switching_values(&scenario) {
            let Some((place, value)) = found.input.strip_suffix(".go_live").zip(found.value) else { continue };
            let (before, part) = (value.floor(), value.fract());
            let npv_at = |year: f64| {
                let mut document = model::Document::new(case["scenario"].clone());
                document.set(&format!("{place}.go_live"), Some(year.into()));
                engine::appraise(&model::read(document.value()).unwrap()).totals.npv.0
            };
            let npv = (1.0 - part) * npv_at(before) + part * npv_at((before + 1.0).min(29.0));
            let size = npv_at(before).abs().max(1.0);
            assert!(npv.abs() < 1e-6 * size, "{} {}: {npv} at {value}", case["name"], found.input);
            checked += 1;
        }
    }
    assert!(checked > 10);
}

/// What these computations do not read: words that only shape the page or a paper, how many draws are made, and what other
/// tests work out by hand: who puts work in and gets it (`engine::fair_shares::operational`), levels of support
/// (`engine::levels`).
const NO_SUM: &[&str] = &[
    "services[].outcomes[].better",
    "services[].demand.bound",
    "services[].demand.put_in{}",
    "services[].demand.got{}",
    "services[].style_facts.control",
    "services[].style_facts.lasts",
    "uncertainty.draws",
    "agreement.review_year",
    "agreement.notice_months",
    "agreement.transition_months",
    "readiness.items{}.state",
    "readiness.items{}.found",
    "readiness.items{}.reach",
    // lines of a reader of the whole Service: `engine::unacceptable`
    "levels.beyond{}",
    "levels.response_gap",
    "levels.areas{}.cost_ratio",
    "levels.areas{}.risk_ratio",
    "levels.areas{}.unrealised",
    // what an option is called, and what somebody judges; a merger is worked out with its likely saving
    "options[].kind",
    "options[].csf.fit",
    "options[].csf.capacity",
    "options[].csf.achievable",
    "merger.saving.low",
    "merger.saving.high",
];

/// Every number and every choice of the table of inputs is something else than its default in some case of the independent
/// computations: what they never move, they do not check.
#[test]
fn every_row_of_the_table_is_moved_in_some_case() {
    let mut moved = std::collections::BTreeSet::new();
    for file in [
        include_str!("oracle/cases.json"),
        include_str!("oracle/risk_cases.json"),
        include_str!("oracle/soc_cases.json"),
        include_str!("oracle/cash_cases.json"),
        include_str!("oracle/options_cases.json"),
    ] {
        let cases: Vec<Value> = serde_json::from_str(file).unwrap();
        for case in &cases {
            note("", &case["scenario"], &mut moved);
        }
    }
    let outside: Value = serde_json::from_str(include_str!("oracle/outside_cases.json")).unwrap();
    for case in outside["cases"].as_array().unwrap() {
        note("", &case["scenario"], &mut moved);
    }
    let never: Vec<&str> = inputs()
        .filter(|input| {
            matches!(input.rule, Rule::Number { .. } | Rule::ByYear { .. } | Rule::Curve { .. } | Rule::Choice(_))
                && !NO_SUM.contains(&input.path)
        })
        .map(|input| input.path)
        .filter(|path| !moved.contains(path))
        .collect();
    assert!(never.is_empty(), "{never:#?}");
}

/// Notes the rows that a scenario has at another value than the default.
fn note(place: &str, value: &Value, moved: &mut std::collections::BTreeSet<&'static str>) {
    let below = |step: &str| if place.is_empty() { step.to_owned() } else { format!("{place}.{step}") };
    match value {
        Value::Object(map) => map.iter().for_each(|(step, value)| note(&below(step), value, moved)),
        // a figure for each year, or a quantile function
        Value::Array(_) if input_at(place).is_some_and(|input| input.is_by_year()) => {
            moved.extend(input_at(place).map(|input| input.path));
        }
        Value::Array(list) => {
            for (n, value) in list.iter().enumerate() {
                let id = value.get("id").and_then(Value::as_str).map_or(n.to_string(), str::to_owned);
                note(&below(&id), value, moved);
            }
        }
        value => {
            let Some(input) = input_at(place) else { return };
            let same = match (input.default, value) {
                (Fallback::Number(default), Value::Number(number)) => number.as_f64() == Some(default),
                (Fallback::Text(default), Value::String(text)) => text == default,
                (Fallback::Null, Value::Null) => true,
                (Fallback::Yes, Value::Bool(yes)) => *yes,
                _ => false,
            };
            if !same {
                moved.insert(input.path);
            }
        }
    }
}
