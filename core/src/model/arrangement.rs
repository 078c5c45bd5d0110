//! What forces already do together: one arrangement of the register, and the one table of its fields.

use super::benefits::Benefits;
pub use super::entry::{LONGEST, NotAField, names_in};
use super::inputs::Unit;
use super::month::Month;
use super::parse::{self, Reading};
use super::quantity::{Pounds, Rate};
use super::scenario::Style;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// An existing arrangement. Money is a year's, in the prices of its own time.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Arrangement {
    /// Its id in the register.
    pub id: String,
    /// Its name.
    pub name: String,
    /// A kind of service, `procurement`, `organised_crime`, or whatever the user calls it.
    pub function: String,
    /// The report's style of it, where it is said.
    pub style: Option<Style>,
    /// Ids of forces, or names of others.
    pub partners: Vec<String>,
    /// Who hosts it, by name.
    pub host: String,
    /// Whether it is only proposed, or runs.
    #[serde(skip_serializing_if = "Stage::is_unsaid")]
    pub stage: Stage,
    /// When it began.
    pub start: Option<Month>,
    /// When it is due for review.
    pub review: Option<Month>,
    /// What it is for.
    pub purpose: String,
    /// What it costs, pounds a year.
    pub yearly_cost: Option<Pounds>,
    /// The part of that which comes from the centre and not from partners' own budgets.
    pub central_share: Option<Rate>,
    /// What it was to save, pounds a year.
    pub expected_saving: Option<Pounds>,
    /// What it was counted to save, pounds a year.
    pub delivered_saving: Option<Pounds>,
    /// What it changed beside money.
    pub effect: String,
    /// What was learnt.
    pub lessons: String,
    /// Whether its purpose is clear.
    pub purpose_status: Status,
    /// Whether its benefits are tracked.
    pub benefits_status: Status,
    /// Whether it is governed.
    pub governance_status: Status,
    /// Whether it has the skills that it needs.
    pub skills_status: Status,
    /// Its plan of record, and what was counted year by year.
    #[serde(skip_serializing_if = "Benefits::is_empty")]
    pub benefits: Benefits,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

/// How an arrangement stands on one of the four themes of the 2020 review.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Nobody has said.
    #[default]
    Unsaid,
    /// It is there.
    InPlace,
    /// It is there in part.
    Partly,
    /// It is not there.
    Missing,
}

/// How far an arrangement has come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Nobody said; its start says whether it has begun.
    #[default]
    Unsaid,
    /// Somebody proposes it.
    Proposed,
    /// It is agreed and has not begun.
    Agreed,
    /// It runs.
    Running,
    /// It has ended.
    Ended,
}

impl Stage {
    fn is_unsaid(&self) -> bool {
        *self == Stage::Unsaid
    }
}

/// A field of an arrangement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// Name.
    Name,
    /// Function.
    Function,
    /// Style.
    Style,
    /// Partners.
    Partners,
    /// Host.
    Host,
    /// How far it has come.
    Stage,
    /// When it began.
    Start,
    /// When it is due for review.
    Review,
    /// What it is for.
    Purpose,
    /// What it costs a year.
    YearlyCost,
    /// The part that central government pays.
    CentralShare,
    /// Saving that was expected.
    ExpectedSaving,
    /// Saving that was counted.
    DeliveredSaving,
    /// What it changed beside money.
    Effect,
    /// What was learnt.
    Lessons,
    /// Standing of its purpose.
    PurposeStatus,
    /// Standing of its benefits.
    BenefitsStatus,
    /// Standing of its governance.
    GovernanceStatus,
    /// Standing of its skills.
    SkillsStatus,
}

/// A row of the table of fields: the form, the template, the mapping of columns and the list of duplicates come from it.
#[derive(Debug, Clone, Copy)]
pub struct FieldRow {
    /// Which field it is.
    pub field: Field,
    /// The column's head, and the label of the form.
    pub label: &'static str,
    /// The words of its choices; none for anything else.
    pub words: &'static [(&'static str, &'static str)],
    /// Whether it is a long text.
    pub long: bool,
    /// What the form says below it.
    pub help: &'static str,
    /// Other heads under which it is found, in small letters.
    pub known_as: &'static [&'static str],
}

/// The five styles, as words of the file and of the reader.
pub const STYLE_WORDS: &[(&str, &str)] = &[
    ("handshake", "Handshake"),
    ("service_level_agreement", "Service level agreement"),
    ("joint_initiative", "Joint initiative"),
    ("lead_authority", "Lead authority"),
    ("joint_venture", "Joint venture"),
];

