//! Quantiles of what was drawn.

use std::cmp::Ordering;

/// The quantile of type 7 (Hyndman and Fan, 1996): between two order statistics in proportion. A value that is never
/// reached is +∞. None of nothing. Reorders
/// the values.
pub fn quantile(values: &mut [f64], p: f64) -> Option<f64> {
    let last = values.len().checked_sub(1)?;
    let place = p.clamp(0.0, 1.0) * last as f64;
    let below = place as usize;
    let part = place - below as f64;
    let (_, low, above) = values.select_nth_unstable_by(below, f64::total_cmp);
    let low = *low;
    if part == 0.0 {
        return Some(low);
    }
    let next = above.iter().copied().min_by(f64::total_cmp).unwrap_or(low);
    // ∞ − ∞ is not a number, and halfway to never is never
    Some(match low.partial_cmp(&next) {
        Some(Ordering::Less) => low + part * (next - low),
        _ => low,
    })
}
