//! Published Band D precepts and tax bases, put where nobody has entered any.

use crate::evidence::precept;
use crate::model::{Change, Document};
use serde_json::json;

/// The mark of a published figure of council tax.
const MARK: &str = "reference:2023-24";

/// Partners of whom something is published that nobody has entered yet.
pub fn without_precept(document: &Document) -> Vec<String> {
    let open = |id: &String| {
        let lacks = |field: &str| document.number(&format!("cash.partners.{id}.{field}")).is_none();
        precept(id).is_some() && (lacks("band_d") || lacks("tax_base"))
    };
    document.entries("partners").into_iter().filter(open).collect()
}

/// Puts them in; what is entered stays.
pub fn set_precepts(document: &Document) -> Change {
    let mut change = Change::new("Published Band D and tax bases, 2023/24");
    for id in without_precept(document) {
        let Some([_, latest]) = precept(&id) else { continue };
        for (field, value) in [("band_d", latest.band_d.0), ("tax_base", latest.tax_base)] {
            let place = format!("cash.partners.{id}.{field}");
            if document.number(&place).is_none() {
                change = change.set(document, &place, Some(json!(value))).mark(document, &place, MARK);
            }
        }
    }
    change
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::PRESETS;
    use crate::model::check;
    use crate::words::{Whose, whose};

    #[test]
    fn what_is_published_goes_where_nothing_is_and_is_marked() {
        let mut document = PRESETS[0].document();
        assert_eq!(without_precept(&document).len(), 5);
        document.set("cash", Some(json!({ "partners": { "derbyshire": { "band_d": 300 } } })));
        set_precepts(&document).apply(&mut document);
        assert_eq!(check(document.value()), vec![]);
        assert!(without_precept(&document).is_empty());
        assert_eq!(document.number("cash.partners.derbyshire.band_d"), Some(300.0), "what is entered stays");
        let place = "cash.partners.leicestershire.tax_base";
        let [_, latest] = precept("leicestershire").unwrap();
        assert_eq!(document.number(place), Some(latest.tax_base));
        assert_eq!(
            whose(&document, place),
            (Whose::Reference, "Public figure for 2023/24; not the force\u{2019}s own figure".into())
        );
        document.set(place, Some(json!(1.0)));
        assert_eq!(whose(&document, place).0, Whose::Unsaid, "what was changed elsewhere is no public figure");
    }
}
