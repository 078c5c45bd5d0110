//! Which inputs of the scenario stand in the book: every number and every choice of the table of inputs that a formula
//! reads, in the table's order.

use super::builder::Builder;
use super::work::has_work;
use crate::model::Mode;
use crate::model::inputs::{Rule, inputs};

/// What no formula of the book reads: it describes, or shapes the book itself.
const BESIDE: [&str; 11] = [
    "partners[].kind",
    "services[].kind",
    "services[].style",
    "services[].alone_cost",
    "services[].outcomes",
    "services[].demand.bound",
    "procurement[].mode",
    "agreement.review_year",
    "agreement.notice_months",
    "agreement.transition_months",
    "services[].style_facts",
];

/// What a reader tries first stands first.
const FIRST: [&str; 3] = ["go_live", "ramp_years", "saving."];

/// The rest of the paths that begin so.
fn fields(of: &'static str) -> impl Iterator<Item = &'static str> {
    inputs()
        .filter(|input| matches!(input.rule, Rule::Number { .. } | Rule::Choice(_)))
        .filter(|input| !BESIDE.iter().any(|beside| input.path.starts_with(beside)))
        .filter_map(move |input| input.path.strip_prefix(of))
}

impl Builder<'_> {
    /// Puts every figure that can be changed on the sheet of inputs.
    pub(super) fn enter_all(&mut self) {
        for place in ["first_year", "years", "discount_rate"] {
            self.enter(place);
        }
        let scenario = self.scenario;
        for partner in &scenario.partners {
            self.enter_fields("partners[].", &format!("partners.{}", partner.id), &[], (0, &[]));
            self.enter(&format!("balancing.{}", partner.id));
        }
        for service in &scenario.services {
            let ids = with(&service.members, service.scale_reference.as_deref());
            let without: &[&str] = if has_work(service) { &[] } else { &["demand."] };
            self.enter_fields("services[].", &format!("services.{}", service.id), &ids, (0, without));
        }
        for category in &scenario.procurement {
            let ids = with(&category.members, category.scale_reference.as_deref());
            // a category that has items has no spending
            let items = if category.mode == Mode::Rate { 0 } else { category.items.len() };
            let without: &[&str] = if items == 0 { &[] } else { &["spend{}"] };
            self.enter_fields("procurement[].", &format!("procurement.{}", category.id), &ids, (items, without));
        }
        if let Some(soc) = &scenario.soc {
            let there = scenario.partners.iter().filter(|partner| soc.partners.contains_key(&partner.id));
            let ids: Vec<&str> = there.map(|partner| partner.id.as_str()).collect();
            self.enter_fields("soc.", "soc", &ids, (0, &[]));
        }
        self.enter_fields("agreement.", "agreement", &[], (0, &[]));
        let entered: Vec<&str> = scenario.cash.partners.keys().map(String::as_str).collect();
        let entered: Vec<&str> = entered.into_iter().filter(|id| scenario.partner(id).is_some()).collect();
        self.enter_fields("cash.", "cash", &entered, (0, &[]));
    }

    /// The fields of one entry, but for those that begin as `without` says: those by partner for each of some partners,
    /// those of items for each item.
    fn enter_fields(&mut self, of: &'static str, place: &str, ids: &[&str], (items, without): (usize, &[&str])) {
        let is_first = |field: &&str| FIRST.iter().any(|first| field.starts_with(first));
        // what stands already is not entered again
        let all = fields(of).filter(is_first).chain(fields(of));
        for field in all.filter(|field| !without.iter().any(|without| field.starts_with(without))) {
            let each = if field.contains("[]") { items } else { 1 };
            for n in 0..each {
                let field = field.replace("[]", &format!(".{n}"));
                match field.split_once("{}") {
                    None => self.enter(&format!("{place}.{field}")),
                    Some((map, field)) => ids.iter().for_each(|id| self.enter(&format!("{place}.{map}.{id}{field}"))),
                }
            }
        }
    }
}

/// Members, and those beside them that a saving was entered for.
fn with<'a>(members: &'a [String], reference: Option<&'a [String]>) -> Vec<&'a str> {
    let beside = reference.unwrap_or_default().iter().filter(|id| !members.contains(id));
    members.iter().chain(beside).map(String::as_str).collect()
}
