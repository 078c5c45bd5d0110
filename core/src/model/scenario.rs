//! The typed scenario that the engine reads: complete, within bounds, with every default filled in.
//!
//! It is only ever made by [`super::Scenario::read`]; field names are those of the file.

use super::quantity::{ByPartner, FinancialYear, Fte, Pounds, Rate};
use serde::Deserialize;

/// A proposed collaboration.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Scenario {
    /// Its title.
    pub title: String,
    /// The year of index 0.
    pub first_year: FinancialYear,
    /// How many years are looked at.
    pub years: usize,
    /// The rate a year by which later pounds count less.
    pub discount_rate: Rate,
    /// Who takes part.
    pub partners: Vec<Partner>,
    /// What is shared.
    pub services: Vec<Service>,
    /// What is bought together.
    pub procurement: Vec<Category>,
    /// Pounds a year that each partner pays (negative: receives).
    pub balancing: ByPartner<Pounds>,
    /// The three models against organised crime, where they are set up.
    pub soc: Option<super::soc::Soc>,
    /// How sure it is.
    pub uncertainty: super::risk::Uncertainty,
    /// What a cash plan needs beside the appraisal; method, section 11.
    pub cash: super::cash::CashTerms,
    /// Other means to the same end; method, section 13.
    pub options: Vec<super::alternatives::OtherMeans>,
    /// What may change the map.
    pub map: super::alternatives::MapChanges,
    /// A merger, where one is drawn.
    pub merger: Option<super::alternatives::Merger>,
    /// Terms of leaving.
    pub agreement: super::risk::Agreement,
    /// What is settled before it can begin.
    pub readiness: Option<super::surroundings::Readiness>,
    /// What is stated of levels of support.
    pub levels: Option<super::surroundings::Levels>,
    /// What the user changed in the public account.
    pub account: Option<super::surroundings::Account>,
    /// Sources that the user added.
    pub sources: Vec<super::surroundings::OwnSource>,
}

/// A force or other body.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Partner {
    /// Its id, which everything else names it by.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: PartnerKind,
    /// Its net revenue budget, pounds a year.
    pub budget: Pounds,
    /// Police officers.
    pub officers_fte: Fte,
    /// Police staff, with community support officers.
    pub staff_fte: Fte,
    /// Residents.
    pub population: f64,
}

/// What a partner is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartnerKind {
    /// A police force.
    Force,
    /// A council, the British Transport Police.
    Other,
}

/// A shared service with its own set of members.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Service {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// One of the kinds that the table of inputs offers.
    pub kind: String,
    /// How it is worked together.
    pub style: Style,
    /// Who shares it, by id.
    pub members: Vec<String>,
    /// Who hosts it, by id.
    pub host: Option<String>,
    /// What it costs each member today.
    pub baseline: ByPartner<Baseline>,
    /// Growth of pay and of other cost.
    pub real_growth: Growth,
    /// What members save by plans of their own.
    pub planned: ByPartner<Planned>,
    /// What it would cost a year those who have none today.
    pub alone_cost: ByPartner<Pounds>,
    /// What unit costs are compared by.
    pub driver: Driver,
    /// Where dear members come down to.
    pub convergence: Convergence,
    /// The part of its cost that sharing saves.
    pub saving: Range,
    /// The part of the saving that is doubted.
    pub haircut: Rate,
    /// The part of the saving that grows with size.
    pub scale_share: Rate,
    /// How cost grows with size: 1 is in proportion.
    pub scale_elasticity: f64,
    /// The group whose size the saving is entered for; all members where there is none.
    pub scale_reference: Option<Vec<String>>,
    /// The part of the saving that can leave the budget.
    pub cashable: Rate,
    /// The part of its cost that each could save by itself.
    pub alone_saving: Rate,
    /// The part of its posts that are police officers.
    pub officer_share: Rate,
    /// What running it together costs, a part of today's cost.
    pub overhead: Rate,
    /// Yearly cost of common terms and conditions, as a part of the members' pay.
    pub harmonisation: Rate,
    /// VAT on other cost that cannot be got back.
    pub irrecoverable_vat: Rate,
    /// Cost that stays with members for a while.
    pub stranded: Stranded,
    /// Index of the year in which it goes live.
    pub go_live: usize,
    /// Years until it works in full.
    pub ramp_years: usize,
    /// What getting there costs.
    pub one_off: OneOff,
    /// What costs are shared by.
    pub sharing: Sharing,
    /// Change in how much is delivered; below nothing is a cut.
    pub service_change: Rate,
    /// What gets better or worse beside the money.
    pub outcomes: Vec<OutcomeMeasure>,
    /// Work put in and got.
    pub demand: Demand,
    /// What speaks for one style or another.
    pub style_facts: StyleFacts,
}

