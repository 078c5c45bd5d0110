//! The words of the public account, statement by statement. What the figures cannot say stands in square brackets.

use super::account_draft::Draft;
use super::headline::{balancing, keys_words};
use super::{Payback, count, listed, listed_within, months, named_or_counted, payback, review_words, soc_words, years};
use crate::engine::fair_shares::payments;
use crate::engine::soc::SocOutcome;
use crate::engine::{Outcome, PartnerOutcome};
use crate::model::{Fte, Pounds, Scenario, Style, number};
use crate::words::terms::style_meaning;

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
            "For when partners decide against it: the reason, for the public.",
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

/// The partners that take part; all of them where nothing is shared.
fn who(scenario: &Scenario, outcome: &Outcome) -> String {
    let all = scenario.partners.iter().enumerate();
    let there = all.filter(|(place, _)| outcome.takes_part(*place) || !outcome.shares_anything());
    let names: Vec<&str> = there.map(|(_, partner)| partner.shown()).collect();
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
        (false, true, _) => Some(format!("share {}", named_or_counted(&services, "services"))),
        (true, false, _) => Some(format!("buy {} together", named_or_counted(&bought, "categories"))),
        (false, false, _) => Some(format!(
            "share {} and buy {} together",
            named_or_counted(&services, "services"),
            named_or_counted(&bought, "categories")
        )),
        (true, true, true) => Some("work together against serious and organised crime".into()),
        (true, true, false) => None,
    }
}

/// What a full year comes to: less spent delivers less where there is a cut, and is no saving.
enum FullYear {
    Saves,
    Cuts,
    Nothing,
    Costs,
}

fn in_a_full_year(outcome: &Outcome) -> FullYear {
    match outcome.totals.full_year_saving.0 {
        saving if saving.abs() < 0.5 => FullYear::Nothing,
        saving if saving < 0.0 => FullYear::Costs,
        _ if outcome.services.iter().any(|one| one.is_cut) => FullYear::Cuts,
        _ => FullYear::Saves,
    }
}

fn saves(outcome: &Outcome) -> bool {
    matches!(in_a_full_year(outcome), FullYear::Saves)
}

/// Its sum, as it is said: what is saved, spent less or cost more.
fn sum_of_it(draft: Draft, outcome: &Outcome) -> Draft {
    let what = if saves(outcome) { "full-year saving" } else { "difference in a full year" };
    draft.figure("saving", what, outcome.totals.full_year_saving.abs().short())
}

fn full_year(outcome: &Outcome) -> String {
    outcome.totals.full_year.map_or_else(String::new, |year| outcome.year(year).to_string())
}

fn term(scenario: &Scenario) -> String {
    years(scenario.years as f64)
}

