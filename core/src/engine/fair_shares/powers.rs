//! One power of many figures: a group's size to the elasticity, for every group. Where a power in general takes a logarithm and
//! an exponential, here the exponent is always the same: the figure is 2^k × c × (1 + d) with c among 64 centres, so its power
//! is two looks into tables and a short series in d.

use libm::{pow, scalbn};

/// Centres of the mantissa, and so the bits that choose one.
const BITS: u32 = 6;
const CENTRES: usize = 1 << BITS;
/// Bits of a mantissa.
const MANTISSA: u32 = 52;
const BIAS: i64 = 1023;

/// Figures to one power.
#[derive(Debug, Clone)]
pub(super) struct Powers {
    exponent: f64,
    /// By centre: one over it, and its power.
    centres: Vec<(f64, f64)>,
    /// Powers of 2^k, from the least k on.
    least: i64,
    doublings: Vec<f64>,
    /// What d, its square and so on come to in (1 + d) to the exponent.
    series: [f64; 7],
}

impl Powers {
    /// For figures from `low` to `high`, both above nothing; others are worked out one by one.
    pub fn new(exponent: f64, low: f64, high: f64) -> Powers {
        let mut term = 1.0;
        let series = std::array::from_fn(|n| {
            term *= (exponent - n as f64) / (n as f64 + 1.0);
            term
        });
        let (least, most) = (power_of_two(low), power_of_two(high));
        Powers {
            exponent,
            centres: (0..CENTRES)
                .map(|n| {
                    let centre = 1.0 + (n as f64 + 0.5) / CENTRES as f64;
                    (1.0 / centre, pow(centre, exponent))
                })
                .collect(),
            least,
            doublings: (least..=most).map(|k| pow(scalbn(1.0, k as i32), exponent)).collect(),
            series,
        }
    }

    /// x to the exponent, to within a few units of the last place.
    #[inline]
    pub fn of(&self, x: f64) -> f64 {
        let bits = x.to_bits();
        let doubling = usize::try_from(power_of_two(x) - self.least).ok().and_then(|n| self.doublings.get(n));
        let centre = self.centres.get((bits >> (MANTISSA - BITS)) as usize & (CENTRES - 1));
        // a negative figure has its sign where the powers of two stand, and is far beyond them
        let (Some(doubling), Some((over, raised))) = (doubling, centre) else { return pow(x, self.exponent) };
        let mantissa = f64::from_bits(bits & ((1 << MANTISSA) - 1) | (BIAS as u64) << MANTISSA);
        let d = mantissa * over - 1.0;
        let series = self.series.iter().rev().fold(0.0, |sum, term| (sum + term) * d);
        doubling * (raised + raised * series)
    }
}

/// The power of two at or below a figure.
#[inline]
fn power_of_two(x: f64) -> i64 {
    (x.to_bits() >> MANTISSA) as i64 - BIAS
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::stream::stream;
    use rand_pcg::rand_core::Rng;

    #[test]
    fn a_power_is_what_it_is_one_by_one() {
        let mut random = stream("powers");
        for exponent in [0.05, 0.5, 0.85, 0.9, 1.0, 0.0, 0.3333, 1.4] {
            let powers = Powers::new(exponent, 1e-3, 1e13);
            for _ in 0..20_000 {
                // over sixteen orders of magnitude, and now and then beyond what was said
                let x = pow(10.0, f64::from(random.next_u32()) / f64::from(u32::MAX) * 18.0 - 4.0);
                let (found, expected) = (powers.of(x), pow(x, exponent));
                assert!((found / expected - 1.0).abs() < 2e-15, "{x} to {exponent}: {found}, {expected}");
            }
        }
    }

    #[test]
    fn what_lies_beyond_is_worked_out_one_by_one() {
        let powers = Powers::new(0.5, 1.0, 4.0);
        assert_eq!((powers.of(1.0), powers.of(4.0), powers.of(1e300)), (1.0, 2.0, 1e150));
        assert_eq!((powers.of(0.0), powers.of(f64::INFINITY)), (0.0, f64::INFINITY));
        assert!(powers.of(-1.0).is_nan() && powers.of(f64::NAN).is_nan());
        assert!((powers.of(5e-324) - pow(5e-324, 0.5)).abs() < 1e-300);
    }
}
