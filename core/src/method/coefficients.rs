//! The method read as coefficients: what multiplies c, r and c × r, each with the factor on one-off cost and without. A
//! group, or a draw, then costs a few multiplications in place of a run over the years.
//!
//! c is the part of the gap that is closed (or a member's own x), r the saving rate, both from 0 to 1, and f the factor on
//! one-off cost. The sums of the method are linear in each of them, apart from a maximum with nothing that may turn with c
//! and r: such a *bend* is kept as a term of its own.

use super::algebra::{Algebra, Calendar, Choice, Label, Place};
use super::instead::{Otherwise, number_at};
use super::numbers::{Numbers, at};
use std::cell::RefCell;
use std::ops::{Add, Div, Mul, Sub};

/// What multiplies 1, c, r and c × r.
pub type Four = [f64; 4];

/// What four coefficients come to.
#[inline]
pub fn dot(four: &Four, by: &Four) -> f64 {
    four.iter().zip(by).map(|(a, b)| a * b).sum()
}

/// By its place among the bends: what multiplies max(0, bend), without the factor on one-off cost and with it.
type Bent = Vec<(usize, [f64; 2])>;

/// Where bends are kept: each a figure that counts only where it is above nothing, and sums of them that figures have.
#[derive(Debug, Default)]
pub struct Bends {
    at: RefCell<Vec<Four>>,
    sums: RefCell<Vec<Bent>>,
}

/// A figure as coefficients.
#[derive(Debug, Clone, Copy)]
pub struct Poly<'b> {
    /// What multiplies 1, c, r and c × r, then the same of the factor on one-off cost.
    by: [f64; 8],
    /// On which of c, r and f it may turn, as a sum of their places: most figures turn on none, and cost little.
    turns: usize,
    /// Its bends, by their place among the sums.
    bends: Option<(&'b Bends, usize)>,
}

const C: usize = 1;
const R: usize = 2;
const F: usize = 4;

impl<'b> Poly<'b> {
    #[inline]
    const fn number(value: f64) -> Poly<'b> {
        Poly { by: [value, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0], turns: 0, bends: None }
    }

    fn line(constant: f64, symbol: usize, slope: f64) -> Poly<'b> {
        let mut by = [0.0; 8];
        by[0] = constant;
        by.iter_mut().skip(symbol).take(1).for_each(|one| *one = slope);
        Poly { by, turns: symbol, bends: None }
    }

    /// What it is where nothing is drawn.
    pub fn constant(self) -> f64 {
        self.by[0]
    }

    /// What it is where it does not turn on anything drawn.
    #[inline]
    fn plain(self) -> Option<f64> {
        (self.bends.is_none() && (self.turns == 0 || self.truly_turns() == 0)).then_some(self.by[0])
    }

    /// On what it turns with a coefficient that is not nothing.
    fn truly_turns(self) -> usize {
        self.by.iter().enumerate().filter(|(_, one)| **one != 0.0).fold(0, |turns, (place, _)| turns | place)
    }

    fn bent(self) -> Bent {
        let kept = |(bends, place): (&Bends, usize)| bends.sums.borrow().get(place).cloned();
        self.bends.and_then(kept).unwrap_or_default()
    }

    #[inline]
    fn times(self, factor: f64) -> Poly<'b> {
        if self.turns == 0 && self.bends.is_none() {
            return Poly::number(self.by[0] * factor);
        }
        let [a, b, c, d, e, f, g, h] = self.by;
        let by = [a * factor, b * factor, c * factor, d * factor, e * factor, f * factor, g * factor, h * factor];
        Poly { by, ..self }.with_bends(|bent| {
            bent.iter_mut().for_each(|(_, weights)| *weights = weights.map(|weight| weight * factor));
        })
    }

    #[inline]
    fn with_bends(self, change: impl FnOnce(&mut Bent)) -> Poly<'b> {
        let Some((bends, _)) = self.bends else { return self };
        let mut bent = self.bent();
        change(&mut bent);
        Poly { bends: Some((bends, bends.keep(bent))), ..self }
    }

    /// The coefficients without the factor on one-off cost, and with it.
    pub fn halves(&self) -> [Four; 2] {
        let [a, b, c, d, e, f, g, h] = self.by;
        [[a, b, c, d], [e, f, g, h]]
    }

    /// Its bends: which, and what multiplies each without the factor on one-off cost and with it.
    pub fn bends(&self) -> Vec<(usize, [f64; 2])> {
        self.bent()
    }
}

