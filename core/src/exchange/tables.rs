//! Tables for spreadsheets, as CSV: the results, and the figures entered, which can be read back.
//!
//! A text that a spreadsheet would run as a formula gets an apostrophe before it; a number stays a number.

use super::account::Account;
use super::grid::{Entry, Grid, Row, Unsure};
use crate::engine::Outcome;
use crate::model::inputs::{Fallback, Input, Rule, Unit, input_at};
use crate::model::parse::Reading;
use crate::model::{Change, Document, read_by_year, what_of, written_by_year};
use serde_json::{Value, json};

/// A text as a cell that no spreadsheet runs.
pub fn safe(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '|', '\u{ff1d}']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// Takes the apostrophe off again.
pub(super) fn plain(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if safe(rest) == cell => rest,
        _ => cell,
    }
}

/// Rows as CSV, with the mark by which Excel knows UTF-8.
pub fn csv(rows: &[Vec<Cell>]) -> String {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).flexible(true).from_writer(Vec::new());
    for row in rows {
        let cells = row.iter().map(|cell| match cell {
            Cell::Text(text) => safe(text),
            Cell::Number(number) => number.to_string(),
            Cell::Nothing => String::new(),
        });
        // a vector takes whatever is written to it
        let _ = writer.write_record(cells);
    }
    let bytes = writer.into_inner().unwrap_or_default();
    format!("\u{feff}{}", String::from_utf8_lossy(&bytes))
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Words.
    Text(String),
    /// A number.
    Number(f64),
    /// Nothing.
    Nothing,
}

impl From<&str> for Cell {
    fn from(text: &str) -> Cell {
        Cell::Text(text.to_owned())
    }
}

impl From<f64> for Cell {
    fn from(number: f64) -> Cell {
        Cell::Number(number)
    }
}

impl From<Option<f64>> for Cell {
    fn from(number: Option<f64>) -> Cell {
        number.map_or(Cell::Nothing, Cell::Number)
    }
}

/// A cell of a table on the page, as it is copied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copied {
    /// What it says.
    pub text: String,
    /// Whether it heads a row or column.
    pub head: bool,
    /// How many columns it takes.
    pub columns: u32,
}

/// Rows as Word takes them, as a table of HTML, and as Excel takes them, cells between tabs.
pub fn copied(rows: &[Vec<Copied>]) -> (String, String) {
    let (mut html, mut plain) = (String::from("<table>"), String::new());
    for row in rows {
        html.push_str("<tr>");
        for (n, cell) in row.iter().enumerate() {
            let text = pasted(&cell.text);
            let tag = if cell.head { "th" } else { "td" };
            let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
            let columns = if cell.columns > 1 { format!(" colspan=\"{}\"", cell.columns) } else { String::new() };
            html.push_str(&format!("<{tag}{columns}>{escaped}</{tag}>"));
            if n > 0 {
                plain.push('\t');
            }
            plain.push_str(&text);
            // a cell over several columns leaves the others empty
            (1..cell.columns).for_each(|_| plain.push('\t'));
        }
        html.push_str("</tr>");
        plain.push_str("\r\n");
    }
    html.push_str("</table>");
    (html, plain)
}

/// A text of the page as a cell: on one line; a figure with the minus that spreadsheets know, anything else safe.
fn pasted(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let figure = text.replace('\u{2212}', "-");
    let digits = figure.trim_start_matches('-').trim_start_matches('£').trim_end_matches('%');
    let plain = !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.'));
    if plain { figure } else { safe(&text) }
}

