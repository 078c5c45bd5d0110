//! The register of existing arrangements: the list, and what it shows.

mod benefits;
pub mod form;
mod shelf;
pub mod table;
pub mod views;

use self::benefits::YearlyReturn;
use self::shelf::PublishedShelf;
use crate::exchange::crossing::{arrangements_of, scenario_of};
use crate::exchange::register_table::{partner_name, shown};
use crate::explain::{capital, gap_words, register_words};
use crate::kit::words::Answer;
use crate::kit::words::Concerns;
use crate::model::arrangement::{Arrangement, FIELDS, Field};
use crate::model::{Pounds, RegisterChange};
use crate::pages::arrangements::form::ArrangementForm;
use crate::pages::arrangements::table::Duplicates;
use crate::pages::arrangements::table::InAndOut;
use crate::pages::arrangements::table::Unread;
use crate::pages::arrangements::views::Views;
use crate::state::View;
use crate::state::browser;
use crate::state::register::this_month;
use crate::state::state;
use leptos::prelude::*;

/// Rows that are shown at first, and more with each press.
const STEP: usize = 50;

#[component]
pub fn ArrangementsPage() -> impl IntoView {
    let page = state();
    let register = page.arrangements.register;
    let words = Memo::new(move |_| {
        page.result.with(|result| {
            let scenario = result.as_ref().map(|one| &*one.scenario);
            register.with(|register| register_words(register, scenario, this_month()))
        })
    });
    let some = Memo::new(move |_| register.with(|register| !register.arrangements.is_empty()));
    let chosen = RwSignal::new(None::<String>);
    // the form of one that is deleted closes
    let shown = Memo::new(move |_| chosen.get().filter(|id| register.with(|register| register.get(id).is_some())));
    let open = move |id: String| {
        chosen.set(Some(id));
        gloo_timers::callback::Timeout::new(60, || browser::focus("arrangement-title")).forget();
    };
    view! {
        {move || {
            let words = words.get();
            view! {
                <Answer parts=words.sentence support=words.support />
                <Concerns all=words.concerns />
            }
        }}
        <Start open />
        {move || some.get().then(|| view! { <List open /> })}
        {move || shown.get().map(|id| view! { <ArrangementForm id on_close=move || chosen.set(None) /> })}
        <Duplicates />
        {move || some.get().then(|| view! { <Views /> })}
        {move || some.get().then(|| view! { <YearlyReturn /> })}
        <Unread />
        <PublishedShelf />
        <InAndOut />
    }
}

/// What can be done first, and the last step back.
#[component]
fn Start(open: impl Fn(String) + Copy + Send + Sync + 'static) -> impl IntoView {
    let page = state();
    let register = page.arrangements.register;
    let add = move |_| {
        let now = register.get_untracked();
        let Some(id) = now.free_ids().next() else { return };
        let new = Arrangement { id: id.clone(), name: "New arrangement".into(), ..Arrangement::default() };
        page.change_register(RegisterChange::new("Add an arrangement").put(&now, new));
        open(id);
    };
    let of_scenario = Memo::new(move |_| {
        page.result.with(|result| {
            let one = result.as_ref()?;
            let all = page.document.with(|document| arrangements_of(document, &one.scenario, &one.outcome));
            (!all.is_empty()).then_some(all)
        })
    });
    let undo = move || page.arrangements.next_undo();
    view! {
        <p class="chips">
            <button type="button" class="main" on:click=add>
                "Add an arrangement"
            </button>
            {move || {
                of_scenario
                    .get()
                    .map(|all| {
                        let n = all.len();
                        let label = if n == 1 { "Add what this scenario shares".to_owned() } else { format!("Add the {n} things that this scenario shares") };
                        view! {
                            <button
                                type="button"
                                on:click=move |_| {
                                    let now = register.get_untracked();
                                    page.change_register(RegisterChange::new("Add this scenario").add(&now, all.clone()));
                                }
                            >
                                {label}
                            </button>
                        }
                    })
            }}
            <button type="button" on:click=move |_| browser::focus("register-file")>
                "Read a table"
            </button>
            // the same button whatever it says: a field that is left by pressing it changes what it would undo
            <button type="button" hidden=move || undo().is_none() on:click=move |_| page.undo_register()>
                {move || format!("↶ Undo: {}", undo().unwrap_or_default())}
            </button>
        </p>
    }
}

