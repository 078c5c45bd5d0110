//! The search for partners: each result must be what the scenario that it opens as says.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use informed_choice::edits::entries::{add_force, add_service};
use informed_choice::engine::appraise;
use informed_choice::engine::fair_shares::fair_shares;
use informed_choice::engine::partner_search::{Found, Question, Rank, SearchWork};
use informed_choice::evidence::{self, PRESETS, borders_among, narrowed, widened};
use informed_choice::model::{Document, check, read};
use serde_json::json;

fn search(document: &Document, subject: &str, question: Question) -> (Document, Found) {
    let wide = widened(document, &read(document.value()).unwrap(), subject).unwrap();
    let ids = wide.entries("partners");
    let mut work = SearchWork::new(&read(wide.value()).unwrap(), &borders_among(&ids), question);
    while !work.step(100) {}
    (wide, work.finish())
}

const NEAR: Question = Question { most: 4, connected: true, rank: Rank::OwnGain };

#[test]
fn a_result_opened_as_a_scenario_says_the_same() {
    let document = PRESETS[0].document();
    let (wide, found) = search(&document, "derbyshire", NEAR);
    let ids = wide.entries("partners");
    assert_eq!(ids.len(), 43);
    assert!(found.looked_at > 50, "{}", found.looked_at);
    for group in found.groups.iter().take(5).chain(&found.by_size) {
        let names: Vec<String> = group.members.iter().map(|place| ids[*place].clone()).collect();
        let opened = narrowed(&wide, &names, "Found");
        assert_eq!(check(opened.value()), vec![], "{names:?}");
        let scenario = read(opened.value()).unwrap();
        let fair = fair_shares(&scenario, &appraise(&scenario));
        assert!(
            (fair.partners[0].shapley.0 - group.own.0).abs() < 1.0,
            "{names:?} {:?} {:?}",
            fair.partners[0].shapley,
            group.own
        );
        assert!((fair.grand_value.0 - group.total.0).abs() < 1.0);
    }
}

#[test]
fn a_candidate_costs_its_own_size_times_the_subjects_unit_cost() {
    let mut document = PRESETS[0].document();
    // as entered by hand, with nothing published behind it
    let marks = document.get("provenance").and_then(|marks| marks.as_object().cloned()).unwrap();
    let kept = marks.into_iter().filter(|(place, _)| !place.contains(".baseline."));
    document.set("provenance", Some(kept.collect::<serde_json::Map<_, _>>().into()));
    document.set("services.hr.driver", Some(json!("population")));
    let scenario = read(document.value()).unwrap();
    let wide = widened(&document, &scenario, "derbyshire").unwrap();
    let own = scenario.services[0].baseline_of("derbyshire").cost().0;
    let unit = own / scenario.partner("derbyshire").unwrap().population;
    let kent = read(wide.value()).unwrap();
    let (cost, people) = (kent.services[0].baseline_of("kent").cost().0, kent.partner("kent").unwrap().population);
    assert!((cost - unit * people).abs() < 1e-6 * cost);
    assert_eq!(kent.services[0].scale_reference.as_ref().unwrap(), &scenario.services[0].members);
}

/// Where the subject's figures are published, each candidate has its own, not a copy of the subject's.
#[test]
fn a_candidate_has_its_own_published_figures_where_the_subject_has() {
    let mut document = evidence::blank();
    for change in [
        |document: &Document| add_force(document, "norfolk"),
        |document: &Document| add_service(document, "human_resources"),
    ] {
        change(&document).apply(&mut document);
    }
    let scenario = read(document.value()).unwrap();
    let wide = widened(&document, &scenario, "norfolk").unwrap();
    // the published line of Essex, and of Suffolk: posts of officers, staff and PCSOs in HR
    let found = read(wide.value()).unwrap();
    for (id, posts) in [("suffolk", 29.5), ("norfolk", 37.5)] {
        assert_eq!(found.services[0].baseline_of(id).fte.0, posts, "{id}");
    }
    assert_eq!(wide.value()["provenance"]["services.hr.baseline.suffolk.fte"], "published:2017-18");
    assert_eq!(wide.value()["provenance"]["services.hr.baseline.lincolnshire.fte"], "estimate:poa-median");
}

