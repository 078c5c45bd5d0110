//! The three models in words: what each is, which fits, how sure that is, and what would have to change.

use super::headline::{Concern, Part, plain, strong};
use crate::engine::soc::{CRITERIA, Choice, Gate, ModelOutcome, SocOutcome};
use crate::model::soc::SocModel;
use crate::model::{Document, Pounds, Rate, number};
use crate::words::model_name;

/// What always stands beside the answer.
pub const HEALTH_WARNING: &str = "This indicates; it does not prescribe. No one size fits all, and the threat in your area may not justify the investment.";

/// The questions that functionality is rated by: whether regional threats and risks are identified and assessed, and acted on.
pub const QUESTIONS: [(&str, &str); 5] = [
    ("identified", "Threats and risks that cross force borders are identified for the whole region"),
    ("assessed", "They are assessed by one agreed measure"),
    ("prioritised", "Priorities among them are agreed between the forces"),
    ("acted", "Somebody leads, and has the people to act on, each priority"),
    ("reviewed", "What was done is reviewed, and the assessment brought up to date"),
];

/// What the page says before it shows a figure.
#[derive(Debug, Clone, PartialEq)]
pub struct SocWords {
    /// The answer, in pieces.
    pub sentence: Vec<Part>,
    /// What stands below it.
    pub support: String,
    /// What to worry about.
    pub concerns: Vec<Concern>,
    /// What stands beside the page's name in the rail.
    pub rail: String,
}

impl SocWords {
    /// The sentence without its marks.
    pub fn text(&self) -> String {
        self.sentence.iter().map(|part| part.text.as_str()).collect()
    }
}

/// Who commands, where assets are, how deployment is decided.
pub const fn model_line(model: SocModel) -> &'static str {
    match model {
        SocModel::ServiceAgreement => {
            "Each force commands its own teams where they are; a regional group agrees joint work, threat by threat."
        }
        SocModel::VirtualTaskforce => {
            "A small core under regional command leads; forces keep the rest at home and lend them as a threat calls for it."
        }
        SocModel::Dedicated => {
            "One regional command holds the teams in one place, decides what they work on, and carries it out."
        }
    }
}

fn percent(part: f64) -> String {
    Rate((part * 100.0).round() / 100.0).percent()
}

/// Points in a hundred of a score.
fn points(score: f64) -> String {
    let text = number(score * 100.0, if score.abs() < 0.095 { 1 } else { 0 });
    format!("{text} {}", if text == "1" { "point" } else { "points" })
}

/// The sentence, what stands under it, and what to worry about.
#[allow(clippy::too_many_lines, reason = "what the page says, in the order in which it is read")]
pub fn soc_words(found: &SocOutcome, choice: &Choice) -> SocWords {
    let answer = |model: SocModel| found.models.of(model).response_total.map_or_else(|| "none".to_owned(), percent);
    let rail = choice.fit.map_or("no model fits", |fit| match fit {
        SocModel::ServiceAgreement => "agreement",
        SocModel::VirtualTaskforce => "taskforce",
        SocModel::Dedicated => "dedicated",
    });
    if !found.any_groups {
        return SocWords {
            sentence: vec![
                plain("No organised crime groups are entered, so there is nothing to answer and "),
                strong("no model fits"),
                plain("."),
            ],
            support: format!("Enter the groups that each force maps a year. {HEALTH_WARNING}"),
            concerns: Vec::new(),
            rail: "no groups".into(),
        };
    }
    let Some(fit) = choice.fit else {
        return SocWords {
            sentence: vec![strong("No model fits"), plain(": each is closed by something that you entered.")],
            support: format!("What would have to change stands below. {HEALTH_WARNING}"),
            concerns: closed(found),
            rail: rail.into(),
        };
    };
    let mut sentence = vec![plain("A "), strong(model_name(fit)), plain(" fits best: ")];
    if fit == SocModel::ServiceAgreement {
        sentence.push(plain("each force on its own would answer "));
        sentence.push(strong(answer(fit)));
        sentence
            .push(plain(format!(" of organised crime groups, a dedicated function {}.", answer(SocModel::Dedicated))));
    } else {
        sentence.push(plain("it would answer "));
        sentence.push(strong(answer(fit)));
        sentence.push(plain(format!(
            " of organised crime groups, against {} with each force on its own.",
            answer(SocModel::ServiceAgreement)
        )));
    }
    let lead = match (choice.margin, choice.next) {
        (Some(margin), Some(next)) if margin > 1e-9 => {
            format!("It leads the {} by {} in 100. ", model_name(next), points(margin))
        }
        (Some(_), Some(next)) => {
            format!("It scores the same as the {}: the one that cedes less control comes first. ", model_name(next))
        }
        _ => "It is the only one that nothing rules out. ".to_owned(),
    };
    // said within the text, so that nothing below moves while weights are dragged
    let close = choice
        .margin
        .filter(|margin| *margin < 0.05)
        .map_or("", |_| "The answer is close and turns on small changes. ");
    let mut concerns = Vec::new();
    if found.teams() <= 0.0 {
        concerns.push(Concern {
            strong: "No teams are entered,".into(),
            rest: " so no group is answered under any model.".into(),
        });
    }
    concerns.extend(closed(found));
    SocWords { sentence, support: format!("{lead}{close}{HEALTH_WARNING}"), concerns, rail: rail.into() }
}

