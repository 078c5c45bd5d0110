//! What it costs to leave, for each partner and year, and what it does to those who stay: method, section 8.

use super::appraise;
use super::outcome::{MemberOutcome, Outcome, PartnerOutcome, ServiceOutcome};
use crate::method::leaving::{Sharer, Unit, due};
use crate::method::{Numbers, at};
use crate::model::{Pounds, Scenario, Service};

/// Leaving at the end of one year. Sums at exit are of that year, not discounted; what comes after is in today's money.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Leaving {
    /// The leaver sets up its own again.
    pub own_reprovision: Pounds,
    /// Those who stay set up again what the leaver hosted, whoever pays.
    pub others_reprovision: Pounds,
    /// Running two services side by side for a while, pounds of the year of leaving.
    pub dual_running: Pounds,
    /// What the leaver's part of the unit leaves with the others, whoever pays.
    pub stranded: Pounds,
    /// All that the leaver pays at exit, under the rule.
    pub paid: Pounds,
    /// Of that, to the others.
    pub paid_to_others: Pounds,
    /// Benefit that it forgoes in later years, present value.
    pub forgone: Pounds,
    /// What leaving costs it in all, present value: above nothing, staying is worth more.
    pub cost: Pounds,
    /// What the others lose by it, present value, with what they bear themselves at exit.
    pub others_lose: Pounds,
    /// What going on without it is worth to the others from the next year, present value.
    pub rest: Pounds,
}

/// Leaving, for one partner.
#[derive(Debug, Clone, PartialEq)]
pub struct Leaver {
    /// Its place in the scenario's list of partners.
    pub partner: usize,
    /// By year of leaving.
    pub years: Vec<Leaving>,
    /// The first year from which leaving costs more than staying in every later year of the horizon.
    pub no_way_back: Option<usize>,
}

/// Leaving, for every partner that shares anything.
pub fn leavers(scenario: &Scenario, outcome: &Outcome) -> Vec<Leaver> {
    let takes_part = |id: &String| {
        let shared = |members: &[String]| members.len() > 1 && members.contains(id);
        scenario.services.iter().any(|one| shared(&one.members))
            || scenario.procurement.iter().any(|one| shared(&one.members))
    };
    let partners = scenario.partners.iter().enumerate().filter(|(_, partner)| takes_part(&partner.id));
    partners.map(|(place, _)| leaver(scenario, outcome, place)).collect()
}

/// Leaving, for the partner at one place.
pub fn leaver(scenario: &Scenario, outcome: &Outcome, place: usize) -> Leaver {
    let id = scenario.partners.get(place).map(|partner| partner.id.clone()).unwrap_or_default();
    let rest = appraise(&without(scenario, &id));
    let others = |of: &Outcome, t: usize| -> f64 {
        let all = of.partners.iter().enumerate().filter(|(n, _)| *n != place);
        all.map(|(_, partner)| in_year(partner, t)).sum()
    };
    let at_exit = at_exit(scenario, outcome, &id);
    let years: Vec<Leaving> = at_exit
        .into_iter()
        .enumerate()
        .map(|(y, mut leaving)| {
            let later = |flow: &dyn Fn(usize) -> f64| -> Pounds {
                let after = outcome.factors.iter().enumerate().skip(y + 1);
                Pounds(after.map(|(t, factor)| factor * flow(t)).sum())
            };
            let factor = outcome.factors.get(y).copied().unwrap_or(0.0);
            leaving.forgone = later(&|t| outcome.partners.get(place).map_or(0.0, |partner| in_year(partner, t)));
            leaving.cost = leaving.paid * factor + leaving.forgone;
            leaving.rest = later(&|t| others(&rest, t));
            let borne = leaving.others_reprovision + leaving.stranded - leaving.paid_to_others;
            leaving.others_lose = later(&|t| others(outcome, t)) - leaving.rest + borne * factor;
            leaving
        })
        .collect();
    let last_worth_leaving = years.iter().rposition(|year| year.cost.0 <= 0.0);
    let no_way_back = last_worth_leaving.map_or(0, |year| year + 1);
    Leaver { partner: place, no_way_back: (no_way_back < years.len()).then_some(no_way_back), years }
}

fn in_year(partner: &PartnerOutcome, t: usize) -> f64 {
    partner.net.get(t).map_or(0.0, |net| net.0)
}

/// A service as leaving looks at it.
fn unit<'a>(service: &'a Service, found: &'a ServiceOutcome) -> Unit<'a, Numbers> {
    let sharer = |member: &'a MemberOutcome| Sharer {
        id: &member.id,
        key: member.key.0,
        cost: member.cost.iter().map(|pounds| pounds.0).collect(),
    };
    Unit {
        service,
        pool: found.pool.iter().map(|pool| pool.map_or(0.0, |pool| pool.0)).collect(),
        members: found.members.iter().map(sharer).collect(),
    }
}

/// What falls due when a partner leaves, by year, over all its services that are live.
fn at_exit(scenario: &Scenario, outcome: &Outcome, id: &str) -> Vec<Leaving> {
    let a = &Numbers::over(scenario.years);
    let with_it = scenario
        .services
        .iter()
        .zip(&outcome.services)
        .filter(|(service, found)| found.shared && service.members.iter().any(|member| member == id));
    let units: Vec<Unit<Numbers>> = with_it.map(|(service, found)| unit(service, found)).collect();
    let due = due(a, &scenario.agreement, &units, (id, ""));
    let year = |y: usize| {
        let of = |row: &Vec<f64>| Pounds(at(row, y));
        Leaving {
            own_reprovision: of(&due.own),
            others_reprovision: of(&due.others),
            dual_running: of(&due.dual_running),
            stranded: of(&due.stranded),
            paid_to_others: of(&due.to_others),
            paid: of(&due.paid),
            ..Leaving::default()
        }
    };
    (0..scenario.years).map(year).collect()
}

/// The scenario without a partner in anything that is shared: savings go on being measured against the group that
/// they were entered for, keys run over those who stay, and payments between partners end.
pub fn without(scenario: &Scenario, id: &str) -> Scenario {
    let mut rest = scenario.clone();
    for service in &mut rest.services {
        service.scale_reference.get_or_insert_with(|| service.members.clone());
        service.members.retain(|member| member != id);
        service.host = service.host.take().filter(|host| host != id);
    }
    for category in &mut rest.procurement {
        category.scale_reference.get_or_insert_with(|| category.members.clone());
        category.members.retain(|member| member != id);
    }
    rest.balancing.clear();
    rest
}