#[test]
fn the_best_by_size_is_the_best_and_growing_adds_what_it_says() {
    let (_, found) = search(&PRESETS[0].document(), "derbyshire", NEAR);
    assert_eq!(found.by_size.iter().map(|group| group.members.len()).collect::<Vec<_>>(), [2, 3, 4]);
    for pair in found.groups.windows(2) {
        assert!(pair[0].own.0 >= pair[1].own.0);
    }
    // from three to four by the one who adds most: never better than the best four
    let (_, own, _) = found.by_size[1].next.unwrap();
    assert!(found.by_size[1].own.0 + own.0 <= found.by_size[2].own.0 + 1.0);
}

#[test]
fn any_groups_hold_the_connected_ones_and_nothing_beats_the_best_of_them() {
    let document = PRESETS[1].document();
    let near = search(&document, "norfolk", Question { most: 3, connected: true, rank: Rank::Total }).1;
    let any = search(&document, "norfolk", Question { most: 3, connected: false, rank: Rank::Total }).1;
    assert_eq!(any.looked_at, 42 + 42 * 41 / 2);
    assert!(any.groups[0].total.0 >= near.groups[0].total.0);
}

#[test]
fn what_cannot_be_searched_is_said() {
    let document = PRESETS.last().unwrap().document();
    let scenario = read(document.value()).unwrap();
    let id = &scenario.partners[0].id;
    assert!(widened(&document, &scenario, id).unwrap_err().contains("is not one of the 43 forces"));
    assert!(widened(&document, &scenario, "nobody").is_err());
    let mut document = PRESETS[0].document();
    document.set("services", Some(json!([])));
    document.set("procurement", Some(json!([])));
    let scenario = read(document.value()).unwrap();
    assert!(widened(&document, &scenario, "derbyshire").unwrap_err().contains("no service and no joint buying"));
}

/// `tests/oracle/search.py`: the groups of ten small maps, candidates with costs of their own, each worked out as a scenario.
#[test]
fn the_search_agrees_with_the_independent_computation() {
    let cases: Vec<serde_json::Value> = serde_json::from_str(include_str!("oracle/search_cases.json")).unwrap();
    assert_eq!(cases.len(), 10);
    for case in &cases {
        let scenario = read(&case["scenario"]).unwrap_or_else(|faults| panic!("{faults:?}"));
        let mut borders = vec![Vec::new(); scenario.partners.len()];
        for pair in case["borders"].as_array().unwrap() {
            let [a, b] = [0, 1].map(|n| usize::try_from(pair[n].as_u64().unwrap()).unwrap());
            borders[a].push(b);
            borders[b].push(a);
        }
        for (connected, rank) in
            [(true, Rank::OwnGain), (true, Rank::Total), (false, Rank::OwnGain), (false, Rank::Total)]
        {
            let mut work = SearchWork::new(&scenario, &borders, Question { most: 4, connected, rank });
            while !work.step(7) {}
            let found = work.finish();
            let mut expected: Vec<(Vec<usize>, f64, f64)> = case["groups"]
                .as_array()
                .unwrap()
                .iter()
                .filter(|group| !connected || group["near"] == true)
                .map(|group| {
                    let members = group["members"].as_array().unwrap().iter();
                    let members = members.map(|place| usize::try_from(place.as_u64().unwrap()).unwrap()).collect();
                    (members, group["own"].as_f64().unwrap(), group["total"].as_f64().unwrap())
                })
                .collect();
            assert_eq!(found.looked_at, expected.len());
            let by = |group: &(Vec<usize>, f64, f64)| if rank == Rank::Total { group.2 } else { group.1 };
            expected.sort_by(|a, b| by(b).total_cmp(&by(a)));
            for (group, (_, own, total)) in found.groups.iter().zip(&expected) {
                // in order by what is asked; groups that are even to a penny may change places
                let measure = if rank == Rank::Total { (group.total.0, *total) } else { (group.own.0, *own) };
                assert!((measure.0 - measure.1).abs() < 0.01, "{measure:?}");
                let same = expected.iter().find(|(members, ..)| *members == group.members).unwrap();
                let scale = 1e-9 * same.2.abs().max(1e6);
                assert!(
                    (group.own.0 - same.1).abs() < scale && (group.total.0 - same.2).abs() < scale,
                    "{same:?} {group:?}"
                );
            }
            assert_eq!(found.groups.len(), expected.len().min(20));
        }
    }
}
