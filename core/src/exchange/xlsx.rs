//! The book of formulas as a workbook that Excel and LibreOffice open and recalculate.

use crate::model::Document;
use crate::workbook::{At, Book, Cell, Content, Evaluation, FIRST_YEAR, Format, Role, Sheet, Value, YEARS, address};
use rust_xlsxwriter::{
    Color, DataValidation, DocProperties, ExcelDateTime, Format as Style, FormatAlign, FormatBorder, Formula, Workbook,
    Worksheet, XlsxError,
};
use std::collections::BTreeMap;
use std::fmt;

/// Why no workbook was made; a sentence for the one who asked for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoWorkbook(String);

impl fmt::Display for NoWorkbook {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "The workbook could not be written: {}", self.0)
    }
}

impl From<XlsxError> for NoWorkbook {
    fn from(error: XlsxError) -> NoWorkbook {
        NoWorkbook(error.to_string())
    }
}

/// The day of a workbook that was made without a clock.
pub const UNDATED: &str = "2026-01-01";

/// The bytes of an `.xlsx` file. `now` is the day of the export, as `2026-11-25`.
///
/// # Errors
/// A limit of the file format is passed.
pub fn xlsx(book: &Book, document: &Document, now: &str) -> Result<Vec<u8>, NoWorkbook> {
    let mut workbook = Workbook::new();
    let properties = DocProperties::new()
        .set_title(document.text("title"))
        .set_subject("What working together would save, pay and risk")
        .set_comment(format!("Informed Choice {}", env!("CARGO_PKG_VERSION")))
        // without a day of its own the library would ask the machine's clock, which a browser does not have
        .set_creation_datetime(&ExcelDateTime::parse_from_str(now.get(..10).unwrap_or(UNDATED))?);
    workbook.set_properties(&properties);
    let styles = Styles::default();
    let mut found = Evaluation::new(book);
    for (n, sheet) in book.sheets.iter().enumerate() {
        let worksheet = workbook.add_worksheet();
        lay_out(worksheet, sheet)?;
        for ((row, column), cell) in &sheet.cells {
            let at = At { sheet: n, row: *row, column: *column };
            write(worksheet, book, at, cell, &styles, &mut found)?;
        }
    }
    for input in book.inputs.iter().filter(|input| !input.words.is_empty()) {
        if let Ok(worksheet) = workbook.worksheet_from_index(input.at.sheet) {
            let offered = DataValidation::new().allow_list_strings(input.words)?;
            worksheet.add_data_validation(input.at.row, input.at.column, input.at.row, input.at.column, &offered)?;
        }
    }
    for (name, at) in &book.names {
        let sheet = book.sheets.get(at.sheet).map_or("", |sheet| sheet.name.as_str());
        workbook.define_name(name, &format!("='{}'!{}", sheet.replace('\'', "''"), address(*at)))?;
    }
    Ok(workbook.save_to_buffer()?)
}

fn lay_out(worksheet: &mut Worksheet, sheet: &Sheet) -> Result<(), XlsxError> {
    worksheet.set_name(&sheet.name)?;
    worksheet.set_freeze_panes(1, sheet.frozen)?;
    for (column, width) in &sheet.widths {
        worksheet.set_column_width(*column, *width)?;
    }
    if let Some((first, last)) = sheet.folded {
        for column in first..=last {
            worksheet.set_column_hidden(column)?;
        }
    }
    // A4, as wide as a page, the heads on each
    worksheet.set_paper_size(9);
    worksheet.set_landscape();
    worksheet.set_print_fit_to_pages(1, 0);
    worksheet.set_repeat_rows(0, 0)?;
    worksheet.set_header(format!("&L{}&RInformed Choice", sheet.name.replace('&', "&&")));
    worksheet.set_footer("&LPage &P of &N");
    Ok(())
}

/// One style for each role and format.
#[derive(Default)]
struct Styles(std::cell::RefCell<BTreeMap<(u8, u8, Decimals), Style>>);

