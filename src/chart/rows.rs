//! Charts whose labels stand below one another, each with a bar beside it.

use crate::chart::canvas::Drawn;
use crate::chart::canvas::Frame;
use crate::chart::shape::BOTTOM;
use crate::chart::shape::RULE_ROW;
use crate::chart::shape::TOP;
use plotters::style::text_anchor::{HPos, VPos};

pub(crate) fn diverging(
    frame: &Frame,
    labels: &[String],
    values: &[f64],
    marks: &[f64],
    chosen: Option<usize>,
) -> Drawn {
    let low = values.iter().chain(marks).copied().fold(0.0, f64::min);
    let high = values.iter().chain(marks).copied().fold(0.0, f64::max);
    let names = (frame.width * 0.36).clamp(112.0, 150.0);
    let (left, right) = (names + if low < 0.0 { 76.0 } else { 6.0 }, frame.width - 66.0);
    let span = if high > low { high - low } else { 1.0 };
    let at = |value: f64| left + (value - low) / span * (right - left);
    let slot = (frame.height - TOP - BOTTOM) / labels.len().max(1) as f64;
    let [gain, _, _, loss] = frame.theme.series;
    for (n, (label, value)) in labels.iter().zip(values).enumerate() {
        let middle = TOP + slot * (n as f64 + 0.5);
        let mark = marks.get(n).copied();
        // below a bar with a mark there is room for the mark's own figure
        let y = if mark.is_some() { middle - 5.0 } else { middle };
        let half = (slot * 0.24).min(9.0);
        named(frame, label, (names, middle))?;
        let colour = if *value < 0.0 { loss } else { gain };
        frame.bar((at(value.min(0.0)), y - half), (at(value.max(0.0)), y + half), colour)?;
        if let Some(mark) = mark {
            // a mark in ink with an edge of the card, so that it stands out on the bar and off it
            frame.bar((at(mark) - 3.0, y - half - 4.0), (at(mark) + 3.0, y + half + 4.0), frame.theme.line)?;
            frame.bar((at(mark) - 1.5, y - half - 4.0), (at(mark) + 1.5, y + half + 4.0), frame.theme.ink)?;
        }
        // each figure stands at what it is of: the bar's at its end, the mark's below it
        let (x, pos) = if *value < 0.0 { (at(*value) - 6.0, HPos::Right) } else { (at(*value) + 6.0, HPos::Left) };
        let text = crate::model::Pounds(*value).short();
        // a mark beside the bar's end pushes its figure along
        let wide = text.chars().count() as f64 * 6.2;
        let covered = mark.map(at).filter(|mark| match pos {
            HPos::Right => (x - wide - 4.0..x + 4.0).contains(mark),
            _ => (x - 4.0..x + wide + 4.0).contains(mark),
        });
        let x = covered.map_or(x, |mark| if *value < 0.0 { mark - 6.0 } else { mark + 6.0 });
        frame.text(&text, (x, y), 11.0, frame.theme.ink, (pos, VPos::Center))?;
        if let Some(mark) = mark {
            let text = crate::model::Pounds(mark).short();
            let half_wide = text.chars().count() as f64 * 2.9;
            let x = at(mark).clamp(names + 4.0 + half_wide, frame.width - half_wide - 2.0);
            frame.text(&text, (x, y + half + 11.0), 10.0, frame.theme.grey, (HPos::Center, VPos::Center))?;
        }
        if chosen == Some(n) {
            frame.path(&[(names, y + half + 3.0), (right, y + half + 3.0)], frame.theme.ink, 1.0)?;
        }
    }
    frame.path(&[(at(0.0), TOP), (at(0.0), frame.height - BOTTOM)], frame.theme.grey, 1.0)?;
    if low < 0.0 {
        frame.text(
            "◂ loses",
            (at(0.0) - 6.0, frame.height - 10.0),
            11.0,
            frame.theme.grey,
            (HPos::Right, VPos::Center),
        )?;
    }
    frame.text("gains ▸", (at(0.0) + 6.0, frame.height - 10.0), 11.0, frame.theme.grey, (HPos::Left, VPos::Center))?;
    if marks.is_empty() {
        return Ok(());
    }
    frame.bar((right - 62.0, 3.0), (right - 59.0, 15.0), frame.theme.ink)?;
    frame.text("fair share", (right - 54.0, 9.0), 11.0, frame.theme.ink, (HPos::Left, VPos::Center))
}

