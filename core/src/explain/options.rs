//! The options of a business case side by side: what each is worth, what it must meet, what is out and why, and which way is
//! preferred. No score.

use super::{capital, chance, listed};
use crate::engine::Outcome;
use crate::engine::cash::CashPlan;
use crate::engine::merger::MergerOutcome;
use crate::engine::options::MeansOutcome;
use crate::engine::uncertainty::{Outside, Uncertain};
use crate::model::alternatives::{MeansKind, Meets};
use crate::model::inputs::{Fallback, input_at};
use crate::model::matters::{ITEMS, Weight};
use crate::model::surroundings::Standing;
use crate::model::{Pounds, Scenario};

/// Critical success factors, in the order of the columns.
pub const FACTORS: [&str; 5] = ["Strategic fit", "Value for money", "Capacity", "Affordability", "Achievability"];

/// An option.
#[derive(Debug, Clone, PartialEq)]
pub struct OptionRow {
    /// What it is called.
    pub name: String,
    /// What it is, in a few words.
    pub kind: String,
    /// Net present value.
    pub npv: Pounds,
    /// The part of it that is cash; none where that is not known.
    pub cash: Option<Pounds>,
    /// One-off cost.
    pub one_off: Pounds,
    /// Chance of a loss on one's own ranges and as auditors counted; empty where nothing is drawn.
    pub loss: String,
    /// Who loses over the term.
    pub loses: String,
    /// How it stands against each factor.
    pub factors: [Meets; 5],
    /// Why it is out; empty where it is not.
    pub out: String,
    /// Whether what it costs is still our assumption, so that nobody can prefer it.
    pub assumed: bool,
}

/// Words for how a factor stands.
pub const fn meets_words(one: Meets) -> &'static str {
    match one {
        Meets::Unsaid => "not said",
        Meets::Meets => "meets",
        Meets::Partly => "partly",
        Meets::Fails => "fails",
    }
}

/// Words for what other means are.
pub const fn means_words(kind: MeansKind) -> &'static str {
    match kind {
        MeansKind::Outsource => "A supplier",
        MeansKind::National => "A national provider",
        MeansKind::LeadForce => "One force for the others",
        MeansKind::Alone => "Each for itself",
        MeansKind::Other => "Other means",
    }
}

/// What is known beside the appraisal.
#[derive(Debug, Clone, Copy)]
pub struct Beside<'a> {
    /// The cash plan.
    pub plan: &'a CashPlan,
    /// Other means, in the scenario's order.
    pub means: &'a [MeansOutcome],
    /// The merger, where one is drawn.
    pub merger: Option<&'a MergerOutcome>,
    /// Draws, where they are made.
    pub drawn: Option<&'a Uncertain>,
    /// Draws of the outside view.
    pub outside: Option<&'a Outside>,
}

fn worth(npv: Pounds) -> Meets {
    // exactly nothing is an option of which nothing is entered
    if npv.0.abs() < 0.005 {
        return Meets::Unsaid;
    }
    if npv.0 > 0.5 { Meets::Meets } else { Meets::Fails }
}

/// Whether reserves last, as far as they are entered.
fn affordable(plan: &CashPlan) -> Meets {
    if plan.partners.iter().any(|one| !one.below_floor.is_empty() || !one.below_nothing.is_empty()) {
        Meets::Fails
    } else if plan.partners.iter().all(|one| one.reserves.is_some()) {
        Meets::Meets
    } else {
        Meets::Unsaid
    }
}

/// Whether anything that blocks a case is open.
fn achievable(scenario: &Scenario) -> Meets {
    let Some(answers) = &scenario.readiness else { return Meets::Unsaid };
    let blocks = ITEMS.iter().filter(|item| item.weight == Weight::Blocks);
    let states: Vec<Standing> =
        blocks.map(|item| answers.items.get(item.id).map_or(Standing::Unsaid, |answer| answer.state)).collect();
    if states.contains(&Standing::Open) {
        Meets::Fails
    } else if states.contains(&Standing::Partly) {
        Meets::Partly
    } else if states.contains(&Standing::Unsaid) {
        Meets::Unsaid
    } else {
        Meets::Meets
    }
}

/// The part of today's cost that other means cost until somebody says otherwise.
fn assumed_share() -> Option<f64> {
    match input_at("options[0].cost_share")?.default {
        Fallback::Number(share) => Some(share),
        _ => None,
    }
}

