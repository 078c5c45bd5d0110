//! What the 2009 report found to hinder and to help joint working, with the four themes of the 2020 review, in our words.

use crate::model::surroundings::{Found, Reach};

/// Where an item belongs: the report's four headings of barriers, its success factors, and the review's themes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heading {
    /// Benefits and performance.
    BenefitsAndPerformance,
    /// Finance and resources.
    FinanceAndResources,
    /// Leadership and culture.
    LeadershipAndCulture,
    /// People and policies.
    PeopleAndPolicies,
    /// Success factors.
    SuccessFactors,
    /// Themes of the 2020 review.
    Themes,
}

impl Heading {
    /// All of them, in the page's order.
    pub const ALL: [Heading; 6] = [
        Heading::BenefitsAndPerformance,
        Heading::FinanceAndResources,
        Heading::LeadershipAndCulture,
        Heading::PeopleAndPolicies,
        Heading::SuccessFactors,
        Heading::Themes,
    ];

    /// How it reads.
    pub const fn title(self) -> &'static str {
        match self {
            Heading::BenefitsAndPerformance => "Benefits and performance",
            Heading::FinanceAndResources => "Finance and resources",
            Heading::LeadershipAndCulture => "Leadership and culture",
            Heading::PeopleAndPolicies => "People and policies",
            Heading::SuccessFactors => "What makes it work",
            Heading::Themes => "The four themes of 2020",
        }
    }

    /// Whether its items stand in the way; else they are wanted.
    pub const fn is_barrier(self) -> bool {
        !matches!(self, Heading::SuccessFactors | Heading::Themes)
    }
}

/// What happens to the case as long as an item is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// No agreement can be signed, or none should be.
    Blocks,
    /// It goes ahead, and the gain shrinks or comes later.
    Weakens,
    /// It is easier with it than without.
    Helps,
}

/// A barrier, a success factor or a theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Item {
    /// Its id.
    pub id: &'static str,
    /// Where it belongs.
    pub heading: Heading,
    /// What it is called.
    pub title: &'static str,
    /// What eased it elsewhere, or what it takes.
    pub eased: &'static str,
    /// Our reading of what sort of barrier it is; the report says it of its headings only.
    pub sort: Option<(Found, Reach)>,
    /// How much hangs on it.
    pub weight: Weight,
}

const fn barrier(
    id: &'static str,
    heading: Heading,
    title: &'static str,
    sort: (Found, Reach),
    weight: Weight,
    eased: &'static str,
) -> Item {
    Item { id, heading, title, eased, sort: Some(sort), weight }
}

const fn wanted(id: &'static str, heading: Heading, title: &'static str, weight: Weight, eased: &'static str) -> Item {
    Item { id, heading, title, eased, sort: None, weight }
}

use Found::{Actual, Perceived};
use Heading::{
    BenefitsAndPerformance, FinanceAndResources, LeadershipAndCulture, PeopleAndPolicies, SuccessFactors, Themes,
};
use Reach::{Generic, Specific};
use Weight::{Blocks, Helps, Weakens};

