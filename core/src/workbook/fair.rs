//! Fair shares in formulas, for groups of up to six partners: what every smaller group would gain, and what each partner
//! adds to it. Method, section 5.

use super::book::{Content, Format, Role};
use super::builder::Builder;
use super::formula::{At, Compare, Formula, number, total, when};
use super::groups::{Values, groups, mask, names};
use super::names::Named;
use super::part::Part;
use super::totals::Totals;
use crate::model::Scenario;
use std::collections::BTreeMap;

/// Beyond this there are too many groups for a sheet.
pub(super) const MOST: usize = 6;
/// And of services and categories: sums over all of them stand in one cell each.
pub const MOST_SHARED: usize = 40;
/// The table of shares, by formula or as values.
pub(super) const HEADS: [&str; 6] = [
    "Partner",
    "Improving alone",
    "Fair share",
    "Gain under the present terms, without balancing payments",
    "Receives in all (negative: pays)",
    "Receives a year (negative: pays)",
];
/// A worth below half a penny is nothing.
const NOTHING: f64 = 0.005;

/// The sheets of groups and of fair shares.
pub(super) fn fair_sheets(builder: &mut Builder, parts: &[Part], totals: &mut Totals) {
    let values: Vec<Values> = parts.iter().map(|part| groups(builder, part)).collect();
    for (part, values) in parts.iter().zip(&values) {
        let whole = mask(&part.members.iter().map(|member| member.partner).collect::<Vec<_>>());
        if let Some(at) = values.get(&whole) {
            builder.book.name(Named::Value.of_line(part.list, &part.id), *at);
        }
    }
    let partners = builder.scenario.partners.len();
    let all = (1_u32 << partners) - 1;
    let worth = coalitions(builder, parts, &values, all);
    totals.grand = worth.get(&all).copied();
    totals.shares = shares(builder, parts, &values, &worth);
}

/// What every group of partners is worth, over what is worth sharing at all.
fn coalitions(builder: &mut Builder, parts: &[Part], values: &[Values], all: u32) -> BTreeMap<u32, At> {
    let sheet = builder.book.sheet("Coalitions", "", "What every group of partners is worth together".into());
    let mut heads = vec!["Group".to_owned(), "Size".into()];
    heads.extend(parts.iter().map(|part| part.name.clone()));
    heads.push("Worth".into());
    builder.book.heads(sheet, &heads.iter().map(String::as_str).collect::<Vec<_>>());
    let mut worth = BTreeMap::new();
    for group in 1..=all {
        let row = builder.book.next_row(sheet);
        let at = |column: usize| At { sheet, row, column: u16::try_from(column).unwrap_or(u16::MAX) };
        let label = names(builder, group);
        builder.book.put(at(0), Content::Text(label), Role::Label, Format::Plain);
        builder.book.put(at(1), Content::Number(f64::from(group.count_ones())), Role::Note, Format::Plain);
        for (n, (part, values)) in parts.iter().zip(values).enumerate() {
            let whole = mask(&part.members.iter().map(|member| member.partner).collect::<Vec<_>>());
            let counts = values.get(&whole).map_or(number(0.0), |at| Formula::Cell(*at)).is(Compare::AtLeast, NOTHING);
            let own = values.get(&(group & whole)).map_or(number(0.0), |at| Formula::Cell(*at));
            builder.book.put(at(2 + n), Content::Formula(when(counts, own, 0.0)), Role::Result, Format::Pounds);
        }
        let sum = total((0..parts.len()).map(|n| Formula::Cell(at(2 + n))).collect());
        let last = at(2 + parts.len());
        builder.book.put(last, Content::Formula(sum), Role::Total, Format::Pounds);
        worth.insert(group, last);
        let partners = builder.scenario.partners.iter().enumerate();
        let ids: Vec<&str> =
            partners.filter(|(place, _)| group >> place & 1 == 1).map(|(_, one)| one.id.as_str()).collect();
        builder.book.name(Named::Worth.of_group(&ids), last);
    }
    if let Some(at) = worth.get(&all) {
        builder.book.name(Named::GrandValue, *at);
    }
    worth
}

