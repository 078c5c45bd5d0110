//! The big picture for a national reader: many scenarios together, as ranges and not as a ranking.

use crate::engine::big_picture::{AreaPicture, Extent, PictureArea, Seen, big_picture};
use crate::engine::soc::{SocOutcome, appraise_soc};
use crate::engine::uncertainty::UncertaintyWork;
use crate::engine::{Outcome, appraise};
use crate::exchange::library;
use crate::explain::{chance, unit_money};
use crate::kit::file_box::ScenarioFiles;
use crate::kit::table_box::TableBox;
use crate::model::{Document, Pounds, Rate, Scenario, number, read};
use crate::state::slices::in_slices;
use crate::state::state;
use crate::words::terms::{choice_label, per_driver};
use leptos::prelude::*;

/// Draws for each scenario: enough for a chance in whole per cents.
const DRAWS: usize = 1_000;
/// Draws between two looks at the clock.
const STEP: usize = 50;

/// What was worked out of one scenario.
struct Worked {
    scenario: Scenario,
    outcome: Outcome,
    soc: Option<SocOutcome>,
    chance: Option<f64>,
}

/// A scenario worked out but for its draws, which are made in steps where anything is shared.
fn begun(mut scenario: Scenario) -> (Worked, Option<UncertaintyWork>) {
    let outcome = appraise(&scenario);
    let soc = appraise_soc(&scenario);
    scenario.uncertainty.draws = DRAWS;
    let draws = outcome.shares_anything().then(|| UncertaintyWork::new(&scenario));
    (Worked { scenario, outcome, soc, chance: None }, draws)
}

#[component]
pub fn BigPicture() -> impl IntoView {
    let page = state();
    let found = RwSignal::new(Vec::<AreaPicture>::new());
    let said = RwSignal::new(String::new());
    // a newer question takes the place of an older one
    let asked = StoredValue::new(0u32);
    let gather = move |documents: Vec<Document>| {
        asked.update_value(|asked| *asked += 1);
        let run = asked.get_value();
        let all = documents.len();
        let mut waiting: Vec<Scenario> = documents.iter().filter_map(|document| read(document.value()).ok()).collect();
        let (of, left) = (waiting.len(), all - waiting.len());
        let mut done = Vec::<Worked>::new();
        let mut under_way = None::<(Worked, UncertaintyWork)>;
        in_slices(move || {
            if asked.try_get_value() != Some(run) {
                return true;
            }
            if let Some((mut one, mut draws)) = under_way.take() {
                if !draws.step(STEP) {
                    under_way = Some((one, draws));
                    return false;
                }
                one.chance = Some(draws.finish().chance_of_loss);
                done.push(one);
                let _ = said.try_set(format!("{} of {of}", done.len()));
                return false;
            }
            if let Some(scenario) = waiting.pop() {
                match begun(scenario) {
                    (one, Some(draws)) => under_way = Some((one, draws)),
                    (one, None) => done.push(one),
                }
                return false;
            }
            let seen: Vec<Seen> = done
                .iter()
                .map(|one| Seen {
                    scenario: &one.scenario,
                    outcome: &one.outcome,
                    soc: one.soc.as_ref(),
                    chance_of_loss: one.chance,
                })
                .collect();
            let _ = found.try_set(big_picture(&seen));
            let mut text = if of == 1 { "One scenario.".to_owned() } else { format!("{of} scenarios together.") };
            match left {
                0 => {}
                1 => text += " One cannot be computed as it stands and is left out.",
                left => text += &format!(" {left} cannot be computed as they stand and are left out."),
            }
            let _ = said.try_set(text);
            true
        });
    };
    view! {
        <section class="card">
            <h2>"The big picture: many scenarios together"</h2>
            <p>
                "For a reader who looks after more than one group: how far cost and risk differ by area, over all scenarios that you open here. Nobody is named and nothing is ranked."
            </p>
            <p class="chips">
                <button type="button" on:click=move |_| gather(page.with_shelf(library::everything))>
                    "All scenarios kept here"
                </button>
            </p>
            <ScenarioFiles id="picture-files" label="Or from files" on_read=gather />
            <p role="status">{move || said.get()}</p>
            {move || found.with(|found| (!found.is_empty()).then(|| view! { <Table rows=found.clone() /> }))}
        </section>
    }
}

#[component]
fn Table(rows: Vec<AreaPicture>) -> impl IntoView {
    let area = |area: &PictureArea| match area {
        PictureArea::Service(kind) => choice_label("services[].kind", kind),
        PictureArea::Procurement => "Procurement".into(),
        PictureArea::OrganisedCrime => "Organised crime".into(),
    };
    let range = |extent: Option<Extent>, show: &dyn Fn(f64) -> String| match extent {
        None => "–".to_owned(),
        Some(one) if one.of == 1 => show(one.low),
        Some(one) => format!("{} to {}, middle {}", show(one.low), show(one.high), show(one.middle)),
    };
    let percent = |share: f64| Rate((share * 100.0).round() / 100.0).percent();
    view! {
        <TableBox>
            <table>
                <caption>
                    "Ranges by area"
                    <span class="hint">
                        "Risk: the chance that a scenario loses money; of organised crime, the part of groups answered today, by force. A force in several scenarios counts once for its unit cost"
                    </span>
                </caption>
                <thead>
                    <tr>
                        <th scope="col">"Area"</th>
                        <th scope="col" class="number">
                            "Scenarios"
                        </th>
                        <th scope="col" class="number">
                            "Partners"
                        </th>
                        <th scope="col">"Unit cost"</th>
                        <th scope="col" class="number">
                            "Dearest over cheapest"
                        </th>
                        <th scope="col">"Saves"</th>
                        <th scope="col">"Risk"</th>
                        <th scope="col" class="number">
                            "Best over weakest"
                        </th>
                        <th scope="col" class="number">
                            "With a partner that loses"
                        </th>
                    </tr>
                </thead>
                <tbody>
                    {rows
                        .into_iter()
                        .map(|row| {
                            let unit = row.unit_cost.map(|(driver, extent)| (per_driver(driver.noun()), extent));
                            let units = unit
                                .map_or_else(|| "–".to_owned(), |(per, extent)| format!("{} {per}", range(Some(extent), &|value| unit_money(Pounds(value)))));
                            let ratio = unit
                                .and_then(|(_, extent)| extent.ratio())
                                .map_or_else(|| "–".to_owned(), |ratio| format!("{} times", number(ratio, 1)));
                            let answered = row.risk.filter(|_| row.area == PictureArea::OrganisedCrime).and_then(|extent| extent.ratio());
                            view! {
                                <tr>
                                    <th scope="row">{area(&row.area)}</th>
                                    <td class="number">{row.scenarios}</td>
                                    <td class="number">{row.partners}</td>
                                    <td>{units}</td>
                                    <td class="number">{ratio}</td>
                                    <td>{range(row.saving, &percent)}</td>
                                    <td>{range(row.risk, if row.area == PictureArea::OrganisedCrime { &percent } else { &chance })}</td>
                                    <td class="number">{answered.map_or_else(|| "–".to_owned(), |ratio| format!("{} times", number(ratio, 1)))}</td>
                                    <td class="number">
                                        {if row.area == PictureArea::OrganisedCrime { "–".to_owned() } else { row.with_donor.to_string() }}
                                    </td>
                                </tr>
                            }
                        })
                        .collect_view()}
                </tbody>
            </table>
        </TableBox>
    }
}
