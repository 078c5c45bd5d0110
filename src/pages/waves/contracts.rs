//! The contracts: the list, and the form of one.

use crate::explain::{contract_cells, contract_name, listed, lower_first, route_choices};
use crate::kit::entry_box::EntryBox;
use crate::kit::table_box::TableBox;
use crate::model::contract::{CONTRACT_FIELDS, Contract, ContractField, ContractRow};
use crate::model::market::MOST_LINES;
use crate::model::parse::Reading;
use crate::pages::market::lines::{change_market, force_choices};
use crate::state::{browser, state};
use leptos::prelude::*;

/// So many stand in the list; the rest is found in the table that it is saved as.
const MOST_SHOWN: usize = 200;

#[component]
pub(super) fn Contracts() -> impl IntoView {
    let page = state();
    let register = page.arrangements.register;
    let chosen = RwSignal::new(None::<String>);
    let ids = Memo::new(move |_| {
        register.with(|register| register.market.contracts.iter().map(|one| one.id.clone()).collect::<Vec<_>>())
    });
    let listed = move || ids.get().into_iter().take(MOST_SHOWN).collect::<Vec<_>>();
    let more = move || ids.with(|ids| ids.len().saturating_sub(MOST_SHOWN));
    let shown = Memo::new(move |_| chosen.get().filter(|id| ids.with(|ids| ids.contains(id))));
    let open = move |id: String| {
        chosen.set(Some(id));
        gloo_timers::callback::Timeout::new(60, || browser::focus("contract-title")).forget();
    };
    let add = move |_| {
        let market = register.with_untracked(|register| register.market.clone());
        let Some(id) = market.free_contract_ids().next().filter(|_| market.contracts.len() < MOST_LINES) else {
            return;
        };
        let contract = Contract { id: id.clone(), ..Contract::default() };
        change_market(page, "Add a contract", |market| market.with_contract(contract.clone()));
        open(id);
    };
    let undo = move || page.arrangements.next_undo();
    view! {
        <section class="card" id="contracts" tabindex="-1">
            <h2>"Contracts"</h2>
            <p class="chips screen-only">
                <button type="button" class="main" on:click=add>
                    "Add a contract"
                </button>
                <button type="button" hidden=move || undo().is_none() on:click=move |_| page.undo_register()>
                    {move || format!("↶ Undo: {}", undo().unwrap_or_default())}
                </button>
            </p>
            {move || {
                (!ids.with(Vec::is_empty))
                    .then(|| {
                        view! {
                            <TableBox>
                                <table>
                                    <caption class="hidden">"Contracts"</caption>
                                    <thead>
                                        <tr>
                                            <th scope="col">"What and whose"</th>
                                            <th scope="col">"Supplier"</th>
                                            <th scope="col" class="number">
                                                "A year"
                                            </th>
                                            <th scope="col">"Ends"</th>
                                            <th scope="col">"Route"</th>
                                            <th scope="col">"Missing"</th>
                                            <th scope="col" class="do">
                                                "Action"
                                            </th>
                                        </tr>
                                    </thead>
                                    <tbody>
                                        <For each=listed key=|id| id.clone() let:id>
                                            <ContractOf id open />
                                        </For>
                                    </tbody>
                                </table>
                            </TableBox>
                        }
                    })
            }}
            {move || {
                (more() > 0)
                    .then(|| {
                        view! { <p class="hint">{format!("{} more are counted and stand in the table that you can save.", more())}</p> }
                    })
            }}
            {move || shown.get().map(|id| view! { <ContractForm id close=move || chosen.set(None) /> })}
        </section>
    }
}

#[component]
fn ContractOf(id: String, open: impl Fn(String) + Copy + Send + Sync + 'static) -> impl IntoView {
    let page = state();
    let at = id.clone();
    let one = Memo::new(move |_| {
        page.arrangements.register.with(|register| register.market.contract(&at).cloned()).unwrap_or_default()
    });
    let name = move || one.with(contract_name);
    let cell = move |n: usize| one.with(|one| contract_cells(one).get(n).cloned().unwrap_or_default());
    let lacks = move || {
        let lacks: Vec<String> = one.with(|one| one.lacks().into_iter().map(lower_first).collect());
        if lacks.is_empty() { "nothing".to_owned() } else { listed(&lacks) }
    };
    let (edit, gone) = (id.clone(), id);
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td>{move || cell(0)}</td>
            <td class="number">{move || cell(1)}</td>
            <td>{move || cell(2)}</td>
            <td>{move || cell(3)}</td>
            <td>{lacks}</td>
            <td class="do">
                <span class="chips">
                    <button type="button" class="link" aria-label=move || format!("Edit: {}", name()) on:click=move |_| open(edit.clone())>
                        "Edit"
                    </button>
                    <button
                        type="button"
                        class="link"
                        aria-label=move || format!("Delete: {}", name())
                        on:click=move |_| {
                            change_market(page, format!("Delete: {}", untrack(name)), |market| market.without_contract(&gone));
                            browser::focus("contracts");
                        }
                    >
                        "Delete"
                    </button>
                </span>
            </td>
        </tr>
    }
}

/// A contract, field by field, from the one table of its fields.
#[component]
fn ContractForm(id: String, close: impl Fn() + Copy + Send + Sync + 'static) -> impl IntoView {
    let page = state();
    let one = Memo::new(move |_| {
        page.arrangements.register.with(|register| register.market.contract(&id).cloned()).unwrap_or_default()
    });
    view! {
        <div role="group" aria-labelledby="contract-title">
            <h3 id="contract-title" tabindex="-1">
                {move || one.with(contract_name)}
            </h3>
            <div class="grid">{CONTRACT_FIELDS.iter().map(|row| view! { <ContractBox one row /> }).collect_view()}</div>
            <p class="chips screen-only">
                <button
                    type="button"
                    on:click=move |_| {
                        close();
                        browser::focus("contracts");
                    }
                >
                    "Done"
                </button>
            </p>
        </div>
    }
}

#[component]
fn ContractBox(one: Memo<Contract>, row: &'static ContractRow) -> impl IntoView {
    let page = state();
    let value = Memo::new(move |_| one.with(|one| one.get(row.field)));
    let set = move |text: String| {
        let mut next = one.get_untracked();
        match next.set(row.field, &text, Reading::default()) {
            Ok(()) => {
                let what = format!("{}: {}", contract_name(&next), row.label);
                change_market(page, what, |market| market.with_contract(next.clone()));
                None
            }
            Err(error) => Some(error.to_string()),
        }
    };
    let choices = match row.field {
        ContractField::Force => force_choices(),
        ContractField::Route => route_choices(),
        _ => Vec::new(),
    };
    view! { <EntryBox id=format!("contract-{}", row.file.replace('_', "-")) label=row.label help=row.help choices value set /> }
}
