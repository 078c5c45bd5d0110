//! The cash plan: what a finance director puts into the medium-term financial plan. Method, section 11.

use super::outcome::{MemberOutcome, Outcome};
use crate::method::Numbers;
use crate::method::cash::{Part, Plan, capital, plan, reserves, terms};
use crate::model::cash::PartnerBudget;
use crate::model::{FinancialYear, Pounds, Rate, Scenario};

/// The plan of all partners.
#[derive(Debug, Clone, PartialEq)]
pub struct CashPlan {
    /// The year of index 0.
    pub first_year: FinancialYear,
    /// Prices of each year over those of the first.
    pub index: Vec<f64>,
    /// Net present value less what is not cash.
    pub npv_cash: Pounds,
    /// One a partner, in the scenario's order.
    pub partners: Vec<PartnerCash>,
}

/// A partner's plan, by year and in the cash of each year. Costs are above nothing.
#[derive(Debug, Clone, PartialEq)]
pub struct PartnerCash {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Saving that is cash of each service and category that it takes part in.
    pub savings: Vec<SavingOf>,
    /// All of it.
    pub saving_cash: Vec<Pounds>,
    /// Saving that is not cash.
    pub saving_not_cash: Vec<Pounds>,
    /// One-off cost that is not capital.
    pub one_off_revenue: Vec<Pounds>,
    /// Capital cost.
    pub capital: Vec<Pounds>,
    /// Minimum revenue provision.
    pub mrp: Vec<Pounds>,
    /// Interest.
    pub interest: Vec<Pounds>,
    /// Grant.
    pub grant: Vec<Pounds>,
    /// Balancing payments that it makes.
    pub balancing: Vec<Pounds>,
    /// Drawn from reserves.
    pub from_reserves: Vec<Pounds>,
    /// What is left of reserves; none where none are entered.
    pub reserves: Option<Vec<Pounds>>,
    /// Effect on the revenue budget.
    pub effect: Vec<Pounds>,
    /// What is owed at the end of each year.
    pub debt: Vec<Pounds>,
    /// The gap in its own plan, for as many years as are entered.
    pub gap: Option<Vec<Option<Pounds>>>,
    /// The same after the effect.
    pub gap_after: Option<Vec<Option<Pounds>>>,
    /// The effect for each Band D household; none where the tax base is not entered.
    pub household: Option<Vec<Pounds>>,
    /// The effect as a part of the precept; none where Band D or tax base is not entered.
    pub of_precept: Option<Vec<Rate>>,
    /// Years in which reserves are below their floor.
    pub below_floor: Vec<FinancialYear>,
    /// Years in which nothing is left of them.
    pub below_nothing: Vec<FinancialYear>,
    /// From net present value to the sum of the plan.
    pub bridge: Bridge,
}

/// A partner's cash saving of one service or category.
#[derive(Debug, Clone, PartialEq)]
pub struct SavingOf {
    /// `services` or `procurement`.
    pub list: &'static str,
    /// The id of the service or category.
    pub id: String,
    /// Its name.
    pub name: String,
    /// By year.
    pub values: Vec<Pounds>,
}

/// From net present value to the sum of the plan, step by step: each is added to what stands before.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Bridge {
    /// Net present value.
    pub npv: Pounds,
    /// What is no cash, present value; taken off.
    pub not_cash: Pounds,
    /// Discounting, added back.
    pub discounting: Pounds,
    /// Inflation.
    pub inflation: Pounds,
    /// Borrowed, or drawn from reserves; added back.
    pub spared: Pounds,
    /// Minimum revenue provision and interest within the horizon; taken off.
    pub repaid: Pounds,
    /// Sum of the effect on the revenue budget.
    pub sum: Pounds,
}

impl Bridge {
    /// What the steps come to: the sum of the plan, whatever the figures.
    pub fn closes_at(&self) -> Pounds {
        self.npv - self.not_cash + self.discounting + self.inflation + self.spared - self.repaid
    }
}

impl CashPlan {
    /// A row over all partners, by year.
    pub fn all(&self, of: impl Fn(&PartnerCash) -> &Vec<Pounds>) -> Vec<Pounds> {
        let mut sums = vec![Pounds(0.0); self.index.len()];
        for partner in &self.partners {
            for (sum, part) in sums.iter_mut().zip(of(partner)) {
                *sum += *part;
            }
        }
        sums
    }

    /// The financial year of an index.
    pub fn year(&self, index: usize) -> FinancialYear {
        self.first_year.plus(index)
    }

    /// The bridge of all partners together.
    pub fn bridge(&self) -> Bridge {
        let sum = |of: fn(&Bridge) -> Pounds| self.partners.iter().map(|one| of(&one.bridge)).sum();
        Bridge {
            npv: sum(|one| one.npv),
            not_cash: sum(|one| one.not_cash),
            discounting: sum(|one| one.discounting),
            inflation: sum(|one| one.inflation),
            spared: sum(|one| one.spared),
            repaid: sum(|one| one.repaid),
            sum: sum(|one| one.sum),
        }
    }
}

