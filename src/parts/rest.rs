//! What completes the answer.

use crate::chart::money::running_sum;
use crate::engine::soc::appraise_soc;
use crate::kit::opened_sum::OpenedSum;
use crate::kit::pasting::{Pasting, paste};
use crate::kit::table_copy::copy_table;
use crate::pages::scenarios::Presets;
use crate::pages::share::files::read_and_open;
use crate::pages::start::examples::ExampleCards;
use crate::pages::summary::beside::SocBeside;
use crate::pages::summary::details::Details;
use crate::parts::levers::Levers;
use crate::parts::step_notes::step_note;
use crate::state::State;
use crate::state::later::Rest;
use crate::state::sums::Sums;
use leptos::prelude::*;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

/// Loads it.
#[wasm_split(rest, fallible)]
pub fn rest() -> Result<&'static Rest<State>, SplitLoaderError> {
    Ok(&REST)
}

static REST: Rest<State> = Rest {
    begin,
    organised_crime: appraise_soc,
    sum: |sum| view! { <OpenedSum sum /> }.into_any(),
    running_sum,
    levers: || view! { <Levers /> }.into_any(),
    step_note,
    organised_crime_beside: || view! { <SocBeside /> }.into_any(),
    details: || view! { <Details /> }.into_any(),
    example_cards: || view! { <ExampleCards /> }.into_any(),
    examples: || view! { <Presets /> }.into_any(),
    paste,
    pasting: || view! { <Pasting /> }.into_any(),
    dropped: read_and_open,
    copy_table,
    link: State::link,
    take_register: State::take_register,
    undo_register: State::undo_register,
};

/// Begins what runs beside the page, for as long as it is open.
fn begin(page: State) {
    provide_context(Sums::of(page));
    page.open_register();
    page.follow_fair_shares();
    page.draws.follow(page.result, page.view);
}
