//! The outside view in words: what it would come to as other programmes have turned out, by who counted.

use super::risk::{chance, money_range, wait_range};
use crate::engine::Outcome;
use crate::engine::uncertainty::{Outside, Uncertain};
use crate::evidence::{Measured, quantiles_of};
use crate::model::{Pounds, Scenario, number};

/// A view as a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutsideRow {
    /// Whose view it is.
    pub view: &'static str,
    /// Net present value, eight chances in ten.
    pub worth: String,
    /// Saving a year at full effect, in the middle.
    pub saving: String,
    /// Payback, eight chances in ten.
    pub payback: String,
    /// The chance of a loss.
    pub loss: String,
    /// Who loses most often, and how often; empty where nobody does.
    pub loser: String,
}

/// What the page says of the outside view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutsideWords {
    /// The answer.
    pub sentence: String,
    /// Why the views differ, and what the cases are not.
    pub why: String,
    /// Your ranges, then as owners, as auditors, and both mixed.
    pub rows: Vec<OutsideRow>,
}

fn row(view: &'static str, found: &Uncertain, outcome: &Outcome) -> OutsideRow {
    let worst = outcome.partners.iter().zip(&found.net_donor).max_by(|(_, a), (_, b)| a.total_cmp(b));
    OutsideRow {
        view,
        worth: money_range(&found.npv),
        saving: Pounds(found.full_year_saving.p50).short(),
        payback: found.payback.as_ref().map_or_else(|| "\u{2013}".into(), wait_range),
        loss: chance(found.chance_of_loss),
        loser: worst
            .filter(|(_, part)| **part >= 0.005)
            .map_or_else(String::new, |(one, part)| format!("{}, {}", one.name, chance(*part))),
    }
}

/// What is said where the counts are the user's own: nothing of published cases that are not in use.
fn own_counts(scenario: &Scenario) -> Option<String> {
    let outside = &scenario.uncertainty.outside;
    let whose = match (outside.delivery_owner.is_some(), outside.delivery_audited.is_some()) {
        (false, false) => return None,
        (true, true) => {
            "What owners and auditors counted is as you entered it, from cases of your own; published cases are not used."
        }
        (true, false) => {
            "What owners counted is as you entered it, from cases of your own; what auditors counted is from published cases."
        }
        (false, true) => {
            "What auditors counted is as you entered it, from cases of your own; what owners counted is from published cases."
        }
    };
    Some(format!(
        "{whose} Published cases do not show how likely a result is. Agree early who will count the benefits."
    ))
}

/// The words for both views beside the user's own ranges.
pub fn outside_words(scenario: &Scenario, outcome: &Outcome, inside: &Uncertain, outside: &Outside) -> OutsideWords {
    let range = |found: &Uncertain| format!("{} to {}", Pounds(found.npv.p10).short(), Pounds(found.npv.p90).short());
    let (owner, owners) = quantiles_of(Measured::SavingByOwner, false);
    let (audit, audits) = quantiles_of(Measured::SavingByAudit, false);
    let of_plan = |value: f64| number(value, 2);
    OutsideWords {
        sentence: format!(
            "On your ranges it is worth {}; as owners of such plans counted, {}; as auditors counted, {}, and {} that it loses.",
            range(inside),
            range(&outside.owner),
            range(&outside.audited),
            chance(outside.audited.chance_of_loss)
        ),
        why: own_counts(scenario).unwrap_or_else(|| format!(
            "The views differ because two groups of published cases do not overlap. In {owners} plans whose owners counted the savings, {} to {} times the planned saving was delivered; in {audits} counted by audits, committees and accounts, {} to {} times. Owners tend to publish successes and auditors tend to look at problems. Published cases do not show how likely a result is. Agree early who will count the benefits.",
            of_plan(owner.at(0.0)),
            of_plan(owner.at(1.0)),
            of_plan(audit.at(0.0)),
            of_plan(audit.at(1.0))
        )),
        rows: vec![
            row("Your ranges", inside, outcome),
            row("As owners counted", &outside.owner, outcome),
            row("As auditors counted", &outside.audited, outcome),
            row("Both, by how often auditors count", &outside.mixed, outcome),
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::appraise;
    use crate::engine::uncertainty::{outside, uncertainty};
    use crate::evidence::{PRESETS, outside_cases};
    use crate::model::read;

    /// A calculator whose ranges cannot fail is not believed: of five forces it once said that all gain in every draw.
    #[test]
    fn the_east_midlands_can_lose_as_auditors_count() {
        let scenario = read(PRESETS[0].document().value()).unwrap();
        let outcome = appraise(&scenario);
        let (inside, outside) =
            (uncertainty(&scenario), outside(&scenario, outside_cases(scenario.uncertainty.outside.reference)));
        assert!(outside.audited.chance_of_loss > 0.2, "{}", outside.audited.chance_of_loss);
        // owners were late and over cost too, but had what they planned
        assert!(outside.owner.chance_of_loss < 0.1, "{}", outside.owner.chance_of_loss);
        let between = outside.mixed.chance_of_loss;
        assert!(between > outside.owner.chance_of_loss && between < outside.audited.chance_of_loss);
        let words = outside_words(&scenario, &outcome, &inside, &outside);
        assert!(words.why.contains("In 10 plans whose owners counted the savings, 1.02 to 1.63"), "{}", words.why);
        assert!(words.why.contains("in 9 counted by audits, committees and accounts, 0 to 0.36"), "{}", words.why);
        assert!(words.sentence.contains("as auditors counted"), "{}", words.sentence);
        assert_eq!(words.rows.len(), 4);
    }
}
