//! Imports go one way: no room uses a room above it, and only a few touch the world.

use std::fs;
use std::path::{Path, PathBuf};

/// The rooms from the ground up; a room may use those of lower rank, and its neighbours of the same rank.
const RANKS: [(&str, u8); 17] = [
    ("words", 0),
    ("shown", 0),
    ("version", 0),
    ("nearest", 0),
    ("named", 0),
    ("ecosystem", 1),
    ("product", 1),
    ("plan", 2),
    ("contract", 2),
    ("history", 2),
    ("report", 3),
    ("manifest", 3),
    ("check", 3),
    ("apply", 3),
    ("proposal", 3),
    ("tui", 4),
    ("cli", 5),
];

/// The rooms that may use `system`.
const WORLDLY: [&str; 3] = ["apply", "check", "cli"];

fn rank(room: &str) -> Option<u8> {
    RANKS.iter().find(|(name, _)| *name == room).map(|(_, rank)| *rank)
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// Every room named after `crate::` in the file, in code or in documentation.
fn rooms_used(text: &str) -> Vec<&str> {
    let starts = text.split("crate::").skip(1);
    starts.map(|rest| rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next().unwrap()).collect()
}

#[test]
fn no_room_uses_one_above_it() {
    let mut files = Vec::new();
    sources(Path::new("src"), &mut files);
    assert!(files.len() > 50, "the sources were found");
    for path in files {
        let mut parts = path.strip_prefix("src").unwrap().components();
        let room = parts.next().unwrap().as_os_str().to_str().unwrap().trim_end_matches(".rs").to_owned();
        if room == "lib" || room == "main" {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        for used in rooms_used(&text) {
            let place = format!("{}: uses crate::{used}", path.display());
            if room == "system" {
                assert!(
                    used == "words",
                    "{place}: of ours `system` imports only the room that errors speak by"
                );
            } else if used == "system" {
                assert!(WORLDLY.contains(&room.as_str()), "{place}: it may not touch the world");
            } else {
                let (own, other) = (rank(&room), rank(used));
                assert!(own.is_some() && other.is_some(), "{place}: give the room a rank");
                assert!(other <= own, "{place}: an upward edge");
            }
        }
    }
}

#[test]
fn pure_rooms_read_no_file_no_clock_and_no_environment() {
    let worldly =
        ["std::fs", "std::env", "std::process", "std::net", "std::io", "std::time", "Utc::now", "Local"];
    for room in
        ["version", "ecosystem", "product", "plan", "contract", "history", "report", "manifest", "proposal"]
    {
        let folder = Path::new("src").join(room);
        let mut files = Vec::new();
        if folder.exists() {
            sources(&folder, &mut files);
        }
        for path in files {
            let text = fs::read_to_string(&path).unwrap();
            for name in worldly {
                assert!(!text.contains(name), "{} uses {name}", path.display());
            }
        }
    }
}
