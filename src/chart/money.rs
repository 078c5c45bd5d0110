//! What the summary's charts show: saving by year, cumulative cash, each partner's gain.

use crate::chart::shape::ChartOf;
use crate::chart::shape::Drawing;
use crate::chart::shape::Series;
use crate::engine::fair_shares::{FairShares, full_year_fair};
use crate::engine::uncertainty::{Measure, Uncertain};
use crate::explain::{SumOf, drawn_sum, running_sum as entered, years};
use crate::model::Pounds;
use crate::state::Appraised;
use crate::state::State;
use leptos::prelude::*;

/// The unit of an axis, by the largest of its values.
pub fn unit_of(mut values: impl Iterator<Item = f64>) -> &'static str {
    if values.any(|value| value.abs() >= 1e6) { "£m" } else { "£ thousand" }
}

fn labels(one: &Appraised) -> Vec<String> {
    (0..one.scenario.years).map(|t| one.outcome.year(t).short()).collect()
}

pub fn yearly(one: &Appraised) -> ChartOf {
    let totals = &one.outcome.totals;
    let values = |of: &[Pounds], sign: f64| of.iter().map(|part| part.0 * sign).collect::<Vec<f64>>();
    let (services, buying, once) = (
        values(&totals.services_by_year, 1.0),
        values(&totals.procurement_by_year, 1.0),
        values(&totals.one_off_by_year, -1.0),
    );
    let all: Vec<f64> = services.iter().chain(&buying).chain(&once).copied().collect();
    let rows: Vec<Vec<String>> = totals
        .services_by_year
        .iter()
        .zip(&totals.procurement_by_year)
        .zip(&totals.one_off_by_year)
        .enumerate()
        .map(|(t, ((services, buying), once))| {
            vec![one.outcome.year(t).to_string(), services.whole(), buying.whole(), once.whole()]
        })
        .collect();
    let readout = rows.iter().map(|row| match row.as_slice() {
        [year, services, buying, once] => {
            format!("{year}: services {services}, joint buying {buying}, one-off cost {once}")
        }
        _ => String::new(),
    });
    ChartOf {
        title: "Saving by year".into(),
        caption: format!(
            "{} a year, real {} prices. One-off costs below the line.",
            unit_of(all.iter().copied()),
            one.outcome.first_year
        ),
        labels: labels(one),
        readout: readout.collect(),
        heads: ["Year", "Shared services", "Joint buying", "One-off cost"].map(str::to_owned).to_vec(),
        rows,
        drawing: Drawing::Stacked(vec![
            Series { name: "Shared services".into(), colour: 0, values: services },
            Series { name: "Joint buying".into(), colour: 1, values: buying },
            Series { name: "One-off cost".into(), colour: 3, values: once },
        ]),
    }
}

/// The running total, with what eight draws of ten stay within once they are drawn, and behind it the same of the outside
/// view where that is asked for.
pub fn cumulative(one: &Appraised, drawn: Option<&Uncertain>, outside: Option<&Uncertain>) -> ChartOf {
    let totals = &one.outcome.totals;
    let values: Vec<f64> = totals.cumulative.iter().map(|sum| sum.0).collect();
    let band: Vec<(f64, f64)> =
        drawn.map(|drawn| drawn.fan.iter().map(|year| (year.p10, year.p90)).collect()).unwrap_or_default();
    let behind: Vec<(f64, f64)> =
        outside.map(|drawn| drawn.fan.iter().map(|year| (year.p10, year.p90)).collect()).unwrap_or_default();
    let rows: Vec<Vec<String>> = totals
        .cumulative
        .iter()
        .enumerate()
        .map(|(t, sum)| {
            let ends = band.get(t).into_iter().flat_map(|(low, high)| [Pounds(*low).whole(), Pounds(*high).whole()]);
            let turned_out =
                behind.get(t).map(|(low, high)| format!("from {} to {}", Pounds(*low).whole(), Pounds(*high).whole()));
            [one.outcome.year(t).to_string(), sum.whole()].into_iter().chain(ends).chain(turned_out).collect()
        })
        .collect();
    let mark =
        totals.payback_years.filter(|wait| *wait > 0.0).map(|wait| (wait, format!("pays back in {}", years(wait))));
    let reach =
        drawn.and_then(|drawn| drawn.payback).map(|wait| (wait.p10, wait.p90)).filter(|(from, _)| from.is_finite());
    let mut heads = vec!["End of", "As entered"];
    if drawn.is_some() {
        heads.extend(["One chance in ten to be below", "One in ten to be above"]);
    }
    if outside.is_some() {
        heads.push("As such plans have turned out, eight chances in ten");
    }
    ChartOf {
        title: "Cumulative cash".into(),
        caption: format!(
            "{}, running total of savings less one-off cost, not discounted.{}{}",
            unit_of(values.iter().copied()),
            if drawn.is_some() {
                " The band holds eight chances in ten, and so does the bar on the zero line, for when it pays back."
            } else {
                // as long as the other, so that nothing moves once it is drawn
                " A band will hold eight chances in ten, and so will a bar on the zero line, for when it pays back."
            },
            if outside.is_some() {
                " The band behind it, in the other colour, holds the same as such plans have turned out, both counts mixed."
            } else {
                ""
            }
        ),
        labels: labels(one),
        readout: rows
            .iter()
            .map(|row| match row.as_slice() {
                [year, entered, low, high] => format!("{year}: {entered} as entered, {low} to {high} in eight of ten"),
                [year, entered, low, high, turned_out] => {
                    format!("{year}: {entered} as entered, {low} to {high} in eight of ten; as such plans turned out, {turned_out}")
                }
                other => other.join(": "),
            })
            .collect(),
        heads: heads.into_iter().map(str::to_owned).collect(),
        rows,
        drawing: Drawing::Line { values, mark, band, reach, outside: behind },
    }
}

/// The sum behind a figure of the table of running totals: as entered, or an end of what was drawn.
pub fn running_sum(page: State, (t, column): (usize, usize)) -> Option<SumOf> {
    let (part, said) = match column {
        0 => return Some(entered(t)),
        1 => (0.1, "the value that one draw in ten is below"),
        _ => (0.9, "the value that one draw in ten is above"),
    };
    let drawn = page.draws.found.get()?;
    let measure = Measure::Running(t);
    let traced = page.draws.trace(&drawn, measure, part)?;
    Some(drawn_sum(&drawn.one.scenario, &drawn.one.outcome, measure, &traced, said))
}

/// `fair` marks where each partner would stand with its fair share, once that is known.
pub fn gains(one: &Appraised, fair: Option<&FairShares>) -> ChartOf {
    let marks: Vec<f64> = fair.map(|fair| full_year_fair(&one.outcome, fair)).unwrap_or_default();
    let values: Vec<f64> = one.outcome.partners.iter().map(|partner| partner.full_year_net.0).collect();
    let rows: Vec<Vec<String>> =
        one.outcome.partners.iter().map(|partner| vec![partner.name.clone(), partner.full_year_net.whole()]).collect();
    ChartOf {
        title: "What each partner gains a year".into(),
        caption: format!(
            "In {}, at full effect and without one-off cost.",
            one.outcome.year(one.outcome.totals.full_year.unwrap_or(0))
        ),
        labels: one.outcome.partners.iter().map(|partner| partner.name.clone()).collect(),
        readout: rows.iter().map(|row| row.join(": ")).collect(),
        heads: ["Partner", "Gain a year"].map(str::to_owned).to_vec(),
        rows,
        drawing: Drawing::Diverging { values, marks },
    }
}
