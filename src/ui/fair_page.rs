//! Fair shares: who gains and who pays under each key, what settles it, who would do better apart.

use super::charts::{Chart, ChartOf, Drawing};
use super::custom_shares::CustomShares;
use super::disclosure::Disclosure;
use super::fair_edits::{adopt, use_key, withdraw};
use super::field::Figure;
use super::state::{Shared, State, View, state};
use super::sum_table::{SumTable, openables};
use super::table_box::TableBox;
use super::tiles::{Tile, Tiles};
use super::words::{Answer, Concerns};
use super::work_balance::WorkBalance;
use crate::engine::fair_shares::{payments, pays_a_year, stable_receives};
use crate::explain::{
    Company, SumOf, Terms, all_sum, company_sum, donors_sum, fair_words, group_words, is_adopted, key_table, moved_sum,
    named_sum, pair_table, pays_balancing, settle_rows, settle_sum, stable_sum, terms_sum, yearly_gains,
};
use crate::model::Pounds;
use leptos::prelude::*;

#[component]
pub fn FairPage() -> impl IntoView {
    let page = state();
    let words = Memo::new(move |_| with_shared(page, |one| fair_words(&one.one.scenario, &one.one.outcome, &one.fair)));
    let shares = Memo::new(move |_| with_shared(page, |one| one.one.outcome.shares_anything()).unwrap_or(false));
    let few = Memo::new(move |_| page.document.with(|document| document.entries("partners").len() < 2));
    view! {
        {move || words.get().map(|words| view! {
            <Answer parts=words.sentence support=words.support />
            <Concerns all=words.concerns />
        })}
        <Progress />
        {move || if shares.get() {
            view! { <Shares /> }.into_any()
        } else {
            view! {
                <section class="card"><h2>"Next"</h2><p class="chips">
                    {move || if few.get() {
                        view! { <button type="button" class="main" on:click=move |_| page.show(View::Partners)>"Choose partners"</button> }.into_any()
                    } else {
                        view! { <button type="button" class="main" on:click=move |_| page.show(View::Services)>"Add a shared service"</button> }.into_any()
                    }}
                    <button type="button" on:click=move |_| page.show(View::Find)>"Find partners"</button>
                </p></section>
            }.into_any()
        }}
    }
}

/// Something read from the last fair shares.
fn with_shared<T>(page: State, read: impl FnOnce(&Shared) -> T) -> Option<T> {
    page.fair.with(|shared| shared.as_deref().map(read))
}

/// How far it is, where it takes longer; what stands below is then of the figures before.
#[component]
fn Progress() -> impl IntoView {
    let page = state();
    view! {
        <div role="status">
            {move || page.fair_progress.get().map(|done| view! {
                <p class="notice">"Working out every group: "{crate::model::Rate((done * 100.0).floor() / 100.0).percent()}". Until then these are the shares before your last change. "<progress max="1" value=done></progress></p>
            })}
        </div>
    }
}

#[component]
fn Shares() -> impl IntoView {
    let page = state();
    view! {
        <Headlines />
        <Chart id="fair-gains" chart=Signal::derive(move || with_shared(page, chart).unwrap_or_default()) sum=move |(row, column)| {
            terms_sum_at(page, row, if column == 0 { Terms::Now } else { Terms::Fair })
        } />
        <Keys />
        <Settle />
        <Groups />
        <Pairs />
        <WorkBalance />
        <CustomShares />
    }
}

