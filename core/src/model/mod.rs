//! What the user describes: a scenario as plain data, validated once.

pub mod alternatives;
mod alternatives_table;
pub mod arrangement;
pub mod benefits;
mod by_year;
pub mod cash;
mod cash_table;
mod change;
pub mod contract;
mod document;
mod entry;
mod fault;
mod input;
mod input_table;
pub mod inputs;
pub mod market;
pub mod matters;
mod month;
pub mod parse;
mod place;
mod quantity;
mod register;
pub mod risk;
mod rules;
mod scenario;
mod schema;
pub mod soc;
pub mod surroundings;

pub use by_year::{read_by_year, written_by_year};
pub use change::{Change, Difference, Edit, History, changes, difference_value, differences, what_of};
pub use document::Document;
pub use fault::{Fault, FaultKind};
pub use month::{Month, NotADate};
pub use quantity::{ByPartner, FinancialYear, Fte, MINUS, Pounds, Rate, grouped, number, trimmed};
pub use register::{MOST_ARRANGEMENTS, Register, RegisterChange, UnreadLine, pair as register_pair};
pub use scenario::*;
pub use schema::is_id;

use serde::Deserialize;
use serde_json::Value;

/// The version of the file format that this tool writes and reads.
pub const SCHEMA: u32 = 1;

/// Every fault of a document, field by field and between fields, in the order of the file.
pub fn check(document: &Value) -> Vec<Fault> {
    match read(document) {
        Ok(_) => Vec::new(),
        Err(faults) => faults,
    }
}

/// Faults of single fields only: a document with any of these cannot be opened; one that merely
/// breaks a rule between fields can be opened and put right.
pub fn field_faults(document: &Value) -> Vec<Fault> {
    schema::faults_of_fields(document)
}

/// A document of a later version as this one would read it, where that is all that keeps it from being read: to look
/// at, never to change or to keep, since this version may not know everything that is in it.
pub fn as_of_this_version(document: &Document) -> Option<Document> {
    let later = document.number("schema").is_some_and(|schema| schema > f64::from(SCHEMA) && schema.fract() == 0.0);
    let mut now = document.clone();
    now.set("schema", Some(Value::from(SCHEMA)));
    (later && field_faults(now.value()).is_empty()).then_some(now)
}

/// The typed scenario of a document, or everything that is wrong with it.
///
/// # Errors
/// Every fault at once, each with path, value and bound.
///
/// ```
/// use informed_choice::{evidence::blank, model::read};
///
/// let mut document = blank();
/// assert!(read(document.value()).is_ok());
/// document.set("years", Some(99.into()));
/// document.set("discount_rate", Some("dear".into()));
/// let faults = read(document.value()).expect_err("two figures are wrong");
/// assert_eq!(faults.len(), 2);
/// ```
pub fn read(document: &Value) -> Result<Scenario, Vec<Fault>> {
    let mut faults = schema::faults_of_fields(document);
    let complete = schema::complete(document, &faults);
    let scenario = match Scenario::deserialize(&complete) {
        Ok(scenario) => scenario,
        Err(error) => {
            if faults.is_empty() {
                faults.push(Fault {
                    path: "scenario".into(),
                    place: String::new(),
                    label: "The scenario".into(),
                    kind: FaultKind::WrongType { found: format!("not readable ({error})"), wanted: "as described" },
                });
            }
            return Err(faults);
        }
    };
    // a rule that stumbles over a field already named adds nothing
    let further = rules::faults_between_fields(&scenario);
    let known: Vec<String> = faults.iter().map(|fault| fault.path.clone()).collect();
    let touches = |path: &str| known.iter().any(|other| other.starts_with(path) || path.starts_with(other.as_str()));
    faults.extend(further.into_iter().filter(|fault| !touches(&fault.path)));
    if faults.is_empty() { Ok(scenario) } else { Err(faults) }
}

#[cfg(test)]
mod tests;
