//! The sums behind how sure the answer is: the workbook's own, with an uncertain input set to another value; and what the
//! draws come to.

use super::SumOf;
use crate::engine::uncertainty::{Bar, Between, DrawnInputs, Measure, OneDraw, Traced, likely};
use crate::engine::{Outcome, Switching};
use crate::explain::{capital, input_words};
use crate::method::{Instead, Moved, Otherwise};
use crate::model::{Pounds, Scenario, number};
use crate::workbook::{Case, Format, Term, Working};
use crate::workbook::{Name, Named};

const NPV: &str = "Net present value";

/// An uncertain input at another value, as it is drawn: a saving, a factor, years of delay.
type Uncertain<'a> = (&'a str, f64);

/// What the inputs of the workbook are where an uncertain one is moved. A delay is taken down, or up, to whole years.
fn instead(scenario: &Scenario, moved: &[Uncertain], up: bool) -> Otherwise {
    let one = |(input, value): &Uncertain| {
        let entered = || ((*input).to_owned(), Instead::Number(*value));
        let Some((place, name)) = input.rsplit_once('.') else { return entered() };
        let (list, id) = place.split_once('.').unwrap_or(("", place));
        let service = scenario.services.iter().find(|one| list == "services" && one.id == id);
        let category = scenario.procurement.iter().find(|one| list == "procurement" && one.id == id);
        let moved = match name {
            "saving" => Moved::Saving(*value),
            "one_off" => Moved::OneOff(*value),
            "convergence" => {
                Moved::Convergence(f64::min(1.0, service.map_or(0.0, |one| one.convergence.share.0) * value))
            }
            _ => {
                let late = if up { libm::ceil(*value) } else { libm::floor(*value) };
                Moved::GoLive(go_live(scenario, list, id) as f64 + late)
            }
        };
        match (service, category) {
            (Some(service), _) => moved.of_service(service),
            (None, Some(category)) => moved.of_category(category),
            (None, None) => entered(),
        }
    };
    moved.iter().map(one).collect()
}

/// The part of a year by which an input is late beyond whole years.
fn part_of_a_year(input: &str, value: f64) -> f64 {
    if input.ends_with(".go_live") { value - libm::floor(value) } else { 0.0 }
}

/// A figure where one input is moved and everything else is as entered: between whole years in proportion.
fn figure(scenario: &Scenario, name: &Name, title: &str, moved: &[Uncertain]) -> Working {
    let (down, up) = (Case::with(instead(scenario, moved, false)), Case::with(instead(scenario, moved, true)));
    let part = moved.iter().map(|(input, value)| part_of_a_year(input, *value)).fold(0.0, f64::max);
    if part == 0.0 {
        return Working::named_in(&down, name.clone());
    }
    let years = |case: &Case| {
        let late = case.instead.iter().find(|(place, _)| place.ends_with(".go_live"));
        let year = late.map_or(0.0, |(_, value)| if let Instead::Number(year) = value { *year } else { 0.0 });
        format!("{title} where it goes live in {}", scenario.first_year.plus(year as usize))
    };
    let terms = vec![
        Working::named_in(&down, name.clone()).times(1.0 - part, years(&down)),
        Working::named_in(&up, name.clone()).times(part, years(&up)),
    ];
    Working::made(title, Format::Pounds, terms)
}

/// The net present value with some inputs moved and everything else as likely, as the tornado and the grid have it.
fn likely_npv(scenario: &Scenario, moved: &[Uncertain]) -> Working {
    let mut inputs = likely(scenario);
    let mut beside = Vec::new();
    for (input, value) in moved {
        // what no draw has, such as the discount rate, is set by itself
        if !inputs.iter_mut().any(|one| one.set(input, *value)) {
            beside.push((*input, *value));
        }
    }
    let all: Vec<(String, f64)> = inputs.iter().flat_map(DrawnInputs::values).collect();
    if all.iter().all(|(input, value)| part_of_a_year(input, *value) == 0.0) {
        let (case, _) = cases(scenario, &inputs, &beside);
        return Working::named_in(&case, Named::Npv);
    }
    total_npv(scenario, &inputs, &beside, NPV)
}

