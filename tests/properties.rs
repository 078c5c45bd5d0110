//! What must hold of every scenario: sums, symmetry, monotonicity, and that nobody invents money.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use informed_choice::engine::appraise;
use informed_choice::engine::fair_shares::{FairPartner, FairWork, fair_shares, gains_by_key};
use informed_choice::model::{Document, read};
use proptest::prelude::*;
use serde_json::{Value, json};

/// A scenario of two to five partners with one service and one category, by a handful of free numbers.
#[derive(Debug, Clone)]
struct Made {
    budgets: Vec<f64>,
    posts: Vec<f64>,
    spend: Vec<f64>,
    saving: f64,
    overhead: f64,
    once: f64,
    go_live: u32,
    ramp: u32,
    years: u32,
    key: &'static str,
    borne: &'static str,
}

fn made() -> impl Strategy<Value = Made> {
    (2usize..6).prop_flat_map(|n| {
        let each = |range: std::ops::Range<f64>| prop::collection::vec(range, n);
        let money = (0.0..1.0f64, 0.0..0.1f64, 0.0..5e6f64);
        let times = (0u32..12, 1u32..11, 1u32..31);
        let words = (
            prop::sample::select(vec!["equal", "budget", "baseline", "headcount"]),
            prop::sample::select(vec!["key", "own"]),
        );
        (each(1e6..1e9), each(0.5..500.0), each(1.0..1e7), money, times, words).prop_map(
            |(budgets, posts, spend, (saving, overhead, once), (go_live, ramp, years), (key, borne))| Made {
                budgets,
                posts,
                spend,
                saving,
                overhead,
                once,
                go_live,
                ramp,
                years,
                key,
                borne,
            },
        )
    })
}

impl Made {
    fn document(&self) -> Document {
        let ids: Vec<String> = (0..self.posts.len()).map(|n| format!("p{n}")).collect();
        let partners: Vec<Value> = ids
            .iter()
            .zip(&self.budgets)
            .map(|(id, budget)| json!({ "id": id, "budget": budget, "staff_fte": 100.0 + budget / 1e6 }))
            .collect();
        let by = |each: &dyn Fn(usize) -> Value| -> Value {
            ids.iter().enumerate().map(|(n, id)| (id.clone(), each(n))).collect::<serde_json::Map<_, _>>().into()
        };
        Document::new(json!({
            "schema": 1, "first_year": 2026, "years": self.years, "discount_rate": 0.035, "partners": partners,
            "services": [{
                "id": "s", "members": ids, "go_live": self.go_live, "ramp_years": self.ramp, "overhead": self.overhead,
                "baseline": by(&|n| json!({ "fte": self.posts[n], "cost_per_fte": 40_000, "non_pay": 1000.0 * n as f64 })),
                "saving": { "low": 0, "likely": self.saving, "high": 1 },
                "one_off": { "programme": self.once, "per_partner": 1000, "parallel_months": 2, "borne": self.borne, "grant": 5000 },
                "stranded": { "share": 0.03, "years": 2 }, "sharing": { "key": self.key },
            }],
            "procurement": [{
                "id": "c", "members": ids, "go_live": self.go_live, "ramp_years": self.ramp, "spend": by(&|n| json!(self.spend[n])),
                "saving": { "low": 0, "likely": self.saving / 2.0, "high": 1 }, "framework_fee": 0.01,
            }],
        }))
    }
}

fn outcome(document: &Document) -> informed_choice::engine::Outcome {
    appraise(&read(document.value()).unwrap())
}

