//! What the search for partners found, in words and rows.

use super::listed;
use crate::engine::partner_search::{Found, FoundGroup, Rank};
use crate::model::{Pounds, Scenario, number};

/// How far two gains may lie apart and still be as good as equal, a part of the larger: our assumption, since budget posts and
/// people in post of 2017 were 7.3 % apart at the force in the middle (evidence `poa-2017-18`).
pub const DOUBT: f64 = 0.073;

/// The place of each of some values in falling order: values within the doubt of the first of their place share it.
pub fn places(values: &[f64]) -> Vec<(usize, bool)> {
    let mut all: Vec<(usize, f64)> = Vec::new();
    for (n, value) in values.iter().enumerate() {
        let place = match all.last() {
            Some((place, first)) if *value >= first - first.abs() * DOUBT => (*place, *first),
            _ => (n + 1, *value),
        };
        all.push(place);
    }
    all.iter().map(|(place, _)| (*place, all.iter().filter(|(other, _)| other == place).count() > 1)).collect()
}

/// A group as the page shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct SearchRow {
    /// Its place, `2=` where others are as good within the doubt of the figures.
    pub place: String,
    /// Whether anything speaks against the published figures of its members.
    pub cautioned: bool,
    /// The group's members, by id.
    pub ids: Vec<String>,
    /// Their names in a sentence.
    pub names: String,
    /// The subject's fair gain and the whole gain, pounds a year over the term.
    pub own: String,
    /// What the whole group gains.
    pub total: String,
    /// The next partner and what it adds.
    pub next: String,
    /// The next partner's id.
    pub next_id: Option<String>,
}

/// Whether candidates have figures of their own: else all have the subject's unit cost.
fn has_own_figures(wide: &Scenario) -> bool {
    wide.services.iter().any(|service| {
        let units = wide.partners.iter().skip(1).filter_map(|partner| {
            let (cost, size) = (service.baseline_of(&partner.id).cost().0, service.driver.of(partner));
            (cost > 0.0 && size > 0.0).then(|| cost / size)
        });
        let (low, high) = units.fold((f64::INFINITY, 0.0_f64), |(low, high), unit| (low.min(unit), high.max(unit)));
        high > low * 1.001
    })
}

/// The answer, the rows, and the best by size for a chart.
#[derive(Debug, Clone, PartialEq)]
pub struct SearchWords {
    /// The answer.
    pub sentence: String,
    /// What stands below it.
    pub support: String,
    /// Whether candidates have figures of their own; without them a group is told by size alone, and no pounds are shown.
    pub own_figures: bool,
    /// What speaks against published figures, of each candidate in the rows once.
    pub cautions: Vec<String>,
    /// Groups, in order.
    pub rows: Vec<SearchRow>,
    /// The best group of each size: its ids, own gain and total a year.
    pub by_size: Vec<(Vec<String>, f64, f64)>,
    /// The best of each size, in words.
    pub slope: Vec<String>,
}