/// The net present value with one input at its low end, at its high end, and how far the two are apart.
pub fn bar_sums(scenario: &Scenario, bar: &Bar) -> [SumOf; 3] {
    let words = input_words(scenario, &bar.input);
    let ends = bar.at.map(|value| (likely_npv(scenario, &[(&bar.input, value)]), words.drawn(value)));
    let [(low, at_low), (high, at_high)] = ends;
    let apart = Working::made(
        format!("How far {} moves it", words.label),
        Format::Pounds,
        vec![high.clone().times(1.0, format!("At {at_high}")), low.clone().times(-1.0, format!("At {at_low}"))],
    );
    let says = |at: &str| format!("The same sum with {} at {at} and everything else as likely.", words.label);
    [
        SumOf::of(low, says(&at_low)),
        SumOf::of(high, says(&at_high)),
        SumOf::of(apart, "The one end less the other; the table leaves out the sign."),
    ]
}

/// The net present value with two inputs moved.
pub fn grid_sum(scenario: &Scenario, moved: [Uncertain; 2]) -> SumOf {
    let words = moved.map(|(input, value)| {
        let words = input_words(scenario, input);
        format!("{} at {}", words.label, words.drawn(value))
    });
    let says = format!("The same sum with {} and everything else as likely.", words.join(" and "));
    SumOf::of(likely_npv(scenario, &moved), says)
}

/// Where an input makes the case worth nothing: of the whole, or of what it belongs to.
pub fn turning_sum(scenario: &Scenario, turning: &Switching, whole: bool) -> Option<SumOf> {
    let value = turning.value?;
    let words = input_words(scenario, &turning.input);
    let (place, name) = turning.input.rsplit_once('.')?;
    let id = place.split_once('.')?.1;
    let npv: Name = match (whole, place.starts_with("services.")) {
        (true, _) => Named::Npv.into(),
        (false, true) => Named::ServiceNpv.of(id),
        (false, false) => Named::BuyingNpv.of(id),
    };
    // a break-even of the convergence is a share and one of go-live a year, where a draw has a factor and a delay
    let moved = match name {
        "convergence" => {
            let share = scenario.services.iter().find(|one| one.id == id)?.convergence.share.0;
            if share == 0.0 {
                let case = Case::with([(format!("{place}.convergence.share"), Instead::Number(value))]);
                return Some(SumOf::of(Working::named_in(&case, npv), turning_words(&words.label)));
            }
            value / share
        }
        "go_live" => value - turning.now,
        _ => value,
    };
    let title = if whole { NPV.to_owned() } else { format!("{NPV}: {}", words.owner) };
    Some(SumOf::of(figure(scenario, &npv, &title, &[(&turning.input, moved)]), turning_words(&words.label)))
}

fn turning_words(label: &str) -> String {
    format!("With {label} at this value, and everything else as entered, the result is zero.")
}

/// A part of the draws, as a sum.
fn share_sum(title: &str, counted: f64, draws: usize, words: String) -> SumOf {
    let given = |title: &str, value: f64| Working::Given { title: title.to_owned(), value, format: Format::Plain };
    let of = Working::made_over(
        title,
        Format::Percent,
        vec![given("Draws in which that is so", counted).times(1.0, "Draws in which that is so")],
        given("All draws", draws as f64),
    );
    SumOf::of(of, words)
}

/// The mean of a measure over all draws.
pub fn mean_sum(measure: Measure, mean: f64, draws: usize) -> SumOf {
    let title = format!("Mean: {}", measure_name(measure));
    let format = measure_format(measure);
    let given = |title: &str, value: f64, format| Working::Given { title: title.to_owned(), value, format };
    let sum = given("What all draws add up to", mean * draws as f64, format);
    let of = Working::made_over(
        title,
        format,
        vec![sum.times(1.0, "What all draws add up to")],
        given("All draws", draws as f64, Format::Plain),
    );
    SumOf::of(of, "A draw takes each uncertain input somewhere in its range; the mean is over all draws.")
}

