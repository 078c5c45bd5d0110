//! Benefits of an arrangement, year by year: the plan of record, and what was counted since, by whom.

use super::entry::{LONGEST, NotAField, names_in};
use super::inputs::Unit;
use super::parse::{self, Reading};
use super::quantity::{ByPartner, FinancialYear, Pounds, Rate};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// Most years of a plan, and most counts of an arrangement.
pub const MOST_LINES: usize = 120;

/// What was agreed and what came of it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Benefits {
    /// Where the plan comes from, like the name of the scenario.
    pub plan_from: String,
    /// The plan of record, a line for each year.
    pub plan: Vec<YearLine>,
    /// What was counted: where two forces counted differently, a line of each.
    pub counts: Vec<YearLine>,
}

/// A year of a plan or of a count. What is not known is none.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct YearLine {
    /// The calendar year in which the financial year begins.
    pub year: u32,
    /// Who counted; nobody for a plan.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// As whom they counted.
    #[serde(skip_serializing_if = "Basis::is_owner")]
    pub basis: Basis,
    /// Saving, pounds in that year.
    pub saving: Option<Pounds>,
    /// One-off cost, pounds in that year.
    pub cost: Option<Pounds>,
    /// Posts fewer by the end of that year.
    pub posts: Option<f64>,
    /// Measures of service, as text.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub measures: String,
    /// Each partner's part: of the cost by the plan's key, of use where it is counted.
    #[serde(skip_serializing_if = "ByPartner::is_empty")]
    pub shares: ByPartner<Rate>,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

/// As whom somebody counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// A partner or provider.
    #[default]
    Owner,
    /// Somebody who has no part in it.
    Audit,
}

impl Basis {
    fn is_owner(&self) -> bool {
        *self == Basis::Owner
    }
}

/// A column of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// The financial year.
    Year,
    /// Who counted.
    By,
    /// As whom.
    Basis,
    /// Saving.
    Saving,
    /// One-off cost.
    Cost,
    /// Posts fewer.
    Posts,
    /// Measures of service.
    Measures,
    /// Each partner's part.
    Shares,
}

/// A row of the table of columns: form and yearly return come from it.
#[derive(Debug, Clone, Copy)]
pub struct ColumnRow {
    /// Which it is.
    pub column: Column,
    /// Its head.
    pub label: &'static str,
    /// Whether a plan has it too.
    pub in_plan: bool,
    /// What the form says below it.
    pub help: &'static str,
}

const fn column(column: Column, label: &'static str, in_plan: bool, help: &'static str) -> ColumnRow {
    ColumnRow { column, label, in_plan, help }
}

/// Every column, in the order of the form.
pub const COLUMNS: &[ColumnRow] = &[
    column(Column::Year, "Financial year", true, "Like 2026/27"),
    column(Column::By, "Counted by", false, "A force, or an auditor, by name"),
    column(Column::Basis, "Counted as", false, "Those with a part in it have so far counted more than those without"),
    column(Column::Saving, "Saving, £", true, "In the cash of that year; negative where it cost more"),
    column(Column::Cost, "One-off cost, £", true, "Spent in that year"),
    column(Column::Posts, "Posts fewer", true, "By the end of that year"),
    column(Column::Measures, "Measures of service", true, "Like time to hire: 43 days"),
    column(Column::Shares, "Parts by partner, %", true, "Like Kent 60; Essex 40: the key in a plan, use in a count"),
];

/// The words of a basis: the file's and the reader's.
pub const BASIS_WORDS: &[(&str, &str)] = &[("owner", "Partner or provider"), ("audit", "Auditor or other outsider")];

