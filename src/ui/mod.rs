//! The page: Leptos components that hold no arithmetic.

mod app;
mod browser;
mod charts;
mod custom_shares;
mod disclosure;
mod edits;
mod evidence_page;
mod fair_edits;
mod fair_page;
mod field;
mod find_page;
mod force_map;
mod how_page;
mod members;
mod partners_page;
mod procurement_page;
mod scenarios_page;
mod services_page;
mod share_page;
mod slices;
mod soc_edits;
mod soc_page;
mod staff_help;
mod state;
mod style_advice;
mod sum_view;
mod summary_charts;
mod summary_page;
mod weight_triangle;
mod work_balance;

pub use app::App;
