//! The scenario's bounds and rules, as the method states them.

use super::*;
use serde_json::json;

pub(crate) fn small() -> Value {
    json!({
        "schema": 1, "first_year": 2026, "years": 5, "discount_rate": 0.035,
        "partners": [{ "id": "a", "budget": 100 }, { "id": "b", "budget": 300 }],
        "services": [{
            "id": "hr", "members": ["a", "b"], "go_live": 1, "ramp_years": 2, "saving": { "low": 0.1, "likely": 0.2, "high": 0.3 },
            "baseline": { "a": { "fte": 10, "cost_per_fte": 1000 }, "b": { "fte": 20, "cost_per_fte": 1000, "non_pay": 5 } },
        }],
        "procurement": [{
            "id": "kit", "members": ["a", "b"], "go_live": 0, "ramp_years": 1,
            "spend": { "a": 100, "b": 200 }, "addressable": 0.5, "saving": { "low": 0, "likely": 0.1, "high": 0.1 },
        }],
    })
}

fn with(place: &str, value: Value) -> Value {
    let mut document = Document::new(small());
    document.set(place, Some(value));
    document.value().clone()
}

fn lines(value: &Value) -> Vec<String> {
    check(value).iter().map(ToString::to_string).collect()
}

fn paths(value: &Value) -> Vec<String> {
    check(value).into_iter().map(|fault| fault.path).collect()
}

#[test]
fn a_small_scenario_is_read_with_its_defaults() {
    let scenario = read(&small()).unwrap();
    let service = &scenario.services[0];
    assert_eq!(service.overhead, Rate(0.02));
    assert_eq!(service.one_off.redundancy_cost, Pounds(30_000.0));
    assert_eq!(service.style, Style::JointVenture);
    assert_eq!(service.convergence.target, Target::None);
    assert_eq!(scenario.procurement[0].mode, Mode::Rate);
}

#[test]
fn all_the_faults_of_a_scenario_are_reported_at_once() {
    let mut document = Document::new(small());
    document.set("services.hr.saving.low", Some(json!(1.2)));
    document.set("services.hr.go_live", Some(json!(2.5)));
    document.set("services.hr.sharing", Some(json!({ "key": "size" })));
    document.set("procurement.kit.ramp_years", None);
    document.set("partners.a.budget", Some(json!("lots")));
    document.set("services.hr.members", Some(json!(["a", "c"])));
    assert_eq!(
        lines(document.value()),
        vec![
            "partners[0].budget: Yearly budget is the text “lots”; it must be a number",
            "procurement[0].ramp_years: Years to full effect is missing: enter it",
            "services[0].go_live: Go-live is 2.5; it must be a whole number",
            "services[0].saving.low: Lowest saving is 1.2; it must be from 0 to 1",
            "services[0].sharing.key: Costs are shared by is “size”; it must be one of equal, budget, population, officers, headcount, baseline, custom",
            "services[0].members: hr, members names “c”, who is not one of the partners",
        ]
    );
}

#[test]
fn each_bound_of_the_method_holds_at_its_edge() {
    let cases = [
        ("first_year", json!(2000), json!(1999)),
        ("first_year", json!(2100), json!(2101)),
        ("years", json!(30), json!(31)),
        ("years", json!(1), json!(0)),
        ("discount_rate", json!(0), json!(-0.001)),
        ("services.hr.go_live", json!(29), json!(30)),
        ("services.hr.ramp_years", json!(10), json!(11)),
        ("services.hr.service_change", json!(1), json!(-1)),
        ("services.hr.one_off.optimism_bias", json!(3), json!(3.01)),
        ("services.hr.one_off.parallel_months", json!(24), json!(25)),
        ("services.hr.scale_elasticity", json!(1), json!(0)),
        ("services.hr.real_growth.pay", json!(-0.1), json!(0.11)),
        ("services.hr.one_off.programme", json!(1e12), json!(1.1e12)),
        ("procurement.kit.discount_per_doubling", json!(0.5), json!(0.51)),
        ("services.hr.stranded.years", json!(1), json!(0)),
    ];
    for (place, good, bad) in cases {
        assert_eq!(paths(&with(place, good)), Vec::<String>::new(), "{place}");
        let found = check(&with(place, bad));
        assert_eq!(found.len(), 1, "{place}");
        assert_eq!(found[0].place, place);
    }
}

