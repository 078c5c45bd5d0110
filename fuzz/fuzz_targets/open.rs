//! Whatever somebody opens: a link, a mail, a comparison, a file, a table.
#![no_main]

use informed_choice::engine::appraise;
use informed_choice::evidence::PRESETS;
use informed_choice::exchange::{comparison, files, link, register_table, tables};
use informed_choice::model::read;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let _ = link::dig(text);
    let _ = comparison::decode(text);
    let _ = tables::read_figures(&PRESETS[0].document(), text);
    if let Ok(table) = register_table::table(text) {
        let _ = register_table::import("fuzz", &table, &register_table::guess(&table.heads));
    }
    for document in files::open(text).unwrap_or_default().documents {
        if let Ok(scenario) = read(document.value()) {
            assert!(!appraise(&scenario).totals.npv.0.is_nan());
        }
    }
});
