//! Traces a call of the program and each git that it calls, and makes one system call of theirs go wrong.

use std::fmt;
use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

use super::{Kind, Scenario};
use crate::executable::executable;
use crate::repository::Repository;
use crate::trace::{CALLS, Call, Place, calls, places, unescaped};

/// The calls that a full or broken disk makes fail. Not `write`: it is also how git answers us.
const OF_THE_DISK: &str = "pwrite64,mkdir,link,rename,fsync,ftruncate";

/// A git that counts the calls of each of its verbs; the one that is looked for is traced.
const GIT: &str = r#"#!/bin/sh
verb= skip=
for word in "$@"; do
    if [ -n "$skip" ]; then skip=; continue; fi
    case $word in -C|-c) skip=1;; -*) ;; *) verb=$word; break;; esac
done
n=$(($(cat "$T/count.$verb" 2>/dev/null || echo 0) + 1))
echo $n > "$T/count.$verb"
if [ -n "$DISCOVER" ]; then
    exec strace -f -y -qq -s 32 -o "$T/log.$verb $n" -e trace="$CALLS" "$GIT" "$@"
elif [ "$verb $n" = "$PROCESS" ]; then
    strace -f -y -qq $TEXTS $ONLY -o "$T/log" -e trace="$CALLS" -e inject="$INJECT" "$GIT" "$@"
    code=$?
    touch "$T/after"
    if [ $code = 137 ] && [ -n "$WITH_CALLER" ]; then kill -9 $PPID; fi
    exit $code
elif [ -n "$LATER" ] && [ -e "$T/after" ]; then
    exec strace -f -qq -o /dev/null -e trace="$CALLS" -e inject="$LATER" "$GIT" "$@"
fi
exec "$GIT" "$@"
"#;

/// When everything is committed.
const MOMENT: &str = "1478000000 +0000";

/// Name of the program's own process.
const OWN: &str = "dateline";

/// A system call that matters, of one process of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Point {
    /// `dateline`, or the verb of git and which call of it this is: `update-ref 1`.
    pub(crate) process: String,
    pub(crate) place: Place,
    /// Which call of its name it is in its process or thread, from 1.
    pub(crate) number: usize,
    /// The paths that strace is to look at, with `ROOT` for the repository's, where the process has several programs, each
    /// of which counts its own calls.
    only: Vec<String>,
}

/// Stands for the path of a repository.
const ROOT: &str = "ROOT";

impl Point {
    /// A call of a whole run. Of a push, which is several programs, files that are called otherwise each time are left to
    /// git.
    fn new(process: &str, place: Place, call: &Call, root: &str) -> Option<Point> {
        let (process, number) = (process.to_owned(), call.number);
        // Threads count their calls each, and write to git.
        let is_threaded = process == OWN && place.name == "write";
        if !process.starts_with("push") && !is_threaded {
            return Some(Point { process, place, number, only: Vec::new() });
        }
        if ["tmp_", "OBJECT", "XX", "incoming"].iter().any(|passing| place.path.contains(passing)) {
            return None;
        }
        let given = call.arguments.iter().find_map(|one| one.strip_prefix('"')?.strip_suffix('"'));
        let given = given.filter(|_| !call.name.contains("write"));
        let paths = call.paths.first().map(String::as_str).into_iter().chain(given);
        let only = paths.map(|path| path.replace(root, ROOT)).collect();
        let place = Place { program: String::new(), ..place };
        Some(Point { process, number: place.occurrence, place, only })
    }

    pub(crate) fn is_own(&self) -> bool {
        self.process == OWN
    }
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Place { program, name, path, occurrence } = &self.place;
        let program = if program.is_empty() { String::new() } else { format!("{program}: ") };
        write!(f, "{}: {program}{name} {path} {occurrence}", self.process)
    }
}

/// The stand-in for git, and where the traces go.
pub(crate) struct Tracer {
    folder: TempDir,
}

