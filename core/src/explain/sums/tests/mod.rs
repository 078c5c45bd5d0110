//! Every figure that opens, against the engine's: one without a description in the workbook, or with another value there,
//! fails here.

use super::*;
use crate::workbook::{Name, Named};

mod risk;

use crate::engine::exit::leavers;
use crate::engine::fair_shares::{fair_shares, gains_by_key};
use crate::engine::uncertainty::{Measure, axes, tornado, traced, two_way, uncertainty};
use crate::engine::{appraise, staff_cost, switching_alone, switching_values};
use crate::evidence::{PRESETS, borders_among, narrowed, widened};
use crate::method::Instead;
use crate::model::soc::SocModel;
use crate::model::{Document, Key, read};
use crate::workbook::{Case, Workings, formulas};
use std::sync::Arc;

fn pounds(text: &str) -> f64 {
    text.replace(['£', ',', '(', ')'], "").replace('−', "-").parse().unwrap()
}

struct Held {
    whose: String,
    workings: Workings,
}

impl Held {
    fn new(whose: &str, document: &Document, scenario: &Scenario) -> Held {
        Held { whose: whose.to_owned(), workings: Workings::new(Arc::new(formulas(document, scenario))) }
    }

    /// The sum comes to a value, near to a hundredth of a penny, and can be read.
    fn holds(&mut self, sum: &SumOf, value: Option<f64>) {
        self.is(&sum.of, value, 1e-8);
        assert!(!sum.words.is_empty());
        assert!(sum.evidence.iter().all(|id| crate::evidence::find(id).is_some()));
        // prices of items have no single rate
        let items = |of: &Working| matches!(of, Working::Named(_, name, _) if name.text().starts_with(Name::from(Named::BuyingRate).text()));
        for of in sum.beside.iter().filter(|of| !items(of)) {
            assert!(self.workings.read(of).is_some(), "{}: {of:?}", self.whose);
        }
    }

    fn is(&mut self, of: &Working, value: Option<f64>, near: f64) {
        let found = self.workings.value(of);
        let read = self.workings.read(of).unwrap_or_else(|| panic!("{}: {of:?} has no description", self.whose));
        assert!(!read.title.is_empty() && !read.words.is_empty() && !read.numbers.is_empty(), "{read:?}");
        match (value, found) {
            (None, None) => {}
            (Some(value), Some(found)) => {
                let near = f64::min(0.005, near * value.abs().max(1.0));
                assert!((found - value).abs() < near, "{}: {} {found} {value}", self.whose, read.title);
            }
            other => panic!("{}: {} {other:?}", self.whose, read.title),
        }
    }

    fn named(&mut self, name: impl Into<Name>, value: Option<f64>) {
        self.is(&Working::named(name), value, 1e-8);
    }
}

/// The presets, and the cases of organised crime that were worked out independently.
fn all() -> Vec<(String, Document)> {
    let soc: serde_json::Value =
        serde_json::from_str(include_str!("../../../../../tests/oracle/soc_cases.json")).unwrap();
    let soc = soc.as_array().unwrap().iter();
    let soc = soc.map(|case| (case["name"].to_string(), Document::new(case["scenario"].clone())));
    presets().into_iter().chain(soc).collect()
}

fn presets() -> Vec<(String, Document)> {
    PRESETS.iter().map(|preset| (preset.id.to_owned(), preset.document())).collect()
}

