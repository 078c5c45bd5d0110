//! Clearing a market: who could buy what from whom, what it is worth, and at what prices nobody would rather trade otherwise.
//! Method, section 14.
//!
//! Every stretch of years in which the same lines stand is a market of its own, and so is every function and unit in it: a
//! transport problem. It is filled along the best way that is left, which ends where no way gains. The prices that hold it together are
//! differences of potentials: their highest and lowest are longest ways through the same pairs.

use crate::model::Pounds;
use crate::model::market::{Line, Market, Measure, Side};
use std::collections::BTreeMap;

/// Years that an open end is counted for, from the first year of the market: our assumption.
pub const OPEN_YEARS: u32 = 10;
/// Gains below this, in pounds a unit, are none.
const NEAR: f64 = 1e-9;

/// A market cleared.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Clearing {
    /// First and last year that it is counted over.
    pub years: Option<(u32, u32)>,
    /// Who buys from whom, by years and function.
    pub trades: Vec<Trade>,
    /// What all of it is worth over its years, not discounted.
    pub value: Pounds,
    /// What finds no partner, or only for a part.
    pub left: Vec<Left>,
}

/// A trade in a stretch of years.
#[derive(Debug, Clone, PartialEq)]
pub struct Trade {
    /// The offer's id.
    pub offer: String,
    /// The need's id.
    pub need: String,
    /// First and last year.
    pub years: (u32, u32),
    /// Units a year.
    pub amount: f64,
    /// What a unit is worth to both together.
    pub worth: Pounds,
    /// What it is worth in all of these years.
    pub gain: Pounds,
    /// The lowest and the highest price of a unit at which nobody would rather trade otherwise.
    pub span: (Pounds, Pounds),
}

impl Trade {
    /// The price that is proposed: the middle of the span.
    pub fn price(&self) -> Pounds {
        Pounds(self.span.0.0.midpoint(self.span.1.0))
    }
}

/// A line that is left over.
#[derive(Debug, Clone, PartialEq)]
pub struct Left {
    /// Its id.
    pub id: String,
    /// The part of its yearly amount, over its years, that finds no partner.
    pub part: f64,
    /// Why.
    pub why: Why,
}

/// Why a line finds no partner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Nobody on the other side has this function.
    Nobody,
    /// They count in another unit.
    OtherUnit,
    /// Only the force itself does.
    OnlyItself,
    /// Their years never meet.
    NeverMeet,
    /// Where they meet, it would cost more than now.
    AllDearer,
    /// Others have taken what there is.
    Taken,
}

struct Window {
    first: u32,
    last: u32,
}

impl Window {
    /// From the first year that is named as a start (`now` where none is), or the first last year before it, to the last year named;
    /// where an end is open, ten years at least.
    fn of(lines: &[&Line], now: u32) -> Window {
        let until = || lines.iter().filter_map(|line| line.until);
        let first = lines.iter().filter_map(|line| line.from).min().unwrap_or(now);
        let first = first.min(until().min().unwrap_or(first));
        let named = lines.iter().filter_map(|line| line.from).chain(until()).max().unwrap_or(first);
        let open = lines.iter().any(|line| line.until.is_none());
        Window { first, last: if open { named.max(first + OPEN_YEARS - 1) } else { named } }
    }

    fn years(&self, line: &Line) -> (u32, u32) {
        (line.from.unwrap_or(self.first), line.until.unwrap_or(self.last))
    }

    /// Years that two lines have in common.
    fn common(&self, one: &Line, other: &Line) -> u32 {
        let ((a, b), (c, d)) = (self.years(one), self.years(other));
        (b.min(d) + 1).saturating_sub(a.max(c))
    }

    /// What a unit is worth to both, in a year; none where they share none.
    fn worth(&self, offer: &Line, need: &Line) -> Option<f64> {
        let common = f64::from(self.common(offer, need));
        (common > 0.0).then(|| need.price.0 - offer.price.0 - offer.set_up.0 / (need.amount * common))
    }
}

