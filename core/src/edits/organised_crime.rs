//! Changes of the page on organised crime: set it up, answer a question, weigh the criteria.

use crate::engine::soc::CRITERIA;
use crate::evidence::{self, SOC_OVERHEADS, SOC_TEAM_COST, soc_estimate};
use crate::explain::QUESTIONS;
use crate::model::soc::SocModel;
use crate::model::{Change, Document};
use serde_json::{Map, Value, json};

/// Sets the section up with starting figures for every partner.
pub fn start_soc(document: &Document) -> Change {
    let ids = document.entries("partners");
    let number = |place: String| document.number(&place).unwrap_or(0.0);
    let mut marks = Vec::new();
    let mut partners = Map::new();
    let mut cost = 0.0;
    for id in &ids {
        let (groups, teams) =
            soc_estimate(number(format!("partners.{id}.population")), number(format!("partners.{id}.officers_fte")));
        partners.insert(
            id.clone(),
            json!({ "ocgs_per_year": groups.value, "teams": teams, "cross_border": 0.4, "cost_per_team": SOC_TEAM_COST }),
        );
        cost += teams * SOC_TEAM_COST;
        marks.push((format!("soc.partners.{id}.ocgs_per_year"), format!("estimate:{}", groups.evidence)));
    }
    let answers = |model: SocModel| -> Value {
        let yes = |question: &str| match model {
            SocModel::ServiceAgreement => ["identified", "prioritised"].contains(&question),
            SocModel::VirtualTaskforce => ["identified", "assessed", "prioritised"].contains(&question),
            SocModel::Dedicated => true,
        };
        QUESTIONS.iter().map(|(id, _)| ((*id).to_owned(), json!(yes(id)))).collect::<Map<_, _>>().into()
    };
    let checklist: Map<String, Value> =
        SocModel::ALL.into_iter().map(|model| (model.word().to_owned(), answers(model))).collect();
    let running = |part: f64| (cost * part / 10_000.0).round() * 10_000.0;
    let overhead = json!({ "virtual_taskforce": running(SOC_OVERHEADS.0), "dedicated": running(SOC_OVERHEADS.1) });
    let soc = json!({ "partners": partners, "checklist": checklist, "overhead": overhead });
    let mut change = Change::new("Set up organised crime").set(document, "soc", Some(soc));
    for (place, whose) in marks {
        change = change.mark(document, &place, &whose);
    }
    change
}

/// Takes the section out.
pub fn remove_soc(document: &Document) -> Change {
    Change::new("Take organised crime out").set(document, "soc", None)
}

/// Lets a partner that is not in it yet into the section.
pub fn add_soc_partner(document: &Document, id: &str) -> Change {
    let number = |field: &str| document.number(&format!("partners.{id}.{field}")).unwrap_or(0.0);
    let (groups, teams) = soc_estimate(number("population"), number("officers_fte"));
    let name = document.text(&format!("partners.{id}.name")).to_owned();
    Change::new(format!("{name} joins organised crime"))
        .set(
            document,
            &format!("soc.partners.{id}"),
            Some(json!({ "ocgs_per_year": groups.value, "teams": teams, "cross_border": 0.4, "cost_per_team": SOC_TEAM_COST })),
        )
        .mark(document, &format!("soc.partners.{id}.ocgs_per_year"), &format!("estimate:{}", groups.evidence))
}

/// Answers a question of the checklist for a model.
pub fn answer(document: &Document, model: SocModel, question: &str, yes: bool) -> Change {
    let place = format!("soc.checklist.{}.{question}", model.word());
    let (_, text) = QUESTIONS.iter().find(|(id, _)| *id == question).copied().unwrap_or((question, question));
    let mut change = Change::new(format!("Checklist: {text}"));
    // a first answer brings the others with it: what is not answered yes counts as no
    if document.get(&format!("soc.checklist.{}", model.word())).is_none() {
        let all: Map<String, Value> =
            QUESTIONS.iter().map(|(id, _)| ((*id).to_owned(), json!(*id == question && yes))).collect();
        change = change.set(document, &format!("soc.checklist.{}", model.word()), Some(Value::Object(all)));
    } else {
        change = change.set(document, &place, Some(json!(yes)));
    }
    change
}

/// Weighs one criterion as it was typed; the others stay as they were typed, or at a third each.
pub fn set_one_weight(document: &Document, criterion: &str, weight: f64) -> Change {
    let mut change = Change::new("Weights of the criteria");
    for name in CRITERIA {
        let place = format!("soc.weights.{name}");
        let value = if name == criterion { weight } else { document.number(&place).unwrap_or(A_THIRD) };
        change = change.set(document, &place, Some(json!(value)));
    }
    change
}

/// What a criterion weighs as long as nobody says otherwise, as its box shows it.
pub const A_THIRD: f64 = 0.333;

/// Weighs the criteria, to a thousandth.
pub fn set_weights(document: &Document, weights: [f64; 3]) -> Change {
    let [functionality, performance, cost] = weights.map(|weight| (weight * 1000.0).round() / 1000.0);
    Change::new("Weights of the criteria").set(
        document,
        "soc.weights",
        Some(json!({ "functionality": functionality, "performance": performance, "cost": cost })),
    )
}

/// A third each again.
pub fn reset_weights(document: &Document) -> Change {
    Change::new("Weights of a third each").set(document, "soc.weights", None)
}

/// States a fact about the style of a service, or takes it back.
pub fn set_fact(document: &Document, service: &str, fact: &str, value: Option<Value>) -> Change {
    let name = document.text(&format!("services.{service}.name")).to_owned();
    Change::new(format!("{name}: {}", fact.replace('_', " "))).set(
        document,
        &format!("services.{service}.style_facts.{fact}"),
        value,
    )
}

/// Starting figures come with words, not only with numbers.
pub fn starting_words() -> String {
    format!(
        "Groups are the {} mapped in the UK in 2019, divided by population. The rest are our assumptions: one team for every 350 officers, a team at {} a year, 40% of groups across borders, 4% and 10% extra for the command of a taskforce and of a dedicated function, and the checklist. Replace them all.",
        evidence::find("ocgs-2019").map_or_else(|| "4,500".to_owned(), evidence::Evidence::figure),
        crate::model::Pounds(SOC_TEAM_COST).short()
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::soc::appraise_soc;
    use crate::evidence::PRESETS;
    use crate::model::{check, read};

    #[test]
    fn set_up_answered_and_weighed_it_stays_valid_and_can_be_undone() {
        let start = PRESETS[0].document();
        let mut document = start.clone();
        let mut made = Vec::new();
        let changes: [fn(&Document) -> Change; 5] = [
            start_soc,
            |document| answer(document, SocModel::ServiceAgreement, "acted", true),
            |document| set_weights(document, [0.2, 0.5, 0.3]),
            |document| set_one_weight(document, "cost", 0.1),
            |document| set_fact(document, "hr", "control", Some(json!("cede"))),
        ];
        for change in changes {
            let change = change(&document);
            change.apply(&mut document);
            assert_eq!(check(document.value()), vec![], "{}", change.what);
            made.push(change);
        }
        let found = appraise_soc(&read(document.value()).unwrap()).unwrap();
        assert_eq!(found.forces.len(), 5);
        // three of five questions now answered yes
        assert!((found.models.service_agreement.values[0] - 0.6).abs() < 1e-12);
        assert_eq!(
            document.get("soc.weights"),
            Some(&json!({ "functionality": 0.2, "performance": 0.5, "cost": 0.1 }))
        );
        made.iter().rev().for_each(|change| change.revert(&mut document));
        assert_eq!(document, start);
    }
}
