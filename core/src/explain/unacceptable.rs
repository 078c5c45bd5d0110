//! Variation that is not acceptable, in words: ranges and reasons, by the alphabet, and never a table of ranks.

use super::levels::{Area, AreaWords, area_words, support_name};
use super::{count, unit_money};
use crate::engine::levels::{Facts, ratio};
use crate::engine::soc::SocOutcome;
use crate::engine::unacceptable::{Beyond, FunctionLine, UnitCosts, beyond};
use crate::evidence::{Caution, PANEL_YEARS, budgeted, force, left_out, panel_kinds, unit_costs};
use crate::model::inputs::{Fallback, input_at};
use crate::model::soc::SocModel;
use crate::model::surroundings::Stated;
use crate::model::{Document, Pounds, Rate, Scenario, number};
use crate::words::model_name;
use crate::words::terms::choice_label;
use serde_json::{Value, json};
use std::sync::OnceLock;

/// A function as the reader of the whole Service sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct FunctionWords {
    /// Its kind, as files have it.
    pub kind: &'static str,
    /// What it is called.
    pub name: String,
    /// How many times what the middle of forces spends is no longer acceptable.
    pub times: f64,
    /// What it comes to.
    pub line: FunctionLine,
    /// From the lowest to the highest, with the middle.
    pub range: String,
    /// Who is beyond it now, each with how far and for how many years.
    pub beyond: Vec<String>,
    /// Who was and is no longer.
    pub before: Vec<String>,
    /// Who is left out, and why.
    pub left_out: Vec<String>,
    /// Which level of support its facts point to: `1, monitor`.
    pub level: String,
    /// What it is as an area: its tier, its level, what would move it.
    pub area: AreaWords,
}

fn default_of(place: &str) -> Option<f64> {
    match input_at(place)?.default {
        Fallback::Number(value) => Some(value),
        _ => None,
    }
}

/// The line of a function: as drawn, else from the table of inputs.
fn times_for(scenario: Option<&Scenario>, kind: &str) -> f64 {
    let drawn = scenario.and_then(|scenario| scenario.levels.as_ref()).and_then(|levels| levels.beyond.get(kind));
    drawn.copied().or_else(|| default_of(&format!("levels.beyond.{kind}"))).unwrap_or(f64::INFINITY)
}

/// The gap in response that is no longer acceptable: as drawn, else from the table of inputs.
pub fn response_line(scenario: Option<&Scenario>) -> f64 {
    let drawn = scenario.and_then(|scenario| scenario.levels.as_ref()).map(|levels| levels.response_gap);
    drawn.or_else(|| default_of("levels.response_gap")).unwrap_or(f64::INFINITY)
}

fn short_name(id: &str) -> String {
    force(id).map_or(id, |force| force.short.as_str()).to_owned()
}

fn over_years(one: &Beyond) -> String {
    match one.years {
        (1, 1) => "in the one year published".to_owned(),
        (years, of) if years == of => format!("in all {} years", count(of)),
        (years, of) => format!("in {} of {} years", count(years), count(of)),
    }
}

fn because(id: &str, kind: &str) -> &'static str {
    let host = budgeted(id, kind).and_then(|one| one.caution) == Some(Caution::Host);
    if host { ", and may be a host for others" } else { "" }
}

/// Every function that is published year by year, by the alphabet.
pub fn function_lines(scenario: Option<&Scenario>) -> Vec<FunctionWords> {
    let mut all: Vec<FunctionWords> =
        panel_kinds().into_iter().filter_map(|kind| one_function(scenario, kind)).collect();
    all.sort_by(|a, b| a.name.cmp(&b.name));
    all
}

fn one_function(scenario: Option<&Scenario>, kind: &'static str) -> Option<FunctionWords> {
    let times = times_for(scenario, kind);
    let published = unit_costs(kind);
    let forces: Vec<UnitCosts> = published
        .iter()
        .map(|(id, people, each)| UnitCosts { name: (*id).to_owned(), people: *people, each: each.to_vec() })
        .collect();
    let line = beyond(&forces, times)?;
    let name = choice_label("services[].kind", kind);
    let said = |one: &Beyond| {
        let times = one.times.map_or_else(String::new, |times| format!("{} times the middle, ", number(times, 1)));
        format!("{}: {times}{}{}", short_name(&one.name), over_years(one), because(&one.name, kind))
    };
    let now = line.beyond.iter().filter(|one| one.now).map(said).collect();
    let before = line.beyond.iter().filter(|one| !one.now);
    let known = facts_of(&line);
    let area = Area {
        id: area_id(kind),
        name: name.clone(),
        service: None,
        facts: known.stated(stated(scenario, kind)),
        known,
        alike: false,
    };
    let level = area.facts.support();
    let why = |(id, caution): (&str, Option<Caution>)| {
        format!("{} {}", short_name(id), caution.map_or("had few people of its own in that year", Caution::words))
    };
    Some(FunctionWords {
        kind,
        range: format!(
            "{} to {}, middle {}",
            unit_money(Pounds(line.ends.0)),
            unit_money(Pounds(line.ends.1)),
            unit_money(Pounds(line.middle))
        ),
        before: before.map(|one| format!("{}, {}", short_name(&one.name), over_years(one))).collect(),
        left_out: left_out(kind).into_iter().map(why).collect(),
        level: format!("{}, {}", level.number(), support_name(level).0.to_lowercase()),
        area: area_words(&area),
        name,
        times,
        line,
        beyond: now,
    })
}

