//! A block copied from a spreadsheet, pasted into a table of boxes: all of it or nothing.
//!
//! Plain figures go in as they stand. Where heads or names of partners came with them, each figure goes to its own row and
//! column, and is shown before it is taken. What does not fit is said, and then nothing is taken.

use super::grid::{Entry, Grid, Unsure};
use super::mapping::known_heads;
use super::names::{named, small};
use crate::model::inputs::{Unit, input_at};
use crate::model::{Change, Document, parse, what_of};
use serde_json::json;

/// A block of cells: rows by line, cells by tab; quotation marks hold line breaks together, as spreadsheets write them.
pub fn block(text: &str) -> Grid {
    let reader =
        csv::ReaderBuilder::new().delimiter(b'\t').flexible(true).has_headers(false).from_reader(text.as_bytes());
    let rows: Vec<Vec<String>> = reader
        .into_records()
        .filter_map(Result::ok)
        .map(|record| record.iter().map(|cell| cell.trim().to_owned()).collect())
        .collect();
    Grid::of_texts(&rows, Unsure::British)
}

/// A figure of the block, where it would go.
#[derive(Debug, Clone, PartialEq)]
pub struct Pasted {
    /// Where it would go in the scenario.
    pub place: String,
    /// What it is, in words.
    pub what: String,
    /// As its box would show it.
    pub value: String,
}

/// What a block comes to.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// The change that puts all of them there.
    pub change: Change,
    /// Every figure with its place.
    pub figures: Vec<Pasted>,
    /// Why nothing is taken; empty where all can be.
    pub refused: Vec<String>,
    /// Whether it is figures and nothing else, which go in at once.
    pub plain: bool,
}

/// Which row of the table and which column each row and column of the block is.
struct Layout {
    rows: Vec<(usize, Option<usize>)>,
    columns: Vec<(usize, Option<usize>)>,
    plain: bool,
}

/// Fits a block into a table of boxes, given by their places, from the box at `place` on; none where it is one cell or
/// the table has no such box.
pub fn pasted(document: &Document, text: &str, boxes: &[Vec<String>], place: &str) -> Option<Block> {
    let grid = block(text);
    if grid.rows.len() < 2 && grid.columns() < 2 {
        return None;
    }
    let (top, left) =
        boxes.iter().enumerate().find_map(|(row, cells)| Some((row, cells.iter().position(|cell| cell == place)?)))?;
    let layout = laid_out(document, &grid, boxes, (top, left));
    let mut found = Block {
        change: Change::new(format!("Paste into {}", what_of(document, place))),
        figures: Vec::new(),
        refused: overflow(&grid, boxes, &layout, (top, left)),
        plain: layout.plain,
    };
    let figures: Vec<usize> = layout.columns.iter().map(|(column, _)| *column).collect();
    let how = grid.reading(&figures);
    for (row, to_row) in &layout.rows {
        let Some(line) = grid.rows.get(*row) else { continue };
        for (column, to_column) in &layout.columns {
            let cell = line.cell(*column);
            let (Some(to_row), Some(to_column)) = (to_row, to_column) else { continue };
            let Some(place) = boxes.get(*to_row).and_then(|boxes| boxes.get(*to_column)) else { continue };
            if place.is_empty() {
                if cell.is_figure() {
                    let who = line.cell(0).words();
                    found.refused.push(format!(
                        "Line {}, {who}: takes no part in what column {} is of",
                        line.number,
                        column + 1
                    ));
                }
                continue;
            }
            match value(document, place, cell, how) {
                Ok(None) => {}
                Ok(Some((value, written))) => {
                    found.figures.push(Pasted { place: place.clone(), what: what_of(document, place), value: written });
                    let change = std::mem::replace(&mut found.change, Change::new(""));
                    found.change = change.set(document, place, Some(json!(value))).mark(document, place, "yours");
                }
                Err(why) => found.refused.push(format!("Line {}, {}: {why}", line.number, what_of(document, place))),
            }
        }
    }
    Some(found)
}

