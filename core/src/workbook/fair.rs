//! Fair shares in formulas, for groups of up to six partners: what every smaller group would gain, and what each partner
//! adds to it. Method, section 5.

use super::book::{Content, Format, Role};
use super::builder::{Builder, Inner, Part, ServiceInner};
use super::formula::{At, Compare, Formula, Function, call, number, total, when};
use super::scale::{effect, factor, rate};
use super::service::target;
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

/// Values of groups by the mask of their partners.
type Values = BTreeMap<u32, At>;

/// The sheets of groups and of fair shares.
pub(super) fn fair_sheets(builder: &mut Builder, parts: &[Part], totals: &mut Totals) {
    let values: Vec<Values> = parts.iter().map(|part| groups(builder, part)).collect();
    for (part, values) in parts.iter().zip(&values) {
        let whole = mask(&part.members.iter().map(|member| member.partner).collect::<Vec<_>>());
        if let Some(at) = values.get(&whole) {
            builder.book.name(&format!("ic_value_{}_{}", part.list, part.id), *at);
        }
    }
    let partners = builder.scenario.partners.len();
    let all = (1_u32 << partners) - 1;
    let worth = coalitions(builder, parts, &values, all);
    totals.grand = worth.get(&all).copied();
    totals.shares = shares(builder, parts, &values, &worth);
}

fn mask(partners: &[usize]) -> u32 {
    partners.iter().fold(0, |mask, partner| mask | 1 << partner)
}

/// Members of a mask, as names.
fn names(builder: &Builder, mask: u32) -> String {
    let partners = builder.scenario.partners.iter().enumerate();
    let in_it = partners.filter(|(place, _)| mask >> place & 1 == 1);
    in_it.map(|(_, partner)| partner.shown()).collect::<Vec<_>>().join(", ")
}

/// What each group of two or more members of a service or category would gain beyond what they could reach alone.
fn groups(builder: &mut Builder, part: &Part) -> Values {
    let sheet = builder.book.sheet(
        "Groups",
        &part.name,
        format!("{}: what each smaller group of its members would gain", part.name),
    );
    let heads = match &part.inner {
        Inner::Service(_) => service_heads(part, builder),
        _ => buying_heads(part, builder),
    };
    builder.book.heads(sheet, &heads.iter().map(String::as_str).collect::<Vec<_>>());
    let count = part.members.len();
    let mut found = Values::new();
    for subset in 1_u32..1 << count {
        if subset.count_ones() < 2 {
            continue;
        }
        let members: Vec<usize> = (0..count).filter(|place| subset >> place & 1 == 1).collect();
        let partners: Vec<usize> = members.iter().filter_map(|place| Some(part.members.get(*place)?.partner)).collect();
        let whole = mask(&partners);
        let row = builder.book.next_row(sheet);
        let at = |column| At { sheet, row, column };
        let label = names(builder, whole);
        builder.book.put(at(0), Content::Text(label), Role::Label, Format::Plain);
        builder.book.put(at(1), Content::Number(members.len() as f64), Role::Note, Format::Plain);
        let value = match &part.inner {
            Inner::Service(inner) => service_group(builder, part, inner, sheet, row, &members),
            inner => buying_group(builder, part, inner, sheet, row, &members),
        };
        found.insert(whole, value);
    }
    found
}

fn service_heads(part: &Part, builder: &Builder) -> Vec<String> {
    let mut heads: Vec<String> =
        ["Group", "Size", "Scale effect", "Saving rate", "Unit cost to come down to"].map(str::to_owned).to_vec();
    let name = |place: usize| builder.scenario.partners.get(place).map_or("", |partner| partner.shown());
    heads.extend(part.members.iter().map(|member| format!("Converging: {}", name(member.partner))));
    heads.extend(part.members.iter().map(|member| format!("Gain before fixed cost: {}", name(member.partner))));
    heads.extend(["Programme, ICT and grant, present value", "Gain", "Value"].map(str::to_owned));
    heads
}

