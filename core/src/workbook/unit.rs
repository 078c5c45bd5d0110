//! The shared unit of a service in formulas: what it costs, what it takes to set it up, and what each member pays.

use super::book::{Format, YEARS};
use super::builder::{Builder, Inner, Part, PartMember, ServiceInner, ServiceMember};
use super::formula::{At, Compare, Formula, Function, call, number, total, when};
use super::rows::{Rows, Shared, series};
use crate::model::Service;

/// The shared unit, one-off cost, and what each member pays.
pub(super) fn finish(builder: &mut Builder, service: &Service, sheet: usize, rows: &[Rows], shared: &Shared) -> Part {
    let place = format!("services.{}", service.id);
    let input = |builder: &Builder, field: &str| builder.input(&format!("{place}.{field}"));
    let Shared { go_live, rho, kappa, rate, bias, start, over_convergence, target_word, .. } = shared;
    let all = |of: &dyn Fn(&Rows) -> Formula| total(rows.iter().map(of).collect());
    let years = 0..YEARS;
    let (overhead, vat) = (input(builder, "overhead"), input(builder, "irrecoverable_vat"));
    let live = |t: u16| go_live.clone().is(Compare::AtMost, f64::from(t));
    let pool = {
        let formulas = years
            .clone()
            .map(|t| {
                let left = number(1.0) - Formula::Cell(*rate) * rho.year(t);
                let own = all(&|row| row.own.year(t)) * left.clone();
                let running = overhead.clone() * all(&|row| row.cost.year(t));
                let lost =
                    all(&|row| row.non_pay.year(t) * (number(1.0) - Formula::Cell(row.converging) * kappa.year(t)));
                when(live(t), own + running + vat.clone() * lost * left, 0.0)
            })
            .collect();
        series(builder, sheet, "Cost of the shared unit", "£", Format::Pounds, formulas)
    };
    let over = input(builder, "one_off.spread_years");
    let per_partner = {
        let amount = input(builder, "one_off.per_partner") * bias.clone();
        let formulas = years.clone().map(|t| builder.spread(t, amount.clone(), go_live, &over)).collect();
        series(builder, sheet, "One-off cost for each partner", "£", Format::Pounds, formulas)
    };
    let live_row = {
        let formulas = years.clone().map(|t| when(live(t), 1.0, 0.0)).collect();
        series(builder, sheet, "Live", "1 or 0", Format::Plain, formulas)
    };
    let at_go_live = {
        let formulas =
            years.clone().map(|t| when(go_live.clone().is(Compare::Equal, f64::from(t)), 1.0, 0.0)).collect();
        series(builder, sheet, "Year of go-live", "1 or 0", Format::Plain, formulas)
    };
    let programme = {
        let amount = (input(builder, "one_off.programme") + input(builder, "one_off.ict")) * bias.clone();
        let formulas = years.clone().map(|t| builder.spread(t, amount.clone(), go_live, &over)).collect();
        series(builder, sheet, "Programme and ICT", "£", Format::Pounds, formulas)
    };
    let common = {
        let months = input(builder, "one_off.parallel_months");
        let formulas = years
            .clone()
            .map(|t| {
                let parallel = months.clone() / 12.0 * all(&|row| row.cost.year(t)) * bias.clone();
                programme.year(t) + parallel * at_go_live.year(t)
            })
            .collect();
        series(builder, sheet, "Programme, ICT and running both", "£", Format::Pounds, formulas)
    };
    let grant = {
        let amount = input(builder, "one_off.grant");
        let formulas = years.clone().map(|t| builder.spread(t, amount.clone(), go_live, &over)).collect();
        series(builder, sheet, "Grant", "£", Format::Pounds, formulas)
    };
    let one_off = {
        let formulas = years
            .clone()
            .map(|t| common.year(t) + per_partner.year(t) * rows.len() as f64 + all(&|row| row.redundancy.year(t)))
            .collect();
        series(builder, sheet, "One-off cost", "£", Format::Pounds, formulas)
    };
    builder.book.sum_of(one_off, one_off.sum(), Format::Pounds);
    let posts = {
        let formulas = years.clone().map(|t| all(&|row| row.released.year(t))).collect();
        series(builder, sheet, "Posts no longer needed", "posts", Format::Plain, formulas)
    };
    let borne = input(builder, "one_off.borne");
    let mut members = Vec::new();
    for row in rows {
        let key = Formula::Cell(row.key);
        let name = &row.name;
        let charge = {
            let formulas = years
                .clone()
                .map(|t| when(live(t), key.clone() * pool.year(t) + row.stranded.year(t), row.own.year(t)))
                .collect();
            series(builder, sheet, &format!("Charge: {name}"), "£", Format::Pounds, formulas)
        };
        let paid = {
            let formulas = years
                .clone()
                .map(|t| {
                    let own = row.redundancy.year(t) + per_partner.year(t) + key.clone() * common.year(t);
                    when(borne.clone().is_word("own"), own, key.clone() * one_off.year(t))
                })
                .collect();
            series(builder, sheet, &format!("One-off cost: {name}"), "£", Format::Pounds, formulas)
        };
        let net = {
            let formulas = years
                .clone()
                .map(|t| row.cost.year(t) - charge.year(t) - paid.year(t) + key.clone() * grant.year(t))
                .collect();
            series(builder, sheet, &format!("Net gain: {name}"), "£", Format::Pounds, formulas)
        };
        builder.book.sum_of(net, net.times(builder.factors), Format::Pounds);
        let alone = alone(builder, sheet, row, shared);
        members.push(PartMember {
            partner: row.partner,
            net,
            one_off: paid,
            without: row.cost,
            with: charge,
            released: Some(row.released),
            alone: Some(alone),
            key: row.key,
        });
    }
    let without = {
        let formulas = years.clone().map(|t| all(&|row| row.cost.year(t))).collect();
        series(
            builder,
            sheet,
            &format!("Cost without sharing, all members: {}", service.shown()),
            "£",
            Format::Pounds,
            formulas,
        )
    };
    let with = {
        let formulas =
            years.clone().map(|t| total(members.iter().map(|member| member.with.year(t)).collect())).collect();
        series(builder, sheet, &format!("Charges, all members: {}", service.shown()), "£", Format::Pounds, formulas)
    };
    let net = {
        let formulas =
            years.clone().map(|t| total(members.iter().map(|member| member.net.year(t)).collect())).collect();
        series(builder, sheet, &format!("Net gain, all members: {}", service.shown()), "£", Format::Pounds, formulas)
    };
    let npv = builder.book.sum_of(net, net.times(builder.factors), Format::Pounds);
    let redundancy = builder.book.figure(
        sheet,
        "Redundancy, present value",
        "£",
        Format::Pounds,
        total(rows.iter().map(|row| row.redundancy.times(builder.factors)).collect()),
    );
    let settled =
        settled(builder, service, sheet, Formula::Cell(*start), Formula::Cell(*over_convergence), target_word);
    let sizes = total(rows.iter().map(|row| Formula::Cell(row.driver)).collect());
    let today = total(rows.iter().map(|row| Formula::Cell(row.today)).collect());
    let or_none = |value: Formula| when(sizes.clone().is(Compare::More, 0.0), value, Formula::Word("none"));
    let now = builder.book.figure(sheet, "Unit cost now", "£ for each", Format::Pence, or_none(today / sizes.clone()));
    let change = input(builder, "service_change") + 1.0;
    let after = pool.times(builder.is_last) / sizes.clone() / change;
    let after = builder.book.figure(
        sheet,
        "Unit cost after, in the last year and for the service then delivered",
        "£ for each",
        Format::Pence,
        when(go_live.clone().is(Compare::Less, builder.input("years")), or_none(after), Formula::Word("none")),
    );
    builder.book.name(&format!("ic_unit_cost_now_{}", service.id), now);
    builder.book.name(&format!("ic_unit_cost_after_{}", service.id), after);
    builder.book.name(&format!("ic_service_npv_{}", service.id), npv);
    builder.book.name(&format!("ic_service_rate_{}", service.id), *rate);
    Part {
        list: "services",
        id: service.id.clone(),
        name: service.shown().to_owned(),
        net,
        one_off,
        grant: Some(grant),
        without,
        with,
        settled,
        redundancy: Some(redundancy),
        cashable: Some(input(builder, "cashable")),
        officers: Some(input(builder, "officer_share")),
        posts: Some(posts),
        pool: Some(pool),
        members,
        inner: Inner::Service(Box::new(ServiceInner {
            rho: *rho,
            kappa: *kappa,
            live: live_row,
            programme,
            at_go_live,
            per_partner,
            grant,
            measured: shared.measured,
            redundancy_each: shared.redundancy_each,
            members: rows
                .iter()
                .map(|row| ServiceMember {
                    today: row.today,
                    driver: row.driver,
                    unit: row.unit,
                    cost: row.cost,
                    non_pay: row.non_pay,
                    posts: row.posts_before,
                    stranded: row.stranded,
                })
                .collect(),
        })),
    }
}

