//! Every edit is a [`Change`]: what gives undo by gesture, the list of what was changed, and autosave.

use super::document::Document;
use super::inputs::{self, Fallback, Rule};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// One place, before and after. `None` is "not there".
#[derive(Debug, Clone, PartialEq)]
pub struct Edit {
    pub place: String,
    pub before: Option<Value>,
    pub after: Option<Value>,
    /// The group that has to be made for it, with what stands there: undo takes that back too.
    made: Option<(String, Option<Value>)>,
}

/// What a user did in one gesture, as old and new values.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// In words, for the undo button: "HR: saving".
    pub what: String,
    /// Changes of the same gesture (a drag, a run of typing) become one.
    pub gesture: Option<String>,
    pub edits: Vec<Edit>,
}

impl Change {
    /// A change that has no edits yet.
    pub fn new(what: impl Into<String>) -> Change {
        Change { what: what.into(), gesture: None, edits: Vec::new() }
    }

    /// The same change, as part of a gesture.
    #[must_use]
    pub fn within(mut self, gesture: impl Into<String>) -> Change {
        self.gesture = Some(gesture.into());
        self
    }

    /// Adds an edit of one place, reading what stands there now.
    #[must_use]
    pub fn set(mut self, document: &Document, place: &str, after: Option<Value>) -> Change {
        let before = document.get(place).cloned();
        if before != after {
            let made = document.first_missing_group(place);
            self.edits.push(Edit { place: place.to_owned(), before, after, made });
        }
        self
    }

    /// Types a figure over another: the figure becomes the user's own.
    ///
    /// A likely saving beyond its range takes the end of the range with it: who enters 40 % where the
    /// range ends at 30 % says that 30 % is not the highest.
    pub fn figure(document: &Document, place: &str, value: Value) -> Change {
        let mut change = Change::new(what_of(document, place));
        if let (Some(saving), Some(likely)) = (place.strip_suffix(".likely"), value.as_f64()) {
            for (end, beyond) in [("low", f64::lt as fn(&f64, &f64) -> bool), ("high", f64::gt)] {
                let end = format!("{saving}.{end}");
                if document.number(&end).is_some_and(|bound| beyond(&likely, &bound)) {
                    change = change.set(document, &end, Some(value.clone()));
                }
            }
        }
        change.set(document, place, Some(value)).mark(document, place, "yours")
    }

    /// Puts a figure back to its default, which is nobody's own.
    pub fn reset(document: &Document, place: &str) -> Change {
        let required = inputs::input_at(place).is_some_and(|input| input.default == Fallback::Required);
        let after = match required {
            true => document.get(place).cloned(),
            false => None,
        };
        let mut marks = document.get("provenance").cloned().unwrap_or_else(|| json!({}));
        if let Some(map) = marks.as_object_mut() {
            map.remove(place);
        }
        let what = format!("{}, back to the default", what_of(document, place));
        Change::new(what).set(document, place, after).set_marks(document, marks)
    }

    /// Says whose figure stands at a place.
    #[must_use]
    pub fn mark(self, document: &Document, place: &str, whose: &str) -> Change {
        let mut marks = self.marks(document);
        if let Some(map) = marks.as_object_mut() {
            map.insert(place.to_owned(), Value::from(whose));
        }
        self.set_marks(document, marks)
    }

    fn marks(&self, document: &Document) -> Value {
        self.edits
            .iter()
            .find(|edit| edit.place == "provenance")
            .and_then(|edit| edit.after.clone())
            .or_else(|| document.get("provenance").filter(|marks| marks.is_object()).cloned())
            .unwrap_or_else(|| json!({}))
    }

    fn set_marks(mut self, document: &Document, marks: Value) -> Change {
        self.edits.retain(|edit| edit.place != "provenance");
        let empty = marks.as_object().is_some_and(serde_json::Map::is_empty);
        let after = if empty && document.get("provenance").is_none() { None } else { Some(marks) };
        self.set(document, "provenance", after)
    }

    /// Whether it changes nothing.
    pub fn is_empty(&self) -> bool {
        self.edits.is_empty()
    }

    /// Makes the change.
    pub fn apply(&self, document: &mut Document) {
        for edit in &self.edits {
            document.set(&edit.place, edit.after.clone());
        }
    }

    /// Takes the change back, to the letter: no empty group stays behind.
    pub fn revert(&self, document: &mut Document) {
        for edit in self.edits.iter().rev() {
            match &edit.made {
                Some((group, was)) => document.set(group, was.clone()),
                None => document.set(&edit.place, edit.before.clone()),
            };
        }
    }

    /// Takes a later change of the same gesture into this one.
    fn absorb(&mut self, later: Change) {
        for edit in later.edits {
            match self.edits.iter_mut().find(|mine| mine.place == edit.place) {
                Some(mine) => mine.after = edit.after,
                None => self.edits.push(edit),
            }
        }
    }
}

