//! If the map changes, in words: how long it must last, what it is worth with events, what would be regretted, who pays more tax.

use super::headline::{Concern, Part, plain, strong};
use super::{capital, count, listed};
use crate::engine::Outcome;
use crate::engine::map_change::{KEPT, MapChange, MustLast, YearOfChange, chance_below};
use crate::engine::merger::{Course, MergerOutcome};
use crate::evidence::{PolicyFact, policy_facts};
use crate::model::alternatives::MapEvent;
use crate::model::{Document, Pounds, Rate, Scenario, number};
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
            "With {} it is worth {} as expected today, against {} if nothing changes; {} that it is then worth less than nothing.",
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
                capital(&listed(&late)),
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
            format!("{} {} not paid back by then", listed(&late), if late.len() == 1 { "has" } else { "have" })
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
        "A white paper proposes to move or pool {}; nothing of that is law and no date is set. {last}",
        listed(names)
    ))
}

/// The force that would be drawn, in a sentence: its members with their budgets, people and residents added up.
pub fn merging_words(document: &Document) -> String {
    let members = document.ids("merger.members");
    let names: Vec<&str> = members.iter().map(|id| document.text(&format!("partners.{id}.name"))).collect();
    let sum = |field: &str| -> f64 {
        members.iter().filter_map(|id| document.number(&format!("partners.{id}.{field}"))).sum()
    };
    let homes: Option<f64> = members.iter().map(|id| document.number(&format!("cash.partners.{id}.tax_base"))).sum();
    match names.as_slice() {
        [] => "No force is in it yet.".to_owned(),
        [one] => format!("{one} and who else?"),
        all => format!(
            "{} would be one force: {} a year, {} people, {} residents{}.",
            listed(all),
            Pounds(sum("budget")).short(),
            number(sum("officers_fte") + sum("staff_fte"), 0),
            number(sum("population"), 0),
            homes.map_or_else(String::new, |homes| format!(", a tax base of {}", number(homes, 0)))
        ),
    }
}

/// What a course is called.
pub const fn course_words(course: Course) -> &'static str {
    match course {
        Course::AsNow => "As now for good",
        Course::Collaborate => "Collaborate now",
        Course::Wait => "Wait",
        Course::Plan => "Plan the merger",
    }
}

/// A row of the table of regret: the course, its cells, and its worst regret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegretRow {
    /// The course.
    pub name: &'static str,
    /// Worth by column.
    pub cells: Vec<String>,
    /// The worst regret.
    pub worst: String,
    /// Whether it is the smallest.
    pub least: bool,
}

/// Heads of the columns, and the rows.
pub fn regret_rows(outcome: &Outcome, found: &MergerOutcome) -> (Vec<String>, Vec<RegretRow>) {
    let regret = &found.regret;
    let head = |column: &Option<usize>| {
        column.map_or_else(|| "No merger comes".to_owned(), |year| format!("One comes in {}", outcome.year(year)))
    };
    let rows = Course::ALL.into_iter().zip(&regret.npv).zip(&regret.worst).map(|((course, row), worst)| RegretRow {
        name: course_words(course),
        cells: row.iter().map(|npv| npv.short()).collect(),
        worst: worst.short(),
        least: course == regret.least,
    });
    (regret.columns.iter().map(head).collect(), rows.collect())
}

/// The named row, in a sentence.
pub fn regret_words(found: &MergerOutcome) -> String {
    if found.in_scope.0 <= 0.0 && found.npv.0.abs() < 0.5 {
        return "Enter what is in scope of the merger, to see what it is worth beside the other ways.".into();
    }
    let place = Course::ALL.iter().position(|course| *course == found.regret.least).unwrap_or(0);
    let worst = found.regret.worst.get(place).copied().unwrap_or_default();
    format!(
        "If you cannot say how likely a merger is: \u{201c}{}\u{201d} leaves the least to regret, {} at worst.",
        course_words(found.regret.least),
        worst.short()
    )
}

/// Who has nothing in scope of the merger; none where all have.
pub fn scope_words(found: &MergerOutcome) -> Option<String> {
    (!found.without_scope.is_empty()).then(|| {
        format!(
            "Of {} nothing is in scope, so a saving of theirs is not in the figures: enter what they spend on what would be merged.",
            listed(&found.without_scope)
        )
    })
}

