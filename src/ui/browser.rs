//! What the browser gives and may refuse: storage, the clock, the clipboard, the address.

use crate::exchange::library::{NotKept, Shelf};
use gloo_storage::{LocalStorage, Storage};
use wasm_bindgen::JsCast;

/// The browser's storage. Only ever used after [`storage_works`] said yes.
pub struct BrowserShelf;

/// Whether storage can be reached, written, read and cleaned: a sandboxed frame or a policy may
/// forbid even to look at it, and gloo-storage panics there, so the browser is asked first.
pub fn storage_works() -> bool {
    let Some(Ok(Some(storage))) = web_sys::window().map(|window| window.local_storage()) else { return false };
    const PROBE: &str = "informed-choice/probe";
    let written = storage.set_item(PROBE, "1").is_ok();
    let read = storage.get_item(PROBE).ok().flatten().as_deref() == Some("1");
    let cleaned = storage.remove_item(PROBE).is_ok();
    written && read && cleaned
}

impl Shelf for BrowserShelf {
    fn get(&self, key: &str) -> Option<String> {
        LocalStorage::raw().get_item(key).ok().flatten()
    }
    fn put(&self, key: &str, text: &str) -> Result<(), NotKept> {
        LocalStorage::raw().set_item(key, text).map_err(|_| NotKept::Refused)
    }
    fn remove(&self, key: &str) {
        let _ = LocalStorage::raw().remove_item(key);
    }
    fn keys(&self) -> Vec<String> {
        let storage = LocalStorage::raw();
        let count = storage.length().unwrap_or(0);
        (0..count).filter_map(|n| storage.key(n).ok().flatten()).collect()
    }
}

/// Milliseconds since the page was opened.
pub fn milliseconds() -> f64 {
    web_sys::window().and_then(|window| window.performance()).map_or_else(js_sys::Date::now, |clock| clock.now())
}

/// Now, as the browser's clock has it: `2026-11-25T10:00:00.000Z`.
pub fn now() -> String {
    String::from(js_sys::Date::new_0().to_iso_string())
}

/// The page's whole address.
pub fn address() -> String {
    web_sys::window().and_then(|window| window.location().href().ok()).unwrap_or_default()
}

/// Shows another fragment without a new entry in the history: Back leaves the tool.
pub fn replace_address(address: &str) {
    if let Some(history) = web_sys::window().and_then(|window| window.history().ok()) {
        let _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(address));
    }
}

/// The address without query and fragment.
pub fn bare_address() -> String {
    let address = address();
    address.split(['?', '#']).next().unwrap_or("").to_owned()
}

/// Sets the page's title.
pub fn set_title(title: &str) {
    if let Some(document) = web_sys::window().and_then(|window| window.document()) {
        document.set_title(title);
    }
}

/// Selects the text of a box and copies it; false where the browser refuses, and the text stays selected.
pub fn copy_from(id: &str) -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    let Some(area) = document.as_ref().and_then(|document| document.get_element_by_id(id)) else { return false };
    let Ok(area) = area.dyn_into::<web_sys::HtmlTextAreaElement>() else { return false };
    let _ = area.focus();
    area.select();
    document
        .and_then(|document| document.dyn_into::<web_sys::HtmlDocument>().ok())
        .is_some_and(|document| document.exec_command("copy").unwrap_or(false))
}

/// Moves the focus to an element, where it is there.
pub fn focus(id: &str) {
    if let Some(element) = html_element(id) {
        let _ = element.focus();
    }
}

/// Moves the focus to the page's content and shows its top, with the header.
pub fn focus_page() {
    if let Some(element) = html_element("page") {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = element.focus_with_options(&options);
    }
    if let Some(window) = web_sys::window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
}

fn html_element(id: &str) -> Option<web_sys::HtmlElement> {
    web_sys::window()?.document()?.get_element_by_id(id)?.dyn_into().ok()
}

/// Opens the print dialogue.
pub fn print() {
    if let Some(window) = web_sys::window() {
        let _ = window.print();
    }
}