/// What was done and what was undone.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct History {
    done: Vec<Change>,
    undone: Vec<Change>,
}

/// Steps that are kept; older ones are forgotten.
const STEPS_KEPT: usize = 200;

impl History {
    /// Makes a change and remembers it. A new change forgets what was undone.
    pub fn make(&mut self, document: &mut Document, change: Change) {
        if change.is_empty() {
            return;
        }
        change.apply(document);
        self.undone.clear();
        match self.done.last_mut() {
            Some(last) if last.gesture.is_some() && last.gesture == change.gesture => last.absorb(change),
            _ => self.done.push(change),
        }
        if self.done.len() > STEPS_KEPT {
            self.done.remove(0);
        }
    }

    /// Takes the last gesture back; says what it was.
    pub fn undo(&mut self, document: &mut Document) -> Option<String> {
        let change = self.done.pop()?;
        change.revert(document);
        let what = change.what.clone();
        self.undone.push(change);
        Some(what)
    }

    /// Makes the last undone gesture again; says what it was.
    pub fn redo(&mut self, document: &mut Document) -> Option<String> {
        let change = self.undone.pop()?;
        change.apply(document);
        let what = change.what.clone();
        self.done.push(change);
        Some(what)
    }

    /// What undo would take back.
    pub fn next_undo(&self) -> Option<&str> {
        self.done.last().map(|change| change.what.as_str())
    }

    /// What redo would make again.
    pub fn next_redo(&self) -> Option<&str> {
        self.undone.last().map(|change| change.what.as_str())
    }
}

/// A place in words: `HR: Saving`, `HR, Derbyshire: Posts`.
pub fn what_of(document: &Document, place: &str) -> String {
    let steps = super::document::steps(place);
    let label = inputs::input_at(place).map_or("Figure", |input| input.label);
    let named = |list: &str, id: &str| {
        let name = document.text(&format!("{list}.{id}.name")).trim().to_owned();
        if name.is_empty() { id.to_owned() } else { name }
    };
    match steps.as_slice() {
        [list @ ("services" | "procurement"), id, rest @ ..] => {
            // the place of an item or an outcome in its list is no partner
            let ids = document.entries("partners");
            let who = rest.iter().skip(1).find(|step| ids.iter().any(|id| id == *step));
            match who {
                Some(who) => format!("{}, {}: {label}", named(list, id), named("partners", who)),
                None => format!("{}: {label}", named(list, id)),
            }
        }
        ["partners", id, ..] | ["soc", "partners" | "control", id, ..] => {
            format!("{}: {label}", named("partners", id))
        }
        [section @ ("readiness" | "levels" | "account"), _, id, ..] => {
            let title = inputs::input_at(section).map_or("", |input| input.label);
            format!("{title}, {}: {label}", id.replace('-', " "))
        }
        ["sources", ..] => format!("Your sources: {label}"),
        _ => label.to_owned(),
    }
}

/// One field that is not the same in two documents, with what counts in each.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    pub place: String,
    pub what: String,
    pub before: Option<Value>,
    pub after: Option<Value>,
}

/// Every field that differs; a value equal to the default is the same as none. Whose figure it is does not count.
pub fn differences(base: &Document, now: &Document) -> Vec<Difference> {
    let mut places = BTreeSet::new();
    leaves(base.value(), "", &mut places);
    leaves(now.value(), "", &mut places);
    places
        .into_iter()
        .filter(|place| !place.starts_with("provenance"))
        .filter_map(|place| {
            let (before, after) = (effective(base, &place), effective(now, &place));
            let named = if now.get(&place).is_some() { now } else { base };
            (before != after).then(|| Difference { what: what_of(named, &place), place, before, after })
        })
        .collect()
}

/// A value of a difference as its box would show it; a year index as it is counted, since years differ with the start.
pub fn difference_value(of: &Difference, value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => "nothing".into(),
        Some(Value::String(text)) => text.clone(),
        Some(Value::Bool(yes)) => if *yes { "yes" } else { "no" }.into(),
        Some(Value::Number(number)) => {
            let unit = inputs::input_at(&of.place).map_or(inputs::Unit::None, |input| input.unit);
            super::parse::written(number.as_f64().unwrap_or(0.0), unit)
        }
        Some(Value::Array(list)) => list
            .iter()
            .map(|one| one.as_str().map_or_else(|| one.to_string(), str::to_owned))
            .collect::<Vec<_>>()
            .join(", "),
        Some(other) => other.to_string(),
    }
}

