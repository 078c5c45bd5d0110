//! What a proposal comes to by region and year: investment and saving, and who would be out of pocket.

use super::flows::flows;
use super::outcome::Outcome;
use crate::model::Pounds;

/// A region's part of a proposal.
#[derive(Debug, Clone, PartialEq)]
pub struct RegionOutcome {
    /// What it is called.
    pub name: String,
    /// How many of its forces are partners.
    pub forces: usize,
    /// What its services cost today, a year.
    pub in_scope: Pounds,
    /// One-off cost less grants, by year.
    pub invested: Vec<Pounds>,
    /// What recurs, by year.
    pub saved: Vec<Pounds>,
    /// Net present value, after balancing payments.
    pub npv: Pounds,
    /// Names of those that are worse off over the term.
    pub out_of_pocket: Vec<String>,
}

/// One row a region, by the alphabet; whoever lies in none stands under the name given last.
pub fn by_region<'a>(
    outcome: &Outcome,
    region_of: impl Fn(&str) -> Option<&'a str>,
    otherwise: &'a str,
) -> Vec<RegionOutcome> {
    let years = outcome.factors.len();
    let mut rows: Vec<RegionOutcome> = Vec::new();
    let names: Vec<&str> = outcome.partners.iter().map(|one| region_of(&one.id).unwrap_or(otherwise)).collect();
    for (partner, name) in outcome.partners.iter().zip(&names) {
        let place = rows.iter().position(|row| row.name == *name).unwrap_or_else(|| {
            rows.push(RegionOutcome {
                name: (*name).to_owned(),
                forces: 0,
                in_scope: Pounds(0.0),
                invested: vec![Pounds(0.0); years],
                saved: vec![Pounds(0.0); years],
                npv: Pounds(0.0),
                out_of_pocket: Vec::new(),
            });
            rows.len() - 1
        });
        let Some(row) = rows.get_mut(place) else { continue };
        row.forces += 1;
        row.npv += partner.npv;
        if partner.npv.0 < -0.5 {
            row.out_of_pocket.push(partner.name.clone());
        }
    }
    let mut add = |partner: usize, change: &dyn Fn(&mut RegionOutcome)| {
        if let Some(row) = names.get(partner).and_then(|name| rows.iter_mut().find(|row| row.name == *name)) {
            change(row);
        }
    };
    for member in flows(outcome).iter().flat_map(|flow| &flow.members) {
        add(member.partner, &|row| {
            let at = |row: &[f64], t: usize| row.get(t).copied().unwrap_or(0.0);
            for (t, (invested, saved)) in row.invested.iter_mut().zip(&mut row.saved).enumerate() {
                invested.0 += at(&member.once, t) - at(&member.grant, t);
                saved.0 += at(&member.gain, t);
            }
        });
    }
    for member in outcome.services.iter().filter(|one| one.shared).flat_map(|one| &one.members) {
        add(member.partner, &|row| row.in_scope += member.cost_today);
    }
    rows.sort_by(|a, b| a.name.cmp(&b.name));
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::appraise;
    use crate::evidence::{Footing, Towards, force, whole_service};
    use crate::model::read;

    /// Nobody's money is lost or found by adding it up another way.
    #[test]
    fn regions_add_up_to_the_whole() {
        for footing in [Footing::Regions, Footing::One] {
            let document = whole_service(footing, Towards::Median);
            let outcome = appraise(&read(document.value()).unwrap());
            let rows = by_region(&outcome, |id| force(id).map(|force| force.region.as_str()), "Others");
            assert_eq!((rows.len(), rows.iter().map(|row| row.forces).sum::<usize>()), (10, 43));
            let npv: f64 = rows.iter().map(|row| row.npv.0).sum();
            assert!((npv - outcome.totals.npv.0).abs() < 1e-3);
            for (t, net) in outcome.totals.net_by_year.iter().enumerate() {
                let sum: f64 = rows.iter().map(|row| row.saved[t].0 - row.invested[t].0).sum();
                assert!((sum - net.0).abs() < 1e-3, "{t}: {sum} {net:?}");
            }
            let scope: f64 = rows.iter().map(|row| row.in_scope.0).sum();
            assert!((scope - outcome.totals.in_scope.0).abs() < 1e-3);
            let losers: usize = rows.iter().map(|row| row.out_of_pocket.len()).sum();
            assert_eq!(losers, outcome.partners.iter().filter(|one| one.npv.0 < -0.5).count());
        }
        let outcome = appraise(&read(crate::evidence::PRESETS[5].document().value()).unwrap());
        let rows = by_region(&outcome, |_| None, "Others");
        assert_eq!((rows.len(), rows[0].name.as_str()), (1, "Others"));
    }
}
