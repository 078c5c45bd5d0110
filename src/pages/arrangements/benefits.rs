//! An arrangement's benefits, year by year: its plan of record, what was counted since, and what follows from both.

use crate::exchange::crossing::plans_of;
use crate::exchange::files::file_name;
use crate::exchange::names::partners;
use crate::exchange::register_table::{partner_name, yearly_return};
use crate::explain::{benefit_rows, benefit_words, return_words};
use crate::kit::disclosure::Disclosure;
use crate::kit::table_box::TableBox;
use crate::kit::words::CopyBox;
use crate::model::arrangement::Arrangement;
use crate::model::benefits::{BASIS_WORDS, Benefits, COLUMNS, Column, ColumnRow, MOST_LINES, YearLine};
use crate::model::{FinancialYear, RegisterChange};
use crate::state::register::this_month;
use crate::state::{State, browser, state};
use leptos::prelude::*;

/// Plan or count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Plan,
    Counts,
}

impl Side {
    fn lines(self, benefits: &Benefits) -> &Vec<YearLine> {
        match self {
            Side::Plan => &benefits.plan,
            Side::Counts => &benefits.counts,
        }
    }

    fn lines_mut(self, benefits: &mut Benefits) -> &mut Vec<YearLine> {
        match self {
            Side::Plan => &mut benefits.plan,
            Side::Counts => &mut benefits.counts,
        }
    }

    const fn word(self) -> &'static str {
        match self {
            Side::Plan => "plan",
            Side::Counts => "count",
        }
    }
}

/// Changes an arrangement's benefits in one step that can be undone.
fn change(page: State, one: Memo<Option<Arrangement>>, what: &str, with: impl FnOnce(&mut Benefits)) {
    let Some(mut now) = one.get_untracked() else { return };
    with(&mut now.benefits);
    let what = format!("{}: {what}", now.shown());
    page.change_register(RegisterChange::new(what).put(&page.arrangements.register.get_untracked(), now));
}

/// The benefits of the arrangement whose form is open.
#[component]
pub fn BenefitsForm(one: Memo<Option<Arrangement>>) -> impl IntoView {
    let words = move || one.with(|one| one.as_ref().map(|one| benefit_words(one, |id| partner_name(id).to_owned())));
    view! {
        <section aria-labelledby="benefits-title">
            <h3 id="benefits-title">"Benefits, year by year"</h3>
            {move || words().unwrap_or_default().into_iter().map(|text| view! { <p>{text}</p> }).collect_view()}
            <Against one />
            <TakePlan one />
            <Lines one side=Side::Plan title="Plan of record" add="Add a year to the plan" />
            <Lines one side=Side::Counts title="What was counted" add="Add a count" />
        </section>
    }
}

/// The plan beside each count.
#[component]
fn Against(one: Memo<Option<Arrangement>>) -> impl IntoView {
    let found = Memo::new(move |_| one.with(|one| one.as_ref().map(benefit_rows)).unwrap_or_default());
    view! {
        {move || {
            let (heads, rows) = found.get();
            (!heads.is_empty())
                .then(|| {
                    view! {
                        <TableBox>
                            <table>
                                <caption>
                                    "Plan and counts"<span class="hint">"Saving in each year; the difference from the plan beside each count"</span>
                                </caption>
                                <thead>
                                    <tr>
                                        <th scope="col">"Year"</th>
                                        <th scope="col" class="number">
                                            "Planned"
                                        </th>
                                        {heads
                                            .into_iter()
                                            .map(|head| {
                                                view! {
                                                    <th scope="col" class="number">
                                                        {head}
                                                    </th>
                                                    <th scope="col" class="number">
                                                        "Difference"
                                                    </th>
                                                }
                                            })
                                            .collect_view()}
                                    </tr>
                                </thead>
                                <tbody>
                                    {rows
                                        .into_iter()
                                        .map(|row| {
                                            view! {
                                                <tr>
                                                    <th scope="row">{row.year}</th>
                                                    <td class="number">{row.planned}</td>
                                                    {row
                                                        .counted
                                                        .into_iter()
                                                        .map(|(counted, difference)| {
                                                            view! {
                                                                <td class="number">{counted}</td>
                                                                <td class="number">{difference}</td>
                                                            }
                                                        })
                                                        .collect_view()}
                                                </tr>
                                            }
                                        })
                                        .collect_view()}
                                </tbody>
                            </table>
                        </TableBox>
                    }
                })
        }}
    }
}