const STAGE_WORDS: &[(&str, &str)] =
    &[("proposed", "Proposed"), ("agreed", "Agreed"), ("running", "Running"), ("ended", "Ended")];
const STAGES: [Stage; 4] = [Stage::Proposed, Stage::Agreed, Stage::Running, Stage::Ended];

const STATUS_WORDS: &[(&str, &str)] = &[("in_place", "In place"), ("partly", "Partly"), ("missing", "Missing")];

const fn text(field: Field, label: &'static str, help: &'static str, known_as: &'static [&'static str]) -> FieldRow {
    FieldRow { field, label, words: &[], long: false, help, known_as }
}

const fn long(field: Field, label: &'static str, help: &'static str, known_as: &'static [&'static str]) -> FieldRow {
    FieldRow { long: true, ..text(field, label, help, known_as) }
}

const fn status(field: Field, label: &'static str, known_as: &'static [&'static str]) -> FieldRow {
    FieldRow { words: STATUS_WORDS, ..text(field, label, "", known_as) }
}

/// Every field, in the order of the form and of the template.
#[rustfmt::skip]
pub const FIELDS: &[FieldRow] = &[
    text(Field::Name, "Name", "", &["title", "arrangement", "collaboration"]),
    text(Field::Function, "Function", "Like HR, Firearms or Procurement", &["service", "area", "category"]),
    FieldRow { words: STYLE_WORDS, ..text(Field::Style, "Style", "", &["type", "form", "model", "style of collaboration"]) },
    text(Field::Partners, "Partners", "With a semicolon between them", &["forces", "members", "partner forces"]),
    text(Field::Host, "Host", "Who provides it, if one does", &["lead", "lead force", "host force"]),
    FieldRow { words: STAGE_WORDS, ..text(Field::Stage, "Stage", "", &["status", "state"]) },
    text(Field::Start, "Start", "Like April 2019", &["start date", "began", "from", "since"]),
    text(Field::Review, "Review", "Like April 2027", &["review date", "next review", "end"]),
    long(Field::Purpose, "Purpose", "What it is for, in a sentence that all partners would sign", &["aim", "objective"]),
    text(Field::YearlyCost, "Yearly cost, £", "Of the arrangement, all partners together", &["yearly cost", "cost", "annual cost", "cost a year", "budget"]),
    text(Field::CentralShare, "Paid centrally, %", "The part that does not come from partners\u{2019} own budgets", &["paid centrally", "central funding", "central share", "central"]),
    text(Field::ExpectedSaving, "Expected saving, £ a year", "As the case for it had it", &["expected saving", "planned saving", "target saving"]),
    text(Field::DeliveredSaving, "Delivered saving, £ a year", "As it was counted since", &["delivered saving", "actual saving", "saving"]),
    long(Field::Effect, "Effect on service", "What got better or worse, with figures where there are any", &["effect", "service effect", "impact"]),
    long(Field::Lessons, "Lessons", "What you would tell the next ones", &["lessons learnt", "lessons learned"]),
    status(Field::PurposeStatus, "Theme: purpose", &["purpose status"]),
    status(Field::BenefitsStatus, "Theme: benefits and costs", &["benefits status", "benefits tracked", "benefit tracking"]),
    status(Field::GovernanceStatus, "Theme: leadership and governance", &["governance status"]),
    status(Field::SkillsStatus, "Theme: skills", &["skills status"]),
];

fn money(text: &str, how: Reading) -> Result<Option<Pounds>, NotAField> {
    number(text, Unit::Pounds, 1e12, how).map(|value| value.map(Pounds))
}

fn number(text: &str, unit: Unit, most: f64, how: Reading) -> Result<Option<f64>, NotAField> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let value = parse::parse_as(text, unit, how).map_err(NotAField::Number)?;
    if (0.0..=most).contains(&value) {
        Ok(Some(value))
    } else {
        Err(NotAField::Bounds { low: parse::written(0.0, unit), high: parse::written(most, unit) })
    }
}

fn month(text: &str) -> Result<Option<Month>, NotAField> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    Month::parse(text).map(Some).map_err(|error| NotAField::Date(error.to_string()))
}

