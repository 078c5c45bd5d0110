//! How charts are drawn.
//!
//! Layout is done here in CSS pixels times the pixel ratio, so that plotters never has to measure text.

use crate::chart::canvas::{Drawn, Frame, Scale, Theme};
use crate::chart::rows::bars;
use crate::chart::rows::diverging;
use crate::chart::rows::spans;
use crate::chart::rows::steps;
use crate::chart::rows::tracks;
use crate::chart::shape::ChartOf;
use crate::chart::shape::Drawing;
use crate::chart::shape::Series;
use crate::chart::shape::{BOTTOM, LEFT, RIGHT, TOP};
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, VPos};
use plotters_canvas::CanvasBackend;
use wasm_bindgen::JsCast;

/// What the names of a stack need above the plot, and a further line of them.
const LEGEND: f64 = 8.0;
const LINE: f64 = 14.0;

fn theme(canvas: &web_sys::HtmlCanvasElement) -> Option<Theme> {
    let style = web_sys::window()?.get_computed_style(canvas).ok().flatten()?;
    let context: web_sys::CanvasRenderingContext2d = canvas.get_context("2d").ok().flatten()?.dyn_into().ok()?;
    let colour = |name: &str| {
        let text = style.get_property_value(name).unwrap_or_default();
        // a canvas turns any colour, also the system's own of a forced scheme, into its six digits
        context.set_fill_style_str(text.trim());
        let solved = context.fill_style().as_string().unwrap_or_default();
        let digits = solved.trim_start_matches('#');
        let part = |at: usize| digits.get(at..at + 2).and_then(|hex| u8::from_str_radix(hex, 16).ok()).unwrap_or(0x66);
        RGBColor(part(0), part(2), part(4))
    };
    Some(Theme {
        series: [colour("--chart-1"), colour("--chart-2"), colour("--chart-3"), colour("--chart-4")],
        ink: colour("--chart-ink"),
        grey: colour("--chart-grey"),
        line: colour("--chart-line"),
        ground: colour("--chart-ground"),
    })
}

/// A low and a high end.
type Pair = (f64, f64);

/// Draws a chart on its canvas, with one label chosen.
pub(crate) fn draw(canvas: &web_sys::HtmlCanvasElement, chart: &ChartOf, chosen: Option<usize>) -> Option<()> {
    let ratio = web_sys::window().map_or(1.0, |window| window.device_pixel_ratio());
    // a browser draws on no canvas larger than this in either direction
    let largest = 16_000.0 / f64::from(canvas.client_width().max(canvas.client_height()).max(1));
    let ratio = ratio.max(1.0).min(largest);
    draw_at(canvas, chart, chosen, ratio, theme(canvas)?)
}

/// Colours of a picture that goes into a paper, whatever the scheme of the page.
const PAPER: Theme = Theme {
    series: [
        RGBColor(0x12, 0x43, 0x6d),
        RGBColor(0x28, 0xa1, 0x97),
        RGBColor(0x80, 0x16, 0x50),
        RGBColor(0xf4, 0x6a, 0x25),
    ],
    ink: RGBColor(0x0b, 0x1f, 0x33),
    grey: RGBColor(0x5a, 0x6b, 0x7b),
    line: RGBColor(0xe3, 0xe9, 0xee),
    ground: RGBColor(0xff, 0xff, 0xff),
};

/// A chart as a picture for a paper: its address, dark on white with its title and caption, at three times the size.
pub(crate) fn picture(canvas: &web_sys::HtmlCanvasElement, chart: &ChartOf) -> Option<String> {
    const RATIO: f64 = 3.0;
    const HEAD: f64 = 46.0;
    let (width, height) = (f64::from(canvas.client_width()), f64::from(canvas.client_height()));
    draw_at(canvas, chart, None, RATIO, PAPER)?;
    let document = web_sys::window()?.document()?;
    let whole: web_sys::HtmlCanvasElement = document.create_element("canvas").ok()?.dyn_into().ok()?;
    whole.set_width((width * RATIO).round() as u32);
    whole.set_height(((height + HEAD) * RATIO).round() as u32);
    let context: web_sys::CanvasRenderingContext2d = whole.get_context("2d").ok().flatten()?.dyn_into().ok()?;
    context.set_fill_style_str("#fff");
    context.fill_rect(0.0, 0.0, f64::from(whole.width()), f64::from(whole.height()));
    context.set_fill_style_str("#0b1f33");
    for (text, font, y) in [(&chart.title, "bold 15px sans-serif", 18.0), (&chart.caption, "12px sans-serif", 36.0)] {
        let _ = context.set_transform(RATIO, 0.0, 0.0, RATIO, 0.0, 0.0);
        context.set_font(font);
        let _ = context.fill_text_with_max_width(text, 8.0, y, width - 16.0);
    }
    let _ = context.set_transform(1.0, 0.0, 0.0, 1.0, 0.0, 0.0);
    context.draw_image_with_html_canvas_element(canvas, 0.0, HEAD * RATIO).ok()?;
    let address = whole.to_data_url().ok();
    // back to what the page shows
    let _ = draw(canvas, chart, None);
    address
}

