//! Police precepts of council tax: what an area's police ask of a Band D household, and over how many households.
//!
//! Council tax levels of 2022/23 and 2023/24, Table 9, as the ministry for local government published it; the 38 English forces whose
//! precept stands in it. Figures are of their year.

use crate::model::Pounds;
use std::sync::OnceLock;

/// One force's precept in one year.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Precept {
    /// What is raised, pounds.
    pub raised: Pounds,
    /// Band D equivalents that it is raised from.
    pub tax_base: f64,
    /// Pounds for a Band D household.
    pub band_d: Pounds,
}

/// The years that are published, the later one last.
pub const TAX_YEARS: [&str; 2] = ["2022/23", "2023/24"];

/// A force's precept in each of the years; none where none is published.
pub fn precept(force: &str) -> Option<[Precept; 2]> {
    static ALL: OnceLock<Vec<(&'static str, [Precept; 2])>> = OnceLock::new();
    let all = ALL.get_or_init(|| include_str!("data/council_tax.csv").lines().skip(1).filter_map(line).collect());
    all.iter().find(|(id, _)| *id == force).map(|(_, both)| *both)
}

fn line(line: &'static str) -> Option<(&'static str, [Precept; 2])> {
    let (force, rest) = line.split_once(',')?;
    let figures: Vec<f64> = rest.split(',').filter_map(|cell| cell.parse().ok()).collect();
    let [raised_0, raised_1, base_0, base_1, band_0, band_1] = figures.as_slice() else { return None };
    let one = |raised: &f64, base: &f64, band: &f64| Precept {
        raised: Pounds(*raised),
        tax_base: *base,
        band_d: Pounds(*band),
    };
    Some((force, [one(raised_0, base_0, band_0), one(raised_1, base_1, band_1)]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::forces;

    /// Every published Band D is the precept over the tax base, within 2p; but for the Metropolitan Police's of the first
    /// year, printed as 277.13 where the two give 276.38.
    #[test]
    fn precept_over_tax_base_is_the_published_band_d() {
        let mut known = 0;
        for force in forces() {
            let Some(both) = precept(&force.id) else { continue };
            known += 1;
            for (n, one) in both.iter().enumerate() {
                let worked_out = one.raised.0 / one.tax_base;
                let printed_otherwise = force.id == "metropolitan" && n == 0;
                assert!(
                    (worked_out - one.band_d.0).abs() < 0.02 || printed_otherwise,
                    "{} {n}: {worked_out}",
                    force.id
                );
            }
        }
        assert_eq!(known, 38);
        assert_eq!(precept("gwent"), None);
    }
}
