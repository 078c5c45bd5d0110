//! The page of Informed Choice: Leptos components without arithmetic, over the core in `core/`.
#![cfg(feature = "app")]

use informed_choice::{edits, engine, evidence, exchange, explain, model, words, workbook};

pub mod chart;
pub mod frame;
pub mod kit;
pub mod pages;
pub mod parts;
pub mod state;
