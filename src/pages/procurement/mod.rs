//! Joint procurement: by a saving on spending, or by the prices that each partner pays for the same thing.

use crate::edits::entries::{add_category, add_item, remove_entry, remove_item};
use crate::engine::Outcome;
use crate::evidence::CATEGORIES;
use crate::explain::{BuyerFigure, buyer_sum, category_sum, whose};
use crate::kit::disclosure::Disclosure;
use crate::kit::entries::{Entry, EntryList, open_entry};
use crate::kit::field::Choice;
use crate::kit::field::Figure;
use crate::kit::field::Labelled;
use crate::kit::field::Words;
use crate::kit::focus;
use crate::kit::form::Form;
use crate::kit::members::Members;
use crate::kit::members::NeedsPartners;
use crate::kit::place::id_of;
use crate::kit::sum_table::SumTable;
use crate::kit::sum_table::openables;
use crate::kit::sum_view::SumView;
use crate::kit::table_box::TableBox;
use crate::model::inputs::Fold;
use crate::model::{Mode, Pounds, Scenario};
use crate::state::{browser, state};
use leptos::prelude::*;

#[component]
pub fn ProcurementPage() -> impl IntoView {
    let page = state();
    let open = open_entry("procurement");
    let entries = Memo::new(move |_| {
        page.result.with(|result| {
            let ids = page.document.with(|document| document.entries("procurement"));
            let one = result.as_ref();
            ids.into_iter().filter_map(|id| entry(&one?.scenario, &one?.outcome, &id)).collect::<Vec<_>>()
        })
    });
    let answer = move || {
        page.result.with(|result| {
            match result.as_ref().filter(|one| one.outcome.procurement.iter().any(|category| category.shared)) {
                Some(one) => format!(
                    "Buying together would save {} a year, after fees.",
                    one.outcome.totals.full_year_procurement.short()
                ),
                None => "What would they buy together?".into(),
            }
        })
    };
    view! {
        <h1>{answer}</h1>
        <p class="lead">"A saving on what is spent, or the prices of single items, which show who pays what for the same thing."</p>
        <NeedsPartners />
        <EntryList list="procurement" caption="What they would buy together" heads=&HEADS entries open />
        {move || open.get().map(|id| view! { <CategoryCard id /> })}
        <section class="card">
            <h2>"Add a category"</h2>
            <div class="chips">
                {CATEGORIES
                    .iter()
                    .map(|(kind, name, _)| {
                        view! {
                            <button
                                type="button"
                                on:click=move |_| {
                                    page.begin_gesture();
                                    page.change(add_category(&page.document.get_untracked(), kind));
                                    focus::last_of(page, "procurement");
                                }
                            >
                                "+ "
                                {*name}
                            </button>
                        }
                    })
                    .collect_view()}
            </div>
        </section>
    }
}

/// The columns of the list.
const HEADS: [&str; 7] =
    ["Category", "Buyers", "Spending reached", "Saving", "Go-live", "One-off cost", "Result, a year"];

/// A category's line.
fn entry(scenario: &Scenario, outcome: &Outcome, id: &str) -> Option<Entry> {
    let category = scenario.procurement.iter().find(|one| one.id == id)?;
    let found = outcome.procurement.iter().find(|one| one.id == id)?;
    let once: Pounds = found.one_off.iter().copied().sum();
    let reached: Pounds = found.buyers.iter().map(|buyer| buyer.reached).sum();
    let saving = if category.mode == Mode::Items { "by price".into() } else { category.saving.likely.percent() };
    let result = if found.shared { found.full_year_saving.short() } else { "not shared".into() };
    Some(Entry {
        id: id.to_owned(),
        name: found.name.clone(),
        cells: vec![
            crate::explain::count(category.members.len()),
            reached.short(),
            saving,
            scenario.first_year.plus(category.go_live).short(),
            once.short(),
            result,
        ],
    })
}

