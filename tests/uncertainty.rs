//! Draws, quantiles, the tornado and the grid: against published vectors, closed forms,
//! and the appraisal itself.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use informed_choice::engine::uncertainty::{
    Drawn, UncertaintyWork, axes, beta_quantile, normal_cdf, normal_quantile, quantile, standard_error, tornado,
    two_way, uncertainty,
};
use informed_choice::engine::{appraise, switching_values};
use informed_choice::model::risk::Spread;
use informed_choice::model::{Document, Scenario, read};
use serde_json::{Value, json};

fn floats(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(|one| one.as_f64().unwrap()).collect()
}

/// Two partners with one service, and fields of it and of the ranges changed.
fn small(service: &Value, unsure: &Value) -> Document {
    let mut one = json!({
        "id": "hr", "members": ["a", "b"],
        "baseline": { "a": { "fte": 0, "cost_per_fte": 0, "non_pay": 1_000_000 }, "b": { "fte": 0, "cost_per_fte": 0, "non_pay": 2_000_000 } },
        "saving": { "low": 0.1, "likely": 0.2, "high": 0.4 }, "overhead": 0, "go_live": 1, "ramp_years": 1,
        "sharing": { "key": "baseline" }, "one_off": { "programme": 500_000 },
    });
    for (name, value) in service.as_object().unwrap() {
        one[name] = value.clone();
    }
    Document::new(json!({
        "schema": 1, "first_year": 2026, "years": 8, "discount_rate": 0.035,
        "partners": [{ "id": "a", "budget": 1 }, { "id": "b", "budget": 2 }], "services": [one], "procurement": [],
        "uncertainty": unsure,
    }))
}

fn scenario(document: &Document) -> Scenario {
    read(document.value()).unwrap_or_else(|faults| panic!("{faults:?}"))
}

const CERTAIN: &str = r#"{ "one_off": { "low": 1, "likely": 1, "high": 1 }, "delay": { "low": 0, "likely": 0, "high": 0 },
    "convergence": { "low": 1, "likely": 1, "high": 1 }, "items": { "low": 1, "likely": 1, "high": 1 } }"#;

#[test]
fn published_distributions_are_reproduced() {
    let file: Value = serde_json::from_str(include_str!("vectors/distributions.json")).unwrap();
    let mut replayed = 0;
    for case in file["cases"].as_array().unwrap() {
        let (inputs, expected) = (&case["inputs"], &case["expected"]);
        let id = case["id"].as_str().unwrap();
        let near = |a: f64, b: f64, tolerance: f64| assert!((a - b).abs() <= tolerance, "{id}: {a} {b}");
        match case["method"].as_str().unwrap() {
            "pert" => {
                let [low, likely, high] = ["min", "mode", "max"].map(|name| inputs[name].as_f64().unwrap());
                let [a, b] = ["alpha", "beta"].map(|name| expected[name].as_f64().unwrap());
                let spread = Spread { low, likely, high };
                for (p, x) in floats(&inputs["p"]).into_iter().zip(floats(&expected["quantiles"])) {
                    near(low + (high - low) * beta_quantile(a, b, p), x, 1e-6);
                    if inputs["lam"] == 4 {
                        near(spread.quantile(p), x, 1e-6);
                    }
                }
                if inputs["lam"] == 4 {
                    near(spread.mean(), expected["mean"].as_f64().unwrap(), 1e-9);
                }
            }
            "inverse_normal" => {
                for (p, z) in floats(&inputs["p"]).into_iter().zip(floats(&expected["z"])) {
                    near(normal_quantile(p), z, 1e-9);
                    near(normal_cdf(z), p, 1e-10);
                }
            }
            "quantile" if id == "quantile-linear" || id == "quantile-single" => {
                for (p, x) in floats(&inputs["p"]).into_iter().zip(floats(&expected["quantiles"])) {
                    near(quantile(&mut floats(&inputs["sample"]), p).unwrap(), x, 1e-10);
                }
            }
            "standard_error" => {
                for (n, se) in floats(&inputs["n"]).into_iter().zip(floats(&expected["se"])) {
                    near(standard_error(inputs["sd"].as_f64().unwrap(), n as usize), se, 1e-9);
                }
            }
            "prng" if id == "pcg32-demo" => {
                use rand_pcg::rand_core::Rng;
                let mut numbers = rand_pcg::Pcg32::new(42, 54);
                for hex in expected["u32_hex"].as_array().unwrap() {
                    assert_eq!(format!("{:#010x}", numbers.next_u32()), hex.as_str().unwrap());
                }
            }
            // a range by its P10 and P90, other shapes, other generators and other kinds of quantile: the method
            // has PERT by its ends, PCG-32, one common factor and quantiles of type 7, so nothing here computes them;
            // correlation and common draws are tested on what is drawn, below
            "triangular"
            | "triangular_fit"
            | "lognormal_p10_p90"
            | "normal_p10_p90"
            | "quantile"
            | "quantile_ci"
            | "prng"
            | "sobol_sequence"
            | "latin_hypercube"
            | "cholesky"
            | "iman_conover"
            | "gaussian_copula"
            | "sum_variance"
            | "common_random_numbers"
            | "probability" => continue,
            other => panic!("{id}: nothing is known of {other}"),
        }
        replayed += 1;
    }
    assert_eq!(replayed, 9);
}

