//! What leaving costs, by partner and year of leaving, in formulas: method, section 8. What it does to those who stay is
//! worked out in the tool: it asks for the whole scenario without the one who leaves.

use super::book::{Format, Series, YEARS};
use super::builder::Builder;
use super::builder::series;
use super::formula::{Formula, when};
use super::names::Named;
use super::part::{Part, PartMember};
use super::reading::{Sheet, Slate};
use super::totals::later;
use crate::method::leaving::{Due, Sharer, Unit, due};
use crate::model::{Partner, Service};

/// The sheet of leaving; none where nobody shares anything.
pub(super) fn leaving(builder: &mut Builder, parts: &[Part], nets: &[Series]) {
    let scenario = builder.scenario;
    let part_of = |service: &Service| parts.iter().find(|part| part.list == "services" && part.id == service.id);
    let services: Vec<(&Service, &Part)> =
        scenario.services.iter().filter_map(|service| Some((service, part_of(service)?))).collect();
    let takes_part = |place: usize| parts.iter().any(|part| part.members.iter().any(|member| member.partner == place));
    if parts.is_empty() {
        return;
    }
    let sheet = builder.book.sheet("Leaving", "", "What leaving at the end of each year costs each partner".into());
    builder.year_heads(sheet);
    for (place, (partner, net)) in scenario.partners.iter().zip(nets).enumerate() {
        if takes_part(place) {
            leaver(builder, sheet, &services, *net, place, partner);
        }
    }
}

/// A partner's rows.
fn leaver(
    builder: &mut Builder,
    sheet: usize,
    services: &[(&Service, &Part)],
    net: Series,
    place: usize,
    partner: &Partner,
) {
    let slate = &Slate::default();
    let with_it = services.iter().filter(|(_, part)| part.members.iter().any(|member| member.partner == place));
    let units: Vec<Unit<Sheet>> = with_it
        .filter_map(|(service, part)| {
            let sharer = |member: &PartMember| Sharer {
                id: builder.scenario.partners.get(member.partner).map_or("", |partner| &partner.id),
                key: slate.put(Formula::Cell(member.key)),
                cost: member.without,
            };
            Some(Unit { service, pool: part.pool?, members: part.members.iter().map(sharer).collect() })
        })
        .collect();
    let agreement = &builder.scenario.agreement;
    let due = {
        let a = &Sheet::new(slate, builder, sheet);
        due(a, agreement, &units, (&partner.id, partner.shown()))
    };
    let Due { own, others, dual_running: dual, stranded, to_others, paid } = due;
    let years = 0..YEARS;
    let rule = builder.input("agreement.exit_rule");
    let row = |builder: &mut Builder, label: &str, formulas: Vec<Formula>| {
        series(builder, sheet, &format!("{label}: {}", partner.shown()), "£", Format::Pounds, formulas)
    };
    let (factors, term) = (builder.factors, builder.in_term);
    let label = format!("Gain forgone in later years, in today\u{2019}s money: {}", partner.shown());
    let forgone = later(builder, sheet, &label, |t| net.year(t) * factors.year(t));
    // the same parts in today's money; a year beyond the term is nobody's to leave in
    let mut today = |label: &str, of: &dyn Fn(u16) -> Formula| {
        let formulas = (0..YEARS).map(|t| of(t) * factors.year(t) * term.year(t)).collect();
        row(builder, &format!("{label}, in today\u{2019}s money"), formulas)
    };
    let own = today("Setting up its own again", &|t| own.year(t));
    let dual = today("Running both", &|t| dual.year(t));
    let kept = |t: u16| when(rule.clone().is_word("stranded"), stranded.year(t), 0.0);
    let to_them = today("Paid for the others\u{2019} setting up again", &|t| to_others.year(t) - kept(t));
    let left = today("Paid for cost left with the others", &kept);
    let bear = today("Borne by the others at exit", &|t| others.year(t) + stranded.year(t) - to_others.year(t));
    let cost = years.map(|t| (paid.year(t) * factors.year(t) + forgone.year(t)) * term.year(t)).collect();
    let cost = row(builder, "Cost of leaving, in today\u{2019}s money", cost);
    let names = [
        (Named::LeavingOwn, own),
        (Named::LeavingDual, dual),
        (Named::LeavingOthers, to_them),
        (Named::LeavingStranded, left),
        (Named::LeavingForgone, forgone),
        (Named::LeavingCost, cost),
        (Named::OthersBear, bear),
    ];
    for (name, of) in names {
        builder.book.name_row(name.of(&partner.id), of);
    }
}