#[test]
fn headline_figures_services_categories_and_partners() {
    for (whose, document) in all() {
        let scenario = read(document.value()).unwrap();
        let outcome = appraise(&scenario);
        let mut held = Held::new(&whose, &document, &scenario);
        let totals = &outcome.totals;
        for figure in Figure::ALL {
            let value = match figure {
                Figure::NetPresentValue => Some(totals.npv.0),
                Figure::FullYearSaving => Some(totals.full_year_saving.0),
                Figure::OneOffCost => Some(totals.one_off.0),
                Figure::Posts => Some(totals.posts.0),
                Figure::Payback => totals.payback_years,
                Figure::SocialValue => Some(totals.npsv.0),
                Figure::BenefitCostRatio => totals.benefit_cost_ratio,
                Figure::Cash => Some(totals.full_year_cash.0),
            };
            held.holds(&sum(figure, &scenario, &outcome), value);
        }
        let constables = (totals.full_year_cash.0 / staff_cost::constable() + 1e-9).floor();
        held.named(Named::Officers, Some(totals.officers.0));
        held.named(Named::WholePosts, Some(totals.whole_posts));
        held.named(Named::Constables, Some(constables));
        held.named(Named::DiscountedPaybackYears, totals.discounted_payback_years);
        held.named(Named::ImprovingAlone, Some(totals.alone.0));
        if totals.in_scope.0 > 0.0 {
            held.holds(&saved_part_sum(&scenario), Some(totals.full_year_services.0 / totals.in_scope.0));
        }
        for (t, ((services, buying), once)) in
            totals.services_by_year.iter().zip(&totals.procurement_by_year).zip(&totals.one_off_by_year).enumerate()
        {
            for (column, value) in YearFigure::ALL.iter().zip([services, buying, once]) {
                held.holds(&year_sum(t, *column), Some(value.0));
            }
            held.holds(&running_sum(t), Some(totals.cumulative[t].0));
        }
        for (place, partner) in outcome.partners.iter().enumerate() {
            if let Some(sum) = partner_sum(&outcome, place) {
                held.holds(&sum, Some(partner.full_year_net.0));
            }
            let values = [
                partner.full_year_cost,
                partner.full_year_charge,
                partner.full_year_buying,
                partner.balancing,
                partner.one_off,
                partner.npv,
            ];
            for (name, value) in partner_figures(&partner.id).into_iter().zip(values) {
                held.named(name, Some(value.0));
            }
        }
        for one in outcome.services.iter().filter(|one| one.shared) {
            held.holds(&service_sum(&one.id), Some(one.full_year_saving.0));
            let costs = [one.unit_cost_now, one.unit_cost_after].map(|cost| cost.map(|cost| cost.0));
            let values = [Some(one.rate.0), Some(one.npv.0)].into_iter().chain(costs);
            for (name, value) in service_figures(&one.id).into_iter().zip(values) {
                held.named(name, value);
            }
        }
        for one in outcome.procurement.iter().filter(|one| one.shared) {
            held.holds(&category_sum(&one.id), Some(one.full_year_saving.0));
            // prices of items have no single rate
            let rate = one.items.is_empty().then_some(one.rate.0);
            for (name, value) in category_figures(&one.id).into_iter().zip([rate, Some(one.npv.0)]) {
                if value.is_some() {
                    held.named(name, value);
                }
            }
            let t = totals.full_year.unwrap();
            for buyer in &one.buyers {
                let figures = [buyer.reached, buyer.saving[t], buyer.fee[t]];
                for (column, value) in BuyerFigure::ALL.iter().zip(figures) {
                    let sum = buyer_sum(&one.id, &buyer.id, &buyer.name, t, *column);
                    held.holds(&sum, Some(value.0));
                }
            }
        }
    }
}

#[test]
fn organised_crime() {
    for (whose, document) in all() {
        let scenario = read(document.value()).unwrap();
        let Some(soc) = crate::engine::soc::appraise_soc(&scenario) else { continue };
        let mut held = Held::new(&whose, &document, &scenario);
        let choice = soc.choice();
        held.holds(&soc_choice_sum(), choice.margin);
        let gains = [soc.gain.ring_fencing, soc.gain.coordination, soc.gain.pooling];
        for (of, value) in soc_choice_sum().beside.iter().zip(gains) {
            held.is(of, Some(value), 1e-8);
        }
        for model in SocModel::ALL {
            let of = soc.models.of(model);
            let mut values = vec![
                Some(of.answered),
                Some(of.cost.0),
                of.cost_per_group.map(|cost| cost.0),
                Some(of.contributed.iter().sum()),
                Some(*choice.scores.of(model)),
            ];
            values.extend(of.values.map(Some));
            values.push(Some(of.region.share));
            let sum = soc_sum(model);
            assert_eq!(sum.beside.len(), values.len());
            for (of, value) in sum.beside.iter().zip(values) {
                held.is(of, value, 1e-8);
            }
            held.holds(&sum, of.response_total);
            for (n, force) in soc.forces.iter().enumerate() {
                held.holds(&soc_force_sum(model, &force.id, &force.name, SocFigure::Answered), of.response[n]);
                if model == SocModel::ServiceAgreement {
                    continue;
                }
                for (figure, value) in [
                    (SocFigure::PutsIn, Some(of.contributed[n])),
                    (SocFigure::Gets, of.received[n]),
                    (SocFigure::Balance, of.balance[n]),
                ] {
                    held.holds(&soc_force_sum(model, &force.id, &force.name, figure), value);
                }
            }
        }
    }
}

