//! What a published table goes to: which function is which service, which category, which year; and the change that comes
//! of it, with an account.

use super::workforce::EVERYBODY;
use super::{Fact, Layout, LongTable, Measure};
use crate::exchange::account::Account;
use crate::exchange::mapping::{Read, Taken, put};
use crate::exchange::names::small;
use crate::exchange::scaling::Scale;
use crate::model::{Change, Document};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// What a group of figures goes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Goal {
    /// Nothing: it is left out.
    Nothing,
    /// A service's cost today, by its id.
    Service(String),
    /// Spending on a category, by its id.
    Spending(String),
    /// An item of a category, by the category's id; one that it does not have is added.
    Item(String),
    /// Officers and staff of partners.
    People,
    /// One field of partners, a service or a category: what stands before and after the partner's id.
    Field(String, &'static str),
}

/// What somebody chose before the table is taken.
#[derive(Debug, Clone, PartialEq)]
pub struct Choices {
    /// What each group goes to.
    pub goals: Vec<Goal>,
    /// Which date or year, by its place; none where the table has none.
    pub period: Option<usize>,
    /// Whose figures they are, where the table does not say.
    pub partner: Option<String>,
    /// What its money is in, where that is not what the table says.
    pub scale: Option<Scale>,
    /// Whether payments of some months are raised or cut to twelve.
    pub a_year: bool,
}

/// Names under which functions are published, by kind of service.
const KINDS: &[(&str, &[&str])] = &[
    ("human_resources", &["human resources", "hr", "personnel", "human resources hr", "people services"]),
    ("finance", &["finance", "financial services", "finance and accounting", "finance department"]),
    ("payroll", &["payroll"]),
    (
        "ict",
        &[
            "ict",
            "it",
            "information technology",
            "information communication technology",
            "information and communication technology",
            "information communications technology",
            "digital and technology",
        ],
    ),
    (
        "estates",
        &[
            "estates",
            "estates central building",
            "estates central building costs",
            "property",
            "estates and facilities",
        ],
    ),
    ("fleet", &["fleet", "fleet services", "transport", "vehicles", "fleet management"]),
    ("legal", &["legal", "legal services"]),
    ("training", &["training", "learning and development", "training and development"]),
    (
        "professional_standards",
        &["professional standards", "complaints and discipline", "professional standards department"],
    ),
    ("custody", &["custody"]),
    ("forensics", &["forensics", "forensic services", "scientific support", "scenes of crime"]),
    ("firearms", &["firearms", "firearms unit", "armed response"]),
    ("major_crime", &["major crime", "major investigation unit", "major investigations", "major investigation"]),
    (
        "serious_and_organised_crime",
        &["serious and organised crime", "serious and organised crime unit", "serious organised crime"],
    ),
    ("dogs", &["dogs", "dogs section", "dog unit", "dog section"]),
    (
        "intelligence",
        &[
            "intelligence",
            "intelligence analysis",
            "intelligence gathering",
            "intelligence analysis threat assessments",
        ],
    ),
    (
        "control_room",
        &["control room", "central communications unit", "central communications", "communications", "call handling"],
    ),
    ("roads", &["traffic", "traffic units", "roads policing", "road policing", "roads"]),
    ("procurement_team", &["procurement", "procurement team"]),
];

/// The kind of service that a function's published name means.
pub fn kind_of(name: &str) -> Option<&'static str> {
    let wanted = small(&name.replace(['/', '&', '('], " ").replace("  ", " "));
    KINDS.iter().find(|(_, names)| names.contains(&wanted.as_str())).map(|(kind, _)| *kind)
}

fn called(document: &Document, list: &str, id: &str) -> String {
    let name = document.text(&format!("{list}.{id}.name"));
    if name.trim().is_empty() { id.to_owned() } else { name.to_owned() }
}

