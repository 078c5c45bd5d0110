//! The pages, by their names in the rail and in the address.

/// The pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    Summary,
    Partners,
    Services,
    Procurement,
    Soc,
    Fair,
    Find,
    Risk,
    Agreement,
    Variation,
    Arrangements,
    Readiness,
    Levels,
    Account,
    Evidence,
    How,
    Scenarios,
    Compare,
    Paper,
    Share,
    Embed,
}

/// Each page with its name in the rail and in the address.
const PAGES: [(View, &str, &str); 21] = [
    (View::Summary, "Summary", "summary"),
    (View::Partners, "Partners", "partners"),
    (View::Services, "Shared services", "services"),
    (View::Procurement, "Procurement", "procurement"),
    (View::Soc, "Organised crime", "organised-crime"),
    (View::Fair, "Fair shares", "fair-shares"),
    (View::Find, "Find partners", "find-partners"),
    (View::Risk, "Risk", "risk"),
    (View::Agreement, "Agreement and exit", "agreement"),
    (View::Variation, "Cost variation", "variation"),
    (View::Arrangements, "Arrangements", "arrangements"),
    (View::Readiness, "Readiness", "readiness"),
    (View::Levels, "Levels of support", "levels"),
    (View::Account, "Public account", "account"),
    (View::Evidence, "Evidence", "evidence"),
    (View::How, "How it works", "how"),
    (View::Scenarios, "Scenarios", "scenarios"),
    (View::Compare, "Compare", "compare"),
    (View::Paper, "Board paper", "paper"),
    (View::Share, "Share link", "share"),
    (View::Embed, "Embed", "embed"),
];

impl View {
    /// The page's name in the rail.
    pub fn label(self) -> &'static str {
        PAGES.iter().find(|(view, ..)| *view == self).map_or("", |(_, label, _)| label)
    }

    /// The page's name in the address.
    pub fn slug(self) -> &'static str {
        PAGES.iter().find(|(view, ..)| *view == self).map_or("", |(.., slug)| slug)
    }

    /// Every page, in the order of the rail.
    pub fn all() -> impl Iterator<Item = View> {
        PAGES.iter().map(|(view, ..)| *view)
    }

    /// The page that an address names, the summary where it names none.
    pub fn of(address: &str) -> View {
        View::named(address.split_once("#/").map_or("", |(_, slug)| slug))
    }

    /// The page of a name, the summary where there is none.
    pub fn named(slug: &str) -> View {
        View::all().find(|view| view.slug() == slug).unwrap_or(View::Summary)
    }
}
