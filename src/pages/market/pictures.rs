//! Pictures of the market: supply against demand as steps, and who trades with whom on the map.

use crate::engine::curves::{Curves, both_sides, curves};
use crate::engine::market::Clearing;
use crate::explain::{function_words, trade_rows};
use crate::kit::force_tiles::{ForceTiles, middle_of};
use crate::model::market::Measure;
use crate::model::{FinancialYear, number};
use crate::state::state;
use leptos::prelude::*;

const WIDE: f64 = 640.0;
const HIGH: f64 = 300.0;
const LEFT: f64 = 70.0;
const BOTTOM: f64 = 34.0;
const TOP: f64 = 14.0;
const RIGHT: f64 = 12.0;

/// Where a quantity and a price lie.
struct Scale {
    most: f64,
    dearest: f64,
}

impl Scale {
    fn x(&self, quantity: f64) -> f64 {
        LEFT + quantity / self.most * (WIDE - LEFT - RIGHT)
    }

    fn y(&self, price: f64) -> f64 {
        HIGH - BOTTOM - price / self.dearest * (HIGH - BOTTOM - TOP)
    }

    /// A staircase: so much at each price, one after another.
    fn path(&self, steps: &[(f64, f64)]) -> String {
        let mut at = 0.0;
        let mut path = String::new();
        for (n, (amount, price)) in steps.iter().enumerate() {
            let begin = if n == 0 { 'M' } else { 'L' };
            path += &format!("{begin}{:.1} {:.1}", self.x(at), self.y(*price));
            at += amount;
            path += &format!("L{:.1} {:.1}", self.x(at), self.y(*price));
        }
        path
    }
}

/// Supply against demand of a function, with where it clears.
#[component]
pub(super) fn Steps(found: Memo<Clearing>) -> impl IntoView {
    let page = state();
    let kinds = Memo::new(move |_| {
        page.arrangements.register.with(|register| {
            let of = |(function, measure): (&str, Measure)| (function.to_owned(), measure);
            both_sides(&register.market).into_iter().map(of).collect::<Vec<_>>()
        })
    });
    let chosen = RwSignal::new(None::<(String, Measure)>);
    let kind = Memo::new(move |_| {
        let chosen = chosen.get();
        kinds.with(|kinds| chosen.filter(|one| kinds.contains(one)).or_else(|| kinds.first().cloned()))
    });
    let drawn = Memo::new(move |_| {
        let (function, measure) = kind.get()?;
        page.arrangements
            .register
            .with(|register| found.with(|found| curves(&register.market, found, (&function, measure))))
    });
    let some = Memo::new(move |_| drawn.with(Option::is_some));
    let several = Memo::new(move |_| kinds.with(|kinds| kinds.len() > 1));
    view! {
        {move || {
            some.get()
                .then(|| {
                    view! {
                        <section class="card">
                            <h2>"Supply and demand"</h2>
                            {move || {
                                several
                                    .get()
                                    .then(|| {
                                        view! {
                                            <p class="chips screen-only" role="group" aria-label="Which function">
                                                <For each=move || kinds.get() key=|one| one.clone() let:one>
                                                    {
                                                        let (mine, label) = (one.clone(), format!("{}, {}", function_words(&one.0), one.1.word()));
                                                        let on = move || kind.get().as_ref() == Some(&mine);
                                                        let pressed = on.clone();
                                                        view! {
                                                            <button
                                                                type="button"
                                                                class="chip"
                                                                class:on=on
                                                                aria-pressed=move || pressed().to_string()
                                                                on:click=move |_| chosen.set(Some(one.clone()))
                                                            >
                                                                {label}
                                                            </button>
                                                        }
                                                    }
                                                </For>
                                            </p>
                                        }
                                    })
                            }}
                            {move || {
                                let (drawn, kind) = (drawn.get(), kind.get());
                                drawn.zip(kind).map(|(drawn, (function, measure))| view! { <Picture drawn function measure /> })
                            }}
                        </section>
                    }
                })
        }}
    }
}