/// What groups of a table can go to, with what each is called.
pub fn offered(document: &Document, table: &LongTable) -> Vec<(Goal, String)> {
    let mut all = vec![(Goal::Nothing, "Left out".to_owned())];
    let services = || document.entries("services").into_iter().map(|id| (called(document, "services", &id), id));
    let categories = |items: bool| {
        let is = move |id: &String| (document.text(&format!("procurement.{id}.mode")) == "items") == items;
        document.entries("procurement").into_iter().filter(is).map(|id| (called(document, "procurement", &id), id))
    };
    match table.layout {
        Layout::Workforce | Layout::Analysis | Layout::Establishment => {
            if table.layout == Layout::Workforce {
                all.push((Goal::People, "Officers and staff of partners".into()));
            }
            all.extend(services().map(|(name, id)| (Goal::Service(id), format!("{name}, cost today"))));
        }
        Layout::Spend => {
            all.extend(categories(false).map(|(name, id)| (Goal::Spending(id), format!("Spending on {name}"))))
        }
        Layout::Prices => all.extend(categories(true).map(|(name, id)| (Goal::Item(id), format!("An item of {name}")))),
        Layout::Years => {
            for (field, name) in [
                ("budget", "Yearly budget"),
                ("officers_fte", "Officers"),
                ("staff_fte", "Staff"),
                ("population", "Population"),
            ] {
                all.push((Goal::Field("partners".into(), field), name.into()));
            }
            for (name, id) in services() {
                for (field, what) in [("fte", "posts"), ("non_pay", "other cost"), ("income", "income")] {
                    all.push((Goal::Field(format!("services.{id}.baseline"), field), format!("{name}, {what}")));
                }
            }
            all.extend(categories(false).map(|(name, id)| (Goal::Spending(id), format!("Spending on {name}"))));
        }
    }
    all
}

/// What a table most likely goes to: functions to services of their kind, categories and items to those of their name, the
/// latest year. What could go to several goes to none.
pub fn guess(document: &Document, table: &LongTable) -> Choices {
    let offers = offered(document, table);
    let service = |id: &str, group: &str| {
        let kind = document.text(&format!("services.{id}.kind"));
        kind_of(group) == Some(kind) || small(&called(document, "services", id)) == small(group)
    };
    let fits = |goal: &Goal, group: &str| match goal {
        Goal::Nothing | Goal::Field(..) => false,
        Goal::People => group == EVERYBODY,
        Goal::Service(id) => service(id, group),
        Goal::Spending(id) => small(&called(document, "procurement", id)) == small(group),
        Goal::Item(id) => {
            let items = document.get(&format!("procurement.{id}.items")).and_then(Value::as_array);
            items.is_some_and(|items| {
                items.iter().any(|item| {
                    item.get("name").and_then(Value::as_str).is_some_and(|name| small(name) == small(group))
                })
            })
        }
    };
    let items: Vec<&Goal> = offers.iter().map(|(goal, _)| goal).filter(|goal| matches!(goal, Goal::Item(_))).collect();
    let goal_of = |group: &String| {
        let found: Vec<&Goal> = offers.iter().map(|(goal, _)| goal).filter(|goal| fits(goal, group)).collect();
        match (found.as_slice(), items.as_slice()) {
            ([one], _) | ([], [one]) => (*one).clone(),
            _ => Goal::Nothing,
        }
    };
    Choices {
        goals: table.groups.iter().map(goal_of).collect(),
        period: table.periods.len().checked_sub(1),
        partner: match document.entries("partners").as_slice() {
            [one] => Some(one.clone()),
            _ => None,
        },
        scale: None,
        a_year: false,
    }
}

/// What a partner's lines of one goal come to.
#[derive(Default)]
struct Sums {
    by: BTreeMap<Measure, f64>,
    line: usize,
}

impl Sums {
    fn of(&self, measure: Measure) -> Option<f64> {
        self.by.get(&measure).copied()
    }
}

