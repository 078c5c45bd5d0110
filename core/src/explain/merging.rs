//! Merging instead, in words: the forces that would be new, what would be regretted, who pays more council tax.

use super::listed;
use crate::engine::Outcome;
use crate::engine::merger::{AreaTax, Course, Levelled, MergerOutcome, NewForce};
use crate::model::{Document, Pounds, Rate, Scenario, number};

/// Where the members of each merger stand in a document, the first one first.
pub fn merger_places(document: &Document) -> Vec<String> {
    let others = document.entries("merger.others");
    std::iter::once("merger".to_owned()).chain(others.iter().map(|id| format!("merger.others.{id}"))).collect()
}

/// What the merger at a place is called where it is chosen: its name, its members, or its number.
pub fn merger_label(document: &Document, place: &str) -> String {
    let name = document.text(&format!("{place}.name")).trim().to_owned();
    let members = document.ids(&format!("{place}.members"));
    let names: Vec<&str> = members.iter().map(|id| document.text(&format!("partners.{id}.name"))).collect();
    match (name.is_empty(), names.as_slice()) {
        (false, _) => name,
        (true, []) => "Nobody yet".to_owned(),
        (true, [one]) => (*one).to_owned(),
        (true, [one, two]) => format!("{one} and {two}"),
        (true, [one, rest @ ..]) => format!("{one} and {} more", rest.len()),
    }
}

/// The force that would be drawn, in a sentence: its members with their budgets, people and residents added up.
pub fn merging_words(document: &Document, place: &str) -> String {
    let members = document.ids(&format!("{place}.members"));
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

/// Council tax by area of one new force; none where it is not known.
pub fn area_rows(scenario: &Scenario, force: &NewForce) -> Option<Vec<AreaRow>> {
    let tax = force.tax.as_ref()?;
    let vesting = scenario.merger.as_ref()?.vesting;
    let row = |area: &AreaTax| {
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

/// What levelling does in a new force, in a sentence; what is missing where it is not known.
pub fn tax_words(outcome: &Outcome, force: &NewForce) -> String {
    let Some(tax) = &force.tax else {
        return format!(
            "Band D and tax base of {} are not entered under Cash plan: who would pay more is not known.",
            listed(&force.without_tax)
        );
    };
    let more: Vec<&str> = areas_up(tax).map(|area| area.name.as_str()).collect();
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

fn areas_up(tax: &Levelled) -> impl Iterator<Item = &AreaTax> {
    tax.areas.iter().filter(|area| tax.target.0 > area.before.0 + 0.005)
}

/// A row of the table of a whole map: the new force, what is in scope, what it costs once, what it is worth, and who pays more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForceRow {
    /// What it is called.
    pub name: String,
    /// Its members.
    pub members: String,
    /// In scope a year, once, worth today.
    pub cells: [String; 3],
    /// Whose council tax rises, as far as it is known.
    pub tax: String,
}

/// One row a new force, and one of all together, where there are several.
pub fn force_rows(scenario: &Scenario, found: &MergerOutcome) -> Vec<ForceRow> {
    if found.each.len() < 2 {
        return Vec::new();
    }
    let row = |force: &NewForce| ForceRow {
        name: force.name.clone(),
        members: listed(&force.members.iter().map(|id| scenario.name_of(id).to_owned()).collect::<Vec<_>>()),
        cells: [force.in_scope.short(), force.one_off.short(), force.npv.short()],
        tax: match &force.tax {
            None => "not known".to_owned(),
            Some(tax) => {
                let up: Vec<&str> = areas_up(tax).map(|area| area.name.as_str()).collect();
                if up.is_empty() { "nobody".to_owned() } else { listed(&up) }
            }
        },
    };
    let once: Pounds = found.one_off.iter().copied().sum();
    let all = ForceRow {
        name: "All".to_owned(),
        members: format!(
            "{} forces become {}",
            found.each.iter().map(|one| one.members.len()).sum::<usize>(),
            found.each.len()
        ),
        cells: [found.in_scope.short(), once.short(), found.npv.short()],
        tax: String::new(),
    };
    found.each.iter().map(row).chain([all]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::appraise;
    use crate::engine::merger::merger_outcome;
    use crate::evidence::PRESETS;
    use crate::model::read;
    use serde_json::json;

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
        assert!(
            tax_words(&outcome, &found.each[0])
                .starts_with("Band D and tax base of Norfolk and Suffolk are not entered")
        );
        document.set("cash", Some(json!({ "partners": { "norfolk": { "band_d": 302.94, "tax_base": 300_000 }, "suffolk": { "band_d": 262.62, "tax_base": 250_000 } } })));
        let scenario = read(document.value()).unwrap();
        let found = merger_outcome(&scenario, &outcome).unwrap();
        let rows = area_rows(&scenario, &found.each[0]).unwrap();
        assert_eq!(rows[0].change, "\u{2212}£40.32 (\u{2212}13.3%)");
        // 300,000 homes at £40.32 less
        assert!(
            tax_words(&outcome, &found.each[0])
                .contains("nobody pays more; £12.1m a year of income is forgone in the end"),
            "{}",
            tax_words(&outcome, &found.each[0])
        );
    }
}