#[allow(clippy::too_many_lines, reason = "paragraphs in the order in which they are read")]
fn proposal(scenario: &Scenario, outcome: &Outcome, soc: Option<&SocOutcome>) -> Vec<Draft> {
    let Some(what) = what(scenario, outcome) else {
        return vec![
            Draft::new("proposal-what")
                .say(format!("{} [say what they propose to do together, and why].", who(scenario, outcome))),
        ];
    };
    let totals = &outcome.totals;
    let mut all = vec![
        Draft::new("proposal-what")
            .say(format!("{} propose to {what}. ", who(scenario, outcome)))
            .say("[say in a sentence what it is for]"),
    ];
    if outcome.shares_anything() {
        let gain = Draft::new("proposal-gain").say("What would be shared or bought together costs ");
        let gain =
            gain.figure("in-scope", "cost today", totals.spending_in_scope().short()).say(" a year today. From ");
        let gain =
            gain.figure("full-year", "first year of full effect", full_year(outcome)).say(" onwards, it would cost ");
        all.push(match in_a_full_year(outcome) {
            FullYear::Saves => sum_of_it(gain, outcome)
                .say(" a year less, ")
                .figure("cash", "part that can leave budgets", format!("{} of which", cash(outcome)))
                .say(" can be spent on other things."),
            FullYear::Cuts => sum_of_it(gain, outcome)
                .say(" a year less, and deliver less: that is a cut, not a saving. [say what is given up, and why]"),
            FullYear::Nothing => gain.say("as much as today. [say what is gained]"),
            FullYear::Costs => sum_of_it(gain, outcome).say(" a year more. [say what is gained for that]"),
        });
        all.push(getting_there(scenario, outcome));
        if totals.posts.0 >= 0.5 {
            all.push(people(outcome));
        }
        all.push(gains(outcome));
        all.extend(who_pays_whom(outcome));
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
    if let Some(soc) = soc.filter(|soc| soc.choice().fit.is_some()) {
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
    draft = match payback(scenario, outcome) {
        Payback::NothingEntered => draft.say(". [say what getting there costs, and when that is paid back]"),
        Payback::AtOnce => draft.say(", and at no time is more spent than saved."),
        Payback::After(wait) => {
            draft.say("; it has paid for itself after ").figure("payback", "payback", years(wait)).say(".")
        }
        Payback::Never => draft.say(format!(", and it does not pay for itself within {}.", term(scenario))),
    };
    let worth = if totals.npv.0 < -0.5 { "costs" } else { "is worth" };
    draft
        .say(format!(" Over {} the whole {worth} ", term(scenario)))
        .figure("npv", "net present value", totals.npv.abs().short())
        .say(" in today\u{2019}s money, ")
        .figure("npv-cash", "part of it in cash", super::cash_words(totals.npv, totals.npv_cash))
        .say(".")
}

fn people(outcome: &Outcome) -> Draft {
    let totals = &outcome.totals;
    let draft = Draft::new("proposal-people")
        .say("About ")
        .figure("posts", "posts no longer needed", Fte(totals.posts.0.round()).posts())
        .say(if totals.posts.0.round() == 1.0 { " post" } else { " posts" })
        .say(" would no longer be needed by the end of the term, of ")
        .figure("posts-today", "posts today", Fte(totals.posts_in_scope.0.round()).posts())
        .say(" today.");
    let draft = if totals.officers.0 >= 0.5 {
        draft
            .say(" Police officer posts among them: about ")
            .figure("officers", "officers among them", Fte(totals.officers.0.round()).posts())
            .say("; those officers move to other duties.")
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
    match (losers.is_empty(), outcome.totals.npv.0 > 0.5) {
        (true, _) => draft,
        (false, true) if balancing(outcome).is_some() => draft.say(" [say why it takes part all the same]"),
        (false, true) => draft.say(" A balancing payment can leave every partner better off. [say what is agreed]"),
        (false, false) => draft.say(" [say why it takes part all the same]"),
    }
}

/// The payments that partners have agreed: who pays whom, and how much.
fn who_pays_whom(outcome: &Outcome) -> Option<Draft> {
    balancing(outcome)?;
    let receives: Vec<Pounds> = outcome.partners.iter().map(|partner| -partner.balancing).collect();
    let all = payments(&receives);
    let name = |place: usize| outcome.partners.get(place).map_or("", |partner| partner.name.as_str());
    let mut draft = Draft::new("proposal-balancing").say("So that the gain is shared fairly, ");
    let last = all.len().saturating_sub(1);
    for (n, paid) in all.iter().enumerate() {
        draft = draft
            .say(match n {
                0 => "",
                n if n == last => " and ",
                _ => ", ",
            })
            .say(format!("{} pays {} ", name(paid.from), name(paid.to)))
            .figure(
                format!("payment-{n}"),
                format!("payment of {} to {}", name(paid.from), name(paid.to)),
                paid.amount.short(),
            )
            .say(" a year");
    }
    Some(draft.say("."))
}

#[allow(clippy::too_many_lines, reason = "paragraphs in the order in which they are read")]
fn not_taken(scenario: &Scenario, outcome: &Outcome) -> Vec<Draft> {
    let Some(what) = what(scenario, outcome) else {
        return vec![Draft::new("not-taken-what").say(format!(
            "{} looked at working together and do not take it forward. [say what was looked at]",
            who(scenario, outcome)
        ))];
    };
    let totals = &outcome.totals;
    let mut all = vec![
        Draft::new("not-taken-what")
            .say(format!("{} looked at whether to {what}, and do not take it forward.", who(scenario, outcome))),
    ];
    let donors: Vec<&str> = outcome.net_donors().map(|one| one.name.as_str()).collect();
    let reason = Draft::new("not-taken-reason");
    all.push(if !outcome.shares_anything() {
        reason.say("[say why]")
    } else if let FullYear::Costs = in_a_full_year(outcome) {
        sum_of_it(reason.say("By our figures it would cost "), outcome).say(" a year more than carrying on as now.")
    } else if let FullYear::Nothing = in_a_full_year(outcome) {
        reason.say("By our figures it would save nothing.")
    } else if let FullYear::Cuts = in_a_full_year(outcome) {
        sum_of_it(reason.say("It would cost "), outcome)
            .say(" a year less, but deliver less: that is a cut, not a saving.")
    } else if totals.npv.0 <= 0.5 {
        sum_of_it(reason.say("It would save "), outcome)
            .say(format!(
                " a year. But in today\u{2019}s money, over {}, that does not cover the one-off cost of ",
                term(scenario)
            ))
            .figure("one-off", "one-off cost", totals.one_off.short())
            .say(".")
    } else if donors.is_empty() {
        reason
            .say("By our figures it would save ")
            .figure("saving", "full-year saving", totals.full_year_saving.short())
            .say(" a year and be worth ")
            .figure("npv", "net present value", totals.npv.short())
            .say(format!(" over {}, and no partner would lose. We do not take it forward because [say why, since these figures are in its favour]", term(scenario)))
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
            .figure("review", "year of review", review_words(year))
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
    let draft = Draft::new("annual-report-entry").say(format!("{} plan to {what}. ", who(scenario, outcome)));
    let from = |draft: Draft, words: &str| {
        draft.say(words).figure("full-year", "first year of full effect", full_year(outcome))
    };
    let draft = match in_a_full_year(outcome) {
        _ if !outcome.shares_anything() => draft,
        FullYear::Saves => from(sum_of_it(draft.say("It is expected to save "), outcome), " a year from ")
            .say(" onwards, after ")
            .figure("one-off", "one-off cost", outcome.totals.one_off.short())
            .say(" of one-off cost. "),
        FullYear::Cuts => {
            from(sum_of_it(draft.say("It is expected to cost "), outcome), " a year less, and deliver less, from ")
                .say(" on. ")
        }
        FullYear::Nothing => from(draft, "It is expected to cost as much as today from ").say(" on. "),
        FullYear::Costs => {
            from(sum_of_it(draft.say("It is expected to cost "), outcome), " a year more from ").say(" on. ")
        }
    };
    vec![draft.say("By the end of this year [say what was spent, what was saved, and what changed for the public]")]
}

fn decision(scenario: &Scenario, outcome: &Outcome) -> Vec<Draft> {
    let what = what(scenario, outcome).unwrap_or_else(|| "[say what]".to_owned());
    let totals = &outcome.totals;
    let mut all = vec![
        Draft::new("decision-made").say(format!(
            "Decision. {} [say agree or do not agree] to {what}, under section 22A of the Police Act 1996.",
            who(scenario, outcome)
        )),
        Draft::new("decision-existing")
            .say("Existing arrangements. We considered what the partners already do together and with others: [say which arrangements, and how this one fits with them]"),
        Draft::new("decision-consistency")
            .say("Consistency. We considered the case for doing similar things in the same way across forces: [say how this fits what neighbours and national bodies do]"),
        Draft::new("decision-opportunities")
            .say("Opportunities. We considered what working together opens up: [say which other partners and functions were looked at]"),
    ];
    let test = Draft::new("decision-test").say("Test. The chief officers and policing bodies consider that this is in the interests of the efficiency or effectiveness of one or more of the forces; not each of them has to gain. ");
    let test = match in_a_full_year(outcome) {
        _ if !outcome.shares_anything() => test.say("[say why]"),
        FullYear::Saves => {
            let worth = if totals.npv.0 < -0.5 { "but costing " } else { "worth " };
            sum_of_it(test.say("Efficiency: "), outcome)
                .say(format!(" a year at full effect, {worth}"))
                .figure("npv", "net present value", totals.npv.abs().short())
                .say(format!(" over {} after all costs.", term(scenario)))
        }
        FullYear::Cuts => sum_of_it(test.say("It costs "), outcome)
            .say(" a year less and delivers less, which does not show that it is more efficient."),
        FullYear::Nothing => test.say("It is not more efficient: it saves nothing."),
        FullYear::Costs => sum_of_it(test.say("It is not more efficient: it costs "), outcome).say(" a year more."),
    };
    all.push(if outcome.shares_anything() { test.say(" Effectiveness: [say what gets better]") } else { test });
    all.push(terms(scenario));
    all.push(
        Draft::new("decision-body")
            .say("Who decides. For each area, the policing body on the day of signing (a police and crime commissioner, a mayor or another body that holds the function) with the chief officer, under sections 22A onwards of the Police Act 1996. The government has announced that commissioners will end in May 2028, subject to legislation: an agreement that runs longer should name successors."),
    );
    all.push(
        Draft::new("decision-signed")
            .say("Signed for each chief officer and each policing body, with the date: [say who and when]"),
    );
    all
}

fn terms(scenario: &Scenario) -> Draft {
    let mut draft = Draft::new("decision-terms").say("Terms. ");
    let mut by_style: Vec<(Style, Vec<&str>)> = Vec::new();
    for service in scenario.services.iter().filter(|service| service.members.len() > 1) {
        match by_style.iter_mut().find(|(style, _)| *style == service.style) {
            Some((_, names)) => names.push(service.shown()),
            None => by_style.push((service.style, vec![service.shown()])),
        }
    }
    for (style, names) in by_style {
        let word = crate::model::style_word(style);
        let each = if names.len() > 1 { "each as" } else { "as" };
        draft = draft
            .figure(
                format!("style-{}", word.replace('_', "-")),
                "style",
                format!(
                    "{} {each} a {}",
                    super::capital(&listed_within(&names)),
                    super::style_name(style).to_lowercase()
                ),
            )
            .say(format!(": {}. ", super::lower_first(style_meaning(word))));
    }
    if let Some(keys) = keys_words(scenario) {
        draft = draft.say("Costs are ").figure("key", "sharing key", format!("shared {keys}")).say(". ");
    }
    draft = draft.say("Notice is ").figure("notice", "notice", months(scenario.agreement.notice_months)).say("; ");
    let rule = super::lower_first(super::rule_words(scenario.agreement.exit_rule));
    draft = draft.figure("exit-rule", "rule for leaving", rule).say(". ");
    match scenario.agreement.review_year {
        Some(year) => draft.say("It is reviewed in ").figure("review", "year of review", review_words(year)).say("."),
        None => draft.say("It is reviewed in [say when]."),
    }
}
