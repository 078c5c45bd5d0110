//! Contracts as a part of a file and as a table: read with every fault named, and nothing dropped.

use super::names::{known, small};
use super::register_table::Table;
use super::tables::{Cell, csv};
use crate::model::UnreadLine;
use crate::model::contract::{CONTRACT_FIELDS, Contract, ContractField, ContractRow};
use crate::model::market::MOST_LINES;
use crate::model::{Month, Pounds};
use serde_json::Value;
use std::collections::BTreeSet;

/// Contracts of somebody's file, those without an id of their own at the end, and what cannot be read, as it stood.
pub fn read(list: &[Value]) -> (Vec<Contract>, Vec<UnreadLine>) {
    let (mut found, mut lost) = (Vec::new(), Vec::new());
    let mut taken = BTreeSet::new();
    for (n, entry) in list.iter().enumerate() {
        let full = found.len() >= MOST_LINES;
        match Contract::read(entry).and_then(|one| if full { Err(vec![too_many()]) } else { Ok(one) }) {
            Ok(mut one) => {
                if !taken.insert(one.id.clone()) {
                    one.id = String::new();
                }
                found.push(one);
            }
            Err(why) => lost.push(UnreadLine {
                file: "Contracts of a market".into(),
                line: n + 1,
                why,
                heads: vec!["As it stood".into()],
                cells: vec![entry.to_string()],
            }),
        }
    }
    (found, lost)
}

fn too_many() -> String {
    format!("A market holds at most {MOST_LINES} contracts")
}

fn heads() -> Vec<Cell> {
    CONTRACT_FIELDS.iter().map(|row| Cell::from(row.label)).collect()
}

/// A table with nothing but its heads, to fill in.
pub fn template() -> String {
    csv(&[heads()])
}

/// Contracts as a table; what is read back from it is the same.
pub fn table(contracts: &[Contract]) -> String {
    let mut rows = vec![heads()];
    rows.extend(contracts.iter().map(|one| {
        let cell = |row: &ContractRow| match row.field {
            ContractField::Spend if one.spend.0 > 0.0 => Cell::from(one.spend.0),
            field => Cell::Text(one.get(field)),
        };
        CONTRACT_FIELDS.iter().map(cell).collect::<Vec<Cell>>()
    }));
    csv(&rows)
}

fn places(table: &Table) -> Vec<Option<usize>> {
    let at = |fits: &dyn Fn(&str) -> bool| table.heads.iter().position(|head| fits(&small(head)));
    let of =
        |row: &ContractRow| at(&|head| small(row.label) == head).or_else(|| at(&|head| row.known_as.contains(&head)));
    CONTRACT_FIELDS.iter().map(of).collect()
}

/// Whether a table's heads are those of contracts: a supplier, and what is spent.
pub fn is_contracts(table: &Table) -> bool {
    let found = places(table);
    let has = |field: ContractField| {
        CONTRACT_FIELDS.iter().zip(&found).any(|(row, place)| row.field == field && place.is_some())
    };
    has(ContractField::Supplier) && has(ContractField::Spend)
}

/// The contracts of a table, and lines with a fault as they stood.
pub fn import(file: &str, table: &Table) -> (Vec<Contract>, Vec<UnreadLine>) {
    let columns = places(table);
    let (mut found, mut lost) = (Vec::new(), Vec::new());
    let mut lose = |line: usize, why: Vec<String>, cells: &[String]| {
        lost.push(UnreadLine { file: file.to_owned(), line, why, heads: table.heads.clone(), cells: cells.to_vec() });
    };
    for line in &table.broken {
        lose(*line, vec!["It cannot be read as text".into()], &[]);
    }
    for (at, cells) in &table.lines {
        let mut one = Contract::default();
        let mut why = Vec::new();
        if cells.iter().rposition(|cell| !cell.is_empty()).is_some_and(|last| last >= table.heads.len()) {
            why.push(
                "It has more cells than the first line names: a comma inside a cell may be without its quotation marks"
                    .into(),
            );
        }
        for (row, place) in CONTRACT_FIELDS.iter().zip(&columns) {
            let text = place.and_then(|place| cells.get(place)).map_or("", String::as_str);
            if text.is_empty() {
                continue;
            }
            let text = if row.field == ContractField::Force { known(text) } else { text.to_owned() };
            if let Err(error) = one.set(row.field, &text, table.reading) {
                why.push(format!("{}: {error}", row.label));
            }
        }
        if found.len() >= MOST_LINES {
            why.push(too_many());
        }
        if why.is_empty() { found.push(one) } else { lose(*at, why, cells) }
    }
    (found, lost)
}

