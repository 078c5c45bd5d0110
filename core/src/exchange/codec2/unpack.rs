//! From bytes to a scenario. The bytes may come from anybody.

use super::super::opened::{LinkError, MOST_BYTES, Opened};
use super::{
    DECIMAL, FALSE, FORCE, LIST, MAP, MARKED, MEMBERS, NEGATIVE, NULL, PARTNERS, RAW, SMALL, TEXT, TRUE, WORD, ids,
    words,
};
use crate::evidence::release;
use crate::model::Document;
use serde_json::{Map, Value};

const DEEPEST: usize = 48;
const MOST_VALUES: usize = 200_000;

/// The scenario of the bytes.
pub(in super::super) fn decode(bytes: &[u8]) -> Result<Opened, LinkError> {
    let (flag, body) = bytes.split_first().ok_or(LinkError::Damaged)?;
    let inflated;
    let body = match flag {
        0 => body,
        1 => {
            inflated =
                miniz_oxide::inflate::decompress_to_vec_with_limit(body, MOST_BYTES).map_err(|error| {
                    match error.status {
                        miniz_oxide::inflate::TINFLStatus::HasMoreOutput => LinkError::TooLarge,
                        _ => LinkError::Damaged,
                    }
                })?;
            inflated.as_slice()
        }
        _ => return Err(LinkError::Damaged),
    };
    let mut unpacker =
        Unpacker { rest: body, partners: Vec::new(), marks: Map::new(), values: 0, made_with: String::new() };
    unpacker.made_with = unpacker.text()?;
    let partners = unpacker.value("partners", 0)?;
    unpacker.partners = ids(Some(&partners));
    let mut root = unpacker.map("", 0)?;
    let left = unpacker.value("provenance", 0)?;
    if !unpacker.rest.is_empty() {
        return Err(LinkError::Damaged);
    }
    if !partners.is_null() {
        root.insert("partners".into(), partners);
    }
    match left {
        Value::Object(left) => {
            unpacker.marks.extend(left);
            root.insert("provenance".into(), Value::Object(unpacker.marks));
        }
        Value::Null if !unpacker.marks.is_empty() => {
            root.insert("provenance".into(), Value::Object(unpacker.marks));
        }
        Value::Null => {}
        other => {
            root.insert("provenance".into(), other);
        }
    }
    Ok(Opened { document: Document::new(Value::Object(root)), made_with: Some(unpacker.made_with) })
}

struct Unpacker<'a> {
    rest: &'a [u8],
    partners: Vec<String>,
    marks: Map<String, Value>,
    values: usize,
    made_with: String,
}

