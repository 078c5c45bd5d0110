//! The sheet of a service: method, section 2, read as formulas.

use super::book::{Format, Series, YEARS};
use super::builder::{Builder, series};
use super::formula::{At, Compare, Formula, total, when};
use super::names::Named;
use super::part::{Inner, KeptCourse, KeptMember, Part, PartMember, ServiceInner};
use super::reading::{Sheet, Slate};
use crate::method::service::{
    Alone, Course, Member, Paid, Shared, alone, course, group, inputs, measured, members, paid, saving, shared, unit,
};
use crate::model::Service;

/// A row of what several rows add up to.
pub(super) fn sum_row<'p>(
    builder: &mut Builder,
    sheet: usize,
    label: &str,
    rows: impl Iterator<Item = &'p Series> + Clone,
) -> Series {
    let formulas: Vec<Formula> = (0..YEARS).map(|t| total(rows.clone().map(|row| row.year(t)).collect())).collect();
    series(builder, sheet, label, "£", Format::Pounds, formulas)
}

/// Everything of a service that stands on its sheet.
struct Found {
    rate: At,
    kept: ServiceInner,
    pool: Series,
    one_off: Series,
    released: Series,
    redundancy: Vec<Series>,
    members: Vec<PartMember>,
}

/// The method's own text, read onto the sheet.
fn read(builder: &mut Builder, service: &Service, sheet: usize) -> Found {
    let slate = Slate::default();
    let scenario = builder.scenario;
    let a = &Sheet::new(&slate, builder, sheet);
    let everyone = members(a, scenario, service);
    let saving = saving(a, service);
    let measured = measured(a, scenario, service, &everyone, &saving);
    let all: Vec<&Member<Sheet>> = everyone.iter().collect();
    let group = group(a, service, (&saving, measured), &all);
    let course = course(a, service, &everyone);
    let each = everyone.iter().zip(&group.converging);
    let parts: Vec<Shared<Sheet>> =
        each.clone().map(|(member, x)| shared(a, service, &course, member, (*x, group.rate))).collect();
    let both: Vec<(&Member<Sheet>, &Shared<Sheet>)> = everyone.iter().zip(&parts).collect();
    let unit = unit(a, &course, &both);
    let pays: Vec<Paid<Sheet>> = both
        .iter()
        .zip(&course.stranded)
        .map(|((member, shared), stranded)| paid(a, service, &course, &unit, member, (shared, stranded)))
        .collect();
    let by_itself: Vec<Alone<Sheet>> = each.map(|(member, x)| alone(a, service, &course, member, *x)).collect();
    let members = everyone.iter().zip(&parts).zip(pays.iter().zip(&by_itself));
    Found {
        rate: group.rate.cell(),
        members: members
            .map(|((member, shared), (paid, by_itself))| PartMember {
                partner: member.partner,
                net: paid.net,
                one_off: paid.one_off,
                without: member.cost,
                with: paid.charge,
                released: Some(shared.released),
                by_itself: Some([by_itself.converging, by_itself.saving]),
                alone: None,
                key: member.key.cell(),
            })
            .collect(),
        pool: unit.pool,
        one_off: unit.one_off,
        released: unit.released,
        redundancy: parts.iter().map(|part| part.redundancy).collect(),
        kept: ServiceInner {
            members: everyone.iter().zip(&course.stranded).map(|(member, row)| kept_member(member, *row)).collect(),
            course: kept_course(&course),
            measured: measured.cell(),
        },
    }
}

fn kept_course(course: &Course<Sheet>) -> KeptCourse {
    KeptCourse {
        saved: course.saved,
        converged: course.converged,
        live: course.live,
        starts: course.starts,
        programme: course.programme,
        per_partner: course.per_partner,
        grant: course.grant,
        redundancy_each: course.redundancy_each.cell(),
        complete: course.complete.cell(),
    }
}

fn kept_member(member: &Member<Sheet>, stranded: Series) -> KeptMember {
    KeptMember {
        partner: member.partner,
        name: member.name.clone(),
        today: member.cost_today.cell(),
        driver: member.driver.cell(),
        unit: member.unit_cost.cell(),
        key: member.key.cell(),
        cost: member.cost,
        non_pay: member.non_pay,
        pay: member.pay,
        posts: member.posts,
        stranded,
    }
}

