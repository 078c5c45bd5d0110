//! A scenario without what equals the defaults, for links.

use crate::model::inputs::{Fallback, Rule, input_at};
use serde_json::{Map, Value};

/// The scenario without what equals the defaults.
pub(super) fn minimal(value: &Value) -> Value {
    let none = Map::new();
    let marks = value.get("provenance").and_then(Value::as_object).unwrap_or(&none);
    thin(value, "", marks).unwrap_or_else(|| Value::Object(Map::new()))
}

/// `marks` say whose a figure is: one that equals the default and is marked stays, so that its mark has a place.
fn thin(value: &Value, place: &str, marks: &Map<String, Value>) -> Option<Value> {
    let input = input_at(place);
    let required = input.is_none_or(|input| input.default == Fallback::Required);
    let join = |step: &str| if place.is_empty() { step.to_owned() } else { format!("{place}.{step}") };
    let thinned = match value {
        Value::Object(map) => {
            let kept: Map<String, Value> =
                map.iter().filter_map(|(key, part)| Some((key.clone(), thin(part, &join(key), marks)?))).collect();
            // an empty entry of a partner still says that there is one
            if kept.is_empty() && input.is_some_and(|input| input.rule == Rule::Group) && !required {
                return None;
            }
            Value::Object(kept)
        }
        Value::Array(list) if input.is_some_and(|input| matches!(input.rule, Rule::List { .. })) => {
            let each = |(index, entry): (usize, &Value)| {
                // places name entries by their id, as marks do
                let id = entry.get("id").and_then(Value::as_str).map_or_else(|| index.to_string(), str::to_owned);
                thin(entry, &join(&id), marks).unwrap_or_else(|| entry.clone())
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
    if default && !marks.contains_key(place) { None } else { Some(thinned) }
}
