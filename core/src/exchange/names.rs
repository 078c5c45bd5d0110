//! Names in tables of others: which partners they mean, and which are of a sum.

use crate::evidence::{force, force_named};
use crate::model::Document;
use crate::model::arrangement::names_in;

/// A head to be compared with others: small letters and digits.
pub fn small(head: &str) -> String {
    let kept = head.chars().filter(|c| c.is_alphanumeric() || *c == ' ' || *c == '-').flat_map(char::to_lowercase);
    kept.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a name is that of a sum over others.
pub fn is_total(name: &str) -> bool {
    let name = small(name);
    let first = name.split(' ').next().unwrap_or("");
    matches!(first, "total" | "totals" | "subtotal" | "subtotals" | "sum" | "average" | "mean" | "median")
        || matches!(
            name.as_str(),
            "grand total"
                | "sub total"
                | "sub-total"
                | "all forces"
                | "all partners"
                | "overall"
                | "england"
                | "wales"
                | "england and wales"
                | "national"
                | "all"
        )
        || name.ends_with(" total")
        || name.ends_with(" average")
}

/// The partners that a name means: by their names or ids in the scenario, or as forces. Several for a joint unit.
pub fn named(document: &Document, name: &str) -> Vec<String> {
    if name.trim().is_empty() {
        return Vec::new();
    }
    let ids = document.entries("partners");
    let own = |name: &str| {
        let wanted = small(name);
        let named = |id: &&String| small(document.text(&format!("partners.{id}.name"))) == wanted || **id == name;
        ids.iter().find(named).cloned()
    };
    if let Some(one) = own(name) {
        return vec![one];
    }
    let forces = partners(name);
    if forces.len() == 1 {
        let force = forces.into_iter().filter(|id| ids.contains(id)).collect::<Vec<_>>();
        if !force.is_empty() {
            return force;
        }
        // bodies that are no forces may stand together as well
        let parts = name.split([',', '/', '&', '+', ';']).flat_map(|part| part.split(" and ")).map(str::trim);
        let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
        // a partner and somebody who is none are two: a joint unit's figures are not the partner's own
        let some = parts.len() > 1 && parts.iter().any(|part| own(part).is_some());
        return if some {
            parts.iter().map(|part| own(part).unwrap_or_else(|| (*part).to_owned())).collect()
        } else {
            Vec::new()
        };
    }
    // one that is here and one that is not are still two
    if forces.iter().any(|id| ids.contains(id)) { forces } else { Vec::new() }
}

/// A force's id, or the name as it stands.
pub(super) fn known(name: &str) -> String {
    force_named(name).map_or_else(|| name.trim().to_owned(), |force| force.id.clone())
}

/// Partners of a text, forces by their ids. Commas and "and" divide only where every part is then a force: Devon and
/// Cornwall is one.
pub fn partners(text: &str) -> Vec<String> {
    let mut all = Vec::new();
    for name in names_in(text) {
        if force_named(name).is_none() {
            let parts: Vec<&str> = name.split([',', '/', '+']).map(str::trim).filter(|part| !part.is_empty()).collect();
            let parts: Vec<String> = parts.iter().flat_map(|part| by_and(part)).collect();
            if parts.len() > 1 && parts.iter().all(|part| force(part).is_some()) {
                all.extend(parts);
                continue;
            }
        }
        all.push(known(name));
    }
    let mut seen = std::collections::BTreeSet::new();
    all.retain(|name| seen.insert(name.clone()));
    all
}

/// `Kent and Essex` is two forces, `Devon and Cornwall` one.
fn by_and(text: &str) -> Vec<String> {
    let text = text.strip_prefix("and ").unwrap_or(text);
    if force_named(text).is_none() {
        for (at, and) in text.match_indices(" and ").chain(text.match_indices(" & ")) {
            let (first, second) = (text.get(..at), text.get(at + and.len()..));
            if let (Some(first), Some(second)) = (first.and_then(force_named), second) {
                let mut all = vec![first.id.clone()];
                all.extend(by_and(second));
                return all;
            }
        }
    }
    vec![known(text)]
}