/// The sheet of a service that two or more share.
pub(super) fn service_sheet(builder: &mut Builder, service: &Service) -> Part {
    let name = service.shown().to_owned();
    let sheet =
        builder.book.sheet("Service", &name, format!("{name}, year by year: every figure follows from the inputs"));
    builder.year_heads(sheet);
    let mut found = read(builder, service, sheet);
    builder.book.sum_of(found.one_off, found.one_off.sum(), Format::Pounds);
    for member in &mut found.members {
        builder.book.sum_of(member.net, member.net.times(builder.factors), Format::Pounds);
        let Some(rows) = member.by_itself else { continue };
        let [converging, saving] =
            rows.map(|row| Formula::Cell(builder.book.sum_of(row, row.times(builder.factors), Format::Pounds)));
        let name = builder.scenario.partners.get(member.partner).map_or("", |partner| partner.shown());
        let label = format!("Improving alone, present value: {name}");
        member.alone = Some(builder.book.figure(sheet, &label, "£", Format::Pounds, converging.or_nothing() + saving));
    }
    let members = &found.members;
    let label = format!("Cost without sharing, all members: {name}");
    let without = sum_row(builder, sheet, &label, members.iter().map(|member| &member.without));
    let label = format!("Charges, all members: {name}");
    let with = sum_row(builder, sheet, &label, members.iter().map(|member| &member.with));
    let label = format!("Net gain, all members: {name}");
    let net = sum_row(builder, sheet, &label, members.iter().map(|member| &member.net));
    let npv = builder.book.sum_of(net, net.times(builder.factors), Format::Pounds);
    let redundancy = builder.book.figure(
        sheet,
        "Redundancy, present value",
        "£",
        Format::Pounds,
        total(found.redundancy.iter().map(|row| row.times(builder.factors)).collect()),
    );
    unit_costs(builder, service, sheet, &found);
    builder.book.name(Named::ServiceNpv.of(&service.id), npv);
    builder.book.name(Named::ServiceRate.of(&service.id), found.rate);
    let input = |field: &str| builder.input(&format!("services.{}.{field}", service.id));
    Part {
        list: "services",
        id: service.id.clone(),
        name,
        net,
        one_off: found.one_off,
        grant: Some(found.kept.course.grant),
        without,
        with,
        settled: found.kept.course.complete,
        redundancy: Some(redundancy),
        cashable: Some(input("cashable")),
        officers: Some(input("officer_share")),
        posts: Some(found.released),
        pool: Some(found.pool),
        members: found.members,
        inner: Inner::Service(Box::new(found.kept)),
    }
}

/// What the service costs for each of what it is measured by, now and in the last year.
fn unit_costs(builder: &mut Builder, service: &Service, sheet: usize, found: &Found) {
    let input = |field: &str| builder.input(&format!("services.{}.{field}", service.id));
    let members = &found.kept.members;
    let sizes = total(members.iter().map(|member| Formula::Cell(member.driver)).collect());
    let today = total(members.iter().map(|member| Formula::Cell(member.today)).collect());
    let or_none = |value: Formula| when(sizes.clone().is(Compare::More, 0.0), value, Formula::Word("none"));
    let now = or_none(today / sizes.clone());
    let after = or_none(found.pool.times(builder.is_last) / sizes.clone() / (input("service_change") + 1.0));
    let after = when(input("go_live").is(Compare::Less, builder.input("years")), after, Formula::Word("none"));
    for (name, label, formula) in [
        ("now", "Unit cost now", now),
        ("after", "Unit cost after, in the last year and for the service then delivered", after),
    ] {
        let at = builder.book.figure(sheet, label, "£ for each", Format::Pence, formula);
        builder.book.name(Named::UnitCost.of_line(name, &service.id), at);
    }
}

/// What a partner's service costs today, and what unit costs are measured by.
pub(super) fn cost_and_size(builder: &mut Builder, service: &Service, partner: &crate::model::Partner) -> [Formula; 2] {
    let slate = Slate::default();
    let a = &Sheet::new(&slate, builder, 0);
    let of = inputs(a, service);
    let cost = crate::method::service::cost_today(&of, service, &partner.id);
    [cost.formula(), crate::method::service::driver(&of, service, partner).formula()]
}
