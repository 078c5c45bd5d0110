//! Options and a changing map against an independent computation of section 13 (`tests/oracle/options.py`), and cases worked on
//! paper.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use informed_choice::engine::appraise;
use informed_choice::engine::map_change::{MustLast, map_change};
use informed_choice::engine::merger::{Course, merger_outcome};
use informed_choice::engine::options::other_means;
use informed_choice::evidence::PRESETS;
use informed_choice::model::{Pounds, check, read};
use serde_json::{Value, json};

fn cases() -> Vec<Value> {
    serde_json::from_str(include_str!("oracle/options_cases.json")).unwrap()
}

/// Collects what differs by more than a billionth of the largest figure.
struct Held {
    close: f64,
    compared: usize,
    wrong: Vec<String>,
}

impl Held {
    fn hold(&mut self, what: &str, expected: &Value, found: Option<f64>) {
        self.compared += 1;
        match (expected.as_f64(), found) {
            (Some(expected), Some(found)) if (expected - found).abs() <= self.close => {}
            (None, None) if expected.is_null() => {}
            _ => self.wrong.push(format!("{what}: {expected} {found:?}")),
        }
    }

    fn rows(&mut self, what: &str, expected: &Value, found: &[Pounds]) {
        let expected = expected.as_array().unwrap();
        assert_eq!(expected.len(), found.len(), "{what}");
        for (n, (expected, found)) in expected.iter().zip(found).enumerate() {
            self.hold(&format!("{what} {n}"), expected, Some(found.0));
        }
    }
}

fn largest(value: &Value) -> f64 {
    match value {
        Value::Number(number) => number.as_f64().unwrap().abs(),
        Value::Array(list) => list.iter().map(largest).fold(1.0, f64::max),
        Value::Object(map) => map.values().map(largest).fold(1.0, f64::max),
        _ => 1.0,
    }
}

