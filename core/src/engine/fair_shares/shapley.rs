//! The Shapley value: what each member adds, averaged over all orders in which the group could form.
//!
//! Exact over all subsets of up to [`MOST_EXACT`] members; beyond that sampled over random orders, each
//! with its reverse, which gives unbiased values that add up and a standard error.

use super::super::stream::stream;
use super::subsets::MemberSums;
use rand_pcg::Pcg32;
use rand_pcg::rand_core::Rng;

/// Most members whose value is computed over all subsets.
pub const MOST_EXACT: usize = 20;
/// Pairs of orders that are sampled where there are more.
pub const PAIRS: usize = 2_000;

/// s! (n − s − 1)! / n! for s from 0 to n − 1: the weight of joining a group of s.
pub fn weights(members: usize) -> Vec<f64> {
    let n = members as f64;
    let mut all = Vec::with_capacity(members);
    // 1/n, and each next by s/(n − s)
    let mut weight = if members > 0 { 1.0 / n } else { 0.0 };
    for size in 0..members {
        if size > 0 {
            weight *= size as f64 / (n - size as f64);
        }
        all.push(weight);
    }
    all
}

/// Shapley values being added up over all subsets, in any order.
///
/// φ_i = Σ over S with i of (w(s−1) + w(s)) v(S), less Σ over all S of w(s) v(S).
#[derive(Debug, Clone)]
pub struct Adding {
    /// By size: w(s−1) + w(s), and w(s).
    weights: Vec<(f64, f64)>,
    with: MemberSums,
    less: f64,
}

impl Adding {
    /// Nothing added yet, for so many members.
    pub fn new(members: usize) -> Adding {
        let weights = weights(members);
        let at = |size: Option<usize>| size.and_then(|size| weights.get(size)).copied().unwrap_or(0.0);
        let both = |size: usize| (at(size.checked_sub(1)) + at(Some(size)), at(Some(size)));
        Adding { weights: (0..=members).map(both).collect(), with: MemberSums::new(members), less: 0.0 }
    }

    /// A subset and its worth.
    #[inline]
    pub fn add(&mut self, mask: usize, worth: f64) {
        if let Some((with, less)) = self.weights.get(mask.count_ones() as usize) {
            self.with.add(mask, with * worth);
            self.less += less * worth;
        }
    }

    /// By member, once every subset is added.
    pub fn found(&self) -> Vec<f64> {
        self.with.found().1.into_iter().map(|with| with - self.less).collect()
    }
}

/// Shapley values of a game given by the worth of each subset, by mask.
pub fn shapley(members: usize, worth: &[f64]) -> Vec<f64> {
    let mut adding = Adding::new(members);
    worth.iter().enumerate().for_each(|(mask, worth)| adding.add(mask, *worth));
    adding.found()
}

/// Random orders of the members of something too large for all subsets.
#[derive(Debug, Clone)]
pub struct Sampling {
    random: Pcg32,
    order: Vec<usize>,
    pairs: usize,
    sum: Vec<f64>,
    squares: Vec<f64>,
}

impl Sampling {
    /// Nothing sampled yet. Each service or category has a stream of its own, so that one more does not move
    /// the others.
    pub fn new(members: usize, id: &str) -> Sampling {
        Sampling {
            random: stream(id),
            order: (0..members).collect(),
            pairs: 0,
            sum: vec![0.0; members],
            squares: vec![0.0; members],
        }
    }

    /// Whether it is precise enough, or has drawn all that it may.
    pub fn done(&self) -> bool {
        self.pairs >= PAIRS
    }

    /// How many pairs of orders have been drawn.
    pub fn pairs(&self) -> usize {
        self.pairs
    }

    /// One random order and its reverse, of something whose groups have this worth.
    pub fn pair(&mut self, worth: impl Fn(&[usize]) -> f64) {
        for last in (1..self.order.len()).rev() {
            let other = self.below(last + 1);
            self.order.swap(last, other);
        }
        let mut gained = vec![0.0; self.order.len()];
        for reversed in [false, true] {
            let mut group = Vec::with_capacity(self.order.len());
            let mut before = 0.0;
            let mut join = |place: usize| {
                group.push(place);
                let now = worth(&group);
                if let Some(gained) = gained.get_mut(place) {
                    *gained += (now - before) / 2.0;
                }
                before = now;
            };
            if reversed {
                self.order.iter().rev().for_each(|place| join(*place));
            } else {
                self.order.iter().for_each(|place| join(*place));
            }
        }
        for ((sum, square), gained) in self.sum.iter_mut().zip(&mut self.squares).zip(&gained) {
            *sum += gained;
            *square += gained * gained;
        }
        self.pairs += 1;
    }

    /// A whole number below `bound`, each as likely: by rejection.
    fn below(&mut self, bound: usize) -> usize {
        let bound = u32::try_from(bound).unwrap_or(u32::MAX).max(1);
        let rest = u32::MAX - u32::MAX % bound;
        loop {
            let drawn = self.random.next_u32();
            if drawn < rest {
                return (drawn % bound) as usize;
            }
        }
    }

    /// Mean and squared standard error of each member's value.
    pub fn found(&self) -> Vec<(f64, f64)> {
        let n = self.pairs.max(1) as f64;
        let one = |(sum, square): (&f64, &f64)| {
            let mean = sum / n;
            let variance = f64::max(0.0, square / n - mean * mean) * n / f64::max(1.0, n - 1.0);
            (mean, variance / n)
        };
        self.sum.iter().zip(&self.squares).map(one).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_those_of_all_orders() {
        // by hand: three members, orders 6: 2/6, 1/6, 2/6
        let found = weights(3);
        for (found, expected) in found.iter().zip([1.0 / 3.0, 1.0 / 6.0, 1.0 / 3.0]) {
            assert!((found - expected).abs() < 1e-15);
        }
        assert!(weights(0).is_empty());
    }

    #[test]
    fn a_pair_divides_its_gain_evenly() {
        assert_eq!(shapley(2, &[0.0, 0.0, 0.0, 10.0]), [5.0, 5.0]);
    }

    #[test]
    fn one_glove_is_worth_more_than_two() {
        // left glove 0, right gloves 1 and 2: a pair is worth 1; by hand 2/3, 1/6, 1/6
        let worth: Vec<f64> = (0..8usize).map(|mask| f64::from(u8::from(mask & 1 == 1 && mask & 0b110 != 0))).collect();
        let found = shapley(3, &worth);
        for (found, expected) in found.iter().zip([2.0 / 3.0, 1.0 / 6.0, 1.0 / 6.0]) {
            assert!((found - expected).abs() < 1e-15);
        }
    }
}
