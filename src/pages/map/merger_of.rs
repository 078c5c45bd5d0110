//! What the parts of the page on mergers share.

use crate::engine::merger::MergerOutcome;
use crate::state::Appraised;
use std::sync::Arc;

/// A merger's outcome with what it is of.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct MergerOf {
    pub(super) one: Arc<Appraised>,
    pub(super) found: MergerOutcome,
}
