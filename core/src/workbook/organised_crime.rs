//! The three models of serious and organised crime, in formulas: method, section 7.

use super::book::{Content, FIRST_YEAR, Format, Role, YEARS};
use super::builder::Builder;
use super::formula::{At, Compare, Formula, Function, call, number, total, when};
use super::loss::loss;
use super::names::Named;
use super::soc_rows::Rows;
use super::triangle::triangle;
use crate::model::soc::{Soc, SocModel, Three};
use crate::words::model_name;

/// Compared with a gate, less than this is nothing; and two scores nearer than the second are equal.
const MARGIN: f64 = 1e-9;
const NEAR: f64 = 1e-12;

/// A force, with its inputs.
struct Force {
    id: String,
    name: String,
    groups: Formula,
    teams: Formula,
    across: Formula,
    weight: Formula,
    control: Formula,
}

/// What the sums of every model use.
struct Common {
    forces: Vec<Force>,
    length: Formula,
    teams: Formula,
    groups: Formula,
    weights: Formula,
    /// Part of the time that is left, of teams under their home force and under regional command.
    at_home: Formula,
    regional: Formula,
    retained: Formula,
}

/// What a model answers, force by force, and what each force offers to the shared teams.
struct Answer {
    by_force: Vec<Formula>,
    offered: Vec<Formula>,
}

fn what_is_left(part: Formula) -> Formula {
    number(1.0) - part
}

/// The sheet of the three models; none where the scenario says nothing of organised crime.
pub(super) fn organised_crime(builder: &mut Builder) {
    let Some(soc) = builder.scenario.soc.as_ref() else { return };
    let about = "The three models: what each would answer, cost and score";
    let sheet = builder.book.sheet("Organised crime", "", about.into());
    builder.book.heads(sheet, &["Figure", "Unit", "Figure"]);
    for n in 0..YEARS {
        let at = At { sheet, row: 0, column: FIRST_YEAR + n };
        builder.book.put(at, Content::Text(format!("Step {}", n + 1)), Role::Head, Format::Plain);
    }
    let mut rows = Rows { builder, sheet };
    let common = common(&mut rows, soc);
    let penalty = rows.input("coordination_penalty");
    let now = alone(&mut rows, &common, "", &common.at_home, &penalty);
    let taskforce = taskforce(&mut rows, &common);
    let pool = pool(&mut rows, &common);
    let answers = Three { service_agreement: now, virtual_taskforce: taskforce, dedicated: pool };
    let responses = Three::each(|model| response(&mut rows, &common, model, answers.of(model)));
    balances(&mut rows, &common, &answers);
    choice(&mut rows, soc, &common, &responses);
    gain(&mut rows, &common, &responses);
}

fn common(rows: &mut Rows, soc: &Soc) -> Common {
    let scenario = rows.builder.scenario;
    let of = |rows: &Rows, id: &str, field: &str| rows.input(&format!("partners.{id}.{field}"));
    let there = scenario.partners.iter().filter(|partner| soc.partners.contains_key(&partner.id));
    let forces: Vec<Force> = there
        .map(|partner| {
            let of = |field: &str| of(rows, &partner.id, field);
            Force {
                id: partner.id.clone(),
                name: partner.shown().to_owned(),
                groups: of("ocgs_per_year"),
                teams: of("teams"),
                across: of("cross_border"),
                weight: of("risk_weight"),
                control: rows.input(&format!("control.{}", partner.id)),
            }
        })
        .collect();
    let all = |of: &dyn Fn(&Force) -> Formula| total(forces.iter().map(of).collect());
    let (teams, groups) = (all(&|force| force.teams.clone()), all(&|force| force.groups.clone()));
    let weights = all(&|force| force.groups.clone() * force.weight.clone());
    let months = rows.input("operation_months");
    let length = rows.figure("Length of an operation", "years", Format::Plain, months / 12.0);
    let teams = rows.figure("Teams, all forces", "teams", Format::Plain, teams);
    let groups = rows.figure("Groups a year, all forces", "groups", Format::Plain, groups);
    let weights = rows.figure("Groups by weight of risk, all forces", "weight", Format::Plain, weights);
    let left = |rows: &mut Rows, label: &str, place: &str| {
        let away = rows.input(place);
        rows.figure(label, "%", Format::Percent, what_is_left(away))
    };
    let at_home = left(rows, "Time left under the home force", "abstraction");
    let regional = left(rows, "Time left under regional command", "abstraction_regional");
    let retained = left(rows, "Part of the teams that a dedicated function takes", "local_retention");
    Common { forces, length, teams, groups, weights, at_home, regional, retained }
}

