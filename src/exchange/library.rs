//! The scenarios that are kept: records with a checksum on a shelf of texts by key.
//!
//! What cannot be read is set aside untouched, never overwritten and never taken for a default.

use super::link::checksum;
use crate::model::Document;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::fmt;

/// Texts by key: the browser's storage, or memory where the browser refuses.
pub trait Shelf {
    /// The text under a key.
    fn get(&self, key: &str) -> Option<String>;
    /// Keeps a text; says why where it cannot.
    ///
    /// # Errors
    /// The shelf is full or refuses.
    fn put(&self, key: &str, text: &str) -> Result<(), NotKept>;
    /// Forgets a key.
    fn remove(&self, key: &str);
    /// Every key.
    fn keys(&self) -> Vec<String>;
}

/// Why something was not kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotKept {
    /// The browser refused: most often the space for this site is full.
    Refused,
}

impl fmt::Display for NotKept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "This browser did not keep the last change: its space for this site may be full. Copy the link, or delete scenarios that you no longer need"
        )
    }
}

const KEPT: &str = "informed-choice/scenario/";
const ASIDE: &str = "informed-choice/set-aside/";
const CURRENT: &str = "informed-choice/current";

/// A scenario as it is kept.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Record {
    app: String,
    version: String,
    saved_at: String,
    revision: u64,
    checksum: String,
    document: Value,
}

/// A kept scenario in the list of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Kept {
    pub id: String,
    pub title: String,
    pub saved_at: String,
}

/// All that was found when the shelf was looked through.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Found {
    /// Readable scenarios, the last saved first.
    pub kept: Vec<Kept>,
    /// Keys of what could not be read and was set aside just now.
    pub set_aside: Vec<String>,
}

/// Looks through the shelf; what cannot be read is moved aside, as it is.
pub fn look(shelf: &dyn Shelf) -> Found {
    let mut found = Found::default();
    for key in shelf.keys() {
        let Some(id) = key.strip_prefix(KEPT) else { continue };
        let Some(text) = shelf.get(&key) else { continue };
        match read_record(&text) {
            Some(record) => found.kept.push(Kept {
                id: id.to_owned(),
                title: record.document.get("title").and_then(Value::as_str).unwrap_or("").to_owned(),
                saved_at: record.saved_at,
            }),
            None => {
                let aside = format!("{ASIDE}{id}");
                // only once it is safe elsewhere does it leave its place
                if shelf.put(&aside, &text).is_ok() {
                    shelf.remove(&key);
                }
                found.set_aside.push(aside);
            }
        }
    }
    found.kept.sort_by(|a, b| b.saved_at.cmp(&a.saved_at).then(a.id.cmp(&b.id)));
    found
}

/// Everything that was ever set aside, with its text.
pub fn set_aside(shelf: &dyn Shelf) -> Vec<(String, String)> {
    let aside = |key: String| key.starts_with(ASIDE).then(|| shelf.get(&key).map(|text| (key, text))).flatten();
    shelf.keys().into_iter().filter_map(aside).collect()
}

/// Takes a scenario from the shelf.
pub fn take(shelf: &dyn Shelf, id: &str) -> Option<Document> {
    read_record(&shelf.get(&format!("{KEPT}{id}"))?).map(|record| Document::new(record.document))
}

/// Keeps a scenario, one revision on.
///
/// # Errors
/// The shelf is full or refuses; what was kept before stays.
pub fn keep(shelf: &dyn Shelf, id: &str, document: &Document, now: &str) -> Result<(), NotKept> {
    let key = format!("{KEPT}{id}");
    let before = shelf.get(&key).and_then(|text| read_record(&text)).map_or(0, |record| record.revision);
    let record = Record {
        app: "informed-choice".into(),
        version: env!("CARGO_PKG_VERSION").into(),
        saved_at: now.into(),
        revision: before + 1,
        checksum: checksum(document.value().to_string().as_bytes()),
        document: document.value().clone(),
    };
    let text = serde_json::to_string(&record).map_err(|_| NotKept::Refused)?;
    shelf.put(&key, &text)
}

/// Forgets a scenario.
pub fn forget(shelf: &dyn Shelf, id: &str) {
    shelf.remove(&format!("{KEPT}{id}"));
}

