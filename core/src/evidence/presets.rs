//! Scenarios to start from, built from the reference data and published savings.

use super::estimates::{CATEGORIES, baseline_estimate, spend_estimate};
use super::forces::force;
use super::functions::{FUNCTIONS_MEDIAN, FUNCTIONS_YEAR, published_start};
use crate::engine;
use crate::model::{self, Document};
use serde_json::{Map, Value, json};

/// A scenario to start from.
#[derive(Debug, Clone, Copy)]
pub struct Preset {
    /// Its id.
    pub id: &'static str,
    /// Its name, and the scenario's title.
    pub title: &'static str,
    /// What it shows, in a sentence.
    pub about: &'static str,
    /// Evidence that it rests on.
    pub evidence: &'static [&'static str],
    build: fn() -> Value,
}

impl Preset {
    /// The scenario.
    pub fn document(&self) -> Document {
        Document::new((self.build)())
    }
}

/// Every scenario to start from, the fullest first.
pub const PRESETS: &[Preset] = &[
    Preset {
        id: "east-midlands",
        title: "East Midlands support services",
        about: "Five forces share HR and finance and buy vehicles together, at the 20% that the region's own collaborations saved by 2013.",
        evidence: &[
            "em-saving",
            "shared-service-saving",
            "transition-ratio",
            "procurement-saving",
            "procurement-spend",
        ],
        build: || {
            let forces = ["derbyshire", "leicestershire", "lincolnshire", "northamptonshire", "nottinghamshire"];
            let mut document = start("East Midlands support services", &forces);
            add_service(&mut document, "hr", "HR", "human_resources", EAST_MIDLANDS);
            add_service(&mut document, "finance", "Finance", "finance", EAST_MIDLANDS);
            add_category(&mut document, "vehicles");
            finish(document)
        },
    },
    Preset {
        id: "norfolk-suffolk",
        title: "Norfolk and Suffolk",
        about: "Two neighbours of like size share HR, finance and ICT. Together they have saved over £41m since 2010.",
        evidence: &["norfolk-suffolk", "shared-service-saving", "transition-ratio"],
        build: || {
            let mut document = start("Norfolk and Suffolk", &["norfolk", "suffolk"]);
            add_service(&mut document, "hr", "HR", "human_resources", PUBLIC_SECTOR);
            add_service(&mut document, "finance", "Finance", "finance", PUBLIC_SECTOR);
            add_service(&mut document, "ict", "ICT", "ict", PUBLIC_SECTOR);
            finish(document)
        },
    },
    Preset {
        id: "devon-cornwall-dorset",
        title: "Devon and Cornwall with Dorset",
        about: "A larger and a smaller force share support services at the 8.3% of cost in scope that their alliance aimed for in 2015.",
        evidence: &["dc-dorset", "transition-ratio", "procurement-saving", "procurement-spend"],
        build: || {
            let mut document = start("Devon and Cornwall with Dorset", &["devon-and-cornwall", "dorset"]);
            add_service(&mut document, "hr", "HR", "human_resources", DEVON_CORNWALL_DORSET);
            add_service(&mut document, "finance", "Finance", "finance", DEVON_CORNWALL_DORSET);
            add_service(&mut document, "ict", "ICT", "ict", DEVON_CORNWALL_DORSET);
            add_category(&mut document, "vehicles");
            finish(document)
        },
    },
    Preset {
        id: "yorkshire-humber",
        title: "Yorkshire and the Humber: HR and finance",
        about: "Four forces with HR and finance at 9%. Their 2011 review found 9% across the budgets of all services that need not be local, not in these two alone.",
        evidence: &["yorkshire-humber", "transition-ratio", "procurement-saving", "procurement-spend"],
        build: || {
            let forces = ["humberside", "north-yorkshire", "south-yorkshire", "west-yorkshire"];
            let mut document = start("Yorkshire and the Humber: HR and finance", &forces);
            add_service(&mut document, "hr", "HR", "human_resources", YORKSHIRE_HUMBER);
            add_service(&mut document, "finance", "Finance", "finance", YORKSHIRE_HUMBER);
            for category in ["vehicles", "uniform"] {
                add_category(&mut document, category);
            }
            finish(document)
        },
    },
    Preset {
        id: super::ALLIANCE.preset,
        title: "West Mercia and Warwickshire, as it was",
        about: "The alliance that ended in 2020, as far as it is published: what leaving costs by the sums, beside the £10.77m that was paid.",
        evidence: &[
            "alliance-size",
            "alliance-local",
            "alliance-saving",
            "exit-shares",
            "exit-host",
            "exit-notice",
            "exit-settlement",
        ],
        build: super::alliance::alliance,
    },
    Preset {
        id: "two-small-forces",
        title: "Two invented small forces",
        about: "Round figures to learn with: a high-cost and a low-cost force share HR, and the low-cost one ends up paying more than now. Boots and handcuffs are at the highest and lowest prices that Parliament found in 2013.",
        evidence: &["shared-service-saving", "price-boots", "price-handcuffs"],
        build: two_small_forces,
    },
];

