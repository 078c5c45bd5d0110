//! The alliance of West Mercia and Warwickshire, whose exit was priced: a scenario to hold the sums of leaving against.

use super::find;
use crate::model::{Pounds, SCHEMA};
use serde_json::{Value, json};

/// Where the exit stands in the scenario.
#[derive(Debug, Clone, Copy)]
pub struct Alliance {
    /// The preset.
    pub preset: &'static str,
    /// The partner that left.
    pub leaver: &'static str,
    /// The year at whose end it left, counted from the scenario's first.
    pub year: usize,
}

/// The example in which one of two leaves in its sixth year.
pub const ALLIANCE: Alliance = Alliance { preset: "alliance", leaver: "west-mercia", year: 6 };

impl Alliance {
    /// What was paid.
    pub fn paid(&self) -> Pounds {
        Pounds(find("exit-settlement").and_then(|one| one.low).unwrap_or_default())
    }
}

/// The alliance as far as it is published: £300m, less the 55% that was local policing and left the pot; 69% and 31%;
/// 80% hosted by the side that left. The £35m claimed over its life, with three years to full effect from 2013/14 to
/// 2019/20 (six full years in all), are £5.8m a year: 4.3% of £135m.
pub(super) fn alliance() -> Value {
    let scope = 135e6;
    let side = |part: f64| json!({ "fte": 0, "cost_per_fte": 0, "non_pay": scope * part });
    let estimates = [
        ("services.shared.baseline.west-mercia.non_pay", "alliance-size"),
        ("services.shared.baseline.warwickshire.non_pay", "alliance-size"),
        ("services.shared.saving.likely", "alliance-saving"),
        ("services.shared.sharing.shares.west-mercia", "exit-shares"),
        ("services.shared.sharing.shares.warwickshire", "exit-shares"),
        ("agreement.notice_months", "exit-notice"),
        ("agreement.transition_months", "exit-transition"),
        ("agreement.hosted_share", "exit-host"),
    ];
    let provenance: serde_json::Map<String, Value> =
        estimates.into_iter().map(|(place, id)| (place.to_owned(), json!(format!("estimate:{id}")))).collect();
    json!({
        "schema": SCHEMA, "title": "West Mercia and Warwickshire, as it was", "first_year": 2013, "years": 10, "discount_rate": 0.035,
        "notes": "What is published of the alliance that ended in April 2020. Costs are not split into posts, and no one-off cost was published.",
        "partners": [{ "id": "west-mercia", "name": "West Mercia" }, { "id": "warwickshire", "name": "Warwickshire" }],
        "services": [{
            "id": "shared", "name": "All but local policing", "kind": "other", "style": "joint_venture", "host": "west-mercia",
            "members": ["west-mercia", "warwickshire"], "scale_reference": ["west-mercia", "warwickshire"],
            "baseline": { "west-mercia": side(0.69), "warwickshire": side(0.31) },
            "saving": { "low": 0.03, "likely": 0.043, "high": 0.06 }, "overhead": 0, "go_live": 0, "ramp_years": 3,
            "sharing": { "key": "custom", "shares": { "west-mercia": 69, "warwickshire": 31 } },
        }],
        "procurement": [],
        "agreement": { "notice_months": 12, "transition_months": 12, "hosted_share": 0.8, "exit_rule": "stranded" },
        "provenance": provenance,
    })
}