#[component]
fn CategoryCard(id: String) -> impl IntoView {
    let page = state();
    let at = {
        let id = id.clone();
        move |field: &str| format!("procurement.{id}.{field}")
    };
    let members = {
        let place = at("members");
        Memo::new(move |_| {
            page.document.with(|document| {
                document
                    .ids(&place)
                    .into_iter()
                    .map(|id| (document.text(&format!("partners.{id}.name")).to_owned(), id))
                    .collect::<Vec<_>>()
            })
        })
    };
    let mode_at = at("mode");
    let items = Memo::new(move |_| page.document.with(|document| document.text(&mode_at) == "items"));
    let (heading, gone, table, prices, words_of) = (at("name"), id.clone(), id.clone(), id.clone(), id.clone());
    let title = Memo::new(move |_| page.document.with(|document| document.text(&heading).to_owned()));
    let shared_at = id.clone();
    let shared = Memo::new(move |_| {
        page.result.with(|result| {
            let one = result.as_ref();
            one.is_some_and(|one| one.outcome.procurement.iter().any(|one| one.id == shared_at && one.shared))
        })
    });
    let (summed, bought) = (id.clone(), id.clone());
    let sum_words = move || {
        page.result.with(|result| {
            result.as_ref().and_then(|one| {
                one.scenario
                    .procurement
                    .iter()
                    .find(|category| category.id == words_of)
                    .map(crate::model::Category::in_words)
            })
        })
    };
    let rate_fields = at.clone();
    let (more, further) = (id.clone(), id.clone());
    view! {
        <section class="card" aria-label=move || title.get()>
            <h2>{title}</h2>
            <div class="grid">
                <Words place=at("name") label="Name" />
                <Choice place=at("mode") />
            </div>
            <Members list="procurement" id=id.clone() />
            <h3 class="step-head">"What is bought today"</h3>
            {move || {
                if items.get() {
                    view! { <Items category=prices.clone() members /> }.into_any()
                } else {
                    let at = rate_fields.clone();
                    let table = table.clone();
                    view! {
                        <TableBox>
                            <table class="entry">
                                <caption>"Yearly spending"</caption>
                                <thead>
                                    <tr>
                                        <th scope="col">"Partner"</th>
                                        <th scope="col">"Spending a year, £"</th>
                                    </tr>
                                </thead>
                                <tbody>
                                    {members
                                        .get()
                                        .into_iter()
                                        .map(|(name, partner)| {
                                            let place = format!("procurement.{table}.spend.{partner}");
                                            let note_at = place.clone();
                                            let note = move || page.document.with(|document| whose(document, &note_at).1);
                                            view! {
                                                <tr>
                                                    <th scope="row">{name.clone()}</th>
                                                    <td>
                                                        <Figure place name=format!("Spending, {name}") />
                                                        <span class="hint">{note}</span>
                                                    </td>
                                                </tr>
                                            }
                                        })
                                        .collect_view()}
                                </tbody>
                            </table>
                        </TableBox>
                        <h3 class="step-head">"Saving"</h3>
                        <div class="grid">
                            <Labelled place=at("saving.likely") />
                            <Labelled place=at("addressable") />
                        </div>
                    }
                        .into_any()
                }
            }}
            <h3 class="step-head">"Getting there"</h3>
            <div class="grid">
                <Labelled place=at("go_live") />
                <Labelled place=at("ramp_years") />
                <Labelled place=at("framework_fee") />
            </div>
            <details>
                <summary>"More terms"</summary>
                // only the terms that count in this way of working it out
                {move || view! { <Form list="procurement" id=more.clone() fold=if items.get() { Fold::ByItems } else { Fold::ByRate } /> }}
                <Form list="procurement" id=further.clone() fold=Fold::Buying />
                <Choice place=at("sharing.key") />
            </details>
            <Disclosure summary="Show the sum">
                <p>{sum_words.clone()} "."</p>
                <BuyingSum id=bought.clone() />
                {
                    let summed = summed.clone();
                    move || shared.get().then(|| view! { <SumView sum=Some(category_sum(&summed)) /> })
                }
            </Disclosure>
            <p>
                <button
                    type="button"
                    class="link"
                    on:click=move |_| {
                        page.begin_gesture();
                        let name = title.get_untracked();
                        page.change(remove_entry(&page.document.get_untracked(), "procurement", &gone));
                        page.notice.set(Some(format!("{name} is taken out. Undo brings it back.")));
                        browser::show_top();
                    }
                >
                    "Remove this category"
                    <span class="hidden">": "{move || title.get()}</span>
                </button>
            </p>
        </section>
    }
}