/// The scenario that was open last.
pub fn current(shelf: &dyn Shelf) -> Option<String> {
    shelf.get(CURRENT)
}

/// Remembers which scenario is open. Not being able to is no loss.
pub fn set_current(shelf: &dyn Shelf, id: &str) {
    let _ = shelf.put(CURRENT, id);
}

/// An id that no kept scenario has: `scenario-3`.
pub fn new_id(shelf: &dyn Shelf) -> String {
    let taken = shelf.keys();
    let free = |n: &u32| !taken.iter().any(|key| key.rsplit('/').next() == Some(format!("scenario-{n}").as_str()));
    format!("scenario-{}", (1..).find(free).unwrap_or(1))
}

fn read_record(text: &str) -> Option<Record> {
    let record: Record = serde_json::from_str(text).ok()?;
    let whole = checksum(record.document.to_string().as_bytes()) == record.checksum;
    (whole && record.app == "informed-choice" && crate::model::field_faults(&record.document).is_empty())
        .then_some(record)
}

/// A shelf in memory, gone with the page.
#[derive(Debug, Default)]
pub struct Memory(std::sync::Mutex<std::collections::BTreeMap<String, String>>);

impl Memory {
    fn with<T>(&self, act: impl FnOnce(&mut std::collections::BTreeMap<String, String>) -> T) -> T {
        match self.0.lock() {
            Ok(mut texts) => act(&mut texts),
            Err(poisoned) => act(&mut poisoned.into_inner()),
        }
    }
}

impl Shelf for Memory {
    fn get(&self, key: &str) -> Option<String> {
        self.with(|texts| texts.get(key).cloned())
    }
    fn put(&self, key: &str, text: &str) -> Result<(), NotKept> {
        self.with(|texts| texts.insert(key.to_owned(), text.to_owned()));
        Ok(())
    }
    fn remove(&self, key: &str) {
        self.with(|texts| texts.remove(key));
    }
    fn keys(&self) -> Vec<String> {
        self.with(|texts| texts.keys().cloned().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::PRESETS;

    #[test]
    fn what_is_kept_is_taken_again() {
        let shelf = Memory::default();
        let document = PRESETS[0].document();
        let id = new_id(&shelf);
        keep(&shelf, &id, &document, "2026-11-25T10:00").unwrap();
        assert_eq!(take(&shelf, &id), Some(document));
        assert_eq!(new_id(&shelf), "scenario-2");
        assert_eq!(look(&shelf).kept[0].title, "East Midlands support services");
        forget(&shelf, &id);
        assert_eq!(look(&shelf), Found::default());
    }

    #[test]
    fn damaged_records_are_set_aside_as_they_are() {
        let shelf = Memory::default();
        keep(&shelf, "good", &PRESETS[1].document(), "now").unwrap();
        let good = shelf.get("informed-choice/scenario/good").unwrap();
        let changed = good.replace("Norfolk", "Norwich");
        for (id, text) in [("a", "{}"), ("b", "null"), ("c", &good[..good.len() / 2]), ("d", &changed), ("e", "")] {
            shelf.put(&format!("informed-choice/scenario/{id}"), text).unwrap();
        }
        let found = look(&shelf);
        assert_eq!((found.kept.len(), found.set_aside.len()), (1, 5));
        assert!(set_aside(&shelf).iter().any(|(_, text)| *text == changed), "as it was, to the letter");
        assert_eq!(look(&shelf).set_aside, Vec::<String>::new(), "and only once");
    }

    #[test]
    fn a_full_shelf_loses_nothing() {
        struct Full(Memory);
        impl Shelf for Full {
            fn get(&self, key: &str) -> Option<String> {
                self.0.get(key)
            }
            fn put(&self, _: &str, _: &str) -> Result<(), NotKept> {
                Err(NotKept::Refused)
            }
            fn remove(&self, key: &str) {
                self.0.remove(key);
            }
            fn keys(&self) -> Vec<String> {
                self.0.keys()
            }
        }
        let shelf = Full(Memory::default());
        shelf.0.put("informed-choice/scenario/a", "broken").unwrap();
        look(&shelf);
        assert_eq!(
            shelf.get("informed-choice/scenario/a").as_deref(),
            Some("broken"),
            "it could not be set aside, so it stays"
        );
        assert!(keep(&shelf, "b", &PRESETS[0].document(), "now").is_err());
    }
}