#[component]
fn Headlines() -> impl IntoView {
    let page = state();
    let tiles = Signal::derive(move || {
        let few = has_groups(page);
        with_shared(page, |one| {
            let (fair, outcome) = (&one.fair, &one.one.outcome);
            let moved: Pounds = fair.partners.iter().map(|one| Pounds(one.balancing_per_year.0.max(0.0))).sum();
            let groups = |n: usize| if n == 0 { "none".to_owned() } else { crate::model::number(n as f64, 0) };
            let tile = |label, value, note: String, opens| Tile { label, value, note, opens };
            let over =
                format!("over {}, in today\u{2019}s money", crate::explain::years(one.one.scenario.years as f64));
            let donors = format!("{} of {}", outcome.net_donors().count(), outcome.partners.len());
            let apart = || "groups that do better apart".to_owned();
            vec![
                tile("Gain to share", fair.grand_value.short(), over, few),
                tile("Pay more than now", donors, "partners, over the term".into(), true),
                tile("Balancing payments", moved.short(), "a year, to reach fair shares".into(), few),
                tile("Would leave now", groups(fair.blocking_count), apart(), false),
                tile("Would leave fair shares", groups(fair.blocking_fair_count), apart(), false),
            ]
        })
        .unwrap_or_default()
    });
    let sum_at = move |n: usize| {
        with_shared(page, |one| {
            let outcome = &one.one.outcome;
            Some(match n {
                0 => named_sum("ic_grand_value", "What sharing brings beyond what each could reach alone."),
                1 => donors_sum(outcome),
                _ => moved_sum(&one.fair),
            })
        })
        .flatten()
    };
    view! { <Tiles tiles sum=sum_at /> }
}

fn chart(one: &Shared) -> ChartOf {
    let (values, marks) = yearly_gains(&one.one.outcome, &one.fair);
    let names: Vec<String> = one.fair.partners.iter().map(|one| one.name.clone()).collect();
    let rows: Vec<Vec<String>> = names
        .iter()
        .zip(values.iter().zip(&marks))
        .map(|(name, (now, fair))| vec![name.clone(), Pounds(*now).whole(), Pounds(*fair).whole()])
        .collect();
    ChartOf {
        title: "Each partner\u{2019}s gain and its fair share".into(),
        caption: "£ a year, one-off cost included: the same amount every year of the term. The mark is the fair share."
            .into(),
        labels: names,
        readout: rows
            .iter()
            .map(|row| match row.as_slice() {
                [name, now, fair] => format!("{name}: {now} a year now, {fair} as its fair share"),
                _ => String::new(),
            })
            .collect(),
        heads: ["Partner", "Now", "Fair share"].map(str::to_owned).to_vec(),
        rows,
        drawing: Drawing::Diverging { values, marks },
    }
}

/// Whether the groups are few enough for sheets: then fair shares open to them.
fn has_groups(page: State) -> bool {
    page.formulas.with(|book| book.as_ref().is_some_and(|book| book.named("ic_grand_value").is_some()))
}

/// A partner's gain a year under some terms, or of all partners together.
fn terms_sum_at(page: State, row: usize, terms: Terms) -> Option<SumOf> {
    if terms == Terms::Fair && !has_groups(page) {
        return None;
    }
    with_shared(page, |one| {
        let partners = &one.one.outcome.partners;
        let of =
            |partner: &crate::engine::PartnerOutcome| terms_sum(&one.one.scenario, &partner.id, &partner.name, terms);
        match partners.get(row) {
            Some(partner) => of(partner),
            None => all_sum("All, a year", partners.iter().map(|partner| (partner.name.clone(), of(partner)))),
        }
    })
}

