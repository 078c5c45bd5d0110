//! Incentive: the least start-up funding that makes a case acceptable to every force. Method, section 14.

use super::outcome::Outcome;
use crate::model::Pounds;

/// What a force would need, paid at the start.
#[derive(Debug, Clone, PartialEq)]
pub struct StartUp {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// So that it does not lose over the term, in today's money.
    pub over_term: Pounds,
    /// So that by the end of no year it has paid more than it gained, undiscounted.
    pub in_every_year: Pounds,
}

/// The funding of all.
#[derive(Debug, Clone, PartialEq)]
pub struct Incentive {
    /// One a partner, in the scenario's order.
    pub partners: Vec<StartUp>,
    /// What all need where each keeps to its own.
    pub over_term: Pounds,
    /// The same in every year.
    pub in_every_year: Pounds,
    /// What would do where partners pay one another as they agree: over the term.
    pub pooled_over_term: Pounds,
    /// And in every year.
    pub pooled_in_every_year: Pounds,
}

/// The least that is paid at the start so that a running total is never below nothing: the deepest that it falls.
fn deepest(net: impl Iterator<Item = f64>) -> f64 {
    let (mut sum, mut least) = (0.0, 0.0);
    for flow in net {
        sum += flow;
        least = f64::min(least, sum);
    }
    0.0 - least
}

/// What would make an outcome acceptable to every partner, on the terms as they stand.
pub fn incentive(outcome: &Outcome) -> Incentive {
    let partners: Vec<StartUp> = outcome
        .partners
        .iter()
        .map(|one| StartUp {
            id: one.id.clone(),
            name: one.name.clone(),
            over_term: Pounds(f64::max(0.0, 0.0 - one.npv.0)),
            in_every_year: Pounds(deepest(one.net.iter().map(|net| net.0))),
        })
        .collect();
    let sum = |of: fn(&StartUp) -> Pounds| partners.iter().map(of).sum();
    Incentive {
        over_term: sum(|one| one.over_term),
        in_every_year: sum(|one| one.in_every_year),
        pooled_over_term: Pounds(f64::max(0.0, 0.0 - outcome.totals.npv.0)),
        pooled_in_every_year: Pounds(deepest(outcome.totals.net_by_year.iter().map(|net| net.0))),
        partners,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::appraise;
    use crate::evidence::PRESETS;
    use crate::model::read;
    use microlp::{ComparisonOp, OptimizationDirection, Problem};
    use serde_json::json;

    /// By hand: −300, 100, 150, 400 falls to −300 and to −200, −50; −100, 200, −250 falls to −150.
    #[test]
    fn the_deepest_point_by_hand() {
        assert_eq!(deepest([-300.0, 100.0, 150.0, 400.0].into_iter()), 300.0);
        assert_eq!(deepest([-100.0, 200.0, -250.0].into_iter()), 150.0);
        assert_eq!(deepest([10.0, -5.0].into_iter()), 0.0);
    }

    /// As a linear programme finds it: Σ g_i as small as can be, with g_i and what each has gained by the end of every year not
    /// below nothing; and the same of one fund for all.
    #[test]
    fn no_less_would_do() {
        for preset in PRESETS {
            let mut document = preset.document();
            for id in document.entries("services") {
                document.set(&format!("services.{id}.one_off.programme"), Some(json!(3_000_000)));
            }
            let outcome = appraise(&read(document.value()).unwrap());
            let found = incentive(&outcome);
            let least = |flows: &[Vec<f64>]| {
                let mut problem = Problem::new(OptimizationDirection::Minimize);
                for flow in flows {
                    let fund = problem.add_var(1.0, (0.0, f64::INFINITY));
                    let mut sum = 0.0;
                    for net in flow {
                        sum += net;
                        problem.add_constraint([(fund, 1.0)].as_slice(), ComparisonOp::Ge, -sum);
                    }
                }
                problem.solve().unwrap().into_solution().unwrap().objective()
            };
            let own: Vec<Vec<f64>> =
                outcome.partners.iter().map(|one| one.net.iter().map(|net| net.0).collect()).collect();
            let all = vec![outcome.totals.net_by_year.iter().map(|net| net.0).collect::<Vec<f64>>()];
            assert!((found.in_every_year.0 - least(&own)).abs() < 0.01, "{}", preset.id);
            assert!((found.pooled_in_every_year.0 - least(&all)).abs() < 0.01, "{}", preset.id);
            assert!(found.pooled_in_every_year.0 <= found.in_every_year.0 + 0.01);
        }
    }
}
