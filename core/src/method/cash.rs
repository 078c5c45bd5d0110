//! The cash plan: method, section 11. What the appraisal has in real pounds, in the cash of each year, with what pays for it.

use super::algebra::{Algebra, Calendar, Inputs, Measure};
use super::service::inputs;
use super::size::spread;
use crate::model::Service;
use crate::model::cash::{CapitalBy, CashTerms, OneOffBy, PartnerBudget};

/// A reading in which a year can follow from the one before.
pub trait Carries: Calendar {
    /// A row of which each year follows from the one before it; `first` stands before the first year.
    fn carried(
        &self,
        label: super::Label,
        first: Self::Value,
        of: impl Fn(Self::Year, Self::Value) -> Self::Value,
    ) -> Self::Row;
    /// What a row held so many years earlier; nothing before the first.
    fn earlier(&self, row: &Self::Row, t: Self::Year, years: Self::Value) -> Self::Value;
    /// Σ over the term of one row times another.
    fn times(&self, one: &Self::Row, other: &Self::Row) -> Self::Value;
}

/// What is the same for every partner.
#[derive(Debug, Clone)]
pub struct Terms<A: Algebra> {
    /// I_t: prices of a year over those of the first.
    pub index: A::Row,
    /// The discount factor of each year.
    pub factors: A::Row,
    /// 1 in each year of the term.
    pub ones: A::Row,
    /// What pays for capital.
    pub by: A::Word,
    /// What pays for other one-off cost.
    pub one_off_by: A::Word,
    /// Years over which borrowing is repaid.
    pub life: A::Value,
    /// Interest a year.
    pub rate: A::Value,
}

fn of<A: Algebra>(a: &A) -> Inputs<'_, A> {
    Inputs { a, list: "cash", id: "capital" }
}

/// Inflation and how things are paid for; `factors` are the discount factors by year.
pub fn terms<A: Carries>(a: &A, cash: &CashTerms, factors: A::Row) -> Terms<A> {
    let (zero, one) = (a.number(0.0), a.number(1.0));
    let rises = a.row(Measure::Percent.all("Inflation from the year before"), |t| {
        let before = a.index(t) - 1.0;
        if before < 0.0 { zero } else { a.number(cash.inflation.going_on(before as usize)) }
    });
    let label = Measure::Factor.all("Prices over those of the first year");
    Terms {
        factors,
        index: a.carried(label, one, |t, before| before * (one + a.at(&rises, t))),
        ones: a.term_row(Measure::Flag.all("Year of the plan"), |_| one),
        by: of(a).word("by", cash.capital.by.word()),
        one_off_by: a.word(&["cash", "one_off_by"], cash.one_off_by.word()),
        life: of(a).figure("life", cash.capital.life as f64),
        rate: of(a).figure("rate", cash.capital.rate.0),
    }
}

/// What of a service's fixed one-off cost is capital, all members together, in real pounds: with its bias, in its years.
pub fn capital<A: Carries>(a: &A, cash: &CashTerms, service: &Service) -> A::Row {
    let own = inputs(a, service);
    let go_live = own.figure("go_live", service.go_live as f64);
    let over = own.figure("one_off.spread_years", service.one_off.spread_years as f64);
    let bias = a.number(1.0) + own.figure("one_off.optimism_bias", service.one_off.optimism_bias.0);
    let ict = of(a).figure("ict_share", cash.capital.ict_share.0) * own.figure("one_off.ict", service.one_off.ict.0);
    let programme = of(a).figure("programme_share", cash.capital.programme_share.0)
        * own.figure("one_off.programme", service.one_off.programme.0);
    let label = Measure::Pounds.of("Capital, real", service.shown());
    a.term_row(label, |t| (ict + programme) * bias * spread(a, t, go_live, over))
}

/// What a partner has of one service, in real pounds.
#[derive(Debug, Clone)]
pub struct Part<A: Algebra> {
    /// What it is called.
    pub name: String,
    /// What it would cost without sharing, or is saved by buying; and what is charged, or the fee.
    pub without: A::Row,
    /// The charge, or the fee.
    pub with: A::Row,
    /// The part of a gain that can leave the budget.
    pub cashable: A::Value,
    /// One-off cost.
    pub one_off: A::Row,
    /// The whole service's capital, where it has any, and the partner's key.
    pub capital: Option<(A::Row, A::Value)>,
    /// The whole service's grant and the partner's key.
    pub grant: Option<(A::Row, A::Value)>,
}

