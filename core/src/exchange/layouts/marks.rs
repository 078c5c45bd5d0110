//! What published tables put in a cell in place of a figure, and beside one.
//!
//! After the Government Analysis Function's guidance on symbols in tables: `[x]` not available, `[c]` confidential, `[z]`
//! does not apply, `[low]` rounds to nothing, `[e]`, `[p]`, `[r]` estimated, provisional, revised; and the older `..`, `-`,
//! `(e)`.

use crate::exchange::grid::Entry;
use crate::model::inputs::Unit;
use crate::model::parse::Reading;

/// A cell of a published table, read.
#[derive(Debug, Clone, PartialEq)]
pub struct Marked {
    /// The figure; none where the cell is empty.
    pub value: Option<f64>,
    /// What the cell says of its figure, as a remark goes on after "is".
    pub said: Option<&'static str>,
}

/// Reads a cell with its marks.
///
/// # Errors
/// Why it holds no figure.
pub fn read(cell: &Entry, unit: Unit, how: Reading) -> Result<Marked, String> {
    let (plain, said) = without_notes(cell.words());
    let none = |why: &str| Err(format!("\u{201c}{}\u{201d} means that the figure {why}", cell.words()));
    match plain.to_lowercase().as_str() {
        "[x]" | ".." | "…" | ":" | "n/a" | "na" | "not available" => return none("is not available"),
        "[c]" | "c" => return none("is kept confidential"),
        "[z]" | "." => return none("does not apply"),
        "[u]" => return none("is of low reliability and was left out"),
        "[low]" => return none("is more than nothing and rounds to it"),
        "-" | "\u{2013}" | "\u{2014}" => return Ok(Marked { value: Some(0.0), said: Some("nil") }),
        _ => {}
    }
    if plain.len() == cell.words().len() {
        return Ok(Marked { value: cell.figure(unit, how)?, said });
    }
    Ok(Marked { value: Entry::text(&plain).figure(unit, how)?, said })
}

/// A text without notes at its end: `1,250 (e) [note 2]` is `1,250`, estimated.
fn without_notes(text: &str) -> (String, Option<&'static str>) {
    let mut rest = text.trim();
    let mut said = None;
    while let Some((open, close)) = [('[', ']'), ('(', ')')].into_iter().find(|(_, close)| rest.ends_with(*close)) {
        let Some(at) = rest.rfind(open) else { break };
        let note = rest.get(at + 1..rest.len() - close.len_utf8()).unwrap_or("").trim().to_lowercase();
        let before = rest.get(..at).unwrap_or("").trim_end();
        let meaning = match note.as_str() {
            "e" | "est" | "estimate" | "estimated" => Some("an estimate"),
            "p" | "provisional" => Some("provisional"),
            "r" | "revised" => Some("revised"),
            "b" => Some("after a break in the series"),
            _ => None,
        };
        let is_note = note
            .strip_prefix("note")
            .is_some_and(|rest| rest.trim().chars().all(|c| c.is_ascii_digit() || c == ',' || c == ' '))
            || !note.is_empty() && open == '[' && note.chars().all(|c| c.is_ascii_digit());
        // a mark that stands alone is the cell; a figure in brackets is a negative one
        if before.is_empty() || (meaning.is_none() && !is_note) {
            break;
        }
        said = said.or(meaning);
        rest = before;
    }
    let starred = rest.trim_end_matches('*').trim_end();
    (if starred.is_empty() { rest } else { starred }.to_owned(), said)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::parse::Decimal;

    fn of(text: &str) -> Result<Marked, String> {
        read(&Entry::text(text), Unit::Pounds, Reading { decimal: Decimal::British, fractions: false })
    }

    #[test]
    fn marks_mean_what_their_publishers_say() {
        for (text, part) in
            [("[x]", "not available"), ("..", "not available"), ("[c]", "confidential"), ("[z]", "does not apply")]
        {
            assert!(of(text).is_err_and(|why| why.contains(part)), "{text}");
        }
        let figure = |text: &str| of(text).map(|found| (found.value, found.said));
        assert_eq!(figure("-"), Ok((Some(0.0), Some("nil"))));
        assert_eq!(figure("1,250 (e)"), Ok((Some(1250.0), Some("an estimate"))));
        assert_eq!(figure("1,250 [note 1]"), Ok((Some(1250.0), None)));
        assert_eq!(figure("1,250 [r] [note 1, 2]"), Ok((Some(1250.0), Some("revised"))));
        assert_eq!(figure("(1,250)"), Ok((Some(-1250.0), None)), "brackets of accountants");
        assert_eq!(figure("12*"), Ok((Some(12.0), None)));
        assert_eq!(figure(""), Ok((None, None)));
        assert!(figure("about 12").is_err());
    }
}
