//! PERT: a beta distribution on [low, high] that is drawn from a table, since a draw must cost little.

use super::normal::{normal_cdf, normal_density};
use crate::model::risk::Spread;
use std::rc::Rc;

/// x with I_x(a, b) = p: the quantile of the beta distribution, by Newton's method kept within brackets.
pub fn beta_quantile(a: f64, b: f64, p: f64) -> f64 {
    if p <= 0.0 || p >= 1.0 {
        return if p <= 0.0 { 0.0 } else { 1.0 };
    }
    Beta::new(a, b).quantile(p, a / (a + b))
}

/// A beta distribution.
#[derive(Clone, Copy)]
struct Beta {
    a: f64,
    b: f64,
    /// ln of 1/B(a, b).
    log_scale: f64,
}

impl Beta {
    fn new(a: f64, b: f64) -> Beta {
        Beta { a, b, log_scale: libm::lgamma(a + b) - libm::lgamma(a) - libm::lgamma(b) }
    }

    fn density(&self, x: f64) -> f64 {
        if x <= 0.0 || x >= 1.0 {
            return 0.0;
        }
        libm::exp(self.log_scale + (self.a - 1.0) * libm::log(x) + (self.b - 1.0) * libm::log1p(-x))
    }

    /// I_x(a, b), by the continued fraction on the side where it converges fast.
    fn cdf(&self, x: f64) -> f64 {
        if x <= 0.0 || x >= 1.0 {
            return if x <= 0.0 { 0.0 } else { 1.0 };
        }
        let front = libm::exp(self.log_scale + self.a * libm::log(x) + self.b * libm::log1p(-x));
        if x < (self.a + 1.0) / (self.a + self.b + 2.0) {
            front * fraction(self.a, self.b, x) / self.a
        } else {
            1.0 - front * fraction(self.b, self.a, 1.0 - x) / self.b
        }
    }

    fn quantile(&self, p: f64, start: f64) -> f64 {
        let (mut low, mut high) = (0.0, 1.0);
        let mut x = start.clamp(1e-300, 1.0 - f64::EPSILON);
        for _ in 0..200 {
            let over = self.cdf(x) - p;
            if over > 0.0 {
                high = x
            } else {
                low = x
            }
            let step = over / self.density(x);
            let next = x - step;
            let next = if step.is_finite() && next > low && next < high { next } else { low + (high - low) / 2.0 };
            // Newton's next step would be about the square of this one: below the last digit
            if (next - x).abs() <= 1e-16 + 1e-10 * x {
                return next;
            }
            x = next;
        }
        x
    }
}

/// The continued fraction of the incomplete beta function, by Lentz's method.
fn fraction(a: f64, b: f64, x: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let kept = |value: f64| if value.abs() < TINY { TINY } else { value };
    let mut c = 1.0;
    let mut d = 1.0 / kept(1.0 - (a + b) * x / (a + 1.0));
    let mut sum = d;
    for m in 1..300 {
        let m = f64::from(m);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / kept(1.0 + even * d);
        c = kept(1.0 + even / c);
        sum *= d * c;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / kept(1.0 + odd * d);
        c = kept(1.0 + odd / c);
        sum *= d * c;
        if (d * c - 1.0).abs() < 1e-16 {
            break;
        }
    }
    sum
}

const STEPS_A_UNIT: f64 = 16.0;
const REACH: f64 = 8.0;

/// The quantile of PERT on [0, 1] as a function of the normal score z of the chance, with its slope, at even steps
/// from −8 to 8: between them a cubic, whose error is below one part in ten million, kept by its coefficients.
#[derive(Debug, PartialEq)]
struct Table(Vec<[f64; 4]>);

impl Table {
    fn new(a: f64, b: f64) -> Table {
        let (lower, upper) = (Beta::new(a, b), Beta::new(b, a));
        let steps = (2.0 * REACH * STEPS_A_UNIT) as usize;
        let mut guess = f64::MIN_POSITIVE;
        let nodes = (0..=steps).map(|n| {
            let z = n as f64 / STEPS_A_UNIT - REACH;
            // the upper half from its own end, where it keeps its digits
            let (x, density) = if z <= 0.0 {
                let x = lower.quantile(normal_cdf(z), guess);
                (x, lower.density(x))
            } else {
                let rest = upper.quantile(normal_cdf(-z), 1.0 - guess);
                (1.0 - rest, upper.density(rest))
            };
            let slope = if density > 0.0 { normal_density(z) / density } else { 0.0 };
            // the next node by two terms of its series: x'' = -x' (z + x' f'/f)
            let bend = -slope * (z + slope * ((a - 1.0) / x - (b - 1.0) / (1.0 - x)));
            let step = 1.0 / STEPS_A_UNIT;
            let next = x + step * (slope + bend * step / 2.0);
            guess = (if next.is_finite() { next } else { x }).clamp(1e-12, 1.0 - 1e-12);
            (x, slope)
        });
        let nodes: Vec<(f64, f64)> = nodes.collect();
        let cubic = |((left, left_slope), (right, right_slope)): (&(f64, f64), &(f64, f64))| {
            let (m0, m1, rise) = (left_slope / STEPS_A_UNIT, right_slope / STEPS_A_UNIT, right - left);
            [*left, m0, 3.0 * rise - 2.0 * m0 - m1, m0 + m1 - 2.0 * rise]
        };
        Table(nodes.iter().zip(nodes.iter().skip(1)).map(cubic).collect())
    }

