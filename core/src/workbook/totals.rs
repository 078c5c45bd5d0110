//! Partners, totals and headline results, in formulas: method, section 4.

use super::book::{Format, Series, YEARS};
use super::builder::Builder;
use super::builder::series;
use super::formula::{At, Compare, Formula, Function, call, number, total, when};
use super::names::{Name, Named};
use super::part::Part;
use crate::engine::staff_cost;

/// Where the headline results stand.
pub(super) struct Totals {
    /// By partner, in the scenario's order: its net present value.
    pub npv: Vec<At>,
    /// And its net gain by year.
    pub nets: Vec<Series>,
    /// Of all together.
    pub whole: At,
    /// What each partner pays a year: they add up to nothing.
    pub balancing: Vec<Formula>,
    /// 1 in the first year at full effect.
    pub is_full: Series,
    /// Fair shares, and what they add up to, where they are formulas.
    pub shares: Vec<At>,
    pub grand: Option<At>,
}

/// The sheets of partners and totals, and the results with their names.
#[allow(clippy::too_many_lines, reason = "rows of one sheet in their order")]
pub(super) fn totals(builder: &mut Builder, parts: &[Part]) -> Totals {
    let sheet = builder.book.sheet("Totals", "", "All partners together, year by year".into());
    builder.year_heads(sheet);
    let mut settled: Vec<Formula> = parts.iter().map(|part| Formula::Cell(part.settled)).collect();
    // so many that the largest of them is found in steps
    const MANY: usize = 40;
    if settled.len() > MANY {
        let some: Vec<Formula> = settled.chunks(MANY).map(|some| call(Function::Max, some.to_vec())).collect();
        let mut row = |formula| builder.book.figure(sheet, "Complete from, of some", "years", Format::Plain, formula);
        settled = some.into_iter().map(|formula| Formula::Cell(row(formula))).collect();
    }
    let last = builder.input("years") - 1.0;
    let full_year =
        if settled.is_empty() { number(0.0) } else { call(Function::Min, vec![last, call(Function::Max, settled)]) };
    let full_year =
        builder.book.figure(sheet, "First year of full effect", "years after the first", Format::Plain, full_year);
    let is_full = builder.book.series(sheet, "Is that year", "1 or 0", Format::Plain, |t| {
        when(Formula::Cell(full_year).is(Compare::Equal, f64::from(t)), 1.0, 0.0)
    });
    let by_list = |list: &'static str, of: &dyn Fn(&Part, u16) -> Formula, t: u16| {
        total(parts.iter().filter(|part| part.list == list).map(|part| of(part, t)).collect())
    };
    let recurring_of = |part: &Part, t: u16| {
        let grant = part.grant.map_or(number(0.0), |grant| grant.year(t));
        part.net.year(t) + part.one_off.year(t) - grant
    };
    let mut row = |label: &str, of: &dyn Fn(u16) -> Formula| -> Series {
        let formulas: Vec<Formula> = (0..YEARS).map(of).collect();
        series(builder, sheet, label, "£", Format::Pounds, formulas)
    };
    let services = row("Saving from shared services", &|t| by_list("services", &recurring_of, t));
    let buying = row("Saving from joint buying", &|t| by_list("procurement", &recurring_of, t));
    let recurring = row("Saving", &|t| services.year(t) + buying.year(t));
    let one_off = row("One-off cost", &|t| total(parts.iter().map(|part| part.one_off.year(t)).collect()));
    let grant =
        row("Grant", &|t| total(parts.iter().filter_map(|part| part.grant).map(|grant| grant.year(t)).collect()));
    let net = row("Net", &|t| total(parts.iter().map(|part| part.net.year(t)).collect()));
    for (name, of) in [(Named::ServicesByYear, services), (Named::BuyingByYear, buying), (Named::OneOffByYear, one_off)]
    {
        builder.book.name_row(name, of);
    }
    let payback = payback(builder, sheet, net, "Running total");
    let present = {
        let factors = builder.factors;
        let formulas = (0..YEARS).map(|t| net.year(t) * factors.year(t)).collect();
        series(builder, sheet, "Net, in today\u{2019}s money", "£", Format::Pounds, formulas)
    };
    let discounted_payback = self::payback(builder, sheet, present, "Running total, in today\u{2019}s money");
    let (factors, is_last) = (builder.factors, builder.is_last);
    let pv = |of: Series| of.times(factors);
    let mut figure = |label: String, unit: &str, format: Format, formula: Formula| -> Formula {
        Formula::Cell(builder.book.figure(sheet, &label, unit, format, formula))
    };
    let (mut found_of, mut named) = (InAll::default(), Vec::new());
    for part in parts {
        of_part(part, (is_full, is_last), &mut figure, &mut found_of, &mut named);
    }
    let InAll { savings, cash, once, posts, officers, whole_posts } = found_of;
    let constable = number(staff_cost::constable());
    let constable =
        figure("Cost of a constable with on-costs (our assumption)".into(), "£ a year", Format::Pounds, constable);
    let redundancy = total(parts.iter().filter_map(|part| part.redundancy).map(Formula::Cell).collect());
    let redundancy = figure("Redundancy, present value".into(), "£", Format::Pounds, redundancy);
    let grant_pv = figure("Grant, present value".into(), "£", Format::Pounds, pv(grant));
    let saved_pv = figure("Savings, present value".into(), "£", Format::Pounds, pv(recurring));
    let paid_pv = figure("One-off cost, present value".into(), "£", Format::Pounds, pv(one_off));
    let whole_pv = figure("Net, present value".into(), "£", Format::Pounds, pv(net));
    for (name, formula) in named {
        if let Formula::Cell(at) = formula {
            builder.book.name(name, at);
        }
    }
    let found = partners(builder, parts, is_full);
    let or_none = |yes: bool, formula: Formula| if yes { formula } else { Formula::Word("none") };
    let shared = !parts.is_empty();
    let results: Vec<(Named, &str, &str, Format, Formula)> = vec![
        (Named::Npv, "Net present value", "£", Format::Pounds, pv(net)),
        (Named::Npsv, "Net present social value", "£", Format::Pounds, whole_pv + redundancy - grant_pv),
        (Named::FullYearSaving, "Full-year saving", "£ a year", Format::Pounds, total(savings)),
        (Named::FullYearCash, "Of which cash", "£ a year", Format::Pounds, total(cash.clone())),
        (
            Named::FullYear,
            "Full year",
            "financial year that begins in",
            Format::Year,
            builder.input("first_year") + Formula::Cell(full_year),
        ),
        (Named::OneOffTotal, "One-off cost", "£", Format::Pounds, total(once)),
        (Named::Grant, "Grant", "£", Format::Pounds, grant.sum()),
        (Named::PaybackYears, "Payback", "years", Format::Plain, or_none(shared, payback)),
        (
            Named::DiscountedPaybackYears,
            "Discounted payback",
            "years",
            Format::Plain,
            or_none(shared, discounted_payback),
        ),
        (
            Named::BenefitCostRatio,
            "Benefit\u{2013}cost ratio",
            "ratio",
            Format::Plain,
            when(paid_pv.clone().is(Compare::Equal, 0.0), Formula::Word("none"), saved_pv / paid_pv),
        ),
        (Named::Posts, "Posts no longer needed", "posts", Format::Plain, total(posts)),
        (Named::Officers, "Officers among them, who are redeployed", "posts", Format::Plain, total(officers)),
        (Named::WholePosts, "In whole posts, force by force", "posts", Format::Plain, total(whole_posts)),
        (
            Named::ImprovingAlone,
            "Improving alone, present value",
            "£",
            Format::Pounds,
            total(found.alone.iter().map(|at| Formula::Cell(*at)).collect()),
        ),
        (
            Named::Constables,
            "Constables that the cash could pay for",
            "constables",
            Format::Plain,
            call(Function::Floor, vec![total(cash.clone()) / constable + 1e-9]),
        ),
    ];
    let mut whole = At { sheet: 0, row: 0, column: 0 };
    for (name, label, unit, format, formula) in results {
        let at = builder.book.figure(0, label, unit, format, formula);
        builder.book.name(name, at);
        if name == Named::Npv {
            whole = at;
        }
    }
    for (place, partner) in builder.scenario.partners.iter().enumerate() {
        let label = format!("Net present value: {}", partner.shown());
        let formula = found.npv.get(place).map_or(number(0.0), |at| Formula::Cell(*at));
        let at = builder.book.figure(0, &label, "£", Format::Pounds, formula);
        builder.book.name(Named::Npv.of(&partner.id), at);
    }
    Totals {
        npv: found.npv,
        nets: found.net,
        whole,
        balancing: found.balancing,
        is_full,
        shares: Vec::new(),
        grand: None,
    }
}

