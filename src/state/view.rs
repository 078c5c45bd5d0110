//! The pages: one table of their names, their addresses, the places that belong to them and the levers beside them.

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

/// What may be tried beside a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Levers {
    None,
    /// Services and what is bought.
    Proposal,
    Services,
    Procurement,
    OrganisedCrime,
}

/// Heads of the rail, in order; the first pages stand under none.
pub const HEADS: [Option<&str>; 5] = [None, PROPOSAL, CASE, CHOICE, YOURS];
const PROPOSAL: Option<&str> = Some("The proposal");
const CASE: Option<&str> = Some("The case");
const CHOICE: Option<&str> = Some("Informed choice");
const YOURS: Option<&str> = Some("Yours");

/// One page.
struct Page {
    view: View,
    /// Its head in the rail.
    head: Option<&'static str>,
    /// Its name in the rail.
    label: &'static str,
    /// Its name in the address.
    slug: &'static str,
    /// What is entered there: beginnings of places, `*` for an entry of a list.
    places: &'static [&'static str],
    levers: Levers,
}

const fn row(
    view: View,
    head: Option<&'static str>,
    label: &'static str,
    slug: &'static str,
    places: &'static [&'static str],
    levers: Levers,
) -> Page {
    Page { view, head, label, slug, places, levers }
}

/// Every page, in the order of the rail.
const PAGES: [Page; 21] = [
    row(View::Summary, None, "Summary", "summary", &[], Levers::Proposal),
    row(View::Partners, PROPOSAL, "Partners", "partners", &["partners"], Levers::None),
    row(View::Services, PROPOSAL, "Shared services", "services", &["services"], Levers::Services),
    row(View::Procurement, PROPOSAL, "Procurement", "procurement", &["procurement"], Levers::Procurement),
    row(View::Soc, PROPOSAL, "Organised crime", "organised-crime", &["soc"], Levers::OrganisedCrime),
    row(View::Fair, CASE, "Fair shares", "fair-shares", &["balancing", "services.*.demand"], Levers::None),
    row(View::Find, CASE, "Find partners", "find-partners", &[], Levers::None),
    row(View::Risk, CASE, "Risk", "risk", &["uncertainty"], Levers::None),
    row(View::Agreement, CASE, "Agreement and exit", "agreement", &["agreement"], Levers::None),
    row(View::Variation, CASE, "Cost variation", "variation", &[], Levers::None),
    row(View::Arrangements, CHOICE, "Arrangements", "arrangements", &[], Levers::None),
    row(View::Readiness, CHOICE, "Readiness", "readiness", &["readiness"], Levers::None),
    row(View::Levels, CHOICE, "Levels of support", "levels", &["levels"], Levers::None),
    row(View::Account, CHOICE, "Public account", "account", &["account"], Levers::None),
    row(View::Evidence, CHOICE, "Evidence", "evidence", &["sources"], Levers::None),
    row(View::How, CHOICE, "How it works", "how", &[], Levers::None),
    row(View::Scenarios, YOURS, "Scenarios", "scenarios", &[], Levers::None),
    row(View::Compare, YOURS, "Compare", "compare", &[], Levers::None),
    row(View::Paper, YOURS, "Board paper", "paper", &[], Levers::None),
    row(View::Share, YOURS, "Share link", "share", &[], Levers::None),
    row(View::Embed, YOURS, "Embed", "embed", &[], Levers::None),
];

impl View {
    fn page(self) -> Option<&'static Page> {
        PAGES.iter().find(|page| page.view == self)
    }

    /// The page's name in the rail.
    pub fn label(self) -> &'static str {
        self.page().map_or("", |page| page.label)
    }

    /// The page's name in the address.
    pub fn slug(self) -> &'static str {
        self.page().map_or("", |page| page.slug)
    }

    /// What may be tried beside the page.
    pub fn levers(self) -> Levers {
        self.page().map_or(Levers::None, |page| page.levers)
    }

    /// Whether a page has levers beside it.
    pub fn has_levers(self) -> bool {
        self.levers() != Levers::None
    }

    /// Every page, in the order of the rail.
    pub fn all() -> impl Iterator<Item = View> {
        PAGES.iter().map(|page| page.view)
    }

    /// The pages under a head of the rail.
    pub fn below(head: Option<&'static str>) -> impl Iterator<Item = View> {
        PAGES.iter().filter(move |page| page.head == head).map(|page| page.view)
    }

    /// The page that an address names, the summary where it names none.
    pub fn of(address: &str) -> View {
        View::named(address.split_once("#/").map_or("", |(_, slug)| slug))
    }

    /// The page of a name, the summary where there is none.
    pub fn named(slug: &str) -> View {
        View::all().find(|view| view.slug() == slug).unwrap_or(View::Summary)
    }

    /// The page on which a place is entered, by the longest beginning that fits; the summary where none does.
    pub fn of_place(place: &str) -> View {
        let fits = |pattern: &str| {
            let mut steps = place.split('.');
            pattern.split('.').all(|part| steps.next().is_some_and(|step| part == "*" || part == step))
        };
        PAGES
            .iter()
            .flat_map(|page| page.places.iter().map(|pattern| (page.view, *pattern)))
            .filter(|(_, pattern)| fits(pattern))
            .max_by_key(|(_, pattern)| pattern.split('.').count())
            .map_or(View::Summary, |(view, _)| view)
    }
}
