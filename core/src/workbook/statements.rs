//! What stands beside the formulas: checks, ranges as values, evidence, what the book is, and the
//! scenario itself, so that the book can be opened in the tool again.

use super::Known;
use super::book::{Content, Format, Role};
use super::builder::Builder;
use super::cash::{CashSheets, bridge_checks};
use super::formula::{At, Compare, Formula, Function, call, number, total, when};
use super::names::{Name, Named};
use super::part::Part;
use super::totals::Totals;
use crate::engine::map_change::map_change;
use crate::engine::merger::merger_outcome;
use crate::engine::options::other_means;
use crate::engine::switching_values;
use crate::engine::uncertainty::{Drawn, tornado};
use crate::evidence::evidence;
use crate::model::soc::SocModel;
use crate::model::{FinancialYear, MINUS};
use crate::words::{input_words, model_name, used_as};

/// Half a penny.
const SAME: f64 = 0.005;
/// A cell holds 32,767 characters.
const CHUNK: usize = 30_000;

/// Every line reads TRUE.
#[allow(clippy::too_many_lines, reason = "rows of one sheet in their order")]
pub(super) fn checks(builder: &mut Builder, parts: &[Part], (totals, cash): (&Totals, &CashSheets), known: &Known) {
    let changed = builder.changed();
    let sheet = builder.book.sheet(
        "Checks",
        "",
        "Every line reads TRUE; figures of the tool count until an input is changed".into(),
    );
    builder.book.heads(sheet, &["Check", "Holds", "In this book", "In the tool when exported"]);
    let row = builder.book.next_row(sheet);
    let at = |row: u32, column: u16| At { sheet, row, column };
    builder.book.put(at(row, 0), Content::Text("Inputs are as exported".into()), Role::Label, Format::Plain);
    let flag = at(row, 2);
    builder.book.put(at(row, 1), Content::Formula(number(1.0).is(Compare::Equal, 1.0)), Role::Result, Format::Check);
    let word = when(changed, Formula::Word("no: changed since"), Formula::Word("yes"));
    builder.book.put(flag, Content::Formula(word), Role::Note, Format::Plain);
    builder.book.name(Named::InputsAsExported, flag);
    let outcome = known.outcome;
    let of = &outcome.totals;
    let mut figures: Vec<(String, Name, f64)> = [
        ("Net present value", Named::Npv, of.npv.0),
        ("Net present social value", Named::Npsv, of.npsv.0),
        ("Net present value in cash", Named::NpvCash, of.npv_cash.0),
        ("Full-year saving", Named::FullYearSaving, of.full_year_saving.0),
        ("Of which cash", Named::FullYearCash, of.full_year_cash.0),
        ("One-off cost", Named::OneOffTotal, of.one_off.0),
    ]
    .map(|(label, name, value)| (label.to_owned(), name.into(), value))
    .to_vec();
    figures.extend(
        outcome
            .partners
            .iter()
            .map(|one| (format!("Net present value: {}", one.name), Named::Npv.of(&one.id), one.npv.0)),
    );
    if let Some(soc) = known.soc {
        for model in SocModel::ALL {
            let (of, name, word) = (soc.models.of(model), model_name(model), model.word());
            figures.push((format!("Cost a year: {name}"), Named::SocCost.of(word), of.cost.0));
            figures.push((format!("Groups answered a year: {name}"), Named::SocAnswered.of(word), of.answered));
        }
    }
    let cells: Vec<(String, At, f64)> = figures
        .into_iter()
        .filter_map(|(label, name, value)| Some((label, builder.book.named(name)?, value)))
        .collect();
    let mut line = |label: String, holds: Formula, shown: Option<Formula>, app: Option<f64>| {
        let row = builder.book.next_row(sheet);
        builder.book.put(at(row, 0), Content::Text(label), Role::Label, Format::Plain);
        builder.book.put(at(row, 1), Content::Formula(holds), Role::Result, Format::Check);
        if let Some(shown) = shown {
            builder.book.put(at(row, 2), Content::Formula(shown), Role::Note, Format::Pence);
        }
        if let Some(app) = app {
            builder.book.put(at(row, 3), Content::Number(app), Role::Note, Format::Pence);
        }
    };
    for (label, cell, value) in cells {
        let close = call(Function::Abs, vec![Formula::Cell(cell) - number(value)]).is(Compare::Less, SAME);
        let as_exported = Formula::Cell(flag).is_word("yes");
        let holds = when(as_exported, close, Formula::Number(1.0).is(Compare::Equal, 1.0));
        line(format!("{label} agrees with the tool to a penny"), holds, Some(Formula::Cell(cell)), Some(value));
    }
    for part in parts {
        let keys = total(part.members.iter().map(|member| Formula::Cell(member.key)).collect());
        let holds = call(Function::Abs, vec![keys.clone() - 1.0]).is(Compare::Less, 1e-9);
        line(format!("{}: shares of the key add up to 1", part.name), holds, Some(keys), None);
    }
    if !totals.balancing.is_empty() {
        let paid = total(totals.balancing.clone());
        let holds = call(Function::Abs, vec![paid.clone()]).is(Compare::Less, 0.01);
        line("Balancing payments add up to nothing".into(), holds, Some(paid), None);
        let sum = total(totals.npv.iter().map(|at| Formula::Cell(*at)).collect());
        let all = Formula::Cell(totals.whole);
        // payments that add up to a hair more than nothing count once for each year
        let holds = call(Function::Abs, vec![sum.clone() - all]).is(Compare::Less, 0.5);
        line("Partners\u{2019} net present values add up to the whole".into(), holds, Some(sum), None);
    }
    bridge_checks(cash, totals, &mut |label, holds, shown| line(label, holds, shown, None));
    if let (Some(grand), false) = (totals.grand, totals.shares.is_empty()) {
        let sum = total(totals.shares.iter().map(|at| Formula::Cell(*at)).collect());
        let holds = call(Function::Abs, vec![sum.clone() - Formula::Cell(grand)]).is(Compare::Less, SAME);
        line("Fair shares add up to the worth of all together".into(), holds, Some(sum), None);
    }
}

