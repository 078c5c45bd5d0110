//! Who else there is and what else is planned: the market, the whole Service, waves, the map of forces.

use crate::pages::arrangements::ArrangementsPage;
use crate::pages::map::{MapPage, MergePage};
use crate::pages::market::MarketPage;
use crate::pages::unacceptable::UnacceptablePage;
use crate::pages::waves::WavesPage;
use crate::pages::whole_service::WholeServicePage;
use crate::state::View;
use crate::state::later::Pages;
use leptos::prelude::*;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

/// Loads them.
#[wasm_split(market, fallible)]
pub fn market() -> Result<Pages, SplitLoaderError> {
    Ok(&PAGES)
}

static PAGES: [(View, fn() -> AnyView); 7] = [
    (View::Market, || view! { <MarketPage /> }.into_any()),
    (View::WholeService, || view! { <WholeServicePage /> }.into_any()),
    (View::Waves, || view! { <WavesPage /> }.into_any()),
    (View::Unacceptable, || view! { <UnacceptablePage /> }.into_any()),
    (View::Map, || view! { <MapPage /> }.into_any()),
    (View::Merge, || view! { <MergePage /> }.into_any()),
    (View::Arrangements, || view! { <ArrangementsPage /> }.into_any()),
];
