//! Offers and needs: the list, the form of one, and what a scenario puts up in one step.

use crate::evidence::forces;
use crate::exchange::from_market::lines_of;
use crate::explain::{amount_words, function_words, listed, trader};
use crate::kit::entry_box::EntryBox;
use crate::kit::table_box::TableBox;
use crate::model::inputs::SERVICE_KINDS;
use crate::model::market::{LINE_FIELDS, Line, LineField, LineRow, MOST_LINES, Market, Measure, Side};
use crate::model::parse::Reading;
use crate::model::{FinancialYear, RegisterChange};
use crate::state::{State, browser, state};
use leptos::prelude::*;

/// Changes the market in one step.
pub(in crate::pages) fn change_market(page: State, what: impl Into<String>, next: impl Fn(&Market) -> Market) {
    let now = page.arrangements.register.get_untracked();
    page.change_register(RegisterChange::new(what).trade(&now, next(&now.market)));
}

/// What is on the market, and how it is changed.
#[component]
pub(super) fn Lines() -> impl IntoView {
    let page = state();
    let register = page.arrangements.register;
    let chosen = RwSignal::new(None::<String>);
    let ids = Memo::new(move |_| {
        register.with(|register| register.market.lines.iter().map(|line| line.id.clone()).collect::<Vec<_>>())
    });
    let shown = Memo::new(move |_| chosen.get().filter(|id| ids.with(|ids| ids.contains(id))));
    let open = move |id: String| {
        chosen.set(Some(id));
        gloo_timers::callback::Timeout::new(60, || browser::focus("line-title")).forget();
    };
    let add = move |side: Side| {
        let market = register.with_untracked(|register| register.market.clone());
        let Some(id) = market.free_ids().next().filter(|_| market.lines.len() < MOST_LINES) else { return };
        let line = Line { id: id.clone(), side, ..Line::default() };
        change_market(page, format!("Add: {}", side.label()), |market| market.with(line.clone()));
        open(id);
    };
    let from_scenario = Memo::new(move |_| {
        page.result.with(|result| result.as_ref().map(|one| lines_of(&one.scenario, &one.outcome)).unwrap_or_default())
    });
    let put_up = move |_| {
        let lines = from_scenario.get_untracked();
        change_market(page, "Put this scenario\u{2019}s services on the market", |market| {
            market.merged(lines.clone()).0
        });
    };
    let undo = move || page.arrangements.next_undo();
    view! {
        <section class="card" id="market-lines" tabindex="-1">
            <h2>"Offers and needs"</h2>
            <p class="chips screen-only">
                <button type="button" class="main" on:click=move |_| add(Side::Offer)>
                    "Add an offer"
                </button>
                <button type="button" class="main" on:click=move |_| add(Side::Need)>
                    "Add a need"
                </button>
                <button type="button" hidden=move || from_scenario.with(Vec::is_empty) on:click=put_up>
                    "Put up what this scenario shares"
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
                                    <caption class="hidden">"Offers and needs"</caption>
                                    <thead>
                                        <tr>
                                            <th scope="col">"Whose"</th>
                                            <th scope="col">"What"</th>
                                            <th scope="col" class="number">
                                                "A year"
                                            </th>
                                            <th scope="col" class="number">
                                                "Pounds a unit"
                                            </th>
                                            <th scope="col">"When"</th>
                                            <th scope="col">"Missing"</th>
                                            <th scope="col" class="do">
                                                "Action"
                                            </th>
                                        </tr>
                                    </thead>
                                    <tbody>
                                        <For each=move || ids.get() key=|id| id.clone() let:id>
                                            <LineOf id open />
                                        </For>
                                    </tbody>
                                </table>
                            </TableBox>
                        }
                    })
            }}
            {move || shown.get().map(|id| view! { <LineForm id close=move || chosen.set(None) /> })}
        </section>
    }
}

