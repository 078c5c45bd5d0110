//! The register of arrangements in words.

use super::headline::{Concern, Part, plain, strong};
use super::{count, either, listed};
use crate::engine::collaborations::{Delivery, Gaps, Spending, delivery, gaps, has_begun, spending, styles};
use crate::evidence::{self, find, force};
use crate::model::arrangement::{Arrangement, STYLE_WORDS, Stage};
use crate::model::{Month, Pounds, Rate, Register, Scenario};
use crate::words::capital;

/// What stands at the top of the page.
#[derive(Debug, Clone, PartialEq)]
pub struct RegisterWords {
    /// The answer, in pieces.
    pub sentence: Vec<Part>,
    /// What stands below it.
    pub support: String,
    /// What to worry about.
    pub concerns: Vec<Concern>,
    /// What the way through says of it, in a few characters.
    pub rail: String,
}

/// The budget of a partner: of the open scenario where it has one, else of the reference data.
pub fn budget_of(scenario: Option<&Scenario>, partner: &str) -> Option<Pounds> {
    let own = scenario.and_then(|scenario| scenario.partner(partner)).map(|partner| partner.budget);
    let reference = || force(partner).map(|force| Pounds(force.budget));
    own.filter(|budget| budget.0 > 0.0).or_else(reference).filter(|budget| budget.0 > 0.0)
}

fn published(id: &str) -> String {
    find(id).map_or_else(String::new, evidence::Evidence::figure)
}

fn percent(share: Rate) -> String {
    Rate((share.0 * 1000.0).round() / 1000.0).percent()
}

fn counted(n: usize) -> String {
    format!("{} arrangement{}", count(n), if n == 1 { "" } else { "s" })
}

/// The sentence, what stands under it and what to worry about.
#[allow(clippy::too_many_lines, reason = "what the page says, in the order in which it is read")]
pub fn register_words(register: &Register, scenario: Option<&Scenario>, now: Month) -> RegisterWords {
    let all = &register.arrangements;
    if all.is_empty() {
        return RegisterWords {
            sentence: vec![plain("What do you already do together?")],
            support: "A register of arrangements with what each costs, delivered and taught: what the next ones can be judged by. It is kept in this browser.".into(),
            concerns: Vec::new(),
            rail: String::new(),
        };
    }
    // what is only planned is no spending yet
    let running = all.iter().filter(|one| has_begun(one, now));
    let begun = running.clone().count();
    let spent = spending(running, |partner| budget_of(scenario, partner));
    let mut sentence = vec![strong(capital(&counted(all.len())))];
    if begun < all.len() {
        sentence.push(plain(match (begun, all.len()) {
            (0, 1) if all.iter().all(|one| one.start.is_none() && one.stage == Stage::Unsaid) => {
                ", of which no start is known.".to_owned()
            }
            (0, 1) => ", which has not begun.".to_owned(),
            (0, _) => ", of which none is known to have begun.".to_owned(),
            (1, _) => ", of which one has begun: it".to_owned(),
            _ => format!(", of which {} have begun: they", count(begun)),
        }));
    }
    match (spent.with_cost, spent.share()) {
        _ if begun == 0 => {}
        (0, _) if begun < all.len() => {
            sentence.push(plain(if begun == 1 { " has no known cost." } else { " have no known cost." }))
        }
        (0, _) => sentence.push(plain(if all.len() == 1 {
            ", and its cost is not known."
        } else {
            ", and of none is the cost known."
        })),
        (_, share) => {
            sentence.push(plain(if begun == 1 { " costs " } else { " cost " }));
            sentence.push(strong(format!("{} a year", spent.through.short())));
            if let Some(share) = share {
                sentence.push(plain(", "));
                sentence.push(strong(percent(share)));
                sentence.push(plain(format!(" of what {}", forces_words(&spent))));
            }
            sentence.push(plain("."));
        }
    }
    let mut support = format!(
        "Across England and Wales it was {} in 2008/09 and {} in 2005/06.",
        published("collaboration-share-0809"),
        published("collaboration-share-0506")
    );
    let unknown = all.iter().filter(|one| one.start.is_none() && one.stage == Stage::Unsaid).count();
    if unknown > 0 {
        support += &format!(
            " Of {} neither start nor stage is known, so what {} is not counted: enter either.",
            counted(unknown),
            if unknown == 1 { "it costs" } else { "they cost" }
        );
    }
    if spent.with_cost > 0 && spent.with_cost < begun {
        support += &format!(" The cost of {} is not known.", counted(begun - spent.with_cost));
    }
    if !spent.unknown.is_empty() && spent.with_cost > 0 {
        let names: Vec<&str> = spent.unknown.iter().take(3).map(String::as_str).collect();
        let more = spent.unknown.len().saturating_sub(names.len());
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        support += &format!(" Not counted among the budgets: {}{more}.", names.join(", "));
    }
    RegisterWords { sentence, support, concerns: concerns(all, now), rail: all.len().to_string() }
}

