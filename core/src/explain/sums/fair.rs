//! The sums behind fair shares: gains under each key, what brings each to its share, and pairs.

use super::SumOf;
use crate::engine::Outcome;
use crate::engine::fair_shares::{FairShares, Group};
use crate::method::Instead;
use crate::model::{Key, Pounds, Scenario};
use crate::words::terms::key_label;
use crate::workbook::{Case, Format, Working, group_name, has_fair_sheets};

/// A column of the table of keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Terms {
    /// As the scenario has them, with its balancing payments.
    Now,
    /// One key for everything, without payments.
    By(Key),
    /// The fair share.
    Fair,
}

/// No payments between partners, and where `key` says so another key for everything that is shared.
fn without_payments(scenario: &Scenario, key: Option<Key>) -> Case {
    let none = scenario.balancing.keys().map(|id| (format!("balancing.{id}"), Instead::Number(0.0)));
    let services = scenario.services.iter().map(|one| (format!("services.{}", one.id), &one.members, &one.sharing));
    let buying = scenario.procurement.iter().map(|one| (format!("procurement.{}", one.id), &one.members, &one.sharing));
    let keyed = services.chain(buying).filter(|(_, members, _)| members.len() > 1);
    let keys = keyed.filter_map(|(place, _, sharing)| {
        let key = key?;
        let custom = sharing.shares.as_ref().is_some_and(|shares| !shares.is_empty());
        // shares of one's own only where there are any
        (key != Key::Custom || custom).then(|| (format!("{place}.sharing.key"), Instead::Word(key.noun())))
    });
    Case::with(none.chain(keys))
}

/// A partner's gain a year under some terms: its net present value, as the same amount every year of the term.
pub fn terms_sum(scenario: &Scenario, id: &str, name: &str, terms: Terms) -> SumOf {
    let npv = format!("ic_npv_{id}");
    let (title, list, words) = match terms {
        Terms::Now => (
            format!("{name}, a year"),
            vec![Working::named(npv).times(1.0, "Net present value")],
            "The net present value as the same amount every year of the term.".to_owned(),
        ),
        Terms::By(key) => (
            format!("{name}, a year, {}", key_label(key.noun())),
            vec![Working::named_in(&without_payments(scenario, Some(key)), npv).times(1.0, "Net present value")],
            "The workbook\u{2019}s own sum with this key for everything that is shared and no balancing payments."
                .into(),
        ),
        Terms::Fair => (
            format!("{name}, a year, fair share"),
            vec![
                Working::named_in(&without_payments(scenario, None), npv)
                    .times(1.0, "Net present value without payments"),
                Working::named(format!("ic_balancing_total_{id}")).times(1.0, "What it receives"),
            ],
            "What it has before any payment between partners, and what brings it to its fair share.".into(),
        ),
    };
    SumOf::of(Working::made_over(title, Format::Pounds, list, Working::named("ic_annuity")), words)
}

/// What brings a partner to its fair share: by column, has now, could reach alone, fair share, receives, receives a year.
pub fn settle_sum(id: &str, name: &str, column: usize) -> SumOf {
    let (figure, words) = match column {
        0 => ("ic_present", "What it has under the present terms, before any payment, over what is worth sharing."),
        1 => ("ic_alone", "What it could reach by itself."),
        2 => ("ic_fair_share", "What it adds to each group that it joins, averaged over every order of joining."),
        3 => ("ic_balancing_total", "Could reach alone, and its fair share, less what it has now."),
        _ => ("ic_balancing_per_year", "The same amount every year of the term that is worth as much."),
    };
    SumOf::of(Working::named(format!("{figure}_{id}")), format!("{name}: {words}"))
}

/// What a partner would gain in the full year with its fair share: what it gains, without the payment that it makes now and
/// with the one that brings it there. Where the groups are too many for formulas the payment is as it was worked out.
pub fn fair_year_sum(scenario: &Scenario, id: &str, name: &str, payment: Pounds) -> SumOf {
    let paid = match has_fair_sheets(scenario) {
        true => Working::named(format!("ic_balancing_per_year_{id}")),
        false => Working::Given { title: "Receives a year".into(), value: payment.0, format: Format::Pounds },
    };
    let terms = vec![
        Working::named(format!("ic_full_year_net_{id}")).times(1.0, "Net gain in the full year"),
        Working::named(format!("ic_balancing_paid_{id}")).times(1.0, "Balancing payment that it makes now"),
        paid.times(1.0, "Payment that brings it to its fair share"),
    ];
    SumOf::of(Working::made(format!("Fair share a year: {name}"), Format::Pounds, terms), "A year at full effect.")
}

