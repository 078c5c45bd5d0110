//! A scenario as a piece of a web address: `…?open#s=1.PAYLOAD.CHECK`.
//!
//! `1` is the codec: the scenario's JSON without what equals the defaults, deflated, in base64url.
//! CHECK is a checksum of PAYLOAD, so that a link that was cut is noticed and never half read.
//! A later codec gets another number; this one is never changed.

use crate::model::Document;
use crate::model::inputs::{Fallback, Rule, input_at};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Map, Value};
use std::fmt;

const CODEC: &str = "1";
/// A link of a few thousand characters can inflate a thousandfold; no scenario is as large as this.
const MOST_BYTES: usize = 4_000_000;
/// Up to here a link works in every program we know; up to the second in most.
pub const SAFE_EVERYWHERE: usize = 1_000;
pub const SAFE_MOSTLY: usize = 2_000;

/// Why a link cannot be opened; each is a sentence for the one who followed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkError {
    Newer(String),
    Cut,
    Damaged,
    TooLarge,
    NotAScenario,
}

impl fmt::Display for LinkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LinkError::Newer(codec) => write!(
                f,
                "This link was made by a later version of this tool (link format {codec}; this one reads up to {CODEC}). Open it where the later version is, or ask for the scenario as a file"
            ),
            LinkError::Cut => {
                write!(f, "This link was cut short on its way. Ask for it again, or for the scenario as a file")
            }
            LinkError::Damaged => write!(
                f,
                "This link was changed on its way and cannot be read. Ask for it again, or for the scenario as a file"
            ),
            LinkError::TooLarge => write!(f, "This link holds far more than a scenario can, so it was not opened"),
            LinkError::NotAScenario => write!(f, "This link does not hold a scenario"),
        }
    }
}

/// A scenario from a link, with the versions of the tool and of the reference data that made it.
#[derive(Debug, Clone, PartialEq)]
pub struct Opened {
    pub document: Document,
    pub made_with: Option<String>,
}

/// The versions that this tool writes into its links.
pub fn made_with() -> String {
    format!("{} / {}", env!("CARGO_PKG_VERSION"), crate::evidence::REFERENCE_VERSION)
}

const MADE_WITH: &str = "made_with";

/// The text that stands behind `#s=`. It ends with a letter or digit and needs no escaping anywhere.
pub fn encode(document: &Document) -> String {
    let mut small = minimal(document.value());
    if let Some(map) = small.as_object_mut() {
        map.insert(MADE_WITH.into(), Value::from(made_with()));
    }
    let json = small.to_string();
    let payload = URL_SAFE_NO_PAD.encode(miniz_oxide::deflate::compress_to_vec(json.as_bytes(), 9));
    format!("{CODEC}.{payload}.{}", checksum(payload.as_bytes()))
}

/// The scenario of a text made by [`encode`].
///
/// # Errors
/// Why it cannot be read.
pub fn decode(text: &str) -> Result<Opened, LinkError> {
    let mut parts = text.split('.');
    let (codec, payload, check) = (parts.next().unwrap_or(""), parts.next(), parts.next());
    if codec != CODEC {
        let number = !codec.is_empty() && codec.len() < 6 && codec.bytes().all(|b| b.is_ascii_digit());
        return Err(if number { LinkError::Newer(codec.to_owned()) } else { LinkError::NotAScenario });
    }
    let (Some(payload), Some(check)) = (payload, check) else { return Err(LinkError::Cut) };
    // what a mail program leaves behind the link is not part of it
    let check: String = check.chars().take_while(char::is_ascii_alphanumeric).collect();
    if checksum(payload.as_bytes()) != check {
        return Err(if check.len() < CHECK_LENGTH { LinkError::Cut } else { LinkError::Damaged });
    }
    let bytes = URL_SAFE_NO_PAD.decode(payload).map_err(|_| LinkError::Damaged)?;
    let json =
        miniz_oxide::inflate::decompress_to_vec_with_limit(&bytes, MOST_BYTES).map_err(|error| match error.status {
            miniz_oxide::inflate::TINFLStatus::HasMoreOutput => LinkError::TooLarge,
            _ => LinkError::Damaged,
        })?;
    let mut value: Value = serde_json::from_slice(&json).map_err(|_| LinkError::Damaged)?;
    let Some(map) = value.as_object_mut() else { return Err(LinkError::NotAScenario) };
    let made_with = map.remove(MADE_WITH).and_then(|made| made.as_str().map(str::to_owned));
    Ok(Opened { document: Document::new(value), made_with })
}

/// The scenario's text in an address: behind `#s=`, or in the query where a mail filter turned the
/// `#` into `%23`. None where the address holds no scenario.
pub fn find_in(address: &str) -> Option<&str> {
    ["#s=", "%23s=", "%2523s="].iter().find_map(|mark| address.split_once(mark)).map(|(_, text)| text)
}

const CHECK_LENGTH: usize = 7;

/// CRC-32 in base 36, seven characters.
pub fn checksum(bytes: &[u8]) -> String {
    let mut crc = !0u32;
    for byte in bytes {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = (crc >> 1) ^ (0xedb8_8320 & (crc & 1).wrapping_neg());
        }
    }
    let mut rest = !crc;
    let mut text = String::new();
    for _ in 0..CHECK_LENGTH {
        text.insert(0, char::from_digit(rest % 36, 36).unwrap_or('0'));
        rest /= 36;
    }
    text
}

/// The scenario without what equals the defaults.
fn minimal(value: &Value) -> Value {
    thin(value, "").unwrap_or_else(|| Value::Object(Map::new()))
}