/// Ranges as they were drawn: values, since a spreadsheet does not draw.
pub(super) fn ranges(builder: &mut Builder, known: &Known) {
    let Some(drawn) = known.drawn else { return };
    let sheet = builder.book.sheet(
        "Ranges",
        "",
        "Ranges as drawn in the tool: values, which do not follow a change here".into(),
    );
    builder
        .book
        .heads(sheet, &["Figure", "Unit", "One draw in ten is below", "Middle", "One draw in ten is above", "Mean"]);
    let mut line = |label: &str, unit: &str, format: Format, of: Option<&Drawn>| {
        let row = builder.book.next_row(sheet);
        let at = |column| At { sheet, row, column };
        builder.book.put(at(0), Content::Text(label.to_owned()), Role::Label, Format::Plain);
        builder.book.put(at(1), Content::Text(unit.to_owned()), Role::Note, Format::Plain);
        let values = of.map(|of| [of.p10, of.p50, of.p90, of.mean.unwrap_or(f64::NAN)]);
        for (column, value) in (2..6).zip(values.into_iter().flatten()) {
            let content = if value.is_finite() { Content::Number(value) } else { Content::Text("never".into()) };
            builder.book.put(at(column), content, Role::Result, format);
        }
    };
    line("Net present value", "£", Format::Pounds, Some(&drawn.npv));
    line("Full-year saving", "£ a year", Format::Pounds, Some(&drawn.full_year_saving));
    line("Payback", "years", Format::Plain, drawn.payback.as_ref());
    let views = known.outside.map(|outside| {
        [
            ("As owners of such plans counted", &outside.owner),
            ("As auditors counted", &outside.audited),
            ("Both, by how often auditors count", &outside.mixed),
        ]
    });
    for (view, found) in views.iter().flatten() {
        line(&format!("{view}: net present value"), "£", Format::Pounds, Some(&found.npv));
        line(&format!("{view}: full-year saving"), "£ a year", Format::Pounds, Some(&found.full_year_saving));
        line(&format!("{view}: payback"), "years", Format::Plain, found.payback.as_ref());
    }
    let losses = std::iter::once(("Chance of a loss".to_owned(), drawn.chance_of_loss))
        .chain(views.iter().flatten().map(|(view, found)| (format!("{view}: chance of a loss"), found.chance_of_loss)));
    let at = |row: u32, column: u16| At { sheet, row, column };
    for (label, chance) in losses {
        let row = builder.book.next_row(sheet);
        builder.book.put(at(row, 0), Content::Text(label), Role::Label, Format::Plain);
        builder.book.put(at(row, 2), Content::Number(chance), Role::Result, Format::Percent);
    }
    let row = builder.book.next_row(sheet) - 1;
    let seed = format!("{} draws from the seed \u{201c}{}\u{201d}", drawn.draws, drawn.seed);
    builder.book.put(at(row + 1, 0), Content::Text(seed), Role::Note, Format::Plain);
}

