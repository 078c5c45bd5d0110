//! Getting a scenario in and out: links, storage and the twin's JSON.

pub mod library;
pub mod link;
pub mod twin;
