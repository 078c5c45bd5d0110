//! Paragraphs of the public account as they are put together: words, and figures that follow the scenario.

/// A paragraph before its figures are put in.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Draft {
    pub id: &'static str,
    parts: Vec<Piece>,
}

#[derive(Debug, Clone, PartialEq)]
enum Piece {
    Words(String),
    /// A figure: its id, what it is, and as it stands in the text.
    Figure {
        id: String,
        what: String,
        value: String,
    },
}

impl Draft {
    pub fn new(id: &'static str) -> Draft {
        Draft { id, parts: Vec::new() }
    }

    /// Words that do not change with a figure.
    #[must_use]
    pub fn say(mut self, words: impl Into<String>) -> Draft {
        self.parts.push(Piece::Words(words.into()));
        self
    }

    /// A figure.
    #[must_use]
    pub fn figure(mut self, id: impl Into<String>, what: impl Into<String>, value: impl Into<String>) -> Draft {
        self.parts.push(Piece::Figure { id: id.into(), what: what.into(), value: value.into() });
        self
    }

    pub fn text(&self) -> String {
        let each = |piece: &Piece| match piece {
            Piece::Words(words) => words.clone(),
            Piece::Figure { value, .. } => value.clone(),
        };
        self.parts.iter().map(each).collect()
    }

    /// A mark of the words, whatever the figures: two drafts of one mark say the same of other figures.
    pub fn basis(&self) -> String {
        let each = |piece: &Piece| match piece {
            Piece::Words(words) => words.clone(),
            Piece::Figure { id, .. } => format!("{{{id}}}"),
        };
        let words: String = self.parts.iter().map(each).collect();
        format!("{:016x}", crate::engine::fingerprint(&words))
    }

    pub fn figures(&self) -> Vec<AccountFigure> {
        let each = |piece: &Piece| match piece {
            Piece::Words(_) => None,
            Piece::Figure { id, what, value } => {
                Some(AccountFigure { id: id.clone(), what: what.clone(), value: value.clone() })
            }
        };
        self.parts.iter().filter_map(each).collect()
    }
}

/// A figure of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountFigure {
    /// Its id.
    pub id: String,
    /// What it is.
    pub what: String,
    /// How it reads.
    pub value: String,
}