impl YearLine {
    /// A column as text, as the form shows it.
    pub fn get(&self, column: Column, name: impl Fn(&str) -> String) -> String {
        let money =
            |value: Option<Pounds>| value.map_or_else(String::new, |value| parse::written(value.0, Unit::Pounds));
        match column {
            Column::Year if self.year == 0 => String::new(),
            Column::Year => FinancialYear(self.year).to_string(),
            Column::By => self.by.clone(),
            Column::Basis => if self.basis == Basis::Audit { "audit" } else { "owner" }.to_owned(),
            Column::Saving => money(self.saving),
            Column::Cost => money(self.cost),
            Column::Posts => self.posts.map_or_else(String::new, |posts| parse::written(posts, Unit::Posts)),
            Column::Measures => self.measures.clone(),
            Column::Shares => {
                let one = |(id, share): (&String, &Rate)| format!("{} {}", name(id), share.percent());
                self.shares.iter().map(one).collect::<Vec<_>>().join("; ")
            }
        }
    }

    /// Puts a text into a column; an empty one empties it. `id_of` says which partner a name means.
    ///
    /// # Errors
    /// Why it cannot stand there; the line stays as it was.
    pub fn set(&mut self, column: Column, text: &str, id_of: impl Fn(&str) -> String) -> Result<(), NotAField> {
        if text.len() > LONGEST {
            return Err(NotAField::TooLong { length: text.len() });
        }
        match column {
            Column::Year => self.year = year(text)?,
            Column::By => self.by = text.trim().to_owned(),
            Column::Basis => self.basis = if text.trim() == "audit" { Basis::Audit } else { Basis::Owner },
            Column::Saving => self.saving = number(text, Unit::Pounds, -1e12, 1e12)?.map(Pounds),
            Column::Cost => self.cost = number(text, Unit::Pounds, 0.0, 1e12)?.map(Pounds),
            Column::Posts => self.posts = number(text, Unit::Posts, -1e6, 1e6)?,
            Column::Measures => self.measures = text.trim().to_owned(),
            Column::Shares => self.shares = shares(text, id_of)?,
        }
        Ok(())
    }

    /// Whether all that a file could hold of it is within bounds.
    fn is_sound(&self) -> bool {
        (1900..=2100).contains(&self.year)
            && self.saving.is_none_or(|value| value.0.abs() <= 1e12)
            && self.cost.is_none_or(|value| (0.0..=1e12).contains(&value.0))
            && self.posts.is_none_or(|value| value.abs() <= 1e6)
            && self.by.len() <= LONGEST
            && self.measures.len() <= LONGEST
            && self.shares.len() <= 200
            && self.shares.iter().all(|(id, share)| id.len() <= LONGEST && (0.0..=1.0).contains(&share.0))
    }
}

impl Benefits {
    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.plan.is_empty() && self.counts.is_empty() && self.plan_from.is_empty()
    }

    /// Whether all that a file could hold of it is within bounds.
    pub fn is_sound(&self) -> bool {
        let all = [&self.plan, &self.counts];
        self.plan_from.len() <= LONGEST
            && all.into_iter().all(|lines| lines.len() <= MOST_LINES && lines.iter().all(YearLine::is_sound))
    }

    /// Takes another's counts beside one's own: what stands in both, word for word, once; where two differ, both.
    pub fn take_counts(&mut self, theirs: &[YearLine]) -> usize {
        let new: Vec<&YearLine> = theirs.iter().filter(|line| !self.counts.contains(line)).collect();
        let room = MOST_LINES.saturating_sub(self.counts.len());
        let taken = new.len().min(room);
        self.counts.extend(new.into_iter().take(taken).cloned());
        self.counts.sort_by(|a, b| (a.year, &a.by).cmp(&(b.year, &b.by)));
        taken
    }
}

/// The first calendar year of a financial year: `2026/27`, `2026-27` or `2026`.
fn year(text: &str) -> Result<u32, NotAField> {
    let divided = text.trim().split_once(['-', '/', '\u{2013}']).and_then(|(first, second)| {
        let first: u32 = first.trim().parse().ok().filter(|year| (1900..=2100).contains(year))?;
        let second: u32 = second.trim().parse().ok()?;
        // 2026-27 is a financial year; 2026-04 is a month
        (second == (first + 1) % 100 || second == first + 1).then_some(first)
    });
    if let Some(first) = divided {
        return Ok(first);
    }
    let found = super::month::Month::parse(text).map_err(|error| NotAField::Date(error.to_string()))?;
    Ok(u32::from(found.year()).saturating_sub(u32::from(found.is_before_april())))
}

