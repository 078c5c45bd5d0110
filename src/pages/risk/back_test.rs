//! How good the odds are: published cases, each left out in turn.

use crate::explain::{alliance_words, back_test_words, back_tests, portfolio_rows};
use crate::kit::disclosure::Disclosure;
use crate::kit::table_box::TableBox;
use leptos::prelude::*;

/// The back-test, however it comes out.
#[component]
pub(super) fn HowGood() -> impl IntoView {
    view! {
        <Disclosure card=true summary="How reliable are these ranges?">
            {move || {
                let tests = back_tests();
                view! {
                    <p>{back_test_words(&tests)}</p>
                    <p>{alliance_words()}</p>
                    <p>
                        "These are only the cases that were written about: auditors tend to look at problems, owners tend to publish successes, and most plans are never published. They do not show how likely a result is. Only one of them is an alliance of police forces in England and Wales."
                    </p>
                    {tests
                        .into_iter()
                        .map(|test| {
                            let ([eight, half], n) = (test.within(), test.cases.len());
                            view! {
                                <TableBox>
                                    <table>
                                        <caption>
                                            {test.what}
                                            <span class="hint">
                                                {format!("{n} cases; {eight} fall among the middle eight tenths of the others, {half} among their middle half")}
                                            </span>
                                        </caption>
                                        <thead>
                                            <tr>
                                                <th scope="col">"Case"</th>
                                                <th scope="col" class="number">
                                                    "Result"
                                                </th>
                                                <th scope="col" class="number">
                                                    "Eight tenths of the others"
                                                </th>
                                                <th scope="col">"Falls"</th>
                                            </tr>
                                        </thead>
                                        <tbody>
                                            {test
                                                .cases
                                                .into_iter()
                                                .map(|case| {
                                                    let [eight, half] = case.within;
                                                    let falls = match (eight, half) {
                                                        (_, true) => "in their middle half",
                                                        (true, false) => "among them",
                                                        (false, false) => "outside",
                                                    };
                                                    view! {
                                                        <tr>
                                                            <th scope="row">{case.name}</th>
                                                            <td class="number">{case.result}</td>
                                                            <td class="number">{case.others}</td>
                                                            <td>{falls}</td>
                                                        </tr>
                                                    }
                                                })
                                                .collect_view()}
                                        </tbody>
                                    </table>
                                </TableBox>
                            }
                        })
                        .collect_view()}
                    <TableBox>
                        <table>
                            <caption>
                                "The government\u{2019}s major projects, 2014 to 2023"
                                <span class="hint">
                                    "The last report over the first, at least three years apart, of projects still in the portfolio: budgets that were set again, in changing prices and scope, and no final cost. What moved more than tenfold is left out. No saving is counted in it"
                                </span>
                            </caption>
                            <thead>
                                <tr>
                                    <th scope="col">"Measure"</th>
                                    <th scope="col" class="number">
                                        "Projects"
                                    </th>
                                    {["One in ten below", "A quarter below", "In the middle", "A quarter above", "One in ten above"]
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
                                {portfolio_rows()
                                    .into_iter()
                                    .map(|row| {
                                        view! {
                                            <tr>
                                                <th scope="row">{row.what}</th>
                                                <td class="number">{row.n}</td>
                                                {row.values.into_iter().map(|value| view! { <td class="number">{value}</td> }).collect_view()}
                                            </tr>
                                        }
                                    })
                                    .collect_view()}
                            </tbody>
                        </table>
                    </TableBox>
                }
            }}
        </Disclosure>
    }
}
