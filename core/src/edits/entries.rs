//! The changes that are more than one figure: adding and removing partners, services and categories.

use crate::evidence::{self, CATEGORIES, Figures};
use crate::model::{Change, Document};
use crate::words::mark_of;
use crate::words::terms::choice_label;
use serde_json::{Value, json};

/// A list with one entry more; whole lists are set so that undo puts back their order.
fn appended(document: &Document, list: &str, entry: Value) -> Value {
    let mut entries = document.get(list).and_then(Value::as_array).cloned().unwrap_or_default();
    entries.push(entry);
    Value::Array(entries)
}

fn without(document: &Document, list: &str, id: &str) -> Value {
    let entries = document.get(list).and_then(Value::as_array).cloned().unwrap_or_default();
    Value::Array(entries.into_iter().filter(|entry| entry.get("id").and_then(Value::as_str) != Some(id)).collect())
}

fn marked(mut change: Change, document: &Document, marks: Vec<(String, String)>) -> Change {
    for (place, whose) in marks {
        change = change.mark(document, &place, &whose);
    }
    change
}

fn free_id(taken: &[String], wanted: &str) -> String {
    if !taken.iter().any(|id| id == wanted) {
        return wanted.to_owned();
    }
    (2..).map(|n| format!("{wanted}-{n}")).find(|id| !taken.contains(id)).unwrap_or_default()
}

/// Adds a force with its public figures.
pub fn add_force(document: &Document, id: &str) -> Change {
    let (partner, marks) = evidence::new_partner(id);
    let name = evidence::force(id).map_or(id, |force| force.short.as_str());
    let change =
        Change::new(format!("Add {name}")).set(document, "partners", Some(appended(document, "partners", partner)));
    marked(change, document, marks)
}

/// Adds a body that is no force, under a name that the user gives later.
pub fn add_other(document: &Document) -> Change {
    let id = free_id(&document.entries("partners"), "partner");
    let partner = json!({ "id": id, "name": "New partner", "kind": "other" });
    Change::new("Add a partner").set(document, "partners", Some(appended(document, "partners", partner)))
}

/// Where a force merges, with who is left there without it.
pub(super) fn mergers_without(document: &Document, id: &str) -> Vec<(String, Vec<String>)> {
    let others = document.entries("merger.others").into_iter().map(|other| format!("merger.others.{other}"));
    std::iter::once("merger".to_owned())
        .chain(others)
        .filter_map(|place| {
            let members = document.ids(&format!("{place}.members"));
            let left: Vec<String> = members.iter().filter(|member| *member != id).cloned().collect();
            (left.len() < members.len()).then_some((place, left))
        })
        .collect()
}

/// Takes a partner out of the scenario and of everything that it takes part in. Its figures stay in each service.
pub fn remove_partner(document: &Document, id: &str) -> Change {
    let name = document.text(&format!("partners.{id}.name")).to_owned();
    let mut change =
        Change::new(format!("Remove {name}")).set(document, "partners", Some(without(document, "partners", id)));
    for list in ["services", "procurement"] {
        for entry in document.entries(list) {
            let place = format!("{list}.{entry}.members");
            let members: Vec<String> = document.ids(&place).into_iter().filter(|member| member != id).collect();
            change = change.set(document, &place, Some(json!(members)));
        }
    }
    for (place, left) in mergers_without(document, id) {
        let alone = left.is_empty() && place == "merger" && document.entries("merger.others").is_empty();
        change = match alone {
            true => change.set(document, "merger", None),
            false => change.set(document, &format!("{place}.members"), Some(json!(left))),
        };
    }
    if document.get("balancing").is_some_and(|paid| paid.get(id).is_some()) {
        // what is left would no longer add up to nothing
        change = change.set(document, "balancing", Some(json!({})));
    }
    change
}

/// Adds a service of a kind for all partners.
pub fn add_service(document: &Document, kind: &str) -> Change {
    let name = if kind == "human_resources" { "HR".to_owned() } else { choice_label("services[].kind", kind) };
    let id = free_id(&document.entries("services"), &name.to_lowercase().replace(' ', "-"));
    let members = document.entries("partners");
    let (service, marks) = evidence::new_service(document, &id, &name, kind, &members, Figures::Published);
    let change =
        Change::new(format!("Add {name}")).set(document, "services", Some(appended(document, "services", service)));
    with_one_off(marked(change, document, marks), document, &id)
}

