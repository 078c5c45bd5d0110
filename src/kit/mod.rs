//! What pages are made of: fields, tables, tiles, sums, texts to copy.

pub mod accounts;
pub mod disclosure;
pub mod entries;
pub mod entry_box;
pub mod field;
pub mod file_box;
pub mod focus;
pub mod force_tiles;
pub mod form;
pub mod members;
pub mod opened_sum;
pub mod pasting;
pub mod place;
pub mod rows_table;
pub mod sum_table;
pub mod sum_view;
pub mod table_box;
pub mod table_copy;
pub mod take_in;
pub mod ticks;
pub mod tiles;
pub mod words;
