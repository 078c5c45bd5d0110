//! The cash plan: what a finance director takes to the budget, force by force and year by year.

mod charts;
mod posts;
mod schedule;
mod terms;

use self::charts::Charts;
use self::posts::Posts;
use self::schedule::{Bridge, ScheduleTable};
use self::terms::Terms;
use crate::engine::cash::{CashPlan, cash_plan};
use crate::explain::{CashWords, cash_plan_words};
use crate::kit::disclosure::Disclosure;
use crate::kit::words::{Answer, Concerns, NothingShared};
use crate::pages::fair_shares::incentive::StartUpFunding;
use crate::state::{Appraised, State, state};
use leptos::prelude::*;
use std::sync::Arc;

/// A plan with what it is of.
#[derive(Debug, Clone, PartialEq)]
pub struct PlanOf {
    pub one: Arc<Appraised>,
    pub plan: CashPlan,
}

/// The cash plan of the open scenario.
pub fn plan_of(page: State) -> Memo<Option<Arc<PlanOf>>> {
    Memo::new(move |_| {
        let one = page.result.get().filter(|one| one.outcome.shares_anything())?;
        let plan = cash_plan(&one.scenario, &one.outcome);
        Some(Arc::new(PlanOf { one, plan }))
    })
}

#[component]
pub fn MoneyPage() -> impl IntoView {
    let page = state();
    let plan = plan_of(page);
    let some = Memo::new(move |_| plan.with(Option::is_some));
    let words =
        Memo::new(move |_| plan.get().map(|plan| cash_plan_words(&plan.one.scenario, &plan.one.outcome, &plan.plan)));
    let who = RwSignal::new(None::<String>);
    // whoever is gone gives way to all
    let place = Memo::new(move |_| {
        let id = who.get()?;
        plan.with(|plan| plan.as_ref()?.plan.partners.iter().position(|one| one.id == id))
    });
    view! {
        {move || {
            if some.get() {
                view! {
                    {move || {
                        words
                            .get()
                            .map(|CashWords { sentence, support, concerns, .. }| {
                                view! {
                                    <Answer parts=sentence support=support />
                                    <Concerns all=concerns />
                                }
                            })
                    }}
                    <h2 class="hidden">"Year by year"</h2>
                    <Whose plan who />
                    <ScheduleTable plan place />
                    {move || {
                        words
                            .get()
                            .filter(|words| !words.missing.is_empty())
                            .map(|words| {
                                view! { <ul class="hint missing">{words.missing.into_iter().map(|text| view! { <li>{text}</li> }).collect_view()}</ul> }
                            })
                    }}
                    <Charts plan place />
                    <Bridge plan place />
                    <StartUpFunding />
                    <Terms />
                    <Posts plan />
                    <Meanings />
                }
                    .into_any()
            } else {
                view! {
                    <h1>"Nothing is shared yet, so there is nothing to budget for."</h1>
                    <NothingShared />
                }
                    .into_any()
            }
        }}
    }
}

/// All partners together, or one of them.
#[component]
fn Whose(plan: Memo<Option<Arc<PlanOf>>>, who: RwSignal<Option<String>>) -> impl IntoView {
    let names = Memo::new(move |_| {
        plan.with(|plan| {
            let partners = plan.iter().flat_map(|plan| &plan.plan.partners);
            partners.map(|one| (one.id.clone(), one.name.clone())).collect::<Vec<_>>()
        })
    });
    view! {
        <div class="labelled narrow screen-only">
            <label for="money-who">"Whose plan"</label>
            <select
                id="money-who"
                on:change=move |event| {
                    let chosen = event_target_value(&event);
                    who.set((!chosen.is_empty()).then_some(chosen));
                }
            >
                <option value="" selected=move || who.with(Option::is_none)>
                    "All partners together"
                </option>
                {move || {
                    names
                        .get()
                        .into_iter()
                        .map(|(id, name)| {
                            let own = id.clone();
                            view! {
                                <option value=id selected=move || who.with(|who| who.as_ref() == Some(&own))>
                                    {name}
                                </option>
                            }
                        })
                        .collect_view()
                }}
            </select>
        </div>
    }
}

/// What is meant by the words of the page.
const MEANINGS: [(&str, &str); 6] = [
    (
        "Real and cash terms",
        "The appraisal counts in the prices of its first year, so that years can be compared: real terms. A budget counts the pounds of its own year: cash terms. At 2% inflation £100 in real terms is £122 of cash in the tenth year after.",
    ),
    (
        "What is cash",
        "The part of a saving that can leave a budget, as you enter it for each service. Officers who are no longer needed in a service are redeployed: their pay stays, so it is never cash. A loss is always cash.",
    ),
    (
        "Minimum revenue provision (MRP)",
        "What an authority sets aside from revenue each year to repay what it borrowed for capital. Here it is the capital in equal parts over the years that you enter, from the year after it was spent; interest is on what is owed when a year begins.",
    ),
    (
        "When VAT becomes a cost",
        "Police bodies recover the VAT that they pay. A body that loses that right pays it for good: Police Scotland did, £23.8m in its first year. A company is not such a body merely because it is one. Enter the part under a service only where its provider cannot recover VAT.",
    ),
    (
        "Grant and council tax",
        "Figures of a year. Published Band D precepts and tax bases are of 2023/24; limits on rises, grant and tax bases have changed since and change each year. An effect for a household says what the saving would be worth on the bill, not that the bill falls.",
    ),
    (
        "From worth today to the plan",
        "Net present value, less what is not cash; discounting is added back and inflation added; cost that is borrowed or drawn from reserves does not burden the budget of its year and is added back; what is repaid within the term, with interest, is taken off. That is the sum of the effects on revenue budgets, to the penny.",
    ),
];

#[component]
fn Meanings() -> impl IntoView {
    view! {
        <Disclosure card=true summary="What the words mean">
            <dl>
                {MEANINGS
                    .into_iter()
                    .map(|(term, text)| {
                        view! {
                            <dt>
                                <strong>{term}</strong>
                            </dt>
                            <dd>{text}</dd>
                        }
                    })
                    .collect_view()}
            </dl>
        </Disclosure>
    }
}
