//! The market: what forces offer and need, who could buy what from whom, and at which prices that holds.

pub(in crate::pages) mod lines;
mod pictures;
mod suggested;
pub(in crate::pages) mod tables;

use self::lines::Lines;
use self::pictures::{Steps, TradeMap};
use self::suggested::Suggested;
use self::tables::InAndOut;
use crate::engine::market::{Clearing, clear};
use crate::exchange::from_market::scenario_of_trade;
use crate::explain::{FunctionRow, LeftRow, TradeRow, function_rows, left_rows, market_words, trade_rows};
use crate::kit::rows_table::RowsTable;
use crate::kit::table_box::TableBox;
use crate::kit::words::Answer;
use crate::state::{State, View, browser, state};
use leptos::prelude::*;

/// The market cleared, each time that it changes.
fn cleared(page: State) -> Memo<Clearing> {
    let year: u32 = browser::today().get(..4).and_then(|year| year.parse().ok()).unwrap_or(2026);
    let market = Memo::new(move |_| page.arrangements.register.with(|register| register.market.clone()));
    Memo::new(move |_| market.with(|market| clear(market, year)))
}

#[component]
pub fn MarketPage() -> impl IntoView {
    let page = state();
    let found = cleared(page);
    let words = Memo::new(move |_| {
        page.arrangements.register.with(|register| found.with(|found| market_words(&register.market, found)))
    });
    view! {
        {move || {
            let (sentence, support) = words.get();
            view! { <Answer parts=sentence support=support /> }
        }}
        <Trades found />
        <LeftOver found />
        <Steps found />
        <ByFunction found />
        <TradeMap found />
        <Lines />
        <Suggested />
        <InAndOut />
    }
}

/// Who could buy what from whom.
#[component]
fn Trades(found: Memo<Clearing>) -> impl IntoView {
    let page = state();
    let rows = Memo::new(move |_| {
        page.arrangements.register.with(|register| found.with(|found| trade_rows(&register.market, found)))
    });
    let some = Memo::new(move |_| rows.with(|rows| !rows.is_empty()));
    view! {
        {move || {
            some.get()
                .then(|| {
                    view! {
                        <section class="card">
                            <TableBox>
                                <table>
                                    <caption>
                                        "Who could buy what from whom"
                                        <span class="hint">
                                            "The trades worth most to both come first. At any price in the range shown, no one could get a better deal elsewhere; the middle of the range is proposed"
                                        </span>
                                    </caption>
                                    <thead>
                                        <tr>
                                            <th scope="col">"Buys"</th>
                                            <th scope="col">"From"</th>
                                            <th scope="col">"What"</th>
                                            <th scope="col">"When"</th>
                                            <th scope="col" class="number">
                                                "A year"
                                            </th>
                                            <th scope="col" class="number">
                                                "Gain of both"
                                            </th>
                                            <th scope="col" class="number">
                                                "Prices that hold"
                                            </th>
                                            <th scope="col" class="number">
                                                "Proposed"
                                            </th>
                                            <th scope="col" class="do">
                                                "Action"
                                            </th>
                                        </tr>
                                    </thead>
                                    <tbody>{move || rows.get().into_iter().map(|row| view! { <TradeLine row /> }).collect_view()}</tbody>
                                </table>
                            </TableBox>
                        </section>
                    }
                })
        }}
    }
}

#[component]
fn TradeLine(row: TradeRow) -> impl IntoView {
    let page = state();
    let trade = row.trade.clone();
    let label = format!("Make it a scenario: {} buys {} from {}", row.buyer, row.function, row.seller);
    let open = move |_| {
        let register = page.arrangements.register.get_untracked();
        let market = &register.market;
        let (Some(offer), Some(need)) = (market.get(&trade.offer), market.get(&trade.need)) else { return };
        page.open_new(scenario_of_trade(offer, need, trade.amount, trade.years.0));
        page.show(View::Summary);
        page.notice.set(Some(
            "The trade is now a scenario: the seller does the buyer\u{2019}s work at what it asks. What the seller has of its own is not in the market, and fair shares says who pays whom.".into(),
        ));
    };
    view! {
        <tr>
            <th scope="row">{row.buyer}</th>
            <td>{row.seller}</td>
            <td>{row.function}</td>
            <td>{row.years}</td>
            <td class="number">{row.amount}</td>
            <td class="number">{row.gain}</td>
            <td class="number">{row.span}</td>
            <td class="number">{row.price}</td>
            <td class="do">
                <button type="button" class="link screen-only" aria-label=label on:click=open>
                    "Make it a scenario"
                </button>
            </td>
        </tr>
    }
}

/// Supply and demand, function by function.
#[component]
fn ByFunction(found: Memo<Clearing>) -> impl IntoView {
    let page = state();
    let rows = Memo::new(move |_| {
        let all =
            page.arrangements.register.with(|register| found.with(|found| function_rows(&register.market, found)));
        let cells = |row: FunctionRow| std::iter::once(row.name).chain(row.amounts).chain(row.prices).collect();
        all.into_iter().map(cells).collect::<Vec<Vec<String>>>()
    });
    view! {
        <RowsTable
            card=true
            caption="Supply and demand by function"
            hint="Lines that lack nothing, whatever their years"
            heads=&[
                ("Function", false),
                ("Offered a year", true),
                ("Needed a year", true),
                ("Traded, most in a year", true),
                ("Offers ask", true),
                ("Needs cost now", true),
                ("Prices that hold", true),
            ]
            rows
        />
    }
}

/// What finds no partner, and why.
#[component]
fn LeftOver(found: Memo<Clearing>) -> impl IntoView {
    let page = state();
    let rows = Memo::new(move |_| {
        let all = page.arrangements.register.with(|register| found.with(|found| left_rows(&register.market, found)));
        let cells = |row: LeftRow| vec![row.who, row.what, row.part, row.why.to_owned()];
        all.into_iter().map(cells).collect::<Vec<Vec<String>>>()
    });
    view! { <RowsTable card=true caption="What finds no partner" heads=&[("Whose", false), ("What", false), ("How much of it", true), ("Why", false)] rows /> }
}
