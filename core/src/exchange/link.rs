//! A scenario as a piece of a web address: `…?open#s=2.PAYLOAD.CHECK`.
//!
//! The number is the codec, PAYLOAD what it makes of the scenario, in base64url. CHECK is a checksum of PAYLOAD, so that a
//! link that was cut is noticed and never half read. A codec is never changed once it was released: a later one gets
//! another number, and all are read for ever.

use super::opened::CODEC;
pub use super::opened::{LinkError, Opened, made_with};
use super::{codec1, codec2};
use crate::model::Document;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// Of a pasted text, what is looked through: mails come with long histories below.
const MOST_TEXT: usize = 400_000;
/// Up to here a link works in every program we know; up to the second in most.
pub const SAFE_EVERYWHERE: usize = 1_000;
/// Characters up to which mail programs and chats leave a link whole.
pub const SAFE_MOSTLY: usize = 2_000;

/// The text that stands behind `#s=`. It ends with a letter or digit and needs no escaping anywhere.
///
/// ```
/// use informed_choice::{evidence::blank, exchange::link};
///
/// let text = link::encode(&blank());
/// let mailed = format!("Please see <https://intranet.example/choice/#s={text}>.");
/// let opened = link::dig(&mailed).expect("there is one").expect("it is whole");
/// // what is as it always is stays out of a link
/// assert_eq!(opened.document.get("years"), blank().get("years"));
/// ```
pub fn encode(document: &Document) -> String {
    let payload = URL_SAFE_NO_PAD.encode(codec2::encode(document));
    format!("{CODEC}.{payload}.{}", checksum(payload.as_bytes()))
}

/// The scenario of a text made by [`encode`], of this or any earlier version.
///
/// # Errors
/// Why it cannot be read.
pub fn decode(text: &str) -> Result<Opened, LinkError> {
    let mut parts = text.split('.');
    let (codec, payload, check) = (parts.next().unwrap_or(""), parts.next(), parts.next());
    let read = match codec {
        "1" => codec1::decode,
        "2" => codec2::decode,
        _ => {
            let number = !codec.is_empty() && codec.len() < 6 && codec.bytes().all(|b| b.is_ascii_digit());
            return Err(if number { LinkError::Newer(codec.to_owned()) } else { LinkError::NotAScenario });
        }
    };
    let (Some(payload), Some(check)) = (payload, check) else { return Err(LinkError::Cut) };
    // a mail program may have hidden signs in it to break a long line at
    let payload = &seen(payload);
    // what a mail program leaves behind the link is not part of it
    let check: String = check.chars().take_while(char::is_ascii_alphanumeric).take(CHECK_LENGTH).collect();
    if checksum(payload.as_bytes()) != check {
        return Err(if check.len() < CHECK_LENGTH { LinkError::Cut } else { LinkError::Damaged });
    }
    read(&URL_SAFE_NO_PAD.decode(payload).map_err(|_| LinkError::Damaged)?)
}

/// The first scenario that a text holds, whatever a mail program, a filter or a hand did to it: broken over lines,
/// quoted, in brackets, with `#` as `%23`, within the address of a filter. None where it holds nothing like a scenario.
pub fn dig(text: &str) -> Option<Result<Opened, LinkError>> {
    let mut first_error = None;
    for shape in shapes(text) {
        for (start, _) in shape.match_indices('.') {
            // the codec's number stands before the first point
            let from = shape.get(..start)?.rfind(|c: char| !c.is_ascii_digit()).map_or(0, |at| at + 1);
            let before = shape.get(..from)?;
            let candidate = shape.get(from..)?;
            let marked = before.ends_with("s=") || before.ends_with("S=");
            let long = candidate.get(start - from + 1..).is_some_and(|rest| rest.len() > 20);
            if from == start || (!marked && !long) {
                continue;
            }
            match decode(candidate) {
                Ok(opened) => return Some(Ok(opened)),
                Err(error) if marked => first_error = first_error.or(Some(error)),
                Err(_) => {}
            }
        }
    }
    first_error.map(Err)
}

/// The text as it may have been before it was wrapped: as it is, unescaped up to three times, and as a filter that writes
/// `-3D` for `=` had it; each without line breaks, quotation marks and what nobody sees.
pub(super) fn shapes(text: &str) -> Vec<String> {
    let text: &str = &text.chars().take(MOST_TEXT).collect::<String>();
    let joined = seen(&text.replace("=\r\n", "").replace("=\n", ""));
    let mut all = vec![joined.clone()];
    let mut now = joined;
    for _ in 0..3 {
        let next = seen(&unescaped(&now, '%'));
        if next == now {
            break;
        }
        all.push(next.clone());
        now = next;
    }
    if text.contains("urldefense") {
        all.push(seen(&unescaped(&text.replace('_', "/"), '-')));
    }
    all
}

