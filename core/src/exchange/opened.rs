//! A scenario from a link, and why there may be none.

use crate::model::Document;
use std::fmt;

pub(super) const CODEC: &str = "2";
/// A link of a few thousand characters can inflate a thousandfold; no scenario is as large as this.
pub(super) const MOST_BYTES: usize = 4_000_000;

/// Why a link cannot be opened; each is a sentence for the one who followed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkError {
    /// A newer version of the tool made it.
    Newer(String),
    /// Its end is missing.
    Cut,
    /// Something in it was changed on the way.
    Damaged,
    /// It is larger than any scenario.
    TooLarge,
    /// What it holds is no scenario.
    NotAScenario,
    /// The public figures of this version are not there.
    OtherData(String),
}

impl fmt::Display for LinkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LinkError::Newer(codec) => write!(
                f,
                "This link was made by a later version of this tool (link format {codec}; this one reads up to {CODEC}). Open it where the later version is, or ask for the scenario as a file"
            ),
            LinkError::Cut => {
                write!(f, "This link was cut short on its way. Ask for it again, or for the scenario as a file")
            }
            LinkError::Damaged => write!(
                f,
                "This link was changed on its way and cannot be read. Ask for it again, or for the scenario as a file"
            ),
            LinkError::TooLarge => write!(f, "This link holds far more than a scenario can, so it was not opened"),
            LinkError::NotAScenario => write!(f, "This link does not hold a scenario"),
            LinkError::OtherData(version) => write!(
                f,
                "This link was made with public figures of {}, which this version of the tool does not have. Open it where that version is, or ask for the scenario as a file",
                if version.is_empty() { "another date" } else { version }
            ),
        }
    }
}

/// A scenario from a link, with the versions of the tool and of the reference data that made it.
#[derive(Debug, Clone, PartialEq)]
pub struct Opened {
    /// The scenario.
    pub document: Document,
    /// The version of the tool that made it.
    pub made_with: Option<String>,
}

/// The versions that this tool writes into its links.
pub fn made_with() -> String {
    format!("{} / {}", env!("CARGO_PKG_VERSION"), crate::evidence::REFERENCE_VERSION)
}
