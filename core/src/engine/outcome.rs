//! What the engine finds out: plain figures, by partner, service and category.

use crate::model::{FinancialYear, Fte, Pounds, Rate};

/// The outcome of a scenario. Lists by year start with the scenario's first year; lists of partners,
/// services and categories are in the scenario's order.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// The year of index 0.
    pub first_year: FinancialYear,
    /// Discount factor of each year.
    pub factors: Vec<f64>,
    /// All partners together.
    pub totals: Totals,
    /// One a partner.
    pub partners: Vec<PartnerOutcome>,
    /// One a shared service.
    pub services: Vec<ServiceOutcome>,
    /// One a category.
    pub procurement: Vec<CategoryOutcome>,
    /// What to know before believing it.
    pub warnings: Vec<super::doubts::Warning>,
}

/// All partners together. Balancing payments cancel here.
#[derive(Debug, Clone, PartialEq)]
pub struct Totals {
    /// Net present value of all that is shared.
    pub npv: Pounds,
    /// The part of it that is cash: without the present value of gains that cannot leave the budget. Method, section 11.
    pub npv_cash: Pounds,
    /// Social value: without transfers, which are redundancy pay and grant.
    pub npsv: Pounds,
    /// Year index of the first year at full effect; none where nothing is shared.
    pub full_year: Option<usize>,
    /// Saving of all services in the last year, real pounds, before grants.
    pub full_year_saving: Pounds,
    /// The part of it that can leave budgets.
    pub full_year_cash: Pounds,
    /// Parts of the full-year saving.
    pub full_year_services: Pounds,
    /// Saving of joint buying in the last year, net of fees.
    pub full_year_procurement: Pounds,
    /// Undiscounted, with procurement, before the grant.
    pub one_off: Pounds,
    /// All grants, undiscounted.
    pub grant: Pounds,
    /// Present value of gains for each pound of one-off cost; none where there is no cost.
    pub benefit_cost_ratio: Option<f64>,
    /// Present value of what recurs.
    pub pv_recurring: Pounds,
    /// Present value of one-off cost.
    pub pv_one_off: Pounds,
    /// Present value of grants.
    pub pv_grant: Pounds,
    /// Present value of redundancy pay, a transfer that social value leaves out.
    pub pv_redundancy: Pounds,
    /// Years from the start until the net is not below nothing for good; none where it never is.
    pub payback_years: Option<f64>,
    /// The same with discounted flows.
    pub discounted_payback_years: Option<f64>,
    /// Gain less one-off cost plus grant, by year.
    pub net_by_year: Vec<Pounds>,
    /// One-off cost, by year.
    pub one_off_by_year: Vec<Pounds>,
    /// Grants, by year.
    pub grant_by_year: Vec<Pounds>,
    /// Recurring saving by year from services and from procurement.
    pub services_by_year: Vec<Pounds>,
    /// Gain of joint buying, by year.
    pub procurement_by_year: Vec<Pounds>,
    /// Running total of the net.
    pub cumulative: Vec<Pounds>,
    /// What improving alone would reach, present value, all partners.
    pub alone: Pounds,
    /// Cost today of everything that is shared, a year, and posts in it.
    pub in_scope: Pounds,
    /// What is bought together, a year, as far as joint buying reaches.
    pub bought_in_scope: Pounds,
    /// Posts in the services that are shared, today.
    pub posts_in_scope: Fte,
    /// Posts no longer needed at the end of the horizon, and officers among them.
    pub posts: Fte,
    /// How many of the posts that go are police officers, who are redeployed.
    pub officers: Fte,
    /// The same in whole posts by partner and service: 0.4 of a post is not cash.
    pub whole_posts: f64,
}

/// One partner over everything it takes part in.
#[derive(Debug, Clone, PartialEq)]
pub struct PartnerOutcome {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// With its balancing payments.
    pub npv: Pounds,
    /// The part of that which is cash.
    pub npv_cash: Pounds,
    /// Σ net_i by year, after balancing payments: its present value is `npv`.
    pub net: Vec<Pounds>,
    /// A year's balancing payment that it makes (negative: receives).
    pub balancing: Pounds,
    /// What improving alone would reach, present value.
    pub alone: Pounds,
    /// Cumulative posts released by the end of each year.
    pub posts: Vec<Fte>,
    /// Whole posts that it loses in the last year: part of a post is not cash.
    pub whole_posts: f64,
    /// Whether it pays more than now at full effect.
    pub net_donor: bool,
    /// Whether its worth is below what it would be by itself.
    pub worse_than_alone: bool,
    /// Years in which it pays more than it would without sharing, balancing payments included.
    pub out_of_pocket: Vec<FinancialYear>,
    /// Recurring gain in the first year at full effect, without one-off cost and with balancing payments.
    pub full_year_net: Pounds,
    /// In that year: what its services would cost without sharing, its charge for them with cost left behind, and
    /// its gain from joint buying.
    pub full_year_cost: Pounds,
    /// What it is charged in the last year by all services.
    pub full_year_charge: Pounds,
    /// What it gains by joint buying in the last year.
    pub full_year_buying: Pounds,
    /// Its one-off cost, undiscounted.
    pub one_off: Pounds,
    /// Its grants, undiscounted.
    pub grant: Pounds,
}

