//! Workbooks in: the tool's own, after somebody changed its inputs, and any other as tables of texts.

use super::tables::understood_here;
use crate::model::{Change, Document, as_of_this_version, field_faults};
use calamine::{Data, Reader, Xlsx};
use serde::Serialize;
use serde_json::Value;
use std::fmt;
use std::io::Cursor;

/// No workbook of figures is as large as this.
const LARGEST: usize = 30_000_000;
/// Of a sheet of somebody else's, what is looked at.
const MOST_ROWS: usize = 5_000;
const MOST_COLUMNS: usize = 200;

/// Why a file is no workbook; a sentence for the one who opened it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotAWorkbook {
    TooLarge,
    /// It cannot be opened as an `.xlsx` file.
    Unreadable,
    /// It is ours by its sheets, and the scenario in it is damaged.
    Damaged(String),
}

impl fmt::Display for NotAWorkbook {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NotAWorkbook::TooLarge => write!(f, "It is far larger than a workbook of figures can be"),
            NotAWorkbook::Unreadable => {
                write!(f, "It cannot be opened as a workbook: save it as .xlsx, without a password")
            }
            NotAWorkbook::Damaged(why) => {
                write!(f, "The sheet \u{201c}Scenario\u{201d} of this workbook was changed and cannot be read: {why}")
            }
        }
    }
}

/// A sheet of any workbook, as texts.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Sheet {
    pub name: String,
    pub rows: Vec<Vec<String>>,
}

/// What a workbook holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Opened {
    /// One that this tool wrote: the scenario as it was exported, with what was changed in the workbook since.
    Ours(Box<OurBook>),
    Other(Vec<Sheet>),
}

/// A workbook of this tool.
#[derive(Debug, Clone, PartialEq)]
pub struct OurBook {
    pub document: Document,
    /// Every input that differs from the scenario in it, as one change.
    pub change: Change,
    /// What was understood: in words, before and after.
    pub understood: Vec<String>,
    /// What was not, line by line.
    pub problems: Vec<String>,
}

/// Opens a workbook.
///
/// # Errors
/// It is none, or its scenario is damaged.
pub fn open(bytes: &[u8]) -> Result<Opened, NotAWorkbook> {
    if bytes.len() > LARGEST {
        return Err(NotAWorkbook::TooLarge);
    }
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| NotAWorkbook::Unreadable)?;
    let names = book.sheet_names().clone();
    let mut rows_of =
        |name: &str| -> Vec<Vec<String>> { book.worksheet_range(name).map(|range| texts(&range)).unwrap_or_default() };
    if ["Inputs", "Scenario", "Checks"].iter().all(|ours| names.iter().any(|name| name == ours)) {
        let pieces = rows_of("Scenario");
        return ours(&pieces, &rows_of("Inputs")).map(|book| Opened::Ours(Box::new(book)));
    }
    let sheets = names.into_iter().map(|name| Sheet { rows: rows_of(&name), name }).collect();
    Ok(Opened::Other(sheets))
}

/// A range as texts, with its blank rows and columns before the first figure.
fn texts(range: &calamine::Range<Data>) -> Vec<Vec<String>> {
    let Some((last_row, last_column)) = range.end() else { return Vec::new() };
    let (rows, columns) = ((last_row as usize + 1).min(MOST_ROWS), (last_column as usize + 1).min(MOST_COLUMNS));
    let cell = |row: usize, column: usize| {
        let at = (u32::try_from(row).unwrap_or(u32::MAX), u32::try_from(column).unwrap_or(u32::MAX));
        match range.get_value(at) {
            None | Some(Data::Empty | Data::Error(_)) => String::new(),
            Some(Data::Float(number)) => number.to_string(),
            Some(Data::Int(number)) => number.to_string(),
            Some(Data::Bool(yes)) => yes.to_string(),
            Some(other) => other.to_string(),
        }
    };
    (0..rows).map(|row| (0..columns).map(|column| cell(row, column)).collect()).collect()
}

fn ours(pieces: &[Vec<String>], inputs: &[Vec<String>]) -> Result<OurBook, NotAWorkbook> {
    let text: String = pieces.iter().skip(1).filter_map(|row| row.first()).map(String::as_str).collect();
    let value: Value = serde_json::from_str(&text).map_err(|error| NotAWorkbook::Damaged(error.to_string()))?;
    let document = Document::new(value);
    // one of a later version can be looked at as it was exported: what was changed in it may not be known here
    if as_of_this_version(&document).is_some() {
        let problems =
            vec!["It was made by a later version: what was changed in the workbook is not taken over".into()];
        let change = Change::new("Read inputs from a workbook");
        return Ok(OurBook { document, change, understood: Vec::new(), problems });
    }
    if let Some(fault) = field_faults(document.value()).first() {
        return Err(NotAWorkbook::Damaged(fault.to_string()));
    }
    let mut change = Change::new("Read inputs from a workbook");
    let (mut understood, mut problems) = (Vec::new(), Vec::new());
    let heads = inputs.first().cloned().unwrap_or_default();
    let column = |name: &str| heads.iter().position(|head| head == name);
    let (Some(label), Some(value), Some(place)) = (column("Figure"), column("Value"), column("Place in the scenario"))
    else {
        return Err(NotAWorkbook::Damaged("the heads of the sheet \u{201c}Inputs\u{201d} are missing".into()));
    };
    for (n, row) in inputs.iter().enumerate().skip(1) {
        let cell = |column: usize| row.get(column).map_or("", String::as_str);
        if cell(place).is_empty() {
            continue;
        }
        match understood_here(&document, cell(place), cell(value)) {
            Ok(None) => {}
            Ok(Some((now, before, after))) => {
                change = change.set(&document, cell(place), now).mark(&document, cell(place), "yours");
                understood.push(format!("{}: {before} became {after}", cell(label)));
            }
            Err(reason) => problems.push(format!("line {}, {}: {reason}", n + 1, cell(label))),
        }
    }
    Ok(OurBook { document, change, understood, problems })
}

