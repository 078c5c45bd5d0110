//! Puts services and categories together: method, section 4.

use super::discounting::{cumulative, discount_factors, payback, present_value};
use super::outcome::{
    BuyerOutcome, CategoryOutcome, ItemOutcome, MemberOutcome, Outcome, PartnerOutcome, ServiceOutcome, Totals,
};
use super::procurement::CategoryCase;
use super::shared_service::{ServiceCase, ServiceRun};
use crate::method::buying::Bought;
use crate::method::service::{Member, Paid};
use crate::method::{Numbers, Otherwise, at};
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
    let cases: Vec<ServiceCase> = scenario.services.iter().map(|one| ServiceCase::new(scenario, one)).collect();
    let buying: Vec<CategoryCase> = scenario.procurement.iter().map(|one| CategoryCase::new(scenario, one)).collect();
    let full_year = full_year(scenario, &cases, &buying);
    let view = View { scenario, factors: &factors, full_year: full_year.unwrap_or(0) };
    let services: Vec<ServiceOutcome> = cases.iter().map(|case| view.service(case)).collect();
    let procurement: Vec<CategoryOutcome> = buying.iter().map(|case| view.category(case)).collect();
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
fn full_year(scenario: &Scenario, cases: &[ServiceCase], buying: &[CategoryCase]) -> Option<usize> {
    let services = cases.iter().filter(|case| case.members.len() > 1).map(|case| case.course().complete);
    let procurement = buying.iter().filter(|case| case.buyers.len() > 1).map(|case| case.course().complete);
    let complete = services.chain(procurement).max_by(f64::total_cmp)?;
    Some((complete as usize).min(scenario.years.saturating_sub(1)))
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
        let run = case.run(Otherwise::new());
        let paid = run.as_ref().map(|run| case.paid(run)).unwrap_or_default();
        let members: Vec<MemberOutcome> = case
            .members
            .iter()
            .enumerate()
            .map(|(place, member)| self.member(case, run.as_ref().zip(paid.get(place)), place, member))
            .collect();
        let cost_today: f64 = case.members.iter().map(|member| member.cost_today).sum();
        let driver: f64 = case.members.iter().map(|member| member.driver).sum();
        let last = self.scenario.years.saturating_sub(1);
        let pools = self.pools(run.as_ref());
        let pool_last = pools.get(last).copied().flatten().map(|pool| pool.0);
        let cost_last: f64 = case.members.iter().map(|member| at(&member.cost, last)).sum();
        let change = service.service_change.0;
        let net: Vec<f64> = self.years().map(|t| paid.iter().map(|paid| at(&paid.net, t)).sum()).collect();
        let zeros = || vec![0.0; self.scenario.years];
        let one_off = run.as_ref().map_or_else(zeros, |run| run.unit.one_off.clone());
        let grant = run.as_ref().map_or_else(zeros, |run| run.course.grant.clone());
        let t = self.full_year;
        let saving = at(&net, t) + at(&one_off, t) - at(&grant, t);
        ServiceOutcome {
            id: service.id.clone(),
            name: service.shown().to_owned(),
            shared: run.is_some(),
            npv: Pounds(present_value(&net, self.factors)),
            pool: pools,
            posts: self.years().map(|t| Fte(run.as_ref().map_or(0.0, |run| at(&run.unit.released, t)))).collect(),
            unit_cost_now: (driver > 0.0).then(|| Pounds(cost_today / driver)),
            unit_cost_after: pool_last.filter(|_| driver > 0.0).map(|pool| Pounds(pool / driver / (1.0 + change))),
            cost_today: Pounds(cost_today),
            posts_today: Fte(service.members.iter().map(|id| service.baseline_of(id).fte.0).sum()),
            full_year_saving: Pounds(saving),
            full_year_cash: Pounds(saving * service.cashable.0),
            rate: Rate(run.as_ref().map_or(0.0, |run| run.group.rate)),
            scale: run.as_ref().map_or(1.0, |run| run.group.scale),
            target: run.as_ref().and_then(|run| run.group.target).map(Pounds),
            is_cut: change < 0.0 && cost_last > 0.0 && pool_last.is_some_and(|pool| 1.0 - pool / cost_last <= -change),
            redundancy: Pounds(
                run.iter()
                    .flat_map(|run| &run.shared)
                    .map(|shared| present_value(&shared.redundancy, self.factors))
                    .sum(),
            ),
            grant: Pounds(present_value(&grant, self.factors)),
            keyed: Pounds(run.as_ref().map_or(0.0, |run| present_value(&case.keyed(run), self.factors))),
            net: pounds(net),
            one_off: pounds(one_off),
            members,
        }
    }

    /// What the shared unit costs by year; none before go-live, and where nothing is shared.
    fn pools(&self, run: Option<&ServiceRun>) -> Vec<Option<Pounds>> {
        let live = |run: &ServiceRun, t| (at(&run.course.live, t) > 0.0).then(|| Pounds(at(&run.unit.pool, t)));
        self.years().map(|t| run.and_then(|run| live(run, t))).collect()
    }

    fn member(
        &self,
        case: &ServiceCase,
        run: Option<(&ServiceRun, &Paid<Numbers>)>,
        place: usize,
        member: &Member<Numbers>,
    ) -> MemberOutcome {
        let id = self.scenario.partners.get(member.partner).map(|partner| partner.id.clone()).unwrap_or_default();
        let zeros = || vec![0.0; self.scenario.years];
        let (run, paid) = run.unzip();
        let of_paid = |row: fn(&Paid<Numbers>) -> &Vec<f64>| paid.map_or_else(zeros, |paid| row(paid).clone());
        let net = of_paid(|paid| &paid.net);
        let grant = |run: &ServiceRun| run.course.grant.iter().map(|grant| member.key * grant).collect();
        let released = run.and_then(|run| run.shared.get(place)).map(|shared| shared.released.clone());
        let stranded = run.and_then(|run| run.course.stranded.get(place)).cloned();
        MemberOutcome {
            partner: member.partner,
            name: member.name.clone(),
            cost_today: Pounds(member.cost_today),
            unit_cost: member.unit_cost.map(Pounds),
            key: Rate(member.key),
            converging: Rate(run.map_or(0.0, |run| at(&run.group.converging, place))),
            npv: Pounds(present_value(&net, self.factors)),
            cost: pounds(member.cost.iter().copied()),
            charge: pounds(paid.map_or(&member.cost, |paid| &paid.charge).iter().copied()),
            one_off: pounds(of_paid(|paid| &paid.one_off)),
            grant: pounds(run.map_or_else(zeros, grant)),
            posts: released.unwrap_or_else(zeros).into_iter().map(Fte).collect(),
            stranded: pounds(stranded.unwrap_or_else(zeros)),
            gains_service: run.is_some() && member.cost_today == 0.0,
            alone_cost: case.service.alone_cost.get(&id).copied(),
            net: pounds(net),
            id,
        }
    }

    fn category(&self, case: &CategoryCase) -> CategoryOutcome {
        let category = case.category;
        let run = case.run(Otherwise::new());
        let zeros = vec![0.0; self.scenario.years];
        let paid = run.as_ref().map(|run| case.paid(run)).unwrap_or_default();
        let net: Vec<f64> = self.years().map(|t| paid.iter().map(|paid| at(&paid.net, t)).sum()).collect();
        let one_off = run.as_ref().map_or_else(|| zeros.clone(), |run| run.one_off.clone());
        let buyers: Vec<BuyerOutcome> = case
            .buyers
            .iter()
            .enumerate()
            .map(|(place, buyer)| {
                let of = |row: fn(&Bought<Numbers>) -> &Vec<f64>| paid.get(place).map_or(&zeros, row).clone();
                let net = of(|paid| &paid.net);
                BuyerOutcome {
                    partner: buyer.partner,
                    id: buyer.id.clone(),
                    name: buyer.name.clone(),
                    reached: Pounds(buyer.reached),
                    key: Rate(buyer.key),
                    npv: Pounds(present_value(&net, self.factors)),
                    saving: pounds(of(|paid| &paid.saving)),
                    fee: pounds(of(|paid| &paid.fee)),
                    one_off: pounds(of(|paid| &paid.one_off)),
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
        let each = |(place, item): (usize, &crate::model::Item)| {
            let bought = case.buyers.iter().filter_map(|buyer| buyer.items.get(place));
            let prices = || bought.clone().filter(|(price, _)| *price > 0.0).map(|(price, _)| Pounds(*price));
            ItemOutcome {
                name: item.name.clone(),
                lowest: prices().min_by(|a, b| a.0.total_cmp(&b.0)),
                highest: prices().max_by(|a, b| a.0.total_cmp(&b.0)),
                joint: (case.buyers.len() > 1).then(|| case.joint_price(place, item).map(Pounds)).flatten(),
            }
        };
        case.category.items.iter().enumerate().map(each).collect()
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
            // a loss is always cash, of a gain the part that can leave the budget
            let kept = services.iter().zip(&self.scenario.services).flat_map(|(found, service)| {
                let own = found.members.iter().filter(|one| found.shared && one.partner == place);
                own.map(|one| (1.0 - service.cashable.0, one))
            });
            let not_cash: f64 = kept
                .map(|(part, one)| {
                    let gains = one.cost.iter().zip(&one.charge).map(|(cost, charge)| (cost.0 - charge.0).max(0.0));
                    part * gains.zip(self.factors).map(|(gain, factor)| gain * factor).sum::<f64>()
                })
                .sum();
            let alone = at(alone, place);
            let last = self.scenario.years.saturating_sub(1);
            let posts_at = |one: &MemberOutcome, t: usize| one.posts.get(t).copied().unwrap_or_default();
            PartnerOutcome {
                id: partner.id.clone(),
                name: partner.shown().to_owned(),
                npv: Pounds(npv),
                npv_cash: Pounds(npv - not_cash),
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

    #[allow(clippy::too_many_lines, reason = "one line a figure of the totals")]
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
            npv_cash: Pounds(npv - partners.iter().map(|one| one.npv.0 - one.npv_cash.0).sum::<f64>()),
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
