//! The schedule for a consultation: how many posts go at each force in each year, how, and what ending them costs.

use super::PlanOf;
use crate::engine::consultation::posts_going;
use crate::explain::{PostsTable, posts_tables};
use crate::kit::disclosure::Disclosure;
use crate::kit::table_box::TableBox;
use leptos::prelude::*;
use std::sync::Arc;

#[component]
pub(super) fn Posts(plan: Memo<Option<Arc<PlanOf>>>) -> impl IntoView {
    let tables = Memo::new(move |_| {
        plan.get()
            .map(|plan| posts_tables(&posts_going(&plan.one.scenario, &plan.one.outcome), &plan.plan))
            .unwrap_or_default()
    });
    let some = Memo::new(move |_| !tables.with(Vec::is_empty));
    view! {
        {move || {
            some.get()
                .then(|| {
                    view! {
                        <Disclosure card=true summary="For consultation: posts by force and year">
                            <p class="hint">
                                "Full-time equivalents as the appraisal has them, and whole posts, since part of a post is nobody\u{2019}s job. Consult before anything is decided: these are what the case assumes, not who goes."
                            </p>
                            {move || {
                                tables
                                    .get()
                                    .into_iter()
                                    .map(|PostsTable { name, years, rows }| {
                                        view! {
                                            <TableBox>
                                                <table>
                                                    <caption>{format!("Posts at {name}")}</caption>
                                                    <thead>
                                                        <tr>
                                                            <th scope="col">"Line"</th>
                                                            {years
                                                                .into_iter()
                                                                .map(|year| {
                                                                    view! {
                                                                        <th scope="col" class="number">
                                                                            {year}
                                                                        </th>
                                                                    }
                                                                })
                                                                .collect_view()}
                                                        </tr>
                                                    </thead>
                                                    <tbody>
                                                        {rows
                                                            .into_iter()
                                                            .map(|(label, cells)| {
                                                                view! {
                                                                    <tr>
                                                                        <th scope="row">{label}</th>
                                                                        {cells.into_iter().map(|cell| view! { <td class="number">{cell}</td> }).collect_view()}
                                                                    </tr>
                                                                }
                                                            })
                                                            .collect_view()}
                                                    </tbody>
                                                </table>
                                            </TableBox>
                                        }
                                    })
                                    .collect_view()
                            }}
                        </Disclosure>
                    }
                })
        }}
    }
}
