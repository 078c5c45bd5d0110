//! The register as a table for spreadsheets: a template, out, and in by a mapping of columns.
//!
//! A line that is no arrangement as it stands is kept, with what is wrong, and nothing of it is guessed.

use super::names::{is_total, known, partners};
use super::tables::{Cell, csv, divided, plain};
use crate::engine::benefits;
use crate::evidence::force;
use crate::explain::{RETURN_HEADS, ReturnCell, gap_words, return_lines};
use crate::model::arrangement::{Arrangement, FIELDS, Field, FieldRow};
use crate::model::parse::{Decimal, Reading};
use crate::model::{MOST_ARRANGEMENTS, Month, Register, UnreadLine};
use std::fmt;

/// No register is as large as this.
const LARGEST: usize = 30_000_000;

/// Why a text is no table; a sentence for the one who opened it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotATable {
    /// It is larger than any register.
    TooLarge,
    /// It holds nothing.
    Empty,
    /// It has one column only.
    OneColumn,
}

impl fmt::Display for NotATable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            NotATable::TooLarge => "It is far larger than a register can be",
            NotATable::Empty => "It holds no table: its first line should name the columns",
            NotATable::OneColumn => {
                "Its first line names one column only: save the spreadsheet as CSV, with commas or semicolons between cells"
            }
        })
    }
}

/// A table as it was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// What stands above each column.
    pub heads: Vec<String>,
    /// Lines with their numbers in the file.
    pub lines: Vec<(usize, Vec<String>)>,
    /// Lines that are not even text.
    pub broken: Vec<usize>,
    /// Whether characters were lost: the file is not in UTF-8.
    pub lost: bool,
    /// Lines above the heads, which are titles.
    pub titles: Vec<String>,
    /// How its figures are written.
    pub reading: Reading,
}

/// Most lines that titles take above a table.
const MOST_TITLES: usize = 15;

/// The field of each column; none for one that is left out.
pub type Mapping = Vec<Option<Field>>;

/// Reads a text as a table. Its heads are the first line that names two columns or more, below any titles.
///
/// # Errors
/// It holds none.
pub fn table(text: &str) -> Result<Table, NotATable> {
    if text.len() > LARGEST {
        return Err(NotATable::TooLarge);
    }
    let divided = divided(text);
    let mut found = Table {
        heads: Vec::new(),
        lines: Vec::new(),
        broken: Vec::new(),
        lost: text.contains('\u{fffd}'),
        titles: Vec::new(),
        reading: Reading::default(),
    };
    let mut records = divided.reader().into_records();
    let mut lines = Lines { bytes: divided.text.as_bytes(), at: 0, line: 1 + divided.skipped };
    loop {
        let before = records.reader().position().byte();
        let Some(record) = records.next() else { break };
        let line = lines.of(before);
        let Ok(record) = record else {
            found.broken.push(line);
            continue;
        };
        let cells: Vec<String> = record.iter().map(|cell| plain(cell.trim()).to_owned()).collect();
        if !cells.iter().all(String::is_empty) {
            found.lines.push((line, cells));
        }
    }
    let filled = |cells: &[String]| cells.iter().filter(|cell| !cell.is_empty()).count();
    let near = || found.lines.iter().take(MOST_TITLES);
    let named = near().position(|(_, cells)| guess(cells).iter().flatten().count() >= 2);
    let heads = named.or_else(|| near().position(|(_, cells)| filled(cells) >= 2)).unwrap_or(0);
    if found.lines.is_empty() {
        return Err(NotATable::Empty);
    }
    let below = found.lines.split_off((heads + 1).min(found.lines.len()));
    found.heads = found.lines.pop().map(|(_, cells)| cells).unwrap_or_default();
    let titles = std::mem::replace(&mut found.lines, below);
    found.titles = titles.into_iter().map(|(_, cells)| cells.join(" ").trim().to_owned()).collect();
    if found.heads.len() < 2 {
        return Err(NotATable::OneColumn);
    }
    let cells = found.lines.iter().flat_map(|(_, cells)| cells.iter().map(String::as_str));
    let otherwise = match divided.unsure() {
        super::grid::Unsure::Anything => Decimal::Unknown,
        super::grid::Unsure::Point => Decimal::Point,
        super::grid::Unsure::British => Decimal::British,
    };
    let figures = cells.filter(|cell| super::grid::Entry::text(cell).is_figure());
    found.reading = Reading { decimal: Decimal::shown_by(figures, otherwise), fractions: false };
    Ok(found)
}

/// Counts the lines of a text as an editor does, once from its beginning to its end.
struct Lines<'a> {
    bytes: &'a [u8],
    at: usize,
    line: usize,
}

