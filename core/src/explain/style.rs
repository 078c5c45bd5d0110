//! The level at which a service is best decided and the style that its facts point to, in words.

use crate::engine::ServiceOutcome;
use crate::engine::style::{Level, Reason, level_of, style_of};
use crate::evidence;
use crate::model::{Service, Style};
use crate::words::{capital, within};

/// The answer: the level first, then the style.
#[derive(Debug, Clone, PartialEq)]
pub struct StyleWords {
    /// The level that it points to.
    pub level: String,
    /// The style that it points to.
    pub style: String,
    /// Style and its share of all collaborations that the report counted.
    pub shares: Vec<(&'static str, String, bool)>,
}

const STYLES: [(Style, &str, &str); 5] = [
    (Style::Handshake, "Handshake", "style-handshake"),
    (Style::ServiceLevelAgreement, "Service level agreement", "style-sla"),
    (Style::JointInitiative, "Joint initiative", "style-joint-initiative"),
    (Style::LeadAuthority, "Lead authority", "style-lead-authority"),
    (Style::JointVenture, "Joint venture", "style-joint-venture"),
];

/// A style's name.
pub fn name_of(style: Style) -> &'static str {
    STYLES.iter().find(|(one, ..)| *one == style).map_or("", |(_, name, _)| name)
}

/// The words for a service.
pub fn style_words(service: &Service, found: &ServiceOutcome) -> StyleWords {
    let name = &within(service.shown());
    let first = capital(name);
    let level = match level_of(service, found) {
        Level::KeepLocal => format!("Keep {name} local: sharing it one level up is neither cheaper nor less risky."),
        Level::RiskUnsaid if !found.shared => format!(
            "Nobody shares {name} yet, so nothing shows that one level up is cheaper. Say whether it lowers the risk."
        ),
        Level::RiskUnsaid => {
            format!("Sharing {name} is not cheaper. Say whether it lowers the risk; if it does not, keep it local.")
        }
        Level::Share { cheaper: true, less_risky: true } => {
            format!("{first} is cheaper and less risky one level up: a group of forces.")
        }
        Level::Share { cheaper: true, less_risky: false } => {
            format!("{first} is cheaper one level up: a group of forces.")
        }
        Level::Share { .. } => format!("{first} is not cheaper one level up, but less risky: a group of forces."),
    };
    let pointed = style_of(&service.style_facts);
    let style = match pointed {
        None => "Answer the questions that are open, and the style that the facts point to stands here.".to_owned(),
        Some((style, reason)) => {
            let why = match reason {
                Reason::CedesAndLasts => "partners would hand control of people and assets to a joint unit, for good",
                Reason::CedesForShort => {
                    "control would be ceded, but only for a time: terms of an agreement do that without a new unit"
                }
                Reason::OneForceLeads => "one force has the scale or the expertise to provide it for the others",
                Reason::SpecificThreat => "partners keep control and come together against a specific threat",
                Reason::ShortAndInformal => "partners keep control and it is not meant to last",
                Reason::LastsWithControl => {
                    "partners keep control of their people and assets but co-ordinate them for good"
                }
            };
            let differs = if style == service.style {
                String::new()
            } else {
                format!(" The scenario has it as a {}.", name_of(service.style).to_lowercase())
            };
            format!("The facts point to a {}: {why}.{differs}", name_of(style).to_lowercase())
        }
    };
    let shares = STYLES.iter().map(|(style, name, id)| {
        let share = evidence::find(id).map_or_else(String::new, evidence::Evidence::figure);
        (*name, share, pointed.is_some_and(|(one, _)| one == *style))
    });
    StyleWords { level, style, shares: shares.collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::appraise;
    use crate::evidence::PRESETS;
    use crate::model::read;
    use serde_json::json;

    #[test]
    fn level_before_style() {
        let mut document = PRESETS.last().unwrap().document();
        let words = |document: &crate::model::Document| {
            let scenario = read(document.value()).unwrap();
            style_words(&scenario.services[0], &appraise(&scenario).services[0])
        };
        assert_eq!(words(&document).level, "HR is cheaper one level up: a group of forces.");
        document.set(
            "services.hr.style_facts",
            Some(json!({ "control": "keep", "lasts": "lasting", "threat": false, "lead": true, "less_risky": false })),
        );
        let found = words(&document);
        assert!(
            found.style.starts_with("The facts point to a lead authority: one force has the scale"),
            "{}",
            found.style
        );
        assert_eq!(found.shares[3], ("Lead authority", "15%".to_owned(), true));
        document.set("services.hr.saving", Some(json!({ "low": 0, "likely": 0, "high": 0 })));
        assert_eq!(words(&document).level, "Keep HR local: sharing it one level up is neither cheaper nor less risky.");
    }
}
