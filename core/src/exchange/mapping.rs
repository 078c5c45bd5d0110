//! Tables of somebody else's making: which column is what, and what a scenario takes from them.

use super::account::Account;
use super::grid::{Entry, Grid, Row, column_name};
use super::heads::Heads;
use super::names::{is_total, named, small};
use super::scaling::{Scale, far_off};
use crate::model::inputs::{Unit, input_at};
use crate::model::parse::{self, Reading};
use crate::model::{Change, Document, FaultKind};
use serde_json::json;
use std::collections::BTreeMap;

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
    /// Whom a row is about.
    Partner,
    /// Which item a row is about.
    Item,
    /// A field of the target, by its name in the file.
    Field(&'static str),
}

/// A column's label, and heads under which it is known.
type Known = (Column, &'static str, &'static [&'static str]);

const PARTNER: Known =
    (Column::Partner, "Partner", &["force", "forces", "force name", "partner", "name", "organisation", "body name"]);

impl Target {
    /// The columns that such a table can have.
    pub fn columns(&self) -> &'static [Known] {
        const PARTNERS: &[Known] = &[
            PARTNER,
            (Column::Field("budget"), "Yearly budget, £", &["budget", "net revenue budget", "nrb"]),
            (Column::Field("officers_fte"), "Officers", &["officers", "officers fte", "police officers"]),
            (Column::Field("staff_fte"), "Staff", &["staff", "staff fte", "police staff", "police staff fte"]),
            (Column::Field("population"), "Population", &["population", "residents"]),
        ];
        const BASELINES: &[Known] = &[
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
        const SPENDS: &[Known] = &[
            PARTNER,
            (Column::Field("spend"), "Yearly spending, £", &["spend", "spending", "yearly spending", "amount", "cost"]),
        ];
        const PRICES: &[Known] = &[
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

/// The heads under which the figure of a place may stand in somebody's table, in small letters.
pub(super) fn known_heads(place: &str) -> Vec<String> {
    let label = input_at(place).map(|input| small(input.label));
    let targets = [
        Target::Partners,
        Target::Baselines(String::new()),
        Target::Spends(String::new()),
        Target::Prices(String::new()),
    ];
    let mut all: Vec<String> = label.into_iter().collect();
    for target in &targets {
        for (column, label, known_as) in target.columns() {
            if let Column::Field(field) = column
                && place.split('.').any(|step| step == *field)
            {
                all.push(small(label));
                all.extend(known_as.iter().map(|head| (*head).to_owned()));
            }
        }
    }
    all
}

/// The column of each column of the table; none for one that is left out.
pub type Mapping = Vec<Option<Column>>;

/// What the columns of a table most likely are, each once. Where two could be one thing, somebody has to choose.
pub fn guess(target: &Target, heads: &Heads) -> Mapping {
    let mut mapping: Mapping = vec![None; heads.columns.len()];
    for (column, label, known_as) in target.columns() {
        let fits = |head: &str| small(label) == head || known_as.contains(&head);
        // by the whole head, or by its last line
        let by = |of: fn(&super::heads::Head) -> String| -> Vec<usize> {
            let all = heads.columns.iter().enumerate();
            all.filter(|(n, head)| mapping.get(*n) == Some(&None) && fits(&of(head))).map(|(n, _)| n).collect()
        };
        let whole = by(|head| head.plain());
        let found = if whole.is_empty() { by(|head| head.last_plain()) } else { whole };
        if let [one] = found.as_slice()
            && let Some(slot) = mapping.get_mut(*one)
        {
            *slot = Some(*column);
        }
    }
    mapping
}

/// What somebody said of a table before it is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Terms {
    /// Whether the lines of one partner are parts of one figure.
    pub add_up: bool,
    /// What its money is in, where that is not what the table says.
    pub scale: Option<Scale>,
}

/// What a scenario takes from a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Taken {
    /// The change to the scenario.
    pub change: Change,
    /// What was taken and what was not.
    pub account: Account,
    /// Whether some partner stands in several lines, so that somebody has to say what they are.
    pub repeated: bool,
    /// What the table says that its money is in.
    pub scale: Scale,
}

/// A figure that was read, before it is put anywhere.
pub(super) struct Read {
    pub place: String,
    pub value: f64,
    pub line: usize,
}

/// Reads the rows below the heads. Nothing is guessed: what cannot be taken is listed with the reason.
pub fn take(
    document: &Document,
    target: &Target,
    grid: &Grid,
    heads: &Heads,
    mapping: &Mapping,
    terms: Terms,
) -> Taken {
    let mut found = Taken {
        change: Change::new("Read figures from a table"),
        account: Account { remarks: grid.remarks(), ..Account::default() },
        repeated: false,
        scale: Scale::Units,
    };
    let Some(partner_at) = mapping.iter().position(|column| *column == Some(Column::Partner)) else {
        found.account.left.push("No column names the partner: choose one".into());
        return found;
    };
    let columns: Vec<(usize, &'static str, &'static str)> = fields(target, mapping);
    if columns.is_empty() {
        found.account.left.push("No column is a figure: choose one".into());
        return found;
    }
    let how = grid.reading(&columns.iter().map(|(at, ..)| *at).collect::<Vec<_>>());
    let mut lines: BTreeMap<(String, Option<usize>), Vec<&Row>> = BTreeMap::new();
    for row in grid.rows.iter().filter(|row| row.number > heads.last_line) {
        if row
            .cells
            .iter()
            .all(|cell| !cell.is_figure() && !matches!(cell, Entry::Date(_) | Entry::Error(_) | Entry::Uncalculated))
        {
            // a heading or a remark within the table holds no figure to lose
            continue;
        }
        found.account.lines += 1;
        match whose(document, target, mapping, row, partner_at) {
            Ok(key) => lines.entry(key).or_default().push(row),
            Err(why) => found.account.left.push(format!("line {}: {why}", row.number)),
        }
    }
    found.repeated = lines.values().any(|rows| rows.len() > 1);
    found.scale =
        columns.iter().map(|(at, ..)| heads.scale(*at)).find(|scale| *scale != Scale::Units).unwrap_or_default();
    let mut read = Vec::new();
    for ((partner, item), rows) in &lines {
        if rows.len() > 1 && !terms.add_up {
            let name = document.text(&format!("partners.{partner}.name"));
            let at: Vec<String> = rows.iter().take(5).map(|row| row.number.to_string()).collect();
            found.account.left.push(format!(
                "{name} stands in {} lines ({}{}): say whether they are to be added up",
                rows.len(),
                at.join(", "),
                if rows.len() > 5 { ", \u{2026}" } else { "" }
            ));
            continue;
        }
        let places = Places { target, partner, item: *item };
        for row in sums(&columns, rows, heads, how, terms, &mut found.account) {
            if let Some(place) = places.of(row.0) {
                read.push(Read { place, value: row.1, line: row.2 });
            }
        }
    }
    put(document, &read, &mut found);
    found
}

/// The columns that hold a field, with its name in the file and for the reader.
fn fields(target: &Target, mapping: &Mapping) -> Vec<(usize, &'static str, &'static str)> {
    let known = target.columns().iter();
    let at = |wanted: &Column| mapping.iter().position(|column| column.as_ref() == Some(wanted));
    known
        .filter_map(|(column, label, _)| match column {
            Column::Field(field) => Some((at(column)?, *field, *label)),
            _ => None,
        })
        .collect()
}

/// Whose line it is, and of which item.
fn whose(
    document: &Document,
    target: &Target,
    mapping: &Mapping,
    row: &Row,
    partner_at: usize,
) -> Result<(String, Option<usize>), String> {
    let name = row.cell(partner_at).shown();
    let name = name.trim();
    if name.is_empty() {
        return Err("it names no partner".into());
    }
    if is_total(name) {
        return Err(format!("\u{201c}{name}\u{201d} looks like a total, which is worked out here"));
    }
    let partner = match named(document, name).as_slice() {
        [one] => one.clone(),
        [] => return Err(format!("\u{201c}{name}\u{201d} is not one of this scenario\u{2019}s partners")),
        _ => {
            return Err(format!(
                "\u{201c}{name}\u{201d} names more than one partner, so its figures are given to none: enter each one\u{2019}s part"
            ));
        }
    };
    let Target::Prices(category) = target else { return Ok((partner, None)) };
    let item_at = mapping.iter().position(|column| *column == Some(Column::Item));
    let item = item_at.map(|at| row.cell(at).shown()).unwrap_or_default();
    match item_of(document, category, item.trim()) {
        Some(found) => Ok((partner, Some(found))),
        None => Err(format!("\u{201c}{}\u{201d} is not one of the items", item.trim())),
    }
}

struct Places<'a> {
    target: &'a Target,
    partner: &'a str,
    item: Option<usize>,
}

impl Places<'_> {
    fn of(&self, field: &str) -> Option<String> {
        self.target.place(self.partner, self.item, field)
    }
}

/// The figures of one partner's lines: of several lines the sum, of a price or a cost of a post what it comes to on
/// average over the posts or volumes of those lines.
fn sums(
    columns: &[(usize, &'static str, &'static str)],
    rows: &[&Row],
    heads: &Heads,
    how: Reading,
    terms: Terms,
    account: &mut Account,
) -> Vec<(&'static str, f64, usize)> {
    let mut read: BTreeMap<&'static str, Vec<Option<f64>>> = BTreeMap::new();
    let mut faulty: Vec<&'static str> = Vec::new();
    for row in rows {
        for (at, field, label) in columns {
            let scale = match heads.unit_of(field) {
                Unit::Pounds => terms.scale.unwrap_or_else(|| heads.scale(*at)),
                _ => Scale::Units,
            };
            match row.cell(*at).figure(heads.unit_of(field), how) {
                Ok(value) => read.entry(field).or_default().push(value.map(|value| value * scale.factor())),
                Err(why) => {
                    account.left.push(format!("line {}, {label}: {why}", row.number));
                    faulty.push(field);
                }
            }
        }
    }
    let line = rows.first().map_or(0, |row| row.number);
    let parts = |field: &str| read.get(field).filter(|_| !faulty.contains(&field)).cloned();
    let mut all = Vec::new();
    for (_, field, label) in columns {
        let Some(values) = parts(field).filter(|values| values.iter().any(Option::is_some)) else { continue };
        let by = match *field {
            "cost_per_fte" => Some("fte"),
            "price" => Some("volume"),
            _ => None,
        };
        let value = match (by, values.as_slice()) {
            (_, [Some(one)]) => Some(*one),
            (None, many) => Some(many.iter().flatten().sum()),
            (Some(by), many) => {
                let weights = parts(by).unwrap_or_default();
                let pairs = || many.iter().zip(&weights).filter_map(|(value, weight)| Some(((*value)?, (*weight)?)));
                let all: f64 = pairs().map(|(_, weight)| weight).sum();
                (all > 0.0 && pairs().count() == many.len())
                    .then(|| pairs().map(|(value, weight)| value * weight).sum::<f64>() / all)
            }
        };
        match value {
            Some(value) => all.push((*field, value, line)),
            None => account.left.push(format!(
                "lines {} to {}, {label}: an average over several lines needs the number of posts or units of each",
                line,
                rows.last().map_or(0, |row| row.number)
            )),
        }
    }
    all
}

/// Puts what was read where it belongs, and says what looks a thousand times too large or too small.
pub(super) fn put(document: &Document, read: &[Read], found: &mut Taken) {
    put_sent(document, read, "yours", found);
}

/// The same under another mark than the user's.
pub(super) fn put_sent(document: &Document, read: &[Read], mark: &str, found: &mut Taken) {
    let field = |place: &str| input_at(place).map_or("", |input| input.path);
    let against = breaks(document, read);
    for place in &against {
        found.account.left.push(format!(
            "{}: its income would be more than it costs, so nothing of it is taken",
            crate::model::what_of(document, place)
        ));
    }
    for one in read.iter().filter(|one| !against.iter().any(|place| same_cost(place, &one.place))) {
        let Some(input) = input_at(&one.place) else { continue };
        let written = |value: f64| parse::written(value, input.unit);
        if let Err(why) = input.admits(one.value, written) {
            found.account.left.push(format!("line {}: {why}", one.line));
            continue;
        }
        let now = document.number(&one.place);
        if now == Some(one.value) {
            found.account.same += 1;
            continue;
        }
        let others: Vec<f64> = read
            .iter()
            .filter(|other| other.place != one.place && field(&other.place) == field(&one.place))
            .map(|other| other.value)
            .collect();
        if let Some(what) = far_off(one.value, now, &others) {
            found.account.remarks.push(format!(
                "Line {}, {}: {} is {what}",
                one.line,
                crate::model::what_of(document, &one.place),
                written(one.value)
            ));
        }
        let change = std::mem::replace(&mut found.change, Change::new(""));
        found.change = change.set(document, &one.place, Some(json!(one.value))).mark(document, &one.place, mark);
        found.account.taken += 1;
    }
}

/// Whether two places are of what one member pays for one service today.
fn same_cost(one: &str, other: &str) -> bool {
    let of = |place: &str| place.rsplit_once('.').map(|(cost, _)| cost.to_owned());
    one.contains(".baseline.") && of(one) == of(other)
}

/// Places of incomes that would be more than a member's cost if all that was read were put in.
fn breaks(document: &Document, read: &[Read]) -> Vec<String> {
    let mut after = document.clone();
    for one in read
        .iter()
        .filter(|one| input_at(&one.place).is_some_and(|input| input.admits(one.value, |_| String::new()).is_ok()))
    {
        after.set(&one.place, Some(json!(one.value)));
    }
    let known = crate::model::check(document.value());
    crate::model::check(after.value())
        .into_iter()
        .filter(|fault| matches!(fault.kind, FaultKind::NegativeBaseline { .. }))
        .filter(|fault| known.iter().all(|other| other.place != fault.place))
        .map(|fault| fault.place)
        .collect()
}

fn item_of(document: &Document, category: &str, name: &str) -> Option<usize> {
    let list = document.get(&format!("procurement.{category}.items"))?.as_array()?;
    let wanted = small(name);
    list.iter()
        .position(|item| item.get("name").and_then(|name| name.as_str()).is_some_and(|name| small(name) == wanted))
}

/// What a column is called where it may have no head.
pub fn column_title(heads: &Heads, column: usize) -> String {
    match heads.columns.get(column).map(super::heads::Head::shown) {
        Some(head) if !head.is_empty() => head,
        _ => format!("Column {}", column_name(column)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::PRESETS;
    use crate::model::read;

    fn grid(all: &[&[&str]]) -> Grid {
        Grid::of_texts(all, super::super::grid::Unsure::British)
    }

    fn taken(document: &Document, target: &Target, grid: &Grid, terms: Terms) -> Taken {
        let heads = Heads::of(document, grid);
        take(document, target, grid, &heads, &guess(target, &heads), terms)
    }

    #[test]
    fn a_table_of_somebody_elses_fills_baselines() {
        let mut document = PRESETS[0].document();
        let table = grid(&[
            &["HR survey 2026", "", "", ""],
            &["Force", "FTE", "Average cost", "Remarks"],
            &["Derbyshire Constabulary", "101.5", "£41,250", "ours"],
            &["leicestershire", "88", "lots", ""],
            &["Kent", "90", "40000", ""],
            &["", "", "", ""],
            &["Total", "279.5", "", ""],
        ]);
        let target = Target::Baselines("hr".into());
        let heads = Heads::of(&document, &table);
        assert_eq!(heads.last_line, 2);
        let mapping = guess(&target, &heads);
        let expected = [Some(Column::Partner), Some(Column::Field("fte")), Some(Column::Field("cost_per_fte")), None];
        assert_eq!(mapping, expected);
        let found = take(&document, &target, &table, &heads, &mapping, Terms::default());
        assert_eq!(
            (found.account.lines, found.account.taken, found.account.left.len()),
            (4, 3, 3),
            "{:?}",
            found.account
        );
        assert!(found.account.left.iter().any(|line| line.contains("Kent")), "{:?}", found.account);
        assert!(found.account.left.iter().any(|line| line.contains("looks like a total")), "{:?}", found.account);
        found.change.apply(&mut document);
        assert_eq!(document.number("services.hr.baseline.derbyshire.cost_per_fte"), Some(41_250.0));
        assert_eq!(document.get("provenance").unwrap()["services.hr.baseline.leicestershire.fte"], json!("yours"));
        assert!(read(document.value()).is_ok());
        assert_eq!(take(&document, &target, &table, &heads, &vec![None; 4], Terms::default()).account.left.len(), 1);
    }

    #[test]
    fn prices_find_their_items_and_spends_their_partners() {
        let document = PRESETS.last().unwrap().document();
        let table = grid(&[
            &["Item", "Force", "Unit price", "Quantity"],
            &["boots", "Eastmoor", "99.50", "1,200"],
            &["Hats", "Eastmoor", "1", "1"],
        ]);
        let found = taken(&document, &Target::Prices("uniform".into()), &table, Terms::default());
        assert_eq!((found.account.taken, found.account.left.len()), (2, 1), "{:?}", found.account);
        let document = PRESETS[0].document();
        let table = grid(&[&["Partner", "Spend"], &["Lincolnshire", "£1.2m"], &["Derbyshire", "-5"]]);
        let found = taken(&document, &Target::Spends("vehicles".into()), &table, Terms::default());
        assert_eq!((found.account.taken, found.account.left.len()), (1, 1), "{:?}", found.account);
    }

    #[test]
    fn several_lines_are_added_up_only_where_somebody_says_so() {
        let mut document = PRESETS[0].document();
        let table = grid(&[
            &["Force", "Posts", "Cost per FTE"],
            &["Derbyshire", "10", "30000"],
            &["Derbyshire", "30", "50000"],
            &["Leicestershire", "20", "40000"],
        ]);
        let target = Target::Baselines("hr".into());
        let asked = taken(&document, &target, &table, Terms::default());
        assert!(asked.repeated && asked.account.taken == 2, "{:?}", asked.account);
        assert!(asked.account.left[0].contains("stands in 2 lines (2, 3)"), "{:?}", asked.account);
        let summed = taken(&document, &target, &table, Terms { add_up: true, scale: None });
        summed.change.apply(&mut document);
        assert_eq!(document.number("services.hr.baseline.derbyshire.fte"), Some(40.0));
        // (10 × 30,000 + 30 × 50,000) ÷ 40
        assert_eq!(document.number("services.hr.baseline.derbyshire.cost_per_fte"), Some(45_000.0));
    }

    #[test]
    fn a_joint_unit_is_given_to_none() {
        let document = PRESETS[0].document();
        for name in ["Derbyshire and Nottinghamshire", "Leicestershire, Lincolnshire", "Derbyshire & Kent"] {
            assert!(named(&document, name).len() > 1, "{name}");
        }
        let learning = PRESETS.last().unwrap().document();
        assert_eq!(named(&learning, "Eastmoor and Westvale").len(), 2);
        assert_eq!(named(&document, "Derbyshire Constabulary"), ["derbyshire"]);
        assert!(named(&document, "Kent and Essex").is_empty());
        // once the one that is known was given the figures of both
        assert_eq!(named(&document, "Leicestershire and Rutland Joint HR").len(), 2);
    }

    #[test]
    fn what_is_a_thousand_times_away_is_said() {
        let document = PRESETS[0].document();
        let of = |budget: &str| {
            let table = grid(&[&["Force", "Budget"], &["Derbyshire", budget], &["Leicestershire", "258,905,000"]]);
            taken(&document, &Target::Partners, &table, Terms::default())
        };
        assert!(of("246,310,000").account.remarks.is_empty());
        let said = of("246310").account.remarks;
        assert!(said[0].contains("about a thousand times smaller than what stands here"), "{said:?}");
        let table = grid(&[&["Force", "Budget (£m)"], &["Derbyshire", "246.31"]]);
        let found = taken(&document, &Target::Partners, &table, Terms::default());
        assert_eq!(found.scale, Scale::Millions);
        assert_eq!(found.change.edits[0].after, Some(json!(246_310_000.0)));
    }
}