#[test]
fn published_sensitivities_are_reproduced() {
    let file: Value = serde_json::from_str(include_str!("vectors/sensitivity.json")).unwrap();
    let case = |id: &str| file["cases"].as_array().unwrap().iter().find(|case| case["id"] == id).unwrap();
    // A yearly saving of 2 for five years after one-off cost of 3, as a service of two partners who save 20 % of 10:
    // the vectors' flows come at the end of years 1 to 5.
    let made = |rate: f64| {
        let mut document = small(
            &json!({
                "baseline": { "a": { "fte": 0, "cost_per_fte": 0, "non_pay": 5 }, "b": { "fte": 0, "cost_per_fte": 0, "non_pay": 5 } },
                "one_off": { "programme": 3 }, "saving": { "low": 0.14, "likely": 0.2, "high": 0.9 }, "scale_share": 0,
            }),
            &json!({ "one_off": { "low": 2.0 / 3.0, "likely": 1, "high": 5.0 / 3.0 }, "delay": { "low": 0, "likely": 0, "high": 0 } }),
        );
        document.set("years", Some(json!(6)));
        document.set("discount_rate", Some(json!(rate)));
        scenario(&document)
    };
    let base = case("tornado-npv");
    let near = |a: f64, b: &Value| assert!((a - b.as_f64().unwrap()).abs() < 1e-9, "{a} {b}");
    near(appraise(&made(0.035)).totals.npv.0, &base["expected"]["base_npv"]);
    let bars = base["expected"]["bars"].as_array().unwrap();
    let bar = |name: &str| bars.iter().find(|bar| bar["name"] == name).unwrap();
    for (rate, end) in [(0.03, "low"), (0.05, "high")] {
        near(appraise(&made(rate)).totals.npv.0, &bar("rate")[end]);
    }
    // the two-way grid: savings of 1, 1.5 and 2 against costs of 2, 3 and 5
    let one = made(0.035);
    let all = axes(&one);
    let axis = |name: &str, values: [f64; 2]| {
        let mut axis = all.iter().find(|axis| axis.input == name).unwrap().clone();
        [axis.low, axis.high] = values;
        axis
    };
    let grid =
        two_way(&one, &axis("services.hr.saving", [0.1, 0.2]), &axis("services.hr.one_off", [2.0 / 3.0, 5.0 / 3.0]), 3);
    let expected = &case("two-way-grid")["expected"]["npv"];
    for row in 0..3 {
        near(grid.npv[row][0].0, &expected[row][0]);
        near(grid.npv[row][2].0, &expected[row][2]);
    }
    // the ends of the tornado's bars, by the same grid
    let ends =
        two_way(&one, &axis("services.hr.saving", [0.14, 0.23]), &axis("services.hr.one_off", [1.0, 5.0 / 3.0]), 2);
    near(ends.npv[0][0].0, &bar("saving")["low"]);
    near(ends.npv[1][0].0, &bar("saving")["high"]);
    let turn = switching_values(&one).into_iter().find(|turn| turn.input == "services.hr.saving").unwrap();
    near(turn.value.unwrap() * 10.0, &case("break-even-saving")["expected"]["saving_at_npv_zero"]);
}

