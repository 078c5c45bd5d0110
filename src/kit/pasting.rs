//! Blocks of a spreadsheet that are pasted into a table of boxes.

use crate::exchange::paste::pasted;
use crate::kit::accounts::Lines;
use crate::kit::table_box::TableBox;
use crate::state::State;
use crate::state::state;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// A block from a spreadsheet fills the boxes of the table to the right and below.
pub fn paste(page: State, place: &str, event: &web_sys::ClipboardEvent) {
    let Some(text) = event.clipboard_data().and_then(|data| data.get_data("text").ok()) else { return };
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let Some(table) = target.and_then(|target| target.closest("tbody").ok().flatten()) else { return };
    if paste_text(page, &table, Some(place), &text) {
        event.prevent_default();
    }
}

/// Puts a block into the boxes of a table, from a box on or from the first: as one change, plain figures at once where
/// somebody pasted them into a box, anything else after it was shown, and nothing where a part of it does not fit. Whether
/// it was a block.
pub fn paste_text(page: State, table: &web_sys::Element, place: Option<&str>, text: &str) -> bool {
    let grid = boxes_of(table);
    let document = page.document.get_untracked();
    let first = || grid.iter().flatten().find(|place| !place.is_empty()).cloned();
    let Some(at) = place.map(str::to_owned).or_else(first) else { return false };
    let Some(found) = pasted(&document, text, &grid, &at) else { return false };
    if page.is_locked() {
        page.change(found.change);
        return true;
    }
    if let Some(element) =
        web_sys::window().and_then(|window| window.document()).and_then(|document| document.active_element())
        && let Ok(element) = element.dyn_into::<web_sys::HtmlElement>()
    {
        let _ = element.blur();
    }
    page.misread.update(|all| all.retain(|place, _| !grid.iter().flatten().any(|cell| cell == place)));
    if place.is_some() && found.plain && found.refused.is_empty() {
        page.begin_gesture();
        page.change(found.change);
    } else {
        page.pasting.set(Some(found));
        crate::kit::focus::soon("pasting".to_owned());
    }
    true
}

/// A block that holds more than plain figures, before it is taken; or why it is not.
#[component]
pub fn Pasting() -> impl IntoView {
    let page = state();
    let end = move || {
        page.pasting.set(None);
        crate::kit::focus::soon("page".to_owned());
    };
    view! {
        {move || {
            page.pasting
                .get()
                .map(|found| {
                    let change = found.change.clone();
                    let fits = found.refused.is_empty();
                    let n = found.figures.len();
                    let title = match (fits, n) {
                        (false, _) => "Nothing was pasted".to_owned(),
                        (true, 1) => "Paste one figure?".to_owned(),
                        (true, n) => format!("Paste {n} figures?"),
                    };
                    view! {
                        <section class="card pasting" id="pasting" tabindex="-1" aria-label=title.clone()>
                            <h2>{title.clone()}</h2>
                            {if fits {
                                view! {
                                    <TableBox>
                                        <table>
                                            <caption class="hidden">"What would go where"</caption>
                                            <thead>
                                                <tr>
                                                    <th scope="col">"Figure"</th>
                                                    <th scope="col" class="number">
                                                        "Becomes"
                                                    </th>
                                                </tr>
                                            </thead>
                                            <tbody>
                                                {found
                                                    .figures
                                                    .iter()
                                                    .map(|one| {
                                                        view! {
                                                            <tr>
                                                                <th scope="row">{one.what.clone()}</th>
                                                                <td class="number">{one.value.clone()}</td>
                                                            </tr>
                                                        }
                                                    })
                                                    .collect_view()}
                                            </tbody>
                                        </table>
                                    </TableBox>
                                    <p class="chips">
                                        <button
                                            type="button"
                                            class="main"
                                            on:click=move |_| {
                                                page.begin_gesture();
                                                page.change(change.clone());
                                                end();
                                            }
                                        >
                                            "Import them"
                                        </button>
                                        <button type="button" on:click=move |_| end()>
                                            "Cancel"
                                        </button>
                                    </p>
                                }
                                    .into_any()
                            } else {
                                view! {
                                    <Lines title="What does not fit" lines=found.refused.clone() />
                                    <p class="chips">
                                        <button type="button" class="main" on:click=move |_| end()>
                                            "Close"
                                        </button>
                                    </p>
                                }
                                    .into_any()
                            }}
                        </section>
                    }
                })
        }}
    }
}

/// The places of a table's boxes, row by row; nothing where a cell has none.
fn boxes_of(table: &web_sys::Element) -> Vec<Vec<String>> {
    let all = |element: &web_sys::Element, selector: &str| -> Vec<web_sys::Element> {
        let Ok(list) = element.query_selector_all(selector) else { return Vec::new() };
        (0..list.length()).filter_map(|n| list.item(n)?.dyn_into().ok()).collect()
    };
    all(table, "tr")
        .iter()
        .map(|row| all(row, "[data-place]").iter().filter_map(|cell| cell.get_attribute("data-place")).collect())
        .collect()
}
