//! Published and independently computed cases for discounting, staff cost, procurement and benchmarks.
//! Every case of a file is either replayed or named below with the reason why the product has no use for it.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use informed_choice::engine::discounting::*;
use informed_choice::engine::{appraise, staff_cost};
use informed_choice::method::{Numbers, buying::price_at_volume};
use informed_choice::model::{Document, Fte, Pounds, Rate, read};
use serde_json::{Value, json};

struct Case(Value);

impl Case {
    fn id(&self) -> &str {
        self.0["id"].as_str().unwrap()
    }
    fn method(&self) -> &str {
        self.0["method"].as_str().unwrap()
    }
    fn number(&self, name: &str) -> f64 {
        self.0["inputs"][name].as_f64().unwrap_or_else(|| panic!("{} has no {name}", self.id()))
    }
    fn list(&self, name: &str) -> Vec<f64> {
        floats(&self.0["inputs"][name])
    }
    fn expected(&self, name: &str) -> &Value {
        &self.0["expected"][name]
    }
    /// The tolerance of a field, by its own name or for all.
    fn tolerance(&self, name: &str) -> f64 {
        let of = &self.0["tolerance"];
        of[name].as_f64().or_else(|| of["abs"].as_f64()).unwrap_or(1e-9)
    }
    fn check(&self, name: &str, found: f64) {
        let expected = self.expected(name).as_f64().unwrap_or_else(|| panic!("{} expects no {name}", self.id()));
        assert!((expected - found).abs() <= self.tolerance(name), "{} {name}: {found}, not {expected}", self.id());
    }
    fn check_list(&self, name: &str, found: &[f64]) {
        let expected = floats(self.expected(name));
        assert_eq!(expected.len(), found.len(), "{} {name}", self.id());
        for (expected, found) in expected.iter().zip(found) {
            assert!((expected - found).abs() <= self.tolerance(name), "{} {name}: {found}, not {expected}", self.id());
        }
    }
}

fn floats(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(|one| one.as_f64().unwrap()).collect()
}

fn cases(text: &str) -> Vec<Case> {
    let file: Value = serde_json::from_str(text).unwrap();
    file["cases"].as_array().unwrap().iter().cloned().map(Case).collect()
}

/// The vectors count payback from the end of year 0, the method from its start: a year more.
fn payback_from_end_of_year_0(flows: &[f64]) -> Option<f64> {
    payback(flows).map(|years| if years == 0.0 { 0.0 } else { years - 1.0 })
}

fn discounted(flows: &[f64], rate: f64) -> Vec<f64> {
    flows.iter().zip(discount_factors(rate, flows.len())).map(|(flow, factor)| flow * factor).collect()
}

