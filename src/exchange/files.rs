//! Scenarios as files: what is written, and whatever somebody opens.

use super::comparison;
use super::link::{self, LinkError};
use crate::model::Document;
use serde_json::Value;
use std::fmt;

/// No scenario is as large as this; a file that is was picked by mistake.
pub const LARGEST_FILE: usize = 20_000_000;

/// Why a file holds no scenario; each is a sentence for the one who opened it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileError {
    TooLarge,
    NotJson { line: usize, column: usize },
    NotAScenario,
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
            FileError::Link(error) => error.fmt(f),
        }
    }
}

/// Every scenario that a text holds: one as it is saved, a list of them, a record of the browser\u{2019}s storage, or
/// anything with a link in it.
///
/// # Errors
/// Why it holds none.
pub fn open(text: &str) -> Result<Vec<Document>, FileError> {
    if text.len() > LARGEST_FILE {
        return Err(FileError::TooLarge);
    }
    let text = text.trim_start_matches('\u{feff}').trim();
    if !text.starts_with(['{', '[']) {
        // a comparison is all of its scenarios
        if let Some(all) = comparison::decode(text) {
            return all.map(|all| all.into_iter().map(|one| one.document).collect()).map_err(FileError::Link);
        }
        return match link::dig(text) {
            Some(Ok(opened)) => Ok(vec![opened.document]),
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
    let documents: Option<Vec<Document>> = list.into_iter().map(scenario).collect();
    documents.filter(|documents| !documents.is_empty()).ok_or(FileError::NotAScenario)
}

fn scenario(value: Value) -> Option<Document> {
    match value {
        Value::Object(mut map) if map.contains_key("document") && map.contains_key("checksum") => {
            map.remove("document").and_then(scenario)
        }
        Value::Object(map) if map.contains_key("schema") => Some(Document::new(Value::Object(map))),
        _ => None,
    }
}

/// A scenario as it is saved.
pub fn saved(document: &Document) -> String {
    // a map of texts and numbers can always be written
    serde_json::to_string_pretty(document.value()).unwrap_or_else(|_| document.value().to_string())
}

/// Several scenarios as one file.
pub fn saved_together(documents: &[Document]) -> String {
    let all: Vec<&Value> = documents.iter().map(Document::value).collect();
    serde_json::to_string_pretty(&all).unwrap_or_default()
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
        assert_eq!(open(&saved(&a)), Ok(vec![a.clone()]));
        assert_eq!(open(&format!("\u{feff}\r\n{}", saved(&a))), Ok(vec![a.clone()]));
        assert_eq!(open(&saved_together(&[a.clone(), b.clone()])), Ok(vec![a.clone(), b]));
        let record = format!(r#"{{"app":"informed-choice","checksum":"x","document":{}}}"#, a.value());
        assert_eq!(open(&record), Ok(vec![a.clone()]));
        let mail = format!("Hello,\n<https://x/?open#s={}>\nBye", link::encode(&a));
        assert_eq!(open(&mail).unwrap().len(), 1);
        let both = format!("Hello,\n<https://x/?open#c={}>\nBye", comparison::encode(&[a, PRESETS[1].document()]));
        assert_eq!(open(&both).unwrap().len(), 2);
    }

    #[test]
    fn what_is_no_scenario_says_why() {
        let whole = saved(&PRESETS[0].document());
        assert!(matches!(open(&whole[..200]), Err(FileError::NotJson { line, .. }) if line > 3));
        for text in ["", "hello", "[]", "{}", "[1]", "{\"a\":1}", "\u{0}\u{1}PK"] {
            assert_eq!(open(text), Err(FileError::NotAScenario), "{text}");
        }
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
