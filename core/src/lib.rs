//! The core of Informed Choice: what police forces in England and Wales would save, pay and risk by working together.
//!
//! It knows no browser. One direction: [`model`] (what the user describes, validated once) → [`method`] (each sum, once) → [`engine`] (pure functions
//! from scenario to outcome) → [`words`] (names and notes) → [`workbook`] (the method as formulas) → [`explain`] (the outcome
//! in words, and its sums) → [`exchange`] (links, files, storage). Beside them [`evidence`]: published figures and
//! reference data; and [`edits`]: changes that are more than one figure.
//!
//! ```
//! use informed_choice::engine::appraise;
//! use informed_choice::evidence::PRESETS;
//! use informed_choice::explain::headline;
//! use informed_choice::model::read;
//!
//! // two invented forces, from the scenarios to start from
//! let document = PRESETS.last().expect("there are examples").document();
//! let scenario = read(document.value()).expect("it is sound");
//! let outcome = appraise(&scenario);
//! // HR saves 2.4m × (20 % − 2 %), uniform £103,500
//! assert_eq!(outcome.totals.full_year_saving.whole(), "£535,500");
//! assert!(headline(&scenario, &outcome).text().contains("two forces would save £536,000 a year"));
//! ```

#![warn(missing_docs)]
// in tests one long story may be told in one function
#![cfg_attr(not(test), warn(clippy::too_many_lines))]

pub mod edits;
pub mod engine;
pub mod evidence;
pub mod exchange;
pub mod explain;
pub mod method;
pub mod model;
pub mod words;
pub mod workbook;