fn forces_words(spent: &Spending) -> String {
    match spent.known.as_slice() {
        [_] => "the one force in them spends".to_owned(),
        all => format!("their {} forces spend", count(all.len())),
    }
}

fn concerns(all: &[Arrangement], now: Month) -> Vec<Concern> {
    let found: Vec<Gaps> = all.iter().map(|one| gaps(one, now)).collect();
    let number = |of: fn(&Gaps) -> bool| found.iter().filter(|gaps| of(gaps)).count();
    let (purpose, tracking, review, overdue) = (
        number(|gaps| gaps.no_purpose),
        number(|gaps| gaps.no_tracking),
        number(|gaps| gaps.no_review),
        number(|gaps| gaps.overdue),
    );
    let lacks = [(purpose, "a stated purpose"), (tracking, "a count of benefits"), (review, "a date for review")];
    let of_all = |n: usize| n == all.len() && n > 1;
    let none: Vec<&str> = lacks.iter().filter(|(n, _)| of_all(*n)).map(|(_, what)| *what).collect();
    let some: Vec<String> = lacks
        .iter()
        .filter(|(n, _)| *n > 0 && !of_all(*n))
        .map(|(n, what)| format!("{} without {what}", count(*n)))
        .collect();
    let mut missing = Vec::new();
    if !none.is_empty() {
        missing.push(format!("none has {}", either(&none)));
    }
    if !some.is_empty() {
        missing.push(listed(&some));
    }
    let mut concerns = Vec::new();
    let lacking: Vec<&str> =
        lacks.iter().filter(|(n, _)| *n > 0).map(|(_, what)| what.strip_prefix("a ").unwrap_or(what)).collect();
    if all.len() == 1 && !lacking.is_empty() {
        concerns.push(Concern {
            strong: format!("It has no {}:", either(&lacking)),
            rest: " the 2020 review found this where collaborations failed.".into(),
        });
    } else if !missing.is_empty() {
        concerns.push(Concern {
            strong: format!("Of {}, {}:", counted(all.len()), missing.join("; ")),
            rest: " the 2020 review found these where collaborations failed.".into(),
        });
    }
    if overdue > 0 {
        concerns.push(Concern {
            strong: format!(
                "{} past {} review date.",
                capital(&counted(overdue)),
                if overdue == 1 { "its" } else { "their" }
            ),
            rest: String::new(),
        });
    }
    concerns
}

/// A style's share of the register beside what the report found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StyleRow {
    /// The style's name.
    pub name: &'static str,
    /// How many arrangements have it.
    pub number: usize,
    /// Their part of all.
    pub share: String,
    /// The part that the report found.
    pub report: String,
}

