//! An arrangement becomes a scenario, and a scenario's services and categories become arrangements.

use crate::engine::{CategoryOutcome, Outcome, ServiceOutcome};
use crate::evidence::{Figures, blank, force, force_named, new_partner, new_service};
use crate::model::arrangement::{Arrangement, Stage};
use crate::model::benefits::{Benefits, YearLine};
use crate::model::inputs::{MOST_PARTNERS, SERVICE_KINDS};
use crate::model::{ByPartner, Document, FinancialYear, Month, Pounds, Rate, Scenario};
use serde_json::{Map, Value, json};

/// What a mark of a figure that was divided from a register's entry says.
pub const FROM_REGISTER: &str = "register";

/// The kind of service that a function's name means; `other` where it means none.
pub fn kind_of(function: &str) -> &'static str {
    let plain = |text: &str| text.to_lowercase().replace(['_', '-', ' ', '&'], "");
    let wanted = plain(function);
    let short = match wanted.as_str() {
        "hr" | "people" => Some("human_resources"),
        "it" | "ict" | "informationtechnology" | "digital" => Some("ict"),
        "vehicles" => Some("fleet"),
        "psd" | "standards" => Some("professional_standards"),
        "property" | "buildings" => Some("estates"),
        "forensic" | "scientificsupport" => Some("forensics"),
        "dogunit" | "dogsunit" => Some("dogs"),
        _ => None,
    };
    let known = SERVICE_KINDS.iter().find(|kind| plain(kind) == wanted);
    known.copied().or(short).unwrap_or("other")
}

/// A scenario that asks whether an arrangement pays: its partners share its function, with what it cost without sharing
/// as the cost today. Estimates stand where nothing is known.
#[allow(clippy::too_many_lines, reason = "one scenario written out whole")]
pub fn scenario_of(one: &Arrangement) -> Document {
    let mut document = blank();
    document.set("title", Some(json!(one.shown())));
    let mut marks = Map::new();
    let mut ids: Vec<String> = Vec::new();
    for name in &one.partners {
        let known = force(name).or_else(|| force_named(name)).map(|force| force.id.as_str());
        if ids.len() < MOST_PARTNERS && known.is_none_or(|id| !ids.iter().any(|one| one == id)) {
            let id = take_partner(&mut document, ids.len(), known, name, &mut marks);
            ids.push(id);
        }
    }
    let kind = kind_of(&one.function);
    let (mut service, figures) = new_service(&document, "service", one.shown(), kind, &ids, Figures::Published);
    let saved = one.delivered_saving.or(one.expected_saving);
    let before = one.yearly_cost.map(|cost| Pounds(cost.0 + saved.map_or(0.0, |saved| saved.0)));
    if let Some(map) = service.as_object_mut() {
        if let Some(before) = before.filter(|before| before.0 > 0.0) {
            map.insert("baseline".into(), divided(&document, &ids, before));
            let mark = json!(format!("estimate:{FROM_REGISTER}"));
            marks.extend(ids.iter().map(|id| (format!("services.service.baseline.{id}.non_pay"), mark.clone())));
            if let Some(saved) = saved {
                let rate = ((saved.0 / before.0).clamp(0.0, 1.0) * 1000.0).round() / 1000.0;
                let saving = json!({ "low": f64::min(rate, 0.15), "likely": rate, "high": f64::max(rate, 0.30) });
                map.insert("saving".into(), saving);
                marks.insert("services.service.saving.likely".into(), mark);
            }
            // what was paid once is long paid
            map.insert("one_off".into(), json!({ "redundancy_share": 0 }));
        } else {
            marks.extend(figures.into_iter().map(|(place, whose)| (place, json!(whose))));
        }
        if let Some(style) = one.style {
            map.insert("style".into(), json!(crate::model::style_word(style)));
        }
        let host = force_named(&one.host).map(|force| force.id.clone()).filter(|host| ids.contains(host));
        if let Some(host) = host {
            map.insert("host".into(), json!(host));
        }
        map.insert("go_live".into(), json!(0));
    }
    document.set("services.0", Some(service));
    if let Some(review) = one.review {
        document.set("agreement.review_year", Some(json!(f64::from(review.year()))));
    }
    let notes: Vec<&str> = [&one.purpose, &one.effect, &one.lessons]
        .into_iter()
        .map(|text| text.trim())
        .filter(|text| !text.is_empty())
        .collect();
    if !notes.is_empty() {
        let notes: String = notes.join("\n\n").chars().take(4_000).collect();
        document.set("notes", Some(json!(notes)));
    }
    document.set("provenance", Some(Value::Object(marks)));
    document
}

