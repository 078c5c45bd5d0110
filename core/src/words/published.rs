//! What was published for a kind of service, as it is compared.

use crate::evidence::find;
use crate::model::{Driver, Service};

/// A national unit cost that was published for a kind of service.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PublishedLine {
    /// The kind of service.
    pub key: &'static str,
    /// What the line is called.
    pub name: &'static str,
    /// The evidence for it.
    pub evidence: &'static str,
    /// Pounds for a unit.
    pub value: f64,
}

/// What was published for this kind of service, as it is compared.
pub fn published_lines(service: &Service) -> Vec<PublishedLine> {
    if service.kind != "human_resources" || service.driver != Driver::Headcount {
        return Vec::new();
    }
    let all = [
        ("police", "Police, 2010", "hr-cost-per-head-police"),
        ("public_sector", "Public sector, 2010", "hr-cost-per-head-public"),
    ];
    let line = |(key, name, evidence)| Some(PublishedLine { key, name, evidence, value: find(evidence)?.low? });
    all.into_iter().filter_map(line).collect()
}
