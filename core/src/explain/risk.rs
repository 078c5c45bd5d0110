//! How sure the answer is, in words: the sentence, the inputs by name, what would have to be true.

use super::headline::{Concern, Part, plain, strong};
use super::years;
use crate::engine::uncertainty::{Bar, Drawn, Grid, Uncertain};
use crate::engine::{Outcome, Switching};
use crate::model::{Pounds, Scenario, number};
use crate::words::{Kind, input_words};

/// What the page says before it shows a figure.
#[derive(Debug, Clone, PartialEq)]
pub struct RiskWords {
    /// The answer, in pieces.
    pub sentence: Vec<Part>,
    /// What stands below it.
    pub support: String,
    /// What to worry about.
    pub concerns: Vec<Concern>,
    /// What stands beside the page's name in the rail.
    pub rail: String,
}

impl RiskWords {
    /// The sentence without its marks.
    pub fn text(&self) -> String {
        self.sentence.iter().map(|part| part.text.as_str()).collect()
    }
}

/// `3 in 100`, `fewer than 1 in 100`, `more than 99 in 100`.
pub fn chance(part: f64) -> String {
    let hundred = (part * 100.0).round();
    // of a few thousand draws none may show what one in a million would
    if hundred < 1.0 {
        "fewer than 1 in 100".into()
    } else if hundred > 99.0 {
        "more than 99 in 100".into()
    } else {
        format!("{} in 100", number(hundred, 0))
    }
}

/// The sentence, what stands under it, and what to worry about.
#[allow(clippy::too_many_lines, reason = "what the page says, in the order in which it is read")]
pub fn risk_words(scenario: &Scenario, outcome: &Outcome, found: &Uncertain) -> RiskWords {
    if !outcome.shares_anything() {
        return RiskWords {
            sentence: vec![plain("Nothing is shared yet, so "), strong("there is nothing to be unsure of"), plain(".")],
            support: "Share a service or buy something together first.".into(),
            concerns: Vec::new(),
            rail: String::new(),
        };
    }
    let (saving, npv) = (found.full_year_saving, found.npv);
    let mut sentence = Vec::new();
    if saving.p90 - saving.p10 < 0.5 {
        sentence.extend([
            plain("No range is entered: it "),
            strong(saves(Pounds(saving.p50))),
            plain(" a year in every draw"),
        ]);
    } else if saving.p10 < 0.0 && saving.p90 > 0.0 {
        sentence.extend([
            plain("Eight chances in ten that it comes to between a loss of "),
            strong(Pounds(-saving.p10).short()),
            plain(" and a saving of "),
            strong(Pounds(saving.p90).short()),
            plain(" a year"),
        ]);
    } else if saving.p90 <= 0.0 {
        sentence.extend([
            plain("Eight chances in ten that it costs "),
            strong(format!("{} to {}", Pounds(-saving.p90).short(), Pounds(-saving.p10).short())),
            plain(" more a year"),
        ]);
    } else {
        sentence.extend([
            plain("Eight chances in ten that it saves "),
            strong(format!("{} to {}", Pounds(saving.p10).short(), Pounds(saving.p90).short())),
            plain(" a year"),
        ]);
    }
    if found.chance_of_never > 0.0 {
        sentence.extend([plain("; "), strong(chance(found.chance_of_never)), plain(" that it never pays back.")]);
    } else {
        sentence.push(plain("; on your own ranges it always pays back."));
    }
    let support = format!(
        "Over {} it is worth {} to {} in today\u{2019}s money, {} in the middle; {}. Drawn {} times{}.",
        years(scenario.years as f64),
        Pounds(npv.p10).short(),
        Pounds(npv.p90).short(),
        Pounds(npv.p50).short(),
        if found.chance_of_loss > 0.0 {
            format!("{} that it makes a loss", chance(found.chance_of_loss))
        } else {
            "it never makes a loss on your own ranges".into()
        },
        number(found.draws as f64, 0),
        if scenario.uncertainty.correlation.0 > 0.0 {
            format!(", with figures tied together at {}", scenario.uncertainty.correlation)
        } else {
            ", each figure by itself".into()
        }
    );
    let mut concerns = Vec::new();
    if found.draws < 1000 {
        concerns.push(Concern {
            strong: format!("Only {} draws:", number(found.draws as f64, 0)),
            rest: " the ends of the range are rough.".into(),
        });
    }
    let one_off = &scenario.uncertainty.one_off;
    let biased: Vec<&str> = scenario
        .services
        .iter()
        .filter(|service| service.members.len() > 1 && service.one_off.optimism_bias.0 > 0.0)
        .map(crate::model::Service::shown)
        .collect();
    if one_off.high > 1.0 && one_off.low < one_off.high && !biased.is_empty() {
        concerns.push(Concern {
            strong: format!(
                "{} {} both an optimism bias and a range on one-off cost:",
                super::listed(&biased),
                if biased.len() == 1 { "has" } else { "have" }
            ),
            rest: " if they describe the same uncertainty, it is counted twice. Remove one of them.".into(),
        });
    }
    let rail = if found.chance_of_loss > 0.0 {
        format!("{} loses", chance(found.chance_of_loss))
    } else {
        "own: no loss".into()
    };
    RiskWords { sentence, support, concerns, rail }
}

