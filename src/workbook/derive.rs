//! A figure read out from its formula: what it is made of, in words and in numbers. It is the same description that the
//! workbook recalculates, so the two cannot disagree.

use super::book::{Book, Content, FIRST_YEAR, Format, YEARS};
use super::evaluate::{Evaluation, Value};
use super::formula::{At, Compare, Formula, Function, column};
use crate::engine::rounding::largest_remainder;
use crate::model::{FinancialYear, Pounds, Rate, number};

/// A figure with the sum behind it.
#[derive(Debug, Clone, PartialEq)]
pub struct Derivation {
    pub title: String,
    pub value: String,
    /// `(1 − Benefit haircut) × the smaller of Highest saving and Saving × Factor for the size of the group`.
    pub words: String,
    /// The same with figures in place of names.
    pub numbers: String,
    pub parts: Vec<Part>,
    /// Where the workbook has it: `Totals!C12`.
    pub place: String,
}

/// A figure that it is made of.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    pub label: String,
    pub value: String,
    /// Where it stands: it can be opened to its own sum where it is no input.
    pub at: At,
    pub is_input: bool,
}

/// The sum behind a cell; none where nothing is worked out there.
pub fn derivation<'a>(book: &'a Book, found: &mut Evaluation<'a>, at: At) -> Option<Derivation> {
    let cell = book.cell(at)?;
    let Content::Formula(formula) = &cell.content else { return None };
    let sheet = book.sheets.get(at.sheet)?;
    let mut parts = Vec::new();
    let mut reader = Reader { book, found, parts: &mut parts };
    let words = reader.words(formula, 0, false);
    let numbers = reader.words(formula, 0, true);
    let shown = value_of(book, found, at);
    if let Some(by_year) = products(book, found, formula) {
        parts = by_year;
    } else if adds_cells(formula) && cell.format == Format::Pounds {
        rounded(&mut parts, found);
    }
    Some(Derivation {
        title: label(book, found, at),
        value: shown,
        words,
        numbers,
        parts,
        place: format!("{}!{}{}", sheet.name, column(at.column), at.row + 1),
    })
}

/// Whether a formula only adds cells.
fn adds_cells(formula: &Formula) -> bool {
    match formula {
        Formula::Cell(_) => true,
        Formula::Add(a, b) => adds_cells(a) && (adds_cells(b) || is(b, 0.0)),
        Formula::Call(Function::Sum, of) => of.iter().all(|part| matches!(part, Formula::Block(..))),
        _ => false,
    }
}

/// Whole pounds that add up to what their sum is shown as.
fn rounded(parts: &mut [Part], found: &mut Evaluation) {
    let values: Option<Vec<f64>> = parts.iter().map(|part| found.cell(part.at).number()).collect();
    let Some(values) = values else { return };
    for (part, whole) in parts.iter_mut().zip(largest_remainder(&values)) {
        part.value = Pounds(whole).whole();
    }
}

/// Two rows times each other, added up over the years: a part for each year that counts.
fn products<'a>(book: &'a Book, found: &mut Evaluation<'a>, formula: &Formula) -> Option<Vec<Part>> {
    let Formula::Call(Function::SumProduct, of) = formula else { return None };
    let [Formula::Block(a, _), Formula::Block(b, _)] = of.as_slice() else { return None };
    let (mut parts, mut values) = (Vec::new(), Vec::new());
    for year in 0..YEARS {
        let at = |block: &At| At { column: block.column + year, ..*block };
        let (first, second) = (found.cell(at(a)).number()?, found.cell(at(b)).number()?);
        if first * second == 0.0 {
            continue;
        }
        let name = label(book, found, at(a));
        let (one, other) = (value_of(book, found, at(a)), value_of(book, found, at(b)));
        let text = if second == 1.0 { name } else { format!("{name}: {one} × {other}") };
        parts.push(Part { label: text, value: String::new(), at: at(a), is_input: false });
        values.push(first * second);
    }
    let format = book.cell(*a)?.format;
    let whole = if format == Format::Pounds { largest_remainder(&values) } else { values };
    for (part, value) in parts.iter_mut().zip(whole) {
        part.value = written(value, format);
    }
    Some(parts)
}

