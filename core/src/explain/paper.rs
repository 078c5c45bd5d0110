//! What a paper for a board says beside the pages' own words: the question, five figures with their ranges, and what
//! was assumed.

use super::{listed, named_or_counted, payback, source_line};
use crate::engine::Outcome;
use crate::engine::uncertainty::Uncertain;
use crate::model::inputs::{Unit, input_at};
use crate::model::{Document, FinancialYear, Fte, Partner, Pounds, Scenario, parse, what_of};

/// Partners that share or buy something; all of them where nothing is shared yet. Who was only drawn into a merger is no party.
pub(super) fn who_shares(scenario: &Scenario) -> impl Iterator<Item = &Partner> {
    let members = || {
        let services = scenario.services.iter().map(|one| &one.members);
        services.chain(scenario.procurement.iter().map(|one| &one.members)).flatten()
    };
    let some = members().next().is_some();
    scenario.partners.iter().filter(move |one| !some || members().any(|id| *id == one.id))
}

/// What the board is asked.
pub fn question(scenario: &Scenario) -> String {
    let partners: Vec<&str> = who_shares(scenario).map(|one| one.name.as_str()).collect();
    let services: Vec<&str> = scenario.services.iter().map(|one| one.name.as_str()).collect();
    let bought: Vec<&str> = scenario.procurement.iter().map(|one| one.name.as_str()).collect();
    let who = if partners.is_empty() { "the partners".to_owned() } else { listed(&partners) };
    match (services.is_empty(), bought.is_empty()) {
        (true, true) => format!("Should {who} work together?"),
        (false, true) => format!("Should {who} share {}?", named_or_counted(&services, "services")),
        (true, false) => format!("Should {who} buy {} together?", named_or_counted(&bought, "categories")),
        (false, false) => {
            format!(
                "Should {who} share {}, and buy {} together?",
                named_or_counted(&services, "services"),
                named_or_counted(&bought, "categories")
            )
        }
    }
}

/// A figure, with its range or the reason that it has none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperFigure {
    /// What it is called.
    pub figure: &'static str,
    /// How it reads.
    pub value: String,
    /// Its range, or why it has none.
    pub range: String,
}

/// The figures of a paper. `drawn` may not be there yet: then that is said in place of the range.
pub fn five_figures(scenario: &Scenario, outcome: &Outcome, drawn: Option<&Uncertain>) -> [PaperFigure; 6] {
    let totals = &outcome.totals;
    let later = || "still being drawn".to_owned();
    let one_off = scenario.uncertainty.one_off;
    let figure = |figure, value, range| PaperFigure { figure, value, range };
    [
        figure("Worth today", totals.npv.short(), drawn.map_or_else(later, |drawn| super::money_range(&drawn.npv))),
        figure("Of that in cash", totals.npv_cash.short(), "no range of its own: what leaves the budget".into()),
        figure(
            "Full-year saving",
            totals.full_year_saving.short(),
            drawn.map_or_else(later, |drawn| super::money_range(&drawn.full_year_saving)),
        ),
        figure(
            "One-off cost",
            totals.one_off.short(),
            if one_off.low == one_off.high {
                "no range entered".into()
            } else {
                format!(
                    "{} to {} at the ends of the range entered",
                    Pounds(totals.one_off.0 * one_off.low).short(),
                    Pounds(totals.one_off.0 * one_off.high).short()
                )
            },
        ),
        figure(
            "Posts no longer needed",
            Fte(totals.posts.0.round()).posts(),
            format!(
                "no range of its own: it follows the saving; {} in whole posts by force",
                crate::model::number(totals.whole_posts, 0)
            ),
        ),
        figure(
            "Payback",
            payback(scenario, outcome).shown(),
            match (drawn, drawn.and_then(|drawn| drawn.payback.as_ref())) {
                (_, Some(wait)) => super::wait_range(wait),
                (None, None) => later(),
                (Some(_), None) => "no draw has anything to pay back".into(),
            },
        ),
    ]
}

/// Something that the answer rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assumed {
    /// What it is.
    pub what: String,
    /// How it reads.
    pub value: String,
    /// Whose figure it is.
    pub whose: String,
}

/// What the answer rests on most, with whose figure each is: terms of the whole, then of each service and category.
pub fn assumptions(document: &Document) -> Vec<Assumed> {
    let mut places: Vec<String> = ["first_year", "years", "discount_rate"].map(str::to_owned).to_vec();
    for id in document.entries("services") {
        let fields = ["saving.low", "saving.likely", "saving.high", "go_live", "ramp_years", "one_off.optimism_bias"];
        places.extend(fields.map(|field| format!("services.{id}.{field}")));
    }
    for id in document.entries("procurement") {
        let items = document.text(&format!("procurement.{id}.mode")) == "items";
        let fields: &[&str] = if items {
            &["discount_per_doubling"]
        } else {
            &["saving.low", "saving.likely", "saving.high", "addressable"]
        };
        places.extend(fields.iter().map(|field| format!("procurement.{id}.{field}")));
    }
    let first = document.number("first_year").unwrap_or(0.0);
    let row = |place: String| {
        let input = input_at(&place)?;
        // what is left out stands at its default
        let value = document.number(&place).or(match input.default {
            crate::model::inputs::Fallback::Number(number) => Some(number),
            _ => None,
        })?;
        let value = match input.unit {
            Unit::YearIndex => FinancialYear((first + value) as u32).to_string(),
            unit => parse::written(value, unit),
        };
        let source = source_line(document, &place);
        let whose = if source.is_empty() { "Entered with the scenario".to_owned() } else { source };
        Some(Assumed { what: what_of(document, &place), value, whose })
    };
    places.into_iter().filter_map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::appraise;
    use crate::engine::uncertainty::uncertainty;
    use crate::evidence::PRESETS;
    use crate::model::read;

    #[test]
    fn the_learning_preset_asks_its_question() {
        let scenario = read(PRESETS.last().unwrap().document().value()).unwrap();
        let asked = question(&scenario);
        assert!(asked.starts_with("Should ") && asked.ends_with(" together?"), "{asked}");
        for one in &scenario.partners {
            assert!(asked.contains(&one.name), "{asked}");
        }
    }

    #[test]
    fn every_figure_has_a_range_or_a_reason() {
        for preset in PRESETS {
            let scenario = read(preset.document().value()).unwrap();
            let outcome = appraise(&scenario);
            let drawn = uncertainty(&scenario);
            for one in five_figures(&scenario, &outcome, Some(&drawn)) {
                assert!(!one.value.is_empty() && !one.range.is_empty(), "{}: {one:?}", preset.id);
                assert!(!one.range.contains("still"), "{one:?}");
            }
            for one in five_figures(&scenario, &outcome, None) {
                assert!(!one.range.is_empty());
            }
        }
    }

    #[test]
    fn everything_assumed_has_an_owner() {
        for preset in PRESETS {
            let all = assumptions(&preset.document());
            assert!(all.len() > 3);
            for one in all {
                assert!(!one.what.is_empty() && !one.value.is_empty() && !one.whose.is_empty(), "{one:?}");
            }
        }
    }
}
