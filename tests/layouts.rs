//! Tables in the layouts in which figures of forces are published and kept, written by hand after published descriptions,
//! with what goes wrong in them. Expected figures are hand sums.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use informed_choice::evidence::PRESETS;
use informed_choice::exchange::layouts::{Choices, Goal, Layout, LongTable, guess, offered, read, take};
use informed_choice::exchange::mapping::Taken;
use informed_choice::exchange::scaling::Scale;
use informed_choice::exchange::tables::grid;
use informed_choice::model::{Document, History, read as checked};

fn east_midlands() -> Document {
    PRESETS[0].document()
}

fn uniform() -> Document {
    PRESETS.last().unwrap().document()
}

fn table(document: &Document, text: &str) -> LongTable {
    read(document, &grid(text)).unwrap_or_else(|| panic!("not known:\n{text}"))
}

/// Reads and takes a text with what is guessed, or with what a test changes of it.
fn with(
    document: &Document,
    text: &str,
    choose: impl FnOnce(&LongTable, &mut Choices),
) -> (LongTable, Taken, Document) {
    let table = table(document, text);
    let mut choices = guess(document, &table);
    choose(&table, &mut choices);
    let taken = take(document, &table, &choices);
    let mut after = document.clone();
    taken.change.apply(&mut after);
    assert!(checked(after.value()).is_ok(), "what is taken is sound");
    (table, taken, after)
}

fn says(lines: &[String], part: &str) -> bool {
    lines.iter().any(|line| line.contains(part))
}

fn of(document: &Document, place: &str) -> Option<f64> {
    document.number(place)
}

fn choose(table: &LongTable, choices: &mut Choices, group: &str, goal: Goal) {
    let at = table.groups.iter().position(|one| one == group).unwrap();
    choices.goals[at] = goal;
}

// Home Office workforce open data

#[test]
fn workforce_sums_kinds_of_worker_and_takes_the_latest_date() {
    let text = "\
As at 31 March,Geo code,Force name,Region,Worker type,Function subgroup name,Wider function name,Total (FTE)
2024,E23000018,Derbyshire,East Midlands,Police Staff,Human Resources,Support Functions,80
2025,E23000018,Derbyshire,East Midlands,Police Staff,Human Resources,Support Functions,71.5
2025,E23000018,Derbyshire,East Midlands,Police Officer,Human Resources,Support Functions,2
2025,E23000018,Derbyshire,East Midlands,Police Staff,Finance,Support Functions,30
2025,E23000018,Derbyshire,East Midlands,PCSO,Neighbourhood Policing,Local Policing,100
2025,E23000018,Derbyshire,East Midlands,Police Officer,Incident Response,Local Policing,\"1,900\"
2025,E23000019,Kent,South East,Police Staff,Human Resources,Support Functions,99
2025,,Total England and Wales,,Police Staff,Human Resources,Support Functions,3000
";
    let (table, taken, after) = with(&east_midlands(), text, |_, _| {});
    assert_eq!(
        (table.layout, table.periods.as_slice()),
        (Layout::Workforce, ["2024".to_owned(), "2025".to_owned()].as_slice())
    );
    // 71.5 + 2, and not 80 of the year before
    assert_eq!(of(&after, "services.hr.baseline.derbyshire.fte"), Some(73.5));
    assert_eq!(of(&after, "services.finance.baseline.derbyshire.fte"), Some(30.0));
    assert_eq!(of(&after, "partners.derbyshire.officers_fte"), Some(1902.0));
    // 71.5 + 30 + 100
    assert_eq!(of(&after, "partners.derbyshire.staff_fte"), Some(201.5));
    assert!(says(&taken.account.remarks, "One line is a total"), "{:?}", taken.account.remarks);
    assert!(says(&taken.account.remarks, "One line is about bodies that are not partners in this scenario: Kent"));
    assert_eq!(taken.account.left, Vec::<String>::new());
    // the year before, where somebody asks for it
    let (_, _, before) = with(&east_midlands(), text, |_, choices| choices.period = Some(0));
    assert_eq!(of(&before, "services.hr.baseline.derbyshire.fte"), Some(80.0));
}

