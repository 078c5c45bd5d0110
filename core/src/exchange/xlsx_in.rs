//! Workbooks in: the tool's own, after somebody changed its inputs, and any other as tables of texts.

use super::account::Account;
use super::grid::{Entry, Grid, Row, Unsure};
use super::sheet_marks::{Marks, marks};
use super::tables::understood_here;
use crate::model::{Change, Document, as_of_this_version, field_faults};
use calamine::{DataRef, ExcelDateTime, Reader, SheetVisible, Xlsx, XlsxError};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt;
use std::io::Cursor;

/// No workbook of figures is as large as this.
const LARGEST: usize = 30_000_000;
/// Of a sheet, what is read: rows with something in them, and columns from the left.
const MOST_ROWS: usize = 20_000;
const MOST_COLUMNS: u32 = 200;

/// Why a file is no workbook; a sentence for the one who opened it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotAWorkbook {
    /// It is larger than any workbook that is taken.
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

/// What a workbook holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Opened {
    /// One that this tool wrote: the scenario as it was exported, with what was changed in the workbook since.
    Ours(Box<OurBook>),
    /// Somebody else's tables, to be read by their heads.
    Other(Vec<Grid>),
}

/// A workbook of this tool.
#[derive(Debug, Clone, PartialEq)]
pub struct OurBook {
    /// The scenario that it holds.
    pub document: Document,
    /// Every input that differs from the scenario in it, as one change.
    pub change: Change,
    /// What was understood: in words, before and after.
    pub understood: Vec<String>,
    /// How much was read, and what was not taken, line by line.
    pub account: Account,
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
    let visible = |sheet: &calamine::Sheet| (sheet.name.clone(), sheet.visible != SheetVisible::Visible);
    let names: Vec<(String, bool)> = book.sheets_metadata().iter().map(visible).collect();
    let mut marks = marks(bytes);
    let mut grid_of =
        |name: &str, hidden: bool| grid(&mut book, name, hidden, &marks.remove(name).unwrap_or_default(), MOST_ROWS);
    if ["Inputs", "Scenario", "Checks"].iter().all(|ours| names.iter().any(|(name, _)| name == ours)) {
        let pieces = grid_of("Scenario", false);
        return ours(&pieces, &grid_of("Inputs", false)).map(|book| Opened::Ours(Box::new(book)));
    }
    Ok(Opened::Other(names.into_iter().map(|(name, hidden)| grid_of(&name, hidden)).collect()))
}

/// A sheet, read cell by cell: one far away from the others costs nothing, one with an unknown word spoils no other.
fn grid(book: &mut Xlsx<Cursor<&[u8]>>, name: &str, hidden: bool, marks: &Marks, most_rows: usize) -> Grid {
    let mut rows: BTreeMap<u32, BTreeMap<u32, Entry>> = BTreeMap::new();
    let mut found = Grid { name: name.to_owned(), hidden, unsure: Unsure::British, ..Grid::default() };
    let mut put = |(row, column): (u32, u32), entry: Entry| {
        if entry.is_blank() {
        } else if column < MOST_COLUMNS {
            rows.entry(row).or_default().insert(column, entry);
        } else {
            found.cells_left += 1;
        }
    };
    if let Ok(mut cells) = book.worksheet_cells_reader(name) {
        loop {
            match cells.next_cell() {
                Ok(Some(cell)) => put(cell.get_position(), entry(cell.get_value())),
                Ok(None) => break,
                // which cell that is stands in the marks
                Err(XlsxError::CellError(_)) => {}
                Err(_) => break,
            }
        }
    }
    marks.errors.iter().for_each(|(at, word)| put(*at, Entry::Error(word.clone())));
    marks.uncalculated.iter().for_each(|at| put(*at, Entry::Uncalculated));
    found.rows_left = rows.len().saturating_sub(most_rows);
    let rows = rows.into_iter().take(most_rows).map(|(row, cells)| {
        let mut all = Vec::new();
        for (column, entry) in cells {
            all.resize(column as usize, Entry::Blank);
            all.push(entry);
        }
        Row { number: row as usize + 1, hidden: marks.hidden_rows.contains(&row), cells: all }
    });
    found.rows = rows.collect();
    found
}

