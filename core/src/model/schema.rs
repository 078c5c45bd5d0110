//! Checks a document against the table of inputs, and completes it with the table's defaults.

use super::fault::{Fault, FaultKind};
use super::inputs::{Fallback, Input, Rule, inputs};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// The table as a tree, one node a field.
#[derive(Default)]
struct Node {
    input: Option<&'static Input>,
    fields: BTreeMap<&'static str, Node>,
    /// What each entry of a list, or each partner's part of a map, looks like.
    each: Option<Box<Node>>,
}

fn tree() -> &'static Node {
    static TREE: OnceLock<Node> = OnceLock::new();
    TREE.get_or_init(|| {
        let mut root = Node::default();
        for input in inputs() {
            let mut at = &mut root;
            for part in input.path.split('.') {
                let (name, each) = match part.find(['[', '{']) {
                    Some(end) => (&part[..end], true),
                    None => (part, false),
                };
                at = at.fields.entry(name).or_default();
                if each {
                    at = at.each.get_or_insert_default();
                }
            }
            at.input = Some(input);
        }
        root
    })
}

/// Where the walk stands: one step from where it came. Texts of paths are only made for faults, since
/// a scenario is checked at every move of a lever.
struct At<'a> {
    parent: Option<&'a At<'a>>,
    step: Step<'a>,
    /// Whose entries of a map by partner count; entries of others are kept and ignored.
    who: Option<std::rc::Rc<Vec<String>>>,
}

enum Step<'a> {
    Top,
    Field(&'a str),
    /// An entry of a list by its number, and by its id where it has one.
    Entry(usize, Option<&'a str>),
}

impl<'a> At<'a> {
    const fn top() -> At<'a> {
        At { parent: None, step: Step::Top, who: None }
    }

    fn field(&'a self, name: &'a str) -> At<'a> {
        At { parent: Some(self), step: Step::Field(name), who: self.who.clone() }
    }

    /// A field of `value`: what a scenario holds by partner beside its services counts for its own partners only.
    fn below(&'a self, name: &'a str, value: &Value) -> At<'a> {
        let mut at = self.field(name);
        if matches!(self.step, Step::Top) && name == "soc" {
            let ids = value.get("partners").and_then(Value::as_array).into_iter().flatten();
            let ids = ids.filter_map(|partner| partner.get("id")?.as_str().map(str::to_owned));
            at.who = Some(std::rc::Rc::new(ids.collect()));
        }
        at
    }

    fn entry(&'a self, index: usize, value: &'a Value) -> At<'a> {
        let who = members(value).map(std::rc::Rc::new).or_else(|| self.who.clone());
        At { parent: Some(self), step: Step::Entry(index, value.get("id").and_then(Value::as_str)), who }
    }

    fn counts(&self, id: &str) -> bool {
        self.who.as_ref().is_none_or(|who| who.iter().any(|one| one == id))
    }

    /// The path as the file has it: `services[0].saving.low`.
    fn path(&self) -> String {
        let before = self.parent.map(At::path).unwrap_or_default();
        match self.step {
            Step::Top => before,
            Step::Field(name) => dotted(before, name),
            Step::Entry(index, _) => format!("{before}[{index}]"),
        }
    }

    /// The same place by ids: `services.hr.saving.low`.
    fn place(&self) -> String {
        let before = self.parent.map(At::place).unwrap_or_default();
        match self.step {
            Step::Top => before,
            Step::Field(name) => dotted(before, name),
            Step::Entry(index, id) => dotted(before, id.unwrap_or(&index.to_string())),
        }
    }
}

fn dotted(before: String, step: &str) -> String {
    if before.is_empty() { step.to_owned() } else { format!("{before}.{step}") }
}

/// Those whose figures a service or category reads: its members and the group its saving was entered for.
fn members(value: &Value) -> Option<Vec<String>> {
    let ids = |name: &str| {
        value
            .get(name)
            .and_then(Value::as_array)
            .map(|list| list.iter().filter_map(|id| id.as_str().map(str::to_owned)).collect::<Vec<_>>())
    };
    let mut who = ids("members")?;
    who.extend(ids("scale_reference").unwrap_or_default());
    Some(who)
}

/// Every fault of a document that can be seen field by field.
pub fn faults_of_fields(document: &Value) -> Vec<Fault> {
    let mut faults = Vec::new();
    let at = At::top();
    if document.is_object() {
        check_fields(tree(), document, &at, &mut faults);
    } else {
        let found = kind_of(document);
        faults.push(Fault {
            path: "scenario".into(),
            place: String::new(),
            label: "The scenario".into(),
            kind: FaultKind::WrongType { found, wanted: "a group of fields" },
        });
    }
    faults
}

fn check_fields(node: &Node, value: &Value, at: &At, faults: &mut Vec<Fault>) {
    for (name, child) in &node.fields {
        check(child, value.get(*name).unwrap_or(&Value::Null), &at.below(name, value), faults);
    }
}

