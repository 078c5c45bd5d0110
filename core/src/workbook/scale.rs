//! How far the size of a group goes, and the saving rate that follows, in formulas: method, sections 2 and 3.

use super::book::Format;
use super::builder::Builder;
use super::formula::{At, Compare, Formula, Function, call, number, total, when};

/// The part that a single service for a group would cost less, by size alone.
pub(super) fn effect(costs: &[Formula], elasticity: &Formula) -> Formula {
    let sum = total(costs.to_vec());
    let each = |one: &Formula| when(one.clone().is(Compare::More, 0.0), one.clone().power(elasticity.clone()), 0.0);
    let powers = total(costs.iter().map(each).collect());
    when(sum.clone().is(Compare::AtMost, 0.0), 0.0, number(1.0) - sum.power(elasticity.clone()) / powers)
}

/// The factor for the size of a group, against the one that the saving was entered for.
pub(super) fn factor(share: Formula, effect: Formula, measured: At) -> Formula {
    when(
        Formula::Cell(measured).is(Compare::AtMost, 0.0),
        1.0,
        number(1.0) - share.clone() + share * effect / Formula::Cell(measured),
    )
}

/// The saving rate with that factor, of a service or category by its place.
pub(super) fn rate(builder: &Builder, place: &str, factor: Formula) -> Formula {
    let input = |field: &str| builder.input(&format!("{place}.{field}"));
    let capped = call(Function::Min, vec![input("saving.high"), input("saving.likely") * factor]);
    (number(1.0) - input("haircut")) * capped
}

/// What a partner spends, by its id.
type Spends<'s> = &'s dyn Fn(&Builder, &str) -> Formula;

/// The rows that lead from what the members spend to their saving rate: the scale that the saving was entered for, and the
/// rate. `other` gives what a partner spends that the saving was entered for, under a label.
pub(super) fn rate_rows(
    builder: &mut Builder,
    sheet: usize,
    place: &str,
    own: &[At],
    reference: Option<&[String]>,
    (label, other): (&str, Spends),
) -> (At, At) {
    let input = |builder: &Builder, field: &str| builder.input(&format!("{place}.{field}"));
    let elasticity = input(builder, "scale_elasticity");
    let own: Vec<Formula> = own.iter().map(|at| Formula::Cell(*at)).collect();
    let entered_for: Vec<Formula> = match reference {
        None => own.clone(),
        Some(ids) => ids
            .iter()
            .map(|id| {
                let label = format!("{label}, for which the saving was entered: {}", builder.scenario.name_of(id));
                let formula = other(builder, id);
                Formula::Cell(builder.book.figure(sheet, &label, "£ a year", Format::Pounds, formula))
            })
            .collect(),
    };
    let mut percent = |label: &str, formula: Formula| builder.book.figure(sheet, label, "%", Format::Percent, formula);
    let group = percent("Scale effect of the group", effect(&own, &elasticity));
    let measured =
        percent("Scale effect of the group that the saving was entered for", effect(&entered_for, &elasticity));
    let scale = factor(input(builder, "scale_share"), Formula::Cell(group), measured);
    let scale = builder.book.figure(sheet, "Factor for the size of the group", "factor", Format::Plain, scale);
    let rate = rate(builder, place, Formula::Cell(scale));
    (measured, builder.book.figure(sheet, "Saving rate", "%", Format::Percent, rate))
}
