//! What published figures suggest where no files of others are there.

use super::lines::change_market;
use crate::explain::{Suggestion, forces_by_name, suggestions};
use crate::kit::table_box::TableBox;
use crate::model::market::Line;
use crate::state::{State, state};
use leptos::prelude::*;

fn put_up(page: State, one: &Suggestion) {
    let need = one.need.clone();
    let [name, ..] = &one.cells;
    change_market(page, format!("Put up: {name}"), |market| {
        market.merged(vec![Line { id: String::new(), ..need.clone() }]).0
    });
}

#[component]
pub(super) fn Suggested() -> impl IntoView {
    let page = state();
    // the first partner that is a force, until somebody chooses
    let first = Memo::new(move |_| {
        let known = forces_by_name();
        let partners = page.document.with(|document| document.entries("partners"));
        partners.into_iter().find(|id| known.iter().any(|(force, _)| force == id)).unwrap_or_default()
    });
    let chosen = RwSignal::new(None::<String>);
    let force = Memo::new(move |_| chosen.get().unwrap_or_else(|| first.get()));
    let rows = Memo::new(move |_| force.with(|force| suggestions(force)));
    let some = Memo::new(move |_| rows.with(|rows| !rows.is_empty()));
    view! {
        <section class="card">
            <h2>"Without files: what published figures suggest"</h2>
            <p class="hint">
                "For each function, the neighbour (by border or region) with the lowest published cost in 2017/18 for each person of the force. Low cost does not mean good, or that there is spare capacity. Forces that may host for others are left out. It shows whom to ask."
            </p>
            <div class="grid">
                <div class="labelled">
                    <label for="suggest-for">"For"</label>
                    <select id="suggest-for" on:change=move |event| chosen.set(Some(event_target_value(&event)))>
                        <option value="" selected=move || force.with(String::is_empty)>
                            "Choose a force"
                        </option>
                        {forces_by_name()
                            .into_iter()
                            .map(|(id, name)| {
                                let own = id.clone();
                                view! {
                                    <option value=id selected=move || force.with(|force| *force == own)>
                                        {name}
                                    </option>
                                }
                            })
                            .collect_view()}
                    </select>
                </div>
            </div>
            {move || {
                some.get()
                    .then(|| {
                        view! {
                            <TableBox>
                                <table>
                                    <caption class="hidden">"What published figures suggest"</caption>
                                    <thead>
                                        <tr>
                                            <th scope="col">"Function"</th>
                                            <th scope="col">"Ask"</th>
                                            <th scope="col" class="number">
                                                "Own cost a person"
                                            </th>
                                            <th scope="col" class="number">
                                                "Theirs"
                                            </th>
                                            <th scope="col" class="number">
                                                "The difference, a year"
                                            </th>
                                            <th scope="col" class="do">
                                                "Action"
                                            </th>
                                        </tr>
                                    </thead>
                                    <tbody>
                                        {move || {
                                            rows.get()
                                                .into_iter()
                                                .map(|row| {
                                                    let [name, whom, own, theirs, gain] = row.cells.clone();
                                                    let label = format!("Put up as a need: {name}");
                                                    view! {
                                                        <tr>
                                                            <th scope="row">{name}</th>
                                                            <td>{whom}</td>
                                                            <td class="number">{own}</td>
                                                            <td class="number">{theirs}</td>
                                                            <td class="number">{gain}</td>
                                                            <td class="do">
                                                                <button type="button" class="link" aria-label=label on:click=move |_| put_up(page, &row)>
                                                                    "Put up as a need"
                                                                </button>
                                                            </td>
                                                        </tr>
                                                    }
                                                })
                                                .collect_view()
                                        }}
                                    </tbody>
                                </table>
                            </TableBox>
                        }
                    })
            }}
        </section>
    }
}
