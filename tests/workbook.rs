//! The book of formulas against the engine, on scenarios that nobody wrote for it.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use informed_choice::engine::fair_shares::fair_shares;
use informed_choice::engine::{appraise, exit::leavers};
use informed_choice::model::{Document, read};
use informed_choice::workbook::{At, Book, Content, Evaluation, FIRST_YEAR, Known, Value, book, defined, formulas};
use serde_json::{Value as Json, json};

/// Scenarios made for the independent computation: every option of the method in odd company.
fn generated() -> Vec<Document> {
    let all: Json = serde_json::from_str(include_str!("oracle/cases.json")).unwrap();
    let cases = all.as_array().cloned().or_else(|| all["cases"].as_array().cloned()).unwrap();
    cases.iter().map(|case| Document::new(case["scenario"].clone())).collect()
}

/// The row of a label on a sheet; names stand once, since the cases' partners have names of their own.
fn row_of(book: &Book, sheet: usize, label: &str) -> u32 {
    let is_it = |cell: &Content| matches!(cell, Content::Text(text) if text == label);
    let cells = book.sheets[sheet].cells.iter().filter(|((_, column), _)| *column == 0);
    let mut rows = cells.filter(|(_, cell)| is_it(&cell.content)).map(|((row, _), _)| *row);
    rows.next().unwrap_or_else(|| panic!("no row {label}"))
}

fn found_at(found: &mut Evaluation, at: At) -> f64 {
    found.cell(at).number().unwrap()
}

#[test]
fn every_generated_scenario_comes_to_the_same() {
    let all = generated();
    assert!(all.len() >= 20);
    let mut by_formula = 0;
    for (n, document) in all.iter().enumerate() {
        let scenario = read(document.value()).unwrap();
        let outcome = appraise(&scenario);
        let known = Known { outcome: &outcome, fair: None, drawn: None, outside: None, soc: None };
        let book = book(document, &scenario, &known);
        let mut found = Evaluation::new(&book);
        let mut value = |name: &str| found.cell(book.find(name).unwrap_or_else(|| panic!("{name}")));
        let mut close = |name: &str, expected: Option<f64>| {
            let found = value(name);
            match expected {
                Some(expected) => {
                    let number = found.number().unwrap_or_else(|| panic!("case {n} {name}: {found:?} {expected}"));
                    assert!((number - expected).abs() < 0.005, "case {n} {name}: {number} {expected}");
                }
                None => assert!(matches!(found, Value::Text(_)), "case {n} {name}: {found:?}"),
            }
        };
        let totals = &outcome.totals;
        close("ic_npv", Some(totals.npv.0));
        close("ic_npsv", Some(totals.npsv.0));
        close("ic_full_year_saving", Some(totals.full_year_saving.0));
        close("ic_full_year_cash", Some(totals.full_year_cash.0));
        close("ic_one_off_total", Some(totals.one_off.0));
        close("ic_benefit_cost_ratio", totals.benefit_cost_ratio);
        close("ic_payback_years", totals.payback_years);
        close("ic_discounted_payback_years", totals.discounted_payback_years);
        close("ic_posts", Some(totals.posts.0));
        for partner in &outcome.partners {
            close(&format!("ic_npv_{}", partner.id.replace('-', "_")), Some(partner.npv.0));
        }
        if scenario.partners.len() <= 6 && outcome.shares_anything() {
            let fair = fair_shares(&scenario, &outcome);
            close("ic_grand_value", Some(fair.grand_value.0));
            for (partner, share) in outcome.partners.iter().zip(&fair.partners) {
                let id = partner.id.replace('-', "_");
                close(&format!("ic_fair_share_{id}"), Some(share.shapley.0));
                close(&format!("ic_balancing_total_{id}"), Some(share.balancing_total.0));
                close(&format!("ic_balancing_per_year_{id}"), Some(share.balancing_per_year.0));
            }
            by_formula += 1;
        }
        for leaver in leavers(&scenario, &outcome) {
            // a name of a row by year means its first year
            let id = &scenario.partners[leaver.partner].id;
            close(&defined(&format!("ic_leaving_cost_{id}")), leaver.years.first().map(|year| year.cost.0));
        }
        // year by year, each member's charge, one-off cost, net and posts, as rows of its service's sheet
        for service in outcome.services.iter().filter(|service| service.shared) {
            let sheet = book.find(&defined(&format!("ic_service_npv_{}", service.id))).unwrap().sheet;
            for member in &service.members {
                for (label, values) in
                    [("Charge", &member.charge), ("One-off cost", &member.one_off), ("Net gain", &member.net)]
                {
                    let row = row_of(&book, sheet, &format!("{label}: {}", member.name));
                    for (t, value) in values.iter().enumerate() {
                        let at = At { sheet, row, column: FIRST_YEAR + t as u16 };
                        let found = found_at(&mut Evaluation::new(&book), at);
                        assert!(
                            (found - value.0).abs() < 0.005,
                            "case {n} {label} {} {t}: {found} {}",
                            member.name,
                            value.0
                        );
                    }
                }
            }
        }
        for (service, found) in scenario.services.iter().zip(&outcome.services).filter(|(_, found)| found.shared) {
            close(&format!("ic_service_npv_{}", service.id.replace('-', "_")), Some(found.npv.0));
            close(
                &format!("ic_unit_cost_now_{}", service.id.replace('-', "_")),
                found.unit_cost_now.map(|cost| cost.0),
            );
            close(
                &format!("ic_unit_cost_after_{}", service.id.replace('-', "_")),
                found.unit_cost_after.map(|cost| cost.0),
            );
        }
    }
    assert!(by_formula > 30, "{by_formula}");
}