fn out_words(factors: &[Meets; 5]) -> String {
    let failed: Vec<String> = FACTORS
        .iter()
        .zip(factors)
        .filter(|(_, one)| **one == Meets::Fails)
        .map(|(name, _)| super::lower_first(name))
        .collect();
    if failed.is_empty() { String::new() } else { format!("Ruled out: it fails on {}", listed(&failed)) }
}

/// As now, improve alone, collaborate, other means as entered, and merge where a merger is drawn.
#[allow(clippy::too_many_lines, reason = "one option after another")]
pub fn option_rows(scenario: &Scenario, outcome: &Outcome, beside: &Beside) -> Vec<OptionRow> {
    let totals = &outcome.totals;
    let nobody = "nobody".to_owned();
    let losers = |names: Vec<&str>| if names.is_empty() { nobody.clone() } else { listed(&names) };
    let unsaid = [Meets::Unsaid; 5];
    let mut rows = vec![OptionRow {
        name: "As now".into(),
        kind: "What the others are measured against".into(),
        npv: Pounds(0.0),
        cash: Some(Pounds(0.0)),
        one_off: Pounds(0.0),
        loss: String::new(),
        loses: nobody.clone(),
        factors: unsaid,
        out: String::new(),
        assumed: false,
    }];
    let with = |mut row: OptionRow| {
        row.out = out_words(&row.factors);
        row
    };
    let [fit, _, capacity, affordable_now, achievable_now] =
        [Meets::Unsaid, Meets::Unsaid, Meets::Unsaid, affordable(beside.plan), achievable(scenario)];
    rows.push(with(OptionRow {
        name: "Improve alone".into(),
        kind: "Each comes down to the benchmark, or saves what is entered, by itself".into(),
        npv: totals.alone,
        cash: None,
        one_off: Pounds(0.0),
        loss: String::new(),
        loses: nobody.clone(),
        factors: [Meets::Unsaid, worth(totals.alone), Meets::Unsaid, Meets::Unsaid, Meets::Unsaid],
        out: String::new(),
        assumed: false,
    }));
    let loss = match (beside.drawn, beside.outside) {
        (Some(drawn), Some(outside)) => format!(
            "{} on your ranges, {} as auditors counted",
            chance(drawn.chance_of_loss),
            chance(outside.audited.chance_of_loss)
        ),
        (Some(drawn), None) => format!("{} on your ranges", chance(drawn.chance_of_loss)),
        _ => String::new(),
    };
    rows.push(with(OptionRow {
        name: "Collaborate".into(),
        kind: "This scenario".into(),
        npv: totals.npv,
        cash: Some(totals.npv_cash),
        one_off: totals.one_off,
        loss,
        loses: losers(outcome.net_donors().map(|one| one.name.as_str()).collect()),
        factors: [fit, worth(totals.npv), capacity, affordable_now, achievable_now],
        out: String::new(),
        assumed: false,
    }));
    for (option, found) in scenario.options.iter().zip(beside.means) {
        let names = scenario.partners.iter().zip(&found.partners).filter(|(_, npv)| npv.0 < -0.5);
        let name = if option.name.trim().is_empty() { means_words(option.kind) } else { option.name.trim() };
        rows.push(with(OptionRow {
            name: name.to_owned(),
            kind: means_words(option.kind).to_owned(),
            npv: found.npv,
            cash: Some(found.cash),
            one_off: found.one_off,
            loss: String::new(),
            loses: losers(names.map(|(partner, _)| partner.shown()).collect()),
            factors: [option.csf.fit, worth(found.npv), option.csf.capacity, Meets::Unsaid, option.csf.achievable],
            out: String::new(),
            assumed: option.one_off.0 == 0.0 && Some(option.cost_share.0) == assumed_share(),
        }));
    }
    if let Some(merger) = beside.merger {
        rows.push(with(OptionRow {
            name: "Merge".into(),
            kind: format!(
                "{} from {}, with nothing shared before",
                match merger.each.len() {
                    1 => "One force".to_owned(),
                    many => format!("{} new forces", super::count(many)),
                },
                outcome.year(scenario.merger.as_ref().map_or(0, |one| one.vesting))
            ),
            npv: merger.npv,
            cash: None,
            one_off: merger.one_off.iter().copied().sum(),
            loss: String::new(),
            loses: "not known by force".into(),
            factors: [Meets::Unsaid, worth(merger.npv), Meets::Unsaid, Meets::Unsaid, Meets::Unsaid],
            out: String::new(),
            assumed: false,
        }));
    }
    rows
}

