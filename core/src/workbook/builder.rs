//! The sheet of inputs, and what every other sheet is built with.

use super::book::{Book, BookInput, Content, FIRST_YEAR, Format, Role, Series, YEARS};
use super::formula::{At, Compare, Formula, Function, call, when};
use super::names::{Name, Named};
use crate::model::inputs::{Rule, Unit, input_at};
use crate::model::{Document, Scenario, what_of};
use crate::words::source_line;
use std::collections::BTreeMap;

/// A book that is being written.
pub(super) struct Builder<'a> {
    pub book: Book,
    pub document: &'a Document,
    pub scenario: &'a Scenario,
    places: BTreeMap<String, At>,
    inputs: usize,
    /// 1 in years of the term, 0 beyond.
    pub in_term: Series,
    /// 1 in the term's last year.
    pub is_last: Series,
    pub factors: Series,
}

impl<'a> Builder<'a> {
    /// A book with its inputs and its years.
    pub fn new(document: &'a Document, scenario: &'a Scenario) -> Builder<'a> {
        let mut book = Book::default();
        let results = book.sheet(
            "Results",
            "",
            "What the scenario comes to, with the names under which other sheets find it".into(),
        );
        book.heads(results, &["Result", "Unit", "Value"]);
        let inputs = book.sheet("Inputs", "", "Every figure that can be changed; the other sheets follow".into());
        book.heads(
            inputs,
            &["Figure", "Unit", "Value", "Whose it is, or its source", "Place in the scenario", "As exported"],
        );
        let nowhere = At { sheet: inputs, row: 0, column: 0 };
        let unset = Series::default_of(nowhere);
        let mut builder = Builder {
            book,
            document,
            scenario,
            places: BTreeMap::new(),
            inputs,
            in_term: unset,
            is_last: unset,
            factors: unset,
        };
        builder.enter_all();
        builder.years();
        builder
    }

    /// A row of the sheet of inputs.
    pub(super) fn enter(&mut self, place: &str) {
        let Some(input) = input_at(place) else { return };
        if self.places.contains_key(place) {
            return;
        }
        let (content, words): (Content, &'static [&'static str]) = match input.rule {
            Rule::Choice(words) => (Content::Text(self.document.text(place).to_owned()), words),
            Rule::Number { .. } => (self.document.number(place).map_or(Content::Blank, Content::Number), &[]),
            _ => return,
        };
        let (format, unit) = match input.unit {
            Unit::Pounds => (Format::Pounds, "£"),
            Unit::Pence => (Format::Pence, "£"),
            Unit::Percent => (Format::Percent, "%"),
            Unit::Posts => (Format::Plain, "posts"),
            Unit::People => (Format::Plain, "people"),
            Unit::Years => (Format::Plain, "years"),
            Unit::YearIndex => (Format::Plain, "years after the first"),
            Unit::FinancialYear => (Format::Year, "financial year that begins in"),
            Unit::Months => (Format::Plain, "months"),
            Unit::Units | Unit::Factor | Unit::None => (Format::Plain, ""),
        };
        let sheet = self.inputs;
        let row = self.book.next_row(sheet);
        let at = |column| At { sheet, row, column };
        self.book.put(at(0), Content::Text(self.label(place)), Role::Label, Format::Plain);
        let unit = if words.is_empty() { unit.to_owned() } else { format!("one of: {}", words.join(", ")) };
        self.book.put(at(1), Content::Text(unit), Role::Note, Format::Plain);
        self.book.put(at(2), content.clone(), Role::Input, format);
        self.book.put(at(3), Content::Text(source_line(self.document, place)), Role::Note, Format::Plain);
        self.book.put(at(4), Content::Text(place.to_owned()), Role::Note, Format::Plain);
        self.book.put(at(5), content, Role::Note, format);
        self.book.define(&format!("in_{place}"), at(2));
        self.book.inputs.push(BookInput { place: place.to_owned(), at: at(2), words });
        self.places.insert(place.to_owned(), at(2));
    }

    /// A place in words, with its member or item.
    fn label(&self, place: &str) -> String {
        let steps: Vec<&str> = place.split('.').collect();
        let words = what_of(self.document, place);
        match steps.as_slice() {
            [_, id, "items", n, ..] => {
                let name = self.document.text(&format!("procurement.{id}.items.{n}.name"));
                format!("{words}, {name}")
            }
            ["balancing", id] => format!("{words}: {}", self.scenario.name_of(id)),
            _ => words,
        }
    }

    fn years(&mut self) {
        let sheet =
            self.book.sheet("Years", "", "The years of the term and what a pound of each is worth today".into());
        self.year_heads(sheet);
        let (years, rate) = (self.input("years"), self.input("discount_rate"));
        self.in_term = self.book.series(sheet, "In the term", "1 or 0", Format::Plain, |t| {
            when(Formula::Number(f64::from(t)).is(Compare::Less, years.clone()), 1.0, 0.0)
        });
        let years = self.input("years");
        self.is_last = self.book.series(sheet, "Last year of the term", "1 or 0", Format::Plain, |t| {
            when((years.clone() - 1.0).is(Compare::Equal, f64::from(t)), 1.0, 0.0)
        });
        self.factors = self
            .book
            .series(sheet, "Discount factor", "factor", Format::Plain, |t| (rate.clone() + 1.0).power(-f64::from(t)));
        let annuity = self.factors.times(self.in_term);
        let label = "A pound in every year of the term, in today\u{2019}s money";
        let annuity = self.book.figure(sheet, label, "£", Format::Plain, annuity);
        self.book.name(Named::Annuity, annuity);
    }

    /// Heads of a sheet with figures by year.
    pub fn year_heads(&mut self, sheet: usize) {
        self.book.heads(sheet, &["Figure", "Unit", "Figure or total"]);
        let first = self.input("first_year");
        for t in 0..YEARS {
            let at = At { sheet, row: 0, column: FIRST_YEAR + t };
            let formula = if t == 0 { first.clone() } else { first.clone() + f64::from(t) };
            self.book.put(at, Content::Formula(formula), Role::Head, Format::Year);
        }
        let years = u16::try_from(self.scenario.years).unwrap_or(YEARS);
        if let Some(sheet) = self.book.sheets.get_mut(sheet) {
            sheet.frozen = FIRST_YEAR;
            sheet.folded = (years < YEARS).then(|| (FIRST_YEAR + years, FIRST_YEAR + YEARS - 1));
        }
    }

    /// A row with one figure, under a defined name.
    pub fn named_figure(
        &mut self,
        sheet: usize,
        name: impl Into<Name>,
        (label, unit): (&str, &str),
        format: Format,
        formula: Formula,
    ) -> Formula {
        let at = self.book.figure(sheet, label, unit, format, formula);
        self.book.name(name, at);
        Formula::Cell(at)
    }

    /// The cell of an input; nothing where the scenario has no such figure.
    pub fn input(&self, place: &str) -> Formula {
        self.places.get(place).map_or(Formula::Number(0.0), |at| Formula::Cell(*at))
    }

    /// The cell of an input, or what is entered where the book has none.
    pub fn entered(&self, place: &str, entered: f64) -> Formula {
        self.places.get(place).map_or(Formula::Number(entered), |at| Formula::Cell(*at))
    }

    /// The cell of a choice, or the word itself where the book has none.
    pub fn chosen(&self, place: &str, entered: &'static str) -> Formula {
        self.places.get(place).map_or(Formula::Word(entered), |at| Formula::Cell(*at))
    }

    /// Whether any input differs from what was exported.
    pub fn changed(&self) -> Formula {
        let (Some(first), Some(last)) = (self.book.inputs.first(), self.book.inputs.last()) else {
            return Formula::Number(0.0);
        };
        let block = |column: u16| Formula::Block(At { column, ..first.at }, At { column, ..last.at });
        // a comparison of blocks counts each pair that is alike
        let alike = call(Function::SumProduct, vec![block(2).is(Compare::Equal, block(5)) * 1.0]);
        alike.is(Compare::Less, self.book.inputs.len() as f64)
    }
}

/// A row of formulas by year.
pub(super) fn series(
    builder: &mut Builder,
    sheet: usize,
    label: &str,
    unit: &str,
    format: Format,
    formulas: Vec<Formula>,
) -> Series {
    builder.book.series(sheet, label, unit, format, move |t| {
        formulas.get(usize::from(t)).cloned().unwrap_or(Formula::Number(0.0))
    })
}
