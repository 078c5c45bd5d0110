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

/// Figures under heads that change with what is shown: the first cell of each row is its own head, all others are figures.
#[component]
pub fn FiguresTable(
    #[prop(into)] caption: Signal<String>,
    hint: &'static str,
    #[prop(into)] heads: Signal<Vec<String>>,
    #[prop(into)] rows: Signal<Vec<Vec<String>>>,
) -> impl IntoView {
    let head = |(n, head): (usize, String)| {
        let figure = n > 0;
        view! {
            <th scope="col" class:number=figure>
                {head}
            </th>
        }
    };
    let row = |cells: Vec<String>| {
        let mut cells = cells.into_iter();
        let first = cells.next();
        view! {
            <tr>
                <th scope="row">{first}</th>
                {cells.map(|cell| view! { <td class="number">{cell}</td> }).collect_view()}
            </tr>
        }
    };
    view! {
        <TableBox>
            <table>
                <caption>{caption} " " <span class="hint">{hint}</span></caption>
                <thead>
                    <tr>{move || heads.get().into_iter().enumerate().map(head).collect_view()}</tr>
                </thead>
                <tbody>{move || rows.get().into_iter().map(row).collect_view()}</tbody>
            </table>
        </TableBox>
    }
}
