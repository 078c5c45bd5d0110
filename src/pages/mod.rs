//! The pages, a folder each.

pub mod account;
pub mod agreement;
pub mod arrangements;
pub mod compare;
pub mod embed;
pub mod evidence;
pub mod fair_shares;
pub mod find_partners;
pub mod how;
pub mod levels;
pub mod map;
pub mod market;
pub mod money;
pub mod options;
pub mod organised_crime;
pub mod paper;
pub mod partners;
pub mod procurement;
pub mod readiness;
pub mod risk;
pub mod scenarios;
pub mod services;
pub mod share;
pub mod start;
pub mod summary;
pub mod variation;