/// The results: headline figures, then partners, services and categories, then every year.
pub fn results(title: &str, outcome: &Outcome) -> Vec<Vec<Cell>> {
    let totals = &outcome.totals;
    let money =
        |name: &str, value: f64| vec![Cell::from("All"), Cell::from(name), Cell::from(value), Cell::from("GBP")];
    let mut rows = vec![
        vec![
            Cell::from("Informed Choice"),
            Cell::from(title),
            Cell::from(env!("CARGO_PKG_VERSION")),
            Cell::from(crate::evidence::REFERENCE_VERSION),
        ],
        vec![Cell::from("Whose"), Cell::from("Figure"), Cell::from("Value"), Cell::from("Unit")],
        money("Net present value", totals.npv.0),
        money("Net present social value", totals.npsv.0),
        money("Full-year saving", totals.full_year_saving.0),
        money("Full-year cash saving", totals.full_year_cash.0),
        money("One-off cost", totals.one_off.0),
        money("Grant", totals.grant.0),
        vec!["All".into(), "Benefit-cost ratio".into(), totals.benefit_cost_ratio.into(), "ratio".into()],
        vec!["All".into(), "Payback".into(), totals.payback_years.into(), "years".into()],
        vec!["All".into(), "Discounted payback".into(), totals.discounted_payback_years.into(), "years".into()],
        vec!["All".into(), "Posts no longer needed".into(), totals.posts.0.into(), "FTE".into()],
    ];
    let mut add = |whose: &str, figure: &str, value: Cell, unit: &str| {
        rows.push(vec![whose.into(), figure.into(), value, unit.into()]);
    };
    for partner in &outcome.partners {
        add(&partner.name, "Net present value", partner.npv.0.into(), "GBP");
        add(&partner.name, "Net gain a year at full effect", partner.full_year_net.0.into(), "GBP");
        add(&partner.name, "Balancing payment a year", partner.balancing.0.into(), "GBP");
        add(&partner.name, "One-off cost", partner.one_off.0.into(), "GBP");
    }
    for service in &outcome.services {
        add(&service.name, "Net present value", service.npv.0.into(), "GBP");
        add(&service.name, "Full-year saving", service.full_year_saving.0.into(), "GBP");
        add(&service.name, "Unit cost now", service.unit_cost_now.map(|cost| cost.0).into(), "GBP");
        add(&service.name, "Unit cost after", service.unit_cost_after.map(|cost| cost.0).into(), "GBP");
    }
    for category in &outcome.procurement {
        add(&category.name, "Net present value", category.npv.0.into(), "GBP");
        add(&category.name, "Full-year saving", category.full_year_saving.0.into(), "GBP");
    }
    let years = totals.services_by_year.iter().zip(&totals.procurement_by_year).zip(&totals.one_off_by_year);
    for (t, ((services, buying), once)) in years.enumerate() {
        let year = outcome.year(t).to_string();
        add(&year, "Saving from services", services.0.into(), "GBP");
        add(&year, "Saving from joint buying", buying.0.into(), "GBP");
        add(&year, "One-off cost", once.0.into(), "GBP");
        add(&year, "Running total", totals.cumulative.get(t).map(|sum| sum.0).into(), "GBP");
    }
    rows
}

const HEADS: [&str; 5] = ["Place", "Figure", "Value", "Unit", "Whose"];

/// Every figure and choice that the scenario holds, with its place, its unit and whose it is.
pub fn figures(document: &Document) -> Vec<Vec<Cell>> {
    let mut rows = vec![HEADS.map(Cell::from).to_vec()];
    walk(document, document.value(), "", &mut rows);
    rows
}

fn walk(document: &Document, value: &Value, place: &str, rows: &mut Vec<Vec<Cell>>) {
    let inner = |step: &str| if place.is_empty() { step.to_owned() } else { format!("{place}.{step}") };
    match value {
        Value::Array(_) | Value::Number(_) if input_at(place).is_some_and(Input::is_by_year) => {
            let Some(input) = input_at(place) else { return };
            let marks = document.get("provenance").and_then(|marks| marks.get(place)).and_then(Value::as_str);
            rows.push(vec![
                place.into(),
                what_of(document, place).as_str().into(),
                Cell::Text(written_by_year(value, input.unit)),
                "by year".into(),
                marks.unwrap_or("").into(),
            ]);
        }
        Value::Object(map) if place != "provenance" => {
            map.iter().for_each(|(key, value)| walk(document, value, &inner(key), rows));
        }
        Value::Array(list) if !list.iter().all(Value::is_string) => {
            for (index, value) in list.iter().enumerate() {
                let id = value.get("id").and_then(Value::as_str);
                walk(document, value, &inner(&id.map_or_else(|| index.to_string(), str::to_owned)), rows);
            }
        }
        Value::Number(_) | Value::String(_) => {
            let Some(input) = input_at(place) else { return };
            let cell = match (input.rule, value) {
                (Rule::Number { .. }, Value::Number(number)) => Cell::from(number.as_f64()),
                (Rule::Choice(_) | Rule::Text { .. }, Value::String(text)) => Cell::Text(text.clone()),
                _ => return,
            };
            let marks = document.get("provenance").and_then(|marks| marks.get(place)).and_then(Value::as_str);
            rows.push(vec![
                place.into(),
                what_of(document, place).as_str().into(),
                cell,
                unit(input.unit).into(),
                marks.unwrap_or("").into(),
            ]);
        }
        _ => {}
    }
}

const fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::None => "",
        Unit::Pounds | Unit::Pence => "GBP",
        Unit::Percent => "fraction",
        Unit::Posts => "FTE",
        Unit::People => "people",
        Unit::Years => "years",
        Unit::YearIndex => "years after the first",
        Unit::FinancialYear => "year",
        Unit::Months => "months",
        Unit::Units => "units",
        Unit::Factor => "factor",
    }
}

/// What a table of figures brought.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadBack {
    /// Every figure that differs from what stands there, as one change.
    pub change: Change,
    /// How much was read, and what was not taken, line by line.
    pub account: Account,
}

/// A text of a table, with the sign between its cells and what is before it.
pub(super) struct Divided<'a> {
    pub(super) text: &'a str,
    delimiter: u8,
    /// Lines before the table: `sep=;`, which Excel takes for itself.
    pub(super) skipped: usize,
}

impl<'a> Divided<'a> {
    /// Reads it line by line.
    pub(super) fn reader(&self) -> csv::Reader<&'a [u8]> {
        csv::ReaderBuilder::new()
            .delimiter(self.delimiter)
            .flexible(true)
            .has_headers(false)
            .from_reader(self.text.as_bytes())
    }

    /// What is taken for the decimal sign where no cell shows it.
    pub(super) fn unsure(&self) -> Unsure {
        match self.delimiter {
            b';' => Unsure::Anything,
            b',' => Unsure::Point,
            _ => Unsure::British,
        }
    }
}

/// What stands between the cells of a text: as its first line says, or as most of its lines have it.
pub(super) fn divided(text: &str) -> Divided<'_> {
    let text = text.trim_start_matches('\u{feff}');
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let said = first.trim().trim_matches('"').strip_prefix("sep=").filter(|mark| mark.len() == 1);
    if let Some(mark) = said.and_then(|mark| mark.bytes().next()) {
        return Divided { text: rest, delimiter: mark, skipped: 1 };
    }
    if first.trim() == "sep=" || first.trim_end_matches('\r') == "sep=\t" {
        return Divided { text: rest, delimiter: b'\t', skipped: 1 };
    }
    // Excel writes semicolons where the comma is the decimal sign
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(20).collect();
    let count = |mark: &u8| -> usize { lines.iter().map(|line| line.bytes().filter(|b| b == mark).count()).sum() };
    // a comma within texts or figures says little where every line has the other mark
    let in_all = |mark: &u8| !lines.is_empty() && lines.iter().all(|line| line.bytes().any(|b| b == *mark));
    let delimiter = [b'\t', b';', b','].into_iter().max_by_key(|mark| (in_all(mark), count(mark)));
    Divided { text, delimiter: delimiter.unwrap_or(b','), skipped: 0 }
}

/// A text as a table of cells; a semicolon between them may come with a decimal comma.
pub fn grid(text: &str) -> Grid {
    let divided = divided(text);
    let mut rows = Vec::new();
    for (n, record) in divided.reader().into_records().enumerate() {
        let cells = match record {
            Ok(record) => record.iter().map(|cell| Entry::text(plain(cell.trim()))).collect(),
            Err(_) => vec![Entry::Error("a line that is no text".into())],
        };
        rows.push(Row { number: n + 1 + divided.skipped, hidden: false, cells });
    }
    rows.retain(|row| row.filled() > 0);
    Grid { rows, unsure: divided.unsure(), ..Grid::default() }
}

/// Figures read back from a table.
pub fn read_figures(document: &Document, text: &str) -> ReadBack {
    let grid = grid(text);
    let mut change = Change::new("Read figures from a table");
    let mut account = Account::default();
    let head = |row: &Row, name: &str| row.cells.iter().position(|cell| cell.words().eq_ignore_ascii_case(name));
    let heads = grid.rows.iter().find_map(|row| head(row, HEADS[0]).zip(head(row, HEADS[2])));
    let (place_at, value_at) = heads.unwrap_or((0, 2));
    let how = Reading { fractions: true, ..grid.reading(&[value_at]) };
    for row in &grid.rows {
        let line = row.number;
        if let [Entry::Error(why)] = row.cells.as_slice() {
            account.left.push(format!("line {line} is {why}"));
            continue;
        }
        let place = row.cell(place_at).words();
        if place.is_empty() || (place.eq_ignore_ascii_case(HEADS[0]) && head(row, HEADS[2]).is_some()) {
            continue;
        }
        account.lines += 1;
        match understood(document, place, row.cell(value_at), how) {
            Ok(None) => account.same += 1,
            Ok(Some(value)) => {
                account.taken += 1;
                change = change.set(document, place, Some(value)).mark(document, place, "yours");
            }
            Err(reason) => account.left.push(format!("line {line}, {place}: {reason}")),
        }
    }
    ReadBack { change, account }
}