impl Unpacker<'_> {
    fn byte(&mut self) -> Result<u8, LinkError> {
        let (first, rest) = self.rest.split_first().ok_or(LinkError::Damaged)?;
        self.rest = rest;
        Ok(*first)
    }

    fn number(&mut self) -> Result<u64, LinkError> {
        let mut number = 0u64;
        for shift in (0..63).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        Err(LinkError::Damaged)
    }

    /// A length, never more than the bytes that are left.
    fn length(&mut self) -> Result<usize, LinkError> {
        let length = usize::try_from(self.number()?).map_err(|_| LinkError::Damaged)?;
        if length > self.rest.len() { Err(LinkError::Damaged) } else { Ok(length) }
    }

    fn text(&mut self) -> Result<String, LinkError> {
        let length = self.length()?;
        let (text, rest) = self.rest.split_at_checked(length).ok_or(LinkError::Damaged)?;
        self.rest = rest;
        String::from_utf8(text.to_vec()).map_err(|_| LinkError::Damaged)
    }

    fn word(&mut self) -> Result<String, LinkError> {
        let place = self.number()? as usize;
        words().list.get(place).map(|word| (*word).to_owned()).ok_or(LinkError::Damaged)
    }

    fn string(&mut self) -> Result<String, LinkError> {
        match self.byte()? {
            WORD => self.word(),
            TEXT => self.text(),
            _ => Err(LinkError::Damaged),
        }
    }

    fn map(&mut self, place: &str, depth: usize) -> Result<Map<String, Value>, LinkError> {
        let mut map = Map::new();
        for _ in 0..self.length()? {
            let key = match self.number()? as usize {
                0 => self.text()?,
                code if code <= PARTNERS => self.partners.get(code - 1).cloned().ok_or(LinkError::Damaged)?,
                code => {
                    let word = words().list.get(code - 1 - PARTNERS).ok_or(LinkError::Damaged)?;
                    (*word).to_owned()
                }
            };
            let here = if place.is_empty() { key.clone() } else { format!("{place}.{key}") };
            let value = self.value(&here, depth + 1)?;
            map.insert(key, value);
        }
        Ok(map)
    }

    fn value(&mut self, place: &str, depth: usize) -> Result<Value, LinkError> {
        self.values += 1;
        if depth > DEEPEST || self.values > MOST_VALUES {
            return Err(LinkError::TooLarge);
        }
        let mut tag = self.byte()?;
        let mut mark = None;
        if tag == MARKED {
            mark = Some(self.string()?);
            tag = self.byte()?;
        }
        let value = match tag {
            NULL => Value::Null,
            FALSE => Value::Bool(false),
            TRUE => Value::Bool(true),
            RAW => {
                let (raw, rest) = self.rest.split_first_chunk::<8>().ok_or(LinkError::Damaged)?;
                self.rest = rest;
                serde_json::Number::from_f64(f64::from_le_bytes(*raw)).map(Value::Number).ok_or(LinkError::Damaged)?
            }
            TEXT => Value::String(self.text()?),
            WORD => Value::String(self.word()?),
            LIST => {
                let length = self.length()?;
                // entries are named by ids that are only known once they are read: marks within them wait until then
                let mut list = Vec::new();
                for index in 0..length {
                    list.push(self.entry(place, index, depth)?);
                }
                Value::Array(list)
            }
            MAP => Value::Object(self.map(place, depth)?),
            FORCE => self.force()?,
            MEMBERS => {
                let mask = self.number()?;
                let bit = |place: usize| mask >> place & 1 == 1;
                if mask >> self.partners.len().min(63) != 0 {
                    return Err(LinkError::Damaged);
                }
                let of = self.partners.iter().enumerate().filter(|(place, _)| bit(*place));
                Value::Array(of.map(|(_, id)| Value::from(id.clone())).collect())
            }
            SMALL.. => Value::from(tag - SMALL),
            DECIMAL..48 => {
                let (sign, power) = if tag < NEGATIVE { ("", tag - DECIMAL) } else { ("-", tag - NEGATIVE) };
                let text = format!("{sign}{}e{}", self.number()?, i32::from(power) - 8);
                let value: f64 = text.parse().map_err(|_| LinkError::Damaged)?;
                number(value)
            }
            _ => return Err(LinkError::Damaged),
        };
        if let Some(mark) = mark {
            self.marks.insert(place.to_owned(), Value::from(mark));
        }
        Ok(value)
    }

    /// An entry of a list: its marks are put under its id once that is known.
    fn entry(&mut self, place: &str, index: usize, depth: usize) -> Result<Value, LinkError> {
        let mut marks = std::mem::take(&mut self.marks);
        let entry = self.value("", depth + 1);
        std::mem::swap(&mut marks, &mut self.marks);
        let entry = entry?;
        let id = entry.get("id").and_then(Value::as_str).map_or_else(|| index.to_string(), str::to_owned);
        for (inner, mark) in marks {
            // a force brings marks that have their whole place already
            let whole = if inner.starts_with("partners.") && place == "partners" {
                inner
            } else {
                format!("{place}.{id}.{inner}")
            };
            self.marks.insert(whole, mark);
        }
        Ok(entry)
    }

    /// A force with its public figures of the version that made the link.
    fn force(&mut self) -> Result<Value, LinkError> {
        let place = self.number()? as usize;
        let version = self.made_with.split(" / ").nth(1).unwrap_or_default();
        // the figures that it was made with are kept, whatever newer data say
        let release = release(version).ok_or_else(|| LinkError::OtherData(version.to_owned()))?;
        let (partner, marks) = release.partner(place).ok_or(LinkError::Damaged)?;
        self.marks.extend(marks.into_iter().map(|(place, whose)| (place, Value::from(whose))));
        Ok(partner)
    }
}

/// Whole numbers as JSON has them.
fn number(value: f64) -> Value {
    if value.fract() == 0.0 && value.abs() < 9e15 {
        Value::from(value as i64)
    } else {
        serde_json::Number::from_f64(value).map_or(Value::Null, Value::Number)
    }
}