/// A yearly cost over members by budget, or in equal parts where a budget is not known; as other cost, since nothing is
/// known of posts.
fn divided(document: &Document, ids: &[String], cost: Pounds) -> Value {
    let (parts, _) = parts_by_budget(document, ids);
    let each = |(id, part): (&String, f64)| {
        let pounds = (cost.0 * part * 100.0).round() / 100.0;
        (id.clone(), json!({ "fte": 0, "cost_per_fte": 0, "non_pay": pounds }))
    };
    Value::Object(ids.iter().zip(parts).map(each).collect())
}

/// The part of each of some partners by budget, or equal parts where a budget is not known; and whether all are.
pub(super) fn parts_by_budget(document: &Document, ids: &[String]) -> (Vec<f64>, bool) {
    let budget = |id: &String| document.number(&format!("partners.{id}.budget")).unwrap_or(0.0);
    let all: f64 = ids.iter().map(budget).sum();
    let known = ids.iter().all(|id| budget(id) > 0.0);
    let part = |id: &String| if known { budget(id) / all } else { 1.0 / ids.len().max(1) as f64 };
    (ids.iter().map(part).collect(), known)
}

/// Puts a partner at a place of a new scenario, a force with its public figures and their marks; says its id.
pub(super) fn take_partner(
    document: &mut Document,
    place: usize,
    known: Option<&str>,
    name: &str,
    marks: &mut Map<String, Value>,
) -> String {
    let (id, partner) = match known {
        Some(id) => {
            let (partner, figures) = new_partner(id);
            marks.extend(figures.into_iter().map(|(place, whose)| (place, json!(whose))));
            (id.to_owned(), partner)
        }
        None => {
            let id = format!("partner-{}", place + 1);
            (id.clone(), json!({ "id": id, "name": name, "kind": "other" }))
        }
    };
    document.set(&format!("partners.{place}"), Some(partner));
    id
}

/// The arrangements that a scenario describes: one for each shared service and category, as expected and not delivered yet.
pub fn arrangements_of(document: &Document, scenario: &Scenario, outcome: &Outcome) -> Vec<Arrangement> {
    let month = |year: FinancialYear| u16::try_from(year.0).ok().and_then(|year| Month::new(year, 4));
    let review =
        scenario.agreement.review_year.and_then(|year| u16::try_from(year).ok()).and_then(|year| Month::new(year, 0));
    let last = outcome.totals.full_year;
    let title = scenario.title.trim();
    let named = |name: &str| if title.is_empty() { name.to_owned() } else { format!("{name}: {title}") };
    let saving = |saving: Pounds| (saving.0 > 0.0).then_some(Pounds(saving.0.round()));
    let name_of = |id: &String| name_of(scenario, id);
    let mut all = Vec::new();
    for (service, found) in scenario.services.iter().zip(&outcome.services).filter(|(_, found)| found.shared) {
        let kind = document.text(&format!("services.{}.kind", service.id));
        let function = match kind {
            "other" | "" => service.shown().to_owned(),
            "human_resources" => "HR".to_owned(),
            kind => crate::words::terms::choice_label("services[].kind", kind),
        };
        let pool = last.and_then(|year| found.pool.get(year).copied().flatten());
        all.push(Arrangement {
            name: named(service.shown()),
            function,
            style: Some(service.style),
            partners: service.members.iter().map(name_of).collect(),
            host: service.host.as_ref().map_or_else(String::new, name_of),
            // a what-if is a proposal, whatever year it begins in
            stage: Stage::Proposed,
            start: month(outcome.year(service.go_live)),
            review,
            yearly_cost: pool.map(|pool| Pounds(pool.0.round())),
            central_share: Some(Rate(0.0)).filter(|_| found.grant.0 <= 0.0),
            expected_saving: saving(found.full_year_saving),
            benefits: plan_of_service(scenario, outcome, found),
            ..Arrangement::default()
        });
    }
    for (category, found) in scenario.procurement.iter().zip(&outcome.procurement).filter(|(_, found)| found.shared) {
        let reached: Pounds = found.buyers.iter().map(|buyer| buyer.reached).sum();
        let cost = reached.0 - found.full_year_saving.0;
        all.push(Arrangement {
            name: named(category.shown()),
            function: "Procurement".into(),
            stage: Stage::Proposed,
            partners: category.members.iter().map(name_of).collect(),
            start: month(outcome.year(category.go_live)),
            review,
            yearly_cost: (cost > 0.0).then_some(Pounds(cost.round())),
            expected_saving: saving(found.full_year_saving),
            benefits: plan_of_category(scenario, outcome, found),
            ..Arrangement::default()
        });
    }
    all
}

