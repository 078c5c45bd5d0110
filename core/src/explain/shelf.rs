//! Published cases in words: what was planned, what came, and who counted.

use super::listed;
use crate::evidence::{Common, Evidence, PublishedCase, cases_like, evidence, published_cases};
use crate::model::arrangement::STYLE_WORDS;
use crate::model::matters::Heading;
use crate::model::{Document, Scenario, number};
use crate::words::{lower_first, terms};

/// Kinds of case, and how each is called.
pub const CASE_KINDS: [(&str, &str); 5] = [
    ("alliance", "Alliance of forces"),
    ("shared_service", "Shared service"),
    ("merger", "Merger"),
    ("ict_programme", "ICT programme"),
    ("procurement", "Joint buying"),
];

/// What was planned and what came of it, a line for each figure that is known.
pub fn case_lines(case: &PublishedCase) -> Vec<String> {
    let millions = |value: f64| format!("{}£{}m", if value < 0.0 { "\u{2212}" } else { "" }, number(value.abs(), 2));
    let pair = |what: &str, planned: Option<f64>, came: Option<f64>| match (planned, came) {
        (Some(planned), Some(came)) => {
            Some(format!("{what}: {} planned, {} delivered", millions(planned), millions(came)))
        }
        (Some(planned), None) => Some(format!("{what}: {} planned; the result is not known", millions(planned))),
        (None, Some(came)) => Some(format!("{what}: {} delivered; the plan is not known", millions(came))),
        (None, None) => None,
    };
    let late = case.months_late.map(|months| match months {
        0.0 => "On time".to_owned(),
        months => format!("{} months late", number(months, 0)),
    });
    [
        pair("Saving a year", case.planned_yearly, case.yearly),
        pair("Saving in all", case.planned_total, case.total),
        pair("One-off cost", case.planned_one_off, case.one_off),
        late,
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Where it was, with whom and since when, in a few words.
pub fn case_place(case: &PublishedCase) -> String {
    let kind = CASE_KINDS.iter().find(|(word, _)| *word == case.kind).map_or(case.kind.as_str(), |(_, name)| name);
    let partners =
        case.partners.map(|n| format!(", {} {}", number(n, 0), if n == 1.0 { "partner" } else { "partners" }));
    let start = case.start.map(|year| format!(", since {}", year as u32));
    format!("{kind}, {}{}{}", case.sector, partners.unwrap_or_default(), start.unwrap_or_default())
}

/// What a function of a case is called.
pub fn function_word(word: &str) -> String {
    match word {
        "everything" => "Most of what a force does".into(),
        "procurement" => "Joint buying".into(),
        "human_resources" => "HR".into(),
        "ict" => "ICT".into(),
        "other" => "Something else".into(),
        kind => terms::choice_label("services[].kind", kind),
    }
}

/// What the style of a case is called; none where it has none of the five.
pub fn style_word_of(case: &PublishedCase) -> Option<&'static str> {
    STYLE_WORDS.iter().find(|(word, _)| *word == case.tags.style).map(|(_, name)| *name)
}

/// What is looked for on the shelf; what is empty lets everything through.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// A text in what is told.
    pub text: String,
    /// Kind of case.
    pub kind: String,
    /// What became of it.
    pub fate: String,
    /// A function.
    pub function: String,
    /// A style.
    pub style: String,
    /// How many partners: `few` to 3, `some` to 9, `many` from 10.
    pub partners: String,
    /// What was in scope: `known`, `small` below £50m a year, `large` from there.
    pub size: String,
    /// Only where ICT led.
    pub ict: bool,
}

/// Whether something came of the plan that can be told, or it stands as a plan only.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shelved {
    /// Places of cases with a result: a figure that came, a delay, or an end.
    pub outcomes: Vec<usize>,
    /// Places of cases of which only the target or the proposal is known.
    pub targets: Vec<usize>,
}

/// Cases that are wanted: those with a result apart from targets and proposals.
pub fn shelved(wanted: &Wanted) -> Shelved {
    let of = |chosen: &str, own: &str| chosen.is_empty() || chosen == own;
    let partners = |case: &PublishedCase| match case.partners {
        None => "",
        Some(n) if n <= 3.0 => "few",
        Some(n) if n <= 9.0 => "some",
        Some(_) => "many",
    };
    let size = |case: &PublishedCase| match case.scope_cost {
        None => "",
        Some(cost) if cost < 50.0 => "small",
        Some(_) => "large",
    };
    let fits = |case: &&PublishedCase| {
        case.tells_of(&wanted.text)
            && of(&wanted.kind, &case.kind)
            && of(&wanted.fate, &case.fate)
            && (wanted.function.is_empty() || case.tags.functions.contains(&wanted.function))
            && of(&wanted.style, &case.tags.style)
            && of(&wanted.partners, partners(case))
            && of(&wanted.size, size(case))
            && (!wanted.ict || case.ict == "yes")
    };
    let mut found = Shelved::default();
    for (place, case) in published_cases().iter().enumerate().filter(|(_, case)| fits(case)) {
        if has_result(case) { found.outcomes.push(place) } else { found.targets.push(place) }
    }
    found
}

/// Whether an actual figure is published of it, or it ended.
fn has_result(case: &PublishedCase) -> bool {
    let figure = case.one_off.or(case.yearly).or(case.total).or(case.months_late).is_some();
    figure || matches!(case.fate.as_str(), "abandoned" | "ended early" | "reduced" | "beat plan")
}

