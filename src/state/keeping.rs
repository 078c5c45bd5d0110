//! Keeping scenarios: after each change, against other tabs, in place of each other.

use crate::evidence;
use crate::exchange::library;
use crate::model::{Document, History};
use crate::state::LATER;
use crate::state::Origin;
use crate::state::State;
use crate::state::browser;
use crate::state::readable;
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use std::collections::BTreeMap;

/// What becomes of two tabs' changes to one scenario.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    KeepMine,
    TakeTheirs,
    KeepBoth,
}

/// Whether an address holds a scenario that was shared.
fn link_in(address: &str) -> bool {
    crate::exchange::link::holds_one(address)
}

impl State {
    pub(crate) fn keep_soon(&self) {
        let state = *self;
        self.unsaved.set_value(true);
        self.pending.set_value(Some(Timeout::new(400, move || state.keep_now())));
    }

    /// Keeps what waits to be kept, before the page goes. Where nothing waits, what is kept is not touched: another tab may
    /// have written it since.
    pub fn keep_waiting(&self) {
        if self.unsaved.try_get_value() == Some(true) {
            self.keep_now();
        }
    }

    /// Keeps the open scenario, unless it was shared and not yet taken over.
    pub fn keep_now(&self) {
        let Some(Origin::Kept(id)) = self.origin.try_get_untracked() else { return };
        let Some(document) = self.document.try_get_untracked() else { return };
        self.unsaved.set_value(false);
        // an empty scenario that nobody touched is not worth a place in the list
        if document == evidence::blank() && self.with_shelf(|shelf| library::take(shelf, &id)).is_none() {
            return;
        }
        if self.conflict.with_untracked(Option::is_some) {
            // somebody has to decide first: nothing of either side is overwritten
            return;
        }
        let known = self.revision.try_get_value().flatten();
        let kept = self.with_shelf(|shelf| {
            library::set_current(shelf, &id);
            library::keep(shelf, &id, &document, &browser::now(), known.or(Some(0)))
        });
        match kept {
            Ok(revision) => {
                self.revision.set_value(Some(revision));
                // what was there already proves no room
                if self.refused.get_untracked() && known != Some(revision) {
                    self.refused.set(false);
                    self.standing.set(None);
                }
                // what is kept needs the address no more
                if link_in(&browser::address()) {
                    self.show_address();
                }
                self.shelf_changed.update(|n| *n += 1);
            }
            Err(library::NotKept::Elsewhere) => {
                self.unsaved.set_value(true);
                self.conflict.set(self.with_shelf(|shelf| library::take(shelf, &id)));
            }
            Err(error) => {
                self.unsaved.set_value(true);
                self.refused.set(true);
                self.standing.set(Some(error.to_string()));
            }
        }
    }

    /// Another tab kept something: where nothing waits here, this tab follows; else somebody has to decide.
    pub fn kept_elsewhere(&self, key: &str) {
        self.shelf_changed.update(|n| *n += 1);
        if key == crate::exchange::register::KEY {
            // what is loaded later reads it when it comes
            if let Some(rest) = self.later.rest.get_untracked() {
                (rest.take_register)(self);
            }
            return;
        }
        let Some(Origin::Kept(id)) = self.origin.try_get_untracked() else { return };
        if library::id_of_key(key) != Some(&id) {
            return;
        }
        let Some((theirs, revision)) = self.with_shelf(|shelf| library::take_with_revision(shelf, &id)) else { return };
        if theirs == self.document.get_untracked() {
            self.revision.set_value(Some(revision));
        } else if self.unsaved.try_get_value() == Some(true) {
            self.conflict.set(Some(theirs));
        } else {
            self.revision.set_value(Some(revision));
            self.history.set(History::default());
            self.document.set(theirs);
            self.notice.set(Some("Brought up to date: this scenario was changed in another tab.".into()));
        }
    }

    /// Ends a conflict: keeps what this tab has, takes what the other kept, or keeps both.
    pub fn decide(&self, decision: Decision) {
        let Some(theirs) = self.conflict.get_untracked() else { return };
        self.conflict.set(None);
        let Origin::Kept(id) = self.origin.get_untracked() else { return };
        let now = self.with_shelf(|shelf| library::take_with_revision(shelf, &id)).map(|(_, revision)| revision);
        self.revision.set_value(now);
        match decision {
            Decision::KeepMine => self.keep_now(),
            Decision::TakeTheirs => {
                self.unsaved.set_value(false);
                self.history.set(History::default());
                self.document.set(theirs);
            }
            Decision::KeepBoth => {
                let own = self.with_shelf(library::new_id);
                self.revision.set_value(None);
                self.origin.set(Origin::Kept(own));
                self.keep_now();
                self.notice.set(Some("Kept both: this one is now a scenario of its own, under Scenarios.".into()));
            }
        }
    }

    /// Opens another scenario in place of this one, which is kept first.
    pub fn replace(&self, document: Document, origin: Origin) {
        self.keep_waiting();
        self.conflict.set(None);
        self.read_only.set(false);
        self.revision.set_value(match &origin {
            Origin::Kept(id) => self.with_shelf(|shelf| library::take_with_revision(shelf, id)).map(|(_, at)| at),
            Origin::Shared => None,
        });
        self.base.set(document.clone());
        self.history.set(History::default());
        self.misread.set(BTreeMap::new());
        browser::remember(&document.value().to_string());
        self.newer_left.set(false);
        self.document.set(document);
        self.origin.set(origin);
        self.notice.set(None);
        self.keep_now();
    }

    /// Opens a document of somebody else’s making, from a file or a pasted text, as a new kept scenario; one of a later
    /// version only to be read.
    ///
    /// # Errors
    /// What is wrong with it, as a sentence.
    pub fn open_foreign(&self, document: Document) -> Result<(), String> {
        let (document, later) = readable(document)?;
        if later {
            self.replace(document, Origin::Shared);
            self.read_only.set(true);
            self.notice.set(Some(LATER.into()));
        } else {
            self.open_new(document);
        }
        Ok(())
    }

    /// Opens a document as a new kept scenario.
    pub fn open_new(&self, document: Document) {
        self.keep_waiting();
        let id = self.with_shelf(library::new_id);
        self.replace(document, Origin::Kept(id));
    }

    /// An empty scenario in place of one that is deleted: what waited to be kept goes with it.
    pub fn start_empty(&self) {
        self.pending.set_value(None);
        self.unsaved.set_value(false);
        self.conflict.set(None);
        let id = self.with_shelf(library::new_id);
        self.replace(evidence::blank(), Origin::Kept(id));
        self.shelf_changed.update(|n| *n += 1);
    }

    /// Keeps a shared scenario as the reader's own.
    pub fn keep_shared(&self) {
        if self.read_only.get_untracked() {
            self.notice.set(Some(LATER.into()));
            return;
        }
        let id = self.with_shelf(library::new_id);
        self.revision.set_value(None);
        self.origin.set(Origin::Kept(id));
        self.keep_now();
        if !self.refused.get_untracked() {
            self.notice.set(Some("Kept under Scenarios in this browser.".into()));
        }
    }
}