fn draw_at(
    canvas: &web_sys::HtmlCanvasElement,
    chart: &ChartOf,
    chosen: Option<usize>,
    ratio: f64,
    theme: Theme,
) -> Option<()> {
    let (width, height) = (f64::from(canvas.client_width()), f64::from(canvas.client_height()));
    if width < 40.0 || height < 40.0 {
        return None;
    }
    // setting a size also clears the canvas
    canvas.set_width((width * ratio).round() as u32);
    canvas.set_height((height * ratio).round() as u32);
    let area = CanvasBackend::with_canvas_object(canvas.clone())?.into_drawing_area();
    let frame = Frame { area, theme, ratio, width, height };
    match &chart.drawing {
        Drawing::Stacked(series) => stacked(&frame, &chart.labels, series, chosen),
        Drawing::Line { values, mark, band, reach, outside } => {
            line(&frame, &chart.labels, values, (band, outside, *reach), mark.as_ref(), chosen)
        }
        Drawing::Lines(series) => lines(&frame, &chart.labels, series, chosen),
        Drawing::Shares { series, at } => shares(&frame, &chart.labels, series, *at, chosen),
        Drawing::Steps { ends } => steps(&frame, &chart.labels, ends, chosen),
        Drawing::Spans { ends, rule } => spans(&frame, &chart.labels, ends, *rule, chosen),
        Drawing::Diverging { values, marks } => diverging(&frame, &chart.labels, values, marks, chosen),
        Drawing::Bars { values, rules } => bars(&frame, &chart.labels, values, rules, chosen),
        Drawing::Tracks { ends, now } => tracks(&frame, &chart.labels, ends, *now, chosen),
    }
    .ok()
}

fn stacked(frame: &Frame, labels: &[String], series: &[Series], chosen: Option<usize>) -> Drawn {
    let of = |n: usize, keep: fn(f64) -> bool| {
        series.iter().filter_map(|one| one.values.get(n).copied()).filter(|value| keep(*value)).sum::<f64>()
    };
    let ends: Vec<f64> =
        (0..labels.len()).flat_map(|n| [of(n, |value| value > 0.0), of(n, |value| value < 0.0)]).collect();
    // names stand above the plot, each by a square of its colour, in the order of the stack, and need room of their own
    let some = series.iter().filter(|one| one.values.iter().any(|value| *value != 0.0));
    let (mut x, mut y, mut names) = (4.0, 2.0, Vec::new());
    for one in some {
        let wide = 25.0 + 5.9 * one.name.len() as f64;
        if x > 4.0 && x + wide > frame.width {
            (x, y) = (4.0, y + LINE);
        }
        names.push((one, x, y));
        x += wide;
    }
    let scale = Scale::new(ends.iter().copied(), TOP + LEGEND + y - 2.0, frame.height - BOTTOM);
    frame.value_axis(&scale)?;
    frame.year_axis(labels)?;
    let slot = (frame.width - LEFT - RIGHT) / labels.len().max(1) as f64;
    let half = (slot * 0.34).min(26.0);
    for n in 0..labels.len() {
        let x = LEFT + slot * (n as f64 + 0.5);
        let (mut up, mut down) = (0.0, 0.0);
        for one in series {
            let value = one.values.get(n).copied().unwrap_or(0.0);
            if value == 0.0 {
                continue;
            }
            let base = if value > 0.0 { &mut up } else { &mut down };
            let (from, to) = (scale.at(*base), scale.at(*base + value));
            *base += value;
            let colour = frame.theme.series.get(one.colour).copied().unwrap_or(frame.theme.grey);
            frame.bar((x - half, from.min(to)), (x + half, from.max(to)), colour)?;
        }
        if chosen == Some(n) {
            frame.path(&[(x - half - 2.0, TOP), (x - half - 2.0, frame.height - BOTTOM)], frame.theme.ink, 1.0)?;
            frame.path(&[(x + half + 2.0, TOP), (x + half + 2.0, frame.height - BOTTOM)], frame.theme.ink, 1.0)?;
        }
    }
    for (one, x, y) in names {
        let colour = frame.theme.series.get(one.colour).copied().unwrap_or(frame.theme.grey);
        frame.bar((x, y), (x + 10.0, y + 10.0), colour)?;
        frame.text(&one.name, (x + 15.0, y + 5.0), 11.0, frame.theme.ink, (HPos::Left, VPos::Center))?;
    }
    Ok(())
}

