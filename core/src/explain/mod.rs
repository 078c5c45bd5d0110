//! The outcome in words: the sentence at the top, the sum behind every figure, and whose figures they are.

mod account;
mod account_draft;
mod account_texts;
mod answer;
mod backtest;
mod benefits;
mod cash;
mod compare;
mod difference;
mod exit;
mod fair;
mod fair_tables;
mod headline;
mod incentive;
mod levels;
mod map_change;
mod market;
mod merging;
mod options;
mod outside;
mod paper;
mod partners;
mod payback;
mod readiness;
mod recommendation;
mod reference;
mod register;
mod risk;
mod search;
mod shelf;
mod soc;
mod standing;
mod style;
mod suggested;
mod sums;
mod unacceptable;
mod variation;
mod warnings;
mod waves;
mod whole_service;

pub use account::{Paragraph, Stale, Statement, statements, with_figure};
pub use account_draft::AccountFigure;
pub use answer::{
    Rests, ToDo, Way, net_rate_words, not_allowed_for, old_budgets, old_money, ranged_sentence, rests_on, to_do,
};
pub use backtest::{BackTest, LeftOut, PortfolioRow, alliance_words, back_test_words, back_tests, portfolio_rows};
pub use benefits::{BenefitRow, RETURN_HEADS, ReturnCell, benefit_rows, benefit_words, return_lines, return_words};
pub use cash::{
    BridgeRow, CashLine, CashRow, CashWords, PostsTable, Schedule, ScheduleCell, YearRow, YearTable, balancing_in_cash,
    bridge_rows, bridge_sum, cash_plan_words, effect_tables, posts_tables, schedule, schedule_lines, schedule_sum,
};
pub use compare::{CompareRow, Side, compare_concern, compare_rows};
pub use difference::{DifferenceRow, difference_rows};
pub use exit::{
    ExitWords, LeavingParts, Settlement, Term, exit_words, leaving_row, most_to_lose, rule_words, settlement, terms,
};
pub use fair::{FairWords, fair_words, group_words, is_adopted, names_of, pays_balancing};
pub use fair_tables::{
    Gain, KeyHead, KeyTable, PairTable, SettleRow, WorkTable, key_table, pair_table, settle_rows, work_table,
    yearly_gains,
};
pub use headline::{Concern, Headline, Part, cash_words, headline, keys_words};
pub use incentive::{incentive_rows, incentive_words};
pub use levels::{
    Area, AreaWords, FIXED_AREAS, LevelsWords, Rung, area_words, areas, known_words, levels_words, risk_gap,
    support_name, tier_words,
};
pub use map_change::{
    HeatCell, MapWords, event_name, facts_that_touch, heat_rows, ids_touched, kept_heads, last_words, map_line,
    map_words,
};
pub use market::{
    FunctionRow, LeftRow, TradeRow, amount_words, function_rows, function_words, left_rows, market_words, trade_rows,
    trader,
};
pub use merging::{
    AreaRow, ForceRow, RegretRow, area_rows, course_words, force_rows, merger_label, merger_places, merging_words,
    regret_rows, regret_words, scope_words, tax_words,
};
pub use options::{Beside, FACTORS, OptionRow, means_words, meets_words, option_rows, preferred_words};
pub use outside::{OutsideRow, OutsideWords, outside_words};
pub use paper::{Assumed, PaperFigure, assumptions, five_figures, question};
pub use partners::{CostsToday, PartnerColumn, PartnerRow, costs_today, partner_columns, partner_rows};
pub use payback::{Payback, payback};
pub use readiness::{
    Evident, ReadinessWords, SettleLine, date_words, evident, items_of, readiness_words, standing_label, weight_label,
};
pub use recommendation::recommendation_draft;
pub use reference::{ReferenceRow, reference_rows};
pub use register::{
    RegisterWords, StyleRow, budget_of, delivered_rows, delivery_words, funding_words, gap_words, register_words,
    style_rows,
};
pub use risk::{
    GridWords, RiskWords, Turning, bar_row, chance, drawn_rows, grid_words, money_range, risk_words, turning_rows,
    wait_range,
};
pub use search::{SearchRow, SearchWords, search_words};
pub use shelf::{
    CASE_KINDS, Lessons, Shelved, Wanted, case_lines, case_place, function_word, lessons, like_yours, quoted_examples,
    shelved, style_word_of,
};
pub use soc::{
    HEALTH_WARNING, QUESTIONS, SocWords, fewer_words, gain_words, gate_words, model_line, model_rows, pays_for_words,
    soc_answer, soc_beside, soc_is_example, soc_longest, soc_words, turn_words,
};
pub use standing::{Each, Standing, StandingRow, standing, standing_words};
pub use style::{StyleWords, name_of as style_name, style_words};
pub use suggested::{Suggestion, forces_by_name, published_need, suggestions};
pub use sums::{
    BuyerFigure, Company, Figure, FoundFigure, LeavingFigure, LineFigure, RowFigure, SettleFigure, SocFigure,
    StableFigure, SumOf, Terms, WorkFigure, YearFigure, all_sum, bar_sums, beside_without, buyer_sum, category_sum,
    company_sum, curve_sum, donor_sum, donors_sum, drawn_sum, fair_year_sum, found_sum, grid_sum, group_sum,
    leaver_sum, line_sum, loss_sum, mean_sum, moved_sum, named_sum, paid_to_others_sum, partner_figures, partner_sum,
    row_sum, running_sum, saved_part_sum, service_sum, settle_sum, side_sum, soc_choice_sum, soc_force_sum, soc_sum,
    soc_teams_sum, stable_sum, sum, terms_sum, turning_sum, work_sum, year_sum,
};
pub use unacceptable::{
    FunctionWords, RegionRow, area_entry, function_lines, or_nobody, panel_span, region_row, regions_words,
    response_line, unacceptable_words,
};
pub use variation::{
    VariationLine, nothing_to_compare, unit_money, variation_concern, variation_lines, variation_words,
};
pub use warnings::{one_off_sum, warning_words, warnings_words};
pub use waves::{
    WaveRow, alike_words, contract_cells, contract_name, ends_table, left_contracts, route_choices, supplier_rows,
    wave_rows, wave_words,
};
pub use whole_service::{ByYear, footing_words, region_rows, region_years, towards_words, whole_service_words};

pub(crate) use crate::words::provenance;
pub use crate::words::{
    InputWords, Tally, Whose, capital, count, evidence_at, input_words, listed, listed_within, lower_first, model_name,
    named_or_counted, own_figures, page_address, published_lines, source_line, tally, used_as, whose, within, years,
};
pub(crate) use crate::words::{either, months, review_words};