/// The plans of record that a scenario gives: each shared service and category by name, and all of them together.
pub fn plans_of(scenario: &Scenario, outcome: &Outcome) -> Vec<(String, Benefits)> {
    let services = outcome.services.iter().filter(|found| found.shared);
    let categories = outcome.procurement.iter().filter(|found| found.shared);
    let mut all: Vec<(String, Benefits)> =
        services.map(|found| (found.name.clone(), plan_of_service(scenario, outcome, found))).collect();
    all.extend(categories.map(|found| (found.name.clone(), plan_of_category(scenario, outcome, found))));
    if all.len() > 1 {
        let posts = (0..outcome.factors.len())
            .map(|t| outcome.partners.iter().filter_map(|one| one.posts.get(t)).map(|posts| posts.0).sum());
        let lines = lines(
            outcome.first_year,
            &outcome.totals.saving_by_year(),
            &outcome.totals.one_off_by_year,
            Some(&posts.collect::<Vec<f64>>()),
            &ByPartner::new(),
        );
        all.push((
            "Everything together".into(),
            Benefits { plan_from: from(scenario, "all"), plan: lines, ..Benefits::default() },
        ));
    }
    all
}

fn from(scenario: &Scenario, what: &str) -> String {
    let title = scenario.title.trim();
    let title = if title.is_empty() { "a scenario without a title" } else { title };
    format!("{title} ({what}), in prices of {}", scenario.first_year)
}

fn plan_of_service(scenario: &Scenario, outcome: &Outcome, found: &ServiceOutcome) -> Benefits {
    let saving: Vec<Pounds> = (0..outcome.factors.len())
        .map(|t| {
            let gains = found.members.iter().filter_map(|one| Some(one.cost.get(t)?.0 - one.charge.get(t)?.0));
            Pounds(gains.sum())
        })
        .collect();
    let posts: Vec<f64> = found.posts.iter().map(|posts| posts.0).collect();
    let keys = found.members.iter().map(|one| (name_of(scenario, &one.id), one.key)).collect();
    let plan = lines(outcome.first_year, &saving, &found.one_off, Some(&posts), &keys);
    Benefits { plan_from: from(scenario, &found.name), plan, ..Benefits::default() }
}

fn plan_of_category(scenario: &Scenario, outcome: &Outcome, found: &CategoryOutcome) -> Benefits {
    let saving: Vec<Pounds> =
        found.saving.iter().zip(&found.fee).map(|(saving, fee)| Pounds(saving.0 - fee.0)).collect();
    let keys = found.buyers.iter().map(|one| (name_of(scenario, &one.id), one.key)).collect();
    let plan = lines(outcome.first_year, &saving, &found.one_off, None, &keys);
    Benefits { plan_from: from(scenario, &found.name), plan, ..Benefits::default() }
}

/// A force by its id, anybody else by name: as the register has its partners.
fn name_of(scenario: &Scenario, id: &str) -> String {
    force(id).map_or_else(|| scenario.name_of(id).to_owned(), |force| force.id.clone())
}

