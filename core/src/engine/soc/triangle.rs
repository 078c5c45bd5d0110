//! The triangle of all weightings, divided exactly by clipping polygons.

/// A part of the triangle: corners as weights of functionality, performance and cost, and its share of the whole.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Region {
    /// Its corners, as weights of the three criteria.
    pub corners: Vec<[f64; 3]>,
    /// Its part of the whole triangle.
    pub share: f64,
}

/// Where weights stand in a picture of the triangle, as parts of its width and height from the top left: functionality at the
/// lower left, performance at the top, cost at the lower right.
pub fn to_plane([_, performance, cost]: [f64; 3]) -> (f64, f64) {
    (cost + performance / 2.0, 1.0 - performance)
}

/// The weights of a point of that picture; of one beyond an edge the nearest along the way.
pub fn from_plane(x: f64, y: f64) -> [f64; 3] {
    let performance = (1.0 - y).clamp(0.0, 1.0);
    let cost = (x - performance / 2.0).clamp(0.0, 1.0 - performance);
    [f64::max(0.0, 1.0 - performance - cost), performance, cost]
}

impl Region {
    /// The middle of its corners, in the picture.
    pub fn middle(&self) -> Option<(f64, f64)> {
        let n = self.corners.len() as f64;
        let sum = self
            .corners
            .iter()
            .map(|corner| to_plane(*corner))
            .fold((0.0, 0.0), |sum, at| (sum.0 + at.0, sum.1 + at.1));
        (n > 0.0).then(|| (sum.0 / n, sum.1 / n))
    }
}

/// Differences smaller than this are rounding.
const NEAR: f64 = 1e-12;

/// For options with values on three criteria, the part of the triangle of weights in which each scores highest. Of options
/// that are the same the first takes the area.
pub fn regions(options: &[[f64; 3]]) -> Vec<Region> {
    let one = |(place, values): (usize, &[f64; 3])| {
        let mut corners = vec![[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];
        for (other, rival) in options.iter().enumerate().filter(|(other, _)| *other != place) {
            let lead: [f64; 3] =
                std::array::from_fn(|n| values.get(n).copied().unwrap_or(0.0) - rival.get(n).copied().unwrap_or(0.0));
            if lead.iter().all(|part| part.abs() <= NEAR) {
                if other < place {
                    corners.clear();
                }
                continue;
            }
            corners = clipped(&corners, lead);
        }
        Region { share: area(&corners), corners }
    };
    options.iter().enumerate().map(one).collect()
}

/// The part of a convex polygon in which a linear function of the weights is not below nothing.
fn clipped(corners: &[[f64; 3]], lead: [f64; 3]) -> Vec<[f64; 3]> {
    let at = |corner: &[f64; 3]| corner.iter().zip(lead).map(|(weight, part)| weight * part).sum::<f64>();
    let mut kept = Vec::with_capacity(corners.len() + 1);
    for (corner, next) in corners.iter().zip(corners.iter().cycle().skip(1)) {
        let (here, there) = (at(corner), at(next));
        if here >= 0.0 {
            kept.push(*corner);
        }
        if (here < 0.0) != (there < 0.0) && here != there {
            let part = here / (here - there);
            kept.push(std::array::from_fn(|n| {
                let (from, to) = (corner.get(n).copied().unwrap_or(0.0), next.get(n).copied().unwrap_or(0.0));
                from + part * (to - from)
            }));
        }
    }
    kept
}

/// Area as a part of the whole triangle: in the first two weights the whole is a half.
fn area(corners: &[[f64; 3]]) -> f64 {
    let cross = |([ax, ay, _], [bx, by, _]): (&[f64; 3], &[f64; 3])| ax * by - ay * bx;
    corners.iter().zip(corners.iter().cycle().skip(1)).map(cross).sum::<f64>().abs()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn three_each_best_at_one_thing_win_a_third() {
        let found = regions(&[[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]);
        for region in found {
            assert!((region.share - 1.0 / 3.0).abs() < 1e-12);
            assert_eq!(region.corners.len(), 4);
        }
    }

    #[test]
    fn the_first_of_two_that_are_the_same_takes_the_area() {
        let shares: Vec<f64> =
            regions(&[[0.5, 0.5, 0.5], [0.5, 0.5, 0.5], [0.4, 0.4, 0.4]]).iter().map(|one| one.share).collect();
        assert_eq!(shares, [1.0, 0.0, 0.0]);
    }

    #[test]
    fn corners_and_back() {
        assert_eq!(to_plane([1.0, 0.0, 0.0]), (0.0, 1.0));
        assert_eq!(to_plane([0.0, 1.0, 0.0]), (0.5, 0.0));
        assert_eq!(to_plane([0.0, 0.0, 1.0]), (1.0, 1.0));
        let weights = [0.2, 0.5, 0.3];
        let (x, y) = to_plane(weights);
        for (found, expected) in from_plane(x, y).iter().zip(weights) {
            assert!((found - expected).abs() < 1e-12);
        }
        assert_eq!(from_plane(-3.0, 5.0), [1.0, 0.0, 0.0]);
    }

    proptest! {
        #[test]
        fn shares_add_up_to_the_whole(values in prop::collection::vec([0.0..1.0f64, 0.0..1.0f64, 0.0..1.0f64], 1..4)) {
            let sum: f64 = regions(&values).iter().map(|one| one.share).sum();
            prop_assert!((sum - 1.0).abs() < 1e-9, "{sum}");
        }
    }
}
