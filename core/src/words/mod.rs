//! Words that the workbook and the explanations share: names of choices and inputs, whose figures they are, lists and counts.

mod inputs;
pub(crate) mod provenance;
mod published;
pub mod terms;
mod usage;

pub(crate) use inputs::Kind;
pub use inputs::{InputWords, input_words};
pub use provenance::{Tally, Whose, evidence_at, figure_places, mark_of, source_line, tally, whose};
pub use published::{PublishedLine, published_lines};
pub use usage::{own_figures, page_address, used_as};

use crate::model::soc::SocModel;

/// A model's name, within a sentence.
pub const fn model_name(model: SocModel) -> &'static str {
    match model {
        SocModel::ServiceAgreement => "service agreement",
        SocModel::VirtualTaskforce => "virtual taskforce",
        SocModel::Dedicated => "dedicated function",
    }
}

/// A text with its first letter large.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// `HR, Finance or ICT`.
pub(crate) fn either(names: &[&str]) -> String {
    match names {
        [first @ .., last] if !first.is_empty() => format!("{} or {last}", first.join(", ")),
        _ => names.concat(),
    }
}

/// `1 month`, `18 months`.
pub(crate) fn months(months: f64) -> String {
    if months == 1.0 { "1 month".to_owned() } else { format!("{} months", crate::model::number(months, 1)) }
}

/// The year of review, as every year is written: `2029/30`.
pub(crate) fn review_words(year: usize) -> String {
    crate::model::FinancialYear(u32::try_from(year).unwrap_or(0)).to_string()
}

/// `HR, Finance and ICT`.
pub fn listed<T: AsRef<str>>(names: &[T]) -> String {
    match names {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", first.join(", "), last.as_ref())
        }
    }
}

/// A sentence's beginning within another one; what begins with an abbreviation or a letter by itself, such as `HR`, stays.
pub fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    if !text.chars().nth(1).is_some_and(|second| second.is_lowercase() || second == ' ') {
        return text.to_owned();
    }
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// A name of a service or category within a sentence: the tool's own names are small there, what the user called it is not.
pub fn within(name: &str) -> String {
    let ours =
        crate::model::inputs::SERVICE_KINDS.iter().any(|kind| terms::choice_label("services[].kind", kind) == name)
            || crate::evidence::CATEGORIES.iter().any(|(_, ours, _)| *ours == name);
    if ours { lower_first(name) } else { name.to_owned() }
}

/// Several of them: `HR, finance and ICT`.
pub fn listed_within<T: AsRef<str>>(names: &[T]) -> String {
    listed(&names.iter().map(|name| within(name.as_ref())).collect::<Vec<_>>())
}

/// Names within a sentence as long as they can be read in one, else how many there are: `20 services`.
pub fn named_or_counted<T: AsRef<str>>(names: &[T], noun: &str) -> String {
    if names.len() > 6 { format!("{} {noun}", count(names.len())) } else { listed_within(names) }
}

/// `two` to `nine` in letters, larger numbers in digits, as British style has it.
pub fn count(n: usize) -> String {
    const WORDS: [&str; 10] = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    WORDS.get(n).map_or_else(|| n.to_string(), |word| (*word).to_owned())
}

/// `2.4 years`, `1 year`.
pub fn years(value: f64) -> String {
    let text = crate::model::number(value, 1);
    if text == "1" { "1 year".into() } else { format!("{text} years") }
}
