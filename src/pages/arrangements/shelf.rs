//! The published shelf: what others have tried and what came of it, to be read and not to be changed.

use crate::evidence::published_cases;
use crate::explain::{CASE_KINDS, capital, case_lines, case_place};
use crate::kit::disclosure::Disclosure;
use leptos::prelude::*;

/// Published cases with a search and three filters.
#[component]
pub(super) fn PublishedShelf() -> impl IntoView {
    let (wanted, kind, fate, ict) = (
        RwSignal::new(String::new()),
        RwSignal::new(String::new()),
        RwSignal::new(String::new()),
        RwSignal::new(false),
    );
    let fates = {
        let mut all: Vec<&str> = published_cases().iter().map(|case| case.fate.as_str()).collect();
        all.sort_unstable();
        all.dedup();
        all
    };
    let found = Memo::new(move |_| {
        let of = |chosen: &str, own: &str| chosen.is_empty() || chosen == own;
        let all = published_cases().iter().enumerate();
        all.filter(|(_, case)| wanted.with(|wanted| case.tells_of(wanted)))
            .filter(|(_, case)| kind.with(|kind| of(kind, &case.kind)) && fate.with(|fate| of(fate, &case.fate)))
            .filter(|(_, case)| !ict.get() || case.ict == "yes")
            .map(|(n, _)| n)
            .collect::<Vec<_>>()
    });
    let fates = StoredValue::new(fates);
    view! {
        <Disclosure card=true summary=format!("Published cases ({})", published_cases().len())>
            <p class="hint">
                "What others have tried, what was planned, what came and who counted. Money is in the cash of its time. They are known because somebody wrote about them: how often each fate comes is no odds."
            </p>
            <div class="grid">
                <div class="labelled">
                    <label for="shelf-search">"Search"</label>
                    <input
                        type="text"
                        id="shelf-search"
                        class="words"
                        autocomplete="off"
                        prop:value=move || wanted.get()
                        on:input=move |event| wanted.set(event_target_value(&event))
                    />
                </div>
                <div class="labelled">
                    <label for="shelf-kind">"Kind"</label>
                    <select id="shelf-kind" on:change=move |event| kind.set(event_target_value(&event))>
                        <option value="">"All"</option>
                        {CASE_KINDS.map(|(word, name)| view! { <option value=word>{name}</option> }).into_iter().collect_view()}
                    </select>
                </div>
                <div class="labelled">
                    <label for="shelf-fate">"What became of it"</label>
                    <select id="shelf-fate" on:change=move |event| fate.set(event_target_value(&event))>
                        <option value="">"All"</option>
                        {fates.get_value().into_iter().map(|fate| view! { <option value=fate>{capital(fate)}</option> }).collect_view()}
                    </select>
                </div>
            </div>
            <label class="tick">
                <input type="checkbox" prop:checked=move || ict.get() on:change=move |event| ict.set(event_target_checked(&event)) />
                "Only where ICT led"
            </label>
            <p role="status">{move || format!("{} of {}", found.with(Vec::len), published_cases().len())}</p>
            <ul class="shelf">
                <For each=move || found.get() key=|n| *n let:n>
                    {published_cases()
                        .get(n)
                        .map(|case| {
                            view! {
                                <li>
                                    <h3>{case.name.clone()}</h3>
                                    <p class="hint">{format!("{}. What became of it: {}.", case_place(case), case.fate)}</p>
                                    <p>{case.what.clone()}</p>
                                    <ul>{case_lines(case).into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
                                    <p class="hint">{format!("Saving counted by {}. {}", case.counted_by(), case.caution)}</p>
                                    <p class="hint">
                                        {format!("{}, {}, {}. Read: {}; confidence {}.", case.source, case.publisher, case.year, case.read, case.confidence)}
                                    </p>
                                </li>
                            }
                        })}
                </For>
            </ul>
        </Disclosure>
    }
}
