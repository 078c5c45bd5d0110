//! Published cases in words: what was planned, what came, and who counted.

use crate::evidence::PublishedCase;
use crate::model::number;

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
        (Some(planned), Some(came)) => Some(format!("{what}: {} planned, {} came", millions(planned), millions(came))),
        (Some(planned), None) => Some(format!("{what}: {} planned; what came is not known", millions(planned))),
        (None, Some(came)) => Some(format!("{what}: {} came; the plan is not known", millions(came))),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::published_cases;

    #[test]
    fn plan_and_result_stand_together() {
        let of = |id: &str| published_cases().iter().find(|case| case.id == id).unwrap();
        // by hand from the table: £128m a year planned, £36m a year came, £94m spent
        let lines = case_lines(of("ngss-issc"));
        assert_eq!(lines[0], "Saving a year: £128m planned, £36m came");
        assert_eq!(lines[2], "One-off cost: £94m came; the plan is not known");
        assert_eq!(case_lines(of("five-ssc"))[0], "Saving in all: £159m planned, \u{2212}£255m came");
        assert!(case_place(of("wmercia-warks")).starts_with("Alliance of forces, police, 2 partners"));
    }
}