#[test]
fn fair_shares_keys_and_pairs() {
    for (whose, document) in presets() {
        let scenario = read(document.value()).unwrap();
        let outcome = appraise(&scenario);
        if !outcome.shares_anything() {
            continue;
        }
        let mut held = Held::new(&whose, &document, &scenario);
        let fair = fair_shares(&scenario, &outcome);
        let keys = gains_by_key(&scenario, &outcome);
        held.holds(&donors_sum(&outcome), Some(outcome.partners.iter().filter(|one| one.npv.0 < -0.5).count() as f64));
        if scenario.partners.len() <= 6 {
            let moved: f64 = fair.partners.iter().map(|one| one.balancing_per_year.0.max(0.0)).sum();
            held.holds(&moved_sum(&fair), Some(moved));
        }
        for (place, one) in fair.partners.iter().enumerate() {
            let yearly = |value: f64| Some(value / fair.annuity);
            let sum = terms_sum(&scenario, &one.id, &one.name, Terms::Now);
            held.holds(&sum, yearly(outcome.partners[place].npv.0));
            for column in &keys {
                let Ok(gains) = &column.gains else { continue };
                let sum = terms_sum(&scenario, &one.id, &one.name, Terms::By(column.key));
                held.holds(&sum, yearly(gains[place].0));
            }
            if scenario.partners.len() > 6 {
                continue;
            }
            let share = one.alone + one.shapley + one.npv_outside;
            held.holds(&terms_sum(&scenario, &one.id, &one.name, Terms::Fair), yearly(share.0));
            let columns = [one.npv, one.alone, one.shapley, one.balancing_total, one.balancing_per_year];
            for (column, value) in SettleFigure::ALL.iter().zip(columns) {
                held.holds(&settle_sum(&one.id, &one.name, *column), Some(value.0));
            }
            if let Some(stable) = &fair.stable {
                let term = stable.terms[place];
                held.holds(&stable_sum(&one.id, &one.name, term, StableFigure::Gains), Some((one.alone + term).0));
                let receives = crate::engine::fair_shares::stable_receives(&fair).unwrap()[place];
                held.holds(&stable_sum(&one.id, &one.name, term, StableFigure::Receives), Some(receives.0));
            }
            held.holds(&company_sum(&one.id, &one.name, &Company::Alone), Some(one.alone.0));
            held.holds(&company_sum(&one.id, &one.name, &Company::Whole), Some((one.alone + one.shapley).0));
            for (a, b, value) in fair.pairs.iter().filter(|(a, b, _)| *a == place || *b == place) {
                let other = &fair.partners[if *a == place { *b } else { *a }];
                let other_place = if *a == place { *b } else { *a };
                let with = Company::With(place, other_place, other.id.clone(), other.name.clone());
                held.holds(&company_sum(&one.id, &one.name, &with), Some(one.alone.0 + value.0 / 2.0));
            }
        }
    }
}

/// Keys that have balancing payments and shares of one's own beside them.
#[test]
fn keys_leave_payments_out() {
    let mut document = PRESETS.last().unwrap().document();
    let ids = document.entries("partners");
    let paid = serde_json::json!({ ids[0].clone(): -900_000, ids[1].clone(): 900_000 });
    document.set("balancing", Some(paid));
    let shares = serde_json::json!({ "key": "custom", "shares": { ids[0].clone(): 1, ids[1].clone(): 3 } });
    document.set("services.hr.sharing", Some(shares));
    let scenario = read(document.value()).unwrap();
    let outcome = appraise(&scenario);
    let mut held = Held::new("payments", &document, &scenario);
    let fair = fair_shares(&scenario, &outcome);
    let keys = gains_by_key(&scenario, &outcome);
    assert!(keys.iter().any(|column| column.key == Key::Custom));
    for (place, one) in fair.partners.iter().enumerate() {
        for column in &keys {
            let sum = terms_sum(&scenario, &one.id, &one.name, Terms::By(column.key));
            held.holds(&sum, Some(column.gains.as_ref().unwrap()[place].0 / fair.annuity));
        }
        let share = one.alone + one.shapley + one.npv_outside;
        held.holds(&terms_sum(&scenario, &one.id, &one.name, Terms::Fair), Some(share.0 / fair.annuity));
    }
    // the second pays the most of HR, and the first on top
    assert!(!fair.blocking.is_empty());
    for group in &fair.blocking {
        held.holds(&group_sum(&scenario, &fair, group, false), Some(group.excess.0));
    }
    for group in &fair.blocking_fair {
        held.holds(&group_sum(&scenario, &fair, group, true), Some(group.excess.0));
    }
}

