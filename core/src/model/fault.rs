//! What can be wrong with a scenario, each said as a sentence that its reader can act on.

use super::inputs::{Unit, input_at};
use super::parse;
use super::quantity::trimmed;
use std::fmt;

/// One fault of a scenario: where it is, what stands there, and what may stand there.
#[derive(Debug, Clone, PartialEq)]
pub struct Fault {
    /// The field's path as the file has it: `services[0].saving.low`.
    pub path: String,
    /// The same field by the ids of what it belongs to: `services.hr.saving.low`.
    pub place: String,
    /// The field's label, as the page shows it.
    pub label: String,
    /// What is wrong.
    pub kind: FaultKind,
}

/// What is wrong with one field.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs, reason = "each variant says what its fields are")]
pub enum FaultKind {
    /// A required field is not there.
    Missing,
    /// The wrong sort of thing stands there.
    /// What is there, and what should be.
    WrongType { found: String, wanted: &'static str },
    /// A number outside its bounds.
    /// The value and its bounds; whether the lower one itself is out.
    OutOfBounds { value: f64, min: f64, max: f64, open_below: bool },
    /// A number that has to be whole.
    /// The value.
    NotWhole { value: f64 },
    /// A word that is not one of those offered.
    /// What is there, and what may be.
    NotOffered { found: String, offered: &'static [&'static str] },
    /// A text that is not an id.
    /// What is there.
    NotAnId { found: String },
    /// A text or a list that is too long.
    /// Its length and the most that may be kept, in characters or entries.
    TooLong { length: usize, most: usize },
    /// Twice the same id or member.
    /// The id that stands twice.
    Repeated { id: String },
    /// A force in two mergers.
    /// Its id.
    MergesTwice { id: String },
    /// A member who is not one of the partners.
    /// The id that no partner has.
    UnknownPartner { id: String },
    /// A member for whom a needed figure was not given.
    /// The member, and what it lacks.
    MemberWithout { id: String, what: &'static str },
    /// Low, likely and high are not in order.
    /// The three, of which one stands out of order.
    OutOfOrder { low: f64, likely: f64, high: f64 },
    /// Income is larger than cost in some year.
    /// The year's index, and the baseline there.
    NegativeBaseline { year: usize, value: f64 },
    /// A target needs a benchmark.
    NoBenchmark,
    /// A target needs a driver quantity of every member.
    /// The member, and the driver that it lacks.
    NoDriver { id: String, driver: &'static str },
    /// A volume is bought at no price.
    /// The buyer, and its volume.
    VolumeWithoutPrice { id: String, volume: f64 },
    /// Nobody has any weight under the key.
    /// The key that adds up to nothing.
    EmptyKey { key: &'static str },
    /// Payments between partners that do not cancel.
    /// What the payments add up to.
    Unbalanced { sum: f64 },
    /// A response that counts as full which is not above the one that counts as nothing.
    /// The two, which stand the wrong way about.
    TargetNotAboveFloor { floor: f64, target: f64 },
    /// Some weights of three.
    WeightsMissing,
    /// Written by a later version of this tool.
    /// The version that it was written in.
    Newer { schema: f64 },
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.sentence())
    }
}

impl Fault {
    /// A figure as its box shows it.
    fn figure(&self, value: f64) -> String {
        match input_at(&self.place).map(|input| input.unit) {
            Some(Unit::Percent) => parse::written(value, Unit::Percent),
            _ => signed(value),
        }
    }

