//! Ten thousand broken links and files: each opens, or says in a sentence why not; none panics, and what opens
//! computes to figures.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use informed_choice::engine::appraise;
use informed_choice::evidence::PRESETS;
use informed_choice::exchange::heads::Heads;
use informed_choice::exchange::library::{self, Memory, Shelf};
use informed_choice::exchange::mapping::{Target, Terms, guess, take};
use informed_choice::exchange::paste::pasted;
use informed_choice::exchange::{comparison, files, link, register, register_table, tables};
use informed_choice::explain::statements;
use informed_choice::model::arrangement::Arrangement;
use informed_choice::model::{
    Document, Month, Pounds, Register, RegisterChange, as_of_this_version, field_faults, read,
};

/// A stream of numbers that is the same on every machine: xorshift, seeded.
struct Stream(u64);

impl Stream {
    fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % below.max(1) as u64) as usize
    }
}

/// What mail programs, hands and bad luck do to a text: cut, doubled, swapped, with odd characters, numbers and keys.
fn broken(text: &str, stream: &mut Stream) -> String {
    const ODD: [&str; 16] = [
        "%23",
        "%",
        "\u{0}",
        "\u{202e}",
        "null",
        "-1e999",
        "1e308",
        "[[[[",
        "{}",
        "\"",
        "=",
        "~",
        ".",
        "\u{ff1d}",
        "-0",
        "99999999999999999999",
    ];
    let mut bytes = text.as_bytes().to_vec();
    for _ in 0..=stream.next(4) {
        let at = stream.next(bytes.len());
        match stream.next(7) {
            0 => bytes.truncate(at),
            1 => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = b"0123456789abcXYZ-_.#%\"{}[],:"[stream.next(28)];
                }
            }
            2 => {
                let odd = ODD[stream.next(ODD.len())];
                bytes.splice(at..at, odd.bytes());
            }
            3 => {
                let end = (at + stream.next(40)).min(bytes.len());
                bytes.drain(at..end);
            }
            4 => {
                let end = (at + stream.next(200)).min(bytes.len());
                let part = bytes[at..end].to_vec();
                bytes.splice(at..at, part);
            }
            5 => {
                let other = stream.next(bytes.len());
                if at < bytes.len() && other < bytes.len() {
                    bytes.swap(at, other);
                }
            }
            _ => {
                let end = (at + 1).min(bytes.len());
                bytes.splice(at..end, ODD[stream.next(ODD.len())].bytes());
            }
        }
        if bytes.is_empty() {
            break;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// A document that opened: known and computed, or refused with a sentence.
fn looked_at(document: &Document) -> &'static str {
    if as_of_this_version(document).is_some() {
        return "later";
    }
    let faults = field_faults(document.value());
    if !faults.is_empty() {
        faults.iter().for_each(|fault| assert!(!fault.sentence().is_empty()));
        return "refused";
    }
    match read(document.value()) {
        Err(faults) => {
            assert!(faults.iter().all(|fault| !fault.sentence().is_empty()));
            "faulty"
        }
        Ok(scenario) => {
            let totals = appraise(&scenario).totals;
            let outcome = appraise(&scenario);
            assert!(statements(&scenario, &outcome, None).iter().all(|one| !one.text().contains("NaN")));
            assert!(totals.npv.0.is_finite() && totals.full_year_saving.0.is_finite() && totals.one_off.0.is_finite());
            "computed"
        }
    }
}

#[test]
fn ten_thousand_broken_links_and_files_harm_nothing() {
    let documents: Vec<Document> = PRESETS.iter().map(|preset| preset.document()).collect();
    let links: Vec<String> =
        documents.iter().map(|one| format!("https://x.test/a/?open#s={}", link::encode(one))).collect();
    let pairs: Vec<String> = documents
        .iter()
        .map(|one| format!("https://x.test/?open#c={}", comparison::encode(&[one.clone(), one.clone()])))
        .collect();
    let register = some_register();
    let saved: Vec<String> = documents
        .iter()
        .enumerate()
        .map(|(n, document)| files::saved(std::slice::from_ref(document), (n == 0).then_some(&register)))
        .collect();
    let mut stream = Stream(0x1f0c_a11e);
    let (mut told, mut computed, mut refused) = (0, 0, 0);
    for n in 0..10_000 {
        let which = stream.next(documents.len());
        // what opened, or whether there was nothing or a sentence
        let found = match n % 4 {
            0 => link::dig(&broken(&links[which], &mut stream)).map(|found| match found {
                Ok(opened) => Ok(vec![opened.document]),
                Err(error) => Err(error.to_string()),
            }),
            1 => comparison::decode(&broken(&pairs[which], &mut stream)).map(|found| match found {
                Ok(all) => Ok(all.into_iter().map(|one| one.document).collect()),
                Err(error) => Err(error.to_string()),
            }),
            _ => Some(
                files::open(&broken(&saved[which], &mut stream))
                    .map(|held| held.documents)
                    .map_err(|error| error.to_string()),
            ),
        };
        let found = match found {
            Some(Ok(all)) => all,
            Some(Err(sentence)) => {
                told += usize::from(!sentence.is_empty());
                continue;
            }
            None => {
                told += 1;
                continue;
            }
        };
        for document in found {
            match looked_at(&document) {
                "computed" => computed += 1,
                _ => refused += 1,
            }
        }
    }
    // the mutations are neither all harmless nor all fatal
    assert!(told > 3_000 && computed > 500 && refused > 100, "{told} {computed} {refused}");
}

