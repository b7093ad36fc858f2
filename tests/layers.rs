//! Imports go one way: each room has a rank of its own and uses only rooms below it, the files of a room form no circle,
//! only `system` touches the world, and the library says what each of its items is.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what fails here fails the test"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// The rooms from the ground up: each may use those before it.
const ROOMS: [&str; 24] = [
    "words",
    "bom",
    "shown",
    "nearest",
    "named",
    "system",
    "version",
    "ecosystem",
    "product",
    "plan",
    "contract",
    "phrases",
    "history",
    "pending",
    "notes",
    "manifest",
    "check",
    "proposal",
    "apply",
    "report",
    "tui",
    "cli",
    "lib",
    "main",
];

/// The rooms that may use `system`. All others get texts, dates and settings as arguments.
const WORLDLY: [&str; 3] = ["apply", "check", "cli"];

/// Names that two rooms give to types of their own: a line of versions is `version::Line`, one of text `words::Line`. No room
/// that computes knows the second, and no room that shows text has another word for it.
const SHARED_NAMES: [&str; 1] = ["Line"];

/// What only `system` may name.
const WORLD: [&str; 7] =
    ["std::fs", "std::env", "std::process", "std::net", "Utc::now", "SystemTime::now", "Local::now"];

/// The rooms that users of the library read.
const LIBRARY: [&str; 8] =
    ["words", "named", "version", "ecosystem", "product", "plan", "contract", "history"];

/// A source file of the crate.
struct Source {
    /// Its module: `["plan", "change"]`.
    module: Vec<String>,
    text: String,
    /// Its text without comments, strings and tests.
    code: String,
}

impl Source {
    fn room(&self) -> &str {
        &self.module[0]
    }

    fn name(&self) -> String {
        self.module.join("::")
    }
}

fn sources() -> Vec<Source> {
    let mut sources = Vec::new();
    gather(Path::new("src"), &mut Vec::new(), &mut sources);
    assert!(sources.len() > 50, "the sources were found");
    sources
}

fn gather(folder: &Path, module: &mut Vec<String>, sources: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        if path.is_dir() {
            module.push(name);
            gather(&path, module, sources);
            module.pop();
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let own = (name != "mod").then_some(name);
            let module = module.iter().cloned().chain(own).collect();
            let text = fs::read_to_string(&path).unwrap();
            sources.push(Source { module, code: code(&text), text });
        }
    }
}

/// The code of a text: without comments, without what strings hold, and without its tests.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod ").next().unwrap();
    let mut code = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let end_of =
            |start: usize, end: &str| rest[start..].find(end).map_or(rest.len(), |at| start + at + end.len());
        let skipped = match c {
            _ if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            _ if rest.starts_with("r#\"") => end_of(3, "\"#"),
            _ if rest.starts_with("'\"'") || rest.starts_with("'\\'") => 3,
            _ if rest.starts_with("'\\\"'") => 4,
            '"' => string_end(rest),
            _ => {
                code.push(c);
                c.len_utf8()
            }
        };
        rest = &rest[skipped..];
    }
    code
}

/// Where the string at the start of `text` ends.
fn string_end(text: &str) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            '"' if !escaped => return at + 1,
            _ => escaped = c == '\\' && !escaped,
        }
    }
    text.len()
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

/// Every path that the code names and that starts with `start`, the trees of `use` taken apart.
fn paths<'a>(code: &'a str, start: &str) -> Vec<Vec<&'a str>> {
    let mut found = Vec::new();
    let prefix = format!("{start}::");
    for (at, _) in code.match_indices(&prefix) {
        // `a::super::b` and `mysuper::` are none; `super::super::` is found at its first word.
        if !code[..at].ends_with(|c| is_word(c) || c == ':') {
            tree(&code[at..], &mut Vec::new(), &mut found);
        }
    }
    found
}

/// Reads a path or a tree of paths from the start of `text`; gives what is behind it.
fn tree<'a>(text: &'a str, before: &mut Vec<&'a str>, found: &mut Vec<Vec<&'a str>>) -> &'a str {
    let text = text.trim_start();
    if let Some(mut rest) = text.strip_prefix('{') {
        loop {
            rest = rest.trim_start();
            if let Some(rest) = rest.strip_prefix('}') {
                return rest;
            }
            rest = tree(rest, before, found).trim_start();
            rest = rest.strip_prefix(',').unwrap_or(rest);
            if rest.is_empty() {
                return rest;
            }
        }
    }
    let end = text.find(|c| !is_word(c)).unwrap_or(text.len());
    let (word, rest) = text.split_at(end);
    if word.is_empty() {
        // `*`, or what is no path.
        found.push(before.clone());
        return rest.get(1..).unwrap_or_default();
    }
    before.push(word);
    let rest = match rest.strip_prefix("::") {
        Some(more) if !more.starts_with('<') => tree(more, before, found),
        _ => {
            found.push(before.clone());
            rest.strip_prefix(" as ").map_or(rest, |rest| rest.trim_start_matches(is_word))
        }
    };
    before.pop();
    rest
}

