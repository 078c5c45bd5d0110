//! Charts on a canvas, crisp at any pixel ratio, labelled on the marks, readable by arrow keys; the
//! same figures stand in a table one press away.

pub mod canvas;
pub mod drawing;
pub mod money;
pub mod rows;
pub mod shape;

use crate::chart::drawing::draw;
use crate::chart::drawing::picture;
use crate::chart::shape::BOTTOM;
use crate::chart::shape::ChartOf;
use crate::chart::shape::LEFT;
use crate::chart::shape::RIGHT;
use crate::exchange::files;
use crate::explain::SumOf;
use crate::kit::disclosure::Disclosure;
use crate::kit::sum_table::Openable;
use crate::kit::sum_table::SumTable;
use crate::kit::sum_table::is_figure;
use crate::kit::table_box::TableBox;
use crate::state::browser;
use crate::state::state;
use leptos::html::Canvas;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

#[component]
pub fn Chart(
    chart: Signal<ChartOf>,
    #[prop(into)] id: String,
    /// The sum of a figure of the table, by row and column, where figures open to sums.
    #[prop(optional, into)]
    sum: Option<Callback<(usize, usize), Option<SumOf>>>,
) -> impl IntoView {
    let page = state();
    let canvas = NodeRef::<Canvas>::new();
    let at = RwSignal::new(None::<usize>);
    let waits = StoredValue::new(false);
    Effect::new(move |drawn: Option<u32>| {
        let asked = page.redraw.get();
        chart.track();
        at.track();
        if canvas.get().is_none() {
            return asked;
        }
        let now = move || {
            waits.try_set_value(false);
            let Some(canvas) = canvas.try_get_untracked().flatten() else { return };
            let chosen = at.try_get_untracked().flatten();
            // a canvas that cannot be drawn on leaves the table, which says the same
            let _ = chart.try_with_untracked(|chart| draw(&canvas, chart, chosen));
        };
        // with the next picture of the page, once for all that changed; at once where a size or the paper asks for it
        if drawn != Some(asked) {
            now();
        } else if waits.try_update_value(|waits| std::mem::replace(waits, true)) == Some(false) {
            request_animation_frame(now);
        }
        asked
    });
    // sizes are known only once the page is laid out
    gloo_timers::callback::Timeout::new(0, move || {
        let _ = page.redraw.try_update(|n| *n += 1);
    })
    .forget();
    let count = move || chart.with(|chart| chart.labels.len());
    let point = move |event: web_sys::PointerEvent| {
        let Some(canvas) = canvas.get_untracked() else { return };
        let (x, y) = (f64::from(event.offset_x()), f64::from(event.offset_y()));
        let (width, height) = (f64::from(canvas.client_width()), f64::from(canvas.client_height()));
        let (across, top) = chart.with_untracked(|chart| (chart.drawing.rows().is_none(), chart.drawing.top()));
        let part = if across { (x - LEFT) / (width - LEFT - RIGHT) } else { (y - top) / (height - top - BOTTOM) };
        let n = chart.with_untracked(|chart| chart.labels.len());
        at.set((n > 0 && (0.0..1.0).contains(&part)).then_some((part * n as f64) as usize));
    };
    let on_key = move |event: web_sys::KeyboardEvent| {
        let n = count();
        let now = at.get_untracked();
        let next = match event.key().as_str() {
            "ArrowRight" | "ArrowDown" => now.map_or(0, |now| (now + 1).min(n.saturating_sub(1))),
            "ArrowLeft" | "ArrowUp" => now.map_or(0, |now| now.saturating_sub(1)),
            "Home" => 0,
            "End" => n.saturating_sub(1),
            _ => return,
        };
        event.prevent_default();
        at.set((n > 0).then_some(next));
    };
    let said = move || chart.with(|chart| at.get().and_then(|n| chart.readout.get(n).cloned()).unwrap_or_default());
    let height = move || match chart.with(|chart| chart.drawing.rows()) {
        Some(rows) => {
            chart.with(|chart| format!("{}px", 42.0 + chart.drawing.top() + chart.drawing.row_height() * rows as f64))
        }
        None => "240px".to_owned(),
    };
    let caption_id = format!("{id}-caption");
    let id = StoredValue::new(id);
    let figures = Signal::derive(move || chart.with(figures_of));
    view! {
        <figure class="card chart">
            <h3>{move || chart.with(|chart| chart.title.clone())}</h3>
            <figcaption class="hint" id=caption_id.clone()>
                {move || chart.with(|chart| chart.caption.clone())}
            </figcaption>
            <canvas
                node_ref=canvas
                tabindex="0"
                role="img"
                aria-label=move || chart.with(|chart| format!("{}. Arrow keys read each point; the table below has all figures.", chart.title))
                aria-describedby=caption_id
                style:height=height
                on:pointermove=point
                on:pointerleave=move |_| at.set(None)
                on:keydown=on_key
                on:blur=move |_| at.set(None)
            ></canvas>
            <p class="readout" aria-live="polite">
                {said}
            </p>
            <details class="more">
                <summary title="Table and picture" aria-label=move || chart.with(|chart| format!("{}: table and picture", chart.title))>
                    <span aria-hidden="true">"\u{2022}\u{2022}\u{2022}"</span>
                </summary>
                <Disclosure summary="Show as table">
                    {match sum {
                        Some(sum) => {
                            view! {
                                <SumTable id=format!("{}-sum", id.get_value()) figures=figures sum=sum>
                                    <Figures chart />
                                </SumTable>
                            }
                                .into_any()
                        }
                        None => {
                            view! {
                                <TableBox>
                                    <Figures chart />
                                </TableBox>
                            }
                                .into_any()
                        }
                    }}
                </Disclosure>
                <Picture chart canvas />
            </details>
        </figure>
    }
}

