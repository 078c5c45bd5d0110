//! How unsure the figures are, and what an agreement says about leaving: method, sections 6 and 8.

use super::quantity::Rate;
use serde::Deserialize;

/// Ranges around the factors that are common to all services and categories, and how draws are made.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Uncertainty {
    /// Any text: the same text gives the same draws.
    pub seed: String,
    /// How many draws are made.
    pub draws: usize,
    /// How far bad news comes together, 0 to 1.
    pub correlation: Rate,
    /// A factor on one-off cost.
    pub one_off: Spread,
    /// Years by which a go-live slips.
    pub delay: Spread,
    /// A factor on the part of the gap that is closed.
    pub convergence: Spread,
    /// A factor on the saving of items.
    pub items: Spread,
    /// The outside view.
    pub outside: OutsideTerms,
}

/// What is entered of the outside view.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct OutsideTerms {
    /// How often benefits are as auditors count them, where both views are mixed.
    pub audited: Rate,
    /// Whose cost and delay are drawn.
    pub reference: Reference,
    /// Quantile functions of one's own, in place of those of published cases: saving over plan as owners count.
    pub delivery_owner: Option<Vec<(f64, f64)>>,
    /// The same as auditors count.
    pub delivery_audited: Option<Vec<(f64, f64)>>,
    /// One-off cost as a multiple of the plan.
    pub cost: Option<Vec<(f64, f64)>>,
    /// Years late.
    pub delay: Option<Vec<(f64, f64)>>,
}

/// A reference class for cost and delay.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reference {
    /// The published cases.
    #[default]
    Published,
    /// The government's major projects portfolio.
    Portfolio,
}

/// Lowest, likely and highest of something.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
pub struct Spread {
    /// Lowest.
    pub low: f64,
    /// Likely.
    pub likely: f64,
    /// Highest.
    pub high: f64,
}

/// Terms of leaving.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Agreement {
    /// Index of the year of review, where one is agreed.
    pub review_year: Option<usize>,
    /// Months of notice.
    pub notice_months: f64,
    /// What a leaver owes.
    pub exit_rule: ExitRule,
    /// Cost of setting a service up again, as a part of its yearly cost.
    pub reprovision_rate: Rate,
    /// What of that falls on a partner that hosts the service.
    pub host_reprovision: Rate,
    /// What part of the service its host holds.
    pub hosted_share: Rate,
    /// Months in which two services run side by side.
    pub dual_running_months: f64,
    /// The part of its cost that running both adds.
    pub dual_running_share: Rate,
    /// The part of its cost that a leaver leaves behind.
    pub stranded_share: Rate,
    /// Years in which that shrinks to nothing.
    pub stranded_years: f64,
    /// Months until the others have refilled what it did.
    pub transition_months: f64,
}

/// Who pays when a partner leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExitRule {
    /// Each bears its own setting up again.
    None,
    /// The leaver also pays the others' setting up again.
    ReprovisionOnly,
    /// That, and the cost that it leaves stranded with those who stay.
    Stranded,
}

impl ExitRule {
    /// Its word in a file.
    pub const fn word(self) -> &'static str {
        match self {
            ExitRule::None => "none",
            ExitRule::ReprovisionOnly => "reprovision_only",
            ExitRule::Stranded => "stranded",
        }
    }
}
