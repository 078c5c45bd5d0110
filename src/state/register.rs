//! The register of arrangements as the page holds it: kept at once, undone step by step, shared between tabs.

use crate::model::{Month, Register, RegisterChange};
use crate::state::browser;
use leptos::prelude::*;
use std::sync::Arc;

/// The register with what was done to it.
#[derive(Clone, Copy)]
pub struct Arrangements {
    pub register: RwSignal<Arc<Register>>,
    pub(crate) done: RwSignal<Vec<RegisterChange>>,
    pub(crate) revision: StoredValue<u64>,
    /// Whether it stands here as it could not be kept.
    pub(crate) unkept: StoredValue<bool>,
}

impl Arrangements {
    /// None, until what is kept has been read.
    pub(super) fn new() -> Arrangements {
        Arrangements {
            register: RwSignal::new(Arc::new(Register::default())),
            done: RwSignal::new(Vec::new()),
            revision: StoredValue::new(0),
            unkept: StoredValue::new(false),
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
