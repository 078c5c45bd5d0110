//! The market in and out: files of other forces, tables pasted or chosen, and one's own to send.

use super::lines::change_market;
use crate::exchange::files::{self, file_name};
use crate::exchange::{market, register_table};
use crate::kit::take_in::TakeIn;
use crate::kit::words::CopyBox;
use crate::model::market::Market;
use crate::model::{RegisterChange, UnreadLine};
use crate::pages::share::files::merged;
use crate::state::{State, View, browser, state};
use leptos::prelude::*;

/// Takes a file of this tool in; says what came of it. None where the text is no such file, but perhaps a table.
pub(in crate::pages) fn read_market_file(page: State, name: &str, text: &str) -> Option<String> {
    text.trim_start_matches('\u{feff}').trim_start().starts_with(['{', '[']).then(|| {
        match files::open(text).map(|held| held.register) {
            Ok(Some(theirs)) => merged(page, theirs),
            Ok(None) => format!("{name} holds a scenario and no market. Open it under Scenarios."),
            Err(error) => format!("{name}: {error}."),
        }
    })
}

/// Reads a text as a market: a file of this tool, or a table. Says what came of it.
fn read(page: State, name: &str, text: Option<&str>) -> String {
    let Some(text) = text else { return format!("{name} cannot be read or is too large.") };
    if let Some(said) = read_market_file(page, name, text) {
        return said;
    }
    let table = match register_table::table(text) {
        Ok(table) => table,
        Err(error) => return format!("{name}: {error}."),
    };
    if !market::is_market(&table) {
        return format!("{name} has no column \u{201c}Offer or need\u{201d}: start from the empty table.");
    }
    let (lines, lost) = market::import(name, &table);
    let all = lines.len();
    let now = page.arrangements.register.get_untracked();
    let (next, same) = now.market.merged(lines);
    let added = next.lines.len() - now.market.lines.len();
    took(page, name, next, lost, format!("{added} of {all} lines added"), same)
}

/// Puts a market with what was read in place of the one that is there, and what could not be read beside it; says what came of it.
pub(in crate::pages) fn took(
    page: State,
    name: &str,
    next: Market,
    lost: Vec<UnreadLine>,
    added: String,
    same: usize,
) -> String {
    let now = page.arrangements.register.get_untracked();
    let mut unread = now.unread.clone();
    let faulty = lost.len();
    unread.extend(lost);
    let change = RegisterChange::new(format!("Read {name}")).trade(&now, next).set_unread(&now, unread);
    if page.is_fixed() && !change.is_empty() {
        return crate::state::FIXED.to_owned();
    }
    if let Some(error) = page.change_register(change) {
        return error;
    }
    let mut said = format!("{name}: {added}");
    if same > 0 {
        said += &format!(", {same} there already");
    }
    match faulty {
        0 => {}
        1 => said += ". 1 could not be read and stands under Arrangements, \u{201c}Not read\u{201d}",
        many => said += &format!(". {many} could not be read and stand under Arrangements, \u{201c}Not read\u{201d}"),
    }
    said + "."
}

#[component]
pub(super) fn InAndOut() -> impl IntoView {
    let page = state();
    let said = RwSignal::new(String::new());
    let exported = RwSignal::new(String::new());
    let some = move || page.arrangements.register.with(|register| !register.market.lines.is_empty());
    let unread = move || page.arrangements.register.with(|register| !register.unread.is_empty());
    let save = move |ending: &str, kind: &str, text: String| {
        let name = file_name("market", &browser::now(), ending);
        browser::download(&name, kind, &text);
        exported.set(text);
        said.set(browser::sent(&name));
    };
    const CSV: &str = "text/csv;charset=utf-8";
    let held = move || page.arrangements.register.with_untracked(|register| register.market.clone());
    view! {
        <section class="card screen-only">
            <h2>"Files of other forces, and yours to send"</h2>
            <p class="hint">
                "A market is a file of its own and travels in no link. Files of several forces are put together one after another; two accounts of the same thing both stay."
            </p>
            <TakeIn
                file_id="market-file"
                paste_id="market-paste"
                label="A market as a table (.csv) or a file (.json)"
                read=move |(name, text): (String, Option<String>)| read(page, &name, text.as_deref())
                said
            >
                <button type="button" on:click=move |_| save("csv", CSV, market::template())>
                    "An empty table to fill in (.csv)"
                </button>
                <button type="button" hidden=move || !some() on:click=move |_| save("csv", CSV, market::table(&held()))>
                    "The market (.csv)"
                </button>
                <button type="button" hidden=move || !some() on:click=move |_| save("json", "application/json", market::file(&held()))>
                    "The market, whole (.json)"
                </button>
                <button type="button" hidden=move || !some() on:click=move |_| save("json", "application/json", market::file(&market::without_names(&held())))>
                    "The market, without names (.json)"
                </button>
                <button type="button" hidden=move || !some() on:click=move |_| change_market(page, "Empty the market", |_| Market::default())>
                    "Empty the market"
                </button>
                <button type="button" class="link" hidden=move || !unread() on:click=move |_| page.show(View::Arrangements)>
                    "Lines that could not be read"
                </button>
            </TakeIn>
            {move || {
                (!exported.with(String::is_empty)).then(|| view! { <CopyBox id="market-text" label="The same as text" what="text" text=exported rows="4" /> })
            }}
        </section>
    }
}
