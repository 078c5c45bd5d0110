//! Services or categories as a compact list, of which one is open at a time.

use crate::kit::table_box::TableBox;
use crate::state::state;
use leptos::prelude::*;

/// A line of the list: what it is, then a text for each further column.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    pub id: String,
    pub name: String,
    pub cells: Vec<String>,
}

/// The entry of a list that is open: what was opened last, else the first.
pub fn open_entry(list: &'static str) -> Memo<Option<String>> {
    let page = state();
    Memo::new(move |_| {
        let all = page.document.with(|document| document.entries(list));
        let wanted = page.entry.get();
        let wanted = wanted.as_deref().and_then(|place| place.strip_prefix(list)?.strip_prefix('.'));
        wanted.filter(|id| all.iter().any(|one| one == id)).map(str::to_owned).or_else(|| all.first().cloned())
    })
}

/// The list; nothing where there is nothing or only one, which is open anyhow.
#[component]
pub fn EntryList(
    list: &'static str,
    #[prop(into)] caption: String,
    heads: &'static [&'static str],
    #[prop(into)] entries: Signal<Vec<Entry>>,
    open: Memo<Option<String>>,
) -> impl IntoView {
    let page = state();
    let some = Memo::new(move |_| entries.with(|all| all.len() > 1));
    let caption = StoredValue::new(caption);
    view! {
        {move || {
            some.get()
                .then(|| {
                    view! {
                        <section class="card">
                            <TableBox>
                                <table class="entries">
                                    <caption>{caption.get_value()}</caption>
                                    <thead>
                                        <tr>
                                            {heads
                                                .iter()
                                                .enumerate()
                                                .map(|(n, head)| {
                                                    view! {
                                                        <th scope="col" class:number=(n > 1)>
                                                            {*head}
                                                        </th>
                                                    }
                                                })
                                                .collect_view()}
                                        </tr>
                                    </thead>
                                    <tbody>
                                        {move || {
                                            entries
                                                .get()
                                                .into_iter()
                                                .map(|entry| {
                                                    let (id, place) = (entry.id.clone(), format!("{list}.{}", entry.id));
                                                    let is_open = move || open.with(|open| open.as_deref() == Some(id.as_str()));
                                                    let mark = is_open.clone();
                                                    view! {
                                                        <tr class:open=mark>
                                                            <th scope="row">
                                                                <button
                                                                    type="button"
                                                                    class="link"
                                                                    aria-expanded=move || is_open().to_string()
                                                                    on:click=move |_| page.entry.set(Some(place.clone()))
                                                                >
                                                                    {entry.name}
                                                                </button>
                                                            </th>
                                                            {entry
                                                                .cells
                                                                .into_iter()
                                                                .enumerate()
                                                                .map(|(n, cell)| view! { <td class:number=(n > 0)>{cell}</td> })
                                                                .collect_view()}
                                                        </tr>
                                                    }
                                                })
                                                .collect_view()
                                        }}
                                    </tbody>
                                </table>
                            </TableBox>
                        </section>
                    }
                })
        }}
    }
}