/// The 2009 report\u{2019}s own facts by area, as it stated them: what its four proposals rest on.
pub const REPORT: Preset = Preset {
    id: "report-2009",
    title: "The report\u{2019}s own facts, 2009",
    about: "What the inspectorate said about organised crime, HR and finance, and procurement, entered as facts. They point to the same levels of support as its own four proposals.",
    evidence: &[
        "soc-response-ratio",
        "hr-cost-variation",
        "hr-finance-spend",
        "shared-service-saving",
        "procurement-spend",
        "wave-plan",
    ],
    build: || {
        let mut document = blank();
        document.set("title", Some(json!("The report\u{2019}s own facts, 2009")));
        let areas = json!({
            "soc-coordination": {
                "less_risky": true, "nation_less_risky": true, "case": true, "recommended": true, "falls_short": true,
            },
            "soc-capability": {
                "less_risky": true, "case": true, "recommended": true, "falls_short": true, "risk_ratio": 4, "persists": true,
                "refused": false,
            },
            "area-hr-finance": { "name": "HR and finance", "cost_ratio": 2 },
            "procurement": {
                "cheaper": true, "nation_cheaper": true, "case": true, "national": true, "falls_short": true,
                "unrealised": 35_000_000,
            },
        });
        document.set("levels", Some(json!({ "areas": areas })));
        document.value().clone()
    },
};

/// A scenario with nothing in it yet.
pub fn blank() -> Document {
    Document::new(json!({
        "schema": model::SCHEMA, "title": "", "first_year": 2026, "years": 10, "discount_rate": 0.035,
        "partners": [], "services": [], "procurement": [],
    }))
}

pub(super) fn start(title: &str, forces: &[&str]) -> Document {
    let mut document = blank();
    document.set("title", Some(json!(title)));
    for id in forces {
        let (partner, marks) = new_partner(id);
        let place = format!("partners.{}", document.entries("partners").len());
        document.set(&place, Some(partner));
        for (mark, whose) in marks {
            set_mark(&mut document, &mark, &whose);
        }
    }
    document
}

/// Places are full of dots, so a mark is set in the map and not by a path.
pub(super) fn set_mark(document: &mut Document, place: &str, whose: &str) {
    let mut marks = document.get("provenance").and_then(Value::as_object).cloned().unwrap_or_default();
    marks.insert(place.to_owned(), json!(whose));
    document.set("provenance", Some(Value::Object(marks)));
}

/// A partner for a force of the reference data, or an empty one; with the marks of its figures.
pub fn new_partner(id: &str) -> (Value, Vec<(String, String)>) {
    let Some(force) = force(id) else {
        return (json!({ "id": id, "name": "", "kind": "other" }), Vec::new());
    };
    let mut partner = Map::new();
    partner.insert("id".into(), json!(id));
    partner.insert("name".into(), json!(force.short));
    let mut marks = Vec::new();
    for (field, value, date) in force.figures() {
        partner.insert(field.into(), json!(value));
        marks.push((format!("partners.{id}.{field}"), format!("reference:{date}")));
    }
    (Value::Object(partner), marks)
}