#[test]
fn broken_records_are_set_aside_as_they_are() {
    let mut stream = Stream(0xdead_beef);
    let shelf = Memory::default();
    library::keep(&shelf, "a", &PRESETS[0].document(), "2026-01-01T00:00:00.000Z", None).unwrap();
    let key = shelf.keys().into_iter().find(|key| key.ends_with("/a")).unwrap();
    let whole = shelf.get(&key).unwrap();
    for _ in 0..300 {
        let text = broken(&whole, &mut stream);
        shelf.put(&key, &text).unwrap();
        let found = library::look(&shelf);
        let there = shelf.keys().into_iter().any(|key| shelf.get(&key).as_deref() == Some(text.as_str()));
        assert!(there, "{text}");
        assert_eq!(found.kept.len() + found.set_aside.len(), 1);
    }
}

#[test]
fn broken_tables_of_figures_change_nothing_that_is_not_sound() {
    let mut stream = Stream(0x7ab1e);
    let document = PRESETS[0].document();
    let whole = tables::csv(&tables::figures(&document));
    for _ in 0..300 {
        let back = tables::read_figures(&document, &broken(&whole, &mut stream));
        let mut changed = document.clone();
        back.change.apply(&mut changed);
        assert!(field_faults(changed.value()).is_empty());
        assert!(back.account.left.iter().all(|line| !line.is_empty()));
        assert_eq!(
            back.account.taken + back.account.same + back.account.left.len(),
            back.account.lines,
            "each line is somewhere"
        );
    }
}

/// Somebody's table, broken anyhow: what is taken is sound, and what is pasted goes in whole or not at all.
#[test]
fn broken_tables_of_others_and_broken_blocks_harm_nothing() {
    let mut stream = Stream(0x0b10c);
    let document = PRESETS[0].document();
    let boxes: Vec<Vec<String>> = document
        .entries("partners")
        .iter()
        .map(|id| ["fte", "cost_per_fte"].map(|field| format!("services.hr.baseline.{id}.{field}")).to_vec())
        .collect();
    let table = "Force;Posts;Cost per FTE (\u{a3}000)\nDerbyshire;91,5;40,1\nKent;1;2\nLeicestershire and Kent;3;4\nDerbyshire;1.500;40.000\nTotal;9;9\n";
    let block = "Force\tPosts\tCost per FTE\nDerbyshire\t91\t\"40,100\"\nLeicestershire\t92\t40,200\n";
    for n in 0..300 {
        let grid = tables::grid(&broken(table, &mut stream));
        let heads = Heads::of(&document, &grid);
        let target = Target::Baselines("hr".into());
        let terms = Terms { add_up: n % 2 == 0, scale: None };
        let found = take(&document, &target, &grid, &heads, &guess(&target, &heads), terms);
        let mut changed = document.clone();
        found.change.apply(&mut changed);
        assert!(field_faults(changed.value()).is_empty());
        if let Some(found) =
            pasted(&document, &broken(block, &mut stream), &boxes, "services.hr.baseline.derbyshire.fte")
        {
            let mut changed = document.clone();
            found.change.apply(&mut changed);
            assert!(field_faults(changed.value()).is_empty());
            assert!(found.refused.iter().all(|why| !why.is_empty()));
        }
    }
}

fn some_register() -> Register {
    let one = |n: usize| Arrangement {
        name: format!("Joint {n}, \"north\""),
        function: "HR".into(),
        partners: vec!["kent".into(), "A council".into()],
        yearly_cost: Some(Pounds(1_250_000.5)),
        start: Month::new(2019, 4),
        ..Arrangement::default()
    };
    let mut made = Register::default();
    RegisterChange::new("Add").add(&made, (0..20).map(one).collect()).apply(&mut made);
    made
}

#[test]
fn a_broken_register_loses_no_line_and_harms_nothing() {
    let mut stream = Stream(0x0e91);
    let whole = some_register();
    let (table, file) = (register_table::export(&whole), files::saved(&[], Some(&whole)));
    let (mut read, mut unread) = (0, 0);
    for _ in 0..300 {
        if let Ok(found) = register_table::table(&broken(&table, &mut stream)) {
            let register = register_table::import("x.csv", &found, &register_table::guess(&found.heads));
            let lines = found.lines.len() + found.broken.len();
            assert_eq!(register.arrangements.len() + register.unread.len(), lines, "every line is somewhere");
            assert!(register.arrangements.iter().all(Arrangement::is_sound));
            assert!(register.unread.iter().all(|line| line.why.iter().all(|why| !why.is_empty())));
            read += register.arrangements.len();
            unread += register.unread.len();
        }
        if let Ok(held) = files::open(&broken(&file, &mut stream)) {
            let found = held.register.unwrap_or_default();
            assert!(found.arrangements.iter().all(Arrangement::is_sound));
            let again = register::read(&register::written(&found));
            assert_eq!(again, found, "what is kept is read again as it is");
        }
    }
    assert!(read > 1_000 && unread > 100, "{read} {unread}");
}
