//! The steps of a run, read out of its trace.

use std::collections::HashMap;
use std::fs;
use std::process::Stdio;

use super::disk::{Disk, Step};
use crate::faults::Scenario;
use crate::trace::{CALLS, Call, calls, unescaped};

/// Reads the changes out of a trace.
struct Recorder {
    root: String,
    /// The disk as the processes see it.
    disk: Disk,
    /// Where the next write to a file goes.
    positions: HashMap<usize, usize>,
    steps: Vec<Step>,
}

impl Recorder {
    fn below(&self, path: &str) -> Option<String> {
        // git runs in the root of the work tree.
        let path = if path.starts_with('/') { path.strip_prefix(&self.root)? } else { path };
        let parts = path.split('/').filter(|part| !part.is_empty() && *part != ".");
        Some(parts.collect::<Vec<_>>().join("/"))
    }

    fn push(&mut self, step: Step) {
        self.disk.follow(&step);
        self.steps.push(step);
    }

    fn read(&mut self, call: &Call) {
        if call.result.starts_with(['-', '?']) || call.result.is_empty() {
            return;
        }
        let Some(path) = call.paths.first().and_then(|path| self.below(path)) else { return };
        let second = call.paths.get(1).and_then(|path| self.below(path));
        let number = self.disk.names.get(&path).copied();
        if let (Some(number), true) = (number, call.name == "openat") {
            let end = self.disk.contents[number].len();
            let is_at_end = call.arguments.iter().any(|argument| argument.contains("O_APPEND"));
            self.positions.insert(number, if is_at_end { end } else { 0 });
        }
        let has = |flag: &str| call.arguments.iter().any(|argument| argument.contains(flag));
        match (call.name.as_str(), second, number) {
            ("openat", _, None) if has("O_CREAT") => {
                let number = self.disk.contents.len();
                self.push(Step::Create(path, number));
            }
            ("openat", _, Some(number)) if has("O_TRUNC") => self.push(Step::Cut(number, 0)),
            ("write", _, Some(number)) => {
                let bytes = unescaped(call.arguments[1].trim_matches('"'));
                let position = self.positions.entry(number).or_default();
                let place = *position;
                *position += bytes.len();
                self.push(Step::Write(number, place, bytes));
            }
            ("read", _, Some(number)) => {
                *self.positions.entry(number).or_default() += call.result.parse::<usize>().unwrap();
            }
            ("lseek", _, Some(number)) => {
                self.positions.insert(number, call.result.parse().unwrap());
            }
            ("pwrite64", _, Some(number)) => {
                let bytes = unescaped(call.arguments[1].trim_matches('"'));
                self.push(Step::Write(number, call.arguments[3].parse().unwrap(), bytes));
            }
            ("copy_file_range" | "sendfile", Some(from), Some(number)) if call.result != "0" => {
                let from = self.disk.names[&from];
                let bytes = self.disk.contents[from].clone();
                self.push(Step::Write(number, 0, bytes));
            }
            ("ftruncate", _, Some(number)) => {
                self.push(Step::Cut(number, call.arguments[1].parse().unwrap()));
            }
            ("fsync" | "fdatasync", _, Some(number)) => self.push(Step::Sync(number)),
            ("fsync" | "fdatasync", ..) => self.push(Step::SyncFolder(path)),
            ("renameat2", Some(other), _) if has("RENAME_EXCHANGE") => self.push(Step::Exchange(path, other)),
            ("rename" | "renameat" | "renameat2", Some(to), _) => self.push(Step::Rename(path, to)),
            ("link" | "linkat", Some(to), _) => self.push(Step::Link(path, to)),
            ("unlink" | "unlinkat" | "rmdir", ..) => self.push(Step::Remove(path)),
            ("mkdir" | "mkdirat", ..) => self.push(Step::MakeFolder(path)),
            ("writev", ..) => panic!("a writev is not followed: {call:?}"),
            _ => {}
        }
    }
}

/// The steps of a whole run.
pub(super) fn steps(scenario: &Scenario) -> (Disk, Vec<Step>) {
    let repository = scenario.start.copy();
    let root = fs::canonicalize(repository.path()).unwrap().to_str().unwrap().to_owned();
    let start = Disk::of(&repository);
    let other = tempfile::tempdir().unwrap();
    let trace = other.path().join("trace");
    let mut strace = repository.command("strace");
    strace.args([
        "-f",
        "-y",
        "-qq",
        "-xx",
        "-s",
        "4000000",
        "-e",
        &format!("trace={CALLS},lseek,read"),
        "-e",
        "signal=none",
        "-o",
    ]);
    strace.arg(&trace).arg(env!("CARGO_BIN_EXE_dateline")).args(scenario.arguments);
    assert!(strace.stdout(Stdio::null()).status().unwrap().success());
    let mut recorder = Recorder { root, disk: start.clone(), positions: HashMap::new(), steps: Vec::new() };
    let trace = String::from_utf8(fs::read(trace).unwrap()).unwrap();
    for call in &calls(&trace) {
        recorder.read(call);
    }
    // What was followed is what is there.
    let found = Disk::of(&repository);
    for (name, number) in &found.names {
        let modelled = recorder.disk.names.get(name).map(|number| &recorder.disk.contents[*number]);
        assert_eq!(modelled, Some(&found.contents[*number]), "{name}");
    }
    (start, recorder.steps)
}
