//! The words of the public account, statement by statement. What the figures cannot say stands in square brackets.

use super::account::Draft;
use super::headline::key_in_use;
use super::terms::style_meaning;
use super::{count, listed, soc_words, years};
use crate::engine::soc::SocOutcome;
use crate::engine::{Outcome, PartnerOutcome};
use crate::model::risk::ExitRule;
use crate::model::{Fte, Pounds, Scenario, number};

/// A statement: its id, title, what it is for, and its paragraphs.
pub(super) type Drafts = (&'static str, &'static str, &'static str, Vec<Draft>);

/// Every statement, as the figures have it.
pub(super) fn drafts(scenario: &Scenario, outcome: &Outcome, soc: Option<&SocOutcome>) -> Vec<Drafts> {
    vec![
        (
            "proposal",
            "What is proposed, and why",
            "For residents and staff: what would be done together and what they gain.",
            proposal(scenario, outcome, soc),
        ),
        (
            "not-taken",
            "Why a collaborative route is not taken",
            "Where partners decide against it, they owe the public the reason.",
            not_taken(scenario, outcome),
        ),
        (
            "annual-report",
            "Entry for the annual report",
            "A short entry, once a year.",
            annual_report(scenario, outcome),
        ),
        (
            "decision",
            "Record of decision",
            "For the decision notice: the three matters that the Police Act 1996 asks to be considered, and its test.",
            decision(scenario, outcome),
        ),
    ]
}

fn who(scenario: &Scenario) -> String {
    let names: Vec<&str> = scenario.partners.iter().map(crate::model::Partner::shown).collect();
    match names.len() {
        0 => "The partners".into(),
        n if n > 8 => format!("{} partners", super::capital(&count(n))),
        _ => listed(&names),
    }
}

/// What is shared and what is bought: `share HR and buy Uniform together`.
fn what(scenario: &Scenario, outcome: &Outcome) -> Option<String> {
    let services: Vec<&str> = outcome.services.iter().filter(|one| one.shared).map(|one| one.name.as_str()).collect();
    let bought: Vec<&str> = outcome.procurement.iter().filter(|one| one.shared).map(|one| one.name.as_str()).collect();
    match (services.is_empty(), bought.is_empty(), scenario.soc.is_some()) {
        (false, true, _) => Some(format!("share {}", listed(&services))),
        (true, false, _) => Some(format!("buy {} together", listed(&bought))),
        (false, false, _) => Some(format!("share {} and buy {} together", listed(&services), listed(&bought))),
        (true, true, true) => Some("work together against serious and organised crime".into()),
        (true, true, false) => None,
    }
}

fn saves(outcome: &Outcome) -> bool {
    outcome.totals.full_year_saving.0 > 0.5
}

fn full_year(outcome: &Outcome) -> String {
    outcome.totals.full_year.map_or_else(String::new, |year| outcome.year(year).to_string())
}

fn term(scenario: &Scenario) -> String {
    years(scenario.years as f64)
}

fn proposal(scenario: &Scenario, outcome: &Outcome, soc: Option<&SocOutcome>) -> Vec<Draft> {
    let Some(what) = what(scenario, outcome) else {
        return vec![
            Draft::new("proposal-what")
                .say(format!("{} [say what they propose to do together, and why].", who(scenario))),
        ];
    };
    let totals = &outcome.totals;
    let mut all = vec![
        Draft::new("proposal-what")
            .say(format!("{} propose to {what}. ", who(scenario)))
            .say("[say in a sentence what it is for]"),
    ];
    if outcome.shares_anything() {
        let gain = Draft::new("proposal-gain").say("What would be shared or bought together costs ");
        let gain = gain.figure("in-scope", "cost today", totals.in_scope.short()).say(" a year today. ");
        all.push(if saves(outcome) {
            gain.say("From ")
                .figure("full-year", "first year of full effect", full_year(outcome))
                .say(" on it would cost ")
                .figure("saving", "full-year saving", totals.full_year_saving.short())
                .say(" a year less, ")
                .figure("cash", "part that can leave budgets", cash(outcome))
                .say(" of which can be spent on other things.")
        } else {
            gain.say("From ")
                .figure("full-year", "first year of full effect", full_year(outcome))
                .say(" on it would cost ")
                .figure("saving", "yearly cost more", totals.full_year_saving.abs().short())
                .say(" a year more. [say what is gained for that]")
        });
        all.push(getting_there(scenario, outcome));
        if totals.posts.0 >= 0.5 {
            all.push(people(outcome));
        }
        all.push(gains(outcome));
    }
    let outcomes: Vec<String> = scenario
        .services
        .iter()
        .flat_map(|service| &service.outcomes)
        .filter(|one| !one.name.trim().is_empty())
        .map(|one| {
            format!("{} from {} to {} {}", one.name, number(one.now, 2), number(one.after, 2), one.unit)
                .trim()
                .to_owned()
        })
        .collect();
    all.push(if outcomes.is_empty() {
        Draft::new("proposal-service").say(
            "[say what gets better for the public beside the money, with today\u{2019}s figure and the one aimed for]",
        )
    } else {
        Draft::new("proposal-service")
            .say("Beside the money we expect: ")
            .figure("outcomes", "outcomes", outcomes.join("; "))
            .say(".")
    });
    if let Some(soc) = soc {
        let words: String = soc_words(soc, &soc.choice()).sentence.iter().map(|part| part.text.as_str()).collect();
        all.push(
            Draft::new("proposal-soc")
                .say("Against serious and organised crime: ")
                .figure("soc", "which model fits", super::lower_first(words.trim_end_matches('.')))
                .say("."),
        );
    }
    all
}

/// The part of the saving that can leave budgets; all of it where the two read alike.
fn cash(outcome: &Outcome) -> String {
    let (saving, cash) = (outcome.totals.full_year_saving.short(), outcome.totals.full_year_cash.short());
    if saving == cash { "all".into() } else { cash }
}

fn getting_there(scenario: &Scenario, outcome: &Outcome) -> Draft {
    let totals = &outcome.totals;
    let mut draft = Draft::new("proposal-cost").say("Getting there costs ");
    draft = draft.figure("one-off", "one-off cost", totals.one_off.short()).say(" once");
    if totals.grant.0 > 0.5 {
        draft = draft.say(", of which ").figure("grant", "grant", totals.grant.short()).say(" is paid by grant");
    }
    draft = match totals.payback_years {
        Some(0.0) => draft.say(", and at no time is more spent than saved."),
        Some(wait) => draft.say("; it has paid for itself after ").figure("payback", "payback", years(wait)).say("."),
        None => draft.say(format!(", and it does not pay for itself within {}.", term(scenario))),
    };
    let worth = if totals.npv.0 < -0.5 { "costs" } else { "is worth" };
    draft
        .say(format!(" Over {} the whole {worth} ", term(scenario)))
        .figure("npv", "net present value", totals.npv.abs().short())
        .say(" in today\u{2019}s money.")
}

fn people(outcome: &Outcome) -> Draft {
    let totals = &outcome.totals;
    let draft = Draft::new("proposal-people")
        .say("About ")
        .figure("posts", "posts no longer needed", Fte(totals.posts.0.round()).posts())
        .say(" posts would no longer be needed by the end of the term, of ")
        .figure("posts-today", "posts today", Fte(totals.posts_in_scope.0.round()).posts())
        .say(" today.");
    let draft = if totals.officers.0 >= 0.5 {
        draft
            .say(" Police officers among them, about ")
            .figure("officers", "officers among them", Fte(totals.officers.0.round()).posts())
            .say(", move to other duties.")
    } else {
        draft
    };
    draft.say(" [say how and when staff, unions and staff associations are consulted]")
}

fn gains(outcome: &Outcome) -> Draft {
    let gain = |partner: &&PartnerOutcome| partner.npv.0 > 0.5;
    let winners: Vec<&PartnerOutcome> = outcome.partners.iter().filter(gain).collect();
    let mut draft = Draft::new("proposal-who").say("Over the whole term ");
    if winners.is_empty() {
        draft = draft.say("no partner gains");
    }
    let last = winners.len().saturating_sub(1);
    for (n, partner) in winners.iter().enumerate() {
        draft = draft.say(match n {
            0 => String::new(),
            n if n == last => " and ".to_owned(),
            _ => ", ".to_owned(),
        });
        draft = draft.say(format!("{} gains ", partner.name)).figure(
            format!("gain-{}", partner.id),
            format!("gain of {}", partner.name),
            partner.npv.short(),
        );
    }
    draft = draft.say(".");
    let losers: Vec<&PartnerOutcome> = outcome.net_donors().collect();
    for partner in &losers {
        draft = draft
            .say(format!(" {} loses ", partner.name))
            .figure(format!("loss-{}", partner.id), format!("loss of {}", partner.name), partner.npv.abs().short())
            .say(".");
    }
    let total: Pounds = outcome.partners.iter().map(|partner| partner.npv).sum();
    match (losers.is_empty(), total.0 > 0.5) {
        (true, _) => draft,
        (false, true) => draft.say(" A balancing payment can leave every partner better off. [say what is agreed]"),
        (false, false) => draft.say(" [say why it takes part all the same]"),
    }
}

fn not_taken(scenario: &Scenario, outcome: &Outcome) -> Vec<Draft> {
    let Some(what) = what(scenario, outcome) else {
        return vec![Draft::new("not-taken-what").say(format!(
            "{} looked at working together and do not take it forward. [say what was looked at]",
            who(scenario)
        ))];
    };
    let totals = &outcome.totals;
    let mut all = vec![
        Draft::new("not-taken-what")
            .say(format!("{} looked at whether to {what}, and do not take it forward.", who(scenario))),
    ];
    let donors: Vec<&str> = outcome.net_donors().map(|one| one.name.as_str()).collect();
    let reason = Draft::new("not-taken-reason");
    all.push(if !outcome.shares_anything() {
        reason.say("[say why]")
    } else if !saves(outcome) {
        reason
            .say("By our figures it would cost ")
            .figure("saving", "yearly cost more", totals.full_year_saving.abs().short())
            .say(" a year more than carrying on as now.")
    } else if totals.npv.0 <= 0.5 {
        reason
            .say("It would save ")
            .figure("saving", "full-year saving", totals.full_year_saving.short())
            .say(format!(" a year, but not within {} what it costs to get there: ", term(scenario)))
            .figure("one-off", "one-off cost", totals.one_off.short())
            .say(".")
    } else if donors.is_empty() {
        reason
            .say("By our figures it would save ")
            .figure("saving", "full-year saving", totals.full_year_saving.short())
            .say(" a year and be worth ")
            .figure("npv", "net present value", totals.npv.short())
            .say(format!(" over {}, and no partner would lose. We do not take it because [say why, for these figures speak for it]", term(scenario)))
    } else {
        reason
            .say("By our figures it would save ")
            .figure("saving", "full-year saving", totals.full_year_saving.short())
            .say(" a year for all together, but ")
            .figure("losers", "who would lose", listed(&donors))
            .say(" would lose. [say whether a balancing payment was looked at, and why it did not help]")
    });
    if totals.alone.0 > 0.5 {
        all.push(
            Draft::new("not-taken-alone")
                .say("What partners can reach on their own is worth ")
                .figure("alone", "improving alone", totals.alone.short())
                .say(format!(" over {}. [say who does that by when]", term(scenario))),
        );
    }
    let review = match scenario.agreement.review_year {
        Some(year) => Draft::new("not-taken-again")
            .say("We look at it again in ")
            .figure(
                "review",
                "year of review",
                crate::model::FinancialYear(u32::try_from(year).unwrap_or(0)).to_string(),
            )
            .say(", or earlier if [say what would change the answer]."),
        None => {
            Draft::new("not-taken-again").say("We look at it again when [say what would change the answer, or when].")
        }
    };
    all.push(review);
    all
}

fn annual_report(scenario: &Scenario, outcome: &Outcome) -> Vec<Draft> {
    let Some(what) = what(scenario, outcome) else {
        return vec![Draft::new("annual-report-entry").say("[say what partners did together this year]")];
    };
    let draft = Draft::new("annual-report-entry").say(format!("{} plan to {what}. ", who(scenario)));
    let draft = if !outcome.shares_anything() {
        draft
    } else if saves(outcome) {
        draft
            .say("It is to save ")
            .figure("saving", "full-year saving", outcome.totals.full_year_saving.short())
            .say(" a year from ")
            .figure("full-year", "first year of full effect", full_year(outcome))
            .say(" on, after ")
            .figure("one-off", "one-off cost", outcome.totals.one_off.short())
            .say(" of one-off cost. ")
    } else {
        draft
            .say("It is to cost ")
            .figure("saving", "yearly cost more", outcome.totals.full_year_saving.abs().short())
            .say(" a year more from ")
            .figure("full-year", "first year of full effect", full_year(outcome))
            .say(" on. ")
    };
    vec![draft.say("By the end of this year [say what was spent, what was saved, and what changed for the public]")]
}

fn decision(scenario: &Scenario, outcome: &Outcome) -> Vec<Draft> {
    let what = what(scenario, outcome).unwrap_or_else(|| "[say what]".to_owned());
    let totals = &outcome.totals;
    let mut all = vec![
        Draft::new("decision-made").say(format!(
            "Decision. {} [say agree or do not agree] to {what}, under section 22A of the Police Act 1996.",
            who(scenario)
        )),
        Draft::new("decision-existing")
            .say("Arrangements that exist. We considered what the partners already do together and with others: [say which arrangements, and how this one goes with them]"),
        Draft::new("decision-consistency")
            .say("Consistency. We considered that like things should be done alike across forces: [say how this fits what neighbours and national bodies do]"),
        Draft::new("decision-opportunities")
            .say("Opportunities. We considered what working together opens up: [say which other partners and functions were looked at]"),
    ];
    let test = Draft::new("decision-test").say("Test. The chief officers and policing bodies consider that this is in the interests of the efficiency or effectiveness of one or more of the forces; not each of them has to gain. ");
    all.push(if !outcome.shares_anything() {
        test.say("[say why]")
    } else if saves(outcome) {
        test.say("Efficiency: ")
            .figure("saving", "full-year saving", totals.full_year_saving.short())
            .say(" a year at full effect, worth ")
            .figure("npv", "net present value", totals.npv.short())
            .say(format!(" over {} after all costs. Effectiveness: [say what gets better]", term(scenario)))
    } else {
        test.say("It is not more efficient: it costs ")
            .figure("saving", "yearly cost more", totals.full_year_saving.abs().short())
            .say(" a year more. Effectiveness: [say what gets better]")
    });
    all.push(terms(scenario));
    all.push(
        Draft::new("decision-signed")
            .say("Signed for each chief officer and each policing body, with the date: [say who and when]"),
    );
    all
}

fn terms(scenario: &Scenario) -> Draft {
    let mut draft = Draft::new("decision-terms").say("Terms. ");
    if let Some(service) = scenario.services.iter().find(|service| service.members.len() > 1) {
        let style = super::style_name(service.style);
        draft = draft
            .figure("style", "style", format!("{} as a {}", service.shown(), style.to_lowercase()))
            .say(format!(": {}. ", super::lower_first(style_meaning(crate::model::style_word(service.style)))));
    }
    if let Some(key) = key_in_use(scenario) {
        draft = draft.say("Costs are shared by ").figure("key", "sharing key", key).say(". ");
    }
    draft = draft
        .say("Notice is ")
        .figure("notice", "notice", format!("{} months", number(scenario.agreement.notice_months, 1)))
        .say("; ");
    let rule = match scenario.agreement.exit_rule {
        ExitRule::None => "whoever leaves sets up again at its own cost and owes the others nothing",
        ExitRule::ReprovisionOnly => "whoever leaves also pays for the others\u{2019} setting up again",
        ExitRule::Stranded => "whoever leaves pays for the others\u{2019} setting up again and for cost left behind",
    };
    draft = draft.figure("exit-rule", "rule for leaving", rule).say(". ");
    match scenario.agreement.review_year {
        Some(year) => {
            let year = crate::model::FinancialYear(u32::try_from(year).unwrap_or(0)).to_string();
            draft.say("It is reviewed in ").figure("review", "year of review", year).say(".")
        }
        None => draft.say("It is reviewed in [say when]."),
    }
}