/// The modules of the crate, and what each hands on of another: `plan` hands on `Change` of `plan::change`.
struct Modules {
    known: BTreeSet<Vec<String>>,
    handed_on: BTreeMap<(Vec<String>, String), Vec<String>>,
}

impl Modules {
    fn of(sources: &[Source]) -> Self {
        let known = sources.iter().map(|source| source.module.clone()).collect();
        let mut modules = Modules { known, handed_on: BTreeMap::new() };
        for source in sources {
            for (path, _) in modules.uses(source).into_iter().filter(|(_, handed_on)| *handed_on) {
                let name = path.last().unwrap().clone();
                modules.handed_on.insert((source.module.clone(), name), path);
            }
        }
        modules
    }

    /// The absolute paths that a file names within the crate, and whether it only hands them on.
    fn uses(&self, source: &Source) -> Vec<(Vec<String>, bool)> {
        let mut uses = Vec::new();
        let handed_on: Vec<&str> = source
            .code
            .split(';')
            .filter_map(|item| item.find("pub").map(|at| item[at..].trim_start()))
            .filter(|item| {
                let after = item.trim_start_matches("pub").trim_start();
                let after = after.strip_prefix('(').map_or(after, |after| after.split_once(')').unwrap().1);
                after.trim_start().starts_with("use ")
            })
            .collect();
        let mut take = |code: &str, is_handed_on: bool| {
            for path in paths(code, "crate") {
                uses.push((owned(&path[1..]), is_handed_on));
            }
            for path in paths(code, "super") {
                let up = path.iter().take_while(|word| **word == "super").count();
                let base = &source.module[..source.module.len().saturating_sub(up)];
                uses.push(([base, &owned(&path[up..])].concat(), is_handed_on));
            }
            for path in paths(code, "self") {
                uses.push(([&source.module[..], &owned(&path[1..])].concat(), is_handed_on));
            }
            let depth = source.module.len();
            let is_child =
                |module: &&Vec<String>| module.len() == depth + 1 && module.starts_with(&source.module);
            for child in self.known.iter().filter(is_child) {
                for path in paths(code, &child[depth]) {
                    uses.push(([&source.module[..], &owned(&path)].concat(), is_handed_on));
                }
            }
        };
        let mut rest = source.code.clone();
        for item in &handed_on {
            take(item, true);
            rest = rest.replacen(item, "", 1);
        }
        take(&rest, false);
        uses
    }

    /// The module whose file defines what `path` names.
    fn home(&self, path: &[String]) -> Vec<String> {
        let mut module = Vec::new();
        for (place, word) in path.iter().enumerate() {
            let child = [&module[..], std::slice::from_ref(word)].concat();
            if self.known.contains(&child) {
                module = child;
                continue;
            }
            return match self.handed_on.get(&(module.clone(), word.clone())) {
                Some(target) if target[..] != path[..=place] => self.home(target),
                _ => module,
            };
        }
        module
    }

    /// What each file uses of other files. What it only hands on is left out, and so is what the files of a folder use of
    /// the `mod.rs` that they are parts of.
    fn edges(&self, sources: &[Source]) -> BTreeMap<String, BTreeSet<String>> {
        let of = |source: &Source| {
            let uses = self.uses(source).into_iter().filter(|(_, handed_on)| !handed_on);
            let homes = uses.map(|(path, _)| self.home(&path)).filter(|home| !home.is_empty());
            homes.filter(|home| !source.module.starts_with(home)).map(|home| home.join("::")).collect()
        };
        sources.iter().map(|source| (source.name(), of(source))).collect()
    }
}

fn owned(path: &[&str]) -> Vec<String> {
    path.iter().map(|word| (*word).to_owned()).collect()
}

fn rank(room: &str) -> usize {
    ROOMS.iter().position(|known| *known == room).unwrap_or_else(|| panic!("give the room `{room}` a rank"))
}

/// The rooms that the crate's paths in a file name, in code alone.
fn rooms_used(source: &Source) -> BTreeSet<String> {
    let paths = paths(&source.code, "crate");
    paths.into_iter().filter_map(|path| path.get(1).map(|room| (*room).to_owned())).collect()
}

#[test]
fn no_room_uses_one_above_it() {
    for source in sources().iter().filter(|source| !matches!(source.room(), "lib" | "main")) {
        for used in rooms_used(source) {
            let place = format!("{} uses crate::{used}", source.name());
            assert!(rank(&used) <= rank(source.room()), "{place}: an upward edge");
            if used == "system" && source.room() != "system" {
                assert!(WORLDLY.contains(&source.room()), "{place}: it may not touch the world");
            }
        }
    }
}

#[test]
fn only_one_room_touches_the_world() {
    let mut found = Vec::new();
    for source in sources().iter().filter(|source| source.room() != "system") {
        // The exit code is a value of `main`, which it returns.
        let code = source.code.replace("std::process::ExitCode", "");
        let names = WORLD.iter().filter(|name| code.contains(**name));
        found.extend(names.map(|name| format!("{} uses {name}", source.name())));
    }
    assert!(found.is_empty(), "only `system` may:\n{}", found.join("\n"));
}

