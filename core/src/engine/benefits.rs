//! Benefits year by year: how far an arrangement is from its plan of record, what is to come if it goes on like this,
//! what of the payback is left, and whether the sharing key still matches use. Method, section 9.

use crate::model::arrangement::Arrangement;
use crate::model::benefits::{Basis, Benefits, YearLine};
use crate::model::{Pounds, Rate, Register};
use std::collections::BTreeMap;

/// Parts of partners that differ by this much or more no longer match: our assumption.
pub const KEY_TOLERANCE: f64 = 0.05;

/// The plan beside what one of those who count found.
#[derive(Debug, Clone, PartialEq)]
pub struct Track {
    /// Who counted.
    pub by: String,
    /// As whom.
    pub basis: Basis,
    /// The years of the plan and of the count, in order.
    pub years: Vec<TrackYear>,
    /// Planned and counted in the years that have both.
    pub planned_so_far: Pounds,
    /// What was counted in those years.
    pub counted_so_far: Pounds,
    /// What part of the plan came, where any was planned.
    pub part: Option<Rate>,
    /// Saving in all years: as counted, and in the others as planned times that part.
    pub forecast: Pounds,
    /// One-off cost so far less saving so far, where it is above nothing.
    pub left: Pounds,
    /// The year in which the forecast has paid back for good; none in the plan's years.
    pub paid_back: Option<u32>,
    /// Years that were counted twice by the same: the later line stands.
    pub twice: Vec<u32>,
}

/// A year.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct TrackYear {
    /// The calendar year in which it begins.
    pub year: u32,
    /// Saving as planned.
    pub planned: Option<Pounds>,
    /// Saving as counted.
    pub counted: Option<Pounds>,
    /// Saving as counted or forecast.
    pub expected: Pounds,
    /// One-off cost as counted, or as planned.
    pub cost: Pounds,
    /// Posts as planned and as counted.
    pub posts: (Option<f64>, Option<f64>),
}

/// Saving that the plan has in all its years.
pub fn planned(benefits: &Benefits) -> Pounds {
    Pounds(benefits.plan.iter().filter_map(|line| line.saving).map(|saving| saving.0).sum())
}

/// One for each who counted, in the order of their names.
pub fn tracks(benefits: &Benefits) -> Vec<Track> {
    let mut by: BTreeMap<(&str, Basis), Vec<&YearLine>> = BTreeMap::new();
    for line in &benefits.counts {
        by.entry((line.by.trim(), line.basis)).or_default().push(line);
    }
    by.into_iter().map(|((by, basis), lines)| track(benefits, by, basis, &lines)).collect()
}

fn track(benefits: &Benefits, by: &str, basis: Basis, lines: &[&YearLine]) -> Track {
    let mut years: BTreeMap<u32, TrackYear> = BTreeMap::new();
    let entry = |years: &mut BTreeMap<u32, TrackYear>, year: u32, line: &YearLine, counted: bool| {
        let at = years.entry(year).or_insert(TrackYear { year, ..TrackYear::default() });
        if counted {
            at.counted = line.saving.or(at.counted);
            at.posts.1 = line.posts.or(at.posts.1);
        } else {
            at.planned = line.saving.or(at.planned);
            at.posts.0 = line.posts.or(at.posts.0);
        }
        at.cost = line.cost.unwrap_or(at.cost);
    };
    benefits.plan.iter().for_each(|line| entry(&mut years, line.year, line, false));
    let mut twice = Vec::new();
    for (n, line) in lines.iter().enumerate() {
        let before = lines.iter().take(n).any(|one| one.year == line.year && one.saving.is_some());
        if before && line.saving.is_some() {
            twice.push(line.year);
        }
        entry(&mut years, line.year, line, true);
    }
    twice.dedup();
    let mut years: Vec<TrackYear> = years.into_values().collect();
    let both = |of: fn(&TrackYear) -> Option<Pounds>| -> f64 {
        let with_both = years.iter().filter(|year| year.planned.is_some() && year.counted.is_some());
        with_both.filter_map(of).map(|pounds| pounds.0).sum()
    };
    let (planned_so_far, counted_so_far) = (both(|year| year.planned), both(|year| year.counted));
    let part = (planned_so_far > 0.0).then(|| counted_so_far / planned_so_far);
    let last = years.iter().rev().find(|year| year.counted.is_some()).map_or(0, |year| year.year);
    for year in &mut years {
        let expected = year.planned.map_or(0.0, |planned| planned.0 * part.unwrap_or(1.0));
        year.expected = Pounds(year.counted.map_or(expected, |counted| counted.0));
    }
    let so_far = years.iter().filter(|year| year.year <= last);
    let left: f64 = so_far.map(|year| year.cost.0 - year.expected.0).sum();
    Track {
        by: by.to_owned(),
        basis,
        planned_so_far: Pounds(planned_so_far),
        counted_so_far: Pounds(counted_so_far),
        part: part.map(Rate),
        forecast: Pounds(years.iter().map(|year| year.expected.0).sum()),
        left: Pounds(f64::max(left, 0.0)),
        paid_back: paid_back(&years),
        twice,
        years,
    }
}

