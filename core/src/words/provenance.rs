//! Whose figure stands where: the user's, the reference data's, an estimate, or nobody's.

use crate::evidence;
use crate::model::inputs::{Fallback, Source, input_at};
use crate::model::{Document, Month, parse};

/// Whose a figure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// The user's own.
    Yours,
    /// From the reference data, with its date.
    Reference,
    /// Estimated from a national ratio.
    Estimate,
    /// It came with the scenario and nobody said whose it is.
    Unsaid,
}

/// How many of the figures that depend on the partners are the user's own.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// The user's own.
    pub yours: usize,
    /// All.
    pub all: usize,
}

/// Whose the figure at a place is, and the note that stands beside it.
pub fn whose(document: &Document, place: &str) -> (Whose, String) {
    let mark = mark_of(document, place);
    match mark.split_once(':') {
        _ if mark == "yours" => (Whose::Yours, "Your figure".into()),
        Some(("sent", who)) => (Whose::Yours, format!("Sent by {who}")),
        // a figure that was changed outside this tool is no longer the public one, whatever its mark says
        Some(("reference", date)) if !evidence::is_public(place, document.number(place).unwrap_or(-1.0), date) => {
            (Whose::Unsaid, "Not the public figure".into())
        }
        Some(("reference", date)) => (Whose::Reference, format!("{}; not the force\u{2019}s own figure", dated(date))),
        Some(("published", year)) => published(document, place, year),
        Some(("forward", index)) => forward(document, place, index),
        Some(("estimate", evidence::FUNCTIONS_MEDIAN)) => {
            let why =
                function_of(document, place).and_then(|(force, kind, _)| evidence::budgeted(force, &kind)?.caution);
            let why = why.map_or_else(String::new, |caution| format!("; it {}", caution.words()));
            (Whose::Estimate, format!("Middle of forces for its people, 2017/18{why}"))
        }
        Some(("estimate", "register")) => {
            (Whose::Estimate, "From the register of arrangements; divided by budget, our assumption".into())
        }
        Some(("estimate", "case")) => (Whose::Estimate, "From the plan of a published case".into()),
        Some(("estimate", "market")) => (Whose::Estimate, "From an offer and a need on the market".into()),
        Some(("estimate", id)) => {
            let source = evidence::find(id).map_or_else(|| "a national ratio".to_owned(), evidence::Evidence::short);
            (Whose::Estimate, format!("Estimate from {source}"))
        }
        _ => (Whose::Unsaid, String::new()),
    }
}

/// The force, kind of service and field of a figure of today's cost.
fn function_of<'p>(document: &Document, place: &'p str) -> Option<(&'p str, String, &'p str)> {
    let mut steps = place.split('.');
    let (Some("services"), Some(id), Some("baseline")) = (steps.next(), steps.next(), steps.next()) else {
        return None;
    };
    let (force, field) = (steps.next()?, steps.next()?);
    Some((force, document.text(&format!("services.{id}.kind")).to_owned(), field))
}

/// A published budget that was brought forward, where the figure is still what that comes to.
fn forward(document: &Document, place: &str, index: &str) -> (Whose, String) {
    let value = document.number(place);
    let by: f64 = index.parse().unwrap_or(0.0);
    let same = |(force, kind, field): &(&str, String, &str)| {
        value.is_some() && evidence::brought_forward(force, kind, by).and_then(|start| start.figure(field)) == value
    };
    match function_of(document, place).filter(same) {
        Some((force, _, "fte")) => {
            let growth = crate::model::number(evidence::staff_growth(force).unwrap_or(1.0), 2);
            (Whose::Estimate, format!("Published 2017/18 × {growth}, the growth of its staff"))
        }
        Some(_) => {
            (Whose::Estimate, format!("Published 2017/18 × {}, to today\u{2019}s prices", crate::model::number(by, 2)))
        }
        None => (Whose::Unsaid, "Not the figure that was brought forward".into()),
    }
}

/// A published budget, where the figure is still it.
fn published(document: &Document, place: &str, year: &str) -> (Whose, String) {
    let value = document.number(place).unwrap_or(-1.0);
    let Some((force, kind, _)) = function_of(document, place).filter(|(force, kind, field)| {
        year == evidence::FUNCTIONS_YEAR && evidence::is_published(force, kind, field, value)
    }) else {
        return (Whose::Unsaid, "Not the published figure".into());
    };
    let caution = evidence::budgeted(force, &kind).and_then(|one| one.caution);
    let caution = caution.map_or_else(String::new, |caution| format!("; it {}", caution.words()));
    (Whose::Reference, format!("Published 2017/18 budget, HMICFRS and CIPFA{caution}"))
}

/// Whose figure stands at a place: the user’s, the reference data’s, or the default's source.
pub fn source_line(document: &Document, place: &str) -> String {
    let Some(input) = input_at(place) else { return String::new() };
    let (who, note) = whose(document, place);
    if who != Whose::Unsaid {
        return note;
    }
    let source = match input.source {
        Source::Evidence(id) => {
            evidence::find(id).map_or_else(String::new, |one| format!("{}, {}", one.range(), one.short()))
        }
        Source::Assumption => "our assumption".into(),
        Source::Nothing => return String::new(),
    };
    match (input.default, document.number(place)) {
        // nobody said whose it is, and it is not the default's source's either
        (Fallback::Number(default), Some(value)) if default != value => {
            format!("Not the default of {} ({source})", parse::written(default, input.unit))
        }
        _ if input.source == Source::Assumption => "Our assumption".into(),
        _ => source,
    }
}