/// What a cell of a workbook puts in place of what counts in a scenario: the value to set, and both as they are read; none
/// where nothing changes. What is left out of the scenario stands at its default; an empty cell leaves a figure out.
///
/// # Errors
/// Why it cannot stand there.
pub fn understood_here(
    document: &Document,
    place: &str,
    cell: &Entry,
) -> Result<Option<(Option<Value>, String, String)>, String> {
    let input = input_at(place).ok_or("this tool has no such figure")?;
    let read = |value: f64| crate::model::parse::written(value, input.unit);
    if matches!(input.rule, Rule::Choice(_)) {
        let now = document.text(place).to_owned();
        let chosen = value_of(input, cell, &Value::from(now.as_str()), OURS)?;
        let label = |word: &str| crate::words::terms::choice_label(input.path, word);
        let after = label(plain(cell.words()));
        return Ok(chosen.map(|value| (Some(value), label(&now), after)));
    }
    let now = document.number(place);
    if cell.is_blank() {
        return match (now, input.default) {
            (None, _) => Ok(None),
            (Some(now), Fallback::Null) => Ok(Some((None, read(now), "nothing".into()))),
            (Some(_), _) => Err("the cell is empty, and this figure cannot be left out".into()),
        };
    }
    let before = now.map_or_else(|| "nothing".to_owned(), read);
    let value = value_of(input, cell, &now.map_or(Value::Null, |now| json!(now)), OURS)?;
    Ok(value.map(|value| {
        let after = value.as_f64().map_or_else(String::new, read);
        (Some(value), before, after)
    }))
}

/// In our own workbooks rates are fractions.
const OURS: Reading = Reading { decimal: crate::model::parse::Decimal::British, fractions: true };

/// The value of a cell; none where it is what stands there already.
fn understood(document: &Document, place: &str, cell: &Entry, how: Reading) -> Result<Option<Value>, String> {
    let input = input_at(place).ok_or("this tool has no such figure")?;
    let Some(now) = document.get(place) else { return Err("the scenario has no such place".into()) };
    value_of(input, cell, now, how)
}

