//! What a careful reader would object to: warnings, never errors. Their words are in `explain`.

use super::doubts::{Doubt, OneOffEstimate, Warning};
use super::outcome::{CategoryOutcome, ServiceOutcome};
use crate::model::{Fte, Pounds, Range, Rate, Scenario, Service, Target};

/// The saving that public sector research suggests: lowest, likely, highest (evidence `shared-service-saving`).
pub(crate) const PUBLISHED_RATES: [f64; 3] = [0.15, 0.20, 0.30];

impl OneOffEstimate {
    /// The estimate for a service as it came out.
    pub fn of(service: &Service, outcome: &ServiceOutcome) -> OneOffEstimate {
        let one_off = &service.one_off;
        let released: f64 = outcome.posts.iter().map(|posts| posts.0).fold(0.0, f64::max);
        let redundancy = released * one_off.redundancy_share.0 * one_off.redundancy_cost.0;
        OneOffEstimate {
            saving: outcome.full_year_saving,
            redundancy: Pounds(redundancy * (1.0 - service.officer_share.0)),
        }
    }
}

/// Every warning about a scenario, services first, in its own order.
pub fn warnings(scenario: &Scenario, services: &[ServiceOutcome], procurement: &[CategoryOutcome]) -> Vec<Warning> {
    let shared = scenario.services.iter().zip(services).filter(|(_, outcome)| outcome.shared);
    let about_services = shared.flat_map(|(service, outcome)| {
        let named =
            |doubt| Warning { place: format!("services.{}", service.id), name: service.shown().to_owned(), doubt };
        about_service(scenario, service, outcome).into_iter().map(named)
    });
    let bought = scenario.procurement.iter().zip(procurement).filter(|(_, outcome)| outcome.shared);
    let about_buying = bought.flat_map(|(category, outcome)| {
        let named =
            |doubt| Warning { place: format!("procurement.{}", category.id), name: category.shown().to_owned(), doubt };
        let doubted = doubted_twice(category.haircut, &category.saving).filter(|_| category.items.is_empty());
        let dearer = outcome.buyers.iter().filter(|buyer| buyer.saving.last().is_some_and(|saving| saving.0 < -0.005));
        let dearer = dearer.map(|buyer| Doubt::PaysLess { partner: buyer.name.clone() });
        let all = too_late(category.go_live, scenario).into_iter().chain(doubted).chain(dearer);
        all.map(named).collect::<Vec<_>>()
    });
    about_services.chain(about_buying).collect()
}

fn about_service(scenario: &Scenario, service: &Service, outcome: &ServiceOutcome) -> Vec<Doubt> {
    let mut all: Vec<Doubt> = too_late(service.go_live, scenario).into_iter().collect();
    let gaining = || outcome.members.iter().filter(|member| member.gains_service);
    if service.convergence.target != Target::None && PUBLISHED_RATES.contains(&service.saving.likely.0) {
        all.push(Doubt::CountedTwice { saving: service.saving.likely });
    }
    if matches!(service.convergence.target, Target::Lowest | Target::Median) {
        all.extend(gaining().map(|member| Doubt::NothingPullsDown { partner: member.name.clone() }));
    }
    all.extend(doubted_twice(service.haircut, &service.saving));
    if service.one_off_entered() == Pounds(0.0) {
        all.push(Doubt::NoOneOff(OneOffEstimate::of(service, outcome)));
    }
    if outcome.is_cut {
        all.push(Doubt::Cut { less: Rate(-service.service_change.0) });
    }
    all.extend(gaining().map(|member| Doubt::Gains { partner: member.name.clone(), alone: member.alone_cost }));
    if let Some(host) = service.host.as_ref().filter(|host| !service.members.contains(host)) {
        all.push(Doubt::HostOutside { host: scenario.name_of(host).to_owned() });
    }
    let last = outcome.members.iter().filter_map(|member| member.posts.last());
    let whole: f64 = last.map(|posts| posts.whole_posts()).sum();
    let posts = outcome.posts.last().copied().unwrap_or_default();
    if posts.0 >= 1.0 && whole < 0.5 * posts.0 {
        all.push(Doubt::PartPosts { posts, whole: Fte(whole) });
    }
    all
}

fn too_late(go_live: usize, scenario: &Scenario) -> Option<Doubt> {
    (go_live >= scenario.years).then_some(Doubt::TooLate { years: scenario.years })
}

fn doubted_twice(haircut: Rate, saving: &Range) -> Option<Doubt> {
    (haircut.0 > 0.0 && saving.low.0 < saving.high.0).then_some(Doubt::DoubtedTwice {
        low: saving.low,
        high: saving.high,
        haircut,
    })
}

impl Service {
    /// The one-off cost that somebody entered, apart from redundancy, which follows from posts.
    pub fn one_off_entered(&self) -> Pounds {
        let parallel = Pounds(self.one_off.parallel_months);
        self.one_off.programme + self.one_off.ict + self.one_off.per_partner + parallel
    }
}
