//! At which level a function is best decided, and which of the report's five levels of support its facts point to: method,
//! section 9.

use super::outcome::{Outcome, ServiceOutcome};
use super::soc::SocOutcome;
use crate::model::soc::SocModel;
use crate::model::surroundings::Stated;
use crate::model::{Pounds, Service};

/// Where a function can be decided, from below.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tier {
    /// In a borough or district.
    Borough,
    /// In a force.
    Force,
    /// In a group of forces.
    Group,
    /// In the nation.
    Nation,
}

/// The scale of support: from a nudge to a push.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Support {
    /// Watch: no support is needed.
    Monitor = 1,
    /// Encourage: show the case to those who could take part.
    Encourage = 2,
    /// Inspect: look at why it does not happen.
    Inspect = 3,
    /// Fund it directly.
    DirectFunding = 4,
    /// Mandate it.
    Mandate = 5,
}

impl Support {
    /// All of them, from the mildest.
    pub const ALL: [Support; 5] =
        [Support::Monitor, Support::Encourage, Support::Inspect, Support::DirectFunding, Support::Mandate];

    /// Its number on the scale, 1 to 5.
    pub const fn number(self) -> u8 {
        self as u8
    }
}

/// What a level rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fact {
    /// At least half of the figures are the user's own.
    OwnFigures,
    /// There is a case for it.
    Case,
    /// Those who would take part are willing.
    Willing,
    /// Recommended before, or a national arrangement exists.
    ExpectedBefore,
    /// What exists falls short.
    FallsShort,
    /// A gap in risk of two times or more.
    RiskGap,
    /// The shortfall persists.
    Persists,
    /// It was refused.
    Refused,
    /// It is in the interest of the nation.
    Interest,
}

/// From this gap in risk on, funding may be directed.
pub const RISK_GAP: f64 = 2.0;

/// What is known of an area: stated by the user, or filled in from the scenario where the user has not.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Facts {
    /// The user's own figures of all the area's; none of none where it has no figures here.
    pub own: (usize, usize),
    /// Whether there is a case.
    pub case: Option<bool>,
    /// Whether those who would take part are willing.
    pub willing: Option<bool>,
    /// Whether it was recommended.
    pub recommended: Option<bool>,
    /// Whether it matters to the nation.
    pub national: Option<bool>,
    /// Whether what exists falls short.
    pub falls_short: Option<bool>,
    /// Cost together against cost apart, a ratio.
    pub cost_ratio: Option<f64>,
    /// Risk together against risk apart, a ratio.
    pub risk_ratio: Option<f64>,
    /// Saving that nobody makes, pounds a year.
    pub unrealised: Option<Pounds>,
    /// Whether the shortfall persists.
    pub persists: Option<bool>,
    /// Whether it was refused.
    pub refused: Option<bool>,
    /// Whether it is in the interest of the nation.
    pub interest: Option<bool>,
    /// Whether a borough could decide it.
    pub borough: Option<bool>,
    /// Whether a group is cheaper than a force.
    pub cheaper: Option<bool>,
    /// Whether a group is less risky than a force.
    pub less_risky: Option<bool>,
    /// Whether the nation is cheaper than a group.
    pub nation_cheaper: Option<bool>,
    /// Whether the nation is less risky than a group.
    pub nation_less_risky: Option<bool>,
}

/// Yes where either says yes, no where both say no.
fn either(a: Option<bool>, b: Option<bool>) -> Option<bool> {
    match (a, b) {
        (Some(true), _) | (_, Some(true)) => Some(true),
        (Some(false), Some(false)) => Some(false),
        _ => None,
    }
}

impl Facts {
    /// Whether a fact holds; none where nobody has said.
    pub fn holds(&self, fact: Fact) -> Option<bool> {
        match fact {
            Fact::OwnFigures => Some(self.own.0 * 2 >= self.own.1),
            Fact::Case => self.case,
            Fact::Willing => self.willing,
            Fact::ExpectedBefore => either(self.recommended, self.national),
            Fact::FallsShort => self.falls_short,
            Fact::RiskGap => self.risk_ratio.map(|ratio| ratio >= RISK_GAP),
            Fact::Persists => self.persists,
            Fact::Refused => self.refused,
            Fact::Interest => self.interest,
        }
    }

