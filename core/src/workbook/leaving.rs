//! What leaving costs, by partner and year of leaving, in formulas: method, section 8. What it does to those who stay is
//! worked out in the tool: it asks for the whole scenario without the one who leaves.

use super::book::{Format, Series, YEARS};
use super::builder::Builder;
use super::builder::series;
use super::formula::{Compare, Formula, number, total, when};
use super::part::Part;
use super::totals::later;
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
    let agreement = |builder: &Builder, field: &str| builder.input(&format!("agreement.{field}"));
    let rate = agreement(builder, "reprovision_rate");
    let hosting = agreement(builder, "host_reprovision");
    let (mut own, mut others, mut charged) = (Vec::new(), Vec::new(), Vec::new());
    for t in 0..YEARS {
        let (mut mine, mut theirs, mut charges) = (Vec::new(), Vec::new(), Vec::new());
        for (service, part) in services {
            let Some(me) = part.members.iter().find(|member| member.partner == place) else { continue };
            let live = builder.input(&format!("services.{}.go_live", service.id)).is(Compare::AtMost, f64::from(t));
            let hosts = |partner: usize| {
                let of = builder.scenario.partners.get(partner);
                of.is_some_and(|partner| service.host.as_deref() == Some(partner.id.as_str()))
            };
            let part_of_host = |partner: usize| if hosts(partner) { hosting.clone() } else { number(1.0) };
            mine.push(when(live.clone(), me.without.year(t) * rate.clone() * part_of_host(place), 0.0));
            let rest = part.members.iter().filter(|member| member.partner != place);
            let set_up = rest.filter_map(|member| {
                if hosts(place) {
                    Some(member.without.year(t) * (rate.clone() * agreement(builder, "hosted_share")))
                } else if part.members.len() == 2 {
                    Some(member.without.year(t) * (rate.clone() * part_of_host(member.partner)))
                } else {
                    None
                }
            });
            theirs.push(when(live.clone(), total(set_up.collect()), 0.0));
            if let Some(pool) = part.pool {
                charges.push(when(live, Formula::Cell(me.key) * pool.year(t), 0.0));
            }
        }
        own.push(total(mine));
        others.push(total(theirs));
        charged.push(total(charges));
    }
    let row = |builder: &mut Builder, label: &str, formulas: Vec<Formula>| {
        series(builder, sheet, &format!("{label}: {}", partner.shown()), "£", Format::Pounds, formulas)
    };
    let own = row(builder, "Setting up its own again", own);
    let others = row(builder, "Others\u{2019} setting up again", others);
    let charged = row(builder, "Its share of the units", charged);
    let years = 0..YEARS;
    let running = agreement(builder, "dual_running_months") / 12.0 * agreement(builder, "dual_running_share");
    let dual = row(builder, "Running both", years.clone().map(|t| charged.year(t) * running.clone()).collect());
    let left = agreement(builder, "stranded_share") * agreement(builder, "stranded_years");
    let stranded =
        row(builder, "Cost left with the others", years.clone().map(|t| charged.year(t) * left.clone()).collect());
    let rule = agreement(builder, "exit_rule");
    let to_others = years
        .clone()
        .map(|t| {
            when(
                rule.clone().is_word("none"),
                0.0,
                when(rule.clone().is_word("stranded"), others.year(t) + stranded.year(t), others.year(t)),
            )
        })
        .collect();
    let to_others = row(builder, "Paid to the others", to_others);
    let paid = years.clone().map(|t| own.year(t) + dual.year(t) + to_others.year(t)).collect();
    let paid = row(builder, "Paid at exit", paid);
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
        ("leaving_own", own),
        ("leaving_dual", dual),
        ("leaving_others", to_them),
        ("leaving_stranded", left),
        ("leaving_forgone", forgone),
        ("leaving_cost", cost),
        ("others_bear", bear),
    ];
    for (name, of) in names {
        builder.book.name_row(&format!("ic_{name}_{}", partner.id), of);
    }
}
