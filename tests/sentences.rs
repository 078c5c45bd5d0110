//! Every text that the tool can say, in one place: `snapshots/sentences__*.snap`, read out of the sources. Somebody reads them
//! there for plain English, and a change of words is seen. What is no word of ours (names of cells, classes, paths) stays out.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use std::collections::BTreeMap;
use std::path::Path;

/// Attributes of elements that a reader never sees.
const UNSEEN: [&str; 34] = [
    "class",
    "id",
    "role",
    "type",
    "href",
    "d",
    "viewBox",
    "key",
    "inputmode",
    "autocomplete",
    "target",
    "rel",
    "scope",
    "for",
    "points",
    "fill",
    "stroke",
    "transform",
    "preserveAspectRatio",
    "accept",
    "dominant_baseline",
    "text_anchor",
    "font_size",
    "sandbox",
    "slug",
    "path",
    "feature",
    "expect",
    "module",
    "name",
    "colspan",
    "pattern",
    "link_section",
    "reason",
];

/// The sources below a folder, without tests.
fn sources(root: &str) -> BTreeMap<String, String> {
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(root);
    let (mut found, mut open) = (BTreeMap::new(), vec![base.clone()]);
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                if !path.ends_with("tests") {
                    open.push(path);
                }
            } else if path.extension().is_some_and(|ending| ending == "rs") && !path.ends_with("tests.rs") {
                let name = path.strip_prefix(&base).unwrap().to_string_lossy().replace('\\', "/");
                found.insert(name, std::fs::read_to_string(&path).unwrap());
            }
        }
    }
    found
}

/// Whether a text has words that somebody reads, and is not a path, a class or a formula.
fn is_said(text: &str) -> bool {
    let words = text.split_whitespace().filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 1).count();
    let label =
        text.chars().next().is_some_and(char::is_uppercase) && words == 1 && !text.contains(['_', '/', '<', '=', ';']);
    let code = text.contains("://")
        || text.contains("{\"")
        || text.contains("_ic_")
        || text.starts_with(['<', '/', '.', '#', '&']);
    (words > 1 || label) && !code
}

/// The texts of a stream of tokens, in their order.
fn gather(tokens: TokenStream, found: &mut Vec<String>) {
    let all: Vec<TokenTree> = tokens.into_iter().collect();
    let mut at = 0;
    while let Some(token) = all.get(at) {
        match token {
            // an attribute; and what is only compiled for tests goes with it
            TokenTree::Punct(sign) if sign.as_char() == '#' => {
                let group = all[at + 1..].iter().take(2).enumerate().find_map(|(n, next)| match next {
                    TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket => Some((n, group.to_string())),
                    _ => None,
                });
                if let Some((n, attribute)) = group {
                    at += n + 1;
                    if attribute.replace(' ', "").starts_with("[cfg(test)]") {
                        while !matches!(&all.get(at), Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace)
                            && !matches!(&all.get(at), Some(TokenTree::Punct(end)) if end.as_char() == ';')
                            && at < all.len()
                        {
                            at += 1;
                        }
                    }
                }
            }
            TokenTree::Group(group) => gather(group.stream(), found),
            TokenTree::Literal(literal) => {
                let named = match (at.checked_sub(1).map(|n| &all[n]), at.checked_sub(2).map(|n| &all[n])) {
                    (Some(TokenTree::Punct(equals)), Some(TokenTree::Ident(name))) if equals.as_char() == '=' => {
                        name.to_string()
                    }
                    _ => String::new(),
                };
                if let Ok(text) = litrs::StringLit::parse(literal.to_string())
                    && !UNSEEN.contains(&named.as_str())
                    && is_said(text.value())
                {
                    found.push(text.value().split_whitespace().collect::<Vec<_>>().join(" "));
                }
            }
            TokenTree::Ident(_) | TokenTree::Punct(_) => {}
        }
        at += 1;
    }
}

/// What a folder says, file by file.
fn said(root: &str) -> String {
    let mut out = String::new();
    for (name, text) in sources(root) {
        let mut found = Vec::new();
        gather(text.parse::<TokenStream>().unwrap(), &mut found);
        let mut seen = std::collections::BTreeSet::new();
        found.retain(|one| seen.insert(one.clone()));
        if !found.is_empty() {
            out += &format!("\n# {name}\n{}\n", found.join("\n"));
        }
    }
    out
}

#[test]
fn all_that_the_core_says() {
    insta::assert_snapshot!("core", said("core/src"));
}

#[test]
fn all_that_the_page_says() {
    insta::assert_snapshot!("page", said("src"));
}

/// Words that read as translated or as the trade of programmers, and what stands in their place.
const NOT_SAID: [(&str, &str); 13] = [
    ("line of nothing", "zero line"),
    ("bad news together", "costs that go wrong together"),
    ("hang together", "adjoining"),
    ("wait for your words", "to be written"),
    ("key of your own", "your own split"),
    ("open what the text holds", "open"),
    ("theirs and not chance", "more than chance"),
    ("utilise", "use"),
    ("leverage", "use"),
    ("stakeholder", "say who"),
    ("in order to", "to"),
    ("going forward", "say when"),
    ("e.g.", "for example"),
];

#[test]
fn none_of_it_reads_as_translated() {
    let all = format!("{}{}", said("core/src"), said("src")).to_lowercase();
    let odd: Vec<String> = NOT_SAID
        .iter()
        .filter(|(words, _)| all.contains(words))
        .map(|(words, say)| format!("{words}: say {say}"))
        .collect();
    assert!(odd.is_empty(), "{}", odd.join("; "));
}
