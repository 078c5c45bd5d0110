//! What a cleared market says: who could buy what from whom, at which price, and what finds nobody.

use super::headline::{Part, plain, strong};
use super::{capital, count, years};
use crate::engine::market::{Clearing, Trade, Why};
use crate::evidence::force;
use crate::model::market::{Line, Market, Measure, Side};
use crate::model::{FinancialYear, Pounds, Rate, number};
use crate::words::terms::choice_label;

/// A trade as it is read.
#[derive(Debug, Clone, PartialEq)]
pub struct TradeRow {
    /// The trade.
    pub trade: Trade,
    /// Who buys.
    pub buyer: String,
    /// Who sells.
    pub seller: String,
    /// What: the function.
    pub function: String,
    /// In which years.
    pub years: String,
    /// How much a year, with its unit.
    pub amount: String,
    /// What it is worth over its years.
    pub gain: String,
    /// From which price to which nobody would rather trade otherwise.
    pub span: String,
    /// The price that is proposed.
    pub price: String,
}

/// A line that finds no partner, or only for a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftRow {
    /// Whose it is.
    pub who: String,
    /// What it is.
    pub what: String,
    /// How much of it.
    pub part: String,
    /// Why, as a sentence.
    pub why: &'static str,
}

/// A force's short name, or what was written.
pub fn trader(name: &str) -> String {
    match (force(name), name.trim()) {
        (Some(force), _) => force.short.clone(),
        (None, "") => "Nobody named".to_owned(),
        (None, other) => other.to_owned(),
    }
}

/// A function's name.
pub fn function_words(kind: &str) -> String {
    if kind.is_empty() { "no function".to_owned() } else { choice_label("services[].kind", kind) }
}

fn span_of((first, last): (u32, u32)) -> String {
    let (first, last) = (FinancialYear(first), FinancialYear(last));
    if first == last { first.to_string() } else { format!("{first} to {last}") }
}

/// An amount with its unit.
pub fn amount_words(line: &Line, amount: f64) -> String {
    let unit = if (amount - 1.0).abs() < 1e-9 { line.measure.one() } else { line.measure.word() };
    format!("{} {unit}", number(amount, if amount.fract().abs() < 1e-9 { 0 } else { 1 }))
}

/// The sentence of the page and its support.
pub fn market_words(market: &Market, found: &Clearing) -> (Vec<Part>, String) {
    let side = |side: Side| market.lines.iter().filter(|line| line.side == side).count();
    let (offers, needs) = (side(Side::Offer), side(Side::Need));
    if offers + needs == 0 {
        return (
            vec![plain("What could your force do for others, and what could others do for it?")],
            "Enter offers and needs with their prices, or open the files of other forces: the market says who could buy what from whom, what it is worth to both, and at which prices no one could get a better deal elsewhere.".into(),
        );
    }
    let sentence = match (found.trades.len(), offers, needs) {
        (0, 0, _) => vec![plain("There are needs and "), strong("no offer"), plain(" yet.")],
        (0, _, 0) => vec![plain("There are offers and "), strong("no need"), plain(" yet.")],
        (0, ..) => vec![strong("No offer and need"), plain(" match. The reasons are below, line by line.")],
        (n, ..) => vec![
            strong(format!("{} {}", capital(&count(n)), if n == 1 { "trade" } else { "trades" })),
            plain(" would gain "),
            strong(found.value.short()),
            plain(format!(" over {}, in prices of the base year.", years(traded_years(found)))),
        ],
    };
    let lacking = market.lines.iter().filter(|line| !line.lacks().is_empty()).count();
    let waits = match lacking {
        0 => String::new(),
        1 => " One line lacks something and is left out.".to_owned(),
        n => format!(" {} lines lack something and are left out.", capital(&count(n))),
    };
    let lines = |n: usize, one: &str, many: &str| format!("{} {}", count(n), if n == 1 { one } else { many });
    let support = format!(
        "{} and {}. Prices are what each says; nothing is charged or promised by this, and no redundancy is counted: make a trade a scenario to see all of it.{waits}",
        capital(&lines(offers, "offer", "offers")),
        lines(needs, "need", "needs")
    );
    (sentence, support)
}

