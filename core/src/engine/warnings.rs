//! What a careful reader would object to: warnings, never errors.

use super::outcome::{CategoryOutcome, ServiceOutcome, Warning};
use crate::model::{Fte, Pounds, Range, Rate, Scenario, Service, Target};

/// The saving that public sector research suggests: lowest, likely, highest (evidence `shared-service-saving`).
const PUBLISHED_RATES: [f64; 3] = [0.15, 0.20, 0.30];
/// One-off cost for each pound of full-year saving in the Scottish police options (evidence `transition-ratio`).
pub const TRANSITION_RATIO: f64 = 1.1;

/// Every warning about a scenario, services first, in its own order.
pub fn warnings(scenario: &Scenario, services: &[ServiceOutcome], procurement: &[CategoryOutcome]) -> Vec<Warning> {
    let mut all = Vec::new();
    for (service, outcome) in scenario.services.iter().zip(services).filter(|(_, outcome)| outcome.shared) {
        let mut warn = |text: String| all.push(Warning { place: format!("services.{}", service.id), text });
        let name = service.shown();
        if service.go_live >= scenario.years {
            warn(too_late(name, scenario.years));
        }
        if service.convergence.target != Target::None {
            if PUBLISHED_RATES.contains(&service.saving.likely.0) {
                warn(format!(
                    "{name} moves to a common unit cost and also takes the published {} saving, which already includes moving to the best: this may count one gain twice",
                    service.saving.likely
                ));
            }
            if matches!(service.convergence.target, Target::Lowest | Target::Median) {
                for member in outcome.members.iter().filter(|member| member.gains_service) {
                    warn(format!(
                        "{} has no {name} today, so its unit cost of nothing pulls the target down",
                        member.name
                    ));
                }
            }
        }
        if let Some(text) = doubted_twice(name, service.haircut, &service.saving) {
            warn(text);
        }
        if service.one_off_entered() == Pounds(0.0) {
            warn(format!("{name} has no one-off cost entered. {}", one_off_sum(service, outcome)));
        }
        if outcome.is_cut {
            warn(format!(
                "{name} delivers {} less and costs little less for it: this is a cut in service, not a saving",
                Rate(-service.service_change.0)
            ));
        }
        for member in outcome.members.iter().filter(|member| member.gains_service) {
            warn(match member.alone_cost {
                Some(alone) => format!(
                    "{} gains {name}, which it does not have today; its own would cost {} a year",
                    member.name,
                    alone.short()
                ),
                None => {
                    format!("{} gains {name}, which it does not have today: enter what its own would cost", member.name)
                }
            });
        }
        if let Some(host) = service.host.as_ref().filter(|host| !service.members.contains(host)) {
            warn(format!("{name} is hosted by {}, which is not one of its members", scenario.name_of(host)));
        }
        let split: f64 =
            outcome.members.iter().filter_map(|member| member.posts.last()).map(|posts| posts.whole_posts()).sum();
        let posts = outcome.posts.last().copied().unwrap_or_default();
        if posts.0 >= 1.0 && split < 0.5 * posts.0 {
            warn(format!(
                "{name} frees {} posts in all but only {} whole posts force by force: part of a post is not cash unless parts are put together",
                posts,
                Fte(split)
            ));
        }
    }
    for (category, outcome) in scenario.procurement.iter().zip(procurement).filter(|(_, outcome)| outcome.shared) {
        let mut warn = |text: String| all.push(Warning { place: format!("procurement.{}", category.id), text });
        let name = category.shown();
        if category.go_live >= scenario.years {
            warn(too_late(name, scenario.years));
        }
        if let Some(text) =
            doubted_twice(name, category.haircut, &category.saving).filter(|_| category.items.is_empty())
        {
            warn(text);
        }
        for buyer in outcome.buyers.iter().filter(|buyer| buyer.saving.last().is_some_and(|saving| saving.0 < -0.005)) {
            warn(format!("{} pays less for {name} today than the one contract price would be", buyer.name));
        }
    }
    all
}

fn too_late(name: &str, years: usize) -> String {
    format!("{name} would go live after the {years} years that are looked at, so none of its saving counts")
}

fn doubted_twice(name: &str, haircut: Rate, saving: &Range) -> Option<String> {
    (haircut.0 > 0.0 && saving.low.0 < saving.high.0).then(|| {
        format!(
            "{name} has both a range ({} to {}) and a haircut of {haircut}: make sure they do not describe the same doubt",
            saving.low, saving.high
        )
    })
}

/// One-off cost to expect where none was entered, without redundancy: method, section 2.
pub fn one_off_estimate(service: &Service, outcome: &ServiceOutcome) -> Pounds {
    Pounds(f64::max(0.0, TRANSITION_RATIO * outcome.full_year_saving.0 - redundancy(service, outcome).0))
}

/// What redundancy comes to, which is counted apart from the programme.
fn redundancy(service: &Service, outcome: &ServiceOutcome) -> Pounds {
    let one_off = &service.one_off;
    let released: f64 = outcome.posts.iter().map(|posts| posts.0).fold(0.0, f64::max);
    Pounds(released * one_off.redundancy_share.0 * one_off.redundancy_cost.0 * (1.0 - service.officer_share.0))
}

/// The same as a sum in words, without its full stop: what it is named as is what it comes to.
pub fn one_off_sum(service: &Service, outcome: &ServiceOutcome) -> String {
    let saving = outcome.full_year_saving;
    let ratio = Pounds(TRANSITION_RATIO).pence();
    if saving.0 <= 0.0 {
        return "Change is never free: enter what getting there costs".into();
    }
    let redundancy = redundancy(service, outcome);
    let before = Pounds(TRANSITION_RATIO * saving.0);
    let less = if redundancy.0 >= 0.5 {
        format!(
            ", less {} of redundancy, which is counted already: {}",
            redundancy.whole(),
            one_off_estimate(service, outcome).whole()
        )
    } else {
        String::new()
    };
    format!(
        "Change is never free: the Scottish police options, one published forecast, cost about {ratio} for each £1 of yearly saving. Here that is {ratio} \u{d7} {} = {}{less}",
        saving.whole(),
        before.whole()
    )
}

impl Service {
    /// The one-off cost that somebody entered, apart from redundancy, which follows from posts.
    pub fn one_off_entered(&self) -> Pounds {
        let parallel = Pounds(self.one_off.parallel_months);
        self.one_off.programme + self.one_off.ict + self.one_off.per_partner + parallel
    }
}
