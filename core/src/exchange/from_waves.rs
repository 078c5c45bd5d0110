//! A wave of contracts becomes a category of joint buying in the open scenario.

use crate::engine::waves::{Wave, financial_year};
use crate::evidence::{CATEGORIES, force, new_category, new_partner};
use crate::model::contract::Contract;
use crate::model::{Change, Document, Scenario};
use serde_json::{Map, Value, json};

/// The kind of category that its name means.
fn kind_of(category: &str) -> &'static str {
    let small = category.trim().to_lowercase();
    CATEGORIES
        .iter()
        .find(|(id, name, _)| small == *id || small.contains(&name.to_lowercase()))
        .map_or("other", |(id, ..)| id)
}

/// The partner that a contract's owner is in a document; one more where it is none yet.
fn partner_of(after: &mut Document, owner: &str, marks: &mut Map<String, Value>) -> String {
    let entries = after.entries("partners");
    let named = |id: &&String| after.text(&format!("partners.{id}.name")).trim().eq_ignore_ascii_case(owner.trim());
    if let Some(known) = entries.iter().find(|id| *id == owner).or_else(|| entries.iter().find(named)) {
        return known.clone();
    }
    let place = format!("partners.{}", entries.len());
    if force(owner).is_some() {
        let (partner, figures) = new_partner(owner);
        marks.extend(figures.into_iter().map(|(place, whose)| (place, json!(whose))));
        after.set(&place, Some(partner));
        return owner.to_owned();
    }
    let id = (1..).map(|n: usize| format!("partner-{n}")).find(|id| !entries.contains(id)).unwrap_or_default();
    after.set(&place, Some(json!({ "id": id, "name": owner, "kind": "other" })));
    id
}

/// The open scenario with a category of what a wave buys: its spending by force, what is reached of it, the route's saving and fee,
/// from the year in which all its contracts have ended. Who is no partner yet becomes one.
pub fn with_wave(document: &Document, scenario: &Scenario, wave: &Wave, contracts: &[Contract]) -> Change {
    let mut after = document.clone();
    let mut marks = document.get("provenance").and_then(Value::as_object).cloned().unwrap_or_default();
    let mut spend: Vec<(String, f64)> = Vec::new();
    for contract in wave.contracts.iter().filter_map(|place| contracts.get(*place)) {
        let id = partner_of(&mut after, &contract.force, &mut marks);
        match spend.iter_mut().find(|(one, _)| *one == id) {
            Some((_, sum)) => *sum += contract.spend.0,
            None => spend.push((id, contract.spend.0)),
        }
    }
    let members: Vec<String> = spend.iter().map(|(id, _)| id.clone()).collect();
    let taken = after.entries("procurement");
    let id = (1..).map(|n: usize| format!("wave-{n}")).find(|id| !taken.contains(id)).unwrap_or_default();
    let ends = financial_year(wave.align);
    let name = format!("{}, wave of {}", wave.category, crate::model::FinancialYear(ends));
    let (mut category, _) = new_category(&after, &id, kind_of(&wave.category), &members);
    let (saving, fee) = wave.rates;
    // contracts end within the year, so what comes after them counts from the next
    let go_live = (ends + 1).saturating_sub(scenario.first_year.0).min(29);
    let reached = if wave.spend.0 > 0.0 { wave.reached.0 / wave.spend.0 } else { 0.0 };
    if let Some(map) = category.as_object_mut() {
        map.insert("name".into(), json!(name));
        map.insert("spend".into(), Value::Object(spend.iter().map(|(id, sum)| (id.clone(), json!(sum))).collect()));
        map.insert("addressable".into(), json!(reached));
        let of = |field: &str| {
            map.get("saving").and_then(|range| range.get(field)).and_then(Value::as_f64).unwrap_or(saving.0)
        };
        let range = json!({ "low": of("low").min(saving.0), "likely": saving.0, "high": of("high").max(saving.0) });
        map.insert("saving".into(), range);
        map.insert("framework_fee".into(), json!(fee.0));
        map.insert("go_live".into(), json!(go_live));
        map.insert("ramp_years".into(), json!(1));
    }
    for member in &members {
        marks.insert(format!("procurement.{id}.spend.{member}"), json!("yours"));
    }
    after.set(&format!("procurement.{}", taken.len()), Some(category));
    after.set("provenance", Some(Value::Object(marks)));
    let what = format!("Buy together: {}", wave.category);
    ["partners", "procurement", "provenance"]
        .into_iter()
        .fold(Change::new(what), |change, place| change.set(document, place, after.get(place).cloned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::appraise;
    use crate::engine::waves::wave_plan;
    use crate::evidence::PRESETS;
    use crate::model::contract::WaveTerms;
    use crate::model::{Month, Pounds, check, read};

    /// What the plan says a wave saves is what its category saves in the scenario: Kent joins, Norfolk is there already.
    #[test]
    fn a_wave_saves_the_same_as_a_category() {
        let contract = |force: &str, spend: f64, month: u8| Contract {
            force: force.into(),
            category: "Uniform".into(),
            supplier: "Acme".into(),
            spend: Pounds(spend),
            ends: Month::new(2028, month),
            ..Contract::default()
        };
        let contracts =
            [contract("norfolk", 300_000.0, 4), contract("kent", 200_000.0, 9), contract("A museum", 50_000.0, 5)];
        let terms = WaveTerms::default().with(2, "1%", Default::default()).unwrap();
        let plan = wave_plan(&contracts, &terms);
        // the national route keeps 5 %, the regional one 4 %
        assert!((plan.saving.0 - 550_000.0 * 0.333 * 0.05).abs() < 1e-6);
        let mut document = PRESETS[1].document();
        let before = document.clone();
        let scenario = read(document.value()).unwrap();
        let change = with_wave(&document, &scenario, &plan.waves[0], &contracts);
        change.apply(&mut document);
        assert_eq!(check(document.value()), vec![]);
        let scenario = read(document.value()).unwrap();
        assert_eq!((scenario.partners.len(), scenario.procurement.len()), (4, 1));
        let found = &appraise(&scenario).procurement[0];
        assert_eq!(scenario.procurement[0].go_live, 3, "2029/30, the year after the last has ended");
        let last: f64 = found.buyers.iter().map(|one| one.saving.last().unwrap().0 - one.fee.last().unwrap().0).sum();
        assert!((last - plan.saving.0).abs() < 1e-6, "{last} {:?}", plan.saving);
        change.revert(&mut document);
        assert_eq!(document, before);
    }
}
