//! If the map changes, in words: how long it must last, what it is worth with events, what would be regretted, who pays more tax.

use super::headline::{Concern, Part, plain, strong};
use super::{capital, count, named_or_counted};
use crate::engine::Outcome;
use crate::engine::map_change::{KEPT, MapChange, MustLast, YearOfChange, chance_below};
use crate::evidence::{PolicyFact, policy_facts};
use crate::model::alternatives::MapEvent;
use crate::model::{Document, Pounds, Rate, Scenario};
use crate::words::within;

/// What the page says first.
#[derive(Debug, Clone, PartialEq)]
pub struct MapWords {
    /// The answer, in pieces.
    pub sentence: Vec<Part>,
    /// What stands below it.
    pub support: String,
    /// What to worry about.
    pub concerns: Vec<Concern>,
}

/// How long it must last, as a sentence in pieces.
pub fn last_words(lasts: MustLast) -> Vec<Part> {
    match lasts {
        MustLast::Never => vec![plain("It pays whenever it ends.")],
        MustLast::Until(year) => {
            vec![plain("It must last until "), strong(year.to_string()), plain(" to pay, if nothing carries on after.")]
        }
        MustLast::Whole => vec![plain("It must last the "), strong("whole term"), plain(" to pay.")],
        MustLast::NotEver => vec![plain("It "), strong("does not pay"), plain(", however long it lasts.")],
    }
}

/// The words of the page on a changing map.
pub fn map_words(scenario: &Scenario, outcome: &Outcome, found: &MapChange) -> MapWords {
    let events = &scenario.map.events;
    let support = if events.is_empty() {
        "Add an event, with a year and how likely it is, to see what is left. The calendar below says what is announced and what is law.".to_owned()
    } else {
        let below = chance_below(found);
        format!(
            "With {} it is worth {} as expected today, against {} if nothing changes; {} that it then makes a loss.",
            if events.len() == 1 { "the event".to_owned() } else { format!("{} events", count(events.len())) },
            found.expected_npv.short(),
            outcome.totals.npv.short(),
            super::chance(below.0)
        )
    };
    let late: Vec<String> = found.hit.iter().filter(|hit| !hit.pays_before).map(|hit| within(&hit.name)).collect();
    let mut concerns = events.iter().filter_map(|event| idle_event(scenario, outcome, event)).collect::<Vec<Concern>>();
    if !late.is_empty() {
        concerns.push(Concern {
            strong: format!(
                "{} {} not pay back before the map changes.",
                capital(&named_or_counted(&late, "services")),
                if late.len() == 1 { "does" } else { "do" }
            ),
            rest: " Agree on what happens then: who bears what is left of the term.".into(),
        });
    }
    MapWords { sentence: last_words(found.lasts), support, concerns }
}

/// An event that changes nothing, and why; one before the first year counts from the first.
fn idle_event(scenario: &Scenario, outcome: &Outcome, event: &MapEvent) -> Option<Concern> {
    let (first, last) = (outcome.year(0), outcome.year(scenario.years.saturating_sub(1)));
    let rest = if event.services.as_ref().is_some_and(Vec::is_empty) {
        " Nothing is ticked for it.".to_owned()
    } else if event.year > last.0 {
        format!(" It comes after the last year of the term, {last}.")
    } else if event.year < first.0 {
        return Some(Concern {
            strong: format!("\u{201c}{}\u{201d} counts from the first year.", event.name),
            rest: format!(" It stands before {first}, when the term begins."),
        });
    } else {
        return None;
    };
    Some(Concern { strong: format!("\u{201c}{}\u{201d} changes nothing here.", event.name), rest })
}

/// A cell of the table of years, with how it is shaded: −2 to 2, a loss below nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeatCell {
    /// The figure.
    pub text: String,
    /// Its shade.
    pub shade: i8,
}

/// Heads of the table: what carries on.
pub fn kept_heads() -> [String; 3] {
    KEPT.map(|kept| match kept {
        0.0 => "Nothing carries on".to_owned(),
        1.0 => "All of it carries on".to_owned(),
        kept => format!("{} carries on", Rate(kept).percent()),
    })
}

/// The rows of the table of years.
pub fn heat_rows(table: &[YearOfChange]) -> Vec<(String, [HeatCell; 3])> {
    let largest = table.iter().flat_map(|row| row.npv).map(|npv| npv.0.abs()).fold(0.0, f64::max);
    let cell = |npv: &Pounds| {
        let far = if npv.0.abs() > largest / 2.0 { 2 } else { 1 };
        HeatCell { text: npv.short(), shade: if npv.0 < 0.0 { -far } else { far } }
    };
    let name = |row: &YearOfChange| row.year.map_or_else(|| "Never".to_owned(), |year| year.to_string());
    table.iter().map(|row| (name(row), row.npv.each_ref().map(cell))).collect()
}

