//! The sums behind the search for partners: each group as a scenario of its own, with its own book.

use super::SumOf;
use crate::evidence::narrowed;
use crate::explain::listed;
use crate::model::{Document, read};
use crate::workbook::Named;
use crate::workbook::{Beside, Case, Format, Term, Working};
use std::sync::Arc;

/// A column of the table of groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FoundFigure {
    /// The subject's own gain.
    Own,
    /// What the group gains.
    Total,
    /// What the next partner adds: for the subject, and in all.
    NextOwn,
    /// What the group gains with the next partner.
    NextTotal,
}

/// A group of the widened scenario beside the open one; none where it cannot be worked out.
fn group(wide: &Document, ids: &[String]) -> Option<Arc<Beside>> {
    let names: Vec<String> = ids.iter().map(|id| wide.text(&format!("partners.{id}.name")).to_owned()).collect();
    let title = listed(&names.iter().map(String::as_str).collect::<Vec<_>>());
    let document = narrowed(wide, ids, &title);
    let scenario = read(document.value()).ok()?;
    Some(Arc::new(Beside { title, document, scenario }))
}

/// What a group would gain a year, or its subject, who stands first; or what one more partner adds to that.
pub fn found_sum(wide: &Document, ids: &[String], next: Option<&String>, figure: FoundFigure) -> Option<SumOf> {
    let subject = ids.first()?;
    let with = group(wide, ids)?;
    let name = match figure {
        FoundFigure::Own | FoundFigure::NextOwn => Named::FairShare.of(subject),
        FoundFigure::Total | FoundFigure::NextTotal => Named::GrandValue.into(),
    };
    let annuity = Working::named_in(&Case::of(&with), Named::Annuity);
    let what = match figure {
        FoundFigure::Own | FoundFigure::NextOwn => {
            format!("Fair share of {}", wide.text(&format!("partners.{subject}.name")))
        }
        FoundFigure::Total | FoundFigure::NextTotal => "Gain".to_owned(),
    };
    let of = |beside: &Arc<Beside>, times: f64| -> Term {
        Working::named_in(&Case::of(beside), name.clone()).times(times, format!("{what}: {}", beside.title))
    };
    let (title, terms, words) = match figure {
        FoundFigure::Own => (
            "Own fair gain, a year",
            vec![of(&with, 1.0)],
            "This group as a scenario: the force\u{2019}s fair share of what sharing brings, as the same amount every year.",
        ),
        FoundFigure::Total => (
            "Gain of all, a year",
            vec![of(&with, 1.0)],
            "This group as a scenario: what sharing brings, as the same amount every year.",
        ),
        FoundFigure::NextOwn | FoundFigure::NextTotal => {
            let more: Vec<String> = ids.iter().chain(next).cloned().collect();
            let larger = group(wide, &more)?;
            (
                if figure == FoundFigure::NextOwn {
                    "The next partner adds to its own fair gain, a year"
                } else {
                    "The next partner adds in all, a year"
                },
                vec![of(&larger, 1.0), of(&with, -1.0)],
                "The larger group\u{2019}s gain less this one\u{2019}s.",
            )
        }
    };
    Some(SumOf::of(Working::made_over(title, Format::Pounds, terms, annuity), words))
}
