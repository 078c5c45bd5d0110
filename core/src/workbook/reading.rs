//! The method read as formulas: each figure a row of a sheet, each row by year a run of cells.

use super::book::{Format, Series, YEARS};
use super::builder::Builder;
use super::formula::{At, Compare, Formula, Function, call, total, when};
use super::part::{Column, Stands};
use crate::method::cash::Carries;
use crate::method::{Algebra, Calendar, Choice, Label, Measure, Place};
use std::cell::RefCell;
use std::ops::{Add, Div, Mul, Sub};

/// Where formulas are kept while a text of the method is read, so that one can be named as often as a number can.
#[derive(Debug, Default)]
pub(super) struct Slate(RefCell<Vec<Formula>>);

/// A formula on the slate.
#[derive(Debug, Clone, Copy)]
pub(super) struct Term<'s> {
    slate: &'s Slate,
    at: usize,
}

impl Slate {
    pub fn put(&self, formula: Formula) -> Term<'_> {
        let mut kept = self.0.borrow_mut();
        kept.push(formula);
        Term { slate: self, at: kept.len() - 1 }
    }
}

impl<'s> Term<'s> {
    pub fn formula(self) -> Formula {
        self.slate.0.borrow().get(self.at).cloned().unwrap_or(Formula::Number(0.0))
    }

    /// The cell that it is; of what is none, the sheet's first.
    pub fn cell(self) -> At {
        match self.formula() {
            Formula::Cell(at) => at,
            _ => At { sheet: 0, row: 0, column: 0 },
        }
    }
}

macro_rules! operator {
    ($trait:ident, $method:ident) => {
        impl<'s> $trait for Term<'s> {
            type Output = Term<'s>;
            fn $method(self, other: Term<'s>) -> Term<'s> {
                self.slate.put($trait::$method(self.formula(), other.formula()))
            }
        }
    };
}
operator!(Add, add);
operator!(Sub, sub);
operator!(Mul, mul);
operator!(Div, div);

/// How a measure is written, and its unit in words.
pub(super) const fn written(measure: Measure) -> (&'static str, Format) {
    match measure {
        Measure::Pounds => ("£", Format::Pounds),
        Measure::PoundsAYear => ("£ a year", Format::Pounds),
        Measure::PoundsEach => ("£ for each", Format::Pence),
        Measure::Price => ("£", Format::Pence),
        Measure::Percent => ("%", Format::Percent),
        Measure::Posts => ("posts", Format::Plain),
        Measure::Size => ("by the unit of comparison", Format::Plain),
        Measure::Weight => ("weight", Format::Plain),
        Measure::Factor => ("factor", Format::Plain),
        Measure::Years => ("years", Format::Plain),
        Measure::YearIndex => ("years after the first", Format::Plain),
        Measure::Flag => ("1 or 0", Format::Plain),
    }
}

/// A label in the words of a sheet: `Boots, saved a year: Eastmoor`.
fn words(label: Label) -> String {
    let Label { item, what, whose, .. } = label;
    let own = if item.is_empty() { what.to_owned() } else { format!("{item}, {what}") };
    if whose.is_empty() { own } else { format!("{own}: {whose}") }
}

fn column(label: Label) -> Column {
    (label.item.to_owned(), label.what.to_owned(), label.whose.to_owned())
}

/// What both readings make of sums without figures of their own.
trait Formulas<'s> {
    fn slate(&self) -> &'s Slate;

    fn call(&self, function: Function, of: &[Term]) -> Term<'s> {
        self.slate().put(call(function, of.iter().map(|term| term.formula()).collect()))
    }

    fn compared(&self, a: Term, how: Compare, b: Formula) -> Term<'s> {
        self.slate().put(a.formula().is(how, b))
    }

    fn either(&self, test: Term, yes: Term, no: Term) -> Term<'s> {
        self.slate().put(when(test.formula(), yes.formula(), no.formula()))
    }
}

/// A reading onto a sheet.
pub(super) struct Sheet<'s, 'b, 'd> {
    pub slate: &'s Slate,
    builder: RefCell<&'b mut Builder<'d>>,
    pub sheet: usize,
    /// Figures of items, with where they stand.
    items: RefCell<Vec<(Column, Stands)>>,
}