/// The first year from which cumulative saving less cost is never below nothing.
fn paid_back(years: &[TrackYear]) -> Option<u32> {
    let (mut sum, mut since) = (0.0, None);
    for year in years {
        sum += year.expected.0 - year.cost.0;
        since = if sum < 0.0 { None } else { since.or(Some(year.year)) };
    }
    since
}

/// A partner's part by the plan's key beside its part of what was used last.
#[derive(Debug, Clone, PartialEq)]
pub struct KeyAgainstUse {
    /// The year of the count, and who counted.
    pub year: u32,
    /// Who counted.
    pub by: String,
    /// Partner, part by the key, part of use.
    pub partners: Vec<(String, Rate, Rate)>,
    /// What use would move between partners in a year, where the yearly cost is known.
    pub moved: Option<Pounds>,
}

impl KeyAgainstUse {
    /// Whether the key still matches.
    pub fn matches(&self) -> bool {
        self.partners.iter().all(|(_, key, used)| (key.0 - used.0).abs() < KEY_TOLERANCE - 1e-9)
    }
}

/// The key of the plan against the last count of use; none where either is not known.
pub fn key_against_use(one: &Arrangement) -> Option<KeyAgainstUse> {
    let counted = one.benefits.counts.iter().filter(|line| !line.shares.is_empty()).max_by_key(|line| line.year)?;
    let planned = one.benefits.plan.iter().filter(|line| !line.shares.is_empty());
    let key = planned.clone().filter(|line| line.year <= counted.year).max_by_key(|line| line.year);
    let key = key.or_else(|| planned.min_by_key(|line| line.year))?;
    let part = |line: &YearLine, id: &String| line.shares.get(id).copied().unwrap_or(Rate(0.0));
    let mut ids: Vec<&String> = key.shares.keys().chain(counted.shares.keys()).collect();
    ids.sort();
    ids.dedup();
    let partners: Vec<(String, Rate, Rate)> =
        ids.into_iter().map(|id| (id.clone(), part(key, id), part(counted, id))).collect();
    let moved: f64 = partners.iter().map(|(_, key, used)| f64::max(used.0 - key.0, 0.0)).sum();
    let moved = one.yearly_cost.map(|cost| Pounds(cost.0 * moved));
    Some(KeyAgainstUse { year: counted.year, by: counted.by.clone(), partners, moved })
}

/// What the register says of a year.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct YearlyReturn {
    /// The year.
    pub year: u32,
    /// One for each arrangement, in the register's order.
    pub rows: Vec<ReturnRow>,
}

/// An arrangement in a year.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ReturnRow {
    /// Its place in the register.
    pub place: usize,
    /// Planned saving of the year.
    pub planned: Option<Pounds>,
    /// The lowest and the highest count of the year.
    pub counted: Option<(Pounds, Pounds)>,
    /// Who counted, each once.
    pub by: Vec<String>,
    /// Over all years: the lowest and the highest forecast.
    pub forecast: Option<(Pounds, Pounds)>,
}

/// The years that any arrangement plans or counts.
pub fn years_of(register: &Register) -> Vec<u32> {
    let lines = register.arrangements.iter().flat_map(|one| one.benefits.plan.iter().chain(&one.benefits.counts));
    let mut years: Vec<u32> = lines.map(|line| line.year).collect();
    years.sort_unstable();
    years.dedup();
    years
}

/// The return of a year: every arrangement, whether counted or not.
pub fn yearly_return(register: &Register, year: u32) -> YearlyReturn {
    let row = |(place, one): (usize, &Arrangement)| {
        let plan = one.benefits.plan.iter().find(|line| line.year == year);
        let tracks = tracks(&one.benefits);
        let counted = tracks.iter().filter_map(|track| {
            track.years.iter().find(|at| at.year == year).and_then(|at| at.counted).map(|saving| (track, saving))
        });
        let by = counted.clone().map(|(track, _)| track.by.clone()).filter(|by| !by.is_empty());
        ReturnRow {
            place,
            planned: plan.and_then(|line| line.saving),
            by: by.collect(),
            counted: span(counted.map(|(_, saving)| saving)),
            forecast: span(tracks.iter().filter(|track| track.part.is_some()).map(|track| track.forecast)),
        }
    };
    YearlyReturn { year, rows: register.arrangements.iter().enumerate().map(row).collect() }
}

