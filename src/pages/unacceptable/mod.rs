//! Variation that is not acceptable, for a reader who sees the whole Service: by function, and of organised crime by region.

mod regions;

use self::regions::Regions;
use crate::explain::{FunctionWords, area_entry, function_lines, or_nobody, panel_span, unacceptable_words};
use crate::kit::disclosure::Disclosure;
use crate::kit::field::Figure;
use crate::kit::table_box::TableBox;
use crate::model::{Change, read};
use crate::state::{View, state};
use crate::words::within;
use leptos::prelude::*;

#[component]
pub fn UnacceptablePage() -> impl IntoView {
    let page = state();
    let all = Memo::new(move |_| page.document.with(|document| function_lines(read(document.value()).ok().as_ref())));
    view! {
        <h1 class="headline">{move || all.with(|all| unacceptable_words(all))}</h1>
        <p class="lead">
            "A board that sees the whole Service draws a line by function, and asks about those beyond it: why, for how long, and who could help. Published budgets, eight years old; they show spread and give no ranks."
        </p>
        <Lines all />
        <Regions />
    }
}

/// The functions, each with its line.
#[component]
fn Lines(all: Memo<Vec<FunctionWords>>) -> impl IntoView {
    view! {
        <section class="card">
            <TableBox>
                <table class="entry lines-by-function">
                    <caption>
                        "Cost by function"
                        <span class="hint">
                            {format!(
                                "Budgets of 43 forces, {}, for each person of the force in 2017/18; years counted are those published in the same layout. A force is beyond the line when it spends more than the set multiple of what the median force spends. In alphabetical order",
                                panel_span(),
                            )}
                        </span>
                    </caption>
                    <thead>
                        <tr>
                            <th scope="col">"Function"</th>
                            <th scope="col">"Line, times the middle"</th>
                            <th scope="col">"£ a person, 2017/18"</th>
                            <th scope="col">"Beyond it in 2017/18"</th>
                            <th scope="col">"Level of support"</th>
                        </tr>
                    </thead>
                    <tbody>
                        <For each=move || all.with(|all| all.iter().map(|one| one.kind).collect::<Vec<_>>()) key=|kind| *kind let(kind)>
                            <Line all kind />
                        </For>
                    </tbody>
                </table>
            </TableBox>
        </section>
    }
}

#[component]
fn Line(all: Memo<Vec<FunctionWords>>, kind: &'static str) -> impl IntoView {
    let page = state();
    let one = Memo::new(move |_| all.with(|all| all.iter().find(|one| one.kind == kind).cloned()));
    let said = move |of: fn(&FunctionWords) -> String| one.with(|one| one.as_ref().map(of).unwrap_or_default());
    let name = said(|one| one.name.clone());
    let open = format!("Reasons for {}", within(&name));
    view! {
        <tr>
            <th scope="row">{name.clone()}</th>
            <td>
                <Figure place=format!("levels.beyond.{kind}") name=format!("Line for {name}, times the middle") />
            </td>
            <td>{move || said(|one| one.range.clone())}</td>
            <td class="words">
                {move || said(|one| or_nobody(&one.beyond))}
                <Disclosure summary=open>
                    {move || {
                        one.get()
                            .map(|one| {
                                view! {
                                    <p>"Beyond it before, and not in 2017/18: "{or_nobody(&one.before)}"."</p>
                                    <p>"Left out: "{or_nobody(&one.left_out)}"."</p>
                                }
                            })
                    }}
                </Disclosure>
            </td>
            <td>
                {move || said(|one| one.level.clone())} <Disclosure summary=format!("What would move {}", within(&name))>
                    <ul>{move || { one.get().map(|one| one.area.moves.into_iter().map(|moves| view! { <li>{moves}</li> }).collect_view()) }}</ul>
                    <p class="screen-only">
                        <button
                            type="button"
                            on:click=move |_| {
                                let Some(one) = one.get_untracked() else { return };
                                let document = page.document.get_untracked();
                                let (place, entry) = area_entry(&document, &one);
                                page.change(Change::new(format!("Add {}", one.name)).set(&document, &place, Some(entry)));
                                page.show(View::Levels);
                            }
                        >
                            "State the rest under Levels of support"
                        </button>
                    </p>
                </Disclosure>
            </td>
        </tr>
    }
}
