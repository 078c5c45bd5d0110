//! Formulas as data: what a spreadsheet recalculates, what the page shows as a sum, and what the tests evaluate are all made
//! from these. No text of the user's ever stands in one.

use std::ops;

/// A cell of the book: its sheet, and its row and column from nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct At {
    /// The sheet, from 0.
    pub sheet: usize,
    /// The row, from 0.
    pub row: u32,
    /// The column, from 0.
    pub column: u16,
}

/// A function that every spreadsheet knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Function {
    Sum,
    SumProduct,
    Min,
    Max,
    Median,
    Count,
    If,
    And,
    Or,
    Abs,
    Round,
    Power,
    Log2,
    Index,
    IsBlank,
    Floor,
    /// Of a figure and an order: the density of the gamma distribution there, and how much of it lies below.
    GammaDensity,
    GammaBelow,
}

/// A comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compare {
    Equal,
    Less,
    AtMost,
    More,
    AtLeast,
}

/// A formula.
#[derive(Debug, Clone, PartialEq)]
pub enum Formula {
    /// A number.
    Number(f64),
    /// A word of the product's own: a choice's, or one that stands for no figure.
    Word(&'static str),
    /// Another cell.
    Cell(At),
    /// A block of cells of one sheet, from its first to its last.
    Block(At, At),
    /// A sum.
    Add(Box<Formula>, Box<Formula>),
    /// A difference.
    Subtract(Box<Formula>, Box<Formula>),
    /// A product.
    Multiply(Box<Formula>, Box<Formula>),
    /// A quotient.
    Divide(Box<Formula>, Box<Formula>),
    /// A comparison.
    Compared(Compare, Box<Formula>, Box<Formula>),
    /// A function of a spreadsheet.
    Call(Function, Vec<Formula>),
}

impl From<f64> for Formula {
    fn from(number: f64) -> Formula {
        Formula::Number(number)
    }
}

impl From<At> for Formula {
    fn from(at: At) -> Formula {
        Formula::Cell(at)
    }
}

macro_rules! operator {
    ($trait:ident, $method:ident, $variant:ident) => {
        impl<T: Into<Formula>> ops::$trait<T> for Formula {
            type Output = Formula;
            fn $method(self, other: T) -> Formula {
                Formula::$variant(Box::new(self), Box::new(other.into()))
            }
        }
    };
}
operator!(Add, add, Add);
operator!(Sub, sub, Subtract);
operator!(Mul, mul, Multiply);
operator!(Div, div, Divide);

/// A number as a formula.
pub fn number(value: f64) -> Formula {
    Formula::Number(value)
}

/// The sum of some formulas; nothing where there are none.
pub fn total(parts: Vec<Formula>) -> Formula {
    let mut parts = parts.into_iter();
    let first = parts.next().unwrap_or(Formula::Number(0.0));
    parts.fold(first, |sum, part| sum + part)
}

/// A function of some formulas.
pub fn call(function: Function, of: Vec<Formula>) -> Formula {
    Formula::Call(function, of)
}

/// `IF(condition, yes, no)`.
pub fn when(condition: Formula, yes: impl Into<Formula>, no: impl Into<Formula>) -> Formula {
    call(Function::If, vec![condition, yes.into(), no.into()])
}

impl Formula {
    /// A comparison with another formula.
    pub fn is(self, how: Compare, other: impl Into<Formula>) -> Formula {
        Formula::Compared(how, Box::new(self), Box::new(other.into()))
    }

    /// Whether it is a word.
    pub fn is_word(self, word: &'static str) -> Formula {
        self.is(Compare::Equal, Formula::Word(word))
    }

    /// It, or nothing where it is below nothing.
    pub fn or_nothing(self) -> Formula {
        call(Function::Max, vec![Formula::Number(0.0), self])
    }

    /// A sum of more terms than `most`, what is taken from it aside, as a sum of parts; each part is put where `put` says.
    pub fn in_parts(self, most: usize, put: &mut dyn FnMut(Formula) -> Formula) -> Formula {
        match self {
            Formula::Subtract(a, b) => Formula::Subtract(Box::new(a.in_parts(most, put)), b),
            Formula::Add(..) => {
                let mut terms = Vec::new();
                let mut rest = self;
                while let Formula::Add(a, b) = rest {
                    terms.push(*b);
                    rest = *a;
                }
                terms.push(rest);
                terms.reverse();
                if terms.len() <= most {
                    return total(terms);
                }
                total(terms.chunks(most).map(|part| put(total(part.to_vec()))).collect())
            }
            other => other,
        }
    }

    /// A power of it.
    pub fn power(self, exponent: impl Into<Formula>) -> Formula {
        call(Function::Power, vec![self, exponent.into()])
    }

    /// As a spreadsheet has it, without the sign of equality. `names` gives each sheet's name.
    pub fn text(&self, names: &dyn Fn(usize) -> String, own_sheet: usize) -> String {
        let mut out = String::new();
        self.write(&mut out, names, own_sheet, 0);
        out
    }