impl Lines<'_> {
    /// The line in which what stands at a byte begins; ends of lines before it are not its own.
    fn of(&mut self, byte: u64) -> usize {
        let to = usize::try_from(byte).unwrap_or(usize::MAX);
        while let Some(byte) = self.bytes.get(self.at) {
            if self.at >= to && !matches!(byte, b'\r' | b'\n') {
                break;
            }
            self.line += usize::from(*byte == b'\n');
            self.at += 1;
        }
        self.line
    }
}

fn small(head: &str) -> String {
    let kept = head.chars().filter(|c| c.is_alphanumeric() || *c == ' ').flat_map(char::to_lowercase);
    kept.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The fields that the heads of a table most likely mean, each once.
pub fn guess(heads: &[String]) -> Mapping {
    let mut mapping: Mapping = vec![None; heads.len()];
    let sure = |row: &FieldRow, head: &str| small(row.label) == head;
    let likely = |row: &FieldRow, head: &str| row.known_as.contains(&head);
    for fits in [&sure as &dyn Fn(&FieldRow, &str) -> bool, &likely] {
        for row in FIELDS {
            if mapping.contains(&Some(row.field)) {
                continue;
            }
            let free = heads.iter().zip(&mut mapping).find(|(head, slot)| slot.is_none() && fits(row, &small(head)));
            if let Some((_, slot)) = free {
                *slot = Some(row.field);
            }
        }
    }
    mapping
}

/// Reads the lines of a table as arrangements; those with a fault are kept as they stand, with every fault named.
pub fn import(file: &str, table: &Table, mapping: &Mapping) -> Register {
    let mut register = Register::default();
    let unread = |line: usize, why: Vec<String>, cells: &[String]| UnreadLine {
        file: file.to_owned(),
        line,
        why,
        heads: table.heads.clone(),
        cells: cells.to_vec(),
    };
    for line in &table.broken {
        register.unread.push(unread(*line, vec!["It cannot be read as text".into()], &[]));
    }
    let mut found = Vec::new();
    for (line, cells) in &table.lines {
        match arrangement(cells, table, mapping) {
            Ok(_) if found.len() >= MOST_ARRANGEMENTS => {
                let why = format!("A register holds at most {MOST_ARRANGEMENTS} arrangements");
                register.unread.push(unread(*line, vec![why], cells));
            }
            Ok(one) => found.push(one),
            Err(why) => register.unread.push(unread(*line, why, cells)),
        }
    }
    let ids = register.free_ids();
    register.arrangements = ids.zip(found).map(|(id, one)| Arrangement { id, ..one }).collect();
    register
}

fn arrangement(cells: &[String], table: &Table, mapping: &Mapping) -> Result<Arrangement, Vec<String>> {
    let mut one = Arrangement::default();
    let mut why = Vec::new();
    let filled = cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
    if filled > table.heads.len() {
        // a comma within a cell moves all that follows
        why.push(format!(
            "It has {filled} cells where the first line names {}: a comma inside a cell may be without its quotation marks",
            table.heads.len()
        ));
        return Err(why);
    }
    for ((field, head), cell) in mapping.iter().zip(&table.heads).zip(cells) {
        let Some(field) = field else { continue };
        let result = match field {
            Field::Partners => one.set(*field, &partners(cell).join(";")),
            Field::Host => one.set(*field, &known(cell)),
            _ => one.set_as(*field, cell, table.reading),
        };
        if let Err(error) = result {
            why.push(format!("{head}: {error}"));
        }
    }
    if is_total(&one.name) && one.function.is_empty() && one.partners.is_empty() {
        why.push("It looks like a total, which is worked out here".into());
    }
    if one.name.is_empty() && one.function.is_empty() {
        why.push("It has neither a name nor a function".into());
    }
    if why.is_empty() { Ok(one) } else { Err(why) }
}

/// A partner's name, for a reader.
pub fn partner_name(partner: &str) -> &str {
    force(partner).map_or(partner, |force| force.short.as_str())
}

/// What a field says to a reader: names of forces, labels of choices.
pub fn shown(one: &Arrangement, row: &FieldRow) -> String {
    match row.field {
        Field::Partners => {
            let names: Vec<&str> = one.partners.iter().map(|partner| partner_name(partner)).collect();
            names.join("; ")
        }
        Field::Host => partner_name(&one.host).to_owned(),
        field => {
            let word = one.get(field);
            row.words.iter().find(|(file, _)| *file == word).map_or(word, |(_, reader)| (*reader).to_owned())
        }
    }
}

fn heads() -> Vec<Cell> {
    FIELDS.iter().map(|row| Cell::from(row.label)).collect()
}

/// A table with nothing but its heads, to fill in.
pub fn template() -> String {
    csv(&[heads()])
}

/// The register as a table; what is read back from it is the same.
pub fn export(register: &Register) -> String {
    let mut rows = vec![heads()];
    for one in &register.arrangements {
        let cells = FIELDS.iter().map(|row| match row.field {
            Field::YearlyCost => Cell::from(one.yearly_cost.map(|money| money.0)),
            Field::ExpectedSaving => Cell::from(one.expected_saving.map(|money| money.0)),
            Field::DeliveredSaving => Cell::from(one.delivered_saving.map(|money| money.0)),
            _ => Cell::Text(shown(one, row)),
        });
        rows.push(cells.collect());
    }
    csv(&rows)
}

/// The yearly return: every arrangement with what it planned in a year, what was counted and by whom, as a table.
pub fn yearly_return(register: &Register, year: u32, now: Month) -> String {
    let found = benefits::yearly_return(register, year);
    let says = |one: &Arrangement, field: Field| {
        FIELDS.iter().find(|row| row.field == field).map_or_else(String::new, |row| shown(one, row))
    };
    let lines = return_lines(register, &found, says, |one| gap_words(one, now).join(", "));
    let mut rows = vec![RETURN_HEADS.map(Cell::from).to_vec()];
    rows.extend(lines.into_iter().map(|cells| {
        let cell = |cell| match cell {
            ReturnCell::Text(text) => Cell::Text(text),
            ReturnCell::Number(number) => Cell::from(number),
        };
        cells.into_iter().map(cell).collect::<Vec<_>>()
    }));
    csv(&rows)
}

/// The lines that could not be read, as they stood, each with what is wrong before it: mended, they are read again.
pub fn unread(lines: &[UnreadLine]) -> String {
    let mut rows = Vec::new();
    let mut last: Option<&Vec<String>> = None;
    for line in lines {
        if last != Some(&line.heads) {
            let why = ["What is wrong", "File", "Line"].map(Cell::from);
            rows.push(why.into_iter().chain(line.heads.iter().map(|head| Cell::Text(head.clone()))).collect());
            last = Some(&line.heads);
        }
        let why = [Cell::Text(line.why.join("; ")), Cell::Text(line.file.clone()), Cell::from(line.line as f64)];
        rows.push(why.into_iter().chain(line.cells.iter().map(|cell| Cell::Text(cell.clone()))).collect::<Vec<_>>());
    }
    csv(&rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_register_goes_out_and_comes_back() {
        let mut one = Arrangement { id: "a1".into(), ..Arrangement::default() };
        for (field, text) in [
            (Field::Name, "=HR, \"joint\"\nwith a line"),
            (Field::Function, "HR"),
            (Field::Style, "joint_venture"),
            (Field::Partners, "devon-and-cornwall;dorset;A council, of sorts"),
            (Field::Host, "dorset"),
            (Field::Start, "April 2019"),
            (Field::YearlyCost, "1250000.5"),
            (Field::CentralShare, "12.5%"),
            (Field::SkillsStatus, "partly"),
            (Field::Lessons, "-1 is a start"),
        ] {
            one.set(field, text).unwrap();
        }
        let register = Register { arrangements: vec![one], ..Register::default() };
        let text = export(&register);
        let found = table(&text).unwrap();
        let mapping = guess(&found.heads);
        assert_eq!(mapping, FIELDS.iter().map(|row| Some(row.field)).collect::<Vec<_>>());
        assert_eq!(import("f", &found, &mapping), register);
        let empty = table(&template()).unwrap();
        assert_eq!((empty.heads.len(), empty.lines.len()), (19, 0));
    }

    #[test]
    fn columns_are_found_under_other_heads() {
        let heads: Vec<String> =
            ["Collaboration", "Partner Forces", "Annual cost (£)", "Start date", "Colour", "SLA?", "Name"]
                .map(str::to_owned)
                .to_vec();
        let found = guess(&heads);
        let cost = Some(Field::YearlyCost);
        let expected = [None, Some(Field::Partners), cost, Some(Field::Start), None, None, Some(Field::Name)];
        assert_eq!(found, expected, "a surer head comes first; what is not sure is left to the user");
        assert_eq!(guess(&["Annual cost".to_owned()]), [Some(Field::YearlyCost)]);
    }

    /// A thousand lines, twenty of them faulty in known ways: 980 are read and the 20 stand as they were.
    #[test]
    fn of_a_thousand_lines_none_is_lost() {
        let mut text = String::from("Name;Function;Partners;Yearly cost;Start;Style\r\n");
        let mut faulty = Vec::new();
        for n in 0..1000 {
            let line = match n {
                _ if n % 50 != 7 => format!("Arrangement {n};HR;Kent and Essex;£{n},000;04/2019;SLA"),
                _ if n % 100 == 7 => format!("Arrangement {n};HR;Kent;about {n};soon;SLA"),
                107 => format!("Arrangement {n};HR;Kent;1;2019;SLA;shifted"),
                _ => format!(";;Kent;{n};2019;merger"),
            };
            if n % 50 == 7 {
                faulty.push((n + 2, line.clone()));
            }
            text += &line;
            text += "\r\n";
        }
        let found = table(&text).unwrap();
        let register = import("ours.csv", &found, &guess(&found.heads));
        assert_eq!((register.arrangements.len(), register.unread.len()), (980, 20));
        for (unread, (line, was)) in register.unread.iter().zip(&faulty) {
            assert_eq!((unread.line, &unread.cells.join(";")), (*line, was));
            assert!(!unread.why.is_empty());
        }
        assert_eq!(register.unread[0].why.len(), 2, "each fault is named: {:?}", register.unread[0].why);
        assert_eq!(register.arrangements[1].partners, ["kent", "essex"]);
        // saved and mended, the faulty lines are read again
        let again =
            table(&unread(&register.unread).replace("about ", "").replace("soon", "2020").replace("merger", "SLA"))
                .unwrap();
        let mended = import("mended.csv", &again, &guess(&again.heads));
        assert_eq!(mended.arrangements.len(), 10);
    }

    fn read(text: &str) -> Register {
        let found = table(text).unwrap();
        import("f.csv", &found, &guess(&found.heads))
    }

    /// Excel writes April 2019 as Apr-19, and what it writes must come back.
    #[test]
    fn a_register_that_excel_saved_again_is_read() {
        let register = read(include_str!("../../../tests/cases/06-register-resaved-by-excel.csv"));
        assert_eq!((register.arrangements.len(), register.unread.len()), (3, 0), "{:?}", register.unread);
        let dates = |one: &Arrangement| (one.get(Field::Start), one.get(Field::Review));
        let all: Vec<(String, String)> = register.arrangements.iter().map(dates).collect();
        let expected = [("April 2019", "April 2027"), ("September 2021", "September 2028"), ("2018", "March 2029")];
        assert_eq!(all, expected.map(|(start, review)| (start.to_owned(), review.to_owned())));
        let costs: Vec<String> = register.arrangements.iter().map(|one| one.get(Field::YearlyCost)).collect();
        assert_eq!(costs, ["1,250,000", "410,000", "2,100,000"]);
    }

    /// Two lines of titles stood in place of the heads, and a total became an arrangement.
    #[test]
    fn titles_above_and_totals_below_are_neither() {
        let text = include_str!("../../../tests/cases/15-register-title-lines.csv");
        let found = table(text).unwrap();
        assert_eq!(found.heads[0], "Title");
        assert_eq!(found.titles.len(), 2);
        let register = read(text);
        assert_eq!((register.arrangements.len(), register.unread.len()), (2, 1));
        assert_eq!(register.arrangements[0].partners, ["kent", "essex"]);
        assert_eq!((register.unread[0].line, register.unread[0].why.len()), (7, 1), "{:?}", register.unread);
        assert!(register.unread[0].why[0].contains("looks like a total"));
    }

    #[test]
    fn a_first_line_for_excel_is_no_head() {
        let register = read(include_str!("../../../tests/cases/16-register-sep-line.csv"));
        assert_eq!((register.arrangements.len(), register.unread.len()), (2, 0), "{:?}", register.unread);
        assert_eq!(register.arrangements[1].name, "Joint fleet");
        let commas = read("Name;Function;Yearly cost\nA;HR;38500,50\nB;HR;1.250.000\n");
        let costs: Vec<String> = commas.arrangements.iter().map(|one| one.get(Field::YearlyCost)).collect();
        assert_eq!(costs, ["38,500.5", "1,250,000"]);
    }

    #[test]
    fn names_of_partners_are_divided_only_where_all_are_forces() {
        assert_eq!(partners("Kent, Essex and Devon & Cornwall"), ["kent", "essex", "devon-and-cornwall"]);
        assert_eq!(partners("Devon and Cornwall"), ["devon-and-cornwall"]);
        assert_eq!(partners("Kent; kent police; Fire, rescue and more"), ["kent", "Fire, rescue and more"]);
        assert_eq!(partners(" "), Vec::<String>::new());
    }

    #[test]
    fn what_is_no_table_says_so() {
        assert_eq!(table(""), Err(NotATable::Empty));
        assert_eq!(table("\n , \n"), Err(NotATable::Empty));
        assert_eq!(table("hello\nworld"), Err(NotATable::OneColumn));
        assert!(table("Name,Cost \u{fffd}\nA,1").unwrap().lost);
    }
}
