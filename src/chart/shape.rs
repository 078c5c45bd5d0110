//! What a chart shows, and the room that it takes.

pub(crate) const LEFT: f64 = 46.0;
pub(crate) const RIGHT: f64 = 14.0;
pub(crate) const TOP: f64 = 18.0;
pub(crate) const BOTTOM: f64 = 24.0;
/// Height of a rule’s name.
pub(crate) const RULE_ROW: f64 = 16.0;

/// A series of bars by year; negative values stand below the line.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    pub name: std::borrow::Cow<'static, str>,
    /// Its colour: the n-th of the palette.
    pub colour: usize,
    pub values: Vec<f64>,
}

/// What is drawn.
#[derive(Debug, Clone, PartialEq)]
pub enum Drawing {
    /// Bars by year on one another.
    Stacked(Vec<Series>),
    /// One line by year, with a mark where it pays back; a band of what eight draws of ten stay within, and when they
    /// pay back.
    Line {
        values: Vec<f64>,
        mark: Option<(f64, String)>,
        band: Vec<(f64, f64)>,
        reach: Option<(f64, f64)>,
        /// A second band behind the first: the outside view.
        outside: Vec<(f64, f64)>,
    },
    /// Lines of money by year, each named at its end; where one has no value its line does not go.
    Lines(Vec<Series>),
    /// Lines over the labels, in per cent, each named at its end, with a mark at one label.
    Shares { series: Vec<Series>, at: usize },
    /// Bars to the right for a gain and to the left for a loss, one for each label, with a mark on each where
    /// its fair share lies.
    Diverging { values: Vec<f64>, marks: Vec<f64> },
    /// A bar for each label between two values, with a rule at a third.
    Spans { ends: Vec<(f64, f64)>, rule: f64 },
    /// A bar for each label from where the last one ended.
    Steps { ends: Vec<(f64, f64)> },
    /// A bar from nothing for each label, with named rules at values that they are held against.
    Bars { values: Vec<f64>, rules: Vec<(f64, String)> },
    /// From when to when for each label, in years, and where today is; none where it has no end.
    Tracks { ends: Vec<(f64, Option<f64>)>, now: f64 },
}

impl Drawing {
    /// Whether labels stand below one another, and how many.
    pub fn rows(&self) -> Option<usize> {
        match self {
            Drawing::Diverging { values, .. } => Some(values.len()),
            Drawing::Spans { ends, .. } | Drawing::Steps { ends } => Some(ends.len()),
            Drawing::Bars { values, .. } => Some(values.len()),
            Drawing::Tracks { ends, .. } => Some(ends.len()),
            _ => None,
        }
    }

    /// How high a row is: one with a mark has a figure below its bar.
    pub fn row_height(&self) -> f64 {
        match self {
            Drawing::Diverging { marks, .. } if !marks.is_empty() => 44.0,
            _ => 34.0,
        }
    }

    /// Where the first row begins.
    pub fn top(&self) -> f64 {
        match self {
            Drawing::Bars { rules, .. } => TOP + RULE_ROW * rules.len() as f64,
            _ => TOP,
        }
    }
}

/// A chart with its title, its caption, the labels of its axis, and what each point says in words.
#[derive(Debug, Clone, PartialEq)]
pub struct ChartOf {
    pub title: String,
    pub caption: String,
    pub labels: Vec<String>,
    pub drawing: Drawing,
    /// One sentence for each label, shown for pointer and arrow keys.
    pub readout: Vec<String>,
    /// Heads and rows of the table.
    pub heads: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

impl Default for ChartOf {
    fn default() -> ChartOf {
        ChartOf {
            title: String::new(),
            caption: String::new(),
            labels: vec![],
            drawing: Drawing::Stacked(vec![]),
            readout: vec![],
            heads: vec![],
            rows: vec![],
        }
    }
}