#[component]
fn Picture(drawn: Curves, function: String, measure: Measure) -> impl IntoView {
    let all = |steps: &[(f64, f64)]| steps.iter().map(|(amount, _)| amount).sum::<f64>();
    let prices = || drawn.supply.iter().chain(&drawn.demand).map(|(_, price)| *price);
    let scale = Scale {
        most: all(&drawn.supply).max(all(&drawn.demand)).max(1e-9) * 1.05,
        dearest: prices().fold(0.0, f64::max).max(1e-9) * 1.1,
    };
    let name = function_words(&function).to_lowercase();
    let amount = |value: f64| number(value, if value.fract().abs() < 1e-9 { 0 } else { 1 });
    let said = match &drawn.cleared {
        Some((traded, low, high)) => {
            let price = if (high.0 - low.0).abs() < 0.005 {
                low.pence()
            } else {
                format!("{} to {}", low.pence(), high.pence())
            };
            format!(
                "{} {} of {name} change hands in {}, at {price}.",
                amount(*traded),
                measure.word(),
                FinancialYear(drawn.year)
            )
        }
        None => {
            format!(
                "No {name} is traded: every offer costs more than the work costs now, or their years do not overlap."
            )
        }
    };
    let ticks = [0.0, 0.25, 0.5, 0.75, 1.0];
    let rows = ticks.map(|part| {
        let price = part * scale.dearest / 1.1;
        (scale.y(price), crate::model::Pounds(price).short())
    });
    let columns = ticks.map(|part| {
        let quantity = part * scale.most / 1.05;
        (scale.x(quantity), amount((quantity * 10.0).round() / 10.0))
    });
    let point = drawn.cleared.map(|(traded, low, high)| (scale.x(traded), scale.y(low.0.midpoint(high.0))));
    let whole = format!("Supply from {} lines and demand from {}: {said}", drawn.supply.len(), drawn.demand.len());
    view! {
        <p role="status">{said}</p>
        <svg class="steps" viewBox=format!("0 0 {WIDE} {HIGH}") role="img" aria-label=whole>
            {rows
                .map(|(y, text)| {
                    view! {
                        <line class="rule" x1=LEFT x2=WIDE - RIGHT y1=y y2=y></line>
                        <text x=LEFT - 6.0 y=y + 4.0 text-anchor="end">
                            {text}
                        </text>
                    }
                })
                .into_iter()
                .collect_view()}
            {columns
                .map(|(x, text)| {
                    view! {
                        <text x=x y=HIGH - BOTTOM + 16.0 text-anchor="middle">
                            {text}
                        </text>
                    }
                })
                .into_iter()
                .collect_view()}
            <text x=WIDE - RIGHT y=HIGH - 4.0 text-anchor="end">
                {format!("{} a year", measure.word())}
            </text>
            <path class="supply" d=scale.path(&drawn.supply)></path>
            <path class="demand" d=scale.path(&drawn.demand)></path>
            {point.map(|(x, y)| view! { <circle class="clears" cx=x cy=y r="6"></circle> })}
        </svg>
        <p class="key" aria-hidden="true">
            <span>
                <svg class="swatch" viewBox="0 0 16 12">
                    <path class="supply" d="M0 6L16 6"></path>
                </svg>
                "Offers, the cheapest first"
            </span>
            <span>
                <svg class="swatch" viewBox="0 0 16 12">
                    <path class="demand" d="M0 6L16 6"></path>
                </svg>
                "Needs by what they cost now, the dearest first"
            </span>
            <span>
                <svg class="swatch" viewBox="0 0 16 12">
                    <circle class="clears" cx="8" cy="6" r="5"></circle>
                </svg>
                "Where it clears"
            </span>
        </p>
        <p class="hint">
            {format!(
                "Pounds {}. The table below has all lines; here are those of {}. Set-up is not in the steps, so they can cross where nothing is traded.",
                measure.each(),
                FinancialYear(drawn.year),
            )}
        </p>
    }
}

/// Who trades with whom, on the tiles of the forces.
#[component]
pub(super) fn TradeMap(found: Memo<Clearing>) -> impl IntoView {
    let page = state();
    let lines = Memo::new(move |_| {
        page.arrangements.register.with(|register| {
            let at = |id: &str| register.market.get(id).map(|line| line.force.clone()).unwrap_or_default();
            let known = |force: &String| middle_of(force).is_some();
            found.with(|found| {
                let mut all: Vec<(String, String)> =
                    found.trades.iter().map(|trade| (at(&trade.offer), at(&trade.need))).collect();
                all.retain(|(seller, buyer)| known(seller) && known(buyer));
                all.sort_unstable();
                all.dedup();
                all
            })
        })
    });
    let some = Memo::new(move |_| lines.with(|lines| !lines.is_empty()));
    let said = move || {
        let pairs = page.arrangements.register.with(|register| {
            found.with(|found| {
                let mut all: Vec<String> = trade_rows(&register.market, found)
                    .iter()
                    .map(|row| format!("{} to {}", row.seller, row.buyer))
                    .collect();
                all.sort_unstable();
                all.dedup();
                all
            })
        });
        format!("Map of the forces: {}", pairs.join(", "))
    };
    let class = move |id: &'static str| {
        lines.with(|lines| {
            let sells = lines.iter().any(|(seller, _)| seller == id);
            let buys = lines.iter().any(|(_, buyer)| buyer == id);
            match (sells, buys) {
                (true, _) => "tile-box subject",
                (_, true) => "tile-box member",
                _ => "tile-box",
            }
        })
    };
    let drawn = move || {
        let ends = |(seller, buyer): &(String, String)| Some((middle_of(seller)?, middle_of(buyer)?));
        let line = |((x1, y1), (x2, y2)): ((f64, f64), (f64, f64))| {
            view! {
                <line class="trade" x1=x1 y1=y1 x2=x2 y2=y2></line>
                <circle class="trade-end" cx=x2 cy=y2 r="5"></circle>
            }
        };
        lines.with(|lines| lines.iter().filter_map(ends).map(line).collect_view())
    };
    view! {
        {move || {
            some.get()
                .then(|| {
                    view! {
                        <section class="card trade-map">
                            <h2>"Who trades with whom"</h2>
                            <ForceTiles said=Signal::derive(said) class>
                                {drawn}
                            </ForceTiles>
                            <p class="hint">"Filled: sells. Dashed: buys. A line ends with a dot at the buyer."</p>
                        </section>
                    }
                })
        }}
    }
}
