//! What every example says: sentences, tables, the board paper and the public account. A change of words shows as a change
//! of a snapshot, which somebody reads before taking it: `cargo insta review`, or INSTA_UPDATE=always.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use informed_choice::engine::exit::leavers;
use informed_choice::engine::fair_shares::fair_shares;
use informed_choice::engine::soc::appraise_soc;
use informed_choice::engine::uncertainty::uncertainty;
use informed_choice::engine::{appraise, switching_alone, switching_values};
use informed_choice::evidence::PRESETS;
use informed_choice::explain::{
    Concern, Part, assumptions, exit_words, fair_words, five_figures, headline, partner_columns, partner_rows,
    question, risk_words, settle_rows, soc_beside, statements, tally, terms, turning_rows, warnings_words,
};
use informed_choice::model::{Document, read};
use std::fmt::Write;

fn sentence(parts: &[Part]) -> String {
    parts.iter().map(|part| part.text.as_str()).collect()
}

fn concerns(out: &mut String, all: &[Concern]) {
    for one in all {
        writeln!(out, "! {}{}", one.strong, one.rest).unwrap();
    }
}

/// All that the tool says of a scenario.
fn said(document: &Document) -> String {
    let scenario = read(document.value()).unwrap();
    let outcome = appraise(&scenario);
    let (fair, drawn) = (fair_shares(&scenario, &outcome), uncertainty(&scenario));
    let mut out = String::new();
    let head = |out: &mut String, title: &str| writeln!(out, "\n## {title}").unwrap();

    head(&mut out, "Answer");
    let words = headline(&scenario, &outcome);
    writeln!(out, "{}\n{}", words.text(), words.support).unwrap();
    concerns(&mut out, &words.concern.into_iter().collect::<Vec<_>>());
    for warning in warnings_words(&outcome) {
        writeln!(out, "- {warning}.").unwrap();
    }

    head(&mut out, "Partners");
    let heads: Vec<&str> = partner_columns(&outcome).into_iter().map(|one| one.head()).collect();
    writeln!(out, "Partner | {}", heads.join(" | ")).unwrap();
    for row in partner_rows(&outcome) {
        writeln!(
            out,
            "{}{} | {} {}",
            row.name,
            if row.donor { " (net donor)" } else { "" },
            row.cells.join(" | "),
            row.out_of_pocket
        )
        .unwrap();
    }

    head(&mut out, "Fair shares");
    let words = fair_words(&scenario, &outcome, &fair);
    writeln!(out, "{}\n{}\nrail: {}", words.text(), words.support, words.rail).unwrap();
    concerns(&mut out, &words.concerns);
    for row in settle_rows(&fair) {
        writeln!(out, "{} | {}", row.name, row.cells.join(" | ")).unwrap();
    }

    head(&mut out, "Risk");
    let words = risk_words(&scenario, &outcome, &drawn);
    writeln!(out, "{}\n{}\nrail: {}", sentence(&words.sentence), words.support, words.rail).unwrap();
    concerns(&mut out, &words.concerns);
    let rows = turning_rows(&scenario, &switching_values(&scenario), &switching_alone(&scenario));
    for row in rows {
        writeln!(
            out,
            "{} | {} | {} | {} {}",
            row.label,
            row.now,
            row.alone,
            row.whole,
            row.sentence.unwrap_or_default()
        )
        .unwrap();
    }

    head(&mut out, "Leaving");
    let words = exit_words(&scenario, &outcome, &leavers(&scenario, &outcome));
    writeln!(out, "{}\n{}", sentence(&words.sentence), words.support).unwrap();
    for term in terms(&scenario, &outcome) {
        writeln!(out, "{}: {}", term.title, term.says).unwrap();
    }

    if let Some(found) = appraise_soc(&scenario) {
        head(&mut out, "Organised crime");
        let (words, beside) = soc_beside(document, &found);
        writeln!(out, "{}\n{}\n{}", words.text(), words.support, beside.unwrap_or_default()).unwrap();
        concerns(&mut out, &words.concerns);
    }

    head(&mut out, "Board paper");
    writeln!(out, "{}", question(&scenario)).unwrap();
    for one in five_figures(&scenario, &outcome, Some(&drawn)) {
        writeln!(out, "{} | {} | {}", one.figure, one.value, one.range).unwrap();
    }
    for one in assumptions(document) {
        writeln!(out, "{} | {} | {}", one.what, one.value, one.whose).unwrap();
    }
    let count = tally(document);
    writeln!(out, "{} of {} are the user's own", count.yours, count.all).unwrap();

    head(&mut out, "Public account");
    for statement in statements(&scenario, &outcome, appraise_soc(&scenario).as_ref()) {
        writeln!(out, "{}", statement.text()).unwrap();
    }
    out
}

#[test]
fn every_example_says_what_it_said() {
    for preset in PRESETS {
        insta::assert_snapshot!(preset.id, said(&preset.document()));
    }
}

#[test]
fn a_blank_start_and_adopted_payments_say_what_they_said() {
    insta::assert_snapshot!("blank", said(&informed_choice::evidence::blank()));
    let mut document = PRESETS.last().unwrap().document();
    document.set("balancing", Some(serde_json::json!({ "eastmoor": 390_780, "westvale": -390_780 })));
    insta::assert_snapshot!("with-payments", said(&document));
}
