//! What is wrong, and the way to it.

use crate::kit::focus;
use crate::kit::place::id_of;
use crate::model::what_of;
use crate::state::state;
use leptos::prelude::*;

/// What is wrong, with links to each field; the last good figures stay in use.
#[component]
pub fn Problems() -> impl IntoView {
    let page = state();
    let list = move || {
        // what was typed is refused in words of its own, which name no field
        let misread = page.document.with(|document| {
            let named =
                |(place, text): (&String, &String)| (place.clone(), format!("{}: {text}", what_of(document, place)));
            page.misread.with(|all| all.iter().map(named).collect::<Vec<_>>())
        });
        let faults = page
            .faults
            .with(|faults| faults.iter().map(|fault| (fault.place.clone(), fault.sentence())).collect::<Vec<_>>());
        misread.into_iter().chain(faults).collect::<Vec<_>>()
    };
    view! {
        {move || {
            let all = list();
            (!all.is_empty())
                .then(|| {
                    view! {
                        <div class="problems" role="group" aria-labelledby="problems-title">
                            <h2 id="problems-title">"There is a problem"</h2>
                            <ul>
                                {all
                                    .into_iter()
                                    .map(|(place, text)| {
                                        let id = id_of(&place);
                                        view! {
                                            <li>
                                                <a
                                                    href=format!("#{id}")
                                                    on:click=move |event| {
                                                        event.prevent_default();
                                                        focus::go(page, &place);
                                                    }
                                                >
                                                    {text}
                                                </a>
                                            </li>
                                        }
                                    })
                                    .collect_view()}
                            </ul>
                            <p>"Figures below are based on the last complete ones."</p>
                        </div>
                    }
                })
        }}
    }
}