#[test]
fn rules_between_fields_hold() {
    let cases = [
        ("services.hr.saving", json!({ "low": 0.3, "likely": 0.2, "high": 0.3 }), "services[0].saving.low"),
        ("services.hr.saving", json!({ "low": 0.1, "likely": 0.4, "high": 0.3 }), "services[0].saving.high"),
        ("services.hr.members", json!(["a", "a", "b"]), "services[0].members"),
        ("services.hr.baseline", json!({ "a": { "fte": 1, "cost_per_fte": 1 } }), "services[0].baseline"),
        ("services.hr.baseline.a.income", json!(20_000), "services[0].baseline.a.income"),
        (
            "services.hr.convergence",
            json!({ "target": "benchmark", "benchmark": null }),
            "services[0].convergence.benchmark",
        ),
        ("services.hr.convergence", json!({ "target": "lowest" }), "services[0].convergence.target"),
        ("services.hr.sharing", json!({ "key": "population" }), "services[0].sharing.key"),
        ("procurement.kit.spend", json!({ "a": 1 }), "procurement[0].spend"),
        ("balancing", json!({ "a": 5, "b": -4 }), "balancing"),
        ("partners.b.id", json!("a"), "partners[1].id"),
    ];
    for (place, value, path) in cases {
        assert!(paths(&with(place, value)).contains(&path.to_owned()), "{place}");
    }
    let items = json!([{ "name": "Boots", "price": { "a": 25 }, "volume": { "a": 100, "b": 3 } }]);
    let mut document = Document::new(with("procurement.kit.mode", json!("items")));
    document.set("procurement.kit.items", Some(items));
    assert_eq!(paths(document.value())[0], "procurement[0].items[0].price.b");
}

#[test]
fn entries_of_those_who_are_not_members_are_kept_and_ignored() {
    let mut document = Document::new(small());
    document.set("services.hr.baseline.z", Some(json!({ "fte": -5, "cost_per_fte": "?" })));
    document.set("services.hr.members", Some(json!(["a"])));
    assert_eq!(check(document.value()), vec![]);
    assert_eq!(document.value()["services"][0]["baseline"]["z"]["fte"], json!(-5));
}

#[test]
fn a_later_schema_is_told_from_a_wrong_one() {
    assert!(matches!(check(&with("schema", json!(2)))[0].kind, FaultKind::Newer { .. }));
    assert!(matches!(check(&with("schema", json!(0)))[0].kind, FaultKind::OutOfBounds { .. }));
}

#[test]
fn no_json_is_too_strange_to_be_told_about() {
    for strange in [json!(null), json!([]), json!("x"), json!({}), json!({ "partners": 5, "services": [3, null, []] })]
    {
        assert!(!check(&strange).is_empty());
    }
    let many: Vec<Value> = (0..44).map(|n| json!({ "id": format!("p{n}") })).collect();
    assert!(matches!(check(&with("partners", json!(many)))[0].kind, FaultKind::TooLong { length: 44, most: 43 }));
}

#[test]
fn a_later_versions_document_can_be_looked_at() {
    let later = Document::new(json!({
        "schema": 2, "first_year": 2026, "years": 10, "discount_rate": 0.035, "partners": [], "services": [],
        "procurement": [], "new": { "kept": true },
    }));
    let known = as_of_this_version(&later).unwrap();
    assert!(read(known.value()).is_ok());
    assert_eq!(known.get("new"), later.get("new"));
    let broken = Document::new(json!({ "schema": 2, "years": "many" }));
    assert_eq!(as_of_this_version(&broken), None);
    assert_eq!(as_of_this_version(&known), None, "it is of this version already");
}

/// The place of an item or an outcome in its list was taken for that of a partner.
#[test]
fn an_items_place_is_no_partners() {
    let document = Document::new(json!({
        "partners": [{ "id": "a", "name": "Eastmoor" }, { "id": "b", "name": "Westvale" }],
        "services": [{ "id": "hr", "name": "HR", "outcomes": [{ "name": "Waits", "now": 1 }] }],
        "procurement": [{ "id": "kit", "name": "Kit", "items": [{ "name": "Boots", "price": { "b": 25 } }] }],
    }));
    assert_eq!(what_of(&document, "procurement.kit.items.0.price.b"), "Kit, Westvale: Price");
    assert!(what_of(&document, "services.hr.outcomes.0.now").starts_with("HR: "));
}