#[test]
fn every_figure_agrees_with_the_independent_computation() {
    let (mut held, all) = (Held { close: 0.0, compared: 0, wrong: Vec::new() }, cases());
    assert_eq!(all.len(), 80);
    let (mut mergers, mut hits, mut several) = (0, 0, 0);
    for (n, case) in all.iter().enumerate() {
        let scenario = read(&case["scenario"]).unwrap_or_else(|faults| panic!("{n}: {faults:?}"));
        let outcome = appraise(&scenario);
        let expected = &case["expected"];
        held.close = 1e-9 * largest(expected);
        for (k, means) in other_means(&scenario, &outcome).iter().enumerate() {
            for (partner, found) in scenario.partners.iter().zip(&means.partners) {
                held.hold(
                    &format!("{n} option {k} {}", partner.id),
                    &expected["options"][k]["worth"][&partner.id],
                    Some(found.0),
                );
            }
            held.hold(&format!("{n} option {k} cash"), &expected["options"][k]["cash"], Some(means.cash.0));
        }
        let (map, found) = (&expected["map"], map_change(&scenario, &outcome));
        held.hold(&format!("{n} expected"), &map["expected_npv"], Some(found.expected_npv.0));
        for (partner, one) in scenario.partners.iter().zip(&found.expected) {
            held.hold(&format!("{n} expected {}", partner.id), &map["expected"][&partner.id], Some(one.0));
        }
        // the same outcomes, in whatever order
        let events: Vec<&str> = scenario.map.events.iter().map(|event| event.id.as_str()).collect();
        for one in &found.outcomes {
            let ids: Vec<&str> = one.happens.iter().map(|place| events[*place]).collect();
            let same = map["outcomes"].as_array().unwrap().iter().find(|other| {
                other["happens"].as_array().unwrap().iter().map(|id| id.as_str().unwrap()).collect::<Vec<_>>() == ids
            });
            let same = same.unwrap();
            held.hold(&format!("{n} {ids:?} npv"), &same["npv"], Some(one.npv.0));
            assert!((same["probability"].as_f64().unwrap() - one.probability).abs() < 1e-12);
        }
        let table = map["table"].as_array().unwrap();
        assert_eq!(table.len(), found.table.len());
        for (row, one) in table.iter().zip(&found.table) {
            assert_eq!(row["year"].as_u64(), one.year.map(|year| u64::from(year.0)));
            held.rows(&format!("{n} table"), &row["npv"], &one.npv);
        }
        let until = match found.lasts {
            MustLast::Until(year) => Some(u64::from(year.0)),
            _ => None,
        };
        // of a year that is the first everything ended at once
        let expected_until = map["must_last_until"].as_u64().filter(|_| map["pays_whenever"] == json!(false));
        assert_eq!(expected_until, until, "{n}");
        assert_eq!(map["pays_whenever"] == json!(true), found.lasts == MustLast::Never, "{n}");
        assert_eq!(map["never_pays"] == json!(true), found.lasts == MustLast::NotEver, "{n}");
        let before = map["pays_before"].as_object().unwrap();
        assert_eq!(before.len(), found.hit.len(), "{n}");
        for hit in &found.hit {
            assert_eq!(before[&format!("{}.{}", hit.list, hit.id)], json!(hit.pays_before), "{n} {}", hit.id);
            hits += 1;
        }
        let merger = merger_outcome(&scenario, &outcome);
        assert_eq!(expected["merger"].is_null(), merger.is_none());
        let (Some(found), of) = (merger, &expected["merger"]) else { continue };
        mergers += 1;
        held.hold(&format!("{n} merger"), &of["npv"], Some(found.npv.0));
        held.hold(&format!("{n} then"), &of["then"], Some(found.then.0));
        held.hold(&format!("{n} wait"), &of["wait"], Some(found.wait.0));
        for (course, name) in Course::ALL.into_iter().zip(["as_now", "collaborate", "wait", "plan"]) {
            let place = Course::ALL.iter().position(|one| *one == course).unwrap();
            held.rows(&format!("{n} {name}"), &of["rows"][name], &found.regret.npv[place]);
            held.hold(&format!("{n} worst {name}"), &of["worst"][name], Some(found.regret.worst[place].0));
        }
        let taxes = of["tax"].as_array().unwrap();
        assert_eq!(taxes.len(), found.each.len(), "{n}");
        several += usize::from(found.each.len() > 1);
        for (force, expected) in found.each.iter().zip(taxes) {
            let Some(tax) = &force.tax else {
                assert!(expected.is_null() && !force.without_tax.is_empty(), "{n}");
                continue;
            };
            held.hold(&format!("{n} target"), &expected["target"], Some(tax.target.0));
            held.rows(&format!("{n} income"), &expected["income"], &tax.income);
            for area in &tax.areas {
                held.rows(&format!("{n} {}", area.id), &expected["areas"][&area.id], &area.band_d);
            }
        }
    }
    let wrong = &held.wrong;
    assert!(wrong.is_empty(), "{} differences\n{}", wrong.len(), wrong[..wrong.len().min(40)].join("\n"));
    assert!(mergers > 40 && several > 10 && hits > 60 && held.compared > 4_000, "{mergers} {hits} {}", held.compared);
}

/// Two forces that spend 1,000,000 each on one service, share it from the second year and save 20 %: 200,000 each a year from
/// then on, at no discount. A programme costs 300,000 in the first year. Six years: −300, 400, 400, 400, 400, 400 thousand.
fn two() -> Value {
    json!({
        "schema": 1, "first_year": 2026, "years": 6, "discount_rate": 0,
        "partners": [{ "id": "a", "budget": 50_000_000 }, { "id": "b", "budget": 30_000_000 }],
        "services": [{
            "id": "s", "members": ["a", "b"], "go_live": 1, "ramp_years": 1, "overhead": 0,
            "baseline": { "a": { "fte": 0, "cost_per_fte": 0, "non_pay": 1e6 }, "b": { "fte": 0, "cost_per_fte": 0, "non_pay": 1e6 } },
            "saving": { "low": 0.2, "likely": 0.2, "high": 0.2 }, "sharing": { "key": "equal" },
            "one_off": { "programme": 300_000 },
        }],
    })
}

/// With half a chance that everything ends in 2028/29: −300 + 400 = 100 thousand or 1,700 thousand, 900 thousand expected. With
/// nothing after it the worth by the year of the end is 0, −300, 100, 500 … thousand: it must last until 2028/29.
#[test]
fn events_on_paper() {
    let mut value = two();
    value["map"] = json!({ "events": [{ "id": "e", "year": 2028, "keeps": 0, "probability": 0.5 }] });
    let scenario = read(&value).unwrap();
    let outcome = appraise(&scenario);
    let found = map_change(&scenario, &outcome);
    assert!((outcome.totals.npv.0 - 1_700_000.0).abs() < 1e-6);
    assert!((found.expected_npv.0 - 900_000.0).abs() < 1e-6);
    let worth: Vec<f64> = found.outcomes.iter().map(|one| one.npv.0.round()).collect();
    assert_eq!(worth, [1_700_000.0, 100_000.0]);
    assert_eq!(found.lasts, MustLast::Until(scenario.first_year.plus(2)));
    assert!(found.hit[0].pays_before, "−300 and 400 thousand");
    let ends: Vec<f64> = found.table.iter().map(|row| row.npv[0].0.round() / 1000.0).collect();
    assert_eq!(ends, [-300.0, 100.0, 500.0, 900.0, 1_300.0, 1_700.0]);
    // half of the rest carries on: −300, 400, then 4 × 200
    assert!((found.table[1].npv[1].0 - 900_000.0).abs() < 1e-6);
}