#[component]
fn List(open: impl Fn(String) + Copy + Send + Sync + 'static) -> impl IntoView {
    let page = state();
    let register = page.arrangements.register;
    let (wanted, lacking, most) = (RwSignal::new(String::new()), RwSignal::new(false), RwSignal::new(STEP));
    let now = this_month();
    let found = Memo::new(move |_| {
        let text = wanted.get().trim().to_lowercase();
        let lacking = lacking.get();
        register.with(|register| {
            let fits = |one: &&Arrangement| {
                let says = |field: Field| {
                    FIELDS
                        .iter()
                        .find(|row| row.field == field)
                        .is_some_and(|row| shown(one, row).to_lowercase().contains(&text))
                };
                (text.is_empty() || [Field::Name, Field::Function, Field::Partners, Field::Style].into_iter().any(says))
                    && (!lacking || !gap_words(one, now).is_empty())
            };
            register.arrangements.iter().filter(fits).cloned().collect::<Vec<_>>()
        })
    });
    let rest = move || found.with(Vec::len).saturating_sub(most.get());
    view! {
        <section class="card" id="register-list" tabindex="-1">
            <h2>"The register"</h2>
            <div class="grid screen-only">
                <div class="labelled">
                    <label for="register-find">"Find by name, function, partner or style"</label>
                    <input
                        type="text"
                        id="register-find"
                        class="words"
                        prop:value=move || wanted.get()
                        on:input=move |event| {
                            most.set(STEP);
                            wanted.set(event_target_value(&event));
                        }
                    />
                </div>
                <label class="tick">
                    <input type="checkbox" prop:checked=move || lacking.get() on:change=move |event| lacking.set(event_target_checked(&event)) />
                    "Only those that lack something"
                </label>
            </div>
            <p class="hint" role="status">
                {move || format!("{} of {}", found.with(Vec::len), register.with(|register| register.arrangements.len()))}
            </p>
            <div class="scroll" tabindex="0" role="group" aria-label="The register">
                <table>
                    <caption class="hidden">"The register of arrangements"</caption>
                    <thead>
                        <tr>
                            <th scope="col">"Arrangement"</th>
                            <th scope="col">"Partners"</th>
                            <th scope="col" class="number">
                                "Cost a year"
                            </th>
                            <th scope="col" class="number">
                                "Saving expected"
                            </th>
                            <th scope="col" class="number">
                                "Delivered"
                            </th>
                            <th scope="col">"Review"</th>
                            <th scope="col">"Missing"</th>
                            <th scope="col" class="do">
                                "Action"
                            </th>
                        </tr>
                    </thead>
                    <tbody>
                        <For
                            each=move || {
                                let most = most.get();
                                found.with(|found| found.iter().take(most).map(|one| one.id.clone()).collect::<Vec<_>>())
                            }
                            key=|id| id.clone()
                            let:id
                        >
                            <ListRow id open />
                        </For>
                    </tbody>
                </table>
            </div>
            {move || {
                (rest() > 0)
                    .then(|| {
                        view! {
                            <p>
                                <button type="button" on:click=move |_| most.update(|most| *most += STEP)>
                                    {move || format!("Show {} more", rest().min(STEP))}
                                </button>
                            </p>
                        }
                    })
            }}
        </section>
    }
}

#[component]
fn ListRow(id: String, open: impl Fn(String) + Copy + Send + Sync + 'static) -> impl IntoView {
    let page = state();
    let register = page.arrangements.register;
    let at = id.clone();
    let one = Memo::new(move |_| register.with(|register| register.get(&at).cloned()).unwrap_or_default());
    let name = Memo::new(move |_| one.with(|one| one.shown().to_owned()));
    let money = move |of: fn(&Arrangement) -> Option<Pounds>| {
        one.with(|one| of(one).map_or_else(|| "–".to_owned(), Pounds::short))
    };
    let partners = move || {
        one.with(|one| {
            let names: Vec<&str> = one.partners.iter().take(6).map(|partner| partner_name(partner)).collect();
            let more = one.partners.len().saturating_sub(names.len());
            if more > 0 { format!("{} and {more} more", names.join(", ")) } else { names.join(", ") }
        })
    };
    let under = move || {
        one.with(|one| {
            let row = FIELDS.iter().find(|row| row.field == Field::Style);
            let style = row.map_or_else(String::new, |row| shown(one, row));
            [one.function.as_str(), style.as_str()]
                .into_iter()
                .filter(|text| !text.is_empty())
                .collect::<Vec<_>>()
                .join(", ")
        })
    };
    let lacks = move || {
        let lacks = one.with(|one| gap_words(one, this_month()).join(", "));
        if lacks.is_empty() { "nothing".to_owned() } else { lacks }
    };
    let (edit, gone) = (id.clone(), id);
    // the focus moves on first, since the button goes with its row
    view! {
        <tr>
            <th scope="row">{name}<span class="hint">{under}</span></th>
            <td>{partners}</td>
            <td class="number">{move || money(|one| one.yearly_cost)}</td>
            <td class="number">{move || money(|one| one.expected_saving)}</td>
            <td class="number">{move || money(|one| one.delivered_saving)}</td>
            <td>{move || one.with(|one| one.review.map_or_else(|| "–".to_owned(), |month| month.to_string()))}</td>
            <td>{lacks}</td>
            <td class="do">
                <span class="chips">
                    <button type="button" class="link" aria-label=move || format!("Edit {}", name.get()) on:click=move |_| open(edit.clone())>
                        "Edit"
                    </button>
                    <button
                        type="button"
                        class="link"
                        aria-label=move || format!("As a scenario: {}", name.get())
                        on:click=move |_| {
                            page.open_new(one.with_untracked(scenario_of));
                            page.show(View::Summary);
                            page.notice
                                .set(
                                    Some(
                                        format!(
                                            "{} is now a scenario. Its cost today is what it cost without sharing, as far as the register says.",
                                            capital(&name.get_untracked()),
                                        ),
                                    ),
                                );
                        }
                    >
                        "As a scenario"
                    </button>
                    <button
                        type="button"
                        class="link"
                        aria-label=move || format!("Delete {}", name.get())
                        on:click=move |_| {
                            let change = RegisterChange::new(format!("Delete {}", name.get_untracked()));
                            page.change_register(change.remove(&register.get_untracked(), &gone));
                            browser::focus("register-list");
                        }
                    >
                        "Delete"
                    </button>
                </span>
            </td>
        </tr>
    }
}
