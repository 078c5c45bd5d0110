//! What fields must hold between them. Every broken rule is reported at once.

use super::alternatives::Merger;
use super::fault::{Fault, FaultKind};
use super::scenario::{Category, Key, Mode, Partner, Range, Scenario, Service, Sharing, Target};
use super::soc::Soc;
use std::collections::BTreeSet;

/// Collects faults below one list entry.
struct Here<'a> {
    path: String,
    place: String,
    faults: &'a mut Vec<Fault>,
}

impl Here<'_> {
    fn fault(&mut self, field: &str, label: impl Into<String>, kind: FaultKind) {
        self.faults.push(Fault {
            path: format!("{}.{field}", self.path),
            place: format!("{}.{field}", self.place),
            label: label.into(),
            kind,
        });
    }
}

/// Every broken rule of a scenario whose fields are each within bounds.
pub fn faults_between_fields(scenario: &Scenario) -> Vec<Fault> {
    let mut faults = Vec::new();
    repeated("partners", scenario.partners.iter().map(|partner| partner.id.as_str()), &mut faults);
    repeated("services", scenario.services.iter().map(|service| service.id.as_str()), &mut faults);
    repeated("procurement", scenario.procurement.iter().map(|category| category.id.as_str()), &mut faults);
    repeated("sources", scenario.sources.iter().map(|source| source.id.as_str()), &mut faults);
    for (index, service) in scenario.services.iter().enumerate() {
        let (path, place) = (format!("services[{index}]"), format!("services.{}", service.id));
        check_service(scenario, service, &mut Here { path, place, faults: &mut faults });
    }
    for (index, category) in scenario.procurement.iter().enumerate() {
        let (path, place) = (format!("procurement[{index}]"), format!("procurement.{}", category.id));
        check_category(scenario, category, &mut Here { path, place, faults: &mut faults });
    }
    repeated("options", scenario.options.iter().map(|option| option.id.as_str()), &mut faults);
    repeated("map.events", scenario.map.events.iter().map(|event| event.id.as_str()), &mut faults);
    if let Some(merger) = &scenario.merger {
        let here = &mut Here { path: "merger".into(), place: "merger".into(), faults: &mut faults };
        check_members(scenario, &merger.members, "The merger", here);
        let saving = &merger.saving;
        check_order("saving", [saving.low, saving.likely, saving.high], "The merger, saving", here);
        check_other_mergers(scenario, merger, &mut faults);
    }
    if let Some(soc) = &scenario.soc {
        check_soc(soc, &mut Here { path: "soc".into(), place: "soc".into(), faults: &mut faults });
    }
    let unsure = &scenario.uncertainty;
    for (field, label, spread) in [
        ("one_off", "One-off cost, as a factor", &unsure.one_off),
        ("delay", "Delay of go-live", &unsure.delay),
        ("convergence", "Common starting point, as a factor", &unsure.convergence),
        ("items", "Saving on items, as a factor", &unsure.items),
    ] {
        let (path, place) = ("uncertainty".to_owned(), "uncertainty".to_owned());
        let here = &mut Here { path, place, faults: &mut faults };
        check_order(field, [spread.low, spread.likely, spread.high], label, here);
    }
    let sum: f64 = scenario.partners.iter().filter_map(|p| scenario.balancing.get(&p.id)).map(|paid| paid.0).sum();
    if sum.abs() > 0.01 {
        faults.push(Fault {
            path: "balancing".into(),
            place: "balancing".into(),
            label: "Balancing payments".into(),
            kind: FaultKind::Unbalanced { sum },
        });
    }
    faults
}

fn repeated<'a>(list: &str, ids: impl Iterator<Item = &'a str>, faults: &mut Vec<Fault>) {
    let mut seen = BTreeSet::new();
    for (index, id) in ids.enumerate() {
        if !seen.insert(id) {
            faults.push(Fault {
                path: format!("{list}[{index}].id"),
                place: format!("{list}.{id}.id"),
                label: "Id".into(),
                kind: FaultKind::Repeated { id: id.to_owned() },
            });
        }
    }
}

fn check_service(scenario: &Scenario, service: &Service, here: &mut Here) {
    let name = service.shown();
    let members = check_members(scenario, &service.members, name, here);
    check_range(&service.saving, name, here);
    for partner in &members {
        match service.baseline.get(&partner.id) {
            None => here.fault("baseline", format!("{name}, cost today"), without(partner, "cost today")),
            Some(_) => check_baseline(scenario, service, partner, here),
        }
    }
    if service.convergence.target == Target::Benchmark && service.convergence.benchmark.is_none() {
        here.fault("convergence.benchmark", format!("{name}, benchmark unit cost"), FaultKind::NoBenchmark);
    }
    if service.convergence.target != Target::None && members.len() > 1 {
        for partner in members.iter().filter(|partner| service.driver.of(partner) <= 0.0) {
            let kind = FaultKind::NoDriver { id: partner.id.clone(), driver: service.driver.noun() };
            here.fault("convergence.target", format!("{name}, common starting point"), kind);
        }
    }
    let baseline = |partner: &Partner| service.baseline_of(&partner.id).cost().0;
    check_key(&service.sharing, &members, baseline, name, here);
}

fn check_baseline(scenario: &Scenario, service: &Service, partner: &Partner, here: &mut Here) {
    let base = service.baseline_of(&partner.id);
    let pay = base.fte.0 * base.cost_per_fte.0;
    let worst = (0..scenario.years)
        .map(|year| {
            let t = year as f64;
            let cost = pay * libm::pow(1.0 + service.real_growth.pay.0, t)
                + base.non_pay.0 * libm::pow(1.0 + service.real_growth.non_pay.0, t)
                - base.income.0;
            (year, cost)
        })
        // dust of arithmetic is not a debt
        .find(|(_, cost)| *cost < -1e-6);
    if let Some((year, value)) = worst {
        let label = format!("{}, cost today of {}", service.shown(), partner.shown());
        here.fault(&format!("baseline.{}.income", partner.id), label, FaultKind::NegativeBaseline { year, value });
    }
}

