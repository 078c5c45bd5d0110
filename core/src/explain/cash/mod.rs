//! The cash plan in words: its sentence, what to worry about, and what nobody has entered.

mod bridge;
mod schedule;
mod tables;

pub use bridge::{BridgeRow, bridge_rows, bridge_sum};
pub use schedule::{CashLine, CashRow, Schedule, ScheduleCell, schedule, schedule_lines, schedule_sum};
pub use tables::{PostsTable, YearRow, YearTable, balancing_in_cash, effect_tables, posts_tables};

use super::headline::{Concern, Part, plain, strong};
use super::{capital, cash_words, count, listed, years};
use crate::engine::Outcome;
use crate::engine::cash::{CashPlan, PartnerCash};
use crate::model::cash::CapitalBy;
use crate::model::{Pounds, Rate, Scenario};
use crate::words::within;

/// What the page says first.
#[derive(Debug, Clone, PartialEq)]
pub struct CashWords {
    /// The answer, in pieces.
    pub sentence: Vec<Part>,
    /// What stands below it.
    pub support: String,
    /// What to worry about.
    pub concerns: Vec<Concern>,
    /// What is not entered, and which figures wait for it.
    pub missing: Vec<String>,
}

/// The sentence, its support, warnings, and what is missing.
pub fn cash_plan_words(scenario: &Scenario, outcome: &Outcome, plan: &CashPlan) -> CashWords {
    let effect = plan.all(|one| &one.effect);
    let sum = plan.bridge().sum;
    let worst = effect.iter().enumerate().min_by(|a, b| a.1.0.total_cmp(&b.1.0));
    let mut sentence = vec![plain("In cash, budgets would be ")];
    let better = if sum.0 < 0.0 { "worse off" } else { "better off" };
    sentence.push(strong(format!("{} {better}", sum.abs().short())));
    sentence.push(plain(format!(" over {}", years(scenario.years as f64))));
    match worst {
        Some((t, low)) if low.0 < -0.5 => {
            sentence.push(plain("; the hardest year is "));
            sentence.push(strong(plan.year(t).to_string()));
            sentence.push(plain(format!(", at {} worse.", low.abs().short())));
        }
        _ => sentence.push(plain(", and in no year worse.")),
    }
    let owed: Pounds = plan.partners.iter().filter_map(|one| one.debt.last()).copied().sum();
    if owed.0 > 0.5 {
        sentence.push(strong(format!(" {} is still owed then.", owed.short())));
    }
    let rises = &scenario.cash.inflation.0;
    let inflation = match rises.as_slice() {
        [one] => format!("prices rising by {} a year", Rate(*one)),
        _ => "prices rising as you entered".to_owned(),
    };
    let support = format!(
        "Worth today it is {}, {}. Here every figure is in the cash of its own year, with {inflation}: what goes into a medium-term plan.",
        outcome.totals.npv.short(),
        cash_words(outcome.totals.npv, outcome.totals.npv_cash)
    );
    CashWords { sentence, support, concerns: concerns(scenario, outcome, plan), missing: missing(scenario, plan) }
}

fn concerns(scenario: &Scenario, outcome: &Outcome, plan: &CashPlan) -> Vec<Concern> {
    let mut found = Vec::new();
    for one in &plan.partners {
        if let Some(year) = one.below_nothing.first() {
            found.push(Concern {
                strong: format!("{}: reserves are spent in {year}.", one.name),
                rest: " The case is not affordable as entered: pay less from reserves, or later.".into(),
            });
        } else if let Some(year) = one.below_floor.first() {
            found.push(Concern {
                strong: format!("{}: reserves fall below their floor in {year}.", one.name),
                rest: " The case is not affordable as entered.".into(),
            });
        }
    }
    for (service, shared) in scenario.services.iter().zip(&outcome.services).filter(|(_, found)| found.shared) {
        let most = 1.0 - service.officer_share.0;
        if service.cashable.0 > most + 1e-9 && shared.posts.last().is_some_and(|posts| posts.0 > 0.005) {
            found.push(Concern {
                strong: format!("{}: a saving that is not cash is counted on.", capital(&within(service.shown()))),
                rest: format!(
                    " {} of its posts are officers, who are redeployed and stay in the budget, yet {} of the saving counts as cash: at most about {} can leave it.",
                    service.officer_share,
                    service.cashable,
                    Rate(most)
                ),
            });
        }
    }
    for (one, appraised) in plan.partners.iter().zip(&outcome.partners) {
        let borrowed: f64 = one.capital.iter().map(|one| one.0).sum();
        let borrows = scenario.cash.capital.by == CapitalBy::Borrowing && borrowed > 0.5;
        if borrows && (appraised.npv.0 < -0.5 || one.bridge.sum.0 < -0.5) {
            found.push(Concern {
                strong: format!("{} borrows for the benefit of others:", one.name),
                rest: format!(
                    " {} of capital falls to it, and over the term it {}.",
                    Pounds(borrowed).short(),
                    if appraised.npv.0 < -0.5 { "loses" } else { "pays more in cash than it saves" }
                ),
            });
        }
    }
    let owed: Pounds = plan.partners.iter().filter_map(|one| one.debt.last()).copied().sum();
    if owed.0 > 0.5 {
        let last = plan.year(scenario.years.saturating_sub(1));
        let mrp: Pounds = plan.partners.iter().filter_map(|one| one.mrp.last()).copied().sum();
        let goes_on = if mrp.0 > 0.5 {
            format!(" Repaying it takes {} in that year, and goes on with interest after the term.", mrp.short())
        } else {
            " It is repaid with interest after the term.".to_owned()
        };
        found.push(Concern { strong: format!("{} is still owed after {last}.", owed.short()), rest: goes_on });
    }
    found
}

