//! Somebody else's table, cell by cell, whichever way it came: a sheet of a workbook, a CSV file or a pasted block.
//!
//! A cell is what it is in the file. A date, an error or a formula that was never calculated is no number and no blank.

use crate::model::inputs::Unit;
use crate::model::parse::{Decimal, Reading, parse_as};
use serde::{Deserialize, Serialize};

/// A cell.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub enum Entry {
    /// Nothing.
    #[default]
    Blank,
    /// A number.
    Number(f64),
    /// Words.
    Text(String),
    /// A date or a time, as it is read.
    Date(String),
    /// An error of the spreadsheet, by its word: `#N/A`.
    Error(String),
    /// A formula whose result the file does not hold.
    Uncalculated,
}

/// Why a cell is no figure; a sentence for the one whose table it is.
pub type NotAFigure = String;

impl Entry {
    /// A text as a cell.
    pub fn text(text: &str) -> Entry {
        if text.trim().is_empty() { Entry::Blank } else { Entry::Text(text.to_owned()) }
    }

    /// Whether it is empty.
    pub fn is_blank(&self) -> bool {
        *self == Entry::Blank
    }

    /// What stands there, for a reader.
    pub fn shown(&self) -> String {
        match self {
            Entry::Blank => String::new(),
            Entry::Number(number) => number.to_string(),
            Entry::Text(text) | Entry::Date(text) | Entry::Error(text) => text.clone(),
            Entry::Uncalculated => "formula without a result".into(),
        }
    }

    /// Its words; none for anything but a text.
    pub fn words(&self) -> &str {
        match self {
            Entry::Text(text) => text.trim(),
            _ => "",
        }
    }

    /// Whether a reader would take it for a figure.
    pub fn is_figure(&self) -> bool {
        match self {
            Entry::Number(_) => true,
            Entry::Text(text) => figure_like(text),
            _ => false,
        }
    }

    /// The figure that it is in a unit; none where it is empty.
    ///
    /// # Errors
    /// Why it is none.
    pub fn figure(&self, unit: Unit, how: Reading) -> Result<Option<f64>, NotAFigure> {
        match self {
            Entry::Blank => Ok(None),
            Entry::Number(number) if number.is_finite() => Ok(Some(*number)),
            Entry::Number(_) => Err("this number cannot be read".into()),
            Entry::Text(text) => parse_as(text, unit, how).map(Some).map_err(|error| error.to_string()),
            Entry::Date(date) => Err(format!("{date} is a date, not a number: set the cell\u{2019}s format to Number")),
            Entry::Error(word) => Err(format!("{word} is an error of the spreadsheet, not a figure")),
            Entry::Uncalculated => Err(
                "its formula was never calculated, so the file holds no figure: open it in your spreadsheet, save it and choose it again"
                    .into(),
            ),
        }
    }
}

/// Whether a text is digits with what stands around them in a figure.
fn figure_like(text: &str) -> bool {
    let mut digits = 0;
    for c in text.trim().chars() {
        match c {
            '0'..='9' => digits += 1,
            '.' | ',' | '-' | '\u{2212}' | '+' | '%' | '£' | '(' | ')' | ' ' | '\u{a0}' | '\u{202f}' => {}
            'k' | 'K' | 'm' | 'M' if digits > 0 => {}
            _ => return false,
        }
    }
    digits > 0
}

/// A row with its number in the file.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// As a spreadsheet counts: the first is 1.
    pub number: usize,
    /// Whether the spreadsheet does not show it.
    pub hidden: bool,
    /// Its cells, from the left.
    pub cells: Vec<Entry>,
}

impl Row {
    /// A cell; blank beyond the last.
    pub fn cell(&self, column: usize) -> &Entry {
        const BLANK: &Entry = &Entry::Blank;
        self.cells.get(column).unwrap_or(BLANK)
    }

    /// How many cells hold something.
    pub fn filled(&self) -> usize {
        self.cells.iter().filter(|cell| !cell.is_blank()).count()
    }
}

/// A table. Rows that hold nothing are left out.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Grid {
    /// The sheet's name, or the file's.
    pub name: String,
    /// Whether the workbook does not show this sheet.
    pub hidden: bool,
    /// Its rows, from the top.
    pub rows: Vec<Row>,
    /// Rows with something in them that were not read, since there are too many.
    pub rows_left: usize,
    /// Cells with something in them that were not read, since they stand far to the right.
    pub cells_left: usize,
    /// The decimal sign where no cell shows it.
    pub unsure: Unsure,
}