/// Each partner's fair share and the payment that brings it there.
fn shares(builder: &mut Builder, parts: &[Part], values: &[Values], worth: &BTreeMap<u32, At>) -> Vec<At> {
    let mut found = Vec::new();
    let sheet = builder.book.sheet(
        "Fair shares",
        "",
        "What each partner adds, averaged over every order of joining, and the payment that brings it there".into(),
    );
    builder.book.heads(sheet, &HEADS);
    let partners = builder.scenario.partners.len();
    let sum_of_factors = builder.factors.times(builder.in_term);
    for place in 0..partners {
        let row = builder.book.next_row(sheet);
        let at = |column| At { sheet, row, column };
        let (name, id) = match builder.scenario.partners.get(place) {
            Some(partner) => (partner.shown().to_owned(), partner.id.clone()),
            None => continue,
        };
        let counted = |of: &dyn Fn(&Part) -> Option<Formula>| {
            let each = parts.iter().zip(values).filter_map(|(part, values)| {
                let whole = mask(&part.members.iter().map(|member| member.partner).collect::<Vec<_>>());
                let value = Formula::Cell(*values.get(&whole)?);
                Some(when(value.is(Compare::AtLeast, NOTHING), of(part)?, 0.0))
            });
            total(each.collect())
        };
        let own = |part: &Part| part.members.iter().find(|member| member.partner == place).cloned();
        let alone = counted(&|part| own(part)?.alone.map(Formula::Cell));
        let present = counted(&|part| Some(own(part)?.net.whole()));
        let share = shapley(worth, partners, place);
        let cells = [
            (1, alone),
            (2, share),
            (3, present),
            (4, Formula::Cell(at(1)) + Formula::Cell(at(2)) - Formula::Cell(at(3))),
            (5, Formula::Cell(at(4)) / sum_of_factors.clone()),
        ];
        builder.book.put(at(0), Content::Text(name), Role::Label, Format::Plain);
        for (column, formula) in cells {
            builder.book.put(at(column), Content::Formula(formula), Role::Result, Format::Pounds);
        }
        builder.book.name(Named::Alone.of(&id), at(1));
        builder.book.name(Named::Present.of(&id), at(3));
        builder.book.name(Named::FairShare.of(&id), at(2));
        builder.book.name(Named::BalancingTotal.of(&id), at(4));
        builder.book.name(Named::BalancingPerYear.of(&id), at(5));
        found.push(at(2));
    }
    found
}

/// The Shapley value: what a partner adds to each group, by how many orders bring it there.
fn shapley(worth: &BTreeMap<u32, At>, partners: usize, place: usize) -> Formula {
    let factorial = |n: usize| (1..=n).map(|n| n as f64).product::<f64>();
    let value = |mask: u32| worth.get(&mask).map_or(number(0.0), |at| Formula::Cell(*at));
    let mut parts = Vec::new();
    for size in 1..=partners {
        let weight = factorial(size - 1) * factorial(partners - size) / factorial(partners);
        let of_size = worth.keys().filter(|mask| **mask >> place & 1 == 1 && mask.count_ones() as usize == size);
        let added: Vec<Formula> = of_size.map(|mask| value(*mask) - value(mask & !(1 << place))).collect();
        if !added.is_empty() {
            parts.push(total(added) * weight);
        }
    }
    total(parts)
}

/// Whether the workbook of a scenario has fair shares as formulas: then the page opens them to the groups that they come from.
pub fn has_fair_sheets(scenario: &Scenario) -> bool {
    fits(scenario, MOST)
}

/// Whether a scenario is small enough for these sheets.
pub(super) fn fits(scenario: &Scenario, most: usize) -> bool {
    let (services, categories) = (&scenario.services, &scenario.procurement);
    let shared = services.iter().any(|one| one.members.len() > 1) || categories.iter().any(|one| one.members.len() > 1);
    shared && scenario.partners.len() <= most && services.len() + categories.len() <= MOST_SHARED
}
