//! One thing that a scenario can hold: what may stand there, what stands there otherwise, its unit and its source.

/// Most years of a term.
pub const MOST_YEARS: usize = 30;
/// Most partners that a scenario can have: the territorial forces of England and Wales.
pub const MOST_PARTNERS: usize = 43;
/// Most services, categories, items or other entries of a list.
pub const MOST_ENTRIES: usize = 200;

/// One thing that a scenario can hold.
#[derive(Debug, Clone, Copy)]
pub struct Input {
    /// Where it stands: `services[].baseline{}.fte`.
    pub path: &'static str,
    /// What the page calls it.
    pub label: &'static str,
    /// What may stand there.
    pub rule: Rule,
    /// What it is when nothing stands there.
    pub default: Fallback,
    /// The unit in which it is shown and typed.
    pub unit: Unit,
    /// One press of an arrow key on its lever.
    pub step: f64,
    /// Where the default comes from.
    pub source: Source,
    /// One sentence of help.
    pub help: &'static str,
    /// The fold of the page's form that draws it; none where the page gives it a place of its own.
    pub fold: Option<Fold>,
}

/// A fold of a form: further terms of one kind, under a head of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fold {
    /// Of a service: how sure the saving is.
    Saving,
    /// Of a service: a common starting point.
    Convergence,
    /// Of a service: running it.
    Running,
    /// Of a service: getting there.
    Setup,
    /// Of a category, where it saves at a rate.
    ByRate,
    /// Of a category, where prices of items are compared.
    ByItems,
    /// Of a category, in either way.
    Buying,
}

impl Fold {
    /// The folds of a service's form, in order.
    pub const OF_SERVICE: [Fold; 4] = [Fold::Saving, Fold::Convergence, Fold::Running, Fold::Setup];

    /// Its head; none where it has none of its own.
    pub const fn title(self) -> &'static str {
        match self {
            Fold::Saving => "How sure the saving is",
            Fold::Convergence => "A common starting point",
            Fold::Running => "Running it",
            Fold::Setup => "Getting there",
            Fold::ByRate | Fold::ByItems | Fold::Buying => "",
        }
    }
}

/// What may stand in a field.
#[derive(Debug, Clone, Copy, PartialEq)]
#[allow(missing_docs, reason = "each variant says what its fields are")]
pub enum Rule {
    /// A number from `min` to `max`; `whole` for counts and years, `open_below` where `min` itself is too little.
    /// Bounds, whether only whole numbers stand, and whether the lower bound itself is out.
    Number { min: f64, max: f64, whole: bool, open_below: bool },
    /// A number for each year, or one for all: from `min` to `max`, at most as many as a term has years.
    /// Bounds.
    ByYear { min: f64, max: f64 },
    /// A quantile function: pairs of chance and value, chances rising from 0 to 1, values never falling.
    /// The greatest value.
    Curve { max: f64 },
    /// One of some words.
    Choice(&'static [&'static str]),
    /// Free text.
    /// Characters.
    Text { most: usize },
    /// 1 to 40 small letters, digits and hyphens.
    Id,
    /// A list of ids.
    Ids,
    /// Yes or no.
    Flag,
    /// A group of fields.
    Group,
    /// A list of groups.
    /// Entries.
    List { most: usize },
    /// A group, number or text by partner; by question, area or paragraph where it stands beside the partners.
    ByPartner,
    /// Yes or no by the id of a question.
    Answers,
    /// Kept as it is; a later part of the product reads it.
    Open,
}

/// What a field is when the scenario leaves it out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Fallback {
    /// It must be there.
    Required,
    /// Nothing.
    Null,
    /// Yes.
    Yes,
    /// This number.
    Number(f64),
    /// These words.
    Text(&'static str),
    /// An empty list.
    Empty,
}

/// The unit of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// None.
    None,
    /// Pounds.
    Pounds,
    /// Pounds and pence.
    Pence,
    /// A fraction, shown in per cent.
    Percent,
    /// Full-time equivalents.
    Posts,
    /// People.
    People,
    /// Years.
    Years,
    /// A year counted from the first one.
    YearIndex,
    /// A financial year, by the calendar.
    FinancialYear,
    /// Months.
    Months,
    /// Things that are bought.
    Units,
    /// A factor.
    Factor,
}

