//! The second link codec: a scenario without what equals the defaults, packed byte by byte with a frozen list of words,
//! and deflated where that is shorter.
//!
//! Each value begins with a tag. Forces with their public figures are one number each; members are a mask of bits over
//! the scenario’s partners; a mark that says whose a figure is stands before the figure. Anything else is packed as it
//! is, so that what this version does not know comes back. Neither the tags nor `words.txt` are ever changed: another
//! codec gets another number.

mod pack;
mod unpack;

pub(super) use pack::encode;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;
pub(super) use unpack::decode;

const NULL: u8 = 0;
const FALSE: u8 = 1;
const TRUE: u8 = 2;
/// Eight bytes of a floating-point number that no short decimal is.
const RAW: u8 = 3;
const TEXT: u8 = 4;
const LIST: u8 = 5;
const MAP: u8 = 6;
const WORD: u8 = 7;
const FORCE: u8 = 8;
const MARKED: u8 = 9;
const MEMBERS: u8 = 10;
/// Decimals: a tag for each power of ten from −8 to 7, then the digits; 16 tags further below nothing.
const DECIMAL: u8 = 16;
const NEGATIVE: u8 = 32;
/// Whole numbers from 0 to 191 are their own tag.
const SMALL: u8 = 64;

/// Places of words in keys: after none and those of partners.
const PARTNERS: usize = 43;

struct Words {
    list: Vec<&'static str>,
    places: BTreeMap<&'static str, usize>,
}

fn words() -> &'static Words {
    static ALL: OnceLock<Words> = OnceLock::new();
    ALL.get_or_init(|| {
        let list: Vec<&str> = include_str!("../words.txt").lines().collect();
        let places = list.iter().enumerate().map(|(place, word)| (*word, place)).collect();
        Words { list, places }
    })
}

/// Up to 43 ids of partners, for masks and keys; none where any is missing or stands twice.
fn ids(partners: Option<&Value>) -> Vec<String> {
    let list = partners.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let ids: Option<Vec<String>> = list.iter().map(|one| one.get("id")?.as_str().map(str::to_owned)).collect();
    let ids = ids.unwrap_or_default();
    let apart: BTreeSet<&String> = ids.iter().collect();
    if apart.len() == ids.len() && ids.len() <= PARTNERS { ids } else { Vec::new() }
}
