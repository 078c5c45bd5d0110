//! The cash plan, in formulas: method, section 11. Its assumptions stand on a sheet of their own.

use super::book::{Format, Series};
use super::builder::Builder;
use super::formula::{At, Compare, Formula, Function, call, number, total, when};
use super::names::Named;
use super::part::{Inner, Part};
use super::reading::{Sheet, Slate, Term};
use super::totals::Totals;
use crate::method::cash as text;
use crate::method::{Algebra, Calendar, Measure};
use crate::model::cash::PartnerBudget;

/// What the checks hold against each other.
pub(super) struct CashSheets {
    /// By partner: its name, what the bridge comes to, the sum of the plan, its net present value by the bridge.
    pub bridges: Vec<(String, At, At, At)>,
}

/// The terms of cash, wherever they are read from.
struct KeptTerms<'s> {
    index: Series,
    ones: Series,
    /// What pays for capital, and for other one-off cost.
    words: [Term<'s>; 2],
    /// Years to repay, and interest.
    figures: [Term<'s>; 2],
}

/// A partner's plan as runs of cells.
struct Kept<'p> {
    /// By list and id of service or category.
    savings: Vec<((&'static str, &'p str), Series)>,
    rows: Vec<(Named, Series)>,
    /// Step by step, with what they come to.
    steps: Vec<(Named, At)>,
    closes: Formula,
    sum: At,
    npv: At,
    not_cash: At,
}

/// The two sheets, and names of their results.
#[allow(clippy::too_many_lines, reason = "rows of two sheets in their order")]
pub(super) fn cash(builder: &mut Builder, parts: &[Part], totals: &Totals) -> CashSheets {
    let scenario = builder.scenario;
    if parts.is_empty() {
        return CashSheets { bridges: Vec::new() };
    }
    let about =
        "What the cash plan assumes: inflation, capital of each service, and the gap in each partner\u{2019}s plan";
    let assumed = builder.book.sheet("Cash terms", "", about.into());
    builder.year_heads(assumed);
    let (slate, factors) = (Slate::default(), builder.factors);
    let (terms, assets, gaps) = {
        let a = &Sheet::new(&slate, builder, assumed);
        let terms = text::terms(a, &scenario.cash, factors);
        let services =
            parts.iter().map(|part| scenario.services.iter().find(|one| part.list == "services" && one.id == part.id));
        let assets: Vec<Option<Series>> =
            services.map(|service| service.map(|service| text::capital(a, &scenario.cash, service))).collect();
        let gaps: Vec<Option<Series>> = scenario
            .partners
            .iter()
            .map(|partner| {
                let gap = scenario.cash.partners.get(&partner.id)?.gap.as_ref()?;
                let label = Measure::Pounds.of("Gap in the plan", partner.shown());
                Some(a.row(label, |t| a.number(gap.0.get(a.index(t) as usize).copied().unwrap_or(0.0))))
            })
            .collect();
        let text::Terms { index, ones, by, one_off_by, life, rate, .. } = terms;
        (KeptTerms { index, ones, words: [by, one_off_by], figures: [life, rate] }, assets, gaps)
    };
    let about =
        "In the cash of each year, partner by partner: savings, what pays for the change, and what budgets feel";
    let sheet = builder.book.sheet("Cash plan", "", about.into());
    builder.year_heads(sheet);
    let (mut bridges, mut not_cash) = (Vec::new(), Vec::new());
    let nothing = PartnerBudget::default();
    for (place, partner) in scenario.partners.iter().enumerate() {
        let kept = read(builder, (&slate, sheet), parts, &assets, &terms, place);
        let budget = scenario.cash.partners.get(&partner.id).unwrap_or(&nothing);
        let name = partner.shown();
        for (named, row) in &kept.rows {
            builder.book.name_row(named.of(&partner.id), *row);
        }
        for (part, row) in &kept.savings {
            let (list, id) = *part;
            builder.book.name_row(Named::CashSaving.of_row(list, id, &partner.id), *row);
        }
        for (named, at) in &kept.steps {
            builder.book.name(named.of(&partner.id), *at);
        }
        let closes =
            builder.book.figure(sheet, &format!("What the steps come to: {name}"), "£", Format::Pounds, kept.closes);
        let effect = kept.rows.iter().find(|(named, _)| *named == Named::CashEffect).map(|(_, row)| *row);
        if let Some(effect) = effect {
            beside(builder, sheet, (&partner.id, name), budget, gaps.get(place).copied().flatten(), effect);
        }
        not_cash.push(Formula::Cell(kept.not_cash));
        bridges.push((name.to_owned(), closes, kept.sum, kept.npv));
    }
    let worth = Formula::Cell(totals.whole) - total(not_cash);
    let at = builder.book.figure(0, "Net present value in cash", "£", Format::Pounds, worth);
    builder.book.name(Named::NpvCash, at);
    CashSheets { bridges }
}