/// A partner's plan, in the cash of each year.
#[derive(Clone)]
pub struct Plan<A: Algebra> {
    /// Saving that is cash, by service and category.
    pub savings: Vec<A::Row>,
    /// All of it.
    pub saving_cash: A::Row,
    /// Saving that is not cash.
    pub saving_not_cash: A::Row,
    /// One-off cost that is not capital.
    pub one_off_revenue: A::Row,
    /// Capital cost.
    pub capital: A::Row,
    /// Minimum revenue provision.
    pub mrp: A::Row,
    /// Interest on what is owed at the start of the year.
    pub interest: A::Row,
    /// What is owed at its end.
    pub debt: A::Row,
    /// Grant.
    pub grant: A::Row,
    /// Balancing payments that it makes.
    pub balancing: A::Row,
    /// What is drawn from reserves.
    pub from_reserves: A::Row,
    /// Effect on the revenue budget.
    pub effect: A::Row,
    /// From net present value to the sum of the plan.
    pub bridge: Bridge<A>,
}

/// From a partner's net present value to the sum of its plan, step by step.
#[derive(Debug, Clone)]
pub struct Bridge<A: Algebra> {
    /// Net present value.
    pub npv: A::Value,
    /// Present value of what is not cash, which is taken off.
    pub not_cash: A::Value,
    /// What discounting took off, added back.
    pub discounting: A::Value,
    /// What prices add.
    pub inflation: A::Value,
    /// Cost that the revenue budget does not carry in its year: borrowed, or drawn from reserves.
    pub spared: A::Value,
    /// Minimum revenue provision and interest within the horizon, which are taken off.
    pub repaid: A::Value,
    /// Σ of the effect on the revenue budget.
    pub sum: A::Value,
}

/// What a part comes to in a year.
type InYear<'f, A> = &'f dyn Fn(&Part<A>, <A as Algebra>::Year) -> <A as Algebra>::Value;

/// Parts that are added up in one formula.
const FEW: usize = 12;