/// Enters what getting there costs, as every example has it, where nobody has entered it: change is never free.
fn with_one_off(change: Change, document: &Document, service: &str) -> Change {
    let mut after = document.clone();
    change.apply(&mut after);
    let places = evidence::ONE_OFF_FIELDS.map(|field| format!("services.{service}.one_off.{field}"));
    let marks = after.get("provenance");
    let entered = places.iter().any(|place| {
        let mark = marks.and_then(|marks| marks.get(place)).and_then(Value::as_str).unwrap_or("");
        mark != evidence::ONE_OFF_MARK && (!mark.is_empty() || after.number(place).unwrap_or(0.0) > 0.0)
    });
    if entered {
        return change;
    }
    // what stood there was an estimate of what would be saved before
    for place in &places {
        after.set(place, None);
    }
    let Some(half) = evidence::one_off_halves(&after, service) else { return change };
    places.iter().fold(change, |change, place| {
        let change = match place.split_once(".one_off.") {
            // within a list that is set as a whole, the entry is there only after it
            Some((_, field)) if document.get(&format!("services.{service}")).is_none() => {
                with_field(change, service, field, half)
            }
            _ => change.set(document, place, Some(json!(half))),
        };
        change.mark(document, place, evidence::ONE_OFF_MARK)
    })
}

/// Puts a one-off cost into an entry that a change adds to the list of services.
fn with_field(mut change: Change, service: &str, field: &str, value: f64) -> Change {
    let added = change.edits.iter_mut().filter(|edit| edit.place == "services").filter_map(|edit| edit.after.as_mut());
    for list in added.filter_map(Value::as_array_mut) {
        let entry = list.iter_mut().find(|entry| entry.get("id").and_then(Value::as_str) == Some(service));
        if let Some(Value::Object(entry)) = entry
            && let Value::Object(once) = entry.entry("one_off").or_insert_with(|| json!({}))
        {
            once.insert(field.to_owned(), json!(value));
        }
    }
    change
}

/// Adds a category for all partners.
pub fn add_category(document: &Document, kind: &str) -> Change {
    let name = CATEGORIES.iter().find(|(id, _, _)| *id == kind).map_or("Other", |(_, name, _)| *name);
    let id = free_id(&document.entries("procurement"), kind);
    let members = document.entries("partners");
    let (category, marks) = evidence::new_category(document, &id, kind, &members);
    let change = Change::new(format!("Add {name}")).set(
        document,
        "procurement",
        Some(appended(document, "procurement", category)),
    );
    marked(change, document, marks)
}

/// Takes a service or category out.
pub fn remove_entry(document: &Document, list: &str, id: &str) -> Change {
    let name = document.text(&format!("{list}.{id}.name")).to_owned();
    Change::new(format!("Remove {name}")).set(document, list, Some(without(document, list, id)))
}

/// Lets a partner into a service or category, with starting figures where it has none there, or takes it out.
pub fn set_member(document: &Document, list: &str, id: &str, partner: &str, joins: bool) -> Change {
    let place = format!("{list}.{id}.members");
    let mut members = document.ids(&place);
    members.retain(|member| member != partner);
    if joins {
        members.push(partner.to_owned());
    }
    let name = document.text(&format!("partners.{partner}.name")).to_owned();
    let verb = if joins { "joins" } else { "leaves" };
    let title = document.text(&format!("{list}.{id}.name")).to_owned();
    let mut change = Change::new(format!("{name} {verb} {title}")).set(document, &place, Some(json!(members)));
    let kind = document.text(&format!("{list}.{id}.kind")).to_owned();
    let one = [partner.to_owned()];
    let (figures, (fresh, marks)) = if list == "services" {
        ("baseline", evidence::new_service(document, id, &title, &kind, &one, Figures::of_service(document, id)))
    } else {
        ("spend", evidence::new_category(document, id, id, &one))
    };
    let figure = format!("{list}.{id}.{figures}.{partner}");
    if joins && document.get(&figure).is_none() {
        change = change.set(document, &figure, fresh.get(figures).and_then(|of| of.get(partner)).cloned());
        change = marked(change, document, marks);
    }
    if list == "services" { with_one_off(change, document, id) } else { change }
}