/// Clears a market; `now` is the financial year from which lines count that say no year at all.
pub fn clear(market: &Market, now: u32) -> Clearing {
    let offers: Vec<&Line> = market.ready(Side::Offer).collect();
    let needs: Vec<&Line> = market.ready(Side::Need).collect();
    let all: Vec<&Line> = offers.iter().chain(&needs).copied().collect();
    if all.is_empty() {
        return Clearing::default();
    }
    let window = Window::of(&all, now);
    let mut found = Clearing { years: Some((window.first, window.last)), ..Clearing::default() };
    type Sides<'a> = (Vec<&'a Line>, Vec<&'a Line>);
    let mut groups: BTreeMap<(&str, Measure), Sides> = BTreeMap::new();
    for offer in &offers {
        groups.entry((&offer.function, offer.measure)).or_default().0.push(offer);
    }
    for need in &needs {
        groups.entry((&need.function, need.measure)).or_default().1.push(need);
    }
    for (offers, needs) in groups.values().filter(|(offers, needs)| !offers.is_empty() && !needs.is_empty()) {
        for years in stretches(offers, needs, &window) {
            let stands = |line: &&&Line| {
                let (from, until) = window.years(line);
                from <= years.0 && until >= years.1
            };
            let offers: Vec<&Line> = offers.iter().filter(stands).copied().collect();
            let needs: Vec<&Line> = needs.iter().filter(stands).copied().collect();
            found.trades.extend(Transport::of(&offers, &needs, &window).trades(years));
        }
    }
    join(&mut found.trades);
    found.value = found.trades.iter().map(|trade| trade.gain).sum();
    found.left = all.iter().filter_map(|line| left(line, &all, &found.trades, &window)).collect();
    found
}

/// Stretches of years in which the same lines stand.
fn stretches(offers: &[&Line], needs: &[&Line], window: &Window) -> Vec<(u32, u32)> {
    let mut starts: Vec<u32> =
        offers.iter().chain(needs).map(|line| window.years(line)).flat_map(|(from, until)| [from, until + 1]).collect();
    starts.sort_unstable();
    starts.dedup();
    starts.iter().zip(starts.iter().skip(1)).map(|(from, next)| (*from, next - 1)).collect()
}

/// Trades that go on unchanged are one.
fn join(trades: &mut Vec<Trade>) {
    trades.sort_by(|a, b| (&a.offer, &a.need, a.years.0).cmp(&(&b.offer, &b.need, b.years.0)));
    let near = |a: Pounds, b: Pounds| (a.0 - b.0).abs() <= 1e-6;
    let mut all: Vec<Trade> = Vec::with_capacity(trades.len());
    for trade in trades.drain(..) {
        match all.last_mut() {
            Some(last)
                if last.offer == trade.offer
                    && last.need == trade.need
                    && last.years.1 + 1 == trade.years.0
                    && (last.amount - trade.amount).abs() <= 1e-9 * last.amount.max(1.0)
                    && near(last.span.0, trade.span.0)
                    && near(last.span.1, trade.span.1) =>
            {
                last.years.1 = trade.years.1;
                last.gain += trade.gain;
            }
            _ => all.push(trade),
        }
    }
    *trades = all;
}