#[test]
fn work_put_in_and_got() {
    let mut document = PRESETS.last().unwrap().document();
    let ids = document.entries("partners");
    let both = |one: f64, other: f64| serde_json::json!({ ids[0].clone(): one, ids[1].clone(): other });
    let demand = serde_json::json!({ "unit": "cases", "put_in": both(90.0, 10.0), "got": both(60.0, 40.0) });
    document.set("services.hr.demand", Some(demand));
    let scenario = read(document.value()).unwrap();
    let found = crate::engine::fair_shares::operational(&scenario, &appraise(&scenario));
    let mut held = Held::new("work", &document, &scenario);
    for force in &found[0].forces {
        let rate = |rate: Option<crate::model::Rate>| rate.map(|rate| rate.0);
        let money = |money: Option<crate::model::Pounds>| money.map(|money| money.0);
        for (column, value) in [
            (WorkFigure::ShareIn, rate(force.share_in)),
            (WorkFigure::ShareGot, rate(force.share_got)),
            (WorkFigure::Balance, Some(force.balance)),
            (WorkFigure::AYear, money(force.balance_a_year)),
            (WorkFigure::OverTerm, money(force.balance_over_term)),
            (WorkFigure::CostShare, Some(force.cost_share.0)),
            (WorkFigure::PaysBeyond, money(force.pays_beyond_use)),
        ] {
            held.holds(&work_sum("hr", &force.id, &force.name, column).unwrap(), value);
        }
    }
    // by hand: 90 of 100 put in for 60 of 100 got
    held.named(Named::WorkBalance.of_both("hr", &ids[0]), Some(30.0));
}

#[test]
fn leaving_and_what_it_does_to_those_who_stay() {
    for (whose, document) in presets() {
        let scenario = read(document.value()).unwrap();
        let outcome = appraise(&scenario);
        let mut held = Held::new(&whose, &document, &scenario);
        for leaver in leavers(&scenario, &outcome) {
            let partner = &outcome.partners[leaver.partner];
            let rest = beside_without(&document, &scenario, &partner.id);
            for (t, year) in leaver.years.iter().enumerate() {
                let parts = crate::explain::LeavingParts::of(year, scenario.agreement.exit_rule, outcome.factors[t]);
                let values = [
                    parts.own,
                    parts.dual_running,
                    parts.others,
                    parts.stranded,
                    parts.forgone,
                    year.cost,
                    year.others_lose,
                    year.rest,
                ];
                for (figure, value) in LeavingFigure::ALL.into_iter().zip(values) {
                    let said = outcome.year(t).to_string();
                    held.holds(&leaver_sum(&rest, &partner.id, &partner.name, &said, t, figure), Some(value.0));
                }
            }
        }
    }
}

/// By hand: HR would save a quarter of £2.4m less the 2% that running it costs, and Uniform as before.
#[test]
fn an_input_typed_over_reads_as_such() {
    let document = PRESETS.last().unwrap().document();
    let scenario = read(document.value()).unwrap();
    let mut workings = Workings::new(Arc::new(formulas(&document, &scenario)));
    let place = "services.hr.saving.likely".to_owned();
    let case = Case::with([(place, Instead::Number(0.25)), ("discount_rate".to_owned(), Instead::Number(0.035))]);
    let read = workings.read(&Working::named_in(&case, Named::FullYearSaving)).unwrap();
    assert_eq!((read.value.as_str(), read.numbers.as_str()), ("£655,500", "£552,000 + £103,500"));
    // what is typed over with what was entered is not otherwise
    assert_eq!(read.case, ["HR: Saving: 25% in place of 20%"]);
    let named = |times: f64, label: &str| Working::named(Named::FullYearSaving).times(times, label);
    let made = Working::made("Apart", crate::workbook::Format::Pounds, vec![named(1.0, "A"), named(-0.5, "B")]);
    let read = workings.read(&made).unwrap();
    assert_eq!((read.words.as_str(), read.numbers.as_str()), ("A − 0.5 × B", "£535,500 − 0.5 × £535,500"));
    let nothing = workings.read(&Working::made("None", crate::workbook::Format::Pounds, Vec::new())).unwrap();
    assert_eq!((nothing.words.as_str(), nothing.numbers.as_str()), ("nothing", "£0"));
}