/// A merger of both at the third year over six, on paper. In scope is what the service costs, 2,000,000; 10 % is saved from 2028/29,
/// in two years: 100, 200, 200, 200 thousand, and five command posts of 20,000: 50, 100, 100, 100. Transition of 400,000 in the two
/// years before: 200, 200. Disruption of 0.1 % of 80 million in the year of vesting: 80 thousand.
/// Alone: −200 − 200 + (150 − 80) + 300 + 300 + 300 = 570 thousand.
/// After collaborating: −300 − 200, 400 − 200, then the greater of 400 and 150, less 80, and 400 three times: 1,220 thousand.
/// Waiting without one: −300 a year before 2028/29, then 400 four times: 1,300 thousand. Regret: without a merger the best is
/// 1,700 (collaborating); with one in the third year 1,220; in the fifth: collaborating −300, 400, 400, 400, then 400 twice, less
/// 400 and 80 = 1,220. Whoever collaborates regrets nothing.
#[test]
fn a_merger_on_paper() {
    let mut value = two();
    value["merger"] = json!({
        "members": ["a", "b"], "vesting": 2, "saving": { "low": 0.1, "likely": 0.1, "high": 0.1 }, "ramp_years": 2,
        "command": { "posts": 5, "cost_per_post": 20_000 }, "one_off": { "total": 400_000, "spread_years": 2 },
        "disruption": { "share": 0.001, "years": 1 }, "sunk": 0.5,
    });
    let scenario = read(&value).unwrap();
    let found = merger_outcome(&scenario, &appraise(&scenario)).unwrap();
    let close = |found: Pounds, expected: f64| assert!((found.0 - expected).abs() < 1e-6, "{found:?} {expected}");
    close(found.npv, 570_000.0);
    close(found.then, 1_220_000.0);
    close(found.wait, 1_300_000.0);
    assert_eq!(found.regret.columns, [None, Some(2), Some(4)]);
    close(found.regret.npv[3][0], -200_000.0);
    assert_eq!(found.regret.least, Course::Collaborate);
    close(found.regret.worst[1], 0.0);
    close(found.regret.worst[0], 1_700_000.0);
    assert_eq!(found.each[0].without_tax, ["a", "b"]);
    // with c and d on the same day: 10 % of 500,000 each and two posts give 70, 140, 140, 140; 100,000 in the two years before; less
    // 0.1 % of 20 million: −50 − 50 + (70 − 20) + 3 × 140 = 370 thousand. Both together 940; collaborating first,
    // 1,220 as above less 100 once and 20 lost; both mergers give 220, then 440 where the services give 400: 1,100 + 3 × 40 = 1,220
    let partners = value["partners"].as_array_mut().unwrap();
    partners.extend(["c", "d"].map(|id| json!({ "id": id, "budget": 10_000_000 })));
    value["merger"]["in_scope"] = json!({ "c": 500_000, "d": 500_000 });
    value["merger"]["others"] = json!([{ "id": "o", "name": "South", "members": ["c", "d"], "posts": 2, "one_off": 100_000 }, { "id": "p", "members": [] }]);
    let scenario = read(&value).unwrap();
    let found = merger_outcome(&scenario, &appraise(&scenario)).unwrap();
    assert_eq!(found.each.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["a and b", "South"]);
    close(found.each[0].npv, 570_000.0);
    close(found.each[1].npv, 370_000.0);
    close(found.npv, 940_000.0);
    close(found.then, 1_220_000.0);
    close(found.regret.npv[3][0], -250_000.0);
}

