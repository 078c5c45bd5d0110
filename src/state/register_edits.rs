//! Changes of the register: kept at once, undone step by step, shared between tabs.

use crate::exchange::library::NotKept;
use crate::exchange::register;
use crate::model::{Register, RegisterChange};
use crate::state::{State, browser};
use leptos::prelude::*;
use std::sync::Arc;

const FULL: &str = "This browser did not keep the register of arrangements: its space for this site may be full. It stands here until you close the page: save it as a file under Arrangements, or delete scenarios that you no longer need.";
const ELSEWHERE: &str = "The register of arrangements was changed in another tab at the same moment and is not kept yet: change it once more, or save it as a file under Arrangements.";
const SET_ASIDE: &str = "The register of arrangements that was kept here could not be read. It was set aside as it is, under Scenarios; nothing was overwritten.";
/// Steps that can be taken back.
const STEPS_KEPT: usize = 100;

impl State {
    /// Changes the register and keeps it; says why it could not, which stands in the notice too.
    pub fn change_register(&self, change: RegisterChange) -> Option<String> {
        if change.is_empty() {
            return None;
        }
        if self.is_fixed() {
            self.notice.set(Some(crate::state::FIXED.into()));
            return Some(crate::state::FIXED.into());
        }
        let error = self.keep_register(&|register| change.apply(register));
        self.arrangements.done.update(|done| {
            done.push(change);
            if done.len() > STEPS_KEPT {
                done.remove(0);
            }
        });
        error
    }

    /// Takes the last change of the register back.
    pub fn undo_register(&self) {
        let Some(change) = self.arrangements.done.try_update(Vec::pop).flatten() else { return };
        let error = self.keep_register(&|register| change.revert(register));
        let undone = format!("Undone: {}", change.what);
        self.notice.set(Some(error.map_or_else(|| undone.clone(), |error| format!("{undone}. {error}"))));
    }

    /// Makes a change to the register and keeps it; where another tab kept another one in the meantime, to that. Says why it
    /// could not be kept.
    fn keep_register(&self, change: &dyn Fn(&mut Register)) -> Option<String> {
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
        // what cannot be kept still stands until the page is closed
        let error = match kept {
            Ok(revision) => {
                held.revision.set_value(revision);
                None
            }
            Err(NotKept::Refused) => Some(FULL.to_owned()),
            Err(NotKept::Elsewhere) => Some(ELSEWHERE.to_owned()),
        };
        held.unkept.set_value(error.is_some());
        if error.is_some() {
            self.notice.set(error.clone());
        }
        held.register.set(Arc::new(now));
        self.shelf_changed.update(|n| *n += 1);
        error
    }

    /// Reads the register that is kept. Where it could not be read it was set aside, which is said.
    pub fn open_register(&self) {
        let taken = self.with_shelf(register::take);
        self.arrangements.revision.set_value(taken.revision);
        self.arrangements.register.set(Arc::new(taken.register));
        if taken.set_aside {
            let said = self.notice.get_untracked().map(|said| format!("{said} "));
            self.notice.set(Some(format!("{}{SET_ASIDE}", said.unwrap_or_default())));
        }
    }

    /// Forgets the register, with all that is kept.
    pub fn drop_register(&self) {
        self.arrangements.unkept.set_value(false);
        self.take_register();
    }

    /// Takes the register from the shelf again: another tab kept one, or one was put back. What could not be kept here goes to
    /// it, and is kept if there is room now.
    pub fn take_register(&self) {
        let mut taken = self.with_shelf(register::take);
        if self.arrangements.unkept.get_value() {
            let here = (*self.arrangements.register.get_untracked()).clone();
            register::merge(&taken.register, here).change.apply(&mut taken.register);
            self.arrangements.revision.set_value(taken.revision);
            let merged = taken.register;
            self.keep_register(&|register| *register = merged.clone());
            return;
        }
        self.arrangements.revision.set_value(taken.revision);
        if *self.arrangements.register.get_untracked() != taken.register {
            self.arrangements.done.set(Vec::new());
            self.arrangements.register.set(Arc::new(taken.register));
        }
    }
}
