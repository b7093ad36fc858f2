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

mod modules;
mod paths;
mod source;

use modules::{Modules, circles};
use paths::{is_word, paths};
use source::{Source, sources};

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

/// The modules of `std` that only `system` may name, and so the whole of `std`.
const WORLD: [&str; 5] = ["fs", "env", "process", "net", "self"];

/// The clocks that only `system` may read.
const CLOCKS: [&str; 3] = ["Utc::now", "SystemTime::now", "Local::now"];

/// The rooms that users of the library read.
const LIBRARY: [&str; 8] =
    ["words", "named", "version", "ecosystem", "product", "plan", "contract", "history"];

fn rank(room: &str) -> usize {
    ROOMS.iter().position(|known| *known == room).unwrap_or_else(|| panic!("give the room `{room}` a rank"))
}

/// The upward imports among the files, and those of `system` by rooms that may not touch the world.
fn upward(sources: &[Source]) -> Vec<String> {
    let modules = Modules::of(sources);
    let mut found = Vec::new();
    for source in sources.iter().filter(|source| !matches!(source.room(), "lib" | "main")) {
        let rooms = modules.uses(source).into_iter().filter_map(|(path, _)| path.into_iter().next());
        // `super` in a module within a file of a room names that room's own items.
        let rooms = rooms.filter(|room| modules.is_room(room));
        for used in rooms.collect::<BTreeSet<String>>() {
            let barred = used == "system" && source.room() != "system" && !WORLDLY.contains(&source.room());
            if barred || rank(&used) > rank(source.room()) {
                found.push(format!("{} uses {used}", source.name()));
            }
        }
    }
    found
}

/// What code names that touches the world.
fn worldly(code: &str) -> Vec<String> {
    let mut found: Vec<String> =
        paths(code, "std").iter().filter(|path| is_worldly(path)).map(|path| path.join("::")).collect();
    found.extend(code.contains("use std as ").then(|| "std".to_owned()));
    found.extend(CLOCKS.iter().filter(|clock| code.contains(**clock)).map(|clock| (*clock).to_owned()));
    found
}

fn is_worldly(path: &[&str]) -> bool {
    match path {
        // The exit code is a value of `main`, which it returns.
        ["std", "process", "ExitCode", ..] => false,
        ["std"] => true,
        ["std", module, ..] => WORLD.contains(module),
        _ => false,
    }
}

#[test]
fn no_room_uses_one_above_it() {
    let found = upward(&sources());
    assert!(found.is_empty(), "rooms that use others above them, or the world:\n{}", found.join("\n"));
}

#[test]
fn an_upward_import_is_found_in_every_way_that_it_is_written() {
    let others = [Source::new(&["cli"], "pub fn run() {}"), Source::new(&["system"], "pub fn clock() {}")];
    let with = |planted: Source| upward(&[&others[..], &[planted]].concat());
    for upward_use in [
        "use crate::cli::run;",
        "use crate::{cli::run, words};",
        "use super::super::cli::run;",
        "use super::super::{cli, words};",
        "pub(crate) use super::super::cli::run;",
        "fn go() { super::super::cli::run::run() }",
        "use crate::system::clock;",
    ] {
        assert_eq!(with(Source::new(&["plan", "model"], upward_use)).len(), 1, "{upward_use}");
    }
    let inside = Source::new(&["plan", "model"], "use super::change::Change; use crate::version::Line;");
    assert_eq!(with(inside), [""; 0]);
}

#[test]
fn only_one_room_touches_the_world() {
    let mut found = Vec::new();
    for source in sources().iter().filter(|source| source.room() != "system") {
        found.extend(worldly(&source.code).iter().map(|name| format!("{} uses {name}", source.name())));
    }
    assert!(found.is_empty(), "only `system` may:\n{}", found.join("\n"));
}

#[test]
fn the_world_is_found_in_every_way_that_it_is_written() {
    for code in [
        "use std::fs;",
        "use std::{env, fmt};",
        "use std::{fmt, fs::{self, File}};",
        "use std::process::{Command, ExitCode};",
        "fn go() { ::std::fs::read(path) }",
        "use std::*;",
        "use std as s;",
        "use std::{self as s, fmt};",
        "let today = Utc::now();",
    ] {
        assert_ne!(worldly(code), [""; 0], "{code}");
    }
    let harmless =
        "use std::{fmt, io}; use std::process::ExitCode; use my::std::fs; use mystd::fs; fs::read()";
    assert_eq!(worldly(harmless), [""; 0]);
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