/// A line for each year in which something is planned, in whole pounds and tenths of posts; the key stands on the first.
fn lines(
    first: FinancialYear,
    saving: &[Pounds],
    cost: &[Pounds],
    posts: Option<&[f64]>,
    keys: &ByPartner<Rate>,
) -> Vec<YearLine> {
    let mut all: Vec<YearLine> = saving
        .iter()
        .zip(cost)
        .enumerate()
        .map(|(t, (saving, cost))| YearLine {
            year: first.plus(t).0,
            saving: Some(Pounds(saving.0.round())),
            cost: Some(Pounds(cost.0.round())),
            posts: posts.and_then(|posts| posts.get(t)).map(|posts| (posts * 10.0).round() / 10.0),
            ..YearLine::default()
        })
        .collect();
    if let Some(first) = all.first_mut() {
        first.shares.clone_from(keys);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::appraise;
    use crate::evidence::PRESETS;
    use crate::model::arrangement::Field;
    use crate::model::{Style, check, read};

    fn arrangement(fields: &[(Field, &str)]) -> Arrangement {
        let mut one = Arrangement::default();
        for (field, text) in fields {
            one.set(*field, text).unwrap();
        }
        one
    }

    /// £8m now and £2m saved is £10m before: a saving of 20 %.
    #[test]
    fn an_arrangement_becomes_a_scenario_that_computes() {
        let one = arrangement(&[
            (Field::Name, "Joint firearms"),
            (Field::Function, "Firearms"),
            (Field::Style, "lead_authority"),
            (Field::Partners, "kent; essex; A council"),
            (Field::Host, "kent"),
            (Field::Review, "2028"),
            (Field::YearlyCost, "8m"),
            (Field::DeliveredSaving, "2m"),
            (Field::Lessons, "Start small"),
        ]);
        let document = scenario_of(&one);
        assert_eq!(check(document.value()), vec![]);
        let scenario = read(document.value()).unwrap();
        let service = &scenario.services[0];
        assert_eq!(
            (service.kind.as_str(), service.style, service.host.as_deref()),
            ("firearms", Style::LeadAuthority, Some("kent"))
        );
        assert_eq!((service.members.len(), service.saving.likely), (3, Rate(0.2)));
        let today: f64 = service.members.iter().map(|id| service.baseline_of(id).cost().0).sum();
        assert!((today - 10e6).abs() < 0.05);
        assert!(appraise(&scenario).totals.full_year_saving.0 > 0.0);
        assert_eq!(document.text("notes"), "Start small");
        assert_eq!(scenario.agreement.review_year, Some(2028));
    }

    #[test]
    fn where_nothing_is_known_estimates_stand_or_nothing() {
        for (function, cost) in [("HR", true), ("Dogs", true), ("Payroll", false), ("", false)] {
            let document = scenario_of(&arrangement(&[(Field::Function, function), (Field::Partners, "kent;essex")]));
            let scenario = read(document.value()).unwrap();
            assert_eq!(scenario.services[0].baseline_of("kent").cost().0 > 0.0, cost, "{function}");
        }
        assert_eq!(check(scenario_of(&Arrangement::default()).value()), vec![]);
    }

    #[test]
    fn a_scenario_becomes_arrangements() {
        let document = PRESETS[0].document();
        let scenario = read(document.value()).unwrap();
        let outcome = appraise(&scenario);
        let all = arrangements_of(&document, &scenario, &outcome);
        assert_eq!(all.iter().map(|one| one.function.as_str()).collect::<Vec<_>>(), ["HR", "Finance", "Procurement"]);
        assert_eq!(all[0].name, "HR: East Midlands support services");
        assert_eq!((all[0].partners.len(), all[0].start), (5, Month::new(2027, 4)));
        // what it costs and what it saves are what it costs today
        let today = outcome.services[0].cost_today.0;
        let sum = all[0].yearly_cost.unwrap().0 + all[0].expected_saving.unwrap().0;
        assert!((sum - today).abs() < 2.0, "{sum} {today}");
        // the plan of record is the outcome, year by year, with the key
        let plan = &all[0].benefits.plan;
        assert_eq!((plan.len(), plan[0].year), (outcome.factors.len(), 2026));
        let last = plan.last().unwrap().saving.unwrap().0;
        assert!((last - outcome.services[0].full_year_saving.0).abs() <= 1.0, "{last}");
        assert!((plan[0].shares.values().map(|share| share.0).sum::<f64>() - 1.0).abs() < 1e-9);
        let plans = plans_of(&scenario, &outcome);
        assert_eq!(plans.len(), 4);
        assert!(plans[3].1.plan_from.starts_with("East Midlands support services (all), in prices of "));
        assert!(all.iter().all(|one| one.is_sound() && one.stage == Stage::Proposed));
        // and back again
        let back = read(scenario_of(&all[0]).value()).unwrap();
        assert_eq!(back.services[0].members, scenario.services[0].members);
    }
}
