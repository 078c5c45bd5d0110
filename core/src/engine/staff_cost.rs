//! What a post costs with its on-costs, and what statutory redundancy pays.

/// Employer's National Insurance: the rate above a yearly threshold. Both are published (see the
/// evidence `employer-ni`): 15 % above £5,000.
pub const NI_RATE: f64 = 0.15;
/// Pay above which an employer pays National Insurance, pounds a year (evidence `employer-ni`).
pub const NI_THRESHOLD: f64 = 5_000.0;
/// Most that a week's pay counts for in statutory redundancy from 6 April 2026 (evidence `redundancy-cap`).
pub const WEEKLY_CAP: f64 = 751.0;

/// A year's salary with employer's National Insurance and pension, in pounds.
pub fn with_on_costs(salary: f64, ni_rate: f64, ni_threshold: f64, pension_rate: f64) -> f64 {
    salary + ni_rate * f64::max(0.0, salary - ni_threshold) + pension_rate * salary
}

/// A constable a year with on-costs: £45,000 of pay and a police pension of 35.3 %, both our assumption.
pub fn constable() -> f64 {
    with_on_costs(45_000.0, NI_RATE, NI_THRESHOLD, 0.353)
}

/// Weeks of pay that statutory redundancy counts (Employment Rights Act 1996): a week and a half
/// for each complete year at 41 or older throughout, one at 22 or older, half below; the last 20
/// years at most, none for fewer than two.
pub fn redundancy_weeks(age: u32, complete_years: u32) -> f64 {
    if complete_years < 2 {
        return 0.0;
    }
    (1..=complete_years.min(20))
        .map(|back| match age.saturating_sub(back) {
            41.. => 1.5,
            22..=40 => 1.0,
            _ => 0.5,
        })
        .sum()
}

/// Statutory redundancy pay in pounds.
pub fn redundancy_pay(age: u32, complete_years: u32, weekly_pay: f64, weekly_cap: f64) -> f64 {
    redundancy_weeks(age, complete_years) * f64::min(weekly_pay, weekly_cap)
}
