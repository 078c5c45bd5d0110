//! A shared service for any group of its members: method, section 2, once for every reading.
//!
//! Flows are pounds a year in real terms, by year from the scenario's first.

use super::algebra::{Algebra, Calendar, Inputs, Measure};
use super::size::{self, Saving, effect_of, keys, ramp, spread};
use crate::model::{Baseline, Borne, Driver, OneOff, Partner, Scenario, Service, Target};

/// The inputs of a service.
pub fn inputs<'a, A: Algebra>(a: &'a A, service: &'a Service) -> Inputs<'a, A> {
    Inputs { a, list: "services", id: &service.id }
}

/// One member's figures that no group changes.
#[derive(Debug, Clone)]
pub struct Member<A: Algebra> {
    /// Its place in the scenario's list of partners.
    pub partner: usize,
    /// Its name.
    pub name: String,
    /// Cost today before any planned saving, c_i: what keys, scale and targets use.
    pub cost_today: A::Value,
    /// The quantity that unit costs are compared by, D_i.
    pub driver: A::Value,
    /// c_i/D_i; none where it has no size.
    pub unit_cost: A::Maybe,
    /// Share under the sharing key, k_i.
    pub key: A::Value,
    /// What the service would cost without sharing, c_i(t).
    pub cost: A::Row,
    /// The part of it that is not pay, n_i(t), and that is pay.
    pub non_pay: A::Row,
    /// Its pay in the service, by year.
    pub pay: A::Row,
    /// Posts after the force's own planned savings.
    pub posts: A::Row,
}

/// What a partner's service costs today.
pub fn cost_today<A: Algebra>(of: &Inputs<A>, service: &Service, id: &str) -> A::Value {
    let Baseline { fte, cost_per_fte, non_pay, income } = service.baseline_of(id);
    let base = |field, entered| of.field_of("baseline", id, field, entered);
    base("fte", fte.0) * base("cost_per_fte", cost_per_fte.0) + base("non_pay", non_pay.0) - base("income", income.0)
}

/// D_i: the quantity that unit costs are compared by.
pub fn driver<A: Algebra>(of: &Inputs<A>, service: &Service, partner: &Partner) -> A::Value {
    let a = of.a;
    let figure = |field: &&'static str| a.input(&["partners", &partner.id, field], partner.figure(field));
    let value = |driver: Driver| a.sum(&mut driver.figures().iter().map(figure));
    let others = [Driver::Officers, Driver::Population, Driver::Budget].map(|driver| (driver.noun(), value(driver)));
    a.by_word(of.word("driver", service.driver.noun()), &others, value(Driver::Headcount))
}

/// The members, with what each has today and would have without sharing.
pub fn members<A: Calendar>(a: &A, scenario: &Scenario, service: &Service) -> Vec<Member<A>> {
    let of = inputs(a, service);
    let partners: Vec<(usize, &Partner)> = service
        .members
        .iter()
        .filter_map(|id| scenario.partners.iter().enumerate().find(|(_, partner)| partner.id == *id))
        .collect();
    let today: Vec<A::Value> = partners
        .iter()
        .map(|(_, one)| a.figure(Measure::PoundsAYear.of("Cost today", one.shown()), cost_today(&of, service, &one.id)))
        .collect();
    let sizes: Vec<A::Value> = partners
        .iter()
        .map(|(_, one)| a.figure(Measure::Size.of("Size", one.shown()), driver(&of, service, one)))
        .collect();
    let mut units: Vec<A::Maybe> = Vec::new();
    for (((_, one), cost), size) in partners.iter().zip(&today).zip(&sizes) {
        let label = Measure::PoundsEach.of("Unit cost today", one.shown());
        units.push(a.figure_if(label, a.is_more(*size, a.number(0.0)), *cost / *size));
    }
    let weighed: Vec<(&Partner, A::Value)> =
        partners.iter().zip(&today).map(|((_, one), cost)| (*one, *cost)).collect();
    let keys = keys(&of, &service.sharing, &weighed, "Share of the unit");
    let figures = today.iter().zip(&sizes).zip(units).zip(keys);
    partners
        .iter()
        .zip(figures)
        .map(|((place, partner), (((cost, size), unit), key))| {
            member(&of, service, (*place, partner), (*cost, *size, unit, key))
        })
        .collect()
}