#[test]
fn with_no_range_every_draw_is_the_appraisal() {
    let cases: Vec<Value> = serde_json::from_str(include_str!("oracle/cases.json")).unwrap();
    for case in &cases {
        let mut document = Document::new(case["scenario"].clone());
        let mut certain: Value = serde_json::from_str(CERTAIN).unwrap();
        certain["draws"] = json!(3);
        document.set("uncertainty", Some(certain));
        for list in ["services", "procurement"] {
            for id in document.entries(list) {
                let likely = document.number(&format!("{list}.{id}.saving.likely"));
                if let Some(likely) = likely {
                    document.set(&format!("{list}.{id}.saving.low"), Some(json!(likely)));
                }
            }
        }
        // the highest saving stays, since it is also the cap: so draws of the saving are not constant. Only where
        // the range is one value already is every draw the appraisal.
        let constant = ["services", "procurement"].iter().all(|list| {
            document.entries(list).iter().all(|id| {
                let at = |end: &str| document.number(&format!("{list}.{id}.saving.{end}"));
                at("likely") == at("high")
            })
        });
        let one = scenario(&document);
        let outcome = appraise(&one);
        let scale = 1e-9 * outcome.totals.in_scope.0.max(1.0);
        if constant {
            let found = uncertainty(&one);
            assert!((found.npv.p10 - outcome.totals.npv.0).abs() <= scale, "{}", case["name"]);
            assert!((found.full_year_saving.p90 - outcome.totals.full_year_saving.0).abs() <= scale);
            assert_eq!(found.payback.and_then(|drawn| drawn.mean).is_some(), outcome.totals.payback_years.is_some());
            for (partner, chance) in outcome.partners.iter().zip(&found.net_donor) {
                assert_eq!(*chance, f64::from(u8::from(partner.net_donor)), "{} {}", case["name"], partner.id);
            }
            for (year, drawn) in outcome.totals.cumulative.iter().zip(&found.fan) {
                assert!((year.0 - drawn.p50).abs() <= scale + 0.005);
            }
        }
        // what is compiled is what is appraised, wherever nothing is drawn
        for bar in tornado(&one) {
            let middle = two_way(&one, &axis_at(&bar.input, bar.likely), &axis_at("none", 0.0), 2);
            assert!((middle.npv[0][0].0 - outcome.totals.npv.0).abs() <= scale, "{} {}", case["name"], bar.input);
        }
    }
}

fn axis_at(input: &str, value: f64) -> informed_choice::engine::uncertainty::Axis {
    informed_choice::engine::uncertainty::Axis { input: input.into(), low: value, high: value, now: value }
}

#[test]
fn the_mean_of_the_draws_is_the_analytic_mean() {
    // Linear in the saving and in the one-off cost, so the mean is the value at the means. By hand: a rate of
    // (0.1 + 0.8 + 0.4)/6 on £3m from 2027 to 2033, less £500,000 in 2026 times (0.9 + 4 + 1.56)/6.
    let yearly = 3e6 * (1.3 / 6.0);
    let discounted: f64 = (1..8).map(|t| 1.035_f64.powi(-t)).sum();
    let analytic = yearly * discounted - 500_000.0 * (6.46 / 6.0);
    for (seed, correlation) in [("1", 0.3), ("2", 0.0), ("three", 1.0), ("", 0.7), ("net donors", 0.3)] {
        let unsure = json!({ "seed": seed, "correlation": correlation, "delay": { "low": 0, "likely": 0, "high": 0 } });
        let found = uncertainty(&scenario(&small(&json!({}), &unsure)));
        let (mean, error) = (found.npv.mean.unwrap(), found.npv_error.0);
        assert!((mean - analytic).abs() < 3.0 * error, "{seed}: {mean} {analytic} ± {error}");
        assert!(error > 0.0 && error < 0.01 * analytic);
    }
}

