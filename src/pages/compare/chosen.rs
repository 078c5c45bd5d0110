//! Which scenarios are compared.

use super::{LETTERS, Other};
use crate::exchange::{comparison, library};
use crate::model::Document;
use crate::pages::scenarios::named;
use crate::state::View;
use crate::state::browser;
use crate::state::state;
use leptos::prelude::*;

/// What is compared, and what else could be.
#[component]
pub(super) fn Chosen(others: Memo<Vec<Other>>, base: RwSignal<usize>, titles: Memo<Vec<String>>) -> impl IntoView {
    let page = state();
    // the button that was pressed is made anew or goes: the focus must not go with it
    let stay = || gloo_timers::callback::Timeout::new(0, || browser::focus("compared")).forget();
    let add = move |document: Document| {
        page.compared.update(|all| all.push(document));
        stay();
    };
    let kept = move || {
        page.shelf_changed.track();
        let open = page.origin.get();
        page.with_shelf(|shelf| library::look(shelf).kept)
            .into_iter()
            .filter(|kept| open != crate::state::Origin::Kept(kept.id.clone()))
            .collect::<Vec<_>>()
    };
    let full = move || others.with(Vec::len) + 1 >= comparison::MOST;
    let edited = move || page.document.with(|now| page.base.with(|base| now != base));
    view! {
        <section class="card">
            <h2 id="compared" tabindex="-1">
                "What is compared"
            </h2>
            <ul class="kept-list">
                {move || {
                    titles
                        .get()
                        .into_iter()
                        .enumerate()
                        .map(|(n, title)| {
                            let letter = LETTERS.get(n).copied().unwrap_or("");
                            view! {
                                <li>
                                    <span>
                                        <strong>{letter}": "{title.clone()}</strong>
                                        {(n == 0).then_some(" (open now)")}
                                        {move || (base.get() == n).then_some(" – the base")}
                                    </span>
                                    <span class="chips">
                                        {move || {
                                            (base.get() != n)
                                                .then(|| {
                                                    view! {
                                                        <button
                                                            type="button"
                                                            on:click=move |_| {
                                                                base.set(n);
                                                                stay();
                                                            }
                                                        >
                                                            "Measure against this"
                                                            <span class="hidden">{format!(": {letter}")}</span>
                                                        </button>
                                                    }
                                                })
                                        }}
                                        {(n > 0)
                                            .then(|| {
                                                view! {
                                                    <button
                                                        type="button"
                                                        on:click=move |_| {
                                                            if let Some(other) = others.with_untracked(|all| all.get(n - 1).cloned()) {
                                                                page.open_new(other.document);
                                                                page.show(View::Summary);
                                                            }
                                                        }
                                                    >
                                                        "Open a copy"
                                                        <span class="hidden">{format!(": {letter}")}</span>
                                                    </button>
                                                    <button
                                                        type="button"
                                                        on:click=move |_| {
                                                            base.set(0);
                                                            page.compared
                                                                .update(|all| {
                                                                    if n <= all.len() {
                                                                        all.remove(n - 1);
                                                                    }
                                                                });
                                                            stay();
                                                        }
                                                    >
                                                        "Take out"
                                                        <span class="hidden">{format!(": {letter}")}</span>
                                                    </button>
                                                }
                                            })}
                                    </span>
                                </li>
                            }
                        })
                        .collect_view()
                }}
            </ul>
            {move || {
                if full() {
                    view! { <p class="hint">"Four is the most: take one out to add another."</p> }.into_any()
                } else {
                    let all = kept();
                    view! {
                        <h3>"Add"</h3>
                        <p class="chips">
                            {edited()
                                .then(|| {
                                    view! {
                                        <button type="button" on:click=move |_| add(page.base.get_untracked())>
                                            "+ This one before my changes"
                                        </button>
                                    }
                                })} <button type="button" on:click=move |_| add(page.document.get_untracked())>
                                "+ This one as it is now"
                            </button>
                            {all
                                .into_iter()
                                .map(|kept| {
                                    let title = named(&kept.title);
                                    view! {
                                        <button
                                            type="button"
                                            on:click=move |_| {
                                                if let Some(document) = page.with_shelf(|shelf| library::take(shelf, &kept.id)) {
                                                    add(document);
                                                }
                                            }
                                        >
                                            "+ "
                                            {title}
                                        </button>
                                    }
                                })
                                .collect_view()}
                        </p>
                        <p class="hint">"\u{201c}As it is now\u{201d} stays as it is while you go on changing A."</p>
                    }
                        .into_any()
                }
            }}
        </section>
    }
}
