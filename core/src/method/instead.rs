//! An input set otherwise than it was entered: how switching values, ranges, draws and "what if" ask the same sums again.

use super::algebra::Place;
use crate::model::{BuyingOneOff, Category, OneOff, Service};

/// What stands in an input in place of what was entered.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Instead {
    /// A figure.
    Number(f64),
    /// One of the words that are offered.
    Word(&'static str),
}

/// Inputs by their places, with what stands there instead.
pub type Otherwise = Vec<(String, Instead)>;

/// The number that stands in a place instead of what was entered.
#[inline]
pub(super) fn number_at(otherwise: &Otherwise, place: Place) -> Option<f64> {
    otherwise.iter().find_map(|(one, instead)| match instead {
        Instead::Number(value) if is_at(one, place) => Some(*value),
        _ => None,
    })
}

/// The word that stands in a place instead of what was entered.
pub(super) fn word_at(otherwise: &Otherwise, place: Place) -> Option<&'static str> {
    otherwise.iter().find_map(|(one, instead)| match instead {
        Instead::Word(word) if is_at(one, place) => Some(*word),
        _ => None,
    })
}

fn is_at(one: &str, place: Place) -> bool {
    // most are not: their lengths differ
    if place.iter().map(|step| step.len() + 1).sum::<usize>() != one.len() + 1 {
        return false;
    }
    let mut rest = one;
    for (n, step) in place.iter().enumerate() {
        if n > 0 {
            let Some(after) = rest.strip_prefix('.') else { return false };
            rest = after;
        }
        let Some(after) = rest.strip_prefix(step) else { return false };
        rest = after;
    }
    rest.is_empty()
}

/// What is drawn or moved of a service or category. A factor on one-off cost is an optimism bias, one on what items save is
/// a haircut: so each is an input.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Moved {
    /// The likely saving; where prices of items are compared, a factor on what they save.
    Saving(f64),
    /// A factor on every one-off cost, not on the grant.
    OneOff(f64),
    /// The part of the gap to the target that is closed.
    Convergence(f64),
    /// The year of going live.
    GoLive(f64),
}

/// The bias that multiplies one-off cost as the entered one does, and by a factor besides.
pub(super) fn biased_by(bias: f64, factor: f64) -> f64 {
    (1.0 + bias) * factor - 1.0
}

/// The haircut that leaves what the entered one does, times a factor.
pub(super) fn cut_by(haircut: f64, factor: f64) -> f64 {
    1.0 - (1.0 - haircut) * factor
}

impl Moved {
    /// The input of a service that it sets.
    pub fn of_service(self, service: &Service) -> (String, Instead) {
        let OneOff { optimism_bias, .. } = service.one_off;
        self.set("services", &service.id, optimism_bias.0, None)
    }

    /// The input of a category that it sets.
    pub fn of_category(self, category: &Category) -> (String, Instead) {
        let BuyingOneOff { optimism_bias, .. } = category.one_off;
        let by_items = category.mode == crate::model::Mode::Items;
        self.set("procurement", &category.id, optimism_bias.0, by_items.then_some(category.haircut.0))
    }

    fn set(self, list: &str, id: &str, bias: f64, cut: Option<f64>) -> (String, Instead) {
        let (field, value) = match (self, cut) {
            (Moved::Saving(factor), Some(haircut)) => ("haircut", cut_by(haircut, factor)),
            (Moved::Saving(rate), None) => ("saving.likely", rate),
            (Moved::OneOff(factor), _) => ("one_off.optimism_bias", biased_by(bias, factor)),
            (Moved::Convergence(share), _) => ("convergence.share", share),
            (Moved::GoLive(year), _) => ("go_live", year),
        };
        (format!("{list}.{id}.{field}"), Instead::Number(value))
    }
}