impl Bends {
    fn keep(&self, bent: Bent) -> usize {
        let mut sums = self.sums.borrow_mut();
        sums.push(bent);
        sums.len() - 1
    }

    /// Every bend, by its place.
    pub fn all(&self) -> Vec<Four> {
        self.at.borrow().clone()
    }
}

impl<'b> Add for Poly<'b> {
    type Output = Poly<'b>;

    #[inline]
    fn add(self, other: Poly<'b>) -> Poly<'b> {
        let turns = self.turns | other.turns;
        if turns == 0 && self.bends.is_none() && other.bends.is_none() {
            return Poly::number(self.by[0] + other.by[0]);
        }
        let ([a, b, c, d, e, f, g, h], [i, j, k, l, m, n, o, p]) = (self.by, other.by);
        let by = [a + i, b + j, c + k, d + l, e + m, f + n, g + o, h + p];
        match (self.bends, other.bends) {
            (bends, None) | (None, bends) => Poly { by, turns, bends },
            (bends, Some(_)) => Poly { by, turns, bends }.with_bends(|bent| {
                for (place, weights) in other.bent() {
                    match bent.iter_mut().find(|(one, _)| *one == place) {
                        Some((_, sum)) => sum.iter_mut().zip(weights).for_each(|(one, more)| *one += more),
                        None => bent.push((place, weights)),
                    }
                }
            }),
        }
    }
}

impl<'b> Sub for Poly<'b> {
    type Output = Poly<'b>;

    fn sub(self, other: Poly<'b>) -> Poly<'b> {
        self + other.times(-1.0)
    }
}

impl<'b> Mul for Poly<'b> {
    type Output = Poly<'b>;

    fn mul(self, other: Poly<'b>) -> Poly<'b> {
        if let Some(factor) = self.plain() {
            return other.times(factor);
        }
        if let Some(factor) = other.plain() {
            return self.times(factor);
        }
        // c, r and f stand in a figure once at most: each is in the one factor or in the other
        let (mut mine, mut theirs) = (self.turns, other.turns);
        if mine & theirs != 0 {
            (mine, theirs) = (self.truly_turns(), other.truly_turns());
            if mine & theirs != 0 {
                // a sum that is not linear has no coefficients; every test would show it
                return Poly::number(f64::NAN);
            }
        }
        let turns = mine | theirs;
        let mut by = [0.0; 8];
        for (place, product) in by.iter_mut().enumerate().filter(|(place, _)| place & turns == *place) {
            *product = at(&self.by, place & mine) * at(&other.by, place & theirs);
        }
        let (bent, factor) = if self.bends.is_some() { (self, other) } else { (other, self) };
        let [plain, once] = [factor.by[0], at(&factor.by, F)];
        Poly { by, turns, bends: bent.bends }.with_bends(|bent| {
            bent.iter_mut().for_each(|(_, [a, b])| (*a, *b) = (*a * plain, *a * once + *b * plain));
        })
    }
}

impl<'b> Div for Poly<'b> {
    type Output = Poly<'b>;

    fn div(self, other: Poly<'b>) -> Poly<'b> {
        self.times(1.0 / other.constant())
    }
}

/// The reading: over so many years, with inputs set otherwise; of one service or category.
#[derive(Debug, Clone)]
pub struct Coefficients<'a> {
    numbers: Numbers,
    bends: &'a Bends,
    /// Whether r is a factor on what items save, not a rate.
    by_items: bool,
}

impl<'a> Coefficients<'a> {
    /// Coefficients over so many years, with some inputs set otherwise, and what is known of where they bend.
    pub const fn over(years: usize, otherwise: Otherwise, bends: &'a Bends) -> Coefficients<'a> {
        Coefficients { numbers: Numbers { years, otherwise }, bends, by_items: false }
    }

    /// With r as a factor on what items save.
    pub fn by_items(self) -> Coefficients<'a> {
        Coefficients { by_items: true, ..self }
    }

    /// c, or a member's own x.
    pub fn c(&self) -> Poly<'a> {
        Poly::line(0.0, C, 1.0)
    }

