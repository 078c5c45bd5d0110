//! The pages: one table of their steps, names and addresses, the places that belong to them and the levers beside them.

/// The pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    /// The way in: forces, services, examples.
    Start,
    Summary,
    Options,
    Partners,
    Services,
    Procurement,
    Waves,
    Soc,
    Fair,
    Find,
    Market,
    WholeService,
    Risk,
    Ranges,
    Money,
    Map,
    Merge,
    Exit,
    Agreement,
    Variation,
    Unacceptable,
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

/// The steps of the work, in order: the entries of the rail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Answer,
    Who,
    What,
    Fair,
    Sure,
    Leaving,
    Ready,
    Publish,
    /// How it works and what is published: reached from every figure.
    Method,
    /// What is kept, and side by side: under the scenario's title.
    Yours,
}

impl Step {
    /// Those of the rail, in order.
    pub const RAIL: [Step; 8] =
        [Step::Answer, Step::Who, Step::What, Step::Fair, Step::Sure, Step::Leaving, Step::Ready, Step::Publish];

    /// Its name.
    pub const fn label(self) -> &'static str {
        match self {
            Step::Answer => "Answer",
            Step::Who => "Who",
            Step::What => "What",
            Step::Fair => "Fair?",
            Step::Sure => "Sure?",
            Step::Leaving => "Leaving",
            Step::Ready => "Ready?",
            Step::Publish => "Publish",
            Step::Method => "Method and sources",
            Step::Yours => "Scenarios",
        }
    }

    /// Its number in the order of the work; none where it has none.
    pub fn number(self) -> Option<usize> {
        Step::RAIL.iter().position(|step| *step == self).filter(|n| *n > 0)
    }

    /// Its pages: the tabs within it.
    pub fn pages(self) -> impl Iterator<Item = View> {
        PAGES.iter().filter(move |page| page.step == Some(self)).map(|page| page.view)
    }

    /// The page that it begins with.
    pub fn first(self) -> View {
        self.pages().next().unwrap_or(View::Summary)
    }

    /// The step after it, with what it asks.
    pub fn next(self) -> Option<(Step, &'static str)> {
        let after = |step: Step, words| Some((step, words));
        match self {
            Step::Answer => after(Step::Who, "Check who takes part, and put in your own figures"),
            Step::Who => after(Step::What, "Choose what they would share and buy together"),
            Step::What => after(Step::Fair, "See who gains, who pays, and what would be fair"),
            Step::Fair => after(Step::Sure, "See how sure it is"),
            Step::Sure => after(Step::Leaving, "See what it costs to leave"),
            Step::Leaving => after(Step::Ready, "Settle what stands in the way"),
            Step::Ready => after(Step::Publish, "Write the board paper and share it"),
            Step::Publish | Step::Method | Step::Yours => None,
        }
    }
}

/// Pages that are loaded together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bundle {
    /// With the page itself.
    First,
    /// A proposal's own pages.
    Work,
    /// Who else there is and what else is planned: the market, the whole Service, waves, the map of forces.
    Market,
    /// What goes out, what is kept, and what it all rests on.
    Publish,
}

/// One page.
struct Page {
    bundle: Bundle,
    view: View,
    /// The step that it belongs to; the way in stands outside them.
    step: Option<Step>,
    /// Its name: of its tab, and in the title.
    label: &'static str,
    /// Its name in the address.
    slug: &'static str,
    /// What is entered there: beginnings of places, `*` for an entry of a list.
    places: &'static [&'static str],
    levers: Levers,
}

const fn row(
    bundle: Bundle,
    view: View,
    step: Option<Step>,
    label: &'static str,
    slug: &'static str,
    places: &'static [&'static str],
    levers: Levers,
) -> Page {
    Page { bundle, view, step, label, slug, places, levers }
}

