//! The answer in a sentence, generated from the outcome and true in every case.

use super::payback::{Payback, payback};
use super::{count, listed, listed_within, named_or_counted, years};
use crate::engine::Outcome;
use crate::model::{PartnerKind, Pounds, Scenario};
use crate::words::capital;

/// A piece of a sentence; strong pieces carry the figures.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// What it says.
    pub text: String,
    /// Whether it carries a figure.
    pub strong: bool,
}

/// What a chief officer reads first.
#[derive(Debug, Clone, PartialEq)]
pub struct Headline {
    /// The answer, in pieces.
    pub sentence: Vec<Part>,
    /// What stands below it.
    pub support: String,
    /// What to worry about first, if anything.
    pub concern: Option<Concern>,
}

/// What to worry about first.
#[derive(Debug, Clone, PartialEq)]
pub struct Concern {
    /// The part that is stressed.
    pub strong: String,
    /// The rest of the sentence.
    pub rest: String,
}

impl Headline {
    /// The sentence without its marks.
    pub fn text(&self) -> String {
        self.sentence.iter().map(|part| part.text.as_str()).collect()
    }
}

pub(super) fn plain(text: impl Into<String>) -> Part {
    Part { text: text.into(), strong: false }
}

pub(super) fn strong(text: impl Into<String>) -> Part {
    Part { text: text.into(), strong: true }
}

/// The sentence, what stands under it and what to worry about.
#[allow(clippy::too_many_lines, reason = "what the page says, in the order in which it is read")]
pub fn headline(scenario: &Scenario, outcome: &Outcome) -> Headline {
    let Some(full_year) = outcome.totals.full_year else { return nothing_yet(scenario) };
    let totals = &outcome.totals;
    let services: Vec<&str> = outcome.services.iter().filter(|one| one.shared).map(|one| one.name.as_str()).collect();
    let bought: Vec<&str> = outcome.procurement.iter().filter(|one| one.shared).map(|one| one.name.as_str()).collect();
    let taking_part = (0..outcome.partners.len()).filter(|place| outcome.takes_part(*place)).count();
    let what = match (services.is_empty(), bought.is_empty()) {
        (false, true) => format!("Sharing {}", named_or_counted(&services, "services")),
        (true, _) => format!("Buying {} together", named_or_counted(&bought, "categories")),
        (false, false) => {
            format!(
                "Sharing {} and buying {} together",
                named_or_counted(&services, "services"),
                named_or_counted(&bought, "categories")
            )
        }
    };
    let mut sentence = vec![plain(format!("{what}, {} would ", partners(scenario, taking_part)))];
    let saving = totals.full_year_saving;
    let year = outcome.year(full_year);
    let cut = outcome.services.iter().any(|service| service.is_cut);
    let worthless = saving.abs().0 < 0.5;
    if worthless {
        sentence.push(strong("save nothing"));
        sentence.push(plain(format!(" a year by {year}")));
    } else if saving.0 > 0.0 {
        sentence.push(plain(if cut { "spend " } else { "save " }));
        sentence.push(strong(format!("{} a year{}", saving.short(), if cut { " less" } else { "" })));
        sentence.push(plain(format!(" from {year}")));
    } else {
        sentence.push(plain("cost "));
        sentence.push(strong(format!("{} a year more", saving.abs().short())));
        sentence.push(plain(format!(" from {year}")));
    }
    let term = years(scenario.years as f64);
    match payback(scenario, outcome) {
        Payback::AtOnce if worthless => {}
        Payback::NothingEntered => {
            sentence.push(plain("; "));
            sentence.push(strong("no one-off cost is entered"));
            sentence.push(plain(", so nobody can say when it pays back"));
        }
        Payback::AtOnce if scenario.years == 1 => {
            sentence.push(plain(" and not be out of pocket at the end of the year"));
        }
        Payback::AtOnce => sentence.push(plain(format!(" and not be out of pocket at the end of any of the {term}"))),
        Payback::After(wait) => {
            let change = if saving.0 > 0.0 {
                ", and the change would pay for itself in "
            } else {
                ", yet the change would pay for itself in "
            };
            sentence.push(plain(change));
            sentence.push(strong(years(wait)));
        }
        Payback::Never => {
            sentence.push(plain(if saving.0 > 0.0 { ", but the change would " } else { ", and the change would " }));
            sentence.push(strong("not pay for itself"));
            sentence.push(plain(format!(" within {term}")));
        }
    }
    if let Some(paid) = balancing(outcome) {
        sentence.push(plain("; between them they pay "));
        sentence.push(strong(format!("{} a year", paid.short())));
        sentence.push(plain(" in balancing payments"));
    }
    sentence.push(plain("."));
    Headline { sentence, support: support(scenario, outcome), concern: concern(scenario, outcome) }
}

/// What partners pay one another a year under adopted terms; none where they pay nothing.
pub(super) fn balancing(outcome: &Outcome) -> Option<Pounds> {
    let paid: Pounds = outcome.partners.iter().map(|partner| Pounds(partner.balancing.0.max(0.0))).sum();
    (paid.0 >= 0.5).then_some(paid)
}