/// The plan of the scenario that is open, in one step.
#[component]
fn TakePlan(one: Memo<Option<Arrangement>>) -> impl IntoView {
    let page = state();
    let plans = Memo::new(move |_| {
        page.result.with(|result| result.as_ref().map(|one| plans_of(&one.scenario, &one.outcome))).unwrap_or_default()
    });
    let take = move |benefits: Benefits| {
        change(page, one, "Plan of record", |mine| {
            mine.plan = benefits.plan;
            mine.plan_from = benefits.plan_from;
        });
    };
    view! {
        {move || {
            plans
                .with(|plans| !plans.is_empty())
                .then(|| {
                    view! {
                        <p class="hint">"Take the plan from the scenario that is open; what was counted stays."</p>
                        <p class="chips">
                            {plans
                                .get()
                                .into_iter()
                                .map(|(name, benefits)| {
                                    view! {
                                        <button type="button" on:click=move |_| take(benefits.clone())>
                                            {format!("Plan of {name}")}
                                        </button>
                                    }
                                })
                                .collect_view()}
                        </p>
                    }
                })
        }}
    }
}

/// The lines of a plan or of counts, each cell to be typed.
#[component]
fn Lines(one: Memo<Option<Arrangement>>, side: Side, title: &'static str, add: &'static str) -> impl IntoView {
    let page = state();
    let number = Memo::new(move |_| one.with(|one| one.as_ref().map_or(0, |one| side.lines(&one.benefits).len())));
    let more = move |_: leptos::ev::MouseEvent| {
        change(page, one, add, |benefits| {
            let planned = benefits.plan.first().map(|line| line.year);
            let lines = side.lines_mut(benefits);
            let year = match lines.iter().map(|line| line.year).max() {
                Some(year) => year.saturating_add(1).min(2100),
                None => planned.unwrap_or_else(|| u32::from(this_month().year())),
            };
            lines.push(YearLine { year, ..YearLine::default() });
        });
        let id = cell_id(side, number.get_untracked().saturating_sub(1), Column::Year);
        gloo_timers::callback::Timeout::new(60, move || browser::focus(&id)).forget();
    };
    view! {
        <Disclosure summary=title open=RwSignal::new(side == Side::Counts)>
            <div class="scroll" tabindex="0" role="group" aria-label=title>
                <table>
                    <caption class="hidden">{title}</caption>
                    <thead>
                        <tr>
                            {columns(side)
                                .map(|row| {
                                    view! { <th scope="col">{row.label} <span class="hint">{row.help}</span></th> }
                                })
                                .collect_view()} <th scope="col" class="do">
                                "Action"
                            </th>
                        </tr>
                    </thead>
                    <tbody>
                        // made anew with the number: what was wrong in a line that is gone is said no more
                        <For
                            each=move || {
                                let all = number.get();
                                (0..all).map(move |n| (n, all))
                            }
                            key=|line| *line
                            let((n, _))
                        >
                            <tr>
                                {columns(side)
                                    .map(|row| {
                                        view! {
                                            <td>
                                                <Cell one side n row />
                                            </td>
                                        }
                                    })
                                    .collect_view()} <td class="do">
                                    <button
                                        type="button"
                                        class="link"
                                        aria-label=move || format!("Delete line {} of the {}", n + 1, side.word())
                                        on:click=move |_| {
                                            change(
                                                page,
                                                one,
                                                "Delete a line",
                                                |benefits| {
                                                    let lines = side.lines_mut(benefits);
                                                    if n < lines.len() {
                                                        lines.remove(n);
                                                    }
                                                },
                                            );
                                            browser::focus("benefits-title");
                                        }
                                    >
                                        "Delete"
                                    </button>
                                </td>
                            </tr>
                        </For>
                    </tbody>
                </table>
            </div>
            <p class="chips">
                <button type="button" disabled=move || { number.get() >= MOST_LINES } on:click=more>
                    {add}
                </button>
            </p>
        </Disclosure>
    }
}

fn columns(side: Side) -> impl Iterator<Item = &'static ColumnRow> {
    COLUMNS.iter().filter(move |row| side == Side::Counts || row.in_plan)
}

fn cell_id(side: Side, n: usize, column: Column) -> String {
    format!("benefit-{}-{n}-{}", side.word(), format!("{column:?}").to_lowercase())
}

/// Which partner a name means: a force's id, or the name as it is.
fn id_of(name: &str) -> String {
    partners(name).into_iter().next().unwrap_or_default()
}