fn member<A: Calendar>(
    of: &Inputs<A>,
    service: &Service,
    (place, partner): (usize, &Partner),
    (cost_today, driver, unit_cost, key): (A::Value, A::Value, A::Maybe, A::Value),
) -> Member<A> {
    let (a, name, id) = (of.a, partner.shown(), partner.id.as_str());
    let one = a.number(1.0);
    let base = service.baseline_of(id);
    let planned = service.planned.get(id).copied().unwrap_or_default();
    let figure = |field, entered| of.field_of("baseline", id, field, entered);
    let (fte, each) = (figure("fte", base.fte.0), figure("cost_per_fte", base.cost_per_fte.0));
    let (other, income) = (figure("non_pay", base.non_pay.0), figure("income", base.income.0));
    let (g_pay, g_non_pay) = (
        of.figure("real_growth.pay", service.real_growth.pay.0),
        of.figure("real_growth.non_pay", service.real_growth.non_pay.0),
    );
    let share = of.field_of("planned", id, "share", planned.share.0);
    let from = of.field_of("planned", id, "from", planned.from as f64);

    let kept = |t| a.when(a.is_more(from, a.number(a.index(t))), one, a.rest(share));
    let grown = |amount, by, t| amount * a.power(one + by, a.number(a.index(t)));
    let label = |what| Measure::Pounds.of(what, name);
    let non_pay = a.term_row(label("Other cost without sharing"), |t| grown(other, g_non_pay, t) * kept(t));
    let pay = a.term_row(label("Pay without sharing"), |t| grown(fte * each, g_pay, t) * kept(t));
    let cost = a.term_row(label("Cost without sharing"), |t| a.at(&pay, t) + a.at(&non_pay, t) - income * kept(t));
    let posts = a.term_row(Measure::Posts.of("Posts without sharing", name), |t| fte * kept(t));
    let name = name.to_owned();
    Member { partner: place, name, cost_today, driver, unit_cost, key, cost, non_pay, pay, posts }
}

/// h(F): the scale effect of the group that the saving was entered for.
pub fn measured<A: Algebra>(
    a: &A,
    scenario: &Scenario,
    service: &Service,
    members: &[Member<A>],
    saving: &Saving<A::Value>,
) -> A::Value {
    let of = inputs(a, service);
    let costs: Vec<A::Value> = match &service.scale_reference {
        None => members.iter().map(|member| member.cost_today).collect(),
        Some(ids) => ids
            .iter()
            .map(|id| {
                // who is no partner of this scenario keeps the figures that the saving was entered for
                let label =
                    Measure::PoundsAYear.of("Cost today, for which the saving was entered", scenario.name_of(id));
                a.figure(label, cost_today(&of, service, id))
            })
            .collect(),
    };
    a.figure(
        Measure::Percent.all("Scale effect of the group that the saving was entered for"),
        effect_of(a, &costs, saving.elasticity),
    )
}

/// What of a service's inputs its saving rate follows from.
pub fn saving<A: Algebra>(a: &A, service: &Service) -> Saving<A::Value> {
    let scale = (service.scale_elasticity, service.scale_share);
    size::saving(&inputs(a, service), scale, &service.saving, service.haircut)
}

/// How far a service has come in each year, and what is spent once whoever takes part.
#[derive(Debug, Clone)]
pub struct Course<A: Algebra> {
    /// ρ_t and κ_t: how far the saving and the common starting point have come.
    pub saved: A::Row,
    /// How far costs have come down, 0 to 1, by year.
    pub converged: A::Row,
    /// 1 from go-live, and 1 in its year only.
    pub live: A::Row,
    /// How much of the year the shared unit runs, by year.
    pub starts: A::Row,
    /// With its bias: programme and ICT, and what comes with each partner.
    pub programme: A::Row,
    /// Cost once for each partner, by year.
    pub per_partner: A::Row,
    /// With its bias: what running the old beside the new costs, as a part of a year's cost.
    pub parallel: A::Value,
    /// Grant, by year.
    pub grant: A::Row,
    /// By member of the service: cost left behind, s_i(t).
    pub stranded: Vec<A::Row>,
    /// What ending a post costs, with its bias.
    pub redundancy_each: A::Value,
    /// The first year in which all has been reached and nothing is left behind.
    pub complete: A::Value,
}