fn saves(amount: Pounds) -> String {
    if amount.0 < 0.0 { format!("costs {} more", amount.abs().short()) } else { format!("saves {}", amount.short()) }
}

/// `£1.2m to £3.4m, £2.0m in the middle`, or the one figure where there is no range.
pub fn money_range(drawn: &Drawn) -> String {
    if drawn.p90 - drawn.p10 < 0.5 {
        return format!("{}, no range", Pounds(drawn.p50).short());
    }
    format!("{} to {}, middle {}", Pounds(drawn.p10).short(), Pounds(drawn.p90).short(), Pounds(drawn.p50).short())
}

/// `2.1 to 4.0 years, middle 2.8`; what is never reached is said.
pub fn wait_range(drawn: &Drawn) -> String {
    let each = |wait: f64| if wait.is_finite() { number(wait, 1) } else { "never".into() };
    if drawn.p10.is_infinite() {
        return "never, in nine draws of ten".into();
    }
    if drawn.p90.is_infinite() {
        return format!("{} years to never, middle {}", each(drawn.p10), each(drawn.p50));
    }
    format!("{} to {} years, middle {}", each(drawn.p10), each(drawn.p90), each(drawn.p50))
}

/// Measure, low end, middle, high end and mean, to the pound.
pub fn drawn_rows(found: &Uncertain) -> Vec<[String; 5]> {
    let money = |name: &str, drawn: &Drawn| {
        let [low, middle, high] = [drawn.p10, drawn.p50, drawn.p90].map(|value| Pounds(value).whole());
        [name.to_owned(), low, middle, high, drawn.mean.map_or_else(|| "–".into(), |mean| Pounds(mean).whole())]
    };
    let wait = |drawn: &Drawn| {
        let each = |wait: f64| if wait.is_finite() { number(wait, 2) } else { "never".into() };
        let [low, middle, high] = [drawn.p10, drawn.p50, drawn.p90].map(each);
        let mean = drawn.mean.map_or_else(|| "none: some never do".to_owned(), each);
        ["Payback, years".to_owned(), low, middle, high, mean]
    };
    let mut rows = vec![money("Worth today", &found.npv), money("Full-year saving", &found.full_year_saving)];
    rows.extend(found.payback.as_ref().map(wait));
    rows
}

/// A row of the table of break-even values: input, entered, where what it belongs to would be worth nothing by itself,
/// where the whole would; and the first of these in a sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct Turning {
    /// The input.
    pub label: String,
    /// What is entered.
    pub now: String,
    /// Where what it belongs to would be worth nothing.
    pub alone: String,
    /// Where the whole would be worth nothing.
    pub whole: String,
    /// The first of these in a sentence.
    pub sentence: Option<String>,
}

/// What would have to be true for the case to be worth nothing, input by input.
pub fn turning_rows(scenario: &Scenario, whole: &[Switching], alone: &[Switching]) -> Vec<Turning> {
    let row = |(whole, alone): (&Switching, &Switching)| {
        let words = input_words(scenario, &whole.input);
        let at = |one: &Switching| one.value.map(|value| words.turning(value));
        let (owner, own) = (&words.owner, at(alone));
        let fewer = alone.value.is_some_and(|value| value < alone.now);
        let sentence = own.as_ref().map(|at| match (words.kind, fewer) {
            (Kind::Saving, true) => format!("{owner} would still break even at a saving of {at}."),
            (Kind::Saving, false) => format!("{owner} would only break even at a saving of {at}."),
            (Kind::ItemSaving, true) => format!("{owner} would still break even with {at}."),
            (Kind::ItemSaving, false) => format!("{owner} would only break even with {at}."),
            (Kind::OneOff, true) => format!("{owner} would only break even if setting it up cost {at}."),
            (Kind::OneOff, false) => format!("{owner} would still break even if setting it up cost {at}."),
            (Kind::GoLive, true) => format!("{owner} would only break even if it went live {at}."),
            (Kind::GoLive, false) => format!("{owner} would still break even if it went live {at}."),
            _ => format!("{owner} would break even if {at} of the gap were closed."),
        });
        let none = || "none within its limits".to_owned();
        Turning {
            label: words.label.clone(),
            now: words.turning(whole.now),
            whole: at(whole).unwrap_or_else(none),
            alone: own.unwrap_or_else(none),
            sentence,
        }
    };
    whole.iter().zip(alone).map(row).collect()
}

/// A row of the tornado: input, at its P10, at its P90, and the two net present values.
pub fn bar_row(scenario: &Scenario, bar: &Bar) -> [String; 5] {
    let words = input_words(scenario, &bar.input);
    let [low, high] = bar.at;
    let range = if (high - low).abs() < 1e-12 {
        "no range".to_owned()
    } else {
        format!("{} to {}", words.drawn(low), words.drawn(high))
    };
    let swing = Pounds((bar.high.0 - bar.low.0).abs());
    [words.label, range, bar.low.short(), bar.high.short(), swing.short()]
}

