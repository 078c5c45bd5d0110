//! What a workbook's own XML says of its cells and the reader of workbooks does not: rows that are hidden, formulas that
//! were never calculated, and errors by their words, also those that are newer than the reader.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufReader, Cursor, Read};
use zip::ZipArchive;

/// The marks of one sheet; rows and columns count from 0.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Marks {
    pub hidden_rows: BTreeSet<u32>,
    pub errors: BTreeMap<(u32, u32), String>,
    pub uncalculated: BTreeSet<(u32, u32)>,
}

/// Marks of every sheet by its name. What cannot be read gives no marks: the reader of workbooks says what is wrong.
pub(super) fn marks(bytes: &[u8]) -> BTreeMap<String, Marks> {
    let Ok(mut zip) = ZipArchive::new(Cursor::new(bytes)) else { return BTreeMap::new() };
    let paths = part(&mut zip, "xl/_rels/workbook.xml.rels").map(|xml| targets(&xml)).unwrap_or_default();
    let sheets = part(&mut zip, "xl/workbook.xml").map(|xml| sheets(&xml)).unwrap_or_default();
    let mut all = BTreeMap::new();
    for (name, id) in sheets {
        let Some(target) = paths.get(&id) else { continue };
        let path = match target.strip_prefix('/') {
            Some(whole) => whole.to_owned(),
            None => format!("xl/{target}"),
        };
        let Ok(file) = zip.by_name(&path) else { continue };
        // a sheet can inflate a thousandfold
        all.insert(name, sheet(BufReader::new(file.take(MOST_XML))));
    }
    all
}

const MOST_XML: u64 = 400_000_000;

fn part(zip: &mut ZipArchive<Cursor<&[u8]>>, path: &str) -> Option<String> {
    let mut text = String::new();
    zip.by_name(path).ok()?.take(10_000_000).read_to_string(&mut text).ok()?;
    Some(text)
}

fn attribute(of: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = of.attributes().with_checks(false).flatten().find(|one| one.key.local_name().as_ref() == name)?;
    quick_xml::escape::unescape(&found.value).ok().map(|value| value.into_owned())
}

/// Every element that starts in a text, whether it has a body or not.
fn elements(xml: &str, mut each: impl FnMut(&BytesStart<'_>)) {
    let mut reader = Reader::from_str(xml);
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(one) | Event::Empty(one) => each(&one),
            Event::Eof => return,
            _ => {}
        }
    }
}

fn targets(xml: &str) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    elements(xml, |one| {
        if let (Some(id), Some(target)) = (attribute(one, "Id"), attribute(one, "Target")) {
            all.insert(id, target);
        }
    });
    all
}

/// Names of sheets, each with the id of its part.
fn sheets(xml: &str) -> Vec<(String, String)> {
    let mut all = Vec::new();
    elements(xml, |one| {
        if one.local_name().as_ref() == "sheet"
            && let (Some(name), Some(id)) = (attribute(one, "name"), attribute(one, "id"))
        {
            all.push((name, id));
        }
    });
    all
}

/// The cell that is being read.
#[derive(Default)]
struct Open {
    at: (u32, u32),
    is_error: bool,
    has_formula: bool,
    value: String,
    in_value: bool,
}

#[allow(clippy::too_many_lines, reason = "one loop over the events of a file")]
fn sheet(xml: impl std::io::BufRead) -> Marks {
    let mut reader = Reader::from_reader(xml);
    let mut found = Marks::default();
    let mut buffer = Vec::new();
    let (mut row, mut column) = (0u32, 0u32);
    let mut open: Option<Open> = None;
    loop {
        buffer.clear();
        let Ok(event) = reader.read_event_into(&mut buffer) else { return found };
        match event {
            Event::Eof => return found,
            Event::Start(one) | Event::Empty(one) if one.local_name().as_ref() == "row" => {
                row = attribute(&one, "r").and_then(|r| r.parse::<u32>().ok()).map_or(row, |r| r.saturating_sub(1));
                column = 0;
                if attribute(&one, "hidden").is_some_and(|hidden| matches!(hidden.as_str(), "1" | "true")) {
                    found.hidden_rows.insert(row);
                }
            }
            Event::Start(one) if one.local_name().as_ref() == "c" => {
                let at = attribute(&one, "r").and_then(|r| position(&r)).unwrap_or((row, column));
                column = at.1;
                let is_error = attribute(&one, "t").as_deref() == Some("e");
                open = Some(Open { at, is_error, ..Open::default() });
            }
            Event::Empty(one) if one.local_name().as_ref() == "c" => column = column.saturating_add(1),
            Event::Start(one) | Event::Empty(one) if one.local_name().as_ref() == "f" => {
                if let Some(cell) = &mut open {
                    cell.has_formula = true;
                }
            }
            Event::Start(one) if matches!(one.local_name().as_ref(), "v" | "t") => {
                if let Some(cell) = &mut open {
                    cell.in_value = true;
                }
            }
            Event::Text(text) => {
                if let Some(cell) = open.as_mut().filter(|cell| cell.in_value && cell.value.len() < 100) {
                    cell.value.push_str(text.as_ref());
                }
            }
            Event::End(one) => match one.local_name().as_ref() {
                "v" | "t" => {
                    if let Some(cell) = &mut open {
                        cell.in_value = false;
                    }
                }
                "c" => {
                    if let Some(cell) = open.take() {
                        if cell.is_error {
                            found.errors.insert(cell.at, cell.value.trim().to_owned());
                        } else if cell.has_formula && cell.value.is_empty() {
                            found.uncalculated.insert(cell.at);
                        }
                    }
                    column = column.saturating_add(1);
                }
                "row" => row = row.saturating_add(1),
                _ => {}
            },
            _ => {}
        }
    }
}

/// `B7` as row and column from 0.
fn position(cell: &str) -> Option<(u32, u32)> {
    let letters = cell.trim_end_matches(|c: char| c.is_ascii_digit());
    let row: u32 = cell.get(letters.len()..)?.parse().ok()?;
    let mut column = 0u32;
    for letter in letters.bytes() {
        let digit = letter.to_ascii_uppercase().checked_sub(b'A').filter(|digit| *digit < 26)?;
        column = column.checked_mul(26)?.checked_add(u32::from(digit) + 1)?;
    }
    Some((row.checked_sub(1)?, column.checked_sub(1)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_errors_and_formulas_are_marked() {
        let xml = r##"<worksheet><sheetData><row r="2" hidden="1"><c r="B2" t="e"><v>#SPILL!</v></c><c r="C2"><f>1+1</f><v/></c><c r="D2"><f>1</f><v>1</v></c></row>
            <row><c/><c t="str"><f>A1</f><v></v></c></row></sheetData></worksheet>"##;
        let found = sheet(xml.as_bytes());
        assert_eq!(found.hidden_rows, [1].into());
        assert_eq!(found.errors, [((1, 1), "#SPILL!".to_owned())].into());
        assert_eq!(found.uncalculated, [(1, 2), (2, 1)].into());
        assert_eq!((position("XFD1048576"), position("7"), position("B0")), (Some((1_048_575, 16_383)), None, None));
    }

    #[test]
    fn what_is_no_workbook_has_no_marks() {
        for bytes in [&b""[..], b"PK\x03\x04 nonsense"] {
            assert!(marks(bytes).is_empty());
        }
        assert_eq!(sheet(&b"<worksheet><sheetData><row><c r='A1'><v>1"[..]), Marks::default());
    }
}
