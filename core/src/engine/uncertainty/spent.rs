//! What a scheme that was given up has spent: its fixed one-off cost and nothing else. Method, section 12.

use super::super::discounting::present_value;
use super::super::procurement::CategoryCase;
use super::super::shared_service::ServiceCase;
use super::compiled::Sums;
use crate::method::{Moved, at};
use crate::model::Scenario;

/// By years of delay, what is spent.
#[derive(Debug, Clone)]
pub(super) struct Spent(Vec<Line>);

/// One-off cost of one year of go-live: by year, and by the place of each partner as present value.
#[derive(Debug, Clone)]
struct Line {
    by_year: Vec<(usize, f64)>,
    partners: Vec<(usize, f64)>,
}

impl Line {
    /// From the place of each partner with its one-off cost by year.
    fn of(rows: Vec<(usize, Vec<f64>)>, factors: &[f64]) -> Line {
        let by_year = (0..factors.len())
            .map(|t| (t, rows.iter().map(|(_, row)| at(row, t)).sum::<f64>()))
            .filter(|(_, sum)| *sum != 0.0)
            .collect();
        Line { by_year, partners: rows.iter().map(|(place, row)| (*place, present_value(row, factors))).collect() }
    }
}

impl Spent {
    /// Adds what is spent where it is so late and so much dearer.
    pub fn add(&self, delay: f64, factor: f64, sums: &mut Sums) {
        let whole = libm::floor(delay);
        let part = delay - whole;
        for (late, weight) in [(whole as usize, 1.0 - part), (whole as usize + 1, part)] {
            let Some(line) = self.0.get(late).filter(|_| weight > 0.0) else { continue };
            let lists = [(&line.by_year, &mut sums.by_year), (&line.partners, &mut sums.partners)];
            for (spent, sums) in lists {
                for (place, one) in spent {
                    if let Some(sum) = sums.get_mut(*place) {
                        *sum -= weight * factor * one;
                    }
                }
            }
        }
    }
}

/// Whatever two or more share, in the order in which it is compiled, for go-lives up to `latest` years late. Of a scenario without
/// bias, redundancy, parallel running and grant.
pub(super) fn spent(scenario: &Scenario, factors: &[f64], latest: usize) -> Vec<Spent> {
    let lines = |of: &dyn Fn(usize) -> Option<Vec<(usize, Vec<f64>)>>| {
        let each = (0..=latest).map(|late| of(late).map(|rows| Line::of(rows, factors)));
        each.collect::<Option<Vec<Line>>>().map(Spent)
    };
    let services = scenario.services.iter().filter_map(|service| {
        let case = ServiceCase::new(scenario, service);
        lines(&|late| {
            let run = case.run(vec![Moved::GoLive((service.go_live + late) as f64).of_service(service)])?;
            let paid = case.paid(&run).into_iter().map(|paid| paid.one_off);
            Some(case.members.iter().map(|member| member.partner).zip(paid).collect())
        })
    });
    let categories = scenario.procurement.iter().filter_map(|category| {
        let case = CategoryCase::new(scenario, category);
        lines(&|late| {
            let run = case.run(vec![Moved::GoLive((category.go_live + late) as f64).of_category(category)])?;
            let paid = case.paid(&run).into_iter().map(|paid| paid.one_off);
            Some(case.buyers.iter().map(|buyer| buyer.partner).zip(paid).collect())
        })
    });
    services.chain(categories).collect()
}
