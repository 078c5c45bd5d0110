//! The public account: statements in plain English that follow the figures, keep the user's edits, and say where an edit
//! no longer agrees with a figure.

use super::account_draft::{AccountFigure, Draft};
use super::account_texts::drafts;
use crate::engine::Outcome;
use crate::engine::soc::SocOutcome;
use crate::model::Scenario;
use crate::model::surroundings::Edited;
use std::collections::BTreeMap;

/// A figure that an edited paragraph still has as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stale {
    /// The figure's id.
    pub id: String,
    /// What it is.
    pub what: String,
    /// What the paragraph says.
    pub was: String,
    /// What it is now.
    pub now: String,
    /// Which of the figures that read alike it is, from nothing.
    pub nth: usize,
    /// How many there are of these.
    pub alike: usize,
}

impl Stale {
    /// The text with this figure as it is now. Of several that read alike only this one's place changes, as far as the text
    /// still has them all.
    pub fn put_into(&self, text: &str) -> String {
        // where the user has taken one of them out, nothing says which is left: the first is mended
        let which = if places_of(text, &self.was).count() == self.alike { self.nth } else { 0 };
        replaced(text, &self.was, &self.now, |n| self.alike == 1 || n == which)
    }
}

/// A paragraph as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// Its id.
    pub id: &'static str,
    /// What it says.
    pub text: String,
    /// What the tool would write now.
    pub generated: String,
    /// What it rests on.
    pub basis: String,
    /// The figures in it.
    pub figures: Vec<AccountFigure>,
    /// Whether the user has changed it.
    pub edited: bool,
    /// Figures in it that are no longer so.
    pub stale: Vec<Stale>,
    /// Whether the tool would write other words than those that were edited: a gain became a loss.
    pub reworded: bool,
}

impl Paragraph {
    /// Places in square brackets that wait for the user's words.
    pub fn open_places(&self) -> usize {
        self.text.matches("[say ").count()
    }
}

/// A statement to copy, print and file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// Its id.
    pub id: &'static str,
    /// Its heading.
    pub title: &'static str,
    /// Whom it is for.
    pub hint: &'static str,
    /// Its paragraphs, in order.
    pub paragraphs: Vec<Paragraph>,
}

impl Statement {
    /// The whole as plain text.
    pub fn text(&self) -> String {
        let texts = self.paragraphs.iter().map(|one| one.text.trim()).filter(|text| !text.is_empty());
        format!("{}\n\n{}\n", self.title, texts.collect::<Vec<_>>().join("\n\n"))
    }
}

/// Whether a figure stands in a text as a whole, and not within another one: £1.2m is not in £11.2m.
fn stands_in(text: &str, value: &str) -> bool {
    !value.is_empty() && places_of(text, value).next().is_some()
}

/// Where a figure stands in a text as a whole.
fn places_of<'a>(text: &'a str, value: &'a str) -> impl Iterator<Item = usize> + 'a {
    let part_of_number = |c: char| c.is_alphanumeric() || matches!(c, '£' | '\u{2212}');
    text.match_indices(value).map(|(at, _)| at).filter(move |at| {
        let before = text.get(..*at).and_then(|before| before.chars().next_back());
        let mut after = text.get(at + value.len()..).unwrap_or("").chars();
        let next = after.next();
        // a point or comma belongs to the number where a digit follows
        let goes_on = match next {
            Some('.' | ',') => after.next().is_some_and(|c| c.is_ascii_digit()),
            Some('%') => !value.ends_with('%'),
            Some(c) => part_of_number(c),
            None => false,
        };
        let began = before.is_some_and(|c| {
            part_of_number(c) || (matches!(c, '.' | ',') && value.starts_with(|c: char| c.is_ascii_digit()))
        });
        !goes_on && !began
    })
}

/// A text with a figure in place of what it was, everywhere.
pub fn with_figure(text: &str, was: &str, now: &str) -> String {
    replaced(text, was, now, |_| true)
}

fn replaced(text: &str, was: &str, now: &str, which: impl Fn(usize) -> bool) -> String {
    let mut out = String::new();
    let mut from = 0;
    for (n, at) in places_of(text, was).enumerate() {
        if which(n) {
            out.push_str(text.get(from..at).unwrap_or(""));
            out.push_str(now);
            from = at + was.len();
        }
    }
    out.push_str(text.get(from..).unwrap_or(""));
    out
}

fn shown(draft: &Draft, edited: Option<&Edited>) -> Paragraph {
    let (generated, basis, figures) = (draft.text(), draft.basis(), draft.figures());
    let Some(edited) = edited else {
        let text = generated.clone();
        return Paragraph {
            id: draft.id,
            text,
            generated,
            basis,
            figures,
            edited: false,
            stale: vec![],
            reworded: false,
        };
    };
    let now: BTreeMap<&str, &AccountFigure> = figures.iter().map(|one| (one.id.as_str(), one)).collect();
    let stale = edited.figures.iter().filter_map(|(id, was)| {
        let now = now.get(id.as_str())?;
        let alike = || figures.iter().filter(|one| edited.figures.get(&one.id) == Some(was));
        (now.value != *was && stands_in(&edited.text, was)).then(|| Stale {
            id: id.clone(),
            what: now.what.clone(),
            was: was.clone(),
            now: now.value.clone(),
            nth: alike().position(|one| one.id == *id).unwrap_or(0),
            alike: alike().count(),
        })
    });
    Paragraph {
        id: draft.id,
        stale: stale.collect(),
        reworded: edited.basis != basis,
        text: edited.text.clone(),
        edited: true,
        generated,
        basis,
        figures,
    }
}