/// A row for a group of a service; says where its value stands.
fn service_group(
    builder: &mut Builder,
    part: &Part,
    inner: &ServiceInner,
    sheet: usize,
    row: u32,
    members: &[usize],
) -> At {
    let place = format!("services.{}", part.id);
    let input = |field: &str| builder.input(&format!("{place}.{field}"));
    let at = |column: usize| At { sheet, row, column: u16::try_from(column).unwrap_or(u16::MAX) };
    let of = |place: &usize| inner.members.get(*place);
    let elasticity = input("scale_elasticity");
    let costs: Vec<Formula> = members.iter().filter_map(of).map(|member| Formula::Cell(member.today)).collect();
    let effect = effect(&costs, &elasticity);
    let factor = factor(input("scale_share"), Formula::Cell(at(2)), inner.measured);
    let haircut = input("haircut");
    let rate = rate(builder, &place, factor);
    let units: Vec<Formula> = members.iter().filter_map(of).map(|member| Formula::Cell(member.unit)).collect();
    let word = input("convergence.target");
    let target = target(&word, units, input("convergence.benchmark"));
    let (convergence, overhead, vat) = (input("convergence.share"), input("overhead"), input("irrecoverable_vat"));
    let months = input("one_off.parallel_months");
    let bias = input("one_off.optimism_bias") + 1.0;
    let count = part.members.len();
    let mut cells: Vec<(At, Formula, Format)> =
        vec![(at(2), effect, Format::Percent), (at(3), rate, Format::Percent), (at(4), target, Format::Pence)];
    let factors = || builder.factors.all();
    for place in members {
        let Some(member) = of(place) else { continue };
        let today = Formula::Cell(member.today);
        let gap = (today.clone() - Formula::Cell(at(4)) * Formula::Cell(member.driver)).or_nothing();
        let x = when(
            call(Function::Or, vec![word.clone().is_word("none"), today.clone().is(Compare::AtMost, 0.0)]),
            0.0,
            convergence.clone() * (number(1.0) - haircut.clone()) * gap / today,
        );
        cells.push((at(5 + place), x, Format::Percent));
        let (x, rate) = (Formula::Cell(at(5 + place)), Formula::Cell(at(3)));
        let converged = number(1.0) - x.clone() * inner.kappa.all();
        let saved = number(1.0) - rate.clone() * inner.rho.all();
        let (cost, live) = (member.cost.all(), inner.live.all());
        let own = cost.clone() * converged.clone();
        let shared = own.clone() * saved.clone()
            + overhead.clone() * cost.clone()
            + vat.clone() * member.non_pay.all() * converged.clone() * saved.clone();
        let recurring = cost.clone() - (number(1.0) - live.clone()) * own - live * shared - member.stranded.all();
        let gone = member.posts.all() * (number(1.0) - converged * saved);
        let before = member.posts.before()
            * (number(1.0) - (number(1.0) - x * inner.kappa.before()) * (number(1.0) - rate * inner.rho.before()));
        let more = gone - before;
        let redundancy =
            Formula::Cell(inner.redundancy_each) * sum_product(factors() * more.clone().is(Compare::More, 0.0) * more);
        let parallel =
            months.clone() / 12.0 * bias.clone() * sum_product(factors() * inner.at_go_live.all() * member.cost.all());
        let gain = sum_product(factors() * recurring) - redundancy - parallel;
        cells.push((at(5 + count + place), gain, Format::Pounds));
    }
    let fixed = inner.programme.times(builder.factors)
        + inner.per_partner.times(builder.factors) * members.len() as f64
        - inner.grant.times(builder.factors);
    let fixed_at = at(5 + 2 * count);
    cells.push((fixed_at, fixed, Format::Pounds));
    let gains = members.iter().map(|place| Formula::Cell(at(5 + count + place))).collect();
    let gain_at = at(6 + 2 * count);
    cells.push((gain_at, total(gains) - Formula::Cell(fixed_at), Format::Pounds));
    let alone = members.iter().filter_map(|place| part.members.get(*place)?.alone).map(Formula::Cell).collect();
    let value_at = at(7 + 2 * count);
    cells.push((value_at, (Formula::Cell(gain_at) - total(alone)).or_nothing(), Format::Pounds));
    for (at, formula, format) in cells {
        builder.book.put(at, Content::Formula(formula), Role::Result, format);
    }
    value_at
}

fn sum_product(of: Formula) -> Formula {
    call(Function::SumProduct, vec![of])
}

fn buying_heads(part: &Part, builder: &Builder) -> Vec<String> {
    let mut heads = vec!["Group".to_owned(), "Size".into()];
    if let (Inner::Items { prices, .. }, Some(category)) =
        (&part.inner, builder.scenario.procurement.iter().find(|one| one.id == part.id))
    {
        heads.extend(category.items.iter().take(prices.len()).map(|item| format!("Saved a year on {}", item.name)));
    }
    heads.extend(["Saving, present value", "One-off cost, present value", "Gain", "Value"].map(str::to_owned));
    heads
}