/// What the scenario takes from a table.
pub fn take(document: &Document, table: &LongTable, choices: &Choices) -> Taken {
    let scale = choices.scale.unwrap_or(table.scale);
    let account =
        Account { lines: table.lines, left: table.left.clone(), remarks: table.remarks.clone(), ..Account::default() };
    let mut found =
        Taken { change: Change::new("Read figures from a published table"), account, repeated: false, scale };
    if table.of_one && choices.partner.is_none() {
        found.account.left.push("The table does not say whose figures it has: choose the partner".into());
        return found;
    }
    if let (Some(months), false) = (table.months, choices.a_year)
        && months != 12
    {
        found.account.remarks.push(format!(
            "Payments are of {months} {}: their sum is taken as it is, and is not a year\u{2019}s",
            if months == 1 { "month" } else { "months" }
        ));
    }
    let (sums, new_items) = summed(table, choices, scale);
    if sums.is_empty() {
        found.account.left.push(if table.facts.is_empty() {
            "No line is one of this scenario\u{2019}s partners".into()
        } else {
            "Nothing from the table will be used yet: choose what each function or category is".into()
        });
        return found;
    }
    let mut with_items = document.clone();
    let places = add_items(&mut with_items, table, &new_items, &mut found);
    let read = reads(document, &sums, &places, scale, &mut found.account);
    put(&with_items, &read, &mut found);
    found
}

/// By goal and partner: the goal, and what its lines come to.
type ByGoal = BTreeMap<(usize, String), (Goal, Sums)>;

/// By category: groups that are items of it.
type NewItems = BTreeMap<String, BTreeSet<usize>>;

fn summed(table: &LongTable, choices: &Choices, scale: Scale) -> (ByGoal, NewItems) {
    let factor = |fact: &Fact| match fact.measure {
        Measure::Gross | Measure::Income | Measure::Net | Measure::Pay | Measure::Paid => scale.factor(),
        _ => 1.0,
    };
    let months = match (table.months, choices.a_year) {
        (Some(months), true) if months > 0 => 12.0 / f64::from(months),
        _ => 1.0,
    };
    let chosen = |fact: &&Fact| fact.period.is_none() || fact.period == choices.period;
    let mut sums = ByGoal::new();
    let mut new_items = NewItems::new();
    for fact in table.facts.iter().filter(chosen) {
        let Some(goal) = choices.goals.get(fact.group).filter(|goal| **goal != Goal::Nothing) else { continue };
        let Some(partner) = fact.partner.clone().or_else(|| choices.partner.clone()) else { continue };
        // an item is a goal of its own; groups of one service add up
        let first = choices.goals.iter().position(|other| other == goal).unwrap_or(fact.group);
        let key = if let Goal::Item(category) = goal {
            new_items.entry(category.clone()).or_default().insert(fact.group);
            fact.group
        } else {
            first
        };
        let (_, sum) =
            sums.entry((key, partner)).or_insert_with(|| (goal.clone(), Sums { line: fact.line, ..Sums::default() }));
        *sum.by.entry(fact.measure).or_default() +=
            fact.value * factor(fact) * if fact.measure == Measure::Paid { months } else { 1.0 };
    }
    (sums, new_items)
}

/// Every figure with its place.
fn reads(
    document: &Document,
    sums: &ByGoal,
    places: &BTreeMap<(String, usize), usize>,
    scale: Scale,
    account: &mut Account,
) -> Vec<Read> {
    let mut read = Vec::new();
    for ((key, partner), (goal, sum)) in sums {
        let mut one = |place: String, value: f64| read.push(Read { place, value, line: sum.line });
        match goal {
            Goal::Nothing => {}
            Goal::Service(id) => baseline(document, id, partner, sum, &mut one, account),
            Goal::Spending(id) => {
                if let Some(paid) = sum.of(Measure::Paid).or_else(|| Some(sum.of(Measure::Figure)? * scale.factor())) {
                    one(format!("procurement.{id}.spend.{partner}"), paid);
                }
            }
            Goal::Item(id) => {
                if let (Some(price), Some(item)) = (sum.of(Measure::Price), places.get(&(id.clone(), *key))) {
                    one(format!("procurement.{id}.items.{item}.price.{partner}"), price);
                }
            }
            Goal::People => {
                for (measure, field) in [(Measure::Officers, "officers_fte"), (Measure::Staff, "staff_fte")] {
                    if let Some(people) = sum.of(measure) {
                        one(format!("partners.{partner}.{field}"), people);
                    }
                }
            }
            Goal::Field(list, field) => {
                if let Some(value) = sum.of(Measure::Figure) {
                    // of people there are no thousands of pounds
                    let people = matches!(*field, "fte" | "officers_fte" | "staff_fte" | "population");
                    one(format!("{list}.{partner}.{field}"), if people { value } else { value * scale.factor() });
                }
            }
        }
    }
    read
}

