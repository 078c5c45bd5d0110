//! How it works: the method in plain words, and its limits.

use leptos::prelude::*;

const SECTIONS: &[(&str, &[&str])] = &[
    (
        "What is compared",
        &[
            "Every figure is a difference from carrying on as now, in pounds at the prices of the first year. Savings that a force already plans are taken off first, so that they are not counted again.",
            "Year 0 is the first year and is not discounted; a later year counts less by the discount rate for each year, which is the Treasury\u{2019}s 3.5% above inflation unless you change it.",
        ],
    ),
    (
        "A shared service",
        &[
            "Cost today is posts times the cost of a post, plus other cost, less income. If you choose a common starting point, higher-cost members first come down to that unit cost; this part is what each could also do alone.",
            "The saving is a part of that cost. Half of it (our assumption) comes to any group; the other half grows with size, measured against the group for which the saving was entered. It never passes the highest saving of its range.",
            "The shared unit costs what is left, plus running it (2% of members\u{2019} cost, our assumption), plus VAT where the body that provides it cannot recover it. It begins at go-live and reaches full effect over the years that you enter.",
            "Each member pays its share of the unit under the key, and any cost left behind. A member whose service is cheap today and whose share is large pays more than now: that is shown, never hidden.",
        ],
    ),
    (
        "Getting there",
        &[
            "Programme, ICT and set-up are spread over the years before go-live. Redundancy falls on the posts that go each year; police officers are redeployed and never made redundant. Optimism bias is added to all of it. A grant is shown apart.",
            "When nothing is entered, the tool offers an estimate: the Scottish police options cost £1.07 to £1.12 for each £1 of yearly saving.",
        ],
    ),
    (
        "Buying together",
        &[
            "By rate: spending, times the part that joint buying can reach, times the saving. By items: all members come to one price, the lowest, the middle or the average, less a discount for each doubling of volume. Savings fall where the spending is; only the one-off cost is shared.",
        ],
    ),
    (
        "The figures",
        &[
            "Net present value adds up all years. Social value leaves out transfers: redundancy pay and grant. The benefit–cost ratio divides yearly savings by one-off cost. Payback is when the running total last crosses zero. A partner is a net donor when it loses over the term.",
            "The full-year saving is that of the first year in which everything shared is at full effect and nothing is left behind.",
            "A service that delivers less for less is called a cut when its cost falls by no more than its service.",
        ],
    ),
    (
        "Fair shares",
        &[
            "Each group of partners has a value: what it would gain by sharing, beyond what its members could each reach alone, with what would lose money left out. A partner\u{2019}s fair share is what it adds to that value when it joins, averaged over every order in which the group could come together (the Shapley value). Fair shares add up to the whole.",
            "The balancing payment is what a partner must receive, or pay, to get from today\u{2019}s terms to what it could reach alone plus its fair share. All payments add up to nothing. Spread evenly over the term they become an amount a year.",
            "A group would leave when it is worth more on its own than its members have under the terms. Up to 20 partners every group is looked at. Where even fair shares are not enough to keep a group, the terms that hold best are given: they make the worst-off group as well off as can be, then the next (the nucleolus).",
            "A figure “a year” in a table is the equal amount in every year of the term that has the same present value. One-off costs are in it.",
            "The search for partners takes each candidate to cost its own size times your unit cost, and to spend its budget times your spending for each pound of budget. It ranks by size and neighbourhood until real figures are entered.",
        ],
    ),
    (
        "How sure it is",
        &[
            "Each uncertain figure is drawn 10,000 times from a smooth curve between its lowest, likely and highest value (PERT). A delay shifts a service\u{2019}s go-live; half a year is half of each whole year\u{2019}s result. Draws are tied together, as far as you say, so that several figures can turn out badly in the same draw.",
            "The outside view asks what became of the plans of others. In place of your ranges it draws how much of the planned saving came, what it cost and how late it was, from published cases: once as owners counted, once as audits, committees and accounts did, on the same draws. A scheme that delivers nothing was abandoned: what it cost once is spent, and everybody pays as before. Only cases that were written about are known, so they do not show how likely a result is.",
            "The same seed gives the same draws, in this browser, in any other and in the command-line version, and one figure\u{2019}s draws do not change when another is added. So two scenarios can be compared draw by draw.",
            "\u{201c}Eight chances in ten\u{201d} runs from the value that one draw in ten stays below to the one that one in ten goes beyond.",
        ],
    ),
    (
        "Leaving",
        &[
            "A partner that leaves sets up its own service again, runs both for some months, and loses what it would still have gained. Under the rule that you choose it also pays for the others\u{2019} setting up again, where it was the host or only one is left, and for the cost that it leaves behind. The others go on as a smaller group, with the key over those who stay and no programme or ICT again; balancing payments end.",
            "There is no way back from the first year in which leaving costs more than staying, and does so in every later year.",
        ],
    ),
    (
        "Organised crime",
        &[
            "A group that comes up when no team is free gets no full operational response. So the part that is answered is that of a loss system: Erlang\u{2019}s formula for so many groups a year, months an operation and teams.",
            "Under a service agreement each force has its own teams, which lose time to local work; a group that spans forces takes longer. A taskforce\u{2019}s core takes what spans forces and what homes cannot (Wilkinson\u{2019}s and Hayward\u{2019}s approximations; where forces are very unlike, one force\u{2019}s own rate can be some points off, since all that reach the core are taken to be turned away alike). A dedicated function is one pool, less the teams that stay at home.",
            "Each model is scored from 0 to 1 on functionality (the part of the checklist answered yes), performance (the part answered, each force\u{2019}s groups by their weight of risk) and cost (1 for the cheapest, 0 at the ceiling). The report prints no scores and no weights: a third each until you enter others. A model beyond the ceiling, beyond what a chief would cede, or without one place to work from is ruled out.",
            "The triangle shows every way to weigh the three criteria and which open model wins there; its areas are worked out exactly.",
        ],
    ),
    (
        "Style and level of a service",
        &[
            "The tool follows the report\u{2019}s descriptions of the five styles: who keeps control, how long it is meant to last, whether a threat drives it, whether one force has the scale. Where sharing is neither cheaper nor less risky than staying one level down, it says: keep it local.",
        ],
    ),
    (
        "Levels of support",
        &[
            "First the level at which a function is best decided: a borough, the force, a group of forces, the nation. It goes up a step only where that is cheaper or less risky, by the figures or by what you state.",
            "Then the report\u{2019}s scale of five: monitor; encourage, with a positive case and willing partners; inspect, where it was recommended before or a national arrangement exists and falls short; direct the funding, where risk differs two times or more and that persists, with a positive case; mandate, where partners refuse on top of that and it is in the national interest. The highest level whose facts all hold counts, but it is 1 where under half of the figures are your own or no case is made.",
            "Cost variation shows unit costs in your group against its middle, your benchmark and national figures where there are any; half of the gap is half of what those above a line spend beyond it.",
        ],
    ),
    (
        "Arrangements, readiness and the public account",
        &[
            "The register is kept in this browser, apart from scenarios, and goes into a scenario\u{2019}s file only when you leave that ticked. The share of spending is the yearly cost of all arrangements over the budgets of the forces in them. Lines of a table that cannot be read are kept as they stood.",
            "What to settle first is ordered by what blocks the case, then by what weakens it; there is no score. Statements for the public follow the figures until you edit a paragraph; then yours stays, and the tool says which figure in it no longer holds.",
        ],
    ),
    (
        "The market",
        &[
            "An offer is work that a force can do for others, at a price; a need is work that costs it something now. A pair can trade where function and unit are the same, years meet, and the need costs more now than the offer with its set-up. The market goes to the trades that are worth most together, year by year, so that no more is sold or bought than there is.",
            "Prices that hold are those at which no seller and no buyer would both rather trade with each other than as they do. Where capacity is left the seller gets what it asks, where a need is left the price is what that need costs now. Nothing is discounted and no redundancy is counted: make a trade a scenario to see all of it.",
        ],
    ),
    (
        "Sums and workbooks",
        &[
            "Press a figure in a table, or choose it from the list below, and its sum opens, down to the inputs. Each sum is read out from a formula, and the workbook holds the same formulas: change a framed figure on its sheet of inputs and every sheet follows. Names that begin with ic_ mean results there, and names that begin with in_ mean inputs.",
            "An end of a range opens to the draws that stand there, each of them the same sum with what was drawn in it; so do break-even values, keys and two figures against each other, with what is typed over. What a leaver does to those who stay, and each group that the search finds, is another scenario with a workbook of its own. Ranges, what moves the answer, and fair shares of more than six partners stand in the workbook as values, which do not follow.",
            "A workbook that was made here can be opened here again, with what was changed in it. Of any other, you say which column is what.",
        ],
    ),
    (
        "Limits",
        &[
            "Starting figures are public or estimated from national ratios, some of them of 2009: they let you begin, and are not the force\u{2019}s own. The answer is as good as the figures that you replace them with.",
            "It indicates; it does not prescribe. It does not rank forces. It computes in your browser and sends nothing anywhere.",
        ],
    ),
];

#[component]
pub fn HowPage() -> impl IntoView {
    view! {
        <h1>"How it works"</h1>
        {SECTIONS
            .iter()
            .map(|(title, texts)| {
                view! {
                    <section class="card prose">
                        <h2>{*title}</h2>
                        {texts.iter().map(|text| view! { <p>{*text}</p> }).collect_view()}
                    </section>
                }
            })
            .collect_view()}
    }
}
