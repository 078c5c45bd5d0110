//! Every edit is a [`Change`]: what gives undo by gesture, the list of what was changed, and autosave.

use super::document::Document;
use super::inputs::{self, Fallback, Input, Rule};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// One place, before and after. `None` is "not there".
#[derive(Debug, Clone, PartialEq)]
pub struct Edit {
    /// The place, as a path.
    pub place: String,
    /// What stood there.
    pub before: Option<Value>,
    /// What stands there now.
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
    /// Every place that it touches.
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

    /// Types a figure over another: the figure becomes the user's own. `start` is the document as the gesture began.
    ///
    /// A likely saving beyond its range takes the range with it, in proportion: who enters 40 % where 15 to 30 % stands
    /// around 20 % doubts it as much as before. Within the range, the range stays what it was when the gesture began.
    pub fn figure(document: &Document, start: &Document, place: &str, value: Value) -> Change {
        let mut change = Change::new(what_of(document, place));
        if let (Some(group), Some(likely)) = (place.strip_suffix(".likely"), value.as_f64()) {
            for (end, moved) in moved_range(start, group, likely) {
                let end = format!("{group}.{end}");
                change =
                    change.set(document, &end, moved.map_or_else(|| start.get(&end).cloned(), |to| Some(json!(to))));
            }
        }
        // officers are redeployed and stay in the budget: what can leave it moves with their part, unless somebody said otherwise
        if let (Some(service), Some(officers)) = (place.strip_suffix(".officer_share"), value.as_f64()) {
            let cash = format!("{service}.cashable");
            let said = document.get("provenance").and_then(|marks| marks.get(&cash)).is_some();
            if !said && (0.0..=1.0).contains(&officers) {
                change = change.set(document, &cash, (officers > 0.0).then(|| json!(1.0 - officers)));
            }
        }
        change.set(document, place, Some(value)).mark(document, place, "yours")
    }

