//! What published figures suggest where no files of others are there: from whom a force could have its work done for less.

use super::market::trader;
use super::unit_money;
use crate::evidence::{Caution, borders, budgeted, force, forces, panel_kinds, unit_costs};
use crate::model::Pounds;
use crate::model::market::{Line, Measure, Side};
use crate::words::terms::choice_label;

/// A function that a neighbour has for less by published cost.
#[derive(Debug, Clone, PartialEq)]
pub struct Suggestion {
    /// The kind of service.
    pub kind: &'static str,
    /// Its cells: function, from whom, cost for each of its people, the neighbour's, what it would be worth a year.
    pub cells: [String; 5],
    /// What it would be worth a year.
    pub gain: Pounds,
    /// The force's own need, as a line of a market.
    pub need: Line,
}

/// For each function the neighbour (by border or region) that spends least for each of its people, where that is less than the
/// force itself spends; what is worth most first. By budgets of 2017/18: whoever may be a host for others is no measure.
pub fn suggestions(id: &str) -> Vec<Suggestion> {
    let Some(own) = force(id) else { return Vec::new() };
    let touches = |other: &str| borders().iter().any(|(a, b)| (a == id && b == other) || (a == other && b == id));
    let is_near =
        |other: &str| other != id && (touches(other) || force(other).is_some_and(|one| one.region == own.region));
    let mut all: Vec<Suggestion> =
        panel_kinds().into_iter().filter_map(|kind| suggestion(id, kind, &is_near)).collect();
    all.sort_by(|a, b| b.gain.0.total_cmp(&a.gain.0));
    all
}

fn suggestion(id: &str, kind: &'static str, is_near: &dyn Fn(&str) -> bool) -> Option<Suggestion> {
    let costs = unit_costs(kind);
    let last = |each: &[Option<f64>; 6]| each.last().copied().flatten();
    let (_, people, own) =
        costs.iter().find(|(force, ..)| *force == id).map(|(force, people, each)| (force, people, last(each)))?;
    let own = own?;
    let is_host = |other: &str| budgeted(other, kind).and_then(|one| one.caution) == Some(Caution::Host);
    let near = costs.iter().filter(|(force, ..)| is_near(force) && !is_host(force));
    let (seller, cost) = near
        .filter_map(|(force, _, each)| Some((*force, last(each)?)))
        .min_by(|a, b| a.1.total_cmp(&b.1))
        .filter(|(_, cost)| *cost < own)?;
    let gain = Pounds((own - cost) * people);
    let need = published_need(id, kind)?;
    Some(Suggestion {
        kind,
        cells: [
            choice_label("services[].kind", kind),
            trader(seller),
            unit_money(Pounds(own)),
            unit_money(Pounds(cost)),
            gain.short(),
        ],
        gain,
        need,
    })
}

/// What a force does of a function by its published budget, as a need on a market: its posts, at what each costs with everything in it;
/// none where that figure cannot stand for it.
pub fn published_need(id: &str, kind: &str) -> Option<Line> {
    let own = budgeted(id, kind).filter(|own| own.is_usable() && own.gross > 0.0)?;
    Some(Line {
        side: Side::Need,
        force: id.to_owned(),
        function: kind.to_owned(),
        measure: Measure::Posts,
        amount: (own.posts * 10.0).round() / 10.0,
        price: Pounds((own.gross / own.posts).round()),
        note: "Published budget of 2017/18, before income".to_owned(),
        ..Line::default()
    })
}

/// The forces that can be looked at, by name.
pub fn forces_by_name() -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = forces().iter().map(|force| (force.id.clone(), force.short.clone())).collect();
    all.sort_by(|a, b| a.1.cmp(&b.1));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By the published table: nobody is told to buy from itself, from a host, or from who is dearer; sums as they are printed.
    #[test]
    fn a_neighbour_that_spends_less_is_suggested() {
        let all = suggestions("norfolk");
        assert!(!all.is_empty());
        assert!(all.windows(2).all(|two| two[0].gain.0 >= two[1].gain.0) && all.iter().all(|one| one.gain.0 > 0.0));
        for one in &all {
            let seller = forces().iter().find(|force| force.short == one.cells[1]).unwrap();
            assert!(
                seller.id != "norfolk" && (seller.id == "lincolnshire" || seller.region == "Eastern"),
                "{}",
                seller.id
            );
            assert!(one.need.lacks().is_empty(), "{:?}", one.need);
        }
        assert!(suggestions("nowhere").is_empty());
        // Norfolk's HR, from the published line: 37.5 posts and £1,794,000; who published no people has no need
        let need = published_need("norfolk", "human_resources").unwrap();
        assert_eq!((need.amount, need.price), (37.5, Pounds(47_840.0)));
        assert_eq!(published_need("lincolnshire", "human_resources"), None);
        assert_eq!(forces_by_name().len(), 43);
    }
}