/// The value of a cell for a box, and how the box would write it.
fn value(document: &Document, place: &str, cell: &Entry, how: parse::Reading) -> Result<Option<(f64, String)>, String> {
    let input = input_at(place).ok_or("this tool has no such figure")?;
    let first = document.number("first_year").unwrap_or(0.0);
    let index = input.unit == Unit::YearIndex;
    let unit = if index { Unit::FinancialYear } else { input.unit };
    let Some(read) = cell.figure(unit, how)? else { return Ok(None) };
    let value = if index { read - first } else { read };
    let write = |value: f64| {
        if index { parse::written(first + value, unit) } else { parse::written(value, unit) }
    };
    input.admits(value, write)?;
    Ok(Some((value, write(value))))
}

/// Finds heads and names in a block, and what they stand for; without them it goes in from the box on.
fn laid_out(document: &Document, grid: &Grid, boxes: &[Vec<String>], at: (usize, usize)) -> Layout {
    let (top, left) = at;
    let words = |row: usize, column: usize| grid.rows.get(row).map_or("", |row| row.cell(column).words());
    let is_text = |row: usize, column: usize| {
        grid.rows.get(row).is_some_and(|row| !row.cell(column).words().is_empty() && !row.cell(column).is_figure())
    };
    let below = usize::from((0..grid.columns()).any(|column| is_text(0, column)) && is_heads(grid, 0));
    let has_names = grid.rows.len() > below && (below..grid.rows.len()).all(|row| is_text(row, 0));
    let beside = usize::from(has_names && grid.columns() > 1);
    let row_of = |row: usize| {
        let partners = named(document, words(row, 0));
        let [partner] = partners.as_slice() else { return None };
        boxes.iter().position(|cells| cells.iter().any(|place| place.split('.').any(|step| step == partner)))
    };
    // a table of several services or categories has each in a column of its own
    let several = boxes.get(top).is_some_and(|cells| {
        cells.windows(2).any(|pair| match pair {
            [one, other] => entry_of(one) != entry_of(other),
            _ => false,
        })
    });
    let heads: Vec<Option<usize>> = (beside..grid.columns())
        .map(|column| {
            let head = small(words(0, column));
            let cells = boxes.get(top)?;
            if several {
                return cells.iter().position(|place| entry_names(document, place).contains(&head));
            }
            cells.iter().position(|place| known_heads(place).contains(&head))
        })
        .collect();
    // heads that are all strange are left aside only where the block then fits from the box on
    let known_heads = below == 1 && heads.iter().any(Option::is_some);
    let rows = (below..grid.rows.len())
        .enumerate()
        .map(|(n, row)| (row, if beside == 1 { row_of(row) } else { Some(top + n).filter(|row| *row < boxes.len()) }));
    let wide = boxes.get(top).map_or(0, Vec::len);
    let columns = (beside..grid.columns()).enumerate().map(|(n, column)| {
        let to = if known_heads { heads.get(n).copied().flatten() } else { Some(left + n).filter(|to| *to < wide) };
        (column, to)
    });
    Layout { rows: rows.collect(), columns: columns.collect(), plain: below == 0 && beside == 0 }
}

/// The list and the id of the entry that a place is of.
fn entry_of(place: &str) -> Option<(&str, &str)> {
    let mut steps = place.split('.');
    Some((steps.next()?, steps.next()?))
}

/// The names of the entry that a place is of, as heads are compared.
fn entry_names(document: &Document, place: &str) -> Vec<String> {
    let Some((list, id)) = entry_of(place) else { return Vec::new() };
    let kind = document.text(&format!("{list}.{id}.kind")).replace('_', " ");
    [document.text(&format!("{list}.{id}.name")), id, &kind]
        .into_iter()
        .map(small)
        .filter(|name| !name.is_empty())
        .collect()
}

/// Whether a row is heads: words and no figure.
fn is_heads(grid: &Grid, row: usize) -> bool {
    grid.rows.get(row).is_some_and(|row| row.cells.iter().all(|cell| !cell.is_figure()))
        && grid.rows.iter().skip(row + 1).any(|row| row.cells.iter().any(Entry::is_figure))
}

