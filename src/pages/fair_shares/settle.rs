//! Who pays whom so that each has its fair share, and the payments as terms of the scenario.

use crate::edits::fair::{adopt, withdraw};
use crate::engine::fair_shares::{payments, pays_a_year, stable_receives};
use crate::explain::{
    SettleFigure, StableFigure, all_sum, is_adopted, pays_balancing, settle_rows, settle_sum, stable_sum,
};
use crate::kit::disclosure::Disclosure;
use crate::kit::field::Figure;
use crate::kit::sum_table::SumTable;
use crate::kit::sum_table::openables;
use crate::kit::table_box::TableBox;
use crate::model::Pounds;
use crate::pages::fair_shares::shared::has_groups;
use crate::pages::fair_shares::shared::with_shared;
use crate::state::Shared;
use crate::state::state;
use leptos::prelude::*;

/// The columns of what brings each to its share.
const SETTLED: [&str; 5] = ["Has now", "Could reach alone", "Fair share of the gain", "Receives (− pays)", "A year"];

/// Who pays whom, and the payments as terms of the scenario.
#[component]
pub fn Settle() -> impl IntoView {
    let page = state();
    let receives = |one: &Shared| one.fair.partners.iter().map(|one| one.balancing_per_year).collect::<Vec<_>>();
    let who = move || {
        with_shared(page, |one| {
            let name = |place: usize| one.fair.partners.get(place).map_or_else(String::new, |one| one.name.clone());
            payments(&receives(one))
                .into_iter()
                .map(|paid| (name(paid.from), name(paid.to), paid.amount.whole()))
                .collect::<Vec<_>>()
        })
        .unwrap_or_default()
    };
    let rows = move || with_shared(page, |one| settle_rows(&one.fair)).unwrap_or_default();
    let (adopted, pays) = (
        Memo::new(move |_| with_shared(page, |one| is_adopted(&one.one.scenario, &one.fair)).unwrap_or(false)),
        Memo::new(move |_| with_shared(page, |one| pays_balancing(&one.one.scenario)).unwrap_or(false)),
    );
    let stable = Memo::new(move |_| {
        with_shared(page, |one| {
            let receives = stable_receives(&one.fair)?;
            let terms = one.fair.stable.as_ref()?.terms.iter().zip(&one.fair.partners);
            let rows = terms.zip(&receives).map(|((term, partner), receives)| {
                (partner.name.clone(), (partner.alone + *term).short(), receives.whole())
            });
            Some((rows.collect::<Vec<_>>(), pays_a_year(&receives)))
        })
        .flatten()
    });
    let holding = Signal::derive(move || {
        let names: Vec<String> =
            stable.with(|stable| stable.iter().flat_map(|(rows, _)| rows.iter().map(|row| row.0.clone())).collect());
        let groups = has_groups(page);
        openables(&names, &["Gains in all, today\u{2019}s money", "Receives a year (− pays)"], |_, _| groups)
    });
    let held = move |(row, column): (usize, usize)| {
        with_shared(page, |one| {
            let partner = one.fair.partners.get(row)?;
            let term = one.fair.stable.as_ref()?.terms.get(row)?;
            Some(stable_sum(&partner.id, &partner.name, *term, StableFigure::at(column)?))
        })
        .flatten()
    };
    let figures = Signal::derive(move || {
        let names: Vec<String> = rows().into_iter().map(|row| row.name).collect();
        let groups = has_groups(page);
        openables(&names, &SETTLED, |_, _| groups)
    });
    let settled = move |(row, column): (usize, usize)| {
        let column = SettleFigure::at(column)?;
        with_shared(page, |one| {
            let partners = &one.fair.partners;
            match partners.get(row) {
                Some(partner) => settle_sum(&partner.id, &partner.name, column),
                None => {
                    let each = partners.iter().map(|one| (one.name.clone(), settle_sum(&one.id, &one.name, column)));
                    all_sum("All", each)
                }
            }
        })
    };
    let take = move |what: &'static str, pays: Vec<Pounds>| {
        page.begin_gesture();
        page.change(adopt(&page.document.get_untracked(), what, &pays));
    };
    view! {
        <section class="card" id="settle">
            <h2 id="who-pays-whom" tabindex="-1">
                "Who pays whom"
            </h2>
            {move || {
                let all = who();
                if all.is_empty() {
                    view! { <p>"Nothing has to be paid: each has its fair share already."</p> }.into_any()
                } else {
                    view! {
                        <ul class="payments">
                            {all
                                .into_iter()
                                .map(|(from, to, amount)| view! { <li>{from}" pays "{to}" "<strong>{amount}</strong>" a year"</li> })
                                .collect_view()}
                        </ul>
                    }
                        .into_any()
                }
            }}
            <p class="chips">
                {move || {
                    (!adopted.get())
                        .then(|| {
                            view! {
                                <button
                                    type="button"
                                    class="main"
                                    on:click=move |_| {
                                        let pays = page.fair.with_untracked(|shared| shared.as_deref().map(|one| pays_a_year(&receives(one))));
                                        if let Some(pays) = pays {
                                            take("Adopt fair shares", pays)
                                        }
                                    }
                                >
                                    "Adopt these payments"
                                </button>
                            }
                        })
                }}
                {move || {
                    pays.get()
                        .then(|| {
                            view! {
                                <button
                                    type="button"
                                    on:click=move |_| {
                                        page.begin_gesture();
                                        page.change(withdraw(&page.document.get_untracked()));
                                    }
                                >
                                    "Take the payments out"
                                </button>
                            }
                        })
                }}
                <span class="hint">
                    {move || match (adopted.get(), pays.get()) {
                        (true, _) => "Adopted: every page, the link and the file now have these payments.",
                        (false, true) => "The scenario has payments of its own, which are not the fair ones.",
                        _ => "As terms of the scenario they show on every page.",
                    }}
                </span>
            </p>
            {move || pays.get().then(|| view! { <PaidNow /> })}
            <Disclosure summary="How each comes to its share">
                <SumTable id="settle-sum" figures sum=settled>
                    <table>
                        <caption>
                            "From today\u{2019}s terms to fair shares"
                            <span class="hint">
                                "£ over the term in today\u{2019}s money, over what is worth sharing; the last column a year. Receives = could reach alone + fair share − has now."
                            </span>
                        </caption>
                        <thead>
                            <tr>
                                <th scope="col">"Partner"</th>
                                {SETTLED
                                    .map(|head| {
                                        view! {
                                            <th scope="col" class="number">
                                                {head}
                                            </th>
                                        }
                                    })
                                    .into_iter()
                                    .collect_view()}
                            </tr>
                        </thead>
                        <tbody>
                            {move || {
                                let all = rows();
                                let last = all.len().saturating_sub(1);
                                all.into_iter()
                                    .enumerate()
                                    .map(|(n, row)| {
                                        view! {
                                            <tr class:total=n == last>
                                                <th scope="row">{row.name}{row.error.map(|error| view! { <span class="hint">{error}</span> })}</th>
                                                {row.cells.into_iter().map(|cell| view! { <td class="number">{cell}</td> }).collect_view()}
                                            </tr>
                                        }
                                    })
                                    .collect_view()
                            }}
                        </tbody>
                    </table>
                </SumTable>
                {move || {
                    (!has_groups(page))
                        .then(|| {
                            view! {
                                <p class="hint">
                                    "With up to six partners and forty services and categories each figure opens to the groups that it comes from; more have too many groups to list."
                                </p>
                            }
                        })
                }}
            </Disclosure>
            {move || {
                stable
                    .get()
                    .map(|(rows, pays)| {
                        view! {
                            <h3>"Terms that hold best"</h3>
                            <p class="hint">"They make the group that is worst off as well off as can be, then the next, and so on (the nucleolus)."</p>
                            <SumTable id="stable-sum" figures=holding sum=held>
                                <table>
                                    <caption class="hidden">"Terms that hold best"</caption>
                                    <thead>
                                        <tr>
                                            <th scope="col">"Partner"</th>
                                            <th scope="col" class="number">
                                                "Gains in all, today\u{2019}s money"
                                            </th>
                                            <th scope="col" class="number">
                                                "Receives a year (− pays)"
                                            </th>
                                        </tr>
                                    </thead>
                                    <tbody>
                                        {rows
                                            .into_iter()
                                            .map(|(name, term, receives)| {
                                                view! {
                                                    <tr>
                                                        <th scope="row">{name}</th>
                                                        <td class="number">{term}</td>
                                                        <td class="number">{receives}</td>
                                                    </tr>
                                                }
                                            })
                                            .collect_view()}
                                    </tbody>
                                </table>
                            </SumTable>
                            <p>
                                <button type="button" on:click=move |_| take("Adopt the terms that hold best", pays.clone())>
                                    "Adopt these terms instead"
                                </button>
                            </p>
                        }
                    })
            }}
        </section>
    }
}

