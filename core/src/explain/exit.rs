//! Leaving in words: what the agreement says, what it costs, and how the sums did against an exit that happened.

use super::headline::{Concern, Part, plain, strong};
use super::{either, listed, months, review_words, years};
use crate::engine::Outcome;
use crate::engine::exit::{Leaver, Leaving};
use crate::model::risk::ExitRule;
use crate::model::{FinancialYear, Pounds, Scenario};
use crate::words::terms::style_meaning;

/// What the page says before it shows a figure.
#[derive(Debug, Clone, PartialEq)]
pub struct ExitWords {
    /// The answer, in pieces.
    pub sentence: Vec<Part>,
    /// What stands below it.
    pub support: String,
    /// What to worry about.
    pub concerns: Vec<Concern>,
}

impl ExitWords {
    /// The sentence without its marks.
    pub fn text(&self) -> String {
        self.sentence.iter().map(|part| part.text.as_str()).collect()
    }
}

/// The place of the one who has most to lose by leaving halfway through the term: it stands first wherever one is looked at.
pub fn most_to_lose(scenario: &Scenario, leavers: &[Leaver]) -> Option<usize> {
    let cost = |leaver: &Leaver| leaver.years.get(scenario.years / 2).map_or(0.0, |year| year.cost.0);
    let all = leavers.iter().enumerate();
    all.max_by(|(_, a), (_, b)| cost(a).total_cmp(&cost(b))).map(|(place, _)| place)
}

/// The sentence: who has most to lose by leaving, and from when nobody can.
#[allow(clippy::too_many_lines, reason = "what the page says, in the order in which it is read")]
pub fn exit_words(scenario: &Scenario, outcome: &Outcome, leavers: &[Leaver]) -> ExitWords {
    if leavers.is_empty() {
        return ExitWords {
            sentence: vec![plain("Nothing is shared yet, so "), strong("nobody can leave"), plain(".")],
            support: "Share a service or buy something together first.".into(),
            concerns: Vec::new(),
        };
    }
    let name = |leaver: &Leaver| outcome.partners.get(leaver.partner).map_or("", |partner| partner.name.as_str());
    let middle = scenario.years / 2;
    let at = |leaver: &Leaver| leaver.years.get(middle).copied().unwrap_or_default();
    let dearest = most_to_lose(scenario, leavers).and_then(|place| leavers.get(place));
    let mut sentence = Vec::new();
    if let Some(dearest) = dearest {
        let found = at(dearest);
        let year = outcome.year(middle);
        let factor = outcome.factors.get(middle).copied().unwrap_or(0.0);
        if found.cost.0 > 0.0 {
            let (paid, forgone) = (found.paid * factor, found.forgone);
            sentence.extend([
                plain(format!("Leaving at the end of {year}, ")),
                strong(name(dearest)),
                plain(" would pay "),
                strong(paid.short()),
                plain(if forgone.0 >= 0.0 {
                    format!(" at once and forgo a gain of {}, in today\u{2019}s money.", forgone.short())
                } else {
                    format!(
                        " at once and save itself a later loss of {}, in today\u{2019}s money.",
                        forgone.abs().short()
                    )
                }),
            ]);
        } else {
            sentence.extend([
                plain(format!("At the end of {year} every partner would be ")),
                strong("better off leaving"),
                plain("."),
            ]);
        }
    }
    let from: Vec<String> = leavers
        .iter()
        .filter_map(|leaver| Some(format!("{} from {}", name(leaver), outcome.year(leaver.no_way_back?))))
        .collect();
    let support = if from.is_empty() {
        "There is no year after which leaving always costs more than staying.".to_owned()
    } else {
        format!("No way back, since leaving costs more than staying in every later year: {}.", listed(&from))
    };
    let mut concerns = Vec::new();
    let freely: Vec<&str> = leavers.iter().filter(|leaver| leaver.no_way_back.is_none()).map(name).collect();
    if !freely.is_empty() {
        concerns.push(Concern {
            strong: format!("{} could still leave with a gain in the last year:", listed(&freely)),
            rest: " the terms do not hold it.".into(),
        });
    }
    let rest_fails: Vec<&str> =
        leavers.iter().filter(|leaver| at(leaver).rest.0 <= 0.0 && scenario.partners.len() > 2).map(name).collect();
    if !rest_fails.is_empty() {
        concerns.push(Concern {
            strong: format!("Without {} sharing would no longer pay for the others:", either(&rest_fails)),
            rest: format!(" they would lose by going on after the end of {}.", outcome.year(middle)),
        });
    }
    ExitWords { sentence, support, concerns }
}