    #[inline]
    fn at(&self, z: f64) -> f64 {
        let place = (z.clamp(-REACH, REACH) + REACH) * STEPS_A_UNIT;
        // the last node belongs to the step before it
        let n = (place as usize).min(self.0.len().saturating_sub(1));
        let Some([value, slope, bend, twist]) = self.0.get(n) else { return 0.5 };
        let t = place - n as f64;
        value + t * (slope + t * (bend + t * twist))
    }
}

/// PERT of a range; a range of one value is that value.
#[derive(Debug, Clone)]
pub(super) struct Pert {
    pub spread: Spread,
    table: Option<Rc<Table>>,
}

/// The tables made so far, by shape: ranges of one shape share one.
#[derive(Debug, Default)]
pub(super) struct Shapes(Vec<(f64, Rc<Table>)>);

impl Shapes {
    pub fn pert(&mut self, spread: Spread) -> Pert {
        let Some((a, b)) = shape(&spread) else { return Pert { spread, table: None } };
        let known = self.0.iter().find(|(other, _)| *other == a).map(|(_, table)| Rc::clone(table));
        let table = known.unwrap_or_else(|| {
            let table = Rc::new(Table::new(a, b));
            self.0.push((a, Rc::clone(&table)));
            table
        });
        Pert { spread, table: Some(table) }
    }
}

/// α and β of a range's PERT; none where it is one value.
fn shape(spread: &Spread) -> Option<(f64, f64)> {
    let wide = spread.high - spread.low;
    (wide > 0.0)
        .then(|| (1.0 + 4.0 * (spread.likely - spread.low) / wide, 1.0 + 4.0 * (spread.high - spread.likely) / wide))
}

impl Pert {
    /// The value whose chance of not being passed has this normal score.
    pub fn at(&self, z: f64) -> f64 {
        match &self.table {
            None => self.spread.likely,
            Some(table) => self.spread.low + (self.spread.high - self.spread.low) * table.at(z),
        }
    }

    pub fn is_certain(&self) -> bool {
        self.table.is_none()
    }
}

impl Spread {
    /// The value of its PERT that is not passed with chance p.
    pub fn quantile(&self, p: f64) -> f64 {
        shape(self).map_or(self.likely, |(a, b)| self.low + (self.high - self.low) * beta_quantile(a, b, p))
    }

    /// The mean of its PERT.
    pub fn mean(&self) -> f64 {
        self.low + (4.0 * (self.likely - self.low) + (self.high - self.low)) / 6.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draw_from_the_table_is_the_quantile_itself() {
        for likely in [0.0, 0.07, 1.0 / 3.0, 0.5, 0.9, 1.0] {
            let spread = Spread { low: 0.0, likely, high: 1.0 };
            let pert = Shapes::default().pert(spread);
            for n in -500..=500 {
                let z = f64::from(n) * 0.0113;
                let exact = spread.quantile(normal_cdf(z));
                assert!((pert.at(z) - exact).abs() < 1e-7, "{likely} at {z}: {} {exact}", pert.at(z));
            }
        }
    }

    #[test]
    fn a_range_of_one_value_is_that_value_and_ends_are_ends() {
        let certain = Spread { low: 0.2, likely: 0.2, high: 0.2 };
        assert_eq!(Shapes::default().pert(certain).at(3.0), 0.2);
        assert_eq!((certain.quantile(0.1), certain.mean()), (0.2, 0.2));
        let wide = Spread { low: 0.0, likely: 1.0, high: 1e12 };
        assert_eq!((wide.quantile(0.0), wide.quantile(1.0)), (0.0, 1e12));
        let pert = Shapes::default().pert(wide);
        assert!((0.0..=1e12).contains(&pert.at(-40.0)) && (0.0..=1e12).contains(&pert.at(40.0)));
    }
}
