//! What the first page says beside the sentence: the range inside it, the one thing to see to with the way there, and whose
//! figures it rests on.

use super::headline::{Concern, Part, headline};
use super::{Whose, listed, listed_within, named_or_counted, whose};
use crate::engine::fair_shares::{FairShares, full_year_fair};
use crate::engine::uncertainty::Uncertain;
use crate::engine::{Outcome, ServiceOutcome};
use crate::model::{Document, Pounds, Rate, Scenario, Service};
use crate::words::{figure_places, mark_of};

/// The way to what is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Fair shares: who pays whom.
    Settle,
    /// Services and their terms.
    Terms,
}

/// What to see to, and the way there.
#[derive(Debug, Clone, PartialEq)]
pub struct ToDo {
    /// What to see to.
    pub concern: Concern,
    /// Where that is done, and what the button says.
    pub way: Option<(Way, &'static str)>,
}

/// The sentence with the range of what is saved a year, where it is drawn.
pub fn ranged_sentence(scenario: &Scenario, outcome: &Outcome, drawn: Option<&Uncertain>) -> Vec<Part> {
    let mut parts = headline(scenario, outcome).sentence;
    let saves = outcome.totals.full_year.is_some() && outcome.totals.full_year_saving.0 >= 0.5;
    if let Some(place) = parts.iter().position(|part| part.strong).filter(|_| saves) {
        let range = drawn.map_or_else(
            || "(range to follow)".to_owned(),
            |drawn| {
                let found = &drawn.full_year_saving;
                format!("({} to {})", Pounds(found.p10).short(), Pounds(found.p90).short())
            },
        );
        parts.insert(place + 1, Part { text: format!(" {range}"), strong: false });
    }
    parts
}

/// A shortfall below this part of the saving is not worth a word.
const NOTABLE: f64 = 0.005;

/// The one thing to see to first: who loses, or who gets least against a fair share; none where nothing is to be said.
pub fn to_do(scenario: &Scenario, outcome: &Outcome, fair: Option<&FairShares>) -> Option<ToDo> {
    let said = headline(scenario, outcome).concern;
    let loses = outcome.net_donors().next().is_some();
    let cut = outcome.services.iter().any(|service| service.is_cut);
    if loses || cut {
        let way = if cut { (Way::Terms, "See the service") } else { (Way::Settle, "See who pays whom") };
        return said.map(|concern| ToDo { concern, way: Some(way) });
    }
    if let Some(short) = fair.and_then(|fair| shortfall(outcome, fair)) {
        return Some(short);
    }
    said.map(|concern| ToDo { concern, way: None })
}

/// Who gets least against its fair share, a year at full effect.
fn shortfall(outcome: &Outcome, fair: &FairShares) -> Option<ToDo> {
    let gaps = full_year_fair(outcome, fair)
        .into_iter()
        .zip(&outcome.partners)
        .map(|(share, partner)| (share - partner.full_year_net.0, partner));
    let (gap, worst) = gaps.max_by(|a, b| a.0.total_cmp(&b.0))?;
    if gap < NOTABLE * outcome.totals.full_year_saving.0.abs() || gap < 500.0 {
        return None;
    }
    let paid: f64 = fair.partners.iter().map(|one| one.balancing_per_year.0.max(0.0)).sum();
    let settle = if paid >= 0.5 {
        format!(" Payments of {} a year between partners put it right.", Pounds(paid).short())
    } else {
        String::new()
    };
    Some(ToDo {
        concern: Concern {
            strong: format!("{} gets {} a year less than its fair share.", worst.name, Pounds(gap).short()),
            rest: format!(" Nobody loses over the term.{settle}"),
        },
        way: Some((Way::Settle, "See who pays whom")),
    })
}

/// That costs of today stand in the money of 2017/18, of which services, and what to do; nothing where none do.
pub fn old_money(document: &Document) -> Option<String> {
    let services: Vec<String> = document
        .entries("services")
        .into_iter()
        .filter(|id| {
            let members = document.ids(&format!("services.{id}.members"));
            let mark = |member: &String| mark_of(document, &format!("services.{id}.baseline.{member}.cost_per_fte"));
            members.iter().any(|member| mark(member).starts_with("published:") || mark(member) == "estimate:poa-median")
        })
        .map(|id| document.text(&format!("services.{id}.name")).to_owned())
        .collect();
    (!services.is_empty()).then(|| {
        format!(
            "Today’s costs in {} are budgets of 2017/18, in that year’s prices. Bring them forward under Shared services, or enter your own.",
            named_or_counted(&services, "services")
        )
    })
}

/// What can go wrong with a service, where it is entered, and what it is called in a sentence.
const ALLOWANCES: [(&str, &str); 6] = [
    ("haircut", "benefits that fall short"),
    ("one_off.optimism_bias", "cost that overruns"),
    ("stranded.share", "cost left behind"),
    ("one_off.parallel_months", "running old and new side by side"),
    ("cashable", "savings that cannot be taken out of budgets"),
    ("one_off.redundancy_share", "how many posts end in redundancy"),
];

/// What nobody has allowed for, and in which services; a nought that somebody typed is an answer. None where all is answered.
pub fn not_allowed_for(document: &Document) -> Option<String> {
    let services: Vec<String> = document
        .entries("services")
        .into_iter()
        .filter(|id| document.ids(&format!("services.{id}.members")).len() > 1)
        .collect();
    // a figure that stands in the scenario was chosen, whoever chose it; what is absent is the default
    let open = |id: &String, field: &str| {
        let place = format!("services.{id}.{field}");
        mark_of(document, &place).is_empty() && document.get(&place).is_none()
    };
    let asked: Vec<&str> = ALLOWANCES
        .iter()
        .filter(|(field, _)| services.iter().any(|id| open(id, field)))
        .map(|(_, words)| *words)
        .collect();
    let where_open: Vec<String> = services
        .iter()
        .filter(|id| ALLOWANCES.iter().any(|(field, _)| open(id, field)))
        .map(|id| document.text(&format!("services.{id}.name")).to_owned())
        .collect();
    (!asked.is_empty()).then(|| {
        format!(
            "No figures are entered for {} to allow for {}: our assumptions are used. Enter a figure, or nil, under Shared services.",
            listed_within(&where_open),
            listed(&asked)
        )
    })
}

/// That budgets of partners are of a year before the scenario's first one; nothing where they are not.
pub fn old_budgets(document: &Document) -> Option<String> {
    let first = document.number("first_year")? as u32;
    let of = |id: &String| {
        let year =
            mark_of(document, &format!("partners.{id}.budget")).rsplit_once(':')?.1.get(..4)?.parse::<u32>().ok()?;
        (year < first).then(|| (year, document.text(&format!("partners.{id}.name")).to_owned()))
    };
    let old: Vec<(u32, String)> = document.entries("partners").iter().filter_map(of).collect();
    let year = old.iter().map(|(year, _)| *year).min()?;
    let ago = first - year;
    let whose = if old.len() == document.entries("partners").len() {
        "Budgets of all partners".to_owned()
    } else {
        let names: Vec<String> = old.into_iter().map(|(_, name)| name).collect();
        format!("{} of {}", if names.len() == 1 { "The budget" } else { "Budgets" }, listed(&names))
    };
    Some(format!(
        "{whose} {} of {year}/{:02}, {} before the first year here.",
        if whose.starts_with("The") { "is" } else { "are" },
        (year + 1) % 100,
        if ago == 1 { "a year".to_owned() } else { crate::words::years(f64::from(ago)) }
    ))
}

/// What a service's saving comes to once the shared unit is run: `20% saved, less 2% for running it, is 18% of the cost today.`
pub fn net_rate_words(service: &Service, found: &ServiceOutcome) -> String {
    let (rate, overhead) = (found.rate, service.overhead);
    if overhead.0 == 0.0 {
        return format!("{rate} of the cost today, with nothing for running it.");
    }
    format!("{rate} saved, less {overhead} for running it, is {} of the cost today.", Rate(rate.0 - overhead.0))
}

/// Figures of one kind of source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rests {
    /// Whose they are.
    pub whose: Whose,
    /// How that is said.
    pub words: &'static str,
    /// How many there are.
    pub count: usize,
    /// The places of its figures, the oldest first where they have a date.
    pub places: Vec<String>,
}