/// A partner's plan.
#[allow(clippy::too_many_lines, reason = "the plan line by line, as a budget has it")]
pub fn plan<A: Carries>(a: &A, terms: &Terms<A>, name: &str, parts: &[Part<A>], balancing: A::Value) -> Plan<A> {
    let zero = a.number(0.0);
    let index = |t| a.at(&terms.index, t);
    let pounds = |what| Measure::Pounds.of(what, name);
    let real = |what, of: InYear<A>| {
        if parts.len() <= FEW {
            return a.term_row(pounds(what), |t| a.sum(&mut parts.iter().map(|part| of(part, t))));
        }
        // each part has a line of its own, since a formula holds only so many characters
        let line = |part: &Part<A>| a.term_row(Measure::Pounds.of_item(&part.name, what, name), |t| of(part, t));
        let lines: Vec<A::Row> = parts.iter().map(line).collect();
        a.term_row(pounds(what), |t| a.sum(&mut lines.iter().map(|line| a.at(line, t))))
    };
    let gain = |part: &Part<A>, t| a.at(&part.without, t) - a.at(&part.with, t);
    let cash_part = |part: &Part<A>, t| {
        let gain = gain(part, t);
        // a loss is always cash
        a.when(a.is_more(gain, zero), part.cashable * gain, gain)
    };
    let keyed = |of: &Option<(A::Row, A::Value)>, t| of.as_ref().map_or(zero, |(row, key)| *key * a.at(row, t));
    let cash = real("Cash saving, real", &cash_part);
    let not_cash = real("Saving that is not cash, real", &|part, t| gain(part, t) - cash_part(part, t));
    let once = real("One-off cost, real", &|part, t| a.at(&part.one_off, t));
    let assets = real("Capital cost, real", &|part, t| keyed(&part.capital, t));
    let granted = real("Grant, real", &|part, t| keyed(&part.grant, t));
    let one_each = |part: &Part<A>| {
        a.term_row(Measure::Pounds.of_item(&part.name, "cash saving", name), |t| cash_part(part, t) * index(t))
    };
    let savings: Vec<A::Row> = parts.iter().map(one_each).collect();
    let nominal = |what, row: &A::Row| a.term_row(pounds(what), |t| a.at(row, t) * index(t));
    let saving_cash = nominal("Cash saving", &cash);
    let saving_not_cash = nominal("Saving that is not cash", &not_cash);
    let one_off_revenue =
        a.term_row(pounds("One-off cost, revenue"), |t| (a.at(&once, t) - a.at(&assets, t)) * index(t));
    let capital = nominal("Capital cost", &assets);
    let grant = nominal("Grant", &granted);
    let balancing_row = a.term_row(pounds("Balancing payments"), |t| balancing * index(t));
    let is = |word: CapitalBy| a.is(terms.by, word.word());
    let reserves_pay = a.is(terms.one_off_by, OneOffBy::Reserves.word());
    let borrowed = |t| a.when(is(CapitalBy::Borrowing), a.at(&capital, t), zero);
    let so_far = a.carried(pounds("Borrowed so far"), zero, |t, before| before + borrowed(t));
    // what was borrowed in the last `life` years before this one, in equal parts
    let mrp = a.term_row(pounds("Minimum revenue provision"), |t| {
        (a.before(&so_far, t) - a.earlier(&so_far, t, terms.life + a.number(1.0))) / terms.life
    });
    let debt = a.carried(pounds("Debt at the end of the year"), zero, |t, before| before + borrowed(t) - a.at(&mrp, t));
    let interest = a.term_row(pounds("Interest"), |t| terms.rate * a.before(&debt, t));
    let from_reserves = a.term_row(pounds("Drawn from reserves"), |t| {
        a.when(reserves_pay, a.at(&one_off_revenue, t), zero) + a.when(is(CapitalBy::Reserves), a.at(&capital, t), zero)
    });
    let effect = a.term_row(pounds("Effect on the revenue budget"), |t| {
        a.at(&saving_cash, t)
            - a.when(reserves_pay, zero, a.at(&one_off_revenue, t))
            - a.when(is(CapitalBy::Revenue), a.at(&capital, t), zero)
            - a.at(&mrp, t)
            - a.at(&interest, t)
            + a.at(&grant, t)
            - a.at(&balancing_row, t)
    });
    let flows =
        a.term_row(pounds("Net cash flow, real"), |t| a.at(&cash, t) - a.at(&once, t) + a.at(&granted, t) - balancing);
    let bridge = {
        let (factors, ones) = (&terms.factors, &terms.ones);
        let figure = |what, value| a.figure(pounds(what), value);
        let (pv_cash, pv_not) = (a.times(&flows, factors), a.times(&not_cash, factors));
        let (summed, in_cash) = (a.times(&flows, ones), a.times(&flows, &terms.index));
        let spared = a.when(is(CapitalBy::Revenue), zero, a.times(&capital, ones))
            + a.when(reserves_pay, a.times(&one_off_revenue, ones), zero);
        Bridge {
            npv: figure("Net present value", pv_cash + pv_not),
            not_cash: figure("Less what is not cash, present value", pv_not),
            discounting: figure("Discounting, added back", summed - pv_cash),
            inflation: figure("Inflation", in_cash - summed),
            spared: figure("Borrowed or drawn from reserves, added back", spared),
            repaid: figure(
                "Less minimum revenue provision and interest",
                a.times(&mrp, ones) + a.times(&interest, ones),
            ),
            sum: figure("Sum of the plan", a.times(&effect, ones)),
        }
    };
    Plan {
        savings,
        saving_cash,
        saving_not_cash,
        one_off_revenue,
        capital,
        mrp,
        interest,
        debt,
        grant,
        balancing: balancing_row,
        from_reserves,
        effect,
        bridge,
    }
}

/// What is left of a partner's reserves at the end of each year; none where none are entered.
pub fn reserves<A: Carries>(a: &A, budget: &PartnerBudget, id: &str, name: &str, plan: &Plan<A>) -> Option<A::Row> {
    let own = Inputs { a, list: "cash", id: "partners" };
    let first = own.of_partner(id, "reserves", budget.reserves?.0);
    let label = Measure::Pounds.of("Reserves at the end of the year", name);
    Some(a.carried(label, first, |t, before| before - a.at(&plan.from_reserves, t)))
}
