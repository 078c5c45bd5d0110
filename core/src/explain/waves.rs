//! A plan of buying together, in words: what first, by which route, and what it would save.

use super::market::trader;
use super::{count, listed};
use crate::engine::waves::{LeftOut, Supplier, Wave, WavePlan};
use crate::evidence::find;
use crate::model::contract::{Contract, Route};
use crate::model::{Month, Pounds, number};

/// A wave as it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaveRow {
    /// What is bought.
    pub category: String,
    /// When its contracts end: `March 2028 to March 2029`.
    pub ends: String,
    /// Whose they are.
    pub forces: String,
    /// Spend a year, reached of it, saved after the fee.
    pub cells: [String; 3],
    /// Its route.
    pub route: &'static str,
    /// Whether several have anything left to buy together: joint buying by one changes nothing.
    pub open: bool,
    /// What has to wait for the last, one contract each: `Kent, Acme: 12 months longer`.
    pub align: Vec<String>,
}

/// The answer, and what the report's own plan was.
pub fn wave_words(plan: &WavePlan) -> (String, String) {
    let rate = |id: &str| find(id).map(|evidence| evidence.statement.trim_end_matches('.').to_owned());
    let report = rate("wave-plan").map_or_else(String::new, |said| format!("The report\u{2019}s own: {said}."));
    let sentence = if plan.waves.is_empty() {
        "Which contracts end when? Put them in, and see what could be bought together first.".to_owned()
    } else {
        let several = plan.waves.iter().filter(|wave| wave.forces.len() > 1).count();
        format!(
            "{} wave{} of contracts would save {} a year of {} spent; in {} of them forces could buy together.",
            super::capital(&count(plan.waves.len())),
            if plan.waves.len() == 1 { "" } else { "s" },
            plan.saving.short(),
            plan.spend.short(),
            count(several)
        )
    };
    (sentence, report)
}

fn span(first: Month, last: Month) -> String {
    if first == last { first.to_string() } else { format!("{first} to {last}") }
}

/// The waves, what saves most first.
pub fn wave_rows(plan: &WavePlan, contracts: &[Contract]) -> Vec<WaveRow> {
    let row = |wave: &Wave| WaveRow {
        category: wave.category.clone(),
        ends: span(wave.first, wave.align),
        forces: listed(&wave.forces.iter().map(|id| trader(id)).collect::<Vec<_>>()),
        cells: [wave.spend.short(), wave.reached.short(), wave.saving.short()],
        open: wave.reached.0 > 0.0 && wave.forces.len() > 1,
        route: if wave.reached.0 > 0.0 { wave.route.label() } else { "Shared already" },
        align: wave.contracts.iter().filter_map(|place| align(wave, contracts.get(*place)?)).collect(),
    };
    plan.waves.iter().map(row).collect()
}

/// By how many months a contract would be extended to end with the last.
fn align(wave: &Wave, contract: &Contract) -> Option<String> {
    let months = wave.align.count().checked_sub(contract.ends?.count()).filter(|months| *months > 0)?;
    let unit = if months == 1 { "month" } else { "months" };
    let supplier = if contract.supplier.is_empty() { "no supplier named" } else { &contract.supplier };
    Some(format!("{}, {supplier}: {months} {unit} longer", trader(&contract.force)))
}

/// What is in no wave, and why.
pub fn left_contracts(plan: &WavePlan, contracts: &[Contract]) -> Vec<Vec<String>> {
    let row = |(place, why): &(usize, LeftOut)| {
        let contract = contracts.get(*place)?;
        let why = match why {
            LeftOut::Local => format!("Kept local: {}", contract.local),
            LeftOut::Lacks => {
                let lacks: Vec<String> = contract.lacks().into_iter().map(super::lower_first).collect();
                format!("It lacks: {}", listed(&lacks))
            }
        };
        let what = if contract.category.is_empty() { "no category".to_owned() } else { contract.category.clone() };
        Some(vec![trader(&contract.force), what, contract.spend.short(), why])
    };
    plan.left.iter().filter_map(row).collect()
}

/// Suppliers by what is spent with them, at most twenty.
pub fn supplier_rows(plan: &WavePlan) -> Vec<Vec<String>> {
    let row = |one: &Supplier| {
        let part = if plan.spend.0 > 0.0 { one.spend.0 / plan.spend.0 * 100.0 } else { 0.0 };
        vec![
            one.name.clone(),
            one.spend.short(),
            format!("{}%", number(part, 0)),
            one.forces.to_string(),
            one.categories.to_string(),
        ]
    };
    plan.suppliers.iter().take(20).map(row).collect()
}

/// What a supplier's spellings are asked about: `“Acme Ltd” and “ACME Limited”: one supplier?`
pub fn alike_words(names: &[String]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("\u{201c}{name}\u{201d}")).collect();
    format!("{}: one supplier?", listed(&quoted))
}