/// What is added up over services and categories.
#[derive(Default)]
struct InAll {
    savings: Vec<Formula>,
    cash: Vec<Formula>,
    once: Vec<Formula>,
    posts: Vec<Formula>,
    officers: Vec<Formula>,
    whole_posts: Vec<Formula>,
}

/// A service's or category's rows in the totals.
fn of_part(
    part: &Part,
    (is_full, is_last): (Series, Series),
    figure: &mut dyn FnMut(String, &str, Format, Formula) -> Formula,
    all: &mut InAll,
    named: &mut Vec<(Name, Formula)>,
) {
    let name = &part.name;
    let (before, after) = if part.list == "services" {
        ("Cost without sharing in the full year", "Charges in the full year")
    } else {
        ("Saving before the fee in the full year", "Framework fee in the full year")
    };
    let before = figure(format!("{before}: {name}"), "£", Format::Pounds, part.without.times(is_full));
    let after = figure(format!("{after}: {name}"), "£", Format::Pounds, part.with.times(is_full));
    let saving = figure(format!("Full-year saving: {name}"), "£ a year", Format::Pounds, before - after);
    for (row, of) in
        [(Named::YearlyBefore, part.without), (Named::YearlyAfter, part.with), (Named::YearlyNet, part.net)]
    {
        named.push((row.of_line(part.list, &part.id), of.year(0)));
    }
    named.push((Named::Saving.of_line(part.list, &part.id), saving.clone()));
    let leaves = part.cashable.clone().map_or(saving.clone(), |cashable| saving.clone() * cashable);
    all.cash.push(figure(format!("Of which cash: {name}"), "£ a year", Format::Pounds, leaves));
    all.savings.push(saving);
    all.once.push(figure(format!("One-off cost: {name}"), "£", Format::Pounds, part.one_off.sum()));
    if let Some(released) = part.posts {
        let label = format!("Posts no longer needed: {name}");
        let gone = figure(label, "posts", Format::Plain, released.times(is_last));
        if let Some(share) = part.officers.clone() {
            all.officers.push(figure(
                format!("Officers among them: {name}"),
                "posts",
                Format::Plain,
                gone.clone() * share,
            ));
        }
        all.posts.push(gone);
    }
    // 0.4 of a post is not cash: by force and service, with dust of arithmetic forgiven
    let down = |released: Series| call(Function::Floor, vec![released.times(is_last) + 1e-9]);
    let each: Vec<Formula> = part.members.iter().filter_map(|member| member.released).map(down).collect();
    if !each.is_empty() {
        all.whole_posts.push(figure(
            format!("In whole posts, force by force: {name}"),
            "posts",
            Format::Plain,
            total(each),
        ));
    }
}

