//! Where things are kept: texts by key, and a place for what could not be read.

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
    /// Somebody else kept it in the meantime: another tab.
    Elsewhere,
}

impl fmt::Display for NotKept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            NotKept::Refused => {
                "This browser did not keep the last change: its space for this site may be full. Copy the link, save it as a file, or delete scenarios that you no longer need"
            }
            NotKept::Elsewhere => "This scenario was changed in another tab",
        })
    }
}

pub(super) const ASIDE: &str = "informed-choice/set-aside/";

/// A place where nothing else was ever set aside.
pub(super) fn free_aside(shelf: &dyn Shelf, id: &str, text: &str) -> String {
    let first = format!("{ASIDE}{id}");
    let numbered = (2..).map(|n| format!("{ASIDE}{id}-{n}"));
    let free = |key: &String| shelf.get(key).is_none_or(|there| there == text);
    std::iter::once(first.clone()).chain(numbered).find(free).unwrap_or(first)
}