#[test]
fn the_same_seed_gives_the_same_digits_and_a_slice_is_no_other_draw() {
    let one = scenario(&small(&json!({}), &json!({ "draws": 700 })));
    let at_once = uncertainty(&one);
    let mut work = UncertaintyWork::new(&one);
    while !work.step(13) {}
    assert_eq!(work.finish(), at_once);
    let other = uncertainty(&scenario(&small(&json!({}), &json!({ "draws": 700, "seed": "2" }))));
    assert_ne!(other.npv, at_once.npv);
}

#[test]
fn common_draws_serve_every_scenario_that_is_compared() {
    // twice the saving's base gives twice the saving in every draw, so twice every quantile, and one more service
    // does not move the draws of the first
    let quiet =
        json!({ "one_off": { "low": 1, "likely": 1, "high": 1 }, "delay": { "low": 0, "likely": 0, "high": 0 } });
    let once = uncertainty(&scenario(&small(&json!({ "one_off": {} }), &quiet)));
    let double = json!({ "a": { "fte": 0, "cost_per_fte": 0, "non_pay": 2_000_000 }, "b": { "fte": 0, "cost_per_fte": 0, "non_pay": 4_000_000 } });
    let twice = uncertainty(&scenario(&small(&json!({ "one_off": {}, "baseline": double }), &quiet)));
    for (a, b) in [(once.npv.p10, twice.npv.p10), (once.npv.p50, twice.npv.p50), (once.npv.p90, twice.npv.p90)] {
        assert!((2.0 * a - b).abs() < 1e-6 * b.abs());
    }
    let mut with_another = small(&json!({ "one_off": {} }), &quiet);
    let mut other = with_another.get("services.hr").unwrap().clone();
    other["id"] = json!("finance");
    other["saving"] = json!({ "low": 0.0, "likely": 0.0, "high": 0.0 });
    let first = with_another.get("services.hr").unwrap().clone();
    with_another.set("services", Some(json!([other, first])));
    assert_eq!(uncertainty(&scenario(&with_another)).npv.p10, once.npv.p10);
}

#[test]
fn bad_news_comes_together_as_far_as_the_correlation_says() {
    // two services that are alike: the variance of the sum is that of independent ones at 0 and four times that of
    // one at 1; at 0.3 the rank correlation of two draws is 6/π asin(0.3/2) (vector gaussian-copula-0.3)
    let spread = |correlation: f64, services: usize| {
        let quiet = json!({ "correlation": correlation, "one_off": { "low": 1, "likely": 1, "high": 1 }, "delay": { "low": 0, "likely": 0, "high": 0 } });
        let mut document = small(&json!({ "one_off": {} }), &quiet);
        let one = document.get("services.hr").unwrap().clone();
        let all: Vec<Value> = (0..services)
            .map(|n| {
                let mut service = one.clone();
                service["id"] = json!(format!("service-{n}"));
                service
            })
            .collect();
        document.set("services", Some(json!(all)));
        let found = uncertainty(&scenario(&document));
        found.npv_error.0 * found.npv_error.0 * found.draws as f64
    };
    let one = spread(0.3, 1);
    assert!((spread(0.0, 2) / one - 2.0).abs() < 0.1, "{}", spread(0.0, 2) / one);
    assert!((spread(1.0, 2) / one - 4.0).abs() < 0.2, "{}", spread(1.0, 2) / one);
    let some = spread(0.3, 2) / one;
    assert!((2.5..2.7).contains(&some), "about 2 (1 + 0.3): {some}");
}