    #[allow(clippy::too_many_lines, reason = "one arm a kind of formula")]
    fn write(&self, out: &mut String, names: &dyn Fn(usize) -> String, own: usize, within: u8) {
        let mut between = |a: &Formula, sign: &str, b: &Formula, rank: u8| {
            let open = rank < within;
            if open {
                out.push('(');
            }
            a.write(out, names, own, rank);
            out.push_str(sign);
            // what follows a minus or a slash stands in brackets where it is a sum or a quotient itself
            b.write(out, names, own, rank + 1);
            if open {
                out.push(')');
            }
        };
        match self {
            Formula::Compared(how, a, b) => {
                let sign = match how {
                    Compare::Equal => "=",
                    Compare::Less => "<",
                    Compare::AtMost => "<=",
                    Compare::More => ">",
                    Compare::AtLeast => ">=",
                };
                between(a, sign, b, 1);
            }
            Formula::Add(a, b) => between(a, "+", b, 2),
            Formula::Subtract(a, b) => between(a, "-", b, 2),
            Formula::Multiply(a, b) => between(a, "*", b, 3),
            Formula::Divide(a, b) => between(a, "/", b, 3),
            Formula::Number(value) if *value < 0.0 => out.push_str(&format!("({value})")),
            Formula::Number(value) => out.push_str(&value.to_string()),
            Formula::Word(word) => out.push_str(&format!("\"{word}\"")),
            Formula::Cell(at) => out.push_str(&place(*at, names, own)),
            Formula::Block(first, last) => {
                out.push_str(&format!("{}:{}", place(*first, names, own), address(*last)));
            }
            Formula::Call(function, of) => {
                let name = match function {
                    Function::Sum => "SUM",
                    Function::SumProduct => "SUMPRODUCT",
                    Function::Min => "MIN",
                    Function::Max => "MAX",
                    Function::Median => "MEDIAN",
                    Function::Count => "COUNT",
                    Function::If => "IF",
                    Function::And => "AND",
                    Function::Or => "OR",
                    Function::Abs => "ABS",
                    Function::Round => "ROUND",
                    Function::Power => "POWER",
                    Function::Log2 => "LOG",
                    Function::Index => "INDEX",
                    Function::IsBlank => "ISBLANK",
                    Function::Floor => "INT",
                    Function::GammaDensity | Function::GammaBelow => "GAMMADIST",
                };
                out.push_str(name);
                out.push('(');
                for (n, part) in of.iter().enumerate() {
                    if n > 0 {
                        out.push(',');
                    }
                    part.write(out, names, own, 0);
                }
                out.push_str(match function {
                    Function::Log2 => ",2",
                    // at a scale of one, and up to there or not
                    Function::GammaDensity => ",1,0",
                    Function::GammaBelow => ",1,1",
                    _ => "",
                });
                out.push(')');
            }
        }
    }

    /// Every cell that it names, blocks by their ends.
    pub fn cells(&self, into: &mut Vec<At>) {
        match self {
            Formula::Number(_) | Formula::Word(_) => {}
            Formula::Cell(at) => into.push(*at),
            Formula::Block(first, last) => into.extend([*first, *last]),
            Formula::Add(a, b)
            | Formula::Subtract(a, b)
            | Formula::Multiply(a, b)
            | Formula::Divide(a, b)
            | Formula::Compared(_, a, b) => {
                a.cells(into);
                b.cells(into);
            }
            Formula::Call(_, of) => of.iter().for_each(|part| part.cells(into)),
        }
    }
}

fn place(at: At, names: &dyn Fn(usize) -> String, own: usize) -> String {
    if at.sheet == own { address(at) } else { format!("'{}'!{}", names(at.sheet), address(at)) }
}

/// `$D$12`.
pub fn address(at: At) -> String {
    format!("${}${}", column(at.column), at.row + 1)
}

/// `A` to `XFD`.
pub fn column(mut n: u16) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'A' + u8::try_from(n % 26).unwrap_or(0)));
        match (n / 26).checked_sub(1) {
            Some(rest) => n = rest,
            None => break,
        }
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(row: u32, column: u16) -> Formula {
        Formula::Cell(At { sheet: 0, row, column })
    }

    #[test]
    fn formulas_read_as_a_spreadsheet_has_them() {
        let name = |sheet: usize| format!("Sheet {sheet}");
        let text = |formula: Formula| formula.text(&name, 0);
        assert_eq!(text(at(0, 0) + at(1, 1) * 2.0), "$A$1+$B$2*2");
        assert_eq!(text((at(0, 0) + 1.0) * (at(0, 1) - (at(0, 2) - 3.0))), "($A$1+1)*($B$1-($C$1-3))");
        assert_eq!(text(at(0, 0) / (at(0, 1) / at(0, 2))), "$A$1/($B$1/$C$1)");
        assert_eq!(text(number(-1.5) * at(0, 0)), "(-1.5)*$A$1");
        let other = Formula::Cell(At { sheet: 2, row: 9, column: 27 });
        assert_eq!(
            text(when(other.is_word("none"), 0.0, at(0, 0).power(2.0))),
            "IF('Sheet 2'!$AB$10=\"none\",0,POWER($A$1,2))"
        );
        let block = Formula::Block(At { sheet: 1, row: 0, column: 3 }, At { sheet: 1, row: 0, column: 32 });
        assert_eq!(text(call(Function::Sum, vec![block])), "SUM('Sheet 1'!$D$1:$AG$1)");
        assert_eq!(text(call(Function::Log2, vec![at(0, 0)])), "LOG($A$1,2)");
        assert_eq!([column(0), column(25), column(26), column(701), column(702)], ["A", "Z", "AA", "ZZ", "AAA"]);
    }
}