/// Each force with its own teams.
fn alone(rows: &mut Rows, common: &Common, how: &str, left: &Formula, penalty: &Formula) -> Answer {
    let by_force = common
        .forces
        .iter()
        .map(|force| {
            let work = force.groups.clone() * common.length.clone();
            let longer = force.across.clone() * penalty.clone() + 1.0;
            let label = format!("Each force alone{how}, {}", force.name);
            let lost = loss(rows, &label, left.clone() * force.teams.clone(), work * longer);
            rows.figure(&format!("Part answered: {label}"), "%", Format::Percent, what_is_left(lost))
        })
        .collect();
    Answer { by_force, offered: Vec::new() }
}

/// Home teams answer what stays within the force; what they cannot, and what spans forces, goes to the core, as bursty as it
/// comes (Wilkinson and Hayward).
fn taskforce(rows: &mut Rows, common: &Common) -> Answer {
    let core_share = rows.input("core_share");
    let (mut offered, mut variances) = (Vec::new(), Vec::new());
    for force in &common.forces {
        let load = force.groups.clone() * common.length.clone();
        let name = &force.name;
        let row = |rows: &mut Rows, label: &str, formula: Formula| {
            rows.figure(&format!("Taskforce: {label}, {name}"), "operations", Format::Plain, formula)
        };
        let home = common.at_home.clone() * what_is_left(core_share.clone()) * force.teams.clone();
        let home = rows.figure(&format!("Taskforce: teams left at home, {name}"), "teams", Format::Plain, home);
        let within = row(rows, "work within the force", what_is_left(force.across.clone()) * load.clone());
        let across = row(rows, "work that spans forces", force.across.clone() * load);
        let lost = loss(rows, &format!("Taskforce, home teams, {name}"), home.clone(), within.clone());
        let over = row(rows, "what home teams cannot answer", within.clone() * lost);
        let burst = number(1.0) - over.clone() + within.clone() / (home + 1.0 + over.clone() - within);
        let variance = when(over.clone().is(Compare::More, 0.0), over.clone() * burst, 0.0) + across.clone();
        variances.push(row(rows, "variance of what is offered to the core", variance));
        offered.push(row(rows, "offered to the core", over + across));
    }
    let core = common.regional.clone() * core_share * common.teams.clone();
    let core = rows.figure("Taskforce: teams of the core", "teams", Format::Plain, core);
    let all = rows.figure("Taskforce: offered to the core", "operations", Format::Plain, total(offered.clone()));
    let variance = total(variances);
    let variance = rows.figure("Taskforce: variance of what is offered", "operations", Format::Plain, variance);
    let some = |of: &Formula| of.clone().is(Compare::More, 0.0);
    let both = call(Function::And, vec![some(&all), some(&variance)]);
    let peaked = when(both, variance / all.clone(), 1.0);
    let peaked = rows.figure("Taskforce: how bursty that is", "factor", Format::Plain, peaked);
    let lost = loss(rows, "Taskforce, core", core / peaked.clone(), all / peaked);
    let by_force = common
        .forces
        .iter()
        .zip(&offered)
        .map(|(force, offered)| {
            let load = force.groups.clone() * common.length.clone();
            let answered = number(1.0) - offered.clone() * lost.clone() / load.clone();
            let answered = when(load.is(Compare::More, 0.0), answered, 1.0);
            rows.figure(&format!("Part answered: Taskforce, {}", force.name), "%", Format::Percent, answered)
        })
        .collect();
    Answer { by_force, offered }
}

/// One pool for all.
fn pool(rows: &mut Rows, common: &Common) -> Answer {
    let teams = common.regional.clone() * common.retained.clone() * common.teams.clone();
    let lost = loss(rows, "Dedicated function", teams, common.groups.clone() * common.length.clone());
    let all = rows.figure("Part answered: Dedicated function", "%", Format::Percent, what_is_left(lost));
    Answer { by_force: vec![all; common.forces.len()], offered: Vec::new() }
}

