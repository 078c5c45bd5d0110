//! The market as a part of a file and as a table: read with every fault named, and nothing dropped.

use super::contracts;
use super::names::{known, small};
use super::register_table::Table;
use super::tables::{Cell, csv};
use crate::evidence::force;
use crate::model::UnreadLine;
use crate::model::contract::{Contract, WaveTerms};
use crate::model::market::{LINE_FIELDS, Line, LineField, MOST_LINES, Market, Side};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Its name in a file.
pub const PART: &str = "market";
/// The names in it of what forces buy, and of what buying it together is taken to save.
const CONTRACTS: &str = "contracts";
const TERMS: &str = "terms";

/// A market as it stands in a file.
pub fn written(market: &Market) -> Value {
    let mut map = Map::new();
    map.insert("schema".into(), json!(1));
    for (side, name, _) in Side::ALL {
        let lines = market.lines.iter().filter(|line| line.side == side).map(Line::value);
        map.insert(name.into(), Value::Array(lines.collect()));
    }
    if !market.contracts.is_empty() {
        map.insert(CONTRACTS.into(), market.contracts.iter().map(Contract::value).collect());
    }
    if market.terms != WaveTerms::default() {
        map.insert(TERMS.into(), market.terms.value());
    }
    Value::Object(map)
}

/// A market alone, as a file.
pub fn file(market: &Market) -> String {
    let value = json!({ "app": "informed-choice", PART: written(market) });
    serde_json::to_string_pretty(&value).unwrap_or_else(|_| value.to_string())
}

/// A market whose forces are known by size and region only, for a reader who needs no names: notes are left out, and two forces that
/// read alike are told apart by a number.
pub fn without_names(market: &Market) -> Market {
    let described = |name: &str| {
        force(name).map_or_else(
            || "A body that is no force".to_owned(),
            |force| {
                let thousands = ((force.officers + force.staff) / 1_000.0).floor() as u32;
                let size = match thousands {
                    0 => "fewer than 1,000 people".to_owned(),
                    20.. => "more than 20,000 people".to_owned(),
                    n => format!("{n},000 to {},000 people", n + 1),
                };
                format!("A force of {size}, {}", force.region)
            },
        )
    };
    let mut by_words: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    let forces = market.lines.iter().map(|line| &line.force).chain(market.contracts.iter().map(|one| &one.force));
    for force in forces {
        by_words.entry(described(force)).or_default().insert(force);
    }
    let name_of = |name: &str| {
        let words = described(name);
        let alike = by_words.get(&words).map_or(0, BTreeSet::len);
        let place = by_words.get(&words).and_then(|all| all.iter().position(|one| *one == name)).unwrap_or(0);
        if alike > 1 { format!("{words} ({})", place + 1) } else { words }
    };
    let bare = |line: &Line| Line { force: name_of(&line.force), note: String::new(), ..line.clone() };
    let unnamed =
        |one: &Contract| Contract { force: name_of(&one.force), local: kept_local(&one.local), ..one.clone() };
    Market {
        lines: market.lines.iter().map(bare).collect(),
        contracts: market.contracts.iter().map(unnamed).collect(),
        terms: market.terms,
    }
}

/// That there is a reason, without what it says.
fn kept_local(reason: &str) -> String {
    if reason.is_empty() { String::new() } else { "A reason is given".to_owned() }
}

/// A market of somebody's making, and the lines that cannot be read, as they stood.
pub fn read(value: &Value) -> (Market, Vec<UnreadLine>) {
    let (mut market, mut lost, mut without) = (Market::default(), Vec::new(), Vec::new());
    let mut taken = BTreeSet::new();
    for (side, name, label) in Side::ALL {
        let list = value.get(name).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        for (n, entry) in list.iter().enumerate() {
            let full = market.lines.len() + without.len() >= MOST_LINES;
            let found = Line::read(side, entry).and_then(|line| if full { Err(vec![too_many()]) } else { Ok(line) });
            match found {
                Ok(line) if !line.id.is_empty() && taken.insert(line.id.clone()) => market.lines.push(line),
                Ok(line) => without.push(line),
                Err(why) => lost.push(UnreadLine {
                    file: format!("A market, {}", label.to_lowercase()),
                    line: n + 1,
                    why,
                    heads: vec!["As it stood".into()],
                    cells: vec![entry.to_string()],
                }),
            }
        }
    }
    let list = value.get(CONTRACTS).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let (contracts, faulty) = contracts::read(list);
    lost.extend(faulty);
    market.contracts = contracts;
    let unnamed: Vec<usize> =
        market.contracts.iter().enumerate().filter(|(_, one)| one.id.is_empty()).map(|(n, _)| n).collect();
    for (id, place) in market.free_contract_ids().zip(unnamed).collect::<Vec<_>>() {
        market.contracts.iter_mut().skip(place).take(1).for_each(|one| one.id.clone_from(&id));
    }
    if let Some(terms) = value.get(TERMS) {
        let (terms, why) = WaveTerms::read(terms);
        market.terms = terms_or_lost(terms, why, value, &mut lost);
    }
    for (id, line) in market.free_ids().zip(without).collect::<Vec<_>>() {
        market.lines.push(Line { id, ..line });
    }
    (market, lost)
}