/// A word among those of a row, by the file's word or the reader's, whatever its case; none for an empty text.
fn word(text: &str, words: &'static [(&'static str, &'static str)]) -> Result<Option<&'static str>, NotAField> {
    let found = text.trim();
    let plain = |text: &str| text.to_lowercase().replace(['_', '-', ' '], "");
    if found.is_empty() {
        return Ok(None);
    }
    let wanted = plain(found);
    let alike = |name: &str| plain(name) == wanted || plain(name) + "s" == wanted;
    let known = words.iter().find(|(file, reader)| alike(file) || alike(reader));
    let short = match wanted.as_str() {
        "sla" | "slas" => Some("service_level_agreement"),
        "centralcoordination" | "jointventure/centralcoordination" => Some("joint_venture"),
        "leadforce" => Some("lead_authority"),
        "yes" | "green" => Some("in_place"),
        "amber" => Some("partly"),
        "no" | "red" => Some("missing"),
        _ => None,
    };
    let by_short = short.and_then(|short| words.iter().find(|(file, _)| *file == short));
    known.or(by_short).map(|(file, _)| Some(*file)).ok_or_else(|| NotAField::Word {
        found: found.chars().take(60).collect(),
        offered: words.iter().map(|(_, reader)| *reader).collect::<Vec<_>>().join(", "),
    })
}

fn status_of(text: &str) -> Result<Status, NotAField> {
    Ok(match word(text, STATUS_WORDS)? {
        Some("in_place") => Status::InPlace,
        Some("partly") => Status::Partly,
        Some(_) => Status::Missing,
        None => Status::Unsaid,
    })
}

const fn status_word(status: Status) -> &'static str {
    match status {
        Status::Unsaid => "",
        Status::InPlace => "in_place",
        Status::Partly => "partly",
        Status::Missing => "missing",
    }
}

const STYLES: [Style; 5] =
    [Style::Handshake, Style::ServiceLevelAgreement, Style::JointInitiative, Style::LeadAuthority, Style::JointVenture];

impl Arrangement {
    /// A field as text: what the form shows and the file holds; a choice as the file's word.
    pub fn get(&self, field: Field) -> String {
        let money =
            |value: Option<Pounds>| value.map_or_else(String::new, |value| parse::written(value.0, Unit::Pounds));
        let month = |value: Option<Month>| value.map_or_else(String::new, |value| value.to_string());
        match field {
            Field::Name => self.name.clone(),
            Field::Function => self.function.clone(),
            Field::Style => {
                let place = self.style.and_then(|style| STYLES.iter().position(|one| *one == style));
                place.and_then(|place| STYLE_WORDS.get(place)).map_or("", |(file, _)| file).to_owned()
            }
            Field::Partners => self.partners.join("; "),
            Field::Host => self.host.clone(),
            Field::Stage => {
                let place = STAGES.iter().position(|one| *one == self.stage);
                place.and_then(|place| STAGE_WORDS.get(place)).map_or("", |(file, _)| file).to_owned()
            }
            Field::Start => month(self.start),
            Field::Review => month(self.review),
            Field::Purpose => self.purpose.clone(),
            Field::YearlyCost => money(self.yearly_cost),
            Field::CentralShare => {
                self.central_share.map_or_else(String::new, |share| parse::written(share.0, Unit::Percent))
            }
            Field::ExpectedSaving => money(self.expected_saving),
            Field::DeliveredSaving => money(self.delivered_saving),
            Field::Effect => self.effect.clone(),
            Field::Lessons => self.lessons.clone(),
            Field::PurposeStatus => status_word(self.purpose_status).to_owned(),
            Field::BenefitsStatus => status_word(self.benefits_status).to_owned(),
            Field::GovernanceStatus => status_word(self.governance_status).to_owned(),
            Field::SkillsStatus => status_word(self.skills_status).to_owned(),
        }
    }

    /// Puts a text into a field; an empty one empties it. Partners and hosts are taken as they stand.
    ///
    /// # Errors
    /// Why it cannot stand there; the field stays as it was.
    pub fn set(&mut self, field: Field, text: &str) -> Result<(), NotAField> {
        self.set_as(field, text, Reading::default())
    }