/// The course of a service that goes live.
pub fn course<A: Calendar>(a: &A, service: &Service, members: &[Member<A>]) -> Course<A> {
    let of = inputs(a, service);
    let (zero, one) = (a.number(0.0), a.number(1.0));
    let index = |t| a.number(a.index(t));
    let flag = |yes| a.when(yes, one, zero);
    let go_live = of.figure("go_live", service.go_live as f64);
    let over = of.figure("ramp_years", service.ramp_years as f64);
    let optional = |field, entered: Option<usize>, otherwise| {
        a.input_or(&["services", &service.id, field], entered.map(|years| years as f64), otherwise)
    };
    let start = optional("convergence.start", service.convergence.start, go_live);
    let start = a.figure(Measure::YearIndex.all("Convergence starts"), start);
    let converging = optional("convergence.years", service.convergence.years, over);
    let converging = a.figure(Measure::Years.all("Years to converge"), converging);
    let bias = one + of.figure("one_off.optimism_bias", service.one_off.optimism_bias.0);
    let spread_years = of.figure("one_off.spread_years", service.one_off.spread_years as f64);
    let fixed = |what, amount| a.term_row(Measure::Pounds.all(what), |t| amount * spread(a, t, go_live, spread_years));
    let OneOff { programme, ict, per_partner, grant, redundancy_share, redundancy_cost, pension_strain, .. } =
        service.one_off;
    let redundancy_each = of.figure("one_off.redundancy_share", redundancy_share.0)
        * (of.figure("one_off.redundancy_cost", redundancy_cost.0)
            + of.figure("one_off.pension_strain", pension_strain.0))
        * a.rest(of.figure("officer_share", service.officer_share.0))
        * bias;
    let share = of.figure("stranded.share", service.stranded.share.0);
    let years = of.figure("stranded.years", service.stranded.years as f64);
    let live = a.row(Measure::Flag.all("Live"), |t| a.when(a.is_more(go_live, index(t)), zero, one));
    let left = |t| a.at(&live, t) * a.or_nothing(one - (index(t) - go_live) / years);
    let stranded = members
        .iter()
        .map(|member| {
            let label = Measure::Pounds.of("Cost left behind", &member.name);
            a.row(label, |t| share * a.at(&member.cost, t) * left(t))
        })
        .collect();
    let no_target = a.is(of.word("convergence.target", service.convergence.target.word()), Target::None.word());
    let last = [
        go_live + over - one,
        a.when(no_target, zero, start + converging - one),
        a.when(a.is_more(share, zero), go_live + years, zero),
    ];
    Course {
        saved: a.row(Measure::Percent.all("Part of the saving reached"), |t| ramp(a, t, go_live, over)),
        converged: a.row(Measure::Percent.all("Part of the convergence reached"), |t| ramp(a, t, start, converging)),
        starts: a
            .row(Measure::Flag.all("Year of go-live"), |t| a.at(&live, t) * flag(a.is_more(go_live + one, index(t)))),
        programme: fixed(
            "Programme and ICT",
            (of.figure("one_off.programme", programme.0) + of.figure("one_off.ict", ict.0)) * bias,
        ),
        per_partner: fixed("One-off cost for each partner", of.figure("one_off.per_partner", per_partner.0) * bias),
        parallel: beside(a, service),
        grant: fixed("Grant", of.figure("one_off.grant", grant.0)),
        stranded,
        redundancy_each: a
            .figure(Measure::Pounds.all("Redundancy for each post that goes, with optimism bias"), redundancy_each),
        complete: a.figure(Measure::YearIndex.all("Complete from"), a.greatest(&last)),
        live,
    }
}

