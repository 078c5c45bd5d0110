//! The command-line twin: `cargo run --example appraise -- FILE`, `-` for standard input, or a
//! share link. Prints the outcome as one JSON object; a scenario in error prints its errors, one
//! a line, on standard error, and ends with 1.

use informed_choice::{exchange::link, exchange::twin, model};
use std::io::Read;
use std::process::ExitCode;

fn main() -> ExitCode {
    match appraise(std::env::args().nth(1)) {
        Ok(json) => {
            println!("{json}");
            ExitCode::SUCCESS
        }
        Err(lines) => {
            for line in lines {
                eprintln!("{line}");
            }
            ExitCode::FAILURE
        }
    }
}

fn appraise(argument: Option<String>) -> Result<serde_json::Value, Vec<String>> {
    let one = |line: String| vec![line];
    let argument =
        argument.ok_or_else(|| one("usage: appraise FILE (or - for standard input, or a share link)".into()))?;
    if link::holds_one(&argument) {
        let found = link::dig(&argument).unwrap_or(Err(link::LinkError::NotAScenario));
        return outcome_of(found.map_err(|error| one(error.to_string()))?.document.value());
    }
    let mut text = String::new();
    if argument == "-" {
        std::io::stdin().read_to_string(&mut text).map_err(|error| one(format!("standard input: {error}")))?;
    } else {
        text = std::fs::read_to_string(&argument).map_err(|error| one(format!("{argument}: {error}")))?;
    }
    let document = serde_json::from_str(&text).map_err(|error| one(format!("{argument} is not JSON: {error}")))?;
    outcome_of(&document)
}

fn outcome_of(document: &serde_json::Value) -> Result<serde_json::Value, Vec<String>> {
    let scenario =
        model::read(document).map_err(|faults| faults.iter().map(ToString::to_string).collect::<Vec<_>>())?;
    Ok(twin::appraised_json(&scenario))
}
