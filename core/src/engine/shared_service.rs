//! A shared service as its members have it: method, section 2, read as numbers.

use super::discounting::present_value;
use crate::method::service::{
    Course, Group, Member, Paid, Shared, Unit, alone, course, fixed, gain, group, measured, members, paid, saving,
    shared, unit,
};
use crate::method::size::Saving;
use crate::method::{Calendar, Numbers, Otherwise, at};
use crate::model::{Scenario, Service};

/// A service ready to be computed.
#[derive(Debug, Clone)]
pub(crate) struct ServiceCase<'a> {
    scenario: &'a Scenario,
    pub service: &'a Service,
    pub members: Vec<Member<Numbers>>,
    /// h(F) of the group that the saving was estimated for.
    pub measured: f64,
    pub saving: Saving<f64>,
    pub numbers: Numbers,
}

/// The service of all its members.
#[derive(Debug, Clone)]
pub(crate) struct ServiceRun {
    pub group: Group<Numbers>,
    pub course: Course<Numbers>,
    /// By member.
    pub shared: Vec<Shared<Numbers>>,
    pub unit: Unit<Numbers>,
}

impl<'a> ServiceCase<'a> {
    pub fn new(scenario: &'a Scenario, service: &'a Service) -> ServiceCase<'a> {
        let numbers = Numbers::over(scenario.years);
        let members = members(&numbers, scenario, service);
        let saving = saving(&numbers, service);
        let measured = measured(&numbers, scenario, service, &members, &saving);
        ServiceCase { scenario, service, members, measured, saving, numbers }
    }

    /// Its members in another reading.
    pub fn members_as<A: Calendar>(&self, a: &A) -> Vec<Member<A>> {
        members(a, self.scenario, self.service)
    }

    /// Its course as entered.
    pub fn course(&self) -> Course<Numbers> {
        course(&self.numbers, self.service, &self.members)
    }

    /// The service of all its members, with some inputs set otherwise than entered; none for fewer than two, who change
    /// nothing. Only what is drawn or moved can be: what members have today is as entered.
    pub fn run(&self, otherwise: Otherwise) -> Option<ServiceRun> {
        let a = &Numbers { otherwise, ..self.numbers };
        let service = self.service;
        let all: Vec<&Member<Numbers>> = self.members.iter().collect();
        if all.len() < 2 {
            return None;
        }
        let group = group(a, service, (&saving(a, service), self.measured), &all);
        let course = course(a, service, &self.members);
        let each = self.members.iter().zip(&group.converging);
        let shared: Vec<Shared<Numbers>> =
            each.map(|(member, x)| shared(a, service, &course, member, (*x, group.rate))).collect();
        let both: Vec<(&Member<Numbers>, &Shared<Numbers>)> = self.members.iter().zip(&shared).collect();
        let unit = unit(a, &course, &both);
        Some(ServiceRun { group, course, shared, unit })
    }

    /// Σ net_i by year with inputs set otherwise; none where fewer than two take part.
    pub fn net(&self, otherwise: Otherwise) -> Option<Vec<f64>> {
        let run = self.run(otherwise.clone())?;
        let a = &Numbers { otherwise, ..self.numbers };
        let members = || self.members.iter().zip(run.shared.iter().zip(&run.course.stranded));
        let gains = |t| members().map(|(member, parts)| gain(a, &run.course, member, parts, t)).sum::<f64>();
        Some((0..a.years).map(|t| gains(t) - fixed(a, &run.course, self.members.len(), t)).collect())
    }

    /// What each member is charged, pays once and gains.
    pub fn paid(&self, run: &ServiceRun) -> Vec<Paid<Numbers>> {
        let parts = run.shared.iter().zip(&run.course.stranded);
        let one = |(member, parts)| paid(&self.numbers, self.service, &run.course, &run.unit, member, parts);
        self.members.iter().zip(parts).map(one).collect()
    }

    /// By year, what the key shares out: the grant less the shared unit's cost and the one-off cost that is not borne by each
    /// alone.
    pub fn keyed(&self, run: &ServiceRun) -> Vec<f64> {
        let by_own = self.service.one_off.borne == crate::model::Borne::Own;
        let once = if by_own { &run.unit.common } else { &run.unit.one_off };
        (0..self.numbers.years).map(|t| at(&run.course.grant, t) - at(&run.unit.pool, t) - at(once, t)).collect()
    }

    /// What each member could reach by itself: by member, the present value, never below nothing.
    pub fn alone(&self, factors: &[f64]) -> Vec<f64> {
        let a = &self.numbers;
        if self.members.len() < 2 {
            return vec![0.0; self.members.len()];
        }
        let all: Vec<&Member<Numbers>> = self.members.iter().collect();
        let group = group(a, self.service, (&self.saving, self.measured), &all);
        let course = self.course();
        let one = |(member, x): (&Member<Numbers>, &f64)| {
            let alone = alone(a, self.service, &course, member, *x);
            f64::max(0.0, present_value(&alone.converging, factors)) + present_value(&alone.saving, factors)
        };
        self.members.iter().zip(&group.converging).map(one).collect()
    }
}
