//! The scenarios that are kept: records with a checksum on a shelf of texts by key.
//!
//! What cannot be read is set aside untouched, never overwritten and never taken for a default.

use super::link::checksum;
use super::shelf::{ASIDE, free_aside};
pub use super::shelf::{NotKept, Shelf};
use crate::model::Document;
use serde::{Deserialize, Serialize};
use serde_json::Value;

const KEPT: &str = "informed-choice/scenario/";
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
    /// Its key in the browser.
    pub id: String,
    /// Its title.
    pub title: String,
    /// When it was last saved, as the page shows it.
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
                let aside = free_aside(shelf, id, &text);
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
    take_with_revision(shelf, id).map(|(document, _)| document)
}

/// A scenario with the number of times that it was kept.
pub fn take_with_revision(shelf: &dyn Shelf, id: &str) -> Option<(Document, u64)> {
    read_record(&shelf.get(&format!("{KEPT}{id}"))?).map(|record| (Document::new(record.document), record.revision))
}

/// The id of the scenario that is kept under a key of the shelf.
pub fn id_of_key(key: &str) -> Option<&str> {
    key.strip_prefix(KEPT)
}

/// Keeps a scenario, one revision on, and says which that is. `known` is the revision that the change was made to:
/// where another was kept in the meantime, nothing is overwritten.
///
/// # Errors
/// The shelf is full or refuses, or holds another revision; what was kept before stays.
pub fn keep(shelf: &dyn Shelf, id: &str, document: &Document, now: &str, known: Option<u64>) -> Result<u64, NotKept> {
    let key = format!("{KEPT}{id}");
    let there = shelf.get(&key).and_then(|text| read_record(&text));
    let before = there.as_ref().map_or(0, |record| record.revision);
    if there.is_some_and(|record| record.document == *document.value()) {
        // nothing changed: another tab has nothing to follow
        return Ok(before);
    }
    if known.is_some_and(|known| before > known) {
        return Err(NotKept::Elsewhere);
    }
    let record = Record {
        app: "informed-choice".into(),
        version: env!("CARGO_PKG_VERSION").into(),
        saved_at: now.into(),
        revision: before + 1,
        checksum: checksum(document.value().to_string().as_bytes()),
        document: document.value().clone(),
    };
    let text = serde_json::to_string(&record).map_err(|_| NotKept::Refused)?;
    shelf.put(&key, &text).map(|()| record.revision)
}

/// Forgets everything that this tool ever kept here, and gives it, key by key, so that it can be put back.
pub fn forget_everything(shelf: &dyn Shelf) -> Vec<(String, String)> {
    let own = shelf.keys().into_iter().filter(|key| key.starts_with("informed-choice/"));
    let all: Vec<(String, String)> = own.filter_map(|key| shelf.get(&key).map(|text| (key, text))).collect();
    all.iter().for_each(|(key, _)| shelf.remove(key));
    all
}

/// Puts back what was forgotten. Where something else stands in its place by now, it gets a place of its own.
///
/// # Errors
/// The shelf is full or refuses.
pub fn put_back(shelf: &dyn Shelf, all: &[(String, String)]) -> Result<(), NotKept> {
    for (key, text) in all {
        let taken = shelf.get(key).is_some_and(|there| there != *text);
        if taken && key == super::register::KEY {
            super::register::put_back(shelf, text)?;
            continue;
        }
        let key = match (taken, key.strip_prefix(KEPT), key.strip_prefix(ASIDE)) {
            (false, ..) => key.clone(),
            (true, Some(_), _) => format!("{KEPT}{}", new_id(shelf)),
            (true, _, Some(id)) => free_aside(shelf, id, text),
            // which scenario is open is said by now
            _ => continue,
        };
        shelf.put(&key, text)?;
    }
    Ok(())
}

/// Every readable scenario in full, the last saved first.
pub fn everything(shelf: &dyn Shelf) -> Vec<Document> {
    look(shelf).kept.iter().filter_map(|kept| take(shelf, &kept.id)).collect()
}

/// How many characters this tool keeps here.
pub fn size(shelf: &dyn Shelf) -> usize {
    let own = shelf.keys().into_iter().filter(|key| key.starts_with("informed-choice/"));
    own.map(|key| key.len() + shelf.get(&key).map_or(0, |text| text.len())).sum()
}

/// Forgets a scenario, and gives it so that it can be put back.
pub fn forget(shelf: &dyn Shelf, id: &str) -> Vec<(String, String)> {
    let key = format!("{KEPT}{id}");
    let text = shelf.get(&key);
    shelf.remove(&key);
    text.map(|text| (key, text)).into_iter().collect()
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
        assert_eq!(keep(&shelf, &id, &document, "2026-11-25T10:00", None), Ok(1));
        assert_eq!(take(&shelf, &id), Some(document));
        assert_eq!(new_id(&shelf), "scenario-2");
        assert_eq!(look(&shelf).kept[0].title, "East Midlands support services");
        forget(&shelf, &id);
        assert_eq!(look(&shelf), Found::default());
    }

    #[test]
    fn damaged_records_are_set_aside_as_they_are() {
        let shelf = Memory::default();
        keep(&shelf, "good", &PRESETS[1].document(), "now", None).unwrap();
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
    fn what_is_set_aside_is_never_overwritten() {
        let shelf = Memory::default();
        for broken in ["first", "second", "second"] {
            shelf.put("informed-choice/scenario/a", broken).unwrap();
            look(&shelf);
        }
        let texts: Vec<String> = set_aside(&shelf).into_iter().map(|(_, text)| text).collect();
        assert_eq!(texts, ["first", "second"]);
    }

    #[test]
    fn two_tabs_never_overwrite_each_other() {
        let shelf = Memory::default();
        let (mine, theirs) = (PRESETS[0].document(), PRESETS[1].document());
        assert_eq!(keep(&shelf, "a", &mine, "now", None), Ok(1));
        assert_eq!(keep(&shelf, "a", &theirs, "now", Some(1)), Ok(2));
        assert_eq!(keep(&shelf, "a", &mine, "now", Some(1)), Err(NotKept::Elsewhere));
        assert_eq!(take_with_revision(&shelf, "a"), Some((theirs, 2)));
        assert_eq!(keep(&shelf, "a", &mine, "now", Some(2)), Ok(3));
        assert_eq!(keep(&shelf, "a", &mine, "again", Some(1)), Ok(3), "the same is no conflict and no revision");
        shelf.put("somebody-else", "kept").unwrap();
        assert!(size(&shelf) > 100);
        let all = forget_everything(&shelf);
        assert_eq!(shelf.keys(), ["somebody-else"]);
        // what was made since stays where it is
        let since = PRESETS[2].document();
        assert_eq!(keep(&shelf, "a", &since, "later", Some(0)), Ok(1));
        put_back(&shelf, &all).unwrap();
        assert_eq!(take(&shelf, "a"), Some(since));
        assert_eq!(take(&shelf, "scenario-1"), Some(mine));
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
        assert_eq!(keep(&shelf, "b", &PRESETS[0].document(), "now", None), Err(NotKept::Refused));
    }
}