fn close(a: f64, b: f64, size: f64) -> bool {
    (a - b).abs() <= 1e-9 * size.max(1.0)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn partners_add_up_to_the_whole_in_every_year(made in made()) {
        let found = outcome(&made.document());
        for t in 0..found.factors.len() {
            let parts: f64 = found.partners.iter().map(|partner| partner.net[t].0).sum();
            prop_assert!(close(parts, found.totals.net_by_year[t].0, 1e8));
        }
        let worth: f64 = found.partners.iter().map(|partner| partner.npv.0).sum();
        prop_assert!(close(worth, found.totals.npv.0, 1e9));
    }

    #[test]
    fn no_key_changes_what_all_gain_together(made in made()) {
        let first = outcome(&made.document()).totals.npv.0;
        for (key, borne) in [("equal", "own"), ("baseline", "key")] {
            let other = outcome(&Made { key, borne, ..made.clone() }.document()).totals.npv.0;
            prop_assert!(close(first, other, 1e9), "{first} {other}");
        }
    }

    #[test]
    fn nothing_saved_and_nothing_spent_moves_no_money(made in made()) {
        let mut document = Made { saving: 0.0, overhead: 0.0, once: 0.0, ..made }.document();
        document.set("services.s.one_off", Some(json!({ "redundancy_share": 0 })));
        document.set("services.s.stranded", Some(json!({ "share": 0 })));
        document.set("procurement.c.framework_fee", Some(json!(0)));
        let found = outcome(&document);
        prop_assert!(found.totals.npv.0.abs() < 1e-3, "nobody invents money: {}", found.totals.npv);
        prop_assert_eq!(found.totals.one_off.0, 0.0);
    }

    #[test]
    fn the_order_of_partners_changes_nothing(made in made()) {
        let turned = |list: &[f64]| list.iter().rev().copied().collect::<Vec<_>>();
        let mirror = Made { budgets: turned(&made.budgets), posts: turned(&made.posts), spend: turned(&made.spend), ..made.clone() };
        let (mut one, mut two) = (made.document(), mirror.document());
        for document in [&mut one, &mut two] {
            for n in 0..made.posts.len() {
                document.set(&format!("services.s.baseline.p{n}.non_pay"), Some(json!(0)));
            }
        }
        let (one, two) = (outcome(&one), outcome(&two));
        prop_assert!(close(one.totals.npv.0, two.totals.npv.0, 1e9));
        let last = made.posts.len() - 1;
        prop_assert!(close(one.partners[0].npv.0, two.partners[last].npv.0, 1e9));
    }

    #[test]
    fn a_larger_saving_or_a_smaller_cost_never_lowers_the_worth(made in made(), more in 0.0..0.5f64) {
        let mut without_redundancy = made.document();
        without_redundancy.set("services.s.one_off.redundancy_share", Some(json!(0)));
        let base = outcome(&without_redundancy).totals.npv.0;
        let mut better = without_redundancy.clone();
        better.set("services.s.saving.likely", Some(json!((made.saving + more).min(1.0))));
        prop_assert!(outcome(&better).totals.npv.0 >= base - 1e-3);
        let mut dearer = without_redundancy;
        dearer.set("services.s.one_off.optimism_bias", Some(json!(more)));
        prop_assert!(outcome(&dearer).totals.npv.0 <= base + 1e-3);
    }

    #[test]
    fn no_valid_scenario_gives_a_figure_that_is_no_number(made in made()) {
        let scenario = read(made.document().value()).unwrap();
        let json = informed_choice::exchange::twin::appraised_json(&scenario);
        // JSON has no way to write NaN or infinity but as null
        for field in ["npv", "npsv", "full_year_saving", "full_year_cash", "one_off_total"] {
            prop_assert!(json[field].is_number(), "{field}");
        }
    }

    #[test]
    fn balancing_adds_up_to_nothing_and_leaves_everyone_with_the_fair_share(made in made()) {
        let mut document = made.document();
        let scenario = read(document.value()).unwrap();
        let before = appraise(&scenario);
        let fair = fair_shares(&scenario, &before);
        // differences of large sums are exact to the sums' last digits
        let size = (before.totals.in_scope.0 + before.totals.one_off.0).max(1.0) * before.factors.len() as f64;
        let sum = |of: fn(&FairPartner) -> f64| fair.partners.iter().map(of).sum::<f64>();
        prop_assert!(sum(|one| one.balancing_total.0).abs() < 1e-9 * size);
        prop_assert!((sum(|one| one.shapley.0) - fair.grand_value.0).abs() < 1e-9 * size);
        prop_assert!(fair.items.iter().zip(before.services.iter().map(|one| one.npv).chain(before.procurement.iter().map(|one| one.npv)))
            .all(|(item, npv)| (item.value.0 - f64::max(0.0, npv.0)).abs() <= 0.005 + 1e-9 * size), "a group of all is worth what the appraisal says");
        // adopted, each has what it could reach alone and its fair share, and no terms change the whole
        let paid: serde_json::Map<String, Value> =
            fair.partners.iter().map(|one| (one.id.clone(), json!(-one.balancing_per_year.0))).collect();
        document.set("balancing", Some(Value::Object(paid)));
        let after = outcome(&document);
        prop_assert!(close(after.totals.npv.0, before.totals.npv.0, 1e9));
        for (partner, fair) in after.partners.iter().zip(&fair.partners) {
            prop_assert!((partner.npv.0 - (fair.alone + fair.shapley + fair.npv_outside).0).abs() < 1e-8 * size);
        }
    }

    #[test]
    fn nobody_blocks_terms_that_give_every_group_its_worth(made in made()) {
        let scenario = read(made.document().value()).unwrap();
        let fair = fair_shares(&scenario, &appraise(&scenario));
        // what blocks really is worth more than it has, and stable terms, where they exist, hold for all
        for group in &fair.blocking {
            prop_assert!(group.excess.0 > 0.01);
        }
        if let Some(stable) = &fair.stable {
            let sum: f64 = stable.terms.iter().map(|term| term.0).sum();
            prop_assert!((sum - fair.grand_value.0).abs() < 1e-6 * fair.grand_value.0.abs().max(1.0));
        }
        prop_assert_eq!(fair.blocking_fair_count > 0, !fair.blocking_fair.is_empty());
    }

    #[test]
    fn in_slices_or_at_once_is_the_same(made in made(), budget in 1usize..400) {
        let scenario = read(made.document().value()).unwrap();
        let outcome = appraise(&scenario);
        let mut work = FairWork::new(&scenario, &outcome);
        let mut before = 0.0;
        while !work.step(budget) {
            prop_assert!(work.progress() >= before && work.progress() <= 1.0);
            before = work.progress();
        }
        prop_assert_eq!(work.finish(), fair_shares(&scenario, &outcome));
    }

    #[test]
    fn a_key_table_agrees_with_the_appraisal_under_that_key(made in made(), borne in prop::sample::select(vec!["key", "own"])) {
        let made = Made { borne, ..made };
        let mut document = made.document();
        let scenario = read(document.value()).unwrap();
        for column in gains_by_key(&scenario, &appraise(&scenario)) {
            for place in ["services.s", "procurement.c"] {
                document.set(&format!("{place}.sharing"), Some(json!({ "key": column.key.noun() })));
            }
            match (column.gains, read(document.value())) {
                (Ok(gains), Ok(scenario)) => {
                    for (gain, partner) in gains.iter().zip(appraise(&scenario).partners) {
                        prop_assert!(close(gain.0, partner.npv.0, 1e9), "{:?}", column.key);
                    }
                }
                (Err(_), Err(_)) => {}
                (gains, read) => prop_assert!(false, "{:?} {gains:?} {}", column.key, read.is_ok()),
            }
        }
    }
}