#[cfg(test)]
mod tests {
    use super::super::xlsx::{fitted, xlsx};
    use super::*;
    use crate::evidence::PRESETS;
    use crate::model::read;
    use crate::workbook::{Content, whole_book};

    /// A scenario's workbook, with other values on its sheet of inputs.
    fn book(document: &Document, changes: &[(&str, Content)]) -> Vec<u8> {
        let mut book = whole_book(document, &read(document.value()).unwrap());
        for (place, value) in changes {
            let at = book.input(place).unwrap().at;
            let cell = book.cell(at).unwrap().clone();
            book.put(at, value.clone(), cell.role, cell.format);
        }
        fitted(&mut book);
        xlsx(&book, document, "2026-11-25").unwrap()
    }

    fn ours(bytes: &[u8]) -> OurBook {
        match open(bytes).unwrap() {
            Opened::Ours(book) => *book,
            Opened::Other(_) => panic!("not ours"),
        }
    }

    #[test]
    fn a_workbook_of_ours_comes_back_whole() {
        for preset in PRESETS {
            let document = preset.document();
            let back = ours(&book(&document, &[]));
            assert_eq!(back.document, document, "{}", preset.id);
            assert!(
                back.change.is_empty() && back.problems.is_empty(),
                "{}: {:?} {:?}",
                preset.id,
                back.understood,
                back.problems
            );
        }
    }

    #[test]
    fn one_of_a_later_version_is_not_damaged() {
        let mut later = PRESETS[0].document();
        later.set("schema", Some(2.into()));
        let rows = |texts: &[&str]| texts.iter().map(|text| vec![(*text).to_owned()]).collect::<Vec<_>>();
        let found = super::ours(&rows(&["The scenario", &later.value().to_string()]), &rows(&["Figure"])).unwrap();
        assert_eq!(found.document, later);
        assert!(found.change.is_empty() && found.problems[0].contains("later version"), "{:?}", found.problems);
        later.set("years", Some("many".into()));
        let damaged = super::ours(&rows(&["The scenario", &later.value().to_string()]), &rows(&["Figure"]));
        assert!(matches!(damaged, Err(NotAWorkbook::Damaged(_))));
    }

    #[test]
    fn changed_inputs_come_with_it_and_what_is_not_understood_is_said() {
        let mut document = PRESETS.last().unwrap().document();
        document.set("title", Some("=1+1".into()));
        let text = |text: &str| Content::Text(text.into());
        let back = ours(&book(
            &document,
            &[
                ("services.hr.saving.likely", Content::Number(0.25)),
                ("services.hr.sharing.key", text("population")),
                ("services.hr.convergence.benchmark", Content::Number(600.0)),
                ("services.hr.one_off.grant", Content::Number(50_000.0)),
                ("services.hr.overhead", text("a little")),
                ("services.hr.haircut", Content::Number(3.0)),
                ("services.hr.driver", text("moon")),
            ],
        ));
        assert_eq!(back.document.text("title"), "=1+1");
        assert_eq!(back.understood.len(), 4, "{:?}", back.understood);
        assert_eq!(back.understood[0], "HR: Saving: 20% became 25%");
        assert_eq!(back.problems.len(), 3, "{:?}", back.problems);
        let mut now = back.document.clone();
        back.change.apply(&mut now);
        assert_eq!(now.number("services.hr.saving.likely"), Some(0.25));
        assert_eq!(now.text("services.hr.sharing.key"), "population");
        assert_eq!(now.number("services.hr.convergence.benchmark"), Some(600.0));
        assert_eq!(now.get("provenance").unwrap()["services.hr.one_off.grant"], serde_json::json!("yours"));
        assert!(read(now.value()).is_ok());
    }

    #[test]
    fn what_is_no_workbook_says_so() {
        for bytes in [&b""[..], b"PK\x03\x04 nonsense", b"hello"] {
            assert_eq!(open(bytes), Err(NotAWorkbook::Unreadable));
        }
        let whole = book(&PRESETS[0].document(), &[]);
        for cut in [100, whole.len() / 2, whole.len() - 30] {
            assert!(open(&whole[..cut]).is_err());
        }
    }
}
