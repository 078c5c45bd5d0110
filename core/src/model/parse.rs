//! Numbers as people write and paste them: one parser for boxes, pasted blocks, CSV files and workbooks.
//!
//! Understood: `£1.25m`, `1,250,000`, `12.5%`, `£38k`, ` 20 `, `(300)` for a negative, a true minus,
//! narrow and no-break spaces. Refused with a reason: `1,23`, `1.234.234`, `twenty`, and what can be read in two
//! ways: `1.500` posts, `0.5` per cent without its sign.

use super::inputs::Unit;

/// What the points and commas of a text are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Decimal {
    /// British, by hand: commas between thousands. `1.500` may be meant as either and is refused.
    #[default]
    British,
    /// A table whose other cells show that the point is the decimal sign.
    Point,
    /// A table whose other cells show that the comma is.
    Comma,
    /// A table that may come from anywhere and shows neither: `1,500` and `1.500` are both refused.
    Unknown,
}

impl Decimal {
    /// What the cells of a table show, each by its own; `otherwise` where they show nothing or contradict each other.
    pub fn shown_by<'a>(cells: impl IntoIterator<Item = &'a str>, otherwise: Decimal) -> Decimal {
        let (mut points, mut commas) = (false, false);
        for cell in cells {
            match Decimal::of_one(cell) {
                Some(Decimal::Comma) => commas = true,
                Some(_) => points = true,
                None => {}
            }
        }
        match (points, commas) {
            (true, false) => Decimal::Point,
            (false, true) => Decimal::Comma,
            (true, true) => Decimal::Unknown,
            (false, false) => otherwise,
        }
    }

    /// What one number shows: `38500,50` can only have a decimal comma, `1,250` may have either.
    fn of_one(cell: &str) -> Option<Decimal> {
        let digits: String = cell.chars().filter(|c| c.is_ascii_digit() || matches!(c, '.' | ',')).collect();
        let letters = cell.chars().filter(|c| c.is_alphabetic()).count();
        // two points alone are a mark of what is missing
        if letters > 3 || !digits.contains(['.', ',']) || !digits.contains(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let (last, mark) = digits.char_indices().rfind(|(_, c)| matches!(c, '.' | ','))?;
        let (before, after) = (digits.get(..last)?, digits.get(last + 1..)?);
        let (own, other) =
            if mark == ',' { (Decimal::Comma, Decimal::Point) } else { (Decimal::Point, Decimal::Comma) };
        let others = before.chars().filter(|c| matches!(c, '.' | ',') && *c != mark).count();
        if before.contains(mark) {
            // the mark stands twice, so it divides thousands
            return (others == 0).then_some(other);
        }
        let a_group = after.len() == 3 && (1..=3).contains(&before.len()) && !before.starts_with('0');
        if others > 0 || (!after.is_empty() && !a_group) { Some(own) } else { None }
    }
}

/// How a text is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Reading {
    /// Which sign parts pounds and pence.
    pub decimal: Decimal,
    /// Whether a rate without a sign is a fraction, as our own files have it: 0.2 is 20 %.
    pub fractions: bool,
}

/// Why a text is not a number here; each is a sentence for the one who typed it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "each variant says what its fields are")]
pub enum NotANumber {
    /// Nothing is there.
    Empty,
    /// Words are there.
    Words(String),
    /// Its commas do not stand in threes.
    Grouping(String),
    /// A decimal comma, or thousands: it may be either.
    Thousands { found: String, comma: String, part: String },
    /// It has more than one point.
    Dots(String),
    /// Per cent where pounds are asked for.
    PercentOfPounds,
    /// Pounds where per cent are asked for.
    PoundsOfPercent,
    /// A part that may be per cent or a fraction.
    PercentOrFraction(String),
    /// Per cent so small that a fraction may be meant.
    SmallPercent { found: String, large: String },
    /// A year that is none.
    Year(String),
}

