//! The rows of the table of inputs, in the order of the method.

use super::input::{
    Fallback, Fold, Input, LARGEST, MOST_ENTRIES, MOST_PARTNERS, Rule, Source, Unit, by_partner, choice, factor, group,
    list, number, percent, pounds, row, text, whole,
};

/// Words for the five styles.
pub const STYLES: &[&str] =
    &["handshake", "service_level_agreement", "joint_initiative", "lead_authority", "joint_venture"];
/// Words for kinds of service.
pub const SERVICE_KINDS: &[&str] = &[
    "human_resources",
    "finance",
    "payroll",
    "ict",
    "estates",
    "fleet",
    "legal",
    "training",
    "professional_standards",
    "custody",
    "forensics",
    "firearms",
    "major_crime",
    "serious_and_organised_crime",
    "dogs",
    "intelligence",
    "control_room",
    "roads",
    "procurement_team",
    "other",
];
/// Words for what unit costs are compared by.
pub const DRIVERS: &[&str] = &["headcount", "officers", "population", "budget"];
/// Words for where dear members come down to.
pub const TARGETS: &[&str] = &["none", "lowest", "median", "benchmark"];
pub const EXIT_RULES: &[&str] = &["none", "reprovision_only", "stranded"];
/// Words for what costs are shared by.
pub const KEYS: &[&str] = &["equal", "budget", "population", "officers", "headcount", "baseline", "custom"];

use Fallback::{Null, Number, Required};
use Source::{Assumption, Evidence};

