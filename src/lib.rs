//! Informed Choice: what police forces in England and Wales would save, pay and risk by working
//! together.
//!
//! One direction: [`model`] (what the user describes, validated once) → [`engine`] (pure functions
//! from scenario to outcome) → [`explain`] (the outcome in words) → `ui` (Leptos components without
//! arithmetic). Beside them [`evidence`] (published figures and reference data) and [`exchange`]
//! (link and storage).

pub mod engine;
pub mod evidence;
pub mod exchange;
pub mod explain;
pub mod model;
#[cfg(feature = "app")]
pub mod ui;
pub mod workbook;
