//! Builds the code by which another page shows this tool, says what has to be allowed, and shows it live.

use crate::exchange::frame::{Embedding, Part, frame_code};
use crate::kit::words::Concerns;
use crate::kit::words::CopyBox;
use crate::kit::words::concern;
use crate::pages::share::how_far;
use crate::state::View;
use crate::state::browser;
use crate::state::state;
use leptos::prelude::*;

/// Where the code goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Host {
    Html,
    SharePoint,
    WordPress,
}

impl Host {
    const ALL: [Host; 3] = [Host::Html, Host::SharePoint, Host::WordPress];

    const fn label(self) -> &'static str {
        match self {
            Host::Html => "A page of HTML",
            Host::SharePoint => "SharePoint",
            Host::WordPress => "WordPress",
        }
    }

    /// Whether the host page may carry the script that follows the height.
    const fn takes_script(self) -> bool {
        matches!(self, Host::Html)
    }

    /// What to do there, step by step.
    const fn steps(self) -> &'static [&'static str] {
        match self {
            Host::Html => &[
                "Paste the code where the tool should stand.",
                "The second line makes the frame as tall as what it shows; without it the frame keeps the height given and scrolls.",
            ],
            Host::SharePoint => &[
                "Edit the page, add the web part \u{201c}Embed\u{201d} and paste the code.",
                "SharePoint runs no script of yours in a page, so the frame keeps the height given: choose one that fits.",
                "Modern pages take frames only from sites that are allowed: Site settings, HTML Field Security.",
            ],
            Host::WordPress => &[
                "Add the block \u{201c}Custom HTML\u{201d} and paste the code.",
                "WordPress takes the frame out again where the author may not publish unfiltered HTML: then an administrator has to paste it.",
                "Scripts are best left out here: the frame keeps the height given.",
            ],
        }
    }
}

