//! Changes that are more than one figure: partners, services and categories that come and go, payments that are adopted,
//! the section on organised crime. Each is a [`crate::model::Change`], made and taken back as one step.

pub mod alternatives;
pub mod entries;
pub mod fair;
pub mod first;
pub mod on_costs;
pub mod organised_crime;
pub mod precepts;
