//! Cost and people by function: objective analysis and value for money profiles, functions down or across.

use super::goals::kind_of;
use super::sheet::{Growing, Headed};
use super::{Layout, LongTable, Measure};
use crate::exchange::grid::{Grid, Row};
use crate::exchange::names::{is_total, named, small};
use crate::model::Document;
use crate::model::inputs::Unit;

const FORCE: &[&str] = &["force", "force name", "police force", "force id"];
const FUNCTION: &[&str] = &[
    "function",
    "poa function",
    "objective",
    "category",
    "poa category",
    "heading",
    "source label",
    "service",
    "sub-category",
    "subcategory",
];
/// Functions that a table must name before it is taken for one of functions.
const FEWEST: usize = 2;

/// Heads of measures; several columns of one measure add up.
const MEASURES: &[(Measure, &[&str])] = &[
    (
        Measure::Posts,
        &[
            "officers",
            "police officers",
            "officers fte",
            "officer fte",
            "police officer fte",
            "police officers fte",
            "staff",
            "police staff",
            "staff fte",
            "police staff fte",
            "pcso",
            "pcsos",
            "pcso fte",
            "pcsos fte",
        ],
    ),
    (
        Measure::AllPosts,
        &["workforce", "workforce fte", "total workforce", "total workforce fte", "fte", "total fte", "posts"],
    ),
    (Measure::Gross, &["gross revenue expenditure", "gross expenditure", "gre", "gross cost", "gross"]),
    (Measure::Income, &["earned income", "total earned income", "income", "total income"]),
    (Measure::Net, &["net revenue expenditure", "net expenditure", "nre", "net cost", "net"]),
    (
        Measure::Pay,
        &[
            "officer pay",
            "officers pay",
            "police officer pay",
            "staff pay",
            "police staff pay",
            "pcso pay",
            "pay",
            "salaries",
            "employee costs",
            "staff salary and overtime",
            "officer salary and overtime",
        ],
    ),
];

fn measure_of(head: &str) -> Option<Measure> {
    MEASURES.iter().find(|(_, known)| known.contains(&head)).map(|(measure, _)| *measure)
}

/// A function's name without the number that a publisher puts before it.
fn function_name(text: &str) -> String {
    // a note at its end is no part of it
    let text = text.split_once(" [").map_or(text, |(name, _)| name).trim();
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    if rest.len() == text.len() {
        return text.to_owned();
    }
    let rest = rest
        .strip_prefix(|c: char| c.is_ascii_lowercase())
        .filter(|rest| rest.starts_with([' ', '.', ')']))
        .unwrap_or(rest);
    let name = rest.trim_start_matches(['.', ')', ':', '-']).trim_start();
    if name.is_empty() { text.to_owned() } else { name.to_owned() }
}

/// Reads it; none where it names too few functions.
pub fn read(document: &Document, grid: &Grid) -> Option<LongTable> {
    down(document, grid).or_else(|| across(document, grid))
}

fn down(document: &Document, grid: &Grid) -> Option<LongTable> {
    let headed = Headed::find(grid, &|heads| heads.iter().filter(|head| measure_of(head).is_some()).count() > 1)?;
    let measures: Vec<(usize, Measure)> =
        headed.heads.iter().enumerate().filter_map(|(n, head)| Some((n, measure_of(head)?))).collect();
    let force = headed.column(FORCE);
    let names_functions = |column: usize| {
        headed.rows().filter(|row| kind_of(&function_name(row.cell(column).words())).is_some()).count() >= FEWEST
    };
    let function = headed
        .column(FUNCTION)
        .filter(|column| names_functions(*column))
        .or_else(|| (0..headed.heads.len()).find(|column| Some(*column) != force && names_functions(*column)))?;
    let columns: Vec<usize> = measures.iter().map(|(column, _)| *column).collect();
    let mut growing = Growing::new(document, &headed, Layout::Analysis, &columns);
    let titled = headed.titles().find_map(|title| {
        match title.split([':', '-', '\u{2013}', '|']).find_map(|part| one_of(document, part)) {
            Some(one) => Some(one),
            None => one_of(document, title),
        }
    });
    growing.table.of_one = force.is_none() && titled.is_none();
    let year = headed.titles().find_map(year_in);
    for row in headed.rows() {
        let name = row.cell(function).words();
        if name.is_empty() || !measures.iter().any(|(column, _)| !row.cell(*column).is_blank()) {
            continue;
        }
        growing.table.lines += 1;
        let name = function_name(name);
        if is_total(&name) || small(&name).ends_with("subtotal") {
            growing.left(row, format!("\u{201c}{name}\u{201d} looks like a total, which is worked out here"));
            continue;
        }
        let partner = match force {
            Some(column) => match growing.partner(row, &row.cell(column).shown()) {
                Some(partner) => Some(partner),
                None => continue,
            },
            None => titled.clone(),
        };
        let group = growing.group(&name);
        let period = year.as_deref().map(|year| growing.period(year));
        for (column, measure) in &measures {
            let unit = if matches!(measure, Measure::Posts | Measure::AllPosts) { Unit::Posts } else { Unit::Pounds };
            if let Some(value) = growing.figure(row, *column, headed.head(*column), unit) {
                growing.fact(row, partner.clone(), group, period, *measure, value);
            }
        }
    }
    growing.done()
}

