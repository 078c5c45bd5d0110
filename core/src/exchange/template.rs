//! A workbook of one sheet to hand to each force's finance team, and what comes back in it.
//!
//! It asks for a partner's own figures and no others; several that were filled in go into one scenario, each figure marked
//! with who sent it.

use super::account::Account;
use super::grid::{Entry, Grid};
use super::mapping::{Read, Taken, put_sent};
use crate::model::inputs::{Unit, input_at};
use crate::model::parse::{Decimal, Reading};
use crate::model::{Change, Document, Edit, what_of};
#[cfg(feature = "workbook")]
use crate::workbook::{At, Book, Content, Format, Role};
use serde_json::Value;
use std::collections::BTreeMap;

const TITLE: &str = "Informed Choice: figures of";
const BY: &str = "Filled in by";
#[cfg(any(feature = "workbook", test))]
const PLACE: &str = "Place in the scenario (leave as it is)";
const YOURS: &str = "Your figure";

/// The figures that a partner is asked for, in the scenario's order.
pub fn asked(document: &Document, partner: &str) -> Vec<String> {
    let mut all: Vec<String> = ["budget", "officers_fte", "staff_fte", "population"]
        .map(|field| format!("partners.{partner}.{field}"))
        .to_vec();
    let takes_part =
        |list: &str, id: &String| document.ids(&format!("{list}.{id}.members")).iter().any(|one| one == partner);
    for id in document.entries("services").iter().filter(|id| takes_part("services", id)) {
        let place = |field: &str| format!("services.{id}.baseline.{partner}.{field}");
        all.extend(["fte", "cost_per_fte", "non_pay", "income"].map(place));
    }
    for id in document.entries("procurement").iter().filter(|id| takes_part("procurement", id)) {
        if document.text(&format!("procurement.{id}.mode")) == "items" {
            let items =
                document.get(&format!("procurement.{id}.items")).and_then(|items| items.as_array().map(Vec::len));
            for n in 0..items.unwrap_or(0) {
                all.extend(["price", "volume"].map(|field| format!("procurement.{id}.items.{n}.{field}.{partner}")));
            }
        } else {
            all.push(format!("procurement.{id}.spend.{partner}"));
        }
    }
    all
}

/// The sheet for one partner.
#[cfg(feature = "workbook")]
pub fn template(document: &Document, partner: &str) -> Book {
    let name = document.text(&format!("partners.{partner}.name")).to_owned();
    let mut book = Book::default();
    let sheet = book.sheet("Figures", "", String::new());
    let text = |book: &mut Book, row: u32, column: u16, text: &str, role: Role| {
        book.put(At { sheet, row, column }, Content::Text(text.to_owned()), role, Format::Plain);
    };
    text(&mut book, 0, 0, &format!("{TITLE} {name}"), Role::Head);
    text(&mut book, 1, 0, BY, Role::Label);
    book.put(At { sheet, row: 1, column: 1 }, Content::Text(String::new()), Role::Input, Format::Plain);
    for (n, line) in [
        "Fill in what you have in the column \u{201c}Your figure\u{201d}, for one year, in pounds or posts; leave the rest empty.",
        "Cost of a post is pay with employer\u{2019}s National Insurance and pension. Other cost is what the service costs beside its posts.",
    ]
    .into_iter()
    .enumerate()
    {
        text(&mut book, u32::try_from(n).unwrap_or(0) + 2, 0, line, Role::Note);
    }
    for (n, head) in ["Figure", YOURS, "Unit", "In the scenario now", PLACE].into_iter().enumerate() {
        text(&mut book, 5, u16::try_from(n).unwrap_or(0), head, Role::Head);
    }
    for (n, place) in asked(document, partner).iter().enumerate() {
        let row = u32::try_from(n).unwrap_or(u32::MAX).saturating_add(6);
        let unit = input_at(place).map_or(Unit::None, |input| input.unit);
        text(&mut book, row, 0, &what_of(document, place), Role::Label);
        book.put(At { sheet, row, column: 1 }, Content::Text(String::new()), Role::Input, Format::Plain);
        text(&mut book, row, 2, unit_words(unit), Role::Note);
        if let Some(now) = document.number(place) {
            book.put(At { sheet, row, column: 3 }, Content::Number(now), Role::Note, Format::Plain);
        }
        text(&mut book, row, 4, place, Role::Note);
    }
    if let Some(sheet) = book.sheets.get_mut(sheet) {
        sheet.widths = vec![(0, 56.0), (1, 18.0), (2, 10.0), (3, 20.0), (4, 44.0)];
        sheet.frozen = 0;
    }
    book
}

#[cfg(feature = "workbook")]
const fn unit_words(unit: Unit) -> &'static str {
    match unit {
        Unit::Pounds | Unit::Pence => "£",
        Unit::Posts => "FTE",
        Unit::People => "people",
        Unit::Units => "a year",
        _ => "",
    }
}