/// Whether all that is known of organised crime is what the tool filled in: groups by population and teams by officers.
pub fn soc_is_example(document: &Document) -> bool {
    let marks = document.get("provenance").and_then(serde_json::Value::as_object);
    let Some(partners) = document.get("soc.partners").and_then(serde_json::Value::as_object) else { return false };
    let mark = |place: &str| marks.and_then(|marks| marks.get(place)?.as_str()).unwrap_or("");
    let estimated = |id: &String| mark(&format!("soc.partners.{id}.ocgs_per_year")).starts_with("estimate:");
    let typed = |(place, mark): (&String, &serde_json::Value)| place.starts_with("soc.partners.") && mark == "yours";
    !partners.is_empty() && partners.keys().all(estimated) && !marks.is_some_and(|marks| marks.iter().any(typed))
}

/// The words under a choice: of figures that nobody entered no verdict, only an example that is called one.
pub fn soc_answer(document: &Document, found: &SocOutcome, choice: &Choice) -> SocWords {
    let words = soc_words(found, choice);
    if !soc_is_example(document) || !found.any_groups {
        return words;
    }
    let example = match choice.fit {
        Some(fit) => format!("with them a {} would fit best", model_name(fit)),
        None => "with them no model would fit".to_owned(),
    };
    SocWords {
        sentence: vec![strong("Enter groups and teams first"), plain(" to see which way of working together fits.")],
        support: format!(
            "What stands below is an example, not an answer: groups and teams are estimates of ours, and {example}. {HEALTH_WARNING}"
        ),
        concerns: Vec::new(),
        rail: "to enter".into(),
    }
}

/// The verdict for a page about the saving, and what it would cost a year beside that saving.
pub fn soc_beside(document: &Document, found: &SocOutcome) -> (SocWords, Option<String>) {
    let choice = found.choice();
    let words = soc_answer(document, found, &choice);
    let fit = choice.fit.filter(|_| !soc_is_example(document) && found.any_groups);
    let beside = fit.map(|fit| {
        let (cost, now) = (found.models.of(fit).cost, found.models.service_agreement.cost);
        let against = match fit {
            SocModel::ServiceAgreement => String::new(),
            _ => format!(", against {} with each force on its own", now.short()),
        };
        format!("A {} would cost {} a year{against}. That is not in the saving.", model_name(fit), cost.short())
    });
    (words, beside)
}

/// The longest that the sentence and what stands under it can be: the page keeps their room, so that nothing below moves
/// while weights are dragged.
pub fn soc_longest() -> (String, String) {
    (
        format!(
            "A {} fits best: each force on its own would answer 88.8% of organised crime groups, a {} 88.8%.",
            model_name(SocModel::ServiceAgreement),
            model_name(SocModel::Dedicated)
        ),
        format!(
            "It scores the same as the {}: the one that cedes less control comes first. The answer is close, and small changes could alter it. {HEALTH_WARNING}",
            model_name(SocModel::ServiceAgreement)
        ),
    )
}

/// What rules a model out, and what would have to change.
fn closed(found: &SocOutcome) -> Vec<Concern> {
    let models = SocModel::ALL.into_iter().map(|model| found.models.of(model)).filter(|model| !model.gates.is_empty());
    models
        .map(|model| {
            let each: Vec<String> = model.gates.iter().map(gate_words).collect();
            Concern {
                strong: format!("A {} is ruled out:", model_name(model.model)),
                rest: format!(" {}.", each.join("; ")),
            }
        })
        .collect()
}

