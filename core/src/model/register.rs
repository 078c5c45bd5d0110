//! The register of arrangements: what it holds and how it is changed, one step of undo at a time.

use super::arrangement::Arrangement;
use super::market::Market;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Most arrangements that a register holds.
pub const MOST_ARRANGEMENTS: usize = 20_000;

/// Existing arrangements of one or several forces.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Register {
    /// Its arrangements, in the order of entry.
    pub arrangements: Vec<Arrangement>,
    /// Lines of tables that could not be read, as they were: nothing is lost until somebody says so.
    pub unread: Vec<UnreadLine>,
    /// Pairs of ids that look alike and were said to be two.
    pub distinct: BTreeSet<(String, String)>,
    /// What forces offer and need: kept with it, and a part of its own in a file.
    #[serde(skip)]
    pub market: Market,
}

/// A line of a table that is no arrangement as it stands.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct UnreadLine {
    /// The file and the line in it.
    pub file: String,
    /// The line's number in the file.
    pub line: usize,
    /// What is wrong, a sentence for each fault.
    pub why: Vec<String>,
    /// Heads and cells as they stood.
    pub heads: Vec<String>,
    /// Its cells.
    pub cells: Vec<String>,
}

/// An arrangement before and after; none where it was not there or is there no more.
#[derive(Debug, Clone, PartialEq)]
pub struct RegisterEdit {
    pub id: String,
    pub before: Option<Arrangement>,
    pub after: Option<Arrangement>,
}

/// What a user did to the register in one gesture.
#[derive(Debug, Clone, PartialEq)]
pub struct RegisterChange {
    /// In words, for the undo button.
    pub what: String,
    /// Arrangements, before and after.
    pub edits: Vec<RegisterEdit>,
    /// Lines that could not be read, before and after.
    pub unread: Option<(Vec<UnreadLine>, Vec<UnreadLine>)>,
    /// A pair that is said to be two arrangements.
    pub distinct: Option<(String, String)>,
    /// The market, before and after.
    pub market: Option<(Market, Market)>,
}

impl Register {
    /// The arrangement with an id.
    pub fn get(&self, id: &str) -> Option<&Arrangement> {
        self.arrangements.iter().find(|one| one.id == id)
    }

    /// Ids that no arrangement has yet.
    pub fn free_ids(&self) -> impl Iterator<Item = String> + use<> {
        let number = |one: &Arrangement| one.id.strip_prefix('a').and_then(|rest| rest.parse::<u64>().ok());
        let last = self.arrangements.iter().filter_map(number).max().unwrap_or(0);
        (1..).map(move |n: u64| format!("a{}", last.saturating_add(n)))
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.arrangements.is_empty() && self.unread.is_empty() && self.market.is_empty()
    }

    fn put(&mut self, id: &str, value: Option<&Arrangement>) {
        let place = self.arrangements.iter().position(|one| one.id == id);
        match (place, value) {
            (Some(place), Some(value)) => {
                if let Some(slot) = self.arrangements.get_mut(place) {
                    *slot = value.clone();
                }
            }
            (Some(place), None) => {
                self.arrangements.remove(place);
            }
            (None, Some(value)) => self.arrangements.push(value.clone()),
            (None, None) => {}
        }
    }
}

impl RegisterChange {
    /// A change that has no edits yet.
    pub fn new(what: impl Into<String>) -> RegisterChange {
        RegisterChange { what: what.into(), edits: Vec::new(), unread: None, distinct: None, market: None }
    }

    /// Puts an arrangement in place of the one with its id, or beside the others.
    #[must_use]
    pub fn put(mut self, register: &Register, after: Arrangement) -> RegisterChange {
        let before = register.get(&after.id).cloned();
        if before.as_ref() != Some(&after) {
            self.edits.push(RegisterEdit { id: after.id.clone(), before, after: Some(after) });
        }
        self
    }

    /// Adds arrangements under ids of their own.
    #[must_use]
    pub fn add(mut self, register: &Register, all: Vec<Arrangement>) -> RegisterChange {
        for (id, one) in register.free_ids().zip(all) {
            let after = Some(Arrangement { id: id.clone(), ..one });
            self.edits.push(RegisterEdit { id, before: None, after });
        }
        self
    }