/// The terms; what of them cannot stand is kept as it stood.
fn terms_or_lost(terms: WaveTerms, why: Vec<String>, value: &Value, lost: &mut Vec<UnreadLine>) -> WaveTerms {
    if !why.is_empty() {
        lost.push(UnreadLine {
            file: "Terms of a wave plan".into(),
            line: 1,
            why,
            heads: vec!["As it stood".into()],
            cells: vec![value.get(TERMS).map(Value::to_string).unwrap_or_default()],
        });
    }
    terms
}

fn too_many() -> String {
    format!("A market holds at most {MOST_LINES} lines")
}

/// The heads of its table: which side, then its fields.
fn heads() -> Vec<Cell> {
    std::iter::once("Offer or need").chain(LINE_FIELDS.iter().map(|row| row.head)).map(Cell::from).collect()
}

/// A table with nothing but its heads, to fill in.
pub fn template() -> String {
    csv(&[heads()])
}

/// The market as a table; what is read back from it is the same.
pub fn table(market: &Market) -> String {
    let mut rows = vec![heads()];
    for line in &market.lines {
        let mut row = vec![Cell::from(line.side.label())];
        row.extend(LINE_FIELDS.iter().map(|field| match field.field {
            LineField::Amount if line.amount > 0.0 => Cell::from(line.amount),
            LineField::Price => Cell::from(line.price.0),
            LineField::SetUp if line.side == Side::Offer => Cell::from(line.set_up.0),
            LineField::SetUp => Cell::Text(String::new()),
            other => Cell::Text(line.get(other)),
        }));
        rows.push(row);
    }
    csv(&rows)
}

/// Whether a table's heads are those of a market.
pub fn is_market(table: &Table) -> bool {
    places(table).0.is_some()
}

fn places(table: &Table) -> (Option<usize>, Vec<Option<usize>>) {
    let at = |fits: &dyn Fn(&str) -> bool| table.heads.iter().position(|head| fits(&small(head)));
    let side = at(&|head| ["offer or need", "side", "offerneed", "offer need"].contains(&head));
    let of = |row: &crate::model::market::LineRow| {
        at(&|head| small(row.head) == head).or_else(|| at(&|head| row.known_as.contains(&head)))
    };
    (side, LINE_FIELDS.iter().map(of).collect())
}

/// The lines of a table, and those with a fault as they stood.
pub fn import(file: &str, table: &Table) -> (Vec<Line>, Vec<UnreadLine>) {
    let (side_at, columns) = places(table);
    let (mut lines, mut lost) = (Vec::new(), Vec::new());
    let mut lose = |line: usize, why: Vec<String>, cells: &[String]| {
        lost.push(UnreadLine { file: file.to_owned(), line, why, heads: table.heads.clone(), cells: cells.to_vec() });
    };
    for line in &table.broken {
        lose(*line, vec!["It cannot be read as text".into()], &[]);
    }
    for (at, cells) in &table.lines {
        let cell = |place: Option<usize>| place.and_then(|place| cells.get(place)).map_or("", String::as_str);
        let said = small(cell(side_at));
        let Some((side, ..)) = Side::ALL.into_iter().find(|(_, list, label)| said == *list || said == small(label))
        else {
            lose(*at, vec!["It says neither offer nor need".into()], cells);
            continue;
        };
        let mut line = Line { side, ..Line::default() };
        let mut why = Vec::new();
        if cells.iter().rposition(|cell| !cell.is_empty()).is_some_and(|last| last >= table.heads.len()) {
            why.push(
                "It has more cells than the first line names: a comma inside a cell may be without its quotation marks"
                    .into(),
            );
        }
        for (row, place) in LINE_FIELDS.iter().zip(&columns) {
            let text = cell(*place);
            if text.is_empty() || row.file_of(side).is_none() {
                continue;
            }
            let result = match row.field {
                LineField::Force => line.set(row.field, &known(text), table.reading),
                LineField::Function => line.set(row.field, &function(text), table.reading),
                field => line.set(field, text, table.reading),
            };
            if let Err(error) = result {
                why.push(format!("{}: {error}", row.head));
            }
        }
        if lines.len() >= MOST_LINES {
            why.push(too_many());
        }
        if why.is_empty() { lines.push(line) } else { lose(*at, why, cells) }
    }
    (lines, lost)
}

