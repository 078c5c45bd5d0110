//! Leaving: what it costs, on the tab of the exit; what the agreement should hold, on its own.

pub mod leaving;

use crate::engine::appraise;
use crate::engine::exit::{leaver, leavers};
use crate::evidence::{self, ALLIANCE, PRESETS};
use crate::explain::{Settlement, exit_words, settlement, terms};
use crate::kit::field::Choice;
use crate::kit::field::Labelled;
use crate::kit::table_box::TableBox;
use crate::kit::words::Answer;
use crate::kit::words::Concerns;
use crate::kit::words::NothingShared;
use crate::model::{Change, Rate, read};
use crate::pages::agreement::leaving::ByYear;
use crate::pages::agreement::leaving::Leavers;
use crate::pages::agreement::leaving::OneLeaver;
use crate::state::state;
use leptos::prelude::*;
use serde_json::Value;
use std::sync::Arc;

/// What the agreement should hold.
#[component]
pub fn AgreementPage() -> impl IntoView {
    view! {
        <h1>"What the agreement should say"</h1>
        <p class="lead">"An agreement is easiest to end where its end was settled at the start."</p>
        <Checklist />
    }
}

/// What leaving costs, and under which terms.
#[component]
pub fn ExitPage() -> impl IntoView {
    let page = state();
    let found = Memo::new(move |_| -> Leavers {
        page.result.with(|result| {
            let one = result.as_ref()?;
            Some((one.clone(), Arc::new(leavers(&one.scenario, &one.outcome))))
        })
    });
    let anybody =
        Memo::new(move |_| found.with(|found| found.as_ref().is_some_and(|(_, leavers)| !leavers.is_empty())));
    let words =
        move || found.with(|found| found.as_ref().map(|(one, all)| exit_words(&one.scenario, &one.outcome, all)));
    view! {
        {move || {
            words()
                .map(|words| {
                    view! {
                        <Answer parts=words.sentence support=words.support />
                        <Concerns all=words.concerns />
                    }
                })
        }}
        <p class="hint spaced">
            "Costs of leaving have no range: they follow from the terms below, which partners set, and from the figures as entered. Change a term to see what it does; how sure the figures are stands under Risk."
        </p>
        {move || {
            if anybody.get() {
                view! {
                    <ByYear leavers=found />
                    <OneLeaver leavers=found />
                }
                    .into_any()
            } else {
                view! { <NothingShared /> }.into_any()
            }
        }}
        <TermsOfLeaving />
        <AsItWas />
    }
}

/// What is assumed of leaving.
#[component]
fn TermsOfLeaving() -> impl IntoView {
    let places = [
        "review_year",
        "notice_months",
        "reprovision_rate",
        "host_reprovision",
        "hosted_share",
        "dual_running_months",
        "dual_running_share",
        "stranded_share",
        "stranded_years",
        "transition_months",
    ];
    view! {
        <section class="card">
            <h2>"Terms of leaving"</h2>
            <p class="hint">
                "Each service\u{2019}s host is chosen under Shared services. During the months of transition, services are sold back to the leaver at full cost, which neither gains nor loses by it."
            </p>
            <div class="grid">
                <Choice place="agreement.exit_rule".to_owned() />
                {places.map(|field| view! { <Labelled place=format!("agreement.{field}") /> }).into_iter().collect_view()}
            </div>
        </section>
    }
}

/// The terms that an agreement holds, with what this scenario says of each.
#[component]
fn Checklist() -> impl IntoView {
    let page = state();
    let rows = Memo::new(move |_| {
        page.result.with(|result| {
            let all = result.as_ref().map(|one| terms(&one.scenario, &one.outcome)).unwrap_or_default();
            all.into_iter().map(|term| (term.id, term.title, term.says)).collect::<Vec<_>>()
        })
    });
    let settled = move |id: &str| {
        let place = format!("agreement.terms.{id}");
        page.document.with(|document| document.get(&place).and_then(Value::as_bool) == Some(true))
    };
    let open = move || rows.with(|rows| rows.iter().filter(|(id, ..)| !settled(id)).count());
    view! {
        <section class="card">
            <TableBox>
                <table>
                    <caption>
                        "What the agreement should say"
                        <span class="hint">
                            "The terms that a collaboration agreement under section 22A of the Police Act 1996 holds. Tick what is settled: "
                            {move || match open() {
                                0 => "all are.".to_owned(),
                                n => format!("{n} to go."),
                            }}
                        </span>
                    </caption>
                    <thead>
                        <tr>
                            <th scope="col">"Settled"</th>
                            <th scope="col">"Term"</th>
                            <th scope="col">"What this scenario says"</th>
                        </tr>
                    </thead>
                    <tbody>
                        {move || {
                            rows.get()
                                .into_iter()
                                .map(|(id, title, says)| {
                                    view! {
                                        <tr>
                                            <td>
                                                <label class="tick">
                                                    <input
                                                        type="checkbox"
                                                        prop:checked=move || settled(id)
                                                        on:change=move |event| {
                                                            let document = page.document.get_untracked();
                                                            let yes = event_target_checked(&event).then_some(Value::Bool(true));
                                                            page.begin_gesture();
                                                            page.change(
                                                                Change::new(format!("Term settled: {title}"))
                                                                    .set(&document, &format!("agreement.terms.{id}"), yes),
                                                            );
                                                        }
                                                    />
                                                    <span class="hidden">{title}" is settled"</span>
                                                </label>
                                            </td>
                                            <th scope="row">{title}</th>
                                            <td class="text">
                                                <span class="first-capital">{says}</span>
                                            </td>
                                        </tr>
                                    }
                                })
                                .collect_view()
                        }}
                    </tbody>
                </table>
            </TableBox>
        </section>
    }
}

/// The sums beside an exit that was priced.
#[component]
fn AsItWas() -> impl IntoView {
    let page = state();
    let preset = PRESETS.iter().find(|preset| preset.id == ALLIANCE.preset);
    let found: Option<Settlement> = preset.and_then(|preset| {
        let scenario = read(preset.document().value()).ok()?;
        let outcome = appraise(&scenario);
        let place = scenario.partners.iter().position(|partner| partner.id == ALLIANCE.leaver)?;
        settlement(&leaver(&scenario, &outcome, place), ALLIANCE.year, ALLIANCE.paid())
    });
    // as exact as it was published
    let paid = evidence::find("exit-settlement").map_or_else(String::new, evidence::Evidence::figure);
    found.map(|found| view! {
        <section class="card">
            <h2>"Our figures beside a real exit"</h2>
            <p>
                "When West Mercia left its alliance with Warwickshire in April 2020, it paid "<strong>{paid}</strong>". These sums give "
                <strong>{found.modelled.short()}</strong>", "{Rate((found.off.abs() * 100.0).round() / 100.0).percent()}
                {if found.off >= 0.0 { " more" } else { " less" }}": "{found.others_reprovision.short()}
                " for setting up again what it had hosted for Warwickshire and "{found.stranded.short()}" of stranded cost."
            </p>
            <p>"Why they differ: "{found.why}</p>
            {preset
                .map(|preset| {
                    view! {
                        <p>
                            <button type="button" on:click=move |_| page.open_new(preset.document())>
                                "Open the alliance as a scenario"
                            </button>
                        </p>
                    }
                })}
        </section>
    })
}