/// Every field, in the order of the form.
#[rustfmt::skip]
pub const CORE: &[Input] = &[
    row("schema", "Schema", whole(1.0, 1.0), Required),
    text("title", "Title").help("What you call this scenario"),
    text("notes", "Notes").help("For your colleagues; a long note stays out of a short link"),
    text("recommendation", "Recommendation").help("What the board is asked to decide; a draft from the figures stands until you word it"),
    row("first_year", "First year", whole(2000.0, 2100.0), Required).unit(Unit::FinancialYear, 1.0)
        .help("All money is at this year's prices; 2026 means 2026/27"),
    row("years", "Years", whole(1.0, 30.0), Required).unit(Unit::Years, 1.0).from(Assumption)
        .help("How many years the appraisal looks at"),
    percent("discount_rate", "Discount rate", Required).from(Evidence("discount-rate"))
        .help("What a pound next year is worth less than a pound now, above inflation"),

    row("partners", "Partners", Rule::List { most: MOST_PARTNERS }, Required),
    row("partners[].id", "Partner's id", Rule::Id, Required),
    text("partners[].name", "Name"),
    choice("partners[].kind", "Kind", &["force", "other"], "force").help("A police force, or a council or other body"),
    pounds("partners[].budget", "Yearly budget", Number(0.0)).help("Net revenue budget; used where costs are shared by budget"),
    row("partners[].officers_fte", "Officers", number(0.0, LARGEST), Number(0.0)).unit(Unit::Posts, 1.0)
        .help("Police officers, full-time equivalent"),
    row("partners[].staff_fte", "Staff", number(0.0, LARGEST), Number(0.0)).unit(Unit::Posts, 1.0)
        .help("Police staff, full-time equivalent"),
    row("partners[].population", "Population", number(0.0, LARGEST), Number(0.0)).unit(Unit::People, 1000.0)
        .help("Residents of the force area"),

    list("services", "Shared services", MOST_ENTRIES),
    row("services[].id", "Service's id", Rule::Id, Required),
    text("services[].name", "Name"),
    choice("services[].kind", "Kind of service", SERVICE_KINDS, "other"),
    choice("services[].style", "Style of working together", STYLES, "joint_venture"),
    row("services[].members", "Members", Rule::Ids, Required),
    row("services[].host", "Host", Rule::Id, Null).help("The force that provides the service to the others"),
    row("services[].baseline", "Cost today", Rule::ByPartner, Required),
    row("services[].baseline{}.fte", "Posts", number(0.0, LARGEST), Required).unit(Unit::Posts, 1.0)
        .help("Full-time equivalent posts in the service today"),
    pounds("services[].baseline{}.cost_per_fte", "Cost of a post", Required)
        .help("A year's pay with employer's National Insurance and pension"),
    pounds("services[].baseline{}.non_pay", "Other cost", Number(0.0)).help("Licences, contracts, buildings"),
    pounds("services[].baseline{}.income", "Income", Number(0.0)).help("What the service earns from others"),
    group("services[].real_growth", "Growth above inflation"),
    row("services[].real_growth.pay", "Pay growth a year", number(-0.1, 0.1), Number(0.0)).unit(Unit::Percent, 0.005)
        .from(Assumption).help("Above general inflation").under(Fold::Running),
    row("services[].real_growth.non_pay", "Other cost growth a year", number(-0.1, 0.1), Number(0.0)).unit(Unit::Percent, 0.005)
        .from(Assumption).help("Above general inflation").under(Fold::Running),
    by_partner("services[].planned", "Savings already planned"),
    percent("services[].planned{}.share", "Already planned saving", Number(0.0)).help("A saving in the force's own plan: not counted again"),
    row("services[].planned{}.from", "Planned from", whole(0.0, 29.0), Number(0.0)).unit(Unit::YearIndex, 1.0),
    by_partner("services[].alone_cost", "Cost of having it alone"),
    pounds("services[].alone_cost{}", "Cost of having it alone", Number(0.0))
        .help("For a partner without the service today: what its own would cost a year"),
    choice("services[].driver", "Unit of comparison", DRIVERS, "headcount").help("Unit costs are compared per this").under(Fold::Convergence),
    group("services[].convergence", "Common starting point"),
    choice("services[].convergence.target", "Move costs to", TARGETS, "none").help("Higher-cost forces come down to this unit cost over time").under(Fold::Convergence),
    pounds("services[].convergence.benchmark", "Benchmark unit cost", Null).unit(Unit::Pence, 1.0).under(Fold::Convergence),
    percent("services[].convergence.share", "Part of the gap closed", Number(1.0)).from(Assumption).under(Fold::Convergence),
    row("services[].convergence.start", "Convergence starts", whole(0.0, 29.0), Null).unit(Unit::YearIndex, 1.0).help("The same as go-live unless entered").under(Fold::Convergence),
    row("services[].convergence.years", "Years to converge", whole(1.0, 10.0), Null).unit(Unit::Years, 1.0).help("The same as for the saving unless entered").under(Fold::Convergence),
    row("services[].saving", "Saving", Rule::Group, Required),
    percent("services[].saving.low", "Lowest saving", Number(0.15)).from(Evidence("shared-service-saving")).under(Fold::Saving),
    percent("services[].saving.likely", "Saving", Number(0.20)).from(Evidence("shared-service-saving"))
        .help("Part of the service's cost that sharing saves at full effect"),
    percent("services[].saving.high", "Highest saving", Number(0.30)).from(Evidence("shared-service-saving")).under(Fold::Saving),
    percent("services[].haircut", "Benefit haircut", Number(0.0)).from(Assumption).help("Optimism bias on benefits: this part of the saving is not counted").under(Fold::Saving),
    percent("services[].scale_share", "Part that grows with size", Number(0.5)).from(Assumption).help("The rest of the saving comes to any group").under(Fold::Saving),
    row("services[].scale_elasticity", "Scale elasticity", Rule::Number { min: 0.0, max: 1.0, whole: false, open_below: true }, Number(0.9))
        .unit(Unit::Factor, 0.05).from(Assumption).help("Cost grows by this power of size; 1 means no economies of scale").under(Fold::Saving),
    row("services[].scale_reference", "Group the saving was entered for", Rule::Ids, Null),
    percent("services[].cashable", "Part that can leave the budget", Number(1.0)).from(Assumption).under(Fold::Saving),
    percent("services[].alone_saving", "Part that each could save alone", Number(0.0)).from(Assumption).help("By itself and without sharing; at nothing, all of the saving is credited to sharing").under(Fold::Saving),
    percent("services[].officer_share", "Posts that are officers", Number(0.0)).from(Assumption).help("Officers are redeployed, never made redundant").under(Fold::Running),
    percent("services[].overhead", "Running the shared unit", Number(0.02)).from(Assumption).help("Governance and management, as a part of the members' cost today").under(Fold::Running),
    percent("services[].harmonisation", "Bringing terms together", Number(0.0)).from(Assumption).help("Yearly cost of common terms and conditions, as a part of the members\u{2019} pay").under(Fold::Running),
    percent("services[].irrecoverable_vat", "VAT that cannot be recovered", Number(0.0)).from(Assumption).help("On other cost, where the body that provides it cannot recover VAT; a company as such can").under(Fold::Running),
    group("services[].stranded", "Stranded cost"),
    percent("services[].stranded.share", "Cost left behind", Number(0.0)).from(Assumption).help("Buildings, licences and part-posts that stay with each force").under(Fold::Running),
    row("services[].stranded.years", "Until it has gone", whole(1.0, 10.0), Number(3.0)).unit(Unit::Years, 1.0).from(Assumption).under(Fold::Running),
    row("services[].go_live", "Go-live", whole(0.0, 29.0), Required).unit(Unit::YearIndex, 1.0).from(Assumption).help("The year in which sharing starts"),
    row("services[].ramp_years", "Years to full effect", whole(1.0, 10.0), Required).unit(Unit::Years, 1.0).from(Assumption),
    group("services[].one_off", "One-off cost"),
    pounds("services[].one_off.programme", "Programme", Number(0.0)).help("Project team, advice, moves"),
    pounds("services[].one_off.ict", "ICT", Number(0.0)).help("Systems, migration, licences"),
    pounds("services[].one_off.per_partner", "For each partner", Number(0.0)).under(Fold::Setup),
    row("services[].one_off.spread_years", "Spread over", whole(1.0, 10.0), Number(1.0)).unit(Unit::Years, 1.0).from(Assumption).help("Years up to go-live").under(Fold::Setup),
    row("services[].one_off.parallel_months", "Months of running both", number(0.0, 24.0), Number(0.0)).unit(Unit::Months, 1.0).from(Assumption).under(Fold::Setup),
    percent("services[].one_off.redundancy_share", "Posts that end in redundancy", Number(0.5)).from(Assumption).help("The rest go by people leaving").under(Fold::Setup),
    pounds("services[].one_off.redundancy_cost", "Cost of a redundancy", Number(30_000.0)).from(Assumption).help("Payment and notice, with pension strain where that is not entered apart; statutory pay alone is at most £22,530").under(Fold::Setup),
    pounds("services[].one_off.pension_strain", "Pension strain", Number(0.0)).from(Assumption).help("For each post made redundant, beside the cost of a redundancy").under(Fold::Setup),
    row("services[].one_off.optimism_bias", "Optimism bias on one-off cost", number(0.0, 3.0), Number(0.0)).unit(Unit::Percent, 0.05).from(Assumption).help("Added to every one-off cost; five central government centres overran by 56%").under(Fold::Setup),
    pounds("services[].one_off.grant", "Grant", Number(0.0)).help("Money from outside towards the one-off cost").under(Fold::Setup),
    choice("services[].one_off.borne", "One-off cost is borne", &["key", "own"], "key").help("By the sharing key, or each partner its own").under(Fold::Setup),
    group("services[].sharing", "Sharing"),
    choice("services[].sharing.key", "Costs are shared by", KEYS, "budget"),
    row("services[].sharing.shares", "Custom shares", Rule::ByPartner, Null),
    row("services[].sharing.shares{}", "Share", number(0.0, LARGEST), Number(0.0)).unit(Unit::Factor, 1.0).help("A weight; only the proportions count"),
    row("services[].service_change", "Change in service delivered", Rule::Number { min: -1.0, max: 1.0, whole: false, open_below: true }, Number(0.0))
        .unit(Unit::Percent, 0.05).from(Assumption).help("−45% is a cut of 45%; a cut is not a saving").under(Fold::Running),
    list("services[].outcomes", "Outcomes beside the money", MOST_ENTRIES),
    text("services[].outcomes[].name", "Outcome"),
    text("services[].outcomes[].unit", "Unit"),
    row("services[].outcomes[].now", "Now", number(0.0, LARGEST), Number(0.0)).unit(Unit::Units, 1.0),
    row("services[].outcomes[].after", "After", number(0.0, LARGEST), Number(0.0)).unit(Unit::Units, 1.0),
    choice("services[].outcomes[].better", "Better is", &["down", "up"], "down"),
    group("services[].demand", "Demand"),
    text("services[].demand.unit", "Unit of demand"),
    row("services[].demand.bound", "Most that one may give beyond what it gets", number(0.0, LARGEST), Null).unit(Unit::Percent, 0.05)
        .help("10% means: nobody gives more than 10% more than it gets"),
    by_partner("services[].demand.put_in", "Put in"),
    row("services[].demand.put_in{}", "Put in", number(0.0, LARGEST), Number(0.0)).unit(Unit::Units, 1.0),
    by_partner("services[].demand.got", "Got"),
    row("services[].demand.got{}", "Got", number(0.0, LARGEST), Number(0.0)).unit(Unit::Units, 1.0),
    group("services[].style_facts", "Facts of the style"),
    row("services[].style_facts.control", "Control over people and assets", Rule::Choice(&["keep", "cede"]), Null),
    row("services[].style_facts.lasts", "How long it is meant to last", Rule::Choice(&["short", "lasting"]), Null),
    row("services[].style_facts.threat", "A specific threat drives it", Rule::Flag, Null),
    row("services[].style_facts.lead", "One force has the scale or expertise", Rule::Flag, Null),
    row("services[].style_facts.less_risky", "Sharing it one level up lowers the risk", Rule::Flag, Null),

    list("procurement", "Joint procurement", MOST_ENTRIES),
    row("procurement[].id", "Category's id", Rule::Id, Required),
    text("procurement[].name", "Name"),
    row("procurement[].members", "Members", Rule::Ids, Required),
    choice("procurement[].mode", "Worked out from", &["rate", "items"], "rate").help("A saving on spending, or prices of single items"),
    by_partner("procurement[].spend", "Yearly spending"),
    pounds("procurement[].spend{}", "Yearly spending", Number(0.0)).help("On this category"),
    percent("procurement[].addressable", "Part that joint buying can reach", Number(0.333)).from(Evidence("procurement-addressable")),
    percent("procurement[].local_exception", "Kept local", Number(0.0)).from(Assumption).help("Part that forces go on buying on their own").under(Fold::Buying),
    group("procurement[].saving", "Saving"),
    percent("procurement[].saving.low", "Lowest saving", Number(0.03)).from(Evidence("procurement-saving")).under(Fold::ByRate),
    percent("procurement[].saving.likely", "Price saving", Number(0.05)).from(Evidence("procurement-saving"))
        .help("Part of the spending reached that joint buying saves"),
    percent("procurement[].saving.high", "Highest saving", Number(0.10)).from(Evidence("procurement-saving")).under(Fold::ByRate),
    percent("procurement[].haircut", "Benefit haircut", Number(0.0)).from(Assumption).help("Optimism bias on benefits: this part of the saving is not counted").under(Fold::Buying),
    percent("procurement[].scale_share", "Part that grows with size", Number(0.5)).from(Assumption).under(Fold::ByRate),
    row("procurement[].scale_elasticity", "Scale elasticity", Rule::Number { min: 0.0, max: 1.0, whole: false, open_below: true }, Number(0.9))
        .unit(Unit::Factor, 0.05).from(Assumption).under(Fold::ByRate),
    row("procurement[].scale_reference", "Group the saving was entered for", Rule::Ids, Null),
    list("procurement[].items", "Items", MOST_ENTRIES),
    text("procurement[].items[].name", "Item"),
    by_partner("procurement[].items[].price", "Price"),
    pounds("procurement[].items[].price{}", "Price", Number(0.0)).unit(Unit::Pence, 1.0),
    by_partner("procurement[].items[].volume", "Bought a year"),
    row("procurement[].items[].volume{}", "Bought a year", number(0.0, LARGEST), Number(0.0)).unit(Unit::Units, 1.0),
    choice("procurement[].harmonise_to", "One price for all", &["lowest", "median", "average"], "lowest"),
    row("procurement[].discount_per_doubling", "Discount for each doubling of volume", number(0.0, 0.5), Number(0.0)).unit(Unit::Percent, 0.01).from(Assumption).under(Fold::ByItems),
    percent("procurement[].framework_fee", "Framework fee", Number(0.0)).from(Assumption).help("Part of the spending reached that the buying body charges"),
    row("procurement[].go_live", "Go-live", whole(0.0, 29.0), Required).unit(Unit::YearIndex, 1.0).from(Assumption).help("The year in which joint buying starts"),
    row("procurement[].ramp_years", "Years to full effect", whole(1.0, 10.0), Required).unit(Unit::Years, 1.0).from(Assumption),
    group("procurement[].one_off", "One-off cost"),
    pounds("procurement[].one_off.programme", "Programme", Number(0.0)).under(Fold::Buying),
    pounds("procurement[].one_off.per_partner", "For each partner", Number(0.0)).under(Fold::Buying),
    row("procurement[].one_off.optimism_bias", "Optimism bias on one-off cost", number(0.0, 3.0), Number(0.0)).unit(Unit::Percent, 0.05).from(Assumption).under(Fold::Buying),
    group("procurement[].sharing", "Sharing of one-off cost"),
    choice("procurement[].sharing.key", "One-off costs are shared by", KEYS, "budget"),
    row("procurement[].sharing.shares", "Custom shares", Rule::ByPartner, Null),
    row("procurement[].sharing.shares{}", "Share", number(0.0, LARGEST), Number(0.0)).unit(Unit::Factor, 1.0),

    by_partner("balancing", "Balancing payments"),
    row("balancing{}", "Balancing payment a year", number(-LARGEST, LARGEST), Number(0.0)).unit(Unit::Pounds, 1000.0),
    by_partner("provenance", "Whose figure it is"),
    row("provenance{}", "Whose figure it is", Rule::Text { most: 200 }, Fallback::Text("")),
];

