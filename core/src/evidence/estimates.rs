//! Starting figures where nothing is published for a force: its size times a national ratio.
//!
//! They are there to be replaced. Each carries the id of the evidence that it rests on.

use crate::engine::staff_cost;

/// 3,922 HR staff (HMIC, 2009) in a service of over 243,000 people (HMIC, 2010): one to 62.
pub const EMPLOYEES_PER_HR_POST: f64 = 62.0;
/// 2,672 finance staff in the same service: 1.1 in 100.
const FINANCE_POSTS_PER_EMPLOYEE: f64 = 0.011;
/// 375 IT staff for 18,000 employees in the four-force plan of 2011.
const IT_POSTS_PER_EMPLOYEE: f64 = 0.0208;
/// Salaries of 2007/08 that the 2009 report gives, without on-costs and not raised since.
const HR_SALARY: f64 = 30_000.0;
const FINANCE_SALARY: f64 = 35_000.0;
/// Employer's pension contribution for police staff: our assumption.
const PENSION_RATE: f64 = 0.18;
/// Goods and services bought, £2.5bn, against spending of £14.08bn in 2008/09.
const PROCUREMENT_OF_BUDGET: f64 = 2.5 / 14.08;

/// A starting figure and what it rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct Estimate {
    /// The figure, in the input's unit.
    pub value: f64,
    /// The evidence that it rests on; for a post's cost also an assumed pension rate.
    pub evidence: &'static str,
    /// How it comes about, in words.
    pub words: &'static str,
}

/// Posts and cost of a post in a service of a kind, for a force of a headcount; none where no
/// national ratio is published.
pub fn baseline_estimate(kind: &str, headcount: f64) -> Option<(Estimate, Estimate)> {
    let post = |salary| staff_cost::with_on_costs(salary, staff_cost::NI_RATE, staff_cost::NI_THRESHOLD, PENSION_RATE);
    let (posts, salary, evidence, words) = match kind {
        "human_resources" => (
            headcount / EMPLOYEES_PER_HR_POST,
            HR_SALARY,
            "hr-staff",
            "one HR post to 62 employees, the national ratio of 2009",
        ),
        "finance" => (
            headcount * FINANCE_POSTS_PER_EMPLOYEE,
            FINANCE_SALARY,
            "finance-staff",
            "1.1 finance posts to 100 employees, the national ratio of 2009",
        ),
        "ict" => (
            headcount * IT_POSTS_PER_EMPLOYEE,
            FINANCE_SALARY,
            "it-staff-per-100",
            "2.08 IT posts to 100 employees, as four forces planned in 2011",
        ),
        _ => return None,
    };
    let cost_words = "the 2009 report's salary with employer's National Insurance at 15% above £5,000 and an assumed 18% pension; not raised for inflation since";
    Some((
        Estimate { value: (posts * 10.0).round() / 10.0, evidence, words },
        Estimate { value: post(salary), evidence, words: cost_words },
    ))
}

/// Kinds of spending with the part of all goods and services that each is taken to be: our assumption.
pub const CATEGORIES: &[(&str, &str, f64)] = &[
    ("uniform", "Uniform", 0.02),
    ("vehicles", "Vehicles", 0.08),
    ("fuel", "Fuel", 0.04),
    ("ict", "ICT", 0.25),
    ("estates", "Estates", 0.25),
    ("forensics", "Forensics", 0.04),
    ("professional-services", "Professional services", 0.10),
    ("other", "Other", 0.22),
];

/// Yearly spending on a category by a force of a budget.
pub fn spend_estimate(category: &str, budget: f64) -> Estimate {
    let part = CATEGORIES.iter().find(|(id, _, _)| *id == category).map_or(0.22, |(_, _, part)| *part);
    Estimate {
        value: (budget * PROCUREMENT_OF_BUDGET * part / 1000.0).round() * 1000.0,
        evidence: "procurement-spend",
        words: "goods and services at 17.8% of the budget, the national figure of 2008/09, and of that this category's part, which is our assumption",
    }
}

/// A team of one sergeant and seven constables with employer's costs and equipment: our assumption.
pub const SOC_TEAM_COST: f64 = 520_000.0;
/// Organised crime groups mapped in the UK (NAO, 2019), spread over the population of England and Wales: our assumption.
const GROUPS: f64 = 4_500.0;
const POPULATION: f64 = 61_806_700.0;
/// Officers to a team: our assumption.
const OFFICERS_PER_TEAM: f64 = 350.0;

/// Running cost of a taskforce's core and of a dedicated function's command, as parts of what the teams cost: our
/// assumption.
pub const SOC_OVERHEADS: (f64, f64) = (0.04, 0.10);

/// Groups a year and teams of a force by its population and officers.
pub fn soc_estimate(population: f64, officers: f64) -> (Estimate, f64) {
    let groups = Estimate {
        value: (GROUPS * population / POPULATION).round(),
        evidence: "ocgs-2019",
        words: "groups mapped in the UK in 2019, by population of England and Wales",
    };
    (groups, (officers / OFFICERS_PER_TEAM).round())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn estimates_follow_the_published_ratios() {
        // 3,922 posts for the service of 243,000, within the rounding of 1 to 62
        let (posts, cost) = baseline_estimate("human_resources", 243_000.0).unwrap();
        assert!((posts.value - 3922.0).abs() < 5.0);
        assert_eq!(cost.value, 39_150.0, "30,000 with 3,750 of National Insurance and 5,400 of pension");
        let (posts, _) = baseline_estimate("finance", 243_000.0).unwrap();
        assert!((posts.value - 2672.0).abs() < 5.0);
        assert_eq!(baseline_estimate("ict", 18_000.0).unwrap().0.value, 374.4);
        assert_eq!(baseline_estimate("dogs", 18_000.0), None);
        assert_eq!(soc_estimate(61_806_700.0, 145_886.0).0.value, 4_500.0);
        assert!((CATEGORIES.iter().map(|(_, _, part)| part).sum::<f64>() - 1.0).abs() < 1e-12);
    }
}