/// A text without white space, marks of a quotation, and characters that are put into long words and not seen.
fn seen(text: &str) -> String {
    let unseen = |c: char| {
        c.is_whitespace()
            || matches!(c, '>' | '|' | '\u{ad}' | '\u{34f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}')
            || matches!(c, '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{fffd}')
            || c.is_control()
    };
    text.chars().filter(|c| !unseen(*c)).collect()
}

/// A text with each mark and two hexadecimal digits as the byte that they stand for.
fn unescaped(text: &str, mark: char) -> String {
    let mut parts = text.split(mark);
    let mut out = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        let code = part.get(..2).and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match code {
            Some(code) => {
                out.push(code);
                out.extend(part.get(2..).unwrap_or_default().bytes());
            }
            None => {
                out.extend(mark.to_string().bytes());
                out.extend(part.bytes());
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// Whether an address claims to hold a scenario, so that what is wrong with it is said.
pub fn holds_one(address: &str) -> bool {
    shapes(address).iter().any(|shape| shape.to_ascii_lowercase().contains("#s="))
}

const CHECK_LENGTH: usize = 7;

/// CRC-32 in base 36, seven characters.
pub fn checksum(bytes: &[u8]) -> String {
    let mut crc = !0u32;
    for byte in bytes {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = (crc >> 1) ^ (0xedb8_8320 & (crc & 1).wrapping_neg());
        }
    }
    let mut rest = !crc;
    let mut text = String::new();
    for _ in 0..CHECK_LENGTH {
        text.insert(0, char::from_digit(rest % 36, 36).unwrap_or('0'));
        rest /= 36;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::super::opened::MOST_BYTES;
    use super::*;
    use crate::evidence::PRESETS;
    use crate::model::{differences, read};
    use proptest::prelude::*;
    use serde_json::{Map, Value, json};

    #[test]
    fn every_preset_comes_back_with_the_same_figures() {
        for preset in PRESETS {
            let document = preset.document();
            let Opened { document: back, made_with: made } = decode(&encode(&document)).unwrap();
            assert_eq!(made, Some(made_with()));
            assert_eq!(differences(&document, &back), vec![], "{}", preset.id);
            assert_eq!(read(document.value()), read(back.value()));
            assert_eq!(document.value()["provenance"], back.value()["provenance"]);
        }
    }

    #[test]
    fn what_this_version_does_not_know_comes_back_too() {
        let mut document = PRESETS[0].document();
        document.set("later", Some(json!({ "deep": [1, { "x": null }], "zero": 0, "text": "" })));
        document.set("services.hr.later", Some(json!([])));
        let back = decode(&encode(&document)).unwrap().document;
        assert_eq!(back.get("later"), document.get("later"));
        assert_eq!(back.get("services.hr.later"), document.get("services.hr.later"));
    }

    #[test]
    fn a_cut_changed_or_later_link_says_so() {
        let text = encode(&PRESETS[1].document());
        assert_eq!(decode(&text[..text.len() - 1]), Err(LinkError::Cut));
        assert_eq!(decode(&text[..40]), Err(LinkError::Cut));
        assert_eq!(decode(&text.replacen('A', "B", 1)), Err(LinkError::Damaged));
        assert_eq!(decode(&text.replacen('2', "3", 1)), Err(LinkError::Newer("3".into())));
        assert_eq!(decode("hello"), Err(LinkError::NotAScenario));
        assert_eq!(decode(""), Err(LinkError::NotAScenario));
        assert!(decode(&format!("{text}).")).is_ok(), "a bracket that a mail program took in");
    }

    #[test]
    fn a_link_that_inflates_without_end_is_not_opened() {
        let bomb = URL_SAFE_NO_PAD.encode(miniz_oxide::deflate::compress_to_vec(&vec![b' '; MOST_BYTES + 10], 9));
        let text = format!("1.{bomb}.{}", checksum(bomb.as_bytes()));
        assert_eq!(decode(&text), Err(LinkError::TooLarge));
    }

    #[test]
    fn the_checksum_is_the_published_one() {
        // CRC-32 of "123456789" is 0xCBF43926, 3421780262
        assert_eq!(u64::from_str_radix(&checksum(b"123456789"), 36), Ok(3_421_780_262));
    }

    /// A link of version 0.1.0, kept for ever: it must open as what it was.
    #[test]
    fn the_link_of_version_0_1_0_still_opens() {
        let opened = decode(include_str!("../../../tests/links/0.1.0.txt").trim()).unwrap();
        assert_eq!(opened.made_with.as_deref(), Some("0.1.0 / 2026-11-25"));
        let figures = crate::engine::appraise(&read(opened.document.value()).unwrap()).totals;
        // as the learning preset's hand sums have it: 432,000 and 103,500
        assert!((figures.full_year_saving.0 - 535_500.0).abs() < 1e-6);
    }

    #[test]
    fn a_scenario_is_dug_out_of_whatever_was_done_to_its_link() {
        let document = PRESETS[1].document();
        let text = encode(&document);
        let link = format!("https://force.example/tool/?open#s={text}");
        let escaped = |text: &str| -> String {
            text.bytes()
                .map(|b| if b.is_ascii_alphanumeric() { (b as char).to_string() } else { format!("%{b:02X}") })
                .collect()
        };
        let filtered = |link: &str| {
            format!("https://eur01.safelinks.example/?url={}&data=05%7C02&sdata=a%3D&reserved=0", escaped(link))
        };
        let mut lines = String::new();
        for (n, c) in link.chars().enumerate() {
            lines.push(c);
            if n % 70 == 69 {
                lines.push_str("\r\n> ");
            }
        }
        let dashed: String = link
            .bytes()
            .map(|b| match b {
                b'/' => "_".to_owned(),
                b'.' => ".".to_owned(),
                b if b.is_ascii_alphanumeric() => (b as char).to_string(),
                b => format!("-{b:02X}"),
            })
            .collect();
        for mangled in [
            link.clone(),
            text.clone(),
            link.replace('#', "%23"),
            link.replace('#', "%2523"),
            filtered(&link),
            filtered(&filtered(&link)),
            format!("See ({link}). Yours, A"),
            format!("<{link}>"),
            format!("\u{201c}{link}\u{201d}"),
            lines,
            format!("{link}\nPlease open it before 1.5.2027."),
            format!("https://urldefense.example/v2/url?u={dashed}&d=DwMF&c=x"),
            format!("https://urldefense.example/v3/__{}__;Iw!!abc", link.replace('#', "*")),
        ] {
            let found = dig(&mangled).unwrap_or_else(|| panic!("nothing in {mangled}")).unwrap();
            assert_eq!(differences(&document, &found.document), vec![], "{mangled}");
        }
        // what is put into long words and not seen, and what stands around a link in other programs
        let half = link.len() / 2;
        for odd in [
            "%20",
            "%0A",
            "%0D%0A",
            "\u{ad}",
            "\u{200b}",
            "\u{200e}",
            "\u{2060}",
            "\u{a0}",
            "\n> ",
            "%C2%AD",
            "%E2%80%8B",
        ] {
            for at in [half, link.len() - 3, link.find("s=2.").unwrap() + 5] {
                let mangled = format!("{}{odd}{}", &link[..at], &link[at..]);
                let found = dig(&mangled).unwrap_or_else(|| panic!("nothing in {mangled}")).unwrap();
                assert_eq!(differences(&document, &found.document), vec![], "{odd:?}");
                assert!(holds_one(&mangled), "{odd:?}");
            }
        }
        for other in [
            link.replace("#s=", "#S="),
            link.replace("#s=", "#s%3D"),
            link.replace("#s=", "%23s%3D"),
            format!("[the scenario, v1.2]({link})"),
            link.replace("?open#", "?open&amp;page=risk#"),
            link.replace("?open#", "?open%26page=risk#"),
        ] {
            let found = dig(&other).unwrap_or_else(|| panic!("nothing in {other}")).unwrap();
            assert_eq!(differences(&document, &found.document), vec![], "{other}");
            assert!(holds_one(&other), "{other}");
        }
        assert!(!holds_one("https://force.example/tool/#/services"));
        assert_eq!(dig(&link[..link.len() - 3]), Some(Err(LinkError::Cut)));
        assert_eq!(dig(&link.replacen("s=2.", "s=9.", 1)), Some(Err(LinkError::Newer("9".into()))));
        assert_eq!(dig("Dear all, 2.5 per cent of 3.1m. Regards"), None);
        assert_eq!(dig(""), None);
    }

    #[test]
    fn links_are_short_enough_for_mail() {
        use crate::evidence::{Figures, blank, new_category, new_partner, new_service};
        // every figure the user's own and no two alike, over public figures of the forces
        let made = |forces: &[&str], services: &[&str], categories: &[&str]| {
            let mut document = blank();
            let mut marks = Map::new();
            let partners: Vec<Value> = forces
                .iter()
                .map(|id| {
                    let (partner, own) = new_partner(id);
                    marks.extend(own.into_iter().map(|(place, whose)| (place, json!(whose))));
                    partner
                })
                .collect();
            document.set("title", Some(json!("Support services of the region, second draft")));
            document.set("partners", Some(json!(partners)));
            let ids: Vec<String> = forces.iter().map(|id| (*id).to_owned()).collect();
            let mut seed = 7u64;
            let mut figure = |from: u64, span: u64| {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                from + (seed >> 33) % span
            };
            let mut all = Vec::new();
            for kind in services {
                let (mut service, _) =
                    new_service(&document, &kind.replace('_', "-"), kind, kind, &ids, Figures::Ratios);
                for id in &ids {
                    service["baseline"][id] = json!({ "fte": figure(20, 90), "cost_per_fte": figure(380, 60) * 100, "non_pay": figure(50, 900) * 1000 });
                    for field in ["fte", "cost_per_fte", "non_pay"] {
                        marks.insert(
                            format!("services.{}.baseline.{id}.{field}", kind.replace('_', "-")),
                            json!("yours"),
                        );
                    }
                }
                service["one_off"] = json!({ "programme": figure(10, 90) * 10_000, "ict": figure(10, 90) * 10_000 });
                all.push(service);
            }
            document.set("services", Some(json!(all)));
            let mut all = Vec::new();
            for kind in categories {
                let (mut category, _) = new_category(&document, kind, kind, &ids);
                for id in &ids {
                    category["spend"][id] = json!(figure(300, 9000) * 1000);
                    marks.insert(format!("procurement.{kind}.spend.{id}"), json!("yours"));
                }
                all.push(category);
            }
            document.set("procurement", Some(json!(all)));
            document.set("provenance", Some(Value::Object(marks)));
            assert!(read(document.value()).is_ok());
            let text = encode(&document);
            let back = decode(&text).unwrap().document;
            assert_eq!(differences(&document, &back), vec![]);
            assert_eq!(document.get("provenance"), back.get("provenance"));
            text.len()
        };
        let midlands = ["derbyshire", "leicestershire", "lincolnshire", "northamptonshire", "nottinghamshire"];
        let services = ["human_resources", "finance", "payroll", "ict", "estates", "fleet", "legal", "training"];
        let five = made(&midlands, &services, &["vehicles", "uniform", "fuel", "forensics"]);
        let two = made(&["norfolk", "suffolk"], &services[..2], &["vehicles", "uniform"]);
        println!("SIZES {five} {two}");
        assert!(five < 1_300 && two < 500, "{five} {two}");
    }

    /// A link whose public figures were of another day was refused.
    #[test]
    fn a_link_outlives_the_public_figures_that_it_was_made_with() {
        use crate::evidence::release;
        let mut document = PRESETS[0].document();
        let bytes = codec2::encode(&document);
        let packed = match bytes.split_first().unwrap() {
            (1, body) => miniz_oxide::inflate::decompress_to_vec(body).unwrap(),
            (_, body) => body.to_vec(),
        };
        // the same bytes, said to be of another day: the forces in it are numbers
        let now = crate::evidence::REFERENCE_VERSION.as_bytes();
        let at = packed.windows(now.len()).position(|part| part == now).unwrap();
        let dated = |version: &str| {
            let mut other = vec![0];
            other.extend(&packed);
            other[1 + at..1 + at + now.len()].copy_from_slice(version.as_bytes());
            let payload = URL_SAFE_NO_PAD.encode(other);
            decode(&format!("2.{payload}.{}", checksum(payload.as_bytes())))
        };
        let opened = dated("2025-01-01").unwrap();
        let place = crate::evidence::forces().iter().position(|force| force.id == "derbyshire").unwrap();
        let (derbyshire, _) = release("2025-01-01").unwrap().partner(place).unwrap();
        assert_eq!(opened.document.get("partners.derbyshire"), Some(&derbyshire));
        assert_eq!(crate::evidence::newer_figures(&opened.document).len(), 5 * 4);
        assert_eq!(dated("2031-01-01"), Err(LinkError::OtherData("2031-01-01".into())));
        document.set("title", Some(json!("x")));
        assert_eq!(crate::evidence::newer_figures(&decode(&encode(&document)).unwrap().document), vec![]);
    }

    /// The same of the second codec; its words are never changed either.
    #[test]
    fn the_first_link_of_the_second_codec_still_opens() {
        let opened = decode(include_str!("../../../tests/links/codec-2.txt").trim()).unwrap();
        let figures = crate::engine::appraise(&read(opened.document.value()).unwrap()).totals;
        assert!((figures.full_year_saving.0 - 535_500.0).abs() < 1e-6);
        assert_eq!(checksum(include_bytes!("words.txt")), "12g7qw8");
    }

    proptest! {
        #[test]
        fn no_text_is_too_strange_for_a_message(text in ".{0,80}", tail in "[A-Za-z0-9_-]{0,60}") {
            let _ = (decode(&text), dig(&text));
            for codec in [1, 2] {
                let _ = decode(&format!("{codec}.{tail}.{}", checksum(tail.as_bytes())));
            }
        }
    }
}