#[component]
pub fn EmbedPage() -> impl IntoView {
    let page = state();
    let part = RwSignal::new(Part::Summary);
    let shown = RwSignal::new(View::Summary);
    let open = RwSignal::new(true);
    let with_scenario = RwSignal::new(true);
    let host = RwSignal::new(Host::Html);
    let height = RwSignal::new(900u32);
    let address = Memo::new(move |_| {
        let embedding =
            Embedding { part: part.get(), page: shown.get().slug().into(), open: open.get(), odd: Vec::new() };
        let scenario = if with_scenario.get() {
            format!("#s={}", page.document.with(crate::exchange::link::encode))
        } else {
            String::new()
        };
        format!("{}?{}{scenario}", browser::bare_address(), embedding.query())
    });
    let title = move || {
        let title = page.document.with(|document| document.text("title").to_owned());
        if title.is_empty() || !with_scenario.get() {
            "Informed Choice".to_owned()
        } else {
            format!("Informed Choice: {title}")
        }
    };
    let code = Memo::new(move |_| {
        let script = format!("{}embed-host.js", browser::folder());
        frame_code(&address.get(), &title(), height.get(), host.get().takes_script().then_some(&script))
    });
    let length = move || {
        let n = address.with(String::len);
        format!(
            "An address of {} characters. In a frame length does no harm; as a link it {}.",
            crate::model::number(n as f64, 0),
            how_far(n)
        )
    };
    // a frame that loads at each step of a lever would only flicker
    let preview = RwSignal::new(None::<String>);
    let on_disk = browser::on_disk();
    view! {
        <h1>"Show it in another page"</h1>
        <p class="lead">
            "A frame in your intranet shows this scenario, live. It keeps nothing and sends nothing; whoever wants more opens the full page from it."
        </p>
        {on_disk
            .then(|| {
                view! {
                    <Concerns all=concern(
                        "This page was opened from a disk. Other pages can only show one that stands on a server: put the folder there first, then build the code from that page.",
                    ) />
                }
            })}
        <section class="card">
            <h2>"What it shows"</h2>
            <div class="grid">
                <div class="labelled">
                    <label for="embed-part">"Part"</label>
                    <select
                        id="embed-part"
                        on:change=move |event| {
                            let chosen = event_target_value(&event);
                            part.set(Part::ALL.into_iter().find(|part| part.word() == chosen).unwrap_or(Part::Summary));
                        }
                    >
                        <option value="summary">"The answer and its charts"</option>
                        <option value="page">"One page"</option>
                        <option value="whole">"The whole tool"</option>
                    </select>
                </div>
                {move || {
                    (part.get() == Part::Page)
                        .then(|| {
                            view! {
                                <div class="labelled">
                                    <label for="embed-view">"Which page"</label>
                                    <select id="embed-view" on:change=move |event| shown.set(View::named(&event_target_value(&event)))>
                                        {View::all()
                                            .map(|view| {
                                                view! {
                                                    <option value=view.slug() selected=view == shown.get_untracked()>
                                                        {view.label()}
                                                    </option>
                                                }
                                            })
                                            .collect_view()}
                                    </select>
                                </div>
                            }
                        })
                }}
                <div class="labelled">
                    <label for="embed-host">"Where it goes"</label>
                    <select
                        id="embed-host"
                        on:change=move |event| {
                            let chosen = event_target_value(&event);
                            host.set(Host::ALL.into_iter().find(|host| host.label() == chosen).unwrap_or(Host::Html));
                        }
                    >
                        {Host::ALL.into_iter().map(|host| view! { <option value=host.label()>{host.label()}</option> }).collect_view()}
                    </select>
                </div>
                <div class="labelled">
                    <label for="embed-height">"Height, pixels"</label>
                    <select id="embed-height" on:change=move |event| height.set(event_target_value(&event).parse().unwrap_or(900))>
                        {[500u32, 700, 900, 1200, 1600, 2400]
                            .into_iter()
                            .map(|one| {
                                view! {
                                    <option value=one.to_string() selected=one == 900>
                                        {one.to_string()}
                                    </option>
                                }
                            })
                            .collect_view()}
                    </select>
                </div>
            </div>
            <label class="tick">
                <input type="checkbox" checked on:change=move |event| with_scenario.set(event_target_checked(&event)) />
                "With this scenario"
            </label>
            <label class="tick">
                <input type="checkbox" checked on:change=move |event| open.set(event_target_checked(&event)) />
                "Readers can move the levers; nothing is kept"
            </label>
        </section>
        <section class="card">
            <h2>"The code"</h2>
            <CopyBox id="embed-code" label="Paste this" what="code" text=code rows="6" hint=Signal::derive(length)>
                <button type="button" disabled=on_disk on:click=move |_| preview.set(Some(address.get_untracked()))>
                    "Preview"
                </button>
            </CopyBox>
            <ol>{move || host.get().steps().iter().map(|step| view! { <li>{*step}</li> }).collect_view()}</ol>
        </section>
        <section class="card">
            <h2>"What IT must allow"</h2>
            <ul>
                <li>
                    "On the server of this page: the header Content-Security-Policy with frame-ancestors naming the host page\u{2019}s address, and no X-Frame-Options."
                </li>
                <li>
                    "On the host page, where it has a policy of its own: frame-src with the address of this page, and script-src for embed-host.js where the second line is used."
                </li>
                <li>
                    "Where the frame is sandboxed: allow-scripts is enough to run. allow-same-origin lets it keep scenarios, allow-downloads lets it save files, allow-popups opens the full page; without them the text to copy does the same."
                </li>
                <li>"WebAssembly: it must not be switched off by the policies of Edge or Chrome (DefaultJavaScriptJitSetting, Enhanced Security Mode)."</li>
            </ul>
            <p class="hint">"In a frame a browser keeps scenarios apart from those of the full page; no setting changes that."</p>
        </section>
        {move || {
            preview
                .get()
                .map(|address| {
                    view! {
                        <section class="card">
                            <h2>"Preview"</h2>
                            <iframe class="preview" title="Preview of the frame" src=address height=move || height.get().to_string() width="100%"></iframe>
                        </section>
                    }
                })
        }}
    }
}