#[test]
fn workforce_marks_mean_what_they_are_and_specials_hold_no_post() {
    let text = "\
Police workforce by function [note 1]
This worksheet contains one table; [x] means not available.
As at 31 March;Force name;Worker type;Function;FTE
2025;Derbyshire;Police staff;Human resources;[x]
2025;Leicestershire;Police staff;Human resources;60,5 (e)
2025;Lincolnshire;Police staff;Human resources;-
2025;Nottinghamshire;Special constable;Human resources;12
2025;\"Northamptonshire\";Designated officer;Human resources;3,25 [note 2]
";
    let (table, taken, after) = with(&east_midlands(), text, |_, _| {});
    assert_eq!(table.lines, 5);
    assert_eq!(
        of(&after, "services.hr.baseline.leicestershire.fte"),
        Some(60.5),
        "a decimal comma, as in all of the file"
    );
    assert_eq!(of(&after, "services.hr.baseline.lincolnshire.fte"), Some(0.0), "a dash is nil");
    assert_eq!(of(&after, "services.hr.baseline.northamptonshire.fte"), Some(3.25));
    assert_eq!(of(&after, "partners.northamptonshire.staff_fte"), Some(3.25), "a designated officer is staff");
    assert!(
        says(&taken.account.left, "line 4: Total: \u{201c}[x]\u{201d} means that the figure is not available"),
        "{:?}",
        taken.account.left
    );
    assert!(says(&taken.account.remarks, "One figure is marked as an estimate"));
    assert!(says(&taken.account.remarks, "specials or volunteers"));
}

#[test]
fn workforce_names_of_forces_as_they_are_published() {
    let mut document = east_midlands();
    document.set(
        "partners.city-of-london",
        Some(serde_json::json!({ "id": "city-of-london", "name": "City of London", "kind": "force" })),
    );
    let text = "\
Year\tPolice force\tWorkforce type\tFunction name\tFull-time equivalent
2025\tLondon, City of\tPolice staff\tHR\t20
2025\tDerbyshire Constabulary\tPolice staff\tHR\t70
2025\tLeicestershire and Rutland Joint HR\tPolice staff\tHR\t70
2025\tDerbyshire & Nottinghamshire\tPolice staff\tHR\t40
";
    let (table, taken, _) = with(&document, text, |_, _| {});
    let of_london = table.facts.iter().filter(|fact| fact.partner.as_deref() == Some("city-of-london")).count();
    assert_eq!(of_london, 2, "its people, and its service\u{2019}s");
    assert!(says(&taken.account.left, "names more than one partner"), "{:?}", taken.account);
    assert!(says(&taken.account.left, "Leicestershire and Rutland Joint HR"), "{:?}", taken.account.left);
}

// objective analysis and value for money profiles

#[test]
fn analysis_with_functions_down_in_thousands() {
    let text = "\
Police Objective Analysis estimates 2025/26
Derbyshire
£000
Function,Officers FTE,Staff FTE,PCSO FTE,Officer pay,Staff pay,Gross revenue expenditure,Earned income,Net revenue expenditure
8a Human resources,1,70,0,60,\"2,500\",\"4,000\",500,\"3,500\"
8b Finance,0,30,0,0,\"1,200\",\"1,500\",0,\"1,500\"
8c ICT [note 4],0,..,0,0,..,\"9,000\",(100),\"8,900\"
Support functions total,1,100,0,60,\"3,700\",\"14,500\",400,\"13,900\"
";
    let (table, taken, after) = with(&east_midlands(), text, |_, _| {});
    assert_eq!((table.layout, table.scale, table.of_one), (Layout::Analysis, Scale::Thousands, false));
    assert_eq!(of(&after, "services.hr.baseline.derbyshire.fte"), Some(71.0));
    // (60 + 2,500) × 1,000 ÷ 71
    let each = 2_560_000.0 / 71.0;
    let found = of(&after, "services.hr.baseline.derbyshire.cost_per_fte").unwrap();
    assert!((found - each).abs() < 1e-9, "{found} {each} {:?}", taken.account);
    // 4,000,000 less that pay
    assert!((of(&after, "services.hr.baseline.derbyshire.non_pay").unwrap() - 1_440_000.0).abs() < 1e-6);
    assert_eq!(of(&after, "services.hr.baseline.derbyshire.income"), Some(500_000.0));
    assert_eq!(of(&after, "services.finance.baseline.derbyshire.income"), Some(0.0));
    assert!(says(&taken.account.left, "looks like a total"), "{:?}", taken.account.left);
    assert!(
        says(&taken.account.left, "\u{201c}..\u{201d} means that the figure is not available"),
        "{:?}",
        taken.account.left
    );
}