/// Every item, in the order of the report.
#[rustfmt::skip]
pub const ITEMS: &[Item] = &[
    barrier("local-priorities", BenefitsAndPerformance, "Each partner has other priorities", (Actual, Generic), Blocks,
        "Regions that did best against organised crime agreed one list of priorities first, and let the joint team act on it."),
    barrier("command", BenefitsAndPerformance, "Command structures differ", (Actual, Generic), Weakens,
        "One line of command for what is shared, written into the agreement; a lead force is the lightest form of it."),
    barrier("intelligence", BenefitsAndPerformance, "Intelligence is handled differently", (Actual, Generic), Weakens,
        "A common threat assessment, made together and renewed each year, before systems are joined."),

    barrier("start-up", FinanceAndResources, "There is no money to start", (Actual, Generic), Blocks,
        "Much of the joint working of 2009 was started with central money. Elsewhere partners pooled reserves and were paid back from the first savings."),
    barrier("up-front", FinanceAndResources, "Cost comes years before the saving", (Actual, Generic), Weakens,
        "Start with one service that pays back soon, and let its savings carry the next."),

    barrier("disproportion", LeadershipAndCulture, "What comes back is out of proportion to what is put in", (Actual, Generic), Weakens,
        "Agree beforehand what is counted and by which key costs are shared, and settle up once a year. Fair shares and balancing payments here do that sum."),
    barrier("net-donor", LeadershipAndCulture, "Each sees what it gives and none what it gains", (Actual, Specific), Blocks,
        "Show each partner its own gain beside its own cost. Where one loses, a balancing payment leaves it better off and still leaves the others a gain."),
    barrier("parochial", LeadershipAndCulture, "\u{201c}We need no help, and helping would hurt us\u{201d}", (Perceived, Specific), Weakens,
        "Count who gave and who got for a year. In practice those who give in one year are often those who need help in the next."),
    barrier("exit", LeadershipAndCulture, "Nobody knows how to get out again", (Actual, Generic), Blocks,
        "Rules for leaving, with notice and a rule for cost, from the first day. An alliance whose agreement was not precise enough cost one partner £10.77m to leave."),
    barrier("best-practice", LeadershipAndCulture, "Little is known of what worked elsewhere", (Actual, Generic), Helps,
        "A register of arrangements with what each cost, delivered and taught; two visits to forces that did it."),
    barrier("autonomy", LeadershipAndCulture, "The chief\u{2019}s independence seems at risk", (Perceived, Specific), Blocks,
        "The law lets chiefs and policing bodies agree on direction and control function by function. Nothing else moves."),
    barrier("liability", LeadershipAndCulture, "It is unclear who answers when something goes wrong", (Actual, Specific), Blocks,
        "The agreement names who has direction and control and how claims are borne. Firearms and covert work need it before the first deployment."),
    barrier("merger", LeadershipAndCulture, "It looks like a step towards a merger", (Perceived, Specific), Helps,
        "Say what stays local, and for how long the agreement runs. Lasting alliances of two forces have not led to one."),
    barrier("criticism", LeadershipAndCulture, "Joint figures may show a force in a bad light", (Perceived, Specific), Helps,
        "Agree in advance that figures are for the partners\u{2019} decisions and rank nobody."),

    barrier("jobs", PeopleAndPolicies, "Jobs will go, and that has a political price", (Actual, Generic), Weakens,
        "Early talks with unions and staff associations, redeployment first, and a plain figure of how many posts by when."),
    barrier("terms", PeopleAndPolicies, "Staff have different terms and conditions", (Actual, Generic), Weakens,
        "A host that employs all, or secondment on old terms with harmonised terms for new posts."),
    barrier("ict", PeopleAndPolicies, "Systems do not talk to each other", (Actual, Generic), Weakens,
        "One partner\u{2019}s system for all, as it is. Five shared centres of central government overran by 56%, in part through changes made for single customers."),
    barrier("equipment", PeopleAndPolicies, "Partners want different equipment", (Perceived, Generic), Helps,
        "One specification with few listed exceptions: up to a third of the price of common items was in specifications."),

    wanted("history", SuccessFactors, "Partners have worked together before", Helps,
        "Informal joint work in the area; the register of arrangements shows it."),
    wanted("natural-fit", SuccessFactors, "It is a natural fit", Helps,
        "A shared border, coast, road or crime problem that everybody sees."),
    wanted("medium-term", SuccessFactors, "It is planned for some years, not for one", Weakens,
        "A term of at least three years with a date for review, so that nobody takes it for a trial."),
    wanted("staff-informed", SuccessFactors, "Staff and unions are kept informed", Weakens,
        "From the first outline on, by the partners together and in the same words."),
    wanted("better-not-cheaper", SuccessFactors, "It is about doing things better, not only for less", Helps,
        "At least one outcome beside the money, with today\u{2019}s figure and the one aimed for."),
    wanted("right-people", SuccessFactors, "The right people lead it", Weakens,
        "A chief officer and a policing body that want it, named, with time for it."),
    wanted("pathway", SuccessFactors, "The way there is mapped out", Weakens,
        "Steps with dates, and partners who are ready to give up their own ways of doing it."),
    wanted("central-team", SuccessFactors, "A well-led team with agreed powers, and the same people for some time", Weakens,
        "Written terms of what the team decides alone, and posts filled for two years at least."),
    wanted("who-counts", SuccessFactors, "It is settled who counts the benefits, and when", Blocks,
        "Somebody who did not propose it, with a date for the first count. Published plans delivered more than planned where their owners counted, and a third or less where auditors did."),
    wanted("voluntary", SuccessFactors, "Everybody joins by choice", Weakens,
        "No partner that would be worse off than alone. Fair shares show who that would be."),
    wanted("right-moment", SuccessFactors, "The moment is right", Helps,
        "A contract that ends, a building that is sold, a post that falls vacant."),

    wanted("purpose", Themes, "Purpose: one that all understand", Blocks,
        "A sentence of what it is for that officers of each partner give alike."),
    wanted("benefits", Themes, "Benefits and costs: counted before and after, and not in money alone", Blocks,
        "Today\u{2019}s cost and service written down before it starts, and somebody who reports on both every year."),
    wanted("governance", Themes, "Leadership and governance: decisions that are made", Blocks,
        "One board with the power to decide, voting rules, and a way to settle disputes."),
    wanted("skills", Themes, "Skills: people who can run it, and what they learn is passed on", Weakens,
        "Programme, commercial and change skills in the team; what was learnt is written into the register."),
];

/// An item by its id.
pub fn item(id: &str) -> Option<&'static Item> {
    ITEMS.iter().find(|one| one.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the report says of its headings: of benefits and performance most were actual and all generic.
    #[test]
    fn the_list_keeps_to_the_report() {
        let of = |heading| ITEMS.iter().filter(move |item| item.heading == heading);
        assert!(of(BenefitsAndPerformance).all(|item| item.sort.is_some_and(|(_, reach)| reach == Generic)));
        let actual = of(BenefitsAndPerformance).filter(|item| item.sort.is_some_and(|(found, _)| found == Actual));
        assert!(actual.count() * 2 > of(BenefitsAndPerformance).count());
        assert_eq!(of(Themes).count(), 4);
        assert!(Heading::ALL.iter().all(|heading| of(*heading).count() > 1));
        for (n, one) in ITEMS.iter().enumerate() {
            assert!(ITEMS[..n].iter().all(|other| other.id != one.id), "{}", one.id);
            assert_eq!(one.sort.is_some(), one.heading.is_barrier(), "{}", one.id);
            assert!(crate::model::is_id(one.id) && !one.eased.is_empty());
        }
    }
}
