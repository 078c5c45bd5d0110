//! The market: what forces offer one another and what they need, line by line. Method, section 14.

use super::contract::{Contract, WaveTerms};
use super::entry::{LONGEST, NotAField};
use super::inputs::{SERVICE_KINDS, Unit};
use super::parse::{self, Reading};
use super::{FinancialYear, Pounds};
use serde_json::{Map, Value, json};

/// Most lines that a market holds.
pub const MOST_LINES: usize = 2_000;

/// Offers and needs.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Market {
    /// Its lines, in the order of entry.
    pub lines: Vec<Line>,
    /// What forces buy, in the order of entry.
    pub contracts: Vec<Contract>,
    /// What buying it together is taken to save.
    pub terms: WaveTerms,
}

/// Which side of the market a line is on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// Work that a force can do for others.
    #[default]
    Offer,
    /// Work that a force would rather have done.
    Need,
}

impl Side {
    /// Both, as the file and the reader name them.
    pub const ALL: [(Side, &'static str, &'static str); 2] =
        [(Side::Offer, "offers", "Offer"), (Side::Need, "needs", "Need")];

    /// Its name.
    pub fn label(self) -> &'static str {
        Side::ALL.iter().find(|(side, ..)| *side == self).map_or("", |(.., label)| label)
    }
}

/// What is counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Measure {
    /// Full-time posts.
    #[default]
    Posts,
    /// Jobs: cases, tests, payslips.
    Jobs,
    /// Hours.
    Hours,
}

impl Measure {
    /// All, as the file names them, and one of them.
    pub const ALL: [(Measure, &'static str, &'static str); 3] =
        [(Measure::Posts, "posts", "post"), (Measure::Jobs, "jobs", "job"), (Measure::Hours, "hours", "hour")];

    /// Several of them.
    pub fn word(self) -> &'static str {
        Measure::ALL.iter().find(|(one, ..)| *one == self).map_or("", |(_, word, _)| word)
    }

    /// One of them.
    pub fn one(self) -> &'static str {
        Measure::ALL.iter().find(|(one, ..)| *one == self).map_or("", |(.., word)| word)
    }

    /// For one of them: `a post`, `an hour`.
    pub const fn each(self) -> &'static str {
        match self {
            Measure::Posts => "a post",
            Measure::Jobs => "a job",
            Measure::Hours => "an hour",
        }
    }
}

/// An offer or a need.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Line {
    /// Its id.
    pub id: String,
    /// Which it is.
    pub side: Side,
    /// Whose it is: a force's id, or a name.
    pub force: String,
    /// The kind of service.
    pub function: String,
    /// What is counted.
    pub measure: Measure,
    /// How much a year: capacity of an offer, volume of a need.
    pub amount: f64,
    /// Pounds a unit: the price of an offer, what a need costs now.
    pub price: Pounds,
    /// The first financial year; none where it is open.
    pub from: Option<u32>,
    /// The last financial year; none where it is open.
    pub until: Option<u32>,
    /// What an offer costs once for each buyer.
    pub set_up: Pounds,
    /// A note.
    pub note: String,
}

/// A field of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineField {
    /// Whose it is.
    Force,
    /// The kind of service.
    Function,
    /// What is counted.
    Measure,
    /// How much a year.
    Amount,
    /// Pounds a unit.
    Price,
    /// The first year.
    From,
    /// The last year.
    Until,
    /// Once for each buyer.
    SetUp,
    /// A note.
    Note,
}

