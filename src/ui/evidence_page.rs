//! Every published figure that the product rests on, with its source.

use super::table_box::TableBox;
use crate::evidence::{REFERENCE_VERSION, evidence};
use leptos::prelude::*;

#[component]
pub fn EvidencePage() -> impl IntoView {
    let search = RwSignal::new(String::new());
    let found = move || {
        let wanted = search.get().trim().to_lowercase();
        evidence()
            .iter()
            .filter(|one| {
                wanted.is_empty()
                    || [&one.statement, &one.source, &one.area].iter().any(|text| text.to_lowercase().contains(&wanted))
            })
            .collect::<Vec<_>>()
    };
    view! {
        <h1>"What the figures rest on"</h1>
        <p class="lead">"Every default comes from a published figure below, or is called our assumption where it stands."</p>
        <section class="card">
            <div class="labelled"><label for="evidence-search">"Find"</label>
                <input type="text" id="evidence-search" class="words" prop:value=move || search.get() on:input=move |event| search.set(event_target_value(&event)) /></div>
            <TableBox><table>
                <caption>{move || format!("{} published figures", found().len())}</caption>
                <thead><tr><th scope="col">"What"</th><th scope="col" class="number">"Figure"</th><th scope="col">"Source"</th></tr></thead>
                <tbody>{move || found().into_iter().map(|one| view! {
                    <tr>
                        <td>{one.statement.clone()}</td>
                        <td class="number">{one.figure()}</td>
                        <td>{one.cited()}{match one.mark.as_str() { "V2" => ", as reported by another page", "I" => ", computed from its figures", _ => "" }}
                            {one.address.clone().map(|address| view! { " "<a href=address rel="noreferrer noopener" target="_blank">"source (opens in a new tab)"</a> })}</td>
                    </tr>
                }).collect_view()}</tbody>
            </table></TableBox>
        </section>
        <section class="card">
            <h2>"The 43 forces"</h2>
            <p>"Reference data of " {REFERENCE_VERSION} ": population mid-2024; officers 31 March 2026; staff with PCSOs 30 September 2025 (Greater Manchester: March 2022); budgets are central grant plus council tax precept 2025/26, for the Welsh forces and the City of London as their notes say."</p>
            <p>"Contains public sector information licensed under the Open Government Licence v3.0. Source: Home Office; Office for National Statistics. Contains OS data © Crown copyright and database right 2020."</p>
        </section>
    }
}