    /// The same, for a text of a table whose figures are written in a way of their own.
    ///
    /// # Errors
    /// Why it cannot stand there; the field stays as it was.
    pub fn set_as(&mut self, field: Field, text: &str, how: Reading) -> Result<(), NotAField> {
        if text.len() > LONGEST {
            return Err(NotAField::TooLong { length: text.len() });
        }
        let own = || text.trim().to_owned();
        match field {
            Field::Name => self.name = own(),
            Field::Function => self.function = own(),
            Field::Style => {
                let chosen = word(text, STYLE_WORDS)?;
                let place = chosen.and_then(|chosen| STYLE_WORDS.iter().position(|(file, _)| *file == chosen));
                self.style = place.and_then(|place| STYLES.get(place)).copied();
            }
            Field::Partners => self.partners = names_in(text).map(str::to_owned).collect(),
            Field::Host => self.host = own(),
            Field::Stage => {
                let chosen = word(text, STAGE_WORDS)?;
                let place = chosen.and_then(|chosen| STAGE_WORDS.iter().position(|(file, _)| *file == chosen));
                self.stage = place.and_then(|place| STAGES.get(place)).copied().unwrap_or_default();
            }
            Field::Start => self.start = month(text)?,
            Field::Review => self.review = month(text)?,
            Field::Purpose => self.purpose = own(),
            Field::YearlyCost => self.yearly_cost = money(text, how)?,
            Field::CentralShare => self.central_share = number(text, Unit::Percent, 1.0, how)?.map(Rate),
            Field::ExpectedSaving => self.expected_saving = money(text, how)?,
            Field::DeliveredSaving => self.delivered_saving = money(text, how)?,
            Field::Effect => self.effect = own(),
            Field::Lessons => self.lessons = own(),
            Field::PurposeStatus => self.purpose_status = status_of(text)?,
            Field::BenefitsStatus => self.benefits_status = status_of(text)?,
            Field::GovernanceStatus => self.governance_status = status_of(text)?,
            Field::SkillsStatus => self.skills_status = status_of(text)?,
        }
        Ok(())
    }

    /// Its name, or what it is, where it has none.
    pub fn shown(&self) -> &str {
        match (self.name.trim(), self.function.trim()) {
            ("", "") => "An arrangement without a name",
            ("", function) => function,
            (name, _) => name,
        }
    }

    /// Whether all that a file could hold of it is within bounds.
    pub fn is_sound(&self) -> bool {
        let money = [self.yearly_cost, self.expected_saving, self.delivered_saving];
        let fits = |value: Pounds| (0.0..=1e12).contains(&value.0);
        let texts = [&self.name, &self.function, &self.host, &self.purpose, &self.effect, &self.lessons];
        money.into_iter().flatten().all(fits)
            && self.central_share.is_none_or(|share| (0.0..=1.0).contains(&share.0))
            && texts.iter().all(|text| text.len() <= LONGEST)
            && self.partners.len() <= 200
            && self.benefits.is_sound()
            && self.partners.iter().all(|name| name.len() <= LONGEST)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_is_read_as_it_is_written() {
        let mut one = Arrangement::default();
        for (field, text, back) in [
            (Field::Name, " Joint HR ", "Joint HR"),
            (Field::Function, "HR", "HR"),
            (Field::Style, "SLA", "service_level_agreement"),
            (Field::Partners, "Norfolk; Suffolk;", "Norfolk; Suffolk"),
            (Field::Stage, "Proposed", "proposed"),
            (Field::Start, "1/4/2019", "April 2019"),
            (Field::Review, "2027", "2027"),
            (Field::YearlyCost, "£1.25m", "1,250,000"),
            (Field::CentralShare, "40", "40%"),
            (Field::DeliveredSaving, "", ""),
            (Field::BenefitsStatus, "amber", "partly"),
            (Field::Lessons, "Start small", "Start small"),
        ] {
            one.set(field, text).unwrap();
            assert_eq!(one.get(field), back);
            let mut again = Arrangement::default();
            again.set(field, back).unwrap();
            assert_eq!(again.get(field), back, "what is written is read again");
        }
        assert!(one.is_sound());
        let json = serde_json::to_value(&one).unwrap();
        assert_eq!(serde_json::from_value::<Arrangement>(json).unwrap(), one);
        assert_eq!(FIELDS.len(), 19);
    }

    #[test]
    fn what_cannot_stand_there_is_refused_with_the_reason() {
        let mut one = Arrangement { yearly_cost: Some(Pounds(5.0)), ..Arrangement::default() };
        let said = |one: &mut Arrangement, field, text: &str| one.set(field, text).unwrap_err().to_string();
        assert!(said(&mut one, Field::YearlyCost, "lots").contains("must be a number"));
        assert_eq!(said(&mut one, Field::YearlyCost, "-1"), "It must be from 0 to 1,000,000,000,000");
        assert_eq!(said(&mut one, Field::CentralShare, "140%"), "It must be from 0% to 100%");
        assert!(said(&mut one, Field::Style, "merger").starts_with("\u{201c}merger\u{201d} is none of Handshake, "));
        assert!(said(&mut one, Field::Start, "soon").contains("must be a date"));
        assert_eq!(one.yearly_cost, Some(Pounds(5.0)));
    }

    #[test]
    fn what_a_later_version_adds_is_kept() {
        let text = r#"{"id":"a1","name":"X","carbon":12}"#;
        let one: Arrangement = serde_json::from_str(text).unwrap();
        assert_eq!(serde_json::to_value(&one).unwrap()["carbon"], serde_json::json!(12));
    }
}
