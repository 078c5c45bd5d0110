//! What if: the levers beside a page.

use crate::explain::tally;
use crate::kit::field::{Choice, Lever};
use crate::state::state;
use crate::state::view::Levers as Beside;
use leptos::prelude::*;

/// The levers that matter for the page: nobody scrolls between a lever and what it moves.
#[component]
pub fn Levers() -> impl IntoView {
    let page = state();
    let shown = Memo::new(move |_| !page.is_fixed() && page.view.get().has_levers());
    let services = Memo::new(move |_| page.document.with(|document| named(document, "services")));
    let categories = Memo::new(move |_| page.document.with(|document| named(document, "procurement")));
    let tally_text = move || {
        let tally = page.document.with(tally);
        format!("{} of {} figures are yours", tally.yours, tally.all)
    };
    view! {
        <aside aria-label="What if">
            {move || (shown.get() && page.view.get().levers() == Beside::OrganisedCrime && page.soc.with(Option::is_some)).then(|| view! { <SocLevers /> })}
            {move || (shown.get() && page.view.get().levers() != Beside::OrganisedCrime && !(services.with(Vec::is_empty) && categories.with(Vec::is_empty))).then(|| {
                let beside = page.view.get().levers();
                let some_services = if beside == Beside::Procurement { Vec::new() } else { services.get() };
                let some_categories = if beside == Beside::Services { Vec::new() } else { categories.get() };
                let first = some_services.first().cloned();
                view! {
                    <details class="sheet" open=true>
                        <summary><h2>"What if…"</h2></summary>
                        <p class="hint">"Drag a lever or type. The shaded part is the published range. " {tally_text} "."</p>
                        {some_services.into_iter().map(|(id, name)| view! {
                            <Lever place=format!("services.{id}.saving.likely") label=format!("{name} saving") low=0.0 high=0.5 />
                        }).collect_view()}
                        {some_categories.into_iter().map(|(id, name)| {
                            let place = format!("procurement.{id}");
                            let items = page.document.with_untracked(|document| document.text(&format!("{place}.mode")) == "items");
                            if items {
                                view! { <Lever place=format!("{place}.discount_per_doubling") label=format!("{name}: discount per doubling") low=0.0 high=0.5 /> }.into_any()
                            } else {
                                view! { <Lever place=format!("{place}.saving.likely") label=format!("{name} price saving") low=0.0 high=0.35 /> }.into_any()
                            }
                        }).collect_view()}
                        {first.map(|(id, name)| view! {
                            <Lever place=format!("services.{id}.go_live") label=format!("{name} go-live") low=0.0 high=9.0 />
                            <Lever place=format!("services.{id}.ramp_years") label=format!("{name}: years to full effect") low=1.0 high=10.0 />
                            <Lever place=format!("services.{id}.one_off.optimism_bias") label=format!("{name}: one-off overrun") low=0.0 high=2.0 />
                            <Choice place=format!("services.{id}.sharing.key") label=format!("{name}: costs are shared by") aside=true />
                        })}
                    </details>
                }
            })}
        </aside>
    }
}

/// What matters for organised crime.
#[component]
fn SocLevers() -> impl IntoView {
    view! {
        <details class="sheet" open=true>
            <summary><h2>"What if…"</h2></summary>
            <p class="hint">"Drag a lever or type."</p>
            <Lever place="soc.operation_months".to_owned() label="Length of an operation, months" low=1.0 high=24.0 />
            <Lever place="soc.abstraction".to_owned() label="Drawn away to local work" low=0.0 high=0.8 />
            <Lever place="soc.core_share".to_owned() label="Core of a taskforce" low=0.0 high=1.0 />
            <Lever place="soc.local_retention".to_owned() label="Kept at home by a dedicated function" low=0.0 high=0.8 />
            <Lever place="soc.coordination_penalty".to_owned() label="Extra work across borders" low=0.0 high=1.0 />
        </details>
    }
}

fn named(document: &crate::model::Document, list: &str) -> Vec<(String, String)> {
    document
        .entries(list)
        .into_iter()
        .map(|id| {
            let name = document.text(&format!("{list}.{id}.name")).trim().to_owned();
            let name = if name.is_empty() { id.clone() } else { name };
            (id, name)
        })
        .collect()
}