/// Facts of the calendar that touch what the scenario shares, each with the names of what it touches.
pub fn facts_that_touch(document: &Document) -> Vec<(&'static PolicyFact, Vec<String>)> {
    let services = document.entries("services").into_iter().map(|id| {
        let name = document.text(&format!("services.{id}.name")).to_owned();
        (document.text(&format!("services.{id}.kind")).to_owned(), name)
    });
    let categories = document
        .entries("procurement")
        .into_iter()
        .map(|id| ("procurement".to_owned(), document.text(&format!("procurement.{id}.name")).to_owned()));
    let all: Vec<(String, String)> = services.chain(categories).collect();
    let touching = |fact: &'static PolicyFact| {
        let names: Vec<String> =
            all.iter().filter(|(kind, _)| fact.touches(kind)).map(|(_, name)| within(name)).collect();
        (!names.is_empty()).then_some((fact, names))
    };
    policy_facts().iter().filter_map(touching).collect()
}

/// Ids of the services and categories that a fact touches.
pub fn ids_touched(document: &Document, fact: &PolicyFact) -> Vec<String> {
    let services = document.entries("services").into_iter();
    let services = services.filter(|id| fact.touches(document.text(&format!("services.{id}.kind"))));
    let bought = document.entries("procurement").into_iter().filter(|_| fact.touches("procurement"));
    services.chain(bought).collect()
}

/// A fact as the name of an event: how far it has come, then what it says, cut where a word ends.
pub fn event_name(fact: &PolicyFact) -> String {
    let clause = fact.statement.split([':', '.', ';']).next().unwrap_or_default().trim();
    let mut said = String::new();
    for word in clause.split_whitespace() {
        if said.chars().count() + word.chars().count() > 70 {
            said.push('\u{2026}');
            break;
        }
        if !said.is_empty() {
            said.push(' ');
        }
        said.push_str(word);
    }
    format!("{}: {said}", fact.status.words())
}

/// The sentence on the Summary: only where an event or a fact of the calendar touches a service.
pub fn map_line(document: &Document, outcome: &Outcome, found: &MapChange) -> Option<String> {
    let touched = facts_that_touch(document);
    if let Some(first) = found.hit.iter().min_by_key(|hit| hit.year.0) {
        let late: Vec<String> = found.hit.iter().filter(|hit| !hit.pays_before).map(|hit| within(&hit.name)).collect();
        let pays = if late.is_empty() {
            "what it hits has paid back by then".to_owned()
        } else {
            format!(
                "{} {} not paid back by then",
                named_or_counted(&late, "services"),
                if late.len() == 1 { "has" } else { "have" }
            )
        };
        return Some(format!(
            "The map may change from {}: {pays}; with your events it is worth {} as expected, not {}.",
            first.year,
            found.expected_npv.short(),
            outcome.totals.npv.short()
        ));
    }
    let (_, names) = touched.first()?;
    let last: String = last_words(found.lasts).into_iter().map(|part| part.text).collect();
    Some(format!(
        "A white paper proposes to move or pool {}; none of it is law and no date is set. {last}",
        named_or_counted(names, "of what is shared")
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::appraise;
    use crate::engine::map_change::map_change;
    use crate::evidence::PRESETS;
    use crate::model::read;
    use serde_json::json;

    #[test]
    fn a_proposal_is_never_shown_as_law_and_events_speak_first() {
        let mut document = PRESETS[0].document();
        let worked = |document: &Document| {
            let scenario = read(document.value()).unwrap();
            let outcome = appraise(&scenario);
            let found = map_change(&scenario, &outcome);
            (map_line(document, &outcome, &found), map_words(&scenario, &outcome, &found), outcome)
        };
        let (line, words, _) = worked(&document);
        let line = line.unwrap();
        assert!(line.starts_with("A white paper proposes to move or pool "), "{line}");
        assert!(line.contains("none of it is law and no date is set") && line.contains("It must last until"), "{line}");
        assert!(words.support.starts_with("Add an event"));
        document.set("map", Some(json!({ "events": [{ "id": "e", "name": "Merger", "year": 2027, "keeps": 0 }] })));
        let (line, words, _) = worked(&document);
        assert!(
            line.unwrap().starts_with("The map may change from 2027/28: HR and finance"),
            "nothing is paid back so early"
        );
        assert!(words.concerns[0].strong.contains("not pay back before the map changes"));
        // nothing that a fact or an event touches, nothing said
        let mut plain = PRESETS.last().unwrap().document();
        for id in plain.entries("services") {
            plain.set(&format!("services.{id}.kind"), Some(json!("dogs")));
        }
        plain.set("procurement", Some(json!([])));
        assert_eq!(worked(&plain).0, None);
    }
}