impl Tracer {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("bin")).unwrap();
        let path = folder.path().join("bin/git");
        executable(&path, GIT);
        Tracer { folder }
    }

    /// Where a file of ours is.
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The program under strace with `options`, calling our git.
    pub(crate) fn command(&self, scenario: &Scenario, repository: &Repository, options: &[&str]) -> Command {
        let mut command = repository.command("strace");
        // What the program calls is traced by our git, or not at all.
        command.args(["-f", "-b", "execve", "-y", "-qq", "-e", &format!("trace={CALLS}")]).args(options);
        command.arg(env!("CARGO_BIN_EXE_dateline")).args(scenario.arguments);
        let path = std::env::var("PATH").unwrap();
        command.env("PATH", format!("{}:{path}", self.file("bin").display()));
        command.env("T", self.folder.path()).env("CALLS", CALLS).env("GIT", real_git());
        // The names of objects, and so how many folders hold them, are the same each time.
        command.envs([("GIT_COMMITTER_DATE", MOMENT), ("GIT_AUTHOR_DATE", MOMENT)]);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        command
    }

    /// The calls that matter in a whole run of a scenario.
    pub(crate) fn points(scenario: &Scenario) -> Vec<Point> {
        let (repository, tracer) = (scenario.start.copy(), Tracer::new());
        let own = tracer.file(&format!("log.{OWN}"));
        let mut command = tracer.command(scenario, &repository, &["-s", "32", "-o", own.to_str().unwrap()]);
        assert!(command.env("DISCOVER", "1").status().unwrap().success(), "{}", scenario.name);
        let mut points = Vec::new();
        let mut files: Vec<_> =
            fs::read_dir(tracer.folder.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        for file in files {
            let name = file.file_name().unwrap().to_str().unwrap();
            let Some(process) = name.strip_prefix("log.") else { continue };
            let trace = String::from_utf8_lossy(&fs::read(&file).unwrap()).into_owned();
            let root = root(&repository);
            let found = places_below(&repository, &trace).into_iter();
            points.extend(found.filter_map(|(place, call)| Point::new(process, place, &call, &root)));
        }
        points
    }

    /// Runs the call of a scenario into a fault; the repository as that leaves it, and the exit code, where it was not
    /// killed. Fails unless the trace shows that the fault hit the call, the path and the occurrence that it was for.
    pub(crate) fn deliver(
        scenario: &Scenario,
        point: &Point,
        kind: Kind,
        what: &str,
    ) -> (Repository, Option<i32>) {
        let mut number = point.number;
        let mut seen = Vec::new();
        for _ in 0..4 {
            let (repository, tracer) = (scenario.start.copy(), Tracer::new());
            let code = tracer.run(scenario, &repository, point, kind, number);
            let found = tracer.found(&repository);
            let hit = |call: &Call| call.is_injected || call.is_killed;
            if let Some((_, call)) = found.iter().find(|(place, call)| *place == point.place && hit(call)) {
                if kind == Kind::Torn {
                    tear(call);
                }
                return (repository, code);
            }
            let hits = found.iter().filter(|(_, call)| hit(call)).map(|(place, _)| format!("{place:?}"));
            seen.push(format!("number {number} hit {:?}", hits.collect::<Vec<_>>()));
            // What came before it may differ from run to run, such as how often a lock was looked at.
            if let Some((_, call)) = found.iter().find(|(place, _)| *place == point.place) {
                number = call.number;
            }
        }
        panic!("{what}: not delivered: {seen:#?}");
    }

    fn run(
        &self,
        scenario: &Scenario,
        repository: &Repository,
        point: &Point,
        kind: Kind,
        number: usize,
    ) -> Option<i32> {
        let (fault, later) = match kind {
            Kind::Kill | Kind::KillGit | Kind::Torn => ("signal=KILL".to_owned(), None),
            Kind::Fails(error) => (format!("error={error}"), None),
            Kind::KeepsFailing(error) => (format!("error={error}"), Some(error)),
        };
        let plus = if later.is_some() { "+" } else { "" };
        let inject = format!("{}:{fault}:when={number}{plus}", point.place.name);
        let texts = if kind == Kind::Torn { ["-xx", "-s", "1000000"].as_slice() } else { &["-s", "32"] };
        let mut command = self.injecting(scenario, repository, point, &inject, texts);
        if let Some(error) = later {
            command.env("LATER", format!("{OF_THE_DISK}:error={error}"));
        }
        if kind != Kind::KillGit {
            command.env("WITH_CALLER", "1");
        }
        command.status().unwrap().code()
    }

    /// Begins the call of a scenario, which is stopped after the call at `point`.
    pub(crate) fn stop_at(
        &self,
        scenario: &Scenario,
        repository: &Repository,
        point: &Point,
        number: usize,
    ) -> Child {
        let inject = format!("{}:signal=STOP:when={number}", point.place.name);
        self.injecting(scenario, repository, point, &inject, &["-s", "32"]).spawn().unwrap()
    }

    /// What the trace of the process has that a fault was for.
    pub(crate) fn found(&self, repository: &Repository) -> Vec<(Place, Call)> {
        let trace = fs::read(self.file("log")).unwrap_or_default();
        places_below(repository, &String::from_utf8_lossy(&trace))
    }

    /// The call of a scenario, with `inject` in the process of `point`, whose trace goes to `log`.
    fn injecting(
        &self,
        scenario: &Scenario,
        repository: &Repository,
        point: &Point,
        inject: &str,
        texts: &[&str],
    ) -> Command {
        let own = format!("inject={inject}");
        let log = self.file("log");
        let mut options = vec!["-o", "/dev/null"];
        if point.is_own() {
            options = [texts, &["-o", log.to_str().unwrap(), "-e", &own]].concat();
        }
        let root = root(repository);
        let only: Vec<String> = point.only.iter().map(|path| path.replace(ROOT, &root)).collect();
        if point.is_own() {
            options.extend(only.iter().flat_map(|path| ["-P", path]));
        }
        let mut command = self.command(scenario, repository, &options);
        command.env("PROCESS", &point.process).env("INJECT", inject).env("TEXTS", texts.join(" "));
        command.env("ONLY", only.iter().map(|path| format!("-P {path}")).collect::<Vec<_>>().join(" "));
        command
    }
}

fn root(repository: &Repository) -> String {
    fs::canonicalize(repository.path()).unwrap().to_str().unwrap().to_owned()
}

fn places_below(repository: &Repository, trace: &str) -> Vec<(Place, Call)> {
    places(&calls(trace), &[&root(repository)])
}

/// Does half of a `write` that was not done any more, if its file is still there.
fn tear(call: &Call) {
    let text = call.arguments[1].trim_matches('"');
    let bytes = unescaped(text);
    assert!(!bytes.is_empty(), "the trace has what was to be written");
    let mut file = fs::OpenOptions::new().append(true).open(&call.paths[0]).unwrap();
    file.write_all(&bytes[..bytes.len() / 2]).unwrap();
}

pub(crate) fn real_git() -> PathBuf {
    let path = std::env::var_os("PATH").unwrap();
    std::env::split_paths(&path).map(|folder| folder.join("git")).find(|git| git.is_file()).unwrap()
}
