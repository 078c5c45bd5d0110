//! Fair shares in words: who loses over the term, what settles it, and who would do better apart.

use super::headline::{Concern, Part, key_in_use, plain, strong};
use super::{count, listed, listed_within, years};
use crate::engine::Outcome;
use crate::engine::fair_shares::{Checked, FairShares, Group};
use crate::model::{PartnerKind, Pounds, Scenario};
use crate::words::capital;

/// What the page of fair shares says before it shows a figure.
#[derive(Debug, Clone, PartialEq)]
pub struct FairWords {
    /// The answer, in pieces.
    pub sentence: Vec<Part>,
    /// What stands below it.
    pub support: String,
    /// What to worry about.
    pub concerns: Vec<Concern>,
    /// What stands beside the page's name in the rail.
    pub rail: String,
}

impl FairWords {
    /// The sentence without its marks.
    pub fn text(&self) -> String {
        self.sentence.iter().map(|part| part.text.as_str()).collect()
    }
}

/// Below half a pound nothing is worth a word.
const NOTHING: f64 = 0.5;

struct Teller<'a> {
    scenario: &'a Scenario,
    outcome: &'a Outcome,
    fair: &'a FairShares,
}

/// The sentence, what stands under it and what to worry about.
pub fn fair_words(scenario: &Scenario, outcome: &Outcome, fair: &FairShares) -> FairWords {
    let teller = Teller { scenario, outcome, fair };
    let (sentence, support) = teller.sentence();
    FairWords { sentence, support, concerns: teller.concerns(), rail: teller.rail() }
}

/// `Kent, Essex and Suffolk`.
pub fn names_of(fair: &FairShares, members: &[usize]) -> String {
    let names: Vec<&str> =
        members.iter().filter_map(|place| fair.partners.get(*place)).map(|one| one.name.as_str()).collect();
    listed(&names)
}

/// Whether the scenario's balancing payments are those of the fair shares, to the pound a year.
pub fn is_adopted(scenario: &Scenario, fair: &FairShares) -> bool {
    !scenario.balancing.is_empty()
        && fair.partners.iter().all(|partner| {
            let pays = scenario.balancing.get(&partner.id).copied().unwrap_or_default();
            (pays.0 + partner.balancing_per_year.0).abs() < NOTHING
        })
}

/// Whether anything is paid at all under the scenario's terms.
pub fn pays_balancing(scenario: &Scenario) -> bool {
    scenario.partners.iter().any(|one| scenario.balancing.get(&one.id).is_some_and(|paid| paid.0.abs() > 0.005))
}