/// The mix of styles, and how many arrangements have none stated.
pub fn style_rows(all: &[Arrangement]) -> (Vec<StyleRow>, usize) {
    const EVIDENCE: [&str; 5] =
        ["style-handshake", "style-sla", "style-joint-initiative", "style-lead-authority", "style-joint-venture"];
    let (counts, unsaid) = styles(all);
    let known: usize = counts.iter().sum();
    let row = |((number, (_, name)), id): ((usize, &(&'static str, &'static str)), &str)| StyleRow {
        name,
        number,
        share: if known == 0 { "–".into() } else { percent(Rate(number as f64 / known as f64)) },
        report: published(id),
    };
    (counts.into_iter().zip(STYLE_WORDS).zip(EVIDENCE).map(row).collect(), unsaid)
}

/// What became of the savings that were expected.
pub fn delivery_words(all: &[Arrangement]) -> Vec<String> {
    let found: Delivery = delivery(all);
    let mut words = Vec::new();
    if found.both > 0 {
        let part = if found.expected.0 > 0.0 {
            format!(", {} of it", percent(Rate(found.delivered.0 / found.expected.0)))
        } else {
            String::new()
        };
        words.push(format!(
            "Where both are known, in {}, {} a year was expected and {} delivered{part}; {} reached what was expected.",
            counted(found.both),
            found.expected.short(),
            found.delivered.short(),
            if found.reached == 0 { "none".to_owned() } else { count(found.reached) }
        ));
    }
    if found.uncounted > 0 {
        words.push(format!(
            "{} {} a year, but no result has been recorded.",
            capital(&counted(found.uncounted)),
            if found.uncounted == 1 {
                format!("expects {}", found.uncounted_expected.short())
            } else {
                format!("expect {}", found.uncounted_expected.short())
            }
        ));
    }
    if words.is_empty() {
        words.push("No saving is entered yet, expected or delivered.".into());
    }
    words
}

/// An arrangement whose saving was expected and counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeliveredRow {
    pub name: String,
    pub expected: String,
    pub delivered: String,
    pub part: String,
}

/// Expected against delivered, in the register's order.
pub fn delivered_rows(all: &[Arrangement]) -> Vec<DeliveredRow> {
    let row = |one: &Arrangement| {
        let (expected, delivered) = (one.expected_saving?, one.delivered_saving?);
        let part = if expected.0 > 0.0 { percent(Rate(delivered.0 / expected.0)) } else { "–".into() };
        Some(DeliveredRow {
            name: one.shown().to_owned(),
            expected: expected.short(),
            delivered: delivered.short(),
            part,
        })
    };
    all.iter().filter_map(row).collect()
}

/// Who pays: the part that comes from partners' own budgets, beside what the report found.
pub fn funding_words(all: &[Arrangement]) -> Option<String> {
    let own = spending(all, |_| None).own?;
    Some(format!(
        "Partners\u{2019} own budgets pay {} of what is known; in 2008/09 it was at least {} across England and Wales.",
        percent(own),
        published("own-funding")
    ))
}