/// Cases like a scenario, the likest first, each with why.
pub fn like_yours(document: &Document, scenario: &Scenario, scope: f64) -> Vec<(usize, String)> {
    let forces: Vec<&str> = scenario.partners.iter().map(|partner| partner.id.as_str()).collect();
    let kinds: Vec<String> =
        scenario.services.iter().map(|one| document.text(&format!("services.{}.kind", one.id)).to_owned()).collect();
    let mut functions: Vec<&str> = kinds.iter().map(String::as_str).filter(|kind| *kind != "other").collect();
    if !scenario.procurement.is_empty() {
        functions.push("procurement");
    }
    let all = cases_like(&forces, &functions, scope);
    let why = |place: usize, common: &[Common]| {
        let case = published_cases().get(place)?;
        let words = common.iter().map(|what| match what {
            Common::Force => "a force of yours was in it".to_owned(),
            Common::Function => {
                let same = case.tags.functions.iter().filter(|one| functions.contains(&one.as_str()));
                let same: Vec<String> = same.map(|one| lower_first(&function_word(one))).collect();
                format!("it shared {}", listed(&same))
            }
            Common::Number => "as many partners, more or less".to_owned(),
            Common::Size => "of similar size, in the prices of its time".to_owned(),
            Common::Police => "police".to_owned(),
        });
        Some(words.collect::<Vec<_>>().join("; "))
    };
    all.iter().take(6).filter_map(|one| Some((one.place, why(one.place, &one.why)?))).collect()
}

/// What reports quote of collaborations without a plan to hold it against: the report's own examples and later results.
pub fn quoted_examples() -> Vec<&'static Evidence> {
    const MORE: [&str; 3] = ["dna-consortium", "nhs-hubs", "procurement-saving"];
    let quoted = evidence().iter().filter(|one| one.area == "result" || MORE.contains(&one.id.as_str()));
    quoted.collect()
}

/// Lessons under a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lessons {
    /// The heading.
    pub heading: &'static str,
    /// Each with the name of its case.
    pub all: Vec<(&'static str, &'static str)>,
}

/// What the cases teach, under the report's four headings of barriers and then under the four themes of 2020.
pub fn lessons() -> Vec<Lessons> {
    let themes = [
        ("purpose", "Purpose"),
        ("benefits", "Benefits and costs"),
        ("governance", "Leadership and governance"),
        ("skills", "Skills"),
    ];
    let of = |fits: &dyn Fn(&PublishedCase) -> bool| {
        let all = published_cases().iter().filter(|case| fits(case));
        all.map(|case| (case.tags.lesson.as_str(), case.name.as_str())).collect()
    };
    let barriers = Heading::ALL.into_iter().filter(|heading| heading.is_barrier());
    let barriers = barriers.map(|heading| Lessons {
        heading: heading.title(),
        all: of(&|case| case.tags.heading == format!("{heading:?}")),
    });
    let themes =
        themes.into_iter().map(|(word, heading)| Lessons { heading, all: of(&|case| case.tags.theme == word) });
    barriers.chain(themes).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::published_cases;

    #[test]
    fn plan_and_result_stand_together() {
        let of = |id: &str| published_cases().iter().find(|case| case.id == id).unwrap();
        // by hand from the table: £128m a year planned, £36m a year came, £94m spent
        let lines = case_lines(of("ngss-issc"));
        assert_eq!(lines[0], "Saving a year: £128m planned, £36m delivered");
        assert_eq!(lines[2], "One-off cost: £94m delivered; the plan is not known");
        assert_eq!(case_lines(of("five-ssc"))[0], "Saving in all: £159m planned, \u{2212}£255m delivered");
        assert!(case_place(of("wmercia-warks")).starts_with("Alliance of forces, police, 2 partners"));
    }

    #[test]
    fn targets_stand_apart_and_filters_narrow() {
        let all = shelved(&Wanted::default());
        assert_eq!(all.outcomes.len() + all.targets.len(), 44);
        let id = |place: &usize| published_cases()[*place].id.as_str();
        // targets without a count, and what was dropped before it began
        let targets: Vec<&str> = all.targets.iter().map(id).collect();
        for target in ["dc-dorset-alliance", "sw-forensics", "bch", "npas", "mergers-2006"] {
            assert!(targets.contains(&target), "{target}");
        }
        let wanted = Wanted { function: "human_resources".into(), partners: "few".into(), ..Wanted::default() };
        let found = shelved(&wanted);
        let ids: Vec<&str> = found.outcomes.iter().map(id).collect();
        assert!(ids.contains(&"lgss") && ids.contains(&"equip") && !ids.contains(&"ngss-issc"), "{ids:?}");
        let small = shelved(&Wanted { size: "small".into(), ..Wanted::default() });
        assert_eq!(small.targets.iter().map(id).collect::<Vec<_>>(), ["sw-forensics"]);
    }

    #[test]
    fn every_lesson_stands_under_a_heading_and_a_theme() {
        let all = lessons();
        assert_eq!(all.len(), 8);
        let count = |groups: &[Lessons]| groups.iter().map(|group| group.all.len()).sum::<usize>();
        assert_eq!((count(&all[..4]), count(&all[4..])), (44, 44));
        assert!(all.iter().all(|group| !group.all.is_empty()));
    }
}
