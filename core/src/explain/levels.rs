//! Where each function is best decided and what support its facts call for, in words.

use super::headline::{Concern, Part, plain, strong};
use super::provenance::{category_places, service_places, tally_of};
use super::variation::all_alike;
use super::{capital, count, listed, lower_first};
use crate::engine::Outcome;
use crate::engine::levels::{
    Fact, Facts, RISK_GAP, Support, Tier, facts_of, procurement_facts, service_facts, soc_facts,
};
use crate::engine::soc::SocOutcome;
use crate::model::{Document, Scenario, number};
use crate::words::within;

/// An area of the scenario, with what is known of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Area {
    /// Its key in the file: `service-hr`, `procurement`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its service, where it is one.
    pub service: Option<String>,
    /// With what the user states.
    pub facts: Facts,
    /// What the tool knows by itself.
    pub known: Facts,
    /// Whether its costs are estimates from one national ratio, so that how far they differ is not known.
    pub alike: bool,
}

/// Areas that are there whatever the scenario shares, once somebody adds them.
pub const FIXED_AREAS: [(&str, &str); 3] = [
    ("soc-coordination", "Organised crime: co-ordination"),
    ("soc-capability", "Organised crime: regional capability"),
    ("procurement", "Procurement"),
];

/// Every area of a scenario: organised crime, each service, the user's own, and procurement.
pub fn areas(document: &Document, scenario: &Scenario, outcome: &Outcome, soc: Option<&SocOutcome>) -> Vec<Area> {
    let stated = scenario.levels.as_ref().map(|levels| &levels.areas);
    let none = crate::model::surroundings::Stated::default();
    let area = |id: String, name: String, service: Option<String>, places: &[String], known: Facts| {
        let tally = tally_of(document, places);
        let known = Facts { own: (tally.yours, tally.all), ..known };
        let by = stated.and_then(|areas| areas.get(&id)).unwrap_or(&none);
        Area { facts: known.stated(by), known, alike: false, id, name, service }
    };
    let is_stated = |id: &str| stated.is_some_and(|areas| areas.contains_key(id));
    let fixed = |id: &str| FIXED_AREAS.iter().find(|(known, _)| *known == id).map_or("", |(_, name)| name).to_owned();
    let mut all = Vec::new();
    if is_stated("soc-coordination") {
        all.push(area("soc-coordination".into(), fixed("soc-coordination"), None, &[], Facts::default()));
    }
    if soc.is_some() || is_stated("soc-capability") {
        let forces = soc.map(|found| &found.forces).into_iter().flatten();
        let places: Vec<String> = forces
            .flat_map(|force| {
                ["ocgs_per_year", "teams", "cost_per_team"].map(|field| format!("soc.partners.{}.{field}", force.id))
            })
            .collect();
        let known = soc.map_or_else(Facts::default, soc_facts);
        all.push(area("soc-capability".into(), fixed("soc-capability"), None, &places, known));
    }
    for (service, found) in scenario.services.iter().zip(&outcome.services) {
        let places = service_places(document, &service.id);
        let (id, name) = (format!("service-{}", service.id), service.shown().to_owned());
        let mut known = service_facts(service, found);
        let alike = known.cost_ratio.is_some_and(|times| all_alike(document, service, times));
        if alike {
            known.cost_ratio = None;
        }
        all.push(Area { alike, ..area(id, name, Some(service.id.clone()), &places, known) });
    }
    for (id, by) in stated.into_iter().flatten().filter(|(id, _)| id.starts_with("area-")) {
        let name = if by.name.trim().is_empty() { "An area without a name".to_owned() } else { by.name.clone() };
        all.push(area(id.clone(), name, None, &[], Facts::default()));
    }
    if !scenario.procurement.is_empty() || is_stated("procurement") {
        let places: Vec<String> =
            scenario.procurement.iter().flat_map(|category| category_places(document, &category.id)).collect();
        all.push(area("procurement".into(), fixed("procurement"), None, &places, procurement_facts(outcome)));
    }
    all
}

/// A level's name, and what somebody at the centre then does.
pub const fn support_name(level: Support) -> (&'static str, &'static str) {
    match level {
        Support::Monitor => ("Monitor", "gather what it costs and what risk there is, and make that known"),
        Support::Encourage => ("Encourage", "advise, show what worked, help with the sums and with money to start"),
        Support::Inspect => ("Inspect", "look at whether what was recommended is done, and report on it"),
        Support::DirectFunding => {
            ("Direct the funding", "point existing money at a regional or national way of doing it")
        }
        Support::Mandate => ("Mandate", "the Home Secretary directs forces to do it together"),
    }
}

