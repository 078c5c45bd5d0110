//! How comparable programmes turned out, with the scenario's own figure among them.

use crate::explain::{reference_rows, saved_part_sum};
use crate::kit::sum_table::SumTable;
use crate::kit::sum_table::openables;
use crate::state::state;
use leptos::prelude::*;

#[component]
pub fn ReferenceClasses() -> impl IntoView {
    let page = state();
    let rows =
        move || page.result.with(|result| result.as_ref().map(|one| reference_rows(&one.outcome)).unwrap_or_default());
    let figures = Signal::derive(move || {
        let rows = rows();
        let names: Vec<String> = rows.iter().map(|row| row.name.clone()).collect();
        openables(&names, &["Saved"], |row, _| rows.get(row).is_some_and(|row| row.own))
    });
    let own = move |_| page.result.with(|result| Some(saved_part_sum(&result.as_ref()?.scenario)));
    view! {
        <section class="card">
            <SumTable id="reference-sum" figures sum=own>
                <table>
                    <caption>
                        "How others turned out"
                        <span class="hint">
                            "Yearly saving as a part of the cost in scope. Aims and proposals stand last: nobody has counted what became of them. The others differ in scope and in how they were counted: a place among them is a question to ask, not a mark. Each was published as one figure, and this scenario stands as entered; its range is above."
                        </span>
                    </caption>
                    <thead>
                        <tr>
                            <th scope="col">"Programme"</th>
                            <th scope="col" class="number">
                                "Saved"
                            </th>
                            <th scope="col">
                                <span class="hidden">"As a bar"</span>
                            </th>
                            <th scope="col">"What it was"</th>
                        </tr>
                    </thead>
                    <tbody>
                        {move || {
                            rows()
                                .into_iter()
                                .map(|row| {
                                    view! {
                                        <tr class:total=row.own>
                                            <th scope="row">{row.name}</th>
                                            <td class="number">{row.figure}</td>
                                            <td class="bar-cell">
                                                <span class="bar" class:own=row.own style:width=format!("{:.1}%", row.length * 100.0)></span>
                                            </td>
                                            <td class="text">{row.what}</td>
                                        </tr>
                                    }
                                })
                                .collect_view()
                        }}
                    </tbody>
                </table>
            </SumTable>
        </section>
    }
}
