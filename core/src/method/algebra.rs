//! What the sums of the method are written in, so that one text of a sum can be read in several ways: as numbers, as
//! coefficients of what is drawn, as formulas of a spreadsheet.

use std::ops::{Add, Div, Mul, Sub};

/// What a figure is called and measured in, where a reading shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Label<'a> {
    /// The item that it is of; nothing where it is of no item.
    pub item: &'a str,
    /// What it is called.
    pub what: &'a str,
    /// Whose it is; nothing where it is of all together.
    pub whose: &'a str,
    /// What it is measured in.
    pub measure: Measure,
}

/// What a figure is measured in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// Pounds.
    Pounds,
    /// Pounds a year.
    PoundsAYear,
    /// Pounds for one of something, to the penny.
    PoundsEach,
    /// The price of one, to the penny.
    Price,
    /// A part, shown in per cent.
    Percent,
    /// Posts, full-time equivalents.
    Posts,
    /// What unit costs are compared by.
    Size,
    /// A weight, of which only proportions count.
    Weight,
    /// A factor without a unit.
    Factor,
    /// Years.
    Years,
    /// Years after the first.
    YearIndex,
    /// 1 or 0.
    Flag,
}

impl Measure {
    /// A label of this measure.
    pub const fn of<'a>(self, what: &'a str, whose: &'a str) -> Label<'a> {
        Label { item: "", what, whose, measure: self }
    }

    /// A label of an item.
    pub const fn of_item<'a>(self, item: &'a str, what: &'a str, whose: &'a str) -> Label<'a> {
        Label { item, what, whose, measure: self }
    }

    /// A label of what belongs to all.
    pub const fn all(self, what: &str) -> Label<'_> {
        self.of(what, "")
    }
}

