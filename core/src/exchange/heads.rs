//! Where the heads of a table end, what each column is called, and in what its money is.

use super::grid::{Grid, Row};
use super::names::{named, small};
use super::scaling::Scale;
use crate::model::Document;
use crate::model::inputs::{Unit, input_at};

/// A column's head, line by line from the top.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Head {
    /// What stands above the column.
    pub lines: Vec<String>,
}

impl Head {
    /// The whole head.
    pub fn shown(&self) -> String {
        self.lines.join(" ")
    }

    /// The whole, to be compared: without what its money is in.
    pub fn plain(&self) -> String {
        small(&without_scale(&self.shown()))
    }

    /// The last line alone: below `2025/26` it is `Posts`.
    pub fn last_plain(&self) -> String {
        self.lines.last().map_or_else(String::new, |line| small(&without_scale(line)))
    }
}

/// The heads of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Heads {
    /// One a column.
    pub columns: Vec<Head>,
    /// The number of the last line of them; below it are figures.
    pub last_line: usize,
    /// What stands above them.
    titles: Vec<String>,
}

/// Most lines that heads take.
const MOST: usize = 3;

impl Heads {
    /// Finds the heads: what stands right above the first line that has a figure and names a partner, or has a figure at
    /// all; two lines where the upper one stands over several columns.
    pub fn of(document: &Document, grid: &Grid) -> Heads {
        let has_figure = |row: &Row| row.cells.iter().any(|cell| cell.is_figure());
        let names = |row: &Row| row.cells.iter().any(|cell| !named(document, cell.words()).is_empty());
        let texts = |row: &Row| row.cells.iter().filter(|cell| !cell.words().is_empty() && !cell.is_figure()).count();
        let within = grid.rows.iter().take(60);
        let first = within
            .clone()
            .position(|row| names(row) && row.filled() > 1 && (has_figure(row) || texts(row) < row.filled()))
            .or_else(|| within.clone().position(names).filter(|first| *first > 0))
            .or_else(|| within.clone().position(|row| has_figure(row) && row.filled() > 1))
            .unwrap_or(0);
        // a table may begin with its figures
        let mut from = first;
        while from > 0 && first - from < MOST {
            let Some(row) = grid.rows.get(from - 1) else { break };
            let below = grid.rows.get(from).map_or(0, |row| row.number);
            if row.filled() < 2 || row.number + 1 < below {
                break;
            }
            from -= 1;
        }
        let rows = grid.rows.get(from..first).unwrap_or_default();
        let lines: Vec<Vec<String>> =
            rows.iter().enumerate().map(|(n, row)| line(row, grid.columns(), n + 1 < rows.len())).collect();
        let columns = (0..grid.columns()).map(|column| Head {
            lines: lines.iter().filter_map(|line| line.get(column).filter(|text| !text.is_empty()).cloned()).collect(),
        });
        let above = grid.rows.get(..from).unwrap_or_default();
        Heads {
            columns: columns.collect(),
            last_line: rows.last().or(above.last()).map_or(0, |row| row.number),
            titles: above.iter().flat_map(|row| row.cells.iter().map(|cell| cell.words().to_owned())).collect(),
        }
    }

    /// What the money of a column is in: as its head says, or what stands above the table.
    pub fn scale(&self, column: usize) -> Scale {
        let head = self.columns.get(column).map(Head::shown).unwrap_or_default();
        Scale::said(&head).or_else(|| self.titles.iter().find_map(|title| Scale::said(title))).unwrap_or_default()
    }

    /// The unit of a field of a table.
    pub fn unit_of(&self, field: &str) -> Unit {
        let place = match field {
            "spend" => "procurement.x.spend.y".to_owned(),
            "price" | "volume" => format!("procurement.x.items.0.{field}.y"),
            "budget" | "officers_fte" | "staff_fte" | "population" => format!("partners.x.{field}"),
            _ => format!("services.x.baseline.y.{field}"),
        };
        input_at(&place).map_or(Unit::None, |input| input.unit)
    }
}

/// One line of heads; an upper one reaches over the empty cells to its right.
fn line(row: &Row, columns: usize, upper: bool) -> Vec<String> {
    let mut last = String::new();
    (0..columns)
        .map(|column| {
            let text = row.cell(column).shown().split_whitespace().collect::<Vec<_>>().join(" ");
            if upper && text.is_empty() {
                return last.clone();
            }
            last = text.clone();
            text
        })
        .collect()
}

/// A head without what its money is in: `Budget (£000)` is `Budget`.
fn without_scale(head: &str) -> String {
    let mut kept = String::new();
    let mut inner: Option<String> = None;
    for c in head.chars() {
        match (c, &mut inner) {
            ('(' | '[', None) => inner = Some(String::new()),
            (')' | ']', Some(text)) => {
                if Scale::said(text).is_none() && !matches!(text.trim(), "£" | "£s" | "GBP") {
                    kept.push_str(&format!(" {text} "));
                }
                inner = None;
            }
            (c, Some(text)) => text.push(c),
            (c, None) => kept.push(c),
        }
    }
    kept.push_str(&inner.unwrap_or_default());
    let words = kept.split([' ', ',']).filter(|word| Scale::said(word).is_none() && !matches!(*word, "£" | "GBP"));
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::grid::Unsure;
    use super::*;
    use crate::evidence::PRESETS;

    fn heads(rows: &[&[&str]]) -> Heads {
        Heads::of(&PRESETS[0].document(), &Grid::of_texts(rows, Unsure::British))
    }

    #[test]
    fn two_lines_of_heads_are_one() {
        let found = heads(&[
            &["", "2025/26", "", "2026/27", ""],
            &["Force", "Posts", "Average cost", "Posts", ""],
            &["Derbyshire", "90", "40000", "85", "41000"],
        ]);
        let shown: Vec<String> = found.columns.iter().map(Head::shown).collect();
        assert_eq!(shown, ["Force", "2025/26 Posts", "2025/26 Average cost", "2026/27 Posts", "2026/27"]);
        assert_eq!((found.last_line, found.columns[1].last_plain().as_str()), (2, "posts"));
    }

    #[test]
    fn titles_are_no_heads_and_say_what_money_is_in() {
        let found = heads(&[
            &["Net revenue budget 2026/27 - all figures £000", ""],
            &["", ""],
            &["Force", "Net revenue budget"],
            &["Derbyshire", "246310"],
        ]);
        assert_eq!((found.last_line, found.columns[1].plain().as_str()), (3, "net revenue budget"));
        assert_eq!(found.scale(1), Scale::Thousands);
        let found = heads(&[&["Force", "Budget (£m)", "Yearly budget, £"], &["Kent", "1", "2"]]);
        assert_eq!((found.columns[1].plain().as_str(), found.columns[2].plain().as_str()), ("budget", "yearly budget"));
        assert_eq!((found.scale(1), found.scale(2)), (Scale::Millions, Scale::Units));
    }

    #[test]
    fn a_table_without_heads_has_none() {
        let found = heads(&[&["Derbyshire", "90"], &["Kent", "80"]]);
        assert_eq!((found.last_line, found.columns.len()), (0, 2));
        assert!(found.columns.iter().all(|head| head.lines.is_empty()));
    }
}