/// A fact as a statement that can be true or not.
pub const fn fact_words(fact: Fact) -> &'static str {
    match fact {
        Fact::OwnFigures => "at least half of its figures are your own",
        Fact::Case => "its case is positive",
        Fact::Willing => "partners are willing",
        Fact::ExpectedBefore => "it was recommended before, or a national arrangement exists",
        Fact::FallsShort => "take-up or delivery falls short",
        Fact::RiskGap => "risk differs two times or more between areas",
        Fact::Persists => "that gap persists",
        Fact::Refused => "partners have refused",
        Fact::Interest => "it is in the national interest",
    }
}

/// Where a function is decided.
pub const fn tier_words(tier: Tier) -> &'static str {
    match tier {
        Tier::Borough => "a borough or district",
        Tier::Force => "the force",
        Tier::Group => "a group of forces",
        Tier::Nation => "the nation",
    }
}

/// One rung of the scale for an area: a fact and whether it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rung {
    /// Which level it is.
    pub level: Support,
    /// What it is called.
    pub name: &'static str,
    /// What it means.
    pub meaning: &'static str,
    /// What it rests on: a fact, and whether it holds where that is known.
    pub facts: Vec<(&'static str, Option<bool>)>,
    /// Whether this is the level that the facts point to.
    pub reached: bool,
}

/// What the page says of an area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AreaWords {
    /// `Procurement is best decided by the nation.`
    pub tier: String,
    /// `Level 3, inspect: …`
    pub level: String,
    /// What would move it to another level.
    pub moves: Vec<String>,
    /// The scale, from the mildest.
    pub rungs: Vec<Rung>,
}

/// The words for an area.
pub fn area_words(area: &Area) -> AreaWords {
    let facts = &area.facts;
    let (tier, level) = (facts.tier(), facts.support());
    let why = match tier {
        Tier::Borough => "nothing shows that one level up is cheaper or less risky",
        Tier::Force if facts.cheaper == Some(false) && facts.less_risky == Some(false) => {
            "a group of forces would be neither cheaper nor less risky"
        }
        Tier::Force => "nobody has shown that a group of forces is cheaper or less risky",
        Tier::Group => match (facts.cheaper, facts.less_risky) {
            (Some(true), Some(true)) => "a group is cheaper and less risky than each force",
            (Some(true), _) => "a group is cheaper than each force",
            _ => "a group is less risky than each force",
        },
        Tier::Nation => match (facts.nation_cheaper, facts.nation_less_risky) {
            (Some(true), Some(true)) => "the nation is cheaper and less risky than a group",
            (Some(true), _) => "the nation is cheaper than a group",
            _ => "the nation is less risky than a group",
        },
    };
    let (name, meaning) = support_name(level);
    let rungs = Support::ALL.into_iter().map(|rung| {
        let (name, meaning) = support_name(rung);
        let facts = facts_of(rung).iter().map(|fact| (fact_words(*fact), facts.holds(*fact))).collect();
        Rung { level: rung, name, meaning, facts, reached: rung == level }
    });
    AreaWords {
        tier: format!("Best decided by {}: {why}.", tier_words(tier)),
        level: format!("Level {}, {}: {meaning}.", level.number(), name.to_lowercase()),
        moves: moves(facts, level),
        rungs: rungs.collect(),
    }
}

/// What would move an area up: the facts that a higher level lacks, the nearest level first; and what would bring it down.
fn moves(facts: &Facts, level: Support) -> Vec<String> {
    let mut all = Vec::new();
    for above in Support::ALL.into_iter().filter(|above| *above > level) {
        let missing = facts.missing(above);
        let words: Vec<String> = missing
            .iter()
            .map(|(fact, holds)| match (fact, holds) {
                (Fact::OwnFigures, _) => {
                    format!("half of its figures your own (now {} of {})", facts.own.0, facts.own.1)
                }
                (fact, Some(_)) => format!("{} (now it is not so)", fact_words(*fact)),
                (fact, None) => format!("{} (nobody has said)", fact_words(*fact)),
            })
            .collect();
        all.push(format!("To level {}: {}.", above.number(), listed(&words)));
    }
    let rests_on: Vec<&str> = facts_of(level)
        .iter()
        .filter(|fact| **fact != Fact::OwnFigures || facts.own.1 > 0)
        .map(|fact| fact_words(*fact))
        .collect();
    if !rests_on.is_empty() {
        all.push(format!("Down from here, as soon as one of these no longer holds: {}.", listed(&rests_on)));
    }
    all
}

