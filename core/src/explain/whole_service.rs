//! The whole Service by region and year, in words.

use super::{count, listed};
use crate::engine::Outcome;
use crate::engine::regions::RegionOutcome;
use crate::evidence::{Footing, Towards};
use crate::model::Pounds;

/// What is shown by region and year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ByYear {
    /// One-off cost less grants.
    Invested,
    /// What recurs.
    Saved,
    /// The one less the other.
    Net,
}

impl ByYear {
    /// All of them, in the order in which they are offered.
    pub const ALL: [ByYear; 3] = [ByYear::Invested, ByYear::Saved, ByYear::Net];

    /// What it is called.
    pub const fn label(self) -> &'static str {
        match self {
            ByYear::Invested => "Invested",
            ByYear::Saved => "Saved",
            ByYear::Net => "Saved less invested",
        }
    }

    fn of(self, row: &RegionOutcome) -> Vec<Pounds> {
        match self {
            ByYear::Invested => row.invested.clone(),
            ByYear::Saved => row.saved.clone(),
            ByYear::Net => row.saved.iter().zip(&row.invested).map(|(saved, invested)| *saved - *invested).collect(),
        }
    }
}

/// What a footing is called.
pub const fn footing_words(footing: Footing) -> &'static str {
    match footing {
        Footing::Regions => "By region: the forces of each region share",
        Footing::One => "All in one: 43 forces share",
    }
}

/// What a common starting point is called.
pub const fn towards_words(towards: Towards) -> &'static str {
    match towards {
        Towards::Nothing => "None: each shares from where it stands",
        Towards::Median => "The middle of all forces",
        Towards::LowestQuartile => "The lowest quarter of forces",
    }
}

/// The answer in a sentence: investment, saving, worth, and who would be out of pocket.
pub fn whole_service_words(outcome: &Outcome, rows: &[RegionOutcome]) -> String {
    let invested: Pounds = rows.iter().flat_map(|row| row.invested.iter().copied()).sum();
    let forces: usize = rows.iter().map(|row| row.forces).sum();
    let losing: usize = rows.iter().map(|row| row.out_of_pocket.len()).sum();
    let out = match losing {
        0 => "nobody would be out of pocket".to_owned(),
        1 => "one partner would be out of pocket".to_owned(),
        many => format!("{} of {forces} partners would be out of pocket", count(many)),
    };
    format!(
        "{} of one-off cost would save {} a year in {} region{}: worth {} today, and {out}.",
        invested.short(),
        outcome.totals.full_year_saving.short(),
        count(rows.len()),
        if rows.len() == 1 { "" } else { "s" },
        outcome.totals.npv.short()
    )
}

/// One row a region: forces, cost today, invested, saved in the last year, worth today, who is out of pocket; then the sum.
pub fn region_rows(rows: &[RegionOutcome]) -> Vec<Vec<String>> {
    let last = |row: &RegionOutcome| row.saved.last().copied().unwrap_or_default();
    let invested = |row: &RegionOutcome| row.invested.iter().copied().sum::<Pounds>();
    let cells = |row: &RegionOutcome| {
        vec![
            row.name.clone(),
            row.forces.to_string(),
            row.in_scope.short(),
            invested(row).short(),
            last(row).short(),
            row.npv.short(),
            if row.out_of_pocket.is_empty() { "nobody".to_owned() } else { listed(&row.out_of_pocket) },
        ]
    };
    let all = |of: &dyn Fn(&RegionOutcome) -> Pounds| rows.iter().map(of).sum::<Pounds>().short();
    let total = vec![
        "All".to_owned(),
        rows.iter().map(|row| row.forces).sum::<usize>().to_string(),
        all(&|row| row.in_scope),
        all(&invested),
        all(&last),
        all(&|row| row.npv),
        String::new(),
    ];
    rows.iter().map(cells).chain((!rows.is_empty()).then_some(total)).collect()
}

/// Heads and rows by region and year.
pub fn region_years(outcome: &Outcome, rows: &[RegionOutcome], shown: ByYear) -> (Vec<String>, Vec<Vec<String>>) {
    let years = (0..outcome.factors.len()).map(|t| outcome.year(t).short());
    let heads = std::iter::once("Region".to_owned()).chain(years).chain(["In all".to_owned()]).collect();
    let line = |name: &str, values: &[Pounds]| {
        let sum: Pounds = values.iter().copied().sum();
        let cells = values.iter().chain([&sum]).map(|value| value.short());
        std::iter::once(name.to_owned()).chain(cells).collect::<Vec<String>>()
    };
    let mut all = vec![Pounds(0.0); outcome.factors.len()];
    let mut lines: Vec<Vec<String>> = Vec::new();
    for row in rows {
        let values = shown.of(row);
        all.iter_mut().zip(&values).for_each(|(sum, value)| sum.0 += value.0);
        lines.push(line(&row.name, &values));
    }
    if !rows.is_empty() {
        lines.push(line("All", &all));
    }
    (heads, lines)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::appraise;
    use crate::engine::regions::by_region;
    use crate::evidence::{force, whole_service};
    use crate::model::read;

    #[test]
    fn the_whole_service_is_told_by_region_and_year() {
        let outcome = appraise(&read(whole_service(Footing::Regions, Towards::Median).value()).unwrap());
        let rows = by_region(&outcome, |id| force(id).map(|force| force.region.as_str()), "Others");
        let words = whole_service_words(&outcome, &rows);
        assert!(words.contains("a year in 10 regions: worth "), "{words}");
        let table = region_rows(&rows);
        assert_eq!((table.len(), table[0][0].as_str(), table[10][0].as_str()), (11, "East Midlands", "All"));
        assert_eq!(table[10][2], "\u{a3}215.3m", "147.9 and 67.4 million");
        let (heads, lines) = region_years(&outcome, &rows, ByYear::Net);
        assert_eq!((heads.len(), lines.len()), (12, 11));
        assert!(lines.iter().all(|line| line.len() == heads.len()));
    }
}
