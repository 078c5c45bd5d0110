//! The sums behind fair shares: gains under each key, what brings each to its share, and pairs.

use super::SumOf;
use super::columns::{SettleFigure, StableFigure};
use crate::engine::Outcome;
use crate::engine::fair_shares::{FairShares, Group};
use crate::method::Instead;
use crate::model::{Key, Pounds, Scenario};
use crate::words::terms::key_label;
use crate::workbook::Named;
use crate::workbook::{Case, Format, Working, has_fair_sheets};

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
    let npv = Named::Npv.of(id);
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
                Working::named(Named::BalancingTotal.of(id)).times(1.0, "What it receives"),
            ],
            "What it has before any payment between partners, and what brings it to its fair share.".into(),
        ),
    };
    SumOf::of(Working::made_over(title, Format::Pounds, list, Working::named(Named::Annuity)), words)
}

/// What brings a partner to its fair share: by column, has now, could reach alone, fair share, receives, receives a year.
pub fn settle_sum(id: &str, name: &str, column: SettleFigure) -> SumOf {
    let (figure, words) = match column {
        SettleFigure::Present => {
            (Named::Present, "What it has under the present terms, before any payment, over what is worth sharing.")
        }
        SettleFigure::Alone => (Named::Alone, "What it could reach by itself."),
        SettleFigure::FairShare => {
            (Named::FairShare, "What it adds to each group that it joins, averaged over every order of joining.")
        }
        SettleFigure::Total => (Named::BalancingTotal, "Could reach alone, and its fair share, less what it has now."),
        SettleFigure::PerYear => {
            (Named::BalancingPerYear, "The same amount every year of the term that is worth as much.")
        }
    };
    SumOf::of(Working::named(figure.of(id)), format!("{name}: {words}"))
}

/// What a partner would gain in the full year with its fair share: what it gains, without the payment that it makes now and
/// with the one that brings it there. Where the groups are too many for formulas the payment is as it was worked out.
pub fn fair_year_sum(scenario: &Scenario, id: &str, name: &str, payment: Pounds) -> SumOf {
    let paid = match has_fair_sheets(scenario) {
        true => Working::named(Named::BalancingPerYear.of(id)),
        false => Working::Given { title: "Receives a year".into(), value: payment.0, format: Format::Pounds },
    };
    let terms = vec![
        Working::named(Named::FullYearNet.of(id)).times(1.0, "Net gain in the full year"),
        Working::named(Named::BalancingPaid.of(id)).times(1.0, "Balancing payment that it makes now"),
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
    let alone = || Working::named(Named::Alone.of(id)).times(1.0, "Could reach alone");
    let (terms, title, words) = match company {
        Company::Alone => (vec![alone()], format!("{name}, alone"), "What it could reach by itself."),
        Company::With(own, other, other_id, other_name) => {
            let both = if own < other { [id, other_id.as_str()] } else { [other_id.as_str(), id] };
            (
                vec![alone(), Working::named(Named::Worth.of_group(&both)).times(0.5, "What the two gain together")],
                format!("{name}, with {other_name}"),
                "A pair divides what it gains together evenly.",
            )
        }
        Company::Whole => (
            vec![alone(), Working::named(Named::FairShare.of(id)).times(1.0, "Fair share")],
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
    let each = outcome.partners.iter().map(|partner| Working::named(Named::Npv.of(&partner.id)));
    SumOf { beside: each.collect(), ..SumOf::of(of, "Those whose net present value is below nothing.") }
}

/// What all who receive balancing payments receive a year.
pub fn moved_sum(fair: &FairShares) -> SumOf {
    let receives = fair.partners.iter().filter(|one| one.balancing_per_year.0 > 0.0);
    let terms =
        receives.map(|one| Working::named(Named::BalancingPerYear.of(&one.id)).times(1.0, one.name.clone())).collect();
    let of = Working::made("Balancing payments, a year", Format::Pounds, terms);
    SumOf::of(of, "What those receive who have less than their fair share; the others pay as much.")
}

/// What a partner gains under the terms that hold best, or receives a year for it: by column.
pub fn stable_sum(id: &str, name: &str, term: Pounds, column: StableFigure) -> SumOf {
    let beyond = "What these terms give it beyond that";
    let given = Working::Given { title: beyond.into(), value: term.0, format: Format::Pounds };
    let mut terms = vec![Working::named(Named::Alone.of(id)).times(1.0, "Could reach alone"), given.times(1.0, beyond)];
    let words = "These terms are not a formula: they are found by making the worst-off group as well off as can be, then the next, and so on.";
    let of = if column == StableFigure::Gains {
        Working::made(format!("{name} gains in all"), Format::Pounds, terms)
    } else {
        terms.push(Working::named(Named::Present.of(id)).times(-1.0, "Has now"));
        let title = format!("{name} receives a year");
        Working::made_over(title, Format::Pounds, terms, Working::named(Named::Annuity))
    };
    SumOf::of(of, words)
}

/// By how much a group would do better on its own than under the present terms, with balancing payments, or under fair shares.
pub fn group_sum(scenario: &Scenario, fair: &FairShares, group: &Group, under_fair: bool) -> SumOf {
    let members: Vec<_> = group.members.iter().filter_map(|place| fair.partners.get(*place)).collect();
    let ids: Vec<&str> = members.iter().map(|one| one.id.as_str()).collect();
    let mut terms =
        vec![Working::named(Named::Worth.of_group(&ids)).times(1.0, "What they gain together, beyond alone")];
    let paid = scenario.balancing.values().any(|paid| paid.0 != 0.0);
    for one in members {
        let of = |figure: Named| Working::named(figure.of(&one.id));
        if under_fair {
            terms.push(of(Named::FairShare).times(-1.0, format!("Fair share of {}", one.name)));
            continue;
        }
        terms.push(of(Named::Present).times(-1.0, format!("{} has now", one.name)));
        terms.push(of(Named::Alone).times(1.0, format!("{} could reach alone", one.name)));
        if paid {
            // what it pays over the term is the difference that the payments make
            let without = Working::named_in(&without_payments(scenario, None), Named::Npv.of(&one.id));
            terms.push(without.times(1.0, format!("{} without payments", one.name)));
            terms.push(of(Named::Npv).times(-1.0, format!("{} with payments", one.name)));
        }
    }
    let of = Working::made("Better off on their own by", Format::Pounds, terms);
    SumOf::of(
        of,
        "Over the term, in today\u{2019}s money: what they could gain without the others, less what these terms give them.",
    )
}
