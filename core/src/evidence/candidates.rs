//! For the search for partners: the open scenario widened to every force, and a group of it as a scenario.
//!
//! A candidate's cost is its own published one where the subject's is published too, else its own size times the subject's
//! unit cost; its spending its budget times the
//! subject's spending to a pound of budget: sizes and neighbourhood are all that is known of it. Nothing converges,
//! costs are shared by budget, and the saving counts for the present members.

use super::functions::{FUNCTIONS_MEDIAN, FUNCTIONS_YEAR, Start, brought_forward, published_start};
use super::{force, forces, new_partner};
use crate::model::{Category, Document, Fte, Partner, PartnerKind, Pounds, Scenario, Service};
use serde_json::{Map, Value, json};

/// The mark of a figure that was scaled from another force's.
pub const SCALED: &str = "estimate:size";

/// The mark of a place.
fn mark<'d>(document: &'d Document, place: &str) -> &'d str {
    let marks = document.get("provenance").and_then(Value::as_object);
    marks.and_then(|marks| marks.get(place)?.as_str()).unwrap_or("")
}

/// A candidate's own published figures and their mark, as the subject's are: of 2017/18, or brought forward by the same index.
fn own_figures(rests_on: &str, id: &str, kind: &str) -> Option<(Start, String)> {
    let median = || format!("estimate:{FUNCTIONS_MEDIAN}");
    match rests_on.split_once(':')? {
        ("published", _) => published_start(id, kind)
            .map(|start| (start, if start.own { format!("published:{FUNCTIONS_YEAR}") } else { median() })),
        ("forward", index) => {
            let by: f64 = index.parse().ok()?;
            // what cannot be brought forward stands as published, in the money of today
            brought_forward(id, kind, by).map(|start| (start, rests_on.to_owned())).or_else(|| {
                let start = published_start(id, kind)?;
                let raised = |value: f64| (value * by).round();
                let raised = Start {
                    cost_per_post: raised(start.cost_per_post),
                    other: raised(start.other),
                    income: raised(start.income),
                    ..start
                };
                Some((raised, SCALED.to_owned()))
            })
        }
        _ => None,
    }
}

/// The scenario with all 43 forces in everything that the subject takes part in, the subject first, and without
/// what it does not take part in. An error says in words why there is nothing to search.
pub fn widened(document: &Document, scenario: &Scenario, subject: &str) -> Result<Document, String> {
    let own = scenario.partner(subject).ok_or("Choose the force to search for among the partners.")?;
    if force(subject).is_none() {
        return Err(format!(
            "{} is not one of the 43 forces, so its neighbours are not known. Choose a force.",
            own.shown()
        ));
    }
    let others: Vec<&str> = forces().iter().map(|force| force.id.as_str()).filter(|id| *id != subject).collect();
    let mut partners = vec![entry(document, "partners", subject)];
    let mut provenance = kept_marks(document, subject);
    for id in &others {
        let (partner, marks) = new_partner(id);
        partners.push(partner);
        provenance.extend(marks.into_iter().map(|(place, mark)| (place, json!(mark))));
    }
    let everyone: Vec<&str> = std::iter::once(subject).chain(others.iter().copied()).collect();
    let widening = Widening { document, own, subject, others: &others, everyone: &everyone };
    let takes_part = |members: &[String]| members.iter().any(|id| id == subject);
    let mut services = Vec::new();
    for service in scenario.services.iter().filter(|service| takes_part(&service.members)) {
        services.push(widening.service(service, &mut provenance)?);
    }
    let mut procurement = Vec::new();
    for category in scenario.procurement.iter().filter(|category| takes_part(&category.members)) {
        procurement.push(widening.category(category, &mut provenance)?);
    }
    if services.is_empty() && procurement.is_empty() {
        return Err(format!(
            "{} takes part in no service and no joint buying yet. Add what it would share; the search looks for whom to share it with.",
            own.shown()
        ));
    }
    let mut wide = document.clone();
    wide.set("partners", Some(json!(partners)));
    wide.set("services", Some(json!(services)));
    wide.set("procurement", Some(json!(procurement)));
    wide.set("provenance", Some(Value::Object(provenance)));
    for field in ["balancing", "soc", "agreement", "readiness", "levels", "account"] {
        wide.set(field, None);
    }
    Ok(wide)
}