/// The three models of serious and organised crime: method, section 7.
#[rustfmt::skip]
pub const SOC: &[Input] = &[
    row("soc", "Organised crime", Rule::Group, Null),
    by_partner("soc.partners", "Forces"),
    row("soc.partners{}.ocgs_per_year", "Organised crime groups mapped a year", number(0.0, LARGEST), Number(0.0)).unit(Unit::Units, 1.0)
        .help("Groups that call for a full operational response"),
    row("soc.partners{}.teams", "Teams", number(0.0, LARGEST), Number(0.0)).unit(Unit::Units, 0.5).help("Teams that can carry one operation each"),
    percent("soc.partners{}.cross_border", "Span more than one force", Number(0.0)).help("Part of the groups that work across force borders"),
    pounds("soc.partners{}.cost_per_team", "Cost of a team a year", Number(0.0)),
    row("soc.partners{}.risk_weight", "Weight of risk", number(0.0, LARGEST), Number(1.0)).unit(Unit::Factor, 0.1).from(Assumption)
        .help("How much a group here counts against one elsewhere"),
    row("soc.operation_months", "Length of an operation", number(0.0, LARGEST), Number(6.0)).unit(Unit::Months, 1.0).from(Assumption),
    percent("soc.coordination_penalty", "Extra work across borders", Number(0.25)).from(Assumption)
        .help("Under a service agreement a group that spans forces takes this much longer"),
    percent("soc.abstraction", "Drawn away to local work", Number(0.3)).from(Assumption).help("Part of a team\u{2019}s time that its home force takes for local demand"),
    percent("soc.abstraction_regional", "Drawn away under regional command", Number(0.05)).from(Assumption),
    percent("soc.core_share", "Core of a taskforce", Number(0.3)).from(Assumption).help("Part of each force\u{2019}s teams in the taskforce\u{2019}s core"),
    percent("soc.local_retention", "Kept at home by a dedicated function", Number(0.1)).from(Assumption).help("Part of the teams that stay for local work and are not counted"),
    group("soc.overhead", "Running cost of each model a year"),
    pounds("soc.overhead.service_agreement", "Service agreement, running cost a year", Number(0.0)),
    pounds("soc.overhead.virtual_taskforce", "Virtual taskforce, running cost a year", Number(0.0)),
    pounds("soc.overhead.dedicated", "Dedicated function, running cost a year", Number(0.0)),
    group("soc.one_off", "One-off cost of each model"),
    pounds("soc.one_off.service_agreement", "Service agreement, one-off cost", Number(0.0)),
    pounds("soc.one_off.virtual_taskforce", "Virtual taskforce, one-off cost", Number(0.0)),
    pounds("soc.one_off.dedicated", "Dedicated function, one-off cost", Number(0.0)),
    group("soc.functionality", "Functionality, 0 to 4"),
    row("soc.functionality.service_agreement", "Service agreement, functionality", number(0.0, 4.0), Number(0.0)).unit(Unit::Factor, 0.5),
    row("soc.functionality.virtual_taskforce", "Virtual taskforce, functionality", number(0.0, 4.0), Number(0.0)).unit(Unit::Factor, 0.5),
    row("soc.functionality.dedicated", "Dedicated function, functionality", number(0.0, 4.0), Number(0.0)).unit(Unit::Factor, 0.5),
    group("soc.checklist", "Checklist of functionality"),
    row("soc.checklist.service_agreement", "Service agreement, checklist", Rule::Answers, Fallback::Empty),
    row("soc.checklist.virtual_taskforce", "Virtual taskforce, checklist", Rule::Answers, Fallback::Empty),
    row("soc.checklist.dedicated", "Dedicated function, checklist", Rule::Answers, Fallback::Empty),
    row("soc.weights", "Weights of the criteria", Rule::Group, Null),
    row("soc.weights.functionality", "Weight of functionality", number(0.0, LARGEST), Null).unit(Unit::Factor, 0.05),
    row("soc.weights.performance", "Weight of performance", number(0.0, LARGEST), Null).unit(Unit::Factor, 0.05),
    row("soc.weights.cost", "Weight of cost", number(0.0, LARGEST), Null).unit(Unit::Factor, 0.05),
    percent("soc.response_floor", "Response that counts as nothing", Number(0.0)).from(Assumption),
    percent("soc.response_target", "Response that counts as full", Number(1.0)).from(Assumption).help("Must be above the response that counts as nothing"),
    row("soc.cost_ceiling", "Most that a model may cost a year", number(0.0, LARGEST), Null).unit(Unit::Pounds, 100_000.0)
        .help("Empty: one and a half times the cheapest"),
    by_partner("soc.control", "Command that each chief would place under another"),
    percent("soc.control{}", "Most of its teams under another\u{2019}s command", Number(1.0)).from(Assumption),
    row("soc.co_location", "Teams can work from one place", Rule::Flag, Fallback::Yes),
];