/// What a cell is called: its row, with its year where it has one.
pub(super) fn label<'a>(book: &'a Book, found: &mut Evaluation<'a>, at: At) -> String {
    let text = |column: u16| match book.cell(At { column, ..at }).map(|cell| &cell.content) {
        Some(Content::Text(text)) => text.clone(),
        _ => String::new(),
    };
    let own = text(0);
    if at.column >= FIRST_YEAR && year_heads(book, at.sheet) {
        let year = found.cell(At { row: 0, ..at }).number().map(|year| FinancialYear(year.max(0.0) as u32).to_string());
        return format!("{own}, {}", year.unwrap_or_default());
    }
    // of a table by groups or partners, its column; of steps, which
    let head = match book.cell(At { row: 0, ..at }).map(|cell| &cell.content) {
        Some(Content::Text(head)) if at.column > 0 && !by_rows(book, at.sheet) => Some(head.clone()),
        Some(Content::Text(step)) if at.column >= FIRST_YEAR => return format!("{own}, {}", step.to_lowercase()),
        _ => None,
    };
    match head {
        Some(head) => format!("{head}: {own}"),
        None => own,
    }
}

/// Whether a sheet has years across.
fn year_heads(book: &Book, sheet: usize) -> bool {
    let head = book.cell(At { sheet, row: 0, column: FIRST_YEAR });
    head.is_some_and(|cell| matches!(cell.content, Content::Formula(_)))
}

/// Whether a sheet has a figure to a row, so that its heads say nothing of one.
fn by_rows(book: &Book, sheet: usize) -> bool {
    let head = book.cell(At { sheet, row: 0, column: 1 });
    head.is_some_and(|cell| matches!(&cell.content, Content::Text(text) if text == "Unit"))
}

/// A cell's figure, as it is read.
pub(super) fn value_of(book: &Book, found: &mut Evaluation, at: At) -> String {
    let format = book.cell(at).map_or(Format::Plain, |cell| cell.format);
    match found.cell(at) {
        Value::Number(value) => written(value, format),
        Value::Text(text) => text,
        Value::Truth(yes) => if yes { "yes" } else { "no" }.to_owned(),
        Value::Blank => "nothing".into(),
        Value::Many(_) | Value::Fault => "–".into(),
    }
}

pub(super) fn written(value: f64, format: Format) -> String {
    match format {
        Format::Pounds => Pounds(value).whole(),
        Format::Pence => Pounds(value).pence(),
        Format::Percent => Rate(value).percent(),
        Format::Year => FinancialYear(value.max(0.0) as u32).to_string(),
        Format::Plain | Format::Check => number(value, 4),
    }
}

struct Reader<'a, 'b, 'c> {
    book: &'a Book,
    found: &'b mut Evaluation<'a>,
    parts: &'c mut Vec<Part>,
}