fn measure_name(measure: Measure) -> &'static str {
    match measure {
        Measure::Npv => NPV,
        Measure::FullYear => "Full-year saving",
        Measure::Payback => "Payback",
        Measure::Running(_) => "Running total",
    }
}

fn measure_format(measure: Measure) -> Format {
    if measure == Measure::Payback { Format::Plain } else { Format::Pounds }
}

/// An end or the middle of what was drawn: the one or two draws that stand there, each opened to the workbook's sum with
/// what was drawn in it.
pub fn drawn_sum(scenario: &Scenario, outcome: &Outcome, measure: Measure, traced: &Traced, said: &str) -> SumOf {
    let name = measure_name(measure);
    let Between { below, above, part } = traced.between;
    let of_draw = |draw: &OneDraw| match measure {
        Measure::Npv => total_npv(scenario, &draw.inputs, &[], &title_of(name, draw)),
        Measure::FullYear => draw_full_year(scenario, draw, &title_of(name, draw)),
        Measure::Payback => draw_payback(scenario, outcome, draw, &title_of(name, draw)),
        Measure::Running(t) => running(scenario, outcome, draw, t, 1.0, &title_of(name, draw)),
    };
    let rank = |rank: usize| format!("{name} of draw {} by size", number(rank as f64 + 1.0, 0));
    let mut terms: Vec<Term> = Vec::new();
    if let Some(draw) = traced.draws.first() {
        terms.push(of_draw(draw).times(1.0 - part, rank(below)));
    }
    if let Some(draw) = traced.draws.get(1).filter(|_| part > 0.0) {
        terms.push(of_draw(draw).times(part, rank(above)));
    }
    SumOf::of(
        Working::made(format!("{name}, {}", said), measure_format(measure), terms),
        format!("All {} draws are put in order by size; this is {}.", number(traced.all as f64, 0), said),
    )
}

fn title_of(name: &str, draw: &OneDraw) -> String {
    format!("{name}, draw {}", number(draw.number as f64 + 1.0, 0))
}

/// The two cases of what was drawn: everything that is late by a part of a year taken down to whole years, and up.
/// `beside` is set in both.
fn cases(scenario: &Scenario, inputs: &[DrawnInputs], beside: &[Uncertain]) -> (Case, Case) {
    let all: Vec<(String, f64)> = inputs.iter().flat_map(DrawnInputs::values).collect();
    let mut moved: Vec<Uncertain> = all.iter().map(|(input, value)| (input.as_str(), *value)).collect();
    moved.extend(beside);
    (Case::with(instead(scenario, &moved, false)), Case::with(instead(scenario, &moved, true)))
}

/// When a service or category goes live as entered, as an index.
fn go_live(scenario: &Scenario, list: &str, id: &str) -> usize {
    let service = scenario.services.iter().find(|one| list == "services" && one.id == id).map(|one| one.go_live);
    let category = scenario.procurement.iter().find(|one| list == "procurement" && one.id == id).map(|one| one.go_live);
    service.or(category).unwrap_or(0)
}

