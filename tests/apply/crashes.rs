//! Every system call that changes something, of the program and of each git that it calls: killed there, or failing
//! there, and recovered.
//!
//! The calls are read from a trace of one whole run. By default a part of them is tried, spread evenly;
//! `DATELINE_CRASH_POINTS=all` tries each. Without strace the tests are skipped by name; `DATELINE_ORACLES=required`
//! tries each, and fails without strace.

use std::collections::HashMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use tempfile::TempDir;

use crate::repository::{CHAIN, Repository, State};

const CALLS: &str = "openat,write,pwrite64,writev,rename,renameat,renameat2,link,linkat,unlink,unlinkat,mkdir,mkdirat,\
                     rmdir,fsync,fdatasync,ftruncate,chmod,fchmod,fchmodat,copy_file_range,sendfile";

/// A git that counts its calls; one of them is traced, and where it is killed its caller is killed with it.
const GIT: &str = r#"#!/bin/sh
n=$(($(cat "$T/count" 2>/dev/null || echo 0) + 1))
echo $n > "$T/count"
if [ -n "$LOG" ]; then
    exec strace -f -y -qq -o "$T/$n" -e trace="$CALLS" "$GIT" "$@"
elif [ "$n" = "$NUMBER" ]; then
    strace -f -qq -o /dev/null -e trace="$CALLS" -e inject="$FAULT" "$GIT" "$@"
    code=$?
    if [ $code = 137 ]; then kill -9 $PPID; fi
    exit $code
fi
exec "$GIT" "$@"
"#;

/// A system call that changes something.
#[derive(Debug, Clone)]
struct Point {
    /// Of which call of git, from 1; 0 for the program itself.
    process: usize,
    name: String,
    /// The how manieth of its name in that process.
    number: usize,
}

/// The stand-in for git, and where its traces go.
struct Trace {
    folder: TempDir,
}

impl Trace {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("bin")).unwrap();
        let path = folder.path().join("bin/git");
        fs::write(&path, GIT).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        Trace { folder }
    }

    /// The program under strace with `options`, calling our git.
    fn call(&self, repository: &Repository, options: &[&str]) -> Command {
        let mut command = repository.command("strace");
        command.args(["-qq", "-e", &format!("trace={CALLS}")]).args(options);
        command.arg(env!("CARGO_BIN_EXE_dateline")).args(["apply", "api-fix:core", "--yes"]);
        let path = std::env::var("PATH").unwrap();
        command.env("PATH", format!("{}:{path}", self.folder.path().join("bin").display()));
        command.env("T", self.folder.path()).env("CALLS", CALLS).env("GIT", real_git());
        command.stdout(Stdio::null()).stderr(Stdio::null());
        command
    }

    /// Applies with `fault` at `point`; whether the program said that it is done.
    fn apply(&self, repository: &Repository, point: &Point, fault: &str) -> bool {
        let _ = fs::remove_file(self.folder.path().join("count"));
        let fault = format!("{}:{fault}:when={}", point.name, point.number);
        let inject = format!("inject={fault}");
        let options =
            if point.process == 0 { vec!["-o", "/dev/null", "-e", &inject] } else { vec!["-o", "/dev/null"] };
        let mut call = self.call(repository, &options);
        call.env("NUMBER", point.process.to_string()).env("FAULT", fault);
        call.status().unwrap().success()
    }
}

fn real_git() -> PathBuf {
    let path = std::env::var_os("PATH").unwrap();
    std::env::split_paths(&path).map(|folder| folder.join("git")).find(|git| git.is_file()).unwrap()
}

/// Reads from the trace of a whole run which calls change something.
fn points(start: &Repository) -> Vec<Point> {
    let (repository, trace) = (start.copy(), Trace::new());
    let own = trace.folder.path().join("0");
    let mut call = trace.call(&repository, &["-y", "-o", own.to_str().unwrap()]);
    assert!(call.env("LOG", "1").status().unwrap().success());
    let mut points = Vec::new();
    for process in 0.. {
        let path = trace.folder.path().join(process.to_string());
        if !path.exists() {
            break;
        }
        points.extend(points_of(process, &path));
    }
    points
}

fn points_of(process: usize, path: &Path) -> Vec<Point> {
    let trace = String::from_utf8_lossy(&fs::read(path).unwrap()).into_owned();
    let mut numbers: HashMap<String, usize> = HashMap::new();
    let mut points = Vec::new();
    for line in trace.lines() {
        // With -f each line starts with the number of the process.
        let line = line.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start();
        let Some((name, arguments)) = line.split_once('(') else { continue };
        let number = numbers.entry(name.to_owned()).or_default();
        *number += 1;
        let is_file = !arguments.contains("pipe:") && !arguments.contains("/dev/null");
        // Our lock on the index is looked at before it is removed: what fails there must not leave it behind.
        let opens = ["O_CREAT", "index.lock"].iter().any(|text| arguments.contains(text));
        let changes = if name == "openat" { opens } else { is_file };
        if changes {
            points.push(Point { process, name: name.to_owned(), number: *number });
        }
    }
    points
}

/// At most `most` of the points, spread evenly; all where that is asked for.
fn sample(points: &[Point], most: usize) -> Vec<Point> {
    let is = |name: &str, wanted: &str| std::env::var(name).is_ok_and(|value| value == wanted);
    let all = is("DATELINE_CRASH_POINTS", "all") || is("DATELINE_ORACLES", "required");
    if all || points.len() <= most {
        return points.to_vec();
    }
    (0..most).map(|place| points[place * points.len() / most].clone()).collect()
}

