//! What each smaller group of a service or category would gain: the method's own text, a line of a table for each group.

use super::book::{Content, Format, Role};
use super::builder::Builder;
use super::formula::{At, Formula, number, total};
use super::part::{BuyingInner, Column, Inner, KeptBuyer, KeptCourse, KeptMember, Part, ServiceInner, Stands};
use super::reading::{Block, Line, Slate};
use crate::method::buying::{self, Buyer, JOINT_PRICE};
use crate::method::service::{self, Member};
use crate::method::{Algebra, Measure};
use crate::model::{Mode, Service};
use std::collections::BTreeMap;

/// Values of groups by the mask of their partners.
pub(super) type Values = BTreeMap<u32, At>;

pub(super) fn mask(partners: &[usize]) -> u32 {
    partners.iter().fold(0, |mask, partner| mask | 1 << partner)
}

/// Members of a mask, as names.
pub(super) fn names(builder: &Builder, mask: u32) -> String {
    let partners = builder.scenario.partners.iter().enumerate();
    let in_it = partners.filter(|(place, _)| mask >> place & 1 == 1);
    in_it.map(|(_, partner)| partner.shown()).collect::<Vec<_>>().join(", ")
}

/// What each group of two or more members of a service or category would gain beyond what they could reach alone.
pub(super) fn groups(builder: &mut Builder, part: &Part) -> Values {
    let sheet = builder.book.sheet(
        "Groups",
        &part.name,
        format!("{}: what each smaller group of its members would gain", part.name),
    );
    let table = Table::of(builder, part);
    let heads: Vec<&str> = ["Group", "Size"].into_iter().chain(table.heads.iter().map(String::as_str)).collect();
    builder.book.heads(sheet, &heads);
    let count = part.members.len();
    let mut found = Values::new();
    for subset in 1_u32..1 << count {
        if subset.count_ones() < 2 {
            continue;
        }
        let members: Vec<usize> = (0..count).filter(|place| subset >> place & 1 == 1).collect();
        let partners: Vec<usize> = members.iter().filter_map(|place| Some(part.members.get(*place)?.partner)).collect();
        let whole = mask(&partners);
        let at = At { sheet, row: builder.book.next_row(sheet), column: 0 };
        let label = names(builder, whole);
        builder.book.put(at, Content::Text(label), Role::Label, Format::Plain);
        let size = Content::Number(members.len() as f64);
        builder.book.put(At { column: 1, ..at }, size, Role::Note, Format::Plain);
        let gain = match &part.inner {
            Inner::Service(inner) => service_gain(builder, part, inner, (at, &table), &members),
            Inner::Buying(inner) => buying_gain(builder, part, inner, (at, &table), &members),
        };
        let alone = members.iter().filter_map(|place| part.members.get(*place)?.alone).map(Formula::Cell).collect();
        let [gain_at, value_at] = [table.last - 1, table.last].map(|column| At { column, ..at });
        builder.book.result(gain_at, gain, Format::Pounds);
        let value = (Formula::Cell(gain_at) - total(alone)).or_nothing();
        builder.book.result(value_at, value, Format::Pounds);
        found.insert(whole, value_at);
    }
    found
}

/// The columns of a table of groups.
struct Table {
    heads: Vec<String>,
    /// Where the method's figures stand.
    columns: Vec<(Column, Stands)>,
    /// Of the value, which follows the gain.
    last: u16,
}

/// What a service's table has beside the method's own figures.
const GAINS: &str = "Gain before fixed cost";
const FIXED: &str = "Programme, ICT and grant, present value";

impl Table {
    fn of(builder: &Builder, part: &Part) -> Table {
        let mut table = Table { heads: Vec::new(), columns: Vec::new(), last: 2 };
        match &part.inner {
            Inner::Service(inner) => {
                table.add("Scale effect", ("", "Scale effect of the group", ""));
                table.add("Saving rate", ("", "Saving rate", ""));
                table.add("Unit cost to come down to", ("", "Unit cost that dear members come down to", ""));
                for KeptMember { name, .. } in &inner.members {
                    let label = ("", "Part of its cost that converging takes away", name.as_str());
                    table.add(&format!("Converging: {name}"), label);
                }
                for KeptMember { name, .. } in &inner.members {
                    table.add(&format!("{GAINS}: {name}"), ("", GAINS, name));
                }
                table.add(FIXED, ("", FIXED, ""));
            }
            Inner::Buying(inner) => {
                table.columns.extend(inner.prices.iter().cloned());
                let category = builder.scenario.procurement.iter().find(|one| one.id == part.id);
                let by_items = category.filter(|one| one.mode == Mode::Items);
                for item in by_items.iter().flat_map(|category| &category.items) {
                    table.add(&format!("{}, joint price", item.name), (&item.name, JOINT_PRICE, ""));
                    table.add(&format!("{}, saved a year", item.name), (&item.name, SAVED, ""));
                }
                table.add("Saving, present value", ("", SAVED, ""));
                table.add("One-off cost, present value", ("", FIXED, ""));
            }
        }
        table.heads.extend(["Gain", "Value"].map(str::to_owned));
        table.last += 1;
        table
    }

    fn add(&mut self, head: &str, (item, what, whose): (&str, &str, &str)) {
        self.heads.push(head.to_owned());
        self.columns.push(((item.to_owned(), what.to_owned(), whose.to_owned()), Stands::In(self.last)));
        self.last += 1;
    }
}

