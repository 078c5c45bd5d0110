//! The part of all weightings under which each model scores highest, in formulas.
//!
//! Weightings are the points of a triangle, by the weights of functionality and performance; a model wins where it is not
//! behind any other that counts, each a half-plane. Twice the area of what is left, against the whole triangle's, is found
//! by Green's theorem: going round it, each edge adds its length times the cross product of its start and its direction.
//! Two of the triangle's edges begin or end at the origin and add nothing; what is left is the third edge and, for each
//! rival, the line on which the two are even.

use super::book::Format;
use super::formula::{Compare, Formula, Function, call, number, total, when};
use super::names::Named;
use super::soc_rows::Rows;
use crate::model::soc::{SocModel, Three};
use crate::words::model_name;

/// Smaller differences of values, and of places on a line, are rounding.
const NEAR: f64 = 1e-12;
const CLOSE: f64 = 1e-9;
/// Beyond every place on a line.
const FAR: f64 = 1e9;

/// A model's lead over a rival on the three criteria, and how it counts.
struct Lead {
    on: [Formula; 3],
    /// 1 where the two are even somewhere inside the triangle: then the line between them is an edge.
    divides: Formula,
    /// 1 where the rival counts against it at all.
    counts: Formula,
}

/// Rows for each model: its leads over the others, the edges of its part, its share. `open` is 1 where nothing rules it out.
pub(super) fn triangle(rows: &mut Rows, values: &Three<[Formula; 3]>, open: &Three<Formula>, anything: &Formula) {
    for model in SocModel::ALL {
        let rivals: Vec<SocModel> = SocModel::ALL.into_iter().filter(|rival| *rival != model).collect();
        let leads: Vec<Lead> = rivals.iter().map(|rival| lead(rows, values, open, model, *rival)).collect();
        let [first, second] = leads.as_slice() else { continue };
        let name = model_name(model);
        // two rivals that are the same count once
        let alike = match rivals.as_slice() {
            [one, other] => same(values, *one, *other) * open.of(*one).clone() * open.of(*other).clone(),
            _ => number(0.0),
        };
        let alike = rows.figure(&format!("{name}: its rivals are the same"), "1 or 0", Format::Plain, alike);
        let second = Lead {
            on: second.on.clone(),
            divides: second.divides.clone() * (number(1.0) - alike.clone()),
            counts: second.counts.clone() * (number(1.0) - alike),
        };
        let edges = vec![
            side(rows, name, first, &second),
            line(rows, name, model_name(rivals.first().copied().unwrap_or(model)), first, &second, false),
            line(rows, name, model_name(rivals.last().copied().unwrap_or(model)), &second, first, true),
        ];
        let beaten = rivals.iter().map(|rival| beaten(values, open, model, *rival)).collect();
        let beaten = rows.figure(&format!("{name}: never ahead of one of the others"), "1 or 0", Format::Plain, {
            when(call(Function::Or, beaten), 1.0, 0.0)
        });
        let counts = call(
            Function::And,
            vec![anything.clone(), open.of(model).clone().is(Compare::Equal, 1.0), beaten.is(Compare::Equal, 0.0)],
        );
        let share = when(counts, total(edges).or_nothing(), 0.0);
        let share = rows.figure(&format!("Part of all weightings: {name}"), "%", Format::Percent, share);
        rows.name(Named::SocWeightings.of(model.word()), &share);
    }
}

/// 1 where two models have the same values.
fn same(values: &Three<[Formula; 3]>, one: SocModel, other: SocModel) -> Formula {
    let near = values.of(one).iter().zip(values.of(other));
    let near = near.map(|(a, b)| call(Function::Abs, vec![a.clone() - b.clone()]).is(Compare::AtMost, NEAR));
    when(call(Function::And, near.collect()), 1.0, 0.0)
}

/// Whether a rival is nowhere behind: it leads on some criterion and is behind on none, or is the same and comes first.
fn beaten(values: &Three<[Formula; 3]>, open: &Three<Formula>, model: SocModel, rival: SocModel) -> Formula {
    let ahead = values.of(model).iter().zip(values.of(rival)).map(|(own, other)| own.clone() - other.clone());
    let most = call(Function::Max, ahead.collect());
    let rank = |model: SocModel| SocModel::ALL.iter().position(|one| *one == model);
    let is_same = same(values, model, rival);
    let loses = if rank(rival) < rank(model) {
        call(Function::Or, vec![is_same.is(Compare::Equal, 1.0), most.is(Compare::AtMost, 0.0)])
    } else {
        call(Function::And, vec![is_same.is(Compare::Equal, 0.0), most.is(Compare::AtMost, 0.0)])
    };
    call(Function::And, vec![open.of(rival).clone().is(Compare::Equal, 1.0), loses])
}

