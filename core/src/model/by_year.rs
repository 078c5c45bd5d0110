//! A figure for each year as text: typed, or pasted from a row or a column of a spreadsheet.

use super::input::{Input, MOST_YEARS, Rule, Unit};
use super::parse;
use serde_json::{Value, json};

/// What a text means: one figure, or several with a semicolon, a tab, a line, or a comma and a space between them; none where
/// it is empty.
///
/// # Errors
/// Why it is not that, as a sentence.
pub fn read_by_year(text: &str, input: &Input) -> Result<Option<Value>, String> {
    let Rule::ByYear { min, max } = input.rule else { return Err("It is not a figure by year".into()) };
    let parts = text.trim().replace(", ", ";").replace(['\t', '\n', '\r'], ";");
    let parts: Vec<&str> = parts.split(';').map(str::trim).filter(|part| !part.is_empty()).collect();
    if parts.is_empty() {
        return Ok(None);
    }
    if parts.len() > MOST_YEARS {
        return Err(format!("{} years are too many: a term has at most {MOST_YEARS}", parts.len()));
    }
    let mut found = Vec::new();
    for part in &parts {
        let value = parse::parse_as(part, input.unit, parse::Reading::default()).map_err(|error| error.to_string())?;
        if !(min..=max).contains(&value) {
            let (low, high) = (parse::written(min, input.unit), parse::written(max, input.unit));
            return Err(format!("{part} is out of bounds: each must be from {low} to {high}"));
        }
        found.push(value);
    }
    Ok(Some(match found.as_slice() {
        [one] => json!(one),
        all => json!(all),
    }))
}

/// The same figures as they are shown.
pub fn written_by_year(value: &Value, unit: Unit) -> String {
    let all: Vec<f64> = match value {
        Value::Array(list) => list.iter().filter_map(Value::as_f64).collect(),
        one => one.as_f64().into_iter().collect(),
    };
    all.into_iter().map(|one| parse::written(one, unit)).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::inputs::input_at;

    #[test]
    fn what_is_pasted_is_read_and_what_is_shown_is_read_again() {
        let input = input_at("cash.inflation").unwrap();
        for (text, value) in [
            ("2%", json!(0.02)),
            ("2%; 2.5%; 2", json!([0.02, 0.025, 0.02])),
            ("2%\t3%\n4%", json!([0.02, 0.03, 0.04])),
            ("-1%, 2%", json!([-0.01, 0.02])),
        ] {
            let found = read_by_year(text, input).unwrap().unwrap();
            assert_eq!(found, value, "{text}");
            assert_eq!(read_by_year(&written_by_year(&found, input.unit), input).unwrap().unwrap(), value);
        }
        let gap = input_at("cash.partners.kent.gap").unwrap();
        assert_eq!(
            read_by_year("£1,200,000\t1.5m\t-0.5m", gap).unwrap().unwrap(),
            json!([1_200_000.0, 1_500_000.0, -500_000.0])
        );
        assert_eq!(read_by_year(" ", gap), Ok(None));
        assert!(read_by_year("60%", input).unwrap_err().contains("from \u{2212}5% to 25%"));
        assert!(read_by_year(&"1;".repeat(31), gap).unwrap_err().contains("31 years are too many"));
        assert!(read_by_year("soon", gap).is_err());
    }
}