/// A force's public figures as a partner's.
fn size(id: &str, of: &dyn Fn(&Partner) -> f64) -> f64 {
    force(id).map_or(0.0, |force| {
        of(&Partner {
            id: id.to_owned(),
            name: String::new(),
            kind: PartnerKind::Force,
            budget: Pounds(force.budget),
            officers_fte: Fte(force.officers),
            staff_fte: Fte(force.staff),
            population: force.population,
        })
    })
}

/// What all forces are put into, each by its own figures or by the subject's size.
struct Widening<'a> {
    document: &'a Document,
    own: &'a Partner,
    subject: &'a str,
    others: &'a [&'a str],
    everyone: &'a [&'a str],
}

impl Widening<'_> {
    fn service(&self, service: &Service, provenance: &mut Map<String, Value>) -> Result<Value, String> {
        let (own, subject) = (self.own, self.subject);
        let own_size = service.driver.of(own);
        if own_size <= 0.0 {
            return Err(format!(
                "{} of {} is not known, and {} is compared by it. Enter it under Partners.",
                capital(service.driver.noun()),
                own.shown(),
                service.shown()
            ));
        }
        let mut copy = entry(self.document, "services", &service.id);
        let base = service.baseline_of(subject);
        let mut baseline = kept_baselines(&copy);
        let rests_on = mark(self.document, &format!("services.{}.baseline.{subject}.fte", service.id));
        for id in self.others {
            // where the subject's figures are published ones, so are each candidate's
            if let Some((start, whose)) = own_figures(rests_on, id, &service.kind) {
                let figures = Start::FIELDS.map(|field| (field.to_owned(), json!(start.figure(field))));
                baseline.insert((*id).to_owned(), Value::Object(figures.into_iter().collect()));
                for field in Start::FIELDS {
                    provenance.insert(format!("services.{}.baseline.{id}.{field}", service.id), json!(whose));
                }
                continue;
            }
            let ratio = size(id, &|partner| service.driver.of(partner)) / own_size;
            baseline.insert(
                (*id).to_owned(),
                json!({
                    "fte": base.fte.0 * ratio, "cost_per_fte": base.cost_per_fte.0,
                    "non_pay": base.non_pay.0 * ratio, "income": base.income.0 * ratio,
                }),
            );
            for field in ["fte", "cost_per_fte"] {
                provenance.insert(format!("services.{}.baseline.{id}.{field}", service.id), json!(SCALED));
            }
        }
        put(&mut copy, "baseline", Value::Object(baseline));
        put(&mut copy, "scale_reference", json!(service.members));
        for field in ["convergence", "sharing", "host", "demand", "style_facts"] {
            put(&mut copy, field, Value::Null);
        }
        put(&mut copy, "sharing", json!({ "key": "budget" }));
        put(&mut copy, "members", json!(self.everyone));
        Ok(without_nulls(copy))
    }

    fn category(&self, category: &Category, provenance: &mut Map<String, Value>) -> Result<Value, String> {
        let (own, subject, everyone) = (self.own, self.subject, self.everyone);
        if own.budget.0 <= 0.0 {
            return Err(format!(
                "The budget of {} is not known, and spending is compared by it. Enter it under Partners.",
                own.shown()
            ));
        }
        let ratio = |id: &str| size(id, &|partner| partner.budget.0) / own.budget.0;
        let mut copy = entry(self.document, "procurement", &category.id);
        let mut spend = copy.get("spend").and_then(Value::as_object).cloned().unwrap_or_default();
        let own_spend = category.spend.get(subject).copied().unwrap_or_default().0;
        for id in self.others {
            spend.insert((*id).to_owned(), json!(own_spend * ratio(id)));
            provenance.insert(format!("procurement.{}.spend.{id}", category.id), json!(SCALED));
        }
        put(&mut copy, "spend", Value::Object(spend));
        let items: Vec<Value> = category
            .items
            .iter()
            .map(|item| {
                let (price, volume) = item.bought_by(subject);
                let of = |value: &dyn Fn(&str) -> f64| -> Value {
                    everyone.iter().map(|id| ((*id).to_owned(), json!(value(id)))).collect::<Map<_, _>>().into()
                };
                let volume = of(&|id| if id == subject { volume } else { volume * ratio(id) });
                json!({ "name": item.name, "price": of(&|_| price), "volume": volume })
            })
            .collect();
        if !items.is_empty() {
            put(&mut copy, "items", json!(items));
        }
        put(&mut copy, "scale_reference", json!(category.members));
        put(&mut copy, "sharing", json!({ "key": "budget" }));
        put(&mut copy, "members", json!(everyone));
        Ok(copy)
    }
}

