//! The way in: what this is, which forces, what they would share, and an answer in a minute.

pub mod examples;

use crate::edits::first::{Offer, Picked, first_scenario, missing, offers};
use crate::evidence::{CATEGORIES, MAP_SIZE, TILES, force};
use crate::kit::disclosure::Disclosure;
use crate::model::inputs::SERVICE_KINDS;
use crate::state::later;
use crate::state::{View, browser, state};
use crate::words::terms::choice_label;
use leptos::prelude::*;

/// What is picked so far, and what is said of it.
#[derive(Clone, Copy)]
struct Picking {
    picked: RwSignal<Picked>,
    said: RwSignal<String>,
}

impl Picking {
    fn toggle(self, id: &str) {
        let name = force(id).map_or(id, |force| force.short.as_str()).to_owned();
        let added = self.picked.try_update(|picked| {
            let before = picked.forces.len();
            picked.forces.retain(|one| one != id);
            let added = picked.forces.len() == before;
            if added {
                picked.forces.push(id.to_owned());
            }
            added
        });
        self.said.set(format!("{name} {}.", if added == Some(true) { "added" } else { "taken out" }));
    }

    fn take(self, offer: &Offer) {
        self.picked.update(|picked| picked.forces.extend(offer.ids.iter().cloned()));
        self.said.set(format!("{} added.", offer.name));
    }
}

#[component]
pub fn StartPage() -> impl IntoView {
    let page = state();
    let picking = Picking { picked: RwSignal::new(Picked::default()), said: RwSignal::new(String::new()) };
    let asked = RwSignal::new(false);
    let open = move || page.document.with(|document| !document.entries("partners").is_empty());
    let title = move || page.document.with(|document| document.text("title").trim().to_owned());
    let show = move |_| {
        let picked = picking.picked.get_untracked();
        if missing(&picked).is_some() {
            asked.set(true);
            return;
        }
        page.open_new(first_scenario(&picked));
        page.show(View::Summary);
    };
    view! {
        <div class="way-in">
            <div class="way-words">
                <h1>"What would police forces save, pay and risk by working together?"</h1>
                <p class="lead">
                    "For chief officers, commissioners and finance directors. Pick forces and what they would share: a first answer from public figures takes a minute, and your own figures make it yours. Nothing leaves this browser."
                </p>
                {move || {
                    open()
                        .then(|| {
                            view! {
                                <p>
                                    <a
                                        href="#/summary"
                                        on:click=move |event| {
                                            event.prevent_default();
                                            page.show(View::Summary);
                                        }
                                    >
                                        "Back to "
                                        {move || match title() {
                                            text if text.is_empty() => "the open scenario".to_owned(),
                                            text => text,
                                        }}
                                    </a>
                                </p>
                            }
                        })
                }}
                <Forces picking />
                <Shared picking />
                <p class="chips go">
                    <button type="button" class="main large" on:click=show>
                        "Show me"
                    </button>
                    <button
                        type="button"
                        class="link"
                        on:click=move |_| {
                            page.open_new(crate::evidence::blank());
                            page.show(View::Partners);
                        }
                    >
                        "Start blank"
                    </button>
                    <span class="error" role="status">
                        {move || asked.get().then(|| picking.picked.with(missing)).flatten()}
                    </span>
                </p>
            </div>
            <TileMap picking />
        </div>
        <section class="examples" aria-label="Examples">
            <h2>"Or start from an example"</h2>
            <div class="example-cards">{later(|rest| (rest.example_cards)())}</div>
            <Disclosure summary="More examples">{later(|rest| (rest.examples)())}</Disclosure>
            <p>
                <a
                    href="#/scenarios"
                    on:click=move |event| {
                        event.prevent_default();
                        page.show(View::Scenarios);
                    }
                >
                    "Open a file or a link, or what you kept here"
                </a>
            </p>
        </section>
    }
}

/// The box that finds forces by typing, and those that are picked.
#[component]
fn Forces(picking: Picking) -> impl IntoView {
    let text = RwSignal::new(String::new());
    let found = move || picking.picked.with(|picked| offers(&text.get(), &picked.forces));
    let take = move |offer: &Offer| {
        picking.take(offer);
        text.set(String::new());
        browser::focus("which-forces");
    };
    let chosen = Memo::new(move |_| picking.picked.with(|picked| picked.forces.clone()));
    view! {
        <div class="labelled">
            <label for="which-forces">"Which forces?"</label>
            <span class="hint" id="which-hint">
                "Type a force or a region and press Enter, or press tiles on the map"
            </span>
            <input
                type="text"
                id="which-forces"
                class="words"
                autocomplete="off"
                aria-describedby="which-hint"
                prop:value=move || text.get()
                on:input=move |event| text.set(event_target_value(&event))
                on:keydown=move |event| {
                    if event.key() == "Enter" {
                        event.prevent_default();
                        match found().first() {
                            Some(offer) => take(offer),
                            None if !text.with(|text| text.trim().is_empty()) => picking.said.set("No force or region of that name.".into()),
                            None => {}
                        }
                    }
                }
            />
        </div>
        <div class="offers">
            {move || {
                found()
                    .into_iter()
                    .take(6)
                    .enumerate()
                    .map(|(n, offer)| {
                        let (name, note) = (offer.name.clone(), offer.note.clone());
                        view! {
                            <button type="button" on:click=move |_| take(&offer)>
                                <strong>{name}</strong>
                                " "
                                <span class="note">{note}</span>
                                {(n == 0).then(|| view! { <kbd>"Enter"</kbd> })}
                            </button>
                        }
                    })
                    .collect_view()
            }}
        </div>
        <p class="chips picked">
            {move || {
                chosen
                    .get()
                    .into_iter()
                    .map(|id| {
                        let name = force(&id).map_or_else(|| id.clone(), |force| force.short.clone());
                        let said = format!("Take out {name}");
                        view! {
                            <button
                                type="button"
                                class="chip on"
                                aria-label=said
                                on:click=move |_| {
                                    picking.toggle(&id);
                                    browser::focus("which-forces");
                                }
                            >
                                {name}
                                " ×"
                            </button>
                        }
                    })
                    .collect_view()
            }}
        </p>
        <p class="hidden" role="status">
            {move || picking.said.get()}
        </p>
    }
}