/// A template that came back.
#[derive(Debug, Clone, PartialEq)]
pub struct Sent {
    /// Whose figures they are, as its first line says.
    pub of: String,
    /// Who filled it in; empty where nobody says so.
    pub by: String,
    /// What the scenario takes of it.
    pub taken: Taken,
}

/// Whether a table is such a template.
pub fn is_template(grid: &Grid) -> bool {
    grid.rows.first().is_some_and(|row| row.cell(0).words().starts_with(TITLE))
}

/// What a template holds for a scenario; none where the table is none. A figure goes to the place that its line names, and
/// only to one that templates ask for.
pub fn read(document: &Document, grid: &Grid) -> Option<Sent> {
    if !is_template(grid) {
        return None;
    }
    let of = grid.rows.first()?.cell(0).words().strip_prefix(TITLE)?.trim().to_owned();
    let by = grid.rows.iter().find(|row| row.cell(0).words() == BY).map_or("", |row| row.cell(1).words()).to_owned();
    let mut taken = Taken {
        change: Change::new(format!("Figures sent by {}", if by.is_empty() { of.as_str() } else { by.as_str() })),
        account: Account { remarks: grid.remarks(), ..Account::default() },
        repeated: false,
        scale: super::scaling::Scale::Units,
    };
    let heads = grid.rows.iter().position(|row| row.cell(1).words() == YOURS).unwrap_or(0);
    let how = Reading { decimal: Decimal::British, fractions: false };
    // a sheet speaks for the partner that it was made for; of one that is called otherwise since, its places tell whose it is
    let partners = document.entries("partners");
    let named = |id: &&String| document.text(&format!("partners.{id}.name")) == of;
    let own: Vec<&String> = partners.iter().filter(named).collect();
    let of_whom = if own.is_empty() { partners.iter().collect() } else { own };
    let known: Vec<String> = of_whom.into_iter().flat_map(|id| asked(document, id)).collect();
    let mut read = Vec::new();
    for row in grid.rows.iter().skip(heads + 1) {
        let (cell, place) = (row.cell(1), row.cell(4).words());
        if place.is_empty() || *cell == Entry::Blank {
            continue;
        }
        taken.account.lines += 1;
        let label = row.cell(0).shown();
        if !known.iter().any(|one| one == place) {
            taken.account.left.push(format!("line {}, {label}: it is no figure that this sheet asks for", row.number));
            continue;
        }
        let unit = input_at(place).map_or(Unit::None, |input| input.unit);
        match cell.figure(unit, how) {
            Ok(Some(value)) => read.push(Read { place: place.to_owned(), value, line: row.number }),
            Ok(None) => {}
            Err(why) => taken.account.left.push(format!("line {}, {label}: {why}", row.number)),
        }
    }
    let mut sent = Sent { of, by, taken };
    let mark = format!("sent:{}", sent.who());
    put_sent(document, &read, &mark, &mut sent.taken);
    Some(sent)
}

impl Sent {
    /// Who sent it, as each of its figures is marked.
    fn who(&self) -> String {
        if self.by.is_empty() { self.of.clone() } else { format!("{}, {}", self.by, self.of) }
    }
}

/// What several templates hold. A figure that two of them give is taken of neither unless they agree: somebody has to say.
pub fn read_all(document: &Document, grids: &[Grid]) -> Vec<Sent> {
    let mut all: Vec<Sent> = grids.iter().filter_map(|grid| read(document, grid)).collect();
    let mut given: BTreeMap<String, Vec<Option<Value>>> = BTreeMap::new();
    for edit in all.iter().flat_map(|sent| figures(&sent.taken.change)) {
        given.entry(edit.place.clone()).or_default().push(edit.after.clone());
    }
    given.retain(|_, values| values.iter().any(|value| Some(value) != values.first()));
    for sent in &mut all {
        let held = sent.taken.change.edits.len();
        sent.taken.change.edits.retain(|edit| !given.contains_key(&edit.place));
        sent.taken.account.taken -= held - sent.taken.change.edits.len();
        if held > sent.taken.change.edits.len() {
            let what: Vec<String> = given.keys().map(|place| what_of(document, place)).collect();
            sent.taken
                .account
                .left
                .push(format!("Two sheets give different figures, so neither is taken: {}", what.join("; ")));
        }
    }
    all
}

/// Edits that are figures, without their marks.
fn figures(change: &Change) -> impl Iterator<Item = &Edit> {
    change.edits.iter().filter(|edit| edit.place != "provenance")
}

