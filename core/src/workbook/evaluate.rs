//! The book worked out natively: the figures that it is saved with, that the page shows with its sums, and that the tests
//! hold against the engine's.

use super::book::{Book, Content};
use super::formula::{At, Compare, Formula, Function};
use super::gamma;
use std::collections::BTreeMap;

/// What a formula comes to.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A number.
    Number(f64),
    /// Words.
    Text(String),
    /// Whether something is so.
    Truth(bool),
    /// Nothing.
    Blank,
    /// A block of cells, row by row.
    Many(Vec<Value>),
    /// Nothing that a formula can go on with: a division by nothing, a cell that leads to itself.
    Fault,
}

impl Value {
    /// As a number, the way a spreadsheet takes it.
    pub fn number(&self) -> Option<f64> {
        match self {
            Value::Number(value) => Some(*value),
            Value::Truth(yes) => Some(f64::from(u8::from(*yes))),
            Value::Blank => Some(0.0),
            _ => None,
        }
    }

    fn truth(&self) -> Option<bool> {
        match self {
            Value::Truth(yes) => Some(*yes),
            other => other.number().map(|value| value != 0.0),
        }
    }
}

fn of(value: Option<f64>) -> Value {
    value.filter(|value| value.is_finite()).map_or(Value::Fault, Value::Number)
}

/// Every cell of a book, worked out once.
pub struct Evaluation<'a> {
    book: &'a Book,
    known: BTreeMap<At, Value>,
    open: Vec<At>,
}

