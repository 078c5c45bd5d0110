//! Figures as they would be: with some inputs set to something else, in the book of another scenario, and sums of such
//! figures. A spreadsheet shows the same once those inputs are typed over: the formulas are the workbook's.

use super::book::{Book, Format};
use super::derive::{derivation, shown_apart};
use super::evaluate::{Evaluation, Value};
use super::formula::At;
use super::group_formulas;
use super::names::Name;
use super::said::{label, value_of, written};
use crate::method::{Instead, Otherwise};
use crate::model::{Document, Scenario, number};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A scenario beside the open one.
#[derive(Debug, PartialEq)]
pub struct Beside {
    /// Which it is, in words: `Without Eastmoor`.
    pub title: String,
    /// What it was made from.
    pub document: Document,
    /// The scenario.
    pub scenario: Scenario,
}

/// Where a figure stands: in the open scenario's book, or another's, with some inputs set to something else by their places.
#[derive(Debug, Clone, Default)]
pub struct Case {
    /// Another scenario than the open one, where there is one.
    pub beside: Option<Arc<Beside>>,
    /// Inputs that are set otherwise.
    pub instead: Otherwise,
}

impl PartialEq for Case {
    fn eq(&self, other: &Case) -> bool {
        // whole scenarios are compared only where they are not the very same
        let same_beside = match (&self.beside, &other.beside) {
            (Some(one), Some(other)) => Arc::ptr_eq(one, other) || one == other,
            (one, other) => one.is_none() && other.is_none(),
        };
        self.instead == other.instead && same_beside
    }
}

impl Case {
    /// The open scenario with some inputs set to something else.
    pub fn with(instead: impl IntoIterator<Item = (String, Instead)>) -> Case {
        Case { beside: None, instead: instead.into_iter().collect() }
    }

    /// Another scenario.
    pub fn of(beside: &Arc<Beside>) -> Case {
        Case { beside: Some(Arc::clone(beside)), instead: Vec::new() }
    }
}

/// A figure that can be opened to its sum.
#[derive(Debug, Clone, PartialEq)]
pub enum Working {
    /// A cell of a book.
    Cell(Case, At),
    /// A defined name; of a row by year so many years after the first.
    Named(Case, Name, u16),
    /// A figure that is made of others.
    Made(Arc<Made>),
    /// A figure that was counted, not worked out.
    Given {
        /// What it is.
        title: String,
        /// What was counted.
        value: f64,
        /// How it is written.
        format: Format,
    },
}

/// A figure that is made of others.
#[derive(Debug, Clone, PartialEq)]
pub struct Made {
    /// What it is.
    pub title: String,
    /// How it is written.
    pub format: Format,
    /// The figures that it adds up.
    pub terms: Vec<Term>,
    /// What the sum is divided by.
    pub over: Option<Working>,
}

/// One of the figures that another is made of.
#[derive(Debug, Clone, PartialEq)]
pub struct Term {
    /// What it is called.
    pub label: String,
    /// How often it counts.
    pub times: f64,
    /// Where it stands.
    pub of: Working,
}

impl Working {
    /// A figure of the open scenario by its defined name.
    pub fn named(name: impl Into<Name>) -> Working {
        Working::Named(Case::default(), name.into(), 0)
    }

    /// A figure of a case by its defined name.
    pub fn named_in(case: &Case, name: impl Into<Name>) -> Working {
        Working::Named(case.clone(), name.into(), 0)
    }

    /// Itself, where it has a sum; what was counted has none.
    fn opens(&self) -> Option<Working> {
        Some(self.clone()).filter(|of| !matches!(of, Working::Given { .. }))
    }

    /// As one term of a sum.
    pub fn times(self, times: f64, label: impl Into<String>) -> Term {
        Term { label: label.into(), times, of: self }
    }

    /// A sum of terms.
    pub fn made(title: impl Into<String>, format: Format, terms: Vec<Term>) -> Working {
        Working::Made(Arc::new(Made { title: title.into(), format, terms, over: None }))
    }

    /// A sum of terms divided by another figure.
    pub fn made_over(title: impl Into<String>, format: Format, terms: Vec<Term>, over: Working) -> Working {
        Working::Made(Arc::new(Made { title: title.into(), format, terms, over: Some(over) }))
    }
}

/// A figure with its sum, ready to be read.
#[derive(Debug, Clone, PartialEq)]
pub struct Opening {
    /// What it is.
    pub title: String,
    /// How it reads.
    pub value: String,
    /// The sum in words, and with figures in their place.
    pub words: String,
    /// The sum in figures.
    pub numbers: String,
    /// What it is made of.
    pub parts: Vec<OpenPart>,
    /// Whether the parts, in whole pounds each, add up to something else than is shown.
    pub rounding: bool,
    /// Where the workbook has it; none of a sum of several cases.
    pub place: Option<String>,
    /// In which case it stands, a line for each input that is set to something else; nothing for the open scenario.
    pub case: Vec<String>,
}