/// Where a function stands among the areas.
fn area_id(kind: &str) -> String {
    format!("area-{}", kind.replace('_', "-"))
}

fn stated<'a>(scenario: Option<&'a Scenario>, kind: &str) -> &'a Stated {
    static NOTHING: OnceLock<Stated> = OnceLock::new();
    scenario
        .and_then(|scenario| scenario.levels.as_ref())
        .and_then(|levels| levels.areas.get(&area_id(kind)))
        .unwrap_or_else(|| NOTHING.get_or_init(Stated::default))
}

/// What the published figures say of a function; of its risk they say nothing.
fn facts_of(line: &FunctionLine) -> Facts {
    let over: f64 = line.beyond.iter().map(|one| one.over).sum();
    Facts {
        cost_ratio: ratio([line.ends.0, line.ends.1].into_iter()),
        falls_short: Some(line.beyond.iter().any(|one| one.now)),
        unrealised: Some(Pounds(over.round())),
        ..Facts::default()
    }
}

/// The area that a function is entered as, with what is published of it, so that the rest can be stated there: its place and
/// what then stands in it. What somebody stated stays.
pub fn area_entry(document: &Document, words: &FunctionWords) -> (String, Value) {
    let place = format!("levels.areas.{}", area_id(words.kind));
    let mut entry = document.get(&place).and_then(Value::as_object).cloned().unwrap_or_default();
    let facts = facts_of(&words.line);
    let ratio = facts.cost_ratio.map(|ratio| (ratio * 10.0).round() / 10.0);
    let published = [
        ("name", json!(words.name)),
        ("cost_ratio", json!(ratio)),
        ("falls_short", json!(facts.falls_short)),
        ("unrealised", json!(facts.unrealised)),
    ];
    for (field, value) in published.into_iter().filter(|(_, value)| !value.is_null()) {
        entry.entry(field).or_insert(value);
    }
    (place, Value::Object(entry))
}

/// The answer in a sentence.
pub fn unacceptable_words(all: &[FunctionWords]) -> String {
    let with: Vec<&FunctionWords> = all.iter().filter(|one| !one.beyond.is_empty()).collect();
    if with.is_empty() {
        return "No force is beyond the lines that are drawn.".to_owned();
    }
    let cases = || with.iter().flat_map(|one| &one.line.beyond).filter(|one| one.now);
    let over: f64 = cases().map(|one| one.over).sum();
    let lasting = cases().filter(|one| one.years.0 == one.years.1 && one.years.1 > 1).count();
    format!(
        "In {} of {} functions some force spent beyond the line in 2017/18, {} a year in all; {} of those {} cases {} so in every year published.",
        count(with.len()),
        count(all.len()),
        Pounds(over).short(),
        count(lasting),
        count(cases().count()),
        if lasting == 1 { "was" } else { "were" }
    )
}

/// The years of the panel, for what stands beside it: `2012/13 to 2017/18`.
pub fn panel_span() -> String {
    let year = |year: u16| format!("{year}/{:02}", (year + 1) % 100);
    match (PANEL_YEARS.first(), PANEL_YEARS.last()) {
        (Some(first), Some(last)) => format!("{} to {}", year(*first), year(*last)),
        _ => String::new(),
    }
}

/// A region's answer to organised crime, as its scenario has it.
#[derive(Debug, Clone, PartialEq)]
pub struct RegionRow {
    /// Its scenario's title.
    pub name: String,
    /// Forces, groups answered today, the same by force, cost of a group, and the model that fits.
    pub cells: [String; 5],
    /// The part of groups that is answered today.
    pub response: Option<f64>,
}

/// One region.
pub fn region_row(title: &str, found: &SocOutcome) -> RegionRow {
    let today = found.models.of(SocModel::ServiceAgreement);
    let percent = |part: f64| Rate((part * 1000.0).round() / 1000.0).percent();
    let known: Vec<f64> = today.response.iter().copied().flatten().collect();
    let (low, high) =
        known.iter().fold((f64::INFINITY, 0.0), |(low, high), one| (f64::min(low, *one), f64::max(high, *one)));
    let spread = if known.len() > 1 { format!("{} to {}", percent(low), percent(high)) } else { "\u{2013}".to_owned() };
    let title = title.trim();
    RegionRow {
        name: if title.is_empty() { "A scenario without a title".to_owned() } else { title.to_owned() },
        cells: [
            found.forces.len().to_string(),
            today.response_total.map_or_else(|| "no groups entered".to_owned(), percent),
            spread,
            today.cost_per_group.map_or_else(|| "\u{2013}".to_owned(), Pounds::short),
            found.choice().fit.map_or_else(|| "none fits".to_owned(), |model| model_name(model).to_owned()),
        ],
        response: today.response_total,
    }
}