/// A gate with what would open it.
pub fn gate_words(gate: &Gate) -> String {
    match gate {
        Gate::Cost { cost, ceiling } => format!(
            "it costs {} a year, {} above the ceiling of {}",
            cost.short(),
            Pounds(cost.0 - ceiling.0).short(),
            ceiling.short()
        ),
        Gate::Control { name, would, takes } => format!(
            "{name} would place {} of its teams under another\u{2019}s command, and this model needs {}",
            percent(*would),
            percent(*takes)
        ),
        Gate::CoLocation => "its teams cannot work from one place".to_owned(),
    }
}

/// A model's figures, label and value.
pub fn model_rows(found: &SocOutcome, model: &ModelOutcome, choice: &Choice) -> Vec<(String, String)> {
    let [functionality, performance, cost] = model.values.map(percent);
    vec![
        ("Groups answered".into(), model.response_total.map_or_else(|| "–".into(), percent)),
        ("Groups answered a year".into(), number(model.answered, 1)),
        ("Cost a year".into(), model.cost.short()),
        ("Cost for each group answered".into(), model.cost_per_group.map_or_else(|| "–".into(), |cost| cost.short())),
        (
            "Teams placed under joint command".into(),
            format!("{} of {}", number(model.contributed.iter().sum(), 1), number(found.teams(), 1)),
        ),
        ("Functionality, performance, cost".into(), format!("{functionality}, {performance}, {cost}")),
        ("Score".into(), format!("{} in 100", number(choice.scores.of(model.model) * 100.0, 0))),
        ("Of all weightings it wins".into(), percent(model.region.share)),
    ]
}

/// What the dedicated function's gain rests on, in a sentence.
pub fn gain_words(found: &SocOutcome) -> String {
    let (alone, pooled) = (&found.models.service_agreement, &found.models.dedicated);
    let (Some(alone), Some(pooled)) = (alone.response_total, pooled.response_total) else { return String::new() };
    let gain = found.gain;
    let part = |value: f64| {
        format!(
            "{}{}",
            if value < -0.0005 { "\u{2212}" } else { "+" },
            number((value * 1000.0).round().abs() / 10.0, 1)
        )
    };
    format!(
        "From {} to {}: {} points by teams that are no longer drawn away, {} by work across borders that no longer takes longer, {} by one pool instead of several, after the teams that stay at home.{}",
        percent(alone),
        percent(pooled),
        part(gain.ring_fencing),
        part(gain.coordination),
        part(gain.pooling),
        if gain.pooling < 0.02 && pooled > alone {
            " Where work far exceeds teams, pooling alone buys little."
        } else {
            ""
        }
    )
}

/// The same response with fewer teams.
pub fn fewer_words(found: &SocOutcome) -> Option<String> {
    let teams = found.teams_for_the_same(SocModel::Dedicated, SocModel::ServiceAgreement)?;
    let now = found.teams();
    let whole = teams.ceil();
    Some(if whole < now - 0.5 {
        format!(
            "A dedicated function would answer as many with {} teams as today\u{2019}s {}.",
            number(whole, 0),
            number(now, 1)
        )
    } else if teams > now {
        format!(
            "A dedicated function would need {} teams to answer as many as today\u{2019}s {}.",
            number(whole, 0),
            number(now, 1)
        )
    } else {
        format!("A dedicated function would answer about as many with today\u{2019}s {} teams.", number(now, 1))
    })
}

/// At which weights the answer changes, a sentence for each criterion.
pub fn turn_words(choice: &Choice) -> Vec<String> {
    let Some(fit) = choice.fit else { return Vec::new() };
    let each = choice.turns.iter().zip(CRITERIA).zip(choice.weights).map(|((turn, criterion), weight)| {
        let side = |at: Option<(f64, SocModel)>, word: &str| {
            at.map(|(weight, model)| format!("{word} {} a {} would be best", percent(weight), model_name(model)))
        };
        let sides: Vec<String> = [side(turn.below, "below"), side(turn.above, "above")].into_iter().flatten().collect();
        if sides.is_empty() {
            format!("Weight of {criterion}, now {}: a {} is best at any.", percent(weight), model_name(fit))
        } else {
            format!("Weight of {criterion}, now {}: {}.", percent(weight), sides.join(", "))
        }
    });
    each.collect()
}