/// The scenario's payments as they stand, to read or to change by hand.
#[component]
fn PaidNow() -> impl IntoView {
    let page = state();
    let partners = Memo::new(move |_| {
        page.document.with(|document| {
            let name = |id: &String| document.text(&format!("partners.{id}.name")).to_owned();
            document.entries("partners").into_iter().map(|id| (name(&id), id)).collect::<Vec<_>>()
        })
    });
    view! {
        <Disclosure summary="The payments in the scenario">
            <TableBox>
                <table class="entry">
                    <caption>
                        "Balancing payments"<span class="hint">"£ a year that each pays; a minus for what it receives. They must add up to nothing."</span>
                    </caption>
                    <thead>
                        <tr>
                            <th scope="col">"Partner"</th>
                            <th scope="col">"Pays, £ a year"</th>
                        </tr>
                    </thead>
                    <tbody>
                        {move || {
                            partners
                                .get()
                                .into_iter()
                                .map(|(name, id)| {
                                    view! {
                                        <tr>
                                            <th scope="row">{name.clone()}</th>
                                            <td>
                                                <Figure place=format!("balancing.{id}") name=format!("Balancing payment of {name}") />
                                            </td>
                                        </tr>
                                    }
                                })
                                .collect_view()
                        }}
                    </tbody>
                </table>
            </TableBox>
        </Disclosure>
    }
}
