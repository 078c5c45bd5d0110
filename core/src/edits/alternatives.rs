//! Changes of options, events and the merger: each is one step.

use super::entries::{add_force, mergers_without, remove_partner};
use crate::evidence;
use crate::model::inputs::{MOST_EVENTS, MOST_MERGERS};
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

/// Lets a force into the merger at a place, takes it out where it stands in it, or moves it there from another; who is no
/// partner yet becomes one, without taking part in anything. A merger of nobody is none.
pub fn toggle_merging(document: &Document, place: &str, id: &str) -> Change {
    let mut members = document.ids(&format!("{place}.members"));
    let known = document.entries("partners").iter().any(|one| one == id);
    if let Some(position) = members.iter().position(|one| one == id) {
        members.remove(position);
        // who came by the map alone, and has nothing of its own since, goes with it
        if only_drawn(document, id) {
            return Change { what: "Take a force out of the merger".into(), ..remove_partner(document, id) };
        }
        let change = Change::new("Take a force out of the merger");
        return if members.is_empty() && document.entries("merger.others").is_empty() {
            change.set(document, "merger", None)
        } else {
            change.set(document, &format!("{place}.members"), Some(json!(members)))
        };
    }
    members.push(id.to_owned());
    let mut change = if known { Change::new("Draw a merger") } else { add_force(document, id) };
    if !document.get("merger").is_some_and(Value::is_object) {
        return change.set(document, "merger", Some(json!({ "members": members, "vesting": 4 })));
    }
    for (elsewhere, left) in mergers_without(document, id) {
        change = change.set(document, &format!("{elsewhere}.members"), Some(json!(left)));
    }
    change.set(document, &format!("{place}.members"), Some(json!(members)))
}

/// Another merger, of nobody yet, with the place where it is drawn; none where there are as many as can be.
pub fn add_merger(document: &Document) -> Option<(Change, String)> {
    let taken = document.entries("merger.others");
    if taken.len() >= MOST_MERGERS || !document.get("merger").is_some_and(Value::is_object) {
        return None;
    }
    let id = free_id(&taken, "merger");
    let all = appended(document, "merger.others", json!({ "id": id, "members": [] }));
    Some((Change::new("Add a merger").set(document, "merger.others", Some(all)), format!("merger.others.{id}")))
}

/// Takes a merger back, and with it who came by the map alone. Where the first goes, the second becomes the first.
pub fn remove_merger(document: &Document, place: &str) -> Change {
    let mut after = document.clone();
    for id in document.ids(&format!("{place}.members")) {
        if only_drawn(document, &id) {
            remove_partner(&after, &id).apply(&mut after);
        }
    }
    match place.strip_prefix("merger.others.") {
        Some(id) => {
            after.set("merger.others", Some(without(&after, "merger.others", id)));
        }
        None => match document.entries("merger.others").first() {
            None => {
                after.set("merger", None);
            }
            Some(next) => {
                for field in ["name", "members"] {
                    let theirs = document.get(&format!("merger.others.{next}.{field}")).cloned();
                    after.set(&format!("merger.{field}"), theirs);
                }
                for (field, terms) in [("posts", "command.posts"), ("one_off", "one_off.total")] {
                    if let Some(theirs) =
                        document.get(&format!("merger.others.{next}.{field}")).filter(|one| !one.is_null())
                    {
                        after.set(&format!("merger.{terms}"), Some(theirs.clone()));
                    }
                }
                after.set("merger.others", Some(without(&after, "merger.others", next)));
            }
        },
    }
    between("Remove a merger", document, &after)
}

