//! Tables as finance people keep them: each of these files was once taken wrongly, and without a word.

#![cfg(feature = "workbook")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use informed_choice::evidence::PRESETS;
use informed_choice::exchange::grid::{Entry, Grid};
use informed_choice::exchange::heads::Heads;
use informed_choice::exchange::mapping::{Column, Mapping, Taken, Target, Terms, column_title, guess, take};
use informed_choice::exchange::scaling::Scale;
use informed_choice::exchange::xlsx_in::{Opened, open};
use informed_choice::model::Document;

/// The only sheet of a file of `tests/cases`.
fn sheet(name: &str) -> Grid {
    let bytes = std::fs::read(format!("{}/../tests/cases/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap();
    match open(&bytes).unwrap() {
        Opened::Other(mut sheets) => sheets.remove(0),
        Opened::Ours(_) => panic!("{name} is not ours"),
    }
}

fn east_midlands() -> Document {
    PRESETS[0].document()
}

fn hr() -> Target {
    Target::Baselines("hr".into())
}

fn taken(name: &str, target: &Target, terms: Terms) -> Taken {
    let (document, grid) = (east_midlands(), sheet(name));
    let heads = Heads::of(&document, &grid);
    take(&document, target, &grid, &heads, &guess(target, &heads), terms)
}

fn after(taken: &Taken) -> Document {
    let mut document = east_midlands();
    taken.change.apply(&mut document);
    document
}

fn says(lines: &[String], part: &str) -> bool {
    lines.iter().any(|line| line.contains(part))
}

/// 412,500 + 88,200.50 + 9,300 and so on by hand; once the last line of each force stood for all.
#[test]
fn many_rows_of_one_force_are_summed_after_asking() {
    let target = Target::Spends("vehicles".into());
    let asked = taken("02-many-rows-per-force.xlsx", &target, Terms::default());
    assert!(asked.repeated, "{:?}", asked.account);
    assert_eq!(asked.account.taken, 0, "{:?}", asked.account);
    assert!(says(&asked.account.left, "Derbyshire stands in 3 lines (2, 3, 4)"), "{:?}", asked.account.left);
    let summed = after(&taken("02-many-rows-per-force.xlsx", &target, Terms { add_up: true, scale: None }));
    assert_eq!(summed.number("procurement.vehicles.spend.derbyshire"), Some(412_500.0 + 88_200.5 + 9_300.0));
}

#[test]
fn a_line_of_two_forces_is_given_to_none() {
    let found = taken("03-joint-unit-rows.xlsx", &hr(), Terms::default());
    assert_eq!((found.account.lines, found.account.taken, found.account.left.len()), (3, 2, 2), "{:?}", found.account);
    for name in ["Derbyshire and Nottinghamshire", "Leicestershire, Lincolnshire"] {
        assert!(says(&found.account.left, name), "{:?}", found.account.left);
    }
    assert_eq!(after(&found).number("services.hr.baseline.northamptonshire.fte"), Some(55.0));
}

/// One cell in the last row and column of a sheet asked for 17 thousand million cells.
#[test]
fn a_stray_cell_far_away_costs_nothing() {
    let grid = sheet("04-stray-last-cell.xlsx");
    assert_eq!((grid.rows.len(), grid.cells_left), (3, 1));
    assert!(says(&grid.remarks(), "One cell far to the right"), "{:?}", grid.remarks());
    let found = taken("04-stray-last-cell.xlsx", &hr(), Terms::default());
    assert_eq!(found.account.taken, 2, "{:?}", found.account);
}

#[test]
fn an_error_is_no_blank() {
    let found = taken("05-error-cells.xlsx", &hr(), Terms::default());
    assert_eq!((found.account.taken, found.account.left.len()), (7, 3), "{:?}", found.account);
    for word in ["line 3, Posts: #N/A", "line 4, Cost of a post, £: #REF!", "line 5, Posts: #DIV/0!"] {
        assert!(says(&found.account.left, word), "{:?}", found.account.left);
    }
}

/// "No figure differs" was said of a sheet whose formulas had no results.
#[test]
fn formulas_without_results_say_so() {
    let found = taken("07-formulas-never-calculated.xlsx", &hr(), Terms::default());
    assert_eq!((found.account.taken, found.account.same, found.account.left.len()), (0, 0, 4), "{:?}", found.account);
    assert!(says(&found.account.left, "never calculated"), "{:?}", found.account.left);
    assert!(found.account.done().contains("no usable figure was found"), "{}", found.account.done());
}

#[test]
fn thousands_are_thousands() {
    let found = taken("08-figures-in-thousands.xlsx", &Target::Partners, Terms::default());
    assert_eq!((found.scale, found.account.taken), (Scale::Thousands, 5), "{:?}", found.account);
    assert_eq!(after(&found).number("partners.derbyshire.budget"), Some(246_310_000.0));
    assert!(!says(&found.account.remarks, "a thousand times"), "{:?}", found.account.remarks);
    // somebody who says that they are pounds is told what that comes to
    let wrong =
        taken("08-figures-in-thousands.xlsx", &Target::Partners, Terms { add_up: false, scale: Some(Scale::Units) });
    assert!(says(&wrong.account.remarks, "about a thousand times smaller"), "{:?}", wrong.account.remarks);
}

#[test]
fn what_was_not_read_of_a_long_sheet_is_counted() {
    let grid = sheet("09-longer-than-5000-rows.xlsx");
    // all 5,606 rows are read by now; a longer sheet says how many are not
    assert_eq!((grid.rows.len(), grid.rows_left), (5_606, 0));
    let mut longer = grid.clone();
    longer.rows_left = 606;
    assert!(says(&longer.remarks(), "606 lines below line 5606 were not read"), "{:?}", longer.remarks());
    let found = taken("09-longer-than-5000-rows.xlsx", &Target::Spends("vehicles".into()), Terms::default());
    // the partners stand in the last five rows, which once were not looked at
    assert_eq!((found.account.taken, found.account.lines), (5, 5_605), "{:?}", found.account.remarks);
    assert_eq!(after(&found).number("procurement.vehicles.spend.nottinghamshire"), Some(1_004_000.0));
}

/// 1 April 2026 was read as 46,113 posts.
#[test]
fn a_date_is_no_number_of_posts() {
    let found = taken("10-dates-among-numbers.xlsx", &hr(), Terms::default());
    assert_eq!((found.account.taken, found.account.left.len()), (3, 3), "{:?}", found.account);
    assert!(says(&found.account.left, "line 2, Posts: 01/04/2026 is a date"), "{:?}", found.account.left);
}

#[test]
fn two_rows_of_heads_are_joined_and_columns_without_one_can_be_chosen() {
    let (document, grid) = (east_midlands(), sheet("11-two-row-merged-heads.xlsx"));
    let heads = Heads::of(&document, &grid);
    let titles: Vec<String> = (0..grid.columns()).map(|column| column_title(&heads, column)).collect();
    assert_eq!(titles[1..], ["2025/26 Posts", "2025/26 Average cost", "2026/27 Posts", "2026/27 Average cost"]);
    // two columns could be the posts: somebody chooses
    let mut mapping: Mapping = guess(&hr(), &heads);
    assert_eq!(mapping, [Some(Column::Partner), None, None, None, None]);
    mapping[3] = Some(Column::Field("fte"));
    let found = take(&document, &hr(), &grid, &heads, &mapping, Terms::default());
    assert_eq!(after(&found).number("services.hr.baseline.derbyshire.fte"), Some(85.0));
    // the last line of the file is a total
    assert!(grid.rows.len() < 8 || says(&found.account.left, "looks like a total"), "{:?}", found.account.left);
    let bare = Grid { rows: grid.rows[2..].to_vec(), ..grid };
    assert_eq!(column_title(&Heads::of(&document, &bare), 2), "Column C");
}

#[test]
fn a_newer_error_word_spoils_one_cell() {
    let grid = sheet("26-newer-error-word.xlsx");
    assert_eq!(grid.rows.len(), 4);
    assert_eq!(grid.rows[2].cells[3], Entry::Error("#SPILL!".into()));
    let found = taken("26-newer-error-word.xlsx", &hr(), Terms::default());
    assert_eq!((found.account.taken, found.account.left.len()), (6, 0), "{:?}", found.account);
}
