//! The inputs that are varied, by their names, and how a value of each is written.

use super::years;
use crate::model::{Mode, Rate, Scenario};

/// An uncertain input as its reader knows it.
#[derive(Debug, Clone, PartialEq)]
pub struct InputWords {
    /// `HR`.
    pub owner: String,
    /// `HR: saving`.
    pub label: String,
    pub(crate) kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Kind {
    Saving,
    ItemSaving,
    OneOff,
    Convergence,
    GoLive,
    DiscountRate,
}

/// The name of an input such as `services.hr.saving`.
pub fn input_words(scenario: &Scenario, input: &str) -> InputWords {
    if input == "discount_rate" {
        return InputWords { owner: String::new(), label: "Discount rate".into(), kind: Kind::DiscountRate };
    }
    let (place, name) = input.rsplit_once('.').unwrap_or((input, ""));
    let (list, id) = place.split_once('.').unwrap_or(("", place));
    let category = scenario.procurement.iter().find(|one| list == "procurement" && one.id == id);
    let service = scenario.services.iter().find(|one| list == "services" && one.id == id);
    let owner = service.map(|one| one.shown()).or(category.map(|one| one.shown())).unwrap_or(id).to_owned();
    let items = category.is_some_and(|one| one.mode == Mode::Items);
    let (kind, what) = match name {
        "one_off" => (Kind::OneOff, "one-off cost"),
        "convergence" => (Kind::Convergence, "part of the gap closed"),
        "go_live" => (Kind::GoLive, "go-live"),
        _ if items => (Kind::ItemSaving, "saving on prices"),
        _ => (Kind::Saving, "saving"),
    };
    InputWords { label: format!("{owner}: {what}"), owner, kind }
}

impl InputWords {
    /// A drawn value: a saving in per cent, a factor, a delay.
    pub fn drawn(&self, value: f64) -> String {
        match self.kind {
            Kind::Saving | Kind::DiscountRate => Rate((value * 1000.0).round() / 1000.0).percent(),
            Kind::GoLive if value.abs() < 0.05 => "on time".into(),
            Kind::GoLive => format!("{} later", years((value * 10.0).round() / 10.0)),
            _ => format!("{} of what was entered", Rate((value * 100.0).round() / 100.0).percent()),
        }
    }

    /// A value that makes the case worth nothing.
    pub fn turning(&self, value: f64) -> String {
        match self.kind {
            Kind::GoLive => format!("{} after the start", years((value * 10.0).round() / 10.0)),
            Kind::Saving | Kind::Convergence | Kind::DiscountRate => Rate((value * 1000.0).round() / 1000.0).percent(),
            _ => format!("{} of what was entered", Rate((value * 1000.0).round() / 1000.0).percent()),
        }
    }
}
