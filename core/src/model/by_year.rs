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
    let (min, max) = match input.rule {
        Rule::ByYear { min, max } => (min, max),
        Rule::Curve { max } => return read_curve(text, max),
        _ => return Err("It is not a figure by year".into()),
    };
    let parts = text.replace("\r\n", "\n").replace(", ", ";").replace(['\t', '\n', '\r'], ";");
    let parts: Vec<&str> = parts.split(';').map(str::trim).collect();
    // what is empty at an end is the edge of what was copied; in between it is a year
    let filled = |part: &&str| !part.is_empty();
    let (Some(first), Some(last)) = (parts.iter().position(filled), parts.iter().rposition(filled)) else {
        return Ok(None);
    };
    let parts = parts.get(first..=last).unwrap_or_default();
    if parts.contains(&"") {
        return Err("A year between others is empty: write 0 where there is nothing".into());
    }
    if parts.len() > MOST_YEARS {
        return Err(format!("{} years are too many: a term has at most {MOST_YEARS}", parts.len()));
    }
    let mut found = Vec::new();
    for part in parts {
        // a dash alone is how budget books write nothing
        let part = if matches!(*part, "-" | "\u{2013}" | "\u{2212}") { "0" } else { part };
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

/// A quantile function as text: `0%: 0; 50%: 0.3; 100%: 1.2`.
fn read_curve(text: &str, max: f64) -> Result<Option<Value>, String> {
    let number = |text: &str, unit: Unit| {
        parse::parse_as(text, unit, parse::Reading::default()).map_err(|error| error.to_string())
    };
    let mut found = Vec::new();
    for part in text.split([';', '\n', '\t']).map(str::trim).filter(|part| !part.is_empty()) {
        let pair = part.split_once(':').or_else(|| part.split_once(' '));
        let Some((chance, value)) = pair else {
            return Err(format!("{part} must be a chance and a value, like 50%: 0.3"));
        };
        found.push(json!([number(chance.trim(), Unit::Percent)?, number(value.trim(), Unit::Factor)?]));
    }
    if found.is_empty() {
        return Ok(None);
    }
    let value = Value::Array(found);
    let sound = is_curve(&value, max);
    sound.then_some(Some(value)).ok_or_else(|| {
        format!(
            "Chances must rise from 0% to 100%, and values from 0 to {} never fall, like 0%: 0; 50%: 0.3; 100%: 1",
            parse::written(max, Unit::Factor)
        )
    })
}

/// Whether a value is a quantile function: two points to as many as a term has years, chances rising from 0 to 1, values that
/// never fall.
pub(super) fn is_curve(value: &Value, max: f64) -> bool {
    let point = |one: &Value| match one.as_array()?.as_slice() {
        [chance, value] => Some((chance.as_f64()?, value.as_f64()?)),
        _ => None,
    };
    let points: Option<Vec<(f64, f64)>> = value.as_array().and_then(|all| all.iter().map(point).collect());
    let Some(points) = points.filter(|points| (2..=MOST_YEARS).contains(&points.len())) else { return false };
    let rises = points.windows(2).all(|two| match two {
        [(p, v), (q, w)] => p < q && v <= w,
        _ => false,
    });
    let ends = points.first().map(|(p, _)| *p) == Some(0.0) && points.last().map(|(p, _)| *p) == Some(1.0);
    rises && ends && points.iter().all(|(_, value)| (0.0..=max).contains(value))
}

/// The same figures as they are shown.
pub fn written_by_year(value: &Value, unit: Unit) -> String {
    let pair = |one: &Value| match one.as_array()?.as_slice() {
        [chance, value] => Some(format!(
            "{}: {}",
            parse::written(chance.as_f64()?, Unit::Percent),
            parse::written(value.as_f64()?, Unit::Factor)
        )),
        _ => None,
    };
    let pairs = value.as_array().and_then(|all| all.iter().map(pair).collect::<Option<Vec<String>>>());
    if let Some(pairs) = pairs.filter(|pairs| !pairs.is_empty()) {
        return pairs.join("; ");
    }
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
        // a year that is left empty once vanished, and the next one took its place
        assert!(read_by_year("1000\t\t3000", gap).unwrap_err().contains("empty"));
        assert!(read_by_year("1;;3", gap).is_err());
        assert_eq!(read_by_year("1,000\t-\t3,000\r\n", gap).unwrap().unwrap(), json!([1_000.0, 0.0, 3_000.0]));
        assert_eq!(read_by_year("1\r\n2\r\n", gap).unwrap().unwrap(), json!([1.0, 2.0]));
        assert!(read_by_year("60%", input).unwrap_err().contains("from \u{2212}5% to 25%"));
        assert!(read_by_year(&"1;".repeat(31), gap).unwrap_err().contains("31 years are too many"));
        assert!(read_by_year("soon", gap).is_err());
        let curve = input_at("uncertainty.outside.cost").unwrap();
        let found = read_by_year("0%: 0.9; 50%: 1.2; 100%: 3", curve).unwrap().unwrap();
        assert_eq!(found, json!([[0.0, 0.9], [0.5, 1.2], [1.0, 3.0]]));
        assert_eq!(read_by_year(&written_by_year(&found, curve.unit), curve).unwrap().unwrap(), found);
        for wrong in ["0%: 1", "0%: 1; 90%: 2", "0%: 2; 100%: 1", "0%: 1; 0%: 2; 100%: 3", "0%: 1; 100%: 900", "half"] {
            assert!(read_by_year(wrong, curve).is_err(), "{wrong}");
        }
    }
}