#[test]
fn delays_are_interpolated_and_may_pass_the_horizon() {
    let late = |delay: f64| {
        let mut unsure: Value = serde_json::from_str(CERTAIN).unwrap();
        unsure["delay"] = json!({ "low": delay, "likely": delay, "high": delay });
        unsure["draws"] = json!(2);
        let same = json!({ "saving": { "low": 0.2, "likely": 0.2, "high": 0.2 } });
        uncertainty(&scenario(&small(&same, &unsure)))
    };
    // by hand: £600,000 a year from 2027 to 2033, £500,000 in 2026; a year later all a year later and a year less
    let pv = |from: i32| {
        (from..8).map(|t| 600_000.0 * 1.035_f64.powi(-t)).sum::<f64>() - 500_000.0 * 1.035_f64.powi(1 - from)
    };
    assert!((late(0.0).npv.p50 - pv(1)).abs() < 1e-6);
    assert!((late(1.0).npv.p50 - pv(2)).abs() < 1e-6);
    assert!((late(0.25).npv.p50 - (0.75 * pv(1) + 0.25 * pv(2))).abs() < 1e-6);
    // nothing is live and nothing is paid within the horizon: it stands at nothing and has paid back at once
    assert_eq!(late(30.0).npv.p50, 0.0);
    assert_eq!(late(6.0).full_year_saving.p50, 600_000.0);
}

#[test]
fn what_never_pays_is_never_a_number() {
    let found = uncertainty(&scenario(&small(&json!({ "one_off": { "programme": 4_000_000 } }), &json!({}))));
    let payback = found.payback.unwrap();
    assert!(payback.p90.is_infinite() && payback.mean.is_none() && found.chance_of_never > 0.1);
    assert!(found.chance_of_loss > found.chance_of_never * 0.9);
    let mut nothing = small(&json!({}), &json!({}));
    nothing.set("services.hr.members", Some(json!(["a"])));
    let found = uncertainty(&scenario(&nothing));
    assert_eq!((found.payback, found.chance_of_loss, found.npv.p10), (None, 0.0, 0.0));
}

#[test]
fn absurd_ranges_have_defined_results() {
    let wide = json!({ "low": 0, "likely": 1, "high": 1e12 });
    for unsure in [
        json!({ "one_off": wide, "items": wide, "convergence": wide, "delay": { "low": 0, "likely": 30, "high": 30 }, "correlation": 1, "draws": 50 }),
        json!({ "one_off": { "low": 0, "likely": 0, "high": 0 }, "delay": { "low": 29.5, "likely": 29.5, "high": 29.5 }, "draws": 1 }),
        json!({ "convergence": { "low": 0, "likely": 0, "high": 0 }, "correlation": 0, "draws": 20 }),
    ] {
        let convergence = json!({ "target": "lowest", "share": 0.9 });
        let service =
            json!({ "convergence": convergence, "saving": { "low": 0, "likely": 0.5, "high": 1 }, "driver": "budget" });
        let one = scenario(&small(&service, &unsure));
        let found = uncertainty(&one);
        let finite = |drawn: &Drawn| drawn.p10.is_finite() && drawn.p50.is_finite() && drawn.p90.is_finite();
        assert!(finite(&found.npv) && finite(&found.full_year_saving) && found.fan.iter().all(finite));
        assert!(found.npv.p10 <= found.npv.p50 && found.npv.p50 <= found.npv.p90);
        assert!(tornado(&one).iter().all(|bar| bar.low.0.is_finite() && bar.high.0.is_finite()));
    }
    let out_of_order = small(&json!({}), &json!({ "delay": { "low": 2, "likely": 1, "high": 3 } }));
    assert!(read(out_of_order.value()).unwrap_err()[0].to_string().starts_with("uncertainty.delay.low: "));
}
