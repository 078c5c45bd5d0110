//! One input at a time, and two against each other.

use super::super::discounting::{discount_factors, present_value};
use super::super::switching_values;
use super::compile;
use super::compiled::{Compiled, Sums};
use super::parameter::{Parameter, Ranges};
use crate::model::risk::Spread;
use crate::model::{Pounds, Scenario};

/// The net present value with one input at either end of its range and everything else as likely.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// `services.hr.saving` and the like.
    pub input: String,
    /// The input's P10 and P90, and its likely value.
    pub at: [f64; 2],
    /// The input as likely.
    pub likely: f64,
    /// Net present value at each.
    pub low: Pounds,
    /// The worth with the input at its high end.
    pub high: Pounds,
}

/// An input that can stand along an edge of a grid.
#[derive(Debug, Clone, PartialEq)]
pub struct Axis {
    /// The input's name.
    pub input: String,
    /// Its low end.
    pub low: f64,
    /// Its high end.
    pub high: f64,
    /// What is entered.
    pub now: f64,
}

/// Net present values over two inputs: a row for each value of the first.
#[derive(Debug, Clone, PartialEq)]
pub struct Grid {
    /// Values of the first input.
    pub rows: Vec<f64>,
    /// Values of the second.
    pub columns: Vec<f64>,
    /// Worth at each pair, row by row.
    pub npv: Vec<Vec<Pounds>>,
}

/// Everything compiled, with the likely draw of each.
struct Likely {
    factors: Vec<f64>,
    items: Vec<(Compiled, Ranges)>,
}

/// The discount rate as an edge of a grid.
const DISCOUNT: &str = "discount_rate";

impl Likely {
    fn new(scenario: &Scenario, rate: f64) -> Likely {
        let factors = discount_factors(rate, scenario.years);
        let items = compile(scenario, &factors);
        Likely { factors, items }
    }

    /// Ranges of all inputs: of which item, what of it, its id.
    fn inputs(&self) -> impl Iterator<Item = (usize, Parameter, String, Spread)> {
        self.items.iter().enumerate().flat_map(|(item, (compiled, ranges))| {
            let counts = |one: &Parameter| *one != Parameter::Convergence || compiled.convergence.is_some();
            Parameter::ALL
                .into_iter()
                .filter(counts)
                .map(move |one| (item, one, format!("{}.{}", compiled.place, one.name()), *ranges.of(one)))
        })
    }

    /// Which item and what of it each named input is.
    fn places(&self, moved: &[(&str, f64)]) -> Vec<(usize, Parameter, f64)> {
        let value = |input: &str| moved.iter().find(|(name, _)| *name == input).map(|(_, value)| *value);
        self.inputs().filter_map(|(item, one, input, _)| Some((item, one, value(&input)?))).collect()
    }

    /// Net present value of one item with some of its inputs moved.
    fn npv(&self, item: usize, moved: &[(Parameter, f64)]) -> f64 {
        let Some((compiled, ranges)) = self.items.get(item) else { return 0.0 };
        let mut draw = ranges.likely();
        for (one, value) in moved {
            *draw.of_mut(*one) = *value;
        }
        let mut sums = Sums { by_year: vec![0.0; self.factors.len()], partners: Vec::new(), full_year: 0.0 };
        compiled.add(&draw, 0, &mut sums);
        present_value(&sums.by_year, &self.factors)
    }

    /// Net present value of everything, with inputs of items moved.
    fn total(&self, moved: &[(usize, Parameter, f64)]) -> f64 {
        (0..self.items.len())
            .map(|item| {
                let own: Vec<(Parameter, f64)> =
                    moved.iter().filter(|(of, _, _)| *of == item).map(|(_, n, value)| (*n, *value)).collect();
                self.npv(item, &own)
            })
            .sum()
    }
}

/// Every uncertain input, the one that moves the net present value most first, equal ones by id.
pub fn tornado(scenario: &Scenario) -> Vec<Bar> {
    let likely = Likely::new(scenario, scenario.discount_rate.0);
    let own: Vec<f64> = (0..likely.items.len()).map(|item| likely.npv(item, &[])).collect();
    let total: f64 = own.iter().sum();
    let mut bars: Vec<Bar> = likely
        .inputs()
        .map(|(item, n, input, range)| {
            let at = [range.quantile(0.1), range.quantile(0.9)];
            let rest = total - own.get(item).copied().unwrap_or(0.0);
            let [low, high] = at.map(|value| Pounds(rest + likely.npv(item, &[(n, value)])));
            Bar { input, at, likely: range.likely, low, high }
        })
        .collect();
    let swing = |bar: &Bar| (bar.high.0 - bar.low.0).abs();
    bars.sort_by(|a, b| swing(b).total_cmp(&swing(a)).then_with(|| a.input.cmp(&b.input)));
    bars
}

/// What can stand along an edge: every uncertain input over its range, as far as where it would break even, and the
/// discount rate from nothing to twice the entered one.
pub fn axes(scenario: &Scenario) -> Vec<Axis> {
    let switching = switching_values(scenario);
    let likely = Likely::new(scenario, scenario.discount_rate.0);
    let inputs = likely.inputs().map(|(_, n, input, range)| {
        let turns = switching.iter().find(|one| one.input == input).and_then(|one| one.value);
        // a break-even of go-live is a year and its range a delay; one of the convergence is a share, its range a factor
        let turns = turns.filter(|_| !matches!(n, Parameter::Delay | Parameter::Convergence));
        Axis {
            low: turns.map_or(range.low, |turn| turn.min(range.low)),
            high: turns.map_or(range.high, |turn| turn.max(range.high)),
            now: range.likely,
            input,
        }
    });
    let rate = scenario.discount_rate.0;
    let discount =
        Axis { input: DISCOUNT.into(), low: 0.0, high: if rate > 0.0 { 2.0 * rate } else { 0.07 }, now: rate };
    inputs.filter(|axis| axis.high > axis.low).chain([discount]).collect()
}

/// Net present values over `steps` values of each of two inputs.
pub fn two_way(scenario: &Scenario, rows: &Axis, columns: &Axis, steps: usize) -> Grid {
    let values = |axis: &Axis| -> Vec<f64> {
        (0..steps).map(|n| axis.low + (axis.high - axis.low) * n as f64 / (steps.max(2) - 1) as f64).collect()
    };
    let (row_values, column_values) = (values(rows), values(columns));
    let mut compiled: Vec<(f64, Likely)> = Vec::new();
    let mut cell = |moved: [(&str, f64); 2]| {
        let moved_rate = moved.iter().find(|(name, _)| *name == DISCOUNT).map(|(_, rate)| *rate);
        let rate = moved_rate.unwrap_or(scenario.discount_rate.0);
        if !compiled.iter().any(|(other, _)| *other == rate) {
            compiled.push((rate, Likely::new(scenario, rate)));
        }
        let likely = compiled.iter().find(|(other, _)| *other == rate).map(|(_, likely)| likely);
        Pounds(likely.map_or(0.0, |likely| likely.total(&likely.places(&moved))))
    };
    let npv = row_values
        .iter()
        .map(|row| column_values.iter().map(|column| cell([(&rows.input, *row), (&columns.input, *column)])).collect())
        .collect();
    Grid { rows: row_values, columns: column_values, npv }
}
