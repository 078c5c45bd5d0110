//! From a scenario to bytes.

use super::super::opened::made_with;
use super::super::thin::minimal;
use super::{
    DECIMAL, FALSE, FORCE, LIST, MAP, MARKED, MEMBERS, NEGATIVE, NULL, PARTNERS, RAW, SMALL, TEXT, TRUE, WORD, ids,
    words,
};
use crate::evidence::{forces, new_partner};
use crate::model::Document;
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// The bytes of a scenario.
pub(in super::super) fn encode(document: &Document) -> Vec<u8> {
    let mut root = minimal(document.value());
    let map = match root.as_object_mut() {
        Some(map) => std::mem::take(map),
        None => Map::new(),
    };
    let packed = Packer::pack(map);
    let deflated = miniz_oxide::deflate::compress_to_vec(&packed, 10);
    let (flag, body) = if deflated.len() < packed.len() { (1, deflated) } else { (0, packed) };
    std::iter::once(flag).chain(body).collect()
}

struct Packer {
    out: Vec<u8>,
    partners: Vec<String>,
    marks: Map<String, Value>,
    used: BTreeSet<String>,
}

impl Packer {
    fn pack(mut root: Map<String, Value>) -> Vec<u8> {
        let provenance = root.remove("provenance");
        let marks = provenance.as_ref().and_then(Value::as_object).cloned().unwrap_or_default();
        let partners = root.remove("partners");
        let mut packer = Packer { out: Vec::new(), partners: ids(partners.as_ref()), marks, used: BTreeSet::new() };
        packer.text(&made_with());
        match partners {
            Some(Value::Array(list)) => packer.partners(&list),
            other => packer.value(&other.unwrap_or(Value::Null), "partners"),
        }
        packer.map(&root, "");
        let left = match provenance {
            Some(Value::Object(marks)) => {
                let used = &packer.used;
                Value::Object(marks.into_iter().filter(|(place, _)| !used.contains(place)).collect())
            }
            other => other.unwrap_or(Value::Null),
        };
        packer.value(&left, "provenance");
        packer.out
    }

    fn partners(&mut self, list: &[Value]) {
        self.out.push(LIST);
        self.number(list.len() as u64);
        for partner in list {
            let id = partner.get("id").and_then(Value::as_str).unwrap_or_default();
            match forces().iter().position(|force| force.id == id).filter(|_| self.is_reference(id, partner)) {
                Some(force) => {
                    self.out.push(FORCE);
                    self.number(force as u64);
                }
                None => self.value(partner, &format!("partners.{id}")),
            }
        }
    }

    /// Whether a partner stands just as the reference data have it; then its marks need no place either.
    fn is_reference(&mut self, id: &str, partner: &Value) -> bool {
        let (reference, marks) = new_partner(id);
        let prefix = format!("partners.{id}.");
        let marked = self.marks.keys().filter(|place| place.starts_with(&prefix)).count();
        let same = partner == &minimal_partner(&reference)
            && marked == marks.len()
            && marks.iter().all(|(place, whose)| self.marks.get(place).and_then(Value::as_str) == Some(whose));
        if same {
            self.used.extend(marks.into_iter().map(|(place, _)| place));
        }
        same
    }

    fn map(&mut self, map: &Map<String, Value>, place: &str) {
        self.number(map.len() as u64);
        for (key, value) in map {
            let code = match self.partners.iter().position(|id| id == key) {
                Some(partner) => Some(1 + partner),
                None => words().places.get(key.as_str()).map(|word| 1 + PARTNERS + word),
            };
            match code {
                Some(code) => self.number(code as u64),
                None => {
                    self.number(0);
                    self.text(key);
                }
            }
            let here = if place.is_empty() { key.clone() } else { format!("{place}.{key}") };
            self.value(value, &here);
        }
    }

    fn value(&mut self, value: &Value, place: &str) {
        let mark = self.marks.get(place).and_then(Value::as_str).map(str::to_owned);
        if let Some(mark) = mark.filter(|_| self.used.insert(place.to_owned())) {
            self.out.push(MARKED);
            self.string(&mark);
        }
        match value {
            Value::Null => self.out.push(NULL),
            Value::Bool(false) => self.out.push(FALSE),
            Value::Bool(true) => self.out.push(TRUE),
            Value::Number(number) => self.decimal(number),
            Value::String(text) => self.string(text),
            Value::Array(list) => match self.mask(list) {
                Some(mask) => {
                    self.out.push(MEMBERS);
                    self.number(mask);
                }
                None => {
                    self.out.push(LIST);
                    self.number(list.len() as u64);
                    for (index, entry) in list.iter().enumerate() {
                        let id = entry.get("id").and_then(Value::as_str);
                        let step = id.map_or_else(|| index.to_string(), str::to_owned);
                        self.value(entry, &format!("{place}.{step}"));
                    }
                }
            },
            Value::Object(map) => {
                self.out.push(MAP);
                self.map(map, place);
            }
        }
    }

    /// The bits of a list that names some partners, each once and in their order.
    fn mask(&self, list: &[Value]) -> Option<u64> {
        let mut mask = 0u64;
        for id in list {
            let bit = 1u64 << self.partners.iter().position(|partner| Some(partner.as_str()) == id.as_str())?;
            if bit <= mask {
                return None;
            }
            mask |= bit;
        }
        (!list.is_empty()).then_some(mask)
    }

    fn decimal(&mut self, number: &serde_json::Number) {
        if let Some(small) = number.as_u64().filter(|small| *small < u64::from(u8::MAX - SMALL)) {
            self.out.push(SMALL + small as u8);
            return;
        }
        let value = number.as_f64().unwrap_or(0.0);
        match digits(value) {
            Some((digits, power)) => {
                let base = if value < 0.0 { NEGATIVE } else { DECIMAL };
                self.out.push(base + (power + 8) as u8);
                self.number(digits);
            }
            None => {
                self.out.push(RAW);
                self.out.extend(value.to_le_bytes());
            }
        }
    }

    fn string(&mut self, text: &str) {
        match words().places.get(text) {
            Some(word) => {
                self.out.push(WORD);
                self.number(*word as u64);
            }
            None => {
                self.out.push(TEXT);
                self.text(text);
            }
        }
    }

    fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.out.extend(text.bytes());
    }

    /// Seven bits a byte, the lowest first; a set top bit says that more follow.
    fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.out.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.out.push(number as u8);
    }
}

/// A partner of the reference data as the packer sees it: without what equals the defaults.
fn minimal_partner(partner: &Value) -> Value {
    let list = serde_json::json!({ "partners": [partner] });
    minimal(&list).pointer("/partners/0").cloned().unwrap_or(Value::Null)
}

/// The shortest decimal that reads back as the number: its digits and the power of ten.
fn digits(value: f64) -> Option<(u64, i32)> {
    let text = value.abs().to_string();
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let all = format!("{whole}{part}");
    let zeros = if part.is_empty() { all.len() - all.trim_end_matches('0').len() } else { 0 };
    let zeros = zeros.min(7);
    let power = zeros as i32 - part.len() as i32;
    let digits: u64 = all.get(..all.len() - zeros)?.parse().ok()?;
    let back: f64 = format!("{digits}e{power}").parse().ok()?;
    ((-8..=7).contains(&power) && digits < 1 << 53 && back == value.abs()).then_some((digits, power))
}