fn headcounts(document: &Document) -> Vec<(String, f64, f64)> {
    document
        .entries("partners")
        .into_iter()
        .map(|id| {
            let of = |field: &str| document.number(&format!("partners.{id}.{field}")).unwrap_or(0.0);
            let (headcount, budget) = (of("officers_fte") + of("staff_fte"), of("budget"));
            (id, headcount, budget)
        })
        .collect()
}

impl Figures {
    /// What a service that is there rests on: whoever joins it starts from the same.
    pub fn of_service(document: &Document, id: &str) -> Figures {
        let marks = document.get("provenance").and_then(Value::as_object);
        let prefix = format!("services.{id}.baseline.");
        let ratio = |(place, mark): (&String, &Value)| {
            let mark = mark.as_str().unwrap_or("");
            place.starts_with(&prefix)
                && mark.starts_with("estimate:")
                && mark != format!("estimate:{FUNCTIONS_MEDIAN}")
        };
        if marks.into_iter().flatten().any(ratio) { Figures::Ratios } else { Figures::Published }
    }
}

/// What a service starts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Figures {
    /// Each force's own published budget, where there is one.
    Published,
    /// A national ratio for all: whoever joins a service that rests on one starts from the same.
    Ratios,
}

/// A service of a kind for some members, with starting figures where a national ratio is published,
/// and the marks of its figures.
pub fn new_service(
    document: &Document,
    id: &str,
    name: &str,
    kind: &str,
    members: &[String],
    figures: Figures,
) -> (Value, Vec<(String, String)>) {
    let mut baseline = Map::new();
    let mut marks = Vec::new();
    for (partner, headcount, _) in headcounts(document).into_iter().filter(|(partner, _, _)| members.contains(partner))
    {
        let mut mark =
            |field: &str, mark: String| marks.push((format!("services.{id}.baseline.{partner}.{field}"), mark));
        let entry = match (published_start(&partner, kind), baseline_estimate(kind, headcount)) {
            // its own published budget first, the middle of forces next, a national ratio last
            (Some(start), _) if figures == Figures::Published => {
                let whose = match start.own {
                    true => format!("published:{FUNCTIONS_YEAR}"),
                    false => format!("estimate:{FUNCTIONS_MEDIAN}"),
                };
                ["fte", "cost_per_fte", "non_pay", "income"].iter().for_each(|field| mark(field, whose.clone()));
                json!({ "fte": start.posts, "cost_per_fte": start.cost_per_post, "non_pay": start.other, "income": start.income })
            }
            (_, Some((posts, cost))) => {
                mark("fte", format!("estimate:{}", posts.evidence));
                mark("cost_per_fte", format!("estimate:{}", cost.evidence));
                json!({ "fte": posts.value, "cost_per_fte": cost.value })
            }
            (_, None) => json!({ "fte": 0, "cost_per_fte": 0 }),
        };
        baseline.insert(partner.clone(), entry);
    }
    let value = json!({
        "id": id, "name": name, "kind": kind, "members": members, "baseline": baseline, "scale_reference": members,
        "saving": { "low": 0.15, "likely": 0.20, "high": 0.30 }, "go_live": 1, "ramp_years": 3,
    });
    (value, marks)
}

/// A category of joint buying for some members, with starting figures, and the marks of these.
pub fn new_category(document: &Document, id: &str, kind: &str, members: &[String]) -> (Value, Vec<(String, String)>) {
    let name = CATEGORIES.iter().find(|(category, _, _)| *category == kind).map_or("Other", |(_, name, _)| *name);
    let mut spend = Map::new();
    let mut marks = Vec::new();
    for (partner, _, budget) in headcounts(document).into_iter().filter(|(partner, _, _)| members.contains(partner)) {
        let estimate = spend_estimate(kind, budget);
        marks.push((format!("procurement.{id}.spend.{partner}"), format!("estimate:{}", estimate.evidence)));
        spend.insert(partner, json!(estimate.value));
    }
    let value = json!({
        "id": id, "name": name, "members": members, "spend": spend, "scale_reference": members,
        "saving": { "low": 0.03, "likely": 0.05, "high": 0.10 }, "go_live": 0, "ramp_years": 2,
    });
    (value, marks)
}

