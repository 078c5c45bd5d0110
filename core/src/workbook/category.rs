//! Joint buying year by year, in formulas: method, section 3.

use super::book::{Format, YEARS};
use super::builder::{Builder, Inner, Part, PartMember};
use super::formula::{At, Compare, Formula, Function, call, number, total, when};
use super::rows::series;
use super::scale::rate_rows;
use crate::model::{Category, Mode};

/// The sheet of a category that two or more buy together.
pub(super) fn category_sheet(builder: &mut Builder, category: &Category) -> Part {
    let place = format!("procurement.{}", category.id);
    let name = category.shown().to_owned();
    let sheet = builder.book.sheet("Buying", &name, format!("{name}, bought together, year by year"));
    builder.year_heads(sheet);
    let input = |builder: &Builder, field: &str| builder.input(&format!("{place}.{field}"));
    let (go_live, over) = (input(builder, "go_live"), input(builder, "ramp_years"));
    let rho = {
        let formulas = (0..YEARS).map(|t| builder.ramp(t, &go_live, &over) * builder.in_term.year(t)).collect();
        series(builder, sheet, "Part of the saving reached", "%", Format::Percent, formulas)
    };
    let members: Vec<(usize, String, String)> = category
        .members
        .iter()
        .filter_map(|id| {
            let partner = builder.scenario.partners.iter().position(|partner| partner.id == *id)?;
            Some((partner, id.clone(), builder.scenario.name_of(id).to_owned()))
        })
        .collect();
    let reached_of = |builder: &Builder, id: &str| match category.mode {
        Mode::Rate => {
            builder.input(&format!("{place}.spend.{id}"))
                * input(builder, "addressable")
                * (number(1.0) - input(builder, "local_exception"))
        }
        Mode::Items => total(
            (0..category.items.len())
                .map(|n| {
                    builder.input(&format!("{place}.items.{n}.price.{id}"))
                        * builder.input(&format!("{place}.items.{n}.volume.{id}"))
                })
                .collect(),
        ),
    };
    let reached: Vec<At> = members
        .iter()
        .map(|(_, id, name)| {
            let formula = reached_of(builder, id);
            builder.book.figure(
                sheet,
                &format!("Spending that joint buying can reach: {name}"),
                "£ a year",
                Format::Pounds,
                formula,
            )
        })
        .collect();
    let weights: Vec<At> = members
        .iter()
        .zip(&reached)
        .map(|((_, id, name), own)| {
            let share = builder.input(&format!("{place}.sharing.shares.{id}"));
            let formula = builder.weight(&input(builder, "sharing.key"), id, Formula::Cell(*own), share);
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
            builder.book.figure(sheet, &format!("Share of the one-off cost: {name}"), "%", Format::Percent, formula)
        })
        .collect();
    let (full, found) = match category.mode {
        Mode::Rate => by_rate(builder, category, sheet, &members, &reached, &reached_of),
        Mode::Items => by_items(builder, category, sheet, &members),
    };
    let rate = match &found {
        Found::Rate { rate, .. } => Some(*rate),
        Found::Items(_) => None,
    };
    let one_off_year = {
        let year = (go_live.clone() - 1.0).or_nothing();
        let formulas = (0..YEARS)
            .map(|t| when(year.clone().is(Compare::Equal, f64::from(t)), 1.0, 0.0) * builder.in_term.year(t))
            .collect();
        series(builder, sheet, "Year of the one-off cost", "1 or 0", Format::Plain, formulas)
    };
    let one_off = {
        let cost = (input(builder, "one_off.programme") + input(builder, "one_off.per_partner") * members.len() as f64)
            * (input(builder, "one_off.optimism_bias") + 1.0);
        let formulas = (0..YEARS).map(|t| cost.clone() * one_off_year.year(t)).collect();
        series(builder, sheet, "One-off cost", "£", Format::Pounds, formulas)
    };
    builder.book.sum_of(one_off, one_off.sum(), Format::Pounds);
    let mut parts: Vec<PartMember> = Vec::new();
    let mut savings = Vec::new();
    for (((partner, id, name), full), (reached, key)) in members.iter().zip(&full).zip(reached.iter().zip(&keys)) {
        let saving = {
            let formulas = (0..YEARS).map(|t| Formula::Cell(*full) * rho.year(t)).collect();
            series(builder, sheet, &format!("Saving before the fee: {name}"), "£", Format::Pounds, formulas)
        };
        savings.push(saving);
        let fee = {
            let fee = input(builder, "framework_fee") * Formula::Cell(*reached);
            let formulas = (0..YEARS).map(|t| fee.clone() * rho.year(t)).collect();
            series(builder, sheet, &format!("Framework fee: {name}"), "£", Format::Pounds, formulas)
        };
        let paid = {
            let formulas = (0..YEARS).map(|t| Formula::Cell(*key) * one_off.year(t)).collect();
            series(builder, sheet, &format!("One-off cost: {name}"), "£", Format::Pounds, formulas)
        };
        let net = {
            let formulas = (0..YEARS).map(|t| saving.year(t) - fee.year(t) - paid.year(t)).collect();
            series(builder, sheet, &format!("Net gain: {name}"), "£", Format::Pounds, formulas)
        };
        builder.book.sum_of(net, net.times(builder.factors), Format::Pounds);
        builder.book.name(&format!("ic_buying_reached_{}__{id}", category.id), *reached);
        builder.book.name_row(&format!("ic_buying_saving_{}__{id}", category.id), saving);
        builder.book.name_row(&format!("ic_buying_fee_{}__{id}", category.id), fee);
        parts.push(PartMember {
            partner: *partner,
            net,
            one_off: paid,
            without: saving,
            with: fee,
            released: None,
            alone: None,
            key: *key,
        });
    }
    let saving = {
        let formulas = (0..YEARS).map(|t| total(savings.iter().map(|saving| saving.year(t)).collect())).collect();
        series(builder, sheet, &format!("Saving before the fee, all buyers: {name}"), "£", Format::Pounds, formulas)
    };
    builder.book.sum_of(saving, saving.sum(), Format::Pounds);
    let fees = {
        let formulas = (0..YEARS).map(|t| total(parts.iter().map(|part| part.with.year(t)).collect())).collect();
        series(builder, sheet, &format!("Framework fee, all buyers: {name}"), "£", Format::Pounds, formulas)
    };
    let net = {
        let formulas = (0..YEARS).map(|t| total(parts.iter().map(|part| part.net.year(t)).collect())).collect();
        series(builder, sheet, &format!("Net gain, all buyers: {name}"), "£", Format::Pounds, formulas)
    };
    let npv = builder.book.sum_of(net, net.times(builder.factors), Format::Pounds);
    let settled =
        builder.book.figure(sheet, "Complete from", "years after the first", Format::Plain, go_live + over - 1.0);
    builder.book.name(&format!("ic_buying_npv_{}", category.id), npv);
    if let Some(rate) = rate {
        builder.book.name(&format!("ic_buying_rate_{}", category.id), rate);
    }
    Part {
        list: "procurement",
        id: category.id.clone(),
        name,
        net,
        one_off,
        grant: None,
        without: saving,
        with: fees,
        settled,
        redundancy: None,
        cashable: None,
        officers: None,
        posts: None,
        pool: None,
        members: parts,
        inner: match found {
            Found::Rate { measured, .. } => Inner::Rate { reached, measured, rho, one_off_year },
            Found::Items(prices) => Inner::Items { rho, one_off_year, reached, prices },
        },
    }
}

