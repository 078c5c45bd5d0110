//! Payments over a threshold, as councils and forces publish them: a line for each, with its supplier and what it was for.

use super::sheet::{Growing, Headed};
use super::{Layout, LongTable, Measure};
use crate::exchange::names::is_total;
use crate::model::Document;
use crate::model::inputs::Unit;

const SUPPLIER: &[&str] = &[
    "supplier",
    "supplier name",
    "beneficiary",
    "vendor",
    "vendor name",
    "payee",
    "merchant",
    "merchant name",
    "creditor name",
    "beneficiary name",
];
const AMOUNT: &[&str] = &[
    "net amount",
    "amount",
    "amount £",
    "amount net",
    "amount excl vat",
    "amount ex vat",
    "net",
    "value",
    "payment amount",
    "invoice amount",
    "total",
];
const CATEGORY: &[&str] = &[
    "category",
    "expense type",
    "expenditure category",
    "purpose of spend",
    "purpose",
    "expenses type",
    "subjective description",
    "spend category",
    "description",
    "summary of purpose",
    "expense area",
];
const BODY: &[&str] = &["force", "body name", "body", "organisation", "organisation name", "authority", "entity"];
const DATE: &[&str] =
    &["date", "payment date", "date paid", "paid date", "invoice date", "posting date", "transaction date", "period"];

/// Reads it; none where the heads are others.
pub fn read(document: &Document, grid: &crate::exchange::grid::Grid) -> Option<LongTable> {
    let has = |heads: &[String], known: &[&str]| known.iter().any(|one| heads.iter().any(|head| head == one));
    let headed = Headed::find(grid, &|heads| has(heads, SUPPLIER) && has(heads, AMOUNT))?;
    let (supplier, amount) = (headed.column(SUPPLIER)?, headed.column(AMOUNT)?);
    let (category, body, date) = (headed.column(CATEGORY), headed.column(BODY), headed.column(DATE));
    let mut growing = Growing::new(document, &headed, Layout::Spend, &[amount]);
    growing.table.of_one = body.is_none();
    let (mut credits, mut months) = (0_usize, Vec::new());
    for row in headed.rows().filter(|row| row.filled() > 1) {
        let text = |column: usize| row.cell(column).shown();
        growing.table.lines += 1;
        if row.cells.iter().any(|cell| is_total(cell.words()))
            || row.cell(supplier).is_blank() && category.is_none_or(|column| row.cell(column).is_blank())
        {
            growing.left(row, "it looks like a total, which is worked out here".into());
            continue;
        }
        let partner = match body {
            Some(column) => match growing.partner(row, &text(column)) {
                Some(partner) => Some(partner),
                None => continue,
            },
            None => None,
        };
        let Some(value) = growing.figure(row, amount, "Amount", Unit::Pounds) else { continue };
        credits += usize::from(value < 0.0);
        if let Some(column) = date {
            months.extend(month(&text(column)));
        }
        let name = category.map(text).filter(|name| !name.trim().is_empty());
        let group = growing.group(name.as_deref().unwrap_or("Not said what for"));
        growing.fact(row, partner, group, None, Measure::Paid, value);
    }
    if credits > 0 {
        growing.table.remarks.push(match credits {
            1 => "One line is a credit and is taken off".to_owned(),
            n => format!("{n} lines are credits and are taken off"),
        });
    }
    if let (Some(first), Some(last)) = (months.iter().min(), months.iter().max()) {
        growing.table.months = Some(last - first + 1);
    }
    growing.table.remarks.push(
        "Payments below the threshold of publication, on cards and within the public sector may not be in such a list"
            .into(),
    );
    growing.done()
}

/// Months since year nought of a date: 31/03/2026, 2026-03-31, 31-Mar-26, Mar-26.
fn month(text: &str) -> Option<u32> {
    const NAMES: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let parts: Vec<String> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).map(str::to_lowercase).collect();
    let by_name = parts.iter().find_map(|part| NAMES.iter().position(|name| part.starts_with(name)));
    let numbers: Vec<u32> = parts.iter().filter_map(|part| part.parse().ok()).collect();
    let long = |year: u32| if year < 100 { 2000 + year } else { year };
    let (year, month) = match (by_name, numbers.as_slice()) {
        (Some(month), [.., year]) => (long(*year), u32::try_from(month).ok()? + 1),
        (None, [year, month, ..]) if *year > 1900 => (*year, *month),
        (None, [_, month, year, ..]) => (long(*year), *month),
        _ => return None,
    };
    ((1..=12).contains(&month) && (1990..=2100).contains(&year)).then_some(year * 12 + month - 1)
}

#[cfg(test)]
mod tests {
    use super::month;

    #[test]
    fn dates_as_they_are_published() {
        let march = Some(2026 * 12 + 2);
        for text in ["31/03/2026", "2026-03-31", "31-Mar-26", "Mar 2026", "31.03.26"] {
            assert_eq!(month(text), march, "{text}");
        }
        assert_eq!((month("45000"), month(""), month("31/13/2026")), (None, None, None));
    }
}