impl std::fmt::Display for NotANumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            NotANumber::Empty => write!(f, "Enter a number"),
            NotANumber::Words(text) => write!(f, "\u{201c}{text}\u{201d} must be a number, like 30 or 1,250"),
            NotANumber::Grouping(text) => {
                write!(
                    f,
                    "\u{201c}{text}\u{201d} can be read in two ways: write 1,250 for thousands or 1.25 for a part"
                )
            }
            NotANumber::Thousands { found, comma, part } => {
                write!(f, "\u{201c}{found}\u{201d} can be read in two ways: write {comma} or {part}")
            }
            NotANumber::Dots(text) => {
                write!(f, "\u{201c}{text}\u{201d} has more than one point: write 1,250,000 or 1.25")
            }
            NotANumber::PercentOfPounds => write!(f, "Enter an amount, not a percentage"),
            NotANumber::PoundsOfPercent => write!(f, "Enter a percentage, like 20%, not an amount of money"),
            NotANumber::PercentOrFraction(text) => {
                write!(f, "\u{201c}{text}\u{201d} can be read in two ways: write {text}% or leave out the m or k")
            }
            NotANumber::SmallPercent { found, large } => {
                write!(f, "\u{201c}{found}\u{201d} can be read in two ways: write {found}% or {large}%")
            }
            NotANumber::Year(text) => write!(f, "\u{201c}{text}\u{201d} must be a financial year, like 2027/28"),
        }
    }
}

/// The number that a text means in a box of a unit. A box of percentages reads `20` and `20%` as 0.2; `0.2` without a
/// sign is asked about, since it may be meant as either.
///
/// # Errors
/// Why it cannot be read.
///
/// ```
/// use informed_choice::model::{inputs::Unit, parse::parse};
///
/// assert_eq!(parse("20%", Unit::Percent), Ok(0.2));
/// assert_eq!(parse("£1.25m", Unit::Pounds), Ok(1_250_000.0));
/// assert!(parse("0.2", Unit::Percent).is_err(), "20 % or 0.2 %?");
/// ```
pub fn parse(text: &str, unit: Unit) -> Result<f64, NotANumber> {
    parse_as(text, unit, Reading::default())
}

/// The same, for a text of a table.
///
/// # Errors
/// Why it cannot be read.
pub fn parse_as(text: &str, unit: Unit, how: Reading) -> Result<f64, NotANumber> {
    if unit == Unit::FinancialYear {
        return parse_year(text);
    }
    let mut clean: String = text.chars().filter(|c| !c.is_whitespace() && !is_thin_space(*c)).collect();
    clean = clean.replace(['\u{2212}', '\u{2013}', '\u{fe63}', '\u{ff0d}'], "-");
    if clean.is_empty() {
        return Err(NotANumber::Empty);
    }
    let shown = text.trim().chars().take(40).collect::<String>();
    let mut negative = false;
    if let Some(inner) = clean.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        negative = true;
        clean = inner.to_owned();
    }
    let mut pounds = false;
    let mut percent = false;
    let lower = clean.to_ascii_lowercase();
    let mut rest = lower.as_str();
    let mut power = 0;
    // marks may stand on either side, in any order, each once
    loop {
        if let Some(next) = rest.strip_prefix('-').filter(|_| !negative) {
            negative = true;
            rest = next;
        } else if let Some(next) = rest.strip_prefix('+') {
            rest = next;
        } else if let Some(next) = strip_currency(rest).filter(|_| !pounds) {
            pounds = true;
            rest = next;
        } else if let Some(next) = rest.strip_suffix('%').or_else(|| rest.strip_suffix("percent")).filter(|_| !percent)
        {
            percent = true;
            rest = next;
        } else if let Some((next, ten)) = strip_scale(rest).filter(|_| power == 0) {
            power = ten;
            rest = next;
        } else if let Some(next) = strip_unit(rest, unit) {
            rest = next;
        } else {
            break;
        }
    }
    let plain = decimal_point(rest, how.decimal, unit, power, &shown)?;
    match unit {
        Unit::Percent if pounds => return Err(NotANumber::PoundsOfPercent),
        Unit::Percent if power != 0 => return Err(NotANumber::PercentOrFraction(rest.to_owned())),
        Unit::Percent if percent => power = -2,
        Unit::Percent if how.fractions => {}
        Unit::Percent => {
            let value = parse_plain(&plain, 0, &shown)?;
            if value > 0.0 && value < 1.0 {
                let large = exact(percent_of(value));
                return Err(NotANumber::SmallPercent { found: shown, large });
            }
            power = -2;
        }
        _ if percent => return Err(NotANumber::PercentOfPounds),
        _ => {}
    }
    let value = parse_plain(&plain, power, &shown)?;
    Ok(if negative && value != 0.0 { -value } else { value })
}