    /// The saving rate.
    pub fn r(&self) -> Poly<'a> {
        Poly::line(0.0, R, 1.0)
    }

    /// The present value of a row.
    pub fn present(&self, row: &[Poly<'a>], factors: &[f64]) -> Poly<'a> {
        row.iter().zip(factors).fold(Poly::number(0.0), |sum, (one, factor)| sum + one.times(*factor))
    }
}

/// Below this part of what it is made of, a turn is rounding.
const DUST: f64 = 1e-12;

impl<'a> Algebra for Coefficients<'a> {
    type Value = Poly<'a>;
    type Maybe = Option<Poly<'a>>;
    type Test = bool;
    type Word = &'static str;
    type Row = Vec<Poly<'a>>;
    type Year = usize;

    fn number(&self, value: f64) -> Poly<'a> {
        Poly::number(value)
    }

    fn input(&self, place: Place, entered: f64) -> Poly<'a> {
        let set = number_at(&self.numbers.otherwise, place);
        match (set, place.last().copied()) {
            // as `Moved` sets them: a factor on one-off cost, a share, and a factor on what items save
            (None, Some("one_off.optimism_bias")) => Poly::line(-1.0, F, 1.0 + entered),
            (None, Some("convergence.share")) => self.c(),
            (None, Some("haircut")) if self.by_items => Poly::line(1.0, R, entered - 1.0),
            _ => Poly::number(set.unwrap_or(entered)),
        }
    }

    fn input_or(&self, place: Place, entered: Option<f64>, otherwise: Poly<'a>) -> Poly<'a> {
        self.input_if(place, entered).unwrap_or(otherwise)
    }

    fn input_if(&self, place: Place, entered: Option<f64>) -> Option<Poly<'a>> {
        self.numbers.input_if(place, entered).map(Poly::number)
    }

