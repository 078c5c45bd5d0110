//! What leaving costs: every partner by year, and the sum of one partner taken apart.

use crate::chart::Chart;
use crate::chart::shape::ChartOf;
use crate::chart::shape::Drawing;
use crate::chart::shape::Series;
use crate::engine::exit::Leaver;
use crate::explain::{
    LeavingFigure, LeavingParts, SumOf, beside_without, leaver_sum, leaving_row, most_to_lose, paid_to_others_sum,
};
use crate::kit::sum_table::SumTable;
use crate::kit::sum_table::openables;
use crate::model::Pounds;
use crate::state::Appraised;
use crate::state::State;
use crate::state::state;
use crate::workbook::Beside;
use leptos::prelude::*;
use std::sync::Arc;

/// The leavers of a result.
pub type Leavers = Option<(Arc<Appraised>, Arc<Vec<Leaver>>)>;

const PARTS: [&str; 5] =
    ["Setting up again", "Running both", "The others\u{2019} setting up", "Stranded, paid to others", "Gain forgone"];

fn name_of(one: &Appraised, leaver: &Leaver) -> String {
    one.outcome.partners.get(leaver.partner).map_or_else(String::new, |partner| partner.name.clone())
}

/// A result, the place of a partner, and the scenario without it.
type Rest = (Arc<Appraised>, usize, Arc<Beside>);

/// The scenario without each leaver, made when a sum asks for it and kept as long as the result is the same.
#[derive(Clone, Copy)]
struct Rests {
    page: State,
    leavers: Signal<Leavers>,
    known: StoredValue<Vec<Rest>>,
}

impl Rests {
    fn new(leavers: Signal<Leavers>) -> Rests {
        Rests { page: state(), leavers, known: StoredValue::new(Vec::new()) }
    }

    fn of(self, one: &Arc<Appraised>, partner: usize, id: &str) -> Option<Arc<Beside>> {
        self.known.try_update_value(|all| {
            all.retain(|(of, ..)| Arc::ptr_eq(of, one));
            if let Some((.., known)) = all.iter().find(|(_, place, _)| *place == partner) {
                return Arc::clone(known);
            }
            let made = self.page.document.with_untracked(|document| beside_without(document, &one.scenario, id));
            all.push((Arc::clone(one), partner, Arc::clone(&made)));
            made
        })
    }

    /// The sum of a figure of a leaver and a year, by its place among the leavers.
    fn sum(self, place: usize, t: usize, figure: LeavingFigure) -> Option<SumOf> {
        // the document is the result's own only where nothing is wrong in it
        if self.page.faults.with(|faults| !faults.is_empty()) {
            return None;
        }
        let (one, all) = self.leavers.get()?;
        let partner = all.get(place)?.partner;
        let of = one.outcome.partners.get(partner)?;
        let rest = self.of(&one, partner, &of.id)?;
        Some(leaver_sum(&rest, &of.id, &of.name, &one.outcome.year(t).to_string(), t, figure))
    }
}

