//! Many forces' scenarios together: how far cost and risk differ by area. Ranges, and no ranking: nobody is named.

use super::outcome::Outcome;
use super::soc::SocOutcome;
use crate::method::median;
use crate::model::soc::SocModel;
use crate::model::{Driver, Scenario};
use std::collections::{BTreeMap, BTreeSet};

/// One scenario with what was worked out of it.
#[derive(Debug, Clone)]
pub struct Seen<'a> {
    /// What the user described.
    pub scenario: &'a Scenario,
    /// What came of it.
    pub outcome: &'a Outcome,
    /// What came of its models against organised crime, where they are set up.
    pub soc: Option<&'a SocOutcome>,
    /// The chance that it loses money over its term.
    pub chance_of_loss: Option<f64>,
}

/// Lowest, middle and highest of something.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Extent {
    /// The lowest.
    pub low: f64,
    /// The one in the middle.
    pub middle: f64,
    /// The highest.
    pub high: f64,
    /// Of how many.
    pub of: usize,
}

impl Extent {
    fn of(values: Vec<f64>) -> Option<Extent> {
        let of = values.len();
        let low = values.iter().copied().reduce(f64::min)?;
        let high = values.iter().copied().reduce(f64::max)?;
        Some(Extent { low, high, of, middle: median(values)? })
    }

    /// Highest over lowest; none where the lowest is nothing.
    pub fn ratio(&self) -> Option<f64> {
        (self.low > 0.0 && self.of > 1).then(|| self.high / self.low)
    }
}

/// An area as all scenarios together show it.
#[derive(Debug, Clone, PartialEq)]
pub struct AreaPicture {
    /// Which area it is.
    pub area: PictureArea,
    /// How many scenarios have it.
    pub scenarios: usize,
    /// How many partners take part, each once.
    pub partners: usize,
    /// Unit cost by partner, each partner once, where all are compared by one driver.
    pub unit_cost: Option<(Driver, Extent)>,
    /// The part of cost or spending that each scenario saves at full effect.
    pub saving: Option<Extent>,
    /// The chance of a loss of each scenario that has the area; of organised crime the part of groups answered today, by
    /// force.
    pub risk: Option<Extent>,
    /// Scenarios in which a partner loses.
    pub with_donor: usize,
}

/// What the areas are told apart by.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum PictureArea {
    /// A service's kind in the file's word, or its name where the kind is `other`.
    Service(String),
    /// Buying together, all categories.
    Procurement,
    /// Serious and organised crime.
    OrganisedCrime,
}

#[derive(Default)]
struct Gathered {
    scenarios: usize,
    partners: BTreeSet<String>,
    units: BTreeMap<(Driver, String), f64>,
    savings: Vec<f64>,
    risks: Vec<f64>,
    with_donor: usize,
}

