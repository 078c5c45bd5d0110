//! What all readers of layouts need: where the heads stand, which column is what, and a table that grows line by line.

use super::{Fact, Layout, LongTable, Measure, marks};
use crate::exchange::grid::{Grid, Row};
use crate::exchange::names::{named, small};
use crate::exchange::scaling::Scale;
use crate::model::Document;
use crate::model::inputs::Unit;
use crate::model::parse::Reading;
use std::collections::BTreeMap;

/// Rows among which heads are looked for.
const MOST_ABOVE: usize = 40;

/// A row of heads.
pub struct Headed<'a> {
    pub grid: &'a Grid,
    /// Its heads, plain.
    pub heads: Vec<String>,
    /// The same as they stand.
    shown: Vec<String>,
    /// Its place among the rows.
    at: usize,
}

impl<'a> Headed<'a> {
    /// The first row whose heads are such as are asked for; a row above it counts where it reaches over several columns.
    pub fn find(grid: &'a Grid, fits: &dyn Fn(&[String]) -> bool) -> Option<Headed<'a>> {
        grid.rows.iter().take(MOST_ABOVE).enumerate().find_map(|(at, row)| {
            let shown: Vec<String> =
                row.cells.iter().map(|cell| cell.shown().split_whitespace().collect::<Vec<_>>().join(" ")).collect();
            let heads: Vec<String> = shown.iter().map(|head| plain(head)).collect();
            fits(&heads).then_some(Headed { grid, heads, shown, at })
        })
    }

    /// The column with one of these heads, the first of them that is there.
    pub fn column(&self, known: &[&str]) -> Option<usize> {
        known.iter().find_map(|wanted| self.heads.iter().position(|head| head == wanted))
    }

    /// A head as it stands.
    pub fn head(&self, column: usize) -> &str {
        self.shown.get(column).map_or("", String::as_str)
    }

    /// The rows below.
    pub fn rows(&self) -> impl Iterator<Item = &'a Row> {
        self.grid.rows.iter().skip(self.at + 1)
    }

    /// What stands above the heads.
    pub fn titles(&self) -> impl Iterator<Item = &'a str> {
        self.grid.rows.iter().take(self.at).flat_map(|row| row.cells.iter().map(|cell| cell.words()))
    }

    /// What money is in, by a head or what stands above.
    pub fn scale(&self, columns: &[usize]) -> Scale {
        let heads = columns.iter().map(|column| self.head(*column));
        heads.chain(self.titles()).find_map(Scale::said).unwrap_or_default()
    }
}

/// A head to be compared: without its note and what its money is in.
pub fn plain(head: &str) -> String {
    let mut kept = String::new();
    let mut within = 0_usize;
    for c in head.chars() {
        match c {
            '[' => within += 1,
            ']' => within = within.saturating_sub(1),
            c if within == 0 => kept.push(c),
            _ => {}
        }
    }
    let words: Vec<String> = small(&kept.replace(['(', ')', '/', '_', ':'], " "))
        .split(' ')
        .filter(|word| !word.is_empty() && !matches!(*word, "000" | "000s" | "k" | "gbp"))
        .map(str::to_owned)
        .collect();
    words.join(" ")
}

/// A long table as it grows.
pub struct Growing<'a> {
    document: &'a Document,
    pub table: LongTable,
    how: Reading,
    periods: BTreeMap<String, usize>,
    /// Names that mean no partner, and how many lines they have.
    strangers: BTreeMap<String, usize>,
    /// Names and groups that were met: a table of a hundred thousand lines has few of either.
    met: BTreeMap<String, Vec<String>>,
    placed: BTreeMap<String, usize>,
    /// What marks say of figures, and how often.
    said: BTreeMap<&'static str, usize>,
}