#[allow(clippy::too_many_lines, reason = "one arm a rule")]
fn check(node: &Node, value: &Value, at: &At, faults: &mut Vec<Fault>) {
    let Some(input) = node.input else { return };
    let mut fault = |kind| {
        faults.push(Fault { path: at.path(), place: at.place(), label: input.label.to_owned(), kind });
    };
    if value.is_null() {
        if input.default == Fallback::Required {
            fault(FaultKind::Missing);
        }
        return;
    }
    let mut wrong = |wanted| fault(FaultKind::WrongType { found: kind_of(value), wanted });
    match input.rule {
        Rule::Number { min, max, whole, open_below } => match value.as_f64() {
            None => wrong("a number"),
            Some(number) if number < min || number > max || (open_below && number == min) || number.is_nan() => {
                fault(if input.path == "schema" && number > max && number.fract() == 0.0 {
                    FaultKind::Newer { schema: number }
                } else {
                    FaultKind::OutOfBounds { value: number, min, max, open_below }
                });
            }
            Some(number) if whole && number.fract() != 0.0 => fault(FaultKind::NotWhole { value: number }),
            Some(_) => {}
        },
        Rule::ByYear { min, max } => {
            let all: Vec<&Value> = value.as_array().map_or_else(|| vec![value], |list| list.iter().collect());
            let most = super::input::MOST_YEARS;
            match all.iter().find_map(|one| {
                one.as_f64().map_or(Some(None), |number| (!(min..=max).contains(&number)).then_some(Some(number)))
            }) {
                Some(None) => wrong("a number, or a list of numbers by year"),
                Some(Some(number)) => fault(FaultKind::OutOfBounds { value: number, min, max, open_below: false }),
                None if all.len() > most => fault(FaultKind::TooLong { length: all.len(), most }),
                None if all.is_empty() => wrong("a number, or a list of numbers by year"),
                None => {}
            }
        }
        Rule::Curve { max } => {
            if !super::by_year::is_curve(value, max) {
                wrong("pairs of chance and value: chances rising from 0 to 1, values never falling");
            }
        }
        Rule::Choice(offered) => match value.as_str() {
            None => wrong("a word"),
            Some(word) if !offered.contains(&word) => fault(FaultKind::NotOffered { found: short(word), offered }),
            Some(_) => {}
        },
        Rule::Text { most } => match value.as_str() {
            None => wrong("a text"),
            Some(text) if text.len() > most => fault(FaultKind::TooLong { length: text.len(), most }),
            Some(_) => {}
        },
        Rule::Flag if !value.is_boolean() => wrong("true or false"),
        Rule::Id => match value.as_str() {
            None => wrong("an id"),
            Some(id) if !is_id(id) => fault(FaultKind::NotAnId { found: short(id) }),
            Some(_) => {}
        },
        Rule::Ids => match value.as_array() {
            None => wrong("a list of ids"),
            Some(list) if list.len() > super::inputs::MOST_ENTRIES => {
                fault(FaultKind::TooLong { length: list.len(), most: super::inputs::MOST_ENTRIES });
            }
            Some(list) => {
                if let Some(bad) = list.iter().find(|id| !id.as_str().is_some_and(is_id)) {
                    fault(FaultKind::NotAnId { found: short(bad.as_str().unwrap_or(&bad.to_string())) });
                }
            }
        },
        Rule::Group => {
            if value.is_object() {
                check_fields(node, value, at, faults);
            } else {
                wrong("a group of fields");
            }
        }
        Rule::List { most } => match value.as_array() {
            None => wrong("a list"),
            Some(list) if list.len() > most => fault(FaultKind::TooLong { length: list.len(), most }),
            Some(list) => {
                for (index, entry) in list.iter().enumerate() {
                    let here = at.entry(index, entry);
                    match &node.each {
                        Some(each) if entry.is_object() => check_fields(each, entry, &here, faults),
                        _ => faults.push(Fault {
                            path: here.path(),
                            place: here.place(),
                            label: format!("{}, entry {}", input.label, index + 1),
                            kind: FaultKind::WrongType { found: kind_of(entry), wanted: "a group of fields" },
                        }),
                    }
                }
            }
        },
        Rule::ByPartner => match value.as_object() {
            None => wrong("a group by partner"),
            Some(map) => {
                for (id, part) in map.iter().filter(|(id, _)| at.counts(id)) {
                    check_part(node, part, &at.field(id), input, faults);
                }
            }
        },
        Rule::Answers => match value.as_object() {
            None => wrong("yes or no by question"),
            Some(map) if map.len() > super::inputs::MOST_ENTRIES => {
                fault(FaultKind::TooLong { length: map.len(), most: super::inputs::MOST_ENTRIES });
            }
            Some(map) => {
                if let Some(bad) = map.values().find(|answer| !answer.is_boolean()) {
                    fault(FaultKind::WrongType { found: kind_of(bad), wanted: "true or false" });
                }
            }
        },
        Rule::Flag | Rule::Open => {}
    }
}

