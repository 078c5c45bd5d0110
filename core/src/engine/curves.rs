//! Supply and demand of one function in one year, as steps: offers by their price from the cheapest, needs by what they cost now from
//! the dearest, and where the market clears.

use super::market::{Clearing, Trade};
use crate::model::Pounds;
use crate::model::market::{Line, Market, Measure, Side};
use std::collections::BTreeSet;

/// A function and what is counted of it.
pub type Traded<'a> = (&'a str, Measure);

/// The steps of a function in a year.
#[derive(Debug, Clone, PartialEq)]
pub struct Curves {
    /// The financial year, that in which most is traded.
    pub year: u32,
    /// Offers: how much a year at which price, the cheapest first.
    pub supply: Vec<(f64, f64)>,
    /// Needs: how much a year at what it costs now, the dearest first.
    pub demand: Vec<(f64, f64)>,
    /// How much changes hands in that year, and the lowest and the highest price that are proposed for it.
    pub cleared: Option<(f64, Pounds, Pounds)>,
}

/// Functions of which something is offered and something needed, in the order of their names in files.
pub fn both_sides(market: &Market) -> Vec<Traded<'_>> {
    let of = |side: Side| -> BTreeSet<Traded> {
        market.ready(side).map(|line| (line.function.as_str(), line.measure)).collect()
    };
    of(Side::Offer).intersection(&of(Side::Need)).copied().collect()
}

/// The steps of a function; none where one side has none in any year that both have.
pub fn curves(market: &Market, found: &Clearing, (function, measure): Traded) -> Option<Curves> {
    let own = |side: Side| market.ready(side).filter(move |line| line.function == function && line.measure == measure);
    let (first, last) = found.years?;
    let is_own = |trade: &&Trade| own(Side::Offer).any(|line| line.id == trade.offer);
    let trades: Vec<&Trade> = found.trades.iter().filter(is_own).collect();
    let in_year = |year: u32| trades.iter().filter(move |one| one.years.0 <= year && year <= one.years.1);
    let traded = |year: u32| in_year(year).map(|one| one.amount).sum::<f64>();
    let stands = |line: &&Line, year: u32| {
        line.from.is_none_or(|from| from <= year) && line.until.is_none_or(|until| year <= until)
    };
    let both = |year: u32| [Side::Offer, Side::Need].into_iter().all(|side| own(side).any(|line| stands(&line, year)));
    // of years with as much the first
    let year = (first..=last).filter(|year| both(*year)).fold(None, |best: Option<u32>, year| match best {
        Some(best) if traded(best) >= traded(year) => Some(best),
        _ => Some(year),
    })?;
    let steps = |side: Side| -> Vec<(f64, f64)> {
        own(side).filter(|line| stands(line, year)).map(|line| (line.amount, line.price.0)).collect()
    };
    let (mut supply, mut demand) = (steps(Side::Offer), steps(Side::Need));
    supply.sort_by(|a, b| a.1.total_cmp(&b.1));
    demand.sort_by(|a, b| b.1.total_cmp(&a.1));
    let prices = || in_year(year).map(|one| one.price().0);
    let amount = traded(year);
    Some(Curves {
        year,
        supply,
        demand,
        cleared: (amount > 0.0).then(|| {
            let (low, high) = (prices().fold(f64::INFINITY, f64::min), prices().fold(0.0, f64::max));
            (amount, Pounds(low), Pounds(high))
        }),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::market::clear;

    fn line(id: &str, side: Side, force: &str, amount: f64, price: f64, from: u32) -> Line {
        Line {
            id: id.into(),
            side,
            force: force.into(),
            function: "fleet".into(),
            measure: Measure::Hours,
            amount,
            price: Pounds(price),
            from: Some(from),
            until: Some(2030),
            ..Line::default()
        }
    }

    /// By hand: 10 at £20 and 10 at £60 against 8 at £50 and 8 at £30. Ten of the cheap offer go: eight to the dear need, two to
    /// the other, from 2028 when all are there.
    #[test]
    fn steps_on_paper() {
        let market = Market {
            lines: vec![
                line("a", Side::Offer, "kent", 10.0, 60.0, 2027),
                line("b", Side::Offer, "essex", 10.0, 20.0, 2027),
                line("c", Side::Need, "norfolk", 8.0, 30.0, 2028),
                line("d", Side::Need, "suffolk", 8.0, 50.0, 2027),
                Line { function: "hr".into(), ..line("e", Side::Need, "suffolk", 8.0, 50.0, 2027) },
            ],
            ..Market::default()
        };
        let found = clear(&market, 2026);
        assert_eq!(both_sides(&market), [("fleet", Measure::Hours)]);
        let steps = curves(&market, &found, ("fleet", Measure::Hours)).unwrap();
        assert_eq!(steps.year, 2028);
        assert_eq!((steps.supply, steps.demand), (vec![(10.0, 20.0), (10.0, 60.0)], vec![(8.0, 50.0), (8.0, 30.0)]));
        let (amount, low, high) = steps.cleared.unwrap();
        // the last two make £30 the price that holds for all
        assert_eq!((amount, low, high), (10.0, Pounds(30.0), Pounds(30.0)));
        assert_eq!(curves(&market, &found, ("hr", Measure::Hours)), None);
    }
}
