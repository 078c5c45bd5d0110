//! Present values, payback and the other measures of a run of yearly flows.
//!
//! Year 0 is not discounted (HM Treasury, The Green Book). Flows are in pounds, one a year.

/// A span of years with its own rate: from `first` on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Band {
    /// The first year of the span, an index from 0.
    pub first: usize,
    /// Its rate, a fraction a year.
    pub rate: f64,
}

/// What a pound in year `year` is worth in year 0, where each year's rate is that of its band.
pub fn discount_factor(bands: &[Band], year: usize) -> f64 {
    let rate_in = |t: usize| bands.iter().rev().find(|band| band.first <= t).map_or(0.0, |band| band.rate);
    (1..=year).fold(1.0, |factor, t| factor / (1.0 + rate_in(t)))
}

/// Discount factors of years 0 to `years` − 1 at one rate.
pub fn discount_factors(rate: f64, years: usize) -> Vec<f64> {
    (0..years).map(|t| libm::pow(1.0 + rate, -(t as f64))).collect()
}

/// Σ of flow × factor.
pub fn present_value(flows: &[f64], factors: &[f64]) -> f64 {
    flows.iter().zip(factors).map(|(flow, factor)| flow * factor).sum()
}

/// Net present value at one rate.
pub fn npv(flows: &[f64], rate: f64) -> f64 {
    present_value(flows, &discount_factors(rate, flows.len()))
}

/// What a pound at the end of each of `years` years is worth now.
pub fn annuity(rate: f64, years: usize) -> f64 {
    if rate == 0.0 { years as f64 } else { (1.0 - libm::pow(1.0 + rate, -(years as f64))) / rate }
}

/// The level yearly amount, at the end of each of `years` years, with the same present value.
pub fn equivalent_annual(present: f64, rate: f64, years: usize) -> Option<f64> {
    (years > 0).then(|| present / annuity(rate, years))
}

/// The earliest time, in years from the start of year 0, from which the cumulative never falls
/// below nothing again; flows are even within a year. 0 where it never does; none where it ends below.
pub fn payback(flows: &[f64]) -> Option<f64> {
    let cumulative = cumulative(flows);
    let Some(last_below) = cumulative.iter().rposition(|total| *total < 0.0) else { return Some(0.0) };
    let short = -cumulative.get(last_below).copied()?;
    let next = flows.get(last_below + 1).copied()?;
    Some((last_below + 1) as f64 + short / next)
}

/// Running total at the end of each year; less than half a penny counts as nothing.
pub fn cumulative(flows: &[f64]) -> Vec<f64> {
    flows
        .iter()
        .scan(0.0, |total, flow| {
            *total += flow;
            Some(if f64::abs(*total) < 0.005 { 0.0 } else { *total })
        })
        .collect()
}

/// Why a run of flows has no internal rate of return, or has several.
#[derive(Debug, Clone, PartialEq)]
pub enum InternalRate {
    /// Exactly one rate makes the net present value nothing.
    One(f64),
    /// Several do, so none of them says anything by itself.
    Several(Vec<f64>),
    /// All flows are of one sign.
    SameSign,
    /// The signs change, but no rate above −100 % makes it nothing.
    NoRoot,
}

/// Every rate above −100 % (and below 10,000 % a year) at which the net present value is nothing.
pub fn internal_rate(flows: &[f64]) -> InternalRate {
    let gains = flows.iter().any(|flow| *flow > 0.0);
    let losses = flows.iter().any(|flow| *flow < 0.0);
    if !(gains && losses) {
        return InternalRate::SameSign;
    }
    // in x = 1/(1 + rate) the present value is a polynomial; a fine grid in log x separates its roots
    let value = |log_x: f64| {
        let x = libm::exp(log_x);
        flows.iter().rev().fold(0.0, |sum, flow| sum * x + flow)
    };
    let (from, to, steps) = (libm::log(1.0 / 101.0), libm::log(1000.0), 40_000);
    let step = (to - from) / f64::from(steps);
    let mut roots = Vec::new();
    let mut before = (from, value(from));
    for n in 1..=steps {
        let here = from + step * f64::from(n);
        let now = (here, value(here));
        if now.1 == 0.0 || before.1 * now.1 < 0.0 {
            roots.push(libm::exp(-bisect(before.0, now.0, value)) - 1.0);
        }
        before = now;
    }
    roots.sort_by(f64::total_cmp);
    match roots.as_slice() {
        [] => InternalRate::NoRoot,
        [one] => InternalRate::One(*one),
        _ => InternalRate::Several(roots),
    }
}

/// Modified internal rate: losses financed at one rate, gains reinvested at another.
pub fn modified_internal_rate(flows: &[f64], finance: f64, reinvest: f64) -> Option<f64> {
    let last = flows.len().checked_sub(1).filter(|last| *last > 0)?;
    let losses: Vec<f64> = flows.iter().map(|flow| flow.min(0.0)).collect();
    let gains: Vec<f64> = flows.iter().map(|flow| flow.max(0.0)).collect();
    let (paid, gained) = (-npv(&losses, finance), npv(&gains, reinvest));
    (paid > 0.0 && gained > 0.0).then(|| libm::pow(gained / paid, 1.0 / last as f64) * (1.0 + reinvest) - 1.0)
}

/// Where a function that has opposite signs at two places is nothing.
pub fn bisect(mut low: f64, mut high: f64, value: impl Fn(f64) -> f64) -> f64 {
    let rising = value(low) < 0.0 || value(high) > 0.0;
    for _ in 0..200 {
        let middle = low + (high - low) / 2.0;
        if middle <= low.min(high) || middle >= low.max(high) {
            break;
        }
        let below = value(middle) < 0.0;
        if below == rising { low = middle } else { high = middle }
    }
    low + (high - low) / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_of_nothing_discounts_nothing() {
        assert_eq!(npv(&[1.0, 2.0, 3.0], 0.0), 6.0);
        assert_eq!(npv(&[], 0.035), 0.0);
        assert_eq!(annuity(0.0, 7), 7.0);
        assert_eq!(equivalent_annual(10.0, 0.035, 0), None);
    }

    #[test]
    fn payback_waits_for_the_last_time_below_nothing() {
        // by hand: −100 after year 0, 20, −30, then 10 after year 3, so three quarters into year 3
        assert_eq!(payback(&[-100.0, 120.0, -50.0, 40.0]), Some(3.75));
        assert_eq!(payback(&[-100.0, 20.0]), None);
        assert_eq!(payback(&[10.0, 5.0]), Some(0.0));
        assert_eq!(payback(&[]), Some(0.0));
        assert_eq!(payback(&[-0.004, 0.0]), Some(0.0), "less than half a penny");
    }

    #[test]
    fn bisection_finds_a_root_from_either_side() {
        let root = bisect(0.0, 1.0, |x| 0.25 - x);
        assert!((root - 0.25).abs() < 1e-12);
        assert!((bisect(0.0, 1.0, |x| x - 0.75) - 0.75).abs() < 1e-12);
    }
}
