//! The page: Leptos components that hold no arithmetic.

mod app;
mod browser;
mod charts;
mod disclosure;
mod edits;
mod evidence_page;
mod field;
mod how_page;
mod members;
mod partners_page;
mod procurement_page;
mod scenarios_page;
mod services_page;
mod share_page;
mod staff_help;
mod state;
mod sum_view;
mod summary_charts;
mod summary_page;

pub use app::App;
