//! The tables of fair shares: figures a year, the same amount every year of the term, rounded so that they add up.

use crate::engine::Outcome;
use crate::engine::fair_shares::{FairShares, KeyColumn, Operational, gains_by_key};
use crate::engine::rounding::largest_remainder;
use crate::model::{Key, Pounds, Rate, Scenario, number};
use crate::words::terms::key_label;
use crate::words::within;

/// A column of the table of keys.
#[derive(Debug, Clone, PartialEq)]
pub struct KeyHead {
    /// What the column is called.
    pub label: String,
    /// The key; none for the present terms and for the fair ones.
    pub key: Option<Key>,
    /// Whether nobody loses under it.
    pub nobody_loses: bool,
    /// Why it cannot be used.
    pub missing: Option<String>,
}

/// A cell: a gain a year, or that it is not known.
#[derive(Debug, Clone, PartialEq)]
pub struct Gain {
    /// How the figure reads.
    pub text: String,
    /// Whether it is a loss.
    pub loses: bool,
}

/// Partners by sharing key.
#[derive(Debug, Clone, PartialEq)]
pub struct KeyTable {
    /// One a key, from the left.
    pub heads: Vec<KeyHead>,
    /// Name and cells; the last row is the sum.
    pub rows: Vec<(String, Vec<Gain>)>,
}

/// Each partner's gain a year under the present terms, under each key and under fair shares.
pub fn key_table(scenario: &Scenario, outcome: &Outcome, fair: &FairShares) -> KeyTable {
    let now: Vec<Pounds> = outcome.partners.iter().map(|partner| partner.npv).collect();
    let shares: Vec<Pounds> = fair.partners.iter().map(|one| one.alone + one.shapley + one.npv_outside).collect();
    let head = |label: &str, gains: &[Pounds]| KeyHead {
        label: label.to_owned(),
        key: None,
        nobody_loses: gains.iter().all(|gain| gain.0 >= -0.5),
        missing: None,
    };
    let mut heads = vec![head("Now", &now)];
    let mut columns = vec![yearly(&now, fair.annuity)];
    for column in gains_by_key(scenario, outcome) {
        let label = match column.key {
            Key::Equal => "Equal".to_owned(),
            Key::Custom => "Your shares".to_owned(),
            key => super::capital(key_label(key.noun())),
        };
        heads.push(KeyHead {
            label,
            key: Some(column.key),
            nobody_loses: column.nobody_loses(),
            missing: missing(&column),
        });
        columns.push(match &column.gains {
            Ok(gains) => yearly(gains, fair.annuity),
            Err(_) => vec![Gain { text: "–".into(), loses: false }; scenario.partners.len() + 1],
        });
    }
    heads.push(head("Fair share", &shares));
    columns.push(yearly(&shares, fair.annuity));
    let names = fair.partners.iter().map(|one| one.name.clone()).chain(["All".to_owned()]);
    let row = |(n, name): (usize, String)| {
        let cells = columns.iter().filter_map(|column| column.get(n).cloned()).collect();
        (name, cells)
    };
    KeyTable { heads, rows: names.enumerate().map(row).collect() }
}

fn missing(column: &KeyColumn) -> Option<String> {
    let name = column.gains.as_ref().err()?;
    Some(format!("no figures to share {name} by"))
}

fn yearly(totals: &[Pounds], annuity: f64) -> Vec<Gain> {
    let parts: Vec<f64> = totals.iter().map(|total| if annuity > 0.0 { total.0 / annuity } else { 0.0 }).collect();
    let rounded = largest_remainder(&parts);
    let sum: f64 = rounded.iter().sum();
    let gain = |(value, exact): (f64, f64)| Gain { text: number(value, 0), loses: exact < -0.5 };
    rounded.into_iter().chain([sum]).zip(parts.iter().copied().chain([sum])).map(gain).collect()
}

/// Each partner's gain a year as things stand and as its fair share, one-off cost included: for a chart.
pub fn yearly_gains(outcome: &Outcome, fair: &FairShares) -> (Vec<f64>, Vec<f64>) {
    let yearly = |total: Pounds| if fair.annuity > 0.0 { total.0 / fair.annuity } else { 0.0 };
    let now = outcome.partners.iter().map(|partner| yearly(partner.npv)).collect();
    let shares = fair.partners.iter().map(|one| yearly(one.alone + one.shapley + one.npv_outside)).collect();
    (now, shares)
}

/// A row of the table of balancing payments, in whole pounds.
#[derive(Debug, Clone, PartialEq)]
pub struct SettleRow {
    /// The partner's name.
    pub name: String,
    /// Before any balancing payment, alone, the fair share beyond alone, what it receives, and what it then has: in
    /// today's money over the term; and what it receives a year.
    pub cells: Vec<String>,
    /// What is wrong with what was entered, if anything.
    pub error: Option<String>,
}

