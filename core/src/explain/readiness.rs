//! What to settle before anything is signed, in words; the scenario's own figures say where it presses.

use super::headline::{Concern, Part, plain, strong};
use super::provenance::tally;
use super::{count, listed};
use crate::engine::Outcome;
use crate::engine::readiness::{ToSettle, answered, settle_first};
use crate::model::matters::{Heading, Item, Weight};
use crate::model::risk::ExitRule;
use crate::model::surroundings::{Answer, Readiness, Standing};
use crate::model::{Document, Fte, Scenario};
use crate::words::capital;
use std::collections::BTreeMap;

/// What the scenario's own figures say of some items; those that press are marked.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Evident {
    said: BTreeMap<&'static str, (bool, String)>,
}

impl Evident {
    /// What the figures say of an item.
    pub fn of(&self, item: &Item) -> Option<&str> {
        self.said.get(item.id).map(|(_, text)| text.as_str())
    }

    /// Whether they say that it stands in the way.
    pub fn presses(&self, item: &Item) -> bool {
        self.said.get(item.id).is_some_and(|(presses, _)| *presses)
    }
}

/// What the scenario says of what is to be settled.
#[allow(clippy::too_many_lines, reason = "one line a matter that the scenario settles")]
pub fn evident(document: &Document, scenario: &Scenario, outcome: &Outcome) -> Evident {
    let mut said = BTreeMap::new();
    let mut say = |id: &'static str, presses: bool, text: String| {
        said.insert(id, (presses, text));
    };
    if !outcome.shares_anything() {
        return Evident { said };
    }
    let totals = &outcome.totals;
    let donors: Vec<&str> = outcome.net_donors().map(|partner| partner.name.as_str()).collect();
    let text = match donors.as_slice() {
        [] => "By these figures nobody loses over the term.".to_owned(),
        [one] => format!("By these figures {one} loses over the term."),
        all => format!("By these figures {} lose over the term.", listed(all)),
    };
    say("net-donor", !donors.is_empty(), text);
    let worse: Vec<&str> =
        outcome.partners.iter().filter(|one| one.worse_than_alone).map(|one| one.name.as_str()).collect();
    if !worse.is_empty() {
        let verb = if worse.len() == 1 { "does" } else { "do" };
        say("voluntary", true, format!("{} {verb} better by improving alone.", listed(&worse)));
    }
    if totals.one_off.0 > 0.5 {
        let short = totals.grant.0 < totals.one_off.0;
        let grant = if totals.grant.0 > 0.5 {
            format!("{} of it is covered by grant", totals.grant.short())
        } else {
            "no grant is entered".to_owned()
        };
        say("start-up", short, format!("One-off cost is {}; {grant}.", totals.one_off.short()));
        let wait = totals.payback_years;
        if wait.is_none_or(|years| years > 2.0) {
            let when = wait.map_or_else(
                || "it is not paid back within the term".to_owned(),
                |years| format!("payback takes {}", super::years(years)),
            );
            say("up-front", true, format!("{}.", capital(&when)));
        }
    }
    let agreement = &scenario.agreement;
    let (review, rule) = (agreement.review_year, agreement.exit_rule != ExitRule::None);
    let text = match (review, rule) {
        (None, false) => "No year of review is entered, and whoever leaves pays nothing to the others.",
        (None, true) => "A rule for leaving is chosen; no year of review is entered.",
        (Some(_), false) => "A year of review is entered; whoever leaves pays nothing to the others.",
        (Some(_), true) => "A rule for leaving and a year of review are entered.",
    };
    say("exit", !(review.is_some() && rule), text.to_owned());
    if totals.posts.0 >= 0.5 {
        let posts = Fte(totals.posts.0.round()).posts();
        let are = if posts == "1" { "post is" } else { "posts are" };
        say("jobs", true, format!("About {posts} {are} no longer needed by the end of the term."));
    }
    let figures = tally(document);
    if figures.all > 0 {
        let few = figures.yours * 2 < figures.all;
        say("benefits", few, format!("{} of {} figures of today are your own.", figures.yours, figures.all));
    }
    let named = |service: &&crate::model::Service| service.outcomes.iter().any(|one| !one.name.trim().is_empty());
    let outcomes = scenario.services.iter().filter(named).count();
    let services = scenario.services.len();
    if services > 0 {
        let text = if outcomes == 0 {
            "No outcome beside the money is entered.".to_owned()
        } else {
            format!(
                "Outcomes beside the money are entered for {} of {} service{}.",
                count(outcomes),
                count(services),
                if services == 1 { "" } else { "s" }
            )
        };
        say("better-not-cheaper", outcomes == 0, text);
    }
    if scenario.years < 3 {
        say("medium-term", true, format!("The term is {}.", super::years(scenario.years as f64)));
    }
    Evident { said }
}