/// What a partner gains alone, in a pair, and in the whole.
#[derive(Debug, Clone, PartialEq)]
pub enum Company {
    /// By itself.
    Alone,
    /// With another, by the places of both, its id and its name.
    With(usize, usize, String, String),
    /// In the whole.
    Whole,
}

/// What a partner would gain in some company.
pub fn company_sum(id: &str, name: &str, company: &Company) -> SumOf {
    let alone = || Working::named(format!("ic_alone_{id}")).times(1.0, "Could reach alone");
    let (terms, title, words) = match company {
        Company::Alone => (vec![alone()], format!("{name}, alone"), "What it could reach by itself."),
        Company::With(own, other, other_id, other_name) => {
            let both = if own < other { [id, other_id.as_str()] } else { [other_id.as_str(), id] };
            (
                vec![alone(), Working::named(group_name(&both)).times(0.5, "What the two gain together")],
                format!("{name}, with {other_name}"),
                "A pair divides what it gains together evenly.",
            )
        }
        Company::Whole => (
            vec![alone(), Working::named(format!("ic_fair_share_{id}")).times(1.0, "Fair share")],
            format!("{name}, in the whole"),
            "With everybody, each has its fair share.",
        ),
    };
    SumOf::of(Working::made(title, Format::Pounds, terms), words)
}

/// How many partners gain less than nothing, with what each gains.
pub fn donors_sum(outcome: &Outcome) -> SumOf {
    let value = outcome.net_donors().count() as f64;
    let of = Working::Given { title: "Partners that lose over the term".into(), value, format: Format::Plain };
    let each = outcome.partners.iter().map(|partner| Working::named(format!("ic_npv_{}", partner.id)));
    SumOf { beside: each.collect(), ..SumOf::of(of, "Those whose net present value is below nothing.") }
}

/// What all who receive balancing payments receive a year.
pub fn moved_sum(fair: &FairShares) -> SumOf {
    let receives = fair.partners.iter().filter(|one| one.balancing_per_year.0 > 0.0);
    let terms = receives
        .map(|one| Working::named(format!("ic_balancing_per_year_{}", one.id)).times(1.0, one.name.clone()))
        .collect();
    let of = Working::made("Balancing payments, a year", Format::Pounds, terms);
    SumOf::of(of, "What those receive who have less than their fair share; the others pay as much.")
}

/// What a partner gains under the terms that hold best, or receives a year for it: by column.
pub fn stable_sum(id: &str, name: &str, term: Pounds, column: usize) -> SumOf {
    let beyond = "What these terms give it beyond that";
    let given = Working::Given { title: beyond.into(), value: term.0, format: Format::Pounds };
    let mut terms =
        vec![Working::named(format!("ic_alone_{id}")).times(1.0, "Could reach alone"), given.times(1.0, beyond)];
    let words = "These terms are not a formula: they are found by making the worst-off group as well off as can be, then the next, and so on.";
    let of = if column == 0 {
        Working::made(format!("{name} gains in all"), Format::Pounds, terms)
    } else {
        terms.push(Working::named(format!("ic_present_{id}")).times(-1.0, "Has now"));
        let title = format!("{name} receives a year");
        Working::made_over(title, Format::Pounds, terms, Working::named("ic_annuity"))
    };
    SumOf::of(of, words)
}

/// By how much a group would do better on its own than under the present terms, with balancing payments, or under fair shares.
pub fn group_sum(scenario: &Scenario, fair: &FairShares, group: &Group, under_fair: bool) -> SumOf {
    let members: Vec<_> = group.members.iter().filter_map(|place| fair.partners.get(*place)).collect();
    let ids: Vec<&str> = members.iter().map(|one| one.id.as_str()).collect();
    let mut terms = vec![Working::named(group_name(&ids)).times(1.0, "What they gain together, beyond alone")];
    let paid = scenario.balancing.values().any(|paid| paid.0 != 0.0);
    for one in members {
        let of = |figure: &str| Working::named(format!("{figure}_{}", one.id));
        if under_fair {
            terms.push(of("ic_fair_share").times(-1.0, format!("Fair share of {}", one.name)));
            continue;
        }
        terms.push(of("ic_present").times(-1.0, format!("{} has now", one.name)));
        terms.push(of("ic_alone").times(1.0, format!("{} could reach alone", one.name)));
        if paid {
            // what it pays over the term is the difference that the payments make
            let without = Working::named_in(&without_payments(scenario, None), format!("ic_npv_{}", one.id));
            terms.push(without.times(1.0, format!("{} without payments", one.name)));
            terms.push(of("ic_npv").times(-1.0, format!("{} with payments", one.name)));
        }
    }
    let of = Working::made("Better off on their own by", Format::Pounds, terms);
    SumOf::of(
        of,
        "Over the term, in today\u{2019}s money: what they could gain without the others, less what these terms give them.",
    )
}
