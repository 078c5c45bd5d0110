//! Getting scenarios and the register of arrangements in and out: links, storage, files and the twin's JSON.

pub mod account;
pub mod cash_table;
mod codec1;
mod codec2;
pub mod comparison;
pub mod contracts;
pub mod crossing;
pub mod files;
pub mod frame;
pub mod from_case;
pub mod from_market;
pub mod from_waves;
pub mod grid;
pub mod heads;
pub mod layouts;
pub mod library;
pub mod link;
pub mod mapping;
pub mod market;
pub mod names;
mod opened;
pub mod paste;
pub mod register;
pub mod register_table;
pub mod scaling;
#[cfg(feature = "workbook")]
mod sheet_marks;
mod shelf;
pub mod tables;
pub mod template;
mod thin;
pub mod twin;
#[cfg(feature = "workbook")]
pub mod xlsx;
#[cfg(feature = "workbook")]
pub mod xlsx_in;