/// The parts of what leaving at the end of a year costs, in today\u{2019}s money; they add up to it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LeavingParts {
    /// The leaver's share of one-off cost that is not yet paid back.
    pub own: Pounds,
    /// Two services side by side for a while.
    pub dual_running: Pounds,
    /// Compensation of the others.
    pub others: Pounds,
    /// Cost that is left behind.
    pub stranded: Pounds,
    /// Gain that is given up.
    pub forgone: Pounds,
}

impl LeavingParts {
    /// Of a year with this discount factor, under the rule.
    pub fn of(found: &Leaving, rule: ExitRule, factor: f64) -> LeavingParts {
        let stranded = if rule == ExitRule::Stranded { found.stranded } else { Pounds(0.0) };
        LeavingParts {
            own: found.own_reprovision * factor,
            dual_running: found.dual_running * factor,
            others: (found.paid_to_others - stranded) * factor,
            stranded: stranded * factor,
            forgone: found.forgone,
        }
    }
}

/// A year of leaving as a row: year, the parts, in all; then what the others lose and whether going on still pays for them.
pub fn leaving_row(outcome: &Outcome, rule: ExitRule, year: usize, found: &Leaving) -> Vec<String> {
    let factor = outcome.factors.get(year).copied().unwrap_or(0.0);
    let parts = LeavingParts::of(found, rule, factor);
    let shown = crate::engine::rounding::largest_remainder(&[
        parts.own.0,
        parts.dual_running.0,
        parts.others.0,
        parts.stranded.0,
        parts.forgone.0,
    ]);
    let mut row = vec![outcome.year(year).to_string()];
    row.extend(shown.into_iter().map(|part| Pounds(part).whole()));
    row.push(found.cost.whole());
    row.push(found.others_lose.whole());
    row.push(if found.rest.0 > 0.0 { format!("yes, {}", found.rest.short()) } else { "no".into() });
    row
}

/// The rule in words.
pub const fn rule_words(rule: ExitRule) -> &'static str {
    match rule {
        ExitRule::None => "Each pays for its own setting up again; the leaver pays nothing to the others",
        ExitRule::ReprovisionOnly => "The leaver also pays for the others\u{2019} setting up again",
        ExitRule::Stranded => {
            "The leaver pays for the others\u{2019} setting up again and for the cost it leaves stranded with them"
        }
    }
}

/// A term that an agreement under section 22A of the Police Act 1996 should settle.
#[derive(Debug, Clone, PartialEq)]
pub struct Term {
    /// Its id.
    pub id: &'static str,
    /// What it is called.
    pub title: &'static str,
    /// What this scenario says of it.
    pub says: String,
}