/// Ranges, and the terms of leaving: method, sections 6 and 8.
#[rustfmt::skip]
pub const RISK: &[Input] = &[
    group("uncertainty", "Uncertainty"),
    row("uncertainty.seed", "Seed", Rule::Text { most: 200 }, Fallback::Text("1")).help("Any text; the same text gives the same draws"),
    row("uncertainty.draws", "Draws", whole(1.0, 100_000.0), Number(10_000.0)).from(Assumption).help("How often the figures are drawn"),
    percent("uncertainty.correlation", "How far bad news comes together", Number(0.3)).from(Assumption)
        .help("0% means that each figure turns out by itself, 100% that all turn out well or badly together"),
    group("uncertainty.one_off", "One-off cost, as a factor"),
    factor("uncertainty.one_off.low", "One-off cost, lowest", 0.9),
    factor("uncertainty.one_off.likely", "One-off cost, likely", 1.0),
    factor("uncertainty.one_off.high", "One-off cost, highest", 1.56).from(Evidence("nao-overrun")),
    group("uncertainty.delay", "Delay of go-live"),
    row("uncertainty.delay.low", "Delay, lowest", number(0.0, 30.0), Number(0.0)).unit(Unit::Years, 0.5).from(Assumption),
    row("uncertainty.delay.likely", "Delay, likely", number(0.0, 30.0), Number(0.0)).unit(Unit::Years, 0.5).from(Assumption),
    row("uncertainty.delay.high", "Delay, highest", number(0.0, 30.0), Number(1.0)).unit(Unit::Years, 0.5).from(Assumption),
    group("uncertainty.convergence", "Common starting point, as a factor"),
    factor("uncertainty.convergence.low", "Common starting point reached, lowest", 0.5),
    factor("uncertainty.convergence.likely", "Common starting point reached, likely", 1.0),
    factor("uncertainty.convergence.high", "Common starting point reached, highest", 1.0),
    group("uncertainty.outside", "The outside view"),
    percent("uncertainty.outside.audited", "How often it is as auditors count", Number(0.5)).from(Assumption)
        .help("Where what owners and what auditors counted are mixed"),
    choice("uncertainty.outside.reference", "Cost and delay are drawn from", &["published", "portfolio"], "published").from(Assumption)
        .help("Savings are of the published cases either way: the portfolio counts none"),
    row("uncertainty.outside.delivery_owner", "Your owners\u{2019} counts", Rule::Curve { max: 10.0 }, Null)
        .help("Saving as a multiple of the plan, by chance, like 0%: 0.5; 50%: 1; 100%: 1.2. Left empty it is the published cases"),
    row("uncertainty.outside.delivery_audited", "Your auditors\u{2019} counts", Rule::Curve { max: 10.0 }, Null)
        .help("The same, as counted by somebody independent"),
    row("uncertainty.outside.cost", "Your one-off cost over plan", Rule::Curve { max: 100.0 }, Null).help("Actual over planned, by chance"),
    row("uncertainty.outside.delay", "Your years late", Rule::Curve { max: 30.0 }, Null).help("Years, by chance"),
    group("uncertainty.items", "Saving on items, as a factor"),
    factor("uncertainty.items.low", "Saving on items, lowest", 0.5),
    factor("uncertainty.items.likely", "Saving on items, likely", 1.0),
    factor("uncertainty.items.high", "Saving on items, highest", 1.2),

    group("agreement", "Agreement"),
    row("agreement.review_year", "Review in", whole(2000.0, 2100.0), Null).unit(Unit::FinancialYear, 1.0).help("The year in which partners look at it again"),
    row("agreement.notice_months", "Notice", number(0.0, LARGEST), Number(12.0)).unit(Unit::Months, 1.0).from(Assumption)
        .help("The alliance of West Mercia and Warwickshire had 12 months, which became 18"),
    choice("agreement.exit_rule", "Who pays when one leaves", EXIT_RULES, "none"),
    percent("agreement.reprovision_rate", "Setting up again", Number(0.25)).from(Assumption).help("As a part of what the service costs a year without sharing"),
    percent("agreement.host_reprovision", "Of that, for a partner that hosts", Number(0.2)).from(Assumption).help("A host keeps most of the service"),
    percent("agreement.hosted_share", "Part that the host holds", Number(1.0)).from(Assumption).help("In that alliance about 80% of services sat with one force"),
    row("agreement.dual_running_months", "Months of running both", number(0.0, LARGEST), Number(3.0)).unit(Unit::Months, 1.0).from(Assumption),
    percent("agreement.dual_running_share", "Cost of running both", Number(0.5)).from(Assumption).help("As a part of the leaver\u{2019}s share of the unit"),
    percent("agreement.stranded_share", "Cost left with those who stay", Number(0.05)).from(Assumption).help("As a part of the leaver\u{2019}s share of the unit, a year"),
    row("agreement.stranded_years", "Years that it is left", number(0.0, LARGEST), Number(1.0)).unit(Unit::Years, 1.0).from(Assumption),
    row("agreement.transition_months", "Services sold back for", number(0.0, LARGEST), Number(12.0)).unit(Unit::Months, 1.0).from(Assumption)
        .help("At full cost, until the leaver has its own"),
    row("agreement.terms", "Terms settled", Rule::Open, Fallback::Empty),
];