/// A group of the widened scenario as a scenario of its own, under a title.
pub fn narrowed(wide: &Document, group: &[String], title: &str) -> Document {
    let mut narrow = wide.clone();
    narrow.set("title", Some(json!(title)));
    let partners: Vec<Value> = group.iter().map(|id| entry(wide, "partners", id)).collect();
    narrow.set("partners", Some(json!(partners)));
    let mut referred = Vec::new();
    for list in ["services", "procurement"] {
        for id in wide.entries(list) {
            narrow.set(&format!("{list}.{id}.members"), Some(json!(group)));
            referred.extend(wide.ids(&format!("{list}.{id}.scale_reference")));
        }
    }
    // figures of forces that neither take part nor set the size that the saving counts for are left out
    let kept = |id: &str| group.iter().any(|one| one == id) || referred.iter().any(|one| one == id);
    for (list, maps) in [("services", &["baseline"][..]), ("procurement", &["spend"][..])] {
        for entry in wide.entries(list) {
            for map in maps {
                let place = format!("{list}.{entry}.{map}");
                if let Some(Value::Object(all)) = wide.get(&place) {
                    let left: Map<String, Value> =
                        all.iter().filter(|(id, _)| kept(id)).map(|(id, value)| (id.clone(), value.clone())).collect();
                    narrow.set(&place, Some(Value::Object(left)));
                }
            }
            let items = wide.get(&format!("{list}.{entry}.items")).and_then(Value::as_array).map_or(0, Vec::len);
            for (item, map) in (0..items).flat_map(|item| ["price", "volume"].map(|map| (item, map))) {
                let place = format!("{list}.{entry}.items.{item}.{map}");
                if let Some(Value::Object(all)) = wide.get(&place) {
                    let left: Map<String, Value> =
                        all.iter().filter(|(id, _)| kept(id)).map(|(id, value)| (id.clone(), value.clone())).collect();
                    narrow.set(&place, Some(Value::Object(left)));
                }
            }
        }
    }
    if let Some(Value::Object(marks)) = wide.get("provenance") {
        let names = |place: &str| place.split('.').any(kept);
        let left: Map<String, Value> =
            marks.iter().filter(|(place, _)| names(place)).map(|(place, mark)| (place.clone(), mark.clone())).collect();
        narrow.set("provenance", Some(Value::Object(left)));
    }
    narrow
}

/// For each partner of a widened scenario, in its order, the places of its neighbours.
pub fn borders_among(ids: &[String]) -> Vec<Vec<usize>> {
    ids.iter()
        .map(|id| {
            let near: Vec<&str> =
                force(id).map(|force| force.neighbours().map(|other| other.id.as_str()).collect()).unwrap_or_default();
            (0..ids.len()).filter(|place| ids.get(*place).is_some_and(|other| near.contains(&other.as_str()))).collect()
        })
        .collect()
}

fn entry(document: &Document, list: &str, id: &str) -> Value {
    document.get(&format!("{list}.{id}")).cloned().unwrap_or(Value::Null)
}

fn put(entry: &mut Value, field: &str, value: Value) {
    if let Value::Object(map) = entry {
        map.insert(field.to_owned(), value);
    }
}

fn without_nulls(mut entry: Value) -> Value {
    if let Value::Object(map) = &mut entry {
        map.retain(|_, value| !value.is_null());
    }
    entry
}

/// Costs of bodies that are no forces stay, since the saving may have been entered for them too.
fn kept_baselines(service: &Value) -> Map<String, Value> {
    service.get("baseline").and_then(Value::as_object).cloned().unwrap_or_default()
}

/// Marks of the subject's own figures.
fn kept_marks(document: &Document, subject: &str) -> Map<String, Value> {
    let Some(Value::Object(marks)) = document.get("provenance") else { return Map::new() };
    let own = |place: &str| place.split('.').any(|step| step == subject);
    marks.iter().filter(|(place, _)| own(place)).map(|(place, mark)| (place.clone(), mark.clone())).collect()
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