/// Partners by key: the one that nobody loses under is found at a glance.
#[component]
fn Keys() -> impl IntoView {
    let page = state();
    let table = move || with_shared(page, |one| key_table(&one.one.scenario, &one.one.outcome, &one.fair));
    // the terms of each column: as now, one for each key, the fair ones
    let terms = move || {
        let heads = table().map(|table| table.heads).unwrap_or_default();
        let last = heads.len().saturating_sub(1);
        let of = |(n, head): (usize, crate::explain::KeyHead)| {
            let terms = match head.key {
                Some(key) => Terms::By(key),
                None if n == last => Terms::Fair,
                None => Terms::Now,
            };
            (head.label, head.missing.is_none().then_some(terms))
        };
        heads.into_iter().enumerate().map(of).collect::<Vec<_>>()
    };
    let figures = Signal::derive(move || {
        let names = table().map(|table| table.rows.into_iter().map(|(name, _)| name).collect::<Vec<_>>());
        let (terms, groups) = (terms(), has_groups(page));
        let heads: Vec<&str> = terms.iter().map(|(label, _)| label.as_str()).collect();
        openables(names.iter().flatten(), &heads, |_, column| {
            terms.get(column).and_then(|(_, terms)| *terms).is_some_and(|terms| groups || terms != Terms::Fair)
        })
    });
    let sum_at = move |(row, column): (usize, usize)| {
        let (_, terms) = terms().into_iter().nth(column)?;
        terms_sum_at(page, row, terms?)
    };
    view! {
        <section class="card">
            <SumTable id="keys-sum" figures sum=sum_at><table class="keys">
                <caption>"Gain by sharing key"<span class="hint">"£ a year, one-off cost included and spread over the term. ▼ marks who pays more than now; ✓ a key that nobody loses under."</span></caption>
                {move || table().map(|table| view! {
                    <thead><tr><th scope="col">"Partner"</th>{table.heads.iter().map(|head| view! {
                        <th scope="col" class="number">{head.label.clone()}{head.nobody_loses.then(|| view! { <span class="flag keeps">"✓"<span class="hidden">" nobody loses"</span></span> })}{head.missing.clone().map(|why| view! { <span class="hint">{why}</span> })}</th>
                    }).collect_view()}</tr></thead>
                    <tbody>{
                        let last = table.rows.len().saturating_sub(1);
                        table.rows.iter().enumerate().map(|(n, (name, cells))| view! {
                            <tr class:total=n == last>
                                <th scope="row">{name.clone()}</th>
                                {cells.iter().map(|cell| view! { <td class="number" class:loses=cell.loses>{cell.loses.then(|| view! { <span class="mark-loss">"▼ "<span class="hidden">"loses "</span></span> })}{cell.text.clone()}</td> }).collect_view()}
                            </tr>
                        }).collect_view()
                    }</tbody>
                    <tfoot><tr><th scope="row">"Use it"</th>{table.heads.iter().map(|head| {
                        let (label, key, known) = (head.label.clone(), head.key, head.missing.is_none());
                        view! { <td class="number">{key.filter(|_| known).map(|key| view! {
                            <button type="button" class="link" aria-label=format!("Use {label} for everything") on:click=move |_| {
                                page.begin_gesture();
                                page.change(use_key(&page.document.get_untracked(), key));
                            }>"Use"</button>
                        })}</td> }
                    }).collect_view()}</tr></tfoot>
                })}
            </table></SumTable>
        </section>
    }
}

/// The columns of what brings each to its share.
const SETTLED: [&str; 5] = ["Has now", "Could reach alone", "Fair share of the gain", "Receives (− pays)", "A year"];

