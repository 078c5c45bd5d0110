//! A shared service year by year, in formulas: method, section 2.

use super::book::{Format, Series, YEARS};
use super::builder::{Builder, Inner, Part, PartMember, ServiceInner, ServiceMember};
use super::formula::{At, Compare, Formula, Function, call, number, total, when};
use crate::model::Service;

/// The unit costs, by how they are compared.
fn driver(builder: &Builder, service: &str, partner: &str) -> Formula {
    let figure = |field: &str| builder.input(&format!("partners.{partner}.{field}"));
    let by = builder.input(&format!("services.{service}.driver"));
    when(
        by.clone().is_word("officers"),
        figure("officers_fte"),
        when(
            by.clone().is_word("population"),
            figure("population"),
            when(by.is_word("budget"), figure("budget"), figure("officers_fte") + figure("staff_fte")),
        ),
    )
}

/// A member's rows.
struct Rows {
    partner: usize,
    name: String,
    today: At,
    driver: At,
    unit: At,
    key: At,
    converging: At,
    cost: Series,
    non_pay: Series,
    posts_before: Series,
    own: Series,
    released: Series,
    redundancy: Series,
    stranded: Series,
}

/// The sheet of a service that two or more share.
pub(super) fn service_sheet(builder: &mut Builder, service: &Service) -> Part {
    let place = format!("services.{}", service.id);
    let name = service.shown().to_owned();
    let sheet =
        builder.book.sheet("Service", &name, format!("{name}, year by year: every figure follows from the inputs"));
    builder.year_heads(sheet);
    let input = |builder: &Builder, field: &str| builder.input(&format!("{place}.{field}"));
    let (go_live, over) = (input(builder, "go_live"), input(builder, "ramp_years"));
    let term = builder.in_term;

    // how far the saving and the common starting point have come
    let rho = builder.book.series(sheet, "Part of the saving reached", "%", Format::Percent, {
        let rows: Vec<Formula> = (0..YEARS).map(|t| builder.ramp(t, &go_live, &over)).collect();
        move |t| rows.get(usize::from(t)).cloned().unwrap_or(number(0.0))
    });
    let or = |field: Formula, otherwise: &Formula| {
        when(call(Function::IsBlank, vec![field.clone()]), otherwise.clone(), field)
    };
    let start = builder.book.figure(
        sheet,
        "Convergence starts",
        "years after the first",
        Format::Plain,
        or(input(builder, "convergence.start"), &go_live),
    );
    let over_convergence = builder.book.figure(
        sheet,
        "Years to converge",
        "years",
        Format::Plain,
        or(input(builder, "convergence.years"), &over),
    );
    let kappa = {
        let (start, over) = (Formula::Cell(start), Formula::Cell(over_convergence));
        let rows: Vec<Formula> = (0..YEARS).map(|t| builder.ramp(t, &start, &over)).collect();
        builder.book.series(sheet, "Part of the convergence reached", "%", Format::Percent, move |t| {
            rows.get(usize::from(t)).cloned().unwrap_or(number(0.0))
        })
    };

    // today's cost, keys and unit costs
    let cost_of = |builder: &Builder, id: &str| {
        let of = |field: &str| builder.input(&format!("{place}.baseline.{id}.{field}"));
        of("fte") * of("cost_per_fte") + of("non_pay") - of("income")
    };
    let members: Vec<(usize, String, String)> = service
        .members
        .iter()
        .filter_map(|id| {
            let partner = builder.scenario.partners.iter().position(|partner| partner.id == *id)?;
            Some((partner, id.clone(), builder.scenario.name_of(id).to_owned()))
        })
        .collect();
    let today: Vec<At> = members
        .iter()
        .map(|(_, id, name)| {
            let formula = cost_of(builder, id);
            builder.book.figure(sheet, &format!("Cost today: {name}"), "£ a year", Format::Pounds, formula)
        })
        .collect();
    let drivers: Vec<At> = members
        .iter()
        .map(|(_, id, name)| {
            let formula = driver(builder, &service.id, id);
            builder.book.figure(sheet, &format!("Size: {name}"), "by the unit of comparison", Format::Plain, formula)
        })
        .collect();
    let units: Vec<At> = members
        .iter()
        .zip(today.iter().zip(&drivers))
        .map(|((_, _, name), (cost, size))| {
            let size = Formula::Cell(*size);
            let formula = when(size.clone().is(Compare::More, 0.0), Formula::Cell(*cost) / size, Formula::Word("none"));
            builder.book.figure(sheet, &format!("Unit cost today: {name}"), "£ for each", Format::Pence, formula)
        })
        .collect();
    let weights: Vec<At> = members
        .iter()
        .zip(&today)
        .map(|((_, id, name), cost)| {
            let share = builder.input(&format!("{place}.sharing.shares.{id}"));
            let formula = builder.weight(&input(builder, "sharing.key"), id, Formula::Cell(*cost), share);
            builder.book.figure(
                sheet,
                &format!("Weight under the sharing key: {name}"),
                "weight",
                Format::Plain,
                formula,
            )
        })
        .collect();
    let all_weights = total(weights.iter().map(|at| Formula::Cell(*at)).collect());
    let keys: Vec<At> = members
        .iter()
        .zip(&weights)
        .map(|((_, _, name), weight)| {
            let formula = when(
                all_weights.clone().is(Compare::More, 0.0),
                Formula::Cell(*weight) / all_weights.clone(),
                1.0 / members.len() as f64,
            );
            builder.book.figure(sheet, &format!("Share of the unit: {name}"), "%", Format::Percent, formula)
        })
        .collect();

    // scale and saving rate
    let elasticity = input(builder, "scale_elasticity");
    let effect = |costs: &[Formula]| {
        let sum = total(costs.to_vec());
        let each = total(
            costs
                .iter()
                .map(|cost| when(cost.clone().is(Compare::More, 0.0), cost.clone().power(elasticity.clone()), 0.0))
                .collect(),
        );
        when(sum.clone().is(Compare::AtMost, 0.0), 0.0, number(1.0) - sum.power(elasticity.clone()) / each)
    };
    let own_costs: Vec<Formula> = today.iter().map(|at| Formula::Cell(*at)).collect();
    let reference: Vec<Formula> = match &service.scale_reference {
        None => own_costs.clone(),
        Some(ids) => ids.iter().map(|id| cost_of(builder, id)).collect(),
    };
    let group = builder.book.figure(sheet, "Scale effect of the group", "%", Format::Percent, effect(&own_costs));
    let measured = builder.book.figure(
        sheet,
        "Scale effect of the group that the saving was entered for",
        "%",
        Format::Percent,
        effect(&reference),
    );
    let scale_share = input(builder, "scale_share");
    let scale = builder.book.figure(
        sheet,
        "Factor for the size of the group",
        "factor",
        Format::Plain,
        when(
            Formula::Cell(measured).is(Compare::AtMost, 0.0),
            1.0,
            number(1.0) - scale_share.clone() + scale_share * Formula::Cell(group) / Formula::Cell(measured),
        ),
    );
    let haircut = input(builder, "haircut");
    let rate = builder.book.figure(
        sheet,
        "Saving rate",
        "%",
        Format::Percent,
        (number(1.0) - haircut.clone())
            * call(
                Function::Min,
                vec![input(builder, "saving.high"), input(builder, "saving.likely") * Formula::Cell(scale)],
            ),
    );
    let target_word = input(builder, "convergence.target");
    let units_block = match (units.first(), units.last()) {
        (Some(first), Some(last)) => Formula::Block(*first, *last),
        _ => number(0.0),
    };
    let target = builder.book.figure(
        sheet,
        "Unit cost that dear members come down to",
        "£ for each",
        Format::Pence,
        when(
            target_word.clone().is_word("lowest"),
            call(Function::Min, vec![units_block.clone()]),
            when(
                target_word.clone().is_word("median"),
                call(Function::Median, vec![units_block]),
                when(
                    target_word.clone().is_word("benchmark"),
                    input(builder, "convergence.benchmark"),
                    Formula::Word("none"),
                ),
            ),
        ),
    );

    // each member, year by year
    let bias = input(builder, "one_off.optimism_bias") + 1.0;
    let redundancy_each = builder.book.figure(
        sheet,
        "Redundancy for each post that goes, with optimism bias",
        "£",
        Format::Pounds,
        input(builder, "one_off.redundancy_share")
            * input(builder, "one_off.redundancy_cost")
            * (number(1.0) - input(builder, "officer_share"))
            * bias.clone(),
    );
    let mut rows = Vec::new();
    for (n, (partner, id, name)) in members.iter().enumerate() {
        let (Some(today), Some(driver), Some(key), Some(unit)) =
            (today.get(n), drivers.get(n), keys.get(n), units.get(n))
        else {
            continue;
        };
        let of = |builder: &Builder, field: &str| builder.input(&format!("{place}.baseline.{id}.{field}"));
        let planned = |builder: &Builder, field: &str| builder.input(&format!("{place}.planned.{id}.{field}"));
        let (share, from) = (planned(builder, "share"), planned(builder, "from"));
        let kept = move |t: u16| when(from.clone().is(Compare::AtMost, f64::from(t)), number(1.0) - share.clone(), 1.0);
        let converging = builder.book.figure(
            sheet,
            &format!("Part of its cost that converging takes away: {name}"),
            "%",
            Format::Percent,
            when(
                call(
                    Function::Or,
                    vec![target_word.clone().is_word("none"), Formula::Cell(*today).is(Compare::AtMost, 0.0)],
                ),
                0.0,
                input(builder, "convergence.share")
                    * (number(1.0) - haircut.clone())
                    * (Formula::Cell(*today) - Formula::Cell(target) * Formula::Cell(*driver)).or_nothing()
                    / Formula::Cell(*today),
            ),
        );
        let growth = |builder: &Builder, field: &str, t: u16| {
            (input(builder, &format!("real_growth.{field}")) + 1.0).power(f64::from(t))
        };
        let non_pay = {
            let formulas: Vec<Formula> = (0..YEARS)
                .map(|t| of(builder, "non_pay") * growth(builder, "non_pay", t) * kept(t) * term.year(t))
                .collect();
            series(builder, sheet, &format!("Other cost without sharing: {name}"), "£", Format::Pounds, formulas)
        };
        let cost = {
            let formulas: Vec<Formula> = (0..YEARS)
                .map(|t| {
                    (of(builder, "fte") * of(builder, "cost_per_fte") * growth(builder, "pay", t)
                        + of(builder, "non_pay") * growth(builder, "non_pay", t)
                        - of(builder, "income"))
                        * kept(t)
                        * term.year(t)
                })
                .collect();
            series(builder, sheet, &format!("Cost without sharing: {name}"), "£", Format::Pounds, formulas)
        };
        let x = Formula::Cell(converging);
        let left =
            |t: u16| (number(1.0) - x.clone() * kappa.year(t)) * (number(1.0) - Formula::Cell(rate) * rho.year(t));
        let posts_before = {
            let formulas = (0..YEARS).map(|t| of(builder, "fte") * kept(t) * term.year(t)).collect();
            series(builder, sheet, &format!("Posts without sharing: {name}"), "posts", Format::Plain, formulas)
        };
        let released = {
            let formulas = (0..YEARS).map(|t| posts_before.year(t) * (number(1.0) - left(t))).collect();
            series(builder, sheet, &format!("Posts no longer needed: {name}"), "posts", Format::Plain, formulas)
        };
        let own = {
            let formulas = (0..YEARS).map(|t| cost.year(t) * (number(1.0) - x.clone() * kappa.year(t))).collect();
            series(builder, sheet, &format!("Own cost after converging: {name}"), "£", Format::Pounds, formulas)
        };
        let redundancy = {
            let formulas = (0..YEARS)
                .map(|t| {
                    let before = t.checked_sub(1);
                    Formula::Cell(redundancy_each) * (released.year(t) - released.at(before)).or_nothing()
                })
                .collect();
            series(builder, sheet, &format!("Redundancy: {name}"), "£", Format::Pounds, formulas)
        };
        let stranded = {
            let (share, years) = (input(builder, "stranded.share"), input(builder, "stranded.years"));
            let formulas = (0..YEARS)
                .map(|t| {
                    let since = number(f64::from(t)) - go_live.clone();
                    let shrinking = (number(1.0) - since.clone() / years.clone()).or_nothing();
                    when(since.is(Compare::Less, 0.0), 0.0, share.clone() * cost.year(t) * shrinking)
                })
                .collect();
            series(builder, sheet, &format!("Cost left behind: {name}"), "£", Format::Pounds, formulas)
        };
        rows.push(Rows {
            partner: *partner,
            name: name.clone(),
            today: *today,
            driver: *driver,
            unit: *unit,
            key: *key,
            converging,
            cost,
            non_pay,
            posts_before,
            own,
            released,
            redundancy,
            stranded,
        });
    }
    finish(
        builder,
        service,
        sheet,
        &rows,
        &Shared { go_live, rho, kappa, rate, redundancy_each, bias, start, over_convergence, target_word, measured },
    )
}

/// What all members of a service have in common.
struct Shared {
    go_live: Formula,
    rho: Series,
    kappa: Series,
    rate: At,
    redundancy_each: At,
    bias: Formula,
    start: At,
    over_convergence: At,
    target_word: Formula,
    measured: At,
}

pub(super) fn series(
    builder: &mut Builder,
    sheet: usize,
    label: &str,
    unit: &str,
    format: Format,
    formulas: Vec<Formula>,
) -> Series {
    builder.book.series(sheet, label, unit, format, move |t| {
        formulas.get(usize::from(t)).cloned().unwrap_or(Formula::Number(0.0))
    })
}

/// The shared unit, one-off cost, and what each member pays.
fn finish(builder: &mut Builder, service: &Service, sheet: usize, rows: &[Rows], shared: &Shared) -> Part {
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
    let value = net.times(builder.factors).or_nothing();
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
