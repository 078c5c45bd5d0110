//! An establishment list: a line for each post, with its function, its part of a full post and its salary.

use super::sheet::{Growing, Headed};
use super::{Layout, LongTable, Measure};
use crate::exchange::names::is_total;
use crate::model::Document;
use crate::model::inputs::Unit;

const POST: &[&str] = &[
    "post",
    "post title",
    "job title",
    "role",
    "position",
    "position title",
    "post number",
    "post no",
    "position number",
    "post id",
];
const FTE: &[&str] = &["fte", "establishment fte", "budgeted fte", "post fte", "whole time equivalent", "wte"];
const SALARY: &[&str] = &[
    "salary",
    "annual salary",
    "full-time salary",
    "fte salary",
    "basic salary",
    "salary fte",
    "pay",
    "mid-point salary",
    "budgeted salary",
];
const GRADE: &[&str] = &["grade", "band", "pay grade", "scale", "rank"];
const FUNCTION: &[&str] =
    &["function", "department", "service", "business area", "team", "unit", "directorate", "division", "cost centre"];
const FORCE: &[&str] = &["force", "force name", "organisation", "employer", "partner"];
const HELD: &[&str] = &["status", "vacant", "post status", "occupancy"];

/// Reads it; none where the heads are others.
pub fn read(document: &Document, grid: &crate::exchange::grid::Grid) -> Option<LongTable> {
    let has = |heads: &[String], known: &[&str]| known.iter().any(|one| heads.iter().any(|head| head == one));
    let headed =
        Headed::find(grid, &|heads| has(heads, POST) && has(heads, FTE) && (has(heads, SALARY) || has(heads, GRADE)))?;
    let (fte, salary, function) = (headed.column(FTE)?, headed.column(SALARY), headed.column(FUNCTION));
    let (post, force, held) = (headed.column(POST)?, headed.column(FORCE), headed.column(HELD));
    let figures: Vec<usize> = [Some(fte), salary].into_iter().flatten().collect();
    let mut growing = Growing::new(document, &headed, Layout::Establishment, &figures);
    growing.table.of_one = force.is_none();
    let mut vacant = 0_usize;
    for row in headed.rows().filter(|row| row.filled() > 1) {
        let text = |column: usize| row.cell(column).shown();
        growing.table.lines += 1;
        if is_total(&text(post))
            || function.is_some_and(|column| is_total(&text(column)))
            || row.cells.iter().take(2).any(|cell| is_total(cell.words()))
        {
            growing.left(row, "it looks like a total, which is worked out here".into());
            continue;
        }
        let partner = match force {
            Some(column) => match growing.partner(row, &text(column)) {
                Some(partner) => Some(partner),
                None => continue,
            },
            None => None,
        };
        let Some(posts) = growing.figure(row, fte, "FTE", Unit::Posts) else {
            if row.cell(fte).is_blank() {
                growing.left(row, "it does not say how much of a full post it is".into());
            }
            continue;
        };
        if held.is_some_and(|column| {
            text(column).to_lowercase().contains("vacant")
                || (headed.head(column).to_lowercase() == "vacant" && text(column).to_lowercase().starts_with('y'))
        }) {
            vacant += 1;
        }
        let name = function.map(text).filter(|name| !name.trim().is_empty());
        let group = growing.group(name.as_deref().unwrap_or("All posts"));
        growing.fact(row, partner.clone(), group, None, Measure::Posts, posts);
        if let Some(column) = salary
            && let Some(pay) = growing.figure(row, column, "Salary", Unit::Pounds)
        {
            growing.fact(row, partner.clone(), group, None, Measure::Pay, pay * posts);
            growing.fact(row, partner, group, None, Measure::PaidPosts, posts);
        }
    }
    if vacant > 0 {
        growing.table.remarks.push(format!(
            "{vacant} of the posts {} vacant; they are counted, as a budget counts them",
            if vacant == 1 { "is" } else { "are" }
        ));
    }
    if salary.is_some() {
        growing.table.remarks.push("Salaries are taken as those of a full post, without the employer\u{2019}s National Insurance and pension unless your list has them inside".into());
    }
    growing.done()
}