impl<'a> Growing<'a> {
    pub fn new(document: &'a Document, headed: &Headed, layout: Layout, figures: &[usize]) -> Growing<'a> {
        Growing {
            document,
            how: headed.grid.reading(figures),
            table: LongTable {
                layout,
                groups: Vec::new(),
                periods: Vec::new(),
                facts: Vec::new(),
                lines: 0,
                scale: headed.scale(figures),
                of_one: false,
                months: None,
                left: Vec::new(),
                remarks: headed.grid.remarks(),
            },
            periods: BTreeMap::new(),
            strangers: BTreeMap::new(),
            met: BTreeMap::new(),
            placed: BTreeMap::new(),
            said: BTreeMap::new(),
        }
    }

    /// The partner that a name means; what means none or several is kept count of.
    pub fn partner(&mut self, row: &Row, name: &str) -> Option<String> {
        let document = self.document;
        let found = self.met.entry(name.to_owned()).or_insert_with(|| named(document, &force_name(name))).clone();
        let name = force_name(name);
        match found.as_slice() {
            [one] => Some(one.clone()),
            [] => {
                *self.strangers.entry(name).or_default() += 1;
                None
            }
            _ => {
                self.left(row, format!("\u{201c}{name}\u{201d} names more than one partner, so its figures are given to none: enter each one\u{2019}s part"));
                None
            }
        }
    }

    /// The place of a function, category or item.
    pub fn group(&mut self, name: &str) -> usize {
        let name = name.trim();
        if let Some(at) = self.placed.get(name) {
            return *at;
        }
        let at = self.new_group(name);
        self.placed.insert(name.to_owned(), at);
        at
    }

    fn new_group(&mut self, name: &str) -> usize {
        if let Some(at) = self.table.groups.iter().position(|one| small(one) == small(name)) {
            return at;
        }
        self.table.groups.push(name.to_owned());
        self.table.groups.len() - 1
    }

    /// The place of a date, in the order of first sight; `done` puts them in order.
    pub fn period(&mut self, name: &str) -> usize {
        let next = self.periods.len();
        *self.periods.entry(name.trim().to_owned()).or_insert(next)
    }

    /// The figure of a cell, its marks counted; none where it is empty or none, which is said.
    pub fn figure(&mut self, row: &Row, column: usize, head: &str, unit: Unit) -> Option<f64> {
        match marks::read(row.cell(column), unit, self.how) {
            Ok(found) => {
                if let Some(said) = found.said {
                    *self.said.entry(said).or_default() += 1;
                }
                found.value
            }
            Err(why) => {
                self.left(row, format!("{head}: {why}"));
                None
            }
        }
    }

    /// Something that is not read.
    pub fn left(&mut self, row: &Row, why: String) {
        self.table.left.push(format!("line {}: {why}", row.number));
    }

    pub fn fact(
        &mut self,
        row: &Row,
        partner: Option<String>,
        group: usize,
        period: Option<usize>,
        measure: Measure,
        value: f64,
    ) {
        self.table.facts.push(Fact { line: row.number, partner, group, period, measure, value });
    }

    /// The table, with its periods from the earliest and a remark on what was passed over; none where it holds nothing.
    pub fn done(mut self) -> Option<LongTable> {
        let mut order: Vec<(String, usize)> = self.periods.into_iter().collect();
        order.sort_by_key(|(name, _)| when(name));
        let mut place = vec![0; order.len()];
        for (n, (_, was)) in order.iter().enumerate() {
            if let Some(slot) = place.get_mut(*was) {
                *slot = n;
            }
        }
        for fact in &mut self.table.facts {
            fact.period = fact.period.and_then(|was| place.get(was).copied());
        }
        self.table.periods = order.into_iter().map(|(name, _)| name).collect();
        let lines: usize = self.strangers.values().sum();
        if lines > 0 {
            let names: Vec<&str> = self.strangers.keys().take(4).map(String::as_str).collect();
            let more = self.strangers.len().saturating_sub(names.len());
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            let of = match lines {
                1 => "One line is".to_owned(),
                n => format!("{n} lines are"),
            };
            let who = names.join(", ");
            self.table.remarks.push(format!("{of} about bodies that are not partners in this scenario: {who}{more}"));
        }
        for (said, n) in &self.said {
            self.table.remarks.push(match n {
                1 => format!("One figure is marked as {said}"),
                n => format!("{n} figures are marked as {said}"),
            });
        }
        (self.table.lines > 0).then_some(self.table)
    }
}

/// What a date counts as: 2024-25 and 31/03/2024 in order.
fn when(text: &str) -> (u32, String) {
    let digits: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let year = digits.iter().find(|part| part.len() == 4).and_then(|part| part.parse().ok());
    (year.unwrap_or(0), text.to_owned())
}

/// A force's name without what publishers put before it.
fn force_name(name: &str) -> String {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let lower = name.to_lowercase();
    for before in [
        "office of the police and crime commissioner for the",
        "office of the police and crime commissioner for",
        "police, fire and crime commissioner for",
        "police and crime commissioner for the",
        "police and crime commissioner for",
        "chief constable of the",
        "chief constable of",
        "chief constable for",
        "opcc for",
        "opcc",
        "pcc for",
        "pcc",
    ] {
        if let Some(rest) = lower.strip_prefix(before)
            && rest.starts_with(' ')
        {
            return name.get(before.len()..).unwrap_or("").trim().to_owned();
        }
    }
    for after in [" opcc", " pcc", " police and crime commissioner"] {
        if lower.ends_with(after) {
            return name.get(..name.len() - after.len()).unwrap_or("").to_owned();
        }
    }
    match name.split_once(", ") {
        Some(("London", "City of")) => "City of London".to_owned(),
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_forces_in_all_their_published_forms() {
        for (published, plain) in [
            ("London, City of", "City of London"),
            ("Police and Crime Commissioner for Derbyshire", "Derbyshire"),
            ("PCC for Devon & Cornwall", "Devon & Cornwall"),
            ("Devon & Cornwall", "Devon & Cornwall"),
            ("Norfolk PCC", "Norfolk"),
            ("Chief Constable of Kent", "Kent"),
            ("Pccton", "Pccton"),
        ] {
            assert_eq!(force_name(published), plain, "{published}");
        }
    }

    #[test]
    fn heads_are_compared_without_notes_and_units() {
        assert_eq!(plain("Total (FTE) [note 3]"), "total fte");
        assert_eq!(plain("Net Revenue Expenditure (£000)"), "net revenue expenditure");
        assert_eq!(plain("Worker_Type"), "worker type");
    }
}
