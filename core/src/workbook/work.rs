//! Work put into shared services and got from them, in formulas: method, section 5.

use super::book::{Format, Series};
use super::builder::Builder;
use super::formula::{Compare, Formula, Function, call, total, when};
use super::names::Named;
use super::part::{Part, PartMember};
use crate::model::Service;

/// Whether anything is entered of the work of a service.
pub(super) fn has_work(service: &Service) -> bool {
    service.members.iter().any(|id| service.demand.got.contains_key(id) || service.demand.put_in.contains_key(id))
}

/// The sheet of work; none where no shared service has any. `is_full` is 1 in the year at full effect.
pub(super) fn work(builder: &mut Builder, parts: &[Part], is_full: Series) {
    let scenario = builder.scenario;
    let services: Vec<(&Service, &Part)> = parts
        .iter()
        .filter(|part| part.list == "services")
        .filter_map(|part| Some((scenario.services.iter().find(|one| one.id == part.id)?, part)))
        .filter(|(service, _)| has_work(service))
        .collect();
    if services.is_empty() {
        return;
    }
    let about = "Work that each puts into a shared service and gets from it, and what the difference is worth";
    let sheet = builder.book.sheet("Work", "", about.into());
    builder.book.heads(sheet, &["Figure", "Unit", "Figure"]);
    for (service, part) in services {
        of_service(builder, sheet, service, part, is_full);
    }
}

#[allow(clippy::too_many_lines, reason = "rows of one sheet in their order")]
fn of_service(builder: &mut Builder, sheet: usize, service: &Service, part: &Part, is_full: Series) {
    let (id, shown) = (&service.id, service.shown());
    let Some(pool) = part.pool else { return };
    let named = |member: &PartMember| builder.scenario.partners.get(member.partner);
    let members: Vec<(String, String, Formula)> = part
        .members
        .iter()
        .filter_map(|member| Some((named(member)?, Formula::Cell(member.key))))
        .map(|(partner, key)| (partner.id.clone(), partner.shown().to_owned(), key))
        .collect();
    let factors = builder.factors;
    let all = |builder: &Builder, field: &str| {
        total(
            members
                .iter()
                .map(|(member, ..)| builder.input(&format!("services.{id}.demand.{field}.{member}")))
                .collect(),
        )
    };
    let (put_in, got) = (all(builder, "put_in"), all(builder, "got"));
    let put_in = builder.named_figure(
        sheet,
        Named::WorkPutIn.of(id),
        (&format!("Put in by all: {shown}"), "units a year"),
        Format::Plain,
        put_in,
    );
    let got = builder.named_figure(
        sheet,
        Named::WorkGot.of(id),
        (&format!("Got by all: {shown}"), "units a year"),
        Format::Plain,
        got,
    );
    let a_year = builder.named_figure(
        sheet,
        Named::WorkPool.of(id),
        (&format!("Cost of the unit in the full year: {shown}"), "£"),
        Format::Pounds,
        pool.times(is_full),
    );
    let term = builder.named_figure(
        sheet,
        Named::WorkTerm.of(id),
        (&format!("Cost of the unit over the term, in today\u{2019}s money: {shown}"), "£"),
        Format::Pounds,
        pool.times(factors),
    );
    let (some_in, some_got) = (put_in.clone().is(Compare::More, 0.0), got.clone().is(Compare::More, 0.0));
    let or_none = |some: &Formula, formula: Formula| when(some.clone(), formula, Formula::Word("none"));
    for (member, name, key) in &members {
        let of = |figure: Named| figure.of_both(id, member);
        let label = |what: &str| format!("{what}: {shown}, {name}");
        let own = |builder: &Builder, field: &str| builder.input(&format!("services.{id}.demand.{field}.{member}"));
        let gives = own(builder, "put_in");
        let share_in = or_none(&some_in, gives.clone() / put_in.clone());
        let share_in = builder.named_figure(
            sheet,
            of(Named::WorkShareIn),
            (&label("Share of what all put in"), "%"),
            Format::Percent,
            share_in,
        );
        let share_got = or_none(&some_got, own(builder, "got") / got.clone());
        let share_got = builder.named_figure(
            sheet,
            of(Named::WorkShareGot),
            (&label("Share of what all get"), "%"),
            Format::Percent,
            share_got,
        );
        let both = call(Function::And, vec![some_in.clone(), some_got.clone()]);
        let beyond = or_none(&both, gives - share_got.clone() * put_in.clone());
        builder.named_figure(
            sheet,
            of(Named::WorkBalance),
            (&label("Gives beyond its share"), "units a year"),
            Format::Plain,
            beyond,
        );
        let apart = share_in - share_got.clone();
        let yearly = or_none(&both, apart.clone() * a_year.clone());
        builder.named_figure(
            sheet,
            of(Named::WorkAYear),
            (&label("The same a year"), "£ a year"),
            Format::Pounds,
            yearly,
        );
        let over_term = or_none(&both, apart * term.clone());
        builder.named_figure(
            sheet,
            of(Named::WorkOverTerm),
            (&label("The same over the term"), "£"),
            Format::Pounds,
            over_term,
        );
        builder.named_figure(
            sheet,
            of(Named::WorkCostShare),
            (&label("Share of the cost"), "%"),
            Format::Percent,
            key.clone() * 1.0,
        );
        let pays = or_none(&some_got, (key.clone() - share_got) * a_year.clone());
        builder.named_figure(
            sheet,
            of(Named::WorkPaysBeyond),
            (&label("Pays beyond its use"), "£ a year"),
            Format::Pounds,
            pays,
        );
    }
}