#[test]
fn discounting() {
    for case in cases(include_str!("vectors/discounting.json")) {
        match case.method() {
            "npv" if case.id() == "npf-npv-grid" => {
                for (rate, row) in case.list("rates").iter().zip(case.expected("npv").as_array().unwrap()) {
                    for (flows, expected) in case.0["inputs"]["cash_flows"].as_array().unwrap().iter().zip(floats(row))
                    {
                        assert!((npv(&floats(flows), *rate) - expected).abs() <= 0.005);
                    }
                }
            }
            "npv" => {
                let (flows, rate) = (case.list("cash_flows"), case.number("rate"));
                case.check("npv", npv(&flows, rate));
                if case.id() == "gb-annexA-scottish-dcf" {
                    case.check("npv_printed", npv(&flows, rate));
                    case.check_list("factors_printed", &discount_factors(rate, 11));
                    // −500 × 0.7089 is −354; the source prints −355, and its own sum only comes out with −354
                    let printed = floats(case.expected("pv_printed"));
                    for (found, printed) in discounted(&flows, rate).iter().zip(printed).take(10) {
                        assert!((found - printed).abs() <= 0.5);
                    }
                }
            }
            "discount_factor" => {
                let bands: Vec<Band> = match case.0["inputs"]["rate_schedule"].as_array() {
                    Some(list) => list
                        .iter()
                        .map(|band| Band { first: band[0].as_f64().unwrap() as usize, rate: band[2].as_f64().unwrap() })
                        .collect(),
                    None => vec![Band { first: 0, rate: case.number("rate") }],
                };
                let factors: Vec<f64> =
                    case.list("years").iter().map(|year| discount_factor(&bands, *year as usize)).collect();
                if case.id() == "greenbook-table2" {
                    let values: Vec<f64> = factors.iter().map(|factor| 1000.0 * factor).collect();
                    case.check_list("pv", &values);
                    case.check_list("pv_printed", &values);
                } else {
                    case.check_list("factors_printed", &factors);
                    if !case.expected("factors").is_null() {
                        case.check_list("factors", &factors);
                    }
                }
            }
            "equivalent_annual" if case.id() == "eac-boiler" => {
                let cost = |option: &Value| {
                    let life = option["life"].as_f64().unwrap() as usize;
                    equivalent_annual(option["cost"].as_f64().unwrap(), case.number("rate"), life).unwrap()
                };
                let all: Vec<f64> = case.0["inputs"]["options"].as_array().unwrap().iter().map(cost).collect();
                case.check_list("eac", &all);
                case.check_list("printed", &all);
            }
            "equivalent_annual" => {
                let one = |input: &Value| {
                    let field = |name: &str| input[name].as_f64().unwrap();
                    equivalent_annual(field("pv"), field("rate"), field("years") as usize).unwrap()
                };
                let all: Vec<f64> = case.0["inputs"]["cases"].as_array().unwrap().iter().map(one).collect();
                case.check_list("eac", &all);
                case.check_list("printed", &all);
            }
            "annuity" if case.id() == "ni-dfp-table3" => {
                let of = |n: f64| annuity(case.number("rate"), n as usize);
                let factors: Vec<f64> = case.list("n").into_iter().map(of).collect();
                let yearly: Vec<f64> = factors.iter().map(|factor| 1.0 / factor).collect();
                case.check_list("annuity_exact", &factors);
                case.check_list("annuity_printed", &factors);
                case.check_list("eac_exact", &yearly);
                case.check_list("eac_printed", &yearly);
            }
            "annuity" => {
                let (first, n) = (case.number("first_year") as usize, case.number("n") as usize);
                let flows: Vec<f64> =
                    (0..first + n).map(|t| if t < first { 0.0 } else { case.number("payment") }).collect();
                case.check("pv", npv(&flows, case.number("rate")));
                case.check("printed", npv(&flows, case.number("rate")));
            }
            "npv_timing" => {
                let (rate, n, yearly) = (case.number("rate"), case.number("n") as usize, case.number("annual"));
                let later: Vec<f64> = (0..=n).map(|t| if t == 0 { 0.0 } else { yearly }).collect();
                let (start, value) = (case.number("initial"), npv(&later, rate));
                case.check("end_year", start + value);
                case.check("mid_year", start + value * (1.0 + rate).sqrt());
                case.check("start_year", start + value * (1.0 + rate));
            }
            "irr" => {
                let found = internal_rate(&case.list("cash_flows"));
                let roots = match &found {
                    InternalRate::One(one) => vec![*one],
                    InternalRate::Several(all) => all.clone(),
                    InternalRate::SameSign | InternalRate::NoRoot => vec![],
                };
                let expected = floats(case.expected("all_real_irrs"));
                assert_eq!(roots.len(), expected.len(), "{}", case.id());
                for (root, expected) in roots.iter().zip(expected) {
                    assert!((root - expected).abs() < 1e-6, "{}", case.id());
                }
                match case.expected("status").as_str() {
                    Some("no_irr_same_sign") => assert_eq!(found, InternalRate::SameSign),
                    Some("no_real_irr") => assert_eq!(found, InternalRate::NoRoot),
                    _ => {}
                }
            }
            "mirr" if case.id() == "npf-mirr-grid" => {
                let flows = case.0["inputs"]["cash_flows"].as_array().unwrap();
                let rates: Vec<(f64, f64)> =
                    case.list("finance_rate").into_iter().zip(case.list("reinvest_rate")).collect();
                for (flows, row) in flows.iter().zip(case.expected("mirr").as_array().unwrap()) {
                    for ((finance, reinvest), expected) in rates.iter().zip(floats(row)) {
                        let found = modified_internal_rate(&floats(flows), *finance, *reinvest).unwrap();
                        assert!((found - expected).abs() < 1e-7, "{found} {expected}");
                    }
                }
            }
            "mirr" => {
                let (finance, reinvest) = (case.number("finance_rate"), case.number("reinvest_rate"));
                case.check("mirr", modified_internal_rate(&case.list("cash_flows"), finance, reinvest).unwrap());
            }
            "npv_bcr_payback" => {
                let (costs, gains, rate) = (case.list("costs"), case.list("benefits"), case.number("rate"));
                let net: Vec<f64> = gains.iter().zip(&costs).map(|(gain, cost)| gain - cost).collect();
                case.check_list("net", &net);
                case.check("pv_costs", npv(&costs, rate));
                case.check("pv_benefits", npv(&gains, rate));
                case.check("npv", npv(&net, rate));
                case.check("bcr", npv(&gains, rate) / npv(&costs, rate));
                case.check_list("cumulative", &cumulative(&net));
                case.check_list("discounted_cumulative", &cumulative(&discounted(&net, rate)));
                case.check("simple_payback_interp", payback_from_end_of_year_0(&net).unwrap());
                case.check("discounted_payback_interp", payback_from_end_of_year_0(&discounted(&net, rate)).unwrap());
                case.check("equivalent_annual", equivalent_annual(npv(&net, rate), rate, net.len() - 1).unwrap());
                assert!(matches!(internal_rate(&net), InternalRate::One(irr) if (irr - 0.252573158136).abs() < 1e-8));
            }
            "payback" => {
                let (net, rate) = (case.list("net"), case.number("rate"));
                case.check_list("cumulative", &cumulative(&net));
                for (name, flows) in [("simple", net.clone()), ("discounted", discounted(&net, rate))] {
                    match payback_from_end_of_year_0(&flows) {
                        None => assert!(case.expected(name).is_null(), "{} {name}", case.id()),
                        Some(years) => case.check(name, years),
                    }
                }
            }
            "switching" => {
                let (costs, gains) =
                    (npv(&case.list("costs"), case.number("rate")), npv(&case.list("benefits"), case.number("rate")));
                case.check("benefit_multiplier_at_npv_zero", bisect(0.0, 4.0, |x| x * gains - costs));
                case.check("cost_multiplier_at_npv_zero", bisect(0.0, 4.0, |x| gains - x * costs));
            }
            "optimism_bias" if case.id() == "ob-nonstandard-building" => {
                let bias = case.number("upper_bound") * (1.0 - case.number("managed"));
                case.check("resultant_exact", bias);
                case.check("total_exact", case.number("base") * (1.0 + bias) + case.number("risk_costs"));
            }
            "redundancy" => {
                let (age, years) = (case.number("age_at_dismissal") as u32, case.number("complete_years") as u32);
                let (pay, cap) = (case.number("weekly_pay"), case.number("weekly_cap"));
                case.check("weeks", staff_cost::redundancy_weeks(age, years));
                case.check("payment", staff_cost::redundancy_pay(age, years, pay, cap));
            }
            "on_costs" if case.id() == "hmic-footnote8" => {
                let total = case.number("hr_staff") * case.number("hr_salary")
                    + case.number("fin_staff") * case.number("fin_salary");
                case.check("total", total);
                fifteen_to_thirty_percent_of_the_national_bill(&case);
            }
            "on_costs" => {
                let salary = case.number("salary");
                let (rate, threshold) = (case.number("ni_rate"), case.number("ni_threshold"));
                let total = staff_cost::with_on_costs(salary, rate, threshold, case.number("pension_rate"));
                case.check("total", total);
                case.check("multiplier", total / salary);
            }
            "transfer" => {
                let flows = &case.0["inputs"]["flows"];
                let (a, b) = (npv(&floats(&flows["A"]), 0.035), npv(&floats(&flows["B"]), 0.035));
                case.check("npv_A", a);
                case.check("npv_B", b);
                case.check("npv_total", a + b);
            }
            // `a_ratio_needs_a_cost` and `one_convention_for_savings` replay these through the engine
            "bcr" => {}
            // scenarios are in real terms already, and bias is entered as it is: nothing here deflates or mitigates
            "deflator" | "optimism_bias" => {}
            other => panic!("{} has an unknown method {other}", case.id()),
        }
    }
}