/// A figure that another is made of.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenPart {
    /// What it is called.
    pub label: String,
    /// How it reads.
    pub value: String,
    /// Its own sum, where it is no input.
    pub opens: Option<Working>,
    /// The place in the scenario, where it is one.
    pub input: Option<String>,
}

/// Books with what is known of their cells.
pub struct Workings {
    book: Arc<Book>,
    open: Vec<OpenCase>,
}

struct OpenCase {
    case: Case,
    book: Arc<Book>,
    known: BTreeMap<At, Value>,
}

/// So many cases are kept at hand, those that were asked last; and so many books of other scenarios, each of which can be
/// large.
const KEPT: usize = 12;
const KEPT_BESIDE: usize = 3;

impl Workings {
    /// Of the open scenario's book.
    pub fn new(book: Arc<Book>) -> Workings {
        Workings { book, open: Vec::new() }
    }

    /// Whether it is of this book.
    pub fn is_of(&self, book: &Arc<Book>) -> bool {
        Arc::ptr_eq(&self.book, book)
    }

    fn place_of(&mut self, case: &Case) -> Option<usize> {
        if let Some(place) = self.open.iter().position(|open| open.case == *case) {
            let asked = self.open.remove(place);
            self.open.push(asked);
            return Some(self.open.len() - 1);
        }
        let book = match &case.beside {
            None => Arc::clone(&self.book),
            Some(beside) => {
                let same = |open: &&OpenCase| open.case.beside.as_ref().is_some_and(|one| Arc::ptr_eq(one, beside));
                let there = self.open.iter().find(same).map(|open| Arc::clone(&open.book));
                there.unwrap_or_else(|| Arc::new(group_formulas(&beside.document, &beside.scenario)))
            }
        };
        let mut known = BTreeMap::new();
        for (place, instead) in &case.instead {
            let value = match instead {
                Instead::Number(value) => Value::Number(*value),
                Instead::Word(word) => Value::Text((*word).to_owned()),
            };
            known.insert(book.input(place)?.at, value);
        }
        let is_beside = |open: &OpenCase| open.case.beside.is_some();
        if case.beside.is_some() && self.open.iter().filter(|open| is_beside(open)).count() >= KEPT_BESIDE {
            let oldest = self.open.iter().position(is_beside);
            oldest.map(|place| self.open.remove(place));
        }
        if self.open.len() >= KEPT {
            self.open.remove(0);
        }
        self.open.push(OpenCase { case: case.clone(), book, known });
        Some(self.open.len() - 1)
    }

    fn within<R>(
        &mut self,
        case: &Case,
        act: impl for<'a> FnOnce(&'a Book, &mut Evaluation<'a>) -> Option<R>,
    ) -> Option<R> {
        let place = self.place_of(case)?;
        let open = self.open.get_mut(place)?;
        let mut found = Evaluation::resumed(&open.book, std::mem::take(&mut open.known));
        let result = act(&open.book, &mut found);
        open.known = found.known();
        result
    }

    fn at(&mut self, case: &Case, name: &Name, on: u16) -> Option<At> {
        self.within(case, |book, _| {
            let at = book.named(name.clone())?;
            Some(At { column: at.column + on, ..at })
        })
    }

    /// What a figure comes to; none where there is none, as for a payback that is never reached.
    pub fn value(&mut self, of: &Working) -> Option<f64> {
        match of {
            Working::Cell(case, at) => self.within(case, |_, found| found.cell(*at).number()),
            Working::Named(case, name, on) => {
                let at = self.at(case, name, *on)?;
                self.within(case, |_, found| found.cell(at).number())
            }
            Working::Given { value, .. } => Some(*value).filter(|value| value.is_finite()),
            Working::Made(made) => {
                let mut sum = 0.0;
                for term in made.terms.iter().filter(|term| term.times != 0.0) {
                    sum += term.times * self.value(&term.of)?;
                }
                match &made.over {
                    None => Some(sum),
                    Some(over) => self.value(over).filter(|over| *over != 0.0).map(|over| sum / over),
                }
            }
        }
    }

    /// A figure with its sum; none where nothing is worked out there.
    pub fn read(&mut self, of: &Working) -> Option<Opening> {
        match of {
            Working::Cell(case, at) => self.cell(case, *at),
            Working::Named(case, name, on) => {
                let at = self.at(case, name, *on)?;
                self.cell(case, at)
            }
            Working::Made(made) => self.made(made),
            Working::Given { title, value, format } => {
                let text = written(*value, *format);
                Some(Opening {
                    title: title.clone(),
                    value: text.clone(),
                    words: "counted".into(),
                    numbers: text,
                    parts: Vec::new(),
                    rounding: false,
                    place: None,
                    case: Vec::new(),
                })
            }
        }
    }