/// Bars between two values, longest first as they come, with a rule where everything is as likely.
pub(crate) fn spans(frame: &Frame, labels: &[String], ends: &[(f64, f64)], rule: f64, chosen: Option<usize>) -> Drawn {
    let all = || ends.iter().flat_map(|(a, b)| [*a, *b]).chain([rule]);
    let (low, high) = (all().fold(f64::INFINITY, f64::min), all().fold(f64::NEG_INFINITY, f64::max));
    let names = (frame.width * 0.38).clamp(112.0, 190.0);
    let (left, right) = (names + 62.0, frame.width - 66.0);
    let span = if high > low { high - low } else { 1.0 };
    let at = |value: f64| left + (value - low) / span * (right - left);
    let slot = (frame.height - TOP - BOTTOM) / labels.len().max(1) as f64;
    let [good, _, _, bad] = frame.theme.series;
    let write = |value: f64| crate::model::Pounds(value).short();
    for (n, (label, (a, b))) in labels.iter().zip(ends).enumerate() {
        let (from, to) = (a.min(*b), a.max(*b));
        let y = TOP + slot * (n as f64 + 0.5);
        let half = (slot * 0.3).min(10.0);
        named(frame, label, (names, y))?;
        frame.bar((at(from), y - half), (at(rule.clamp(from, to)), y + half), bad)?;
        frame.bar((at(rule.clamp(from, to)), y - half), (at(to), y + half), good)?;
        frame.text(&write(from), (at(from) - 5.0, y), 11.0, frame.theme.ink, (HPos::Right, VPos::Center))?;
        frame.text(&write(to), (at(to) + 5.0, y), 11.0, frame.theme.ink, (HPos::Left, VPos::Center))?;
        if chosen == Some(n) {
            frame.path(&[(4.0, y + half + 3.0), (frame.width - 4.0, y + half + 3.0)], frame.theme.ink, 1.0)?;
        }
    }
    frame.path(&[(at(rule), TOP - 4.0), (at(rule), frame.height - BOTTOM + 4.0)], frame.theme.grey, 1.0)?;
    frame.text("as likely", (at(rule), frame.height - 9.0), 11.0, frame.theme.grey, (HPos::Center, VPos::Center))
}

/// A bar for each label from where the last one ended, with what it adds; the first and the last begin at nothing.
pub(crate) fn steps(frame: &Frame, labels: &[String], ends: &[(f64, f64)], chosen: Option<usize>) -> Drawn {
    let all = || ends.iter().flat_map(|(a, b)| [*a, *b]).chain([0.0]);
    let (low, high) = (all().fold(f64::INFINITY, f64::min), all().fold(f64::NEG_INFINITY, f64::max));
    let names = (frame.width * 0.38).clamp(112.0, 230.0);
    let (left, right) = (names + 62.0, frame.width - 66.0);
    let span = if high > low { high - low } else { 1.0 };
    let at = |value: f64| left + (value - low) / span * (right - left);
    let slot = (frame.height - TOP - BOTTOM) / labels.len().max(1) as f64;
    let [good, _, _, bad] = frame.theme.series;
    for (n, (label, (from, to))) in labels.iter().zip(ends).enumerate() {
        let y = TOP + slot * (n as f64 + 0.5);
        let half = (slot * 0.3).min(10.0);
        named(frame, label, (names, y))?;
        let (start, end) = (at(from.min(*to)), at(from.max(*to)));
        frame.bar((start, y - half), (end.max(start + 1.0), y + half), if to < from { bad } else { good })?;
        // what it adds stands where there is room: beyond its right end
        let text = crate::model::Pounds(to - from).short();
        frame.text(&text, (end + 5.0, y), 11.0, frame.theme.ink, (HPos::Left, VPos::Center))?;
        if chosen == Some(n) {
            frame.path(&[(4.0, y + half + 3.0), (frame.width - 4.0, y + half + 3.0)], frame.theme.ink, 1.0)?;
        }
    }
    frame.path(&[(at(0.0), TOP - 4.0), (at(0.0), frame.height - BOTTOM + 4.0)], frame.theme.grey, 1.0)
}