/// A row of the table of fields: form, table, file and template come from it.
#[derive(Debug, Clone, Copy)]
pub struct LineRow {
    /// Which field it is.
    pub field: LineField,
    /// Its name in the file: of an offer, of a need.
    pub file: [&'static str; 2],
    /// Its label: of an offer, of a need.
    pub label: [&'static str; 2],
    /// Its head in a table.
    pub head: &'static str,
    /// What the form says below it.
    pub help: &'static str,
    /// Other heads under which it is found, in small letters.
    pub known_as: &'static [&'static str],
}

/// The fields, in their order.
#[rustfmt::skip]
pub const LINE_FIELDS: [LineRow; 9] = [
    LineRow { field: LineField::Force, file: ["force"; 2], label: ["Force"; 2], head: "Force", help: "Whose it is", known_as: &["name", "partner"] },
    LineRow { field: LineField::Function, file: ["function"; 2], label: ["Function"; 2], head: "Function", help: "", known_as: &["service", "kind"] },
    LineRow { field: LineField::Measure, file: ["unit"; 2], label: ["Counted in"; 2], head: "Unit", help: "Only the same unit can be traded", known_as: &["counted in", "measure"] },
    LineRow { field: LineField::Amount, file: ["capacity", "volume"], label: ["Capacity a year", "Volume a year"], head: "Units a year", help: "", known_as: &["capacity", "volume", "capacity a year", "volume a year", "amount"] },
    LineRow { field: LineField::Price, file: ["price", "cost_now"], label: ["Price of one, £", "What one costs now, £"], head: "Pounds a unit", help: "In prices of the base year, with everything that would be charged or saved", known_as: &["price", "cost now", "unit cost", "price of one £", "what one costs now £"] },
    LineRow { field: LineField::From, file: ["from"; 2], label: ["From"; 2], head: "From", help: "A financial year, like 2027/28; empty where it is open", known_as: &["first year", "start"] },
    LineRow { field: LineField::Until, file: ["until"; 2], label: ["Until"; 2], head: "Until", help: "The last year that counts; empty where it is open", known_as: &["last year", "end", "to"] },
    LineRow { field: LineField::SetUp, file: ["set_up", ""], label: ["Set-up for each buyer, £", ""], head: "Set-up", help: "Paid once by whoever buys", known_as: &["set up", "setup"] },
    LineRow { field: LineField::Note, file: ["note"; 2], label: ["Note"; 2], head: "Note", help: "", known_as: &["notes", "remark"] },
];

impl LineRow {
    /// Its name in the file; none where a side has it not.
    pub fn file_of(&self, side: Side) -> Option<&'static str> {
        let [offer, need] = self.file;
        Some(if side == Side::Offer { offer } else { need }).filter(|name| !name.is_empty())
    }

    /// Its label.
    pub fn label_of(&self, side: Side) -> &'static str {
        let [offer, need] = self.label;
        if side == Side::Offer { offer } else { need }
    }
}

fn number(text: &str, unit: Unit, low: f64, most: f64, how: Reading) -> Result<f64, NotAField> {
    let value = parse::parse_as(text, unit, how).map_err(NotAField::Number)?;
    if (low..=most).contains(&value) {
        Ok(value)
    } else {
        Err(NotAField::Bounds { low: parse::written(low, unit), high: parse::written(most, unit) })
    }
}

fn year(text: &str, how: Reading) -> Result<Option<u32>, NotAField> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    number(text, Unit::FinancialYear, 1990.0, 2100.0, how).map(|year| Some(year as u32))
}

fn word<'a>(text: &str, words: impl Iterator<Item = &'a str> + Clone) -> Result<usize, NotAField> {
    let plain = |text: &str| text.trim().to_lowercase().replace(['_', '-', ' '], "");
    let wanted = plain(text);
    words.clone().position(|word| plain(word) == wanted || plain(word) == format!("{wanted}s")).ok_or_else(|| {
        NotAField::Word {
            found: text.trim().chars().take(60).collect(),
            offered: words.map(|word| word.replace('_', " ")).collect::<Vec<_>>().join(", "),
        }
    })
}

impl Line {
    /// A field as text: what the form shows and a table holds.
    pub fn get(&self, field: LineField) -> String {
        let year = |year: Option<u32>| year.map_or_else(String::new, |year| FinancialYear(year).to_string());
        match field {
            LineField::Force => self.force.clone(),
            LineField::Function => self.function.clone(),
            LineField::Measure => self.measure.word().to_owned(),
            LineField::Amount if self.amount <= 0.0 => String::new(),
            LineField::Amount => parse::written(self.amount, Unit::Units),
            LineField::Price => parse::written(self.price.0, Unit::Pence),
            LineField::From => year(self.from),
            LineField::Until => year(self.until),
            LineField::SetUp => parse::written(self.set_up.0, Unit::Pounds),
            LineField::Note => self.note.clone(),
        }
    }

    /// Puts a text into a field.
    ///
    /// # Errors
    /// Why it cannot stand there; the field stays as it was.
    pub fn set(&mut self, field: LineField, text: &str, how: Reading) -> Result<(), NotAField> {
        if text.len() > LONGEST {
            return Err(NotAField::TooLong { length: text.len() });
        }
        match field {
            LineField::Force => self.force = text.trim().to_owned(),
            LineField::Function => {
                let place = word(text, SERVICE_KINDS.iter().copied())?;
                self.function = SERVICE_KINDS.get(place).copied().unwrap_or("other").to_owned();
            }
            LineField::Measure => {
                let place = word(text, Measure::ALL.iter().map(|(_, word, _)| *word))?;
                self.measure = Measure::ALL.get(place).map(|(one, ..)| *one).unwrap_or_default();
            }
            LineField::Amount => self.amount = number(text, Unit::Units, 0.001, 1e9, how)?,
            LineField::Price => self.price = Pounds(number(text, Unit::Pence, 0.0, 1e9, how)?),
            LineField::From => self.from = self.before(year(text, how)?, self.until)?.0,
            LineField::Until => self.until = self.before(self.from, year(text, how)?)?.1,
            LineField::SetUp if text.trim().is_empty() => self.set_up = Pounds(0.0),
            LineField::SetUp => self.set_up = Pounds(number(text, Unit::Pounds, 0.0, 1e12, how)?),
            LineField::Note => self.note = text.trim().to_owned(),
        }
        Ok(())
    }

