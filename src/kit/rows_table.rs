//! A table of words and figures that nobody presses.

use crate::kit::table_box::TableBox;
use leptos::prelude::*;

/// Rows under heads, the first cell of each its own head; not there while there are none.
#[component]
pub fn RowsTable(
    caption: &'static str,
    #[prop(optional)] hint: &'static str,
    /// Each head, and whether figures stand below it.
    heads: &'static [(&'static str, bool)],
    #[prop(into)] rows: Signal<Vec<Vec<String>>>,
    /// Whether it is a card of its own.
    #[prop(optional)]
    card: bool,
) -> impl IntoView {
    let some = Memo::new(move |_| rows.with(|rows| !rows.is_empty()));
    let class = |figure: bool| if figure { "number" } else { "" };
    let row = move |cells: Vec<String>| {
        let mut cells = cells.into_iter();
        let first = cells.next();
        let rest = cells.zip(heads.iter().skip(1));
        view! {
            <tr>
                <th scope="row">{first}</th>
                {rest.map(|(cell, (_, figure))| view! { <td class=class(*figure)>{cell}</td> }).collect_view()}
            </tr>
        }
    };
    let table = move || {
        view! {
            <TableBox>
                <table>
                    <caption>{caption} {(!hint.is_empty()).then(|| view! { <span class="hint">{hint}</span> })}</caption>
                    <thead>
                        <tr>
                            {heads
                                .iter()
                                .map(|(head, figure)| {
                                    view! {
                                        <th scope="col" class=class(*figure)>
                                            {*head}
                                        </th>
                                    }
                                })
                                .collect_view()}
                        </tr>
                    </thead>
                    <tbody>{move || rows.get().into_iter().map(row).collect_view()}</tbody>
                </table>
            </TableBox>
        }
    };
    let shown =
        move || if card { view! { <section class="card">{table()}</section> }.into_any() } else { table().into_any() };
    view! { {move || some.get().then(shown)} }
}
