//! Changes of options, events and the merger: each is one step.

use super::entries::{add_force, remove_partner};
use crate::evidence;
use crate::model::inputs::MOST_EVENTS;
use crate::model::{Change, Document};
use serde_json::{Value, json};

fn appended(document: &Document, place: &str, entry: Value) -> Value {
    let mut all = document.get(place).and_then(Value::as_array).cloned().unwrap_or_default();
    all.push(entry);
    Value::Array(all)
}

fn without(document: &Document, place: &str, id: &str) -> Value {
    let all = document.get(place).and_then(Value::as_array).cloned().unwrap_or_default();
    Value::Array(all.into_iter().filter(|one| one.get("id").and_then(Value::as_str) != Some(id)).collect())
}

fn free_id(taken: &[String], stem: &str) -> String {
    let mut n = 1;
    loop {
        let id = format!("{stem}-{n}");
        if !taken.contains(&id) {
            return id;
        }
        n += 1;
    }
}

/// Other means of a kind, for every service.
pub fn add_option(document: &Document, kind: &str, name: &str) -> Change {
    let id = free_id(&document.entries("options"), "option");
    let option = json!({ "id": id, "name": name, "kind": kind, "services": document.entries("services") });
    Change::new(format!("Add {name}")).set(document, "options", Some(appended(document, "options", option)))
}

/// Takes it out.
pub fn remove_option(document: &Document, id: &str) -> Change {
    let name = document.text(&format!("options.{id}.name")).to_owned();
    Change::new(format!("Remove {name}")).set(document, "options", Some(without(document, "options", id)))
}

/// An event from a year on that hits what is named, or everything; none where there are as many as can be worked out.
pub fn add_event(document: &Document, name: &str, year: u32, hits: Option<Vec<String>>) -> Option<Change> {
    let taken = document.entries("map.events");
    if taken.len() >= MOST_EVENTS {
        return None;
    }
    // two of one name could not be told apart
    let named = |name: &str| taken.iter().any(|id| document.text(&format!("map.events.{id}.name")) == name);
    let next = || (2..).map(|n: usize| format!("{name} ({n})")).find(|name| !named(name));
    let name = if named(name) { next().unwrap_or_else(|| name.to_owned()) } else { name.to_owned() };
    let mut event = json!({ "id": free_id(&taken, "event"), "name": name, "year": year });
    if let (Some(event), Some(hits)) = (event.as_object_mut(), hits) {
        event.insert("services".into(), json!(hits));
    }
    let all = appended(document, "map.events", event);
    Some(Change::new("Add an event").set(document, "map.events", Some(all)))
}

/// Takes it out.
pub fn remove_event(document: &Document, id: &str) -> Change {
    Change::new("Remove an event").set(document, "map.events", Some(without(document, "map.events", id)))
}

/// Lets a force into the merger or takes it out; who is no partner yet becomes one, without taking part in anything. A merger of
/// nobody is none.
pub fn toggle_merging(document: &Document, id: &str) -> Change {
    let mut members = document.ids("merger.members");
    let known = document.entries("partners").iter().any(|one| one == id);
    if let Some(place) = members.iter().position(|one| one == id) {
        members.remove(place);
        // who came by the map alone, and has nothing of its own since, goes with it
        if only_drawn(document, id) {
            return Change { what: "Take a force out of the merger".into(), ..remove_partner(document, id) };
        }
        let change = Change::new("Take a force out of the merger");
        return if members.is_empty() {
            change.set(document, "merger", None)
        } else {
            change.set(document, "merger.members", Some(json!(members)))
        };
    }
    members.push(id.to_owned());
    let change = if known { Change::new("Draw a merger") } else { add_force(document, id) };
    if document.get("merger").is_some_and(Value::is_object) {
        change.set(document, "merger.members", Some(json!(members)))
    } else {
        change.set(document, "merger", Some(json!({ "members": members, "vesting": 4 })))
    }
}

/// Whether a partner stands as the map put it there: published figures, and a part in nothing.
fn only_drawn(document: &Document, id: &str) -> bool {
    let (published, _) = evidence::new_partner(id);
    let lists = ["services", "procurement"];
    let takes_part = lists.iter().any(|list| {
        let entries = document.entries(list);
        entries.iter().any(|entry| {
            document.get(&format!("{list}.{entry}")).is_some_and(|one| one.to_string().contains(&format!("\"{id}\"")))
        })
    });
    let named = ["cash", "soc", "agreement", "balancing", "merger.in_scope", "account", "readiness"];
    let elsewhere =
        named.iter().any(|place| document.get(place).is_some_and(|one| one.to_string().contains(&format!("\"{id}\""))));
    !takes_part && !elsewhere && document.get(&format!("partners.{id}")) == Some(&published)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::PRESETS;
    use crate::model::{check, read};

    #[test]
    fn options_events_and_a_merger_are_steps_that_leave_a_sound_scenario() {
        let mut document = PRESETS[0].document();
        add_option(&document, "outsource", "A supplier").apply(&mut document);
        add_option(&document, "national", "A national provider").apply(&mut document);
        for n in 0..7 {
            let change = add_event(&document, "The map changes", 2030 + n, None);
            assert_eq!(change.is_some(), n < 6);
            change.iter().for_each(|change| change.apply(&mut document));
        }
        for id in ["derbyshire", "leicestershire", "kent"] {
            toggle_merging(&document, id).apply(&mut document);
        }
        assert_eq!(check(document.value()), vec![]);
        let scenario = read(document.value()).unwrap();
        assert_eq!((scenario.options.len(), scenario.map.events.len(), scenario.partners.len()), (2, 6, 6));
        assert_eq!(scenario.merger.unwrap().members, ["derbyshire", "leicestershire", "kent"]);
        assert!(scenario.services.iter().all(|one| one.members.len() == 5), "who merges shares nothing by that");
        remove_option(&document, "option-1").apply(&mut document);
        remove_event(&document, "event-3").apply(&mut document);
        for id in ["derbyshire", "leicestershire", "kent"] {
            toggle_merging(&document, id).apply(&mut document);
        }
        let scenario = read(document.value()).unwrap();
        assert_eq!((scenario.options.len(), scenario.map.events.len(), scenario.merger), (1, 5, None));
        assert_eq!(scenario.partners.len(), 5, "who came by the map alone goes with it");
        let names: std::collections::BTreeSet<&str> = scenario.map.events.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names.len(), 5, "no two events are called the same");
    }
}