fn two_forces(service: Value) -> Document {
    let mut document = Document::new(json!({
        "schema": 1, "first_year": 2026, "years": 10, "discount_rate": 0.035,
        "partners": [{ "id": "a", "budget": 1 }, { "id": "b", "budget": 1 }],
        "services": [{ "id": "s", "members": ["a", "b"], "go_live": 0, "ramp_years": 1, "overhead": 0,
            "saving": {}, "one_off": { "redundancy_share": 0 } }],
    }));
    for (name, value) in service.as_object().unwrap() {
        document.set(&format!("services.s.{name}"), Some(value.clone()));
    }
    document
}

/// HR and finance across the forces, 2009: 15 to 30 % of £211.18m, through the whole engine.
fn fifteen_to_thirty_percent_of_the_national_bill(case: &Case) {
    let staff = json!({ "a": { "fte": 3922, "cost_per_fte": 30000 }, "b": { "fte": 2672, "cost_per_fte": 35000 } });
    for (rate, name) in [(0.15, "saving_15pct"), (0.30, "saving_30pct")] {
        let mut document = two_forces(json!({ "baseline": staff }));
        document.set("services.s.saving.likely", Some(json!(rate)));
        let outcome = appraise(&read(document.value()).unwrap());
        assert!((outcome.totals.in_scope.0 - 211_180_000.0).abs() < 1e-3);
        case.check(name, outcome.totals.full_year_saving.0);
    }
}

