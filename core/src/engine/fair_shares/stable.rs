//! Terms that hold as long as any can: the least core and the nucleolus, by linear programmes.
//!
//! The nucleolus makes the worst-off group as well off as possible, then the next, and so on, with
//! nobody below what it has alone. Each stage is a small programme: groups enter it only when the
//! present terms would leave them worst off, found by looking at every group.

use microlp::{ComparisonOp, OptimizationDirection, Problem, Variable};

/// Most partners for which it is computed.
pub const MOST: usize = 10;
const NEAR: f64 = 1e-9;

/// Terms that the worst-off group likes best.
#[derive(Debug, Clone, PartialEq)]
pub struct Stable {
    /// ε of the least core: how much the worst-off group falls short of its own value (negative: how much
    /// more than its own value every group has). Above nothing, no terms keep every group.
    pub shortfall: f64,
    /// What each gets.
    pub terms: Vec<f64>,
}

/// One programme: terms x that add up, ε as small as can be, groups with a settled shortfall.
struct Stage<'a> {
    members: usize,
    worth: &'a [f64],
    settled: &'a [(usize, f64)],
    /// Every group whose sum follows from those that are settled.
    span: &'a Span,
    at_least: bool,
}

/// What is sought in a stage.
enum Aim {
    /// The smallest ε.
    Shortfall,
    /// The most that a group can have while the others fall short by ε at most.
    MostFor(usize, f64),
}

impl Stage<'_> {
    /// Terms and ε; none where the programme cannot be solved.
    fn solve(&self, aim: &Aim) -> Option<(Vec<f64>, f64)> {
        let everyone = (1usize << self.members) - 1;
        let worth = |group: usize| self.worth.get(group).copied().unwrap_or(0.0);
        // the unsettled singles keep every programme bounded
        let mut groups: Vec<usize> =
            (0..self.members).map(|place| 1 << place).filter(|group| !self.span.holds(*group)).collect();
        // each round adds a group that was not there, so there are only so many
        for _ in 0..=everyone {
            let direction = match aim {
                Aim::Shortfall => OptimizationDirection::Minimize,
                Aim::MostFor(..) => OptimizationDirection::Maximize,
            };
            let mut problem = Problem::new(direction);
            let vars: Vec<Variable> = (0..self.members)
                .map(|place| {
                    let wanted = matches!(aim, Aim::MostFor(group, _) if group >> place & 1 == 1);
                    let low = if self.at_least { worth(1 << place) } else { f64::NEG_INFINITY };
                    problem.add_var(f64::from(u8::from(wanted)), (low, f64::INFINITY))
                })
                .collect();
            let shortfall = match aim {
                Aim::Shortfall => problem.add_var(1.0, (f64::NEG_INFINITY, f64::INFINITY)),
                Aim::MostFor(_, fixed) => problem.add_var(0.0, (*fixed, *fixed)),
            };
            let sum_of = |group: usize| -> Vec<(Variable, f64)> {
                vars.iter().enumerate().filter(|(place, _)| group >> place & 1 == 1).map(|(_, v)| (*v, 1.0)).collect()
            };
            problem.add_constraint(sum_of(everyone).as_slice(), ComparisonOp::Eq, worth(everyone));
            for (group, excess) in self.settled {
                problem.add_constraint(sum_of(*group).as_slice(), ComparisonOp::Eq, worth(*group) - excess);
            }
            for group in &groups {
                let mut row = sum_of(*group);
                row.push((shortfall, 1.0));
                problem.add_constraint(row.as_slice(), ComparisonOp::Ge, worth(*group));
            }
            let solution = problem.solve().ok()?.into_solution().ok()?;
            let terms: Vec<f64> = vars.iter().map(|var| solution.var_value(*var)).collect();
            let epsilon = solution.var_value(shortfall);
            let worst = (1..everyone)
                .filter(|group| !self.span.holds(*group))
                .map(|group| (group, excess(&terms, worth(group), group)))
                .max_by(|a, b| a.1.total_cmp(&b.1));
            match worst {
                Some((group, excess)) if excess > epsilon + NEAR && !groups.contains(&group) => groups.push(group),
                _ => return Some((terms, epsilon)),
            }
        }
        None
    }
}

