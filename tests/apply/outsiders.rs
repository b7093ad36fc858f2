//! Somebody else at work in the same repository, at every system call of an apply: nothing of theirs is lost, and the
//! apply is finished or reverted.
//!
//! The process is stopped right after the call, the other one acts, and the process goes on. Each meeting is named like a
//! fault, and fails unless the trace shows that the process was stopped at that very call. The variables of `faults`
//! decide how many are tried; all of them:
//!
//! ```sh
//! DATELINE_FAULTS=all nice cargo test --test apply outsiders:: -- --nocapture
//! ```

use std::fmt;
use std::fs;
use std::process::{Child, Command};
use std::thread;
use std::time::{Duration, Instant};

use crate::faults::{Point, SCENARIOS, Scenario, Tracer, try_in_time};
use crate::repository::Repository;
use crate::trace::is_missing;

/// What somebody else does, as a script of a shell in the folder, and one that succeeds only if nothing of that is lost.
struct Act {
    name: &'static str,
    does: &'static str,
    keeps: &'static str,
}

const ACTS: [Act; 11] = [
    Act {
        name: "edits a manifest",
        does: "echo mine >> mac/notes",
        keeps: "cat mac/notes $(find . -name 'kept-by-dateline-*') | grep -q mine",
    },
    Act {
        name: "saves the product file anew",
        does: "{ cat product.toml; echo '# mine'; } > x; mv x product.toml",
        keeps: "cat product.toml $(find . -name 'kept-by-dateline-*') | grep -q mine",
    },
    Act {
        name: "commits",
        does: "echo mine > other && git add other && git commit -qm Mine",
        keeps: "git log --all --format=%s | grep -q Mine && git cat-file -e $(git log --all --format=%H --grep Mine | head -1):other",
    },
    Act {
        name: "checks out a new branch",
        does: "git checkout -q -b side",
        keeps: "git rev-parse -q --verify side",
    },
    Act { name: "detaches HEAD", does: "git checkout -q --detach", keeps: "! git symbolic-ref -q HEAD" },
    Act {
        name: "stages",
        does: "echo mine >> README && git add README",
        keeps: "git show :README | grep -q mine && grep -q mine README",
    },
    Act {
        name: "tags",
        does: "git tag -m Mine mine && git rev-parse mine > \"$KEEP\"",
        keeps: "test \"$(git rev-parse mine)\" = \"$(cat \"$KEEP\")\"",
    },
    Act {
        name: "takes a tag of the release",
        does: "git tag -m Mine mac-v1.0.20161101 && git rev-parse mac-v1.0.20161101 > \"$KEEP\"",
        keeps: "test \"$(git rev-parse mac-v1.0.20161101)\" = \"$(cat \"$KEEP\")\"",
    },
    Act {
        name: "packs refs and collects garbage",
        does: "git pack-refs --all && git gc -q --prune=now",
        keeps: "git fsck --connectivity-only",
    },
    Act {
        name: "applies in another worktree",
        // It is kept out by the lock as long as the apply lasts, and by the tag from then on: by nothing else.
        does: "cd \"$OTHER\"; \"$DATELINE\" apply fix:java-sdk --yes > \"$KEEP\" 2>&1 && exit; cat \"$KEEP\" >&2; \
               grep -qE 'another process is running here|tag java-sdk-v1.0.20161101 exists' \"$KEEP\" && exit 1; exit 70",
        keeps: "git rev-parse -q --verify java-sdk-v1.0.20161101 && git merge-base --is-ancestor java-sdk-v1.0.20161101 side",
    },
    Act { name: "locks HEAD", does: "set -C; : > .git/HEAD.lock", keeps: "rm .git/HEAD.lock" },
];

/// One of those acts at one call.
struct Meeting<'a> {
    scenario: &'a Scenario,
    point: &'a Point,
    act: &'a Act,
}

impl fmt::Display for Meeting<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}: another {}", self.scenario.name, self.point, self.act.name)
    }
}

#[test]
fn whoever_acts_at_any_system_call_loses_nothing() {
    if is_missing() {
        return;
    }
    let (name, make) = SCENARIOS[0];
    let scenario = make(name);
    let points = Tracer::points(&scenario);
    let meet = |point| ACTS.iter().map(move |act| (point, act));
    let meetings = points.iter().flat_map(meet);
    let meetings = meetings.map(|(point, act)| Meeting { scenario: &scenario, point, act }).collect();
    try_in_time("meetings", meetings, Meeting::attempt);
}

