//! The report's third proposal as a scenario: HR and finance of all forces, by region or all in one, with a path to a common
//! starting point.

use super::forces::{Force, forces};
use super::functions::{FEW_OF_THEIR_OWN, FUNCTIONS, FUNCTIONS_MEDIAN, FUNCTIONS_YEAR, all_budgeted, budgeted};
use super::presets::{Figures, estimate_one_off, new_service, set_mark, start};
use crate::engine::uncertainty::quantile;
use crate::model::Document;
use serde_json::{Map, Value, json};

/// Who shares with whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Footing {
    /// The forces of each region.
    Regions,
    /// All forces, in one.
    One,
}

/// What higher-cost forces come down to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Towards {
    /// Nothing: each shares from where it stands.
    Nothing,
    /// The middle of all forces.
    Median,
    /// What a quarter of all forces spend or less.
    LowestQuartile,
}

impl Towards {
    fn chance(self) -> Option<f64> {
        match self {
            Towards::Nothing => None,
            Towards::Median => Some(0.5),
            Towards::LowestQuartile => Some(0.25),
        }
    }
}

/// The services, as the published budgets have them.
const SHARED: [(&str, &str, &str); 2] = [("hr", "HR", "human_resources"), ("finance", "Finance", "finance")];
/// Years over which higher-cost forces come down: our assumption.
const YEARS_TO_CONVERGE: usize = 5;

/// The regions with their forces, both in the order of the alphabet.
pub fn regions() -> Vec<(&'static str, Vec<&'static Force>)> {
    let mut regions: Vec<(&str, Vec<&Force>)> = Vec::new();
    for force in forces() {
        match regions.iter_mut().find(|(region, _)| *region == force.region) {
            Some((_, members)) => members.push(force),
            None => regions.push((&force.region, vec![force])),
        }
    }
    regions.sort_unstable_by_key(|(region, _)| *region);
    regions
}

/// The whole Service: its baseline is each force's own budget of 2017/18 before any income, also where it is odd, so that all
/// of them add up to what was published for all.
pub fn whole_service(footing: Footing, towards: Towards) -> Document {
    let regions = regions();
    let ids: Vec<&str> =
        regions.iter().flat_map(|(_, members)| members.iter().map(|force| force.id.as_str())).collect();
    let title = match footing {
        Footing::Regions => "The whole Service: HR and finance by region",
        Footing::One => "The whole Service: HR and finance in one",
    };
    let mut document = start(title, &ids);
    document.set("notes", Some(json!(NOTES)));
    for (id, name, kind) in SHARED {
        let benchmark = towards.chance().and_then(|chance| unit_cost_at(kind, chance));
        match footing {
            Footing::One => add(&mut document, (id, name, kind), &ids, benchmark),
            Footing::Regions => {
                for (region, members) in regions.iter().filter(|(_, members)| members.len() > 1) {
                    let own: Vec<&str> = members.iter().map(|force| force.id.as_str()).collect();
                    let id = format!("{id}-{}", region.to_lowercase().replace(' ', "-"));
                    add(&mut document, (&id, &format!("{name}, {region}"), kind), &own, benchmark);
                }
            }
        }
    }
    estimate_one_off(&mut document);
    document
}

/// What the scenario says of itself.
const NOTES: &str = "Budgets of 2017/18 before income, as published: some are odd, since hosts carry what others pay for and a few forces published no people. They show the size of the whole and the spread, not any force's cost of today. Replace them as forces give their own.";

fn add(document: &mut Document, (id, name, kind): (&str, &str, &str), members: &[&str], benchmark: Option<f64>) {
    let ids: Vec<String> = members.iter().map(|id| (*id).to_owned()).collect();
    let (mut service, _) = new_service(document, id, name, kind, &ids, Figures::Published);
    let mut baseline = Map::new();
    let mut marks = Vec::new();
    for force in members {
        baseline.insert((*force).to_owned(), as_published(force, kind));
        let published = format!("published:{FUNCTIONS_YEAR}");
        let each = ["fte", "cost_per_fte", "non_pay"];
        marks.extend(each.map(|field| (format!("services.{id}.baseline.{force}.{field}"), published.clone())));
    }
    if let Some(map) = service.as_object_mut() {
        map.insert("baseline".into(), Value::Object(baseline));
        if let Some(benchmark) = benchmark {
            map.insert(
                "convergence".into(),
                json!({ "target": "benchmark", "benchmark": benchmark, "years": YEARS_TO_CONVERGE }),
            );
            marks.push((format!("services.{id}.convergence.benchmark"), format!("estimate:{FUNCTIONS_MEDIAN}")));
        }
    }
    document.set(&format!("services.{id}"), Some(service));
    marks.iter().for_each(|(place, whose)| set_mark(document, place, whose));
}