/// Every statement of the scenario, with the user's edits.
pub fn statements(scenario: &Scenario, outcome: &Outcome, soc: Option<&SocOutcome>) -> Vec<Statement> {
    let edits = scenario.account.as_ref().map(|account| &account.texts);
    drafts(scenario, outcome, soc)
        .into_iter()
        .map(|(id, title, hint, drafts)| Statement {
            id,
            title,
            hint,
            paragraphs: drafts.iter().map(|draft| shown(draft, edits.and_then(|edits| edits.get(draft.id)))).collect(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::appraise;
    use crate::evidence::PRESETS;
    use crate::model::{Document, read};
    use serde_json::json;

    fn of(document: &Document) -> Vec<Statement> {
        let scenario = read(document.value()).unwrap();
        statements(&scenario, &appraise(&scenario), None)
    }

    fn paragraph(document: &Document, id: &str) -> Paragraph {
        of(document).into_iter().flat_map(|one| one.paragraphs).find(|one| one.id == id).unwrap()
    }

    #[test]
    fn the_text_follows_the_figures_until_it_is_edited_and_then_says_where_it_no_longer_agrees() {
        let mut document = PRESETS.last().unwrap().document();
        let gain = paragraph(&document, "proposal-gain");
        // by hand, as in the headline: £432,000 of HR and £103,500 of uniform
        assert!(gain.text.contains("£536,000 a year"), "{}", gain.text);
        let figures: serde_json::Map<String, serde_json::Value> =
            gain.figures.iter().map(|one| (one.id.clone(), json!(one.value))).collect();
        let mine = format!("My words. {}", gain.text);
        document
            .set("account.texts.proposal-gain", Some(json!({ "text": mine, "basis": gain.basis, "figures": figures })));
        let same = paragraph(&document, "proposal-gain");
        assert!(same.edited && same.stale.is_empty() && !same.reworded && same.text == mine);
        // 25 % in place of 20 %: HR saves 2.4m × (25 % − 2 %) = 552,000, so £655,500
        document.set("services.hr.saving.likely", Some(json!(0.25)));
        let after = paragraph(&document, "proposal-gain");
        assert_eq!(after.text, mine, "the user's words stay");
        let saving = after.stale.iter().find(|one| one.id == "saving").unwrap();
        assert_eq!((saving.was.as_str(), saving.now.as_str()), ("£536,000", "£656,000"));
        let mended = with_figure(&after.text, &saving.was, &saving.now);
        assert!(mended.starts_with("My words.") && mended.contains("£656,000 a year") && !mended.contains("£536,000"));
        // a loss is said in other words
        document.set("services.hr.overhead", Some(json!(1)));
        assert!(paragraph(&document, "proposal-gain").reworded);
        // what the user took out cannot disagree
        document.set("account.texts.proposal-gain.text", Some(json!("Only words.")));
        assert_eq!(paragraph(&document, "proposal-gain").stale, vec![]);
    }

    /// Two partners that gain alike: where one's gain changes, the other's stays.
    #[test]
    fn of_figures_that_read_alike_one_is_mended() {
        let stale = |nth, alike| Stale {
            id: String::new(),
            what: String::new(),
            was: "£1.2m".into(),
            now: "£1.3m".into(),
            nth,
            alike,
        };
        let text = "A gains £1.2m and B gains £1.2m.";
        assert_eq!(stale(1, 2).put_into(text), "A gains £1.2m and B gains £1.3m.");
        assert_eq!(stale(0, 2).put_into(text), "A gains £1.3m and B gains £1.2m.");
        assert_eq!(stale(0, 1).put_into(text), "A gains £1.3m and B gains £1.3m.", "the user said it twice");
    }

    #[test]
    fn a_figure_is_found_whole_and_not_within_another() {
        for (text, found) in [
            ("saves £1.2m.", true),
            ("saves £1.2m, then", true),
            ("saves £11.2m", false),
            ("saves £1.2million", false),
            ("of £1.2m", true),
        ] {
            assert_eq!(stands_in(text, "£1.2m"), found, "{text}");
        }
        assert!(!stands_in("£12,500", "£12") && !stands_in("1.5 years", "5") && !stands_in("20%", "20"));
        assert!(stands_in("in 5 years", "5") && stands_in("(£12)", "£12"));
        assert_eq!(with_figure("£1 and £1,000 and £1.", "£1", "£2"), "£2 and £1,000 and £2.");
    }

    #[test]
    fn every_preset_has_an_account_without_gaps() {
        for preset in PRESETS {
            let document = preset.document();
            let all = of(&document);
            assert_eq!(
                all.iter().map(|one| one.id).collect::<Vec<_>>(),
                ["proposal", "not-taken", "annual-report", "decision"]
            );
            let mut seen = std::collections::BTreeSet::new();
            for paragraph in all.iter().flat_map(|one| &one.paragraphs) {
                assert!(seen.insert(paragraph.id), "{} stands twice", paragraph.id);
                let text = &paragraph.text;
                assert!(
                    text.ends_with(['.', ']', ':']) && !text.contains("  ") && !text.contains(" ."),
                    "{}: {text}",
                    preset.id
                );
                assert!(!text.contains("NaN") && !text.contains("inf "), "{text}");
                for figure in &paragraph.figures {
                    assert!(stands_in(text, &figure.value), "{}: {} in {text}", preset.id, figure.value);
                }
            }
        }
        let nothing = of(&crate::evidence::blank());
        assert!(nothing.iter().all(|one| !one.paragraphs.is_empty()));
    }
}