/// What the report says of the Wave Plan, as contracts: £2.5bn a year on goods and services, a third of it open to buying together
/// (£833m), and a programme that aims at 5 % and £35m, which is 5 % of £700m.
pub fn report_example() -> Vec<Contract> {
    let line = |category: &str, supplier: &str, millions: f64, local: &str| Contract {
        force: "All forces of 2009".into(),
        category: category.into(),
        supplier: supplier.into(),
        spend: Pounds(millions * 1e6),
        ends: Month::new(2011, 3),
        local: local.into(),
        ..Contract::default()
    };
    vec![
        line("What the Wave Plan targets", "The largest suppliers", 700.0, ""),
        line("What else could be bought together", "Others", 133.0, ""),
        line("Leases, business rates and other", "Others", 1_667.0, "Better buying does not reach it"),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::waves::wave_plan;
    use crate::exchange::register_table;
    use crate::model::Rate;
    use crate::model::contract::{Route, WaveTerms};
    use crate::model::market::Market;

    #[test]
    fn a_spend_file_of_somebody_else_is_read_and_its_faults_are_named() {
        let text = "Vendor,Customer,Commodity,Annual value,Expiry date,Procurement route\nAcme Ltd,Kent,Uniform,\"£120,000\",31/03/2028,own\nBolt,Essex Police,Fuel,lots,March 2029,national\nBolt,Essex,Fuel,9000,someday,own\n";
        let found = register_table::table(text).unwrap();
        assert!(is_contracts(&found) && !crate::exchange::market::is_market(&found));
        let (contracts, lost) = import("spend.csv", &found);
        assert_eq!((contracts.len(), lost.iter().map(|line| line.line).collect::<Vec<_>>()), (1, vec![3, 4]));
        let kent = &contracts[0];
        assert_eq!((kent.force.as_str(), kent.spend, kent.route), ("kent", Pounds(120_000.0), Route::Own));
        let (market, _) = Market::default().with_contracts(contracts);
        let again = import("again", &register_table::table(&table(&market.contracts)).unwrap());
        assert_eq!((Market::default().with_contracts(again.0).0, again.1.len()), (market.clone(), 0));
        assert_eq!(market.with_contracts(market.contracts.clone()).1, 1, "it is there already");
        let file = crate::exchange::market::file(&market);
        let held = crate::exchange::files::open(&file).unwrap().register.unwrap();
        assert_eq!((held.market, held.unread.len()), (market, 0));
    }

    /// The report's own sums: £2.5bn, a third of it £833m, 5 % of what the plan targets £35m.
    #[test]
    fn the_reports_wave_plan() {
        let (all, _) = Market::default().with_contracts(report_example());
        let terms = WaveTerms { addressable: Rate(1.0), ..WaveTerms::default() };
        let plan = wave_plan(&all.contracts, &terms);
        assert!((plan.spend.0 - 2.5e9).abs() < 1.0 && (plan.reached.0 - 833e6).abs() < 1.0);
        assert!((plan.reached.0 / plan.spend.0 - 1.0 / 3.0).abs() < 0.001);
        assert!((plan.waves[0].saving.0 - 35e6).abs() < 1.0 && plan.waves[0].category.contains("Wave Plan"));
        assert!((plan.saving.0 - 41.65e6).abs() < 1.0);
    }

    #[test]
    fn what_cannot_be_read_is_kept_and_two_of_one_id_are_told_apart() {
        let text = r#"{"market":{"contracts":[{"id":"c1","force":"kent"},{"id":"c1","force":"essex"},9,{"yearly_spend":"x"}],"terms":{"addressable":0.5,"regional_fee":7}}}"#;
        let held = crate::exchange::files::open(text).unwrap().register.unwrap();
        assert_eq!((held.market.contracts.len(), held.unread.len()), (2, 3));
        assert_ne!(held.market.contracts[0].id, held.market.contracts[1].id);
        assert_eq!(held.market.terms.addressable, Rate(0.5));
    }
}