fn line(
    frame: &Frame,
    labels: &[String],
    values: &[f64],
    (band, outside, reach): (&[Pair], &[Pair], Option<Pair>),
    mark: Option<&(f64, String)>,
    chosen: Option<usize>,
) -> Drawn {
    let ends = band.iter().chain(outside).flat_map(|(low, high)| [*low, *high]);
    let scale = Scale::new(values.iter().copied().chain(ends), TOP, frame.height - BOTTOM);
    frame.value_axis(&scale)?;
    frame.year_axis(labels)?;
    let slot = (frame.width - LEFT - RIGHT) / labels.len().max(1) as f64;
    // year n's total is reached at its end
    let points: Vec<(f64, f64)> = std::iter::once((LEFT, scale.at(0.0)))
        .chain(values.iter().enumerate().map(|(n, value)| (LEFT + slot * (n as f64 + 1.0), scale.at(*value))))
        .collect();
    let [colour, _, other, ..] = frame.theme.series;
    for (band, colour) in [(outside, other), (band, colour)].into_iter().filter(|(band, _)| !band.is_empty()) {
        let edge = |of: fn(&(f64, f64)) -> f64| -> Vec<(f64, f64)> {
            let ends = band.iter().enumerate().map(|(n, pair)| (LEFT + slot * (n as f64 + 1.0), scale.at(of(pair))));
            std::iter::once((LEFT, scale.at(0.0))).chain(ends).collect()
        };
        let (low, high) = (edge(|pair| pair.0), edge(|pair| pair.1));
        frame.area(low.iter().chain(high.iter().rev()), colour)?;
        frame.path(&low, colour, 1.0)?;
        frame.path(&high, colour, 1.0)?;
    }
    frame.path(&points, colour, 2.5)?;
    if let Some((from, to)) = reach {
        // what is beyond the horizon, or never, ends at its edge
        let x = |wait: f64| LEFT + slot * wait.min(labels.len() as f64);
        frame.bar((x(from), scale.at(0.0) - 2.0), (x(to), scale.at(0.0) + 2.0), frame.theme.ink)?;
    }
    if let Some((years, text)) = mark {
        let x = LEFT + slot * years;
        let y = scale.at(0.0);
        frame.bar((x - 4.0, y - 4.0), (x + 4.0, y + 4.0), frame.theme.ink)?;
        let room = x < frame.width * 0.55;
        let (place, pos) = if room { ((x + 9.0, y + 12.0), HPos::Left) } else { ((x - 9.0, y - 12.0), HPos::Right) };
        frame.text(text, place, 11.0, frame.theme.ink, (pos, VPos::Center))?;
    }
    if let Some((x, y)) = chosen.and_then(|n| points.get(n + 1)) {
        frame.path(&[(*x, TOP), (*x, frame.height - BOTTOM)], frame.theme.grey, 1.0)?;
        frame.bar((x - 3.0, y - 3.0), (x + 3.0, y + 3.0), colour)?;
    }
    Ok(())
}

