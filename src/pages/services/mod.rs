//! Shared services: what matters first, the rest folded under "More terms" with a count of what was changed there.

mod bring_forward;
pub mod matrix;
mod outcomes;
pub mod staff_help;
pub mod style_advice;

use self::bring_forward::{BringForward, OnCosts};
use self::outcomes::Host;
use self::outcomes::Outcomes;
use crate::edits::entries::{add_service, remove_entry};
use crate::engine::{OneOffEstimate, Outcome};
use crate::evidence::ONE_OFF_MARK;
use crate::explain::{Whose, net_rate_words, one_off_sum, service_sum, whose};
use crate::kit::disclosure::Disclosure;
use crate::kit::entries::{Entry, EntryList, open_entry};
use crate::kit::field::Choice;
use crate::kit::field::Figure;
use crate::kit::field::Labelled;
use crate::kit::field::Words;
use crate::kit::focus;
use crate::kit::form::Form;
use crate::kit::members::Members;
use crate::kit::members::NeedsPartners;
use crate::kit::sum_view::SumView;
use crate::kit::table_box::TableBox;
use crate::model::inputs::{Fallback, Fold, SERVICE_KINDS, folded, input_at};
use crate::model::{Change, Document, Pounds, Scenario};
use crate::pages::services::matrix::CostMatrix;
use crate::pages::services::staff_help::StaffHelp;
use crate::pages::services::style_advice::StyleAdvice;
use crate::state::{browser, state};
use crate::words::terms::{choice_label, style_meaning};
use leptos::prelude::*;
use serde_json::json;

#[component]
pub fn ServicesPage() -> impl IntoView {
    let page = state();
    let open = open_entry("services");
    let entries = Memo::new(move |_| {
        page.result.with(|result| {
            let ids = page.document.with(|document| document.entries("services"));
            let one = result.as_ref();
            ids.into_iter().filter_map(|id| entry(&one?.scenario, &one?.outcome, &id)).collect::<Vec<_>>()
        })
    });
    let answer = move || {
        page.result.with(|result| {
            match result.as_ref().filter(|one| one.outcome.services.iter().any(|service| service.shared)) {
                Some(one) => {
                    let totals = &one.outcome.totals;
                    format!(
                        "Shared services would save {} a year of {} in scope.",
                        totals.full_year_services.short(),
                        totals.in_scope.short()
                    )
                }
                None => "Which services would they share?".into(),
            }
        })
    };
    view! {
        <h1>{answer}</h1>
        <p class="lead">
            "Each service has its own members, host and terms. Starting figures are each force\u{2019}s own published budget of 2017/18 where there is one, else an estimate: replace them with your own."
        </p>
        <NeedsPartners />
        <EntryList list="services" caption="Services that they would share" heads=&HEADS entries open />
        <CostMatrix />
        {move || open.get().map(|id| view! { <ServiceCard id /> })}
        <section class="card">
            <h2>"Add a service"</h2>
            <div class="chips">
                {SERVICE_KINDS
                    .iter()
                    .map(|kind| {
                        let kind = *kind;
                        view! {
                            <button
                                type="button"
                                on:click=move |_| {
                                    page.begin_gesture();
                                    page.change(add_service(&page.document.get_untracked(), kind));
                                    focus::last_of(page, "services");
                                }
                            >
                                "+ "
                                {choice_label("services[].kind", kind)}
                            </button>
                        }
                    })
                    .collect_view()}
            </div>
        </section>
    }
}

/// Fields of a member's cost today, from the left.
const FIELDS: [&str; 4] = ["fte", "cost_per_fte", "non_pay", "income"];

/// The columns of the list.
const HEADS: [&str; 7] = ["Service", "Members", "Cost today", "Saving", "Go-live", "One-off cost", "Result, a year"];

/// A service's line.
fn entry(scenario: &Scenario, outcome: &Outcome, id: &str) -> Option<Entry> {
    let service = scenario.services.iter().find(|one| one.id == id)?;
    let found = outcome.services.iter().find(|one| one.id == id)?;
    let once: Pounds = found.one_off.iter().copied().sum();
    let result = if found.shared { found.full_year_saving.short() } else { "not shared".into() };
    Some(Entry {
        id: id.to_owned(),
        name: found.name.clone(),
        cells: vec![
            crate::explain::count(service.members.len()),
            found.cost_today.short(),
            service.saving.likely.percent(),
            scenario.first_year.plus(service.go_live).short(),
            once.short(),
            result,
        ],
    })
}

/// How many of the further terms the user changed: figures that were typed, and choices that are not the default.
fn changed_terms(document: &Document, id: &str) -> usize {
    let differs = |field: &&str| {
        let place = format!("services.{id}.{field}");
        let Some(input) = input_at(&place) else { return false };
        match input.default {
            Fallback::Text(default) => document.text(&place) != default,
            _ => whose(document, &place).0 == Whose::Yours,
        }
    };
    Fold::OF_SERVICE.into_iter().flat_map(|fold| folded("services", fold)).filter(differs).count()
}