/// What speaks for one style of working together or another; none where nobody has said.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
pub struct StyleFacts {
    /// Whether partners keep control.
    pub control: Option<Control>,
    /// Whether it is to last.
    pub lasts: Option<Lasts>,
    /// Whether it answers one threat.
    pub threat: Option<bool>,
    /// Whether one force leads.
    pub lead: Option<bool>,
    /// Whether it is less risky together.
    pub less_risky: Option<bool>,
}

/// Whether partners keep control of their people and assets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Control {
    /// They keep it.
    Keep,
    /// They give it up.
    Cede,
}

/// How long it is meant to last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lasts {
    /// For a short time.
    Short,
    /// For good.
    Lasting,
}

/// Who puts work in and who gets it, in the service's own units a year.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Demand {
    /// What a unit of work is called.
    pub unit: String,
    /// By how much more than it gets a partner may give: 0.1 is a tenth.
    pub bound: Option<Rate>,
    /// Units that each puts in.
    pub put_in: ByPartner<f64>,
    /// Units that each gets.
    pub got: ByPartner<f64>,
}

/// The report's five styles of working together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Style {
    /// An informal understanding.
    Handshake,
    /// A service bought by agreement.
    ServiceLevelAgreement,
    /// A joint unit for one purpose.
    JointInitiative,
    /// One force provides it for all.
    LeadAuthority,
    /// A joint body.
    JointVenture,
}

/// A style's word in the file.
pub const fn style_word(style: Style) -> &'static str {
    match style {
        Style::Handshake => "handshake",
        Style::ServiceLevelAgreement => "service_level_agreement",
        Style::JointInitiative => "joint_initiative",
        Style::LeadAuthority => "lead_authority",
        Style::JointVenture => "joint_venture",
    }
}

/// What a service costs a partner today, a year.
#[derive(Debug, Clone, Copy, Default, PartialEq, Deserialize)]
pub struct Baseline {
    /// Posts.
    pub fte: Fte,
    /// Pay of a post with employer's cost, pounds a year.
    pub cost_per_fte: Pounds,
    /// Other cost, pounds a year.
    pub non_pay: Pounds,
    /// Income, pounds a year.
    pub income: Pounds,
}

/// Real growth a year, above general inflation.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
pub struct Growth {
    /// Of pay.
    pub pay: Rate,
    /// Of other cost.
    pub non_pay: Rate,
}

/// A saving in the force's own plan, from a year index on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Deserialize)]
pub struct Planned {
    /// The part that is saved.
    pub share: Rate,
    /// Index of the year from which.
    pub from: usize,
}

/// The quantity that unit costs are compared by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Driver {
    /// Officers and staff.
    Headcount,
    /// Officers.
    Officers,
    /// Residents.
    Population,
    /// Budget.
    Budget,
}

/// The unit cost that dear members come down to.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
pub struct Convergence {
    /// Which unit cost that is.
    pub target: Target,
    /// Pounds for a unit of the driver, where the target is a benchmark.
    pub benchmark: Option<Pounds>,
    /// The part of the gap that is closed.
    pub share: Rate,
    /// Index of the year in which it begins; go-live where there is none.
    pub start: Option<usize>,
    /// Years that it takes; as long as the saving where there is none.
    pub years: Option<usize>,
}

/// Which unit cost that is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// None.
    None,
    /// The lowest among members.
    Lowest,
    /// The middle of members.
    Median,
    /// A benchmark.
    Benchmark,
}

/// Low, likely and high.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
pub struct Range {
    /// Lowest.
    pub low: Rate,
    /// Likely.
    pub likely: Rate,
    /// Highest.
    pub high: Rate,
}

/// Cost left behind in each force, shrinking to nothing.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
pub struct Stranded {
    /// The part of a member's cost that is left behind.
    pub share: Rate,
    /// Years in which it shrinks to nothing.
    pub years: usize,
}

