//! A table in a layout that is known: what goes where, and what would be taken.

use crate::exchange::account::Account;
use crate::exchange::layouts::{Choices, Goal, LongTable, guess, offered, take};
use crate::exchange::scaling::Scale;
use crate::kit::accounts::Accounted;
use crate::kit::table_box::TableBox;
use crate::state::state;
use leptos::prelude::*;

/// A table that was recognised by its heads.
#[component]
pub fn Published(
    table: LongTable,
    /// Called with the account of what was taken.
    #[prop(into)]
    on_taken: Callback<Account>,
    #[prop(into)] on_leave: Callback<()>,
    /// Called where the reader would rather name the columns.
    #[prop(into)]
    on_columns: Callback<()>,
) -> impl IntoView {
    let page = state();
    let choices = RwSignal::new(page.document.with_untracked(|document| guess(document, &table)));
    let table = StoredValue::new(table);
    let ahead = Memo::new(move |_| {
        page.document.with(|document| choices.with(|choices| table.with_value(|table| take(document, table, choices))))
    });
    let taken = move || ahead.with(|ahead| ahead.account.taken);
    let read = move |_| {
        if taken() == 0 {
            return;
        }
        let found = ahead.get_untracked();
        page.begin_gesture();
        page.change(found.change);
        on_taken.run(found.account);
    };
    let words = table.with_value(|table| {
        format!(
            "This looks like {}. You choose what goes where; nothing is used until you press the button.",
            table.layout.words()
        )
    });
    view! {
        <p>{words}</p>
        <div class="grid">
            <Whose table choices />
            <When table choices />
            {table.with_value(|table| table.layout.has_money()).then(|| view! { <Money table choices /> })}
        </div>
        <Months table choices />
        <Groups table choices />
        <p role="status">{move || ahead.with(|ahead| ahead.account.ahead())}</p>
        <Accounted account=Signal::derive(move || Some(ahead.with(|ahead| ahead.account.clone()))) />
        <p class="chips">
            <button type="button" class="main" aria-disabled=move || (taken() == 0).to_string() on:click=read>
                "Take the figures over"
            </button>
            <button type="button" on:click=move |_| on_columns.run(())>
                "Name its columns instead"
            </button>
            <button type="button" on:click=move |_| on_leave.run(())>
                "Cancel"
            </button>
        </p>
    }
}

/// Whose figures they are, where no column says so.
#[component]
fn Whose(table: StoredValue<LongTable>, choices: RwSignal<Choices>) -> impl IntoView {
    let page = state();
    let partners = move || {
        page.document.with(|document| {
            let name = |id: &String| document.text(&format!("partners.{id}.name")).to_owned();
            document.entries("partners").into_iter().map(|id| (name(&id), id)).collect::<Vec<_>>()
        })
    };
    table.with_value(|table| table.of_one).then(|| {
        view! {
            <div class="labelled">
                <label for="published-partner">"Whose figures are they?"</label>
                <select
                    id="published-partner"
                    on:change=move |event| {
                        let id = event_target_value(&event);
                        choices.update(|choices| choices.partner = (!id.is_empty()).then_some(id));
                    }
                >
                    <option value="" selected=move || choices.with(|choices| choices.partner.is_none())>
                        "Choose a partner"
                    </option>
                    {move || {
                        partners()
                            .into_iter()
                            .map(|(name, id)| {
                                let own = id.clone();
                                view! {
                                    <option value=id selected=move || choices.with(|choices| choices.partner.as_ref() == Some(&own))>
                                        {name}
                                    </option>
                                }
                            })
                            .collect_view()
                    }}
                </select>
            </div>
        }
    })
}

/// Of which date or year.
#[component]
fn When(table: StoredValue<LongTable>, choices: RwSignal<Choices>) -> impl IntoView {
    let periods = table.with_value(|table| table.periods.clone());
    (periods.len() > 1).then(|| {
        view! {
            <div class="labelled">
                <label for="published-period">"Of which date or year?"</label>
                <select
                    id="published-period"
                    on:change=move |event| {
                        let chosen = event_target_value(&event).parse().ok();
                        choices.update(|choices| choices.period = chosen);
                    }
                >
                    {periods
                        .into_iter()
                        .enumerate()
                        .map(|(n, name)| {
                            view! {
                                <option value=n.to_string() selected=move || choices.with(|choices| choices.period == Some(n))>
                                    {name}
                                </option>
                            }
                        })
                        .collect_view()}
                </select>
            </div>
        }
    })
}

