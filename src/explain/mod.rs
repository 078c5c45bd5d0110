//! The outcome in words: the sentence at the top, the sum behind every figure, and whose figures they are.

mod account;
mod account_texts;
mod compare;
mod exit;
mod fair;
mod fair_tables;
mod headline;
mod levels;
mod paper;
mod partners;
mod payback;
mod provenance;
mod readiness;
mod reference;
mod register;
mod risk;
mod search;
mod soc;
mod style;
mod sums;
pub mod terms;
mod usage;
mod variation;

pub use account::{AccountFigure, Paragraph, Stale, Statement, statements, with_figure};
pub use compare::{CompareRow, Side, compare_concern, compare_rows};
pub use exit::{ExitWords, LeavingParts, Settlement, Term, exit_words, leaving_row, rule_words, settlement, terms};
pub use fair::{FairWords, fair_words, group_words, is_adopted, names_of, pays_balancing};
pub use fair_tables::{
    Gain, KeyHead, KeyTable, PairTable, SettleRow, WorkTable, key_table, pair_table, settle_rows, work_table,
    yearly_gains,
};
pub use headline::{Concern, Headline, Part, capital, headline, keys_words};
pub use levels::{
    Area, AreaWords, FIXED_AREAS, LevelsWords, Rung, area_words, areas, known_words, levels_words, risk_gap,
    support_name, tier_words,
};
pub use paper::{Assumed, PaperFigure, assumptions, five_figures, question};
pub use partners::{PartnerColumn, PartnerRow, partner_columns, partner_rows};
pub use payback::{Payback, payback};
pub use provenance::{Tally, Whose, evidence_at, source_line, tally, whose};
pub use readiness::{
    Evident, ReadinessWords, SettleLine, date_words, evident, items_of, readiness_words, standing_label, weight_label,
};
pub use reference::{ReferenceRow, reference_rows};
pub use register::{
    RegisterWords, StyleRow, budget_of, delivered_rows, delivery_words, funding_words, gap_words, register_words,
    style_rows,
};
pub use risk::{
    GridWords, InputWords, RiskWords, Turning, bar_row, chance, drawn_rows, grid_words, input_words, money_range,
    risk_words, turning_rows, wait_range,
};
pub use search::{SearchRow, SearchWords, search_words};
pub use soc::{
    HEALTH_WARNING, QUESTIONS, SocWords, fewer_words, gain_words, gate_words, model_line, model_name, model_rows,
    pays_for_words, soc_answer, soc_beside, soc_is_example, soc_longest, soc_words, turn_words,
};
pub use style::{StyleWords, name_of as style_name, style_words};
pub use sums::{
    Company, Figure, FoundFigure, LeavingFigure, SocFigure, SumOf, Terms, all_sum, bar_sums, beside_without, buyer_sum,
    category_sum, company_sum, curve_sum, donor_sum, donors_sum, drawn_sum, found_sum, grid_sum, group_sum, leaver_sum,
    line_sum, loss_sum, mean_sum, moved_sum, named_sum, paid_to_others_sum, partner_figures, partner_sum, row_sum,
    running_sum, saved_part_sum, service_sum, settle_sum, side_sum, soc_choice_sum, soc_force_sum, soc_sum,
    soc_teams_sum, stable_sum, sum, terms_sum, turning_sum, work_sum, year_sum,
};
pub use usage::{own_figures, page_address, used_as};
pub use variation::{VariationLine, published_lines, unit_money, variation_concern, variation_lines, variation_words};

/// `HR, Finance or ICT`.
pub(crate) fn either(names: &[&str]) -> String {
    match names {
        [first @ .., last] if !first.is_empty() => format!("{} or {last}", first.join(", ")),
        _ => names.concat(),
    }
}

/// `1 month`, `18 months`.
pub(crate) fn months(months: f64) -> String {
    if months == 1.0 { "1 month".to_owned() } else { format!("{} months", crate::model::number(months, 1)) }
}

/// The year of review, as every year is written: `2029/30`.
pub(crate) fn review_words(year: usize) -> String {
    crate::model::FinancialYear(u32::try_from(year).unwrap_or(0)).to_string()
}

/// `HR, Finance and ICT`.
pub fn listed<T: AsRef<str>>(names: &[T]) -> String {
    match names {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [first @ .., last] => {
            let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", first.join(", "), last.as_ref())
        }
    }
}

/// A sentence's beginning within another one; what begins with an abbreviation or a letter by itself, such as `HR`, stays.
pub(crate) fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    if !text.chars().nth(1).is_some_and(|second| second.is_lowercase() || second == ' ') {
        return text.to_owned();
    }
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// A name of a service or category within a sentence: the tool's own names are small there, what the user called it is not.
pub fn within(name: &str) -> String {
    let ours =
        crate::model::inputs::SERVICE_KINDS.iter().any(|kind| terms::choice_label("services[].kind", kind) == name)
            || crate::evidence::CATEGORIES.iter().any(|(_, ours, _)| *ours == name);
    if ours { lower_first(name) } else { name.to_owned() }
}

/// Several of them: `HR, finance and ICT`.
pub fn listed_within<T: AsRef<str>>(names: &[T]) -> String {
    listed(&names.iter().map(|name| within(name.as_ref())).collect::<Vec<_>>())
}

/// `two` to `nine` in letters, larger numbers in digits, as British style has it.
pub fn count(n: usize) -> String {
    const WORDS: [&str; 10] = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];
    WORDS.get(n).map_or_else(|| n.to_string(), |word| (*word).to_owned())
}

/// `2.4 years`, `1 year`.
pub fn years(value: f64) -> String {
    let text = crate::model::number(value, 1);
    if text == "1" { "1 year".into() } else { format!("{text} years") }
}