fn effective(document: &Document, place: &str) -> Option<Value> {
    let there = document.get(place).filter(|value| !value.is_null());
    let value = there.cloned().or_else(|| match inputs::input_at(place)?.default {
        Fallback::Number(number) => Some(json!(number)),
        Fallback::Text(text) => Some(json!(text)),
        _ => None,
    })?;
    // 20 and 20.0 are one figure
    match value.as_f64() {
        Some(number) => Some(json!(number)),
        None if value.as_array().is_some_and(Vec::is_empty) => None,
        None => Some(value),
    }
}

fn leaves(value: &Value, place: &str, into: &mut BTreeSet<String>) {
    let join = |step: &str| if place.is_empty() { step.to_owned() } else { format!("{place}.{step}") };
    match value {
        Value::Object(map) if !map.is_empty() => map.iter().for_each(|(key, part)| leaves(part, &join(key), into)),
        Value::Array(list) if is_list(place) => {
            for (index, entry) in list.iter().enumerate() {
                let id = entry.get("id").and_then(Value::as_str).map_or_else(|| index.to_string(), str::to_owned);
                leaves(entry, &join(&id), into);
            }
        }
        Value::Object(_) => {}
        _ => {
            into.insert(place.to_owned());
        }
    }
}

fn is_list(place: &str) -> bool {
    inputs::input_at(place).is_some_and(|input| matches!(input.rule, Rule::List { .. }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document() -> Document {
        Document::new(json!({
            "schema": 1, "partners": [{ "id": "kent", "name": "Kent", "budget": 5 }],
            "services": [{ "id": "hr", "name": "HR", "members": ["kent"], "baseline": { "kent": { "fte": 9.0, "cost_per_fte": 1 } } }],
        }))
    }

    #[test]
    fn one_drag_is_one_step_back() {
        let mut doc = document();
        let start = doc.clone();
        let mut history = History::default();
        for step in 1..50 {
            let value = json!(f64::from(step) / 100.0);
            let change = Change::figure(&doc, "services.hr.saving.likely", value).within("drag-1");
            history.make(&mut doc, change);
        }
        assert_eq!(doc.number("services.hr.saving.likely"), Some(0.49));
        assert_eq!(history.undo(&mut doc).as_deref(), Some("HR: Saving"));
        assert_eq!(doc.get("services.hr.saving.likely"), None);
        assert_eq!(differences(&start, &doc), vec![]);
        assert_eq!(history.undo(&mut doc), None);
        assert_eq!(history.redo(&mut doc).as_deref(), Some("HR: Saving"));
        assert_eq!(doc.number("services.hr.saving.likely"), Some(0.49));
    }

    #[test]
    fn a_likely_saving_beyond_its_range_takes_the_end_with_it() {
        let mut doc = document();
        let start = doc.clone();
        let mut history = History::default();
        for value in [0.25, 0.4, 0.1] {
            let change = Change::figure(&doc, "services.hr.saving.likely", json!(value)).within("drag");
            history.make(&mut doc, change);
            let at = |name: &str| doc.number(&format!("services.hr.saving.{name}")).unwrap();
            assert!(at("low") <= at("likely") && at("likely") <= at("high"));
        }
        assert_eq!(doc.number("services.hr.saving.high"), Some(0.4));
        history.undo(&mut doc);
        assert_eq!(differences(&start, &doc), vec![]);
    }

    #[test]
    fn an_edit_after_undo_forgets_what_was_undone() {
        let mut doc = document();
        let mut history = History::default();
        for value in [6, 7] {
            let change = Change::figure(&doc, "partners.kent.budget", json!(value));
            history.make(&mut doc, change);
        }
        history.undo(&mut doc);
        let change = Change::figure(&doc, "partners.kent.budget", json!(8));
        history.make(&mut doc, change);
        assert_eq!(history.next_redo(), None);
        assert_eq!(doc.number("partners.kent.budget"), Some(8.0));
    }

    #[test]
    fn what_changed_is_the_difference_and_nothing_else() {
        let (base, mut doc) = (document(), document());
        doc.set("services.hr.baseline.kent.fte", Some(json!(9)));
        doc.set("services.hr.overhead", Some(json!(0.02)));
        assert_eq!(differences(&base, &doc), vec![], "9 is 9.0, and a default written out is still the default");
        doc.set("services.hr.baseline.kent.fte", Some(json!(10)));
        let all = differences(&base, &doc);
        assert_eq!(all.len(), 1);
        assert_eq!(all[0].what, "HR, Kent: Posts");
    }

    #[test]
    fn a_typed_figure_becomes_the_users_own_and_undo_takes_that_back() {
        let mut doc = document();
        let mut history = History::default();
        let change = Change::figure(&doc, "partners.kent.budget", json!(7));
        history.make(&mut doc, change);
        assert_eq!(doc.value()["provenance"]["partners.kent.budget"], json!("yours"));
        history.undo(&mut doc);
        assert_eq!(doc, document());
    }
}
