//! The focus stays near what was pressed, also where that goes; and a box in which nothing was typed gives undo to the tool.

use crate::kit::place::id_of;
use crate::state::{State, View, browser};
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement};

/// What a box held when it was entered.
const WAS: &str = "data-was";

fn document() -> Option<web_sys::Document> {
    web_sys::window()?.document()
}

/// Watches presses and boxes for as long as the page lives.
pub fn keep() {
    let Some(document) = document() else { return };
    let listen = |kind: &str, act: fn(&Event)| {
        let listener = Closure::<dyn FnMut(Event)>::new(move |event: Event| act(&event));
        let _ = document.add_event_listener_with_callback_and_bool(kind, listener.as_ref().unchecked_ref(), true);
        // as long as the page lives
        listener.forget();
    };
    listen("click", pressed);
    listen("focusin", entered);
}

/// Whether a box holds what it held when it was entered: then it has no typing of its own to undo.
pub fn is_untouched(element: &HtmlElement) -> bool {
    let input = element.dyn_ref::<HtmlInputElement>();
    input.is_some_and(|input| input.get_attribute(WAS).as_deref() == Some(input.value().as_str()))
}

fn entered(event: &Event) {
    let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    if let Some(input) = input.filter(|input| input.type_() == "text") {
        let _ = input.set_attribute(WAS, &input.value());
    }
}

fn pressed(event: &Event) {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let Some(button) = target.and_then(|target| target.closest("button, a").ok().flatten()) else { return };
    // what it stands in, from within: whatever of it is still there in the end
    let around: Vec<Element> = std::iter::successors(button.parent_element(), |one| one.parent_element()).collect();
    Timeout::new(0, move || {
        let lost = document().and_then(|document| document.active_element()).is_none_or(|one| one.tag_name() == "BODY");
        if lost && !button.is_connected() {
            stay_near(&around);
        }
    })
    .forget();
}

/// Gives the focus to the heading of the nearest part that is still there, or to that part.
fn stay_near(around: &[Element]) {
    let there = |one: &&Element| one.is_connected() && !matches!(one.tag_name().as_str(), "BODY" | "HTML");
    let Some(near) = around.iter().find(there) else { return };
    let head = near.query_selector("h1, h2, h3").ok().flatten().unwrap_or_else(|| near.clone());
    if let Ok(head) = head.dyn_into::<HtmlElement>() {
        if !head.has_attribute("tabindex") {
            let _ = head.set_attribute("tabindex", "-1");
        }
        let _ = head.focus();
    }
}

/// Moves the focus once what was changed stands on the page.
pub fn soon(id: String) {
    Timeout::new(0, move || browser::focus(&id)).forget();
}

/// Moves the focus to the name of the entry of a list that was added last.
pub fn last_of(page: State, list: &str) {
    let last = page.document.with_untracked(|document| document.entries(list).pop());
    if let Some(id) = last {
        open_entry(page, &format!("{list}.{id}"));
        soon(id_of(&format!("{list}.{id}.name")));
    }
}

/// Moves the focus to a box, or to the first that belongs to a place, and opens what it is folded into.
pub fn reveal(id: &str, place: &str) {
    let document = document();
    let first = || {
        let boxes = document.as_ref()?.query_selector_all("[data-place]").ok()?;
        (0..boxes.length()).filter_map(|n| boxes.item(n)?.dyn_into::<HtmlElement>().ok()).find(|one| {
            one.get_attribute("data-place")
                .is_some_and(|at| at.strip_prefix(place).is_some_and(|rest| rest.starts_with('.')))
        })
    };
    let Some(element) = document
        .as_ref()
        .and_then(|document| document.get_element_by_id(id))
        .and_then(|one| one.dyn_into().ok())
        .or_else(first)
    else {
        return;
    };
    let mut folded = element.closest("details").ok().flatten();
    while let Some(details) = folded {
        let _ = details.set_attribute("open", "");
        folded = details.parent_element().and_then(|above| above.closest("details").ok().flatten());
    }
    let _ = element.focus();
}

/// Opens the service or category of a place in its list.
pub fn open_entry(page: State, place: &str) {
    let mut steps = place.split('.');
    if let (Some(list @ ("services" | "procurement")), Some(id)) = (steps.next(), steps.next()) {
        page.entry.set(Some(format!("{list}.{id}")));
    }
}

/// Goes to the page on which a place is entered, and to its box.
pub fn go(page: State, place: &str) {
    let view = View::of_place(place);
    open_entry(page, place);
    if page.view.get_untracked() != view {
        page.show(view);
    }
    let (id, place) = (id_of(place), place.to_owned());
    // once the page stands
    Timeout::new(60, move || reveal(&id, &place)).forget();
}
