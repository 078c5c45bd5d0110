//! A book of sheets: one table a sheet, heads on top, figures of inputs and of formulas.

use super::formula::{At, Formula, Function, call};
use super::names::Name;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::hash::{Hash, Hasher};

/// How a figure is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Whole pounds.
    Pounds,
    /// Pounds and pence.
    Pence,
    /// Per cent.
    Percent,
    /// As many decimals as there are.
    Plain,
    /// A calendar year.
    Year,
    /// True or not.
    Check,
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// Words.
    Text(String),
    /// A number.
    Number(f64),
    /// A formula.
    Formula(Formula),
    /// A cell for something that is not entered: it can be filled in.
    Blank,
}

/// What a cell is in its table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// It heads a column.
    Head,
    /// It heads a row.
    Label,
    /// To be changed by whoever has the book.
    Input,
    /// It is what a reader looks for.
    Result,
    /// A result that is a total.
    Total,
    /// It explains.
    Note,
}

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// What stands in it.
    pub content: Content,
    /// What it is.
    pub role: Role,
    /// How it is written.
    pub format: Format,
}

/// A table of the book.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// At most 31 characters that every spreadsheet takes.
    pub name: String,
    /// What it holds, for its reader and for a screen reader.
    pub about: String,
    /// The user's word for what it is of, such as a service; empty where it is of everything.
    pub subject: String,
    /// Cells, by row and column.
    pub cells: BTreeMap<(u32, u16), Cell>,
    /// Widths of columns, in characters.
    pub widths: Vec<(u16, f64)>,
    /// Columns from here on that lie beyond the term and are folded away.
    pub folded: Option<(u16, u16)>,
    /// How many columns stay in sight.
    pub frozen: u16,
    next_row: u32,
}

/// An input that can be changed in the book.
#[derive(Debug, Clone, PartialEq)]
pub struct BookInput {
    /// Its place in the scenario.
    pub place: String,
    /// Where it stands.
    pub at: At,
    /// Words that can stand there; none for a figure.
    pub words: &'static [&'static str],
}

/// The whole book.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Book {
    /// Sheets, in order.
    pub sheets: Vec<Sheet>,
    /// Defined names with the cell that each means.
    pub names: Vec<(String, At)>,
    /// The same without regard to case, as spreadsheets take them.
    by_name: BTreeMap<String, At>,
    /// Inputs that can be changed in it.
    pub inputs: Vec<BookInput>,
}

/// A run of figures by year on one row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Series {
    sheet: usize,
    row: u32,
}

/// The first year's column.
pub const FIRST_YEAR: u16 = 3;
/// As many years as a scenario can have.
pub const YEARS: u16 = 30;
/// A formula holds 8,192 characters: longer sums stand in parts of this many terms.
const MOST_TERMS: usize = 40;

impl Series {
    /// A run that begins in a row, before any is there.
    pub(super) fn default_of(at: At) -> Series {
        Series { sheet: at.sheet, row: at.row }
    }

    /// The figure of a year; nothing before the first.
    pub fn at(self, t: Option<u16>) -> Formula {
        t.map_or(Formula::Number(0.0), |t| {
            Formula::Cell(At { sheet: self.sheet, row: self.row, column: FIRST_YEAR + t })
        })
    }

    /// The figure of a year.
    pub fn year(self, t: u16) -> Formula {
        self.at(Some(t))
    }

    /// All years.
    pub fn all(self) -> Formula {
        let at = |column| At { sheet: self.sheet, row: self.row, column };
        Formula::Block(at(FIRST_YEAR), at(FIRST_YEAR + YEARS - 1))
    }

    /// All years, each as the one before it; nothing before the first.
    pub fn before(self) -> Formula {
        let at = |column| At { sheet: self.sheet, row: self.row, column };
        Formula::Block(at(FIRST_YEAR - 1), at(FIRST_YEAR + YEARS - 2))
    }