/// The cash plan of an outcome.
pub fn cash_plan(scenario: &Scenario, outcome: &Outcome) -> CashPlan {
    let a = &Numbers::over(scenario.years);
    let terms = terms(a, &scenario.cash, outcome.factors.clone());
    let assets: Vec<Vec<f64>> = scenario.services.iter().map(|one| capital(a, &scenario.cash, one)).collect();
    let whole: Vec<Vec<f64>> = outcome.services.iter().map(whole_grant).collect();
    let numbers = |row: &[Pounds]| row.iter().map(|one| one.0).collect::<Vec<f64>>();
    let partners =
        scenario.partners.iter().enumerate().map(|(place, partner)| {
            let (mut parts, mut whose) = (Vec::new(), Vec::new());
            for (n, (service, found)) in scenario.services.iter().zip(&outcome.services).enumerate() {
                let member = found.members.iter().find(|one| one.partner == place).filter(|_| found.shared);
                let Some(member) = member else { continue };
                let of = |rows: &[Vec<f64>]| rows.get(n).map(|row| (row.clone(), member.key.0));
                whose.push(("services", found.id.clone()));
                parts.push(Part::<Numbers> {
                    name: found.name.clone(),
                    without: numbers(&member.cost),
                    with: numbers(&member.charge),
                    cashable: service.cashable.0,
                    one_off: numbers(&member.one_off),
                    capital: of(&assets),
                    grant: of(&whole),
                });
            }
            for found in outcome.procurement.iter().filter(|found| found.shared) {
                let Some(buyer) = found.buyers.iter().find(|one| one.partner == place) else { continue };
                whose.push(("procurement", found.id.clone()));
                parts.push(Part {
                    name: found.name.clone(),
                    without: numbers(&buyer.saving),
                    with: numbers(&buyer.fee),
                    cashable: 1.0,
                    one_off: numbers(&buyer.one_off),
                    capital: None,
                    grant: None,
                });
            }
            let paid = scenario.balancing.get(&partner.id).map_or(0.0, |paid| paid.0);
            let plan = plan(a, &terms, partner.shown(), &parts, paid);
            let nothing = PartnerBudget::default();
            let budget = scenario.cash.partners.get(&partner.id).unwrap_or(&nothing);
            let left = reserves(a, budget, &partner.id, partner.shown(), &plan);
            let savings = whose.into_iter().zip(&parts).zip(&plan.savings).map(|(((list, id), part), values)| {
                SavingOf { list, id, name: part.name.clone(), values: values.iter().copied().map(Pounds).collect() }
            });
            let savings = savings.collect();
            partner_cash(scenario, (&partner.id, partner.shown()), plan, savings, (budget, left))
        });
    let partners: Vec<PartnerCash> = partners.collect();
    let not_cash: f64 = partners.iter().map(|one| one.bridge.not_cash.0).sum();
    CashPlan {
        first_year: outcome.first_year,
        index: terms.index,
        npv_cash: Pounds(outcome.totals.npv.0 - not_cash),
        partners,
    }
}

/// The grant of a whole service by year, as its members have it.
fn whole_grant(service: &super::outcome::ServiceOutcome) -> Vec<f64> {
    let years = service.net.len();
    let of =
        |t: usize| service.members.iter().filter_map(|one: &MemberOutcome| one.grant.get(t)).map(|one| one.0).sum();
    (0..years).map(of).collect()
}

fn partner_cash(
    scenario: &Scenario,
    (id, name): (&str, &str),
    plan: Plan<Numbers>,
    savings: Vec<SavingOf>,
    (budget, left): (&PartnerBudget, Option<Vec<f64>>),
) -> PartnerCash {
    let pounds = |row: Vec<f64>| row.into_iter().map(Pounds).collect::<Vec<Pounds>>();
    let gap: Option<Vec<Option<Pounds>>> =
        budget.gap.as_ref().map(|gap| (0..scenario.years).map(|t| gap.0.get(t).copied().map(Pounds)).collect());
    let after = gap
        .as_ref()
        .map(|gap| gap.iter().zip(&plan.effect).map(|(gap, effect)| gap.map(|gap| Pounds(gap.0 - effect))).collect());
    let base = budget.tax_base.filter(|base| *base > 0.0);
    let precept = base.zip(budget.band_d.filter(|band| band.0 > 0.0)).map(|(base, band)| base * band.0);
    let per = |of: f64| plan.effect.iter().map(|effect| effect / of).collect::<Vec<f64>>();
    let (household, of_precept) = (base.map(per), precept.map(per));
    let years = |is: &dyn Fn(f64) -> bool| {
        let all = left.iter().flatten().enumerate().filter(|(_, left)| is(**left));
        all.map(|(t, _)| scenario.first_year.plus(t)).collect::<Vec<FinancialYear>>()
    };
    let bridge = &plan.bridge;
    PartnerCash {
        id: id.to_owned(),
        name: name.to_owned(),
        below_floor: years(&|left| left < budget.reserves_floor.0 - HALF_A_PENNY),
        below_nothing: years(&|left| left < -HALF_A_PENNY),
        bridge: Bridge {
            npv: Pounds(bridge.npv),
            not_cash: Pounds(bridge.not_cash),
            discounting: Pounds(bridge.discounting),
            inflation: Pounds(bridge.inflation),
            spared: Pounds(bridge.spared),
            repaid: Pounds(bridge.repaid),
            sum: Pounds(bridge.sum),
        },
        savings,
        saving_cash: pounds(plan.saving_cash),
        saving_not_cash: pounds(plan.saving_not_cash),
        one_off_revenue: pounds(plan.one_off_revenue),
        capital: pounds(plan.capital),
        mrp: pounds(plan.mrp),
        interest: pounds(plan.interest),
        grant: pounds(plan.grant),
        balancing: pounds(plan.balancing),
        from_reserves: pounds(plan.from_reserves),
        reserves: left.map(pounds),
        effect: pounds(plan.effect),
        debt: pounds(plan.debt),
        gap,
        gap_after: after,
        household: household.map(pounds),
        of_precept: of_precept.map(|row| row.into_iter().map(Rate).collect()),
    }
}

const HALF_A_PENNY: f64 = 0.005;
