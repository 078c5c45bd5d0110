//! From a scenario to its outcome: pure functions, no clock, no randomness, no web.
//!
//! The method is written out in `docs/method.md`; each file names the section that it computes.

mod appraise;
pub mod benefits;
pub mod big_picture;
pub mod cash;
pub mod collaborations;
pub mod consultation;
pub mod curves;
pub mod discounting;
mod doubts;
pub mod exit;
pub mod fair_shares;
mod flows;
pub mod incentive;
pub mod levels;
pub mod map_change;
pub mod market;
pub mod merger;
pub mod options;
mod outcome;
pub mod partner_search;
mod procurement;
pub mod readiness;
pub mod regions;
pub mod rounding;
mod shared_service;
pub mod soc;
pub mod staff_cost;
mod stream;
pub mod style;
mod switching;
pub mod unacceptable;
pub mod uncertainty;
pub mod variation;
pub(crate) mod warnings;
pub mod waves;

pub use appraise::appraise;
pub use doubts::{Doubt, OneOffEstimate, TRANSITION_RATIO, Warning};
pub use outcome::*;
pub use stream::fnv as fingerprint;
pub use switching::{Switching, switching_alone, switching_values};
