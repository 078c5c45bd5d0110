//! Merging instead: what a larger force would save and cost, what it does to council tax, and what is regretted where nobody can
//! say whether it comes. Method, section 13.

use super::appraise;
use super::discounting::present_value;
use super::flows::{Flow, flows};
use super::outcome::Outcome;
use crate::model::alternatives::{Equalise, Merger};
use crate::model::{Pounds, Scenario};

/// The worth of a merger, or of several on one day, beside the other ways.
#[derive(Debug, Clone, PartialEq)]
pub struct MergerOutcome {
    /// Net present value of merging, with nothing shared before.
    pub npv: Pounds,
    /// Of collaborating now and merging later.
    pub then: Pounds,
    /// Of waiting until the year of vesting, where no merger comes.
    pub wait: Pounds,
    /// What is in scope a year.
    pub in_scope: Pounds,
    /// What recurs by year.
    pub recurring: Vec<Pounds>,
    /// One-off cost by year.
    pub one_off: Vec<Pounds>,
    /// Disruption by year.
    pub disruption: Vec<Pounds>,
    /// Each merger by itself, the first one first.
    pub each: Vec<NewForce>,
    /// Members of whom nothing is in scope.
    pub without_scope: Vec<String>,
    /// What would be regretted.
    pub regret: Regret,
}

/// One of the forces that would be new.
#[derive(Debug, Clone, PartialEq)]
pub struct NewForce {
    /// What it is called; its members' names where nobody has said.
    pub name: String,
    /// Ids of its members.
    pub members: Vec<String>,
    /// Net present value of it alone.
    pub npv: Pounds,
    /// What is in scope a year.
    pub in_scope: Pounds,
    /// What it costs once, over the term.
    pub one_off: Pounds,
    /// Council tax, where Band D and tax base of every member are entered.
    pub tax: Option<Levelled>,
    /// Members of whom Band D or tax base is missing.
    pub without_tax: Vec<String>,
}

/// Council tax levelled.
#[derive(Debug, Clone, PartialEq)]
pub struct Levelled {
    /// Where it ends: pounds a Band D household.
    pub target: Pounds,
    /// One an area, in the order of the members.
    pub areas: Vec<AreaTax>,
    /// Income against today's, by year: a transfer between taxpayers and the force.
    pub income: Vec<Pounds>,
}

/// An area's council tax.
#[derive(Debug, Clone, PartialEq)]
pub struct AreaTax {
    /// The partner's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Band D households.
    pub tax_base: f64,
    /// Band D by year.
    pub band_d: Vec<Pounds>,
    /// Band D before.
    pub before: Pounds,
    /// Its income against today's, by year.
    pub income: Vec<Pounds>,
}

/// Ways of meeting a change that may come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Course {
    /// As now for good.
    AsNow,
    /// Collaborate now.
    Collaborate,
    /// Wait until it is known.
    Wait,
    /// Plan the merger.
    Plan,
}

impl Course {
    /// All of them, in the order of the table.
    pub const ALL: [Course; 4] = [Course::AsNow, Course::Collaborate, Course::Wait, Course::Plan];
}

/// The table of regret.
#[derive(Debug, Clone, PartialEq)]
pub struct Regret {
    /// The index of the merger's year of each column; none where none comes.
    pub columns: Vec<Option<usize>>,
    /// Net present value by course and column, in the order of [`Course::ALL`].
    pub npv: [Vec<Pounds>; 4],
    /// The worst regret of each course.
    pub worst: [Pounds; 4],
    /// The course whose worst regret is smallest; of equals the first.
    pub least: Course,
}

/// What merging is worth and does; none where no merger is drawn.
pub fn merger_outcome(scenario: &Scenario, outcome: &Outcome) -> Option<MergerOutcome> {
    let merger = scenario.merger.as_ref()?;
    let mergers = merger.each();
    if mergers.is_empty() {
        return None;
    }
    let view = View { scenario, outcome, merger, mergers, flows: flows(outcome) };
    let [recurring, one_off, disruption] = view.merger_flows(merger.vesting);
    let pounds = |row: Vec<f64>| row.into_iter().map(Pounds).collect::<Vec<Pounds>>();
    let wait = view.waiting();
    Some(MergerOutcome {
        npv: Pounds(view.merge(merger.vesting)),
        then: Pounds(view.then_merge(merger.vesting)),
        wait: Pounds(wait),
        in_scope: Pounds(view.mergers.iter().map(|one| view.scope(one)).sum()),
        regret: view.regret(wait),
        recurring: pounds(recurring),
        one_off: pounds(one_off),
        disruption: pounds(disruption),
        each: view.mergers.iter().map(|one| view.new_force(one)).collect(),
        without_scope: view.without_scope(),
    })
}