/// One partner's part of a map: a single value, or a group of fields.
fn check_part(node: &Node, part: &Value, at: &At, input: &'static Input, faults: &mut Vec<Fault>) {
    let Some(each) = &node.each else { return };
    if each.input.is_some() {
        check(each, part, at, faults);
    } else if part.is_object() {
        check_fields(each, part, at, faults);
    } else {
        faults.push(Fault {
            path: at.path(),
            place: at.place(),
            label: input.label.to_owned(),
            kind: FaultKind::WrongType { found: kind_of(part), wanted: "a group of fields" },
        });
    }
}

/// The document with every known field there, and only those; what is faulty is left to its default.
/// A document without faults loses nothing that the engine reads.
pub fn complete(document: &Value, faults: &[Fault]) -> Value {
    let bad: Vec<&str> = faults.iter().map(|fault| fault.path.as_str()).collect();
    let at = At::top();
    complete_fields(tree(), document, &at, &bad)
}

fn complete_fields(node: &Node, value: &Value, at: &At, bad: &[&str]) -> Value {
    let fields = node.fields.iter().map(|(name, child)| {
        let there = value.get(*name).unwrap_or(&Value::Null);
        ((*name).to_owned(), complete_one(child, there, &at.below(name, value), bad))
    });
    Value::Object(fields.collect())
}

fn complete_one(node: &Node, value: &Value, at: &At, bad: &[&str]) -> Value {
    let Some(input) = node.input else { return Value::Null };
    if value.is_null() || (!bad.is_empty() && bad.contains(&at.path().as_str())) {
        return fallback(node, input, at, bad);
    }
    match input.rule {
        Rule::Group => complete_fields(node, value, at, bad),
        Rule::Number { whole: true, .. } => value.as_f64().map_or(Value::Null, whole),
        Rule::List { .. } => {
            let entries = value.as_array().into_iter().flatten().enumerate();
            let each = |(index, entry): (usize, &Value)| {
                let here = at.entry(index, entry);
                node.each.as_ref().map(|each| complete_fields(each, entry, &here, bad))
            };
            Value::Array(entries.filter_map(each).collect())
        }
        Rule::ByPartner => {
            let parts = value.as_object().into_iter().flatten().filter(|(id, _)| at.counts(id));
            let part = |(id, part): (&String, &Value)| {
                let here = at.field(id);
                let each = node.each.as_ref()?;
                let done = match each.input {
                    Some(_) => complete_one(each, part, &here, bad),
                    None => complete_fields(each, part, &here, bad),
                };
                Some((id.clone(), done))
            };
            Value::Object(parts.filter_map(part).collect())
        }
        _ => value.clone(),
    }
}

fn fallback(node: &Node, input: &Input, at: &At, bad: &[&str]) -> Value {
    match (input.default, input.rule) {
        (Fallback::Number(number), Rule::Number { whole: true, .. }) => whole(number),
        (Fallback::Number(number), _) => Value::from(number),
        (Fallback::Text(text), _) => Value::from(text),
        (Fallback::Null, _) => Value::Null,
        (Fallback::Yes, _) => Value::Bool(true),
        (_, Rule::Group) => complete_fields(node, &Value::Null, at, bad),
        (_, Rule::List { .. } | Rule::Ids) => Value::Array(Vec::new()),
        (_, Rule::ByPartner | Rule::Answers | Rule::Open) => Value::Object(Map::new()),
        (_, Rule::Number { min, whole: true, .. }) => whole(min),
        (_, Rule::Number { min, .. }) => Value::from(min),
        (_, _) => Value::from(""),
    }
}

/// A whole number as JSON has it, so that 2.0 is read as 2.
fn whole(number: f64) -> Value {
    // the bounds of whole fields are far inside what a u32 holds
    Value::from(number as u32)
}

/// Whether a text can be an id: `[a-z0-9-]{1,40}`.
pub fn is_id(text: &str) -> bool {
    (1..=40).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

fn kind_of(value: &Value) -> String {
    match value {
        Value::Null => "empty".into(),
        Value::Bool(flag) => format!("\u{201c}{flag}\u{201d}"),
        Value::Number(number) => number.to_string(),
        Value::String(text) => format!("the text \u{201c}{}\u{201d}", short(text)),
        Value::Array(_) => "a list".into(),
        Value::Object(_) => "a group of fields".into(),
    }
}

fn short(text: &str) -> String {
    if text.chars().count() > 60 {
        format!("{}…", text.chars().take(60).collect::<String>())
    } else {
        text.to_owned()
    }
}