/// Every figure of a chart's table; what stands for none does not open.
fn figures_of(chart: &ChartOf) -> Vec<Openable> {
    let mut all = Vec::new();
    for (row, cells) in chart.rows.iter().enumerate() {
        let Some((name, cells)) = cells.split_first() else { continue };
        for (column, (cell, head)) in cells.iter().zip(chart.heads.iter().skip(1)).enumerate() {
            if is_figure(cell) {
                all.push(Openable::new(name, head, (row, column)));
            }
        }
    }
    all
}

/// The figures of a chart as a table.
#[component]
fn Figures(chart: Signal<ChartOf>) -> impl IntoView {
    view! {
        <table>
            <caption class="hidden">{move || chart.with(|chart| chart.title.clone())}</caption>
            <thead>
                <tr>{move || chart.with(|chart| chart.heads.iter().map(|head| view! { <th scope="col">{head.clone()}</th> }).collect_view())}</tr>
            </thead>
            <tbody>
                {move || {
                    chart
                        .with(|chart| {
                            chart
                                .rows
                                .iter()
                                .map(|row| {
                                    let mut cells = row.iter().cloned();
                                    view! {
                                        <tr>
                                            <th scope="row">{cells.next()}</th>
                                            {cells.map(|cell| view! { <td class="number">{cell}</td> }).collect_view()}
                                        </tr>
                                    }
                                })
                                .collect_view()
                        })
                }}
            </tbody>
        </table>
    }
}

/// The chart as a picture to copy or to save: an image can be taken by hand even where a frame lets no file be saved.
#[component]
fn Picture(chart: Signal<ChartOf>, canvas: NodeRef<Canvas>) -> impl IntoView {
    let made = RwSignal::new(None::<String>);
    view! {
        <details
            class="picture"
            on:toggle=move |event| {
                let open = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok()).is_some_and(|details| details.has_attribute("open"));
                made.set(if open { canvas.get_untracked().and_then(|canvas| chart.with_untracked(|chart| picture(&canvas, chart))) } else { None });
            }
        >
            <summary>"Picture"</summary>
            {move || {
                made.get()
                    .map(|address| {
                        let title = chart.with_untracked(|chart| chart.title.clone());
                        let name = files::file_name(&title, &browser::now(), "png");
                        view! {
                            <img src=address.clone() alt=format!("{title}; the figures stand in the table above") />
                            <p>
                                <a href=address download=name>
                                    "Save the picture"
                                </a>
                                <span class="hint">"or copy it with the right mouse button"</span>
                            </p>
                        }
                    })
            }}
        </details>
    }
}