/// A gap in risk; two decimals where one would round it to what a level asks for.
pub fn risk_gap(ratio: f64) -> String {
    match ratio {
        _ if ratio.is_infinite() => "one area answers nothing".to_owned(),
        _ if ratio < RISK_GAP && number(ratio, 1) == number(RISK_GAP, 1) => number((ratio * 100.0).floor() / 100.0, 2),
        _ => number(ratio, 1),
    }
}

/// What the tool or the user knows of how an area's costs and risks differ.
pub fn known_words(area: &Area) -> Vec<String> {
    let facts = &area.facts;
    let mut all = Vec::new();
    if area.alike && facts.cost_ratio.is_none() {
        all.push("Its costs are estimates from one national ratio, so nothing is known yet of how far they differ: enter your own under Shared services".to_owned());
    }
    if let Some(ratio) = facts.cost_ratio {
        all.push(match number(ratio, 1).as_str() {
            "1" => "The dearest costs about as much as the cheapest".to_owned(),
            times => format!("The dearest costs {times} times the cheapest"),
        });
    }
    if let Some(ratio) = facts.risk_ratio {
        all.push(match risk_gap(ratio).as_str() {
            "1" => "The best area does about as well as the weakest".to_owned(),
            _ if ratio.is_infinite() => "One area answers nothing, and another does".to_owned(),
            times => format!("The best area does {times} times as well as the weakest"),
        });
    }
    if let Some(saving) = facts.unrealised {
        all.push(format!("{} a year is not saved yet", saving.short()));
    }
    if facts.own.1 > 0 {
        all.push(format!("{} of {} figures are your own", facts.own.0, facts.own.1));
    }
    all
}

/// What stands at the top of the page.
#[derive(Debug, Clone, PartialEq)]
pub struct LevelsWords {
    /// The answer, in pieces.
    pub sentence: Vec<Part>,
    /// What stands below it.
    pub support: String,
    /// What to worry about.
    pub concerns: Vec<Concern>,
    /// What the way through says of it, in a few characters.
    pub rail: String,
}

/// An area's name as it stands within a sentence: the tool's own names are small there.
fn within_a_sentence(area: &Area) -> String {
    let ours = FIXED_AREAS.iter().any(|(id, _)| *id == area.id);
    if ours { lower_first(&area.name) } else { within(&area.name) }
}

