//! Start-up funding in words: what would make a case acceptable to every force.

use crate::engine::incentive::{Incentive, StartUp};
use crate::model::Pounds;

/// What would do, in a sentence.
pub fn incentive_words(found: &Incentive) -> String {
    let none = |pounds: Pounds| pounds.0 < 0.5;
    if none(found.in_every_year) && none(found.over_term) {
        return "No partner needs start-up funding: at the end of every year each has gained at least as much as it has paid.".to_owned();
    }
    let term = if none(found.over_term) {
        "Over the term nobody loses and no funding is needed".to_owned()
    } else {
        format!(
            "So that nobody loses over the term {} of start-up funding is needed, in today\u{2019}s money",
            found.over_term.short()
        )
    };
    let pooled = if found.in_every_year.0 - found.pooled_in_every_year.0 >= 0.5 {
        format!("; with payments between partners, {} would be enough", found.pooled_in_every_year.short())
    } else {
        String::new()
    };
    format!(
        "{term}. So that no partner is ever out of pocket, at least {} is needed at the start{pooled}.",
        found.in_every_year.short()
    )
}

/// Who would need what: name, over the term, in every year; who needs nothing is left out.
pub fn incentive_rows(found: &Incentive) -> Vec<(String, String, String)> {
    let needs = |one: &&StartUp| one.over_term.0 >= 0.5 || one.in_every_year.0 >= 0.5;
    let mut rows: Vec<(String, String, String)> = found
        .partners
        .iter()
        .filter(needs)
        .map(|one| (one.name.clone(), one.over_term.whole(), one.in_every_year.whole()))
        .collect();
    if rows.len() > 1 {
        rows.push(("All".into(), found.over_term.whole(), found.in_every_year.whole()));
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(over_term: f64, in_every_year: f64, pooled: f64) -> Incentive {
        let one = StartUp {
            id: "a".into(),
            name: "A".into(),
            over_term: Pounds(over_term),
            in_every_year: Pounds(in_every_year),
        };
        Incentive {
            over_term: Pounds(over_term),
            in_every_year: Pounds(in_every_year),
            pooled_over_term: Pounds(0.0),
            pooled_in_every_year: Pounds(pooled),
            partners: vec![one],
        }
    }

    #[test]
    fn what_would_do_is_said() {
        assert!(incentive_words(&found(0.0, 0.0, 0.0)).starts_with("No partner needs"));
        assert_eq!(
            incentive_words(&found(0.0, 500_000.0, 300_000.0)),
            "Over the term nobody loses and no funding is needed. So that no partner is ever out of pocket, at least £500,000 is needed at the start; with payments between partners, £300,000 would be enough."
        );
        assert!(incentive_words(&found(2e6, 3e6, 3e6)).contains("£2.0m of start-up funding is needed"));
        assert_eq!(
            incentive_rows(&found(2e6, 3e6, 3e6)),
            [("A".to_owned(), "£2,000,000".to_owned(), "£3,000,000".to_owned())]
        );
    }
}