    /// Two years that follow one another.
    fn before(&self, from: Option<u32>, until: Option<u32>) -> Result<(Option<u32>, Option<u32>), NotAField> {
        match (from, until) {
            (Some(first), Some(last)) if first > last => Err(NotAField::Bounds {
                low: FinancialYear(if self.from == from { first } else { 1990 }).to_string(),
                high: FinancialYear(if self.from == from { 2100 } else { last }).to_string(),
            }),
            both => Ok(both),
        }
    }

    /// What is still missing before it can be traded, in the labels of its fields.
    pub fn lacks(&self) -> Vec<&'static str> {
        let lacking = |field: LineField| match field {
            LineField::Force => self.force.is_empty(),
            LineField::Function => self.function.is_empty(),
            LineField::Amount => self.amount <= 0.0,
            // a need that costs nothing now has nothing to gain
            LineField::Price => self.side == Side::Need && self.price.0 <= 0.0,
            _ => false,
        };
        LINE_FIELDS.iter().filter(|row| lacking(row.field)).map(|row| row.label_of(self.side)).collect()
    }

    /// The line as it stands in a file.
    pub fn value(&self) -> Value {
        let mut map = Map::new();
        map.insert("id".into(), json!(self.id));
        for row in &LINE_FIELDS {
            let Some(name) = row.file_of(self.side) else { continue };
            let value = match row.field {
                LineField::Amount => json!(self.amount),
                LineField::Price => json!(self.price.0),
                LineField::SetUp => json!(self.set_up.0),
                LineField::From => json!(self.from),
                LineField::Until => json!(self.until),
                field => json!(self.get(field)),
            };
            map.insert(name.into(), value);
        }
        Value::Object(map)
    }

    /// A line of somebody's file.
    ///
    /// # Errors
    /// Every fault in it, each a sentence that names the field.
    pub fn read(side: Side, value: &Value) -> Result<Line, Vec<String>> {
        let mut line = Line { side, ..Line::default() };
        let Some(map) = value.as_object() else { return Err(vec!["It is no offer and no need".into()]) };
        let mut why = Vec::new();
        for row in &LINE_FIELDS {
            let Some(found) = row.file_of(side).and_then(|name| map.get(name)) else { continue };
            let text = match found {
                Value::String(text) => text.clone(),
                Value::Number(number) => number.as_f64().map(plain).unwrap_or_default(),
                // nothing is said, or nothing is counted yet
                Value::Null => continue,
                _ => {
                    why.push(format!("{}: it must be a text or a number", row.label_of(side)));
                    continue;
                }
            };
            let unsaid = text.is_empty() || row.field == LineField::Amount && found.as_f64() == Some(0.0);
            if unsaid {
                continue;
            }
            if let Err(error) = line.set(row.field, &text, Reading::default()) {
                why.push(format!("{}: {error}", row.label_of(side)));
            }
        }
        line.id = map.get("id").and_then(Value::as_str).filter(|id| id.len() <= 100).unwrap_or_default().to_owned();
        if why.is_empty() { Ok(line) } else { Err(why) }
    }
}

/// A number as a text that every parser takes: without an exponent.
fn plain(number: f64) -> String {
    format!("{number}")
}

