//! Reference classes: what comparable programmes saved, and what they cost against plan.

use crate::engine::Outcome;
use crate::evidence::find;
use crate::model::Rate;

/// A programme, or the scenario itself.
#[derive(Debug, Clone, PartialEq)]
pub struct ReferenceRow {
    /// Its name.
    pub name: String,
    /// Its figure, as it reads.
    pub figure: String,
    /// Length of its bar, from 0 to 1.
    pub length: f64,
    /// What it was.
    pub what: String,
    /// Whether it is the scenario itself.
    pub own: bool,
}

/// What saved what, the scenario among them by size, then what overran; what was only aimed at or proposed comes last, under
/// its own name.
pub fn reference_rows(outcome: &Outcome) -> Vec<ReferenceRow> {
    const SAVED: [(&str, &str); 1] = [("em-saving", "East Midlands")];
    const PROPOSED: [(&str, &str); 2] = [
        ("yorkshire-humber", "Yorkshire and the Humber: a review\u{2019}s proposal"),
        ("dc-dorset", "Devon and Cornwall with Dorset: an aim"),
    ];
    let totals = &outcome.totals;
    let published = |(id, name): (&str, &str)| {
        let one = find(id)?;
        let saved = one.low.or(one.likely)?;
        let what = format!("{} ({})", one.statement, one.short());
        Some((saved, row(name, saved, what, false)))
    };
    let mut rows: Vec<(f64, ReferenceRow)> = SAVED.into_iter().filter_map(published).collect();
    if totals.in_scope.0 > 0.0 {
        let saved = totals.full_year_services.0 / totals.in_scope.0;
        let what =
            format!("{} a year of {} in shared services", totals.full_year_services.short(), totals.in_scope.short());
        rows.push((saved, row("This scenario", saved, what, true)));
    }
    rows.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    let mut rows: Vec<ReferenceRow> = rows.into_iter().map(|(_, row)| row).collect();
    if let (Some(overrun), Some(net)) = (find("nao-overrun"), find("nao-net-cost")) {
        rows.push(ReferenceRow {
            name: "Five central government centres".into(),
            figure: format!("a net cost of {}", net.figure()),
            length: 0.0,
            what: format!("{} over what they were to cost; {} ({})", overrun.figure(), net.statement, overrun.short()),
            own: false,
        });
    }
    rows.extend(PROPOSED.into_iter().filter_map(published).map(|(_, row)| row));
    rows
}

/// A quarter saved fills the bar.
fn row(name: &str, saved: f64, what: String, own: bool) -> ReferenceRow {
    ReferenceRow {
        name: name.into(),
        figure: Rate((saved * 1000.0).round() / 1000.0).percent(),
        length: (saved / 0.25).clamp(0.0, 1.0),
        what,
        own,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::appraise;
    use crate::evidence::PRESETS;
    use crate::model::read;

    #[test]
    fn the_scenario_stands_among_what_others_saved() {
        let outcome = appraise(&read(PRESETS[0].document().value()).unwrap());
        let rows = reference_rows(&outcome);
        let names: Vec<&str> = rows.iter().map(|row| row.name.as_str()).collect();
        // 20% less the 2% that running the unit costs
        assert_eq!(names[..2], ["East Midlands", "This scenario"]);
        assert_eq!(rows[1].figure, "18%");
        assert!(rows[2].what.starts_with("56% over"), "{}", rows[2].what);
        // what nobody has counted stands apart
        assert!(rows[3].name.ends_with("a review\u{2019}s proposal") && rows[4].name.ends_with("an aim"));
        assert_eq!(rows[4].figure, "8.3%");
    }
}
