//! What the engine finds out: plain figures, by partner, service and category.

use crate::model::{FinancialYear, Fte, Pounds, Rate};

/// The outcome of a scenario. Lists by year start with the scenario's first year; lists of partners,
/// services and categories are in the scenario's order.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    pub first_year: FinancialYear,
    /// Discount factor of each year.
    pub factors: Vec<f64>,
    pub totals: Totals,
    pub partners: Vec<PartnerOutcome>,
    pub services: Vec<ServiceOutcome>,
    pub procurement: Vec<CategoryOutcome>,
    pub warnings: Vec<super::doubts::Warning>,
}

/// All partners together. Balancing payments cancel here.
#[derive(Debug, Clone, PartialEq)]
pub struct Totals {
    pub npv: Pounds,
    /// Social value: without transfers, which are redundancy pay and grant.
    pub npsv: Pounds,
    /// Year index of the first year at full effect; none where nothing is shared.
    pub full_year: Option<usize>,
    pub full_year_saving: Pounds,
    pub full_year_cash: Pounds,
    /// Parts of the full-year saving.
    pub full_year_services: Pounds,
    pub full_year_procurement: Pounds,
    /// Undiscounted, with procurement, before the grant.
    pub one_off: Pounds,
    pub grant: Pounds,
    pub benefit_cost_ratio: Option<f64>,
    pub pv_recurring: Pounds,
    pub pv_one_off: Pounds,
    pub pv_grant: Pounds,
    pub pv_redundancy: Pounds,
    pub payback_years: Option<f64>,
    pub discounted_payback_years: Option<f64>,
    pub net_by_year: Vec<Pounds>,
    pub one_off_by_year: Vec<Pounds>,
    pub grant_by_year: Vec<Pounds>,
    /// Recurring saving by year from services and from procurement.
    pub services_by_year: Vec<Pounds>,
    pub procurement_by_year: Vec<Pounds>,
    /// Running total of the net.
    pub cumulative: Vec<Pounds>,
    /// What improving alone would reach, present value, all partners.
    pub alone: Pounds,
    /// Cost today of everything that is shared, a year, and posts in it.
    pub in_scope: Pounds,
    /// What is bought together, a year, as far as joint buying reaches.
    pub bought_in_scope: Pounds,
    pub posts_in_scope: Fte,
    /// Posts no longer needed at the end of the horizon, and officers among them.
    pub posts: Fte,
    pub officers: Fte,
    /// The same in whole posts by partner and service: 0.4 of a post is not cash.
    pub whole_posts: f64,
}

/// One partner over everything it takes part in.
#[derive(Debug, Clone, PartialEq)]
pub struct PartnerOutcome {
    pub id: String,
    pub name: String,
    /// With its balancing payments.
    pub npv: Pounds,
    /// Σ net_i by year, after balancing payments: its present value is `npv`.
    pub net: Vec<Pounds>,
    /// A year's balancing payment that it makes (negative: receives).
    pub balancing: Pounds,
    /// What improving alone would reach, present value.
    pub alone: Pounds,
    /// Cumulative posts released by the end of each year.
    pub posts: Vec<Fte>,
    pub whole_posts: f64,
    pub net_donor: bool,
    pub worse_than_alone: bool,
    /// Years in which it pays more than it would without sharing, balancing payments included.
    pub out_of_pocket: Vec<FinancialYear>,
    /// Recurring gain in the first year at full effect, without one-off cost and with balancing payments.
    pub full_year_net: Pounds,
    /// In that year: what its services would cost without sharing, its charge for them with cost left behind, and
    /// its gain from joint buying.
    pub full_year_cost: Pounds,
    pub full_year_charge: Pounds,
    pub full_year_buying: Pounds,
    pub one_off: Pounds,
    pub grant: Pounds,
}

