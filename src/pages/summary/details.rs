//! What stands under the details of the answer: loaded after it.

use crate::engine::discounting::{InternalRate, equivalent_annual, internal_rate};
use crate::explain::sum;
use crate::kit::tiles::Tiles;
use crate::model::{Pounds, Rate};
use crate::pages::summary::beside::{Beside, Changed, Warnings};
use crate::pages::summary::options::Options;
use crate::pages::summary::partner_gains::{PartnerGains, Shown};
use crate::pages::summary::{FURTHER, tile};
use crate::state::{Appraised, state, with_result};
use leptos::prelude::*;

/// All of it.
#[component]
pub fn Details() -> impl IntoView {
    view! {
        <MoreFigures />
        <PartnerGains shown=Shown::OverTerm />
        <Options />
        <Beside />
        <Warnings />
        <Changed />
    }
}

/// Further measures, and the rates.
#[component]
fn MoreFigures() -> impl IntoView {
    let page = state();
    let tiles = Signal::derive(move || {
        with_result(page.result, |one| FURTHER.iter().map(|figure| tile(*figure, one)).collect::<Vec<_>>())
    });
    let sum_of = move |n: usize| {
        let figure = *FURTHER.get(n)?;
        page.result.with(|result| result.as_deref().map(|one| sum(figure, &one.scenario, &one.outcome)))
    };
    view! {
        <section aria-label="Further measures">
            <h2>"Further measures"</h2>
            <Tiles tiles sum=sum_of />
            <p class="hint spaced">{move || with_result(page.result, rates)}</p>
        </section>
    }
}

fn rates(one: &Appraised) -> String {
    let totals = &one.outcome.totals;
    let flows: Vec<f64> = totals.net_by_year.iter().map(|net| net.0).collect();
    let rate = match internal_rate(&flows) {
        InternalRate::One(rate) => {
            format!("The internal rate of return is {}.", Rate((rate * 1000.0).round() / 1000.0))
        }
        InternalRate::Several(rates) => {
            format!("There are {} internal rates of return, so none of them means anything.", rates.len())
        }
        InternalRate::SameSign => "There is no internal rate of return: the yearly flows are all of one sign.".into(),
        InternalRate::NoRoot => "There is no internal rate of return.".into(),
    };
    let level = equivalent_annual(totals.npv.0, one.scenario.discount_rate.0, one.scenario.years)
        .map_or(String::new(), |yearly| {
            format!(" The net present value is the same as {} at the end of each year.", Pounds(yearly).short())
        });
    rate + &level
}
