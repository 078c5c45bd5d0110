//! The policy calendar: dated facts of who decides what and which functions are said to move, each with its status. Nothing that is
//! not enacted is certain.

use std::sync::OnceLock;

/// The day on which all of them were last checked.
pub const POLICY_CHECKED: &str = "2026-11-27";

/// How far a statement has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PolicyStatus {
    /// It is law.
    Enacted,
    /// It stands in a bill.
    InABill,
    /// A government said that it will be done.
    Announced,
    /// A white paper or review proposes it.
    Proposed,
    /// Somebody reports it.
    Reported,
}

impl PolicyStatus {
    fn of(word: &str) -> PolicyStatus {
        match word {
            "enacted" => PolicyStatus::Enacted,
            "in a bill" => PolicyStatus::InABill,
            "announced" => PolicyStatus::Announced,
            "proposed" => PolicyStatus::Proposed,
            _ => PolicyStatus::Reported,
        }
    }

    /// In words: what is not law says so.
    pub const fn words(self) -> &'static str {
        match self {
            PolicyStatus::Enacted => "Law",
            PolicyStatus::InABill => "In a bill, not law",
            PolicyStatus::Announced => "Announced, not law",
            PolicyStatus::Proposed => "Proposed, not law",
            PolicyStatus::Reported => "Reported",
        }
    }
}

/// A dated statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyFact {
    /// Its id.
    pub id: String,
    /// When it was made, or from when it holds; empty where no date was found.
    pub date: String,
    /// How far it has come.
    pub status: PolicyStatus,
    /// What it says, in our words.
    pub statement: String,
    /// What it touches: force map, governance, funding, or functions.
    pub affects: String,
    /// Where it was read.
    pub source: String,
    /// Who published it.
    pub publisher: String,
    /// How much of it was read.
    pub read: String,
    /// How far it can be relied on.
    pub confidence: String,
}

impl PolicyFact {
    /// Whether it names a kind of service, or joint buying by `procurement`.
    pub fn touches(&self, kind: &str) -> bool {
        let words: &[&str] = match kind {
            "human_resources" => &["HR"],
            "finance" => &["finance"],
            "ict" => &["IT"],
            "fleet" => &["fleet"],
            "estates" => &["estates"],
            "forensics" => &["forensics"],
            "serious_and_organised_crime" | "soc" => &["serious and organised crime"],
            "roads" => &["roads policing"],
            "training" => &["training and standards"],
            "procurement" | "procurement_team" => {
                return self.affects == "procurement" && self.status == PolicyStatus::Proposed;
            }
            _ => &[],
        };
        let Some(functions) = self.affects.strip_prefix("function: ") else { return false };
        functions.split([';', ',']).map(str::trim).any(|one| words.contains(&one))
    }
}

/// All of them, in the order of their dates.
pub fn policy_facts() -> &'static [PolicyFact] {
    static ALL: OnceLock<Vec<PolicyFact>> = OnceLock::new();
    ALL.get_or_init(|| {
        let mut reader = csv::Reader::from_reader(include_str!("data/policy.csv").as_bytes());
        let fact = |row: csv::StringRecord| {
            let cell = |n: usize| row.get(n).unwrap_or_default().to_owned();
            PolicyFact {
                id: cell(0),
                date: cell(1),
                status: PolicyStatus::of(&cell(2)),
                statement: cell(3),
                affects: cell(4),
                source: cell(5),
                publisher: cell(6),
                read: cell(8),
                confidence: cell(9),
            }
        };
        reader.records().filter_map(Result::ok).map(fact).collect()
    })
}

/// Whether the calendar is more than a year old on a day such as `2027-12-01`: then what it says may be out of date.
pub fn policy_is_old(today: &str) -> bool {
    let days = |date: &str| -> Option<u32> {
        let mut parts = date.split('-').map(|part| part.parse::<u32>().ok());
        Some(parts.next()?? * 372 + parts.next()?? * 31 + parts.next()??)
    };
    days(today).zip(days(POLICY_CHECKED)).is_some_and(|(today, checked)| today > checked + 372)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_the_calendar_lacks_a_source_and_what_is_no_law_says_so() {
        assert_eq!(policy_facts().len(), 39);
        for one in policy_facts() {
            assert!(!one.statement.is_empty() && !one.source.is_empty() && !one.read.is_empty(), "{}", one.id);
            assert!(["high", "medium", "low"].contains(&one.confidence.as_str()), "{}", one.id);
        }
        let of = |id: &str| policy_facts().iter().find(|one| one.id == id).unwrap();
        assert_eq!(of("s22a").status.words(), "Law");
        assert_eq!(of("white-paper-nps").status.words(), "Proposed, not law");
        assert!(of("white-paper-nps").touches("roads") && of("white-paper-backoffice").touches("human_resources"));
        assert!(of("white-paper-forensics").touches("forensics") && !of("white-paper-forensics").touches("dogs"));
        assert!(of("white-paper-buying").touches("procurement") && !of("blc-role").touches("procurement"));
    }

    #[test]
    fn a_calendar_grows_old_in_a_year() {
        assert!(!policy_is_old("2027-11-27") && policy_is_old("2027-11-28") && !policy_is_old("soon"));
    }
}