fn left(line: &Line, all: &[&Line], trades: &[Trade], window: &Window) -> Option<Left> {
    let (from, until) = window.years(line);
    let whole = line.amount * f64::from((until + 1).saturating_sub(from));
    let own = trades.iter().filter(|trade| trade.offer == line.id || trade.need == line.id);
    let placed: f64 = own.map(|trade| trade.amount * f64::from(trade.years.1 + 1 - trade.years.0)).sum();
    let part = 1.0 - placed / whole;
    if part <= 1e-9 {
        return None;
    }
    let mut others: Vec<&&Line> =
        all.iter().filter(|other| other.side != line.side && other.function == line.function).collect();
    // each reason stands where the next condition leaves nobody
    type Fits<'a> = &'a dyn Fn(&Line) -> bool;
    let pair =
        |other: &Line| if line.side == Side::Offer { window.worth(line, other) } else { window.worth(other, line) };
    let steps: [(Why, Fits); 5] = [
        (Why::Nobody, &|_| true),
        (Why::OtherUnit, &|other| other.measure == line.measure),
        (Why::OnlyItself, &|other| other.force != line.force),
        (Why::NeverMeet, &|other| window.common(line, other) > 0),
        (Why::AllDearer, &|other| pair(other).is_some_and(|worth| worth > NEAR)),
    ];
    for (why, fits) in steps {
        others.retain(|other| fits(other));
        if others.is_empty() {
            return Some(Left { id: line.id.clone(), part, why });
        }
    }
    Some(Left { id: line.id.clone(), part, why: Why::Taken })
}

/// One function, unit and stretch of years.
struct Transport<'a> {
    offers: &'a [&'a Line],
    needs: &'a [&'a Line],
    /// Worth of each pair, by offer and need; none where they would not trade.
    worth: Vec<Option<f64>>,
    placed: Vec<f64>,
    spare: Vec<f64>,
    unmet: Vec<f64>,
}