fn partners(scenario: &Scenario, n: usize) -> String {
    let all_forces = scenario.partners.iter().all(|partner| partner.kind == PartnerKind::Force);
    format!("{} {}", count(n), if all_forces { "forces" } else { "partners" })
}

fn nothing_yet(scenario: &Scenario) -> Headline {
    let names: Vec<&str> = scenario.partners.iter().map(crate::model::Partner::shown).collect();
    let (text, support) = match names.len() {
        0 => (
            "Which forces would work together?".to_owned(),
            "Choose two or more under Partners, or start from an example.",
        ),
        1 => (format!("{} and who else?", listed(&names)), "Choose at least one more under Partners."),
        n if n > 6 => (
            format!("These {} share nothing yet.", partners(scenario, n)),
            "Add a service that they would share, or something that they would buy together.",
        ),
        _ => (
            format!("{} share nothing yet.", listed(&names)),
            "Add a service that they would share, or something that they would buy together.",
        ),
    };
    Headline { sentence: vec![plain(text)], support: support.to_owned(), concern: None }
}

fn support(scenario: &Scenario, outcome: &Outcome) -> String {
    let totals = &outcome.totals;
    let worth = if totals.npv.0 < -0.5 { "a loss of" } else { "worth" };
    let mut text = format!(
        "Over {} that is {worth} {} in today\u{2019}s money, {}, after {} of one-off cost.",
        years(scenario.years as f64),
        totals.npv.abs().short(),
        cash_words(totals.npv, totals.npv_cash),
        totals.one_off.short()
    );
    if totals.alone.0 > 0.5 {
        let part = if totals.alone.0 <= totals.npv.0 { " of it" } else { "" };
        text += &format!(" Improving alone would reach {}{part}.", totals.alone.short());
    }
    text
}

/// How much of a net present value is cash: `of which £14.2m is cash`.
pub fn cash_words(npv: Pounds, cash: Pounds) -> String {
    if (npv.0 - cash.0).abs() < 0.5 {
        return "all of it counted as cash".into();
    }
    match (npv.0 > 0.5, cash.0 < -0.5) {
        (true, true) => format!("with a loss of {} in cash", cash.abs().short()),
        (true, false) => format!("of which {} is cash", cash.short()),
        // what is not cash makes a loss in cash larger than the loss
        (false, _) => format!("{} in cash", cash.abs().short()),
    }
}

fn concern(scenario: &Scenario, outcome: &Outcome) -> Option<Concern> {
    if let Some(cut) = outcome.services.iter().zip(&scenario.services).find(|(found, _)| found.is_cut) {
        let less = crate::model::Rate(-cut.1.service_change.0);
        return Some(Concern {
            strong: format!("{} is a cut, not a saving:", capital(&cut.0.name)),
            rest: format!(" it would deliver {less} less, and its cost falls by no more than that."),
        });
    }
    let donors: Vec<&crate::engine::PartnerOutcome> = outcome.net_donors().collect();
    if let Some(worst) = donors.iter().min_by(|a, b| a.npv.0.total_cmp(&b.npv.0)) {
        // two measures, each named: a year at full effect, or the whole term
        let pays_more = worst.full_year_net.0 < -0.5;
        let strong = if pays_more {
            format!("{} would pay {} a year more than now", worst.name, worst.full_year_net.abs().short())
        } else {
            format!("{} would lose {} over {}", worst.name, worst.npv.abs().short(), years(scenario.years as f64))
        };
        let others = match donors.len() {
            1 => String::new(),
            n => format!(" {} more would lose as well.", capital(&count(n - 1))),
        };
        let when = if pays_more { " at full effect" } else { "" };
        let key = key_in_use(scenario).map_or_else(String::new, |key| format!(" if costs are shared by {key}"));
        let total: Pounds = outcome.partners.iter().map(|partner| partner.npv).sum();
        let settle = if total.0 > 0.5 {
            " All together they gain, so a balancing payment could leave every one better off."
        } else {
            ""
        };
        return Some(Concern { strong, rest: format!("{when}{key}.{others}{settle}") });
    }
    outcome.warnings.first().map(|warning| Concern {
        strong: "Before you rely on this:".into(),
        rest: format!(" {}.", super::warning_words(warning)),
    })
}

/// Every key in use: `by budget` where there is one, else each with what it shares; none where nothing is shared out.
pub fn keys_words(scenario: &Scenario) -> Option<String> {
    let services =
        scenario.services.iter().filter(|one| one.members.len() > 1).map(|one| (one.shown(), one.sharing.key));
    let bought = scenario.procurement.iter().filter(|one| one.members.len() > 1);
    let bought = bought.filter(|one| one.one_off.programme.0 + one.one_off.per_partner.0 > 0.0);
    let all: Vec<_> = services.chain(bought.map(|one| (one.shown(), one.sharing.key))).collect();
    let (_, first) = *all.first()?;
    let label = |key: crate::model::Key| crate::words::terms::key_label(key.noun());
    let said = |key: crate::model::Key| match label(key) {
        of @ ("equal parts" | "custom shares") => format!("in {of}"),
        of => format!("by {of}"),
    };
    if all.iter().all(|(_, key)| *key == first) {
        return Some(said(first));
    }
    let mut keys: Vec<(crate::model::Key, Vec<&str>)> = Vec::new();
    for (name, key) in &all {
        match keys.iter_mut().find(|(one, _)| one == key) {
            Some((_, names)) => names.push(name),
            None => keys.push((*key, vec![name])),
        }
    }
    let each = keys.into_iter().map(|(key, names)| format!("{} {}", listed_within(&names), said(key)));
    Some(each.collect::<Vec<_>>().join("; "))
}

