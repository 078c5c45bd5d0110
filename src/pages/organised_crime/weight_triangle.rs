//! The triangle of all weightings: who wins where, with the present weights as a point to drag or to move by arrow keys.

use crate::engine::soc::{SocOutcome, from_plane, to_plane};
use crate::explain::model_name;
use crate::model::soc::SocModel;
use crate::model::{Rate, number};
use leptos::html::Div;
use leptos::prelude::*;
use leptos::svg::Svg;
use std::sync::Arc;
use wasm_bindgen::JsCast;

const WIDE: f64 = 340.0;
const HIGH: f64 = 290.0;
/// Where the triangle stands in the picture.
const LEFT: f64 = 20.0;
const TOP: f64 = 22.0;
const SIDE: f64 = 300.0;
const TALL: f64 = 240.0;

fn at(weights: [f64; 3]) -> (f64, f64) {
    let (x, y) = to_plane(weights);
    (LEFT + x * SIDE, TOP + y * TALL)
}

/// One press of an arrow key.
const STEP: f64 = 0.02;

#[component]
pub fn WeightTriangle(
    #[prop(into)] found: Signal<Option<Arc<SocOutcome>>>,
    /// The weights that the point shows.
    #[prop(into)]
    weights: Signal<[f64; 3]>,
    /// While the point is dragged.
    on_move: impl Fn([f64; 3]) + Copy + Send + Sync + 'static,
    /// When it is let go.
    on_set: impl Fn([f64; 3]) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let picture = NodeRef::<Svg>::new();
    let holder = NodeRef::<Div>::new();
    let dragging = RwSignal::new(false);
    let pointed = move |event: &web_sys::PointerEvent| {
        let svg = picture.get_untracked()?;
        let element: &web_sys::Element = svg.unchecked_ref();
        let frame = element.get_bounding_client_rect();
        let x = (f64::from(event.client_x()) - frame.left()) / frame.width() * WIDE;
        let y = (f64::from(event.client_y()) - frame.top()) / frame.height() * HIGH;
        Some(from_plane((x - LEFT) / SIDE, (y - TOP) / TALL))
    };
    let keys = move |event: web_sys::KeyboardEvent| {
        let (x, y) = to_plane(weights.get_untracked());
        let moved = match event.key().as_str() {
            "ArrowLeft" => (x - STEP, y),
            "ArrowRight" => (x + STEP, y),
            "ArrowUp" => (x, y - STEP),
            "ArrowDown" => (x, y + STEP),
            "PageUp" => (x, y - 5.0 * STEP),
            "PageDown" => (x, y + 5.0 * STEP),
            // all weight on one of the criteria of the base
            "Home" => to_plane([1.0, 0.0, 0.0]),
            "End" => to_plane([0.0, 0.0, 1.0]),
            _ => return,
        };
        event.prevent_default();
        on_set(from_plane(moved.0, moved.1));
    };
    let spoken = move || {
        let [functionality, performance, cost] =
            weights.get().map(|weight| Rate((weight * 100.0).round() / 100.0).percent());
        let fits = found.with(|found| found.as_ref().and_then(|found| found.choice_under(weights.get()).fit));
        let fits = fits.map_or_else(|| "no model fits".to_owned(), |model| format!("{} fits best", model_name(model)));
        format!("functionality {functionality}, performance {performance}, cost {cost}: {fits}")
    };
    let regions = move || {
        found.get().map(|found| {
            SocModel::ALL
                .into_iter()
                .filter_map(|model| {
                    let region = &found.models.of(model).region;
                    let (x, y) = region.middle()?;
                    let points: Vec<String> = region
                        .corners
                        .iter()
                        .map(|corner| {
                            let (x, y) = at(*corner);
                            format!("{},{}", number(x, 2).replace(',', ""), number(y, 2).replace(',', ""))
                        })
                        .collect();
                    let label = (short(model), Rate((region.share * 100.0).round() / 100.0).percent());
                    Some((
                        model,
                        points.join(" "),
                        (LEFT + x * SIDE, TOP + y * TALL),
                        // a name that would not fit into its area stands in the key alone
                        (region.share > 0.16).then_some(label),
                    ))
                })
                .collect::<Vec<_>>()
        })
    };
    view! {
        <div
            class="triangle"
            node_ref=holder
            tabindex="0"
            role="slider"
            aria-label="Weights of the three criteria: arrow keys move the point"
            aria-valuemin="0"
            aria-valuemax="100"
            aria-valuenow=move || number(weights.get().get(1).copied().unwrap_or(0.0) * 100.0, 0)
            aria-valuetext=spoken
            on:keydown=keys
        >
            <svg
                node_ref=picture
                viewBox=format!("0 0 {WIDE} {HIGH}")
                aria-hidden="true"
                on:pointerdown=move |event| {
                    if let Some(weights) = pointed(&event) {
                        dragging.set(true);
                        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
                        if let Some(target) = target {
                            let _ = target.set_pointer_capture(event.pointer_id());
                        }
                        on_move(weights);
                    }
                }
                on:pointermove=move |event| {
                    if let Some(weights) = pointed(&event).filter(|_| dragging.get_untracked()) {
                        on_move(weights);
                    }
                }
                on:pointerup=move |event| {
                    if dragging.get_untracked() {
                        dragging.set(false);
                        if let Some(weights) = pointed(&event) {
                            on_set(weights);
                        }
                    }
                }
                on:pointercancel=move |_| {
                    if dragging.get_untracked() {
                        dragging.set(false);
                        on_set(weights.get_untracked());
                    }
                }
            >
                <defs>
                    <pattern id="stripes" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                        <rect width="6" height="6" class="fill-taskforce"></rect>
                        <line x1="0" y1="0" x2="0" y2="6" class="hatch"></line>
                    </pattern>
                    <pattern id="dots" width="7" height="7" patternUnits="userSpaceOnUse">
                        <rect width="7" height="7" class="fill-agreement"></rect>
                        <circle cx="3.5" cy="3.5" r="1.2" class="dot"></circle>
                    </pattern>
                </defs>
                <polygon class="whole" points=format!("{LEFT},{} {},{TOP} {},{}", TOP + TALL, LEFT + SIDE / 2.0, LEFT + SIDE, TOP + TALL)></polygon>
                {move || {
                    regions()
                        .map(|regions| {
                            regions
                                .into_iter()
                                .map(|(model, points, _, _)| {
                                    let class = area_class(model);
                                    view! {
                                        <polygon class=class points=points>
                                            <title>{model_name(model)}</title>
                                        </polygon>
                                    }
                                })
                                .collect_view()
                        })
                }}
                // names after every area, so that none is drawn over
                {move || {
                    regions()
                        .map(|regions| {
                            regions
                                .into_iter()
                                .filter_map(|(_, _, (x, y), label)| {
                                    let (name, share) = label?;
                                    Some(
                                        view! {
                                            <text class="region-name" x=x y=y - 3.0 text-anchor="middle">
                                                {name}
                                            </text>
                                            <text class="region-name" x=x y=y + 12.0 text-anchor="middle">
                                                {share}
                                            </text>
                                        },
                                    )
                                })
                                .collect_view()
                        })
                }}
                <text x=LEFT + SIDE / 2.0 y=TOP - 8.0 text-anchor="middle">
                    "Performance"
                </text>
                <text x=LEFT - 14.0 y=TOP + TALL + 18.0>
                    "Functionality"
                </text>
                <text x=LEFT + SIDE + 14.0 y=TOP + TALL + 18.0 text-anchor="end">
                    "Cost"
                </text>
                <circle class="point" r="9" cx=move || at(weights.get()).0 cy=move || at(weights.get()).1></circle>
            </svg>
            <p class="key">
                {move || {
                    found
                        .get()
                        .map(|found| {
                            SocModel::ALL
                                .into_iter()
                                .map(|model| {
                                    let share = Rate((found.models.of(model).region.share * 100.0).round() / 100.0).percent();
                                    view! {
                                        <span>
                                            <svg class="swatch" viewBox="0 0 16 12" aria-hidden="true">
                                                <rect width="16" height="12" class=area_class(model)></rect>
                                            </svg>
                                            {model_name(model)}
                                            ": "
                                            {share}
                                            " of all weightings"
                                        </span>
                                    }
                                })
                                .collect_view()
                        })
                }}
            </p>
        </div>
    }
}

/// How the area of a model is drawn.
const fn area_class(model: SocModel) -> &'static str {
    match model {
        SocModel::ServiceAgreement => "region agreement",
        SocModel::VirtualTaskforce => "region taskforce",
        SocModel::Dedicated => "region dedicated",
    }
}

const fn short(model: SocModel) -> &'static str {
    match model {
        SocModel::ServiceAgreement => "Agreement",
        SocModel::VirtualTaskforce => "Taskforce",
        SocModel::Dedicated => "Dedicated",
    }
}
