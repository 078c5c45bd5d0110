//! Partners: chosen by name among the 43 forces, with the figures that costs are shared by.

use crate::edits::entries::{add_force, add_other, remove_partner};
use crate::edits::first::plain;
use crate::evidence::{TAX_YEARS, force, forces, precept};
use crate::explain::{listed, whose};
use crate::kit::field::Figure;
use crate::kit::field::Labelled;
use crate::kit::field::Words;
use crate::kit::table_box::TableBox;
use crate::kit::words::counted;
use crate::model::number;
use crate::state::browser;
use crate::state::state;
use leptos::prelude::*;

#[component]
pub fn PartnersPage() -> impl IntoView {
    let page = state();
    let partners = Memo::new(move |_| page.document.with(|document| document.entries("partners")));
    let search = RwSignal::new(String::new());
    let said = RwSignal::new(String::new());
    let found = move || {
        let wanted = plain(&search.get());
        let here = partners.get();
        let near: Vec<&str> = here
            .iter()
            .filter_map(|id| force(id))
            .flat_map(|force| force.neighbours().map(|other| other.id.as_str()))
            .collect();
        forces()
            .iter()
            .filter(|force| !here.contains(&force.id))
            .filter(|force| match wanted.is_empty() {
                true => near.contains(&force.id.as_str()) || here.is_empty(),
                false => [&force.name, &force.short, &force.region].iter().any(|text| plain(text).contains(&wanted)),
            })
            .collect::<Vec<_>>()
    };
    let heading = move || {
        let n = partners.with(Vec::len);
        if n == 0 {
            "Who would work together?".to_owned()
        } else {
            format!("{} in this proposal", counted(n, "partner", "partners"))
        }
    };
    // the focus leaves a button that goes: another force would stand where it was
    view! {
        <h1 class="first-capital">{heading}</h1>
        <p class="lead">"Choose two or more. Their public figures are filled in, each with its date; replace them with the force\u{2019}s own."</p>
        <section class="card">
            <h2>"Add a force"</h2>
            <div class="labelled">
                <label for="force-search">"Name or region"</label>
                <input
                    type="text"
                    id="force-search"
                    class="words"
                    autocomplete="off"
                    prop:value=move || search.get()
                    on:input=move |event| search.set(event_target_value(&event))
                />
            </div>
            <p class="hint">
                {move || {
                    if search.with(|text| text.trim().is_empty()) && !partners.with(Vec::is_empty) {
                        "Neighbours of the partners so far; type to find others"
                    } else {
                        ""
                    }
                }}
            </p>
            <div class="chips">
                {move || {
                    found()
                        .into_iter()
                        .map(|force| {
                            view! {
                                <button
                                    type="button"
                                    on:click=move |_| {
                                        page.begin_gesture();
                                        page.change(add_force(&page.document.get_untracked(), &force.id));
                                        search.set(String::new());
                                        said.set(format!("{} added.", force.short));
                                        browser::focus("force-search");
                                    }
                                >
                                    "+ "
                                    {force.short.clone()}
                                </button>
                            }
                        })
                        .collect_view()
                }}
                <button
                    type="button"
                    on:click=move |_| {
                        page.begin_gesture();
                        page.change(add_other(&page.document.get_untracked()));
                    }
                >
                    "+ Another body"
                </button>
            </div>
            <p class="hint" role="status">
                {move || said.get()}
            </p>
        </section>
        {move || {
            (!partners.with(Vec::is_empty))
                .then(|| {
                    view! {
                        <section class="card">
                            <TableBox>
                                <table class="entry">
                                    <caption>
                                        "Figures that costs are shared by"<span class="hint">"Paste a block from a spreadsheet into any box"</span>
                                    </caption>
                                    <thead>
                                        <tr>
                                            <th scope="col">"Partner"</th>
                                            <th scope="col">"Yearly budget, £"</th>
                                            <th scope="col">"Officers, FTE"</th>
                                            <th scope="col">"Staff, FTE"</th>
                                            <th scope="col">"Population"</th>
                                            <th scope="col">
                                                <span class="hidden">"Remove"</span>
                                            </th>
                                        </tr>
                                    </thead>
                                    <tbody>
                                        <For each=move || partners.get() key=Clone::clone let:id>
                                            <PartnerRow id />
                                        </For>
                                    </tbody>
                                </table>
                            </TableBox>
                            <p class="hint">
                                "Budgets are central grant plus council tax precept of 2025/26 and leave out specific grants: enter your net revenue budget."
                            </p>
                        </section>
                    }
                })
        }}
        <CouncilTax partners />
        <section class="card">
            <h2>"Term and prices"</h2>
            <div class="grid">
                <Labelled place="first_year".to_owned() />
                <Labelled place="years".to_owned() />
                <Labelled place="discount_rate".to_owned() />
                <Words place="notes".to_owned() label="Notes" />
            </div>
        </section>
    }
}

