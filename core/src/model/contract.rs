//! Contracts that forces have with suppliers, line by line: what a plan of buying together is made of. Method, section 14.

use super::entry::{LONGEST, NotAField};
use super::inputs::{Unit, input_at};
use super::parse::{self, Reading};
use super::{Month, Pounds, Rate};
use serde_json::{Map, Value, json};

/// How something is bought.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Route {
    /// By a contract of the force's own.
    #[default]
    Own,
    /// Through a regional hub.
    Regional,
    /// Under a national framework.
    National,
    /// Without a contract.
    None,
}

impl Route {
    /// All of them, as the file and the reader name them.
    pub const ALL: [(Route, &'static str, &'static str); 4] = [
        (Route::Own, "own", "Own contract"),
        (Route::Regional, "regional", "Regional hub"),
        (Route::National, "national", "National framework"),
        (Route::None, "none", "No contract"),
    ];

    /// What it is called.
    pub fn label(self) -> &'static str {
        Route::ALL.iter().find(|(route, ..)| *route == self).map_or("", |(.., label)| label)
    }

    fn word(self) -> &'static str {
        Route::ALL.iter().find(|(route, ..)| *route == self).map_or("", |(_, word, _)| word)
    }

    /// Whether others buy by it already: then buying together has nothing to add.
    pub const fn is_shared(self) -> bool {
        matches!(self, Route::Regional | Route::National)
    }
}

/// A contract.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Contract {
    /// Its id.
    pub id: String,
    /// Whose it is: a force's id, or a name.
    pub force: String,
    /// What is bought.
    pub category: String,
    /// From whom.
    pub supplier: String,
    /// Pounds a year.
    pub spend: Pounds,
    /// When it ends; none where nobody has said.
    pub ends: Option<Month>,
    /// How it is bought now.
    pub route: Route,
    /// Why it stays local; empty where it need not.
    pub local: String,
}

/// A field of a contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContractField {
    /// Whose it is.
    Force,
    /// What is bought.
    Category,
    /// From whom.
    Supplier,
    /// Pounds a year.
    Spend,
    /// When it ends.
    Ends,
    /// How it is bought now.
    Route,
    /// Why it stays local.
    Local,
}

/// A row of the table of fields: form, file, table and template come from it.
#[derive(Debug, Clone, Copy)]
pub struct ContractRow {
    /// Which field it is.
    pub field: ContractField,
    /// Its name in the file.
    pub file: &'static str,
    /// Its label, and its head in a table.
    pub label: &'static str,
    /// What the form says below it.
    pub help: &'static str,
    /// Other heads under which it is found, in small letters.
    pub known_as: &'static [&'static str],
}

/// The fields, in their order.
#[rustfmt::skip]
pub const CONTRACT_FIELDS: [ContractRow; 7] = [
    ContractRow { field: ContractField::Force, file: "force", label: "Force", help: "", known_as: &["name", "partner", "body", "organisation", "customer"] },
    ContractRow { field: ContractField::Category, file: "category", label: "Category", help: "What is bought: uniform, vehicles, fuel\u{2026}", known_as: &["service", "commodity", "type", "description", "title"] },
    ContractRow { field: ContractField::Supplier, file: "supplier", label: "Supplier", help: "", known_as: &["vendor", "supplier name", "contractor", "provider"] },
    ContractRow { field: ContractField::Spend, file: "yearly_spend", label: "Yearly spend, £", help: "What is paid under it in a year", known_as: &["yearly spend", "annual spend", "spend", "annual value", "value", "amount", "cost", "yearly spend £"] },
    ContractRow { field: ContractField::Ends, file: "ends", label: "Ends", help: "Like March 2028", known_as: &["end", "end date", "expires", "expiry", "expiry date", "contract end", "contract end date", "until"] },
    ContractRow { field: ContractField::Route, file: "route", label: "Route", help: "How it is bought now", known_as: &["procurement route", "bought by", "framework"] },
    ContractRow { field: ContractField::Local, file: "local", label: "Kept local because", help: "Then it stays out of every wave", known_as: &["local exception", "exception", "kept local"] },
];

impl Contract {
    /// A field as text.
    pub fn get(&self, field: ContractField) -> String {
        match field {
            ContractField::Force => self.force.clone(),
            ContractField::Category => self.category.clone(),
            ContractField::Supplier => self.supplier.clone(),
            ContractField::Spend if self.spend.0 <= 0.0 => String::new(),
            ContractField::Spend => parse::written(self.spend.0, Unit::Pounds),
            ContractField::Ends => self.ends.map_or_else(String::new, |month| month.to_string()),
            ContractField::Route => self.route.word().to_owned(),
            ContractField::Local => self.local.clone(),
        }
    }

