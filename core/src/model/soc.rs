//! What a region knows of its serious and organised crime: method, section 7.

use super::quantity::{ByPartner, Pounds, Rate};
use serde::Deserialize;
use std::collections::BTreeMap;

/// Forces, teams and what is thought of the three models.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Soc {
    /// One a force that takes part.
    pub partners: ByPartner<SocPartner>,
    /// Months that a team is busy with one group.
    pub operation_months: f64,
    /// The part of a virtual taskforce's time that working apart costs.
    pub coordination_penalty: Rate,
    /// The part of teams that other work takes today.
    pub abstraction: Rate,
    /// The part that other work takes from a dedicated function.
    pub abstraction_regional: Rate,
    /// The part of teams that a virtual taskforce has for good.
    pub core_share: Rate,
    /// The part of teams that stays at home with a dedicated function.
    pub local_retention: Rate,
    /// Running cost of each model, pounds a year.
    pub overhead: Three<Pounds>,
    /// One-off cost of each model, pounds.
    pub one_off: Three<Pounds>,
    /// From 0 to 4.
    pub functionality: Three<f64>,
    /// What each model can do, by the item's id.
    pub checklist: Three<BTreeMap<String, bool>>,
    /// Weights of the three criteria; a third each where there are none.
    pub weights: Option<RawWeights>,
    /// The part of groups answered that counts nothing.
    pub response_floor: Rate,
    /// The part of groups answered that counts in full.
    pub response_target: Rate,
    /// The most that may be spent, pounds a year.
    pub cost_ceiling: Option<Pounds>,
    /// How much of its teams each force would place under another's command.
    pub control: ByPartner<Rate>,
    /// Whether all would work in one place.
    pub co_location: bool,
}

/// One force.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
pub struct SocPartner {
    /// Organised crime groups a year.
    pub ocgs_per_year: f64,
    /// Teams.
    pub teams: f64,
    /// The part of its groups that cross its border.
    pub cross_border: Rate,
    /// Pounds a year for a team.
    pub cost_per_team: Pounds,
    /// What a group of its own counts against another's.
    pub risk_weight: f64,
}

/// Something for each of the three models.
#[derive(Debug, Clone, Copy, Default, PartialEq, Deserialize)]
pub struct Three<T> {
    /// A service agreement.
    pub service_agreement: T,
    /// A virtual taskforce.
    pub virtual_taskforce: T,
    /// A dedicated function.
    pub dedicated: T,
}

/// Weights of the three criteria as entered: all or none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Deserialize)]
pub struct RawWeights {
    /// Functionality.
    pub functionality: Option<f64>,
    /// Performance.
    pub performance: Option<f64>,
    /// Cost.
    pub cost: Option<f64>,
}

/// The models, in the order in which ties are decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SocModel {
    /// A service agreement.
    ServiceAgreement,
    /// A virtual taskforce.
    VirtualTaskforce,
    /// A dedicated function.
    Dedicated,
}

impl SocModel {
    /// All of them.
    pub const ALL: [SocModel; 3] = [SocModel::ServiceAgreement, SocModel::VirtualTaskforce, SocModel::Dedicated];

    /// The word of the file.
    pub const fn word(self) -> &'static str {
        match self {
            SocModel::ServiceAgreement => "service_agreement",
            SocModel::VirtualTaskforce => "virtual_taskforce",
            SocModel::Dedicated => "dedicated",
        }
    }
}

impl<T> Three<T> {
    /// That of one model.
    pub const fn of(&self, model: SocModel) -> &T {
        match model {
            SocModel::ServiceAgreement => &self.service_agreement,
            SocModel::VirtualTaskforce => &self.virtual_taskforce,
            SocModel::Dedicated => &self.dedicated,
        }
    }

    /// The same for each model.
    pub fn each(mut of: impl FnMut(SocModel) -> T) -> Three<T> {
        Three {
            service_agreement: of(SocModel::ServiceAgreement),
            virtual_taskforce: of(SocModel::VirtualTaskforce),
            dedicated: of(SocModel::Dedicated),
        }
    }
}

impl RawWeights {
    /// Functionality, performance and cost, where all are given.
    pub fn given(&self) -> Option<[f64; 3]> {
        Some([self.functionality?, self.performance?, self.cost?])
    }

    /// Whether none is entered.
    pub fn is_empty(&self) -> bool {
        self.functionality.is_none() && self.performance.is_none() && self.cost.is_none()
    }
}
