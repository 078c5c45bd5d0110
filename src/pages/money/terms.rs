//! What the cash plan assumes, and what each partner's own plan says.

use crate::edits::precepts::{set_precepts, without_precept};
use crate::kit::field::{Choice, Figure, Labelled};
use crate::kit::table_box::TableBox;
use crate::state::state;
use crate::words::whose;
use leptos::prelude::*;

/// Fields of each partner, with their heads.
const OWN: [(&str, &str); 5] = [
    ("reserves", "Usable reserves"),
    ("reserves_floor", "Not below"),
    ("gap", "Gap in the plan by year"),
    ("band_d", "Band D precept"),
    ("tax_base", "Tax base, Band D homes"),
];

#[component]
pub(super) fn Terms() -> impl IntoView {
    view! {
        <section class="card" id="cash-terms">
            <h2>"What it assumes"</h2>
            <div class="grid">
                <Labelled place="cash.inflation".to_owned() />
                <Labelled place="cash.capital.ict_share".to_owned() />
                <Labelled place="cash.capital.programme_share".to_owned() />
                <Choice place="cash.capital.by".to_owned() />
                <Labelled place="cash.capital.life".to_owned() />
                <Labelled place="cash.capital.rate".to_owned() />
                <Choice place="cash.one_off_by".to_owned() />
            </div>
        </section>
        <Budgets />
    }
}

/// Reserves, gap and council tax, partner by partner: what is not entered is not made up.
#[component]
fn Budgets() -> impl IntoView {
    let page = state();
    let partners = Memo::new(move |_| {
        page.document.with(|document| {
            let name = |id: &String| document.text(&format!("partners.{id}.name")).to_owned();
            document.entries("partners").iter().map(|id| (id.clone(), name(id))).collect::<Vec<_>>()
        })
    });
    let published = Memo::new(move |_| page.document.with(|document| without_precept(document).len()));
    view! {
        <section class="card">
            <TableBox>
                <table class="entry">
                    <caption>
                        "What each partner\u{2019}s own plan says"
                        <span class="hint">
                            "In cash. The gap: one figure for each year, a shortfall positive, from the first year of this scenario on; paste a row of your plan. What you leave empty is not made up: the figures that need it stay empty"
                        </span>
                    </caption>
                    <thead>
                        <tr>
                            <th scope="col">"Partner"</th>
                            {OWN.map(|(_, head)| view! { <th scope="col">{head}</th> }).into_iter().collect_view()}
                        </tr>
                    </thead>
                    <tbody>
                        <For each=move || partners.get() key=|one| one.clone() let((id, name))>
                            <tr>
                                <th scope="row">{name.clone()}</th>
                                {OWN
                                    .map(|(field, head)| {
                                        let place = format!("cash.partners.{id}.{field}");
                                        let at = place.clone();
                                        let note = move || page.document.with(|document| whose(document, &at).1);
                                        view! {
                                            <td>
                                                <Figure place name=format!("{head} of {name}") />
                                                <span class="hint">{note}</span>
                                            </td>
                                        }
                                    })
                                    .into_iter()
                                    .collect_view()}
                            </tr>
                        </For>
                    </tbody>
                </table>
            </TableBox>
            {move || {
                (published.get() > 0)
                    .then(|| {
                        view! {
                            <p class="chips screen-only">
                                <button
                                    type="button"
                                    on:click=move |_| {
                                        page.begin_gesture();
                                        page.change(set_precepts(&page.document.get_untracked()));
                                    }
                                >
                                    {move || {
                                        format!(
                                            "Put in published Band D and tax base of 2023/24 ({} partner{})",
                                            published.get(),
                                            if published.get() == 1 { "" } else { "s" },
                                        )
                                    }}
                                </button>
                            </p>
                        }
                    })
            }}
        </section>
    }
}
