//! Puts services and categories together: method, section 4.

use super::discounting::{cumulative, discount_factors, payback, present_value};
use super::outcome::{
    BuyerOutcome, CategoryOutcome, ItemOutcome, MemberOutcome, Outcome, PartnerOutcome, ServiceOutcome, Totals,
};
use super::procurement::CategoryCase;
use super::shared_service::{GroupRun, Member, ServiceCase, Vary, at};
use crate::model::{Fte, Mode, Pounds, Rate, Scenario};

/// The outcome of a valid scenario.
///
/// ```
/// use informed_choice::{engine::appraise, evidence::PRESETS, model::read};
///
/// for preset in PRESETS {
///     let scenario = read(preset.document().value()).expect("every example is sound");
///     let outcome = appraise(&scenario);
///     // nobody invents money: what all gain is what each gains
///     let each: f64 = outcome.partners.iter().map(|partner| partner.npv.0).sum();
///     assert!((outcome.totals.npv.0 - each).abs() < 0.01);
/// }
/// ```
pub fn appraise(scenario: &Scenario) -> Outcome {
    let factors = discount_factors(scenario.discount_rate.0, scenario.years);
    let full_year = full_year(scenario);
    let view = View { scenario, factors: &factors, full_year: full_year.unwrap_or(0) };
    let cases: Vec<ServiceCase> = scenario.services.iter().map(|one| ServiceCase::new(scenario, one)).collect();
    let services: Vec<ServiceOutcome> = cases.iter().map(|case| view.service(case)).collect();
    let procurement: Vec<CategoryOutcome> =
        scenario.procurement.iter().map(|one| view.category(&CategoryCase::new(scenario, one))).collect();
    let mut alone = vec![0.0; scenario.partners.len()];
    for case in &cases {
        for (member, reached) in case.members.iter().zip(case.alone(&factors)) {
            if let Some(sum) = alone.get_mut(member.partner) {
                *sum += reached;
            }
        }
    }
    let partners = view.partners(&services, &procurement, &alone);
    let totals = view.totals(full_year, &services, &procurement, &partners);
    let warnings = super::warnings::warnings(scenario, &services, &procurement);
    Outcome { first_year: scenario.first_year, factors, totals, partners, services, procurement, warnings }
}

/// The first year in which every ramp of whatever is shared is complete and every stranded cost has
/// ended, the last of the horizon at the latest; none where nothing is shared.
fn full_year(scenario: &Scenario) -> Option<usize> {
    let services = scenario.services.iter().filter(|one| one.members.len() > 1).map(|one| one.settled(one.go_live));
    let procurement =
        scenario.procurement.iter().filter(|one| one.members.len() > 1).map(|one| one.settled(one.go_live));
    services.chain(procurement).max().map(|year| year.min(scenario.years.saturating_sub(1)))
}

fn pounds(by_year: impl IntoIterator<Item = f64>) -> Vec<Pounds> {
    by_year.into_iter().map(Pounds).collect()
}

/// Sum over the lists of each year.
fn sum_by_year<'a>(years: usize, lists: impl Iterator<Item = &'a [Pounds]>) -> Vec<f64> {
    let mut sums = vec![0.0; years];
    for list in lists {
        for (sum, part) in sums.iter_mut().zip(list) {
            *sum += part.0;
        }
    }
    sums
}

/// A year's figure; nothing past the end.
fn in_year(by_year: &[Pounds], t: usize) -> Pounds {
    by_year.get(t).copied().unwrap_or_default()
}

/// What all the parts are seen against.
struct View<'a> {
    scenario: &'a Scenario,
    factors: &'a [f64],
    full_year: usize,
}