/// u*: the unit cost of the group's target.
pub fn target<A: Algebra>(a: &A, service: &Service, units: &[A::Maybe]) -> A::Maybe {
    let of = inputs(a, service);
    let convergence = &service.convergence;
    let benchmark = convergence.benchmark.map(|pounds| pounds.0);
    let word = of.word("convergence.target", convergence.target.word());
    a.choice(
        word,
        &[
            (Target::Lowest.word(), &|| a.lowest(units)),
            (Target::Median.word(), &|| a.median(units)),
            (Target::Benchmark.word(), &|| a.input_if(&["services", &service.id, "convergence.benchmark"], benchmark)),
        ],
    )
}

/// x_i: the part of a member's cost that coming down to the target takes away.
pub fn converging<A: Algebra>(a: &A, service: &Service, member: &Member<A>, target: A::Maybe) -> A::Value {
    let of = inputs(a, service);
    let zero = a.number(0.0);
    let closed =
        of.figure("convergence.share", service.convergence.share.0) * a.rest(of.figure("haircut", service.haircut.0));
    let (cost, driver) = (member.cost_today, member.driver);
    let gap = |unit| {
        let part = closed * a.or_nothing(cost - unit * driver) / cost;
        a.when(a.is_more(cost, zero), part, zero)
    };
    a.given(target, gap, zero)
}

/// What sharing makes of one member, before anything is shared out.
#[derive(Debug, Clone)]
pub struct Shared<A: Algebra> {
    /// o_i(t): own cost after converging.
    pub own: A::Row,
    /// What its part of the shared unit costs: the unit's cost is their sum over the group.
    pub unit: A::Row,
    /// P_i(t): posts no longer needed.
    pub released: A::Row,
    /// With its bias.
    pub redundancy: A::Row,
}

/// A member that converges by the part `x` in a group that saves at the rate `r`.
pub fn shared<A: Algebra>(
    a: &A,
    service: &Service,
    course: &Course<A>,
    member: &Member<A>,
    (x, r): (A::Value, A::Value),
) -> Shared<A> {
    let of = inputs(a, service);
    let name = &member.name;
    let overhead = of.figure("overhead", service.overhead.0);
    let vat = of.figure("irrecoverable_vat", service.irrecoverable_vat.0);
    let harmonisation = of.figure("harmonisation", service.harmonisation.0);
    let cost = |t| a.at(&member.cost, t);
    let converged = |t| a.rest(x * a.at(&course.converged, t));
    let left = |t| converged(t) * a.rest(r * a.at(&course.saved, t));

    let own = a.row(Measure::Pounds.of("Own cost after converging", name), |t| cost(t) * converged(t));
    let unit = a.row(Measure::Pounds.of("Its part of the shared unit\u{2019}s cost", name), |t| {
        cost(t) * left(t)
            + overhead * cost(t)
            + vat * a.at(&member.non_pay, t) * left(t)
            + harmonisation * a.at(&member.pay, t)
    });
    let released =
        a.row(Measure::Posts.of("Posts no longer needed", name), |t| a.at(&member.posts, t) * a.rest(left(t)));
    let redundancy = a.row(Measure::Pounds.of("Redundancy", name), |t| {
        course.redundancy_each * a.or_nothing(a.at(&released, t) - a.before(&released, t))
    });
    Shared { own, unit, released, redundancy }
}

/// What running the old beside the new costs, with its bias, as a part of what a year costs.
pub fn beside<A: Algebra>(a: &A, service: &Service) -> A::Value {
    let of = inputs(a, service);
    let OneOff { parallel_months, optimism_bias, .. } = service.one_off;
    let bias = a.number(1.0) + of.figure("one_off.optimism_bias", optimism_bias.0);
    of.figure("one_off.parallel_months", parallel_months) / a.number(12.0) * bias
}

