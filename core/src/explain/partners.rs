//! Who puts in what and who gains what, in rows that add up: cost, less charge, with the gain from buying, less what is
//! paid to other partners, is the net gain.

use super::count;
use crate::engine::rounding::largest_remainder;
use crate::engine::{Outcome, PartnerOutcome};
use crate::model::{Pounds, number};
use crate::workbook::{Name, Named};

/// What services cost today, before anything is shared: by partner over all services that it is a member of, by service
/// over its members, and in all. Pounds a year.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CostsToday {
    /// By the partner's id.
    pub partners: Vec<(String, Pounds)>,
    /// By the service's id.
    pub services: Vec<(String, Pounds)>,
    /// All together.
    pub all: Pounds,
}

/// The costs of today.
pub fn costs_today(outcome: &Outcome) -> CostsToday {
    let of = |partner: usize| -> Pounds {
        let members = outcome.services.iter().flat_map(|service| &service.members);
        members.filter(|member| member.partner == partner).map(|member| member.cost_today).sum()
    };
    CostsToday {
        partners: outcome.partners.iter().enumerate().map(|(n, partner)| (partner.id.clone(), of(n))).collect(),
        services: outcome.services.iter().map(|service| (service.id.clone(), service.cost_today)).collect(),
        all: outcome.services.iter().map(|service| service.cost_today).sum(),
    }
}

/// A column of the table of partners.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartnerColumn {
    /// Cost without sharing.
    Cost,
    /// Charge.
    Charge,
    /// Gain from buying.
    Buying,
    /// Balancing payment.
    Balancing,
    /// Net gain.
    Net,
    /// One-off cost.
    OneOff,
    /// Worth today.
    Worth,
}

impl PartnerColumn {
    /// Its head.
    pub const fn head(self) -> &'static str {
        match self {
            PartnerColumn::Cost => "Cost without sharing",
            PartnerColumn::Charge => "Charge",
            PartnerColumn::Buying => "Gain from buying",
            PartnerColumn::Balancing => "Balancing payment",
            PartnerColumn::Net => "Net gain",
            PartnerColumn::OneOff => "One-off",
            PartnerColumn::Worth => "Worth today",
        }
    }

    /// The workbook's name of the figure of a partner.
    pub fn name(self, id: &str) -> Name {
        let name = match self {
            PartnerColumn::Cost => Named::FullYearCost,
            PartnerColumn::Charge => Named::FullYearCharge,
            PartnerColumn::Buying => Named::FullYearBuying,
            PartnerColumn::Balancing => Named::BalancingPaid,
            PartnerColumn::Net => Named::FullYearNet,
            PartnerColumn::OneOff => Named::OneOffOf,
            PartnerColumn::Worth => Named::Npv,
        };
        name.of(id)
    }

    fn of(self, partner: &PartnerOutcome) -> Pounds {
        match self {
            PartnerColumn::Cost => partner.full_year_cost,
            PartnerColumn::Charge => partner.full_year_charge,
            PartnerColumn::Buying => partner.full_year_buying,
            PartnerColumn::Balancing => partner.balancing,
            PartnerColumn::Net => partner.full_year_net,
            PartnerColumn::OneOff => partner.one_off,
            PartnerColumn::Worth => partner.npv,
        }
    }
}

/// The columns of a table of partners; payments between them only where there are any.
pub fn partner_columns(outcome: &Outcome) -> Vec<PartnerColumn> {
    use PartnerColumn::{Balancing, Buying, Charge, Cost, Net, OneOff, Worth};
    let pays = outcome.partners.iter().any(|partner| partner.balancing.0 != 0.0);
    [Cost, Charge, Buying, Balancing, Net, OneOff, Worth].into_iter().filter(|one| pays || *one != Balancing).collect()
}

/// A partner, or all of them in the last row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartnerRow {
    /// Its name.
    pub name: String,
    /// Whether it pays more than now.
    pub donor: bool,
    /// The years in which it is out of pocket, in words.
    pub out_of_pocket: String,
    /// One a column.
    pub cells: Vec<String>,
}