fn excess(terms: &[f64], worth: f64, group: usize) -> f64 {
    let has: f64 = terms.iter().enumerate().filter(|(place, _)| group >> place & 1 == 1).map(|(_, has)| has).sum();
    worth - has
}

/// Groups as rows of a linear space, reduced as they come.
#[derive(Debug, Clone)]
struct Span {
    rows: Vec<(usize, Vec<f64>)>,
    width: usize,
}

impl Span {
    fn new(width: usize) -> Span {
        Span { rows: Vec::new(), width }
    }

    fn reduced(&self, group: usize) -> Vec<f64> {
        let mut row: Vec<f64> = (0..self.width).map(|place| (group >> place & 1) as f64).collect();
        for (pivot, other) in &self.rows {
            let factor = row.get(*pivot).copied().unwrap_or(0.0);
            if factor != 0.0 {
                row.iter_mut().zip(other).for_each(|(one, other)| *one -= factor * other);
            }
        }
        row
    }

    fn holds(&self, group: usize) -> bool {
        self.reduced(group).iter().all(|part| part.abs() < NEAR)
    }

    /// Takes a group in; whether it was new.
    fn add(&mut self, group: usize) -> bool {
        let row = self.reduced(group);
        let pivot = row.iter().enumerate().max_by(|a, b| a.1.abs().total_cmp(&b.1.abs()));
        match pivot {
            Some((place, size)) if size.abs() >= NEAR => {
                let size = *size;
                self.rows.push((place, row.iter().map(|part| part / size).collect()));
                true
            }
            _ => false,
        }
    }
}

/// Least core and nucleolus being worked out, one programme at a time.
#[derive(Debug, Clone)]
pub struct StableWork {
    members: usize,
    /// Worth of each group in units of the largest, which the solver's tolerances suit.
    worth: Vec<f64>,
    unit: f64,
    at_least: bool,
    settled: Vec<(usize, f64)>,
    span: Span,
    /// ε of the first stage and of the present one.
    shortfall: Option<f64>,
    latest: f64,
    terms: Vec<f64>,
    /// Groups of the present stage that may be settled, and those found to be.
    tight: Vec<usize>,
    fast: Vec<usize>,
    failed: bool,
    done: bool,
}

impl StableWork {
    /// A game given by the worth of each subset, by mask. With `at_least` nobody gets less than its own worth (the
    /// nucleolus), else anybody may (the prenucleolus). None where there is no such thing, or for more than
    /// [`MOST`] members.
    pub fn new(members: usize, worth: &[f64], at_least: bool) -> Option<StableWork> {
        if members == 0 || members > MOST || worth.len() != 1 << members {
            return None;
        }
        let single = |place: usize| worth.get(1 << place).copied().unwrap_or(0.0);
        let all = worth.last().copied().unwrap_or(0.0);
        let own: f64 = (0..members).map(single).sum();
        if at_least && own > all + NEAR * all.abs().max(own.abs()) {
            return None;
        }
        let unit = worth.iter().fold(0.0, |most: f64, value| most.max(value.abs()));
        let scaled: Vec<f64> = worth.iter().map(|value| if unit > 0.0 { value / unit } else { 0.0 }).collect();
        let mut span = Span::new(members);
        span.add((1 << members) - 1);
        let terms = if members == 1 { scaled.last().copied().into_iter().collect() } else { vec![0.0; members] };
        Some(StableWork {
            done: unit <= 0.0 || members == 1,
            members,
            worth: scaled,
            unit,
            at_least,
            settled: Vec::new(),
            span,
            shortfall: None,
            latest: 0.0,
            terms,
            tight: Vec::new(),
            fast: Vec::new(),
            failed: false,
        })
    }

