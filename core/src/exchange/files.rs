//! Scenarios as files: what is written, and whatever somebody opens.

use super::comparison;
use super::link::{self, LinkError};
use super::market;
use super::register;
use crate::model::{Document, Register};
use serde_json::Value;
use std::fmt;

/// No scenario is as large as this; a file that is was picked by mistake.
pub const LARGEST_FILE: usize = 20_000_000;

/// Why a file holds no scenario; each is a sentence for the one who opened it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileError {
    /// It is larger than any scenario.
    TooLarge,
    /// It is not JSON.
    NotJson {
        /// The line at which reading stopped, from 1.
        line: usize,
        /// The column there, from 1.
        column: usize,
    },
    /// It is JSON, but no scenario.
    NotAScenario,
    /// A workbook where a text was expected.
    Workbook,
    /// It holds a link that cannot be opened.
    Link(LinkError),
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FileError::TooLarge => write!(f, "It is far larger than a scenario can be"),
            FileError::NotJson { line, column } => write!(
                f,
                "It looks like a scenario but cannot be read from line {line}, character {column} on: it may have been cut or edited"
            ),
            FileError::NotAScenario => {
                write!(f, "It holds no scenario: save one with \u{201c}Save as a file\u{201d} here, or paste a link")
            }
            FileError::Workbook => {
                write!(
                    f,
                    "It is a workbook: choose it under Scenarios, Workbooks, where it opens with what was changed in it"
                )
            }
            FileError::Link(error) => error.fmt(f),
        }
    }
}

/// What a text holds.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Held {
    /// The scenarios in it, in its order.
    pub documents: Vec<Document>,
    /// The register of arrangements that travels with them, or alone.
    pub register: Option<Register>,
}

impl Held {
    fn of(documents: Vec<Document>) -> Held {
        Held { documents, register: None }
    }
}

/// Every scenario that a text holds: one as it is saved, a list of them, a record of the browser’s storage, or
/// anything with a link in it; and the register of arrangements, where it stands with them.
///
/// # Errors
/// Why it holds none.
pub fn open(text: &str) -> Result<Held, FileError> {
    if text.len() > LARGEST_FILE {
        return Err(FileError::TooLarge);
    }
    // a workbook is a zip, which begins so
    if text.starts_with("PK\u{3}\u{4}") {
        return Err(FileError::Workbook);
    }
    let text = text.trim_start_matches('\u{feff}').trim();
    if !text.starts_with(['{', '[']) {
        // a comparison is all of its scenarios
        if let Some(all) = comparison::decode(text) {
            let documents = all.map(|all| all.into_iter().map(|one| one.document).collect());
            return documents.map(Held::of).map_err(FileError::Link);
        }
        return match link::dig(text) {
            Some(Ok(opened)) => Ok(Held::of(vec![opened.document])),
            Some(Err(error)) => Err(FileError::Link(error)),
            None => Err(FileError::NotAScenario),
        };
    }
    let value: Value = serde_json::from_str(text)
        .map_err(|error| FileError::NotJson { line: error.line(), column: error.column() })?;
    let list = match value {
        Value::Array(list) => list,
        one => vec![one],
    };
    let mut held = Held::default();
    for value in list {
        take(value, &mut held).ok_or(FileError::NotAScenario)?;
    }
    if held == Held::default() { Err(FileError::NotAScenario) } else { Ok(held) }
}

/// Takes one entry of a file in; none where it is neither a scenario nor a register.
fn take(value: Value, held: &mut Held) -> Option<()> {
    let Value::Object(mut map) = value else { return None };
    if map.contains_key("checksum")
        && let Some(document) = map.remove("document")
    {
        return take(document, held);
    }
    // the register is kept apart from the scenario: a link to it would carry the whole of it
    let mut found = map.remove(REGISTER).filter(Value::is_object).map(|value| register::read(&value));
    // a market alone is a register with nothing else in it
    if let Some(value) = map.remove(market::PART).filter(Value::is_object) {
        let theirs = register::read(&serde_json::json!({ market::PART: value }));
        match &mut found {
            Some(both) => register::merge(both, theirs).change.apply(both),
            none => *none = Some(theirs),
        }
    }
    let is_scenario = map.contains_key("schema");
    if !is_scenario && found.is_none() {
        return None;
    }
    if is_scenario {
        held.documents.push(Document::new(Value::Object(map)));
    }
    if let Some(found) = found {
        match &mut held.register {
            Some(both) => register::merge(both, found).change.apply(both),
            none => *none = Some(found),
        }
    }
    Some(())
}

const REGISTER: &str = "register";