/// How a matter stands, for a barrier and for what is wanted.
pub const fn standing_label(state: Standing, barrier: bool) -> &'static str {
    match (state, barrier) {
        (Standing::Unsaid, _) => "Not said",
        (Standing::Open, true) => "Stands in the way",
        (Standing::Open, false) => "Missing",
        (Standing::Partly, true) => "Being dealt with",
        (Standing::Partly, false) => "Partly there",
        (Standing::Settled, true) => "Settled",
        (Standing::Settled, false) => "In place",
        (Standing::Absent, true) => "Does not arise",
        (Standing::Absent, false) => "Not needed here",
    }
}

/// What an open item does to the case.
pub const fn weight_label(weight: Weight) -> &'static str {
    match weight {
        Weight::Blocks => "blocks the case",
        Weight::Weakens => "weakens it",
        Weight::Helps => "would help",
    }
}

/// A line of what to settle first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettleLine {
    /// The matter's id.
    pub id: &'static str,
    /// What it is called.
    pub title: &'static str,
    /// How much hangs on it.
    pub weight: Weight,
    /// How it stands.
    pub standing: &'static str,
    /// What the figures say, where they say anything.
    pub evident: Option<String>,
    /// What has eased it elsewhere.
    pub eased: &'static str,
    /// Who sees to it.
    pub owner: String,
    /// By when.
    pub by: String,
    /// What the user notes.
    pub note: String,
}

/// What stands at the top of the page, and the list.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadinessWords {
    /// The answer, in pieces.
    pub sentence: Vec<Part>,
    /// What stands below it.
    pub support: String,
    /// What to worry about.
    pub concerns: Vec<Concern>,
    /// What to settle first, in order.
    pub first: Vec<SettleLine>,
    /// What the way through says of it, in a few characters.
    pub rail: String,
}

/// What to settle first, with who does it by when.
#[allow(clippy::too_many_lines, reason = "what the page says, in the order in which it is read")]
pub fn readiness_words(scenario: &Scenario, evident: &Evident) -> ReadinessWords {
    let none = Readiness::default();
    let answers = scenario.readiness.as_ref().unwrap_or(&none);
    let list = settle_first(answers, |item| evident.presses(item));
    let blank = Answer::default();
    let line = |one: &ToSettle| {
        let answer = answers.items.get(one.item.id).unwrap_or(&blank);
        SettleLine {
            id: one.item.id,
            title: one.item.title,
            weight: one.item.weight,
            standing: standing_label(one.state, one.item.heading.is_barrier()),
            evident: evident.of(one.item).map(str::to_owned),
            eased: one.item.eased,
            owner: answer.owner.clone(),
            by: date_words(&answer.by),
            note: answer.note.clone(),
        }
    };
    let first: Vec<SettleLine> = list.iter().map(line).collect();
    let blocking = list.iter().filter(|one| one.item.weight == Weight::Blocks).count();
    let unsaid = list.iter().filter(|one| one.item.weight == Weight::Blocks && one.state == Standing::Unsaid).count();
    let (said, of) = answered(answers);
    let sentence = match (blocking, list.len()) {
        (0, 0) => vec![plain("Nothing on the list "), strong("stands in the way"), plain(".")],
        (0, n) => vec![
            plain("Nothing on the list blocks the case; "),
            strong(if n == 1 { "one matter".to_owned() } else { format!("{} matters", count(n)) }),
            plain(" would make it stronger."),
        ],
        // before anybody has answered, what is open is a question and not a fault
        (n, _) if said == 0 => vec![
            strong(format!("{} {}", capital(&count(n)), if n == 1 { "question" } else { "questions" })),
            plain(" to settle first."),
        ],
        (n, _) => vec![
            strong(format!("{} {}", capital(&count(n)), if n == 1 { "matter" } else { "matters" })),
            plain(if n == 1 {
                " blocks the case until it is settled."
            } else {
                " block the case until they are settled."
            }),
        ],
    };
    let open = if unsaid == 0 || blocking == 0 || said == 0 {
        String::new()
    } else {
        format!(
            " Of the matters that block it, nothing has been said about {} yet.",
            if unsaid == blocking { "any".to_owned() } else { count(unsaid) }
        )
    };
    let support = format!(
        "You have answered {said} of {of}.{open} The list is the report\u{2019}s of 2009 with the themes of the 2020 review; it gives an order and no score."
    );
    let ownerless = first
        .iter()
        .filter(|line| line.weight == Weight::Blocks && (line.owner.trim().is_empty() || line.by.is_empty()))
        .count();
    let concerns = if said > 0 && ownerless > 0 {
        vec![Concern {
            strong: format!("{} of what blocks the case", capital(&count(ownerless))),
            rest: format!(" {} no owner or no date.", if ownerless == 1 { "has" } else { "have" }),
        }]
    } else {
        Vec::new()
    };
    let rail = if blocking > 0 { format!("{blocking} to settle") } else { String::new() };
    ReadinessWords { sentence, support, concerns, first, rail }
}