impl<'s, 'b, 'd> Sheet<'s, 'b, 'd> {
    pub fn new(slate: &'s Slate, builder: &'b mut Builder<'d>, sheet: usize) -> Sheet<'s, 'b, 'd> {
        Sheet { slate, builder: RefCell::new(builder), sheet, items: RefCell::default() }
    }

    /// Figures of items by their labels, with where they stand.
    pub fn items(&self) -> Vec<(Column, Stands)> {
        self.items.borrow().clone()
    }

    fn series(&self, label: Label, formulas: Vec<Formula>) -> Series {
        let (unit, format) = written(label.measure);
        let of = |t: u16| formulas.get(usize::from(t)).cloned().unwrap_or(Formula::Number(0.0));
        self.builder.borrow_mut().book.series(self.sheet, &words(label), unit, format, of)
    }
}

impl<'s> Formulas<'s> for Sheet<'s, '_, '_> {
    fn slate(&self) -> &'s Slate {
        self.slate
    }
}

impl<'s> Formulas<'s> for Line<'s, '_, '_> {
    fn slate(&self) -> &'s Slate {
        self.slate
    }
}

/// What is the same wherever formulas are put together.
macro_rules! formulas {
    () => {
        type Value = Term<'s>;
        type Maybe = Term<'s>;
        type Test = Term<'s>;
        type Word = Term<'s>;

        fn number(&self, value: f64) -> Term<'s> {
            self.slate.put(Formula::Number(value))
        }

        fn input(&self, place: Place, entered: f64) -> Term<'s> {
            self.slate.put(self.builder.borrow().entered(&place.join("."), entered))
        }

        fn input_or(&self, place: Place, entered: Option<f64>, otherwise: Term<'s>) -> Term<'s> {
            let cell = self.input(place, entered.unwrap_or(0.0));
            self.either(self.call(Function::IsBlank, &[cell]), otherwise, cell)
        }

        fn input_if(&self, place: Place, entered: Option<f64>) -> Term<'s> {
            self.input(place, entered.unwrap_or(0.0))
        }

        fn word(&self, place: Place, entered: &'static str) -> Term<'s> {
            self.slate.put(self.builder.borrow().chosen(&place.join("."), entered))
        }

        fn is(&self, word: Term<'s>, one: &'static str) -> Term<'s> {
            self.compared(word, Compare::Equal, Formula::Word(one))
        }

        fn is_more(&self, a: Term<'s>, than: Term<'s>) -> Term<'s> {
            self.compared(a, Compare::More, than.formula())
        }

        fn when(&self, test: Term<'s>, yes: Term<'s>, no: Term<'s>) -> Term<'s> {
            self.either(test, yes, no)
        }

        fn given(&self, maybe: Term<'s>, of: impl FnOnce(Term<'s>) -> Term<'s>, otherwise: Term<'s>) -> Term<'s> {
            self.either(self.is(maybe, NONE), otherwise, of(maybe))
        }

        fn choice(&self, word: Term<'s>, of: &[Choice<Term<'s>>]) -> Term<'s> {
            let none = self.slate.put(Formula::Word(NONE));
            of.iter().rev().fold(none, |rest, (one, value)| self.either(self.is(word, one), value(), rest))
        }

        fn maybe(&self, value: Term<'s>) -> Term<'s> {
            value
        }

        fn least(&self, a: Term<'s>, b: Term<'s>) -> Term<'s> {
            self.call(Function::Min, &[a, b])
        }

        fn greatest(&self, of: &[Term<'s>]) -> Term<'s> {
            self.call(Function::Max, of)
        }

        fn power(&self, base: Term<'s>, exponent: Term<'s>) -> Term<'s> {
            self.call(Function::Power, &[base, exponent])
        }

        fn log2(&self, value: Term<'s>) -> Term<'s> {
            self.call(Function::Log2, &[value])
        }

        fn lowest(&self, of: &[Term<'s>]) -> Term<'s> {
            self.slate.put(call(Function::Min, blocks(of)))
        }

        fn median(&self, of: &[Term<'s>]) -> Term<'s> {
            self.slate.put(call(Function::Median, blocks(of)))
        }

        fn sum(&self, of: &mut dyn Iterator<Item = Term<'s>>) -> Term<'s> {
            let terms: Vec<Term> = of.collect();
            // a long sum of cells that stand below each other could be longer than a formula may be
            let formula = match blocks(&terms).as_slice() {
                [block @ Formula::Block(..)] if terms.len() > MANY => call(Function::Sum, vec![block.clone()]),
                _ => total(terms.iter().map(|term| term.formula()).collect()),
            };
            self.slate.put(formula)
        }
    };
}

/// What stands where there is no figure.
const NONE: &str = "none";
/// So many cells are added up one by one.
const MANY: usize = 8;

/// Cells that stand below each other as one block, others as they are.
fn blocks(of: &[Term]) -> Vec<Formula> {
    let all: Vec<Formula> = of.iter().map(|term| term.formula()).collect();
    let below = |pair: &[Formula]| match pair {
        [Formula::Cell(one), Formula::Cell(next)] => At { row: one.row + 1, ..*one } == *next,
        _ => false,
    };
    match (all.first(), all.last()) {
        (Some(Formula::Cell(first)), Some(Formula::Cell(last))) if all.len() > 1 && all.windows(2).all(below) => {
            vec![Formula::Block(*first, *last)]
        }
        _ => all,
    }
}

impl<'s> Algebra for Sheet<'s, '_, '_> {
    type Row = Series;
    type Year = u16;

    formulas!();

    fn figure(&self, label: Label, value: Term<'s>) -> Term<'s> {
        let (unit, format) = written(label.measure);
        let at = self.builder.borrow_mut().book.figure(self.sheet, &words(label), unit, format, value.formula());
        if !label.item.is_empty() {
            self.items.borrow_mut().push((column(label), Stands::At(at)));
        }
        self.slate.put(Formula::Cell(at))
    }

    fn figure_if(&self, label: Label, test: Term<'s>, value: Term<'s>) -> Term<'s> {
        let none = self.slate.put(Formula::Word(NONE));
        self.figure(label, self.either(test, value, none))
    }

    fn figure_maybe(&self, label: Label, value: Term<'s>) -> Term<'s> {
        self.figure(label, value)
    }

    fn row(&self, label: Label, of: impl Fn(u16) -> Term<'s>) -> Series {
        self.series(label, (0..YEARS).map(|t| of(t).formula()).collect())
    }

    fn at(&self, row: &Series, t: u16) -> Term<'s> {
        self.slate.put(row.year(t))
    }

    fn before(&self, row: &Series, t: u16) -> Term<'s> {
        self.slate.put(row.at(t.checked_sub(1)))
    }

    fn by_flag(&self, flag: Term<'s>, up: Term<'s>, down: Term<'s>) -> Term<'s> {
        self.either(self.is_more(flag, self.number(0.0)), up, down)
    }

    fn or_nothing(&self, value: Term<'s>) -> Term<'s> {
        self.slate.put(value.formula().or_nothing())
    }
}

impl<'s> Calendar for Sheet<'s, '_, '_> {
    fn index(&self, t: u16) -> f64 {
        f64::from(t)
    }

    fn term_row(&self, label: Label, of: impl Fn(u16) -> Term<'s>) -> Series {
        let term = self.builder.borrow().in_term;
        self.series(label, (0..YEARS).map(|t| of(t).formula() * term.year(t)).collect())
    }
}

impl<'s> Carries for Sheet<'s, '_, '_> {
    fn carried(&self, label: Label, first: Term<'s>, of: impl Fn(u16, Term<'s>) -> Term<'s>) -> Series {
        // the row that is to be written next, which its own years look back on
        let row = self.builder.borrow_mut().book.next_row(self.sheet);
        let own = Series::default_of(At { sheet: self.sheet, row, column: 0 });
        let before = |t: u16| t.checked_sub(1).map_or(first, |before| self.slate.put(own.year(before)));
        self.series(label, (0..YEARS).map(|t| of(t, before(t)).formula()).collect())
    }

    fn earlier(&self, row: &Series, t: u16, years: Term<'s>) -> Term<'s> {
        let index = self.number(f64::from(t));
        let place = index - years + self.number(1.0);
        let found = self.slate.put(call(Function::Index, vec![row.all(), place.formula()]));
        self.either(self.is_more(years, index), self.number(0.0), found)
    }

    fn times(&self, one: &Series, other: &Series) -> Term<'s> {
        self.slate.put(one.times(*other))
    }
}

/// A reading onto one line of a table: rows by year are blocks that the spreadsheet works through at once, figures stand in
/// the columns that have them and are part of the formula elsewhere.
pub(super) struct Line<'s, 'b, 'd> {
    pub slate: &'s Slate,
    builder: RefCell<&'b mut Builder<'d>>,
    line: At,
    columns: &'b [(Column, Stands)],
}

/// All years at once, or each as the one before it.
#[derive(Debug, Clone, Copy)]
pub(super) enum Years {
    All,
    Before,
}

/// A block of all years, and of each the one before.
#[derive(Debug, Clone)]
pub(super) struct Block<'s> {
    all: Term<'s>,
    before: Term<'s>,
}

impl<'s, 'b, 'd> Line<'s, 'b, 'd> {
    /// The line at a cell of its first column.
    pub fn new(
        slate: &'s Slate,
        builder: &'b mut Builder<'d>,
        line: At,
        columns: &'b [(Column, Stands)],
    ) -> Line<'s, 'b, 'd> {
        Line { slate, builder: RefCell::new(builder), line, columns }
    }

    /// A run of cells as a block of this reading.
    pub fn block(&self, series: Series) -> Block<'s> {
        Block { all: self.slate.put(series.all()), before: self.slate.put(series.before()) }
    }

    /// The present value of what each year is.
    pub fn present(&self, of: impl Fn(Years) -> Term<'s>) -> Term<'s> {
        let factors = self.builder.borrow().factors.all();
        self.slate.put(call(Function::SumProduct, vec![factors * of(Years::All).formula()]))
    }

    fn place(&self, label: Label) -> Option<&Stands> {
        let is = |(item, what, whose): &Column| item == label.item && what == label.what && whose == label.whose;
        self.columns.iter().find(|(column, _)| is(column)).map(|(_, stands)| stands)
    }
}

impl<'s> Algebra for Line<'s, '_, '_> {
    type Row = Block<'s>;
    type Year = Years;

    formulas!();

    fn figure(&self, label: Label, value: Term<'s>) -> Term<'s> {
        match self.place(label) {
            None => value,
            Some(Stands::At(at)) => self.slate.put(Formula::Cell(*at)),
            Some(Stands::In(column)) => {
                let at = At { column: *column, ..self.line };
                let (_, format) = written(label.measure);
                self.builder.borrow_mut().book.result(at, value.formula(), format);
                self.slate.put(Formula::Cell(at))
            }
        }
    }

    fn figure_if(&self, label: Label, test: Term<'s>, value: Term<'s>) -> Term<'s> {
        let none = self.slate.put(Formula::Word(NONE));
        self.figure(label, self.either(test, value, none))
    }

    fn figure_maybe(&self, label: Label, value: Term<'s>) -> Term<'s> {
        self.figure(label, value)
    }

    fn row(&self, _: Label, of: impl Fn(Years) -> Term<'s>) -> Block<'s> {
        Block { all: of(Years::All), before: of(Years::Before) }
    }

    fn at(&self, row: &Block<'s>, t: Years) -> Term<'s> {
        match t {
            Years::All => row.all,
            Years::Before => row.before,
        }
    }

    fn before(&self, row: &Block<'s>, t: Years) -> Term<'s> {
        match t {
            Years::All => row.before,
            // what was two years before is never asked for
            Years::Before => self.slate.put(Formula::Word(NONE)),
        }
    }

    fn by_flag(&self, flag: Term<'s>, up: Term<'s>, down: Term<'s>) -> Term<'s> {
        flag * up + self.rest(flag) * down
    }

    fn or_nothing(&self, value: Term<'s>) -> Term<'s> {
        // a maximum would be that of the whole block
        self.is_more(value, self.number(0.0)) * value
    }
}