/// Two services and partners whose ids run together are told apart.
#[test]
fn ids_that_run_together_have_names_of_their_own() {
    let partner = |id: &str| serde_json::json!({ "id": id, "officers_fte": 700, "staff_fte": 300, "budget": 1 });
    let cost = |posts: f64| serde_json::json!({ "fte": posts, "cost_per_fte": 40_000 });
    let saving = serde_json::json!({ "low": 0.1, "likely": 0.1, "high": 0.1 });
    let service = |id: &str, one: f64, other: f64| {
        serde_json::json!({ "id": id, "members": ["2-a", "a"], "saving": saving, "go_live": 0, "ramp_years": 1,
            "baseline": { "2-a": cost(one), "a": cost(other) } })
    };
    let document = Document::new(serde_json::json!({
        "schema": 1, "first_year": 2026, "years": 5, "discount_rate": 0.035, "procurement": [],
        "partners": [partner("2-a"), partner("a"), partner("total")],
        "services": [service("hr", 10.0, 20.0), service("hr-2", 30.0, 40.0)],
    }));
    let scenario = read(document.value()).unwrap();
    let mut held = Held::new("ids", &document, &scenario);
    held.holds(&row_sum(&scenario.services[0], "2-a", "2-a", RowFigure::Cost), Some(400_000.0));
    held.holds(&row_sum(&scenario.services[1], "a", "a", RowFigure::Cost), Some(1_600_000.0));
    let outcome = appraise(&scenario);
    held.named(Named::OneOffTotal, Some(outcome.totals.one_off.0));
}

#[test]
fn groups_that_the_search_finds_are_scenarios_of_their_own() {
    use crate::engine::discounting::discount_factors;
    use crate::engine::partner_search::{Question, Rank, SearchWork};
    let document = PRESETS[0].document();
    let scenario = read(document.value()).unwrap();
    let wide = widened(&document, &scenario, &scenario.partners[0].id).unwrap();
    let searched = read(wide.value()).unwrap();
    let question = Question { most: 3, connected: true, rank: Rank::OwnGain };
    let mut work = SearchWork::new(&searched, &borders_among(&wide.entries("partners")), question);
    while !work.step(100) {}
    let found = work.finish();
    let annuity: f64 = discount_factors(scenario.discount_rate.0, scenario.years).iter().sum();
    let mut held = Held::new("search", &document, &scenario);
    for group in found.groups.iter().take(3) {
        let id = |place: &usize| searched.partners[*place].id.clone();
        let ids: Vec<String> = group.members.iter().map(id).collect();
        let (next, own, total) = group.next.unwrap();
        let next = id(&next);
        for (figure, value) in [
            (FoundFigure::Own, group.own),
            (FoundFigure::Total, group.total),
            (FoundFigure::NextOwn, own),
            (FoundFigure::NextTotal, total),
        ] {
            let sum = found_sum(&wide, &ids, Some(&next), figure).unwrap();
            held.holds(&sum, Some(value.0 / annuity));
        }
    }
    assert!(read(narrowed(&wide, &[searched.partners[0].id.clone()], "one").value()).is_ok());
}

#[test]
fn unit_costs_and_halves_of_gaps() {
    for (whose, document) in presets() {
        let scenario = read(document.value()).unwrap();
        let outcome = appraise(&scenario);
        let mut held = Held::new(&whose, &document, &scenario);
        for (service, found) in scenario.services.iter().zip(&outcome.services) {
            let Some(found) = crate::engine::variation::variation(&scenario, service, found) else { continue };
            for line in crate::explain::variation_lines(service, &found) {
                let figures = [line.value.0, line.above as f64, line.half_gap.0];
                for (column, value) in LineFigure::ALL.iter().zip(figures) {
                    held.holds(&line_sum(service, &line, *column), Some(value));
                }
            }
            for row in &found.rows {
                let half = row.above(found.median) * 0.5;
                let figures = [row.cost.0, row.quantity, row.unit_cost.0, half.0];
                for (column, value) in RowFigure::ALL.iter().zip(figures) {
                    held.holds(&row_sum(service, &row.id, &row.name, *column), Some(value));
                }
            }
        }
    }
}

#[test]
fn shown_parts_add_up_to_their_shown_total_or_it_is_said() {
    for (whose, document) in presets() {
        let scenario = read(document.value()).unwrap();
        let mut workings = Workings::new(Arc::new(formulas(&document, &scenario)));
        for name in [Named::Npv, Named::FullYearSaving, Named::OneOffTotal, Named::FullYearCash] {
            let read = workings.read(&Working::named(name)).unwrap();
            // one figure has one value wherever it stands: where whole pounds do not add up, that is said
            let parts: f64 = read.parts.iter().map(|part| pounds(&part.value)).sum();
            assert_eq!(
                parts != pounds(&read.value),
                read.rounding,
                "{whose} {name:?}: {} {parts} {:?}",
                read.value,
                read.parts
            );
            let n = read.parts.len() as f64;
            assert!((parts - pounds(&read.value)).abs() <= n / 2.0 + 0.5, "{whose} {name:?}");
        }
    }
}
