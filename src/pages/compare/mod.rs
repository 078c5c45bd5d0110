//! Up to four scenarios side by side: figures, differences, what was changed, and their curves.

mod chosen;
mod differences;

use self::chosen::Chosen;
use self::differences::CompareLink;
use self::differences::Differences;
use crate::chart::Chart;
use crate::chart::shape::ChartOf;
use crate::chart::shape::Drawing;
use crate::chart::shape::Series;
use crate::engine::appraise;
use crate::engine::uncertainty::{Uncertain, UncertaintyWork};
use crate::exchange::comparison;
use crate::explain::{Side, SumOf, compare_concern, compare_rows, curve_sum, side_sum, soc_is_example};
use crate::kit::sum_table::Openable;
use crate::kit::sum_table::SumTable;
use crate::kit::words::Concerns;
use crate::kit::words::concern;
use crate::model::{Document, read};
use crate::pages::scenarios::named;
use crate::state::Appraised;
use crate::state::State;
use crate::state::slices::in_slices;
use crate::state::state;
use crate::workbook::{Beside, Case};
use leptos::prelude::*;
use std::sync::Arc;

/// Scenarios are called by letters, in charts and in heads of columns.
const LETTERS: [&str; comparison::MOST] = ["A", "B", "C", "D"];

/// A scenario that stands beside the open one.
#[derive(Debug, Clone, PartialEq)]
struct Other {
    document: Document,
    one: Arc<Appraised>,
    /// Where its sums stand.
    case: Case,
}

fn title_of(document: &Document) -> String {
    named(document.text("title"))
}

/// Titles that tell scenarios apart: one that stands again gets its number.
fn apart(titles: Vec<String>) -> Vec<String> {
    let alike = |n: usize, title: &String| titles.iter().take(n).filter(|other| *other == title).count();
    let told = |(n, title): (usize, &String)| match alike(n, title) {
        0 => title.clone(),
        before => format!("{title} ({})", before + 1),
    };
    titles.iter().enumerate().map(told).collect()
}

/// What can be worked out of the scenarios beside the open one.
fn others(page: State) -> Vec<Other> {
    page.compared.with(|all| {
        all.iter()
            .filter_map(|document| {
                let scenario = Arc::new(read(document.value()).ok()?);
                let outcome = appraise(&scenario);
                let title = title_of(document);
                let beside = Beside { title, document: document.clone(), scenario: (*scenario).clone() };
                let case = Case::of(&Arc::new(beside));
                Some(Other { document: document.clone(), one: Arc::new(Appraised { scenario, outcome }), case })
            })
            .collect()
    })
}

/// Draws of the scenarios beside the open one, one after another, each with the same numbers.
fn draw_others(others: Memo<Vec<Other>>) -> RwSignal<Vec<Option<Arc<Uncertain>>>> {
    let found = RwSignal::new(Vec::new());
    Effect::new(move |_| {
        let all = others.get();
        found.set(vec![None; all.len()]);
        let mut place = 0;
        let mut work: Option<UncertaintyWork> = None;
        in_slices(move || {
            // a newer list has a run of its own
            if others.try_with_untracked(|now| *now == all) != Some(true) {
                return true;
            }
            let Some(other) = all.get(place) else { return true };
            let running = work.get_or_insert_with(|| UncertaintyWork::new(&other.one.scenario));
            if !running.step(50) {
                return false;
            }
            if let Some(work) = work.take() {
                let drawn = Arc::new(work.finish());
                let _ = found.try_update(|all| {
                    if let Some(slot) = all.get_mut(place) {
                        *slot = Some(drawn);
                    }
                });
            }
            place += 1;
            false
        });
    });
    found
}