fn across(document: &Document, grid: &Grid) -> Option<LongTable> {
    let headed = Headed::find(grid, &|heads| {
        heads.iter().filter(|head| kind_of(&function_name(head)).is_some()).count() >= FEWEST
    })?;
    let names_forces = |column: usize| headed.rows().any(|row| one_of(document, row.cell(column).words()).is_some());
    let force = headed.column(FORCE).or_else(|| (0..headed.heads.len()).find(|column| names_forces(*column)))?;
    let functions: Vec<usize> = (0..headed.heads.len())
        .filter(|column| *column != force && !headed.head(*column).is_empty() && has_figures(&headed, *column))
        .collect();
    let mut growing = Growing::new(document, &headed, Layout::Analysis, &functions);
    let above: String = headed.titles().collect::<Vec<_>>().join(" ").to_lowercase() + " " + &grid.name.to_lowercase();
    let says =
        |words: &[&str]| words.iter().any(|word| above.split(|c: char| !c.is_alphanumeric()).any(|part| part == *word));
    let (measure, unit) = if says(&["fte", "posts", "workforce", "headcount"]) {
        (Measure::AllPosts, Unit::Posts)
    } else if says(&["net", "nre"]) {
        (Measure::Net, Unit::Pounds)
    } else {
        if !says(&["gross", "gre"]) {
            growing
                .table
                .remarks
                .push("Nothing above the table says what its figures are: they are taken for gross cost".into());
        }
        (Measure::Gross, Unit::Pounds)
    };
    let year = headed.titles().find_map(year_in);
    for row in headed.rows().filter(|row| row.filled() > 1) {
        let name = row.cell(force).shown();
        if name.trim().is_empty() {
            continue;
        }
        growing.table.lines += 1;
        if is_total(&name) {
            growing.left(row, format!("\u{201c}{name}\u{201d} looks like a total, which is worked out here"));
            continue;
        }
        let Some(partner) = growing.partner(row, &name) else { continue };
        for column in &functions {
            let head = function_name(headed.head(*column));
            if is_total(&head) {
                continue;
            }
            if let Some(value) = growing.figure(row, *column, &head, unit) {
                let group = growing.group(&head);
                let period = year.as_deref().map(|year| growing.period(year));
                growing.fact(row, Some(partner.clone()), group, period, measure, value);
            }
        }
    }
    growing.done()
}

fn has_figures(headed: &Headed, column: usize) -> bool {
    headed.rows().any(|row: &Row| row.cell(column).is_figure())
}

/// The only partner that a title names.
fn one_of(document: &Document, text: &str) -> Option<String> {
    match named(document, text.trim()).as_slice() {
        [one] => Some(one.clone()),
        _ => None,
    }
}

/// A year that a title names: 2017/18.
fn year_in(title: &str) -> Option<String> {
    title
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')' | ':'))
        .find(|word| is_year(word))
        .map(str::to_owned)
}

/// Whether a text is a year or a financial year.
pub fn is_year(text: &str) -> bool {
    let parts: Vec<&str> = text.trim().split(['/', '-', '\u{2013}', ' ']).collect();
    let digits = |part: &&str, n: usize| part.len() == n && part.chars().all(|c| c.is_ascii_digit());
    match parts.as_slice() {
        [year] => digits(year, 4) && (year.starts_with("20") || year.starts_with("19")),
        [year, next] => digits(year, 4) && (digits(next, 2) || digits(next, 4)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_lose_the_number_before_them() {
        for (text, name) in [
            ("8b Human resources", "Human resources"),
            ("12. Finance", "Finance"),
            ("24/7 control room", "/7 control room"),
            ("ICT", "ICT"),
            ("3", "3"),
        ] {
            assert_eq!(function_name(text), name);
        }
    }

    #[test]
    fn years_as_they_are_written() {
        assert!(["2025", "2025/26", "2025-26", "2025-2026"].into_iter().all(is_year));
        assert!(!["25/26", "2025/2", "31/03/2025", "20250"].into_iter().any(is_year));
        assert_eq!(year_in("POA estimates 2017/18, £000"), Some("2017/18".into()));
    }
}
