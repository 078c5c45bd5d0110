//! Prices of items with a column for each partner, and figures of partners with a column for each year.

use super::analysis::is_year;
use super::sheet::{Growing, Headed};
use super::{Layout, LongTable, Measure};
use crate::exchange::grid::Grid;
use crate::exchange::names::{is_total, named};
use crate::model::Document;
use crate::model::inputs::Unit;

const ITEM: &[&str] =
    &["item", "items", "product", "product description", "description", "article", "line", "commodity"];
const FORCE: &[&str] = &["force", "force name", "partner", "organisation", "name", "police force"];

/// Reads either; none where the heads are others.
pub fn read(document: &Document, grid: &Grid) -> Option<LongTable> {
    prices(document, grid).or_else(|| years(document, grid))
}

fn prices(document: &Document, grid: &Grid) -> Option<LongTable> {
    let partner_of = |head: &str| match named(document, head).as_slice() {
        [one] => Some(one.clone()),
        _ => None,
    };
    let headed = Headed::find(grid, &|heads| {
        heads.iter().any(|head| ITEM.contains(&head.as_str()))
            && heads.iter().filter(|head| partner_of(head).is_some()).count() > 1
    })?;
    let item = headed.column(ITEM)?;
    let columns: Vec<(usize, Option<String>)> = (0..headed.heads.len())
        .filter(|column| *column != item)
        .map(|column| (column, partner_of(headed.heads.get(column).map_or("", String::as_str))))
        .collect();
    let priced: Vec<(usize, String)> =
        columns.iter().filter_map(|(column, partner)| Some((*column, partner.clone()?))).collect();
    let mut growing =
        Growing::new(document, &headed, Layout::Prices, &priced.iter().map(|(column, _)| *column).collect::<Vec<_>>());
    let others: Vec<&str> = columns
        .iter()
        .filter(|(_, partner)| partner.is_none())
        .map(|(column, _)| headed.head(*column))
        .filter(|head| !head.is_empty())
        .collect();
    if !others.is_empty() {
        growing.table.remarks.push(format!("Columns that name no partner are not read: {}", others.join(", ")));
    }
    for row in headed.rows().filter(|row| row.filled() > 1) {
        let name = row.cell(item).shown();
        growing.table.lines += 1;
        if name.trim().is_empty() || is_total(&name) {
            growing.left(
                row,
                if name.trim().is_empty() {
                    "it names no item".into()
                } else {
                    format!("\u{201c}{name}\u{201d} looks like a total, which is worked out here")
                },
            );
            continue;
        }
        for (column, partner) in &priced {
            if let Some(value) = growing.figure(row, *column, headed.head(*column), Unit::Pence) {
                let group = growing.group(&name);
                growing.fact(row, Some(partner.clone()), group, None, Measure::Price, value);
            }
        }
    }
    growing.done()
}

fn years(document: &Document, grid: &Grid) -> Option<LongTable> {
    let headed = Headed::find(grid, &|heads| heads.iter().filter(|head| is_year(head)).count() > 1)?;
    let names = |column: usize| headed.rows().any(|row| !named(document, row.cell(column).words()).is_empty());
    let force = headed.column(FORCE).or_else(|| (0..headed.heads.len()).find(|column| names(*column)))?;
    let columns: Vec<usize> =
        (0..headed.heads.len()).filter(|column| headed.heads.get(*column).is_some_and(|head| is_year(head))).collect();
    let mut growing = Growing::new(document, &headed, Layout::Years, &columns);
    let group = growing.group("Figures of the table");
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
        for column in &columns {
            if let Some(value) = growing.figure(row, *column, headed.head(*column), Unit::Pounds) {
                let period = growing.period(headed.head(*column));
                growing.fact(row, Some(partner.clone()), group, Some(period), Measure::Figure, value);
            }
        }
    }
    growing.done()
}
