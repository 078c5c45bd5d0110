//! How good the odds are: published cases, each left out in turn.

use crate::explain::{back_test_words, back_tests};
use crate::kit::disclosure::Disclosure;
use crate::kit::table_box::TableBox;
use leptos::prelude::*;

/// The back-test, however it comes out.
#[component]
pub(super) fn HowGood() -> impl IntoView {
    view! {
        <Disclosure card=true summary="How good are these odds?">
            {move || {
                let tests = back_tests();
                view! {
                    <p>{back_test_words(&tests)}</p>
                    <p>
                        "These are cases that somebody wrote about: auditors go where there is trouble, owners publish what went well, and most plans leave no trace. They are no odds. Only one of them is an alliance of police forces in England and Wales."
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
                }
            }}
        </Disclosure>
    }
}
