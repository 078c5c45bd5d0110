//! What falls due when a partner leaves at the end of a year: method, section 8, once for every reading.
//!
//! Sums at exit are of that year, not discounted.

use super::algebra::{Algebra, Calendar, Measure};
use crate::model::Service;
use crate::model::risk::{Agreement, ExitRule};

/// A shared service as leaving looks at it.
pub struct Unit<'a, A: Algebra> {
    /// What was entered of it.
    pub service: &'a Service,
    /// What it costs by year; nothing before go-live.
    pub pool: A::Row,
    /// Its members, in order.
    pub members: Vec<Sharer<'a, A>>,
}

/// A member of it.
pub struct Sharer<'a, A: Algebra> {
    /// Its id.
    pub id: &'a str,
    /// k_i
    pub key: A::Value,
    /// c_i(t)
    pub cost: A::Row,
}

/// What falls due, by year of leaving.
#[derive(Debug, Clone)]
pub struct Due<A: Algebra> {
    /// The leaver sets up its own again.
    pub own: A::Row,
    /// Those who stay set up again what the leaver hosted, whoever pays.
    pub others: A::Row,
    /// Running two services side by side for a while.
    pub dual_running: A::Row,
    /// What the leaver's part of the unit leaves with the others, whoever pays.
    pub stranded: A::Row,
    /// What the leaver pays the others, under the rule.
    pub to_others: A::Row,
    /// All that it pays.
    pub paid: A::Row,
}

/// A figure of a member of a unit.
type Of<'f, A> = dyn Fn(&Unit<A>, &Sharer<A>) -> <A as Algebra>::Value + 'f;

/// What falls due over the services of a partner that leaves, called by its id and its name.
pub fn due<A: Calendar>(a: &A, agreement: &Agreement, units: &[Unit<A>], (id, name): (&str, &str)) -> Due<A> {
    let of = |field: &str, entered: f64| a.input(&["agreement", field], entered);
    let rate = of("reprovision_rate", agreement.reprovision_rate.0);
    let host_reprovision = of("host_reprovision", agreement.host_reprovision.0);
    let hosted_share = of("hosted_share", agreement.hosted_share.0);
    let (zero, one) = (a.number(0.0), a.number(1.0));

    let hosts = |unit: &Unit<A>, member: &str| unit.service.host.as_deref() == Some(member);
    // set up again by itself; a host has most of it already
    let again = |unit: &Unit<A>, member: &Sharer<A>, t| {
        let part = if hosts(unit, member.id) { host_reprovision } else { one };
        a.at(&member.cost, t) * rate * part
    };
    let by_others = |unit: &Unit<A>, member: &Sharer<A>, t| {
        if hosts(unit, id) {
            a.at(&member.cost, t) * rate * hosted_share
        } else if unit.members.len() == 2 {
            // alone again, it needs a service of its own
            again(unit, member, t)
        } else {
            zero
        }
    };
    let once_live = |unit: &Unit<A>, value: A::Value, t| {
        let go_live = a.input(&["services", &unit.service.id, "go_live"], unit.service.go_live as f64);
        a.when(a.is_more(go_live, a.number(a.index(t))), zero, value)
    };
    let over = |member: &dyn Fn(&Sharer<A>) -> bool, value: &Of<A>, t| {
        let all = |unit: &Unit<A>| {
            let some = unit.members.iter().filter(|one| member(one));
            once_live(unit, a.sum(&mut some.map(|one| value(unit, one))), t)
        };
        a.sum(&mut units.iter().map(all))
    };
    let itself = |member: &Sharer<A>| member.id == id;
    let other = |member: &Sharer<A>| member.id != id;

    let label = |what| Measure::Pounds.of(what, name);
    let own = a.row(label("Setting up its own again"), |t| over(&itself, &|unit, member| again(unit, member, t), t));
    let others = a
        .row(label("Others\u{2019} setting up again"), |t| over(&other, &|unit, member| by_others(unit, member, t), t));
    let charged =
        a.row(label("Its share of the units"), |t| over(&itself, &|unit, member| member.key * a.at(&unit.pool, t), t));
    let months = of("dual_running_months", agreement.dual_running_months) / a.number(12.0);
    let running = months * of("dual_running_share", agreement.dual_running_share.0);
    let dual_running = a.row(label("Running both"), |t| a.at(&charged, t) * running);
    let left = of("stranded_share", agreement.stranded_share.0) * of("stranded_years", agreement.stranded_years);
    let stranded = a.row(label("Cost left with the others"), |t| a.at(&charged, t) * left);
    let rule = a.word(&["agreement", "exit_rule"], agreement.exit_rule.word());
    let to_others = a.row(label("Paid to the others"), |t| {
        let both = a.at(&others, t) + a.at(&stranded, t);
        let of = [(ExitRule::None.word(), zero), (ExitRule::Stranded.word(), both)];
        a.by_word(rule, &of, a.at(&others, t))
    });
    let paid = a.row(label("Paid at exit"), |t| a.at(&own, t) + a.at(&dual_running, t) + a.at(&to_others, t));
    Due { own, others, dual_running, stranded, to_others, paid }
}