/// Scenarios as one file, with the register of arrangements where there is one to go with them.
pub fn saved(documents: &[Document], arrangements: Option<&Register>) -> String {
    let mut all: Vec<Value> = documents.iter().map(|document| document.value().clone()).collect();
    if let Some(arrangements) = arrangements.filter(|register| !register.is_empty()) {
        let written = register::written(arrangements);
        match all.last_mut().and_then(Value::as_object_mut) {
            Some(last) => {
                last.insert(REGISTER.into(), written);
            }
            None => all.push(serde_json::json!({ "app": "informed-choice", "register": written })),
        }
    }
    let one = if all.len() == 1 { all.pop() } else { None };
    let value = one.unwrap_or(Value::Array(all));
    // texts and numbers can always be written
    serde_json::to_string_pretty(&value).unwrap_or_else(|_| value.to_string())
}

/// `east-midlands-support-services-2026-11-25-v0.1.0.json`: what it is, when, and which version wrote it.
pub fn file_name(title: &str, now: &str, ending: &str) -> String {
    let mut slug = String::new();
    for c in title.chars().flat_map(char::to_lowercase) {
        if c.is_ascii_alphanumeric() {
            slug.push(c);
        } else if !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let slug: String = slug.trim_matches('-').chars().take(60).collect();
    let name = if slug.is_empty() { "scenario" } else { slug.trim_end_matches('-') };
    format!("{name}-{}-v{}.{ending}", now.get(..10).unwrap_or("undated"), env!("CARGO_PKG_VERSION"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::PRESETS;

    #[test]
    fn what_is_saved_opens_again_alone_and_with_others() {
        let (a, b) = (PRESETS[0].document(), PRESETS[1].document());
        let one = std::slice::from_ref(&a);
        let alone = Ok(Held::of(vec![a.clone()]));
        assert_eq!(open(&saved(one, None)), alone);
        assert_eq!(open(&format!("\u{feff}\r\n{}", saved(one, None))), alone);
        assert_eq!(open(&saved(&[a.clone(), b.clone()], None)), Ok(Held::of(vec![a.clone(), b])));
        let record = format!(r#"{{"app":"informed-choice","checksum":"x","document":{}}}"#, a.value());
        assert_eq!(open(&record), alone);
        let mail = format!("Hello,\n<https://x/?open#s={}>\nBye", link::encode(&a));
        assert_eq!(open(&mail).unwrap().documents.len(), 1);
        let both = format!("Hello,\n<https://x/?open#c={}>\nBye", comparison::encode(&[a, PRESETS[1].document()]));
        assert_eq!(open(&both).unwrap().documents.len(), 2);
    }

    #[test]
    fn the_register_travels_in_the_file_and_not_in_the_scenario() {
        let (a, b) = (PRESETS[0].document(), PRESETS[1].document());
        let arrangement = |name: &str| crate::model::arrangement::Arrangement {
            id: "a1".into(),
            name: name.into(),
            ..Default::default()
        };
        let mine = Register { arrangements: vec![arrangement("HR")], ..Register::default() };
        for documents in [vec![a.clone(), b], vec![a], Vec::new()] {
            let back = open(&saved(&documents, Some(&mine))).unwrap();
            assert_eq!(back, Held { documents, register: Some(mine.clone()) });
        }
        assert_eq!(open(&saved(&[], Some(&Register::default()))), Err(FileError::NotAScenario));
    }

    #[test]
    fn what_is_no_scenario_says_why() {
        let whole = saved(&[PRESETS[0].document()], None);
        assert!(matches!(open(&whole[..200]), Err(FileError::NotJson { line, .. }) if line > 3));
        for text in ["", "hello", "[]", "{}", "[1]", "{\"a\":1}", "\u{0}\u{1}PK"] {
            assert_eq!(open(text), Err(FileError::NotAScenario), "{text}");
        }
        assert_eq!(open("PK\u{3}\u{4}\u{14}"), Err(FileError::Workbook));
        assert_eq!(open(&"x".repeat(LARGEST_FILE + 1)), Err(FileError::TooLarge));
    }

    #[test]
    fn a_files_name_says_what_when_and_which_version() {
        let name = |title| file_name(title, "2026-11-25T10:00:00.000Z", "json");
        assert_eq!(
            name("East Midlands: HR & Finance"),
            format!("east-midlands-hr-finance-2026-11-25-v{}.json", env!("CARGO_PKG_VERSION"))
        );
        assert!(name("=1+1").starts_with("1-1-2026"));
        assert!(name("../../etc").starts_with("etc-"));
        assert!(name("").starts_with("scenario-"));
    }
}