/// From the first year in which anything is traded to the last.
fn traded_years(found: &Clearing) -> f64 {
    let first = found.trades.iter().map(|trade| trade.years.0).min().unwrap_or_default();
    let last = found.trades.iter().map(|trade| trade.years.1).max().unwrap_or_default();
    f64::from(last + 1 - first)
}

/// Trades, those that are worth most first.
pub fn trade_rows(market: &Market, found: &Clearing) -> Vec<TradeRow> {
    let row = |trade: &Trade| {
        let (offer, need) = (market.get(&trade.offer)?, market.get(&trade.need)?);
        let (low, high) = trade.span;
        let close = (high.0 - low.0).abs() < 0.005;
        Some(TradeRow {
            trade: trade.clone(),
            buyer: trader(&need.force),
            seller: trader(&offer.force),
            function: function_words(&offer.function),
            years: span_of(trade.years),
            amount: amount_words(offer, trade.amount),
            gain: trade.gain.short(),
            span: if close { format!("{} only", low.pence()) } else { format!("{} to {}", low.pence(), high.pence()) },
            price: format!("{} {}", trade.price().pence(), offer.measure.each()),
        })
    };
    let mut rows: Vec<TradeRow> = found.trades.iter().filter_map(row).collect();
    rows.sort_by(|a, b| b.trade.gain.0.total_cmp(&a.trade.gain.0));
    rows
}

/// Supply and demand of a function.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FunctionRow {
    /// The function and what is counted.
    pub name: String,
    /// What is offered a year, needed a year, and traded in the year with most.
    pub amounts: [String; 3],
    /// What offers ask, what needs cost now, and the prices that hold.
    pub prices: [String; 3],
}

/// Supply and demand by function and unit, by name; all lines that lack nothing, whatever their years.
pub fn function_rows(market: &Market, found: &Clearing) -> Vec<FunctionRow> {
    let ready = || market.ready(Side::Offer).chain(market.ready(Side::Need));
    let kinds: std::collections::BTreeSet<(&str, Measure)> =
        ready().map(|line| (line.function.as_str(), line.measure)).collect();
    let row = |(function, measure): (&str, Measure)| {
        let own =
            |side: Side| market.ready(side).filter(move |line| line.function == function && line.measure == measure);
        let trades: Vec<&Trade> = found
            .trades
            .iter()
            .filter(|trade| {
                market.get(&trade.offer).is_some_and(|line| line.function == function && line.measure == measure)
            })
            .collect();
        let (first, last) = found.years.unwrap_or_default();
        let in_year = |year: u32| -> f64 {
            trades.iter().filter(|one| one.years.0 <= year && year <= one.years.1).map(|one| one.amount).sum()
        };
        let most = (first..=last).map(in_year).fold(0.0, f64::max);
        let all = |side: Side| own(side).map(|line| line.amount).sum::<f64>();
        let between = |prices: Vec<Pounds>| {
            let low = prices.iter().map(|price| price.0).fold(f64::INFINITY, f64::min);
            let high = prices.iter().map(|price| price.0).fold(f64::NEG_INFINITY, f64::max);
            match (low.is_finite(), (high - low).abs() < 0.005) {
                (false, _) => "\u{2013}".to_owned(),
                (true, true) => Pounds(low).pence(),
                (true, false) => format!("{} to {}", Pounds(low).pence(), Pounds(high).pence()),
            }
        };
        let amount = |value: f64| number(value, if value.fract().abs() < 1e-9 { 0 } else { 1 });
        FunctionRow {
            name: format!("{}, {}", function_words(function), measure.word()),
            amounts: [amount(all(Side::Offer)), amount(all(Side::Need)), amount(most)],
            prices: [
                between(own(Side::Offer).map(|line| line.price).collect()),
                between(own(Side::Need).map(|line| line.price).collect()),
                between(trades.iter().flat_map(|trade| [trade.span.0, trade.span.1]).collect()),
            ],
        }
    };
    kinds.into_iter().map(row).collect()
}

