//! Rounding parts so that they add up to their rounded total (largest remainder).

/// Whole numbers nearest to `parts` that add up to their rounded sum: those with the largest
/// remainders are rounded up, the earlier first where two are equal.
pub fn largest_remainder(parts: &[f64]) -> Vec<f64> {
    let total = parts.iter().sum::<f64>().round();
    let mut rounded: Vec<f64> = parts.iter().map(|part| part.floor()).collect();
    let mut by_remainder: Vec<(usize, f64)> = parts.iter().map(|part| part - part.floor()).enumerate().collect();
    by_remainder.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let missing = (total - rounded.iter().sum::<f64>()).max(0.0) as usize;
    for (place, _) in by_remainder.into_iter().take(missing) {
        if let Some(part) = rounded.get_mut(place) {
            *part += 1.0;
        }
    }
    rounded
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn three_equal_thirds_add_up_to_the_whole() {
        assert_eq!(largest_remainder(&[33.34, 33.33, 33.33]), vec![34.0, 33.0, 33.0]);
        assert_eq!(largest_remainder(&[-1.5, 1.5]), vec![-1.0, 1.0]);
        assert_eq!(largest_remainder(&[]), Vec::<f64>::new());
    }

    proptest! {
        #[test]
        fn rounded_parts_add_up_and_none_moves_by_a_unit(parts in prop::collection::vec(-1e9..1e9f64, 0..45)) {
            let rounded = largest_remainder(&parts);
            prop_assert_eq!(rounded.iter().sum::<f64>(), parts.iter().sum::<f64>().round());
            for (part, shown) in parts.iter().zip(&rounded) {
                prop_assert!((part - shown).abs() <= 1.0);
            }
        }
    }
}
