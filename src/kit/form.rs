//! A fold of a form, drawn from the table of inputs: whatever row says that it stands there.

use crate::kit::field::{Choice, Labelled};
use crate::model::inputs::{Fold, Rule, folded, input_at};
use leptos::prelude::*;

/// The controls of one fold of an entry, in the table's order.
#[component]
pub fn Form(list: &'static str, id: String, fold: Fold) -> impl IntoView {
    let control = |field: &str| {
        let place = format!("{list}.{id}.{field}");
        match input_at(&place).map(|input| input.rule) {
            Some(Rule::Choice(_)) => view! { <Choice place /> }.into_any(),
            _ => view! { <Labelled place /> }.into_any(),
        }
    };
    view! { <div class="grid">{folded(list, fold).map(control).collect_view()}</div> }
}
