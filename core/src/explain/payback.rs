//! When a proposal has paid for itself, as it can be said: a payback of nothing may only mean that nothing was entered.

use super::years;
use crate::engine::Outcome;
use crate::model::Scenario;

/// When a proposal has paid for itself.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Payback {
    /// After so many years.
    After(f64),
    /// Not within the term.
    Never,
    /// It is never out of pocket.
    AtOnce,
    /// Nobody entered what getting there costs, so it cannot be known.
    NothingEntered,
}

/// The payback of an outcome.
pub fn payback(scenario: &Scenario, outcome: &Outcome) -> Payback {
    match outcome.totals.payback_years {
        Some(0.0) if outcome.totals.one_off.0 <= 0.0 && nothing_entered(scenario) => Payback::NothingEntered,
        Some(0.0) => Payback::AtOnce,
        Some(wait) => Payback::After(wait),
        None => Payback::Never,
    }
}

/// Whether some shared service has no one-off cost of its own.
fn nothing_entered(scenario: &Scenario) -> bool {
    let shared = scenario.services.iter().filter(|service| service.members.len() > 1);
    shared.map(|service| service.one_off_entered()).any(|cost| cost.0 <= 0.0)
}

impl Payback {
    /// For a tile or a table.
    pub fn shown(self) -> String {
        match self {
            Payback::After(wait) => years(wait),
            Payback::Never => "never".into(),
            Payback::AtOnce => "at once".into(),
            Payback::NothingEntered => "not known".into(),
        }
    }
}
