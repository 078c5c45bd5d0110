//! Who takes part in a service or category: a box to tick for each partner.

use crate::edits::entries::set_member;
use crate::state::View;
use crate::state::state;
use leptos::prelude::*;

/// A tick box for each partner of the scenario.
#[component]
pub fn Members(list: &'static str, id: String) -> impl IntoView {
    let page = state();
    let partners = Memo::new(move |_| {
        page.document.with(|document| {
            document
                .entries("partners")
                .into_iter()
                .map(|id| (document.text(&format!("partners.{id}.name")).to_owned(), id))
                .collect::<Vec<_>>()
        })
    });
    view! {
        <fieldset class="members">
            <legend>"Members"</legend>
            {move || {
                partners
                    .get()
                    .into_iter()
                    .map(|(name, partner)| {
                        let (entry, who) = (id.clone(), partner.clone());
                        let place = format!("{list}.{id}.members");
                        let ticked = move || page.document.with(|document| document.ids(&place).contains(&who));
                        view! {
                            <label class="tick">
                                <input
                                    type="checkbox"
                                    prop:checked=ticked
                                    on:change=move |event| {
                                        let document = page.document.get_untracked();
                                        page.begin_gesture();
                                        page.change(set_member(&document, list, &entry, &partner, event_target_checked(&event)));
                                    }
                                />
                                {name}
                            </label>
                        }
                    })
                    .collect_view()
            }}
        </fieldset>
    }
}

/// Says that two partners are needed first, where there are fewer.
#[component]
pub fn NeedsPartners() -> impl IntoView {
    let page = state();
    let few = Memo::new(move |_| page.document.with(|document| document.entries("partners").len() < 2));
    view! {
        {move || {
            few.get()
                .then(|| {
                    view! {
                        <p class="card">
                            "Choose at least two partners first. "<button type="button" on:click=move |_| page.show(View::Partners)>
                                "Choose partners"
                            </button>
                        </p>
                    }
                })
        }}
    }
}