#[component]
pub fn ComparePage() -> impl IntoView {
    let page = state();
    let others = Memo::new(move |_| others(page));
    let drawn = draw_others(others);
    let base = RwSignal::new(0usize);
    let count = move || 1 + others.with(Vec::len);
    let titles = Memo::new(move |_| {
        let own = page.document.with(title_of);
        let rest = others.with(|all| all.iter().map(|other| title_of(&other.document)).collect::<Vec<_>>());
        apart(std::iter::once(own).chain(rest).collect())
    });
    let documents = move || {
        let rest = others.with(|all| all.iter().map(|other| other.document.clone()).collect::<Vec<_>>());
        std::iter::once(page.document.get()).chain(rest).collect::<Vec<_>>()
    };
    view! {
        <h1>
            {move || match count() {
                1 => "Choose what to compare this scenario with.".to_owned(),
                n => format!("{} scenarios side by side.", crate::explain::capital(&crate::explain::count(n))),
            }}
        </h1>
        <p class="lead">"Each is worked out with the same sums and the same draws, so any difference comes from the scenarios, not from chance."</p>
        <Chosen others base titles />
        {move || {
            (count() > 1)
                .then(|| {
                    view! {
                        <Figures others drawn base titles />
                        <Chart
                            id="curves"
                            chart=Signal::derive(move || curves(page, &others.get(), &titles.get()))
                            sum=move |at| curve_at(page, &others.get(), at)
                        />
                        <Differences documents=Signal::derive(documents) base titles />
                        <CompareLink documents=Signal::derive(documents) />
                    }
                })
        }}
    }
}

#[component]
fn Figures(
    others: Memo<Vec<Other>>,
    drawn: RwSignal<Vec<Option<Arc<Uncertain>>>>,
    base: RwSignal<usize>,
    titles: Memo<Vec<String>>,
) -> impl IntoView {
    let page = state();
    let found = Memo::new(move |_| {
        let own = page.result.get()?;
        let own_drawn = page.draws.of(&own);
        let rest = others.get();
        let rest_drawn = drawn.get();
        let mut sides = vec![Side {
            scenario: &own.scenario,
            outcome: &own.outcome,
            soc_is_example: page.document.with(soc_is_example),
            drawn: own_drawn.as_deref().map(|drawn| &drawn.found),
        }];
        sides.extend(rest.iter().enumerate().map(|(n, other)| Side {
            scenario: &other.one.scenario,
            outcome: &other.one.outcome,
            soc_is_example: soc_is_example(&other.document),
            drawn: rest_drawn.get(n).and_then(Option::as_deref),
        }));
        Some((compare_rows(&sides, base.get()), compare_concern(&sides)))
    });
    let any = Memo::new(move |_| page.result.with(Option::is_some));
    let rows = move || found.get().map(|(rows, _)| rows).unwrap_or_default();
    // figures that the workbook has, for each of the scenarios
    let figures = Signal::derive(move || {
        let sides = 1 + others.with(Vec::len);
        let rows = rows();
        let named = rows.iter().enumerate().filter(|(_, row)| row.name.is_some());
        let each = named.flat_map(|(n, row)| {
            (0..sides).map(move |side| Openable { label: format!("{}: {}", row.figure, letter(side)), at: (n, side) })
        });
        each.collect::<Vec<_>>()
    });
    let sum_at = move |(row, side): (usize, usize)| {
        let row = rows().into_iter().nth(row)?;
        let others = others.get();
        let base = base.get();
        let against = match base == side {
            true => None,
            false => Some(case_of(&others, base)?),
        };
        let own = case_of(&others, side)?;
        Some(side_sum(row.name?, row.figure, (letter(side), &own), against.as_ref().map(|case| (letter(base), case))))
    };
    view! {
        {move || found.get().and_then(|(_, found)| found).map(|found| view! { <Concerns all=concern(found) /> })}
        {move || {
            any.get()
                .then(|| {
                    view! {
                        <section class="card">
                            <SumTable id="compared-sum" figures sum=sum_at>
                                <table class="compared">
                                    <caption>
                                        "Figures"<span class="hint">{move || format!("Under each, how far it is from {}", letter(base.get()))}</span>
                                    </caption>
                                    <thead>
                                        <tr>
                                            <th scope="col">"Figure"</th>
                                            {move || {
                                                titles
                                                    .get()
                                                    .into_iter()
                                                    .zip(LETTERS)
                                                    .map(|(title, letter)| view! { <th scope="col">{letter}": "{title}</th> })
                                                    .collect_view()
                                            }}
                                        </tr>
                                    </thead>
                                    <tbody>
                                        {move || {
                                            rows()
                                                .into_iter()
                                                .map(|row| {
                                                    view! {
                                                        <tr>
                                                            <th scope="row">{row.figure}</th>
                                                            {row
                                                                .cells
                                                                .into_iter()
                                                                .map(|(value, difference)| {
                                                                    view! {
                                                                        <td>
                                                                            {value}
                                                                            {(!difference.is_empty())
                                                                                .then(|| view! { <span class="difference">{difference}</span> })}
                                                                        </td>
                                                                    }
                                                                })
                                                                .collect_view()}
                                                        </tr>
                                                    }
                                                })
                                                .collect_view()
                                        }}
                                    </tbody>
                                </table>
                            </SumTable>
                        </section>
                    }
                })
        }}
    }
}

