//! The way through: the steps of the work, each with its state in a few characters, and the tabs within one.

use crate::state::later;
use crate::state::state;
use crate::state::view::Step;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// The steps, the one that is shown marked.
#[component]
pub fn Rail(
    /// Whether it is open where there is no room for it beside the page.
    open: RwSignal<bool>,
) -> impl IntoView {
    let page = state();
    let link = move |step: Step| {
        let view = step.first();
        view! {
            <a
                href=format!("#/{}", view.slug())
                aria-current=move || (page.view.get().step() == Some(step)).then_some(if page.view.get() == view { "page" } else { "true" })
                on:click=move |event| {
                    event.prevent_default();
                    open.set(false);
                    page.show(view);
                }
            >
                <span>
                    {step
                        .number()
                        .map(|n| {
                            view! {
                                <span class="step" aria-hidden="true">
                                    {n}
                                    " "
                                </span>
                            }
                        })}{step.label()}
                </span>
                <span class="note">{later(move |rest| (rest.step_note)(step))}</span>
            </a>
        }
    };
    view! {
        <nav class="rail" class:open=move || open.get() aria-label="Steps">
            {Step::RAIL.into_iter().map(link).collect_view()}
            <hr />
            {link(Step::Method)}
            <div class="small-only">{link(Step::Yours)}</div>
        </nav>
    }
}

/// The pages within a step, each with its own address.
#[component]
pub fn Tabs() -> impl IntoView {
    let page = state();
    let step = Memo::new(move |_| page.view.get().step());
    let holder = NodeRef::<leptos::html::Nav>::new();
    // where they do not all fit, the one that is shown is among those that are seen
    Effect::new(move |_| {
        page.view.track();
        let Some(holder) = holder.get() else { return };
        request_animation_frame(move || {
            let current = holder.query_selector("[aria-current]").ok().flatten();
            if let Some(current) = current.and_then(|current| current.dyn_into::<web_sys::HtmlElement>().ok()) {
                let room = holder.client_width() - current.offset_width();
                holder.set_scroll_left(current.offset_left() - holder.offset_left() - room / 2);
            }
        });
    });
    view! {
        {move || {
            step.get()
                .filter(|step| step.pages().count() > 1)
                .map(|step| {
                    view! {
                        <nav class="tabs" node_ref=holder aria-label=format!("Within {}", step.label())>
                            {step
                                .pages()
                                .map(|view| {
                                    view! {
                                        <a
                                            href=format!("#/{}", view.slug())
                                            aria-current=move || (page.view.get() == view).then_some("page")
                                            on:click=move |event| {
                                                event.prevent_default();
                                                page.show(view);
                                            }
                                        >
                                            {view.label()}
                                        </a>
                                    }
                                })
                                .collect_view()}
                        </nav>
                    }
                })
        }}
    }
}

/// What comes next in the order of the work.
#[component]
pub fn NextStep() -> impl IntoView {
    let page = state();
    let next = Memo::new(move |_| {
        let now = page.view.get();
        let step = now.step()?;
        // first what is left of this step
        let mut rest = step.pages().skip_while(|view| *view != now).skip(1);
        match rest.next().filter(|_| step.next().is_some()) {
            Some(view) => Some((view, view.label().to_owned())),
            None => step.next().map(|(step, words)| (step.first(), words.to_owned())),
        }
    });
    view! {
        {move || {
            next.get()
                .map(|(view, words)| {
                    view! {
                        <p class="next">
                            <a
                                href=format!("#/{}", view.slug())
                                on:click=move |event| {
                                    event.prevent_default();
                                    page.show(view);
                                }
                            >
                                "Next: "
                                {words}
                                " \u{203a}"
                            </a>
                        </p>
                    }
                })
        }}
    }
}
