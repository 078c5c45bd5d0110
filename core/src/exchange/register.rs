//! The register of arrangements: on the shelf, in a file, and merged with another one.
//!
//! What cannot be read is kept: a single arrangement among the lines to look at, a whole register set aside as it is.

use super::link::checksum;
use super::market;
use super::shelf::{NotKept, Shelf, free_aside};
use crate::model::arrangement::Arrangement;
use crate::model::contract::WaveTerms;
use crate::model::{MOST_ARRANGEMENTS, Register, RegisterChange, UnreadLine};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// Where the register stands on the shelf.
pub const KEY: &str = "informed-choice/register";

/// A register as it is kept.
#[derive(Serialize, Deserialize)]
struct Record {
    app: String,
    version: String,
    saved_at: String,
    revision: u64,
    checksum: String,
    register: Value,
}

/// What was found on the shelf.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Taken {
    /// The register.
    pub register: Register,
    /// How often it was written: two tabs tell by it who was last.
    pub revision: u64,
    /// Whether what stood there could not be read and was set aside, as it is.
    pub set_aside: bool,
}

/// Takes the register from the shelf, an empty one where there is none.
pub fn take(shelf: &dyn Shelf) -> Taken {
    let Some(text) = shelf.get(KEY) else { return Taken::default() };
    if let Some(record) = read_record(&text) {
        return Taken { register: read(&record.register), revision: record.revision, set_aside: false };
    }
    // only once it is safe elsewhere does it leave its place
    if shelf.put(&free_aside(shelf, "register", &text), &text).is_ok() {
        shelf.remove(KEY);
    }
    Taken { set_aside: true, ..Taken::default() }
}

/// Keeps the register, one revision on. `known` is the revision that the change was made to.
///
/// # Errors
/// The shelf is full or refuses, or holds another revision; what was kept before stays.
pub fn keep(shelf: &dyn Shelf, register: &Register, now: &str, known: u64) -> Result<u64, NotKept> {
    let there = shelf.get(KEY);
    let before = there.as_ref().map(|text| read_record(text).map(|record| record.revision));
    match before {
        // what cannot be read is set aside before anything takes its place
        Some(None) if take(shelf).set_aside && shelf.get(KEY).is_some() => return Err(NotKept::Refused),
        Some(Some(revision)) if revision > known => return Err(NotKept::Elsewhere),
        _ => {}
    }
    let revision = before.flatten().unwrap_or(known) + 1;
    let value = written(register);
    let record = Record {
        app: "informed-choice".into(),
        version: env!("CARGO_PKG_VERSION").into(),
        saved_at: now.into(),
        revision,
        checksum: checksum(value.to_string().as_bytes()),
        register: value,
    };
    let text = serde_json::to_string(&record).map_err(|_| NotKept::Refused)?;
    shelf.put(KEY, &text).map(|()| revision)
}

/// Puts a deleted register back beside what was entered since.
///
/// # Errors
/// The shelf is full or refuses.
pub(super) fn put_back(shelf: &dyn Shelf, text: &str) -> Result<(), NotKept> {
    let Some(record) = read_record(text) else {
        return shelf.put(&free_aside(shelf, "register", text), text);
    };
    let mut now = take(shelf);
    merge(&now.register, read(&record.register)).change.apply(&mut now.register);
    keep(shelf, &now.register, &record.saved_at, now.revision).map(|_| ())
}

fn read_record(text: &str) -> Option<Record> {
    let record: Record = serde_json::from_str(text).ok()?;
    let whole = checksum(record.register.to_string().as_bytes()) == record.checksum;
    (whole && record.app == "informed-choice" && record.register.is_object()).then_some(record)
}

/// A register of somebody's making. An arrangement that cannot be read becomes a line to look at; ids are made to differ.
pub fn read(value: &Value) -> Register {
    let list = |name: &str| value.get(name).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let mut register = Register::default();
    let mut taken = BTreeSet::new();
    let mut without_id = Vec::new();
    for (n, entry) in list("arrangements").iter().enumerate() {
        let found = serde_json::from_value::<Arrangement>(entry.clone()).map_err(|error| error.to_string());
        let found = found.and_then(|one| match (one.is_sound(), n < MOST_ARRANGEMENTS) {
            (true, true) => Ok(one),
            (true, false) => Err(format!("A register holds at most {MOST_ARRANGEMENTS} arrangements")),
            (false, _) => Err("It holds a figure out of bounds or a text that is too long".to_owned()),
        });
        match found {
            Ok(one) if !one.id.is_empty() && taken.insert(one.id.clone()) => register.arrangements.push(one),
            Ok(one) => without_id.push(one),
            Err(why) => register.unread.push(UnreadLine {
                file: "A register".into(),
                line: n + 1,
                why: vec![why],
                heads: vec!["As it stood".into()],
                cells: vec![entry.to_string()],
            }),
        }
    }
    for (id, one) in register.free_ids().zip(without_id).collect::<Vec<_>>() {
        register.arrangements.push(Arrangement { id, ..one });
    }
    let unread = list("unread").iter().filter_map(|line| serde_json::from_value(line.clone()).ok());
    register.unread.extend(unread);
    if let Some(found) = value.get(market::PART) {
        let (found, lost) = market::read(found);
        register.market = found;
        register.unread.extend(lost);
    }
    register.distinct =
        value.get("distinct").and_then(|all| serde_json::from_value(all.clone()).ok()).unwrap_or_default();
    register
}