fn lead(
    rows: &mut Rows,
    values: &Three<[Formula; 3]>,
    open: &Three<Formula>,
    model: SocModel,
    rival: SocModel,
) -> Lead {
    let names = (model_name(model), model_name(rival));
    let mut each = values.of(model).iter().zip(values.of(rival)).zip(["functionality", "performance", "cost"]);
    let on: [Formula; 3] = std::array::from_fn(|_| match each.next() {
        Some(((own, other), criterion)) => {
            let label = format!("Lead of {} over {} on {criterion}", names.0, names.1);
            rows.figure(&label, "0 to 1", Format::Plain, own.clone() - other.clone())
        }
        None => number(0.0),
    });
    let both = vec![
        open.of(rival).clone().is(Compare::Equal, 1.0),
        call(Function::Min, on.to_vec()).is(Compare::Less, 0.0),
        call(Function::Max, on.to_vec()).is(Compare::More, 0.0),
        same(values, model, rival).is(Compare::Equal, 0.0),
    ];
    let label = format!("{} and {} are even within the triangle", names.0, names.1);
    let divides = rows.figure(&label, "1 or 0", Format::Plain, when(call(Function::And, both), 1.0, 0.0));
    Lead { on, counts: divides.clone(), divides }
}

/// Where on a line a half-plane begins and ends: `here` is its value at the line's start, `along` how fast that grows.
fn bounds(here: &Formula, along: &Formula) -> (Formula, Formula) {
    let crossing = (number(0.0) - here.clone()) / along.clone();
    let level = call(Function::Abs, vec![along.clone()]).is(Compare::AtMost, NEAR);
    let outside = here.clone().is(Compare::Less, -CLOSE);
    let rises = along.clone().is(Compare::More, 0.0);
    let from = when(level.clone(), when(outside.clone(), FAR, -FAR), when(rises.clone(), crossing.clone(), -FAR));
    let to = when(level, when(outside, -FAR, FAR), when(rises, FAR, crossing));
    (from, to)
}

/// The triangle's own edge from all weight on functionality to all on performance.
fn side(rows: &mut Rows, name: &str, first: &Lead, second: &Lead) -> Formula {
    let (mut from, mut to) = (vec![number(0.0)], vec![number(1.0)]);
    for lead in [first, second] {
        let [a, b, _] = &lead.on;
        let (low, high) = bounds(a, &(b.clone() - a.clone()));
        from.push(when(lead.counts.clone().is(Compare::Equal, 1.0), low, 0.0));
        to.push(when(lead.counts.clone().is(Compare::Equal, 1.0), high, 1.0));
    }
    let from =
        rows.figure(&format!("{name}: its part of the edge begins"), "place", Format::Plain, call(Function::Max, from));
    let to =
        rows.figure(&format!("{name}: its part of the edge ends"), "place", Format::Plain, call(Function::Min, to));
    let label = format!("{name}: area from the edge");
    rows.figure(&label, "part of the triangle", Format::Plain, (to - from).or_nothing())
}

/// The line on which a model and a rival are even, within the triangle and where the other rival is not ahead. Where both
/// rivals divide it from the model along one line, the second of them adds nothing.
fn line(rows: &mut Rows, name: &str, rival: &str, own: &Lead, other: &Lead, is_second: bool) -> Formula {
    let [first, second, third] = &own.on;
    let divides = own.divides.clone().is(Compare::Equal, 1.0);
    let mut figure = |what: &str, formula: Formula| {
        let label = format!("{name} even with {rival}: {what}");
        rows.figure(&label, "place", Format::Plain, when(divides.clone(), formula, 0.0))
    };
    let across = figure("slope by functionality", first.clone() - third.clone());
    let up = figure("slope by performance", second.clone() - third.clone());
    // the line's point nearest the origin, and its direction (up, −across), which has the model's side on the left
    let size = across.clone() * across.clone() + up.clone() * up.clone();
    let size = figure("slopes squared", size);
    let x = figure("nearest weight of functionality", number(0.0) - third.clone() * across.clone() / size.clone());
    let y = figure("nearest weight of performance", number(0.0) - third.clone() * up.clone() / size);
    let [a, b, c] = &other.on;
    let there = c.clone() + (a.clone() - c.clone()) * x.clone() + (b.clone() - c.clone()) * y.clone();
    let there = figure("lead over the other there", there);
    let along = (a.clone() - c.clone()) * up.clone() - (b.clone() - c.clone()) * across.clone();
    let along = figure("how fast that grows", along);
    let mut limits = vec![
        bounds(&x, &up),
        bounds(&y, &(number(0.0) - across.clone())),
        bounds(&(number(1.0) - x.clone() - y.clone()), &(across.clone() - up.clone())),
    ];
    let counts = other.counts.clone().is(Compare::Equal, 1.0);
    let (low, high) = bounds(&there, &along);
    limits.push((when(counts.clone(), low, -FAR), when(counts.clone(), high, FAR)));
    if is_second {
        let level = call(Function::Abs, vec![along.clone()]).is(Compare::AtMost, NEAR);
        let on_it = call(Function::Abs, vec![there.clone()]).is(Compare::AtMost, CLOSE);
        let same_way =
            ((a.clone() - c.clone()) * across.clone() + (b.clone() - c.clone()) * up.clone()).is(Compare::More, 0.0);
        let one_line = call(Function::And, vec![counts, level, on_it, same_way]);
        limits.push((when(one_line, FAR, -FAR), number(FAR)));
    }
    let (lows, highs): (Vec<Formula>, Vec<Formula>) = limits.into_iter().unzip();
    let from = figure("begins", call(Function::Max, lows));
    let to = figure("ends", call(Function::Min, highs));
    let label = format!("{name} even with {rival}: area from the line");
    let area = (to - from).or_nothing() * third.clone();
    rows.figure(&label, "part of the triangle", Format::Plain, when(divides, area, 0.0))
}
