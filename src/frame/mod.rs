//! The frame: header, rail of pages, the page, and the levers that matter for it.

use crate::evidence::{date_in_words, newer_figures, take_newer};
use crate::exchange::frame::Part;
use crate::explain::{evident, fair_words, levels_words, readiness_words, risk_words, soc_beside, tally};
use crate::kit::field::Choice;
use crate::kit::field::Lever;
use crate::kit::field::Pasting;
use crate::kit::field::Words;
use crate::kit::focus;
use crate::kit::place::id_of;
use crate::kit::table_box::TableBox;
use crate::model::inputs::Unit;
use crate::model::{Pounds, parse};
use crate::pages::account::AccountPage;
use crate::pages::agreement::AgreementPage;
use crate::pages::arrangements::ArrangementsPage;
use crate::pages::compare::ComparePage;
use crate::pages::embed::EmbedPage;
use crate::pages::evidence::EvidencePage;
use crate::pages::fair_shares::FairPage;
use crate::pages::find_partners::FindPage;
use crate::pages::how::HowPage;
use crate::pages::levels::LevelsPage;
use crate::pages::levels::areas_now;
use crate::pages::organised_crime::SocPage;
use crate::pages::paper::PaperPage;
use crate::pages::partners::PartnersPage;
use crate::pages::procurement::ProcurementPage;
use crate::pages::readiness::ReadinessPage;
use crate::pages::risk::RiskPage;
use crate::pages::scenarios::ScenariosPage;
use crate::pages::services::ServicesPage;
use crate::pages::share::SharePage;
use crate::pages::share::files;
use crate::pages::summary::SummaryPage;
use crate::pages::variation::VariationPage;
use crate::state::Origin;
use crate::state::State;
use crate::state::View;
use crate::state::browser;
use crate::state::browser::Keeps;
use crate::state::keeping::Decision;
use crate::state::state;
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// The whole page.
#[component]
pub fn App() -> impl IntoView {
    let page = State::open();
    provide_context(page);
    page.keep_now();
    page.follow_fair_shares();
    page.draws.follow(page.result, page.view);
    Effect::new(move |_| {
        let title = page.document.with(|document| document.text("title").to_owned());
        let wrong = page.misread.with(|all| !all.is_empty()) || page.faults.with(|faults| !faults.is_empty());
        let named = if title.is_empty() { String::new() } else { format!("{title} – ") };
        let named = format!("{} – {named}Informed Choice", page.view.get().label());
        browser::set_title(&format!("{}{named}", if wrong { "Error: " } else { "" }));
    });
    focus::keep();
    let keys = window_event_listener(ev::keydown, move |event| on_key(page, &event));
    let sizes = window_event_listener(ev::resize, move |_| page.redraw.update(|n| *n += 1));
    let hash = window_event_listener(ev::hashchange, move |_| on_hash(page));
    // a change of the last moment is kept before the page goes
    let leaving = window_event_listener_untyped("pagehide", move |_| page.keep_waiting());
    // where the last change could not be kept, the browser asks before it is lost
    let asking = window_event_listener_untyped("beforeunload", move |event| {
        if page.would_lose() {
            event.prevent_default();
        }
    });
    let over = window_event_listener(ev::dragover, |event| files::over(&event));
    let dropped = window_event_listener(ev::drop, move |event| files::dropped(page, &event));
    let others = window_event_listener(ev::storage, move |event| {
        if let Some(key) = event.key() {
            page.kept_elsewhere(&key);
        }
    });
    let schemes = ["(prefers-color-scheme: dark)", "(forced-colors: active)", "print"]
        .into_iter()
        .filter_map(|query| web_sys::window()?.match_media(query).ok().flatten());
    for list in schemes {
        let redraw = wasm_bindgen::closure::Closure::<dyn FnMut()>::new(move || {
            let _ = page.redraw.try_update(|n| *n += 1);
        });
        let _ = list.add_event_listener_with_callback("change", redraw.as_ref().unchecked_ref());
        // the lists live as long as the page
        redraw.forget();
    }
    on_cleanup(move || {
        keys.remove();
        sizes.remove();
        hash.remove();
        leaving.remove();
        asking.remove();
        others.remove();
        over.remove();
        dropped.remove();
    });
    browser::on_other_ratio(move || {
        let _ = page.redraw.try_update(|n| *n += 1);
    });
    let whole = NodeRef::<leptos::html::Div>::new();
    let framed = browser::framed();
    if framed {
        // the host page can make the frame as tall as this
        whole.on_load(|element| browser::watch_height(&element, browser::say_height));
    }
    let part = page.part();
    let header = match part {
        Some(Part::Summary | Part::Page) => view! { <FrameLine /> }.into_any(),
        _ => view! { <Header /> }.into_any(),
    };
    let rail = match part {
        Some(Part::Summary | Part::Page) => None,
        _ => Some(view! { <Rail /> }),
    };
    let alone = rail.is_none();
    view! {
        <div class="tool" class:framed=framed || part.is_some() class:alone=alone node_ref=whole>
        <a class="skip" href="#page" on:click=move |event| { event.prevent_default(); browser::focus("page"); }>"Skip to the page"</a>
        {header}
        <div class="frame" class:bare=move || page.is_fixed() || !has_levers(page.view.get())>
            {rail}
            <main id="page" tabindex="-1" aria-label=move || page.view.get().label()>
                <Notices />
                <Conflict />
                <NewerFigures />
                <Problems />
                <Pasting />
                {move || match page.view.get() {
                    View::Summary => view! { <SummaryPage /> }.into_any(),
                    View::Partners => view! { <PartnersPage /> }.into_any(),
                    View::Services => view! { <ServicesPage /> }.into_any(),
                    View::Procurement => view! { <ProcurementPage /> }.into_any(),
                    View::Soc => view! { <SocPage /> }.into_any(),
                    View::Fair => view! { <FairPage /> }.into_any(),
                    View::Find => view! { <FindPage /> }.into_any(),
                    View::Risk => view! { <RiskPage /> }.into_any(),
                    View::Agreement => view! { <AgreementPage /> }.into_any(),
                    View::Evidence => view! { <EvidencePage /> }.into_any(),
                    View::How => view! { <HowPage /> }.into_any(),
                    View::Scenarios => view! { <ScenariosPage /> }.into_any(),
                    View::Share => view! { <SharePage /> }.into_any(),
                    View::Compare => view! { <ComparePage /> }.into_any(),
                    View::Paper => view! { <PaperPage /> }.into_any(),
                    View::Variation => view! { <VariationPage /> }.into_any(),
                    View::Arrangements => view! { <ArrangementsPage /> }.into_any(),
                    View::Readiness => view! { <ReadinessPage /> }.into_any(),
                    View::Levels => view! { <LevelsPage /> }.into_any(),
                    View::Account => view! { <AccountPage /> }.into_any(),
                    View::Embed => view! { <EmbedPage /> }.into_any(),
                }}
                <footer>
                    "Informed Choice " {env!("CARGO_PKG_VERSION")} ", reference data of " {crate::evidence::REFERENCE_VERSION}
                    ". It indicates; it does not prescribe, and it does not rank forces. Nothing leaves this browser."
                </footer>
            </main>
            <Levers />
        </div>
        </div>
    }
}

