//! The page of Informed Choice: Leptos components without arithmetic, over the core in `core/`.

#[cfg(feature = "app")]
use informed_choice::{edits, engine, evidence, exchange, explain, model, workbook};

#[cfg(feature = "app")]
pub mod ui;