/// Where a default comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// A published figure, by its id in the evidence.
    Evidence(&'static str),
    /// Our assumption.
    Assumption,
    /// Nothing is assumed: nil or empty until somebody enters it.
    Nothing,
}

pub(super) const LARGEST: f64 = 1e12;

pub(super) const fn row(path: &'static str, label: &'static str, rule: Rule, default: Fallback) -> Input {
    Input { path, label, rule, default, unit: Unit::None, step: 1.0, source: Source::Nothing, help: "", fold: None }
}

pub(super) const fn number(min: f64, max: f64) -> Rule {
    Rule::Number { min, max, whole: false, open_below: false }
}

pub(super) const fn whole(min: f64, max: f64) -> Rule {
    Rule::Number { min, max, whole: true, open_below: false }
}

impl Input {
    pub(super) const fn unit(mut self, unit: Unit, step: f64) -> Input {
        self.unit = unit;
        self.step = step;
        self
    }
    pub(super) const fn from(mut self, source: Source) -> Input {
        self.source = source;
        self
    }
    pub(super) const fn under(mut self, fold: Fold) -> Input {
        self.fold = Some(fold);
        self
    }
    pub(super) const fn help(mut self, help: &'static str) -> Input {
        self.help = help;
        self
    }
    /// Whether a number may stand here.
    ///
    /// # Errors
    /// What may, as a sentence; `write` writes a bound as the reader sees it.
    pub fn admits(&self, value: f64, write: impl Fn(f64) -> String) -> Result<(), String> {
        let Rule::Number { min, max, whole, open_below } = self.rule else { return Ok(()) };
        if !(min..=max).contains(&value) || (open_below && value == min) {
            let above = if open_below { "above" } else { "from" };
            return Err(format!("{} must be {above} {} to {}", self.label, write(min), write(max)));
        }
        if whole && value.fract() != 0.0 {
            return Err(format!("{} must be a whole number, like {}", self.label, write(min.max(1.0))));
        }
        Ok(())
    }

    /// Whether it is several figures: one for each year, or a quantile function.
    pub const fn is_by_year(&self) -> bool {
        matches!(self.rule, Rule::ByYear { .. } | Rule::Curve { .. })
    }

    /// Lowest and highest number, where it is one.
    pub const fn bounds(&self) -> Option<(f64, f64)> {
        match self.rule {
            Rule::Number { min, max, .. } | Rule::ByYear { min, max } => Some((min, max)),
            _ => None,
        }
    }
}

pub(super) const fn by_year(
    path: &'static str,
    label: &'static str,
    (min, max): (f64, f64),
    default: Fallback,
) -> Input {
    row(path, label, Rule::ByYear { min, max }, default)
}

pub(super) const fn pounds(path: &'static str, label: &'static str, default: Fallback) -> Input {
    row(path, label, number(0.0, LARGEST), default).unit(Unit::Pounds, 1000.0)
}

pub(super) const fn percent(path: &'static str, label: &'static str, default: Fallback) -> Input {
    row(path, label, number(0.0, 1.0), default).unit(Unit::Percent, 0.01)
}

/// A factor on another figure: 1 leaves it as it is.
pub(super) const fn factor(path: &'static str, label: &'static str, default: f64) -> Input {
    row(path, label, number(0.0, LARGEST), Fallback::Number(default)).unit(Unit::Factor, 0.05).from(Source::Assumption)
}

pub(super) const fn group(path: &'static str, label: &'static str) -> Input {
    row(path, label, Rule::Group, Fallback::Empty)
}

pub(super) const fn list(path: &'static str, label: &'static str, most: usize) -> Input {
    row(path, label, Rule::List { most }, Fallback::Empty)
}

pub(super) const fn by_partner(path: &'static str, label: &'static str) -> Input {
    row(path, label, Rule::ByPartner, Fallback::Empty)
}

pub(super) const fn text(path: &'static str, label: &'static str) -> Input {
    row(path, label, Rule::Text { most: 20_000 }, Fallback::Text(""))
}

pub(super) const fn choice(
    path: &'static str,
    label: &'static str,
    words: &'static [&'static str],
    default: &'static str,
) -> Input {
    row(path, label, Rule::Choice(words), Fallback::Text(default))
}