/// What a year's cash saving would pay for in teams.
pub fn pays_for_words(found: &SocOutcome, cash: Pounds) -> Option<String> {
    let (more, response) = found.with_more(cash)?;
    let fit = found.choice().fit?;
    let now = found.models.of(fit).response_total?;
    let then = (*response.of(fit))?;
    Some(format!(
        "The cash that this proposal saves, {} a year, would pay for {} more teams; a {} would then answer {} instead of {}.",
        cash.short(),
        number(more, 1),
        model_name(fit),
        percent(then),
        percent(now)
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::soc::appraise_soc;
    use crate::model::read;
    use serde_json::{Value, json};

    fn region(fields: &Value) -> SocOutcome {
        let mut soc = json!({ "partners": {
            "a": { "ocgs_per_year": 14, "teams": 5, "cross_border": 0.3, "cost_per_team": 500_000 },
            "b": { "ocgs_per_year": 16, "teams": 6, "cross_border": 0.3, "cost_per_team": 500_000 } },
            "functionality": { "service_agreement": 1, "virtual_taskforce": 2, "dedicated": 4 } });
        for (name, value) in fields.as_object().unwrap() {
            soc[name] = value.clone();
        }
        let document = json!({
            "schema": 1, "first_year": 2026, "years": 10, "discount_rate": 0.035, "services": [], "procurement": [],
            "partners": [{ "id": "a", "name": "Kent" }, { "id": "b", "name": "Essex" }], "soc": soc,
        });
        appraise_soc(&read(&document).unwrap()).unwrap()
    }

    #[test]
    fn the_answer_in_a_sentence_with_margin_and_warning() {
        let found = region(&json!({}));
        let words = soc_words(&found, &found.choice());
        assert!(words.text().starts_with("A dedicated function fits best: it would answer "), "{}", words.text());
        assert!(
            words.support.contains("It leads the ") && words.support.ends_with(HEALTH_WARNING),
            "{}",
            words.support
        );
        assert!(gain_words(&found).starts_with("From "), "{}", gain_words(&found));
        assert!(fewer_words(&found).unwrap().contains("as many with"), "{:?}", fewer_words(&found));
    }

    /// Ticks and teams that nobody had entered gave a verdict.
    #[test]
    fn defaults_give_no_verdict() {
        let found = region(&json!({}));
        let mut document = Document::new(
            json!({ "soc": { "partners": { "a": { "teams": 5 }, "b": {} } }, "provenance": {
            "soc.partners.a.ocgs_per_year": "estimate:ocgs-2019", "soc.partners.b.ocgs_per_year": "estimate:ocgs-2019" } }),
        );
        let (words, beside) = soc_beside(&document, &found);
        assert!(words.text().starts_with("Enter groups and teams first"), "{}", words.text());
        assert!(words.support.contains("an example, not an answer") && beside.is_none(), "{}", words.support);
        document.set("provenance", Some(json!({ "soc.partners.a.ocgs_per_year": "estimate:ocgs-2019", "soc.partners.b.ocgs_per_year": "estimate:ocgs-2019", "soc.partners.a.teams": "yours" })));
        let (words, beside) = soc_beside(&document, &found);
        assert!(words.text().starts_with("A dedicated function fits best"), "{}", words.text());
        // by hand: 11 teams at £500,000, and no overheads are entered
        assert_eq!(
            beside.as_deref(),
            Some(
                "A dedicated function would cost £5.5m a year, against £5.5m with each force on its own. That is not in the saving."
            )
        );
    }

    #[test]
    fn no_model_fits_with_what_would_have_to_change() {
        let found = region(&json!({ "cost_ceiling": 1_000_000, "co_location": false, "control": { "b": 0.2 } }));
        let words = soc_words(&found, &found.choice());
        assert!(words.text().starts_with("No model fits"), "{}", words.text());
        let told: Vec<String> = words.concerns.iter().map(|one| format!("{}{}", one.strong, one.rest)).collect();
        // by hand: 11 teams at £500,000 are £5.5m, £4.5m above the ceiling
        assert_eq!(
            told[0],
            "A service agreement is ruled out: it costs £5.5m a year, £4.5m above the ceiling of £1.0m."
        );
        assert!(told[2].contains("Essex would place 20% of its teams under another’s command, and this model needs 90%; its teams cannot work from one place"), "{}", told[2]);
        let none = region(&json!({ "partners": {} }));
        assert!(soc_words(&none, &none.choice()).text().contains("no model fits"));
    }
}
