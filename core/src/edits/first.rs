//! The way in: from forces and services that somebody picks to a scenario with a first answer from public figures.

use super::entries::{add_category, add_force, add_service};
use super::organised_crime::start_soc;
use crate::evidence::{Force, blank, forces};
use crate::model::{Change, Document};
use crate::words::listed;
use serde_json::json;

/// What is picked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Picked {
    /// Ids of forces.
    pub forces: Vec<String>,
    /// Kinds of services, and categories that are bought.
    pub services: Vec<&'static str>,
    /// Categories of goods to buy together, by their ids.
    pub categories: Vec<&'static str>,
    /// Whether the three models against organised crime are set up.
    pub organised_crime: bool,
}

/// What is offered for a text: a region with all of its forces, or one force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The name to show.
    pub name: String,
    /// `five forces of the region`; nothing of a single force.
    pub note: String,
    /// The forces that it stands for, by id.
    pub ids: Vec<String>,
}

/// A name as it is looked for: `dyfed powys` finds Dyfed-Powys, `devon & cornwall` Devon and Cornwall.
pub fn plain(name: &str) -> String {
    name.to_lowercase().replace('&', " and ").replace('-', " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a text offers: regions first, then forces by name; what begins with it before what holds it. Nothing for no text.
pub fn offers(text: &str, picked: &[String]) -> Vec<Offer> {
    let wanted = plain(text);
    if wanted.is_empty() {
        return Vec::new();
    }
    let free = |force: &&Force| !picked.contains(&force.id);
    let mut regions: Vec<Offer> = Vec::new();
    for force in forces().iter().filter(free).filter(|force| plain(&force.region).contains(&wanted)) {
        match regions.iter_mut().find(|offer| offer.name == force.region) {
            Some(offer) => offer.ids.push(force.id.clone()),
            None => {
                regions.push(Offer { name: force.region.clone(), note: String::new(), ids: vec![force.id.clone()] })
            }
        }
    }
    for offer in &mut regions {
        let n = offer.ids.len();
        offer.note = format!("region, {} {}", crate::words::count(n), if n == 1 { "force" } else { "forces" });
    }
    let named = |force: &&Force| [&force.name, &force.short].iter().any(|name| plain(name).contains(&wanted));
    let mut single: Vec<&Force> = forces().iter().filter(free).filter(named).collect();
    single.sort_by_key(|force| !plain(&force.short).starts_with(&wanted));
    let single = single.into_iter().map(|force| Offer {
        name: force.short.clone(),
        note: String::new(),
        ids: vec![force.id.clone()],
    });
    regions.sort_by_key(|offer| !plain(&offer.name).starts_with(&wanted));
    // a force that is meant by its very name comes before a region of that name
    let single: Vec<Offer> = single.collect();
    let exact = |offer: &Offer| plain(&offer.name) == wanted;
    let (first, rest): (Vec<Offer>, Vec<Offer>) = single.into_iter().partition(exact);
    first.into_iter().chain(regions).chain(rest).collect()
}

/// What is missing before there can be an answer; none where nothing is.
pub fn missing(picked: &Picked) -> Option<&'static str> {
    let nothing = picked.services.is_empty() && picked.categories.is_empty() && !picked.organised_crime;
    match (picked.forces.len(), nothing) {
        (0, _) => Some("Pick two forces or more."),
        (1, _) => Some("Pick one more force."),
        (_, true) => Some("Pick something that they would share."),
        _ => None,
    }
}

/// The scenario of what is picked, each figure with its public source.
pub fn first_scenario(picked: &Picked) -> Document {
    let mut document = blank();
    let make = |change: Change, document: &mut Document| change.apply(document);
    for id in &picked.forces {
        make(add_force(&document, id), &mut document);
    }
    for kind in &picked.services {
        make(add_service(&document, kind), &mut document);
    }
    for kind in &picked.categories {
        make(add_category(&document, kind), &mut document);
    }
    if picked.organised_crime {
        make(start_soc(&document), &mut document);
    }
    document.set("title", Some(json!(title(&picked.forces))));
    document
}

/// `East Midlands` where the forces are a whole region, else their names, or how many there are.
fn title(ids: &[String]) -> String {
    let of = |id: &String| forces().iter().find(|force| force.id == *id);
    let regions: Vec<&str> = ids.iter().filter_map(of).map(|force| force.region.as_str()).collect();
    if let Some(first) = regions.first().filter(|first| regions.iter().all(|region| region == *first)) {
        let whole = forces().iter().filter(|force| force.region == **first).all(|force| ids.contains(&force.id));
        if whole {
            return (*first).to_owned();
        }
    }
    let names: Vec<&str> = ids.iter().filter_map(of).map(|force| force.short.as_str()).collect();
    if names.len() > 3 {
        format!("{} and {} others", names.first().unwrap_or(&""), names.len() - 1)
    } else {
        listed(&names)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::appraise;
    use crate::model::read;

    fn ids(of: &[&str]) -> Vec<String> {
        of.iter().map(|id| (*id).to_owned()).collect()
    }

    #[test]
    fn names_are_found_with_or_without_their_hyphens() {
        let first = |text: &str| offers(text, &[]).into_iter().next().map(|offer| offer.name);
        assert_eq!(first("dyfed powys").as_deref(), Some("Dyfed-Powys"));
        assert_eq!(first("Devon & Cornwall").as_deref(), Some("Devon and Cornwall"));
    }

    #[test]
    fn a_region_adds_all_of_its_forces_and_a_name_one() {
        let found = offers("East Mid", &[]);
        assert_eq!(
            (found[0].name.as_str(), found[0].note.as_str(), found[0].ids.len()),
            ("East Midlands", "region, five forces", 5)
        );
        assert_eq!(offers("norf", &[])[0].ids, ids(&["norfolk"]));
        assert_eq!(offers("  KENT ", &[])[0].ids, ids(&["kent"]));
        // a force and a region of the same name: the force first
        assert_eq!(offers("west midlands", &[])[0].ids, ids(&["west-midlands"]));
        assert_eq!(offers("west midlands", &[])[1].ids.len(), 4);
        assert!(
            offers("kent", &ids(&["kent"])).is_empty() && offers(" ", &[]).is_empty() && offers("xyz", &[]).is_empty()
        );
    }

    #[test]
    fn two_forces_and_a_service_have_an_answer() {
        let mut picked = Picked { forces: ids(&["norfolk", "suffolk"]), ..Picked::default() };
        assert_eq!(missing(&picked), Some("Pick something that they would share."));
        picked.services.push("human_resources");
        picked.categories.push("vehicles");
        assert_eq!(missing(&picked), None);
        let document = first_scenario(&picked);
        assert_eq!(document.text("title"), "Norfolk and Suffolk");
        let outcome = appraise(&read(document.value()).expect("it is sound"));
        assert!(outcome.shares_anything() && outcome.totals.full_year_saving.0 > 0.0 && outcome.totals.one_off.0 > 0.0);
        assert_eq!(missing(&Picked::default()), Some("Pick two forces or more."));
    }

    #[test]
    fn a_whole_region_gives_the_scenario_its_name() {
        let all: Vec<String> =
            forces().iter().filter(|force| force.region == "East Midlands").map(|force| force.id.clone()).collect();
        assert_eq!(title(&all), "East Midlands");
        assert_eq!(title(&all[..4]), "Derbyshire and 3 others");
    }
}
