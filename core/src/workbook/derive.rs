//! A figure read out from its formula: what it is made of, in words and in numbers. It is the same description that the
//! workbook recalculates, so the two cannot disagree.

use super::book::{Book, Content, Format, YEARS};
use super::evaluate::Evaluation;
use super::formula::{At, Formula, Function, column};
use super::reader::{Reader, is};
pub use super::said::Part;
use super::said::{label, value_of, written};

/// A figure with the sum behind it.
#[derive(Debug, Clone, PartialEq)]
pub struct Derivation {
    /// What it is.
    pub title: String,
    /// How it reads.
    pub value: String,
    /// `(1 − Benefit haircut) × the smaller of Highest saving and Saving × Factor for the size of the group`.
    pub words: String,
    /// The same with figures in place of names.
    pub numbers: String,
    /// What it is made of.
    pub parts: Vec<Part>,
    /// Whether the parts, in whole pounds each, add up to something else than is shown.
    pub rounding: bool,
    /// Where the workbook has it: `Totals!C12`.
    pub place: String,
}

/// The sum behind a cell; none where nothing is worked out there.
pub fn derivation<'a>(book: &'a Book, found: &mut Evaluation<'a>, at: At) -> Option<Derivation> {
    let cell = book.cell(at)?;
    let Content::Formula(formula) = &cell.content else { return None };
    let sheet = book.sheets.get(at.sheet)?;
    let mut parts = Vec::new();
    let mut reader = Reader { book, found, parts: &mut parts, sheet: at.sheet };
    let words = reader.words(formula, 0, false);
    let numbers = reader.words(formula, 0, true);
    let shown = value_of(book, found, at);
    let mut added: Option<Vec<f64>> = None;
    if let Some((by_year, values)) = products(book, found, formula) {
        parts = by_year;
        added = Some(values);
    } else if adds_cells(formula) {
        added = parts.iter().map(|part| found.cell(part.at).number()).collect();
    }
    let whole = found.cell(at).number();
    let rounding =
        cell.format == Format::Pounds && added.zip(whole).is_some_and(|(values, whole)| shown_apart(&values, whole));
    Some(Derivation {
        title: label(book, found, at, None),
        value: shown,
        words,
        numbers,
        parts,
        rounding,
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

/// Whether figures in whole pounds add up to another whole than is shown.
pub(super) fn shown_apart(values: &[f64], whole: f64) -> bool {
    // halves as they are written
    let shown = |value: f64| value.round();
    values.iter().map(|value| shown(*value)).sum::<f64>() != shown(whole)
}

/// Two rows times each other, added up over the years: a part for each year that counts.
fn products<'a>(book: &'a Book, found: &mut Evaluation<'a>, formula: &Formula) -> Option<(Vec<Part>, Vec<f64>)> {
    let Formula::Call(Function::SumProduct, of) = formula else { return None };
    let [Formula::Block(a, _), Formula::Block(b, _)] = of.as_slice() else { return None };
    let (mut parts, mut values) = (Vec::new(), Vec::new());
    for year in 0..YEARS {
        let at = |block: &At| At { column: block.column + year, ..*block };
        let (first, second) = (found.cell(at(a)).number()?, found.cell(at(b)).number()?);
        if first * second == 0.0 {
            continue;
        }
        let name = label(book, found, at(a), None);
        let (one, other) = (value_of(book, found, at(a)), value_of(book, found, at(b)));
        let text = if second == 1.0 { name } else { format!("{name}: {one} × {other}") };
        parts.push(Part { label: text, value: String::new(), at: at(a), is_input: false });
        values.push(first * second);
    }
    let format = book.cell(*a)?.format;
    for (part, value) in parts.iter_mut().zip(&values) {
        part.value = written(*value, format);
    }
    Some((parts, values))
}

#[cfg(test)]
mod tests {
    use super::super::formulas;
    use super::*;
    use crate::evidence::PRESETS;
    use crate::model::read;
    use crate::workbook::Named;

    #[test]
    fn the_learning_preset_read_out() {
        let document = PRESETS.last().unwrap().document();
        let book = formulas(&document, &read(document.value()).unwrap());
        let mut found = Evaluation::new(&book);
        let mut of = |name: Named| derivation(&book, &mut found, book.named(name).unwrap()).unwrap();
        let saving = of(Named::FullYearSaving);
        assert_eq!(saving.value, "£535,500");
        assert_eq!(saving.words, "Full-year saving: HR + Full-year saving: Uniform");
        assert_eq!(saving.numbers, "£432,000 + £103,500");
        assert_eq!(saving.parts.len(), 2);
        assert!(saving.place.starts_with("Results!C"), "{}", saving.place);
        // one step further down, to what HR costs with and without sharing
        let hr = derivation(&book, &mut found, saving.parts[0].at).unwrap();
        assert_eq!(hr.numbers, "£2,400,000 \u{2212} £1,968,000");
        let ratio = derivation(&book, &mut found, book.named(Named::BenefitCostRatio).unwrap()).unwrap();
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
