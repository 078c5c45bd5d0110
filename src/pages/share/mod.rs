//! The link that carries the whole scenario, with how far it will travel, and the scenario as files.

mod by_columns;
pub mod files;
pub mod published;
pub mod templates;
pub mod workbooks;

use crate::exchange::link::{SAFE_EVERYWHERE, SAFE_MOSTLY};
use crate::kit::words::Concerns;
use crate::kit::words::CopyBox;
use crate::kit::words::concern;
use crate::pages::share::files::ReadFigures;
use crate::pages::share::files::SaveFiles;
use crate::pages::share::templates::Templates;
use crate::state::browser;
use crate::state::state;
use leptos::prelude::*;
use qrcodegen::{QrCode, QrCodeEcc};

/// Longer codes do not scan reliably.
const SCANS: usize = 500;

/// What a length of a link is safe for.
pub fn how_far(length: usize) -> &'static str {
    if length <= SAFE_EVERYWHERE {
        "works in every program we know of"
    } else if length <= SAFE_MOSTLY {
        "works in most programs"
    } else {
        "may be cut by mail and chat programs: some open no link of more than 2,048 characters. Send it as a file, or paste it whole into the address bar"
    }
}

#[component]
pub fn SharePage() -> impl IntoView {
    let page = state();
    let link = Memo::new(move |_| page.link());
    let length = move || {
        let n = link.with(String::len);
        format!("{} characters: {}.", crate::model::number(n as f64, 0), how_far(n))
    };
    view! {
        <h1>"Share this scenario"</h1>
        <p class="lead">
            "The link holds the whole scenario. Who opens it sees the same figures, and nothing of theirs is changed. The part behind the # is never sent to a server."
        </p>
        {browser::on_disk()
            .then(|| {
                view! {
                    <Concerns all=concern(
                        "This page was opened from a disk: its link works only for those who reach the same file. Send the scenario as a file, below.",
                    ) />
                }
            })}
        <section class="card">
            <CopyBox id="share-link" label="Link" what="link" text=link rows="5" hint=Signal::derive(length) />
        </section>
        <section class="card">
            <h2>"To scan"</h2>
            {move || {
                link.with(|link| match code(link) {
                    Some((side, path)) => {
                        view! {
                            <svg
                                class="code"
                                viewBox=format!("0 0 {side} {side}")
                                role="img"
                                aria-label="The link as a code to scan with a phone"
                                shape-rendering="crispEdges"
                            >
                                <rect width=side height=side fill="#fff"></rect>
                                <path d=path fill="#000"></path>
                            </svg>
                        }
                            .into_any()
                    }
                    None => {
                        view! {
                            <p>
                                {format!(
                                    "A code is shown for links of up to {SCANS} characters; phones do not read denser ones reliably. Send the link or the file.",
                                )}
                            </p>
                        }
                            .into_any()
                    }
                })
            }}
        </section>
        <SaveFiles />
        <Templates />
        <ReadFigures />
    }
}

/// A link as a code: how many modules wide with its margin, and a path of its dark ones.
pub fn code(link: &str) -> Option<(i32, String)> {
    const MARGIN: i32 = 4;
    if link.len() > SCANS {
        return None;
    }
    let code = QrCode::encode_text(link, QrCodeEcc::Medium).ok()?;
    let all = (0..code.size()).flat_map(|y| (0..code.size()).map(move |x| (x, y)));
    let dark = all.filter(|(x, y)| code.get_module(*x, *y));
    let path = dark.map(|(x, y)| format!("M{} {}h1v1h-1z", x + MARGIN, y + MARGIN)).collect();
    Some((code.size() + 2 * MARGIN, path))
}