#[test]
fn a_ratio_needs_a_cost() {
    let document = two_forces(
        json!({ "baseline": { "a": { "fte": 1, "cost_per_fte": 100 }, "b": { "fte": 0, "cost_per_fte": 0 } } }),
    );
    let outcome = appraise(&read(document.value()).unwrap());
    assert_eq!(outcome.totals.benefit_cost_ratio, None, "no cost: undefined, not infinite");
    assert_eq!(outcome.totals.payback_years, Some(0.0));
}

#[test]
fn one_convention_for_savings() {
    // gross savings of 150 for 100 once, at no discount: savings are the benefit, so 1.5
    let mut document = two_forces(
        json!({ "baseline": { "a": { "fte": 1, "cost_per_fte": 75 }, "b": { "fte": 0, "cost_per_fte": 0 } } }),
    );
    document.set("years", Some(json!(2)));
    document.set("discount_rate", Some(json!(0)));
    document.set("services.s.saving", Some(json!({ "low": 1, "likely": 1, "high": 1 })));
    document.set("services.s.one_off.programme", Some(json!(100)));
    let totals = appraise(&read(document.value()).unwrap()).totals;
    assert_eq!((totals.benefit_cost_ratio, totals.npv), (Some(1.5), Pounds(50.0)));
}

/// The National Audit Office, 2012: centres expected to cost £0.9bn cost £1.4bn, 56 % more.
#[test]
fn the_overrun_of_five_central_government_centres() {
    let mut document = two_forces(json!({
        "baseline": { "a": { "fte": 1, "cost_per_fte": 1 }, "b": { "fte": 1, "cost_per_fte": 1 } },
        "go_live": 1,
    }));
    document.set("services.s.one_off", Some(json!({ "programme": 9e8, "redundancy_share": 0, "optimism_bias": 0.56 })));
    let outcome = appraise(&read(document.value()).unwrap());
    assert!((outcome.totals.one_off.0 - 1.404e9).abs() < 1e-3, "the source prints 1.4");
}

/// The method read as plain numbers.
const NUMBERS: Numbers = Numbers::over(1);