/// The rows: in whole pounds, and each adds up, down and across.
pub fn partner_rows(outcome: &Outcome) -> Vec<PartnerRow> {
    let partners = &outcome.partners;
    let column =
        |of: PartnerColumn| largest_remainder(&partners.iter().map(|partner| of.of(partner).0).collect::<Vec<f64>>());
    let (cost, buying, paid, net) = (
        column(PartnerColumn::Cost),
        column(PartnerColumn::Buying),
        column(PartnerColumn::Balancing),
        column(PartnerColumn::Net),
    );
    // what is left of a pound by rounding goes into the charge, the largest figure that nobody enters
    let charge: Vec<f64> = cost
        .iter()
        .zip(&buying)
        .zip(&paid)
        .zip(&net)
        .map(|(((cost, buying), paid), net)| cost + buying - paid - net)
        .collect();
    let columns: Vec<Vec<f64>> = partner_columns(outcome)
        .into_iter()
        .map(|one| {
            let own = match one {
                PartnerColumn::Charge => charge.clone(),
                other => column(other),
            };
            let total = own.iter().sum();
            own.into_iter().chain([total]).collect()
        })
        .collect();
    let cells = |n: usize| columns.iter().map(|one| number(one.get(n).copied().unwrap_or(0.0), 0)).collect();
    let own = partners.iter().enumerate().map(|(n, partner)| PartnerRow {
        name: partner.name.clone(),
        donor: partner.net_donor,
        out_of_pocket: out_of_pocket(partner),
        cells: cells(n),
    });
    let all = PartnerRow {
        name: "All partners".into(),
        donor: false,
        out_of_pocket: String::new(),
        cells: cells(partners.len()),
    };
    own.chain([all]).collect()
}

/// The years in which a partner is out of pocket, in words.
fn out_of_pocket(partner: &PartnerOutcome) -> String {
    match partner.out_of_pocket.as_slice() {
        [] => String::new(),
        [one] => format!("out of pocket in {one}"),
        [first, .., last] if last.0 - first.0 + 1 == partner.out_of_pocket.len() as u32 => {
            format!("out of pocket from {first} to {last}")
        }
        years => format!("out of pocket in {} years", count(years.len())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::appraise;
    use crate::engine::fair_shares::{fair_shares, pays_a_year};
    use crate::evidence::PRESETS;
    use crate::model::read;
    use serde_json::{Map, Value, json};

    /// After "Adopt these payments" the net gain was none of what stood before it.
    #[test]
    fn each_row_adds_up_with_and_without_payments() {
        for preset in PRESETS {
            let mut document = preset.document();
            for adopted in [false, true] {
                let scenario = read(document.value()).unwrap();
                let outcome = appraise(&scenario);
                let columns = partner_columns(&outcome);
                assert_eq!(columns.contains(&PartnerColumn::Balancing), adopted, "{}", preset.id);
                for row in partner_rows(&outcome) {
                    let of = |one: PartnerColumn| {
                        let at = columns.iter().position(|column| *column == one);
                        let cell = at.map_or("0", |at| row.cells[at].as_str());
                        cell.replace(',', "").replace('\u{2212}', "-").parse::<f64>().unwrap()
                    };
                    let sum = of(PartnerColumn::Cost) - of(PartnerColumn::Charge) + of(PartnerColumn::Buying)
                        - of(PartnerColumn::Balancing);
                    assert_eq!(sum, of(PartnerColumn::Net), "{} {}", preset.id, row.name);
                }
                let fair = fair_shares(&scenario, &outcome);
                let receives: Vec<Pounds> = fair.partners.iter().map(|one| one.balancing_per_year).collect();
                let paid: Map<String, Value> = document
                    .entries("partners")
                    .into_iter()
                    .zip(pays_a_year(&receives))
                    .map(|(id, paid)| (id, json!(paid.0)))
                    .collect();
                document.set("balancing", Some(Value::Object(paid)));
            }
        }
    }
}
