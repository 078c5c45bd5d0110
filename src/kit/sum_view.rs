//! The place of a sum: what shows it is loaded after the first answer.

use crate::explain::SumOf;
use crate::state::later;
use leptos::prelude::*;

/// A sum in words and numbers, as the workbook has it, with the sources that it rests on.
#[component]
pub fn SumView(#[prop(into)] sum: Signal<Option<SumOf>>) -> impl IntoView {
    later(move |rest| (rest.sum)(sum))
}
