//! Operational net donors: what each puts into a shared service against what it gets.

use crate::edits::fair::share_by_use;
use crate::engine::fair_shares::operational;
use crate::explain::{WorkFigure, work_sum, work_table};
use crate::kit::disclosure::Disclosure;
use crate::kit::field::Figure;
use crate::kit::field::Labelled;
use crate::kit::field::Words;
use crate::kit::sum_table::SumTable;
use crate::kit::sum_table::openables;
use crate::kit::table_box::TableBox;
use crate::state::state;
use leptos::prelude::*;

#[component]
pub fn WorkBalance() -> impl IntoView {
    let page = state();
    let services = Memo::new(move |_| {
        page.document.with(|document| {
            document
                .entries("services")
                .into_iter()
                .filter(|id| document.ids(&format!("services.{id}.members")).len() > 1)
                .map(|id| (document.text(&format!("services.{id}.name")).to_owned(), id))
                .collect::<Vec<_>>()
        })
    });
    let found = move || {
        page.result.with(|result| {
            let one = result.as_deref()?;
            let tables = operational(&one.scenario, &one.outcome).into_iter().filter_map(|work| {
                let service = one.scenario.services.get(work.service)?;
                let ids: Vec<String> = work.forces.iter().map(|force| force.id.clone()).collect();
                Some((service.id.clone(), service.shown().to_owned(), ids, work_table(service.shown(), &work)))
            });
            Some(tables.collect::<Vec<_>>())
        })
    };
    view! {
        <section class="card" id="work">
            <h2>"Work put in and work got"</h2>
            <p class="hint">
                "Money is one way to be a net donor; officers\u{2019} time is another. Enter jobs, hours or deployments by force, a year, for any shared service."
            </p>
            {move || {
                found()
                    .map(|tables| {
                        tables
                            .into_iter()
                            .map(|(id, name, ids, table)| {
                                let names: Vec<String> = table.rows.iter().map(|(name, ..)| name.clone()).collect();
                                let heads: Vec<&str> = table.heads.iter().map(String::as_str).collect();
                                let figures = openables(
                                    &names,
                                    &heads,
                                    |row, column| {
                                        let cell = table.rows.get(row).and_then(|(_, cells, _)| cells.get(column));
                                        column != 0 && column != 2 && cell.is_some_and(|cell| cell != "–")
                                    },
                                );
                                let of = id.clone();
                                let sum_at = move |(row, column): (usize, usize)| work_sum(&of, ids.get(row)?, names.get(row)?, WorkFigure::at(column)?);
                                let caption = format!("Work put in and got in {name}");
                                // what is put in and got is entered
                                view! {
                                    <h3>{table.sentence}</h3>
                                    {table.advice.into_iter().map(|text| view! { <p>{text}</p> }).collect_view()}
                                    <SumTable id=format!("work-sum-{id}") figures=Signal::stored(figures) sum=sum_at>
                                        <table>
                                            <caption class="hidden">{caption}</caption>
                                            <thead>
                                                <tr>
                                                    <th scope="col">"Force"</th>
                                                    {table
                                                        .heads
                                                        .into_iter()
                                                        .map(|head| {
                                                            view! {
                                                                <th scope="col" class="number">
                                                                    {head}
                                                                </th>
                                                            }
                                                        })
                                                        .collect_view()}
                                                </tr>
                                            </thead>
                                            <tbody>
                                                {table
                                                    .rows
                                                    .into_iter()
                                                    .map(|(name, cells, over)| {
                                                        view! {
                                                            <tr>
                                                                <th scope="row">
                                                                    {name}{over.then(|| view! { <span class="flag">"▼ over the limit"</span> })}
                                                                </th>
                                                                {cells.into_iter().map(|cell| view! { <td class="number">{cell}</td> }).collect_view()}
                                                            </tr>
                                                        }
                                                    })
                                                    .collect_view()}
                                            </tbody>
                                        </table>
                                    </SumTable>
                                    <p>
                                        <button
                                            type="button"
                                            on:click=move |_| {
                                                page.begin_gesture();
                                                page.change(share_by_use(&page.document.get_untracked(), &id));
                                            }
                                        >
                                            {format!("Share the cost of {name} by use")}
                                        </button>
                                    </p>
                                }
                            })
                            .collect_view()
                    })
            }}
            {move || {
                services
                    .get()
                    .into_iter()
                    .map(|(name, id)| {
                        view! {
                            <Disclosure summary=format!("Work figures of {name}")>
                                <Figures id=id.clone() />
                            </Disclosure>
                        }
                    })
                    .collect_view()
            }}
        </section>
    }
}

#[component]
fn Figures(id: String) -> impl IntoView {
    let page = state();
    let place = format!("services.{id}");
    let of = place.clone();
    let members = Memo::new(move |_| {
        page.document.with(|document| {
            let name = |id: &String| document.text(&format!("partners.{id}.name")).to_owned();
            document.ids(&format!("{of}.members")).into_iter().map(|id| (name(&id), id)).collect::<Vec<_>>()
        })
    });
    let (unit, bound) = (format!("{place}.demand.unit"), format!("{place}.demand.bound"));
    view! {
        <div class="grid">
            <Words place=unit label="Counted in (jobs, hours, deployments)" />
            <Labelled place=bound />
        </div>
        <TableBox>
            <table class="entry">
                <caption class="hidden">"Work put in and got, a year"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Force"</th>
                        <th scope="col">"Puts in, a year"</th>
                        <th scope="col">"Gets, a year"</th>
                    </tr>
                </thead>
                <tbody>
                    {move || {
                        members
                            .get()
                            .into_iter()
                            .map(|(name, id)| {
                                view! {
                                    <tr>
                                        <th scope="row">{name.clone()}</th>
                                        <td>
                                            <Figure place=format!("{place}.demand.put_in.{id}") name=format!("Put in by {name}") />
                                        </td>
                                        <td>
                                            <Figure place=format!("{place}.demand.got.{id}") name=format!("Got by {name}") />
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
}