/// What of the block has no box.
fn overflow(grid: &Grid, boxes: &[Vec<String>], layout: &Layout, at: (usize, usize)) -> Vec<String> {
    let mut said = Vec::new();
    let lost_rows: Vec<usize> = layout.rows.iter().filter(|(_, to)| to.is_none()).map(|(row, _)| *row).collect();
    let lost_columns: Vec<usize> =
        layout.columns.iter().filter(|(_, to)| to.is_none()).map(|(column, _)| *column).collect();
    let beside = layout.columns.first().is_some_and(|(column, _)| *column == 1);
    if beside {
        said.extend(lost_rows.iter().filter_map(|row| grid.rows.get(*row)).map(|row| {
            format!(
                "Line {}: \u{201c}{}\u{201d} does not match exactly one partner in this table",
                row.number,
                row.cell(0).words()
            )
        }));
    } else if !lost_rows.is_empty() {
        let there = boxes.len() - at.0;
        said.push(format!("{} lines were copied, but from this box down the table has {there}", layout.rows.len()));
    }
    if !lost_columns.is_empty() {
        let heads: Vec<&str> = lost_columns
            .iter()
            .filter_map(|column| grid.rows.first().map(|row| row.cell(*column)))
            .filter(|cell| !cell.is_figure() && !cell.words().is_empty())
            .map(Entry::words)
            .collect();
        said.push(if heads.is_empty() {
            let there = boxes.get(at.0).map_or(0, Vec::len) - at.1;
            format!("{} columns were copied, but from this box across the table has {there}", layout.columns.len())
        } else {
            format!("No column of this table is \u{201c}{}\u{201d}", heads.join("\u{201d} or \u{201c}"))
        });
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::PRESETS;

    const FORCES: [&str; 5] = ["derbyshire", "leicestershire", "lincolnshire", "northamptonshire", "nottinghamshire"];

    fn boxes() -> Vec<Vec<String>> {
        let row = |id: &&str| {
            ["fte", "cost_per_fte", "non_pay", "income"]
                .map(|field| format!("services.hr.baseline.{id}.{field}"))
                .to_vec()
        };
        FORCES.iter().map(row).collect()
    }

    fn paste(text: &str, at: &str) -> Block {
        pasted(&PRESETS[0].document(), text, &boxes(), &format!("services.hr.baseline.{at}")).unwrap()
    }

    fn figures(found: &Block) -> Vec<(&str, &str)> {
        found
            .figures
            .iter()
            .map(|one| (one.place.trim_start_matches("services.hr.baseline."), one.value.as_str()))
            .collect()
    }

    #[test]
    fn plain_figures_go_in_from_the_box_on() {
        let found = paste("70\t£41,000\r\n80\t42k\r\n", "derbyshire.fte");
        assert!(found.plain && found.refused.is_empty(), "{:?}", found.refused);
        let expected = [
            ("derbyshire.fte", "70"),
            ("derbyshire.cost_per_fte", "41,000"),
            ("leicestershire.fte", "80"),
            ("leicestershire.cost_per_fte", "42,000"),
        ];
        assert_eq!(figures(&found), expected);
        assert_eq!(pasted(&PRESETS[0].document(), "70", &boxes(), "services.hr.baseline.derbyshire.fte"), None);
    }

    /// A cell with a line break in it was read as two lines, and the figures below moved down.
    #[test]
    fn a_line_break_within_a_cell_moves_nothing() {
        let found = paste(include_str!("../../../tests/cases/13-paste-line-break-in-cell.txt"), "derbyshire.fte");
        assert!(found.plain && found.refused.is_empty(), "{:?}", found.refused);
        let expected = [
            ("derbyshire.fte", "95"),
            ("derbyshire.cost_per_fte", "41,000"),
            ("leicestershire.fte", "88"),
            ("leicestershire.cost_per_fte", "40,000"),
            ("lincolnshire.fte", "60"),
            ("lincolnshire.cost_per_fte", "39,500"),
        ];
        assert_eq!(figures(&found), expected);
    }

    /// Heads were taken for a first line, and all figures below stood with the next partner.
    #[test]
    fn heads_are_heads() {
        let found = paste(include_str!("../../../tests/cases/14-paste-with-heads.txt"), "derbyshire.fte");
        assert!(!found.plain && found.refused.is_empty(), "{:?}", found.refused);
        assert_eq!(figures(&found)[..2], [("derbyshire.fte", "91"), ("derbyshire.cost_per_fte", "40,100")]);
        // the heads say which column, wherever the paste begins
        let swapped = paste("Cost per FTE\tPosts\n40100\t91\n40200\t92\n", "derbyshire.fte");
        assert_eq!(figures(&swapped)[..2], [("derbyshire.cost_per_fte", "40,100"), ("derbyshire.fte", "91")]);
        let strange = paste("Posts\tShoe size\n91\t9\n", "derbyshire.fte");
        assert!(strange.refused[0].contains("Shoe size"), "{:?}", strange.refused);
    }

    /// One table of all services: heads are their names, and who takes no part has no box.
    #[test]
    fn a_table_of_several_services_goes_by_their_names() {
        let document = PRESETS[0].document();
        let boxes: Vec<Vec<String>> = FORCES
            .iter()
            .map(|id| {
                let of = |service: &str| {
                    let part = !(service == "finance" && *id == "lincolnshire");
                    if part { format!("services.{service}.baseline.{id}.fte") } else { String::new() }
                };
                vec![of("hr"), of("finance")]
            })
            .collect();
        assert!(document.entries("services").iter().any(|id| id == "finance"));
        let at = "services.hr.baseline.derbyshire.fte";
        let found = pasted(&document, "Force\tFinance\tHuman resources\nKent\t1\t2\n", &boxes, at).unwrap();
        assert!(found.refused.iter().any(|line| line.contains("Kent")), "{:?}", found.refused);
        let text = "Force\tFinance\tHuman resources\nNottinghamshire\t44\t71\nLincolnshire\t\t20\n";
        let found = pasted(&document, text, &boxes, at).unwrap();
        assert!(found.refused.is_empty(), "{:?}", found.refused);
        let places: Vec<(&str, &str)> =
            found.figures.iter().map(|one| (one.place.as_str(), one.value.as_str())).collect();
        let expected = [
            ("services.finance.baseline.nottinghamshire.fte", "44"),
            ("services.hr.baseline.nottinghamshire.fte", "71"),
            ("services.hr.baseline.lincolnshire.fte", "20"),
        ];
        assert_eq!(places, expected);
        let text = "Force\tFinance\nLincolnshire\t9\n";
        let refused = pasted(&document, text, &boxes, at).unwrap().refused;
        assert_eq!(refused, ["Line 2, Lincolnshire: takes no part in what column 2 is of"]);
    }

    #[test]
    fn names_of_partners_say_which_row() {
        let found = paste("Force\tPosts\nNottinghamshire Police\t99\nDerbyshire\t70\n", "derbyshire.fte");
        assert!(!found.plain && found.refused.is_empty(), "{:?}", found.refused);
        assert_eq!(figures(&found), [("nottinghamshire.fte", "99"), ("derbyshire.fte", "70")]);
        let found = paste("Kent\t99\nDerbyshire and Nottinghamshire\t70\n", "derbyshire.fte");
        assert_eq!(found.refused.len(), 2, "{:?}", found.refused);
    }

    /// Of eight lines the last three were dropped without a word.
    #[test]
    fn what_has_no_box_is_said() {
        let found = paste(include_str!("../../../tests/cases/12-paste-too-tall.txt"), "derbyshire.fte");
        assert_eq!(found.refused, ["8 lines were copied, but from this box down the table has 5"]);
        let wide = paste("1\t2\t3\n", "derbyshire.non_pay");
        assert_eq!(wide.refused, ["3 columns were copied, but from this box across the table has 2"]);
    }

    #[test]
    fn one_cell_that_cannot_be_read_stops_the_whole() {
        let found = paste("70\tlots\n80\t42000\n", "derbyshire.fte");
        assert_eq!(found.refused.len(), 1, "{:?}", found.refused);
        assert!(found.refused[0].starts_with("Line 1, HR, Derbyshire: Cost of a post:"), "{:?}", found.refused);
        // three decimals are parts where another cell shows it
        let found = paste("7.125\t41000\n8.5\t40000\n", "derbyshire.fte");
        assert_eq!(figures(&found)[0].1, "7.1250");
        assert!(!paste("7.125\t41000\n8\t40000\n", "derbyshire.fte").refused.is_empty());
    }
}