#[test]
fn analysis_with_functions_across_and_a_measure_in_the_title() {
    let text = "\
Net revenue expenditure by function (£m)
2024/25
Force name,Human resources,Finance,Fleet,Total
Derbyshire,3.6,1.4,5.2,10.2
PCC for Leicestershire,2.9,[c],4.8,7.7
Kent,4,2,6,12
Average,3.5,1.7,5.3,10
";
    let (table, taken, after) = with(&east_midlands(), text, |_, _| {});
    assert_eq!((table.scale, table.periods.as_slice()), (Scale::Millions, ["2024/25".to_owned()].as_slice()));
    // what stands beside posts and pay of today: 75.2 posts at £32,367
    let pay = of(&after, "services.hr.baseline.derbyshire.fte").unwrap()
        * of(&after, "services.hr.baseline.derbyshire.cost_per_fte").unwrap();
    assert!((of(&after, "services.hr.baseline.derbyshire.non_pay").unwrap() + pay - 3_600_000.0).abs() < 1e-6);
    assert_eq!(of(&after, "services.hr.baseline.derbyshire.income"), Some(0.0));
    assert!(says(&taken.account.left, "kept confidential"), "{:?}", taken.account.left);
    assert!(says(&taken.account.remarks, "only net cost is there"), "{:?}", taken.account.remarks);
    assert!(says(&taken.account.left, "\u{201c}Average\u{201d} looks like a total"));
}

#[test]
fn analysis_of_open_data_with_a_line_for_force_and_function() {
    let text = "\
force,function,workforce_fte,gre,earned_income,nre
Derbyshire,hr,75.2,3889000,1461000,2428000
Derbyshire,finance,40,1,0,1
Derbyshire,support_functions_subtotal,115.2,3889001,1461000,2428001
Nottinghamshire,hr,47.01,3177391,200,3177191
Nottinghamshire,training,20,900000,0,900000
";
    let (_, taken, after) = with(&east_midlands(), text, |_, _| {});
    assert_eq!(of(&after, "services.hr.baseline.nottinghamshire.fte"), Some(47.01));
    assert_eq!(of(&after, "services.hr.baseline.derbyshire.income"), Some(1_461_000.0));
    // a pound cannot pay for 40 posts: nothing is made negative, and it is said
    assert!(says(&taken.account.left, "come to more than its cost"), "{:?}", taken.account.left);
    assert!(says(&taken.account.left, "looks like a total"), "{:?}", taken.account.left);
}

// establishment lists

#[test]
fn an_establishment_list_is_summed_by_function() {
    let text = "\
Post No,Post title,Department,Grade,FTE,Salary,Status
1,HR adviser,Human Resources,F,1,\"£32,000\",Filled
2,HR adviser,Human Resources,F,0.5,\"£32,000\",Vacant
3,Head of HR,Human Resources,K,1,\"£60,000\",Filled
4,Accountant,Finance,H,1,\"£45,000\",Filled
5,Analyst,Intelligence,G,1,\"£38,000\",Filled
,,Total,,4.5,,
";
    let (table, taken, after) = with(&east_midlands(), text, |_, choices| choices.partner = Some("derbyshire".into()));
    assert!(table.of_one);
    assert_eq!(of(&after, "services.hr.baseline.derbyshire.fte"), Some(2.5));
    // (32,000 + 0.5 × 32,000 + 60,000) ÷ 2.5
    assert_eq!(of(&after, "services.hr.baseline.derbyshire.cost_per_fte"), Some(43_200.0));
    assert_eq!(of(&after, "services.finance.baseline.derbyshire.cost_per_fte"), Some(45_000.0));
    assert!(says(&taken.account.remarks, "1 of the posts is vacant"), "{:?}", taken.account.remarks);
    assert!(says(&taken.account.left, "line 7: it looks like a total"), "{:?}", taken.account.left);
    // whose it is has to be said
    let (_, nobody, _) = with(&east_midlands(), text, |_, _| {});
    assert!(nobody.change.edits.is_empty() && says(&nobody.account.left, "choose the partner"));
}

