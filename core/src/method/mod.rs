//! The sums of the method, each written once, for every way in which they are read.
//!
//! [`algebra`] is what they are written in. [`Numbers`] reads them as figures year by year, [`Coefficients`] as what has to
//! be multiplied by what is drawn; the workbook reads them as formulas.

mod algebra;
pub mod buying;
pub mod cash;
mod coefficients;
mod instead;
pub mod leaving;
mod numbers;
pub mod service;
pub mod size;

pub use algebra::{Algebra, Calendar, Choice, Inputs, Label, Measure, Place};
pub use coefficients::{Bends, Coefficients, Four, Poly, dot};
pub use instead::{Instead, Moved, Otherwise};
pub use numbers::{Numbers, at, median};
