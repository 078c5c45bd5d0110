//! A table copied as a table for Word and Excel, as its reader sees it.

use crate::exchange::tables::{Copied, copied};
use crate::state::browser;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement, HtmlSelectElement, HtmlTableElement, Node};

/// Copies the table in an element; what came of it.
pub fn copy_table(holder: &HtmlElement) -> &'static str {
    let table = holder.query_selector("table").ok().flatten();
    let Some(table) = table.and_then(|table| table.dyn_into::<HtmlTableElement>().ok()) else { return "" };
    let (html, plain) = copied(&rows_of(&table));
    if browser::copy_table(&table, html, plain) {
        "Copied."
    } else {
        "This browser does not let the page copy: the table is selected, press Ctrl+C."
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
