//! What each force puts in and gets under each model.

use crate::explain::{SocFigure, soc_force_sum};
use crate::kit::sum_table::SumTable;
use crate::kit::sum_table::openables;
use crate::model::soc::SocModel;
use crate::model::{Rate, number};
use crate::state::state;
use leptos::prelude::*;

/// The columns of the table by force.
pub(super) const BY_FORCE: [(&str, SocModel, SocFigure); 9] = [
    ("Answered: agreement", SocModel::ServiceAgreement, SocFigure::Answered),
    ("Answered: taskforce", SocModel::VirtualTaskforce, SocFigure::Answered),
    ("Answered: dedicated", SocModel::Dedicated, SocFigure::Answered),
    ("Taskforce: puts in", SocModel::VirtualTaskforce, SocFigure::PutsIn),
    ("Taskforce: gets", SocModel::VirtualTaskforce, SocFigure::Gets),
    ("Taskforce: balance", SocModel::VirtualTaskforce, SocFigure::Balance),
    ("Dedicated: puts in", SocModel::Dedicated, SocFigure::PutsIn),
    ("Dedicated: gets", SocModel::Dedicated, SocFigure::Gets),
    ("Dedicated: balance", SocModel::Dedicated, SocFigure::Balance),
];

/// Response by force, and who puts in and who gets.
#[component]
pub(super) fn ByForce() -> impl IntoView {
    let page = state();
    let rows = move || {
        page.soc.with(|found| {
            let found = found.as_ref()?;
            let percent = |share: Option<f64>| {
                share.map_or_else(|| "–".to_owned(), |share| Rate((share * 1000.0).round() / 1000.0).percent())
            };
            let rows = found.forces.iter().enumerate().map(|(n, force)| {
                let response =
                    SocModel::ALL.map(|model| percent(found.models.of(model).response.get(n).copied().flatten()));
                let balance = [SocModel::VirtualTaskforce, SocModel::Dedicated].map(|model| {
                    let of = found.models.of(model);
                    let put_in = of.contributed.get(n).copied().unwrap_or(0.0);
                    let balance = of.balance.get(n).copied().flatten();
                    (
                        number(put_in, 1),
                        percent(of.received.get(n).copied().flatten()),
                        balance.map_or_else(|| "–".to_owned(), |teams| number(teams, 1)),
                        balance.is_some_and(|teams| teams > 0.05),
                    )
                });
                (force.name.clone(), response, balance)
            });
            Some(rows.collect::<Vec<_>>())
        })
    };
    let figures = Signal::derive(move || {
        let names: Vec<String> = rows().unwrap_or_default().into_iter().map(|(name, ..)| name).collect();
        openables(&names, &BY_FORCE.map(|(head, ..)| head), |_, _| true)
    });
    let sum_at = move |(row, column): (usize, usize)| {
        let (_, model, figure) = *BY_FORCE.get(column)?;
        page.soc.with(|found| {
            let force = found.as_ref()?.forces.get(row)?;
            Some(soc_force_sum(model, &force.id, &force.name, figure))
        })
    };
    view! {
        <section class="card">
            <SumTable id="by-force-sum" figures sum=sum_at>
                <table>
                    <caption>
                        "By force"
                        <span class="hint">
                            "Part of its groups answered; teams put under joint command, its part of what those answer, and teams that it puts in beyond that part (▼ gives more than it gets)"
                        </span>
                    </caption>
                    <thead>
                        <tr>
                            <th scope="col">"Force"</th>
                            {BY_FORCE
                                .map(|(head, ..)| {
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
                            rows()
                                .map(|rows| {
                                    rows.into_iter()
                                        .map(|(name, response, balance)| {
                                            view! {
                                                <tr>
                                                    <th scope="row">{name}</th>
                                                    {response.map(|cell| view! { <td class="number">{cell}</td> }).into_iter().collect_view()}
                                                    {balance
                                                        .map(|(put_in, got, teams, gives)| {
                                                            view! {
                                                                <td class="number">{put_in}</td>
                                                                <td class="number">{got}</td>
                                                                <td class="number">
                                                                    {gives
                                                                        .then(|| {
                                                                            view! {
                                                                                <span class="mark-loss">"▼ "<span class="hidden">"gives more: "</span></span>
                                                                            }
                                                                        })}{teams}
                                                                </td>
                                                            }
                                                        })
                                                        .into_iter()
                                                        .collect_view()}
                                                </tr>
                                            }
                                        })
                                        .collect_view()
                                })
                        }}
                    </tbody>
                </table>
            </SumTable>
        </section>
    }
}
