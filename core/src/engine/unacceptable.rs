//! Variation that is not acceptable: who spends beyond a line on a function, and for how many years. Method, section 9.

use crate::method::median;

/// A force's cost of a function for each of its people, by year; none in a year in which it published nothing that can stand.
#[derive(Debug, Clone, PartialEq)]
pub struct UnitCosts {
    /// Its name.
    pub name: String,
    /// Its people.
    pub people: f64,
    /// Pounds for each of them, by year.
    pub each: Vec<Option<f64>>,
}

/// A force beyond the line in some year.
#[derive(Debug, Clone, PartialEq)]
pub struct Beyond {
    /// Its name.
    pub name: String,
    /// How many times the middle it spends in the last year.
    pub times: Option<f64>,
    /// Whether it is beyond the line in the last year.
    pub now: bool,
    /// Years in which it was, and years of which it published something.
    pub years: (usize, usize),
    /// What it spends beyond the line in the last year, pounds.
    pub over: f64,
}

/// A function, by a line.
#[derive(Debug, Clone, PartialEq)]
pub struct FunctionLine {
    /// The cost of the middle force for each of its people in the last year.
    pub middle: f64,
    /// The lowest and the highest in that year.
    pub ends: (f64, f64),
    /// How many forces that is of.
    pub forces: usize,
    /// Who was beyond the line in some year, in the order in which they were given.
    pub beyond: Vec<Beyond>,
}

/// Who spends more than so many times what the middle force spends; none where fewer than three forces published anything in the
/// last year.
pub fn beyond(forces: &[UnitCosts], times: f64) -> Option<FunctionLine> {
    let years = forces.iter().map(|force| force.each.len()).max()?;
    let last = years.checked_sub(1)?;
    let at = |force: &UnitCosts, year: usize| force.each.get(year).copied().flatten().filter(|cost| *cost > 0.0);
    let middles: Vec<Option<f64>> =
        (0..years).map(|year| median(forces.iter().filter_map(|force| at(force, year)).collect())).collect();
    let now: Vec<f64> = forces.iter().filter_map(|force| at(force, last)).collect();
    let middle = middles.last().copied().flatten().filter(|_| now.len() > 2)?;
    let is_beyond = |cost: f64, year: usize| middles.get(year).copied().flatten().is_some_and(|one| cost > times * one);
    let found = forces.iter().filter_map(|force| {
        let known: Vec<(usize, f64)> = (0..years).filter_map(|year| Some((year, at(force, year)?))).collect();
        let count = known.iter().filter(|(year, cost)| is_beyond(*cost, *year)).count();
        let cost = at(force, last);
        let over = cost.map_or(0.0, |cost| (cost - times * middle) * force.people);
        (count > 0).then(|| Beyond {
            name: force.name.clone(),
            times: cost.map(|cost| cost / middle),
            now: cost.is_some_and(|cost| is_beyond(cost, last)),
            years: (count, known.len()),
            over: over.max(0.0),
        })
    });
    Some(FunctionLine {
        middle,
        ends: (
            now.iter().copied().fold(f64::INFINITY, f64::min),
            now.iter().copied().fold(f64::NEG_INFINITY, f64::max),
        ),
        forces: now.len(),
        beyond: found.collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn force(name: &str, each: [f64; 3]) -> UnitCosts {
        UnitCosts { name: name.into(), people: 1_000.0, each: each.map(|one| (one > 0.0).then_some(one)).to_vec() }
    }

    /// By hand: the middle is 100, 110, 120; a line at 1.5 lies at 150, 165, 180. C is beyond in all three and spends £60 beyond
    /// it on each of 1,000 people; D was, in one of the two years of which it published something.
    #[test]
    fn a_line_drawn_by_hand() {
        let forces = [
            force("A", [80.0, 90.0, 100.0]),
            force("B", [100.0, 110.0, 120.0]),
            force("C", [160.0, 200.0, 240.0]),
            force("D", [160.0, 0.0, 130.0]),
            force("E", [90.0, 110.0, 110.0]),
        ];
        let found = beyond(&forces, 1.5).unwrap();
        assert_eq!((found.middle, found.ends, found.forces), (120.0, (100.0, 240.0), 5));
        let names: Vec<&str> = found.beyond.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names, ["C", "D"], "in the order in which they came: nobody is ranked");
        assert_eq!((found.beyond[0].years, found.beyond[0].now, found.beyond[0].over), ((3, 3), true, 60_000.0));
        assert_eq!((found.beyond[1].years, found.beyond[1].now, found.beyond[1].over), ((1, 2), false, 0.0));
        assert_eq!(found.beyond[0].times, Some(2.0));
        // beyond the dearest there is nobody; two forces have no middle to speak of
        assert!(beyond(&forces, 3.0).unwrap().beyond.is_empty());
        assert_eq!(beyond(&forces[..2], 1.5), None);
        assert_eq!(beyond(&[], 1.5), None);
    }
}
