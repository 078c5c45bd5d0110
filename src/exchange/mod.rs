//! Getting a scenario in and out: links, storage, files and the twin's JSON.

pub mod twin;
