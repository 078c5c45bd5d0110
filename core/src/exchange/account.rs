//! What came of reading somebody's table: how much was read, what was taken, what was not and why.

/// The account of an import; each line is a sentence without its full stop.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Account {
    /// Lines that were read below the heads.
    pub lines: usize,
    /// Figures that differ from what stands here, and are taken over.
    pub taken: usize,
    /// Figures that were read and stand here already.
    pub same: usize,
    /// What is not taken, and why.
    pub left: Vec<String>,
    /// What the reader should know of what is taken.
    pub remarks: Vec<String>,
}

impl Account {
    /// What was taken, once it was: one step of undo takes it back.
    pub fn done(&self) -> String {
        let undo = match self.taken {
            0 => "",
            1 => ". Undo takes it back",
            _ => ". Undo takes them back",
        };
        format!("{}{undo}.", self.said("was imported", "were imported"))
    }

    /// What would be taken.
    pub fn ahead(&self) -> String {
        format!("{}.", self.said("will be imported", "will be imported"))
    }

    fn said(&self, one: &str, many: &str) -> String {
        let lines = match self.lines {
            1 => "One line read".to_owned(),
            n => format!("{n} lines read"),
        };
        let taken = match (self.taken, self.same, self.left.is_empty()) {
            (0, 0, _) => "no usable figure was found".to_owned(),
            (0, _, true) => "every figure is the same as in the scenario".to_owned(),
            (0, same, false) => format!("of {} none differs from the scenario", figures(same)),
            (1, same, _) => format!("one figure {one}{}", already(same)),
            (n, same, _) => format!("{n} figures {many}{}", already(same)),
        };
        let left = match self.left.len() {
            0 => String::new(),
            1 => ", one thing was not imported".to_owned(),
            n => format!(", {n} things were not imported"),
        };
        format!("{lines}: {taken}{left}")
    }
}

fn figures(n: usize) -> String {
    if n == 1 { "one figure".to_owned() } else { format!("{n} figures") }
}

fn already(same: usize) -> String {
    match same {
        0 => String::new(),
        1 => ", one was here already".to_owned(),
        n => format!(", {n} were here already"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// "No figure differs" was said of a table of which nothing could be read.
    #[test]
    fn no_figure_differs_only_where_figures_were_read() {
        let of = |lines, taken, same, left: usize| {
            Account { lines, taken, same, left: vec![String::from("x"); left], remarks: Vec::new() }.done()
        };
        assert_eq!(of(3, 0, 6, 0), "3 lines read: every figure is the same as in the scenario.");
        assert_eq!(of(3, 0, 0, 3), "3 lines read: no usable figure was found, 3 things were not imported.");
        assert_eq!(of(0, 0, 0, 0), "0 lines read: no usable figure was found.");
        assert_eq!(of(1, 1, 0, 0), "One line read: one figure was imported. Undo takes it back.");
        assert_eq!(
            of(5, 8, 2, 1),
            "5 lines read: 8 figures were imported, 2 were here already, one thing was not imported. Undo takes them back."
        );
    }
}