/// Lines in per cent, from 0 to the next full fifth; the label at `at` has a rule and a point on each line.
fn lines(frame: &Frame, labels: &[String], series: &[Series], chosen: Option<usize>) -> Drawn {
    let there = series.iter().flat_map(|one| one.values.iter().copied()).filter(|value| value.is_finite());
    let scale = Scale::new(there, TOP, frame.height - BOTTOM);
    frame.value_axis(&scale)?;
    frame.year_axis(labels)?;
    let slot = (frame.width - LEFT - RIGHT) / labels.len().max(1) as f64;
    let mut ends: Vec<(f64, f64, String)> = Vec::new();
    for one in series {
        let colour = frame.theme.series.get(one.colour).copied().unwrap_or(frame.theme.grey);
        let points: Vec<(usize, (f64, f64))> = one
            .values
            .iter()
            .enumerate()
            .filter(|(_, value)| value.is_finite())
            .map(|(n, value)| (n, (LEFT + slot * (n as f64 + 0.5), scale.at(*value))))
            .collect();
        let path: Vec<(f64, f64)> = points.iter().map(|(_, point)| *point).collect();
        frame.path(&path, colour, 2.5)?;
        if let Some((_, (x, y))) = points.iter().find(|(n, _)| chosen == Some(*n)) {
            frame.bar((x - 3.0, y - 3.0), (x + 3.0, y + 3.0), frame.theme.ink)?;
        }
        if let Some((x, y)) = path.last() {
            frame.bar((x - 3.0, y - 3.0), (x + 3.0, y + 3.0), colour)?;
            // lines that end at one place have one label with all their names
            match ends.iter_mut().find(|(other_x, other_y, _)| (other_x - x).abs() < 30.0 && (other_y - y).abs() < 9.0)
            {
                Some((_, _, names)) => *names = format!("{names}, {}", one.name),
                None => ends.push((*x, *y, one.name.to_string())),
            }
        }
    }
    ends.sort_by(|a, b| a.1.total_cmp(&b.1));
    let mut below = f64::NEG_INFINITY;
    for (x, y, names) in ends {
        // at its own line, or as little below it as the one above leaves
        let at = y.max(below);
        below = at + 13.0;
        // a letter of 12 pixels is about half as wide as it is high
        let fits = x + 8.0 + 6.4 * names.chars().count() as f64 <= frame.width;
        let (place, side) =
            if fits { ((x + 8.0, at), HPos::Left) } else { ((frame.width - 2.0, at - 10.0), HPos::Right) };
        frame.text(&names, place, 12.0, frame.theme.ink, (side, VPos::Center))?;
    }
    Ok(())
}

fn shares(frame: &Frame, labels: &[String], series: &[Series], at: usize, chosen: Option<usize>) -> Drawn {
    let (top, bottom) = (TOP, frame.height - BOTTOM);
    let most = series.iter().flat_map(|one| one.values.iter().copied()).fold(0.0, f64::max);
    let full = [0.2, 0.4, 0.6, 0.8].into_iter().find(|full| *full >= most).unwrap_or(1.0);
    let y = |share: f64| bottom - (share / full).clamp(0.0, 1.0) * (bottom - top);
    for tick in [0.0, 0.25, 0.5, 0.75, 1.0].map(|part| part * full) {
        let colour = if tick == 0.0 { frame.theme.grey } else { frame.theme.line };
        frame.path(&[(LEFT, y(tick)), (frame.width - RIGHT, y(tick))], colour, 1.0)?;
        let text = format!("{}%", crate::model::number(tick * 100.0, 0));
        frame.text(&text, (LEFT - 6.0, y(tick)), 11.0, frame.theme.grey, (HPos::Right, VPos::Center))?;
    }
    frame.year_axis(labels)?;
    let slot = (frame.width - LEFT - RIGHT) / labels.len().max(1) as f64;
    let x = |n: usize| LEFT + slot * (n as f64 + 0.5);
    frame.path(&[(x(at), top), (x(at), bottom)], frame.theme.grey, 1.0)?;
    for (order, one) in series.iter().enumerate() {
        let colour = frame.theme.series.get(one.colour).copied().unwrap_or(frame.theme.grey);
        let points: Vec<(f64, f64)> = one.values.iter().enumerate().map(|(n, share)| (x(n), y(*share))).collect();
        frame.path(&points, colour, 2.5)?;
        if let Some((x, y)) = points.get(at) {
            frame.bar((x - 4.0, y - 4.0), (x + 4.0, y + 4.0), colour)?;
        }
        if let Some((x, y)) = chosen.and_then(|n| points.get(n)) {
            frame.bar((x - 3.0, y - 3.0), (x + 3.0, y + 3.0), frame.theme.ink)?;
        }
        // names stand above their lines at places of their own, so that they keep apart
        let place = labels.len() * (2 * order + 5) / 10;
        let (name_x, name_y) = points.get(place.min(points.len().saturating_sub(1))).copied().unwrap_or((LEFT, top));
        let below = order == 0;
        let (text_y, pos) = if below { (name_y + 8.0, VPos::Top) } else { (name_y - 8.0, VPos::Bottom) };
        frame.text(
            &one.name,
            (name_x, text_y),
            11.0,
            frame.theme.ink,
            (if below { HPos::Left } else { HPos::Right }, pos),
        )?;
    }
    Ok(())
}
