//! Getting a scenario in and out: links, storage and the twin's JSON.

mod codec1;
mod codec2;
pub mod comparison;
pub mod files;
pub mod frame;
pub mod library;
pub mod link;
pub mod tables;
mod thin;
pub mod twin;
