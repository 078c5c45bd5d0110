//! The options of a business case side by side, and other means to enter.

mod entered;

use self::entered::Entered;
use crate::engine::cash::cash_plan;
use crate::engine::merger::merger_outcome;
use crate::engine::options::other_means;
use crate::explain::{Beside, FACTORS, OptionRow, meets_words, option_rows, preferred_words};
use crate::kit::table_box::TableBox;
use crate::kit::words::NothingShared;
use crate::model::alternatives::Meets;
use crate::state::{State, state};
use leptos::prelude::*;

/// The options of the open scenario.
pub fn options_of(page: State) -> Memo<Vec<OptionRow>> {
    Memo::new(move |_| {
        let Some(one) = page.result.get().filter(|one| one.outcome.shares_anything()) else { return Vec::new() };
        let (scenario, outcome) = (&one.scenario, &one.outcome);
        let (plan, means, merger) =
            (cash_plan(scenario, outcome), other_means(scenario, outcome), merger_outcome(scenario, outcome));
        let (drawn, outside) = (page.draws.of(&one), page.draws.outside_of(&one));
        let beside = Beside {
            plan: &plan,
            means: &means,
            merger: merger.as_ref(),
            drawn: drawn.as_deref().map(|drawn| &drawn.found),
            outside: outside.as_deref().map(|outside| &outside.found),
        };
        option_rows(scenario, outcome, &beside)
    })
}

#[component]
pub fn OptionsPage() -> impl IntoView {
    let page = state();
    let rows = options_of(page);
    let some = Memo::new(move |_| !rows.with(Vec::is_empty));
    view! {
        {move || {
            if some.get() {
                view! {
                    <h1 class="headline">{move || rows.with(|rows| preferred_words(rows))}</h1>
                    <p class="lead">
                        "What else could be done was asked of every collaboration that was reviewed. An option that fails a factor is out, with the reason; there is no score."
                    </p>
                    <section class="card">
                        <OptionsTable rows />
                    </section>
                    <Entered />
                }
                    .into_any()
            } else {
                view! {
                    <h1>"Nothing is shared yet, so there is nothing to hold other options against."</h1>
                    <NothingShared />
                }
                    .into_any()
            }
        }}
    }
}

/// The table of options.
#[component]
pub fn OptionsTable(rows: Memo<Vec<OptionRow>>) -> impl IntoView {
    view! {
        <TableBox>
            <table class="options">
                <caption>
                    "Options considered"
                    <span class="hint">
                        "Worth today over the term. Factors are the Green Book\u{2019}s: value for money means worth today above zero; affordability means that reserves last in the cash plan; achievability means that nothing that blocks the case is still open"
                    </span>
                </caption>
                <thead>
                    <tr>
                        <th scope="col">"Option"</th>
                        <th scope="col" class="number">
                            "Worth today"
                        </th>
                        <th scope="col" class="number">
                            "Of that in cash"
                        </th>
                        <th scope="col" class="number">
                            "One-off cost"
                        </th>
                        <th scope="col">"Chance of a loss"</th>
                        <th scope="col">"Who loses"</th>
                        {FACTORS.map(|factor| view! { <th scope="col">{factor}</th> }).into_iter().collect_view()}
                    </tr>
                </thead>
                <tbody>
                    {move || {
                        rows.get()
                            .into_iter()
                            .map(|row| {
                                let out = !row.out.is_empty();
                                view! {
                                    <tr>
                                        <th scope="row">
                                            {row.name} <span class="hint">{row.kind}</span>
                                            {out.then(|| view! { <span class="flag">"▼ "{row.out.clone()}</span> })}
                                        </th>
                                        <td class="number">{row.npv.short()}</td>
                                        <td class="number">{row.cash.map_or_else(|| "\u{2013}".to_owned(), |cash| cash.short())}</td>
                                        <td class="number">{row.one_off.short()}</td>
                                        <td>{if row.loss.is_empty() { "\u{2013}".to_owned() } else { row.loss }}</td>
                                        <td>{row.loses}</td>
                                        {row
                                            .factors
                                            .map(|factor| {
                                                view! { <td class:weak=factor == Meets::Unsaid>{meets_words(factor)}</td> }
                                            })
                                            .into_iter()
                                            .collect_view()}
                                    </tr>
                                }
                            })
                            .collect_view()
                    }}
                </tbody>
            </table>
        </TableBox>
    }
}