/// The value that a cell means for an input; none where it is `now`.
fn value_of(input: &Input, cell: &Entry, now: &Value, how: Reading) -> Result<Option<Value>, String> {
    let shown = cell.shown();
    match input.rule {
        Rule::Number { .. } => {
            let number = cell.figure(input.unit, how)?.ok_or("the cell is empty")?;
            input.admits(number, |bound| match input.unit {
                // as the table has it
                Unit::Percent if how.fractions => bound.to_string(),
                unit => crate::model::parse::written(bound, unit),
            })?;
            let value = if number.fract() == 0.0 && number.abs() < 9e15 { json!(number as i64) } else { json!(number) };
            Ok((now.as_f64() != Some(number)).then_some(value))
        }
        Rule::Choice(words) => {
            let word = plain(&shown);
            if !words.contains(&word) {
                return Err(format!("\u{201c}{word}\u{201d} is none of {}", words.join(", ")));
            }
            Ok((now.as_str() != Some(word)).then(|| json!(word)))
        }
        Rule::ByYear { .. } | Rule::Curve { .. } => {
            let value = read_by_year(plain(&shown), input)?;
            Ok(value.filter(|value| value != now))
        }
        Rule::Text { .. } => Ok((now.as_str() != Some(plain(&shown))).then(|| json!(plain(&shown)))),
        _ => Err("this is not a figure".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::appraise;
    use crate::evidence::PRESETS;
    use crate::model::read;

    #[test]
    fn nothing_runs_and_a_negative_number_stays_one() {
        let rows = vec![vec![
            "=1+1".into(),
            "@SUM(A1)".into(),
            (-5.5).into(),
            "+44".into(),
            "a,b \"c\"".into(),
            "plain".into(),
        ]];
        assert_eq!(csv(&rows), "\u{feff}'=1+1,'@SUM(A1),-5.5,'+44,\"a,b \"\"c\"\"\",plain\r\n");
        assert_eq!((plain("'=1+1"), plain("'tis"), plain("x")), ("=1+1", "'tis", "x"));
    }

    #[test]
    fn a_copied_table_pastes_as_one() {
        let cell = |text: &str, head, columns| Copied { text: text.into(), head, columns };
        let rows = vec![
            vec![cell("Force", true, 1), cell("Saves\n  a year", true, 2)],
            vec![cell("=A & <B>", true, 1), cell("\u{2212}£1,200", false, 1), cell("\u{2212}", false, 1)],
        ];
        let (html, plain) = copied(&rows);
        assert_eq!(plain, "Force\tSaves a year\t\r\n'=A & <B>\t-£1,200\t\u{2212}\r\n");
        assert_eq!(
            html,
            "<table><tr><th>Force</th><th colspan=\"2\">Saves a year</th></tr><tr><th>'=A &amp; &lt;B&gt;</th><td>-£1,200</td><td>\u{2212}</td></tr></table>"
        );
    }

    #[test]
    fn figures_go_out_and_come_back() {
        let mut document = PRESETS[0].document();
        document.set("title", Some(json!("=cmd|' /C calc'!A0")));
        let text = csv(&figures(&document));
        let same = read_figures(&document, &text);
        assert!(same.change.is_empty() && same.account.left.is_empty() && same.account.taken == 0, "{same:?}");
        assert!(same.account.same > 40 && same.account.same == same.account.lines, "{same:?}");
        let edited = text.replace(
            "services.hr.saving.likely,",
            "services.hr.saving.likely,x,0.25,y,z\r\nservices.none.saving.likely,",
        );
        let ReadBack { change, account } = read_figures(&document, &edited);
        assert_eq!((account.taken, account.left.len()), (1, 1), "{account:?}");
        change.apply(&mut document);
        assert_eq!(document.number("services.hr.saving.likely"), Some(0.25));
        assert_eq!(document.get("provenance").unwrap()["services.hr.saving.likely"], json!("yours"));
        let account =
            read_figures(&document, "Place;Figure;Value\nyears;x;ten\nyears;x;99\nservices.hr.style;x;marriage\n")
                .account;
        assert_eq!((account.lines, account.left.len()), (3, 3), "{account:?}");
    }

    /// 38500,50 was read as 3,850,050 and 0,22 as 22.
    #[test]
    fn a_decimal_comma_is_one() {
        let mut document = PRESETS[0].document();
        let found = read_figures(&document, include_str!("../../../tests/cases/01-decimal-comma.csv"));
        assert_eq!((found.account.taken, found.account.left.len()), (3, 0), "{:?}", found.account);
        found.change.apply(&mut document);
        assert_eq!(document.number("services.hr.baseline.derbyshire.cost_per_fte"), Some(38_500.5));
        assert_eq!(document.number("services.hr.baseline.derbyshire.fte"), Some(95.5));
        assert_eq!(document.number("services.hr.saving.likely"), Some(0.22));
        // what could be either is refused where nothing shows which
        let unsure = "Place;Figure;Value\nservices.hr.baseline.derbyshire.cost_per_fte;x;38,500\n";
        let account = read_figures(&document, unsure).account;
        assert!(account.left[0].contains("can be read in two ways"), "{account:?}");
    }

    #[test]
    fn the_first_line_may_name_the_sign_between_cells() {
        let rows = |text: &str| grid(text).rows.iter().map(|row| row.cells.len()).collect::<Vec<_>>();
        assert_eq!(rows("sep=;\r\na;b;c\r\n1,5;2;3\r\n"), [3, 3]);
        assert_eq!(rows("\"sep=,\"\na,b\n"), [2]);
        assert_eq!(grid("sep=;\na;b\n").rows[0].number, 2);
        assert_eq!(rows("Remarks, and more, and more\na;b\n1;2\n3;4\n"), [1, 2, 2, 2]);
    }

    #[test]
    fn results_hold_the_appraisals_own_figures() {
        let outcome = appraise(&read(PRESETS[0].document().value()).unwrap());
        let rows = results("t", &outcome);
        assert!(rows.contains(&vec![
            "All".into(),
            "Net present value".into(),
            outcome.totals.npv.0.into(),
            "GBP".into()
        ]));
        assert_eq!(rows.iter().filter(|row| row[0] == Cell::from("Derbyshire")).count(), 4);
    }
}
