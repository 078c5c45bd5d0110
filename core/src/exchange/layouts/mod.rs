//! Tables in the layouts in which figures of forces are published and kept, each known by its heads.
//!
//! A reader makes one long table of its sheet: whose figure, of what, of when. What it goes to is then chosen on screen,
//! and nothing is put anywhere before that. What a layout holds beside figures of the scenario's partners is counted, not
//! dropped without a word.

mod analysis;
mod establishment;
pub mod goals;
mod marks;
mod matrix;
mod sheet;
mod spend;
mod workforce;

use super::grid::Grid;
use crate::model::Document;
pub use goals::{Choices, Goal, guess, offered, take};

/// A layout that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// Home Office workforce open data: a line for each force, date, kind of worker and function.
    Workforce,
    /// Objective analysis and value for money profiles: functions down or across, people and money.
    Analysis,
    /// An establishment list: a line a post.
    Establishment,
    /// Payments over a threshold: a line a payment.
    Spend,
    /// Prices of items, a column a partner.
    Prices,
    /// One figure of each partner, a column a year.
    Years,
}

impl Layout {
    /// Whether money that it holds may be in thousands or millions.
    pub const fn has_money(self) -> bool {
        matches!(self, Layout::Analysis | Layout::Spend | Layout::Years)
    }

    /// What the tool takes the table for.
    pub const fn words(self) -> &'static str {
        match self {
            Layout::Workforce => {
                "people in post by force, date, kind of worker and function, as the Home Office publishes them"
            }
            Layout::Analysis => {
                "cost and people by function, as objective analysis and value for money profiles have them"
            }
            Layout::Establishment => "an establishment list with a line for each post",
            Layout::Spend => "payments by supplier, a line for each",
            Layout::Prices => "prices of items, with a column for each partner",
            Layout::Years => "figures of partners, with a column for each year",
        }
    }
}

/// What a figure of a published table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measure {
    /// Posts, full-time equivalents.
    Posts,
    /// Posts in all, where its kinds stand beside it.
    AllPosts,
    /// Gross cost, pounds a year.
    Gross,
    /// Income, pounds a year.
    Income,
    /// Net cost, pounds a year.
    Net,
    /// Pay, pounds a year.
    Pay,
    /// Posts that the pay is for.
    PaidPosts,
    /// Police officers of the whole force.
    Officers,
    /// Staff of the whole force.
    Staff,
    /// What was paid, pounds.
    Paid,
    /// The price of one.
    Price,
    /// Whatever the reader of the table says that it is.
    Figure,
}

/// A figure of a published table.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// The line that it stands in, as a spreadsheet counts.
    pub line: usize,
    /// The partner, by id; none where no column says whose it is.
    pub partner: Option<String>,
    /// Its function, category or item, by place among the groups.
    pub group: usize,
    /// Its date, by place among the periods.
    pub period: Option<usize>,
    /// What it is.
    pub measure: Measure,
    /// The figure, money as it stands in the table.
    pub value: f64,
}

/// A published table as one long one.
#[derive(Debug, Clone, PartialEq)]
pub struct LongTable {
    /// How it was read.
    pub layout: Layout,
    /// Functions, categories or items, in the order in which they come.
    pub groups: Vec<String>,
    /// Dates or years, from the earliest.
    pub periods: Vec<String>,
    /// Figures of partners.
    pub facts: Vec<Fact>,
    /// Lines that were read below the heads.
    pub lines: usize,
    /// What its money is in, as it says.
    pub scale: super::scaling::Scale,
    /// Whether it does not say whose its figures are.
    pub of_one: bool,
    /// Months from the first payment to the last, where it is one of payments.
    pub months: Option<u32>,
    /// What was not read, and why.
    pub left: Vec<String>,
    /// What the reader should know.
    pub remarks: Vec<String>,
}

/// A table in one of the layouts; none where it is in none of them.
pub fn read(document: &Document, grid: &Grid) -> Option<LongTable> {
    workforce::read(document, grid)
        .or_else(|| establishment::read(document, grid))
        .or_else(|| spend::read(document, grid))
        .or_else(|| analysis::read(document, grid))
        .or_else(|| matrix::read(document, grid))
}