impl<'a> Transport<'a> {
    fn of(offers: &'a [&'a Line], needs: &'a [&'a Line], window: &Window) -> Transport<'a> {
        let pair = |offer: &Line, need: &Line| {
            window.worth(offer, need).filter(|worth| offer.force != need.force && *worth > NEAR)
        };
        let worth: Vec<Option<f64>> =
            offers.iter().flat_map(|offer| needs.iter().map(move |need| pair(offer, need))).collect();
        let mut one = Transport {
            offers,
            needs,
            placed: vec![0.0; worth.len()],
            worth,
            spare: offers.iter().map(|offer| offer.amount).collect(),
            unmet: needs.iter().map(|need| need.amount).collect(),
        };
        one.fill();
        one
    }

    fn pairs(&self) -> impl Iterator<Item = (usize, usize, usize, f64)> + '_ {
        let width = self.needs.len().max(1);
        self.worth.iter().enumerate().filter_map(move |(n, worth)| worth.map(|worth| (n, n / width, n % width, worth)))
    }

    /// What counts as nothing, of this market's amounts.
    fn least(&self) -> f64 {
        1e-13 * self.offers.iter().chain(self.needs).map(|line| line.amount).fold(0.0, f64::max)
    }

    /// Adds along the best way that is left until none gains.
    fn fill(&mut self) {
        let least = self.least();
        // each round uses up an offer, a need or a pair on the way; the bound only guards against rounding
        for _ in 0..20 * (self.offers.len() + self.needs.len()) + 100 {
            let Some(way) = self.best_way(least) else { return };
            let mut most = f64::INFINITY;
            if let (Some((first, _)), Some((last, _))) = (way.first(), way.last()) {
                let width = self.needs.len().max(1);
                most = most.min(self.spare.get(first / width).copied().unwrap_or(0.0));
                most = most.min(self.unmet.get(last % width).copied().unwrap_or(0.0));
            }
            for (pair, forward) in &way {
                if !forward {
                    most = most.min(self.placed.get(*pair).copied().unwrap_or(0.0));
                }
            }
            if most <= least {
                return;
            }
            self.add(&way, most, least);
        }
    }

    fn add(&mut self, way: &[(usize, bool)], most: f64, least: f64) {
        let width = self.needs.len().max(1);
        let settle = |value: f64| if value <= least { 0.0 } else { value };
        for (pair, forward) in way {
            if let Some(placed) = self.placed.get_mut(*pair) {
                *placed = settle(if *forward { *placed + most } else { *placed - most });
            }
        }
        if let Some(spare) = way.first().and_then(|(pair, _)| self.spare.get_mut(pair / width)) {
            *spare = settle(*spare - most);
        }
        if let Some(unmet) = way.last().and_then(|(pair, _)| self.unmet.get_mut(pair % width)) {
            *unmet = settle(*unmet - most);
        }
    }

    /// The way from spare capacity to an unmet need that gains most a unit: pairs with whether they are filled or emptied.
    fn best_way(&self, least: f64) -> Option<Vec<(usize, bool)>> {
        const NONE: f64 = f64::NEG_INFINITY;
        let width = self.needs.len();
        let mut at_offer: Vec<f64> = self.spare.iter().map(|spare| if *spare > least { 0.0 } else { NONE }).collect();
        let mut at_need = vec![NONE; width];
        let (mut to_need, mut to_offer) = (vec![None; width], vec![None; self.offers.len()]);
        // few pairs trade, and only those can be emptied
        let trades = |pair: usize| self.placed.get(pair).is_some_and(|placed| *placed > least);
        let held: Vec<(usize, usize, usize, f64)> = self.pairs().filter(|(pair, ..)| trades(*pair)).collect();
        let mut fresh: Vec<bool> = at_offer.iter().map(|gain| *gain > NONE).collect();
        for _ in 0..=self.offers.len() + width {
            let mut reached = vec![false; width];
            for (o, _) in fresh.iter().enumerate().filter(|(_, fresh)| **fresh) {
                let from = at_offer.get(o).copied().unwrap_or(NONE);
                let row = self.worth.get(o * width..(o + 1) * width).unwrap_or_default();
                for (n, worth) in row.iter().enumerate() {
                    let (Some(worth), Some(best)) = (worth, at_need.get_mut(n)) else { continue };
                    if from + worth > *best + NEAR {
                        *best = from + worth;
                        to_need.get_mut(n).into_iter().for_each(|slot| *slot = Some(o * width + n));
                        reached.get_mut(n).into_iter().for_each(|slot| *slot = true);
                    }
                }
            }
            fresh.fill(false);
            for (pair, o, n, worth) in held.iter().copied() {
                let back = reached.get(n) == Some(&true);
                let gain = at_need.get(n).copied().unwrap_or(NONE) - worth;
                if let Some(best) = at_offer.get_mut(o).filter(|best| back && gain > **best + NEAR) {
                    *best = gain;
                    to_offer.get_mut(o).into_iter().for_each(|slot| *slot = Some(pair));
                    fresh.get_mut(o).into_iter().for_each(|slot| *slot = true);
                }
            }
            if !fresh.contains(&true) {
                break;
            }
        }
        let open = self.unmet.iter().zip(&at_need).enumerate().filter(|(_, (unmet, _))| **unmet > least);
        let (mut need, (_, gain)) = open.max_by(|a, b| a.1.1.total_cmp(b.1.1))?;
        if *gain <= NEAR {
            return None;
        }
        let mut way = Vec::new();
        while let Some(pair) = to_need.get(need).copied().flatten().filter(|_| way.len() <= 2 * self.worth.len()) {
            way.push((pair, true));
            let Some(back) = to_offer.get(pair / width).copied().flatten() else { break };
            way.push((back, false));
            need = back % width;
        }
        way.reverse();
        Some(way)
    }

    /// The least and the most of a unit's worth that each seller can hold, so that no pair outside would trade.
    fn sellers(&self, most: bool) -> Vec<f64> {
        let least = self.least();
        let held = |pair: usize| self.placed.get(pair).is_some_and(|placed| *placed > least);
        let mut seller = vec![if most { f64::INFINITY } else { 0.0 }; self.offers.len()];
        let mut buyer = vec![if most { 0.0 } else { f64::INFINITY }; self.needs.len()];
        // who has something left over earns nothing of it
        for (one, _) in seller.iter_mut().zip(&self.spare).filter(|(_, spare)| **spare > least) {
            *one = 0.0;
        }
        for (one, _) in buyer.iter_mut().zip(&self.unmet).filter(|(_, unmet)| **unmet > least) {
            *one = 0.0;
        }
        // s + b is the pair's worth where they trade and no less elsewhere
        for _ in 0..=self.offers.len() + self.needs.len() {
            let mut moved = false;
            let mut set = |slot: Option<&mut f64>, value: f64, up: bool| {
                if let Some(slot) = slot
                    && (up && value > *slot + NEAR || !up && value < *slot - NEAR)
                {
                    *slot = value;
                    moved = true;
                }
            };
            for (pair, o, n, worth) in self.pairs() {
                let (s, b) = (seller.get(o).copied().unwrap_or(0.0), buyer.get(n).copied().unwrap_or(0.0));
                if most {
                    set(buyer.get_mut(n), worth - s, true);
                    if held(pair) {
                        set(seller.get_mut(o), worth - buyer.get(n).copied().unwrap_or(b), false);
                    }
                } else {
                    set(seller.get_mut(o), worth - b, true);
                    if held(pair) {
                        set(buyer.get_mut(n), worth - seller.get(o).copied().unwrap_or(s), false);
                    }
                }
            }
            if !moved {
                break;
            }
        }
        seller
    }

    fn trades(&self, years: (u32, u32)) -> Vec<Trade> {
        let (low, high) = (self.sellers(false), self.sellers(true));
        let count = f64::from(years.1 + 1 - years.0);
        let placed = self.pairs().filter_map(|(pair, o, n, worth)| {
            let amount = self.placed.get(pair).copied().filter(|placed| *placed > 0.0)?;
            let (offer, need) = (self.offers.get(o)?, self.needs.get(n)?);
            Some(Trade {
                offer: offer.id.clone(),
                need: need.id.clone(),
                years,
                amount,
                worth: Pounds(worth),
                gain: Pounds(worth * amount * count),
                span: (
                    Pounds(offer.price.0 + low.get(o).copied().unwrap_or(0.0)),
                    Pounds(offer.price.0 + high.get(o).copied().unwrap_or(worth).min(worth)),
                ),
            })
        });
        placed.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(id: &str, side: Side, force: &str, amount: f64, price: f64) -> Line {
        let function = "human_resources".to_owned();
        Line { id: id.into(), side, force: force.into(), function, amount, price: Pounds(price), ..Line::default() }
    }

    fn market(lines: Vec<Line>) -> Market {
        Market { lines, ..Market::default() }
    }

    /// By hand: one seller at 30 with 10 posts; buyers who pay 50 (for 6) and 40 (for 8). All six and four of the eight are sold,
    /// worth 6 x 20 + 4 x 10 = 160 a year, 1,600 in ten. Whoever could still buy at 40 holds the price up: 40 and no less, and no
    /// more, since a part of that need is unmet.
    #[test]
    fn one_seller_and_two_buyers_by_hand() {
        let found = clear(
            &market(vec![
                line("a", Side::Offer, "kent", 10.0, 30.0),
                line("b", Side::Need, "essex", 6.0, 50.0),
                line("c", Side::Need, "surrey", 8.0, 40.0),
            ]),
            2026,
        );
        assert_eq!((found.value, found.years), (Pounds(1600.0), Some((2026, 2035))));
        let amounts: Vec<_> = found.trades.iter().map(|one| (one.need.as_str(), one.amount, one.span)).collect();
        let forty = (Pounds(40.0), Pounds(40.0));
        assert_eq!(amounts, [("b", 6.0, forty), ("c", 4.0, forty)]);
        assert_eq!(found.left, [Left { id: "c".into(), part: 0.5, why: Why::Taken }]);
    }

    /// By hand: with capacity to spare nobody pays more than the seller asks, 30.
    /// With no more than is needed: from 30 to the lower of what they pay now.
    #[test]
    fn what_is_spare_holds_the_price_down() {
        let of = |capacity: f64| {
            let lines = vec![
                line("a", Side::Offer, "kent", capacity, 30.0),
                line("b", Side::Need, "essex", 6.0, 50.0),
                line("c", Side::Need, "surrey", 8.0, 40.0),
            ];
            clear(&market(lines), 2026).trades.first().map(|one| (one.span.0.0, one.span.1.0))
        };
        assert_eq!(of(20.0), Some((30.0, 30.0)));
        assert_eq!(of(14.0), Some((30.0, 40.0)));
    }

    /// By hand: it stands in 2027 to 2028 beside another, alone in 2029. Set-up of 60 over 2 a year and 3 years is 10 a unit.
    #[test]
    fn years_and_set_up_by_hand() {
        let seller = Line {
            from: Some(2027),
            until: Some(2029),
            set_up: Pounds(60.0),
            ..line("a", Side::Offer, "kent", 2.0, 30.0)
        };
        let buyer = Line { from: Some(2025), until: Some(2030), ..line("b", Side::Need, "essex", 2.0, 50.0) };
        let cheap = Line { from: Some(2027), until: Some(2028), ..line("c", Side::Offer, "surrey", 2.0, 20.0) };
        let found = clear(&market(vec![seller, buyer, cheap]), 2026);
        // 2 x 30 in two years, 2 x 10 in the third
        assert_eq!(found.value, Pounds(140.0));
        assert_eq!(
            found.trades.iter().map(|one| (one.offer.as_str(), one.years)).collect::<Vec<_>>(),
            [("a", (2029, 2029)), ("c", (2027, 2028))]
        );
    }

    #[test]
    fn each_reason_has_its_place() {
        let why = |other: Line| {
            let one = Line { until: Some(2030), ..line("x", Side::Need, "essex", 2.0, 50.0) };
            clear(&market(vec![one, other]), 2026).left.iter().find(|left| left.id == "x").map(|left| left.why)
        };
        let offer = line("y", Side::Offer, "kent", 2.0, 30.0);
        assert_eq!(why(Line { function: "fleet".into(), ..offer.clone() }), Some(Why::Nobody));
        assert_eq!(why(Line { measure: Measure::Hours, ..offer.clone() }), Some(Why::OtherUnit));
        assert_eq!(why(Line { force: "essex".into(), ..offer.clone() }), Some(Why::OnlyItself));
        assert_eq!(why(Line { from: Some(2031), ..offer.clone() }), Some(Why::NeverMeet));
        assert_eq!(why(Line { price: Pounds(60.0), ..offer.clone() }), Some(Why::AllDearer));
        assert_eq!(why(offer), None);
        assert_eq!(clear(&Market::default(), 2026), Clearing::default());
    }

    /// Nobody invents money: no more is sold than there is, no price is below what the seller asks or above what the buyer pays
    /// now, and two hundred of each clear.
    #[test]
    fn two_hundred_of_each() {
        let mut seed = 7_u64;
        let mut next = |most: u64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) % most
        };
        let mut lines = Vec::new();
        for n in 0..200 {
            let mut one = |side, prefix: &str, low: u64| {
                line(
                    &format!("{prefix}{n}"),
                    side,
                    &format!("f{}", next(43)),
                    1.0 + next(40) as f64,
                    (low + next(30_000)) as f64,
                )
            };
            lines.push(one(Side::Offer, "o", 25_000));
            lines.push(one(Side::Need, "n", 30_000));
        }
        let all = market(lines);
        let found = clear(&all, 2026);
        assert!(!found.trades.is_empty());
        for line in &all.lines {
            let sold: f64 = found
                .trades
                .iter()
                .filter(|one| one.offer == line.id || one.need == line.id)
                .map(|one| one.amount)
                .sum();
            assert!(sold <= line.amount + 1e-6, "{}", line.id);
        }
        for one in &found.trades {
            let (offer, need) = (all.get(&one.offer).unwrap(), all.get(&one.need).unwrap());
            assert!(offer.force != need.force);
            assert!(
                one.span.0.0 >= offer.price.0 - 1e-6
                    && one.span.1.0 <= need.price.0 + 1e-6
                    && one.span.0.0 <= one.span.1.0 + 1e-6
            );
        }
    }
}