/// The areas of all scenarios, services first.
#[allow(clippy::too_many_lines, reason = "one stretch an area, alike in shape")]
pub fn big_picture(all: &[Seen]) -> Vec<AreaPicture> {
    let mut areas: BTreeMap<PictureArea, Gathered> = BTreeMap::new();
    for seen in all {
        // the areas of this scenario, and whether one that takes part in an area loses by the whole
        let mut here: BTreeMap<PictureArea, bool> = BTreeMap::new();
        let loses = |place: usize| seen.outcome.partners.get(place).is_some_and(|partner| partner.net_donor);
        for (service, found) in
            seen.scenario.services.iter().zip(&seen.outcome.services).filter(|(_, found)| found.shared)
        {
            let kind = if service.kind == "other" { service.shown() } else { &service.kind };
            let area = PictureArea::Service(kind.trim().to_owned());
            *here.entry(area.clone()).or_default() |= found.members.iter().any(|member| loses(member.partner));
            let of = areas.entry(area).or_default();
            for member in &found.members {
                of.partners.insert(member.id.clone());
                if let Some(unit) = member.unit_cost.filter(|unit| unit.0 > 0.0) {
                    // a force that stands in several scenarios counts once
                    of.units.entry((service.driver, member.id.clone())).or_insert(unit.0);
                }
            }
            if found.cost_today.0 > 0.0 {
                of.savings.push(found.full_year_saving.0 / found.cost_today.0);
            }
        }
        for found in seen.outcome.procurement.iter().filter(|found| found.shared) {
            *here.entry(PictureArea::Procurement).or_default() |= found.buyers.iter().any(|buyer| loses(buyer.partner));
            let of = areas.entry(PictureArea::Procurement).or_default();
            of.partners.extend(found.buyers.iter().map(|buyer| buyer.id.clone()));
            let reached: f64 = found.buyers.iter().map(|buyer| buyer.reached.0).sum();
            if reached > 0.0 {
                of.savings.push(found.full_year_saving.0 / reached);
            }
        }
        if let Some(soc) = seen.soc {
            here.insert(PictureArea::OrganisedCrime, false);
            let of = areas.entry(PictureArea::OrganisedCrime).or_default();
            let today = soc.models.of(SocModel::ServiceAgreement);
            for (force, response) in soc.forces.iter().zip(&today.response) {
                if of.partners.insert(force.id.clone()) {
                    of.risks.extend(*response);
                }
            }
        }
        for (area, donor) in here {
            let of = areas.entry(area.clone()).or_default();
            of.scenarios += 1;
            if area != PictureArea::OrganisedCrime {
                of.with_donor += usize::from(donor);
                of.risks.extend(seen.chance_of_loss);
            }
        }
    }
    let picture = |(area, of): (PictureArea, Gathered)| {
        let drivers: BTreeSet<Driver> = of.units.keys().map(|(driver, _)| *driver).collect();
        let driver = drivers.first().copied().filter(|_| drivers.len() == 1);
        let units = Extent::of(of.units.into_values().collect());
        AreaPicture {
            area,
            scenarios: of.scenarios,
            partners: of.partners.len(),
            unit_cost: driver.zip(units),
            saving: Extent::of(of.savings),
            risk: Extent::of(of.risks),
            with_donor: of.with_donor,
        }
    };
    areas.into_iter().map(picture).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::appraise;
    use crate::evidence::PRESETS;
    use crate::model::read;
    use serde_json::json;

    /// The learning preset twice, once with a third force: by hand 40 and 20 posts at £40,000 for 1,600 employees are
    /// £1,000 and £500 each; a third with 30 posts is £750.
    #[test]
    fn ranges_over_scenarios_by_hand() {
        let first = PRESETS.last().unwrap().document();
        let mut second = first.clone();
        second.set(
            "partners.2",
            Some(json!({ "id": "third", "name": "Third", "budget": 1e8, "officers_fte": 1000, "staff_fte": 600 })),
        );
        second.set("services.hr.members", Some(json!(["eastmoor", "westvale", "third"])));
        second.set("services.hr.baseline.third", Some(json!({ "fte": 30, "cost_per_fte": 40_000 })));
        let scenarios = [read(first.value()).unwrap(), read(second.value()).unwrap()];
        let outcomes = scenarios.each_ref().map(appraise);
        let seen: Vec<Seen> = scenarios
            .iter()
            .zip(&outcomes)
            .zip([0.1, 0.3])
            .map(|((scenario, outcome), chance)| Seen { scenario, outcome, soc: None, chance_of_loss: Some(chance) })
            .collect();
        let found = big_picture(&seen);
        assert_eq!(found.len(), 2);
        let hr = &found[0];
        assert_eq!((&hr.area, hr.scenarios, hr.partners), (&PictureArea::Service("human_resources".into()), 2, 3));
        let (driver, units) = hr.unit_cost.unwrap();
        assert_eq!((driver, units), (Driver::Headcount, Extent { low: 500.0, middle: 750.0, high: 1000.0, of: 3 }));
        assert_eq!(units.ratio(), Some(2.0));
        // 20 % less 2 % for running it
        assert!((hr.saving.unwrap().low - 0.18).abs() < 1e-9, "{:?}", hr.saving);
        assert_eq!(hr.risk.map(|risk| (risk.low, risk.high, risk.of)), Some((0.1, 0.3, 2)));
        assert_eq!((found[1].area.clone(), found[1].partners), (PictureArea::Procurement, 2));
        assert_eq!(big_picture(&[]), vec![]);
    }
}
