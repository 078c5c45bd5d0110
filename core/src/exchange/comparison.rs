//! Several scenarios in one link: `#c=TEXT~TEXT`, each text as a link to one scenario has it.

use super::link::{self, LinkError, Opened};
use crate::model::Document;

/// How many scenarios stand side by side.
pub const MOST: usize = 4;

/// What stands behind the `c=` of a link.
pub fn encode(documents: &[Document]) -> String {
    documents.iter().take(MOST).map(link::encode).collect::<Vec<_>>().join("~")
}

/// The scenarios of a comparison that a text holds, in their order, whatever a mail program or a filter did to its link;
/// none where it holds no comparison.
///
/// # Errors
/// The first that cannot be read: a comparison without one of its sides would mislead.
pub fn decode(text: &str) -> Option<Result<Vec<Opened>, LinkError>> {
    // A shape still escaped hides the marks between the scenarios, and would read as one alone: the fullest count.
    let shapes = link::shapes(text);
    let sides: Vec<Vec<&str>> = shapes
        .iter()
        .filter_map(|shape| shape.split_once("#c=").or_else(|| shape.split_once("#C=")))
        .map(|(_, texts)| texts.split('~').collect())
        .collect();
    let most = sides.iter().map(Vec::len).max()?;
    let mut first_error = None;
    for texts in sides.into_iter().filter(|texts| texts.len() == most) {
        match texts.into_iter().take(MOST).map(link::decode).collect() {
            Ok(all) => return Some(Ok(all)),
            Err(error) => first_error = first_error.or(Some(error)),
        }
    }
    first_error.map(Err)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::PRESETS;
    use crate::model::read;

    #[test]
    fn a_comparison_travels_whole_or_says_why_not() {
        let all: Vec<Document> = PRESETS.iter().take(3).map(|preset| preset.document()).collect();
        let link = format!("https://x/y.html?open#c={}", encode(&all));
        let back = decode(&link).unwrap().unwrap();
        for (back, sent) in back.iter().zip(&all) {
            assert_eq!(read(back.document.value()), read(sent.value()));
        }
        assert_eq!(back.len(), 3);
        let escaped = link.replace('#', "%23").replace('~', "%7E");
        assert_eq!(decode(&escaped).unwrap().unwrap().len(), 3);
        let twice = escaped.replace('%', "%25");
        let mail =
            format!("See <https://filter.test/?url={}&data=05>\r\n.", twice.replace(':', "%3A").replace('/', "%2F"));
        assert_eq!(decode(&mail).unwrap().unwrap().len(), 3);
        let folded = format!("> {}\r\n> {}", &link[..300], &link[300..]);
        assert_eq!(decode(&folded).unwrap().unwrap().len(), 3);
        assert!(decode(&link[..link.len() - 20]).unwrap().is_err());
        assert!(decode("https://x/?open#s=2.a.b").is_none());
        assert!(decode("https://x/?open#c=").unwrap().is_err());
    }

    #[test]
    fn a_fifth_scenario_is_left_out() {
        let all = vec![PRESETS[0].document(); 6];
        assert_eq!(decode(&format!("#c={}", encode(&all))).unwrap().unwrap().len(), MOST);
    }
}