    /// The fault in words, without its path: what stands there and what may.
    #[allow(clippy::too_many_lines, reason = "one arm a fault")]
    pub fn sentence(&self) -> String {
        let label = &self.label;
        match &self.kind {
            FaultKind::Missing => format!("{label} is missing: enter it"),
            FaultKind::WrongType { found, wanted } => format!("{label} is {found}; it must be {wanted}"),
            FaultKind::OutOfBounds { value, min, max, open_below } => {
                let value = signed(*value);
                let (min, max) = (signed(*min), signed(*max));
                if *open_below {
                    format!("{label} is {value}; it must be above {min} and at most {max}")
                } else {
                    format!("{label} is {value}; it must be from {min} to {max}")
                }
            }
            FaultKind::NotWhole { value } => format!("{label} is {}; it must be a whole number", signed(*value)),
            FaultKind::NotOffered { found, offered } => {
                format!("{label} is \u{201c}{found}\u{201d}; it must be one of {}", offered.join(", "))
            }
            FaultKind::NotAnId { found } => {
                format!("{label} is \u{201c}{found}\u{201d}; it must be 1 to 40 small letters, digits and hyphens")
            }
            FaultKind::TooLong { length, most } => format!("{label} has {length}; it must have at most {most}"),
            FaultKind::Repeated { id } => format!("{label} names \u{201c}{id}\u{201d} twice; name it once"),
            FaultKind::MergesTwice { id } => {
                format!("{label} names \u{201c}{id}\u{201d}, who is in another merger already; take it out of one")
            }
            FaultKind::UnknownPartner { id } => {
                format!("{label} names \u{201c}{id}\u{201d}, who is not one of the partners")
            }
            FaultKind::MemberWithout { id, what } => {
                format!("{label} has no {what} for its member \u{201c}{id}\u{201d}")
            }
            FaultKind::OutOfOrder { low, likely, high } => format!(
                "{label} runs from {} over {} to {}; low, likely and high must rise",
                self.figure(*low),
                self.figure(*likely),
                self.figure(*high)
            ),
            FaultKind::NegativeBaseline { year, value } => {
                format!("{label} comes to {} in year {year}, after income; a cost cannot be below 0", signed(*value))
            }
            FaultKind::NoBenchmark => {
                format!("{label} is empty; a benchmark target needs one, from 0 to 1,000 billion")
            }
            FaultKind::NoDriver { id, driver } => {
                format!("{label} needs more than 0 {driver} for \u{201c}{id}\u{201d} to compare unit costs")
            }
            FaultKind::VolumeWithoutPrice { id, volume } => {
                format!("{label} has no price above 0 for \u{201c}{id}\u{201d}, who buys {} of it", signed(*volume))
            }
            FaultKind::EmptyKey { key } => {
                format!("{label} is by {key}, but every member's {key} is 0; at least one must be above 0")
            }
            FaultKind::Unbalanced { sum } => {
                format!("{label} add up to {}; payments between partners must add up to 0", signed(*sum))
            }
            FaultKind::TargetNotAboveFloor { floor, target } => {
                format!(
                    "{label} is {}; it must be above {}, the response that counts as nothing",
                    signed(*target),
                    signed(*floor)
                )
            }
            FaultKind::WeightsMissing => format!("{label} must be given for all three criteria or for none"),
            FaultKind::Newer { schema } => format!(
                "{label} is {}; it was made by a later version of this tool, and this one reads up to 1",
                signed(*schema)
            ),
        }
    }
}

/// A figure as a fault shows it: plain digits, so that it can be found in the file.
fn signed(value: f64) -> String {
    if value.abs() >= 1e12 {
        return format!("{value:e}");
    }
    let text = trimmed(value, 6).replace(',', "");
    if text == "0" && value != 0.0 {
        return format!("{value:e}");
    }
    if value < 0.0 { format!("-{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_names_field_value_and_bound() {
        let fault = Fault {
            path: "services[0].saving.low".into(),
            place: "services.hr.saving.low".into(),
            label: "Lowest saving".into(),
            kind: FaultKind::OutOfBounds { value: 1.2, min: 0.0, max: 1.0, open_below: false },
        };
        assert_eq!(fault.to_string(), "services[0].saving.low: Lowest saving is 1.2; it must be from 0 to 1");
        assert_eq!(signed(-1e-9), "-1e-9".replace("-1e-9", &format!("{:e}", -1e-9)));
        assert_eq!(signed(1e12), "1e12");
    }
}
