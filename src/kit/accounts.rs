//! What an import took and what it did not, line by line.

use crate::exchange::account::Account;
use crate::explain::capital;
use leptos::prelude::*;

/// A list of lines, the first of many.
#[component]
pub fn Lines(title: &'static str, #[prop(into)] lines: Signal<Vec<String>>) -> impl IntoView {
    const SHOWN: usize = 30;
    view! {
        {move || {
            lines
                .with(|all| {
                    (!all.is_empty())
                        .then(|| {
                            view! {
                                <p>
                                    <strong>{title}": "{all.len()}</strong>
                                </p>
                                <ul>
                                    {all.iter().take(SHOWN).map(|line| view! { <li>{capital(line)}</li> }).collect_view()}
                                    {(all.len() > SHOWN).then(|| view! { <li>{format!("and {} more", all.len() - SHOWN)}</li> })}
                                </ul>
                            }
                        })
                })
        }}
    }
}

/// What an import did not take and why, and what its reader should know of what it took.
#[component]
pub fn Accounted(#[prop(into)] account: Signal<Option<Account>>) -> impl IntoView {
    let of = move |part: fn(&Account) -> &Vec<String>| {
        Signal::derive(move || {
            account.with(|account| account.as_ref().map(|account| part(account).clone()).unwrap_or_default())
        })
    };
    view! {
        <Lines title="Look at these" lines=of(|account| &account.remarks) />
        <Lines title="Not taken" lines=of(|account| &account.left) />
    }
}