/// Other means, events and a merger, where any are entered: values, since each is another scenario.
pub(super) fn alternatives(builder: &mut Builder, known: &Known) {
    let scenario = builder.scenario;
    let (means, merger) = (other_means(scenario, known.outcome), merger_outcome(scenario, known.outcome));
    let events = &scenario.map.events;
    if means.is_empty() && merger.is_none() && events.is_empty() {
        return;
    }
    let about =
        "Other means, a changing map and a merger as worked out in the tool: values, which do not follow a change here";
    let sheet = builder.book.sheet("Options", "", about.into());
    builder.book.heads(sheet, &["What", "Net present value, \u{a3}", "One-off cost, \u{a3}"]);
    let mut line = |label: String, npv: f64, once: Option<f64>| {
        let row = builder.book.next_row(sheet);
        let at = |column| At { sheet, row, column };
        builder.book.put(at(0), Content::Text(label), Role::Label, Format::Plain);
        builder.book.put(at(1), Content::Number(npv), Role::Result, Format::Pounds);
        if let Some(once) = once {
            builder.book.put(at(2), Content::Number(once), Role::Result, Format::Pounds);
        }
    };
    line("Collaborate".into(), known.outcome.totals.npv.0, Some(known.outcome.totals.one_off.0));
    line("Improve alone".into(), known.outcome.totals.alone.0, None);
    for (option, found) in scenario.options.iter().zip(&means) {
        let name = if option.name.trim().is_empty() { &option.id } else { &option.name };
        line(name.clone(), found.npv.0, Some(found.one_off.0));
    }
    if !events.is_empty() {
        let found = map_change(scenario, known.outcome);
        line("Collaborate, as expected with the events entered".into(), found.expected_npv.0, None);
    }
    if let Some(merger) = &merger {
        let once = merger.one_off.iter().map(|one| one.0).sum();
        line("Merge".into(), merger.npv.0, Some(once));
        if merger.each.len() > 1 {
            for force in &merger.each {
                line(format!("of which {}", force.name), force.npv.0, Some(force.one_off.0));
            }
        }
        line("Collaborate, then merge".into(), merger.then.0, None);
        line("Wait until the year of vesting, if no merger comes".into(), merger.wait.0, None);
    }
}

/// What one input at the ends of its range does, and where the whole is worth nothing: values, since each asks for a case of
/// its own. Whoever types an end over the input on the first sheets finds the same.
pub(super) fn moves(builder: &mut Builder) {
    let scenario = builder.scenario;
    let bars = tornado(scenario);
    if bars.is_empty() {
        return;
    }
    let sheet = builder.book.sheet(
        "What moves it",
        "",
        "Net present value with one figure at an end of its range: values, which do not follow a change here".into(),
    );
    let heads = [
        "Figure",
        "Low end",
        "High end",
        "Net present value, £, at the low end",
        "At the high end, £",
        "Worth nothing at",
    ];
    builder.book.heads(sheet, &heads);
    let turning = switching_values(scenario);
    for bar in bars {
        let row = builder.book.next_row(sheet);
        let words = input_words(scenario, &bar.input);
        let [low, high] = bar.at.map(|value| words.drawn(value));
        let turns = turning.iter().find(|one| one.input == bar.input).and_then(|one| one.value);
        let turns = turns.map_or_else(|| "none within its limits".to_owned(), |value| words.turning(value));
        let cells = [
            (Content::Text(words.label.clone()), Role::Label),
            (Content::Text(low), Role::Note),
            (Content::Text(high), Role::Note),
            (Content::Number(bar.low.0), Role::Result),
            (Content::Number(bar.high.0), Role::Result),
            (Content::Text(turns), Role::Note),
        ];
        for (column, (content, role)) in (0..).zip(cells) {
            builder.book.put(At { sheet, row, column }, content, role, Format::Pounds);
        }
    }
}