/// The names of the types that a file shows to others.
fn types(code: &str) -> impl Iterator<Item = &str> {
    code.lines().filter_map(|line| {
        let item = line.trim_start().strip_prefix("pub")?;
        let item = item.strip_prefix('(').map_or(item, |item| item.split_once(')').unwrap().1).trim_start();
        let name = ["struct ", "enum ", "trait "].iter().find_map(|kind| item.strip_prefix(kind))?;
        Some(&name[..name.find(|c| !is_word(c)).unwrap_or(name.len())])
    })
}

#[test]
fn a_type_that_others_see_has_a_name_of_its_own() {
    let mut homes: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for source in sources() {
        for name in types(&source.code) {
            homes.entry(name.to_owned()).or_default().insert(source.name());
        }
    }
    assert!(homes["Plan"].contains("plan::model"), "types are found");
    homes.retain(|name, homes| homes.len() > 1 && !SHARED_NAMES.contains(&name.as_str()));
    assert!(homes.is_empty(), "names that stand for several things: {homes:?}");
}

#[test]
fn the_files_of_a_room_form_no_circle() {
    let sources = sources();
    let edges = Modules::of(&sources).edges(&sources);
    assert!(
        edges["plan::assemble"].contains("plan::model"),
        "what a room hands on is found where it is defined"
    );
    let circles = circles(&edges);
    assert!(circles.is_empty(), "files that use each other in a circle:\n{}", circles.join("\n"));
}

/// The sets of files that reach each other, each with the edges among them.
/// The public types and functions of a text that have no documentation. Fields and variants need one only where it says more
/// than their names.
fn undocumented(text: &str) -> Vec<&str> {
    let kinds = ["fn", "const fn", "struct", "enum", "trait", "type", "const", "static"];
    let is_item = |line: &str| kinds.iter().any(|kind| line.trim().starts_with(&format!("pub {kind} ")));
    let lines: Vec<&str> = text.lines().collect();
    let is_documented = |place: &usize| {
        let above = lines[..*place].iter().rev().map(|line| line.trim());
        let mut above = above.skip_while(|line| line.starts_with("#[") || line.ends_with(['[', ']', ',']));
        above.next().is_some_and(|line| line.starts_with("///") || line.starts_with("$(#[$doc"))
    };
    let items = (0..lines.len()).filter(|place| is_item(lines[*place]));
    items.filter(|place| !is_documented(place)).map(|place| lines[place]).collect()
}

#[test]
fn every_item_of_the_library_says_what_it_is() {
    assert_eq!(
        undocumented("/// Says.\n#[must_use]\npub fn a() {}\npub struct B {\n    pub c: u8,\n}"),
        ["pub struct B {"]
    );
    for source in sources().iter().filter(|source| LIBRARY.contains(&source.room())) {
        assert_eq!(undocumented(&source.text), [""; 0], "{}", source.name());
    }
}

fn circles(edges: &BTreeMap<String, BTreeSet<String>>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let mut circles = Vec::new();
    for start in edges.keys() {
        let behind = reached(edges, start);
        if !behind.contains(start) || seen.contains(start) {
            continue;
        }
        let circle: BTreeSet<&String> =
            behind.iter().filter(|other| reached(edges, other).contains(start)).collect();
        seen.extend(circle.iter().map(|name| (*name).clone()));
        let among = |name: &String| {
            let used: Vec<&str> =
                edges[name].iter().filter(|used| circle.contains(used)).map(String::as_str).collect();
            format!("{name} -> {}", used.join(", "))
        };
        circles.push(circle.iter().copied().map(among).collect::<Vec<_>>().join("; "));
    }
    circles
}

fn reached(edges: &BTreeMap<String, BTreeSet<String>>, start: &str) -> BTreeSet<String> {
    let mut reached = BTreeSet::new();
    let mut left: Vec<&str> = vec![start];
    while let Some(name) = left.pop() {
        for next in edges.get(name).into_iter().flatten() {
            if reached.insert(next.clone()) {
                left.push(next);
            }
        }
    }
    reached
}

#[test]
fn paths_are_found_in_every_way_that_they_are_written() {
    let text = "use crate::plan::{self, Change, model::{Plan, Request as Asked}}; // crate::no\nlet a = crate::shown::shown(\"crate::no\");";
    let code = code(text);
    let found: Vec<String> = paths(&code, "crate").iter().map(|path| path.join("::")).collect();
    let expected = [
        "crate::plan::self",
        "crate::plan::Change",
        "crate::plan::model::Plan",
        "crate::plan::model::Request",
        "crate::shown::shown",
    ];
    assert_eq!(found, expected);
}

#[test]
fn a_circle_is_found_and_a_line_is_none() {
    let edges = |pairs: &[(&str, &str)]| {
        let mut edges: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (from, to) in pairs {
            edges.entry((*from).to_owned()).or_default().insert((*to).to_owned());
            edges.entry((*to).to_owned()).or_default();
        }
        edges
    };
    assert!(circles(&edges(&[("a", "b"), ("b", "c"), ("a", "c")])).is_empty());
    assert_eq!(circles(&edges(&[("a", "b"), ("b", "c"), ("c", "b")])), ["b -> c; c -> b"]);
}