/// What it costs once to get there.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
pub struct OneOff {
    /// Programme, pounds.
    pub programme: Pounds,
    /// ICT, pounds.
    pub ict: Pounds,
    /// For each partner, pounds.
    pub per_partner: Pounds,
    /// Years over which these are spent.
    pub spread_years: usize,
    /// Months in which old and new run side by side.
    pub parallel_months: f64,
    /// The part of posts that end in redundancy.
    pub redundancy_share: Rate,
    /// Pounds for each of these.
    pub redundancy_cost: Pounds,
    /// For each post made redundant, beside the cost of a redundancy.
    pub pension_strain: Pounds,
    /// By how much one-off cost is raised for optimism.
    pub optimism_bias: Rate,
    /// Grant, pounds.
    pub grant: Pounds,
    /// Who bears it.
    pub borne: Borne,
}

/// Who bears one-off cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Borne {
    /// All, by the sharing key.
    Key,
    /// Each its own.
    Own,
}

/// How a cost is divided.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Sharing {
    /// In proportion to what.
    pub key: Key,
    /// Weights by partner, where they are agreed.
    pub shares: Option<ByPartner<f64>>,
}

/// In proportion to what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Key {
    /// The same for all.
    Equal,
    /// Budget.
    Budget,
    /// Residents.
    Population,
    /// Officers.
    Officers,
    /// Officers and staff.
    Headcount,
    /// Today's cost.
    Baseline,
    /// Agreed weights.
    Custom,
}

/// Something that gets better or worse beside the money; shown, never scored.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct OutcomeMeasure {
    /// What is measured.
    pub name: String,
    /// In what.
    pub unit: String,
    /// What it is now.
    pub now: f64,
    /// What it will be.
    pub after: f64,
    /// Which way is better.
    pub better: Direction,
}

/// Which way is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Less is better.
    Down,
    /// More is better.
    Up,
}

/// A category of goods or services bought together.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Category {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Who buys together, by id.
    pub members: Vec<String>,
    /// How its saving is entered.
    pub mode: Mode,
    /// What each spends, pounds a year.
    pub spend: ByPartner<Pounds>,
    /// The part of spending that can be bought together.
    pub addressable: Rate,
    /// The part of that which stays with local suppliers.
    pub local_exception: Rate,
    /// The part of spending that is saved.
    pub saving: Range,
    /// The part of the saving that is doubted.
    pub haircut: Rate,
    /// The part of the saving that grows with size.
    pub scale_share: Rate,
    /// How price grows with size: 1 is in proportion.
    pub scale_elasticity: f64,
    /// The group whose size the saving is entered for; all buyers where there is none.
    pub scale_reference: Option<Vec<String>>,
    /// Items with prices and volumes.
    pub items: Vec<Item>,
    /// The price that all come to.
    pub harmonise_to: Harmonise,
    /// The discount for each doubling of volume.
    pub discount_per_doubling: Rate,
    /// The framework's fee, a part of spending.
    pub framework_fee: Rate,
    /// Index of the year in which it begins.
    pub go_live: usize,
    /// Years until it works in full.
    pub ramp_years: usize,
    /// What getting there costs.
    pub one_off: BuyingOneOff,
    /// What one-off cost is shared by.
    pub sharing: Sharing,
}

/// A saving on spending, or prices of items.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// A saving on spending.
    Rate,
    /// Prices of items.
    Items,
}

/// An item with what each partner pays and buys.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Item {
    /// Its name.
    pub name: String,
    /// What each pays for one.
    pub price: ByPartner<Pounds>,
    /// How many each buys a year.
    pub volume: ByPartner<f64>,
}

/// The price that all come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Harmonise {
    /// The lowest that a buyer pays.
    Lowest,
    /// The middle of what buyers pay.
    Median,
    /// The average by volume.
    Average,
}

/// What it costs once to buy together.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
pub struct BuyingOneOff {
    /// Programme, pounds.
    pub programme: Pounds,
    /// For each partner, pounds.
    pub per_partner: Pounds,
    /// By how much it is raised for optimism.
    pub optimism_bias: Rate,
}

impl Scenario {
    /// The partner with an id.
    pub fn partner(&self, id: &str) -> Option<&Partner> {
        self.partners.iter().find(|partner| partner.id == id)
    }

