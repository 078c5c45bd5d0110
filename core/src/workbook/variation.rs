//! Unit costs side by side and what closing half of a gap is worth, in formulas.

use super::book::Format;
use super::builder::Builder;
use super::formula::{Compare, Formula, Function, call, number, total, when};
use super::names::{Name, Named};
use super::service::cost_and_size;
use crate::model::Service;
use crate::words::published_lines;

/// A partner's cost and size, and whether both are known.
struct Row {
    id: String,
    name: String,
    cost: Formula,
    size: Formula,
    unit: Formula,
    known: Formula,
}

/// The sheet of unit costs; none where there is no service.
pub(super) fn variation(builder: &mut Builder) {
    let services: Vec<&Service> = builder.scenario.services.iter().filter(|one| !one.members.is_empty()).collect();
    if services.is_empty() {
        return;
    }
    let about = "How far unit costs differ today, and what closing half of a gap is worth a year";
    let sheet = builder.book.sheet("Unit costs", "", about.into());
    builder.book.heads(sheet, &["Figure", "Unit", "Figure"]);
    for service in services {
        of_service(builder, sheet, service);
    }
}

/// A row under a defined name, with the unit that its format has here.
fn figure(builder: &mut Builder, sheet: usize, name: Name, label: &str, format: Format, formula: Formula) -> Formula {
    let unit = match format {
        Format::Pence => "£ for each",
        Format::Pounds => "£ a year",
        _ => "",
    };
    builder.named_figure(sheet, name, (label, unit), format, formula)
}

#[allow(clippy::too_many_lines, reason = "rows of one sheet in their order")]
fn of_service(builder: &mut Builder, sheet: usize, service: &Service) {
    let (id, shown) = (&service.id, service.shown());
    let mut rows: Vec<Row> = Vec::new();
    for member in &service.members {
        let Some(partner) = builder.scenario.partner(member) else { continue };
        let name = partner.shown().to_owned();
        let [cost, size] = cost_and_size(builder, service, partner);
        let cost = figure(
            builder,
            sheet,
            Named::CostToday.of_both(id, member),
            &format!("Cost today: {shown}, {name}"),
            Format::Pounds,
            cost,
        );
        let size = figure(
            builder,
            sheet,
            Named::Size.of_both(id, member),
            &format!("Size: {shown}, {name}"),
            Format::Plain,
            size,
        );
        let known = call(Function::And, vec![cost.clone().is(Compare::More, 0.0), size.clone().is(Compare::More, 0.0)]);
        let unit = when(known.clone(), cost.clone() / size.clone(), Formula::Word("none"));
        let unit = figure(
            builder,
            sheet,
            Named::UnitCost.of_both(id, member),
            &format!("Unit cost: {shown}, {name}"),
            Format::Pence,
            unit,
        );
        rows.push(Row { id: member.clone(), name, cost, size, unit, known });
    }
    let all = || rows.iter().map(|row| row.unit.clone()).collect::<Vec<_>>();
    let some = call(Function::Count, all()).is(Compare::More, 0.0);
    let line = |builder: &mut Builder, key: &str, label: String, formula: Formula| {
        let formula = when(some.clone(), formula, Formula::Word("none"));
        figure(builder, sheet, Named::UnitCost.of_line(key, id), &label, Format::Pence, formula)
    };
    let lowest = line(builder, "lowest", format!("Lowest unit cost: {shown}"), call(Function::Min, all()));
    let highest = line(builder, "highest", format!("Highest unit cost: {shown}"), call(Function::Max, all()));
    let middle = line(builder, "middle", format!("Middle unit cost: {shown}"), call(Function::Median, all()));
    let times = when(some.clone(), highest / lowest, Formula::Word("none"));
    figure(
        builder,
        sheet,
        Named::UnitCost.of_line("times", id),
        &format!("The dearest against the cheapest: {shown}"),
        Format::Plain,
        times,
    );
    let mut lines = vec![("middle", "the middle of the group".to_owned(), middle)];
    let entered = service.convergence.benchmark.is_some();
    let entered = entered.then(|| builder.input(&format!("services.{id}.convergence.benchmark")));
    let benchmark = entered.map(|entered| ("benchmark", "your benchmark".to_owned(), entered));
    let published =
        published_lines(service).into_iter().map(|line| (line.key, line.name.to_owned(), number(line.value)));
    for (key, name, value) in benchmark.into_iter().chain(published) {
        let place = Named::UnitCost.of_line(key, id);
        let at = figure(builder, sheet, place, &format!("Compared with {name}: {shown}"), Format::Pence, value);
        lines.push((key, name, at));
    }
    for (key, name, at) in lines {
        let mut halves = Vec::new();
        let mut above = Vec::new();
        for row in &rows {
            let beyond = (row.cost.clone() - at.clone() * row.size.clone()).or_nothing() * 0.5;
            let half = when(row.known.clone(), beyond, 0.0);
            let label = format!("Half of the gap to {name}: {shown}, {}", row.name);
            let place = Named::HalfGap.of_row(key, id, &row.id);
            halves.push(figure(builder, sheet, place, &label, Format::Pounds, half));
            let dearer = row.unit.clone().is(Compare::More, at.clone() + 1e-9);
            let dearer = when(row.known.clone(), when(dearer, 1.0, 0.0), 0.0);
            let place = Named::Above.of_row(key, id, &row.id);
            above.push(figure(
                builder,
                sheet,
                place,
                &format!("Above {name}: {shown}, {}", row.name),
                Format::Plain,
                dearer,
            ));
        }
        let label = format!("Half of the gap to {name}: {shown}");
        figure(builder, sheet, Named::HalfGap.of_line(key, id), &label, Format::Pounds, total(halves));
        let label = format!("Partners above {name}: {shown}");
        figure(builder, sheet, Named::Above.of_line(key, id), &label, Format::Plain, total(above));
    }
}
