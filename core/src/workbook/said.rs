//! What a cell is called, and how its value is written.

use super::book::{Book, Content, FIRST_YEAR, Format};
use super::evaluate::{Evaluation, Value};
use super::formula::{At, Formula, Function};
use crate::model::{FinancialYear, Pounds, Rate, number};

/// A figure that it is made of.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// What it is called.
    pub label: String,
    /// How it reads.
    pub value: String,
    /// Where it stands: it can be opened to its own sum where it is no input.
    pub at: At,
    /// Whether the user enters it.
    pub is_input: bool,
}

/// What a cell is called: its row, with its year where it has one, and what its sheet is of where that is not known `from`
/// the sheet that it is read on.
pub(super) fn label<'a>(book: &'a Book, found: &mut Evaluation<'a>, at: At, from: Option<usize>) -> String {
    let text = |column: u16| match book.cell(At { column, ..at }).map(|cell| &cell.content) {
        Some(Content::Text(text)) => text.clone(),
        _ => String::new(),
    };
    let own = text(0);
    let subject = subject(book, at.sheet, from, &own);
    if year_heads(book, at.sheet) && at.column >= FIRST_YEAR {
        let year = found.cell(At { row: 0, ..at }).number().map(|year| FinancialYear(year.max(0.0) as u32).to_string());
        return format!("{own}, {}{subject}", year.unwrap_or_default());
    }
    if year_heads(book, at.sheet) && book.cell(At { column: FIRST_YEAR, ..at }).is_some() {
        // beside a row by year stands what it comes to
        let whole = match book.cell(at).map(|cell| &cell.content) {
            Some(Content::Formula(Formula::Call(Function::SumProduct, _))) => ", over the term in today\u{2019}s money",
            _ => ", over the term",
        };
        return format!("{own}{whole}{subject}");
    }
    // of a table by groups or partners, its column; of steps, which
    let head = match book.cell(At { row: 0, ..at }).map(|cell| &cell.content) {
        Some(Content::Text(head)) if at.column > 0 && !by_rows(book, at.sheet) => Some(head.clone()),
        Some(Content::Text(step)) if at.column >= FIRST_YEAR => return format!("{own}, {}", step.to_lowercase()),
        _ => None,
    };
    match head {
        Some(head) => format!("{head}: {own}{subject}"),
        None => format!("{own}{subject}"),
    }
}

/// ` (HR)`: what a sheet is of, where it is another than the one that is read and its labels do not say so themselves.
pub(super) fn subject(book: &Book, sheet: usize, from: Option<usize>, own: &str) -> String {
    match book.sheets.get(sheet).map(|one| one.subject.trim()) {
        Some(subject) if from != Some(sheet) && !subject.is_empty() && !own.contains(subject) => {
            format!(" ({subject})")
        }
        _ => String::new(),
    }
}

/// Whether a sheet has years across.
pub(super) fn year_heads(book: &Book, sheet: usize) -> bool {
    let head = book.cell(At { sheet, row: 0, column: FIRST_YEAR });
    head.is_some_and(|cell| matches!(cell.content, Content::Formula(_)))
}

/// A cell's figure, as it is read.
pub(super) fn value_of(book: &Book, found: &mut Evaluation, at: At) -> String {
    let format = book.cell(at).map_or(Format::Plain, |cell| cell.format);
    match found.cell(at) {
        Value::Number(value) => written(value, format),
        Value::Text(text) => text,
        Value::Truth(yes) => if yes { "yes" } else { "no" }.to_owned(),
        Value::Blank => "nothing".into(),
        Value::Many(_) | Value::Fault => "–".into(),
    }
}

pub(super) fn written(value: f64, format: Format) -> String {
    match format {
        Format::Pounds => Pounds(value).whole(),
        Format::Pence => Pounds(value).pence(),
        Format::Percent => Rate(value).percent(),
        Format::Year => FinancialYear(value.max(0.0) as u32).to_string(),
        Format::Plain | Format::Check => number(value, 4),
    }
}

/// Whether a sheet has a figure to a row, so that its heads say nothing of one.
pub(super) fn by_rows(book: &Book, sheet: usize) -> bool {
    let head = book.cell(At { sheet, row: 0, column: 1 });
    head.is_some_and(|cell| matches!(&cell.content, Content::Text(text) if text == "Unit"))
}
