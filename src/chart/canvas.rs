//! A canvas to draw on: colours, places, lines, texts and the axis of values.

use crate::chart::shape::{BOTTOM, LEFT, RIGHT};
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters_canvas::CanvasBackend;

pub(crate) type Drawn = Result<(), Box<dyn std::error::Error>>;

pub(crate) type Area = DrawingArea<CanvasBackend, plotters::coord::Shift>;

/// Colours and sizes of a drawing, from the page's custom properties.
pub(crate) struct Theme {
    pub series: [RGBColor; 4],
    pub ink: RGBColor,
    pub grey: RGBColor,
    pub line: RGBColor,
    /// What the chart stands on.
    pub ground: RGBColor,
}

/// Where things stand, in pixels of the canvas.
pub(crate) struct Frame {
    pub(crate) area: Area,
    pub theme: Theme,
    pub(crate) ratio: f64,
    pub width: f64,
    pub height: f64,
}

impl Frame {
    pub(crate) fn at(&self, x: f64, y: f64) -> (i32, i32) {
        ((x * self.ratio).round() as i32, (y * self.ratio).round() as i32)
    }

    pub(crate) fn bar(&self, from: (f64, f64), to: (f64, f64), colour: RGBColor) -> Drawn {
        let bar = Rectangle::new([self.at(from.0, from.1), self.at(to.0, to.1)], colour.filled());
        self.area.draw(&bar).map_err(|error| error.to_string().into())
    }

    /// A pale area within a line all around.
    pub(crate) fn area<'a>(&self, around: impl Iterator<Item = &'a (f64, f64)>, colour: RGBColor) -> Drawn {
        let points: Vec<(i32, i32)> = around.map(|(x, y)| self.at(*x, *y)).collect();
        self.area.draw(&Polygon::new(points, colour.mix(0.16).filled())).map_err(|error| error.to_string().into())
    }

    pub(crate) fn path(&self, points: &[(f64, f64)], colour: RGBColor, width: f64) -> Drawn {
        let points: Vec<(i32, i32)> = points.iter().map(|(x, y)| self.at(*x, *y)).collect();
        let stroke = colour.stroke_width((width * self.ratio).round().max(1.0) as u32);
        self.area.draw(&PathElement::new(points, stroke)).map_err(|error| error.to_string().into())
    }

    pub(crate) fn text(
        &self,
        text: &str,
        (x, y): (f64, f64),
        size: f64,
        colour: RGBColor,
        (across, down): (HPos, VPos),
    ) -> Drawn {
        let style =
            TextStyle::from(("sans-serif", size * self.ratio).into_font()).color(&colour).pos(Pos::new(across, down));
        self.area.draw(&Text::new(text.to_owned(), self.at(x, y), style)).map_err(|error| error.to_string().into())
    }

    /// Lines and labels of the value axis, in millions or thousands.
    pub(crate) fn value_axis(&self, scale: &Scale) -> Drawn {
        for tick in scale.ticks() {
            let y = scale.at(tick);
            let colour = if tick == 0.0 { self.theme.grey } else { self.theme.line };
            self.path(&[(LEFT, y), (self.width - RIGHT, y)], colour, 1.0)?;
            self.text(&scale.write(tick), (LEFT - 6.0, y), 11.0, self.theme.grey, (HPos::Right, VPos::Center))?;
        }
        Ok(())
    }

    pub(crate) fn year_axis(&self, labels: &[String]) -> Drawn {
        let slot = (self.width - LEFT - RIGHT) / labels.len().max(1) as f64;
        let every = (40.0 / slot).ceil().max(1.0) as usize;
        for (n, label) in labels.iter().enumerate().step_by(every) {
            let x = LEFT + slot * (n as f64 + 0.5);
            self.text(label, (x, self.height - BOTTOM + 6.0), 11.0, self.theme.grey, (HPos::Center, VPos::Top))?;
        }
        Ok(())
    }
}

/// A value axis from the lowest to the highest value, always with nothing on it.
pub(crate) struct Scale {
    pub(crate) low: f64,
    pub(crate) high: f64,
    pub(crate) step: f64,
    pub(crate) top: f64,
    pub(crate) bottom: f64,
}

impl Scale {
    pub(crate) fn new(values: impl Iterator<Item = f64> + Clone, top: f64, bottom: f64) -> Scale {
        let low = values.clone().fold(0.0, f64::min);
        let high = values.fold(0.0, f64::max);
        let span = if high > low { high - low } else { 1.0 };
        let rough = span / 4.0;
        let ten = 10f64.powf(rough.log10().floor());
        let step =
            [1.0, 2.0, 2.5, 5.0, 10.0].into_iter().map(|part| part * ten).find(|step| *step >= rough).unwrap_or(rough);
        Scale { low: (low / step).floor() * step, high: (high / step).ceil() * step, step, top, bottom }
    }

    pub(crate) fn at(&self, value: f64) -> f64 {
        let span = if self.high > self.low { self.high - self.low } else { 1.0 };
        self.bottom - (value - self.low) / span * (self.bottom - self.top)
    }

    pub(crate) fn ticks(&self) -> Vec<f64> {
        let count = ((self.high - self.low) / self.step).round() as usize;
        (0..=count.min(20))
            .map(|n| self.low + self.step * n as f64)
            .map(|tick| if tick.abs() < self.step / 1e6 { 0.0 } else { tick })
            .collect()
    }

    /// In millions where the axis reaches a million, else in thousands.
    pub(crate) fn write(&self, tick: f64) -> String {
        let (unit, decimals) = if self.high.max(-self.low) >= 1e6 { (1e6, 2) } else { (1e3, 1) };
        crate::model::number(tick / unit, decimals)
    }
}
