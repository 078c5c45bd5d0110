//! Which inputs of the scenario stand in the book.

use super::builder::Builder;
use crate::model::Mode;
use crate::model::soc::SocModel;

const PARTNER_FIELDS: [&str; 4] = ["budget", "officers_fte", "staff_fte", "population"];
const SERVICE_FIELDS: [&str; 36] = [
    "go_live",
    "ramp_years",
    "saving.low",
    "saving.likely",
    "saving.high",
    "haircut",
    "scale_share",
    "scale_elasticity",
    "cashable",
    "officer_share",
    "overhead",
    "irrecoverable_vat",
    "stranded.share",
    "stranded.years",
    "real_growth.pay",
    "real_growth.non_pay",
    "driver",
    "convergence.target",
    "convergence.benchmark",
    "convergence.share",
    "convergence.start",
    "convergence.years",
    "one_off.programme",
    "one_off.ict",
    "one_off.per_partner",
    "one_off.spread_years",
    "one_off.parallel_months",
    "one_off.redundancy_share",
    "one_off.redundancy_cost",
    "one_off.optimism_bias",
    "one_off.grant",
    "one_off.borne",
    "sharing.key",
    "service_change",
    "style",
    "kind",
];
const SOC_FORCE_FIELDS: [&str; 5] = ["ocgs_per_year", "teams", "cross_border", "cost_per_team", "risk_weight"];
const SOC_FIELDS: [&str; 12] = [
    "operation_months",
    "coordination_penalty",
    "abstraction",
    "abstraction_regional",
    "core_share",
    "local_retention",
    "weights.functionality",
    "weights.performance",
    "weights.cost",
    "response_floor",
    "response_target",
    "cost_ceiling",
];
const AGREEMENT_FIELDS: [&str; 8] = [
    "exit_rule",
    "reprovision_rate",
    "host_reprovision",
    "hosted_share",
    "dual_running_months",
    "dual_running_share",
    "stranded_share",
    "stranded_years",
];
const CATEGORY_FIELDS: [&str; 16] = [
    "go_live",
    "ramp_years",
    "addressable",
    "local_exception",
    "saving.low",
    "saving.likely",
    "saving.high",
    "haircut",
    "scale_share",
    "scale_elasticity",
    "discount_per_doubling",
    "harmonise_to",
    "framework_fee",
    "one_off.programme",
    "one_off.per_partner",
    "one_off.optimism_bias",
];

impl Builder<'_> {
    /// Puts every figure that can be changed on the sheet of inputs, in the order of the form.
    pub(super) fn enter_all(&mut self) {
        for place in ["first_year", "years", "discount_rate"] {
            self.enter(place);
        }
        for partner in &self.scenario.partners {
            PARTNER_FIELDS.iter().for_each(|field| self.enter(&format!("partners.{}.{field}", partner.id)));
            self.enter(&format!("balancing.{}", partner.id));
        }
        for service in &self.scenario.services {
            let place = format!("services.{}", service.id);
            SERVICE_FIELDS.iter().for_each(|field| self.enter(&format!("{place}.{field}")));
            let mut ids = service.members.clone();
            ids.extend(service.scale_reference.iter().flatten().filter(|id| !service.members.contains(id)).cloned());
            for id in ids {
                for field in ["fte", "cost_per_fte", "non_pay", "income"] {
                    self.enter(&format!("{place}.baseline.{id}.{field}"));
                }
                for field in ["share", "from"] {
                    self.enter(&format!("{place}.planned.{id}.{field}"));
                }
                self.enter(&format!("{place}.sharing.shares.{id}"));
            }
        }
        for category in &self.scenario.procurement {
            let place = format!("procurement.{}", category.id);
            CATEGORY_FIELDS.iter().for_each(|field| self.enter(&format!("{place}.{field}")));
            self.enter(&format!("{place}.sharing.key"));
            let mut ids = category.members.clone();
            ids.extend(category.scale_reference.iter().flatten().filter(|id| !category.members.contains(id)).cloned());
            for id in ids {
                if category.mode == Mode::Rate {
                    self.enter(&format!("{place}.spend.{id}"));
                } else {
                    for n in 0..category.items.len() {
                        for field in ["price", "volume"] {
                            self.enter(&format!("{place}.items.{n}.{field}.{id}"));
                        }
                    }
                }
                self.enter(&format!("{place}.sharing.shares.{id}"));
            }
        }
        if let Some(soc) = &self.scenario.soc {
            for partner in self.scenario.partners.iter().filter(|one| soc.partners.contains_key(&one.id)) {
                SOC_FORCE_FIELDS.iter().for_each(|field| self.enter(&format!("soc.partners.{}.{field}", partner.id)));
                self.enter(&format!("soc.control.{}", partner.id));
            }
            SOC_FIELDS.iter().for_each(|field| self.enter(&format!("soc.{field}")));
            for list in ["overhead", "one_off", "functionality"] {
                SocModel::ALL.iter().for_each(|model| self.enter(&format!("soc.{list}.{}", model.word())));
            }
        }
        AGREEMENT_FIELDS.iter().for_each(|field| self.enter(&format!("agreement.{field}")));
    }
}