/// What is taken of a service or category in a case: figures, each times a number, with what it is where there are several.
type OfItem<'o> = &'o dyn Fn(&Case, &str, &str) -> Vec<(f64, &'static str, Working)>;

/// A sum over whatever is shared of what a draw makes of it, between whole years of delay in proportion.
fn over_items(scenario: &Scenario, inputs: &[DrawnInputs], beside: &[Uncertain], title: &str, of: OfItem) -> Working {
    let (down, up) = cases(scenario, inputs, beside);
    let mut terms = Vec::new();
    for one in inputs {
        let Some((list, id)) = one.place.split_once('.') else { continue };
        let owner = input_words(scenario, &format!("{}.saving", one.place)).owner;
        let (whole, later) = (libm::floor(one.delay), libm::ceil(one.delay));
        let part = one.delay - whole;
        for (case, weight, late) in [(&down, 1.0 - part, whole), (&up, part, later)] {
            if weight == 0.0 {
                continue;
            }
            let live = scenario.first_year.plus(go_live(scenario, list, id) + late as usize);
            for (times, what, working) in of(case, list, id) {
                terms.push(working.times(weight * times, format!("{owner}{what}, live in {live}")));
            }
        }
    }
    Working::made(title, Format::Pounds, terms)
}

/// The net present value over everything that is shared.
fn total_npv(scenario: &Scenario, inputs: &[DrawnInputs], beside: &[Uncertain], title: &str) -> Working {
    over_items(scenario, inputs, beside, title, &|case, list, id| {
        let kind = if list == "services" { Named::ServiceNpv } else { Named::BuyingNpv };
        vec![(1.0, "", Working::named_in(case, kind.of(id)))]
    })
}

/// What a draw saves in its first year at full effect.
fn draw_full_year(scenario: &Scenario, draw: &OneDraw, title: &str) -> Working {
    let t = u16::try_from(draw.full_year).unwrap_or(u16::MAX);
    over_items(scenario, &draw.inputs, &[], title, &|case, list, id| {
        let row = |name: Named| Working::Named(case.clone(), name.of_line(list, id), t);
        let (before, after) =
            if list == "services" { (" without sharing", " with sharing") } else { (" before the fee", " fee") };
        vec![(1.0, before, row(Named::YearlyBefore)), (-1.0, after, row(Named::YearlyAfter))]
    })
}

/// What a draw brings in one year.
fn flow(scenario: &Scenario, outcome: &Outcome, draw: &OneDraw, t: usize) -> Working {
    let on = u16::try_from(t).unwrap_or(u16::MAX);
    let title = format!("Net of draw {} in {}", number(draw.number as f64 + 1.0, 0), outcome.year(t));
    over_items(scenario, &draw.inputs, &[], &title, &|case, list, id| {
        vec![(1.0, "", Working::Named(case.clone(), Named::YearlyNet.of_line(list, id), on))]
    })
}

/// The running total of a draw at the end of a year, or what is then owed.
fn running(scenario: &Scenario, outcome: &Outcome, draw: &OneDraw, t: usize, times: f64, title: &str) -> Working {
    let by_year = (0..=t).map(|t| flow(scenario, outcome, draw, t).times(times, outcome.year(t).to_string()));
    Working::made(title, Format::Pounds, by_year.collect())
}

/// When the running total of a draw stays above nothing: from the last year's end below it, in proportion.
fn draw_payback(scenario: &Scenario, outcome: &Outcome, draw: &OneDraw, title: &str) -> Working {
    let given = |title: String, value: f64| Working::Given { title, value, format: Format::Plain };
    let Some(last) = draw.last_below else {
        let value = if draw.payback.is_finite() { draw.payback } else { f64::NAN };
        return given(title.to_owned(), value);
    };
    let end = format!("Owed at the end of {}", outcome.year(last));
    let owed = running(scenario, outcome, draw, last, -1.0, &end);
    let part = Working::made_over(
        "Part of the next year",
        Format::Plain,
        vec![owed.times(1.0, end)],
        flow(scenario, outcome, draw, last + 1),
    );
    let whole = given(format!("Years to the end of {}", outcome.year(last)), last as f64 + 1.0);
    Working::made(title, Format::Plain, vec![whole.times(1.0, "Whole years"), part.times(1.0, "Part of the next year")])
}

/// How often a partner would end as a net donor, as a part of the draws.
pub fn donor_sum(name: &str, part: f64, draws: usize) -> SumOf {
    share_sum(
        &format!("Chance that {} ends as a net donor", capital(name)),
        (part * draws as f64).round(),
        draws,
        format!("Draws in which what {name} gains over the term, with balancing payments, is below nothing."),
    )
}

/// How often it is worth less than nothing.
pub fn loss_sum(part: f64, draws: usize) -> SumOf {
    share_sum(
        "Chance of a loss",
        (part * draws as f64).round(),
        draws,
        format!("Draws in which the net present value is below {}.", Pounds(0.0).whole()),
    )
}