/// What each buyer saves in the first year at full effect.
#[component]
fn BuyingSum(id: String) -> impl IntoView {
    let page = state();
    let list = format!("buying-sum-{id}");
    let id = StoredValue::new(id);
    let found = Memo::new(move |_| {
        page.result.with(|result| {
            let one = result.as_ref()?;
            let found = one.outcome.procurement.iter().find(|category| category.id == id.get_value())?;
            let t = one.outcome.totals.full_year?;
            let year = one.outcome.year(t);
            // prices of items have no single rate
            let caption = if found.items.is_empty() {
                format!("In {year}, at a saving of {}", found.rate)
            } else {
                format!("In {year}")
            };
            let in_year = move |list: &[Pounds]| list.get(t).copied().unwrap_or_default().whole();
            let row = |buyer: &crate::engine::BuyerOutcome| {
                let cells = [buyer.reached.whole(), in_year(&buyer.saving), in_year(&buyer.fee)];
                (buyer.id.clone(), buyer.name.clone(), cells)
            };
            Some((caption, t, found.buyers.iter().map(row).collect::<Vec<_>>()))
        })
    });
    const HEADS: [&str; 3] = ["Spending reached, £", "Saving, £", "Fee, £"];
    let figures = Signal::derive(move || {
        let names: Vec<String> = found
            .with(|found| found.iter().flat_map(|(.., all)| all.iter().map(|(_, name, _)| name.clone())).collect());
        openables(&names, &HEADS, |_, _| true)
    });
    let sum_at = move |(row, column): (usize, usize)| {
        found.with(|found| {
            let (_, t, buyers) = found.as_ref()?;
            let (buyer, name, _) = buyers.get(row)?;
            Some(buyer_sum(&id.get_value(), buyer, name, *t, BuyerFigure::at(column)?))
        })
    };
    let any = Memo::new(move |_| found.with(Option::is_some));
    view! {
        {move || {
            any.get()
                .then(|| {
                    view! {
                        <SumTable id=list.clone() figures sum=sum_at>
                            <table>
                                <caption>{move || found.with(|found| found.as_ref().map(|(caption, ..)| caption.clone()))}</caption>
                                <thead>
                                    <tr>
                                        <th scope="col">"Partner"</th>
                                        {HEADS
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
                                        found
                                            .get()
                                            .map(|(.., buyers)| {
                                                buyers
                                                    .into_iter()
                                                    .map(|(_, name, cells)| {
                                                        view! {
                                                            <tr>
                                                                <th scope="row">{name}</th>
                                                                {cells.map(|cell| view! { <td class="number">{cell}</td> }).into_iter().collect_view()}
                                                            </tr>
                                                        }
                                                    })
                                                    .collect_view()
                                            })
                                    }}
                                </tbody>
                            </table>
                        </SumTable>
                    }
                })
        }}
    }
}

/// Who pays what for the same thing.
#[component]
fn Items(category: String, members: Memo<Vec<(String, String)>>) -> impl IntoView {
    let page = state();
    let place = format!("procurement.{category}.items");
    let count = Memo::new(move |_| {
        page.document.with(|document| document.get(&place).and_then(|list| list.as_array()).map_or(0, Vec::len))
    });
    let (rows, add, harmonise, spread_of) =
        (category.clone(), category.clone(), format!("procurement.{category}.harmonise_to"), category);
    let spread = move |n: usize| {
        page.result.with(|result| {
            let one = result.as_ref()?;
            let item = one.outcome.procurement.iter().find(|category| category.id == spread_of)?.items.get(n)?;
            Some(format!(
                "{} to {}; joint price {}",
                item.lowest?.pence(),
                item.highest?.pence(),
                item.joint.map_or("none".into(), Pounds::pence)
            ))
        })
    };
    view! {
        <div class="grid">
            <Choice place=harmonise />
        </div>
        <TableBox>
            <table class="entry">
                <caption>"Prices and volumes a year"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Item"</th>
                        {move || {
                            members
                                .get()
                                .into_iter()
                                .map(|(name, _)| {
                                    view! {
                                        <th scope="col">{format!("{name}: price, £")}</th>
                                        <th scope="col">{format!("{name}: bought")}</th>
                                    }
                                })
                                .collect_view()
                        }}
                        <th scope="col">"Spread"</th>
                        <th scope="col">
                            <span class="hidden">"Remove"</span>
                        </th>
                    </tr>
                </thead>
                <tbody>
                    {move || {
                        (0..count.get())
                            .map(|n| {
                                let base = format!("procurement.{rows}.items.{n}");
                                let gone = rows.clone();
                                let spread = spread.clone();
                                view! {
                                    <tr>
                                        <th scope="row">
                                            <Words place=format!("{base}.name") label="Item" bare=true />
                                        </th>
                                        {members
                                            .get()
                                            .into_iter()
                                            .map(|(name, id)| {
                                                view! {
                                                    <td>
                                                        <Figure place=format!("{base}.price.{id}") name=format!("Price, {name}") />
                                                    </td>
                                                    <td>
                                                        <Figure place=format!("{base}.volume.{id}") name=format!("Bought, {name}") />
                                                    </td>
                                                }
                                            })
                                            .collect_view()}
                                        <td>{move || spread(n)}</td>
                                        <td>
                                            <button
                                                type="button"
                                                class="link"
                                                aria-label=format!("Remove item {}", n + 1)
                                                on:click=move |_| {
                                                    page.begin_gesture();
                                                    page.change(remove_item(&page.document.get_untracked(), &gone, n));
                                                }
                                            >
                                                "Remove"
                                            </button>
                                        </td>
                                    </tr>
                                }
                            })
                            .collect_view()
                    }}
                </tbody>
            </table>
        </TableBox>
        <p>
            <button
                type="button"
                on:click=move |_| {
                    page.begin_gesture();
                    page.change(add_item(&page.document.get_untracked(), &add));
                    let last = count.get_untracked().saturating_sub(1);
                    focus::soon(id_of(&format!("procurement.{add}.items.{last}.name")));
                }
            >
                "Add an item"
            </button>
        </p>
    }
}
