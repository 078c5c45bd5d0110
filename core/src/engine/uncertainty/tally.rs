//! What draws come to: each is counted as it is made, and quantiles are taken at the end.

use super::compiled::Sums;
use super::{Drawn, LOSES, Uncertain, standard_error};
use crate::engine::discounting::payback;
use crate::model::Pounds;

/// The draws so far.
pub(super) struct Tally {
    pub npv: Vec<f64>,
    pub full_year: Vec<f64>,
    pub payback: Vec<f64>,
    /// By year, the running total in each draw.
    pub fan: Vec<Vec<f64>>,
    net_donor: Vec<usize>,
}

impl Tally {
    pub fn new(years: usize, partners: usize, draws: usize) -> Tally {
        Tally {
            npv: Vec::with_capacity(draws),
            full_year: Vec::with_capacity(draws),
            payback: Vec::with_capacity(draws),
            fan: (0..years).map(|_| Vec::with_capacity(draws)).collect(),
            net_donor: vec![0; partners],
        }
    }

    /// Counts one draw; `balancing` is what each partner pays, present value.
    pub fn count(&mut self, sums: &Sums, factors: &[f64], balancing: &[f64]) {
        self.npv.push(sums.by_year.iter().zip(factors).map(|(flow, factor)| flow * factor).sum());
        self.full_year.push(sums.full_year);
        self.payback.push(payback(&sums.by_year).unwrap_or(f64::INFINITY));
        let mut total = 0.0;
        for (year, flow) in self.fan.iter_mut().zip(&sums.by_year) {
            total += flow;
            year.push(total);
        }
        for ((count, npv), paid) in self.net_donor.iter_mut().zip(&sums.partners).zip(balancing) {
            *count += usize::from(npv - paid < LOSES);
        }
    }

    /// What the draws so far show; `shares` is whether anything is shared.
    pub fn finish(mut self, seed: String, shares: bool) -> Uncertain {
        let draws = self.npv.len();
        let part = |count: usize| count as f64 / draws.max(1) as f64;
        let chance_of_loss = part(self.npv.iter().filter(|npv| **npv < 0.0).count());
        let never = self.payback.iter().filter(|wait| wait.is_infinite()).count();
        let npv = Drawn::of(&mut self.npv);
        let mean = npv.mean.unwrap_or(0.0);
        let variance = self.npv.iter().map(|npv| (npv - mean) * (npv - mean)).sum::<f64>() / (draws.max(2) - 1) as f64;
        Uncertain {
            draws,
            seed,
            npv,
            npv_error: Pounds(standard_error(variance.sqrt(), draws)),
            full_year_saving: Drawn::of(&mut self.full_year),
            payback: shares.then(|| Drawn::of(&mut self.payback)),
            chance_of_loss,
            chance_of_never: if shares { part(never) } else { 0.0 },
            net_donor: self.net_donor.iter().map(|count| part(*count)).collect(),
            fan: self.fan.iter_mut().map(|year| Drawn::of(year)).collect(),
        }
    }
}