/// A model's answer over all forces.
struct Response {
    /// Part of the groups; nothing where there are none.
    part: Formula,
    answered: Formula,
    performance: Formula,
}

fn response(rows: &mut Rows, common: &Common, model: SocModel, answer: &Answer) -> Response {
    let (name, word) = (model_name(model), model.word());
    let each = || common.forces.iter().zip(&answer.by_force);
    for (force, part) in each() {
        let own = when(force.groups.clone().is(Compare::More, 0.0), part.clone(), Formula::Word("none"));
        let label = format!("Part of its groups answered: {name}, {}", force.name);
        let own = rows.figure(&label, "%", Format::Percent, own);
        rows.name(Named::SocResponse.of_line(word, &force.id), &own);
    }
    let weighted = each().map(|(force, part)| force.groups.clone() * force.weight.clone() * part.clone()).collect();
    let some = common.weights.clone().is(Compare::More, 0.0);
    let part = when(some.clone(), total(weighted) / common.weights.clone(), Formula::Word("none"));
    let part = rows.figure(&format!("Part of the groups answered: {name}"), "%", Format::Percent, part);
    rows.name(Named::SocResponse.of(word), &part);
    let answered = total(each().map(|(force, part)| force.groups.clone() * part.clone()).collect());
    let answered = rows.figure(&format!("Groups answered a year: {name}"), "groups", Format::Plain, answered);
    rows.name(Named::SocAnswered.of(word), &answered);
    let (floor, target) = (rows.input("response_floor"), rows.input("response_target"));
    let reached = (part.clone() - floor.clone()) / (target - floor);
    let performance = when(some.clone(), call(Function::Min, vec![number(1.0), reached.or_nothing()]), 0.0);
    let performance = rows.figure(&format!("Value of performance: {name}"), "0 to 1", Format::Plain, performance);
    Response { part: when(some, part, 0.0), answered, performance }
}

/// What each force puts in and receives, in teams; and all the teams under joint command.
fn balances(rows: &mut Rows, common: &Common, answers: &Three<Answer>) {
    let offered = total(answers.virtual_taskforce.offered.clone());
    for model in SocModel::ALL {
        let placed = takes(rows, common, model) * common.teams.clone();
        let label = format!("Teams under joint command: {}", model_name(model));
        let placed = rows.figure(&label, "teams", Format::Plain, placed);
        rows.name(Named::SocPlaced.of(model.word()), &placed);
    }
    for model in [SocModel::VirtualTaskforce, SocModel::Dedicated] {
        let takes = takes(rows, common, model);
        let all = takes.clone() * common.teams.clone();
        for (place, force) in common.forces.iter().enumerate() {
            let (received, of) = match answers.of(model).offered.get(place) {
                Some(own) => (own.clone(), offered.clone()),
                None => (force.groups.clone(), common.groups.clone()),
            };
            let some = of.clone().is(Compare::More, 0.0);
            let named = format!("{}, {}", model_name(model), force.name);
            let word = model.word();
            let puts_in = takes.clone() * force.teams.clone();
            let puts_in = rows.figure(&format!("Puts in: {named}"), "teams", Format::Plain, puts_in);
            rows.name(Named::SocPutsIn.of_line(word, &force.id), &puts_in);
            let gets = when(some.clone(), received / of, Formula::Word("none"));
            let gets = rows.figure(&format!("Its part of what they answer: {named}"), "%", Format::Percent, gets);
            rows.name(Named::SocGets.of_line(word, &force.id), &gets);
            let balance = when(some, puts_in - gets * all.clone(), Formula::Word("none"));
            let label = format!("Puts in less receives: {named}");
            let balance = rows.figure(&label, "teams", Format::Plain, balance);
            rows.name(Named::SocBalance.of_line(model.word(), &force.id), &balance);
        }
    }
}

/// The share of its teams that each force places under joint command.
fn takes(rows: &Rows, common: &Common, model: SocModel) -> Formula {
    match model {
        SocModel::ServiceAgreement => number(0.0),
        SocModel::VirtualTaskforce => rows.input("core_share"),
        SocModel::Dedicated => common.retained.clone(),
    }
}