/// Every partner by year of leaving.
#[component]
pub fn ByYear(#[prop(into)] leavers: Signal<Leavers>) -> impl IntoView {
    let rows = move || {
        leavers.get().map(|(one, leavers)| {
            let heads: Vec<String> = (0..one.scenario.years).map(|t| one.outcome.year(t).short()).collect();
            let row = |leaver: &Leaver| {
                let held = |t: usize| leaver.no_way_back.is_some_and(|from| t >= from);
                let cells = leaver.years.iter().enumerate().map(|(t, year)| (year.cost.short(), held(t)));
                let from = leaver.no_way_back.map(|from| one.outcome.year(from).to_string());
                (name_of(&one, leaver), cells.collect::<Vec<_>>(), from.unwrap_or_else(|| "none".into()))
            };
            (heads, leavers.iter().map(row).collect::<Vec<_>>())
        })
    };
    let rests = Rests::new(leavers);
    let figures = Signal::derive(move || {
        let (heads, rows) = rows().unwrap_or_default();
        let heads: Vec<String> = heads.iter().map(|year| format!("leaves at the end of {year}")).collect();
        let names: Vec<String> = rows.into_iter().map(|(name, ..)| name).collect();
        openables(&names, &heads.iter().map(String::as_str).collect::<Vec<_>>(), |_, _| true)
    });
    let sum_at = move |(row, t)| rests.sum(row, t, LeavingFigure::Cost);
    view! {
        <section class="card">
            <SumTable id="leaving-by-year-sum" figures sum=sum_at>
                <table>
                    <caption>
                        "What leaving costs"
                        <span class="hint">
                            "In today\u{2019}s money, by the year at whose end a partner leaves: all that it pays at exit and the gain that it forgoes. A minus: it is better off leaving. ● no way back: leaving costs more in every year from here."
                        </span>
                    </caption>
                    {move || {
                        rows()
                            .map(|(heads, rows)| {
                                view! {
                                    <thead>
                                        <tr>
                                            <th scope="col">"Partner"</th>
                                            {heads
                                                .into_iter()
                                                .map(|head| {
                                                    view! {
                                                        <th scope="col" class="number">
                                                            {head}
                                                        </th>
                                                    }
                                                })
                                                .collect_view()}
                                            <th scope="col" class="number">
                                                "No way back from"
                                            </th>
                                        </tr>
                                    </thead>
                                    <tbody>
                                        {rows
                                            .into_iter()
                                            .map(|(name, cells, from)| {
                                                view! {
                                                    <tr>
                                                        <th scope="row">{name}</th>
                                                        {cells
                                                            .into_iter()
                                                            .map(|(text, held)| {
                                                                view! {
                                                                    <td class="number">
                                                                        {held.then(|| view! { <span>"● "<span class="hidden">"no way back "</span></span> })}
                                                                        {text}
                                                                    </td>
                                                                }
                                                            })
                                                            .collect_view()}
                                                        <td class="number">{from}</td>
                                                    </tr>
                                                }
                                            })
                                            .collect_view()}
                                    </tbody>
                                }
                            })
                    }}
                </table>
            </SumTable>
        </section>
    }
}

