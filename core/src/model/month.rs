//! A month of a year, as start and review dates are known: day and month are often not.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

const NAMES: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A year from 1900 to 2100, with a month where that is known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month {
    year: u16,
    /// 1 to 12; 0 where only the year is known.
    month: u8,
}

/// Why a text is no date; a sentence for the one who wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotADate(String);

impl fmt::Display for NotADate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\u{201c}{}\u{201d} must be a date, like April 2024, 04/2024 or 2024", self.0)
    }
}

impl Month {
    /// A month of a year; none outside 1900 to 2100.
    pub fn new(year: u16, month: u8) -> Option<Month> {
        ((1900..=2100).contains(&year) && month <= 12).then_some(Month { year, month })
    }

    /// The calendar year.
    pub const fn year(self) -> u16 {
        self.year
    }

    /// Whether it is in the first three months, which belong to the financial year before.
    pub const fn is_before_april(self) -> bool {
        self.month > 0 && self.month < 4
    }

    /// Months since year 0; January where only the year is known.
    pub fn count(self) -> u32 {
        u32::from(self.year) * 12 + u32::from(self.month.saturating_sub(1))
    }

    /// Whether it lies before a month: a year alone only when it has ended.
    pub fn is_before(self, other: Month) -> bool {
        if self.month == 0 || other.month == 0 { self.year < other.year } else { self < other }
    }

    /// What a text means: `2024`, `2024/25`, `04/2024`, `1/4/2024`, `2024-04-01`, `Apr 2024`, `1 April 2024`.
    ///
    /// # Errors
    /// It is none of these.
    pub fn parse(text: &str) -> Result<Month, NotADate> {
        let wrong = || NotADate(text.trim().chars().take(40).collect());
        let lower = text.trim().to_lowercase();
        // a time of day behind a date says nothing here
        let date = lower.split('t').next().filter(|first| first.len() == 10 && lower.len() > 10).unwrap_or(&lower);
        let parts: Vec<&str> = date.split(['/', '-', '.', ' ', ',']).filter(|part| !part.is_empty()).collect();
        let year = |part: &str| {
            let digits = part.len() == 4 && part.bytes().all(|b| b.is_ascii_digit());
            digits.then(|| part.parse::<u16>().ok()).flatten()
        };
        let month = |part: &str| match part.parse::<u8>() {
            Ok(number) => (1..=12).contains(&number).then_some(number),
            Err(_) if part.len() >= 3 => {
                let at = NAMES.iter().position(|name| name.to_lowercase().starts_with(part))?;
                Some(u8::try_from(at).ok()? + 1)
            }
            Err(_) => None,
        };
        let day = |part: &str| {
            let digits = part.trim_end_matches(|c: char| c.is_ascii_alphabetic());
            digits.parse::<u8>().is_ok_and(|day| (1..=31).contains(&day))
        };
        // Excel writes April 2019 as Apr-19; a number of two digits beside another stays unclear
        let short_year = |part: &str| {
            let digits = part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit());
            let number = part.parse::<u16>().ok().filter(|_| digits)?;
            Some(if number < 80 { 2000 + number } else { 1900 + number })
        };
        let by_name = |part: &str| month(part).filter(|_| part.len() >= 3 && part.parse::<u8>().is_err());
        let found = match parts.as_slice() {
            [one] => year(one).and_then(|year| Month::new(year, 0)),
            [first, second] => match (year(first), year(second)) {
                (Some(from), None) if second.len() == 2 && date.contains('/') => {
                    // a financial year opens in April
                    let next = second.parse::<u16>().ok().filter(|to| (from + 1) % 100 == *to);
                    next.and_then(|_| Month::new(from, 4))
                }
                (Some(at), None) => month(second).and_then(|month| Month::new(at, month)),
                (None, Some(at)) => month(first).and_then(|month| Month::new(at, month)),
                (None, None) => by_name(first).and_then(|month| Month::new(short_year(second)?, month)),
                _ => None,
            },
            [first, second, third] => match (year(first), year(third)) {
                (Some(at), None) if day(third) => month(second).and_then(|month| Month::new(at, month)),
                (None, Some(at)) if day(first) => month(second).and_then(|month| Month::new(at, month)),
                (None, None) if day(first) => by_name(second).and_then(|month| Month::new(short_year(third)?, month)),
                _ => None,
            },
            _ => None,
        };
        found.ok_or_else(wrong)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match NAMES.get(usize::from(self.month).wrapping_sub(1)) {
            Some(name) => write!(f, "{name} {}", self.year),
            None => write!(f, "{}", self.year),
        }
    }
}

impl Serialize for Month {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.month {
            0 => serializer.collect_str(&format_args!("{}", self.year)),
            month => serializer.collect_str(&format_args!("{}-{month:02}", self.year)),
        }
    }
}

impl<'de> Deserialize<'de> for Month {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Month, D::Error> {
        let text = String::deserialize(deserializer)?;
        Month::parse(&text).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_as_people_write_them() {
        for text in [
            "April 2024",
            "apr 2024",
            "04/2024",
            "4/2024",
            "2024-04",
            "1/4/2024",
            "30.04.2024",
            "2024-04-01",
            "1st April 2024",
            "2024/25",
            "2024-04-01T00:00:00",
            " 01-Apr-2024 ",
            "Apr-24",
            "April 24",
            "01-Apr-24",
        ] {
            assert_eq!(Month::parse(text).map(|month| month.to_string()).as_deref(), Ok("April 2024"), "{text}");
        }
        assert_eq!(Month::parse("2024").unwrap().to_string(), "2024");
        assert_eq!(Month::parse("Sept 2024").unwrap().to_string(), "September 2024");
        for text in [
            "",
            "soon",
            "13/2024",
            "4/24",
            "04-24",
            "24-Apr",
            "1/4/24",
            "2024/26",
            "1/13/2024",
            "1850",
            "32/1/2024",
            "ma 2024",
            "x 2024 1 2",
        ] {
            assert!(Month::parse(text).is_err(), "{text}");
        }
        assert_eq!(
            Month::parse("soon").unwrap_err().to_string(),
            "\u{201c}soon\u{201d} must be a date, like April 2024, 04/2024 or 2024"
        );
    }

    #[test]
    fn what_is_written_is_read_again() {
        for text in ["2024", "May 2024", "December 1999"] {
            let month = Month::parse(text).unwrap();
            assert_eq!(Month::parse(&month.to_string()), Ok(month));
            let json = serde_json::to_string(&month).unwrap();
            assert_eq!(serde_json::from_str::<Month>(&json).unwrap(), month);
        }
        let month = |text| Month::parse(text).unwrap();
        assert!(month("2023").is_before(month("May 2024")) && !month("2024").is_before(month("May 2024")));
        assert!(month("April 2024").is_before(month("May 2024")) && !month("May 2024").is_before(month("May 2024")));
    }
}