    /// A partner's name, or its id where there is no partner of that id.
    pub fn name_of<'a>(&'a self, id: &'a str) -> &'a str {
        self.partner(id).map_or(id, Partner::shown)
    }
}

impl Partner {
    /// Its name, or its id where it has none.
    pub fn shown(&self) -> &str {
        if self.name.trim().is_empty() { &self.id } else { &self.name }
    }

    /// Officers and staff.
    pub fn headcount(&self) -> f64 {
        self.officers_fte.0 + self.staff_fte.0
    }

    /// One of its figures by the file's word; nothing by any other.
    pub fn figure(&self, field: &str) -> f64 {
        match field {
            "budget" => self.budget.0,
            "officers_fte" => self.officers_fte.0,
            "staff_fte" => self.staff_fte.0,
            "population" => self.population,
            _ => 0.0,
        }
    }
}

impl Service {
    /// Its name, or its id where it has none.
    pub fn shown(&self) -> &str {
        if self.name.trim().is_empty() { &self.id } else { &self.name }
    }

    /// What a partner's service costs today; nothing for one without an entry.
    pub fn baseline_of(&self, id: &str) -> Baseline {
        self.baseline.get(id).copied().unwrap_or_default()
    }
}

impl Category {
    /// Its name, or its id where it has none.
    pub fn shown(&self) -> &str {
        if self.name.trim().is_empty() { &self.id } else { &self.name }
    }
}

impl Item {
    /// What a partner pays for one and how many it buys a year.
    pub fn bought_by(&self, id: &str) -> (f64, f64) {
        (self.price.get(id).map_or(0.0, |price| price.0), self.volume.get(id).copied().unwrap_or(0.0))
    }
}

impl Baseline {
    /// Cost of a year at today's prices: pay, other cost, less income.
    pub fn cost(&self) -> Pounds {
        self.cost_per_fte * self.fte.0 + self.non_pay - self.income
    }
}

impl Driver {
    /// The quantity of a partner.
    pub fn of(self, partner: &Partner) -> f64 {
        self.figures().iter().map(|field| partner.figure(field)).sum()
    }

    /// The partner's figures that it adds up.
    pub const fn figures(self) -> &'static [&'static str] {
        match self {
            Driver::Headcount => &["officers_fte", "staff_fte"],
            Driver::Officers => &["officers_fte"],
            Driver::Population => &["population"],
            Driver::Budget => &["budget"],
        }
    }

    /// What the quantity counts, as a reader names it.
    pub const fn noun(self) -> &'static str {
        match self {
            Driver::Headcount => "headcount",
            Driver::Officers => "officers",
            Driver::Population => "population",
            Driver::Budget => "budget",
        }
    }
}

impl Key {
    /// Every key, in the order in which a reader is offered them.
    pub const ALL: [Key; 7] =
        [Key::Equal, Key::Budget, Key::Population, Key::Officers, Key::Headcount, Key::Baseline, Key::Custom];

    /// The word of the file, which is also what a reader is told.
    pub const fn noun(self) -> &'static str {
        match self {
            Key::Equal => "equal",
            Key::Budget => "budget",
            Key::Population => "population",
            Key::Officers => "officers",
            Key::Headcount => "headcount",
            Key::Baseline => "baseline",
            Key::Custom => "custom",
        }
    }

    /// The partner's figures that it adds up; none where it goes by something else.
    pub const fn figures(self) -> &'static [&'static str] {
        match self {
            Key::Budget => Driver::Budget.figures(),
            Key::Population => Driver::Population.figures(),
            Key::Officers => Driver::Officers.figures(),
            Key::Headcount => Driver::Headcount.figures(),
            Key::Equal | Key::Baseline | Key::Custom => &[],
        }
    }
}

impl Target {
    /// The word of the file.
    pub const fn word(self) -> &'static str {
        match self {
            Target::None => "none",
            Target::Lowest => "lowest",
            Target::Median => "median",
            Target::Benchmark => "benchmark",
        }
    }
}

impl Borne {
    /// The word of the file.
    pub const fn word(self) -> &'static str {
        match self {
            Borne::Key => "key",
            Borne::Own => "own",
        }
    }
}

impl Harmonise {
    /// The word of the file.
    pub const fn word(self) -> &'static str {
        match self {
            Harmonise::Lowest => "lowest",
            Harmonise::Median => "median",
            Harmonise::Average => "average",
        }
    }
}
