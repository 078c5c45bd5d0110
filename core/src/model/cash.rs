//! What a cash plan needs beside the appraisal: inflation, capital, reserves, the gap in the plan, council tax. Method,
//! section 11.

use super::quantity::{ByPartner, Pounds, Rate};
use serde::{Deserialize, Deserializer};

/// Terms of the cash plan.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct CashTerms {
    /// The rise of prices into the second year, the third and so on; the last one goes on.
    pub inflation: ByYear,
    /// What is capital, and how it is paid for.
    pub capital: Capital,
    /// What pays for one-off cost that is not capital.
    pub one_off_by: OneOffBy,
    /// What is entered of each partner; of others nothing is known.
    pub partners: ByPartner<PartnerBudget>,
}

/// Capital cost.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
pub struct Capital {
    /// Part of one-off ICT.
    pub ict_share: Rate,
    /// Part of the programme.
    pub programme_share: Rate,
    /// What pays for it.
    pub by: CapitalBy,
    /// Years over which borrowing is repaid.
    pub life: usize,
    /// Interest a year on what is owed at the start of it.
    pub rate: Rate,
}

/// What pays for capital.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CapitalBy {
    /// Borrowing, repaid by minimum revenue provision.
    Borrowing,
    /// Reserves.
    Reserves,
    /// The revenue budget.
    Revenue,
}

impl CapitalBy {
    /// The word of the file.
    pub const fn word(self) -> &'static str {
        match self {
            CapitalBy::Borrowing => "borrowing",
            CapitalBy::Reserves => "reserves",
            CapitalBy::Revenue => "revenue",
        }
    }
}

/// What pays for one-off cost that is not capital.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OneOffBy {
    /// The revenue budget.
    Revenue,
    /// Reserves.
    Reserves,
}

impl OneOffBy {
    /// The word of the file.
    pub const fn word(self) -> &'static str {
        match self {
            OneOffBy::Revenue => "revenue",
            OneOffBy::Reserves => "reserves",
        }
    }
}

/// What a partner's own plan says; none where it is not entered.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
pub struct PartnerBudget {
    /// Usable reserves at the start of the first year.
    pub reserves: Option<Pounds>,
    /// What they must not fall below.
    pub reserves_floor: Pounds,
    /// The gap in the plan by year, in cash; a shortfall is positive.
    pub gap: Option<ByYear>,
    /// The precept on a Band D household.
    pub band_d: Option<Pounds>,
    /// Band D equivalents.
    pub tax_base: Option<f64>,
}

/// A figure for each year, at least one.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ByYear(pub Vec<f64>);

impl ByYear {
    /// The figure at a place; past the end the last one.
    pub fn going_on(&self, place: usize) -> f64 {
        self.0.get(place).or(self.0.last()).copied().unwrap_or(0.0)
    }
}

impl<'de> Deserialize<'de> for ByYear {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<ByYear, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Either {
            One(f64),
            Each(Vec<f64>),
        }
        Either::deserialize(deserializer).map(|found| match found {
            Either::One(number) => ByYear(vec![number]),
            Either::Each(list) => ByYear(list),
        })
    }
}
