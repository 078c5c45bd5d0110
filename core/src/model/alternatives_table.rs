//! The table's rows of other means, events and a merger: method, section 13.

use super::input::Fallback::{self, Null, Number, Required};
use super::input::Source::Assumption;
use super::input::{
    Input, LARGEST, MOST_ENTRIES, Rule, Unit, choice, group, list, number, percent, pounds, row, text, whole,
};

/// Words for whether a factor is met.
pub const MEETS: &[&str] = &["unsaid", "meets", "partly", "fails"];
/// Most events: every outcome of all of them is worked out.
pub const MOST_EVENTS: usize = 6;
/// Most mergers beside the first: 43 forces make no more.
pub const MOST_MERGERS: usize = 20;

/// Options beside the proposal, and what may change the map.
#[rustfmt::skip]
pub const ALTERNATIVES: &[Input] = &[
    list("options", "Other means", MOST_ENTRIES),
    row("options[].id", "Option's id", Rule::Id, Required),
    text("options[].name", "Name"),
    choice("options[].kind", "What it is", &["outsource", "national", "lead_force", "alone", "other"], "outsource"),
    row("options[].services", "Services", Rule::Ids, Fallback::Empty).help("What it would provide"),
    percent("options[].cost_share", "Cost, as a part of today\u{2019}s", Number(0.9)).from(Assumption).help("Of what the services cost without sharing"),
    pounds("options[].one_off", "One-off cost", Number(0.0)),
    row("options[].go_live", "Begins", whole(0.0, 29.0), Number(1.0)).unit(Unit::YearIndex, 1.0).from(Assumption),
    row("options[].ramp_years", "Years to full effect", whole(1.0, 10.0), Number(1.0)).unit(Unit::Years, 1.0).from(Assumption),
    group("options[].csf", "Critical success factors"),
    choice("options[].csf.fit", "Strategic fit", MEETS, "unsaid"),
    choice("options[].csf.capacity", "Supplier capacity", MEETS, "unsaid"),
    choice("options[].csf.achievable", "Achievable", MEETS, "unsaid"),

    row("map", "Changes of the map", Rule::Group, Fallback::Empty),
    list("map.events", "Events", MOST_EVENTS),
    row("map.events[].id", "Event's id", Rule::Id, Required),
    text("map.events[].name", "Name"),
    row("map.events[].year", "From", whole(1900.0, 2200.0), Required).unit(Unit::FinancialYear, 1.0).help("The financial year from which it counts"),
    percent("map.events[].probability", "How likely", Number(0.5)).from(Assumption),
    row("map.events[].services", "Hits", Rule::Ids, Null).help("Services and categories; all where none are named"),
    percent("map.events[].keeps", "Carries on", Number(0.5)).from(Assumption).help("Part of the yearly gain that is left after it"),
    pounds("map.events[].cost", "Costs once", Number(0.0)).help("For each service or category that it hits"),

    row("merger", "Merger", Rule::Group, Null),
    text("merger.name", "Name of the new force"),
    row("merger.members", "Forces that merge", Rule::Ids, Required),
    row("merger.vesting", "Vesting", whole(0.0, 29.0), Required).unit(Unit::YearIndex, 1.0).help("The year in which the new force begins"),
    row("merger.in_scope", "Spending in scope", Rule::ByPartner, Null),
    pounds("merger.in_scope{}", "Spending in scope", Null).help("A year; where nothing is entered, what the force\u{2019}s services cost today"),
    group("merger.saving", "Saving"),
    percent("merger.saving.low", "Lowest saving", Number(0.0)).from(Assumption),
    percent("merger.saving.likely", "Saving", Number(0.1)).from(Assumption)
        .help("Part of what is in scope. In Scotland\u{2019}s outline case 78% of a merger\u{2019}s saving would have come with the forces kept"),
    percent("merger.saving.high", "Highest saving", Number(0.14)).from(Assumption),
    row("merger.ramp_years", "Years to full effect", whole(1.0, 10.0), Number(3.0)).unit(Unit::Years, 1.0).from(Assumption),
    group("merger.command", "Command team"),
    row("merger.command.posts", "Command posts that go", number(0.0, LARGEST), Number(0.0)).unit(Unit::Posts, 1.0),
    pounds("merger.command.cost_per_post", "Cost of a command post", Number(0.0)),
    group("merger.one_off", "Transition"),
    pounds("merger.one_off.total", "Transition in all", Number(0.0)),
    row("merger.one_off.spread_years", "Spread over", whole(1.0, 10.0), Number(2.0)).unit(Unit::Years, 1.0).from(Assumption).help("Years up to vesting"),
    group("merger.disruption", "Disruption"),
    percent("merger.disruption.share", "Lost to disruption", Number(0.0)).from(Assumption).help("Part of the members\u{2019} budgets"),
    row("merger.disruption.years", "Disruption lasts", whole(1.0, 10.0), Number(1.0)).unit(Unit::Years, 1.0).from(Assumption),
    choice("merger.equalise", "Council tax is levelled to", &["average", "lowest", "highest"], "average").from(Assumption),
    row("merger.equalise_years", "Levelled over", whole(1.0, 30.0), Number(5.0)).unit(Unit::Years, 1.0).from(Assumption),
    list("merger.others", "Other mergers", MOST_MERGERS),
    row("merger.others[].id", "Merger\u{2019}s id", Rule::Id, Required),
    text("merger.others[].name", "Name of the new force"),
    row("merger.others[].members", "Forces that merge", Rule::Ids, Required),
    row("merger.others[].posts", "Command posts that go", number(0.0, LARGEST), Null).unit(Unit::Posts, 1.0).help("As many as with the first merger where nothing is entered"),
    pounds("merger.others[].one_off", "Transition in all", Null).help("What the first merger costs where nothing is entered"),
    percent("merger.sunk", "Lost if it does not come", Number(0.5)).from(Assumption).help("Part of the transition cost that is spent by then"),
];
