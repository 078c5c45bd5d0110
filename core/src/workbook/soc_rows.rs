//! Rows of the sheet on organised crime.

use super::book::Format;
use super::builder::Builder;
use super::formula::Formula;
use super::names::Name;

/// A sheet with a row for each figure.
pub(super) struct Rows<'b, 'a> {
    pub builder: &'b mut Builder<'a>,
    pub sheet: usize,
}

impl Rows<'_, '_> {
    pub fn figure(&mut self, label: &str, unit: &str, format: Format, formula: Formula) -> Formula {
        Formula::Cell(self.builder.book.figure(self.sheet, label, unit, format, formula))
    }

    pub(super) fn input(&self, place: &str) -> Formula {
        self.builder.input(&format!("soc.{place}"))
    }

    pub fn name(&mut self, name: impl Into<Name>, of: &Formula) {
        if let Formula::Cell(at) = of {
            self.builder.book.name(name, *at);
        }
    }
}