/// What its money is in.
#[component]
fn Money(table: StoredValue<LongTable>, choices: RwSignal<Choices>) -> impl IntoView {
    let said = table.with_value(|table| table.scale);
    view! {
        <div class="labelled">
            <label for="published-scale">"Its money is in"</label>
            <select
                id="published-scale"
                on:change=move |event| {
                    let chosen = event_target_value(&event);
                    let scale = Scale::ALL.into_iter().find(|scale| scale.label() == chosen);
                    choices.update(|choices| choices.scale = scale);
                }
            >
                {Scale::ALL
                    .into_iter()
                    .map(|scale| {
                        view! {
                            <option value=scale.label() selected=move || choices.with(|choices| choices.scale.unwrap_or(said) == scale)>
                                {scale.label()}
                            </option>
                        }
                    })
                    .collect_view()}
            </select>
        </div>
    }
}

/// Payments of other than twelve months.
#[component]
fn Months(table: StoredValue<LongTable>, choices: RwSignal<Choices>) -> impl IntoView {
    let months = table.with_value(|table| table.months).filter(|months| *months != 12);
    months.map(|months| {
        let label = match months {
            1 => "The payments are of one month: make a year of them (times 12)".to_owned(),
            n => format!("The payments are of {n} months: make a year of them (times 12 \u{f7} {n})"),
        };
        view! {
            <label class="tick">
                <input
                    type="checkbox"
                    prop:checked=move || choices.with(|choices| choices.a_year)
                    on:change=move |event| {
                        let yes = event_target_checked(&event);
                        choices.update(|choices| choices.a_year = yes);
                    }
                />
                {label}
            </label>
        }
    })
}

/// A line a function, category or item, with where it goes.
#[component]
fn Groups(table: StoredValue<LongTable>, choices: RwSignal<Choices>) -> impl IntoView {
    let page = state();
    let offers = Memo::new(move |_| page.document.with(|document| table.with_value(|table| offered(document, table))));
    let groups: Vec<(usize, String, usize)> = table.with_value(|table| {
        let count = |n: usize| table.facts.iter().filter(|fact| fact.group == n).count();
        table
            .groups
            .iter()
            .enumerate()
            .map(|(n, name)| (n, name.clone(), count(n)))
            .filter(|(.., facts)| *facts > 0)
            .collect()
    });
    view! {
        <TableBox>
            <table>
                <caption>"What goes where?"</caption>
                <thead>
                    <tr>
                        <th scope="col">"In the table"</th>
                        <th scope="col" class="number">
                            "Figures of your partners"
                        </th>
                        <th scope="col">"Goes to"</th>
                    </tr>
                </thead>
                <tbody>
                    {groups
                        .into_iter()
                        .map(|(n, name, facts)| {
                            let label = format!("What {name} goes to");
                            view! {
                                <tr>
                                    <th scope="row">{name}</th>
                                    <td class="number">{facts}</td>
                                    <td>
                                        <select
                                            aria-label=label
                                            on:change=move |event| {
                                                let chosen = event_target_value(&event).parse::<usize>().ok();
                                                let goal = chosen.and_then(|at| offers.with_untracked(|offers| offers.get(at).map(|(goal, _)| goal.clone())));
                                                choices
                                                    .update(|choices| {
                                                        if let Some(slot) = choices.goals.get_mut(n) {
                                                            *slot = goal.unwrap_or(Goal::Nothing);
                                                        }
                                                    });
                                            }
                                        >
                                            {move || {
                                                offers
                                                    .get()
                                                    .into_iter()
                                                    .enumerate()
                                                    .map(|(at, (goal, words))| {
                                                        view! {
                                                            <option
                                                                value=at.to_string()
                                                                selected=move || choices.with(|choices| choices.goals.get(n) == Some(&goal))
                                                            >
                                                                {words}
                                                            </option>
                                                        }
                                                    })
                                                    .collect_view()
                                            }}
                                        </select>
                                    </td>
                                </tr>
                            }
                        })
                        .collect_view()}
                </tbody>
            </table>
        </TableBox>
    }
}