/// Several templates as one change.
pub fn merged(document: &Document, all: &[Sent]) -> Change {
    let what = if all.len() == 1 { "Take a sheet over".to_owned() } else { format!("Take {} sheets over", all.len()) };
    all.iter().fold(Change::new(what), |change, sent| {
        figures(&sent.taken.change).fold(change, |change, edit| {
            change.set(document, &edit.place, edit.after.clone()).mark(
                document,
                &edit.place,
                &format!("sent:{}", sent.who()),
            )
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::PRESETS;
    use crate::exchange::grid::Unsure;
    use crate::model::read as checked;
    use crate::words::whose;

    fn filled(of: &str, by: &str, lines: &[(&str, &str)]) -> Grid {
        let mut rows = vec![
            vec![format!("{TITLE} {of}"), String::new(), String::new(), String::new(), String::new()],
            vec![BY.into(), by.into()],
            vec!["Figure".into(), YOURS.into(), "Unit".into(), "In the scenario now".into(), PLACE.into()],
        ];
        rows.extend(
            lines
                .iter()
                .map(|(place, value)| vec!["x".into(), (*value).into(), String::new(), String::new(), (*place).into()]),
        );
        Grid::of_texts(&rows, Unsure::British)
    }

    #[test]
    fn two_templates_go_into_one_scenario_and_each_figure_says_who_sent_it() {
        let document = PRESETS[0].document();
        let derbyshire = filled(
            "Derbyshire",
            "Finance",
            &[
                ("services.hr.baseline.derbyshire.fte", "70.5"),
                ("services.hr.baseline.derbyshire.cost_per_fte", "£41,250"),
                ("procurement.vehicles.spend.derbyshire", ""),
            ],
        );
        let leicestershire = filled(
            "Leicestershire",
            "",
            &[
                ("services.hr.baseline.leicestershire.fte", "about 60"),
                ("partners.leicestershire.budget", "£260m"),
                ("services.hr.saving.likely", "50%"),
                ("partners.kent.budget", "1"),
            ],
        );
        let all: Vec<Sent> = [derbyshire, leicestershire].iter().map(|grid| read(&document, grid).unwrap()).collect();
        assert_eq!((all[0].taken.account.taken, all[1].taken.account.taken), (2, 1));
        // a word is no figure; what templates do not ask for, and what is not here, is not taken
        assert_eq!(all[1].taken.account.left.len(), 3, "{:?}", all[1].taken.account);
        let mut after = document.clone();
        merged(&document, &all).apply(&mut after);
        assert_eq!(after.number("services.hr.baseline.derbyshire.cost_per_fte"), Some(41_250.0));
        assert_eq!(after.number("partners.leicestershire.budget"), Some(260e6));
        assert_eq!(whose(&after, "services.hr.baseline.derbyshire.fte").1, "Sent by Finance, Derbyshire");
        assert_eq!(whose(&after, "partners.leicestershire.budget").1, "Sent by Leicestershire");
        assert!(checked(after.value()).is_ok());
        assert_eq!(read(&document, &Grid::default()), None);
    }

    /// Two of one force: where they differ the later one once stood, without a word.
    #[test]
    fn two_sheets_that_differ_are_taken_of_neither() {
        let document = PRESETS[0].document();
        let (posts, income) = ("services.hr.baseline.derbyshire.fte", "services.hr.baseline.derbyshire.income");
        let sheets = [
            filled("Derbyshire", "A", &[(posts, "70"), (income, "5")]),
            filled("Derbyshire", "B", &[(posts, "71"), (income, "5"), ("partners.leicestershire.budget", "9")]),
        ];
        let all = read_all(&document, &sheets);
        let mut after = document.clone();
        merged(&document, &all).apply(&mut after);
        assert_eq!(after.number(posts), document.number(posts));
        assert_eq!(after.number(income), Some(5.0), "on this they agree");
        assert!(all.iter().all(|sent| sent.taken.account.left.iter().any(|line| line.contains("neither is taken"))));
        // nor does one force\u{2019}s sheet speak for another
        assert_eq!(after.number("partners.leicestershire.budget"), document.number("partners.leicestershire.budget"));
    }

    #[cfg(feature = "workbook")]
    #[test]
    fn a_template_comes_back_as_it_went_out() {
        use crate::exchange::xlsx::xlsx;
        use crate::exchange::xlsx_in::{Opened, open};
        let document = PRESETS[0].document();
        let mut book = template(&document, "derbyshire");
        let line = asked(&document, "derbyshire")
            .iter()
            .position(|place| place == "services.hr.baseline.derbyshire.fte")
            .unwrap();
        let at = At { sheet: 0, row: 6 + u32::try_from(line).unwrap(), column: 1 };
        book.put(at, Content::Number(71.5), Role::Input, Format::Plain);
        let bytes = xlsx(&book, &document, "2026-11-27").unwrap();
        let Opened::Other(sheets) = open(&bytes).unwrap() else { panic!("it is no scenario") };
        let sent = read(&document, &sheets[0]).unwrap();
        assert_eq!((sent.of.as_str(), sent.taken.account.taken, sent.taken.account.lines), ("Derbyshire", 1, 1));
        assert_eq!(sent.taken.change.edits[0].after, Some(serde_json::json!(71.5)));
    }
}