    /// One programme more; whether it is done.
    pub fn step(&mut self) -> bool {
        if self.done {
            return true;
        }
        let epsilon = self.latest;
        if let Some(group) = self.tight.pop() {
            // settled where no terms of this stage give the group more
            let worth = self.worth.get(group).copied().unwrap_or(0.0);
            let most = self.stage().solve(&Aim::MostFor(group, epsilon));
            if most.is_some_and(|(terms, _)| excess(&terms, worth, group) > epsilon - 1e4 * NEAR) {
                self.fast.push(group);
            }
            if self.tight.is_empty() {
                self.close(epsilon);
            }
            return self.done;
        }
        let Some((terms, epsilon)) = self.stage().solve(&Aim::Shortfall) else {
            (self.failed, self.done) = (true, true);
            return true;
        };
        self.shortfall.get_or_insert(epsilon);
        let everyone = (1usize << self.members) - 1;
        self.tight = (1..everyone)
            .rev()
            .filter(|group| !self.span.holds(*group))
            .filter(|group| {
                excess(&terms, self.worth.get(*group).copied().unwrap_or(0.0), *group) > epsilon - 1e3 * NEAR
            })
            .collect();
        self.terms = terms;
        self.latest = epsilon;
        self.done = self.tight.is_empty();
        self.done
    }

    fn stage(&self) -> Stage<'_> {
        Stage {
            members: self.members,
            worth: &self.worth,
            settled: &self.settled,
            span: &self.span,
            at_least: self.at_least,
        }
    }

    /// Ends a stage: what was found to be settled is held from now on.
    fn close(&mut self, epsilon: f64) {
        let before = self.settled.len();
        for group in std::mem::take(&mut self.fast) {
            if self.span.add(group) {
                self.settled.push((group, epsilon));
            }
        }
        // where nothing was settled, what is left is a matter of rounding: these terms are as good as any
        self.done = self.settled.len() == before || self.span.rows.len() >= self.members;
    }

    /// The terms; none where the programmes could not be solved.
    pub fn finish(self) -> Option<Stable> {
        if self.failed {
            return None;
        }
        let terms = terms_of(self.members, &self.worth, &self.settled).unwrap_or(self.terms);
        Some(Stable {
            shortfall: self.shortfall.unwrap_or(0.0) * self.unit,
            terms: terms.iter().map(|share| share * self.unit).collect(),
        })
    }
}

/// Least core and nucleolus (`at_least`) or prenucleolus, all at once.
pub fn stable(members: usize, worth: &[f64], at_least: bool) -> Option<Stable> {
    let mut work = StableWork::new(members, worth, at_least)?;
    while !work.step() {}
    work.finish()
}

/// The terms that the settled sums determine, by elimination: more exact than the programme's own.
fn terms_of(members: usize, worth: &[f64], settled: &[(usize, f64)]) -> Option<Vec<f64>> {
    let everyone = (1usize << members) - 1;
    let mut rows: Vec<(Vec<f64>, f64)> = std::iter::once((everyone, 0.0))
        .chain(settled.iter().copied())
        .map(|(group, excess)| {
            let row = (0..members).map(|place| (group >> place & 1) as f64).collect();
            (row, worth.get(group).copied().unwrap_or(0.0) - excess)
        })
        .collect();
    if rows.len() != members {
        return None;
    }
    for place in 0..members {
        let pivot = (place..members).max_by(|a, b| {
            let size = |row: &usize| rows.get(*row).and_then(|(row, _)| row.get(place)).map_or(0.0, |part| part.abs());
            size(a).total_cmp(&size(b))
        })?;
        rows.swap(place, pivot);
        let (row, right) = rows.get(place)?.clone();
        let head = *row.get(place)?;
        if head.abs() < NEAR {
            return None;
        }
        let (row, right): (Vec<f64>, f64) = (row.iter().map(|part| part / head).collect(), right / head);
        for (other, (parts, sum)) in rows.iter_mut().enumerate() {
            let factor = if other == place { 0.0 } else { parts.get(place).copied().unwrap_or(0.0) };
            parts.iter_mut().zip(&row).for_each(|(part, head)| *part -= factor * head);
            *sum -= factor * right;
        }
        *rows.get_mut(place)? = (row, right);
    }
    Some(rows.iter().map(|(_, right)| *right).collect())
}
