//! Home Office workforce open data: a line for each force, date, kind of worker and function.

use super::sheet::{Growing, Headed};
use super::{Layout, LongTable, Measure};
use crate::exchange::names::{is_total, small};
use crate::model::Document;
use crate::model::inputs::Unit;

/// What everybody of a force stands under, beside the functions.
pub const EVERYBODY: &str = "Everybody: officers and staff of the force";

const FORCE: &[&str] = &["force name", "force", "police force"];
const WORKER: &[&str] = &["worker type", "workforce type", "type of worker"];
const FUNCTION: &[&str] = &[
    "function subgroup name",
    "function subgroup",
    "function name",
    "function",
    "wider function name",
    "function group name",
];
const DATE: &[&str] = &["as at 31 march", "as at date", "as at", "year", "financial year", "date"];
const TOTAL: &[&str] = &["total fte", "fte", "full-time equivalent", "full time equivalent", "total", "value"];

/// Reads it; none where the heads are others.
pub fn read(document: &Document, grid: &crate::exchange::grid::Grid) -> Option<LongTable> {
    let has = |heads: &[String], known: &[&str]| known.iter().any(|one| heads.iter().any(|head| head == one));
    let headed = Headed::find(grid, &|heads| [FORCE, WORKER, FUNCTION, TOTAL].iter().all(|known| has(heads, known)))?;
    let (force, worker, function, total) =
        (headed.column(FORCE)?, headed.column(WORKER)?, headed.column(FUNCTION)?, headed.column(TOTAL)?);
    let date = headed.column(DATE);
    let mut growing = Growing::new(document, &headed, Layout::Workforce, &[total]);
    let everybody = growing.group(EVERYBODY);
    let (mut totals, mut volunteers) = (0_usize, 0_usize);
    for row in headed.rows().filter(|row| row.filled() > 2) {
        growing.table.lines += 1;
        let text = |column: usize| row.cell(column).shown();
        if [force, worker, function].iter().any(|column| is_total(&text(*column))) {
            totals += 1;
            continue;
        }
        let kind = small(&text(worker));
        if kind.contains("special") || kind.contains("volunteer") {
            volunteers += 1;
            continue;
        }
        let Some(partner) = growing.partner(row, &text(force)) else { continue };
        let Some(value) = growing.figure(row, total, "Total", Unit::Posts) else { continue };
        let group = growing.group(&text(function));
        let period = date.map(|column| growing.period(&text(column)));
        let officers = kind.contains("officer") && !kind.contains("designated") && !kind.contains("support officer");
        let whole = if officers { Measure::Officers } else { Measure::Staff };
        growing.fact(row, Some(partner.clone()), group, period, Measure::Posts, value);
        growing.fact(row, Some(partner), everybody, period, whole, value);
    }
    let count =
        |n: usize, one: &str, many: &str| if n == 1 { format!("One line {one}") } else { format!("{n} lines {many}") };
    if totals > 0 {
        growing.table.remarks.push(count(
            totals,
            "is a total, which is worked out here",
            "are totals, which are worked out here",
        ));
    }
    if volunteers > 0 {
        growing.table.remarks.push(count(
            volunteers,
            "is of specials or volunteers, who hold no post",
            "are of specials or volunteers, who hold no post",
        ));
    }
    growing.done()
}