/// Every page, in the order of the work.
const PAGES: [Page; 32] = [
    row(Bundle::First, View::Start, None, "Start", "start", &[], Levers::None),
    row(Bundle::First, View::Summary, Some(Step::Answer), "Answer", "summary", &[], Levers::Proposal),
    row(Bundle::Work, View::Partners, Some(Step::Who), "Partners", "partners", &["partners"], Levers::None),
    row(Bundle::Work, View::Find, Some(Step::Who), "Find partners", "find-partners", &[], Levers::None),
    row(Bundle::Market, View::Market, Some(Step::Who), "Market", "market", &[], Levers::None),
    row(Bundle::Market, View::WholeService, Some(Step::Who), "Whole Service", "whole-service", &[], Levers::None),
    row(Bundle::Work, View::Services, Some(Step::What), "Shared services", "services", &["services"], Levers::Services),
    row(
        Bundle::Work,
        View::Procurement,
        Some(Step::What),
        "Buying together",
        "procurement",
        &["procurement"],
        Levers::Procurement,
    ),
    row(Bundle::Market, View::Waves, Some(Step::What), "Wave plan", "wave-plan", &[], Levers::None),
    row(
        Bundle::Work,
        View::Soc,
        Some(Step::What),
        "Organised crime",
        "organised-crime",
        &["soc"],
        Levers::OrganisedCrime,
    ),
    row(Bundle::Work, View::Options, Some(Step::What), "Options", "options", &["options"], Levers::None),
    row(
        Bundle::Work,
        View::Fair,
        Some(Step::Fair),
        "Fair shares",
        "fair-shares",
        &["balancing", "services.*.demand"],
        Levers::None,
    ),
    row(Bundle::Work, View::Variation, Some(Step::Fair), "Cost variation", "variation", &[], Levers::None),
    row(
        Bundle::Market,
        View::Unacceptable,
        Some(Step::Fair),
        "Unacceptable variation",
        "unacceptable",
        &["levels.beyond", "levels.response_gap"],
        Levers::None,
    ),
    row(Bundle::Work, View::Risk, Some(Step::Sure), "Risk", "risk", &[], Levers::None),
    row(Bundle::Work, View::Ranges, Some(Step::Sure), "Ranges", "ranges", &["uncertainty"], Levers::None),
    row(Bundle::Work, View::Money, Some(Step::Sure), "Cash plan", "money", &["cash"], Levers::None),
    row(Bundle::Market, View::Map, Some(Step::Sure), "If the map changes", "map", &["map"], Levers::None),
    row(Bundle::Market, View::Merge, Some(Step::Sure), "Merge", "merge", &["merger"], Levers::None),
    row(Bundle::Work, View::Exit, Some(Step::Leaving), "Exit", "exit", &["agreement"], Levers::None),
    row(
        Bundle::Work,
        View::Agreement,
        Some(Step::Leaving),
        "Agreement",
        "agreement",
        &["agreement.terms"],
        Levers::None,
    ),
    row(Bundle::Work, View::Readiness, Some(Step::Ready), "Readiness", "readiness", &["readiness"], Levers::None),
    row(Bundle::Work, View::Levels, Some(Step::Ready), "Levels of support", "levels", &["levels"], Levers::None),
    row(Bundle::Market, View::Arrangements, Some(Step::Ready), "Arrangements", "arrangements", &[], Levers::None),
    row(Bundle::Publish, View::Paper, Some(Step::Publish), "Board paper", "paper", &[], Levers::None),
    row(Bundle::Publish, View::Account, Some(Step::Publish), "Public account", "account", &["account"], Levers::None),
    row(Bundle::Publish, View::Share, Some(Step::Publish), "Link and files", "share", &[], Levers::None),
    row(Bundle::Publish, View::Embed, Some(Step::Publish), "Embed", "embed", &[], Levers::None),
    row(Bundle::Publish, View::How, Some(Step::Method), "How it works", "how", &[], Levers::None),
    row(Bundle::Publish, View::Evidence, Some(Step::Method), "Evidence", "evidence", &["sources"], Levers::None),
    row(Bundle::Publish, View::Scenarios, Some(Step::Yours), "Scenarios", "scenarios", &[], Levers::None),
    row(Bundle::Publish, View::Compare, Some(Step::Yours), "Compare", "compare", &[], Levers::None),
];

impl View {
    fn page(self) -> Option<&'static Page> {
        PAGES.iter().find(|page| page.view == self)
    }

    /// The step that it belongs to; none of the way in.
    pub fn step(self) -> Option<Step> {
        self.page().and_then(|page| page.step)
    }

    /// What it is loaded with.
    pub fn bundle(self) -> Bundle {
        self.page().map_or(Bundle::First, |page| page.bundle)
    }

    /// The page's name.
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

    /// Every page, in the order of the work.
    pub fn all() -> impl Iterator<Item = View> {
        PAGES.iter().map(|page| page.view)
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
