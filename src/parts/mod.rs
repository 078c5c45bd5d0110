//! The parts that are loaded after the first answer: what completes it, and the other pages. Each is cut out of the program
//! after that is built, along the functions that are marked for it here (`docs/decisions/9-parts.md`).

mod levers;
mod market;
mod publish;
mod rest;
mod step_notes;
mod work;

use crate::exchange::frame::Part;
use crate::state::view::Bundle;
use crate::state::{State, View};
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Loads what completes the answer, behind it where it is what is shown, and then the pages, those first that are open.
/// `owner` is the whole page's: what begins then lasts as long. What did not come is said; loading again asks for it again.
pub fn load(page: State, owner: Owner) {
    page.later.missing.set(false);
    let shown = page.view.get_untracked();
    let go = move || {
        spawn_local(async move {
            let Ok(rest) = rest::rest().await else {
                page.later.missing.set(true);
                return;
            };
            if page.later.rest.with_untracked(Option::is_none) {
                owner.with(|| (rest.begin)(page));
                page.later.arrives(rest);
            }
            fetch(page, shown.bundle(), true).await;
            // a frame has one page
            if page.part().is_some_and(|part| part != Part::Whole) {
                return;
            }
            for bundle in [Bundle::Work, Bundle::Market, Bundle::Publish] {
                fetch(page, bundle, false).await;
            }
        });
    };
    match shown.bundle() {
        // once it is painted
        Bundle::First => {
            Timeout::new(0, go).forget();
        }
        _ => go(),
    }
}

/// Somebody opens a page: its bundle comes before the others, or again where it did not come.
pub fn want(page: State, view: View) {
    spawn_local(fetch(page, view.bundle(), true));
}

/// Loads the pages of a bundle, unless they are there. `wanted` is whether somebody waits for them.
async fn fetch(page: State, bundle: Bundle, wanted: bool) {
    let Some(slot) = page.later.pages(bundle) else { return };
    if slot.with_untracked(Option::is_some) {
        return;
    }
    let found = match bundle {
        Bundle::First => return,
        Bundle::Work => work::work().await,
        Bundle::Market => market::market().await,
        Bundle::Publish => publish::publish().await,
    };
    match found {
        Ok(pages) => {
            slot.set(Some(pages));
            if wanted {
                page.later.missing.set(false);
            }
        }
        Err(_) if wanted => page.later.missing.set(true),
        Err(_) => {}
    }
}
