//! What may be doubtful about a scenario, as data; `warnings` finds it and `explain` puts it into words.

use crate::model::{Fte, Pounds, Rate};

/// One-off cost for each pound of full-year saving in the Scottish police options (evidence `transition-ratio`).
pub const TRANSITION_RATIO: f64 = 1.1;

/// Something that a scenario's reader should know before believing it.
#[derive(Debug, Clone, PartialEq)]
pub struct Warning {
    /// What it is about: `services.hr`.
    pub place: String,
    /// The name of that, as the user has it.
    pub name: String,
    /// What is doubtful about it.
    pub doubt: Doubt,
}

/// What is doubtful about a shared service or a category that is bought together. Partners are there by name.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs, reason = "each variant says what its fields are")]
pub enum Doubt {
    /// It goes live after the years that are looked at.
    /// Years that are looked at.
    TooLate { years: usize },
    /// It moves to a common unit cost and takes a published rate that includes doing so.
    /// The saving of this service or category, which another may hold too.
    CountedTwice { saving: Rate },
    /// A member without a cost today draws the target down.
    /// The partner with nothing that its cost would come down to.
    NothingPullsDown { partner: String },
    /// A range and a haircut, perhaps for one doubt.
    /// Low, high and haircut, which doubt the same thing.
    DoubtedTwice { low: Rate, high: Rate, haircut: Rate },
    /// Nothing was entered for getting there.
    NoOneOff(OneOffEstimate),
    /// It delivers less for about the same cost.
    /// By how much less is delivered.
    Cut { less: Rate },
    /// A member gains what it does not have today; what its own would cost, where that was entered.
    /// The partner that has none today, and what its own would cost a year where that is entered.
    Gains { partner: String, alone: Option<Pounds> },
    /// The host is not one of its members.
    /// The host, by name.
    HostOutside { host: String },
    /// Whole posts force by force are less than half of those freed.
    /// Posts that go in all, and whole posts force by force.
    PartPosts { posts: Fte, whole: Fte },
    /// A buyer pays less today than the one contract price.
    /// The partner that pays less today.
    PaysLess { partner: String },
}

/// One-off cost to expect where none was entered: method, section 2.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OneOffEstimate {
    /// Saving of a year at full effect.
    pub saving: Pounds,
    /// What redundancy comes to, which is counted apart from the programme.
    pub redundancy: Pounds,
}

impl OneOffEstimate {
    /// The saving times the published ratio.
    pub fn before_redundancy(self) -> Pounds {
        self.saving * TRANSITION_RATIO
    }

    /// The cost apart from redundancy, never below nothing.
    pub fn cost(self) -> Pounds {
        Pounds(f64::max(0.0, self.before_redundancy().0 - self.redundancy.0))
    }
}
