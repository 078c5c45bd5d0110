//! The scenario as it is kept, shared and written back: plain JSON, with everything in it that
//! this version does not know.

use super::place::steps;
use serde_json::{Map, Value};

/// A scenario's JSON. The typed [`super::Scenario`] is read from it; every edit is made to it, so
/// that what a later version wrote is never lost.
#[derive(Debug, Clone, PartialEq)]
pub struct Document(Value);

impl Document {
    /// Takes any JSON object. What is wrong with it is found by [`super::check`].
    pub fn new(value: Value) -> Document {
        Document(if value.is_object() { value } else { Value::Object(Map::new()) })
    }

    /// The JSON itself.
    pub fn value(&self) -> &Value {
        &self.0
    }

    /// What stands at a place, such as `services.hr.saving.low`: list entries by their id, or by
    /// their number where they have none.
    ///
    /// ```
    /// use informed_choice::evidence::PRESETS;
    ///
    /// let document = PRESETS.first().expect("there are examples").document();
    /// assert_eq!(document.entries("services"), ["hr", "finance"]);
    /// assert_eq!(document.get("services.hr.saving.likely").and_then(|value| value.as_f64()), Some(0.2));
    /// assert_eq!(document.get("services.legal"), None);
    /// ```
    pub fn get(&self, place: &str) -> Option<&Value> {
        let mut at = &self.0;
        for step in steps(place) {
            at = match at {
                Value::Object(map) => map.get(step)?,
                Value::Array(list) => list.get(index_of(list, step)?)?,
                _ => return None,
            };
        }
        Some(at)
    }

    /// A number at a place, or what stands there by default.
    pub fn number(&self, place: &str) -> Option<f64> {
        match self.get(place) {
            None | Some(Value::Null) => match super::inputs::input_at(place)?.default {
                super::inputs::Fallback::Number(value) => Some(value),
                _ => None,
            },
            Some(value) => value.as_f64(),
        }
    }

    /// A text at a place, or what stands there by default, or nothing.
    pub fn text(&self, place: &str) -> &str {
        match self.get(place) {
            Some(Value::String(text)) => text,
            Some(_) => "",
            None => match super::inputs::input_at(place).map(|input| input.default) {
                Some(super::inputs::Fallback::Text(text)) => text,
                _ => "",
            },
        }
    }

    /// Texts of a list at a place.
    pub fn ids(&self, place: &str) -> Vec<String> {
        self.get(place)
            .and_then(Value::as_array)
            .map(|list| list.iter().filter_map(|id| id.as_str().map(str::to_owned)).collect())
            .unwrap_or_default()
    }

    /// Ids of the entries of a list, such as `partners` or `services`.
    pub fn entries(&self, place: &str) -> Vec<String> {
        self.get(place)
            .and_then(Value::as_array)
            .map(|list| list.iter().filter_map(|entry| entry.get("id")?.as_str().map(str::to_owned)).collect())
            .unwrap_or_default()
    }

    /// The first group on the way to a place that would have to be made, with what stands in its stead.
    pub(super) fn first_missing_group(&self, place: &str) -> Option<(String, Option<Value>)> {
        let all = steps(place);
        let (_, way) = all.split_last()?;
        let mut here = String::new();
        for step in way {
            if !here.is_empty() {
                here.push('.');
            }
            here.push_str(step);
            match self.get(&here) {
                Some(Value::Object(_) | Value::Array(_)) => {}
                there => return Some((here, there.cloned())),
            }
        }
        None
    }

    /// Puts a value at a place, or takes away what stands there; groups on the way are made.
    /// Returns what stood there. A step into a list must name an entry that is there, or the
    /// number one past its end.
    pub fn set(&mut self, place: &str, value: Option<Value>) -> Option<Value> {
        let all = steps(place);
        let (last, way) = all.split_last()?;
        let mut at = &mut self.0;
        for step in way {
            if at.is_null() {
                *at = Value::Object(Map::new());
            }
            at = match at {
                Value::Object(map) => map.entry(*step).or_insert(Value::Null),
                Value::Array(list) => {
                    let index = index_of(list, step)?;
                    list.get_mut(index)?
                }
                _ => return None,
            };
        }
        if at.is_null() {
            *at = Value::Object(Map::new());
        }
        match (at, value) {
            (Value::Object(map), Some(value)) => map.insert((*last).to_owned(), value),
            (Value::Object(map), None) => map.remove(*last),
            (Value::Array(list), Some(value)) => match index_of(list, last) {
                Some(index) => list.get_mut(index).map(|slot| std::mem::replace(slot, value)),
                None => {
                    list.push(value);
                    None
                }
            },
            (Value::Array(list), None) => index_of(list, last).map(|index| list.remove(index)),
            _ => None,
        }
    }
}

fn index_of(list: &[Value], step: &str) -> Option<usize> {
    list.iter()
        .position(|entry| entry.get("id").and_then(Value::as_str) == Some(step))
        .or_else(|| step.parse().ok().filter(|index| *index < list.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_edit_reaches_its_place_and_leaves_the_rest() {
        let mut doc = Document::new(json!({ "services": [{ "id": "hr", "later": 1 }], "new": { "deep": [1] } }));
        assert_eq!(doc.set("services.hr.saving.low", Some(json!(0.1))), None);
        assert_eq!(doc.set("services.hr.saving.low", Some(json!(0.2))), Some(json!(0.1)));
        assert_eq!(
            doc.value(),
            &json!({ "services": [{ "id": "hr", "later": 1, "saving": { "low": 0.2 } }], "new": { "deep": [1] } })
        );
        assert_eq!(doc.number("services.hr.saving.low"), Some(0.2));
        assert_eq!(doc.number("services.hr.overhead"), Some(0.02));
        assert_eq!(doc.set("services.hr.saving.low", None), Some(json!(0.2)));
        assert_eq!(doc.set("services.fin.saving.low", Some(json!(0.2))), None);
    }

    #[test]
    fn an_id_that_looks_like_a_number_is_an_id() {
        let doc = Document::new(json!({ "partners": [{ "id": "b" }, { "id": "0", "budget": 5 }] }));
        assert_eq!(doc.number("partners.0.budget"), Some(5.0));
    }
}