impl<'a> Evaluation<'a> {
    /// Of one book; a cell is worked out once.
    pub fn new(book: &'a Book) -> Evaluation<'a> {
        Evaluation::resumed(book, BTreeMap::new())
    }

    /// One that goes on from what is known: cells that were worked out before, or that stand for something else.
    pub fn resumed(book: &'a Book, known: BTreeMap<At, Value>) -> Evaluation<'a> {
        Evaluation { book, known, open: Vec::new() }
    }

    /// What is known of cells by now.
    pub fn known(self) -> BTreeMap<At, Value> {
        self.known
    }

    /// What a cell comes to.
    pub fn cell(&mut self, at: At) -> Value {
        if let Some(known) = self.known.get(&at) {
            return known.clone();
        }
        let book = self.book;
        let value = match book.cell(at).map(|cell| &cell.content) {
            None | Some(Content::Blank) => Value::Blank,
            Some(Content::Text(text)) => Value::Text(text.clone()),
            Some(Content::Number(number)) => Value::Number(*number),
            Some(Content::Formula(_)) if self.open.contains(&at) => Value::Fault,
            Some(Content::Formula(formula)) => {
                self.open.push(at);
                let value = self.formula(formula);
                self.open.pop();
                value
            }
        };
        self.known.insert(at, value.clone());
        value
    }

    /// What a formula comes to.
    pub fn formula(&mut self, formula: &Formula) -> Value {
        match formula {
            Formula::Number(number) => Value::Number(*number),
            Formula::Word(word) => Value::Text((*word).to_owned()),
            Formula::Cell(at) => self.cell(*at),
            Formula::Block(first, last) => {
                let mut all = Vec::new();
                for row in first.row..=last.row {
                    for column in first.column..=last.column {
                        all.push(self.cell(At { sheet: first.sheet, row, column }));
                    }
                }
                Value::Many(all)
            }
            Formula::Add(a, b) => self.arithmetic(a, b, |a, b| a + b),
            Formula::Subtract(a, b) => self.arithmetic(a, b, |a, b| a - b),
            Formula::Multiply(a, b) => self.arithmetic(a, b, |a, b| a * b),
            Formula::Divide(a, b) => self.arithmetic(a, b, |a, b| a / b),
            Formula::Compared(how, a, b) => {
                let (a, b) = (self.formula(a), self.formula(b));
                each(&a, &b, &|a, b| compared(*how, a, b))
            }
            Formula::Call(function, of) => self.call(*function, of),
        }
    }

    fn arithmetic(&mut self, a: &Formula, b: &Formula, sum: fn(f64, f64) -> f64) -> Value {
        let (a, b) = (self.formula(a), self.formula(b));
        each(&a, &b, &|a, b| of(a.number().zip(b.number()).map(|(a, b)| sum(a, b))))
    }

    #[allow(clippy::too_many_lines, reason = "one arm a function of a spreadsheet")]
    fn call(&mut self, function: Function, of_: &[Formula]) -> Value {
        if function == Function::If {
            let [condition, yes, no] = of_ else { return Value::Fault };
            // only the branch that counts is looked at, as in a spreadsheet
            return match self.formula(condition).truth() {
                Some(true) => self.formula(yes),
                Some(false) => self.formula(no),
                None => Value::Fault,
            };
        }
        let values: Vec<Value> = of_.iter().map(|part| self.formula(part)).collect();
        // words in a block are passed over; a fault anywhere spoils the whole
        let mut numbers = Vec::new();
        for value in &values {
            match value {
                Value::Many(all) => {
                    for one in all {
                        match one {
                            Value::Number(number) => numbers.push(*number),
                            Value::Fault => return Value::Fault,
                            _ => {}
                        }
                    }
                }
                Value::Fault => return Value::Fault,
                other => numbers.extend(other.number()),
            }
        }
        let first = values.first().cloned().unwrap_or(Value::Fault);
        let two = || Some((values.first()?.number()?, values.get(1)?.number()?));
        match function {
            Function::Sum => of(Some(numbers.iter().sum())),
            Function::Min => of(numbers.iter().copied().reduce(f64::min).or(Some(0.0))),
            Function::Max => of(numbers.iter().copied().reduce(f64::max).or(Some(0.0))),
            Function::Count => of(Some(numbers.len() as f64)),
            Function::Median => {
                numbers.sort_by(f64::total_cmp);
                let half = numbers.len() / 2;
                let upper = numbers.get(half).copied();
                let lower = numbers.get(half.wrapping_sub(1)).copied();
                of(if numbers.len() % 2 == 1 { upper } else { upper.zip(lower).map(|(a, b)| (a + b) / 2.0) })
            }
            Function::And => Value::Truth(values.iter().all(|value| value.truth() == Some(true))),
            Function::Or => Value::Truth(values.iter().any(|value| value.truth() == Some(true))),
            Function::Abs => of(first.number().map(f64::abs)),
            Function::Floor => of(first.number().map(f64::floor)),
            Function::Round => of(two().map(|(value, places)| {
                let scale = libm::pow(10.0, places);
                (value * scale).round() / scale
            })),
            Function::Power => each(&first, values.get(1).unwrap_or(&Value::Fault), &|a, b| {
                of(a.number().zip(b.number()).map(|(a, b)| libm::pow(a, b)))
            }),
            Function::Log2 => of(first.number().map(libm::log2)),
            Function::IsBlank => Value::Truth(first == Value::Blank),
            Function::Index => match (&first, values.get(1).and_then(Value::number)) {
                (Value::Many(all), Some(n)) if n >= 1.0 => all.get(n as usize - 1).cloned().unwrap_or(Value::Fault),
                _ => Value::Fault,
            },
            Function::SumProduct => sum_product(&values),
            Function::GammaDensity => of(two().map(|(at, order)| gamma::density(at, order))),
            Function::GammaBelow => of(two().map(|(at, order)| gamma::below(at, order))),
            Function::If => Value::Fault,
        }
    }
}

/// An operation on each of two blocks of one size, or on a block and one figure, or on two figures.
fn each(a: &Value, b: &Value, act: &dyn Fn(&Value, &Value) -> Value) -> Value {
    match (a, b) {
        (Value::Many(a), Value::Many(b)) if a.len() == b.len() => {
            Value::Many(a.iter().zip(b).map(|(a, b)| act(a, b)).collect())
        }
        (Value::Many(_), Value::Many(_)) => Value::Fault,
        (Value::Many(a), one) => Value::Many(a.iter().map(|a| act(a, one)).collect()),
        (one, Value::Many(b)) => Value::Many(b.iter().map(|b| act(one, b)).collect()),
        (a, b) => act(a, b),
    }
}

fn compared(how: Compare, a: &Value, b: &Value) -> Value {
    let order = match (a, b) {
        (Value::Fault, _) | (_, Value::Fault) => return Value::Fault,
        (Value::Text(a), Value::Text(b)) => a.to_lowercase().cmp(&b.to_lowercase()),
        (Value::Text(_), _) => std::cmp::Ordering::Greater,
        (_, Value::Text(_)) => std::cmp::Ordering::Less,
        (a, b) => match a.number().zip(b.number()) {
            Some((a, b)) => a.total_cmp(&b),
            None => return Value::Fault,
        },
    };
    Value::Truth(match how {
        Compare::Equal => order.is_eq(),
        Compare::Less => order.is_lt(),
        Compare::AtMost => order.is_le(),
        Compare::More => order.is_gt(),
        Compare::AtLeast => order.is_ge(),
    })
}

fn sum_product(values: &[Value]) -> Value {
    let length = values.iter().find_map(|value| if let Value::Many(all) = value { Some(all.len()) } else { None });
    let mut sum = 0.0;
    for n in 0..length.unwrap_or(1) {
        let mut product = 1.0;
        for value in values {
            let one = match value {
                Value::Many(all) => all.get(n).unwrap_or(&Value::Fault),
                one => one,
            };
            match one {
                Value::Fault => return Value::Fault,
                // words count as nothing here
                other => product *= other.number().unwrap_or(0.0),
            }
        }
        sum += product;
    }
    of(Some(sum))
}

#[cfg(test)]
mod tests {
    use super::super::book::{Format, Role};
    use super::super::formula::{call, number, when};
    use super::*;

    #[test]
    fn a_small_book_by_hand() {
        let mut book = Book::default();
        let sheet = book.sheet("S", "", String::new());
        let at = |row, column| At { sheet, row, column };
        for (column, value) in [2.0, 8.0, 4.0].into_iter().enumerate() {
            book.put(at(0, column as u16), Content::Number(value), Role::Input, Format::Plain);
        }
        book.put(at(1, 0), Content::Text("none".into()), Role::Input, Format::Plain);
        let block = || Formula::Block(at(0, 0), at(0, 2));
        let mut found = Evaluation::new(&book);
        let mut value = |formula: Formula| found.formula(&formula).number();
        assert_eq!(value(call(Function::Sum, vec![block()])), Some(14.0));
        assert_eq!(value(call(Function::Median, vec![block()])), Some(4.0));
        assert_eq!(value(call(Function::SumProduct, vec![block(), block() - 1.0])), Some(2.0 + 56.0 + 12.0));
        assert_eq!(value(call(Function::Index, vec![block(), number(2.0)])), Some(8.0));
        assert_eq!(value(when(Formula::Cell(at(1, 0)).is_word("none"), 1.0, number(1.0) / 0.0)), Some(1.0));
        assert_eq!(value(number(1.0) / 0.0), None);
        assert_eq!(value(call(Function::IsBlank, vec![Formula::Cell(at(9, 9))])), Some(1.0));
        assert_eq!(value(call(Function::SumProduct, vec![block().is(Compare::More, 3.0), block()])), Some(12.0));
    }

    #[test]
    fn a_cell_that_leads_to_itself_is_a_fault() {
        let mut book = Book::default();
        let sheet = book.sheet("S", "", String::new());
        let at = At { sheet, row: 0, column: 0 };
        book.put(at, Content::Formula(Formula::Cell(at) + 1.0), Role::Result, Format::Plain);
        assert_eq!(Evaluation::new(&book).cell(at), Value::Fault);
    }
}