/// Costs, values on fixed scales, gates, scores and the model that fits.
#[allow(clippy::too_many_lines, reason = "rows of one table in their order")]
fn choice(rows: &mut Rows, soc: &Soc, common: &Common, responses: &Three<Response>) {
    let costs_of = |force: &Force| force.teams.clone() * rows.input(&format!("partners.{}.cost_per_team", force.id));
    let teams = total(common.forces.iter().map(costs_of).collect());
    let teams = rows.figure("Cost of the teams", "£ a year", Format::Pounds, teams);
    let years = rows.builder.in_term.times(rows.builder.factors);
    let years = rows.figure("Years of the term, each by its discount factor", "years", Format::Plain, years);
    let costs = Three::each(|model| {
        let place = |list: &str| rows.input(&format!("{list}.{}", model.word()));
        let cost = teams.clone() + place("overhead") + place("one_off") / years.clone();
        let cost = rows.figure(&format!("Cost: {}", model_name(model)), "£ a year", Format::Pounds, cost);
        rows.name(Named::SocCost.of(model.word()), &cost);
        cost
    });
    let all = |of: &Three<Formula>| SocModel::ALL.map(|model| of.of(model).clone()).to_vec();
    let cheapest = rows.figure("Cheapest model", "£ a year", Format::Pounds, call(Function::Min, all(&costs)));
    let entered = rows.input("cost_ceiling");
    let ceiling = when(call(Function::IsBlank, vec![entered.clone()]), cheapest.clone() * 1.5, entered);
    let ceiling = rows.figure("Most that a model may cost", "£ a year", Format::Pounds, ceiling);
    let raw = ["functionality", "performance", "cost"].map(|name| (name, rows.input(&format!("weights.{name}"))));
    let sum = total(raw.iter().map(|(_, weight)| weight.clone() * 1.0).collect());
    let sum = rows.figure("Weights as entered, together", "weight", Format::Plain, sum);
    let weights = raw.map(|(name, weight)| {
        let formula = when(sum.clone().is(Compare::More, 0.0), weight / sum.clone(), number(1.0) / 3.0);
        rows.figure(&format!("Weight of {name}"), "%", Format::Percent, formula)
    });
    let mut valued = Vec::new();
    let scores = Three::each(|model| {
        let name = model_name(model);
        let functionality = match soc.checklist.of(model) {
            list if list.is_empty() => rows.input(&format!("functionality.{}", model.word())) / 4.0,
            list => number(list.values().filter(|answer| **answer).count() as f64) / list.len() as f64,
        };
        let functionality =
            rows.figure(&format!("Value of functionality: {name}"), "0 to 1", Format::Plain, functionality);
        let cost = costs.of(model).clone();
        let room = (ceiling.clone() - cost.clone()) / (ceiling.clone() - cheapest.clone());
        let room = call(Function::Min, vec![number(1.0), room.or_nothing()]);
        let none = ceiling.clone().is(Compare::AtMost, cheapest.clone());
        let thrift = when(cost.is(Compare::AtMost, cheapest.clone()), 1.0, when(none, 0.0, room));
        let thrift = rows.figure(&format!("Value of cost: {name}"), "0 to 1", Format::Plain, thrift);
        let values = [functionality, responses.of(model).performance.clone(), thrift];
        for (figure, value) in
            [Named::SocFunctionality, Named::SocPerformance, Named::SocThrift].into_iter().zip(&values)
        {
            rows.name(figure.of(model.word()), value);
        }
        valued.push((model, values.clone()));
        let score = total(values.into_iter().zip(weights.clone()).map(|(value, weight)| value * weight).collect());
        let score = rows.figure(&format!("Score: {name}"), "0 to 1", Format::Plain, score);
        rows.name(Named::SocScore.of(model.word()), &score);
        score
    });
    let open = Three::each(|model| gates(rows, soc, common, model, costs.of(model), &ceiling));
    let none = [number(0.0), number(0.0), number(0.0)];
    let values = Three::each(|model| {
        valued.iter().find(|(of, _)| *of == model).map_or(none.clone(), |(_, values)| values.clone())
    });
    let anything = common.weights.clone().is(Compare::More, 0.0);
    triangle(rows, &values, &open, &anything);
    let counted = Three::each(|model| {
        let counts = common.weights.clone().is(Compare::More, 0.0);
        let counts = call(Function::And, vec![counts, open.of(model).clone().is(Compare::Equal, 1.0)]);
        let counted = when(counts, scores.of(model).clone(), -1.0);
        let label = format!("Score that counts (-1: ruled out): {}", model_name(model));
        rows.figure(&label, "0 to 1", Format::Plain, counted)
    });
    let best = rows.figure("Best score", "0 to 1", Format::Plain, call(Function::Max, all(&counted)));
    let second = rows.figure("Next score", "0 to 1", Format::Plain, call(Function::Median, all(&counted)));
    let fit = SocModel::ALL.into_iter().rev().fold(Formula::Word("none"), |otherwise, model| {
        let counts = counted.of(model).clone();
        let first = counts.clone().is(Compare::AtLeast, best.clone() - NEAR);
        let is_it = call(Function::And, vec![counts.is(Compare::AtLeast, 0.0), first]);
        when(is_it, Formula::Word(model_name(model)), otherwise)
    });
    let fit = rows.figure("Model that fits", "model", Format::Plain, fit);
    rows.name(Named::SocFit, &fit);
    let margin = when(second.clone().is(Compare::AtLeast, 0.0), best - second, Formula::Word("none"));
    let margin = rows.figure("Lead over the next", "0 to 1", Format::Plain, margin);
    rows.name(Named::SocMargin, &margin);
    for model in SocModel::ALL {
        let answered = responses.of(model).answered.clone();
        let each = costs.of(model).clone() / answered.clone();
        let each = when(answered.is(Compare::More, 0.0), each, Formula::Word("none"));
        let label = format!("Cost of each group answered: {}", model_name(model));
        let each = rows.figure(&label, "£", Format::Pounds, each);
        rows.name(Named::SocCostEach.of(model.word()), &each);
    }
}