impl Meeting<'_> {
    /// Lets them meet, and recovers; what became of it.
    fn attempt(&self) -> Vec<String> {
        let mut number = self.point.number;
        for _ in 0..4 {
            let repository = self.scenario.start.copy();
            let other = tempfile::tempdir().unwrap();
            let worktree = other.path().join("tree");
            repository.git(&["worktree", "add", "--quiet", "-b", "side", worktree.to_str().unwrap()]);
            if self.act.name.contains("new branch") {
                repository.git(&["worktree", "remove", worktree.to_str().unwrap()]);
                repository.git(&["branch", "--quiet", "-D", "side"]);
            }
            let shell = |script: &str| {
                let mut shell = repository.command("sh");
                shell.args(["-c", script]).env("OTHER", &worktree).env("KEEP", other.path().join("keep"));
                shell.env("DATELINE", env!("CARGO_BIN_EXE_dateline"));
                let output = shell.output().unwrap();
                let said = String::from_utf8_lossy(&output.stderr);
                assert_ne!(output.status.code(), Some(70), "{self}: kept out by something else: {said}");
                output.status.success()
            };
            let tracer = Tracer::new();
            let mut child = tracer.stop_at(self.scenario, &repository, self.point, number);
            let Some(pid) = self.stopped(&mut child, &tracer) else {
                child.wait().unwrap();
                continue;
            };
            let acted = shell(self.act.does);
            signal("-CONT", &pid);
            let code = self.ended(&mut child, &tracer);
            let found = tracer.found(&repository);
            if !found.iter().any(|(place, call)| *place == self.point.place && call.is_stopped) {
                // How often something is called may differ from run to run.
                let there = found.iter().find(|(place, _)| *place == self.point.place);
                number = there.map_or(number, |(_, call)| call.number);
                continue;
            }
            let kept = || shell(self.act.keeps);
            let counts = self.settle(&repository, code, acted, kept);
            let what = if acted { "acted" } else { "was kept out" };
            let of_it = format!("{what}: another {}", self.act.name);
            return ["met".to_owned(), what.to_owned(), of_it].into_iter().chain(counts).collect();
        }
        panic!("{self}: they did not meet");
    }

    /// Waits until a process is stopped; its number, or none where the call came to its end.
    fn stopped(&self, child: &mut Child, tracer: &Tracer) -> Option<String> {
        let start = Instant::now();
        loop {
            if let Some(pid) = stops(tracer).into_iter().next() {
                return Some(pid);
            }
            if child.try_wait().unwrap().is_some() {
                return None;
            }
            self.pause(child, start);
        }
    }

    /// Waits for the end; its exit code. Each thread counts its calls, so that more than one may be stopped.
    fn ended(&self, child: &mut Child, tracer: &Tracer) -> i32 {
        let (start, mut continued) = (Instant::now(), 1);
        loop {
            if let Some(status) = child.try_wait().unwrap() {
                return status.code().unwrap();
            }
            for pid in stops(tracer).iter().skip(continued) {
                signal("-CONT", pid);
                continued += 1;
            }
            self.pause(child, start);
        }
    }

    /// A moment, unless it has been too many.
    fn pause(&self, child: &mut Child, start: Instant) {
        if start.elapsed() > Duration::from_secs(60) {
            child.kill().unwrap();
            panic!("{self}: it neither stops nor ends");
        }
        thread::sleep(Duration::from_millis(5));
    }

    /// Recovers one way or the other, and fails where anything was lost.
    fn settle(
        &self,
        repository: &Repository,
        code: i32,
        acted: bool,
        kept: impl Fn() -> bool,
    ) -> Vec<String> {
        let mut counts = vec![format!("the apply ended with code {code}")];
        let is_lock = self.act.name == "locks HEAD";
        // A lock of another is removed by another: only then is there a way on.
        assert!(!acted || !is_lock || kept(), "{self}: the lock of another is gone");
        let recovered = repository.run(&["recover", "--yes"]);
        if recovered.status.success() {
            counts.push("recovered".to_owned());
        } else {
            let said = String::from_utf8_lossy(&recovered.stderr).into_owned();
            let aborted = repository.run(&["recover", "--abort", "--yes"]);
            let why = String::from_utf8_lossy(&aborted.stderr).into_owned();
            assert!(aborted.status.success(), "{self}: neither recovered: {said}\nnor aborted: {why}");
            counts.push("aborted".to_owned());
        }
        assert!(repository.expect(0, &["recover", "--yes"]).contains("nothing to recover"), "{self}");
        assert!(!acted || is_lock || kept(), "{self}: what another did is lost (code {code})");
        assert_eq!(repository.locks(), "", "{self}");
        let tags = repository.git(&["for-each-ref", "--format=%(contents:subject)", "refs/tags"]);
        let ours = tags.lines().filter(|subject| subject.ends_with("1.0.20161101")).count();
        // java-sdk alone where another applied; that another took one of the names keeps all from being made.
        let is_whole = matches!(ours, 0 | 4) || ours == 1 && self.act.name.contains("worktree");
        assert!(is_whole, "{self}: {ours} tags");
        if code == 0 {
            assert_eq!(ours, 4, "{self}: it said that it was done");
        }
        counts
    }
}

/// The processes that were stopped, each as often as it was.
fn stops(tracer: &Tracer) -> Vec<String> {
    let trace = fs::read(tracer.file("log")).unwrap_or_default();
    let trace = String::from_utf8_lossy(&trace).into_owned();
    let lines = trace.lines().filter(|line| line.contains("--- stopped by SIGSTOP"));
    lines.filter_map(|line| line.split_whitespace().next().map(str::to_owned)).collect()
}

/// Sends a signal to a process, which may have come to its end by then.
fn signal(name: &str, pid: &str) {
    Command::new("kill").args([name, pid]).output().unwrap();
}