/// A label to the left of its row, whole: in as many lines as it needs.
fn named(frame: &Frame, label: &str, (room, y): (f64, f64)) -> Drawn {
    let lines = wrapped(label, room);
    let size = if lines.len() > 2 { 10.0 } else { 12.0 };
    let step = size + 1.0;
    for (n, line) in lines.iter().enumerate() {
        let at = y + step * (n as f64 - (lines.len() as f64 - 1.0) / 2.0);
        frame.text(line, (room - 2.0, at), size, frame.theme.ink, (HPos::Right, VPos::Center))?;
    }
    Ok(())
}

/// A label in lines that fit into a width; a word that does not is divided.
fn wrapped(label: &str, room: f64) -> Vec<String> {
    // a letter of 12 pixels is about half as wide as it is high
    let most = (room / 6.4).max(6.0) as usize;
    let mut lines: Vec<String> = Vec::new();
    let pieces = label.split_whitespace().flat_map(|word| {
        let letters: Vec<char> = word.chars().collect();
        letters.chunks(most).map(|piece| piece.iter().collect::<String>()).collect::<Vec<_>>()
    });
    for piece in pieces {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + piece.chars().count() <= most => {
                line.push(' ');
                line.push_str(&piece);
            }
            _ => lines.push(piece),
        }
    }
    lines
}

/// Bars from nothing, one for each label, with a named rule for each value that they are held against.
pub(crate) fn bars(
    frame: &Frame,
    labels: &[String],
    values: &[f64],
    rules: &[(f64, String)],
    chosen: Option<usize>,
) -> Drawn {
    let high = values.iter().copied().chain(rules.iter().map(|(value, _)| *value)).fold(0.0, f64::max);
    let names = (frame.width * 0.36).clamp(112.0, 170.0);
    let (left, right) = (names + 6.0, frame.width - 70.0);
    let at = |value: f64| left + if high > 0.0 { value / high } else { 0.0 } * (right - left);
    // each rule has a line of its own for its name, above the bars
    let top = TOP + RULE_ROW * rules.len() as f64;
    let slot = (frame.height - top - BOTTOM) / labels.len().max(1) as f64;
    let [colour, ..] = frame.theme.series;
    for (n, (label, value)) in labels.iter().zip(values).enumerate() {
        let y = top + slot * (n as f64 + 0.5);
        let half = (slot * 0.32).min(11.0);
        named(frame, label, (names, y))?;
        frame.bar((left, y - half), (at(*value), y + half), colour)?;
        if chosen == Some(n) {
            frame.path(&[(names, y + half + 3.0), (right, y + half + 3.0)], frame.theme.ink, 1.0)?;
        }
    }
    // the rightmost on top: to the left of a name then only lower lines stand
    let mut rules: Vec<&(f64, String)> = rules.iter().collect();
    rules.sort_by(|a, b| b.0.total_cmp(&a.0));
    for (n, (value, name)) in rules.into_iter().enumerate() {
        let y = TOP - 8.0 + RULE_ROW * n as f64;
        let x = at(*value);
        // a rule in ink with an edge of the card, so that it is seen on the bars and off them
        frame.bar((x - 2.0, top), (x + 2.0, frame.height - BOTTOM), frame.theme.line)?;
        frame.path(&[(x, y + 8.0), (x, frame.height - BOTTOM + 4.0)], frame.theme.ink, 1.5)?;
        let money = crate::explain::unit_money(crate::model::Pounds(*value));
        let text = format!("{name} {money}");
        let room = x - 8.0 > text.chars().count() as f64 * 6.0;
        let (from, pos) = if room { (x - 4.0, HPos::Right) } else { (x + 4.0, HPos::Left) };
        frame.text(&text, (from, y + 4.0), 11.0, frame.theme.ink, (pos, VPos::Center))?;
    }
    // figures after the rules, on the ground of the card, so that no line runs through them
    for (n, value) in values.iter().enumerate() {
        let y = top + slot * (n as f64 + 0.5);
        let text = crate::explain::unit_money(crate::model::Pounds(*value));
        let x = at(*value) + 6.0;
        frame.bar((x - 2.0, y - 7.0), (x + text.chars().count() as f64 * 6.2, y + 7.0), frame.theme.ground)?;
        frame.text(&text, (x, y), 11.0, frame.theme.ink, (HPos::Left, VPos::Center))?;
    }
    frame.path(&[(left, top), (left, frame.height - BOTTOM)], frame.theme.grey, 1.0)
}