/// The digits with a point for the decimal sign and commas between thousands, whichever way round they were written.
fn decimal_point(text: &str, decimal: Decimal, unit: Unit, power: i32, shown: &str) -> Result<String, NotANumber> {
    let one_group = |mark: char| {
        text.split_once(mark).is_some_and(|(before, after)| {
            let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
            after.len() == 3
                && (1..=3).contains(&before.len())
                && !before.starts_with('0')
                && digits(before)
                && digits(after)
        })
    };
    // where thousands are as likely as a part: not of a rate, a factor, a few years or a number of millions
    let large = !matches!(unit, Unit::Percent | Unit::Factor | Unit::Years | Unit::YearIndex | Unit::Months);
    let ambiguous = match decimal {
        Decimal::British => large && power == 0 && one_group('.'),
        Decimal::Unknown => one_group('.') || one_group(','),
        Decimal::Point | Decimal::Comma => false,
    };
    if ambiguous {
        let bare = text.replace(['.', ','], "");
        let (whole, part) = bare.split_at(bare.len() - 3);
        let part = part.trim_end_matches('0');
        let part = if part.is_empty() { whole.to_owned() } else { format!("{whole}.{part}0") };
        return Err(NotANumber::Thousands {
            found: shown.to_owned(),
            comma: format!("{whole},{}", bare.get(whole.len()..).unwrap_or("")),
            part,
        });
    }
    Ok(match decimal {
        Decimal::Comma => text
            .chars()
            .map(|c| {
                if c == ',' {
                    '.'
                } else if c == '.' {
                    ','
                } else {
                    c
                }
            })
            .collect::<String>(),
        _ => text.to_owned(),
    })
}

fn is_thin_space(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{ad}' | '\u{feff}' | '\u{2060}')
}

fn strip_currency(text: &str) -> Option<&str> {
    ["£", "gbp"].iter().find_map(|mark| text.strip_prefix(mark).or_else(|| text.strip_suffix(mark)))
}

/// A word for thousands or more, as a power of ten.
fn strip_scale(text: &str) -> Option<(&str, i32)> {
    [("billion", 9), ("bn", 9), ("million", 6), ("mn", 6), ("m", 6), ("thousand", 3), ("k", 3)]
        .iter()
        .find_map(|(word, power)| text.strip_suffix(word).map(|rest| (rest, *power)))
}

fn strip_unit(text: &str, unit: Unit) -> Option<&str> {
    let words: &[&str] = match unit {
        Unit::Posts => &["fte", "posts", "post"],
        Unit::Years | Unit::YearIndex => &["years", "year"],
        Unit::Months => &["months", "month"],
        _ => &[],
    };
    words.iter().find_map(|word| text.strip_suffix(word)).filter(|rest| !rest.is_empty())
}

/// Digits, commas in their right places and one point, times a power of ten. The power is taken
/// in decimal, so that 33.386% is the number nearest to 0.33386 and not the quotient of two others.
fn parse_plain(text: &str, power: i32, shown: &str) -> Result<f64, NotANumber> {
    if text.is_empty() || !text.chars().all(|c| c.is_ascii_digit() || c == ',' || c == '.') {
        return Err(NotANumber::Words(shown.to_owned()));
    }
    let (whole, fraction) = match text.split_once('.') {
        Some((_, after)) if after.contains('.') => return Err(NotANumber::Dots(shown.to_owned())),
        Some((before, after)) => (before, after),
        None => (text, ""),
    };
    if fraction.contains(',') {
        return Err(NotANumber::Grouping(shown.to_owned()));
    }
    if whole.contains(',') {
        let mut groups = whole.split(',');
        let first = groups.next().unwrap_or("");
        if first.is_empty() || first.len() > 3 || groups.any(|group| group.len() != 3) {
            return Err(NotANumber::Grouping(shown.to_owned()));
        }
    }
    let digits = format!("{}.{}", whole.replace(',', ""), fraction);
    match digits.trim_matches('.').is_empty() {
        true => Err(NotANumber::Words(shown.to_owned())),
        false => format!("0{digits}0e{power}").parse().map_err(|_| NotANumber::Words(shown.to_owned())),
    }
}

/// `2027`, `2027/28`, `27/28`: the calendar year in which the financial year opens.
fn parse_year(text: &str) -> Result<f64, NotANumber> {
    let refuse = || NotANumber::Year(text.trim().chars().take(40).collect());
    let clean: String = text.chars().filter(|c| !c.is_whitespace()).collect::<String>().replace(['-', '\u{2013}'], "/");
    let (open, close) = match clean.split_once('/') {
        Some((open, close)) => (open, Some(close)),
        None => (clean.as_str(), None),
    };
    if clean.is_empty() {
        return Err(NotANumber::Empty);
    }
    if !open.bytes().all(|b| b.is_ascii_digit()) || !matches!(open.len(), 2 | 4) {
        return Err(refuse());
    }
    let year: u32 = open.parse().map_err(|_| refuse())?;
    let year = if open.len() == 2 { 2000 + year } else { year };
    if let Some(close) = close {
        let end: u32 = close.parse().map_err(|_| refuse())?;
        if end != (year + 1) % 100 && end != year + 1 {
            return Err(refuse());
        }
    }
    Ok(f64::from(year))
}

