//! The house stands in one direction: what a room may know lies below it, and no file leads back to itself.
//!
//! It reads the imports of the sources: `use` of a path from the crate's root or from a file's parents, and such paths within
//! the code. What a folder only hands on (`pub use` of its own files) counts for the file that has it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Rooms from the ground up: each may know those before it.
const CORE: [&str; 9] = ["model", "method", "engine", "evidence", "words", "workbook", "explain", "exchange", "edits"];
const PAGE: [&str; 6] = ["state", "kit", "chart", "pages", "parts", "frame"];

/// The modules below a folder, each with its text without tests and comments.
fn modules(root: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut open = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(root)];
    let base = open[0].clone();
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                // the page's other programmes, and folders of tests
                if !path.ends_with("tests") && !path.ends_with("bin") {
                    open.push(path);
                }
                continue;
            }
            if path.extension().is_none_or(|ending| ending != "rs") {
                continue;
            }
            let steps: Vec<String> = path
                .strip_prefix(&base)
                .unwrap()
                .with_extension("")
                .iter()
                .map(|step| step.to_string_lossy().into_owned())
                .collect();
            let name = steps.join("::");
            let name = name.strip_suffix("::mod").map_or(name.clone(), str::to_owned);
            if matches!(name.as_str(), "lib" | "main") || name.ends_with("tests") {
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            let text = text.split("#[cfg(test)]\nmod tests").next().unwrap().to_owned();
            let lines = text.lines().map(|line| line.split("//").next().unwrap());
            found.insert(name, lines.collect::<Vec<_>>().join("\n"));
        }
    }
    found
}

/// `a::{b, c::{d}}` as `a::b` and `a::c::d`.
fn expanded(path: &str) -> Vec<String> {
    let path = path.trim();
    let Some(at) = path.find('{') else { return vec![path.split(" as ").next().unwrap().trim().to_owned()] };
    let inner = &path[at + 1..path.rfind('}').unwrap_or(path.len())];
    let (mut parts, mut depth, mut last) = (Vec::new(), 0, String::new());
    for c in inner.chars() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if c == ',' && depth == 0 {
            parts.push(std::mem::take(&mut last));
        } else {
            last.push(c);
        }
    }
    parts.push(last);
    let parts = parts.iter().filter(|part| !part.trim().is_empty());
    parts.flat_map(|part| expanded(part)).map(|part| format!("{}{part}", &path[..at])).collect()
}

/// A path from the crate's root; none for one of another crate.
fn absolute(module: &str, path: &str) -> Option<Vec<String>> {
    let mut steps: Vec<&str> = path.split("::").map(str::trim).collect();
    if steps[0] == "crate" {
        return Some(steps[1..].iter().map(|step| (*step).to_owned()).collect());
    }
    let mut base: Vec<&str> = module.split("::").collect();
    if steps[0] != "super" {
        return None;
    }
    while steps.first() == Some(&"super") {
        base.pop();
        steps.remove(0);
    }
    Some(base.into_iter().chain(steps).map(str::to_owned).collect())
}

struct Use {
    /// Whether it is handed on.
    public: bool,
    path: Vec<String>,
}

fn uses(module: &str, text: &str, all: &BTreeMap<String, String>) -> Vec<Use> {
    let mut found = Vec::new();
    let mut rest = text;
    let mut code = String::new();
    // statements of `use` first, then whatever paths stand in the code
    while let Some(at) = rest.find("use ") {
        let begins = rest[..at].rsplit('\n').next().unwrap();
        let starts = begins.trim().is_empty() || begins.trim_start().starts_with("pub");
        let Some(end) = rest[at..].find(';').filter(|_| starts) else {
            code.push_str(&rest[..at + 4]);
            rest = &rest[at + 4..];
            continue;
        };
        code.push_str(&rest[..at]);
        let public = begins.contains("pub");
        for path in expanded(&rest[at + 4..at + end].replace('\n', " ")) {
            let own = format!("{module}::{}", path.rsplit_once("::").map_or(path.as_str(), |(front, _)| front));
            if let Some(path) = absolute(module, &path) {
                found.push(Use { public, path });
            } else if public && all.contains_key(&own) {
                let name = path.rsplit("::").next().unwrap().to_owned();
                found.push(Use { public, path: own.split("::").map(str::to_owned).chain([name]).collect() });
            }
        }
        rest = &rest[at + end + 1..];
    }
    code.push_str(rest);
    for start in ["crate::", "super::"] {
        for (at, _) in code.match_indices(start) {
            let path: String =
                code[at..].chars().take_while(|c| c.is_alphanumeric() || matches!(c, '_' | ':')).collect();
            found.extend(absolute(module, path.trim_end_matches(':')).map(|path| Use { public: false, path }));
        }
    }
    found
}