    /// Takes an arrangement out.
    #[must_use]
    pub fn remove(mut self, register: &Register, id: &str) -> RegisterChange {
        if let Some(before) = register.get(id) {
            self.edits.push(RegisterEdit { id: id.to_owned(), before: Some(before.clone()), after: None });
        }
        self
    }

    /// Sets the lines that could not be read.
    #[must_use]
    pub fn set_unread(mut self, register: &Register, after: Vec<UnreadLine>) -> RegisterChange {
        if register.unread != after {
            self.unread = Some((register.unread.clone(), after));
        }
        self
    }

    /// Puts another market in place of the register's.
    #[must_use]
    pub fn trade(mut self, register: &Register, after: Market) -> RegisterChange {
        if register.market != after {
            self.market = Some((register.market.clone(), after));
        }
        self
    }

    /// Says that two which look alike are two.
    #[must_use]
    pub fn keep_apart(mut self, one: &str, other: &str) -> RegisterChange {
        self.distinct = Some(pair(one, other));
        self
    }

    /// Whether nothing changes.
    pub fn is_empty(&self) -> bool {
        self.edits.is_empty() && self.unread.is_none() && self.distinct.is_none() && self.market.is_none()
    }

    /// Makes the change.
    pub fn apply(&self, register: &mut Register) {
        self.edits.iter().for_each(|edit| register.put(&edit.id, edit.after.as_ref()));
        if let Some((_, after)) = &self.unread {
            register.unread.clone_from(after);
        }
        if let Some((_, after)) = &self.market {
            register.market.clone_from(after);
        }
        if let Some(pair) = &self.distinct {
            register.distinct.insert(pair.clone());
        }
    }

    /// Takes the change back. What was removed comes back to the end of the list.
    pub fn revert(&self, register: &mut Register) {
        self.edits.iter().rev().for_each(|edit| register.put(&edit.id, edit.before.as_ref()));
        if let Some((before, _)) = &self.unread {
            register.unread.clone_from(before);
        }
        if let Some((before, _)) = &self.market {
            register.market.clone_from(before);
        }
        if let Some(pair) = &self.distinct {
            register.distinct.remove(pair);
        }
    }
}

/// A pair of ids in one order.
pub fn pair(one: &str, other: &str) -> (String, String) {
    if one <= other { (one.to_owned(), other.to_owned()) } else { (other.to_owned(), one.to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str) -> Arrangement {
        Arrangement { name: name.into(), ..Arrangement::default() }
    }

    #[test]
    fn changes_are_made_and_taken_back() {
        let mut register = Register::default();
        let add = RegisterChange::new("Add").add(&register, vec![named("One"), named("Two")]);
        add.apply(&mut register);
        assert_eq!(register.arrangements.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(), ["a1", "a2"]);
        let two = register.clone();
        let change = RegisterChange::new("Edit")
            .put(&register, Arrangement { id: "a2".into(), ..named("Zwei") })
            .remove(&register, "a1")
            .set_unread(&register, vec![UnreadLine::default()])
            .keep_apart("a2", "a1");
        change.apply(&mut register);
        assert_eq!((register.arrangements.len(), register.arrangements[0].name.as_str()), (1, "Zwei"));
        assert!(register.distinct.contains(&("a1".to_owned(), "a2".to_owned())));
        change.revert(&mut register);
        register.arrangements.sort_by(|a, b| a.id.cmp(&b.id));
        assert_eq!(register, two);
        add.revert(&mut register);
        assert!(register.is_empty());
        assert!(RegisterChange::new("Nothing").put(&two, two.arrangements[0].clone()).is_empty());
    }

    #[test]
    fn an_id_is_never_given_twice() {
        let register =
            Register { arrangements: vec![Arrangement { id: "a7".into(), ..named("x") }], ..Register::default() };
        assert_eq!(register.free_ids().take(2).collect::<Vec<_>>(), ["a8", "a9"]);
    }
}
