//! What follows from the open scenario: its outcome and its fair shares.

use crate::engine::Outcome;
use crate::engine::fair_shares::FairShares;
use crate::model::Scenario;
use leptos::prelude::*;
use std::sync::Arc;

/// The last scenario that could be computed, with its outcome.
#[derive(Debug, Clone, PartialEq)]
pub struct Appraised {
    pub scenario: Arc<Scenario>,
    pub outcome: Outcome,
}

/// Fair shares of the last scenario that could be computed.
#[derive(Debug, Clone, PartialEq)]
pub struct Shared {
    pub one: Arc<Appraised>,
    pub fair: FairShares,
}

impl Shared {
    /// Whether these are the fair shares of a result, and not of an earlier one.
    pub fn is_of(&self, one: &Appraised) -> bool {
        std::ptr::eq(&raw const *self.one, one)
    }
}

/// The last good result, or nothing to show.
pub fn with_result<T: Default>(result: Memo<Option<Arc<Appraised>>>, show: impl FnOnce(&Appraised) -> T) -> T {
    result.with(|result| result.as_deref().map(show).unwrap_or_default())
}