impl Market {
    /// Lines of one side that could be traded.
    pub fn ready(&self, side: Side) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(move |line| line.side == side && line.lacks().is_empty())
    }

    /// The line with an id.
    pub fn get(&self, id: &str) -> Option<&Line> {
        self.lines.iter().find(|line| line.id == id)
    }

    /// Ids that no line has yet.
    pub fn free_ids(&self) -> impl Iterator<Item = String> + use<> {
        let number = |line: &Line| line.id.strip_prefix('m').and_then(|rest| rest.parse::<u64>().ok());
        let last = self.lines.iter().filter_map(number).max().unwrap_or(0);
        (1..).map(move |n: u64| format!("m{}", last.saturating_add(n)))
    }

    /// The market with a line in place of the one with its id, or beside the others.
    #[must_use]
    pub fn with(&self, line: Line) -> Market {
        let mut next = self.clone();
        match next.lines.iter_mut().find(|one| one.id == line.id) {
            Some(slot) => *slot = line,
            None => next.lines.push(line),
        }
        next
    }

    /// The market without a line.
    #[must_use]
    pub fn without(&self, id: &str) -> Market {
        Market { lines: self.lines.iter().filter(|line| line.id != id).cloned().collect(), ..self.clone() }
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty() && self.contracts.is_empty() && self.terms == WaveTerms::default()
    }

    /// The contract with an id.
    pub fn contract(&self, id: &str) -> Option<&Contract> {
        self.contracts.iter().find(|one| one.id == id)
    }

    /// Ids that no contract has yet.
    pub fn free_contract_ids(&self) -> impl Iterator<Item = String> + use<> {
        let number = |one: &Contract| one.id.strip_prefix('c').and_then(|rest| rest.parse::<u64>().ok());
        let last = self.contracts.iter().filter_map(number).max().unwrap_or(0);
        (1..).map(move |n: u64| format!("c{}", last.saturating_add(n)))
    }

    /// The market with a contract in place of the one with its id, or beside the others.
    #[must_use]
    pub fn with_contract(&self, contract: Contract) -> Market {
        let mut next = self.clone();
        match next.contracts.iter_mut().find(|one| one.id == contract.id) {
            Some(slot) => *slot = contract,
            None => next.contracts.push(contract),
        }
        next
    }

    /// The market without a contract.
    #[must_use]
    pub fn without_contract(&self, id: &str) -> Market {
        let mut next = self.clone();
        next.contracts.retain(|one| one.id != id);
        next
    }

    /// Another's contracts beside one's own; how many were there already, word for word.
    #[must_use]
    pub fn with_contracts(&self, theirs: Vec<Contract>) -> (Market, usize) {
        let mut next = self.clone();
        let mut same = 0;
        let mut ids = next.free_contract_ids();
        for contract in theirs {
            if next.contracts.iter().any(|one| one.says_the_same(&contract)) {
                same += 1;
            } else if next.contracts.len() < MOST_LINES {
                let id = ids.next().unwrap_or_default();
                next.contracts.push(Contract { id, ..contract });
            }
        }
        (next, same)
    }

    /// Spellings of one supplier brought together under one of them.
    #[must_use]
    pub fn one_supplier(&self, spellings: &[String], name: &str) -> Market {
        let mut next = self.clone();
        for contract in next.contracts.iter_mut().filter(|one| spellings.contains(&one.supplier)) {
            contract.supplier = name.to_owned();
        }
        next
    }

    /// Another's lines beside one's own; how many were there already, word for word. Two that say different things of the same
    /// force and function both stay.
    pub fn merged(&self, theirs: Vec<Line>) -> (Market, usize) {
        let mut next = self.clone();
        let mut same = 0;
        for line in theirs {
            let bare = |one: &Line| Line { id: String::new(), ..one.clone() };
            if next.lines.iter().any(|one| bare(one) == bare(&line)) {
                same += 1;
            } else if next.lines.len() < MOST_LINES {
                let id = next.free_ids().next().unwrap_or_default();
                next.lines.push(Line { id, ..line });
            }
        }
        (next, same)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_as_it_is_written() {
        let mut line = Line { id: "m1".into(), side: Side::Need, ..Line::default() };
        for (field, text) in [
            (LineField::Force, "kent"),
            (LineField::Function, "Human resources"),
            (LineField::Measure, "jobs"),
            (LineField::Amount, "1,250"),
            (LineField::Price, "£41.50"),
            (LineField::From, "2027/28"),
            (LineField::Until, "2030"),
            (LineField::Note, "tests"),
        ] {
            assert_eq!(line.set(field, text, Reading::default()), Ok(()), "{text}");
        }
        assert_eq!((line.from, line.until, line.amount, line.price), (Some(2027), Some(2030), 1250.0, Pounds(41.5)));
        assert_eq!(Line::read(Side::Need, &line.value()), Ok(line.clone()));
        assert!(line.lacks().is_empty());
        assert!(line.set(LineField::Until, "2026", Reading::default()).is_err());
        assert!(line.set(LineField::Amount, "0", Reading::default()).is_err());
        assert!(line.set(LineField::Function, "magic", Reading::default()).is_err());
        let wrong = json!({ "force": "kent", "function": "hr?", "volume": "many", "until": -3 });
        assert_eq!(Line::read(Side::Need, &wrong).map_err(|why| why.len()), Err(3));
        // no text is made of what is none
        let none = json!({ "force": ["kent"], "note": { "a": 1 } });
        assert_eq!(Line::read(Side::Need, &none).map_err(|why| why.len()), Err(2));
    }

    #[test]
    fn what_is_there_already_is_not_added_twice_and_two_accounts_both_stay() {
        let line = Line { force: "kent".into(), function: "fleet".into(), amount: 3.0, ..Line::default() };
        let other = Line { price: Pounds(5.0), ..line.clone() };
        let (one, same) = Market::default().merged(vec![line.clone(), line.clone(), other]);
        assert_eq!((one.lines.len(), same), (2, 1));
        assert_eq!(one.lines.iter().map(|line| line.id.as_str()).collect::<Vec<_>>(), ["m1", "m2"]);
    }
}