fn entry(value: &DataRef<'_>) -> Entry {
    match value {
        DataRef::Empty => Entry::Blank,
        DataRef::Int(number) => Entry::Number(*number as f64),
        DataRef::Float(number) => Entry::Number(*number),
        DataRef::String(text) => Entry::text(text),
        DataRef::SharedString(text) => Entry::text(text),
        DataRef::Bool(yes) => Entry::Text(yes.to_string()),
        DataRef::DateTime(at) => Entry::Date(date(at)),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => Entry::Date(text.clone()),
        DataRef::Error(error) => Entry::Error(error.to_string()),
    }
}

/// A date as it is read; a number in a cell of a format of dates is one.
fn date(at: &ExcelDateTime) -> String {
    if at.is_duration() {
        return "A time".into();
    }
    let (year, month, day, hour, minute, ..) = at.to_ymd_hms_milli();
    match (hour, minute) {
        (0, 0) => format!("{day:02}/{month:02}/{year}"),
        _ => format!("{day:02}/{month:02}/{year} {hour:02}:{minute:02}"),
    }
}

fn ours(pieces: &Grid, inputs: &Grid) -> Result<OurBook, NotAWorkbook> {
    let text: String = pieces.rows.iter().skip(1).map(|row| row.cell(0).shown()).collect();
    let value: Value = serde_json::from_str(&text).map_err(|error| NotAWorkbook::Damaged(error.to_string()))?;
    let document = Document::new(value);
    let mut change = Change::new("Read inputs from a workbook");
    let mut account = Account::default();
    // one of a later version can be looked at as it was exported: what was changed in it may not be known here
    if as_of_this_version(&document).is_some() {
        account.left.push("It was made by a later version: what was changed in the workbook is not taken over".into());
        return Ok(OurBook { document, change, understood: Vec::new(), account });
    }
    if let Some(fault) = field_faults(document.value()).first() {
        return Err(NotAWorkbook::Damaged(fault.to_string()));
    }
    let mut understood = Vec::new();
    let column = |name: &str| inputs.rows.first()?.cells.iter().position(|head| head.words() == name);
    let (Some(label), Some(value), Some(place)) = (column("Figure"), column("Value"), column("Place in the scenario"))
    else {
        return Err(NotAWorkbook::Damaged(
            "the column headings of the sheet \u{201c}Inputs\u{201d} are missing".into(),
        ));
    };
    for row in inputs.rows.iter().skip(1) {
        let place = row.cell(place).words();
        if place.is_empty() {
            continue;
        }
        account.lines += 1;
        let label = row.cell(label).shown();
        match understood_here(&document, place, row.cell(value)) {
            Ok(None) => account.same += 1,
            Ok(Some((now, before, after))) => {
                account.taken += 1;
                change = change.set(&document, place, now).mark(&document, place, "yours");
                understood.push(format!("{label}: {before} became {after}"));
            }
            Err(reason) => account.left.push(format!("line {}, {label}: {reason}", row.number)),
        }
    }
    account.remarks = inputs.remarks();
    Ok(OurBook { document, change, understood, account })
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
                back.change.is_empty() && back.account.left.is_empty(),
                "{}: {:?} {:?}",
                preset.id,
                back.understood,
                back.account
            );
        }
    }

    #[test]
    fn one_of_a_later_version_is_not_damaged() {
        let mut later = PRESETS[0].document();
        later.set("schema", Some(2.into()));
        let rows =
            |texts: &[&str]| Grid::of_texts(&texts.iter().map(|text| [*text]).collect::<Vec<_>>(), Unsure::British);
        let found = super::ours(&rows(&["The scenario", &later.value().to_string()]), &rows(&["Figure"])).unwrap();
        assert_eq!(found.document, later);
        assert!(found.change.is_empty() && found.account.left[0].contains("later version"), "{:?}", found.account);
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
        assert_eq!((back.account.taken, back.account.left.len()), (4, 3), "{:?}", back.account);
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