/// How each partner comes to its fair share, over what is worth sharing; the last row is the sum.
pub fn settle_rows(fair: &FairShares) -> Vec<SettleRow> {
    let column = |of: &dyn Fn(&crate::engine::fair_shares::FairPartner) -> f64| -> Vec<String> {
        let rounded = largest_remainder(&fair.partners.iter().map(of).collect::<Vec<_>>());
        let sum: f64 = rounded.iter().sum();
        rounded.into_iter().chain([sum]).map(|value| number(value, 0)).collect()
    };
    let columns = [
        column(&|one| one.npv.0),
        column(&|one| one.alone.0),
        column(&|one| one.shapley.0),
        column(&|one| one.balancing_total.0),
        column(&|one| one.balancing_per_year.0),
    ];
    let names = fair.partners.iter().map(|one| (one.name.clone(), one.shapley_se)).chain([("All".to_owned(), None)]);
    names
        .enumerate()
        .map(|(n, (name, error))| SettleRow {
            name,
            cells: columns.iter().filter_map(|column| column.get(n).cloned()).collect(),
            error: error.map(|error| format!("± {}", Pounds(2.0 * error.0).short())),
        })
        .collect()
}

/// What each gains alone, with each other, and in the whole, in today's money.
#[derive(Debug, Clone, PartialEq)]
pub struct PairTable {
    /// Partners, in order.
    pub names: Vec<String>,
    /// By partner: alone, then with each other partner (none with itself), then in the whole.
    pub rows: Vec<(String, Vec<Option<String>>)>,
}

/// The table of pairs among those who take part. A pair divides its gain evenly.
pub fn pair_table(fair: &FairShares) -> PairTable {
    let active: Vec<usize> =
        fair.partners.iter().enumerate().filter(|(_, one)| one.takes_part).map(|(place, _)| place).collect();
    let of_pair = |a: usize, b: usize| {
        fair.pairs.iter().find(|(one, two, _)| (*one, *two) == (a.min(b), a.max(b))).map(|(_, _, value)| *value)
    };
    let rows = active.iter().filter_map(|place| {
        let one = fair.partners.get(*place)?;
        let with = active.iter().map(|other| {
            if other == place {
                return None;
            }
            of_pair(*place, *other).map(|value| (one.alone + Pounds(value.0 / 2.0)).short())
        });
        let cells = std::iter::once(Some(one.alone.short()))
            .chain(with)
            .chain([Some((one.alone + one.shapley).short())])
            .collect();
        Some((one.name.clone(), cells))
    });
    PairTable {
        names: active.iter().filter_map(|place| fair.partners.get(*place)).map(|one| one.name.clone()).collect(),
        rows: rows.collect(),
    }
}

/// A service's balance of work in words and cells.
#[derive(Debug, Clone, PartialEq)]
pub struct WorkTable {
    /// What the table shows, in a sentence.
    pub sentence: String,
    /// What keeps to the bound; empty without a bound.
    pub advice: Vec<String>,
    /// Heads of its columns.
    pub heads: Vec<String>,
    /// One a force: its name, its cells, and whether it gives more than it gets beyond what is agreed.
    pub rows: Vec<(String, Vec<String>, bool)>,
}

/// The balance of one service.
pub fn work_table(name: &str, work: &Operational) -> WorkTable {
    let (name, unit) = (&within(name), &work.unit);
    let count = |value: f64| number(value, 1);
    let most = work.forces.iter().max_by(|a, b| a.balance.total_cmp(&b.balance)).filter(|one| one.balance > 1e-9);
    let sentence = match (most, work.put_in > 0.0) {
        (Some(one), _) => format!(
            "In {name}, {} puts in {} {unit} a year more than its share of what all get{}.",
            one.name,
            count(one.balance),
            one.balance_a_year
                .filter(|pounds| pounds.0 >= 0.5)
                .map_or(String::new(), |pounds| format!(", work worth {}", pounds.short()))
        ),
        (None, true) => format!("In {name}, each puts in as much as it gets."),
        (None, false) => format!("In {name}, nobody\u{2019}s own work is entered: cost is set against use."),
    };
    let share =
        |rate: Option<Rate>| rate.map_or("–".to_owned(), |rate| Rate((rate.0 * 1000.0).round() / 1000.0).percent());
    let money = |pounds: Option<Pounds>| pounds.map_or("–".to_owned(), |pounds| number(pounds.0, 0));
    let rows = work
        .forces
        .iter()
        .map(|one| {
            let cells = vec![
                count(one.put_in),
                share(one.share_in),
                count(one.got),
                share(one.share_got),
                if work.put_in > 0.0 { count(one.balance) } else { "–".into() },
                money(one.balance_a_year),
                money(one.balance_over_term),
                share(Some(one.cost_share)),
                money(one.pays_beyond_use),
            ];
            (one.name.clone(), cells, one.over)
        })
        .collect();
    WorkTable {
        sentence,
        advice: work.bound.map(|bound| advice(work, bound)).unwrap_or_default(),
        heads: [
            &format!("Puts in, {unit}"),
            "Its share",
            &format!("Gets, {unit}"),
            "Its share",
            &format!("Gives beyond its share, {unit}"),
            "The same a year, £",
            "Over the term, £",
            "Share of cost",
            "Pays beyond its use, £ a year",
        ]
        .map(str::to_owned)
        .to_vec(),
        rows,
    }
}