/// What a member could reach alone: only where the target is a benchmark from outside.
fn alone(builder: &mut Builder, sheet: usize, row: &Rows, shared: &Shared) -> At {
    let x = Formula::Cell(row.converging);
    let name = &row.name;
    let gone = {
        let formulas = (0..YEARS).map(|t| row.posts_before.year(t) * x.clone() * shared.kappa.year(t)).collect();
        series(
            builder,
            sheet,
            &format!("Posts no longer needed when improving alone: {name}"),
            "posts",
            Format::Plain,
            formulas,
        )
    };
    let net = {
        let formulas = (0..YEARS)
            .map(|t| {
                let paid =
                    Formula::Cell(shared.redundancy_each) * (gone.year(t) - gone.at(t.checked_sub(1))).or_nothing();
                row.cost.year(t) * x.clone() * shared.kappa.year(t) - paid
            })
            .collect();
        series(builder, sheet, &format!("Net gain when improving alone: {name}"), "£", Format::Pounds, formulas)
    };
    builder.book.sum_of(net, net.times(builder.factors), Format::Pounds);
    let value = net.whole().or_nothing();
    let formula = when(shared.target_word.clone().is_word("benchmark"), value, 0.0);
    builder.book.figure(sheet, &format!("Improving alone, present value: {name}"), "£", Format::Pounds, formula)
}

/// The first year in which everything is complete and nothing is left behind, as an index.
fn settled(
    builder: &mut Builder,
    service: &Service,
    sheet: usize,
    start: Formula,
    over: Formula,
    target: &Formula,
) -> At {
    let input = |field: &str| builder.input(&format!("services.{}.{field}", service.id));
    let saving = input("go_live") + input("ramp_years") - 1.0;
    let convergence = when(target.clone().is_word("none"), 0.0, start + over - 1.0);
    let stranded =
        when(input("stranded.share").is(Compare::More, 0.0), input("go_live") + input("stranded.years"), 0.0);
    let formula = call(Function::Max, vec![saving, convergence, stranded]);
    builder.book.figure(sheet, "Complete from", "years after the first", Format::Plain, formula)
}
