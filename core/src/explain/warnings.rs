//! What a careful reader would object to, each as a sentence without its full stop.

use crate::engine::{Doubt, OneOffEstimate, Outcome, TRANSITION_RATIO, Warning};
use crate::model::Pounds;
use crate::words::within;

/// Every warning of an outcome, in its order.
pub fn warnings_words(outcome: &Outcome) -> Vec<String> {
    outcome.warnings.iter().map(warning_words).collect()
}

/// One warning as a sentence, without its full stop.
pub fn warning_words(warning: &Warning) -> String {
    let (name, inside) = (&warning.name, within(&warning.name));
    match &warning.doubt {
        Doubt::TooLate { years } => {
            let (span, are) = (super::years(*years as f64), if *years == 1 { "is" } else { "are" });
            format!("{name} would go live after the {span} that {are} looked at, so none of its saving counts")
        }
        Doubt::CountedTwice { saving } => format!(
            "{name} moves to a common unit cost and also takes the published {saving} saving, which already includes moving to the best: this may count one gain twice"
        ),
        Doubt::NothingPullsDown { partner } => {
            format!("{partner} has no {inside} today, so its unit cost of nothing pulls the target down")
        }
        Doubt::DoubtedTwice { low, high, haircut } => format!(
            "{name} has both a range ({low} to {high}) and a haircut of {haircut}: make sure they do not describe the same uncertainty"
        ),
        Doubt::NoOneOff(estimate) => format!("{name} has no one-off cost entered. {}", one_off_sum(*estimate)),
        Doubt::Cut { less } => {
            format!("{name} delivers {less} less and costs little less for it: this is a cut in service, not a saving")
        }
        Doubt::Gains { partner, alone: Some(alone) } => format!(
            "{partner} gains {inside}, which it does not have today; its own would cost {} a year",
            alone.short()
        ),
        Doubt::Gains { partner, alone: None } => {
            format!("{partner} gains {inside}, which it does not have today: enter what its own would cost")
        }
        Doubt::HostOutside { host } => format!("{name} is hosted by {host}, which is not one of its members"),
        Doubt::PartPosts { posts, whole } => format!(
            "{name} frees {posts} posts in all but only {whole} whole posts force by force: part of a post is not cash unless parts are put together"
        ),
        Doubt::PaysLess { partner } => {
            format!("{partner} pays less for {inside} today than the one contract price would be")
        }
    }
}

/// The estimate of a one-off cost as a sum in words, without its full stop: what it is named as is what it comes to.
pub fn one_off_sum(estimate: OneOffEstimate) -> String {
    let ratio = Pounds(TRANSITION_RATIO).pence();
    if estimate.saving.0 <= 0.0 {
        return "Every change has a cost: enter the one-off cost".into();
    }
    let less = if estimate.redundancy.0 >= 0.5 {
        let (redundancy, left) = (estimate.redundancy.whole(), estimate.cost().whole());
        format!(", less {redundancy} of redundancy, which is counted already: {left}")
    } else {
        String::new()
    };
    let others = crate::evidence::find("issc-ratio").and_then(|row| row.low).map_or_else(String::new, |spent| {
        format!(
            "; two shared centres of central government had spent {} for each after two and a half years",
            Pounds(spent).pence()
        )
    });
    format!(
        "As a guide, the Scottish police options, one published forecast, cost about {ratio} for each £1 of yearly saving{others}. Here {ratio} \u{d7} {} = {}{less}",
        estimate.saving.whole(),
        estimate.before_redundancy().whole()
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn about(name: &str, doubt: Doubt) -> String {
        warning_words(&Warning { place: "services.x".into(), name: name.into(), doubt })
    }

    #[test]
    fn a_name_keeps_its_capital_only_where_a_sentence_begins_or_it_is_an_abbreviation() {
        let gains = |partner: &str| Doubt::Gains { partner: partner.into(), alone: None };
        assert_eq!(
            about("Finance", gains("Dorset")),
            "Dorset gains finance, which it does not have today: enter what its own would cost"
        );
        assert!(about("HR", gains("Dorset")).starts_with("Dorset gains HR,"));
        assert!(about("Finance", Doubt::HostOutside { host: "Kent".into() }).starts_with("Finance is"));
    }

    #[test]
    fn one_year_is_one_year() {
        assert_eq!(
            about("HR", Doubt::TooLate { years: 1 }),
            "HR would go live after the 1 year that is looked at, so none of its saving counts"
        );
    }

    #[test]
    fn the_estimate_says_what_it_comes_to() {
        // by hand: 1.1 x £100,000 = £110,000, less £20,000
        let with = OneOffEstimate { saving: Pounds(100_000.0), redundancy: Pounds(20_000.0) };
        assert!(one_off_sum(with).ends_with(
            "£1.10 \u{d7} £100,000 = £110,000, less £20,000 of redundancy, which is counted already: £90,000"
        ));
        let more = OneOffEstimate { saving: Pounds(10.0), redundancy: Pounds(20_000.0) };
        assert_eq!(more.cost(), Pounds(0.0));
    }
}
