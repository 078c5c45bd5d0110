//! Tables of somebody else's making: which column is what, and what a scenario takes from them.

use super::register_table::partners;
use crate::model::inputs::{Rule, input_at};
use crate::model::{Change, Document, parse};
use serde_json::json;

/// What a table holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// Budgets, officers, staff and population of partners.
    Partners,
    /// What a service costs each partner today.
    Baselines(String),
    /// What each partner spends on a category.
    Spends(String),
    /// Prices and volumes of a category's items.
    Prices(String),
}

/// What a column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    Partner,
    Item,
    /// A field of the target, by its name in the file.
    Field(&'static str),
}

/// A column's label, and heads under which it is known.
type Row = (Column, &'static str, &'static [&'static str]);

const PARTNER: Row = (Column::Partner, "Partner", &["force", "partner", "name", "organisation"]);

impl Target {
    /// The columns that such a table can have.
    pub fn columns(&self) -> &'static [Row] {
        const PARTNERS: &[Row] = &[
            PARTNER,
            (Column::Field("budget"), "Yearly budget, £", &["budget", "net revenue budget", "nrb"]),
            (Column::Field("officers_fte"), "Officers", &["officers", "officers fte", "police officers"]),
            (Column::Field("staff_fte"), "Staff", &["staff", "staff fte", "police staff"]),
            (Column::Field("population"), "Population", &["population", "residents"]),
        ];
        const BASELINES: &[Row] = &[
            PARTNER,
            (Column::Field("fte"), "Posts", &["posts", "fte", "headcount"]),
            (
                Column::Field("cost_per_fte"),
                "Cost of a post, £",
                &["cost of a post", "cost per fte", "cost per post", "average cost"],
            ),
            (Column::Field("non_pay"), "Other cost, £ a year", &["other cost", "non pay", "nonpay", "non-pay"]),
            (Column::Field("income"), "Income, £ a year", &["income"]),
        ];
        const SPENDS: &[Row] = &[
            PARTNER,
            (Column::Field("spend"), "Yearly spending, £", &["spend", "spending", "yearly spending", "amount", "cost"]),
        ];
        const PRICES: &[Row] = &[
            PARTNER,
            (Column::Item, "Item", &["item", "product", "description"]),
            (Column::Field("price"), "Price, £", &["price", "unit price", "cost"]),
            (Column::Field("volume"), "Bought a year", &["volume", "bought a year", "quantity", "number"]),
        ];
        match self {
            Target::Partners => PARTNERS,
            Target::Baselines(_) => BASELINES,
            Target::Spends(_) => SPENDS,
            Target::Prices(_) => PRICES,
        }
    }

    /// Where a figure of a row stands in the scenario.
    fn place(&self, partner: &str, item: Option<usize>, field: &str) -> Option<String> {
        Some(match self {
            Target::Partners => format!("partners.{partner}.{field}"),
            Target::Baselines(service) => format!("services.{service}.baseline.{partner}.{field}"),
            Target::Spends(category) => format!("procurement.{category}.spend.{partner}"),
            Target::Prices(category) => format!("procurement.{category}.items.{}.{field}.{partner}", item?),
        })
    }
}

/// The column of each column of the table; none for one that is left out.
pub type Mapping = Vec<Option<Column>>;

fn small(head: &str) -> String {
    let kept = head.chars().filter(|c| c.is_alphanumeric() || *c == ' ' || *c == '-').flat_map(char::to_lowercase);
    kept.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The row with the heads: the first with two cells or more that are texts.
pub fn head_row(rows: &[Vec<String>]) -> usize {
    let texts =
        |row: &Vec<String>| row.iter().filter(|cell| !cell.trim().is_empty() && cell.parse::<f64>().is_err()).count();
    rows.iter().position(|row| texts(row) >= 2).unwrap_or(0)
}

/// The columns that the heads most likely mean, each once.
pub fn guess(target: &Target, heads: &[String]) -> Mapping {
    let mut mapping: Mapping = vec![None; heads.len()];
    for (column, label, known_as) in target.columns() {
        let fits = |head: &str| small(label) == head || known_as.contains(&head);
        let free = heads.iter().zip(&mut mapping).find(|(head, slot)| slot.is_none() && fits(&small(head)));
        if let Some((_, slot)) = free {
            *slot = Some(*column);
        }
    }
    mapping
}

/// What a scenario takes from a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Taken {
    pub change: Change,
    pub figures: usize,
    /// What was not taken, line by line.
    pub problems: Vec<String>,
}

/// Reads the rows below the heads.
pub fn take(document: &Document, target: &Target, rows: &[Vec<String>], heads: usize, mapping: &Mapping) -> Taken {
    let mut found = Taken { change: Change::new("Read figures from a table"), figures: 0, problems: Vec::new() };
    if !mapping.contains(&Some(Column::Partner)) {
        found.problems.push("No column names the partner: choose one".into());
        return found;
    }
    for (n, row) in rows.iter().enumerate().skip(heads + 1) {
        let cell = |wanted: Column| {
            let column = mapping.iter().position(|column| *column == Some(wanted))?;
            row.get(column).map(|text| text.trim()).filter(|text| !text.is_empty())
        };
        let Some(name) = cell(Column::Partner) else { continue };
        let Some(partner) = partner_of(document, name) else {
            found
                .problems
                .push(format!("line {}: \u{201c}{name}\u{201d} is none of this scenario\u{2019}s partners", n + 1));
            continue;
        };
        let item = match target {
            Target::Prices(category) => {
                let named = cell(Column::Item).unwrap_or("");
                match item_of(document, category, named) {
                    Some(item) => Some(item),
                    None => {
                        found.problems.push(format!("line {}: \u{201c}{named}\u{201d} is none of the items", n + 1));
                        continue;
                    }
                }
            }
            _ => None,
        };
        for (column, label, _) in target.columns() {
            let (Column::Field(field), Some(text)) = (column, cell(*column)) else { continue };
            let Some(place) = target.place(&partner, item, field) else { continue };
            match value(&place, text) {
                Ok(value) if document.number(&place) == Some(value) => {}
                Ok(value) => {
                    found.change =
                        found.change.set(document, &place, Some(json!(value))).mark(document, &place, "yours");
                    found.figures += 1;
                }
                Err(reason) => found.problems.push(format!("line {}, {label}: {reason}", n + 1)),
            }
        }
    }
    found
}

/// The partner that a name means: by its name or id in the scenario, or as a force.
fn partner_of(document: &Document, name: &str) -> Option<String> {
    let ids = document.entries("partners");
    let wanted = small(name);
    let named = |id: &&String| small(document.text(&format!("partners.{id}.name"))) == wanted || **id == name;
    let own = ids.iter().find(named).cloned();
    own.or_else(|| partners(name).into_iter().next().filter(|id| ids.contains(id)))
}

fn item_of(document: &Document, category: &str, name: &str) -> Option<usize> {
    let list = document.get(&format!("procurement.{category}.items"))?.as_array()?;
    let wanted = small(name);
    list.iter()
        .position(|item| item.get("name").and_then(|name| name.as_str()).is_some_and(|name| small(name) == wanted))
}

fn value(place: &str, text: &str) -> Result<f64, String> {
    let input = input_at(place).ok_or("this tool has no such figure")?;
    let value = parse::parse(text, input.unit).map_err(|error| error.to_string())?;
    match input.rule {
        Rule::Number { min, max, .. } if !(min..=max).contains(&value) => {
            Err(format!("it must be from {} to {}", parse::written(min, input.unit), parse::written(max, input.unit)))
        }
        _ => Ok(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::PRESETS;
    use crate::model::read;

    fn rows(all: &[&[&str]]) -> Vec<Vec<String>> {
        all.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect()
    }

    #[test]
    fn a_table_of_somebody_elses_fills_baselines() {
        let mut document = PRESETS[0].document();
        let table = rows(&[
            &["HR survey 2026", "", "", ""],
            &["Force", "FTE", "Average cost", "Remarks"],
            &["Derbyshire Constabulary", "101.5", "£41,250", "ours"],
            &["leicestershire", "88", "lots", ""],
            &["Kent", "90", "40000", ""],
            &["", "", "", ""],
        ]);
        let target = Target::Baselines("hr".into());
        let heads = head_row(&table);
        assert_eq!(heads, 1);
        let mapping = guess(&target, &table[heads]);
        let expected = [Some(Column::Partner), Some(Column::Field("fte")), Some(Column::Field("cost_per_fte")), None];
        assert_eq!(mapping, expected);
        let found = take(&document, &target, &table, heads, &mapping);
        assert_eq!((found.figures, found.problems.len()), (3, 2), "{:?}", found.problems);
        assert!(found.problems[1].contains("Kent"), "{:?}", found.problems);
        found.change.apply(&mut document);
        assert_eq!(document.number("services.hr.baseline.derbyshire.cost_per_fte"), Some(41_250.0));
        assert_eq!(document.get("provenance").unwrap()["services.hr.baseline.leicestershire.fte"], json!("yours"));
        assert!(read(document.value()).is_ok());
        assert_eq!(take(&document, &target, &table, heads, &vec![None; 4]).problems.len(), 1);
    }

    #[test]
    fn prices_find_their_items_and_spends_their_partners() {
        let document = PRESETS.last().unwrap().document();
        let table = rows(&[
            &["Item", "Force", "Unit price", "Quantity"],
            &["boots", "Eastmoor", "99.50", "1,200"],
            &["Hats", "Eastmoor", "1", "1"],
        ]);
        let target = Target::Prices("uniform".into());
        let found = take(&document, &target, &table, 0, &guess(&target, &table[0]));
        assert_eq!((found.figures, found.problems.len()), (2, 1));
        let document = PRESETS[0].document();
        let table = rows(&[&["Partner", "Spend"], &["Lincolnshire", "£1.2m"], &["Derbyshire", "-5"]]);
        let target = Target::Spends("vehicles".into());
        let found = take(&document, &target, &table, 0, &guess(&target, &table[0]));
        assert_eq!((found.figures, found.problems.len()), (1, 1), "{:?}", found.problems);
    }
}