/// What a merger is called: its name, or its members' names.
pub fn merger_name(scenario: &Scenario, merger: &Merger) -> String {
    if !merger.name.trim().is_empty() {
        return merger.name.trim().to_owned();
    }
    let names: Vec<&str> = merger.members.iter().map(|id| scenario.name_of(id)).collect();
    match names.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
        None => String::new(),
    }
}

/// What is left of a gain after what is spent and lost, by year.
fn net(gain: &[f64], once: &[f64], lost: &[f64]) -> Vec<f64> {
    gain.iter().zip(once).zip(lost).map(|((gain, once), lost)| gain - once - lost).collect()
}

struct View<'a> {
    scenario: &'a Scenario,
    outcome: &'a Outcome,
    /// Where the terms of all of them stand.
    merger: &'a Merger,
    /// Each with its own terms.
    mergers: Vec<Merger>,
    flows: Vec<Flow>,
}

impl View<'_> {
    fn years(&self) -> usize {
        self.outcome.factors.len()
    }

    /// What a member has in scope: what is entered, else what its services cost today.
    fn scope_of(&self, id: &String) -> f64 {
        if let Some(entered) = self.merger.in_scope.as_ref().and_then(|entered| entered.get(id).copied().flatten()) {
            return entered.0;
        }
        let own = self.outcome.services.iter().flat_map(|service| &service.members);
        own.filter(|member| member.id == *id).map(|member| member.cost_today.0).sum()
    }

    fn scope(&self, merger: &Merger) -> f64 {
        merger.members.iter().map(|id| self.scope_of(id)).sum()
    }

    fn without_scope(&self) -> Vec<String> {
        let all = self.mergers.iter().flat_map(|one| &one.members);
        all.filter(|id| self.scope_of(id) <= 0.0).map(|id| self.scenario.name_of(id).to_owned()).collect()
    }

    fn new_force(&self, merger: &Merger) -> NewForce {
        let [recurring, once, lost] = self.flows_of(merger, merger.vesting);
        let (tax, without_tax) = self.council_tax(merger);
        NewForce {
            name: merger_name(self.scenario, merger),
            members: merger.members.clone(),
            npv: Pounds(self.pv(&net(&recurring, &once, &lost))),
            in_scope: Pounds(self.scope(merger)),
            one_off: Pounds(once.iter().sum()),
            tax,
            without_tax,
        }
    }

    /// What recurs, what is spent once, and what is lost to disruption, by year, of all mergers together.
    fn merger_flows(&self, vesting: usize) -> [Vec<f64>; 3] {
        let mut all = [(); 3].map(|()| vec![0.0; self.years()]);
        for merger in &self.mergers {
            for (sum, row) in all.iter_mut().zip(self.flows_of(merger, vesting)) {
                sum.iter_mut().zip(row).for_each(|(sum, value)| *sum += value);
            }
        }
        all
    }

    /// The same of one of them, with another year of vesting.
    fn flows_of(&self, merger: &Merger, vesting: usize) -> [Vec<f64>; 3] {
        let n = self.years();
        let each = merger.saving.likely * self.scope(merger) + merger.command.posts * merger.command.cost_per_post.0;
        let ramp = |t: usize| {
            if t < vesting { 0.0 } else { f64::min(1.0, (t - vesting + 1) as f64 / merger.ramp_years.max(1) as f64) }
        };
        let over = merger.one_off.spread_years.max(1);
        let mut once = vec![0.0; n];
        for back in 0..over {
            // what falls before the first year is spent in it
            let t = vesting.saturating_sub(1).saturating_sub(back);
            if let Some(sum) = once.get_mut(t) {
                *sum += merger.one_off.total.0 / over as f64;
            }
        }
        let budgets: f64 =
            merger.members.iter().filter_map(|id| self.scenario.partner(id)).map(|partner| partner.budget.0).sum();
        let lost = |t: usize| {
            let during = t >= vesting && t < vesting + merger.disruption.years;
            if during { merger.disruption.share.0 * budgets } else { 0.0 }
        };
        [(0..n).map(|t| ramp(t) * each).collect(), once, (0..n).map(lost).collect()]
    }

    fn pv(&self, row: &[f64]) -> f64 {
        present_value(row, &self.outcome.factors)
    }

    /// Merging alone.
    fn merge(&self, vesting: usize) -> f64 {
        let [recurring, once, lost] = self.merger_flows(vesting);
        self.pv(&net(&recurring, &once, &lost))
    }

    /// Collaborate now, merge later: from then on the greater of the two gains.
    fn then_merge(&self, vesting: usize) -> f64 {
        let [recurring, once, lost] = self.merger_flows(vesting);
        let of = |list: &'static str| self.flows.iter().filter(move |flow| flow.list == list);
        let at = |row: &[f64], t: usize| row.get(t).copied().unwrap_or(0.0);
        let row: Vec<f64> = (0..self.years())
            .map(|t| {
                let services = if t < vesting {
                    of("services").map(|flow| flow.net(t)).sum::<f64>()
                } else {
                    f64::max(of("services").map(|flow| flow.gain(t)).sum(), at(&recurring, t))
                };
                services + of("procurement").map(|flow| flow.net(t)).sum::<f64>() - at(&once, t) - at(&lost, t)
            })
            .collect();
        self.pv(&row) - self.balancing()
    }

    /// What payments between partners add up to: nothing, or a hair.
    fn balancing(&self) -> f64 {
        let discounted: f64 = self.outcome.factors.iter().sum();
        let paid = self.scenario.partners.iter().filter_map(|partner| self.scenario.balancing.get(&partner.id));
        paid.map(|paid| paid.0).sum::<f64>() * discounted
    }

    /// Everything goes live at vesting at the earliest.
    fn waiting(&self) -> f64 {
        let mut later = self.scenario.clone();
        let vesting = self.merger.vesting;
        later.services.iter_mut().for_each(|one| one.go_live = one.go_live.max(vesting));
        later.procurement.iter_mut().for_each(|one| one.go_live = one.go_live.max(vesting));
        appraise(&later).totals.npv.0 - self.balancing()
    }

    fn regret(&self, wait: f64) -> Regret {
        let (vesting, n) = (self.merger.vesting, self.years());
        let comes = [vesting, vesting + 2, vesting + 4].into_iter().filter(|year| *year < n).map(Some);
        let columns: Vec<Option<usize>> = std::iter::once(None).chain(comes).collect();
        let [_, once, _] = self.merger_flows(vesting);
        let sunk = self.merger.sunk.0 * self.pv(&once);
        let now = self.outcome.totals.npv.0 - self.balancing();
        let cell = |course: Course, column: &Option<usize>| match (course, column) {
            (Course::AsNow, None) => 0.0,
            (Course::Collaborate, None) => now,
            (Course::Collaborate, Some(year)) => self.then_merge(*year),
            (Course::Wait, None) => wait,
            (Course::Plan, None) => -sunk,
            (_, Some(year)) => self.merge(*year),
        };
        let npv = Course::ALL.map(|course| columns.iter().map(|column| cell(course, column)).collect::<Vec<f64>>());
        let best: Vec<f64> = (0..columns.len())
            .map(|n| npv.iter().filter_map(|row| row.get(n)).copied().fold(f64::NEG_INFINITY, f64::max))
            .collect();
        let worst = npv.each_ref().map(|row| best.iter().zip(row).map(|(best, cell)| best - cell).fold(0.0, f64::max));
        let mut least = (f64::INFINITY, Course::AsNow);
        for (course, worst) in Course::ALL.into_iter().zip(worst) {
            if worst < least.0 {
                least = (worst, course);
            }
        }
        Regret {
            columns,
            npv: npv.map(|row| row.into_iter().map(Pounds).collect()),
            worst: worst.map(Pounds),
            least: least.1,
        }
    }

    fn council_tax(&self, merger: &Merger) -> (Option<Levelled>, Vec<String>) {
        let known = |id: &String| {
            let own = self.scenario.cash.partners.get(id)?;
            let band = own.band_d.filter(|band| band.0 > 0.0)?;
            Some((id.clone(), band.0, own.tax_base.filter(|base| *base > 0.0)?))
        };
        let without: Vec<String> = merger
            .members
            .iter()
            .filter(|id| known(id).is_none())
            .map(|id| self.scenario.name_of(id).to_owned())
            .collect();
        let all: Vec<(String, f64, f64)> = merger.members.iter().filter_map(known).collect();
        if !without.is_empty() || all.is_empty() {
            return (None, without);
        }
        let homes: f64 = all.iter().map(|(.., base)| base).sum();
        let bands = || all.iter().map(|(_, band, _)| *band);
        let target = match merger.equalise {
            Equalise::Average => all.iter().map(|(_, band, base)| band * base).sum::<f64>() / homes,
            Equalise::Lowest => bands().fold(f64::INFINITY, f64::min),
            Equalise::Highest => bands().fold(f64::NEG_INFINITY, f64::max),
        };
        let n = self.years();
        let band_at = |band: f64, t: usize| {
            if t < merger.vesting {
                return band;
            }
            let part = f64::min(1.0, (t - merger.vesting + 1) as f64 / merger.equalise_years.max(1) as f64);
            band + (target - band) * part
        };
        let income = |t: usize| Pounds(all.iter().map(|(_, band, base)| (band_at(*band, t) - band) * base).sum());
        let areas = all.iter().map(|(id, band, base)| AreaTax {
            id: id.clone(),
            name: self.scenario.name_of(id).to_owned(),
            tax_base: *base,
            band_d: (0..n).map(|t| Pounds(band_at(*band, t))).collect(),
            before: Pounds(*band),
            income: (0..n).map(|t| Pounds((band_at(*band, t) - band) * base)).collect(),
        });
        let found = Levelled { target: Pounds(target), areas: areas.collect(), income: (0..n).map(income).collect() };
        (Some(found), without)
    }
}