    fn cell(&mut self, case: &Case, at: At) -> Option<Opening> {
        let read = self.within(case, |book, found| derivation(book, found, at))?;
        let lines = self.lines(case);
        let inputs: Vec<Option<String>> = self.within(case, |book, _| {
            let place = |at: At| book.inputs.iter().find(|input| input.at == at).map(|input| input.place.clone());
            Some(read.parts.iter().map(|part| place(part.at).filter(|_| part.is_input)).collect())
        })?;
        let part = |(part, input): (super::derive::Part, Option<String>)| OpenPart {
            label: part.label,
            value: part.value,
            opens: (!part.is_input).then(|| Working::Cell(case.clone(), part.at)),
            input,
        };
        Some(Opening {
            title: read.title,
            value: read.value,
            words: read.words,
            numbers: read.numbers,
            parts: read.parts.into_iter().zip(inputs).map(part).collect(),
            rounding: read.rounding,
            place: case.beside.is_none().then_some(read.place),
            case: lines,
        })
    }

    /// What is otherwise in a case, in words.
    fn lines(&mut self, case: &Case) -> Vec<String> {
        let mut lines: Vec<String> = case.beside.iter().map(|beside| beside.title.clone()).collect();
        let own = Case { beside: case.beside.clone(), instead: Vec::new() };
        for (place, _) in &case.instead {
            let then = self.within(case, |book, found| {
                let at = book.input(place)?.at;
                Some((label(book, found, at, None), value_of(book, found, at)))
            });
            let entered = self.within(&own, |book, found| Some(value_of(book, found, book.input(place)?.at)));
            // what happens to be as it was entered is not otherwise
            if let Some(((name, then), entered)) = then.zip(entered).filter(|((_, then), entered)| then != entered) {
                lines.push(format!("{name}: {then} in place of {entered}"));
            }
        }
        lines
    }

    #[allow(clippy::too_many_lines, reason = "one stretch from terms to sentence")]
    fn made(&mut self, made: &Made) -> Option<Opening> {
        let terms: Vec<(&Term, f64)> = {
            let mut found = Vec::new();
            for term in made.terms.iter().filter(|term| term.times != 0.0) {
                found.push((term, self.value(&term.of)?));
            }
            found
        };
        let over = match &made.over {
            None => None,
            Some(of) => Some((self.read(of)?, self.value(of)?)),
        };
        let sum: f64 = terms.iter().map(|(term, value)| term.times * value).sum();
        let whole = over.as_ref().map_or(sum, |(_, over)| sum / over);
        let plain = made.over.is_none() && terms.iter().all(|(term, _)| term.times.abs() == 1.0);
        let signed: Vec<f64> = terms.iter().map(|(term, value)| term.times * value).collect();
        let rounding = plain && made.format == Format::Pounds && shown_apart(&signed, whole);
        let shown: Vec<String> =
            terms.iter().filter_map(|(term, _)| self.read(&term.of).map(|read| read.value)).collect();
        let line = |each: &dyn Fn(usize, &Term) -> String| {
            let mut text = String::new();
            for (n, (term, _)) in terms.iter().enumerate() {
                text.push_str(match (n, term.times < 0.0) {
                    (0, false) => "",
                    (0, true) => "\u{2212} ",
                    (_, false) => " + ",
                    (_, true) => " \u{2212} ",
                });
                if term.times.abs() != 1.0 {
                    text.push_str(&format!("{} × ", number(term.times.abs(), 4)));
                }
                text.push_str(&each(n, term));
            }
            text
        };
        let bracketed = |text: String| if terms.len() > 1 { format!("({text})") } else { text };
        let negative = |text: &String| if text.starts_with('\u{2212}') { format!("({text})") } else { text.clone() };
        let mut words = line(&|_, term| term.label.clone());
        let mut numbers = line(&|n, _| shown.get(n).map(negative).unwrap_or_default());
        if terms.is_empty() {
            words = "nothing".to_owned();
            numbers = written(0.0, made.format);
        }
        let mut parts: Vec<OpenPart> = terms
            .iter()
            .zip(&shown)
            .map(|((term, _), value)| OpenPart {
                label: term.label.clone(),
                value: value.clone(),
                opens: term.of.opens(),
                input: None,
            })
            .collect();
        if let (Some((read, _)), Some(of)) = (over, &made.over) {
            words = format!("{} ÷ {}", bracketed(words), read.title);
            numbers = format!("{} ÷ {}", bracketed(numbers), read.value);
            parts.push(OpenPart { label: read.title, value: read.value, opens: of.opens(), input: None });
        }
        Some(Opening {
            title: made.title.clone(),
            value: written(whole, made.format),
            words,
            numbers,
            parts,
            rounding,
            place: None,
            case: Vec::new(),
        })
    }
}
