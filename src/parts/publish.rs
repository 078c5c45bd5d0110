//! What goes out, what is kept, and what it all rests on.

use crate::pages::account::AccountPage;
use crate::pages::compare::ComparePage;
use crate::pages::embed::EmbedPage;
use crate::pages::evidence::EvidencePage;
use crate::pages::how::HowPage;
use crate::pages::paper::PaperPage;
use crate::pages::scenarios::ScenariosPage;
use crate::pages::share::SharePage;
use crate::state::View;
use crate::state::later::Pages;
use leptos::prelude::*;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

/// Loads them.
#[wasm_split(publish, fallible)]
pub fn publish() -> Result<Pages, SplitLoaderError> {
    Ok(&PAGES)
}

static PAGES: [(View, fn() -> AnyView); 8] = [
    (View::Paper, || view! { <PaperPage /> }.into_any()),
    (View::Account, || view! { <AccountPage /> }.into_any()),
    (View::Share, || view! { <SharePage /> }.into_any()),
    (View::Embed, || view! { <EmbedPage /> }.into_any()),
    (View::How, || view! { <HowPage /> }.into_any()),
    (View::Evidence, || view! { <EvidencePage /> }.into_any()),
    (View::Scenarios, || view! { <ScenariosPage /> }.into_any()),
    (View::Compare, || view! { <ComparePage /> }.into_any()),
];