/// A saving's range and, where its likely value is another's than the default's, the evidence for it.
type Saving = (f64, f64, f64, Option<&'static str>);

const PUBLIC_SECTOR: Saving = (0.15, 0.20, 0.30, None);
const EAST_MIDLANDS: Saving = (0.15, 0.20, 0.30, Some("em-saving"));
/// The ends of these two are our assumption.
const DEVON_CORNWALL_DORSET: Saving = (0.05, 0.083, 0.20, Some("dc-dorset"));
const YORKSHIRE_HUMBER: Saving = (0.05, 0.09, 0.20, Some("yorkshire-humber"));

fn add_service(document: &mut Document, id: &str, name: &str, kind: &str, (low, likely, high, evidence): Saving) {
    let members = document.entries("partners");
    let (mut value, marks) = new_service(document, id, name, kind, &members, Figures::Published);
    if let Some(map) = value.as_object_mut() {
        map.insert("saving".into(), json!({ "low": low, "likely": likely, "high": high }));
    }
    document.set(&format!("services.{id}"), Some(value));
    marks.iter().for_each(|(place, whose)| set_mark(document, place, whose));
    if let Some(evidence) = evidence {
        set_mark(document, &format!("services.{id}.saving.likely"), &format!("estimate:{evidence}"));
    }
}

fn add_category(document: &mut Document, kind: &str) {
    let members = document.entries("partners");
    let (value, marks) = new_category(document, kind, kind, &members);
    document.set(&format!("procurement.{kind}"), Some(value));
    marks.iter().for_each(|(place, whose)| set_mark(document, place, whose));
}

/// What a service's programme and its ICT each cost once, as the Scottish ratio has it: half of that each. None where
/// nothing is saved, so that nothing can be estimated.
pub fn one_off_halves(document: &Document, service: &str) -> Option<f64> {
    all_halves(document).into_iter().find(|(id, _)| id == service).map(|(_, half)| half)
}

/// The same of every service of which it can be estimated.
fn all_halves(document: &Document) -> Vec<(String, f64)> {
    let Ok(scenario) = model::read(document.value()) else { return Vec::new() };
    let outcome = engine::appraise(&scenario);
    let half = |(one, found): (&model::Service, &engine::ServiceOutcome)| {
        let half = engine::OneOffEstimate::of(one, found).cost().0 / 2.0;
        let rounded = (half / 10_000.0).round() * 10_000.0;
        let rounded = if rounded > 0.0 { rounded } else { (half / 100.0).round() * 100.0 };
        (rounded > 0.0).then(|| (one.id.clone(), rounded))
    };
    scenario.services.iter().zip(&outcome.services).filter_map(half).collect()
}

/// The fields that the halves go into, and whose they are.
pub const ONE_OFF_FIELDS: [&str; 2] = ["programme", "ict"];
/// The mark of a one-off cost that the Scottish ratio gave.
pub const ONE_OFF_MARK: &str = "estimate:transition-ratio";

/// Enters each service's one-off cost.
pub(super) fn estimate_one_off(document: &mut Document) {
    for (service, half) in all_halves(document) {
        for field in ONE_OFF_FIELDS {
            let place = format!("services.{service}.one_off.{field}");
            document.set(&place, Some(json!(half)));
            set_mark(document, &place, ONE_OFF_MARK);
        }
    }
}

fn finish(mut document: Document) -> Value {
    estimate_one_off(&mut document);
    document.value().clone()
}

fn two_small_forces() -> Value {
    let partner = |id: &str, name: &str, budget: f64, officers: f64, staff: f64, population: f64| json!({ "id": id, "name": name, "budget": budget, "officers_fte": officers, "staff_fte": staff, "population": population });
    json!({
        "schema": model::SCHEMA, "title": "Two invented small forces", "first_year": 2026, "years": 10, "discount_rate": 0.035,
        "notes": "Eastmoor and Westvale do not exist. Their figures are round so that every sum can be followed by hand.",
        "partners": [
            partner("eastmoor", "Eastmoor", 100e6, 1000.0, 600.0, 500_000.0),
            partner("westvale", "Westvale", 100e6, 1000.0, 600.0, 500_000.0),
        ],
        "services": [{
            "id": "hr", "name": "HR", "kind": "human_resources", "members": ["eastmoor", "westvale"], "scale_reference": ["eastmoor", "westvale"],
            "baseline": { "eastmoor": { "fte": 40, "cost_per_fte": 40_000 }, "westvale": { "fte": 20, "cost_per_fte": 40_000 } },
            "saving": { "low": 0.15, "likely": 0.20, "high": 0.30 }, "overhead": 0.02, "go_live": 1, "ramp_years": 2,
            "one_off": { "programme": 200_000, "ict": 200_000 },
        }],
        "procurement": [{
            "id": "uniform", "name": "Uniform", "members": ["eastmoor", "westvale"], "mode": "items", "harmonise_to": "lowest",
            "items": [
                { "name": "Boots", "price": { "eastmoor": 114, "westvale": 25 }, "volume": { "eastmoor": 1000, "westvale": 1000 } },
                { "name": "Handcuffs", "price": { "eastmoor": 14, "westvale": 43 }, "volume": { "eastmoor": 500, "westvale": 500 } },
            ],
            "go_live": 0, "ramp_years": 1,
        }],
    })
}

/// The first example with its services on one national ratio, as scenarios of before 2026 have them.
#[cfg(test)]
pub(crate) fn on_ratios() -> Document {
    let mut document = PRESETS.first().map_or_else(blank, Preset::document);
    for (id, kind) in [("hr", "human_resources"), ("finance", "finance")] {
        let members = document.entries("partners");
        let (service, marks) = new_service(&document, id, id, kind, &members, Figures::Ratios);
        document.set(&format!("services.{id}.baseline"), service.get("baseline").cloned());
        marks.iter().for_each(|(place, whose)| set_mark(&mut document, place, whose));
        document.set(&format!("services.{id}.one_off"), None);
    }
    Document::new(finish(document))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_preset_is_valid_names_its_sources_and_saves_something() {
        for preset in PRESETS {
            let document = preset.document();
            let scenario = model::read(document.value()).unwrap_or_else(|faults| panic!("{}: {faults:?}", preset.id));
            let outcome = engine::appraise(&scenario);
            assert!(outcome.totals.full_year_saving.0 > 0.0, "{}", preset.id);
            for id in preset.evidence {
                assert!(crate::evidence::find(id).is_some(), "{}: {id}", preset.id);
            }
        }
        assert_eq!(model::check(blank().value()), vec![]);
        assert_eq!(model::check(REPORT.document().value()), vec![]);
        assert!(REPORT.evidence.iter().all(|id| crate::evidence::find(id).is_some()));
    }

    #[test]
    fn the_learning_preset_shows_a_net_donor_by_hand() {
        // HR costs 1.6m and 0.8m; in the last year the pool is 2.4m × 0.8 + 2 % of 2.4m = 1.968m, half each: 0.984m
        let document = PRESETS.last().unwrap().document();
        let outcome = engine::appraise(&model::read(document.value()).unwrap());
        assert!((outcome.services[0].pool[9].unwrap().0 - 1_968_000.0).abs() < 1e-6);
        let westvale = &outcome.services[0].members[1];
        assert!((westvale.charge[9].0 - 984_000.0).abs() < 1e-6, "against 800,000 today");
        // boots: 1,000 × (114 − 25) for Eastmoor; handcuffs: 500 × (43 − 14) for Westvale
        let buying = &outcome.procurement[0].buyers;
        assert_eq!((buying[0].saving[0].0, buying[1].saving[0].0), (89_000.0, 14_500.0));
        assert!(outcome.partners[1].net_donor && !outcome.partners[0].net_donor);
    }
}