/// What stands above a part of the tool in somebody else’s page.
#[component]
fn FrameLine() -> impl IntoView {
    let page = state();
    view! {
        <header>
            <span class="brand"><span class="mark" aria-hidden="true"></span>"Informed Choice"</span>
            <span class="title"><strong>{move || page.document.with(|document| document.text("title").to_owned())}</strong></span>
            <a href=move || page.link() target="_blank" rel="noopener">"Open the full page"</a>
        </header>
    }
}

/// Undo and redo by keyboard, but not while somebody types.
fn on_key(page: State, event: &web_sys::KeyboardEvent) {
    let typing =
        event.target().and_then(|target| target.dyn_into::<web_sys::HtmlElement>().ok()).is_some_and(|element| {
            let text = matches!(element.get_attribute("type").as_deref(), Some("text"));
            (text || element.tag_name() == "TEXTAREA") && !focus::is_untouched(&element)
        });
    if typing || !(event.ctrl_key() || event.meta_key()) {
        return;
    }
    match event.key().to_lowercase().as_str() {
        "z" if event.shift_key() => page.redo(),
        // what was done last on this page
        "z" if page.view.get_untracked() == View::Arrangements && page.arrangements.next_undo().is_some() => {
            page.undo_register();
        }
        "z" => page.undo(),
        "y" => page.redo(),
        _ => return,
    }
    event.prevent_default();
}