/// A force's budget for a kind before income, whatever is said against it: posts, whole pounds of pay a post, and the rest.
fn as_published(force: &str, kind: &str) -> Value {
    let Some(own) = budgeted(force, kind) else { return json!({ "fte": 0, "cost_per_fte": 0, "non_pay": 0 }) };
    let pay = own.pay.clamp(0.0, own.gross.max(0.0));
    let each = if own.posts > 0.0 { (pay / own.posts).floor() } else { 0.0 };
    let rest = ((own.gross - own.posts * each) * 100.0).round() / 100.0;
    json!({ "fte": own.posts, "cost_per_fte": each, "non_pay": rest })
}

/// What a part of the forces spend or less on a kind for each of their people of today, whole pence; of those whose published
/// figure can stand for them.
pub fn unit_cost_at(kind: &str, chance: f64) -> Option<f64> {
    let mut each: Vec<f64> = all_budgeted(kind)
        .filter(|(force, one, _)| one.is_usable() && !FEW_OF_THEIR_OWN.contains(force))
        .filter_map(|(id, one, _)| {
            let force = forces().iter().find(|force| force.id == id)?;
            let people = force.officers + force.staff;
            (people > 0.0).then(|| one.gross / people)
        })
        .collect();
    quantile(&mut each, chance).map(|cost| (cost * 100.0).round() / 100.0)
}

/// The evidence that it rests on.
pub const EVIDENCE: [&str; 4] = [FUNCTIONS, FUNCTIONS_MEDIAN, "shared-service-saving", "transition-ratio"];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::appraise;
    use crate::model::{check, read};

    /// £147,871,040 and £67,404,621: the columns of gross expenditure of the published table, added up apart from this program.
    #[test]
    fn its_baseline_is_the_national_sum() {
        for footing in [Footing::Regions, Footing::One] {
            let document = whole_service(footing, Towards::Median);
            assert_eq!(check(document.value()), vec![]);
            let scenario = read(document.value()).unwrap();
            assert_eq!(scenario.partners.len(), 43);
            let outcome = appraise(&scenario);
            for (kind, expected) in [("human_resources", 147_871_040.0), ("finance", 67_404_621.0)] {
                let ids: Vec<&str> =
                    scenario.services.iter().filter(|one| one.kind == kind).map(|one| one.id.as_str()).collect();
                let own = outcome.services.iter().filter(|one| ids.contains(&one.id.as_str()));
                let sum: f64 = own.flat_map(|one| &one.members).map(|member| member.cost_today.0).sum();
                assert!((sum - expected).abs() < 1.0, "{kind}: {sum}");
            }
        }
    }

    #[test]
    fn every_region_shares_and_a_lower_target_saves_more() {
        let outcome = |towards| {
            let document = whole_service(Footing::Regions, towards);
            appraise(&read(document.value()).unwrap())
        };
        let [none, median, quartile] = [Towards::Nothing, Towards::Median, Towards::LowestQuartile].map(outcome);
        assert_eq!(none.services.len(), 20, "ten regions");
        let saving = |one: &crate::engine::Outcome| one.totals.full_year_saving.0;
        assert!(saving(&none) < saving(&median) && saving(&median) < saving(&quartile));
        // of 38 and 39 forces, worked out by another program from the same tables
        for (kind, chance, expected) in [
            ("human_resources", 0.5, 609.40),
            ("human_resources", 0.25, 513.27),
            ("finance", 0.5, 304.94),
            ("finance", 0.25, 267.91),
        ] {
            assert_eq!(unit_cost_at(kind, chance), Some(expected), "{kind} {chance}");
        }
        assert!(EVIDENCE.iter().all(|id| crate::evidence::find(id).is_some()));
    }
}
