//! Quantiles of what was drawn.

use std::cmp::Ordering;

/// Where a quantile of type 7 lies among so many ranks: the rank below it, from nothing, and how far it is towards the next.
pub(super) fn rank(count: usize, p: f64) -> Option<(usize, f64)> {
    let place = p.clamp(0.0, 1.0) * count.checked_sub(1)? as f64;
    let below = place as usize;
    Some((below, place - below as f64))
}

/// The quantile of type 7 (Hyndman and Fan, 1996): between two order statistics in proportion. A value that is never
/// reached is +∞. None of nothing. Reorders
/// the values.
pub fn quantile(values: &mut [f64], p: f64) -> Option<f64> {
    let (below, part) = rank(values.len(), p)?;
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
