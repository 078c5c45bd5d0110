//! What to settle first: by what blocks the case, and no score. Method, section 9.

use crate::model::matters::{ITEMS, Item, Weight};
use crate::model::surroundings::{Readiness, Standing};

/// An item that is to be settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ToSettle {
    /// The item.
    pub item: &'static Item,
    /// How it stands.
    pub state: Standing,
    /// The scenario's own figures say that it stands in the way.
    pub pressed: bool,
}

/// What to settle, the first first: what blocks the case before what weakens it and what merely helps; within these
/// what is open, then what is settled in part, then what nobody has spoken of; then what the figures press for.
///
/// Of what nobody has spoken of, only what blocks a case or what the figures press for is in it.
pub fn settle_first(answers: &Readiness, pressed: impl Fn(&Item) -> bool) -> Vec<ToSettle> {
    let all = ITEMS.iter().map(|item| ToSettle {
        item,
        state: answers.items.get(item.id).map_or(Standing::Unsaid, |answer| answer.state),
        pressed: pressed(item),
    });
    let mut wanted: Vec<ToSettle> = all
        .filter(|one| match one.state {
            Standing::Open | Standing::Partly => true,
            Standing::Unsaid => one.item.weight == Weight::Blocks || one.pressed,
            Standing::Settled | Standing::Absent => false,
        })
        .collect();
    let rank = |state: Standing| match state {
        Standing::Open => 0,
        Standing::Partly => 1,
        _ => 2,
    };
    // a stable sort: what is equal stays in the order of the list
    wanted.sort_by_key(|one| (one.item.weight, rank(one.state), !one.pressed));
    wanted
}

/// How many items somebody has spoken of, of how many.
pub fn answered(answers: &Readiness) -> (usize, usize) {
    let said = |item: &&Item| answers.items.get(item.id).is_some_and(|answer| answer.state != Standing::Unsaid);
    (ITEMS.iter().filter(said).count(), ITEMS.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::surroundings::Answer;

    fn readiness(all: &[(&str, Standing)]) -> Readiness {
        let answer = |state| Answer { state, ..Answer::default() };
        Readiness { items: all.iter().map(|(id, state)| ((*id).to_owned(), answer(*state))).collect() }
    }

    #[test]
    fn what_blocks_comes_first_and_what_is_settled_goes() {
        let answers = readiness(&[
            ("best-practice", Standing::Open),
            ("ict", Standing::Open),
            ("terms", Standing::Partly),
            ("exit", Standing::Open),
            ("start-up", Standing::Settled),
            ("merger", Standing::Absent),
            ("liability", Standing::Partly),
        ]);
        let found = settle_first(&answers, |item| item.id == "net-donor" || item.id == "jobs");
        let ids: Vec<&str> = found.iter().map(|one| one.item.id).collect();
        let expected = [
            "exit",
            "liability",
            "net-donor",
            "local-priorities",
            "autonomy",
            "who-counts",
            "purpose",
            "benefits",
            "governance",
            "ict",
            "terms",
            "jobs",
            "best-practice",
        ];
        assert_eq!(ids, expected);
        assert_eq!(answered(&answers), (7, ITEMS.len()));
    }

    #[test]
    fn all_settled_leaves_nothing() {
        let all: Vec<(&str, Standing)> = ITEMS.iter().map(|item| (item.id, Standing::Settled)).collect();
        assert_eq!(settle_first(&readiness(&all), |_| true), vec![]);
    }
}
