//! The quantities that a scenario is made of, each with the way it is written for a reader.
//!
//! Nothing here rounds a figure that is computed with; rounding happens only in the text.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub};

/// The minus sign that British style asks for (U+2212), so that a loss never reads as a hyphen.
pub const MINUS: char = '\u{2212}';

/// Pounds sterling in real terms, at the prices of the scenario's first year.
#[derive(Debug, Clone, Copy, Default, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Pounds(pub f64);

/// A fraction: 0.2 is 20 %.
#[derive(Debug, Clone, Copy, Default, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Rate(pub f64);

/// Full-time equivalent posts.
#[derive(Debug, Clone, Copy, Default, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Fte(pub f64);

/// A calendar year that opens a financial year: 2026 is 2026/27.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FinancialYear(pub u32);

/// Something by partner id.
pub type ByPartner<T> = BTreeMap<String, T>;

impl Pounds {
    /// Whole pounds with commas: `£1,250,000`, `−£300`.
    ///
    /// ```
    /// use informed_choice::model::Pounds;
    ///
    /// assert_eq!(Pounds(1_250_000.0).whole(), "£1,250,000");
    /// assert_eq!(Pounds(1_250_000.0).short(), "£1.3m");
    /// assert_eq!(Pounds(-300.0).whole(), "−£300");
    /// ```
    pub fn whole(self) -> String {
        format!("{}£{}", sign(self.0, 0), grouped(self.0.abs(), 0))
    }

    /// Pounds and pence, for prices: `£25.00`.
    pub fn pence(self) -> String {
        format!("{}£{}", sign(self.0, 2), grouped(self.0.abs(), 2))
    }

    /// For sentences and headline figures: millions to one decimal from £1m, else to the nearest
    /// thousand from £10,000, else whole pounds.
    pub fn short(self) -> String {
        let size = self.0.abs();
        if size >= 999_500_000.0 {
            format!("{}£{}bn", sign(self.0, 0), grouped(size / 1e9, 2))
        } else if size >= 999_500.0 {
            format!("{}£{}m", sign(self.0, 0), grouped(size / 1e6, 1))
        } else if size >= 10_000.0 {
            format!("{}£{}", sign(self.0, 0), grouped((size / 1e3).round() * 1e3, 0))
        } else {
            self.whole()
        }
    }

    /// Millions to one decimal, for a table whose head says `£m`.
    pub fn millions(self) -> String {
        format!("{}{}", sign(self.0 / 1e6, 1), grouped(self.0.abs() / 1e6, 1))
    }

    /// The size without its sign.
    pub fn abs(self) -> Pounds {
        Pounds(self.0.abs())
    }
}

impl Rate {
    /// `20%`, `12.5%`; at most two decimals, none that say nothing.
    pub fn percent(self) -> String {
        let value = self.0 * 100.0;
        format!("{}{}%", sign(value, 2), trimmed(value.abs(), 2))
    }
}

impl Fte {
    /// `95`, `7.4`: one decimal where there is one.
    pub fn posts(self) -> String {
        format!("{}{}", sign(self.0, 1), trimmed(self.0.abs(), 1))
    }

    /// Whole posts, rounded down: 0.4 of a post is not cash. Dust of arithmetic is forgiven.
    pub fn whole_posts(self) -> f64 {
        (self.0 + 1e-9).floor()
    }
}

impl FinancialYear {
    /// The financial year `index` years later.
    pub fn plus(self, index: usize) -> FinancialYear {
        FinancialYear(self.0.saturating_add(u32::try_from(index).unwrap_or(u32::MAX)))
    }

    /// `26/27`, for the axis of a chart.
    pub fn short(self) -> String {
        format!("{:02}/{:02}", self.0 % 100, self.0.saturating_add(1) % 100)
    }
}

impl fmt::Display for FinancialYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{:02}", self.0, self.0.saturating_add(1) % 100)
    }
}

impl fmt::Display for Pounds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.whole())
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.percent())
    }
}

impl fmt::Display for Fte {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.posts())
    }
}

impl Add for Pounds {
    type Output = Pounds;
    fn add(self, other: Pounds) -> Pounds {
        Pounds(self.0 + other.0)
    }
}

impl AddAssign for Pounds {
    fn add_assign(&mut self, other: Pounds) {
        self.0 += other.0;
    }
}

impl Sub for Pounds {
    type Output = Pounds;
    fn sub(self, other: Pounds) -> Pounds {
        Pounds(self.0 - other.0)
    }
}

impl Neg for Pounds {
    type Output = Pounds;
    fn neg(self) -> Pounds {
        Pounds(-self.0)
    }
}

