//! Names of the book's results: the sheet that defines one and the sum that opens it use the same.

/// A result that other sheets, and the sums on the page, find by name.
#[allow(missing_docs, reason = "a variant is called as its cell is")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    Above,
    Alone,
    Annuity,
    BalancingPaid,
    BalancingPerYear,
    BalancingTotal,
    BenefitCostRatio,
    BridgeDiscounting,
    BridgeInflation,
    BridgeNotCash,
    BridgeNpv,
    BridgeRepaid,
    BridgeSpared,
    BridgeSum,
    BuyingByYear,
    BuyingFee,
    BuyingNpv,
    BuyingRate,
    BuyingReached,
    BuyingSaving,
    CashBalancing,
    CashCapital,
    CashDebt,
    CashDrawn,
    CashEffect,
    CashGapAfter,
    CashGrant,
    CashHousehold,
    CashInterest,
    CashMrp,
    CashNot,
    CashOfPrecept,
    CashOneOff,
    CashReserves,
    CashSaving,
    Constables,
    CostToday,
    DiscountedPaybackYears,
    FairShare,
    FullYear,
    FullYearBuying,
    FullYearCash,
    FullYearCharge,
    FullYearCost,
    FullYearNet,
    FullYearSaving,
    GrandValue,
    Grant,
    HalfGap,
    ImprovingAlone,
    InputsAsExported,
    LeavingCost,
    LeavingDual,
    LeavingForgone,
    LeavingOthers,
    LeavingOwn,
    LeavingStranded,
    Npsv,
    Npv,
    NpvCash,
    Officers,
    OneOffByYear,
    OneOffOf,
    OneOffTotal,
    OthersBear,
    OthersLater,
    PaybackYears,
    Posts,
    Present,
    RunningTotal,
    Saving,
    ServiceNpv,
    ServiceRate,
    ServicesByYear,
    Size,
    SocAnswered,
    SocBalance,
    SocCost,
    SocCostEach,
    SocFit,
    SocFunctionality,
    SocGainCoordination,
    SocGainPooling,
    SocGainRingFencing,
    SocGets,
    SocMargin,
    SocPerformance,
    SocPlaced,
    SocPutsIn,
    SocResponse,
    SocScore,
    SocThrift,
    SocWeightings,
    UnitCost,
    Value,
    WholePosts,
    WorkAYear,
    WorkBalance,
    WorkCostShare,
    WorkGot,
    WorkOverTerm,
    WorkPaysBeyond,
    WorkPool,
    WorkPutIn,
    WorkShareGot,
    WorkShareIn,
    WorkTerm,
    Worth,
    YearlyAfter,
    YearlyBefore,
    YearlyNet,
}

