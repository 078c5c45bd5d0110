//! Which of the report's five styles a service's facts point to, after the level: whether to share it at all.

use super::outcome::ServiceOutcome;
use crate::model::{Control, Lasts, Service, Style, StyleFacts};

/// What the facts point to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "each variant says what its fields are")]
pub enum Level {
    /// Neither cheaper nor less risky one level up: best decided where it is.
    KeepLocal,
    /// Cheaper, less risky, or both.
    /// What speaks for sharing it.
    Share { cheaper: bool, less_risky: bool },
    /// Not cheaper, and nobody has said whether it is less risky.
    RiskUnsaid,
}

/// Why a style.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// Partners give up control, and it is to last.
    CedesAndLasts,
    /// Partners give up control for a short time.
    CedesForShort,
    /// One force leads.
    OneForceLeads,
    /// It answers one threat.
    SpecificThreat,
    /// It is short, and nobody gives up control.
    ShortAndInformal,
    /// It is to last, and partners keep control.
    LastsWithControl,
}

/// A style with the reason for it; none as long as a fact that decides is not stated.
pub fn style_of(facts: &StyleFacts) -> Option<(Style, Reason)> {
    let (control, lasts) = (facts.control?, facts.lasts?);
    if control == Control::Cede && lasts == Lasts::Lasting {
        return Some((Style::JointVenture, Reason::CedesAndLasts));
    }
    if facts.lead? {
        return Some((Style::LeadAuthority, Reason::OneForceLeads));
    }
    if facts.threat? {
        return Some((Style::JointInitiative, Reason::SpecificThreat));
    }
    Some(match (control, lasts) {
        (Control::Cede, _) => (Style::ServiceLevelAgreement, Reason::CedesForShort),
        (Control::Keep, Lasts::Short) => (Style::Handshake, Reason::ShortAndInformal),
        (Control::Keep, Lasts::Lasting) => (Style::ServiceLevelAgreement, Reason::LastsWithControl),
    })
}

/// The lowest practical level for a service: it goes up only where that is cheaper or less risky.
pub fn level_of(service: &Service, found: &ServiceOutcome) -> Level {
    // what delivers less is no cheaper
    let cheaper = found.shared && found.npv.0 > 0.5 && !found.is_cut;
    match (cheaper, service.style_facts.less_risky) {
        (true, risk) => Level::Share { cheaper, less_risky: risk == Some(true) },
        (false, Some(true)) => Level::Share { cheaper, less_risky: true },
        (false, Some(false)) => Level::KeepLocal,
        (false, None) => Level::RiskUnsaid,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(control: Control, lasts: Lasts, threat: bool, lead: bool) -> StyleFacts {
        StyleFacts {
            control: Some(control),
            lasts: Some(lasts),
            threat: Some(threat),
            lead: Some(lead),
            less_risky: None,
        }
    }

    /// Each of the report's descriptions leads to its own style.
    #[test]
    fn the_reports_descriptions_lead_to_their_styles() {
        let style = |control, lasts, threat, lead| style_of(&facts(control, lasts, threat, lead)).unwrap().0;
        assert_eq!(style(Control::Keep, Lasts::Short, false, false), Style::Handshake);
        assert_eq!(style(Control::Keep, Lasts::Lasting, false, false), Style::ServiceLevelAgreement);
        assert_eq!(style(Control::Keep, Lasts::Lasting, true, false), Style::JointInitiative);
        assert_eq!(style(Control::Keep, Lasts::Short, true, false), Style::JointInitiative);
        assert_eq!(style(Control::Keep, Lasts::Lasting, false, true), Style::LeadAuthority);
        assert_eq!(style(Control::Cede, Lasts::Lasting, true, true), Style::JointVenture);
        assert_eq!(style_of(&StyleFacts::default()), None);
        assert_eq!(style_of(&StyleFacts { lead: None, ..facts(Control::Keep, Lasts::Short, true, false) }), None);
    }
}
