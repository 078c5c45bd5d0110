//! What a fresh page opens: what the address holds, what was open last, or an empty scenario.

use crate::evidence;
use crate::exchange::frame::{Embedding, Part, page_asked};
use crate::exchange::library::{self, Found, Memory, Shelf};
use crate::exchange::{comparison, link};
use crate::model::{self, Document};
use crate::state::browser::{self, BrowserShelf, Keeps};
use crate::state::view::View;
use std::sync::Arc;

/// Said while it is so.
pub const LATER: &str = "This scenario was made by a later version of the tool: here it can be read, not changed or kept, and what that version adds is not shown. Open it where that version is.";

/// Said while it is so.
pub const FULL: &str = "The space that this browser has for this site is full: what is kept opens, and nothing that you change is kept. Save it as a file, copy the link under Share, or delete scenarios that you no longer need.";

/// Where the open scenario comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// Kept here under this id.
    Kept(String),
    /// From a link: nothing of the reader's is touched until it is kept.
    Shared,
}

/// What the page begins with, and what there is to say of it.
pub struct Opening {
    pub document: Document,
    pub origin: Origin,
    /// The other scenarios of a comparison.
    pub compared: Vec<Document>,
    pub embedding: Option<Embedding>,
    /// Made by a later version: to be read, not changed.
    pub read_only: bool,
    /// The revision of what was kept.
    pub revision: Option<u64>,
    pub storage: Keeps,
    pub shelf: Arc<dyn Shelf + Send + Sync>,
    /// What holds as long as the page is open.
    pub standing: Option<String>,
    pub notices: Vec<String>,
    address: String,
}

/// What an address holds.
#[derive(Default)]
struct Shared {
    document: Option<Document>,
    compared: Vec<Document>,
    read_only: bool,
}

impl Opening {
    /// Opens what the address holds, or what was open last, or an empty scenario.
    pub fn of_address() -> Opening {
        let storage = browser::storage();
        let shelf: Arc<dyn Shelf + Send + Sync> = match storage {
            Keeps::Works | Keeps::Full => Arc::new(BrowserShelf),
            Keeps::Refused => Arc::new(Memory::default()),
        };
        let found = library::look(&*shelf);
        let mut notices = set_aside(&found);
        let address = browser::address();
        let embedding = Embedding::of(&address);
        let shared = if let Some(found) = comparison::decode(&address) {
            opened_comparison(found, &mut notices)
        } else if link::holds_one(&address) {
            opened_link(&address, embedding.is_some(), &mut notices)
        } else {
            Shared::default()
        };
        if shared.document.is_none()
            && embedding.is_none()
            && (link::holds_one(&address) || comparison::decode(&address).is_some())
        {
            // what cannot be opened is said once
            browser::replace_address(&browser::bare_address());
        }
        if let Some(odd) = embedding.as_ref().filter(|one| !one.odd.is_empty()) {
            notices.push(format!(
                "The address asks for \u{201c}{}\u{201d}, which this tool does not know: it shows the summary, and nothing can be changed.",
                odd.odd.join("\u{201d} and \u{201c}")
            ));
        }
        let (document, origin, revision) = match shared.document {
            Some(document) => (document, Origin::Shared, None),
            None => opened_last(&*shelf, &found),
        };
        Opening {
            document,
            origin,
            compared: shared.compared,
            embedding,
            read_only: shared.read_only,
            revision,
            storage,
            shelf,
            standing: standing(storage),
            notices,
            address,
        }
    }

    /// The page that is shown first.
    pub fn view(&self) -> View {
        match &self.embedding {
            None if !self.compared.is_empty() => View::Compare,
            Some(one) if one.part == Part::Page => View::named(&one.page),
            Some(_) => View::Summary,
            None => match page_asked(&self.address) {
                Some(page) => View::named(&page),
                // who opens it cold is told what it is
                None if !self.address.contains("#/") && self.document == evidence::blank() => View::Start,
                None => View::of(&self.address),
            },
        }
    }
}

