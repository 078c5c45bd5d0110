//! The register of arrangements as the page holds it: kept at once, undone step by step, shared between tabs.

use super::browser;
use super::state::State;
use crate::exchange::library::{NotKept, Shelf};
use crate::exchange::register;
use crate::model::{Month, Register, RegisterChange};
use leptos::prelude::*;
use std::sync::Arc;

/// Steps that can be taken back.
const STEPS_KEPT: usize = 100;

/// The register with what was done to it.
#[derive(Clone, Copy)]
pub struct Arrangements {
    pub register: RwSignal<Arc<Register>>,
    done: RwSignal<Vec<RegisterChange>>,
    revision: StoredValue<u64>,
    /// Whether what was kept could not be read.
    pub set_aside: bool,
}

impl Arrangements {
    /// Takes what is kept.
    pub fn open(shelf: &dyn Shelf) -> Arrangements {
        let taken = register::take(shelf);
        Arrangements {
            register: RwSignal::new(Arc::new(taken.register)),
            done: RwSignal::new(Vec::new()),
            revision: StoredValue::new(taken.revision),
            set_aside: taken.set_aside,
        }
    }

    /// What undo would take back.
    pub fn next_undo(&self) -> Option<String> {
        self.done.with(|done| done.last().map(|change| change.what.clone()))
    }
}

/// This month, as the browser's clock has it.
pub fn this_month() -> Month {
    Month::parse(browser::now().get(..7).unwrap_or_default()).unwrap_or_default()
}

impl State {
    /// Changes the register and keeps it.
    pub fn change_register(&self, change: RegisterChange) {
        if change.is_empty() {
            return;
        }
        self.keep_register(&|register| change.apply(register));
        self.arrangements.done.update(|done| {
            done.push(change);
            if done.len() > STEPS_KEPT {
                done.remove(0);
            }
        });
    }

    /// Takes the last change of the register back.
    pub fn undo_register(&self) {
        let Some(change) = self.arrangements.done.try_update(Vec::pop).flatten() else { return };
        self.keep_register(&|register| change.revert(register));
        self.notice.set(Some(format!("Undone: {}", change.what)));
    }

    /// Makes a change to the register and keeps it; where another tab kept another one in the meantime, to that.
    fn keep_register(&self, change: &dyn Fn(&mut Register)) {
        let held = self.arrangements;
        let mut now = (*held.register.get_untracked()).clone();
        change(&mut now);
        let kept = self.with_shelf(|shelf| register::keep(shelf, &now, &browser::now(), held.revision.get_value()));
        let kept = match kept {
            Err(NotKept::Elsewhere) => {
                let theirs = self.with_shelf(register::take);
                now = theirs.register;
                change(&mut now);
                self.with_shelf(|shelf| register::keep(shelf, &now, &browser::now(), theirs.revision))
            }
            other => other,
        };
        match kept {
            Ok(revision) => held.revision.set_value(revision),
            // what cannot be kept still stands until the page is closed
            Err(error) => self.notice.set(Some(error.to_string())),
        }
        held.register.set(Arc::new(now));
        self.shelf_changed.update(|n| *n += 1);
    }

    /// Takes the register from the shelf again: another tab kept one, or everything was deleted or put back.
    pub fn take_register(&self) {
        let taken = self.with_shelf(register::take);
        self.arrangements.revision.set_value(taken.revision);
        if *self.arrangements.register.get_untracked() != taken.register {
            self.arrangements.done.set(Vec::new());
            self.arrangements.register.set(Arc::new(taken.register));
        }
    }
}
