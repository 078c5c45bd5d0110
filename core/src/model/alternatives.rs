//! What else could be done, and what if the map of forces changes: other means, events, a merger. Method, section 13.

use super::quantity::{ByPartner, Pounds, Rate};
use super::risk::Spread;
use serde::Deserialize;

/// Other means to the same end: a supplier, a national provider, a lead force, each for itself.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct OtherMeans {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// What it is.
    pub kind: MeansKind,
    /// The services that it would provide.
    pub services: Vec<String>,
    /// What they would cost then, as a part of what they cost without sharing.
    pub cost_share: Rate,
    /// What it costs once.
    pub one_off: Pounds,
    /// Index of the year in which it begins.
    pub go_live: usize,
    /// Years to full effect.
    pub ramp_years: usize,
    /// How it stands against what must be met.
    pub csf: Factors,
}

/// What other means are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MeansKind {
    /// A supplier.
    Outsource,
    /// A national provider.
    National,
    /// One force for the others.
    LeadForce,
    /// Each for itself.
    Alone,
    /// Something else.
    Other,
}

/// Critical success factors that somebody has to judge.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
pub struct Factors {
    /// Strategic fit.
    pub fit: Meets,
    /// Supplier capacity.
    pub capacity: Meets,
    /// Achievability.
    pub achievable: Meets,
}

/// Whether a factor is met.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Meets {
    /// Nobody has said.
    #[default]
    Unsaid,
    /// It is.
    Meets,
    /// In part.
    Partly,
    /// It is not, and that puts the option out.
    Fails,
}

/// What may change the map.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct MapChanges {
    /// Events, each of which happens or not.
    pub events: Vec<MapEvent>,
}

/// An event.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct MapEvent {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// The financial year from which it counts, by the calendar.
    pub year: u32,
    /// How likely it is.
    pub probability: Rate,
    /// Ids of services and categories that it hits; all where none are named.
    pub services: Option<Vec<String>>,
    /// The part of recurring gains that carries on.
    pub keeps: Rate,
    /// What it costs, once for each service or category.
    pub cost: Pounds,
}

/// Forces that become one.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Merger {
    /// What the new force would be called.
    pub name: String,
    /// Ids of those who merge.
    pub members: Vec<String>,
    /// Index of the year in which the new force begins.
    pub vesting: usize,
    /// What each spends a year on what is in scope; what its services cost today for each of whom nothing is entered.
    pub in_scope: Option<ByPartner<Option<Pounds>>>,
    /// The part of that which is saved.
    pub saving: Spread,
    /// Years to full effect.
    pub ramp_years: usize,
    /// Command posts that go.
    pub command: Command,
    /// What it costs once.
    pub one_off: MergerCost,
    /// What is lost while it happens.
    pub disruption: Disruption,
    /// Where council tax is levelled to.
    pub equalise: Equalise,
    /// Over how many years.
    pub equalise_years: usize,
    /// The part of one-off cost that is lost where it was planned and does not come.
    pub sunk: Rate,
    /// Other mergers on the same day and the same terms.
    pub others: Vec<OtherMerger>,
}

/// Another merger of a map that is drawn anew.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct OtherMerger {
    /// Its id.
    pub id: String,
    /// What the new force would be called.
    pub name: String,
    /// Ids of those who merge.
    pub members: Vec<String>,
    /// Command posts that go; as many as with the first where nothing is entered.
    pub posts: Option<f64>,
    /// What it costs once; what the first costs where nothing is entered.
    pub one_off: Option<Pounds>,
}

impl Merger {
    /// Every merger by itself, the first one first, each with the terms that it goes by. Of a single force none is.
    pub fn each(&self) -> Vec<Merger> {
        let first = Merger { others: Vec::new(), ..self.clone() };
        let others = self.others.iter().map(|other| Merger {
            name: other.name.clone(),
            members: other.members.clone(),
            command: Command { posts: other.posts.unwrap_or(self.command.posts), ..self.command },
            one_off: MergerCost { total: other.one_off.unwrap_or(self.one_off.total), ..self.one_off },
            ..first.clone()
        });
        std::iter::once(first.clone()).chain(others).filter(|one| one.members.len() > 1).collect()
    }
}

/// Command posts.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
pub struct Command {
    /// How many go.
    pub posts: f64,
    /// What each costs a year.
    pub cost_per_post: Pounds,
}

/// Transition.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
pub struct MergerCost {
    /// All of it.
    pub total: Pounds,
    /// Years up to vesting.
    pub spread_years: usize,
}

/// Disruption.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
pub struct Disruption {
    /// A part of the members' budgets.
    pub share: Rate,
    /// Years from vesting.
    pub years: usize,
}

/// Where council tax is levelled to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Equalise {
    /// The average by tax base: nobody gains income.
    Average,
    /// The lowest.
    Lowest,
    /// The highest.
    Highest,
}
