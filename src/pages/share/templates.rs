//! A sheet for each force's finance team, and several that came back taken over together.

use crate::exchange::account::Account;
use crate::exchange::files::file_name;
use crate::exchange::grid::Grid;
use crate::exchange::template::{merged, read_all};
use crate::kit::accounts::Accounted;
use crate::state::browser;
use crate::state::browser::Answered;
use crate::state::state;
use leptos::prelude::*;

/// A button for each partner that makes its sheet.
#[component]
pub fn Templates() -> impl IntoView {
    let page = state();
    let said = RwSignal::new(String::new());
    let partners = Memo::new(move |_| {
        page.document.with(|document| {
            let name = |id: &String| document.text(&format!("partners.{id}.name")).to_owned();
            document.entries("partners").into_iter().map(|id| (name(&id), id)).collect::<Vec<_>>()
        })
    });
    let make = move |id: &str, name: &str| {
        let scenario = page.document.with_untracked(|document| document.value().to_string());
        let file = file_name(&format!("Figures of {name}"), &browser::now(), "xlsx");
        said.set("Making the sheet…".into());
        browser::make_template(&scenario, id, &browser::now(), move |answer| {
            let text = match answer {
                Ok(Answered::Bytes(bytes)) => {
                    browser::download_bytes(&file, browser::XLSX, &bytes);
                    format!("Sent to your downloads: {file}.")
                }
                Ok(Answered::Text(_)) => "The sheet could not be made.".into(),
                Err(reason) => reason,
            };
            let _ = said.try_set(text);
        });
    };
    move || {
        (browser::no_workbooks().is_none() && !partners.with(Vec::is_empty))
            .then(|| {
                view! {
                    <section class="card">
                        <h2>"Ask each finance team"</h2>
                        <p class="hint">
                            "A workbook of one sheet with the figures that this scenario needs of a partner. Open what comes back, one or several at once, as a workbook under Scenarios: each figure then says who sent it."
                        </p>
                        <p class="chips">
                            {partners
                                .get()
                                .into_iter()
                                .map(|(name, id)| {
                                    let label = name.clone();
                                    view! {
                                        <button type="button" on:click=move |_| make(&id, &name)>
                                            {format!("Sheet for {label} (.xlsx)")}
                                        </button>
                                    }
                                })
                                .collect_view()}
                        </p>
                        <p class="hint" role="status">
                            {move || said.get()}
                        </p>
                    </section>
                }
            })
    }
}

/// Templates that came back: who sent what, and one button that takes all of them.
#[component]
pub fn SentBack(
    grids: Vec<Grid>,
    #[prop(into)] on_taken: Callback<Account>,
    #[prop(into)] on_leave: Callback<()>,
) -> impl IntoView {
    let page = state();
    let grids = StoredValue::new(grids);
    let all = Memo::new(move |_| page.document.with(|document| grids.with_value(|grids| read_all(document, grids))));
    let taken = move || all.with(|all| all.iter().map(|sent| sent.taken.account.taken).sum::<usize>());
    let take = move |_| {
        if taken() == 0 {
            return;
        }
        let found = all.get_untracked();
        page.begin_gesture();
        page.change(page.document.with_untracked(|document| merged(document, &found)));
        on_taken.run(found.into_iter().fold(Account::default(), |sum, sent| {
            let account = sent.taken.account;
            Account {
                lines: sum.lines + account.lines,
                taken: sum.taken + account.taken,
                same: sum.same + account.same,
                left: [sum.left, account.left].concat(),
                remarks: [sum.remarks, account.remarks].concat(),
            }
        }));
    };
    view! {
        {move || {
            all.get()
                .into_iter()
                .map(|sent| {
                    let by = if sent.by.is_empty() { "nobody says who filled it in".to_owned() } else { format!("filled in by {}", sent.by) };
                    let account = sent.taken.account;
                    view! {
                        <h3>{format!("Figures of {}", sent.of)}</h3>
                        <p>{format!("{by}. {}", account.ahead())}</p>
                        <Accounted account=Signal::stored(Some(account)) />
                    }
                })
                .collect_view()
        }}
        <p class="chips">
            <button type="button" class="main" aria-disabled=move || (taken() == 0).to_string() on:click=take>
                "Take the figures over"
            </button>
            <button type="button" on:click=move |_| on_leave.run(())>
                "Cancel"
            </button>
        </p>
    }
}