struct Partners {
    npv: Vec<At>,
    net: Vec<Series>,
    balancing: Vec<Formula>,
    /// What each could reach alone, present value.
    alone: Vec<At>,
}

/// What each partner gains, year by year.
#[allow(clippy::too_many_lines, reason = "rows of one sheet in their order")]
fn partners(builder: &mut Builder, parts: &[Part], is_full: Series) -> Partners {
    let sheet =
        builder.book.sheet("Partners", "", "What each partner gains, year by year, with its balancing payment".into());
    builder.year_heads(sheet);
    let mut found = Partners { npv: Vec::new(), net: Vec::new(), balancing: Vec::new(), alone: Vec::new() };
    for (place, partner) in builder.scenario.partners.iter().enumerate() {
        let name = partner.shown().to_owned();
        let own = || parts.iter().flat_map(|part| &part.members).filter(|member| member.partner == place);
        let balancing = builder.input(&format!("balancing.{}", partner.id));
        let formulas = (0..YEARS)
            .map(|t| {
                total(own().map(|member| member.net.year(t)).collect()) - balancing.clone() * builder.in_term.year(t)
            })
            .collect();
        let net = series(builder, sheet, &format!("Net gain: {name}"), "£", Format::Pounds, formulas);
        found.net.push(net);
        found.npv.push(builder.book.sum_of(net, net.times(builder.factors), Format::Pounds));
        let alone = total(own().filter_map(|member| member.alone).map(Formula::Cell).collect());
        let label = format!("Improving alone, present value: {name}");
        found.alone.push(builder.book.figure(sheet, &label, "£", Format::Pounds, alone));
        // what it gains in the full year, part by part
        let mut gains = Vec::new();
        let (mut costs, mut charges, mut buying) = (Vec::new(), Vec::new(), Vec::new());
        for part in parts {
            let Some(member) = part.members.iter().find(|member| member.partner == place) else { continue };
            let words = if part.list == "services" {
                ["Cost without sharing in the full year", "Charge in the full year"]
            } else {
                ["Saving before the fee in the full year", "Framework fee in the full year"]
            };
            let [before, after] = [(0, member.without), (1, member.with)].map(|(n, of)| {
                let what = words.get(n).copied().unwrap_or("");
                let label = format!("{what}: {}, {name}", part.name);
                Formula::Cell(builder.book.figure(sheet, &label, "£", Format::Pounds, of.times(is_full)))
            });
            if part.list == "services" {
                costs.push(before.clone());
                charges.push(after.clone());
            } else {
                buying.push(before.clone() - after.clone());
            }
            let label = format!("Gain in the full year: {}, {name}", part.name);
            gains.push(Formula::Cell(builder.book.figure(sheet, &label, "£ a year", Format::Pounds, before - after)));
        }
        let gain = total(gains) - balancing.clone();
        let gain =
            builder.book.figure(sheet, &format!("Net gain in the full year: {name}"), "£ a year", Format::Pounds, gain);
        builder.book.name(Named::FullYearNet.of(&partner.id), gain);
        let once = total(own().map(|member| member.one_off.sum()).collect());
        let paid = balancing.clone();
        for (label, short, formula) in [
            ("Cost without sharing in the full year, all services", Named::FullYearCost, total(costs)),
            ("Charges in the full year, all services", Named::FullYearCharge, total(charges)),
            ("Gain from joint buying in the full year", Named::FullYearBuying, total(buying)),
            ("One-off cost", Named::OneOffOf, once),
            ("Balancing payment a year", Named::BalancingPaid, paid),
        ] {
            let at = builder.book.figure(sheet, &format!("{label}: {name}"), "£", Format::Pounds, formula);
            builder.book.name(short.of(&partner.id), at);
        }
        found.balancing.push(balancing);
    }
    others_later(builder, sheet, &found.net);
    found
}