/// Somebody followed a link into this page, or typed another page's name.
fn on_hash(page: State) {
    let address = browser::address();
    if crate::exchange::link::holds_one(&address) || crate::exchange::comparison::decode(&address).is_some() {
        // open it as a fresh page does
        if let Some(window) = web_sys::window() {
            let _ = window.location().reload();
        }
    } else if address.contains("#/") {
        page.view.set(View::of(&address));
    }
}

#[component]
fn Header() -> impl IntoView {
    let page = state();
    let undo = move || page.history.with(|history| history.next_undo().map(str::to_owned));
    let redo = move || page.history.with(|history| history.next_redo().map(str::to_owned));
    // the buttons are only said to be disabled: a browser gives no more keys to one that goes off under the focus
    let kept = move || match page.origin.get() {
        Origin::Shared => "shared with you, not kept",
        Origin::Kept(_) if page.storage == Keeps::Refused => "not saved: this browser refuses",
        Origin::Kept(_) if page.refused.get() => "not saved: the browser\u{2019}s space is full",
        Origin::Kept(_) => "saved in this browser",
    };
    view! {
        <header>
            <span class="brand"><span class="mark" aria-hidden="true"></span>"Informed Choice"</span>
            <span class="title"><Words place="title".to_owned() label="Scenario\u{2019}s title" bare=true /><span class="kept">{kept}</span>
                {move || (page.origin.get() == Origin::Shared).then(|| view! { <button type="button" on:click=move |_| page.keep_shared()>"Keep a copy"</button> })}</span>
            <span class="actions">
                <button type="button" aria-disabled=move || undo().is_none().to_string() title=undo on:click=move |_| page.undo()>"↶ Undo"</button>
                <button type="button" aria-disabled=move || redo().is_none().to_string() title=redo on:click=move |_| page.redo()>"↷ Redo"</button>
                <button type="button" on:click=move |_| page.show(View::Scenarios)>"Scenarios"</button>
                <button type="button" class="main" on:click=move |_| page.show(View::Share)>"Share link"</button>
                {browser::framed().then(|| view! { <a href=move || page.link() target="_blank" rel="noopener">"Open the full page"</a> })}
            </span>
        </header>
    }
}

