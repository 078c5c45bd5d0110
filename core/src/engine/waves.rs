//! A plan of buying together: contracts of one category that end within a year of each other make a wave. Method, section 14.

use crate::model::contract::{Contract, Route, WaveTerms};
use crate::model::{Month, Pounds, Rate};
use std::collections::BTreeMap;

/// Contracts that end within so many months of the first of them can wait for one another.
pub const TOGETHER: u32 = 12;

/// Contracts of one category that can be let together.
#[derive(Debug, Clone, PartialEq)]
pub struct Wave {
    /// The category, as it is spelled first.
    pub category: String,
    /// Places of its contracts in the list, by their end.
    pub contracts: Vec<usize>,
    /// Whose they are, in the order of the alphabet.
    pub forces: Vec<String>,
    /// What is spent a year in all.
    pub spend: Pounds,
    /// What joint buying reaches of it: not what is bought by a shared route already.
    pub reached: Pounds,
    /// When the first of them ends.
    pub first: Month,
    /// When the last ends: what all can be aligned to.
    pub align: Month,
    /// The route that is worth most after its fee; of equals the regional one.
    pub route: Route,
    /// Its saving and its fee, as parts of what is reached.
    pub rates: (Rate, Rate),
    /// What it saves a year, after the fee.
    pub saving: Pounds,
}

/// Why a contract is in no wave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeftOut {
    /// Something is missing.
    Lacks,
    /// It is kept local, with a reason.
    Local,
}

/// A supplier over all forces.
#[derive(Debug, Clone, PartialEq)]
pub struct Supplier {
    /// Its name.
    pub name: String,
    /// What is spent with it a year.
    pub spend: Pounds,
    /// How many forces buy from it, and in how many categories.
    pub forces: usize,
    /// In how many categories.
    pub categories: usize,
}

/// The plan.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct WavePlan {
    /// The waves, what saves most first.
    pub waves: Vec<Wave>,
    /// Places of contracts that are in none, with why.
    pub left: Vec<(usize, LeftOut)>,
    /// Suppliers by what is spent with them.
    pub suppliers: Vec<Supplier>,
    /// Spellings that may be one supplier.
    pub alike: Vec<Vec<String>>,
    /// What is spent a year in all.
    pub spend: Pounds,
    /// What all waves reach.
    pub reached: Pounds,
    /// What they save.
    pub saving: Pounds,
}