    /// Puts a figure back to what it was, with whose it was, and with the ends of its range that moved along with it.
    pub fn put_back(document: &Document, base: &Document, place: &str) -> Change {
        let mark =
            |document: &Document, place: &str| document.get("provenance").and_then(|marks| marks.get(place)).cloned();
        let mut change = Change::new(format!("{}, put back", what_of(document, place))).set(
            document,
            place,
            base.get(place).cloned(),
        );
        if let Some(group) = place.strip_suffix(".likely") {
            for end in ["low", "high"].map(|end| format!("{group}.{end}")) {
                if mark(document, &end).is_none_or(|mark| !is_own(mark.as_str())) {
                    change = change.set(document, &end, base.get(&end).cloned());
                }
            }
        }
        let mut marks = change.marks(document);
        if let Some(map) = marks.as_object_mut() {
            match mark(base, place) {
                Some(was) => map.insert(place.to_owned(), was),
                None => map.remove(place),
            };
        }
        change.set_marks(document, marks)
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
    ///
    /// ```
    /// use informed_choice::{evidence::blank, model::Change};
    ///
    /// let mut document = blank();
    /// let change = Change::new("Years").set(&document, "years", Some(5.into()));
    /// change.apply(&mut document);
    /// assert_eq!(document.get("years"), Some(&5.into()));
    /// change.revert(&mut document);
    /// assert_eq!(document, blank());
    /// ```
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

/// The ends of a range around a likely figure, where it has moved beyond them; none for an end that stays.
fn moved_range(start: &Document, group: &str, likely: f64) -> [(&'static str, Option<f64>); 2] {
    let at = |end: &str| start.number(&format!("{group}.{end}"));
    let (Some(low), Some(middle), Some(high)) = (at("low"), at("likely"), at("high")) else {
        return [("low", None), ("high", None)];
    };
    if (low..=high).contains(&likely) || low > middle || middle > high {
        // a range that is out of order already is for its own boxes to put right
        return [("low", None), ("high", None)];
    }
    let most = inputs::input_at(&format!("{group}.high")).and_then(Input::bounds).map_or(f64::MAX, |(_, most)| most);
    let (low, high) = if middle > 0.0 { (low / middle * likely, high / middle * likely) } else { (low, high) };
    // to a thousandth of a per cent, so that a box shows what is computed with
    let neat = |value: f64| (value * 1e5).round() / 1e5;
    [("low", Some(neat(low).min(likely))), ("high", Some(neat(high).max(likely).min(most)))]
}

/// Whether a mark is of a figure that the user entered or was sent.
fn is_own(mark: Option<&str>) -> bool {
    mark.is_some_and(|mark| mark == "yours" || mark.starts_with("sent:"))
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

    /// The document as it was before a gesture that may be under way.
    pub fn before(&self, document: &Document, gesture: &str) -> Document {
        let mut before = document.clone();
        if let Some(last) = self.done.last().filter(|last| last.gesture.as_deref() == Some(gesture)) {
            last.revert(&mut before);
        }
        before
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
    let steps = super::place::steps(place);
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
        ["partners", id, ..] | ["cash", "partners", id, ..] | ["soc", "partners" | "control", id, ..] => {
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
    /// The place, as a path.
    pub place: String,
    /// What it is, for the reader.
    pub what: String,
    /// What the first has.
    pub before: Option<Value>,
    /// What the second has.
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

/// What the user changed: figures that were typed, choices that were made, entries that came and went. What the tool
/// filled in beside them (an entry's own starting figures, a range that moved along) does not count.
pub fn changes(base: &Document, now: &Document) -> Vec<Difference> {
    let marks = now.get("provenance").and_then(Value::as_object);
    let typed = |place: &str| marks.and_then(|marks| marks.get(place)).is_some_and(|mark| is_own(mark.as_str()));
    let mut found: Vec<Difference> = Vec::new();
    for one in differences(base, now) {
        if let Some((entry, what)) = whole_entry(base, now, &one.place) {
            let came = now.get(&entry).is_some();
            if found.iter().all(|other| other.place != entry) {
                let said = |there: bool| there.then(|| json!("there"));
                found.push(Difference { place: entry, what, before: said(!came), after: said(came) });
            }
            if !(came && typed(&one.place)) {
                continue;
            }
        }
        let input = inputs::input_at(&one.place);
        let is_figure = input.is_some_and(|input| matches!(input.rule, Rule::Number { .. }));
        let end = one.place.strip_suffix(".low").or(one.place.strip_suffix(".high"));
        let moved_along =
            end.is_some_and(|group| base.get(&format!("{group}.likely")) != now.get(&format!("{group}.likely")));
        let filled_in = marks.and_then(|marks| marks.get(&one.place)).is_some_and(|mark| !is_own(mark.as_str()));
        if !is_figure || typed(&one.place) || !(moved_along || filled_in) {
            found.push(one);
        }
    }
    found
}

/// The partner, service or category of a place that is only in one of two documents, with its name.
fn whole_entry(base: &Document, now: &Document, place: &str) -> Option<(String, String)> {
    let steps = super::place::steps(place);
    let [list @ ("partners" | "services" | "procurement"), id, ..] = steps.as_slice() else { return None };
    let entry = format!("{list}.{id}");
    let there = match (base.get(&entry).is_some(), now.get(&entry).is_some()) {
        (true, false) => base,
        (false, true) => now,
        _ => return None,
    };
    let name = there.text(&format!("{entry}.name")).trim();
    Some((entry.clone(), if name.is_empty() { (*id).to_owned() } else { name.to_owned() }))
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
        Some(value @ Value::Array(_)) if inputs::input_at(&of.place).is_some_and(|input| input.is_by_year()) => {
            let unit = inputs::input_at(&of.place).map_or(inputs::Unit::None, |input| input.unit);
            super::written_by_year(value, unit)
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
            let change = Change::figure(&doc, &start, "services.hr.saving.likely", value).within("drag-1");
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

    /// Typing 25 over 20 goes by way of 2; a range that followed each key came out as 18.75 to 37.5 %.
    #[test]
    fn a_likely_saving_beyond_its_range_takes_the_range_with_it() {
        let mut doc = document();
        doc.set("services.hr.saving", Some(json!({ "low": 0.15, "likely": 0.2, "high": 0.3 })));
        let start = doc.clone();
        let mut history = History::default();
        let range = |doc: &Document| {
            ["low", "likely", "high"].map(|end| doc.number(&format!("services.hr.saving.{end}")).unwrap())
        };
        for (value, expected) in [
            (0.02, [0.015, 0.02, 0.03]),
            (0.25, [0.15, 0.25, 0.3]),
            (0.4, [0.3, 0.4, 0.6]),
            (0.9, [0.675, 0.9, 1.0]),
            (0.0, [0.0, 0.0, 0.0]),
            (0.4, [0.3, 0.4, 0.6]),
        ] {
            let before = history.before(&doc, "drag");
            assert_eq!(before, start);
            let change = Change::figure(&doc, &before, "services.hr.saving.likely", json!(value)).within("drag");
            history.make(&mut doc, change);
            assert_eq!(range(&doc), expected, "{value}");
        }
        // the ends moved along: one thing was changed
        assert_eq!(changes(&start, &doc).len(), 1);
        let back = Change::put_back(&doc, &start, "services.hr.saving.likely");
        history.make(&mut doc, back);
        assert_eq!(differences(&start, &doc), vec![]);
        assert!(doc.get("provenance").is_none_or(|marks| marks.get("services.hr.saving.likely").is_none()));
        history.undo(&mut doc);
        history.undo(&mut doc);
        assert_eq!(doc, start);
    }

    #[test]
    fn what_the_tool_filled_in_was_not_changed_by_the_user() {
        let base = document();
        let mut doc = base.clone();
        doc.set("partners.1", Some(json!({ "id": "essex", "name": "Essex", "budget": 7, "population": 9 })));
        doc.set(
            "provenance",
            Some(json!({ "partners.essex.budget": "reference:2025-26", "partners.essex.population": "yours" })),
        );
        let all: Vec<String> = changes(&base, &doc).into_iter().map(|one| one.what).collect();
        assert_eq!(all, ["Essex", "Essex: Population"], "{all:?}");
        assert_eq!(changes(&doc, &base)[0].what, "Essex");
        doc.set("services.hr.style", Some(json!("handshake")));
        assert_eq!(changes(&base, &doc).len(), 3, "a choice counts");
    }

    /// One change of "How it stands" and its undo left empty groups behind.
    #[test]
    fn undo_gives_the_identical_document_for_every_field() {
        let mut bases = vec![document(), crate::evidence::blank()];
        bases.extend(crate::evidence::PRESETS.iter().map(crate::evidence::Preset::document));
        let mut with_nulls = document();
        for section in ["readiness", "levels", "account", "soc", "agreement", "uncertainty"] {
            with_nulls.set(section, Some(Value::Null));
        }
        bases.push(with_nulls);
        for base in &bases {
            let first = |list: &str| base.entries(list).into_iter().next().unwrap_or_else(|| "kent".into());
            // ids are given once and never edited
            for input in inputs::inputs().filter(|input| input.rule != Rule::Id) {
                let list = input.path.split(['[', '.', '{']).next().unwrap_or_default();
                let place = input.path.replace("[]", &format!(".{}", first(list))).replace("{}", ".kent");
                for value in [json!(0.5), json!("x"), json!({}), Value::Null] {
                    let mut doc = base.clone();
                    let mut history = History::default();
                    let one = Change::figure(&doc, &doc, &place, value.clone()).within("a");
                    history.make(&mut doc, one);
                    let other = Change::new("again").set(&doc, &place, None).within("a");
                    history.make(&mut doc, other);
                    let third = Change::reset(&doc, &place);
                    history.make(&mut doc, third);
                    while history.undo(&mut doc).is_some() {}
                    assert_eq!(&doc, base, "{place} {value}");
                }
            }
        }
    }

    #[test]
    fn an_edit_after_undo_forgets_what_was_undone() {
        let mut doc = document();
        let mut history = History::default();
        for value in [6, 7] {
            let change = Change::figure(&doc, &doc, "partners.kent.budget", json!(value));
            history.make(&mut doc, change);
        }
        history.undo(&mut doc);
        let change = Change::figure(&doc, &doc, "partners.kent.budget", json!(8));
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
        let change = Change::figure(&doc, &doc, "partners.kent.budget", json!(7));
        history.make(&mut doc, change);
        assert_eq!(doc.value()["provenance"]["partners.kent.budget"], json!("yours"));
        history.undo(&mut doc);
        assert_eq!(doc, document());
    }

    #[test]
    fn what_can_leave_the_budget_moves_with_the_officers_until_somebody_says_otherwise() {
        let mut document = Document::new(json!({ "services": [{ "id": "hr", "officer_share": 0 }] }));
        let set = |document: &mut Document, field: &str, value: f64| {
            let start = document.clone();
            Change::figure(document, &start, &format!("services.hr.{field}"), json!(value)).apply(document);
        };
        set(&mut document, "officer_share", 0.25);
        assert_eq!(document.number("services.hr.cashable"), Some(0.75));
        set(&mut document, "officer_share", 0.0);
        assert_eq!(document.get("services.hr.cashable"), None, "back to what it was");
        set(&mut document, "cashable", 0.9);
        set(&mut document, "officer_share", 0.5);
        assert_eq!(document.number("services.hr.cashable"), Some(0.9), "what somebody entered stays");
    }
}