/// `2027-06-30` as it is read: 30 June 2027; anything else as it stands.
pub fn date_words(text: &str) -> String {
    let parts: Vec<&str> = text.trim().split('-').collect();
    if let [_, _, day] = parts.as_slice()
        && let (Ok(month), Ok(day)) = (crate::model::Month::parse(text), day.parse::<u8>())
    {
        return format!("{day} {month}");
    }
    text.trim().to_owned()
}

/// The items of a heading.
pub fn items_of(heading: Heading) -> impl Iterator<Item = &'static Item> {
    crate::model::matters::ITEMS.iter().filter(move |item| item.heading == heading)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::appraise;
    use crate::evidence::PRESETS;
    use crate::model::read;
    use serde_json::json;

    fn words(document: &Document) -> ReadinessWords {
        let scenario = read(document.value()).unwrap();
        readiness_words(&scenario, &evident(document, &scenario, &appraise(&scenario)))
    }

    #[test]
    fn the_figures_say_where_it_presses() {
        let mut document = PRESETS.last().unwrap().document();
        let found = words(&document);
        assert_eq!(found.rail, "10 to settle", "nothing is answered: what blocks, by the list");
        let line = |found: &ReadinessWords, id: &str| found.first.iter().find(|line| line.id == id).cloned();
        assert_eq!(
            line(&found, "net-donor").unwrap().evident.as_deref(),
            Some("By these figures Westvale loses over the term.")
        );
        assert!(
            found.support.starts_with("You have answered 0 of ") && !found.support.contains("nobody"),
            "{}",
            found.support
        );
        assert!(found.sentence.last().is_some_and(|part| part.text == " to settle first."), "{:?}", found.sentence);
        let settled = json!({ "state": "settled" });
        let items: serde_json::Map<String, serde_json::Value> =
            crate::model::matters::ITEMS.iter().map(|item| (item.id.to_owned(), settled.clone())).collect();
        document.set("readiness", Some(json!({ "items": items })));
        document
            .set("readiness.items.exit", Some(json!({ "state": "open", "owner": "Deputy chief", "by": "2027-06-30" })));
        let found = words(&document);
        let text: String = found.sentence.iter().map(|part| part.text.as_str()).collect();
        assert_eq!(text, "One matter blocks the case until it is settled.");
        assert_eq!(found.first.len(), 1);
        let exit = line(&found, "exit").unwrap();
        assert_eq!(
            (exit.owner.as_str(), exit.by.as_str(), exit.standing),
            ("Deputy chief", "30 June 2027", "Stands in the way")
        );
        assert!(exit.evident.unwrap().starts_with("No year of review"));
        assert_eq!(found.concerns, vec![]);
        document.set("readiness.items.exit.by", Some(json!("")));
        assert_eq!(words(&document).concerns.len(), 1, "an owner without a date");
    }

    #[test]
    fn dates_read_as_they_are_chosen_or_typed() {
        assert_eq!(date_words("2027-06-03"), "3 June 2027");
        assert_eq!(date_words(" next spring "), "next spring");
        assert_eq!(date_words("2027-13-03"), "2027-13-03");
    }
}
