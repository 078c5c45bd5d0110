//! The scenario as a book of formulas: what a finance director recalculates, and what the page shows behind a figure.
//!
//! One description of each sum serves both: [`Formula`] is written for spreadsheets, worked out natively by
//! [`Evaluation`], and read out in words.

mod book;
mod builder;
mod cases;
mod cash;
mod category;
mod derive;
mod entries;
mod evaluate;
mod fair;
mod formula;
mod gamma;
mod groups;
mod leaving;
mod loss;
mod names;
mod organised_crime;
mod part;
mod reader;
mod reading;
mod said;
mod service;
mod soc_rows;
mod statements;
mod totals;
mod triangle;
mod variation;
mod work;

pub use book::{Book, BookInput, Cell, Content, FIRST_YEAR, Format, Role, Sheet, YEARS, defined};
pub use cases::{Beside, Case, Made, OpenPart, Opening, Term, Working, Workings};
pub use derive::{Derivation, Part as DerivedPart, derivation};
pub use evaluate::{Evaluation, Value};
pub use fair::{MOST_SHARED, has_fair_sheets};
pub use formula::{At, Formula, address, column};
pub use names::{Name, Named};

use crate::engine::fair_shares::{FairShares, fair_shares};
use crate::engine::partner_search::MOST_CONNECTED;
use crate::engine::soc::{SocOutcome, appraise_soc};
use crate::engine::uncertainty::{Outside, Uncertain, outside, uncertainty};
use crate::engine::{Outcome, appraise};
use crate::model::{Document, Scenario};
use builder::Builder;
use part::Part;
use totals::Totals;

/// What is known of the scenario beside its formulas: results to check by, and what stands in the book as values.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// What came of it.
    pub outcome: &'a Outcome,
    /// Fair shares, where they are worked out.
    pub fair: Option<&'a FairShares>,
    /// Draws, where they are made.
    pub drawn: Option<&'a Uncertain>,
    /// The outside views, where they are drawn.
    pub outside: Option<&'a Outside>,
    /// The three models, where they are set up.
    pub soc: Option<&'a SocOutcome>,
}

/// The formulas of a scenario, and nothing that stands beside them: what the page shows sums from.
pub fn formulas(document: &Document, scenario: &Scenario) -> Book {
    written(document, scenario, fair::MOST).builder.book
}

/// The formulas of a group that the search for partners found, which can be larger than a workbook has sheets for.
fn group_formulas(document: &Document, scenario: &Scenario) -> Book {
    // and the next partner that it could have
    written(document, scenario, MOST_CONNECTED + 1).builder.book
}

/// The sheets of formulas.
struct Written<'a> {
    builder: Builder<'a>,
    parts: Vec<Part>,
    totals: Totals,
    cash: cash::CashSheets,
}

fn written<'a>(document: &'a Document, scenario: &'a Scenario, most: usize) -> Written<'a> {
    let mut builder = Builder::new(document, scenario);
    let mut parts: Vec<Part> = Vec::new();
    for one in scenario.services.iter().filter(|one| one.members.len() > 1) {
        parts.push(service::service_sheet(&mut builder, one));
    }
    for one in scenario.procurement.iter().filter(|one| one.members.len() > 1) {
        parts.push(category::category_sheet(&mut builder, one));
    }
    let mut totals = totals::totals(&mut builder, &parts);
    if fair::fits(scenario, most) {
        fair::fair_sheets(&mut builder, &parts, &mut totals);
    }
    let cash = cash::cash(&mut builder, &parts, &totals);
    leaving::leaving(&mut builder, &parts, &totals.nets);
    variation::variation(&mut builder);
    work::work(&mut builder, &parts, totals.is_full);
    organised_crime::organised_crime(&mut builder);
    Written { builder, parts, totals, cash }
}

/// The book of a scenario.
pub fn book(document: &Document, scenario: &Scenario, known: &Known) -> Book {
    let Written { mut builder, parts, totals, cash } = written(document, scenario, fair::MOST);
    if totals.grand.is_none() {
        statements::fair_values(&mut builder, known);
    }
    statements::ranges(&mut builder, known);
    statements::alternatives(&mut builder, known);
    statements::moves(&mut builder);
    statements::checks(&mut builder, &parts, (&totals, &cash), known);
    statements::sources(&mut builder);
    statements::about(&mut builder);
    statements::scenario(&mut builder);
    builder.book
}

/// The book of a scenario with everything worked out for it.
pub fn whole_book(document: &Document, scenario: &Scenario) -> Book {
    let outcome = appraise(scenario);
    let (fair, drawn) = (fair_shares(scenario, &outcome), uncertainty(scenario));
    let soc = appraise_soc(scenario);
    let turned_out = outcome
        .shares_anything()
        .then(|| outside(scenario, &crate::evidence::cases_for(&scenario.uncertainty.outside)));
    let known = Known {
        outcome: &outcome,
        fair: Some(&fair),
        drawn: Some(&drawn),
        outside: turned_out.as_ref(),
        soc: soc.as_ref(),
    };
    book(document, scenario, &known)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::PRESETS;
    use crate::model::read;

    #[test]
    fn the_book_comes_to_what_the_engine_does() {
        for preset in PRESETS {
            let document = preset.document();
            let scenario = read(document.value()).unwrap();
            let outcome = appraise(&scenario);
            let book = whole_book(&document, &scenario);
            let mut found = Evaluation::new(&book);
            let mut value = |name: Name| found.cell(book.named(name.clone()).unwrap_or_else(|| panic!("{name:?}")));
            let mut close = |name: Name, expected: f64| {
                let found = value(name.clone()).number().unwrap_or(f64::NAN);
                assert!((found - expected).abs() < 0.005, "{} {name:?}: {found} {expected}", preset.id);
            };
            let totals = &outcome.totals;
            close(Named::Npv.into(), totals.npv.0);
            close(Named::Npsv.into(), totals.npsv.0);
            close(Named::FullYearSaving.into(), totals.full_year_saving.0);
            close(Named::FullYearCash.into(), totals.full_year_cash.0);
            close(Named::OneOffTotal.into(), totals.one_off.0);
            close(Named::Posts.into(), totals.posts.0);
            if let Some(years) = totals.payback_years {
                close(Named::PaybackYears.into(), years);
            }
            if let Some(ratio) = totals.benefit_cost_ratio {
                close(Named::BenefitCostRatio.into(), ratio);
            }
            let checks = book.sheets.iter().position(|sheet| sheet.name == "Checks").unwrap();
            let mut lines = 0;
            for (row, _) in book.sheets[checks].cells.keys().filter(|(row, column)| *row > 0 && *column == 1) {
                let at = At { sheet: checks, row: *row, column: 1 };
                assert_eq!(Evaluation::new(&book).cell(at), Value::Truth(true), "{} {row}", preset.id);
                lines += 1;
            }
            assert!(lines > 8);
            for partner in &outcome.partners {
                close(Named::Npv.of(&partner.id), partner.npv.0);
            }
        }
    }
}