    /// Puts a text into a field.
    ///
    /// # Errors
    /// Why it cannot stand there; the field stays as it was.
    pub fn set(&mut self, field: ContractField, text: &str, how: Reading) -> Result<(), NotAField> {
        if text.len() > LONGEST {
            return Err(NotAField::TooLong { length: text.len() });
        }
        let plain = text.trim().to_owned();
        match field {
            ContractField::Force => self.force = plain,
            ContractField::Category => self.category = plain,
            ContractField::Supplier => self.supplier = plain,
            ContractField::Local => self.local = plain,
            ContractField::Spend => {
                let value = parse::parse_as(text, Unit::Pounds, how).map_err(NotAField::Number)?;
                if !(0.0..=1e12).contains(&value) {
                    let written = |value| parse::written(value, Unit::Pounds);
                    return Err(NotAField::Bounds { low: written(0.0), high: written(1e12) });
                }
                self.spend = Pounds(value);
            }
            ContractField::Ends if plain.is_empty() => self.ends = None,
            ContractField::Ends => {
                self.ends = Some(Month::parse(text).map_err(|error| NotAField::Date(error.to_string()))?);
            }
            ContractField::Route => {
                let small = plain.to_lowercase();
                let fits = |(_, word, label): &&(Route, &str, &str)| small == *word || small == label.to_lowercase();
                self.route = Route::ALL.iter().find(fits).map(|(route, ..)| *route).ok_or_else(|| NotAField::Word {
                    found: plain.chars().take(60).collect(),
                    offered: Route::ALL.map(|(_, word, _)| word).join(", "),
                })?;
            }
        }
        Ok(())
    }

    /// Whether another says the same, whatever its id.
    pub fn says_the_same(&self, other: &Contract) -> bool {
        let bare = |one: &Contract| (one.spend, one.ends, one.route);
        bare(self) == bare(other)
            && self.force == other.force
            && self.category == other.category
            && self.supplier == other.supplier
            && self.local == other.local
    }

    /// What is still missing before it can be planned with, in the labels of its fields.
    pub fn lacks(&self) -> Vec<&'static str> {
        let lacking = |field: ContractField| match field {
            ContractField::Force => self.force.is_empty(),
            ContractField::Category => self.category.is_empty(),
            ContractField::Spend => self.spend.0 <= 0.0,
            ContractField::Ends => self.ends.is_none(),
            _ => false,
        };
        CONTRACT_FIELDS.iter().filter(|row| lacking(row.field)).map(|row| row.label).collect()
    }

    /// The contract as it stands in a file.
    pub fn value(&self) -> Value {
        let mut map = Map::new();
        map.insert("id".into(), json!(self.id));
        for row in &CONTRACT_FIELDS {
            let value = match row.field {
                ContractField::Spend => json!(self.spend.0),
                ContractField::Ends => json!(self.ends),
                field => json!(self.get(field)),
            };
            map.insert(row.file.into(), value);
        }
        Value::Object(map)
    }

    /// A contract of somebody's file.
    ///
    /// # Errors
    /// Every fault in it, each a sentence that names the field.
    pub fn read(value: &Value) -> Result<Contract, Vec<String>> {
        let Some(map) = value.as_object() else { return Err(vec!["It is no contract".into()]) };
        let mut contract = Contract::default();
        let mut why = Vec::new();
        for row in &CONTRACT_FIELDS {
            let text = match map.get(row.file) {
                None | Some(Value::Null) => continue,
                Some(Value::String(text)) => text.clone(),
                Some(Value::Number(number)) => number.as_f64().map(|number| format!("{number}")).unwrap_or_default(),
                Some(_) => {
                    why.push(format!("{}: it must be a text or a number", row.label));
                    continue;
                }
            };
            if text.is_empty() {
                continue;
            }
            if let Err(error) = contract.set(row.field, &text, Reading::default()) {
                why.push(format!("{}: {error}", row.label));
            }
        }
        contract.id = map.get("id").and_then(Value::as_str).filter(|id| id.len() <= 100).unwrap_or_default().to_owned();
        if why.is_empty() { Ok(contract) } else { Err(why) }
    }
}

/// What buying together is taken to save, by route.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WaveTerms {
    /// The part of spending that it can reach.
    pub addressable: Rate,
    /// The part of that which a regional hub saves, and what it charges.
    pub regional: (Rate, Rate),
    /// The same of a national framework.
    pub national: (Rate, Rate),
}

/// A term, with its name in the file and its label; what stands where nobody has said is that of a category of joint buying.
#[derive(Debug, Clone, Copy)]
pub struct TermRow {
    /// Its name in the file.
    pub file: &'static str,
    /// Its label.
    pub label: &'static str,
    /// The input of a category whose default it takes.
    pub like: &'static str,
}

/// The terms, in their order.
pub const TERMS: [TermRow; 5] = [
    TermRow { file: "addressable", label: "Part of spending that it can reach", like: "procurement.x.addressable" },
    TermRow { file: "regional_saving", label: "A regional hub saves", like: "procurement.x.saving.likely" },
    TermRow { file: "regional_fee", label: "A regional hub charges", like: "procurement.x.framework_fee" },
    TermRow { file: "national_saving", label: "A national framework saves", like: "procurement.x.saving.likely" },
    TermRow { file: "national_fee", label: "A national framework charges", like: "procurement.x.framework_fee" },
];