/// The words for how a matter stands that an agreement hangs on.
pub const STANDINGS: &[&str] = &["unsaid", "open", "partly", "settled", "absent"];

/// What surrounds the sums: readiness, levels of support, the public account and the user's own sources; method, section 9.
#[rustfmt::skip]
pub const AROUND: &[Input] = &[
    row("readiness", "Readiness", Rule::Group, Null),
    by_partner("readiness.items", "What to settle"),
    choice("readiness.items{}.state", "How it stands", STANDINGS, "unsaid"),
    row("readiness.items{}.found", "Actual or perceived", Rule::Choice(&["actual", "perceived"]), Null),
    row("readiness.items{}.reach", "Generic or specific", Rule::Choice(&["generic", "specific"]), Null),
    text("readiness.items{}.owner", "Owner").help("A role or a name"),
    row("readiness.items{}.by", "By", Rule::Text { most: 40 }, Fallback::Text("")).help("The date by which it is settled"),
    text("readiness.items{}.note", "Note"),

    row("levels", "Levels of support", Rule::Group, Null),
    by_partner("levels.beyond", "Beyond what is acceptable"),
    factor("levels.beyond{}", "As a multiple of what the median force spends", 1.5).help("For each person of the force; what is beyond it is taken for unacceptable"),
    factor("levels.response_gap", "Gap in response that is not acceptable", 4.0).from(Source::Evidence("soc-response-ratio"))
        .help("How many times better the best region answers than the weakest"),
    by_partner("levels.areas", "Areas"),
    text("levels.areas{}.name", "Name"),
    row("levels.areas{}.borough", "A borough or district could do it as well and as cheaply", Rule::Flag, Null),
    row("levels.areas{}.cheaper", "Cheaper for a group of forces than for each", Rule::Flag, Null),
    row("levels.areas{}.less_risky", "Less risky for a group of forces than for each", Rule::Flag, Null),
    row("levels.areas{}.nation_cheaper", "Cheaper for the nation than for a group", Rule::Flag, Null),
    row("levels.areas{}.nation_less_risky", "Less risky for the nation than for a group", Rule::Flag, Null),
    row("levels.areas{}.case", "The case is positive", Rule::Flag, Null),
    row("levels.areas{}.willing", "Partners are willing", Rule::Flag, Null),
    row("levels.areas{}.recommended", "Recommended before", Rule::Flag, Null),
    row("levels.areas{}.national", "A national arrangement exists", Rule::Flag, Null),
    row("levels.areas{}.falls_short", "Take-up or delivery falls short", Rule::Flag, Null),
    row("levels.areas{}.cost_ratio", "Dearest against cheapest", number(0.0, LARGEST), Null).unit(Unit::Factor, 0.1)
        .help("Unit cost of the dearest area over that of the cheapest"),
    row("levels.areas{}.risk_ratio", "Gap in risk between areas", number(0.0, LARGEST), Null).unit(Unit::Factor, 0.1)
        .help("How many times better the best area does than the weakest"),
    row("levels.areas{}.unrealised", "Saving not yet made", number(0.0, LARGEST), Null).unit(Unit::Pounds, 1000.0)
        .help("Pounds a year"),
    row("levels.areas{}.persists", "The gap in risk persists", Rule::Flag, Null),
    row("levels.areas{}.refused", "Partners have refused", Rule::Flag, Null),
    row("levels.areas{}.interest", "It is in the national interest", Rule::Flag, Null),

    row("account", "Public account", Rule::Group, Null),
    by_partner("account.texts", "Edited paragraphs"),
    text("account.texts{}.text", "Text"),
    row("account.texts{}.basis", "What it was edited from", Rule::Text { most: 40 }, Fallback::Text("")),
    by_partner("account.texts{}.figures", "Figures when it was edited"),
    row("account.texts{}.figures{}", "Figure when it was edited", Rule::Text { most: 400 }, Fallback::Text("")),

    list("sources", "Your sources", MOST_ENTRIES),
    row("sources[].id", "Source's id", Rule::Id, Required),
    text("sources[].statement", "What it says"),
    row("sources[].figure", "Figure", Rule::Text { most: 400 }, Fallback::Text("")).help("As it is published, like £1.2m a year"),
    text("sources[].source", "Where it is published").help("Publisher, title, year"),
    row("sources[].address", "Address", Rule::Text { most: 2_000 }, Fallback::Text("")).help("Of a page, if there is one"),
    row("sources[].supports", "Figure that it supports", Rule::Text { most: 400 }, Fallback::Text("")),
];