#[component]
fn Rail() -> impl IntoView {
    let page = state();
    let areas = areas_now();
    let to_settle = Memo::new(move |_| {
        page.result.with(|result| {
            let Some(one) = result.as_ref().filter(|one| one.scenario.readiness.is_some()) else {
                return String::new();
            };
            let said = page.document.with(|document| evident(document, &one.scenario, &one.outcome));
            readiness_words(&one.scenario, &said).rail
        })
    });
    let note = move |view: View| {
        let number = |list: &str| page.document.with(|document| document.entries(list).len());
        let money = |of: fn(&crate::engine::Totals) -> Pounds| {
            page.result.with(|result| {
                result
                    .as_ref()
                    .filter(|one| one.outcome.shares_anything())
                    .map_or(String::new(), |one| of(&one.outcome.totals).short())
            })
        };
        match view {
            View::Partners => number("partners").to_string(),
            View::Services => money(|totals| totals.full_year_services),
            View::Procurement => money(|totals| totals.full_year_procurement),
            View::Soc => page
                .soc
                .with(|found| {
                    found.as_ref().map(|found| page.document.with(|document| soc_beside(document, found).0.rail))
                })
                .unwrap_or_default(),
            View::Fair => page
                .fair
                .with(|shared| {
                    shared
                        .as_ref()
                        .map(|shared| fair_words(&shared.one.scenario, &shared.one.outcome, &shared.fair).rail)
                })
                .unwrap_or_default(),
            View::Arrangements => match page.arrangements.register.with(|register| register.arrangements.len()) {
                0 => String::new(),
                n => n.to_string(),
            },
            View::Readiness => to_settle.get(),
            View::Levels => areas.with(|areas| levels_words(areas).rail),
            View::Risk => {
                let one = page.result.get();
                let drawn = one.as_ref().and_then(|one| page.draws.of(one));
                drawn
                    .map(|drawn| risk_words(&drawn.one.scenario, &drawn.one.outcome, &drawn.found).rail)
                    .unwrap_or_default()
            }
            _ => String::new(),
        }
    };
    let link = move |view: View| {
        view! {
            <a
                href=format!("#/{}", view.slug())
                aria-current=move || (page.view.get() == view).then_some("page")
                on:click=move |event| { event.prevent_default(); page.show(view); }
            >
                <span>{view.label()}</span><span class="note">{move || note(view)}</span>
            </a>
        }
    };
    view! {
        <nav aria-label="Pages">
            {link(View::Summary)}
            <h2>"The proposal"</h2>
            {link(View::Partners)}{link(View::Services)}{link(View::Procurement)}{link(View::Soc)}
            <h2>"The case"</h2>
            {link(View::Fair)}{link(View::Find)}{link(View::Risk)}{link(View::Agreement)}{link(View::Variation)}
            <h2>"Informed choice"</h2>
            {link(View::Arrangements)}{link(View::Readiness)}{link(View::Levels)}{link(View::Account)}{link(View::Evidence)}{link(View::How)}
            <h2>"Yours"</h2>
            {link(View::Scenarios)}{link(View::Compare)}{link(View::Paper)}{link(View::Share)}{link(View::Embed)}
        </nav>
    }
}

#[component]
fn Notices() -> impl IntoView {
    let page = state();
    view! {
        <div role="status" class="notices">
            {move || page.standing.get().map(|text| view! { <p class="notice">{text}</p> })}
            {move || page.notice.get().map(|text| view! {
                <p class="notice">
                    {text}
                    <button type="button" class="link" on:click=move |_| page.notice.set(None)>"Close"</button>
                </p>
            })}
        </div>
    }
}

/// The scenario was made with public figures that newer data have otherwise: they stay until somebody takes the newer ones.
#[component]
fn NewerFigures() -> impl IntoView {
    let page = state();
    let newer = Memo::new(move |_| page.document.with(newer_figures));
    let write = |place: &str, value: f64| {
        parse::written(value, crate::model::inputs::input_at(place).map_or(Unit::None, |input| input.unit))
    };
    view! {
        {move || (!newer.with(Vec::is_empty) && !page.newer_left.get() && !page.is_locked()).then(|| {
            let all = newer.get();
            let (n, shown) = (all.len(), all.clone());
            view! {
                <section class="card newer" aria-label="Newer public figures">
                    <h2>{if n == 1 { "One public figure is newer by now".to_owned() } else { format!("{n} public figures are newer by now") }}</h2>
                    <p>"This scenario keeps those that it was made with."</p>
                    <details><summary>"What differs"</summary><TableBox><table>
                        <caption class="hidden">"Public figures of this scenario and newer ones"</caption>
                        <thead><tr><th scope="col">"Figure"</th><th scope="col" class="number">"Here"</th><th scope="col" class="number">"Newer"</th></tr></thead>
                        <tbody>{shown.iter().map(|one| view! {
                            <tr><th scope="row">{one.what.clone()}</th>
                                <td class="number">{write(&one.place, one.was)}<span class="hint">{date_in_words(&one.was_date)}</span></td>
                                <td class="number">{write(&one.place, one.now)}<span class="hint">{date_in_words(&one.now_date)}</span></td></tr>
                        }).collect_view()}</tbody>
                    </table></TableBox></details>
                    <p class="chips">
                        <button type="button" class="main" on:click=move |_| {
                            page.begin_gesture();
                            page.change(page.document.with_untracked(|document| take_newer(document, &all)));
                        }>"Take the newer figures"</button>
                        <button type="button" on:click=move |_| page.newer_left.set(true)>"Keep these"</button>
                    </p>
                </section>
            }
        })}
    }
}