/// What an arrangement lacks, in a few words.
pub fn gap_words(one: &Arrangement, now: Month) -> Vec<&'static str> {
    let found = gaps(one, now);
    [
        (found.no_purpose, "purpose"),
        (found.no_tracking, "count of benefits"),
        (found.no_review, "review date"),
        (found.overdue, "review, overdue"),
    ]
    .into_iter()
    .filter_map(|(lacks, what)| lacks.then_some(what))
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::arrangement::Field;

    fn register(all: &[&[(Field, &str)]]) -> Register {
        let made = all.iter().enumerate().map(|(n, fields)| {
            let mut one = Arrangement { id: format!("a{n}"), ..Arrangement::default() };
            fields.iter().for_each(|(field, text)| one.set(*field, text).unwrap());
            one
        });
        Register { arrangements: made.collect(), ..Register::default() }
    }

    fn text(words: &RegisterWords) -> String {
        words.sentence.iter().map(|part| part.text.as_str()).collect()
    }

    #[test]
    fn the_register_in_a_sentence() {
        let now = Month::parse("November 2026").unwrap();
        let budgets = (force("kent").unwrap().budget + force("essex").unwrap().budget) / 1e6;
        let found = register(&[
            &[
                (Field::Name, "HR"),
                (Field::Partners, "kent;essex"),
                (Field::YearlyCost, "50m"),
                (Field::Start, "2018"),
                (Field::Review, "2020"),
            ],
            &[
                (Field::Name, "Dogs"),
                (Field::Stage, "running"),
                (Field::Partners, "kent;A council"),
                (Field::Purpose, "x"),
                (Field::BenefitsStatus, "yes"),
            ],
        ]);
        let words = register_words(&found, None, now);
        let share = (50.0 / budgets * 1000.0).round() / 10.0;
        assert_eq!(
            text(&words),
            format!("Two arrangements cost £50.0m a year, {share}% of what their two forces spend.")
        );
        assert_eq!(
            words.support,
            "Across England and Wales it was 9.5% in 2008/09 and 4.4% in 2005/06. The cost of one arrangement is not known. Not counted among the budgets: A council."
        );
        assert_eq!(
            words.concerns[0].strong,
            "Of two arrangements, one without a stated purpose, one without a count of benefits and one without a date for review:"
        );
        assert_eq!(words.concerns[1].strong, "One arrangement past its review date.");
        let bare = register(&[&[(Field::Name, "A")], &[(Field::Name, "B"), (Field::Review, "2030")]]);
        assert_eq!(
            register_words(&bare, None, now).concerns[0].strong,
            "Of two arrangements, none has a stated purpose or a count of benefits; one without a date for review:"
        );
        assert_eq!(gap_words(&found.arrangements[0], now), ["purpose", "count of benefits", "review, overdue"]);
        // what begins in 2027 is not spent in 2026
        let mut planned = found.clone();
        planned.arrangements[0].start = Some(Month::parse("April 2027").unwrap());
        assert_eq!(
            text(&register_words(&planned, None, now)),
            "Two arrangements, of which one has begun: it has no known cost."
        );
        planned.arrangements.remove(1);
        let planned = register_words(&planned, None, now);
        assert_eq!(text(&planned), "One arrangement, which has not begun.");
        assert_eq!(planned.concerns[0].strong, "It has no stated purpose or count of benefits:");
        let one = register(&[&[(Field::Name, "HR"), (Field::Partners, "kent")]]);
        assert_eq!(text(&register_words(&one, None, now)), "One arrangement, of which no start is known.");
        assert_eq!(text(&register_words(&Register::default(), None, now)), "What do you already do together?");
    }

    #[test]
    fn styles_and_savings_in_words() {
        let all = register(&[
            &[
                (Field::Style, "SLA"),
                (Field::ExpectedSaving, "200k"),
                (Field::DeliveredSaving, "150k"),
                (Field::YearlyCost, "1m"),
                (Field::CentralShare, "30"),
            ],
            &[(Field::Style, "handshake"), (Field::ExpectedSaving, "100k")],
            &[],
        ]);
        let (rows, unsaid) = style_rows(&all.arrangements);
        assert_eq!((rows[0].share.as_str(), rows[0].report.as_str(), rows[1].number, unsaid), ("50%", "14%", 1, 1));
        assert_eq!(
            delivery_words(&all.arrangements),
            [
                "Where both are known, in one arrangement, £200,000 a year was expected and £150,000 delivered, 75% of it; none reached what was expected.",
                "One arrangement expects £100,000 a year, but no result has been recorded.",
            ]
        );
        assert_eq!(
            funding_words(&all.arrangements).as_deref(),
            Some(
                "Partners\u{2019} own budgets pay 70% of what is known; in 2008/09 it was at least 50% across England and Wales."
            )
        );
        assert_eq!(delivery_words(&[]).len(), 1);
        let rows = delivered_rows(&all.arrangements);
        assert_eq!((rows.len(), rows[0].part.as_str()), (1, "75%"));
    }
}