#[test]
fn procurement() {
    for case in cases(include_str!("vectors/procurement.json")) {
        match case.id() {
            "learning-80-cumavg" => {
                let units = case.list("units");
                let first = case.number("first");
                let average: Vec<f64> = units.iter().map(|n| price_at_volume(&NUMBERS, first, 0.2, *n)).collect();
                case.check_list("cum_average", &average);
                let total: Vec<f64> = average.iter().zip(&units).map(|(average, n)| average * n).collect();
                case.check_list("total", &total);
                // the source prints 254.76 for units 9 to 16, which is a misprint
                assert!((total[4] - total[3] - 245.76).abs() < 1e-9);
            }
            "learning-quadruple" => case.check("reduction", 1.0 - price_at_volume(&NUMBERS, 1.0, 0.2, 4.0)),
            "volume-zero" => nobody_buys_any(),
            "harmonise-boots-range" => boots(&case),
            "hivis-33" => case.check("saving_share", 1.0 - case.number("low") / case.number("high")),
            "nao-third" => {
                let saving =
                    |taken_up: &f64| buying(json!({ "a": case.number("spend"), "b": 0 }), *taken_up, 1.0 / 3.0);
                case.check_list("saving", &case.list("compliance").iter().map(saving).collect::<Vec<_>>());
            }
            "hmic-wave-plan" => {
                let saving = buying(json!({ "a": case.number("addressable"), "b": 0 }), 1.0, 0.05);
                case.check("five_pct_of_addressable", saving);
                case.check("implied_base", case.number("target_saving") / case.number("target_rate"));
            }
            "tco-switch" => switching_contracts(&case),
            // ratios of two published sums, which the evidence page shows as they are
            "bluelight-return" | "ncb-target" | "dna-force" => {}
            _ if case.method() == "log_linear_discount" => {
                let prices: Vec<f64> = case
                    .list("q")
                    .iter()
                    .map(|q| {
                        price_at_volume(&NUMBERS, case.number("p0"), 1.0 - case.number("rate"), q / case.number("q0"))
                    })
                    .collect();
                let expected = floats(case.expected("price"));
                for (found, expected) in prices.iter().zip(expected) {
                    assert!((found - expected).abs() <= 1e-9 * expected.max(1.0), "{}", case.id());
                }
            }
            other => panic!("{other} is not replayed"),
        }
    }
}

fn category(members: Value, fields: Value) -> Document {
    let partners: Vec<Value> = members.as_array().unwrap().iter().map(|id| json!({ "id": id, "budget": 1 })).collect();
    let mut document = Document::new(json!({
        "schema": 1, "first_year": 2026, "years": 5, "discount_rate": 0.0, "partners": partners,
        "procurement": [{ "id": "c", "members": members, "go_live": 0, "ramp_years": 1, "spend": {}, "saving": {} }],
    }));
    for (name, value) in fields.as_object().unwrap() {
        document.set(&format!("procurement.c.{name}"), Some(value.clone()));
    }
    document
}

fn buying(spend: Value, addressable: f64, rate: f64) -> f64 {
    let saving = json!({ "low": rate, "likely": rate, "high": rate });
    let document = category(json!(["a", "b"]), json!({ "spend": spend, "addressable": addressable, "saving": saving }));
    appraise(&read(document.value()).unwrap()).totals.full_year_saving.0
}

/// An item that nobody buys has no joint price.
fn nobody_buys_any() {
    let item = json!({ "name": "Boots", "price": { "a": 50, "b": 40 }, "volume": { "a": 0, "b": 0 } });
    let document = category(json!(["a", "b"]), json!({ "mode": "items", "items": [item] }));
    let outcome = appraise(&read(document.value()).unwrap());
    assert_eq!((outcome.procurement[0].items[0].joint, outcome.totals.full_year_saving.0), (None, 0.0));
}

fn boots(case: &Case) {
    let lower = |map: &Value| -> Value {
        map.as_object()
            .unwrap()
            .iter()
            .map(|(id, one)| (id.to_lowercase(), one.clone()))
            .collect::<serde_json::Map<_, _>>()
            .into()
    };
    let inputs = &case.0["inputs"];
    let item = json!({ "name": "Boots", "price": lower(&inputs["price"]), "volume": lower(&inputs["quantity"]) });
    for (to, name) in [
        ("lowest", "saving_to_best"),
        ("median", "saving_to_median_all"),
        ("average", "saving_to_weighted_average_all"),
    ] {
        let fields = json!({ "mode": "items", "items": [item], "harmonise_to": to });
        let document = category(json!(["a", "b", "c", "d", "e"]), fields);
        let outcome = appraise(&read(document.value()).unwrap());
        case.check(name, outcome.totals.full_year_saving.0);
        if to == "lowest" {
            for buyer in &outcome.procurement[0].buyers {
                let expected = case.expected("by_force_best")[buyer.id.to_uppercase()].as_f64().unwrap();
                assert!((buyer.saving[0].0 - expected).abs() < 1e-6);
            }
        }
    }
}