/// Four Welsh forces of 2006/07 with tax bases that stand for theirs, levelled to the average: income is kept to a penny in every
/// year, and who is below the average pays more.
#[test]
fn levelled_to_the_average_income_is_kept() {
    let bands = [
        ("dyfed-powys", 150.21, 200_000.0),
        ("gwent", 152.32, 205_000.0),
        ("north-wales", 166.89, 260_000.0),
        ("south-wales", 126.42, 430_000.0),
    ];
    let mut value = two();
    value["partners"] = bands.iter().map(|(id, ..)| json!({ "id": id })).collect();
    value["services"] = json!([]);
    value["cash"] = json!({ "partners": bands.iter().map(|(id, band, base)| (id.to_string(), json!({ "band_d": band, "tax_base": base }))).collect::<serde_json::Map<_, _>>() });
    value["merger"] =
        json!({ "members": bands.map(|(id, ..)| id), "vesting": 1, "equalise": "average", "equalise_years": 3 });
    let scenario = read(&value).unwrap();
    let found = merger_outcome(&scenario, &appraise(&scenario)).unwrap().each[0].tax.clone().unwrap();
    assert!(found.income.iter().all(|income| income.0.abs() < 0.01), "{:?}", found.income);
    // Σ b T / Σ T by hand: (30.042 + 31.2256 + 43.3914 + 54.3606) million over 1.095 million homes
    assert!((found.target.0 - 159_019_600.0 / 1_095_000.0).abs() < 1e-9, "{:?}", found.target);
    for (area, (_, band, _)) in found.areas.iter().zip(bands) {
        assert_eq!(area.band_d[0].0, band);
        assert!((area.band_d[3].0 - found.target.0).abs() < 1e-9);
        assert!((area.band_d[1].0 - band - (found.target.0 - band) / 3.0).abs() < 1e-9);
    }
}

#[test]
fn with_no_event_and_no_merger_every_figure_is_what_it_was() {
    for preset in PRESETS {
        let document = preset.document();
        let scenario = read(document.value()).unwrap();
        let outcome = appraise(&scenario);
        let found = map_change(&scenario, &outcome);
        assert!((found.expected_npv.0 - outcome.totals.npv.0).abs() < 1e-3, "{}", preset.id);
        assert_eq!((found.outcomes.len(), found.hit.len()), (1, 0));
        assert_eq!(merger_outcome(&scenario, &outcome), None);
        assert!(other_means(&scenario, &outcome).is_empty());
    }
}

/// Several mergers, and lines of a national reader, stand in a link and in a file as they were entered.
#[test]
fn mergers_and_lines_travel_in_links_and_files() {
    use informed_choice::exchange::{files, link};
    use informed_choice::model::Document;
    let mut value = two();
    value["merger"] = json!({
        "name": "North", "members": ["a"], "vesting": 2,
        "others": [{ "id": "o", "name": "South", "members": ["b"], "posts": 3, "one_off": 5 }, { "id": "p", "members": [] }],
    });
    value["levels"] = json!({ "beyond": { "finance": 2.5, "human_resources": 1.25 }, "response_gap": 3 });
    let document = Document::new(value);
    let opened = link::decode(&link::encode(&document)).unwrap();
    let scenario = read(document.value()).unwrap();
    assert_eq!(read(opened.document.value()).unwrap(), scenario);
    assert_eq!(scenario.levels.as_ref().unwrap().beyond["finance"], 2.5);
    let kept = files::open(&document.value().to_string()).unwrap();
    assert_eq!(read(kept.documents[0].value()).unwrap(), scenario);
}

#[test]
fn faults_are_named() {
    let mut value = two();
    for (field, content, said) in [
        ("merger", json!({ "members": ["a", "z"], "vesting": 1 }), "z"),
        ("merger", json!({ "members": ["a", "a"], "vesting": 1 }), "twice"),
        ("merger", json!({ "members": ["a", "b"], "vesting": 40 }), "29"),
        (
            "merger",
            json!({ "members": ["a"], "vesting": 1, "others": [{ "id": "o", "members": ["b", "a"] }] }),
            "another merger already",
        ),
        ("map", json!({ "events": [{ "id": "e" }] }), "missing"),
        (
            "map",
            json!({ "events": (0..7).map(|n| json!({ "id": format!("e{n}"), "year": 2030 })).collect::<Vec<_>>() }),
            "6",
        ),
        ("options", json!([{ "id": "o", "cost_share": 3 }]), "must be from"),
    ] {
        value[field] = content.clone();
        let faults = check(&value);
        assert_eq!(faults.len(), 1, "{content}: {faults:?}");
        assert!(faults[0].sentence().contains(said), "{}", faults[0].sentence());
        value.as_object_mut().unwrap().remove(field);
    }
}