/// Two tabs changed one scenario.
#[component]
fn Conflict() -> impl IntoView {
    let page = state();
    view! {
        {move || page.conflict.with(Option::is_some).then(|| view! {
            <div class="problems" role="alert">
                <h2>"This scenario was changed in another tab"</h2>
                <p>"Nothing is overwritten until you decide."</p>
                <p class="chips">
                    <button type="button" on:click=move |_| page.decide(Decision::KeepMine)>"Keep mine"</button>
                    <button type="button" on:click=move |_| page.decide(Decision::TakeTheirs)>"Take theirs"</button>
                    <button type="button" on:click=move |_| page.decide(Decision::KeepBoth)>"Keep both"</button>
                </p>
            </div>
        })}
    }
}

/// What is wrong, with links to each field; the last good figures stay in use.
#[component]
fn Problems() -> impl IntoView {
    let page = state();
    let list = move || {
        let misread =
            page.misread.with(|all| all.iter().map(|(place, text)| (place.clone(), text.clone())).collect::<Vec<_>>());
        let faults = page
            .faults
            .with(|faults| faults.iter().map(|fault| (fault.place.clone(), fault.sentence())).collect::<Vec<_>>());
        misread.into_iter().chain(faults).collect::<Vec<_>>()
    };
    view! {
        {move || {
            let all = list();
            (!all.is_empty()).then(|| view! {
                <div class="problems" role="group" aria-labelledby="problems-title">
                    <h2 id="problems-title">"There is a problem"</h2>
                    <ul>
                        {all.into_iter().map(|(place, text)| {
                            let id = id_of(&place);
                            let view = match place.split('.').next() {
                                Some("balancing") => View::Fair,
                                Some("soc") => View::Soc,
                                Some("uncertainty") => View::Risk,
                                Some("agreement") => View::Agreement,
                                Some("readiness") => View::Readiness,
                                Some("levels") => View::Levels,
                                Some("account") => View::Account,
                                Some("sources") => View::Evidence,
                                Some("services") if place.contains(".demand.") => View::Fair,
                                Some("services") => View::Services,
                                Some("procurement") => View::Procurement,
                                Some("partners") => View::Partners,
                                _ => View::Summary,
                            };
                            view! {
                                <li><a href=format!("#{id}") on:click=move |event| {
                                    event.prevent_default();
                                    if page.view.get_untracked() != view {
                                        page.show(view);
                                    }
                                    let id = id.clone();
                                    let place = place.clone();
                                    gloo_timers::callback::Timeout::new(60, move || focus::reveal(&id, &place)).forget();
                                }>{text}</a></li>
                            }
                        }).collect_view()}
                    </ul>
                    <p>"Figures below are based on the last complete ones."</p>
                </div>
            })
        }}
    }
}

/// Whether a page has levers beside it.
fn has_levers(view: View) -> bool {
    matches!(view, View::Summary | View::Services | View::Procurement | View::Soc)
}