fn check_category(scenario: &Scenario, category: &Category, here: &mut Here) {
    let name = category.shown();
    let members = check_members(scenario, &category.members, name, here);
    match category.mode {
        Mode::Rate => {
            check_range(&category.saving, name, here);
            for partner in members.iter().filter(|partner| !category.spend.contains_key(&partner.id)) {
                here.fault("spend", format!("{name}, yearly spending"), without(partner, "yearly spending"));
            }
        }
        Mode::Items => {
            for (index, item) in category.items.iter().enumerate() {
                for partner in &members {
                    let volume = item.volume.get(&partner.id).copied().unwrap_or(0.0);
                    let price = item.price.get(&partner.id).map_or(0.0, |price| price.0);
                    if volume > 0.0 && price <= 0.0 {
                        let field = format!("items[{index}].price.{}", partner.id);
                        let kind = FaultKind::VolumeWithoutPrice { id: partner.id.clone(), volume };
                        here.fault(&field, format!("{name}, {}", item.name), kind);
                    }
                }
            }
        }
    }
    let reached = |partner: &Partner| category.addressed(&partner.id).0;
    check_key(&category.sharing, &members, reached, name, here);
}

fn check_members<'a>(scenario: &'a Scenario, ids: &[String], name: &str, here: &mut Here) -> Vec<&'a Partner> {
    let mut members = Vec::new();
    let mut seen = BTreeSet::new();
    for id in ids {
        let label = format!("{name}, members");
        if !seen.insert(id) {
            here.fault("members", label, FaultKind::Repeated { id: id.clone() });
        } else if let Some(partner) = scenario.partner(id) {
            members.push(partner);
        } else {
            here.fault("members", label, FaultKind::UnknownPartner { id: id.clone() });
        }
    }
    members
}

/// A force merges once.
fn check_other_mergers(scenario: &Scenario, merger: &Merger, faults: &mut Vec<Fault>) {
    repeated("merger.others", merger.others.iter().map(|other| other.id.as_str()), faults);
    let mut taken: BTreeSet<&str> = merger.members.iter().map(String::as_str).collect();
    for (index, other) in merger.others.iter().enumerate() {
        let (path, place) = (format!("merger.others[{index}]"), format!("merger.others.{}", other.id));
        let here = &mut Here { path, place, faults };
        let name = if other.name.trim().is_empty() { "Another merger" } else { other.name.trim() };
        check_members(scenario, &other.members, name, here);
        for id in other.members.iter().filter(|id| taken.contains(id.as_str())) {
            here.fault("members", format!("{name}, members"), FaultKind::MergesTwice { id: id.clone() });
        }
        taken.extend(other.members.iter().map(String::as_str));
    }
}

fn check_soc(soc: &Soc, here: &mut Here) {
    let (floor, target) = (soc.response_floor.0, soc.response_target.0);
    if target <= floor {
        here.fault("response_target", "Response that counts as full", FaultKind::TargetNotAboveFloor { floor, target });
    }
    let Some(weights) = soc.weights.filter(|weights| !weights.is_empty()) else { return };
    if weights.given().is_none() {
        here.fault("weights", "Weights of the criteria", FaultKind::WeightsMissing);
    }
}

fn check_range(saving: &Range, name: &str, here: &mut Here) {
    let label = format!("{name}, saving");
    check_order("saving", [saving.low.0, saving.likely.0, saving.high.0], &label, here);
}

fn check_order(range: &str, [low, likely, high]: [f64; 3], label: &str, here: &mut Here) {
    if low > likely || likely > high {
        let end = if low > likely { "low" } else { "high" };
        here.fault(&format!("{range}.{end}"), label, FaultKind::OutOfOrder { low, likely, high });
    }
}

/// A key counts only where something is shared: a single member bears its own cost.
fn check_key(sharing: &Sharing, members: &[&Partner], own: impl Fn(&Partner) -> f64, name: &str, here: &mut Here) {
    let total: f64 = members.iter().map(|partner| sharing.weight(partner, own(partner))).sum();
    if members.len() > 1 && total <= 0.0 {
        here.fault("sharing.key", format!("{name}, sharing"), FaultKind::EmptyKey { key: sharing.key.noun() });
    }
}

fn without(partner: &Partner, what: &'static str) -> FaultKind {
    FaultKind::MemberWithout { id: partner.id.clone(), what }
}

impl Sharing {
    /// A partner's weight under the key; `own` is its baseline cost or reached spending.
    pub fn weight(&self, partner: &Partner, own: f64) -> f64 {
        match self.key {
            Key::Equal => 1.0,
            Key::Baseline => own,
            Key::Custom => self.shares.as_ref().and_then(|shares| shares.get(&partner.id)).copied().unwrap_or(0.0),
            key => key.figures().iter().map(|field| partner.figure(field)).sum(),
        }
    }
}

impl Category {
    /// Spending of a partner that joint buying can reach: by rate, or price times volume of the items.
    pub fn addressed(&self, id: &str) -> super::Pounds {
        match self.mode {
            Mode::Rate => {
                let spend = self.spend.get(id).copied().unwrap_or_default();
                spend * self.addressable.0 * (1.0 - self.local_exception.0)
            }
            Mode::Items => self
                .items
                .iter()
                .map(|item| {
                    let price = item.price.get(id).copied().unwrap_or_default();
                    price * item.volume.get(id).copied().unwrap_or(0.0)
                })
                .sum(),
        }
    }
}