/// Fair shares of more partners than there are groups for on a sheet: values.
pub(super) fn fair_values(builder: &mut Builder, known: &Known) {
    let Some(fair) = known.fair else { return };
    let sheet = builder.book.sheet(
        "Fair shares",
        "",
        "Fair shares as worked out in the tool: values, since there are too many groups for a sheet".into(),
    );
    builder.book.heads(sheet, &super::fair::HEADS);
    for partner in &fair.partners {
        let row = builder.book.next_row(sheet);
        builder.book.put(At { sheet, row, column: 0 }, Content::Text(partner.name.clone()), Role::Label, Format::Plain);
        let values = [partner.alone, partner.shapley, partner.npv, partner.balancing_total, partner.balancing_per_year];
        for (column, value) in (1..).zip(values) {
            builder.book.put(At { sheet, row, column }, Content::Number(value.0), Role::Result, Format::Pounds);
        }
    }
}

/// Published figures, and the user's own sources.
pub(super) fn sources(builder: &mut Builder) {
    let sheet =
        builder.book.sheet("Evidence", "", "Published figures with what they do not say, and your own sources".into());
    builder.book.heads(
        sheet,
        &["What it says", "Figure", "What it does not say", "Used in this scenario as", "Source", "Address"],
    );
    let mut line = |cells: [String; 6]| {
        let row = builder.book.next_row(sheet);
        for (column, text) in (0..).zip(cells) {
            let role = if column == 0 { Role::Label } else { Role::Note };
            builder.book.put(At { sheet, row, column }, Content::Text(text), role, Format::Plain);
        }
    };
    for one in &builder.scenario.sources {
        let supports = if one.supports.is_empty() { String::new() } else { one.supports.clone() };
        line([
            one.statement.clone(),
            one.figure.clone(),
            String::new(),
            supports,
            one.source.clone(),
            one.address.clone(),
        ]);
    }
    for one in evidence() {
        line([
            one.statement.clone(),
            one.figure(),
            one.limits.clone(),
            used_as(builder.document, one).join("; "),
            one.cited(),
            one.address.clone().unwrap_or_default(),
        ]);
    }
}

/// What the book is and how it is read.
pub(super) fn about(builder: &mut Builder) {
    let sheet = builder.book.sheet("About", "", "What this workbook is and how to use it".into());
    builder.book.heads(sheet, &["About this workbook"]);
    let title = builder.document.text("title").to_owned();
    let first = FinancialYear(builder.scenario.first_year.0);
    let lines = [
        title,
        format!("Made by Informed Choice {} with reference data of {}.", env!("CARGO_PKG_VERSION"), crate::evidence::REFERENCE_VERSION),
        format!("Pounds are at the prices of {first}; a minus is written {MINUS} in the tool and - here. A year is a financial year by the year in which it begins."),
        "Change a framed figure on the sheet \u{201c}Inputs\u{201d}: every other sheet follows, as the tool would.".into(),
        "Partners, members of services, their hosts, items that are bought, and for organised crime the checklist and co-location are changed in the tool, not here.".into(),
        "Ranges, what moves it, and fair shares of more than six partners or forty services and categories are values: they do not follow.".into(),
        "Years beyond the term are folded away to the right; a longer term brings them back into the sums.".into(),
        "Names that begin with ic_ mean results and names that begin with in_ mean inputs, for sheets of your own.".into(),
        "The sheet \u{201c}Scenario\u{201d} holds the scenario as the tool saves it: open this workbook there again, and changed inputs come with it.".into(),
        "It indicates; it does not prescribe, and it does not rank forces.".into(),
    ];
    for text in lines {
        let row = builder.book.next_row(sheet);
        builder.book.put(At { sheet, row, column: 0 }, Content::Text(text), Role::Label, Format::Plain);
    }
}

/// The scenario as it is saved, in pieces that fit into cells.
pub(super) fn scenario(builder: &mut Builder) {
    let sheet = builder.book.sheet("Scenario", "", "The scenario as the tool saves it".into());
    builder.book.heads(sheet, &["The scenario as the tool saves it: leave it as it is"]);
    let text = builder.document.value().to_string();
    let letters: Vec<char> = text.chars().collect();
    for piece in letters.chunks(CHUNK) {
        let row = builder.book.next_row(sheet);
        let piece: String = piece.iter().collect();
        builder.book.put(At { sheet, row, column: 0 }, Content::Text(piece), Role::Note, Format::Plain);
    }
}