/// A register as it stands in a file.
pub fn written(register: &Register) -> Value {
    // texts and numbers can always be written
    let mut value = serde_json::to_value(register).unwrap_or_else(|_| Value::Object(Map::new()));
    if let Some(map) = value.as_object_mut().filter(|_| !register.market.is_empty()) {
        map.insert(market::PART.into(), market::written(&register.market));
    }
    value
}

/// What a merge does.
#[derive(Debug, Clone, PartialEq)]
pub struct Merged {
    /// The change to the register.
    pub change: RegisterChange,
    /// Arrangements that are new.
    pub added: usize,
    /// Entries that stand in both, word for word.
    pub same: usize,
    /// Counts that came to arrangements which were there.
    pub counts: usize,
    /// Lines that are kept but could not be read.
    pub unread: usize,
    /// Offers and needs that are new.
    pub lines: usize,
}

/// Another register's arrangements beside one's own; what is there already, word for word, is not added again. Where only
/// what was counted differs it is one arrangement, and both counts stand in it.
pub fn merge(mine: &Register, theirs: Register) -> Merged {
    let plain = |one: &Arrangement| {
        let mut bare = Arrangement { id: String::new(), ..one.clone() };
        bare.benefits.counts.clear();
        serde_json::to_string(&bare).unwrap_or_default()
    };
    let mut seen: BTreeMap<String, Arrangement> = BTreeMap::new();
    mine.arrangements.iter().for_each(|one| {
        seen.entry(plain(one)).or_insert_with(|| one.clone());
    });
    let all = theirs.arrangements.len();
    let (mut new, mut met, mut counts): (Vec<Arrangement>, BTreeMap<String, Arrangement>, usize) = Default::default();
    for one in theirs.arrangements {
        let text = plain(&one);
        if let Some(known) = seen.get_mut(&text) {
            let taken = known.benefits.take_counts(&one.benefits.counts);
            if taken > 0 {
                counts += taken;
                met.insert(text, known.clone());
            }
        } else {
            seen.insert(text, one.clone());
            new.push(one);
        }
    }
    // of two of theirs that are one, the counts of both
    for one in &mut new {
        if let Some(known) = met.remove(&plain(one)) {
            one.benefits = known.benefits;
        }
    }
    let added = new.len();
    let fresh: Vec<UnreadLine> = theirs.unread.into_iter().filter(|line| !mine.unread.contains(line)).collect();
    let unread = fresh.len();
    let mut unread_lines = mine.unread.clone();
    unread_lines.extend(fresh);
    let (trade, _) = mine.market.merged(theirs.market.lines);
    let (mut trade, _) = trade.with_contracts(theirs.market.contracts);
    // terms of one's own stay
    if trade.terms == WaveTerms::default() {
        trade.terms = theirs.market.terms;
    }
    let lines = trade.lines.len() - mine.market.lines.len() + trade.contracts.len() - mine.market.contracts.len();
    // the last step back stands on both pages: it says what it takes back
    let what = match (added, lines) {
        (0, 1..) => format!("Add {lines} to the market"),
        _ => format!("Add {added} to the register"),
    };
    let change = RegisterChange::new(what).add(mine, new).set_unread(mine, unread_lines).trade(mine, trade);
    let change = met.into_values().fold(change, |change, known| change.put(mine, known));
    Merged { change, added, same: all - added, counts, unread, lines }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::library::{self, Memory};
    use crate::model::Pounds;
    use crate::model::benefits::YearLine;
    use serde_json::json;

    fn register(names: &[&str]) -> Register {
        let all = names.iter().map(|name| Arrangement { name: (*name).into(), ..Arrangement::default() }).collect();
        let mut made = Register::default();
        RegisterChange::new("Add").add(&made, all).apply(&mut made);
        made
    }

    #[test]
    fn what_is_kept_is_taken_again_and_two_tabs_do_not_overwrite() {
        let shelf = Memory::default();
        assert_eq!(take(&shelf), Taken::default());
        let mine = register(&["HR", "Dogs"]);
        assert_eq!(keep(&shelf, &mine, "now", 0), Ok(1));
        assert_eq!(take(&shelf), Taken { register: mine.clone(), revision: 1, set_aside: false });
        assert_eq!(keep(&shelf, &register(&["Other"]), "now", 0), Err(NotKept::Elsewhere));
        assert_eq!(keep(&shelf, &register(&["HR"]), "now", 1), Ok(2));
        // what was deleted comes back beside what was entered since
        let gone = library::forget_everything(&shelf);
        assert_eq!(keep(&shelf, &register(&["Since"]), "now", 0), Ok(1));
        library::put_back(&shelf, &gone).unwrap();
        let names: Vec<String> = take(&shelf).register.arrangements.into_iter().map(|one| one.name).collect();
        assert_eq!(names, ["Since", "HR"]);
    }

    #[test]
    fn what_cannot_be_read_is_set_aside_as_it_is() {
        let shelf = Memory::default();
        for broken in ["{}", "nonsense"] {
            shelf.put(KEY, broken).unwrap();
            assert!(take(&shelf).set_aside);
        }
        shelf.put(KEY, "third").unwrap();
        assert_eq!(keep(&shelf, &register(&["HR"]), "now", 0), Ok(1));
        let texts: Vec<String> = library::set_aside(&shelf).into_iter().map(|(_, text)| text).collect();
        assert_eq!(texts, ["{}", "nonsense", "third"]);
    }

    #[test]
    fn a_faulty_entry_is_a_line_to_look_at() {
        let found = read(&json!({
            "arrangements": [{ "id": "a1", "name": "HR" }, { "id": "a1", "name": "Dogs" }, { "name": "Firearms" },
                { "id": "a4", "yearly_cost": -5 }, { "id": "a5", "start": "soon" }, 7],
            "unread": [{ "line": 3, "cells": ["x"] }, 1],
            "distinct": 5,
        }));
        let ids: Vec<&str> = found.arrangements.iter().map(|one| one.id.as_str()).collect();
        assert_eq!(ids, ["a1", "a2", "a3"]);
        assert_eq!(found.unread.len(), 4);
        assert!(found.unread[0].cells[0].contains("-5"), "{:?}", found.unread);
        assert_eq!(read(&written(&found)), found);
        assert_eq!(read(&json!(null)), Register::default());
    }

    #[test]
    fn a_merge_adds_what_is_new() {
        let mine = register(&["HR", "Dogs"]);
        let mut theirs = register(&["Dogs", "Firearms", "Firearms"]);
        theirs.unread.push(UnreadLine { line: 9, ..UnreadLine::default() });
        let found = merge(&mine, theirs.clone());
        assert_eq!((found.added, found.same, found.unread), (1, 2, 1));
        let mut now = mine.clone();
        found.change.apply(&mut now);
        assert_eq!(now.arrangements.len(), 3);
        let again = merge(&now, theirs);
        assert_eq!((again.added, again.same, again.unread), (0, 3, 0));
        assert!(again.change.is_empty());
    }

    #[test]
    fn where_two_forces_counted_differently_both_counts_stand() {
        let count = |by: &str, saving| YearLine {
            year: 2026,
            by: by.into(),
            saving: Some(Pounds(saving)),
            ..YearLine::default()
        };
        let (mut mine, mut theirs) = (register(&["HR", "Dogs"]), register(&["Dogs", "Firearms", "Firearms"]));
        mine.arrangements[1].benefits.counts = vec![count("Kent", 5.0)];
        theirs.arrangements[0].benefits.counts = vec![count("Essex", 3.0), count("Kent", 5.0)];
        theirs.arrangements[2].benefits.counts = vec![count("Essex", 1.0)];
        let found = merge(&mine, theirs.clone());
        assert_eq!((found.added, found.same, found.counts), (1, 2, 2));
        let mut now = mine.clone();
        found.change.apply(&mut now);
        assert_eq!(now.arrangements.len(), 3);
        assert_eq!(now.get("a2").unwrap().benefits.counts, [count("Essex", 3.0), count("Kent", 5.0)]);
        assert_eq!(now.arrangements[2].benefits.counts.len(), 1, "two of theirs are one");
        assert!(merge(&now, theirs).change.is_empty());
        found.change.revert(&mut now);
        assert_eq!(now, mine);
        assert_eq!(read(&written(&mine)), mine);
    }
}
