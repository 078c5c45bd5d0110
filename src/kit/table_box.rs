//! A table that scrolls in its own box where it is too wide, and is copied as a table for Word and Excel.

use crate::exchange::tables::{Copied, copied};
use crate::state::browser;
use crate::state::state;
use gloo_timers::callback::Timeout;
use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, HtmlSelectElement, HtmlTableElement, Node};

/// Milliseconds after which a table is taken to stand still.
const REST: u32 = 100;

/// A table in its box, with a button that copies it.
#[component]
pub fn TableBox(children: Children) -> impl IntoView {
    let holder = NodeRef::<Div>::new();
    let said = RwSignal::new("");
    let copy = move || {
        let table = holder.get_untracked().and_then(|holder| holder.query_selector("table").ok().flatten());
        let Some(table) = table.and_then(|table| table.dyn_into::<HtmlTableElement>().ok()) else { return };
        let (html, plain) = copied(&rows_of(&table));
        said.set(if browser::copy_table(&table, html, plain) {
            "Copied."
        } else {
            "This browser does not let the page copy: the table is selected, press Ctrl+C."
        });
    };
    // named by the table's caption, and a stop for the keyboard only where there is something to scroll. It is looked at
    // once things have come to rest: to measure a page that is being written has it laid out again for every table.
    let page = state();
    let waiting = StoredValue::new_local(None::<Timeout>);
    Effect::new(move |_| {
        page.redraw.track();
        page.document.track();
        waiting.set_value(Some(Timeout::new(REST, move || {
            let Some(holder) = holder.try_get_untracked().flatten() else { return };
            let wide = holder.scroll_width() > holder.client_width();
            let caption = holder.query_selector("caption").ok().flatten().and_then(|caption| caption.first_child());
            let name = caption.and_then(|text| text.text_content()).unwrap_or_default();
            let _ = holder.set_attribute("aria-label", if name.trim().is_empty() { "Table" } else { name.trim() });
            let _ = if wide { holder.set_attribute("tabindex", "0") } else { holder.remove_attribute("tabindex") };
        })));
    });
    view! {
        <div class="scroll" role="group" node_ref=holder>{children()}</div>
        <p class="table-tools"><button type="button" class="link" on:click=move |_| copy()>"Copy table"</button><span role="status">{move || said.get()}</span></p>
    }
}

/// What a table says, row by row, with what stands in its boxes.
fn rows_of(table: &HtmlTableElement) -> Vec<Vec<Copied>> {
    let Ok(rows) = table.query_selector_all("tr") else { return Vec::new() };
    let cells = |row: Node| -> Vec<Copied> {
        let Some(row) = row.dyn_ref::<Element>() else { return Vec::new() };
        let children = row.children();
        (0..children.length())
            .filter_map(|n| children.item(n))
            .map(|cell| {
                let mut text = String::new();
                let head = cell.tag_name() == "TH";
                // a remark beside a figure would make a text of it
                gather(&cell, head, &mut text);
                if text.trim().is_empty() {
                    gather(&cell, true, &mut text);
                }
                let columns = cell.get_attribute("colspan").and_then(|n| n.parse().ok()).unwrap_or(1);
                Copied { text, head, columns }
            })
            .collect()
    };
    (0..rows.length()).filter_map(|n| rows.item(n)).map(cells).collect()
}

/// The text of an element as its reader sees it: what is in boxes, without buttons and what can be opened, with or
/// without remarks.
fn gather(element: &Element, remarks: bool, text: &mut String) {
    let nodes = element.child_nodes();
    for node in (0..nodes.length()).filter_map(|n| nodes.item(n)) {
        let Some(inner) = node.dyn_ref::<Element>() else {
            if node.node_type() == Node::TEXT_NODE {
                text.push_str(&node.text_content().unwrap_or_default());
            }
            continue;
        };
        let tag = inner.tag_name().to_uppercase();
        if matches!(tag.as_str(), "BUTTON" | "DETAILS" | "SVG" | "CANVAS") || inner.class_list().contains("prefix") {
            continue;
        }
        if inner.class_list().contains("hint") && !remarks {
            continue;
        }
        if let Some(input) = inner.dyn_ref::<HtmlInputElement>() {
            match input.type_().as_str() {
                "checkbox" | "radio" => text.push_str(if input.checked() { " yes " } else { " no " }),
                "range" => {}
                _ => text.push_str(&format!(" {} ", input.value())),
            }
        } else if let Some(choice) = inner.dyn_ref::<HtmlSelectElement>() {
            let chosen = choice.selected_options().item(0).and_then(|option| option.text_content());
            text.push_str(&chosen.unwrap_or_default());
        } else {
            gather(inner, remarks, text);
            if matches!(tag.as_str(), "P" | "DIV" | "LI" | "BR" | "LABEL") || inner.class_list().contains("hint") {
                text.push(' ');
            }
        }
    }
}
