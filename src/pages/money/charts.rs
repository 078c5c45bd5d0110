//! Pictures of the cash plan: the gap before and after, reserves against their floor, and the bridge as steps.

use super::PlanOf;
use crate::chart::Chart;
use crate::chart::shape::{ChartOf, Drawing, Series};
use crate::engine::cash::PartnerCash;
use crate::explain::{bridge_rows, bridge_sum};
use crate::model::Pounds;
use leptos::prelude::*;
use std::sync::Arc;

/// What there is to draw of whoever is chosen.
#[component]
pub(super) fn Charts(plan: Memo<Option<Arc<PlanOf>>>, place: Memo<Option<usize>>) -> impl IntoView {
    let of = move |draw: fn(&PlanOf, &[&PartnerCash]) -> Option<ChartOf>| {
        Memo::new(move |_| {
            let plan = plan.get()?;
            let chosen: Vec<&PartnerCash> = plan
                .plan
                .partners
                .iter()
                .enumerate()
                .filter(|(n, _)| place.get().is_none_or(|place| place == *n))
                .map(|(_, one)| one)
                .collect();
            draw(&plan, &chosen)
        })
    };
    let (gap, reserves) = (of(gap_chart), of(reserves_chart));
    let bridge = Signal::derive(move || plan.get().map(|plan| bridge_chart(&plan, place.get())).unwrap_or_default());
    let step_sum = move |(row, _): (usize, usize)| {
        let (plan, place) = (plan.get()?, place.get());
        bridge_rows(&plan.plan, place).get(row).map(|row| bridge_sum(&plan.plan, place, row))
    };
    let shown = |found: Memo<Option<ChartOf>>, id: &'static str| {
        let some = Memo::new(move |_| found.with(Option::is_some));
        move || {
            some.get().then(|| view! { <Chart id=id chart=Signal::derive(move || found.get().unwrap_or_default()) /> })
        }
    };
    view! {
        <h2 class="hidden">"In pictures"</h2>
        <div class="pair">{shown(gap, "cash-gap")} {shown(reserves, "cash-reserves")}</div>
        <Chart id="cash-bridge" chart=bridge sum=step_sum />
    }
}

fn unit_of<'v>(mut values: impl Iterator<Item = &'v f64>) -> &'static str {
    if values.any(|value| value.abs() >= 1e6) { "£m" } else { "£ thousand" }
}

fn years(plan: &PlanOf, n: usize) -> Vec<String> {
    (0..n).map(|t| plan.plan.year(t).short()).collect()
}

/// Lines by year with their table: what each is called and what it is in each year.
fn lines(plan: &PlanOf, title: &str, caption: &str, of: [(&'static str, usize, Vec<f64>); 2]) -> ChartOf {
    let n = of.iter().map(|(.., values)| values.len()).max().unwrap_or(0);
    let cell = |values: &[f64], t: usize| values.get(t).map_or_else(String::new, |value| Pounds(*value).whole());
    let rows: Vec<Vec<String>> = (0..n)
        .map(|t| {
            let mut row = vec![plan.plan.year(t).to_string()];
            row.extend(of.iter().map(|(.., values)| cell(values, t)));
            row
        })
        .collect();
    let mut heads = vec!["Year".to_owned()];
    heads.extend(of.iter().map(|(name, ..)| (*name).to_owned()));
    let readout = rows.iter().map(|row| match row.as_slice() {
        [year, one, other] => {
            let [(first, ..), (second, ..)] = &of;
            format!("{year}: {} {one}, {} {other}", first.to_lowercase(), second.to_lowercase())
        }
        _ => String::new(),
    });
    ChartOf {
        title: title.to_owned(),
        caption: format!("{}. {caption}", unit_of(of.iter().flat_map(|(.., values)| values))),
        labels: years(plan, n),
        readout: readout.collect(),
        heads,
        rows,
        drawing: Drawing::Lines(
            of.into_iter().map(|(name, colour, values)| Series { name: name.into(), colour, values }).collect(),
        ),
    }
}

/// The gap before and after, in the years for which it is entered of all who are chosen.
fn gap_chart(plan: &PlanOf, chosen: &[&PartnerCash]) -> Option<ChartOf> {
    let sum = |of: fn(&PartnerCash) -> Option<&Vec<Option<Pounds>>>| -> Option<Vec<f64>> {
        let each: Option<Vec<&Vec<Option<Pounds>>>> = chosen.iter().map(|one| of(one)).collect();
        let each = each.filter(|each| !each.is_empty())?;
        let known =
            |t: usize| each.iter().map(|row| row.get(t).copied().flatten().map(|one| one.0)).sum::<Option<f64>>();
        Some((0..plan.plan.index.len()).map_while(known).collect())
    };
    let (before, after) = (sum(|one| one.gap.as_ref())?, sum(|one| one.gap_after.as_ref())?);
    let caption = "In the cash of each year; above the line is a shortfall.";
    Some(lines(plan, "Gap in the plan", caption, [("Before", 3, before), ("After", 0, after)]))
}

/// Reserves and their floor, where they are entered of all who are chosen.
fn reserves_chart(plan: &PlanOf, chosen: &[&PartnerCash]) -> Option<ChartOf> {
    let each: Option<Vec<&Vec<Pounds>>> = chosen.iter().map(|one| one.reserves.as_ref()).collect();
    let each = each.filter(|each| !each.is_empty())?;
    let n = plan.plan.index.len();
    let left: Vec<f64> = (0..n).map(|t| each.iter().filter_map(|row| row.get(t)).map(|one| one.0).sum()).collect();
    let terms = &plan.one.scenario.cash.partners;
    let floor: f64 = chosen.iter().filter_map(|one| terms.get(&one.id)).map(|one| one.reserves_floor.0).sum();
    let caption = "Usable reserves at the end of each year, as far as this case draws on them.";
    Some(lines(plan, "Reserves", caption, [("Reserves", 0, left), ("Floor", 3, vec![floor; n])]))
}

/// The bridge: each step from where the last one ended.
fn bridge_chart(plan: &PlanOf, place: Option<usize>) -> ChartOf {
    let rows = bridge_rows(&plan.plan, place);
    let ends = rows.iter().enumerate().map(|(n, row)| {
        let whole = n == 0 || row.is_sum();
        (if whole { 0.0 } else { (row.after - row.amount) as f64 }, row.after as f64)
    });
    let texts: Vec<Vec<String>> =
        rows.iter().map(|row| vec![row.label.to_owned(), Pounds(row.amount as f64).whole()]).collect();
    ChartOf {
        title: "From worth today to the cash plan".into(),
        caption: "Each step begins where the last one ended.".into(),
        labels: rows.iter().map(|row| row.label.to_owned()).collect(),
        readout: texts.iter().map(|row| row.join(": ")).collect(),
        heads: ["Step", "Pounds"].map(str::to_owned).to_vec(),
        drawing: Drawing::Steps { ends: ends.collect() },
        rows: texts,
    }
}