/// A map drawn anew, in one step: a merger for each region that has several forces, on the terms entered so far.
pub fn draw_regions(document: &Document) -> Change {
    let mut after = document.clone();
    let ids = |members: &[&'static evidence::Force]| {
        members.iter().map(|force| force.id.as_str()).collect::<Vec<&'static str>>()
    };
    let regions: Vec<(&str, Vec<&str>)> =
        evidence::regions().iter().filter(|(_, all)| all.len() > 1).map(|(name, all)| (*name, ids(all))).collect();
    for id in regions.iter().flat_map(|(_, members)| members) {
        if !after.entries("partners").iter().any(|one| one == id) {
            add_force(&after, id).apply(&mut after);
        }
    }
    let Some(((name, members), rest)) = regions.split_first() else { return Change::new("Draw the regions") };
    if !after.get("merger").is_some_and(Value::is_object) {
        after.set("merger", Some(json!({ "members": [], "vesting": 4 })));
    }
    after.set("merger.name", Some(json!(name)));
    after.set("merger.members", Some(json!(members)));
    let others = rest
        .iter()
        .enumerate()
        .map(|(n, (name, members))| json!({ "id": format!("merger-{}", n + 1), "name": name, "members": members }));
    after.set("merger.others", Some(Value::Array(others.collect())));
    between("Draw a merger for each region", document, &after)
}

/// The step from one document to another, whatever was done on the way.
fn between(what: &str, document: &Document, after: &Document) -> Change {
    let changed = ["partners", "services", "procurement", "balancing", "provenance", "merger"];
    changed.into_iter().fold(Change::new(what), |change, place| change.set(document, place, after.get(place).cloned()))
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
            toggle_merging(&document, "merger", id).apply(&mut document);
        }
        assert_eq!(check(document.value()), vec![]);
        let scenario = read(document.value()).unwrap();
        assert_eq!((scenario.options.len(), scenario.map.events.len(), scenario.partners.len()), (2, 6, 6));
        assert_eq!(scenario.merger.unwrap().members, ["derbyshire", "leicestershire", "kent"]);
        assert!(scenario.services.iter().all(|one| one.members.len() == 5), "who merges shares nothing by that");
        // another beside it: a force that is moved leaves the first, and who came by the map goes with its merger
        let (change, place) = add_merger(&document).unwrap();
        change.apply(&mut document);
        for id in ["sussex", "surrey", "leicestershire"] {
            toggle_merging(&document, &place, id).apply(&mut document);
        }
        let before = document.clone();
        let scenario = read(document.value()).unwrap();
        let merger = scenario.merger.unwrap();
        assert_eq!((merger.members.len(), merger.others[0].members.len(), scenario.partners.len()), (2, 3, 8));
        remove_merger(&document, "merger").apply(&mut document);
        assert_eq!(
            document.ids("merger.members"),
            ["sussex", "surrey", "leicestershire"],
            "the second is the first now"
        );
        assert_eq!(read(document.value()).unwrap().partners.len(), 7, "Kent came by the map alone");
        document = before;
        remove_merger(&document, &place).apply(&mut document);
        toggle_merging(&document, "merger", "leicestershire").apply(&mut document);
        remove_option(&document, "option-1").apply(&mut document);
        remove_event(&document, "event-3").apply(&mut document);
        for id in ["derbyshire", "leicestershire", "kent"] {
            toggle_merging(&document, "merger", id).apply(&mut document);
        }
        let scenario = read(document.value()).unwrap();
        assert_eq!((scenario.options.len(), scenario.map.events.len(), scenario.merger), (1, 5, None));
        assert_eq!(scenario.partners.len(), 5, "who came by the map alone goes with it");
        let names: std::collections::BTreeSet<&str> = scenario.map.events.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names.len(), 5, "no two events are called the same");
    }

    #[test]
    fn a_whole_map_is_one_step_and_one_step_back() {
        let mut document = PRESETS[0].document();
        let before = document.clone();
        let change = draw_regions(&document);
        change.apply(&mut document);
        assert_eq!(check(document.value()), vec![]);
        let scenario = read(document.value()).unwrap();
        let merger = scenario.merger.unwrap();
        // 43 forces in ten regions, each of which has two at least
        assert_eq!((scenario.partners.len(), 1 + merger.others.len(), merger.each().len()), (43, 10, 10));
        assert!(merger.each().iter().any(|one| one.name == "East Midlands" && one.members.len() == 5));
        assert!(scenario.services.iter().all(|one| one.members.len() == 5), "nobody shares anything by that");
        change.revert(&mut document);
        assert_eq!(document, before);
    }
}