/// How a value is written in its box: what the reader would type, with commas, and read back as the same value.
pub fn written(value: f64, unit: Unit) -> String {
    let sign = if value < 0.0 { "\u{2212}" } else { "" };
    let size = value.abs();
    match unit {
        Unit::Percent => format!("{sign}{}%", exact(percent_of(size))),
        Unit::FinancialYear => super::FinancialYear(size as u32).to_string(),
        _ => format!("{sign}{}", exact(size)),
    }
}

/// A fraction as a percentage, by moving its decimal point.
fn percent_of(size: f64) -> f64 {
    let text = format!("{size:e}");
    let moved = text.split_once('e').and_then(|(digits, power)| {
        let power: i32 = power.parse().ok()?;
        format!("{digits}e{}", power + 2).parse().ok()
    });
    moved.unwrap_or(size * 100.0)
}

/// All the digits that the value has, with commas. Three decimals get a fourth, so that nobody takes them for thousands.
fn exact(size: f64) -> String {
    let text = format!("{size}");
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let grouped = super::grouped(whole.parse().unwrap_or(size), 0);
    match fraction.len() {
        0 => grouped,
        3 if !grouped.starts_with('0') => format!("{grouped}.{fraction}0"),
        _ => format!("{grouped}.{fraction}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_as_people_write_them() {
        let cases = [
            ("£1.25m", 1_250_000.0),
            ("1,250,000", 1_250_000.0),
            ("1250000", 1_250_000.0),
            ("GBP 1,100", 1100.0),
            ("1,100 £", 1100.0),
            ("£38k", 38_000.0),
            ("1.2 million", 1_200_000.0),
            ("(300)", -300.0),
            ("(£1,200)", -1200.0),
            ("\u{2212}45", -45.0),
            ("-£45", -45.0),
            ("£-45", -45.0),
            ("1\u{a0}250", 1250.0),
            ("12,345,678.90", 12_345_678.9),
            ("1.", 1.0),
            (".5", 0.5),
            ("1.05", 1.05),
            ("360,000\t", 360_000.0),
            ("\u{202f}7\n", 7.0),
            ("1,234,234", 1_234_234.0),
            ("0", 0.0),
            ("-0", 0.0),
        ];
        for (text, value) in cases {
            assert_eq!(parse(text, Unit::Pounds), Ok(value), "{text}");
        }
    }

    #[test]
    fn a_percentage_is_read_from_all_its_forms() {
        let cases = [
            ("20", 0.2),
            ("20%", 0.2),
            ("0.2%", 0.002),
            ("12.5%", 0.125),
            ("1", 0.01),
            ("1.0", 0.01),
            ("12.500", 0.125),
            ("100", 1.0),
            ("-45%", -0.45),
            ("1.5", 0.015),
            ("0", 0.0),
        ];
        for (text, value) in cases {
            let read = parse(text, Unit::Percent).unwrap();
            assert!((read - value).abs() < 1e-15, "{text} read as {read}");
        }
    }

    #[test]
    fn what_is_ambiguous_or_no_number_is_refused_with_a_reason() {
        assert!(matches!(parse("1,23", Unit::Pounds), Err(NotANumber::Grouping(_))));
        assert!(matches!(parse("1.234,5", Unit::Pounds), Err(NotANumber::Grouping(_))));
        assert!(matches!(parse("1.234.234", Unit::Pounds), Err(NotANumber::Dots(_))));
        assert!(matches!(parse("twenty", Unit::Pounds), Err(NotANumber::Words(_))));
        assert!(matches!(parse("1e5", Unit::Pounds), Err(NotANumber::Words(_))));
        assert!(matches!(parse("NaN", Unit::Pounds), Err(NotANumber::Words(_))));
        assert!(matches!(parse("--5", Unit::Pounds), Err(NotANumber::Words(_))));
        assert_eq!(parse("20%", Unit::Pounds), Err(NotANumber::PercentOfPounds));
        assert_eq!(parse("£20", Unit::Percent), Err(NotANumber::PoundsOfPercent));
        assert_eq!(parse("  ", Unit::Pounds), Err(NotANumber::Empty));
        assert!(parse(".", Unit::Pounds).is_err());
    }

    #[test]
    fn years_are_read_in_each_of_their_forms() {
        for text in ["2027", "2027/28", "27/28", "2027-28", " 2027/2028 "] {
            assert_eq!(parse(text, Unit::FinancialYear), Ok(2027.0), "{text}");
        }
        assert!(parse("2027/29", Unit::FinancialYear).is_err());
        assert!(parse("next year", Unit::FinancialYear).is_err());
    }

    /// 0.5 in a box of percentages was read as 50 %, and 1.500 as one and a half, without a word.
    #[test]
    fn what_can_be_read_in_two_ways_is_asked_about() {
        let said = |text: &str, unit| parse(text, unit).unwrap_err().to_string();
        assert_eq!(said("0.5", Unit::Percent), "\u{201c}0.5\u{201d} can be read in two ways: write 0.5% or 50%");
        assert_eq!(said(".125", Unit::Percent), "\u{201c}.125\u{201d} can be read in two ways: write .125% or 12.5%");
        assert_eq!(said("1.500", Unit::Posts), "\u{201c}1.500\u{201d} can be read in two ways: write 1,500 or 1.50");
        assert_eq!(said("38.000", Unit::Pounds), "\u{201c}38.000\u{201d} can be read in two ways: write 38,000 or 38");
        assert_eq!(parse("1.5", Unit::Posts), Ok(1.5));
        assert_eq!(parse("1.5000", Unit::Posts), Ok(1.5));
        assert_eq!(parse("0.125", Unit::Posts), Ok(0.125));
        assert_eq!(parse("£1.125m", Unit::Pounds), Ok(1_125_000.0));
        assert_eq!(parse("1.125", Unit::Factor), Ok(1.125));
        assert_eq!(written(7.125, Unit::Posts), "7.1250");
        assert_eq!(parse("7.1250", Unit::Posts), Ok(7.125));
    }

    #[test]
    fn a_table_shows_which_sign_is_the_decimal_one() {
        let shown = |cells: &[&str]| Decimal::shown_by(cells.iter().copied(), Decimal::Unknown);
        assert_eq!(shown(&["38500,50", "95,5", "0,22"]), Decimal::Comma);
        assert_eq!(shown(&["1.250.000"]), Decimal::Comma);
        assert_eq!(shown(&["2,500", ".."]), shown(&["2,500"]), "two points mark what is missing");
        assert_eq!(shown(&["1.250,5"]), Decimal::Comma);
        assert_eq!(shown(&["1,250.5"]), Decimal::Point);
        assert_eq!(shown(&["0.22", "7.125"]), Decimal::Point);
        assert_eq!(shown(&["1,250", "1.250", "12", ""]), Decimal::Unknown);
        assert_eq!(shown(&["0,5", "0.5"]), Decimal::Unknown);
        let read = |text: &str, decimal| parse_as(text, Unit::Pounds, Reading { decimal, fractions: false });
        assert_eq!(read("38500,50", Decimal::Comma), Ok(38_500.5));
        assert_eq!(read("1.250.000,5", Decimal::Comma), Ok(1_250_000.5));
        assert_eq!(read("7.125", Decimal::Point), Ok(7.125));
        assert!(read("38500,50", Decimal::British).is_err());
        assert!(read("1,250", Decimal::Unknown).is_err() && read("1.250", Decimal::Unknown).is_err());
        assert_eq!(read("12,345,678", Decimal::Unknown), Ok(12_345_678.0));
        let rate = |text: &str| parse_as(text, Unit::Percent, Reading { decimal: Decimal::Point, fractions: true });
        assert_eq!((rate("0.22"), rate("22%"), rate("1")), (Ok(0.22), Ok(0.22), Ok(1.0)));
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back_as_the_same_value(value in -1e12..1e12f64) {
            for unit in [Unit::Pounds, Unit::Posts, Unit::Factor] {
                prop_assert_eq!(parse(&written(value, unit), unit), Ok(value));
            }
        }

        #[test]
        fn a_percentage_reads_back_as_the_same_value(thousandths in 0..=100_000i32) {
            let value = f64::from(thousandths) / 100_000.0;
            prop_assert_eq!(parse(&written(value, Unit::Percent), Unit::Percent), Ok(value));
        }

        #[test]
        fn no_text_is_too_strange_to_be_refused(text in ".{0,40}") {
            for unit in [Unit::Pounds, Unit::Percent, Unit::FinancialYear] {
                if let Ok(value) = parse(&text, unit) {
                    prop_assert!(value.is_finite());
                }
            }
        }
    }
}