fn number(text: &str, unit: Unit, low: f64, high: f64) -> Result<Option<f64>, NotAField> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let value = parse::parse_as(text, unit, Reading::default()).map_err(NotAField::Number)?;
    let fits = (low..=high).contains(&value);
    fits.then_some(Some(value))
        .ok_or_else(|| NotAField::Bounds { low: parse::written(low, unit), high: parse::written(high, unit) })
}

/// `Kent 60; Essex 40%`: each name with its part, which add up to the whole.
fn shares(text: &str, id_of: impl Fn(&str) -> String) -> Result<ByPartner<Rate>, NotAField> {
    let mut found = ByPartner::new();
    for part in names_in(text) {
        let (name, share) = part.rsplit_once([' ', ':', '=']).unwrap_or(("", part));
        let name = name.trim_end_matches([':', '=', ' ']);
        let share = number(share, Unit::Percent, 0.0, 1.0)?.unwrap_or_default();
        let id = id_of(name);
        if name.is_empty() || id.is_empty() || found.insert(id, Rate(share)).is_some() {
            return Err(NotAField::Share(part.chars().take(60).collect()));
        }
    }
    let sum: f64 = found.values().map(|share| share.0).sum();
    if found.is_empty() || (sum - 1.0).abs() <= 0.011 { Ok(found) } else { Err(NotAField::Sum(Rate(sum).percent())) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(name: &str) -> String {
        name.to_lowercase()
    }

    #[test]
    fn a_line_is_read_as_it_is_written() {
        let mut line = YearLine::default();
        for (column, text, back) in [
            (Column::Year, "2026-27", "2026/27"),
            (Column::By, " Kent ", "Kent"),
            (Column::Basis, "audit", "audit"),
            (Column::Saving, "-£1.25m", "\u{2212}1,250,000"),
            (Column::Cost, "40k", "40,000"),
            (Column::Posts, "12.5", "12.5"),
            (Column::Shares, "Kent: 60%; Devon and Cornwall 40", "devon and cornwall 40%; kent 60%"),
        ] {
            line.set(column, text, same).unwrap();
            assert_eq!(line.get(column, str::to_owned), back);
            let mut again = YearLine::default();
            again.set(column, back, same).unwrap();
            assert_eq!(again.get(column, str::to_owned), back, "what is written is read again");
        }
        assert!(line.is_sound());
        let json = serde_json::to_value(&line).unwrap();
        assert_eq!(serde_json::from_value::<YearLine>(json).unwrap(), line);
    }

    #[test]
    fn what_cannot_stand_there_is_refused() {
        let mut line = YearLine::default();
        let mut said = |column, text: &str| line.set(column, text, same).unwrap_err().to_string();
        assert_eq!(year("2003-04"), Ok(2003), "a year and the next are one financial year");
        assert_eq!((year("March 2026"), year("2026-04-01")), (Ok(2025), Ok(2026)));
        assert!(said(Column::Year, "soon").contains("must be a date"));
        assert_eq!(said(Column::Cost, "-5"), "It must be from 0 to 1,000,000,000,000");
        assert_eq!(said(Column::Shares, "Kent 60; Essex 30"), "The parts add up to 90%, and must to 100%");
        assert!(said(Column::Shares, "Kent").contains("must be a number"), "{}", said(Column::Shares, "Kent"));
        assert!(said(Column::Shares, "Kent 50; kent 50").starts_with("Each partner once"));
        assert_eq!(line, YearLine::default());
    }

    #[test]
    fn where_two_counted_differently_both_stand() {
        let count = |by: &str, saving| YearLine {
            year: 2026,
            by: by.into(),
            saving: Some(Pounds(saving)),
            ..Default::default()
        };
        let mut mine = Benefits { counts: vec![count("Kent", 5.0)], ..Benefits::default() };
        assert_eq!(mine.take_counts(&[count("Essex", 3.0), count("Kent", 5.0), count("Kent", 4.0)]), 2);
        assert_eq!(mine.counts.len(), 3);
        assert_eq!(mine.take_counts(&[count("Essex", 3.0)]), 0);
    }
}