#[component]
fn LineOf(id: String, open: impl Fn(String) + Copy + Send + Sync + 'static) -> impl IntoView {
    let page = state();
    let register = page.arrangements.register;
    let at = id.clone();
    let line = Memo::new(move |_| register.with(|register| register.market.get(&at).cloned()).unwrap_or_default());
    let name = move || line.with(|line| format!("{} of {}", line.side.label(), trader(&line.force)));
    let when = move || {
        line.with(|line| {
            let year = |year: u32| FinancialYear(year).to_string();
            match (line.from, line.until) {
                (None, None) => "any year".to_owned(),
                (Some(from), None) => format!("from {}", year(from)),
                (None, Some(until)) => format!("until {}", year(until)),
                (Some(from), Some(until)) => format!("{} to {}", year(from), year(until)),
            }
        })
    };
    let lacks = move || {
        line.with(|line| {
            let lacks: Vec<String> = line.lacks().into_iter().map(str::to_lowercase).collect();
            if lacks.is_empty() { "nothing".to_owned() } else { listed(&lacks) }
        })
    };
    let (edit, gone) = (id.clone(), id);
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td>{move || line.with(|line| function_words(&line.function))}</td>
            <td class="number">{move || line.with(|line| if line.amount > 0.0 { amount_words(line, line.amount) } else { "\u{2013}".to_owned() })}</td>
            <td class="number">{move || line.with(|line| line.price.pence())}</td>
            <td>{when}</td>
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
                            change_market(page, format!("Delete: {}", untrack(name)), |market| market.without(&gone));
                            browser::focus("market-lines");
                        }
                    >
                        "Delete"
                    </button>
                </span>
            </td>
        </tr>
    }
}

/// A line, field by field, from the one table of its fields.
#[component]
fn LineForm(id: String, close: impl Fn() + Copy + Send + Sync + 'static) -> impl IntoView {
    let page = state();
    let line = {
        let id = id.clone();
        Memo::new(move |_| {
            page.arrangements.register.with(|register| register.market.get(&id).cloned()).unwrap_or_default()
        })
    };
    let side = line.with_untracked(|line| line.side);
    view! {
        <div role="group" aria-labelledby="line-title">
            <h3 id="line-title" tabindex="-1">
                {move || line.with(|line| format!("{} of {}", line.side.label(), trader(&line.force)))}
            </h3>
            <div class="grid">{LINE_FIELDS.iter().filter(|row| row.file_of(side).is_some()).map(|row| view! { <LineBox line row side /> }).collect_view()}</div>
            <p class="chips screen-only">
                <button
                    type="button"
                    on:click=move |_| {
                        close();
                        browser::focus("market-lines");
                    }
                >
                    "Done"
                </button>
            </p>
        </div>
    }
}

#[component]
fn LineBox(line: Memo<Line>, row: &'static LineRow, side: Side) -> impl IntoView {
    let page = state();
    let value = Memo::new(move |_| line.with(|line| line.get(row.field)));
    let set = move |text: String| {
        let mut next = line.get_untracked();
        match next.set(row.field, &text, Reading::default()) {
            Ok(()) => {
                let what = format!("{}: {}", trader(&next.force), row.label_of(side));
                change_market(page, what, |market| market.with(next.clone()));
                None
            }
            Err(error) => Some(error.to_string()),
        }
    };
    let choices: Vec<(String, String)> = match row.field {
        LineField::Force => force_choices(),
        LineField::Function => SERVICE_KINDS.iter().map(|kind| ((*kind).to_owned(), function_words(kind))).collect(),
        LineField::Measure => {
            Measure::ALL.iter().map(|(_, word, _)| ((*word).to_owned(), (*word).to_owned())).collect()
        }
        _ => Vec::new(),
    };
    let id = format!("line-{}", row.head.to_lowercase().replace(' ', "-"));
    view! { <EntryBox id label=row.label_of(side) help=row.help choices value set /> }
}

/// The forces, as a box offers them.
pub(in crate::pages) fn force_choices() -> Vec<(String, String)> {
    forces().iter().map(|force| (force.id.clone(), force.short.clone())).collect()
}
