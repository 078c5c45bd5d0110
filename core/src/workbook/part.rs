//! What each service and category gives to the sheets that follow from it.

use super::book::Series;
use super::formula::{At, Formula};

/// What a service or category gives to the totals and to each partner.
#[derive(Debug, Clone)]
pub(super) struct Part {
    pub list: &'static str,
    pub id: String,
    pub name: String,
    /// By year, all members together.
    pub net: Series,
    pub one_off: Series,
    pub grant: Option<Series>,
    /// What it costs by year with and without sharing; of buying what is saved, and the fee.
    pub without: Series,
    pub with: Series,
    /// The first year of full effect, as an index.
    pub settled: At,
    /// Present value of redundancy, where there is any.
    pub redundancy: Option<At>,
    /// Part that can leave the budget.
    pub cashable: Option<Formula>,
    /// Part of its posts that are police officers.
    pub officers: Option<Formula>,
    pub posts: Option<Series>,
    /// What a shared unit costs by year.
    pub pool: Option<Series>,
    pub members: Vec<PartMember>,
    /// What a smaller group of its members is worked out from.
    pub inner: Inner,
}

/// What the value of a group is worked out from.
#[derive(Debug, Clone)]
pub(super) enum Inner {
    Service(Box<ServiceInner>),
    Buying(Box<BuyingInner>),
}

/// A service's rows that a group's sums use.
#[derive(Debug, Clone)]
pub(super) struct ServiceInner {
    pub course: KeptCourse,
    pub measured: At,
    pub members: Vec<KeptMember>,
}

/// How a service comes about, by the rows of its sheet.
#[derive(Debug, Clone)]
pub(super) struct KeptCourse {
    pub saved: Series,
    pub converged: Series,
    pub live: Series,
    pub starts: Series,
    pub programme: Series,
    pub per_partner: Series,
    pub grant: Series,
    pub redundancy_each: At,
    pub complete: At,
}

/// A member's figures and rows.
#[derive(Debug, Clone)]
pub(super) struct KeptMember {
    pub partner: usize,
    pub name: String,
    pub today: At,
    pub driver: At,
    pub unit: At,
    pub key: At,
    pub cost: Series,
    pub non_pay: Series,
    pub pay: Series,
    pub posts: Series,
    pub stranded: Series,
}

/// A category's rows that a group's sums use.
#[derive(Debug, Clone)]
pub(super) struct BuyingInner {
    pub saved: Series,
    pub set_up: Series,
    pub complete: At,
    pub measured: At,
    pub buyers: Vec<KeptBuyer>,
    /// Where prices that are paid stand, by item and buyer.
    pub prices: Vec<(Column, Stands)>,
}

/// A buyer's figures.
#[derive(Debug, Clone)]
pub(super) struct KeptBuyer {
    pub partner: usize,
    pub id: String,
    pub name: String,
    pub reached: At,
    pub items: Vec<(Formula, Formula)>,
    pub key: At,
}

/// What a member's part of it is.
#[derive(Debug, Clone)]
pub(super) struct PartMember {
    pub partner: usize,
    pub net: Series,
    pub one_off: Series,
    /// What it pays a year without sharing, or saves by buying; and what it is charged.
    pub without: Series,
    pub with: Series,
    /// Posts that it no longer needs.
    pub released: Option<Series>,
    /// What it could reach alone by year, by converging and as entered, and what that is worth today.
    pub by_itself: Option<[Series; 2]>,
    pub alone: Option<At>,
    pub key: At,
}

/// Where a figure of a line stands: in a column that it is written into, or in a cell that has it already.
#[derive(Debug, Clone)]
pub(super) enum Stands {
    In(u16),
    At(At),
}

/// A column of a table of groups: the item, what it is and whose, as the method labels it.
pub(super) type Column = (String, String, String);
