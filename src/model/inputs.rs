//! The one table of everything that a scenario can hold.
//!
//! The form, the validation, the link, the help and the tests are derived from it: a field that is
//! not here is kept, but nothing reads it. Paths use `[]` for "each of the list" and `{}` for
//! "each partner of the map". The fields and their defaults are those of the method, section 1.

/// Most partners that a scenario can have: the territorial forces of England and Wales.
pub const MOST_PARTNERS: usize = 43;
/// Most services, categories, items or other entries of a list.
pub const MOST_ENTRIES: usize = 200;

/// One thing that a scenario can hold.
#[derive(Debug, Clone, Copy)]
pub struct Input {
    /// Where it stands: `services[].baseline{}.fte`.
    pub path: &'static str,
    /// What the page calls it.
    pub label: &'static str,
    /// What may stand there.
    pub rule: Rule,
    /// What it is when nothing stands there.
    pub default: Fallback,
    /// The unit in which it is shown and typed.
    pub unit: Unit,
    /// One press of an arrow key on its lever.
    pub step: f64,
    /// Where the default comes from.
    pub source: Source,
    /// One sentence of help.
    pub help: &'static str,
}

/// What may stand in a field.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Rule {
    /// A number from `min` to `max`; `whole` for counts and years, `open_below` where `min` itself is too little.
    Number { min: f64, max: f64, whole: bool, open_below: bool },
    /// One of some words.
    Choice(&'static [&'static str]),
    /// Free text.
    Text { most: usize },
    /// 1 to 40 small letters, digits and hyphens.
    Id,
    /// A list of ids.
    Ids,
    /// Yes or no.
    Flag,
    /// A group of fields.
    Group,
    /// A list of groups.
    List { most: usize },
    /// A group, number or text by partner.
    ByPartner,
    /// Kept as it is; a later part of the product reads it.
    Open,
}

/// What a field is when the scenario leaves it out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Fallback {
    Required,
    Null,
    Number(f64),
    Text(&'static str),
    Empty,
}

/// The unit of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    None,
    Pounds,
    Pence,
    Percent,
    Posts,
    People,
    Years,
    YearIndex,
    FinancialYear,
    Months,
    Units,
    Factor,
}

/// Where a default comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// A published figure, by its id in the evidence.
    Evidence(&'static str),
    /// Our assumption.
    Assumption,
    /// Nothing is assumed: nil or empty until somebody enters it.
    Nothing,
}

const LARGEST: f64 = 1e12;

const fn row(path: &'static str, label: &'static str, rule: Rule, default: Fallback) -> Input {
    Input { path, label, rule, default, unit: Unit::None, step: 1.0, source: Source::Nothing, help: "" }
}

const fn number(min: f64, max: f64) -> Rule {
    Rule::Number { min, max, whole: false, open_below: false }
}

const fn whole(min: f64, max: f64) -> Rule {
    Rule::Number { min, max, whole: true, open_below: false }
}

impl Input {
    const fn unit(mut self, unit: Unit, step: f64) -> Input {
        self.unit = unit;
        self.step = step;
        self
    }
    const fn from(mut self, source: Source) -> Input {
        self.source = source;
        self
    }
    const fn help(mut self, help: &'static str) -> Input {
        self.help = help;
        self
    }
    /// Lowest and highest number, where it is one.
    pub const fn bounds(&self) -> Option<(f64, f64)> {
        match self.rule {
            Rule::Number { min, max, .. } => Some((min, max)),
            _ => None,
        }
    }
}

const fn pounds(path: &'static str, label: &'static str, default: Fallback) -> Input {
    row(path, label, number(0.0, LARGEST), default).unit(Unit::Pounds, 1000.0)
}

const fn percent(path: &'static str, label: &'static str, default: Fallback) -> Input {
    row(path, label, number(0.0, 1.0), default).unit(Unit::Percent, 0.01)
}

const fn group(path: &'static str, label: &'static str) -> Input {
    row(path, label, Rule::Group, Fallback::Empty)
}

const fn list(path: &'static str, label: &'static str, most: usize) -> Input {
    row(path, label, Rule::List { most }, Fallback::Empty)
}

const fn by_partner(path: &'static str, label: &'static str) -> Input {
    row(path, label, Rule::ByPartner, Fallback::Empty)
}

const fn text(path: &'static str, label: &'static str) -> Input {
    row(path, label, Rule::Text { most: 20_000 }, Fallback::Text(""))
}

const fn choice(
    path: &'static str,
    label: &'static str,
    words: &'static [&'static str],
    default: &'static str,
) -> Input {
    row(path, label, Rule::Choice(words), Fallback::Text(default))
}

