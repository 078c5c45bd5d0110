//! Benefits year by year in words: how far from the plan, what is to come, what is left, and the yearly return.

use super::{capital, count, listed};
use crate::engine::benefits::{KeyAgainstUse, ReturnRow, Track, YearlyReturn, key_against_use, planned, tracks};
use crate::model::arrangement::Arrangement;
use crate::model::benefits::Basis;
use crate::model::{FinancialYear, Pounds, Rate, Register};

/// A line of the table of years: the plan, then what each of those who count found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BenefitRow {
    /// The financial year.
    pub year: String,
    /// As planned.
    pub planned: String,
    /// A count and its difference from the plan, for each of those who count.
    pub counted: Vec<(String, String)>,
}

/// Heads of those who count, and the lines.
pub fn benefit_rows(one: &Arrangement) -> (Vec<String>, Vec<BenefitRow>) {
    let tracks = tracks(&one.benefits);
    let heads = tracks.iter().map(who).collect();
    let mut years: Vec<u32> = one.benefits.plan.iter().map(|line| line.year).collect();
    years.extend(tracks.iter().flat_map(|track| track.years.iter().map(|year| year.year)));
    years.sort_unstable();
    years.dedup();
    let money = |value: Option<Pounds>| value.map_or_else(|| "–".to_owned(), Pounds::whole);
    let row = |year: u32| {
        let of = |track: &Track| track.years.iter().find(|at| at.year == year).copied().unwrap_or_default();
        let plan = one.benefits.plan.iter().rev().find(|line| line.year == year).and_then(|line| line.saving);
        let cells = tracks.iter().map(|track| {
            let at = of(track);
            let difference = at.counted.zip(plan).map(|(counted, planned)| Pounds(counted.0 - planned.0));
            (money(at.counted), difference.map_or_else(|| "–".to_owned(), signed))
        });
        BenefitRow { year: FinancialYear(year).to_string(), planned: money(plan), counted: cells.collect() }
    };
    (heads, years.into_iter().map(row).collect())
}

fn signed(value: Pounds) -> String {
    format!("{}{}", if value.0 > 0.0 { "+" } else { "" }, value.whole())
}

fn who(track: &Track) -> String {
    let name = if track.by.is_empty() { "somebody who is not named" } else { &track.by };
    match track.basis {
        Basis::Owner => name.to_owned(),
        Basis::Audit => format!("{name} (independent)"),
    }
}

/// What the plan has, what came of it by each count, what is to come, what is left, and whether the key still fits.
pub fn benefit_words(one: &Arrangement, name: impl Fn(&str) -> String) -> Vec<String> {
    let benefits = &one.benefits;
    let mut words = Vec::new();
    if benefits.plan.is_empty() {
        words.push("There is no plan of record yet. Without an agreed plan, delivery cannot be measured.".to_owned());
    } else {
        let from = if benefits.plan_from.is_empty() { String::new() } else { format!(", from {}", benefits.plan_from) };
        words.push(format!("The plan has {} of savings in all{from}.", planned(benefits).short()));
    }
    let found = tracks(benefits);
    if found.is_empty() && !benefits.plan.is_empty() {
        words.push("Nothing has been counted yet.".to_owned());
    }
    for track in &found {
        words.push(track_words(track));
    }
    if found.len() > 1 {
        words.push("Where they differ both stand: agree on who counts, and how.".to_owned());
    }
    words.extend(key_against_use(one).map(|found| key_words(&found, name)));
    words
}

fn track_words(track: &Track) -> String {
    let mut text = match track.part {
        Some(part) => format!(
            "As {} counts it, {} was delivered of {} planned so far, {}. If that continues, the total will be {}",
            who(track),
            track.counted_so_far.short(),
            track.planned_so_far.short(),
            whole_percent(part),
            track.forecast.short(),
        ),
        None => format!("As {} counts it, nothing can be compared with a plan yet", who(track)),
    };
    text += &match (track.left.0 > 0.0, track.paid_back) {
        (true, Some(year)) => {
            format!("; {} of its cost is still to be paid back, by {}.", track.left.short(), FinancialYear(year))
        }
        (true, None) => {
            format!("; {} of its cost is still to be paid back, and it is not in these years.", track.left.short())
        }
        (false, Some(_)) => "; it has paid back.".to_owned(),
        (false, None) => "; it does not pay back in these years.".to_owned(),
    };
    if !track.twice.is_empty() {
        let years: Vec<String> = track.twice.iter().map(|year| FinancialYear(*year).to_string()).collect();
        text += &format!(" {} stands twice in this count; the later line is taken.", listed(&years));
    }
    text
}

fn whole_percent(part: Rate) -> String {
    Rate((part.0 * 100.0).round() / 100.0).percent()
}

fn key_words(found: &KeyAgainstUse, name: impl Fn(&str) -> String) -> String {
    let year = FinancialYear(found.year);
    if found.matches() {
        return format!(
            "The sharing key still matches use as counted for {year}, within five points (our assumption)."
        );
    }
    let apart = found.partners.iter().filter(|(_, key, used)| (key.0 - used.0).abs() >= 0.05 - 1e-9);
    let apart: Vec<String> = apart
        .map(|(id, key, used)| format!("{} pays {} and uses {}", name(id), whole_percent(*key), whole_percent(*used)))
        .collect();
    let moved = found.moved.map(|moved| format!(": {} a year would move if use were paid for", moved.short()));
    format!(
        "The sharing key no longer matches use in {year}. {}{}.",
        capital(&listed(&apart)),
        moved.unwrap_or_default()
    )
}