/// Members of a service whose figures come from one national ratio, though a budget of the kind is published.
pub fn to_publish(document: &Document, service: &str) -> Vec<String> {
    let kind = document.text(&format!("services.{service}.kind"));
    let median = format!("estimate:{}", evidence::FUNCTIONS_MEDIAN);
    let by_ratio = |id: &String| {
        let mark = mark_of(document, &format!("services.{service}.baseline.{id}.fte"));
        mark.starts_with("estimate:") && mark != median && evidence::published_start(id, kind).is_some()
    };
    document.ids(&format!("services.{service}.members")).into_iter().filter(by_ratio).collect()
}

/// Puts each force's own published budget in place of what one national ratio gave it, in all services.
pub fn use_published(document: &Document) -> Change {
    let mut change = Change::new("Use published budgets");
    for service in document.entries("services") {
        let kind = document.text(&format!("services.{service}.kind")).to_owned();
        let members = to_publish(document, &service);
        if members.is_empty() {
            continue;
        }
        let (fresh, marks) = evidence::new_service(document, &service, &service, &kind, &members, Figures::Published);
        for id in &members {
            let place = format!("services.{service}.baseline.{id}");
            change = change.set(document, &place, fresh.get("baseline").and_then(|of| of.get(id)).cloned());
        }
        change = marked(change, document, marks);
    }
    // what getting there costs follows from what is saved, where nobody has entered it
    document.entries("services").iter().fold(change, |change, service| with_one_off(change, document, service))
}

/// What money of 2017/18 is multiplied by to stand in today's prices: our assumption, to be changed.
pub const PRICES_SINCE_2017: f64 = 1.3;

/// Members of a service whose figures are still the published ones and can be brought forward.
pub fn to_bring_forward(document: &Document, service: &str) -> Vec<String> {
    let kind = document.text(&format!("services.{service}.kind"));
    let still = |id: &String| {
        let place = format!("services.{service}.baseline.{id}.fte");
        mark_of(document, &place).starts_with("published:") && evidence::brought_forward(id, kind, 1.0).is_some()
    };
    document.ids(&format!("services.{service}.members")).into_iter().filter(still).collect()
}

/// Brings published figures of a service forward: posts by each force's growth in staff, money by an index.
pub fn bring_forward(document: &Document, service: &str, index: f64) -> Change {
    let kind = document.text(&format!("services.{service}.kind")).to_owned();
    let mark = format!("forward:{index}");
    let mut change = Change::new("Bring published figures forward");
    for id in to_bring_forward(document, service) {
        let Some(start) = evidence::brought_forward(&id, &kind, index) else { continue };
        for field in evidence::Start::FIELDS {
            let place = format!("services.{service}.baseline.{id}.{field}");
            change = change
                .set(document, &place, start.figure(field).map(|figure| json!(figure)))
                .mark(document, &place, &mark);
        }
    }
    with_one_off(change, document, service)
}

/// Adds an item to a category that is worked out from prices.
pub fn add_item(document: &Document, category: &str) -> Change {
    let place = format!("procurement.{category}.items");
    Change::new("Add an item").set(
        document,
        &place,
        Some(appended(document, &place, json!({ "name": "New item", "price": {}, "volume": {} }))),
    )
}

