//! Optimism bias by type of cost, from the Treasury's supplementary guidance.

use super::find;

/// A type of cost with the evidence for its bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CostType {
    /// What the type is called.
    pub name: &'static str,
    /// The evidence for its bounds.
    pub evidence: &'static str,
}

/// The types, in the order in which they are offered.
pub const COST_TYPES: [CostType; 4] = [
    CostType { name: "ICT, equipment and development", evidence: "optimism-ict" },
    CostType { name: "Outsourcing", evidence: "optimism-outsourcing" },
    CostType { name: "Standard buildings", evidence: "optimism-buildings" },
    CostType { name: "Non-standard buildings", evidence: "optimism-special-buildings" },
];

impl CostType {
    /// Lower and upper bound. The upper one is not the highest that a project can reach.
    pub fn bounds(&self) -> (f64, f64) {
        find(self.evidence).map_or((0.0, 0.0), |one| (one.low.unwrap_or(0.0), one.high.unwrap_or(0.0)))
    }

    /// The bias that is left when a part of what causes it is managed.
    pub fn bias(&self, managed: f64) -> f64 {
        let (lower, upper) = self.bounds();
        f64::max(lower, upper * (1.0 - managed))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_treasurys_own_example() {
        // a non-standard building of £100m, 92 % managed: 51 % x 8 % = 4.08 %, which the source rounds to 4 %
        let bias = COST_TYPES[3].bias(0.92);
        assert!((bias - 0.0408).abs() < 1e-12, "{bias}");
        assert_eq!(COST_TYPES[0].bias(1.0), 0.1, "never below the lower bound");
        assert_eq!(COST_TYPES[1].bias(0.0), 0.41);
    }
}