/// Heads and cells of the grid of two inputs.
#[derive(Debug, Clone, PartialEq)]
pub struct GridWords {
    /// Heads of the columns.
    pub columns: Vec<String>,
    /// One a value of the first input: its head and its cells.
    pub rows: Vec<(String, Vec<GridCell>)>,
}

/// A net present value with how it compares: from −2 (the largest loss) to 2 (the largest gain).
#[derive(Debug, Clone, PartialEq)]
pub struct GridCell {
    pub text: String,
    pub shade: i8,
}

/// The grid in words, its cells shaded against the largest of them.
pub fn grid_words(scenario: &Scenario, rows: &str, columns: &str, grid: &Grid) -> GridWords {
    let largest = grid.npv.iter().flatten().map(|npv| npv.0.abs()).fold(0.0, f64::max);
    let cell = |npv: &Pounds| {
        let far = if npv.0.abs() > largest / 2.0 { 2 } else { 1 };
        GridCell { text: npv.short(), shade: if npv.0 < 0.0 { -far } else { far } }
    };
    let (row, column) = (input_words(scenario, rows), input_words(scenario, columns));
    GridWords {
        columns: grid.columns.iter().map(|value| column.drawn(*value)).collect(),
        rows: grid
            .rows
            .iter()
            .zip(&grid.npv)
            .map(|(value, cells)| (row.drawn(*value), cells.iter().map(cell).collect()))
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::uncertainty::{tornado, uncertainty};
    use crate::engine::{appraise, switching_alone, switching_values};
    use crate::evidence::PRESETS;
    use crate::model::{Document, read};
    use serde_json::json;

    fn words(document: &Document) -> RiskWords {
        let scenario = read(document.value()).unwrap();
        risk_words(&scenario, &appraise(&scenario), &uncertainty(&scenario))
    }

    #[test]
    fn the_sentence_is_true_of_gains_losses_and_certainty() {
        for preset in PRESETS {
            let text = words(&preset.document()).text();
            assert!(text.starts_with("Eight chances in ten that it saves £"), "{}: {text}", preset.id);
            let told = text.ends_with(" that it never pays back.")
                || text.ends_with("; on your own ranges it always pays back.");
            assert!(told, "{text}");
        }
        let mut document = PRESETS[0].document();
        let certain = json!({ "low": 1, "likely": 1, "high": 1 });
        document.set(
            "uncertainty",
            Some(json!({ "draws": 100, "delay": { "low": 0, "likely": 0, "high": 0 }, "one_off": certain })),
        );
        document.set("procurement", Some(json!([])));
        for service in ["hr", "finance"] {
            document.set(&format!("services.{service}.saving"), Some(json!({ "low": 0, "likely": 0, "high": 0 })));
        }
        // no saving, and 2% of the members' cost for running it
        let found = words(&document);
        assert!(found.text().starts_with("No range is entered: it costs £"), "{}", found.text());
        assert!(found.text().contains("; more than 99 in 100 that it never pays back."), "{}", found.text());
        assert!(found.concerns.iter().any(|one| one.strong.starts_with("Only 100 draws")));
        document.set("services", Some(json!([])));
        assert!(words(&document).text().starts_with("Nothing is shared yet"));
    }

    #[test]
    fn chances_never_round_to_certainty() {
        assert_eq!(chance(0.0), "fewer than 1 in 100");
        assert_eq!(chance(0.0001), "fewer than 1 in 100");
        assert_eq!(chance(0.03), "3 in 100");
        assert_eq!(chance(0.9999), "more than 99 in 100");
        assert_eq!(chance(1.0), "more than 99 in 100");
    }

    #[test]
    fn inputs_are_named_as_the_reader_knows_them() {
        let scenario = read(PRESETS[0].document().value()).unwrap();
        let rows = turning_rows(&scenario, &switching_values(&scenario), &switching_alone(&scenario));
        let said =
            |start: &str| rows.iter().any(|row| row.sentence.as_ref().is_some_and(|text| text.starts_with(start)));
        assert!(said("HR would still break even at a saving of "), "{rows:?}");
        assert!(said("Finance would still break even if it went live "), "{rows:?}");
        let bars: Vec<_> = tornado(&scenario).iter().map(|bar| bar_row(&scenario, bar)).collect();
        assert!(bars[0][0].ends_with(": saving"), "{bars:?}");
        assert!(bars.iter().any(|row| row[0] == "Vehicles: go-live" && row[1].starts_with("on time to ")), "{bars:?}");
    }

    #[test]
    fn a_bias_beside_a_range_is_warned_against() {
        let mut document = PRESETS[0].document();
        document.set("services.hr.one_off.optimism_bias", Some(json!(0.41)));
        assert!(words(&document).concerns.iter().any(|one| one.strong.starts_with("HR has both")));
    }
}
