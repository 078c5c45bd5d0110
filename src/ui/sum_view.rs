//! A figure opened to its sum and its sources.

use super::table_box::TableBox;
use crate::evidence;
use crate::explain::SumOf;
use leptos::prelude::*;

/// The sum in words and as a table, with the sources that it rests on.
#[component]
pub fn SumView(sum: SumOf) -> impl IntoView {
    view! {
        <div class="sum">
            <h3>{sum.title.clone()}</h3>
            <p>{sum.words}</p>
            <TableBox>
                <table>
                    <caption class="hidden">{sum.title}</caption>
                    <thead class="hidden"><tr><th scope="col">"Part"</th><th scope="col">"Amount"</th></tr></thead>
                    <tbody>
                        {sum.rows.into_iter().map(|row| view! {
                            <tr class:total=row.total><th scope="row">{row.label}</th><td class="number">{row.value}</td></tr>
                        }).collect_view()}
                    </tbody>
                </table>
            </TableBox>
            {(!sum.evidence.is_empty()).then(|| view! {
                <p class="hint">"Rests on: "
                    {sum.evidence.into_iter().filter_map(evidence::find).map(|one| view! { <span>{one.cited()} ": " {one.statement.clone()} ". "</span> }).collect_view()}
                </p>
            })}
        </div>
    }
}
