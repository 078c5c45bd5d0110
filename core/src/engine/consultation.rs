//! What a consultation with staff needs: how many posts go in each year at each force, how, and what ending them costs.

use super::outcome::Outcome;
use crate::model::{Fte, Pounds, Scenario};

/// A partner's posts by year, all its services together.
#[derive(Debug, Clone, PartialEq)]
pub struct PostsGoing {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Posts that go in the year.
    pub going: Vec<Fte>,
    /// Officers among them, who are redeployed.
    pub redeployed: Vec<Fte>,
    /// Staff posts that end in redundancy.
    pub redundant: Vec<Fte>,
    /// Staff posts that go as people leave.
    pub leaving: Vec<Fte>,
    /// Whole posts gone by the end of the year, service by service: part of a post is nobody's job.
    pub whole: Vec<f64>,
    /// What redundancies cost without pension strain, real pounds, with optimism bias.
    pub redundancy: Vec<Pounds>,
    /// Pension strain, real pounds, with optimism bias.
    pub strain: Vec<Pounds>,
}

/// One a partner that loses posts, in the scenario's order. In a year in which posts come back none goes.
pub fn posts_going(scenario: &Scenario, outcome: &Outcome) -> Vec<PostsGoing> {
    let years = scenario.years;
    let one = |(place, partner): (usize, &crate::model::Partner)| {
        let nothing = || vec![0.0; years];
        let (mut going, mut redeployed, mut redundant, mut leaving) = (nothing(), nothing(), nothing(), nothing());
        let (mut whole, mut redundancy, mut strain) = (nothing(), nothing(), nothing());
        for (service, found) in scenario.services.iter().zip(&outcome.services).filter(|(_, found)| found.shared) {
            let Some(member) = found.members.iter().find(|one| one.partner == place) else { continue };
            let terms = &service.one_off;
            let bias = 1.0 + terms.optimism_bias.0;
            let mut before = 0.0;
            for (t, posts) in member.posts.iter().enumerate() {
                let goes = f64::max(posts.0 - before, 0.0);
                before = posts.0;
                let officers = goes * service.officer_share.0;
                let ended = (goes - officers) * terms.redundancy_share.0;
                let add = |to: &mut Vec<f64>, value: f64| {
                    if let Some(sum) = to.get_mut(t) {
                        *sum += value;
                    }
                };
                add(&mut going, goes);
                add(&mut redeployed, officers);
                add(&mut redundant, ended);
                add(&mut leaving, goes - officers - ended);
                add(&mut whole, posts.whole_posts());
                add(&mut redundancy, ended * terms.redundancy_cost.0 * bias);
                add(&mut strain, ended * terms.pension_strain.0 * bias);
            }
        }
        let posts = |row: Vec<f64>| row.into_iter().map(Fte).collect::<Vec<Fte>>();
        let pounds = |row: Vec<f64>| row.into_iter().map(Pounds).collect::<Vec<Pounds>>();
        let any = going.iter().any(|goes| *goes > 0.005);
        any.then(|| PostsGoing {
            id: partner.id.clone(),
            name: partner.shown().to_owned(),
            going: posts(going),
            redeployed: posts(redeployed),
            redundant: posts(redundant),
            leaving: posts(leaving),
            whole,
            redundancy: pounds(redundancy),
            strain: pounds(strain),
        })
    };
    scenario.partners.iter().enumerate().filter_map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::appraise;
    use crate::model::read;
    use serde_json::json;

    /// By hand: 100 posts each at £40,000 and nothing else, 20 % saved over two years from the first: ten posts go in the
    /// first year and ten in the second. A fifth are officers: two; of eight staff posts a quarter, two, end in redundancy
    /// at £30,000 and £10,000 of strain, half as much again with bias: £90,000 and £30,000. Six go as people leave.
    #[test]
    fn posts_by_hand() {
        let base = json!({ "fte": 100, "cost_per_fte": 40_000 });
        let scenario = read(&json!({
            "schema": 1, "first_year": 2026, "years": 4, "discount_rate": 0.035,
            "partners": [{ "id": "a", "name": "A" }, { "id": "b", "name": "B" }, { "id": "c" }],
            "services": [{
                "id": "s", "members": ["a", "b"], "go_live": 0, "ramp_years": 2, "overhead": 0, "officer_share": 0.2,
                "baseline": { "a": base, "b": base }, "saving": { "low": 0.2, "likely": 0.2, "high": 0.2 },
                "sharing": { "key": "equal" },
                "one_off": { "redundancy_share": 0.25, "redundancy_cost": 30_000, "pension_strain": 10_000, "optimism_bias": 0.5 },
            }],
        }))
        .unwrap();
        let outcome = appraise(&scenario);
        let found = posts_going(&scenario, &outcome);
        assert_eq!(found.len(), 2, "who loses no post is not in it");
        let close = |row: Vec<f64>, expected: [f64; 4]| {
            for (found, expected) in row.iter().zip(expected) {
                assert!((found - expected).abs() < 1e-6, "{row:?}");
            }
        };
        let posts = |row: &[Fte]| row.iter().map(|one| one.0).collect::<Vec<f64>>();
        let pounds = |row: &[Pounds]| row.iter().map(|one| one.0).collect::<Vec<f64>>();
        let a = &found[0];
        close(posts(&a.going), [10.0, 10.0, 0.0, 0.0]);
        close(posts(&a.redeployed), [2.0, 2.0, 0.0, 0.0]);
        close(posts(&a.redundant), [2.0, 2.0, 0.0, 0.0]);
        close(posts(&a.leaving), [6.0, 6.0, 0.0, 0.0]);
        close(a.whole.clone(), [10.0, 20.0, 20.0, 20.0]);
        close(pounds(&a.redundancy), [90_000.0, 90_000.0, 0.0, 0.0]);
        close(pounds(&a.strain), [30_000.0, 30_000.0, 0.0, 0.0]);
        // the two together are what the appraisal has as redundancy
        let all: f64 = found.iter().map(|one| one.redundancy[0].0 + one.strain[0].0).sum();
        assert!((outcome.services[0].one_off[0].0 - all).abs() < 1e-6);
    }
}
