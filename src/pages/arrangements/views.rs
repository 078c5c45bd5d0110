//! What the register shows: styles, savings, dates, and which partners go with which functions.

use crate::chart::Chart;
use crate::chart::shape::ChartOf;
use crate::chart::shape::Drawing;
use crate::engine::collaborations::{Matrix, matrix, themes, timeline};
use crate::exchange::register_table::partner_name;
use crate::explain::{count, delivered_rows, delivery_words, funding_words, style_rows};
use crate::kit::disclosure::Disclosure;
use crate::kit::table_box::TableBox;
use crate::model::Register;
use crate::state::register::this_month;
use crate::state::state;
use leptos::prelude::*;
use std::sync::Arc;

/// Tracks that one chart can hold and still be read.
const MOST_TRACKS: usize = 30;

#[component]
pub fn Views() -> impl IntoView {
    let page = state();
    let register = page.arrangements.register;
    let styles = Memo::new(move |_| register.with(|register| style_rows(&register.arrangements)));
    let words = Memo::new(move |_| {
        register.with(|register| {
            let mut words = delivery_words(&register.arrangements);
            words.extend(funding_words(&register.arrangements));
            words
        })
    });
    let delivered = Memo::new(move |_| register.with(|register| delivered_rows(&register.arrangements)));
    view! {
        <div class="pair">
            <section class="card">
                <TableBox>
                    <table>
                        <caption>
                            "Styles"
                            <span class="hint">
                                {move || match styles.with(|(_, unsaid)| *unsaid) {
                                    0 => "By number. The report\u{2019}s are rough averages over six years, and no target".to_owned(),
                                    n => {
                                        format!(
                                            "By number; {} no style and {} not counted here. The report\u{2019}s are rough averages, and no target",
                                            if n == 1 { "one states".to_owned() } else { format!("{} state", count(n)) },
                                            if n == 1 { "is" } else { "are" },
                                        )
                                    }
                                }}
                            </span>
                        </caption>
                        <thead>
                            <tr>
                                <th scope="col">"Style"</th>
                                <th scope="col" class="number">
                                    "Here"
                                </th>
                                <th scope="col" class="number">
                                    "Share"
                                </th>
                                <th scope="col" class="number">
                                    "Report, 2009"
                                </th>
                            </tr>
                        </thead>
                        <tbody>
                            {move || {
                                styles
                                    .get()
                                    .0
                                    .into_iter()
                                    .map(|row| {
                                        view! {
                                            <tr>
                                                <th scope="row">{row.name}</th>
                                                <td class="number">{row.number}</td>
                                                <td class="number">{row.share}</td>
                                                <td class="number">{row.report}</td>
                                            </tr>
                                        }
                                    })
                                    .collect_view()
                            }}
                        </tbody>
                    </table>
                </TableBox>
            </section>
            <section class="card">
                <h2>"What came of it, and who pays"</h2>
                {move || words.get().into_iter().map(|text| view! { <p>{text}</p> }).collect_view()}
                {move || {
                    (!delivered.with(Vec::is_empty))
                        .then(|| {
                            view! {
                                <Disclosure summary="Expected against delivered">
                                    <TableBox>
                                        <table>
                                            <caption class="hidden">"Expected against delivered"</caption>
                                            <thead>
                                                <tr>
                                                    <th scope="col">"Arrangement"</th>
                                                    <th scope="col" class="number">
                                                        "Expected"
                                                    </th>
                                                    <th scope="col" class="number">
                                                        "Delivered"
                                                    </th>
                                                    <th scope="col" class="number">
                                                        "Part"
                                                    </th>
                                                </tr>
                                            </thead>
                                            <tbody>
                                                {move || {
                                                    delivered
                                                        .get()
                                                        .into_iter()
                                                        .map(|row| {
                                                            view! {
                                                                <tr>
                                                                    <th scope="row">{row.name}</th>
                                                                    <td class="number">{row.expected}</td>
                                                                    <td class="number">{row.delivered}</td>
                                                                    <td class="number">{row.part}</td>
                                                                </tr>
                                                            }
                                                        })
                                                        .collect_view()
                                                }}
                                            </tbody>
                                        </table>
                                    </TableBox>
                                </Disclosure>
                            }
                        })
                }}
                <TableBox>
                    <table>
                        <caption>"The four themes of 2020"<span class="hint">"Number of arrangements"</span></caption>
                        <thead>
                            <tr>
                                <th scope="col">"Theme"</th>
                                <th scope="col" class="number">
                                    "In place"
                                </th>
                                <th scope="col" class="number">
                                    "Partly"
                                </th>
                                <th scope="col" class="number">
                                    "Missing"
                                </th>
                                <th scope="col" class="number">
                                    "Not said"
                                </th>
                            </tr>
                        </thead>
                        <tbody>
                            {move || {
                                ["Purpose", "Benefits and costs", "Leadership and governance", "Skills"]
                                    .into_iter()
                                    .zip(register.with(|register| themes(&register.arrangements)))
                                    .map(|(name, counts)| {
                                        view! {
                                            <tr>
                                                <th scope="row">{name}</th>
                                                {counts.map(|n| view! { <td class="number">{n}</td> }).into_iter().collect_view()}
                                            </tr>
                                        }
                                    })
                                    .collect_view()
                            }}
                        </tbody>
                    </table>
                </TableBox>
            </section>
        </div>
        <Chart id="register-timeline" chart=Signal::derive(move || register.with(timeline_chart)) />
        <ByYear />
        <WhoDoesWhat />
    }
}

