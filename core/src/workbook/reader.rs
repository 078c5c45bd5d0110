//! A formula read out, in words or with figures in place of names.

use super::book::{Book, Content, FIRST_YEAR, YEARS};
use super::evaluate::{Evaluation, Value};
use super::formula::{At, Compare, Formula, Function};
use super::said::{Part, label, subject, value_of, year_heads};
use crate::model::number;

/// Reads a formula, and notes what it is made of.
pub(super) struct Reader<'a, 'b, 'c> {
    pub book: &'a Book,
    pub found: &'b mut Evaluation<'a>,
    pub parts: &'c mut Vec<Part>,
    /// The sheet of the formula that is read.
    pub sheet: usize,
}

impl Reader<'_, '_, '_> {
    /// A formula in words, with names or with numbers. Of a choice only the branch that counts is read.
    pub fn words(&mut self, formula: &Formula, within: u8, numbers: bool) -> String {
        let pair = |reader: &mut Self, a: &Formula, sign: &str, b: &Formula, rank: u8| {
            let (left, right) = (reader.words(a, rank, numbers), reader.words(b, rank + 1, numbers));
            let text = format!("{left} {sign} {right}");
            if rank < within { format!("({text})") } else { text }
        };
        let formula = self.chosen(formula);
        match formula {
            Formula::Number(value) => number(*value, 4),
            Formula::Word(word) => (*word).to_owned(),
            Formula::Cell(at) => self.cell(*at, numbers),
            Formula::Block(first, last) => self.block(*first, *last, numbers),
            // what is nothing, or once, says nothing
            Formula::Add(a, b) if is(self.chosen(b), 0.0) => self.words(a, within, numbers),
            Formula::Add(a, b) if is(self.chosen(a), 0.0) => self.words(b, within, numbers),
            Formula::Subtract(a, b) if is(self.chosen(b), 0.0) => self.words(a, within, numbers),
            Formula::Multiply(a, b) if is(self.chosen(b), 1.0) || self.says_nothing(b) => {
                self.words(a, within, numbers)
            }
            Formula::Add(a, b) => pair(self, a, "+", b, 2),
            Formula::Subtract(a, b) => pair(self, a, "\u{2212}", b, 2),
            Formula::Multiply(a, b) => pair(self, a, "×", b, 3),
            Formula::Divide(a, b) => pair(self, a, "÷", b, 3),
            Formula::Compared(how, a, b) => {
                let sign = match how {
                    Compare::Equal => "is",
                    Compare::Less => "is below",
                    Compare::AtMost => "is at most",
                    Compare::More => "is above",
                    Compare::AtLeast => "is at least",
                };
                pair(self, a, sign, b, 1)
            }
            Formula::Call(function, of) => self.call(*function, of, numbers),
        }
    }

    /// Of a choice the branch that counts.
    fn chosen<'f>(&mut self, formula: &'f Formula) -> &'f Formula {
        let mut formula = formula;
        while let Formula::Call(Function::If, of) = formula {
            let [condition, yes, no] = of.as_slice() else { break };
            let holds = match self.found.formula(condition) {
                Value::Truth(yes) => yes,
                other => other.number().is_some_and(|value| value != 0.0),
            };
            formula = if holds { yes } else { no };
        }
        formula
    }

    /// The one cell of a row by year that is meant: by its place in the row, or by a row beside it that is 1 in one year.
    fn one_year(&mut self, function: Function, of: &[Formula]) -> Option<At> {
        let [Formula::Block(first, last), second] = of else { return None };
        let place = match (function, second) {
            (Function::Index, place) => self.found.formula(place).number()? as u16 - 1,
            (Function::SumProduct, Formula::Block(other, _)) => {
                let years = 0..=last.column - first.column;
                let mut ones = Vec::new();
                for year in years {
                    match self.found.cell(At { column: other.column + year, ..*other }).number()? {
                        1.0 => ones.push(year),
                        0.0 => {}
                        _ => return None,
                    }
                }
                let [one] = ones.as_slice() else { return None };
                *one
            }
            _ => return None,
        };
        (first.row == last.row).then_some(At { column: first.column + place, ..*first })
    }

    fn call(&mut self, function: Function, of: &[Formula], numbers: bool) -> String {
        if function == Function::Max && of.first().is_some_and(|first| is(first, 0.0)) && of.len() == 2 {
            let inner = of.last().map_or_else(String::new, |inner| self.words(inner, 0, numbers));
            return format!("({inner}, or nothing where that is less)");
        }
        if let Some(at) = self.one_year(function, of) {
            return self.cell(at, numbers);
        }
        let each: Vec<String> = of.iter().map(|part| self.words(part, 3, numbers)).collect();
        let all = each.join(", ");
        let first = each.first().cloned().unwrap_or_default();
        let second = each.get(1).cloned().unwrap_or_default();
        match function {
            Function::Sum => format!("the sum of {all}"),
            Function::SumProduct => format!("{}, added up over the years", each.join(" × ")),
            Function::Min => format!("the smallest of {all}"),
            Function::Max => format!("the largest of {all}"),
            Function::Median => format!("the middle of {all}"),
            Function::Count => format!("how many of {all}"),
            Function::And => each.join(" and "),
            Function::Or => each.join(" or "),
            Function::Abs => format!("the size of {first}"),
            Function::Round => format!("{first}, rounded"),
            Function::Power => format!("{first} to the power of {second}"),
            Function::Log2 => format!("how often {first} doubles"),
            Function::Index => format!("{first} in year {second}"),
            Function::IsBlank => format!("{first} is not entered"),
            Function::Floor => format!("{first}, rounded down"),
            Function::GammaDensity => format!("the gamma distribution of order {second} at {first}"),
            Function::GammaBelow => format!("the part of the gamma distribution of order {second} below {first}"),
            Function::If => all,
        }
    }

    /// A factor of one: a growth of no years, a year that is in the term.
    fn says_nothing(&mut self, formula: &Formula) -> bool {
        match formula {
            Formula::Call(Function::Power, of) => of.last().is_some_and(|exponent| is(exponent, 0.0)),
            Formula::Cell(at) => self.row_name(*at) == "In the term" && self.found.cell(*at).number() == Some(1.0),
            _ => false,
        }
    }

    fn cell(&mut self, at: At, numbers: bool) -> String {
        let value = value_of(self.book, self.found, at);
        let label = label(self.book, self.found, at, Some(self.sheet));
        if !self.parts.iter().any(|part| part.at == at) {
            let is_input = !matches!(self.book.cell(at).map(|cell| &cell.content), Some(Content::Formula(_)));
            self.parts.push(Part { label: label.clone(), value: value.clone(), at, is_input });
        }
        match numbers {
            true if value.starts_with('\u{2212}') => format!("({value})"),
            true => value,
            false => label,
        }
    }

    /// A row over the years by its name; other blocks cell by cell.
    fn block(&mut self, first: At, last: At, numbers: bool) -> String {
        let by_year =
            first.row == last.row && last.column + 1 - first.column == YEARS && year_heads(self.book, first.sheet);
        if by_year {
            // the years of the term that count for something
            let years = self.book.input("years").and_then(|input| self.found.cell(input.at).number());
            let last = FIRST_YEAR + (years.unwrap_or(f64::from(YEARS)) as u16).clamp(1, YEARS) - 1;
            for column in first.column..=last {
                let at = At { column, ..first };
                if self.found.cell(at).number().is_some_and(|value| value != 0.0) && column >= FIRST_YEAR {
                    self.cell(at, numbers);
                }
            }
            let name = self.row_name(first);
            return format!("{name}{}", subject(self.book, first.sheet, Some(self.sheet), &name));
        }
        let mut all = Vec::new();
        for row in first.row..=last.row {
            for column in first.column..=last.column {
                all.push(self.cell(At { sheet: first.sheet, row, column }, numbers));
            }
        }
        all.join(", ")
    }

    fn row_name(&self, at: At) -> String {
        match self.book.cell(At { column: 0, ..at }).map(|cell| &cell.content) {
            Some(Content::Text(text)) => text.clone(),
            _ => String::new(),
        }
    }
}

/// Whether a formula is this very number.
pub(super) fn is(formula: &Formula, value: f64) -> bool {
    matches!(formula, Formula::Number(number) if *number == value)
}
