//! The fair shares of the result as it stands.

use crate::state::{Shared, State};
use crate::workbook::has_fair_sheets;
use leptos::prelude::*;

/// Something read from the last fair shares.
pub fn with_shared<T>(page: State, read: impl FnOnce(&Shared) -> T) -> Option<T> {
    page.fair.with(|shared| shared.as_deref().map(read))
}

/// Whether the groups are few enough for sheets: then fair shares open to them.
pub fn has_groups(page: State) -> bool {
    page.result.with(|result| result.as_ref().is_some_and(|one| has_fair_sheets(&one.scenario)))
}
