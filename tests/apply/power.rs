//! Power that fails: what a disk may hold after any call of an apply, built as a folder, and recovered.
//!
//! The writes, names and syncs of a whole run, git's included, are taken from its trace. A disk keeps what was synced. Of
//! the rest it keeps all (strict order), only the names that were given, or any part.
//!
//! The variables of `faults` decide how many are tried; all of them:
//!
//! ```sh
//! DATELINE_FAULTS=all nice cargo test --test apply power:: -- --nocapture
//! ```

use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;
use std::fs;
use std::hash::{Hash, Hasher};
use std::process::Stdio;

use crate::faults::verdict::assert_whole;
use crate::faults::{SCENARIOS, Scenario, Then, try_in_time};
use crate::repository::Repository;
use crate::trace::{CALLS, Call, calls, is_missing, unescaped};

/// One change of what a disk holds, or the promise that one lasts. Paths are relative to the root.
#[derive(Debug, Clone)]
enum Step {
    /// A new file, by its number.
    Create(String, usize),
    MakeFolder(String),
    Rename(String, String),
    Exchange(String, String),
    Link(String, String),
    Remove(String),
    /// Bytes at a place of a file.
    Write(usize, usize, Vec<u8>),
    Cut(usize, usize),
    Sync(usize),
    SyncFolder(String),
}

/// What of that which was not synced a disk keeps.
#[derive(Debug, Clone, Copy)]
enum Keeps {
    All,
    Names,
    /// Any part: which one, the number says.
    Part(u64),
}

/// A tree of names, and what the files hold.
#[derive(Debug, Clone, Default)]
struct Disk {
    names: BTreeMap<String, usize>,
    folders: BTreeSet<String>,
    contents: Vec<Vec<u8>>,
}

impl Disk {
    /// The folder of a repository.
    fn of(repository: &Repository) -> Disk {
        let mut disk = Disk::default();
        let mut open = vec![String::new()];
        while let Some(folder) = open.pop() {
            for entry in fs::read_dir(repository.path().join(&folder)).unwrap() {
                let entry = entry.unwrap();
                let name = entry.file_name().into_string().unwrap();
                let path = if folder.is_empty() { name } else { format!("{folder}/{name}") };
                if entry.file_type().unwrap().is_dir() {
                    disk.folders.insert(path.clone());
                    open.push(path);
                } else if !path.starts_with(".git/hooks/") {
                    disk.names.insert(path.clone(), disk.contents.len());
                    disk.contents.push(fs::read(repository.path().join(path)).unwrap());
                }
            }
        }
        disk
    }

    fn file(&mut self, number: usize) -> &mut Vec<u8> {
        if self.contents.len() <= number {
            self.contents.resize(number + 1, Vec::new());
        }
        &mut self.contents[number]
    }

    /// Makes a change; one that builds on what is not there is not made.
    fn follow(&mut self, step: &Step) {
        let is_place = |disk: &Disk, path: &str| {
            path.rsplit_once('/').is_none_or(|(folder, _)| disk.folders.contains(folder))
        };
        match step {
            Step::Create(path, number) if is_place(self, path) => {
                self.file(*number);
                self.names.insert(path.clone(), *number);
            }
            Step::MakeFolder(path) if is_place(self, path) => {
                self.folders.insert(path.clone());
            }
            Step::Rename(from, to) if is_place(self, to) => {
                if let Some(number) = self.names.remove(from) {
                    self.names.insert(to.clone(), number);
                }
            }
            Step::Exchange(one, other) => {
                if let (Some(first), Some(second)) =
                    (self.names.get(one).copied(), self.names.get(other).copied())
                {
                    self.names.insert(one.clone(), second);
                    self.names.insert(other.clone(), first);
                }
            }
            Step::Link(from, to) if is_place(self, to) => {
                if let Some(number) = self.names.get(from).copied() {
                    self.names.insert(to.clone(), number);
                }
            }
            Step::Remove(path) => {
                self.names.remove(path);
                self.folders.remove(path);
            }
            Step::Write(number, place, bytes) => {
                let content = self.file(*number);
                let end = place + bytes.len();
                if content.len() < end {
                    // What lies before it and was not kept reads as zeros.
                    content.resize(end, 0);
                }
                content[*place..end].copy_from_slice(bytes);
            }
            Step::Cut(number, length) => self.file(*number).resize(*length, 0),
            _ => {}
        }
    }

