//! Contracts in and out: a spend file of one's own or of others, pasted or chosen, and the report's own plan.

use crate::exchange::files::file_name;
use crate::exchange::{contracts, market, register_table};
use crate::kit::take_in::TakeIn;
use crate::kit::words::CopyBox;
use crate::model::Rate;
use crate::model::contract::WaveTerms;
use crate::model::market::Market;
use crate::pages::market::lines::change_market;
use crate::pages::market::tables::{read_market_file, took};
use crate::state::{State, View, browser, state};
use leptos::prelude::*;

/// Reads a text as contracts: a file of this tool, or a table. Says what came of it.
fn read(page: State, name: &str, text: Option<&str>) -> String {
    let Some(text) = text else { return format!("{name} cannot be read or is too large.") };
    if let Some(said) = read_market_file(page, name, text) {
        return said;
    }
    let table = match register_table::table(text) {
        Ok(table) => table,
        Err(error) => return format!("{name}: {error}."),
    };
    if !contracts::is_contracts(&table) {
        return format!("{name} has no columns for a supplier and for what is spent: start from the empty table.");
    }
    let (found, lost) = contracts::import(name, &table);
    let all = found.len();
    let now = page.arrangements.register.get_untracked();
    let (next, same) = now.market.with_contracts(found);
    let added = next.contracts.len() - now.market.contracts.len();
    took(page, name, next, lost, format!("{added} of {all} contracts added"), same)
}

/// The report's Wave Plan beside what is there; alone, it is reached whole.
fn with_the_report(market: &Market) -> Market {
    let (mut next, _) = market.with_contracts(contracts::report_example());
    if market.contracts.is_empty() {
        next.terms = WaveTerms { addressable: Rate(1.0), ..next.terms };
    }
    next
}

#[component]
pub(super) fn Tables() -> impl IntoView {
    let page = state();
    let said = RwSignal::new(String::new());
    let exported = RwSignal::new(String::new());
    let some = move || page.arrangements.register.with(|register| !register.market.contracts.is_empty());
    let unread = move || page.arrangements.register.with(|register| !register.unread.is_empty());
    let save = move |what: &str, ending: &str, kind: &str, text: String| {
        let name = file_name(what, &browser::now(), ending);
        browser::download(&name, kind, &text);
        exported.set(text);
        said.set(browser::sent(&name));
    };
    const CSV: &str = "text/csv;charset=utf-8";
    let held = move || page.arrangements.register.with_untracked(|register| register.market.clone());
    view! {
        <section class="card screen-only">
            <h2>"Spend files in, and yours to send"</h2>
            <p class="hint">
                "A list of contracts from the finance system: force, category, supplier, yearly spend and end are found by their heads. It travels with the market, in files and in no link."
            </p>
            <TakeIn
                file_id="contracts-file"
                paste_id="contracts-paste"
                label="Contracts as a table (.csv) or a file (.json)"
                read=move |(name, text): (String, Option<String>)| read(page, &name, text.as_deref())
                said
            >
                <button type="button" on:click=move |_| save("contracts", "csv", CSV, contracts::template())>
                    "An empty table to fill in (.csv)"
                </button>
                <button type="button" hidden=move || !some() on:click=move |_| save("contracts", "csv", CSV, contracts::table(&held().contracts))>
                    "The contracts (.csv)"
                </button>
                <button type="button" hidden=move || !some() on:click=move |_| save("market", "json", "application/json", market::file(&held()))>
                    "Market and contracts, whole (.json)"
                </button>
                <button type="button" on:click=move |_| change_market(page, "The report\u{2019}s Wave Plan", with_the_report)>
                    "The report\u{2019}s Wave Plan as an example"
                </button>
                <button
                    type="button"
                    hidden=move || !some()
                    on:click=move |_| {
                        change_market(
                            page,
                            "Take out all contracts",
                            |market| Market {
                                contracts: Vec::new(),
                                ..market.clone()
                            },
                        );
                    }
                >
                    "Take out all contracts"
                </button>
                <button type="button" class="link" hidden=move || !unread() on:click=move |_| page.show(View::Arrangements)>
                    "Lines that could not be read"
                </button>
            </TakeIn>
            {move || {
                (!exported.with(String::is_empty))
                    .then(|| view! { <CopyBox id="contracts-text" label="The same as text" what="text" text=exported rows="4" /> })
            }}
        </section>
    }
}
