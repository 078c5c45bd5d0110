//! Weights of any size as parts of a hundred.

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
    fn equal_weights_and_none_are_equal_parts() {
        assert_eq!(as_percent(&[1.0, 1.0, 1.0]), [33.34, 33.33, 33.33]);
        assert_eq!(as_percent(&[0.0, 0.0]), [50.0, 50.0]);
        assert_eq!(as_percent(&[60.0, 30.0, 30.0]), [50.0, 25.0, 25.0]);
    }

    proptest! {
        #[test]
        fn parts_always_add_up_to_a_hundred(weights in prop::collection::vec(0.0..1e6f64, 1..12)) {
            let sum: f64 = as_percent(&weights).iter().sum();
            prop_assert!((sum - 100.0).abs() < 1e-9);
        }
    }
}