/// What is kept and could not be read, said.
fn set_aside(found: &Found) -> Vec<String> {
    let scenarios = match found.set_aside.len() {
        0 => None,
        1 => Some("A scenario".to_owned()),
        n => Some(format!("{n} scenarios")),
    };
    let scenarios = scenarios.map(|what| {
        format!(
            "{what} kept here could not be read. It was set aside as it is, under Scenarios; nothing was overwritten."
        )
    });
    scenarios.into_iter().collect()
}

fn standing(storage: Keeps) -> Option<String> {
    match storage {
        Keeps::Works => None,
        Keeps::Full => Some(FULL.to_owned()),
        Keeps::Refused => Some("This browser does not let this page keep anything. Your work lasts until you close it: copy the link under Share to keep it, and save the register of arrangements as a file.".to_owned()),
    }
}

fn opened_comparison(found: Result<Vec<link::Opened>, link::LinkError>, notices: &mut Vec<String>) -> Shared {
    let all = found
        .map_err(|error| error.to_string())
        .and_then(|all| all.into_iter().map(|one| readable(one.document)).collect::<Result<Vec<_>, String>>());
    match all {
        Ok(all) if all.iter().any(|(_, later)| *later) => {
            notices.push("One of the scenarios of this comparison was made by a later version of the tool. Open the comparison where that version is.".into());
            Shared::default()
        }
        Ok(all) => {
            let mut all = all.into_iter().map(|(document, _)| document);
            notices.push("This comparison was shared with you. It changes nothing of yours until you keep it.".into());
            Shared { document: all.next(), compared: all.collect(), read_only: false }
        }
        Err(message) => {
            notices.push(message);
            Shared::default()
        }
    }
}

fn opened_link(address: &str, framed: bool, notices: &mut Vec<String>) -> Shared {
    let found = link::dig(address).unwrap_or(Err(link::LinkError::Cut)).map_err(|error| error.to_string());
    let ((document, later), made_with) =
        match found.and_then(|shared| Ok((readable(shared.document)?, shared.made_with))) {
            Ok(found) => found,
            Err(message) => {
                notices.push(message);
                return Shared::default();
            }
        };
    if later {
        notices.push(LATER.into());
    }
    if !framed {
        notices.push("This scenario was shared with you. It changes nothing of yours until you keep it.".into());
    }
    if let Some(other) = made_with.filter(|made| *made != link::made_with()) {
        notices.push(format!(
            "It was made with version {other} of the tool and its data; this is {}, so figures may differ.",
            link::made_with()
        ));
    }
    Shared { document: Some(document), compared: Vec::new(), read_only: later }
}

/// What was open last, or the first that is kept, or an empty scenario.
fn opened_last(shelf: &dyn Shelf, found: &Found) -> (Document, Origin, Option<u64>) {
    let last = library::current(shelf).or_else(|| found.kept.first().map(|kept| kept.id.clone()));
    let kept = last.and_then(|id| {
        let (document, at) = library::take_with_revision(shelf, &id)?;
        Some((document, Origin::Kept(id), Some(at)))
    });
    kept.unwrap_or_else(|| (evidence::blank(), Origin::Kept(library::new_id(shelf)), None))
}

/// A document that can be opened, and whether only to be read.
///
/// # Errors
/// What is wrong with it, as a sentence.
pub fn readable(document: Document) -> Result<(Document, bool), String> {
    if model::as_of_this_version(&document).is_some() {
        return Ok((document, true));
    }
    let faults = model::field_faults(document.value());
    match faults.first() {
        None => Ok((document, false)),
        Some(first) => Err(format!(
            "This scenario cannot be opened: {}{}.",
            first,
            match faults.len() {
                1 => String::new(),
                n => format!(" (and {} more)", n - 1),
            }
        )),
    }
}