impl Mul<f64> for Pounds {
    type Output = Pounds;
    fn mul(self, factor: f64) -> Pounds {
        Pounds(self.0 * factor)
    }
}

impl Div<f64> for Pounds {
    type Output = Pounds;
    fn div(self, divisor: f64) -> Pounds {
        Pounds(self.0 / divisor)
    }
}

impl Sum for Pounds {
    fn sum<I: Iterator<Item = Pounds>>(parts: I) -> Pounds {
        Pounds(parts.map(|part| part.0).sum())
    }
}

/// A number with commas and a fixed count of decimals: `12,345.60`. The sign is left out.
pub fn grouped(size: f64, decimals: usize) -> String {
    let text = format!("{:.*}", decimals, half_up(size.abs(), decimals));
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let mut out = String::with_capacity(text.len() + text.len() / 3);
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// Halves go up, as in a spreadsheet and on paper: formatting alone takes 1.25 to the even 1.2.
fn half_up(size: f64, decimals: usize) -> f64 {
    let scale = 10f64.powi(i32::try_from(decimals).unwrap_or(0));
    // larger ones hold no half
    if size * scale < 9e15 { (size * scale).round() / scale } else { size }
}

/// A number with commas and at most `decimals` decimals, without trailing zeros.
pub fn trimmed(size: f64, decimals: usize) -> String {
    let text = grouped(size, decimals);
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

/// A signed plain number for a reader, with a true minus.
pub fn number(value: f64, decimals: usize) -> String {
    format!("{}{}", sign(value, decimals), trimmed(value, decimals))
}

/// A minus where the rounded figure is below nothing: never `−0`. It looks at the very digits that are written, since a
/// rounding of its own may go the other way at a half.
fn sign(value: f64, decimals: usize) -> &'static str {
    let shown = value < 0.0 && grouped(value, decimals).contains(|c: char| matches!(c, '1'..='9'));
    if shown { "\u{2212}" } else { "" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_go_up_as_a_spreadsheet_has_them() {
        // as Excel and LibreOffice show these with such formats
        assert_eq!(Pounds(1_250_000.0).short(), "£1.3m");
        assert_eq!(Pounds(0.5).whole(), "£1");
        assert_eq!(Pounds(-2.5).whole(), "\u{2212}£3");
        assert_eq!(number(0.125, 2), "0.13");
        assert_eq!(number(9_007_199_254_740_993.0, 0), "9,007,199,254,740,992");
    }

    #[test]
    fn pounds_read_as_an_officer_writes_them() {
        assert_eq!(Pounds(1_250_000.0).whole(), "£1,250,000");
        assert_eq!(Pounds(-300.4).whole(), "−£300");
        assert_eq!(Pounds(-0.2).whole(), "£0");
        // the sign follows the digits that are written, and used to stay alone before a nothing
        assert_eq!((Pounds(-0.4).whole(), Pounds(-0.5).whole()), ("£0".into(), "\u{2212}£1".into()));
        assert_eq!((Pounds(-0.005).pence(), number(-0.05, 1)), ("\u{2212}£0.01".into(), "\u{2212}0.1".into()));
        assert_eq!(Pounds(9_912_345.0).short(), "£9.9m");
        assert_eq!(Pounds(999_499.0).short(), "£999,000");
        assert_eq!(Pounds(999_500.0).short(), "£1.0m");
        assert_eq!(Pounds(1_499.0).short(), "£1,499");
        assert_eq!(Pounds(999.0).short(), "£999");
        assert_eq!(Pounds(2.5e9).short(), "£2.50bn");
        assert_eq!(Pounds(25.0).pence(), "£25.00");
        assert_eq!(Pounds(-1_234_567.0).millions(), "−1.2");
    }

    #[test]
    fn rates_and_posts_drop_decimals_that_say_nothing() {
        assert_eq!(Rate(0.2).percent(), "20%");
        assert_eq!(Rate(0.125).percent(), "12.5%");
        assert_eq!(Rate(-0.45).percent(), "−45%");
        assert_eq!(Fte(95.0).posts(), "95");
        assert_eq!(Fte(7.44).posts(), "7.4");
        assert_eq!(Fte(2.999_999_999_9).whole_posts(), 3.0);
        assert_eq!(Fte(0.4).whole_posts(), 0.0);
    }

    #[test]
    fn years_are_financial_years() {
        assert_eq!(FinancialYear(2026).to_string(), "2026/27");
        assert_eq!(FinancialYear(2099).to_string(), "2099/00");
        assert_eq!(FinancialYear(2026).plus(3).short(), "29/30");
    }
}