/// The words for a search over a widened scenario, whose first partner is the subject.
#[allow(clippy::too_many_lines, reason = "what the page says, in the order in which it is read")]
pub fn search_words(wide: &Scenario, found: &Found, annuity: f64, rank: Rank) -> SearchWords {
    let yearly = |total: Pounds| Pounds(if annuity > 0.0 { total.0 / annuity } else { 0.0 });
    let name = |place: usize| wide.partners.get(place).map_or("", |partner| partner.shown());
    let others = |group: &FoundGroup| -> String {
        listed(&group.members.iter().filter(|place| **place != 0).map(|place| name(*place)).collect::<Vec<_>>())
    };
    let ids = |group: &FoundGroup| -> Vec<String> {
        group.members.iter().filter_map(|place| wide.partners.get(*place)).map(|one| one.id.clone()).collect()
    };
    let shown: Vec<&FoundGroup> = found.groups.iter().filter(|group| group.total.0 > 0.5).collect();
    let measure = |group: &FoundGroup| match rank {
        Rank::OwnGain => group.own.0,
        Rank::Total => group.total.0,
    };
    let placed = places(&shown.iter().map(|group| measure(group)).collect::<Vec<_>>());
    let as_good = placed.iter().filter(|(place, _)| *place == 1).count().saturating_sub(1);
    let own_figures = has_own_figures(wide);
    let row = |(group, (place, tied)): (&FoundGroup, &(usize, bool))| SearchRow {
        place: format!("{place}{}", if *tied { "=" } else { "" }),
        cautioned: own_figures && group.members.iter().any(|place| *place != 0 && !cautions(wide, *place).is_empty()),
        ids: ids(group),
        next_id: group.next.and_then(|(place, ..)| wide.partners.get(place)).map(|one| one.id.clone()),
        names: others(group),
        own: yearly(group.own).short(),
        total: yearly(group.total).short(),
        next: group.next.map_or_else(String::new, |(place, own, total)| {
            let signed = |sum: Pounds| if sum.0 < 0.0 { sum.short() } else { format!("+{}", sum.short()) };
            format!("{}: {} for {}, {} in all", name(place), signed(yearly(own)), name(0), signed(yearly(total)))
        }),
    };
    let subject = name(0);
    let sentence = match found.groups.first() {
        Some(best) if best.total.0 > 0.5 && !own_figures => format!(
            "By size and neighbourhood alone, {subject} fits best with {}, of {} groups.",
            others(best),
            number(found.looked_at as f64, 0)
        ),
        Some(best) if best.total.0 > 0.5 => match rank {
            Rank::OwnGain => format!(
                "Of {} groups, {subject} would gain most with {}: {} a year as its fair share.",
                number(found.looked_at as f64, 0),
                others(best),
                yearly(best.own).short()
            ),
            Rank::Total => format!(
                "Of {} groups, {subject} with {} would gain most in all: {} a year, {} of it for {subject}.",
                number(found.looked_at as f64, 0),
                others(best),
                yearly(best.total).short(),
                yearly(best.own).short()
            ),
        },
        Some(_) => format!("In none of {} groups would sharing this pay.", number(found.looked_at as f64, 0)),
        None => format!("{subject} has no neighbour to share with; look at any group."),
    };
    let sentence = match as_good {
        0 => sentence,
        1 => format!("{sentence} Another group is as good within the margin of error."),
        n => format!(
            "{sentence} {} other groups are as good within the margin of error.",
            super::capital(&super::count(n))
        ),
    };
    let slope = found.by_size.iter().zip(found.by_size.iter().skip(1)).map(|(before, after)| {
        let more = yearly(after.own - before.own);
        let verb = if more.0 < -0.5 { "takes away" } else { "adds" };
        format!(
            "The best {} instead of the best {} {verb} {} a year for {subject}.",
            super::count(after.members.len()),
            super::count(before.members.len()),
            more.abs().short()
        )
    });
    SearchWords {
        sentence,
        own_figures,
        cautions: if own_figures { all_cautions(wide, &shown) } else { Vec::new() },
        support: if own_figures {
            "Each candidate has its own published figures for the service, or the median of all forces where they cannot be used. Groups that share a place are within 7% of the first of them. The figures are not accurate enough to tell them apart.".into()
        } else {
            "It ranks by size and neighbourhood: every candidate is taken to cost its own size times your unit cost. Enter real figures before you rely on it.".into()
        },
        rows: shown.into_iter().zip(&placed).map(row).collect(),
        by_size: found.by_size.iter().map(|group| (ids(group), yearly(group.own).0, yearly(group.total).0)).collect(),
        slope: slope.collect(),
    }
}

/// What speaks against the published figures of one candidate, in a sentence each.
fn cautions(wide: &Scenario, place: usize) -> Vec<String> {
    let Some(partner) = wide.partners.get(place) else { return Vec::new() };
    let of = |service: &crate::model::Service| {
        let caution = crate::evidence::budgeted(&partner.id, &service.kind).and_then(|one| one.caution)?;
        Some(format!("{}, {}: it {}.", partner.shown(), super::within(service.shown()), caution.words()))
    };
    wide.services.iter().filter_map(of).collect()
}

/// The same of every candidate in some groups, each once.
fn all_cautions(wide: &Scenario, groups: &[&FoundGroup]) -> Vec<String> {
    let places: std::collections::BTreeSet<usize> =
        groups.iter().flat_map(|group| group.members.iter().copied()).filter(|place| *place != 0).collect();
    places.into_iter().flat_map(|place| cautions(wide, place)).collect()
}

#[cfg(test)]
mod tests {
    use super::places;

    /// By hand: 93 is within 7.3 % of 100 and 92 is not; 86 is within 7.3 % of 92.
    #[test]
    fn what_is_within_the_doubt_shares_a_place() {
        let found = places(&[100.0, 95.0, 93.0, 92.0, 86.0, 10.0]);
        assert_eq!(found, [(1, true), (1, true), (1, true), (4, true), (4, true), (6, false)]);
        assert_eq!(places(&[]), []);
        assert_eq!(places(&[0.0, -5.0]), [(1, false), (2, false)]);
    }
}