/// Every term, with what the scenario says of each.
#[allow(clippy::too_many_lines, reason = "one entry a term of an agreement")]
pub fn terms(scenario: &Scenario, outcome: &Outcome) -> Vec<Term> {
    let agreement = &scenario.agreement;
    let names: Vec<&str> = super::paper::who_shares(scenario).map(crate::model::Partner::shown).collect();
    let services = || scenario.services.iter().filter(|one| one.members.len() > 1);
    let categories = || scenario.procurement.iter().filter(|one| one.members.len() > 1);
    let functions: Vec<&str> = services().map(|one| one.shown()).chain(categories().map(|one| one.shown())).collect();
    let each = |of: &dyn Fn(&crate::model::Service) -> String| -> String {
        let all: Vec<String> = services().map(|one| format!("{}: {}", one.shown(), of(one))).collect();
        if all.is_empty() { "nothing yet".into() } else { all.join("; ") }
    };
    let last = outcome.year(scenario.years.saturating_sub(1));
    let pays = scenario.balancing.values().any(|paid| paid.0 != 0.0);
    let posts = outcome.totals.posts;
    let term = |id, title, says| Term { id, title, says };
    let mut all = vec![
        term("parties", "Parties", if names.is_empty() { "nobody yet".into() } else { listed(&names) }),
        term(
            "functions",
            "Functions",
            if functions.is_empty() { "nothing yet".into() } else { super::named_or_counted(&functions, "services") },
        ),
        term("duration", "Duration", format!("the appraisal runs for {}, to {last}", years(scenario.years as f64))),
        term(
            "review",
            "Review",
            agreement.review_year.map_or_else(
                || "no year is entered".into(),
                |year| format!("in {}; by then costs and benefits should be told apart by partner", review_words(year)),
            ),
        ),
        term(
            "notice",
            "Notice",
            format!("{}; West Mercia and Warwickshire had 12 months, and needed 18", months(agreement.notice_months)),
        ),
        term(
            "host",
            "Host",
            each(&|one| {
                one.host.as_ref().map_or_else(|| "no host is named".into(), |host| scenario.name_of(host).to_owned())
            }),
        ),
        term(
            "control",
            "Direction and control",
            each(&|one| {
                let style = super::style::name_of(one.style).to_lowercase();
                format!("{style} – {}", style_meaning(&style.replace(' ', "_")).to_lowercase())
            }),
        ),
        term(
            "key",
            "Key and re-basing",
            format!(
                "{}. Say how often the key is recalculated, and from whose figures{}",
                super::keys_words(scenario).unwrap_or_else(|| "nothing is shared out".into()),
                if pays { "; balancing payments are in the scenario" } else { "" }
            ),
        ),
        term(
            "assets",
            "Assets",
            "the scenario has none: list what is brought in, what is bought together, and who gets it back".into(),
        ),
        term(
            "liabilities",
            "Liabilities",
            if outcome.totals.grant.0 > 0.0 {
                format!(
                    "a grant of {} may have to be paid back; say who bears claims and contracts",
                    outcome.totals.grant.short()
                )
            } else {
                "say who bears claims, leases and contracts, during and after".into()
            },
        ),
        term(
            "staff",
            "Staff",
            format!(
                "{} of {} posts no longer needed; say who employs staff, on whose terms, and who bears redundancy",
                posts.posts(),
                outcome.totals.posts_in_scope.posts()
            ),
        ),
        term(
            "joiners",
            "New joiners",
            "say what a later joiner pays towards what the first have paid to set up".into(),
        ),
        term(
            "withdrawal",
            "Withdrawal",
            format!(
                "{}. Services are sold back to the leaver at full cost for up to {}",
                rule_words(agreement.exit_rule),
                months(agreement.transition_months)
            ),
        ),
        term("disputes", "Disputes", "the scenario says nothing: name who decides, and by when".into()),
    ];
    all.extend(successor_terms(scenario, outcome));
    all
}

/// What the agreement should say of a successor body, where an event or a merger falls within the term.
fn successor_terms(scenario: &Scenario, outcome: &Outcome) -> Vec<Term> {
    let last = outcome.year(scenario.years.saturating_sub(1));
    let events = scenario.map.events.iter().map(|event| event.year);
    let vesting = scenario.merger.iter().map(|merger| outcome.year(merger.vesting).0);
    let Some(first) = events.chain(vesting).filter(|year| *year <= last.0).min().map(FinancialYear) else {
        return Vec::new();
    };
    let term = |id, title, says: String| Term { id, title, says };
    vec![
        term(
            "successor",
            "Successor body",
            format!("the map may change from {first}, within the term: say that the agreement passes to whoever takes a party\u{2019}s functions, and what consent that needs"),
        ),
        term("successor-assets", "Assets then", "say what passes with functions, at what value, and what stays with those who are left".into()),
        term("successor-staff", "Staff then", "say who the employer becomes and on whose terms staff move".into()),
        term("successor-data", "Data then", "say who answers for data, who keeps a copy, and how systems are divided".into()),
        term("successor-break", "Break on reorganisation", "say whether a party may leave when areas or functions change, at what notice, and without the cost of leaving early".into()),
        term(
            "successor-rest",
            "What is left of the term",
            format!("say who bears what is left of contracts, leases and debt from {first} to {last}"),
        ),
    ]
}