#[test]
fn an_establishment_list_of_two_forces_with_a_salary_that_is_none() {
    let text = "\
Force,Position,Function,Band,Budgeted FTE,Annual salary
Derbyshire,Adviser,HR,5,1.0,30000
Leicestershire,Adviser,HR,5,1.0,30-34k
Leicestershire,Manager,HR,7,1.0,50000
Leicestershire,Manager,HR,7,,50000
Kent,Manager,HR,7,1,1
";
    let (_, taken, after) = with(&east_midlands(), text, |_, _| {});
    // two posts with an FTE; pay of a post is of those whose salary can be read
    assert_eq!(of(&after, "services.hr.baseline.leicestershire.fte"), Some(2.0));
    assert_eq!(of(&after, "services.hr.baseline.leicestershire.cost_per_fte"), Some(50_000.0));
    assert!(says(&taken.account.left, "line 3: Salary"), "{:?}", taken.account.left);
    assert!(says(&taken.account.left, "line 5: it does not say how much of a full post it is"));
    assert!(says(&taken.account.remarks, "not partners in this scenario: Kent"));
}

#[test]
fn an_establishment_list_without_salaries_leaves_pay_as_it_is() {
    let text = "Role\tWTE\tRank\tTeam\nSergeant\t3\tSergeant\tHR\nClerk\t2.4\tStaff\tHR\nClerk\t1\tStaff\tFinance\n";
    let document = east_midlands();
    let (_, _, after) = with(&document, text, |_, choices| choices.partner = Some("lincolnshire".into()));
    assert!((of(&after, "services.hr.baseline.lincolnshire.fte").unwrap() - 5.4).abs() < 1e-12);
    let pay = "services.hr.baseline.lincolnshire.cost_per_fte";
    assert_eq!(of(&after, pay), of(&document, pay));
}

// payments by supplier

#[test]
fn payments_are_summed_by_category_and_credits_are_taken_off() {
    let text = "\
Body Name,Payment Date,Expense Type,Supplier Name,Net Amount (£)
Derbyshire Police,05/04/2025,Vehicles,A Motors Ltd,\"12,000.00\"
Derbyshire Police,31/03/2026,vehicles,A Motors Ltd,\"-2,000.00\"
Derbyshire Police,01/05/2025,Uniform,B Clothing,500
Derbyshire Police,,,,\"10,500.00\"
Kent Police,01/05/2025,Vehicles,A Motors Ltd,9
";
    let (table, taken, after) = with(&east_midlands(), text, |_, _| {});
    assert_eq!((table.layout, table.months), (Layout::Spend, Some(12)));
    assert_eq!(of(&after, "procurement.vehicles.spend.derbyshire"), Some(10_000.0));
    assert!(says(&taken.account.remarks, "One line is a credit"), "{:?}", taken.account.remarks);
    assert!(says(&taken.account.left, "line 5: it looks like a total"), "{:?}", taken.account.left);
}

#[test]
fn payments_of_two_months_are_no_year_until_somebody_says_so() {
    let text = "\
Spend over £500;;;
Supplier;Amount;Date;Category
A Motors;\"1.200,50\";30.04.2025;Vehicles
B Motors;\"800,00\";12.05.2025;Vehicles
";
    let mine = |_: &LongTable, choices: &mut Choices| choices.partner = Some("derbyshire".into());
    let (_, taken, after) = with(&east_midlands(), text, mine);
    assert_eq!(of(&after, "procurement.vehicles.spend.derbyshire"), Some(2_000.5));
    assert!(says(&taken.account.remarks, "Payments are of 2 months"), "{:?}", taken.account.remarks);
    let (_, _, a_year) = with(&east_midlands(), text, |table, choices| {
        mine(table, choices);
        choices.a_year = true;
    });
    assert_eq!(of(&a_year, "procurement.vehicles.spend.derbyshire"), Some(12_003.0));
}

