//! What a region knows of its serious and organised crime: method, section 7.

use super::quantity::{ByPartner, Pounds, Rate};
use serde::Deserialize;
use std::collections::BTreeMap;

/// Forces, teams and what is thought of the three models.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Soc {
    pub partners: ByPartner<SocPartner>,
    pub operation_months: f64,
    pub coordination_penalty: Rate,
    pub abstraction: Rate,
    pub abstraction_regional: Rate,
    pub core_share: Rate,
    pub local_retention: Rate,
    pub overhead: Three<Pounds>,
    pub one_off: Three<Pounds>,
    /// From 0 to 4.
    pub functionality: Three<f64>,
    pub checklist: Three<BTreeMap<String, bool>>,
    pub weights: Option<RawWeights>,
    pub response_floor: Rate,
    pub response_target: Rate,
    pub cost_ceiling: Option<Pounds>,
    pub control: ByPartner<Rate>,
    pub co_location: bool,
}

/// One force.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
pub struct SocPartner {
    pub ocgs_per_year: f64,
    pub teams: f64,
    pub cross_border: Rate,
    pub cost_per_team: Pounds,
    pub risk_weight: f64,
}

/// Something for each of the three models.
#[derive(Debug, Clone, Copy, Default, PartialEq, Deserialize)]
pub struct Three<T> {
    pub service_agreement: T,
    pub virtual_taskforce: T,
    pub dedicated: T,
}

/// Weights of the three criteria as entered: all or none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Deserialize)]
pub struct RawWeights {
    pub functionality: Option<f64>,
    pub performance: Option<f64>,
    pub cost: Option<f64>,
}

/// The models, in the order in which ties are decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SocModel {
    ServiceAgreement,
    VirtualTaskforce,
    Dedicated,
}

impl SocModel {
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

    pub fn is_empty(&self) -> bool {
        self.functionality.is_none() && self.performance.is_none() && self.cost.is_none()
    }
}
