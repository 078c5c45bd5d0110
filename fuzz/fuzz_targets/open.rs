//! Whatever somebody opens: a link, a mail, a comparison, a file, a table.
#![no_main]

use informed_choice::engine::{appraise, market::clear};
use informed_choice::evidence::PRESETS;
use informed_choice::exchange::heads::Heads;
use informed_choice::exchange::mapping::{Target, Terms, guess, take};
use informed_choice::exchange::paste::pasted;
use informed_choice::exchange::{comparison, files, frame, link, market, register_table, tables};
use informed_choice::model::read;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let _ = link::dig(text);
    let _ = comparison::decode(text);
    let _ = frame::Embedding::of(text);
    let document = PRESETS[0].document();
    let _ = tables::read_figures(&document, text);
    let grid = tables::grid(text);
    let (heads, target) = (Heads::of(&document, &grid), Target::Baselines("hr".into()));
    let _ = take(&document, &target, &grid, &heads, &guess(&target, &heads), Terms::default());
    let place = "services.hr.baseline.derbyshire.fte";
    let _ = pasted(&document, text, &[vec![place.to_owned()]], place);
    if let Ok(table) = register_table::table(text) {
        let _ = register_table::import("fuzz", &table, &register_table::guess(&table.heads));
        let _ = market::import("fuzz", &table);
    }
    let held = files::open(text).unwrap_or_default();
    if let Some(register) = held.register {
        assert!(!clear(&register.market, 2026).value.0.is_nan());
    }
    for document in held.documents {
        if let Ok(scenario) = read(document.value()) {
            assert!(!appraise(&scenario).totals.npv.0.is_nan());
        }
    }
});