/// The published figure that stands at a place: by its mark, or as the default that nobody has changed.
pub fn evidence_at(document: &Document, place: &str) -> Option<&'static evidence::Evidence> {
    let marks = document.get("provenance").and_then(serde_json::Value::as_object);
    let mark = marks.and_then(|marks| marks.get(place)?.as_str()).unwrap_or("");
    if let Some(id) = mark.strip_prefix("estimate:") {
        return evidence::find(id);
    }
    // what is worked out from prices has a rate that nothing uses
    let of_items = place.strip_prefix("procurement.").and_then(|rest| rest.strip_suffix(".saving.likely"));
    if of_items.is_some_and(|id| document.text(&format!("procurement.{id}.mode")) == "items") {
        return None;
    }
    let input = input_at(place).filter(|_| mark.is_empty())?;
    let Source::Evidence(id) = input.source else { return None };
    let (one, value) = (evidence::find(id)?, document.number(place)?);
    let published = match input.default {
        Fallback::Number(default) => Some(default),
        // what every scenario has to say itself
        _ => one.likely.or(one.low),
    };
    (published == Some(value)).then_some(one)
}

fn dated(date: &str) -> String {
    match (Month::parse(date), date.split_once('-')) {
        (Ok(month), _) => format!("Public figure, {month}"),
        // a financial year
        (Err(_), Some((year, next))) => format!("Public figure for {year}/{next}"),
        (Err(_), None) => "Public figure".into(),
    }
}

/// Counts the figures of partners, of services by member and of spending by member.
pub fn tally(document: &Document) -> Tally {
    tally_of(document, &figure_places(document))
}

/// The mark of a place as the file has it; nothing where nobody has said whose figure it is.
pub fn mark_of<'d>(document: &'d Document, place: &str) -> &'d str {
    let marks = document.get("provenance").and_then(serde_json::Value::as_object);
    marks.and_then(|marks| marks.get(place)?.as_str()).unwrap_or("")
}

/// Where the figures of partners, of services by member and of spending by member stand.
pub fn figure_places(document: &Document) -> Vec<String> {
    let mut places = Vec::new();
    for id in document.entries("partners") {
        for field in ["budget", "officers_fte", "staff_fte", "population"] {
            places.push(format!("partners.{id}.{field}"));
        }
    }
    places.extend(document.entries("services").iter().flat_map(|id| service_places(document, id)));
    places.extend(document.entries("procurement").iter().flat_map(|id| category_places(document, id)));
    places
}

/// Counts the figures at some places.
pub(crate) fn tally_of(document: &Document, places: &[String]) -> Tally {
    let yours = places.iter().filter(|place| whose(document, place).0 == Whose::Yours).count();
    Tally { yours, all: places.len() }
}

/// Where a service's figures of its members stand.
pub(crate) fn service_places(document: &Document, service: &str) -> Vec<String> {
    let members = document.ids(&format!("services.{service}.members"));
    let of = |id: String| {
        let place = |field: &str| format!("services.{service}.baseline.{id}.{field}");
        // a cost that is known only as a whole has no posts
        let entered = |field: &str| document.number(&place(field)).unwrap_or(0.0) > 0.0;
        let fields: &[&str] =
            if entered("non_pay") && !entered("fte") { &["non_pay"] } else { &["fte", "cost_per_fte"] };
        fields.iter().map(|field| place(field)).collect::<Vec<_>>()
    };
    members.into_iter().flat_map(of).collect()
}

/// Where a category's figures of its members stand: prices of items, or spending.
pub(crate) fn category_places(document: &Document, category: &str) -> Vec<String> {
    let members = document.ids(&format!("procurement.{category}.members"));
    if document.text(&format!("procurement.{category}.mode")) != "items" {
        return members.into_iter().map(|id| format!("procurement.{category}.spend.{id}")).collect();
    }
    let list = document.get(&format!("procurement.{category}.items")).and_then(|list| list.as_array());
    let price = |n: usize| members.iter().map(move |id| format!("procurement.{category}.items.{n}.price.{id}"));
    (0..list.map_or(0, Vec::len)).flat_map(price).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Change;
    use serde_json::json;

    #[test]
    fn a_figure_is_the_reference_datas_until_it_is_replaced() {
        let mut document = evidence::PRESETS[0].document();
        let place = "partners.derbyshire.officers_fte";
        assert_eq!(whose(&document, place).1, "Public figure, March 2026; not the force’s own figure");
        // 5 forces × 4, 2 services × 5 × 2, 1 category × 5
        assert_eq!(tally(&document), Tally { yours: 0, all: 45 });
        Change::figure(&document, &document, place, json!(2100)).apply(&mut document);
        assert_eq!(whose(&document, place).0, Whose::Yours);
        assert_eq!(tally(&document), Tally { yours: 1, all: 45 });
    }

    /// The range's source stood beside figures that had another, and beside prices, which have none.
    #[test]
    fn the_source_is_of_the_figure_that_is_used() {
        let mut document = evidence::PRESETS[0].document();
        let place = "services.hr.saving.likely";
        assert_eq!(evidence_at(&document, place).unwrap().id, "em-saving");
        Change::figure(&document, &document, place, json!(0.19)).apply(&mut document);
        assert_eq!(evidence_at(&document, place), None, "it is the user's own now");
        assert_eq!(evidence_at(&document, "discount_rate").unwrap().id, "discount-rate");
        let prices = evidence::PRESETS[evidence::PRESETS.len() - 1].document();
        assert_eq!(evidence_at(&prices, "procurement.uniform.saving.likely"), None);
    }
}