/// The return of a year in a sentence or two.
pub fn return_words(found: &YearlyReturn) -> String {
    let all = found.rows.len();
    let with_plan = found.rows.iter().filter(|row| row.planned.is_some());
    let counted = found.rows.iter().filter(|row| row.counted.is_some()).count();
    let both = found.rows.iter().filter_map(|row| Some((row.planned?, row.counted?)));
    let sum = |of: fn((Pounds, (Pounds, Pounds))) -> Pounds| Pounds(both.clone().map(|pair| of(pair).0).sum());
    let (planned, low, high) = (sum(|(planned, _)| planned), sum(|(_, (low, _))| low), sum(|(_, (_, high))| high));
    let mut text = format!(
        "{}: of {} arrangement{}, {} planned a saving and {} counted one.",
        FinancialYear(found.year),
        count(all),
        if all == 1 { "" } else { "s" },
        count(with_plan.count()),
        count(counted)
    );
    if both.clone().count() > 0 {
        let span =
            if low == high { low.short() } else { format!("{} to {}, by who counts,", low.short(), high.short()) };
        text += &format!(" Where both are known, {} was planned and {span} counted.", planned.short());
    }
    text
}

/// Heads of the yearly return.
pub const RETURN_HEADS: [&str; 20] = [
    "Year",
    "Arrangement",
    "Function",
    "Style",
    "Partners",
    "Host",
    "Stage",
    "Start",
    "Review",
    "Purpose",
    "Yearly cost, £",
    "Paid centrally, %",
    "Planned saving, £",
    "Counted saving, lowest, £",
    "Counted saving, highest, £",
    "Counted by",
    "Forecast of all years, lowest, £",
    "Forecast of all years, highest, £",
    "Effect on service",
    "Missing",
];

/// A cell of the return.
#[derive(Debug, Clone, PartialEq)]
pub enum ReturnCell {
    /// Words.
    Text(String),
    /// Pounds, or a part as a number; none where it is not known.
    Number(Option<f64>),
}

/// The return of a year as lines, one for each arrangement of the register.
pub fn return_lines(
    register: &Register,
    found: &YearlyReturn,
    shown: impl Fn(&Arrangement, crate::model::arrangement::Field) -> String,
    lacks: impl Fn(&Arrangement) -> String,
) -> Vec<Vec<ReturnCell>> {
    use crate::model::arrangement::Field;
    let line = |row: &ReturnRow| {
        let one = register.arrangements.get(row.place)?;
        let text = |field: Field| ReturnCell::Text(shown(one, field));
        let pounds = |value: Option<Pounds>| ReturnCell::Number(value.map(|value| value.0));
        let of = |span: Option<(Pounds, Pounds)>| [pounds(span.map(|span| span.0)), pounds(span.map(|span| span.1))];
        let mut cells = vec![ReturnCell::Text(FinancialYear(found.year).to_string())];
        cells
            .extend([Field::Name, Field::Function, Field::Style, Field::Partners, Field::Host, Field::Stage].map(text));
        cells.extend([Field::Start, Field::Review, Field::Purpose].map(text));
        cells.push(pounds(one.yearly_cost));
        cells.push(ReturnCell::Number(one.central_share.map(|share| share.0 * 100.0)));
        cells.push(pounds(row.planned));
        cells.extend(of(row.counted));
        cells.push(ReturnCell::Text(row.by.join("; ")));
        cells.extend(of(row.forecast));
        cells.push(text(Field::Effect));
        cells.push(ReturnCell::Text(lacks(one)));
        Some(cells)
    };
    found.rows.iter().filter_map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::benefits::yearly_return;
    use crate::model::benefits::YearLine;

    fn line(by: &str, year: u32, saving: f64, cost: f64) -> YearLine {
        let (saving, cost) = (Some(Pounds(saving)), (cost > 0.0).then_some(Pounds(cost)));
        YearLine { year, by: by.into(), saving, cost, ..YearLine::default() }
    }

    /// By hand: 30,000 of 50,000 is 60 %; to come 0.6 × 160,000; left 100,000 − 30,000.
    #[test]
    fn what_came_is_told() {
        let mut one = Arrangement { id: "a1".into(), name: "HR".into(), ..Arrangement::default() };
        let same = str::to_owned;
        assert!(benefit_words(&one, same)[0].starts_with("There is no plan of record"));
        one.benefits.plan = vec![
            line("", 2026, 0.0, 1e5),
            line("", 2027, 5e4, 0.0),
            line("", 2028, 8e4, 0.0),
            line("", 2029, 8e4, 0.0),
        ];
        assert_eq!(
            benefit_words(&one, same),
            ["The plan has £210,000 of savings in all.", "Nothing has been counted yet."]
        );
        one.benefits.counts = vec![line("Kent", 2027, 3e4, 0.0)];
        assert_eq!(
            benefit_words(&one, same)[1],
            "As Kent counts it, £30,000 was delivered of £50,000 planned so far, 60%. If that continues, the total will be £126,000; £70,000 of its cost is still to be paid back, by 2029/30."
        );
        let (heads, rows) = benefit_rows(&one);
        assert_eq!((heads.as_slice(), rows.len()), (["Kent".to_owned()].as_slice(), 4));
        assert_eq!(rows[1].counted, [("£30,000".to_owned(), "\u{2212}£20,000".to_owned())]);
        let register = Register { arrangements: vec![one, Arrangement::default()], ..Register::default() };
        let found = yearly_return(&register, 2027);
        assert_eq!(
            return_words(&found),
            "2027/28: of two arrangements, one planned a saving and one counted one. Where both are known, £50,000 was planned and £30,000 counted."
        );
        let lines = return_lines(&register, &found, |one, _| one.name.clone(), |_| String::new());
        assert_eq!((lines.len(), lines[0].len()), (2, RETURN_HEADS.len()));
        assert_eq!(lines[0][12], ReturnCell::Number(Some(5e4)));
    }
}