/// The areas by the level that their facts point to, the highest first.
pub fn levels_words(all: &[Area]) -> LevelsWords {
    let support = "Subsidiarity first: each function stays at the lowest level that can do it well, and goes up only where that is cheaper or less risky. The level of support says how hard the centre should push; it prescribes nothing.".to_owned();
    if all.is_empty() {
        return LevelsWords {
            sentence: vec![plain("Which areas would you look at?")],
            support,
            concerns: Vec::new(),
            rail: String::new(),
        };
    }
    let mut sentence = vec![plain("The facts point to ")];
    let mut clauses = 0;
    for level in Support::ALL.into_iter().rev() {
        let of: Vec<String> = all.iter().filter(|area| area.facts.support() == level).map(within_a_sentence).collect();
        if of.is_empty() {
            continue;
        }
        if clauses > 0 {
            sentence.push(plain("; "));
        }
        clauses += 1;
        sentence.push(strong(format!("level {}, {},", level.number(), support_name(level).0.to_lowercase())));
        let who = if of.len() > 3 { format!("{} areas", count(of.len())) } else { listed(&of) };
        sentence.push(plain(format!(" for {who}")));
    }
    sentence.push(plain("."));
    let thin: Vec<String> =
        all.iter().filter(|area| area.facts.holds(Fact::OwnFigures) == Some(false)).map(within_a_sentence).collect();
    let concerns = if thin.is_empty() {
        Vec::new()
    } else {
        vec![Concern {
            strong: format!("{}: under half of the figures are your own", capital(&listed(&thin))),
            rest: ", so nothing beyond monitoring can be proposed until more are.".into(),
        }]
    };
    let (low, high) =
        all.iter().map(|area| area.facts.support().number()).fold((5, 1), |(low, high), n| (low.min(n), high.max(n)));
    let rail = if low == high { format!("level {low}") } else { format!("levels {low} to {high}") };
    LevelsWords { sentence, support, concerns, rail }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{appraise, soc::appraise_soc};
    use crate::evidence::{PRESETS, REPORT};
    use crate::model::{Change, read};
    use serde_json::json;

    fn found(document: &Document) -> Vec<Area> {
        let scenario = read(document.value()).unwrap();
        areas(document, &scenario, &appraise(&scenario), appraise_soc(&scenario).as_ref())
    }

    /// The report gave its four proposals the levels 3, 4, 1 and 3: method, section 9.
    #[test]
    fn the_reports_own_facts_point_to_the_reports_own_levels() {
        let all = found(&REPORT.document());
        let levels: Vec<(&str, u8)> =
            all.iter().map(|area| (area.id.as_str(), area.facts.support().number())).collect();
        assert_eq!(
            levels,
            [("soc-coordination", 3), ("soc-capability", 4), ("area-hr-finance", 1), ("procurement", 3)]
        );
        let tiers: Vec<Tier> = all.iter().map(|area| area.facts.tier()).collect();
        assert_eq!(tiers, [Tier::Nation, Tier::Group, Tier::Force, Tier::Nation]);
        // HR and finance: level 2 or beyond if the evidence warrants
        assert_eq!(
            area_words(&all[2]).moves[0],
            "To level 2: its case is positive (nobody has said) and partners are willing (nobody has said)."
        );
        let words = levels_words(&all);
        let text: String = words.sentence.iter().map(|part| part.text.as_str()).collect();
        assert_eq!(
            text,
            "The facts point to level 4, direct the funding, for organised crime: regional capability; level 3, inspect, for organised crime: co-ordination and procurement; level 1, monitor, for HR and finance."
        );
        assert_eq!((words.rail.as_str(), words.concerns.len()), ("levels 1 to 4", 0));
    }

    #[test]
    fn until_half_of_the_figures_are_the_users_own_it_is_watched() {
        let mut document = PRESETS.last().unwrap().document();
        Change::new("Willing")
            .set(&document, "levels.areas.service-hr.willing", Some(json!(true)))
            .apply(&mut document);
        let level = |document: &Document| found(document)[0].facts.support().number();
        assert_eq!(level(&document), 1);
        for (n, place) in ["eastmoor.fte", "westvale.fte"].into_iter().enumerate() {
            assert_eq!(level(&document), 1, "{n} of 4");
            let place = format!("services.hr.baseline.{place}");
            let value = json!(document.number(&place).unwrap() + 1.0);
            Change::figure(&document, &document, &place, value).apply(&mut document);
        }
        assert_eq!(level(&document), 2, "2 of 4, a positive case and willing partners");
        let area = &found(&document)[0];
        assert_eq!(area.facts.cost_ratio.map(|ratio| (ratio * 100.0).round()), Some(195.0), "41 posts against 21");
        assert_eq!(area.known.own, (2, 4));
        assert!(known_words(area)[0].starts_with("The dearest costs 2 times"), "{:?}", known_words(area));
    }

    #[test]
    fn costs_from_one_ratio_say_nothing_of_how_far_they_differ() {
        let mut document = crate::evidence::on_ratios();
        let area = |document: &Document| found(document).into_iter().find(|area| area.service.is_some()).unwrap();
        let alike = area(&document);
        assert!(alike.alike && alike.facts.cost_ratio.is_none());
        assert!(known_words(&alike)[0].starts_with("Its costs are estimates from one national ratio"));
        // what somebody knows counts all the same
        document.set("levels", Some(json!({ "areas": { alike.id.clone(): { "cost_ratio": 1.8 } } })));
        let stated = area(&document);
        assert_eq!(known_words(&stated)[0], "The dearest costs 1.8 times the cheapest");
        assert!(!found(&PRESETS.last().unwrap().document())[0].alike);
    }

    #[test]
    fn what_the_user_states_counts_before_what_the_tool_knows() {
        let mut document = PRESETS.last().unwrap().document();
        assert_eq!(found(&document)[0].facts.case, Some(true));
        document.set(
            "levels",
            Some(json!({ "areas": { "service-hr": { "case": false, "risk_ratio": 3.5 }, "area-1": {} } })),
        );
        let all = found(&document);
        assert_eq!(
            (all[0].facts.case, all[0].known.case, all[0].facts.risk_ratio),
            (Some(false), Some(true), Some(3.5))
        );
        assert_eq!(all[1].name, "An area without a name");
        assert_eq!(all.last().unwrap().id, "procurement");
    }
}
