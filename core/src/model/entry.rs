//! What may be typed into a field of the register, and why a text cannot stand there.

use super::parse::NotANumber;

/// Most that one text of an arrangement can hold.
pub const LONGEST: usize = 20_000;

/// Why a text cannot stand in a field; a sentence for the one who wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "each variant says what its fields are")]
pub enum NotAField {
    /// It is no number.
    Number(NotANumber),
    /// It is no month.
    Date(String),
    /// It is outside these bounds.
    Bounds { low: String, high: String },
    /// It is none of the words that are offered.
    Word { found: String, offered: String },
    /// It is longer than may be kept.
    TooLong { length: usize },
    /// It is no name with a part, or a name for the second time.
    Share(String),
    /// Parts that do not add up to the whole.
    Sum(String),
}

impl std::fmt::Display for NotAField {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            NotAField::Number(error) => error.fmt(f),
            NotAField::Date(error) => f.write_str(error),
            NotAField::Bounds { low, high } => write!(f, "It must be from {low} to {high}"),
            NotAField::Word { found, offered } => write!(f, "\u{201c}{found}\u{201d} is none of {offered}"),
            NotAField::Share(found) => {
                write!(f, "Each partner once, with its part, like Kent 60; Essex 40; not \u{201c}{found}\u{201d}")
            }
            NotAField::Sum(sum) => write!(f, "The parts add up to {sum}, and must to 100%"),
            NotAField::TooLong { length } => write!(f, "It is {length} characters long; at most {LONGEST} are kept"),
        }
    }
}

/// What a text of partners names.
pub fn names_in(text: &str) -> impl Iterator<Item = &str> {
    text.split([';', '|', '\n']).map(str::trim).filter(|name| !name.is_empty())
}
