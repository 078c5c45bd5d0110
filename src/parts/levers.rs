//! What if: the inputs that move the answer most, beside the page or in a sheet at its foot.

use crate::engine::uncertainty::tornado;
use crate::explain::headline;
use crate::kit::field::Lever;
use crate::model::{Document, what_of};
use crate::state::view::Levers as Beside;
use crate::state::{State, browser, state};
use gloo_timers::callback::Timeout;
use leptos::prelude::*;

/// So many stand without being pinned.
const MOST: usize = 4;

/// An input as a lever: its place and as far as is usual.
#[derive(Debug, Clone, PartialEq)]
struct Pull {
    place: String,
    label: String,
    low: f64,
    high: f64,
}

/// A lever of a place; none where it is not there.
fn pull(document: &Document, place: &str) -> Option<Pull> {
    let steps: Vec<&str> = place.splitn(3, '.').collect();
    let [list, id, field] = steps.as_slice() else { return None };
    let name = document.text(&format!("{list}.{id}.name")).trim().to_owned();
    let name = if name.is_empty() { (*id).to_owned() } else { name };
    document.get(&format!("{list}.{id}"))?;
    let (label, low, high) = match *field {
        "saving.likely" if *list == "services" => (format!("{name} saving"), 0.0, 0.5),
        "saving.likely" => (format!("{name} price saving"), 0.0, 0.35),
        "discount_per_doubling" => (format!("{name}: discount per doubling"), 0.0, 0.5),
        "go_live" => (format!("{name} go-live"), 0.0, 9.0),
        "ramp_years" => (format!("{name}: years to full effect"), 1.0, 10.0),
        "one_off.optimism_bias" => (format!("{name}: one-off overrun"), 0.0, 2.0),
        "convergence.share" => (format!("{name}: part of the gap closed"), 0.0, 1.0),
        _ => (what_of(document, place), 0.0, 1.0),
    };
    Some(Pull { place: place.to_owned(), label, low, high })
}

/// The input of the scenario that an uncertain one is.
fn place_of(document: &Document, input: &str) -> Option<String> {
    let (place, name) = input.rsplit_once('.')?;
    let by_items = document.text(&format!("{place}.mode")) == "items";
    let field = match name {
        "saving" if by_items => "discount_per_doubling",
        "saving" => "saving.likely",
        "one_off" => "one_off.optimism_bias",
        "convergence" => "convergence.share",
        _ => "go_live",
    };
    Some(format!("{place}.{field}"))
}

/// Further inputs that can be pinned, below those that have ranges.
const FURTHER: [&str; 5] = ["ramp_years", "haircut", "overhead", "cashable", "scale_share"];

/// Every input that can be a lever, those that move the answer most first. They are looked for when services come and go,
/// not when one of them moves: a lever never leaves the hand that holds it.
fn strongest(page: State) -> Vec<String> {
    page.document.with_untracked(|document| {
        let bars = page.result.with_untracked(|result| result.as_ref().map(|one| tornado(&one.scenario)));
        let mut places: Vec<String> =
            bars.unwrap_or_default().iter().filter_map(|bar| place_of(document, &bar.input)).collect();
        for list in ["services", "procurement"] {
            for id in document.entries(list) {
                let fields =
                    FURTHER.iter().filter(|field| list == "services" || !matches!(**field, "overhead" | "cashable"));
                places.extend(fields.map(|field| format!("{list}.{id}.{field}")));
            }
        }
        places
    })
}

/// What a screen reader says after a lever has come to rest: the headline, and not each step on the way there.
fn spoken(page: State) -> RwSignal<String> {
    /// Milliseconds of rest.
    const REST: u32 = 600;
    let said = RwSignal::new(String::new());
    let waiting = StoredValue::new_local(None::<Timeout>);
    Effect::new(move |before: Option<()>| {
        page.result.track();
        if before.is_none() {
            return;
        }
        waiting.set_value(Some(Timeout::new(REST, move || {
            let words = page.result.with_untracked(|result| {
                let one = result.as_deref().filter(|one| one.outcome.shares_anything())?;
                Some(headline(&one.scenario, &one.outcome).sentence.into_iter().map(|part| part.text).collect())
            });
            let _ = said.try_set(words.unwrap_or_default());
        })));
    });
    said
}