/// Which module each module knows.
fn edges(all: &BTreeMap<String, String>) -> BTreeMap<String, BTreeSet<String>> {
    let used: BTreeMap<&String, Vec<Use>> = all.iter().map(|(name, text)| (name, uses(name, text, all))).collect();
    // a name that a folder hands on is that of the file behind it
    fn resolved(path: &[String], used: &BTreeMap<&String, Vec<Use>>, depth: usize) -> Option<String> {
        for n in (1..=path.len()).rev() {
            let module = path[..n].join("::");
            let Some(own) = used.get(&module) else { continue };
            let handed =
                path.get(n).and_then(|name| own.iter().find(|one| one.public && one.path.last() == Some(name)));
            return match handed.filter(|one| depth < 6 && one.path != path) {
                Some(one) => resolved(&[one.path.clone(), path[n + 1..].to_vec()].concat(), used, depth + 1),
                None => Some(module),
            };
        }
        None
    }
    let mut found = BTreeMap::new();
    for (name, own) in &used {
        let targets = own.iter().filter_map(|one| {
            let target = resolved(&one.path, &used, 0)?;
            // a folder is the front of its own files, not their user
            let front = one.public && target.starts_with(&format!("{name}::"));
            (target != **name && !front).then_some(target)
        });
        found.insert((*name).clone(), targets.collect::<BTreeSet<_>>());
    }
    found
}

/// A way from a module back to itself, where there is one.
fn circle(edges: &BTreeMap<String, BTreeSet<String>>) -> Option<Vec<String>> {
    fn go(
        at: &String,
        way: &mut Vec<String>,
        done: &mut BTreeSet<String>,
        edges: &BTreeMap<String, BTreeSet<String>>,
    ) -> bool {
        if let Some(start) = way.iter().position(|one| one == at) {
            way.drain(..start);
            way.push(at.clone());
            return true;
        }
        if !done.insert(at.clone()) {
            return false;
        }
        way.push(at.clone());
        for next in edges.get(at).into_iter().flatten() {
            if go(next, way, done, edges) {
                return true;
            }
        }
        way.pop();
        false
    }
    let mut done = BTreeSet::new();
    edges.keys().find_map(|start| {
        let mut way = Vec::new();
        go(start, &mut way, &mut done, edges).then_some(way)
    })
}

fn stands(root: &str, rooms: &[&str]) {
    let all = modules(root);
    assert!(all.len() > 50, "{root} was not found: {}", all.len());
    let edges = edges(&all);
    assert!(edges.values().map(BTreeSet::len).sum::<usize>() > 100, "imports were not read");
    let floor = |module: &str| {
        let room = module.split("::").next().unwrap();
        rooms.iter().position(|one| *one == room).unwrap_or_else(|| panic!("{module} stands in no room of {rooms:?}"))
    };
    for (module, targets) in &edges {
        for target in targets {
            assert!(floor(target) <= floor(module), "{module} knows {target}, which stands above it");
        }
    }
    if let Some(way) = circle(&edges) {
        panic!("a circle: {}", way.join(" → "));
    }
}

#[test]
fn the_core_leads_in_one_direction() {
    stands("core/src", &CORE);
}

#[test]
fn the_page_leads_in_one_direction() {
    stands("src", &PAGE);
}

#[test]
fn a_back_arrow_and_a_circle_are_found() {
    let module =
        |pairs: &[(&str, &str)]| pairs.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    let all: BTreeMap<String, String> = module(&[
        ("a", "pub mod one;\npub use one::Thing;"),
        ("a::one", "use crate::b::{other, Deep};"),
        ("b", "fn x() { crate::a::Thing; }"),
    ]);
    let found = edges(&all);
    assert_eq!(found["b"], ["a::one".to_owned()].into());
    assert_eq!(circle(&found), Some(vec!["a::one".into(), "b".into(), "a::one".into()]));
}