fn switching_contracts(case: &Case) {
    let (starts, costs) = (case.list("start_year"), case.list("switch_cost"));
    let mut total = 0.0;
    for (n, spend) in case.list("annual_spend").into_iter().enumerate() {
        let rate = case.number("discount");
        let mut document = category(
            json!(["a", "b"]),
            json!({ "spend": { "a": spend, "b": 0 }, "addressable": 1, "saving": { "low": rate, "likely": rate, "high": rate },
                    "go_live": starts[n], "one_off": { "programme": costs[n] } }),
        );
        document.set("years", Some(json!(case.number("horizon"))));
        let outcome = appraise(&read(document.value()).unwrap());
        // the source saves in whole years from `start_year` on
        let saved: f64 = outcome.procurement[0].saving.iter().map(|one| one.0).sum();
        assert!((saved - floats(case.expected("saving"))[n]).abs() < 1e-6);
        assert!((outcome.totals.npv.0 - floats(case.expected("net"))[n]).abs() < 1e-6);
        total += outcome.totals.npv.0;
    }
    case.check("total", total);
}

#[test]
fn benchmarks() {
    for case in cases(include_str!("vectors/benchmarks.json")) {
        match case.id() {
            "gap-to-benchmark" => {
                let (unit, heads) = (case.list("cost_per_head"), case.list("heads"));
                let ids = ["a", "b", "c", "d"];
                let partners: Vec<Value> = ids
                    .iter()
                    .zip(&heads)
                    .map(|(id, heads)| json!({ "id": id, "staff_fte": heads, "budget": 1 }))
                    .collect();
                let baseline: serde_json::Map<String, Value> = ids
                    .iter()
                    .zip(unit.iter().zip(&heads))
                    .map(|(id, (unit, heads))| ((*id).to_owned(), json!({ "fte": heads, "cost_per_fte": unit })))
                    .collect();
                let mut document = two_forces(json!({ "baseline": baseline, "members": ids,
                    "saving": { "low": 0, "likely": 0, "high": 0 },
                    "convergence": { "target": "benchmark", "benchmark": case.number("benchmark") } }));
                document.set("partners", Some(json!(partners)));
                let outcome = appraise(&read(document.value()).unwrap());
                case.check("total", outcome.totals.full_year_saving.0);
                let gaps: Vec<f64> =
                    outcome.services[0].members.iter().map(|one| one.converging.0 * one.cost_today.0).collect();
                case.check_list("saving", &gaps);
            }
            "part-posts" => {
                let freed = case.list("freed");
                let separate: f64 = freed.iter().map(|one| Fte(*one).whole_posts()).sum();
                case.check("posts_separate", separate);
                case.check("posts_combined", Fte(freed.iter().sum()).whole_posts());
            }
            "unit-cost-npas" => {
                let change = case.number("output_change");
                let found: Vec<f64> =
                    case.list("cost_change").iter().map(|saved| unit_cost_change(-saved, change)).collect();
                case.check_list("unit_cost_change", &found);
            }
            "hmic-hr-per-head" => {
                case.check("staff_per_hr", case.number("workforce") / case.number("hr_staff"));
                assert!((informed_choice::evidence::EMPLOYEES_PER_HR_POST - 62.0).abs() < 1e-9, "1 to 62, rounded");
            }
            "ict-ratio-ecis" => case.check("per_100", 100.0 * case.number("it") / case.number("employees")),
            // our stranded cost falls in a straight line, by the method; the organised crime cases belong to that page
            "stranded-overhead" | "hr-ratio-police" | "rocu-spend" | "operational-response-rate" => {}
            other => panic!("{other} is not replayed"),
        }
    }
}

/// How the unit cost moves when a service saves a part of its cost and delivers less.
fn unit_cost_change(saving: f64, service_change: f64) -> f64 {
    let mut document = two_forces(
        json!({ "baseline": { "a": { "fte": 1, "cost_per_fte": 100 }, "b": { "fte": 1, "cost_per_fte": 100 } },
        "saving": { "low": saving, "likely": saving, "high": saving }, "service_change": service_change }),
    );
    for id in ["a", "b"] {
        document.set(&format!("partners.{id}.staff_fte"), Some(json!(10)));
    }
    let service = &appraise(&read(document.value()).unwrap()).services[0];
    assert_eq!(service.is_cut, saving <= -service_change + 1e-12, "a saving no larger than the cut is a cut");
    assert_eq!(service.rate, Rate(saving));
    service.unit_cost_after.unwrap().0 / service.unit_cost_now.unwrap().0 - 1.0
}