    /// The repository that is on it.
    fn repository(&self) -> Repository {
        let repository = Repository::without_git("");
        fs::remove_file(repository.path().join("product.toml")).unwrap();
        for folder in &self.folders {
            fs::create_dir_all(repository.path().join(folder)).unwrap();
        }
        for (name, number) in &self.names {
            repository.write(name, &self.contents[*number]);
        }
        repository
    }
}

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

fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// What the disk holds where the power fails after `steps`.
fn after(start: &Disk, steps: &[Step], keeps: Keeps) -> Disk {
    // From the last step on backwards: what is synced after it lasts.
    let (mut files, mut folders) = (BTreeSet::new(), BTreeSet::new());
    let mut kept = vec![true; steps.len()];
    for (place, step) in steps.iter().enumerate().rev() {
        let by_chance = |number: u64| {
            let mut hasher = DefaultHasher::new();
            (number, place).hash(&mut hasher);
            hasher.finish().is_multiple_of(2)
        };
        let (is_name, is_synced) = match step {
            Step::Sync(number) => {
                files.insert(*number);
                (false, true)
            }
            Step::SyncFolder(path) => {
                folders.insert(path.clone());
                (true, true)
            }
            Step::Write(number, ..) | Step::Cut(number, _) => (false, files.contains(number)),
            Step::Create(path, _) | Step::MakeFolder(path) | Step::Remove(path) => {
                (true, folders.contains(folder_of(path)))
            }
            Step::Rename(from, to) | Step::Exchange(from, to) | Step::Link(from, to) => {
                (true, folders.contains(folder_of(from)) && folders.contains(folder_of(to)))
            }
        };
        kept[place] = is_synced
            || match keeps {
                Keeps::All => true,
                Keeps::Names => is_name,
                Keeps::Part(number) => by_chance(number),
            };
    }
    let mut disk = start.clone();
    steps.iter().zip(kept).filter(|(_, kept)| *kept).for_each(|(step, _)| disk.follow(step));
    disk
}

/// A failure of the power, and what is done afterwards.
struct Failure<'a> {
    scenario: &'a Scenario,
    start: &'a Disk,
    steps: &'a [Step],
    after: usize,
    keeps: Keeps,
    then: Then,
}

impl fmt::Display for Failure<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (keeps, then) = (self.keeps, self.then);
        write!(
            f,
            "{}: the power fails (kill) after step {}, the disk keeps {keeps:?}, then {then:?}",
            self.scenario.name, self.after
        )
    }
}

impl Failure<'_> {
    fn attempt(&self) -> Vec<String> {
        let disk = after(self.start, &self.steps[..self.after], self.keeps);
        let keeps = match self.keeps {
            Keeps::All => "images in strict order",
            Keeps::Names => "images of names only",
            Keeps::Part(_) => "images of a part",
        };
        let counts = assert_whole(self.scenario, &disk.repository(), self.then, None, &self.to_string());
        [vec![keeps.to_owned()], counts].concat()
    }
}

/// The steps of a whole run.
fn steps(scenario: &Scenario) -> (Disk, Vec<Step>) {
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

#[test]
fn wherever_the_power_fails_all_is_old_or_new_after_recovery() {
    if is_missing() {
        return;
    }
    let scenarios = [0, 1].map(|place| SCENARIOS[place]).map(|(name, make)| make(name));
    let recorded = scenarios.each_ref().map(steps);
    let mut failures = Vec::new();
    for (scenario, (start, steps)) in scenarios.iter().zip(&recorded) {
        eprintln!("{}: {} steps", scenario.name, steps.len());
        assert!(steps.len() > 100, "{}", steps.len());
        for after in 0..=steps.len() {
            for keeps in [Keeps::All, Keeps::Names, Keeps::Part(1), Keeps::Part(2), Keeps::Part(3)] {
                for then in [Then::Recover, Then::Abort] {
                    failures.push(Failure { scenario, start, steps, after, keeps, then });
                }
            }
        }
    }
    try_in_time("failures of the power", failures, Failure::attempt);
}