/// The model's settlement beside the one that was paid.
#[derive(Debug, Clone, PartialEq)]
pub struct Settlement {
    /// What the sums come to.
    pub modelled: Pounds,
    /// What was paid.
    pub paid: Pounds,
    /// The model against what was paid: 0.2 is a fifth too much.
    pub off: f64,
    /// Parts of the modelled sum.
    pub others_reprovision: Pounds,
    /// What the others were left with, by the sums.
    pub stranded: Pounds,
    /// Why the two are not the same.
    pub why: &'static str,
}

/// What the partner that left the alliance would pay the other under the scenario's terms, against what it did pay.
pub fn settlement(leaver: &Leaver, year: usize, paid: Pounds) -> Option<Settlement> {
    let found = leaver.years.get(year)?;
    let modelled = found.paid_to_others;
    Some(Settlement {
        modelled,
        paid,
        off: modelled.0 / paid.0 - 1.0,
        others_reprovision: found.others_reprovision,
        stranded: found.stranded,
        why: "The scope is our estimate from press reports (£300m, less the 55% that was local policing), in the prices of those years. The shares for setting up again and for stranded cost are our assumptions. The sum paid was negotiated under an agreement that only said \u{201c}reasonable costs\u{201d}, while services were also sold back at full cost for 12 to 18 months.",
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::appraise;
    use crate::engine::exit::leavers;
    use crate::evidence::{ALLIANCE, PRESETS};
    use crate::model::read;

    #[test]
    fn the_alliance_is_modelled_beside_what_was_paid() {
        let preset = PRESETS.iter().find(|preset| preset.id == ALLIANCE.preset).unwrap();
        let scenario = read(preset.document().value()).unwrap();
        let outcome = appraise(&scenario);
        let all = leavers(&scenario, &outcome);
        let found = settlement(&all[0], ALLIANCE.year, ALLIANCE.paid()).unwrap();
        // by hand: £135m in scope, 31% of it Warwickshire's, of which 80% is hosted and a quarter is what setting up
        // again costs; stranded: 5% of 69% of the unit, which costs £135m less 4.3%
        let reprovision = 135e6 * 0.31 * 0.8 * 0.25;
        let stranded = 135e6 * (1.0 - 0.043) * 0.69 * 0.05;
        assert!((found.others_reprovision.0 - reprovision).abs() < 1.0, "{}", found.others_reprovision);
        assert!((found.stranded.0 - stranded).abs() < 1.0, "{}", found.stranded);
        assert!((found.off - ((reprovision + stranded) / 10_770_000.0 - 1.0)).abs() < 1e-9);
        let words = exit_words(&scenario, &outcome, &all);
        assert!(words.text().starts_with("Leaving at the end of 2018/19, West Mercia would pay "), "{}", words.text());
        let told = terms(&scenario, &outcome);
        assert_eq!(told.len(), 14);
        assert!(told.iter().any(|term| term.title == "Notice" && term.says.starts_with("12 months")));
        assert!(told.iter().any(|term| term.title == "Host" && term.says.contains("West Mercia")));
    }

    #[test]
    fn an_event_within_the_term_asks_for_a_successor() {
        let mut document = crate::evidence::PRESETS[0].document();
        let ids = |document: &crate::model::Document| -> Vec<&'static str> {
            let scenario = crate::model::read(document.value()).unwrap();
            let outcome = crate::engine::appraise(&scenario);
            terms(&scenario, &outcome)
                .into_iter()
                .map(|term| term.id)
                .filter(|id| id.starts_with("successor"))
                .collect()
        };
        assert!(ids(&document).is_empty());
        document.set("map", Some(serde_json::json!({ "events": [{ "id": "e", "year": 2030 }] })));
        assert_eq!(ids(&document).len(), 6);
        document.set("map", Some(serde_json::json!({ "events": [{ "id": "e", "year": 2090 }] })));
        assert!(ids(&document).is_empty(), "beyond the term");
    }
}
