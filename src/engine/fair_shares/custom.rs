//! A custom key that stays at 100 %: one share moves, the others give way in proportion.

/// Shares in per cent with the one at `place` set, the others scaled so that all add up to 100. Hundredths of a
/// per cent: the last digit that is not used up goes to the largest of the others.
pub fn with_share(shares: &[f64], place: usize, share: f64) -> Vec<f64> {
    let share = (share.clamp(0.0, 100.0) * 100.0).round();
    let others: f64 = shares.iter().enumerate().filter(|(other, _)| *other != place).map(|(_, part)| *part).sum();
    let rest = 10_000.0 - share;
    let count = shares.len().saturating_sub(1).max(1) as f64;
    let of = |part: f64| if others > 0.0 { rest * part / others } else { rest / count };
    let scaled: Vec<f64> =
        shares.iter().enumerate().filter(|(other, _)| *other != place).map(|(_, part)| of(*part)).collect();
    let mut rounded = super::super::rounding::largest_remainder(&scaled).into_iter();
    let all = (0..shares.len()).map(|one| if one == place { share } else { rounded.next().unwrap_or(0.0) });
    match shares.len() {
        1 => vec![100.0],
        _ => all.map(|hundredths| hundredths / 100.0).collect(),
    }
}

/// Weights of any size as shares in per cent that add up to 100; equal ones where there are none.
pub fn as_percent(weights: &[f64]) -> Vec<f64> {
    let total: f64 = weights.iter().sum();
    let count = weights.len().max(1) as f64;
    let parts: Vec<f64> =
        weights.iter().map(|weight| if total > 0.0 { weight / total * 10_000.0 } else { 10_000.0 / count }).collect();
    super::super::rounding::largest_remainder(&parts).into_iter().map(|hundredths| hundredths / 100.0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_others_give_way_in_proportion() {
        assert_eq!(with_share(&[50.0, 30.0, 20.0], 0, 25.0), [25.0, 45.0, 30.0]);
        assert_eq!(with_share(&[100.0, 0.0, 0.0], 0, 40.0), [40.0, 30.0, 30.0]);
        assert_eq!(with_share(&[50.0, 50.0], 1, 120.0), [0.0, 100.0]);
        assert_eq!(as_percent(&[1.0, 1.0, 1.0]), [33.34, 33.33, 33.33]);
    }

    proptest! {
        #[test]
        fn shares_always_add_up_to_a_hundred(weights in prop::collection::vec(0.0..1e6f64, 1..12), place in 0usize..12, share in -5.0..130.0f64) {
            let place = place % weights.len();
            let found = with_share(&as_percent(&weights), place, share);
            prop_assert!((found.iter().sum::<f64>() - 100.0).abs() < 1e-9);
            prop_assert!(found.iter().all(|share| (0.0..=100.0).contains(share)));
        }
    }
}