/// One shared service.
#[derive(Debug, Clone, PartialEq)]
pub struct ServiceOutcome {
    pub id: String,
    pub name: String,
    /// Whether it has two members or more; a service of one changes nothing.
    pub shared: bool,
    pub npv: Pounds,
    pub net: Vec<Pounds>,
    pub pool: Vec<Option<Pounds>>,
    pub one_off: Vec<Pounds>,
    pub posts: Vec<Fte>,
    pub unit_cost_now: Option<Pounds>,
    pub unit_cost_after: Option<Pounds>,
    /// Cost today, a year.
    pub cost_today: Pounds,
    pub posts_today: Fte,
    pub full_year_saving: Pounds,
    pub full_year_cash: Pounds,
    /// The saving rate after scale and haircut, and the scale factor.
    pub rate: Rate,
    pub scale: f64,
    /// The unit cost that members come down to.
    pub target: Option<Pounds>,
    /// Fewer services for less money: a cut, not a saving.
    pub is_cut: bool,
    pub redundancy: Pounds,
    pub grant: Pounds,
    /// Present value of what the key shares out: each member's part of it is its key's.
    pub keyed: Pounds,
    pub members: Vec<MemberOutcome>,
}

/// A member of a service.
#[derive(Debug, Clone, PartialEq)]
pub struct MemberOutcome {
    pub partner: usize,
    pub id: String,
    pub name: String,
    pub cost_today: Pounds,
    pub unit_cost: Option<Pounds>,
    pub key: Rate,
    pub converging: Rate,
    pub npv: Pounds,
    pub cost: Vec<Pounds>,
    pub charge: Vec<Pounds>,
    pub one_off: Vec<Pounds>,
    pub grant: Vec<Pounds>,
    pub net: Vec<Pounds>,
    pub posts: Vec<Fte>,
    pub stranded: Vec<Pounds>,
    /// It has no such service today: what its own would cost, where that was entered.
    pub gains_service: bool,
    pub alone_cost: Option<Pounds>,
}

/// One category of joint buying.
#[derive(Debug, Clone, PartialEq)]
pub struct CategoryOutcome {
    pub id: String,
    pub name: String,
    pub shared: bool,
    pub npv: Pounds,
    pub net: Vec<Pounds>,
    /// Before the framework's fee.
    pub saving: Vec<Pounds>,
    pub fee: Vec<Pounds>,
    pub one_off: Vec<Pounds>,
    pub full_year_saving: Pounds,
    pub rate: Rate,
    pub scale: f64,
    /// Present value of what the key shares out: the one-off cost.
    pub keyed: Pounds,
    pub buyers: Vec<BuyerOutcome>,
    pub items: Vec<ItemOutcome>,
}

/// A buyer in a category.
#[derive(Debug, Clone, PartialEq)]
pub struct BuyerOutcome {
    pub partner: usize,
    pub id: String,
    pub name: String,
    /// Spending that joint buying can reach.
    pub reached: Pounds,
    pub key: Rate,
    pub npv: Pounds,
    pub saving: Vec<Pounds>,
    pub fee: Vec<Pounds>,
    pub one_off: Vec<Pounds>,
    pub net: Vec<Pounds>,
}

/// An item: what partners pay today and what they would pay.
#[derive(Debug, Clone, PartialEq)]
pub struct ItemOutcome {
    pub name: String,
    pub lowest: Option<Pounds>,
    pub highest: Option<Pounds>,
    pub joint: Option<Pounds>,
}

impl Totals {
    /// Cost today, a year, of all that would be shared or bought together.
    pub fn spending_in_scope(&self) -> Pounds {
        self.in_scope + self.bought_in_scope
    }
}

impl Totals {
    /// What all save in each year, from services and from buying.
    pub fn saving_by_year(&self) -> Vec<Pounds> {
        self.services_by_year.iter().zip(&self.procurement_by_year).map(|(one, other)| *one + *other).collect()
    }
}

impl Outcome {
    /// Whether the partner at a place shares or buys anything with others.
    pub fn takes_part(&self, place: usize) -> bool {
        let member = |one: &ServiceOutcome| one.shared && one.members.iter().any(|member| member.partner == place);
        let buyer = |one: &CategoryOutcome| one.shared && one.buyers.iter().any(|buyer| buyer.partner == place);
        self.services.iter().any(member) || self.procurement.iter().any(buyer)
    }

    /// Whether anything at all is shared by two or more.
    pub fn shares_anything(&self) -> bool {
        self.totals.full_year.is_some()
    }

    /// The financial year of an index.
    pub fn year(&self, index: usize) -> FinancialYear {
        self.first_year.plus(index)
    }

    /// Partners who lose over the whole term.
    pub fn net_donors(&self) -> impl Iterator<Item = &PartnerOutcome> {
        self.partners.iter().filter(|partner| partner.net_donor)
    }
}
