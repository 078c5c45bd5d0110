//! Inputs that are otherwise, and draws: the workbook's formulas against the engine's compiled sums.

use super::*;

#[test]
fn inputs_at_the_ends_of_their_ranges_and_where_they_break_even() {
    for (whose, document) in presets() {
        let scenario = read(document.value()).unwrap();
        let mut held = Held::new(&whose, &document, &scenario);
        for bar in tornado(&scenario) {
            let [low, high, apart] = bar_sums(&scenario, &bar);
            held.holds(&low, Some(bar.low.0));
            held.holds(&high, Some(bar.high.0));
            held.holds(&apart, Some(bar.high.0 - bar.low.0));
        }
        for (whole, all) in [(true, switching_values(&scenario)), (false, switching_alone(&scenario))] {
            for one in all.iter().filter(|one| one.value.is_some()) {
                let sum = turning_sum(&scenario, one, whole).unwrap();
                // go-live lies between two whole years, where the line between them is nothing
                held.is(&sum.of, Some(0.0), 0.005);
            }
        }
        let axes = axes(&scenario);
        let late: Vec<_> = axes.iter().filter(|axis| axis.input.ends_with("go_live")).take(2).collect();
        let edges = [axes.first().zip(axes.last()), late.first().copied().zip(late.get(1).copied())];
        for (rows, columns) in edges.into_iter().flatten() {
            let grid = two_way(&scenario, rows, columns, 4);
            for (row, cells) in grid.rows.iter().zip(&grid.npv) {
                for (column, npv) in grid.columns.iter().zip(cells) {
                    let sum = grid_sum(&scenario, [(&rows.input, *row), (&columns.input, *column)]);
                    held.holds(&sum, Some(npv.0));
                }
            }
        }
    }
}

/// A likely value that is not what was entered: everything else stands at it, as in the table.
#[test]
fn everything_else_is_as_likely() {
    let mut document = PRESETS[0].document();
    let range = |low: f64, likely: f64, high: f64| serde_json::json!({ "low": low, "likely": likely, "high": high });
    document.set("uncertainty.one_off", Some(range(0.9, 1.2, 1.56)));
    document.set("uncertainty.delay", Some(range(0.0, 0.5, 1.0)));
    let scenario = read(document.value()).unwrap();
    let mut held = Held::new("likely", &document, &scenario);
    for bar in tornado(&scenario) {
        let [low, high, _] = bar_sums(&scenario, &bar);
        held.holds(&low, Some(bar.low.0));
        held.holds(&high, Some(bar.high.0));
    }
    let axes = axes(&scenario);
    let edge = |name: &str| axes.iter().find(|axis| axis.input.ends_with(name)).unwrap();
    for (rows, columns) in [(edge("saving"), edge("discount_rate")), (edge("one_off"), edge("go_live"))] {
        let grid = two_way(&scenario, rows, columns, 3);
        for (row, cells) in grid.rows.iter().zip(&grid.npv) {
            for (column, npv) in grid.columns.iter().zip(cells) {
                let sum = grid_sum(&scenario, [(&rows.input, *row), (&columns.input, *column)]);
                held.holds(&sum, Some(npv.0));
            }
        }
    }
}

/// The draws were made by compiled sums; here the workbook's formulas come to the same.
#[test]
fn ends_of_what_was_drawn_are_draws_that_the_workbook_comes_to() {
    for (whose, document) in presets() {
        let mut document = document;
        document.set("uncertainty.draws", Some(serde_json::json!(200)));
        let scenario = read(document.value()).unwrap();
        let outcome = appraise(&scenario);
        if !outcome.shares_anything() {
            continue;
        }
        let found = uncertainty(&scenario);
        let mut held = Held::new(&whose, &document, &scenario);
        let payback = found.payback.unwrap();
        let last = scenario.years - 1;
        for (measure, drawn) in [
            (Measure::Npv, found.npv),
            (Measure::FullYear, found.full_year_saving),
            (Measure::Payback, payback),
            (Measure::Running(0), found.fan[0]),
            (Measure::Running(last), found.fan[last]),
        ] {
            for (part, value) in [(0.1, drawn.p10), (0.5, drawn.p50), (0.9, drawn.p90)] {
                if value.is_infinite() {
                    continue;
                }
                let traced = traced(&scenario, found.draws, measure, part).unwrap();
                held.holds(&drawn_sum(&scenario, &outcome, measure, &traced, "the middle"), Some(value));
            }
            if let Some(mean) = drawn.mean {
                held.holds(&mean_sum(measure, mean, found.draws), Some(mean));
            }
        }
        held.holds(&loss_sum(found.chance_of_loss, found.draws), Some(found.chance_of_loss));
        for part in &found.net_donor {
            held.holds(&donor_sum("Eastmoor", *part, found.draws), Some(*part));
        }
    }
}
