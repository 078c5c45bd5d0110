//! The typed scenario that the engine reads: complete, within bounds, with every default filled in.
//!
//! It is only ever made by [`super::Scenario::read`]; field names are those of the file.

use super::quantity::{ByPartner, FinancialYear, Fte, Pounds, Rate};
use serde::Deserialize;

/// A proposed collaboration.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Scenario {
    pub title: String,
    pub first_year: FinancialYear,
    pub years: usize,
    pub discount_rate: Rate,
    pub partners: Vec<Partner>,
    pub services: Vec<Service>,
    pub procurement: Vec<Category>,
    /// Pounds a year that each partner pays (negative: receives).
    pub balancing: ByPartner<Pounds>,
    pub soc: Option<super::soc::Soc>,
    pub uncertainty: super::risk::Uncertainty,
    pub agreement: super::risk::Agreement,
    pub readiness: Option<super::surroundings::Readiness>,
    pub levels: Option<super::surroundings::Levels>,
    pub account: Option<super::surroundings::Account>,
    pub sources: Vec<super::surroundings::OwnSource>,
}

/// A force or other body.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Partner {
    pub id: String,
    pub name: String,
    pub kind: PartnerKind,
    pub budget: Pounds,
    pub officers_fte: Fte,
    pub staff_fte: Fte,
    pub population: f64,
}

/// What a partner is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartnerKind {
    Force,
    /// A council, the British Transport Police.
    Other,
}

/// A shared service with its own set of members.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Service {
    pub id: String,
    pub name: String,
    /// One of the kinds that the table of inputs offers.
    pub kind: String,
    pub style: Style,
    pub members: Vec<String>,
    pub host: Option<String>,
    pub baseline: ByPartner<Baseline>,
    pub real_growth: Growth,
    pub planned: ByPartner<Planned>,
    pub alone_cost: ByPartner<Pounds>,
    pub driver: Driver,
    pub convergence: Convergence,
    pub saving: Range,
    pub haircut: Rate,
    pub scale_share: Rate,
    pub scale_elasticity: f64,
    pub scale_reference: Option<Vec<String>>,
    pub cashable: Rate,
    /// The part of its cost that each could save by itself.
    pub alone_saving: Rate,
    pub officer_share: Rate,
    pub overhead: Rate,
    /// Yearly cost of common terms and conditions, as a part of the members' pay.
    pub harmonisation: Rate,
    pub irrecoverable_vat: Rate,
    pub stranded: Stranded,
    pub go_live: usize,
    pub ramp_years: usize,
    pub one_off: OneOff,
    pub sharing: Sharing,
    pub service_change: Rate,
    pub outcomes: Vec<OutcomeMeasure>,
    pub demand: Demand,
    pub style_facts: StyleFacts,
}

/// What speaks for one style of working together or another; none where nobody has said.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
pub struct StyleFacts {
    pub control: Option<Control>,
    pub lasts: Option<Lasts>,
    pub threat: Option<bool>,
    pub lead: Option<bool>,
    pub less_risky: Option<bool>,
}

/// Whether partners keep control of their people and assets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Control {
    Keep,
    Cede,
}

/// How long it is meant to last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lasts {
    Short,
    Lasting,
}

/// Who puts work in and who gets it, in the service's own units a year.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Demand {
    pub unit: String,
    /// By how much more than it gets a partner may give: 0.1 is a tenth.
    pub bound: Option<Rate>,
    pub put_in: ByPartner<f64>,
    pub got: ByPartner<f64>,
}

/// The report's five styles of working together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Style {
    Handshake,
    ServiceLevelAgreement,
    JointInitiative,
    LeadAuthority,
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
    pub fte: Fte,
    pub cost_per_fte: Pounds,
    pub non_pay: Pounds,
    pub income: Pounds,
}

/// Real growth a year, above general inflation.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
pub struct Growth {
    pub pay: Rate,
    pub non_pay: Rate,
}

/// A saving in the force's own plan, from a year index on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Deserialize)]
pub struct Planned {
    pub share: Rate,
    pub from: usize,
}

/// The quantity that unit costs are compared by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Driver {
    Headcount,
    Officers,
    Population,
    Budget,
}

/// The unit cost that dear members come down to.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
pub struct Convergence {
    pub target: Target,
    pub benchmark: Option<Pounds>,
    pub share: Rate,
    pub start: Option<usize>,
    pub years: Option<usize>,
}

/// Which unit cost that is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    None,
    Lowest,
    Median,
    Benchmark,
}

/// Low, likely and high.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
pub struct Range {
    pub low: Rate,
    pub likely: Rate,
    pub high: Rate,
}

/// Cost left behind in each force, shrinking to nothing.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
pub struct Stranded {
    pub share: Rate,
    pub years: usize,
}

/// What it costs once to get there.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
pub struct OneOff {
    pub programme: Pounds,
    pub ict: Pounds,
    pub per_partner: Pounds,
    pub spread_years: usize,
    pub parallel_months: f64,
    pub redundancy_share: Rate,
    pub redundancy_cost: Pounds,
    /// For each post made redundant, beside the cost of a redundancy.
    pub pension_strain: Pounds,
    pub optimism_bias: Rate,
    pub grant: Pounds,
    pub borne: Borne,
}

/// Who bears one-off cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Borne {
    Key,
    Own,
}

/// How a cost is divided.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Sharing {
    pub key: Key,
    pub shares: Option<ByPartner<f64>>,
}

/// In proportion to what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Key {
    Equal,
    Budget,
    Population,
    Officers,
    Headcount,
    Baseline,
    Custom,
}

/// Something that gets better or worse beside the money; shown, never scored.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct OutcomeMeasure {
    pub name: String,
    pub unit: String,
    pub now: f64,
    pub after: f64,
    pub better: Direction,
}

/// Which way is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    Down,
    Up,
}

/// A category of goods or services bought together.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Category {
    pub id: String,
    pub name: String,
    pub members: Vec<String>,
    pub mode: Mode,
    pub spend: ByPartner<Pounds>,
    pub addressable: Rate,
    pub local_exception: Rate,
    pub saving: Range,
    pub haircut: Rate,
    pub scale_share: Rate,
    pub scale_elasticity: f64,
    pub scale_reference: Option<Vec<String>>,
    pub items: Vec<Item>,
    pub harmonise_to: Harmonise,
    pub discount_per_doubling: Rate,
    pub framework_fee: Rate,
    pub go_live: usize,
    pub ramp_years: usize,
    pub one_off: BuyingOneOff,
    pub sharing: Sharing,
}

/// A saving on spending, or prices of items.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    Rate,
    Items,
}

/// An item with what each partner pays and buys.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Item {
    pub name: String,
    pub price: ByPartner<Pounds>,
    pub volume: ByPartner<f64>,
}

/// The price that all come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Harmonise {
    Lowest,
    Median,
    Average,
}

/// What it costs once to buy together.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
pub struct BuyingOneOff {
    pub programme: Pounds,
    pub per_partner: Pounds,
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
