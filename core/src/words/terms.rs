//! The words of the file in the words of a reader.

use super::capital;

/// The label of a choice's word: `service_level_agreement` is "Service level agreement".
pub fn choice_label(path: &str, word: &str) -> String {
    let known = match (path.rsplit('.').next().unwrap_or(path), word) {
        ("kind", "human_resources") => "Human resources",
        ("kind", "ict") => "ICT",
        ("target", "none") => "Nowhere: no common unit cost",
        ("target", "lowest") => "The lowest unit cost among members",
        ("target", "median") => "The middle unit cost of members",
        ("target", "benchmark") => "A benchmark that you enter",
        ("kind", "outsource") => "A supplier",
        ("kind", "national") => "A national provider",
        ("kind", "lead_force") => "One force for the others",
        ("kind", "alone") => "Each for itself",
        ("equalise", "average") => "The average by tax base",
        ("equalise", "lowest") => "The lowest of them",
        ("equalise", "highest") => "The highest of them",
        ("fit" | "capacity" | "achievable", "unsaid") => "Not said",
        ("fit" | "capacity" | "achievable", "meets") => "Meets it",
        ("fit" | "capacity" | "achievable", "partly") => "In part",
        ("fit" | "capacity" | "achievable", "fails") => "Fails: it is out",
        ("by", "borrowing") => "Borrowing",
        ("by", "reserves") | ("one_off_by", "reserves") => "Reserves",
        ("by", "revenue") | ("one_off_by", "revenue") => "The revenue budget of the year",
        ("reference", "published") => "The published cases on this page",
        ("reference", "portfolio") => "The government\u{2019}s major projects portfolio",
        ("borne", "key") => "By all, under the sharing key",
        ("borne", "own") => "By each partner: its own redundancies and set-up",
        ("mode", "rate") => "A saving on spending",
        ("mode", "items") => "Prices of single items",
        ("harmonise_to", "lowest") => "The lowest price paid today",
        ("harmonise_to", "median") => "The middle price",
        ("harmonise_to", "average") => "The average price, weighted by volume",
        ("key", word) => return capital(key_label(word)),
        ("exit_rule", "none") => "Each for itself",
        ("exit_rule", "reprovision_only") => "The leaver, also for the others\u{2019} setting up again",
        ("exit_rule", "stranded") => "The leaver, for that and for stranded cost",
        ("better", "down") => "Less",
        ("better", "up") => "More",
        _ => "",
    };
    if known.is_empty() { capital(&word.replace('_', " ")) } else { known.to_owned() }
}

/// What a key shares by, within a sentence.
pub fn key_label(word: &str) -> &'static str {
    match word {
        "equal" => "equal parts",
        "budget" => "budget",
        "population" => "population",
        "officers" => "officers",
        "headcount" => "headcount",
        "baseline" => "cost today",
        _ => "custom shares",
    }
}

/// What each of the report's five styles means for who controls people and assets.
pub fn style_meaning(style: &str) -> &'static str {
    match style {
        "handshake" => "Informal and often short: each force keeps full control, and can stop at any time",
        "service_level_agreement" => {
            "Each force keeps control of its people and assets and agrees what it will do for the others"
        }
        "joint_initiative" => {
            "As an agreement, set up against one particular problem; each force keeps control of what it puts in"
        }
        "lead_authority" => "One force provides the service for the others; they keep a say, it keeps the control",
        _ => {
            "Lasting and binding: each force hands control of people and assets to a central unit that works to common priorities"
        }
    }
}

/// What a driver counts, in "per …".
pub fn per_driver(driver: &str) -> &'static str {
    match driver {
        "officers" => "per officer",
        "population" => "per resident",
        "budget" => "per pound of budget",
        _ => "per employee",
    }
}
