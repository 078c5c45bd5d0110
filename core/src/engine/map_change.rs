//! If the map changes: what events do to the worth of what is shared, and how long it must last to pay. Method, section 13.

use super::flows::{Flow, flows};
use super::outcome::Outcome;
use crate::model::alternatives::MapEvent;
use crate::model::{FinancialYear, Pounds, Rate, Scenario};

/// Parts of the yearly gain that carry on, in the table of years.
pub const KEPT: [f64; 3] = [0.0, 0.5, 1.0];
/// Less than half a penny is nothing.
const NOTHING: f64 = -0.005;

/// What events make of a scenario.
#[derive(Debug, Clone, PartialEq)]
pub struct MapChange {
    /// Expected net present value over all outcomes of all events.
    pub expected_npv: Pounds,
    /// The same by partner, in the scenario's order.
    pub expected: Vec<Pounds>,
    /// Every outcome: which events happen, how likely that is, and what it is worth then.
    pub outcomes: Vec<EventsOutcome>,
    /// What an event leaves of each service or category that it hits, if it happens.
    pub hit: Vec<Hit>,
    /// By year of a change that hits everything, and last without any.
    pub table: Vec<YearOfChange>,
    /// How long it must last.
    pub lasts: MustLast,
}

/// An outcome of all events.
#[derive(Debug, Clone, PartialEq)]
pub struct EventsOutcome {
    /// Places of the events that happen.
    pub happens: Vec<usize>,
    /// How likely it is.
    pub probability: f64,
    /// Net present value of the whole.
    pub npv: Pounds,
}

/// A service or category that an event hits.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// `services` or `procurement`.
    pub list: &'static str,
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The place of the first event that hits it.
    pub event: usize,
    /// The year of that.
    pub year: FinancialYear,
    /// Whether its own cumulative net is not below nothing by then.
    pub pays_before: bool,
}

/// The worth of the whole where everything changes in a year.
#[derive(Debug, Clone, PartialEq)]
pub struct YearOfChange {
    /// The year; none for never.
    pub year: Option<FinancialYear>,
    /// With nothing, half and all of the gain carried on.
    pub npv: [Pounds; 3],
}

/// How long it must last to pay, with nothing carried on after.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MustLast {
    /// Whenever it ends it is worth no less than nothing.
    Never,
    /// Until this year.
    Until(FinancialYear),
    /// It takes the whole term.
    Whole,
    /// It does not pay even over the whole term.
    NotEver,
}

/// A change of one service or category: from when, what is kept, what it costs.
type Change = Option<(usize, f64, f64)>;

/// The place of the event that hits first, and what it changes.
type FirstHit = (usize, (usize, f64, f64));

struct View<'a> {
    scenario: &'a Scenario,
    factors: &'a [f64],
    flows: Vec<Flow>,
}

impl View<'_> {
    /// Each partner's worth with a change of each flow.
    fn npv(&self, changes: &[Change]) -> Vec<f64> {
        let discounted: f64 = self.factors.iter().sum();
        let paid = |id: &String| self.scenario.balancing.get(id).map_or(0.0, |paid| paid.0);
        let mut found: Vec<f64> =
            self.scenario.partners.iter().map(|partner| -paid(&partner.id) * discounted).collect();
        for (flow, change) in self.flows.iter().zip(changes) {
            for member in &flow.members {
                let Some(sum) = found.get_mut(member.partner) else { continue };
                for (t, factor) in self.factors.iter().enumerate() {
                    *sum += factor
                        * match change {
                            Some((from, keeps, cost)) if t >= *from => {
                                let once = if t == *from { member.key * cost } else { 0.0 };
                                keeps * member.gain.get(t).copied().unwrap_or(0.0) - once
                            }
                            _ => member.net(t),
                        };
                }
            }
        }
        found
    }

    /// When an event counts, as an index.
    fn index(&self, event: &MapEvent) -> usize {
        (event.year.saturating_sub(self.scenario.first_year.0)) as usize
    }

    /// Which of some events hits each flow first: its place, and the change.
    fn first_hits(&self, happens: &[usize]) -> Vec<Option<FirstHit>> {
        let events = &self.scenario.map.events;
        let of = |flow: &Flow| {
            let touching = happens.iter().filter_map(|place| Some((*place, events.get(*place)?)));
            let hits = |event: &MapEvent| event.services.as_ref().is_none_or(|ids| ids.contains(&flow.id));
            let inside = touching
                .filter(|(_, event)| hits(event))
                .map(|(place, event)| (self.index(event), place, event))
                .filter(|(from, ..)| *from < self.factors.len());
            // of two in one year the one that stands first
            let (from, place, event) = inside.min_by_key(|(from, place, _)| (*from, *place))?;
            Some((place, (from, event.keeps.0, event.cost.0)))
        };
        self.flows.iter().map(of).collect()
    }

    fn everything(&self, change: Change) -> f64 {
        self.npv(&vec![change; self.flows.len()]).iter().sum()
    }
}

