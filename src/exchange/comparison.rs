//! Several scenarios in one link: `#c=TEXT~TEXT`, each text as a link to one scenario has it.

use super::link::{self, LinkError, Opened};
use crate::model::Document;

/// How many scenarios stand side by side.
pub const MOST: usize = 4;

/// What stands behind the `c=` of a link.
pub fn encode(documents: &[Document]) -> String {
    documents.iter().take(MOST).map(link::encode).collect::<Vec<_>>().join("~")
}

/// The scenarios of a link, in their order; none where it holds no comparison.
///
/// # Errors
/// The first that cannot be read: a comparison without one of its sides would mislead.
pub fn decode(address: &str) -> Option<Result<Vec<Opened>, LinkError>> {
    // a `~` or `#` may arrive escaped
    let plain = address.replace("%23", "#").replace("%2523", "#").replace("%7E", "~").replace("%7e", "~");
    let (_, texts) = plain.split_once("#c=")?;
    Some(texts.split('~').take(MOST).map(link::decode).collect())
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