fn advice(work: &Operational, bound: Rate) -> Vec<String> {
    let mut all = Vec::new();
    let limit = format!("nobody gives more than {bound} more than it gets");
    match work.work_within {
        Some(true) => all.push(format!("What each puts in is within the limit: {limit}.")),
        Some(false) => {
            let part = |more: bool| -> Vec<String> {
                work.forces
                    .iter()
                    .zip(&work.change)
                    .filter(|(_, change)| if more { **change > 0.005 } else { **change < -0.005 })
                    .map(|(one, change)| format!("{} {}", one.name, number(change.abs(), 1)))
                    .collect()
            };
            all.push(format!(
                "The limit is exceeded. It would be met if {} put in fewer {} ({}) and the others took that over ({}); or if the work given is paid for as in the table.",
                if work.forces.iter().filter(|one| one.over).count() == 1 { "the one over it" } else { "those over it" },
                work.unit,
                super::listed(&part(false)),
                super::listed(&part(true)),
            ));
        }
        None => {}
    }
    let within: Vec<&str> =
        work.keys_within.iter().filter(|(_, keeps)| *keeps).map(|(key, _)| key_label(key.noun())).collect();
    all.push(match within.as_slice() {
        [] => format!("No sharing key keeps each one\u{2019}s cost within the same limit of its use. Shares by use do, since each then pays for what it gets of all {}.", work.unit),
        keys => format!("Sharing the cost by {} keeps each one\u{2019}s cost within the same limit of its use; so do shares by use.", super::listed(keys)),
    });
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::appraise;
    use crate::engine::fair_shares::{fair_shares, operational};
    use crate::evidence::PRESETS;
    use crate::model::{Document, read};
    use serde_json::json;

    fn learning() -> Document {
        PRESETS.last().unwrap().document()
    }

    #[test]
    fn every_column_of_keys_adds_up_to_the_same() {
        for preset in PRESETS {
            let scenario = read(preset.document().value()).unwrap();
            let outcome = appraise(&scenario);
            let table = key_table(&scenario, &outcome, &fair_shares(&scenario, &outcome));
            let (name, sums) = table.rows.last().unwrap();
            assert_eq!(name, "All");
            for (sum, head) in sums.iter().zip(&table.heads).filter(|(_, head)| head.missing.is_none()) {
                assert_eq!(sum.text, sums[0].text, "{}", head.label);
            }
            assert!(table.heads.last().unwrap().nobody_loses, "{}", preset.id);
        }
    }

    #[test]
    fn work_beyond_a_share_is_told_in_units_and_pounds_with_what_keeps_to_a_bound() {
        let mut document = learning();
        let ids = document.entries("partners");
        // by hand: 90 of 100 put in for 60 of 100 got is 30 more; a tenth more than 60 is 66, so 24 fewer
        document.set(
            "services.hr.demand",
            Some(json!({ "unit": "cases", "bound": 0.1,
            "put_in": { ids[0].clone(): 90, ids[1].clone(): 10 }, "got": { ids[0].clone(): 60, ids[1].clone(): 40 } })),
        );
        let scenario = read(document.value()).unwrap();
        let found = operational(&scenario, &appraise(&scenario));
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].forces[0].balance, 30.0);
        assert!((found[0].change[0] + 24.0).abs() < 1e-9 && (found[0].change[1] - 24.0).abs() < 1e-9);
        let table = work_table("HR", &found[0]);
        assert!(
            table.sentence.contains("puts in 30 cases a year more than its share of what all get, work worth £"),
            "{}",
            table.sentence
        );
        assert!(table.advice[0].contains("The limit is exceeded"), "{:?}", table.advice);
        assert!(table.advice[0].contains(" 24)"), "{:?}", table.advice);
        assert!(table.rows[0].2 && !table.rows[1].2);
    }
}
