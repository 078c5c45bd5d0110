//! The outside view: as such programmes have turned out, beside the user's own ranges.

use super::back_test::HowGood;
use crate::explain::{difference_rows, outside_words};
use crate::kit::disclosure::Disclosure;
use crate::kit::field::{Choice, Labelled};
use crate::kit::table_box::TableBox;
use crate::state::state;
use leptos::prelude::*;

/// What it would come to by who counted, in a table of views.
#[component]
pub(super) fn OutsideView() -> impl IntoView {
    let page = state();
    let words = Memo::new(move |_| {
        let one = page.result.get()?;
        let (inside, outside) = (page.draws.of(&one)?, page.draws.outside_of(&one)?);
        Some(outside_words(&one.scenario, &one.outcome, &inside.found, &outside.found))
    });
    view! {
        <section class="card">
            <h2>"As such plans have turned out"</h2>
            {move || match words.get() {
                None => view! { <p class="hint">"Drawn once your own ranges stand."</p> }.into_any(),
                Some(words) => {
                    view! {
                        <p>{words.sentence}</p>
                        <TableBox>
                            <table>
                                <caption>
                                    "The same plan by who counts"
                                    <span class="hint">
                                        "Eight chances in ten, in today\u{2019}s money; haircut and optimism bias are left out of the outside views, which stand in their place"
                                    </span>
                                </caption>
                                <thead>
                                    <tr>
                                        <th scope="col">"View"</th>
                                        <th scope="col" class="number">
                                            "Worth today"
                                        </th>
                                        <th scope="col" class="number">
                                            "Saving a year, middle"
                                        </th>
                                        <th scope="col" class="number">
                                            "Pays back in"
                                        </th>
                                        <th scope="col" class="number">
                                            "Chance of a loss"
                                        </th>
                                        <th scope="col">"Who loses most often"</th>
                                    </tr>
                                </thead>
                                <tbody>
                                    {words
                                        .rows
                                        .into_iter()
                                        .map(|row| {
                                            view! {
                                                <tr>
                                                    <th scope="row">{row.view}</th>
                                                    <td class="number">{row.worth}</td>
                                                    <td class="number">{row.saving}</td>
                                                    <td class="number">{row.payback}</td>
                                                    <td class="number">{row.loss}</td>
                                                    <td>{row.loser}</td>
                                                </tr>
                                            }
                                        })
                                        .collect_view()}
                                </tbody>
                            </table>
                        </TableBox>
                        <p class="hint">{words.why}</p>
                    }
                        .into_any()
                }
            }}
            <Difference />
            <HowGood />
            <div class="grid">
                <Labelled place="uncertainty.outside.audited".to_owned() />
                <Choice place="uncertainty.outside.reference".to_owned() />
            </div>
            <Disclosure summary="Cases of your own">
                <p class="hint">"What became of your own plans, as chances and values, takes the place of the published cases: straight lines lie between."</p>
                <div class="grid">
                    {["delivery_owner", "delivery_audited", "cost", "delay"]
                        .map(|field| view! { <Labelled place=format!("uncertainty.outside.{field}") /> })
                        .into_iter()
                        .collect_view()}
                </div>
            </Disclosure>
        </section>
    }
}

/// The scenario changed and drawn again, while it is open.
#[component]
fn Difference() -> impl IntoView {
    let page = state();
    view! {
        <Disclosure summary="What would make the difference">
            {move || {
                page.result
                    .get()
                    .map(|one| {
                        view! {
                            <TableBox>
                                <table>
                                    <caption>
                                        "One thing changed at a time"
                                        <span class="hint">
                                            "A thousand draws each, from the same seed: enough to compare them, not to quote. In today\u{2019}s money, as owners and auditors count mixed"
                                        </span>
                                    </caption>
                                    <thead>
                                        <tr>
                                            <th scope="col">"What is changed"</th>
                                            <th scope="col" class="number">
                                                "Chance of a loss"
                                            </th>
                                            <th scope="col" class="number">
                                                "As auditors count"
                                            </th>
                                            <th scope="col" class="number">
                                                "Worth today, middle"
                                            </th>
                                        </tr>
                                    </thead>
                                    <tbody>
                                        {difference_rows(&one.scenario)
                                            .into_iter()
                                            .map(|row| {
                                                view! {
                                                    <tr>
                                                        <th scope="row">{row.what}</th>
                                                        <td class="number">{row.loss}</td>
                                                        <td class="number">{row.audited}</td>
                                                        <td class="number">{row.middle}</td>
                                                    </tr>
                                                }
                                            })
                                            .collect_view()}
                                    </tbody>
                                </table>
                            </TableBox>
                        }
                    })
            }}
        </Disclosure>
    }
}
