//! Subsets by mask: what their members come to, looked up in two halves, so that a group costs no walk over its members.

/// Members of a subset, by place.
pub fn places_of(mask: usize, members: usize) -> impl Iterator<Item = usize> {
    (0..members).filter(move |place| mask >> place & 1 == 1)
}

/// Bits of the lower half of a mask. The upper has as many: no list that is looked at whole has more members.
const HALF: usize = 10;
const LOWER: usize = (1 << HALF) - 1;

/// Sums over every subset, of so many figures at once.
#[derive(Debug, Clone)]
pub struct SubsetSums<const N: usize> {
    lower: Vec<[f64; N]>,
    upper: Vec<[f64; N]>,
}

impl<const N: usize> SubsetSums<N> {
    /// Of figures by member.
    pub fn new(values: &[[f64; N]]) -> SubsetSums<N> {
        let part = |values: &[[f64; N]]| {
            let mut sums = vec![[0.0; N]];
            for value in values {
                let with: Vec<[f64; N]> = sums.iter().map(|sum| add(*sum, *value)).collect();
                sums.extend(with);
            }
            sums
        };
        let (low, high) = values.split_at(values.len().min(HALF));
        SubsetSums { lower: part(low), upper: part(high) }
    }

    #[inline]
    pub fn of(&self, mask: usize) -> [f64; N] {
        let part = |of: &[[f64; N]], mask: usize| of.get(mask).copied().unwrap_or([0.0; N]);
        add(part(&self.lower, mask & LOWER), part(&self.upper, mask >> HALF))
    }
}

#[inline]
fn add<const N: usize>(mut sum: [f64; N], more: [f64; N]) -> [f64; N] {
    sum.iter_mut().zip(more).for_each(|(one, more)| *one += more);
    sum
}

/// The other way round: what falls to each member of what is added to subsets.
#[derive(Debug, Clone)]
pub struct MemberSums {
    members: usize,
    lower: Vec<f64>,
    upper: Vec<f64>,
}

impl MemberSums {
    pub fn new(members: usize) -> MemberSums {
        let part = |bits: usize| vec![0.0; 1 << bits];
        MemberSums { members, lower: part(members.min(HALF)), upper: part(members.saturating_sub(HALF)) }
    }

    /// Adds to each member of a subset.
    #[inline]
    pub fn add(&mut self, mask: usize, value: f64) {
        for (part, mask) in [(&mut self.lower, mask & LOWER), (&mut self.upper, mask >> HALF)] {
            if let Some(sum) = part.get_mut(mask) {
                *sum += value;
            }
        }
    }

    /// What was added to all subsets, and by member what was added to those that it is in.
    pub fn found(&self) -> (f64, Vec<f64>) {
        let of = |place: usize| {
            let (part, bit) = if place < HALF { (&self.lower, place) } else { (&self.upper, place - HALF) };
            part.iter().enumerate().filter(|(mask, _)| mask >> bit & 1 == 1).map(|(_, sum)| sum).sum()
        };
        (self.lower.iter().sum(), (0..self.members).map(of).collect())
    }
}

/// Subsets of one list as subsets of another.
#[derive(Debug, Clone)]
pub struct Renumbered {
    lower: Vec<usize>,
    upper: Vec<usize>,
}

impl Renumbered {
    /// What stands at place `from[n]` of the one list stands at place `n` of the other, and the rest nowhere.
    pub fn from(from: &[usize]) -> Renumbered {
        let part = |shift: usize| {
            let here: Vec<(usize, usize)> = from
                .iter()
                .enumerate()
                .filter(|(_, from)| (shift..shift + HALF).contains(*from))
                .map(|(place, from)| (from - shift, 1 << place))
                .collect();
            let of = |mask| here.iter().filter(|(bit, _)| mask >> bit & 1 == 1).map(|(_, place)| place).sum();
            (0..1usize << HALF).map(of).collect()
        };
        Renumbered { lower: part(0), upper: part(HALF) }
    }

    #[inline]
    pub fn of(&self, mask: usize) -> usize {
        let part = |of: &[usize], mask: usize| of.get(mask).copied().unwrap_or(0);
        part(&self.lower, mask & LOWER) | part(&self.upper, mask >> HALF)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_by_subset_and_by_member_are_those_by_hand() {
        // by hand: members 0 and 11 of twelve that hold 1, 2, 4, …
        let powers: Vec<[f64; 1]> = (0..12).map(|n| [f64::from(1 << n)]).collect();
        assert_eq!(SubsetSums::new(&powers).of(0b1000_0000_0001), [2049.0]);
        let mut sums = MemberSums::new(12);
        sums.add(0b1000_0000_0001, 3.0);
        sums.add(0b1, 4.0);
        let (all, by_member) = sums.found();
        assert_eq!((all, by_member[0], by_member[1], by_member[11]), (7.0, 7.0, 0.0, 3.0));
    }

    #[test]
    fn a_subset_is_found_in_another_order() {
        let other = Renumbered::from(&[3, 0, 12]);
        assert_eq!(other.of(0b1_0000_0000_1000), 0b101);
        assert_eq!(other.of(0b10), 0);
    }
}
