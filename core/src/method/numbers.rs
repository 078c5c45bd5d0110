//! The method read as plain numbers, year by year: what the appraisal is made of. Labels cost nothing.

use super::algebra::{Algebra, Calendar, Choice, Label, Place};
use super::cash::Carries;
use super::instead::{Otherwise, number_at, word_at};

/// Numbers over so many years, with some inputs set otherwise than entered.
#[derive(Debug, Clone, Default)]
pub struct Numbers {
    /// Years of the term.
    pub years: usize,
    /// Inputs that are set otherwise than entered.
    pub otherwise: Otherwise,
}

impl Numbers {
    /// As entered.
    pub const fn over(years: usize) -> Numbers {
        Numbers { years, otherwise: Otherwise::new() }
    }
}

/// A year's figure; nothing past the end.
pub fn at(by_year: &[f64], t: usize) -> f64 {
    by_year.get(t).copied().unwrap_or(0.0)
}

/// Middle value; of an even count the mean of the two in the middle.
pub fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let half = values.len() / 2;
    let upper = *values.get(half)?;
    if values.len() % 2 == 1 { Some(upper) } else { Some((values.get(half.checked_sub(1)?)? + upper) / 2.0) }
}

impl Algebra for Numbers {
    type Value = f64;
    type Maybe = Option<f64>;
    type Test = bool;
    type Word = &'static str;
    type Row = Vec<f64>;
    type Year = usize;

    #[inline]
    fn number(&self, value: f64) -> f64 {
        value
    }

    #[inline]
    fn input(&self, place: Place, entered: f64) -> f64 {
        number_at(&self.otherwise, place).unwrap_or(entered)
    }

    fn input_or(&self, place: Place, entered: Option<f64>, otherwise: f64) -> f64 {
        self.input_if(place, entered).unwrap_or(otherwise)
    }

    fn input_if(&self, place: Place, entered: Option<f64>) -> Option<f64> {
        number_at(&self.otherwise, place).or(entered)
    }

    fn word(&self, place: Place, entered: &'static str) -> &'static str {
        word_at(&self.otherwise, place).unwrap_or(entered)
    }

    fn figure(&self, _: Label, value: f64) -> f64 {
        value
    }

    fn figure_if(&self, _: Label, test: bool, value: f64) -> Option<f64> {
        test.then_some(value)
    }

    fn figure_maybe(&self, _: Label, value: Option<f64>) -> Option<f64> {
        value
    }

    fn row(&self, _: Label, of: impl Fn(usize) -> f64) -> Vec<f64> {
        (0..self.years).map(of).collect()
    }

    fn at(&self, row: &Vec<f64>, t: usize) -> f64 {
        at(row, t)
    }

    fn before(&self, row: &Vec<f64>, t: usize) -> f64 {
        t.checked_sub(1).map_or(0.0, |before| at(row, before))
    }

    #[inline]
    fn is(&self, word: &'static str, one: &'static str) -> bool {
        word == one
    }

    #[inline]
    fn is_more(&self, a: f64, than: f64) -> bool {
        a > than
    }

    #[inline]
    fn when(&self, test: bool, yes: f64, no: f64) -> f64 {
        if test { yes } else { no }
    }

    #[inline]
    fn given(&self, maybe: Option<f64>, of: impl FnOnce(f64) -> f64, otherwise: f64) -> f64 {
        maybe.map_or(otherwise, of)
    }

    fn choice(&self, word: &'static str, of: &[Choice<Option<f64>>]) -> Option<f64> {
        of.iter().find(|(one, _)| *one == word).and_then(|(_, value)| value())
    }

    fn maybe(&self, value: f64) -> Option<f64> {
        Some(value)
    }

    fn by_flag(&self, flag: f64, up: f64, down: f64) -> f64 {
        if flag > 0.0 { up } else { down }
    }

    #[inline]
    fn or_nothing(&self, value: f64) -> f64 {
        f64::max(0.0, value)
    }

    #[inline]
    fn least(&self, a: f64, b: f64) -> f64 {
        f64::min(a, b)
    }

    fn greatest(&self, of: &[f64]) -> f64 {
        of.iter().copied().fold(0.0, f64::max)
    }

    #[inline]
    fn power(&self, base: f64, exponent: f64) -> f64 {
        libm::pow(base, exponent)
    }

    fn log2(&self, value: f64) -> f64 {
        libm::log2(value)
    }

    fn lowest(&self, of: &[Option<f64>]) -> Option<f64> {
        of.iter().flatten().copied().min_by(f64::total_cmp)
    }

    fn median(&self, of: &[Option<f64>]) -> Option<f64> {
        median(of.iter().flatten().copied().collect())
    }

    fn sum(&self, of: &mut dyn Iterator<Item = f64>) -> f64 {
        of.sum()
    }
}

impl Calendar for Numbers {
    fn index(&self, t: usize) -> f64 {
        t as f64
    }

    fn term_row(&self, label: Label, of: impl Fn(usize) -> f64) -> Vec<f64> {
        self.row(label, of)
    }
}

impl Carries for Numbers {
    fn carried(&self, _: Label, first: f64, of: impl Fn(usize, f64) -> f64) -> Vec<f64> {
        let mut before = first;
        (0..self.years)
            .map(|t| {
                before = of(t, before);
                before
            })
            .collect()
    }

    fn earlier(&self, row: &Vec<f64>, t: usize, years: f64) -> f64 {
        t.checked_sub(years as usize).map_or(0.0, |t| at(row, t))
    }

    fn times(&self, one: &Vec<f64>, other: &Vec<f64>) -> f64 {
        one.iter().zip(other).map(|(one, other)| one * other).sum()
    }
}
