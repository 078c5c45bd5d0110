//! Regions side by side against organised crime, from scenarios kept here or files of others.

use crate::engine::soc::appraise_soc;
use crate::exchange::library;
use crate::explain::{RegionRow, region_row, regions_words, response_line};
use crate::kit::field::Labelled;
use crate::kit::file_box::ScenarioFiles;
use crate::kit::rows_table::RowsTable;
use crate::model::{Document, read};
use crate::state::state;
use leptos::prelude::*;

/// The regions of scenarios in which organised crime is set up, by the alphabet.
fn rows_of(documents: &[Document]) -> Vec<RegionRow> {
    let mut rows: Vec<RegionRow> = documents
        .iter()
        .filter_map(|document| {
            let scenario = read(document.value()).ok()?;
            Some(region_row(&scenario.title, &appraise_soc(&scenario)?))
        })
        .collect();
    rows.sort_by(|a, b| a.name.cmp(&b.name));
    rows
}

#[component]
pub(super) fn Regions() -> impl IntoView {
    let page = state();
    let others = RwSignal::new(Vec::<Document>::new());
    let rows = Memo::new(move |_| {
        let own = page.document.get();
        others.with(|others| rows_of(&others.iter().chain([&own]).cloned().collect::<Vec<_>>()))
    });
    let line = move || page.document.with(|document| response_line(read(document.value()).ok().as_ref()));
    let cells = Signal::derive(move || {
        let row = |row: RegionRow| std::iter::once(row.name).chain(row.cells).collect::<Vec<String>>();
        rows.get().into_iter().map(row).collect::<Vec<_>>()
    });
    // the open scenario is there anyway
    let kept = move |_| {
        let open = page.document.get_untracked();
        let all = page.with_shelf(library::everything);
        others.set(all.into_iter().filter(|one| *one != open).collect());
    };
    view! {
        <section class="card">
            <h2>"Organised crime by region"</h2>
            <p role="status">{move || rows.with(|rows| regions_words(rows, line()))}</p>
            <div class="grid">
                <Labelled place="levels.response_gap".to_owned() />
            </div>
            <p class="chips screen-only">
                <button type="button" on:click=kept>
                    "All scenarios kept here"
                </button>
            </p>
            <ScenarioFiles id="region-files" label="Or files of other regions" on_read=move |documents| others.set(documents) />
            <RowsTable
                caption="Regions side by side"
                hint="By the alphabet. Groups answered today; the cost of a group answered; the model that fits"
                heads=&[("Region", false), ("Forces", true), ("Answered today", true), ("By force", true), ("Cost a group", true), ("Model that fits", false)]
                rows=cells
            />
        </section>
    }
}