impl View<'_> {
    fn years(&self) -> std::ops::Range<usize> {
        0..self.scenario.years
    }

    fn service(&self, case: &ServiceCase) -> ServiceOutcome {
        let service = case.service;
        let run = case.run(&case.everyone(), &Vary::default());
        let members: Vec<MemberOutcome> = case
            .members
            .iter()
            .enumerate()
            .map(|(place, member)| self.member(case, run.as_ref(), place, member))
            .collect();
        let cost_today: f64 = case.members.iter().map(|member| member.cost_today).sum();
        let driver: f64 = case.members.iter().map(|member| member.driver).sum();
        let last = self.scenario.years.saturating_sub(1);
        let pool_last = run.as_ref().and_then(|run| run.pool.get(last).copied().flatten());
        let cost_last: f64 = case.members.iter().map(|member| at(&member.cost, last)).sum();
        let change = service.service_change.0;
        let net = run.as_ref().map_or_else(|| vec![0.0; self.scenario.years], |run| case.pooled_net(run));
        let one_off: Vec<f64> = self.years().map(|t| run.as_ref().map_or(0.0, |run| run.one_off(t))).collect();
        let grant: Vec<f64> = self.years().map(|t| run.as_ref().map_or(0.0, |run| at(&run.grant, t))).collect();
        let t = self.full_year;
        let saving = at(&net, t) + at(&one_off, t) - at(&grant, t);
        ServiceOutcome {
            id: service.id.clone(),
            name: service.shown().to_owned(),
            shared: run.is_some(),
            npv: Pounds(present_value(&net, self.factors)),
            pool: match &run {
                Some(run) => run.pool.iter().map(|pool| pool.map(Pounds)).collect(),
                None => vec![None; self.scenario.years],
            },
            posts: self
                .years()
                .map(|t| Fte(run.iter().flat_map(|run| &run.posts).map(|by_year| at(by_year, t)).sum()))
                .collect(),
            unit_cost_now: (driver > 0.0).then(|| Pounds(cost_today / driver)),
            unit_cost_after: pool_last.filter(|_| driver > 0.0).map(|pool| Pounds(pool / driver / (1.0 + change))),
            cost_today: Pounds(cost_today),
            posts_today: Fte(service.members.iter().map(|id| service.baseline_of(id).fte.0).sum()),
            full_year_saving: Pounds(saving),
            full_year_cash: Pounds(saving * service.cashable.0),
            rate: Rate(run.as_ref().map_or(0.0, |run| run.rate)),
            scale: run.as_ref().map_or(1.0, |run| run.scale),
            target: run.as_ref().and_then(|run| run.target).map(Pounds),
            is_cut: change < 0.0 && cost_last > 0.0 && pool_last.is_some_and(|pool| 1.0 - pool / cost_last <= -change),
            redundancy: Pounds(
                run.iter().flat_map(|run| &run.redundancy).map(|by_year| present_value(by_year, self.factors)).sum(),
            ),
            grant: Pounds(present_value(&grant, self.factors)),
            keyed: Pounds(run.as_ref().map_or(0.0, |run| present_value(&case.keyed(run), self.factors))),
            net: pounds(net),
            one_off: pounds(one_off),
            members,
        }
    }

    fn member(&self, case: &ServiceCase, run: Option<&GroupRun>, place: usize, member: &Member) -> MemberOutcome {
        let service = case.service;
        let partner = self.scenario.partners.get(member.partner);
        let id = partner.map(|partner| partner.id.clone()).unwrap_or_default();
        let of = |list: &[Vec<f64>], t: usize| list.get(place).map_or(0.0, |by_year| at(by_year, t));
        let charge = |t: usize| match run {
            None => at(&member.cost, t),
            Some(run) => match run.pool.get(t).copied().flatten() {
                Some(pool) => member.key * pool + of(&run.stranded, t),
                None => of(&run.own, t),
            },
        };
        let one_off = |t: usize| match run {
            None => 0.0,
            Some(run) if case.borne_by_own() => {
                of(&run.redundancy, t) + at(&run.per_partner, t) + member.key * at(&run.common, t)
            }
            Some(run) => member.key * run.one_off(t),
        };
        let grant = |t: usize| run.map_or(0.0, |run| member.key * at(&run.grant, t));
        let net: Vec<f64> = self.years().map(|t| at(&member.cost, t) - charge(t) - one_off(t) + grant(t)).collect();
        MemberOutcome {
            partner: member.partner,
            name: self.scenario.name_of(&id).to_owned(),
            cost_today: Pounds(member.cost_today),
            unit_cost: (member.driver > 0.0).then(|| Pounds(member.cost_today / member.driver)),
            key: Rate(member.key),
            converging: Rate(run.map_or(0.0, |run| at(&run.converging, place))),
            npv: Pounds(present_value(&net, self.factors)),
            cost: pounds(member.cost.iter().copied()),
            charge: pounds(self.years().map(charge)),
            one_off: pounds(self.years().map(one_off)),
            grant: pounds(self.years().map(grant)),
            posts: self.years().map(|t| Fte(run.map_or(0.0, |run| of(&run.posts, t)))).collect(),
            stranded: pounds(self.years().map(|t| run.map_or(0.0, |run| of(&run.stranded, t)))),
            gains_service: run.is_some() && member.cost_today == 0.0,
            alone_cost: service.alone_cost.get(&id).copied(),
            net: pounds(net),
            id,
        }
    }

    fn category(&self, case: &CategoryCase) -> CategoryOutcome {
        let category = case.category;
        let run = case.run(&case.everyone(), &Vary::default());
        let zeros = vec![0.0; self.scenario.years];
        let net = run.as_ref().map_or_else(|| zeros.clone(), |run| case.pooled_net(run));
        let one_off = run.as_ref().map_or_else(|| zeros.clone(), |run| run.one_off.clone());
        let buyers: Vec<BuyerOutcome> = case
            .buyers
            .iter()
            .enumerate()
            .map(|(place, buyer)| {
                let of = |list: Option<&Vec<Vec<f64>>>| list.and_then(|list| list.get(place)).unwrap_or(&zeros).clone();
                let saving = of(run.as_ref().map(|run| &run.saving));
                let fee = of(run.as_ref().map(|run| &run.fee));
                let paid: Vec<f64> = one_off.iter().map(|cost| buyer.key * cost).collect();
                let net: Vec<f64> = self.years().map(|t| at(&saving, t) - at(&fee, t) - at(&paid, t)).collect();
                BuyerOutcome {
                    partner: buyer.partner,
                    id: buyer.id.clone(),
                    name: self.scenario.name_of(&buyer.id).to_owned(),
                    reached: Pounds(buyer.reached),
                    key: Rate(buyer.key),
                    npv: Pounds(present_value(&net, self.factors)),
                    saving: pounds(saving),
                    fee: pounds(fee),
                    one_off: pounds(paid),
                    net: pounds(net),
                }
            })
            .collect();
        let saving = sum_by_year(self.scenario.years, buyers.iter().map(|buyer| buyer.saving.as_slice()));
        let fee = sum_by_year(self.scenario.years, buyers.iter().map(|buyer| buyer.fee.as_slice()));
        CategoryOutcome {
            id: category.id.clone(),
            name: category.shown().to_owned(),
            shared: run.is_some(),
            npv: Pounds(present_value(&net, self.factors)),
            full_year_saving: Pounds(at(&net, self.full_year) + at(&one_off, self.full_year)),
            keyed: Pounds(-present_value(&one_off, self.factors)),
            net: pounds(net),
            saving: pounds(saving),
            fee: pounds(fee),
            one_off: pounds(one_off),
            rate: Rate(run.as_ref().map_or(0.0, |run| run.rate)),
            scale: run.as_ref().map_or(1.0, |run| run.scale),
            buyers,
            items: if category.mode == Mode::Items { self.items(case) } else { Vec::new() },
        }
    }

    fn items(&self, case: &CategoryCase) -> Vec<ItemOutcome> {
        let each = |item: &crate::model::Item| {
            let bought: Vec<(f64, f64)> = case.buyers.iter().map(|buyer| item.bought_by(&buyer.id)).collect();
            let prices = || bought.iter().filter(|(price, _)| *price > 0.0).map(|(price, _)| Pounds(*price));
            ItemOutcome {
                name: item.name.clone(),
                lowest: prices().min_by(|a, b| a.0.total_cmp(&b.0)),
                highest: prices().max_by(|a, b| a.0.total_cmp(&b.0)),
                joint: (case.buyers.len() > 1).then(|| case.joint_price(&bought).map(Pounds)).flatten(),
            }
        };
        case.category.items.iter().map(each).collect()
    }

    fn partners(
        &self,
        services: &[ServiceOutcome],
        procurement: &[CategoryOutcome],
        alone: &[f64],
    ) -> Vec<PartnerOutcome> {
        let t = self.full_year;
        let one = |(place, partner): (usize, &crate::model::Partner)| {
            let member =
                || services.iter().flat_map(|service| &service.members).filter(move |one| one.partner == place);
            let buyer =
                || procurement.iter().flat_map(|category| &category.buyers).filter(move |one| one.partner == place);
            let nets = member().map(|one| one.net.as_slice()).chain(buyer().map(|one| one.net.as_slice()));
            let net = sum_by_year(self.scenario.years, nets);
            let balancing = self.scenario.balancing.get(&partner.id).copied().unwrap_or_default();
            let after: Vec<f64> = net.iter().map(|net| net - balancing.0).collect();
            let npv = present_value(&after, self.factors);
            let alone = at(alone, place);
            let last = self.scenario.years.saturating_sub(1);
            let posts_at = |one: &MemberOutcome, t: usize| one.posts.get(t).copied().unwrap_or_default();
            PartnerOutcome {
                id: partner.id.clone(),
                name: partner.shown().to_owned(),
                npv: Pounds(npv),
                balancing,
                alone: Pounds(alone),
                posts: self.years().map(|t| Fte(member().map(|one| posts_at(one, t).0).sum())).collect(),
                whole_posts: member().map(|one| posts_at(one, last).whole_posts()).sum(),
                net_donor: npv < -0.5,
                worse_than_alone: npv < alone - 0.5,
                out_of_pocket: self
                    .years()
                    .filter(|t| at(&after, *t) < -0.005)
                    .map(|t| self.scenario.first_year.plus(t))
                    .collect(),
                full_year_net: Pounds(at(&after, t))
                    + member().map(|one| in_year(&one.one_off, t) - in_year(&one.grant, t)).sum()
                    + buyer().map(|one| in_year(&one.one_off, t)).sum(),
                full_year_cost: member().map(|one| in_year(&one.cost, t)).sum(),
                full_year_charge: member().map(|one| in_year(&one.charge, t)).sum(),
                full_year_buying: buyer().map(|one| in_year(&one.saving, t) - in_year(&one.fee, t)).sum(),
                one_off: member()
                    .flat_map(|one| &one.one_off)
                    .chain(buyer().flat_map(|one| &one.one_off))
                    .copied()
                    .sum(),
                grant: member().flat_map(|one| &one.grant).copied().sum(),
                net: pounds(after),
            }
        };
        self.scenario.partners.iter().enumerate().map(one).collect()
    }

    fn totals(
        &self,
        full_year: Option<usize>,
        services: &[ServiceOutcome],
        procurement: &[CategoryOutcome],
        partners: &[PartnerOutcome],
    ) -> Totals {
        let years = self.scenario.years;
        let nets =
            services.iter().map(|one| one.net.as_slice()).chain(procurement.iter().map(|one| one.net.as_slice()));
        let net = sum_by_year(years, nets);
        let paid = services
            .iter()
            .map(|one| one.one_off.as_slice())
            .chain(procurement.iter().map(|one| one.one_off.as_slice()));
        let one_off = sum_by_year(years, paid);
        let grants = services.iter().flat_map(|one| &one.members).map(|member| member.grant.as_slice());
        let grant = sum_by_year(years, grants);
        let recurring_of = |net: Vec<f64>, one_off: Vec<f64>, grant: &[f64]| -> Vec<f64> {
            self.years().map(|t| at(&net, t) + at(&one_off, t) - at(grant, t)).collect()
        };
        let from_services = recurring_of(
            sum_by_year(years, services.iter().map(|one| one.net.as_slice())),
            sum_by_year(years, services.iter().map(|one| one.one_off.as_slice())),
            &grant,
        );
        let from_buying = recurring_of(
            sum_by_year(years, procurement.iter().map(|one| one.net.as_slice())),
            sum_by_year(years, procurement.iter().map(|one| one.one_off.as_slice())),
            &[],
        );
        let recurring: Vec<f64> = from_services.iter().zip(&from_buying).map(|(a, b)| a + b).collect();
        let discounted: Vec<f64> = net.iter().zip(self.factors).map(|(flow, factor)| flow * factor).collect();
        let pv_one_off = present_value(&one_off, self.factors);
        let pv_recurring = present_value(&recurring, self.factors);
        let pv_grant = present_value(&grant, self.factors);
        let pv_redundancy: f64 = services.iter().map(|service| service.redundancy.0).sum();
        let npv = present_value(&net, self.factors);
        let cash: f64 = services.iter().filter(|one| one.shared).map(|one| one.full_year_cash.0).sum();
        let shared = || services.iter().zip(&self.scenario.services).filter(|(outcome, _)| outcome.shared);
        let last = years.saturating_sub(1);
        let posts = |outcome: &ServiceOutcome| outcome.posts.get(last).copied().unwrap_or_default().0;
        Totals {
            npv: Pounds(npv),
            npsv: Pounds(npv + pv_redundancy - pv_grant),
            full_year,
            full_year_saving: Pounds(at(&recurring, self.full_year)),
            full_year_cash: Pounds(cash + at(&from_buying, self.full_year)),
            full_year_services: Pounds(at(&from_services, self.full_year)),
            full_year_procurement: Pounds(at(&from_buying, self.full_year)),
            one_off: Pounds(one_off.iter().sum()),
            grant: Pounds(grant.iter().sum()),
            benefit_cost_ratio: (pv_one_off != 0.0).then(|| pv_recurring / pv_one_off),
            pv_recurring: Pounds(pv_recurring),
            pv_one_off: Pounds(pv_one_off),
            pv_grant: Pounds(pv_grant),
            pv_redundancy: Pounds(pv_redundancy),
            payback_years: full_year.and_then(|_| payback(&net)),
            discounted_payback_years: full_year.and_then(|_| payback(&discounted)),
            cumulative: pounds(cumulative(&net)),
            alone: partners.iter().map(|partner| partner.alone).sum(),
            in_scope: shared().map(|(outcome, _)| outcome.cost_today).sum(),
            bought_in_scope: procurement
                .iter()
                .filter(|one| one.shared)
                .flat_map(|one| &one.buyers)
                .map(|buyer| buyer.reached)
                .sum(),
            posts_in_scope: Fte(shared().map(|(outcome, _)| outcome.posts_today.0).sum()),
            posts: Fte(services.iter().map(posts).sum()),
            officers: Fte(shared().map(|(outcome, service)| posts(outcome) * service.officer_share.0).sum()),
            whole_posts: partners.iter().map(|partner| partner.whole_posts).sum(),
            net_by_year: pounds(net),
            one_off_by_year: pounds(one_off),
            grant_by_year: pounds(grant),
            services_by_year: pounds(from_services),
            procurement_by_year: pounds(from_buying),
        }
    }
}