/// The three models against figures that another program worked out.
#[test]
fn organised_crime_comes_to_what_was_computed_independently() {
    let cases: Json = serde_json::from_str(include_str!("oracle/soc_cases.json")).unwrap();
    let cases = cases.as_array().unwrap();
    assert!(cases.len() >= 60);
    for case in cases {
        let document = Document::new(case["scenario"].clone());
        let scenario = read(document.value()).unwrap();
        let book = formulas(&document, &scenario);
        let mut found = Evaluation::new(&book);
        let mut agrees = |name: String, expected: &Json| {
            let value = found.cell(book.find(&defined(&name)).unwrap_or_else(|| panic!("{name}")));
            match expected.as_f64() {
                Some(expected) => {
                    let number = value.number().unwrap_or_else(|| panic!("{} {name}: {value:?}", case["name"]));
                    let near = 1e-9 * expected.abs().max(1.0);
                    assert!((number - expected).abs() < near, "{} {name}: {number} {expected}", case["name"]);
                }
                None => assert!(matches!(value, Value::Text(_)), "{} {name}: {value:?}", case["name"]),
            }
        };
        let expected = &case["expected"];
        for (word, model) in expected["models"].as_object().unwrap() {
            agrees(format!("ic_soc_response_{word}"), &model["response_total"]);
            agrees(format!("ic_soc_cost_{word}"), &model["cost"]);
            agrees(format!("ic_soc_score_{word}"), &model["score"]);
            for (id, response) in model["response"].as_object().unwrap() {
                agrees(format!("ic_soc_response_{word}_{id}"), response);
                if word != "service_agreement" {
                    agrees(format!("ic_soc_balance_{word}_{id}"), &model["balance"][id]);
                }
            }
        }
        agrees("ic_soc_margin".into(), &expected["margin"]);
        let fit = match found.cell(book.find("ic_soc_fit").unwrap()) {
            Value::Text(text) => text.replace(' ', "_"),
            other => panic!("{other:?}"),
        };
        let wanted = expected["fit"].as_str().map_or("none", |word| word);
        assert!(fit.starts_with(wanted), "{}: {fit} {wanted}", case["name"]);
    }
}

/// Excel does not open a workbook with a longer formula.
#[test]
fn no_formula_is_longer_than_a_cell_holds() {
    let partners: Vec<Json> = (0..43)
        .map(|n| json!({ "id": format!("p{n}"), "name": format!("Partner {n}"), "budget": 1e8, "officers_fte": 1000, "staff_fte": 800, "population": 1e6 }))
        .collect();
    let ids: Vec<String> = (0..43).map(|n| format!("p{n}")).collect();
    let by = |value: Json| -> Json {
        ids.iter().map(|id| (id.clone(), value.clone())).collect::<serde_json::Map<_, _>>().into()
    };
    let baseline = json!({ "fte": 50, "cost_per_fte": 40000, "non_pay": 1000, "income": 10 });
    let all = json!({
        "schema": 1, "first_year": 2026, "years": 10, "discount_rate": 0.035, "partners": partners,
        "services": [{ "id": "hr", "name": "Human resources", "members": ids, "scale_reference": ids, "go_live": 1, "ramp_years": 2,
            "baseline": by(baseline.clone()), "saving": { "low": 0.1, "likely": 0.2, "high": 0.3 } }],
        "procurement": [{ "id": "fleet", "name": "Fleet", "members": ids, "scale_reference": ids, "mode": "rate", "go_live": 1, "ramp_years": 2, "addressable": 0.8, "local_exception": 0,
            "spend": by(json!(1e6)), "saving": { "low": 0.05, "likely": 0.1, "high": 0.15 } }],
        "soc": { "partners": by(json!({ "ocgs_per_year": 20, "teams": 3, "cross_border": 0.4, "cost_per_team": 500_000 })) },
    });
    let two = [&ids[0], &ids[1]];
    let pair = |n: usize| {
        let mut own = serde_json::Map::new();
        two.iter().for_each(|id| drop(own.insert((*id).clone(), baseline.clone())));
        json!({ "id": format!("s{n}"), "name": format!("A service with a rather long name, {n}"), "members": two, "go_live": 1, "ramp_years": 2,
            "baseline": own, "saving": { "low": 0.1, "likely": 0.2, "high": 0.3 } })
    };
    let mut many = all.clone();
    many["partners"] = all["partners"].as_array().unwrap()[..2].to_vec().into();
    many["services"] = (0..200).map(pair).collect();
    many["procurement"] = json!([]);
    many["soc"] = Json::Null;
    for document in [all, many].map(Document::new) {
        let scenario = read(document.value()).unwrap_or_else(|faults| panic!("{}", faults[0]));
        let outcome = appraise(&scenario);
        let known = Known { outcome: &outcome, fair: None, drawn: None, outside: None, soc: None };
        let book = book(&document, &scenario, &known);
        let names = |sheet: usize| book.sheets[sheet].name.clone();
        for (n, sheet) in book.sheets.iter().enumerate() {
            for ((row, column), cell) in &sheet.cells {
                if let Content::Formula(formula) = &cell.content {
                    let text = formula.text(&names, n);
                    assert!(text.len() < 8_192, "{} {row} {column}: {}", sheet.name, text.len());
                }
            }
        }
        let npv = found_at(&mut Evaluation::new(&book), book.find("ic_npv").unwrap());
        assert!((npv - outcome.totals.npv.0).abs() < 0.005, "{npv}");
    }
}
