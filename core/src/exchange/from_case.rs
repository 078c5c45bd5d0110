//! A published case's plan as a scenario, so that a reader sees plan and outcome together.

use super::crossing::{parts_by_budget, take_partner};
use crate::evidence::{PublishedCase, blank};
use crate::explain::case_lines;
use crate::model::Document;
use serde_json::{Map, Value, json};

/// Whether enough is published of a plan to make a scenario of it: what was in scope, and what it was to save.
pub fn can_start_from(case: &PublishedCase) -> bool {
    case.scope_cost.is_some_and(|scope| scope > 0.0)
        && yearly(case).is_some()
        && case.partners.is_some_and(|n| n >= 2.0)
}

/// What was to be saved in a year: as published, or its total over its years.
fn yearly(case: &PublishedCase) -> Option<f64> {
    let over = case.period.filter(|years| *years > 0.0);
    case.planned_yearly.or_else(|| Some(case.planned_total? / over?))
}

/// The scenario: its partners share what was in scope, at the rate that the plan had; nothing else is known, and what is
/// not known is nothing. None where too little is published.
#[allow(clippy::too_many_lines, reason = "one scenario written out whole")]
pub fn scenario_of_case(case: &PublishedCase) -> Option<Document> {
    if !can_start_from(case) {
        return None;
    }
    let (scope, saving) = (case.scope_cost? * 1e6, yearly(case)? * 1e6);
    let number = (case.partners? as usize).min(crate::model::inputs::MOST_PARTNERS);
    let mut document = blank();
    let mut marks = Map::new();
    let mut ids = Vec::new();
    for n in 0..number {
        let named = case.tags.forces.get(n).filter(|_| case.tags.forces.len() == number);
        let name = format!("Partner {} of {number}", n + 1);
        ids.push(take_partner(&mut document, n, named.map(String::as_str), &name, &mut marks));
    }
    let (parts, known) = parts_by_budget(&document, &ids);
    let baseline: Map<String, Value> = ids
        .iter()
        .zip(parts)
        .map(|(id, part)| (id.clone(), json!({ "fte": 0, "cost_per_fte": 0, "non_pay": (scope * part).round() })))
        .collect();
    let rate = ((saving / scope).clamp(0.0, 1.0) * 1000.0).round() / 1000.0;
    let one_off = case.planned_one_off.unwrap_or(0.0) * 1e6;
    let mark = json!("estimate:case");
    for id in &ids {
        marks.insert(format!("services.service.baseline.{id}.non_pay"), mark.clone());
    }
    marks.insert("services.service.saving.likely".into(), mark.clone());
    if one_off > 0.0 {
        marks.insert("services.service.one_off.programme".into(), mark);
    }
    document.set("title", Some(json!(format!("{}, as planned", case.name))));
    if let Some(year) = case.start {
        document.set("first_year", Some(json!(year)));
    }
    document.set(
        "services.0",
        Some(json!({
            "id": "service", "name": "What was in scope", "kind": "other",
            "style": if case.tags.style.is_empty() { "joint_venture" } else { case.tags.style.as_str() },
            "members": ids, "scale_reference": ids, "baseline": baseline,
            // the plan had one figure and no range
            "saving": { "low": rate, "likely": rate, "high": rate }, "overhead": 0, "go_live": 0, "ramp_years": 3,
            "sharing": { "key": if known { "budget" } else { "equal" } },
            "one_off": { "programme": one_off, "redundancy_share": 0 },
        })),
    );
    let lines = case_lines(case).join(". ");
    let notes = format!(
        "The plan as far as it is published, in the prices of its time. {lines}. What became of it: {}. {} Counted by {}. {}",
        case.fate,
        case.what,
        case.counted_by(),
        case.caution
    );
    document.set("notes", Some(json!(notes.chars().take(4_000).collect::<String>())));
    document.set("provenance", Some(Value::Object(marks)));
    Some(document)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::appraise;
    use crate::evidence::published_cases;
    use crate::model::{check, read};

    /// £145m in scope and £12m a year: 8.3 %, £12.0m at full effect.
    #[test]
    fn a_plan_is_a_scenario_and_its_outcome_stands_beside() {
        let of = |id: &str| published_cases().iter().find(|case| case.id == id).unwrap();
        let document = scenario_of_case(of("dc-dorset-alliance")).unwrap();
        assert_eq!(check(document.value()), vec![]);
        let outcome = appraise(&read(document.value()).unwrap());
        assert!(
            (outcome.totals.full_year_saving.0 - 145e6 * 0.083).abs() < 1.0,
            "{:?}",
            outcome.totals.full_year_saving
        );
        assert_eq!(outcome.partners[1].id, "dorset");
        assert!(document.text("notes").contains("What became of it: running."));
        // the names of eight forces are not published with it, and £161m was to be spent
        let scotland = scenario_of_case(of("police-scotland")).unwrap();
        assert_eq!(check(scotland.value()), vec![]);
        let outcome = appraise(&read(scotland.value()).unwrap());
        assert_eq!((outcome.partners.len(), outcome.totals.one_off.0), (8, 161e6));
        assert_eq!(scenario_of_case(of("i6")), None, "what was in scope is not known");
    }
}
