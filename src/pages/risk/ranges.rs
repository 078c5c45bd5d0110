//! The ranges that draws are made from.

use crate::kit::field::Figure;
use crate::kit::field::Labelled;
use crate::kit::field::Words;
use crate::kit::table_box::TableBox;
use crate::pages::risk::optimism::Optimism;
use crate::pages::risk::reference_classes::ReferenceClasses;
use crate::state::state;
use leptos::prelude::*;

/// Ranges that all services and categories share.
const FACTORS: [(&str, &str); 4] = [
    ("one_off", "One-off cost, times what was entered"),
    ("delay", "Delay of go-live, years"),
    ("convergence", "Part of the gap closed, times what was entered"),
    ("items", "Saving on item prices, times what prices give"),
];
const ENDS: [(&str, &str); 3] = [("low", "Lowest"), ("likely", "Likely"), ("high", "Highest")];

/// The ranges on a tab of their own, with what is published of such ranges.
#[component]
pub fn RangesPage() -> impl IntoView {
    view! {
        <h1>"How far could each figure be out?"</h1>
        <p class="lead">"The results on the previous tab follow from these ranges: lowest, likely and highest."</p>
        <Ranges />
        <Optimism />
        <ReferenceClasses />
    }
}

#[component]
fn Ranges() -> impl IntoView {
    let page = state();
    let savings = Memo::new(move |_| {
        page.document.with(|document| {
            let of = |list: &str| -> Vec<(String, String)> {
                let entries = document.entries(list).into_iter();
                let by_rate = |id: &String| document.text(&format!("{list}.{id}.mode")) != "items";
                entries
                    .filter(by_rate)
                    .map(|id| {
                        let name = document.text(&format!("{list}.{id}.name")).to_owned();
                        (format!("{list}.{id}.saving"), format!("{name}: saving"))
                    })
                    .collect()
            };
            [of("services"), of("procurement")].concat()
        })
    });
    let row = |place: String, name: String| {
        let label = name.clone();
        view! {
            <tr>
                <th scope="row">{name}</th>
                {ENDS
                    .map(|(end, head)| {
                        view! {
                            <td>
                                <Figure place=format!("{place}.{end}") name=format!("{label}, {}", head.to_lowercase()) />
                            </td>
                        }
                    })
                    .into_iter()
                    .collect_view()}
            </tr>
        }
    };
    view! {
        <section class="card">
            <TableBox>
                <table class="entry">
                    <caption>
                        "The ranges"
                        <span class="hint">
                            "Lowest, likely and highest; draws follow a smooth curve between them (PERT). One-off cost, delay and the rest start from our assumptions. Five central government centres overran by 56%, which sets the highest cost."
                        </span>
                    </caption>
                    <thead>
                        <tr>
                            <th scope="col">"Figure"</th>
                            {ENDS.map(|(_, head)| view! { <th scope="col">{head}</th> }).into_iter().collect_view()}
                        </tr>
                    </thead>
                    <tbody>
                        {move || savings.get().into_iter().map(|(place, name)| row(place, name)).collect_view()}
                        {FACTORS.map(|(field, name)| row(format!("uncertainty.{field}"), name.to_owned())).into_iter().collect_view()}
                    </tbody>
                </table>
            </TableBox>
            <div class="grid">
                <Labelled place="uncertainty.correlation".to_owned() />
                <Labelled place="uncertainty.draws".to_owned() />
                <Words place="uncertainty.seed".to_owned() label="Seed: the same text gives the same draws" />
            </div>
        </section>
    }
}
