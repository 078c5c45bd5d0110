//! Whatever somebody opens: a link, a mail, a comparison, a file, a table.
#![no_main]

use informed_choice::engine::appraise;
use informed_choice::evidence::PRESETS;
use informed_choice::exchange::{comparison, files, link, tables};
use informed_choice::model::read;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let _ = link::dig(text);
    let _ = comparison::decode(text);
    let _ = tables::read_figures(&PRESETS[0].document(), text);
    for document in files::open(text).unwrap_or_default() {
        if let Ok(scenario) = read(document.value()) {
            assert!(!appraise(&scenario).totals.npv.0.is_nan());
        }
    }
});
