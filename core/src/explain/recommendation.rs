//! The board paper's recommendation as it is drafted from the figures, until somebody words it.

use super::{listed_within, years};
use crate::engine::Outcome;
use crate::model::{Pounds, Scenario};

/// What the board is asked to decide, by the figures as they stand; nothing where nothing is shared.
pub fn recommendation_draft(scenario: &Scenario, outcome: &Outcome) -> String {
    let Some(full_year) = outcome.totals.full_year else { return String::new() };
    let totals = &outcome.totals;
    let term = years(scenario.years as f64);
    if totals.npv.0 < -0.5 {
        return format!(
            "That the proposal does not go ahead as it stands: over {term} it would lose {} in today\u{2019}s money.",
            totals.npv.abs().short()
        );
    }
    let services: Vec<&str> = outcome.services.iter().filter(|one| one.shared).map(|one| one.name.as_str()).collect();
    let bought: Vec<&str> = outcome.procurement.iter().filter(|one| one.shared).map(|one| one.name.as_str()).collect();
    let mut what = Vec::new();
    if !services.is_empty() {
        what.push(format!("sharing {}", listed_within(&services)));
    }
    if !bought.is_empty() {
        what.push(format!("buying {} together", listed_within(&bought)));
    }
    let mut text = format!(
        "That the partners approve {}, at a one-off cost of {}, for a saving of {} a year from {}.",
        what.join(" and "),
        totals.one_off.short(),
        totals.full_year_saving.short(),
        outcome.year(full_year)
    );
    let losers: Vec<&str> = outcome.net_donors().map(|partner| partner.name.as_str()).collect();
    if !losers.is_empty() {
        let paid: Pounds = outcome.net_donors().map(|partner| partner.npv.abs()).sum();
        text += &format!(
            " On condition that balancing payments are agreed first: without them {} would lose {} over {term}.",
            listed_within(&losers),
            paid.short()
        );
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::appraise;
    use crate::evidence::PRESETS;
    use crate::model::read;
    use serde_json::json;

    #[test]
    fn it_names_what_is_asked_for_and_who_must_be_settled_with() {
        let mut document = PRESETS.last().unwrap().document();
        let draft = |document: &crate::model::Document| {
            let scenario = read(document.value()).unwrap();
            recommendation_draft(&scenario, &appraise(&scenario))
        };
        let text = draft(&document);
        assert!(
            text.starts_with(
                "That the partners approve sharing HR and buying uniform together, at a one-off cost of £"
            ),
            "{text}"
        );
        assert!(text.contains("for a saving of £536,000 a year from 2028/29. On condition that balancing payments are agreed first: without them Westvale would lose £"), "{text}");
        document.set("services.hr.one_off.programme", Some(json!(90_000_000)));
        assert!(
            draft(&document)
                .starts_with("That the proposal does not go ahead as it stands: over 10 years it would lose £")
        );
        document.set("services", Some(json!([])));
        document.set("procurement", Some(json!([])));
        assert_eq!(draft(&document), "");
    }
}