fn thin(value: &Value, place: &str) -> Option<Value> {
    let input = input_at(place);
    let required = input.is_none_or(|input| input.default == Fallback::Required);
    let join = |step: &str| if place.is_empty() { step.to_owned() } else { format!("{place}.{step}") };
    let thinned = match value {
        Value::Object(map) => {
            let kept: Map<String, Value> =
                map.iter().filter_map(|(key, part)| Some((key.clone(), thin(part, &join(key))?))).collect();
            // an empty entry of a partner still says that there is one
            if kept.is_empty() && input.is_some_and(|input| input.rule == Rule::Group) && !required {
                return None;
            }
            Value::Object(kept)
        }
        Value::Array(list) if input.is_some_and(|input| matches!(input.rule, Rule::List { .. })) => {
            let each = |(index, entry): (usize, &Value)| {
                thin(entry, &join(&index.to_string())).unwrap_or_else(|| entry.clone())
            };
            Value::Array(list.iter().enumerate().map(each).collect())
        }
        Value::Number(number) if input.is_some() => match number.as_f64() {
            Some(whole) if whole.fract() == 0.0 && whole.abs() < 9e15 => Value::from(whole as i64),
            _ => value.clone(),
        },
        _ => value.clone(),
    };
    let default = match (required, input.map(|input| input.default)) {
        (false, Some(Fallback::Number(number))) => thinned.as_f64() == Some(number),
        (false, Some(Fallback::Text(text))) => thinned.as_str() == Some(text),
        (false, Some(Fallback::Null)) => thinned.is_null(),
        (false, Some(Fallback::Empty)) => {
            thinned.as_array().is_some_and(Vec::is_empty) || thinned == Value::Object(Map::new())
        }
        _ => false,
    };
    if default { None } else { Some(thinned) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::PRESETS;
    use crate::model::{differences, read};
    use proptest::prelude::*;
    use serde_json::json;

    #[test]
    fn every_preset_comes_back_with_the_same_figures() {
        for preset in PRESETS {
            let document = preset.document();
            let Opened { document: back, made_with: made } = decode(&encode(&document)).unwrap();
            assert_eq!(made, Some(made_with()));
            assert_eq!(differences(&document, &back), vec![], "{}", preset.id);
            assert_eq!(read(document.value()), read(back.value()));
            assert_eq!(document.value()["provenance"], back.value()["provenance"]);
        }
    }

    #[test]
    fn what_this_version_does_not_know_comes_back_too() {
        let mut document = PRESETS[0].document();
        document.set("later", Some(json!({ "deep": [1, { "x": null }], "zero": 0, "text": "" })));
        document.set("services.hr.later", Some(json!([])));
        let back = decode(&encode(&document)).unwrap().document;
        assert_eq!(back.get("later"), document.get("later"));
        assert_eq!(back.get("services.hr.later"), document.get("services.hr.later"));
    }

    #[test]
    fn a_cut_changed_or_later_link_says_so() {
        let text = encode(&PRESETS[1].document());
        assert_eq!(decode(&text[..text.len() - 1]), Err(LinkError::Cut));
        assert_eq!(decode(&text[..40]), Err(LinkError::Cut));
        assert_eq!(decode(&text.replacen('A', "B", 1)), Err(LinkError::Damaged));
        assert_eq!(decode(&text.replacen('1', "2", 1)), Err(LinkError::Newer("2".into())));
        assert_eq!(decode("hello"), Err(LinkError::NotAScenario));
        assert_eq!(decode(""), Err(LinkError::NotAScenario));
        assert!(decode(&format!("{text}).")).is_ok(), "a bracket that a mail program took in");
    }

    #[test]
    fn a_link_that_inflates_without_end_is_not_opened() {
        let bomb = URL_SAFE_NO_PAD.encode(miniz_oxide::deflate::compress_to_vec(&vec![b' '; MOST_BYTES + 10], 9));
        let text = format!("1.{bomb}.{}", checksum(bomb.as_bytes()));
        assert_eq!(decode(&text), Err(LinkError::TooLarge));
    }

    #[test]
    fn the_checksum_is_the_published_one() {
        // CRC-32 of "123456789" is 0xCBF43926, 3421780262
        assert_eq!(u64::from_str_radix(&checksum(b"123456789"), 36), Ok(3_421_780_262));
    }

    /// A link of version 0.1.0, kept for ever: it must open as what it was.
    #[test]
    fn the_link_of_version_0_1_0_still_opens() {
        let opened = decode(include_str!("../../tests/links/0.1.0.txt").trim()).unwrap();
        assert_eq!(opened.made_with.as_deref(), Some("0.1.0 / 2026-11-25"));
        let figures = crate::engine::appraise(&read(opened.document.value()).unwrap()).totals;
        // as the learning preset's hand sums have it: 432,000 and 103,500
        assert!((figures.full_year_saving.0 - 535_500.0).abs() < 1e-6);
    }

    #[test]
    fn a_scenario_is_found_where_a_filter_moved_it() {
        for address in ["https://x/?open#s=1.a.b", "https://x/?open%23s=1.a.b", "?open%2523s=1.a.b"] {
            assert_eq!(find_in(address), Some("1.a.b"));
        }
        assert_eq!(find_in("https://x/#/summary"), None);
    }

    proptest! {
        #[test]
        fn no_text_is_too_strange_for_a_message(text in ".{0,80}", tail in "[A-Za-z0-9_-]{0,60}") {
            let _ = decode(&text);
            let _ = decode(&format!("1.{tail}.{}", checksum(tail.as_bytes())));
        }
    }
}