/// Adds items that a category does not have, and tells where each stands.
fn add_items(
    document: &mut Document,
    table: &LongTable,
    wanted: &BTreeMap<String, BTreeSet<usize>>,
    found: &mut Taken,
) -> BTreeMap<(String, usize), usize> {
    let mut places = BTreeMap::new();
    for (category, groups) in wanted {
        let list = format!("procurement.{category}.items");
        let before = document.get(&list).cloned();
        let mut items: Vec<Value> = before.as_ref().and_then(Value::as_array).cloned().unwrap_or_default();
        let held = items.len();
        for group in groups {
            let Some(name) = table.groups.get(*group) else { continue };
            let same =
                |item: &Value| item.get("name").and_then(Value::as_str).is_some_and(|one| small(one) == small(name));
            let at = items.iter().position(same).unwrap_or_else(|| {
                items.push(json!({ "name": name, "price": {}, "volume": {} }));
                items.len() - 1
            });
            places.insert((category.clone(), *group), at);
        }
        if items.len() > held {
            let added = items.len() - held;
            let change = std::mem::replace(&mut found.change, Change::new(""));
            found.change = change.set(document, &list, Some(json!(items)));
            document.set(&list, Some(json!(items)));
            found.account.remarks.push(if added == 1 {
                "One item is new".to_owned()
            } else {
                format!("{added} items are new")
            });
        }
    }
    places
}

/// Posts, pay of a post, other cost and income of a service, as far as a table has them.
fn baseline(
    document: &Document,
    id: &str,
    partner: &str,
    sum: &Sums,
    one: &mut dyn FnMut(String, f64),
    account: &mut Account,
) {
    let place = |field: &str| format!("services.{id}.baseline.{partner}.{field}");
    let who = || format!("{}, {}", called(document, "services", id), called(document, "partners", partner));
    let posts = sum.of(Measure::Posts).or_else(|| sum.of(Measure::AllPosts));
    let each = sum.of(Measure::Pay).and_then(|pay| {
        let paid = sum.of(Measure::PaidPosts).or(posts).filter(|paid| *paid > 0.0)?;
        Some(pay / paid)
    });
    if let Some(posts) = posts {
        one(place("fte"), posts);
    }
    if let Some(each) = each {
        one(place("cost_per_fte"), each);
    }
    let gross = sum.of(Measure::Gross).or_else(|| Some(sum.of(Measure::Net)? + sum.of(Measure::Income).unwrap_or(0.0)));
    if let Some(gross) = gross {
        let number = |field: &str| document.number(&place(field)).unwrap_or(0.0);
        let pay = posts.unwrap_or_else(|| number("fte")) * each.unwrap_or_else(|| number("cost_per_fte"));
        if gross + 0.5 < pay {
            account.left.push(format!(
                "{}: its posts at {} each come to more than its cost, so other cost is left as it is",
                who(),
                crate::model::Pounds(each.unwrap_or_else(|| number("cost_per_fte"))).whole()
            ));
        } else {
            one(place("non_pay"), (gross - pay).max(0.0));
        }
        if sum.of(Measure::Gross).is_none() && sum.of(Measure::Income).is_none() {
            account.remarks.push(format!("{}: only net cost is there; it is taken as cost without income", who()));
            one(place("income"), 0.0);
        }
    }
    if let Some(income) = sum.of(Measure::Income) {
        one(place("income"), income);
    }
}