    fn word(&self, place: Place, entered: &'static str) -> &'static str {
        self.numbers.word(place, entered)
    }

    fn figure(&self, _: Label, value: Poly<'a>) -> Poly<'a> {
        value
    }

    fn figure_if(&self, _: Label, test: bool, value: Poly<'a>) -> Option<Poly<'a>> {
        test.then_some(value)
    }

    fn figure_maybe(&self, _: Label, value: Option<Poly<'a>>) -> Option<Poly<'a>> {
        value
    }

    fn row(&self, _: Label, of: impl Fn(usize) -> Poly<'a>) -> Vec<Poly<'a>> {
        (0..self.numbers.years).map(of).collect()
    }

    fn at(&self, row: &Vec<Poly<'a>>, t: usize) -> Poly<'a> {
        row.get(t).copied().unwrap_or(Poly::number(0.0))
    }

    fn before(&self, row: &Vec<Poly<'a>>, t: usize) -> Poly<'a> {
        t.checked_sub(1).map_or(Poly::number(0.0), |before| self.at(row, before))
    }

    fn is(&self, word: &'static str, one: &'static str) -> bool {
        word == one
    }

    fn is_more(&self, a: Poly<'a>, than: Poly<'a>) -> bool {
        a.constant() > than.constant()
    }

    fn when(&self, test: bool, yes: Poly<'a>, no: Poly<'a>) -> Poly<'a> {
        if test { yes } else { no }
    }

    fn given(&self, maybe: Option<Poly<'a>>, of: impl FnOnce(Poly<'a>) -> Poly<'a>, otherwise: Poly<'a>) -> Poly<'a> {
        maybe.map_or(otherwise, of)
    }

    fn choice(&self, word: &'static str, of: &[Choice<Option<Poly<'a>>>]) -> Option<Poly<'a>> {
        of.iter().find(|(one, _)| *one == word).and_then(|(_, value)| value())
    }

    fn maybe(&self, value: Poly<'a>) -> Option<Poly<'a>> {
        Some(value)
    }

    fn by_flag(&self, flag: Poly<'a>, up: Poly<'a>, down: Poly<'a>) -> Poly<'a> {
        if flag.constant() > 0.0 { up } else { down }
    }

    fn or_nothing(&self, value: Poly<'a>) -> Poly<'a> {
        if let Some(plain) = value.plain() {
            return Poly::number(f64::max(0.0, plain));
        }
        // linear in c and in r, it is least and greatest at the corners of what they can be
        let [a, c, r, cr] = value.halves()[0];
        let corners = [a, a + c, a + r, a + c + r + cr];
        let dust = DUST * (a.abs() + c.abs() + r.abs() + cr.abs());
        if corners.iter().all(|corner| *corner >= -dust) {
            value
        } else if corners.iter().all(|corner| *corner <= dust) {
            Poly::number(0.0)
        } else {
            let mut kept = self.bends.at.borrow_mut();
            kept.push([a, c, r, cr]);
            let sum = self.bends.keep(vec![(kept.len() - 1, [1.0, 0.0])]);
            Poly { bends: Some((self.bends, sum)), ..Poly::number(0.0) }
        }
    }

    fn least(&self, a: Poly<'a>, b: Poly<'a>) -> Poly<'a> {
        Poly::number(f64::min(a.constant(), b.constant()))
    }

    fn greatest(&self, of: &[Poly<'a>]) -> Poly<'a> {
        Poly::number(of.iter().map(|one| one.constant()).fold(0.0, f64::max))
    }

    fn power(&self, base: Poly<'a>, exponent: Poly<'a>) -> Poly<'a> {
        Poly::number(libm::pow(base.constant(), exponent.constant()))
    }

    fn log2(&self, value: Poly<'a>) -> Poly<'a> {
        Poly::number(libm::log2(value.constant()))
    }

    fn lowest(&self, of: &[Option<Poly<'a>>]) -> Option<Poly<'a>> {
        self.numbers.lowest(&of.iter().map(|one| one.map(Poly::constant)).collect::<Vec<_>>()).map(Poly::number)
    }

    fn median(&self, of: &[Option<Poly<'a>>]) -> Option<Poly<'a>> {
        self.numbers.median(&of.iter().map(|one| one.map(Poly::constant)).collect::<Vec<_>>()).map(Poly::number)
    }

    fn sum(&self, of: &mut dyn Iterator<Item = Poly<'a>>) -> Poly<'a> {
        of.fold(Poly::number(0.0), Add::add)
    }
}

impl Calendar for Coefficients<'_> {
    fn index(&self, t: usize) -> f64 {
        t as f64
    }

    fn term_row(&self, label: Label, of: impl Fn(usize) -> Self::Value) -> Self::Row {
        self.row(label, of)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By hand: (3 + 2c)(1 − r) = 3 + 2c − 3r − 2cr, and times 1.5 f all of it with the factor.
    #[test]
    fn products_are_what_multiplies_each() {
        let bends = Bends::default();
        let a = Coefficients::over(1, Otherwise::new(), &bends);
        let product = (a.number(3.0) + a.number(2.0) * a.c()) * a.rest(a.r());
        assert_eq!(product.halves(), [[3.0, 2.0, -3.0, -2.0], [0.0; 4]]);
        let biased = a.number(1.0) + a.input(&["services", "hr", "one_off.optimism_bias"], 0.5);
        assert_eq!((biased * product).halves(), [[0.0; 4], [4.5, 3.0, -4.5, -3.0]]);
    }

    /// c + r is never below nothing, −c never above; r − c is either, and stays a term of its own through sums and products.
    #[test]
    fn a_maximum_is_linear_unless_its_sign_turns() {
        let bends = Bends::default();
        let a = Coefficients::over(1, Otherwise::new(), &bends);
        assert_eq!(a.or_nothing(a.c() + a.r()).halves()[0], [0.0, 1.0, 1.0, 0.0]);
        assert_eq!(a.or_nothing(a.number(0.0) - a.c()).halves()[0], [0.0; 4]);
        let turns = a.or_nothing(a.r() - a.c());
        let biased = a.number(1.0) + a.input(&["services", "hr", "one_off.optimism_bias"], 1.0);
        let sum = a.number(7.0) + a.number(3.0) * turns - biased * turns;
        assert_eq!(sum.halves(), [[7.0, 0.0, 0.0, 0.0], [0.0; 4]]);
        assert_eq!(sum.bends(), [(0, [3.0, -2.0])]);
        assert_eq!(bends.all(), [[0.0, -1.0, 1.0, 0.0]]);
    }

    #[test]
    fn what_is_not_linear_has_no_coefficients() {
        let bends = Bends::default();
        let a = Coefficients::over(1, Otherwise::new(), &bends);
        assert!((a.c() * a.c()).constant().is_nan());
    }
}