/// From start to review, the last begun first.
fn timeline_chart(register: &Arc<Register>) -> ChartOf {
    let mut dated: Vec<_> = register.arrangements.iter().filter_map(|one| Some((one.start?, one))).collect();
    dated.sort_by(|(a, _), (b, _)| b.cmp(a));
    let (all, shown) = (dated.len(), dated.len().min(MOST_TRACKS));
    dated.truncate(MOST_TRACKS);
    let year = |month: crate::model::Month| f64::from(month.count()) / 12.0;
    let rows: Vec<Vec<String>> = dated
        .iter()
        .map(|(start, one)| {
            let review = one.review.map_or_else(|| "none stated".to_owned(), |month| month.to_string());
            vec![one.shown().to_owned(), start.to_string(), review]
        })
        .collect();
    let readout = rows.iter().map(|row| match row.as_slice() {
        [name, start, review] => format!("{name}: began {start}, review {review}"),
        _ => String::new(),
    });
    let caption = if all > shown {
        format!("From start to review. The {shown} that began last, of {all} with a start.")
    } else {
        "From start to review. A bar to the edge in the other colour has no date for review.".to_owned()
    };
    ChartOf {
        title: "Timeline".into(),
        caption,
        labels: dated.iter().map(|(_, one)| one.shown().to_owned()).collect(),
        readout: readout.collect(),
        heads: ["Arrangement", "Start", "Review"].map(str::to_owned).to_vec(),
        drawing: Drawing::Tracks {
            ends: dated.iter().map(|(start, one)| (year(*start), one.review.map(year))).collect(),
            now: year(this_month()),
        },
        rows,
    }
}

/// How many began and are due for review, year by year.
#[component]
fn ByYear() -> impl IntoView {
    let page = state();
    let years = Memo::new(move |_| page.arrangements.register.with(|register| timeline(&register.arrangements)));
    view! {
        {move || {
            years
                .with(|years| !years.is_empty())
                .then(|| {
                    view! {
                        <section class="card">
                            <Disclosure summary="How many began and are due for review in each year">
                                <TableBox>
                                    <table>
                                        <caption class="hidden">"Began and due for review, by year"</caption>
                                        <thead>
                                            <tr>
                                                <th scope="col">"Year"</th>
                                                <th scope="col" class="number">
                                                    "Began"
                                                </th>
                                                <th scope="col" class="number">
                                                    "Due for review"
                                                </th>
                                            </tr>
                                        </thead>
                                        <tbody>
                                            {move || {
                                                years
                                                    .get()
                                                    .into_iter()
                                                    .map(|(year, began, due)| {
                                                        view! {
                                                            <tr>
                                                                <th scope="row">{year}</th>
                                                                <td class="number">{began}</td>
                                                                <td class="number">{due}</td>
                                                            </tr>
                                                        }
                                                    })
                                                    .collect_view()
                                            }}
                                        </tbody>
                                    </table>
                                </TableBox>
                            </Disclosure>
                        </section>
                    }
                })
        }}
    }
}

/// Partners against functions.
#[component]
fn WhoDoesWhat() -> impl IntoView {
    let page = state();
    let found = Memo::new(move |_| page.arrangements.register.with(|register| matrix(&register.arrangements)));
    view! {
        {move || {
            let Matrix { functions, rows } = found.get();
            (!rows.is_empty())
                .then(|| {
                    view! {
                        <section class="card">
                            <TableBox>
                                <table>
                                    <caption>
                                        "Which partners go with which functions"<span class="hint">"Number of arrangements; a dot where there is none"</span>
                                    </caption>
                                    <thead>
                                        <tr>
                                            <th scope="col">"Partner"</th>
                                            {functions
                                                .into_iter()
                                                .map(|name| {
                                                    view! {
                                                        <th scope="col" class="number">
                                                            {name}
                                                        </th>
                                                    }
                                                })
                                                .collect_view()}
                                        </tr>
                                    </thead>
                                    <tbody>
                                        {rows
                                            .into_iter()
                                            .map(|(partner, counts)| {
                                                view! {
                                                    <tr>
                                                        <th scope="row">{partner_name(&partner).to_owned()}</th>
                                                        {counts
                                                            .into_iter()
                                                            .map(|n| view! { <td class="number">{if n == 0 { "·".to_owned() } else { n.to_string() }}</td> })
                                                            .collect_view()}
                                                    </tr>
                                                }
                                            })
                                            .collect_view()}
                                    </tbody>
                                </table>
                            </TableBox>
                        </section>
                    }
                })
        }}
    }
}