/// One shared service.
#[derive(Debug, Clone, PartialEq)]
pub struct ServiceOutcome {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Whether it has two members or more; a service of one changes nothing.
    pub shared: bool,
    /// What it is worth to its members, present value.
    pub npv: Pounds,
    /// Gain less one-off cost plus grant, by year.
    pub net: Vec<Pounds>,
    /// Cost of the shared unit, by year; none before go-live.
    pub pool: Vec<Option<Pounds>>,
    /// One-off cost, by year.
    pub one_off: Vec<Pounds>,
    /// Posts fewer than without sharing, by year.
    pub posts: Vec<Fte>,
    /// Cost for a unit of its driver today; none without a driver.
    pub unit_cost_now: Option<Pounds>,
    /// The same in the last year.
    pub unit_cost_after: Option<Pounds>,
    /// Cost today, a year.
    pub cost_today: Pounds,
    /// Posts in it today.
    pub posts_today: Fte,
    /// Saving in the last year.
    pub full_year_saving: Pounds,
    /// The part of it that can leave budgets.
    pub full_year_cash: Pounds,
    /// The saving rate after scale and haircut, and the scale factor.
    pub rate: Rate,
    /// What its size does to the saving rate, a factor.
    pub scale: f64,
    /// The unit cost that members come down to.
    pub target: Option<Pounds>,
    /// Fewer services for less money: a cut, not a saving.
    pub is_cut: bool,
    /// Redundancy pay, undiscounted.
    pub redundancy: Pounds,
    /// Grants, undiscounted.
    pub grant: Pounds,
    /// Present value of what the key shares out: each member's part of it is its key's.
    pub keyed: Pounds,
    /// One a member, in the service's order.
    pub members: Vec<MemberOutcome>,
}

/// A member of a service.
#[derive(Debug, Clone, PartialEq)]
pub struct MemberOutcome {
    /// Its place in the list of partners.
    pub partner: usize,
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What the service costs it today, a year.
    pub cost_today: Pounds,
    /// The same for a unit of the driver; none without a driver.
    pub unit_cost: Option<Pounds>,
    /// Its part of what is shared out.
    pub key: Rate,
    /// The part of its cost that coming down to the target takes away.
    pub converging: Rate,
    /// What the service is worth to it, present value.
    pub npv: Pounds,
    /// Cost without sharing, by year.
    pub cost: Vec<Pounds>,
    /// What it is charged, by year.
    pub charge: Vec<Pounds>,
    /// Its one-off cost, by year.
    pub one_off: Vec<Pounds>,
    /// Its grant, by year.
    pub grant: Vec<Pounds>,
    /// Its gain less one-off cost plus grant, by year.
    pub net: Vec<Pounds>,
    /// Posts fewer than without sharing, by year.
    pub posts: Vec<Fte>,
    /// Cost left behind with it, by year.
    pub stranded: Vec<Pounds>,
    /// It has no such service today: what its own would cost, where that was entered.
    pub gains_service: bool,
    /// What its own service would cost a year, where it has none today.
    pub alone_cost: Option<Pounds>,
}

/// One category of joint buying.
#[derive(Debug, Clone, PartialEq)]
pub struct CategoryOutcome {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Whether two or more buy together.
    pub shared: bool,
    /// What it is worth to its buyers, present value.
    pub npv: Pounds,
    /// Saving less fee and one-off cost, by year.
    pub net: Vec<Pounds>,
    /// Before the framework's fee.
    pub saving: Vec<Pounds>,
    /// Fee of the framework, by year.
    pub fee: Vec<Pounds>,
    /// One-off cost, by year.
    pub one_off: Vec<Pounds>,
    /// Saving less fee in the last year.
    pub full_year_saving: Pounds,
    /// The saving rate on what can be bought together.
    pub rate: Rate,
    /// What its size does to the rate, a factor.
    pub scale: f64,
    /// Present value of what the key shares out: the one-off cost.
    pub keyed: Pounds,
    /// One a buyer, in the category's order.
    pub buyers: Vec<BuyerOutcome>,
    /// One an item, where prices are entered.
    pub items: Vec<ItemOutcome>,
}

/// A buyer in a category.
#[derive(Debug, Clone, PartialEq)]
pub struct BuyerOutcome {
    /// Its place in the list of partners.
    pub partner: usize,
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Spending that joint buying can reach.
    pub reached: Pounds,
    /// Its part of one-off cost.
    pub key: Rate,
    /// What the category is worth to it, present value.
    pub npv: Pounds,
    /// What it saves, by year.
    pub saving: Vec<Pounds>,
    /// Its fee, by year.
    pub fee: Vec<Pounds>,
    /// Its one-off cost, by year.
    pub one_off: Vec<Pounds>,
    /// Saving less fee and one-off cost, by year.
    pub net: Vec<Pounds>,
}

/// An item: what partners pay today and what they would pay.
#[derive(Debug, Clone, PartialEq)]
pub struct ItemOutcome {
    /// Its name.
    pub name: String,
    /// The lowest price that a buyer pays today.
    pub lowest: Option<Pounds>,
    /// The highest price that a buyer pays today.
    pub highest: Option<Pounds>,
    /// The price that all would pay.
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