/// Why a line finds nobody.
pub const fn why_words(why: Why, side: Side) -> &'static str {
    match (why, side) {
        (Why::Nobody, Side::Need) => "Nobody offers it.",
        (Why::Nobody, Side::Offer) => "Nobody needs it.",
        (Why::OtherUnit, _) => "Others count it in another unit.",
        (Why::OnlyItself, _) => "Only the same force is on the other side.",
        (Why::NeverMeet, _) => "No year is in both.",
        (Why::AllDearer, Side::Need) => "Every offer costs more than it does now.",
        (Why::AllDearer, Side::Offer) => "It costs more than anybody who needs it pays now.",
        (Why::Taken, Side::Need) => "What there is goes where it is worth more.",
        (Why::Taken, Side::Offer) => "Those who need it are served, or served better by others.",
    }
}

/// What finds no partner, in the order of entry.
pub fn left_rows(market: &Market, found: &Clearing) -> Vec<LeftRow> {
    let row = |left: &crate::engine::market::Left| {
        let line = market.get(&left.id)?;
        Some(LeftRow {
            who: trader(&line.force),
            what: format!("{} of {}", line.side.label(), amount_words(line, line.amount))
                + ", "
                + &function_words(&line.function),
            part: if left.part > 1.0 - 1e-9 { "all of it".to_owned() } else { Rate(left.part).percent() },
            why: why_words(left.why, line.side),
        })
    };
    found.left.iter().filter_map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::market::clear;

    #[test]
    fn a_market_is_said_in_words_also_where_it_is_degenerate() {
        let line = |id: &str, side, force: &str, price: f64| Line {
            id: id.into(),
            side,
            force: force.into(),
            function: "human_resources".into(),
            amount: 10.0,
            price: Pounds(price),
            ..Line::default()
        };
        let said = |lines: Vec<Line>| {
            let market = Market { lines, ..Market::default() };
            let found = clear(&market, 2026);
            let (parts, _) = market_words(&market, &found);
            let text: String = parts.iter().map(|part| part.text.as_str()).collect();
            (text, trade_rows(&market, &found), left_rows(&market, &found))
        };
        let (offer, need) = (line("a", Side::Offer, "kent", 30_000.0), line("b", Side::Need, "essex", 45_000.0));
        assert!(said(Vec::new()).0.starts_with("What could your force do"));
        assert_eq!(said(vec![need.clone()]).0, "There are needs and no offer yet.");
        assert_eq!(said(vec![offer.clone()]).0, "There are offers and no need yet.");
        let dear = Line { price: Pounds(50_000.0), ..offer.clone() };
        let (text, _, left) = said(vec![dear, need.clone()]);
        assert_eq!(text, "No offer and need match. The reasons are below, line by line.");
        assert_eq!(
            left.iter().map(|row| row.why).collect::<Vec<_>>(),
            ["It costs more than anybody who needs it pays now.", "Every offer costs more than it does now."]
        );
        // by hand: 10 posts at 15,000 less, in ten years
        let (text, rows, left) = said(vec![offer, need]);
        assert_eq!(text, "One trade would gain £1.5m over 10 years, in prices of the base year.");
        assert_eq!((rows[0].span.as_str(), rows[0].price.as_str()), ("£30,000.00 to £45,000.00", "£37,500.00 a post"));
        assert!(left.is_empty());
        let market = Market {
            lines: vec![line("a", Side::Offer, "kent", 30_000.0), line("b", Side::Need, "essex", 45_000.0)],
            ..Market::default()
        };
        let row = function_rows(&market, &clear(&market, 2026)).remove(0);
        assert_eq!(row.amounts, ["10", "10", "10"]);
        assert_eq!(row.prices, ["£30,000.00", "£45,000.00", "£30,000.00 to £45,000.00"]);
    }
}