impl Default for WaveTerms {
    fn default() -> WaveTerms {
        let of = |row: &TermRow| {
            Rate(match input_at(row.like).map(|input| input.default) {
                Some(super::inputs::Fallback::Number(value)) => value,
                _ => 0.0,
            })
        };
        let [addressable, regional, regional_fee, national, national_fee] = TERMS.each_ref().map(of);
        WaveTerms { addressable, regional: (regional, regional_fee), national: (national, national_fee) }
    }
}

impl WaveTerms {
    /// By their places in [`TERMS`].
    pub fn all(&self) -> [Rate; 5] {
        [self.addressable, self.regional.0, self.regional.1, self.national.0, self.national.1]
    }

    /// With one of them otherwise, by its place.
    ///
    /// # Errors
    /// The text is no rate from 0 to 100 %.
    pub fn with(self, place: usize, text: &str, how: Reading) -> Result<WaveTerms, NotAField> {
        let value = parse::parse_as(text, Unit::Percent, how).map_err(NotAField::Number)?;
        if !(0.0..=1.0).contains(&value) {
            let written = |value| parse::written(value, Unit::Percent);
            return Err(NotAField::Bounds { low: written(0.0), high: written(1.0) });
        }
        Ok(self.at(place, Rate(value)))
    }

    fn at(mut self, place: usize, rate: Rate) -> WaveTerms {
        let slot = match place {
            0 => &mut self.addressable,
            1 => &mut self.regional.0,
            2 => &mut self.regional.1,
            3 => &mut self.national.0,
            _ => &mut self.national.1,
        };
        *slot = rate;
        self
    }

    /// As they stand in a file.
    pub fn value(&self) -> Value {
        let map = TERMS.iter().zip(self.all()).map(|(row, rate)| (row.file.to_owned(), json!(rate.0)));
        Value::Object(map.collect())
    }

    /// Those of a file; what cannot stand there is as where nobody has said, and is told.
    pub fn read(value: &Value) -> (WaveTerms, Vec<String>) {
        let mut terms = WaveTerms::default();
        let mut why = Vec::new();
        for (place, row) in TERMS.iter().enumerate() {
            match value.get(row.file) {
                None | Some(Value::Null) => {}
                Some(found) => match found.as_f64().filter(|rate| (0.0..=1.0).contains(rate)) {
                    Some(rate) => terms = terms.at(place, Rate(rate)),
                    None => why.push(format!("{}: it must be a part from 0 to 1", row.label)),
                },
            }
        }
        (terms, why)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_contract_is_read_as_it_is_written() {
        let mut one = Contract { id: "c1".into(), ..Contract::default() };
        for (field, text) in [
            (ContractField::Force, "kent"),
            (ContractField::Category, "Uniform"),
            (ContractField::Supplier, "A & B Ltd"),
            (ContractField::Spend, "£1.2m"),
            (ContractField::Ends, "31/03/2028"),
            (ContractField::Route, "Regional hub"),
        ] {
            assert_eq!(one.set(field, text, Reading::default()), Ok(()), "{text}");
        }
        assert_eq!((one.spend, one.ends, one.route), (Pounds(1_200_000.0), Month::new(2028, 3), Route::Regional));
        assert_eq!(Contract::read(&one.value()), Ok(one.clone()));
        assert!(one.lacks().is_empty());
        assert!(one.set(ContractField::Ends, "some day", Reading::default()).is_err());
        assert!(one.set(ContractField::Spend, "-5", Reading::default()).is_err());
        assert!(one.set(ContractField::Route, "by post", Reading::default()).is_err());
        let wrong = json!({ "yearly_spend": "lots", "ends": 7, "route": [] });
        assert_eq!(Contract::read(&wrong).map_err(|why| why.len()), Err(3));
        // no text is made of what is none
        assert_eq!(Contract::read(&json!({ "force": {}, "category": [1] })).map_err(|why| why.len()), Err(2));
        assert_eq!(Contract::default().lacks().len(), 4);
    }

    /// A third, and 5 %: what is published of a category stands here too.
    #[test]
    fn terms_are_those_of_a_category_until_somebody_says_otherwise() {
        let terms = WaveTerms::default();
        assert_eq!(terms.all(), [0.333, 0.05, 0.0, 0.05, 0.0].map(Rate));
        let own = terms.with(4, "1.5%", Reading::default()).unwrap();
        assert_eq!(own.national, (Rate(0.05), Rate(0.015)));
        assert_eq!(WaveTerms::read(&own.value()), (own, vec![]));
        assert!(terms.with(0, "120%", Reading::default()).is_err());
        assert_eq!(WaveTerms::read(&json!({ "addressable": 3, "national_fee": "x" })).1.len(), 2);
    }
}