impl Named {
    #[allow(clippy::too_many_lines, reason = "one arm a name")]
    const fn word(self) -> &'static str {
        match self {
            Named::Above => "above",
            Named::Alone => "alone",
            Named::Annuity => "annuity",
            Named::BalancingPaid => "balancing_paid",
            Named::BalancingPerYear => "balancing_per_year",
            Named::BalancingTotal => "balancing_total",
            Named::BenefitCostRatio => "benefit_cost_ratio",
            Named::BridgeDiscounting => "bridge_discounting",
            Named::BridgeInflation => "bridge_inflation",
            Named::BridgeNotCash => "bridge_not_cash",
            Named::BridgeNpv => "bridge_npv",
            Named::BridgeRepaid => "bridge_repaid",
            Named::BridgeSpared => "bridge_spared",
            Named::BridgeSum => "bridge_sum",
            Named::BuyingByYear => "buying_by_year",
            Named::BuyingFee => "buying_fee",
            Named::BuyingNpv => "buying_npv",
            Named::BuyingRate => "buying_rate",
            Named::BuyingReached => "buying_reached",
            Named::BuyingSaving => "buying_saving",
            Named::CashBalancing => "cash_balancing",
            Named::CashCapital => "cash_capital",
            Named::CashDebt => "cash_debt",
            Named::CashDrawn => "cash_drawn",
            Named::CashEffect => "cash_effect",
            Named::CashGapAfter => "cash_gap_after",
            Named::CashGrant => "cash_grant",
            Named::CashHousehold => "cash_household",
            Named::CashInterest => "cash_interest",
            Named::CashMrp => "cash_mrp",
            Named::CashNot => "cash_not",
            Named::CashOfPrecept => "cash_of_precept",
            Named::CashOneOff => "cash_one_off",
            Named::CashReserves => "cash_reserves",
            Named::CashSaving => "cash_saving",
            Named::Constables => "constables",
            Named::CostToday => "cost_today",
            Named::DiscountedPaybackYears => "discounted_payback_years",
            Named::FairShare => "fair_share",
            Named::FullYear => "full_year",
            Named::FullYearBuying => "full_year_buying",
            Named::FullYearCash => "full_year_cash",
            Named::FullYearCharge => "full_year_charge",
            Named::FullYearCost => "full_year_cost",
            Named::FullYearNet => "full_year_net",
            Named::FullYearSaving => "full_year_saving",
            Named::GrandValue => "grand_value",
            Named::Grant => "grant",
            Named::HalfGap => "half_gap",
            Named::ImprovingAlone => "improving_alone",
            Named::InputsAsExported => "inputs_as_exported",
            Named::LeavingCost => "leaving_cost",
            Named::LeavingDual => "leaving_dual",
            Named::LeavingForgone => "leaving_forgone",
            Named::LeavingOthers => "leaving_others",
            Named::LeavingOwn => "leaving_own",
            Named::LeavingStranded => "leaving_stranded",
            Named::Npsv => "npsv",
            Named::Npv => "npv",
            Named::NpvCash => "npv_cash",
            Named::Officers => "officers",
            Named::OneOffByYear => "one_off_by_year",
            Named::OneOffOf => "one_off_of",
            Named::OneOffTotal => "one_off_total",
            Named::OthersBear => "others_bear",
            Named::OthersLater => "others_later",
            Named::PaybackYears => "payback_years",
            Named::Posts => "posts",
            Named::Present => "present",
            Named::RunningTotal => "running_total",
            Named::Saving => "saving",
            Named::ServiceNpv => "service_npv",
            Named::ServiceRate => "service_rate",
            Named::ServicesByYear => "services_by_year",
            Named::Size => "size",
            Named::SocAnswered => "soc_answered",
            Named::SocBalance => "soc_balance",
            Named::SocCost => "soc_cost",
            Named::SocCostEach => "soc_cost_each",
            Named::SocFit => "soc_fit",
            Named::SocFunctionality => "soc_functionality",
            Named::SocGainCoordination => "soc_gain_coordination",
            Named::SocGainPooling => "soc_gain_pooling",
            Named::SocGainRingFencing => "soc_gain_ring_fencing",
            Named::SocGets => "soc_gets",
            Named::SocMargin => "soc_margin",
            Named::SocPerformance => "soc_performance",
            Named::SocPlaced => "soc_placed",
            Named::SocPutsIn => "soc_puts_in",
            Named::SocResponse => "soc_response",
            Named::SocScore => "soc_score",
            Named::SocThrift => "soc_thrift",
            Named::SocWeightings => "soc_weightings",
            Named::UnitCost => "unit_cost",
            Named::Value => "value",
            Named::WholePosts => "whole_posts",
            Named::WorkAYear => "work_a_year",
            Named::WorkBalance => "work_balance",
            Named::WorkCostShare => "work_cost_share",
            Named::WorkGot => "work_got",
            Named::WorkOverTerm => "work_over_term",
            Named::WorkPaysBeyond => "work_pays_beyond",
            Named::WorkPool => "work_pool",
            Named::WorkPutIn => "work_put_in",
            Named::WorkShareGot => "work_share_got",
            Named::WorkShareIn => "work_share_in",
            Named::WorkTerm => "work_term",
            Named::Worth => "worth",
            Named::YearlyAfter => "yearly_after",
            Named::YearlyBefore => "yearly_before",
            Named::YearlyNet => "yearly_net",
        }
    }

    /// That of one partner, service, category or model.
    pub fn of(self, id: impl AsRef<str>) -> Name {
        Name(format!("ic_{}_{}", self.word(), id.as_ref()))
    }

    /// That of a member of a service or category.
    pub fn of_both(self, whole: impl AsRef<str>, member: impl AsRef<str>) -> Name {
        Name(format!("ic_{}_{}__{}", self.word(), whole.as_ref(), member.as_ref()))
    }

    /// One of several figures of the kind: a list's, a model's, or a line's that unit costs are held against.
    pub fn of_line(self, line: &str, id: impl AsRef<str>) -> Name {
        Name(format!("ic_{}_{line}_{}", self.word(), id.as_ref()))
    }

    /// The same for a member.
    pub fn of_row(self, line: &str, whole: impl AsRef<str>, member: impl AsRef<str>) -> Name {
        Name(format!("ic_{}_{line}_{}__{}", self.word(), whole.as_ref(), member.as_ref()))
    }

    /// That of a group.
    pub fn of_group(self, ids: &[&str]) -> Name {
        self.of(ids.join("__"))
    }
}

/// A result's name, whole.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name(String);

impl Name {
    /// As the book has it, before what no defined name may have is taken out.
    pub fn text(&self) -> &str {
        &self.0
    }
}

impl From<Named> for Name {
    fn from(figure: Named) -> Name {
        Name(format!("ic_{}", figure.word()))
    }
}