fn span(values: impl Iterator<Item = Pounds>) -> Option<(Pounds, Pounds)> {
    values.fold(None, |span, value| match span {
        None => Some((value, value)),
        Some((low, high)) => Some((Pounds(low.0.min(value.0)), Pounds(high.0.max(value.0)))),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(year: u32, saving: f64, cost: f64) -> YearLine {
        YearLine { year, saving: Some(Pounds(saving)), cost: Some(Pounds(cost)), ..YearLine::default() }
    }

    fn counted(by: &str, year: u32, saving: f64) -> YearLine {
        YearLine { year, by: by.into(), saving: Some(Pounds(saving)), ..YearLine::default() }
    }

    /// By hand. Planned: cost 100 and saving 0, 50, 80, 80 (210). Kent counts 0, 30: 30 of 50 is 60 %. What is to come
    /// is 0.6 × 160 = 96, in all 126. So far 100 − 30 = 70 are left; after the third year 22, after the fourth paid back.
    /// Essex counts 55 of 50: 110 %, in all 55 + 176 = 231, left 45, paid back in the third year.
    #[test]
    fn a_forecast_by_hand() {
        let benefits = Benefits {
            plan: vec![line(2026, 0.0, 100.0), line(2027, 50.0, 0.0), line(2028, 80.0, 0.0), line(2029, 80.0, 0.0)],
            counts: vec![counted("Kent", 2026, 0.0), counted("Kent", 2027, 30.0), counted("Essex", 2027, 55.0)],
            ..Benefits::default()
        };
        assert_eq!(planned(&benefits), Pounds(210.0));
        let found = tracks(&benefits);
        let close = |a: Pounds, b: f64| assert!((a.0 - b).abs() < 1e-9, "{a:?} {b}");
        let (essex, kent) = (&found[0], &found[1]);
        assert_eq!((kent.by.as_str(), kent.part), ("Kent", Some(Rate(0.6))));
        close(kent.forecast, 126.0);
        close(kent.left, 70.0);
        assert_eq!(kent.paid_back, Some(2029));
        close(essex.forecast, 231.0);
        close(essex.left, 45.0);
        assert_eq!(essex.paid_back, Some(2028));
        // without any count there is nothing to say
        assert_eq!(tracks(&Benefits { counts: Vec::new(), ..benefits }), []);
    }

    #[test]
    fn who_counts_twice_is_said_and_the_later_stands() {
        let benefits = Benefits {
            plan: vec![line(2026, 10.0, 0.0)],
            counts: vec![counted("Kent", 2026, 5.0), counted("Kent", 2026, 8.0)],
            ..Benefits::default()
        };
        let found = tracks(&benefits);
        assert_eq!(
            (found.len(), found[0].counted_so_far, found[0].twice.as_slice()),
            (1, Pounds(8.0), [2026].as_slice())
        );
    }

    /// Key 60/40, use 70/30: of £2m a year £200,000 would move.
    #[test]
    fn the_key_against_use_by_hand() {
        let shares =
            |kent: f64| [("kent".to_owned(), Rate(kent)), ("essex".to_owned(), Rate(1.0 - kent))].into_iter().collect();
        let mut one = Arrangement { yearly_cost: Some(Pounds(2e6)), ..Arrangement::default() };
        one.benefits.plan = vec![YearLine { shares: shares(0.6), ..line(2026, 1.0, 0.0) }];
        assert_eq!(key_against_use(&one), None);
        one.benefits.counts = vec![YearLine { shares: shares(0.7), ..counted("Kent", 2027, 1.0) }];
        let found = key_against_use(&one).unwrap();
        assert!((found.moved.unwrap().0 - 2e5).abs() < 1e-6 && !found.matches());
        one.benefits.counts[0].shares = shares(0.62);
        assert!(key_against_use(&one).unwrap().matches());
    }

    #[test]
    fn a_return_names_every_arrangement_and_both_counts() {
        let mut one = Arrangement { id: "a1".into(), ..Arrangement::default() };
        one.benefits.plan = vec![line(2026, 10.0, 0.0), line(2027, 10.0, 0.0)];
        one.benefits.counts = vec![counted("Kent", 2026, 5.0), counted("Essex", 2026, 12.0)];
        let other = Arrangement { id: "a2".into(), ..Arrangement::default() };
        let register = Register { arrangements: vec![one, other], ..Register::default() };
        assert_eq!(years_of(&register), [2026, 2027]);
        let found = yearly_return(&register, 2026);
        assert_eq!(found.rows.len(), 2);
        assert_eq!(found.rows[0].counted, Some((Pounds(5.0), Pounds(12.0))));
        assert_eq!(found.rows[0].by, ["Essex", "Kent"]);
        assert_eq!(found.rows[0].forecast, Some((Pounds(10.0), Pounds(24.0))));
        assert_eq!(found.rows[1], ReturnRow { place: 1, ..ReturnRow::default() });
    }
}
