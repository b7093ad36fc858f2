//! Many at once, and killed at any time.

use std::collections::BTreeSet;
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::repository::{CHAIN, Repository};

const PROCESSES: usize = 20;
const ROUNDS: usize = 10;

#[test]
fn of_many_at_once_none_loses_what_another_wrote() {
    let repository = Repository::new(CHAIN);
    let mut done = 0;
    for round in 0..ROUNDS {
        let start = |process: usize| {
            let date = format!("2016{:02}{:02}", round + 1, process + 1);
            let mut call = repository.call(&["apply", "fix:core", "--yes", "--date", &date]);
            call.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
        };
        let children: Vec<Child> = (0..PROCESSES).map(start).collect();
        for mut child in children {
            match child.wait().unwrap().code() {
                Some(0) => done += 1,
                // Another holds the lock, or has taken a later date by now.
                Some(4 | 1) => {}
                code => panic!("{code:?}"),
            }
        }
    }
    assert!(done >= ROUNDS, "one of each round gets through: {done}");
    let commits: usize = repository.git(&["rev-list", "--count", "HEAD"]).trim().parse().unwrap();
    let tags = repository.git(&["tag", "--list", "core-v*"]);
    let subjects: BTreeSet<String> =
        repository.git(&["log", "--format=%s", "--grep=Release"]).lines().map(str::to_owned).collect();
    assert_eq!((commits - 1, tags.lines().count(), subjects.len()), (done, done, done));
    assert_eq!(repository.git(&["status", "--porcelain"]), "");
    assert_eq!(repository.locks(), "");
}

#[test]
fn of_many_with_one_plan_one_applies_it() {
    let repository = Repository::new(CHAIN);
    repository.expect(0, &["plan", "feature:core", "--out", ".git/plan.json"]);
    let start = |_| {
        let mut call = repository.call(&["apply", "--plan", ".git/plan.json", "--yes"]);
        call.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
    };
    let children: Vec<Child> = (0..PROCESSES).map(start).collect();
    for mut child in children {
        assert!(matches!(child.wait().unwrap().code(), Some(0 | 4)));
    }
    assert_eq!(repository.git(&["rev-list", "--count", "HEAD"]), "2\n");
}

/// Numbers that look random and are the same in every run.
fn random(state: &mut u64) -> u64 {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    *state >> 33
}

fn remove_locks(repository: &Repository) {
    for lock in repository.locks().lines() {
        eprintln!("left: {lock}");
        std::fs::remove_file(repository.path().join(lock)).unwrap();
    }
}

#[test]
fn killed_at_random_times_it_is_whole_after_recovery() {
    let repository = Repository::new(CHAIN);
    let old = repository.state();
    let start = Instant::now();
    repository.expect(0, &["apply", "api-fix:core", "--yes"]);
    let time = u64::try_from(start.elapsed().as_micros()).unwrap();
    let new = repository.state();
    repository.expect(0, &["undo", "--yes"]);
    let mut seed = 7;
    for round in 0..100 {
        let mut call = repository.call(&["apply", "api-fix:core", "--yes"]);
        let mut child = call.process_group(0).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        thread::sleep(Duration::from_micros(random(&mut seed) % time));
        // With the git that it called, or leaving that one behind.
        let whom = if round % 2 == 0 { format!("-{}", child.id()) } else { child.id().to_string() };
        let _ = Command::new("kill").args(["-9", "--", &whom]).stderr(Stdio::null()).status();
        child.wait().unwrap();
        let way = if round % 3 == 0 { &["recover", "--yes", "--abort"][..] } else { &["recover", "--yes"] };
        if repository.run(way).status.code() == Some(4) {
            // Killed before git had written into its first lock, which is named, and left for a person to remove.
            remove_locks(&repository);
            repository.expect(0, way);
        }
        remove_locks(&repository);
        let state = repository.state();
        assert!(state == old || state == new, "round {round}: {state:?}");
        if state == new {
            repository.expect(0, &["undo", "--yes"]);
            assert_eq!(repository.state(), old, "round {round}");
        }
    }
    assert_eq!(repository.locks(), "");
    repository.expect(0, &["apply", "api-fix:core", "--yes"]);
    assert_eq!(repository.state(), new);
}
