//! The published shelf: what others have tried and what came of it, to be read and not to be changed.

use crate::evidence::{PublishedCase, published_cases};
use crate::exchange::from_case::{can_start_from, scenario_of_case};
use crate::explain::{
    CASE_KINDS, Wanted, capital, case_lines, case_place, function_word, lessons, like_yours, quoted_examples, shelved,
    style_word_of,
};
use crate::kit::disclosure::Disclosure;
use crate::model::arrangement::STYLE_WORDS;
use crate::state::{View, state};
use leptos::prelude::*;

/// Words of a filter with what the reader sees.
type Offered = Vec<(String, String)>;

/// Published cases: those like the scenario, all of them with filters, and what they teach.
#[component]
pub(super) fn PublishedShelf() -> impl IntoView {
    view! {
        <LikeYours />
        <Disclosure card=true summary=format!("Published cases ({})", published_cases().len())>
            <p class="hint">
                "What others have tried, what was planned, what was delivered and who counted. Money is in the prices of the time. Only cases that were written about are here, so they do not show how likely each outcome is. Functions, styles and lessons are our reading of them."
            </p>
            <AllCases />
        </Disclosure>
        <Disclosure card=true summary=format!("Quoted results, without a plan to hold them against ({})", quoted_examples().len())>
            <ul>
                {quoted_examples()
                    .into_iter()
                    .map(|one| {
                        view! {
                            <li>
                                <strong>{one.figure()}</strong>
                                {format!(" {}. ", one.statement)}
                                <span class="hint">{format!("{}, {}. {}", one.source, one.year, one.limits)}</span>
                            </li>
                        }
                    })
                    .collect_view()}
            </ul>
        </Disclosure>
        <Disclosure card=true summary="What the published cases teach">
            <h2 class="hidden">"What the published cases teach"</h2>
            <div class="pair">
                {lessons()
                    .into_iter()
                    .map(|group| {
                        view! {
                            <section>
                                <h3>{group.heading}</h3>
                                <ul>
                                    {group
                                        .all
                                        .into_iter()
                                        .map(|(lesson, name)| {
                                            view! { <li>{format!("{lesson}. ")} <span class="hint">{name}</span></li> }
                                        })
                                        .collect_view()}
                                </ul>
                            </section>
                        }
                    })
                    .collect_view()}
            </div>
        </Disclosure>
    }
}

/// Cases that are like the scenario which is open.
#[component]
fn LikeYours() -> impl IntoView {
    let page = state();
    let found = Memo::new(move |_| {
        page.result.with(|result| {
            let one = result.as_ref()?;
            let scope = one.outcome.totals.spending_in_scope().0;
            let all = page.document.with(|document| like_yours(document, &one.scenario, scope));
            (!all.is_empty()).then_some(all)
        })
    });
    view! {
        {move || {
            found
                .get()
                .map(|all| {
                    view! {
                        <Disclosure card=true summary=format!("Like yours: published cases that resemble this scenario ({})", all.len())>
                            <h2 class="hidden">"Like yours"</h2>
                            <ul class="shelf">
                                {all
                                    .iter()
                                    .filter_map(|(place, why)| {
                                        let case = published_cases().get(*place)?;
                                        Some(view! { <Case case why=format!("Like yours: {why}.") /> })
                                    })
                                    .collect_view()}
                            </ul>
                        </Disclosure>
                    }
                })
        }}
    }
}

/// A filter: everything, or one of what is offered.
#[component]
fn Filter(id: &'static str, label: &'static str, offered: Offered, set: impl Fn(String) + 'static) -> impl IntoView {
    view! {
        <div class="labelled">
            <label for=id>{label}</label>
            <select id=id on:change=move |event| set(event_target_value(&event))>
                <option value="">"All"</option>
                {offered.into_iter().map(|(word, name)| view! { <option value=word>{name}</option> }).collect_view()}
            </select>
        </div>
    }
}

fn pairs<const N: usize>(all: [(&str, &str); N]) -> Offered {
    all.map(|(word, name)| (word.to_owned(), name.to_owned())).to_vec()
}

/// What each case has of a kind, once each, in alphabetical order of what the reader sees.
fn distinct(of: impl Fn(&PublishedCase) -> Vec<String>, name: impl Fn(&str) -> String) -> Offered {
    let mut all: Vec<(String, String)> =
        published_cases().iter().flat_map(of).map(|word| (word.clone(), name(&word))).collect();
    all.sort_by(|a, b| a.1.cmp(&b.1));
    all.dedup();
    all
}