impl Teller<'_> {
    fn noun(&self, n: usize) -> &'static str {
        let forces = self.scenario.partners.iter().all(|partner| partner.kind == PartnerKind::Force);
        match (forces, n) {
            (true, 1) => "force",
            (true, _) => "forces",
            (false, 1) => "partner",
            (false, _) => "partners",
        }
    }

    /// What all fair payments come to a year.
    fn moved(&self) -> Pounds {
        self.fair.partners.iter().map(|one| Pounds(one.balancing_per_year.0.max(0.0))).sum()
    }

    fn as_shared(&self) -> String {
        let key = key_in_use(self.scenario);
        let adopted = if pays_balancing(self.scenario) { " and with the balancing payments" } else { "" };
        match key {
            Some("equal parts") => format!("Shared in equal parts{adopted}"),
            Some("custom shares") => format!("Shared by your own shares{adopted}"),
            Some(key) => format!("Shared by {key}{adopted}"),
            None => format!("As costs are shared now{}", if adopted.is_empty() { "" } else { adopted }),
        }
    }

    #[allow(clippy::too_many_lines, reason = "one case a sentence")]
    fn sentence(&self) -> (Vec<Part>, String) {
        let (fair, n) = (self.fair, self.scenario.partners.len());
        if !self.outcome.shares_anything() {
            let text = match n {
                0 => "Nothing is shared yet: there is nobody to share with.".to_owned(),
                1 => format!("{} alone has nothing to share out.", names_of(fair, &[0])),
                _ => "Nothing is shared yet, so there is nothing to share out.".to_owned(),
            };
            let next = "A fair share needs two partners and something that they share.";
            return (vec![plain(text)], next.to_owned());
        }
        if fair.grand_value.0 < NOTHING {
            let lost = Pounds(fair.items.iter().map(|item| item.npv.0.min(0.0)).sum());
            let mut parts = vec![strong("Nothing here is worth sharing"), plain(" beyond what each could reach alone")];
            if lost.0 < -NOTHING {
                parts.push(plain(", and sharing would cost all together "));
                parts.push(strong(lost.abs().short()));
                parts.push(plain(format!(" over {}", years(self.scenario.years as f64))));
            }
            parts.push(plain("."));
            return (parts, "There is no gain to divide, and no payment would make it fair.".to_owned());
        }
        let mut parts = vec![plain(format!("{}, ", self.as_shared()))];
        let donors: Vec<_> = self.outcome.net_donors().collect();
        match donors.iter().min_by(|a, b| a.npv.0.total_cmp(&b.npv.0)) {
            Some(worst) => {
                parts.push(strong(format!(
                    "{} loses {} over {}",
                    worst.name,
                    worst.npv.abs().short(),
                    years(self.scenario.years as f64)
                )));
                if donors.len() > 1 {
                    let n = donors.len() - 1;
                    parts.push(plain(format!(" ({} more {} as well)", count(n), if n == 1 { "does" } else { "do" })));
                }
            }
            None => parts.push(plain(format!("no {} loses over the term", self.noun(1)))),
        }
        let moved = self.moved();
        // nobody loses, and yet somebody is short: said in the same breath, since one without the other misleads
        let short = fair
            .partners
            .iter()
            .filter(|one| one.takes_part)
            .max_by(|a, b| a.balancing_per_year.0.total_cmp(&b.balancing_per_year.0));
        let short = short
            .filter(|one| donors.is_empty() && !is_adopted(self.scenario, fair) && one.balancing_per_year.0 >= 500.0);
        if let Some(short) = short {
            parts.push(plain(", but "));
            parts.push(strong(format!(
                "{} gets {} a year less than its fair share",
                short.name,
                short.balancing_per_year.short()
            )));
        }
        if is_adopted(self.scenario, fair) {
            parts.push(plain(": these are the fair shares, "));
            parts.push(plain(self.holds()));
        } else if moved.0 < NOTHING {
            parts.push(plain("; each already has its fair share of the gain, "));
            parts.push(plain(self.holds()));
        } else {
            parts.push(plain("; "));
            parts.push(strong(format!("{} a year of balancing payments", moved.short())));
            let worst = fair
                .partners
                .iter()
                .filter(|one| one.takes_part)
                .map(|one| (one.alone + one.shapley + one.npv_outside).0)
                .fold(f64::INFINITY, f64::min);
            parts.push(plain(if short.is_some() && worst >= -NOTHING {
                " would put it right, ".to_owned()
            } else if worst > NOTHING {
                format!(" leaves every {} better off, ", self.noun(1))
            } else if worst >= -NOTHING {
                format!(" leaves no {} worse off, ", self.noun(1))
            } else {
                " gives each its fair share of the gain, ".to_owned()
            }));
            parts.push(plain(self.holds()));
        }
        parts.push(plain("."));
        let support = format!(
            "A fair share is what a partner adds, averaged over every order in which the group could come together: {} of gain over {}{}, in today\u{2019}s money.",
            fair.grand_value.short(),
            years(self.scenario.years as f64),
            if self.outcome.totals.alone.0 > NOTHING { " beyond what each could reach alone" } else { "" }
        );
        (parts, support + &self.credited())
    }

    /// Where nothing is entered that each could save alone, that all of the saving is credited to sharing.
    fn credited(&self) -> String {
        let shared = || self.scenario.services.iter().filter(|service| service.members.len() > 1);
        let nothing: Vec<&str> =
            shared().filter(|one| one.alone_saving.0 == 0.0).map(|service| service.shown()).collect();
        let whose = match nothing.len() {
            0 => return String::new(),
            n if n == shared().count() => String::new(),
            _ => format!(" of {}", listed_within(&nothing)),
        };
        format!(" All of the saving{whose} is credited to sharing: nothing that each could save alone is entered.")
    }

    /// Whether fair shares hold against every group.
    fn holds(&self) -> String {
        let noun = self.noun(2);
        match (self.fair.blocking_fair_count, self.fair.checked) {
            (0, _) if self.taking_part() == 2 => "and neither would do better on its own".to_owned(),
            (0, Checked::Every) => format!("and no group of {noun} would do better on its own"),
            (0, Checked::Some(n)) => format!("and none of the {n} groups looked at would do better on its own"),
            (n, _) => format!(
                "yet {} of {noun} would still do better on {} own",
                groups(n),
                if n == 1 { "its" } else { "their" }
            ),
        }
    }

    fn taking_part(&self) -> usize {
        self.fair.partners.iter().filter(|one| one.takes_part).count()
    }

    #[allow(clippy::too_many_lines, reason = "one case a concern")]
    fn concerns(&self) -> Vec<Concern> {
        let (fair, mut all) = (self.fair, Vec::new());
        let mut say = |strong: String, rest: String| all.push(Concern { strong, rest });
        for item in fair.items.iter().filter(|item| item.is_not_worth_sharing()) {
            let lost = if item.npv.0 < -NOTHING {
                format!(" together it loses {} over {}", item.npv.abs().short(), years(self.scenario.years as f64))
            } else {
                " it brings nothing beyond what each could reach alone".to_owned()
            };
            say(format!("{} is not worth sharing:", item.name), format!("{lost}. It is left out of the fair shares."));
        }
        for partner in fair.partners.iter().filter(|one| one.shapley.0 < -NOTHING) {
            let without = partner.value_without - fair.grand_value;
            let rest = if without.0 > NOTHING {
                format!(
                    " without it the others would gain {} more, so its fair share is to pay {}.",
                    without.short(),
                    partner.shapley.abs().short()
                )
            } else {
                format!(" on average it takes {} from what the others could gain.", partner.shapley.abs().short())
            };
            say(format!("{} lowers the gain:", partner.name), rest);
        }
        if fair.grand_value.0 >= NOTHING {
            let idle: Vec<&str> = fair
                .partners
                .iter()
                .filter(|one| one.takes_part && one.shapley.0.abs() < NOTHING)
                .map(|one| one.name.as_str())
                .collect();
            if !idle.is_empty() {
                let (adds, has) = if idle.len() == 1 { ("adds", "has") } else { ("add", "have") };
                say(format!("{} {adds} nothing to the gain", listed(&idle)), format!(", and so {has} no share in it."));
            }
            let shares = || fair.partners.iter().filter(|one| one.takes_part).map(|one| one.shapley.0);
            let (least, most) = (shares().fold(f64::INFINITY, f64::min), shares().fold(f64::NEG_INFINITY, f64::max));
            if self.taking_part() > 1 && most - least < 1.0 && idle.is_empty() {
                say("All add the same:".to_owned(), format!(" each has a fair share of {}.", Pounds(least).short()));
            }
        }
        if let Some(group) = &fair.better_group {
            let left: Vec<usize> = (0..fair.partners.len())
                .filter(|place| {
                    !group.members.contains(place) && fair.partners.get(*place).is_some_and(|one| one.takes_part)
                })
                .collect();
            say(
                format!("{} would gain {} more", names_of(fair, &group.members), group.excess.short()),
                if left.is_empty() {
                    " than all together.".to_owned()
                } else {
                    format!(" without {}.", names_of(fair, &left))
                },
            );
        }
        if let Some(worst) = fair.blocking.first() {
            let terms =
                if pays_balancing(self.scenario) { "the balancing payments as they are" } else { "the present terms" };
            say(
                format!(
                    "Under {terms} {} would do better on {} own",
                    groups(fair.blocking_count),
                    if fair.blocking_count == 1 { "its" } else { "their" }
                ),
                format!(": {}.", group_words(fair, worst)),
            );
        }
        if fair.blocking_fair_count > 0 {
            let rest = match &fair.stable {
                Some(stable) if stable.shortfall.0 > 0.01 => format!(
                    ": no terms keep every group. The terms that come nearest leave the worst-off group {} short; they are shown below.",
                    stable.shortfall.short()
                ),
                Some(_) => ": terms under which no group would leave are shown below.".to_owned(),
                None => format!(
                    ": {}.",
                    fair.blocking_fair.first().map_or_else(String::new, |group| group_words(fair, group))
                ),
            };
            say("Even with fair shares, some would do better apart".to_owned(), rest);
        }
        if let Checked::Some(n) = fair.checked {
            say(
                format!("With {} partners not every group is looked at:", fair.partners.len()),
                format!(" {n} are: each partner, each pair, all but one, and the members of each service."),
            );
        }
        if let Some(error) = fair.partners.iter().filter_map(|one| one.shapley_se).max_by(|a, b| a.0.total_cmp(&b.0)) {
            say(
                "A service of more than 20 members is sampled:".to_owned(),
                format!(
                    " fair shares are known to within {} or so, twice their standard error.",
                    Pounds(2.0 * error.0).short()
                ),
            );
        }
        all
    }

    fn rail(&self) -> String {
        if !self.outcome.shares_anything() {
            return String::new();
        }
        match self.outcome.net_donors().count() {
            0 => "nobody loses".to_owned(),
            1 => "1 loses".to_owned(),
            n => format!("{n} lose"),
        }
    }
}