/// The preferred way forward, in a sentence.
pub fn preferred_words(rows: &[OptionRow]) -> String {
    // as now is what is left where nothing else pays
    let left: Vec<&OptionRow> = rows.iter().filter(|row| row.out.is_empty() && !row.assumed).collect();
    let best = left.iter().skip(1).filter(|row| row.npv.0 > 0.5).max_by(|a, b| a.npv.0.total_cmp(&b.npv.0));
    let out: Vec<&str> = rows.iter().filter(|row| !row.out.is_empty()).map(|row| row.name.as_str()).collect();
    let gone = match out.as_slice() {
        [] => String::new(),
        [one] => format!(" {} is out.", capital(one)),
        all => format!(" {} are out.", capital(&listed(all))),
    };
    let assumed: Vec<String> =
        rows.iter().filter(|row| row.assumed).map(|row| format!("\u{201c}{}\u{201d}", row.name)).collect();
    let unpriced = if assumed.is_empty() {
        String::new()
    } else {
        format!(" Not compared: {}, of which the cost is still our assumption.", listed(&assumed))
    };
    match best {
        Some(best) => {
            let unsaid: Vec<String> = FACTORS
                .iter()
                .zip(&best.factors)
                .filter(|(_, one)| **one == Meets::Unsaid)
                .map(|(name, _)| super::lower_first(name))
                .collect();
            let asked = if unsaid.is_empty() {
                String::new()
            } else {
                format!(" Not yet assessed for \u{201c}{}\u{201d}: {}.", best.name, listed(&unsaid))
            };
            format!(
                "Of the options not ruled out, \u{201c}{}\u{201d} is worth most today, {}: the preferred way forward on these figures.{gone}{unpriced}{asked}",
                best.name,
                best.npv.short()
            )
        }
        None => format!("No option is better than carrying on as now.{gone}{unpriced}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::appraise;
    use crate::engine::cash::cash_plan;
    use crate::engine::merger::merger_outcome;
    use crate::engine::options::other_means;
    use crate::evidence::PRESETS;
    use crate::model::read;
    use serde_json::json;

    #[test]
    fn what_fails_a_factor_is_out_and_the_best_of_the_rest_is_preferred() {
        let mut document = PRESETS[0].document();
        document.set("options", Some(json!([
            { "id": "a", "name": "Supplier A", "services": ["hr", "finance"], "cost_share": 0.5, "csf": { "capacity": "fails" } },
            { "id": "b", "name": "", "kind": "national", "services": ["hr"], "cost_share": 0.99 },
        ])));
        let scenario = read(document.value()).unwrap();
        let outcome = appraise(&scenario);
        let (plan, means) = (cash_plan(&scenario, &outcome), other_means(&scenario, &outcome));
        let merger = merger_outcome(&scenario, &outcome);
        let beside = Beside { plan: &plan, means: &means, merger: merger.as_ref(), drawn: None, outside: None };
        let rows = option_rows(&scenario, &outcome, &beside);
        let names: Vec<&str> = rows.iter().map(|row| row.name.as_str()).collect();
        assert_eq!(names, ["As now", "Improve alone", "Collaborate", "Supplier A", "A national provider"]);
        assert_eq!(rows[3].out, "Ruled out: it fails on capacity");
        assert!(rows[3].npv > rows[2].npv, "though it would be worth more");
        assert_eq!((rows[1].out.as_str(), rows[1].factors[1]), ("", Meets::Unsaid), "nothing is entered for it");
        let words = preferred_words(&rows);
        assert!(
            words.starts_with("Of the options not ruled out, \u{201c}Collaborate\u{201d} is worth most today, "),
            "{words}"
        );
        assert!(words.contains("Supplier A is out."), "{words}");
        // an option that nobody has priced once became the preferred way forward
        document.set("options", Some(json!([{ "id": "a", "name": "A supplier", "services": ["hr", "finance"] }])));
        let scenario = read(document.value()).unwrap();
        let outcome = appraise(&scenario);
        let (plan, means) = (cash_plan(&scenario, &outcome), other_means(&scenario, &outcome));
        let beside = Beside { plan: &plan, means: &means, merger: None, drawn: None, outside: None };
        let rows = option_rows(&scenario, &outcome, &beside);
        assert!(rows[3].assumed && !rows[2].assumed);
        let unpriced = preferred_words(&rows);
        assert!(
            unpriced.contains("Not compared: \u{201c}A supplier\u{201d}, of which the cost is still our assumption."),
            "{unpriced}"
        );
        assert!(
            words.contains(
                "Not yet assessed for \u{201c}Collaborate\u{201d}: strategic fit, capacity, affordability and achievability"
            ),
            "{words}"
        );
    }
}