#[component]
fn AllCases() -> impl IntoView {
    let wanted = RwSignal::new(Wanted::default());
    let found = Memo::new(move |_| wanted.with(shelved));
    let number = move || found.with(|found| found.outcomes.len() + found.targets.len());
    let styles = STYLE_WORDS.iter().map(|(word, name)| ((*word).to_owned(), (*name).to_owned())).collect::<Offered>();
    view! {
        <div class="grid">
            <div class="labelled">
                <label for="shelf-search">"Search"</label>
                <input
                    type="text"
                    id="shelf-search"
                    class="words"
                    autocomplete="off"
                    on:input=move |event| wanted.update(|wanted| wanted.text = event_target_value(&event))
                />
            </div>
            <Filter id="shelf-kind" label="Kind" offered=pairs(CASE_KINDS) set=move |word| wanted.update(|wanted| wanted.kind = word) />
            <Filter
                id="shelf-function"
                label="Function"
                offered=distinct(|case| case.tags.functions.clone(), function_word)
                set=move |word| wanted.update(|wanted| wanted.function = word)
            />
            <Filter id="shelf-style" label="Style" offered=styles set=move |word| wanted.update(|wanted| wanted.style = word) />
            <Filter
                id="shelf-fate"
                label="What became of it"
                offered=distinct(|case| vec![case.fate.clone()], capital)
                set=move |word| wanted.update(|wanted| wanted.fate = word)
            />
            <Filter
                id="shelf-partners"
                label="Partners"
                offered=pairs([("few", "Up to three"), ("some", "Four to nine"), ("many", "Ten or more")])
                set=move |word| wanted.update(|wanted| wanted.partners = word)
            />
            <Filter
                id="shelf-size"
                label="Cost in scope a year"
                offered=pairs([("small", "Below £50m"), ("large", "£50m or more")])
                set=move |word| wanted.update(|wanted| wanted.size = word)
            />
        </div>
        <label class="tick">
            <input type="checkbox" on:change=move |event| wanted.update(|wanted| wanted.ict = event_target_checked(&event)) />
            "Only where ICT led"
        </label>
        <p role="status">{move || format!("{} of {}", number(), published_cases().len())}</p>
        <h2>"How others turned out"</h2>
        <ul class="shelf">
            <For each=move || found.with(|found| found.outcomes.clone()) key=|n| *n let:n>
                {published_cases().get(n).map(|case| view! { <Case case why=String::new() /> })}
            </For>
        </ul>
        <h2>"Targets and proposals, of which no result is published"</h2>
        <ul class="shelf">
            <For each=move || found.with(|found| found.targets.clone()) key=|n| *n let:n>
                {published_cases().get(n).map(|case| view! { <Case case why=String::new() /> })}
            </For>
        </ul>
    }
}

/// A case: plan and result, who counted, what it teaches, where it comes from.
#[component]
fn Case(case: &'static PublishedCase, why: String) -> impl IntoView {
    let page = state();
    let start = move |_| {
        if let Some(document) = scenario_of_case(case) {
            page.open_new(document);
            page.show(View::Summary);
            page.notice.set(Some(format!(
                "The plan of \u{201c}{}\u{201d} is now a scenario. What became of it stands in its notes, under Who.",
                case.name
            )));
        }
    };
    let functions: Vec<String> = case.tags.functions.iter().map(|word| function_word(word)).collect();
    let under = match style_word_of(case) {
        Some(style) => format!("{} \u{b7} {style}", functions.join(", ")),
        None => functions.join(", "),
    };
    view! {
        <li>
            <h3>{case.name.clone()}</h3>
            {(!why.is_empty()).then(|| view! { <p>{why}</p> })}
            <p class="hint">{format!("{}. {under}. What became of it: {}.", case_place(case), case.fate)}</p>
            <p>{case.what.clone()}</p>
            <ul>{case_lines(case).into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
            <p>{format!("What it teaches: {}.", case.tags.lesson)}</p>
            <p class="hint">{format!("Saving counted by {}. {}", case.counted_by(), case.caution)}</p>
            <p class="hint">{format!("{}, {}, {}. Read: {}; confidence {}.", case.source, case.publisher, case.year, case.read, case.confidence)}</p>
            {can_start_from(case)
                .then(|| {
                    view! {
                        <button type="button" class="link screen-only" aria-label=format!("Start from its plan: {}", case.name) on:click=start>
                            "Start from its plan"
                        </button>
                    }
                })}
        </li>
    }
}