/// What running the old beside the new costs of a member in a year, with its bias: months of its cost at go-live.
pub fn parallel<A: Algebra>(a: &A, course: &Course<A>, member: &Member<A>, t: A::Year) -> A::Value {
    course.parallel * a.at(&member.cost, t) * a.at(&course.starts, t)
}

/// What sharing saves of a member's cost in a year, once nothing more is spent to get there.
pub fn saves<A: Algebra>(
    a: &A,
    course: &Course<A>,
    member: &Member<A>,
    (shared, stranded): (&Shared<A>, &A::Row),
    t: A::Year,
) -> A::Value {
    let live = a.at(&shared.unit, t) + a.at(stranded, t);
    a.at(&member.cost, t) - a.by_flag(a.at(&course.live, t), live, a.at(&shared.own, t))
}

/// What a member's taking part brings in a year before cost that is fixed: Σ over a group, less [`fixed`], is what the
/// group gains, which no key changes.
pub fn gain<A: Algebra>(
    a: &A,
    course: &Course<A>,
    member: &Member<A>,
    parts: (&Shared<A>, &A::Row),
    t: A::Year,
) -> A::Value {
    let once = a.at(&parts.0.redundancy, t) + parallel(a, course, member, t);
    saves(a, course, member, parts, t) - once
}

/// Programme, ICT and what comes with each of `count` partners, less the grant, in a year.
pub fn fixed<A: Algebra>(a: &A, course: &Course<A>, count: usize, t: A::Year) -> A::Value {
    a.at(&course.programme, t) + a.at(&course.per_partner, t) * a.number(count as f64) - a.at(&course.grant, t)
}

/// The shared unit of a group.
#[derive(Debug, Clone)]
pub struct Unit<A: Algebra> {
    /// What it costs; nothing before go-live.
    pub pool: A::Row,
    /// Programme, ICT and running both, with bias.
    pub common: A::Row,
    /// Every one-off cost, with bias and before the grant.
    pub one_off: A::Row,
    /// Posts that are freed, by year.
    pub released: A::Row,
}

/// The unit that members share.
pub fn unit<A: Algebra>(a: &A, course: &Course<A>, members: &[(&Member<A>, &Shared<A>)]) -> Unit<A> {
    let all = |of: &dyn Fn(&Shared<A>) -> A::Value| a.sum(&mut members.iter().map(|(_, shared)| of(shared)));
    let pool = a.row(Measure::Pounds.all("Cost of the shared unit"), |t| {
        a.by_flag(a.at(&course.live, t), all(&|shared| a.at(&shared.unit, t)), a.number(0.0))
    });
    let common = a.row(Measure::Pounds.all("Programme, ICT and running both"), |t| {
        let parallel = a.sum(&mut members.iter().map(|(member, _)| parallel(a, course, member, t)));
        a.at(&course.programme, t) + parallel
    });
    let one_off = a.row(Measure::Pounds.all("One-off cost"), |t| {
        let partners = a.at(&course.per_partner, t) * a.number(members.len() as f64);
        a.at(&common, t) + partners + all(&|shared| a.at(&shared.redundancy, t))
    });
    let released = a.row(Measure::Posts.all("Posts no longer needed"), |t| all(&|shared| a.at(&shared.released, t)));
    Unit { pool, common, one_off, released }
}

/// What a member pays and gains.
#[derive(Debug, Clone)]
pub struct Paid<A: Algebra> {
    /// charge_i(t), one_i(t), and net_i(t) with its part of the grant.
    pub charge: A::Row,
    /// Its one-off cost, by year.
    pub one_off: A::Row,
    /// Its gain less one-off cost plus grant, by year.
    pub net: A::Row,
}

