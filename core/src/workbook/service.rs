//! A shared service year by year, in formulas: method, section 2.

use super::book::{Format, YEARS};
use super::builder::{Builder, Part};
use super::formula::{At, Compare, Formula, Function, call, number, total, when};
use super::rows::{Rows, Shared, series};
use super::scale::rate_rows;
use crate::model::Service;

/// What a service costs a partner today.
pub(super) fn cost_today(builder: &Builder, service: &str, partner: &str) -> Formula {
    let of = |field: &str| builder.input(&format!("services.{service}.baseline.{partner}.{field}"));
    of("fte") * of("cost_per_fte") + of("non_pay") - of("income")
}

/// The unit costs, by how they are compared.
pub(super) fn driver(builder: &Builder, service: &str, partner: &str) -> Formula {
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

/// The unit cost that dear members come down to.
pub(super) fn target(word: &Formula, unit_costs: Vec<Formula>, benchmark: Formula) -> Formula {
    let is = |other| word.clone().is_word(other);
    let lowest = call(Function::Min, unit_costs.clone());
    let median = call(Function::Median, unit_costs);
    when(is("lowest"), lowest, when(is("median"), median, when(is("benchmark"), benchmark, Formula::Word("none"))))
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
    let cost_of = |builder: &Builder, id: &str| cost_today(builder, &service.id, id);
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
    let reference = service.scale_reference.as_deref();
    let (measured, rate) = rate_rows(builder, sheet, &place, &today, reference, ("Cost today", &cost_of));
    let haircut = input(builder, "haircut");
    let target_word = input(builder, "convergence.target");
    let unit_costs = match (units.first(), units.last()) {
        (Some(first), Some(last)) => vec![Formula::Block(*first, *last)],
        _ => vec![number(0.0)],
    };
    let target = builder.book.figure(
        sheet,
        "Unit cost that dear members come down to",
        "£ for each",
        Format::Pence,
        target(&target_word, unit_costs, input(builder, "convergence.benchmark")),
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
    super::unit::finish(
        builder,
        service,
        sheet,
        &rows,
        &Shared { go_live, rho, kappa, rate, redundancy_each, bias, start, over_convergence, target_word, measured },
    )
}