/// What the police of each partner's area ask of council tax payers, as it was last published.
#[component]
fn CouncilTax(partners: Memo<Vec<String>>) -> impl IntoView {
    let rows = move || {
        partners.get().into_iter().filter_map(|id| Some((force(&id)?.short.clone(), precept(&id)))).collect::<Vec<_>>()
    };
    let any = move || rows().iter().any(|(_, found)| found.is_some());
    let missing = move || {
        let names: Vec<String> =
            rows().into_iter().filter(|(_, found)| found.is_none()).map(|(name, _)| name).collect();
        (!names.is_empty()).then(|| format!("Nothing is published in this table for {}.", listed(&names)))
    };
    let [before, last] = TAX_YEARS;
    move || {
        any().then(|| {
            view! {
                <section class="card">
                    <TableBox>
                        <table>
                            <caption>
                                "Council tax for the police"
                                <span class="hint">
                                    {format!("Published for {before} and {last}; shown for information and not used in any calculation here")}
                                </span>
                            </caption>
                            <thead>
                                <tr>
                                    <th scope="col">"Partner"</th>
                                    <th scope="col" class="number">
                                        {format!("Precept {last}, £")}
                                    </th>
                                    <th scope="col" class="number">
                                        {format!("Tax base {last}, Band D homes")}
                                    </th>
                                    <th scope="col" class="number">
                                        {format!("Band D {last}")}
                                    </th>
                                    <th scope="col" class="number">
                                        {format!("Band D {before}")}
                                    </th>
                                </tr>
                            </thead>
                            <tbody>
                                {rows()
                                    .into_iter()
                                    .filter_map(|(name, found)| Some((name, found?)))
                                    .map(|(name, [before, last])| {
                                        view! {
                                            <tr>
                                                <th scope="row">{name}</th>
                                                <td class="number">{number(last.raised.0, 0)}</td>
                                                <td class="number">{number(last.tax_base, 1)}</td>
                                                <td class="number">{last.band_d.pence()}</td>
                                                <td class="number">{before.band_d.pence()}</td>
                                            </tr>
                                        }
                                    })
                                    .collect_view()}
                            </tbody>
                        </table>
                    </TableBox>
                    {missing().map(|text| view! { <p class="hint">{text}</p> })}
                </section>
            }
        })
    }
}

#[component]
fn PartnerRow(id: String) -> impl IntoView {
    let page = state();
    let known = id.clone();
    let caveat = force(&known).and_then(|force| force.caveat.clone());
    let gone = id.clone();
    let shown =
        page.document.with_untracked(|document| document.text(&format!("partners.{id}.name")).trim().to_owned());
    let shown = if shown.is_empty() { id.clone() } else { shown };
    let name = format!("Name of {shown}");
    let cell = |field: &str, label: &str| {
        let place = format!("partners.{id}.{field}");
        let at = place.clone();
        let note = move || page.document.with(|document| whose(document, &at).1);
        view! {
            <td>
                <Figure place name=format!("{label} of {shown}") />
                <span class="hint">{note}</span>
            </td>
        }
    };
    let cells = [
        cell("budget", "Budget"),
        cell("officers_fte", "Officers"),
        cell("staff_fte", "Staff"),
        cell("population", "Population"),
    ];
    let remove = format!("Remove {shown}");
    view! {
        <tr>
            <th scope="row">
                <Words place=format!("partners.{id}.name") label=name bare=true />
                {caveat.map(|text| view! { <span class="hint">{text}</span> })}
            </th>
            {cells.into_iter().collect_view()}
            <td>
                <button
                    type="button"
                    class="link"
                    aria-label=remove
                    on:click=move |_| {
                        page.begin_gesture();
                        page.change(remove_partner(&page.document.get_untracked(), &gone));
                    }
                >
                    "Remove"
                </button>
            </td>
        </tr>
    }
}
