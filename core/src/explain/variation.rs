//! How far unit costs of a service differ in the user's group, in words.

use super::headline::{Concern, Part, plain, strong};
use super::provenance::{service_places, tally_of};
use crate::engine::variation::Variation;
use crate::evidence::{Evidence, find};
use crate::model::{Document, Pounds, Service, number};
use crate::words::published_lines;
use crate::words::terms::per_driver;

/// A line that unit costs are held against.
#[derive(Debug, Clone, PartialEq)]
pub struct VariationLine {
    /// What it is called.
    pub name: String,
    /// By what the workbook calls it.
    pub key: &'static str,
    /// The evidence for it, where it was published.
    pub evidence: Option<&'static str>,
    /// Pounds for a unit of the driver.
    pub value: Pounds,
    /// Where it comes from.
    pub source: String,
    /// What closing half of the gap to it is worth a year.
    pub half_gap: Pounds,
    /// How many partners are above it.
    pub above: usize,
}

/// A unit cost as its size asks for: pence where it is small.
pub fn unit_money(value: Pounds) -> String {
    match value.abs().0 {
        // of a pound, two digits that say something
        0.0 => value.pence(),
        small if small < 1.0 => format!("£{}", number(value.0, 4)),
        small if small < 100.0 => value.pence(),
        _ => value.whole(),
    }
}

/// The group's median, the benchmark, and national figures where they are published for the kind of service.
pub fn variation_lines(service: &Service, found: &Variation) -> Vec<VariationLine> {
    let line = |name: &str, key: &'static str, value: Pounds, source: String| VariationLine {
        name: name.to_owned(),
        key,
        evidence: None,
        value,
        source,
        half_gap: found.half_gap(value),
        above: found.rows.iter().filter(|row| row.unit_cost.0 > value.0 + 1e-9).count(),
    };
    let mut all = vec![line("Middle of the group", "middle", found.median, "these figures".into())];
    if let Some(benchmark) = service.convergence.benchmark {
        all.push(line("Your benchmark", "benchmark", benchmark, "as entered".into()));
    }
    for one in published_lines(service) {
        let cited = find(one.evidence).map(Evidence::short).unwrap_or_default();
        let source = format!("{cited}; prices of its year, and as reported elsewhere");
        let line = line(one.name, one.key, Pounds(one.value), source);
        all.push(VariationLine { evidence: Some(one.evidence), ..line });
    }
    all
}

/// The sentence at the top: the spread, and what half of it is worth.
pub fn variation_words(service: &Service, found: &Variation) -> (Vec<Part>, String) {
    let per = per_driver(service.driver.noun());
    let name = service.shown();
    let (low, high) = (unit_money(found.lowest), unit_money(found.highest));
    let sentence = match found.rows.as_slice() {
        [_] => vec![
            plain(format!("{name} costs ")),
            strong(high),
            plain(format!(" {per}; nobody else\u{2019}s is known to hold it against.")),
        ],
        _ if low == high => {
            vec![plain(format!("{name} costs every partner the same, ")), strong(high), plain(format!(" {per}."))]
        }
        _ if found.highest.0 < found.lowest.0 * 1.05 => {
            vec![
                plain(format!("{name} costs every partner ")),
                strong("about the same"),
                plain(format!(", {low} to {high} {per}.")),
            ]
        }
        _ => vec![
            plain(format!("{name} costs from {low} to {high} {per}: the dearest ")),
            strong(format!("{} times", number(found.highest.0 / found.lowest.0, 1))),
            plain(" the cheapest."),
        ],
    };
    let half = found.half_gap(found.median);
    let support = if half.0 > 0.5 {
        format!(
            "Closing half of the gap to the middle of the group is worth {} a year. A service that costs more may also be better: look first at what it delivers.",
            half.short()
        )
    } else {
        "There is no gap to close to the middle of the group.".to_owned()
    };
    (sentence, support)
}

/// Dearest over cheapest below which costs from one ratio tell nothing apart: what is left is rounding and overheads.
const ALIKE: f64 = 1.05;

/// A warning where the costs are estimates: one national ratio for all makes them alike.
pub fn variation_concern(document: &Document, service: &Service) -> Option<Concern> {
    let found = tally_of(document, &service_places(document, &service.id));
    let marks = document.get("provenance").and_then(serde_json::Value::as_object);
    let estimated = |place: &String| {
        marks.and_then(|marks| marks.get(place)?.as_str()).is_some_and(|whose| whose.starts_with("estimate:"))
    };
    let estimates = service_places(document, &service.id).iter().filter(|place| estimated(place)).count();
    (found.all > 0 && estimates * 2 > found.all).then(|| Concern {
        strong: "Most of these costs are estimates from one national ratio,".into(),
        rest: " which makes partners look alike. Enter your own under Shared services to see how far they differ."
            .into(),
    })
}

/// Whether there is nothing to compare: all look alike because most of their costs come from one ratio.
pub fn nothing_to_compare(document: &Document, service: &Service, found: &Variation) -> bool {
    found.rows.len() > 1 && all_alike(document, service, found.highest.0 / found.lowest.0)
}

/// Whether the dearest is so many times the cheapest only because most costs come from one ratio.
pub(super) fn all_alike(document: &Document, service: &Service, times: f64) -> bool {
    times < ALIKE && variation_concern(document, service).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{appraise, variation::variation};
    use crate::evidence::PRESETS;
    use crate::model::read;
    use serde_json::json;

    #[test]
    fn the_learning_presets_spread_by_hand() {
        let mut document = PRESETS.last().unwrap().document();
        let words = |document: &crate::model::Document| {
            let scenario = read(document.value()).unwrap();
            let found = variation(&scenario, &scenario.services[0], &appraise(&scenario).services[0]).unwrap();
            let (sentence, support) = variation_words(&scenario.services[0], &found);
            let lines = variation_lines(&scenario.services[0], &found);
            (sentence.into_iter().map(|part| part.text).collect::<String>(), support, lines)
        };
        let (sentence, support, lines) = words(&document);
        assert_eq!(sentence, "HR costs from £500 to £1,000 per employee: the dearest 2 times the cheapest.");
        // the middle is £750; Eastmoor\u{2019}s 1,600 employees cost £250 more each, half of that is £200,000
        assert!(
            support.starts_with("Closing half of the gap to the middle of the group is worth £200,000 a year."),
            "{support}"
        );
        assert_eq!(
            lines.iter().map(|line| line.name.as_str()).collect::<Vec<_>>(),
            ["Middle of the group", "Police, 2010", "Public sector, 2010"]
        );
        // £496: half of (1,000 − 496) × 1,600 and of (500 − 496) × 1,600
        assert_eq!((lines[1].half_gap, lines[1].above), (Pounds(406_400.0), 2));
        let scenario = read(document.value()).unwrap();
        assert_eq!(variation_concern(&document, &scenario.services[0]), None);
        let estimated = crate::evidence::on_ratios();
        let services = read(estimated.value()).unwrap().services;
        assert!(variation_concern(&estimated, &services[0]).is_some());
        document.set("services.hr.convergence", Some(json!({ "benchmark": 600 })));
        document.set("services.hr.driver", Some(json!("officers")));
        let (sentence, _, lines) = words(&document);
        assert!(sentence.contains("£800 to £1,600 per officer"), "{sentence}");
        assert_eq!(
            lines.iter().map(|line| line.name.as_str()).collect::<Vec<_>>(),
            ["Middle of the group", "Your benchmark"]
        );
    }
}
