//! Fair shares: what every group is worth, what each partner adds, who would do better apart
//! (method, section 5).

mod blocking;
mod by_mask;
mod custom;
mod keys;
mod operational;
mod powers;
mod settle;
pub mod shapley;
pub mod stable;
mod subsets;
mod work;
mod worth;

pub use blocking::{Checked, Group};
pub use custom::as_percent;
pub use keys::{KeyColumn, full_year_fair, gains_by_key};
pub use operational::{Operational, OperationalForce, operational};
pub use settle::{Payment, payments, pays_a_year, stable_receives};
pub use work::{FairItem, FairPartner, FairShares, FairWork, NOTHING, StableTerms, fair_shares};
pub use worth::Worth;