    /// The level that the facts point to: the highest whose facts all hold, but to monitor wherever under half of the
    /// figures are the user's own or no case is made.
    pub fn support(&self) -> Support {
        let all = |level: Support| facts_of(level).iter().all(|fact| self.holds(*fact) == Some(true));
        Support::ALL.into_iter().rev().find(|level| all(*level)).unwrap_or(Support::Monitor)
    }

    /// The lowest practical level at which the function is best decided. It goes up a step only where that is cheaper
    /// or less risky.
    pub fn tier(&self) -> Tier {
        let up = |cheaper, less_risky| either(cheaper, less_risky) == Some(true);
        let (group, nation) = (up(self.cheaper, self.less_risky), up(self.nation_cheaper, self.nation_less_risky));
        match (group, nation, self.borough) {
            (true, true, _) => Tier::Nation,
            (true, false, _) => Tier::Group,
            (false, _, Some(true)) => Tier::Borough,
            (false, ..) => Tier::Force,
        }
    }

    /// What keeps the area from a level: facts that do not hold or that nobody has said.
    pub fn missing(&self, level: Support) -> Vec<(Fact, Option<bool>)> {
        let facts = facts_of(level).iter().map(|fact| (*fact, self.holds(*fact)));
        facts.filter(|(_, holds)| *holds != Some(true)).collect()
    }

    /// The facts with what the user states in their place.
    #[must_use]
    pub fn stated(self, by: &Stated) -> Facts {
        Facts {
            own: self.own,
            case: by.case.or(self.case),
            willing: by.willing.or(self.willing),
            recommended: by.recommended.or(self.recommended),
            national: by.national.or(self.national),
            falls_short: by.falls_short.or(self.falls_short),
            cost_ratio: by.cost_ratio.or(self.cost_ratio),
            risk_ratio: by.risk_ratio.or(self.risk_ratio),
            unrealised: by.unrealised.or(self.unrealised),
            persists: by.persists.or(self.persists),
            refused: by.refused.or(self.refused),
            interest: by.interest.or(self.interest),
            borough: by.borough.or(self.borough),
            cheaper: by.cheaper.or(self.cheaper),
            less_risky: by.less_risky.or(self.less_risky),
            nation_cheaper: by.nation_cheaper.or(self.nation_cheaper),
            nation_less_risky: by.nation_less_risky.or(self.nation_less_risky),
        }
    }
}

/// The facts that a level needs.
pub const fn facts_of(level: Support) -> &'static [Fact] {
    match level {
        Support::Monitor => &[],
        Support::Encourage => &[Fact::OwnFigures, Fact::Case, Fact::Willing],
        Support::Inspect => &[Fact::OwnFigures, Fact::Case, Fact::ExpectedBefore, Fact::FallsShort],
        Support::DirectFunding => &[Fact::OwnFigures, Fact::Case, Fact::RiskGap, Fact::Persists],
        Support::Mandate => {
            &[Fact::OwnFigures, Fact::Case, Fact::RiskGap, Fact::Persists, Fact::Refused, Fact::Interest]
        }
    }
}

/// Highest over lowest of what is above nothing.
pub fn ratio(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (mut low, mut high, mut count) = (f64::INFINITY, 0.0_f64, 0);
    for value in values.filter(|value| *value > 0.0 && value.is_finite()) {
        low = low.min(value);
        high = high.max(value);
        count += 1;
    }
    (count > 1).then(|| high / low)
}

/// What the scenario knows of a service.
pub fn service_facts(service: &Service, found: &ServiceOutcome) -> Facts {
    let positive = found.shared.then_some(found.npv.0 > 0.5 && !found.is_cut);
    Facts {
        case: positive,
        cheaper: positive,
        less_risky: service.style_facts.less_risky,
        cost_ratio: ratio(found.members.iter().filter_map(|member| Some(member.unit_cost?.0))),
        unrealised: positive.filter(|yes| *yes).map(|_| found.full_year_saving).filter(|saving| saving.0 > 0.5),
        ..Facts::default()
    }
}

/// What the scenario knows of joint buying.
pub fn procurement_facts(outcome: &Outcome) -> Facts {
    let shared: Vec<_> = outcome.procurement.iter().filter(|category| category.shared).collect();
    let npv: Pounds = shared.iter().map(|category| category.npv).sum();
    let positive = (!shared.is_empty()).then_some(npv.0 > 0.5);
    let spread = shared
        .iter()
        .flat_map(|category| &category.items)
        .filter_map(|item| ratio([item.lowest?.0, item.highest?.0].into_iter()));
    let saving = outcome.totals.full_year_procurement;
    Facts {
        case: positive,
        cheaper: positive,
        cost_ratio: spread.reduce(f64::max),
        unrealised: positive.filter(|yes| *yes).map(|_| saving).filter(|saving| saving.0 > 0.5),
        ..Facts::default()
    }
}