pub const STYLES: &[&str] =
    &["handshake", "service_level_agreement", "joint_initiative", "lead_authority", "joint_venture"];
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
    "dogs",
    "intelligence",
    "other",
];
pub const DRIVERS: &[&str] = &["headcount", "officers", "population", "budget"];
pub const TARGETS: &[&str] = &["none", "lowest", "median", "benchmark"];
pub const KEYS: &[&str] = &["equal", "budget", "population", "officers", "headcount", "baseline", "custom"];

use Fallback::{Null, Number, Required};
use Source::{Assumption, Evidence};

/// Every field, in the order of the form.
#[rustfmt::skip]
pub const INPUTS: &[Input] = &[
    row("schema", "Schema", whole(1.0, 1.0), Required),
    text("title", "Title").help("What you call this scenario"),
    text("notes", "Notes").help("For your colleagues; a long note stays out of a short link"),
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
        .from(Assumption).help("Above general inflation"),
    row("services[].real_growth.non_pay", "Other cost growth a year", number(-0.1, 0.1), Number(0.0)).unit(Unit::Percent, 0.005)
        .from(Assumption).help("Above general inflation"),
    by_partner("services[].planned", "Savings already planned"),
    percent("services[].planned{}.share", "Already planned saving", Number(0.0)).help("A saving in the force's own plan: not counted again"),
    row("services[].planned{}.from", "Planned from", whole(0.0, 29.0), Number(0.0)).unit(Unit::YearIndex, 1.0),
    by_partner("services[].alone_cost", "Cost of having it alone"),
    pounds("services[].alone_cost{}", "Cost of having it alone", Number(0.0))
        .help("For a partner without the service today: what its own would cost a year"),
    choice("services[].driver", "Unit of comparison", DRIVERS, "headcount").help("Unit costs are compared per this"),
    group("services[].convergence", "Common starting point"),
    choice("services[].convergence.target", "Move costs to", TARGETS, "none").help("Dear forces come down to this unit cost, over time"),
    pounds("services[].convergence.benchmark", "Benchmark unit cost", Null).unit(Unit::Pence, 1.0),
    percent("services[].convergence.share", "Part of the gap closed", Number(1.0)).from(Assumption),
    row("services[].convergence.start", "Convergence starts", whole(0.0, 29.0), Null).unit(Unit::YearIndex, 1.0).help("With go-live unless given"),
    row("services[].convergence.years", "Years to converge", whole(1.0, 10.0), Null).unit(Unit::Years, 1.0).help("As the saving's unless given"),
    row("services[].saving", "Saving", Rule::Group, Required),
    percent("services[].saving.low", "Lowest saving", Number(0.15)).from(Evidence("shared-service-saving")),
    percent("services[].saving.likely", "Saving", Number(0.20)).from(Evidence("shared-service-saving"))
        .help("Part of the service's cost that sharing saves at full effect"),
    percent("services[].saving.high", "Highest saving", Number(0.30)).from(Evidence("shared-service-saving")),
    percent("services[].haircut", "Benefit haircut", Number(0.0)).from(Assumption).help("Optimism bias on benefits: this part of the saving is not believed"),
    percent("services[].scale_share", "Part that grows with size", Number(0.5)).from(Assumption).help("The rest of the saving comes to any group"),
    row("services[].scale_elasticity", "Scale elasticity", Rule::Number { min: 0.0, max: 1.0, whole: false, open_below: true }, Number(0.9))
        .unit(Unit::Factor, 0.05).from(Assumption).help("Cost grows by this power of size; 1 means no economies of scale"),
    row("services[].scale_reference", "Group the saving was entered for", Rule::Ids, Null),
    percent("services[].cashable", "Part that can leave the budget", Number(1.0)).from(Assumption),
    percent("services[].officer_share", "Posts that are officers", Number(0.0)).from(Assumption).help("Officers are redeployed, never made redundant"),
    percent("services[].overhead", "Running the shared unit", Number(0.02)).from(Assumption).help("Governance and management, as a part of the members' cost today"),
    percent("services[].irrecoverable_vat", "VAT that cannot be recovered", Number(0.0)).from(Assumption).help("On other cost, where a separate company provides the service"),
    group("services[].stranded", "Stranded cost"),
    percent("services[].stranded.share", "Cost left behind", Number(0.0)).from(Assumption).help("Buildings, licences and part-posts that stay with each force"),
    row("services[].stranded.years", "Until it has gone", whole(1.0, 10.0), Number(3.0)).unit(Unit::Years, 1.0).from(Assumption),
    row("services[].go_live", "Go-live", whole(0.0, 29.0), Required).unit(Unit::YearIndex, 1.0).from(Assumption).help("The year in which sharing starts"),
    row("services[].ramp_years", "Years to full effect", whole(1.0, 10.0), Required).unit(Unit::Years, 1.0).from(Assumption),
    group("services[].one_off", "One-off cost"),
    pounds("services[].one_off.programme", "Programme", Number(0.0)).help("Project team, advice, moves"),
    pounds("services[].one_off.ict", "ICT", Number(0.0)).help("Systems, migration, licences"),
    pounds("services[].one_off.per_partner", "For each partner", Number(0.0)),
    row("services[].one_off.spread_years", "Spread over", whole(1.0, 10.0), Number(1.0)).unit(Unit::Years, 1.0).from(Assumption).help("Years up to go-live"),
    row("services[].one_off.parallel_months", "Months of running both", number(0.0, 24.0), Number(0.0)).unit(Unit::Months, 1.0).from(Assumption),
    percent("services[].one_off.redundancy_share", "Posts that end in redundancy", Number(0.5)).from(Assumption).help("The rest go by people leaving"),
    pounds("services[].one_off.redundancy_cost", "Cost of a redundancy", Number(30_000.0)).from(Assumption).help("Payment, notice and pension strain; statutory pay alone is at most £22,530"),
    row("services[].one_off.optimism_bias", "Optimism bias on one-off cost", number(0.0, 3.0), Number(0.0)).unit(Unit::Percent, 0.05).from(Assumption).help("Added to every one-off cost; five central government centres overran by 56%"),
    pounds("services[].one_off.grant", "Grant", Number(0.0)).help("Money from outside towards the one-off cost"),
    choice("services[].one_off.borne", "One-off cost is borne", &["key", "own"], "key").help("By the sharing key, or each partner its own"),
    group("services[].sharing", "Sharing"),
    choice("services[].sharing.key", "Costs are shared by", KEYS, "budget"),
    row("services[].sharing.shares", "Custom shares", Rule::ByPartner, Null),
    row("services[].sharing.shares{}", "Share", number(0.0, LARGEST), Number(0.0)).unit(Unit::Factor, 1.0).help("A weight; only the proportions count"),
    row("services[].service_change", "Change in service delivered", Rule::Number { min: -1.0, max: 1.0, whole: false, open_below: true }, Number(0.0))
        .unit(Unit::Percent, 0.05).from(Assumption).help("−45% is a cut of 45%; a cut is not a saving"),
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
    row("services[].style_facts", "Facts of the style", Rule::Open, Fallback::Empty),

    list("procurement", "Joint procurement", MOST_ENTRIES),
    row("procurement[].id", "Category's id", Rule::Id, Required),
    text("procurement[].name", "Name"),
    row("procurement[].members", "Members", Rule::Ids, Required),
    choice("procurement[].mode", "Worked out from", &["rate", "items"], "rate").help("A saving on spending, or prices of single items"),
    by_partner("procurement[].spend", "Yearly spending"),
    pounds("procurement[].spend{}", "Yearly spending", Number(0.0)).help("On this category"),
    percent("procurement[].addressable", "Part that joint buying can reach", Number(0.333)).from(Evidence("procurement-addressable")),
    percent("procurement[].local_exception", "Kept local", Number(0.0)).from(Assumption).help("Part that forces go on buying on their own"),
    group("procurement[].saving", "Saving"),
    percent("procurement[].saving.low", "Lowest saving", Number(0.03)).from(Evidence("procurement-saving")),
    percent("procurement[].saving.likely", "Price saving", Number(0.05)).from(Evidence("procurement-saving"))
        .help("Part of the spending reached that joint buying saves"),
    percent("procurement[].saving.high", "Highest saving", Number(0.10)).from(Evidence("procurement-saving")),
    percent("procurement[].haircut", "Benefit haircut", Number(0.0)).from(Assumption).help("Optimism bias on benefits: this part of the saving is not believed"),
    percent("procurement[].scale_share", "Part that grows with size", Number(0.5)).from(Assumption),
    row("procurement[].scale_elasticity", "Scale elasticity", Rule::Number { min: 0.0, max: 1.0, whole: false, open_below: true }, Number(0.9))
        .unit(Unit::Factor, 0.05).from(Assumption),
    row("procurement[].scale_reference", "Group the saving was entered for", Rule::Ids, Null),
    list("procurement[].items", "Items", MOST_ENTRIES),
    text("procurement[].items[].name", "Item"),
    by_partner("procurement[].items[].price", "Price"),
    pounds("procurement[].items[].price{}", "Price", Number(0.0)).unit(Unit::Pence, 1.0),
    by_partner("procurement[].items[].volume", "Bought a year"),
    row("procurement[].items[].volume{}", "Bought a year", number(0.0, LARGEST), Number(0.0)).unit(Unit::Units, 1.0),
    choice("procurement[].harmonise_to", "One price for all", &["lowest", "median", "average"], "lowest"),
    row("procurement[].discount_per_doubling", "Discount for each doubling of volume", number(0.0, 0.5), Number(0.0)).unit(Unit::Percent, 0.01).from(Assumption),
    percent("procurement[].framework_fee", "Framework fee", Number(0.0)).from(Assumption).help("Part of the spending reached that the buying body charges"),
    row("procurement[].go_live", "Go-live", whole(0.0, 29.0), Required).unit(Unit::YearIndex, 1.0).from(Assumption).help("The year in which joint buying starts"),
    row("procurement[].ramp_years", "Years to full effect", whole(1.0, 10.0), Required).unit(Unit::Years, 1.0).from(Assumption),
    group("procurement[].one_off", "One-off cost"),
    pounds("procurement[].one_off.programme", "Programme", Number(0.0)),
    pounds("procurement[].one_off.per_partner", "For each partner", Number(0.0)),
    row("procurement[].one_off.optimism_bias", "Optimism bias on one-off cost", number(0.0, 3.0), Number(0.0)).unit(Unit::Percent, 0.05).from(Assumption),
    group("procurement[].sharing", "Sharing of one-off cost"),
    choice("procurement[].sharing.key", "One-off costs are shared by", KEYS, "budget"),
    row("procurement[].sharing.shares", "Custom shares", Rule::ByPartner, Null),
    row("procurement[].sharing.shares{}", "Share", number(0.0, LARGEST), Number(0.0)).unit(Unit::Factor, 1.0),

    by_partner("balancing", "Balancing payments"),
    row("balancing{}", "Balancing payment a year", number(-LARGEST, LARGEST), Number(0.0)).unit(Unit::Pounds, 1000.0),
    by_partner("provenance", "Whose figure it is"),
    row("provenance{}", "Whose figure it is", Rule::Text { most: 200 }, Fallback::Text("")),
    row("soc", "Organised crime", Rule::Open, Null),
    row("agreement", "Agreement", Rule::Open, Null),
    row("uncertainty", "Uncertainty", Rule::Open, Null),
    row("readiness", "Readiness", Rule::Open, Null),
    row("levels", "Levels of support", Rule::Open, Null),
    row("account", "Public account", Rule::Open, Null),
    row("sources", "Sources", Rule::Open, Fallback::Empty),
];