/// What stands first; the rest is one press away.
const SERVICES_FIRST: [&str; 5] = ["human_resources", "finance", "ict", "fleet", "forensics"];
const BOUGHT_FIRST: [&str; 1] = ["vehicles"];

/// One thing that can be shared.
#[derive(Clone, Copy, PartialEq)]
enum Thing {
    Service(&'static str),
    Bought(&'static str),
    OrganisedCrime,
}

impl Thing {
    fn label(self) -> String {
        match self {
            Thing::Service("human_resources") => "HR".into(),
            Thing::Service(kind) => choice_label("services[].kind", kind),
            Thing::Bought(kind) => {
                let name = CATEGORIES.iter().find(|(id, ..)| *id == kind).map_or(kind, |(_, name, _)| name);
                format!("Buying {}", if name == "ICT" { name.to_owned() } else { name.to_lowercase() })
            }
            Thing::OrganisedCrime => "Organised crime".into(),
        }
    }

    fn is_in(self, picked: &Picked) -> bool {
        match self {
            Thing::Service(kind) => picked.services.contains(&kind),
            Thing::Bought(kind) => picked.categories.contains(&kind),
            Thing::OrganisedCrime => picked.organised_crime,
        }
    }

    fn toggle(self, picked: &mut Picked) {
        let flip = |list: &mut Vec<&'static str>, kind: &'static str| match list.iter().position(|one| *one == kind) {
            Some(place) => drop(list.remove(place)),
            None => list.push(kind),
        };
        match self {
            Thing::Service(kind) => flip(&mut picked.services, kind),
            Thing::Bought(kind) => flip(&mut picked.categories, kind),
            Thing::OrganisedCrime => picked.organised_crime = !picked.organised_crime,
        }
    }
}

/// Chips of what they would share.
#[component]
fn Shared(picking: Picking) -> impl IntoView {
    let first = SERVICES_FIRST
        .map(Thing::Service)
        .into_iter()
        .chain(BOUGHT_FIRST.map(Thing::Bought))
        .chain([Thing::OrganisedCrime])
        .collect::<Vec<_>>();
    let services = SERVICE_KINDS.iter().copied().filter(|kind| *kind != "other").map(Thing::Service);
    let bought = CATEGORIES.iter().map(|(id, ..)| *id).filter(|id| *id != "other").map(Thing::Bought);
    let rest: Vec<Thing> = services.chain(bought).filter(|thing| !first.contains(thing)).collect();
    let all = RwSignal::new(false);
    let more = rest.len();
    let chip = move |thing: Thing| {
        let on = move || picking.picked.with(|picked| thing.is_in(picked));
        view! {
            <button
                type="button"
                class="chip"
                class:on=on
                aria-pressed=move || on().to_string()
                on:click=move |_| picking.picked.update(|picked| thing.toggle(picked))
            >
                {move || if on() { "✓ " } else { "" }}
                {thing.label()}
            </button>
        }
    };
    let rest = StoredValue::new(rest);
    view! {
        <fieldset class="shared-set">
            <legend>"What would they share?"</legend>
            <div class="chips">
                {first.into_iter().map(chip).collect_view()}
                {move || {
                    if all.get() {
                        rest.get_value().into_iter().map(chip).collect_view().into_any()
                    } else {
                        view! {
                            <button type="button" class="chip" on:click=move |_| all.set(true)>
                                {more}
                                " more"
                            </button>
                        }
                            .into_any()
                    }
                }}
            </div>
        </fieldset>
    }
}

/// The forces as tiles to press.
#[component]
fn TileMap(picking: Picking) -> impl IntoView {
    let (columns, _) = MAP_SIZE;
    view! {
        <div class="card tile-map">
            <div class="tile-grid" role="group" aria-label="Map of the forces" style:--columns=columns.to_string()>
                {TILES.iter().map(|tile| {
                    let on = move || picking.picked.with(|picked| picked.forces.iter().any(|id| id == tile.id));
                    let full = force(tile.id).map_or(tile.label, |force| force.short.as_str());
                    // what is seen is part of what is said
                    let name = if full == tile.label { full.to_owned() } else { format!("{}, {full}", tile.label) };
                    view! {
                        <button
                            type="button" class="map-tile" class:on=on aria-pressed=move || on().to_string() aria-label=name title=full
                            style:grid-column=(tile.column + 1).to_string() style:grid-row=(tile.row + 1).to_string()
                            on:click=move |_| picking.toggle(tile.id)
                        >{tile.label}</button>
                    }
                }).collect_view()}
            </div>
            <p class="hint">"Press a tile to add or take out a force. One tile a force, roughly where it lies."</p>
        </div>
    }
}
