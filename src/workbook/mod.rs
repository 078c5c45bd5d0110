//! The scenario as a book of formulas: what a finance director recalculates, and what the page shows behind a figure.
//!
//! One description of each sum serves both: [`Formula`] is written for spreadsheets, worked out natively by
//! [`Evaluation`], and read out in words.

mod book;
mod builder;
mod category;
mod evaluate;
mod formula;
mod service;
mod totals;

pub use book::{Book, BookInput, Cell, Content, FIRST_YEAR, Format, Role, Sheet, YEARS};
pub use evaluate::{Evaluation, Value};
pub use formula::{At, Formula, address, column};

use crate::model::{Document, Scenario};
use builder::{Builder, Part};

/// The book of a scenario.
pub fn book(document: &Document, scenario: &Scenario) -> Book {
    let mut builder = Builder::new(document, scenario);
    let mut parts: Vec<Part> = Vec::new();
    for one in scenario.services.iter().filter(|one| one.members.len() > 1) {
        parts.push(service::service_sheet(&mut builder, one));
    }
    for one in scenario.procurement.iter().filter(|one| one.members.len() > 1) {
        parts.push(category::category_sheet(&mut builder, one));
    }
    totals::totals(&mut builder, &parts);
    builder.book
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::appraise;
    use crate::evidence::PRESETS;
    use crate::model::read;

    #[test]
    fn the_book_comes_to_what_the_engine_does() {
        for preset in PRESETS {
            let document = preset.document();
            let scenario = read(document.value()).unwrap();
            let outcome = appraise(&scenario);
            let book = book(&document, &scenario);
            let mut found = Evaluation::new(&book);
            let mut value = |name: &str| found.cell(book.named(name).unwrap_or_else(|| panic!("{name}")));
            let mut close = |name: &str, expected: f64| {
                let found = value(name).number().unwrap_or(f64::NAN);
                assert!((found - expected).abs() < 0.005, "{} {name}: {found} {expected}", preset.id);
            };
            let totals = &outcome.totals;
            close("ic_npv", totals.npv.0);
            close("ic_npsv", totals.npsv.0);
            close("ic_full_year_saving", totals.full_year_saving.0);
            close("ic_full_year_cash", totals.full_year_cash.0);
            close("ic_one_off_total", totals.one_off.0);
            close("ic_posts", totals.posts.0);
            if let Some(years) = totals.payback_years {
                close("ic_payback_years", years);
            }
            if let Some(ratio) = totals.benefit_cost_ratio {
                close("ic_benefit_cost_ratio", ratio);
            }
            for partner in &outcome.partners {
                close(&format!("ic_npv_{}", partner.id.replace('-', "_")), partner.npv.0);
            }
        }
    }
}
