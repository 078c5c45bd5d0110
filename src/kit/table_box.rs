//! A table that scrolls in its own box where it is too wide, and is copied as a table for Word and Excel.

use crate::state::browser::SizeWatch;
use crate::state::state;
use gloo_timers::callback::Timeout;
use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

/// Milliseconds after which a table is taken to stand still.
const REST: u32 = 100;

/// A table in its box, with a menu that copies it.
#[component]
pub fn TableBox(children: Children) -> impl IntoView {
    let holder = NodeRef::<Div>::new();
    view! {
        <div class="table-card">
            <Scroll holder>{children()}</Scroll>
            <TableMenu holder>""</TableMenu>
        </div>
    }
}

/// The box of a table: named by the table's caption, and a stop for the keyboard only where there is something to scroll.
#[component]
pub fn Scroll(holder: NodeRef<Div>, children: Children) -> impl IntoView {
    // its width is asked for after the browser has laid it out, also when what hid it opens: to measure a page that is
    // being written has it laid out again for every table
    let page = state();
    let waiting = StoredValue::new_local(None::<Timeout>);
    let watch = StoredValue::new_local(SizeWatch::new(move || {
        let Some(holder) = holder.try_get_untracked().flatten() else { return };
        let wide = holder.scroll_width() > holder.client_width();
        let _ = if wide { holder.set_attribute("tabindex", "0") } else { holder.remove_attribute("tabindex") };
    }));
    let look = move || {
        let Some(holder) = holder.try_get_untracked().flatten() else { return };
        let _ = holder.set_attribute("aria-label", &name_of(&holder));
        watch.try_with_value(|watch| {
            let Some(watch) = watch else { return };
            watch.look_away();
            watch.look_at(&holder);
            if let Some(table) = holder.first_element_child() {
                watch.look_at(&table);
            }
        });
    };
    holder.on_load(move |_| look());
    Effect::new(move |_| {
        page.redraw.track();
        page.document.track();
        waiting.set_value(Some(Timeout::new(REST, look)));
    });
    view! {
        <div class="scroll" role="group" node_ref=holder>
            {children()}
        </div>
    }
}

/// What a table is called: its caption, without what explains it.
fn name_of(holder: &Element) -> String {
    let caption = holder.query_selector("caption").ok().flatten().and_then(|caption| caption.first_child());
    let name = caption.and_then(|text| text.text_content()).unwrap_or_default();
    if name.trim().is_empty() { "Table".to_owned() } else { name.trim().to_owned() }
}

/// What can be done with a table, behind three points at its corner: copying, and whatever else stands inside.
#[component]
pub fn TableMenu(
    holder: NodeRef<Div>,
    /// Whether it is open, where something else opens it too.
    #[prop(optional)]
    open: Option<RwSignal<bool>>,
    children: ChildrenFn,
) -> impl IntoView {
    let page = state();
    let said = RwSignal::new("");
    let open = open.unwrap_or_else(|| RwSignal::new(false));
    let name = RwSignal::new("Table".to_owned());
    Effect::new(move |_| {
        if let Some(holder) = holder.get() {
            // once the caption stands
            Timeout::new(0, move || {
                let _ = name.try_set(name_of(&holder));
            })
            .forget();
        }
    });
    let copy = move || {
        let Some(holder) = holder.get_untracked() else { return };
        page.later.once(move |rest| said.set((rest.copy_table)(&holder)));
    };
    view! {
        <details
            class="more"
            prop:open=move || open.get()
            on:toggle=move |event| {
                let details = event.target().and_then(|target| target.dyn_into::<Element>().ok());
                let now = details.is_some_and(|details| details.has_attribute("open"));
                if open.get_untracked() != now {
                    open.set(now);
                }
            }
        >
            <summary title="More" aria-label=move || format!("{}: more", name.get())>
                <span aria-hidden="true">"\u{2022}\u{2022}\u{2022}"</span>
            </summary>
            {move || {
                open.get()
                    .then(|| {
                        view! {
                            <p class="table-tools">
                                <button type="button" class="link" on:click=move |_| copy()>
                                    "Copy table"
                                </button>
                                <span role="status">{move || said.get()}</span>
                            </p>
                            {children()}
                        }
                    })
            }}
        </details>
    }
}