/// `one group`, `three groups`.
fn groups(n: usize) -> String {
    format!("{} {}", count(n), if n == 1 { "group" } else { "groups" })
}

/// `Kent and Essex would be £1.2m better off on their own`.
pub fn group_words(fair: &FairShares, group: &Group) -> String {
    let (own, would) =
        if group.members.len() == 1 { ("without the others", "would be") } else { ("on their own", "would be") };
    format!("{} {would} {} better off {own}", capital(&names_of(fair, &group.members)), group.excess.short())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::appraise;
    use crate::engine::fair_shares::fair_shares;
    use crate::evidence::{PRESETS, blank};
    use crate::model::{Document, read};
    use serde_json::json;

    fn of(document: &Document) -> FairWords {
        let scenario = read(document.value()).unwrap();
        let outcome = appraise(&scenario);
        fair_words(&scenario, &outcome, &fair_shares(&scenario, &outcome))
    }

    fn learning() -> Document {
        PRESETS.last().unwrap().document()
    }

    fn concerns(words: &FairWords) -> String {
        words.concerns.iter().map(|one| format!("{}{}", one.strong, one.rest)).collect::<Vec<_>>().join(" | ")
    }

    /// Three equal forces and one service without scale, one-off cost or overhead: whatever each brings counts.
    fn three(costs: [f64; 3]) -> Document {
        let ids = ["a", "b", "c"];
        let baseline: serde_json::Map<String, serde_json::Value> = ids
            .iter()
            .zip(costs)
            .map(|(id, cost)| ((*id).to_owned(), json!({ "fte": 0, "cost_per_fte": 0, "non_pay": cost })))
            .collect();
        Document::new(json!({
            "schema": 1, "first_year": 2026, "years": 1, "discount_rate": 0,
            "partners": ids.map(|id| json!({ "id": id, "name": id.to_uppercase(), "budget": 1 })),
            "services": [{ "id": "s", "name": "Service", "members": ids, "go_live": 0, "ramp_years": 1, "overhead": 0,
                "baseline": baseline, "saving": { "low": 0.1, "likely": 0.1, "high": 0.1 }, "scale_share": 0,
                "one_off": { "redundancy_share": 0 }, "sharing": { "key": "equal" } }],
        }))
    }

    #[test]
    fn one_partner_or_nothing_shared_has_an_answer_in_words() {
        let mut document = blank();
        assert_eq!(of(&document).text(), "Nothing is shared yet: there is nobody to share with.");
        document.set("partners", Some(json!([{ "id": "a", "name": "Kent" }])));
        assert_eq!(of(&document).text(), "Kent alone has nothing to share out.");
        document.set("partners", Some(json!([{ "id": "a", "name": "Kent" }, { "id": "b", "name": "Essex" }])));
        assert_eq!(of(&document).text(), "Nothing is shared yet, so there is nothing to share out.");
    }

    #[test]
    fn a_net_donor_and_the_payment_that_settles_it() {
        let words = of(&learning());
        let text = words.text();
        assert!(text.starts_with("Shared by budget, Westvale loses £1.7m over 10 years; "), "{text}");
        assert!(
            text.contains(" a year of balancing payments leaves every partner better off")
                || text.contains(" leaves every force better off"),
            "{text}"
        );
        assert!(text.ends_with("and neither would do better on its own."), "{text}");
    }

    #[test]
    fn equals_are_said_to_be_equal() {
        // by hand: 10 % of 300 shared by three who are alike
        let words = of(&three([100.0, 100.0, 100.0]));
        assert!(
            words
                .text()
                .starts_with("Shared in equal parts, no partner loses over the term; each already has its fair share")
                || words.text().contains("no force loses over the term; each already has"),
            "{}",
            words.text()
        );
        assert!(concerns(&words).contains("All add the same: each has a fair share of £10."), "{}", concerns(&words));
    }

    #[test]
    fn one_who_adds_nothing_has_no_share() {
        // the whole saving comes from size, and C brings none
        let mut document = three([100.0, 100.0, 0.0]);
        document.set("services.s.scale_share", Some(json!(1)));
        let words = of(&document);
        assert!(
            concerns(&words).contains("C adds nothing to the gain, and so has no share in it."),
            "{}",
            concerns(&words)
        );
    }

    #[test]
    fn what_is_not_worth_sharing_is_named_with_what_it_loses() {
        let mut document = three([100.0, 100.0, 100.0]);
        document.set("services.s.one_off.programme", Some(json!(1_000)));
        let words = of(&document);
        assert!(words.text().starts_with("Nothing here is worth sharing"), "{}", words.text());
        assert!(
            concerns(&words).contains("Service is not worth sharing: together it loses £970 over 1 year"),
            "{}",
            concerns(&words)
        );
    }

    #[test]
    fn one_who_lowers_the_gain_is_named_with_the_better_group() {
        // joining costs 60 each; by hand a and b gain 200 − 120 = 80 (rate 10 %), with c 210 − 180 = 30
        let mut document = three([1_000.0, 1_000.0, 100.0]);
        document.set("services.s.one_off.per_partner", Some(json!(60)));
        let words = of(&document);
        let told = concerns(&words);
        assert!(told.contains("C lowers the gain: without it the others would gain £50 more"), "{told}");
        assert!(told.contains("A and B would gain £50 more without C."), "{told}");
        assert!(words.text().contains("gives each its fair share of the gain"), "{}", words.text());
    }
}