/// A member's part of the unit.
pub fn paid<A: Algebra>(
    a: &A,
    service: &Service,
    course: &Course<A>,
    unit: &Unit<A>,
    member: &Member<A>,
    (shared, stranded): (&Shared<A>, &A::Row),
) -> Paid<A> {
    let (key, name) = (member.key, &member.name);
    let borne = inputs(a, service).word("one_off.borne", service.one_off.borne.word());
    let by_own = a.is(borne, Borne::Own.word());
    let charge = a.row(Measure::Pounds.of("Charge", name), |t| {
        let live = key * a.at(&unit.pool, t) + a.at(stranded, t);
        a.by_flag(a.at(&course.live, t), live, a.at(&shared.own, t))
    });
    let one_off = a.row(Measure::Pounds.of("One-off cost", name), |t| {
        let own = a.at(&shared.redundancy, t) + a.at(&course.per_partner, t) + key * a.at(&unit.common, t);
        a.when(by_own, own, key * a.at(&unit.one_off, t))
    });
    let net = a.row(Measure::Pounds.of("Net gain", name), |t| {
        a.at(&member.cost, t) - a.at(&charge, t) - a.at(&one_off, t) + key * a.at(&course.grant, t)
    });
    Paid { charge, one_off, net }
}

/// What a member could reach by itself: section 5 with section 11.
#[derive(Debug, Clone)]
pub struct Alone<A: Algebra> {
    /// By coming down to a benchmark from outside, less redundancy: it counts where its present value is above nothing.
    pub converging: A::Row,
    /// By what is entered as its saving alone.
    pub saving: A::Row,
}

/// What a member that would converge by the part `x` could reach by itself. alone_i is the present value of the two rows.
pub fn alone<A: Algebra>(a: &A, service: &Service, course: &Course<A>, member: &Member<A>, x: A::Value) -> Alone<A> {
    let (of, name) = (inputs(a, service), member.name.as_str());
    let word = of.word("convergence.target", service.convergence.target.word());
    let x = a.when(a.is(word, Target::Benchmark.word()), x, a.number(0.0));
    let alone_saving = of.figure("alone_saving", service.alone_saving.0);
    let converged = |t| x * a.at(&course.converged, t);
    let gone = a.row(Measure::Posts.of("Posts no longer needed when improving alone", name), |t| {
        a.at(&member.posts, t) * converged(t)
    });
    let converging = a.row(Measure::Pounds.of("Net gain when improving alone", name), |t| {
        let redundancy = course.redundancy_each * a.or_nothing(a.at(&gone, t) - a.before(&gone, t));
        a.at(&member.cost, t) * converged(t) - redundancy
    });
    let saving = a.row(Measure::Pounds.of("Saving that it could make alone", name), |t| {
        a.at(&course.saved, t) * alone_saving * a.at(&member.cost, t) * a.rest(converged(t))
    });
    Alone { converging, saving }
}

/// What a group's size makes of the saving, and where its dear members come down to.
#[derive(Debug, Clone)]
pub struct Group<A: Algebra> {
    /// G(S), r(S) and u*.
    pub scale: A::Value,
    /// The saving rate, after size and haircut.
    pub rate: A::Value,
    /// The unit cost that dear members come down to, where there is one.
    pub target: A::Maybe,
    /// By member of the group, x_i.
    pub converging: Vec<A::Value>,
}

/// What follows from who is in a group, against the size that the saving was entered for.
pub fn group<A: Algebra>(
    a: &A,
    service: &Service,
    (saving, measured): (&Saving<A::Value>, A::Value),
    members: &[&Member<A>],
) -> Group<A> {
    let costs: Vec<A::Value> = members.iter().map(|member| member.cost_today).collect();
    let units: Vec<A::Maybe> = members.iter().map(|member| member.unit_cost).collect();
    let effect = a.figure(Measure::Percent.all("Scale effect of the group"), effect_of(a, &costs, saving.elasticity));
    let scale =
        a.figure(Measure::Factor.all("Factor for the size of the group"), size::scale(a, saving, effect, measured));
    let rate = a.figure(Measure::Percent.all("Saving rate"), size::rate(a, saving, scale));
    let label = Measure::PoundsEach.all("Unit cost that dear members come down to");
    let target = a.figure_maybe(label, target(a, service, &units));
    let each = |member: &&Member<A>| {
        let label = Measure::Percent.of("Part of its cost that converging takes away", &member.name);
        a.figure(label, converging(a, service, member, target))
    };
    Group { scale, rate, target, converging: members.iter().map(each).collect() }
}