/// The sum of one partner by year, as a table and as bars, with what its leaving does to the others.
#[component]
pub fn OneLeaver(#[prop(into)] leavers: Signal<Leavers>) -> impl IntoView {
    let chosen = RwSignal::new(None::<String>);
    let names = Memo::new(move |_| {
        leavers.with(|leavers| {
            let names = leavers.as_ref().map(|(one, all)| all.iter().map(|leaver| name_of(one, leaver)).collect());
            names.unwrap_or_else(Vec::<String>::new)
        })
    });
    let place = move || {
        let wanted = chosen.get();
        let first = || {
            leavers
                .with(|leavers| leavers.as_ref().and_then(|(one, all)| most_to_lose(&one.scenario, all)).unwrap_or(0))
        };
        let wanted = names.with(|names| wanted.and_then(|wanted| names.iter().position(|name| *name == wanted)));
        wanted.unwrap_or_else(first)
    };
    let chart = Signal::derive(move || {
        leavers
            .get()
            .and_then(|(one, leavers)| leavers.get(place()).map(|leaver| chart_of(&one, leaver)))
            .unwrap_or_default()
    });
    let rows = move || {
        let (one, leavers) = leavers.get()?;
        let rule = one.scenario.agreement.exit_rule;
        let years = leavers.get(place())?.years.iter().enumerate();
        Some(years.map(|(t, year)| leaving_row(&one.outcome, rule, t, year)).collect::<Vec<_>>())
    };
    let figures = Signal::derive(move || {
        let heads: Vec<&str> =
            PARTS.into_iter().chain(["In all", "The others lose", "Do the others still gain?"]).collect();
        let rows = rows().unwrap_or_default();
        let names: Vec<String> =
            rows.iter().filter_map(|row| row.first()).map(|year| format!("End of {year}")).collect();
        openables(&names, &heads, |_, _| true)
    });
    let rests = Rests::new(leavers);
    let sum_at = move |(t, column): (usize, usize)| rests.sum(place(), t, *LeavingFigure::ALL.get(column)?);
    // the chart takes what is paid to the others together
    let chart_sum = move |(t, column): (usize, usize)| {
        let drawn = [LeavingFigure::Own, LeavingFigure::Dual, LeavingFigure::Others, LeavingFigure::Forgone];
        let figure = *drawn.get(column)?;
        let sum = rests.sum(place(), t, figure)?;
        let left = rests.sum(place(), t, LeavingFigure::Stranded)?;
        Some(if figure == LeavingFigure::Others { paid_to_others_sum(sum, left) } else { sum })
    };
    view! {
        <section class="card">
            <h2>"If one leaves"</h2>
            <div class="labelled narrow">
                <label for="leaver">"Partner that leaves"</label>
                <select id="leaver" on:change=move |event| chosen.set(Some(event_target_value(&event)))>
                    {move || {
                        names
                            .get()
                            .into_iter()
                            .enumerate()
                            .map(|(n, name)| {
                                view! {
                                    <option value=name.clone() selected=move || place() == n>
                                        {name.clone()}
                                    </option>
                                }
                            })
                            .collect_view()
                    }}
                </select>
            </div>
            <SumTable id="leaver-sum" figures sum=sum_at>
                <table>
                    <caption>"Taken apart, by year of leaving"<span class="hint">"£ in today\u{2019}s money; the parts add up to the whole"</span></caption>
                    <thead>
                        <tr>
                            <th scope="col">"Leaves at the end of"</th>
                            {PARTS
                                .iter()
                                .map(|head| {
                                    view! {
                                        <th scope="col" class="number">
                                            {*head}
                                        </th>
                                    }
                                })
                                .collect_view()}
                            <th scope="col" class="number">
                                "In all"
                            </th>
                            <th scope="col" class="number">
                                "The others lose"
                            </th>
                            <th scope="col" class="number">
                                "Do the others still gain?"
                            </th>
                        </tr>
                    </thead>
                    <tbody>
                        {move || {
                            rows()
                                .map(|rows| {
                                    rows.into_iter()
                                        .map(|row| {
                                            let mut cells = row.into_iter();
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
            </SumTable>
        </section>
        <Chart id="leaving" chart=chart sum=chart_sum />
    }
}

fn chart_of(one: &Appraised, leaver: &Leaver) -> ChartOf {
    let rule = one.scenario.agreement.exit_rule;
    let years = leaver.years.iter().zip(&one.outcome.factors);
    let parts: Vec<LeavingParts> = years.map(|(year, factor)| LeavingParts::of(year, rule, *factor)).collect();
    let series = |name: &'static str, colour: usize, of: fn(&LeavingParts) -> Pounds| Series {
        name: name.into(),
        colour,
        values: parts.iter().map(|parts| of(parts).0).collect(),
    };
    let all = vec![
        series("Setting up again", 0, |parts| parts.own),
        series("Running both", 1, |parts| parts.dual_running),
        series("Paid to others", 2, |parts| parts.others + parts.stranded),
        series("Gain forgone", 3, |parts| parts.forgone),
    ];
    let rows: Vec<Vec<String>> = (0..parts.len())
        .map(|t| {
            let cells = all.iter().map(|series| Pounds(series.values.get(t).copied().unwrap_or(0.0)).whole());
            std::iter::once(one.outcome.year(t).to_string()).chain(cells).collect()
        })
        .collect();
    ChartOf {
        title: format!("What leaving costs {}", name_of(one, leaver)),
        caption: "In today\u{2019}s money, by the year at whose end it leaves. Below the line: what it gains by leaving.".into(),
        labels: (0..one.scenario.years).map(|t| one.outcome.year(t).short()).collect(),
        readout: rows
            .iter()
            .map(|row| match row.as_slice() {
                [year, own, both, paid, forgone] => {
                    format!("{year}: setting up again {own}, running both {both}, paid to others {paid}, gain forgone {forgone}")
                }
                _ => String::new(),
            })
            .collect(),
        heads: std::iter::once("Leaves at the end of").chain(all.iter().map(|one| one.name.as_ref())).map(str::to_owned).collect(),
        rows,
        drawing: Drawing::Stacked(all),
    }
}