/// A name to be compared with others: small letters without signs.
fn small(name: &str) -> String {
    let letters: String = name
        .replace('&', " and ")
        .chars()
        .filter(|c| *c != '\'' && *c != '\u{2019}' && *c != '.')
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .flat_map(char::to_lowercase)
        .collect();
    letters.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A supplier's name without what only says which kind of company it is.
fn stem(name: &str) -> String {
    const KINDS: [&str; 14] =
        ["ltd", "limited", "plc", "llp", "lp", "inc", "co", "company", "group", "holdings", "uk", "gb", "the", "and"];
    let all = small(name);
    let kept: Vec<&str> = all.split(' ').filter(|word| !KINDS.contains(word)).collect();
    if kept.is_empty() { all } else { kept.join(" ") }
}

/// The plan that contracts make.
pub fn wave_plan(contracts: &[Contract], terms: &WaveTerms) -> WavePlan {
    let mut plan = WavePlan { spend: contracts.iter().map(|one| one.spend).sum(), ..WavePlan::default() };
    let mut by_category: BTreeMap<String, Vec<(Month, usize)>> = BTreeMap::new();
    for (place, contract) in contracts.iter().enumerate() {
        match contract.ends {
            _ if !contract.local.is_empty() => plan.left.push((place, LeftOut::Local)),
            Some(ends) if contract.lacks().is_empty() => {
                by_category.entry(small(&contract.category)).or_default().push((ends, place));
            }
            _ => plan.left.push((place, LeftOut::Lacks)),
        }
    }
    for mut dated in by_category.into_values() {
        dated.sort_by_key(|(ends, place)| (ends.count(), *place));
        let mut rest = dated.as_slice();
        while let Some(((first, _), _)) = rest.split_first() {
            let until = first.count() + TOGETHER;
            let many = rest.iter().take_while(|(ends, _)| ends.count() <= until).count();
            let (wave, later) = rest.split_at(many);
            plan.waves.extend(wave_of(contracts, wave, terms));
            rest = later;
        }
    }
    plan.waves.sort_by(|a, b| b.saving.0.total_cmp(&a.saving.0).then(a.first.count().cmp(&b.first.count())));
    plan.reached = plan.waves.iter().map(|wave| wave.reached).sum();
    plan.saving = plan.waves.iter().map(|wave| wave.saving).sum();
    suppliers(contracts, &mut plan);
    plan
}

fn wave_of(contracts: &[Contract], dated: &[(Month, usize)], terms: &WaveTerms) -> Option<Wave> {
    let (first, last) = (dated.first()?, dated.last()?);
    let own: Vec<&Contract> = dated.iter().filter_map(|(_, place)| contracts.get(*place)).collect();
    let mut forces: Vec<String> = own.iter().map(|one| one.force.clone()).collect();
    forces.sort_unstable();
    forces.dedup();
    let open = own.iter().filter(|one| !one.route.is_shared()).map(|one| one.spend.0).sum::<f64>();
    let reached = open * terms.addressable.0;
    let worth = |(saving, fee): (Rate, Rate)| reached * (saving.0 - fee.0);
    let (route, rates) = if worth(terms.national) > worth(terms.regional) {
        (Route::National, terms.national)
    } else {
        (Route::Regional, terms.regional)
    };
    Some(Wave {
        category: own.first()?.category.clone(),
        contracts: dated.iter().map(|(_, place)| *place).collect(),
        forces,
        spend: own.iter().map(|one| one.spend).sum(),
        reached: Pounds(reached),
        first: first.0,
        align: last.0,
        route,
        rates,
        saving: Pounds(worth(rates)),
    })
}

fn suppliers(contracts: &[Contract], plan: &mut WavePlan) {
    let mut all: BTreeMap<String, Vec<&Contract>> = BTreeMap::new();
    for contract in contracts.iter().filter(|one| !one.supplier.is_empty()) {
        all.entry(contract.supplier.to_lowercase()).or_default().push(contract);
    }
    let distinct = |own: &[&Contract], of: &dyn Fn(&Contract) -> String| {
        own.iter().map(|one| of(one)).collect::<std::collections::BTreeSet<String>>().len()
    };
    let supplier = |own: &Vec<&Contract>| {
        Some(Supplier {
            name: own.first()?.supplier.clone(),
            spend: own.iter().map(|one| one.spend).sum(),
            forces: distinct(own, &|one| one.force.clone()),
            categories: distinct(own, &|one| small(&one.category)),
        })
    };
    plan.suppliers = all.values().filter_map(supplier).collect();
    plan.suppliers.sort_by(|a, b| b.spend.0.total_cmp(&a.spend.0));
    let mut by_stem: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for supplier in &plan.suppliers {
        by_stem.entry(stem(&supplier.name)).or_default().push(supplier.name.clone());
    }
    plan.alike = by_stem.into_values().filter(|names| names.len() > 1).collect();
}

/// By financial year of their end, what is spent a year under the contracts of each category: the category as it is spelled first.
pub fn ends_by_year(contracts: &[Contract]) -> BTreeMap<u32, BTreeMap<String, Pounds>> {
    let mut years: BTreeMap<u32, BTreeMap<String, Pounds>> = BTreeMap::new();
    let spelled = |category: &str| {
        let same = contracts.iter().find(|one| small(&one.category) == small(category));
        same.map_or_else(String::new, |one| one.category.clone())
    };
    for contract in contracts.iter().filter(|one| one.lacks().is_empty() && one.local.is_empty()) {
        let Some(ends) = contract.ends else { continue };
        *years.entry(financial_year(ends)).or_default().entry(spelled(&contract.category)).or_default() +=
            contract.spend;
    }
    years
}

/// The financial year in which a month lies.
pub fn financial_year(month: Month) -> u32 {
    u32::from(month.year()) - u32::from(month.is_before_april())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contract(force: &str, category: &str, supplier: &str, spend: f64, ends: (u16, u8)) -> Contract {
        Contract {
            force: force.into(),
            category: category.into(),
            supplier: supplier.into(),
            spend: Pounds(spend),
            ends: Month::new(ends.0, ends.1),
            ..Contract::default()
        }
    }

    fn terms(addressable: f64, regional: (f64, f64), national: (f64, f64)) -> WaveTerms {
        let both = |(saving, fee)| (Rate(saving), Rate(fee));
        WaveTerms { addressable: Rate(addressable), regional: both(regional), national: both(national) }
    }

    /// By hand. Uniform: March 2028, November 2028 and March 2029 lie within a year of the first, June 2029 does not. Reached: half
    /// of 300 + 100 thousand, since 200 thousand are bought by a framework already; a hub keeps 5 − 1 = 4 % of that, the
    /// framework 6 − 1.5 = 4.5 %: 9,000. The later one alone: half of 80 thousand, 1,800. Fuel is kept local; Essex's vehicles have
    /// no end.
    #[test]
    fn waves_on_paper() {
        let mut all = vec![
            contract("kent", "Uniform", "Acme Ltd", 300_000.0, (2028, 3)),
            contract("essex", "uniform", "ACME Limited", 100_000.0, (2029, 3)),
            contract("norfolk", "Uniform", "Bolt", 200_000.0, (2028, 11)),
            contract("suffolk", "Uniform", "Bolt", 80_000.0, (2029, 6)),
            contract("kent", "Fuel", "Bolt", 50_000.0, (2028, 3)),
            contract("essex", "Vehicles", "The Acme Company (UK) Ltd.", 70_000.0, (1, 1)),
        ];
        all[2].route = Route::National;
        all[4].local = "pumps on the station".into();
        let plan = wave_plan(&all, &terms(0.5, (0.05, 0.01), (0.06, 0.015)));
        assert_eq!(plan.waves.len(), 2);
        let wave = &plan.waves[0];
        assert_eq!((wave.contracts.as_slice(), wave.spend.0, wave.reached.0), (&[0, 2, 1][..], 600_000.0, 200_000.0));
        assert_eq!((wave.first, wave.align), (Month::new(2028, 3).unwrap(), Month::new(2029, 3).unwrap()));
        assert_eq!(wave.route, Route::National);
        assert!((wave.saving.0 - 9_000.0).abs() < 1e-6 && (plan.saving.0 - 10_800.0).abs() < 1e-6);
        assert_eq!(wave.forces, ["essex", "kent", "norfolk"]);
        assert_eq!(plan.left, [(4, LeftOut::Local), (5, LeftOut::Lacks)]);
        assert_eq!((plan.spend.0, plan.reached.0), (800_000.0, 240_000.0));
        let bolt = &plan.suppliers[0];
        assert_eq!((bolt.name.as_str(), bolt.spend.0, bolt.forces, bolt.categories), ("Bolt", 330_000.0, 3, 2));
        assert_eq!(plan.alike, [["Acme Ltd", "ACME Limited", "The Acme Company (UK) Ltd."]]);
        // by financial year: March 2028 is of 2027/28
        let years = ends_by_year(&all);
        assert_eq!(years.keys().copied().collect::<Vec<_>>(), [2027, 2028, 2029]);
        assert_eq!(years[&2028]["Uniform"], Pounds(300_000.0), "November 2028 and March 2029");
        assert_eq!(wave_plan(&[], &WaveTerms::default()), WavePlan::default());
        // of equals the regional route
        assert_eq!(wave_plan(&all, &terms(0.5, (0.05, 0.0), (0.05, 0.0))).waves[0].route, Route::Regional);
    }
}
