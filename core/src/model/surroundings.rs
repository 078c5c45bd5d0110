//! What surrounds the sums: how ready a proposal is, what support each area calls for, what is said in public, and the
//! user's own sources. Method, section 9.

use super::quantity::Pounds;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Answers by the id of what is to be settled.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
pub struct Readiness {
    pub items: BTreeMap<String, Answer>,
}

/// What the user says of one barrier, success factor or theme.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
pub struct Answer {
    pub state: Standing,
    /// Another view than the list's own of what sort of barrier it is.
    pub found: Option<Found>,
    pub reach: Option<Reach>,
    pub owner: String,
    /// A date, as `2027-06-30` where it was chosen on the page.
    pub by: String,
    pub note: String,
}

/// How a matter stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Nobody has said.
    #[default]
    Unsaid,
    Open,
    Partly,
    Settled,
    /// It does not arise here.
    Absent,
}

/// Often met, or feared and rarely met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Found {
    Actual,
    Perceived,
}

/// Of any collaboration, or of police collaboration alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    Generic,
    Specific,
}

/// Facts by area: `service-hr`, `procurement`, `soc-coordination`, `soc-capability`, or one of the user's own.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
pub struct Levels {
    pub areas: BTreeMap<String, Stated>,
}

/// What the user states of an area; none where nobody has said, and the tool's own knowledge counts.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
pub struct Stated {
    pub name: String,
    pub borough: Option<bool>,
    pub cheaper: Option<bool>,
    pub less_risky: Option<bool>,
    pub nation_cheaper: Option<bool>,
    pub nation_less_risky: Option<bool>,
    pub case: Option<bool>,
    pub willing: Option<bool>,
    pub recommended: Option<bool>,
    pub national: Option<bool>,
    pub falls_short: Option<bool>,
    pub cost_ratio: Option<f64>,
    pub risk_ratio: Option<f64>,
    pub unrealised: Option<Pounds>,
    pub persists: Option<bool>,
    pub refused: Option<bool>,
    pub interest: Option<bool>,
}

/// The public account's paragraphs that were edited, by id.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
pub struct Account {
    pub texts: BTreeMap<String, Edited>,
}

/// A paragraph in the user's words.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
pub struct Edited {
    pub text: String,
    /// The mark of the words that it was edited from.
    pub basis: String,
    /// The figures that stood in them then.
    pub figures: BTreeMap<String, String>,
}

/// A source that the user adds beside the published figures.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
pub struct OwnSource {
    pub id: String,
    pub statement: String,
    pub figure: String,
    pub source: String,
    pub address: String,
    /// The place of the figure that it supports.
    pub supports: String,
}