/// Whether nothing rules a model out.
fn gates(rows: &mut Rows, soc: &Soc, common: &Common, model: SocModel, cost: &Formula, ceiling: &Formula) -> Formula {
    let takes = takes(rows, common, model);
    let mut shut = vec![cost.clone().is(Compare::More, ceiling.clone() + MARGIN)];
    for force in &common.forces {
        shut.push(force.control.clone().is(Compare::Less, takes.clone() - MARGIN));
    }
    if model == SocModel::Dedicated && !soc.co_location {
        shut.push(number(1.0).is(Compare::Equal, 1.0));
    }
    let open = when(call(Function::Or, shut), 0.0, 1.0);
    let label = format!("Not ruled out by cost, control or place: {}", model_name(model));
    rows.figure(&label, "1 or 0", Format::Plain, open)
}

/// What the dedicated function's gain over the service agreement rests on.
fn gain(rows: &mut Rows, common: &Common, responses: &Three<Response>) {
    let penalty = rows.input("coordination_penalty");
    let steps = [
        (", ring-fenced", "Each force alone, ring-fenced", penalty),
        (", ring-fenced and coordinated", "Each force alone, ring-fenced and coordinated", number(0.0)),
    ];
    let mut reached = vec![responses.service_agreement.part.clone()];
    for (how, label, penalty) in steps {
        let answer = alone(rows, common, how, &common.regional, &penalty);
        let each = common.forces.iter().zip(&answer.by_force);
        let weighted = each.map(|(force, part)| force.groups.clone() * force.weight.clone() * part.clone()).collect();
        let part = when(common.weights.clone().is(Compare::More, 0.0), total(weighted) / common.weights.clone(), 0.0);
        reached.push(rows.figure(&format!("Part of the groups answered: {label}"), "%", Format::Percent, part));
    }
    reached.push(responses.dedicated.part.clone());
    let gains = [
        ("Gain from ring-fencing", Named::SocGainRingFencing),
        ("Gain from coordination", Named::SocGainCoordination),
        ("Gain from pooling", Named::SocGainPooling),
    ];
    for ((label, name), pair) in gains.into_iter().zip(reached.windows(2)) {
        if let [before, after] = pair {
            let gain = rows.figure(label, "%", Format::Percent, after.clone() - before.clone());
            rows.name(name, &gain);
        }
    }
}