/// A contract's name in a list.
pub fn contract_name(contract: &Contract) -> String {
    let category = if contract.category.is_empty() { "A contract" } else { &contract.category };
    format!("{} of {}", super::capital(category), trader(&contract.force))
}

/// A contract's other cells: supplier, spend, end, route.
pub fn contract_cells(contract: &Contract) -> [String; 4] {
    let or_none = |text: &str| if text.is_empty() { "\u{2013}".to_owned() } else { text.to_owned() };
    [
        or_none(&contract.supplier),
        if contract.spend.0 > 0.0 { contract.spend.short() } else { "\u{2013}".to_owned() },
        contract.ends.map_or_else(|| "\u{2013}".to_owned(), |month| month.to_string()),
        if contract.local.is_empty() { contract.route.label().to_owned() } else { "Kept local".to_owned() },
    ]
}

/// The choices of a route, as a box offers them.
pub fn route_choices() -> Vec<(String, String)> {
    Route::ALL.iter().map(|(_, word, label)| ((*word).to_owned(), (*label).to_owned())).collect()
}

/// What ends in each financial year by category, with the largest of them apart: heads, and rows by year.
pub fn ends_table(
    years: &std::collections::BTreeMap<u32, std::collections::BTreeMap<String, Pounds>>,
) -> (Vec<String>, Vec<Vec<String>>) {
    let mut sums: Vec<(String, f64)> = Vec::new();
    for (category, spend) in years.values().flatten() {
        match sums.iter_mut().find(|(one, _)| one == category) {
            Some((_, sum)) => *sum += spend.0,
            None => sums.push((category.clone(), spend.0)),
        }
    }
    sums.sort_by(|a, b| b.1.total_cmp(&a.1));
    let shown: Vec<&String> = sums.iter().take(5).map(|(category, _)| category).collect();
    let rest = sums.len() > shown.len();
    let mut heads = vec!["Ends in".to_owned()];
    heads.extend(shown.iter().map(|category| (*category).clone()));
    heads.extend(rest.then(|| "Others".to_owned()));
    heads.push("All".to_owned());
    let row = |(year, of): (&u32, &std::collections::BTreeMap<String, Pounds>)| {
        let all: Pounds = of.values().copied().sum();
        let own: Vec<Pounds> = shown.iter().map(|category| of.get(*category).copied().unwrap_or_default()).collect();
        let others = all - own.iter().copied().sum();
        let cells = own.into_iter().chain(rest.then_some(others)).chain([all]);
        let shown = cells.map(|value| if value.0 > 0.0 { value.short() } else { "\u{2013}".to_owned() });
        std::iter::once(crate::model::FinancialYear(*year).to_string()).chain(shown).collect()
    };
    (heads, years.iter().map(row).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::waves::{ends_by_year, wave_plan};
    use crate::model::contract::WaveTerms;

    #[test]
    fn a_plan_is_told_with_what_waits_and_what_is_left() {
        let contract = |force: &str, supplier: &str, month: u8| Contract {
            force: force.into(),
            category: "Uniform".into(),
            supplier: supplier.into(),
            spend: Pounds(300_000.0),
            ends: Month::new(2028, month),
            ..Contract::default()
        };
        let mut all =
            vec![contract("kent", "Acme Ltd", 4), contract("essex", "ACME Limited", 9), contract("norfolk", "Bolt", 5)];
        all[2].local = "weather".into();
        let plan = wave_plan(&all, &WaveTerms::default());
        let (sentence, report) = wave_words(&plan);
        assert_eq!(
            sentence,
            "One wave of contracts would save \u{a3}9,990 a year of \u{a3}900,000 spent; in one of them forces could buy together."
        );
        assert!(report.starts_with("The report\u{2019}s own: "), "{report}");
        let rows = wave_rows(&plan, &all);
        assert_eq!(
            (rows[0].ends.as_str(), rows[0].forces.as_str()),
            ("April 2028 to September 2028", "Essex and Kent")
        );
        assert_eq!(rows[0].align, ["Kent, Acme Ltd: 5 months longer"]);
        assert_eq!(left_contracts(&plan, &all), [["Norfolk", "Uniform", "\u{a3}300,000", "Kept local: weather"]]);
        assert_eq!(
            alike_words(&plan.alike[0]),
            "\u{201c}ACME Limited\u{201d} and \u{201c}Acme Ltd\u{201d}: one supplier?"
        );
        let (heads, rows) = ends_table(&ends_by_year(&all));
        assert_eq!(
            (heads.join(","), rows[0].join(",")),
            ("Ends in,Uniform,All".into(), "2028/29,\u{a3}600,000,\u{a3}600,000".into())
        );
        assert!(wave_words(&WavePlan::default()).0.starts_with("Which contracts end when?"));
    }
}