/// An area's council tax: before, on the way, after, and the change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AreaRow {
    /// The area.
    pub name: String,
    /// Band D before, in the year of vesting, and once it is levelled.
    pub cells: [String; 3],
    /// The change in the end, in pounds and in per cent.
    pub change: String,
    /// Whether it pays more.
    pub pays_more: bool,
}

/// Council tax by area; none where it is not known.
pub fn area_rows(scenario: &Scenario, found: &MergerOutcome) -> Option<Vec<AreaRow>> {
    let tax = found.tax.as_ref()?;
    let vesting = scenario.merger.as_ref()?.vesting;
    let row = |area: &crate::engine::merger::AreaTax| {
        let first = area.band_d.get(vesting).copied().unwrap_or(area.before);
        let change = Pounds(tax.target.0 - area.before.0);
        let part = Rate((change.0 / area.before.0 * 1000.0).round() / 1000.0);
        let sign = if change.0 > 0.0 { "+" } else { "" };
        AreaRow {
            name: area.name.clone(),
            cells: [area.before.pence(), first.pence(), tax.target.pence()],
            change: format!("{sign}{} ({sign}{})", change.pence(), part.percent()),
            pays_more: change.0 > 0.005,
        }
    };
    Some(tax.areas.iter().map(row).collect())
}

/// What levelling does, in a sentence; what is missing where it is not known.
pub fn tax_words(outcome: &Outcome, found: &MergerOutcome) -> String {
    let Some(tax) = &found.tax else {
        return format!(
            "Band D and tax base of {} are not entered under Cash plan: who would pay more is not known.",
            listed(&found.without_tax)
        );
    };
    let more: Vec<&str> =
        tax.areas.iter().filter(|area| tax.target.0 > area.before.0 + 0.005).map(|area| area.name.as_str()).collect();
    let last = tax.income.last().copied().unwrap_or_default();
    let income = match last.0 {
        value if value < -0.5 => format!("{} a year of income is forgone in the end", last.abs().short()),
        value if value > 0.5 => format!("{} a year more is raised in the end", last.short()),
        _ => "income is what it was".to_owned(),
    };
    let pays = match more.as_slice() {
        [] => "nobody pays more".to_owned(),
        [one] => format!("{one} pays more"),
        all => format!("{} pay more", listed(all)),
    };
    let first = outcome.first_year;
    format!(
        "Levelled to {} a Band D home, {pays}; {income}. Rises above the yearly limit need a referendum, so a large gap cannot be closed in one year. All in prices of {first}.",
        tax.target.pence()
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::appraise;
    use crate::engine::map_change::map_change;
    use crate::engine::merger::merger_outcome;
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
        assert!(
            line.contains("nothing of that is law and no date is set") && line.contains("It must last until"),
            "{line}"
        );
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

    #[test]
    fn regret_and_tax_are_told() {
        let mut document = PRESETS[1].document();
        document.set("merger", Some(json!({ "members": ["norfolk", "suffolk"], "vesting": 3, "equalise": "lowest" })));
        let scenario = read(document.value()).unwrap();
        let outcome = appraise(&scenario);
        let found = merger_outcome(&scenario, &outcome).unwrap();
        let (heads, rows) = regret_rows(&outcome, &found);
        assert_eq!((heads.len(), rows.len()), (4, 4));
        assert_eq!(heads[1], format!("One comes in {}", outcome.year(3)));
        assert_eq!(rows.iter().filter(|row| row.least).count(), 1);
        assert!(regret_words(&found).starts_with("If you cannot say how likely a merger is: \u{201c}"));
        assert!(tax_words(&outcome, &found).starts_with("Band D and tax base of Norfolk and Suffolk are not entered"));
        document.set("cash", Some(json!({ "partners": { "norfolk": { "band_d": 302.94, "tax_base": 300_000 }, "suffolk": { "band_d": 262.62, "tax_base": 250_000 } } })));
        let scenario = read(document.value()).unwrap();
        let found = merger_outcome(&scenario, &outcome).unwrap();
        let rows = area_rows(&scenario, &found).unwrap();
        assert_eq!(rows[0].change, "\u{2212}£40.32 (\u{2212}13.3%)");
        // 300,000 homes at £40.32 less
        assert!(
            tax_words(&outcome, &found).contains("nobody pays more; £12.1m a year of income is forgone in the end"),
            "{}",
            tax_words(&outcome, &found)
        );
    }
}