/// Who pays whom, and the payments as terms of the scenario.
#[component]
fn Settle() -> impl IntoView {
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
            Some(stable_sum(&partner.id, &partner.name, *term, column))
        })
        .flatten()
    };
    let figures = Signal::derive(move || {
        let names: Vec<String> = rows().into_iter().map(|row| row.name).collect();
        let groups = has_groups(page);
        openables(&names, &SETTLED, |_, _| groups)
    });
    let settled = move |(row, column): (usize, usize)| {
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
            <h2>"Who pays whom"</h2>
            {move || { let all = who(); if all.is_empty() {
                view! { <p>"Nothing has to be paid: each has its fair share already."</p> }.into_any()
            } else {
                view! { <ul class="payments">{all.into_iter().map(|(from, to, amount)| view! { <li>{from}" pays "{to}" "<strong>{amount}</strong>" a year"</li> }).collect_view()}</ul> }.into_any()
            } }}
            <p class="chips">
                {move || (!adopted.get()).then(|| view! {
                    <button type="button" class="main" on:click=move |_| {
                        let pays = page.fair.with_untracked(|shared| shared.as_deref().map(|one| pays_a_year(&receives(one))));
                        if let Some(pays) = pays { take("Adopt fair shares", pays) }
                    }>"Adopt these payments"</button>
                })}
                {move || pays.get().then(|| view! {
                    <button type="button" on:click=move |_| { page.begin_gesture(); page.change(withdraw(&page.document.get_untracked())); }>"Take the payments out"</button>
                })}
                <span class="hint">{move || match (adopted.get(), pays.get()) {
                    (true, _) => "Adopted: every page, the link and the file now have these payments.",
                    (false, true) => "The scenario has payments of its own, which are not the fair ones.",
                    _ => "As terms of the scenario they show on every page.",
                }}</span>
            </p>
            {move || pays.get().then(|| view! { <PaidNow /> })}
            <Disclosure summary="How each comes to its share">
                <SumTable id="settle-sum" figures sum=settled><table>
                    <caption>"From today\u{2019}s terms to fair shares"<span class="hint">"£ over the term in today\u{2019}s money, over what is worth sharing; the last column a year. Receives = could reach alone + fair share − has now."</span></caption>
                    <thead><tr><th scope="col">"Partner"</th>{SETTLED.map(|head| view! { <th scope="col" class="number">{head}</th> }).into_iter().collect_view()}</tr></thead>
                    <tbody>{move || { let all = rows(); let last = all.len().saturating_sub(1); all.into_iter().enumerate().map(|(n, row)| view! {
                        <tr class:total=n == last><th scope="row">{row.name}{row.error.map(|error| view! { <span class="hint">{error}</span> })}</th>{row.cells.into_iter().map(|cell| view! { <td class="number">{cell}</td> }).collect_view()}</tr>
                    }).collect_view() }}</tbody>
                </table></SumTable>
                {move || (!has_groups(page)).then(|| view! { <p class="hint">"With up to six partners and forty services and categories each figure opens to the groups that it comes from; more have too many groups to list."</p> })}
            </Disclosure>
            {move || stable.get().map(|(rows, pays)| view! {
                <h3>"Terms that hold best"</h3>
                <p class="hint">"They make the group that is worst off as well off as can be, then the next, and so on (the nucleolus)."</p>
                <SumTable id="stable-sum" figures=holding sum=held><table>
                    <caption class="hidden">"Terms that hold best"</caption>
                    <thead><tr><th scope="col">"Partner"</th><th scope="col" class="number">"Gains in all, today\u{2019}s money"</th><th scope="col" class="number">"Receives a year (− pays)"</th></tr></thead>
                    <tbody>{rows.into_iter().map(|(name, term, receives)| view! { <tr><th scope="row">{name}</th><td class="number">{term}</td><td class="number">{receives}</td></tr> }).collect_view()}</tbody>
                </table></SumTable>
                <p><button type="button" on:click=move |_| take("Adopt the terms that hold best", pays.clone())>"Adopt these terms instead"</button></p>
            })}
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
            <TableBox><table class="entry">
                <caption>"Balancing payments"<span class="hint">"£ a year that each pays; a minus for what it receives. They must add up to nothing."</span></caption>
                <thead><tr><th scope="col">"Partner"</th><th scope="col">"Pays, £ a year"</th></tr></thead>
                <tbody>{move || partners.get().into_iter().map(|(name, id)| view! {
                    <tr><th scope="row">{name.clone()}</th><td><Figure place=format!("balancing.{id}") name=format!("Balancing payment of {name}") /></td></tr>
                }).collect_view()}</tbody>
            </table></TableBox>
        </Disclosure>
    }
}