/// What smaller groups need beside the savings: the scale that the saving was entered for, or by item the prices paid.
enum Found {
    Rate { measured: At, rate: At },
    Items(Vec<Vec<At>>),
}

/// What each buyer saves a year at full effect, by a rate on its spending.
fn by_rate(
    builder: &mut Builder,
    category: &Category,
    sheet: usize,
    members: &[(usize, String, String)],
    reached: &[At],
    reached_of: &dyn Fn(&Builder, &str) -> Formula,
) -> (Vec<At>, Found) {
    let place = format!("procurement.{}", category.id);
    let reference = category.scale_reference.as_deref();
    let (measured, rate) = rate_rows(builder, sheet, &place, reached, reference, ("Within reach", reached_of));
    let full = members
        .iter()
        .zip(reached)
        .map(|((_, _, name), reached)| {
            let formula = Formula::Cell(*reached) * Formula::Cell(rate);
            builder.book.figure(sheet, &format!("Saving at full effect: {name}"), "£ a year", Format::Pounds, formula)
        })
        .collect();
    (full, Found::Rate { measured, rate })
}

/// What each buyer saves a year at full effect, item by item.
fn by_items(
    builder: &mut Builder,
    category: &Category,
    sheet: usize,
    members: &[(usize, String, String)],
) -> (Vec<At>, Found) {
    let place = format!("procurement.{}", category.id);
    let input = |builder: &Builder, field: &str| builder.input(&format!("{place}.{field}"));
    let harmonise = input(builder, "harmonise_to");
    let (mut joint, mut all_prices) = (Vec::new(), Vec::new());
    for (n, item) in category.items.iter().enumerate() {
        let of = |builder: &Builder, field: &str, id: &str| builder.input(&format!("{place}.items.{n}.{field}.{id}"));
        // prices of those who buy any; a word stands for the others, which spreadsheets pass over
        let prices: Vec<At> = members
            .iter()
            .map(|(_, id, name)| {
                let (price, volume) = (of(builder, "price", id), of(builder, "volume", id));
                let formula = when(volume.is(Compare::More, 0.0), price, Formula::Word("none"));
                builder.book.figure(sheet, &format!("{}, price paid: {name}", item.name), "£", Format::Pence, formula)
            })
            .collect();
        let volumes: Vec<Formula> = members.iter().map(|(_, id, _)| of(builder, "volume", id)).collect();
        let (Some(first), Some(last)) = (prices.first(), prices.last()) else { continue };
        let block = || Formula::Block(*first, *last);
        let volume = total(volumes.clone());
        let spent = total(
            members
                .iter()
                .zip(&volumes)
                .map(|((_, id, _), volume)| of(builder, "price", id) * volume.clone())
                .collect(),
        );
        let price = when(
            harmonise.clone().is_word("lowest"),
            call(Function::Min, vec![block()]),
            when(harmonise.clone().is_word("median"), call(Function::Median, vec![block()]), spent / volume.clone()),
        );
        let multiple = volume.clone() / call(Function::Max, volumes);
        let less = (number(1.0) - input(builder, "discount_per_doubling")).power(call(Function::Log2, vec![multiple]));
        let formula = when(volume.is(Compare::AtMost, 0.0), Formula::Word("none"), price * less);
        all_prices.push(prices.clone());
        joint.push(builder.book.figure(sheet, &format!("{}, joint price", item.name), "£", Format::Pence, formula));
    }
    let believed = (number(1.0) - input(builder, "local_exception")) * (number(1.0) - input(builder, "haircut"));
    let full = members
        .iter()
        .map(|(_, id, name)| {
            let of_item = |builder: &Builder, n: usize, joint: &At| {
                let of = |field: &str| builder.input(&format!("{place}.items.{n}.{field}.{id}"));
                let (volume, gap) = (of("volume"), of("price") - Formula::Cell(*joint));
                let saved = when(
                    harmonise.clone().is_word("lowest"),
                    volume.clone() * gap.clone().or_nothing(),
                    volume.clone() * gap,
                );
                when(volume.is(Compare::More, 0.0), saved, 0.0)
            };
            // an item to a row: a formula of all of them could be longer than a cell takes
            let mut rows = Vec::new();
            for (n, joint) in joint.iter().enumerate() {
                let formula = of_item(builder, n, joint);
                let item = category.items.get(n).map_or("", |item| item.name.as_str());
                let label = format!("Saved a year on {item}: {name}");
                rows.push(builder.book.figure(sheet, &label, "£ a year", Format::Pounds, formula));
            }
            let sum = match (rows.first(), rows.last()) {
                (Some(first), Some(last)) => call(Function::Sum, vec![Formula::Block(*first, *last)]),
                _ => number(0.0),
            };
            let formula = believed.clone() * sum;
            builder.book.figure(sheet, &format!("Saving at full effect: {name}"), "£ a year", Format::Pounds, formula)
        })
        .collect();
    (full, Found::Items(all_prices))
}
