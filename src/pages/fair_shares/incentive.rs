//! Incentive: the least start-up funding that would make it acceptable to every force.

use crate::engine::incentive::incentive;
use crate::explain::{incentive_rows, incentive_words};
use crate::kit::rows_table::RowsTable;
use crate::state::{state, with_result};
use leptos::prelude::*;

/// What would be needed, and by whom.
#[component]
pub fn StartUpFunding() -> impl IntoView {
    let page = state();
    let words = move || with_result(page.result, |one| incentive_words(&incentive(&one.outcome)));
    let rows = Memo::new(move |_| {
        let all = with_result(page.result, |one| incentive_rows(&incentive(&one.outcome)));
        all.into_iter().map(|(name, term, year)| vec![name, term, year]).collect::<Vec<_>>()
    });
    view! {
        <section class="card">
            <h2>"Start-up funding"</h2>
            <p>{words}</p>
            <RowsTable
                caption="Start-up funding that would do"
                hint="£, paid at the start, on the terms as they stand and beside grants that are entered. Over the term in today\u{2019}s money; in every year undiscounted, so that nobody has ever paid more than it gained"
                heads=&[("Partner", false), ("Over the term", true), ("In every year", true)]
                rows
            />
        </section>
    }
}