/// Where an input stands in the scenario, step by step: only a reading that looks it up puts it together.
pub type Place<'a> = &'a [&'a str];

/// What one of several words stands for, worked out only where a reading needs it.
pub type Choice<'a, T> = (&'static str, &'a dyn Fn() -> T);

/// The sums that the method is made of.
pub trait Algebra {
    /// A figure.
    type Value: Copy
        + Add<Output = Self::Value>
        + Sub<Output = Self::Value>
        + Mul<Output = Self::Value>
        + Div<Output = Self::Value>;
    /// A figure that there may be none of, such as the unit cost of what has no size.
    type Maybe: Copy;
    /// Whether something is so.
    type Test: Copy;
    /// A choice by its word.
    type Word: Copy;
    /// A figure for each year.
    type Row: Clone;
    /// A year of the term.
    type Year: Copy;

    /// A figure that the method itself names.
    fn number(&self, value: f64) -> Self::Value;
    /// An input with what is entered there.
    fn input(&self, place: Place, entered: f64) -> Self::Value;
    /// An input that may be left empty, and what counts then.
    fn input_or(&self, place: Place, entered: Option<f64>, otherwise: Self::Value) -> Self::Value;
    /// An input that may be left empty.
    fn input_if(&self, place: Place, entered: Option<f64>) -> Self::Maybe;
    /// A choice, from where the user makes it.
    fn word(&self, place: Place, entered: &'static str) -> Self::Word;

    /// A figure of its own.
    fn figure(&self, label: Label, value: Self::Value) -> Self::Value;
    /// A figure of its own that there is only where a test holds.
    fn figure_if(&self, label: Label, test: Self::Test, value: Self::Value) -> Self::Maybe;
    /// A figure of its own that there may be none of.
    fn figure_maybe(&self, label: Label, value: Self::Maybe) -> Self::Maybe;
    /// A figure for each year.
    fn row(&self, label: Label, of: impl Fn(Self::Year) -> Self::Value) -> Self::Row;
    /// What a row holds in one year.
    fn at(&self, row: &Self::Row, t: Self::Year) -> Self::Value;
    /// A row's figure of the year before; nothing before the first.
    fn before(&self, row: &Self::Row, t: Self::Year) -> Self::Value;

    /// Whether a choice is this word.
    fn is(&self, word: Self::Word, one: &'static str) -> Self::Test;
    /// Whether one figure is greater than another.
    fn is_more(&self, a: Self::Value, than: Self::Value) -> Self::Test;
    /// One of two figures, by a test.
    fn when(&self, test: Self::Test, yes: Self::Value, no: Self::Value) -> Self::Value;
    /// What there is of a figure that may be none.
    fn given(
        &self,
        maybe: Self::Maybe,
        of: impl FnOnce(Self::Value) -> Self::Value,
        otherwise: Self::Value,
    ) -> Self::Value;
    /// The figure that a word stands for; none for any other word.
    fn choice(&self, word: Self::Word, of: &[Choice<Self::Maybe>]) -> Self::Maybe;
    /// A figure that is there.
    fn maybe(&self, value: Self::Value) -> Self::Maybe;
    /// A year's figure of one row where the flag is up, of another where it is not.
    fn by_flag(&self, flag: Self::Value, up: Self::Value, down: Self::Value) -> Self::Value;

    /// A figure that is not below nothing.
    fn or_nothing(&self, value: Self::Value) -> Self::Value;
    /// The lesser of two.
    fn least(&self, a: Self::Value, b: Self::Value) -> Self::Value;
    /// The greatest of several.
    fn greatest(&self, of: &[Self::Value]) -> Self::Value;
    /// A power.
    fn power(&self, base: Self::Value, exponent: Self::Value) -> Self::Value;
    /// The logarithm to base 2.
    fn log2(&self, value: Self::Value) -> Self::Value;
    /// The lowest of those that there are, and the middle one.
    fn lowest(&self, of: &[Self::Maybe]) -> Self::Maybe;
    /// The middle of those that are there.
    fn median(&self, of: &[Self::Maybe]) -> Self::Maybe;
    /// Their sum, in their order.
    fn sum(&self, of: &mut dyn Iterator<Item = Self::Value>) -> Self::Value;

    /// One less a part: what is left of a whole.
    fn rest(&self, part: Self::Value) -> Self::Value {
        self.number(1.0) - part
    }

    /// What a word stands for, where it is one of some and else the last.
    fn by_word(&self, word: Self::Word, of: &[(&'static str, Self::Value)], otherwise: Self::Value) -> Self::Value {
        of.iter().rev().fold(otherwise, |rest, (one, value)| self.when(self.is(word, one), *value, rest))
    }
}

/// A reading that knows its years by their number.
pub trait Calendar: Algebra {
    /// A year's number after the first.
    fn index(&self, t: Self::Year) -> f64;
    /// A row that is nothing after the last year of the term.
    fn term_row(&self, label: Label, of: impl Fn(Self::Year) -> Self::Value) -> Self::Row;
}

/// The inputs of one service or category.
pub struct Inputs<'a, A> {
    /// How sums are read.
    pub a: &'a A,
    /// The list that it stands in: `services` or `procurement`.
    pub list: &'a str,
    /// Its id.
    pub id: &'a str,
}

impl<A: Algebra> Inputs<'_, A> {
    /// A figure of it, by the name of its field.
    pub fn figure(&self, field: &str, entered: f64) -> A::Value {
        self.a.input(&[self.list, self.id, field], entered)
    }

    /// A choice of it, by the name of its field.
    pub fn word(&self, field: &str, entered: &'static str) -> A::Word {
        self.a.word(&[self.list, self.id, field], entered)
    }

    /// Of a map by partner.
    pub fn of_partner(&self, map: &str, partner: &str, entered: f64) -> A::Value {
        self.a.input(&[self.list, self.id, map, partner], entered)
    }

    /// A field in a map by partner.
    pub fn field_of(&self, map: &str, partner: &str, field: &str, entered: f64) -> A::Value {
        self.a.input(&[self.list, self.id, map, partner, field], entered)
    }
}
