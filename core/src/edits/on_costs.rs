//! The employer's National Insurance and pension, added to published pay or taken out again.
//!
//! Whether published pay has them inside is not said where it is published. The whole cost of a service is known either way,
//! so what is added to pay is taken from other cost, as far as there is any.

use crate::engine::staff_cost::{NI_RATE, NI_THRESHOLD, with_on_costs};
use crate::evidence::{self, Start};
use crate::model::{Change, Document};
use crate::words::mark_of;
use serde_json::json;

/// The employer's contribution to the pensions of staff: our assumption.
pub const PENSION_RATE: f64 = 0.18;

/// The mark of a figure with them inside.
const MARK: &str = "estimate:employer-ni";

/// What was published for a member, or brought forward, as the mark of its posts says; none where the figures are others.
fn published(document: &Document, service: &str, member: &str) -> Option<Start> {
    let kind = document.text(&format!("services.{service}.kind"));
    let start = match mark_of(document, &format!("services.{service}.baseline.{member}.fte")).split_once(':')? {
        ("published", _) => evidence::published_start(member, kind)?,
        ("forward", index) => evidence::brought_forward(member, kind, index.parse().ok()?)?,
        _ => return None,
    };
    let untouched = |field: &str| {
        let mark = mark_of(document, &format!("services.{service}.baseline.{member}.{field}"));
        mark.starts_with("published:") || mark.starts_with("forward:") || mark == MARK
    };
    (start.own && untouched("cost_per_fte") && untouched("non_pay")).then_some(start)
}

/// Members of services whose published pay can have them added, and whether they are inside now.
pub fn on_costs(document: &Document) -> Option<bool> {
    let mut any = None;
    for service in document.entries("services") {
        for member in document.ids(&format!("services.{service}.members")) {
            if published(document, &service, &member).is_some() {
                let inside = mark_of(document, &format!("services.{service}.baseline.{member}.cost_per_fte")) == MARK;
                any = Some(any.unwrap_or(false) || inside);
            }
        }
    }
    any
}

/// Adds them to all published pay, or takes them out, in all services.
pub fn set_on_costs(document: &Document, inside: bool) -> Change {
    let mut change =
        Change::new(if inside { "Add on-costs to published pay" } else { "Take on-costs out of published pay" });
    for service in document.entries("services") {
        for member in document.ids(&format!("services.{service}.members")) {
            let Some(start) = published(document, &service, &member) else { continue };
            let place = |field: &str| format!("services.{service}.baseline.{member}.{field}");
            let as_published = mark_of(document, &place("fte")).to_owned();
            let (pay, other, mark) = if inside {
                let pay = with_on_costs(start.cost_per_post, NI_RATE, NI_THRESHOLD, PENSION_RATE).round();
                let whole = start.posts * start.cost_per_post + start.other;
                (pay, f64::max(0.0, whole - start.posts * pay).round(), MARK)
            } else {
                (start.cost_per_post, start.other, as_published.as_str())
            };
            for (field, value) in [("cost_per_fte", pay), ("non_pay", other)] {
                change = change.set(document, &place(field), Some(json!(value))).mark(document, &place(field), mark);
            }
        }
    }
    change
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::PRESETS;
    use crate::model::read;

    /// Norfolk's HR by hand: pay of £31,920 with 15 % above £5,000 and 18 % is 31,920 + 4,038 + 5,745.60 = £41,704 rounded;
    /// 37.5 posts at £31,920 and £597,000 beside are £1,794,000, of which £230,100 are left.
    #[test]
    fn what_is_added_to_pay_is_taken_from_other_cost() {
        let start = PRESETS.iter().find(|preset| preset.id == "norfolk-suffolk").unwrap().document();
        let mut document = start.clone();
        assert_eq!(on_costs(&document), Some(false));
        set_on_costs(&document, true).apply(&mut document);
        assert_eq!(on_costs(&document), Some(true));
        let of = |document: &Document, field: &str| {
            document.number(&format!("services.hr.baseline.norfolk.{field}")).unwrap()
        };
        assert_eq!((of(&document, "cost_per_fte"), of(&document, "non_pay")), (41_704.0, 230_100.0));
        assert_eq!(of(&document, "fte") * of(&document, "cost_per_fte") + of(&document, "non_pay"), 1_794_000.0);
        assert!(read(document.value()).is_ok());
        set_on_costs(&document, false).apply(&mut document);
        assert_eq!(document, start);
    }

    #[test]
    fn figures_of_the_users_own_are_left_alone() {
        let mut document = PRESETS.iter().find(|preset| preset.id == "norfolk-suffolk").unwrap().document();
        let place = "services.hr.baseline.norfolk.cost_per_fte";
        Change::new("").set(&document, place, Some(json!(50_000))).mark(&document, place, "yours").apply(&mut document);
        set_on_costs(&document, true).apply(&mut document);
        assert_eq!(document.number(place), Some(50_000.0));
        assert_eq!(on_costs(&crate::evidence::blank()), None);
    }
}