impl Styles {
    fn of(&self, role: Role, format: Format, decimals: Decimals) -> Style {
        let mut all = self.0.borrow_mut();
        all.entry((role as u8, format as u8, decimals)).or_insert_with(|| style(role, format, decimals)).clone()
    }
}

/// How many decimals a plain result is shown with; the cell keeps all that it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Decimals {
    AsItIs,
    Two,
    Four,
}

impl Decimals {
    fn of(cell: &Cell, result: &Value) -> Decimals {
        match (&cell.content, result) {
            (Content::Formula(_), Value::Number(number)) if cell.format == Format::Plain && number.fract() != 0.0 => {
                if number.abs() < 10.0 {
                    Decimals::Four
                } else {
                    Decimals::Two
                }
            }
            _ => Decimals::AsItIs,
        }
    }
}

fn style(role: Role, format: Format, decimals: Decimals) -> Style {
    let style = Style::new().set_num_format(match format {
        Format::Pounds => "£#,##0;-£#,##0",
        Format::Pence => "£#,##0.00;-£#,##0.00",
        Format::Percent => "0.0%",
        Format::Year => "0",
        Format::Plain | Format::Check => match decimals {
            Decimals::AsItIs => "General",
            Decimals::Two => "#,##0.00",
            Decimals::Four => "0.0000",
        },
    });
    match role {
        Role::Head => style
            .set_bold()
            .set_text_wrap()
            .set_background_color(Color::RGB(0x12_43_6d))
            .set_font_color(Color::White)
            .set_align(FormatAlign::Top),
        Role::Label => style,
        // what can be changed is framed and blue, so that it is known without its colour too
        Role::Input => style.set_border(FormatBorder::Thin).set_font_color(Color::RGB(0x12_43_6d)),
        Role::Result => style,
        Role::Total => style.set_bold(),
        Role::Note => style.set_font_color(Color::RGB(0x4a_5b_6c)),
    }
}

fn write(
    worksheet: &mut Worksheet,
    book: &Book,
    at: At,
    cell: &Cell,
    styles: &Styles,
    found: &mut Evaluation,
) -> Result<(), XlsxError> {
    let result = if matches!(cell.content, Content::Formula(_)) { found.cell(at) } else { Value::Blank };
    let style = styles.of(cell.role, cell.format, Decimals::of(cell, &result));
    let (row, column) = (at.row, at.column);
    match &cell.content {
        // a text stays a text, whatever it begins with
        Content::Text(text) => worksheet.write_string_with_format(row, column, text, &style)?,
        Content::Number(number) => worksheet.write_number_with_format(row, column, *number, &style)?,
        Content::Blank => worksheet.write_blank(row, column, &style)?,
        Content::Formula(formula) => {
            let names =
                |sheet: usize| book.sheets.get(sheet).map_or_else(String::new, |sheet| sheet.name.replace('\'', "''"));
            // programs that do not recalculate show what it came to here
            let result = match result {
                Value::Number(number) => number.to_string(),
                Value::Text(text) => text,
                Value::Truth(yes) => if yes { "TRUE" } else { "FALSE" }.to_owned(),
                Value::Blank | Value::Many(_) | Value::Fault => String::new(),
            };
            let formula = Formula::new(format!("={}", formula.text(&names, at.sheet))).set_result(result);
            worksheet.write_formula_with_format(row, column, formula, &style)?
        }
    };
    Ok(())
}

/// Widths that fit what the sheets hold.
pub fn fitted(book: &mut Book) {
    for sheet in &mut book.sheets {
        let widest = |column: u16| {
            let texts = sheet.cells.iter().filter(|((_, at), _)| *at == column);
            let length = texts.map(|(_, cell)| match &cell.content {
                Content::Text(text) => text.chars().count(),
                _ => 12,
            });
            length.max().unwrap_or(8).clamp(8, 60) as f64 + 2.0
        };
        let last = sheet.cells.keys().map(|(_, column)| *column).max().unwrap_or(0).min(FIRST_YEAR + YEARS);
        sheet.widths = (0..=last).map(|column| (column, widest(column))).collect();
    }
}