/// What the scenario knows of a region's capability against organised crime.
pub fn soc_facts(found: &SocOutcome) -> Facts {
    let today = found.models.of(SocModel::ServiceAgreement);
    let better = |model: SocModel| {
        let of = found.models.of(model);
        of.gates.is_empty() && of.answered > today.answered + 1e-9
    };
    let gains = found.any_groups.then(|| better(SocModel::VirtualTaskforce) || better(SocModel::Dedicated));
    // the case is the page's own answer, with cost in it
    let fits = found.any_groups.then(|| found.choice().fit.is_some_and(|fit| fit != SocModel::ServiceAgreement));
    let responses = || today.response.iter().copied().flatten();
    // where one answers none and another some, no gap is wider
    let none = responses().any(|part| part <= 0.0) && responses().any(|part| part > 0.0);
    Facts {
        case: fits,
        less_risky: gains,
        risk_ratio: if none { Some(f64::INFINITY) } else { ratio(responses()) },
        ..Facts::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every combination of the nine facts against the text of the method, written out apart.
    #[test]
    fn the_highest_level_whose_facts_hold() {
        let three = [None, Some(false), Some(true)];
        let mut seen = [0; 5];
        for case in 0..3_usize.pow(8) {
            let pick = |n: u32| three[case / 3_usize.pow(n) % 3];
            for own in [(0, 10), (4, 10), (5, 10), (0, 0)] {
                let facts = Facts {
                    own,
                    case: pick(0),
                    willing: pick(1),
                    recommended: pick(2),
                    falls_short: pick(3),
                    risk_ratio: pick(4).map(|wide| if wide { 2.0 } else { 1.99 }),
                    persists: pick(5),
                    refused: pick(6),
                    interest: pick(7),
                    ..Facts::default()
                };
                let yes = |fact: Option<bool>| fact == Some(true);
                let expected = if !yes(facts.case) || own == (0, 10) || own == (4, 10) {
                    1
                } else if yes(facts.persists) && yes(pick(4)) {
                    if yes(facts.refused) && yes(facts.interest) { 5 } else { 4 }
                } else if yes(facts.recommended) && yes(facts.falls_short) {
                    3
                } else if yes(facts.willing) {
                    2
                } else {
                    1
                };
                assert_eq!(facts.support().number(), expected, "{facts:?}");
                seen[usize::from(expected) - 1] += 1;
                for level in Support::ALL {
                    let holds = facts.missing(level).is_empty();
                    assert!(!holds || level <= facts.support());
                }
            }
        }
        assert!(seen.iter().all(|n| *n > 0));
    }

    #[test]
    fn upward_only_where_it_is_cheaper_or_less_risky() {
        let facts = Facts::default();
        assert_eq!(facts.tier(), Tier::Force);
        assert_eq!(Facts { borough: Some(true), ..facts }.tier(), Tier::Borough);
        assert_eq!(Facts { cheaper: Some(true), borough: Some(true), ..facts }.tier(), Tier::Group);
        assert_eq!(Facts { less_risky: Some(true), ..facts }.tier(), Tier::Group);
        assert_eq!(
            Facts { nation_cheaper: Some(true), ..facts }.tier(),
            Tier::Force,
            "not over a step that costs more"
        );
        assert_eq!(Facts { cheaper: Some(true), nation_less_risky: Some(true), ..facts }.tier(), Tier::Nation);
    }

    #[test]
    fn a_national_arrangement_or_a_recommendation_will_do() {
        let facts = Facts { case: Some(true), falls_short: Some(true), national: Some(true), ..Facts::default() };
        assert_eq!(facts.support(), Support::Inspect);
        assert_eq!(Facts { national: Some(false), recommended: None, ..facts }.support(), Support::Monitor);
    }

    #[test]
    fn ratios_leave_out_what_costs_nothing() {
        assert_eq!(ratio([2.0, 0.0, 8.0, 4.0].into_iter()), Some(4.0));
        assert_eq!(ratio([2.0, 0.0].into_iter()), None);
        assert_eq!(ratio(std::iter::empty()), None);
    }
}