/// The levers that matter for the page: nobody scrolls between a lever and what it moves.
#[component]
pub fn Levers() -> impl IntoView {
    let page = state();
    let shown = Memo::new(move |_| !page.is_fixed() && page.view.get().has_levers());
    let entries = Memo::new(move |_| {
        page.document.with(|document| {
            let of = |list: &str| {
                let entry = |id: String| {
                    let mode = document.text(&format!("{list}.{id}.mode")).to_owned();
                    let name = document.text(&format!("{list}.{id}.name")).to_owned();
                    let members = document.ids(&format!("{list}.{id}.members")).len();
                    let target = document.text(&format!("{list}.{id}.convergence.target")).to_owned();
                    (id, mode, name, members, target)
                };
                document.entries(list).into_iter().map(entry).collect::<Vec<_>>()
            };
            (of("services"), of("procurement"))
        })
    });
    let all = Memo::new(move |_| {
        // read, not only followed: nobody else reads it, and what was never read tells of no change
        entries.with(|_| ());
        strongest(page)
    });
    let beside = move |place: &str| match page.view.get().levers() {
        Beside::Services => place.starts_with("services."),
        Beside::Procurement => place.starts_with("procurement."),
        _ => true,
    };
    let pinned = RwSignal::new(Vec::<String>::new());
    let pulls = Memo::new(move |_| {
        let pins = pinned.get();
        all.with(|all| {
            let first = all.iter().filter(|place| beside(place) && !pins.contains(place)).take(MOST);
            let places: Vec<String> = first.chain(pins.iter().filter(|place| beside(place))).cloned().collect();
            page.document
                .with_untracked(|document| places.iter().filter_map(|place| pull(document, place)).collect::<Vec<_>>())
        })
    });
    let others = Memo::new(move |_| {
        let here: Vec<String> = pulls.with(|pulls| pulls.iter().map(|pull| pull.place.clone()).collect());
        all.with(|all| {
            let rest = all.iter().filter(|place| beside(place) && !here.contains(place));
            page.document.with_untracked(|document| rest.filter_map(|place| pull(document, place)).collect::<Vec<_>>())
        })
    });
    let saving = move || {
        page.result.with(|result| {
            let one = result.as_ref().filter(|one| one.outcome.shares_anything());
            one.map(|one| format!("{} a year", one.outcome.totals.full_year_saving.short()))
        })
    };
    let said = spoken(page);
    let soc = move || page.view.get().levers() == Beside::OrganisedCrime;
    // where there is no room beside the page it is a sheet at its foot, closed until somebody wants it
    let open = !browser::is_narrow();
    view! {
        <aside aria-label="What if" class:empty=move || !shown.get() || !soc() && pulls.with(Vec::is_empty)>
            {move || (shown.get() && soc() && page.soc.with(Option::is_some)).then(|| view! { <SocLevers open /> })}
            {move || {
                (shown.get() && !soc() && !pulls.with(Vec::is_empty))
                    .then(|| {
                        view! {
                            <details class="sheet" open=open>
                                <summary>
                                    <h2>"What if…"</h2>
                                    <span class="held">{saving}</span>
                                </summary>
                                <p class="hidden" role="status">
                                    {move || said.get()}
                                </p>
                                <p class="hint">"The inputs that move this answer most. The shaded part is the published range."</p>
                                <For each=move || pulls.get() key=|pull| (pull.place.clone(), pull.label.clone()) let:pull>
                                    {
                                        let (place, label) = (pull.place.clone(), pull.label.clone());
                                        let is_pinned = move || pinned.with(|all| all.contains(&place));
                                        let gone = pull.place.clone();
                                        view! {
                                            <Lever place=pull.place label=pull.label low=pull.low high=pull.high />
                                            {move || {
                                                is_pinned()
                                                    .then(|| {
                                                        let gone = gone.clone();
                                                        let said = format!("Unpin {label}");
                                                        view! {
                                                            <button
                                                                type="button"
                                                                class="link"
                                                                aria-label=said
                                                                on:click=move |_| pinned.update(|all| all.retain(|one| *one != gone))
                                                            >
                                                                "Unpin"
                                                            </button>
                                                        }
                                                    })
                                            }}
                                        }
                                    }
                                </For>
                                <div class="labelled pin">
                                    <label for="pin-another">"Pin another"</label>
                                    <select
                                        id="pin-another"
                                        on:change=move |event| {
                                            let place = event_target_value(&event);
                                            if !place.is_empty() {
                                                pinned.update(|all| all.push(place));
                                            }
                                        }
                                    >
                                        <option value="">"Choose an input"</option>
                                        {move || others.get().into_iter().map(|pull| view! { <option value=pull.place>{pull.label}</option> }).collect_view()}
                                    </select>
                                </div>
                            </details>
                        }
                    })
            }}
        </aside>
    }
}

/// What matters for organised crime.
#[component]
fn SocLevers(open: bool) -> impl IntoView {
    view! {
        <details class="sheet" open=open>
            <summary>
                <h2>"What if…"</h2>
            </summary>
            <p class="hint">"Drag a lever or type."</p>
            <Lever place="soc.operation_months".to_owned() label="Length of an operation, months" low=1.0 high=24.0 />
            <Lever place="soc.abstraction".to_owned() label="Drawn away to local work" low=0.0 high=0.8 />
            <Lever place="soc.core_share".to_owned() label="Core of a taskforce" low=0.0 high=1.0 />
            <Lever place="soc.local_retention".to_owned() label="Kept at home by a dedicated function" low=0.0 high=0.8 />
            <Lever place="soc.coordination_penalty".to_owned() label="Extra work across borders" low=0.0 high=1.0 />
        </details>
    }
}