/// One partner's plan, from the method's own text.
#[allow(clippy::too_many_lines, reason = "rows of one sheet in their order")]
fn read<'s, 'p>(
    builder: &mut Builder,
    (slate, sheet): (&'s Slate, usize),
    parts: &'p [Part],
    assets: &[Option<Series>],
    terms: &KeptTerms<'s>,
    place: usize,
) -> Kept<'p> {
    let (scenario, factors) = (builder.scenario, builder.factors);
    let Some(partner) = scenario.partners.get(place) else { return Kept::nothing(sheet) };
    let a = &Sheet::new(slate, builder, sheet);
    let takes_part = |part: &&Part| part.members.iter().any(|member| member.partner == place);
    let whose: Vec<(&'static str, &'p str)> =
        parts.iter().filter(takes_part).map(|part| (part.list, part.id.as_str())).collect();
    let own: Vec<text::Part<Sheet>> = parts
        .iter()
        .zip(assets)
        .filter_map(|(part, capital)| {
            let member = part.members.iter().find(|member| member.partner == place)?;
            let key = slate.put(Formula::Cell(member.key));
            let grant = match &part.inner {
                Inner::Service(inner) => Some((inner.course.grant, key)),
                Inner::Buying(_) => None,
            };
            Some(text::Part {
                name: part.name.clone(),
                without: member.without,
                with: member.with,
                cashable: slate.put(part.cashable.clone().unwrap_or(number(1.0))),
                one_off: member.one_off,
                capital: capital.map(|row| (row, key)),
                grant,
            })
        })
        .collect();
    let paid = a.input(&["balancing", &partner.id], scenario.balancing.get(&partner.id).map_or(0.0, |paid| paid.0));
    let KeptTerms { index, ones, words: [by, one_off_by], figures: [life, rate] } = *terms;
    let terms = &text::Terms { factors, index, ones, by, one_off_by, life, rate };
    let plan = text::plan(a, terms, partner.shown(), &own, paid);
    let budget = scenario.cash.partners.get(&partner.id);
    let left = budget.and_then(|budget| text::reserves(a, budget, &partner.id, partner.shown(), &plan));
    let bridge = &plan.bridge;
    let closes = bridge.npv - bridge.not_cash + bridge.discounting + bridge.inflation + bridge.spared - bridge.repaid;
    let mut rows = vec![
        (Named::CashSaving, plan.saving_cash),
        (Named::CashNot, plan.saving_not_cash),
        (Named::CashOneOff, plan.one_off_revenue),
        (Named::CashCapital, plan.capital),
        (Named::CashMrp, plan.mrp),
        (Named::CashInterest, plan.interest),
        (Named::CashDebt, plan.debt),
        (Named::CashGrant, plan.grant),
        (Named::CashBalancing, plan.balancing),
        (Named::CashDrawn, plan.from_reserves),
        (Named::CashEffect, plan.effect),
    ];
    rows.extend(left.map(|row| (Named::CashReserves, row)));
    let steps = vec![
        (Named::BridgeNpv, bridge.npv.cell()),
        (Named::BridgeNotCash, bridge.not_cash.cell()),
        (Named::BridgeDiscounting, bridge.discounting.cell()),
        (Named::BridgeInflation, bridge.inflation.cell()),
        (Named::BridgeSpared, bridge.spared.cell()),
        (Named::BridgeRepaid, bridge.repaid.cell()),
        (Named::BridgeSum, bridge.sum.cell()),
    ];
    Kept {
        savings: whose.into_iter().zip(plan.savings.iter().copied()).collect(),
        rows,
        steps,
        closes: closes.formula(),
        sum: bridge.sum.cell(),
        npv: bridge.npv.cell(),
        not_cash: bridge.not_cash.cell(),
    }
}