/// The one key by which every shared service is shared, where there is one.
pub(super) fn key_in_use(scenario: &Scenario) -> Option<&'static str> {
    let mut keys =
        scenario.services.iter().filter(|service| service.members.len() > 1).map(|service| service.sharing.key);
    let first = keys.next()?;
    keys.all(|key| key == first).then(|| crate::words::terms::key_label(first.noun()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::appraise;
    use crate::evidence::{PRESETS, blank};
    use crate::model::{Document, read};
    use serde_json::json;

    fn of(document: &Document) -> Headline {
        let scenario = read(document.value()).unwrap();
        headline(&scenario, &appraise(&scenario))
    }

    fn learning() -> Document {
        PRESETS.last().unwrap().document()
    }

    #[test]
    fn nothing_yet_asks_for_the_next_step() {
        let mut document = blank();
        assert_eq!(of(&document).text(), "Which forces would work together?");
        document.set("partners", Some(json!([{ "id": "a", "name": "Kent" }])));
        assert_eq!(of(&document).text(), "Kent and who else?");
        document.set("partners", Some(json!([{ "id": "a", "name": "Kent" }, { "id": "b", "name": "Essex" }])));
        assert_eq!(of(&document).text(), "Kent and Essex share nothing yet.");
    }

    #[test]
    fn a_saving_a_payback_and_a_net_donor() {
        // by hand: HR saves 2.4m × (20 % − 2 %) = 432,000 a year, uniform 103,500: £535,500, shown to the thousand
        let found = of(&learning());
        let text = found.text();
        assert!(text.starts_with("Sharing HR and buying uniform together, two forces would save £536,000 a year from 2028/29, and the change would pay for itself in "), "{text}");
        let concern = found.concern.unwrap();
        // Westvale: charged 984,000 for what costs 800,000, less 14,500 of cheaper handcuffs: 169,500
        assert_eq!(concern.strong, "Westvale would pay £170,000 a year more than now");
        assert!(concern.rest.starts_with(" at full effect if costs are shared by budget."));
    }

    #[test]
    fn a_loss_is_not_called_a_saving() {
        let mut document = learning();
        document.set("procurement", Some(json!([])));
        document.set("services.hr.saving", Some(json!({ "low": 0, "likely": 0, "high": 0 })));
        let text = of(&document).text();
        assert!(
            text.contains(
                "would cost £48,000 a year more from 2028/29, and the change would not pay for itself within 10 years."
            ),
            "{text}"
        );
    }

    #[test]
    fn a_saving_that_comes_too_late_does_not_pay() {
        let mut document = learning();
        document.set("services.hr.one_off.programme", Some(json!(90_000_000)));
        assert!(of(&document).text().ends_with(", but the change would not pay for itself within 10 years."));
    }

    /// "Payback 0 years" was said of a service that nobody had entered a cost for.
    #[test]
    fn without_one_off_cost_nobody_knows_the_payback() {
        let mut document = learning();
        document.set("services.hr.one_off", Some(json!({ "redundancy_share": 0 })));
        document.set("procurement", Some(json!([])));
        let text = of(&document).text();
        assert!(text.ends_with("; no one-off cost is entered, so nobody can say when it pays back."), "{text}");
    }

    #[test]
    fn payments_between_partners_are_in_the_sentence() {
        let mut document = learning();
        document.set("balancing", Some(json!({ "eastmoor": 200_000, "westvale": -200_000 })));
        let text = of(&document).text();
        assert!(text.ends_with("; between them they pay £200,000 a year in balancing payments."), "{text}");
    }

    #[test]
    fn a_cut_is_called_a_cut() {
        let mut document = learning();
        document.set("services.hr.service_change", Some(json!(-0.45)));
        let found = of(&document);
        assert!(found.text().contains("would spend £536,000 a year less"), "{}", found.text());
        assert_eq!(found.concern.unwrap().strong, "HR is a cut, not a saving:");
    }

    #[test]
    fn nothing_saved_and_nothing_spent_is_said_so() {
        let mut document = learning();
        document.set("services", Some(json!([])));
        document.set("procurement.uniform.items", Some(json!([])));
        document.set("procurement.uniform.sharing", Some(json!({ "key": "equal" })));
        assert_eq!(of(&document).text(), "Buying uniform together, two forces would save nothing a year by 2026/27.");
    }
}