/// What nobody has entered, by what waits for it.
fn missing(scenario: &Scenario, plan: &CashPlan) -> Vec<String> {
    let without = |lacks: &dyn Fn(&PartnerCash) -> bool| -> Vec<&str> {
        plan.partners.iter().filter(|one| lacks(one)).map(|one| one.name.as_str()).collect()
    };
    let all = plan.partners.len();
    let of = |names: &[&str]| match names.len() {
        n if n == all => "any partner".to_owned(),
        n if n > 5 => format!("{} partners", count(n)),
        _ => listed(names),
    };
    let budget = |one: &PartnerCash| scenario.cash.partners.get(&one.id);
    let mut found = Vec::new();
    let mut say = |names: Vec<&str>, what: &str, waits: &str| {
        if !names.is_empty() {
            found.push(format!("{what} not entered for {}: {waits}", of(&names)));
        }
    };
    say(without(&|one| one.reserves.is_none()), "Reserves are", "what is left of them is not shown.");
    say(without(&|one| one.gap.is_none()), "The gap in the plan is", "gaps before and after are not shown.");
    say(without(&|one| one.household.is_none()), "The tax base is", "pounds for a household are not shown.");
    say(
        without(&|one| one.of_precept.is_none() && budget(one).is_none_or(|own| own.band_d.is_none())),
        "Band D is",
        "parts of the precept are not shown.",
    );
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::appraise;
    use crate::engine::cash::cash_plan;
    use crate::evidence::PRESETS;
    use crate::model::read;
    use serde_json::json;

    fn worked_out(cash: serde_json::Value) -> (Scenario, Outcome, CashPlan) {
        let mut document = PRESETS[0].document();
        document.set("cash", Some(cash));
        let scenario = read(document.value()).unwrap();
        let outcome = appraise(&scenario);
        let plan = cash_plan(&scenario, &outcome);
        (scenario, outcome, plan)
    }

    #[test]
    fn the_schedule_adds_up_in_whole_pounds_whichever_sign_it_has() {
        let (scenario, _, plan) = worked_out(json!({ "capital": { "ict_share": 1 } }));
        for (who, as_budgets) in [(None, false), (Some(1), false), (None, true)] {
            let found = schedule(&scenario, &plan, who, as_budgets);
            let effect = found.rows.iter().find(|row| row.label == "Effect on the revenue budget").unwrap();
            for t in 0..plan.index.len() {
                let parts = found.rows.iter().filter(|row| row.line == CashLine::Part);
                let sum: f64 = parts.filter_map(|row| row.values[t]).sum();
                assert_eq!(Some(sum), effect.values[t]);
            }
            let sign = if as_budgets { -1.0 } else { 1.0 };
            let whole = who.map_or(plan.bridge().sum, |who| plan.partners[who].bridge.sum);
            assert!((effect.total.unwrap() * sign - whole.0).abs() < 10.0, "{:?} {whole:?}", effect.total);
        }
        let bridge = bridge_rows(&plan, None);
        assert_eq!(bridge.len(), 7);
        assert!((bridge[6].after as f64 - plan.bridge().sum.0).abs() < 1.0);
    }

    #[test]
    fn what_is_missing_is_named_and_what_is_dangerous_said() {
        let (scenario, outcome, plan) = worked_out(json!({}));
        let words = cash_plan_words(&scenario, &outcome, &plan);
        assert!(
            words
                .missing
                .contains(&"Reserves are not entered for any partner: what is left of them is not shown.".to_owned())
        );
        assert_eq!(words.missing.len(), 4);
        assert_eq!(words.concerns, []);
        let (scenario, outcome, plan) = worked_out(json!({
            "one_off_by": "reserves", "capital": { "ict_share": 1, "programme_share": 1, "life": 40 },
            "partners": { "derbyshire": { "reserves": 100, "tax_base": 300_000, "band_d": 250, "gap": [1e6] } },
        }));
        let words = cash_plan_words(&scenario, &outcome, &plan);
        let said: Vec<&str> = words.concerns.iter().map(|one| one.strong.as_str()).collect();
        assert!(said[0].starts_with("Derbyshire: reserves are spent in 20"), "{said:?}");
        assert!(said.last().unwrap().contains(" is still owed after "), "{said:?}");
        let found = schedule(&scenario, &plan, Some(0), false);
        let row = |label: &str| found.rows.iter().find(|row| row.label == label).unwrap();
        assert_eq!(row("Gap in the plan, before").cells[..2], ["£1,000,000".to_owned(), String::new()]);
        assert!(row("For each Band D household").cells[9].contains('£'));
        assert!(row("As a part of the precept").cells[9].ends_with('%'));
        // of all together nothing is said that is known of one
        assert!(schedule(&scenario, &plan, None, false).rows.iter().all(|row| !row.label.starts_with("Gap")));
    }
}
