//! Writes the workbook of a scenario: `cargo run --example workbook -- SCENARIO OUT.xlsx`.

use informed_choice::exchange::files;
use informed_choice::exchange::xlsx::{UNDATED, fitted, xlsx};
use informed_choice::model::read;
use informed_choice::workbook::whole_book;
use std::io::Read;
use std::process::ExitCode;

fn run() -> Result<(), Vec<String>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(from), Some(to)) = (arguments.next(), arguments.next()) else {
        return Err(vec![
            "Give a scenario (a file, a link, or - for standard input) and the name of the workbook".into(),
        ]);
    };
    let mut text = String::new();
    if from == "-" {
        std::io::stdin().read_to_string(&mut text).map_err(|error| vec![error.to_string()])?;
    } else if std::path::Path::new(&from).exists() {
        text = std::fs::read_to_string(&from).map_err(|error| vec![format!("{from}: {error}")])?;
    } else {
        text = from;
    }
    let held = files::open(&text).map_err(|error| vec![error.to_string()])?;
    let Some(document) = held.documents.first() else { return Err(vec!["It holds no scenario".into()]) };
    let scenario =
        read(document.value()).map_err(|faults| faults.iter().map(ToString::to_string).collect::<Vec<_>>())?;
    let mut book = whole_book(document, &scenario);
    fitted(&mut book);
    let bytes = xlsx(&book, document, UNDATED).map_err(|error| vec![error.to_string()])?;
    std::fs::write(&to, bytes).map_err(|error| vec![format!("{to}: {error}")])
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(lines) => {
            lines.iter().for_each(|line| eprintln!("{line}"));
            ExitCode::FAILURE
        }
    }
}