/// What the scenario's events make of it.
pub fn map_change(scenario: &Scenario, outcome: &Outcome) -> MapChange {
    let view = View { scenario, factors: &outcome.factors, flows: flows(outcome) };
    let events = &scenario.map.events;
    let mut expected = vec![0.0; scenario.partners.len()];
    let mut outcomes = Vec::new();
    for mask in 0..(1_usize << events.len().min(crate::model::inputs::MOST_EVENTS)) {
        let happens: Vec<usize> = (0..events.len()).filter(|n| mask >> n & 1 == 1).collect();
        let probability: f64 = events
            .iter()
            .enumerate()
            .map(|(n, event)| if mask >> n & 1 == 1 { event.probability.0 } else { 1.0 - event.probability.0 })
            .product();
        let changes: Vec<Change> =
            view.first_hits(&happens).into_iter().map(|hit| hit.map(|(_, change)| change)).collect();
        let npv = view.npv(&changes);
        for (sum, one) in expected.iter_mut().zip(&npv) {
            *sum += probability * one;
        }
        outcomes.push(EventsOutcome { happens, probability, npv: Pounds(npv.iter().sum()) });
    }
    let all: Vec<usize> = (0..events.len()).collect();
    let hit = view.flows.iter().zip(view.first_hits(&all)).filter_map(|(flow, hit)| {
        let (event, (from, ..)) = hit?;
        let so_far: f64 = (0..from).map(|t| flow.net(t)).sum();
        Some(Hit {
            list: flow.list,
            id: flow.id.clone(),
            name: flow.name.clone(),
            event,
            year: outcome.year(from),
            pays_before: so_far >= NOTHING,
        })
    });
    let years = outcome.factors.len();
    let row = |from: Option<usize>| YearOfChange {
        year: from.map(|from| outcome.year(from)),
        npv: KEPT.map(|keeps| Pounds(view.everything(from.map(|from| (from, keeps, 0.0))))),
    };
    MapChange {
        expected_npv: Pounds(expected.iter().sum()),
        expected: expected.into_iter().map(Pounds).collect(),
        outcomes,
        hit: hit.collect(),
        table: (1..years).map(|from| row(Some(from))).chain([row(None)]).collect(),
        lasts: must_last(&view, outcome, years),
    }
}

fn must_last(view: &View, outcome: &Outcome, years: usize) -> MustLast {
    let worth = |from: usize| view.everything((from < years).then_some((from, 0.0, 0.0)));
    let mut since = None;
    for from in (0..=years).rev() {
        if worth(from) < NOTHING {
            break;
        }
        since = Some(from);
    }
    match since {
        None => MustLast::NotEver,
        Some(0) => MustLast::Never,
        Some(from) if from == years => MustLast::Whole,
        Some(from) => MustLast::Until(outcome.year(from)),
    }
}

/// The probability that a part of outcomes is worth less than nothing.
pub fn chance_below(change: &MapChange) -> Rate {
    Rate(change.outcomes.iter().filter(|one| one.npv.0 < NOTHING).map(|one| one.probability).sum())
}
