//! Changes that the page of fair shares makes: payments adopted, a key for everything, custom shares, demand.

use crate::model::{Change, Document, Key, Pounds};
use crate::words::terms::key_label;
use serde_json::{Map, Value, json};

/// Adopts payments: what each partner pays a year, in the scenario's order of partners.
pub fn adopt(document: &Document, what: &str, pays: &[Pounds]) -> Change {
    let paid: Map<String, Value> =
        document.entries("partners").into_iter().zip(pays).map(|(id, paid)| (id, json!(paid.0))).collect();
    Change::new(what).set(document, "balancing", Some(Value::Object(paid)))
}

/// Takes all balancing payments out.
pub fn withdraw(document: &Document) -> Change {
    Change::new("Take out balancing payments").set(document, "balancing", Some(json!({})))
}

/// Everything that two or more share: `services.hr`, with its name.
pub fn shared_things(document: &Document) -> Vec<(String, String)> {
    let all = ["services", "procurement"]
        .into_iter()
        .flat_map(|list| document.entries(list).into_iter().map(move |id| format!("{list}.{id}")));
    all.filter(|place| document.ids(&format!("{place}.members")).len() > 1)
        .map(|place| {
            let name = document.text(&format!("{place}.name")).trim().to_owned();
            let id = place.split_once('.').map_or("", |(_, id)| id).to_owned();
            (place, if name.is_empty() { id } else { name })
        })
        .collect()
}

/// Shares everything by one key. Balancing payments that settled another key are taken out.
pub fn use_key(document: &Document, key: Key) -> Change {
    let mut change = Change::new(format!("Share everything by {}", key_label(key.noun())));
    for (place, _) in shared_things(document) {
        let has_shares = document.get(&format!("{place}.sharing.shares")).is_some_and(|shares| !shares.is_null());
        if key != Key::Custom || has_shares {
            change = change.set(document, &format!("{place}.sharing.key"), Some(json!(key.noun())));
        }
    }
    if document.get("balancing").and_then(Value::as_object).is_some_and(|paid| !paid.is_empty()) {
        change = change.set(document, "balancing", Some(json!({})));
    }
    change
}

/// Custom shares, in per cent by member, for one thing or all that is shared.
pub fn set_shares(document: &Document, places: &[String], shares: &[(String, f64)]) -> Change {
    let mut change = Change::new("Your own shares");
    for place in places {
        let members = document.ids(&format!("{place}.members"));
        let mine: Map<String, Value> = shares
            .iter()
            .filter(|(id, _)| members.contains(id))
            .map(|(id, share)| (id.clone(), json!(share)))
            .collect();
        change = change.set(document, &format!("{place}.sharing.shares"), Some(Value::Object(mine)));
    }
    change
}

/// Shares a service's cost by what each gets of it.
pub fn share_by_use(document: &Document, service: &str) -> Change {
    let place = format!("services.{service}");
    let got = document.get(&format!("{place}.demand.got")).cloned().unwrap_or_else(|| json!({}));
    let name = document.text(&format!("{place}.name")).to_owned();
    Change::new(format!("Share {name} by use")).set(
        document,
        &format!("{place}.sharing"),
        Some(json!({ "key": "custom", "shares": got })),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::appraise;
    use crate::engine::fair_shares::{fair_shares, pays_a_year};
    use crate::evidence::PRESETS;
    use crate::model::{check, read};

    #[test]
    fn adopted_payments_give_each_its_fair_share_and_nobody_leaves() {
        for preset in PRESETS {
            let mut document = preset.document();
            let scenario = read(document.value()).unwrap();
            let fair = fair_shares(&scenario, &appraise(&scenario));
            let receives: Vec<Pounds> = fair.partners.iter().map(|one| one.balancing_per_year).collect();
            let change = adopt(&document, "Adopt", &pays_a_year(&receives));
            change.apply(&mut document);
            assert_eq!(check(document.value()), vec![], "{}", preset.id);
            let scenario = read(document.value()).unwrap();
            let after = appraise(&scenario);
            for (partner, fair) in after.partners.iter().zip(&fair.partners) {
                assert!((partner.npv.0 - (fair.alone + fair.shapley + fair.npv_outside).0).abs() < 0.01);
            }
            assert_eq!(fair_shares(&scenario, &after).blocking_count, fair.blocking_fair_count, "{}", preset.id);
            change.revert(&mut document);
            assert_eq!(document, preset.document());
        }
    }

    #[test]
    fn a_key_or_shares_for_everything_leave_a_valid_scenario() {
        let mut document = PRESETS[0].document();
        let places: Vec<String> = shared_things(&document).into_iter().map(|(place, _)| place).collect();
        assert_eq!(places.len(), 3);
        let shares: Vec<(String, f64)> = document.entries("partners").into_iter().map(|id| (id, 20.0)).collect();
        set_shares(&document, &places, &shares).apply(&mut document);
        use_key(&document, Key::Custom).apply(&mut document);
        assert_eq!(check(document.value()), vec![]);
        assert_eq!(document.text("services.hr.sharing.key"), "custom");
        use_key(&document, Key::Population).apply(&mut document);
        for place in places {
            assert_eq!(document.text(&format!("{place}.sharing.key")), "population", "{place}");
        }
    }
}