    /// What it comes to over the term, where that stands beside it.
    pub fn whole(self) -> Formula {
        Formula::Cell(At { sheet: self.sheet, row: self.row, column: FIRST_YEAR - 1 })
    }

    /// The sum over all years.
    pub fn sum(self) -> Formula {
        call(Function::Sum, vec![self.all()])
    }

    /// The sum over all years of each year's figure times another's.
    pub fn times(self, other: Series) -> Formula {
        call(Function::SumProduct, vec![self.all(), other.all()])
    }
}

impl Book {
    /// A new sheet under a name made of ours and, after it, the user's word for it.
    pub fn sheet(&mut self, kind: &str, name: &str, about: String) -> usize {
        let subject = name.to_owned();
        let name = self.free_name(kind, name);
        self.sheets.push(Sheet {
            name,
            subject,
            about,
            cells: BTreeMap::new(),
            widths: Vec::new(),
            folded: None,
            frozen: 1,
            next_row: 0,
        });
        self.sheets.len() - 1
    }

    /// A name that spreadsheets take: at most 31 characters, without those that they refuse, and that no sheet has yet.
    fn free_name(&self, kind: &str, name: &str) -> String {
        let plain: String =
            name.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '&' | ',' | '.')).collect();
        let whole = format!("{kind} {}", plain.trim());
        let short = |room: usize| whole.trim().chars().take(room).collect::<String>().trim().to_owned();
        let taken = |name: &str| self.sheets.iter().any(|sheet| sheet.name.to_lowercase() == name.to_lowercase());
        let numbered = (2..).map(|n: usize| format!("{} {n}", short(27)));
        std::iter::once(short(31)).chain(numbered).find(|name| !taken(name)).unwrap_or_default()
    }

    /// Puts a cell in its place.
    pub fn put(&mut self, at: At, content: Content, role: Role, format: Format) {
        if let Some(sheet) = self.sheets.get_mut(at.sheet) {
            sheet.cells.insert((at.row, at.column), Cell { content, role, format });
            sheet.next_row = sheet.next_row.max(at.row + 1);
        }
    }

    /// A formula's result in its place.
    pub fn result(&mut self, at: At, formula: Formula, format: Format) {
        self.put(at, Content::Formula(formula), Role::Result, format);
    }

    /// A row of heads.
    pub fn heads(&mut self, sheet: usize, heads: &[&str]) {
        let row = self.next_row(sheet);
        for (column, head) in heads.iter().enumerate() {
            let at = At { sheet, row, column: u16::try_from(column).unwrap_or(u16::MAX) };
            self.put(at, Content::Text((*head).to_owned()), Role::Head, Format::Plain);
        }
    }

    /// The first row that is free.
    pub fn next_row(&self, sheet: usize) -> u32 {
        self.sheets.get(sheet).map_or(0, |sheet| sheet.next_row)
    }

    /// A row with one figure, in the third column; says where it stands. A very long sum is added up in parts above it.
    pub fn figure(&mut self, sheet: usize, label: &str, unit: &str, format: Format, formula: Formula) -> At {
        let mut part = 0;
        let formula = formula.in_parts(MOST_TERMS, &mut |some| {
            part += 1;
            Formula::Cell(self.figure(sheet, &format!("{label}, part {part}"), unit, format, some))
        });
        let row = self.label(sheet, label, unit, Role::Label);
        let at = At { sheet, row, column: 2 };
        self.put(at, Content::Formula(formula), Role::Result, format);
        at
    }

    /// A row of figures by year; very long sums are added up in parts above it.
    pub fn series(
        &mut self,
        sheet: usize,
        label: &str,
        unit: &str,
        format: Format,
        of: impl Fn(u16) -> Formula,
    ) -> Series {
        let mut parts: Vec<Vec<Formula>> = Vec::new();
        let whole: Vec<Formula> = (0..YEARS)
            .map(|t| {
                let mut part = 0;
                of(t).in_parts(MOST_TERMS, &mut |some| {
                    if parts.len() == part {
                        parts.push(Vec::new());
                    }
                    let row = self.next_row(sheet) + u32::try_from(part).unwrap_or(0);
                    if let Some(row) = parts.get_mut(part) {
                        row.push(some);
                    }
                    part += 1;
                    Formula::Cell(At { sheet, row, column: FIRST_YEAR + t })
                })
            })
            .collect();
        for (part, formulas) in parts.into_iter().enumerate() {
            self.run(sheet, &format!("{label}, part {}", part + 1), unit, format, formulas);
        }
        self.run(sheet, label, unit, format, whole)
    }

    fn run(&mut self, sheet: usize, label: &str, unit: &str, format: Format, formulas: Vec<Formula>) -> Series {
        let row = self.label(sheet, label, unit, Role::Label);
        for (column, formula) in (FIRST_YEAR..).zip(formulas) {
            self.put(At { sheet, row, column }, Content::Formula(formula), Role::Result, format);
        }
        Series { sheet, row }
    }

    /// The sum of a series, in the third column of its row.
    pub fn sum_of(&mut self, series: Series, formula: Formula, format: Format) -> At {
        let at = At { sheet: series.sheet, row: series.row, column: 2 };
        self.put(at, Content::Formula(formula), Role::Total, format);
        at
    }

    fn label(&mut self, sheet: usize, label: &str, unit: &str, role: Role) -> u32 {
        let row = self.next_row(sheet);
        self.put(At { sheet, row, column: 0 }, Content::Text(label.to_owned()), role, Format::Plain);
        self.put(At { sheet, row, column: 1 }, Content::Text(unit.to_owned()), Role::Note, Format::Plain);
        row
    }

    /// What stands in a cell.
    pub fn cell(&self, at: At) -> Option<&Cell> {
        self.sheets.get(at.sheet)?.cells.get(&(at.row, at.column))
    }

    /// Names a result.
    pub fn name(&mut self, name: impl Into<Name>, at: At) {
        self.define(name.into().text(), at);
    }

    /// A defined name, as spreadsheets take it: letters, digits and underscores. The first of two that are the same stays.
    pub fn define(&mut self, name: &str, at: At) {
        let name = defined(name);
        if let Entry::Vacant(free) = self.by_name.entry(name.to_lowercase()) {
            free.insert(at);
            self.names.push((name, at));
        }
    }

    /// A defined name for a row by year: it means its first year, and later ones stand to the right.
    pub fn name_row(&mut self, name: impl Into<Name>, row: Series) {
        self.name(name, At { sheet: row.sheet, row: row.row, column: FIRST_YEAR });
    }

    /// The cell of a result.
    pub fn named(&self, name: impl Into<Name>) -> Option<At> {
        self.find(name.into().text())
    }

    /// The cell of a name as a spreadsheet has it.
    pub fn find(&self, name: &str) -> Option<At> {
        self.by_name.get(&defined(name).to_lowercase()).copied()
    }

    /// What tells this book's cells from another's: the same figures stand in the same places where it is the same.
    pub fn shape(&self) -> u64 {
        let mut shape = std::hash::DefaultHasher::new();
        self.names.hash(&mut shape);
        shape.finish()
    }

    /// The input at a place of the scenario.
    pub fn input(&self, place: &str) -> Option<&BookInput> {
        self.inputs.iter().find(|input| input.place == place)
    }
}

/// A name with what no defined name may have as underscores.
pub fn defined(name: &str) -> String {
    name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).take(250).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_sheets_are_such_as_every_spreadsheet_takes() {
        let mut book = Book::default();
        for name in ["HR", "HR", "hr", "a/b\\c?*[]:'=", "A very long name of a service that nobody could ever read"] {
            book.sheet("Service", name, String::new());
        }
        let names: Vec<&str> = book.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
        assert_eq!(names[..4], ["Service HR", "Service HR 2", "Service hr 3", "Service abc"]);
        assert!(names.iter().all(|name| name.chars().count() <= 31), "{names:?}");
    }
}