/// The letter of one of the scenarios, the open one first.
fn letter(side: usize) -> &'static str {
    LETTERS.get(side).copied().unwrap_or("")
}

/// Where the sums of one of the scenarios stand, the open one first.
fn case_of(others: &[Other], side: usize) -> Option<Case> {
    match side.checked_sub(1) {
        None => Some(Case::default()),
        Some(n) => others.get(n).map(|other| other.case.clone()),
    }
}

/// The sum of a running total: of a year and one of the scenarios.
fn curve_at(page: State, others: &[Other], (row, side): (usize, usize)) -> Option<SumOf> {
    let own = page.result.get()?;
    let all: Vec<&Appraised> = std::iter::once(&*own).chain(others.iter().map(|other| &*other.one)).collect();
    let first = all.iter().map(|one| one.outcome.first_year.0).min()?;
    let year = first as usize + row;
    let t = year.checked_sub(all.get(side)?.outcome.first_year.0 as usize)?;
    Some(curve_sum(letter(side), &case_of(others, side)?, t))
}

/// The running totals of all on one chart.
fn curves(page: State, others: &[Other], titles: &[String]) -> ChartOf {
    let Some(own) = page.result.get() else { return ChartOf::default() };
    let all: Vec<&Appraised> = std::iter::once(&*own).chain(others.iter().map(|other| &*other.one)).collect();
    let first = all.iter().map(|one| one.outcome.first_year.0).min().unwrap_or(0);
    let last = all.iter().map(|one| one.outcome.first_year.0 + one.scenario.years as u32).max().unwrap_or(first);
    let years: Vec<u32> = (first..last).collect();
    // a scenario that starts later or ends sooner has no point there
    let value = |one: &Appraised, year: u32| {
        let place = year.checked_sub(one.outcome.first_year.0)?;
        one.outcome.totals.cumulative.get(place as usize).map(|sum| sum.0)
    };
    let labels: Vec<String> = years.iter().map(|year| crate::model::FinancialYear(*year).short()).collect();
    let rows: Vec<Vec<String>> = years
        .iter()
        .map(|year| {
            let cells =
                all.iter().map(|one| value(one, *year).map_or("–".into(), |sum| crate::model::Pounds(sum).whole()));
            std::iter::once(crate::model::FinancialYear(*year).to_string()).chain(cells).collect()
        })
        .collect();
    let series = all.iter().zip(LETTERS).enumerate().map(|(colour, (one, name))| Series {
        name: name.into(),
        colour,
        values: years.iter().map(|year| value(one, *year).unwrap_or(f64::NAN)).collect(),
    });
    ChartOf {
        title: "Cumulative cash, side by side".into(),
        caption: format!(
            "Running total of savings less one-off cost, not discounted, in £m or £ thousand. {}",
            titles
                .iter()
                .zip(LETTERS)
                .map(|(title, letter)| format!("{letter}: {title}"))
                .collect::<Vec<_>>()
                .join("; ")
        ),
        readout: rows
            .iter()
            .map(|row| {
                let cells = row.iter().skip(1).zip(LETTERS).map(|(cell, letter)| format!("{letter} {cell}"));
                format!("{}: {}", row.first().cloned().unwrap_or_default(), cells.collect::<Vec<_>>().join(", "))
            })
            .collect(),
        heads: std::iter::once("End of".to_owned())
            .chain(titles.iter().zip(LETTERS).map(|(title, letter)| format!("{letter}: {title}")))
            .collect(),
        rows,
        labels,
        drawing: Drawing::Lines(series.collect()),
    }
}