/// What is taken for the decimal sign of a table that does not show it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unsure {
    /// It was written by hand.
    #[default]
    British,
    /// With commas between its cells the point is the decimal sign.
    Point,
    /// Semicolons between cells are a spreadsheet's where the comma may be the decimal sign.
    Anything,
}

impl Grid {
    /// A table of texts, one row after another.
    pub fn of_texts<R: AsRef<[C]>, C: AsRef<str>>(rows: &[R], unsure: Unsure) -> Grid {
        let rows = rows.iter().enumerate().map(|(n, row)| Row {
            number: n + 1,
            hidden: false,
            cells: row.as_ref().iter().map(|cell| Entry::text(cell.as_ref())).collect(),
        });
        Grid { rows: rows.filter(|row| row.filled() > 0).collect(), unsure, ..Grid::default() }
    }

    /// How its figures are to be read; the columns are those that hold figures.
    pub fn reading(&self, columns: &[usize]) -> Reading {
        let cells = self.rows.iter().flat_map(|row| columns.iter().map(|column| row.cell(*column).words()));
        let otherwise = match self.unsure {
            Unsure::British => Decimal::British,
            Unsure::Point => Decimal::Point,
            Unsure::Anything => Decimal::Unknown,
        };
        Reading { decimal: Decimal::shown_by(cells, otherwise), fractions: false }
    }

    /// How many columns it has.
    pub fn columns(&self) -> usize {
        self.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0)
    }

    /// What was not read of it, and what a reader of the spreadsheet does not see.
    pub fn remarks(&self) -> Vec<String> {
        let mut all = Vec::new();
        if self.hidden {
            all.push(format!("The sheet \u{201c}{}\u{201d} is hidden in the workbook", self.name));
        }
        let hidden: Vec<String> = self.rows.iter().filter(|row| row.hidden).map(|row| row.number.to_string()).collect();
        match hidden.as_slice() {
            [] => {}
            [one] => all.push(format!("Line {one} is hidden in the workbook; it is read like the others")),
            many => {
                let first = many.iter().take(10).cloned().collect::<Vec<_>>().join(", ");
                let more = if many.len() > 10 { format!(" and {} more", many.len() - 10) } else { String::new() };
                all.push(format!("Lines {first}{more} are hidden in the workbook; they are read like the others"));
            }
        }
        if self.rows_left > 0 {
            all.push(format!(
                "{} lines below line {} were not read: the table is longer than this tool reads at once",
                self.rows_left,
                self.rows.last().map_or(0, |row| row.number)
            ));
        }
        if self.cells_left > 0 {
            all.push(match self.cells_left {
                1 => "One cell far to the right of the table was not read".to_owned(),
                n => format!("{n} cells far to the right of the table were not read"),
            });
        }
        all
    }
}

/// A column as a spreadsheet names it: A, B, … Z, AA.
pub fn column_name(column: usize) -> String {
    let mut name = String::new();
    let mut rest = column + 1;
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or(0);
        name.insert(0, char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_that_is_no_figure_says_what_it_is() {
        let said = |entry: Entry| entry.figure(Unit::Posts, Reading::default()).unwrap_err();
        assert!(said(Entry::Date("1 April 2026".into())).contains("is a date"));
        assert!(said(Entry::Error("#N/A".into())).contains("#N/A is an error"));
        assert!(said(Entry::Uncalculated).contains("never calculated"));
        assert_eq!(Entry::Blank.figure(Unit::Posts, Reading::default()), Ok(None));
        assert_eq!(Entry::Number(7.125).figure(Unit::Posts, Reading::default()), Ok(Some(7.125)));
        assert_eq!(Entry::text("1,250").figure(Unit::Posts, Reading::default()), Ok(Some(1250.0)));
    }

    #[test]
    fn columns_are_named_as_a_spreadsheet_does() {
        assert_eq!([0, 25, 26, 701, 702].map(column_name), ["A", "Z", "AA", "ZZ", "AAA"]);
    }

    #[test]
    fn what_is_hidden_or_not_read_is_said() {
        let mut grid = Grid::of_texts(&[["a", "1"], ["", ""], ["b", "2"]], Unsure::British);
        assert_eq!(grid.rows.iter().map(|row| row.number).collect::<Vec<_>>(), [1, 3]);
        assert!(grid.remarks().is_empty());
        grid.hidden = true;
        grid.rows[1].hidden = true;
        (grid.rows_left, grid.cells_left) = (606, 1);
        let said = grid.remarks().join(". ");
        for part in ["is hidden in the workbook", "Line 3", "606 lines below line 3", "One cell far to the right"] {
            assert!(said.contains(part), "{said}");
        }
    }
}
