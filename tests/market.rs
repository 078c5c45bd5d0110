//! Clearing a market against an independent computation of section 14 (`tests/oracle/market.py`).

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use informed_choice::engine::market::{Clearing, clear};
use informed_choice::exchange::market;
use informed_choice::model::market::{Market, Side};
use serde_json::Value;

/// What is traded is there: in every year no more than there is, of one function and unit, between two forces, in years of both.
fn feasible(market: &Market, found: &Clearing) {
    let Some((first, last)) = found.years else { return };
    for trade in &found.trades {
        let (offer, need) = (market.get(&trade.offer).unwrap(), market.get(&trade.need).unwrap());
        assert_eq!((offer.side, need.side), (Side::Offer, Side::Need));
        assert_eq!((&offer.function, offer.measure), (&need.function, need.measure));
        assert_ne!(offer.force, need.force);
        for line in [offer, need] {
            assert!(line.from.unwrap_or(first) <= trade.years.0 && trade.years.1 <= line.until.unwrap_or(last));
        }
    }
    for line in &market.lines {
        for year in first..=last {
            let own = found.trades.iter().filter(|one| one.offer == line.id || one.need == line.id);
            let sold: f64 = own.filter(|one| one.years.0 <= year && year <= one.years.1).map(|one| one.amount).sum();
            assert!(sold <= line.amount * (1.0 + 1e-9), "{} {year}", line.id);
        }
    }
}

#[test]
fn sixty_markets_agree_with_the_independent_computation() {
    let cases: Vec<Value> = serde_json::from_str(include_str!("oracle/market_cases.json")).unwrap();
    assert_eq!(cases.len(), 60);
    let mut spans = 0;
    for (n, case) in cases.iter().enumerate() {
        let (market, lost) = market::read(&case["market"]);
        assert!(lost.is_empty(), "{n}");
        let found = clear(&market, 2026);
        let value = case["expected"]["value"].as_f64().unwrap();
        assert!((found.value.0 - value).abs() <= 1e-6 * value.max(1.0), "{n}: {} {value}", found.value.0);
        feasible(&market, &found);
        for trade in &found.trades {
            for year in trade.years.0..=trade.years.1 {
                let span = &case["expected"]["spans"][&trade.offer][year.to_string()];
                for (found, expected) in [(trade.span.0, &span[0]), (trade.span.1, &span[1])] {
                    let expected = expected.as_f64().unwrap();
                    assert!((found.0 - expected).abs() <= 1e-4, "{n} {trade:?} {year}: {expected}");
                }
                spans += 1;
            }
        }
    }
    assert!(spans > 300, "{spans}");
}

/// No pair outside the prices would rather trade: at the middle of the spans no seller could get more from another buyer than that
/// buyer has to pay.
#[test]
fn no_pair_outside_would_trade() {
    let cases: Vec<Value> = serde_json::from_str(include_str!("oracle/market_cases.json")).unwrap();
    for (n, case) in cases.iter().enumerate() {
        let (market, _) = market::read(&case["market"]);
        let found = clear(&market, 2026);
        let Some((first, last)) = found.years else { continue };
        for year in first..=last {
            let now: Vec<_> = found.trades.iter().filter(|one| one.years.0 <= year && year <= one.years.1).collect();
            for sold in &now {
                for bought in &now {
                    let (seller, buyer) = (market.get(&sold.offer).unwrap(), market.get(&bought.need).unwrap());
                    let pays = market.get(&bought.need).unwrap().price.0 - bought.worth.0;
                    let same = seller.function == buyer.function && seller.measure == buyer.measure;
                    if !same || seller.force == buyer.force || seller.set_up.0 > 0.0 || pays <= 0.0 {
                        continue;
                    }
                    // what the buyer keeps now, and what the seller's price would leave it
                    let other = market.get(&bought.offer).unwrap();
                    let keeps = bought.worth.0 - (bought.price().0 - other.price.0);
                    assert!(buyer.price.0 - sold.price().0 <= keeps + 1e-4, "{n} {year}: {sold:?} {bought:?}");
                }
            }
        }
    }
}
