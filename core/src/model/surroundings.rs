//! What surrounds the sums: how ready a proposal is, what support each area calls for, what is said in public, and the
//! user's own sources. Method, section 9.

use super::quantity::Pounds;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Answers by the id of what is to be settled.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
pub struct Readiness {
    /// Answers, by the matter's id.
    pub items: BTreeMap<String, Answer>,
}

/// What the user says of one barrier, success factor or theme.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
pub struct Answer {
    /// How it stands.
    pub state: Standing,
    /// Another view than the list's own of what sort of barrier it is.
    pub found: Option<Found>,
    /// Of any collaboration or of this kind, where it is said.
    pub reach: Option<Reach>,
    /// Who sees to it.
    pub owner: String,
    /// A date, as `2027-06-30` where it was chosen on the page.
    pub by: String,
    /// What is noted.
    pub note: String,
}

/// How a matter stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Nobody has said.
    #[default]
    Unsaid,
    /// Nothing is settled.
    Open,
    /// In part.
    Partly,
    /// It is settled.
    Settled,
    /// It does not arise here.
    Absent,
}

/// Often met, or feared and rarely met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Found {
    /// It is met.
    Actual,
    /// It is feared.
    Perceived,
}

/// Of any collaboration, or of police collaboration alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    /// Of any collaboration.
    Generic,
    /// Of police collaboration.
    Specific,
}

/// Facts by area: `service-hr`, `procurement`, `soc-coordination`, `soc-capability`, or one of the user's own.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
pub struct Levels {
    /// By kind of service: how many times what the middle of forces spends is no longer acceptable.
    pub beyond: BTreeMap<String, f64>,
    /// How many times better the best region answers than the weakest, from which on it is no longer acceptable.
    pub response_gap: f64,
    /// What is stated, by area.
    pub areas: BTreeMap<String, Stated>,
}

/// What the user states of an area; none where nobody has said, and the tool's own knowledge counts.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
pub struct Stated {
    /// The area's name, where it is the user's own.
    pub name: String,
    /// Whether a borough could decide it.
    pub borough: Option<bool>,
    /// Whether a group is cheaper than a force.
    pub cheaper: Option<bool>,
    /// Whether a group is less risky than a force.
    pub less_risky: Option<bool>,
    /// Whether the nation is cheaper than a group.
    pub nation_cheaper: Option<bool>,
    /// Whether the nation is less risky than a group.
    pub nation_less_risky: Option<bool>,
    /// Whether there is a case.
    pub case: Option<bool>,
    /// Whether those who would take part are willing.
    pub willing: Option<bool>,
    /// Whether it was recommended.
    pub recommended: Option<bool>,
    /// Whether it matters to the nation.
    pub national: Option<bool>,
    /// Whether what exists falls short.
    pub falls_short: Option<bool>,
    /// Cost together against cost apart, a ratio.
    pub cost_ratio: Option<f64>,
    /// Risk together against risk apart, a ratio.
    pub risk_ratio: Option<f64>,
    /// Saving that nobody makes, pounds a year.
    pub unrealised: Option<Pounds>,
    /// Whether the shortfall persists.
    pub persists: Option<bool>,
    /// Whether it was refused.
    pub refused: Option<bool>,
    /// Whether it is in the interest of the nation.
    pub interest: Option<bool>,
}

/// The public account's paragraphs that were edited, by id.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
pub struct Account {
    /// Edited paragraphs, by id.
    pub texts: BTreeMap<String, Edited>,
}

/// A paragraph in the user's words.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
pub struct Edited {
    /// What it says.
    pub text: String,
    /// The mark of the words that it was edited from.
    pub basis: String,
    /// The figures that stood in them then.
    pub figures: BTreeMap<String, String>,
}

/// A source that the user adds beside the published figures.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
pub struct OwnSource {
    /// Its id.
    pub id: String,
    /// What it says.
    pub statement: String,
    /// The figure, in the user's words.
    pub figure: String,
    /// Who published it.
    pub source: String,
    /// Its page's address.
    pub address: String,
    /// The place of the figure that it supports.
    pub supports: String,
}