/// A function by the words that people use for it: `HR` is human resources. What is unknown stays, to be said.
fn function(text: &str) -> String {
    match super::crossing::kind_of(text) {
        "other" => text.to_owned(),
        kind => kind.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::register_table;
    use crate::model::Pounds;

    #[test]
    fn a_table_comes_back_as_it_went_and_faults_are_named() {
        let text = "Offer or need,Force,Function,Unit,Units a year,Pounds a unit,From,Until,Set-up,Note\nOffer,Kent,HR,posts,12,\"38,500\",2027/28,,5000,night cover\nneed,Essex,HR,posts,8,\"45,000\",,2030,,\nsale,Essex,HR,posts,8,1,,,,\nNeed,Essex,magic,posts,few,1,,,,\n";
        let found = register_table::table(text).unwrap();
        assert!(is_market(&found));
        let (lines, lost) = import("market.csv", &found);
        assert_eq!(lines.len(), 2);
        assert_eq!(lost.iter().map(|line| (line.line, line.why.len())).collect::<Vec<_>>(), [(4, 1), (5, 2)]);
        let kent = &lines[0];
        assert_eq!((kent.force.as_str(), kent.function.as_str()), ("kent", "human_resources"));
        assert_eq!((kent.price, kent.set_up, kent.from), (Pounds(38_500.0), Pounds(5_000.0), Some(2027)));
        let (market, _) = Market::default().merged(lines);
        let again = import("again", &register_table::table(&table(&market)).unwrap());
        assert_eq!((Market::default().merged(again.0).0, again.1.len()), (market.clone(), 0));
        assert_eq!(read(&written(&market)), (market.clone(), Vec::new()));
    }

    /// The clearing is the same, and no name is left: Kent has more people than Essex, Norfolk and Suffolk read alike or not.
    #[test]
    fn without_names_it_clears_the_same() {
        let line = |id: &str, side, force: &str, price: f64| Line {
            id: id.into(),
            side,
            force: force.into(),
            function: "fleet".into(),
            amount: 5.0,
            price: Pounds(price),
            note: "from Kent".into(),
            ..Line::default()
        };
        let market = Market {
            lines: vec![
                line("m1", Side::Offer, "kent", 10.0),
                line("m2", Side::Need, "kent", 90.0),
                line("m3", Side::Need, "cumbria", 50.0),
                line("m4", Side::Need, "lancashire", 40.0),
                line("m5", Side::Need, "Another body", 30.0),
            ],
            contracts: vec![Contract { force: "kent".into(), local: "Kent alone".into(), ..Contract::default() }],
            ..Market::default()
        };
        let bare = without_names(&market);
        let text = file(&bare).to_lowercase();
        for name in ["kent", "cumbria", "lancashire", "another body"] {
            assert!(!text.contains(name), "{name}");
        }
        assert_eq!(crate::engine::market::clear(&bare, 2026), crate::engine::market::clear(&market, 2026));
    }

    #[test]
    fn a_file_may_hold_a_market_alone_and_what_is_no_line_is_kept() {
        let text = r#"{"market":{"offers":[{"id":"m1","force":"kent","function":"fleet","unit":"hours","capacity":10,"price":1},7],"needs":[{"force":"essex","volume":"x"}]}}"#;
        let held = crate::exchange::files::open(text).unwrap().register.unwrap();
        assert_eq!((held.market.lines.len(), held.unread.len()), (1, 2));
        let again = crate::exchange::files::open(&file(&held.market)).unwrap().register.unwrap();
        assert_eq!(again.market, held.market);
    }
}
