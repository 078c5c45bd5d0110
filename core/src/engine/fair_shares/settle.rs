//! Who pays whom: the fewest payments that settle what each pays and receives.

use super::super::rounding::largest_remainder;
use super::work::{FairPartner, FairShares};
use crate::model::Pounds;

/// A payment a year from one partner to another, by place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Payment {
    /// Who pays, by place in the list of partners.
    pub from: usize,
    /// Who is paid, by place in the list of partners.
    pub to: usize,
    /// Pounds a year.
    pub amount: Pounds,
}

/// Most partners for whom the fewest payments are sought among all ways to settle; beyond that there are at
/// most one fewer than partners.
const MOST: usize = 16;

/// What each pays a year (negative: receives) so as to receive `receives`: to a hundredth of a penny, which is near
/// enough that nobody gains by leaving, and adding up to nothing.
pub fn pays_a_year(receives: &[Pounds]) -> Vec<Pounds> {
    let parts: Vec<f64> = receives.iter().map(|sum| -sum.0 * 1e4).collect();
    largest_remainder(&parts).into_iter().map(|part| Pounds(part / 1e4)).collect()
}

/// What each would receive a year under the terms that hold best.
pub fn stable_receives(fair: &FairShares) -> Option<Vec<Pounds>> {
    let stable = fair.stable.as_ref()?;
    let of = |(one, term): (&FairPartner, &Pounds)| Pounds((one.alone + *term - one.npv).0 / fair.annuity);
    Some(fair.partners.iter().zip(&stable.terms).map(of).collect())
}

/// Payments that settle `receives` (negative: pays), which add up to nothing, in whole pounds.
///
/// Partners who settle among themselves need one payment fewer than they are; so the fewest payments are
/// those of the most such sets.
pub fn payments(receives: &[Pounds]) -> Vec<Payment> {
    let whole = largest_remainder(&receives.iter().map(|sum| sum.0).collect::<Vec<_>>());
    let open: Vec<usize> = (0..whole.len()).filter(|place| whole.get(*place).is_some_and(|sum| *sum != 0.0)).collect();
    let mut all: Vec<Payment> = sets(&open, &whole).into_iter().flat_map(|set| within(&set, &whole)).collect();
    all.sort_by(|a, b| b.amount.0.total_cmp(&a.amount.0).then(a.from.cmp(&b.from)).then(a.to.cmp(&b.to)));
    all
}

/// The most sets of partners that each add up to nothing.
fn sets(open: &[usize], whole: &[f64]) -> Vec<Vec<usize>> {
    if open.len() > MOST {
        return vec![open.to_vec()];
    }
    let n = open.len();
    let sum_of = |mask: usize| -> f64 {
        (0..n).filter(|bit| mask >> bit & 1 == 1).filter_map(|bit| whole.get(*open.get(bit)?)).sum()
    };
    // best[mask]: the most closed sets on a way that takes partners in one by one, and who came last
    let mut best = vec![(0u32, 0usize); 1 << n];
    for mask in 1..1usize << n {
        let closed = u32::from(sum_of(mask) == 0.0);
        let before = (0..n)
            .filter(|bit| mask >> bit & 1 == 1)
            .map(|bit| (best.get(mask & !(1 << bit)).map_or(0, |(sets, _)| *sets), bit))
            .max_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)));
        if let (Some((sets, bit)), Some(entry)) = (before, best.get_mut(mask)) {
            *entry = (sets + closed, bit);
        }
    }
    let mut found = Vec::new();
    let mut set = Vec::new();
    let mut mask = (1usize << n) - 1;
    while mask != 0 {
        if sum_of(mask) == 0.0 && !set.is_empty() {
            found.push(std::mem::take(&mut set));
        }
        let Some((_, bit)) = best.get(mask) else { break };
        set.extend(open.get(*bit));
        mask &= !(1 << bit);
    }
    if !set.is_empty() {
        found.push(set);
    }
    found
}

/// The largest payer pays the largest receiver, until nothing is left.
fn within(set: &[usize], whole: &[f64]) -> Vec<Payment> {
    let mut left: Vec<(usize, f64)> =
        set.iter().filter_map(|place| Some((*place, *whole.get(*place)?))).filter(|(_, sum)| *sum != 0.0).collect();
    let mut payments = Vec::new();
    loop {
        let by_sum = |a: &(usize, f64), b: &(usize, f64)| a.1.total_cmp(&b.1);
        let payer = left.iter().enumerate().min_by(|a, b| by_sum(a.1, b.1)).map(|(at, _)| at);
        let receiver = left.iter().enumerate().rev().max_by(|a, b| by_sum(a.1, b.1)).map(|(at, _)| at);
        let (Some(payer), Some(receiver)) = (payer, receiver) else { break };
        let (Some((from, owed)), Some((to, due))) = (left.get(payer).copied(), left.get(receiver).copied()) else {
            break;
        };
        let amount = due.min(-owed);
        if amount <= 0.0 {
            break;
        }
        payments.push(Payment { from, to, amount: Pounds(amount) });
        for (at, change) in [(payer, amount), (receiver, -amount)] {
            if let Some((_, sum)) = left.get_mut(at) {
                *sum += change;
            }
        }
    }
    payments
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settled(receives: &[f64]) -> Vec<(usize, usize, f64)> {
        let receives: Vec<Pounds> = receives.iter().copied().map(Pounds).collect();
        payments(&receives).iter().map(|one| (one.from, one.to, one.amount.0)).collect()
    }

    #[test]
    fn two_pairs_need_two_payments() {
        // the largest with the largest would need three: 60 to 70, 40 to 30, and so on
        assert_eq!(settled(&[-60.0, -40.0, 40.0, 60.0]), [(0, 3, 60.0), (1, 2, 40.0)]);
        // by hand: {−70, 30, 40} and {−20, 20}
        assert_eq!(settled(&[-70.0, -20.0, 20.0, 40.0, 30.0]).len(), 3);
    }

    #[test]
    fn what_is_adopted_adds_up_to_nothing() {
        let paid = pays_a_year(&[Pounds(1.0 / 3.0), Pounds(1.0 / 3.0), Pounds(-2.0 / 3.0)]);
        assert_eq!(paid.iter().map(|one| (one.0 * 1e4).round() as i64).sum::<i64>(), 0);
        assert!((paid[0].0 + 0.3333).abs() < 1.1e-4);
    }

    #[test]
    fn pennies_do_not_get_lost() {
        let found = settled(&[100.4, 100.3, -200.7]);
        assert_eq!(found, [(2, 0, 101.0), (2, 1, 100.0)].map(|one| (one.0, one.1, one.2)).to_vec());
    }

    #[test]
    fn nothing_to_settle() {
        assert!(settled(&[]).is_empty());
        assert!(settled(&[0.0, 0.0]).is_empty());
        assert!(settled(&[0.2, -0.2]).is_empty());
    }
}