/// The levers that matter for the page: nobody scrolls between a lever and what it moves.
#[component]
fn Levers() -> impl IntoView {
    let page = state();
    let shown = Memo::new(move |_| !page.is_fixed() && has_levers(page.view.get()));
    let services = Memo::new(move |_| page.document.with(|document| named(document, "services")));
    let categories = Memo::new(move |_| page.document.with(|document| named(document, "procurement")));
    let tally_text = move || {
        let tally = page.document.with(tally);
        format!("{} of {} figures are yours", tally.yours, tally.all)
    };
    view! {
        <aside aria-label="What if">
            {move || (shown.get() && page.view.get() == View::Soc && page.soc.with(Option::is_some)).then(|| view! { <SocLevers /> })}
            {move || (shown.get() && page.view.get() != View::Soc && !(services.with(Vec::is_empty) && categories.with(Vec::is_empty))).then(|| {
                let view = page.view.get();
                let some_services = if view == View::Procurement { Vec::new() } else { services.get() };
                let some_categories = if view == View::Services { Vec::new() } else { categories.get() };
                let first = some_services.first().cloned();
                view! {
                    <details class="sheet" open=true>
                        <summary><h2>"What if…"</h2></summary>
                        <p class="hint">"Drag a lever or type. The shaded part is the published range. " {tally_text} "."</p>
                        {some_services.into_iter().map(|(id, name)| view! {
                            <Lever place=format!("services.{id}.saving.likely") label=format!("{name} saving") low=0.0 high=0.5 />
                        }).collect_view()}
                        {some_categories.into_iter().map(|(id, name)| {
                            let place = format!("procurement.{id}");
                            let items = page.document.with_untracked(|document| document.text(&format!("{place}.mode")) == "items");
                            if items {
                                view! { <Lever place=format!("{place}.discount_per_doubling") label=format!("{name}: discount per doubling") low=0.0 high=0.5 /> }.into_any()
                            } else {
                                view! { <Lever place=format!("{place}.saving.likely") label=format!("{name} price saving") low=0.0 high=0.35 /> }.into_any()
                            }
                        }).collect_view()}
                        {first.map(|(id, name)| view! {
                            <Lever place=format!("services.{id}.go_live") label=format!("{name} go-live") low=0.0 high=9.0 />
                            <Lever place=format!("services.{id}.ramp_years") label=format!("{name}: years to full effect") low=1.0 high=10.0 />
                            <Lever place=format!("services.{id}.one_off.optimism_bias") label=format!("{name}: one-off overrun") low=0.0 high=2.0 />
                            <Choice place=format!("services.{id}.sharing.key") label=format!("{name}: costs are shared by") aside=true />
                        })}
                    </details>
                }
            })}
        </aside>
    }
}

/// What matters for organised crime.
#[component]
fn SocLevers() -> impl IntoView {
    view! {
        <details class="sheet" open=true>
            <summary><h2>"What if…"</h2></summary>
            <p class="hint">"Drag a lever or type."</p>
            <Lever place="soc.operation_months".to_owned() label="Length of an operation, months" low=1.0 high=24.0 />
            <Lever place="soc.abstraction".to_owned() label="Drawn away to local work" low=0.0 high=0.8 />
            <Lever place="soc.core_share".to_owned() label="Core of a taskforce" low=0.0 high=1.0 />
            <Lever place="soc.local_retention".to_owned() label="Kept at home by a dedicated function" low=0.0 high=0.8 />
            <Lever place="soc.coordination_penalty".to_owned() label="Extra work across borders" low=0.0 high=1.0 />
        </details>
    }
}

fn named(document: &crate::model::Document, list: &str) -> Vec<(String, String)> {
    document
        .entries(list)
        .into_iter()
        .map(|id| {
            let name = document.text(&format!("{list}.{id}.name")).trim().to_owned();
            let name = if name.is_empty() { id.clone() } else { name };
            (id, name)
        })
        .collect()
}
