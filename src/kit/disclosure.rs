//! Something that is made only while it is open, so that a lever does not move what nobody sees.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// A summary to press and what it opens.
#[component]
pub fn Disclosure(
    /// What to press.
    #[prop(into)]
    summary: Signal<String>,
    /// Whether it stands as a card of its own.
    #[prop(optional)]
    card: bool,
    /// A class of its own.
    #[prop(optional)]
    class: &'static str,
    /// Whether it is open, where something else opens it too.
    #[prop(optional)]
    open: Option<RwSignal<bool>>,
    children: ChildrenFn,
) -> impl IntoView {
    let open = open.unwrap_or_else(|| RwSignal::new(false));
    // what stands inside is not made anew where it was opened from elsewhere
    view! {
        <details
            class=if card { "card" } else { class }
            prop:open=move || open.get()
            on:toggle=move |event| {
                let details = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
                let now = details.is_some_and(|details| details.has_attribute("open"));
                if open.get_untracked() != now {
                    open.set(now);
                }
            }
        >
            <summary>{move || summary.get()}</summary>
            {move || open.get().then(|| children())}
        </details>
    }
}