/// From when to when, in years, one track for each label, with a rule at today; what has no end runs on to the edge.
pub(crate) fn tracks(
    frame: &Frame,
    labels: &[String],
    ends: &[(f64, Option<f64>)],
    now: f64,
    chosen: Option<usize>,
) -> Drawn {
    let all = || ends.iter().flat_map(|(from, to)| [Some(*from), *to]).flatten().chain([now]);
    let low = all().fold(f64::INFINITY, f64::min).floor();
    let high = (all().fold(f64::NEG_INFINITY, f64::max) + 0.5).ceil();
    let names = (frame.width * 0.36).clamp(112.0, 220.0);
    let (left, right) = (names + 6.0, frame.width - 14.0);
    let at = |year: f64| left + (year - low) / (high - low).max(1.0) * (right - left);
    let slot = (frame.height - TOP - BOTTOM) / labels.len().max(1) as f64;
    let step = (((high - low) * 46.0 / (right - left)).ceil()).max(1.0);
    let mut year = (low / step).ceil() * step;
    while year <= high {
        frame.path(&[(at(year), TOP), (at(year), frame.height - BOTTOM)], frame.theme.line, 1.0)?;
        let text = format!("{year:.0}");
        frame.text(&text, (at(year), frame.height - 9.0), 11.0, frame.theme.grey, (HPos::Center, VPos::Center))?;
        year += step;
    }
    let [colour, other, ..] = frame.theme.series;
    for (n, (label, (from, to))) in labels.iter().zip(ends).enumerate() {
        let y = TOP + slot * (n as f64 + 0.5);
        let half = (slot * 0.26).min(8.0);
        named(frame, label, (names, y))?;
        frame.bar(
            (at(*from), y - half),
            (at(to.unwrap_or(high)).max(at(*from) + 2.0), y + half),
            if to.is_some() { colour } else { other },
        )?;
        if let Some(to) = to {
            // the date of review, apart from the bar
            frame.bar((at(*to) - 1.5, y - half - 3.0), (at(*to) + 1.5, y + half + 3.0), frame.theme.ink)?;
        }
        if chosen == Some(n) {
            frame.path(&[(4.0, y + half + 4.0), (frame.width - 4.0, y + half + 4.0)], frame.theme.ink, 1.0)?;
        }
    }
    frame.path(&[(at(now), 12.0), (at(now), frame.height - BOTTOM)], frame.theme.ink, 1.0)?;
    frame.text("today", (at(now), 6.0), 11.0, frame.theme.ink, (HPos::Center, VPos::Center))
}