impl Kept<'_> {
    /// Of nobody.
    fn nothing<'p>(sheet: usize) -> Kept<'p> {
        let at = At { sheet, row: 0, column: 0 };
        Kept {
            savings: Vec::new(),
            rows: Vec::new(),
            steps: Vec::new(),
            closes: number(0.0),
            sum: at,
            npv: at,
            not_cash: at,
        }
    }
}

/// The gap that is left and what a household feels, where what they need is entered.
fn beside(
    builder: &mut Builder,
    sheet: usize,
    (id, name): (&str, &str),
    budget: &PartnerBudget,
    gap: Option<Series>,
    effect: Series,
) {
    let in_term = builder.in_term;
    if let (Some(gap), Some(known)) = (gap, budget.gap.as_ref()) {
        let years = known.0.len();
        let row = builder.book.series(sheet, &format!("Gap after it: {name}"), "£", Format::Pounds, |t| {
            // of a year beyond what is entered nothing is known
            if usize::from(t) < years { gap.year(t) - effect.year(t) } else { Formula::Word("none") }
        });
        builder.book.name_row(Named::CashGapAfter.of(id), row);
    }
    let base = builder.input(&format!("cash.partners.{id}.tax_base"));
    if budget.tax_base.is_some_and(|base| base > 0.0) {
        let label = format!("Effect for each Band D household: {name}");
        let row = builder.book.series(sheet, &label, "£", Format::Pence, |t| {
            let each = effect.year(t) / base.clone();
            when(base.clone().is(Compare::More, 0.0), each, 0.0) * in_term.year(t)
        });
        builder.book.name_row(Named::CashHousehold.of(id), row);
        if budget.band_d.is_some_and(|band| band.0 > 0.0) {
            let precept = base * builder.input(&format!("cash.partners.{id}.band_d"));
            let label = format!("Effect as a part of the precept: {name}");
            let row = builder.book.series(sheet, &label, "%", Format::Percent, |t| {
                let part = effect.year(t) / precept.clone();
                when(precept.clone().is(Compare::More, 0.0), part, 0.0) * in_term.year(t)
            });
            builder.book.name_row(Named::CashOfPrecept.of(id), row);
        }
    }
}

/// That every bridge closes, and begins where the appraisal ends.
pub(super) fn bridge_checks(
    sheets: &CashSheets,
    totals: &Totals,
    line: &mut dyn FnMut(String, Formula, Option<Formula>),
) {
    for ((name, closes, sum, npv), appraised) in sheets.bridges.iter().zip(&totals.npv) {
        let apart =
            |a: &At, b: &At| call(Function::Abs, vec![Formula::Cell(*a) - Formula::Cell(*b)]).is(Compare::Less, 0.01);
        line(
            format!("{name}: the bridge closes at the sum of the cash plan"),
            apart(closes, sum),
            Some(Formula::Cell(*sum)),
        );
        line(
            format!("{name}: the bridge begins at the net present value"),
            apart(npv, appraised),
            Some(Formula::Cell(*npv)),
        );
    }
}