/// Takes an item out.
pub fn remove_item(document: &Document, category: &str, index: usize) -> Change {
    let place = format!("procurement.{category}.items");
    let mut items = document.get(&place).and_then(Value::as_array).cloned().unwrap_or_default();
    if index < items.len() {
        items.remove(index);
    }
    Change::new("Remove an item").set(document, &place, Some(Value::Array(items)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::check;

    /// A service added by hand cost nothing to set up, and paid back in "0 years".
    #[test]
    fn a_service_that_is_added_costs_what_an_examples_does() {
        let mut document = evidence::blank();
        for change in [
            |document: &Document| add_force(document, "norfolk"),
            |document: &Document| add_force(document, "suffolk"),
            |document: &Document| add_service(document, "human_resources"),
        ] {
            change(&document).apply(&mut document);
        }
        for field in ["services.hr.one_off.programme", "services.hr.one_off.ict"] {
            assert!(document.number(field).unwrap() > 0.0);
            assert_eq!(document.number(field), evidence::one_off_halves(&document, "hr"), "{field}");
            assert_eq!(document.value()["provenance"][field], "estimate:transition-ratio");
        }
        // a member that joins moves the estimate, but not what somebody entered
        add_force(&document, "essex").apply(&mut document);
        let two = document.number("services.hr.one_off.ict");
        set_member(&document, "services", "hr", "essex", true).apply(&mut document);
        assert!(document.number("services.hr.one_off.ict") > two);
        let start = document.clone();
        Change::figure(&document, &start, "services.hr.one_off.ict", json!(5)).apply(&mut document);
        set_member(&document, "services", "hr", "essex", false).apply(&mut document);
        assert_eq!(document.number("services.hr.one_off.ict"), Some(5.0));
    }

    /// Forces of one ratio all cost the same by construction.
    #[test]
    fn published_budgets_take_the_place_of_one_ratio() {
        let mut document = evidence::on_ratios();
        let service = document.entries("services").into_iter().next().unwrap();
        let members = to_publish(&document, &service);
        assert_eq!(members, document.ids(&format!("services.{service}.members")));
        let once = document.number(&format!("services.{service}.one_off.ict"));
        use_published(&document).apply(&mut document);
        assert!(to_publish(&document, &service).is_empty());
        assert_eq!(check(document.value()), []);
        let start = evidence::published_start(&members[0], document.text(&format!("services.{service}.kind"))).unwrap();
        let place = format!("services.{service}.baseline.{}.fte", members[0]);
        assert_eq!(document.number(&place), Some(start.posts));
        assert_eq!(mark_of(&document, &place).starts_with("published:"), start.own);
        assert_ne!(document.number(&format!("services.{service}.one_off.ict")), once, "it follows what is saved");
    }

    /// Every force started from one national ratio of 2009: a finance director saw her own wrong within a minute.
    #[test]
    fn a_service_starts_from_each_forces_own_published_budget() {
        let mut document = evidence::blank();
        add_force(&document, "norfolk").apply(&mut document);
        add_force(&document, "suffolk").apply(&mut document);
        add_service(&document, "human_resources").apply(&mut document);
        add_service(&document, "legal").apply(&mut document);
        // the published line: 37.5 posts, pay £1,197,000
        assert_eq!(document.number("services.hr.baseline.norfolk.fte"), Some(37.5));
        assert_eq!(document.number("services.hr.baseline.norfolk.cost_per_fte"), Some(31_920.0));
        let note = |place: &str| crate::words::whose(&document, place).1;
        assert_eq!(note("services.hr.baseline.norfolk.fte"), "Published 2017/18 budget, HMICFRS and CIPFA");
        assert!(
            note("services.legal.baseline.suffolk.fte").contains("no people"),
            "{}",
            note("services.legal.baseline.suffolk.fte")
        );
        assert_eq!(to_bring_forward(&document, "hr"), ["norfolk", "suffolk"]);
        bring_forward(&document, "hr", 1.3).apply(&mut document);
        assert_eq!(document.number("services.hr.baseline.norfolk.cost_per_fte"), Some(41_496.0));
        let note = |place: &str| crate::words::whose(&document, place).1;
        assert_eq!(
            note("services.hr.baseline.norfolk.cost_per_fte"),
            "Published 2017/18 × 1.3, to today\u{2019}s prices"
        );
        assert!(to_bring_forward(&document, "hr").is_empty());
        // a service that rests on ratios goes on resting on them
        let mut example = evidence::on_ratios();
        add_force(&example, "essex").apply(&mut example);
        set_member(&example, "services", "hr", "essex", true).apply(&mut example);
        assert_eq!(example.value()["provenance"]["services.hr.baseline.essex.fte"], "estimate:hr-staff");
    }

    #[test]
    fn adding_and_removing_keeps_a_scenario_whole_and_can_be_undone() {
        let start = evidence::PRESETS[0].document();
        let mut document = start.clone();
        let changes: [fn(&Document) -> Change; 6] = [
            |document| add_force(document, "kent"),
            |document| set_member(document, "services", "hr", "kent", true),
            |document| remove_partner(document, "derbyshire"),
            |document| add_service(document, "human_resources"),
            |document| add_category(document, "fuel"),
            |document| remove_entry(document, "services", "finance"),
        ];
        let mut made = Vec::new();
        for change in changes {
            let change = change(&document);
            change.apply(&mut document);
            assert_eq!(check(document.value()), vec![], "{}", change.what);
            made.push(change);
        }
        assert_eq!(document.entries("services"), ["hr", "hr-2"]);
        made.iter().rev().for_each(|change| change.revert(&mut document));
        assert_eq!(document, start);
    }
}