impl Reader<'_, '_, '_> {
    /// A formula in words, with names or with numbers. Of a choice only the branch that counts is read.
    fn words(&mut self, formula: &Formula, within: u8, numbers: bool) -> String {
        let pair = |reader: &mut Self, a: &Formula, sign: &str, b: &Formula, rank: u8| {
            let (left, right) = (reader.words(a, rank, numbers), reader.words(b, rank + 1, numbers));
            let text = format!("{left} {sign} {right}");
            if rank < within { format!("({text})") } else { text }
        };
        match formula {
            Formula::Number(value) => number(*value, 4),
            Formula::Word(word) => (*word).to_owned(),
            Formula::Cell(at) => self.cell(*at, numbers),
            Formula::Block(first, last) => self.block(*first, *last, numbers),
            // what is nothing, or once, says nothing
            Formula::Add(a, b) if is(b, 0.0) => self.words(a, within, numbers),
            Formula::Multiply(a, b) if is(b, 1.0) || self.says_nothing(b) => self.words(a, within, numbers),
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
            Formula::Call(Function::If, of) => match of.as_slice() {
                [condition, yes, no] => {
                    let holds = match self.found.formula(condition) {
                        Value::Truth(yes) => yes,
                        other => other.number().is_some_and(|value| value != 0.0),
                    };
                    self.words(if holds { yes } else { no }, within, numbers)
                }
                _ => String::new(),
            },
            Formula::Call(function, of) => self.call(*function, of, numbers),
        }
    }

    fn call(&mut self, function: Function, of: &[Formula], numbers: bool) -> String {
        if function == Function::Max && of.first().is_some_and(|first| is(first, 0.0)) && of.len() == 2 {
            let inner = of.last().map_or_else(String::new, |inner| self.words(inner, 0, numbers));
            return format!("({inner}, or nothing where that is less)");
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
        let label = label(self.book, self.found, at);
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
            // the years that count for something
            for column in first.column..=last.column {
                let at = At { column, ..first };
                if self.found.cell(at).number().is_some_and(|value| value != 0.0) && column >= FIRST_YEAR {
                    self.cell(at, numbers);
                }
            }
            return self.row_name(first);
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

fn is(formula: &Formula, value: f64) -> bool {
    matches!(formula, Formula::Number(number) if *number == value)
}

#[cfg(test)]
mod tests {
    use super::super::formulas;
    use super::*;
    use crate::evidence::PRESETS;
    use crate::model::read;

    #[test]
    fn the_learning_preset_read_out() {
        let document = PRESETS.last().unwrap().document();
        let book = formulas(&document, &read(document.value()).unwrap());
        let mut found = Evaluation::new(&book);
        let mut of = |name: &str| derivation(&book, &mut found, book.named(name).unwrap()).unwrap();
        let saving = of("ic_full_year_saving");
        assert_eq!(saving.value, "£535,500");
        assert_eq!(saving.words, "Full-year saving: HR + Full-year saving: Uniform");
        assert_eq!(saving.numbers, "£432,000 + £103,500");
        assert_eq!(saving.parts.len(), 2);
        assert!(saving.place.starts_with("Results!C"), "{}", saving.place);
        // one step further down, to what HR costs with and without sharing
        let hr = derivation(&book, &mut found, saving.parts[0].at).unwrap();
        assert_eq!(hr.numbers, "£2,400,000 \u{2212} £1,968,000");
        let ratio = derivation(&book, &mut found, book.named("ic_benefit_cost_ratio").unwrap()).unwrap();
        assert_eq!(ratio.words, "Savings, present value ÷ One-off cost, present value");
    }

    /// Down from every result to inputs, through every figure on the way: nothing on the way is without a name or a value.
    #[test]
    fn every_figure_leads_down_to_inputs() {
        for preset in PRESETS {
            let document = preset.document();
            let book = formulas(&document, &read(document.value()).unwrap());
            let mut found = Evaluation::new(&book);
            let mut waiting: Vec<At> =
                book.names.iter().filter(|(name, _)| name.starts_with("ic_")).map(|(_, at)| *at).collect();
            let mut seen = std::collections::BTreeSet::new();
            let mut inputs = std::collections::BTreeSet::new();
            while let Some(at) = waiting.pop() {
                if !seen.insert(at) {
                    continue;
                }
                let read = derivation(&book, &mut found, at).unwrap_or_else(|| panic!("{}: {at:?}", preset.id));
                assert!(
                    !read.title.is_empty() && read.value != "–" && !read.words.is_empty(),
                    "{}: {read:?}",
                    preset.id
                );
                for part in read.parts {
                    assert!(
                        !part.label.is_empty() && part.value != "–",
                        "{}: {} of {}",
                        preset.id,
                        part.label,
                        read.title
                    );
                    if part.is_input {
                        inputs.insert(part.at);
                    } else {
                        waiting.push(part.at);
                    }
                }
            }
            assert!(seen.len() > 50 && inputs.len() > 15, "{}: {} {}", preset.id, seen.len(), inputs.len());
        }
    }
}
