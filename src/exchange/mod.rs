//! Getting scenarios and the register of arrangements in and out: links, storage, files and the twin's JSON.

mod codec1;
mod codec2;
pub mod comparison;
pub mod crossing;
pub mod files;
pub mod frame;
pub mod library;
pub mod link;
pub mod mapping;
pub mod register;
pub mod register_table;
pub mod tables;
mod thin;
pub mod twin;
#[cfg(feature = "workbook")]
pub mod xlsx;
#[cfg(feature = "workbook")]
pub mod xlsx_in;