/// A group of a service: its figures in their columns; says what it gains.
fn service_gain(
    builder: &mut Builder,
    part: &Part,
    inner: &ServiceInner,
    (at, table): (At, &Table),
    members: &[usize],
) -> Formula {
    let Some(service) = builder.scenario.services.iter().find(|one| one.id == part.id) else { return number(0.0) };
    let slate = Slate::default();
    let a = &Line::new(&slate, builder, at, &table.columns);
    let cell = |at: At| slate.put(Formula::Cell(at));
    let course = inner.course.read(a, service);
    let all: Vec<(Member<Line>, Block)> = members
        .iter()
        .filter_map(|place| inner.members.get(*place))
        .map(|member| (member.read(a), a.block(member.stranded)))
        .collect();
    let only: Vec<&Member<Line>> = all.iter().map(|(member, _)| member).collect();
    let group = service::group(a, service, (&service::saving(a, service), cell(inner.measured)), &only);
    let gains: Vec<Formula> = all
        .iter()
        .zip(&group.converging)
        .map(|((member, stranded), x)| {
            let shared = service::shared(a, service, &course, member, (*x, group.rate));
            let gain = a.present(|t| service::gain(a, &course, member, (&shared, stranded), t));
            a.figure(Measure::Pounds.of(GAINS, &member.name), gain).formula()
        })
        .collect();
    let fixed = a.present(|t| service::fixed(a, &course, members.len(), t));
    let fixed = a.figure(Measure::Pounds.all(FIXED), fixed);
    total(gains) - fixed.formula()
}

/// What a group of buyers saves a year, on an item or in all.
const SAVED: &str = "saved a year by the group";

/// A group of buyers: its figures in their columns; says what it gains.
fn buying_gain(
    builder: &mut Builder,
    part: &Part,
    inner: &BuyingInner,
    (at, table): (At, &Table),
    members: &[usize],
) -> Formula {
    let Some(category) = builder.scenario.procurement.iter().find(|one| one.id == part.id) else { return number(0.0) };
    let slate = Slate::default();
    let a = &Line::new(&slate, builder, at, &table.columns);
    let course = inner.read(a);
    let all: Vec<Buyer<Line>> =
        members.iter().filter_map(|place| inner.buyers.get(*place)).map(|buyer| buyer.read(a)).collect();
    let buyers: Vec<&Buyer<Line>> = all.iter().collect();
    let reached: Vec<_> = buyers.iter().map(|buyer| buyer.reached).collect();
    let spent = a.sum(&mut reached.iter().copied());
    let full = match category.mode {
        Mode::Rate => {
            let measured = slate.put(Formula::Cell(inner.measured));
            let (_, rate) = buying::rate(a, (&buying::saving(a, category), measured), &reached);
            spent * rate
        }
        Mode::Items => {
            // an item to a column: a formula of all of them could be longer than a cell takes
            let by_item: Vec<_> = category
                .items
                .iter()
                .zip(buying::saved_by_item(a, category, &buyers))
                .map(|(item, saved)| {
                    a.figure(Measure::Pounds.of_item(&item.name, SAVED, ""), a.sum(&mut saved.into_iter()))
                })
                .collect();
            buying::believed(a, category) * a.sum(&mut by_item.into_iter())
        }
    };
    let saved = a.present(|t| buying::gain(a, category, &course, (full, spent), t));
    let saved = a.figure(Measure::Pounds.all(SAVED), saved);
    let set_up = a.present(|t| buying::set_up(a, category, &course, members.len(), t));
    let set_up = a.figure(Measure::Pounds.all(FIXED), set_up);
    saved.formula() - set_up.formula()
}

impl KeptCourse {
    /// As a line of a table reads it.
    fn read<'s, 'b, 'd>(&self, a: &Line<'s, 'b, 'd>, of: &Service) -> service::Course<Line<'s, 'b, 'd>> {
        service::Course {
            saved: a.block(self.saved),
            converged: a.block(self.converged),
            live: a.block(self.live),
            starts: a.block(self.starts),
            programme: a.block(self.programme),
            per_partner: a.block(self.per_partner),
            parallel: service::beside(a, of),
            grant: a.block(self.grant),
            stranded: Vec::new(),
            redundancy_each: a.slate.put(Formula::Cell(self.redundancy_each)),
            complete: a.slate.put(Formula::Cell(self.complete)),
        }
    }
}

impl KeptMember {
    fn read<'s, 'b, 'd>(&self, a: &Line<'s, 'b, 'd>) -> Member<Line<'s, 'b, 'd>> {
        let cell = |at: At| a.slate.put(Formula::Cell(at));
        Member {
            partner: self.partner,
            name: self.name.clone(),
            cost_today: cell(self.today),
            driver: cell(self.driver),
            unit_cost: cell(self.unit),
            key: cell(self.key),
            cost: a.block(self.cost),
            non_pay: a.block(self.non_pay),
            pay: a.block(self.pay),
            posts: a.block(self.posts),
        }
    }
}

impl BuyingInner {
    fn read<'s, 'b, 'd>(&self, a: &Line<'s, 'b, 'd>) -> buying::Course<Line<'s, 'b, 'd>> {
        buying::Course {
            saved: a.block(self.saved),
            set_up: a.block(self.set_up),
            complete: a.slate.put(Formula::Cell(self.complete)),
        }
    }
}

impl KeptBuyer {
    fn read<'s, 'b, 'd>(&self, a: &Line<'s, 'b, 'd>) -> Buyer<Line<'s, 'b, 'd>> {
        let put = |formula: &Formula| a.slate.put(formula.clone());
        Buyer {
            partner: self.partner,
            id: self.id.clone(),
            name: self.name.clone(),
            reached: put(&Formula::Cell(self.reached)),
            items: self.items.iter().map(|(price, volume)| (put(price), put(volume))).collect(),
            key: put(&Formula::Cell(self.key)),
        }
    }
}