/// Whose figures the answer rests on, in an order that is always the same; kinds without a figure are left out.
pub fn rests_on(document: &Document) -> Vec<Rests> {
    let kinds = [
        (Whose::Yours, "yours"),
        (Whose::Reference, "published"),
        (Whose::Estimate, "estimated"),
        (Whose::Unsaid, "as the example has them"),
    ];
    let all = figure_places(document);
    let of = |kind: Whose, words: &'static str| {
        let mut places: Vec<(String, &String)> = all
            .iter()
            .filter(|place| whose(document, place).0 == kind)
            .map(|place| (mark_of(document, place).to_owned(), place))
            .collect();
        places.sort();
        let places: Vec<String> = places.into_iter().map(|(_, place)| place.clone()).collect();
        Rests { whose: kind, words, count: places.len(), places }
    };
    kinds.into_iter().map(|(kind, words)| of(kind, words)).filter(|rests| rests.count > 0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::appraise;
    use crate::engine::fair_shares::fair_shares;
    use crate::engine::uncertainty::uncertainty;
    use crate::evidence::PRESETS;
    use crate::model::read;

    /// Five forces by budget: the smallest is short of its share by hand, £514,342 less £259,789 a year.
    /// By hand: budgets of 2025/26 in a scenario that begins in 2026/27, and in one that begins a year earlier.
    #[test]
    fn a_budget_that_is_a_year_old_is_said() {
        let mut document = PRESETS[0].document();
        assert_eq!(
            old_budgets(&document).as_deref(),
            Some("Budgets of all partners are of 2025/26, a year before the first year here.")
        );
        document.set("provenance.partners.derbyshire.budget", None);
        document.set("first_year", Some(serde_json::json!(2025)));
        assert_eq!(old_budgets(&document), None);
    }

    #[test]
    fn who_gets_least_is_named_with_the_way_to_settle_it() {
        let document = crate::evidence::on_ratios();
        let scenario = read(document.value()).expect("it is sound");
        let outcome = appraise(&scenario);
        let fair = fair_shares(&scenario, &outcome);
        let found = to_do(&scenario, &outcome, Some(&fair)).expect("somebody is short");
        assert_eq!(found.concern.strong, "Lincolnshire gets £255,000 a year less than its fair share.");
        assert_eq!(
            found.concern.rest,
            " Nobody loses over the term. Payments of £366,000 a year between partners put it right."
        );
        assert_eq!(found.way, Some((Way::Settle, "See who pays whom")));
        // before fair shares are there nothing is said of them
        assert!(to_do(&scenario, &outcome, None).is_none_or(|one| one.way.is_none()));
    }

    #[test]
    fn the_range_stands_inside_the_sentence_once_it_is_drawn() {
        let document = crate::evidence::on_ratios();
        let scenario = read(document.value()).expect("it is sound");
        let outcome = appraise(&scenario);
        let text = |drawn: Option<&Uncertain>| -> String {
            ranged_sentence(&scenario, &outcome, drawn).iter().map(|part| part.text.as_str()).collect()
        };
        assert!(text(None).contains("would save £3.6m a year (range to follow) from "), "{}", text(None));
        let drawn = uncertainty(&scenario);
        let range = format!(
            "({} to {})",
            Pounds(drawn.full_year_saving.p10).short(),
            Pounds(drawn.full_year_saving.p90).short()
        );
        assert!(text(Some(&drawn)).contains(&format!("£3.6m a year {range} from ")), "{}", text(Some(&drawn)));
    }

    /// Figures of 2017/18 stood in the answer as if they were of today.
    #[test]
    fn money_of_another_year_is_said() {
        let mut document = crate::evidence::on_ratios();
        assert_eq!(old_money(&document), None);
        let mut marks = document.get("provenance").cloned().unwrap_or_default();
        marks["services.hr.baseline.derbyshire.cost_per_fte"] = "published:2017-18".into();
        document.set("provenance", Some(marks));
        assert!(
            old_money(&document).is_some_and(|text| text.starts_with("Today’s costs in HR are budgets of 2017/18"))
        );
    }

    /// Kinds add up to all figures that depend on the partners.
    #[test]
    fn kinds_of_figures_add_up() {
        for preset in PRESETS {
            let document = preset.document();
            let all = crate::words::tally(&document).all;
            let found = rests_on(&document);
            assert_eq!(found.iter().map(|rests| rests.count).sum::<usize>(), all, "{}", preset.id);
        }
    }

    #[test]
    fn what_nobody_allowed_for_is_asked_until_it_is_said() {
        use crate::evidence::PRESETS;
        let mut document = PRESETS[0].document();
        let asked = not_allowed_for(&document).unwrap();
        assert!(asked.starts_with("No figures are entered for HR and finance to allow for "), "{asked}");
        assert!(asked.contains("cost left behind"), "{asked}");
        for id in document.entries("services") {
            for (field, _) in ALLOWANCES {
                document.set(&format!("services.{id}.{field}"), Some(serde_json::json!(0.0)));
            }
        }
        assert_eq!(not_allowed_for(&document), None, "nil is an answer");
    }
}