#[component]
fn Cell(one: Memo<Option<Arrangement>>, side: Side, n: usize, row: &'static ColumnRow) -> impl IntoView {
    let page = state();
    let wrong = RwSignal::new(None::<String>);
    let value = Memo::new(move |_| {
        one.with(|one| {
            let line = one.as_ref().and_then(|one| side.lines(&one.benefits).get(n));
            line.map_or_else(String::new, |line| line.get(row.column, |id| partner_name(id).to_owned()))
        })
    });
    let set = move |text: String| {
        let mut tried = one
            .with_untracked(|one| one.as_ref().and_then(|one| side.lines(&one.benefits).get(n).cloned()))
            .unwrap_or_default();
        match tried.set(row.column, &text, id_of) {
            Ok(()) => {
                wrong.set(None);
                change(page, one, row.label, |benefits| {
                    if let Some(line) = side.lines_mut(benefits).get_mut(n) {
                        *line = tried;
                    }
                });
            }
            Err(error) => wrong.set(Some(format!("{error}."))),
        }
    };
    let id = cell_id(side, n, row.column);
    let error_id = format!("{id}-error");
    let label = move || format!("{}, line {} of the {}", row.label, n + 1, side.word());
    let entry = if row.column == Column::Basis {
        view! {
            <select id=id aria-label=label disabled=move || page.is_fixed() on:change=move |event| set(event_target_value(&event))>
                {BASIS_WORDS
                    .iter()
                    .map(|(file, label)| {
                        view! {
                            <option value=*file selected=move || value.get() == *file>
                                {*label}
                            </option>
                        }
                    })
                    .collect_view()}
            </select>
        }
        .into_any()
    } else {
        view! {
            <input
                type="text"
                id=id
                autocomplete="off"
                aria-label=label
                aria-invalid=move || wrong.with(|wrong| wrong.is_some().then_some("true"))
                aria-describedby=error_id.clone()
                readonly=move || page.is_fixed()
                prop:value=move || value.get()
                on:change=move |event| set(event_target_value(&event))
            />
        }
        .into_any()
    };
    view! {
        {entry}
        <span class="error" id=error_id>
            {move || wrong.get()}
        </span>
    }
}

/// The return that is made each year: every arrangement, what it planned, what was counted and by whom.
#[component]
pub fn YearlyReturn() -> impl IntoView {
    let page = state();
    let register = page.arrangements.register;
    let years = Memo::new(move |_| register.with(|register| crate::engine::benefits::years_of(register)));
    let chosen = RwSignal::new(None::<u32>);
    // the last year that has ended, where nothing else is chosen
    let year = Memo::new(move |_| {
        let now = this_month();
        let ended = u32::from(now.year()).saturating_sub(if now.is_before_april() { 2 } else { 1 });
        years.with(|years| {
            let kept = chosen.get().filter(|year| years.contains(year));
            let past = years.iter().rev().find(|year| **year <= ended).or_else(|| years.first());
            kept.or_else(|| past.copied()).unwrap_or(ended)
        })
    });
    let words =
        move || register.with(|register| return_words(&crate::engine::benefits::yearly_return(register, year.get())));
    let (text, said) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let save = move |_| {
        let table = register.with_untracked(|register| yearly_return(register, year.get_untracked(), this_month()));
        let what = format!("yearly return {}", FinancialYear(year.get_untracked()).to_string().replace('/', "-"));
        let name = file_name(&what, &browser::now(), "csv");
        browser::download(&name, "text/csv;charset=utf-8", &table);
        text.set(table);
        said.set(browser::sent(&name));
    };
    view! {
        <section class="card">
            <h2>"The yearly return"</h2>
            <p>{words}</p>
            <p class="hint">
                "The report asked forces to spell out their collaborations each year. One press makes the table: every arrangement, its cost, what was planned, what was counted and by whom, and what it lacks."
            </p>
            <p class="chips screen-only">
                {move || {
                    (years.with(Vec::len) > 1)
                        .then(|| {
                            view! {
                                <label for="return-year">"Year"</label>
                                <select id="return-year" on:change=move |event| chosen.set(event_target_value(&event).parse().ok())>
                                    {years
                                        .get()
                                        .into_iter()
                                        .map(|one| {
                                            view! {
                                                <option value=one selected=move || year.get() == one>
                                                    {FinancialYear(one).to_string()}
                                                </option>
                                            }
                                        })
                                        .collect_view()}
                                </select>
                            }
                        })
                }} <button type="button" on:click=save>
                    {move || format!("The return for {} (.csv)", FinancialYear(year.get()))}
                </button>
            </p>
            <p role="status">{move || said.get()}</p>
            {move || { (!text.with(String::is_empty)).then(|| view! { <CopyBox id="return-text" label="The same as text" what="text" text=text rows="4" /> }) }}
        </section>
    }
}
