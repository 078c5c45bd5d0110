//! Where a scenario uses a published figure, or a source of the user's own.

use crate::evidence::Evidence;
use crate::model::inputs::{Fallback, Source, inputs};
use crate::model::{Document, parse, what_of};
use serde_json::Value;

/// What a figure of the evidence is in a scenario, for a reader: `HR: Saving, 20%`.
pub fn used_as(document: &Document, evidence: &Evidence) -> Vec<String> {
    let marks = document.get("provenance").and_then(Value::as_object);
    let mut all = Vec::new();
    let mut estimates = 0;
    for (place, whose) in marks.into_iter().flatten() {
        if whose.as_str().and_then(|whose| whose.strip_prefix("estimate:")) != Some(&evidence.id) {
            continue;
        }
        // a figure of each member would fill the page
        if place.contains(".baseline.") || place.contains(".spend.") || place.starts_with("soc.partners.") {
            estimates += 1;
        } else {
            all.push(words(document, place));
        }
    }
    if estimates > 0 {
        let figures = if estimates == 1 { "figure of a member" } else { "figures of members" };
        all.push(format!("{estimates} starting {figures}"));
    }
    for input in inputs().filter(|input| matches!(input.source, Source::Evidence(id) if id == evidence.id)) {
        for place in places(document, input.path) {
            let Fallback::Number(default) = input.default else {
                if document.get(&place).is_some() {
                    all.push(words(document, &place));
                }
                continue;
            };
            let marked = marks.is_some_and(|marks| marks.contains_key(&place));
            if document.number(&place) == Some(default) && !marked {
                all.push(words(document, &place));
            }
        }
    }
    all
}

/// The places of a path: one for each service or category where it is theirs; of a group that is not there, none.
fn places(document: &Document, path: &str) -> Vec<String> {
    match path.split_once("[].") {
        Some((list, field)) => {
            let ids = document.entries(list).into_iter();
            let rate = |id: &String| document.text(&format!("{list}.{id}.mode")) != "items";
            ids.filter(rate).map(|id| format!("{list}.{id}.{field}")).collect()
        }
        None => vec![path.to_owned()],
    }
}

fn words(document: &Document, place: &str) -> String {
    let unit = crate::model::inputs::input_at(place).map_or(crate::model::inputs::Unit::None, |input| input.unit);
    match document.number(place) {
        Some(value) => format!("{}, {}", what_of(document, place), parse::written(value, unit)),
        None => what_of(document, place),
    }
}

/// The figures of a scenario that a source of the user's own can support: those that are marked as the user's, by place
/// and in words.
pub fn own_figures(document: &Document) -> Vec<(String, String)> {
    let marks = document.get("provenance").and_then(Value::as_object);
    let own = marks.into_iter().flatten().filter(|(_, whose)| whose.as_str() == Some("yours"));
    own.filter(|(place, _)| document.get(place).is_some())
        .map(|(place, _)| (place.clone(), words(document, place)))
        .collect()
}

/// Where a source's address leads, if that is a page: nothing else is made a link.
pub fn page_address(address: &str) -> Option<&str> {
    let address = address.trim();
    let starts = ["https://", "http://"]
        .iter()
        .any(|scheme| address.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)));
    (starts && !address.contains(char::is_whitespace)).then_some(address)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::find;
    use crate::model::Change;
    use serde_json::json;

    #[test]
    fn what_a_scenario_takes_from_a_source_is_named() {
        let mut document = crate::evidence::on_ratios();
        let used = |document: &Document, id| used_as(document, find(id).unwrap());
        assert_eq!(used(&document, "em-saving"), ["Finance: Saving, 20%", "HR: Saving, 20%"]);
        assert_eq!(used(&document, "hr-staff"), ["10 starting figures of members"]);
        assert_eq!(used(&document, "discount-rate"), ["Discount rate, 3.5%"]);
        let savings = used(&document, "procurement-saving");
        assert_eq!(savings[0], "Vehicles: Lowest saving, 3%");
        Change::figure(&document, &document, "procurement.vehicles.saving.low", json!(0.02)).apply(&mut document);
        assert_eq!(used(&document, "procurement-saving").len(), savings.len() - 1);
        assert_eq!(used(&document, "soc-turnover"), Vec::<String>::new());
        assert_eq!(
            own_figures(&document),
            [("procurement.vehicles.saving.low".to_owned(), "Vehicles: Lowest saving, 2%".to_owned())]
        );
    }

    #[test]
    fn only_a_page_is_a_link() {
        assert_eq!(page_address(" https://example.org/a "), Some("https://example.org/a"));
        for text in ["javascript:alert(1)", "data:text/html,x", "example.org", "", "https://a b", " JAVASCRIPT:x"] {
            assert_eq!(page_address(text), None, "{text}");
        }
    }
}