#[test]
fn payments_without_a_known_category_go_nowhere_until_they_are_sent() {
    let text = "\
Beneficiary,Amount,Purpose
A Motors,£100,Fleet purchase
B Motors,£250,Fleet purchase
C Ltd,n/a,Fleet purchase
Redacted - personal data,75,
";
    let document = east_midlands();
    let (table, taken, _) = with(&document, text, |_, choices| choices.partner = Some("derbyshire".into()));
    assert!(taken.change.edits.is_empty() && says(&taken.account.left, "Nothing from the table will be used yet"));
    assert_eq!(table.groups, ["Fleet purchase", "Not said what for"]);
    let (_, taken, after) = with(&document, text, |table, choices| {
        choices.partner = Some("derbyshire".into());
        choose(table, choices, "Fleet purchase", Goal::Spending("vehicles".into()));
    });
    assert_eq!(of(&after, "procurement.vehicles.spend.derbyshire"), Some(350.0));
    assert!(says(&taken.account.left, "line 4: Amount"), "{:?}", taken.account.left);
}

// prices and years across

#[test]
fn a_matrix_of_prices_finds_items_and_adds_new_ones() {
    let text = "\
Item,Eastmoor,Westvale,Supplier
boots,99.50,£25,A
Batons,31,(e),B
Handcuffs,\"1,400\",43,C
Total,1530.5,68,
";
    let document = uniform();
    let (table, taken, after) = with(&document, text, |_, _| {});
    assert_eq!(table.layout, Layout::Prices);
    assert_eq!(of(&after, "procurement.uniform.items.0.price.eastmoor"), Some(99.5));
    assert_eq!(after.get("procurement.uniform.items").unwrap()[2]["name"], "Batons");
    assert_eq!(of(&after, "procurement.uniform.items.2.price.eastmoor"), Some(31.0));
    assert_eq!(of(&after, "procurement.uniform.items.1.price.eastmoor"), Some(1_400.0));
    assert!(
        says(&taken.account.remarks, "One item is new")
            && says(&taken.account.remarks, "Columns that name no partner are not read: Supplier")
    );
    assert!(says(&taken.account.left, "looks like a total"), "{:?}", taken.account.left);
    // one step of undo takes items and prices back
    let (mut back, mut history) = (document.clone(), History::default());
    history.make(&mut back, taken.change);
    assert_eq!(back.get("procurement"), after.get("procurement"));
    history.undo(&mut back);
    assert_eq!(back, document);
}

#[test]
fn a_matrix_of_prices_with_a_line_that_names_no_item() {
    let text = "Prices 2026,,\nProduct,Westvale,Eastmoor\n,5,6\nBoots,[x],80\nBoots,30,\n";
    let (table, taken, after) = with(&uniform(), text, |_, _| {});
    assert_eq!(table.groups, ["Boots"]);
    assert_eq!(of(&after, "procurement.uniform.items.0.price.eastmoor"), Some(80.0));
    assert_eq!(of(&after, "procurement.uniform.items.0.price.westvale"), Some(30.0));
    assert!(
        says(&taken.account.left, "line 3: it names no item") && says(&taken.account.left, "not available"),
        "{:?}",
        taken.account.left
    );
}

#[test]
fn figures_with_years_across_take_the_year_that_is_chosen() {
    let text = "\
Net budget requirement (£m)
Force,2024/25,2025/26,2026/27
Derbyshire,240.1,246.3,251.9 [p]
Leicestershire,250,258.9,..
England,14000,15000,16000
";
    let document = east_midlands();
    let budget = |table: &LongTable, choices: &mut Choices| {
        let goal = Goal::Field("partners".into(), "budget");
        assert!(offered(&east_midlands(), table).iter().any(|(one, _)| *one == goal));
        choices.goals[0] = goal;
    };
    let (table, taken, after) = with(&document, text, budget);
    assert_eq!((table.layout, table.periods.len()), (Layout::Years, 3));
    assert!((of(&after, "partners.derbyshire.budget").unwrap() - 251_900_000.0).abs() < 1e-6);
    assert!(says(&taken.account.remarks, "marked as provisional") && says(&taken.account.left, "not available"));
    let (_, _, before) = with(&document, text, |table, choices| {
        budget(table, choices);
        choices.period = Some(1);
    });
    assert!((of(&before, "partners.leicestershire.budget").unwrap() - 258_900_000.0).abs() < 1e-6);
}