/// For each partner, by year, what all the others gain in later years: what its leaving puts at risk.
fn others_later(builder: &mut Builder, sheet: usize, nets: &[Series]) {
    let formulas = (0..YEARS).map(|t| total(nets.iter().map(|net| net.year(t)).collect())).collect();
    let all = series(builder, sheet, "Net gain of all partners", "£", Format::Pounds, formulas);
    for (partner, net) in builder.scenario.partners.iter().zip(nets) {
        let label = format!("The others\u{2019} gain in later years, in today\u{2019}s money: {}", partner.shown());
        let factors = builder.factors;
        let later = later(builder, sheet, &label, |t| (all.year(t) - net.year(t)) * factors.year(t));
        builder.book.name_row(Named::OthersLater.of(&partner.id), later);
    }
}

/// By year, the sum of something over all later years: what comes after a year is the next one's and what comes after that.
pub(super) fn later(builder: &mut Builder, sheet: usize, label: &str, of: impl Fn(u16) -> Formula) -> Series {
    let row = builder.book.next_row(sheet);
    let own = Series::default_of(At { sheet, row, column: 0 });
    let formulas = (0..YEARS).map(|t| if t + 1 == YEARS { number(0.0) } else { of(t + 1) + own.year(t + 1) }).collect();
    series(builder, sheet, label, "£", Format::Pounds, formulas)
}

/// The earliest time after which the running total never falls below nothing again; a word where it never does.
fn payback(builder: &mut Builder, sheet: usize, flows: Series, label: &str) -> Formula {
    // the running total itself, and as it counts: less than half a penny is nothing
    let row = builder.book.next_row(sheet);
    let running = Series::default_of(At { sheet, row, column: 0 });
    let formulas = (0..YEARS).map(|t| running.at(t.checked_sub(1)) + flows.year(t)).collect();
    let running = series(builder, sheet, label, "£", Format::Pounds, formulas);
    // the first of the two is the one that is not discounted
    builder.book.name_row(Named::RunningTotal, running);
    let counted = {
        let formulas = (0..YEARS)
            .map(|t| {
                let small = call(Function::Abs, vec![running.year(t)]).is(Compare::Less, 0.005);
                when(small, 0.0, running.year(t))
            })
            .collect();
        series(builder, sheet, &format!("{label}, as it counts for payback"), "£", Format::Pounds, formulas)
    };
    let below = {
        let formulas = (0..YEARS)
            .map(|t| {
                let is_below = counted.year(t).is(Compare::Less, 0.0);
                when(is_below, f64::from(t) + 1.0, 0.0) * builder.in_term.year(t)
            })
            .collect();
        series(builder, sheet, &format!("{label} is below nothing at the end of year"), "year", Format::Plain, formulas)
    };
    let last = builder.book.figure(
        sheet,
        &format!("{label}: last year below nothing"),
        "year",
        Format::Plain,
        call(Function::Max, vec![below.all()]),
    );
    let last = Formula::Cell(last);
    let index = |of: Series, n: Formula| call(Function::Index, vec![of.all(), n]);
    when(
        last.clone().is(Compare::Equal, 0.0),
        0.0,
        when(
            last.clone().is(Compare::AtLeast, builder.input("years")),
            Formula::Word("never"),
            last.clone() - index(counted, last.clone()) / index(flows, last + 1.0),
        ),
    )
}
