//! A proposal's own pages.

use crate::pages::agreement::{AgreementPage, ExitPage};
use crate::pages::fair_shares::FairPage;
use crate::pages::find_partners::FindPage;
use crate::pages::levels::LevelsPage;
use crate::pages::money::MoneyPage;
use crate::pages::options::OptionsPage;
use crate::pages::organised_crime::SocPage;
use crate::pages::partners::PartnersPage;
use crate::pages::procurement::ProcurementPage;
use crate::pages::readiness::ReadinessPage;
use crate::pages::risk::RiskPage;
use crate::pages::risk::ranges::RangesPage;
use crate::pages::services::ServicesPage;
use crate::pages::variation::VariationPage;
use crate::state::View;
use crate::state::later::Pages;
use leptos::prelude::*;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

/// Loads them.
#[wasm_split(work, fallible)]
pub fn work() -> Result<Pages, SplitLoaderError> {
    Ok(&PAGES)
}

static PAGES: [(View, fn() -> AnyView); 15] = [
    (View::Partners, || view! { <PartnersPage /> }.into_any()),
    (View::Find, || view! { <FindPage /> }.into_any()),
    (View::Services, || view! { <ServicesPage /> }.into_any()),
    (View::Procurement, || view! { <ProcurementPage /> }.into_any()),
    (View::Soc, || view! { <SocPage /> }.into_any()),
    (View::Options, || view! { <OptionsPage /> }.into_any()),
    (View::Fair, || view! { <FairPage /> }.into_any()),
    (View::Variation, || view! { <VariationPage /> }.into_any()),
    (View::Risk, || view! { <RiskPage /> }.into_any()),
    (View::Ranges, || view! { <RangesPage /> }.into_any()),
    (View::Money, || view! { <MoneyPage /> }.into_any()),
    (View::Exit, || view! { <ExitPage /> }.into_any()),
    (View::Agreement, || view! { <AgreementPage /> }.into_any()),
    (View::Readiness, || view! { <ReadinessPage /> }.into_any()),
    (View::Levels, || view! { <LevelsPage /> }.into_any()),
];