/// The regions together: best over weakest, beside the report's four.
pub fn regions_words(rows: &[RegionRow], line: f64) -> String {
    let known: Vec<f64> = rows.iter().filter_map(|row| row.response).collect();
    let none = known.iter().filter(|one| **one <= 0.0).count();
    match known.len() {
        0 => "No scenario here has groups of organised crime entered.".to_owned(),
        1 => "One region alone: open files of others to hold it against them.".to_owned(),
        of => match ratio(known.iter().copied()).filter(|_| none == 0) {
            None => format!("{} of {} regions answer none of their groups.", count(none), count(of)),
            Some(times) => format!(
                "The best of {} regions answers {} times as many of its groups as the weakest; the report found four. That is {} the line of {}.",
                count(of),
                number(times, 1),
                if times >= line { "beyond" } else { "within" },
                number(line, 1)
            ),
        },
    }
}

/// Names in a sentence, or that there are none.
pub fn or_nobody(names: &[String]) -> String {
    if names.is_empty() { "nobody".to_owned() } else { names.join("; ") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::blank;
    use crate::model::{Change, check, read};

    /// By the published table apart from this program: gross HR cost over people in 2017/18, the middle of the forces whose
    /// figures can stand.
    #[test]
    fn functions_are_told_by_the_alphabet_with_their_reasons() {
        let all = function_lines(None);
        assert_eq!(all.len(), panel_kinds().len());
        let mut names: Vec<&str> = all.iter().map(|one| one.name.as_str()).collect();
        names.sort_unstable();
        assert!(all.iter().map(|one| one.name.as_str()).eq(names), "by the alphabet");
        let hr = all.iter().find(|one| one.kind == "human_resources").unwrap();
        assert_eq!(hr.times, 1.5);
        let forces: Vec<&str> = hr.beyond.iter().filter_map(|said| said.split(':').next()).collect();
        let mut sorted = forces.clone();
        sorted.sort_unstable();
        assert_eq!(forces, sorted, "{forces:?}");
        // who is beyond, how far and in how many years, worked out by another program from the same tables
        let line = |kind: &str| -> Vec<(String, f64, (usize, usize))> {
            let one = all.iter().find(|one| one.kind == kind).unwrap();
            let round = |times: Option<f64>| (times.unwrap() * 100.0).round() / 100.0;
            let now = one.line.beyond.iter().filter(|one| one.now);
            now.map(|one| (one.name.clone(), round(one.times), one.years)).collect()
        };
        let expected = |all: &[(&str, f64, (usize, usize))]| {
            all.iter().map(|(name, times, years)| ((*name).to_owned(), *times, *years)).collect::<Vec<_>>()
        };
        assert_eq!(line("finance"), expected(&[("cumbria", 1.59, (4, 6)), ("northamptonshire", 1.95, (1, 6))]));
        assert_eq!(
            line("human_resources"),
            expected(&[
                ("cheshire", 1.53, (2, 5)),
                ("derbyshire", 1.73, (4, 5)),
                ("leicestershire", 1.59, (4, 5)),
                ("northamptonshire", 1.65, (1, 5)),
                ("surrey", 1.61, (2, 5)),
            ])
        );
        assert!(hr.line.beyond.iter().all(|one| one.years.1 <= 5), "its first year is laid out otherwise");
        assert!(hr.left_out.iter().any(|said| said.starts_with("Cleveland had few people of its own")));
        assert!(hr.left_out.iter().any(|said| said.starts_with("Lincolnshire published a cost and no people")));
        assert!(unacceptable_words(&all).contains(" functions some force spent beyond the line in 2017/18"));
        assert_eq!(hr.level, "1, monitor");
        assert!(
            hr.area.moves[0].starts_with("To level 2: its case is positive (nobody has said)"),
            "{:?}",
            hr.area.moves
        );
    }

    #[test]
    fn a_line_of_ones_own_and_what_is_stated_move_it() {
        let mut document = blank();
        document.set("levels.beyond.finance", Some(json!(40)));
        let before = function_lines(None).into_iter().find(|one| one.kind == "finance").unwrap();
        let (place, entry) = area_entry(&document, &before);
        Change::new("State it").set(&document, &place, Some(entry)).apply(&mut document);
        for fact in ["case", "recommended"] {
            document.set(&format!("{place}.{fact}"), Some(json!(true)));
        }
        assert_eq!(check(document.value()), vec![]);
        let scenario = read(document.value()).unwrap();
        let finance = function_lines(Some(&scenario)).into_iter().find(|one| one.kind == "finance").unwrap();
        assert!(finance.beyond.is_empty() && !before.beyond.is_empty());
        // what falls short was stated while it did
        assert_eq!(finance.level, "3, inspect");
        document.set("levels.beyond.finance", Some(json!(-1)));
        assert!(!check(document.value()).is_empty());
        assert_eq!(response_line(None), 4.0, "the report's");
    }
}