// what is in none of the layouts

#[test]
fn other_tables_are_in_no_layout() {
    let document = east_midlands();
    for text in [
        "",
        "a",
        "Force,FTE,Average cost\nDerbyshire,1,2\n",
        "Force,Posts\nDerbyshire,1\n",
        "Item,Force,Unit price\nboots,Eastmoor,9\n",
        "Supplier\nA\n",
        "\u{0},\u{1}\n,,,,,\n",
    ] {
        assert_eq!(read(&document, &grid(text)), None, "{text}");
    }
}

/// Whatever stands in a table of known heads, nothing panics, and what is taken is sound.
#[test]
fn hostile_tables_do_no_harm() {
    use proptest::prelude::*;
    const HEADS: &[&str] = &[
        "Force name",
        "Worker type",
        "Function",
        "Total (FTE)",
        "As at 31 March",
        "Gross",
        "Income",
        "Net",
        "Officer pay",
        "FTE",
        "Post title",
        "Salary",
        "Grade",
        "Supplier",
        "Amount",
        "Category",
        "Date",
        "Item",
        "Derbyshire",
        "Leicestershire",
        "2024/25",
        "2025/26",
        "",
    ];
    const CELLS: &[&str] = &[
        "Derbyshire",
        "PCC for Leicestershire",
        "Kent",
        "Human resources",
        "Finance",
        "HR",
        "Total",
        "[x]",
        "[c]",
        "..",
        "-",
        "1e308",
        "-5",
        "(12)",
        "12 (e)",
        "1,250 [note 1]",
        "[",
        ")",
        "((",
        "£",
        "31/13/2026",
        "05/04/2025",
        "NaN",
        "∞",
        "99999",
        "",
        "Police officer",
        "Vehicles",
    ];
    let row = |of: &'static [&'static str]| prop::collection::vec(prop::sample::select(of), 1..9);
    let document = east_midlands();
    proptest!(ProptestConfig::with_cases(400), |(heads in row(HEADS), rows in prop::collection::vec(row(CELLS), 0..7))| {
        let quoted = |row: &Vec<&str>| row.iter().map(|cell| format!("\"{cell}\"")).collect::<Vec<_>>().join(",");
        let text = std::iter::once(quoted(&heads)).chain(rows.iter().map(quoted)).collect::<Vec<_>>().join("\n");
        if let Some(table) = read(&document, &grid(&text)) {
            let mut choices = guess(&document, &table);
            choices.partner = Some("derbyshire".into());
            // whatever is offered first stands in for what somebody may choose
            let offers = offered(&document, &table);
            for (n, goal) in choices.goals.iter_mut().enumerate() {
                *goal = offers[n % offers.len()].0.clone();
            }
            let taken = take(&document, &table, &choices);
            let mut after = document.clone();
            taken.change.apply(&mut after);
            prop_assert!(checked(after.value()).is_ok(), "{text}");
        }
    });
}

/// A random table once took no posts where there is income: the scenario that came of it broke a rule.
#[test]
fn an_income_that_exceeds_the_cost_is_not_taken_and_is_said() {
    let mut document = east_midlands();
    document.set("services.hr.baseline.derbyshire.income", Some(serde_json::json!(6_000)));
    document.set("services.hr.baseline.derbyshire.non_pay", Some(serde_json::json!(0)));
    let text = "\"Total (FTE)\",\"Worker type\",\"FTE\"\n\"Human resources\"\n\"Derbyshire\",\"Derbyshire\",\"-\"\n\"Human resources\"";
    let table = read(&document, &grid(text)).unwrap();
    let mut choices = guess(&document, &table);
    choices.partner = Some("derbyshire".into());
    for (n, goal) in choices.goals.iter_mut().enumerate() {
        *goal = if n == 1 { Goal::Service("hr".into()) } else { Goal::Nothing };
    }
    let taken = take(&document, &table, &choices);
    assert_eq!(taken.account.taken, 0, "{:?}", taken.account);
    assert!(
        taken.account.left.iter().any(|why| why.contains("its income would be more than it costs")),
        "{:?}",
        taken.account
    );
}