/// The row for a place such as `services.hr.baseline.derbyshire.fte` or `services[0].saving.low`.
pub fn input_at(place: &str) -> Option<&'static Input> {
    let steps = super::document::steps(place);
    INPUTS.iter().find(|input| fits(input.path, &steps))
}

fn fits(pattern: &str, steps: &[&str]) -> bool {
    let mut rest = steps.iter();
    for part in pattern.split('.') {
        let (name, each) = part.find(['[', '{']).map_or((part, 0), |at| (&part[..at], (part.len() - at) / 2));
        if rest.next() != Some(&name) || (0..each).any(|_| rest.next().is_none()) {
            return false;
        }
    }
    rest.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_finds_its_row() {
        let path = |place| input_at(place).map(|input| input.path);
        assert_eq!(path("services.hr.saving.low"), Some("services[].saving.low"));
        assert_eq!(path("services[0].baseline.derbyshire.fte"), Some("services[].baseline{}.fte"));
        assert_eq!(path("procurement.kit.items.0.price.kent"), Some("procurement[].items[].price{}"));
        assert_eq!(path("balancing.kent"), Some("balancing{}"));
        assert_eq!(path("services.hr.nonsense"), None);
    }

    #[test]
    fn every_default_keeps_to_its_own_bounds_and_every_path_is_there_once() {
        for (at, input) in INPUTS.iter().enumerate() {
            if let (Rule::Number { min, max, .. }, Fallback::Number(value)) = (input.rule, input.default) {
                assert!(value >= min && value <= max, "{}", input.path);
            }
            assert!(INPUTS[..at].iter().all(|other| other.path != input.path), "{}", input.path);
            if let (Rule::Choice(words), Fallback::Text(word)) = (input.rule, input.default) {
                assert!(words.contains(&word), "{}", input.path);
            }
        }
    }

    #[test]
    fn a_default_above_nothing_has_a_source_or_is_our_assumption() {
        for input in INPUTS {
            if matches!(input.default, Fallback::Number(value) if value != 0.0) {
                assert_ne!(input.source, Source::Nothing, "{}", input.path);
            }
        }
    }
}