#[component]
fn ServiceCard(id: String) -> impl IntoView {
    let page = state();
    let at = move |field: &str| format!("services.{id}.{field}");
    let id_of_service = at("").trim_end_matches('.').trim_start_matches("services.").to_owned();
    let members = {
        let place = at("members");
        Memo::new(move |_| {
            page.document.with(|document| {
                document
                    .ids(&place)
                    .into_iter()
                    .map(|id| (document.text(&format!("partners.{id}.name")).to_owned(), id))
                    .collect::<Vec<_>>()
            })
        })
    };
    let (counted, summed, gone, estimate, style_at) =
        (id_of_service.clone(), id_of_service.clone(), id_of_service.clone(), id_of_service.clone(), at("style"));
    let change_count = Memo::new(move |_| page.document.with(|document| changed_terms(document, &counted)));
    let shared = Memo::new(move |_| {
        page.result.with(|result| {
            let one = result.as_ref()?;
            one.outcome
                .services
                .iter()
                .find(|service| service.id == summed)
                .filter(|service| service.shared)
                .map(|service| service.id.clone())
        })
    });
    let offered = Memo::new(move |_| {
        page.result.with(|result| {
            let one = result.as_ref()?;
            let (service, outcome) =
                one.scenario.services.iter().zip(&one.outcome.services).find(|(service, _)| service.id == estimate)?;
            let nothing = service.one_off_entered().0 == 0.0 && outcome.shared;
            nothing.then(|| {
                let estimate = OneOffEstimate::of(service, outcome);
                (estimate.cost(), one_off_sum(estimate))
            })
        })
    });
    let net_of = id_of_service.clone();
    let net_rate = move || {
        page.result.with(|result| {
            let one = result.as_ref()?;
            let of = one.scenario.services.iter().zip(&one.outcome.services);
            of.filter(|(service, found)| service.id == net_of && found.shared)
                .map(|(service, found)| net_rate_words(service, found))
                .next()
        })
    };
    let take = at("one_off.programme");
    let meaning = move || page.document.with(|document| style_meaning(document.text(&style_at)));
    let (rows, host_place, heading) = (id_of_service.clone(), at("host"), at("name"));
    let title = Memo::new(move |_| page.document.with(|document| document.text(&heading).to_owned()));
    let host_members = members;
    let (more, advised, forward) = (id_of_service.clone(), id_of_service.clone(), id_of_service.clone());
    view! {
        <section class="card service" aria-label=move || title.get()>
            <h2>{title}</h2>
            <div class="grid">
                <Words place=at("name") label="Name" />
                <div>
                    <Choice place=at("style") />
                    <p class="hint">{meaning}</p>
                </div>
                <Host place=host_place members=host_members />
            </div>
            <Members list="services" id=id_of_service.clone() />
            <TableBox>
                <table class="entry">
                    <caption>
                        "Cost today"
                        <span class="hint">"Pay with employer\u{2019}s National Insurance and pension; whether published budgets hold them is not stated"</span>
                    </caption>
                    <thead>
                        <tr>
                            <th scope="col">"Partner"</th>
                            <th scope="col">"Posts, FTE"</th>
                            <th scope="col">"Cost of a post, £"</th>
                            <th scope="col">"Other cost, £"</th>
                            <th scope="col">"Income, £"</th>
                        </tr>
                    </thead>
                    <tbody>
                        {move || {
                            members
                                .get()
                                .into_iter()
                                .map(|(name, partner)| {
                                    let of_row = format!("services.{rows}.baseline.{partner}");
                                    let notes = Memo::new(move |_| {
                                        FIELDS.map(|field| page.document.with(|document| whose(document, &format!("{of_row}.{field}")).1))
                                    });
                                    let alike = move || notes.with(|notes| notes.iter().all(|note| notes.first() == Some(note)));
                                    let of_all = move || alike().then(|| notes.with(|notes| notes.first().cloned())).flatten();
                                    let cell = |n: usize, label: &str| {
                                        let field = FIELDS.get(n).copied().unwrap_or_default();
                                        let note = move || (!alike()).then(|| notes.with(|notes| notes.get(n).cloned())).flatten();
                                        // one remark for the row where all its figures are of one source
                                        view! {
                                            <td>
                                                <Figure place=format!("services.{rows}.baseline.{partner}.{field}") name=format!("{label}, {name}") />
                                                <span class="hint">{note}</span>
                                            </td>
                                        }
                                    };
                                    let cells = [cell(0, "Posts"), cell(1, "Cost of a post"), cell(2, "Other cost"), cell(3, "Income")];
                                    view! {
                                        <tr>
                                            <th scope="row">{name.clone()} <span class="hint">{of_all}</span></th>
                                            {cells.into_iter().collect_view()}
                                        </tr>
                                    }
                                })
                                .collect_view()
                        }}
                    </tbody>
                </table>
            </TableBox>
            <BringForward service=forward />
            <OnCosts />
            <h3 class="step-head">"Saving"</h3>
            <div class="grid">
                <Labelled place=at("saving.likely") />
                <p class="net-rate">{net_rate}</p>
            </div>
            <h3 class="step-head">"Getting there"</h3>
            <div class="grid">
                <Labelled place=at("go_live") />
                <Labelled place=at("ramp_years") />
                <Labelled place=at("one_off.programme") label="One-off cost: programme" />
                <Labelled place=at("one_off.ict") label="One-off cost: ICT" />
            </div>
            {move || {
                offered
                    .get()
                    .map(|(estimate, sum)| {
                        let place = take.clone();
                        view! {
                            <p class="hint">
                                "No one-off cost is entered. "{sum}". "
                                {(estimate.0 >= 0.5)
                                    .then(|| {
                                        view! {
                                            <button
                                                type="button"
                                                on:click=move |_| {
                                                    let document = page.document.get_untracked();
                                                    page.begin_gesture();
                                                    page.change(
                                                        Change::new("Estimate one-off cost")
                                                            .set(&document, &place, Some(json!(estimate.0.round())))
                                                            .mark(&document, &place, ONE_OFF_MARK),
                                                    );
                                                }
                                            >
                                                "Use this estimate"
                                            </button>
                                        }
                                    })}
                            </p>
                        }
                    })
            }}
            <h3 class="step-head">"Sharing"</h3>
            <div class="grid">
                <Choice place=at("sharing.key") />
            </div>
            {
                let (share_at, key_at) = (id_of_service.clone(), at("sharing.key"));
                let custom = Memo::new(move |_| page.document.with(|document| document.text(&key_at) == "custom"));
                move || {
                    custom
                        .get()
                        .then(|| {
                            let id = share_at.clone();
                            view! {
                                <div class="grid">
                                    {members
                                        .get()
                                        .into_iter()
                                        .map(|(name, partner)| {
                                            view! {
                                                <Labelled place=format!("services.{id}.sharing.shares.{partner}") label=format!("{name}\u{2019}s share") />
                                            }
                                        })
                                        .collect_view()}
                                </div>
                            }
                        })
                }
            }
            <details>
                <summary>
                    "More terms"
                    {move || match change_count.get() {
                        0 => String::new(),
                        n => format!(" ({n} changed)"),
                    }}
                </summary>
                {Fold::OF_SERVICE
                    .into_iter()
                    .map(|fold| {
                        view! {
                            <h3>{fold.title()}</h3>
                            <Form list="services" id=more.clone() fold />
                        }
                    })
                    .collect_view()}
                <h3>"Work out the cost of a post or of a redundancy"</h3>
                <StaffHelp id=more.clone() />
                <h3>"Savings that a force already plans, and what its own service would cost"</h3>
                <div class="grid">
                    {
                        let planned = more.clone();
                        move || {
                            members
                                .get()
                                .into_iter()
                                .map(|(name, partner)| {
                                    view! {
                                        <Labelled place=format!("services.{planned}.planned.{partner}.share") label=format!("{name}: already planned") />
                                        <Labelled place=format!("services.{planned}.planned.{partner}.from") label=format!("{name}: planned from") />
                                        <Labelled place=format!("services.{planned}.alone_cost.{partner}") label=format!("{name}: cost of having it alone") />
                                    }
                                })
                                .collect_view()
                        }
                    }
                </div>
                <h3>"Outcomes beside the money"</h3>
                <Outcomes id=more.clone() />
            </details>
            <Disclosure summary="Which level and which style?">
                <StyleAdvice service=advised.clone() />
            </Disclosure>
            <Disclosure summary="Show the sum">
                {move || match shared.get() {
                    Some(id) => view! { <SumView sum=Some(service_sum(&id)) /> }.into_any(),
                    None => view! { <p>"One member alone changes nothing: add another."</p> }.into_any(),
                }}
            </Disclosure>
            <p>
                <button
                    type="button"
                    class="link"
                    on:click=move |_| {
                        page.begin_gesture();
                        let name = title.get_untracked();
                        page.change(remove_entry(&page.document.get_untracked(), "services", &gone));
                        page.notice.set(Some(format!("{name} is taken out. Undo brings it back.")));
                        browser::show_top();
                    }
                >
                    "Remove this service"
                    <span class="hidden">": "{move || title.get()}</span>
                </button>
            </p>
        </section>
    }
}
