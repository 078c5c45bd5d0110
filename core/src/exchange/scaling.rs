//! Money in thousands or millions, and figures that look as if somebody forgot which.

/// What the money of a table is in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Scale {
    /// Pounds.
    #[default]
    Units,
    /// Thousands of pounds.
    Thousands,
    /// Millions of pounds.
    Millions,
}

impl Scale {
    /// All of them.
    pub const ALL: [Scale; 3] = [Scale::Units, Scale::Thousands, Scale::Millions];

    /// What a figure is multiplied by.
    pub const fn factor(self) -> f64 {
        match self {
            Scale::Units => 1.0,
            Scale::Thousands => 1e3,
            Scale::Millions => 1e6,
        }
    }

    /// For a reader: pounds, thousands of pounds.
    pub const fn label(self) -> &'static str {
        match self {
            Scale::Units => "Pounds",
            Scale::Thousands => "Thousands of pounds (£000)",
            Scale::Millions => "Millions of pounds (£m)",
        }
    }

    /// What a head or a title says: `£000`, `£'000`, `£k`, `(£ thousands)`, `£m`, `in millions`.
    pub fn said(text: &str) -> Option<Scale> {
        let plain: String = text
            .to_lowercase()
            .chars()
            .filter(|c| {
                !c.is_whitespace() && !matches!(c, '\'' | '\u{2019}' | '\u{2018}' | ',' | '(' | ')' | '[' | ']')
            })
            .collect();
        let has = |marks: &[&str]| marks.iter().any(|mark| plain.contains(mark));
        // a mark at the end of a word, so that `£market` is none
        let ends = |marks: &[&str]| {
            text.to_lowercase()
                .split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '[' | ']' | ',' | ';' | ':'))
                .any(|word| marks.contains(&word))
        };
        if has(&["£000000", "gbp000000"]) {
            Some(Scale::Millions)
        } else if has(&["£000", "000s", "£thousand", "gbp000", "inthousand", "thousandsof", "k£"])
            || ends(&["£k", "thousands", "£ks", "£ths"])
        {
            Some(Scale::Thousands)
        } else if has(&["£million", "inmillion", "millionsof", "gbpm"]) || ends(&["£m", "£mn", "millions", "£ms"]) {
            Some(Scale::Millions)
        } else {
            None
        }
    }
}

/// A thousand times, give or take what forces differ by.
const ABOUT_A_THOUSAND: (f64, f64) = (250.0, 4_000.0);
const ABOUT_A_MILLION: (f64, f64) = (250_000.0, 4_000_000.0);

/// How a figure stands to what stood there and to its neighbours, where it is about a thousand or a million times away.
pub fn far_off(value: f64, before: Option<f64>, others: &[f64]) -> Option<String> {
    let mut sorted: Vec<f64> = others.iter().copied().filter(|other| *other > 0.0).collect();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.get(sorted.len() / 2).copied();
    let against = [(before, "what stands here"), (middle, "the other figures of its column")];
    against.into_iter().find_map(|(other, name)| {
        let other = other.filter(|other| *other > 0.0 && value > 0.0)?;
        let (ratio, way) = if value > other { (value / other, "larger") } else { (other / value, "smaller") };
        let times = [(ABOUT_A_THOUSAND, "a thousand"), (ABOUT_A_MILLION, "a million")];
        let (_, times) = times.into_iter().find(|((from, to), _)| (*from..=*to).contains(&ratio))?;
        Some(format!("about {times} times {way} than {name}"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_say_what_money_is_in() {
        for text in ["£000", "Budget (£'000)", "all figures £000", "£k", "Cost, £ thousands", "in thousands", "£000s"]
        {
            assert_eq!(Scale::said(text), Some(Scale::Thousands), "{text}");
        }
        for text in ["£m", "Budget (£m)", "£ million", "£millions", "In millions"] {
            assert_eq!(Scale::said(text), Some(Scale::Millions), "{text}");
        }
        for text in ["", "Budget", "£", "Cost per 1,000 residents", "£market", "Kent", "Total £"] {
            assert_eq!(Scale::said(text), None, "{text}");
        }
    }

    #[test]
    fn a_thousand_times_away_is_noticed_and_a_large_force_is_not() {
        assert!(far_off(246_310.0, Some(246_310_000.0), &[]).is_some());
        assert!(far_off(95_000.0, Some(95.0), &[]).unwrap().contains("larger"));
        assert_eq!(far_off(3.9e9, Some(1.6e8), &[2e8, 3e8]), None);
        assert!(far_off(246.0, None, &[250_000.0, 180_000.0, 190_000.0]).unwrap().contains("the other figures"));
        assert_eq!(far_off(0.0, Some(5.0), &[]), None);
        assert_eq!(far_off(5.0, Some(0.0), &[0.0]), None);
    }
}