/// Groups that would do better on their own, in words.
#[component]
fn Groups() -> impl IntoView {
    let page = state();
    let lists = move || {
        with_shared(page, |one| {
            let say = |groups: &[crate::engine::fair_shares::Group]| {
                groups.iter().map(|group| group_words(&one.fair, group)).collect::<Vec<_>>()
            };
            [
                ("Under the present terms", say(&one.fair.blocking), one.fair.blocking_count),
                ("Under fair shares", say(&one.fair.blocking_fair), one.fair.blocking_fair_count),
            ]
        })
    };
    view! {
        <section class="card">
            <h2>"Who would do better apart"</h2>
            {move || lists().map(|lists| lists.into_iter().map(|(terms, groups, count)| {
                let shown = groups.len().min(5);
                let more: Vec<String> = groups.iter().skip(shown).cloned().collect();
                let rest = count - shown;
                view! {
                    <h3>{terms}</h3>
                    {if groups.is_empty() {
                        view! { <p>"No group looked at would do better on its own."</p> }.into_any()
                    } else {
                        view! {
                            <ul>{groups.into_iter().take(shown).map(|text| view! { <li>{text}"."</li> }).collect_view()}</ul>
                            {(!more.is_empty()).then(|| view! {
                                <Disclosure summary=format!("{rest} more, {} of them listed", more.len())><ul>{more.iter().map(|text| view! { <li>{text.clone()}"."</li> }).collect_view()}</ul></Disclosure>
                            })}
                        }.into_any()
                    }}
                }
            }).collect_view())}
        </section>
    }
}

/// What each would gain alone, with each other, in the whole.
#[component]
fn Pairs() -> impl IntoView {
    let page = state();
    let table = move || with_shared(page, |one| pair_table(&one.fair));
    let figures = Signal::derive(move || {
        let Some(table) = table().filter(|_| has_groups(page)) else { return Vec::new() };
        let names: Vec<String> = table.rows.iter().map(|(name, _)| name.clone()).collect();
        let with: Vec<String> = table.names.iter().map(|name| format!("With {name}")).collect();
        let heads: Vec<&str> =
            std::iter::once("Alone").chain(with.iter().map(String::as_str)).chain(["In the whole"]).collect();
        openables(&names, &heads, |row, column| {
            table.rows.get(row).and_then(|(_, cells)| cells.get(column)).is_some_and(Option::is_some)
        })
    });
    let sum_at = move |(row, column): (usize, usize)| {
        with_shared(page, |one| {
            let active: Vec<_> = one.fair.partners.iter().enumerate().filter(|(_, one)| one.takes_part).collect();
            let (place, partner) = active.get(row)?;
            let company = match column.checked_sub(1) {
                None => Company::Alone,
                Some(other) => match active.get(other) {
                    Some((other, one)) => Company::With(*place, *other, one.id.clone(), one.name.clone()),
                    None => Company::Whole,
                },
            };
            Some(company_sum(&partner.id, &partner.name, &company))
        })
        .flatten()
    };
    view! {
        <Disclosure card=true summary="What each would gain alone, with one other, and in the whole">
            <SumTable id="pairs-sum" figures sum=sum_at><table>
                <caption>"Alone, in pairs, in the whole"<span class="hint">"Over the term, in today\u{2019}s money. A pair divides its gain evenly; in the whole each has its fair share."</span></caption>
                {move || table().map(|table| view! {
                    <thead><tr><th scope="col">"Partner"</th><th scope="col" class="number">"Alone"</th>{table.names.iter().map(|name| view! { <th scope="col" class="number">"With "{name.clone()}</th> }).collect_view()}<th scope="col" class="number">"In the whole"</th></tr></thead>
                    <tbody>{table.rows.into_iter().map(|(name, cells)| view! {
                        <tr><th scope="row">{name}</th>{cells.into_iter().map(|cell| view! { <td class="number">{cell.unwrap_or_default()}</td> }).collect_view()}</tr>
                    }).collect_view()}</tbody>
                })}
            </table></SumTable>
        </Disclosure>
    }
}
