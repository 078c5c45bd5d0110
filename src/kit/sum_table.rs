//! A table whose figures open to their sums: by pressing one, or by choosing it from a list below.

use crate::explain::{SumOf, lower_first};
use crate::kit::disclosure::Disclosure;
use crate::kit::sum_view::SumView;
use crate::kit::table_box::{Scroll, TableMenu};
use crate::state::browser;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlTableCellElement, HtmlTableRowElement};

/// A figure that opens, with its place in the table's body: row, and column after the row's head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Openable {
    pub label: String,
    pub at: (usize, usize),
}

impl Openable {
    /// By the heads of its row and its column.
    pub fn new(row: &str, column: &str, at: (usize, usize)) -> Openable {
        Openable { label: format!("{row}: {}", lower_first(column)), at }
    }
}

/// Whether a text of a cell is one figure, and not a word, a dash that stands for none, or a range.
pub fn is_figure(text: &str) -> bool {
    text.contains(|letter: char| letter.is_ascii_digit()) && !text.contains(" to ")
}

/// Every figure of a table that opens, by the heads of its rows and columns.
pub fn openables<'a>(
    rows: impl IntoIterator<Item = &'a String>,
    heads: &[&str],
    opens: impl Fn(usize, usize) -> bool,
) -> Vec<Openable> {
    let mut all = Vec::new();
    for (row, name) in rows.into_iter().enumerate() {
        for (column, head) in heads.iter().enumerate().filter(|(column, _)| opens(row, *column)) {
            all.push(Openable::new(name, head, (row, column)));
        }
    }
    all
}

/// A table with its sums. `id` is of the list of figures.
#[component]
pub fn SumTable(
    #[prop(into)] id: String,
    #[prop(into)] figures: Signal<Vec<Openable>>,
    /// The sum of the figure at a place; none while it is not known.
    #[prop(into)]
    sum: Callback<(usize, usize), Option<SumOf>>,
    children: Children,
) -> impl IntoView {
    let id = StoredValue::new(id);
    let chosen = RwSignal::new(None::<(usize, usize)>);
    let open = RwSignal::new(false);
    let there = move |at: (usize, usize)| figures.with(|all| all.iter().any(|one| one.at == at));
    let press = move |event: web_sys::MouseEvent| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        if let Some(at) = target.and_then(|target| place_of(&target)).filter(|at| there(*at)) {
            chosen.set(Some(at));
            open.set(true);
            gloo_timers::callback::Timeout::new(0, move || id.try_get_value().iter().for_each(|id| browser::focus(id)))
                .forget();
        }
    };
    // only a cell that opens looks as if it did
    let mark = move |event: web_sys::MouseEvent| {
        let cell = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let cell = cell.and_then(|target| target.closest("tbody td").ok().flatten());
        if let Some(cell) = cell {
            let opens = place_of(&cell).is_some_and(there);
            let _ = cell.class_list().toggle_with_force("openable", opens);
        }
    };
    let holder = NodeRef::new();
    view! {
        <div class="table-card">
            <div class="opens" on:click=press on:mouseover=mark>
                <Scroll holder>{children()}</Scroll>
            </div>
            <TableMenu holder open>
                <Picker id=id.get_value() figures sum chosen open />
            </TableMenu>
        </div>
    }
}

/// A list of figures to choose from, and the sum of the one that is chosen, behind a line to press.
#[component]
pub fn Sums(
    #[prop(into)] id: String,
    #[prop(into)] figures: Signal<Vec<Openable>>,
    #[prop(into)] sum: Callback<(usize, usize), Option<SumOf>>,
) -> impl IntoView {
    let id = StoredValue::new(id);
    let chosen = RwSignal::new(None::<(usize, usize)>);
    let open = RwSignal::new(false);
    let any = Memo::new(move |_| !figures.with(Vec::is_empty));
    view! {
        {move || {
            any.get()
                .then(|| {
                    view! {
                        <Disclosure summary="Show the sum of a figure" open>
                            <Picker id=id.get_value() figures sum chosen open />
                        </Disclosure>
                    }
                })
        }}
    }
}

/// The list and the sum themselves.
#[component]
fn Picker(
    #[prop(into)] id: String,
    figures: Signal<Vec<Openable>>,
    sum: Callback<(usize, usize), Option<SumOf>>,
    /// The figure that is chosen, and whether what it stands in is open: a press elsewhere sets both.
    chosen: RwSignal<Option<(usize, usize)>>,
    open: RwSignal<bool>,
) -> impl IntoView {
    let id = StoredValue::new(id);
    let there = move |at: (usize, usize)| figures.with(|all| all.iter().any(|one| one.at == at));
    // a figure that is gone gives way to the first
    Effect::new(move |_| {
        if open.get() && !chosen.get().is_some_and(there) {
            let first = figures.with(|all| all.first().map(|one| one.at));
            if chosen.get_untracked() != first {
                chosen.set(first);
            }
        }
    });
    let place = move || figures.with(|all| all.iter().position(|one| chosen.get() == Some(one.at)).unwrap_or(0));
    let any = Memo::new(move |_| !figures.with(Vec::is_empty));
    let current = Signal::derive(move || chosen.get().filter(|at| there(*at)).and_then(|at| sum.run(at)));
    view! {
        {move || {
            any.get()
                .then(|| {
                    view! {
                        <div class="labelled narrow">
                            <label for=id.get_value()>"Figure"</label>
                            <select
                                id=id.get_value()
                                prop:value=move || place().to_string()
                                on:change=move |event| {
                                    let n = event_target_value(&event).parse::<usize>().ok();
                                    chosen.set(n.and_then(|n| figures.with_untracked(|all| all.get(n).map(|one| one.at))));
                                }
                            >
                                {move || {
                                    figures
                                        .get()
                                        .into_iter()
                                        .enumerate()
                                        .map(|(n, one)| {
                                            view! {
                                                <option value=n.to_string() selected=move || chosen.get() == Some(one.at)>
                                                    {one.label}
                                                </option>
                                            }
                                        })
                                        .collect_view()
                                }}
                            </select>
                        </div>
                        <SumView sum=current />
                    }
                })
        }}
    }
}

/// The place in its table of the figure that an element stands in.
fn place_of(target: &Element) -> Option<(usize, usize)> {
    if target.closest("button, a, input, select").ok().flatten().is_some() {
        return None;
    }
    let cell = target.closest("tbody td").ok().flatten()?.dyn_into::<HtmlTableCellElement>().ok()?;
    let row = cell.parent_element()?.dyn_into::<HtmlTableRowElement>().ok()?;
    let column = usize::try_from(cell.cell_index()).ok()?.checked_sub(1)?;
    Some((usize::try_from(row.section_row_index()).ok()?, column))
}
