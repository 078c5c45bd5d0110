//! What every partner puts into every service today, in one table, with a block from a spreadsheet.

use crate::explain::costs_today;
use crate::kit::disclosure::Disclosure;
use crate::kit::field::Figure;
use crate::kit::pasting::paste_text;
use crate::kit::table_box::TableBox;
use crate::model::inputs::input_at;
use crate::state::{State, state};
use leptos::html::Section;
use leptos::prelude::*;

/// What is shown of each: one figure at a time, so that the table stays as wide as there are services.
const FIELDS: [&str; 4] = ["fte", "cost_per_fte", "non_pay", "income"];

/// A partner or a service by its id and its name.
type Named = (String, String);

fn named(page: State, list: &'static str) -> Memo<Vec<Named>> {
    Memo::new(move |_| {
        page.document.with(|document| {
            let name = |id: &String| document.text(&format!("{list}.{id}.name")).to_owned();
            document.entries(list).into_iter().map(|id| (id.clone(), name(&id))).collect()
        })
    })
}

/// The table; nothing where there is only one service, whose own table says it all.
#[component]
pub fn CostMatrix() -> impl IntoView {
    let page = state();
    let (services, partners) = (named(page, "services"), named(page, "partners"));
    let some = Memo::new(move |_| services.with(|all| all.len() > 1) && partners.with(|all| !all.is_empty()));
    view! {
        {move || {
            some.get()
                .then(|| {
                    view! {
                        <Disclosure card=true summary="Cost today of every partner and service, in one table">
                            <Matrix services partners />
                        </Disclosure>
                    }
                })
        }}
    }
}

#[component]
fn Matrix(services: Memo<Vec<Named>>, partners: Memo<Vec<Named>>) -> impl IntoView {
    let page = state();
    let holder = NodeRef::<Section>::new();
    let field = RwSignal::new(FIELDS[0]);
    let label = move || input_at(&format!("services.x.baseline.y.{}", field.get())).map_or("", |input| input.label);
    let costs = Memo::new(move |_| {
        page.result.with(|result| result.as_ref().map(|one| costs_today(&one.outcome)).unwrap_or_default())
    });
    let take = move |text: String| {
        if let Some(table) = holder.get_untracked().and_then(|holder| holder.query_selector("tbody").ok().flatten()) {
            paste_text(page, &table, None, &text);
        }
    };
    let of = move |list: fn(&crate::explain::CostsToday) -> &Vec<(String, crate::model::Pounds)>, id: &str| {
        costs.with(|costs| list(costs).iter().find(|(one, _)| one == id).map_or("–".into(), |(_, cost)| cost.short()))
    };
    // beside the event of a paste there is a box, for a keyboard that pastes without one
    view! {
        <section node_ref=holder aria-label="Cost today">
            <div class="grid">
                <div class="labelled">
                    <label for="matrix-field">"Figure"</label>
                    <select
                        id="matrix-field"
                        on:change=move |event| {
                            let chosen = event_target_value(&event);
                            field.set(FIELDS.into_iter().find(|one| *one == chosen).unwrap_or(FIELDS[0]));
                        }
                    >
                        {FIELDS
                            .map(|one| {
                                view! {
                                    <option value=one selected=move || field.get() == one>
                                        {input_at(&format!("services.x.baseline.y.{one}")).map_or("", |input| input.label)}
                                    </option>
                                }
                            })
                            .into_iter()
                            .collect_view()}
                    </select>
                </div>
                <div class="labelled">
                    <label for="matrix-paste">"Paste from a spreadsheet"</label>
                    <span class="hint">
                        "Copy there and press Ctrl+V here. A first row may name services and a first column partners; you see what would go where before it does."
                    </span>
                    <textarea
                        id="matrix-paste"
                        rows="1"
                        readonly=move || page.is_locked()
                        prop:value=""
                        on:paste=move |event| {
                            event.prevent_default();
                            let text = event.clipboard_data().and_then(|data| data.get_data("text").ok());
                            take(text.unwrap_or_default());
                        }
                        on:input=move |event| {
                            take(event_target_value(&event));
                        }
                    ></textarea>
                </div>
            </div>
            <TableBox>
                <table class="entry matrix">
                    <caption>{label}<span class="hint">"By partner and service; the cost of a year is that of all four figures"</span></caption>
                    <thead>
                        <tr>
                            <th scope="col">"Partner"</th>
                            {move || services.get().into_iter().map(|(_, name)| view! { <th scope="col">{name}</th> }).collect_view()}
                            <th scope="col" class="number">
                                "Cost a year, all services"
                            </th>
                        </tr>
                    </thead>
                    <tbody>
                        {move || {
                            partners
                                .get()
                                .into_iter()
                                .map(|(partner, name)| {
                                    let total = partner.clone();
                                    view! {
                                        <tr>
                                            <th scope="row">{name.clone()}</th>
                                            {services
                                                .get()
                                                .into_iter()
                                                .map(|(service, title)| {
                                                    let field = field.get();
                                                    let takes_part = page
                                                        .document
                                                        .with_untracked(|document| document.ids(&format!("services.{service}.members")).contains(&partner));
                                                    let place = format!("services.{service}.baseline.{partner}.{field}");
                                                    if takes_part {
                                                        view! {
                                                            <td>
                                                                <Figure place aside=true name=format!("{title}, {name}") />
                                                            </td>
                                                        }
                                                            .into_any()
                                                    } else {
                                                        view! {
                                                            <td class="hint">
                                                                <span data-place="">"takes no part"</span>
                                                            </td>
                                                        }
                                                            .into_any()
                                                    }
                                                })
                                                .collect_view()}
                                            <td class="number">{move || of(|costs| &costs.partners, &total)}</td>
                                        </tr>
                                    }
                                })
                                .collect_view()
                        }}
                    </tbody>
                    <tfoot>
                        <tr>
                            <th scope="row">"Cost a year"</th>
                            {move || {
                                services.get().into_iter().map(|(id, _)| view! { <td class="number">{of(|costs| &costs.services, &id)}</td> }).collect_view()
                            }}
                            <td class="number">{move || costs.with(|costs| costs.all.short())}</td>
                        </tr>
                    </tfoot>
                </table>
            </TableBox>
        </section>
    }
}