/// A row for a group of buyers; says where its value stands.
fn buying_group(builder: &mut Builder, part: &Part, inner: &Inner, sheet: usize, row: u32, members: &[usize]) -> At {
    let place = format!("procurement.{}", part.id);
    let input = |builder: &Builder, field: &str| builder.input(&format!("{place}.{field}"));
    let mut next = 2;
    let at = |column: u16| At { sheet, row, column };
    let ids: Vec<String> = members
        .iter()
        .filter_map(|place| builder.scenario.partners.get(part.members.get(*place)?.partner))
        .map(|partner| partner.id.clone())
        .collect();
    let (reached, rho, one_off_year, full) = match inner {
        Inner::Rate { reached, measured, rho, one_off_year } => {
            let own: Vec<Formula> =
                members.iter().filter_map(|place| reached.get(*place)).map(|at| Formula::Cell(*at)).collect();
            let scale =
                factor(input(builder, "scale_share"), effect(&own, &input(builder, "scale_elasticity")), *measured);
            (reached, rho, one_off_year, total(own) * rate(builder, &place, scale))
        }
        Inner::Items { rho, one_off_year, reached, prices } => {
            // an item to a column: a formula of all of them could be longer than a cell takes
            let items: Vec<Formula> = prices
                .iter()
                .enumerate()
                .map(|(n, prices)| item_saving(builder, &place, n, prices, members, &ids))
                .collect();
            for item in items {
                builder.book.put(at(next), Content::Formula(item), Role::Result, Format::Pounds);
                next += 1;
            }
            let believed =
                (number(1.0) - input(builder, "local_exception")) * (number(1.0) - input(builder, "haircut"));
            let saved =
                if next > 2 { call(Function::Sum, vec![Formula::Block(at(2), at(next - 1))]) } else { number(0.0) };
            (reached, rho, one_off_year, believed * saved)
        }
        Inner::Service(_) => return at(0),
    };
    let spent = total(members.iter().filter_map(|place| reached.get(*place)).map(|at| Formula::Cell(*at)).collect());
    let running = rho.times(builder.factors);
    let saving = full * running.clone() - input(builder, "framework_fee") * spent * running;
    let cost = (input(builder, "one_off.programme") + input(builder, "one_off.per_partner") * members.len() as f64)
        * (input(builder, "one_off.optimism_bias") + 1.0)
        * one_off_year.times(builder.factors);
    let gain = Formula::Cell(at(next)) - Formula::Cell(at(next + 1));
    let value = Formula::Cell(at(next + 2)).or_nothing();
    for (column, formula) in (next..).zip([saving, cost, gain, value]) {
        builder.book.put(at(column), Content::Formula(formula), Role::Result, Format::Pounds);
    }
    at(next + 3)
}

/// What a group saves a year on an item at full effect, before exceptions.
fn item_saving(builder: &Builder, place: &str, n: usize, prices: &[At], members: &[usize], ids: &[String]) -> Formula {
    let of = |field: &str, id: &String| builder.input(&format!("{place}.items.{n}.{field}.{id}"));
    let paid: Vec<Formula> =
        members.iter().filter_map(|place| prices.get(*place)).map(|at| Formula::Cell(*at)).collect();
    let volumes: Vec<Formula> = ids.iter().map(|id| of("volume", id)).collect();
    let volume = total(volumes.clone());
    let spent = total(ids.iter().map(|id| of("price", id) * of("volume", id)).collect());
    let harmonise = builder.input(&format!("{place}.harmonise_to"));
    let price = when(
        harmonise.clone().is_word("lowest"),
        call(Function::Min, paid.clone()),
        when(harmonise.clone().is_word("median"), call(Function::Median, paid), spent / volume.clone()),
    );
    let multiple = volume.clone() / call(Function::Max, volumes);
    let discount = builder.input(&format!("{place}.discount_per_doubling"));
    let joint = price * (number(1.0) - discount).power(call(Function::Log2, vec![multiple]));
    let each = |id: &String| {
        let gap = of("price", id) - joint.clone();
        let saved = when(harmonise.clone().is_word("lowest"), gap.clone().or_nothing(), gap);
        of("volume", id) * saved
    };
    when(volume.is(Compare::AtMost, 0.0), 0.0, total(ids.iter().map(each).collect()))
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
        builder.book.name(&group_name(&ids), last);
    }
    if let Some(at) = worth.get(&all) {
        builder.book.name("ic_grand_value", *at);
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
        builder.book.name(&format!("ic_alone_{id}"), at(1));
        builder.book.name(&format!("ic_present_{id}"), at(3));
        builder.book.name(&format!("ic_fair_share_{id}"), at(2));
        builder.book.name(&format!("ic_balancing_total_{id}"), at(4));
        builder.book.name(&format!("ic_balancing_per_year_{id}"), at(5));
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

/// The name of what a group of partners is worth together, by their ids in the scenario's order.
pub fn group_name(ids: &[&str]) -> String {
    format!("ic_worth_{}", ids.join("__"))
}