pub(crate) fn is_missing() -> bool {
    let works = Command::new("strace")
        .args(["-o", "/dev/null", "true"])
        .status()
        .is_ok_and(|status| status.success());
    let required = std::env::var("DATELINE_ORACLES").is_ok_and(|value| value == "required");
    assert!(works || !required, "strace is missing and DATELINE_ORACLES=required");
    if !works {
        eprintln!("skipped: strace is missing");
    }
    !works
}

/// A git that is killed together with its caller, before it holds all that it needs, leaves locks that nobody can know
/// for ours. They are named, and left for a person to remove.
fn remove_named_locks(repository: &Repository, output: &Output, what: &str) {
    let said = [&output.stdout[..], &output.stderr].concat();
    let said = String::from_utf8_lossy(&said).into_owned();
    for _ in 0..10 {
        let locks = repository.locks();
        let Some(lock) = locks.lines().find(|lock| said.contains(lock.trim_start_matches('.'))) else {
            return;
        };
        assert!(what.contains("KILL"), "{what}: {said}");
        fs::remove_file(repository.path().join(lock)).unwrap();
        if output.status.code() == Some(4) {
            // One is named at a time.
            repository
                .locks()
                .lines()
                .for_each(|lock| fs::remove_file(repository.path().join(lock)).unwrap());
        }
    }
}

/// Recovers, and fails unless all is old or all is new, for good.
fn assert_whole(repository: &Repository, old: &State, new: &State, abort: bool, what: &str) -> bool {
    let way = if abort { &["recover", "--yes", "--abort"][..] } else { &["recover", "--yes"] };
    let mut output = repository.run(way);
    if output.status.code() == Some(4) {
        remove_named_locks(repository, &output, what);
        output = repository.run(way);
    }
    assert!(output.status.success(), "{what}: {}", String::from_utf8_lossy(&output.stderr));
    if abort {
        remove_named_locks(repository, &output, what);
    }
    let everything = repository.everything();
    repository.expect(0, way);
    assert_eq!(repository.everything(), everything, "{what}: a second recovery wrote");
    let state = repository.state();
    assert!(state == *old || state == *new, "{what}: {state:#?}");
    assert_eq!(repository.locks(), "", "{what}");
    let is_new = state == *new;
    if !is_new {
        repository.expect(0, &["apply", "api-fix:core", "--yes"]);
        assert_eq!(repository.state(), *new, "{what}: and then applied");
    }
    is_new
}

/// Chain's four components with manifests of three formats, and a lock file that follows one of them.
fn chain_with_manifests() -> Repository {
    let manifests = [
        ("core", "{ path = \"core/Cargo.toml\" }"),
        ("java-sdk", "{ path = \"sdk/pom.xml\" }"),
        ("mac", "{ path = \"mac/VERSION\" }"),
        ("windows", "{ path = \"mac/notes\", pattern = \"for Windows {version}\" }"),
    ];
    let mut product = CHAIN.to_owned();
    for (component, manifest) in manifests {
        let header = format!("[components.{component}]\n");
        assert!(product.contains(&header));
        product = product.replace(&header, &format!("{header}manifests = [{manifest}]\n"));
    }
    let cargo = "[package]\nname = \"core\"\nversion = \"1.0.0\"\n";
    let lock = "version = 4\n\n[[package]]\nname = \"core\"\nversion = \"1.0.0\"\n";
    let files = [
        ("core/Cargo.toml", cargo),
        ("core/Cargo.lock", lock),
        ("sdk/pom.xml", "<project><version>1.0</version></project>\r\n"),
        ("mac/VERSION", "1.0\n"),
        ("mac/notes", "for Windows 1.0"),
    ];
    Repository::with(&product, &files)
}

/// Tries every point with the fault that `fault` gives for its place, two at a time.
fn try_all(most: usize, fault: fn(usize) -> &'static str) {
    if is_missing() {
        return;
    }
    let start = chain_with_manifests();
    let old = start.state();
    let whole = start.copy();
    whole.expect(0, &["apply", "api-fix:core", "--yes"]);
    let new = whole.state();
    let changed = old.keys().filter(|name| !name.starts_with('(') && old[*name] != new[*name]).count();
    assert_eq!(changed, 6, "product file, manifests and lock file");
    let all = points(&start);
    assert!(all.len() > 100, "the calls were found: {}", all.len());
    let tried = sample(&all, most);
    let (next, finished) = (AtomicUsize::new(0), AtomicUsize::new(0));
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let trace = Trace::new();
                while let Some((place, point)) = {
                    let place = next.fetch_add(1, Ordering::Relaxed);
                    tried.get(place).map(|point| (place, point))
                } {
                    let repository = start.copy();
                    let said_done = trace.apply(&repository, point, fault(place));
                    let what = format!("{} at {point:?}", fault(place));
                    let is_new = assert_whole(&repository, &old, &new, place % 2 == 1, &what);
                    assert!(is_new || !said_done, "{what}: it said that it was done");
                    finished.fetch_add(usize::from(is_new), Ordering::Relaxed);
                }
            });
        }
    });
    let finished = finished.into_inner();
    eprintln!("{} of {} points, new state after {finished}", tried.len(), all.len());
    assert!(finished > 0 && finished < tried.len());
}

#[test]
fn killed_at_any_system_call_it_is_whole_after_recovery() {
    try_all(90, |_| "signal=KILL");
}

#[test]
fn whatever_system_call_fails_it_is_whole_after_recovery() {
    try_all(60, |place| ["error=ENOSPC", "error=EIO", "error=EACCES"][place % 3]);
}
