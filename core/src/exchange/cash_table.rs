//! The cash plan of every partner as a table: years across, as medium-term plans have it.

use super::tables::{Cell, csv};
use crate::engine::cash::CashPlan;
use crate::explain::{ScheduleCell, schedule, schedule_lines};
use crate::model::Scenario;

/// All partners together, then each; what is saved is negative where `as_budgets` says so.
pub fn schedule_csv(scenario: &Scenario, plan: &CashPlan, as_budgets: bool) -> String {
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let all = (0..plan.partners.len()).map(Some);
    for who in std::iter::once(None).chain(all) {
        let name = who.and_then(|who| plan.partners.get(who)).map_or("All partners", |one| one.name.as_str());
        let lines = schedule_lines(&schedule(scenario, plan, who, as_budgets), name);
        // heads stand once
        for line in lines.into_iter().skip(usize::from(who.is_some())) {
            let cell = |cell| match cell {
                ScheduleCell::Text(text) => Cell::Text(text),
                ScheduleCell::Number(number) => Cell::from(number),
            };
            rows.push(line.into_iter().map(cell).collect());
        }
    }
    csv(&rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::appraise;
    use crate::engine::cash::cash_plan;
    use crate::evidence::PRESETS;
    use crate::model::read;

    #[test]
    fn heads_stand_once_and_every_partner_below() {
        let scenario = read(PRESETS[0].document().value()).unwrap();
        let plan = cash_plan(&scenario, &appraise(&scenario));
        let text = schedule_csv(&scenario, &plan, true);
        assert!(text.contains("Partner,Line,2026/27,"), "{}", &text[..80]);
        assert_eq!(text.matches("Effect on the revenue budget").count(), 1 + scenario.partners.len());
        let effect = text.lines().find(|line| line.starts_with("All partners,Effect")).unwrap();
        let total: f64 = effect.rsplit(',').next().unwrap().trim().parse().unwrap();
        // a saving is negative in a budget book
        assert!((total + plan.bridge().sum.0).abs() < 10.0, "{total}");
    }
}
