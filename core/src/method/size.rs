//! How far the size of a group goes, and the saving rate that follows; keys and the years over which things happen. What
//! sections 2 and 3 have in common.

use super::algebra::{Algebra, Calendar, Inputs, Measure};
use crate::model::{ByPartner, Key, Partner, Range, Rate, Sharing};

/// What a cost counts towards the size of a group: its power, nothing where there is none.
#[inline]
pub fn powered<A: Algebra>(a: &A, cost: A::Value, elasticity: A::Value) -> A::Value {
    a.when(a.is_more(cost, a.number(0.0)), a.power(cost, elasticity), a.number(0.0))
}

/// h(S): what part a single service for the whole group would cost less, by size alone.
#[inline]
pub fn effect<A: Algebra>(a: &A, total: A::Value, powers: A::Value, elasticity: A::Value) -> A::Value {
    effect_of_power(a, total, a.power(total, elasticity), powers)
}

/// The same of a total whose power is known.
#[inline]
pub fn effect_of_power<A: Algebra>(a: &A, total: A::Value, power: A::Value, powers: A::Value) -> A::Value {
    a.when(a.is_more(total, a.number(0.0)), a.rest(power / powers), a.number(0.0))
}

/// The same of costs one by one.
pub fn effect_of<A: Algebra>(a: &A, costs: &[A::Value], elasticity: A::Value) -> A::Value {
    let total = a.sum(&mut costs.iter().copied());
    let powers = a.sum(&mut costs.iter().map(|cost| powered(a, *cost, elasticity)));
    effect(a, total, powers, elasticity)
}

/// What the size of a group and its saving rate follow from.
#[derive(Debug, Clone, Copy)]
pub struct Saving<V> {
    /// How saving grows with size.
    pub elasticity: V,
    scale_share: V,
    likely: V,
    high: V,
    haircut: V,
}

impl<V: Copy> Saving<V> {
    /// With another likely saving, as it is drawn.
    pub fn with_likely(self, likely: V) -> Saving<V> {
        Saving { likely, ..self }
    }
}

impl Saving<f64> {
    /// Whether any of it grows with the size of the group.
    pub fn grows(&self) -> bool {
        self.scale_share != 0.0
    }
}

/// What a saving follows from, of a service or category.
pub fn saving<A: Algebra>(
    of: &Inputs<A>,
    (elasticity, scale_share): (f64, Rate),
    saving: &Range,
    haircut: Rate,
) -> Saving<A::Value> {
    Saving {
        elasticity: of.figure("scale_elasticity", elasticity),
        scale_share: of.figure("scale_share", scale_share.0),
        likely: of.figure("saving.likely", saving.likely.0),
        high: of.figure("saving.high", saving.high.0),
        haircut: of.figure("haircut", haircut.0),
    }
}

/// G(S): part of the saving comes to any group and part grows with its size, against the size `measured` that the saving
/// was entered for.
#[inline]
pub fn scale<A: Algebra>(a: &A, saving: &Saving<A::Value>, effect: A::Value, measured: A::Value) -> A::Value {
    let share = saving.scale_share;
    let grown = a.rest(share) + share * effect / measured;
    a.when(a.is_more(measured, a.number(0.0)), grown, a.number(1.0))
}

/// r(S) = (1 − haircut) × min(high, likely × G(S)).
#[inline]
pub fn rate<A: Algebra>(a: &A, saving: &Saving<A::Value>, scale: A::Value) -> A::Value {
    a.rest(saving.haircut) * a.least(saving.high, saving.likely * scale)
}

/// 0 before year `from`, then a straight rise that is complete after `over` years.
pub fn ramp<A: Calendar>(a: &A, t: A::Year, from: A::Value, over: A::Value) -> A::Value {
    let year = a.number(a.index(t));
    let risen = a.least(a.number(1.0), (year + a.number(1.0) - from) / over);
    a.when(a.is_more(from, year), a.number(0.0), risen)
}

/// The part of an amount that falls into a year when it is spread over the years that end with the one before go-live; what
/// would fall before year 0 falls into it.
pub fn spread<A: Calendar>(a: &A, t: A::Year, go_live: A::Value, over: A::Value) -> A::Value {
    let (zero, one) = (a.number(0.0), a.number(1.0));
    let last = a.or_nothing(go_live - one);
    let year = a.number(a.index(t));
    if a.index(t) == 0.0 {
        return a.or_nothing(over - last) / over;
    }
    // from the last year back, as many as it is spread over
    let begun = a.when(a.is_more(year, last - over), one, zero);
    a.when(a.is_more(year, last), zero, begun) / over
}

/// A member's weight under the sharing key; `own` is its baseline cost or the spending that is reached.
fn weight<A: Algebra>(
    of: &Inputs<A>,
    word: A::Word,
    partner: &Partner,
    own: A::Value,
    shares: Option<&ByPartner<f64>>,
) -> A::Value {
    let a = of.a;
    let figure = |field: &&'static str| a.input(&["partners", &partner.id, field], partner.figure(field));
    let value = |key: Key| match key {
        Key::Equal => a.number(1.0),
        Key::Baseline => own,
        key => a.sum(&mut key.figures().iter().map(figure)),
    };
    let keys = Key::ALL.into_iter().filter(|key| *key != Key::Custom);
    let values: Vec<(&'static str, A::Value)> = keys.map(|key| (key.noun(), value(key))).collect();
    let share = shares.and_then(|shares| shares.get(&partner.id)).copied().unwrap_or(0.0);
    a.by_word(word, &values, of.of_partner("sharing.shares", &partner.id, share))
}

/// k_i: each member's part under the sharing key, of all weights.
pub fn keys<A: Algebra>(
    of: &Inputs<A>,
    sharing: &Sharing,
    members: &[(&Partner, A::Value)],
    share_of: &str,
) -> Vec<A::Value> {
    let a = of.a;
    let word = of.word("sharing.key", sharing.key.noun());
    let weights: Vec<A::Value> = members
        .iter()
        .map(|(partner, own)| {
            let weight = weight(of, word, partner, *own, sharing.shares.as_ref());
            a.figure(Measure::Weight.of("Weight under the sharing key", partner.shown()), weight)
        })
        .collect();
    let names = members.iter().map(|(partner, _)| partner.shown());
    names.zip(shares(a, &weights)).map(|(name, share)| a.figure(Measure::Percent.of(share_of, name), share)).collect()
}

/// Each weight's part of the sum of all weights; where they come to nothing, equal parts.
pub fn shares<A: Algebra>(a: &A, weights: &[A::Value]) -> Vec<A::Value> {
    let total = a.sum(&mut weights.iter().copied());
    let some = a.is_more(total, a.number(0.0));
    let equal = a.number(1.0 / weights.len().max(1) as f64);
    weights.iter().map(|weight| a.when(some, *weight / total, equal)).collect()
}
